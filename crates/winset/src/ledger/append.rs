//! Decisions on the claims of a document to a new record and a new list of sources.

use winset_case::case::Source;
use winset_case::diagnostic::{Place, Remarks};
use winset_case::parse::{Folder, SOURCE_COLUMNS};
use winset_case::text::is_web_link;
use winset_case::{Case, Date, Diagnostic};
use winset_read::{Document, FoundClaim};

use super::add::{Added, add};
use super::corrections::correct;
use super::decisions::{Decision, Decisions};
use super::edit::{Cells, add_columns, add_rows, fill};
use super::known::{copy_of, group_of, read_before};
use super::propose::{Proposal, Setting, propose};
use super::{RECORD, SOURCES, text, with_file};
use crate::hash::text_hash;

/// What is told about a document beside its text.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Offer what is not in the record of a text that was read before.
    pub again: bool,
    /// Id in the list of sources.
    pub source_id: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// It is no copy, whatever the quotations say.
    pub not_a_copy: bool,
}

/// A document made ready to be decided on.
#[derive(Clone, Debug)]
pub struct Start {
    /// Hash of its text.
    pub hash: String,
    /// Its id in the list of sources.
    pub source: String,
    /// The row that is added to the list of sources; none where the source is there.
    pub row: Option<Cells>,
    /// Things to know before deciding.
    pub notes: Vec<String>,
    /// The claims to decide on.
    pub proposals: Vec<Proposal>,
}

/// Why a document is not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody says of which day it is.
    NoDay,
    /// It was read before.
    Known(String),
    /// The id belongs to another text.
    Taken(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::NoDay => f.write_str(
                "the text does not say of which day it is, and a claim is known from a day on; say --date YYYY-MM-DD",
            ),
            Refused::Known(s) => write!(f, "{s}; --again offers what is not in the record"),
            Refused::Taken(id) => write!(f, "the source {id} is another text; choose another --source-id"),
        }
    }
}

/// Makes the claims of a document ready to be decided on.
///
/// # Errors
/// The document has no day, was read before, or is to have the id of another text.
pub fn start(case: &Case, doc: &Document, found: &[FoundClaim], told: &Told) -> Result<Start, Refused> {
    let day = doc.date.ok_or(Refused::NoDay)?;
    let hash = text_hash(doc.text());
    let before = read_before(case, &hash);
    if let Some(b) = before.as_ref().filter(|b| !told.again && !b.claims.is_empty()) {
        return Err(Refused::Known(b.sentence()));
    }
    let head = Head::of(doc, told, day);
    let there = before.as_ref().map(|b| b.source).or_else(|| head.source_of(case, told));
    if let Some(s) = there.filter(|s| s.sha256.0.as_ref().is_some_and(|h| *h != hash)) {
        return Err(Refused::Taken(s.id.clone()));
    }
    let source = there.map_or_else(|| head.free_id(case, told, &hash), |s| s.id.clone());
    let mut notes = head.notes.clone();
    let copy = copy_of(case, doc.text(), &source).filter(|_| !told.not_a_copy);
    if let Some(c) = &copy {
        notes.push(format!(
            "{} of {} quotations of {} stand in this text: it looks like a copy, so its claims get the group {} and a new source is marked is_repost (--not-a-copy keeps them apart)",
            c.quotes.0, c.quotes.1, c.source, c.group
        ));
    }
    let group = copy.as_ref().map_or_else(|| group_of(case, &source), |c| c.group.clone());
    let row = there.is_none().then(|| head.row(&source, copy.is_some()));
    let setting = Setting { case, doc, day, source: &source, group: &group };
    let mut proposals = propose(found, &setting);
    if let Some(b) = &before {
        proposals.retain(|p| !b.claims.iter().any(|c| c.span.0.as_ref() == Some(&p.span)));
    }
    Ok(Start { hash, source, row, notes, proposals })
}

/// What a document's head and the flags say about it.
struct Head {
    publisher: Option<String>,
    title: Option<String>,
    url: Option<String>,
    day: Date,
    notes: Vec<String>,
}

impl Head {
    fn of(doc: &Document, told: &Told, day: Date) -> Head {
        let meta =
            |keys: &[&str]| keys.iter().find_map(|k| doc.meta.get(*k)).filter(|v| !v.is_empty()).cloned();
        let headline = doc.headline.as_ref().map(|h| doc.slice(h).trim().to_owned());
        let mut notes = Vec::new();
        let url = told.url.clone().or_else(|| meta(&["url", "address", "link"]));
        if let Some(u) = url.as_ref().filter(|u| !is_web_link(u)) {
            notes.push(format!("`{}` is not an http or https address and is left out", short(u)));
        }
        Head {
            publisher: told.publisher.clone().or_else(|| meta(&["publisher", "source", "outlet", "site"])),
            title: meta(&["title", "headline"]).or(headline),
            url: url.filter(|u| is_web_link(u)),
            day,
            notes,
        }
    }

