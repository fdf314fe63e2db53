//! `winset check`.

use std::process::ExitCode;

use winset::fmt::count;
use winset_case::parse::parse;
use winset_case::{Diagnostic, Severity};

use super::refuse;
use crate::args::{Check, Format};
use crate::load::{Failure, folder};
use crate::output::{to_stderr, to_stdout};
use crate::remarks;

pub fn run(a: &Check) -> Result<ExitCode, Failure> {
    let folder = folder(&a.case)?;
    let (list, dropped, counts) = match parse(&folder, &a.set) {
        Ok(c) => {
            let counts = format!(
                "{}: {}, {}, {}, {}",
                a.case.display(),
                count(c.case.parties.len(), "party", "parties"),
                count(c.case.proposals.len(), "proposal", "proposals"),
                count(c.case.claims.len(), "claim", "claims"),
                count(c.case.sources.len(), "source", "sources")
            );
            (c.remarks, c.dropped, Some(counts))
        }
        Err(r) => (r.diagnostics, r.dropped, None),
    };
    match a.format {
        Format::Text => {
            if !list.is_empty() {
                to_stderr(&remarks::show(&list, dropped));
            }
            if let Some(counts) = &counts {
                let good = if list.is_empty() { "; no mistake, no remark" } else { "" };
                to_stdout(&format!("{counts}{good}\n"))?;
            }
        }
        Format::Json => to_stdout(&winset::json::text(&json(&list, dropped)))?,
        Format::Csv => to_stdout(&csv(&list))?,
        other => return Err(refuse(other, "text, json and csv")),
    }
    Ok(ExitCode::from(u8::from(counts.is_none())))
}

fn word(s: Severity) -> &'static str {
    if s == Severity::Mistake { "mistake" } else { "remark" }
}

fn json(list: &[Diagnostic], dropped: usize) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = list
        .iter()
        .map(|d| {
            serde_json::json!({
                "severity": word(d.severity), "file": d.file, "line": d.line, "column": d.column,
                "sentence": d.sentence, "hint": d.hint,
            })
        })
        .collect();
    serde_json::json!({ "schema": "winset.check/1", "remarks": rows, "not_shown": dropped })
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
        let cells: Vec<String> = cells.iter().map(|c| winset::view::csv::cell(c)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}
