//! Reads the sheet of a bill: rows to parties and times.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::units::agree;
use super::{Entry, Heading, Moment, Sharer, Sharing};
use crate::diagnostic::{Diagnostic, Place, Remarks};
use crate::parse::{Rejected, add_text};
use crate::quantity::{Bound, Sign, UnitNames, ambiguous_symbol, parse_figure};
use crate::text::{Cell, Row, read_sheet, shorten};
use crate::vocabulary::Status;

/// The columns of the sheet, in any order; only `party` must be there.
pub const COLUMNS: &[&str] = &[
    "party", "at", "members", "bill", "claim", "income", "benefit", "paid", "alone", "known_on", "source",
    "status", "note",
];
/// Most rows of a sheet.
pub const MOST_ROWS: usize = 5_000;
/// Most parties at one time.
pub const MOST_PARTIES: usize = 500;
/// Most times.
pub const MOST_TIMES: usize = 12;
/// Most parties that one row stands for.
pub const MOST_MEMBERS: i64 = 500;
const LONGEST_NAME: usize = 60;

/// A sheet that was read, and the remarks on it.
#[derive(Clone, Debug)]
pub struct CheckedSharing {
    /// The bill and its parties.
    pub sharing: Sharing,
    /// Remarks that leave it usable.
    pub remarks: Vec<Diagnostic>,
    /// How many more there were.
    pub dropped: usize,
}

/// Reads the sheet of a bill; a bill told beside it is laid over the one in the sheet.
///
/// # Errors
/// Every mistake at once, each with its place, a sentence and a hint.
///
/// ```
/// use winset_case::sharing::parse_sharing;
/// let sheet = b"party,claim\nUpper town,100 EUR\nLower town,300 EUR\n";
/// let read = parse_sharing("share.csv", sheet, Some("200 EUR")).unwrap();
/// assert_eq!(read.sharing.moments[0].parties.len(), 2);
/// assert!(parse_sharing("share.csv", b"party,claim\nUpper town,about some\n", None).is_err());
/// ```
pub fn parse_sharing(name: &str, bytes: &[u8], bill: Option<&str>) -> Result<CheckedSharing, Rejected> {
    let mut r = Remarks::default();
    let told = bill.map(|text| {
        let file = r.files.add("--bill", text.to_owned());
        (text.trim(), Place { file, start: 0, end: text.len() })
    });
    let told = told.and_then(|(text, at)| value(&mut r, "the bill", text, at).map(|v| (v, at)));
    let moments = add_text(&mut r, name, bytes).and_then(|file| moments(&mut r, file, told));
    match moments {
        Some(moments) if !r.any_mistake() => {
            let (remarks, dropped) = r.finish();
            Ok(CheckedSharing { sharing: Sharing { moments }, remarks, dropped })
        }
        _ => {
            let (diagnostics, dropped) = r.finish();
            Err(Rejected { diagnostics, dropped })
        }
    }
}

/// One row as it stands.
struct Line {
    party: Option<String>,
    at: Option<String>,
    members: Option<(u32, Place)>,
    figures: Vec<(Heading, Entry, Place)>,
    place: Place,
}

fn moments(r: &mut Remarks, file: usize, told: Option<(Entry, Place)>) -> Option<Vec<Moment>> {
    let sheet = read_sheet(r, file, COLUMNS, &["party"], MOST_ROWS)?;
    let lines: Vec<Line> = sheet.rows().filter_map(|row| line(r, &row)).collect();
    if lines.is_empty() {
        let at = sheet.header(r);
        if !r.any_mistake() {
            r.mistake(
                at,
                "there is no party below the header",
                Some("one line a party: Upper town,100 EUR".into()),
            );
        }
        return None;
    }
    let figures = lines.iter().flat_map(|l| &l.figures).map(|(h, e, p)| (*h, e, *p));
    let overlaid = told.as_ref().map(|(e, p)| (Heading::Bill, e, *p));
    agree(r, overlaid.into_iter().chain(figures.filter(|(h, ..)| *h != Heading::Bill || told.is_none())));
    let labels = labels(r, &lines);
    Some(
        labels.iter().map(|label| moment(r, label.as_deref(), &lines, told.as_ref().map(|t| &t.0))).collect(),
    )
}

