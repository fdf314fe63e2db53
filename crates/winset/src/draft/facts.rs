//! What a case is drawn up from: facts that were found in the text, answered by a person, or are not known.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::diagnostic::Place;
use winset_case::quantity::{Figure, Unit};
use winset_case::vocabulary::BlocSide;
use winset_read::Document;
use winset_read::day::{When, days};
use winset_read::mention::{mentions, reading_names};
use winset_read::token::tokens;

/// What is known of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer<T> {
    /// Nobody answered.
    #[default]
    Open,
    /// Somebody said that it is not known.
    Unknown,
    /// The answer.
    Known(T),
}

impl<T> Answer<T> {
    /// The answer, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Answer::Known(x) => Some(x),
            _ => None,
        }
    }

    /// True if nobody answered.
    pub fn is_open(&self) -> bool {
        matches!(self, Answer::Open)
    }
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text, in the claim of this index if it is one.
    Text(Option<usize>),
    /// A person's answer.
    Told,
}

/// A fact with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The fact.
    pub value: T,
    /// Where it comes from.
    pub from: Origin,
}

/// A party by its name, perhaps with a short one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Name.
    pub name: String,
    /// Name in tables, where one was given.
    pub short: Option<String>,
    /// Where the answer stands.
    pub at: Option<Place>,
}

/// An amount with the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// As it is written into the case.
    pub text: String,
    /// What that says.
    pub figure: Figure,
}

/// A vote rule in the words of the case format, which accepted them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleWords {
    /// `rule`.
    pub rule: String,
    /// `quorum`.
    pub quorum: Option<String>,
    /// `tie`.
    pub tie: Option<String>,
}

/// A body that must say yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its name, as it was found or answered.
    pub name: String,
    /// Name of the party whose body it is, or `all`.
    pub party: Option<String>,
    /// Its rule.
    pub rule: Option<RuleWords>,
    /// Where it comes from.
    pub from: Origin,
    /// Where the answer stands.
    pub at: Option<Place>,
}

/// Seats of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Name of the body, where one was given.
    pub body: Option<String>,
    /// Members.
    pub members: u32,
    /// Blocs: name, seats, where they stand.
    pub blocs: Vec<(String, u32, BlocSide)>,
    /// Where the answer stands.
    pub at: Option<Place>,
}

/// A past yearly amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAmount {
    /// First contract year, whose amount it is.
    pub first: i16,
    /// Last contract year, if it was given.
    pub last: Option<i16>,
    /// Amount in full units.
    pub amount: Decimal,
    /// Unit.
    pub unit: Unit,
    /// Where it comes from.
    pub from: Origin,
}

/// Past agreements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// Amounts.
    Amounts(Vec<PastAmount>),
    /// The text of a `history.csv` of one's own.
    Sheet(String),
}

/// Everything a case is drawn up from beside the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who asks.
    pub asks: Answer<Vec<Name>>,
    /// Who is asked to pay.
    pub pays: Answer<Vec<Name>>,
    /// Last agreed yearly amount.
    pub amount: Answer<Fact<Sum>>,
    /// Its contract year.
    pub year: Answer<Fact<i16>>,
    /// Last day of the agreement that ends.
    pub ends: Answer<Fact<Date>>,
    /// Its name.
    pub agreement: Answer<Fact<String>>,
    /// Who must approve.
    pub bodies: Answer<Vec<Body>>,
    /// Seats.
    pub seats: Answer<Vec<Seats>>,
    /// Past agreements.
    pub past: Answer<Past>,
    /// Type of the class library.
    pub family: Answer<String>,
    /// Series of the class library.
    pub series: Answer<String>,
}

fn fill<T: Clone>(into: &mut Answer<T>, from: &Answer<T>) {
    if into.is_open() {
        *into = from.clone();
    }
}

impl Facts {
    /// The same facts; an answered amount or day that the document prints counts as found there.
    pub fn found_in(&self, doc: &Document) -> Facts {
        let words = tokens(doc.text());
        let printed = mentions(doc.text(), &words, &reading_names(None)).list;
        let named = days(&words, doc.date);
        let says = |value: Decimal, unit: &Unit| {
            printed.iter().any(|m| m.figure.value() == Some(value) && m.figure.unit == *unit)
        };
        let mut all = self.clone();
        if let Answer::Known(a) = &mut all.amount
            && let Some(value) = a.value.figure.value().filter(|_| a.from == Origin::Told)
            && says(value, &a.value.figure.unit)
        {
            a.from = Origin::Text(None);
        }
        if let Answer::Known(e) = &mut all.ends
            && e.from == Origin::Told
            && named.iter().any(|d| d.when == Some(When::Day(e.value)))
        {
            e.from = Origin::Text(None);
        }
        if let Answer::Known(Past::Amounts(list)) = &mut all.past {
            for p in list.iter_mut().filter(|p| p.from == Origin::Told) {
                if says(p.amount, &p.unit) {
                    p.from = Origin::Text(None);
                }
            }
        }
        all
    }

    /// Takes what is open from other facts: a file of answers under flags, proposals under answers.
    pub fn fill_from(&mut self, other: &Facts) {
        fill(&mut self.asks, &other.asks);
        fill(&mut self.pays, &other.pays);
        fill(&mut self.amount, &other.amount);
        fill(&mut self.year, &other.year);
        fill(&mut self.ends, &other.ends);
        fill(&mut self.agreement, &other.agreement);
        fill(&mut self.bodies, &other.bodies);
        fill(&mut self.seats, &other.seats);
        fill(&mut self.past, &other.past);
        fill(&mut self.family, &other.family);
        fill(&mut self.series, &other.series);
    }
}
