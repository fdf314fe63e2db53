//! The state of play, asked.

use jiff::civil::Date;
use winset_case::parse::Checked;

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal};
use crate::brief::{brief, json, report, since};
use crate::{class, pictures, view};

/// `brief`: asked and offered, who can say no, calendar, how earlier talks ended, what is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Day and audience.
    pub asked: Asked,
    /// Also what changed since this day.
    pub since: Option<Date>,
    /// Form of the answer.
    pub form: Form,
    /// How the commands it proposes name the case.
    pub named: String,
}

impl Brief {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["as_of", "set", "audience", "since", "format"];
    const FORMS: &str = "text, json, csv, html and svg";

    /// The question of a query's pairs; the case is named `CASE`.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let brief =
            Brief { asked: p.asked(), since: p.day("since"), form: p.form(), named: "CASE".to_owned() };
        p.built(brief)
    }

    /// Answers.
    ///
    /// # Errors
    /// The case has no day or nothing to draw; `since` is not an earlier day; there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, remarks) = self.asked.question(checked, self.form)?;
        let library = class::shipped();
        let b = brief(&q, &library);
        let changed = match self.since {
            Some(d) if d >= q.as_of => {
                let as_of = q.as_of;
                return Err(Refusal::asked(format!(
                    "--since {d} is not before the day of the answer, {as_of}"
                )));
            }
            Some(d) => since(checked, &library, (&q, &b), d, self.form.audience(self.asked.audience)),
            None => None,
        };
        let as_of = self.asked.as_of.map(|d| format!(" --as-of {d}")).unwrap_or_default();
        let named = format!("{}{as_of}", self.named);
        let report = || report(&q, &b, changed.as_ref(), &named);
        let text = match self.form {
            Form::Text => view::text::write(&report()),
            Form::Csv => view::csv::write(&report()),
            Form::Json => crate::json::text(&json(&q, &b, changed.as_ref())),
            Form::Html => view::html::write(&report()),
            Form::Svg => {
                pictures::lanes(&q, &b).map(|chart| pictures::stand_alone(&chart)).ok_or_else(|| {
                    Refusal::missing("there is nothing to draw; add baseline.amount or a claim with a figure")
                })?
            }
            Form::Xlsx => return Err(self.form.refused(Self::FORMS)),
        };
        Ok(Answer::new(text, remarks))
    }
}
