//! What the reader proposes: one claim of a document, with its place and the rule that found it.

use std::ops::Range;

use winset_case::case::Grade;
use winset_case::quantity::Figure;
use winset_case::vocabulary::{Attribution, Kind, Modality};

/// A claim that a document makes, proposed and not yet accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundClaim {
    /// Id within the document: `c1`, `c2` … in the order of the text.
    pub id: String,
    /// Bytes of the document's text.
    pub at: Range<usize>,
    /// What it is about.
    pub kind: Kind,
    /// Who says it, in the words of the text; a chain reads "the ambassador, as told by a lawmaker".
    pub speaker: Option<String>,
    /// Whose position it is: a party id of the case, the name of a place in the text, `both`, `press` or `other`.
    pub side: Option<String>,
    /// Who tells it where that is not the side itself, named as `side` is.
    pub told_by: Option<String>,
    /// On whose authority.
    pub attribution: Attribution,
    /// Through what it came: a newscast, another outlet, a news conference.
    pub reported_via: Option<String>,
    /// How it is put.
    pub modality: Modality,
    /// The amount, if it has one.
    pub amount: Option<Amount>,
    /// The converted amount printed beside it.
    pub converted: Option<Amount>,
    /// What the amount is paid for: `year`, `month`, `term`.
    pub period: Option<String>,
    /// The day (`2019-11-19`), month (`2019-11`), year (`2020`) or years (`2014/2018`) the claim is about.
    pub refers_to: Option<String>,
    /// Grade proposed by the documented table from the attribution.
    pub grade: Grade,
    /// Name of the rule that found it.
    pub rule: String,
}

/// An amount where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Bytes of the document's text.
    pub at: Range<usize>,
    /// What it says.
    pub figure: Figure,
}
