//! Lotteries over two packages against closed forms of connected sets.

use crate::{Numbers, meets, row};
use winset_engine::space::{Concept, Group, Hull, Lottery, Space, candidates};

const ORIGIN: [f64; 2] = [0.0, 0.0];

fn near(found: &Lottery, u: [f64; 2], tolerance: f64) {
    let off = (found.u[0] - u[0]).abs().max((found.u[1] - u[1]).abs());
    assert!(off <= tolerance, "{:?} for {u:?}", found.u);
}

#[test]
fn three_corners_give_the_polygon() {
    let hull = Hull::of(&[0.0, 6.0, 10.0], &[10.0, 8.0, 0.0]);
    let solve = |concept, weight| hull.solve(concept, ORIGIN, weight).unwrap();
    meets("P1.Nash", &solve(Concept::Nash, 0.5).u, 1e-12);
    meets("P1.asym Nash alpha=0.1", &solve(Concept::WeightedNash, 0.1).u, 1e-12);
    meets("P1.asym Nash alpha=0.3", &solve(Concept::WeightedNash, 0.3).u, 1e-12);
    meets("P1.asym Nash alpha=0.9", &solve(Concept::WeightedNash, 0.9).u, 1e-12);
    meets("P1.KS=egal (ideal 10,10)", &solve(Concept::KalaiSmorodinsky, 0.5).u, 1e-12);
    meets("P1.KS=egal (ideal 10,10)", &solve(Concept::Egalitarian, 0.5).u, 1e-12);
    meets("P1.utilitarian", &solve(Concept::Utilitarian, 0.5).u, 1e-12);
    let lot = solve(Concept::WeightedNash, 0.1);
    assert_eq!((lot.a, lot.b, lot.nearest), (1, 0, Some(1)));
    assert!((lot.weight - 0.5).abs() < 1e-12);
    assert_eq!(hull.solve(Concept::MaxWelfare, ORIGIN, 0.5), None);
}

#[test]
fn a_disagreement_point_cuts_the_polygon() {
    let hull = Hull::of(&[0.0, 6.0, 10.0], &[10.0, 8.0, 0.0]);
    // The edge from (0, 10) to (6, 8) is at least 8.5 high up to x = 4.5.
    assert_eq!(hull.solve(Concept::Nash, [5.0, 8.5], 0.5), None);
    let high = hull.solve(Concept::KalaiSmorodinsky, [3.0, 8.5], 0.5).unwrap();
    near(&high, [3.75, 8.75], 1e-12);
    assert_eq!(high.nearest, None);
    let nash = hull.solve(Concept::Nash, [3.0, 8.5], 0.5).unwrap();
    near(&nash, [3.75, 8.75], 1e-12);
    // One party is at its disagreement point everywhere.
    let end = hull.solve(Concept::Egalitarian, [0.0, 10.0], 0.5).unwrap();
    assert_eq!((end.a, end.b, end.weight, end.u), (0, 0, 1.0, [0.0, 10.0]));
}

#[test]
fn a_fine_grid_gives_the_curve() {
    let x: Vec<f64> = (0..=10_000).map(|i| f64::from(i) / 10_000.0).collect();
    let y: Vec<f64> = x.iter().map(|x| (1.0 - x).sqrt()).collect();
    let hull = Hull::of(&x, &y);
    assert_eq!(hull.vertices().len(), 10_001);
    meets("C1.Nash x", &[hull.solve(Concept::Nash, ORIGIN, 0.5).unwrap().u[0]], 1e-4);
    let equal = hull.solve(Concept::KalaiSmorodinsky, ORIGIN, 0.5).unwrap();
    meets("C1.KS=egalitarian x", &[equal.u[0]], 1e-8);
}

#[test]
fn issues_that_can_be_split_give_the_line_of_trades() {
    let weights = [(0.5, 0.2), (0.3, 0.3), (0.2, 0.5)];
    let groups = weights.map(|(a, b)| Group::new(vec![vec![0.0, a], vec![b, 0.0]]));
    let u = candidates(&Space::new(vec![0.0, 0.0], groups.to_vec()).unwrap(), 8).unwrap().u;
    let hull = Hull::of(&u[0], &u[1]);
    let corners: Vec<f64> = hull.vertices().iter().rev().flat_map(|k| [u[0][*k], u[1][*k]]).collect();
    meets("logroll.vertices", &corners, 0.0);
    let nash = hull.solve(Concept::Nash, ORIGIN, 0.5).unwrap();
    meets("logroll.Nash product (.65*.65)", &[nash.u[0] * nash.u[1]], 0.0);
    let support = hull.vertices().iter().map(|k| 0.4 * u[0][*k] + 0.6 * u[1][*k]).fold(0.0, f64::max);
    assert!((support - row("logroll.support fn check LP lam=.4").value()[0]).abs() < 1e-9);
}

/// No mixture of any two packages does better than the lottery found.
#[test]
fn no_other_lottery_is_better() {
    let mut numbers = Numbers(31);
    for _ in 0..60 {
        let n = 2 + numbers.below(12) as usize;
        let mut coordinate = || (0..n).map(|_| numbers.unit()).collect::<Vec<f64>>();
        let (x, y) = (coordinate(), coordinate());
        let d = [0.3, 0.25];
        let mut best: Option<f64> = None;
        for a in 0..n {
            for b in 0..n {
                for step in 0..=200 {
                    let w = f64::from(step) / 200.0;
                    let g = [w * x[a] + (1.0 - w) * x[b] - d[0], w * y[a] + (1.0 - w) * y[b] - d[1]];
                    if g[0] >= 0.0 && g[1] >= 0.0 {
                        best = Some(best.unwrap_or(0.0).max(g[0] * g[1]));
                    }
                }
            }
        }
        let lot = Hull::of(&x, &y).solve(Concept::Nash, d, 0.5);
        let Some(best) = best else { continue };
        let lot = lot.expect("a lottery is allowed");
        let product = (lot.u[0] - d[0]) * (lot.u[1] - d[1]);
        assert!(product >= best - 1e-15, "{product} for {best}");
        let mixed = lot.weight * x[lot.a] + (1.0 - lot.weight) * x[lot.b];
        assert!((mixed - lot.u[0]).abs() < 1e-12);
    }
}
