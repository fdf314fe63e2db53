//! The yearly path of a proposal: first year, then its rule, rounded every year.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Arithmetic, Expected, IndexUsed, Need, Origin, Unanswerable, Year};
use crate::case::{Case, GrowthRule, KeyRule, Proposal, Rule, Series, SeriesValue};
use crate::quantity::{Figure, Sign, Unit, round_half_up};
use crate::rate::{UsedRate, rate};
use crate::vocabulary::Role;

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// The last agreed yearly amount and its unit.
///
/// # Errors
/// The case has no `baseline.amount`.
pub fn baseline_amount(case: &Case) -> Result<(Decimal, Unit), Unanswerable> {
    let figure = case.baseline.as_ref().and_then(|b| b.amount.as_ref());
    figure.and_then(|f| Some((f.low.or(f.high)?, f.unit.clone()))).ok_or_else(|| {
        Unanswerable::new(
            "the last agreed amount is not known",
            "add baseline.amount to case.toml, e.g. \"1.04 trillion KRW\"",
        )
    })
}

/// The growth rates of a proposal that are not known yet.
pub fn needs(case: &Case, proposal: &Proposal) -> Vec<Need> {
    let Rule::Growth(rule) = &proposal.rule else { return Vec::new() };
    if !proposal.amounts.is_empty() || rule.indices.is_empty() {
        return Vec::new();
    }
    let first = first_contract_year(case, proposal);
    (1..i16::from(proposal.term)).filter_map(|i| need(case, rule, first + i)).collect()
}

fn need(case: &Case, rule: &GrowthRule, year: i16) -> Option<Need> {
    let mut mean = rule.fixed * HUNDRED;
    let mut spreads = Vec::new();
    for (id, lag) in &rule.indices {
        let series = case.series(id)?;
        match published(series, year - lag) {
            Some(v) => mean = mean.checked_add(v.value)?,
            None => {
                let last = last_published(series, year - lag)?;
                mean = mean.checked_add(last.value)?;
                spreads.push((series.projection_sd.unwrap_or_default(), year - lag > last.start.year() + 1));
            }
        }
    }
    let percent = |x: Decimal| x * HUNDRED;
    (!spreads.is_empty()).then(|| Need {
        year,
        mean,
        spreads,
        floor: rule.floor.map(percent),
        cap: rule.cap.map(percent),
    })
}

/// The value of a year: its first print where the series says so, else the latest print.
pub(super) fn published(series: &Series, year: i16) -> Option<&SeriesValue> {
    let of_year = series.values.iter().filter(|v| v.start.year() == year);
    if series.first_published {
        of_year.min_by_key(|v| v.standing.known_on)
    } else {
        of_year.max_by_key(|v| v.standing.known_on)
    }
}

/// The last value published for a year before `year`.
pub(super) fn last_published(series: &Series, year: i16) -> Option<&SeriesValue> {
    let last = series.values.iter().map(|v| v.start.year()).filter(|y| *y < year).max()?;
    published(series, last)
}

fn first_contract_year(case: &Case, p: &Proposal) -> i16 {
    let next = case.baseline.as_ref().and_then(|b| b.year).map(|y| y + 1);
    p.starts.or(next).unwrap_or(1)
}

/// The contract years, and the unit of their amounts.
pub(super) fn years(
    case: &Case,
    p: &Proposal,
    expected: &[Expected],
    remarks: &mut Vec<String>,
) -> Result<(Unit, Vec<Year>), Unanswerable> {
    let year = first_contract_year(case, p);
    let (unit, first) = first_year(case, p, year)?;
    let mut list = vec![first];
    for i in 1..i16::from(p.term) {
        let before = list[list.len() - 1].amount;
        let next = next_year(case, p, expected, remarks, &unit, year + i, before)?;
        list.push(next);
    }
    Ok((unit, list))
}

fn year_of(case: &Case, year: i16, amount: Decimal, origin: Origin, arithmetic: Arithmetic) -> Year {
    let (month, day) = case.pricing.year_starts;
    let starts = Date::new(year, month, day).unwrap_or(Date::constant(1, 1, 1));
    Year {
        year,
        starts,
        amount,
        origin,
        arithmetic,
        by_category: Vec::new(),
        in_kind: None,
        beside: Vec::new(),
        printed: None,
    }
}

fn value_of(f: &Figure) -> Option<Decimal> {
    f.high.or(f.low)
}

fn first_year(case: &Case, p: &Proposal, year: i16) -> Result<(Unit, Year), Unanswerable> {
    if let Rule::Key(k) = &p.rule
        && p.amounts.is_empty()
        && p.first_year.is_none()
    {
        return key_year(case, k, year).map(|y| (k.total.unit.clone(), y));
    }
    let figure = p.amounts.first().or(p.first_year.as_ref());
    let Some(figure) = figure else { return share_year(case, p, year) };
    let value = value_of(figure).ok_or_else(|| missing_first(p))?;
    if matches!(figure.unit, Unit::Percent | Unit::PercentPerYear) && figure.sign != Sign::Unsigned {
        return change_year(case, p, year, value);
    }
    let year = year_of(case, year, value, Origin::Printed, Arithmetic::AsWritten);
    Ok((figure.unit.clone(), year))
}

