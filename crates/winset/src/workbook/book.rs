//! A workbook: its sheets in order, the named inputs on a sheet of their own, sources and what it is.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use winset_case::Case;

use super::sheet::{At, Sheet, Style, absolute, exact, excel_day};
use crate::question::Question;

/// Sheets that every workbook has; no other sheet takes their names.
const OWN: [&str; 5] = ["inputs", "sources", "about", "summary", "history"];

/// A number that the reader may change, and everything that rests on it moves.
#[derive(Clone, Debug, PartialEq)]
struct Input {
    name: String,
    label: String,
    value: f64,
    style: Style,
    unit: String,
    rests_on: String,
}

/// A workbook that is being written.
pub(super) struct Book {
    sheets: Vec<(String, Sheet)>,
    inputs: Vec<Input>,
    cached: bool,
    instead: Vec<(String, f64)>,
}

impl Book {
    /// An empty workbook whose formulas carry their results.
    pub fn new() -> Book {
        Book { sheets: Vec::new(), inputs: Vec::new(), cached: true, instead: Vec::new() }
    }

    /// An empty workbook whose formulas carry no results, some inputs replaced.
    pub fn blank(instead: &[(&str, f64)]) -> Book {
        let instead = instead.iter().map(|(n, v)| ((*n).to_owned(), *v)).collect();
        Book { cached: false, instead, ..Book::new() }
    }

