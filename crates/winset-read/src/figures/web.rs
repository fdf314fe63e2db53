//! Equations that any figures of a text may form, and the one change of a figure that makes several of them hold.
//!
//! A figure that stands in no equation, and would stand in one or more if a zero were added, a hundred taken from a per
//! cent, a sum spread over its years or two digits exchanged, is wrong the likelier the less chance explains the fit. The
//! measure is in bits: an equation that chance meets once in 2^n tries counts n, words that state it count on top,
//! and the number of equations tried counts against it.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::arith::{
    Iv, digits, first_digits, near, one_slip, over, rounded, shift, significant, zero_inside,
};
use super::bind::{Says, says};
use super::book::Book;
use super::draft::Draft;
use super::exchange::Exchange;
use super::fault::equation;
use super::item::{Item, Sentence};
use super::law::{Form, Values};
use super::style::said;
use super::term::is_worked_out;
use super::thread::{OWN_RATE, Thread, per_one, threads};
use super::window::widened;

use crate::finding::{ErrorKind, Sure};

/// Most equations of a text that are tried.
const MOST: usize = 1500;
/// Bits that a change must gain beyond chance.
const ENOUGH: i32 = 5;

/// A change of one figure.
struct Change {
    item: usize,
    value: Decimal,
    half: Decimal,
    kind: ErrorKind,
    /// Bits of its own: how unlikely the printed slip is by chance.
    own: i32,
    /// The equation it was computed from, which is no evidence.
    from: Option<usize>,
}

