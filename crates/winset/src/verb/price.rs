//! What proposals cost, asked.

use winset_case::parse::Checked;

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal, spreadsheet, withheld_line};
use crate::price::{Prices, json, prices, report};
use crate::{pictures, view, workbook};

/// `price`: year by year, by category, by currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Day and audience.
    pub asked: Asked,
    /// Proposals by id or inline; all of the case where none is named.
    pub proposals: Vec<String>,
    /// Write out how each amount comes about.
    pub show_arithmetic: bool,
    /// Form of the answer.
    pub form: Form,
}

impl Price {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["as_of", "set", "audience", "proposal", "show_arithmetic", "format"];

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let price = Price {
            asked: p.asked(),
            proposals: p.texts("proposal"),
            show_arithmetic: p.switch("show_arithmetic"),
            form: p.form(),
        };
        p.built(price)
    }

    /// Answers; incomplete where nothing could be priced.
    ///
    /// # Errors
    /// The case has no day; a proposal is none; there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, withheld) = self.asked.counted(checked, self.form)?;
        let remarks = withheld_line(withheld).into_iter().collect();
        let prices = prices(&q.case, &self.proposals).map_err(|e| Refusal::not_understood(&e, q.as_of))?;
        let table = || report(&q.case, &prices, q.as_of, &q.hash, self.show_arithmetic);
        if self.form == Form::Xlsx {
            let answer = spreadsheet(workbook::price(&q, &prices, withheld), withheld)?;
            let lacks = lacks(&prices);
            return Ok(Answer { incomplete: !lacks.is_empty(), lacks, ..answer });
        }
        let text = match self.form {
            Form::Text | Form::Xlsx => view::text::write(&table()),
            Form::Csv => view::csv::write(&table()),
            Form::Json => crate::json::text(&json(&q.case, &prices, q.as_of)),
            Form::Html => view::html::write(&table()),
            Form::Svg => {
                pictures::bars(&q, &prices).map(|chart| pictures::stand_alone(&chart)).unwrap_or_default()
            }
        };
        let lacks = lacks(&prices);
        Ok(Answer { incomplete: !lacks.is_empty(), lacks, ..Answer::new(text, remarks) })
    }
}

/// Why nothing could be priced, where nothing could.
fn lacks(prices: &Prices) -> Vec<String> {
    if prices.list.is_empty() {
        let none = "no proposal of the case was known by then; name one inline: \"+5 %, frozen, 3y\"";
        return vec![none.to_owned()];
    }
    if prices.list.iter().any(Result::is_ok) {
        return Vec::new();
    }
    prices.list.iter().filter_map(|p| p.as_ref().err()).map(|(id, e)| format!("{id}: {e}")).collect()
}
