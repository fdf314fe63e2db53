//! `winset report`.

use std::process::ExitCode;

use winset::question::Audience;
use winset::{class, page};

use super::ask;
use crate::args::{Audience as Asked, Report};
use crate::load::Failure;
use crate::output::{to_file, to_stderr};

pub fn run(a: &Report) -> Result<ExitCode, Failure> {
    let audience = match a.audience {
        Asked::Public => Audience::Public,
        Asked::Own => Audience::Own,
    };
    let (_, q, withheld) = match ask(&a.asked, audience)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let html = match page::page(&q, &class::shipped(), &a.proposal, withheld) {
        Ok(html) => html,
        Err(e) => {
            e.sentences.iter().for_each(|s| to_stderr(&format!("winset: {s}")));
            return Ok(ExitCode::from(2));
        }
    };
    to_file(&a.output, &html)?;
    let kept = match (a.audience, withheld) {
        (Asked::Own, _) => "made for your own eyes: internal entries are not withheld".to_owned(),
        (Asked::Public, 0) => "no internal entry had to be withheld".to_owned(),
        (Asked::Public, 1) => "1 internal entry withheld".to_owned(),
        (Asked::Public, n) => format!("{n} internal entries withheld"),
    };
    to_stderr(&format!("{} written, as of {}; {kept}", a.output.display(), q.as_of));
    Ok(ExitCode::SUCCESS)
}
