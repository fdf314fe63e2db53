//! The plane of two parties: its scales, cells that stand for thousands of packages, the stairs of a frontier.

use std::collections::{BTreeMap, BTreeSet};

use super::scale::{Count, Scale, drawable};
use super::svg::num;

/// The scales of both parties.
pub(crate) struct Plane {
    pub(crate) x: Scale,
    pub(crate) y: Scale,
}

impl Plane {
    /// From 0 to 1 in both directions, and further only where a point lies further.
    pub(crate) fn over(points: &[(f64, f64)], x: (f64, f64), y: (f64, f64)) -> Plane {
        let scale = |of: &dyn Fn(&(f64, f64)) -> f64, ends: (f64, f64)| {
            let values = || points.iter().filter(|p| is_drawable(**p)).map(of);
            if values().all(|v| (-1e-9..=1.0 + 1e-9).contains(&v)) {
                Scale::linear(0.0, 1.0, ends.0, ends.1)
            } else {
                Scale::over(Count::Linear, values().chain([0.0, 1.0]), 0.0, ends.0, ends.1)
            }
        };
        Plane { x: scale(&|p| p.0, x), y: scale(&|p| p.1, y) }
    }

    /// The place of a point.
    pub(crate) fn at(&self, point: (f64, f64)) -> Option<(f64, f64)> {
        Some((self.x.at(point.0)?, self.y.at(point.1)?))
    }
}

/// Whether both parts of a point can be drawn.
pub(crate) fn is_drawable(point: (f64, f64)) -> bool {
    drawable(Count::Linear, point.0) && drawable(Count::Linear, point.1)
}

/// How many places lie in each cell of a grid, by the middle of the cell.
pub(crate) fn cells(places: &[(f64, f64)], size: f64) -> Vec<((f64, f64), usize)> {
    let mut counts: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (x, y) in places {
        *counts.entry(((x / size).floor() as i64, (y / size).floor() as i64)).or_default() += 1;
    }
    let middle = |(i, j): (i64, i64)| ((i as f64 + 0.5) * size, (j as f64 + 0.5) * size);
    counts.into_iter().map(|(cell, count)| (middle(cell), count)).collect()
}

/// One place of each cell, the first, with cells grown until at most so many are left.
pub(crate) fn spread(places: &[(f64, f64)], most: usize) -> Vec<(f64, f64)> {
    let mut size = 1.0;
    loop {
        let mut taken = BTreeSet::new();
        let cell = |p: &(f64, f64)| ((p.0 / size).floor() as i64, (p.1 / size).floor() as i64);
        let kept: Vec<_> = places.iter().copied().filter(|p| taken.insert(cell(p))).collect();
        if kept.len() <= most || size > 1e4 {
            return kept;
        }
        size *= 1.5;
    }
}

/// The points that no other beats for both, from the left to the right.
pub(crate) fn undominated(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sorted: Vec<(f64, f64)> = points.iter().copied().filter(|p| is_drawable(*p)).collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut best = f64::NEG_INFINITY;
    sorted.retain(|p| {
        let kept = p.1 > best;
        best = best.max(p.1);
        kept
    });
    sorted.reverse();
    sorted
}

/// The stairs through places that fall from the left to the right: what lies below them is beaten.
pub(crate) fn stairs(places: &[(f64, f64)]) -> String {
    let Some(first) = places.first() else { return String::new() };
    let mut path = format!("M{} {}", num(first.0), num(first.1));
    let mut last = *first;
    for (i, place) in places.iter().enumerate().skip(1) {
        let near = (place.0 - last.0).abs() < 1.0 && (place.1 - last.1).abs() < 1.0;
        if near && i + 1 < places.len() {
            continue;
        }
        path.push_str(&format!("V{}H{}", num(place.1), num(place.0)));
        last = *place;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stairs_hold_what_no_other_point_beats() {
        let mut state = 7_u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % 60) as f64 / 60.0
        };
        let points: Vec<(f64, f64)> = (0..300).map(|_| (draw(), draw())).collect();
        let seen = undominated(&points);
        let beats = |a: &(f64, f64), b: &(f64, f64)| a.0 >= b.0 && a.1 >= b.1 && a != b;
        let mut brute: Vec<(f64, f64)> =
            points.iter().copied().filter(|p| !points.iter().any(|q| beats(q, p))).collect();
        brute.sort_by(|a, b| a.0.total_cmp(&b.0));
        brute.dedup();
        assert_eq!(seen, brute);
    }

    #[test]
    fn cells_count_every_place() {
        let places: Vec<(f64, f64)> =
            (0..5000).map(|i| (f64::from(i % 71) * 3.3, f64::from(i % 53) * 2.9)).collect();
        assert_eq!(cells(&places, 8.0).iter().map(|c| c.1).sum::<usize>(), 5000);
        assert!(spread(&places, 200).len() <= 200);
        assert_eq!(spread(&[(1.0, 1.0); 9], 200).len(), 1);
    }

    #[test]
    fn stairs_go_down_before_they_go_on() {
        assert_eq!(stairs(&[(0.0, 10.0), (5.0, 20.0), (9.0, 40.0)]), "M0 10V20H5V40H9");
        assert_eq!(stairs(&[]), "");
    }
}
