//! `winset record CASE verify`.

use std::process::ExitCode;

use winset::verb;

use super::answer_of;
use crate::args::{Record, RecordVerify};
use crate::case::folder;
use crate::failure::Failure;

pub fn run(a: &Record, v: &RecordVerify) -> Result<ExitCode, Failure> {
    let folder = folder(&a.asked.case)?;
    let verify = verb::Verify { asked: a.asked.told(), form: v.format.into() };
    answer_of(&folder, &a.asked, verify.form, None, |checked| verify.answer(checked, &folder))
}
