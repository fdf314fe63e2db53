//! The frontier of additive spaces by sums of fronts: the published table, and every package one by one.

use crate::{Numbers, columns, meets};
use winset_engine::space::{
    Concept, Group, SolveOptions, Space, candidates, frontier_of, frontier_swept, frontier2, solve,
};

/// K groups of ten levels with whole utilities below 1,000.
fn space(k: usize) -> Space {
    let mut numbers = Numbers(20_191_119);
    let groups = (0..k).map(|_| {
        let pairs: Vec<(f64, f64)> =
            (0..10).map(|_| (numbers.below(1000) as f64, numbers.below(1000) as f64)).collect();
        Group::new(vec![pairs.iter().map(|p| p.0).collect(), pairs.iter().map(|p| p.1).collect()])
    });
    Space::new(vec![0.0, 0.0], groups.collect()).unwrap()
}

fn hash(points: impl Iterator<Item = (f64, f64)>) -> u64 {
    points.fold(1_469_598_103_934_665_603, |h: u64, (x, y)| {
        let h = (h ^ x as u64).wrapping_mul(1_099_511_628_211);
        (h ^ y as u64).wrapping_mul(1_099_511_628_211)
    })
}

#[test]
fn the_table_of_fronts_holds() {
    let table = [
        (6, 18, 94, 0x93d9_b5f8_a887_744f),
        (7, 21, 148, 0x0aac_d283_4883_121a),
        (8, 33, 232, 0xd7b9_d2de_cb6d_ce99),
        (40, 517, 19_193, 0x737e_1ba9_8f70_07b2_u64),
    ];
    for (k, size, sums, expected) in table {
        let space = space(k);
        let front = frontier_of(&space, 1_000_000).unwrap();
        let u = &front.points.u;
        assert_eq!((front.points.len(), front.pair_sums), (size, sums), "K = {k}");
        assert_eq!(hash(u[0].iter().copied().zip(u[1].iter().copied())), expected, "K = {k}");
        let nash = solve(Concept::Nash, &columns(u), &[0.0, 0.0], None, &SolveOptions::default()).unwrap();
        meets(&nash_row(k), &[u[0][nash.index], u[1][nash.index]], 0.0);
        for (place, (x, y)) in u[0].iter().zip(&u[1]).enumerate() {
            let levels = front.points.levels(place).unwrap();
            assert_eq!(space.utility_of(&levels).unwrap(), [*x, *y], "K = {k}");
        }
    }
}

fn nash_row(k: usize) -> String {
    format!("mink.K={k} Nash point")
}

#[test]
fn every_package_one_by_one_gives_the_same() {
    for k in [6, 7] {
        let space = space(k);
        let front = frontier_of(&space, 1_000_000).unwrap();
        let swept = frontier_swept(&space, 10_000_000).unwrap();
        let index: Vec<u128> = (0..front.points.len()).map(|p| front.points.index(p).unwrap()).collect();
        assert_eq!(swept.iter().map(|s| s.index as u128).collect::<Vec<_>>(), index);
        if k == 6 {
            let all = candidates(&space, 1_000_000).unwrap();
            let listed = frontier2(&all.u[0], &all.u[1]);
            assert_eq!(listed.iter().map(|i| *i as u128).collect::<Vec<_>>(), index);
        }
    }
}

#[test]
fn large_counts_are_exact_and_large_spaces_are_refused() {
    let space = space(40);
    assert_eq!(space.outcomes().to_string(), format!("1{}", "0".repeat(40)));
    assert!(frontier_swept(&space, 10_000_000).is_none());
    let refused = candidates(&space, 10_000).unwrap_err();
    assert_eq!(refused.outcomes, space.outcomes());
    assert_eq!(candidates(&space, 1_000_000).unwrap().len(), 517);
    let doubling: Vec<Group> = (0..60)
        .map(|k| {
            let weight = (1_u64 << k) as f64;
            Group::new(vec![vec![0.0, weight], vec![weight, 0.0]])
        })
        .collect();
    assert!(frontier_of(&Space::new(vec![0.0, 0.0], doubling).unwrap(), 1_000_000).is_err());
}
