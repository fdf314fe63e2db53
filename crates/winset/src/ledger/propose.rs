//! What a reader found, as drafts of claims with their place, their rule and their likes in the record.

use std::ops::Range;

use winset_case::case::Claim;
use winset_case::quantity::{UnitNames, figure_text, parse_figure};
use winset_case::text::neutral;
use winset_case::{Case, Date, Decimal};
use winset_read::{Document, FoundClaim};

use super::draft::figure_cells;
use super::edit::Cells;

/// Most characters of a quotation.
pub const LONGEST_QUOTE: usize = 200;

/// A claim that a document makes, ready to be decided on.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Id within the document.
    pub id: String,
    /// Bytes of the document's text.
    pub at: Range<usize>,
    /// Characters of the document's text.
    pub span: Range<usize>,
    /// Cells of the record; the id is made when it is accepted.
    pub cells: Cells,
    /// Rule that found it.
    pub rule: String,
    /// The claim of the record that says the same, if there is one.
    pub duplicate: Option<String>,
    /// Things to know before deciding.
    pub notes: Vec<String>,
}

/// What is the same for all claims of a document.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The case.
    pub case: &'a Case,
    /// The document.
    pub doc: &'a Document,
    /// Its day.
    pub day: Date,
    /// Its id in the list of sources.
    pub source: &'a str,
    /// Its origin group.
    pub group: &'a str,
}

/// Everything found as proposals, in the order of the text.
pub fn propose(found: &[FoundClaim], s: &Setting<'_>) -> Vec<Proposal> {
    found.iter().map(|f| one(f, s)).collect()
}

fn one(f: &FoundClaim, s: &Setting<'_>) -> Proposal {
    let mut notes = Vec::new();
    let span = s.doc.characters(&f.at);
    let quote = quotation(s.doc.slice(&f.at));
    let mut cells = Cells::from([
        ("date", s.day.to_string()),
        ("known_on", s.day.to_string()),
        ("speaker", speaker(f)),
        ("side", side(s.case, f.side.as_deref(), "side", &mut notes)),
        ("told_by", side(s.case, f.told_by.as_deref(), "told_by", &mut notes)),
        ("attribution", f.attribution.word().to_owned()),
        ("modality", f.modality.word().to_owned()),
        ("kind", f.kind.word().to_owned()),
        ("refers_to", refers_to(f.refers_to.as_deref())),
        ("source", s.source.to_owned()),
        ("grade", f.grade.to_string()),
        ("group", s.group.to_owned()),
        ("reader", winset_read::READER.to_owned()),
    ]);
    if span.start < span.end {
        cells.insert("span", format!("{}-{}", span.start, span.end));
    }
    if let Some(a) = &f.amount {
        cells.extend(figure_cells(&a.figure));
    }
    if let Some(period) = &f.period {
        cells.insert("period", quotation(period));
    }
    if let Some(a) = &f.converted {
        let text = figure_text(&a.figure);
        if parse_figure(&text, &s.case.names).is_ok() {
            cells.insert("conversion", text);
        }
    }
    if quote.is_empty() {
        cells.insert("claim", quotation(&format!("{} without words, by the rule {}", f.kind.word(), f.rule)));
    }
    cells.insert("quote", quote);
    let duplicate = duplicate(s.case, &cells).map(|c| c.id.clone());
    Proposal { id: f.id.clone(), at: f.at.clone(), span, cells, rule: f.rule.clone(), duplicate, notes }
}

/// Words on one line, at most 200 characters, cut at a word; nothing that a spreadsheet would run.
pub fn quotation(text: &str) -> String {
    let line = plain(text);
    let line = if line.starts_with(['=', '+', '-', '@']) { format!("… {line}") } else { line };
    if line.chars().nth(LONGEST_QUOTE).is_none() {
        return line;
    }
    let head: String = line.chars().take(LONGEST_QUOTE - 2).collect();
    let cut = head.rfind(' ').filter(|i| *i > 0).unwrap_or(head.len());
    format!("{} …", head.get(..cut).unwrap_or(&head).trim_end())
}

/// A text on one line without control characters.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    neutral(&line)
}

fn speaker(f: &FoundClaim) -> String {
    let via = f.reported_via.as_deref().map(|v| format!("via {v}"));
    let both: Vec<String> = f.speaker.clone().into_iter().chain(via).collect();
    quotation(&both.join(", "))
}

/// A party id or a word for others; a place that is no party of the case is `other`.
fn side(case: &Case, found: Option<&str>, what: &str, notes: &mut Vec<String>) -> String {
    let Some(found) = found else { return String::new() };
    if case.party(found).is_some() || matches!(found, "both" | "press" | "other") {
        return found.to_owned();
    }
    let wanted = found.to_lowercase();
    let named = |name: &str| name.to_lowercase() == wanted;
    let party = case.parties.iter().find(|p| {
        named(&p.id) || named(&p.name) || named(&p.short) || p.capital.as_deref().is_some_and(named)
    });
    match party {
        Some(p) => p.id.clone(),
        None => {
            notes.push(format!("{what}: {} is no party of the case, so `other`", plain(found)));
            "other".to_owned()
        }
    }
}

/// What looks like a day and is none would be a mistake; it is left out.
fn refers_to(found: Option<&str>) -> String {
    let text = plain(found.unwrap_or(""));
    let iso = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if iso && winset_case::text::parse_date(&text).is_err() { String::new() } else { quotation(&text) }
}

/// The claim of the record with the same quotation, or with the same origin, kind, side and amount.
pub fn duplicate<'a>(case: &'a Case, cells: &Cells) -> Option<&'a Claim> {
    // Fewer words may be said twice.
    const LEAST_WORDS: usize = 6;
    let cell = |c: &str| cells.get(c).map(String::as_str).filter(|v| !v.is_empty());
    let quote = cell("quote").filter(|q| q.split(' ').count() >= LEAST_WORDS);
    let quoted = case.claims.iter().find(|c| quote.is_some() && c.quote.as_deref() == quote);
    if quoted.is_some() {
        return quoted;
    }
    let number = |c: &str| cell(c).and_then(|v| v.parse::<Decimal>().ok());
    let (low, high, unit) = (number("low"), number("high"), cell("unit")?);
    if low.is_none() && high.is_none() {
        return None;
    }
    case.claims.iter().find(|c| {
        let amount =
            c.figure.as_ref().is_some_and(|f| f.low == low && f.high == high && f.unit.word() == unit);
        let origin = c.group.as_deref().or(c.standing.source.as_deref());
        amount
            && origin.is_some()
            && origin == cell("group").or(cell("source"))
            && Some(c.kind.word()) == cell("kind")
            && c.side.as_deref() == cell("side")
    })
}

/// The amount of cells as a person reads it; none where there is none.
pub fn amount_words(cells: &Cells, names: &UnitNames) -> Option<String> {
    use winset_case::quantity::{Bound, Figure, Sign, parse_unit};
    let cell = |c: &str| cells.get(c).map(String::as_str).filter(|v| !v.is_empty());
    let number = |c: &str| cell(c).and_then(|v| v.parse::<Decimal>().ok());
    let (low, high) = (number("low"), number("high"));
    let (_, unit) = parse_unit(cell("unit")?, names).ok()?;
    let bound = Bound::parse(cell("bound")?)?;
    let half_unit = winset_case::parse::half_unit(low.or(high)?);
    Some(figure_text(&Figure { low, high, bound, unit, sign: Sign::Unsigned, per: None, half_unit }))
}
