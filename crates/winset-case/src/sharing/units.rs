//! Units that must agree: one a column, and parts of the bill in its unit or in per cent of it.

use std::collections::BTreeMap;

use super::{Entry, Heading};
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Per, Unit};

/// Checks every figure against the first of its column, and parts of the bill against the bill.
pub(super) fn agree<'a>(r: &mut Remarks, figures: impl Iterator<Item = (Heading, &'a Entry, Place)>) {
    let mut first: BTreeMap<Heading, &Entry> = BTreeMap::new();
    let mut per: Option<Per> = None;
    let mut parts: Vec<(Heading, &Entry, Place)> = Vec::new();
    for (h, e, at) in figures {
        let of_column = *first.entry(h).or_insert(e);
        if of_column.unit != e.unit {
            let sentence = format!("`{}` is in {} here and in {} above", h.word(), word(e), word(of_column));
            r.mistake(at, sentence, Some("one unit a column; no currency is converted here".into()));
        } else if h.is_part() || h == Heading::Bill {
            parts.push((h, e, at));
            if e.per.is_some() && per.is_some() && e.per != per {
                r.mistake(
                    at,
                    format!("`{}` is for another time than the figures above", h.word()),
                    Some("write all of them for the same: a year, a month, the term".into()),
                );
            }
            per = per.or(e.per);
        }
    }
    let Some(bill) = first.get(&Heading::Bill).copied() else { return against_each_other(r, &first, &parts) };
    for (h, e, at) in parts.into_iter().filter(|p| p.0 != Heading::Bill) {
        if e.unit != bill.unit && e.unit != Some(Unit::Percent) {
            let sentence = format!("`{}` is in {}, the bill is in {}", h.word(), word(e), word(bill));
            r.mistake(
                at,
                sentence,
                Some(format!("write it in {}, or in per cent of the bill: 22.1 %", word(bill))),
            );
        }
    }
}

/// Without a bill, parts are in one unit.
fn against_each_other(
    r: &mut Remarks,
    first: &BTreeMap<Heading, &Entry>,
    parts: &[(Heading, &Entry, Place)],
) {
    let Some((h, unit)) = first.iter().find(|(h, _)| h.is_part()).map(|(h, e)| (*h, &e.unit)) else { return };
    for (other, e, at) in parts.iter().filter(|p| p.0 != h && &p.1.unit != unit) {
        let sentence = format!("`{}` is in another unit than `{}`: {}", other.word(), h.word(), word(e));
        r.mistake(*at, sentence, Some("add the bill, or write both in one unit".into()));
    }
}

/// The unit of a figure in words.
fn word(e: &Entry) -> &str {
    match &e.unit {
        None => "no unit",
        Some(Unit::Percent) => "per cent",
        Some(u) => u.word(),
    }
}
