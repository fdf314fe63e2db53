//! The record: what each number rests on, and what was in fact agreed.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Noted, Standing};
use crate::quantity::{Figure, Unit};
use crate::vocabulary::{Attribution, Kind, Modality};

/// Reliability of a source, A to F, and credibility of a content, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    /// `A` … `F`.
    pub reliability: char,
    /// 1 … 6.
    pub credibility: u8,
}

impl Grade {
    /// Reads a grade.
    ///
    /// ```
    /// use winset_case::case::Grade;
    /// assert_eq!(Grade::parse("B3").unwrap().to_string(), "B3");
    /// assert_eq!(Grade::parse("G3"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Grade> {
        let mut chars = text.chars();
        let (reliability, digit, end) = (chars.next()?.to_ascii_uppercase(), chars.next()?, chars.next());
        let credibility = digit.to_digit(10)? as u8;
        let good = ('A'..='F').contains(&reliability) && (1..=6).contains(&credibility) && end.is_none();
        good.then_some(Grade { reliability, credibility })
    }

    /// The grade that the documented table proposes for an attribution and whether the source is a repost.
    pub fn proposed(attribution: Option<Attribution>, repost: bool) -> Grade {
        let (letter, credibility) = match attribution {
            Some(Attribution::LegalText) => ('A', 1),
            Some(Attribution::OfficialStatement) => ('A', 2),
            Some(Attribution::OnRecordIndividual | Attribution::Pollster) => ('B', 2),
            Some(Attribution::Lawmaker | Attribution::UnnamedOfficial | Attribution::PressNarrative) => {
                ('B', 3)
            }
            Some(Attribution::MediaCitingUnnamed) => ('C', 3),
            None => ('F', 6),
        };
        let reliability = if repost && letter < 'C' { (letter as u8 + 1) as char } else { letter };
        Grade { reliability, credibility }
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

/// A field that the format gained later: where it is empty it adds nothing to a hash, so that an older case keeps its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added<T>(pub Option<T>);

impl<T: Hash> Hash for Added<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if let Some(value) = &self.0 {
            value.hash(state);
        }
    }
}

/// A list that the format gained later: where it is empty it adds nothing to a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several<T>(pub Vec<T>);

impl<T> Default for Several<T> {
    fn default() -> Self {
        Several(Vec::new())
    }
}

impl<T: Hash> Hash for Several<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if !self.0.is_empty() {
            self.0.hash(state);
        }
    }
}

/// One line of the record.
#[derive(Clone, Debug, Hash)]
pub struct Claim {
    /// Id.
    pub id: String,
    /// Day on which it was said.
    pub date: Date,
    /// Who said it.
    pub speaker: Option<String>,
    /// Whose position it is: a party id, `both`, `press` or `other`.
    pub side: Option<String>,
    /// Who tells it, where that is not the side itself.
    pub told_by: Option<String>,
    /// On whose authority.
    pub attribution: Option<Attribution>,
    /// How it is put.
    pub modality: Option<Modality>,
    /// What it is about.
    pub kind: Kind,
    /// The amount, in full units.
    pub figure: Option<Figure>,
    /// What the amount is paid for.
    pub period: Option<String>,
    /// Year or day the claim is about.
    pub refers_to: Option<String>,
    /// The whole of a share.
    pub denominator: Option<String>,
    /// The conversion printed beside the amount.
    pub conversion: Option<Figure>,
    /// Grade of the record.
    pub grade: Option<Grade>,
    /// Origin group.
    pub group: Option<String>,
    /// Quotation.
    pub quote: Option<String>,
    /// The claim in other words.
    pub text: String,
    /// What it informs.
    pub informs: Option<String>,
    /// Characters of the document's text that it was read from, the end not included.
    pub span: Added<Range<usize>>,
    /// The reader and its version, of a claim that a reader proposed.
    pub reader: Added<String>,
    /// Standing.
    pub standing: Standing,
}

impl Claim {
    /// True for an official statement, a named person, or a legal text of the side itself.
    pub fn official(&self) -> bool {
        let own = match (&self.told_by, &self.side) {
            (None, _) => true,
            (Some(t), Some(s)) => t == s || s == "both",
            (Some(_), None) => false,
        };
        own && self.modality != Some(Modality::NotConfirmed)
            && matches!(
                self.attribution,
                Some(
                    Attribution::OfficialStatement | Attribution::OnRecordIndividual | Attribution::LegalText
                )
            )
    }
}

/// A past yearly amount.
#[derive(Clone, Debug, Hash)]
pub struct HistoryRow {
    /// Year in which the contract year begins.
    pub year: i16,
    /// Agreement.
    pub agreement: Option<String>,
    /// Amount in full units.
    pub amount: Decimal,
    /// Unit.
    pub unit: Unit,
    /// Category, or the year's total.
    pub category: Option<String>,
    /// Part paid in kind.
    pub in_kind: Option<Decimal>,
    /// Standing.
    pub standing: Standing,
}

/// A document that claims cite.
#[derive(Clone, Debug, Hash)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Address.
    pub url: Option<String>,
    /// Address of a kept copy.
    pub copy_url: Option<String>,
    /// Day on which it was read.
    pub seen_on: Option<Date>,
    /// A copy of somebody else's text.
    pub is_repost: bool,
    /// First 16 hexadecimal digits of the SHA-256 of its text, where the text was read.
    pub sha256: Added<String>,
}

/// What was in fact agreed; it lives apart from the case so that no question can see it early.
#[derive(Clone, Debug, Default, Hash)]
pub struct Outcome {
    /// The deal, or that there was none.
    pub ending: Option<Ending>,
    /// What followed.
    pub steps: Vec<Noted>,
}

/// How the talks ended.
#[derive(Clone, Debug, Hash)]
pub struct Ending {
    /// Day of the deal; none if the talks ended without one.
    pub deal: Option<Date>,
    /// In words.
    pub what: Option<String>,
    /// Proposal that was agreed.
    pub proposal: Option<String>,
    /// First year.
    pub first_year: Option<Figure>,
    /// Standing.
    pub standing: Standing,
}
