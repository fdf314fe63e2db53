//! What must hold for every class, day and chance.

use proptest::prelude::*;
use winset_engine::consent::{Votes, consent, consent_by};
use winset_engine::hazard::{
    HazardOptions, Multiplier, NoBasis, Outcome, Posterior, counts, daily_deal, p_deal, posterior,
    quantile_day, split_days, worth_in_talks,
};
use winset_engine::predictive::{ClassOptions, StudentT, class_predictive};
use winset_engine::project::mean_clamped;
use winset_engine::score::crps_t;
use winset_engine::special::{beta_cdf, beta_quantile, normal_cdf, normal_quantile, t_cdf, t_quantile};

const EDGES: [i32; 16] = [-730, -365, -180, -120, -90, -60, -30, -14, 0, 30, 60, 120, 180, 365, 730, 1095];

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        (-900..1300_i32, 0..400_i32).prop_map(|(lo, length)| Outcome::Deal { lo, hi: lo + length }),
        Just(Outcome::None),
        (-900..1300_i32).prop_map(|day| Outcome::Open { day }),
    ]
}

fn level() -> impl Strategy<Value = Vec<Outcome>> {
    prop::collection::vec(outcome(), 0..25)
}

fn class() -> impl Strategy<Value = Posterior> {
    let no_minimum = HazardOptions { min_members: 0, ..HazardOptions::default() };
    prop::collection::vec(level(), 1..4)
        .prop_map(move |levels| posterior(&levels, &EDGES, &no_minimum).unwrap())
}

fn multipliers() -> impl Strategy<Value = Vec<Multiplier>> {
    let one = (-800..1200_i32, 1..500_i32, 0.05..8.0_f64);
    let one = one.prop_map(|(from, length, times)| Multiplier { from, to: from + length, times });
    prop::collection::vec(one, 0..4)
}

proptest! {
    #[test]
    fn a_chance_grows_with_time_and_is_never_certain(
        post in class(), s in -900..1094_i32, ahead in 1..2500_i32, more in 0..400_i32, judged in multipliers(),
    ) {
        let sooner = p_deal(&post, s, s + ahead, &judged).unwrap();
        let later = p_deal(&post, s, s + ahead + more, &judged).unwrap();
        prop_assert!(0.0 < sooner && later < 1.0);
        prop_assert!(sooner <= later + 1e-14);
        prop_assert_eq!(p_deal(&post, s, s, &judged), Some(0.0));
    }

    #[test]
    fn waiting_in_two_steps_is_waiting_in_one(post in class(), s in -730..900_i32, one in 1..100_i32, two in 1..100_i32) {
        let survival = |from: i32, to: i32| 1.0 - p_deal(&post, from, to, &[]).unwrap();
        let direct = survival(s, s + one + two);
        prop_assert!((direct - survival(s, s + one) * survival(s + one, s + one + two)).abs() < 1e-12);
    }

    #[test]
    fn the_quantile_day_is_the_first_that_reaches_it(
        post in class(), s in -900..1094_i32, q in 0.001..0.999_f64, judged in multipliers(),
    ) {
        let reached = |day: i32| p_deal(&post, s, day, &judged).unwrap() >= q;
        match quantile_day(&post, s, q, &judged) {
            Some(day) => prop_assert!(day > s && reached(day) && (day == s + 1 || !reached(day - 1))),
            None => prop_assert!(!reached(1095)),
        }
    }

    #[test]
    fn single_days_sum_to_the_chance(post in class(), s in -900..1094_i32, ahead in 1..900_i32, judged in multipliers()) {
        let daily = daily_deal(&post, s, &judged).unwrap();
        let by = (s.saturating_add(ahead)).min(1095);
        let until = (by - daily.first_day + 1).max(0) as usize;
        let sum: f64 = daily.p[..until].iter().sum();
        prop_assert!((sum - p_deal(&post, s, by, &judged).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn every_bin_weighs_its_own_level_and_at_most_the_cap(wide in level(), own in level()) {
        let none = HazardOptions { min_members: 0, ..HazardOptions::default() };
        let post = posterior(&[wide, own.clone()], &EDGES, &none).unwrap();
        let seen = counts(&own, &EDGES);
        for j in 0..EDGES.len() - 1 {
            let prior = post.a()[j] + post.b()[j] - seen.deals[j] - seen.survivals[j];
            prop_assert!(prior > 0.0 && prior <= 3.0 + 1e-12, "bin {j}: {prior}");
        }
    }

    #[test]
    fn a_deal_is_shared_out_whole(lo in -2000..1000_i32, length in 0..95_i32) {
        let shares = split_days(lo, lo + length, &EDGES);
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        prop_assert!(shares.iter().all(|share| *share >= 0.0));
    }

    #[test]
    fn the_order_of_members_does_not_matter(
        (first, second) in level().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())),
        (values, shuffled) in prop::collection::vec(-1.0..1.0_f64, 3..12).prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
    ) {
        let none = HazardOptions { min_members: 0, ..HazardOptions::default() };
        prop_assert_eq!(posterior(&[first], &EDGES, &none), posterior(&[second], &EDGES, &none));
        let amount = |own: &[f64]| class_predictive(&[0.1, 0.2], &[], own, &ClassOptions::amount());
        prop_assert_eq!(amount(&values), amount(&shuffled));
    }

    #[test]
    fn quantiles_undo_distribution_functions(p in 1e-6..0.999_999_f64, a in 0.2..80.0_f64, b in 0.2..80.0_f64) {
        prop_assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-14);
        prop_assert!((t_cdf(t_quantile(p, a), a) - p).abs() < 1e-13);
        prop_assert!((beta_cdf(beta_quantile(p, a, b), a, b) - p).abs() < 1e-10);
    }

    #[test]
    fn worth_is_positive_and_needs_uncertainty(post in class(), s in -730..1094_i32, ahead in 1..400_i32) {
        let worth = worth_in_talks(&post, s, s + ahead, &[]);
        prop_assert!(worth.is_none_or(|n| n > 0.0), "{worth:?}");
        prop_assert_eq!(worth_in_talks(&post, s, s, &[]), None);
    }

    #[test]
    fn consent_never_runs_ahead_of_the_deal(post in class(), s in -900..1000_i32, day in -900..1095_i32) {
        let lag = StudentT { location: 4.0, scale: 0.6, df: 5.0 };
        let daily = daily_deal(&post, s, &[]).unwrap();
        let by = consent_by(&daily, &lag, 0.9, &[day, day + 30]);
        prop_assert!(0.0 <= by[0] && by[0] <= by[1] + 1e-15);
        prop_assert!(by[0] <= 0.9 * p_deal(&post, s, day, &[]).unwrap() + 1e-12);
    }

    #[test]
    fn a_record_of_votes_keeps_away_from_certainty(passed in 0..500_u32, failed in 0..500_u32) {
        let chance = consent(&[Votes { passed, failed }]);
        prop_assert!(0.0 < chance.mean() && chance.mean() < 1.0);
        prop_assert!(chance.quantile(0.1) < chance.quantile(0.9));
    }

    #[test]
    fn a_clamped_mean_stays_between_its_bounds(mean in -0.5..0.5_f64, sd in 0.0..0.3_f64, floor in -0.2..0.1_f64, width in 0.0..0.3_f64) {
        let clamped = mean_clamped(mean, sd, Some(floor), Some(floor + width));
        prop_assert!(floor - 1e-15 <= clamped && clamped <= floor + width + 1e-15);
    }

    #[test]
    fn the_score_is_least_at_the_location_and_grows_outward(y in 0.0..3.0_f64, more in 0.001..3.0_f64, df in 1.5..40.0_f64) {
        let forecast = StudentT { location: 0.1, scale: 0.3, df };
        let score = |y: f64| crps_t(forecast.location + y, &forecast).unwrap();
        prop_assert!(0.0 < score(0.0) && score(y) < score(y + more));
        prop_assert!((score(-y) - score(y)).abs() < 1e-13);
    }
}

