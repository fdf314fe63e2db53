//! `winset record CASE verify`.

use std::process::ExitCode;

use winset::ledger::verify::{json, report, sheet, verify};
use winset::ledger::{RECORD, edit, text};
use winset::view;

use super::{ask_of, refuse};
use crate::args::{Format, Record, RecordVerify};
use crate::load::{Failure, folder};
use crate::output::to_stdout;

pub fn run(a: &Record, v: &RecordVerify) -> Result<ExitCode, Failure> {
    let folder = folder(&a.asked.case)?;
    let (_, q, _) = match ask_of(&folder, &a.asked, v.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let found = verify(&q, &edit::lines(text(&folder, RECORD)));
    let text = match v.format {
        Format::Text => view::text::write(&report(&q, &found)),
        Format::Csv => view::csv::write(&sheet(&q, &found)),
        Format::Json => winset::json::text(&json(&q, &found)),
        other => return Err(refuse(other, "text, json and csv")),
    };
    to_stdout(&text)?;
    Ok(ExitCode::from(if found.findings.is_empty() { 0 } else { 3 }))
}
