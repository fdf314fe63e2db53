//! The library of finished negotiations, asked for.

use super::pairs::{Pairs, hint};
use super::{Answer, Form, Refusal};
use crate::classes::{Filter, families, json, report, select, series};
use crate::{class, view};

/// `classes`: finished negotiations that pass a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// Which members, known by which day.
    pub filter: Filter,
    /// Form of the answer.
    pub form: Form,
}

impl Classes {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["family", "series", "found", "as_of", "format"];

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let filter = Filter {
            family: p.text("family"),
            series: p.text("series"),
            found: p.switch("found"),
            as_of: p.day("as_of"),
        };
        let classes = Classes { filter, form: p.form() };
        p.built(classes)
    }

    /// Answers.
    ///
    /// # Errors
    /// The library has no such type or series; there is no such form.
    pub fn answer(&self) -> Result<Answer, Refusal> {
        let library = class::shipped();
        known("type", self.filter.family.as_deref(), &families(&library))?;
        known("series", self.filter.series.as_deref(), &series(&library))?;
        let members = select(&library, &self.filter);
        let text = match self.form {
            Form::Text => view::text::write(&report(&members)),
            Form::Csv => view::csv::write(&report(&members)),
            Form::Html => view::html::write(&report(&members)),
            Form::Json => crate::json::text(&json(&members)),
            Form::Svg | Form::Xlsx => return Err(self.form.refused("text, json, csv and html")),
        };
        Ok(Answer::new(text, Vec::new()))
    }
}

fn known(what: &str, given: Option<&str>, list: &[String]) -> Result<(), Refusal> {
    let Some(given) = given.filter(|g| !list.iter().any(|x| x == g)) else { return Ok(()) };
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    Err(Refusal::asked(format!("`{given}` is no {what} of the class library; {}", hint(given, &list))))
}
