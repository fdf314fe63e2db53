//! How much: a Student-t forecast from a class of finished talks, narrowed by the talks' own series.
//!
//! Values are natural logarithms of a ratio (amount agreed over amount before). The wider class enters as a normal-inverse-gamma
//! prior worth a few talks; the own values update it.
//!
//! *Method*: `docs/methods/how-much.md`.

use crate::special::{t_cdf, t_pdf, t_quantile};
use libm::sqrt;

/// The settings of [`class_predictive`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassOptions {
    /// What the wider class weighs, in talks (c); positive.
    pub cap: f64,
    /// The smallest scale the wider class may have; positive.
    pub floor: f64,
    /// How many values a class must have.
    pub min_members: usize,
}

impl ClassOptions {
    /// Returns the settings for log changes of an amount: three talks' worth, scale at least .01.
    pub fn amount() -> Self {
        Self { cap: 3.0, floor: 0.01, min_members: 3 }
    }

    /// Returns the settings for the log of days from deal to vote: three talks' worth, scale at least .10.
    pub fn lag() -> Self {
        Self { floor: 0.10, ..Self::amount() }
    }
}

/// What a wider class says before any own value: a location and a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassPrior {
    /// The middle (m₀).
    pub location: f64,
    /// The scale (s₀).
    pub scale: f64,
}

/// A Student-t distribution with location and scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StudentT {
    /// The middle.
    pub location: f64,
    /// The scale; positive.
    pub scale: f64,
    /// The degrees of freedom; positive.
    pub df: f64,
}

impl StudentT {
    /// Returns the probability of a value of at most y.
    ///
    /// ```
    /// use winset_engine::predictive::StudentT;
    /// let t = StudentT { location: 2.0, scale: 0.5, df: 1.0 };
    /// assert!((t.cdf(2.5) - 0.75).abs() < 1e-15);
    /// ```
    pub fn cdf(&self, y: f64) -> f64 {
        t_cdf(self.standardised(y), self.df)
    }

    /// Returns the density at y.
    pub fn pdf(&self, y: f64) -> f64 {
        t_pdf(self.standardised(y), self.df) / self.scale
    }

    /// Returns the value that is not exceeded with probability q; NaN for q outside [0, 1].
    ///
    /// ```
    /// use winset_engine::predictive::StudentT;
    /// let t = StudentT { location: 2.0, scale: 0.5, df: 1.0 };
    /// assert!((t.quantile(0.75) - 2.5).abs() < 1e-14);
    /// ```
    pub fn quantile(&self, q: f64) -> f64 {
        self.location + self.scale * t_quantile(q, self.df)
    }

    /// Returns how many scales y lies above the location.
    pub fn standardised(&self, y: f64) -> f64 {
        debug_assert!(self.scale > 0.0, "a Student-t has a positive scale");
        (y - self.location) / self.scale
    }
}

/// Returns the middle value, or the mean of the two middle ones; `None` of nothing.
///
/// ```
/// use winset_engine::predictive::median;
/// assert_eq!(median(&[3.0, 1.0, 2.0, 10.0]), Some(2.5));
/// assert_eq!(median(&[]), None);
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(0.5 * (sorted[sorted.len() / 2 - 1] + upper))
}

/// Returns the narrowest wider class of at least `min` values: the type without the own series, the type with it, everything.
///
/// `None` is "no basis for a forecast": even everything is too little.
///
/// ```
/// use winset_engine::predictive::wider;
/// assert_eq!(wider(&[9.0], &[0.1], &[0.0, 0.3], 3), Some(vec![0.1, 0.0, 0.3]));
/// assert_eq!(wider(&[0.1], &[], &[0.2], 3), None);
/// ```
pub fn wider(other: &[f64], same_type: &[f64], own: &[f64], min: usize) -> Option<Vec<f64>> {
    let candidates = [same_type.to_vec(), [same_type, own].concat(), [other, same_type, own].concat()];
    candidates.into_iter().find(|values| !values.is_empty() && values.len() >= min)
}

/// Returns the location and scale of a wider class, by its medians: half of the class lies in the middle half of the prior.
///
/// *Formula*: m₀ = median, s₀ = max(floor, median |w − m₀| / (t_{c,.75} √(1 + 1/c))). `None` of an empty class.
///
/// ```
/// use winset_engine::predictive::class_prior;
/// let prior = class_prior(&[-0.1, 0.0, 0.02, 0.3], 3.0, 0.01).unwrap();
/// assert!((prior.scale - 0.067_933_122_476_8).abs() < 1e-12);
/// ```
pub fn class_prior(wide: &[f64], cap: f64, floor: f64) -> Option<ClassPrior> {
    debug_assert!(cap > 0.0 && floor > 0.0, "cap and floor are positive");
    let location = median(wide)?;
    let distances: Vec<f64> = wide.iter().map(|w| (w - location).abs()).collect();
    let spread = median(&distances)? / (t_quantile(0.75, cap) * sqrt(1.0 + 1.0 / cap));
    Some(ClassPrior { location, scale: spread.max(floor) })
}

/// Returns the forecast of the next value, given the own values and a prior worth `cap` talks.
///
/// The order of the own values does not matter, to the last bit.
///
/// *Formula*: k = c + n, location (c m₀ + n ȳ)/k, scale² = (1 + 1/k) [c s₀² + Σ(y − ȳ)² + (c n/k)(ȳ − m₀)²]/k, k degrees of freedom.
///
/// *Source*: the normal-inverse-gamma predictive (Gelman and others, *Bayesian Data Analysis*, 3rd ed., §3.3).
///
/// ```
/// use winset_engine::predictive::{ClassPrior, t_predictive};
/// let forecast = t_predictive(&[], ClassPrior { location: 0.0, scale: 1.0 }, 3.0);
/// assert_eq!(forecast.df, 3.0);
/// ```
pub fn t_predictive(own: &[f64], prior: ClassPrior, cap: f64) -> StudentT {
    let own = sorted(own);
    let n = own.len() as f64;
    let k = cap + n;
    let mean = if own.is_empty() { prior.location } else { own.iter().sum::<f64>() / n };
    let within: f64 = own.iter().map(|y| (y - mean) * (y - mean)).sum();
    let between = mean - prior.location;
    let square = (cap * prior.scale * prior.scale + within + cap * n / k * between * between) / k;
    StudentT { location: (cap * prior.location + n * mean) / k, scale: sqrt(square * (1.0 + 1.0 / k)), df: k }
}

/// Returns the forecast of the next value from three levels; each value stands once, at its narrowest level.
///
/// `None` is "no basis for a forecast": all levels together have too few values.
///
/// ```
/// use winset_engine::predictive::{ClassOptions, class_predictive};
/// let forecast = class_predictive(&[0.3], &[0.1, 0.0, 0.2], &[0.05, 0.07], &ClassOptions::amount()).unwrap();
/// assert_eq!(forecast.df, 5.0);
/// assert!(class_predictive(&[0.3], &[], &[0.1], &ClassOptions::amount()).is_none());
/// ```
pub fn class_predictive(
    other: &[f64],
    same_type: &[f64],
    own: &[f64],
    options: &ClassOptions,
) -> Option<StudentT> {
    let wide = wider(other, same_type, own, options.min_members)?;
    let prior = class_prior(&wide, options.cap, options.floor)?;
    Some(t_predictive(own, prior, options.cap))
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}
