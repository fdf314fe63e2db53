//! The questions: a query in, the bytes of the command line out.

use std::sync::Arc;

use axum::response::Response;
use winset::verb::{
    Answer, Brief, Check, Classes, Deals, Forecast, Form, Price, RecordList, Refusal, Verify, Vote,
};
use winset_case::parse::Checked;

use super::route::Verb;
use super::typed;
use crate::asked::Asked;
use crate::kept::Given;
use crate::refused::Refused;
use crate::server::Bench;
use crate::shelf::Opened;

type Pairs = Vec<(String, String)>;

/// Answers a question about a case.
///
/// # Errors
/// 400 where the question is wrong, 404 without the case, 422 where the case has mistakes or cannot answer, 503 under load.
pub async fn answer(b: &Arc<Bench>, verb: Verb, asked: Asked) -> Result<Response, Refused> {
    let (id, pairs, bench) = (asked.value(0).to_owned(), asked.pairs, Arc::clone(b));
    // What was answered already is given at once, whatever else is being worked on.
    let look = (Arc::clone(b), id.clone(), pairs.clone());
    let found = tokio::task::spawn_blocking(move || {
        let (bench, id, pairs) = look;
        let opened = opened(&bench, &id, &pairs).ok()?;
        bench.kept.get(&key(&opened, verb, &id, &pairs))
    });
    if let Ok(Some(given)) = found.await {
        return Ok(sent(given));
    }
    b.limits.work(move || on_case(&bench, verb, &id, &pairs).map(sent)).await?
}

/// Lists the library of finished talks.
///
/// # Errors
/// 400 where the question is wrong, 503 under load.
pub async fn classes(b: &Arc<Bench>, asked: Asked) -> Result<Response, Refused> {
    let pairs = asked.pairs;
    b.limits
        .work(move || {
            let question = Classes::from_pairs(&pairs)?;
            Ok(sent(given(question.form, question.answer()?)))
        })
        .await?
}

/// Opens a case with the overlay of a query.
///
/// # Errors
/// 404 without the case, 422 where its folder cannot be read.
pub fn opened(b: &Bench, id: &str, pairs: &Pairs) -> Result<Arc<Opened>, Refused> {
    let sets: Vec<String> = pairs.iter().filter(|(k, _)| k == "set").map(|(_, v)| v.clone()).collect();
    match b.shelf.open(id, &sets) {
        None => Err(Refused::not_found("there is no such case here; GET /api/v1/cases lists them")),
        Some(Ok(opened)) => Ok(opened),
        Some(Err(e)) => Err(Refusal::Missing(vec![e.to_string()]).into()),
    }
}

/// What tells a question of a case from every other.
fn key(opened: &Opened, verb: Verb, id: &str, pairs: &Pairs) -> String {
    format!("{} {id:?} {} {pairs:?}", opened.key, verb.word())
}

fn on_case(b: &Bench, verb: Verb, id: &str, pairs: &Pairs) -> Result<Given, Refused> {
    let opened = opened(b, id, pairs)?;
    let given = fresh(&opened, verb, id, pairs)?;
    b.kept.keep(key(&opened, verb, id, pairs), given.clone());
    Ok(given)
}

fn fresh(opened: &Opened, verb: Verb, id: &str, pairs: &Pairs) -> Result<Given, Refused> {
    if verb == Verb::Check {
        let check = Check { named: id.to_owned(), ..Check::from_pairs(pairs)? };
        return Ok(given(check.form, check.answer(&opened.case)?));
    }
    // A wrong question is told as such whatever the case is.
    let question = asked(verb, pairs)?;
    let checked = opened.case.as_ref().map_err(|_| mistakes(opened))?;
    let (form, answer) = question(checked, opened, id)?;
    if answer.incomplete {
        return Err(Refusal::Missing(answer.lacks).into());
    }
    Ok(given(form, answer))
}

/// The mistakes of a case as `check --format json` prints them.
pub fn mistakes(opened: &Opened) -> Refused {
    let check = Check::from_pairs(&[]).and_then(|c| c.answer(&opened.case));
    let text = check.map(|a| String::from_utf8_lossy(&a.body).into_owned()).unwrap_or_default();
    Refused::mistakes(text)
}

type Ask = Box<dyn Fn(&Checked, &Opened, &str) -> Result<(Form, Answer), Refusal>>;

/// The question of a verb.
fn asked(verb: Verb, pairs: &Pairs) -> Result<Ask, Refusal> {
    Ok(match verb {
        Verb::Brief => {
            let v = Brief::from_pairs(pairs)?;
            // What to ask next is written for a command line: it names the case as the shelf does.
            Box::new(move |c, _, id| {
                let named = Brief { named: id.to_owned(), ..v.clone() };
                Ok((v.form, named.answer(c)?))
            })
        }
        Verb::Price => {
            let v = Price::from_pairs(pairs)?;
            Box::new(move |c, _, _| Ok((v.form, v.answer(c)?)))
        }
        Verb::Vote => {
            let v = Vote::from_pairs(pairs)?;
            Box::new(move |c, _, _| Ok((v.form, v.answer(c)?)))
        }
        Verb::Deals => {
            let v = Deals::from_pairs(pairs)?;
            Box::new(move |c, _, _| Ok((v.form, v.answer(c)?)))
        }
        Verb::Forecast => {
            let v = Forecast::from_pairs(pairs)?;
            Box::new(move |c, _, _| Ok((v.form, v.answer(c)?)))
        }
        Verb::Record => {
            let v = RecordList::from_pairs(pairs)?;
            Box::new(move |c, _, _| Ok((v.form, v.answer(c)?)))
        }
        Verb::Verify => {
            let v = Verify::from_pairs(pairs)?;
            Box::new(move |c, o, _| Ok((v.form, v.answer(c, &o.folder)?)))
        }
        Verb::Check => Box::new(|_, _, _| Err(Refusal::Missing(Vec::new()))),
    })
}

fn given(form: Form, answer: Answer) -> Given {
    (form.media_type(), Arc::new(answer.body))
}

fn sent((kind, body): Given) -> Response {
    typed(kind, body.as_slice().to_vec())
}
