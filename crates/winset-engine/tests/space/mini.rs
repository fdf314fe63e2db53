//! A complete small domain: 4,320 packages of money, term, new items, payment in kind and purchases, with a vote.

use crate::{columns, meets};
use std::collections::BTreeSet;
use winset_engine::space::{
    Concept, Coverage, Group, Solution, SolveOptions, Space, best_candidates, candidates, frontier_n,
    frontier_of, frontier2, solve, win_set,
};
use winset_engine::special::{normal_cdf, normal_pdf, normal_quantile};

const RATIOS: [f64; 12] = [1.00, 1.05, 1.08, 1.10, 1.13, 1.14, 1.20, 1.30, 1.50, 2.00, 3.00, 5.00];
const YEARS: [usize; 5] = [1, 2, 3, 5, 6];
const PURCHASES: [f64; 4] = [0.0, 2.0, 5.0, 10.0];
const WALK_AWAY: [f64; 2] = [0.25, 0.45];

struct Mini {
    space: Space,
    /// The levelised log ratio of each level of the first group.
    rise: Vec<f64>,
}

/// The mean of growth between 0 and a cap, for a normal growth.
fn capped(m: f64, s: f64, cap: f64) -> f64 {
    let above = |k: f64| (m - k) * normal_cdf((m - k) / s) + s * normal_pdf((m - k) / s);
    above(0.0) - above(cap)
}

fn levelised(ratio: f64, growth: f64, years: usize) -> f64 {
    let power = |base: f64, t: usize| (0..t).fold(1.0, |p, _| p * base);
    let paid: f64 = (0..years).map(|t| power((1.0 + growth) / 1.03, t)).sum();
    let weights: f64 = (0..years).map(|t| 1.0 / power(1.03, t)).sum();
    ratio * paid / weights
}

fn mini() -> Mini {
    let growth = [0.0, capped(0.02, 0.015, 0.04), 0.061];
    let (term_a, term_b) = ([1.0, 0.8, 0.6, 0.2, 0.0], [0.0, 0.3, 0.6, 1.0, 1.0]);
    let top = libm::log(5.608);
    let (mut rise, mut a, mut b, mut tag) = (vec![], vec![], vec![], vec![]);
    for (r, ratio) in RATIOS.iter().enumerate() {
        for (t, years) in YEARS.iter().enumerate() {
            for (e, g) in growth.iter().enumerate() {
                let x = libm::log(levelised(*ratio, *g, *years));
                let z = x / top;
                let money_a = libm::expm1(-2.0 * z.clamp(0.0, 1.2)) / libm::expm1(-2.0);
                let money_b = (libm::exp(-3.0 * z) - libm::exp(-3.0)) / (1.0 - libm::exp(-3.0));
                rise.push(x);
                a.push(0.55 * money_a + 0.10 * term_a[t]);
                b.push(0.50 * money_b + 0.10 * term_b[t]);
                tag.push((15 * r + 3 * t + if t == 0 { 0 } else { e }) as u32);
            }
        }
    }
    let buys = |w: f64, f: fn(f64) -> f64| PURCHASES.iter().map(|p| w * f(p / 10.0)).collect();
    let groups = vec![
        Group { utility: vec![a, b], tag },
        Group { utility: vec![vec![0.0, 0.15], vec![0.20, 0.0]], tag: vec![0, 1] },
        Group { utility: vec![vec![0.05, 0.025, 0.0], vec![0.0, 0.04, 0.08]], tag: vec![0, 0, 1] },
        Group { utility: vec![buys(0.15, |p| p), buys(0.12, |p| 1.0 - p)], tag: vec![0, 1, 2, 3] },
    ];
    Mini { space: Space::new(vec![0.0, 0.0], groups).unwrap(), rise }
}

