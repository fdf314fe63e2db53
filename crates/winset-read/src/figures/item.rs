//! The numbers of a sentence as the checks see them: what is read, how finely, and which words stand around.

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Per, Unit};

use super::arith::{Iv, part};
use crate::day::{DayMention, When};
use crate::mention::{Mention, Mentions};
use crate::token::{Token, TokenKind};

/// A number where it stands.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Bytes of the figure with its period, without the words that bound it.
    pub at: Range<usize>,
    /// Bytes of the number and its unit.
    pub core: Range<usize>,
    /// Tokens of `at`.
    pub tokens: Range<usize>,
    /// Where the words that bound it begin.
    pub bound_from: usize,
    pub low: Decimal,
    pub high: Decimal,
    pub half: Decimal,
    pub bound: Bound,
    pub unit: Unit,
    pub per: Option<Per>,
    pub points: bool,
    /// The item whose conversion this is.
    pub converts: Option<usize>,
    /// A number that no unit was read for.
    pub raw: bool,
}

/// The items of one sentence.
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub list: &'a [Token],
    pub tokens: Range<usize>,
    pub at: Range<usize>,
    pub items: &'a [Item],
    pub days: &'a [DayMention],
}

impl Item {
    /// The middle of what is read.
    pub fn value(&self) -> Decimal {
        if self.low == self.high { self.low } else { Iv::new(self.low, self.high).mid() }
    }

    pub fn is_money(&self) -> bool {
        self.unit.currency().is_some()
    }

    /// True for what can be more or less of something: money, tonnes, persons; not per cents, times or years.
    pub fn is_amount(&self) -> bool {
        match &self.unit {
            Unit::Currency(_) => true,
            Unit::Named(n) => {
                !matches!(n.as_str(), "years" | "months" | "weeks" | "days" | "hours" | "minutes" | "rounds")
            }
            _ => false,
        }
    }

    pub fn is_percent(&self) -> bool {
        self.unit == Unit::Percent && !self.points
    }

    /// What the printed figure is taken to be when another is computed from it.
    pub fn tight(&self) -> Iv {
        let v = self.value();
        let most = part(v.abs(), if self.bound == Bound::Exact { 2 } else { 3 }).unwrap_or(self.half);
        let half = if self.is_money() || self.is_amount() { self.half.min(most) } else { self.half };
        if self.bound == Bound::Range {
            return Iv::new(self.low, self.high);
        }
        Iv::around(v, half).unwrap_or(Iv::point(v))
    }

    /// What a computed value may be for the printed figure to hold.
    pub fn wide(&self) -> Iv {
        let v = self.value();
        let twice = self.half.checked_mul(Decimal::TWO).unwrap_or(self.half);
        let least = |percent: u32| part(v.abs(), percent).unwrap_or(twice);
        let counted = matches!(self.unit, Unit::Times | Unit::Ratio);
        match self.bound {
            Bound::Exact if counted => Iv::around(v, self.half.max(least(10))),
            Bound::Exact if self.is_percent() => Iv::around(v, twice),
            Bound::Exact => Iv::around(v, twice.min(least(3)).max(self.half.min(least(5)))),
            Bound::Approx if counted => Iv::around(v, self.half.max(least(12))),
            Bound::Approx => Iv::around(v, twice.min(least(12)).max(least(7))),
            Bound::MoreThan | Bound::AtLeast if counted => {
                v.checked_add(Decimal::ONE.max(least(20))).map(|hi| Iv::new(v - least(3), hi))
            }
            Bound::MoreThan | Bound::AtLeast => {
                Some(Iv { lo: Iv::point(v).widened(3).lo, hi: Iv::point(v).widened(30).hi })
            }
            Bound::UpTo | Bound::LessThan => {
                Some(Iv { lo: Iv::point(v).widened(25).lo, hi: Iv::point(v).widened(3).hi })
            }
            Bound::Range | Bound::None => Some(Iv { lo: self.low, hi: self.high }.widened(2)),
        }
        .unwrap_or(Iv::point(v))
    }

