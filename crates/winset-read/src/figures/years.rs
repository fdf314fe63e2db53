//! Years that the sentence itself counts otherwise: "the six years from 2020 to 2026".

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::book::ordinal;
use super::draft::Draft;
use super::item::Sentence;
use crate::day::When;
use crate::finding::{ErrorKind, Sure};

const RULE: &str = "figure.years";

fn wrong(at: Range<usize>, year: i16, rule: &'static str, why: String) -> Draft {
    let mut d = Draft::new(at, ErrorKind::WrongYear, rule, Sure::Certain);
    d.value(Decimal::from(year), Decimal::from(year), &Unit::Named("year".into()), Bound::Exact, None);
    d.instead = Some(year.to_string());
    d.why = why;
    d.score = 3;
    d
}

/// Counts of years beside their first and last.
pub(super) fn counted(s: &Sentence<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    for (tokens, a, b) in s.year_spans() {
        for (span, n) in super::term::spans(s) {
            if span.end > tokens.start || tokens.start - span.end > 3 {
                continue;
            }
            let gap: Vec<&str> = (span.end..tokens.start).map(|k| s.low(k)).collect();
            let joined = gap.iter().all(|w| {
                matches!(
                    *w,
                    "from" | "," | "(" | "fiscal" | "of" | "between" | "in" | "for" | "the" | "years"
                )
            }) && !gap.is_empty();
            if !joined {
                continue;
            }
            let n = i16::try_from(n).unwrap_or(i16::MAX);
            let definite =
                matches!(s.low(span.start.wrapping_sub(1)), "the" | "all" | "these" | "those" | "both")
                    || s.low(span.end.wrapping_sub(1)) == "years" && s.low(span.start + 1) == "fiscal";
            let calendar = b - a + 1;
            let fits = n == calendar || !definite && n == calendar - 1;
            if fits || !(2..=40).contains(&n) {
                continue;
            }
            if (n - calendar).abs() > 2 {
                // One digit of the first or of the last year is wrong: the year that one digit puts right.
                let (first, last) = (b - n + 1, a + n - 1);
                let slip = |x: i16, y: i16| super::arith::one_slip(&x.to_string(), &y.to_string());
                let why = format!("{n} years are not {a} to {b}, which are {calendar}");
                let of = |k: usize| s.list.get(k).map(|t| t.at.clone());
                match (slip(a, first), slip(b, last)) {
                    (true, false) => out.extend(of(tokens.start).map(|at| wrong(at, first, RULE, why))),
                    (false, true) => out.extend(of(tokens.end - 1).map(|at| wrong(at, last, RULE, why))),
                    _ => {}
                }
                continue;
            }
            let Some(last) = s.list.get(tokens.end - 1) else { continue };
            let right = a + n - 1;
            let why = format!("{n} years from {a} are {a} to {right}; {a} to {b} are {calendar}");
            out.push(wrong(last.at.clone(), right, RULE, why));
        }
    }
    // "In 2015, the third year of the accord, which began in 2014".
    for k in s.tokens.clone() {
        let Some(nth) = ordinal(s.low(k)).filter(|_| s.low(k + 1) == "year" && s.low(k + 2) == "of") else {
            continue;
        };
        let began = s.days.iter().find(|d| {
            d.tokens.start > k && d.tokens.start - k <= 16 && matches!(d.when, Some(When::Year(_))) && {
                let from = d.tokens.start.saturating_sub(3);
                (from..d.tokens.start).any(|j| {
                    let w = s.low(j);
                    w.starts_with("beg") || w.starts_with("start") || w == "since"
                })
            }
        });
        if let Some(When::Year(first)) = began.and_then(|d| d.when) {
            nth_year(s, k, nth, first, RULE, &mut out);
        }
    }
    out
}

/// What a word says of the life of an agreement: 1 signed, 2 begun, 3 ended.
fn stage(word: &str) -> Option<u8> {
    match word {
        "signed" | "initialled" | "initialed" => Some(1),
        "force" | "effect" | "apply" | "applies" | "applied" | "began" | "begins" | "begun" | "starts"
        | "started" => Some(2),
        "ends" | "ended" | "expires" | "expired" | "lapses" | "lapsed" | "expire" | "end" => Some(3),
        _ => None,
    }
}

