//! A spreadsheet as the text it stands for, cell by cell.
//!
//! A record, a history or a series that people keep as `.xlsx` becomes the CSV text that the parser of cases reads, line for
//! row, so that a remark on line 12 is one on row 12. What a spreadsheet program did to the numbers of its own accord, a
//! fraction made a date, a per cent divided by 100, digits cut, is not guessed back: it is refused, naming the cell.
//!
//! Only the values are read. Macros, links to other files and formulas are never followed; a formula stands for the value
//! that was last computed. No number passes through a float.
//!
//! Modules in reading order:
//! [`package`] the parts of the file, each up to a size;
//! [`xml`] their elements;
//! [`book`] which sheet, its strings and number formats;
//! [`cells`] the cells of the sheet;
//! [`column`] what each column may hold, and what damage looks like;
//! [`number`] numbers and days as text.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod book;
mod cells;
mod column;
mod number;
mod package;
mod xml;

use winset_case::diagnostic::{Diagnostic, MOST_REMARKS, Severity};
use winset_case::text::neutral;

use column::Column;

/// Most rows of a sheet.
pub const MOST_ROWS: u32 = 100_000;
/// Most columns of a sheet.
pub const MOST_COLUMNS: u32 = 200;
/// Most bytes of text that a sheet may stand for.
const MOST_TEXT: usize = 64 << 20;

/// The text that a workbook stands for, as comma-separated values, one line a row; `name` is that of the file.
///
/// Of several sheets that one is read which is called as the file is.
///
/// # Errors
/// What keeps it from being read, or every cell that a spreadsheet program damaged.
///
/// ```
/// let found = winset_sheet::text(b"no workbook", "record.xlsx").unwrap_err();
/// assert!(found[0].sentence.contains("is not a spreadsheet in the format .xlsx"));
/// ```
pub fn text(bytes: &[u8], name: &str) -> Result<String, Vec<Diagnostic>> {
    let whole = |e: Problem| vec![diagnostic(name, None, "", &e.sentence, e.hint)];
    let sheet = book::sheet(bytes, name).map_err(whole)?;
    let cells = cells::cells(&sheet).map_err(whole)?;
    written(&cells, name)
}

/// What keeps a file from being read.
#[derive(Debug)]
struct Problem {
    sentence: String,
    hint: Option<String>,
}

impl Problem {
    fn new(sentence: impl Into<String>, hint: &str) -> Problem {
        Problem { sentence: sentence.into(), hint: Some(hint.to_owned()) }
    }
}

/// The rows as lines, or every damaged cell.
fn written(rows: &cells::Rows, name: &str) -> Result<String, Vec<Diagnostic>> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let Some(head) = rows.get(&0) else {
        let sentence = "the first row of the sheet is empty, but it names the columns";
        return Err(vec![diagnostic(name, Some((0, 0)), "", sentence, None)]);
    };
    let width = head.keys().max().map_or(0, |c| c + 1);
    let columns: Vec<Column> = (0..width).map(|c| Column::of(head.get(&c))).collect();
    let mut out = String::new();
    let last = rows.keys().max().copied().unwrap_or(0);
    let empty = std::collections::BTreeMap::new();
    for row in 0..=last {
        let cells = rows.get(&row).unwrap_or(&empty);
        let end = cells.keys().max().map_or(0, |c| c + 1).max(if cells.is_empty() { 0 } else { width });
        for column in 0..end {
            if column > 0 {
                out.push(',');
            }
            let Some(cell) = cells.get(&column) else { continue };
            let kind = if row == 0 {
                Column::Text
            } else {
                columns.get(column as usize).copied().unwrap_or(Column::Text)
            };
            match kind.text(cell) {
                Ok(text) => field(&mut out, &text),
                Err((shown, e)) if found.len() < MOST_REMARKS => {
                    found.push(diagnostic(name, Some((row, column)), &shown, &e.sentence, e.hint));
                }
                Err(_) => {}
            }
        }
        out.push('\n');
        if out.len() > MOST_TEXT {
            let sentence = format!("the sheet holds more than {} MiB of text", MOST_TEXT >> 20);
            return Err(vec![diagnostic(name, None, "", &sentence, None)]);
        }
    }
    if found.is_empty() { Ok(out) } else { Err(found) }
}

/// A cell of the text, quoted where it must be; a line break inside a cell becomes a blank, so that a row stays a line.
fn field(out: &mut String, text: &str) {
    let line: String = text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect();
    if line.contains([',', '"', ';', '\t']) {
        out.push('"');
        out.push_str(&line.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&line);
    }
}

fn diagnostic(
    name: &str,
    at: Option<(u32, u32)>,
    shown: &str,
    sentence: &str,
    hint: Option<String>,
) -> Diagnostic {
    let (row, column) = at.unwrap_or((0, 0));
    let place = at.map(|at| format!("cell {}: ", cells::a1(at))).unwrap_or_default();
    let excerpt: String = neutral(shown).chars().take(160).collect();
    let marked = 0..excerpt.chars().count();
    Diagnostic {
        severity: Severity::Mistake,
        file: neutral(name),
        line: row as usize + 1,
        column: column as usize + 1,
        excerpt,
        marked,
        sentence: neutral(&format!("{place}{sentence}")),
        hint: hint.map(|h| neutral(&h)),
    }
}
