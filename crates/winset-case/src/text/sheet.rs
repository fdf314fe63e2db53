//! A table of cells as people keep it in a spreadsheet program, read with its habits and its harm.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::harmless::{is_hostile, is_web_link, neutral};
use super::section::{LONGEST_TEXT, check_id, is_id, parse_date, shorten};
use crate::diagnostic::{Place, Remarks};

/// A sheet: its columns and its rows.
#[derive(Debug)]
pub struct Sheet {
    file: usize,
    delimiter: u8,
    columns: Vec<&'static str>,
    records: Vec<csv::StringRecord>,
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    record: &'a csv::StringRecord,
}

/// One cell: its text and where it stands.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// The text without blanks at both ends.
    pub text: &'a str,
    row: Row<'a>,
    index: usize,
}

/// Reads a sheet. Columns may stand in any order; unknown ones are mistakes; rows beyond `most` are refused.
pub fn read_sheet(
    r: &mut Remarks,
    file: usize,
    known: &[&'static str],
    required: &[&str],
    most: usize,
) -> Option<Sheet> {
    let text = r.files.text(file).to_owned();
    let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let header = Place {
        file,
        start: text.len() - body.len(),
        end: text.len() - body.len() + body.lines().next().map_or(0, str::len),
    };
    if body.trim().is_empty() {
        let hint = format!("its first line names the columns: {}", required.join(","));
        r.mistake(header, "the file is empty", Some(hint));
        return None;
    }
    let told =
        body.strip_prefix("sep=").and_then(|b| b.bytes().next()).filter(|d| matches!(d, b',' | b';' | b'\t'));
    // A spreadsheet program may say its separator in a line of its own before the header.
    let first = usize::from(told.is_some());
    let delimiter = told.unwrap_or_else(|| sniff(body));
    let (whole, open) = unclosed(&text, file, delimiter);
    if let Some(at) = open {
        r.mistake(
            at,
            "a quote is opened here and never closed",
            Some("close it, or write \"\" for a quotation mark inside a cell".into()),
        );
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(&text.as_bytes()[..whole]);
    let mut records = Vec::new();
    let mut columns = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            r.mistake(header, "the file is not text in UTF-8", Some("save it as CSV UTF-8".into()));
            return None;
        };
        if i < first {
            continue;
        }
        if i == first {
            columns = header_columns(r, &record, header, known, required)?;
        } else if i - first > most {
            let at = place_of(&text, file, delimiter, &record, 0);
            r.mistake(
                at,
                format!("the file has more than {most} rows"),
                Some("split the case, or keep only what bears on it".into()),
            );
            return None;
        } else if record.iter().any(|c| !c.trim().is_empty()) {
            // Blank cells that a spreadsheet program adds at the end of a row mean nothing.
            let filled = filled(&record);
            let padded = record.len() > columns.len() && filled <= columns.len();
            if record.len() != columns.len() && !padded {
                let at = place_of(&text, file, delimiter, &record, 0);
                let sentence =
                    format!("this row has {} cells, the header has {}", record.len(), columns.len());
                r.mistake(
                    at,
                    sentence,
                    Some("a cell that holds a comma, a quote or a line break stands in double quotes".into()),
                );
            } else {
                records.push(record);
            }
        }
    }
    Some(Sheet { file, delimiter, columns, records })
}

/// How many cells there are up to the last one that is not blank.
fn filled(record: &csv::StringRecord) -> usize {
    record.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()).last().map_or(0, |(i, _)| i + 1)
}

/// The separator: the one that stands most often in the first line.
pub(super) fn sniff(body: &str) -> u8 {
    let first = body.lines().next().unwrap_or("");
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| (first.bytes().filter(|b| b == d).count(), *d == b','))
        .unwrap_or(b',')
}

