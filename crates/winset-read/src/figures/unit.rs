//! Right numbers with the wrong currency or unit.

use winset_case::quantity::{Bound, Unit};

use super::arith::{near, over, significant};
use super::bind::is_compared_with;
use super::book::Book;
use super::draft::Draft;
use super::exchange::Exchange;
use super::fault::equation;
use super::item::{Item, Sentence};
use super::law::{Form, Law, Values};
use super::style::{in_unit, said};
use crate::finding::{ErrorKind, Sure};

const RULE: &str = "figure.unit";

/// The item of a statement whose unit stands alone, and the unit of the others, where the numbers are compared as they
/// stand though their units differ.
pub(super) fn units(s: &Sentence<'_>, form: &Form) -> Option<(usize, Unit)> {
    let open = |i: usize| s.items.get(i).is_none_or(|x| matches!(&x.unit, Unit::Named(n) if n.is_empty()));
    let unit = |i: usize| s.items.get(i).map(|x| x.unit.clone());
    match form {
        Form::Sum { total, parts } => {
            let one = unit(*parts.first()?)?;
            let alike = parts.iter().all(|p| unit(*p).as_ref() == Some(&one));
            if !alike && !open(*total) {
                let other: Vec<usize> = parts.iter().copied().filter(|p| unit(*p) != unit(*total)).collect();
                return match other.as_slice() {
                    [odd] if !open(*odd) => Some((*odd, unit(*total)?)),
                    _ => None,
                };
            }
            if !alike || open(*total) {
                return None;
            }
            (unit(*total)? != one).then_some((*total, one))
        }
        Form::Change { x, y, link, .. } | Form::Times { x, y, link, .. } => {
            let differ = unit(*x) != unit(*y) && link.said.is_none() && !open(*x) && !open(*y);
            if !differ {
                return None;
            }
            Some((*x, unit(*y)?))
        }
        _ => None,
    }
}

fn draft(s: &Sentence<'_>, i: usize, unit: &Unit, sure: Sure, why: String) -> Option<Draft> {
    let item = s.items.get(i)?;
    let mut d = Draft::new(item.core.clone(), ErrorKind::WrongUnit, RULE, sure);
    let period = item.per.map(|_| "year".to_owned());
    d.value(item.low, item.high, unit, Bound::Exact, period);
    d.instead = Some(in_unit(s.text.get(item.core.clone())?, unit));
    d.why = why;
    d.score = 4;
    Some(d)
}

/// Statements that hold for the numbers as they stand, though one has another unit.
pub(super) fn of_laws(s: &Sentence<'_>, laws: &[Law]) -> Vec<Draft> {
    let printed = Values::printed(s.items);
    let mut out = Vec::new();
    for law in laws.iter().filter(|l| l.firm) {
        let Some((odd, unit)) = units(s, &law.form) else { continue };
        let fine = s.items.get(odd).is_some_and(|i| significant(i.value()) >= 2 || i.printed_digits() >= 3);
        if !fine || !law.form.holds(&printed) || matches!(law.form, Form::Times { .. }) {
            continue;
        }
        let Some(item) = s.items.get(odd) else { continue };
        let why = format!(
            "the numbers go together as they stand ({}), but {} is of another unit than the rest",
            parts(s, &law.form),
            s.text.get(item.core.clone()).unwrap_or("")
        );
        out.extend(draft(s, odd, &unit, Sure::Certain, why));
    }
    out
}

fn parts(s: &Sentence<'_>, form: &Form) -> String {
    match form {
        Form::Sum { parts, total } => {
            let all: Vec<String> =
                parts.iter().filter_map(|p| s.items.get(*p)).map(|i| said(i.value(), &i.unit)).collect();
            let sum = form.solve(*total, &Values::printed(s.items));
            format!(
                "{} = {}",
                all.join(" + "),
                sum.map_or(String::new(), |v| said(v.mid(), &Unit::Named(String::new())))
            )
        }
        _ => equation(s, form).split(", while").next().unwrap_or("").to_owned(),
    }
}

/// Two sums that are compared, of one size as numbers and far apart as money.
pub(super) fn of_comparison(s: &Sentence<'_>, ex: &Exchange<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let money: Vec<(usize, &Item)> = s
        .items
        .iter()
        .enumerate()
        .filter(|(_, i)| i.is_money() && i.converts.is_none() && !i.value().is_zero())
        .collect();
    for pair in money.windows(2) {
        let [(a, x), (b, y)] = pair else { continue };
        let (Some(p), Some(q)) = (x.unit.currency(), y.unit.currency()) else { continue };
        let converted = s.items.iter().any(|i| i.converts == Some(*a) || i.converts == Some(*b));
        if p == q || converted || !near(x.value(), y.value(), 35) {
            continue;
        }
        let Some(rate) = ex.of_day(q, p).or_else(|| ex.named_anywhere(q, p)) else { continue };
        let Some(ratio) = over(x.value(), y.value()).and_then(|r| over(r, rate.value)) else { continue };
        let five = 5.into();
        if ratio < five && over(1.into(), ratio).is_none_or(|r| r < five) {
            continue;
        }
        let odd = match (is_compared_with(s, *a), is_compared_with(s, *b)) {
            (false, true) => *a,
            (true, false) => *b,
            _ => continue,
        };
        let (wrong, unit) = if odd == *a { (x, &y.unit) } else { (y, &x.unit) };
        let why = format!(
            "{} and {} are compared: the numbers are of one size, but at {} one sum is {} times the other",
            said(x.value(), &x.unit),
            said(y.value(), &y.unit),
            rate.said,
            super::arith::rounded(ratio.max(over(1.into(), ratio).unwrap_or(ratio)), 2)
        );
        let _ = wrong;
        out.extend(draft(s, odd, unit, Sure::Likely, why));
    }
    out
}

