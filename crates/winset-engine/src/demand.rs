//! What an opening demand adds: past demands were met by a fraction, and that fraction reads the one on the table.
//!
//! A demand is the log ratio g = ln(demand / amount before). The reading of it and the class's forecast are weighed by their
//! precision; where they disagree the result is widened, not just moved.
//!
//! *Method*: `docs/methods/how-much.md`.

use crate::predictive::{ClassPrior, StudentT, class_prior};
use libm::sqrt;

/// The floor of the scale of past fractions, before the widening for a new case.
pub const FRACTION_FLOOR: f64 = 0.02;

/// The demand for the coming talks, as a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// The mean of ln demand − ln amount before (μ_g).
    pub mean: f64,
    /// Its standard deviation (σ_g); not negative.
    pub sd: f64,
}

/// A class's forecast with an opening demand taken into account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WithDemand {
    /// The forecast.
    pub forecast: StudentT,
    /// The weight w of the demand against the class, in (0, 1).
    pub weight: f64,
    /// What the demand says by itself: the location m_d.
    pub reading: f64,
    /// The standard deviation s_d of that reading.
    pub reading_sd: f64,
}

/// Returns the fraction of an earlier demand that was met, y/g; `None` for a demand that asked for hardly any change (|g| < δ).
///
/// ```
/// use winset_engine::demand::fraction;
/// assert_eq!(fraction(0.1, 0.4, 0.05), Some(0.25));
/// assert_eq!(fraction(0.1, 0.01, 0.05), None);
/// ```
pub fn fraction(change: f64, demand: f64, delta: f64) -> Option<f64> {
    (demand.abs() >= delta && demand != 0.0).then(|| change / demand)
}

/// Returns the location m_f and scale s_f of past fractions; `None` for fewer than `min` of them, which means "class only".
///
/// *Formula*: m_f = median, s_f = max(.02 √(1 + 1/c), median |· − m_f| / t_{c,.75}).
///
/// ```
/// use winset_engine::demand::fraction_class;
/// let class = fraction_class(&[0.2, 0.37, 0.8, -0.1, 1.0, 0.45], 3.0, 3).unwrap();
/// assert!((class.location - 0.41).abs() < 1e-15);
/// assert!((class.scale - 0.392_212_065_5).abs() < 1e-10);
/// ```
pub fn fraction_class(fractions: &[f64], cap: f64, min: usize) -> Option<ClassPrior> {
    if fractions.len() < min {
        return None;
    }
    let prior = class_prior(fractions, cap, FRACTION_FLOOR)?;
    Some(ClassPrior { scale: prior.scale * sqrt(1.0 + 1.0 / cap), ..prior })
}

/// Returns the class's forecast moved toward what the demand says, by the demand's weight, and widened where the two disagree.
///
/// `delta` (δ) is the smallest standard deviation a reading may have; positive.
///
/// *Formula*: m_d = m_f μ_g, s_d² = s_f² (μ_g² + σ_g²) + m_f² σ_g² + δ², w = s²/(s² + s_d²); location + w (m_d − location),
/// scale² = w s_d² + w (1 − w)(m_d − location)², the same degrees of freedom.
///
/// *Limits*: the demand counts for little in a tight series and for nearly all in a loose class; the scale of the class stands in
/// for its standard deviation.
///
/// ```
/// use winset_engine::demand::{Demand, demand_update};
/// use winset_engine::predictive::{ClassPrior, StudentT};
/// let class = StudentT { location: 0.05, scale: 0.08, df: 8.0 };
/// let fractions = ClassPrior { location: 0.41, scale: 0.392 };
/// let with = demand_update(class, fractions, Demand { mean: 0.3, sd: 0.0 }, 0.05);
/// assert!(with.weight > 0.28 && with.weight < 0.29);
/// ```
pub fn demand_update(class: StudentT, fractions: ClassPrior, demand: Demand, delta: f64) -> WithDemand {
    debug_assert!(class.scale > 0.0 && delta >= 0.0, "scale is positive, delta not negative");
    let square = |x: f64| x * x;
    let reading = fractions.location * demand.mean;
    let reading_variance = square(fractions.scale) * (square(demand.mean) + square(demand.sd))
        + square(fractions.location) * square(demand.sd)
        + square(delta);
    let weight = square(class.scale) / (square(class.scale) + reading_variance);
    let apart = reading - class.location;
    let variance = weight * reading_variance + weight * (1.0 - weight) * square(apart);
    let forecast =
        StudentT { location: class.location + weight * apart, scale: sqrt(variance), df: class.df };
    WithDemand { forecast, weight, reading, reading_sd: sqrt(reading_variance) }
}
