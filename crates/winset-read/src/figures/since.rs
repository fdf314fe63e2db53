//! Which agreement and which years a sum belongs to, by the history of a case: sums of a term given as yearly, agreements
//! under another's number, years that are not those of their sums.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Per, Unit};

use super::book::{Book, ordinal};
use super::draft::Draft;
use super::item::{Item, Sentence};
use super::style::said;
use crate::day::{DayMention, When};
use crate::finding::{ErrorKind, Sure};

const RULE: &str = "figure.record";

/// Every such mistake of a sentence.
pub(super) fn check(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let mut out = terms(s, book);
    out.extend(numbers(s, book));
    out.extend(years(s, book));
    out
}

/// First and last years that the sentence names: a span, two years joined, or those of an agreement.
fn ranges(s: &Sentence<'_>, book: &Book<'_>) -> Vec<(i16, i16)> {
    let mut out: Vec<(i16, i16)> = s.year_spans().into_iter().map(|(_, a, b)| (a, b)).collect();
    out.extend(joined(s).into_iter().map(|(_, a, b)| (a, b)));
    for (_, n) in named(s) {
        out.extend(book.agreements.iter().filter(|(m, _, _)| *m == n).map(|(_, a, b)| (*a, *b)));
    }
    out
}

/// "2007 and 2008".
fn joined(s: &Sentence<'_>) -> Vec<(usize, i16, i16)> {
    s.days
        .windows(2)
        .filter_map(|w| {
            let [a, b] = w else { return None };
            let (Some(When::Year(x)), Some(When::Year(y))) = (a.when, b.when) else { return None };
            (s.low(a.tokens.end) == "and" && b.tokens.start == a.tokens.end + 1 && y == x + 1).then_some((
                a.tokens.start,
                x,
                y,
            ))
        })
        .collect()
}

/// Agreements named by a number in a word, with the token of it.
fn named(s: &Sentence<'_>) -> Vec<(usize, u32)> {
    s.tokens
        .clone()
        .filter(|k| matches!(s.low(k + 1), "agreement" | "accord" | "pact" | "deal" | "sma"))
        .filter_map(|k| Some((k, ordinal(s.low(k))?)))
        .collect()
}

fn sum(book: &Book<'_>, a: i16, b: i16) -> Option<Decimal> {
    if b <= a || b - a > 40 {
        return None;
    }
    (a..=b).try_fold(Decimal::ZERO, |t, y| t.checked_add(*book.totals.get(&y)?.last()?))
}

/// A sum of several years given as yearly, and one year's given as that of several.
fn terms(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let Some(unit) = &book.unit else { return out };
    let ranges = ranges(s, book);
    for item in s.items.iter().filter(|i| i.unit == *unit && i.low == i.high && i.converts.is_none()) {
        let fine = item.printed_digits() >= 3;
        for (a, b) in &ranges {
            let Some(total) = sum(book, *a, *b).filter(|_| fine) else { continue };
            let years = i32::from(*b) - i32::from(*a) + 1;
            let text = s.text.get(item.core.clone()).unwrap_or("");
            let yearly = item.per == Some(Per::Year) && item.tight().holds(total);
            // "For 2005 and 2006 together" beside the sum of each of them.
            let of_each = (*a..=*b)
                .all(|y| book.totals.get(&y).and_then(|v| v.last()).is_some_and(|v| item.tight().holds(*v)));
            let together = item.per.is_none() && of_each && {
                let after = s.after(item, 9);
                let cut = after.iter().position(|w| matches!(*w, "," | ";" | ".")).unwrap_or(after.len());
                let after = after.get(..cut).unwrap_or_default();
                after.iter().any(|w| matches!(*w, "together" | "altogether" | "combined"))
            };
            if !yearly && !together {
                continue;
            }
            let at = if yearly { item.at.clone() } else { item.core.clone() };
            let mut d = Draft::new(at, ErrorKind::YearlyVsTotal, "figure.period", Sure::Certain);
            let period = if yearly { format!("{years} years") } else { "year".to_owned() };
            d.value(item.value(), item.value(), &item.unit, Bound::Exact, Some(period));
            d.instead =
                Some(if yearly { format!("{text} in {years} years") } else { format!("{text} a year") });
            d.why = format!("the case has {} for {a} to {b}, all years together", said(total, unit));
            d.score = 8;
            out.push(d);
            break;
        }
    }
    out
}

