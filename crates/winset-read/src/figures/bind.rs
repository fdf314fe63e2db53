//! Binds per cents, multiples, fractions, conversions and differences to the amounts they compare.

use winset_case::quantity::{Per, Unit};

use super::arith::Iv;
use super::exchange::Exchange;
use super::item::{Item, Sentence};
use super::law::{Form, Law, Link, Values};
use super::words::{direction, is_base, is_restated};

/// What a per cent figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A rise (1) or a fall (-1).
    Change(i8),
    /// A part of what follows "of".
    Part,
    /// Nothing that the grammar shows.
    Nothing,
}

/// Every equation that the sentence states between its figures, sums and terms apart.
pub(super) fn laws(s: &Sentence<'_>, ex: &Exchange<'_>) -> Vec<Law> {
    let mut out = Vec::new();
    conversions(s, ex, &mut out);
    for (i, item) in s.items.iter().enumerate() {
        if item.is_percent() && item.low == item.high {
            match says(s, item) {
                Says::Change(sign) => change(s, ex, i, sign, &mut out),
                Says::Part => part(s, ex, i, &mut out),
                Says::Nothing => {}
            }
            if says(s, item) == Says::Nothing {
                of_which(s, ex, i, &mut out);
            }
        } else if item.unit == Unit::Times {
            times(s, ex, i, &mut out);
        } else if item.unit == Unit::Ratio {
            part(s, ex, i, &mut out);
        }
    }
    super::delta::deltas(s, &mains(s), &mut out);
    out
}

/// Pairs that the text joins as conversions, and pairs it says are worth each other.
fn conversions(s: &Sentence<'_>, ex: &Exchange<'_>, out: &mut Vec<Law>) {
    for (j, b) in s.items.iter().enumerate() {
        let a = match b.converts {
            Some(a) => Some(a),
            None => j.checked_sub(1).filter(|a| worth(s, *a, j)),
        };
        let Some(a) = a else { continue };
        let Some(first) = s.items.get(a) else { continue };
        let (Some(x), Some(y)) = (first.unit.currency(), b.unit.currency()) else { continue };
        if x == y || first.value().is_zero() || b.value().is_zero() {
            continue;
        }
        // "760 million dollars in 2011" is of that year; "then 867 million" of a day that is not told.
        let of_its_time = match past_year(s, ex, first, b) {
            Some(year) => ex.of_year(x, y, year),
            None if is_then(s, b) => None,
            None => ex.of_day(x, y).or_else(|| ex.named_anywhere(x, y)),
        };
        let Some(used) = ex.named(x, y, &s.at).or(of_its_time) else { continue };
        out.push(Law {
            form: Form::Conversion { a, b: j, rate: used.value, slack: used.slack, said: used.said },
            firm: true,
            rule: "figure.conversion",
        });
    }
}

/// The year before that of publication that a pair of amounts is about, as the words beside it say.
fn past_year(s: &Sentence<'_>, ex: &Exchange<'_>, first: &Item, last: &Item) -> Option<i16> {
    const REACH: usize = 8;
    let published = ex.published()?.year();
    let blocked = |from: usize, to: usize| {
        s.items.iter().any(|i| i.is_money() && i.tokens.start >= from && i.tokens.end <= to)
    };
    let behind = s.days.iter().find(|d| {
        let start = d.tokens.start;
        start >= last.tokens.end && start <= last.tokens.end + REACH && !blocked(last.tokens.end, start)
    });
    let before = s.days.iter().rev().find(|d| {
        let end = d.tokens.end;
        end <= first.bound_from && end + REACH + 4 >= first.bound_from && !blocked(end, first.bound_from)
    });
    let year = behind.or(before)?.when?.year();
    (year < published).then_some(year)
}

/// True for "then 867 million dollars", "at the time about …".
fn is_then(s: &Sentence<'_>, b: &Item) -> bool {
    (b.bound_from.saturating_sub(3)..b.bound_from)
        .any(|k| matches!(s.low(k), "then" | "time" | "当時" | "당시"))
}

