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

use winset::question::{Audience, Question};
use winset_case::parse::{Checked, Folder, parse};

use crate::args::{self, Asked, Command, Format};
use crate::load::{Failure, folder};
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

/// A case that was read, or the exit code after its mistakes were shown.
enum Read {
    Case(Box<Checked>),
    Mistakes,
}

fn read_case(folder: &Folder, asked: &Asked) -> Result<Read, Failure> {
    match parse(folder, &asked.set) {
        Ok(checked) => {
            if !checked.remarks.is_empty() {
                let path = asked.case.display();
                let n = remarks::summary(&checked.remarks, checked.dropped);
                output::to_stderr(&format!("{n} (winset check {path} shows them)"));
            }
            Ok(Read::Case(Box::new(checked)))
        }
        Err(rejected) => {
            output::to_stderr(&remarks::show(&rejected.diagnostics, rejected.dropped));
            Ok(Read::Mistakes)
        }
    }
}

/// A case as of its day and how many entries were withheld, or the exit code after the reason was shown.
type Answerable = Result<(Box<Checked>, Question, usize), ExitCode>;

/// Reads a case and takes it as of the day asked for, for the audience that the form of the answer implies.
fn ask(asked: &Asked, format: Format) -> Result<Answerable, Failure> {
    ask_of(&folder(&asked.case)?, asked, format)
}

/// The same of a folder that was read already.
fn ask_of(folder: &Folder, asked: &Asked, format: Format) -> Result<Answerable, Failure> {
    let checked = match read_case(folder, asked)? {
        Read::Case(c) => c,
        Read::Mistakes => return Ok(Err(ExitCode::from(1))),
    };
    let audience = audience(asked.audience, format);
    let Some((question, withheld)) = Question::new(&checked, asked.as_of, audience) else {
        output::to_stderr("winset: nothing in the case has a day; add known_on, or ask with --as-of DATE");
        return Ok(Err(ExitCode::from(1)));
    };
    say_withheld(withheld);
    Ok(Ok((checked, question, withheld)))
}

fn say_withheld(withheld: usize) {
    if withheld > 0 {
        let noun = if withheld == 1 { "entry" } else { "entries" };
        output::to_stderr(&format!("{withheld} internal {noun} withheld (--audience own shows them)"));
    }
}

/// What leaves the machine as a file is public unless told otherwise.
fn audience(told: Option<args::Audience>, format: Format) -> Audience {
    match (told, format) {
        (Some(args::Audience::Own), _) | (None, Format::Text | Format::Json) => Audience::Own,
        _ => Audience::Public,
    }
}

fn refuse(format: Format, allowed: &str) -> Failure {
    use clap::ValueEnum;
    let name = format.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
    Failure(format!("this command has no form `{name}`; it has {allowed}"))
}
