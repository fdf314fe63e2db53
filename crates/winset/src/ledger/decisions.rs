//! What was decided so far about the claims of a document: as a file to go on from, or as a list that a person wrote.

use std::collections::BTreeMap;

use winset_case::Diagnostic;
use winset_case::diagnostic::{Place, Remarks, did_you_mean};
use winset_case::text::{Table, Value, read_toml};

use super::propose::Proposal;

/// What was decided about one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It enters the record as proposed.
    Accept,
    /// It enters the record with these corrections.
    Correct(String),
    /// It does not.
    Reject,
}

/// Decisions by the ids of the proposals.
pub type Decisions = BTreeMap<String, Decision>;

/// The decisions as a file, each with the place of its claim, so that another reader's ids do not pass for the same.
pub fn write(reader: &str, proposals: &[Proposal], decided: &Decisions) -> String {
    let mut out =
        format!("# What was decided so far; deleted when all is decided.\nreader = {}\n", quoted(reader));
    for p in proposals {
        let (word, fields) = match decided.get(&p.id) {
            Some(Decision::Accept) => ("accept", None),
            Some(Decision::Correct(fields)) => ("correct", Some(fields)),
            Some(Decision::Reject) => ("reject", None),
            None => continue,
        };
        out.push_str(&format!(
            "\n[{}]\nspan = \"{}-{}\"\ndecision = \"{word}\"\n",
            quoted(&p.id),
            p.span.start,
            p.span.end
        ));
        if let Some(f) = fields {
            out.push_str(&format!("fields = {}\n", quoted(f)));
        }
    }
    out
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The decisions of a file that still fit the proposals, and how many do not.
///
/// # Errors
/// The file is not one of decisions.
pub fn read(name: &str, text: &str, proposals: &[Proposal]) -> Result<(Decisions, usize), Vec<Diagnostic>> {
    let mut r = Remarks::default();
    let file = r.files.add(name, text.to_owned());
    let Some(root) = read_toml(&mut r, file) else { return Err(r.finish().0) };
    let mut decided = Decisions::new();
    let mut lost = 0;
    for e in &root.0 {
        let Value::Table(t) = &e.node.value else { continue };
        let fits = |p: &&Proposal| {
            p.id == e.key && text_of(t, "span") == Some(&format!("{}-{}", p.span.start, p.span.end))
        };
        match (proposals.iter().find(fits), decision(t)) {
            (Some(p), Some(d)) => {
                decided.insert(p.id.clone(), d);
            }
            _ => lost += 1,
        }
    }
    Ok((decided, lost))
}

fn text_of<'a>(t: &'a Table, key: &str) -> Option<&'a String> {
    match &t.get(key)?.node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn decision(t: &Table) -> Option<Decision> {
    match text_of(t, "decision")?.as_str() {
        "accept" => Some(Decision::Accept),
        "correct" => text_of(t, "fields").map(|f| Decision::Correct(f.clone())),
        "reject" => Some(Decision::Reject),
        _ => None,
    }
}

/// The decisions of a list: an accepted id a line, perhaps with corrections; `all` for all that are not in the record.
///
/// What is not listed is rejected. `#` begins a comment.
///
/// # Errors
/// Every id that no proposal has, at once.
pub fn of_list(name: &str, text: &str, proposals: &[Proposal]) -> Result<Decisions, Vec<Diagnostic>> {
    let mut r = Remarks::default();
    let file = r.files.add(name, text.to_owned());
    let mut decided: Decisions = proposals.iter().map(|p| (p.id.clone(), Decision::Reject)).collect();
    let mut from = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = 0;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let begin = from;
        from += line.len();
        let said = without_comment(line);
        let start = begin + said.len() - said.trim_start().len();
        let said = said.trim();
        if said.is_empty() {
            continue;
        }
        lines += 1;
        let (id, fields) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        let at = Place { file, start, end: start + id.len() };
        let fields = fields.trim();
        if id == "all" && fields.is_empty() {
            for p in proposals.iter().filter(|p| p.duplicate.is_none()) {
                let d = decided.entry(p.id.clone()).or_insert(Decision::Reject);
                if *d == Decision::Reject {
                    *d = Decision::Accept;
                }
            }
        } else if proposals.iter().any(|p| p.id == id) {
            let d = if fields.is_empty() { Decision::Accept } else { Decision::Correct(fields.to_owned()) };
            decided.insert(id.to_owned(), d);
        } else {
            let known = proposals.iter().map(|p| p.id.as_str());
            let hint =
                did_you_mean(id, known).unwrap_or_else(|| match (proposals.first(), proposals.last()) {
                    (Some(a), Some(b)) => format!("the claims of this text are {} to {}", a.id, b.id),
                    _ => "no claim was found in this text".to_owned(),
                });
            let shown: String = id.chars().take(40).collect();
            r.mistake(at, format!("`{shown}` is no claim of this text"), Some(hint));
        }
    }
    if lines == 0 {
        let hint = "an id a line, or all; nothing is accepted unseen";
        r.mistake(Place { file, start: 0, end: 0 }, "the list accepts nothing", Some(hint.into()));
    }
    if r.any_mistake() { Err(r.finish().0) } else { Ok(decided) }
}

/// The line before a `#` that stands outside double quotes.
fn without_comment(line: &str) -> &str {
    let mut inside = false;
    for (i, c) in line.char_indices() {
        match c {
            '"' => inside = !inside,
            '#' if !inside => return line.get(..i).unwrap_or(line),
            _ => {}
        }
    }
    line
}
