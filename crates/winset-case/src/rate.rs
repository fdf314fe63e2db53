//! Conversion at a dated rate of the case's own series, always saying which.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::case::{Case, Series, SeriesValue};
use crate::vocabulary::{SeriesKind, Status};

/// A rate that was used: one unit of `from` is `value` units of `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedRate {
    /// Currency converted from.
    pub from: String,
    /// Currency converted to.
    pub to: String,
    /// Units of `to` a unit of `from`.
    pub value: Decimal,
    /// The rate as the series prints it, and its unit: `1183.4473`, `KRW per USD`.
    pub printed: (Decimal, String),
    /// Series ids it was taken from: one, or two through a third currency.
    pub series: Vec<String>,
    /// First and last day of the period it is an average of.
    pub period: (Date, Date),
    /// Sources of the values.
    pub sources: Vec<String>,
    /// True if a value is recalled.
    pub recalled: bool,
}

/// The rate from one currency to another, the latest in `case`; through one third currency where no series is direct.
///
/// The case must already be the case as of the date: no value of a later `known_on` is in it.
pub fn rate(case: &Case, from: &str, to: &str) -> Option<UsedRate> {
    if from == to {
        return None;
    }
    pair(case, from, to, latest)
}

/// The rate of a day: the shortest period that the day lies in, else the latest that ended before it; direct, or through
/// one third currency.
pub fn rate_at(case: &Case, from: &str, to: &str, day: Date) -> Option<UsedRate> {
    if from == to {
        return None;
    }
    pair(case, from, to, |s| of_day(s, day))
}

/// Chooses the value of a series that holds.
trait Choice: Copy + Fn(&Series) -> Option<&SeriesValue> {}
impl<T: Copy + Fn(&Series) -> Option<&SeriesValue>> Choice for T {}

fn pair(case: &Case, from: &str, to: &str, choose: impl Choice) -> Option<UsedRate> {
    direct(case, from, to, choose).or_else(|| through(case, from, to, choose))
}

/// Of prints of one period the last.
fn of_day(s: &Series, day: Date) -> Option<&SeriesValue> {
    let holds = s.values.iter().filter(|v| v.start <= day && day <= v.end);
    let inside = holds.max_by_key(|v| (v.start, std::cmp::Reverse(v.end), v.standing.known_on));
    let before = || s.values.iter().filter(|v| v.end < day);
    inside.or_else(|| before().max_by_key(|v| (v.end, v.start, v.standing.known_on)))
}

fn direct(case: &Case, from: &str, to: &str, choose: impl Choice) -> Option<UsedRate> {
    let mut best: Option<(UsedRate, Date)> = None;
    for s in case.series.iter().filter(|s| s.kind == SeriesKind::Rate) {
        let Some((a, b)) = &s.pair else { continue };
        let forward = a == to && b == from;
        let backward = a == from && b == to;
        if !(forward || backward) {
            continue;
        }
        let Some(v) = choose(s) else { continue };
        if best.as_ref().is_none_or(|(_, end)| v.end > *end) {
            best = used(s, v, from, to, forward).map(|u| (u, v.end));
        }
    }
    best.map(|(u, _)| u)
}

/// The value of the latest period; of periods that end on one day the shortest, and of prints the last.
fn latest(s: &Series) -> Option<&SeriesValue> {
    s.values.iter().max_by_key(|v| (v.end, v.start, v.standing.known_on))
}

fn used(s: &Series, v: &SeriesValue, from: &str, to: &str, forward: bool) -> Option<UsedRate> {
    let value = if forward { v.value } else { Decimal::ONE.checked_div(v.value)? };
    let (a, b) = s.pair.clone()?;
    Some(UsedRate {
        from: from.to_owned(),
        to: to.to_owned(),
        value,
        printed: (v.value, format!("{a} per {b}")),
        series: vec![s.id.clone()],
        period: (v.start, v.end),
        sources: v.standing.source.iter().cloned().collect(),
        recalled: v.standing.status == Status::Recalled,
    })
}

fn through(case: &Case, from: &str, to: &str, choose: impl Choice) -> Option<UsedRate> {
    let pairs = case.series.iter().filter_map(|s| s.pair.as_ref());
    let mut thirds: Vec<&str> =
        pairs.flat_map(|(a, b)| [a.as_str(), b.as_str()]).filter(|c| *c != from && *c != to).collect();
    thirds.sort_unstable();
    thirds.dedup();
    thirds.into_iter().find_map(|third| {
        let (x, y) = (direct(case, from, third, choose)?, direct(case, third, to, choose)?);
        let value = x.value.checked_mul(y.value)?;
        Some(UsedRate {
            from: x.from,
            to: y.to,
            value,
            printed: (value, format!("{to} per {from}")),
            series: [x.series, y.series].concat(),
            period: (x.period.0.min(y.period.0), x.period.1.min(y.period.1)),
            sources: [x.sources, y.sources].concat(),
            recalled: x.recalled || y.recalled,
        })
    })
}

impl UsedRate {
    /// Converts an amount; none where the product is beyond 28 digits.
    pub fn convert(&self, amount: Decimal) -> Option<Decimal> {
        amount.checked_mul(self.value)
    }
}
