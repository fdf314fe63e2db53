//! `winset vote`.

use std::process::ExitCode;

use winset::verb;

use super::answer;
use crate::args::Vote;
use crate::failure::Failure;

pub fn run(a: &Vote) -> Result<ExitCode, Failure> {
    let vote = verb::Vote { asked: a.asked.told(), proposals: a.proposals.clone(), form: a.format.into() };
    answer(&a.asked, vote.form, |checked| vote.answer(checked))
}
