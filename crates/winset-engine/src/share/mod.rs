//! Sharing one bill among several: rules on claims, on costs and on incomes, and measures of who carries too much.
//!
//! *Method*: `docs/methods/share.md`. Amounts are in any one unit; every rule returns one amount a party, in the order given, that
//! add up to the bill. Sums run in order of size, so that the order of the parties changes no bit.
//!
//! In reading order: [`proportional`], [`constrained_equal_awards`], [`constrained_equal_losses`], [`talmud`] on claims;
//! [`random_arrival`] over all orders; [`shapley`] and [`airport`] of a game; [`nash_provision`], [`provision_of`], [`lindahl`]
//! and [`ability`] on incomes; [`exploitation`], [`spearman`], [`kendall`] and [`signed_rank`].

mod arrival;
mod claims;
mod game;
mod income;
mod measure;

pub use arrival::{MOST_PARTIES, MOST_STATES, random_arrival};
pub use claims::{constrained_equal_awards, constrained_equal_losses, proportional, talmud};
pub use game::{MOST_PLAYED, airport, shapley};
pub use income::{Provision, ability, lindahl, nash_provision, provision_of};
pub use measure::{MOST_RANKED, SignedRank, exploitation, kendall, signed_rank, spearman};

use crate::method::Method;

/// The rules, in the order in which an answer shows them.
pub const METHODS: &[Method] = &[
    Method {
        name: "proportional",
        summary: "all bear the same per cent of their claim",
        source: "Aristotle, Nicomachean Ethics V",
    },
    Method {
        name: "constrained_equal_awards",
        summary: "all bear the same amount, nobody more than the claim",
        source: "Maimonides; Aumann and Maschler 1985",
    },
    Method {
        name: "constrained_equal_losses",
        summary: "all are spared the same amount below their claim, nobody pays less than nothing",
        source: "Maimonides; Aumann and Maschler 1985",
    },
    Method {
        name: "talmud",
        summary: "equal amounts up to half of each claim, beyond that equal relief",
        source: "Aumann and Maschler 1985",
    },
    Method {
        name: "random_arrival",
        summary: "in a queue each pays up to the claim until the bill is met; the mean over all orders of the queue",
        source: "O'Neill 1982",
    },
    Method {
        name: "shapley",
        summary: "each stage of the cost is shared equally by those who need it; the mean over all orders of joining",
        source: "Shapley 1953; Littlechild and Owen 1973",
    },
    Method {
        name: "olson_zeckhauser",
        summary: "each gives only what suits itself: the richest pay down to a common level of what is left to them",
        source: "Olson and Zeckhauser 1966; Bergstrom, Blume and Varian 1986",
    },
    Method {
        name: "lindahl",
        summary: "each pays what the common good is worth to it at the margin: the same per cent of income",
        source: "Lindahl 1919",
    },
    Method {
        name: "ability_to_pay",
        summary: "by income raised to a power: above 1 the richer bear a higher per cent of theirs",
        source: "Smith 1776, for the principle; the power is an assumption",
    },
];

/// Why a rule gives no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// There is no party.
    Empty,
    /// A number is below zero, not finite, or outside the range its function states.
    OutOfRange,
    /// The claims, costs or incomes together do not reach the bill.
    BillAboveTotal,
    /// All weights are zero, so that nothing says who bears a bill that is not zero.
    NoWeight,
    /// The list of values does not hold one for each of 2ⁿ coalitions, with 0 for the empty one.
    NotAGame,
    /// More work than the limit that the function names.
    TooLarge,
}

/// A bill may exceed a total by this part of it, the rounding of exact shares.
const SLACK: f64 = 1e-9;

/// Returns the sum of non-negative numbers, smallest first.
fn total(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.iter().sum()
}

/// Returns the indices in order of size, smallest first.
fn by_size(numbers: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
    order
}

/// Checks amounts: at least one, each finite and not below zero.
fn amounts(numbers: &[f64]) -> Result<(), ShareError> {
    if numbers.is_empty() {
        return Err(ShareError::Empty);
    }
    let good = |x: &f64| x.is_finite() && *x >= 0.0;
    if numbers.iter().all(good) && total(numbers).is_finite() { Ok(()) } else { Err(ShareError::OutOfRange) }
}

/// Checks a bill against amounts that must reach it; returns it, cut to their total.
fn within(numbers: &[f64], bill: f64) -> Result<f64, ShareError> {
    amounts(numbers)?;
    if !bill.is_finite() || bill < 0.0 {
        return Err(ShareError::OutOfRange);
    }
    let sum = total(numbers);
    if bill > sum * (1.0 + SLACK) { Err(ShareError::BillAboveTotal) } else { Ok(bill.min(sum)) }
}
