//! `winset record`.

use std::process::ExitCode;

use winset::record::{Filter, json, report, select, sheet};
use winset::view;
use winset_case::diagnostic::did_you_mean;
use winset_case::vocabulary::{Attribution, Kind};

use super::{ask, refuse};
use crate::args::{Format, Record, RecordAction, RecordList};
use crate::load::Failure;
use crate::output::to_stdout;

pub fn run(a: &Record) -> Result<ExitCode, Failure> {
    match &a.action {
        RecordAction::List(list) => run_list(a, list),
        RecordAction::Add(add) => super::add::run(a, add),
        RecordAction::Verify(verify) => super::verify::run(a, verify),
    }
}

fn run_list(a: &Record, list: &RecordList) -> Result<ExitCode, Failure> {
    let filter = filter(list)?;
    let (_, q, _) = match ask(&a.asked, list.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    if let Some(side) = &list.side
        && q.case.party(side).is_none()
        && !matches!(side.as_str(), "both" | "press" | "other")
    {
        let known = q.case.parties.iter().map(|p| p.id.as_str()).chain(["both", "press", "other"]);
        return Err(unknown("side", side, &known.collect::<Vec<_>>()));
    }
    let claims = select(&q.case, &filter);
    let text = match list.format {
        Format::Text => view::text::write(&report(&q, &claims)),
        Format::Csv => view::csv::write(&sheet(&q, &claims)),
        Format::Html => view::html::write(&sheet(&q, &claims)),
        Format::Json => winset::json::text(&json(&q, &claims)),
        Format::Svg => return Err(refuse(Format::Svg, "text, json, csv and html")),
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn filter(a: &RecordList) -> Result<Filter, Failure> {
    let mut f = Filter {
        side: a.side.clone(),
        since: a.since,
        official: a.official,
        holds: a.find.clone(),
        group: a.group.clone(),
        ..Filter::default()
    };
    for k in &a.kind {
        f.kinds.push(Kind::parse(k).ok_or_else(|| unknown("kind", k, Kind::WORDS))?);
    }
    if let Some(x) = &a.attribution {
        f.attribution =
            Some(Attribution::parse(x).ok_or_else(|| unknown("attribution", x, Attribution::WORDS))?);
    }
    Ok(f)
}

fn unknown(what: &str, given: &str, known: &[&str]) -> Failure {
    let hint =
        did_you_mean(given, known.iter().copied()).unwrap_or_else(|| format!("one of: {}", known.join(", ")));
    Failure(format!("`{given}` is no {what}; {hint}"))
}
