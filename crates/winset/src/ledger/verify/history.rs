//! Amounts that claims give for past years, against the totals of the history.

use std::collections::BTreeMap;

use winset_case::Case;
use winset_case::Decimal;
use winset_case::case::{Claim, HistoryRow};
use winset_case::quantity::{Bound, Unit};
use winset_case::vocabulary::Kind;
use winset_read::Sure;

use super::sum::{row_near, totals_of};
use super::{Check, Near, TOO_LARGE, Tally, told, told_of, year_of};
use crate::fmt;

/// The totals by year and unit.
type Totals<'a> = BTreeMap<(i16, &'a Unit), &'a HistoryRow>;

/// Checks every baseline that names a year.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    let totals = totals_of(case);
    for c in case.claims.iter().filter(|c| c.kind == Kind::Baseline && c.figure.is_some()) {
        match one(&totals, c, t) {
            Ok(()) => t.done(Check::History),
            Err(why) => t.skipped(Check::History, why),
        }
    }
}

fn one(totals: &Totals<'_>, c: &Claim, t: &mut Tally<'_>) -> Result<(), &'static str> {
    let figure = c.figure.as_ref().ok_or("no amount")?;
    let year = year_of(c).ok_or("`refers_to` is not a year")?;
    if c.period.as_deref().is_some_and(|p| p != "year") {
        return Err("not a year's amount");
    }
    if c.informs.as_deref().is_some_and(|i| i.starts_with("category.")) {
        return Err("an amount of one category");
    }
    if !matches!(figure.bound, Bound::Exact | Bound::Approx) {
        return Err("a bound and no amount");
    }
    let row = totals.get(&(year, &figure.unit)).ok_or("no total of that year in that unit")?;
    let (said, known) = (Near::figure(c).ok_or(TOO_LARGE)?, row_near(row).ok_or(TOO_LARGE)?);
    if said.meets(known) {
        return Ok(());
    }
    let value = figure.value().ok_or(TOO_LARGE)?;
    let off = value.checked_div(row.amount).ok_or(TOO_LARGE)?;
    if !comparable(off) {
        return Err("so far from the total that another whole is meant");
    }
    let what = format!("{} for {year} is not the total of that year in history.csv", told_of(c));
    let source = row.standing.source.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let change = fmt::change(off.checked_sub(Decimal::ONE).unwrap_or_default(), 1);
    let arithmetic = format!("the history has {}{source}: {change}", told(row.amount, &row.unit));
    t.found(Check::History, &[c], what, arithmetic, Sure::Likely);
    Ok(())
}

/// True for a ratio that a slip explains: less than half off, or a power of ten lost or gained.
fn comparable(ratio: Decimal) -> bool {
    let close = |to: Decimal, percent: i64| {
        ratio.checked_div(to).is_some_and(|r| (r - Decimal::ONE).abs() < Decimal::new(percent, 2))
    };
    close(Decimal::ONE, 50)
        || [(10, 0), (100, 0), (1, 1), (1, 2)].iter().any(|(n, s)| close(Decimal::new(*n, *s), 2))
}
