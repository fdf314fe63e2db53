//! How good it was: proper scores of chances, dates and amounts.
//!
//! Every score here is a loss: smaller is better.
//!
//! *Method*: `docs/methods/scores.md`.

use crate::hazard::Outcome;
use crate::predictive::StudentT;
use crate::special::{ln_beta, t_cdf, t_pdf};
use libm::{exp, log, sqrt};

/// Returns the Brier score of a chance p in [0, 1]: (p − 1)² if it happened, p² if not.
///
/// *Source*: Brier (1950), halved to one event.
///
/// ```
/// assert_eq!(winset_engine::score::brier(0.75, true), 0.0625);
/// ```
pub fn brier(p: f64, happened: bool) -> f64 {
    let off = p - f64::from(u8::from(happened));
    off * off
}

/// Returns the product of two methods' errors on one event, the cross term of [`crate::pool::BlockLoss`].
///
/// ```
/// assert_eq!(winset_engine::score::brier_cross(0.5, 0.75, true), 0.125);
/// ```
pub fn brier_cross(first: f64, second: f64, happened: bool) -> f64 {
    let happened = f64::from(u8::from(happened));
    (first - happened) * (second - happened)
}

/// Returns the log score of a chance: −ln of what was given to what happened; infinite if that was 0.
///
/// ```
/// assert!((winset_engine::score::log_score(0.5, false) - 2_f64.ln()).abs() < 1e-15);
/// ```
pub fn log_score(p: f64, happened: bool) -> f64 {
    -log(if happened { p } else { 1.0 - p })
}

/// Returns the continuous ranked probability score of a Student-t forecast at y, in the unit of y; `None` for one degree of freedom
/// or fewer, where it is infinite.
///
/// *Formula*: with z = (y − location)/scale, s·{z(2F(z) − 1) + 2f(z)(ν + z²)/(ν − 1) − 2√ν/(ν − 1)·B(½, ν − ½)/B(½, ν/2)²}.
///
/// *Source*: Jordan, Krüger and Lerch (2019), "Evaluating probabilistic forecasts with scoringRules".
///
/// ```
/// use winset_engine::predictive::StudentT;
/// let crps = winset_engine::score::crps_t(0.0, &StudentT { location: 0.0, scale: 1.0, df: 3.0 }).unwrap();
/// assert!((crps - 0.275_664_447_710_895_8).abs() < 1e-14);
/// ```
pub fn crps_t(y: f64, forecast: &StudentT) -> Option<f64> {
    let df = forecast.df;
    if df.is_nan() || df <= 1.0 {
        return None;
    }
    let z = forecast.standardised(y);
    let spread = 2.0 * sqrt(df) / (df - 1.0) * exp(ln_beta(0.5, df - 0.5) - 2.0 * ln_beta(0.5, 0.5 * df));
    let distance = z * (2.0 * t_cdf(z, df) - 1.0) + 2.0 * t_pdf(z, df) * (df + z * z) / (df - 1.0);
    Some(forecast.scale * (distance - spread))
}

/// Returns the CRPS of a forecast that is a single value: its distance from y.
///
/// ```
/// assert_eq!(winset_engine::score::crps_point(0.25, 0.0), 0.25);
/// ```
pub fn crps_point(y: f64, point: f64) -> f64 {
    (y - point).abs()
}

/// Returns the probability integral transform: the chance the forecast gave to values up to the one that came, in [0, 1].
pub fn pit(y: f64, forecast: &StudentT) -> f64 {
    forecast.cdf(y)
}

/// Returns the share of transforms strictly inside the central interval of a `level`; `None` of nothing.
///
/// ```
/// assert_eq!(winset_engine::score::coverage(&[0.05, 0.5, 0.85, 0.2], 0.8), Some(0.75));
/// ```
pub fn coverage(pits: &[f64], level: f64) -> Option<f64> {
    let tail = 0.5 * (1.0 - level);
    let inside = pits.iter().filter(|pit| tail < **pit && **pit < 1.0 - tail).count();
    (!pits.is_empty()).then(|| inside as f64 / pits.len() as f64)
}

/// Returns the days of a grid on which "a deal by then?" can be scored for a forecast made on day s, each with the answer.
///
/// Days at or before s are left out, and days inside an outcome's own interval, on which nobody knows. *Open* talks answer "no" up to
/// their last known day and nothing after it.
///
/// ```
/// use winset_engine::hazard::Outcome;
/// use winset_engine::score::date_points;
/// let points = date_points(Outcome::Deal { lo: 20, hi: 40 }, 0, &[-14, 0, 15, 30, 90]);
/// assert_eq!(points, [(15, false), (90, true)]);
/// ```
pub fn date_points(outcome: Outcome, s: i32, grid: &[i32]) -> Vec<(i32, bool)> {
    let answer = |day: i32| match outcome {
        Outcome::Deal { lo, hi } if lo <= day && day < hi => None,
        Outcome::Deal { hi, .. } => Some(hi <= day),
        Outcome::None => Some(false),
        Outcome::Open { day: last } => (day <= last).then_some(false),
    };
    grid.iter()
        .filter(|day| **day > s)
        .filter_map(|day| answer(*day).map(|happened| (*day, happened)))
        .collect()
}

/// Returns the mean Brier score over dated questions, each a chance and its answer; `None` of nothing.
///
/// ```
/// assert_eq!(winset_engine::score::mean_brier(&[(0.5, true), (0.0, false)]), Some(0.125));
/// ```
pub fn mean_brier(answered: &[(f64, bool)]) -> Option<f64> {
    let sum: f64 = answered.iter().map(|(p, happened)| brier(*p, *happened)).sum();
    (!answered.is_empty()).then(|| sum / answered.len() as f64)
}

/// How often what was given about the same chance came true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliabilityBin {
    /// The lower end of the bin of chances.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
    /// How many chances fell into it.
    pub n: usize,
    /// Their mean; `None` if there were none.
    pub mean_chance: Option<f64>,
    /// The share that came true; `None` if there were none.
    pub frequency: Option<f64>,
}

/// Returns the reliability of chances over `bins` bins of equal width; a chance of 1 belongs to the last.
///
/// ```
/// let bins = winset_engine::score::reliability(&[(0.1, false), (0.9, true), (1.0, true)], 5);
/// assert_eq!((bins[4].n, bins[4].frequency), (2, Some(1.0)));
/// assert_eq!(bins[2].mean_chance, None);
/// ```
pub fn reliability(answered: &[(f64, bool)], bins: usize) -> Vec<ReliabilityBin> {
    let place = |p: f64| ((p * bins as f64) as usize).min(bins.saturating_sub(1));
    (0..bins)
        .map(|i| {
            let here: Vec<_> = answered.iter().filter(|(p, _)| place(*p) == i).collect();
            let mean = |sum: f64| (!here.is_empty()).then(|| sum / here.len() as f64);
            ReliabilityBin {
                from: i as f64 / bins as f64,
                to: (i + 1) as f64 / bins as f64,
                n: here.len(),
                mean_chance: mean(here.iter().map(|(p, _)| p).sum()),
                frequency: mean(here.iter().filter(|(_, happened)| *happened).count() as f64),
            }
        })
        .collect()
}