/// The times in order of appearance; those beyond the limit are a mistake.
fn labels(r: &mut Remarks, lines: &[Line]) -> Vec<Option<String>> {
    let mut labels: Vec<Option<String>> = Vec::new();
    for l in lines.iter().filter(|l| l.at.is_some()) {
        if labels.contains(&l.at) {
            continue;
        }
        if labels.len() == MOST_TIMES {
            let sentence = format!("there are more than {MOST_TIMES} times in `at`");
            r.mistake(l.place, sentence, Some("split the file".into()));
            break;
        }
        labels.push(l.at.clone());
    }
    if labels.is_empty() { vec![None] } else { labels }
}

fn moment(r: &mut Remarks, label: Option<&str>, lines: &[Line], told: Option<&Entry>) -> Moment {
    let mut m = Moment { label: label.map(str::to_owned), bill: told.cloned(), parties: Vec::new() };
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for l in lines.iter().filter(|l| l.at.is_none() || l.at.as_deref() == label) {
        if told.is_none() {
            l.figures.iter().filter(|f| f.0 == Heading::Bill).for_each(|f| bill(r, &mut m, &f.1, f.2));
        }
        let Some(party) = &l.party else { continue };
        let i = *index.entry(party).or_insert(m.parties.len());
        if i == m.parties.len() {
            if i == MOST_PARTIES {
                let hint = Some("put the smallest together on one row, with `members`".into());
                r.mistake(l.place, format!("there are more than {MOST_PARTIES} parties"), hint);
            }
            m.parties.push(Sharer { name: party.clone(), members: 1, figures: BTreeMap::new() });
        }
        add(r, &mut m.parties[i], l, label);
    }
    m
}

fn bill(r: &mut Remarks, m: &mut Moment, e: &Entry, at: Place) {
    match &m.bill {
        Some(b) if b.value != e.value => {
            r.mistake(
                at,
                "the bill is given twice and differs",
                Some("fill `bill` once for each time".into()),
            );
        }
        Some(_) => {}
        None => m.bill = Some(e.clone()),
    }
}

fn add(r: &mut Remarks, party: &mut Sharer, l: &Line, label: Option<&str>) {
    if let Some((n, at)) = l.members {
        if party.members != 1 && party.members != n {
            let sentence = format!("`members` of {} is given twice and differs", party.name);
            r.mistake(at, sentence, Some("fill it on one row".into()));
        }
        party.members = n;
    }
    for (heading, e, at) in l.figures.iter().filter(|f| f.0 != Heading::Bill) {
        if party.figures.insert(*heading, e.clone()).is_some() {
            let when = label.map_or_else(String::new, |w| format!(" for `{w}`"));
            let sentence = format!("`{}` of {} is given twice{when}", heading.word(), party.name);
            r.mistake(*at, sentence, Some("one figure a party and time; name the time in `at`".into()));
        }
    }
}

