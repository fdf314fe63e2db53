//! A claim before it has a line: the cells of a record's columns, from words or from a sheet.

use winset_case::Decimal;
use winset_case::diagnostic::{Diagnostic, Place, Remarks};
use winset_case::parse::RECORD_COLUMNS;
use winset_case::quantity::{Figure, Per, UnitNames, ambiguous_symbol, parse_figure};
use winset_case::text::read_sheet;

use super::edit::Cells;

/// The column of a name; none for another word.
pub fn column(name: &str) -> Option<&'static str> {
    RECORD_COLUMNS.iter().copied().find(|c| *c == name)
}

/// The cells of a figure: `low`, `high`, `bound`, `unit` and, where it says so, `period`.
pub fn figure_cells(figure: &Figure) -> Cells {
    let plain = |d: Option<Decimal>| {
        d.map(|d| d.round_sf(24).unwrap_or(d).normalize().to_string()).unwrap_or_default()
    };
    let mut cells = Cells::from([
        ("low", plain(figure.low)),
        ("high", plain(figure.high)),
        ("bound", figure.bound.word().to_owned()),
        ("unit", figure.unit.word().to_owned()),
    ]);
    if let Some(per) = figure.per {
        cells.insert("period", period_word(per).to_owned());
    }
    cells
}

/// The word of the column `period`.
fn period_word(per: Per) -> &'static str {
    match per {
        Per::Year => "year",
        Per::Month => "month",
        Per::Term => "term",
        Per::Once => "once",
    }
}

/// Cells from words beside the names of their columns; `amount` is a figure as people write it.
///
/// A mistake in the amount, or a period or number given beside it, points at `--amount` or at the name given in
/// `amount_at`.
pub fn of_words(words: &[(&str, String)], names: &UnitNames, amount_at: &str, r: &mut Remarks) -> Cells {
    let mut cells = Cells::new();
    for (name, value) in words {
        if let Some(c) = column(name) {
            cells.insert(c, value.clone());
        }
    }
    for (_, value) in words.iter().filter(|(name, _)| *name == "amount") {
        amount(&mut cells, value, names, amount_at, r);
    }
    cells
}

fn amount(cells: &mut Cells, value: &str, names: &UnitNames, amount_at: &str, r: &mut Remarks) {
    let file = r.files.add(amount_at, value.to_owned());
    let whole = Place { file, start: 0, end: value.len() };
    match parse_figure(value, names) {
        Err(e) => {
            let at = Place { file, start: e.at.start, end: e.at.end };
            r.mistake(at, e.message, e.hint);
        }
        Ok(figure) => {
            if let Some(s) = ambiguous_symbol(value) {
                let at = Place { file, start: s.at.start, end: s.at.end };
                let hint = format!("write {} if that is meant, or the code that is", s.read_as.code());
                r.remark(at, format!("this sign is read as {}", s.read_as.code()), Some(hint));
            }
            let new = figure_cells(&figure);
            let twice = new
                .keys()
                .copied()
                .find(|c| cells.get(c).is_some_and(|old| !old.is_empty() && Some(old) != new.get(c)));
            if let Some(c) = twice {
                let hint = format!("leave `{c}` to the amount, or the amount to the columns");
                r.mistake(
                    whole,
                    format!("the amount says another `{c}` than is given beside it"),
                    Some(hint),
                );
            }
            cells.extend(new);
        }
    }
}

/// The rows of a sheet in the record's columns; an id may be left out.
///
/// # Errors
/// Every mistake in its layout at once, with its place.
pub fn of_sheet(name: &str, text: &str) -> Result<Vec<Cells>, Vec<Diagnostic>> {
    let mut r = Remarks::default();
    let file = r.files.add(name, text.to_owned());
    let most = 200_000;
    let sheet = read_sheet(&mut r, file, RECORD_COLUMNS, &["date", "known_on", "kind"], most);
    let rows: Vec<Cells> = sheet
        .iter()
        .flat_map(|s| s.rows())
        .map(|row| {
            let cells = RECORD_COLUMNS.iter().filter_map(|c| Some((*c, row.cell(c)?.text.to_owned())));
            cells.collect()
        })
        .collect();
    if rows.is_empty() && !r.any_mistake() {
        r.mistake(Place { file, start: 0, end: 0 }, "the file has no row below its header", None);
    }
    if r.any_mistake() { Err(r.finish().0) } else { Ok(rows) }
}
