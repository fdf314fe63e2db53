//! What each combination of a group is worth to a party: weights times curves.

use winset_case::Case;
use winset_case::case::{Argument, Bend, Curve, Value, ValueOf};
use winset_case::price::Unanswerable;
use winset_engine::value::{constant_of_mid, exponential, fairness, piecewise, reference};

use super::{IssueGroup, Money, Side};
use crate::forecast::float;

/// The utility that each combination of a group adds for a party.
///
/// # Errors
/// A curve asks for numbers that the levels do not have, or for a base that is not known.
pub fn of_group(
    case: &Case,
    side: &Side<'_>,
    g: &IssueGroup<'_>,
    money: Option<&Money>,
) -> Result<Vec<f64>, Unanswerable> {
    let mut sum = vec![0.0; g.size()];
    for v in &side.preference.values {
        if let Some(values) = values(case, side, v, g, money)? {
            let weight = float(v.weight);
            sum.iter_mut().zip(values).for_each(|(s, v)| *s += weight * v);
        }
    }
    Ok(sum)
}

/// The value of each combination by one term, if the term is about this group.
pub fn values(
    case: &Case,
    side: &Side<'_>,
    v: &Value,
    g: &IssueGroup<'_>,
    money: Option<&Money>,
) -> Result<Option<Vec<f64>>, Unanswerable> {
    match &v.of {
        ValueOf::Levelised => {
            let Some(m) = money else { return Ok(None) };
            let at = |l: usize| of_levelised(case, side, v, m, l);
            (0..g.size()).map(at).collect::<Result<Vec<_>, _>>().map(Some)
        }
        ValueOf::Issue(id) => {
            let Some(i) = g.issues.iter().position(|i| i.id == *id) else { return Ok(None) };
            let issue = g.issues[i];
            let of_level = (0..issue.levels.len())
                .map(|l| of_issue(case, side, v, issue, l, money.map(|m| (m, g, i))))
                .collect::<Result<Vec<f64>, _>>()?;
            Ok(Some((0..g.size()).map(|l| of_level[g.choice(l)[i]]).collect()))
        }
    }
}

fn of_levelised(case: &Case, side: &Side<'_>, v: &Value, m: &Money, l: usize) -> Result<f64, Unanswerable> {
    let argument = |a: &Argument| match a {
        Argument::Number(n) => float(*n),
        Argument::Change(c) => libm::log1p(float(*c)),
    };
    match &v.curve {
        Curve::Fairness { fair, of: Some(base) } => {
            Ok(fairness(share_of(case, base, m, m.levelised[l])?, float(*fair)))
        }
        Curve::Fairness { of: None, .. } => Err(Unanswerable::new(
            format!("{}: an amount is no share of anything", side.short),
            format!("add `of`, a base, to fairness in [preference.{}.value.levelised]", side.id),
        )),
        curve => Ok(bent(curve, m.x[l], argument)),
    }
}

fn of_issue(
    case: &Case,
    side: &Side<'_>,
    v: &Value,
    issue: &winset_case::case::Issue,
    l: usize,
    money: Option<(&Money, &IssueGroup<'_>, usize)>,
) -> Result<f64, Unanswerable> {
    if let Curve::Table(t) = &v.curve {
        return Ok(t.get(l).map_or(0.0, |v| float(*v)));
    }
    let number = issue.levels.get(l).and_then(|l| l.number).map(float).ok_or_else(|| {
        Unanswerable::new(
            format!("{}: the levels of `{}` are words, and a curve needs numbers", side.short, issue.id),
            format!("use `table` in [preference.{}.value.{}]", side.id, issue.id),
        )
    })?;
    let argument = |a: &Argument| match a {
        Argument::Number(n) => float(*n),
        Argument::Change(c) => float(*c) * 100.0,
    };
    match &v.curve {
        Curve::Fairness { fair, of: None } => Ok(fairness(number / 100.0, float(*fair))),
        Curve::Fairness { fair, of: Some(base) } => {
            let amount = money.and_then(|(m, g, i)| {
                let first = (0..g.size()).find(|c| g.choice(*c)[i] == l)?;
                Some((m, m.first[first]))
            });
            let Some((m, amount)) = amount else {
                return Err(Unanswerable::new(
                    format!("{}: `{}` sets no money, so it is no share of `{base}`", side.short, issue.id),
                    "delete `of`: a level in per cent is a share by itself",
                ));
            };
            Ok(fairness(share_of(case, base, m, amount)?, float(*fair)))
        }
        curve => Ok(bent(curve, number, argument)),
    }
}

/// A curve at an argument, where it needs no level and no base.
fn bent(curve: &Curve, at: f64, argument: impl Fn(&Argument) -> f64) -> f64 {
    match curve {
        Curve::Knots(knots) => {
            let knots: Vec<(f64, f64)> = knots.iter().map(|(a, v)| (argument(a), float(*v))).collect();
            piecewise(at, &knots)
        }
        Curve::Between { from, to, bend, clip } => {
            let (from, to) = (argument(from), argument(to));
            let way = |x: f64| (x - from) / (to - from);
            let z = way(at).clamp(float(clip.0), float(clip.1));
            match bend {
                Bend::Straight => z,
                Bend::Constant(c) => exponential(z, float(*c)),
                Bend::Mid(m) => exponential(z, constant_of_mid(way(argument(m))).unwrap_or(f64::NAN)),
                Bend::Reference { at, loss } => reference(z, way(argument(at)), float(*loss)),
            }
        }
        Curve::Table(_) | Curve::Fairness { .. } => f64::NAN,
    }
}

/// An amount in the unit of the case as a share of a base.
fn share_of(case: &Case, base: &str, m: &Money, amount: rust_decimal::Decimal) -> Result<f64, Unanswerable> {
    let shares = winset_case::price::shares_of(case, &m.last.1, amount, m.year, &mut Vec::new());
    shares.iter().find(|s| s.base == base).map(|s| float(s.value)).ok_or_else(|| {
        Unanswerable::new(
            format!("the base `{base}` cannot be compared with the amounts"),
            format!("add an amount and a year, or a series, to [base.{base}]"),
        )
    })
}