/// The figures that make equations hold when they are changed.
///
/// Where `from` is given, the sentence is two of which the second begins at that token, and only equations of both count.
pub(super) fn check(
    s: &Sentence<'_>,
    ex: &Exchange<'_>,
    book: Option<&Book<'_>>,
    from: Option<usize>,
) -> Vec<Draft> {
    let items = widened(s);
    let s = &Sentence {
        text: s.text,
        list: s.list,
        tokens: s.tokens.clone(),
        at: s.at.clone(),
        items: &items,
        days: s.days,
    };
    let mut firm = super::bind::laws(s, ex);
    firm.extend(super::sum::laws(s));
    let mut out = Vec::new();
    let threads = threads(s, &firm);
    let across = |form: &Form| {
        let Some(from) = from else { return true };
        let places: Vec<bool> =
            form.terms().iter().filter_map(|t| s.items.get(*t)).map(|i| i.tokens.start < from).collect();
        places.contains(&true) && places.contains(&false)
    };
    let enough = ENOUGH + 2 * i32::from(from.is_some());
    if threads.len() > MOST {
        return out;
    }
    let printed = Values::printed(s.items);
    let holding: Vec<bool> = threads.iter().map(|t| t.form.holds(&printed)).collect();
    let tries = bits_of(threads.len()) / 2;
    let mut best: Option<(i32, Change, Vec<usize>)> = None;
    for (i, item) in s.items.iter().enumerate() {
        let mine: Vec<usize> =
            (0..threads.len()).filter(|k| threads.get(*k).is_some_and(|t| t.form.has(i))).collect();
        if mine.is_empty() {
            continue;
        }
        let before = standing(s, &threads, &holding, i, None);
        if before >= 5 {
            continue;
        }
        // A pair that does not convert is told by its own rule.
        let unpaired = mine.iter().any(|k| {
            holding.get(*k) == Some(&false)
                && threads
                    .get(*k)
                    .is_some_and(|t| matches!(t.form, Form::Conversion { .. }) && t.rule != OWN_RATE)
        });
        if unpaired {
            continue;
        }
        // What each equation leaves for the figure: changes far from it are not tried.
        let reach: Vec<Option<Iv>> = mine
            .iter()
            .map(|k| threads.get(*k).and_then(|t| t.form.solve(i, &printed)).map(|v| v.widened(35)))
            .collect();
        for mut change in changes(s, &threads, &mine, i, item) {
            // Where the other figures of the statement stand in equations of their own, this one is the odd one.
            if let Some(k) = change.from
                && let Some(t) = threads.get(k).filter(|t| t.cue >= 3)
                && t.form
                    .terms()
                    .iter()
                    .filter(|x| **x != i)
                    .all(|x| standing(s, &threads, &holding, *x, Some(i)) >= 6)
            {
                change.own += 6;
            }
            let twin = s.items.iter().enumerate().any(|(k, o)| {
                k != i
                    && o.unit == item.unit
                    && o.is_money()
                    && o.low == o.high
                    && near(o.value(), change.value, 0)
            });
            // Where the words name a total and one slip of it explains all, no part is blamed.
            let stated = threads.iter().zip(&holding).any(|(t, h)| {
                let total = match &t.form {
                    Form::Sum { total, parts } if t.cue >= 4 && parts.len() >= 3 => *total,
                    Form::Term { total, .. }
                        if t.cue >= 2 && s.items.get(*total).is_some_and(|x| is_worked_out(s, x)) =>
                    {
                        *total
                    }
                    _ => return false,
                };
                !*h && total != i && t.form.has(i) && slipped(s, &t.form, total)
            });
            if change.value <= Decimal::ZERO || twin || stated {
                continue;
            }
            let about = about(&change);
            let fixed = Values { items: s.items, fixed: Some((i, about)), nominal: false };
            let mut used: Vec<(usize, i32)> = Vec::new();
            for (k, reach) in mine.iter().zip(&reach) {
                if reach.is_some_and(|r| !r.holds(change.value)) {
                    continue;
                }
                let (Some(t), Some(false)) = (threads.get(*k), holding.get(*k)) else { continue };
                let trivial = change.kind == ErrorKind::YearlyVsTotal && matches!(t.form, Form::Term { .. });
                if trivial || !t.form.holds(&fixed) {
                    continue;
                }
                let mut bits = weight(s, &t.form, i, change.value, change.half) + t.cue;
                if change.from == Some(*k) {
                    // A slip of several digits is evidence by itself.
                    bits = t.cue + i32::from(change.own >= 9);
                }
                used.push((*k, bits));
            }
            used.sort_by_key(|(_, b)| std::cmp::Reverse(*b));
            // Equations that share two other figures tell one thing.
            let mut kept: Vec<(usize, i32)> = Vec::new();
            for (k, b) in used {
                let others = |k: usize| -> Vec<usize> {
                    threads
                        .get(k)
                        .map(|t| t.form.terms())
                        .unwrap_or_default()
                        .into_iter()
                        .filter(|x| *x != i)
                        .collect()
                };
                let same = kept.iter().any(|(o, _)| {
                    let (a, b) = (others(*o), others(k));
                    b.iter().all(|x| a.contains(x)) || a.iter().all(|x| b.contains(x))
                });
                if !same && b > 0 {
                    kept.push((k, b));
                }
            }
            let sum: i32 = kept.iter().take(3).map(|(_, b)| *b).sum();
            let known = book.map_or(0, |book| {
                let k = |v: Decimal| {
                    i32::from(item.is_money() && significant(v) >= 3 && book.knows(&item.unit, v))
                };
                3 * (k(change.value) - k(item.value()))
                    + i32::from(
                        item.is_money()
                            && significant(change.value) == 2
                            && book.knows(&item.unit, change.value),
                    )
            });
            let each = kept.iter().any(|(k, _)| threads.get(*k).is_some_and(|t| t.rule == "figure.each"));
            // A price is the likelier slip than what it is of, and neither is of the size of the whole.
            let price = i32::from(each && per_one(s, i))
                - 2 * i32::from(each && !item.is_money() && change.from.is_none());
            let gain = sum + price + change.own + known
                - before
                - tries
                - if each { 0 } else { size(s, i, item, &change) };
            let enough = enough + 2 * i32::from(change.kind == ErrorKind::ContradictsRecord);
            if gain >= enough
                && !kept.is_empty()
                && kept.iter().any(|(k, _)| threads.get(*k).is_some_and(|t| across(&t.form)))
                && best.as_ref().is_none_or(|(g, ..)| gain > *g)
            {
                best = Some((gain, change, kept.iter().map(|(k, _)| *k).collect()));
            }
        }
    }
    if best.is_none() && from.is_none() {
        out.extend(other_unit(s, &threads, &holding, ex));
    }
    if let Some((gain, change, kept)) = best {
        out.extend(draft(s, &threads, &change, &kept, gain));
    }
    out
}

