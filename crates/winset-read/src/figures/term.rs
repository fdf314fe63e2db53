//! Yearly sums and sums for a term of several years.

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Per, Unit};

use super::bind::is_compared_with;
use super::draft::Draft;
use super::item::{Item, Sentence};
use super::law::{Form, Law, Values};
use super::words::is_restated;
use crate::finding::{ErrorKind, Sure};

/// How many years the sentence says a sum is for, each with its tokens.
pub(super) fn spans(s: &Sentence<'_>) -> Vec<(Range<usize>, u32)> {
    let mut out: Vec<(Range<usize>, u32)> = s
        .year_spans()
        .into_iter()
        .filter_map(|(r, a, b)| Some((r, u32::try_from(i32::from(b) - i32::from(a) + 1).ok()?)))
        .collect();
    for item in s.items {
        if item.unit == Unit::Named("years".into())
            && item.low == item.high
            && let Ok(n) = u32::try_from(item.low)
            && (2..=40).contains(&n)
            && item.low.fract().is_zero()
        {
            out.push((item.tokens.clone(), n));
        }
    }
    // "five fiscal years"
    for k in s.tokens.clone() {
        if matches!(s.low(k), "fiscal" | "contract" | "calendar" | "budget") && s.low(k + 1) == "years" {
            let n = match s.low(k.wrapping_sub(1)) {
                "two" | "2" => 2,
                "three" | "3" => 3,
                "four" | "4" => 4,
                "five" | "5" => 5,
                "six" | "6" => 6,
                "seven" | "7" => 7,
                "eight" | "8" => 8,
                "ten" | "10" => 10,
                _ => continue,
            };
            out.push((k - 1..k + 2, n));
        }
    }
    // "Seven equal yearly payments"
    for k in s.tokens.clone() {
        let Some(n) = crate::mention::count_word(s.low(k)) else { continue };
        let yearly = (k + 1..k + 4).any(|j| matches!(s.low(j), "yearly" | "annual"));
        let paid = (k + 2..k + 5).any(|j| {
            matches!(
                s.low(j),
                "payments" | "instalments" | "installments" | "contributions" | "budgets" | "tranches"
            )
        });
        if yearly && paid {
            out.push((k..k + 2, n));
        }
    }
    out.sort_by_key(|(r, _)| r.start);
    out
}

/// True if the words between a sum and a span of years say that it is for all of them.
pub(super) fn is_for_all(s: &Sentence<'_>, item: &Item, span: &Range<usize>) -> bool {
    if span.start < item.tokens.end || span.start - item.tokens.end > 9 {
        return false;
    }
    let gap: Vec<&str> = (item.tokens.end..span.start).map(|k| s.low(k)).collect();
    if s.items
        .iter()
        .any(|i| i.is_amount() && i.tokens.start >= item.tokens.end && i.tokens.end <= span.start)
    {
        return false;
    }
    gap.iter()
        .any(|w| matches!(*w, "over" | "in" | "for" | "during" | "from" | "across" | "within" | "between"))
        && !gap.iter().any(|w| matches!(*w, ";" | "every" | "each" | "per"))
}

/// True if the words before an amount say that it is worked out from others: "would total", "a total of".
pub(super) fn is_worked_out(s: &Sentence<'_>, total: &Item) -> bool {
    let from = total.bound_from.saturating_sub(4).max(s.tokens.start);
    let own = s
        .items
        .iter()
        .filter(|i| i.is_amount() && i.tokens.end <= total.bound_from)
        .map(|i| i.tokens.end)
        .max()
        .unwrap_or(0);
    let before: Vec<&str> = (from.max(own)..total.bound_from).map(|k| s.low(k)).collect();
    if before.iter().any(|w| matches!(*w, ";" | "and" | "but" | "from" | "than" | "instead")) {
        return false;
    }
    before
        .iter()
        .any(|w| w.starts_with("total") || matches!(*w, "altogether" | "makes" | "equals" | "cumulatively"))
        || matches!(
            before.as_slice(),
            [.., "would" | "will", "be" | "make" | "mean" | "reach"]
                | [.., "amount" | "amounts" | "come" | "comes" | "add" | "adds", "to"]
                | [.., "adds" | "add", "up", "to"]
        )
}

