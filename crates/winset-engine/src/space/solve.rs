//! The package a solution picks, with its ties and its runner-up.

use super::aims::Table;
use super::concept::Concept;

/// Packages whose aims differ by less than this share of its scale are tied.
pub const TIE: f64 = 1e-12;
/// Packages whose utilities all differ by at most this share of what a party could gain are one point.
pub const SAME_POINT: f64 = 1e-9;

/// What some solutions need to know besides utilities.
#[derive(Clone, Debug, PartialEq)]
pub struct SolveOptions {
    /// One positive weight a party for the weighted Nash solution, on any scale; empty for equal ones.
    pub weights: Vec<f64>,
    /// The least chance of ratification, from 0 to 1, for the Nash solution given ratification.
    pub confidence: f64,
}

impl Default for SolveOptions {
    fn default() -> Self {
        Self { weights: Vec::new(), confidence: 0.5 }
    }
}

/// A package picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The package: of those tied, the one with the lowest index.
    pub index: usize,
    /// What the solution makes as large (a spread: as small) as it can.
    pub value: f64,
    /// All packages that are as good within 10⁻¹², by index, the picked one among them.
    pub tied: Vec<usize>,
    /// The best package at another point of utilities; `None` if there is none.
    pub runner_up: Option<usize>,
    /// How much worse the runner-up is in `value`, not below 0; infinite without one.
    pub margin: f64,
}

/// Returns the package a solution picks; `None` if no package is allowed, or if the chance of ratification is needed and not given.
///
/// `u[i][k]` is what package k is worth to party i, `disagreement[i]` what no agreement is (finite), `chance[k]` the chance of
/// ratification. Only packages that leave nobody worse off are allowed.
///
/// *Formula*: with gains g_i = u_i − the disagreement value and ideals the largest gains among allowed packages: Nash max Π g_i; weighted
/// max Π g_i^{w_i}, Σ w = 1; Kalai–Smorodinsky the lexicographic maximum of the sorted g_i/ideal_i; egalitarian of the sorted g_i;
/// utilitarian max Σ u_i; ratification-adjusted max Π (P g_i); given ratification max Π g_i over P ≥ confidence. Shares of NegMAS
/// divide by the largest gain over all packages, allowed or not. A party that cannot gain has the share 1.
/// *Limits*: a finite set need not hold a package near the solution of a connected one (see [`super::Hull`]). Ties are within 10⁻¹²
/// of the best product, of 1 for shares, of the largest (or summed) ideal for gains.
///
/// ```
/// use winset_engine::space::{Concept, SolveOptions, solve};
/// let u: [&[f64]; 2] = [&[0.9, 0.6, 0.5, 0.1], &[0.1, 0.5, 0.6, 0.8]];
/// let found = solve(Concept::Nash, &u, &[0.0, 0.0], None, &SolveOptions::default()).unwrap();
/// assert_eq!((found.index, found.tied, found.runner_up), (1, vec![1, 2], Some(2)));
/// let ratified = [0.2, 0.3, 0.9, 1.0];
/// let found = solve(Concept::RatificationAdjustedNash, &u, &[0.0, 0.0], Some(&ratified), &SolveOptions::default()).unwrap();
/// assert_eq!(found.index, 2);
/// ```
pub fn solve(
    concept: Concept,
    u: &[&[f64]],
    disagreement: &[f64],
    chance: Option<&[f64]>,
    options: &SolveOptions,
) -> Option<Solution> {
    if u.is_empty() || disagreement.len() < u.len() || (concept.needs_chance() && chance.is_none()) {
        return None;
    }
    let table = Table::of(concept, u, disagreement, chance.unwrap_or(&[]), options);
    let tied = table.best(|_| true);
    let index = *tied.first()?;
    let runner_up = table.runner_up(index);
    let value = table.aim(index);
    let margin = runner_up.map_or(f64::INFINITY, |k| (value - table.aim(k)).max(0.0));
    let value = if concept.smaller_is_better() { 0.0 - value } else { value };
    Some(Solution { index, value, tied, runner_up, margin })
}
