//! The record checked against itself, the case's history and its dated rates.
//!
//! A finding is a place where two things that stand in the case cannot both be right. What could not be checked is
//! counted with the reason, so that silence is not taken for agreement.

mod conversion;
mod dates;
mod duplicate;
mod history;
mod quote;
mod ratio;
mod show;
mod sum;

use std::collections::BTreeMap;

use jiff::civil::Date;
use winset_case::Case;
use winset_case::Decimal;
use winset_case::case::Claim;
use winset_case::quantity::{Bound, Unit, short};
use winset_case::rate::{UsedRate, rate_at};
use winset_case::vocabulary::Kind;
use winset_read::Sure;

use crate::fmt;
use crate::question::Question;

pub use quote::amounts_in;
pub use show::{json, report, sheet};

/// Sorts of checks, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// The conversion printed beside an amount agrees with the rate of the day.
    Conversion,
    /// "Five times" agrees with the two amounts it compares.
    Ratio,
    /// The parts of a year add up to its total.
    Sum,
    /// The gap is what is asked less what is offered.
    Gap,
    /// Nothing stands twice.
    Duplicate,
    /// No claim is younger than its source.
    Dates,
    /// The amount of a past year is that of the history.
    History,
    /// Low and high are what the quotation prints.
    Quote,
    /// The figures of a quotation agree with each other.
    Figures,
}

impl Check {
    /// Every sort with its word.
    pub const WORDS: [(Check, &'static str); 9] = [
        (Check::Conversion, "conversion"),
        (Check::Ratio, "ratio"),
        (Check::Sum, "sum"),
        (Check::Gap, "gap"),
        (Check::Duplicate, "duplicate"),
        (Check::Dates, "dates"),
        (Check::History, "history"),
        (Check::Quote, "quote"),
        (Check::Figures, "figures"),
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        Check::WORDS.iter().find(|(c, _)| *c == self).map_or("", |(_, w)| w)
    }
}

/// Two things of the case that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The sort of check.
    pub check: Check,
    /// Ids of the claims it is about; none where it is about the history alone.
    pub claims: Vec<String>,
    /// Their lines in `record.csv`, from 1.
    pub lines: Vec<usize>,
    /// What does not agree, in a sentence without a full stop.
    pub what: String,
    /// How that comes out.
    pub arithmetic: String,
    /// How sure it is.
    pub sure: Sure,
}

/// How many checks of a sort were done, and how many could not be, by the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Done.
    pub done: usize,
    /// Not done.
    pub not_done: BTreeMap<&'static str, usize>,
}

/// What was checked and what was found.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Findings in the order of the record's lines.
    pub findings: Vec<Finding>,
    /// Counts in the order of the sorts.
    pub counts: Vec<(Check, Count)>,
}

/// Checks the record of a case as of its day; `lines` are the lines of `record.csv` by claim.
pub fn verify(q: &Question, lines: &BTreeMap<String, usize>) -> Verification {
    let mut t = Tally { lines, findings: Vec::new(), counts: BTreeMap::new() };
    conversion::check(&q.case, &mut t);
    ratio::check(&q.case, &mut t);
    sum::check(&q.case, &mut t);
    duplicate::check(&q.case, &mut t);
    dates::check(&q.case, &mut t);
    history::check(&q.case, &mut t);
    quote::check(&q.case, &mut t);
    t.findings.sort_by(|a, b| (&a.lines, a.check, &a.what).cmp(&(&b.lines, b.check, &b.what)));
    let count = |c: Check| (c, t.counts.get(&c).cloned().unwrap_or_default());
    Verification { counts: Check::WORDS.iter().map(|(c, _)| count(*c)).collect(), findings: t.findings }
}

/// Collects findings and counts.
struct Tally<'a> {
    lines: &'a BTreeMap<String, usize>,
    findings: Vec<Finding>,
    counts: BTreeMap<Check, Count>,
}

impl Tally<'_> {
    fn done(&mut self, check: Check) {
        self.counts.entry(check).or_default().done += 1;
    }

    fn skipped(&mut self, check: Check, why: &'static str) {
        *self.counts.entry(check).or_default().not_done.entry(why).or_default() += 1;
    }

    fn found(&mut self, check: Check, claims: &[&Claim], what: String, arithmetic: String, sure: Sure) {
        let line = |c: &&Claim| self.lines.get(&c.id).copied();
        let lines = claims.iter().filter_map(line).collect();
        let claims = claims.iter().map(|c| c.id.clone()).collect();
        self.findings.push(Finding { check, claims, lines, what, arithmetic, sure });
    }
}

/// What lies beyond the digits of a decimal is not checked.
const TOO_LARGE: &str = "beyond 28 digits";

/// A value and how far it may be off, both in full units.
#[derive(Clone, Copy, Debug)]
struct Near {
    low: Decimal,
    high: Decimal,
}

impl Near {
    /// A value give or take an amount.
    fn of(value: Decimal, give: Decimal) -> Option<Near> {
        Some(Near { low: value.checked_sub(give)?, high: value.checked_add(give)? })
    }