/// Totals and yearly sums that one sentence puts beside each other.
pub(super) fn laws(s: &Sentence<'_>) -> Vec<Law> {
    let spans = spans(s);
    let mut out = Vec::new();
    if spans.is_empty() {
        return out;
    }
    let v = Values::printed(s.items);
    let firm_pair = |total: &Item, yearly: &Item| {
        let (a, b) = if total.tokens.start < yearly.tokens.start { (total, yearly) } else { (yearly, total) };
        let gap: Vec<&str> = (a.tokens.end..b.bound_from).map(|k| s.low(k)).collect();
        let tail: Vec<&str> = gap.iter().rev().take(3).rev().copied().collect();
        gap.len() <= 14
            && (yearly.tokens.start < total.tokens.start && is_worked_out(s, total)
                || is_restated(&tail)
                    && tail.iter().any(|w| matches!(*w, "or" | "is" | "means" | "(" | "which"))
                || tail.last() == Some(&",")
                || tail.last() == Some(&"or"))
            && !gap.iter().any(|w| super::words::is_base(w) && !matches!(*w, "from" | "over" | "on"))
    };
    for (y, yearly) in s.items.iter().enumerate().filter(|(_, i)| i.per == Some(Per::Year) && i.is_amount()) {
        for (t, total) in s.items.iter().enumerate() {
            if t == y || total.unit != yearly.unit || total.per.is_some() || total.converts.is_some() {
                continue;
            }
            for (_, n) in &spans {
                let form = Form::Term { total: t, yearly: y, n: *n };
                let holds = form.holds(&v);
                // A step is no yearly sum, and a total that has its yearly sum needs no other.
                let step = s.after(yearly, 1).first().is_some_and(|w| super::words::direction(w).is_some());
                let had = s.items.iter().enumerate().any(|(o, other)| {
                    o != t
                        && o != y
                        && other.unit == total.unit
                        && Form::Term { total: t, yearly: o, n: *n }.holds(&v)
                });
                let firm = holds || !step && !had && firm_pair(total, yearly);
                if holds {
                    out.retain(|l: &Law| !matches!(&l.form, Form::Term { total: a, yearly: b, .. } if *a == t && *b == y));
                }
                let known = out.iter().any(|l: &Law| matches!(&l.form, Form::Term { total: a, yearly: b, .. } if *a == t && *b == y && l.form.holds(&v)));
                if firm && !known {
                    out.push(Law { form, firm: true, rule: "figure.term" });
                }
            }
        }
    }
    // A yearly sum that has its total has no other.
    let settled: Vec<usize> = out.iter().filter(|l| l.form.holds(&v)).flat_map(|l| l.form.terms()).collect();
    out.retain(|l| l.form.holds(&v) || !l.form.terms().iter().any(|t| settled.contains(t)));
    out
}

/// "45 boats share 1,800 tonnes, 40 tonnes each": so many times the part of one.
pub(super) fn each(s: &Sentence<'_>) -> Vec<Law> {
    let mut out = Vec::new();
    if !s.any(|w| matches!(w, "each" | "apiece")) {
        return out;
    }
    for (e, one) in s.items.iter().enumerate().filter(|(_, i)| i.is_amount() && i.converts.is_none()) {
        let tail = s.after(one, 3);
        let tail: Vec<&str> = tail.into_iter().take_while(|w| !matches!(*w, "," | "and" | ";")).collect();
        if !tail.iter().any(|w| matches!(*w, "each" | "apiece")) || s.low(one.tokens.end) == "other" {
            continue;
        }
        let same: Vec<usize> = (0..s.items.len())
            .filter(|t| {
                *t != e && s.items.get(*t).is_some_and(|t| t.unit == one.unit && t.converts.is_none())
            })
            .collect();
        let counts: Vec<u32> = s
            .items
            .iter()
            .filter(|c| c.unit != one.unit && !c.is_money() && c.is_amount() && c.low.fract().is_zero())
            .filter_map(|c| u32::try_from(c.low).ok())
            .filter(|n| (2..100_000).contains(n))
            .collect();
        if let ([total], [n]) = (same.as_slice(), counts.as_slice()) {
            out.push(Law {
                form: Form::Term { total: *total, yearly: e, n: *n },
                firm: true,
                rule: "figure.each",
            });
        }
    }
    out
}

