//! Equations that any figures of a sentence may form, with what the words around them say for each.

use rust_decimal::Decimal;
use winset_case::quantity::{Per, Unit};

use super::arith::over;
use super::bind::{Says, is_compared_with, says};
use super::item::Sentence;
use super::law::{Form, Law, Link};
use super::words::{direction, is_restated};

/// An equation, the bits its words add, and whether the grammar binds it.
pub(super) struct Thread {
    pub form: Form,
    pub cue: i32,
    pub rule: &'static str,
}

/// Conversions at a rate of a unit that is no known currency: "7.5 kroner to the euro".
pub(super) const OWN_RATE: &str = "figure.rate";

/// Every equation that figures of the sentence may form.
pub(super) fn threads(s: &Sentence<'_>, firm: &[Law]) -> Vec<Thread> {
    let mut out: Vec<Thread> = Vec::new();
    let amounts: Vec<usize> = (0..s.items.len())
        .filter(|i| s.items.get(*i).is_some_and(|x| x.is_amount() && !x.value().is_zero()))
        .collect();
    let one = |a: usize, b: usize| {
        s.items.get(a).zip(s.items.get(b)).is_some_and(|(a, b)| {
            a.unit == b.unit
                && !matches!(&a.unit, Unit::Named(n) if n.is_empty() && a.value() < Decimal::ONE_HUNDRED)
        })
    };
    sums(s, &amounts, &one, &mut out);
    // A total of a list takes all parts of the list.
    for law in firm.iter().filter(|l| l.firm) {
        let Form::Sum { parts, .. } = &law.form else { continue };
        let all = law.form.terms();
        if parts.len() >= 3 {
            out.retain(|t| {
                let terms = t.form.terms();
                terms.len() >= all.len() || !terms.iter().all(|k| all.contains(k))
            });
        }
    }
    for (p, item) in s.items.iter().enumerate().filter(|(_, i)| i.low == i.high) {
        let pairs = || {
            amounts
                .iter()
                .flat_map(|x| amounts.iter().map(move |y| (*x, *y)))
                .filter(|(x, y)| x != y && one(*x, *y))
        };
        if item.is_percent() {
            let what = says(s, item);
            let alike = s.low(item.tokens.end) == "as";
            // "8,000 tonnes fewer, or 11.5 percent": the step is so much of one of the two.
            let step = p.checked_sub(1).filter(|d| {
                matches!(what, Says::Change(_))
                    && s.items.get(*d).is_some_and(|d| {
                        let gap: Vec<&str> = (d.tokens.end..item.bound_from).map(|k| s.low(k)).collect();
                        d.is_amount() && gap.len() <= 4 && gap.iter().any(|w| matches!(*w, "or" | "("))
                    })
            });
            for y in step.iter().flat_map(|d| amounts.iter().filter(move |y| *y != d)) {
                let Some(d) = step.filter(|d| one(*d, *y)) else { continue };
                let form = Form::Part { p, part: d, whole: *y, link: Link::same() };
                out.push(Thread { form, cue: 2, rule: "figure.percent" });
            }
            for (x, y) in pairs() {
                if let Says::Change(sign) = what
                    && item.per.is_none()
                {
                    let cue = compared(s, p, x, y);
                    let form = Form::Change { p, x, y, sign, years: 1, link: Link::same() };
                    out.push(Thread { form, cue, rule: "figure.percent" });
                } else if what != Says::Change(1) && what != Says::Change(-1) || alike {
                    let form = Form::Part { p, part: x, whole: y, link: Link::same() };
                    out.push(Thread { form, cue: shared(s, p, x, y), rule: "figure.part" });
                }
            }
        } else if item.unit == Unit::Ratio {
            for (x, y) in pairs() {
                let form = Form::Part { p, part: x, whole: y, link: Link::same() };
                out.push(Thread { form, cue: shared(s, p, x, y), rule: "figure.part" });
            }
        } else if item.unit == Unit::Times {
            for (x, y) in pairs() {
                let form = Form::Times { k: p, x, y, link: Link::same() };
                let two = item.raw && amounts.iter().filter(|a| one(**a, x)).count() == 2;
                let near = two
                    || s.items
                        .get(y)
                        .is_some_and(|y| y.tokens.start > item.tokens.start && s.gap(item, y).len() <= 6);
                out.push(Thread { form, cue: if near { 3 } else { 0 }, rule: "figure.times" });
            }
        }
    }
    each(s, &amounts, &one, &mut out);
    priced(s, &amounts, &mut out);
    for law in firm.iter().filter(|l| l.firm) {
        let mut terms = law.form.terms();
        terms.sort_unstable();
        let same = out.iter_mut().find(|t| {
            let mut other = t.form.terms();
            other.sort_unstable();
            let long = terms.len() > 3;
            other == terms
                && std::mem::discriminant(&t.form) == std::mem::discriminant(&law.form)
                && (!long || t.form.tested() == law.form.tested())
        });
        match same {
            Some(t) => t.cue = t.cue.max(4),
            None => out.push(Thread { form: law.form.clone(), cue: 4, rule: law.rule }),
        }
    }
    out
}