/// True if the words before an amount say that the one before it is worth as much.
pub(super) fn worth(s: &Sentence<'_>, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (s.items.get(a), s.items.get(b)) else { return false };
    if !a.is_money() || !b.is_money() || a.unit == b.unit {
        return false;
    }
    let gap: Vec<&str> = (a.tokens.end..b.bound_from).map(|k| s.low(k)).collect();
    if gap.len() > 12 || gap.iter().any(|w| matches!(*w, ";" | "." | "and" | "but")) {
        return false;
    }
    let last = gap.iter().rev().take(3).copied().collect::<Vec<_>>();
    // "Which at the current rate is": the verb stands right before the amount.
    let rated = gap.iter().any(|w| matches!(*w, "rate" | "rates"));
    (last.iter().any(|w| {
        matches!(*w, "worth" | "equal" | "equals" | "equalled" | "equivalent" | "corresponds" | "correspond")
    }) || rated
        && matches!(gap.last(), Some(&("is" | "are" | "makes" | "make" | "come" | "comes" | "to" | "was"))))
        && !gap.iter().any(|w| direction(w).is_some())
}

/// What the words around a per cent figure make of it.
pub(super) fn says(s: &Sentence<'_>, p: &Item) -> Says {
    let after = s.after(p, 3);
    let first = after.first().copied().unwrap_or("");
    if first == "of" {
        return Says::Part;
    }
    if matches!(first, "a" | "per") {
        return Says::Nothing;
    }
    if let Some(sign) = direction(first) {
        return Says::Change(sign);
    }
    let before: Vec<&str> = {
        let from = p.bound_from.saturating_sub(6).max(s.tokens.start);
        (from..p.bound_from).rev().map(|k| s.low(k)).collect()
    };
    let mut by = false;
    for (k, w) in before.iter().enumerate() {
        if matches!(*w, ";" | "." | "of") && k > 1
            || s.items.iter().any(|i| i.tokens.contains(&(p.bound_from - 1 - k)))
        {
            break;
        }
        if let Some(sign) = direction(w) {
            return Says::Change(sign);
        }
        by |= *w == "by" && k == 0;
    }
    if by {
        let from = p.bound_from.saturating_sub(28).max(s.tokens.start);
        if let Some(sign) = (from..p.bound_from).rev().find_map(|k| direction(s.low(k))) {
            return Says::Change(sign);
        }
    }
    // "a 13.9 percent increase", "a 5 percent yearly rise"
    match after.iter().take(2).find_map(|w| direction(w)) {
        Some(sign)
            if !after.first().is_some_and(|w| matches!(*w, "," | "and" | "in" | "on" | "to" | ";")) =>
        {
            Says::Change(sign)
        }
        _ => Says::Nothing,
    }
}

/// Whether two amounts can be compared, and how.
fn link(s: &Sentence<'_>, ex: &Exchange<'_>, x: &Item, y: &Item) -> Option<Link> {
    if x.unit == y.unit && !x.is_money() {
        return Some(Link::same());
    }
    match (x.unit.currency(), y.unit.currency()) {
        (Some(a), Some(b)) if a == b => Some(Link::same()),
        (Some(a), Some(b)) => {
            let used = ex.named(b, a, &s.at).or_else(|| ex.of_day(b, a))?;
            Some(Link { rate: Iv::point(used.value).widened(used.slack / 2), said: Some(used.said) })
        }
        (None, None) => {
            let open = |i: &Item| matches!(&i.unit, Unit::Named(n) if n.is_empty());
            (open(x) || open(y)).then(Link::same)
        }
        _ => None,
    }
}

/// An item and the conversions beside it.
pub(super) fn group(s: &Sentence<'_>, i: usize) -> Vec<usize> {
    let main = s.items.get(i).and_then(|x| x.converts).unwrap_or(i);
    let mut out = vec![i];
    for (k, x) in s.items.iter().enumerate() {
        if k != i && (k == main || x.converts == Some(main)) {
            out.push(k);
        }
    }
    out
}

