//! The ledger on disk: files whole or untouched, mistakes at once, exit codes, and lists of accepted claims.

mod support;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use support::{KOREA, NATO, Ran, command, copy, run, run_in};
use tempfile::TempDir;

const CLAIM: [&str; 12] = [
    "--date",
    "2021-09-02",
    "--known-on",
    "2021-09-02",
    "--kind",
    "offer",
    "--side",
    "ROK",
    "--amount",
    "up to 1.2tn KRW a year",
    "--claim",
    "A sum, at most",
];

fn with<'a>(head: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [head, rest].concat()
}

fn record(dir: &TempDir) -> PathBuf {
    dir.path().join(KOREA).join("record.csv")
}

fn bytes(path: &PathBuf) -> Vec<u8> {
    fs::read(path).expect("a file")
}

/// Names in the case folder, hidden ones too.
fn names(dir: &TempDir) -> Vec<String> {
    let list = fs::read_dir(dir.path().join(KOREA)).expect("a folder").flatten();
    let mut list: Vec<String> = list.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    list.sort();
    list
}

#[test]
fn a_claim_is_added_at_the_end_of_the_record() {
    let dir = copy(KOREA);
    let (before, files) = (bytes(&record(&dir)), names(&dir));
    let ran = run_in(dir.path(), &with(&["record", KOREA, "add"], &CLAIM));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "record.csv: 1 claim added: t107 (line 148)\n");
    let after = bytes(&record(&dir));
    assert!(after.starts_with(&before));
    let line = String::from_utf8(after[before.len()..].to_vec()).expect("text");
    assert_eq!(
        line,
        "t107,2021-09-02,2021-09-02,,ROK,,,,offer,,1200000000000,up_to,KRW,year,,,,,,,,\"A sum, at most\",,,\n"
    );
    assert_eq!(names(&dir), files, "nothing is left over");
    assert_eq!(run_in(dir.path(), &["check", KOREA]).code, 0);
}