fn missing_first(p: &Proposal) -> Unanswerable {
    let unlocks = format!("add first_year to [proposal.{}], an amount or a change such as \"+13 %\"", p.id);
    Unanswerable::new(format!("{} names no amount", p.id), unlocks)
}

fn change_year(case: &Case, p: &Proposal, year: i16, percent: Decimal) -> Result<(Unit, Year), Unanswerable> {
    let (on, unit) = match p.on.as_ref().and_then(|f| Some((value_of(f)?, f.unit.clone()))) {
        Some(given) => given,
        None => baseline_amount(case)?,
    };
    let exact = grown(on, percent)?;
    let amount = rounded(case, &unit, exact);
    let year = year_of(case, year, amount, Origin::Rule, Arithmetic::Change { on, percent, exact });
    Ok((unit, year))
}

/// A proposal of shares only: the part of the party whose amount the case speaks of, in per cent or of the whole.
fn share_year(case: &Case, p: &Proposal, year: i16) -> Result<(Unit, Year), Unanswerable> {
    if p.shares.is_empty() {
        return Err(missing_first(p));
    }
    let whose = whose(case).ok_or_else(|| {
        let unlocks = "add baseline.party, or first_year to the proposal";
        Unanswerable::new(format!("{} names shares, but not whose amount is compared", p.id), unlocks)
    })?;
    let share = p.shares.iter().find(|(id, _)| id == whose).map(|(_, s)| *s).ok_or_else(|| {
        Unanswerable::new(
            format!("{} names no share of {whose}", p.id),
            format!("add it to shares of [proposal.{}]", p.id),
        )
    })?;
    if case.unit_of_account() == Some(Unit::Percent) {
        let year = year_of(case, year, share * HUNDRED, Origin::Printed, Arithmetic::AsWritten);
        return Ok((Unit::Percent, year));
    }
    let base =
        p.of.as_deref().and_then(|id| case.base(id)).and_then(|b| super::shares::base_value(case, b, year));
    let (whole, unit, _, _) = base.ok_or_else(|| {
        let unlocks = "add `of`, the id of a base with an amount or a series";
        Unanswerable::new(format!("the whole that {} shares out is not known", p.id), unlocks)
    })?;
    let exact = whole.checked_mul(share).ok_or_else(too_large)?;
    let amount = rounded(case, &unit, exact);
    let arithmetic = Arithmetic::Key { total: whole, part: share * HUNDRED, whole: HUNDRED, year, exact };
    Ok((unit, year_of(case, year, amount, Origin::Rule, arithmetic)))
}

/// The party whose amount the case speaks of: as said, or the only one that pays.
fn whose(case: &Case) -> Option<&str> {
    let said = case.baseline.as_ref().and_then(|b| b.party.as_deref());
    let mut payers = case.parties.iter().filter(|p| p.role == Role::Payer);
    let only = payers.next().filter(|_| payers.next().is_none()).map(|p| p.id.as_str());
    said.or(only)
}

fn grown(amount: Decimal, percent: Decimal) -> Result<Decimal, Unanswerable> {
    let factor = Decimal::ONE + percent / HUNDRED;
    amount.checked_mul(factor).ok_or_else(too_large)
}

fn too_large() -> Unanswerable {
    Unanswerable::new("an amount grows beyond 28 digits", "shorten the term or lower the growth")
}

/// Rounds to the unit of the agreement, where the amount is in its currency.
fn rounded(case: &Case, unit: &Unit, exact: Decimal) -> Decimal {
    match &case.pricing.round_to {
        Some(f) if f.unit == *unit => {
            value_of(f).map_or(exact, |step| round_half_up(exact, step).normalize())
        }
        _ => exact,
    }
}

fn next_year(
    case: &Case,
    p: &Proposal,
    expected: &[Expected],
    remarks: &mut Vec<String>,
    unit: &Unit,
    year: i16,
    before: Decimal,
) -> Result<Year, Unanswerable> {
    if let Some(figure) = p.amounts.get((year - first_contract_year(case, p)) as usize) {
        let value = value_of(figure).ok_or_else(|| missing_first(p))?;
        return Ok(year_of(case, year, value, Origin::Printed, Arithmetic::AsWritten));
    }
    match &p.rule {
        Rule::Frozen => {
            let flat = Arithmetic::Growth {
                from: before,
                fixed: Decimal::ZERO,
                indices: Vec::new(),
                growth: Decimal::ZERO,
                clamped: false,
                exact: before,
            };
            Ok(year_of(case, year, before, Origin::Rule, flat))
        }
        Rule::Key(k) => key_year(case, k, year),
        Rule::Growth(rule) => growth_year(case, rule, expected, remarks, unit, year, before),
    }
}

