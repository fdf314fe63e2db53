//! The frontier of a space whose utilities add up, without listing its packages.

use super::candidates::{Points, TooLarge};
use super::frontier::{frontier_n, frontier2};
use super::{Group, Space};

/// The frontier of a space, one package for each of its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The packages: with two parties from the first party's best down, else in the order of the index.
    pub points: Points,
    /// How many sums of a point and a level were formed.
    pub pair_sums: usize,
}

/// Whether levels that move the chance of ratification differently are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    /// A dominated level goes, whatever its tag.
    One,
    /// Only a level of the same tag can push another out.
    ByTag,
}

/// Returns the frontier of a space: the packages than which no other is at least as good for everybody and better for someone.
///
/// *Source*: Pareto 1906; the sum of two fronts is Minkowski's.
/// *Formula*: group by group, all sums of a point of the front so far and an undominated level, then their front. Dominance
/// survives adding the same amount to both, and so does its rounding: the points have the bits of a list of all packages.
/// *Limits*: an error once more than `limit` sums are needed; fronts of adversarial spaces double with every group.
///
/// ```
/// use winset_engine::space::{Group, Space, frontier_of};
/// let group = Group::new(vec![vec![0.0, 3.0, 0.0], vec![3.0, 0.0, 1.0]]);
/// let space = Space::new(vec![0.0, 0.0], vec![group; 40]).unwrap();
/// let front = frontier_of(&space, 100_000).unwrap();
/// assert_eq!(front.points.len(), 41);
/// assert_eq!(front.pair_sums, 2 * (41 * 40 / 2 - 1));
/// ```
pub fn frontier_of(space: &Space, limit: usize) -> Result<Front, TooLarge> {
    let (points, pair_sums) = pareto(space, Ways::One, limit)?;
    let points = if space.parties() == 2 { by_first_party(space, &points) } else { points };
    Ok(Front { points, pair_sums })
}

fn by_first_party(space: &Space, points: &Points) -> Points {
    let order = frontier2(&points.u[0], &points.u[1]);
    let u = points.u.iter().map(|column| order.iter().map(|k| column[*k]).collect()).collect();
    let levels = order.iter().flat_map(|k| points.levels(*k).unwrap_or_default()).collect();
    Points::listed(space, u, levels)
}

/// The sums so far of one combination of tags, in the order of the index.
struct Sums {
    u: Vec<Vec<f64>>,
    /// Where each stands in the list of steps of its group.
    step: Vec<u32>,
}

/// A step of a package: the step of the group before, and the level taken.
type Step = (u32, u32);

pub(super) fn pareto(space: &Space, ways: Ways, limit: usize) -> Result<(Points, usize), TooLarge> {
    let too_large = || TooLarge { outcomes: space.outcomes(), limit };
    let mut all = vec![Sums { u: space.constant().iter().map(|c| vec![*c]).collect(), step: vec![0] }];
    let mut steps: Vec<Vec<Step>> = Vec::new();
    let (mut counted, mut formed) = (0, 0_usize);
    for (g, group) in space.groups().iter().enumerate() {
        let classes = classes(group, ways);
        let (mut next, mut taken) = (Vec::new(), Vec::new());
        for (sums, levels) in all.iter().flat_map(|s| classes.iter().map(move |c| (s, c))) {
            let pairs = sums.step.len().saturating_mul(levels.len());
            formed = formed.saturating_add(pairs);
            counted += if g == 0 { 0 } else { pairs };
            if formed > limit.max(group.levels()) || u32::try_from(formed).is_err() {
                return Err(too_large());
            }
            next.push(extend(sums, group, levels, &mut taken));
        }
        all = next;
        steps.push(taken);
    }
    Ok((listed(space, all, &steps), counted))
}

/// The undominated levels, of each tag if tags are kept apart.
fn classes(group: &Group, ways: Ways) -> Vec<Vec<u32>> {
    let mut tags = if ways == Ways::ByTag { group.tag.clone() } else { vec![0] };
    tags.sort_unstable();
    tags.dedup();
    let of = |tag: &u32| {
        let same = |l: &u32| ways == Ways::One || group.tag[*l as usize] == *tag;
        let levels: Vec<u32> = (0..group.levels() as u32).filter(same).collect();
        let columns: Vec<Vec<f64>> =
            group.utility.iter().map(|u| levels.iter().map(|l| u[*l as usize]).collect()).collect();
        undominated(&columns).into_iter().map(|k| levels[k]).collect()
    };
    tags.iter().map(of).collect()
}

fn extend(sums: &Sums, group: &Group, levels: &[u32], taken: &mut Vec<Step>) -> Sums {
    let mut u = Vec::with_capacity(sums.u.len());
    for (column, add) in sums.u.iter().zip(&group.utility) {
        let add: Vec<f64> = levels.iter().map(|l| add[*l as usize]).collect();
        u.push(column.iter().flat_map(|a| add.iter().map(move |b| a + b)).collect::<Vec<f64>>());
    }
    let kept = undominated(&u);
    let first = taken.len() as u32;
    taken.extend(kept.iter().map(|k| (sums.step[k / levels.len()], levels[k % levels.len()])));
    let u = u.iter().map(|column| kept.iter().map(|k| column[*k]).collect()).collect();
    Sums { u, step: (first..taken.len() as u32).collect() }
}

/// The front of a few columns, by index, so that the first of equal points stays.
fn undominated(u: &[Vec<f64>]) -> Vec<usize> {
    let mut kept = match u {
        [x, y] => frontier2(x, y),
        _ => frontier_n(&u.iter().map(Vec::as_slice).collect::<Vec<_>>()),
    };
    kept.sort_unstable();
    kept
}

fn listed(space: &Space, all: Vec<Sums>, steps: &[Vec<Step>]) -> Points {
    let mut rows: Vec<(Vec<u32>, Vec<f64>)> = Vec::new();
    for sums in &all {
        for (k, step) in sums.step.iter().enumerate() {
            let (mut at, mut levels) = (*step, vec![0; steps.len()]);
            for (level, taken) in levels.iter_mut().zip(steps).rev() {
                (at, *level) = taken[at as usize];
            }
            rows.push((levels, sums.u.iter().map(|column| column[k]).collect()));
        }
    }
    rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let u = (0..space.parties()).map(|party| rows.iter().map(|r| r.1[party]).collect()).collect();
    Points::listed(space, u, rows.into_iter().flat_map(|r| r.0).collect())
}
