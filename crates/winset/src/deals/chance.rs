//! The chance of ratification of many packages: one for each combination of levels that voters can tell apart.

use std::collections::BTreeMap;

use winset_engine::space::{Coverage, Points};
use winset_engine::vote::Passing;

use crate::package::Packages;
use crate::vote::{Body, Ratification};

/// The largest number of chances that are tabled.
const MOST: usize = 4_000_000;

/// The chance of each package listed; none if nothing was judged about any body, or too many packages differ to voters.
pub fn chances(
    p: &Packages<'_>,
    points: &Points,
    bodies: &[Body<'_>],
    all: &Ratification,
) -> Option<Vec<f64>> {
    if all.is_empty() {
        return None;
    }
    let kinds: Vec<usize> =
        p.space.groups().iter().map(|g| g.tag.iter().max().map_or(1, |t| *t as usize + 1)).collect();
    let total = kinds.iter().try_fold(1_usize, |n, k| n.checked_mul(*k)).filter(|n| *n <= MOST)?;
    let table = table(p, bodies, all, &kinds, total)?;
    let tags: Vec<&[u32]> = p.space.groups().iter().map(|g| g.tag.as_slice()).collect();
    if points.coverage == Coverage::Every {
        return Some(every(&tags, &kinds).into_iter().map(|at| table[at]).collect());
    }
    let mut list = Vec::with_capacity(points.len());
    for k in 0..points.len() {
        let levels = points.levels(k)?;
        let at = levels
            .iter()
            .zip(&tags)
            .zip(&kinds)
            .fold(0_usize, |at, ((l, tag), kinds)| at * kinds + tag[*l as usize] as usize);
        list.push(table[at]);
    }
    Some(list)
}

/// The combination of tags of every package, in the order of the index.
fn every(tags: &[&[u32]], kinds: &[usize]) -> Vec<usize> {
    let mut list = vec![0_usize];
    for (tag, n) in tags.iter().zip(kinds) {
        let mut next = Vec::with_capacity(list.len() * tag.len());
        for at in &list {
            next.extend(tag.iter().map(|t| at * n + *t as usize));
        }
        list = next;
    }
    list
}

/// The chance of each combination of tags, the last group running fastest.
fn table(
    p: &Packages<'_>,
    bodies: &[Body<'_>],
    all: &Ratification,
    kinds: &[usize],
    total: usize,
) -> Option<Vec<f64>> {
    // A level of each tag stands for all of its tag.
    let stand_ins: Vec<Vec<u32>> = p
        .space
        .groups()
        .iter()
        .zip(kinds)
        .map(|(g, n)| {
            (0..*n).map(|t| g.tag.iter().position(|x| *x as usize == t).unwrap_or(0) as u32).collect()
        })
        .collect();
    let mut amounts: BTreeMap<u64, usize> = BTreeMap::new();
    let mut shifts: BTreeMap<Vec<u64>, Vec<(usize, usize)>> = BTreeMap::new();
    let mut xs: Vec<f64> = Vec::new();
    for at in 0..total {
        let levels = unfold(at, kinds, &stand_ins);
        let x = p.x(&levels);
        let i = *amounts.entry(x.to_bits()).or_insert_with(|| {
            xs.push(x);
            xs.len() - 1
        });
        let moved: Vec<u64> = p.shifts(&levels, bodies).into_iter().map(f64::to_bits).collect();
        shifts.entry(moved).or_default().push((at, i));
    }
    let mut list = vec![1.0; total];
    for side in &all.sides {
        let passing = Passing::new(&side.chambers, side.mood, &xs)?;
        for (moved, places) in &shifts {
            let own: Vec<f64> =
                side.places.iter().map(|b| moved.get(*b).map_or(0.0, |s| f64::from_bits(*s))).collect();
            let by_amount = passing.chances(&own);
            for (at, i) in places {
                list[*at] *= by_amount[*i];
            }
        }
    }
    Some(list)
}

fn unfold(mut at: usize, kinds: &[usize], stand_ins: &[Vec<u32>]) -> Vec<u32> {
    let mut levels = vec![0; kinds.len()];
    for ((level, n), stand_in) in levels.iter_mut().zip(kinds).zip(stand_ins).rev() {
        *level = stand_in[at % n];
        at /= n;
    }
    levels
}
