//! The verbs of the library give the bytes, the remarks and the ending of the command, option by option.

mod support;

use std::fs;

use support::{JAPAN, KOREA, MACKEREL, MINI, NATO, cases, run};
use winset::verb::{
    Answer, Brief, Check, Classes, Deals, Forecast, Form, Price, RecordList, Refusal, Verify, Vote,
};
use winset_case::parse::{Folder, parse};

const CASES: [&str; 5] = [KOREA, JAPAN, NATO, MINI, MACKEREL];

fn folder(case: &str) -> Folder {
    let root = cases().join(case);
    let mut files = Vec::new();
    for dir in ["", "series/"] {
        for e in fs::read_dir(root.join(dir)).into_iter().flatten().flatten().filter(|e| e.path().is_file()) {
            let name = format!("{dir}{}", e.file_name().to_string_lossy());
            if name != "share.csv" {
                files.push((name, fs::read(e.path()).expect("readable")));
            }
        }
    }
    files.sort();
    Folder { name: case.to_owned(), files }
}

/// What a query of a case is answered, `set` laid over the case as a server does it.
fn asked(case: &str, verb: &str, pairs: &[(String, String)]) -> Result<Answer, Refusal> {
    if verb == "classes" {
        return Classes::from_pairs(pairs)?.answer();
    }
    let sets: Vec<String> = pairs.iter().filter(|(k, _)| k == "set").map(|(_, v)| v.clone()).collect();
    let folder = folder(case);
    let parsed = parse(&folder, &sets);
    if verb == "check" {
        let check = Check { named: case.to_owned(), ..Check::from_pairs(pairs)? };
        return check.answer(&parsed);
    }
    let checked = parsed.expect("a shipped case is right");
    match verb {
        "brief" => Brief { named: case.to_owned(), ..Brief::from_pairs(pairs)? }.answer(&checked),
        "price" => Price::from_pairs(pairs)?.answer(&checked),
        "vote" => Vote::from_pairs(pairs)?.answer(&checked),
        "deals" => Deals::from_pairs(pairs)?.answer(&checked),
        "forecast" => Forecast::from_pairs(pairs)?.answer(&checked),
        "list" => RecordList::from_pairs(pairs)?.answer(&checked),
        "verify" => Verify::from_pairs(pairs)?.answer(&checked, &folder),
        other => panic!("{other} is no verb"),
    }
}

/// The arguments that say the same as a query.
fn arguments(case: &str, verb: &str, pairs: &[(String, String)]) -> Vec<String> {
    let mut args: Vec<String> = match verb {
        "list" | "verify" => vec!["record".into(), case.into(), verb.into()],
        "classes" => vec![verb.into()],
        _ => vec![verb.into(), case.into()],
    };
    for (key, value) in pairs {
        match (key.as_str(), value.as_str()) {
            ("proposal", _) => args.push(value.clone()),
            (_, "") => args.push(format!("--{}", key.replace('_', "-"))),
            _ => args.extend([format!("--{}", key.replace('_', "-")), value.clone()]),
        }
    }
    args
}

#[track_caller]
fn same(case: &str, verb: &str, query: &[(&str, &str)]) {
    for form in ["text", "json", "csv", "html", "svg"] {
        let pairs: Vec<(String, String)> =
            query.iter().chain(&[("format", form)]).map(|(k, v)| ((*k).into(), (*v).into())).collect();
        let args = arguments(case, verb, &pairs);
        let ran = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        let (code, out, err) = match asked(case, verb, &pairs) {
            Ok(a) => {
                let lacks = a.lacks.iter().map(|s| format!("winset: {s}\n"));
                let err = a.remarks.iter().map(|s| format!("{s}\n")).chain(lacks).collect::<String>();
                let code = if a.incomplete { 1 } else { 3 * i32::from(a.differs) };
                (code, String::from_utf8(a.body).expect("text"), err)
            }
            Err(e) => {
                let err = e.sentences().iter().map(|s| format!("winset: {s}\n")).collect();
                (if matches!(e, Refusal::Missing(_)) { 1 } else { 2 }, String::new(), err)
            }
        };
        assert_eq!(ran.code, code, "{args:?}");
        // The remarks of a check are drawn for the terminal.
        assert!(ran.err == err || (verb, form) == ("check", "text"), "{args:?}: {}\n{err}", ran.err);
        assert!(ran.out == out, "{args:?}: the bytes differ");
    }
}

