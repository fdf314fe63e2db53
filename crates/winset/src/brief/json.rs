//! The state of play as JSON: schema `winset.brief/1`.

use serde_json::{Value, json};

use super::{BodyState, Brief, Dated, Line, Since};
use crate::json::{date, maybe, rounded, unit};
use crate::question::Question;

/// The answer as JSON.
pub fn json(q: &Question, b: &Brief, since: Option<&Since>) -> Value {
    let currency = b.unit.as_ref().map_or(Value::Null, unit);
    let all = b.found.lines.iter().chain(&b.found.wishes).chain(&b.found.not_asks).chain(&b.found.shares);
    let mut o = json!({
        "schema": "winset.brief/1",
        "case": q.case.id,
        "as_of": date(q.as_of),
        "case_hash": q.hash,
        "ended": q.outcome.ending.as_ref().map(|e| json!({ "deal": e.deal.map(|d| d.to_string()), "known_on": date(e.standing.known_on) })),
        "latest": b.latest,
        "findings": b.findings,
        "lines": all.map(|l| line(l, &currency)).collect::<Vec<_>>(),
        "notes": b.found.notes,
        "rates": b.found.rates.iter().map(crate::price::rate_json).collect::<Vec<_>>(),
        "approvals": b.bodies.iter().map(body).collect::<Vec<_>>(),
        "calendar": b.calendar.iter().map(dated).collect::<Vec<_>>(),
        "forecast": forecast(q, b),
        "unknown": b.unknown,
        "claims": b.claims,
    });
    if let Some(s) = since {
        o["since"] = json!({
            "date": date(s.day),
            "claims": s.claims.iter().map(|(id, known, text)| json!({ "id": id, "known_on": date(*known), "claim": text })).collect::<Vec<_>>(),
            "moved": s.moved.iter().map(|m| json!({
                "kind": m.kind, "side": m.side,
                "before": m.before.as_ref().map(|l| line(l, &currency)), "after": line(&m.after, &currency),
            })).collect::<Vec<_>>(),
            "rates": s.rates,
            "new_dates": s.new_dates,
            "resolved": s.resolved,
        });
    }
    o
}

fn line(l: &Line, currency: &Value) -> Value {
    let pair = |low, high| json!({ "low": low, "high": high });
    let money = |d: Option<rust_decimal::Decimal>| d.map_or(Value::Null, |d| rounded(d, 2));
    let mut amount = pair(money(l.low), money(l.high));
    amount["currency"] = currency.clone();
    let none = l.low.is_none() && l.high.is_none();
    json!({
        "kind": l.kind,
        "side": l.side,
        "stated": l.stated,
        "amount": if none { Value::Null } else { amount },
        "multiple": if none { Value::Null } else { pair(maybe(l.multiple.0.map(|m| m.round_dp(4))), maybe(l.multiple.1.map(|m| m.round_dp(4)))) },
        "official": l.official,
        "grade": l.grade.map(|(g, _)| g.to_string()),
        "grade_proposed": l.grade.is_some_and(|(_, proposed)| proposed),
        "by": l.by,
        "date": l.date.map(|d| d.to_string()),
        "claims": l.claims,
        "older": l.older,
        "recalled_or_repost": l.weak,
        "internal": l.internal,
    })
}

fn body(x: &BodyState) -> Value {
    json!({
        "id": x.id, "name": x.name, "party": x.party, "rule": x.rule, "members": x.members, "quorum": x.quorum, "needed_if_all_present": x.needed,
        "seats": x.seats.iter().map(|(n, s)| json!({ "bloc": n, "seats": s })).collect::<Vec<_>>(),
        "seats_from": x.seats_from, "recalled": x.weak,
        "votes": x.votes,
        "threats": x.threats.iter().map(|(t, id)| json!({ "text": t, "claim": id })).collect::<Vec<_>>(),
        "note": x.note,
    })
}

fn dated(d: &Dated) -> Value {
    json!({ "date": date(d.date), "what": d.what, "days": d.days, "ours": d.ours, "whose": d.whose, "recalled": d.weak, "internal": d.internal })
}

fn forecast(q: &Question, b: &Brief) -> Value {
    match &b.forecast {
        Ok(a) => {
            let full = crate::forecast::json(&q.case, a, q.as_of);
            let keep =
                ["n", "deal_by", "no_deal_by_horizon", "median_date", "consent", "hindsight_used", "ended"];
            let mut o = serde_json::Map::new();
            for k in keep {
                if let Some(v) = full.get(k) {
                    o.insert(k.to_owned(), v.clone());
                }
            }
            if let Some(Value::Array(list)) = o.get_mut("deal_by") {
                list.retain(|d| !d["event"].is_null());
            }
            Value::Object(o)
        }
        Err(e) => json!({ "missing": e.missing, "unlocks": e.unlocks }),
    }
}
