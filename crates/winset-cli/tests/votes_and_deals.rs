//! Votes and deals from the command line: the reference space's own numbers, what is judged and when, what is withheld.

mod support;

use serde_json::Value;
use support::{KOREA, MINI, NATO, json, run};

fn near(v: &Value, expected: f64, tolerance: f64) -> bool {
    v.as_f64().is_some_and(|v| (v - expected).abs() <= tolerance)
}

/// The row of a method, at a confidence if it has several.
fn solution<'v>(d: &'v Value, method: &str, confidence: Option<f64>) -> &'v Value {
    let list = d["solutions"].as_array().expect("solutions");
    let found = list
        .iter()
        .find(|s| s["method"] == method && (confidence.is_none() || s["confidence"].as_f64() == confidence));
    found.unwrap_or_else(|| panic!("no {method}"))
}

#[test]
fn the_reference_space_has_the_reference_numbers() {
    let d = json(&["deals", MINI, "--method", "utilitarian"]);
    assert_eq!(
        (&d["outcomes"], &d["rational"], &d["frontier_size"], &d["rational_frontier"]),
        (&Value::from(4320), &Value::from(2252), &Value::from(132), &Value::from(54))
    );
    // Index, utilities, chance to pass, margin: rows mini.* and "margins" of the reference.
    let rows = [
        (
            "nash",
            None,
            2723,
            0.4080432987148618,
            0.6145132000788273,
            0.18792566215641143,
            3.172768805968784e-05,
        ),
        (
            "kalai_smorodinsky",
            None,
            3107,
            0.4086591831114429,
            0.6136746176632957,
            0.10148251322366757,
            0.0017384544051057271,
        ),
        (
            "egalitarian",
            None,
            3107,
            0.4086591831114429,
            0.6136746176632957,
            0.10148251322366757,
            0.0006158843965811123,
        ),
        (
            "utilitarian",
            None,
            4233,
            0.6003659932623165,
            0.4758331055847965,
            1.1618275560461556e-12,
            0.004424831003733809,
        ),
        (
            "ratification_adjusted_nash",
            None,
            1091,
            0.3165751645784613,
            0.6995899159993378,
            0.5631994914,
            0.00017030750562865675,
        ),
    ];
    for (method, confidence, index, us, rok, p, margin) in rows {
        let s = solution(&d, method, confidence);
        assert_eq!(s["index"], index, "{method}");
        assert!(near(&s["u"][0], us, 1e-9) && near(&s["u"][1], rok, 1e-9), "{method}: {}", s["u"]);
        assert!(near(&s["p_ratify"], p, 3e-4) && near(&s["margin"], margin, 1e-9), "{method}: {s}");
    }
    let given = solution(&d, "nash_given_ratification", Some(0.5));
    assert_eq!(given["index"], 1451);
    assert!(
        near(&given["u"][0], 0.33407594957308595, 1e-9) && near(&given["p_ratify"], 0.5139215382072017, 3e-4)
    );
    assert_eq!(d["unsolved"][0]["method"], "nash_given_ratification");
    assert_eq!(d["unsolved"][0]["confidence"], 0.75);
    assert!(near(&d["best_p_ratify"], 0.72538062287601, 3e-4));
    assert!(near(&d["win_set"][0]["share_of_all"], 0.1699074074074074, 1e-9));
    assert!(near(&d["win_set"][0]["share_of_rational"], 0.04706927175843695, 1e-9));
    // One body is counted: its own win-set is that of all.
    assert_eq!(d["win_set_by_approval"][0]["approval"], "assembly");
    assert_eq!(d["win_set_by_approval"][0]["win_set"], d["win_set"]);
    assert!(near(&d["parties"][0]["ideal"], 0.6042712393102208, 1e-9));
    assert!(near(&d["parties"][1]["ideal"], 0.7884858892678827, 1e-9));
}

#[test]
fn what_passes_with_a_chance_is_the_reference_amount() {
    let v = json(&["vote", MINI, "+13.9 %", "+50 %", "--set", "approval.assembly.shift=0"]);
    let a = &v["approvals"][0];
    assert_eq!(
        (&a["members"], &a["quorum"], &a["needed"]),
        (&Value::from(300), &Value::from(151), &Value::from(151))
    );
    // ln 1.139 is the reference's amount; rows "win.*" give the ratio that passes with ½ and with 0.9.
    assert!(near(&a["proposals"][0]["p"], 0.8121893, 2e-5), "{}", a["proposals"][0]);
    assert!(near(&a["proposals"][1]["p"], 0.3501125, 2e-5), "{}", a["proposals"][1]);
    assert!(near(&a["amount_passing"][0]["levelised_change"], 0.3800320, 2e-5));
    assert!(near(&a["amount_passing"][2]["levelised_change"], 0.0453876, 2e-5));
    let power: Vec<f64> =
        a["power"].as_array().expect("power").iter().filter_map(|p| p["power"].as_f64()).collect();
    for (found, expected) in
        power.iter().zip([0.397619, 0.230952, 0.230952, 0.064286, 0.007143, 0.007143, 0.007143, 0.054762])
    {
        assert!((found - expected).abs() < 1e-6, "{power:?}");
    }
    let v = json(&["vote", MINI, "+13.9 %"]);
    assert!(near(&v["approvals"][0]["p"], 0.5497777, 1e-5), "a backlash of -0.3");
}

