//! Strange cases: whatever stands in a case that still reads, asking who can say no and which deals are left never panics.

mod support;

use proptest::prelude::*;
use support::{KOREA, MACKEREL, NATO, folder};
use winset::deals::{Asked, Listing, deals, explain, explained_report, json, report};
use winset::question::Audience;
use winset::view::{csv, html, text};
use winset::{Question, class, pictures, vote};
use winset_case::parse::parse;

const CASES: [&str; 4] = ["reference-sma-mini", KOREA, MACKEREL, NATO];

/// Values laid over what stands behind an equals sign.
const VALUES: &[&str] = &[
    "0",
    "1",
    "-1",
    "0.5",
    "0.999",
    "1e-9",
    "0.000000001",
    "0.999999999",
    "1000000",
    "-1000000",
    "20",
    "-20",
    "7",
    "[0, 1]",
    "[1, 1, 1]",
    "[0]",
    "\"+400 %\"",
    "\"-99 %\"",
    "\"frozen\"",
    "\"unanimity\"",
    "\"consensus\"",
    "\"two thirds of votes cast\"",
    "\"majority of members\"",
    "\"one signatory\"",
    "true",
    "2019-11-19",
    "\"\"",
    "{ from = 0, to = 1 }",
    "{ from = 1, to = 0, c = -500 }",
    "{ from = \"+0 %\", to = \"+1 %\", mid = \"+0.5 %\" }",
    "[[0, 1], [5, -3]]",
    "{ fair = \"0 %\" }",
    "{ from = 0, to = 1, at = 0.5, loss = 1000 }",
    "{ mean = 20, sd = 0 }",
];

/// A line of `case.toml` that sets something, with another value.
fn changed(toml: &str, at: f64, value: &str) -> String {
    let lines: Vec<&str> = toml.lines().collect();
    let set: Vec<usize> =
        (0..lines.len()).filter(|i| lines[*i].contains(" = ") && !lines[*i].starts_with('#')).collect();
    let which = set[((at * set.len() as f64) as usize).min(set.len() - 1)];
    let mut out = String::new();
    for (i, l) in lines.iter().enumerate() {
        match l.split_once(" = ").filter(|_| i == which) {
            Some((key, _)) => out.push_str(&format!("{key} = {value}\n")),
            None => out.push_str(&format!("{l}\n")),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn votes_and_deals_never_panic(
        which in 0..CASES.len(),
        changes in prop::collection::vec((0.0..1.0_f64, prop::sample::select(VALUES)), 1..4),
        package in "[#a-z_=,0-9 +%.]{0,40}",
    ) {
        let mut folder = folder(CASES[which]);
        let at = folder.files.iter().position(|(n, _)| n == "case.toml").expect("a case");
        let mut toml = String::from_utf8(folder.files[at].1.clone()).expect("text");
        for (place, value) in &changes {
            toml = changed(&toml, *place, value);
        }
        folder.files[at].1 = toml.into_bytes();
        let Ok(checked) = parse(&folder, &[]) else { return Ok(()) };
        for audience in [Audience::Own, Audience::Public] {
            let Some((q, _)) = Question::new(&checked, None, audience) else { continue };
            let v = vote::votes(&q, &class::shipped(), &[]).expect("no proposal was named");
            prop_assert!(!text::write(&vote::report(&q, &v)).contains("NaN"), "{changes:?}");
            let sheet = csv::write(&vote::sheet(&v));
            prop_assert!(!sheet.contains("inf"), "{sheet}");
            let _ = vote::json(&q, &v).to_string();
            for b in &v.bodies {
                let first = (!v.proposals.is_empty()).then_some(0);
                let _ = pictures::hall(&q, &v, b, first).map(|p| pictures::stand_alone(&p));
            }
            let Ok(d) = deals(&q, &Asked::default()) else { continue };
            let shown = text::write(&report(&q, &d, Listing::Plane));
            prop_assert!(!shown.contains("NaN"), "{changes:?}\n{shown}");
            let _ = html::write(&report(&q, &d, Listing::Some));
            let _ = json(&q, &d).to_string();
            let _ = pictures::plane(&q, &d).map(|p| pictures::stand_alone(&p));
            for asked in ["nash", "#0", package.as_str()] {
                if let Ok(e) = explain(&q, &d, asked) {
                    let _ = text::write(&explained_report(&q, &d, &e));
                }
            }
        }
    }
}
