//! Votes of small bodies against every outcome counted one by one, and what must hold for every body.

use proptest::prelude::*;
use winset_engine::special::normal_cdf;
use winset_engine::vote::{
    Base, Bloc, Chamber, Mood, Passing, Rule, Unfit, amount_passing, cap, expected_yes, pass_given_mood,
    pass_probability, pivotal, quorum_probability, shapley_shubik, smallest_defection, x_crit,
    yes_given_mood,
};

const MAJORITY: Rule = Rule { quorum: 0, threshold: (1, 2), strict: true, base: Base::Present };

fn bloc(seats: u32, base_yes: f64) -> Bloc {
    Bloc { seats, weight: 1, base_yes, slope: 1.0, party_line: 0.0, attendance: 1.0, abstain: 0.0 }
}

fn house(rule: Rule, blocs: Vec<Bloc>) -> Chamber {
    let members = blocs.iter().map(|b| b.seats * b.weight).sum();
    Chamber { rule, members, blocs, shift: 0.0, mood_share: 0.2 }
}

/// The chance that yes, no and abstentions of `blocs` so far, with those still to come, pass; every outcome of every member.
fn every_outcome(chamber: &Chamber, chances: &[Vec<f64>], member: usize, [yes, no, idle]: [u32; 3]) -> f64 {
    let members: Vec<usize> =
        (0..chamber.blocs.len()).flat_map(|j| vec![j; chamber.blocs[j].seats as usize]).collect();
    let Some(j) = members.get(member).copied() else {
        let present = yes + no + idle;
        let needed = chamber.rule.needed(chamber.members, present, yes + no);
        let passes = present >= chamber.rule.quorum.max(1) && yes >= needed;
        return f64::from(u8::from(passes));
    };
    let (b, q) = (chamber.blocs[j], chances[j][0]);
    let after = |counts: [u32; 3]| every_outcome(chamber, chances, member + 1, counts);
    (1.0 - b.attendance) * after([yes, no, idle])
        + b.attendance * q * after([yes + b.weight, no, idle])
        + b.attendance * (1.0 - q) * (1.0 - b.abstain) * after([yes, no + b.weight, idle])
        + b.attendance * (1.0 - q) * b.abstain * after([yes, no, idle + b.weight])
}

/// The same for blocs that vote as one or freely: each bloc of one mind is for it or not as a whole.
fn brute_force(chamber: &Chamber, x: f64, shift: f64, z: f64) -> f64 {
    let share = chamber.mood_share;
    let mut cases: Vec<(f64, Vec<Vec<f64>>)> = vec![(1.0, Vec::new())];
    for b in &chamber.blocs {
        let alpha = winset_engine::special::normal_quantile(b.base_yes);
        let probit = alpha - b.slope * x + chamber.shift + shift + share.sqrt() * z;
        let q = normal_cdf(probit / (1.0 - share).sqrt());
        let minds = if b.party_line > 0.0 { vec![(q, 1.0), (1.0 - q, 0.0)] } else { vec![(1.0, q)] };
        cases = cases
            .iter()
            .flat_map(|(p, chances)| {
                minds.iter().map(move |(mind, q)| (p * mind, [chances.clone(), vec![vec![*q]]].concat()))
            })
            .collect();
    }
    cases.iter().map(|(p, chances)| p * every_outcome(chamber, chances, 0, [0; 3])).sum()
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let threshold = prop_oneof![Just((1, 2)), Just((2, 3)), Just((1, 1)), Just((3, 5)), Just((1, 3))];
    let base = prop_oneof![Just(Base::Present), Just(Base::Members), Just(Base::Cast)];
    (0..8_u32, threshold, any::<bool>(), base).prop_map(|(quorum, threshold, strict, base)| Rule {
        quorum,
        threshold,
        strict,
        base,
    })
}

fn any_bloc() -> impl Strategy<Value = Bloc> {
    let presence = prop_oneof![Just(1.0), 0.0..1.0_f64];
    let abstain = prop_oneof![Just(0.0), 0.0..1.0_f64];
    (0..4_u32, 1..4_u32, 0.0..=1.0_f64, 0.0..3.0_f64, any::<bool>(), presence, abstain).prop_map(
        |(seats, weight, base_yes, slope, one_mind, attendance, abstain)| {
            let party_line = if one_mind { 0.8 } else { 0.0 };
            Bloc { seats, weight, base_yes, slope, party_line, attendance, abstain }
        },
    )
}

