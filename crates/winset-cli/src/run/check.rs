//! `winset check`.

use std::process::ExitCode;

use winset::verb::{self, Form};
use winset_case::parse::parse;

use super::{print, refused};
use crate::args::Check;
use crate::case::folder;
use crate::failure::Failure;
use crate::output::to_stderr;
use crate::remarks;

pub fn run(a: &Check) -> Result<ExitCode, Failure> {
    let result = parse(&folder(&a.case)?, &a.set);
    let check = verb::Check { form: a.format.into(), named: a.case.display().to_string() };
    if check.form == Form::Text {
        let (list, dropped) = match &result {
            Ok(c) => (&c.remarks, c.dropped),
            Err(r) => (&r.diagnostics, r.dropped),
        };
        if !list.is_empty() {
            to_stderr(&remarks::show(list, dropped));
        }
    }
    match check.answer(&result) {
        Ok(answer) => print(&answer, check.form, None),
        Err(refusal) => Ok(refused(&refusal)),
    }
}
