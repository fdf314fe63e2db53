//! The frontier of points in any number of coordinates.

use super::many::undominated;
use super::staircase::Staircase;
use std::cmp::Ordering;

/// Returns the frontier of two parties, by index, from the largest `x` down; of equal points the one with the lowest index.
///
/// *Source*: Pareto 1906; Kung, Luccio and Preparata 1975.
/// *Limits*: a point with a coordinate that is not a number is never on it; the longer column is cut.
///
/// ```
/// use winset_engine::space::frontier2;
/// assert_eq!(frontier2(&[1.0, 3.0, 2.0, 3.0], &[3.0, 1.0, 1.0, 1.0]), [1, 0]);
/// ```
pub fn frontier2(x: &[f64], y: &[f64]) -> Vec<usize> {
    let mut stairs = Staircase::new();
    stairs.extend(x, y);
    stairs.finish().into_iter().map(|stair| stair.index).collect()
}

/// Returns the frontier of points with any number of coordinates, by rising index; of equal points the one with the lowest index.
/// `u[i][k]` is coordinate i of point k; a chance of ratification may be one of them.
///
/// *Formula*: two, a staircase; three, a sweep over the first with a staircase of the others; more, from the largest sum down, each
/// against those that stayed. *Source*: Kung, Luccio and Preparata 1975; Chomicki and others 2003 for the order by sum.
/// *Limits*: a point with a coordinate that is not a number is never on it; longer columns are cut.
///
/// ```
/// use winset_engine::space::frontier_n;
/// let (a, b, p) = ([1.0, 2.0, 1.0, 1.0], [2.0, 1.0, 1.0, 2.0], [0.5, 0.5, 0.9, 0.5]);
/// assert_eq!(frontier_n(&[&a, &b, &p]), [0, 1, 2]);
/// ```
pub fn frontier_n(u: &[&[f64]]) -> Vec<usize> {
    let n = u.iter().map(|c| c.len()).min().unwrap_or(0);
    let mut kept = match u {
        [] => Vec::new(),
        [x] => best(&x[..n]),
        [x, y] => frontier2(&x[..n], &y[..n]),
        [x, y, z] => frontier3(&x[..n], &y[..n], &z[..n]),
        _ => undominated(u, n),
    };
    kept.sort_unstable();
    kept
}

fn best(x: &[f64]) -> Vec<usize> {
    let mut best: Option<usize> = None;
    for (k, value) in x.iter().enumerate() {
        if !value.is_nan() && best.is_none_or(|b| *value > x[b]) {
            best = Some(k);
        }
    }
    best.into_iter().collect()
}

pub(super) fn falling(a: f64, b: f64) -> Ordering {
    b.partial_cmp(&a).unwrap_or(Ordering::Equal)
}

/// A sweep from the largest x down: a point stays if no earlier one is at least as good in y and z.
fn frontier3(x: &[f64], y: &[f64], z: &[f64]) -> Vec<usize> {
    let number = |k: &usize| !(x[*k].is_nan() || y[*k].is_nan() || z[*k].is_nan());
    let mut order: Vec<usize> = (0..x.len()).filter(number).collect();
    order.sort_unstable_by(|a, b| {
        let coordinates = falling(x[*a], x[*b]).then_with(|| falling(y[*a], y[*b]));
        coordinates.then_with(|| falling(z[*a], z[*b])).then_with(|| a.cmp(b))
    });
    let mut stairs: Vec<(f64, f64)> = Vec::new();
    order.retain(|k| climbs(&mut stairs, y[*k], z[*k]));
    order
}

/// Whether no step is at least as good as (y, z); if so, it becomes a step. Steps run down in y and up in z.
fn climbs(stairs: &mut Vec<(f64, f64)>, y: f64, z: f64) -> bool {
    let at = stairs.partition_point(|step| step.0 >= y);
    if at > 0 && stairs[at - 1].1 >= z {
        return false;
    }
    let from = if at > 0 && stairs[at - 1].0 == y { at - 1 } else { at };
    let to = at + stairs[at..].partition_point(|step| step.1 <= z);
    stairs.splice(from..to, [(y, z)]);
    true
}
