//! The package a solution picks, with its ties and its runner-up.

use super::concept::Concept;
use super::frontier::frontier_n;

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
/// `u[i][k]` is what package k is worth to party i, `walk_away[i]` what no agreement is (finite), `chance[k]` the chance of
/// ratification. Only packages that leave nobody worse off are allowed.
///
/// *Formula*: with gains g_i = u_i − walk away and ideals the largest gains among allowed packages: Nash max Π g_i; weighted
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
    walk_away: &[f64],
    chance: Option<&[f64]>,
    options: &SolveOptions,
) -> Option<Solution> {
    if u.is_empty() || walk_away.len() < u.len() || (concept.needs_chance() && chance.is_none()) {
        return None;
    }
    let table = Table::of(concept, u, walk_away, chance.unwrap_or(&[]), options);
    let tied = table.best(table.allowed.iter().copied());
    let index = *tied.first()?;
    let runner_up = table.runner_up(index);
    let value = table.aim(index, 0);
    let margin = runner_up.map_or(f64::INFINITY, |k| (value - table.aim(k, 0)).max(0.0));
    let value = if table.smaller_is_better() { 0.0 - value } else { value };
    Some(Solution { index, value, tied, runner_up, margin })
}

/// Everything an aim is computed from.
struct Table<'a> {
    concept: Concept,
    u: &'a [&'a [f64]],
    walk_away: &'a [f64],
    chance: &'a [f64],
    weights: Vec<f64>,
    /// The packages to choose from, by index.
    allowed: Vec<usize>,
    /// What each party could gain at most: among allowed packages, or among all for the shares of NegMAS.
    ideal: Vec<f64>,
}

