//! What ratification does to money: the amounts both would sign, those that would pass, and the Schelling premium.

use rust_decimal::Decimal;

use super::answer::{Deals, Solved};

/// A stretch of levelised yearly amounts.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyZone {
    /// The chance of ratification asked for; none: whatever it is.
    pub confidence: Option<f64>,
    /// Lowest and highest levelised amount, in the unit of the case; none if no package is in it.
    pub ends: Option<(Decimal, Decimal)>,
}

/// What the need for consent at home saves the side that needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Premium {
    /// The solution that minds ratification.
    pub method: &'static str,
    /// Its confidence, where it has one.
    pub confidence: Option<f64>,
    /// Levelised amount of the Nash solution without it.
    pub without: Decimal,
    /// Levelised amount with it.
    pub with: Decimal,
    /// The difference, money a year.
    pub amount: Decimal,
}

/// The zone of agreement in money: of all packages nobody is worse off with, and of those likely enough to pass.
pub fn zones(d: &Deals<'_>, confidences: &[f64]) -> Vec<MoneyZone> {
    let Some(m) = &d.packages.money else { return Vec::new() };
    let ends = |confidence: Option<f64>| {
        let mut seen: Option<(Decimal, Decimal)> = None;
        for k in d.rational_points() {
            if let (Some(c), Some(p)) = (confidence, &d.chance)
                && p[k] < c
            {
                continue;
            }
            let Some(level) = d.points.levels(k).and_then(|l| l.get(m.group).copied()) else { continue };
            let amount = m.levelised[level as usize];
            seen = Some(seen.map_or((amount, amount), |(a, b)| (a.min(amount), b.max(amount))));
        }
        MoneyZone { confidence, ends: seen }
    };
    let mut list = vec![ends(None)];
    if d.chance.is_some() {
        list.extend(confidences.iter().map(|c| ends(Some(*c))));
    }
    list
}

/// The premium by each solution that minds ratification.
pub fn premiums(d: &Deals<'_>) -> Vec<Premium> {
    let Some(m) = &d.packages.money else { return Vec::new() };
    let amount = |s: &Solved| s.levels.get(m.group).map(|l| m.levelised[*l as usize]);
    let Some(without) = d.solutions.iter().find(|s| s.method == "nash").and_then(amount) else {
        return Vec::new();
    };
    d.solutions
        .iter()
        .filter(|s| matches!(s.method, "ratification_adjusted_nash" | "nash_given_ratification"))
        .filter_map(|s| {
            let with = amount(s)?;
            let saved = without.checked_sub(with)?;
            Some(Premium { method: s.method, confidence: s.confidence, without, with, amount: saved })
        })
        .collect()
}
