//! What is wrong with a figure of a document, and what it should be.

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

/// Why a figure is wrong: the words of the vocabulary's `error_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// A zero or a magnitude word is missing.
    LostZero,
    /// About ten times too large.
    ExtraZero,
    /// The two currencies of a pair do not agree at the rate of the day.
    WrongConversion,
    /// The number is right but the currency or unit is not.
    WrongUnit,
    /// Times and per cent more are mixed up.
    RatioAsPercent,
    /// A sum for the whole term is given as a yearly sum, or the other way round.
    YearlyVsTotal,
    /// The figure or the agreement belongs to another year.
    WrongYear,
    /// The figure does not agree with the record or the rest of the sentence.
    ContradictsRecord,
}

impl ErrorKind {
    /// Every kind with its word.
    pub const WORDS: [(ErrorKind, &'static str); 8] = [
        (ErrorKind::LostZero, "lost_zero"),
        (ErrorKind::ExtraZero, "extra_zero"),
        (ErrorKind::WrongConversion, "wrong_conversion"),
        (ErrorKind::WrongUnit, "wrong_unit"),
        (ErrorKind::RatioAsPercent, "ratio_as_percent"),
        (ErrorKind::YearlyVsTotal, "yearly_vs_total"),
        (ErrorKind::WrongYear, "wrong_year"),
        (ErrorKind::ContradictsRecord, "contradicts_record"),
    ];

    /// The word of the vocabulary.
    ///
    /// ```
    /// assert_eq!(winset_read::ErrorKind::LostZero.word(), "lost_zero");
    /// ```
    pub fn word(self) -> &'static str {
        ErrorKind::WORDS.iter().find(|(k, _)| *k == self).map_or("", |(_, w)| w)
    }
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// The text's own figures contradict each other, or an official figure does.
    Certain,
    /// A dated rate or a figure of the case says so.
    Likely,
    /// The figures go better together another way.
    Possible,
}

impl Sure {
    /// The word: `certain`, `likely` or `possible`.
    pub fn word(self) -> &'static str {
        match self {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Possible => "possible",
        }
    }
}

/// What a figure should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Lowest value in full units.
    pub low: Decimal,
    /// Highest value; equal to `low` unless the bound is a range.
    pub high: Decimal,
    /// What is counted.
    pub unit: Unit,
    /// `year`, `month` or `term`, where it matters.
    pub period: Option<String>,
    /// `exact`, `approx` or `range`.
    pub bound: Bound,
}

/// A figure that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the document's text: the figure as printed.
    pub at: Range<usize>,
    /// Why it is wrong.
    pub kind: ErrorKind,
    /// The figure as printed.
    pub printed: String,
    /// What it should be, where that can be said.
    pub expected: Option<Expected>,
    /// How sure this is.
    pub sure: Sure,
    /// The arithmetic written out, in a sentence or two.
    pub why: String,
    /// The sentence with the figure put right.
    pub correction: String,
    /// Name of the check that found it.
    pub rule: String,
}