/// The chance that more than 150 of 300 votes are cast for a package, by the refined normal formula over a common mood.
fn chance(mini: &Mini, levels: &[u32]) -> f64 {
    const SEATS: [f64; 8] = [128.0, 114.0, 28.0, 14.0, 6.0, 1.0, 1.0, 8.0];
    const YES: [f64; 8] = [0.92, 0.55, 0.45, 0.40, 0.05, 0.9, 0.02, 0.45];
    const SLOPE: [f64; 8] = [2.2, 1.4, 2.0, 2.4, 3.0, 0.6, 3.0, 2.0];
    let x = mini.rise[levels[0] as usize];
    let in_kind = if levels[2] == 2 { 0.15 } else { 0.0 };
    let shift = -0.3 - 0.35 * f64::from(levels[1]) + in_kind - 0.02 * PURCHASES[levels[3] as usize];
    let lean: Vec<f64> = YES.iter().zip(SLOPE).map(|(p, k)| normal_quantile(*p) + shift - k * x).collect();
    (-64..=64)
        .map(|step| {
            let mood = f64::from(step) / 8.0;
            let (mut mean, mut variance, mut third) = (0.0, 0.0, 0.0);
            for (seats, lean) in SEATS.iter().zip(&lean) {
                let q = normal_cdf((lean + 0.15_f64.sqrt() * mood) / 0.85_f64.sqrt());
                mean += seats * q;
                variance += seats * q * (1.0 - q);
                third += seats * q * (1.0 - q) * (1.0 - 2.0 * q);
            }
            let (w, skew) = ((150.5 - mean) / variance.sqrt(), third / (variance * variance.sqrt()));
            let no = normal_cdf(w) + skew * (1.0 - w * w) * normal_pdf(w) / 6.0;
            normal_pdf(mood) / 8.0 * (1.0 - no.clamp(0.0, 1.0))
        })
        .sum()
}

fn chances(mini: &Mini) -> Vec<f64> {
    (0..4320).map(|i| chance(mini, &mini.space.levels_of(i).unwrap())).collect()
}

fn pick(concept: Concept, u: &[Vec<f64>], p: Option<&[f64]>, confidence: f64) -> Option<Solution> {
    solve(concept, &columns(u), &WALK_AWAY, p, &SolveOptions { confidence, ..SolveOptions::default() })
}

#[test]
fn the_frontier_is_the_printed_one() {
    let mini = mini();
    let u = candidates(&mini.space, 4320).unwrap().u;
    meets("mini.outcomes", &[u[0].len() as f64], 0.0);
    let today = mini.space.index_of(&[0, 0, 1, 0]).unwrap() as usize;
    meets("mini.status-quo-like package uA", &[u[0][today]], 0.0);
    let front = frontier2(&u[0], &u[1]);
    meets("mini.Pareto front size (brute)", &[front.len() as f64], 0.0);
    let sums = frontier_of(&mini.space, 100_000).unwrap();
    assert_eq!((sums.points.len(), sums.pair_sums), (132, 865));
    let by_list: Vec<Vec<f64>> = u.iter().map(|c| front.iter().map(|k| c[*k]).collect()).collect();
    assert_eq!(sums.points.u, by_list);
    let rational = |k: &&usize| u[0][**k] >= WALK_AWAY[0] && u[1][**k] >= WALK_AWAY[1];
    let all: Vec<usize> = (0..4320).collect();
    let counts = [all.iter().filter(rational).count() as f64, front.iter().filter(rational).count() as f64];
    meets("mini.#individually rational, #IR on front", &counts, 0.0);
}

#[test]
fn the_solutions_are_the_printed_ones() {
    let mini = mini();
    let u = candidates(&mini.space, 4320).unwrap().u;
    let at = |s: &Solution| [s.index as f64, u[0][s.index], u[1][s.index]];
    let nash = pick(Concept::Nash, &u, None, 0.5).unwrap();
    let [i, x, y] = at(&nash);
    meets("mini.Nash idx,uA,uB,product", &[i, x, y, nash.value], 0.0);
    let ks = pick(Concept::KalaiSmorodinsky, &u, None, 0.5).unwrap();
    meets("mini.KS idx,uA,uB", &at(&ks), 0.0);
    let equal = pick(Concept::Egalitarian, &u, None, 0.5).unwrap();
    meets("mini.egalitarian idx,uA,uB", &at(&equal), 0.0);
    let sum = pick(Concept::Utilitarian, &u, None, 0.5).unwrap();
    meets("mini.utilitarian idx,uA,uB", &at(&sum), 0.0);
    let p = chances(&mini);
    let adjusted = pick(Concept::RatificationAdjustedNash, &u, Some(&p), 0.5).unwrap();
    let margins = [nash.margin, ks.margin, equal.margin, sum.margin, adjusted.margin];
    meets("margins Nash, KS, egal, util, EU-Nash", &margins, 1e-11);
}

