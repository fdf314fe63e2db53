//! Solutions on fine grids against closed forms, and on random sets against a plain search.

use crate::{Numbers, columns, meets, row};
use winset_engine::space::{Concept, Group, SolveOptions, Space, logrolling, solve};

const STEPS: usize = 1_000_000;

fn pick(concept: Concept, u: &[Vec<f64>], p: Option<&[f64]>, weights: &[f64]) -> usize {
    let options = SolveOptions { weights: weights.to_vec(), ..SolveOptions::default() };
    solve(concept, &columns(u), &vec![0.0; u.len()], p, &options).unwrap().index
}

fn grid(low: f64, high: f64, y: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
    let x: Vec<f64> = (0..=STEPS).map(|i| low + (high - low) * i as f64 / STEPS as f64).collect();
    let y = x.iter().map(|x| y(*x)).collect();
    vec![x, y]
}

#[test]
fn solutions_on_a_curve_and_a_polygon() {
    let curve = grid(0.0, 1.0, |x| (1.0 - x).sqrt());
    let polygon = grid(0.0, 10.0, |x| if x <= 6.0 { 10.0 - x / 3.0 } else { 20.0 - 2.0 * x });
    let x = |concept, u: &[Vec<f64>], weights: &[f64]| u[0][pick(concept, u, None, weights)];
    meets("C1.Nash x", &[x(Concept::Nash, &curve, &[])], 2e-6);
    meets("C1.asym Nash alpha=.6 x", &[x(Concept::WeightedNash, &curve, &[0.6, 0.4])], 2e-6);
    meets("C1.KS=egalitarian x", &[x(Concept::KalaiSmorodinsky, &curve, &[])], 2e-6);
    meets("C1.KS=egalitarian x", &[x(Concept::Egalitarian, &curve, &[])], 2e-6);
    let at = pick(Concept::Utilitarian, &curve, None, &[]);
    meets("C1.utilitarian x,y", &[curve[0][at], curve[1][at]], 2e-6);
    let both = |concept, weights: &[f64]| {
        let at = pick(concept, &polygon, None, weights);
        [polygon[0][at], polygon[1][at]]
    };
    meets("P1.Nash", &both(Concept::Nash, &[]), 2e-5);
    for alpha in ["0.3", "0.1", "0.9"] {
        let a: f64 = alpha.parse().unwrap();
        meets(
            &format!("P1.asym Nash alpha={alpha}"),
            &both(Concept::WeightedNash, &[2.0 * a, 2.0 - 2.0 * a]),
            4e-5,
        );
    }
    meets("P1.KS=egal (ideal 10,10)", &both(Concept::KalaiSmorodinsky, &[]), 2e-5);
    meets("P1.utilitarian", &both(Concept::Utilitarian, &[]), 2e-5);
}

#[test]
fn floors_bind_as_in_closed_form() {
    let nash = grid(0.6, 1.0, |x| 1.0 - x);
    meets("nbs.floor rA=.6", &[nash[0][pick(Concept::Nash, &nash, None, &[])]], 0.0);
    let ks = grid(0.3, 1.0, |x| 1.0 - x);
    let at = pick(Concept::KalaiSmorodinsky, &ks, None, &[]);
    meets("ks.floor rA=.3 (slack for NBS, not for KS)", &[ks[0][at]], 1e-6);
}

#[test]
fn a_logistic_chance_moves_the_split_as_in_closed_form() {
    let pie = grid(0.0, 1.0, |x| 1.0 - x);
    for (k, m) in [("20", "0.5"), ("20", "0.6"), ("40", "0.6")] {
        let (slope, middle): (f64, f64) = (k.parse().unwrap(), m.parse().unwrap());
        let p: Vec<f64> = pie[1].iter().map(|s| 1.0 / (1.0 + libm::exp(-slope * (s - middle)))).collect();
        let at = pick(Concept::RatificationAdjustedNash, &pie, Some(&p), &[]);
        meets(&format!("eunbs.k={k},m={m} A share"), &[pie[0][at]], 2e-6);
    }
}

#[test]
fn three_parties_share_a_pie() {
    let (mut power, mut plain) = (vec![Vec::new(); 3], vec![Vec::new(); 3]);
    let n = 420;
    for i in 1..n {
        for j in 1..n - i {
            let x = [i, j, n - i - j].map(|part| part as f64 / n as f64);
            let u = [x[0], x[1].sqrt(), x[2].sqrt().sqrt()];
            power.iter_mut().zip(u).for_each(|(c, v)| c.push(v));
            plain.iter_mut().zip(x).for_each(|(c, v)| c.push(v));
        }
    }
    let at = pick(Concept::Nash, &power, None, &[]);
    let shares: Vec<f64> = plain.iter().map(|c| c[at]).collect();
    meets("NashN u_i=x_i^rho, pie 1", &shares, 1.0 / n as f64);
    let disagreement = [0.1, 0.2, 0.05];
    let found =
        solve(Concept::Nash, &columns(&plain), &disagreement, None, &SolveOptions::default()).unwrap();
    let shares: Vec<f64> = plain.iter().map(|c| c[found.index]).collect();
    meets("NashN linear with disagreement", &shares, 1.0 / n as f64);
}

