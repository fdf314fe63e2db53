//! Every mistake of a case, asked.

use serde_json::{Value, json};
use winset_case::parse::{Checked, Rejected};
use winset_case::{Diagnostic, Severity};

use super::pairs::Pairs;
use super::{Answer, Form, Refusal};
use crate::fmt::count;
use crate::view::csv::cell;

/// `check`: what a case counts and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Form of the answer.
    pub form: Form,
    /// How the case is named.
    pub named: String,
}

impl Check {
    /// The keys of a query.
    pub const OPTIONS: &[&str] = &["set", "format"];

    /// The question of a query's pairs; the case is named `CASE`.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let check = Check { form: p.form(), named: "CASE".to_owned() };
        p.built(check)
    }

    /// Answers; incomplete where the folder is not a case. As text only what the case counts is told: its remarks are
    /// shown by whoever prints them.
    ///
    /// # Errors
    /// There is no such form.
    pub fn answer(&self, result: &Result<Checked, Rejected>) -> Result<Answer, Refusal> {
        let (list, dropped) = match result {
            Ok(c) => (&c.remarks, c.dropped),
            Err(r) => (&r.diagnostics, r.dropped),
        };
        let text = match self.form {
            Form::Text => result.as_ref().map(|c| self.counts(c)).unwrap_or_default(),
            Form::Json => crate::json::text(&remarks_json(list, dropped)),
            Form::Csv => csv(list),
            Form::Html | Form::Svg | Form::Xlsx => return Err(self.form.refused("text, json and csv")),
        };
        Ok(Answer { incomplete: result.is_err(), ..Answer::new(text, Vec::new()) })
    }

    fn counts(&self, checked: &Checked) -> String {
        let case = &checked.case;
        let good = if checked.remarks.is_empty() { "; no mistake, no remark" } else { "" };
        format!(
            "{}: {}, {}, {}, {}{good}\n",
            self.named,
            count(case.parties.len(), "party", "parties"),
            count(case.proposals.len(), "proposal", "proposals"),
            count(case.claims.len(), "claim", "claims"),
            count(case.sources.len(), "source", "sources")
        )
    }
}

fn word(s: Severity) -> &'static str {
    if s == Severity::Mistake { "mistake" } else { "remark" }
}

fn remarks_json(list: &[Diagnostic], dropped: usize) -> Value {
    let rows: Vec<Value> = list
        .iter()
        .map(|d| {
            json!({
                "severity": word(d.severity), "file": d.file, "line": d.line, "column": d.column,
                "sentence": d.sentence, "hint": d.hint,
            })
        })
        .collect();
    json!({ "schema": "winset.check/1", "remarks": rows, "not_shown": dropped })
}

fn csv(list: &[Diagnostic]) -> String {
    let mut out = String::from("severity,file,line,column,sentence,hint\n");
    for d in list {
        let cells = [
            word(d.severity).to_owned(),
            d.file.clone(),
            d.line.to_string(),
            d.column.to_string(),
            d.sentence.clone(),
            d.hint.clone().unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}
