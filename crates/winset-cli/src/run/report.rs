//! `winset report`.

use std::process::ExitCode;

use winset::question::Audience;
use winset::verb::Form;
use winset::{class, page};
use winset_disk::to_file;

use super::ask;
use crate::args::Report;
use crate::failure::Failure;
use crate::output::to_stderr;

pub fn run(a: &Report) -> Result<ExitCode, Failure> {
    check_target(a)?;
    let (q, withheld) = match ask(&a.asked, Form::Html)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let html = match page::page(&q, &class::shipped(), &a.proposal, withheld) {
        Ok(html) => html,
        Err(e) => {
            e.sentences.iter().for_each(|s| to_stderr(&format!("winset: {s} (as of {})", q.as_of)));
            return Ok(ExitCode::from(2));
        }
    };
    to_file(&a.output, &html)?;
    let kept = match (Form::Html.audience(a.asked.told().audience), withheld) {
        (Audience::Own, _) => "made for your own eyes: internal entries are not withheld",
        (Audience::Public, 0) => "no internal entry had to be withheld",
        (Audience::Public, _) => "made for the public",
    };
    to_stderr(&format!("{} written, as of {}; {kept}", a.output.display(), q.as_of));
    Ok(ExitCode::SUCCESS)
}

/// A page is written to a page: never over a file of the case.
fn check_target(a: &Report) -> Result<(), Failure> {
    let html =
        a.output.extension().is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"));
    if html {
        Ok(())
    } else {
        Err(Failure::at(&a.output, "the report is a page: name a file that ends in .html"))
    }
}