/// Two amounts that make a third, and runs of amounts that make one beside them.
fn sums(s: &Sentence<'_>, amounts: &[usize], one: &dyn Fn(usize, usize) -> bool, out: &mut Vec<Thread>) {
    for (n, a) in amounts.iter().enumerate() {
        for (m, b) in amounts.iter().enumerate().skip(n + 1) {
            for c in amounts.iter().skip(m + 1) {
                if !one(*a, *b) || !one(*a, *c) {
                    continue;
                }
                let said = [a, b, c].iter().any(|i| differs(s, **i));
                let cue = if said { 3 } else { 0 };
                for (total, x, y) in [(a, b, c), (b, a, c), (c, a, b)] {
                    let form = Form::Sum { total: *total, parts: vec![*x, *y] };
                    out.push(Thread { form, cue, rule: "figure.sum" });
                }
            }
        }
    }
    for (n, total) in amounts.iter().enumerate() {
        for length in 3..=8usize {
            for start in [Some(n + 1), n.checked_sub(length)].into_iter().flatten() {
                let Some(parts) = amounts.get(start..start + length) else { continue };
                if parts.iter().all(|p| one(*p, *total)) {
                    let form = Form::Sum { total: *total, parts: parts.to_vec() };
                    out.push(Thread { form, cue: 1, rule: "figure.sum" });
                }
            }
        }
        // All the others, the total standing among them.
        let others: Vec<usize> = amounts.iter().copied().filter(|p| p != total && one(*p, *total)).collect();
        if n > 0 && n + 1 < amounts.len() && (3..=8).contains(&others.len()) {
            let of = s.items.get(*total).is_some_and(|t| s.before(t, 2).contains(&"of"));
            out.push(Thread {
                form: Form::Sum { total: *total, parts: others },
                cue: if of { 3 } else { 1 },
                rule: "figure.sum",
            });
        }
    }
}

/// True if the words around an amount say that it is added, taken away or left.
fn differs(s: &Sentence<'_>, i: usize) -> bool {
    let Some(item) = s.items.get(i) else { return false };
    let after = s.after(item, 3);
    let first = after.first().copied().unwrap_or("");
    let left = |w: &str| {
        matches!(
            w,
            "remaining"
                | "other"
                | "rest"
                | "remain"
                | "remains"
                | "left"
                | "difference"
                | "another"
                | "further"
                | "missing"
                | "together"
                | "altogether"
        )
    };
    direction(first).is_some() || after.iter().take(2).any(|w| left(w)) || {
        let from = item.bound_from.saturating_sub(4).max(s.tokens.start);
        (from..item.bound_from).any(|k| left(s.low(k)) || direction(s.low(k)).is_some())
            && !is_compared_with(s, i)
    }
}

fn compared(s: &Sentence<'_>, p: usize, x: usize, y: usize) -> i32 {
    let (Some(ip), Some(ix), Some(iy)) = (s.items.get(p), s.items.get(x), s.items.get(y)) else { return 0 };
    let range = ix.tokens.start > iy.tokens.end
        && s.gap(iy, ix).contains(&"to")
        && s.gap(iy, ix).len() <= 12
        && s.before(iy, 4).contains(&"from");
    let base = is_compared_with(s, y) && !is_compared_with(s, x);
    let close =
        ip.tokens.start.abs_diff(iy.tokens.start).min(ip.tokens.start.abs_diff(ix.tokens.start)) <= 12;
    match (range || base, close) {
        (true, true) => 3,
        (true, false) => 1,
        _ => 0,
    }
}

fn shared(s: &Sentence<'_>, p: usize, part: usize, whole: usize) -> i32 {
    let (Some(ip), Some(a), Some(w)) = (s.items.get(p), s.items.get(part), s.items.get(whole)) else {
        return 0;
    };
    let of = s.low(ip.tokens.end) == "of" && w.tokens.start > ip.tokens.start && s.gap(ip, w).len() <= 8;
    let beside = if a.tokens.start < ip.tokens.start {
        let gap: Vec<&str> = (a.tokens.end..ip.bound_from).map(|k| s.low(k)).collect();
        gap.len() <= 2 || gap.len() <= 5 && is_restated(&gap)
    } else {
        let gap: Vec<&str> = (ip.tokens.end..a.bound_from).map(|k| s.low(k)).collect();
        gap.len() <= 2 || gap.len() <= 5 && is_restated(&gap)
    };
    // "13.5 million of the 54 million, a third"
    let within = w.tokens.start > a.tokens.end && s.low(a.tokens.end) == "of" && s.gap(a, w).len() <= 3;
    let behind = within && ip.tokens.start > w.tokens.end && ip.tokens.start - w.tokens.end <= 9;
    let accounts = a.tokens.start < ip.tokens.start && {
        let gap: Vec<&str> = (a.tokens.end..ip.bound_from).map(|k| s.low(k)).collect();
        gap.len() <= 5
            && gap.iter().any(|w| {
                matches!(
                    *w,
                    "accounted"
                        | "account"
                        | "accounts"
                        | "are"
                        | "is"
                        | "was"
                        | "were"
                        | "makes"
                        | "make"
                        | "made"
                )
            })
    };
    2 * i32::from(of) + 2 * i32::from(beside || accounts) + 3 * i32::from(behind)
}

