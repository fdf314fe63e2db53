//! As-of means as-of: an entry planted with a later `known_on` changes no byte of any answer as of an earlier day.

mod support;

use std::path::Path;

use support::{JAPAN, KOREA, NATO, append, copy, run_in};

/// What is planted, known on `DAY`.
struct Plant {
    what: &'static str,
    file: &'static str,
    text: &'static str,
    /// False where an entry cannot show in an answer even once it is known.
    shows: bool,
}

const fn plant(what: &'static str, file: &'static str, text: &'static str) -> Plant {
    Plant { what, file, text, shows: true }
}

/// `DAY` is the day on which the planted entry is known, `AHEAD` a day in the future of every question.
const KOREAN: &[Plant] = &[
    plant(
        "claim",
        "record.csv",
        "zz1,2019-11-18,DAY,Planted Speaker,US,,official_statement,asserted,demand,9000000000,9000000000,exact,USD,year,2020,,,reuters-2019-11-19,A1,zz,planted quote,planted claim,demand,found,\n",
    ),
    plant(
        "gap",
        "record.csv",
        "zz2,2019-11-19,DAY,Planted Speaker,both,,official_statement,asserted,gap,1000000000,1000000000,exact,USD,year,2020,,,zz-source,A1,zz,,planted gap,,found,\n",
    ),
    plant(
        "walk-out",
        "record.csv",
        "zz3,2019-11-19,DAY,Planted Speaker,ROK,,official_statement,asserted,walk_out,,,none,,,,,,zz-source,A1,zz,,planted walk-out,,found,\n",
    ),
    plant(
        "share",
        "record.csv",
        "zz4,2019-11-19,DAY,Planted Speaker,US,,official_statement,asserted,share,77,77,exact,percent,,,a planted whole,,zz-source,A1,zz,,planted share,,found,\n",
    ),
    plant(
        "threat",
        "record.csv",
        "zz5,2019-11-19,DAY,Planted Speaker,ROK,,lawmaker,conditional,threat,,,none,,,,,,zz-source,B1,zz,planted threat,planted threat,approval.assembly,found,\n",
    ),
    plant(
        "rate of a past month",
        "series/krw-usd.csv",
        "2019-10-01,2019-10-31,2222.2,DAY,found,fx-monthly\n",
    ),
    plant(
        "rate of the month itself",
        "series/krw-usd.csv",
        "2019-11-01,2019-11-30,3333.3,DAY,found,fx-monthly\n",
    ),
    plant(
        "budget, a new print",
        "series/defence-budget.csv",
        "2019-01-01,2019-12-31,1,DAY,found,fx-monthly\n",
    ),
    plant(
        "seats",
        "case.toml",
        "[approval.assembly.term.planted]\nfrom = 2019-11-16\nknown_on = DAY\nseats = { dp = 200, others = 95 }\n",
    ),
    plant(
        "vote",
        "case.toml",
        "[[approval.assembly.vote]]\ndate = 2019-11-10\nwhat = \"planted vote\"\npassed = false\nknown_on = DAY\n",
    ),
    plant(
        "proposal",
        "case.toml",
        "[proposal.planted]\ntitle = \"planted\"\nby = \"US\"\nfirst_year = \"+99 %\"\nterm = 3\nknown_on = DAY\n",
    ),
    plant(
        "base",
        "case.toml",
        "[base.planted]\nname = \"planted base\"\namount = \"1bn USD\"\nyear = 2019\nknown_on = DAY\n",
    ),
    plant(
        "calendar entry",
        "case.toml",
        "[calendar.planted]\ndate = 2019-12-24\nwhat = \"planted day\"\nknown_on = DAY\n",
    ),
    plant("unknown", "case.toml", "[unknown.planted]\nwhat = \"planted unknown\"\nknown_on = DAY\n"),
    plant(
        "judgement",
        "case.toml",
        "[[forecast.judgement.spread]]\nvalue = 3\nreason = \"planted\"\ndate = DAY\nknown_on = DAY\n",
    ),
    plant(
        "judgement of the date",
        "case.toml",
        "[[forecast.judgement.hazard]]\nfrom = 2019-11-20\nto = 2020-11-20\ntimes = 9\nreason = \"planted\"\ndate = DAY\n",
    ),
    plant("issue", "case.toml", "[issue.planted]\nlevels = [\"no\", \"yes\"]\nknown_on = DAY\n"),
    plant("unlike", "case.toml", "[[forecast.unlike]]\nwhat = \"planted\"\nknown_on = DAY\n"),
    plant("history", "history.csv", "2018,planted,1,100 million KRW,,,DAY,found,zz-source\n"),
    Plant {
        what: "source",
        file: "sources.csv",
        text: "zz-other,Planted Press,planted,DAY,https://example.org/p,,,\n",
        shows: false,
    },
    Plant {
        what: "observer",
        file: "case.toml",
        text: "[[forecast.observers]]\ndate = DAY\nwhat = \"planted\"\nknown_on = DAY\n",
        shows: false,
    },
    Plant {
        what: "agreement",
        file: "case.toml",
        text: "[agreement.planted]\ntitle = \"planted\"\nfirst_year = \"1bn KRW\"\nknown_on = DAY\n",
        shows: false,
    },
];

