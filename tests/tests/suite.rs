//! Every wrong case of `suite/*.txt` brings exactly the remarks that stand below its lines.

use winset_tests::disk::{files_below, root};
use winset_tests::suite::read;

/// Set to rewrite the expected remarks to those that occur; then read every one aloud.
const UPDATE: &str = "WINSET_SUITE_UPDATE";

#[test]
fn wrong_cases_are_told_what_is_wrong() {
    let mut differences = String::new();
    let mut cases = 0;
    for path in files_below(&root().join("tests/suite"), &[".txt"]) {
        let text = std::fs::read_to_string(&path).expect("readable");
        let list = read(&text);
        cases += list.len();
        if std::env::var_os(UPDATE).is_some() {
            let prose = text.split("=== ").next().unwrap_or_default();
            let rewritten: String = list.iter().map(|c| c.updated()).collect();
            std::fs::write(&path, format!("{prose}{rewritten}")).expect("writable");
            continue;
        }
        for case in list {
            if let Err(difference) = case.check() {
                differences += &format!("{}\n{difference}\n", path.display());
            }
        }
    }
    assert!(
        differences.is_empty(),
        "remarks differ (- expected and missing, + not expected; {UPDATE}=1 rewrites):\n\n{differences}"
    );
    assert!(cases >= 100, "the suite has {cases} cases, at least 100 are wanted");
}

#[test]
fn the_runner_notices_what_is_missing_and_what_is_too_much() {
    let good =
        "=== a\n--- case.toml\n%head\nboat = 1\n#~ mistake :1 `boat` is not a key of case.toml\n%parties\n";
    assert_eq!(read(good)[0].check(), Ok(()));
    let missing = read(&good.replace("boat = 1", "# nothing"))[0].check().unwrap_err();
    assert!(missing.contains("- case.toml:4 mistake :1 `boat`"), "{missing}");
    let extra =
        read(&good.replace("#~ mistake :1 `boat` is not a key of case.toml\n", ""))[0].check().unwrap_err();
    assert!(extra.contains("+ case.toml:4 mistake :1 `boat`"), "{extra}");
    let elsewhere = read(&good.replace(":1 `boat`", ":2 `boat`"))[0].check().unwrap_err();
    assert!(elsewhere.contains("- ") && elsewhere.contains("+ "), "{elsewhere}");
}