fn header_columns(
    r: &mut Remarks,
    record: &csv::StringRecord,
    at: Place,
    known: &[&'static str],
    required: &[&str],
) -> Option<Vec<&'static str>> {
    let mut columns = Vec::new();
    let mut good = true;
    let named = filled(record);
    for name in record.iter().take(named) {
        let name = name.trim_start_matches('\u{feff}').trim();
        match known.iter().find(|k| k.eq_ignore_ascii_case(name)) {
            Some(k) if columns.contains(k) => {
                r.mistake(at, format!("the column `{k}` stands twice"), None);
                good = false;
            }
            Some(k) => columns.push(*k),
            None => {
                let hint = r
                    .did_you_mean(name, known.iter().copied())
                    .unwrap_or_else(|| format!("known columns: {}", known.join(", ")));
                r.mistake(at, format!("`{}` is not a column of this file", shorten(name)), Some(hint));
                good = false;
            }
        }
    }
    for missing in required.iter().filter(|c| !columns.contains(*c)) {
        if good {
            r.mistake(
                at,
                format!("the column `{missing}` is missing"),
                Some("name it in the first line".into()),
            );
        }
        good = false;
    }
    good.then_some(columns)
}

impl Sheet {
    /// True if the sheet has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains(&column)
    }

    /// The place of the first line.
    pub fn header(&self, r: &Remarks) -> Place {
        let text = r.files.text(self.file);
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Place { file: self.file, start, end: start + text[start..].lines().next().map_or(0, str::len) }
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(move |record| Row { sheet: self, record })
    }
}

impl<'a> Row<'a> {
    /// The cell of a column, unless it is empty or the column is absent.
    pub fn cell(&self, column: &str) -> Option<Cell<'a>> {
        let index = self.sheet.columns.iter().position(|c| *c == column)?;
        let text = self.record.get(index)?.trim();
        (!text.is_empty()).then_some(Cell { text, row: *self, index })
    }

    /// The place of the row's first cell, or of the cell of a column.
    pub fn place(&self, r: &Remarks, column: &str) -> Place {
        let index = self.sheet.columns.iter().position(|c| *c == column).unwrap_or(0);
        place_of(r.files.text(self.sheet.file), self.sheet.file, self.sheet.delimiter, self.record, index)
    }

    /// A text; a cell that a spreadsheet would run or a terminal obey is a remark.
    pub fn text(&self, r: &mut Remarks, column: &str) -> Option<String> {
        let cell = self.cell(column)?;
        if cell.text.chars().nth(LONGEST_TEXT).is_some() {
            let at = cell.place(r);
            r.mistake(
                at,
                format!("the cell is longer than {LONGEST_TEXT} characters"),
                Some("shorten it".into()),
            );
            return None;
        }
        if cell.text.starts_with(['=', '+', '-', '@']) {
            let at = cell.place(r);
            let sentence = format!("a text beginning with {} is a formula to a spreadsheet", &cell.text[..1]);
            r.remark(at, sentence, Some("begin with a letter or a quotation mark".into()));
        }
        if cell.text.chars().any(|c| is_hostile(c) && c != '\n' && c != '\r') {
            let at = cell.place(r);
            r.remark(at, "the cell holds a control character, shown as �", Some("delete it".into()));
        }
        Some(neutral(&cell.text.replace("\r\n", " ").replace('\n', " ")))
    }

    /// An id.
    pub fn id(&self, r: &mut Remarks, column: &str) -> Option<String> {
        let cell = self.cell(column)?;
        let good = is_id(cell.text) || check_id(r, cell.text, cell.place(r));
        good.then(|| cell.text.to_owned())
    }

    /// A web address; anything else is a remark and dropped.
    pub fn link(&self, r: &mut Remarks, column: &str) -> Option<String> {
        let cell = self.cell(column)?;
        if is_web_link(cell.text) {
            return Some(cell.text.to_owned());
        }
        let at = cell.place(r);
        r.remark(
            at,
            "this is not an http or https address and is left out",
            Some("copy the whole address, https://…".into()),
        );
        None
    }

    /// A day.
    pub fn date(&self, r: &mut Remarks, column: &str) -> Option<Date> {
        let cell = self.cell(column)?;
        match parse_date(cell.text) {
            Ok(d) => Some(d),
            Err((sentence, hint)) => {
                let at = cell.place(r);
                r.mistake(at, format!("`{column}`: {sentence}"), hint);
                None
            }
        }
    }

    /// A plain number, perhaps signed; decimal commas and rewritten fractions are refused with what to write.
    pub fn decimal(&self, r: &mut Remarks, column: &str) -> Option<Decimal> {
        let cell = self.cell(column)?;
        if let Some(n) = plain_number(cell.text) {
            return Some(n);
        }
        let at = cell.place(r);
        let (sentence, hint) = not_a_number(cell.text);
        r.mistake(at, format!("`{column}`: {sentence}"), hint);
        None
    }

    /// A whole number within bounds.
    pub fn integer(&self, r: &mut Remarks, column: &str, low: i64, high: i64) -> Option<i64> {
        let cell = self.cell(column)?;
        match cell.text.parse::<i64>() {
            Ok(n) if (low..=high).contains(&n) => Some(n),
            _ => {
                let at = cell.place(r);
                r.mistake(
                    at,
                    format!(
                        "`{column}`: `{}` is not a whole number from {low} to {high}",
                        shorten(cell.text)
                    ),
                    None,
                );
                None
            }
        }
    }

    /// `true`, `yes` or `1`; `false`, `no`, `0` or empty.
    pub fn flag(&self, r: &mut Remarks, column: &str) -> bool {
        let Some(cell) = self.cell(column) else { return false };
        match cell.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            _ => {
                let at = cell.place(r);
                let hint = "a spreadsheet program in another language writes WAHR or VRAI: write true";
                r.mistake(at, format!("`{column}`: write true or leave the cell empty"), Some(hint.into()));
                false
            }
        }
    }

    /// A word of a closed list.
    pub fn word<T>(
        &self,
        r: &mut Remarks,
        column: &str,
        parse: fn(&str) -> Option<T>,
        known: &[&'static str],
    ) -> Option<T> {
        let cell = self.cell(column)?;
        let found = parse(cell.text);
        if found.is_none() {
            let at = cell.place(r);
            let hint = r
                .did_you_mean(cell.text, known.iter().copied())
                .unwrap_or_else(|| format!("one of: {}", known.join(", ")));
            r.mistake(at, format!("`{}` is not a value of `{column}`", shorten(cell.text)), Some(hint));
        }
        found
    }

    /// Reports an empty cell that must be filled.
    pub fn require(&self, r: &mut Remarks, column: &str) {
        if self.cell(column).is_none() {
            let at = self.place(r, column);
            r.mistake(at, format!("`{column}` is empty"), Some("every row needs it".into()));
        }
    }
}

