//! Domains of others imported and asked which deals are left: the numbers are those that their own tools print.

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::run_in;

/// The folder of others' domains beside the repository, or none with a word.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/domains");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: there is no {}", folder.display());
    None
}

const METHODS: [&str; 4] =
    ["least_relative_spread", "least_difference", "max_welfare", "max_relative_welfare"];

/// What `deals` says of a folder of another tool.
fn deals(from: &Path) -> Value {
    let dir = tempfile::tempdir().expect("a folder");
    let from = from.display().to_string();
    let made = run_in(dir.path(), &["import", &from, "-o", "case"]);
    assert_eq!(made.code, 0, "{from}: {}", made.err);
    let mut args = vec!["deals", "case", "--format", "json"];
    METHODS.iter().for_each(|m| args.extend(["--method", m]));
    serde_json::from_str(&run_in(dir.path(), &args).done()).expect("JSON")
}

fn numbers(v: &Value) -> Vec<f64> {
    v.as_array().expect("a list").iter().map(|n| n.as_f64().expect("a number")).collect()
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-9)
}

fn picked(d: &Value, method: &str) -> Vec<f64> {
    let list = d["solutions"].as_array().expect("solutions");
    numbers(&list.iter().find(|s| s["method"] == method).unwrap_or_else(|| panic!("no {method}"))["u"])
}

/// Utilities on the frontier that leave nobody worse off, as the tools list them.
fn frontier(d: &Value) -> Vec<Vec<f64>> {
    let list = d["frontier"].as_array().expect("a frontier");
    list.iter().filter(|f| f["rational"] == true).map(|f| numbers(&f["u"])).collect()
}

#[test]
fn genius_domains_have_the_solutions_that_negmas_prints() {
    let Some(folder) = shared() else { return };
    let text = std::fs::read_to_string(folder.join("expected/analysis.jsonl")).expect("readable");
    let mut wrong = Vec::new();
    let mut n = 0;
    for line in text.lines() {
        let want: Value = serde_json::from_str(line).expect("JSON");
        let path = want["path"].as_str().expect("a path");
        let d = deals(&folder.join("genius").join(path));
        n += 1;
        let mut check = |what: &str, good: bool| {
            if !good {
                wrong.push(format!("{path}: {what}"));
            }
        };
        check("packages", d["outcomes"] == want["n"]);
        let front = frontier(&d);
        check("frontier size", want["frontier_size"].as_u64() == Some(front.len() as u64));
        for (i, sum) in numbers(&want["frontier_sum"]).into_iter().enumerate() {
            check("frontier sum", (front.iter().map(|f| f[i]).sum::<f64>() - sum).abs() < 1e-6);
        }
        // Where a tool lists several points, each is as good to it.
        let among = |key: &str, u: &[f64]| {
            want[key].as_array().expect("a list").iter().any(|p| close(&numbers(&p[0]), u))
        };
        for (key, method) in [
            ("nash", "nash"),
            ("kalai", "egalitarian"),
            ("ks", "least_relative_spread"),
            ("max_welfare", "max_welfare"),
            ("max_rel_welfare", "max_relative_welfare"),
        ] {
            check(key, among(key, &picked(&d, method)));
        }
    }
    assert_eq!(n, 37);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn geniusweb_domains_have_their_special_points() {
    let Some(folder) = shared() else { return };
    for n in 0..6 {
        let here = folder.join(format!("geniusweb/domain0{n}"));
        let text = std::fs::read_to_string(here.join("specials.json")).expect("readable");
        let specials: Value = serde_json::from_str(&text).expect("JSON");
        let d = deals(&here);
        assert_eq!(d["outcomes"], specials["size"], "domain0{n}");
        let (ours, theirs) = (frontier(&d), specials["pareto_front"].as_array().expect("a list"));
        assert_eq!(ours.len(), theirs.len(), "domain0{n}");
        for p in theirs {
            let u = numbers(&p["utility"]);
            assert!(ours.iter().any(|o| close(o, &u)), "domain0{n}: {u:?}");
        }
        assert!(close(&picked(&d, "nash"), &numbers(&specials["nash"]["utility"])), "domain0{n}");
        assert!(
            close(&picked(&d, "least_difference"), &numbers(&specials["kalai"]["utility"])),
            "domain0{n}"
        );
    }
}