/// True if one digit, or zeros at the end, put a total right.
fn slipped(s: &Sentence<'_>, form: &Form, total: usize) -> bool {
    let Some(item) = s.items.get(total) else { return false };
    let Some(want) = form.solve(total, &Values::nominal(s.items)).map(Iv::mid) else { return false };
    let n = item.printed_digits().clamp(2, 8);
    let (have, want) = (first_digits(item.value(), n), first_digits(want, n));
    have == want || one_slip(&have, &want)
}

/// The bits of the best equation that holds for a figure as printed, one without the item `but`.
fn standing(s: &Sentence<'_>, threads: &[Thread], holding: &[bool], i: usize, but: Option<usize>) -> i32 {
    let Some(item) = s.items.get(i) else { return 0 };
    threads
        .iter()
        .zip(holding)
        .filter(|(t, h)| **h && t.form.has(i) && but.is_none_or(|b| !t.form.has(b)))
        .map(|(t, _)| (weight(s, &t.form, i, item.value(), item.half) + t.cue).max(0))
        .max()
        .unwrap_or(0)
}

/// Bytes of the figures that stand in an equation that chance does not explain.
pub(super) fn settled(s: &Sentence<'_>, ex: &Exchange<'_>) -> Vec<std::ops::Range<usize>> {
    let items = widened(s);
    let s = &Sentence {
        text: s.text,
        list: s.list,
        tokens: s.tokens.clone(),
        at: s.at.clone(),
        items: &items,
        days: s.days,
    };
    let mut firm = super::bind::laws(s, ex);
    firm.extend(super::sum::laws(s));
    let threads = threads(s, &firm);
    if threads.len() > MOST {
        return Vec::new();
    }
    let printed = Values::printed(s.items);
    let holding: Vec<bool> = threads.iter().map(|t| t.form.holds(&printed)).collect();
    (0..s.items.len())
        .filter(|i| standing(s, &threads, &holding, *i, None) >= 7)
        .filter_map(|i| s.items.get(i))
        .map(|i| i.core.clone())
        .collect()
}