#[test]
fn questions_without_a_basis_say_so() {
    let options = HazardOptions::default();
    let two = vec![Outcome::None, Outcome::Open { day: 3 }];
    let too_few = NoBasis::TooFewMembers { members: 2, needed: 3 };
    assert_eq!(posterior(std::slice::from_ref(&two), &EDGES, &options), Err(too_few));
    assert_eq!(posterior(&[two.clone(), two.clone()], &[0, 0], &options), Err(NoBasis::EdgesNotIncreasing));
    let post = posterior(&[two.clone(), two], &EDGES, &options).unwrap();
    assert_eq!(p_deal(&post, 1095, 1200, &[]), None);
    assert_eq!(quantile_day(&post, 1095, 0.1, &[]), None);
    assert_eq!(worth_in_talks(&post, 2000, 2100, &[]), None);
    assert_eq!(daily_deal(&post, 1095, &[]), None);
}

#[test]
fn an_as_of_day_before_the_first_edge_is_the_first_edge() {
    let post = posterior(&[vec![Outcome::None; 4]], &EDGES, &HazardOptions::default()).unwrap();
    assert_eq!(p_deal(&post, -5000, 60, &[]), p_deal(&post, -730, 60, &[]));
    assert_eq!(daily_deal(&post, -5000, &[]), daily_deal(&post, -730, &[]));
}

#[test]
fn extreme_days_and_odd_settings_do_not_panic() {
    let options = HazardOptions { cap: 0.001, root_weight: 0.0, min_members: 0, ..HazardOptions::default() };
    let far = Outcome::Deal { lo: i32::MIN, hi: i32::MAX };
    let post = posterior(&[vec![far], vec![Outcome::Open { day: i32::MAX }]], &EDGES, &options).unwrap();
    let chance =
        p_deal(&post, i32::MIN, i32::MAX, &[Multiplier { from: i32::MIN, to: i32::MAX, times: 1e300 }])
            .unwrap();
    assert!(0.0 < chance && chance < 1.0);
    let empty = posterior(&[], &EDGES, &options).unwrap();
    assert!(p_deal(&empty, 0, 1, &[]).unwrap() > 0.0);
    assert_eq!(quantile_day(&empty, i32::MIN, 0.0, &[]), Some(i32::MIN + 1));
}