    /// Significant digits as printed: the value over its last digit.
    pub fn printed_digits(&self) -> u32 {
        let mut unit = self.half.checked_mul(Decimal::TWO).unwrap_or_default();
        if unit <= Decimal::ZERO {
            return 3;
        }
        let mut n = 0;
        let v = self.value().abs();
        while unit <= v && n < 28 {
            n += 1;
            let Some(next) = unit.checked_mul(Decimal::TEN) else { break };
            unit = next;
        }
        n
    }
}

/// Every item of a text, in order, from its figures and from the numbers that are none.
pub(super) fn items(text: &str, list: &[Token], found: &Mentions, days: &[DayMention]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    // Of each figure, its place among the items.
    let mut places = vec![None; found.list.len()];
    let (mut m, mut d, mut r, mut i) = (0, 0, 0, 0);
    while i < list.len() {
        let Some(t) = list.get(i) else { break };
        while days.get(d).is_some_and(|x| x.tokens.end <= i) {
            d += 1;
        }
        while found.rates.get(r).is_some_and(|x| x.at.end <= t.at.start) {
            r += 1;
        }
        while found.list.get(m).is_some_and(|x| x.tokens.end <= i && x.tokens.start < i) {
            m += 1;
        }
        if let Some(x) = found.list.get(m).filter(|x| x.tokens.start <= i) {
            if let Some(item) = of_mention(list, x, &places) {
                if let Some((a, b)) = ends(list, &item) {
                    out.push(a);
                    if let Some(p) = places.get_mut(m) {
                        *p = Some(out.len());
                    }
                    out.push(b);
                } else {
                    if let Some(p) = places.get_mut(m) {
                        *p = Some(out.len());
                    }
                    out.push(item);
                }
            }
            i = x.tokens.end.max(i + 1);
            m += 1;
            continue;
        }
        let rated = found.rates.get(r).is_some_and(|x| x.at.start <= t.at.start);
        let dated = days.get(d).is_some_and(|x| x.tokens.contains(&i));
        if t.kind == TokenKind::Number
            && !rated
            && !dated
            && let Some(item) = raw(text, list, i)
        {
            out.push(item);
        }
        if t.kind == TokenKind::Word
            && let Some(item) = verb(list, i)
        {
            out.push(item);
        }
        i += 1;
    }
    out
}

/// "From about $2.5 billion to $8 billion" is a step, not a range: two items.
fn ends(list: &[Token], item: &Item) -> Option<(Item, Item)> {
    let low = |k: usize| list.get(k).map_or("", |t| &*t.low);
    if item.low == item.high || !item.is_amount() {
        return None;
    }
    let to = item.tokens.clone().find(|k| low(*k) == "to")?;
    let from = (1..=3).filter_map(|k| item.tokens.start.checked_sub(k)).any(|k| low(k) == "from");
    if !from || to <= item.tokens.start || to + 1 >= item.tokens.end {
        return None;
    }
    let first = item.core.start..list.get(to - 1)?.at.end;
    let second = list.get(to + 1)?.at.start..item.core.end;
    if first.start >= first.end || second.start >= second.end {
        return None;
    }
    let (mut a, mut b) = (item.clone(), item.clone());
    (a.core, a.at, a.tokens, a.high) = (first.clone(), first, item.tokens.start..to, item.low);
    (b.core, b.at, b.tokens, b.low) =
        (second.clone(), second.start..item.at.end, to + 1..item.tokens.end, item.high);
    (a.bound, b.bound, b.bound_from) = (Bound::Approx, Bound::Exact, to + 1);
    a.converts = None;
    Some((a, b))
}

/// "Doubles from 40 million to 80 million": a multiple in a verb.
fn verb(list: &[Token], i: usize) -> Option<Item> {
    let t = list.get(i)?;
    let times =
        [("doubl", 2i64), ("tripl", 3), ("quadrupl", 4)].into_iter().find(|(w, _)| t.low.starts_with(w))?.1;
    if !(i + 1..i + 5).any(|k| list.get(k).is_some_and(|t| &*t.low == "from")) {
        return None;
    }
    let before = |k: usize| i.checked_sub(k).and_then(|b| list.get(b)).map_or("", |t| &*t.low);
    let bound = match (before(2), before(1)) {
        ("more", "than") => Bound::MoreThan,
        (_, "nearly" | "almost" | "about" | "roughly" | "practically" | "virtually") => Bound::Approx,
        _ => Bound::Exact,
    };
    Some(Item {
        at: t.at.clone(),
        core: t.at.clone(),
        tokens: i..i + 1,
        bound_from: i,
        low: times.into(),
        high: times.into(),
        half: Decimal::new(1, 1),
        bound,
        unit: Unit::Times,
        per: None,
        points: false,
        converts: None,
        raw: true,
    })
}

