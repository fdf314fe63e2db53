//! Logrolling: a swap of levels in two groups that everybody likes.

use super::Space;

/// A group and the level it moves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The group, from 0.
    pub group: usize,
    /// The level before.
    pub from: u32,
    /// The level after.
    pub to: u32,
}

/// Two moves made together.
#[derive(Clone, Debug, PartialEq)]
pub struct Swap {
    /// The move in the earlier group.
    pub first: Move,
    /// The move in the later group.
    pub second: Move,
    /// What each party gains, none below 0.
    pub gain: Vec<f64>,
}

/// Returns the swap of levels in two groups with the largest product of gains, none of them negative and one above 0; `None` if no
/// swap is like that, or there is no such package.
///
/// Of equal products the larger sum of gains, then the earlier groups and levels.
///
/// *Source*: Froman and Cohen 1970; Raiffa 1982.
/// *Limits*: every pair of groups and levels is tried; a gain that needs three groups at once is not found.
///
/// ```
/// use winset_engine::space::{Group, Space, logrolling};
/// let dear_to_a = Group::new(vec![vec![0.0, 0.5], vec![0.2, 0.0]]);
/// let dear_to_b = Group::new(vec![vec![0.0, 0.2], vec![0.5, 0.0]]);
/// let space = Space::new(vec![0.0, 0.0], vec![dear_to_a, dear_to_b]).unwrap();
/// let swap = logrolling(&space, &[0, 1]).unwrap();
/// assert_eq!((swap.first.to, swap.second.to), (1, 0));
/// assert!((swap.gain[0] - 0.3).abs() < 1e-12 && (swap.gain[1] - 0.3).abs() < 1e-12);
/// ```
pub fn logrolling(space: &Space, levels: &[u32]) -> Option<Swap> {
    space.utility_of(levels)?;
    let mut best: Option<(f64, f64, Swap)> = None;
    for second in 1..levels.len() {
        for first in 0..second {
            for swap in swaps(space, levels, first, second) {
                let (product, sum) = (swap.gain.iter().product(), swap.gain.iter().sum());
                if best.as_ref().is_none_or(|b| (product, sum) > (b.0, b.1)) {
                    best = Some((product, sum, swap));
                }
            }
        }
    }
    best.map(|b| b.2)
}

fn swaps(space: &Space, levels: &[u32], first: usize, second: usize) -> impl Iterator<Item = Swap> {
    let moves = move |group: usize| {
        let from = levels[group];
        let all = 0..space.groups()[group].levels() as u32;
        all.filter(move |to| *to != from).map(move |to| Move { group, from, to })
    };
    moves(first).flat_map(move |a| {
        moves(second).filter_map(move |b| {
            let change = |party: usize, m: Move| {
                let u = &space.groups()[m.group].utility[party];
                u[m.to as usize] - u[m.from as usize]
            };
            let gain: Vec<f64> = (0..space.parties()).map(|i| change(i, a) + change(i, b)).collect();
            let liked = gain.iter().all(|g| *g >= 0.0) && gain.iter().any(|g| *g > 0.0);
            liked.then_some(Swap { first: a, second: b, gain })
        })
    })
}
