//! What a past vote says of the mood on that day.

use super::ballot::Ballot;
use super::chamber::{Chamber, Mood};
use crate::special::normal_pdf;
use libm::{exp, log, sqrt};

/// A vote that was held, in weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollCall {
    /// The weight that voted yes.
    pub yes: u32,
    /// The weight that was present.
    pub present: u32,
}

/// Returns the mean and standard deviation of the mood after a vote on x = ln(amount / last amount).
///
/// `shift` is in probits. The prior comes back if the chamber fails [`Chamber::check`] or nobody was present.
///
/// *Formula*: prior times a normal likelihood of the yes votes, mean Σ m q and variance Σ m w q(1 − q), where those present are
/// spread over the blocs as their attendance would have it (m of them in a bloc); trapezoid with steps of 1/64 standard
/// deviation. *Limits*: no continuity correction; a party line counts in the mean only; only votes that were held can be seen,
/// and unpopular amounts are not brought to a vote.
pub fn mood_given_vote(chamber: &Chamber, prior: Mood, x: f64, shift: f64, vote: RollCall) -> Mood {
    const STEPS: i32 = 64;
    let Some(ballot) = Ballot::new(chamber) else { return prior };
    let expected: f64 = ballot.blocs.iter().map(|(b, _)| b.expected_present()).sum();
    if !(prior.is_sound() && expected > 0.0 && vote.present > 0) {
        return prior;
    }
    let share = f64::from(vote.present) / expected;
    let node = |i: i32| f64::from(i) / f64::from(STEPS);
    let log_weight = |i: i32| {
        let (mut mean, mut variance) = (0.0, 0.0);
        for (j, (b, _)) in ballot.blocs.iter().enumerate() {
            let (yes, no) = ballot.yes(j, x, shift, prior.mean + prior.sd * node(i));
            let present = share * b.expected_present();
            mean += present * yes;
            variance += present * f64::from(b.weight) * yes * no;
        }
        let off = f64::from(vote.yes) - mean;
        log(normal_pdf(node(i))) - 0.5 * (off * off / variance + log(variance))
    };
    let reach = 17 * STEPS / 2;
    let weights: Vec<(f64, f64)> = (-reach..=reach).map(|i| (node(i), log_weight(i))).collect();
    let top = weights.iter().map(|(_, w)| *w).fold(f64::NEG_INFINITY, f64::max);
    let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
        weights.iter().filter(|(_, w)| w.is_finite()).map(|(z, w)| of(*z) * exp(w - top)).sum()
    };
    let total = sum(&|_| 1.0);
    if !(total.is_finite() && total > 0.0) {
        return prior;
    }
    let mean = sum(&|z| z) / total;
    let sd = sqrt(sum(&|z| (z - mean) * (z - mean)) / total);
    Mood { mean: prior.mean + prior.sd * mean, sd: prior.sd * sd }
}
