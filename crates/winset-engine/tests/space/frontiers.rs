//! Frontiers of plain columns against comparing every point with every other, and against their expected sizes.

use crate::{Numbers, by_hand, columns, meets, row};
use winset_engine::space::{Staircase, frontier_n, frontier2};

fn random(numbers: &mut Numbers, parties: usize, n: usize) -> Vec<Vec<f64>> {
    (0..parties).map(|_| (0..n).map(|_| numbers.unit()).collect()).collect()
}

/// Points whose coordinates pull against each other.
fn opposed(numbers: &mut Numbers, n: usize, pull: f64) -> Vec<Vec<f64>> {
    let x: Vec<f64> = (0..n).map(|_| numbers.unit()).collect();
    let y = x.iter().map(|a| pull * (1.0 - a) + (1.0 - pull) * numbers.unit()).collect();
    vec![x, y]
}

/// The frontier of two columns by sorting and one pass.
fn by_sorting(x: &[f64], y: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|a, b| x[*b].total_cmp(&x[*a]).then(y[*b].total_cmp(&y[*a])).then(a.cmp(b)));
    let mut best = f64::NEG_INFINITY;
    order.retain(|k| {
        let higher = y[*k] > best;
        best = best.max(y[*k]);
        higher
    });
    order
}

#[test]
fn many_points_of_two_parties_as_by_sorting() {
    let mut numbers = Numbers(7);
    for pull in [0.0, 0.3, 0.5, 0.9, 0.99] {
        let u = opposed(&mut numbers, 100_000, pull);
        let (mut x, mut y) = (u[0].clone(), u[1].clone());
        assert_eq!(frontier2(&x, &y), by_sorting(&x, &y), "pull {pull}");
        // Below zero, far from zero, and on few different values.
        for (scale, shift) in [(-3.0, 0.0), (1e-9, -1e6), (1e300, -5e299)] {
            x.iter_mut().chain(y.iter_mut()).for_each(|v| *v = *v * scale + shift);
            assert_eq!(frontier2(&x, &y), by_sorting(&x, &y), "pull {pull}, {scale} {shift}");
        }
        for column in [&mut x, &mut y] {
            column.iter_mut().zip(&u[0]).for_each(|(v, a)| *v = (a * 100.0).floor() - 50.0);
        }
        y.iter_mut().zip(&u[1]).for_each(|(v, b)| *v = (b * 100.0).floor() - 150.0);
        assert_eq!(frontier2(&x, &y), by_sorting(&x, &y), "pull {pull}, few values");
    }
}

#[test]
fn points_in_order_are_the_same_frontier() {
    let rising: Vec<f64> = (0..50_000).map(f64::from).collect();
    let falling: Vec<f64> = rising.iter().rev().copied().collect();
    for (x, y) in [(&rising, &falling), (&falling, &rising), (&rising, &rising), (&falling, &falling)] {
        assert_eq!(frontier2(x, y), by_sorting(x, y));
    }
    let same = vec![1.0; 5000];
    assert_eq!(frontier2(&same, &same), [0]);
    assert_eq!(frontier2(&rising[..5000], &same), [4999]);
}

#[test]
fn one_by_one_or_in_blocks_is_the_same() {
    let u = opposed(&mut Numbers(3), 20_000, 0.7);
    let mut one_by_one = Staircase::new();
    u[0].iter().zip(&u[1]).for_each(|(x, y)| one_by_one.push(*x, *y));
    let mut blocks = Staircase::new();
    for part in [0..1, 1..999, 999..20_000] {
        blocks.extend(&u[0][part.clone()], &u[1][part]);
    }
    assert_eq!((one_by_one.seen(), blocks.seen()), (20_000, 20_000));
    assert_eq!(one_by_one.finish(), blocks.finish());
}

#[test]
fn what_is_not_a_number_is_never_on_a_frontier() {
    let mut x = vec![f64::NAN; 3000];
    let mut y = vec![2.0; 3000];
    (x[1500], y[1500], x[2000], y[2000]) = (1.0, 1.0, 3.0, f64::NAN);
    assert_eq!(frontier2(&x, &y), [1500]);
    assert_eq!(frontier_n(&[&x, &y, &y]), [1500]);
    assert_eq!(frontier_n(&[&x, &y, &y, &x]), [1500]);
    assert_eq!(frontier_n(&[&x]), [2000]);
    let edge = [f64::NEG_INFINITY, f64::INFINITY, 0.0];
    let (wide, high): (Vec<f64>, Vec<f64>) = (edge.repeat(2000), [9.0, 1.0, 5.0].repeat(2000));
    assert_eq!(frontier2(&wide, &high), [1, 2, 0]);
}

#[test]
fn any_number_of_parties_as_by_hand() {
    let mut numbers = Numbers(11);
    for parties in 1..=6 {
        for n in [0, 1, 2, 3, 50, 700] {
            let mut u = random(&mut numbers, parties, n);
            assert_eq!(frontier_n(&columns(&u)), by_hand(&u), "{parties} parties, {n} points");
            for column in &mut u {
                column.iter_mut().for_each(|v| *v = (*v * 5.0).floor());
            }
            assert_eq!(frontier_n(&columns(&u)), by_hand(&u), "{parties} parties, {n} points on a grid");
        }
    }
}

#[test]
fn a_grid_with_ties_counts_points_once() {
    let ties = row("pareto.ties grid vs brute (#distinct)");
    let found = frontier2(&ties.list("x"), &ties.list("y")).len();
    meets("pareto.ties grid vs brute (#distinct)", &[found as f64], 0.0);
}

/// The expected size of the frontier of n independent points: E(n, d) = Σ E(k, d − 1)/k, E(n, 1) = 1.
fn expected(n: usize, parties: usize) -> f64 {
    let mut size = vec![1.0; n];
    for _ in 1..parties {
        let mut sum = 0.0;
        for (k, e) in size.iter_mut().enumerate() {
            sum += *e / (k + 1) as f64;
            *e = sum;
        }
    }
    size[n - 1]
}

#[test]
fn sizes_are_as_expected_for_independent_points() {
    let million: Vec<f64> = (2..=4).map(|d| expected(1_000_000, d)).collect();
    meets("pareto.E[#front] n=1e6, d=2,3,4", &million, 0.0);
    let (n, times) = (2000, 200);
    let mut numbers = Numbers(5);
    for parties in 2..=5 {
        let sizes: Vec<f64> = (0..times)
            .map(|_| frontier_n(&columns(&random(&mut numbers, parties, n))).len() as f64)
            .collect();
        let mean = sizes.iter().sum::<f64>() / f64::from(times);
        let variance = sizes.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / f64::from(times - 1);
        let error = (variance / f64::from(times)).sqrt();
        let expected = expected(n, parties);
        assert!((mean - expected).abs() < 4.0 * error, "{parties} parties: {mean} for {expected} ± {error}");
    }
}