const JAPANESE: &[Plant] = &[
    plant(
        "claim",
        "record.csv",
        "zz1,2026-11-20,DAY,Planted Speaker,US,,official_statement,asserted,demand,900000000000,900000000000,exact,JPY,year,2027,,,zz-source,A1,zz,,planted claim,demand,found,\n",
    ),
    plant(
        "seats",
        "case.toml",
        "[approval.lower.term.planted]\nfrom = 2026-11-01\nknown_on = DAY\nseats = { ldp = 100, centrist = 365 }\n",
    ),
    plant(
        "calendar entry",
        "case.toml",
        "[calendar.planted]\ndate = 2026-12-24\nwhat = \"planted day\"\nknown_on = DAY\n",
    ),
    plant(
        "demand",
        "case.toml",
        "[forecast.demand]\nmean = 1.5\nsd = 0.1\nbasis = \"planted\"\nknown_on = DAY\n",
    ),
    plant(
        "judgement",
        "case.toml",
        "[[forecast.judgement.consent_odds]]\nvalue = 0.1\nreason = \"planted\"\ndate = DAY\nknown_on = DAY\n",
    ),
    plant(
        "proposal",
        "case.toml",
        "[proposal.planted]\ntitle = \"planted\"\nby = \"US\"\nfirst_year = \"+99 %\"\nterm = 3\nknown_on = DAY\n",
    ),
    plant(
        "body",
        "case.toml",
        "[approval.planted]\nname = \"Planted\"\nparty = \"Japan\"\nrule = \"majority of members\"\nknown_on = DAY\n",
    ),
    plant(
        "issue and preferences",
        "case.toml",
        "[issue.planted]\nlevels = [1, 2]\nknown_on = DAY\n\
         [preference.US]\nbasis = \"planted\"\ndisagreement = 0\nknown_on = DAY\n[preference.US.value.planted]\nweight = 1\ntable = [0, 1]\n\
         [preference.Japan]\nbasis = \"planted\"\ndisagreement = 0\nknown_on = DAY\n[preference.Japan.value.planted]\nweight = 1\ntable = [1, 0]\n",
    ),
    Plant {
        what: "rate",
        file: "series/jpy-usd.csv",
        text: "2026-10-01,2026-10-31,999,DAY,found,fx-monthly\n",
        shows: false,
    },
    plant("history", "history.csv", "2026,planted,1,billion JPY,,,DAY,found,zz-source\n"),
];