#[test]
fn mistakes_write_nothing() {
    let dir = copy(KOREA);
    let before = bytes(&record(&dir));
    let args = [
        "record", KOREA, "add", "--date", "2.9.2021", "--kind", "ofer", "--amount", "5 bn KRX", "--claim",
        "x",
    ];
    let ran = run_in(dir.path(), &args);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for words in [
        "--amount:1",
        "did you mean `KRW`?",
        "record.csv:148",
        "did you mean `offer`?",
        "`known_on` is empty",
        "nothing was written",
    ] {
        assert!(ran.err.contains(words), "no `{words}` in\n{}", ran.err);
    }
    assert!(bytes(&record(&dir)) == before);
    for (args, words) in [
        (vec!["record", KOREA, "add"], "nothing to add"),
        (vec!["record", KOREA, "--as-of", "2019-11-19", "add", "--claim", "x"], "takes no --as-of"),
        (vec!["record", KOREA, "add", "--from", "x.csv", "--claim", "x"], "cannot be used with"),
        (vec!["record", KOREA, "add", "--from", "x.csv"], "x.csv"),
    ] {
        let ran = run_in(dir.path(), &args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn rows_come_from_a_file_or_from_standard_input() {
    let dir = copy(KOREA);
    let rows = "kind,date,known_on,claim\nevent,2021-09-02,2021-09-02,one\nevent,2021-09-03,2021-09-03,two\n";
    fs::write(dir.path().join("new.csv"), rows).expect("a file");
    let ran = run_in(dir.path(), &["record", KOREA, "add", "--from", "new.csv"]);
    assert_eq!(ran.done(), "record.csv: 2 claims added: t107 (line 148), t108 (line 149)\n");
    let mut c = command(dir.path(), &["record", KOREA, "add", "--from", "-"]);
    let mut child =
        c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("stdin").write_all(rows.as_bytes()).expect("it is written");
    let out = child.wait_with_output().expect("it ends");
    assert_eq!(out.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&out.stdout).contains("t109 (line 150), t110 (line 151)"));
    let wrong = rows.replace("known_on", "known");
    fs::write(dir.path().join("new.csv"), wrong).expect("a file");
    let ran = run_in(dir.path(), &["record", KOREA, "add", "--from", "new.csv"]);
    assert!(ran.code == 1 && ran.err.contains("new.csv:1"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_record_that_may_not_be_replaced_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = copy(KOREA);
    // Permissions and links inside the case stay.
    let root = dir.path().join(KOREA);
    fs::rename(root.join("record.csv"), root.join("ledger.txt")).expect("renamed");
    symlink("ledger.txt", root.join("record.csv")).expect("a link");
    fs::set_permissions(root.join("ledger.txt"), fs::Permissions::from_mode(0o600)).expect("set");
    assert_eq!(run_in(dir.path(), &with(&["record", KOREA, "add"], &CLAIM)).code, 0);
    let link = fs::symlink_metadata(root.join("record.csv")).expect("it is there");
    assert!(link.file_type().is_symlink());
    let mode = fs::metadata(root.join("ledger.txt")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn many_at_once_lose_nothing() {
    let dir = copy(NATO);
    let args = [
        "record",
        NATO,
        "add",
        "--date",
        "2021-09-02",
        "--known-on",
        "2021-09-02",
        "--kind",
        "event",
        "--claim",
        "x",
    ];
    let start = || {
        let mut c = command(dir.path(), &args);
        c.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    };
    let children: Vec<_> = (0..6).map(|_| start()).collect();
    let mut done = 0;
    for c in children {
        let out = c.wait_with_output().expect("it ends");
        match out.status.code() {
            Some(0) => done += 1,
            Some(2) => {
                assert!(String::from_utf8_lossy(&out.stderr).contains("changed while this command ran"))
            }
            other => panic!("{other:?}: {}", String::from_utf8_lossy(&out.stderr)),
        }
    }
    assert!(done >= 1);
    assert_eq!(run_in(dir.path(), &["check", NATO]).code, 0, "the record is whole");
}

// ------------------------------------------------------------------ verify

#[test]
fn a_finding_is_exit_3_in_every_form() {
    let clean = run(&["record", KOREA, "--as-of", "2019-11-19", "verify"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""));
    assert!(clean.out.contains("no finding") && clean.out.contains("conversion: 3 done"), "{}", clean.out);
    let dir = copy(KOREA);
    let path = record(&dir);
    let spoilt = fs::read_to_string(&path).expect("text").replace("16.6bn MYR", "6.6bn MYR");
    fs::write(&path, spoilt).expect("written");
    for format in ["text", "json", "csv"] {
        let ran =
            run_in(dir.path(), &["record", KOREA, "--as-of", "2019-11-19", "verify", "--format", format]);
        assert_eq!((ran.code, ran.err.as_str()), (3, ""), "{format}");
        assert!(ran.out.contains("t032") && ran.out.contains("MYR per USD"), "{}", ran.out);
    }
    assert_eq!(run(&["record", KOREA, "verify", "--format", "svg"]).code, 2);
}

// ------------------------------------------------------------------ read

fn read(dir: &TempDir, args: &[&str]) -> Ran {
    run_in(dir.path(), &with(&["read", "news.txt"], args))
}

#[test]
fn what_cannot_be_offered_is_told() {
    let dir = copy(KOREA);
    fs::write(dir.path().join("news.txt"), "They asked for US$5 billion.\n").expect("a file");
    let before = bytes(&record(&dir));
    let ran = read(&dir, &["--append", KOREA]);
    assert!(ran.code == 2 && ran.err.contains("say --date YYYY-MM-DD"), "{}", ran.err);
    let ran = read(&dir, &["--accept", "list.txt"]);
    assert!(ran.code == 2 && ran.err.contains("--append"), "{}", ran.err);
    fs::write(dir.path().join("news.txt"), [0xff, 0xff, 0xc0]).expect("a file");
    assert_eq!(read(&dir, &["--append", KOREA, "--date", "2019-11-20"]).code, 2);
    assert!(bytes(&record(&dir)) == before);
    assert!(!names(&dir).contains(&".winset".to_owned()));
}
