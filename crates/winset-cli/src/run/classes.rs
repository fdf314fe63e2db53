//! `winset classes`.

use std::process::ExitCode;

use winset::classes::{Filter, families, json, report, select, series};
use winset::{class, view};
use winset_case::diagnostic::did_you_mean;

use super::refuse;
use crate::args::{Classes, Format};
use crate::load::Failure;
use crate::output::to_stdout;

pub fn run(a: &Classes) -> Result<ExitCode, Failure> {
    let library = class::shipped();
    known("type", a.family.as_deref(), &families(&library))?;
    known("series", a.series.as_deref(), &series(&library))?;
    let filter =
        Filter { family: a.family.clone(), series: a.series.clone(), found: a.found, as_of: a.as_of };
    let members = select(&library, &filter);
    let text = match (a.csv, a.format) {
        (true, _) | (_, Format::Csv) => view::csv::write(&report(&members)),
        (_, Format::Text) => view::text::write(&report(&members)),
        (_, Format::Html) => view::html::write(&report(&members)),
        (_, Format::Json) => winset::json::text(&json(&members)),
        (_, Format::Svg) => return Err(refuse(Format::Svg, "text, json, csv and html")),
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn known(what: &str, given: Option<&str>, list: &[String]) -> Result<(), Failure> {
    let Some(given) = given.filter(|g| !list.iter().any(|x| x == g)) else { return Ok(()) };
    let hint = did_you_mean(given, list.iter().map(String::as_str))
        .unwrap_or_else(|| format!("one of: {}", list.join(", ")));
    Err(Failure(format!("`{given}` is no {what} of the class library; {hint}")))
}