/// Of the two amounts and their conversions, the pair in one unit; else the amounts at a rate.
fn pair(s: &Sentence<'_>, ex: &Exchange<'_>, x: usize, y: usize) -> Option<(usize, usize, Link)> {
    let (gx, gy) = (group(s, x), group(s, y));
    for a in &gx {
        for b in &gy {
            if let (Some(i), Some(j)) = (s.items.get(*a), s.items.get(*b))
                && a != b
                && i.unit == j.unit
            {
                return Some((*a, *b, Link::same()));
            }
        }
    }
    let (i, j) = (s.items.get(x)?, s.items.get(y)?);
    link(s, ex, i, j).map(|l| (x, y, l))
}

/// Amounts of the sentence, conversions left out.
fn mains(s: &Sentence<'_>) -> Vec<usize> {
    (0..s.items.len())
        .filter(|i| {
            s.items.get(*i).is_some_and(|x| x.is_amount() && x.converts.is_none() && !x.value().is_zero())
        })
        .collect()
}

/// The amounts before and after a ratio, and whether a base word leads to the first one after it.
struct Around {
    before: Vec<usize>,
    after: Vec<usize>,
}

fn around(s: &Sentence<'_>, p: usize) -> Around {
    let all = mains(s);
    Around {
        before: all.iter().copied().filter(|i| *i < p).collect(),
        after: all.into_iter().filter(|i| *i > p).collect(),
    }
}

/// True if a base word close before an item makes it what is compared with.
pub(super) fn is_compared_with(s: &Sentence<'_>, i: usize) -> bool {
    let Some(item) = s.items.get(i) else { return false };
    let from = item.bound_from.saturating_sub(7).max(s.tokens.start);
    let low_item = s.items.get(i.wrapping_sub(1)).map_or(0, |p| p.tokens.end);
    for k in (from.max(low_item)..item.bound_from).rev() {
        let w = s.low(k);
        if matches!(w, ";" | "." | ":" | "to" | "and" | "but") {
            return false;
        }
        if is_base(w) {
            return true;
        }
        if w == "," {
            return false;
        }
    }
    false
}

/// The base amount that follows a ratio: "more than the 960.2 billion won".
pub(super) fn base_after(s: &Sentence<'_>, p: &Item, next: usize) -> bool {
    let Some(item) = s.items.get(next) else { return false };
    let gap = s.gap(p, item);
    if gap.len() > 12 {
        return false;
    }
    let Some(at) = gap.iter().rposition(|w| is_base(w)) else { return false };
    let tail = gap.get(at + 1..).unwrap_or_default();
    let timed = tail.iter().enumerate().any(|(k, w)| {
        matches!(*w, "year" | "month" | "before" | "then" | "now") && tail.get(k + 1) != Some(&"'s")
    });
    let broken = gap.iter().any(|w| matches!(*w, ";" | "." | "and" | "but" | "while")) || tail.contains(&",");
    let numbered = s.days.iter().any(|d| {
        d.tokens.start >= p.tokens.end + at
            && d.tokens.end < item.tokens.start
            && !tail.contains(&"'s")
            && tail.len() > 6
    });
    tail.len() <= 8 && !timed && !broken && !numbered
}

/// Words that begin a clause on another matter.
fn parts_clauses(word: &str) -> bool {
    matches!(word, "while" | "but" | "whereas" | "although" | "though" | "." | "whose")
}

