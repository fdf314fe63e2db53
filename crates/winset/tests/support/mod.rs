//! Reads the shipped cases from disk and asks them through the public functions.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use winset::Question;
use winset::question::Audience;
use winset_case::parse::{Checked, Folder, parse};

pub const KOREA: &str = "rok-us-sma-11";
pub const JAPAN: &str = "japan-us-hns-2027";
pub const NATO: &str = "nato-common-funding-2019";
pub const MACKEREL: &str = "mackerel-2014";

pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// The files of a shipped case.
pub fn folder(name: &str) -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let mut files = Vec::new();
    for dir in ["", "series/"] {
        for entry in fs::read_dir(root.join(dir)).into_iter().flatten().flatten() {
            if entry.path().is_file() {
                let file = format!("{dir}{}", entry.file_name().to_string_lossy());
                files.push((file, fs::read(entry.path()).expect("a file of the case is read")));
            }
        }
    }
    files.sort();
    assert!(files.len() > 1, "the case {name} has files");
    Folder { name: name.to_owned(), files }
}

/// A shipped case with an overlay.
pub fn case(name: &str, sets: &[&str]) -> Checked {
    checked(&folder(name), sets)
}

pub fn checked(folder: &Folder, sets: &[&str]) -> Checked {
    let sets: Vec<String> = sets.iter().map(|s| (*s).to_owned()).collect();
    parse(folder, &sets).unwrap_or_else(|r| panic!("{sets:?}: {:?}", r.diagnostics))
}

/// A shipped case as of a day.
pub fn question(name: &str, as_of: &str, sets: &[&str]) -> Question {
    Question::new(&case(name, sets), Some(day(as_of)), Audience::Own).expect("a day was given").0
}
