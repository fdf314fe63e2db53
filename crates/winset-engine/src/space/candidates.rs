//! The packages as columns of numbers: all of them, or those that can be best.

use super::front::{Ways, pareto};
use super::{Count, Space};

/// How many packages are listed by default, at most.
pub const DEFAULT_LIMIT: usize = 10_000_000;

/// Which packages a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Every package, in the order of the index.
    Every,
    /// Every package, or one with the same point, that can be best for an aim that rises in each party's utility, at given tags.
    Best,
}

/// There are more packages, or more sums of pairs to form, than may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many packages there are.
    pub outcomes: Count,
    /// How many were allowed.
    pub limit: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} packages are too many for a limit of {} points", self.outcomes, self.limit)
    }
}

impl std::error::Error for TooLarge {}

/// Packages, and each party's utility of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// The utility of a package to a party: `u[party][k]`.
    pub u: Vec<Vec<f64>>,
    /// Which packages these are.
    pub coverage: Coverage,
    /// How many levels each group has.
    sizes: Vec<u32>,
    /// The levels of each package, one after the other; empty if all are here.
    levels: Vec<u32>,
}

impl Points {
    pub(super) fn listed(space: &Space, u: Vec<Vec<f64>>, levels: Vec<u32>) -> Self {
        Self { u, coverage: Coverage::Best, sizes: sizes(space), levels }
    }

    /// Returns how many packages are listed.
    pub fn len(&self) -> usize {
        self.u.first().map_or(0, Vec::len)
    }

    /// Returns whether none is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the level in each group of the package in place `k`, `None` beyond the last.
    pub fn levels(&self, k: usize) -> Option<Vec<u32>> {
        if k >= self.len() {
            return None;
        }
        if self.coverage == Coverage::Best {
            return Some(self.levels[k * self.sizes.len()..][..self.sizes.len()].to_vec());
        }
        let (mut rest, mut levels) = (k, vec![0; self.sizes.len()]);
        for (level, size) in levels.iter_mut().zip(&self.sizes).rev() {
            *level = (rest % *size as usize) as u32;
            rest /= *size as usize;
        }
        Some(levels)
    }

    /// Returns the index in the space of the package in place `k`, `None` beyond the last or above 128 bits.
    pub fn index(&self, k: usize) -> Option<u128> {
        let step = |i: u128, (l, s): (u32, &u32)| i.checked_mul(u128::from(*s))?.checked_add(u128::from(l));
        self.levels(k)?.into_iter().zip(&self.sizes).try_fold(0, step)
    }

    /// Returns the columns of utilities, as the frontier and the solutions take them.
    pub fn columns(&self) -> Vec<&[f64]> {
        self.u.iter().map(Vec::as_slice).collect()
    }
}

fn sizes(space: &Space) -> Vec<u32> {
    space.groups().iter().map(|g| g.levels() as u32).collect()
}

/// Returns every package in the order of the index if there are at most `limit`, else the [`best_candidates`].
///
/// ```
/// use winset_engine::space::{Coverage, Group, Space, candidates};
/// let group = Group::new(vec![vec![0.0, 0.5, 0.4], vec![0.5, 0.0, 0.4]]);
/// let space = Space::new(vec![0.0, 0.0], vec![group; 30]).unwrap();
/// assert_eq!(candidates(&space, 1_000_000).unwrap().coverage, Coverage::Best);
/// let refused = candidates(&space, 9).unwrap_err().to_string();
/// assert_eq!(refused, "205891132094649 packages are too many for a limit of 9 points");
/// ```
pub fn candidates(space: &Space, limit: usize) -> Result<Points, TooLarge> {
    let Some(count) = space.outcomes().within(limit) else { return best_candidates(space, limit) };
    let u = (0..space.parties()).map(|party| column(space, party, count)).collect();
    Ok(Points { u, coverage: Coverage::Every, sizes: sizes(space), levels: Vec::new() })
}

/// Returns exactly the packages that can be best for an aim that rises in each party's utility, for each combination of tags, in the
/// order of the index; of packages with the same point and the same tags one.
///
/// *Formula*: the list grows group by group; of the sums so far only those survive that none with the same tags betters.
/// *Limits*: an error once more than `limit` sums of pairs are needed; what is not best (the share of packages that are ratified, say)
/// cannot be counted on this list.
///
/// ```
/// use winset_engine::space::{Group, Space, best_candidates};
/// let money = Group::new(vec![vec![0.0, 0.5, 0.0], vec![0.5, 0.0, 0.4]]);
/// let hated = Group { utility: vec![vec![0.0, 0.1], vec![0.0, 0.1]], tag: vec![0, 1] };
/// let best = best_candidates(&Space::new(vec![0.0, 0.0], vec![money, hated]).unwrap(), 100).unwrap();
/// let levels: Vec<_> = (0..best.len()).filter_map(|k| best.levels(k)).collect();
/// assert_eq!(levels, [[0, 0], [0, 1], [1, 0], [1, 1]]);
/// ```
pub fn best_candidates(space: &Space, limit: usize) -> Result<Points, TooLarge> {
    Ok(pareto(space, Ways::ByTag, limit)?.0)
}

/// One party's utility of every package: the sums of the first groups, each followed by every level of the next.
fn column(space: &Space, party: usize, count: usize) -> Vec<f64> {
    let mut sums = Vec::with_capacity(count);
    sums.push(space.constant()[party]);
    for group in space.groups() {
        let add = &group.utility[party];
        let mut next = Vec::with_capacity(sums.len() * add.len());
        for sum in &sums {
            next.extend(add.iter().map(|u| sum + u));
        }
        sums = next;
    }
    sums
}
