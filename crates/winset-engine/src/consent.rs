//! Consent: whether, and by when, the body that must approve a deal does so.
//!
//! *Method*: `docs/methods/consent.md`.

use crate::hazard::DailyDeal;
use crate::predictive::StudentT;
use crate::special::{beta_cdf, beta_quantile};
use libm::log;

/// How the required votes of a level of the class ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// Votes that approved.
    pub passed: u32,
    /// Votes that refused.
    pub failed: u32,
}

/// A Beta distribution of an unknown chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    /// The weight of yes; positive.
    pub a: f64,
    /// The weight of no; positive.
    pub b: f64,
}

impl Beta {
    /// Returns the mean, the chance to act on.
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// Returns the value the chance does not exceed with probability q; 0 and 1 at and beyond the ends.
    ///
    /// ```
    /// use winset_engine::consent::Beta;
    /// assert!((Beta { a: 1.0, b: 1.0 }.quantile(0.1) - 0.1).abs() < 1e-14);
    /// ```
    pub fn quantile(&self, q: f64) -> f64 {
        beta_quantile(q, self.a, self.b)
    }

    /// Returns the probability that the chance is at most x.
    pub fn cdf(&self, x: f64) -> f64 {
        beta_cdf(x, self.a, self.b)
    }
}

/// Returns the distribution of the chance of consent from all levels together, with Jeffreys' prior: Beta(½ + passed, ½ + failed).
///
/// *Source*: Jeffreys (1946). Levels are pooled: narrower records scored worse (see the method's page).
///
/// ```
/// use winset_engine::consent::{Votes, consent};
/// let chance = consent(&[Votes { passed: 12, failed: 0 }]);
/// assert!((chance.mean() - 12.5 / 13.0).abs() < 1e-15);
/// ```
pub fn consent(levels: &[Votes]) -> Beta {
    let sum = |of: fn(&Votes) -> u32| levels.iter().map(|level| f64::from(of(level))).sum::<f64>();
    Beta { a: 0.5 + sum(|v| v.passed), b: 0.5 + sum(|v| v.failed) }
}

/// Returns the log of a lag in days for the class of lags; `None` below one day, which is no lag to learn from.
pub fn ln_lag(days: f64) -> Option<f64> {
    (days >= 1.0).then(|| log(days))
}

/// Returns the chance that a deal is reached and consented to by each of `days`.
///
/// `lag` is the forecast of the log of the days from deal to vote, `p` the chance of consent given a deal.
///
/// *Formula*: p Σ_{t<d} P(deal on t) L(d − t), day by day, L the distribution function of the lag.
///
/// *Limits*: deal date, lag and consent are taken as independent, and no sitting calendar is known. Deals beyond the last day of
/// `deal` count as none.
///
/// ```
/// use winset_engine::consent::consent_by;
/// use winset_engine::hazard::DailyDeal;
/// use winset_engine::predictive::StudentT;
/// let deal = DailyDeal { first_day: 1, p: vec![0.5, 0.25] };
/// let lag = StudentT { location: 0.0, scale: 1.0, df: 3.0 };
/// assert_eq!(consent_by(&deal, &lag, 0.9, &[1, 2]), [0.0, 0.9 * 0.5 * 0.5]);
/// ```
pub fn consent_by(deal: &DailyDeal, lag: &StudentT, p: f64, days: &[i32]) -> Vec<f64> {
    let after = |day: i32| usize::try_from(i64::from(day) - i64::from(deal.first_day)).unwrap_or(0);
    let longest = days.iter().map(|day| after(*day)).max().unwrap_or(0);
    let by_lag: Vec<f64> = (1..=longest).map(|days| lag.cdf(log(days as f64))).collect();
    let consented = |day: i32| {
        let n = after(day);
        deal.p.iter().take(n).enumerate().map(|(i, chance)| chance * by_lag[n - 1 - i]).sum::<f64>()
    };
    days.iter().map(|day| p * consented(*day)).collect()
}
