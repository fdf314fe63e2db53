//! Scores of the figure check on sentences with one wrong figure and on right ones.

use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::parse::{Folder, parse};
use winset_read::figures::Known;
use winset_read::{Document, Finding, Rates, figures};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shipped_case() -> Case {
    let dir = root().join("cases/rok-us-sma-11");
    let mut files = Vec::new();
    for sub in ["", "series/"] {
        let entries = std::fs::read_dir(dir.join(sub)).expect("a folder");
        for e in entries.flatten().filter(|e| e.path().is_file()) {
            let name = format!("{sub}{}", e.file_name().to_string_lossy());
            files.push((name, std::fs::read(e.path()).expect("readable")));
        }
    }
    files.sort();
    parse(&Folder { name: "rok-us-sma-11".into(), files }, &[]).expect("the shipped case is a case").case
}

#[derive(Debug, Default)]
struct Score {
    wrong: usize,
    flagged: usize,
    right: usize,
    alarms: usize,
    told: Vec<String>,
}

/// A finding counts where it overlaps the printed figure, has its kind, and its value within 2 % (a year exactly).
fn score(file: &Path, known: &Known<'_>) -> Score {
    let mut out = Score::default();
    let mut reader = csv::Reader::from_path(file).expect("a table");
    let head = reader.headers().expect("a head").clone();
    let place = |name: &str| head.iter().position(|h| h == name).expect("the column");
    let columns = ["id", "published_on", "error_kind", "text", "printed_span", "expected_value"].map(place);
    for row in reader.records() {
        let row = row.expect("a row");
        let [id, day, kind, text, span, value] = columns.map(|k| row.get(k).unwrap_or(""));
        let doc = Document::new(text, day.parse().ok());
        let found = figures(&doc, known);
        if kind == "none" {
            out.right += 1;
            out.alarms += usize::from(!found.is_empty());
            if !found.is_empty() {
                out.told.push(format!("{id}: flagged though right: {found:?}"));
            }
            continue;
        }
        out.wrong += 1;
        let at = text.find(span).map_or(0..0, |a| a..a + span.len());
        let good = found
            .iter()
            .any(|f| f.at.start < at.end && at.start < f.at.end && f.kind.word() == kind && agrees(f, value));
        out.flagged += usize::from(good);
        if !good {
            out.told.push(format!("{id}: missed {kind} {span}: {found:?}"));
        }
    }
    out
}

fn agrees(f: &Finding, value: &str) -> bool {
    let Some(e) = &f.expected else { return false };
    let (low, high) = value.split_once('-').unwrap_or((value, value));
    if e.unit.word() == "year" {
        return e.low.to_string() == low && e.high.to_string() == high;
    }
    let near = |have: Decimal, want: &str| {
        want.parse::<Decimal>().is_ok_and(|w| (have - w).abs() <= w.abs() * Decimal::new(2, 2))
    };
    near(e.low, low) && near(e.high, high)
}

#[test]
fn seen_sentences_are_scored() {
    let (case, rates) = (shipped_case(), Rates::shipped());
    let file = root().join("crates/winset-read/tests/figures/seen.csv");
    let s = score(&file, &Known { rates: &rates, case: Some(&case) });
    assert!(s.wrong == 20 && s.flagged >= 19 && s.right == 20 && s.alarms == 0, "{s:#?}");
}

#[test]
fn the_second_development_set_is_scored() {
    let (case, rates) = (shipped_case(), Rates::shipped());
    let file = root().join("crates/winset-read/tests/figures/seen2.csv");
    let s = score(&file, &Known { rates: &rates, case: Some(&case) });
    assert!(s.wrong == 60 && s.flagged >= 50 && s.right == 60 && s.alarms <= 1, "{s:#?}");
}

#[test]
fn without_a_case_right_sentences_stay_right() {
    let rates = Rates::shipped();
    let file = root().join("crates/winset-read/tests/figures/seen.csv");
    let s = score(&file, &Known { rates: &rates, case: None });
    assert!(s.flagged >= 16 && s.alarms <= 1, "{s:#?}");
}

#[test]
fn press_errors_are_scored_where_their_file_is() {
    let file = root().join("../shared/data/press_figure_errors.csv");
    if !file.is_file() {
        eprintln!("skipped: there is no {}", file.display());
        return;
    }
    let (case, rates) = (shipped_case(), Rates::shipped());
    let s = score(&file, &Known { rates: &rates, case: Some(&case) });
    assert!(s.wrong == 14 && s.flagged >= 12 && s.alarms == 0, "{s:#?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_is_read_beside_a_case(
        picks in proptest::collection::vec((0usize..34, 0u64..3_000_000), 0..50)
    ) {
        static CASE: std::sync::OnceLock<Case> = std::sync::OnceLock::new();
        const WORDS: [&str; 33] = [
            "Seoul paid", "trillion won", "billion won a year", "$", "percent more than the", "in 2019", "from 2014 to 2018",
            "the ninth accord", "covered the years", "the third year of the", "which expired at the end of 2017", ",", ".", "or about",
            "(", ")", "up to", "demanded", "million dollars", "for 2021", "times the", "half of the", "tonnes", "in all", "five years",
            "voted for", "against", "abstained", "members present", "억 원", "億円", "a year", "more than",
        ];
        let text: Vec<String> =
            picks.iter().map(|(w, n)| WORDS.get(*w).map_or_else(|| n.to_string(), |w| format!("{n} {w}"))).collect();
        let rates = Rates::shipped();
        let case = CASE.get_or_init(shipped_case);
        let doc = Document::new(&text.join(" "), "2019-11-19".parse().ok());
        for f in figures(&doc, &Known { rates: &rates, case: Some(case) }) {
            proptest::prop_assert_eq!(doc.text().get(f.at.clone()), Some(f.printed.as_str()));
        }
    }
}