fn any_house() -> impl Strategy<Value = Chamber> {
    (any_rule(), prop::collection::vec(any_bloc(), 1..4), 0..3_u32, -0.5..0.5_f64).prop_map(
        |(rule, blocs, vacant, shift)| {
            let mut chamber = house(rule, blocs);
            (chamber.members, chamber.shift) = (chamber.members + vacant, shift);
            chamber
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_exact_chance_is_that_of_every_outcome_counted(
        chamber in any_house().prop_filter("few enough to count", |c| c.blocs.iter().map(|b| b.seats).sum::<u32>() <= 7),
        x in -0.5..0.5_f64,
        z in -2.0..2.0_f64,
    ) {
        let exact = pass_given_mood(&chamber, x, -0.1, z);
        let counted = brute_force(&chamber, x, -0.1, z);
        prop_assert!((exact - counted).abs() < 1e-12, "{exact} {counted}");
    }

    #[test]
    fn the_order_of_blocs_and_a_cut_through_a_free_bloc_change_nothing(chamber in any_house(), x in -0.5..0.5_f64) {
        let chance = |c: &Chamber| pass_probability(std::slice::from_ref(c), Mood::UNKNOWN, x, &[]);
        let mut turned = chamber.clone();
        turned.blocs.reverse();
        if let Some(b) = turned.blocs.iter().position(|b| b.party_line == 0.0 && b.seats > 1) {
            turned.blocs[b].seats -= 1;
            let one = Bloc { seats: 1, ..turned.blocs[b] };
            turned.blocs.push(one);
        }
        prop_assert!((chance(&chamber) - chance(&turned)).abs() < 1e-12);
    }

    #[test]
    fn the_chance_rises_with_the_shift_and_falls_with_the_amount(chamber in any_house(), x in -0.5..0.5_f64) {
        let one = [chamber];
        let chance = |x: f64, shift: f64| pass_probability(&one, Mood { mean: 0.2, sd: 0.7 }, x, &[shift]);
        let here = chance(x, 0.0);
        prop_assert!((0.0..=1.0 + 1e-12).contains(&here));
        prop_assert!(chance(x, 0.2) >= here - 1e-12);
        prop_assert!(chance(x + 0.2, 0.0) <= here + 1e-12);
    }

    #[test]
    fn the_table_is_exact_for_small_bodies_however_the_shifts_fall(
        first in any_house(),
        second in any_house(),
        free in any::<bool>(),
        shifts in (-0.6..0.6_f64, -0.6..0.6_f64),
        alike in any::<bool>(),
    ) {
        let mut two = [first, second];
        if free && two[1].blocs.iter().all(|b| b.party_line == 0.0) {
            two[1].mood_share = 0.0;
        }
        let shifts = if alike { [shifts.0, shifts.0] } else { [shifts.0, shifts.1] };
        let (xs, mood) = ([-0.3, 0.0, 0.4], Mood { mean: -0.1, sd: 0.8 });
        let chances = Passing::new(&two, mood, &xs).unwrap().chances(&shifts);
        for (x, chance) in xs.iter().zip(chances) {
            let exact = pass_probability(&two, mood, *x, &shifts);
            prop_assert!((chance - exact).abs() < 1e-12, "{chance} {exact}");
        }
    }

    #[test]
    fn power_is_the_share_of_orders_turned(weights in prop::collection::vec(0..9_u32, 1..7), quota in 0..30_u32) {
        let power = shapley_shubik(&weights, quota).unwrap();
        let n = weights.len();
        let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
        for (i, found) in power.iter().enumerate() {
            let mut turned = 0.0;
            for set in (0..1_usize << n).filter(|set| set & (1 << i) == 0) {
                let weight: u32 = (0..n).filter(|j| set & (1 << j) != 0).map(|j| weights[j]).sum();
                if weight < quota.max(1) && weight + weights[i] >= quota.max(1) {
                    let size = set.count_ones() as usize;
                    turned += factorial(size) * factorial(n - 1 - size) / factorial(n);
                }
            }
            prop_assert!((found - turned).abs() < 1e-14);
        }
    }

    #[test]
    fn no_chamber_makes_it_panic(
        blocs in prop::collection::vec((0..40_u32, 0..7_u32, -0.05..1.0_f64, any::<f64>(), 0.0..1.0_f64), 0..4),
        heavy in prop_oneof![9 => Just(0), 1 => any::<u32>()],
        (quorum, part, whole, vacant) in (0..300_u32, 0..9_u32, 0..9_u32, 0..40_u32),
        share in 0.0..1.1_f64,
    ) {
        let part_of = |(seats, weight, p, slope, attendance): (u32, u32, f64, f64, f64)| Bloc {
            seats, weight, base_yes: p, slope, attendance, party_line: 0.3, abstain: 0.1
        };
        let rule = Rule { quorum, threshold: (part, whole), ..MAJORITY };
        let mut blocs: Vec<Bloc> = blocs.into_iter().map(part_of).collect();
        let seated: u32 = blocs.iter().map(|b| b.seats * b.weight).sum();
        blocs.iter_mut().take(1).for_each(|b| b.weight = b.weight.saturating_add(heavy));
        let members = seated.saturating_sub(1) + vacant;
        let chamber = Chamber { rule, members, blocs, shift: 0.0, mood_share: share };
        let chance = pass_given_mood(&chamber, 0.1, 0.0, 0.3);
        prop_assert_eq!(chance.is_nan(), chamber.check().is_err());
        prop_assert!(chance.is_nan() || (0.0..=1.0).contains(&chance));
        prop_assert_eq!(x_crit(&chamber, 0.3, 0.0).is_nan(), chamber.check().is_err());
        let counted = smallest_defection(&chamber, Mood::UNKNOWN, 0.1, 0.0);
        prop_assert_eq!(counted.len(), chamber.blocs.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_amount_that_passes_has_its_chance(p in 0.05..0.95_f64, quorum in 0..12_u32, line in 0.0..0.8_f64) {
        let part = |seats: u32, yes: f64| Bloc { attendance: 0.8, party_line: line, ..bloc(seats, yes) };
        let two = [
            house(Rule { quorum, ..MAJORITY }, vec![part(9, 0.8), part(6, 0.6)]),
            house(MAJORITY, vec![bloc(5, 0.9)]),
        ];
        if let Some(x) = amount_passing(&two, Mood::UNKNOWN, &[0.1, -0.1], p) {
            prop_assert!((pass_probability(&two, Mood::UNKNOWN, x, &[0.1, -0.1]) - p).abs() < 1e-9);
        } else {
            // Then the quorum itself is less likely than that.
            prop_assert!(quorum_probability(&two[0]) * quorum_probability(&two[1]) <= p + 1e-3);
        }
    }
}

#[test]
fn unanimity_is_all_of_the_members_or_no_no_among_the_votes() {
    let unanimity = |base| Rule { quorum: 0, threshold: (1, 1), strict: false, base };
    let blocs = vec![Bloc { attendance: 0.9, abstain: 0.5, slope: 0.0, ..bloc(4, 0.7) }];
    let chance = |base| {
        pass_given_mood(&Chamber { mood_share: 0.0, ..house(unanimity(base), blocs.clone()) }, 0.0, 0.0, 0.0)
    };
    let power = |p: f64| p * p * p * p;
    assert!((chance(Base::Members) - power(0.9 * 0.7)).abs() < 1e-14);
    assert!((chance(Base::Cast) - (power(1.0 - 0.9 * 0.3 * 0.5) - power(0.1))).abs() < 1e-14);
}

#[test]
fn a_large_chamber_that_follows_the_mood_closely_meets_the_limit() {
    // With many members the chance is that of the mood alone: Φ(Φ⁻¹(p)/√λ); the gap closes like 1/n.
    let chance = |n: u32| {
        let chamber = Chamber { mood_share: 0.6, ..house(MAJORITY, vec![bloc(n, 0.55)]) };
        pass_probability(&[chamber], Mood::UNKNOWN, 0.0, &[])
    };
    let limit = normal_cdf(winset_engine::special::normal_quantile(0.55) / 0.6_f64.sqrt());
    let (some, many) = (chance(301), chance(1501));
    let extrapolated = (1501.0 * many - 301.0 * some) / 1200.0;
    assert!((extrapolated - limit).abs() < 1e-7, "{extrapolated} {limit}");
}

#[test]
fn who_decides_is_found_by_hand() {
    let known = Mood { mean: 0.0, sd: 1.0 };
    let mut chamber = house(MAJORITY, vec![bloc(40, 0.2), bloc(35, 0.9), bloc(25, 0.6)]);
    chamber.mood_share = 0.15;
    let yes = expected_yes(&chamber, known, 0.0, 0.0);
    for (found, hand) in yes.iter().zip([8.0, 31.5, 15.0]) {
        assert!((found - hand).abs() < 1e-12);
    }
    // Lined up .9, .6, .2: 35, 60, 100 of the 51 needed.
    assert_eq!(pivotal(&chamber, known, 0.0, 0.0), Some(2));
    // 54.5 expected, 51 needed: the fourth defector sinks it.
    assert_eq!(smallest_defection(&chamber, known, 0.0, 0.0), [Some(4), Some(4), Some(4)]);
    assert_eq!(smallest_defection(&chamber, known, 0.5, 0.0), [Some(0); 3]);
    chamber.rule.threshold = (2, 5);
    // 41 needed: 13.5 to spare, the fourteenth; the small bloc expects only 8.
    assert_eq!(smallest_defection(&chamber, known, 0.0, 0.0), [None, Some(14), Some(14)]);
    assert_eq!(pivotal(&chamber, known, 0.0, 0.0), Some(2));
    let of_all = Rule { base: Base::Members, ..MAJORITY };
    chamber.blocs.iter_mut().for_each(|b| b.attendance = 0.5);
    assert_eq!(pivotal(&Chamber { rule: of_all, ..chamber }, known, 0.0, 0.0), None);
}

#[test]
fn the_cap_keeps_to_the_quorum_and_to_a_party_line() {
    let part = |line: f64| Bloc { attendance: 0.6, party_line: line, ..bloc(15, 0.8) };
    let chamber = |line: f64| house(Rule { quorum: 16, ..MAJORITY }, vec![part(line), part(line)]);
    let quorum = quorum_probability(&chamber(0.0));
    assert_eq!(cap(&chamber(0.0), quorum, 0.0, 0.5, 1.0, 0.0), f64::NEG_INFINITY);
    let x = cap(&chamber(0.3), 0.7, 0.4, 0.5, 1.0, -0.1);
    let kept = libm::exp(-0.5);
    let mood = Mood { mean: kept * 0.4, sd: (1.0 - kept * kept).sqrt() };
    assert!((pass_probability(&[chamber(0.3)], mood, x, &[-0.1]) - 0.7).abs() < 1e-9);
    let never =
        Chamber { blocs: vec![Bloc { slope: 0.0, ..bloc(9, 0.9) }], ..house(MAJORITY, vec![bloc(9, 0.5)]) };
    assert_eq!(x_crit(&never, 0.0, 0.0), f64::INFINITY);
}

#[test]
fn a_chamber_that_cannot_be_counted_says_why() {
    let sound = house(MAJORITY, vec![bloc(3, 0.5)]);
    assert_eq!(sound.check(), Ok(()));
    let with = |change: fn(&mut Chamber)| {
        let mut chamber = sound.clone();
        change(&mut chamber);
        assert!(pass_given_mood(&chamber, 0.0, 0.0, 0.0).is_nan());
        assert!(yes_given_mood(&chamber, 0.0, 0.0, 0.0).is_empty());
        chamber.check()
    };
    assert_eq!(with(|c| c.rule.threshold = (3, 2)), Err(Unfit::Threshold));
    assert_eq!(with(|c| c.members = 2), Err(Unfit::MoreThanMembers));
    assert_eq!(with(|c| c.blocs[0].abstain = 1.5), Err(Unfit::Bloc(0)));
    assert_eq!(with(|c| c.blocs[0].party_line = 0.9), Err(Unfit::Bloc(0)));
    assert_eq!(with(|c| c.mood_share = 1.0), Err(Unfit::Share));
    assert_eq!(with(|c| (c.members, c.blocs[0].weight) = (u32::MAX, 1 << 30)), Err(Unfit::TooHeavy));
}
