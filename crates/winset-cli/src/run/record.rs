//! `winset record`.

use std::process::ExitCode;

use winset::record::Filter;
use winset::verb;

use super::answer_to;
use crate::args::{Record, RecordAction, RecordList};
use crate::failure::Failure;

pub fn run(a: &Record) -> Result<ExitCode, Failure> {
    match &a.action {
        RecordAction::List(list) => run_list(a, list),
        RecordAction::Add(add) => super::add::run(a, add),
        RecordAction::Verify(verify) => super::verify::run(a, verify),
    }
}

fn run_list(a: &Record, l: &RecordList) -> Result<ExitCode, Failure> {
    let filter = Filter {
        kinds: l.kind.iter().map(|k| verb::kind(k)).collect::<Result<_, _>>()?,
        side: l.side.clone(),
        attribution: l.attribution.as_deref().map(verb::attribution).transpose()?,
        since: l.since,
        official: l.official,
        holds: l.find.clone(),
        group: l.group.clone(),
    };
    let list = verb::RecordList { asked: a.asked.told(), filter, form: l.format.into() };
    answer_to(&a.asked, list.form, l.output.as_deref(), |checked| list.answer(checked))
}
