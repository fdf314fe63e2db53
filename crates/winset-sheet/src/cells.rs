//! The cells of a sheet that hold something, by row and column.

use std::collections::BTreeMap;

use crate::book::SheetPart;
use crate::number::Shown;
use crate::package::broken;
use crate::xml::{Step, attribute, walk};
use crate::{MOST_COLUMNS, MOST_ROWS, Problem};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number as the file writes it, how it is shown, and whether days are counted from 1904.
    Number(String, Shown, bool),
    /// A day in ISO 8601.
    Iso(String),
    /// `true` or `false`.
    Truth(bool),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula that was never computed.
    Uncomputed,
}

/// Cells by row, then by column, both from 0.
pub type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// `F12`.
pub fn a1((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut n = column + 1;
    while n > 0 {
        letters.push(char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// Row and column of `F12`.
fn place(name: &str) -> Option<(u32, u32)> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let (column, row) = name.split_at_checked(letters)?;
    let column = column.bytes().fold(0_u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok().filter(|r| (1..=1_048_576).contains(r))?;
    Some((row - 1, column - 1))
}

/// A cell that is being read.
#[derive(Default)]
struct Reading {
    kind: String,
    style: usize,
    value: Option<String>,
    formula: bool,
}

/// Every cell of a sheet that holds something.
pub fn cells(sheet: &SheetPart) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    let (mut at, mut next) = ((0_u32, 0_u32), (0_u32, 0_u32));
    let mut one = Reading::default();
    let (mut in_value, mut phonetic) = (false, false);
    walk(&sheet.path, &sheet.xml, |step| {
        match step {
            Step::Open(name, a) => match name.as_str() {
                "row" => {
                    let told = attribute(&a, "r").and_then(|r| r.parse::<u32>().ok()).filter(|r| *r > 0);
                    next = (told.map_or(next.0, |r| r - 1), 0);
                }
                "c" => {
                    at = match attribute(&a, "r") {
                        Some(r) => place(r).ok_or_else(|| broken(&sheet.path))?,
                        None => next,
                    };
                    next = (at.0, at.1.saturating_add(1));
                    let style = attribute(&a, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                    let kind = attribute(&a, "t").unwrap_or("n").to_owned();
                    one = Reading { kind, style, ..Reading::default() };
                }
                "v" | "t" => in_value = true,
                "rPh" => phonetic = true,
                "f" => one.formula = true,
                _ => {}
            },
            Step::Text(text) if in_value && !phonetic => one.value.get_or_insert_default().push_str(&text),
            Step::Text(_) => {}
            Step::Close(name) => match name.as_str() {
                "v" | "t" => in_value = false,
                "rPh" => phonetic = false,
                "row" => next = (next.0.saturating_add(1), 0),
                "c" => {
                    if let Some(cell) = held(sheet, std::mem::take(&mut one))? {
                        within(at)?;
                        rows.entry(at.0).or_default().insert(at.1, cell);
                    }
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(rows)
}

fn within(at: (u32, u32)) -> Result<(), Problem> {
    let (what, most) = match at {
        (row, _) if row >= MOST_ROWS => ("rows", MOST_ROWS),
        (_, column) if column >= MOST_COLUMNS => ("columns", MOST_COLUMNS),
        _ => return Ok(()),
    };
    let sentence = format!("cell {}: the sheet has more than {most} {what}", a1(at));
    Err(Problem::new(sentence, "clear the cells that do not belong to the table, or split the case"))
}

/// What a cell holds; none where it is empty.
fn held(sheet: &SheetPart, r: Reading) -> Result<Option<Cell>, Problem> {
    let Some(value) = r.value else {
        return Ok((r.formula && r.kind != "str").then_some(Cell::Uncomputed));
    };
    let text = |t: &str| {
        let t = unescaped(t);
        (!t.trim().is_empty()).then_some(Cell::Text(t))
    };
    Ok(match r.kind.as_str() {
        "s" => {
            let index: usize = value.trim().parse().map_err(|_| broken(&sheet.path))?;
            text(sheet.strings.get(index).ok_or_else(|| broken(&sheet.path))?)
        }
        "str" | "inlineStr" => text(&value),
        "b" => Some(Cell::Truth(matches!(value.trim(), "1" | "true"))),
        "e" => Some(Cell::Error(value)),
        "d" => Some(Cell::Iso(value)),
        _ if value.trim().is_empty() => None,
        _ => {
            let shown = sheet.styles.get(r.style).copied().unwrap_or(Shown::Number);
            Some(Cell::Number(value.trim().to_owned(), shown, sheet.from_1904))
        }
    })
}

/// A text with `_x000D_` and the like as the characters that they stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find("_x") {
        let (before, from) = rest.split_at(i);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_and_read_back() {
        for (at, name) in
            [((0, 0), "A1"), ((11, 5), "F12"), ((9, 26), "AA10"), ((0, 701), "ZZ1"), ((0, 702), "AAA1")]
        {
            assert_eq!(a1(at), name);
            assert_eq!(place(name), Some(at));
        }
        for wrong in ["", "1", "A", "A0", "ABCD1", "A1048577", "é1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn escapes_stand_for_characters() {
        assert_eq!(unescaped("a_x000A_b_x00e9_"), "a\nbé");
        assert_eq!(unescaped("_xZZZZ_ _x_ _x12"), "_xZZZZ_ _x_ _x12");
    }
}
