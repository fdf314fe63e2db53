//! The headline against the text under it, and one figure printed in two sizes.

use std::ops::Range;

use winset_case::quantity::Bound;

use super::arith::{digits, near, one_slip, over, zero_inside};
use super::draft::Draft;
use super::item::Item;
use super::style::said;
use crate::finding::{ErrorKind, Sure};

const RULE: &str = "figure.headline";

/// Figures of the headline that no figure of the text bears out, though one does but for its zeros or one digit.
pub(super) fn check(head: &Range<usize>, items: &[Item]) -> Vec<Draft> {
    let inside = |i: &&Item| i.at.start >= head.start && i.at.end <= head.end;
    let checked =
        |i: &&Item| (i.is_money() || i.is_amount() && !i.raw) && i.low == i.high && !i.value().is_zero();
    let mut out = Vec::new();
    for h in items.iter().filter(inside).filter(checked) {
        let body: Vec<&Item> = items
            .iter()
            .filter(|i| i.at.start >= head.end && i.unit == h.unit)
            .filter(checked)
            .take(400)
            .collect();
        if body.is_empty() || body.iter().any(|b| h.wide().meets(b.wide()) || near(h.value(), b.value(), 5)) {
            continue;
        }
        let have = digits(h.value());
        let found = body.iter().find_map(|b| {
            let (v, w) = (h.value(), b.value());
            let ratio = over(w, v)?;
            let power = (1..=3).find_map(|k| {
                let up = super::arith::shift(v, k)?;
                let down = super::arith::shift(v, -k)?;
                if near(up, w, 5) && alike(&have, b) {
                    Some(ErrorKind::LostZero)
                } else if near(down, w, 5) && alike(&have, b) {
                    Some(ErrorKind::ExtraZero)
                } else {
                    None
                }
            });
            let like = ratio > "0.4".parse().ok()? && ratio < "2.5".parse().ok()?;
            let want = digits(w);
            let kind = power.or_else(|| match () {
                () if like && zero_inside(&have, &want) => Some(ErrorKind::LostZero),
                () if like && zero_inside(&want, &have) => Some(ErrorKind::ExtraZero),
                () if like && have.len() >= 3 && one_slip(&have, &want) && body.len() == 1 => {
                    Some(ErrorKind::ContradictsRecord)
                }
                () => None,
            })?;
            Some((*b, kind))
        });
        let Some((b, kind)) = found else { continue };
        let mut d = Draft::new(h.core.clone(), kind, RULE, Sure::Likely);
        d.value(b.value(), b.value(), &h.unit, Bound::Exact, None);
        d.why = format!(
            "the headline has {}, the text under it {}",
            said(h.value(), &h.unit),
            said(b.value(), &b.unit)
        );
        d.score = 1;
        out.push(d);
    }
    out
}

/// True if the digits of a rounded figure begin those of another.
fn alike(have: &str, b: &Item) -> bool {
    let want = digits(b.value());
    want.starts_with(have)
        || have.starts_with(&want)
        || have.len() == 1
        || want.len() == 1
        || have.as_bytes().first() == want.as_bytes().first()
}
