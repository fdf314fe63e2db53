//! A document with what was found in it: proposed claims and figures that do not hold.
//!
//! `winset_read` finds; this module makes what was found ready to be shown. Two answers share it: `read`, the claims with
//! the findings beside them, and `figures`, the findings alone.
//!
//! Files in reading order:
//! `words` what a claim and a finding say in a line;
//! `spans` which part of the text belongs to what;
//! [`json`] the answers as JSON; [`sheet`] as tables;
//! `underline` a line of text with its spans marked below; [`show`] the answers on a terminal;
//! [`page`] the article with notes in its margin.

pub mod json;
pub mod page;
pub mod sheet;
pub mod show;
mod spans;
mod underline;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use winset_case::quantity::grouped;
use winset_read::{Document, Finding, FoundClaim, Rates};

use crate::fmt::{count, day};

/// A document and what was found in it.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Name of its file; none for a text without one.
    pub file: Option<&'a str>,
    /// Proposed claims, in the order of the text.
    pub claims: &'a [FoundClaim],
    /// Figures that do not hold, in the order of the text.
    pub findings: &'a [Finding],
    /// What the reader of the answer has to know: what could not be compared.
    pub remarks: Vec<String>,
}

/// Whether the rule behind a claim or a finding is named beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// It is named.
    Named,
    /// It is not.
    Unnamed,
}

impl<'a> Reading<'a> {
    /// The title: of the document's head, else its headline.
    pub fn title(&self) -> Option<&'a str> {
        let told = ["title", "headline"].iter().find_map(|k| self.doc.meta.get(*k));
        let told = told.map(|t| t.trim()).filter(|t| !t.is_empty());
        told.or_else(|| self.doc.headline.as_ref().map(|h| self.doc.slice(h).trim()))
            .filter(|t| !t.is_empty())
    }

    /// Where the document's head says that it comes from.
    pub fn source(&self) -> Option<&'a str> {
        let keys = ["source", "source_url", "url", "publisher"];
        keys.iter().find_map(|k| self.doc.meta.get(*k)).map(|t| t.trim()).filter(|t| !t.is_empty())
    }

    /// How many characters the text has.
    pub fn characters(&self) -> usize {
        self.doc.characters_before(self.doc.text().len())
    }

    /// Day, language and length in a line.
    fn facts(&self) -> String {
        let date = match self.doc.date {
            Some(d) => format!("{} ({})", day(d), self.doc.date_from),
            None => "day not known".to_owned(),
        };
        let n = self.characters();
        let length =
            if n == 1 { "1 character".to_owned() } else { format!("{} characters", grouped(n.into())) };
        format!("{date} · {} · {length}", self.doc.language.name())
    }

    /// The name under which the document is shown: its file, else its title.
    fn name(&self) -> &'a str {
        self.file.or_else(|| self.title()).unwrap_or("a text without a name")
    }
}

/// How many claims and findings there are, in a sentence.
fn tally(claims: Option<usize>, findings: usize) -> String {
    let wrong = match findings {
        0 => "no figure was found wrong".to_owned(),
        n => format!("{} not hold", count(n, "figure does", "figures do")),
    };
    let claims = match claims {
        None => None,
        Some(0) => Some("no claim was found".to_owned()),
        Some(n) => Some(count(n, "claim", "claims")),
    };
    let sentence = claims.into_iter().chain([wrong]).collect::<Vec<_>>().join("; ");
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// What the table of rates leaves open for a document: no row covers its day, or the day is not known.
///
/// None where a row covers the day, and for a table without rows.
pub fn uncovered(doc: &Document, rates: &Rates) -> Option<String> {
    let first = rates.rows.iter().map(|r| r.start).min()?;
    let last = rates.rows.iter().map(|r| r.end).max()?;
    let Some(date) = doc.date else {
        return Some(
            "the day of publication is not known, so no rate of the table could be chosen".to_owned(),
        );
    };
    let covered = rates.rows.iter().any(|r| r.start <= date && date <= r.end);
    (!covered)
        .then(|| format!("the table of rates, {} to {}, has none for {}", day(first), day(last), day(date)))
}
