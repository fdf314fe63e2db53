//! The baselines and scores against numbers worked out by hand.

use winset_engine::baseline::{
    MemorylessOptions, climatology, last_change, last_level, memoryless, midpoint, narrowest,
};
use winset_engine::hazard::Outcome;
use winset_engine::score::{coverage, date_points, reliability};

fn near(got: f64, by_hand: f64) {
    assert!((got - by_hand).abs() < 1e-9, "got {got}, by hand {by_hand}");
}

#[test]
fn a_memoryless_clock_counts_deals_and_open_days_of_its_stretch_only() {
    let members = [
        Outcome::Deal { lo: -180, hi: -180 }, // on the first edge: neither deal nor days
        Outcome::Deal { lo: 10, hi: 30 },     // one deal, 200 days
        Outcome::Deal { lo: 1000, hi: 1300 }, // its middle lies after the stretch: 1275 days
        Outcome::Deal { lo: 1095, hi: 1095 }, // on the last edge: one deal, 1275 days
        Outcome::None,                        // 1275 days
        Outcome::Open { day: -200 },          // nothing
        Outcome::Open { day: 20 },            // 200 days
    ];
    let open_days = 526.583_689_924_471_6 + 4_225.0;
    let survival: f64 = open_days / (open_days + 90.0);
    near(memoryless(&members, 90, &MemorylessOptions::default()), 1.0 - survival * survival * survival);
    assert_eq!(memoryless(&members, 0, &MemorylessOptions::default()), 0.0);
}

#[test]
fn amount_baselines_have_their_scales() {
    near(climatology(&[0.1, 0.2, 0.3]).unwrap().scale, 0.116_470_053_8);
    near(last_level(&[0.3, -0.4]).unwrap().scale, 0.354_553_390_6);
    near(last_change(&[0.0, 0.1, 0.3]).unwrap().scale, 0.159_113_883_0);
    assert_eq!((climatology(&[0.1]), last_level(&[]), last_change(&[0.1, 0.2])), (None, None, None));
}

#[test]
fn amount_baselines_take_the_own_series_first() {
    assert_eq!(narrowest(&[9.0], &[8.0], &[0.1, 0.2, 0.3], 3), Some(vec![0.1, 0.2, 0.3]));
    assert_eq!(narrowest(&[9.0], &[8.0], &[0.1], 3), Some(vec![0.1, 8.0, 9.0]));
    assert_eq!(narrowest(&[9.0], &[], &[0.1], 3), None);
}

#[test]
fn half_way_is_half_way_in_money() {
    near(midpoint(libm::log(1.5), libm::log(1.1)), libm::log(1.3));
    near(midpoint(libm::log(1.1), libm::log(1.5)), libm::log(1.3));
}

#[test]
fn questions_nobody_can_answer_are_not_scored() {
    let grid = [-14, 0, 30, 90];
    assert_eq!(
        date_points(Outcome::Deal { lo: 0, hi: 0 }, -42, &grid),
        [(-14, false), (0, true), (30, true), (90, true)]
    );
    assert_eq!(
        date_points(Outcome::Deal { lo: 0, hi: 30 }, -42, &grid),
        [(-14, false), (30, true), (90, true)]
    );
    assert_eq!(date_points(Outcome::None, 0, &grid), [(30, false), (90, false)]);
    assert_eq!(date_points(Outcome::Open { day: 30 }, -14, &grid), [(0, false), (30, false)]);
}

#[test]
fn calibration_of_nothing_is_unknown() {
    assert_eq!(coverage(&[], 0.8), None);
    assert!(reliability(&[], 2).iter().all(|bin| bin.n == 0 && bin.frequency.is_none()));
    assert!(reliability(&[(0.3, true)], 0).is_empty());
}