fn growth_year(
    case: &Case,
    rule: &GrowthRule,
    expected: &[Expected],
    remarks: &mut Vec<String>,
    unit: &Unit,
    year: i16,
    before: Decimal,
) -> Result<Year, Unanswerable> {
    let fixed = rule.fixed * HUNDRED;
    let mut sum = fixed;
    let mut indices = Vec::new();
    for (id, lag) in &rule.indices {
        let series = case.series(id).ok_or_else(|| no_index(id, year - lag))?;
        let (value, known_on) = match published(series, year - lag) {
            Some(v) => (v.value, Some(v.standing.known_on)),
            None => (last_published(series, year - lag).ok_or_else(|| no_index(id, year - lag))?.value, None),
        };
        sum = sum.checked_add(value).ok_or_else(too_large)?;
        if known_on.is_none() && series.projection_sd.is_none() {
            let text = format!(
                "{} has no projection_sd: its unknown years are carried forward without a spread",
                series.name
            );
            if !remarks.contains(&text) {
                remarks.push(text);
            }
        }
        indices.push(IndexUsed { series: id.clone(), year: year - lag, value, known_on });
    }
    let known = indices.iter().all(|i| i.known_on.is_some());
    let clamped = clamp(sum, rule.floor, rule.cap);
    let growth =
        if known { clamped } else { expected.iter().find(|e| e.year == year).map_or(clamped, |e| e.growth) };
    let exact = grown(before, growth)?;
    let amount = rounded(case, unit, exact);
    let origin = if known { Origin::Rule } else { Origin::Projected };
    let arithmetic =
        Arithmetic::Growth { from: before, fixed, indices, growth, clamped: known && clamped != sum, exact };
    Ok(year_of(case, year, amount, origin, arithmetic))
}

fn clamp(percent: Decimal, floor: Option<Decimal>, cap: Option<Decimal>) -> Decimal {
    let low = floor.map_or(percent, |f| percent.max(f * HUNDRED));
    cap.map_or(low, |c| low.min(c * HUNDRED))
}

fn no_index(id: &str, year: i16) -> Unanswerable {
    let missing = format!("the series `{id}` has no value for {year} or before");
    Unanswerable::new(missing, format!("add one to series/{id}.csv"))
}

fn key_year(case: &Case, k: &KeyRule, year: i16) -> Result<Year, Unanswerable> {
    let series = case.series(&k.series).ok_or_else(|| no_index(&k.series, year - k.lag))?;
    let wanted = year - k.lag;
    let last = series.values.iter().map(|v| v.start.year()).filter(|y| *y <= wanted).max();
    let used = last.ok_or_else(|| no_index(&k.series, wanted))?;
    let mut parts: Vec<(&str, Decimal)> = Vec::new();
    for v in series.values.iter().filter(|v| v.start.year() == used) {
        let Some(party) = v.party.as_deref() else { continue };
        match parts.iter_mut().find(|(p, _)| *p == party) {
            Some(p) if !series.first_published => p.1 = v.value,
            Some(_) => {}
            None => parts.push((party, v.value)),
        }
    }
    let whole =
        parts.iter().try_fold(Decimal::ZERO, |sum, (_, v)| sum.checked_add(*v)).ok_or_else(too_large)?;
    let part = parts.iter().find(|(p, _)| *p == k.party).map(|(_, v)| *v);
    let part = part.ok_or_else(|| {
        let missing = format!("the key `{}` has no value of {} for {used}", k.series, k.party);
        Unanswerable::new(missing, format!("add one to series/{}.csv", k.series))
    })?;
    let total = value_of(&k.total).ok_or_else(too_large)?;
    let share = part.checked_div(whole).ok_or_else(|| no_index(&k.series, used))?;
    let exact = total.checked_mul(share).ok_or_else(too_large)?;
    let amount = rounded(case, &k.total.unit, exact);
    let origin = if used == wanted { Origin::Rule } else { Origin::Projected };
    Ok(year_of(case, year, amount, origin, Arithmetic::Key { total, part, whole, year: used, exact }))
}

/// The rate from the unit of a proposal into that of the case, where they are two currencies.
pub(super) fn rate_to_case(case: &Case, unit: &Unit) -> Result<Option<UsedRate>, Unanswerable> {
    let over = case.unit_of_account();
    let (Unit::Currency(from), Some(Unit::Currency(to))) = (unit, over) else { return Ok(None) };
    if *from == to {
        return Ok(None);
    }
    rate(case, from.code(), to.code()).map(Some).ok_or_else(|| {
        let missing = format!("no exchange rate from {} to {} is known", from.code(), to.code());
        Unanswerable::new(
            missing,
            format!("add a series of kind rate with unit \"{} per {}\"", to.code(), from.code()),
        )
    })
}