    /// A name for a sheet that is allowed and not yet taken.
    pub fn sheet_name(&self, wanted: &str, taken: &[String]) -> String {
        let fit = |c: char| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '_' };
        let base: String = wanted.chars().take(24).map(fit).collect();
        let base = match base.trim() {
            "" => "sheet".to_owned(),
            b => b.to_owned(),
        };
        let free = |name: &str| {
            let lower = name.to_lowercase();
            !OWN.contains(&lower.as_str()) && taken.iter().all(|t| t.to_lowercase() != lower)
        };
        let numbered = (2..).map(|i| format!("{base} {i}"));
        std::iter::once(base.clone()).chain(numbered).find(|n| free(n)).unwrap_or(base)
    }

    /// A new sheet of this workbook, not yet part of it.
    pub fn sheet(&self, name: &str) -> Sheet {
        Sheet::new(name, self.cached)
    }

    /// Adds a sheet behind those there are.
    pub fn add(&mut self, name: &str, sheet: Sheet) {
        self.sheets.push((name.to_owned(), sheet));
    }

    /// Adds a sheet before those there are.
    pub fn add_first(&mut self, name: &str, sheet: Sheet) {
        self.sheets.insert(0, (name.to_owned(), sheet));
    }

    /// A named input; the name is returned for formulas. Two inputs of one name and value are one.
    pub fn input(
        &mut self,
        name: &str,
        label: &str,
        value: f64,
        style: Style,
        unit: &str,
        rests_on: &str,
    ) -> String {
        let same = |i: &&Input| i.value.to_bits() == value.to_bits() && i.label == label;
        let base = named(name);
        let mut name = base.clone();
        let mut n = 1;
        while let Some(there) = self.inputs.iter().find(|i| i.name.eq_ignore_ascii_case(&name)) {
            if same(&there) {
                return there.name.clone();
            }
            n += 1;
            name = format!("{base}_{n}");
        }
        self.inputs.push(Input {
            name: name.clone(),
            label: label.to_owned(),
            value,
            style,
            unit: unit.to_owned(),
            rests_on: rests_on.to_owned(),
        });
        name
    }

    /// A named input of an exact amount.
    pub fn amount(&mut self, name: &str, label: &str, value: Decimal, unit: &str, rests_on: &str) -> String {
        let places = u8::try_from(value.normalize().scale().min(6)).unwrap_or(6);
        self.input(name, label, exact(value), Style::Number(places), unit, rests_on)
    }

    /// A named input of a per cent, given as per cent.
    pub fn percent(&mut self, name: &str, label: &str, percent: Decimal, rests_on: &str) -> String {
        self.input(name, label, exact(percent / Decimal::ONE_HUNDRED), Style::Percent, "a year", rests_on)
    }

    /// A named input of a fraction, shown as per cent.
    pub fn fraction(
        &mut self,
        name: &str,
        label: &str,
        fraction: Decimal,
        unit: &str,
        rests_on: &str,
    ) -> String {
        self.input(name, label, exact(fraction), Style::Percent, unit, rests_on)
    }

    /// The file: sheets, inputs, sources, and what it is.
    ///
    /// # Errors
    /// A sentence, where a sheet cannot be written.
    pub fn finish(
        mut self,
        q: &Question,
        what: &str,
        withheld: usize,
        notes: &[String],
    ) -> Result<Vec<u8>, String> {
        let mut names: Vec<(String, At)> = Vec::new();
        let live = !self.inputs.is_empty();
        if live {
            let sheet = self.input_sheet(&mut names);
            self.add("Inputs", sheet);
        }
        if !q.case.sources.is_empty() {
            let mut sheet = self.sheet("Sources");
            super::about::sources(&mut sheet, &q.case);
            self.add("Sources", sheet);
        }
        let mut sheet = self.sheet("About");
        super::about::about(&mut sheet, q, what, (live, withheld), notes);
        self.add("About", sheet);
        self.bytes(q, &names).map_err(|e| format!("the spreadsheet cannot be written: {e}"))
    }

    fn bytes(self, q: &Question, names: &[(String, At)]) -> Result<Vec<u8>, XlsxError> {
        let mut file = Workbook::new();
        let created = excel_day(q.as_of).or_else(|| excel_day(Date::constant(2000, 1, 1)));
        let mut about = DocProperties::new().set_title(&q.case.title);
        if let Some(created) = &created {
            about = about.set_creation_datetime(created);
        }
        file.set_properties(&about);
        for (_, sheet) in self.sheets {
            file.push_worksheet(sheet.finish()?);
        }
        for (name, at) in names {
            file.define_name(name.as_str(), &format!("=Inputs!{}", absolute(*at)))?;
        }
        file.save_to_buffer()
    }

    fn input_sheet(&self, names: &mut Vec<(String, At)>) -> Sheet {
        let mut s = self.sheet("Inputs");
        s.text((0, 0), "Inputs", Style::Title);
        s.text(
            (1, 0),
            "Change a number in the coloured cells: every sheet that rests on it moves.",
            Style::Note,
        );
        s.heads(3, &["input", "value", "unit", "rests on", "name in formulas"]);
        s.freeze(4, 1);
        for (row, i) in (4..).zip(&self.inputs) {
            let value = self.instead.iter().find(|(n, _)| *n == i.name).map_or(i.value, |(_, v)| *v);
            s.text((row, 0), &i.label, Style::Text);
            s.input((row, 1), value, i.style);
            s.text((row, 2), &i.unit, Style::Text);
            s.text((row, 3), &i.rests_on, Style::Text);
            s.text((row, 4), &i.name, Style::Text);
            names.push((i.name.clone(), (row, 1)));
        }
        s
    }
}

/// A text as a defined name: letters, digits and single underscores, beginning with a letter, never like a cell.
pub(super) fn named(text: &str) -> String {
    let name = key(text);
    let lettered = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if lettered && name.contains('_') { name } else { format!("input_{name}") }
}

/// A text as part of a defined name.
pub(super) fn key(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join("_").chars().take(100).collect()
}

/// Where an entry comes from, in words: publisher and day, or its id.
pub(super) fn source_words(case: &Case, id: Option<&str>) -> String {
    let Some(id) = id else { return String::new() };
    let Some(s) = case.source(id) else { return id.to_owned() };
    let day = s.date.map(|d| format!(", {d}")).unwrap_or_default();
    format!("{}{day} ({id})", s.publisher.as_deref().unwrap_or("source"))
}
