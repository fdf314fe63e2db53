//! How such talks end, asked.

use winset_case::parse::Checked;

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal, spreadsheet, withheld_line};
use crate::question::Question;
use crate::{class, forecast, pictures, view, workbook};

/// Which picture of a forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForecastPicture {
    /// Chance of a deal by date.
    #[default]
    When,
    /// Past cases and the forecast of the amount.
    Amount,
}

/// `forecast`: whether, when, how much, consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Day and audience.
    pub asked: Asked,
    /// List every member of the class.
    pub members: bool,
    /// List the assumptions and what each rests on.
    pub assumptions: bool,
    /// Which picture, of the form that is one.
    pub picture: ForecastPicture,
    /// Form of the answer.
    pub form: Form,
}

impl Forecast {
    /// The keys of a query.
    pub const OPTIONS: &[&str] =
        &["as_of", "set", "audience", "method", "members", "assumptions", "picture", "format"];

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        p.word("method", |word| (word == "class").then_some(()), &["class"]);
        let picture = |word: &str| match word {
            "when" => Some(ForecastPicture::When),
            "amount" => Some(ForecastPicture::Amount),
            _ => None,
        };
        let forecast = Forecast {
            asked: p.asked(),
            members: p.switch("members"),
            assumptions: p.switch("assumptions"),
            picture: p.word("picture", picture, &["when", "amount"]).unwrap_or_default(),
            form: p.form(),
        };
        p.built(forecast)
    }

    /// Answers.
    ///
    /// # Errors
    /// The case has no day, lacks what a forecast needs or has nothing to draw; there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, withheld) = self.asked.counted(checked, self.form)?;
        let remarks = withheld_line(withheld).into_iter().collect();
        let found = forecast::forecast(&q.case, &q.outcome, &class::shipped(), q.as_of)
            .map_err(|e| Refusal::missing(e.to_string()))?;
        let show = forecast::Show { members: self.members, assumptions: self.assumptions };
        let table = || forecast::report(&q.case, &found, q.as_of, &q.hash, show);
        if self.form == Form::Xlsx {
            return spreadsheet(workbook::forecast(&q, &class::shipped(), &found, withheld), withheld);
        }
        let text = match self.form {
            Form::Text | Form::Xlsx => view::text::write(&table()),
            Form::Json => crate::json::text(&forecast::json(&q.case, &found, q.as_of)),
            Form::Csv => view::csv::write(&table()),
            Form::Html => view::html::write(&table()),
            Form::Svg => match &found {
                forecast::Answer::Open(f) => self.drawn(&q, f)?,
                forecast::Answer::Ended { .. } => view::text::write(&table()),
            },
        };
        Ok(Answer::new(text, remarks))
    }

    fn drawn(&self, q: &Question, f: &forecast::Forecast) -> Result<String, Refusal> {
        let chart = match self.picture {
            ForecastPicture::When => pictures::when(q, f),
            ForecastPicture::Amount => pictures::amount(q, f),
        };
        chart.map(|chart| pictures::stand_alone(&chart)).ok_or_else(|| {
            Refusal::missing("fewer than three amounts were known, so there is nothing to draw")
        })
    }
}
