//! What each solution makes as large as it can, computed for blocks of packages.

use super::concept::Concept;
use super::frontier::frontier_n;
use super::solve::{SAME_POINT, SolveOptions, TIE};

/// Packages whose aims are computed together.
const BLOCK: usize = 512;

/// Everything an aim is computed from.
pub(super) struct Table<'a> {
    concept: Concept,
    u: &'a [&'a [f64]],
    disagreement: &'a [f64],
    chance: &'a [f64],
    weights: Vec<f64>,
    /// The least chance of ratification of a package that may be picked.
    confidence: f64,
    /// How many packages there are.
    packages: usize,
    /// The packages to choose from, if they are on the frontier only.
    frontier: Option<Vec<usize>>,
    /// What each party could gain at most: among packages that leave nobody worse off, or among all for the shares of NegMAS.
    ideal: Vec<f64>,
}

impl<'a> Table<'a> {
    pub(super) fn of(
        concept: Concept,
        u: &'a [&'a [f64]],
        disagreement: &'a [f64],
        chance: &'a [f64],
        options: &SolveOptions,
    ) -> Self {
        let mut packages = u.iter().map(|c| c.len()).min().unwrap_or(0);
        if concept.needs_chance() {
            packages = packages.min(chance.len());
        }
        let (weights, confidence) = (weights(options, u.len()), options.confidence);
        let (ideal, frontier) = (vec![0.0; u.len()], None);
        let mut table =
            Self { concept, u, disagreement, chance, weights, confidence, packages, frontier, ideal };
        table.ideal = table.ideals();
        if concept.on_frontier() {
            table.frontier = Some(table.rational_frontier());
        }
        table
    }

    fn ideals(&self) -> Vec<f64> {
        let mut ideal = vec![0.0; self.u.len()];
        let mut buffer = [0.0; BLOCK];
        for first in (0..self.packages).step_by(BLOCK) {
            let open = &mut buffer[..BLOCK.min(self.packages - first)];
            open.fill(0.0);
            if !self.concept.on_frontier() {
                self.bar_irrational(first, open);
            }
            for ((column, d), most) in self.u.iter().zip(self.disagreement).zip(&mut ideal) {
                for (v, open) in column[first..].iter().zip(&*open) {
                    let gain = (v - d) + open;
                    *most = if gain > *most { gain } else { *most };
                }
            }
        }
        ideal
    }

    fn rational_frontier(&self) -> Vec<usize> {
        let rational = |k: &usize| self.u.iter().zip(self.disagreement).all(|(c, d)| c[*k] - d >= 0.0);
        let allowed: Vec<usize> = (0..self.packages).filter(rational).collect();
        let columns: Vec<Vec<f64>> = self.u.iter().map(|c| allowed.iter().map(|k| c[*k]).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        frontier_n(&columns).into_iter().map(|k| allowed[k]).collect()
    }

    /// Puts −∞ where a package from `first` on leaves somebody worse off.
    fn bar_irrational(&self, first: usize, aims: &mut [f64]) {
        for (column, d) in self.u.iter().zip(self.disagreement) {
            for (a, v) in aims.iter_mut().zip(&column[first..]) {
                *a = if v - d >= 0.0 { *a } else { f64::NEG_INFINITY };
            }
        }
    }

    /// Folds the gains of one party after the other into the aims of the packages from `first` on.
    #[inline(always)]
    fn fold(&self, first: usize, aims: &mut [f64], start: f64, step: impl Fn(usize, f64, f64) -> f64) {
        aims.fill(start);
        for (party, (column, d)) in self.u.iter().zip(self.disagreement).enumerate() {
            for (a, v) in aims.iter_mut().zip(&column[first..]) {
                *a = step(party, *a, v - d);
            }
        }
    }

    /// A party's share of what it could gain at most.
    #[inline(always)]
    fn share(&self, party: usize, gain: f64) -> f64 {
        if self.ideal[party] > 0.0 { gain / self.ideal[party] } else { 1.0 }
    }

    /// Writes the aims of the packages from `first` on; −∞ for one that may not be picked.
    fn aims(&self, first: usize, aims: &mut [f64]) {
        let least = |a: f64, b: f64| if b < a { b } else { a };
        match self.concept {
            Concept::Nash | Concept::NashGivenRatification | Concept::RatificationAdjustedNash => {
                self.fold(first, aims, 1.0, |_, a, g| a * g);
            }
            Concept::WeightedNash => {
                self.fold(first, aims, 1.0, |party, a, g| a * libm::pow(g.max(0.0), self.weights[party]));
            }
            Concept::KalaiSmorodinsky => {
                self.fold(first, aims, f64::INFINITY, |party, a, g| least(a, self.share(party, g)));
            }
            Concept::Egalitarian => self.fold(first, aims, f64::INFINITY, |_, a, g| least(a, g)),
            Concept::Utilitarian | Concept::MaxWelfare => {
                self.fold(first, aims, self.disagreement[..self.u.len()].iter().sum(), |_, a, g| a + g);
            }
            Concept::MaxRelativeWelfare => {
                self.fold(first, aims, 0.0, |party, a, g| a + self.share(party, g));
            }
            Concept::LeastRelativeSpread | Concept::LeastDifference => {
                aims.iter_mut().enumerate().for_each(|(j, a)| *a = -self.spread(first + j));
            }
        }
        self.weigh_chance(first, aims);
        self.bar_irrational(first, aims);
    }

    fn weigh_chance(&self, first: usize, aims: &mut [f64]) {
        match self.concept {
            Concept::RatificationAdjustedNash => {
                for _ in self.u {
                    aims.iter_mut().zip(&self.chance[first..]).for_each(|(a, p)| *a *= p);
                }
            }
            Concept::NashGivenRatification => {
                for (a, p) in aims.iter_mut().zip(&self.chance[first..]) {
                    *a = if *p >= self.confidence { *a } else { f64::NEG_INFINITY };
                }
            }
            _ => {}
        }
    }

    fn spread(&self, k: usize) -> f64 {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (party, (column, d)) in self.u.iter().zip(self.disagreement).enumerate() {
            let relative = self.concept == Concept::LeastRelativeSpread;
            let value = if relative { self.share(party, column[k] - d) } else { column[k] };
            (low, high) = (low.min(value), high.max(value));
        }
        high - low
    }

    /// What is to be as large as can be, for one package.
    pub(super) fn aim(&self, k: usize) -> f64 {
        let mut aim = [0.0];
        self.aims(k, &mut aim);
        aim[0]
    }

    /// What decides among packages that are equal up to `depth`: the next larger share or gain.
    fn next_aim(&self, k: usize, depth: usize) -> f64 {
        let gains = self.u.iter().zip(self.disagreement).map(|(c, d)| c[k] - d).enumerate();
        let shares = self.concept == Concept::KalaiSmorodinsky;
        let mut sorted: Vec<f64> = gains.map(|(i, g)| if shares { self.share(i, g) } else { g }).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[depth]
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

    /// Returns the best of the packages that may be picked and are `wanted`, by index; more than one if they are tied.
    pub(super) fn best(&self, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut leaders = Leaders { top: f64::NEG_INFINITY, floor: f64::NEG_INFINITY, found: Vec::new() };
        let mut buffer = [0.0; BLOCK];
        if let Some(frontier) = &self.frontier {
            frontier.iter().filter(|k| wanted(**k)).for_each(|k| leaders.enter(self, *k, self.aim(*k)));
        } else {
            for first in (0..self.packages).step_by(BLOCK) {
                let aims = &mut buffer[..BLOCK.min(self.packages - first)];
                self.aims(first, aims);
                if !aims.iter().fold(false, |any, a| any | (*a >= leaders.floor)) {
                    continue;
                }
                for (j, a) in aims.iter().enumerate() {
                    if *a >= leaders.floor && *a > f64::NEG_INFINITY && wanted(first + j) {
                        leaders.enter(self, first + j, *a);
                    }
                }
            }
        }
        leaders.tied(self)
    }

    /// Returns the best package at another point of utilities than that of `index`.
    pub(super) fn runner_up(&self, index: usize) -> Option<usize> {
        let apart = |k: usize| {
            self.u.iter().zip(&self.ideal).any(|(c, i)| {
                let span = if *i > 0.0 { *i } else { 1.0 };
                (c[k] - c[index]).abs() > SAME_POINT * span
            })
        };
        self.best(apart).first().copied()
    }
}

/// The packages that are best so far, within the tolerance.
struct Leaders {
    top: f64,
    floor: f64,
    found: Vec<(usize, f64)>,
}

impl Leaders {
    fn enter(&mut self, table: &Table, k: usize, aim: f64) {
        if aim > self.top {
            (self.top, self.floor) = (aim, aim - table.tolerance(aim));
        }
        if self.found.len() == self.found.capacity() {
            self.found.retain(|f| f.1 >= self.floor);
            self.found.reserve(64 + self.found.len());
        }
        self.found.push((k, aim));
    }

    fn tied(self, table: &Table) -> Vec<usize> {
        let mut tied: Vec<usize> = self.found.iter().filter(|f| f.1 >= self.floor).map(|f| f.0).collect();
        for depth in 1..table.depths() {
            let aims: Vec<f64> = tied.iter().map(|k| table.next_aim(*k, depth)).collect();
            let top = aims.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let floor = top - table.tolerance(top);
            tied = tied.into_iter().zip(aims).filter(|(_, a)| *a >= floor).map(|(k, _)| k).collect();
        }
        tied
    }
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
