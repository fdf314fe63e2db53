//! The printed numbers of clamped indices and level sums.

use winset_engine::project::{levelised, levelised_factor, mean_clamped, present_value};

#[test]
fn means_of_clamped_indices() {
    let near = |got: f64, printed: f64| assert!((got - printed).abs() < 5e-8, "got {got}, printed {printed}");
    near(mean_clamped(0.02, 0.015, Some(0.0), Some(0.05)), 0.020_508_6);
    near(mean_clamped(0.045, 0.02, Some(0.0), Some(0.05)), 0.039_357_8);
    assert_eq!(mean_clamped(0.02, 0.015, Some(0.0), Some(0.04)), 0.02);
    let exactly = |got: f64, value: f64| assert!((got - value).abs() < 1e-15, "got {got}, value {value}");
    exactly(mean_clamped(0.038, 0.012, Some(0.0), Some(0.05)), 0.037_002_728_642_591_06);
    exactly(mean_clamped(0.01, 0.02, Some(0.0), None), 0.013_955_931_148_026_12);
}

#[test]
fn a_known_index_is_only_clamped() {
    assert_eq!(mean_clamped(0.03, 0.0, Some(0.0), Some(0.05)), 0.03);
    assert_eq!(mean_clamped(-0.01, 0.0, Some(0.0), Some(0.05)), 0.0);
    assert_eq!(mean_clamped(0.06, 0.0, Some(0.0), Some(0.05)), 0.05);
    assert_eq!(mean_clamped(0.06, 0.1, None, None), 0.06);
}

#[test]
fn level_sums() {
    let amounts: Vec<f64> = (0..5).map(|year| 1000.0 * libm::pow(1.05, f64::from(year))).collect();
    assert!((present_value(&amounts, 0.03) - 5_197.981_888_7).abs() < 5e-8);
    assert!((levelised(&amounts, 0.03).unwrap() - 1_101.944_764_528_447_9).abs() < 1e-9);
    assert!((levelised_factor(&[0.05; 4], 0.03) - 1.101_944_764_528_448).abs() < 1e-12);
    assert_eq!(levelised_factor(&[], 0.03), 1.0);
    let eleventh = [11_833.0, 12_472.0, 12_896.0, 13_463.0, 14_028.0];
    assert!((levelised(&eleventh, 0.03).unwrap() - 12_906.600_197_279_564).abs() < 1e-8);
}
