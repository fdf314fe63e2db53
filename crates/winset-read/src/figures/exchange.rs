//! Which exchange rate a pair of amounts is checked at, and how far a day may stand from it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::case::SeriesValue;
use winset_case::quantity::Currency;
use winset_case::vocabulary::SeriesKind;

use super::arith::near;
use super::item::Item;
use crate::mention::NamedRate;
use crate::rates::{Rates, days_between};

/// A rate that a pair is checked at: one unit of the first currency is `value` units of the second.
#[derive(Clone, Debug)]
pub(super) struct Used {
    pub value: Decimal,
    /// How many per cent a rate of the day may differ from it.
    pub slack: u32,
    /// The rate, its period and its source.
    pub said: String,
}

/// A period of rates further than this from the day says nothing about it.
const MOST_DAYS_AWAY: i64 = 400;

type Pair = (Currency, Currency);

/// Where rates come from, in order: the case, the table, the text.
pub(super) struct Exchange<'a> {
    case: Option<&'a Case>,
    rates: &'a Rates,
    pub date: Option<Date>,
    named: &'a [NamedRate],
    /// Of each pair of currencies, the rates that the text's own conversions imply, with the item converted.
    implied: BTreeMap<Pair, Vec<(usize, Decimal)>>,
    kept: RefCell<BTreeMap<(Pair, Date), Option<Used>>>,
}

impl<'a> Exchange<'a> {
    pub fn new(
        case: Option<&'a Case>,
        rates: &'a Rates,
        date: Option<Date>,
        named: &'a [NamedRate],
        items: &[Item],
    ) -> Exchange<'a> {
        let mut implied: BTreeMap<Pair, Vec<(usize, Decimal)>> = BTreeMap::new();
        for (k, b) in items.iter().enumerate() {
            let Some(a) = b.converts.and_then(|c| items.get(c)) else { continue };
            if let (Some(x), Some(y)) = (a.unit.currency(), b.unit.currency()) {
                if let Some(v) = b.value().checked_div(a.value()).filter(|v| *v > Decimal::ZERO) {
                    implied.entry((x, y)).or_default().push((k, v));
                }
                if let Some(v) = a.value().checked_div(b.value()).filter(|v| *v > Decimal::ZERO) {
                    implied.entry((y, x)).or_default().push((k, v));
                }
            }
        }
        for list in implied.values_mut() {
            list.truncate(64);
        }
        Exchange { case, rates, date, named, implied, kept: RefCell::default() }
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        self.date
    }

    /// The rate of a year that is over, as wide as its months went apart.
    pub fn of_year(&self, from: Currency, to: Currency, year: i16) -> Option<Used> {
        const WITHIN_A_YEAR: u32 = 15;
        let used = self.on(from, to, Date::new(year, 7, 1).ok()?)?;
        Some(Used { slack: used.slack.max(WITHIN_A_YEAR), ..used })
    }

    /// The rate of the day of publication.
    pub fn of_day(&self, from: Currency, to: Currency) -> Option<Used> {
        self.on(from, to, self.date?)
    }

    /// The rate of a day: of the case's series, else of the table.
    pub fn on(&self, from: Currency, to: Currency, day: Date) -> Option<Used> {
        if let Some(found) = self.kept.borrow().get(&((from, to), day)) {
            return found.clone();
        }
        let found =
            self.case.and_then(|c| of_case(c, from, to, day)).or_else(|| self.of_table(from, to, day));
        if let Ok(mut kept) = self.kept.try_borrow_mut() {
            kept.insert(((from, to), day), found.clone());
        }
        found
    }

    fn of_table(&self, from: Currency, to: Currency, day: Date) -> Option<Used> {
        if let Some(r) = self.rates.rate(from, to, day) {
            let slack = of_length(r.start, r.end);
            return Some(Used { value: r.value, slack, said: r.said });
        }
        let r = self.rates.nearest(from, to, day)?;
        let away = days_between(day, r.start).min(days_between(r.end, day));
        let slack = of_distance(away)?;
        let said = format!("{}; the table has no rate of {day}", r.said);
        Some(Used { value: r.value, slack, said })
    }

    /// A rate that the text names between some bytes.
    pub fn named(&self, from: Currency, to: Currency, within: &std::ops::Range<usize>) -> Option<Used> {
        let first = self.named.partition_point(|n| n.at.start < within.start);
        self.named.iter().skip(first).take_while(|n| n.at.start < within.end).find_map(|n| {
            let value = if n.base == from && n.currency == to {
                n.value
            } else if n.base == to && n.currency == from {
                Decimal::ONE.checked_div(n.value)?
            } else {
                return None;
            };
            let said =
                format!("{} {} per {}, the rate the sentence names", n.value.normalize(), n.currency, n.base);
            Some(Used { value, slack: 3, said })
        })
    }

    /// Any rate the text names.
    pub fn named_anywhere(&self, from: Currency, to: Currency) -> Option<Used> {
        self.named(from, to, &(0..usize::MAX)).map(|u| Used { slack: 8, ..u })
    }

    /// The rate that the other pairs of the text imply, if they agree.
    pub fn implied(&self, from: Currency, to: Currency, but: usize) -> Option<Used> {
        let list = self.implied.get(&(from, to))?;
        let others: Vec<Decimal> = list.iter().filter(|(k, _)| *k != but).map(|(_, v)| *v).collect();
        let middle = {
            let mut sorted = others.clone();
            sorted.sort_unstable();
            sorted.get(sorted.len() / 2).copied()?
        };
        let agree = others.iter().filter(|v| near(**v, middle, 10)).count();
        if agree * 3 < others.len() * 2 || others.len() < 2 && list.len() > 2 {
            return None;
        }
        let shown = if middle >= Decimal::ONE {
            (middle, from, to)
        } else {
            (Decimal::ONE.checked_div(middle)?, to, from)
        };
        let said = format!(
            "{} {} per {}, what the text's own other pairs imply",
            winset_case::quantity::grouped(super::arith::rounded(shown.0, 5)),
            shown.2,
            shown.1
        );
        Some(Used { value: middle, slack: if others.len() > 1 { 10 } else { 60 }, said })
    }
}