#[test]
fn a_party_that_splits_changes_the_count() {
    let split = [
        "approval.assembly.bloc.dp.seats=100",
        "approval.assembly.bloc.rebels.name=rebels",
        "approval.assembly.bloc.rebels.seats=28",
        "approval.assembly.bloc.rebels.base_yes=.2",
        "approval.assembly.bloc.rebels.slope=2.2",
    ];
    let mut args = vec!["vote", MINI, "+13.9 %"];
    split.iter().for_each(|s| args.extend(["--set", s]));
    let (whole, split) = (json(&["vote", MINI, "+13.9 %"]), json(&args));
    let of = |v: &Value| {
        (v["approvals"][0]["members"].clone(), v["approvals"][0]["p"].as_f64().expect("a chance"))
    };
    assert_eq!(of(&split).0, 300, "the seats are moved, not added");
    assert!(of(&split).1 < of(&whole).1 - 0.1, "{:?} {:?}", of(&split), of(&whole));
    let rebels =
        split["approvals"][0]["blocs"].as_array().expect("blocs").iter().find(|b| b["bloc"] == "rebels");
    assert_eq!(rebels.expect("a new bloc")["seats"], 28);
}

#[test]
fn what_is_judged_later_is_not_used_earlier() {
    let judged = [
        "--set",
        "approval.assembly.judgement.hindsight=false",
        "--set",
        "approval.assembly.judgement.known_on=2019-11-20",
    ];
    let vote = |day: &str| {
        let mut args = vec!["vote", KOREA, "+13.9 %", "--as-of", day];
        args.extend(judged);
        json(&args)["approvals"][0].clone()
    };
    assert!(vote("2019-11-19")["p"].is_null() && vote("2019-11-20")["p"].is_number());
    assert_eq!(vote("2019-11-19")["needed"], 148, "the arithmetic needs no judgement");
    let preferred = ["--set", "preference.US.hindsight=false", "--set", "preference.US.known_on=2019-11-20"];
    let deals = |day: &str| {
        let mut args = vec!["deals", KOREA, "--as-of", day];
        args.extend(preferred);
        run(&args)
    };
    let early = deals("2019-11-19");
    assert_eq!(early.code, 1, "{}", early.out);
    assert!(early.err.contains("add [preference.US]"), "{}", early.err);
    assert_eq!(deals("2019-11-20").code, 0);
}

#[test]
fn a_body_that_nothing_was_judged_about_leaves_no_chance_of_all() {
    let body = |id: &str, chance: &str| {
        let of = |key: &str| format!("approval.{id}.{key}");
        vec![
            format!("{}={id}", of("name")),
            format!("{}=ROK", of("party")),
            format!("{}=majority of members", of("rule")),
            format!("{}={{ name = \"x\", seats = 9{chance} }}", of("bloc.x")),
        ]
    };
    let ask = |verb: &str, sets: &[String]| {
        let mut args = vec![verb, MINI];
        sets.iter().for_each(|s| args.extend(["--set", s]));
        json(&args)
    };
    let judged = body("senate", ", base_yes = 0.9");
    let both = ask("vote", &judged);
    assert_eq!(both["amount_passing"].as_array().map(Vec::len), Some(3), "two bodies are counted together");
    let not = [judged, body("court", "")].concat();
    let three = ask("vote", &not);
    assert_eq!(three["amount_passing"], Value::Array(Vec::new()));
    assert!(three["missing"][0].as_str().is_some_and(|m| m.contains("court")), "{}", three["missing"]);
    let deals = ask("deals", &not);
    assert!(deals["best_p_ratify"].is_null() && deals["frontier"][0]["p_ratify"].is_null());
    assert_eq!(deals["win_set_by_approval"].as_array().map(Vec::len), Some(2), "each counted body by itself");
}

