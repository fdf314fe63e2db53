//! `winset vote`.

use std::process::ExitCode;

use winset::vote::{json, report, sheet, votes};
use winset::{class, pictures, view};

use super::ask;
use crate::args::{Format, Vote};
use crate::load::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Vote) -> Result<ExitCode, Failure> {
    let (_, q, _) = match ask(&a.asked, a.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let answer = match votes(&q, &class::shipped(), &a.proposals) {
        Ok(v) => v,
        Err(e) => {
            e.sentences.iter().for_each(|s| to_stderr(&format!("winset: {s} (as of {})", q.as_of)));
            return Ok(ExitCode::from(2));
        }
    };
    if answer.bodies.is_empty() {
        to_stderr("winset: no body that must approve is known; add [approval.ID] with name, party and rule");
        return Ok(ExitCode::from(1));
    }
    let table = || report(&q, &answer);
    let first = (!answer.proposals.is_empty()).then_some(0);
    let halls = || answer.bodies.iter().filter_map(|b| pictures::hall(&q, &answer, b, first));
    let text = match a.format {
        Format::Text => view::text::write(&table()),
        Format::Csv => view::csv::write(&sheet(&answer)),
        Format::Json => winset::json::text(&json(&q, &answer)),
        Format::Html => view::html::write_with(&table(), &halls().collect::<Vec<_>>()),
        Format::Svg => match halls().next() {
            Some(chart) => pictures::stand_alone(&chart),
            None => {
                to_stderr("winset: no body is counted in seats, so there is nothing to draw");
                return Ok(ExitCode::from(1));
            }
        },
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}
