//! The beta distribution: distribution function by continued fraction, quantile by Newton steps on the log odds.

use super::gamma::{SERIES_FROM, ln_beta, stirling_rest};
use super::root::root;
use libm::{exp, log, log1p, sqrt};
use std::f64::consts::TAU;

/// Returns the regularised incomplete beta function I_x(a, b): P(X ≤ x) for X ~ Beta(a, b); a, b > 0.
///
/// x ≤ 0 gives 0 and x ≥ 1 gives 1.
///
/// *Source*: continued fraction DLMF 8.17.22, evaluated by Lentz's method; the factor before it after DiDonato and Morris (1992),
/// TOMS 708, so that large a and b cost no digits.
///
/// ```
/// use winset_engine::special::beta_cdf;
/// assert!((beta_cdf(0.3, 2.0, 1.0) - 0.09).abs() < 1e-15);
/// ```
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    tails(x, 1.0 - x, a, b).0
}

/// Returns the x with I_x(a, b) = p; a, b > 0.
///
/// p ≤ 0 gives 0 and p ≥ 1 gives 1.
///
/// ```
/// use winset_engine::special::beta_quantile;
/// assert!((beta_quantile(0.1, 41.5, 5.5) - 0.820_597_845_877_418_8).abs() < 1e-12);
/// ```
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let log_odds = root(-700.0, 700.0, log(a / b), |u| {
        let (x, y) = (1.0 / (1.0 + exp(-u)), 1.0 / (1.0 + exp(u)));
        let (lower, upper) = tails(x, y, a, b);
        let density = power_term(x, y, a, b);
        if p < 0.5 { (log(lower / p), density / lower) } else { (log((1.0 - p) / upper), density / upper) }
    });
    1.0 / (1.0 + exp(-log_odds))
}

/// Both tails (I_x(a, b), 1 − I_x(a, b)), each accurate by itself; y is 1 − x, given apart so that neither end loses digits.
pub(super) fn tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    debug_assert!(a > 0.0 && b > 0.0, "the beta distribution needs positive parameters");
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let factor = power_term(x, y, a, b);
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = (factor * continued_fraction(x, a, b) / a).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (factor * continued_fraction(y, b, a) / b).min(1.0);
        (1.0 - upper, upper)
    }
}

/// x^a y^b / B(a, b).
fn power_term(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if a < SERIES_FROM || b < SERIES_FROM {
        let ln_x = if x > 0.5 { log1p(-y) } else { log(x) };
        let ln_y = if y > 0.5 { log1p(-x) } else { log(y) };
        return exp(a * ln_x + b * ln_y - ln_beta(a, b));
    }
    let off = if x <= y { a - (a + b) * x } else { (a + b) * y - b };
    let rest = stirling_rest(a) + stirling_rest(b) - stirling_rest(a + b);
    sqrt(a / (a + b) * b / TAU) * exp(a * ln_1p_minus(-off / a) + b * ln_1p_minus(off / b) - rest)
}

/// ln(1 + u) − u without cancellation near u = 0.
fn ln_1p_minus(u: f64) -> f64 {
    if u.abs() > 0.4 {
        return log1p(u) - u;
    }
    let r = u / (2.0 + u);
    let square = r * r;
    let series = (1..=16).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    2.0 * r * square * series - r * u
}

fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..=20_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = product;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            product *= c * d;
        }
        if (product / before - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reproduces_closed_forms() {
        for x in [1e-9, 0.2, 0.5, 0.77, 0.999] {
            assert!((beta_cdf(x, 1.0, 1.0) / x - 1.0).abs() < 1e-14);
            assert!((beta_cdf(x, 4.0, 1.0) / (x * x * x * x) - 1.0).abs() < 1e-14);
            let arcsine = libm::asin(libm::sqrt(x)) * std::f64::consts::FRAC_2_PI;
            assert!((beta_cdf(x, 0.5, 0.5) / arcsine - 1.0).abs() < 1e-14);
        }
    }

    #[test]
    fn small_and_large_parameters_meet_in_the_power_term() {
        let plain = |x: f64, a: f64, b: f64| exp(a * log(x) + b * log1p(-x) - ln_beta(a, b));
        for (x, a, b) in [(0.4, 12.0, 15.0), (0.9, 60.0, 11.0), (0.1, 10.0, 40.0)] {
            assert!((power_term(x, 1.0 - x, a, b) / plain(x, a, b) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_symmetric_beta_is_halved_in_its_middle_however_narrow() {
        for a in [0.5, 3.0, 100.0, 1e5] {
            assert!((beta_cdf(0.5, a, a) - 0.5).abs() < 1e-13, "a = {a}");
        }
    }

    #[test]
    fn quantile_undoes_the_distribution_function() {
        for (a, b) in [(0.5, 0.5), (12.5, 0.5), (0.3, 4.0), (41.5, 5.5), (400.0, 250.0)] {
            for p in [1e-9, 0.1, 0.5, 0.9] {
                let back = beta_cdf(beta_quantile(p, a, b), a, b);
                assert!((back / p - 1.0).abs() < 1e-11, "a {a} b {b} p {p}: {back}");
            }
        }
    }
}
