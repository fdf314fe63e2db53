//! Present value, levelised amount and the change on the last agreed amount, nominal or real.

use rust_decimal::Decimal;

use super::{
    Unanswerable, Year,
    path::{baseline_amount, last_published, published},
};
use crate::case::{Case, Proposal};
use crate::quantity::Unit;
use crate::rate::UsedRate;
use crate::vocabulary::PriceBasis;

/// What a path of yearly amounts is worth. Missing values name the entry that would give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Σ amount_t (1+ρ)^−t, t = 0 in the first contract year.
    pub present_value: Option<Decimal>,
    /// Present value over Σ (1+ρ)^−t: the level yearly amount worth the same.
    pub levelised: Option<Decimal>,
    /// First year over the last agreed amount, less one.
    pub first_year_change: Option<Decimal>,
    /// Levelised amount over the last agreed amount, less one.
    pub levelised_change: Option<Decimal>,
    /// Deflator of each year, where amounts are real.
    pub deflators: Vec<Decimal>,
    /// Whether a deflator rests on a year whose value is not known yet.
    pub carried: bool,
    /// The amount that changes are taken on, and its year.
    pub last: Option<(Decimal, Option<i16>)>,
    /// The same in the prices of the base year, where amounts are real.
    pub last_real: Option<Decimal>,
    /// What is missing and what would supply it.
    pub missing: Vec<String>,
}

/// Values a path, in the unit of its amounts; changes are taken in the unit of the case.
pub fn worth(
    case: &Case,
    proposal: &Proposal,
    unit: &Unit,
    years: &[Year],
    rate: Option<&UsedRate>,
) -> Worth {
    let mut w = Worth {
        present_value: None,
        levelised: None,
        first_year_change: None,
        levelised_change: None,
        deflators: Vec::new(),
        carried: false,
        last: None,
        last_real: None,
        missing: Vec::new(),
    };
    w.last = match last_before(case, proposal, unit, years[0].year, rate.is_some()) {
        Ok(last) => last,
        Err(e) => {
            w.missing.push(e.to_string());
            None
        }
    };
    let last = w.last.map(|(amount, _)| amount);
    let in_case = |v: Decimal| rate.map_or(Some(v), |r| r.convert(v));
    let change = |v: Decimal, last: Decimal| in_case(v)?.checked_div(last)?.checked_sub(Decimal::ONE);
    w.first_year_change = last.and_then(|l| change(years[0].amount, l));
    let money = unit.currency().is_some();
    let Some(rho) = case.pricing.discount_rate else {
        let nominal = case.pricing.basis == PriceBasis::Nominal;
        let first = years[0].amount;
        if nominal && years.iter().all(|y| y.amount == first) {
            // The level of equal years is their amount at any rate; one year is worth its amount.
            w.levelised = Some(first);
            w.levelised_change = w.first_year_change;
            w.present_value = Some(first).filter(|_| money && years.len() == 1);
            if money && years.len() > 1 {
                w.missing.push("present value needs price.discount_rate, e.g. \"3 %\"".into());
            }
        } else if years.len() > 1 {
            w.missing
                .push("present value and levelised amount need price.discount_rate, e.g. \"3 %\"".into());
        }
        return w;
    };
    let (deflators, last_deflator) = match deflators(case, years, w.last.and_then(|(_, year)| year)) {
        Ok(d) => d,
        Err(missing) => {
            w.missing.push(missing);
            return w;
        }
    };
    if let Some((value, weight)) = sums(years, &deflators, rho) {
        // Shares and tonnes are no money: nothing is discounted, and only their level says anything.
        w.present_value = Some(value).filter(|_| money);
        w.levelised = value.checked_div(weight);
        let real_last = last.and_then(|l| l.checked_div(last_deflator));
        w.levelised_change = w.levelised.zip(real_last).and_then(|(v, l)| change(v, l));
    }
    if case.pricing.basis == PriceBasis::Real {
        w.deflators = deflators;
        w.carried = carried(case, years);
        w.last_real = last.and_then(|l| l.checked_div(last_deflator));
    }
    w
}

