//! Drafts to a new record, checked with the whole case before anything of it is handed back.

use winset_case::Diagnostic;
use winset_case::diagnostic::{Place, Remarks};
use winset_case::parse::{Folder, RECORD_COLUMNS, parse};

use super::edit::{Cells, FreeIds, add_rows, lines};
use super::{RECORD, text, with_file};

/// A record with lines added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The whole new text of `record.csv`.
    pub record: String,
    /// Ids of the new lines with their line numbers.
    pub ids: Vec<(String, usize)>,
    /// Remarks on the new lines.
    pub remarks: Vec<Diagnostic>,
}

/// The columns of a new record: those that a reader fills stand in it only where they are filled.
fn fresh_columns(drafts: &[Cells]) -> Vec<&'static str> {
    let filled = |c: &str| drafts.iter().any(|d| d.get(c).is_some_and(|v| !v.is_empty()));
    RECORD_COLUMNS.iter().copied().filter(|c| !matches!(*c, "span" | "reader") || filled(c)).collect()
}

/// Adds drafts below a record; those without an id get the next free one.
///
/// # Errors
/// Every mistake that the case would then have, and those of `said` that were found before. A value for a column that
/// the record lacks is one of them.
pub fn add(folder: &Folder, mut drafts: Vec<Cells>, said: Vec<Diagnostic>) -> Result<Added, Vec<Diagnostic>> {
    let old = text(folder, RECORD);
    let mut taken = lines(old);
    let given: Vec<String> = drafts.iter().filter_map(|d| d.get("id").cloned()).collect();
    let below = old.lines().count();
    taken.extend(given.into_iter().filter(|id| !id.is_empty()).map(|id| (id, 0)));
    let mut free = FreeIds::beside(&taken);
    for draft in &mut drafts {
        if draft.get("id").is_none_or(String::is_empty)
            && let Some(id) = free.next()
        {
            draft.insert("id", id);
        }
    }
    let columns = if old.trim().is_empty() { fresh_columns(&drafts) } else { RECORD_COLUMNS.to_vec() };
    let record = match add_rows(old, &columns, &drafts) {
        Ok(record) => record,
        Err(lacking) => return Err([said, refused(old, &lacking)].concat()),
    };
    let numbers = lines(&record);
    let mut good = said;
    match parse(&with_file(folder, RECORD, &record), &[]) {
        Err(rejected) => return Err([good, rejected.diagnostics].concat()),
        Ok(_) if good.iter().any(|d| d.severity == winset_case::Severity::Mistake) => return Err(good),
        Ok(checked) => {
            let new = checked.remarks.into_iter().filter(|d| d.file == RECORD && d.line > below);
            good.extend(new);
        }
    }
    let ids = drafts.iter().filter_map(|d| d.get("id"));
    let ids = ids.map(|id| (id.clone(), numbers.get(id).copied().unwrap_or(0))).collect();
    Ok(Added { record, ids, remarks: good })
}

fn refused(record: &str, lacking: &[&str]) -> Vec<Diagnostic> {
    let mut r = Remarks::default();
    let file = r.files.add(RECORD, record.to_owned());
    let end = record.lines().next().map_or(0, str::len);
    for c in lacking {
        let hint = format!("add `{c}` to the first line, or leave the value out");
        let sentence = format!("the record has no column `{c}` for a value that is given");
        r.mistake(Place { file, start: 0, end }, sentence, Some(hint));
    }
    r.finish().0
}