fn line(r: &mut Remarks, row: &Row<'_>) -> Option<Line> {
    let (party, at) = (name(r, row, "party"), name(r, row, "at"));
    let members = row.cell("members").and_then(|c| {
        let place = c.place(r);
        let n = row.integer(r, "members", 1, MOST_MEMBERS)?;
        Some((u32::try_from(n).ok()?, place))
    });
    let known_on = row.date(r, "known_on");
    let source = row.text(r, "source");
    let status = row.word(r, "status", Status::parse, Status::WORDS).unwrap_or(Status::Found);
    row.text(r, "note");
    let mut figures = Vec::new();
    let mut written = false;
    for h in Heading::ALL {
        let Some(cell) = row.cell(h.word()) else { continue };
        written = true;
        if let Some(e) = entry(r, h, &cell) {
            let everywhere = row.cell("at").is_none();
            let e = Entry { known_on, source: source.clone(), status, everywhere, ..e };
            figures.push((h, e, cell.place(r)));
        }
    }
    let place = row.place(r, "party");
    let bill_alone = !figures.is_empty() && figures.iter().all(|f| f.0 == Heading::Bill);
    if row.cell("party").is_none() && !bill_alone {
        let hint = "every row needs it, but one that says only the bill";
        r.mistake(place, "`party` is empty", Some(hint.into()));
        return None;
    }
    if !written && members.is_none() {
        let hint = "fill one of claim, income, benefit, paid, alone";
        r.mistake(place, "this row has no figure", Some(hint.into()));
    }
    Some(Line { party, at, members, figures, place })
}

/// A name that fits the head of a table.
fn name(r: &mut Remarks, row: &Row<'_>, column: &str) -> Option<String> {
    let text = row.text(r, column)?;
    if text.chars().count() > LONGEST_NAME {
        let at = row.place(r, column);
        let sentence = format!("`{column}` is longer than {LONGEST_NAME} characters");
        r.mistake(at, sentence, Some("shorten it; `note` takes the rest".into()));
        return None;
    }
    Some(text)
}

fn entry(r: &mut Remarks, h: Heading, cell: &Cell<'_>) -> Option<Entry> {
    let at = cell.place(r);
    value(r, &format!("`{}`", h.word()), cell.text, at)
}

/// A figure of the sheet: a bare number, or one with its unit.
fn value(r: &mut Remarks, what: &str, text: &str, at: Place) -> Option<Entry> {
    if text.starts_with('=') {
        let hint = "paste the value instead (in a spreadsheet program: paste special, values)";
        r.mistake(at, format!("{what}: the cell holds a formula, not a figure"), Some(hint.into()));
        return None;
    }
    if let Some(value) = bare(text) {
        return Some(plain_entry(value));
    }
    let figure = match parse_figure(text, &UnitNames::default()) {
        Ok(f) => f,
        Err(e) => {
            let hint = e.hint.unwrap_or_else(|| "a figure with its unit: 2.5bn USD, 22.1 %".into());
            r.mistake(at, format!("{what}: {}", e.message), Some(hint));
            return None;
        }
    };
    if let Some(sign) = ambiguous_symbol(text) {
        let read = sign.read_as.code();
        let sentence = format!("{what}: this sign stands for more than one currency; it is read as {read}");
        r.remark(at, sentence, Some(format!("write {read}")));
    }
    let shown = shorten(text);
    let wrong = match (figure.bound, figure.sign) {
        (_, Sign::Minus) => Some(("is below zero", "who receives money is not a party of the bill")),
        (_, Sign::Plus) => Some(("is a change, not an amount", "write the amount itself")),
        (Bound::Exact | Bound::Approx, _) => None,
        _ => Some(("is not one value", "write the one figure to reckon with")),
    };
    if let Some((sentence, hint)) = wrong {
        r.mistake(at, format!("{what}: `{shown}` {sentence}"), Some(hint.into()));
        return None;
    }
    let approx = figure.bound == Bound::Approx;
    let value = figure.value()?;
    Some(Entry { unit: Some(figure.unit), per: figure.per, approx, ..plain_entry(value) })
}

/// Digits and at most one point, below 10²⁴.
fn bare(text: &str) -> Option<Decimal> {
    let plain = text.len() <= 28
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: Decimal = plain.then(|| text.parse().ok()).flatten()?;
    (value < Decimal::from(1_000_000_000_000_000_000_000_000_u128)).then_some(value)
}

fn plain_entry(value: Decimal) -> Entry {
    Entry {
        value,
        unit: None,
        per: None,
        approx: false,
        status: Status::Found,
        known_on: None::<Date>,
        source: None,
        everywhere: true,
    }
}
