//! `winset forecast`.

use std::process::ExitCode;

use winset::verb;

use super::answer_to;
use crate::args::Forecast;
use crate::failure::Failure;

pub fn run(a: &Forecast) -> Result<ExitCode, Failure> {
    let forecast = verb::Forecast {
        asked: a.asked.told(),
        members: a.members,
        assumptions: a.assumptions,
        picture: a.picture.into(),
        form: a.format.into(),
    };
    answer_to(&a.asked, forecast.form, a.output.as_deref(), |checked| forecast.answer(checked))
}
