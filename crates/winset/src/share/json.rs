//! A shared bill as JSON: schema `winset.share/1`.

use serde_json::{Map, Value, json};
use winset_case::price::Unanswerable;
use winset_case::quantity::Unit;
use winset_case::sharing::{Entry, Heading, Sharer};

use super::form::float;
use super::rules::Ruled;
use super::{Answer, Bill, Exploitation, Shared};
use crate::json::{date, number};

/// The answer as JSON; the file is named as the reader knows it.
pub fn json(answer: &Answer, file: &str) -> Value {
    json!({
        "schema": "winset.share/1",
        "file": file,
        "as_of": answer.as_of.map(date),
        "undated": answer.undated,
        "moments": answer.moments.iter().map(moment).collect::<Vec<_>>(),
    })
}

fn moment(s: &Shared) -> Value {
    json!({
        "at": s.told.label,
        "bill": s.bill.as_ref().ok().map(bill),
        "missing": missing(s.bill.as_ref().err()),
        "unlocks": unlocks(s.bill.as_ref().err()),
        "parties": s.told.parties.iter().enumerate().map(|(i, p)| party(s, i, p)).collect::<Vec<_>>(),
        "rules": s.rules.iter().map(|r| rule(s, r)).collect::<Vec<_>>(),
        "exploitation": exploitation(&s.exploitation),
    })
}

fn missing(e: Option<&Unanswerable>) -> Value {
    e.map_or(Value::Null, |e| e.missing.clone().into())
}

fn unlocks(e: Option<&Unanswerable>) -> Value {
    e.map_or(Value::Null, |e| e.unlocks.clone().into())
}

fn unit(u: &Option<Unit>) -> Value {
    u.as_ref().map_or(Value::Null, crate::json::unit)
}

fn bill(b: &Bill) -> Value {
    json!({
        "value": number(b.value), "unit": unit(&b.unit), "from": b.from.word(), "approx": b.approx,
        "recalled": b.recalled,
    })
}

fn party(s: &Shared, i: usize, p: &Sharer) -> Value {
    let mut figures = Map::new();
    for h in Heading::ALL.into_iter().filter(|h| *h != Heading::Bill) {
        figures.insert(h.word().to_owned(), p.figures.get(&h).map_or(Value::Null, entry));
    }
    let pays = s.paid.get(i).copied().flatten();
    let share = pays.zip(s.bill.as_ref().ok()).and_then(|(x, b)| x.checked_div(b.value));
    json!({
        "name": p.name, "members": p.members, "figures": figures,
        "pays": pays.map(number), "pays_share": share.map(number),
    })
}

fn entry(e: &Entry) -> Value {
    json!({
        "value": number(e.value), "unit": unit(&e.unit), "approx": e.approx, "status": e.status.word(),
        "known_on": e.known_on.map(date), "source": e.source,
    })
}

fn rule(s: &Shared, r: &Ruled) -> Value {
    let total = s.bill.as_ref().map_or(f64::NAN, |b| float(b.value));
    let amounts = r.amounts.as_ref().ok();
    json!({
        "method": r.method.name, "summary": r.method.summary, "source": r.method.source,
        "from": r.basis.word(),
        "amounts": amounts,
        "shares": amounts.map(|a| a.iter().map(|x| x / total).collect::<Vec<_>>()),
        "moves": r.moves,
        "recalled": r.recalled,
        "weight": r.provision.as_ref().map(|p| p.weight),
        "agreed": r.provision.as_ref().map(|p| p.agreed),
        "missing": missing(r.amounts.as_ref().err()),
        "unlocks": unlocks(r.amounts.as_ref().err()),
    })
}

fn exploitation(e: &Result<Exploitation, Unanswerable>) -> Value {
    match e {
        Ok(e) => json!({
            "benefit_from": e.benefit.word(), "recalled": e.recalled,
            "burden_share": e.burden_share, "benefit_share": e.benefit_share, "index": e.index,
            "n": e.n, "spearman": e.spearman, "kendall": e.kendall,
            "signed_rank": e.signed_rank.map(|t| json!({ "statistic": t.statistic, "n": t.n, "p": t.p })),
        }),
        Err(e) => json!({ "missing": e.missing, "unlocks": e.unlocks }),
    }
}
