//! The chance of passing for many packages that differ in few amounts and few shifts.

use super::ballot::Ballot;
use super::chamber::{Chamber, Mood};
use super::exact::{over_mood, rising, shift, step};
use super::quick::Quick;
use crate::special::normal_pdf;
use libm::sqrt;

/// How far the table of moods reaches, in standard deviations.
const REACH: f64 = 16.0;
/// Shifts that move the mood further than this many standard deviations are computed without the table.
const FARTHEST: f64 = 7.0;

/// A table of chances for a list of amounts, from which a package's chance is one short sum.
///
/// *Formula*: where the mood moves a chamber, a shift s only moves the mood, by s/√λ; so the chance given the mood is tabled
/// once per amount, and the normal density once per shift. *Limits*: chambers whose shifts move the mood unequally are
/// computed without the table, about twenty times slower. Majorities of 64 members or more, and
/// up to three quarters of 128 or more, use the normal rule of the method's page, within 3e-4 of [`super::pass_probability`];
/// smaller bodies, weighted votes and party lines are exact, and slower.
pub struct Passing<'a> {
    chambers: &'a [Chamber],
    quick: Vec<Quick<'a>>,
    mood: Mood,
    xs: Vec<f64>,
    step: f64,
    /// For each amount, the chance at each mood of the grid that all chambers pass which the mood moves.
    table: Vec<Vec<f64>>,
}

impl<'a> Passing<'a> {
    /// Returns the table; `None` if a chamber fails [`Chamber::check`] or a number is not finite.
    pub fn new(chambers: &'a [Chamber], mood: Mood, xs: &[f64]) -> Option<Passing<'a>> {
        let ballots: Option<Vec<Ballot>> = chambers.iter().map(Ballot::new).collect();
        let quick: Vec<Quick> = ballots?.into_iter().map(Quick::new).collect();
        if !mood.is_sound() || xs.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let step = step(chambers, mood.sd);
        let mut passing = Passing { chambers, quick, mood, xs: xs.to_vec(), step, table: Vec::new() };
        if mood.sd > 0.0 {
            passing.table = xs.iter().map(|x| passing.row(*x)).collect();
        }
        Some(passing)
    }

    /// Returns the chance of the amount at place `x_index` with a shift for each chamber; NaN if there is no such amount.
    pub fn chance(&self, x_index: usize, shifts: &[f64]) -> f64 {
        let Some(x) = self.xs.get(x_index) else { return f64::NAN };
        match self.weights(shifts) {
            Some(weights) => self.tabled(x_index, &weights, shifts),
            None => self.direct(*x, shifts),
        }
    }

    /// Returns the chances of all amounts under one list of shifts: the way to ask for many packages.
    ///
    /// ```
    /// use winset_engine::vote::{Base, Bloc, Chamber, Mood, Passing, Rule, pass_probability};
    /// let rule = Rule { quorum: 51, threshold: (1, 2), strict: true, base: Base::Present };
    /// let bloc =
    ///     Bloc { seats: 100, weight: 1, base_yes: 0.6, slope: 2.0, party_line: 0.0, attendance: 1.0, abstain: 0.0 };
    /// let house = [Chamber { rule, members: 100, blocs: vec![bloc], shift: 0.0, mood_share: 0.2 }];
    /// let chances = Passing::new(&house, Mood::UNKNOWN, &[0.0, 0.1]).unwrap().chances(&[-0.2]);
    /// assert!((chances[1] - pass_probability(&house, Mood::UNKNOWN, 0.1, &[-0.2])).abs() < 3e-4);
    /// ```
    pub fn chances(&self, shifts: &[f64]) -> Vec<f64> {
        match self.weights(shifts) {
            Some(weights) => (0..self.xs.len()).map(|i| self.tabled(i, &weights, shifts)).collect(),
            None => self.xs.iter().map(|x| self.direct(*x, shifts)).collect(),
        }
    }

    fn half(&self) -> usize {
        (REACH / self.step) as usize
    }

    fn node(&self, i: usize) -> f64 {
        (i as f64 - self.half() as f64) * self.step
    }

    fn moved(&self) -> impl Iterator<Item = usize> {
        (0..self.chambers.len()).filter(|c| self.chambers[*c].mood_share > 0.0)
    }

    fn row(&self, x: f64) -> Vec<f64> {
        let mut product = vec![1.0; 2 * self.half() + 1];
        for c in self.moved() {
            let at = |i: usize| self.mood.mean + self.mood.sd * self.node(i);
            let values = rising(product.len(), |i| self.quick[c].pass(x, 0.0, at(i)));
            product.iter_mut().zip(values).for_each(|(p, value)| *p *= value);
        }
        product
    }

    /// The density of the moved mood on the grid; `None` if the shifts move it unequally or too far.
    fn weights(&self, shifts: &[f64]) -> Option<Vec<f64>> {
        let by = |c: usize| shift(shifts, c) / (sqrt(self.chambers[c].mood_share) * self.mood.sd);
        let moved = self.moved().next().map_or(0.0, by);
        let alike = self.moved().all(|c| (by(c) - moved).abs() <= 1e-12);
        let usable = !self.table.is_empty() && alike && moved.abs() <= FARTHEST;
        usable.then(|| (0..=2 * self.half()).map(|i| self.step * normal_pdf(self.node(i) - moved)).collect())
    }

    fn tabled(&self, x_index: usize, weights: &[f64], shifts: &[f64]) -> f64 {
        let unmoved = (0..self.chambers.len()).filter(|c| self.chambers[*c].mood_share == 0.0);
        let fixed: f64 =
            unmoved.map(|c| self.quick[c].pass(self.xs[x_index], shift(shifts, c), self.mood.mean)).product();
        fixed * self.table[x_index].iter().zip(weights).map(|(g, w)| g * w).sum::<f64>()
    }

    fn direct(&self, x: f64, shifts: &[f64]) -> f64 {
        over_mood(self.chambers, self.mood, |c, z| self.quick[c].pass(x, shift(shifts, c), z))
    }
}
