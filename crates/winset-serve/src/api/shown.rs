//! The pages and what is taken away from them.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use winset::question::{Audience, Question};
use winset::verb::Refusal;

use super::questions::opened;
use super::typed;
use crate::asked::Asked;
use crate::pages::{self, Page};
use crate::refused::Refused;
use crate::server::Bench;
use crate::view::{Params, View};
use crate::words::words;

const HTML: &str = "text/html; charset=utf-8";

/// The open cases: id and title, or that it has mistakes.
pub fn cases(b: &Bench) -> String {
    let ids = b.shelf.ids();
    let one = |id: &String| {
        let title = match b.shelf.open(id, &[]) {
            Some(Ok(o)) => o.case.as_ref().ok().map(|c| c.case.title.clone()),
            _ => None,
        };
        json!({ "id": id, "title": title })
    };
    winset::json::text(
        &json!({ "schema": "winset.cases/1", "cases": ids.iter().map(one).collect::<Vec<_>>() }),
    )
}

/// A page; without a case in its path, of the first one.
///
/// # Errors
/// 404 without page or case, 422 where the folder cannot be read.
pub async fn page(b: &Arc<Bench>, asked: Asked) -> Result<Response, Refused> {
    let first = asked.pattern.ends_with("/first");
    let name =
        if first { asked.get("page").unwrap_or("state").to_owned() } else { asked.value(1).to_owned() };
    let id =
        if first { b.shelf.ids().into_iter().next().unwrap_or_default() } else { asked.value(0).to_owned() };
    let page = found(&name)?;
    let (params, bench) = (Params(asked.pairs), Arc::clone(b));
    b.limits
        .work(move || {
            let ids = bench.shelf.ids();
            match with_view(&bench, &id, &params, |view| pages::frame::page(view, page, &ids))? {
                Ok(html) => Ok(typed(HTML, html)),
                Err(mistakes) => {
                    let words = words(params.get("lang").unwrap_or("en"));
                    let html = pages::frame::mistakes(&id, &mistakes, &params, words, page.name, &ids);
                    let mut response = typed(HTML, html);
                    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
                    Ok(response)
                }
            }
        })
        .await?
}

/// The picture of a part as SVG, or its table as CSV.
///
/// # Errors
/// 404 without them, 422 where the case has mistakes.
pub async fn part(b: &Arc<Bench>, asked: Asked) -> Result<Response, Refused> {
    let page = found(asked.value(1))?;
    let none = || Refused::not_found("this page has no such picture or table");
    let (part, form) = asked.value(2).rsplit_once('.').ok_or_else(none)?;
    let (id, part, form) = (asked.value(0).to_owned(), part.to_owned(), form.to_owned());
    let (params, bench) = (Params(asked.pairs), Arc::clone(b));
    b.limits
        .work(move || {
            let drawn = with_view(&bench, &id, &params, |view| {
                let part = (page.parts)(view).into_iter().find(|p| p.id == part)?;
                match form.as_str() {
                    "svg" => Some(typed("image/svg+xml", winset::pictures::stand_alone(&part.picture?))),
                    "csv" => Some(typed("text/csv; charset=utf-8", part.csv()?)),
                    _ => None,
                }
            })?;
            let unread =
                |_| Refused::from(Refusal::Missing(vec!["the case has mistakes; see its check".into()]));
            drawn.map_err(unread)?.ok_or_else(none)
        })
        .await?
}

fn found(name: &str) -> Result<&'static Page, Refused> {
    pages::page(name).ok_or_else(|| Refused::not_found("there is no such page"))
}

type Seen<T> = Result<T, Vec<winset_case::Diagnostic>>;

/// Looks at a case as a page does, or tells its mistakes.
fn with_view<T>(
    b: &Bench,
    id: &str,
    params: &Params,
    look: impl FnOnce(&View<'_>) -> T,
) -> Result<Seen<T>, Refused> {
    let opened = opened(b, id, &params.0)?;
    let checked = match &opened.case {
        Ok(c) => c,
        Err(r) => return Ok(Err(r.diagnostics.clone())),
    };
    let words = words(params.get("lang").unwrap_or("en"));
    let as_of = match params.get("as_of").map(winset_case::text::parse_date) {
        Some(Err((sentence, hint))) => {
            return Err(Refused::wrong(hint.map_or(sentence.clone(), |h| format!("{sentence}; {h}"))));
        }
        Some(Ok(d)) => Some(d),
        None => None,
    };
    let Some((mut q, withheld)) = Question::new(checked, as_of, Audience::Own) else {
        let none = "nothing in the case has a day; add known_on, or choose a day above";
        return Err(Refusal::Missing(vec![none.into()]).into());
    };
    // Pictures are drawn in the language of the page.
    q.case.korean = words.code == "ko";
    let view = View { id, opened: &opened, checked, q: &q, withheld, params, words, library: &b.library };
    Ok(Ok(look(&view)))
}
