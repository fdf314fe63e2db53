//! What a case knows that a figure can be held against.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::quantity::{Figure, Unit};
use winset_case::vocabulary::Role;

use super::arith::{near, part};
use super::item::{Item, Sentence};

/// The figures of a case by unit and year.
pub(super) struct Book<'a> {
    pub case: &'a Case,
    /// The unit of the yearly sums.
    pub unit: Option<Unit>,
    /// Yearly totals.
    pub totals: BTreeMap<i16, Vec<Decimal>>,
    /// Parts of a year.
    parts: BTreeMap<i16, Vec<Decimal>>,
    /// Every figure of every unit, in order.
    all: BTreeMap<Unit, Vec<Decimal>>,
    /// Words for who pays, in lower case.
    payers: Vec<String>,
    /// Number of an agreement, first and last year.
    pub agreements: Vec<(u32, i16, i16)>,
}

impl<'a> Book<'a> {
    pub fn new(case: &'a Case) -> Book<'a> {
        let mut all: BTreeMap<Unit, Vec<Decimal>> = BTreeMap::new();
        let mut add = |unit: &Unit, v: Decimal| all.entry(unit.clone()).or_default().push(v);
        let mut figure = |f: &Figure| {
            for v in [f.low, f.high].into_iter().flatten() {
                add(&f.unit, v);
            }
        };
        for c in &case.claims {
            c.figure.iter().chain(&c.conversion).for_each(&mut figure);
        }
        for b in &case.bases {
            b.amount.iter().for_each(&mut figure);
        }
        for p in case.proposals.iter().chain(&case.agreements) {
            p.first_year.iter().chain(&p.on).chain(&p.amounts).for_each(&mut figure);
            p.adjustments.iter().for_each(|a| figure(&a.amount));
        }
        let (mut totals, mut parts): (BTreeMap<i16, Vec<Decimal>>, BTreeMap<i16, Vec<Decimal>>) =
            Default::default();
        for h in &case.history {
            let into = if h.category.is_none() { &mut totals } else { &mut parts };
            into.entry(h.year).or_default().push(h.amount);
            add(&h.unit, h.amount);
        }
        if let Some(b) = &case.baseline
            && let (Some(year), Some(f)) = (b.year, &b.amount)
            && let Some(v) = f.value()
        {
            let list = totals.entry(year).or_default();
            if list.is_empty() {
                list.push(v);
            }
            add(&f.unit, v);
        }
        for list in all.values_mut() {
            list.sort_unstable();
            list.dedup();
        }
        let unit = case
            .history
            .iter()
            .find(|h| h.category.is_none())
            .map(|h| h.unit.clone())
            .or_else(|| case.baseline.as_ref().and_then(|b| b.amount.as_ref()).map(|f| f.unit.clone()));
        let mut payers = Vec::new();
        for p in case.parties.iter().filter(|p| p.role == Role::Payer) {
            payers.extend(p.capital.iter().map(|c| c.to_lowercase()));
            payers.push(p.short.to_lowercase());
            payers.extend(p.name.split_whitespace().last().map(str::to_lowercase));
        }
        let mut agreements: Vec<(u32, i16, i16)> = case
            .agreements
            .iter()
            .filter_map(|a| {
                let number = a.title.as_deref().and_then(number_of)?;
                let from = a.starts?;
                Some((number, from, from.checked_add(i16::from(a.term).max(1) - 1)?))
            })
            .collect();
        // Agreements that only the history names.
        let mut past: BTreeMap<u32, (i16, i16)> = BTreeMap::new();
        for h in case.history.iter().filter(|h| h.category.is_none()) {
            if let Some(n) = h.agreement.as_deref().and_then(number_of) {
                let years = past.entry(n).or_insert((h.year, h.year));
                *years = (years.0.min(h.year), years.1.max(h.year));
            }
        }
        for (n, (a, b)) in past {
            if agreements.iter().all(|(m, _, _)| *m != n) {
                agreements.push((n, a, b));
            }
        }
        Book { case, unit, totals, parts, all, payers, agreements }
    }

    /// True if the case has a figure of this unit and size, within half a per cent.
    pub fn knows(&self, unit: &Unit, value: Decimal) -> bool {
        self.knows_within(unit, value, 2)
    }

    /// True if the case has a figure of this unit within a per cent divided by `of` of a value.
    pub fn knows_within(&self, unit: &Unit, value: Decimal, of: u32) -> bool {
        let Some(list) = self.all.get(unit) else { return false };
        let Some(most) = part(value.abs(), 1).and_then(|p| p.checked_div(Decimal::from(of))) else {
            return false;
        };
        let from = list.partition_point(|v| value.checked_sub(*v).is_some_and(|d| d > most));
        list.get(from).is_some_and(|v| v.checked_sub(value).is_some_and(|d| d.abs() <= most))
    }

    /// The sum of one year that is nearest to an amount, of the case's unit.
    pub fn latest_before(&self, year: i16) -> Option<Decimal> {
        self.totals.range(..=year).next_back().and_then(|(_, v)| v.last()).copied()
    }

    /// True if the sentence names who pays.
    pub fn payer_named(&self, s: &Sentence<'_>) -> bool {
        s.any(|w| self.payers.iter().any(|p| p == w || w.strip_suffix('n') == Some(p)))
    }

    /// True if an amount is what was paid in a year, or a part of it.
    pub fn fits_year(&self, item: &Item, year: i16) -> bool {
        let wide = item.wide();
        let mut known = self.totals.get(&year).into_iter().chain(self.parts.get(&year)).flatten();
        known.any(|v| wide.holds(*v) || near(item.value(), *v, 1) && item.printed_digits() < 4)
    }

    /// Past votes of the case: present, yes, no, abstentions.
    pub fn votes(&self) -> impl Iterator<Item = [u32; 4]> {
        self.case
            .approvals
            .iter()
            .flat_map(|a| &a.votes)
            .filter_map(|v| Some([v.present?, v.yes?, v.no?, v.abstain?]))
    }
}

/// The number of a title such as "10th agreement".
fn number_of(title: &str) -> Option<u32> {
    title.split_whitespace().next().and_then(ordinal)
}

/// Ordinals in words.
pub(super) const ORDINALS: [&str; 15] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
];

/// An ordinal in digits or in words.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 15] = ORDINALS;
    let low = word.to_lowercase();
    if let Some(k) = WORDS.iter().position(|w| *w == low) {
        return u32::try_from(k + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| low.strip_suffix(e))?;
    digits.parse().ok().filter(|n| (1..=99).contains(n))
}
