//! As of means as of: an entry that nobody could know yet changes nothing, not one byte of the case and not its hash.

use std::hash::{DefaultHasher, Hash, Hasher};

use winset_case::parse::{Checked, Folder, parse};
use winset_case::text::parse_date;
use winset_case::{Case, Date};
use winset_tests::disk::{SHIPPED, shipped};

const DAYS: [&str; 6] = ["2018-06-30", "2019-02-10", "2019-11-19", "2020-05-15", "2021-03-10", "2026-11-01"];

/// Later than every day that is asked.
const LATER: &str = "2031-05-05";

fn day(text: &str) -> Date {
    parse_date(text).expect("a day")
}

fn checked(folder: &Folder, sets: &[String]) -> Checked {
    parse(folder, sets).unwrap_or_else(|r| panic!("{}: {:#?}", folder.name, r.diagnostics))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Plants in a folder.
type Plant = fn(&mut Folder, &Case);

fn append(folder: &mut Folder, file: &str, text: &str) {
    match folder.files.iter_mut().find(|(n, _)| n == file) {
        Some((_, bytes)) => bytes.extend_from_slice(text.as_bytes()),
        None => folder.files.push((file.to_owned(), text.as_bytes().to_vec())),
    }
}

/// A row for a sheet whose header is read, from column names and values.
fn row(folder: &Folder, file: &str, cells: &[(&str, &str)]) -> String {
    let bytes = &folder.files.iter().find(|(n, _)| n == file).expect("the sheet").1;
    let header = String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned();
    let value = |column: &str| cells.iter().find(|(c, _)| *c == column).map_or("", |(_, v)| *v).to_owned();
    for (column, _) in cells {
        assert!(header.split(',').any(|h| h == *column), "{file} has no column {column}");
    }
    header.split(',').map(value).collect::<Vec<_>>().join(",") + "\n"
}

fn plant_row(folder: &mut Folder, file: &str, cells: &[(&str, &str)]) {
    let text = row(folder, file, cells);
    append(folder, file, &text);
}

/// Every kind of entry that carries a day, planted with a later one; values from long before, so that only the day hides them.
const PLANTS: &[(&str, Plant)] = &[
    ("a claim", |f, case| {
        let side = case.parties[0].id.clone();
        let cells = [
            ("id", "zz-planted"),
            ("date", "2018-01-01"),
            ("known_on", LATER),
            ("side", side.as_str()),
            ("kind", "demand"),
            ("low", "77"),
            ("high", "77"),
            ("bound", "exact"),
            ("unit", "USD"),
            ("claim", "planted"),
        ];
        plant_row(f, "record.csv", &cells);
    }),
    ("an issue", |f, _| {
        append(f, "case.toml", &format!("\n[issue.zz-planted]\nlevels = [1, 2]\nknown_on = {LATER}\n"));
    }),
    ("a body with judged voters", |f, case| {
        let party = &case.parties[0].id;
        let text = format!(
            "\n[approval.zz-planted]\nname = \"planted\"\nparty = \"{party}\"\nrule = \"majority of members\"\nknown_on = {LATER}\n\
             shift = -1\njudgement = {{ reason = \"planted\", known_on = {LATER} }}\n\
             [approval.zz-planted.bloc.a]\nname = \"a\"\nseats = 10\nbase_yes = 0.5\n"
        );
        append(f, "case.toml", &text);
    }),
    ("a claim that cites a new source", |f, _| {
        plant_row(f, "sources.csv", &[("id", "zz-source"), ("publisher", "planted")]);
        let cells = [
            ("id", "zz-planted"),
            ("date", "2018-01-01"),
            ("known_on", LATER),
            ("kind", "fact"),
            ("source", "zz-source"),
            ("claim", "x"),
        ];
        plant_row(f, "record.csv", &cells);
    }),
    ("a source that nothing visible cites", |f, _| {
        plant_row(f, "sources.csv", &[("id", "zz-source"), ("publisher", "planted")])
    }),
    ("a value of every series", |f, case| {
        for s in &case.series {
            let file = format!("series/{}.csv", s.id);
            plant_row(
                f,
                &file,
                &[
                    ("date_start", "2018-01-01"),
                    ("date_end", "2018-01-31"),
                    ("value", "3.5"),
                    ("known_on", LATER),
                ],
            );
        }
    }),
    ("a revision of a value that is known", |f, case| {
        for s in case.series.iter().filter(|s| !s.values.is_empty()) {
            let v = &s.values[0];
            let (start, end) = (v.start.to_string(), v.end.to_string());
            let cells = [
                ("date_start", start.as_str()),
                ("date_end", end.as_str()),
                ("value", "3.5"),
                ("known_on", LATER),
            ];
            plant_row(f, &format!("series/{}.csv", s.id), &cells);
        }
    }),
    ("a past year", |f, _| {
        plant_row(
            f,
            "history.csv",
            &[("year", "2018"), ("amount", "77"), ("unit", "KRW"), ("known_on", LATER)],
        );
    }),
    ("seats", |f, case| {
        for a in &case.approvals {
            let seats = a.blocs.iter().map(|b| format!("{} = 1", b.id)).collect::<Vec<_>>().join(", ");
            let text = format!(
                "\n[approval.{}.term.zz]\nfrom = 2018-01-01\nknown_on = {LATER}\nseats = {{ {seats} }}\nmembers = {}\n",
                a.id,
                a.blocs.len().max(1)
            );
            append(f, "case.toml", &text);
        }
    }),
    ("a vote", |f, case| {
        for a in &case.approvals {
            append(
                f,
                "case.toml",
                &format!("\n[[approval.{}.vote]]\ndate = 2018-01-01\nyes = 3\nknown_on = {LATER}\n", a.id),
            );
        }
    }),
    ("an approval", |f, case| {
        let party = &case.parties[0].id;
        append(
            f,
            "case.toml",
            &format!(
                "\n[approval.zz]\nname = \"planted\"\nparty = \"{party}\"\nrule = \"consensus\"\nknown_on = {LATER}\n"
            ),
        );
    }),
    ("a proposal", |f, _| {
        append(f, "case.toml", &format!("\n[proposal.zz]\nfirst_year = \"+77 %\"\nknown_on = {LATER}\n"));
    }),
    ("an agreement", |f, _| {
        append(f, "case.toml", &format!("\n[agreement.zz]\nfirst_year = \"+77 %\"\nknown_on = {LATER}\n"));
    }),
    ("an adjustment of a proposal", |f, case| {
        for p in case.proposals.iter().chain(&case.agreements) {
            if p.adjustments.is_empty() {
                let table =
                    if case.proposals.iter().any(|q| q.id == p.id) { "proposal" } else { "agreement" };
                let text = format!(
                    "\n[[{table}.{}.adjustment]]\nyear = 2019\nkind = \"unspent\"\namount = \"7 KRW\"\nknown_on = {LATER}\n",
                    p.id
                );
                append(f, "case.toml", &text);
            }
        }
    }),
    ("a base", |f, _| {
        append(
            f,
            "case.toml",
            &format!("\n[base.zz]\nname = \"planted\"\namount = \"77bn USD\"\nknown_on = {LATER}\n"),
        );
    }),
    ("a date", |f, _| {
        append(
            f,
            "case.toml",
            &format!("\n[calendar.zz]\ndate = 2020-01-01\nwhat = \"planted\"\nknown_on = {LATER}\n"),
        );
    }),
    ("an unknown", |f, _| {
        append(f, "case.toml", &format!("\n[unknown.zz]\nwhat = \"planted\"\nknown_on = {LATER}\n"))
    }),
    ("judgements", |f, _| {
        for (key, value) in
            [("amount_shift", "value = 0.3"), ("spread", "value = 2"), ("consent_odds", "value = 2")]
        {
            let text = format!(
                "\n[[forecast.judgement.{key}]]\n{value}\nreason = \"planted\"\ndate = 2018-01-01\nknown_on = {LATER}\n"
            );
            append(f, "case.toml", &text);
        }
        let text = format!(
            "\n[[forecast.judgement.hazard]]\nfrom = 2018-01-01\nto = 2020-01-01\ntimes = 3\nreason = \"planted\"\ndate = {LATER}\n"
        );
        append(f, "case.toml", &text);
    }),
    ("what is unlike, and what observers saw", |f, _| {
        append(f, "case.toml", &format!("\n[[forecast.unlike]]\nwhat = \"planted\"\nknown_on = {LATER}\n"));
        append(
            f,
            "case.toml",
            &format!("\n[[forecast.observers]]\nwhat = \"planted\"\nknown_on = {LATER}\n"),
        );
    }),
    ("the outcome", |f, _| {
        f.files.retain(|(name, _)| name != "outcome.toml");
        append(
            f,
            "outcome.toml",
            &format!("[outcome]\ndeal = 2018-05-05\nwhat = \"planted\"\nknown_on = {LATER}\n"),
        );
    }),
];

#[test]
fn what_is_known_later_changes_nothing() {
    for name in SHIPPED {
        let folder = shipped(name);
        let before = checked(&folder, &[]);
        for (what, plant) in PLANTS {
            let mut planted = folder.clone();
            plant(&mut planted, &before.case);
            if planted.files == folder.files {
                continue; // a case without series, or without approvals
            }
            let after = checked(&planted, &[]);
            for as_of in DAYS {
                same(
                    &before.case.as_of(day(as_of)),
                    &after.case.as_of(day(as_of)),
                    &format!("{name}, {what}, as of {as_of}"),
                );
            }
        }
    }
}

/// Compares two cases, and says where they part.
fn same(before: &Case, after: &Case, of: &str) {
    let (b, a) = (format!("{before:#?}"), format!("{after:#?}"));
    if b != a {
        let parted = b.lines().zip(a.lines()).find(|(x, y)| x != y);
        panic!("{of}: the case changed at {parted:?}");
    }
    assert_eq!(hash(before), hash(after), "{of}: the hash changed");
}

#[test]
fn planting_is_noticed_once_it_is_known() {
    let folder = shipped("rok-us-sma-11");
    let before = checked(&folder, &[]);
    for (what, plant) in PLANTS.iter().filter(|(what, _)| *what != "a source that nothing visible cites") {
        let mut planted = folder.clone();
        plant(&mut planted, &before.case);
        let after = checked(&planted, &[]);
        let later = day("2032-01-01");
        let text = |c: &Checked| format!("{:?} {:?}", c.case.as_of(later), c.outcome.as_of(later));
        assert_ne!(text(&before), text(&after), "{what} is never seen");
    }
}

#[test]
fn an_outcome_is_seen_from_its_day_on_only() {
    for name in SHIPPED {
        let outcome = checked(&shipped(name), &[]).outcome;
        let Some(known_on) = outcome.ending.as_ref().map(|e| e.standing.known_on) else { continue };
        let eve = known_on.yesterday().expect("a day before");
        assert!(outcome.as_of(eve).ending.is_none(), "{name}");
        assert!(outcome.as_of(known_on).ending.is_some(), "{name}");
        for step in &outcome.steps {
            let before = step.standing.known_on.yesterday().expect("a day before");
            assert!(outcome.as_of(before).steps.iter().all(|s| s.what != step.what), "{name}: {}", step.what);
        }
    }
}

/// No day of knowledge in a case as of a day is later, but of entries that say that they were written with hindsight.
#[test]
fn nothing_in_a_case_is_known_later_than_its_day() {
    for name in SHIPPED {
        let all = checked(&shipped(name), &[]).case;
        for as_of in DAYS.map(day) {
            let text = format!("{:#?}", all.as_of(as_of));
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            for (i, line) in lines.iter().enumerate() {
                let Some(known) =
                    line.strip_prefix("known_on: ").or_else(|| line.strip_prefix("ends_known_on: "))
                else {
                    continue;
                };
                let known = day(known.trim_end_matches(','));
                let hindsight = lines[i..].iter().take(8).any(|l| *l == "hindsight: true,");
                assert!(
                    known <= as_of || hindsight,
                    "{name} as of {as_of}: known on {known}, near {:?}",
                    &lines[i.saturating_sub(9)..i]
                );
            }
        }
    }
}

#[test]
fn a_case_as_of_a_day_is_that_case_as_of_an_earlier_day() {
    for name in SHIPPED {
        let mut all = checked(&shipped(name), &[]).case;
        // What was not known until a day is forgotten on that day, and does not come back.
        all.unknowns.clear();
        for pair in DAYS.windows(2) {
            let (early, late) = (day(pair[0]), day(pair[1]));
            same(&all.as_of(early), &all.as_of(late).as_of(early), &format!("{name}, {late} then {early}"));
        }
    }
}
