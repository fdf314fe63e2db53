//! Same case, same options: the same bytes, wherever and whenever they are asked for.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use support::{JAPAN, KOREA, NATO, cases, command, copy, finish, run_in};

const QUESTIONS: [(&str, &str); 3] = [(KOREA, "2019-11-19"), (JAPAN, "2026-11-24"), (NATO, "2019-09-20")];

fn arguments<'a>(case: &'a str, day: &'a str) -> Vec<Vec<&'a str>> {
    let mut all = Vec::new();
    for format in ["text", "json", "csv", "html"] {
        all.push(vec!["brief", case, "--as-of", day, "--since", "2019-09-05", "--format", format]);
        all.push(vec!["price", case, "--as-of", day, "--show-arithmetic", "--format", format]);
        all.push(vec!["forecast", case, "--as-of", day, "--members", "--assumptions", "--format", format]);
        all.push(vec!["vote", case, "--as-of", day, "--format", format]);
        all.push(vec!["deals", case, "--as-of", day, "--format", format]);
        all.push(vec!["record", case, "--as-of", day, "list", "--format", format]);
        all.push(vec!["classes", "--format", format]);
        if case == NATO {
            all.push(vec![
                "share",
                "nato-common-funding-2019/share.csv",
                "--ability",
                "1.2",
                "--format",
                format,
            ]);
        }
    }
    all.push(vec!["brief", case, "--as-of", day, "--format", "svg"]);
    all.push(vec!["vote", case, "--as-of", day, "--format", "svg"]);
    all.push(vec!["deals", case, "--as-of", day, "--format", "svg"]);
    all.push(vec!["forecast", case, "--as-of", day, "--format", "svg"]);
    all.push(vec!["forecast", case, "--as-of", day, "--format", "svg", "--picture", "amount"]);
    all
}

fn answers(dir: &Path, case: &str, day: &str, surroundings: &[(&str, &str)]) -> Vec<String> {
    arguments(case, day)
        .iter()
        .map(|args| {
            let mut c = command(dir, args);
            c.envs(surroundings.iter().copied());
            let ran = finish(c);
            assert!(ran.code < 2, "{args:?}: {}", ran.err);
            assert!(ran.code == 1 || ran.out.len() > 100, "{args:?} says next to nothing: {}", ran.out);
            format!("{args:?} {}\n{}", ran.code, ran.out)
        })
        .collect()
}

#[test]
fn the_same_bytes_twice_elsewhere_and_in_other_surroundings() {
    for (case, day) in QUESTIONS {
        let first = answers(&cases(), case, day, &[]);
        let said = first.iter().filter(|a| a.len() > 400).count();
        assert!(said >= 20, "{case}: only {said} answers say something");
        assert!(first == answers(&cases(), case, day, &[]), "{case}: twice");
        let elsewhere = copy(case);
        assert!(first == answers(elsewhere.path(), case, day, &[]), "{case}: a copy in another folder");
        let korean = [
            ("LANG", "ko_KR.UTF-8"),
            ("LC_ALL", "ko_KR.UTF-8"),
            ("TZ", "Asia/Seoul"),
            ("COLUMNS", "40"),
            ("TERM", "dumb"),
        ];
        assert!(first == answers(&cases(), case, day, &korean), "{case}: Korean surroundings");
        let german = [
            ("LANG", "de_DE.UTF-8"),
            ("LC_NUMERIC", "de_DE.UTF-8"),
            ("TZ", "America/New_York"),
            ("NO_COLOR", "1"),
            ("CLICOLOR_FORCE", "1"),
        ];
        assert!(first == answers(&cases(), case, day, &german), "{case}: German surroundings");
    }
}

/// What to type next names the case as it was named; nothing else of an answer depends on the path to it.
fn but_what_to_type_next(text: &str) -> Vec<&str> {
    text.lines().filter(|l| !l.trim_start().starts_with("winset ")).collect()
}

#[test]
fn a_path_to_the_case_changes_nothing_but_what_to_type_next() {
    let whole = cases().join(KOREA).canonicalize().expect("the case");
    let path = whole.to_str().expect("text");
    for command in ["brief", "price", "forecast"] {
        for format in ["text", "json", "csv"] {
            let ask = |dir: &Path, case: &str| {
                run_in(dir, &[command, case, "--as-of", "2019-11-19", "--format", format]).done()
            };
            let by_name = ask(&cases(), KOREA);
            for (dir, case) in [(Path::new("/"), path), (whole.as_path(), ".")] {
                let other = ask(dir, case);
                assert!(
                    but_what_to_type_next(&other) == but_what_to_type_next(&by_name),
                    "{command} {case} {format}"
                );
            }
            assert!(
                command == "brief" || by_name == ask(Path::new("/"), path),
                "{command} {format} names the path"
            );
        }
    }
}

#[test]
fn a_page_is_the_same_bytes_twice() {
    let dir = copy(KOREA);
    let page = |name: &str| {
        let ran = run_in(dir.path(), &["report", KOREA, "--as-of", "2019-11-19", "-o", name]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        std::fs::read(dir.path().join(name)).expect("the page")
    };
    assert!(page("a.html") == page("b.html"));
}

/// Rows of the record that were said on the same day keep their order; the order of other rows carries no meaning.
#[test]
fn rows_of_the_record_in_another_order_give_the_same_answers() {
    let dir = copy(KOREA);
    let file = dir.path().join(KOREA).join("record.csv");
    let text = std::fs::read_to_string(&file).expect("the record");
    let mut lines = text.lines();
    let head = lines.next().expect("a head");
    let mut by_day: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let rows: Vec<&str> = lines.collect();
    for row in &rows {
        let day = row.split(',').nth(1).expect("a day");
        assert_eq!(day.len(), 10, "one row a line: {row}");
        by_day.entry(day).or_default().push(row);
    }
    let turned: Vec<&str> = by_day.into_values().rev().flatten().collect();
    assert_ne!(turned, rows);
    let ask = |args: &[&str]| {
        let mut json: Value = serde_json::from_str(&run_in(dir.path(), args).done()).expect("JSON");
        // The hash is of the whole case as written, in its order; new claims are listed as they are written.
        if let Some(o) = json.as_object_mut() {
            o.remove("case_hash");
        }
        if let Some(list) = json.pointer_mut("/since/claims").and_then(Value::as_array_mut) {
            assert!(list.len() > 5);
            list.sort_by_key(|c| c["id"].as_str().map(str::to_owned));
        }
        json
    };
    let questions: [&[&str]; 4] = [
        &["brief", KOREA, "--as-of", "2019-11-19", "--since", "2019-10-01", "--format", "json"],
        &["price", KOREA, "--as-of", "2019-11-19", "--format", "json"],
        &["forecast", KOREA, "--as-of", "2019-11-19", "--format", "json"],
        &["record", KOREA, "--as-of", "2019-11-19", "list", "--format", "json"],
    ];
    let before: Vec<Value> = questions.iter().map(|q| ask(q)).collect();
    std::fs::write(&file, format!("{head}\n{}\n", turned.join("\n"))).expect("a file is written");
    for (q, b) in questions.iter().zip(before) {
        let a = ask(q);
        for (k, v) in b.as_object().expect("an object") {
            assert!(&a[k] == v, "{q:?}: {k} differs");
        }
    }
}
