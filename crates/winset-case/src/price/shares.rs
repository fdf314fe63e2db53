//! Parts of a year: by category, in kind, by party, and as a share of every stated base.

use rust_decimal::Decimal;

use super::{Beside, Effect, Part, Year};
use crate::case::{Base, Case, Proposal};
use crate::quantity::{Unit, split_exactly};
use crate::rate::{UsedRate, rate};
use crate::vocabulary::{AdjustmentKind, BaseKind};

/// An amount as a share of a named whole, or for each of a number of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareOf {
    /// Base id.
    pub base: String,
    /// Name of the whole, always printed.
    pub name: String,
    /// What the base is.
    pub kind: BaseKind,
    /// Year of the whole, where it has one.
    pub year: Option<i16>,
    /// The whole in its own unit.
    pub whole: Decimal,
    /// Unit of the whole.
    pub unit: Unit,
    /// Amount over whole: a fraction, or an amount a head.
    pub value: Decimal,
    /// Rate that made the two comparable.
    pub rate: Option<UsedRate>,
    /// The whole is recalled or from a repost.
    pub weak: bool,
}

/// Fills the categories and the part in kind of a year.
pub(super) fn split_year(case: &Case, p: &Proposal, y: &mut Year) {
    if let Some(split) = &p.split {
        let step = case.pricing.round_to.as_ref().and_then(|f| f.low.or(f.high)).unwrap_or(Decimal::ONE);
        let weights: Vec<Decimal> = split.parts.iter().map(|(_, w)| *w).collect();
        let amounts = split_exactly(y.amount, &weights, step).unwrap_or_default();
        y.by_category = split.parts.iter().map(|(id, _)| id.clone()).zip(amounts).collect();
        let cash = |id: &str| case.categories.iter().find(|c| c.id == id).and_then(|c| c.cash_share);
        y.in_kind = y.by_category.iter().try_fold(Decimal::ZERO, |sum, (id, amount)| {
            let kind = amount.checked_mul(Decimal::ONE - cash(id)?)?;
            sum.checked_add(kind)
        });
    }
    if y.in_kind.is_none() {
        y.in_kind = p.in_kind.and_then(|f| y.amount.checked_mul(f));
    }
}

/// Fills the payments beside a year; what is carried over leaves its own year and comes to the next.
pub(super) fn beside(case: &Case, p: &Proposal, unit: &Unit, y: &mut Year) {
    for a in &p.adjustments {
        let carried = a.kind == AdjustmentKind::CarriedOver;
        let (effect, what) = match a.kind {
            _ if a.year == y.year && a.set_off => (Effect::Within, a.what.clone()),
            AdjustmentKind::Supplementary if a.year == y.year => (Effect::Adds, a.what.clone()),
            _ if a.year == y.year => (Effect::Takes, a.what.clone()),
            _ if carried && !a.set_off && a.year.checked_add(1) == Some(y.year) => {
                (Effect::Adds, format!("carried over from {}", a.year))
            }
            _ => continue,
        };
        let Some(amount) = a.amount.low.or(a.amount.high) else { continue };
        let (converted, rate) = convert(case, amount, &a.amount.unit, unit);
        let (bound, unit) = (a.amount.bound, a.amount.unit.clone());
        let weak = case.weak(&a.standing);
        y.beside.push(Beside { kind: a.kind, what, amount, unit, bound, converted, rate, effect, weak });
    }
}

fn convert(case: &Case, amount: Decimal, from: &Unit, to: &Unit) -> (Option<Decimal>, Option<UsedRate>) {
    match (from, to) {
        _ if from == to => (Some(amount), None),
        (Unit::Currency(a), Unit::Currency(b)) => match rate(case, a.code(), b.code()) {
            Some(r) => (r.convert(amount), Some(r)),
            None => (None, None),
        },
        _ => (None, None),
    }
}

/// Parts by party, and the whole they are parts of.
pub(super) fn parts(case: &Case, p: &Proposal, years: &[Year]) -> (Vec<Part>, Option<(String, Unit)>) {
    let base = p.of.as_deref().and_then(|id| case.base(id));
    let whole = base.and_then(|b| base_value(case, b, years[0].year));
    let named = base.zip(whole.as_ref()).map(|(b, w)| (b.name.clone(), w.1.clone()));
    let parts = p.shares.iter().map(|(party, share)| {
        let amount = whole.as_ref().and_then(|w| w.0.checked_mul(*share));
        Part { party: party.clone(), share: *share, amount }
    });
    (parts.collect(), named)
}

/// The value of a base in a year: its amount, or the latest value of its series up to that year.
pub(super) fn base_value(case: &Case, b: &Base, year: i16) -> Option<(Decimal, Unit, Option<i16>, bool)> {
    if let Some(f) = &b.amount {
        return Some((f.low.or(f.high)?, f.unit.clone(), b.year, case.weak(&b.standing)));
    }
    let s = case.series(b.series.as_deref()?)?;
    let v =
        s.values.iter().filter(|v| v.start.year() <= year).max_by_key(|v| (v.start, v.standing.known_on))?;
    let value = v.value.checked_mul(s.scale)?;
    Some((value, s.unit.clone()?, Some(v.start.year()), case.weak(&v.standing) || case.weak(&b.standing)))
}

/// An amount as a share of every base that it can be compared with.
pub fn shares_of(
    case: &Case,
    unit: &Unit,
    amount: Decimal,
    year: i16,
    remarks: &mut Vec<String>,
) -> Vec<ShareOf> {
    let mut list = Vec::new();
    for b in &case.bases {
        let Some((whole, whole_unit, base_year, weak)) = base_value(case, b, year) else { continue };
        let (comparable, used) = match (b.kind, unit) {
            (BaseKind::Heads, Unit::Currency(_)) => (Some(amount), None),
            (BaseKind::Heads, _) => continue,
            _ => convert(case, amount, unit, &whole_unit),
        };
        let Some(value) = comparable.and_then(|a| a.checked_div(whole)) else {
            if matches!((unit, &whole_unit), (Unit::Currency(_), Unit::Currency(_))) {
                remarks.push(format!("no rate makes the amount comparable with {}", b.name));
            }
            continue;
        };
        list.push(ShareOf {
            base: b.id.clone(),
            name: b.name.clone(),
            kind: b.kind,
            year: base_year,
            whole,
            unit: whole_unit,
            value,
            rate: used,
            weak,
        });
    }
    list
}
