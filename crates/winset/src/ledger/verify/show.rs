//! A verification as a report for a terminal, a table for a spreadsheet, and JSON.

use serde_json::{Value, json as value};

use super::{Count, Verification};
use crate::fmt::{count, day};
use crate::json::date;
use crate::question::Question;
use crate::report::{Report, Table, foot};

/// The findings one by one, and below them what was checked.
pub fn report(q: &Question, v: &Verification) -> Report {
    let mut r = head(q, v);
    if !v.findings.is_empty() {
        r.heading("findings");
    }
    let mut lines = Vec::new();
    for f in &v.findings {
        let at: Vec<String> = f.lines.iter().map(usize::to_string).collect();
        let noun = if at.len() == 1 { "line" } else { "lines" };
        let place =
            if at.is_empty() { "history.csv".into() } else { format!("record.csv {noun} {}", at.join(", ")) };
        let ids = if f.claims.is_empty() { String::new() } else { format!("{}: ", f.claims.join(", ")) };
        lines.push(format!("{ids}{}", f.what));
        lines.push(format!("  {}", f.arithmetic));
        lines.push(format!("  {} · {} · {place}", f.check.word(), f.sure.word()));
    }
    r.lines(lines);
    r.heading("what was checked");
    let counts = v.counts.iter().filter(|(_, c)| c.done > 0 || !c.not_done.is_empty());
    r.lines(counts.map(|(check, c)| format!("{}: {}", check.word(), count_words(c))).collect());
    r
}

fn head(q: &Question, v: &Verification) -> Report {
    let n = v.findings.len();
    let found = if n == 0 { "no finding".to_owned() } else { count(n, "finding", "findings") };
    Report {
        title: q.case.title.clone(),
        beside: format!(
            "{found} in {} known by {}",
            count(q.case.claims.len(), "claim", "claims"),
            day(q.as_of)
        ),
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    }
}

fn count_words(c: &Count) -> String {
    let not: Vec<String> = c.not_done.iter().map(|(why, n)| format!("{n} not ({why})")).collect();
    let rest = if not.is_empty() { String::new() } else { format!("; {}", not.join("; ")) };
    format!("{} done{rest}", c.done)
}

/// The findings as one table.
pub fn sheet(q: &Question, v: &Verification) -> Report {
    let mut r = head(q, v);
    let mut t = Table::new("Findings", &["check", "claims", "lines", "what", "arithmetic", "sure"]);
    for f in &v.findings {
        let lines: Vec<String> = f.lines.iter().map(usize::to_string).collect();
        t.row(vec![
            f.check.word().to_owned(),
            f.claims.join(" "),
            lines.join(" "),
            f.what.clone(),
            f.arithmetic.clone(),
            f.sure.word().to_owned(),
        ]);
    }
    r.push(crate::report::Block::Table(t));
    r
}

/// The verification as JSON: schema `winset.verify/1`.
pub fn json(q: &Question, v: &Verification) -> Value {
    let findings: Vec<Value> = v
        .findings
        .iter()
        .map(|f| {
            value!({
                "check": f.check.word(), "claims": f.claims, "lines": f.lines, "what": f.what,
                "arithmetic": f.arithmetic, "sure": f.sure.word(),
            })
        })
        .collect();
    let checks: Vec<Value> = v
        .counts
        .iter()
        .map(|(check, c)| {
            let not: Vec<Value> = c.not_done.iter().map(|(why, n)| value!({ "why": why, "n": n })).collect();
            value!({ "check": check.word(), "done": c.done, "not_done": not })
        })
        .collect();
    value!({
        "schema": "winset.verify/1", "case": q.case.id, "as_of": date(q.as_of), "n": v.findings.len(),
        "findings": findings, "checks": checks,
    })
}
