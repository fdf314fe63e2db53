//! The issues that set money, priced together: every combination as a proposal.

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::case::{Issue, Proposal, Setting, ValueOf};
use winset_case::price::Unanswerable;
use winset_case::quantity::{Figure, Unit};
use winset_case::vocabulary::Sets;

use super::{IssueGroup, Side};
use crate::forecast::float;
use crate::price::price_one;
use crate::vote::Body;

/// What the money issues come to in each of their combinations.
#[derive(Clone, Debug)]
pub struct Money {
    /// The group they form.
    pub group: usize,
    /// ln (levelised amount ÷ last amount).
    pub x: Vec<f64>,
    /// The levelised yearly amount, in the unit of the case.
    pub levelised: Vec<Decimal>,
    /// The first year's amount, in the unit of the case.
    pub first: Vec<Decimal>,
    /// First contract year.
    pub year: i16,
    /// The last agreed amount and its unit.
    pub last: (Decimal, Unit),
    /// What amounts are rounded to, if the case says so.
    pub step: Option<Decimal>,
}

impl Money {
    /// True for money; false for a share or a number of things, which nobody pays.
    pub fn is_money(&self) -> bool {
        self.last.1.currency().is_some()
    }

    /// Head of a column of changes on the last amount.
    pub fn head(&self) -> &'static str {
        if self.is_money() { ">levelised" } else { ">on the last" }
    }

    /// What an amount of a package is counted for, after the amount.
    pub fn a_year(&self) -> &'static str {
        match &self.last.1 {
            Unit::Currency(_) => " a year, levelised",
            Unit::Named(_) => " a year",
            _ => "",
        }
    }
}

/// True for an issue that sets the first year, the term or the rule.
pub fn is_money(i: &Issue) -> bool {
    matches!(i.sets, Some(Sets::FirstYear | Sets::Term | Sets::Rule))
}

/// True for the issue that sets the first year.
pub fn is_first_year(i: &Issue) -> bool {
    i.sets == Some(Sets::FirstYear)
}

/// Prices every combination.
///
/// # Errors
/// What the first combination that cannot be priced misses, where anybody reacts to money.
pub fn money(
    case: &Case,
    group: usize,
    g: &IssueGroup<'_>,
    sides: &[Side<'_>],
    bodies: &[Body<'_>],
) -> Result<Money, Unanswerable> {
    let last = winset_case::price::baseline_amount(case)?;
    let mut m = Money {
        group,
        x: Vec::new(),
        levelised: Vec::new(),
        first: Vec::new(),
        year: 1,
        step: step(case, &last.1),
        last,
    };
    let wanted = sides.iter().flat_map(|s| &s.preference.values).any(|v| v.of == ValueOf::Levelised)
        || bodies.iter().any(|b| b.chamber.as_ref().is_ok_and(|c| c.blocs.iter().any(|b| b.slope != 0.0)));
    for level in 0..g.size() {
        let priced = price_one(case, &proposal(g, level))?;
        let levelised = priced.worth.levelised.or_else(|| (!wanted).then_some(priced.years[0].amount));
        let change = priced.worth.levelised_change.or_else(|| {
            let first = priced.in_case_unit(priced.years[0].amount)?;
            (!wanted).then(|| first.checked_div(m.last.0)?.checked_sub(Decimal::ONE)).flatten()
        });
        let (Some(levelised), Some(change)) = (levelised.and_then(|v| priced.in_case_unit(v)), change) else {
            let missing = priced.worth.missing.first().cloned();
            return Err(Unanswerable::new(
                "a package cannot be compared with the last agreed amount",
                missing.unwrap_or_else(|| "add baseline.amount in the unit of the packages".into()),
            ));
        };
        m.year = priced.years[0].year;
        m.x.push(libm::log1p(float(change)));
        m.levelised.push(levelised);
        m.first.push(priced.in_case_unit(priced.years[0].amount).unwrap_or(priced.years[0].amount));
    }
    Ok(m)
}

/// What amounts of a unit are rounded to.
fn step(case: &Case, unit: &Unit) -> Option<Decimal> {
    let f = case.pricing.round_to.as_ref().filter(|f| f.unit == *unit)?;
    f.low.or(f.high)
}

/// A combination as a proposal.
pub fn proposal(g: &IssueGroup<'_>, level: usize) -> Proposal {
    let mut p = Proposal::blank("package");
    for (issue, at) in g.issues.iter().zip(g.choice(level)) {
        match issue.levels.get(at).and_then(|l| l.setting.clone()) {
            Some(Setting::FirstYear(figure)) => p.first_year = Some(exact(figure)),
            Some(Setting::Term(years)) => p.term = years,
            Some(Setting::Rule(rule)) => p.rule = rule,
            Some(Setting::InKind(share)) => p.in_kind = Some(share),
            None => {}
        }
    }
    p
}

/// A level is the amount itself, however it was written.
fn exact(f: Figure) -> Figure {
    Figure { bound: winset_case::quantity::Bound::Exact, ..f }
}
