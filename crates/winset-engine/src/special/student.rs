//! Student's t distribution: density, distribution function and quantile.

use super::beta::tails;
use super::gamma::ln_beta;
use super::normal::normal_quantile;
use super::root::root;
use libm::{exp, log, log1p};

/// Returns the density of Student's t with `df` > 0 degrees of freedom.
///
/// ```
/// use std::f64::consts::PI;
/// assert!((winset_engine::special::t_pdf(1.0, 1.0) - 0.5 / PI).abs() < 1e-16);
/// ```
pub fn t_pdf(t: f64, df: f64) -> f64 {
    debug_assert!(df > 0.0, "Student's t needs positive degrees of freedom");
    exp(-0.5 * log(df) - ln_beta(0.5, 0.5 * df) - 0.5 * (df + 1.0) * log1p(t * t / df))
}

/// Returns the probability that Student's t with `df` > 0 degrees of freedom is at most t.
///
/// ```
/// assert!((winset_engine::special::t_cdf(1.0, 1.0) - 0.75).abs() < 1e-15);
/// ```
pub fn t_cdf(t: f64, df: f64) -> f64 {
    let tail = upper_tail(t.abs(), df);
    if t < 0.0 { tail } else { 1.0 - tail }
}

/// Returns the t below which Student's t with `df` > 0 degrees of freedom falls with probability p.
///
/// p = 0 and p = 1 give the infinities; p outside [0, 1] gives NaN.
///
/// ```
/// let t = winset_engine::special::t_quantile(0.75, 3.0);
/// assert!((t - 0.764_892_328_404_345).abs() < 1e-14);
/// ```
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let outside = if p < 0.5 { p } else { 1.0 - p };
    let size = match outside {
        0.5 => 0.0,
        0.0 => f64::INFINITY,
        q if q > 0.25 => from_the_centre(2.0 * (p - 0.5).abs(), df),
        q => from_the_tail(q, df),
    };
    if p < 0.5 { -size } else { size }
}

/// P(T > t) for t ≥ 0.
fn upper_tail(t: f64, df: f64) -> f64 {
    0.5 * outside_and_inside(t, df).0
}

/// (P(|T| > t), P(|T| ≤ t)).
fn outside_and_inside(t: f64, df: f64) -> (f64, f64) {
    debug_assert!(df > 0.0, "Student's t needs positive degrees of freedom");
    let square = t * t;
    if square.is_infinite() {
        return (0.0, 1.0);
    }
    tails(df / (df + square), square / (df + square), 0.5 * df, 0.5)
}

/// The t ≥ 0 with P(|T| ≤ t) = `inside`; for the middle half.
fn from_the_centre(inside: f64, df: f64) -> f64 {
    let start = normal_quantile(0.5 + 0.5 * inside);
    root(0.0, 1e300, start, |t| (outside_and_inside(t, df).1 - inside, 2.0 * t_pdf(t, df)))
}

/// The t > 0 with P(T > t) = `tail`; solved in ln t, where ln P is nearly a straight line.
fn from_the_tail(tail: f64, df: f64) -> f64 {
    let start = log(-normal_quantile(tail));
    let ln_t = root(-2.0, 345.0, start, |u| {
        let t = exp(u);
        let here = upper_tail(t, df);
        (log(tail / here), t * t_pdf(t, df) / here)
    });
    exp(ln_t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use libm::{sqrt, tan};
    use std::f64::consts::PI;

    #[test]
    fn reproduces_one_and_two_degrees_of_freedom() {
        for p in [1e-9, 0.01, 0.2, 0.4, 0.499, 0.6, 0.9, 0.9999] {
            let one = if p < 0.5 { -1.0 / tan(PI * p) } else { 1.0 / tan(PI * (1.0 - p)) };
            let two = (2.0 * p - 1.0) / sqrt(2.0 * p * (1.0 - p));
            assert!((t_quantile(p, 1.0) / one - 1.0).abs() < 1e-12, "p = {p}");
            assert!((t_quantile(p, 2.0) / two - 1.0).abs() < 1e-12, "p = {p}");
        }
    }

    #[test]
    fn quantile_undoes_the_distribution_function() {
        for df in [0.05, 0.3, 0.7, 3.0, 8.0, 12.0, 51.0, 1e4] {
            for p in [1e-6, 0.1, 0.26, 0.499, 0.5, 0.7] {
                let back = t_cdf(t_quantile(p, df), df);
                assert!((back / p - 1.0).abs() < 1e-11, "df {df} p {p}: {back}");
            }
        }
    }

    #[test]
    fn many_degrees_of_freedom_are_the_normal() {
        assert!((t_quantile(0.9, 1e9) - normal_quantile(0.9)).abs() < 1e-8);
    }
}
