//! `winset share`.

use std::process::ExitCode;

use winset::share::{Options, json, report, share};
use winset::verb::Form;
use winset::view;
use winset_case::parse::most_bytes;
use winset_case::sharing::parse_sharing;

use crate::args::{Format, Share};
use crate::document::{bytes, name};
use crate::failure::Failure;
use crate::output::{to_stderr, to_stdout};
use crate::remarks;

pub fn run(a: &Share) -> Result<ExitCode, Failure> {
    let file = name(&a.file).unwrap_or_else(|| "standard input".into());
    let read = bytes(&a.file, most_bytes("share.csv") as u64)?;
    let checked = match parse_sharing(&file, &read, a.bill.as_deref()) {
        Ok(checked) => checked,
        Err(rejected) => {
            to_stderr(&remarks::show(&rejected.diagnostics, rejected.dropped));
            return Ok(ExitCode::from(1));
        }
    };
    if !checked.remarks.is_empty() {
        to_stderr(&remarks::show(&checked.remarks, checked.dropped));
    }
    let answer = share(&checked.sharing, &Options { power: a.ability, as_of: a.as_of });
    to_stdout(&match a.format {
        Format::Text => view::text::write(&report(&answer, &file)),
        Format::Json => winset::json::text(&json(&answer, &file)),
        Format::Csv => view::csv::write(&report(&answer, &file)),
        Format::Html => view::html::write(&report(&answer, &file)),
        Format::Svg | Format::Xlsx => {
            return Err(Form::from(a.format).refused("text, json, csv and html").into());
        }
    })?;
    Ok(ExitCode::from(u8::from(answer.is_empty())))
}