/// The two amounts that a ratio compares as the grammar has them: what is new, and what it is compared with.
fn bound(s: &Sentence<'_>, p: usize) -> Vec<(usize, usize)> {
    let Some(item) = s.items.get(p) else { return Vec::new() };
    let Around { before, after } = around(s, p);
    let last = before
        .last()
        .copied()
        .filter(|l| s.items.get(*l).is_some_and(|l| !s.gap(l, item).iter().any(|w| parts_clauses(w))));
    if let Some(next) = after.first().copied() {
        let then = after.get(1).copied();
        if base_after(s, item, next) {
            let Some(base) = s.items.get(next) else { return Vec::new() };
            let from = s.gap(item, base).contains(&"from");
            let to = then.filter(|t| {
                s.items.get(*t).is_some_and(|t| {
                    let gap: Vec<&str> = (base.tokens.end..t.bound_from).map(|k| s.low(k)).collect();
                    gap.contains(&"to") && gap.len() <= 14
                })
            });
            return match to {
                Some(x) if from => vec![(x, next)],
                _ => last.map(|x| vec![(x, next)]).unwrap_or_default(),
            };
        }
        let Some(target) = s.items.get(next) else { return Vec::new() };
        let gap: Vec<&str> = (item.tokens.end..target.bound_from).map(|k| s.low(k)).collect();
        if gap.last() == Some(&"to") && gap.len() <= 4 {
            if let Some(t) = then.filter(|t| is_compared_with(s, *t)) {
                return vec![(next, t)];
            }
            return last.map(|y| vec![(next, y)]).unwrap_or_default();
        }
    }
    // Two amounts alone in the sentence, the ratio after them or between.
    let like = |i: usize, j: usize| {
        s.items
            .get(i)
            .zip(s.items.get(j))
            .is_some_and(|(i, j)| i.unit == j.unit || i.is_money() && j.is_money())
    };
    // Numbers of another kind between do not count: "three former officials".
    let before: Vec<usize> = before
        .iter()
        .copied()
        .filter(|i| last.is_some_and(|l| like(*i, l)) || s.items.get(*i).is_some_and(|i| i.raw))
        .collect();
    let after: Vec<usize> = after.iter().copied().filter(|i| last.is_some_and(|l| like(*i, l))).collect();
    let all: Vec<usize> = before.iter().chain(&after).copied().collect();
    if let [a, b] = all.as_slice()
        && before.len() == 2
    {
        let tail: Vec<&str> = s.items.get(*b).map(|b| s.gap(b, item)).unwrap_or_default();
        let far = tail.len() > 22 || tail.iter().any(|w| parts_clauses(w) || *w == ";");
        if far {
            return Vec::new();
        }
        let ranged = s
            .items
            .get(*a)
            .zip(s.items.get(*b))
            .is_some_and(|(a, b)| s.gap(a, b).contains(&"to") && s.before(a, 4).contains(&"from"));
        if ranged || is_compared_with(s, *a) {
            return vec![(*b, *a)];
        }
        if is_compared_with(s, *b) {
            return vec![(*a, *b)];
        }
    }
    Vec::new()
}

fn change(s: &Sentence<'_>, ex: &Exchange<'_>, p: usize, sign: i8, out: &mut Vec<Law>) {
    let Some(item) = s.items.get(p) else { return };
    let tied = bound(s, p);
    let yearly = item.per == Some(Per::Year);
    let make = |x: usize, y: usize, years: u32, link: Link, firm: bool| Law {
        form: Form::Change { p, x, y, sign, years, link },
        firm,
        rule: if years > 1 { "figure.growth" } else { "figure.percent" },
    };
    let years_between = |x: usize, y: usize| -> Option<u32> {
        let (x, y) = (s.items.get(x)?, s.items.get(y)?);
        let (a, b) = (s.year_of(y)?.0, s.year_of(x)?.0);
        u32::try_from(i32::from(b) - i32::from(a)).ok().filter(|n| (1..=40).contains(n))
    };
    let v = Values::printed(s.items);
    for (x, y) in &tied {
        let Some((x, y, l)) = pair(s, ex, *x, *y) else { continue };
        let years = if yearly { years_between(x, y) } else { Some(1) };
        let Some(years) = years else { continue };
        let law = make(x, y, years, l, true);
        if law.form.holds(&v) {
            out.push(law);
            return;
        }
    }
    // Any other pair of the sentence that fits says that the per cent is of that pair.
    let all: Vec<usize> =
        (0..s.items.len()).filter(|i| s.items.get(*i).is_some_and(Item::is_amount)).collect();
    for x in &all {
        for y in &all {
            let (Some(i), Some(j)) = (s.items.get(*x), s.items.get(*y)) else { continue };
            if x == y || i.converts == Some(*y) || j.converts == Some(*x) {
                continue;
            }
            let Some(l) = link(s, ex, i, j) else { continue };
            let years = if yearly { years_between(*x, *y).unwrap_or(1) } else { 1 };
            let law = make(*x, *y, years, l, false);
            if law.form.holds(&v) && !j.value().is_zero() {
                out.push(law);
                return;
            }
        }
    }
    for (x, y) in tied {
        if let Some((x, y, l)) = pair(s, ex, x, y)
            && let Some(years) = if yearly { years_between(x, y) } else { Some(1) }
        {
            out.push(make(x, y, years, l, true));
            return;
        }
        // Units that cannot be compared: the numbers may still fit.
        if let (Some(i), Some(j)) = (s.items.get(x), s.items.get(y))
            && i.unit != j.unit
            && !yearly
        {
            out.push(make(x, y, 1, Link { rate: Iv::point(1.into()), said: None }, true));
            return;
        }
    }
}

