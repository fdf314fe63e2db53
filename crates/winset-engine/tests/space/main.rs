//! Spaces of packages: reference rows, brute force, and what must hold for every space.

mod frontiers;
mod lotteries;
mod mini;
mod minkowski;
mod peer;
mod properties;
#[path = "../rows/mod.rs"]
mod rows;
mod solutions;

use rows::Row;

/// The reference row of a name.
fn row(id: &str) -> Row {
    let all = Row::all(include_str!("../data/space_rows.json"));
    all.into_iter().find(|r| r.id() == id).unwrap_or_else(|| panic!("no row {id}"))
}

/// Asserts that what was found meets the row of a name within its tolerance, or a wider one that is given.
fn meets(id: &str, found: &[f64], at_least: f64) {
    let row = row(id);
    let (expected, tolerance) = (row.value(), row.tolerance().max(at_least));
    assert_eq!(found.len(), expected.len(), "{id}");
    for (f, e) in found.iter().zip(&expected) {
        assert!((f - e).abs() <= tolerance, "{id}: {found:?} for {expected:?}");
    }
}

/// The frontier by comparing every point with every other: of equal points the first.
fn by_hand(u: &[Vec<f64>]) -> Vec<usize> {
    let n = u[0].len();
    let betters = |j: usize, k: usize| {
        let equal = u.iter().all(|c| c[j] == c[k]);
        u.iter().all(|c| c[j] >= c[k]) && (!equal || j < k)
    };
    (0..n).filter(|k| !(0..n).any(|j| j != *k && betters(j, *k))).collect()
}

/// References to columns.
fn columns(u: &[Vec<f64>]) -> Vec<&[f64]> {
    u.iter().map(Vec::as_slice).collect()
}

/// A generator of test numbers: a linear congruence of 64 bits, of which the upper 31 are used.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// From 0 to 1, on a grid of 2⁶².
    fn unit(&mut self) -> f64 {
        let high = self.next() as f64;
        (high + self.next() as f64 / 2_147_483_648.0) / 2_147_483_648.0
    }
}
