//! `winset export`: the issues and preferences of a case as another tool's domain; all files or none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use winset::fmt::count;
use winset::verb::Form;
use winset_case::text::neutral;
use winset_disk::over_file;
use winset_domain::{Domain, Format, Unsayable, Written, of_case, write};

use super::ask;
use crate::args::Export;
use crate::failure::Failure;
use crate::output::to_stderr;

pub fn run(a: &Export) -> Result<ExitCode, Failure> {
    let format = a.output.extension().and_then(|e| Format::of_ending(&e.to_string_lossy()));
    let Some((format, name)) = format.zip(a.output.file_name()) else {
        return Err(Failure::at(&a.output, "name a file that ends in .xml, .json, .yml or .yaml"));
    };
    // A domain leaves the machine, as a page does.
    let (q, withheld) = match ask(&a.asked, Form::Html)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let made = of_case(&q.case, q.as_of)
        .and_then(|domain| Ok((write(format, &domain, &name.to_string_lossy())?, domain)));
    let (written, domain) = match made {
        Ok(made) => made,
        Err(wrong) => {
            to_stderr(&refused(&wrong, withheld));
            return Ok(ExitCode::from(1));
        }
    };
    let folder = a.output.parent().unwrap_or(Path::new(""));
    put(folder, &written)?;
    written.remarks.iter().for_each(|r| to_stderr(&neutral(&format!("remark: {r}"))));
    to_stderr(&neutral(&told(&a.output, &domain, &written, format)));
    Ok(ExitCode::SUCCESS)
}

fn refused(wrong: &[Unsayable], withheld: usize) -> String {
    let mut lines: Vec<String> =
        wrong.iter().map(|w| neutral(&format!("{}: {}", w.entry, w.sentence))).collect();
    if withheld > 0 {
        lines.push("entries were withheld; --audience own writes them too".to_owned());
    }
    lines.push("nothing was written".to_owned());
    lines.join("\n")
}

fn told(output: &Path, domain: &Domain, written: &Written, format: Format) -> String {
    let profiles: Vec<&str> = written.files.iter().skip(1).map(|(n, _)| n.as_str()).collect();
    let few = if profiles.len() < 2 { "; a negotiation needs two profiles" } else { "" };
    format!(
        "{} written ({}, {}), beside it {}{few}",
        output.display(),
        format.name(),
        count(domain.issues.len(), "issue", "issues"),
        profiles.join(", "),
    )
}

/// Writes all files, none over another; what was written goes again where one fails.
fn put(folder: &Path, written: &Written) -> Result<(), Failure> {
    let paths: Vec<PathBuf> = written.files.iter().map(|(n, _)| folder.join(n)).collect();
    if let Some(there) = paths.iter().find(|p| p.exists()) {
        return Err(Failure::at(there, "is there already; nothing was written"));
    }
    for (i, (path, (_, text))) in paths.iter().zip(&written.files).enumerate() {
        if let Err(e) = over_file(path, None, text) {
            paths.iter().take(i).for_each(|p| drop(std::fs::remove_file(p)));
            return Err(e.into());
        }
    }
    Ok(())
}