#[test]
fn ties_runner_up_and_margin() {
    let u = vec![vec![0.2, 0.8, 0.4, 0.5, 0.5, 0.1], vec![0.8, 0.2, 0.4, 0.5, 0.5 + 1e-14, 0.3]];
    let nash = solve(Concept::Nash, &columns(&u), &[0.0, 0.0], None, &SolveOptions::default()).unwrap();
    assert_eq!((nash.index, nash.tied, nash.runner_up), (3, vec![3, 4], Some(0)));
    assert!((nash.margin - 0.09).abs() < 1e-12);
    let alone = solve(Concept::Nash, &[&[1.0], &[1.0]], &[0.0, 0.0], None, &SolveOptions::default()).unwrap();
    assert_eq!((alone.runner_up, alone.margin), (None, f64::INFINITY));
    let nobody = solve(Concept::Nash, &columns(&u), &[0.9, 0.9], None, &SolveOptions::default());
    assert_eq!(nobody, None);
    let no_chance =
        solve(Concept::RatificationAdjustedNash, &columns(&u), &[0.0, 0.0], None, &SolveOptions::default());
    assert_eq!(no_chance, None);
}

/// Equal least shares are told apart by the next one, for three parties.
#[test]
fn the_least_share_decides_first_then_the_next() {
    let u = vec![vec![0.5, 0.5, 1.0, 0.0], vec![0.5, 0.9, 0.0, 1.0], vec![0.5, 0.6, 0.0, 1.0]];
    let of = |c| pick(c, &u, None, &[]);
    assert_eq!((of(Concept::KalaiSmorodinsky), of(Concept::Egalitarian)), (1, 1));
}

/// The solutions of NegMAS, on a set where each differs from the solution it is named after there.
#[test]
fn the_solutions_of_other_tools_are_what_they_compute() {
    let u = vec![vec![1.0, 0.85, 0.40, 0.2, 0.0], vec![0.0, 0.45, 0.42, 0.9, 0.95]];
    let of = |c| pick(c, &u, None, &[]);
    // The third package is dominated; its spread is the least.
    assert_eq!(of(Concept::LeastDifference), 1);
    assert_eq!(of(Concept::LeastRelativeSpread), 1);
    assert_eq!((of(Concept::MaxWelfare), of(Concept::MaxRelativeWelfare)), (1, 1));
    let apart = vec![vec![1.0, 0.7, 0.3], vec![0.1, 0.45, 0.4999]];
    assert_eq!(pick(Concept::LeastDifference, &apart, None, &[]), 2);
    assert_eq!(pick(Concept::Egalitarian, &apart, None, &[]), 1);
}

#[test]
fn three_parties_as_a_plain_search() {
    let mut numbers = Numbers(17);
    for _ in 0..200 {
        let n = 1 + numbers.below(60) as usize;
        let u: Vec<Vec<f64>> = (0..3).map(|_| (0..n).map(|_| numbers.unit()).collect()).collect();
        let d = [0.2, 0.1, 0.15];
        let rational: Vec<usize> = (0..n).filter(|k| (0..3).all(|i| u[i][*k] >= d[i])).collect();
        let gain = |i: usize, k: usize| u[i][k] - d[i];
        let ideal = |i: usize| rational.iter().map(|k| gain(i, *k)).fold(0.0, f64::max);
        let best = |aim: &dyn Fn(usize) -> f64| {
            rational.iter().copied().fold(None, |b: Option<usize>, k| match b {
                Some(b) if aim(b) >= aim(k) => Some(b),
                _ => Some(k),
            })
        };
        let least = |k: usize, scale: &dyn Fn(usize) -> f64| {
            (0..3).map(|i| gain(i, k) / scale(i)).fold(f64::INFINITY, f64::min)
        };
        let found = |c| solve(c, &columns(&u), &d, None, &SolveOptions::default()).map(|s| s.index);
        assert_eq!(found(Concept::Nash), best(&|k| gain(0, k) * gain(1, k) * gain(2, k)));
        assert_eq!(found(Concept::Egalitarian), best(&|k| least(k, &|_| 1.0)));
        assert_eq!(found(Concept::KalaiSmorodinsky), best(&|k| least(k, &ideal)));
        assert_eq!(found(Concept::Utilitarian), best(&|k| u[0][k] + u[1][k] + u[2][k]));
    }
}

#[test]
fn a_swap_is_the_best_of_all_pairs() {
    let mut numbers = Numbers(23);
    let mut found = 0;
    for _ in 0..50 {
        let groups = (0..4)
            .map(|_| Group::new((0..3).map(|_| (0..3).map(|_| numbers.below(9) as f64).collect()).collect()));
        let space = Space::new(vec![0.0; 3], groups.collect()).unwrap();
        let levels: Vec<u32> = (0..4).map(|_| numbers.below(3) as u32).collect();
        let before = space.utility_of(&levels).unwrap();
        let mut best: Option<f64> = None;
        for index in 0..81 {
            let other = space.levels_of(index).unwrap();
            let changed = other.iter().zip(&levels).filter(|(a, b)| a != b).count();
            let gain: Vec<f64> =
                space.utility_of(&other).unwrap().iter().zip(&before).map(|(a, b)| a - b).collect();
            let liked = gain.iter().all(|g| *g >= 0.0) && gain.iter().any(|g| *g > 0.0);
            if changed == 2 && liked {
                best = Some(best.unwrap_or(0.0).max(gain.iter().product()));
            }
        }
        let swap = logrolling(&space, &levels);
        assert_eq!(swap.as_ref().map(|s| s.gain.iter().product::<f64>()), best);
        found += usize::from(swap.is_some());
    }
    assert!(found > 10, "{found} swaps in 50 spaces");
    assert!(row("logroll.vertices").value().len() == 8);
}
