//! The exact chance of passing: every outcome counted, the common mood integrated.

use super::ballot::Ballot;
use super::chamber::{Chamber, Mood};
use super::counts::convolve;
use crate::special::normal_pdf;
use libm::sqrt;

/// How far the trapezoid reaches, in standard deviations of the mood.
const REACH: f64 = 8.5;
const WIDEST: f64 = 0.125;
const NARROWEST: f64 = 1.0 / 512.0;

/// Returns the chance that all chambers approve x = ln(amount / last amount).
///
/// The chambers share the mood. `shifts` adds probits to each chamber, as a package's features do; a missing shift is 0.
/// NaN if a chamber fails [`Chamber::check`] or a number is not finite; 1 if there is no chamber.
///
/// *Source*: Poisson-binomial by convolution; one-factor normal copula after Vasicek (1987). *Formula*: ∫ φ(z) Π P(V ≥ Q,
/// Y ≥ need | z) dz by the trapezoid rule on ±8.5 standard deviations, with steps of 1/8 or finer for large chambers that
/// follow the mood closely. *Limits*: members are independent given mood and party line; a quorum missed with a chance below
/// 1e-13 is taken as met. Quorums in doubt take a hundred times longer than others.
///
/// ```
/// use winset_engine::vote::{Base, Bloc, Chamber, Mood, Rule, pass_probability};
/// let rule = Rule { quorum: 0, threshold: (1, 1), strict: false, base: Base::Members };
/// let bloc =
///     Bloc { seats: 3, weight: 1, base_yes: 0.5, slope: 0.0, party_line: 0.0, attendance: 1.0, abstain: 0.0 };
/// let three = Chamber { rule, members: 3, blocs: vec![bloc], shift: 0.0, mood_share: 0.5 };
/// assert!((pass_probability(&[three], Mood::UNKNOWN, 0.0, &[]) - 0.25).abs() < 1e-12);
/// ```
pub fn pass_probability(chambers: &[Chamber], mood: Mood, x: f64, shifts: &[f64]) -> f64 {
    let ballots: Option<Vec<Ballot>> = chambers.iter().map(Ballot::new).collect();
    match ballots {
        Some(ballots) if mood.is_sound() && x.is_finite() && shifts.iter().all(|s| s.is_finite()) => {
            over_mood(chambers, mood, |c, z| ballots[c].pass(x, shift(shifts, c), z))
        }
        _ => f64::NAN,
    }
}

/// Returns the exact chance that a chamber approves at a known mood z.
///
/// `shift` is in probits. NaN as in [`pass_probability`].
pub fn pass_given_mood(chamber: &Chamber, x: f64, shift: f64, z: f64) -> f64 {
    pass_probability(std::slice::from_ref(chamber), Mood { mean: z, sd: 0.0 }, x, &[shift])
}

/// Returns the chance that enough weight is present for a vote to count; NaN if the chamber fails [`Chamber::check`].
pub fn quorum_probability(chamber: &Chamber) -> f64 {
    Ballot::new(chamber).map_or(f64::NAN, |ballot| ballot.quorum_met())
}

/// Returns the distribution of the weight of yes at a known mood, all members present: entry k is the chance of weight k.
///
/// Empty if the chamber fails [`Chamber::check`].
pub fn yes_given_mood(chamber: &Chamber, x: f64, shift: f64, z: f64) -> Vec<f64> {
    let Some(ballot) = Ballot::new(chamber) else { return Vec::new() };
    (0..ballot.blocs.len()).fold(vec![1.0], |line, j| {
        convolve(&line, &ballot.intents(j, x, shift, z), ballot.blocs[j].0.weight as usize)
    })
}

pub(super) fn shift(shifts: &[f64], chamber: usize) -> f64 {
    shifts.get(chamber).copied().unwrap_or(0.0)
}

/// The mean over the mood of the product over chambers of `pass(chamber, z)`, which must rise with z.
pub(super) fn over_mood(chambers: &[Chamber], mood: Mood, pass: impl Fn(usize, f64) -> f64) -> f64 {
    let moves = |c: &usize| chambers[*c].mood_share > 0.0 && mood.sd > 0.0;
    let fixed: f64 = (0..chambers.len()).filter(|c| !moves(c)).map(|c| pass(c, mood.mean)).product();
    let moved: Vec<usize> = (0..chambers.len()).filter(moves).collect();
    if moved.is_empty() || fixed == 0.0 {
        return fixed;
    }
    let step = step(chambers, mood.sd);
    let half = (REACH / step) as usize;
    let node = |i: usize| (i as f64 - half as f64) * step;
    let mut product = vec![fixed; 2 * half + 1];
    for c in moved {
        let values = rising(product.len(), |i| pass(c, mood.mean + mood.sd * node(i)));
        product.iter_mut().zip(values).for_each(|(p, value)| *p *= value);
    }
    product.iter().enumerate().map(|(i, p)| step * normal_pdf(node(i)) * p).sum()
}

/// The step of the trapezoid: 1/8, halved until a chamber's turn from no to yes is met by enough nodes.
///
/// Given the mood the vote of n members turns over √(π/2)·√((1 − λ)/(λn)); with 1.2 steps to that width the rule errs by e⁻²⁸.
pub(super) fn step(chambers: &[Chamber], sd: f64) -> f64 {
    let width = |c: &Chamber| {
        let heads = c.heads().max(1) as f64;
        1.253 * sqrt((1.0 - c.mood_share) / (c.mood_share * heads)) / sd
    };
    let narrowest = chambers.iter().map(width).fold(f64::INFINITY, f64::min);
    let mut step = WIDEST;
    while step > NARROWEST && step > narrowest / 1.2 {
        step *= 0.5;
    }
    step
}

/// The values of a rising function at 0 to `count` − 1; where it is flat at either end it is not evaluated.
///
/// The lower end counts as flat within 1e-30, so that small chances keep their digits.
pub(super) fn rising(count: usize, f: impl Fn(usize) -> f64) -> Vec<f64> {
    let last = count - 1;
    let (low, high) = (f(0), f(last));
    let mut values = vec![low; count];
    values[last] = high;
    let (mut below, mut above) = (0, last);
    let middle = low + 0.5 * (high - low);
    while above - below > 1 {
        let centre = (below + above) / 2;
        if f(centre) < middle { below = centre } else { above = centre }
    }
    for i in (1..above).rev() {
        values[i] = f(i);
        if values[i] <= low * (1.0 + 1e-15) + 1e-30 {
            break;
        }
    }
    for i in above..last {
        let value = f(i);
        if value >= high * (1.0 - 4e-16) {
            values[i..last].fill(high);
            break;
        }
        values[i] = value;
    }
    values
}