/// A sum given as yearly that is one for the term, or the other way round: the item, and the yearly sum it means.
pub(super) enum Mixed {
    /// Printed as yearly; it is the total of so many years.
    TotalAsYearly(usize, u32),
    /// Printed as a total of so many years; it is one year's.
    YearlyAsTotal(usize, u32),
}

/// Yearly sums that are as large as the whole term's, and totals that are as small as one year's. `one_year` gives the
/// sums of single years known besides, as of a case.
pub(super) fn mixed(
    s: &Sentence<'_>,
    one_year: &dyn Fn(&Item) -> Option<Decimal>,
) -> Vec<(Mixed, Decimal, Option<usize>)> {
    let spans = spans(s);
    let mut out = Vec::new();
    for (i, item) in s.items.iter().enumerate() {
        if !item.is_money() && !item.is_amount()
            || item.converts.is_some()
            || item.value().is_zero()
            || item.raw
        {
            continue;
        }
        let span = spans.iter().find(|(r, _)| is_for_all(s, item, r)).or_else(|| {
            spans.first().filter(|(r, _)| {
                r.end <= item.tokens.start
                    && item.per == Some(Per::Year)
                    && s.year_spans().iter().any(|y| y.0 == *r)
            })
        });
        let Some((_, n)) = span else { continue };
        // What one year's sum is, of the same sentence: said to be of a year, or compared with.
        let beside = s
            .items
            .iter()
            .enumerate()
            .find(|(k, o)| *k != i && o.unit == item.unit && !o.value().is_zero() && single_year(s, *k));
        let known = beside.map(|(k, o)| (o.value(), Some(k))).or_else(|| one_year(item).map(|v| (v, None)));
        let Some((one, place)) = known else { continue };
        let Some(ratio) = item.value().checked_div(one) else { continue };
        let n_value = Decimal::from(*n);
        let Some(each) = ratio.checked_div(n_value) else { continue };
        let (low, high) = (Decimal::new(6, 1), Decimal::new(17, 1));
        let alike = |r: Decimal| low <= r && r <= high;
        if item.per == Some(Per::Year) && *n >= 2 && alike(each) && !alike(ratio) {
            out.push((Mixed::TotalAsYearly(i, *n), one, place));
        }
        let total = item.per.is_none() && *n >= 3 && alike(ratio) && !alike(each) && said_total(s, item);
        if total {
            out.push((Mixed::YearlyAsTotal(i, *n), one, place));
        }
    }
    out
}

