//! `winset completions` and `winset man`: made from the list of commands.

use std::fs;
use std::process::ExitCode;

use clap::CommandFactory;
use winset_disk::to_file;

use crate::args::{Args, Completions, Man};
use crate::failure::Failure;
use crate::output::{bytes_to_stdout, to_stdout};

pub fn completions(a: &Completions) -> Result<ExitCode, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(a.shell, &mut Args::command(), "winset", &mut bytes);
    bytes_to_stdout(&bytes)?;
    Ok(ExitCode::SUCCESS)
}

pub fn man(a: &Man) -> Result<ExitCode, Failure> {
    let command = Args::command();
    let Some(dir) = &a.output else {
        to_stdout(&page(&command, "winset")?)?;
        return Ok(ExitCode::SUCCESS);
    };
    fs::create_dir_all(dir).map_err(|e| Failure::at(dir, &e.to_string()))?;
    to_file(&dir.join("winset.1"), &page(&command, "winset")?)?;
    for sub in command.get_subcommands() {
        let name = format!("winset-{}", sub.get_name());
        to_file(&dir.join(format!("{name}.1")), &page(sub, &name)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: &clap::Command, name: &str) -> Result<String, Failure> {
    let named = command.clone().name(name.to_owned()).version(env!("CARGO_PKG_VERSION"));
    let mut bytes = Vec::new();
    clap_mangen::Man::new(named).render(&mut bytes).map_err(|e| Failure(format!("manual page: {e}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
