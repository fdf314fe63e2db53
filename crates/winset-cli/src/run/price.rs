//! `winset price`.

use std::process::ExitCode;

use winset::verb;

use super::answer_to;
use crate::args::Price;
use crate::failure::Failure;

pub fn run(a: &Price) -> Result<ExitCode, Failure> {
    let price = verb::Price {
        asked: a.asked.told(),
        proposals: a.proposals.clone(),
        show_arithmetic: a.show_arithmetic,
        form: a.format.into(),
    };
    answer_to(&a.asked, price.form, a.output.as_deref(), |checked| price.answer(checked))
}
