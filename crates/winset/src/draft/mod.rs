//! From a document to a case folder: claims and answers become the texts of its files, and what is not known stays so.
//!
//! Modules in reading order: [`Facts`] what a case is drawn up from; `propose` what the text proposes; `answer`, `rule`
//! and `told` what a person answers, on a terminal, in flags or in a file; `check` what only all answers together show;
//! [`Question`] the five questions; `cast` parties and bodies with their ids; `rates` exchange rates; `case_text` and `sheets` the files.

mod answer;
mod case_text;
mod cast;
mod check;
mod facts;
mod name;
mod propose;
mod question;
mod rates;
mod rule;
mod sheets;
mod told;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use winset_case::diagnostic::{Place, Remarks};
use winset_read::{Document, FoundClaim};

use crate::class::Library;

pub use answer::Said;
pub use case_text::quoted;
pub use facts::{Answer, Body, Fact, Facts, Name, Origin, Past, PastAmount, RuleWords, Seats, Sum};
pub use name::{one_line, same_name};
pub use propose::propose;
pub use question::{Question, evidence};
pub use sheets::MOST_QUOTE;
pub use told::{FLAGS, Flag, ReadSheet, told};

/// Checks answers that came from flags and a file; mistakes without a place of their own stand at the first of them.
pub fn check(facts: &mut Facts, proposed: &Facts, r: &mut Remarks) {
    if !r.files.name(0).is_empty() {
        check::check(facts, proposed, Place { file: 0, start: 0, end: 1 }, r);
    }
}

/// The files of a drafted case, by their names in the folder.
///
/// Every claim is known on `day`, the day of the document. What `facts` does not hold is not guessed: what the text
/// proposes for it stands in a comment, and the thing itself under `[unknown]`.
pub fn draft(
    doc: &Document,
    claims: &[FoundClaim],
    facts: &Facts,
    proposed: &Facts,
    day: Date,
    library: &Library,
) -> Vec<(String, String)> {
    let facts = &facts.found_in(doc);
    let cast = cast::Cast::of(facts, proposed, claims);
    let source = sheets::Source::of(doc, day);
    let rates = rates::series(facts, claims, day);
    let d =
        case_text::Draft { doc, claims, facts, proposed, cast: &cast, source: &source, rates: &rates, day };
    let mut files = vec![
        ("case.toml".to_owned(), case_text::case_text(&d, library)),
        ("record.csv".to_owned(), sheets::record(doc, claims, &cast, &source, day)),
        ("sources.csv".to_owned(), sheets::sources(doc, &source, rates.first(), day)),
    ];
    files.extend(rates.iter().map(|r| (format!("series/{}.csv", r.id), r.csv.clone())));
    if let Some(past) = facts.past.known() {
        files.push(("history.csv".to_owned(), sheets::history(past, &source, day)));
    }
    files
}
