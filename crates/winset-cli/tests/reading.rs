//! `winset read` and `winset figures`: what they read, what they refuse, what they say about it.

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use support::{KOREA, Ran, append, command, copy, run_in};
use tempfile::TempDir;

const COMMANDS: [&str; 2] = ["read", "figures"];

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).expect("a file is written");
    }
    dir
}

fn piped(dir: &Path, args: &[&str], text: &[u8]) -> Ran {
    let mut c = command(dir, args);
    c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = c.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("stdin");
    let text = text.to_vec();
    // The command may stop reading early: a broken pipe is no failure.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&text)));
    let o = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("output is UTF-8");
    Ran { code: o.status.code().expect("not killed"), out: text(o.stdout), err: text(o.stderr) }
}

#[track_caller]
fn refused(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
    for w in words {
        assert!(ran.err.contains(w), "no `{w}` in {}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_file_and_standard_input_give_the_same_answer_in_every_form() {
    let text = "# date: 2019-11-20\n---\nTalks broke off.\n\nNo day was set.\n";
    let dir = folder(&[("a.txt", text.as_bytes())]);
    for command in COMMANDS {
        for format in ["text", "json", "csv", "html"] {
            let file = run_in(dir.path(), &[command, "a.txt", "--format", format]).done();
            let input = piped(dir.path(), &[command, "-", "--format", format], text.as_bytes()).done();
            assert!(file.len() > 60 && input.len() > 60, "{command} {format}: {file}");
            if format == "csv" {
                assert_eq!(file, input);
            }
        }
        let input = piped(dir.path(), &[command, "-"], b"date 2019-11-20\n").done();
        assert!(input.contains("20 Nov 2019 (first line)"), "{input}");
        let told = piped(dir.path(), &[command, "-", "--date", "2020-01-02"], b"date 2019-11-20\n").done();
        assert!(told.contains("2 Jan 2020 (told)"), "{told}");
    }
}

#[test]
fn what_cannot_be_read_is_exit_2_with_a_hint() {
    let dir = folder(&[("a.txt", b"Talks broke off.\n"), ("bad.txt", b"\xfd\xfe\x81 \xff")]);
    fs::create_dir(dir.path().join("folder")).expect("a folder");
    for command in COMMANDS {
        let run = |args: &[&str]| run_in(dir.path(), &[&[command], args].concat());
        refused(&run(&[]), 2, &["<FILE>"]);
        refused(&run(&["none.txt"]), 2, &["winset: none.txt: no such file; name a file"]);
        refused(&run(&["folder"]), 2, &["winset: folder: is a folder; name a file"]);
        refused(&run(&["bad.txt"]), 2, &["winset: bad.txt: ", "; "]);
        refused(&run(&["a.txt", "--encoding", "latin-1"]), 2, &["latin-1", "shift_jis"]);
        refused(&run(&["a.txt", "--date", "20/11/2019"]), 2, &["is not an ISO date"]);
        refused(&run(&["a.txt", "--format", "svg"]), 2, &["svg", "html"]);
        refused(&run(&["a.txt", "--as-of", "2019-11-20"]), 2, &["--case"]);
        refused(&run(&["a.txt", "--case", "nowhere"]), 2, &["no such folder"]);
    }
    refused(
        &run_in(dir.path(), &["figures", "a.txt", "--rates", "none.csv"]),
        2,
        &["none.csv: no such file"],
    );
    refused(&run_in(dir.path(), &["read", "a.txt", "--rates", "a.txt"]), 2, &["--rates"]);
}

#[test]
fn more_than_the_limit_is_not_read() {
    let most = winset_read::decode::MOST_BYTES;
    let dir = folder(&[("big.txt", &vec![b'a'; most + 1])]);
    for command in COMMANDS {
        refused(
            &run_in(dir.path(), &[command, "big.txt"]),
            2,
            &["big.txt: the document is larger than 4 MB"],
        );
        if cfg!(target_os = "linux") {
            refused(&run_in(dir.path(), &[command, "/dev/zero"]), 2, &["the document is larger than 4 MB"]);
        }
    }
    refused(
        &piped(dir.path(), &["figures", "-"], &vec![b'a'; most + 100]),
        2,
        &["standard input: the document is larger than 4 MB"],
    );
}

#[test]
fn a_language_without_rules_is_named_and_figures_works_on_it() {
    let french =
        "Les négociations ont été interrompues après une heure à Séoul et la délégation est repartie.\n";
    let dir = folder(&[("fr.txt", french.as_bytes())]);
    refused(
        &run_in(dir.path(), &["read", "fr.txt"]),
        2,
        &["winset: fr.txt: is in a language that is not known here", "English", "`winset figures`"],
    );
    assert!(run_in(dir.path(), &["figures", "fr.txt"]).done().contains("No figure was found wrong."));
}

#[test]
fn a_case_beside_a_document_is_checked_first() {
    let dir = copy(KOREA);
    fs::write(dir.path().join("a.txt"), "Talks broke off.\n").expect("a file is written");
    for command in COMMANDS {
        for format in ["text", "html"] {
            let ran = run_in(dir.path(), &[command, "a.txt", "--case", KOREA, "--format", format]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        }
        let day = ["--as-of", "2019-11-19", "--audience", "public"];
        let ran = run_in(dir.path(), &[&[command, "a.txt", "--case", KOREA], &day[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    append(&dir.path().join(KOREA).join("case.toml"), "[calendar.x]\nwhat = \"no date\"\n");
    for command in COMMANDS {
        refused(&run_in(dir.path(), &[command, "a.txt", "--case", KOREA]), 1, &["1 mistake", "case.toml"]);
    }
}

#[test]
fn a_strange_text_reaches_no_terminal() {
    let text = "\u{1b}[2J\u{202e}<script>alert(1)</script>\u{7}\n";
    let dir = folder(&[("a.txt", text.as_bytes())]);
    for command in COMMANDS {
        for format in ["text", "json", "csv", "html"] {
            let ran = run_in(dir.path(), &[command, "a.txt", "--format", format]);
            for part in [&ran.out, &ran.err] {
                assert!(!part.contains(['\u{1b}', '\u{7}']), "{part:?}");
            }
            assert!(format == "json" || !ran.out.contains("<script>") || format == "text", "{}", ran.out);
        }
    }
}
