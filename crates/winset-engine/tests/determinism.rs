//! The same input gives the same bits: fingerprints that must not change between runs, threads or machines.

use winset_engine::bootstrap::{BootstrapOptions, block_bootstrap};
use winset_engine::hazard::{HazardOptions, Outcome, daily_deal, posterior};
use winset_engine::predictive::StudentT;
use winset_engine::random::words;

#[test]
fn answers_have_the_bits_they_always_had() {
    assert_eq!(fingerprint(&answers()), 0x0e03_0007_d8f7_8191);
}

#[test]
fn threads_give_the_same_bits() {
    let here = fingerprint(&answers());
    let there: Vec<_> = (0..4).map(|_| std::thread::spawn(|| fingerprint(&answers()))).collect();
    assert!(there.into_iter().all(|thread| thread.join().unwrap() == here));
}

#[test]
fn an_interval_depends_on_its_seed_alone() {
    let blocks: Vec<Vec<f64>> = (0..9).map(|i| vec![f64::from(i) * 0.1; 1 + i as usize % 3]).collect();
    let with_seed =
        |seed| block_bootstrap(&blocks, &BootstrapOptions { seed, ..BootstrapOptions::default() });
    assert_eq!(with_seed(15), with_seed(15));
    assert_ne!(with_seed(15), with_seed(16));
}

#[test]
fn a_bootstrap_interval_is_about_as_wide_as_theory_says() {
    let blocks: Vec<Vec<f64>> =
        (0..200).map(|i| vec![f64::from(words(3, i, 0, 0)[0]) / 4_294_967_296.0]).collect();
    let interval = block_bootstrap(&blocks, &BootstrapOptions::default()).unwrap();
    let expected = 2.0 * 1.644_853_6 / (12.0_f64 * 200.0).sqrt();
    assert!(((interval.high - interval.low) / expected - 1.0).abs() < 0.1);
}

fn answers() -> Vec<f64> {
    let level = vec![
        Outcome::Deal { lo: -40, hi: -20 },
        Outcome::Deal { lo: 12, hi: 12 },
        Outcome::Open { day: 30 },
        Outcome::None,
    ];
    let post =
        posterior(&[level.clone(), level], &[-90, -30, 0, 60, 365], &HazardOptions::default()).unwrap();
    let mut answers = daily_deal(&post, -20, &[]).unwrap().p;
    let forecast = StudentT { location: 0.05, scale: 0.08, df: 8.0 };
    answers.extend((1..100).map(|q| forecast.quantile(f64::from(q) / 100.0)));
    let interval =
        block_bootstrap(&[vec![0.1, 0.4], vec![0.2], vec![0.3, 0.9]], &BootstrapOptions::default()).unwrap();
    answers.extend([interval.mean, interval.low, interval.high]);
    answers
}

/// FNV-1a over the bits.
fn fingerprint(values: &[f64]) -> u64 {
    let bytes = values.iter().flat_map(|value| value.to_bits().to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
