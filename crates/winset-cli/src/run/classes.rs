//! `winset classes`.

use std::process::ExitCode;

use winset::classes::Filter;
use winset::verb::{self, Form};

use super::{print, refused};
use crate::args::Classes;
use crate::failure::Failure;

pub fn run(a: &Classes) -> Result<ExitCode, Failure> {
    let filter =
        Filter { family: a.family.clone(), series: a.series.clone(), found: a.found, as_of: a.as_of };
    let form = if a.csv { Form::Csv } else { a.format.into() };
    match (verb::Classes { filter, form }).answer() {
        Ok(answer) => print(&answer, form, None),
        Err(refusal) => Ok(refused(&refusal)),
    }
}
