//! `winset forecast`.

use std::process::ExitCode;

use winset::forecast::{Answer, Show, forecast, json, report};
use winset::{class, pictures, view};

use super::ask;
use crate::args::{Forecast, ForecastPicture, Format};
use crate::load::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Forecast) -> Result<ExitCode, Failure> {
    let (_, q, _) = match ask(&a.asked, a.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let answer = match forecast(&q.case, &q.outcome, &class::shipped(), q.as_of) {
        Ok(answer) => answer,
        Err(e) => {
            to_stderr(&format!("winset: {e}"));
            return Ok(ExitCode::from(1));
        }
    };
    let show = Show { members: a.members, assumptions: a.assumptions };
    let table = || report(&q.case, &answer, q.as_of, &q.hash, show);
    let text = match (a.format, &answer) {
        (Format::Json, _) => winset::json::text(&json(&q.case, &answer, q.as_of)),
        (Format::Csv, _) => view::csv::write(&table()),
        (Format::Html, _) => view::html::write(&table()),
        (Format::Svg, Answer::Open(f)) => {
            let chart = match a.picture {
                ForecastPicture::When => pictures::when(&q, f),
                ForecastPicture::Amount => pictures::amount(&q, f),
            };
            match chart {
                Some(chart) => pictures::stand_alone(&chart),
                None => {
                    to_stderr("winset: fewer than three amounts were known, so there is nothing to draw");
                    return Ok(ExitCode::from(1));
                }
            }
        }
        _ => view::text::write(&table()),
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}
