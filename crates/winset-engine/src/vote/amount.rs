//! The amount that passes: by probability, at a known mood, and as a cap seen before the vote.

use super::ballot::{Ballot, shares};
use super::chamber::{Chamber, Mood};
use super::exact::{pass_probability, quorum_probability};
use super::rule::Base;
use crate::special::normal_quantile;
use libm::{exp, sqrt};

/// Amounts are looked for between e⁻⁵ and e⁵ times the last one.
const FARTHEST: f64 = 5.0;
/// Pivotal amounts, which cost little, between e⁻²⁰ and e²⁰ times.
const PIVOT_FARTHEST: f64 = 20.0;

/// Returns the x = ln(amount / last amount) that all chambers pass with probability p, exact votes, within 1e-10.
///
/// `None` if no amount between e⁻⁵ and e⁵ times the last one does, if p is not strictly between 0 and 1, or if the chance
/// does not fall with the amount, which is sampled where a bloc prefers larger amounts.
pub fn amount_passing(chambers: &[Chamber], mood: Mood, shifts: &[f64], p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let chance = |x: f64| pass_probability(chambers, mood, x, shifts);
    let likes_more = chambers.iter().flat_map(|c| &c.blocs).any(|b| b.slope < 0.0);
    if likes_more && !falls(&chance) {
        return None;
    }
    // On the scale of the normal quantile the chance is close to a straight line in x.
    let target = normal_quantile(p);
    falling_root(|x| normal_quantile(chance(x).clamp(1e-300, 1.0 - 1e-16)) - target, FARTHEST)
}

fn falls(chance: &impl Fn(f64) -> f64) -> bool {
    let sampled: Vec<f64> = (-20..=20).map(|i| chance(f64::from(i) * FARTHEST / 20.0)).collect();
    sampled.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12)
}

/// The zero of a falling function within ± `farthest`: outward from 0 to a bracket, then regula falsi (Illinois).
fn falling_root(f: impl Fn(f64) -> f64, farthest: f64) -> Option<f64> {
    let start = f(0.0);
    let outward = if start >= 0.0 { 1.0 } else { -1.0 };
    let (mut near, mut near_value, mut reach) = (0.0, start, 0.25);
    let (mut far, mut far_value) = loop {
        let x = outward * reach;
        let value = f(x);
        if value * outward <= 0.0 {
            break (x, value);
        }
        if reach >= farthest || value.is_nan() {
            return None;
        }
        (near, near_value, reach) = (x, value, (2.0 * reach).min(farthest));
    };
    for _ in 0..200 {
        if far_value == 0.0 || (far - near).abs() <= 1e-12 {
            break;
        }
        let line = far - far_value * (far - near) / (far_value - near_value);
        let inside = line > near.min(far) && line < near.max(far);
        let x = if inside { line } else { 0.5 * (near + far) };
        let value = f(x);
        if value * far_value < 0.0 {
            (near, near_value) = (far, far_value)
        } else {
            near_value *= 0.5
        }
        let moved = (x - far).abs();
        (far, far_value) = (x, value);
        if moved <= 1e-13 {
            break;
        }
    }
    Some(far)
}

/// Returns the x at which the expected score of the vote is even, at a known mood: what a large chamber just passes.
///
/// −∞ if it fails down to e⁻²⁰ times the last amount, ∞ if it passes up to e²⁰ times; NaN if the chamber fails
/// [`Chamber::check`].
///
/// *Formula*: the root of Σ n w e (q(1 − τ) − (1 − q)(1 − c) τ) for a base of those present (c = 0) or of votes cast; of
/// Σ n w e q − τN for all members. *Limits*: large chambers only; with a party line it is the even point of the average, and
/// the quorum is not looked at. Where blocs differ in the sign of their slope there may be another root.
pub fn x_crit(chamber: &Chamber, z: f64, shift: f64) -> f64 {
    let Some(ballot) = Ballot::new(chamber) else { return f64::NAN };
    if !(z.is_finite() && shift.is_finite()) {
        return f64::NAN;
    }
    let rule = &chamber.rule;
    let part = f64::from(rule.threshold.0) / f64::from(rule.threshold.1);
    let of_all = rule.base == Base::Members;
    let score = |x: f64| {
        let bloc = |j: usize| {
            let b = ballot.blocs[j].0;
            let (yes, not) = ballot.yes(j, x, shift, z);
            let against = not * shares(chamber, b).1 * part;
            b.expected_present() * if of_all { yes } else { yes * (1.0 - part) - against }
        };
        let sum: f64 = (0..ballot.blocs.len()).map(bloc).sum();
        if of_all { sum - part * f64::from(chamber.members) } else { sum }
    };
    let (mut low, mut high) = (-PIVOT_FARTHEST, PIVOT_FARTHEST);
    if score(low) < 0.0 {
        return f64::NEG_INFINITY;
    }
    if score(high) > 0.0 {
        return f64::INFINITY;
    }
    for _ in 0..100 {
        let centre = 0.5 * (low + high);
        if centre == low || centre == high {
            break;
        }
        if score(centre) > 0.0 { low = centre } else { high = centre }
    }
    0.5 * (low + high)
}

/// Returns the amount, as x, that passes with probability `confidence` in a vote `lag_years` later, given today's mood z.
///
/// The mood reverts to 0 with an e-folding time of `mood_years`. −∞ if no amount does, ∞ if every one does; NaN if the chamber
/// fails [`Chamber::check`] or a number is out of range.
///
/// *Formula*: [`x_crit`] at ζz − √(1 − ζ²) Φ⁻¹(π / P(quorum)), ζ = e^(−lag/mood_years); with a party line the root in x of
/// the exact chance. *Limits*: without a party line a form for large chambers: at 300 members the exact chance at the amount
/// for .75 is .73 to .74.
pub fn cap(chamber: &Chamber, confidence: f64, z: f64, lag_years: f64, mood_years: f64, shift: f64) -> f64 {
    let quorum = quorum_probability(chamber);
    if quorum.is_nan() || !(confidence > 0.0 && lag_years >= 0.0 && mood_years > 0.0 && z.is_finite()) {
        return f64::NAN;
    }
    if confidence >= quorum {
        return f64::NEG_INFINITY;
    }
    let kept = exp(-lag_years / mood_years);
    let sd = sqrt(1.0 - kept * kept);
    if chamber.blocs.iter().all(|b| b.party_line == 0.0) {
        return x_crit(chamber, kept * z - sd * normal_quantile(confidence / quorum), shift);
    }
    let (mood, one) = (Mood { mean: kept * z, sd }, std::slice::from_ref(chamber));
    match amount_passing(one, mood, &[shift], confidence) {
        Some(x) => x,
        None if pass_probability(one, mood, 0.0, &[shift]) > confidence => f64::INFINITY,
        None => f64::NEG_INFINITY,
    }
}
