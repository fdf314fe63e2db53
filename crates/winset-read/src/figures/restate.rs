//! A per cent that says the same as a multiple beside it, or another amount, and repairs that no slip explains.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::draft::Draft;
use super::item::{Item, Sentence};
use super::{arith, bind, words};
use crate::finding::{ErrorKind, Sure};

/// "Five times, or 500 percent more": the two say different things.
pub(super) fn restated(s: &Sentence<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    for (i, p) in s.items.iter().enumerate().filter(|(_, p)| p.is_percent()) {
        let change = bind::says(s, p) == bind::Says::Change(1);
        for (j, k) in s.items.iter().enumerate().filter(|(_, k)| k.unit == Unit::Times) {
            // "Five times more" may be meant as 500 per cent more.
            if s.after(k, 1).first().is_some_and(|w| words::direction(w) == Some(1)) {
                continue;
            }
            let as_times = k.value().checked_mul(Decimal::ONE_HUNDRED) == Some(p.value());
            if !change || !as_times || k.value() <= Decimal::ONE {
                continue;
            }
            let (a, b) = if i < j { (p, k) } else { (k, p) };
            let gap: Vec<&str> = (a.tokens.end..b.bound_from).map(|k| s.low(k)).collect();
            let joined = i.abs_diff(j) == 1
                && words::is_restated(&gap)
                && (gap.iter().any(|w| matches!(*w, "or" | "(" | "=")) || gap == ["("]);
            let right = p.value() - Decimal::ONE_HUNDRED;
            let sure = if joined { Sure::Certain } else { Sure::Likely };
            let mut d = Draft::new(p.core.clone(), ErrorKind::RatioAsPercent, "figure.percent", sure);
            d.value(right, right, &Unit::Percent, Bound::Approx, None);
            d.why = format!("{} times as much is {} % more", k.value().normalize(), right.normalize());
            out.push(d);
        }
    }
    out
}

/// "It pays $1 billion now. The demand of $5 billion is 500 percent more": five times the only other amount is 400 per
/// cent more. Nothing is said where another base may be meant.
pub(super) fn many_times(s: &Sentence<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    for (i, p) in s.items.iter().enumerate().filter(|(_, p)| p.is_percent() && p.low == p.high) {
        let says_more = bind::says(s, p) == bind::Says::Change(1);
        let times = arith::over(p.value(), Decimal::ONE_HUNDRED)
            .filter(|n| *n >= Decimal::TWO && n.fract().is_zero() && p.bound == Bound::Exact);
        let Some(n) = times.filter(|_| says_more) else { continue };
        let money: Vec<(usize, &Item)> = s
            .items
            .iter()
            .enumerate()
            .filter(|(_, o)| o.is_amount() && o.converts.is_none() && !o.raw)
            .collect();
        let [(a, x), (b, y)] = money.as_slice() else { continue };
        if x.unit != y.unit || x.low != x.high || y.low != y.high || *a > i && *b > i {
            continue;
        }
        let (old, new) = if x.value() <= y.value() { (x, y) } else { (y, x) };
        if old.value().checked_mul(n) != Some(new.value()) {
            continue;
        }
        let right = p.value() - Decimal::ONE_HUNDRED;
        let mut d = Draft::new(p.core.clone(), ErrorKind::RatioAsPercent, "figure.percent", Sure::Likely);
        d.value(right, right, &Unit::Percent, Bound::Approx, None);
        let text = |i: &Item| s.text.get(i.core.clone()).unwrap_or("").to_owned();
        d.why = format!(
            "{} is {} times {}. That is {} % more, not {} %",
            text(new),
            n.normalize(),
            text(old),
            right.normalize(),
            p.value().normalize()
        );
        d.score = 6;
        out.push(d);
    }
    out
}
