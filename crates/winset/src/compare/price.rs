//! Prices as facts: each year, each category, what the whole is worth and a share of.

use winset_case::Case;
use winset_case::case::Rule;
use winset_case::price::{Origin, Priced, Year};
use winset_case::quantity::Unit;
use winset_case::vocabulary::BaseKind;

use super::fact::Fact;
use super::value::Value;
use super::{Answer, given};
use crate::fmt::{bound_sign, contract_year};
use crate::price::prices;
use crate::question::Question;

/// The answer as facts; a proposal that this side does not know is one of them.
///
/// # Errors
/// What was asked for is no proposal here.
pub(super) fn answer(q: &Question, asked: &[String]) -> Result<Answer, Vec<String>> {
    let case = &q.case;
    let mut facts = vec![given()];
    let each: Vec<&[String]> = if asked.is_empty() { vec![asked] } else { asked.chunks(1).collect() };
    let (mut unknown, mut understood) = (Vec::new(), 0);
    for one in each {
        match prices(case, one) {
            Err(e) => {
                let id = one.first().map(String::as_str).unwrap_or_default();
                facts.push(missing(id, &e.sentences.join("; ")));
                unknown.extend(e.sentences);
            }
            Ok(list) => {
                understood += 1;
                for p in list.list {
                    match p {
                        Ok(p) => proposal(&mut facts, case, &p),
                        Err((id, e)) => facts.push(missing(&id, &e.to_string())),
                    }
                }
            }
        }
    }
    if understood == 0 { Err(unknown) } else { Ok(Answer { facts, members: Vec::new() }) }
}

/// That a proposal has no price, and why.
pub(super) fn missing(id: &str, why: &str) -> Fact {
    let rests = [format!("proposal.{id}"), format!("agreement.{id}")];
    Fact::new(id, id, Value::Words(format!("none: {why}"))).on(rests)
}

/// What the price of a proposal rests on.
pub(super) fn rests(case: &Case, id: &str) -> Vec<String> {
    let mut list = vec![format!("proposal.{id}"), format!("agreement.{id}"), "baseline".into()];
    let rule = case.proposal(id).or_else(|| case.agreements.iter().find(|a| a.id == id)).map(|p| &p.rule);
    match rule {
        Some(Rule::Growth(g)) => list.extend(g.indices.iter().map(|(s, _)| format!("series.{s}"))),
        Some(Rule::Key(k)) => list.push(format!("series.{}", k.series)),
        Some(Rule::Frozen) | None => {}
    }
    list
}

fn proposal(facts: &mut Vec<Fact>, case: &Case, p: &Priced) {
    let id = &p.id;
    let base = rests(case, id);
    facts.push(Fact::new(id, id, Value::Words("priced".into())).on(base.clone()));
    for y in &p.years {
        year(facts, case, p, y, &base);
    }
    let mut add = |what: String, value: Option<Value>, on: &[&str]| {
        let fact = Fact::new(format!("{id} {what}"), format!("{id}, {what}"), value);
        facts.push(fact.on(base.clone()).on(on.iter().copied()));
    };
    let money = |v| Value::amount(v, &p.unit);
    if p.unit.currency().is_some() || matches!(p.unit, Unit::Named(_)) {
        let sign = if p.projected() { "~" } else { "" };
        add("total".into(), p.total().map(|v| signed(v, p, sign)), &["price.round_to"]);
    }
    if p.unit.currency().is_some() {
        add("present value".into(), p.worth.present_value.map(money), &["price"]);
        add("levelised amount".into(), p.worth.levelised.map(money), &["price"]);
        let level = p.worth.levelised_change.map(Value::Growth);
        add("levelised, on the last agreed".into(), level, &["price"]);
    }
    add("first year, on the last agreed".into(), p.worth.first_year_change.map(Value::Growth), &["price"]);
    for x in &p.parts {
        let party = case.side_name(&x.party);
        add(format!("share of {party}"), Some(Value::Share(x.share)), &[]);
        let whole = p.whole.as_ref().map(|(_, u)| u);
        add(format!("amount of {party}"), x.amount.zip(whole).map(|(v, u)| Value::amount(v, u)), &["base"]);
    }
    for s in &p.shares {
        let entry = format!("base.{}", s.base);
        let series = case.base(&s.base).and_then(|b| b.series.as_ref()).map(|s| format!("series.{s}"));
        let mut on = vec![entry];
        on.extend(series);
        on.extend(s.rate.iter().flat_map(|r| r.series.iter().map(|s| format!("series.{s}"))));
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let (words, value) = match s.kind {
            BaseKind::Heads => (format!("first year, for each of {}", s.name), money(s.value)),
            _ => (format!("first year, as a share of {}", s.name), Value::Share(s.value)),
        };
        add(words, Some(value), &on);
    }
    if let Some(r) = &p.rate {
        facts.push(super::brief::rate(r));
    }
}

fn signed(v: rust_decimal::Decimal, p: &Priced, mark: &str) -> Value {
    Value::Amount {
        low: v,
        high: v,
        unit: p.unit.clone(),
        sign: format!("{}{mark}", bound_sign(p.bound)),
        stated: None,
    }
}

fn year(facts: &mut Vec<Fact>, case: &Case, p: &Priced, y: &Year, base: &[String]) {
    let (id, name) = (&p.id, contract_year(case, y.year));
    let mark = if y.origin == Origin::Projected { "~" } else { "" };
    let mut add = |what: &str, value: Option<Value>, on: &[String]| {
        let (key, about) = match what {
            "" => (format!("{id} {}", y.year), format!("{id}, {name}")),
            _ => (format!("{id} {} {what}", y.year), format!("{id}, {name}, {what}")),
        };
        facts.push(Fact::new(key, about, value).on(base.to_vec()).on(on.to_vec()));
    };
    add("", Some(signed(y.amount, p, mark)), &["price.round_to".into()]);
    if let (Some(r), Some(over)) = (&p.rate, case.unit_of_account()) {
        let series: Vec<String> = r.series.iter().map(|s| format!("series.{s}")).collect();
        let there = p.in_case_unit(y.amount).map(|v| Value::amount(v, &over));
        add(&format!("in {}", crate::fmt::unit_word(&over)), there, &series);
    }
    for (category, v) in &y.by_category {
        let words =
            case.categories.iter().find(|c| c.id == *category).map_or(category.as_str(), |c| c.name.as_str());
        add(words, Some(signed(*v, p, mark)), &[format!("category.{category}"), "price.round_to".into()]);
    }
    if let Some(v) = y.in_kind {
        add("in kind", Some(signed(v, p, mark)), &["category".into()]);
    }
    if !y.beside.is_empty() {
        add("paid in the year", y.to_pay().map(|v| signed(v, p, mark)), &["series".into()]);
    }
}
