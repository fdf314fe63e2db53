//! The figures of a sentence as the search for equations sees them: numbers in words and multiples in verbs too, and the
//! sentence before where there is one.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::arith::shift;
use super::item::{Item, Sentence};
use crate::mention::count_word;
use crate::token::{Token, TokenKind};

/// The items of a sentence with those that only the search for equations needs.
pub(super) fn widened(s: &Sentence<'_>) -> Vec<Item> {
    let mut out: Vec<Item> = s.items.to_vec();
    let mut more: Vec<Item> = Vec::new();
    for k in s.tokens.clone() {
        if s.items.iter().any(|i| i.tokens.contains(&k)) {
            continue;
        }
        more.extend(word(s.list, k).or_else(|| verb(s.list, k)));
    }
    if more.is_empty() {
        return out;
    }
    // Places of conversions move with what is put between.
    let at = |k: usize| s.items.get(k).map_or(0, |i| i.tokens.start);
    let moved = |k: usize| k + more.iter().filter(|m| m.tokens.start < at(k)).count();
    for i in &mut out {
        i.converts = i.converts.map(moved);
    }
    out.extend(more.iter().cloned());
    out.sort_by_key(|i| i.tokens.start);
    out
}

/// "Nine of the fourteen donors", "the other six", "twelve states".
fn word(list: &[Token], i: usize) -> Option<Item> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Word)?;
    let n = count_word(&t.low)?;
    let low = |k: usize| list.get(k).map_or("", |t| &*t.low);
    let glued = list.get(i + 1).is_some_and(|t| t.glued && &*t.low == "-");
    let scaled = matches!(
        low(i + 1),
        "million"
            | "billion"
            | "trillion"
            | "hundred"
            | "thousand"
            | "times"
            | "years"
            | "months"
            | "percent"
    );
    if glued || scaled {
        return None;
    }
    Some(made(list, i, n, Unit::Named("counted".into()), Bound::Exact))
}

/// "Has doubled", "tripled": without what it grew from beside it.
fn verb(list: &[Token], i: usize) -> Option<Item> {
    let t = list.get(i)?;
    let n = match &*t.low {
        "doubled" | "doubles" | "doubling" => 2,
        "tripled" | "triples" | "tripling" => 3,
        "quadrupled" | "quadruples" => 4,
        _ => return None,
    };
    Some(made(list, i, n, Unit::Times, Bound::Exact))
}

fn made(list: &[Token], i: usize, n: u32, unit: Unit, bound: Bound) -> Item {
    let at = list.get(i).map_or(0..0, |t| t.at.clone());
    Item {
        core: at.clone(),
        at,
        tokens: i..i + 1,
        bound_from: i,
        low: n.into(),
        high: n.into(),
        half: if unit == Unit::Times { Decimal::new(1, 1) } else { Decimal::ZERO },
        bound,
        unit,
        per: None,
        points: false,
        converts: None,
        raw: true,
    }
}

/// Gives numbers with a scale but no unit the money of the sentence, and the numbers of a list the scale of its last.
pub(super) fn lend(list: &[Token], items: &mut [Item]) {
    let open = |i: &Item| i.raw && matches!(&i.unit, Unit::Named(n) if n.is_empty());
    let million = Decimal::from(1_000_000);
    for k in 0..items.len() {
        if !items.get(k).is_some_and(|i| open(i) && i.low >= million) {
            continue;
        }
        let ahead = items
            .get(..k)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|i| i.is_money() && i.converts.is_none())
            .map(|i| i.unit.clone());
        let unit = ahead.or_else(|| {
            items
                .get(k + 1..)
                .unwrap_or_default()
                .iter()
                .find(|i| i.is_money() && i.converts.is_none())
                .map(|i| i.unit.clone())
        });
        if let (Some(i), Some(unit)) = (items.get_mut(k), unit) {
            i.unit = unit;
            i.raw = false;
        }
    }
    // "760, 790.4 and 812.5 billion won"
    for k in (1..items.len()).rev() {
        let (Some(a), Some(b)) = (items.get(k - 1), items.get(k)) else { continue };
        let gap: Vec<&str> =
            (a.tokens.end..b.tokens.start).filter_map(|t| list.get(t)).map(|t| &*t.low).collect();
        let joined = matches!(gap.as_slice(), [","] | ["and"] | [",", "and"] | ["or"]);
        if !(open(a) && joined && b.is_money() && a.low < Decimal::from(10_000) && !a.low.is_zero()) {
            continue;
        }
        let Some(power) = [12, 9, 6]
            .into_iter()
            .find(|p| shift(b.low, -p).is_some_and(|v| v >= Decimal::ONE && v < Decimal::from(10_000)))
        else {
            continue;
        };
        let (Some(v), Some(half), unit) = (shift(a.low, power), shift(a.half, power), b.unit.clone()) else {
            continue;
        };
        // A single small whole number before a sum counts something else.
        if a.low.fract().is_zero() && a.low < Decimal::from(20) {
            continue;
        }
        if let Some(a) = items.get_mut(k - 1) {
            (a.low, a.high, a.half, a.unit, a.raw) = (v, v, half, unit, false);
        }
    }
}