/// A day with the stage that the words before it name: "signed on 8 March 2019".
fn stages<'a>(s: &Sentence<'a>) -> Vec<(u8, &'a crate::day::DayMention)> {
    let mut out = Vec::new();
    for d in s.days {
        let printed = s
            .text
            .get(d.at.clone())
            .is_some_and(|t| t.contains(&d.when.map_or(String::new(), |w| w.year().to_string())));
        if d.when.is_none() || !printed {
            continue;
        }
        let from = d.tokens.start.saturating_sub(5).max(s.tokens.start);
        let found = (from..d.tokens.start)
            .rev()
            .take_while(|k| !matches!(s.low(*k), "," | ";" | "and" | "or"))
            .find_map(|k| stage(s.low(k)));
        if let Some(n) = found {
            out.push((n, d));
        }
    }
    out
}

/// Days of signature, beginning and end that cannot follow each other, and ends that a term in years does not reach.
pub(super) fn ordered(s: &Sentence<'_>) -> Vec<Draft> {
    let found = stages(s);
    let one = |n: u8| {
        let mut of = found.iter().filter(|(k, _)| *k == n).map(|(_, d)| *d);
        of.next().filter(|_| of.next().is_none())
    };
    let month = |w: When| match w {
        When::Day(d) => Some((d.year(), d.month())),
        When::Month(y, m) => Some((y, m)),
        _ => None,
    };
    let put = |d: &crate::day::DayMention, old: i16, new: i16, why: String| {
        let printed = s.text.get(d.at.clone()).unwrap_or("");
        let mut f = wrong(d.at.clone(), new, RULE, why);
        f.instead = Some(printed.replace(&old.to_string(), &new.to_string()));
        f
    };
    let mut out = Vec::new();
    if let (Some(signed), Some(begun)) = (one(1), one(2))
        && let (Some(When::Day(a)), Some(When::Day(b))) = (signed.when, begun.when)
        && a > b
        && a.year() - b.year() <= 3
        && a.year() > b.year()
    {
        let year = if (a.month(), a.day()) <= (b.month(), b.day()) { b.year() } else { b.year() - 1 };
        out.push(put(signed, a.year(), year, format!("signed on {a} is after {b}, when it began to apply")));
    }
    let spans = super::term::spans(s);
    if let ([(_, n)], Some(begun), Some(ended)) = (spans.as_slice(), one(2), one(3))
        && let (Some(a), Some(b)) = (begun.when.and_then(month), ended.when.and_then(month))
        && let Ok(n) = i16::try_from(*n)
        && begun.tokens.start < ended.tokens.start
    {
        let full = (a.0 + n, a.1);
        let back = |(y, m): (i16, i8)| if m == 1 { (y - 1, 12) } else { (y, m - 1) };
        if b != full && b != back(full) {
            let right = if b.1 == full.1 {
                Some(full.0)
            } else if b.1 == back(full).1 {
                Some(back(full).0)
            } else {
                None
            };
            if let Some(year) = right.filter(|y| (y - b.0).abs() <= 5) {
                out.push(put(
                    ended,
                    b.0,
                    year,
                    format!("{n} years from {}-{:02} end in {year}, not in {}", a.0, a.1, b.0),
                ));
            }
        }
    }
    out
}

/// The year named just before "the N-th year of" is the N-th from the first.
pub(super) fn nth_year(
    s: &Sentence<'_>,
    k: usize,
    nth: u32,
    first: i16,
    rule: &'static str,
    out: &mut Vec<Draft>,
) {
    let Some(day) = s.days.iter().rev().find(|d| d.tokens.end <= k && k - d.tokens.end <= 3) else { return };
    let Some(When::Year(year)) = day.when else { return };
    let Some(right) = i16::try_from(nth).ok().and_then(|n| first.checked_add(n - 1)) else { return };
    let beside = (day.tokens.end..k).all(|j| matches!(s.low(j), "," | "the" | "(" | "its"));
    if beside && right != year && (right - year).abs() <= 3 {
        let why = format!("year {nth} from {first} is {right}, not {year}");
        out.push(wrong(day.at.clone(), right, rule, why));
    }
}
