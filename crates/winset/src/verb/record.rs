//! The ledger of claims, asked for.

use winset_case::Case;
use winset_case::parse::Checked;
use winset_case::vocabulary::{Attribution, Kind};

use super::pairs::{Pairs, hint};
use super::{Answer, Asked, Form, Refusal, spreadsheet, withheld_line};
use crate::record::{Filter, json, report, select, sheet};
use crate::{view, workbook};

/// `record … list`: the claims that pass a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordList {
    /// Day and audience.
    pub asked: Asked,
    /// Which claims.
    pub filter: Filter,
    /// Form of the answer.
    pub form: Form,
}

impl RecordList {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &[
        "as_of",
        "set",
        "audience",
        "kind",
        "side",
        "attribution",
        "since",
        "official",
        "group",
        "find",
        "format",
    ];
    const FORMS: &str = "text, json, csv, html and xlsx";

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let filter = Filter {
            kinds: p.each("kind", kind),
            side: p.text("side"),
            attribution: p.read("attribution", attribution),
            since: p.day("since"),
            official: p.switch("official"),
            holds: p.text("find"),
            group: p.text("group"),
        };
        let list = RecordList { asked: p.asked(), filter, form: p.form() };
        p.built(list)
    }

    /// Answers.
    ///
    /// # Errors
    /// The case has no day; the side is none of its; there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, withheld) = self.asked.counted(checked, self.form)?;
        let remarks = withheld_line(withheld).into_iter().collect();
        if let Some(side) = &self.filter.side {
            known_side(&q.case, side)?;
        }
        let claims = select(&q.case, &self.filter);
        if self.form == Form::Xlsx {
            return spreadsheet(workbook::record(&q, &claims, withheld), withheld);
        }
        let text = match self.form {
            Form::Text | Form::Xlsx => view::text::write(&report(&q, &claims)),
            Form::Csv => view::csv::write(&sheet(&q, &claims)),
            Form::Html => view::html::write(&sheet(&q, &claims)),
            Form::Json => crate::json::text(&json(&q, &claims)),
            Form::Svg => return Err(self.form.refused(Self::FORMS)),
        };
        Ok(Answer::new(text, remarks))
    }
}

/// The kind of a word.
///
/// # Errors
/// It is none.
pub fn kind(word: &str) -> Result<Kind, Refusal> {
    Kind::parse(word).ok_or_else(|| unknown("kind", word, Kind::WORDS))
}

/// The attribution of a word.
///
/// # Errors
/// It is none.
pub fn attribution(word: &str) -> Result<Attribution, Refusal> {
    Attribution::parse(word).ok_or_else(|| unknown("attribution", word, Attribution::WORDS))
}

fn known_side(case: &Case, side: &str) -> Result<(), Refusal> {
    let known = case.parties.iter().map(|p| p.id.as_str()).chain(["both", "press", "other"]);
    let known: Vec<&str> = known.collect();
    if known.contains(&side) { Ok(()) } else { Err(unknown("side", side, &known)) }
}

fn unknown(what: &str, given: &str, known: &[&str]) -> Refusal {
    Refusal::asked(format!("`{given}` is no {what}; {}", hint(given, known)))
}
