//! Value functions: from the part of the way between worst and best to a value, 0 to 1 as a rule.
//!
//! *Method*: `docs/methods/deals.md`.

use libm::{expm1, fabs};

use crate::special::root;

/// Returns the exponential value of `z`, the part of the way from worth 0 to worth 1; `c` bends it.
///
/// Above 0 the first steps are worth most, at 0 the curve is straight. `z` may lie beyond 0 and 1.
///
/// *Source*: Kirkwood (1997), *Strategic Decision Making*, on exponential value functions.
///
/// *Formula*: (1 − e^(−c z)) ÷ (1 − e^(−c)).
///
/// ```
/// use winset_engine::value::exponential;
/// assert!((exponential(0.5, 2.0) - 0.731_058_578_630_004_9).abs() < 1e-15);
/// assert_eq!(exponential(0.3, 0.0), 0.3);
/// ```
pub fn exponential(z: f64, c: f64) -> f64 {
    if fabs(c) < 1e-12 { z } else { expm1(-c * z) / expm1(-c) }
}

/// Returns the `c` at which [`exponential`] is worth one half at `mid`; `None` unless `mid` lies between 0 and 1.
///
/// ```
/// use winset_engine::value::constant_of_mid;
/// assert!((constant_of_mid(0.3).unwrap() - 1.801_071_775_387_7).abs() < 1e-9);
/// assert_eq!(constant_of_mid(1.0), None);
/// ```
pub fn constant_of_mid(mid: f64) -> Option<f64> {
    if !(mid > 0.0 && mid < 1.0) {
        return None;
    }
    if mid > 0.5 {
        return constant_of_mid(1.0 - mid).map(|c| -c);
    }
    // With mid below one half the value there rises with c from mid to 1.
    let at = |c: f64| exponential(mid, c) - 0.5;
    let slope = |c: f64| (at(c + 1e-6) - at(c)) / 1e-6;
    Some(root(0.0, 700.0, 1.0, |c| (at(c), slope(c))))
}

/// Returns the value of `z` where a step below the reference `at` counts `loss` times, scaled to end at 0 and 1.
///
/// *Source*: Tversky and Kahneman (1991), on loss aversion in riskless choice.
///
/// *Formula*: (f(z) − f(0)) ÷ (f(1) − f(0)), f(z) = z − (loss − 1) max(at − z, 0).
///
/// ```
/// use winset_engine::value::reference;
/// assert!((reference(0.5, 0.4, 2.25) - 2.0 / 3.0).abs() < 1e-15);
/// assert!((reference(0.2, 0.4, 2.25) - 0.3).abs() < 1e-15);
/// ```
pub fn reference(z: f64, at: f64, loss: f64) -> f64 {
    let f = |z: f64| z - (loss - 1.0) * if at > z { at - z } else { 0.0 };
    let whole = f(1.0) - f(0.0);
    if whole == 0.0 { 0.0 } else { (f(z) - f(0.0)) / whole }
}

/// Returns the fairness of a share, 1 at the fair one and 0 at the end furthest from it.
///
/// *Formula*: 1 − ((share − fair) ÷ max(fair, 1 − fair))².
///
/// ```
/// assert!((winset_engine::value::fairness(0.2, 0.5) - 0.64).abs() < 1e-15);
/// ```
pub fn fairness(share: f64, fair: f64) -> f64 {
    let widest = if fair > 1.0 - fair { fair } else { 1.0 - fair };
    let off = (share - fair) / widest;
    1.0 - off * off
}

/// Returns the value at `x` of the line through `knots`, which lie in rising order; level beyond them, NaN without any.
///
/// ```
/// use winset_engine::value::piecewise;
/// let knots = [(0.0, 0.0), (0.2, 0.6), (1.0, 1.0)];
/// assert!((piecewise(0.5, &knots) - 0.75).abs() < 1e-15);
/// assert_eq!(piecewise(7.0, &knots), 1.0);
/// ```
pub fn piecewise(x: f64, knots: &[(f64, f64)]) -> f64 {
    let above = knots.partition_point(|(at, _)| *at < x);
    match (above.checked_sub(1).and_then(|i| knots.get(i)), knots.get(above)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (x - x0) / (x1 - x0) * (y1 - y0),
        (None, Some((_, y))) | (Some((_, y)), None) => *y,
        (None, None) => f64::NAN,
    }
}
