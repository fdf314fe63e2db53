//! Spaces of packages: what each party gains from every combination of levels, the frontier, and the points it may settle on.
//!
//! A package takes one level from each group; issues that act on each other form one group, so that utilities add up over
//! groups. Packages are numbered from 0 with the last group fastest.
//!
//! In reading order: [`count`] (how many packages), [`mod@candidates`] (the packages as columns of numbers), [`staircase`],
//! [`frontier`], [`front`] and [`sweep`] (what nobody can better for free), [`concept`] and [`mod@solve`] (what parties may agree on),
//! [`lottery`] (two packages by lot), [`trade`] (a swap that both like), [`winset`] (what would be ratified).
//!
//! *Method*: `docs/methods/deals.md`.

mod aims;
pub mod candidates;
pub mod concept;
pub mod count;
pub mod front;
pub mod frontier;
pub mod lottery;
mod many;
pub mod solve;
pub mod staircase;
pub mod sweep;
pub mod trade;
pub mod winset;

pub use candidates::{Coverage, DEFAULT_LIMIT, Points, TooLarge, best_candidates, candidates};
pub use concept::{Concept, METHODS};
pub use count::Count;
pub use front::{Front, frontier_of};
pub use frontier::{frontier_n, frontier2};
pub use lottery::{Hull, Lottery};
pub use solve::{Solution, SolveOptions, solve};
pub use staircase::{Stair, Staircase};
pub use sweep::frontier_swept;
pub use trade::{Swap, logrolling};
pub use winset::{WinSet, win_set};

/// Levels of which a package takes one, and what each is worth to each party; issues that act on each other form one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What a level adds to a party's utility: `utility[party][level]`, finite.
    pub utility: Vec<Vec<f64>>,
    /// One number a level: levels with equal numbers move the chance of ratification alike; all 0 if none moves it.
    pub tag: Vec<u32>,
}

impl Group {
    /// Returns a group none of whose levels moves the chance of ratification.
    ///
    /// ```
    /// let group = winset_engine::space::Group::new(vec![vec![0.0, 1.0], vec![1.0, 0.0]]);
    /// assert_eq!(group.tag, [0, 0]);
    /// ```
    pub fn new(utility: Vec<Vec<f64>>) -> Self {
        let tag = vec![0; utility.first().map_or(0, Vec::len)];
        Self { utility, tag }
    }

    /// Returns how many levels there are.
    pub fn levels(&self) -> usize {
        self.tag.len()
    }
}

/// All packages, by what their levels add to the utility of each party.
///
/// *Formula*: u_i = constant_i + Σ_g utility_g(i, level), added in the order of the groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    constant: Vec<f64>,
    groups: Vec<Group>,
}

/// Why numbers do not make a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is no party.
    NoParty,
    /// A group has no level, or more than 2³² − 1.
    Levels {
        /// The group, from 0.
        group: usize,
    },
    /// A group does not hold one utility for every party and level.
    Shape {
        /// The group, from 0.
        group: usize,
    },
    /// A utility is not a finite number; the constants stand before the groups.
    NotFinite,
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoParty => write!(f, "a space needs at least one party"),
            Self::Levels { group } => write!(f, "group {group} needs at least one level"),
            Self::Shape { group } => write!(f, "group {group} needs one utility for every party and level"),
            Self::NotFinite => write!(f, "a utility is not a finite number"),
        }
    }
}

impl std::error::Error for Misfit {}

impl Space {
    /// Returns the space of these groups; a space without groups has one package.
    ///
    /// ```
    /// use winset_engine::space::{Group, Space};
    /// let group = Group::new(vec![vec![0.0, 0.5], vec![0.5, 0.0]]);
    /// let space = Space::new(vec![0.1, 0.0], vec![group.clone(), group]).unwrap();
    /// assert_eq!(space.outcomes().to_string(), "4");
    /// assert_eq!(space.levels_of(2), Some(vec![1, 0]));
    /// assert_eq!(space.utility_of(&[1, 0]), Some(vec![0.6, 0.5]));
    /// ```
    pub fn new(constant: Vec<f64>, groups: Vec<Group>) -> Result<Self, Misfit> {
        if constant.is_empty() {
            return Err(Misfit::NoParty);
        }
        let mut finite = constant.iter().all(|u| u.is_finite());
        for (group, g) in groups.iter().enumerate() {
            if g.levels() == 0 || u32::try_from(g.levels()).is_err() {
                return Err(Misfit::Levels { group });
            }
            if g.utility.len() != constant.len() || g.utility.iter().any(|u| u.len() != g.levels()) {
                return Err(Misfit::Shape { group });
            }
            finite &= g.utility.iter().flatten().all(|u| u.is_finite());
        }
        if finite { Ok(Self { constant, groups }) } else { Err(Misfit::NotFinite) }
    }

    /// Returns how many parties there are, at least one.
    pub fn parties(&self) -> usize {
        self.constant.len()
    }

    /// Returns each party's utility before any level is added.
    pub fn constant(&self) -> &[f64] {
        &self.constant
    }

    /// Returns the groups, in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns how many packages there are.
    pub fn outcomes(&self) -> Count {
        Count::product(self.groups.iter().map(Group::levels))
    }

    /// Returns the level in each group of a package, `None` if there is no package of this index.
    pub fn levels_of(&self, index: u128) -> Option<Vec<u32>> {
        let mut rest = index;
        let mut levels = vec![0; self.groups.len()];
        for (level, group) in levels.iter_mut().zip(&self.groups).rev() {
            let size = group.levels() as u128;
            *level = u32::try_from(rest % size).ok()?;
            rest /= size;
        }
        (rest == 0).then_some(levels)
    }

    /// Returns the index of a package, `None` if there is no such package or its index needs more than 128 bits.
    pub fn index_of(&self, levels: &[u32]) -> Option<u128> {
        self.fits(levels).then_some(())?;
        let step = |index: u128, (level, group): (&u32, &Group)| {
            index.checked_mul(group.levels() as u128)?.checked_add(u128::from(*level))
        };
        levels.iter().zip(&self.groups).try_fold(0, step)
    }

    /// Returns each party's utility of a package, `None` if there is no such package.
    pub fn utility_of(&self, levels: &[u32]) -> Option<Vec<f64>> {
        self.fits(levels).then_some(())?;
        let of = |party: usize| {
            let start = self.constant[party];
            levels.iter().zip(&self.groups).fold(start, |u, (l, g)| u + g.utility[party][*l as usize])
        };
        Some((0..self.parties()).map(of).collect())
    }

    fn fits(&self, levels: &[u32]) -> bool {
        levels.len() == self.groups.len()
            && levels.iter().zip(&self.groups).all(|(l, g)| (*l as usize) < g.levels())
    }
}
