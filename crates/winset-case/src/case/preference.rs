//! What a package sets and what each party makes of it: issues with their levels, and preferences over them.

use rust_decimal::Decimal;

use jiff::civil::Date;

use super::{Rule, Standing};
use crate::quantity::Figure;
use crate::vocabulary::{Monotone, Sets};

/// One thing that a package settles.
#[derive(Clone, Debug, Hash)]
pub struct Issue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The part of a proposal that it sets, if any.
    pub sets: Option<Sets>,
    /// What may be chosen; of a range without a step, a grid.
    pub levels: Vec<Level>,
    /// The range the levels were made from.
    pub range: Option<Range>,
    /// Unit of its numbers, in words.
    pub unit: Option<String>,
    /// How much of the flag named like the issue each level carries into a vote.
    pub flag: Vec<Decimal>,
    /// Standing.
    pub standing: Standing,
}

/// A range of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// Lowest number.
    pub low: Decimal,
    /// Highest number.
    pub high: Decimal,
    /// Distance of two levels; none if any number between may be chosen.
    pub step: Option<Decimal>,
}

/// One choice of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Level {
    /// In words.
    pub label: String,
    /// As a number, where it is one.
    pub number: Option<Decimal>,
    /// What it sets in a proposal.
    pub setting: Option<Setting>,
}

/// What a level sets in a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// The first year: an amount or a change.
    FirstYear(Figure),
    /// Years.
    Term(u8),
    /// How later years follow.
    Rule(Rule),
    /// Fraction paid in kind.
    InKind(Decimal),
}

/// What one party makes of packages: a judgement.
#[derive(Clone, Debug, Hash)]
pub struct Preference {
    /// Party id.
    pub party: String,
    /// Added to the weighted sum.
    pub constant: Decimal,
    /// The terms of the sum, in order.
    pub values: Vec<Value>,
    /// Utility of no deal, from a day on; without a day, from the beginning.
    pub disagreement: Vec<(Option<Date>, Decimal)>,
    /// No deal is worth at least as much as the worst package.
    pub floor: bool,
    /// Factor over the whole time of talks.
    pub discount: Option<Decimal>,
    /// Why.
    pub basis: Vec<String>,
    /// Standing.
    pub standing: Standing,
}

impl Preference {
    /// The utility of no deal on a day.
    pub fn disagreement_on(&self, day: Date) -> Option<Decimal> {
        self.disagreement.iter().rfind(|(from, _)| from.is_none_or(|f| f <= day)).map(|(_, v)| *v)
    }
}

/// One term of a preference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    /// What it values.
    pub of: ValueOf,
    /// Weight in the sum.
    pub weight: Decimal,
    /// How much each level or amount is worth, 0 to 1 as a rule.
    pub curve: Curve,
    /// The direction that was declared.
    pub monotone: Option<Monotone>,
}

/// What a term values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueOf {
    /// The issue of an id.
    Issue(String),
    /// The levelised amount that the money issues make together.
    Levelised,
}

/// An argument of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// A number in the unit of the issue; of the levelised amount, its natural log over the last agreed one.
    Number(Decimal),
    /// A change on the last agreed amount, a fraction.
    Change(Decimal),
}

/// From a level or an amount to its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Curve {
    /// One value a level.
    Table(Vec<Decimal>),
    /// Piecewise linear through these points.
    Knots(Vec<(Argument, Decimal)>),
    /// From 0 at one end to 1 at the other.
    Between {
        /// Where the value is 0.
        from: Argument,
        /// Where it is 1.
        to: Argument,
        /// How it bends.
        bend: Bend,
        /// How far beyond its ends the curve goes on, in parts of the way.
        clip: (Decimal, Decimal),
    },
    /// 1 − ((share − fair) / max(fair, 1 − fair))².
    Fairness {
        /// The share that is fair, a fraction.
        fair: Decimal,
        /// Base that an amount is a share of.
        of: Option<String>,
    },
}

/// How a curve bends between its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bend {
    /// Not at all.
    Straight,
    /// Exponential with this constant: above 0 the first steps are worth most.
    Constant(Decimal),
    /// Exponential, half the value reached at this argument.
    Mid(Argument),
    /// Steeper below a reference, by this factor.
    Reference {
        /// The reference.
        at: Argument,
        /// Loss factor, 1 or more.
        loss: Decimal,
    },
}

impl Curve {
    /// The words of the case format.
    pub fn word(&self) -> &'static str {
        match self {
            Curve::Table(_) => "table",
            Curve::Knots(_) => "knots",
            Curve::Between { bend: Bend::Straight, .. } => "linear",
            Curve::Between { bend: Bend::Reference { .. }, .. } => "reference",
            Curve::Between { .. } => "exponential",
            Curve::Fairness { .. } => "fairness",
        }
    }
}