/// What a change is taken on: of a proposal the last agreed amount, of a past agreement the amount it names in `on` or the
/// printed total of the year before it.
fn last_before(
    case: &Case,
    p: &Proposal,
    unit: &Unit,
    first: i16,
    converted: bool,
) -> Result<Option<(Decimal, Option<i16>)>, Unanswerable> {
    if case.agreements.iter().any(|a| a.id == p.id) {
        let named = p.on.as_ref().and_then(|f| f.high.or(f.low)).map(|v| (v, None));
        let printed = || {
            let total =
                |h: &&crate::case::HistoryRow| h.category.is_none() && h.unit == *unit && h.year == first - 1;
            let last = case.history.iter().filter(total).max_by_key(|h| h.standing.known_on);
            last.map(|h| (h.amount, Some(h.year)))
        };
        return Ok(named.or_else(printed));
    }
    let (amount, over) = baseline_amount(case)?;
    let year = case.baseline.as_ref().and_then(|b| b.year);
    Ok((over == *unit || converted).then_some((amount, year)))
}

/// Σ amount/deflator · (1+ρ)^−t and Σ (1+ρ)^−t.
fn sums(years: &[Year], deflators: &[Decimal], rho: Decimal) -> Option<(Decimal, Decimal)> {
    let step = Decimal::ONE.checked_div(Decimal::ONE.checked_add(rho)?)?;
    let (mut factor, mut value, mut weight) = (Decimal::ONE, Decimal::ZERO, Decimal::ZERO);
    for (y, d) in years.iter().zip(deflators) {
        value = value.checked_add(y.amount.checked_div(*d)?.checked_mul(factor)?)?;
        weight = weight.checked_add(factor)?;
        factor = factor.checked_mul(step)?;
    }
    Some((value, weight))
}

/// Whether the price level of a year rests on a value not known yet.
fn carried(case: &Case, years: &[Year]) -> bool {
    let series = case.pricing.deflator.as_deref().and_then(|id| case.series(id));
    let (Some(base), Some(series)) = (case.pricing.base_year, series) else { return false };
    years.iter().any(|y| (base.min(y.year) + 1..=base.max(y.year)).any(|y| published(series, y).is_none()))
}

/// The price level of each year, and of the year of the last agreed amount, over that of the base year.
fn deflators(case: &Case, years: &[Year], last_year: Option<i16>) -> Result<(Vec<Decimal>, Decimal), String> {
    if case.pricing.basis == PriceBasis::Nominal {
        return Ok((vec![Decimal::ONE; years.len()], Decimal::ONE));
    }
    let (Some(base), Some(id)) = (case.pricing.base_year, &case.pricing.deflator) else {
        return Err("real amounts need price.base_year and price.deflator".into());
    };
    let missing =
        |y: i16| format!("real amounts need a value of `{id}` for {y} or before in series/{id}.csv");
    let growth = |y: i16| -> Result<Decimal, String> {
        let series = case.series(id).ok_or_else(|| missing(y))?;
        let v = published(series, y).or_else(|| last_published(series, y)).ok_or_else(|| missing(y))?;
        Ok(Decimal::ONE + v.value / Decimal::ONE_HUNDRED)
    };
    let level = |to: i16| -> Result<Decimal, String> {
        let mut level = Decimal::ONE;
        for y in base.min(to) + 1..=base.max(to) {
            let g = growth(y)?;
            level = if to > base { level.checked_mul(g) } else { level.checked_div(g) }
                .ok_or_else(|| missing(y))?;
        }
        Ok(level)
    };
    let list = years.iter().map(|y| level(y.year)).collect::<Result<Vec<_>, _>>()?;
    Ok((list, level(last_year.unwrap_or(base))?))
}
