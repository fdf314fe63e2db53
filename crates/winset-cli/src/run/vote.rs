//! `winset vote`.

use std::process::ExitCode;

use winset::verb;

use super::answer_to;
use crate::args::Vote;
use crate::failure::Failure;

pub fn run(a: &Vote) -> Result<ExitCode, Failure> {
    let vote = verb::Vote { asked: a.asked.told(), proposals: a.proposals.clone(), form: a.format.into() };
    answer_to(&a.asked, vote.form, a.output.as_deref(), |checked| vote.answer(checked))
}
