//! `winset calendar`.

use std::path::Path;
use std::process::ExitCode;

use winset::calendar::{calendar, ics};
use winset::verb::Form;
use winset_disk::to_file;

use super::ask;
use crate::args::Calendar;
use crate::failure::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Calendar) -> Result<ExitCode, Failure> {
    let stdout = a.output == Path::new("-");
    if !stdout && !a.output.extension().is_some_and(|e| e.eq_ignore_ascii_case("ics")) {
        return Err(Failure::at(&a.output, "a calendar is written to a file that ends in .ics, or to -"));
    }
    // It is mailed like a page: public unless told otherwise.
    let (q, _) = match ask(&a.asked, Form::Html)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let dates = match calendar(&q) {
        Ok(dates) => dates,
        Err(e) => {
            to_stderr(&format!("winset: {e}"));
            return Ok(ExitCode::from(1));
        }
    };
    if stdout {
        to_stdout(&ics(&dates))?;
    } else {
        to_file(&a.output, ics(&dates))?;
        let n = winset::fmt::count(dates.events.len(), "date", "dates");
        to_stderr(&format!("{} written, {n}, as of {}", a.output.display(), q.as_of));
    }
    Ok(ExitCode::SUCCESS)
}