    /// The one value of a claim within its printed precision; more freely where it says "about".
    fn figure(c: &Claim) -> Option<Near> {
        let f = c.figure.as_ref()?;
        let value = f.value()?;
        let about = if f.bound == Bound::Approx { part(value, 5)? } else { Decimal::ZERO };
        // The zeros of 5,000,000,000 may all be exact: a twentieth is the most that is put down to rounding.
        Near::of(value, f.half_unit.min(part(value, 5)?).max(about))
    }

    fn meets(self, other: Near) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    fn times(self, by: Near) -> Option<Near> {
        Some(Near { low: self.low.checked_mul(by.low)?, high: self.high.checked_mul(by.high)? })
    }

    fn over(self, by: Near) -> Option<Near> {
        let divides = by.low > Decimal::ZERO;
        Some(Near { low: self.low.checked_div(by.high)?, high: self.high.checked_div(by.low)? })
            .filter(|_| divides)
    }

    fn less(self, by: Near) -> Option<Near> {
        Some(Near { low: self.low.checked_sub(by.high)?, high: self.high.checked_sub(by.low)? })
    }

    fn plus(self, by: Near) -> Option<Near> {
        Some(Near { low: self.low.checked_add(by.low)?, high: self.high.checked_add(by.high)? })
    }
}

/// So many per cent of a value, without its sign.
fn part(value: Decimal, percent: i64) -> Option<Decimal> {
    value.abs().checked_mul(Decimal::new(percent, 2))
}

/// A rate near a day and how far it may be off, in per cent.
///
/// An average of a month may be off by 3 %, one of a longer period by 15 %. A period that ended more than 62 days
/// before the day says nothing about it.
fn near_rate(case: &Case, from: &str, to: &str, day: Date) -> Result<(UsedRate, i64), &'static str> {
    let rate = rate_at(case, from, to, day).ok_or("no rate of the two currencies in the case")?;
    let (start, end) = rate.period;
    if fmt::days_between(end, day) > 62 {
        return Err("no rate near the day in the case");
    }
    let give = if fmt::days_between(start, end) > 31 { 15 } else { 3 };
    Ok((rate, give))
}

/// The rate in words: `1,184.13 KRW per USD (series krw-usd, October 2019; fx-monthly)`.
fn rate_words(rate: &UsedRate) -> String {
    let sources =
        if rate.sources.is_empty() { String::new() } else { format!("; {}", rate.sources.join(", ")) };
    format!(
        "{} {} (series {}, {}{sources})",
        fmt::rate(rate.printed.0),
        rate.printed.1,
        rate.series.join(" and "),
        fmt::period(rate.period.0, rate.period.1)
    )
}

/// An amount of money of a claim, in a currency, with the rate where one was needed.
fn converted(case: &Case, c: &Claim, to: &Unit) -> Result<(Near, Option<UsedRate>), &'static str> {
    let figure = c.figure.as_ref().ok_or("no amount")?;
    let near = Near::figure(c).ok_or("a range")?;
    if figure.unit == *to {
        return Ok((near, None));
    }
    let (Some(a), Some(b)) = (figure.unit.currency(), to.currency()) else {
        return Err("not two sums of money");
    };
    let (rate, give) = near_rate(case, a.code(), b.code(), c.date)?;
    let by = part(rate.value, give).and_then(|g| Near::of(rate.value, g));
    Ok((by.and_then(|by| near.times(by)).ok_or(TOO_LARGE)?, Some(rate)))
}

/// A value as it is told: `5.68tn KRW`.
fn told(value: Decimal, unit: &Unit) -> String {
    short(value, unit, 2)
}

/// The one value of a claim as it is told.
fn told_of(c: &Claim) -> String {
    c.figure.as_ref().map_or_else(String::new, winset_case::quantity::figure_text)
}

/// A year of four digits that a claim is about.
fn year_of(c: &Claim) -> Option<i16> {
    c.refers_to.as_deref().filter(|t| t.len() == 4).and_then(|t| t.parse().ok())
}

/// Most claims of one source and day that are compared with each other.
const MOST_BESIDE: usize = 40;

/// The claims by source and day, so that a large record is walked once.
struct Beside<'a>(BTreeMap<(&'a str, Date), Vec<&'a Claim>>);

impl<'a> Beside<'a> {
    fn of(case: &'a Case) -> Beside<'a> {
        let mut map: BTreeMap<(&str, Date), Vec<&Claim>> = BTreeMap::new();
        for c in &case.claims {
            if let Some(source) = c.standing.source.as_deref() {
                map.entry((source, c.date)).or_default().push(c);
            }
        }
        Beside(map)
    }

    /// Claims of one kind with the source and the day of a claim.
    fn all(&self, c: &Claim, kind: Kind) -> Vec<&'a Claim> {
        let list = c.standing.source.as_deref().and_then(|s| self.0.get(&(s, c.date)));
        let others = list.into_iter().flatten().copied().take(MOST_BESIDE);
        others.filter(|o| o.kind == kind && o.id != c.id && o.figure.is_some()).collect()
    }
}
