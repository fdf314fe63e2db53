//! The frontier of two parties by passing over every package, row by row, without keeping them.

use super::staircase::{Stair, Staircase};
use super::{Group, Space};

/// Returns the frontier of two parties by passing over every package, from the first party's best down; `None` unless there are two
/// parties and at most `limit` packages.
///
/// *Formula*: packages that share a level in each of the first groups are passed over together if the sum of the best levels of the
/// rest, for each party, is already dominated. It keeps no package but those of the frontier, has the bits of a list of all
/// packages, and is the second method beside [`super::frontier_of`].
///
/// ```
/// use winset_engine::space::{Group, Space, frontier_swept};
/// let group = Group::new(vec![vec![0.0, 3.0, 0.0], vec![3.0, 0.0, 1.0]]);
/// let space = Space::new(vec![0.0, 0.0], vec![group; 3]).unwrap();
/// let found = frontier_swept(&space, 27).unwrap();
/// assert_eq!(found.iter().map(|f| f.index).collect::<Vec<_>>(), [13, 4, 1, 0]);
/// ```
pub fn frontier_swept(space: &Space, limit: usize) -> Option<Vec<Stair>> {
    space.outcomes().within(limit)?;
    let [x, y] = *space.constant() else { return None };
    let mut stairs = Staircase::new();
    let rows: Vec<Row> = space.groups().iter().filter_map(Row::of).collect();
    sweep(&rows, (x, y), &mut stairs);
    Some(stairs.finish())
}

/// A group: what each level adds, and how much the best of them add.
struct Row<'a> {
    x: &'a [f64],
    y: &'a [f64],
    most: (f64, f64),
}

impl<'a> Row<'a> {
    fn of(group: &'a Group) -> Option<Self> {
        let [x, y] = group.utility.as_slice() else { return None };
        let most = |u: &[f64]| u.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(Self { x, y, most: (most(x), most(y)) })
    }
}

/// Walks the packages like the wheels of a counter, the last group fastest.
fn sweep(rows: &[Row], start: (f64, f64), stairs: &mut Staircase) {
    let Some((last, wheels)) = rows.split_last() else { return stairs.push(start.0, start.1) };
    let behind = packages(rows);
    let mut level = vec![0; wheels.len()];
    let mut sums = vec![start; rows.len()];
    let mut wheel = 0;
    loop {
        let (x, y) = sums[wheel];
        if wheel == wheels.len() {
            last.x.iter().zip(last.y).for_each(|(dx, dy)| stairs.push(x + dx, y + dy));
        } else if level[wheel] < wheels[wheel].x.len() {
            let row = &wheels[wheel];
            let next = (x + row.x[level[wheel]], y + row.y[level[wheel]]);
            level[wheel] += 1;
            let best = rows[wheel + 1..].iter().fold(next, |s, r| (s.0 + r.most.0, s.1 + r.most.1));
            if stairs.dominates(best.0, best.1) {
                stairs.pass(behind[wheel]);
            } else {
                wheel += 1;
                sums[wheel] = next;
            }
            continue;
        }
        if wheel == 0 {
            return;
        }
        if let Some(l) = level.get_mut(wheel) {
            *l = 0;
        }
        wheel -= 1;
    }
}

/// How many packages share the levels of the groups up to each one.
fn packages(rows: &[Row]) -> Vec<usize> {
    let mut behind = vec![1; rows.len()];
    for i in (1..rows.len()).rev() {
        behind[i - 1] = behind[i] * rows[i].x.len();
    }
    behind
}
