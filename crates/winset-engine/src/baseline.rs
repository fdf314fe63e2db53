//! Against what: the simple forecasts every answer is compared with.
//!
//! *Own series only* and *all pooled* need no function here: they are [`crate::hazard::posterior`] over one level.
//!
//! *Method*: `docs/methods/scores.md`.

use crate::hazard::Outcome;
use crate::predictive::StudentT;
use libm::{exp, log, pow, sqrt};

/// The chance of a forecaster who knows nothing.
pub const EVEN_ODDS: f64 = 0.5;

/// What is added to the scale of each baseline for amounts, so that a series without any change can still be scored.
pub const SCALE_FLOOR: f64 = 0.001;

/// The stretch of days over which [`memoryless`] counts, and what it starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemorylessOptions {
    /// Days up to this one do not count.
    pub from: i32,
    /// Days after this one do not count.
    pub to: i32,
    /// The half-life of the one deal it starts from, in days; positive.
    pub half_life_days: f64,
}

impl Default for MemorylessOptions {
    fn default() -> Self {
        Self { from: -180, to: 1095, half_life_days: 365.0 }
    }
}

/// Returns the chance of a deal within `days` ≥ 0 more days if talks forget how long they have run.
///
/// *Formula*: 1 − (E/(E + days))^D, D = 1 + deals in (from, to], E = half-life/ln 2 + all members' open days there: an exponential
/// time with a gamma prior. A deal known to an interval counts at its middle.
///
/// ```
/// use winset_engine::baseline::{MemorylessOptions, memoryless};
/// let half = memoryless(&[], 365, &MemorylessOptions::default());
/// assert!(half > 0.4 && half < 0.42);
/// ```
pub fn memoryless(members: &[Outcome], days: i32, options: &MemorylessOptions) -> f64 {
    debug_assert!(days >= 0, "days run forward");
    let (from, to) = (f64::from(options.from), f64::from(options.to));
    let mut sorted = members.to_vec();
    sorted.sort_unstable();
    let (mut deals, mut open_days) = (1.0, options.half_life_days / std::f64::consts::LN_2);
    for member in sorted {
        let (last, deal) = match member {
            Outcome::Deal { lo, hi } => (0.5 * (f64::from(lo) + f64::from(hi)), true),
            Outcome::None => (to, false),
            Outcome::Open { day } => (f64::from(day), false),
        };
        open_days += (last.min(to) - from).max(0.0);
        deals += f64::from(u8::from(deal && from < last && last <= to));
    }
    1.0 - pow(open_days / (open_days + f64::from(days)), deals)
}

/// Returns the narrowest of own, own with type, and all that has at least `min` values; `None` if not even all has.
///
/// ```
/// use winset_engine::baseline::narrowest;
/// assert_eq!(narrowest(&[9.0], &[0.1], &[0.0, 0.3], 3), Some(vec![0.0, 0.3, 0.1]));
/// ```
pub fn narrowest(other: &[f64], same_type: &[f64], own: &[f64], min: usize) -> Option<Vec<f64>> {
    let candidates = [own.to_vec(), [own, same_type].concat(), [own, same_type, other].concat()];
    candidates.into_iter().find(|values| !values.is_empty() && values.len() >= min)
}

/// Returns the forecast "no change from the last level": t_n(0, root mean square + .001); `None` without values.
///
/// ```
/// let t = winset_engine::baseline::last_level(&[0.3, -0.4]).unwrap();
/// assert_eq!((t.location, t.df), (0.0, 2.0));
/// ```
pub fn last_level(values: &[f64]) -> Option<StudentT> {
    let scale = root_mean_square(values)? + SCALE_FLOOR;
    Some(StudentT { location: 0.0, scale, df: values.len() as f64 })
}

/// Returns the forecast "as such talks went on average": t_{n−1}(mean, sd √(1 + 1/n) + .001); `None` for fewer than two values.
///
/// ```
/// let t = winset_engine::baseline::climatology(&[0.1, 0.2, 0.3]).unwrap();
/// assert!((t.location - 0.2).abs() < 1e-15);
/// assert_eq!(t.df, 2.0);
/// ```
pub fn climatology(values: &[f64]) -> Option<StudentT> {
    if values.len() < 2 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / (n - 1.0);
    Some(StudentT { location: mean, scale: sqrt(variance * (1.0 + 1.0 / n)) + SCALE_FLOOR, df: n - 1.0 })
}

/// Returns the forecast "as much as last time": t(last value, root mean square of the differences + .001), as many degrees of freedom
/// as differences; `None` for fewer than three own values. `own` is in the order in which the values became known.
///
/// ```
/// let t = winset_engine::baseline::last_change(&[0.0, 0.1, 0.3]).unwrap();
/// assert_eq!((t.location, t.df), (0.3, 2.0));
/// ```
pub fn last_change(own: &[f64]) -> Option<StudentT> {
    if own.len() < 3 {
        return None;
    }
    let steps: Vec<f64> = own.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let scale = root_mean_square(&steps)? + SCALE_FLOOR;
    Some(StudentT { location: *own.last()?, scale, df: steps.len() as f64 })
}

/// Returns the log change half way, in money, between two openings given as log changes; an offer of no change is 0.
///
/// ```
/// let half_way = winset_engine::baseline::midpoint(3_f64.ln(), 0.0);
/// assert!((half_way - 2_f64.ln()).abs() < 1e-15);
/// ```
pub fn midpoint(demand: f64, offer: f64) -> f64 {
    let (high, low) = if demand > offer { (demand, offer) } else { (offer, demand) };
    high + log(0.5 * (1.0 + exp(low - high)))
}

fn root_mean_square(values: &[f64]) -> Option<f64> {
    let squares: f64 = values.iter().map(|x| x * x).sum();
    (!values.is_empty()).then(|| sqrt(squares / values.len() as f64))
}
