//! `winset schema`.

use std::process::ExitCode;

use winset::schema::{names, schema};
use winset_case::diagnostic::did_you_mean;

use crate::args::Schema;
use crate::failure::Failure;
use crate::output::to_stdout;

pub fn run(a: &Schema) -> Result<ExitCode, Failure> {
    match &a.name {
        None => to_stdout(&format!("{}\n", names().join("\n")))?,
        Some(name) => {
            let short = name.trim_start_matches("winset.").split('/').next().unwrap_or(name);
            let Some(text) = schema(short) else {
                let hint =
                    did_you_mean(short, names()).unwrap_or_else(|| format!("one of: {}", names().join(", ")));
                return Err(Failure(format!("there is no schema `{name}`; {hint}")));
            };
            to_stdout(text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
