//! Adds lines and columns to a sheet and leaves every other byte as it was.

use std::collections::BTreeMap;

use winset_case::text::Layout;

/// Cells of one row by the names of their columns.
pub type Cells = BTreeMap<&'static str, String>;

/// The text with rows added below, in the columns that its header names.
///
/// An empty text gets the header first. The existing bytes are the beginning of the new text.
///
/// # Errors
/// The columns that a row has a value for and the header lacks, in the order of `columns`.
pub fn add_rows(text: &str, columns: &[&'static str], rows: &[Cells]) -> Result<String, Vec<&'static str>> {
    let mut out = text.to_owned();
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        out = format!("{}\n", columns.join(","));
    }
    let Some(layout) = Layout::of(&out) else { return Err(columns.to_vec()) };
    let filled = |c: &str| rows.iter().any(|r| r.get(c).is_some_and(|v| !v.is_empty()));
    let lacking: Vec<&str> =
        columns.iter().copied().filter(|c| filled(c) && layout.position(c).is_none()).collect();
    if !lacking.is_empty() {
        return Err(lacking);
    }
    for row in rows {
        if !out.ends_with(['\n', '\r']) {
            out.push_str(layout.line_end);
        }
        let cell = |c: &String| {
            let value = row.iter().find(|(name, _)| name.eq_ignore_ascii_case(c));
            layout.quoted(value.map_or("", |(_, v)| v))
        };
        let cells: Vec<String> = layout.columns.iter().map(cell).collect();
        out.push_str(&cells.join(&layout.delimiter.to_string()));
        out.push_str(layout.line_end);
    }
    Ok(out)
}

/// The text with columns that it lacks: a name in the header, an empty cell in every row that holds something.
pub fn add_columns(text: &str, columns: &[&'static str]) -> String {
    let Some(layout) = Layout::of(text) else { return text.to_owned() };
    let new: Vec<&str> = columns.iter().copied().filter(|c| layout.position(c).is_none()).collect();
    let last = layout.columns.len().saturating_sub(1);
    let d = layout.delimiter.to_string();
    let header = layout.header.get(last).map(|r| (r.end, format!("{d}{}", new.join(&d))));
    let rows = layout.rows.iter().filter_map(|r| r.cells.get(last)).map(|r| (r.end, d.repeat(new.len())));
    if new.is_empty() { text.to_owned() } else { spliced(text, header.into_iter().chain(rows)) }
}

/// The text with one cell filled: of the row whose `id` it is, in a column that it has.
pub fn fill(text: &str, id: &str, column: &str, value: &str) -> String {
    let Some(layout) = Layout::of(text) else { return text.to_owned() };
    let row = layout.rows.iter().find(|r| layout.cell(text, r, "id") == id);
    let at = layout.position(column).and_then(|i| row?.cells.get(i));
    match at.and_then(|at| Some((text.get(..at.start)?, text.get(at.end..)?))) {
        Some((before, after)) => format!("{before}{}{after}", layout.quoted(value)),
        None => text.to_owned(),
    }
}

/// The text with pieces put in at places that rise.
fn spliced(text: &str, pieces: impl Iterator<Item = (usize, String)>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for (at, piece) in pieces {
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(&piece);
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The line of every row by its id, from 1.
pub fn lines(text: &str) -> BTreeMap<String, usize> {
    let Some(layout) = Layout::of(text) else { return BTreeMap::new() };
    layout.rows.iter().map(|r| (layout.cell(text, r, "id"), r.line)).collect()
}

/// Ids that no row has, in the manner of the last row: `t107` and so on after `t106`, and else from `c1` on.
#[derive(Clone, Debug)]
pub struct FreeIds {
    stem: String,
    width: usize,
    last: u64,
}

impl FreeIds {
    /// The ids that are free beside those with a line.
    pub fn beside(taken: &BTreeMap<String, usize>) -> FreeIds {
        let last = taken.iter().filter(|(id, _)| numbered(id).is_some()).max_by_key(|(_, line)| **line);
        let (stem, width) = last.and_then(|(id, _)| numbered(id)).map_or(("c", 1), |(s, d)| (s, d.len()));
        let of_stem = |id: &String| numbered(id).filter(|(s, _)| *s == stem)?.1.parse::<u64>().ok();
        let highest = taken.keys().filter_map(of_stem).max().unwrap_or(0);
        FreeIds { stem: stem.to_owned(), width, last: highest }
    }
}

impl Iterator for FreeIds {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.last = self.last.checked_add(1)?;
        Some(format!("{}{:0width$}", self.stem, self.last, width = self.width))
    }
}

/// An id as its stem and its last digits, of which there are one to nine.
fn numbered(id: &str) -> Option<(&str, &str)> {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = id.get(stem.len()..)?;
    ((1..10).contains(&digits.len()) && stem.len() < 50).then_some((stem, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["id", "date", "claim"];

    fn row(id: &str, claim: &str) -> Cells {
        Cells::from([("id", id.to_owned()), ("claim", claim.to_owned())])
    }

    #[test]
    fn what_was_there_is_the_beginning_of_what_is_there() {
        for (text, added) in [
            ("id,date,claim\na1,,x\n", "a2,,\"y, z\"\n"),
            ("id,date,claim\r\na1,,\"x\r\ny\"\r\n", "a2,,\"y, z\"\r\n"),
            ("id,date,claim\r\na1,,x", "\r\na2,,\"y, z\"\r\n"),
            ("\u{feff}claim;id\n\"x\";a1\n", "\"y, z\";a2\n"),
            ("sep=;\r\nid;claim;;\r\na1;x;;\r\n", "a2;\"y, z\"\r\n"),
            ("ID\tClaim\n", "a2\t\"y, z\"\n"),
        ] {
            let new = add_rows(text, COLUMNS, &[row("a2", "y, z")]).unwrap();
            assert_eq!(new, format!("{text}{added}"));
        }
    }

    #[test]
    fn an_empty_sheet_gets_its_header() {
        assert_eq!(add_rows("", COLUMNS, &[row("a1", "x")]).unwrap(), "id,date,claim\na1,,x\n");
    }

    #[test]
    fn a_value_without_a_column_is_told_and_not_lost() {
        let mut r = row("a2", "y");
        r.insert("date", "2019-11-19".into());
        assert_eq!(add_rows("id,claim\n", COLUMNS, &[r.clone()]), Err(vec!["date"]));
        r.insert("date", String::new());
        assert!(add_rows("id,claim\n", COLUMNS, &[r]).is_ok());
    }

    #[test]
    fn columns_are_added_behind_the_last_named_one() {
        let text = "\u{feff}id;claim;;\r\na1;\"x;\r\ny\";;\r\n\r\n;;;\r\na2;z\r\n";
        let new = add_columns(text, &["span", "claim", "reader"]);
        assert_eq!(new, "\u{feff}id;claim;span;reader;;\r\na1;\"x;\r\ny\";;;;\r\n\r\n;;;\r\na2;z;;\r\n");
        assert_eq!(add_columns(&new, &["span", "reader"]), new);
    }

    #[test]
    fn one_cell_is_filled() {
        assert_eq!(fill("id,sha256\na,\nb,\"\"\n", "b", "sha256", "00ff"), "id,sha256\na,\nb,00ff\n");
        assert_eq!(fill("id\na\n", "a", "sha256", "00ff"), "id\na\n");
    }

    #[test]
    fn ids_go_on_where_the_last_line_left_off() {
        let next = |ids: &[&str]| {
            let taken = ids.iter().enumerate().map(|(i, id)| ((*id).to_owned(), i)).collect();
            FreeIds::beside(&taken).next().expect("there is one")
        };
        assert_eq!(next(&[]), "c1");
        assert_eq!(next(&["p21", "t106", "t090"]), "t107");
        assert_eq!(next(&["t099", "alpha"]), "t100");
        assert_eq!(next(&["alpha", "beta"]), "c1");
        assert_eq!(next(&["t9", "t10", "t08"]), "t11");
    }
}