/// A sum whose number goes together with the others, though its currency is another.
fn other_unit(s: &Sentence<'_>, printed: &[Thread], holding: &[bool], ex: &Exchange<'_>) -> Option<Draft> {
    let mut best: Option<(i32, usize, Unit, String)> = None;
    let paired = |i: usize| {
        s.items.iter().enumerate().any(|(k, o)| o.converts == Some(i) || k == i && o.converts.is_some())
    };
    for (i, item) in s.items.iter().enumerate() {
        if !item.is_money() || item.raw || item.low != item.high || s.items.len() > 14 || paired(i) {
            continue;
        }
        let mut units: Vec<&Unit> =
            s.items.iter().filter(|o| o.is_money() && o.unit != item.unit).map(|o| &o.unit).collect();
        units.sort_unstable();
        units.dedup();
        let before = standing(s, printed, holding, i, None);
        if before >= ENOUGH {
            continue;
        }
        for unit in units {
            let mut items = s.items.to_vec();
            if let Some(x) = items.get_mut(i) {
                x.unit = unit.clone();
                x.converts = None;
            }
            for o in &mut items {
                o.converts = o.converts.filter(|c| *c != i);
            }
            let other = Sentence {
                text: s.text,
                list: s.list,
                tokens: s.tokens.clone(),
                at: s.at.clone(),
                items: &items,
                days: s.days,
            };
            let all = threads(&other, &[]);
            let values = Values::printed(&items);
            let tries = bits_of(all.len()) / 2;
            let hit = all
                .iter()
                .filter(|t| t.form.has(i) && t.form.holds(&values))
                .map(|t| (weight(&other, &t.form, i, item.value(), item.half) + t.cue, t))
                .max_by_key(|(w, _)| *w);
            let Some((bits, thread)) = hit else { continue };
            // The slip is of the word alone only where the sum would be out of all measure.
            let far = item
                .unit
                .currency()
                .zip(unit.currency())
                .and_then(|(a, b)| ex.of_day(a, b))
                .is_none_or(|r| r.value > Decimal::TWO || r.value < Decimal::new(5, 1) || bits >= 6);
            let gain = bits - tries - before;
            if gain >= ENOUGH && far && best.as_ref().is_none_or(|(g, ..)| gain > *g) {
                best = Some((gain, i, unit.clone(), equation(&other, &thread.form)));
            }
        }
    }
    let (_, i, unit, why) = best?;
    let item = s.items.get(i)?;
    let mut d = Draft::new(item.core.clone(), ErrorKind::WrongUnit, "figure.unit", Sure::Likely);
    d.value(item.low, item.high, &unit, Bound::Exact, item.per.map(|_| "year".to_owned()));
    d.instead = Some(super::style::in_unit(s.text.get(item.core.clone())?, &unit));
    d.why = format!(
        "the numbers go together as they stand ({}), but {} is of another unit than the rest",
        why.split(", while").next().unwrap_or(""),
        s.text.get(item.core.clone()).unwrap_or("")
    );
    d.score = 7;
    Some(d)
}

fn about(c: &Change) -> Iv {
    let most = c.value.abs().checked_mul(Decimal::new(2, 2)).unwrap_or(c.half);
    Iv::around(c.value, c.half.min(most)).unwrap_or(Iv::point(c.value))
}

/// Bits against a change that takes a figure away from the size of its like.
fn size(s: &Sentence<'_>, i: usize, item: &Item, c: &Change) -> i32 {
    if !matches!(c.kind, ErrorKind::LostZero | ErrorKind::ExtraZero) {
        return 0;
    }
    let like = |v: Decimal| {
        s.items.iter().enumerate().any(|(k, o)| {
            k != i
                && o.unit == item.unit
                && over(v, o.value()).is_some_and(|r| r > Decimal::new(15, 2) && r < Decimal::new(7, 0))
        })
    };
    match (like(item.value()), like(c.value)) {
        (true, false) => 5,
        (true, true) => 1,
        (false, true) => -1,
        (false, false) => 1,
    }
}

fn bits_of(n: usize) -> i32 {
    i32::try_from(usize::BITS - n.leading_zeros()).unwrap_or(0)
}

/// How many halvings bring one to a share.
fn halvings(share: Decimal) -> i32 {
    let mut x = share;
    let mut n = 0;
    while n < 14 && x > Decimal::ZERO && x < Decimal::ONE {
        x = x.checked_mul(Decimal::TWO).unwrap_or(Decimal::ONE);
        n += 1;
    }
    if share <= Decimal::ZERO { 14 } else { (n - 1).max(0) }
}