const ATLANTIC: &[Plant] = &[
    plant(
        "claim",
        "record.csv",
        "zz1,2019-09-10,DAY,Planted Speaker,DE,,official_statement,asserted,offer,1,1,exact,percent,year,2021,NATO common funding,,zz-source,A1,zz,,planted claim,offer,found,\n",
    ),
    plant(
        "proposal",
        "case.toml",
        "[proposal.planted]\ntitle = \"planted\"\nby = \"DE\"\nfirst_year = \"20 %\"\nof = \"common-funding-september\"\nterm = 2\nknown_on = DAY\n",
    ),
    plant(
        "base",
        "case.toml",
        "[base.planted]\nname = \"planted base\"\namount = \"3bn USD\"\nyear = 2019\nkind = \"budget\"\nknown_on = DAY\n",
    ),
    plant(
        "calendar entry",
        "case.toml",
        "[calendar.planted]\ndate = 2019-12-24\nwhat = \"planted day\"\nknown_on = DAY\n",
    ),
    plant(
        "judgement",
        "case.toml",
        "[[forecast.judgement.amount_shift]]\nvalue = 0.2\nreason = \"planted\"\ndate = DAY\nknown_on = DAY\n",
    ),
    Plant {
        what: "source",
        file: "sources.csv",
        text: "zz-other,Planted Press,planted,DAY,https://example.org/p,,,\n",
        shows: false,
    },
];

/// Every answer of a case as of a day, as text and as JSON.
fn answers(dir: &Path, case: &str, day: &str, inline: &str) -> String {
    let past = match case {
        KOREA => "sma-09",
        JAPAN => "sma-2022",
        _ => "formula-2005",
    };
    let questions: [&[&str]; 10] = [
        &["brief", case],
        &["brief", case, "--since", "2019-09-05"],
        &["price", case, "--show-arithmetic"],
        &["price", case, inline],
        &["price", case, past],
        &["forecast", case, "--members", "--assumptions"],
        &["vote", case],
        &["vote", case, inline],
        &["deals", case, "--frontier", "--method", "utilitarian"],
        &["record", case, "list"],
    ];
    let mut all = String::new();
    for q in questions {
        for format in ["text", "json", "csv"] {
            let mut args = vec![q[0], q[1], "--as-of", day];
            if q[0] == "record" {
                args.extend(["list", "--format", format]);
            } else {
                args.extend(&q[2..]);
                args.extend(["--format", format]);
            }
            let ran = run_in(dir, &args);
            assert!(ran.code < 2, "{args:?}: {}", ran.err);
            all.push_str(&format!("== {args:?} {}\n{}", ran.code, ran.out));
        }
    }
    all
}

fn planted(case: &str, p: &Plant, known: &str) -> tempfile::TempDir {
    let dir = copy(case);
    let root = dir.path().join(case);
    append(&root.join("sources.csv"), "zz-source,Planted Press,planted,,https://example.org/,,,\n");
    let text = p.text.replace("DAY", known);
    if p.file == "history.csv" {
        // The first row of a year is the one that is read.
        let file = root.join(p.file);
        let all = std::fs::read_to_string(&file).expect("the history");
        let (head, rows) = all.split_once('\n').expect("a head");
        std::fs::write(&file, format!("{head}\n{text}{rows}")).expect("a file is written");
    } else {
        append(&root.join(p.file), &text);
    }
    dir
}

fn nothing_leaks(case: &str, plants: &[Plant], day: &str, next: &str, inline: &str) {
    let dir = copy(case);
    let before = answers(dir.path(), case, day, inline);
    assert!(before.len() > 4000, "there is something to leak into");
    for p in plants {
        let late = planted(case, p, next);
        let after = answers(late.path(), case, day, inline);
        assert!(
            after == before,
            "{case}: a {} known on {next} changes an answer as of {day}:\n{}",
            p.what,
            first_difference(&before, &after)
        );
        if p.shows {
            let known = planted(case, p, day);
            assert!(
                answers(known.path(), case, day, inline) != before,
                "{case}: a {} known on {day} shows nowhere",
                p.what
            );
        }
    }
}

fn first_difference(a: &str, b: &str) -> String {
    let pair = a.lines().zip(b.lines()).find(|(x, y)| x != y);
    format!("{pair:?}")
}

