//! Projection: the mean of a clamped index, and yearly amounts as one level sum.
//!
//! *Method*: `docs/methods/projection.md`.

use crate::special::{normal_cdf, normal_pdf};
use std::f64::consts::SQRT_2;

/// Returns the mean of X kept between a floor and a cap, for X ~ N(`mean`, `sd`²); `sd` ≥ 0, either bound may be missing.
///
/// With a floor at or above the cap the answer is the cap. With `sd` = 0 it is the mean itself, kept between the bounds.
///
/// *Formula*: m + E(a − X)⁺ − E(X − b)⁺, with E(X − k)⁺ = (m − k)Φ((m − k)/s) + s φ((m − k)/s); bounds at equal distance from the
/// mean cancel exactly.
///
/// ```
/// use winset_engine::project::mean_clamped;
/// assert_eq!(mean_clamped(0.02, 0.015, Some(0.0), Some(0.04)), 0.02);
/// assert_eq!(mean_clamped(0.07, 0.0, None, Some(0.05)), 0.05);
/// ```
pub fn mean_clamped(mean: f64, sd: f64, floor: Option<f64>, cap: Option<f64>) -> f64 {
    debug_assert!(sd >= 0.0, "a standard deviation is not negative");
    if let (Some(floor), Some(cap)) = (floor, cap)
        && floor >= cap
    {
        return cap;
    }
    let lifted = floor.map_or(0.0, |a| mean_above(a - mean, sd));
    let cut = cap.map_or(0.0, |b| mean_above(mean - b, sd));
    mean + lifted - cut
}

/// Returns the standard deviation of an index not yet known: none for a known year, `sd` one year ahead, √2 `sd` from the second on.
///
/// ```
/// use winset_engine::project::sd_ahead;
/// assert_eq!(sd_ahead(0.01, 0), 0.0);
/// assert_eq!(sd_ahead(0.01, 1), 0.01);
/// assert!(sd_ahead(0.01, 5) > 0.014);
/// ```
pub fn sd_ahead(sd: f64, years_ahead: u32) -> f64 {
    match years_ahead {
        0 => 0.0,
        1 => sd,
        _ => SQRT_2 * sd,
    }
}

/// Returns the present value of yearly amounts, the first undiscounted, at a yearly `rate` above −1.
///
/// ```
/// use winset_engine::project::present_value;
/// assert_eq!(present_value(&[100.0, 110.0], 0.1), 200.0);
/// ```
pub fn present_value(amounts: &[f64], rate: f64) -> f64 {
    debug_assert!(rate > -1.0, "a discount rate lies above -1");
    amounts.iter().rev().fold(0.0, |later, amount| amount + later / (1.0 + rate))
}

/// Returns the one yearly amount with the present value of `amounts`; `None` of no year at all.
///
/// *Formula*: Σ payₜ (1 + ρ)⁻ᵗ / Σ (1 + ρ)⁻ᵗ.
///
/// ```
/// use winset_engine::project::levelised;
/// assert_eq!(levelised(&[100.0, 110.0], 0.0), Some(105.0));
/// ```
pub fn levelised(amounts: &[f64], rate: f64) -> Option<f64> {
    if amounts.is_empty() {
        return None;
    }
    Some(present_value(amounts, rate) / present_value(&vec![1.0; amounts.len()], rate))
}

/// Returns f: the levelised amount over the first year's, for a term whose years after the first grow by `growths`.
///
/// An empty list is a term of one year: 1.
///
/// ```
/// use winset_engine::project::levelised_factor;
/// assert!((levelised_factor(&[0.05; 4], 0.03) - 1.101_944_8).abs() < 1e-7);
/// ```
pub fn levelised_factor(growths: &[f64], rate: f64) -> f64 {
    let mut amounts = vec![1.0];
    let mut level = 1.0;
    for growth in growths {
        level *= 1.0 + growth;
        amounts.push(level);
    }
    levelised(&amounts, rate).unwrap_or(1.0)
}

/// E(Z)⁺ for Z ~ N(`mean`, `sd`²).
fn mean_above(mean: f64, sd: f64) -> f64 {
    if sd <= 0.0 {
        return mean.max(0.0);
    }
    mean * normal_cdf(mean / sd) + sd * normal_pdf(mean / sd)
}
