//! From an article to a state of play: what a drafted case says, and what the reader missed beside the case of a person.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{KOREA, json, run_in};

const MISSED: &str = include_str!("documents/article-missed.txt");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a state of play holds, a line a thing.
fn things(brief: &Value) -> BTreeSet<String> {
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or("—").to_owned();
    let mut out = BTreeSet::new();
    for l in list(&brief["lines"]) {
        out.insert(format!("{} {} × {}", text(&l["kind"]), text(&l["stated"]), l["multiple"]));
    }
    for n in list(&brief["notes"]) {
        out.insert(format!("note: {}", text(&n)));
    }
    for r in list(&brief["rates"]) {
        out.insert(format!("rate {} {}", r["value"], text(&r["unit"])));
    }
    for a in list(&brief["approvals"]) {
        out.insert(format!("approval {}: {} seats {}", text(&a["name"]), text(&a["rule"]), a["members"]));
        list(&a["votes"]).iter().for_each(|v| {
            out.insert(format!("vote {}", text(v)));
        });
        list(&a["threats"]).iter().for_each(|_| {
            out.insert(format!("threat to {}", text(&a["name"])));
        });
    }
    for c in list(&brief["calendar"]) {
        out.insert(format!("{} ours {}", text(&c["date"]), c["ours"]));
    }
    list(&brief["unknown"]).iter().for_each(|u| {
        out.insert(format!("not known: {}", text(u)));
    });
    list(&brief["findings"]).iter().for_each(|f| {
        out.insert(text(f));
    });
    out
}

#[test]
fn a_case_drawn_up_from_an_article_answers_and_what_it_lacks_is_listed() {
    let article = root().join("../shared/articles/00.txt");
    if !article.is_file() {
        eprintln!("SKIPPED: there is no {}", article.display());
        return;
    }
    let article = article.canonicalize().expect("a path").display().to_string();
    let answers =
        root().join("crates/winset-cli/tests/documents/answers.toml").canonicalize().expect("a path");
    let dir = tempfile::tempdir().expect("a folder");
    let ran =
        run_in(dir.path(), &["new", "made", "--from", &article, "--answers", &answers.display().to_string()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("ASKED AND OFFERED") && ran.out.contains("US asks"), "{}", ran.out);

    let checked = run_in(dir.path(), &["check", "made"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    let price = run_in(dir.path(), &["price", "made", "+13%, 7%/yr, 5y"]).done();
    assert!(price.contains("1,174.0") && price.contains("1,538.8"), "{price}");
    let forecast = run_in(dir.path(), &["forecast", "made"]);
    assert_eq!(forecast.code, 0, "{}", forecast.err);
    let said = forecast.out + &forecast.err;
    assert!(said.contains("0 own") && said.contains("forecast.class.series"), "{said}");

    let brief = run_in(dir.path(), &["brief", "made", "--format", "json"]).done();
    let drafted = things(&serde_json::from_str(&brief).expect("JSON"));
    let curated = things(&json(&["brief", KOREA, "--as-of", "2019-11-19"]));
    let mut told = String::from(
        "# What the case of a person holds and the drafted one lacks (-), and the other way round (+).\n",
    );
    curated.difference(&drafted).for_each(|t| told.push_str(&format!("- {t}\n")));
    drafted.difference(&curated).for_each(|t| told.push_str(&format!("+ {t}\n")));
    let both = curated.intersection(&drafted).count();
    told.push_str(&format!("both: {both}\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/article-missed.txt");
    if std::env::var("WINSET_GOLDEN").as_deref() == Ok("update") {
        std::fs::write(path, told).expect("written");
    } else {
        assert_eq!(told, MISSED, "WINSET_GOLDEN=update writes it anew");
    }
}