fn of_mention(list: &[Token], m: &Mention, places: &[Option<usize>]) -> Option<Item> {
    let (low, high) = match (m.figure.low, m.figure.high) {
        (Some(a), Some(b)) => (a, b),
        (Some(a), None) | (None, Some(a)) => (a, a),
        (None, None) => return None,
    };
    let from = m.tokens.clone().find(|k| list.get(*k).is_some_and(|t| t.at.end > m.core.start))?;
    Some(Item {
        at: m.core.start..m.at.end.max(m.core.end),
        core: m.core.clone(),
        tokens: from..m.tokens.end,
        bound_from: m.tokens.start,
        low,
        high,
        half: m.figure.half_unit,
        bound: m.figure.bound,
        unit: m.figure.unit.clone(),
        per: m.figure.per,
        points: m.points,
        converts: m.converts.and_then(|c| places.get(c).copied().flatten()),
        raw: false,
    })
}

/// A number whose unit the reader does not know: the noun behind it is its unit.
fn raw(text: &str, list: &[Token], i: usize) -> Option<Item> {
    let t = list.get(i)?;
    let plain: String = t.low.chars().filter(|c| *c != ',').collect();
    if plain.len() > 15 {
        return None;
    }
    let mut value: Decimal = plain.parse().ok()?;
    let mut half = Decimal::new(5, value.scale() + 1);
    let glued = |k: usize| list.get(k).is_some_and(|t| t.glued);
    let low = |k: usize| list.get(k).map_or("", |t| &*t.low);
    let named = i.checked_sub(1).is_some_and(|b| {
        t.glued
            && list
                .get(b)
                .is_some_and(|x| x.kind == TokenKind::Word || matches!(&*x.low, "-" | "/" | ":" | "."))
    });
    let ordinal = glued(i + 1) && matches!(low(i + 1), "st" | "nd" | "rd" | "th" | "s" | ":" | "/" | "-");
    let scale = match low(i + 1) {
        "million" | "mn" => 6,
        "billion" | "bn" => 9,
        "trillion" | "tn" => 12,
        _ => 0,
    };
    if named || ordinal {
        return None;
    }
    let noun = if scale > 0 { i + 2 } else { i + 1 };
    let next = list.get(noun).filter(|n| n.kind == TokenKind::Word && n.low.len() > 2 && !n.capital);
    let counts = |w: &str| {
        w.ends_with('s') && !super::words::is_small(w)
            || matches!(
                w,
                "kroner"
                    | "kronor"
                    | "kronur"
                    | "zloty"
                    | "rupiah"
                    | "rand"
                    | "forint"
                    | "lira"
                    | "lei"
                    | "dong"
            )
    };
    let word = next.map(|n| n.low.to_string()).filter(|w| counts(w));
    if scale > 0 {
        value = super::arith::shift(value, scale)?;
        half = super::arith::shift(half, scale)?;
    }
    let end = if word.is_some() { noun + 1 } else { noun };
    let at = t.at.start..list.get(end - 1)?.at.end;
    text.get(at.clone())?;
    let (mut bound, mut bound_from) = (Bound::Exact, i);
    if let Some(b) = i.checked_sub(1)
        && matches!(low(b), "about" | "around" | "roughly" | "some" | "nearly" | "almost" | "approximately")
    {
        (bound, bound_from) = (Bound::Approx, b);
    }
    Some(Item {
        core: at.clone(),
        at,
        tokens: i..end,
        bound_from,
        low: value,
        high: value,
        half,
        bound,
        unit: Unit::Named(word.unwrap_or_default()),
        per: None,
        points: false,
        converts: None,
        raw: true,
    })
}

