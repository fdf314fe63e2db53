//! The class library listed and filtered.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::class::{Library, Member};
use crate::fmt::{UNKNOWN, change, days_between};
use crate::json::{date, number};
use crate::report::{Report, Table};

/// Which members to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this type.
    pub family: Option<String>,
    /// Only this series.
    pub series: Option<String>,
    /// Only members none of whose figures or days is recalled.
    pub found: bool,
    /// Only what was known by a day.
    pub as_of: Option<Date>,
}

/// The members that pass a filter, in library order, each without what became known after the day of the filter.
pub fn select(library: &Library, f: &Filter) -> Vec<Member> {
    library
        .members
        .iter()
        .filter(|m| f.family.as_ref().is_none_or(|x| *x == m.family))
        .filter(|m| f.series.as_ref().is_none_or(|x| *x == m.series))
        .filter(|m| !f.found || !recalled(m))
        .filter(|m| f.as_of.is_none_or(|d| m.known_on.is_some_and(|k| k <= d)))
        .map(|m| f.as_of.map_or_else(|| m.clone(), |d| known_by(m, d)))
        .collect()
}

/// A member without the demand, offer, levelised amount and vote that became known after a day.
fn known_by(m: &Member, day: Date) -> Member {
    let later = |known: Option<Date>| known.is_none_or(|k| k > day);
    let mut m = m.clone();
    if later(m.demand_known_on) {
        (m.demand, m.demand_known_on, m.demand_recalled) = (None, None, false);
    }
    if later(m.offer_known_on) {
        (m.offer, m.offer_known_on) = (None, None);
    }
    if later(m.levelised_known_on) {
        (m.levelised_last, m.yearly, m.average, m.levelised_known_on) = (None, Vec::new(), None, None);
    }
    if later(m.consent_on.map(|(_, last)| last)) {
        (m.consent, m.consent_on) = (None, None);
    }
    m
}

fn recalled(m: &Member) -> bool {
    m.date_recalled || m.amount_recalled || m.demand_recalled
}

/// The types and series of the library, for messages.
pub fn families(library: &Library) -> Vec<String> {
    let mut list: Vec<String> = library.members.iter().map(|m| m.family.clone()).collect();
    list.sort();
    list.dedup();
    list
}

/// The series of the library.
pub fn series(library: &Library) -> Vec<String> {
    let mut list: Vec<String> = library.members.iter().map(|m| m.series.clone()).collect();
    list.sort();
    list.dedup();
    list
}

/// Days from the expiry to the deal: one, or between two.
fn days(m: &Member) -> String {
    match (m.expiry, m.deal) {
        (Some(e), Some((a, b))) if a == b => days_between(e, a).to_string(),
        (Some(e), Some((a, b))) => format!("{} to {}", days_between(e, a), days_between(e, b)),
        (Some(_), None) if m.no_deal => "no deal".into(),
        _ => UNKNOWN.into(),
    }
}

fn moved(m: &Member) -> Option<rust_decimal::Decimal> {
    let (last, settled) = m.amount?;
    settled.checked_div(last)?.checked_sub(rust_decimal::Decimal::ONE)
}

/// The members as a report.
pub fn report(members: &[Member]) -> Report {
    let mut r = Report {
        title: "Class library".into(),
        beside: format!("{} finished negotiations", members.len()),
        foot: "days count from the last day of the agreement before; † recalled days, amounts or demand"
            .into(),
        ..Report::default()
    };
    let mut t = Table::new(
        "Finished negotiations",
        &["id", "type", "talks", ">days", ">first year", ">demand met", "consent", "known", "", "source"],
    );
    for m in members {
        let met = m.demand.and_then(|(l, d, s)| s.checked_sub(l)?.checked_div(d.checked_sub(l)?));
        let consent = match m.consent {
            Some(true) => "passed",
            Some(false) => "failed",
            None => "",
        };
        t.row(vec![
            m.id.clone(),
            m.family.clone(),
            m.title.clone(),
            days(m),
            moved(m).map_or(UNKNOWN.into(), |c| change(c, 1)),
            met.map_or(UNKNOWN.into(), |x| change(x, 0).trim_start_matches('+').to_owned()),
            consent.into(),
            m.known_on.map_or(UNKNOWN.into(), |d| d.to_string()),
            if recalled(m) { "†".into() } else { String::new() },
            m.source.clone(),
        ]);
    }
    r.table(t);
    r
}

/// The members as JSON: schema `winset.classes/1`.
pub fn json(members: &[Member]) -> Value {
    json!({ "schema": "winset.classes/1", "n": members.len(), "members": members.iter().map(member).collect::<Vec<_>>() })
}

fn member(m: &Member) -> Value {
    let span = |s: Option<(Date, Date)>| s.map(|(a, b)| json!([date(a), date(b)]));
    let day = |d: Option<Date>| d.map(date);
    json!({
        "id": m.id, "series": m.series, "type": m.family, "title": m.title, "requester": m.requester, "payer": m.payer,
        "talks_started": span(m.start), "expiry": day(m.expiry), "expiry_known_on": day(m.expiry_known_on),
        "deal": span(m.deal), "no_deal": m.no_deal, "known_on": day(m.known_on), "date_recalled": m.date_recalled,
        "currency": m.currency, "measure": m.measure,
        "last": m.amount.map(|a| number(a.0)), "settled": m.amount.map(|a| number(a.1)), "amount_recalled": m.amount_recalled,
        "demand": m.demand.map(|d| json!({ "last": number(d.0), "demand": number(d.1), "settled": number(d.2) })),
        "demand_known_on": day(m.demand_known_on), "demand_recalled": m.demand_recalled,
        "consent": m.consent, "consent_on": span(m.consent_on), "consent_body": m.consent_body,
        "source": m.source, "source_demand": m.source_demand, "note": m.note,
    })
}
