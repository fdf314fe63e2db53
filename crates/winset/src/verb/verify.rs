//! The record against itself, asked.

use winset_case::parse::{Checked, Folder};

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal};
use crate::ledger::verify::{json, report, sheet, verify};
use crate::ledger::{RECORD, edit, text};
use crate::view;

/// `record … verify`: conversions, ratios, sums, days and quotations against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verify {
    /// Day and audience.
    pub asked: Asked,
    /// Form of the answer.
    pub form: Form,
}

impl Verify {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["as_of", "set", "audience", "format"];

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let verify = Verify { asked: p.asked(), form: p.form() };
        p.built(verify)
    }

    /// Answers from the case and the folder it was parsed from, which has the lines of the record; differs where
    /// something does not agree.
    ///
    /// # Errors
    /// The case has no day; there is no such form.
    pub fn answer(&self, checked: &Checked, folder: &Folder) -> Result<Answer, Refusal> {
        let (q, remarks) = self.asked.question(checked, self.form)?;
        let found = verify(&q, &edit::lines(text(folder, RECORD)));
        let text = match self.form {
            Form::Text => view::text::write(&report(&q, &found)),
            Form::Csv => view::csv::write(&sheet(&q, &found)),
            Form::Json => crate::json::text(&json(&q, &found)),
            Form::Html | Form::Svg | Form::Xlsx => return Err(self.form.refused("text, json and csv")),
        };
        Ok(Answer { differs: !found.findings.is_empty(), ..Answer::new(text, remarks) })
    }
}
