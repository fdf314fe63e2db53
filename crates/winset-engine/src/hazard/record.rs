//! How finished and open talks are counted into bins.

use super::span;

/// How talks stood when they were last heard of, in days on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A deal on a day known to lie in `lo..=hi`, each day equally likely.
    Deal {
        /// The first day it may have come on.
        lo: i32,
        /// The last day it may have come on.
        hi: i32,
    },
    /// Followed to the end of the clock without a deal.
    None,
    /// Without a deal up to `day`, and not known since.
    Open {
        /// The last day of which it is known.
        day: i32,
    },
}

/// What a level adds to each bin, in talks.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// Deals in the bin.
    pub deals: Vec<f64>,
    /// Bins survived; a bin survived in part counts for that part.
    pub survivals: Vec<f64>,
}

/// Returns the share of a deal known only to lie in `lo..=hi` that falls into each bin; the first bin is open below.
///
/// The shares sum to 1, less what lies beyond the last edge.
///
/// ```
/// use winset_engine::hazard::split_days;
/// assert_eq!(split_days(-10, 5, &[-30, 0, 60]), [0.6875, 0.3125]);
/// ```
pub fn split_days(lo: i32, hi: i32, edges: &[i32]) -> Vec<f64> {
    let mut before = 0.0;
    let mut share = |by: f64| by - std::mem::replace(&mut before, by);
    shares_by(lo, hi, edges).map(&mut share).collect()
}

/// Returns the deals and survivals a level of talks adds to each bin.
///
/// A deal counts as a survival of each bin before its own; *none* survives every bin; *open* survives the bins up to its day, the
/// last in part.
///
/// ```
/// use winset_engine::hazard::{Outcome, counts};
/// let seen = counts(&[Outcome::Deal { lo: 5, hi: 5 }, Outcome::Open { day: -15 }], &[-30, 0, 60]);
/// assert_eq!(seen.deals, [0.0, 1.0]);
/// assert_eq!(seen.survivals, [1.5, 0.0]);
/// ```
pub fn counts(outcomes: &[Outcome], edges: &[i32]) -> Counts {
    let bins = edges.len().saturating_sub(1);
    let mut sum = Counts { deals: vec![0.0; bins], survivals: vec![0.0; bins] };
    let mut sorted = outcomes.to_vec();
    sorted.sort_unstable();
    for outcome in sorted {
        match outcome {
            Outcome::Deal { lo, hi } => add_deal(&mut sum, lo, hi, edges),
            Outcome::None => sum.survivals.iter_mut().for_each(|b| *b += 1.0),
            Outcome::Open { day } => add_open(&mut sum, day, edges),
        }
    }
    sum
}

fn add_deal(sum: &mut Counts, lo: i32, hi: i32, edges: &[i32]) {
    let mut before = 0.0;
    for (j, by) in shares_by(lo, hi, edges).enumerate() {
        sum.deals[j] += by - before;
        sum.survivals[j] += 1.0 - by;
        before = by;
    }
}

/// The share of a deal's possible days that lie at or before the upper edge of each bin; exactly 1 once all do.
fn shares_by(lo: i32, hi: i32, edges: &[i32]) -> impl Iterator<Item = f64> + '_ {
    debug_assert!(lo <= hi, "an interval of days runs forward");
    let days = span(lo, hi) + 1.0;
    edges.iter().skip(1).map(move |edge| (span(lo, *edge) + 1.0).clamp(0.0, days.max(0.0)) / days)
}

fn add_open(sum: &mut Counts, day: i32, edges: &[i32]) {
    for (b, edge) in sum.survivals.iter_mut().zip(edges.windows(2)) {
        *b += (span(edge[0], day) / span(edge[0], edge[1])).clamp(0.0, 1.0);
    }
}
