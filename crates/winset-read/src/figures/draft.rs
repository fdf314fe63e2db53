//! A finding before it is written out.

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::style::{Digits, rewritten};
use crate::finding::{ErrorKind, Expected, Finding, Sure};

/// A finding whose correction is not written yet.
pub(super) struct Draft {
    pub at: Range<usize>,
    pub kind: ErrorKind,
    pub rule: &'static str,
    pub sure: Sure,
    pub expected: Option<Expected>,
    pub why: String,
    /// What is put in the place of the figure; else it is written from the expected value.
    pub instead: Option<String>,
    /// To how many digits the expected value is written; else exactly.
    pub digits: Option<u32>,
    /// The higher, the more specific.
    pub score: i32,
}

impl Draft {
    pub fn new(at: Range<usize>, kind: ErrorKind, rule: &'static str, sure: Sure) -> Draft {
        Draft {
            at,
            kind,
            rule,
            sure,
            expected: None,
            why: String::new(),
            instead: None,
            digits: None,
            score: 0,
        }
    }

    /// Sets what the figure should be.
    pub fn value(&mut self, low: Decimal, high: Decimal, unit: &Unit, bound: Bound, period: Option<String>) {
        let clean = |v: Decimal| {
            if v.abs() >= Decimal::ONE_THOUSAND { v.round_dp(0) } else { v.round_dp(4) }.normalize()
        };
        self.expected =
            Some(Expected { low: clean(low), high: clean(high), unit: unit.clone(), period, bound });
    }

    /// The finding, with the sentence put right.
    pub fn finish(self, text: &str, sentence: &Range<usize>) -> Finding {
        let printed = text.get(self.at.clone()).unwrap_or("").to_owned();
        let instead = match (&self.instead, &self.expected) {
            (Some(i), _) => i.clone(),
            (None, Some(e)) if e.low == e.high => {
                rewritten(&printed, e.low, &e.unit, self.digits.map_or(Digits::Exact, Digits::About))
            }
            (None, Some(e)) => {
                let high = rewritten(&printed, e.high, &e.unit, Digits::Exact);
                let low = rewritten(&printed, e.low, &e.unit, Digits::Exact);
                format!("{low} to {high}")
            }
            (None, None) => printed.clone(),
        };
        let before = text.get(sentence.start..self.at.start).unwrap_or("");
        let after = text.get(self.at.end..sentence.end.max(self.at.end)).unwrap_or("");
        Finding {
            at: self.at,
            kind: self.kind,
            printed,
            expected: self.expected,
            sure: self.sure,
            why: self.why,
            correction: format!("{before}{instead}{after}"),
            rule: self.rule.to_owned(),
        }
    }
}
