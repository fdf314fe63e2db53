//! `winset new`.

use std::fs;
use std::process::ExitCode;

use winset::template::{names, template};
use winset_case::diagnostic::did_you_mean;

use crate::args::New;
use crate::load::Failure;
use crate::output::{to_file, to_stderr};

pub fn run(a: &New) -> Result<ExitCode, Failure> {
    let Some(files) = template(&a.template) else {
        let hint =
            did_you_mean(&a.template, names()).unwrap_or_else(|| format!("one of: {}", names().join(", ")));
        return Err(Failure(format!("`{}` is not a template; {hint}", a.template)));
    };
    if fs::read_dir(&a.dir).is_ok_and(|mut d| d.next().is_some()) || a.dir.is_file() {
        return Err(Failure::at(&a.dir, "is there already and not empty; nothing was written"));
    }
    for (name, text) in files {
        let path = a.dir.join(name);
        let dir = path.parent().unwrap_or(&a.dir);
        fs::create_dir_all(dir).map_err(|e| Failure::at(dir, &e.to_string()))?;
        to_file(&path, text)?;
    }
    to_stderr(&format!(
        "{0} made from the template {1}; next: winset brief {0}",
        a.dir.display(),
        a.template
    ));
    Ok(ExitCode::SUCCESS)
}