/// "40 million euros per kilometre" of "12 metres": a price and a measure that go together but for the unit.
pub(super) fn of_measure(s: &Sentence<'_>) -> Vec<Draft> {
    const PAIRS: [(&str, &str); 4] =
        [("kilogram", "tonne"), ("kilo", "tonne"), ("metre", "kilometre"), ("meter", "kilometer")];
    let mut out = Vec::new();
    for price in s.items.iter().filter(|i| i.is_money() && i.low == i.high) {
        let after = s.after(price, 2);
        let (Some(&"per" | &"a"), Some(noun)) = (after.first(), after.get(1)) else { continue };
        for count in s.items.iter().filter(|i| !i.is_money() && i.is_amount()) {
            let unit = count.unit.word();
            let Some((small, large)) = PAIRS.iter().find(|(a, b)| {
                *noun == *a && unit.starts_with(b)
                    || *noun == *b && unit.starts_with(a) && !unit.starts_with(b)
            }) else {
                continue;
            };
            let total = price.value().checked_mul(count.value());
            let fits =
                s.items.iter().any(|t| t.unit == price.unit && total.is_some_and(|v| t.wide().holds(v)));
            if !fits {
                continue;
            }
            // The smaller unit is the slip: sums of this size are of the larger.
            let of_price = *noun == *small;
            let at = if of_price {
                price.core.start..s.list.get(price.tokens.end + 1).map_or(price.core.end, |t| t.at.end)
            } else {
                count.core.clone()
            };
            let odd = if of_price { price } else { count };
            let named =
                if of_price { format!("{} per {large}", price.unit.word()) } else { format!("{large}s") };
            let mut d = Draft::new(at, ErrorKind::WrongUnit, RULE, Sure::Likely);
            d.value(odd.low, odd.high, &Unit::Named(named), Bound::Exact, None);
            let number = s.text.get(odd.core.clone()).unwrap_or("");
            d.instead = Some(if of_price {
                format!("{number} per {large}")
            } else {
                format!("{} {large}s", number.split(' ').next().unwrap_or(""))
            });
            d.why = format!(
                "{} times {} is {} as the numbers stand, which holds only for {large}s",
                said(price.value(), &price.unit),
                count.value().normalize(),
                total.map_or_else(String::new, |v| said(v, &price.unit))
            );
            d.score = 8;
            out.push(d);
        }
    }
    out
}

/// A number that the case knows in another currency, and that no sum of the case comes near in the printed one.
pub(super) fn of_case(s: &Sentence<'_>, book: &Book<'_>, ex: &Exchange<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let Some(Unit::Currency(own)) = book.unit.clone() else { return out };
    if !s.any(super::record::pays) {
        return out;
    }
    for (i, item) in s.items.iter().enumerate().filter(|(_, i)| i.is_money() && i.converts.is_none()) {
        let Some(printed) = item.unit.currency() else { continue };
        if printed == own {
            out.extend(asked(s, i, item, book, ex));
            continue;
        }
        if s.items.iter().any(|o| o.converts == Some(i)) {
            continue;
        }
        let year = ex.date.map_or(9999, |d| d.year());
        let recent = book.totals.range(..=year.saturating_add(1)).rev().take(3).flat_map(|(_, v)| v);
        let n = u32::try_from(significant(item.value())).unwrap_or(9);
        let hit = recent.copied().find(|v| super::arith::rounded(*v, n) == item.value().normalize());
        let Some(known) = hit.filter(|_| n >= 3) else {
            continue;
        };
        let Some(rate) = ex.of_day(printed, own) else { continue };
        let apart = item.value().checked_mul(rate.value).and_then(|v| over(v, known));
        let many = 20.into();
        if apart.is_none_or(|a| a < many && over(1.into(), a).is_none_or(|b| b < many)) {
            continue;
        }
        let why = format!(
            "the case has {} as a yearly sum; {} would be {} times as much at {}",
            said(known, &Unit::Currency(own)),
            said(item.value(), &item.unit),
            super::arith::rounded(apart.unwrap_or_default(), 3),
            rate.said
        );
        out.extend(draft(s, i, &Unit::Currency(own), Sure::Likely, why));
    }
    out
}

/// A sum in the case's own currency that is far too small for it, and that the case knows as a demand in another.
fn asked(s: &Sentence<'_>, i: usize, item: &Item, book: &Book<'_>, ex: &Exchange<'_>) -> Option<Draft> {
    let asks =
        |w: &str| ["demand", "ask", "want", "seek", "sought", "request"].iter().any(|a| w.starts_with(a));
    let own = item.unit.currency()?;
    let usual = book.latest_before(ex.date.map_or(i16::MAX, |d| d.year()))?;
    let small = item.value().checked_mul(20.into()).is_some_and(|v| v < usual);
    if !small
        || significant(item.value()) < 2 && !s.any(|w| w == "times")
        || !s.any(asks)
        || !book.payer_named(s)
    {
        return None;
    }
    let claim = book.case.claims.iter().find(|c| {
        c.kind == winset_case::vocabulary::Kind::Demand
            && c.figure.as_ref().is_some_and(|f| {
                f.unit.currency().is_some_and(|u| u != own)
                    && (f.low == Some(item.value()) || f.high == Some(item.value()))
            })
    })?;
    let figure = claim.figure.as_ref()?;
    let why = format!(
        "the case has a demand of {} (claim {}); {} would be a small part of the yearly {}",
        said(item.value(), &figure.unit),
        claim.id,
        said(item.value(), &item.unit),
        said(usual, &item.unit)
    );
    draft(s, i, &figure.unit, Sure::Likely, why)
}