#[test]
fn nothing_later_leaks_into_the_korean_case() {
    nothing_leaks(KOREA, KOREAN, "2019-11-19", "2019-11-20", "US$4.7bn, 5y");
}

#[test]
fn nothing_later_leaks_into_the_japanese_case() {
    nothing_leaks(JAPAN, JAPANESE, "2026-11-24", "2026-11-25", "+5 %, 5y");
}

#[test]
fn nothing_later_leaks_into_the_atlantic_case() {
    nothing_leaks(NATO, ATLANTIC, "2019-09-20", "2019-09-21", "20 %, 4y");
}

#[test]
fn an_outcome_is_invisible_before_its_day_and_ends_the_talks_after() {
    for (case, day, next) in [
        (KOREA, "2019-11-19", "2019-11-20"),
        (JAPAN, "2026-11-24", "2026-11-25"),
        (NATO, "2019-09-20", "2019-09-21"),
    ] {
        let dir = copy(case);
        let before = answers(dir.path(), case, day, "+1 %, 2y");
        let outcome = |known: &str| {
            let text = format!(
                "[outcome]\ndeal = {known}\nwhat = \"planted ending\"\nknown_on = {known}\n[[outcome.step]]\ndate = {known}\nwhat = \"signed\"\nknown_on = {known}\n"
            );
            std::fs::write(dir.path().join(case).join("outcome.toml"), text).expect("a file is written");
        };
        outcome(next);
        let after = answers(dir.path(), case, day, "+1 %, 2y");
        assert!(after == before, "{case}: {}", first_difference(&before, &after));
        outcome(day);
        let ended = answers(dir.path(), case, day, "+1 %, 2y");
        assert!(
            ended != before && ended.contains("planted ending"),
            "{case}: the ending shows once it is known"
        );
        std::fs::remove_file(dir.path().join(case).join("outcome.toml")).expect("the file was there");
        assert!(answers(dir.path(), case, day, "+1 %, 2y") == before, "{case}: a case needs no outcome");
    }
}

#[test]
fn later_parts_of_an_entry_that_is_already_visible_do_not_leak() {
    let dir = copy(KOREA);
    let toml = dir.path().join(KOREA).join("case.toml");
    let before = answers(dir.path(), KOREA, "2019-11-19", "+1 %, 2y");
    let text = std::fs::read_to_string(&toml).expect("the case");
    let with = |split_known: &str, adjusted_known: &str| {
        let new = text.replace(
            "basis = [\"t002\"]",
            &format!(
                "basis = [\"t002\"]\nsplit = {{ labour = \"60 %\", logistics = \"40 %\" }}\nsplit_known_on = {split_known}\nadjustment = [{{ year = 2020, kind = \"supplementary\", amount = \"US$7m\", what = \"planted\", known_on = {adjusted_known} }}]"
            ),
        );
        assert_ne!(new, text, "the entry was found");
        std::fs::write(&toml, new).expect("a file is written");
        answers(dir.path(), KOREA, "2019-11-19", "+1 %, 2y")
    };
    let late = with("2019-11-20", "2019-11-20");
    assert!(late == before, "{}", first_difference(&before, &late));
    assert!(with("2019-11-19", "2019-11-20") != before, "a split that is known shows");
    assert!(with("2019-11-20", "2019-11-19") != before, "an adjustment that is known shows");
}

#[test]
fn a_baseline_end_that_became_known_later_is_not_used() {
    let hidden = support::run(&[
        "forecast",
        KOREA,
        "--as-of",
        "2019-11-19",
        "--set",
        "baseline.ends_known_on=2019-11-20",
    ]);
    assert_eq!(hidden.code, 1, "{}", hidden.out);
    assert!(hidden.err.contains("baseline.ends"), "{}", hidden.err);
    assert_eq!(
        support::run(&[
            "forecast",
            KOREA,
            "--as-of",
            "2019-11-20",
            "--set",
            "baseline.ends_known_on=2019-11-20"
        ])
        .code,
        0
    );
}
