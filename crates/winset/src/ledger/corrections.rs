//! What a person changes in a proposed claim: `kind=offer amount="up to 5bn USD"`.

use winset_case::Diagnostic;
use winset_case::diagnostic::{Place, Remarks, did_you_mean};
use winset_case::quantity::UnitNames;

use super::draft::{column, of_words};
use super::edit::Cells;

/// What may be corrected; the rest is known from the document.
pub const FIELDS: &[&str] = &[
    "kind",
    "side",
    "amount",
    "date",
    "grade",
    "speaker",
    "told_by",
    "attribution",
    "modality",
    "period",
    "refers_to",
    "denominator",
    "conversion",
    "group",
    "quote",
    "claim",
    "informs",
    "status",
    "internal",
    "known_on",
];

/// One correction and where it stands in its line.
struct Field {
    name: &'static str,
    value: String,
}

/// The cells with corrections laid over them; `amount=none` takes the amount away.
///
/// # Errors
/// Every correction that cannot be read, with its place in `place`, and what is wrong with an amount.
pub fn correct(cells: &Cells, text: &str, place: &str, names: &UnitNames) -> Result<Cells, Vec<Diagnostic>> {
    let mut r = Remarks::default();
    let file = r.files.add(place, text.to_owned());
    let fields = fields(text, file, &mut r);
    let mut new = cells.clone();
    for f in &fields {
        if f.name == "amount" {
            for c in ["low", "high", "bound", "unit"] {
                new.remove(c);
            }
            if f.value != "none" {
                let amount = of_words(&[("amount", f.value.clone())], names, place, &mut r);
                new.extend(amount);
            }
        } else if let Some(c) = column(f.name) {
            new.insert(c, f.value.clone());
        }
    }
    // A period that is given holds, whatever the amount says.
    for f in fields.iter().filter(|f| f.name == "period") {
        new.insert("period", f.value.clone());
    }
    if r.any_mistake() { Err(r.finish().0) } else { Ok(new) }
}

fn fields(text: &str, file: usize, r: &mut Remarks) -> Vec<Field> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|t| !t.trim().is_empty()) {
        let start = from + rest.len() - rest.trim_start().len();
        let end = end_of(text, start);
        from = end;
        let word = text.get(start..end).unwrap_or("");
        let at = Place { file, start, end };
        let Some((name, value)) = word.split_once('=') else {
            let hint = "name=value, e.g. kind=offer amount=\"up to 5bn USD\"";
            r.mistake(at, format!("`{}` is no correction", shown(word)), Some(hint.into()));
            continue;
        };
        match FIELDS.iter().find(|f| **f == name) {
            Some(name) => list.push(Field { name, value: unquoted(value) }),
            None => {
                let hint = did_you_mean(name, FIELDS.iter().copied())
                    .unwrap_or_else(|| format!("one of: {}", FIELDS.join(", ")));
                r.mistake(at, format!("`{}` cannot be corrected", shown(name)), Some(hint));
            }
        }
    }
    if list.is_empty() && !r.any_mistake() {
        let hint = "name=value, e.g. kind=offer; or accept it as it is";
        r.mistake(Place { file, start: 0, end: text.len() }, "there is no correction", Some(hint.into()));
    }
    list
}

/// Where a correction ends: at a blank outside double quotes.
fn end_of(text: &str, start: usize) -> usize {
    let mut inside = false;
    for (i, c) in text.get(start..).unwrap_or("").char_indices() {
        match c {
            '"' => inside = !inside,
            c if c.is_whitespace() && !inside => return start + i,
            _ => {}
        }
    }
    text.len()
}

fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
    inner.trim().to_owned()
}

fn shown(word: &str) -> String {
    word.chars().take(40).collect()
}
