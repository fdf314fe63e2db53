//! Who can say no, asked.

use winset_case::parse::Checked;

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal, spreadsheet, withheld_line};
use crate::vote::{json, report, sheet, votes};
use crate::{class, pictures, view, workbook};

/// `vote`: needed, to spare, quorum, who is pivotal, what would sink it; then the odds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Day and audience.
    pub asked: Asked,
    /// Proposals by id or inline; all of the case where none is named.
    pub proposals: Vec<String>,
    /// Form of the answer.
    pub form: Form,
}

impl Vote {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["as_of", "set", "audience", "proposal", "format"];

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let vote = Vote { asked: p.asked(), proposals: p.texts("proposal"), form: p.form() };
        p.built(vote)
    }

    /// Answers.
    ///
    /// # Errors
    /// The case has no day, no body or nothing to draw; a proposal is none; there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, withheld) = self.asked.counted(checked, self.form)?;
        let remarks = withheld_line(withheld).into_iter().collect();
        let votes = votes(&q, &class::shipped(), &self.proposals)
            .map_err(|e| Refusal::not_understood(&e, q.as_of))?;
        if votes.bodies.is_empty() {
            let none = "no body that must approve is known; add [approval.ID] with name, party and rule";
            return Err(Refusal::missing(none));
        }
        let table = || report(&q, &votes);
        let first = (!votes.proposals.is_empty()).then_some(0);
        let halls = || votes.bodies.iter().filter_map(|b| pictures::hall(&q, &votes, b, first));
        if self.form == Form::Xlsx {
            return spreadsheet(workbook::vote(&q, &votes, withheld), withheld);
        }
        let text = match self.form {
            Form::Text | Form::Xlsx => view::text::write(&table()),
            Form::Csv => view::csv::write(&sheet(&votes)),
            Form::Json => crate::json::text(&json(&q, &votes)),
            Form::Html => view::html::write_with(&table(), &halls().collect::<Vec<_>>()),
            Form::Svg => halls().next().map(|chart| pictures::stand_alone(&chart)).ok_or_else(|| {
                Refusal::missing("no body is counted in seats, so there is nothing to draw")
            })?,
        };
        Ok(Answer::new(text, remarks))
    }
}
