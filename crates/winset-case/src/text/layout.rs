//! How a sheet is laid out in its bytes, so that lines can be added and all others stay as they are.

use std::ops::Range;

use super::sheet::{Quotes, sniff};

/// A sheet as bytes: its separator, its line end and where every cell stands.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What separates cells.
    pub delimiter: char,
    /// The line end of the header, or `\n` where there is none.
    pub line_end: &'static str,
    /// The names in the header up to the last one that is not blank.
    pub columns: Vec<String>,
    /// The header's cells.
    pub header: Vec<Range<usize>>,
    /// The rows that hold something, in file order.
    pub rows: Vec<LaidRow>,
}

/// A row of a sheet and where its cells stand, with their quotes.
#[derive(Clone, Debug)]
pub struct LaidRow {
    /// Line in the file, from 1.
    pub line: usize,
    /// Bytes of its cells.
    pub cells: Vec<Range<usize>>,
}

impl Layout {
    /// The layout of a text; none where it has no header.
    ///
    /// ```
    /// use winset_case::text::Layout;
    /// let l = Layout::of("\u{feff}id;claim\r\na1;\"x;\r\ny\"\r\n\r\na2;z").unwrap();
    /// assert_eq!((l.delimiter, l.line_end, l.columns.len()), (';', "\r\n", 2));
    /// assert_eq!(l.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 5]);
    /// ```
    pub fn of(text: &str) -> Option<Layout> {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let body = text.get(start..)?;
        let told = body
            .strip_prefix("sep=")
            .and_then(|b| b.bytes().next())
            .filter(|d| matches!(d, b',' | b';' | b'\t'));
        let delimiter = told.unwrap_or_else(|| sniff(body));
        let mut records = records(text, start, delimiter).into_iter();
        if told.is_some() {
            records.next()?;
        }
        let (_, header, end) = records.next()?;
        let name = |r: &Range<usize>| unquoted(text.get(r.clone()).unwrap_or("")).trim().to_owned();
        let mut columns: Vec<String> = header.iter().map(name).collect();
        while columns.last().is_some_and(String::is_empty) {
            columns.pop();
        }
        if columns.is_empty() {
            return None;
        }
        let after = text.get(end..).unwrap_or("");
        let line_end = ["\r\n", "\n", "\r"].into_iter().find(|e| after.starts_with(e)).unwrap_or("\n");
        let rows = records
            .filter(|(_, cells, _)| cells.iter().any(|c| !name(c).is_empty()))
            .map(|(line, cells, _)| LaidRow { line, cells })
            .collect();
        Some(Layout { delimiter: delimiter as char, line_end, columns, header, rows })
    }

    /// The position of a column, whatever its capitals.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.eq_ignore_ascii_case(column))
    }

    /// The words of a cell without its quotes and outer blanks; empty where the row has no such cell.
    pub fn cell(&self, text: &str, row: &LaidRow, column: &str) -> String {
        let at = self.position(column).and_then(|i| row.cells.get(i));
        at.and_then(|r| text.get(r.clone())).map(|t| unquoted(t).trim().to_owned()).unwrap_or_default()
    }

    /// A cell as it must be written here: in quotes where it holds a separator, a quote, a line end or outer blanks.
    pub fn quoted(&self, cell: &str) -> String {
        let special = |c: char| c == self.delimiter || matches!(c, '"' | '\n' | '\r' | ',' | ';' | '\t');
        if cell.contains(special) || cell != cell.trim() {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    }
}

/// The words of a cell without its quotes.
fn unquoted(cell: &str) -> String {
    match cell.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or(rest).replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// Line, cells and end of every record that is not an empty line.
fn records(text: &str, start: usize, delimiter: u8) -> Vec<(usize, Vec<Range<usize>>, usize)> {
    let bytes = text.as_bytes();
    let mut list = Vec::new();
    let (mut cells, mut state, mut cell) = (Vec::new(), Quotes::Fresh, start);
    let (mut line, mut first) = (1, 1);
    for i in start..=bytes.len() {
        let byte = bytes.get(i).copied();
        let outside = state != Quotes::Inside;
        let ends = byte.is_none() || (outside && matches!(byte, Some(b'\n' | b'\r')));
        if ends {
            cells.push(cell..i);
            let cells = std::mem::take(&mut cells);
            // A line end of two bytes, and an empty line, are no record.
            if cells.len() > 1 || cells.iter().any(|c| !c.is_empty()) {
                list.push((first, cells, i));
            }
            (state, cell) = (Quotes::Fresh, i + 1);
        } else if outside && byte == Some(delimiter) {
            cells.push(cell..i);
            (state, cell) = (Quotes::Fresh, i + 1);
        } else if let Some(b) = byte {
            state = state.after(b);
        }
        line += usize::from(byte == Some(b'\n'));
        if ends {
            first = line;
        }
    }
    list
}