    /// The source that is named by its id or has the same address.
    fn source_of<'a>(&self, case: &'a Case, told: &Told) -> Option<&'a Source> {
        match &told.source_id {
            Some(id) => case.source(id),
            None => case.sources.iter().find(|s| s.url.is_some() && s.url == self.url),
        }
    }

    /// An id that no source has: as told, or the publisher and the day, or the hash.
    fn free_id(&self, case: &Case, told: &Told, hash: &str) -> String {
        if let Some(id) = &told.source_id {
            return id.clone();
        }
        let page = self.url.as_deref().and_then(|u| u.split("://").nth(1)).and_then(|u| u.split('/').next());
        let name = self.publisher.as_deref().map(slug).filter(|s| !s.is_empty());
        let name = name.or_else(|| page.map(slug).filter(|s| !s.is_empty()));
        let stem = name.map_or_else(
            || format!("text-{}", hash.get(..8).unwrap_or(hash)),
            |n| format!("{n}-{}", self.day),
        );
        let ids = std::iter::once(stem.clone()).chain((2..).map(|n: u32| format!("{stem}-{n}")));
        ids.into_iter().find(|id| case.source(id).is_none()).unwrap_or(stem)
    }

    fn row(&self, id: &str, is_repost: bool) -> Cells {
        let mut row = Cells::from([("id", id.to_owned()), ("date", self.day.to_string())]);
        let cells = [("publisher", &self.publisher), ("title", &self.title), ("url", &self.url)];
        for (column, value) in cells {
            if let Some(v) = value {
                row.insert(column, if column == "url" { v.clone() } else { super::propose::quotation(v) });
            }
        }
        if is_repost {
            row.insert("is_repost", "true".into());
        }
        row
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Letters and digits of a name in small letters, joined by `-`, at most 40.
fn slug(name: &str) -> String {
    let parts: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|p| !p.is_empty() && *p != "www")
        .map(str::to_ascii_lowercase)
        .collect();
    parts.join("-").chars().take(40).collect::<String>().trim_end_matches('-').to_owned()
}

/// A new record and a new list of sources.
#[derive(Clone, Debug)]
pub struct Done {
    /// The whole new text of `record.csv`.
    pub record: String,
    /// The whole new text of `sources.csv`.
    pub sources: String,
    /// Ids of the new lines with their line numbers, and the ids in the document.
    pub ids: Vec<(String, usize)>,
    /// Remarks on the new lines.
    pub remarks: Vec<Diagnostic>,
}

/// The new texts for what was accepted; none where nothing was.
///
/// # Errors
/// Every mistake that the case would then have.
pub fn finish(
    folder: &Folder,
    case: &Case,
    s: &Start,
    decided: &Decisions,
) -> Result<Option<Done>, Vec<Diagnostic>> {
    let mut drafts = Vec::new();
    let mut mistakes = Vec::new();
    for p in &s.proposals {
        match decided.get(&p.id) {
            Some(Decision::Accept) => drafts.push(p.cells.clone()),
            Some(Decision::Correct(fields)) => match corrected(case, p, fields) {
                Ok(cells) => drafts.push(cells),
                Err(list) => mistakes.extend(list),
            },
            Some(Decision::Reject) | None => {}
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    if drafts.is_empty() {
        return Ok(None);
    }
    let sources = sources(folder, s)?;
    let with = with_columns(&with_file(folder, SOURCES, &sources));
    let Added { record, ids, remarks } = add(&with, drafts, Vec::new())?;
    Ok(Some(Done { record, sources, ids, remarks }))
}

/// The cells of a proposal with its corrections.
///
/// # Errors
/// The corrections cannot be read.
pub fn corrected(case: &Case, p: &Proposal, fields: &str) -> Result<Cells, Vec<Diagnostic>> {
    correct(&p.cells, fields, &format!("corrections of {}", p.id), &case.names)
}

/// Checks one claim as if it alone were accepted.
///
/// # Errors
/// Every mistake that the case would then have.
pub fn try_one(
    folder: &Folder,
    case: &Case,
    s: &Start,
    p: &Proposal,
    d: &Decision,
) -> Result<(), Vec<Diagnostic>> {
    let alone = Decisions::from([(p.id.clone(), d.clone())]);
    let s = Start { proposals: vec![p.clone()], ..s.clone() };
    finish(folder, case, &s, &alone).map(|_| ())
}

/// The folder with the two columns of a reader in its record.
fn with_columns(folder: &Folder) -> Folder {
    let record = text(folder, RECORD);
    if record.trim_start_matches('\u{feff}').trim().is_empty() {
        return folder.clone();
    }
    // A column that a proposal fills and an old record lacks would be refused; only the reader's own are added.
    with_file(folder, RECORD, &add_columns(record, &["span", "reader"]))
}

/// The list of sources with the text's hash; columns that it lacks for what is known of the text are added.
fn sources(folder: &Folder, s: &Start) -> Result<String, Vec<Diagnostic>> {
    let old = text(folder, SOURCES);
    let Some(row) = &s.row else {
        return Ok(fill(&add_columns(old, &["sha256"]), &s.source, "sha256", &s.hash));
    };
    let mut row = row.clone();
    row.insert("sha256", s.hash.clone());
    let needed: Vec<&str> = SOURCE_COLUMNS.iter().copied().filter(|c| row.contains_key(c)).collect();
    add_rows(&add_columns(old, &needed), SOURCE_COLUMNS, &[row])
        .map_err(|lacking| lacks(SOURCES, old, &lacking))
}

fn lacks(name: &str, old: &str, lacking: &[&str]) -> Vec<Diagnostic> {
    let mut r = Remarks::default();
    let file = r.files.add(name, old.to_owned());
    let end = old.lines().next().map_or(0, str::len);
    for c in lacking {
        let hint = format!("add `{c}` to the first line");
        r.mistake(
            Place { file, start: 0, end },
            format!("there is no column `{c}` for what is known of the text"),
            Some(hint),
        );
    }
    r.finish().0
}
