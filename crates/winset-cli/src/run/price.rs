//! `winset price`.

use std::process::ExitCode;

use winset::price::{json, prices, report};
use winset::{pictures, view};

use super::ask;
use crate::args::{Format, Price};
use crate::load::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Price) -> Result<ExitCode, Failure> {
    let (_, q, _) = match ask(&a.asked, a.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let answer = match prices(&q.case, &a.proposals) {
        Ok(p) => p,
        Err(e) => {
            e.sentences.iter().for_each(|s| to_stderr(&format!("winset: {s} (as of {})", q.as_of)));
            return Ok(ExitCode::from(2));
        }
    };
    let table = || report(&q.case, &answer, q.as_of, &q.hash, a.show_arithmetic);
    let text = match a.format {
        Format::Text => view::text::write(&table()),
        Format::Csv => view::csv::write(&table()),
        Format::Json => winset::json::text(&json(&q.case, &answer, q.as_of)),
        Format::Html => view::html::write(&table()),
        Format::Svg => match pictures::bars(&q, &answer) {
            Some(chart) => pictures::stand_alone(&chart),
            None => String::new(),
        },
    };
    to_stdout(&text)?;
    let any = answer.list.iter().any(Result::is_ok);
    if !any {
        for (id, e) in answer.list.iter().filter_map(|p| p.as_ref().err()) {
            to_stderr(&format!("winset: {id}: {e}"));
        }
        if answer.list.is_empty() {
            to_stderr(
                "winset: no proposal of the case was known by then; name one inline: \"+5 %, frozen, 3y\"",
            );
        }
    }
    Ok(ExitCode::from(u8::from(!any)))
}
