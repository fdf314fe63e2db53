//! `--against`: the same question asked of another day or of other entries, the two answers side by side.

use std::process::ExitCode;

use winset::compare::Against;
use winset::verb::{Compare, Compared};
use winset::{deals, verb};

use super::{print, read_case, refused};
use crate::args::{Asked, Command, Format};
use crate::case::folder;
use crate::failure::Failure;

/// Runs a question that is asked with `--against`; none where it is not.
pub fn compared(command: &Command) -> Option<Result<ExitCode, Failure>> {
    let (asked, other, format) = match command {
        Command::Brief(a) => (&a.asked, &a.other, a.format),
        Command::Price(a) => (&a.asked, &a.other, a.format),
        Command::Vote(a) => (&a.asked, &a.other, a.format),
        Command::Deals(a) => (&a.asked, &a.other, a.format),
        Command::Forecast(a) => (&a.asked, &a.other, a.format),
        _ => return None,
    };
    (!other.against.is_empty()).then(|| run(command, asked, &other.against, format))
}

/// The question of a command.
fn question(command: &Command) -> Result<Compared, Failure> {
    Ok(match command {
        Command::Price(a) => Compared::Price(a.proposals.clone()),
        Command::Vote(a) => Compared::Vote(a.proposals.clone()),
        Command::Forecast(_) => Compared::Forecast,
        Command::Deals(a) => Compared::Deals(deals::Asked {
            methods: a.method.clone(),
            weights: a.weight.iter().map(|w| verb::weight(w)).collect::<Result<_, _>>()?,
            confidences: a.confidence.clone(),
        }),
        _ => Compared::Brief,
    })
}

fn run(command: &Command, asked: &Asked, texts: &[String], format: Format) -> Result<ExitCode, Failure> {
    let compare = Compare {
        of: question(command)?,
        asked: asked.told(),
        set: asked.set.clone(),
        against: Against::parse(texts).map_err(Failure)?,
        form: format.into(),
    };
    let files = folder(&asked.case)?;
    let Some(own) = read_case(&files, &asked.case, &asked.set) else { return Ok(ExitCode::from(1)) };
    let other = if compare.against.set.is_empty() {
        None
    } else {
        match read_case(&files, &asked.case, &compare.other_set()) {
            Some(other) => Some(other),
            None => return Ok(ExitCode::from(1)),
        }
    };
    match compare.answer(&own, other.as_ref().unwrap_or(&own)) {
        Ok(answer) => print(&answer, compare.form, None),
        Err(refusal) => Ok(refused(&refusal)),
    }
}