impl<'a> Sentence<'a> {
    pub fn low(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |t| &*t.low)
    }

    /// The words between two items.
    pub fn gap(&self, a: &Item, b: &Item) -> Vec<&'a str> {
        (a.tokens.end..b.tokens.start).map(|k| self.low(k)).collect()
    }

    /// Up to `most` words before an item, the nearest first, none beyond the sentence.
    pub fn before(&self, item: &Item, most: usize) -> Vec<&'a str> {
        let from = item.tokens.start.saturating_sub(most).max(self.tokens.start);
        (from..item.tokens.start).rev().map(|k| self.low(k)).collect()
    }

    /// Up to `most` words after an item.
    pub fn after(&self, item: &Item, most: usize) -> Vec<&'a str> {
        let to = (item.tokens.end + most).min(self.tokens.end);
        (item.tokens.end..to).map(|k| self.low(k)).collect()
    }

    /// True if a word of the sentence satisfies a test.
    pub fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.tokens.clone().any(|k| test(self.low(k)))
    }

    /// Spans of whole years that the sentence names: `from fiscal 2022 to 2026`.
    pub fn year_spans(&self) -> Vec<(Range<usize>, i16, i16)> {
        let mut out = Vec::new();
        for (k, d) in self.days.iter().enumerate() {
            match d.when {
                Some(When::Years(a, b)) => out.push((d.tokens.clone(), a, b)),
                Some(When::Year(a)) => {
                    let Some(next) = self.days.get(k + 1) else { continue };
                    let Some(When::Year(b)) = next.when else { continue };
                    let between: Vec<&str> = (d.tokens.end..next.tokens.start).map(|k| self.low(k)).collect();
                    let joined = !between.is_empty()
                        && between.len() <= 3
                        && matches!(between.first(), Some(&("to" | "through" | "until" | "-" | "–")))
                        && between.iter().skip(1).all(|w| matches!(*w, "fiscal" | "the" | "year"));
                    if joined && b > a && b - a < 40 {
                        out.push((d.tokens.start..next.tokens.end, a, b));
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// The year that an amount is said to be of: named right behind it, or before it in the same clause.
    pub fn year_of(&self, item: &Item) -> Option<(i16, &'a DayMention)> {
        let next_item = self
            .items
            .iter()
            .filter(|i| i.tokens.start >= item.tokens.end && i.converts.is_none() && i.is_amount())
            .map(|i| i.tokens.start)
            .min()
            .unwrap_or(self.tokens.end);
        let year = |d: &DayMention| match d.when {
            Some(When::Year(y)) => Some(y),
            _ => None,
        };
        let behind = self.days.iter().find(|d| d.tokens.start >= item.tokens.end);
        if let Some(d) =
            behind.filter(|d| d.tokens.start < next_item && d.tokens.start - item.tokens.end <= 9)
        {
            let gap: Vec<&str> = (item.tokens.end..d.tokens.start).map(|k| self.low(k)).collect();
            let tied = gap.iter().any(|w| matches!(*w, "in" | "of" | "for" | "during" | "fiscal"))
                || matches!(self.low(d.tokens.start), "this" | "last" | "next")
                    && gap.iter().all(|w| *w != "," && *w != ";");
            let cut = gap
                .iter()
                .any(|w| matches!(*w, ";" | "until" | "since" | "after" | "before" | "by" | "than" | "from"));
            if tied
                && !cut
                && let Some(y) = year(d)
            {
                return Some((y, d));
            }
        }
        let last_item = self
            .items
            .iter()
            .filter(|i| i.tokens.end <= item.bound_from && i.is_amount())
            .map(|i| i.tokens.end)
            .max()
            .unwrap_or(self.tokens.start);
        let ahead = self.days.iter().rev().find(|d| d.tokens.end <= item.bound_from)?;
        if ahead.tokens.start < last_item || item.bound_from - ahead.tokens.end > 18 {
            return None;
        }
        let gap: Vec<&str> = (ahead.tokens.end..item.bound_from).map(|k| self.low(k)).collect();
        let cut =
            gap.iter().any(|w| matches!(*w, ";" | "after" | "than" | "from" | "against" | "before" | "next"));
        let led = ahead.tokens.start.checked_sub(1).map_or("", |k| self.low(k));
        let led = if led == "fiscal" { "in" } else { led };
        let tied = matches!(led, "in" | "for" | "of" | "the" | "keeps" | "during")
            || ahead.tokens.start == self.tokens.start;
        (tied && !cut).then(|| year(ahead)).flatten().map(|y| (y, ahead))
    }
}
