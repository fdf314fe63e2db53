//! What must hold for every space.

use crate::{by_hand, columns};
use proptest::prelude::*;
use winset_engine::space::{
    Concept, Coverage, Group, SolveOptions, Space, best_candidates, candidates, frontier_of, frontier_swept,
    frontier2, solve,
};

fn group(parties: usize) -> impl Strategy<Value = Group> {
    let level = prop_oneof![(-9..10_i32).prop_map(f64::from), -1.0..1.0_f64];
    (1..5_usize).prop_flat_map(move |levels| {
        let column = prop::collection::vec(level.clone(), levels);
        let tag = prop::collection::vec(0..3_u32, levels);
        (prop::collection::vec(column, parties), tag).prop_map(|(utility, tag)| Group { utility, tag })
    })
}

fn space(parties: usize) -> impl Strategy<Value = Space> {
    let groups = prop::collection::vec(group(parties), 0..5);
    (prop::collection::vec(-1.0..1.0_f64, parties), groups)
        .prop_map(|(constant, groups)| Space::new(constant, groups).unwrap())
}

fn any_space() -> impl Strategy<Value = Space> {
    (1..5_usize).prop_flat_map(space)
}

/// Points to ten digits, in order: sums in another order differ in their last bits.
fn rounded(mut points: Vec<Vec<f64>>) -> Vec<Vec<i64>> {
    let mut rows: Vec<Vec<i64>> =
        points.iter_mut().map(|p| p.iter().map(|v| (v * 1e10).round() as i64).collect()).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn front_points(space: &Space) -> Vec<Vec<f64>> {
    let points = frontier_of(space, 1_000_000).unwrap().points;
    (0..points.len()).map(|k| points.u.iter().map(|c| c[k]).collect()).collect()
}

/// Points that no other point betters by more than rounding.
fn clearly_best(space: &Space) -> Vec<Vec<i64>> {
    let points = rounded(front_points(space));
    let betters = |q: &[i64], p: &[i64]| q != p && q.iter().zip(p).all(|(a, b)| a + 20 >= *b);
    points.iter().filter(|p| !points.iter().any(|q| betters(q, p))).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn sums_of_fronts_are_the_front_of_all_packages(space in any_space()) {
        let all = candidates(&space, 1_000_000).unwrap();
        prop_assert_eq!(all.coverage, Coverage::Every);
        let front = frontier_of(&space, 1_000_000).unwrap().points;
        let mut found: Vec<Vec<f64>> =
            (0..front.len()).map(|k| front.u.iter().map(|c| c[k]).collect()).collect();
        let mut expected: Vec<Vec<f64>> =
            by_hand(&all.u).iter().map(|k| all.u.iter().map(|c| c[*k]).collect()).collect();
        let order = |a: &Vec<f64>, b: &Vec<f64>| a.partial_cmp(b).unwrap();
        found.sort_by(order);
        expected.sort_by(order);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn listing_sweeping_and_summing_agree(space in space(2)) {
        let all = candidates(&space, 1_000_000).unwrap();
        let listed = frontier2(&all.u[0], &all.u[1]);
        let swept: Vec<usize> = frontier_swept(&space, 1_000_000).unwrap().iter().map(|s| s.index).collect();
        prop_assert_eq!(&listed, &swept);
        let points = frontier_of(&space, 1_000_000).unwrap().points;
        for (k, index) in listed.iter().enumerate() {
            prop_assert_eq!([points.u[0][k], points.u[1][k]], [all.u[0][*index], all.u[1][*index]]);
        }
    }

    #[test]
    fn index_levels_and_utilities_fit(space in any_space(), at in 0..1_000_usize) {
        let all = candidates(&space, 1_000_000).unwrap();
        let k = at % all.len();
        let levels = space.levels_of(k as u128).unwrap();
        prop_assert_eq!(all.levels(k), Some(levels.clone()));
        prop_assert_eq!((space.index_of(&levels), all.index(k)), (Some(k as u128), Some(k as u128)));
        prop_assert_eq!(space.utility_of(&levels).unwrap(), all.u.iter().map(|c| c[k]).collect::<Vec<_>>());
        prop_assert_eq!(space.levels_of(all.len() as u128), None);
        prop_assert_eq!(space.outcomes().to_string(), all.len().to_string());
    }

    #[test]
    fn another_scale_gives_the_same_packages(space in space(2), scale in 0.1..9.0_f64, shift in -5.0..5.0_f64) {
        let all = candidates(&space, 1_000_000).unwrap();
        let mut other = all.u.clone();
        other[1].iter_mut().for_each(|v| *v = scale * *v + shift);
        let middle = |c: &[f64]| c.iter().sum::<f64>() / c.len() as f64;
        let (d, options) = ([middle(&all.u[0]), middle(&all.u[1])], SolveOptions::default());
        for concept in [Concept::Nash, Concept::KalaiSmorodinsky] {
            let a = solve(concept, &columns(&all.u), &d, None, &options);
            let b = solve(concept, &columns(&other), &[d[0], scale * d[1] + shift], None, &options);
            let (Some(a), Some(b)) = (a, b) else { continue };
            prop_assume!(a.margin > 1e-9 * a.value.abs());
            let point = |k: usize| [all.u[0][k], all.u[1][k]];
            prop_assert_eq!(point(a.index), point(b.index), "{:?}", concept);
        }
    }

    #[test]
    fn order_of_parties_and_groups_does_not_matter(space in space(3)) {
        let groups: Vec<Group> = space.groups().iter().rev().cloned().collect();
        let turned = Space::new(space.constant().to_vec(), groups).unwrap();
        prop_assert_eq!(clearly_best(&space), clearly_best(&turned));
        let parties = |g: &Group| Group { utility: g.utility.iter().rev().cloned().collect(), tag: g.tag.clone() };
        let constant = space.constant().iter().rev().copied().collect();
        let swapped = Space::new(constant, space.groups().iter().map(parties).collect()).unwrap();
        let points = front_points(&swapped).into_iter().map(|p| p.into_iter().rev().collect()).collect();
        prop_assert_eq!(rounded(front_points(&space)), rounded(points));
    }

    /// At each combination of tags, the list of the best is the front of the packages with these tags.
    #[test]
    fn the_best_are_the_front_of_each_combination_of_tags(space in (2..4_usize).prop_flat_map(space)) {
        let all = candidates(&space, 1_000_000).unwrap();
        let best = best_candidates(&space, 1_000_000).unwrap();
        let tags = |levels: &[u32]| -> Vec<u32> {
            levels.iter().zip(space.groups()).map(|(l, g)| g.tag[*l as usize]).collect()
        };
        let mut expected = Vec::new();
        let of: Vec<Vec<u32>> = (0..all.len()).map(|k| tags(&all.levels(k).unwrap())).collect();
        for k in 0..all.len() {
            let betters = |j: usize| {
                let equal = all.u.iter().all(|c| c[j] == c[k]);
                of[j] == of[k] && all.u.iter().all(|c| c[j] >= c[k]) && (!equal || j < k)
            };
            if !(0..all.len()).any(|j| j != k && betters(j)) {
                expected.push(all.u.iter().map(|c| c[k]).collect::<Vec<_>>());
            }
        }
        let found: Vec<Vec<f64>> = (0..best.len()).map(|k| best.u.iter().map(|c| c[k]).collect()).collect();
        prop_assert_eq!(rounded(found), rounded(expected));
        let index: Vec<Option<u128>> = (0..best.len()).map(|k| best.index(k)).collect();
        prop_assert!(index.is_sorted());
    }
}
