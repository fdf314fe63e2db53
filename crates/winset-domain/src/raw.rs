//! What the files say, each thing with its place, before it is checked against the rest.

use rust_decimal::Decimal;
use winset_case::diagnostic::{Place, Remarks};

use crate::domain::Label;
use crate::number::{NoNumber, number};

/// The remarks so far.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) r: Remarks,
    rounded: Option<(Place, usize)>,
    unread: Option<(Place, usize, [&'static str; 2])>,
}

impl Reader {
    pub(crate) fn mistake(&mut self, at: Place, sentence: impl Into<String>, hint: Option<String>) {
        self.r.mistake(at, sentence, hint);
    }

    pub(crate) fn remark(&mut self, at: Place, sentence: impl Into<String>, hint: Option<String>) {
        self.r.remark(at, sentence, hint);
    }

    /// A number, or a mistake; digits that cannot be kept are counted for one remark a file.
    pub(crate) fn number(&mut self, text: &str, at: Place, what: &str) -> Option<Decimal> {
        let (sentence, hint) = match number(text) {
            Ok((n, exact)) => {
                if exact {
                    let (first, n) = self.rounded.unwrap_or((at, 0));
                    self.rounded = Some((first, n + 1));
                }
                return Some(n);
            }
            Err(NoNumber::Not) if text.contains(',') => {
                (format!("{what} is not a number: `{text}`"), Some("write the decimals after a point"))
            }
            Err(NoNumber::Not) => (
                format!("{what} is not a number: `{text}`"),
                Some("write it in decimal digits, such as 0.25"),
            ),
            Err(NoNumber::NotFinite) => {
                (format!("{what} is not finite: `{text}`"), Some("only finite numbers can be carried"))
            }
            Err(NoNumber::TooLarge) => {
                (format!("{what} is a billion or more: `{text}`"), Some("write it in larger units"))
            }
        };
        self.mistake(at, sentence, hint.map(str::to_owned));
        None
    }

    /// Counts what a file says that no utility depends on: the word for one and the word for more.
    pub(crate) fn unread(&mut self, at: Place, what: [&'static str; 2]) {
        let (first, n, name) = self.unread.unwrap_or((at, 0, what));
        self.unread = Some((first, n + 1, if name == what { name } else { ["such note", "such notes"] }));
    }

    /// Ends a file: what was counted becomes one remark each.
    pub(crate) fn end_file(&mut self) {
        if let Some((at, n)) = self.rounded.take() {
            let sentence = if n == 1 {
                "a number has more than 28 decimal places: rounded to 28".to_owned()
            } else {
                format!("{n} numbers have more than 28 decimal places, the first here: rounded to 28")
            };
            self.remark(at, sentence, None);
        }
        if let Some((at, n, [one, more])) = self.unread.take() {
            let sentence = if n == 1 {
                format!("1 {one} is not kept: no utility depends on it")
            } else {
                format!("{n} {more}, the first here, are not kept: no utility depends on them")
            };
            self.remark(at, sentence, None);
        }
    }
}

/// The issues of a domain.
#[derive(Debug)]
pub(crate) struct RawDomain {
    pub(crate) name: Option<String>,
    pub(crate) at: Place,
    pub(crate) issues: Vec<RawIssue>,
}

/// An issue of a domain.
#[derive(Debug)]
pub(crate) struct RawIssue {
    pub(crate) name: String,
    pub(crate) at: Place,
    pub(crate) kind: RawKind,
}

/// What an issue may be set to.
#[derive(Debug)]
pub(crate) enum RawKind {
    Values(Vec<(Label, Place)>),
    Integer(Decimal, Decimal),
    Real(Decimal, Decimal),
    /// Reported already.
    Broken,
}

/// How a profile names an issue.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    Named(String),
    Position(usize),
}

/// The profile of a party.
#[derive(Debug)]
pub(crate) struct RawProfile {
    pub(crate) name: Option<String>,
    pub(crate) at: Place,
    pub(crate) constant: Decimal,
    pub(crate) values: Vec<RawValue>,
    pub(crate) weights: Vec<RawWeight>,
    pub(crate) reservation: RawReservation,
    pub(crate) discount: Option<Decimal>,
    /// Something in it was reported already: nothing is missing.
    pub(crate) broken: bool,
    /// The domain as the profile itself repeats it, once or more.
    pub(crate) copies: Vec<RawDomain>,
}

/// The value function of an issue.
#[derive(Debug)]
pub(crate) struct RawValue {
    pub(crate) which: Which,
    pub(crate) at: Place,
    pub(crate) curve: RawCurve,
}

/// The weight of an issue; none where its number was reported already.
#[derive(Debug)]
pub(crate) struct RawWeight {
    pub(crate) which: Which,
    pub(crate) at: Place,
    pub(crate) weight: Option<Decimal>,
}

/// A value function; none where a number was reported already.
#[derive(Debug)]
pub(crate) enum RawCurve {
    Table(Vec<(Label, Place, Option<Decimal>)>),
    /// `offset + slope · number`.
    Line {
        offset: Decimal,
        slope: Decimal,
    },
    /// A line by its values at the two ends of the range.
    Ends {
        low: Decimal,
        high: Decimal,
    },
    /// A line between two given numbers and their values.
    Points(Vec<(Decimal, Decimal)>),
    /// Zero at and below the first number, one at the second, zero at and above the third.
    Triangle(Decimal, Decimal, Decimal),
    /// Reported already.
    Broken,
}

/// The utility of no deal.
#[derive(Debug)]
pub(crate) enum RawReservation {
    /// Not said, and it counts as this.
    Zero,
    /// Not said, and it counts as the worst package.
    Lowest(Place),
    /// Said, here.
    Value(Decimal, Place),
    /// The utility of this package.
    Package(Vec<(String, Label, Place)>),
}

/// What the tool demands of weights and values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demands {
    /// Anything goes; what is unusual is a remark.
    Nothing,
    /// Weights sum to one and values lie between zero and one.
    Shares,
}