#[test]
fn every_case_is_answered_alike() {
    for case in CASES {
        for verb in ["brief", "price", "vote", "deals", "forecast", "check", "list", "verify"] {
            same(case, verb, &[]);
        }
    }
    same("", "classes", &[]);
}

#[test]
fn every_option_means_the_same() {
    let day = ("as_of", "2019-11-19");
    same(KOREA, "brief", &[day, ("since", "2019-09-01"), ("audience", "public")]);
    same(KOREA, "brief", &[day, ("since", "2020-01-01")]);
    let set = ("set", "price.discount_rate=\"2 %\"");
    let (inline, none) = (("proposal", "+13%, 7%/yr, 5y"), ("proposal", "bogus"));
    same(KOREA, "price", &[day, set, inline, ("show_arithmetic", "")]);
    same(KOREA, "price", &[inline, none]);
    same(KOREA, "price", &[("as_of", "1990-01-01")]);
    same(KOREA, "vote", &[day, ("set", "approval.assembly.bloc.dp.seats=109"), inline]);
    same(KOREA, "vote", &[none]);
    let methods = [("method", "utilitarian"), ("method", "weighted_nash"), ("weight", "US=2")];
    same(MACKEREL, "deals", &[&methods[..], &[("confidence", "0.9"), ("frontier", "")]].concat());
    same(MACKEREL, "deals", &[("explain", "nash")]);
    same(MACKEREL, "deals", &[("method", "bogus")]);
    let shown = [("members", ""), ("assumptions", ""), ("picture", "amount"), ("method", "class")];
    same(KOREA, "forecast", &[&[day][..], &shown].concat());
    same(KOREA, "check", &[("set", "price.bogus=3")]);
    let filter = [("kind", "demand"), ("kind", "offer"), ("side", "US"), ("since", "2019-08-01")];
    same(KOREA, "list", &filter);
    same(
        KOREA,
        "list",
        &[("attribution", "lawmaker"), ("find", "billion"), ("group", "x"), ("official", "")],
    );
    same(KOREA, "list", &[("side", "bogus")]);
    same(KOREA, "list", &[("kind", "bogus")]);
    same(KOREA, "verify", &[day, ("audience", "own")]);
    same("", "classes", &[("family", "host_support"), ("found", ""), ("as_of", "2015-01-01")]);
    same("", "classes", &[("series", "bogus")]);
}

#[test]
fn every_option_of_a_verb_is_one_of_the_command() {
    let help = |args: &[&str]| run(&[args, &["--help"]].concat()).done();
    for (args, options) in [
        (&["brief"][..], Brief::OPTIONS),
        (&["price"], Price::OPTIONS),
        (&["vote"], Vote::OPTIONS),
        (&["deals"], Deals::OPTIONS),
        (&["forecast"], Forecast::OPTIONS),
        (&["check"], Check::OPTIONS),
        (&["record", KOREA, "list"], RecordList::OPTIONS),
        (&["record", KOREA, "verify"], Verify::OPTIONS),
        (&["classes"], Classes::OPTIONS),
    ] {
        let help = help(args);
        let flags: Vec<String> = help
            .lines()
            .filter_map(|l| l.trim_start().trim_start_matches("-h, ").strip_prefix("--"))
            .map(|l| l.split([' ', '<', '[']).next().unwrap_or("").replace('-', "_"))
            .filter(|f| !matches!(f.as_str(), "help" | "version" | "csv" | "against" | ""))
            .collect();
        let mut named: Vec<&str> = options.iter().copied().filter(|o| *o != "proposal").collect();
        let mut flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        named.sort_unstable();
        flags.sort_unstable();
        assert_eq!(named, flags, "{args:?}");
    }
}

#[test]
fn a_spreadsheet_is_refused_where_there_is_none() {
    let xlsx = [("format".to_owned(), "xlsx".to_owned())];
    for verb in ["brief", "deals", "check", "verify", "classes"] {
        let Err(Refusal::Asked(why)) = asked(KOREA, verb, &xlsx) else { panic!("{verb} has a spreadsheet") };
        assert!(why[0].starts_with("this command has no form `xlsx`; it has text, json"), "{why:?}");
    }
    assert_eq!(Form::Xlsx.word(), "xlsx");
}
