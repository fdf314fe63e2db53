//! One command, one file: loads what it needs, asks, prints.

mod add;
mod append;
mod ask;
mod brief;
mod check;
mod classes;
mod deals;
mod export;
mod figures;
mod forecast;
mod import;
mod new;
mod pages;
mod price;
mod read;
mod record;
mod report;
mod schema;
mod session;
mod share;
mod verify;
mod vote;

use std::process::ExitCode;

use winset::question::Question;
use winset::verb::{Answer, Form, Refusal, withheld_line};
use winset_case::parse::{Checked, Folder, parse};
use winset_disk::folder;

use crate::args::{Asked, Command};
use crate::failure::Failure;
use crate::{output, remarks};

/// Runs a command.
///
/// # Errors
/// Usage or files: exit code 2.
pub fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Brief(a) => brief::run(&a),
        Command::Price(a) => price::run(&a),
        Command::Vote(a) => vote::run(&a),
        Command::Deals(a) => deals::run(&a),
        Command::Forecast(a) => forecast::run(&a),
        Command::Check(a) => check::run(&a),
        Command::Record(a) => record::run(&a),
        Command::Figures(a) => figures::run(&a),
        Command::Read(a) => read::run(&a),
        Command::Classes(a) => classes::run(&a),
        Command::Share(a) => share::run(&a),
        Command::Report(a) => report::run(&a),
        Command::New(a) => new::run(&a),
        Command::Import(a) => import::run(&a),
        Command::Export(a) => export::run(&a),
        Command::Schema(a) => schema::run(&a),
        Command::Completions(a) => pages::completions(&a),
        Command::Man(a) => pages::man(&a),
    }
}

/// A folder as a case, or none after its mistakes were shown.
fn checked(folder: &Folder) -> Option<Box<Checked>> {
    match parse(folder, &[]) {
        Ok(checked) => Some(Box::new(checked)),
        Err(rejected) => {
            output::to_stderr(&remarks::show(&rejected.diagnostics, rejected.dropped));
            None
        }
    }
}

/// A case that was read with its overlay, or none after its mistakes were shown.
fn read_case(folder: &Folder, asked: &Asked) -> Option<Box<Checked>> {
    match parse(folder, &asked.set) {
        Ok(checked) => {
            if !checked.remarks.is_empty() {
                let path = asked.case.display();
                let n = remarks::summary(&checked.remarks, checked.dropped);
                output::to_stderr(&format!("{n} (winset check {path} shows them)"));
            }
            Some(Box::new(checked))
        }
        Err(rejected) => {
            output::to_stderr(&remarks::show(&rejected.diagnostics, rejected.dropped));
            None
        }
    }
}

/// A case as of its day and how many entries were withheld, or the exit code after the reason was shown.
type Answerable = Result<(Question, usize), ExitCode>;

/// Reads a case and takes it as of the day asked for, for the audience that the form of the answer implies.
fn ask(asked: &Asked, form: Form) -> Result<Answerable, Failure> {
    let Some(checked) = read_case(&folder(&asked.case)?, asked) else { return Ok(Err(ExitCode::from(1))) };
    Ok(match asked.told().counted(&checked, form) {
        Ok((question, withheld)) => {
            say(withheld_line(withheld));
            Ok((question, withheld))
        }
        Err(refusal) => Err(refused(&refusal)),
    })
}

/// Reads a case, asks it a question and prints the answer or why there is none.
fn answer(
    asked: &Asked,
    form: Form,
    answer: impl FnOnce(&Checked) -> Result<Answer, Refusal>,
) -> Result<ExitCode, Failure> {
    answer_of(&folder(&asked.case)?, asked, form, answer)
}

/// The same of a folder that was read already.
fn answer_of(
    folder: &Folder,
    asked: &Asked,
    form: Form,
    answer: impl FnOnce(&Checked) -> Result<Answer, Refusal>,
) -> Result<ExitCode, Failure> {
    let Some(checked) = read_case(folder, asked) else { return Ok(ExitCode::from(1)) };
    match answer(&checked) {
        Ok(answer) => print(&answer),
        Err(refusal) => {
            say(asked.told().withheld(&checked, form));
            Ok(refused(&refusal))
        }
    }
}

/// Prints an answer and what is said beside it; the exit code says how it ended.
fn print(answer: &Answer) -> Result<ExitCode, Failure> {
    say(&answer.remarks);
    output::bytes_to_stdout(&answer.body)?;
    answer.lacks.iter().for_each(|s| output::to_stderr(&format!("winset: {s}")));
    Ok(match answer {
        Answer { incomplete: true, .. } => ExitCode::from(1),
        Answer { differs: true, .. } => ExitCode::from(3),
        _ => ExitCode::SUCCESS,
    })
}

/// Says why there is no answer.
fn refused(refusal: &Refusal) -> ExitCode {
    refusal.sentences().iter().for_each(|s| output::to_stderr(&format!("winset: {s}")));
    ExitCode::from(match refusal {
        Refusal::Missing(_) => 1,
        Refusal::Asked(_) => 2,
    })
}

fn say(remarks: impl IntoIterator<Item = impl AsRef<str>>) {
    remarks.into_iter().for_each(|r| output::to_stderr(r.as_ref()));
}
