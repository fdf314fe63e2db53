//! The ledger of claims as a workbook: real numbers, real dates, sources as links.

use winset_case::Case;
use winset_case::case::Claim;

use super::book::Book;
use super::sheet::{Sheet, Style, exact};
use crate::question::Question;

const HEADS: [&str; 21] = [
    "id",
    "said",
    "known",
    "side",
    "speaker",
    "told by",
    "kind",
    "low",
    "high",
    "bound",
    "unit",
    "period",
    "about",
    "share of",
    "official",
    "grade",
    "attribution",
    "claim",
    "quote",
    "source",
    "address",
];

/// The workbook of some claims; `withheld` entries were left out of the question.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn record(q: &Question, claims: &[&Claim], withheld: usize) -> Result<Vec<u8>, String> {
    let mut book = Book::new();
    let mut s = book.sheet("Record");
    s.heads(0, &HEADS);
    s.freeze(1, 1);
    for (row, c) in (1..).zip(claims) {
        claim(&mut s, &q.case, row, c);
    }
    book.add("Record", s);
    let note = format!("{} of {} claims known by then.", claims.len(), q.case.claims.len());
    book.finish(q, "the record: what each number rests on", withheld, &[note])
}

fn claim(s: &mut Sheet, case: &Case, row: u32, c: &Claim) {
    let side = c.side.as_deref().map(|id| case.side_name(id).to_owned());
    let weak = if case.weak(&c.standing) { " †" } else { "" };
    let internal = if c.standing.internal { " internal" } else { "" };
    let grade = c.grade.map(|g| g.to_string()).unwrap_or_default();
    let texts = [
        (0, Some(c.id.clone())),
        (3, side),
        (4, c.speaker.clone()),
        (5, c.told_by.clone()),
        (6, Some(c.kind.word().to_owned())),
        (9, c.figure.as_ref().map(|f| f.bound.word().to_owned())),
        (10, c.figure.as_ref().map(|f| f.unit.word().to_string())),
        (11, c.period.clone()),
        (12, c.refers_to.clone()),
        (13, c.denominator.clone()),
        (14, Some(if c.official() { "yes" } else { "no" }.to_owned())),
        (15, Some(format!("{grade}{weak}{internal}"))),
        (16, c.attribution.map(|a| a.word().to_owned())),
        (17, Some(c.text.clone())),
        (18, c.quote.clone()),
        (19, c.standing.source.clone()),
    ];
    for (column, text) in texts {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            s.text((row, column), &text, Style::Text);
        }
    }
    s.day((row, 1), c.date);
    s.day((row, 2), c.standing.known_on);
    if let Some(f) = &c.figure {
        for (column, value) in [(7, f.low), (8, f.high)] {
            if let Some(v) = value {
                let places = u8::try_from(v.normalize().scale().min(6)).unwrap_or(6);
                s.number((row, column), exact(v), Style::Number(places));
            }
        }
    }
    let source = c.standing.source.as_deref().and_then(|id| case.source(id));
    if let Some(address) = source.and_then(|x| x.url.as_deref()) {
        s.link((row, 20), address);
    }
}
