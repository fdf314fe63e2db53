//! The `winset` command: reads folders, asks the answers, prints them.
//!
//! This is the only crate below which files, the terminal and the environment begin: everything it prints comes from
//! `winset`, everything it reads goes there as text.
#![forbid(unsafe_code)]

mod args;
mod case;
mod document;
mod failure;
mod output;
mod remarks;
mod run;
mod told;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse_from(std::env::args_os().map(signed));
    match run::run(args.command) {
        Ok(code) => code,
        Err(failure) => {
            output::to_stderr(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// A figure below zero, such as `-2 %`, written with a minus sign so that it is not taken for an option.
fn signed(argument: OsString) -> OsString {
    match argument.to_str().and_then(|t| t.strip_prefix('-')) {
        Some(figure) if figure.starts_with(|c: char| c.is_ascii_digit()) && figure.contains('%') => {
            format!("−{figure}").into()
        }
        _ => argument,
    }
}