fn times(s: &Sentence<'_>, ex: &Exchange<'_>, k: usize, out: &mut Vec<Law>) {
    let Some(item) = s.items.get(k) else { return };
    let Around { before, after } = around(s, k);
    let make = |x: usize, y: usize, link: Link, firm: bool| Law {
        form: Form::Times { k, x, y, link },
        firm,
        rule: "figure.times",
    };
    let last = before.last().copied();
    let next = after.first().copied().filter(|n| {
        s.items.get(*n).is_some_and(|n| {
            let gap = s.gap(item, n);
            gap.len() <= 8 && !gap.iter().any(|w| matches!(*w, "," | ";" | "." | "to" | "and" | "by" | "for"))
        })
    });
    let as_much = {
        let a = s.after(item, 3);
        a.first() == Some(&"as")
            && matches!(a.get(1), Some(&("much" | "many" | "large" | "high")))
            && a.get(2) != Some(&"as")
    };
    let ranged = match after.as_slice() {
        [y, x, ..] => s.items.get(*y).zip(s.items.get(*x)).is_some_and(|(y, x)| {
            let (lead, gap) = (s.gap(item, y), s.gap(y, x));
            lead.len() <= 6 && lead.contains(&"from") && gap.len() <= 12 && gap.contains(&"to")
        }),
        _ => false,
    };
    let tied = match (last, next) {
        _ if ranged => after.get(1).copied().zip(after.first().copied()),
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) if as_much && before.len() == 2 => before.first().map(|y| (x, *y)),
        _ => None,
    };
    out.extend(chosen(s, ex, tied, make));
}

/// The law of a ratio: of the two amounts the grammar ties to it or, where those do not fit, of another pair that does.
fn chosen(
    s: &Sentence<'_>,
    ex: &Exchange<'_>,
    tied: Option<(usize, usize)>,
    make: impl Fn(usize, usize, Link, bool) -> Law,
) -> Option<Law> {
    let v = Values::printed(s.items);
    let firm = tied.and_then(|(x, y)| pair(s, ex, x, y)).map(|(x, y, l)| make(x, y, l, true));
    if firm.as_ref().is_some_and(|law| law.form.holds(&v)) {
        return firm;
    }
    let amounts = || s.items.iter().enumerate().filter(|(_, i)| i.is_amount());
    for (x, i) in amounts() {
        for (y, j) in amounts() {
            if x == y || i.converts == Some(y) || j.converts == Some(x) {
                continue;
            }
            let Some(l) = link(s, ex, i, j) else { continue };
            let law = make(x, y, l, false);
            if law.form.holds(&v) {
                return Some(law);
            }
        }
    }
    firm
}

