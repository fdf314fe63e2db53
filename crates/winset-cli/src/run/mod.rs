//! One command, one file: loads what it needs, asks, prints.

mod add;
mod against;
mod append;
mod ask;
mod brief;
mod calendar;
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
mod serve;
mod session;
mod share;
mod verify;
mod vote;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use winset::question::Question;
use winset::verb::{Answer, Form, Refusal, withheld_line};
use winset_case::parse::{Checked, Folder, parse};

use crate::args::{Asked, Command};
use crate::case::folder;
use crate::failure::Failure;
use crate::{output, remarks};

/// Runs a command.
///
/// # Errors
/// Usage or files: exit code 2.
pub fn run(command: Command) -> Result<ExitCode, Failure> {
    if let Some(done) = against::compared(&command) {
        return done;
    }
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
        Command::Calendar(a) => calendar::run(&a),
        Command::New(a) => new::run(&a),
        Command::Import(a) => import::run(&a),
        Command::Export(a) => export::run(&a),
        Command::Serve(a) => serve::run(&a),
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
fn read_case(folder: &Folder, path: &Path, set: &[String]) -> Option<Box<Checked>> {
    match parse(folder, set) {
        Ok(checked) => {
            if !checked.remarks.is_empty() {
                let n = remarks::summary(&checked.remarks, checked.dropped);
                output::to_stderr(&format!("{n} (winset check {} shows them)", path.display()));
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
    let Some(checked) = read_case(&folder(&asked.case)?, &asked.case, &asked.set) else {
        return Ok(Err(ExitCode::from(1)));
    };
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
    answer_of(&folder(&asked.case)?, asked, form, None, answer)
}

/// The same, written to a file where one is named.
fn answer_to(
    asked: &Asked,
    form: Form,
    output: Option<&Path>,
    answer: impl FnOnce(&Checked) -> Result<Answer, Refusal>,
) -> Result<ExitCode, Failure> {
    if let Some(path) = output {
        right_ending(path, form)?;
    }
    answer_of(&folder(&asked.case)?, asked, form, output, answer)
}

/// A file that is named for what it is, so that no file of a case is written over by mistake.
fn right_ending(path: &Path, form: Form) -> Result<(), Failure> {
    let ending = if form == Form::Text { "txt" } else { form.word() };
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) && !path.ends_with("record.csv") {
        return Ok(());
    }
    Err(Failure::at(
        path,
        &format!("the answer is {}: name a file of its own that ends in .{ending}", form.word()),
    ))
}

/// The same of a folder that was read already.
fn answer_of(
    folder: &Folder,
    asked: &Asked,
    form: Form,
    output: Option<&Path>,
    answer: impl FnOnce(&Checked) -> Result<Answer, Refusal>,
) -> Result<ExitCode, Failure> {
    let Some(checked) = read_case(folder, &asked.case, &asked.set) else { return Ok(ExitCode::from(1)) };
    match answer(&checked) {
        Ok(answer) => print(&answer, form, output),
        Err(refusal) => {
            say(asked.told().withheld(&checked, form));
            Ok(refused(&refusal))
        }
    }
}

/// Prints an answer and what is said beside it; the exit code says how it ended.
fn print(answer: &Answer, form: Form, output: Option<&Path>) -> Result<ExitCode, Failure> {
    say(&answer.remarks);
    match output {
        Some(path) => {
            winset_disk::to_file(path, &answer.body)?;
            output::to_stderr(&format!("{} written", path.display()));
        }
        None if form == Form::Xlsx && std::io::stdout().is_terminal() => {
            return Err(Failure(
                "a spreadsheet is no text for a terminal: name a file with -o FILE.xlsx".into(),
            ));
        }
        None => output::bytes_to_stdout(&answer.body)?,
    }
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
