//! `winset brief`.

use std::process::ExitCode;

use winset::verb;

use super::answer;
use crate::args::Brief;
use crate::failure::Failure;

pub fn run(a: &Brief) -> Result<ExitCode, Failure> {
    let brief = verb::Brief {
        asked: a.asked.told(),
        since: a.since,
        form: a.format.into(),
        named: a.asked.case.display().to_string(),
    };
    answer(&a.asked, brief.form, |checked| brief.answer(checked))
}