/// "Half of the 9,000", "16.35 percent of the budget of $2.5 billion, or about $409 million".
fn part(s: &Sentence<'_>, ex: &Exchange<'_>, p: usize, out: &mut Vec<Law>) {
    let Some(item) = s.items.get(p) else { return };
    if s.low(item.tokens.end) != "of" {
        if item.unit == Unit::Ratio || says(s, item) == Says::Nothing {
            of_which(s, ex, p, out);
        }
        return;
    }
    let make = |part: usize, whole: usize, link: Link, firm: bool| Law {
        form: Form::Part { p, part, whole, link },
        firm,
        rule: "figure.part",
    };
    let Around { before, after } = around(s, p);
    let whole = after.first().copied().filter(|w| {
        s.items.get(*w).is_some_and(|w| {
            let gap = s.gap(item, w);
            gap.len() <= 9
                && !gap.iter().any(|w| matches!(*w, "," | ";" | "." | "and" | "or" | "to" | "for" | "by"))
        })
    });
    let mut tied = None;
    if let Some(w) = whole {
        let joined = |a: &Item, b: &Item| {
            let gap: Vec<&str> = (a.tokens.end..b.bound_from).map(|k| s.low(k)).collect();
            is_restated(&gap) && gap.iter().any(|w| matches!(*w, "or" | "(" | "is" | "that" | "which" | "="))
                || matches!(gap.as_slice(), ["," | "("])
        };
        let ahead = before.last().copied().filter(|b| {
            s.items.get(*b).is_some_and(|b| {
                let gap: Vec<&str> = (b.tokens.end..item.bound_from).map(|k| s.low(k)).collect();
                let copula = matches!(
                    gap.last(),
                    Some(
                        &("is" | "are" | "was" | "were" | "be" | "makes" | "make" | "equals" | "represents")
                    )
                ) || matches!(gap.as_slice(), [.., "accounted" | "accounts" | "account", "for"]);
                let copula = copula
                    && gap.len() <= 12
                    && !gap.iter().any(|w| parts_clauses(w) || matches!(*w, ";" | "and" | ","));
                copula
                    || gap.len() <= 5
                        && (is_restated(&gap) || matches!(gap.as_slice(), ["," | "("] | ["," | "(", "or"]))
            })
        });
        let behind = after
            .get(1)
            .copied()
            .filter(|n| s.items.get(w).zip(s.items.get(*n)).is_some_and(|(w, n)| joined(w, n)));
        tied = behind.or(ahead).map(|part| (part, w));
    }
    out.extend(chosen(s, ex, tied, make));
}

/// "84 million euros, of which the state pays three quarters, or 63 million": the whole stands before.
fn of_which(s: &Sentence<'_>, ex: &Exchange<'_>, p: usize, out: &mut Vec<Law>) {
    let Some(item) = s.items.get(p) else { return };
    let Around { before, after } = around(s, p);
    if let [.., w, n] = before.as_slice()
        && let (Some(whole), Some(part)) = (s.items.get(*w), s.items.get(*n))
    {
        // "Of the 28,500 troops some 9,500, or a third, are in the south."
        let gap: Vec<&str> = (part.tokens.end..item.bound_from).map(|k| s.low(k)).collect();
        let of = (whole.bound_from.saturating_sub(3)..whole.tokens.start).any(|k| s.low(k) == "of");
        let between = s.gap(whole, part);
        let near = between.len() <= 12 && !between.iter().any(|w| matches!(*w, ";" | "and" | "while"));
        if of && near && is_restated(&gap) && gap.contains(&"or") && whole.unit == part.unit
            || of && near && is_restated(&gap) && gap.contains(&"or") && part.raw
        {
            let form = Form::Part { p, part: *n, whole: *w, link: Link::same() };
            out.push(Law { form, firm: true, rule: "figure.part" });
            return;
        }
    }
    let (Some(w), Some(n)) = (before.last().copied(), after.first().copied()) else { return };
    let (Some(whole), Some(next)) = (s.items.get(w), s.items.get(n)) else { return };
    let gap: Vec<&str> = (item.tokens.end..next.bound_from).map(|k| s.low(k)).collect();
    if !is_restated(&gap) || !gap.iter().any(|w| matches!(*w, "or" | "(" | "is" | "which" | "=")) {
        return;
    }
    let ahead = s.gap(whole, item);
    let led = ahead.windows(2).any(|w| matches!(w, ["of", "which" | "it" | "this" | "that" | "them"]));
    let Some((n, w, link)) = pair(s, ex, n, w) else { return };
    let form = Form::Part { p, part: n, whole: w, link };
    let printed = Values::printed(s.items);
    // Without "of which" the statement counts only where a lost or added zero explains it.
    let zero = || {
        [1, -1].into_iter().any(|power| {
            [n, w].into_iter().any(|t| {
                let v = s.items.get(t).and_then(|i| i.tight().shifted(power));
                v.is_some_and(|v| form.holds(&Values { items: s.items, fixed: Some((t, v)), nominal: false }))
            })
        })
    };
    if led || form.holds(&printed) || zero() {
        out.push(Law { form, firm: true, rule: "figure.part" });
    }
}