/// So many times the sum of one: yearly sums and their term, shares and their number, prices and their measure.
fn each(s: &Sentence<'_>, amounts: &[usize], one: &dyn Fn(usize, usize) -> bool, out: &mut Vec<Thread>) {
    let spans = super::term::spans(s);
    let mut counts: Vec<(u32, i32)> = spans.iter().map(|(_, n)| (*n, 2)).collect();
    counts.dedup();
    let mut shares: Vec<usize> = Vec::new();
    for (k, c) in s.items.iter().enumerate() {
        let whole = c.low == c.high && c.low.fract().is_zero() && !c.is_money();
        if let (true, Unit::Named(n), Ok(v)) = (whole, &c.unit, u32::try_from(c.low))
            && (2..10_000_000).contains(&v)
            && !matches!(n.as_str(), "years" | "months" | "weeks" | "days" | "hours" | "minutes" | "rounds")
        {
            shares.push(k);
        }
    }
    for y in amounts {
        let Some(item) = s.items.get(*y) else { continue };
        let single = per_one(s, *y);
        for t in amounts.iter().filter(|t| *t != y && one(**t, *y)) {
            let yearly = item.per == Some(Per::Year) || super::term::single_year(s, *y);
            for (n, cue) in &counts {
                let form = Form::Term { total: *t, yearly: *y, n: *n };
                out.push(Thread { form, cue: if yearly { *cue } else { 0 }, rule: "figure.term" });
            }
            if single {
                for k in shares.iter().filter(|k| *k != t && k != &y) {
                    let form = Form::Times { k: *k, x: *t, y: *y, link: Link::same() };
                    let named = measured(s, *y, *k);
                    out.push(Thread { form, cue: if named { 4 } else { 2 }, rule: "figure.each" });
                }
            }
        }
    }
}

/// Amounts at a rate of a unit that is no known currency: "450 million kroner at 7.5 kroner to the euro".
fn priced(s: &Sentence<'_>, amounts: &[usize], out: &mut Vec<Thread>) {
    for (r, rate) in s.items.iter().enumerate() {
        if !matches!(&rate.unit, Unit::Named(n) if !n.is_empty()) || rate.value() > Decimal::ONE_THOUSAND {
            continue;
        }
        let after = s.after(rate, 3);
        let base = match after.as_slice() {
            ["to" | "for", "the" | "one" | "a", base, ..] => super::style::unit_named(base),
            ["per" | "a", base, ..] => super::style::unit_named(base),
            _ => None,
        };
        let (Some(base), Some(one)) = (base, over(Decimal::ONE, rate.value())) else { continue };
        for a in amounts.iter().filter(|a| **a != r && s.items.get(**a).is_some_and(|a| a.unit == rate.unit))
        {
            for b in amounts.iter().filter(|b| s.items.get(**b).is_some_and(|b| b.unit == base)) {
                let said = format!(
                    "{} {} per {}, the rate the sentence names",
                    rate.value().normalize(),
                    rate.unit.word(),
                    base.word()
                );
                let form = Form::Conversion { a: *a, b: *b, rate: one, slack: 3, said };
                out.push(Thread { form, cue: 3, rule: OWN_RATE });
            }
        }
    }
}

/// True if an amount is said to be that of one: "each", "per head", "for every metre".
pub(super) fn per_one(s: &Sentence<'_>, i: usize) -> bool {
    let Some(item) = s.items.get(i) else { return false };
    let tail: Vec<&str> = s.after(item, 3);
    let tail: Vec<&str> = tail.into_iter().take_while(|w| !matches!(*w, "," | "and" | ";")).collect();
    let at = tail.iter().position(|w| matches!(*w, "each" | "apiece" | "per" | "every"));
    let ahead = s.before(item, 11).contains(&"each");
    at.is_some_and(|k| !matches!(tail.get(k + 1), Some(&("year" | "month" | "cent" | "other")))) || ahead
}

/// True if the noun behind "per" is what a count counts.
fn measured(s: &Sentence<'_>, i: usize, count: usize) -> bool {
    let (Some(item), Some(count)) = (s.items.get(i), s.items.get(count)) else { return false };
    let tail = s.after(item, 2);
    let (Some(&"per"), Some(noun), Unit::Named(unit)) = (tail.first(), tail.get(1), &count.unit) else {
        return false;
    };
    !noun.is_empty() && (unit.starts_with(noun) || *noun == "head" && unit == "persons")
}
