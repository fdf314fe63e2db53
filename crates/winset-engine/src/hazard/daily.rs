//! The chance of a deal on each single day.

use super::{Multiplier, Posterior};
use libm::{exp, expm1};

/// The chance of a deal on each day after the as-of day, up to the last edge.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyDeal {
    /// The day `p[0]` speaks of.
    pub first_day: i32,
    /// The chance of a deal on `first_day + i`; they sum to the chance of a deal by the last edge.
    pub p: Vec<f64>,
}

/// Returns the chance of a deal on each day after s, for talks still open on day s; `None` if s lies at or beyond the last edge.
///
/// ```
/// use winset_engine::hazard::{Posterior, daily_deal, p_deal};
/// let post = Posterior::from_parts(vec![0, 10, 40], vec![1.0, 2.0], vec![3.0, 1.0]).unwrap();
/// let daily = daily_deal(&post, 4, &[]).unwrap();
/// assert_eq!(daily.first_day, 5);
/// let sum: f64 = daily.p.iter().sum();
/// assert!((sum - p_deal(&post, 4, 40, &[]).unwrap()).abs() < 1e-14);
/// ```
pub fn daily_deal(post: &Posterior, s: i32, multipliers: &[Multiplier]) -> Option<DailyDeal> {
    if s >= post.horizon() {
        return None;
    }
    let s = s.max(post.first_day());
    let mut p = Vec::new();
    let mut before_bin = 0.0;
    for bin in post.bins().filter(|bin| bin.to > s) {
        let mut yesterday = 0.0;
        for day in bin.from.max(s) + 1..=bin.to {
            let today = bin.ln_survival(s, day, 1.0, multipliers);
            p.push(-exp(before_bin + yesterday) * expm1(today - yesterday));
            yesterday = today;
        }
        before_bin += yesterday;
    }
    Some(DailyDeal { first_day: s + 1, p })
}
