//! `winset figures`.

use std::path::Path;
use std::process::ExitCode;

use winset::question::Question;
use winset::reading::{Reading, Rules, json, page, sheet, show, uncovered};
use winset::verb::{Form, withheld_line};
use winset::view;
use winset_case::{Case, Date};
use winset_read::figures::{Known, unchecked};
use winset_read::{Document, Language, Rates, figures};

use super::{checked, say};
use crate::args::{Beside, Figures, Format};
use crate::case::folder;
use crate::document::{bytes, document, name};
use crate::failure::Failure;
use crate::output::to_stdout;

pub fn run(a: &Figures) -> Result<ExitCode, Failure> {
    let doc = document(&a.file, &a.told)?;
    let case = match case_of(&a.beside, a.format.into())? {
        Ok(case) => case,
        Err(code) => return Ok(code),
    };
    let rates = match &a.rates {
        None => Rates::shipped(),
        Some(path) => rates(path)?,
    };
    let known = Known { rates: &rates, case: case.as_ref() };
    let findings = figures(&doc, &known);
    let name = name(&a.file);
    let reading = Reading {
        doc: &doc,
        file: name.as_deref(),
        claims: &[],
        findings: &findings,
        remarks: remarks_on(&doc, &known),
    };
    let rules = if a.explain { Rules::Named } else { Rules::Unnamed };
    to_stdout(&match a.format {
        Format::Text => view::text::write(&show::figures(&reading, rules)),
        Format::Json => winset::json::text(&json::figures(&reading)),
        Format::Csv => view::csv::write(&sheet::figures(&reading)),
        Format::Html => page::figures(&reading, rules),
        Format::Svg | Format::Xlsx => {
            return Err(Form::from(a.format).refused("text, json, csv and html").into());
        }
    })?;
    Ok(ExitCode::from(if findings.is_empty() { 0 } else { 3 }))
}

/// The case beside a document, or the exit code after its mistakes were shown.
///
/// All of it is used unless a day is named; what is internal stays out of a public answer.
pub fn case_of(a: &Beside, form: Form) -> Result<Result<Option<Case>, ExitCode>, Failure> {
    let Some(dir) = &a.case else { return Ok(Ok(None)) };
    let Some(checked) = checked(&folder(dir)?) else { return Ok(Err(ExitCode::from(1))) };
    let day = a.as_of.unwrap_or(Date::MAX);
    let audience = form.audience(a.audience.map(Into::into));
    Ok(Ok(Question::new(&checked, Some(day), audience).map(|(question, withheld)| {
        say(withheld_line(withheld));
        question.case
    })))
}

/// What could not be compared, and why.
pub fn remarks_on(doc: &Document, known: &Known<'_>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for u in unchecked(doc, known) {
        let line = format!(
            "not compared: {}: {}",
            doc.slice(&u.at).split_whitespace().collect::<Vec<_>>().join(" "),
            u.why
        );
        if !list.contains(&line) {
            list.push(line);
        }
    }
    if doc.text().trim().is_empty() {
        return vec!["there is no text".to_owned()];
    }
    if doc.language == Language::Other {
        list.push("its language is not known here: figures are read where they are written as in English, Korean or Japanese".to_owned());
    }
    if doc.date.is_none() {
        list.extend(uncovered(doc, known.rates).map(|what| format!("{what}: name it with --date")));
    }
    list
}

/// A table of rates from a file.
fn rates(path: &Path) -> Result<Rates, Failure> {
    const MOST: u64 = 4 << 20;
    let text = String::from_utf8(bytes(path, MOST)?)
        .map_err(|_| Failure::at(path, "is not UTF-8; save it as UTF-8"))?;
    Rates::parse(&text).map_err(|mistakes| Failure::at(path, &mistakes.join("\n  ")))
}
