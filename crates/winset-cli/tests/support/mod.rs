//! Runs the built command on the shipped cases or on copies of them.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub const KOREA: &str = "rok-us-sma-11";
pub const JAPAN: &str = "japan-us-hns-2027";
pub const NATO: &str = "nato-common-funding-2019";
pub const MINI: &str = "reference-sma-mini";

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The result, of a run that must have succeeded.
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "stdout: {}\nstderr: {}", self.out, self.err);
        self.out
    }
}

/// Folder of the shipped cases.
pub fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

/// The command, with nothing of the surroundings that could reach an answer.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_winset"));
    c.current_dir(dir).args(args).stdin(Stdio::null()).env_remove("COLUMNS").env_remove("NO_COLOR");
    c
}

/// Runs the command in a folder.
pub fn run_in(dir: &Path, args: &[&str]) -> Ran {
    finish(command(dir, args))
}

/// Runs the command in the folder of the shipped cases.
pub fn run(args: &[&str]) -> Ran {
    run_in(&cases(), args)
}

pub fn finish(mut c: Command) -> Ran {
    let o = c.output().expect("the command starts");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("output is UTF-8");
    Ran {
        code: o.status.code().expect("the command was not killed"),
        out: text(o.stdout),
        err: text(o.stderr),
    }
}

/// A copy of a shipped case in a folder of its own; the folder keeps the name of the case.
pub fn copy(case: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    copy_dir(&cases().join(case), &dir.path().join(case));
    dir
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for e in fs::read_dir(from).expect("the shipped case is there").flatten() {
        let target = to.join(e.file_name());
        if e.path().is_dir() {
            copy_dir(&e.path(), &target);
        } else {
            fs::copy(e.path(), target).expect("a file is copied");
        }
    }
}

/// Appends text to a file of a case.
pub fn append(file: &Path, text: &str) {
    let mut all = fs::read_to_string(file).unwrap_or_default();
    if !all.is_empty() && !all.ends_with('\n') {
        all.push('\n');
    }
    all.push_str(text);
    fs::write(file, all).expect("a file is written");
}

/// One answer of a case as JSON.
pub fn json(args: &[&str]) -> serde_json::Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let ran = run(&all);
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{args:?}: {e}\n{}\n{}", ran.out, ran.err))
}