impl<'a> Table<'a> {
    fn of(
        concept: Concept,
        u: &'a [&'a [f64]],
        walk_away: &'a [f64],
        chance: &'a [f64],
        options: &SolveOptions,
    ) -> Self {
        let mut n = u.iter().map(|c| c.len()).min().unwrap_or(0);
        if concept.needs_chance() {
            n = n.min(chance.len());
        }
        let rational = |k: &usize| u.iter().zip(walk_away).all(|(c, d)| c[*k] - d >= 0.0);
        let mut allowed: Vec<usize> = (0..n).filter(rational).collect();
        let most = |c: &&[f64], d: &f64, all: bool| {
            let values = if all { c[..n].iter().copied().fold(*d, f64::max) } else { *d };
            allowed.iter().map(|k| c[*k]).fold(values, f64::max) - d
        };
        let ideal = u.iter().zip(walk_away).map(|(c, d)| most(c, d, on_frontier(concept))).collect();
        if concept == Concept::NashGivenRatification {
            allowed.retain(|k| chance[*k] >= options.confidence);
        }
        if on_frontier(concept) {
            allowed = frontier_among(u, &allowed);
        }
        Self { concept, u, walk_away, chance, weights: weights(options, u.len()), allowed, ideal }
    }

    fn gain(&self, party: usize, k: usize) -> f64 {
        self.u[party][k] - self.walk_away[party]
    }

    fn gains(&self, k: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.u.len()).map(move |party| self.gain(party, k))
    }

    fn shares(&self, k: usize) -> impl Iterator<Item = f64> + '_ {
        self.gains(k).zip(&self.ideal).map(|(g, i)| if *i > 0.0 { g / i } else { 1.0 })
    }

    /// What is to be as large as can be, then, among equals, the next such number.
    fn aim(&self, k: usize, depth: usize) -> f64 {
        let utilities = || self.u.iter().map(move |c| c[k]);
        match self.concept {
            Concept::Nash | Concept::NashGivenRatification => self.gains(k).product(),
            Concept::WeightedNash => {
                self.gains(k).zip(&self.weights).map(|(g, w)| libm::pow(g, *w)).product()
            }
            Concept::RatificationAdjustedNash => self.gains(k).map(|g| g * self.chance[k]).product(),
            Concept::KalaiSmorodinsky => ranked(self.shares(k), depth),
            Concept::Egalitarian => ranked(self.gains(k), depth),
            Concept::Utilitarian | Concept::MaxWelfare => utilities().sum(),
            Concept::MaxRelativeWelfare => self.shares(k).sum(),
            Concept::LeastRelativeSpread => -spread(self.shares(k)),
            Concept::LeastDifference => -spread(utilities()),
        }
    }

    fn smaller_is_better(&self) -> bool {
        matches!(self.concept, Concept::LeastRelativeSpread | Concept::LeastDifference)
    }

    fn depths(&self) -> usize {
        match self.concept {
            Concept::KalaiSmorodinsky | Concept::Egalitarian => self.u.len(),
            _ => 1,
        }
    }

    /// By how much aims may differ and still be tied.
    fn tolerance(&self, best: f64) -> f64 {
        let scale = match self.concept {
            Concept::Nash
            | Concept::WeightedNash
            | Concept::RatificationAdjustedNash
            | Concept::NashGivenRatification => best.abs(),
            Concept::Egalitarian | Concept::LeastDifference => self.ideal.iter().copied().fold(0.0, f64::max),
            Concept::Utilitarian | Concept::MaxWelfare => self.ideal.iter().sum(),
            _ => 1.0,
        };
        TIE * scale
    }

    /// The best of `among`, by index; more than one if they are tied.
    fn best(&self, among: impl Iterator<Item = usize> + Clone) -> Vec<usize> {
        let top = among.clone().map(|k| self.aim(k, 0)).fold(f64::NEG_INFINITY, f64::max);
        let floor = top - self.tolerance(top);
        let mut tied: Vec<usize> = among.filter(|k| self.aim(*k, 0) >= floor).collect();
        for depth in 1..self.depths() {
            let top = tied.iter().map(|k| self.aim(*k, depth)).fold(f64::NEG_INFINITY, f64::max);
            let floor = top - self.tolerance(top);
            tied.retain(|k| self.aim(*k, depth) >= floor);
        }
        tied
    }

    fn runner_up(&self, index: usize) -> Option<usize> {
        let apart = |k: usize| {
            let columns = self.u.iter().zip(&self.ideal);
            columns
                .into_iter()
                .any(|(c, i)| (c[k] - c[index]).abs() > SAME_POINT * if *i > 0.0 { *i } else { 1.0 })
        };
        self.best(self.allowed.iter().copied().filter(|k| apart(*k))).first().copied()
    }
}

fn on_frontier(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::LeastRelativeSpread
            | Concept::LeastDifference
            | Concept::MaxWelfare
            | Concept::MaxRelativeWelfare
    )
}

fn frontier_among(u: &[&[f64]], allowed: &[usize]) -> Vec<usize> {
    let columns: Vec<Vec<f64>> = u.iter().map(|c| allowed.iter().map(|k| c[*k]).collect()).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    frontier_n(&columns).into_iter().map(|k| allowed[k]).collect()
}

/// The weights, summing to one; equal ones unless there is a positive one for each party.
fn weights(options: &SolveOptions, parties: usize) -> Vec<f64> {
    let given = &options.weights;
    if given.len() != parties || given.iter().any(|w| !(*w > 0.0 && w.is_finite())) {
        return vec![1.0 / parties as f64; parties];
    }
    let sum: f64 = given.iter().sum();
    given.iter().map(|w| w / sum).collect()
}

/// The smallest number for depth 0, the second smallest for 1, and so on.
fn ranked(values: impl Iterator<Item = f64>, depth: usize) -> f64 {
    if depth == 0 {
        return values.fold(f64::INFINITY, f64::min);
    }
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(depth).copied().unwrap_or(f64::INFINITY)
}

fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let fold = |(low, high): (f64, f64), v: f64| (low.min(v), high.max(v));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), fold);
    high - low
}