/// The bits by which chance misses an equation: of the width of what it allows, and of the digits printed.
fn weight(s: &Sentence<'_>, form: &Form, i: usize, value: Decimal, half: Decimal) -> i32 {
    let fixed = Values { items: s.items, fixed: Some((i, Iv::point(value))), nominal: false };
    let Some(solved) = form.solve(i, &fixed) else { return 0 };
    if let Form::Sum { total, parts } = form {
        let v = |k: usize| if k == i { value } else { s.items.get(k).map(Item::value).unwrap_or_default() };
        let least = over(v(*total), Decimal::from(200)).unwrap_or_default();
        if parts.iter().any(|p| v(*p) < least) {
            return 0;
        }
    }
    let wide =
        solved.hi.checked_sub(solved.lo).and_then(|w| w.checked_add(half)).and_then(|w| w.checked_add(half));
    let Some(share) = wide.and_then(|w| over(w, value.abs())) else { return 0 };
    let most = form
        .terms()
        .iter()
        .filter_map(|t| s.items.get(*t))
        .map(|x| significant(x.value()))
        .max()
        .map_or(0, |n| i32::try_from(n).unwrap_or(9) * 10 / 3);
    // What a sum forgives for the rounding of its parts.
    let slack = match form {
        Form::Sum { .. } => form.terms().iter().filter_map(|t| s.items.get(*t)).map(|x| x.half).max(),
        Form::Term { .. } => value.abs().checked_mul(Decimal::new(2, 2)),
        _ => None,
    };
    let share = slack
        .and_then(|x| over(x, value.abs()))
        .and_then(|x| x.checked_mul(Decimal::TWO))
        .and_then(|x| x.checked_add(share))
        .unwrap_or(share);
    let coarse = form
        .terms()
        .iter()
        .any(|t| s.items.get(*t).is_some_and(|x| !matches!(x.bound, Bound::Exact | Bound::Approx)));
    halvings(share).min(most) - 2 * i32::from(coarse)
}

/// Every change of an item that may make equations hold.
fn changes(s: &Sentence<'_>, threads: &[Thread], mine: &[usize], i: usize, item: &Item) -> Vec<Change> {
    let mut out = Vec::new();
    let hundred = Decimal::ONE_HUNDRED;
    let made = |value: Decimal, half: Decimal, kind: ErrorKind, own: i32| Change {
        item: i,
        value,
        half,
        kind,
        own,
        from: None,
    };
    if item.is_percent() {
        if s.low(item.tokens.end) == "as"
            && item.low == item.high
            && let (Some(value), Some(half)) =
                (item.value().checked_mul(hundred), item.half.checked_mul(hundred))
        {
            out.push(made(value, half, ErrorKind::RatioAsPercent, 3));
        }
        if says(s, item) == Says::Change(1) && item.value() > hundred && item.low == item.high {
            out.push(made(item.value() - hundred, item.half, ErrorKind::RatioAsPercent, 2));
        }
        if item.value() < hundred && item.low == item.high {
            out.extend(solved(s, threads, mine, i, item));
            return out;
        }
        return out;
    }
    if item.unit == Unit::Ratio {
        return solved(s, threads, mine, i, item);
    }
    if !item.is_amount() || item.low != item.high {
        return out;
    }
    let counted =
        item.raw && s.text.get(item.core.clone()).is_some_and(|t| !t.contains(|c: char| c.is_ascii_digit()));
    for power in [1, -1, 2, -2, 3, -3] {
        if counted {
            break;
        }
        let (Some(value), Some(half)) = (shift(item.value(), power), shift(item.half, power)) else {
            continue;
        };
        let kind = if power > 0 { ErrorKind::LostZero } else { ErrorKind::ExtraZero };
        let rare = if power.abs() == 2 { 2 } else { 0 };
        let whole = item.is_money() || value.fract().is_zero();
        if whole {
            out.push(made(value, half, kind, -rare));
        }
    }
    for (_, n) in super::term::spans(s) {
        let by = Decimal::from(n);
        if let (Some(v), Some(h)) = (item.value().checked_mul(by), item.half.checked_mul(by)) {
            out.push(made(v, h, ErrorKind::YearlyVsTotal, if item.per.is_none() { 1 } else { -3 }));
        }
        if let (Some(v), Some(h)) = (item.value().checked_div(by), item.half.checked_div(by)) {
            out.push(made(v, h, ErrorKind::YearlyVsTotal, if item.per.is_some() { 1 } else { -3 }));
        }
    }
    out.extend(solved(s, threads, mine, i, item));
    out
}

