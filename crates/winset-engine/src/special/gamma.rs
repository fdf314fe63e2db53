//! The logarithms of the gamma and beta functions, without cancellation for large arguments.

use libm::{exp, lgamma, log, log1p};

/// Returns ln Γ(x) for x > 0.
///
/// ```
/// use winset_engine::special::ln_gamma;
/// assert!((ln_gamma(5.0) - 24_f64.ln()).abs() < 1e-14);
/// ```
pub fn ln_gamma(x: f64) -> f64 {
    debug_assert!(x > 0.0, "ln_gamma needs a positive argument");
    lgamma(x)
}

/// Returns ln Γ(x + d) − ln Γ(x) for x > 0 and d ≥ 0.
///
/// *Limits*: the plain difference loses digits once both terms are large; from x = 10 on Stirling's series is used, whose large
/// parts cancel on paper.
///
/// ```
/// use winset_engine::special::ln_gamma_ratio;
/// assert!((ln_gamma_ratio(1e9, 1.0) - 1e9_f64.ln()).abs() < 1e-14);
/// ```
pub fn ln_gamma_ratio(x: f64, d: f64) -> f64 {
    debug_assert!(x > 0.0 && d >= 0.0, "ln_gamma_ratio needs x > 0 and d >= 0");
    if x < SERIES_FROM {
        return lgamma(x + d) - lgamma(x);
    }
    (x - 0.5) * log1p(d / x) + d * log(x + d) - d + stirling_rest(x + d) - stirling_rest(x)
}

/// Returns ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b > 0.
///
/// ```
/// use winset_engine::special::ln_beta;
/// assert!((ln_beta(2.0, 3.0) + 12_f64.ln()).abs() < 1e-14);
/// ```
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    lgamma(small) - ln_gamma_ratio(large, small)
}

/// Returns the beta function B(a, b) for a, b > 0.
///
/// ```
/// use winset_engine::special::beta_function;
/// assert!((beta_function(0.5, 0.5) - std::f64::consts::PI).abs() < 1e-14);
/// ```
pub fn beta_function(a: f64, b: f64) -> f64 {
    exp(ln_beta(a, b))
}

/// From here on the seven terms of [`stirling_rest`] are exact to the last bits.
pub(super) const SERIES_FROM: f64 = 10.0;

/// The rest ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, by its asymptotic series; x ≥ [`SERIES_FROM`].
pub(super) fn stirling_rest(x: f64) -> f64 {
    const TERMS: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let inverse_square = 1.0 / (x * x);
    TERMS.iter().rev().fold(0.0, |sum, term| sum * inverse_square + term) / x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_a_ratio_agree_where_they_meet() {
        for d in [0.01, 0.5, 3.0, 40.0] {
            let plain = lgamma(10.0 + d) - lgamma(10.0);
            assert!((ln_gamma_ratio(10.0, d) - plain).abs() < 1e-12 * plain.abs().max(1.0), "d = {d}");
        }
    }

    #[test]
    fn ratio_of_a_zero_step_is_nothing() {
        assert_eq!(ln_gamma_ratio(0.3, 0.0), 0.0);
        assert_eq!(ln_gamma_ratio(300.0, 0.0), 0.0);
    }
}
