//! Prices as JSON: schema `winset.price/1`.

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use winset_case::Case;
use winset_case::price::{Effect, Priced, Year};
use winset_case::quantity::Unit;
use winset_case::rate::UsedRate;

use super::Prices;
use crate::json::{date, maybe, number, rounded, unit};

/// The answer as JSON; amounts are exact numbers in units of the currency.
pub fn json(case: &Case, prices: &Prices, as_of: Date) -> Value {
    let list: Vec<Value> = prices
        .list
        .iter()
        .map(|p| match p {
            Ok(p) => proposal(case, p),
            Err((id, e)) => json!({ "id": id, "missing": e.missing, "unlocks": e.unlocks }),
        })
        .collect();
    json!({ "schema": "winset.price/1", "case": case.id, "as_of": date(as_of), "proposals": list })
}

fn proposal(case: &Case, p: &Priced) -> Value {
    let change = |d: Option<rust_decimal::Decimal>| d.map_or(Value::Null, |d| rounded(d, 10));
    let money = |d: Option<rust_decimal::Decimal>| d.map_or(Value::Null, |d| rounded(d, 2));
    json!({
        "id": p.id,
        "title": p.title,
        "currency": unit(&p.unit),
        "bound": p.bound.word(),
        "years": p.years.iter().map(|y| year(p, y)).collect::<Vec<_>>(),
        "total": maybe(p.total()),
        "present_value": money(p.worth.present_value),
        "levelised": money(p.worth.levelised),
        "change_on_last": { "first_year": change(p.worth.first_year_change), "levelised": change(p.worth.levelised_change) },
        "projected": p.projected(),
        "price_basis": case.pricing.basis.word(),
        "rate": p.rate.as_ref().map(rate),
        "parties": p.parts.iter().map(|x| json!({ "party": x.party, "share": number(x.share), "amount": maybe(x.amount) })).collect::<Vec<_>>(),
        "of": p.whole.as_ref().map(|(name, u)| json!({ "name": name, "unit": unit(u) })),
        "shares": p.shares.iter().map(|s| json!({
            "base": s.base, "name": s.name, "kind": s.kind.word(), "year": s.year, "whole": number(s.whole), "unit": unit(&s.unit),
            "value": rounded(s.value, 10), "rate": s.rate.as_ref().map(rate), "recalled_or_repost": s.weak,
        })).collect::<Vec<_>>(),
        "missing": p.worth.missing,
        "remarks": p.remarks,
        "internal": p.internal,
        "recalled_or_repost": p.weak,
        "split_recalled_or_repost": p.split_weak,
    })
}

/// A rate as JSON: value, series, period, sources.
pub fn rate(r: &UsedRate) -> Value {
    json!({
        "value": number(r.printed.0), "unit": r.printed.1, "series": r.series,
        "period": { "start": date(r.period.0), "end": date(r.period.1) }, "sources": r.sources,
    })
}

fn effect(e: Effect) -> &'static str {
    match e {
        Effect::Adds => "adds",
        Effect::Takes => "takes",
        Effect::Within => "within",
    }
}

fn year(p: &Priced, y: &Year) -> Value {
    let mut categories = Map::new();
    for (id, amount) in &y.by_category {
        categories.insert(id.clone(), number(*amount));
    }
    let mut o = json!({
        "year": y.year,
        "starts": date(y.starts),
        "amount": number(y.amount),
        "basis": y.origin.word(),
        "by_category": categories,
        "in_kind": maybe(y.in_kind),
    });
    if let Some((v, weak)) = y.printed {
        o["printed"] = number(v);
        o["printed_recalled_or_repost"] = Value::Bool(weak);
    }
    if p.rate.is_some() {
        o["converted"] = p.in_case_unit(y.amount).map_or(Value::Null, |d| rounded(d, 2));
    }
    if !y.beside.is_empty() {
        o["beside"] = y.beside.iter().map(|b| {
            json!({ "kind": b.kind.word(), "what": b.what, "amount": number(b.amount), "currency": unit(&b.unit), "bound": b.bound.word(), "effect": effect(b.effect), "recalled_or_repost": b.weak, "converted": b.converted.map(|c| rounded(c, 2)), "rate": b.rate.as_ref().map(rate) })
        }).collect();
        o["to_pay"] = y.to_pay().map_or(Value::Null, |d| rounded(d, 2));
    }
    if !matches!(p.unit, Unit::Currency(_))
        && let Some((name, _)) = &p.whole
    {
        o["share_of"] = Value::String(name.clone());
    }
    o
}