/// Values computed from an equation: other digits than the printed.
fn solved(s: &Sentence<'_>, threads: &[Thread], mine: &[usize], i: usize, item: &Item) -> Vec<Change> {
    let mut out = Vec::new();
    let plain = Values::nominal(s.items);
    for k in mine {
        let Some(t) = threads.get(*k) else { continue };
        let Some(v) = t.form.solve(i, &plain).map(Iv::mid).filter(|v| *v > Decimal::ZERO) else { continue };
        let like = over(v, item.value()).is_some_and(|r| r > Decimal::new(45, 2) && r < Decimal::new(22, 1));
        if !like {
            continue;
        }
        let n = item.printed_digits().clamp(2, 8);
        let (have, want) = (first_digits(item.value(), n), first_digits(v, n));
        let (value, half) = (rounded(v, n), item.half);
        if near(v, item.value(), 1) {
            continue;
        }
        if t.cue < 3 && significant(item.value()) < 4 {
            continue;
        }
        let places = i32::try_from(significant(item.value()).max(significant(value))).unwrap_or(0);
        let swapped = have.bytes().zip(want.bytes()).filter(|(a, b)| a != b).count() == 2;
        let (kind, own) = if t.rule == OWN_RATE {
            (ErrorKind::WrongConversion, 0)
        } else if one_slip(&have, &want) && (places > 2 || swapped || t.cue >= 4) {
            (ErrorKind::ContradictsRecord, places * 10 / 3 - if swapped { 2 } else { 5 })
        } else {
            let (have, want) = (digits(item.value()), digits(rounded(v, n + 1)));
            let less = digits(rounded(v, n.saturating_sub(1)));
            if zero_inside(&have, &want) {
                (ErrorKind::LostZero, places * 10 / 3 - 2)
            } else if zero_inside(&less, &have) {
                (ErrorKind::ExtraZero, places * 10 / 3 - 2)
            } else {
                if t.cue < 3 {
                    continue;
                }
                (ErrorKind::ContradictsRecord, if t.cue >= 4 { -2 } else { -6 })
            }
        };
        let value = match kind {
            ErrorKind::LostZero => rounded(v, n + 1),
            ErrorKind::ExtraZero => rounded(v, n.saturating_sub(1).max(1)),
            _ => value,
        };
        out.push(Change { item: i, value, half, kind, own, from: Some(*k) });
    }
    out
}

fn draft(s: &Sentence<'_>, threads: &[Thread], c: &Change, kept: &[usize], gain: i32) -> Option<Draft> {
    let item = s.items.get(c.item)?;
    let first = threads.get(*kept.first()?)?;
    let converted =
        kept.iter().filter_map(|k| threads.get(*k)).any(|t| matches!(t.form, Form::Conversion { .. }));
    let kind =
        if converted && c.kind == ErrorKind::ContradictsRecord { ErrorKind::WrongConversion } else { c.kind };
    let mut d = Draft::new(
        item.core.clone(),
        kind,
        first.rule,
        if gain >= 12 { Sure::Certain } else { Sure::Likely },
    );
    d.value(c.value, c.value, &item.unit, Bound::Exact, item.per.map(|_| "year".to_owned()));
    let all: Vec<String> =
        kept.iter().take(2).filter_map(|k| threads.get(*k)).map(|t| equation(s, &t.form)).collect();
    d.why = format!("{}; {} would do", all.join("; "), said(c.value, &item.unit));
    if kind == ErrorKind::RatioAsPercent && c.value > item.value() {
        d.value(item.value(), item.value(), &Unit::Times, Bound::Exact, None);
        d.instead = Some(format!("{} times", item.value().normalize()));
    }
    d.score = 7;
    Some(d)
}
