//! `winset forecast`.

use std::process::ExitCode;

use winset::verb;

use super::answer;
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
    answer(&a.asked, forecast.form, |checked| forecast.answer(checked))
}
