//! `winset brief`.

use std::process::ExitCode;

use winset::brief::{brief, json, report, since};
use winset::{class, pictures, view};

use super::{ask, audience};
use crate::args::{Brief, Format};
use crate::load::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Brief) -> Result<ExitCode, Failure> {
    let (checked, q, _) = match ask(&a.asked, a.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let library = class::shipped();
    let b = brief(&q, &library);
    let changed = match a.since {
        Some(d) if d >= q.as_of => {
            return Err(Failure(format!("--since {d} is not before the day of the answer, {}", q.as_of)));
        }
        Some(d) => since(&checked, &library, (&q, &b), d, audience(a.asked.audience, a.format)),
        None => None,
    };
    let as_of = a.asked.as_of.map(|d| format!(" --as-of {d}")).unwrap_or_default();
    let path = format!("{}{as_of}", a.asked.case.display());
    let report = || report(&q, &b, changed.as_ref(), &path);
    let text = match a.format {
        Format::Text => view::text::write(&report()),
        Format::Csv => view::csv::write(&report()),
        Format::Json => winset::json::text(&json(&q, &b, changed.as_ref())),
        Format::Html => view::html::write(&report()),
        Format::Svg => match pictures::lanes(&q, &b) {
            Some(chart) => pictures::stand_alone(&chart),
            None => {
                to_stderr("winset: there is nothing to draw; add baseline.amount or a claim with a figure");
                return Ok(ExitCode::from(1));
            }
        },
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}
