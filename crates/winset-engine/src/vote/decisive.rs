//! Who decides: the expected count, the bloc at the pivot, and how few members could sink it.

use super::ballot::shares;
use super::chamber::{Bloc, Chamber, Mood};
use super::rule::Base;
use crate::special::normal_cdf;
use libm::sqrt;

/// Returns for each bloc the weight of yes to expect, absence, mood and party line averaged.
///
/// `x` is ln(amount / last amount), `shift` in probits.
///
/// *Formula*: n·w·e·Φ((α − κx + s + √λ m)/√(1 − λ + λσ²)) for a mood of mean m and standard deviation σ.
pub fn expected_yes(chamber: &Chamber, mood: Mood, x: f64, shift: f64) -> Vec<f64> {
    let yes = |b: &Bloc| b.expected_present() * chance(chamber, b, mood, x, shift);
    chamber.blocs.iter().map(yes).collect()
}

fn chance(chamber: &Chamber, bloc: &Bloc, mood: Mood, x: f64, shift: f64) -> f64 {
    let share = chamber.mood_share;
    let probit = bloc.intercept() - bloc.slope * x + chamber.shift + shift + sqrt(share) * mood.mean;
    normal_cdf(probit / sqrt(1.0 - share + share * mood.sd * mood.sd))
}

/// Returns the bloc that holds the pivot: with the members expected to be present lined up from the most to the least willing,
/// the one whose votes first reach the number needed; `None` if all together do not.
///
/// Blocs of equal willingness stand in the order given. Of the votes cast, the pivot is found as if nobody abstained.
pub fn pivotal(chamber: &Chamber, mood: Mood, x: f64, shift: f64) -> Option<usize> {
    let willing: Vec<f64> = chamber.blocs.iter().map(|b| chance(chamber, b, mood, x, shift)).collect();
    let mut order: Vec<usize> = (0..willing.len()).collect();
    order.sort_by(|a, b| willing[*b].total_cmp(&willing[*a]));
    let needed = needed(chamber, chamber.blocs.iter().map(Bloc::expected_present).sum());
    let mut sum = 0.0;
    order.into_iter().find(|bloc| {
        let present = chamber.blocs[*bloc].expected_present();
        sum += present;
        present > 0.0 && sum >= needed
    })
}

/// Returns for each bloc the fewest members who, going from yes to no, sink the expected count; `None` if not even all of its
/// expected yes votes would. All are 0 if the count fails anyway.
///
/// The votes needed are those of the expected weight present (or cast), rounded.
///
/// *Limits*: it moves one bloc alone and says nothing of how likely that is.
pub fn smallest_defection(chamber: &Chamber, mood: Mood, x: f64, shift: f64) -> Vec<Option<u32>> {
    let yes = expected_yes(chamber, mood, x, shift);
    let counted = |(b, yes): (&Bloc, &f64)| match chamber.rule.base {
        Base::Cast => yes + (b.expected_present() - yes) * shares(chamber, b).1,
        _ => b.expected_present(),
    };
    let base = chamber.blocs.iter().zip(&yes).map(counted).sum();
    let spare = yes.iter().sum::<f64>() - needed(chamber, base);
    let sinks = |(b, yes): (&Bloc, &f64)| {
        if spare < 0.0 {
            return Some(0);
        }
        let weight = f64::from(b.weight);
        let members = (spare / weight).floor() + 1.0;
        (members * weight <= *yes && b.weight > 0).then_some(members as u32)
    };
    chamber.blocs.iter().zip(&yes).map(sinks).collect()
}

fn needed(chamber: &Chamber, base: f64) -> f64 {
    let base = base.round() as u32;
    f64::from(chamber.rule.needed(chamber.members, base, base))
}