fn of_length(start: Date, end: Date) -> u32 {
    if days_between(start, end) <= 32 { 6 } else { 10 }
}

fn of_distance(days: i64) -> Option<u32> {
    match days {
        0..=100 => Some(8),
        101..=MOST_DAYS_AWAY => Some(15),
        _ => None,
    }
}

/// The rate of a case's own series: of the period that holds the day or of one before it, whichever is closer.
fn of_case(case: &Case, from: Currency, to: Currency, day: Date) -> Option<Used> {
    if let Some(u) = direct(case, from.code(), to.code(), day) {
        return Some(u);
    }
    let mut thirds: Vec<&str> = case
        .series
        .iter()
        .filter_map(|s| s.pair.as_ref())
        .flat_map(|(a, b)| [a.as_str(), b.as_str()])
        .filter(|c| *c != from.code() && *c != to.code())
        .collect();
    thirds.sort_unstable();
    thirds.dedup();
    thirds.into_iter().find_map(|third| {
        let (x, y) = (direct(case, from.code(), third, day)?, direct(case, third, to.code(), day)?);
        let value = x.value.checked_mul(y.value)?;
        Some(Used { value, slack: x.slack.max(y.slack), said: format!("{} and {}", x.said, y.said) })
    })
}

fn direct(case: &Case, from: &str, to: &str, day: Date) -> Option<Used> {
    let rates = case.series.iter().filter(|s| s.kind == SeriesKind::Rate);
    let mut best: Option<(&SeriesValue, bool, &str, &(String, String))> = None;
    for s in rates {
        let Some(pair) = &s.pair else { continue };
        let forward = pair.0 == to && pair.1 == from;
        if !(forward || pair.0 == from && pair.1 == to) {
            continue;
        }
        for v in s.values.iter().filter(|v| v.start <= day) {
            // The closest in time: a month before the day says more than the average of its year.
            let slack = |v: &SeriesValue| {
                if day <= v.end {
                    of_length(v.start, v.end)
                } else {
                    of_distance(days_between(v.end, day)).unwrap_or(99)
                }
            };
            let rank = |v: &SeriesValue| {
                let length = days_between(v.start, v.end);
                (std::cmp::Reverse(slack(v)), day <= v.end, v.end.min(day), std::cmp::Reverse(length))
            };
            if best.as_ref().is_none_or(|(b, ..)| rank(v) > rank(b)) {
                best = Some((v, forward, &s.id, pair));
            }
        }
    }
    let (v, forward, id, pair) = best?;
    let slack = if day <= v.end { of_length(v.start, v.end) } else { of_distance(days_between(v.end, day))? };
    let value = if forward { v.value } else { Decimal::ONE.checked_div(v.value)? };
    let source = v.standing.source.as_deref().unwrap_or("no source");
    let away = if day <= v.end { String::new() } else { format!("; the series ends before {day}") };
    let said = format!(
        "{} {} per {}, the average of {} to {} (series {id}, {source}){away}",
        v.value.normalize(),
        pair.0,
        pair.1,
        v.start,
        v.end
    );
    Some(Used { value, slack, said })
}
