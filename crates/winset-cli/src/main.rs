//! The `winset` command: reads folders, asks the answers, prints them.
//!
//! This is the only crate below which files, the terminal and the environment begin: everything it prints comes from
//! `winset`, everything it reads goes there as text.
#![forbid(unsafe_code)]

mod args;
mod load;
mod output;
mod remarks;
mod run;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match run::run(args.command) {
        Ok(code) => code,
        Err(failure) => {
            output::to_stderr(&failure.to_string());
            ExitCode::from(2)
        }
    }
}