/// "For the whole six-year contract 3.5 million, or 21 million until 2031": the sum of one year is given as the whole.
pub(super) fn whole(s: &Sentence<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let v = Values::printed(s.items);
    // "250 million a year, or 50 million annually over five years": the first is of all the years.
    for (a, first) in s.items.iter().enumerate().filter(|(_, i)| i.per == Some(Per::Year) && i.low == i.high)
    {
        let in_all =
            s.after(first, 4).iter().any(|w| matches!(*w, "all" | "altogether" | "together" | "total"));
        let found = s.items.iter().enumerate().find_map(|(b, second)| {
            if b == a
                || second.per != Some(Per::Year)
                || second.unit != first.unit
                || second.low != second.high
            {
                return None;
            }
            let gap: Vec<&str> = (first.tokens.end..second.bound_from).map(|k| s.low(k)).collect();
            let joined = b == a + 1 && gap.len() <= 4 && gap.iter().any(|w| matches!(*w, "or" | "("));
            let (_, n) = spans(s).into_iter().find(|(_, n)| {
                second
                    .value()
                    .checked_mul((*n).into())
                    .is_some_and(|t| t == first.value() || in_all && first.wide().holds(t))
            })?;
            (joined || in_all).then_some((second, n))
        });
        let Some((second, n)) = found else { continue };
        let mut d = Draft::new(first.at.clone(), ErrorKind::YearlyVsTotal, "figure.period", Sure::Certain);
        d.value(first.value(), first.value(), &first.unit, Bound::Exact, Some(format!("{n} years")));
        let text = s.text.get(first.core.clone()).unwrap_or("");
        d.instead = Some(text.to_owned());
        d.why = format!(
            "{n} times {} is {text}: it is the sum of {n} years",
            s.text.get(second.core.clone()).unwrap_or("")
        );
        d.score = 8;
        out.push(d);
    }
    for (r, n) in spans(s) {
        let whole =
            (r.start.saturating_sub(3)..r.start).any(|k| matches!(s.low(k), "whole" | "entire" | "full"));
        // The amount that stands next to the span.
        let beside = s.items.iter().enumerate().find(|(_, i)| i.is_money() && i.tokens.start >= r.end);
        let Some((i, item)) =
            beside.filter(|(_, i)| whole && i.per.is_none() && i.tokens.start - r.end <= 12)
        else {
            continue;
        };
        let total = s.items.iter().enumerate().find(|(t, total)| {
            *t != i
                && total.unit == item.unit
                && total.per.is_none()
                && item.value().checked_mul(n.into()) == Some(total.value())
                && Form::Term { total: *t, yearly: i, n }.holds(&v)
        });
        let Some((_, total)) = total else { continue };
        let mut d = Draft::new(item.core.clone(), ErrorKind::YearlyVsTotal, "figure.period", Sure::Certain);
        d.value(item.value(), item.value(), &item.unit, Bound::Exact, Some("year".into()));
        let text = s.text.get(item.core.clone()).unwrap_or("");
        d.instead = Some(format!("{text} a year"));
        d.why = format!(
            "{n} times {text} is {}: {text} is the sum of one year, not of the whole term",
            s.text.get(total.core.clone()).unwrap_or("")
        );
        d.score = 8;
        out.push(d);
    }
    out
}

fn said_total(s: &Sentence<'_>, item: &Item) -> bool {
    let before = s.before(item, 4);
    let after = s.after(item, 4);
    before.iter().any(|w| matches!(*w, "total" | "totalling" | "altogether" | "all" | "overall" | "sum"))
        || after.iter().any(|w| {
            matches!(*w, "over" | "in" | "across" | "altogether" | "during" | "total" | "whole" | "entire")
        })
}

/// True if the words around an amount say that it is of one year.
pub(super) fn single_year(s: &Sentence<'_>, i: usize) -> bool {
    let Some(item) = s.items.get(i) else { return false };
    if item.per == Some(Per::Year) && item.converts.is_none() {
        return is_compared_with(s, i) || s.year_spans().is_empty();
    }
    let tail: Vec<&str> = s.after(item, 9);
    let cut = tail.iter().position(|w| matches!(*w, "," | ";" | "and")).unwrap_or(tail.len());
    let tail = tail.get(..cut).unwrap_or_default();
    let yearly = tail.windows(2).any(|w| {
        matches!(
            w,
            [
                "current" | "present" | "last" | "previous" | "this" | "a" | "per" | "one" | "each" | "next",
                "year" | "fiscal"
            ]
        ) || matches!(w, ["year", "before" | "earlier" | "ago" | "alone"])
    });
    let dated = s.year_of(item).is_some_and(|(_, d)| d.tokens.start >= item.tokens.end);
    let plain = !s.after(item, 5).iter().any(|w| matches!(*w, "years" | "over"));
    plain
        && (yearly
            || dated
            || is_compared_with(s, i) && s.before(item, 6).iter().any(|w| matches!(*w, "annual" | "yearly")))
}
