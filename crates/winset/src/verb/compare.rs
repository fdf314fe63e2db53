//! Two answers to the same question, asked.

use winset_case::parse::Checked;

use super::{Answer, Asked, Form, Refusal};
use crate::class;
use crate::compare::{self, Against, Side, compare};
use crate::question::Question;
use crate::{deals, view};

/// The question that is asked of both sides.
#[derive(Clone, Debug)]
pub enum Compared {
    /// `brief`.
    Brief,
    /// `price` of proposals.
    Price(Vec<String>),
    /// `vote` on proposals.
    Vote(Vec<String>),
    /// `deals` with methods, weights and confidences.
    Deals(deals::Asked),
    /// `forecast`.
    Forecast,
}

/// A question with `--against`: the answer beside another one.
#[derive(Clone, Debug)]
pub struct Compare {
    /// The question.
    pub of: Compared,
    /// Day and audience.
    pub asked: Asked,
    /// Entries laid over the case, `PATH=VALUE` each.
    pub set: Vec<String>,
    /// The other side.
    pub against: Against,
    /// Form of the answer.
    pub form: Form,
}

impl Compare {
    const FORMS: &str = "text, json, csv and html where --against is given";

    /// The entries that are laid over the other side.
    pub fn other_set(&self) -> Vec<String> {
        self.set.iter().chain(&self.against.set).cloned().collect()
    }

    /// Answers from a case as it is and as it is with the entries of the other side.
    ///
    /// # Errors
    /// A side has no day; what is asked is understood on neither; there is no such form.
    pub fn answer(&self, own: &Checked, other: &Checked) -> Result<Answer, Refusal> {
        if matches!(self.form, Form::Svg | Form::Xlsx) {
            return Err(self.form.refused(Self::FORMS));
        }
        let (mine, remarks) = self.asked.question(own, self.form)?;
        let day = Asked { as_of: self.against.as_of.or(Some(mine.as_of)), ..self.asked };
        let (theirs, _) = day.question(other, self.form)?;
        let c = self.compared(&mine, &theirs)?;
        let text = match self.form {
            Form::Json => crate::json::text(&compare::json(&c)),
            Form::Csv => view::csv::write(&compare::report(&c)),
            Form::Html => view::html::write(&compare::report(&c)),
            Form::Text | Form::Svg | Form::Xlsx => view::text::write(&compare::report(&c)),
        };
        Ok(Answer::new(text, remarks))
    }

    /// The differences between a question and the other one; the earlier day stands left.
    ///
    /// # Errors
    /// What is asked is understood on neither side.
    pub fn compared(&self, mine: &Question, theirs: &Question) -> Result<compare::Comparison, Refusal> {
        let audience = self.form.audience(self.asked.audience);
        let set = self.other_set();
        let own = Side { question: mine, set: &self.set, audience };
        let other = Side { question: theirs, set: &set, audience };
        let (left, right) = if self.against.stands_left(mine.as_of) { (other, own) } else { (own, other) };
        let asked = match &self.of {
            Compared::Brief => compare::Asked::Brief,
            Compared::Price(list) => compare::Asked::Price(list),
            Compared::Vote(list) => compare::Asked::Vote(list),
            Compared::Deals(options) => compare::Asked::Deals(options),
            Compared::Forecast => compare::Asked::Forecast,
        };
        compare(&left, &right, &class::shipped(), asked).map_err(|list| {
            Refusal::Asked(list.iter().map(|s| format!("{s} (as of {})", mine.as_of)).collect())
        })
    }
}