impl Cell<'_> {
    /// Where the cell stands.
    pub fn place(&self, r: &Remarks) -> Place {
        let s = self.row.sheet;
        place_of(r.files.text(s.file), s.file, s.delimiter, self.row.record, self.index)
    }
}

/// A number as a machine writes it: digits, one point, perhaps a sign.
fn plain_number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.len() <= 28
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().filter(|b| *b == b'.').count() <= 1;
    plain.then(|| text.parse().ok()).flatten()
}

fn not_a_number(text: &str) -> (String, Option<String>) {
    let shown = shorten(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if parse_date(text).is_ok() || text.split(['.', '/', '-', ' ']).any(is_month) {
        let s = format!("`{shown}` is a date where a number is expected");
        return (s, Some("the spreadsheet rewrote a fraction as a date: write it as a decimal, 0.2".into()));
    }
    if text.contains('/') && !digits.is_empty() {
        return (format!("`{shown}` is a fraction"), Some("write it as a decimal: 0.2 for 1/5".into()));
    }
    if text.contains(',') {
        let s = format!("`{shown}` has a comma, which may stand for thousands or for decimals");
        return (s, Some(without_comma(text)));
    }
    if text.to_ascii_lowercase().contains('e') && digits.len() > 1 {
        let plain = Decimal::from_scientific(text).ok().map(|d| format!("write {}", d.normalize()));
        return (
            format!("`{shown}` is in powers of ten"),
            plain.or(Some("format the cell as a plain number".into())),
        );
    }
    (format!("`{shown}` is not a plain number"), Some("digits only, the unit has its own column".into()))
}

/// What to write for a number with commas; both readings where both are possible.
fn without_comma(text: &str) -> String {
    let parts: Vec<&str> = text.split(',').collect();
    let (whole, last) = (parts[..parts.len() - 1].concat(), parts[parts.len() - 1]);
    let (groups, decimals) = last.split_once('.').map_or((last, ""), |(g, d)| (g, d));
    if !decimals.is_empty() || parts.len() > 2 {
        let point = if decimals.is_empty() { "" } else { "." };
        return format!("write {whole}{groups}{point}{decimals}");
    }
    let decimal = format!("{}.{last}", whole.replace('.', ""));
    if last.len() == 3 && !whole.contains('.') && !whole.starts_with('0') {
        format!("write {whole}{last} or {decimal}, whichever is meant")
    } else {
        format!("write {decimal}")
    }
}

fn is_month(word: &str) -> bool {
    let w = word.to_lowercase();
    w.chars().count() >= 3
        && [
            "jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt", "nov",
            "dec", "dez",
        ]
        .iter()
        .any(|m| w.starts_with(m))
}

/// The bytes of one cell, found by walking over its record; a quote opens only at the beginning of a cell.
fn place_of(text: &str, file: usize, delimiter: u8, record: &csv::StringRecord, index: usize) -> Place {
    let begin = begin_of(text, record);
    let (mut state, mut column, mut start) = (Quotes::Fresh, 0, begin);
    for (i, b) in text.as_bytes()[begin..].iter().enumerate() {
        let at = begin + i;
        let ends = state != Quotes::Inside;
        match *b {
            b'\n' | b'\r' if ends => return Place { file, start, end: at.max(start) },
            b if b == delimiter && ends => {
                if column == index {
                    return Place { file, start, end: at };
                }
                column += 1;
                start = at + 1;
                state = Quotes::Fresh;
            }
            b => state = state.after(b),
        }
    }
    Place { file, start, end: text.len() }
}

/// First byte of a record, behind a byte-order mark and line ends.
fn begin_of(text: &str, record: &csv::StringRecord) -> usize {
    let begin = record.position().map_or(0, |p| p.byte() as usize).min(text.len());
    let begin = begin + text[begin..].bytes().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    if begin == 0 && text.starts_with('\u{feff}') { 3 } else { begin }
}

/// Where a cell stands with its quotes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Quotes {
    /// Nothing of the cell was read.
    Fresh,
    /// Between quotes.
    Inside,
    /// Behind a quote that ends the cell, or is the first of two.
    Behind,
    /// In a cell without quotes.
    Plain,
}

impl Quotes {
    /// The state behind one more byte of the cell.
    pub(super) fn after(self, byte: u8) -> Quotes {
        match (self, byte == b'"') {
            (Quotes::Fresh | Quotes::Behind, true) | (Quotes::Inside, false) => Quotes::Inside,
            (Quotes::Inside, true) => Quotes::Behind,
            (Quotes::Plain, _) | (Quotes::Fresh | Quotes::Behind, false) => Quotes::Plain,
        }
    }
}

/// How far the records are whole, and the place of a quote that is never closed and would swallow the rest of the file.
fn unclosed(text: &str, file: usize, delimiter: u8) -> (usize, Option<Place>) {
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (mut state, mut row) = (Quotes::Fresh, start);
    for (i, b) in text.bytes().enumerate().skip(start) {
        let line_end = matches!(b, b'\n' | b'\r');
        if state != Quotes::Inside && (b == delimiter || line_end) {
            (state, start) = (Quotes::Fresh, i + 1);
            row = if line_end { i + 1 } else { row };
        } else {
            state = state.after(b);
        }
    }
    if state == Quotes::Inside {
        (row, Some(Place { file, start, end: start + 1 }))
    } else {
        (text.len(), None)
    }
}
