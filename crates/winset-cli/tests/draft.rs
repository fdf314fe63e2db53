//! A case from a document: what is printed and written, what is refused, and that a folder is whole or not there.

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use support::{Ran, command, run_in};

const ARTICLE: &str = "# publisher: Example Wire\n# title: Talks break off\n# date: 2026-11-16\n---\n\
                       Talks between Northland and Southland on the 4th Support Agreement broke off.\n";

const FLAGS: [&str; 14] = [
    "--asks",
    "Northland",
    "--pays",
    "Southland (South)",
    "--last-amount",
    "480 million EUR, 2026",
    "--expires",
    "2026-12-31",
    "--approval",
    "Diet (South): more than half of those present, quorum half of members",
    "--seats",
    "Gov 108 government, Opp 92 opposition",
    "--past",
    "2021-2023: 440 million EUR, 2024: 460 million EUR",
];

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.txt"), ARTICLE).expect("a file");
    dir
}

fn names(dir: &Path) -> Vec<String> {
    let mut list: Vec<String> = fs::read_dir(dir)
        .expect("a folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    list.sort();
    list
}

fn new(dir: &Path, more: &[&str]) -> Ran {
    let mut args = vec!["new", "made", "--from", "a.txt"];
    args.extend(more);
    run_in(dir, &args)
}

/// A run that failed with a code and words on stderr, and left nothing behind.
#[track_caller]
fn fails(dir: &Path, more: &[&str], code: i32, words: &[&str]) {
    let before = names(dir);
    let ran = new(dir, more);
    assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{more:?}: {}", ran.err);
    for w in words {
        assert!(ran.err.contains(w), "no `{w}` in\n{}", ran.err);
    }
    assert_eq!(names(dir), before, "nothing is left over");
}

#[test]
fn without_answers_a_case_says_what_is_not_known() {
    let dir = folder();
    let out = new(dir.path(), &[]).done();
    assert!(out.contains("as of Mon 16 Nov 2026") && out.contains("NOT KNOWN\n who asks\n"), "{out}");
    assert_eq!(names(&dir.path().join("made")), ["case.toml", "record.csv", "sources.csv"]);
    let check = run_in(dir.path(), &["check", "made"]).done();
    assert!(check.contains("no mistake, no remark"), "{check}");
    assert_eq!(
        run_in(dir.path(), &["brief", "made", "--as-of", "2026-11-16"]).done(),
        out.replace("made\n", "made --as-of 2026-11-16\n")
            .replace("record made list", "record made --as-of 2026-11-16 list")
            .replace("report made -o", "report made --as-of 2026-11-16 -o")
    );
    let forecast = run_in(dir.path(), &["forecast", "made"]);
    assert_eq!(forecast.code, 1);
    assert!(forecast.err.contains("add baseline.ends"), "{}", forecast.err);
}

#[test]
fn with_answers_a_case_answers_every_question() {
    let dir = folder();
    let out = new(dir.path(), &FLAGS).done();
    assert!(
        out.contains("South: Diet, yes more than half of those present") && out.contains("Gov 108 · Opp 92"),
        "{out}"
    );
    assert_eq!(run_in(dir.path(), &["check", "made"]).err, "");
    let price = run_in(dir.path(), &["price", "made", "+13%, 7%/yr, 5y"]).done();
    assert!(price.contains(" 2027                     542.4"), "{price}");
    let forecast = run_in(dir.path(), &["forecast", "made"]).done();
    for words in ["0 own", "own series: n 0", "forecast.class.series", "forecast.class.type"] {
        assert!(forecast.contains(words), "no `{words}` in\n{forecast}");
    }
    let history = fs::read_to_string(dir.path().join("made/history.csv")).expect("a sheet");
    assert!(history.contains("2021,2021–2023,440000000,EUR,,,2026-11-16,recalled,\n"), "{history}");
}

#[test]
fn a_file_of_answers_says_the_same_as_flags() {
    let dir = folder();
    let file = "asks = \"Northland\"\npays = \"Southland (South)\"\nlast_amount = \"480 million EUR\"\nlast_year = 2026\n\
                expires = 2026-12-31\napprovals = [\"Diet (South): more than half of those present, quorum half of members\"]\n\
                seats = \"Gov 108 government, Opp 92 opposition\"\n\
                past = [\"2021-2023: 440 million EUR\", \"2024: 460 million EUR\"]\n";
    fs::write(dir.path().join("answers.toml"), file).expect("a file");
    new(dir.path(), &["--answers", "answers.toml"]).done();
    let read = || fs::read_to_string(dir.path().join("made/case.toml")).expect("a case");
    let from_file = read();
    fs::remove_dir_all(dir.path().join("made")).expect("it is gone");
    new(dir.path(), &FLAGS).done();
    assert_eq!(from_file, read());
}

#[test]
fn what_the_text_proposes_counts_when_it_is_accepted() {
    let dir = folder();
    let ran = new(dir.path(), &["--accept"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(dir.path().join("made/case.toml")).expect("a case");
    assert!(text.contains("\nagreement = \"4th Support Agreement\"\n"), "{text}");
}

#[test]
fn every_mistake_is_told_at_once_and_nothing_is_written() {
    let dir = folder();
    fs::write(dir.path().join("answers.toml"), "asks = 5\nlast_amunt = \"x\"\n").expect("a file");
    let more = ["--answers", "answers.toml", "--expires", "31.12.2026", "--approval", "Diet: majority"];
    let words = [
        "--expires:1:1",
        "write 2026-12-31",
        "answers.toml:1:8",
        "answers.toml:2:1",
        "did you mean `last_amount`?",
        "this is not a vote rule",
        "4 mistakes",
    ];
    fails(dir.path(), &more, 1, &words);
}

#[test]
fn usage_and_files_are_exit_2() {
    let dir = folder();
    fails(dir.path(), &["--template", "quota"], 2, &["cannot be used with"]);
    fails(dir.path(), &["--answers", "no.toml"], 2, &["no.toml"]);
    fails(dir.path(), &["--encoding", "utf8"], 2, &["utf-8"]);
    for args in [vec!["new", "made", "--from", "no.txt"], vec!["new", "made", "--asks", "A"]] {
        assert_eq!(run_in(dir.path(), &args).code, 2, "{args:?}");
    }
    fs::write(dir.path().join("a.txt"), "Nothing here says when.\n").expect("a file");
    fails(dir.path(), &[], 2, &["does not say its day", "--date"]);
    fs::create_dir(dir.path().join("made")).expect("a folder");
    fs::write(dir.path().join("made/mine.txt"), "mine").expect("a file");
    fails(dir.path(), &["--date", "2026-11-16"], 2, &["not empty; nothing was written"]);
    assert_eq!(names(&dir.path().join("made")), ["mine.txt"]);
}

#[test]
fn the_text_is_kept_only_if_that_is_asked_for() {
    let dir = folder();
    new(dir.path(), &["--keep-text"]).done();
    let made = dir.path().join("made");
    assert_eq!(names(&made), [".gitignore", "case.toml", "record.csv", "sources.csv", "texts"]);
    assert_eq!(fs::read_to_string(made.join(".gitignore")).expect("a file"), "texts/\n");
    let text = fs::read_to_string(made.join("texts/a.txt")).expect("a file");
    assert!(text.starts_with("Talks between"), "{text}");
    assert_eq!(run_in(dir.path(), &["check", "made"]).code, 0);
}

#[test]
fn standard_input_and_folders_on_the_way_are_taken() {
    let dir = folder();
    let mut c = command(dir.path(), &["new", "deep/er/made", "--from", "-", "--date", "2026-11-17"]);
    let mut child =
        c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(ARTICLE.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(names(dir.path()), ["a.txt", "deep"]);
    assert_eq!(names(&dir.path().join("deep")), ["er"]);
    assert!(run_in(dir.path(), &["brief", "deep/er/made"]).done().contains("17 Nov 2026"));
    fs::create_dir(dir.path().join("empty")).expect("a folder");
    assert_eq!(run_in(&dir.path().join("empty"), &["new", ".", "--from", "../a.txt"]).code, 0);
    assert_eq!(names(&dir.path().join("empty")), ["case.toml", "record.csv", "sources.csv"]);
}