#[test]
fn internal_judgements_stay_at_home() {
    let internal =
        ["--set", "preference.ROK.internal=true", "--set", "approval.assembly.judgement.internal=true"];
    let asked = |verb: &[&str]| {
        let mut args: Vec<&str> = verb.to_vec();
        args.extend(internal);
        run(&args)
    };
    let own = asked(&["deals", MINI]);
    assert!(own.out.contains("[internal]"), "{}", own.out);
    for format in ["csv", "html", "svg"] {
        let public = asked(&["deals", MINI, "--format", format]);
        assert_eq!(public.code, 1, "{format}: {}", public.out);
        assert!(public.err.contains("preference") && public.out.is_empty(), "{}", public.err);
    }
    let public = asked(&["vote", MINI, "+13.9 %", "--audience", "public", "--format", "json"]);
    let v: Value = serde_json::from_str(&public.out).expect("JSON");
    assert!(
        v["approvals"][0]["p"].is_null() && v["approvals"][0]["amount_passing"] == Value::Array(Vec::new())
    );
    assert!(!public.out.contains("illustrative"), "{}", public.out);
}

#[test]
fn a_package_is_understood_in_several_ways() {
    let by = |text: &str| json(&["deals", MINI, "--explain", text])["explained"]["index"].clone();
    let words = "first_year=+30%, term=3, rule=defence, new_category=no, in_kind=80 %, purchases=10";
    assert_eq!(
        (by("nash"), by("#2723"), by("2723"), by(words)),
        (2723.into(), 2723.into(), 2723.into(), 2723.into())
    );
    let wrong = [
        ("nsah", "did you mean nash?"),
        ("#4320", "there is no package #4320"),
        ("first_year=+30%", "the package names no `term`"),
        (
            "first_year=+31%, term=3, rule=defence, new_category=no, in_kind=80 %, purchases=10",
            "`+31%` is no level of `first_year`",
        ),
        ("frist_year=+30%", "did you mean `first_year`?"),
        (
            "term=3, term=5, first_year=+30%, rule=frozen, new_category=no, in_kind=80 %, purchases=10",
            "names `term` twice",
        ),
    ];
    for (text, words) in wrong {
        let ran = run(&["deals", MINI, "--explain", text]);
        assert!(ran.code == 2 && ran.err.contains(words), "{text}: {} {}", ran.code, ran.err);
    }
}

#[test]
fn a_question_about_deals_that_is_none_is_told_so() {
    let wrong: [(&[&str], &str); 6] = [
        (&["--method", "nahs"], "did you mean nash?"),
        (&["--method", "weighted_nash"], "--weight US=2"),
        (&["--weight", "FR=2"], "`FR` has no preferences here"),
        (&["--weight", "US=-1"], "a weight is a number above 0"),
        (&["--confidence", "1.5"], "lies between 0 and 1"),
        (&["--weight", "US"], "write --weight PARTY=2"),
    ];
    for (more, words) in wrong {
        let mut args = vec!["deals", MINI];
        args.extend(more);
        let ran = run(&args);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(words), "{more:?}: {}", ran.err);
    }
    let ran = run(&["vote", KOREA, "agreed-2021", "--as-of", "2019-11-19"]);
    assert!(ran.code == 2 && ran.err.contains("no proposal `agreed-2021` was known by then"), "{}", ran.err);
    let ran = run(&["deals", KOREA, "--set", "issue.first_year.levels=[\"+1 %\"]"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn the_other_verbs_say_what_they_lack() {
    let ran = run(&["vote", NATO]);
    assert!(ran.code == 0 && ran.out.contains("unanimity: each can say no"), "{}", ran.out);
    let ran = run(&["deals", "japan-us-hns-2027"]);
    assert!(ran.code == 1 && ran.err.contains("add [issue.ID]"), "{}", ran.err);
}

#[test]
fn the_commented_part_of_the_template_answers_once_it_is_uncommented() {
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(support::run_in(dir.path(), &["new", "mine"]).code, 0);
    let file = dir.path().join("mine/case.toml");
    let text = std::fs::read_to_string(&file).expect("the case");
    let (head, tail) = text.split_once("# Which deals are left").expect("the part");
    let entry = |l: &str| l.starts_with("# [") || l.split(' ').nth(2) == Some("=");
    let opened: Vec<&str> = tail.lines().map(|l| if entry(l) { &l[2..] } else { l }).collect();
    std::fs::write(&file, format!("{head}# Which deals are left{}\n", opened.join("\n"))).expect("written");
    let ran = support::run_in(dir.path(), &["deals", "mine"]);
    assert!(
        ran.code == 0 && ran.out.contains("12 packages: 6 that both would sign"),
        "{}{}",
        ran.out,
        ran.err
    );
}