/// "The sixth agreement, which covers 2007 and 2008": the years are another agreement's, and the sums are theirs.
fn numbers(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let Some(unit) = &book.unit else { return out };
    let spans: Vec<(usize, i16, i16)> =
        s.year_spans().into_iter().map(|(r, a, b)| (r.start, a, b)).chain(joined(s)).collect();
    for (k, n) in named(s) {
        let Some((_, a, b)) = spans.iter().find(|(at, _, _)| *at > k && at - k <= 8) else { continue };
        let own = book.agreements.iter().filter(|(m, _, _)| *m == n).any(|(_, x, y)| (x, y) == (a, b));
        let other = book.agreements.iter().find(|(m, x, y)| *m != n && (x, y) == (a, b)).map(|(m, _, _)| *m);
        let Some(right) = other.filter(|_| !own) else { continue };
        // The sums say whether the number or the years are wrong.
        let theirs = s.items.iter().filter(|i| i.unit == *unit && i.low == i.high).filter(|i| {
            (*a..=*b).any(|y| book.totals.get(&y).and_then(|v| v.last()).is_some_and(|v| i.tight().holds(*v)))
        });
        if theirs.count() == 0 {
            continue;
        }
        let (Some(first), Some(last)) = (s.list.get(k), s.list.get(k + 1)) else { continue };
        let mut d =
            Draft::new(first.at.start..last.at.end, ErrorKind::WrongYear, "figure.agreement", Sure::Likely);
        let value = Decimal::from(right);
        d.value(value, value, &Unit::Named("agreement".into()), Bound::Exact, None);
        let word = super::book::ORDINALS.get(usize::try_from(right).unwrap_or(0).wrapping_sub(1));
        d.instead = word.map(|w| format!("{w} {}", s.text.get(last.at.clone()).unwrap_or("")));
        d.why = format!("in the case {a} to {b} are the years of agreement {right}, not of {n}");
        d.score = 9;
        out.push(d);
    }
    out
}

/// The only year in which a sum was paid, where it was paid in one alone or in two that follow each other.
fn year_of(book: &Book<'_>, item: &Item) -> Option<(i16, i16)> {
    let mut of =
        book.totals.iter().filter(|(_, v)| v.last().is_some_and(|v| item.tight().holds(*v))).map(|(y, _)| *y);
    let first = of.next()?;
    let last = of.next_back().unwrap_or(first);
    (last - first <= 1 && item.printed_digits() >= 4).then_some((first, last))
}

/// Two sums of the record with their years: one named, the other "the year before" or named too.
fn years(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let Some(unit) = &book.unit else { return Vec::new() };
    let named: Vec<(&DayMention, i16)> = s
        .days
        .iter()
        .filter_map(|d| match d.when {
            Some(When::Year(y)) if s.text.get(d.at.clone()) == Some(&*y.to_string()) => Some((d, y)),
            _ => None,
        })
        .collect();
    let paid: Vec<(&Item, (i16, i16))> = s
        .items
        .iter()
        .filter(|i| i.unit == *unit && i.low == i.high && i.bound == Bound::Exact)
        .filter_map(|i| Some((i, year_of(book, i)?)))
        .collect();
    let [(x, of_x), (y, of_y)] = paid.as_slice() else { return Vec::new() };
    let (new, old, of_new, of_old) = if of_x.0 > of_y.0 { (x, y, of_x, of_y) } else { (y, x, of_y, of_x) };
    let before = (old.tokens.end..(old.tokens.end + 8).min(s.tokens.end))
        .any(|k| s.low(k) == "year" && matches!(s.low(k + 1), "before" | "earlier"))
        || s.before(old, 3).contains(&"previous");
    let fits = |y: i16, of: &(i16, i16)| of.0 <= y && y <= of.1;
    let wrong = match named.as_slice() {
        // One year, the other sum being of the year before it.
        [(d, year)]
            if before && of_new.0 == of_old.1 + 1 && !fits(*year, of_new) && !fits(*year + 1, of_old) =>
        {
            Some((*d, of_new.0))
        }
        [(d, year)] if before && of_new.0 == of_old.1 + 1 && fits(*year, of_old) && !fits(*year, of_new) => {
            Some((*d, of_new.0))
        }
        // Two years, of which one is that of its sum.
        [(a, p), (b, q)] => {
            // A year that the grammar ties to one sum leaves the other year to the other sum.
            let tied = |i: &Item, d: &DayMention| s.year_of(i).is_some_and(|(_, t)| t.at == d.at);
            let straight = match (tied(x, a) || tied(y, b), tied(x, b) || tied(y, a)) {
                (true, false) => true,
                (false, true) => false,
                _ => x.tokens.start < y.tokens.start,
            };
            let (first, second) = if straight { (of_x, of_y) } else { (of_y, of_x) };
            match (fits(*p, first), fits(*q, second)) {
                (false, true) if !fits(*p, second) && (*p - first.0).abs() <= 4 => Some((*a, first.0)),
                (true, false) if !fits(*q, first) && (*q - second.0).abs() <= 4 => Some((*b, second.0)),
                _ => None,
            }
        }
        _ => None,
    };
    let Some((day, right)) = wrong else { return Vec::new() };
    let mut d = Draft::new(day.at.clone(), ErrorKind::WrongYear, RULE, Sure::Likely);
    let value = Decimal::from(right);
    d.value(value, value, &Unit::Named("year".into()), Bound::Exact, None);
    d.instead = Some(right.to_string());
    d.why = format!(
        "the case has {} for {} and {} for {}",
        said(new.value(), unit),
        of_new.0,
        said(old.value(), unit),
        of_old.0
    );
    d.score = 8;
    vec![d]
}