#[test]
fn ratification_moves_the_solution_as_printed() {
    let mini = mini();
    let u = candidates(&mini.space, 4320).unwrap().u;
    let p = chances(&mini);
    for index in [2723, 3107] {
        meets(&format!("mini.P_ratify(idx {index}) RNA vs exact"), &[p[index]], 0.0);
    }
    let all = |s: &Solution| [s.index as f64, u[0][s.index], u[1][s.index], p[s.index]];
    let adjusted = pick(Concept::RatificationAdjustedNash, &u, Some(&p), 0.5).unwrap();
    meets("mini.EU-Nash (ratification-adjusted) idx,uA,uB,P", &all(&adjusted), 0.0);
    let half = pick(Concept::NashGivenRatification, &u, Some(&p), 0.5).unwrap();
    meets("mini.Nash s.t. P>=0.5: idx,uA,uB,P", &all(&half), 0.0);
    assert_eq!(pick(Concept::NashGivenRatification, &u, Some(&p), 0.75), None);
    let won = win_set(&columns(&u), &WALK_AWAY, &p, 0.5);
    let shares = [won.share().unwrap(), won.rational_share().unwrap()];
    meets("mini.win-set size: share of outcomes with P>=.5, of IR outcomes", &shares, 0.0);
    meets("max P over individually rational packages", &[won.best_rational_chance.unwrap()], 0.0);
}

/// The printed 607 counts packages that none betters by more than 10⁻¹² and counts equal packages each; they are 475 points.
#[test]
fn the_chance_as_a_third_aim_gives_the_printed_front() {
    let mini = mini();
    let mut u = candidates(&mini.space, 4320).unwrap().u;
    u.push(chances(&mini));
    let betters =
        |j: usize, k: usize| u.iter().all(|c| c[j] >= c[k] - 1e-12) && u.iter().any(|c| c[j] > c[k] + 1e-12);
    let packages: Vec<usize> = (0..4320).filter(|k| !(0..4320).any(|j| betters(j, *k))).collect();
    meets("mini.3-objective front (uA,uB,P_ratify) size", &[packages.len() as f64], 0.0);
    let digits = |k: &usize| -> Vec<i64> { u.iter().map(|c| (c[*k] * 1e11).round() as i64).collect() };
    let points: BTreeSet<Vec<i64>> = packages.iter().map(digits).collect();
    assert_eq!(points.len(), 475);
    assert_eq!(frontier_n(&columns(&u)), crate::by_hand(&u));
}

#[test]
fn the_list_of_the_best_holds_every_solution() {
    let mini = mini();
    let all = candidates(&mini.space, 4320).unwrap();
    let best = best_candidates(&mini.space, 100_000).unwrap();
    assert_eq!(best.coverage, Coverage::Best);
    assert!(best.len() < 4000);
    let p = chances(&mini);
    let p_best: Vec<f64> = (0..best.len()).map(|k| p[best.index(k).unwrap() as usize]).collect();
    for concept in Concept::ALL {
        let a = pick(concept, &all.u, Some(&p), 0.5).unwrap();
        let b = pick(concept, &best.u, Some(&p_best), 0.5).unwrap();
        assert_eq!(best.index(b.index), Some(a.index as u128), "{concept:?}");
        assert!((a.value - b.value).abs() < 1e-15, "{concept:?}");
    }
}
