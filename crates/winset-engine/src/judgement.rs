//! Judgement: what a person lays beside the class, as shifts, factors and odds.
//!
//! Nothing here decides whether a judgement may be used; the caller has already dropped those made too late.
//!
//! *Method*: `docs/methods/judgement.md`.

use crate::hazard::Multiplier;
use crate::predictive::StudentT;

/// One judgement, or several combined. The default changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What is added to the location of the amount, in log units.
    pub amount_shift: f64,
    /// The factor on the scale of the amount; positive.
    pub spread: f64,
    /// Factors on the hazard over stretches of days.
    pub hazard: Vec<Multiplier>,
    /// The factor on the odds of consent; positive.
    pub consent_odds: f64,
}

impl Default for Judgement {
    fn default() -> Self {
        Self { amount_shift: 0.0, spread: 1.0, hazard: Vec::new(), consent_odds: 1.0 }
    }
}

/// Returns several judgements as one: shifts add up, factors multiply, stretches of hazard are kept side by side.
///
/// ```
/// use winset_engine::judgement::{Judgement, combine};
/// let one = Judgement { amount_shift: 0.02, spread: 2.0, ..Judgement::default() };
/// let both = combine(&[one.clone(), one]);
/// assert_eq!((both.amount_shift, both.spread), (0.04, 4.0));
/// ```
pub fn combine(judgements: &[Judgement]) -> Judgement {
    judgements.iter().fold(Judgement::default(), |mut all, one| {
        all.amount_shift += one.amount_shift;
        all.spread *= one.spread;
        all.hazard.extend(&one.hazard);
        all.consent_odds *= one.consent_odds;
        all
    })
}

/// Returns a forecast of the amount shifted and spread as judged.
///
/// ```
/// use winset_engine::judgement::{Judgement, judged_amount};
/// use winset_engine::predictive::StudentT;
/// let class = StudentT { location: 0.05, scale: 0.08, df: 8.0 };
/// let judgement = Judgement { spread: 0.5, ..Judgement::default() };
/// assert_eq!(judged_amount(class, &judgement).scale, 0.04);
/// ```
pub fn judged_amount(forecast: StudentT, judgement: &Judgement) -> StudentT {
    debug_assert!(judgement.spread > 0.0, "a spread is positive");
    StudentT {
        location: forecast.location + judgement.amount_shift,
        scale: forecast.scale * judgement.spread,
        df: forecast.df,
    }
}

/// Returns a chance p in [0, 1] with its odds multiplied by a positive factor v: vp/(1 − p + vp).
///
/// ```
/// use winset_engine::judgement::times_odds;
/// assert!((times_odds(0.96, 0.5) - 12.0 / 13.0).abs() < 1e-15);
/// ```
pub fn times_odds(p: f64, factor: f64) -> f64 {
    debug_assert!((0.0..=1.0).contains(&p) && factor > 0.0, "p is a chance, the factor positive");
    factor * p / (1.0 - p + factor * p)
}
