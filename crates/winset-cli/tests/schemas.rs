//! The published schemas hold for what the command prints, and each of them can be broken.

mod support;

use jsonschema::Validator;
use serde_json::{Value, json as value};
use support::{JAPAN, KOREA, MINI, NATO, json, run, run_in};

const NAMES: [&str; 13] = [
    "brief", "check", "classes", "compare", "deals", "figures", "forecast", "price", "read", "record",
    "share", "verify", "vote",
];

fn schema(name: &str) -> Value {
    serde_json::from_str(&run(&["schema", name]).done()).expect("a schema is JSON")
}

fn validator(name: &str) -> Validator {
    jsonschema::draft202012::new(&schema(name)).expect("a schema is a schema")
}

fn holds(v: &Validator, answer: &Value, of: &str) {
    let wrong: Vec<String> =
        v.iter_errors(answer).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(wrong.is_empty(), "{of}: {wrong:#?}");
}

const NATO_SHEET: &str = "nato-common-funding-2019/share.csv";

/// Days before, during and after the talks of each case.
const DAYS: [(&str, &[&str]); 3] = [
    (
        KOREA,
        &[
            "1995-12-01",
            "2009-03-31",
            "2019-02-10",
            "2019-08-01",
            "2019-11-19",
            "2020-05-20",
            "2021-03-09",
            "2021-03-12",
            "2024-12-01",
        ],
    ),
    (JAPAN, &["1990-01-01", "2022-04-01", "2025-12-26", "2026-03-21", "2026-11-24"]),
    (NATO, &["2005-12-31", "2019-09-04", "2019-11-27", "2019-11-28", "2021-06-01"]),
];

/// Overlays: a judgement of each kind, other measures, other classes.
const OVERLAYS: [&[&str]; 7] = [
    &[],
    &[
        "forecast.judgement.amount_shift=[{ value = 0.05, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }]",
        "forecast.judgement.spread=[{ value = 1.5, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01, author = \"a\" }]",
        "forecast.judgement.consent_odds=[{ value = 0.5, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }]",
        "forecast.judgement.hazard=[{ from = 2019-11-20, to = 2027-01-01, times = 0.5, reason = \"r\", date = 2099-01-01, known_on = 2099-01-01, hindsight = true }]",
    ],
    &["forecast.class.exclude=[\"recalled\"]", "forecast.amount.measure=\"levelised\""],
    &["forecast.class.type=\"other\"", "forecast.class.series=\"none-such\""],
    &["price.discount_rate=\"0 %\""],
    &["forecast.class.members=[\"kr-sma-02\", \"kr-sma-03\"]"],
    &[
        "forecast.judgement.hazard=[{ from = 1990-01-01, to = 2040-01-01, times = 1000, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }]",
        "forecast.judgement.spread=[{ value = 1000, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }]",
        "forecast.judgement.amount_shift=[{ value = 10, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }]",
    ],
];

fn with_overlay<'a>(head: &[&'a str], overlay: &[&'a str]) -> Vec<&'a str> {
    let mut args = head.to_vec();
    for o in overlay {
        args.extend(["--set", o]);
    }
    args
}

#[test]
fn every_schema_names_itself_its_title_and_what_each_property_is() {
    for name in NAMES {
        let s = schema(name);
        assert_eq!(s["$id"], format!("winset.{name}/1"));
        assert_eq!(s["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(s["title"].as_str().is_some_and(|t| !t.is_empty()));
        let n = described(&s, name);
        assert!(n > 5, "{name}: {n} properties");
    }
    assert_eq!(run(&["schema"]).done().lines().collect::<Vec<_>>(), NAMES);
}

/// Every property has a description or points at a definition that has one; every object is closed or says why not.
fn described(s: &Value, at: &str) -> usize {
    let mut n = 0;
    if let Some(o) = s.as_object() {
        if let Some(p) = o.get("properties").and_then(Value::as_object) {
            for (key, sub) in p {
                n += 1;
                assert!(
                    sub["description"].is_string() || sub["$ref"].is_string(),
                    "{at}.{key} has no description"
                );
            }
            assert!(!o["additionalProperties"].is_null(), "{at} is open");
            assert!(o["required"].is_array(), "{at} requires nothing");
        }
        n += o.iter().map(|(k, v)| described(v, &format!("{at}.{k}"))).sum::<usize>();
    } else if let Some(list) = s.as_array() {
        n += list.iter().map(|v| described(v, at)).sum::<usize>();
    }
    n
}

#[test]
fn brief_of_every_case_on_every_day_holds() {
    let v = validator("brief");
    let mut seen = [0; 4];
    for (case, days) in DAYS {
        for day in days {
            for overlay in OVERLAYS {
                let b = json(&with_overlay(&["brief", case, "--as-of", day], overlay));
                holds(&v, &b, &format!("brief {case} {day} {overlay:?}"));
                seen[0] += usize::from(b["forecast"]["missing"].is_string());
                seen[1] += usize::from(b["forecast"]["ended"].is_object());
                seen[2] += usize::from(b["forecast"]["n"].is_number());
            }
            let b = json(&["brief", case, "--as-of", day, "--since", "1989-01-01"]);
            holds(&v, &b, &format!("brief {case} {day} --since"));
            seen[3] += usize::from(b["since"]["moved"].as_array().is_some_and(|m| !m.is_empty()));
        }
    }
    assert!(seen.iter().all(|n| *n > 0), "some form of the answer never came up: {seen:?}");
}

#[test]
fn two_answers_side_by_side_hold() {
    let v = validator("compare");
    for verb in ["brief", "price", "vote", "deals", "forecast"] {
        for (case, days) in DAYS {
            let (first, last) = (days[0], days[days.len() - 1]);
            for other in [first, "price.discount_rate=\"2 %\""] {
                let args = [verb, case, "--as-of", last, "--against", other, "--format", "json"];
                let ran = run(&args);
                if ran.code == 0 {
                    let value = serde_json::from_str(&ran.out).expect("JSON");
                    holds(&v, &value, &format!("{args:?}"));
                } else {
                    assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{args:?}: {}", ran.err);
                }
            }
        }
    }
}

#[test]
fn price_of_every_case_on_every_day_holds() {
    let v = validator("price");
    let (mut priced, mut not) = (0, 0);
    for (case, days) in DAYS {
        for day in days {
            for overlay in OVERLAYS {
                let p = json(&with_overlay(&["price", case, "--as-of", day], overlay));
                holds(&v, &p, &format!("price {case} {day} {overlay:?}"));
                priced += p["proposals"].as_array().map_or(0, Vec::len);
            }
            let p = json(&["price", case, "+13%, 7%/yr, 5y", "--as-of", day]);
            holds(&v, &p, &format!("price {case} {day} inline"));
            not += p["proposals"]
                .as_array()
                .map_or(0, |l| l.iter().filter(|x| x["missing"].is_string()).count());
        }
    }
    for inline in ["1.18tn KRW, 5y", "US$2bn", "up to US$5bn, 2y", "+5 %, frozen, 3y"] {
        holds(&v, &json(&["price", KOREA, inline, "--as-of", "2019-11-19"]), inline);
    }
    let past: Vec<String> = ["sma-07", "sma-08", "sma-09", "sma-10", "sma-11", "sma-11-2020", "sma-12"]
        .map(str::to_owned)
        .to_vec();
    let mut args = vec!["price", KOREA, "--as-of", "2024-12-01"];
    args.extend(past.iter().map(String::as_str));
    let p = json(&args);
    holds(&v, &p, "all agreements");
    let whole = p.to_string();
    assert!(
        whole.contains("\"beside\"") && whole.contains("\"to_pay\""),
        "payments beside the amount came up"
    );
    assert!(priced > 0 && not > 0, "{priced} priced, {not} not");
}

#[test]
fn price_amounts_are_exact_numbers_without_an_exponent() {
    let text = run(&["price", KOREA, "agreed-2021", "1183.3bn KRW, 5y", "--format", "json"]).done();
    assert!(text.contains("\"amount\": 1183300000000,"), "{text}");
    let exponent = |w: &str| w.trim_end_matches(',').parse::<f64>().is_ok() && w.contains(['e', 'E']);
    assert_eq!(text.split_whitespace().find(|w| exponent(w)), None);
}

#[test]
fn votes_and_deals_of_every_case_on_every_day_hold() {
    let (votes, deals) = (validator("vote"), validator("deals"));
    let mut seen = [0; 5];
    let days = DAYS.iter().flat_map(|(case, days)| days.iter().map(move |d| (*case, *d)));
    for (case, day) in days.chain([(MINI, "2019-11-19"), (MINI, "2019-06-01")]) {
        let ran = run(&["vote", case, "--as-of", day, "--format", "json"]);
        if ran.code == 1 {
            assert!(ran.out.is_empty() && ran.err.contains("no body that must approve"), "{case} {day}");
            continue;
        }
        let v: Value = serde_json::from_str(&ran.done()).expect("JSON");
        holds(&votes, &v, &format!("vote {case} {day}"));
        seen[0] += usize::from(v["approvals"][0]["p"].is_number());
        seen[1] += usize::from(v["approvals"][0]["single"] == true);
        holds(&votes, &json(&["vote", case, "+13%, 7%/yr, 5y", "--as-of", day]), "vote inline");
        let ran = run(&["deals", case, "--as-of", day, "--method", "utilitarian", "--format", "json"]);
        if ran.code == 1 {
            assert!(ran.out.is_empty() && ran.err.contains("add ["), "{case} {day}: {}", ran.err);
            seen[2] += 1;
            continue;
        }
        let d: Value = serde_json::from_str(&ran.done()).expect("JSON");
        holds(&deals, &d, &format!("deals {case} {day}"));
        seen[3] += usize::from(d["solutions"].as_array().is_some_and(|l| l.len() > 4));
        let e = json(&["deals", case, "--as-of", day, "--explain", "nash"]);
        holds(&deals, &e, &format!("deals {case} {day} --explain"));
        seen[4] += usize::from(e["explained"]["parties"].is_array());
    }
    assert!(seen.iter().all(|n| *n > 0), "some form of the answer never came up: {seen:?}");
}

#[test]
fn forecast_of_every_case_on_every_day_holds() {
    let v = validator("forecast");
    let mut seen = [0; 4];
    for (case, days) in DAYS {
        for day in days {
            for overlay in OVERLAYS {
                let mut args = with_overlay(&["forecast", case, "--as-of", day], overlay);
                args.extend(["--format", "json"]);
                let ran = run(&args);
                if ran.code == 1 {
                    assert!(ran.out.is_empty() && !ran.err.is_empty(), "{args:?}");
                    seen[3] += 1;
                    continue;
                }
                let f: Value = serde_json::from_str(&ran.done()).expect("JSON");
                holds(&v, &f, &format!("forecast {case} {day} {overlay:?}"));
                seen[0] += usize::from(f["ended"].is_object());
                seen[1] += usize::from(f["yours"].is_object());
                seen[2] += usize::from(f["yours"].is_null() && f["n"].is_number());
            }
        }
    }
    assert!(seen.iter().all(|n| *n > 0), "some form of the answer never came up: {seen:?}");
}

/// A document of this crate's tests.
fn text(name: &str) -> String {
    format!("../crates/winset-cli/tests/documents/{name}.txt")
}

#[test]
fn what_is_found_in_documents_holds() {
    let mut seen = [0; 3];
    for name in ["bridge", "pairs"] {
        let file = text(name);
        let read = json(&["read", &file]);
        holds(&validator("read"), &read, &file);
        let with_case = json(&["read", &file, "--case", KOREA]);
        holds(&validator("read"), &with_case, &file);
        let found = json(&["figures", &file]);
        holds(&validator("figures"), &found, &file);
        assert_eq!(found["findings"], read["findings"], "{file}");
        seen[0] += read["claims"].as_array().map_or(0, Vec::len);
        seen[1] += found["findings"].as_array().map_or(0, Vec::len);
        seen[2] += found["findings"]
            .as_array()
            .map_or(0, |l| l.iter().filter(|f| f["expected"].is_object()).count());
    }
    assert!(seen.iter().all(|n| *n > 0), "some form of the answer never came up: {seen:?}");
}

#[test]
fn record_and_classes_and_check_hold() {
    let v = validator("record");
    for (case, days) in DAYS {
        for day in days {
            holds(&v, &json(&["record", case, "--as-of", day, "list"]), &format!("record {case} {day}"));
            let found = json(&["record", case, "--as-of", day, "verify"]);
            holds(&validator("verify"), &found, &format!("verify {case} {day}"));
        }
        holds(&validator("check"), &json(&["check", case]), &format!("check {case}"));
    }
    holds(&v, &json(&["record", KOREA, "list", "--kind", "gap", "--kind", "share"]), "filtered");
    let v = validator("classes");
    holds(&v, &json(&["classes"]), "classes");
    holds(&v, &json(&["classes", "--found", "--as-of", "2019-11-19"]), "classes --found");
}

#[test]
fn share_of_a_sheet_holds_whatever_it_lacks() {
    let v = validator("share");
    let sheets = [
        "party,claim\na,100 EUR\nb,300 EUR\n",
        "party,income\na,3\nb,0\n",
        "party,alone,paid\na,1 EUR,1 EUR\nb,2 EUR,1 EUR\nc,3 EUR,1 EUR\n",
        "party,at,paid,benefit,members\na,x,10 %,1,3\nb,x,90 %,0,\na,y,20 %,,3\nb,y,80 %,,\n",
        "party,income,bill\na,5 USD,0 USD\n",
    ];
    let dir = tempfile::tempdir().expect("a folder");
    let mut seen = [0; 4];
    let mut holds_of = |args: &[&str]| {
        let ran = run_in(dir.path(), args);
        let a: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{args:?}: {e} {}", ran.err));
        holds(&v, &a, &format!("{args:?}"));
        let rules = a["moments"][0]["rules"].as_array().cloned().unwrap_or_default();
        seen[0] += rules.iter().filter(|r| r["amounts"].is_array()).count();
        seen[1] += rules.iter().filter(|r| r["missing"].is_string()).count();
        seen[2] += usize::from(a["moments"][0]["bill"].is_null());
        seen[3] += usize::from(a["moments"][0]["exploitation"]["index"].is_array());
    };
    for (i, sheet) in sheets.iter().enumerate() {
        let file = format!("{i}.csv");
        std::fs::write(dir.path().join(&file), sheet).expect("a sheet");
        holds_of(&["share", &file, "--format", "json"]);
        holds_of(&["share", &file, "--format", "json", "--as-of", "2020-01-01"]);
        if !sheet.contains("bill") {
            holds_of(&["share", &file, "--format", "json", "--ability", "1.2"]);
        }
    }
    assert!(seen.iter().all(|n| *n > 0), "some form of the answer never came up: {seen:?}");
    for extra in [vec![], vec!["--as-of", "2019-09-04"], vec!["--ability", "0"], vec!["--bill", "2.6bn USD"]]
    {
        let args = [vec!["share", NATO_SHEET], extra].concat();
        holds(&v, &json(&args), &format!("{args:?}"));
    }
}

#[test]
fn check_of_a_broken_case_holds() {
    let dir = support::copy(KOREA);
    let toml = dir.path().join(KOREA).join("case.toml");
    support::append(&toml, "[calendar.x]\ndate = \"13 May\"\nwhat = \"x\"\nwhoes = \"ROK\"\n");
    support::append(
        &dir.path().join(KOREA).join("record.csv"),
        "zz1,2019-11-01,2019-11-01,x,ROK,,nobody,asserted,demand,1,,exact,KRW,,,,,nosuch,Z9,,,=1+1,,found,\n",
    );
    let ran = run_in(dir.path(), &["check", KOREA, "--set", "forecast.class.cpa=2", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    holds(&validator("check"), &answer, "check of a broken case");
    assert!(answer["remarks"].as_array().is_some_and(|l| l.len() >= 2), "{answer}");
}

/// Takes a property away, adds one, or puts a wrong value there: each must be refused.
fn refused(name: &str, answer: &Value, changes: &[(&str, Option<Value>)]) {
    let v = validator(name);
    holds(&v, answer, name);
    for (pointer, new) in changes {
        let mut broken = answer.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let place = broken
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .unwrap_or_else(|| panic!("{name}{pointer}"));
        match new {
            Some(x) => place.insert(key.to_owned(), x.clone()),
            None => Some(place.remove(key).unwrap_or_else(|| panic!("{name}: no {pointer} to take away"))),
        };
        assert!(!v.is_valid(&broken), "{name}: {pointer} = {new:?} passes");
    }
}

#[test]
fn every_schema_refuses_a_spoilt_answer() {
    refused(
        "brief",
        &json(&["brief", KOREA, "--as-of", "2019-11-19", "--since", "2019-10-01"]),
        &[
            ("/as_of", None),
            ("/as_of", Some(value!("19 Nov 2019"))),
            ("/schema", Some(value!("winset.brief/2"))),
            ("/extra", Some(value!(1))),
            ("/lines/0/kind", Some(value!("rumour"))),
            ("/lines/0/amount/currency", None),
            ("/lines/0/grade", Some(value!("Z9"))),
            ("/approvals/0/seats/0/seats", Some(value!(-1))),
            ("/calendar/0/ours", Some(value!("yes"))),
            ("/forecast/consent/p", Some(value!(1.2))),
            ("/since/claims", None),
        ],
    );
    refused(
        "price",
        &json(&["price", KOREA]),
        &[
            ("/proposals/0/years/0/amount", Some(value!("1183300000000"))),
            ("/proposals/0/years/0/basis", Some(value!("guessed"))),
            ("/proposals/0/change_on_last/levelised", None),
            ("/proposals/0/years", Some(value!([]))),
            ("/proposals/0/surprise", Some(value!(true))),
            ("/proposals/0/shares/0/whole", None),
        ],
    );
    let judged = "forecast.judgement.spread=[{ value = 1.5, reason = \"r\", date = 2019-01-01, known_on = 2019-01-01 }]";
    refused(
        "forecast",
        &json(&["forecast", KOREA, "--as-of", "2019-11-19", "--set", judged]),
        &[
            ("/method", Some(value!("scenario"))),
            ("/n", None),
            ("/deal_by/0/p", Some(value!(1.5))),
            ("/deal_by/0/worth", Some(value!(0))),
            ("/amount/quantiles/0/q", Some(value!(1))),
            ("/amount/given", Some(value!("nothing"))),
            ("/consent/n", Some(value!(4.5))),
            ("/yours/consent", None),
            ("/judgements/0/reason", Some(value!(""))),
            ("/hindsight_used", Some(value!(-1))),
            ("/demand/w", Some(value!(1.1))),
        ],
    );
    refused("forecast", &json(&["forecast", KOREA]), &[("/ended/known_on", None), ("/n", Some(value!(3)))]);
    refused(
        "record",
        &json(&["record", KOREA, "list", "--kind", "demand"]),
        &[
            ("/claims/0/id", None),
            ("/claims/0/kind", Some(value!("whisper"))),
            ("/claims/0/official", Some(value!(null))),
            ("/n", Some(value!(-1))),
        ],
    );
    refused(
        "verify",
        &json(&["record", KOREA, "verify"]),
        &[
            ("/findings/0/check", Some(value!("taste"))),
            ("/findings/0/sure", None),
            ("/findings/0/lines", Some(value!([0]))),
            ("/checks/0/done", Some(value!(-1))),
            ("/n", None),
        ],
    );
    refused(
        "read",
        &json(&["read", &text("bridge")]),
        &[
            ("/claims/0/kind", Some(value!("absent"))),
            ("/claims/0/start", Some(value!(-1))),
            ("/claims/0/grade", Some(value!("G7"))),
            ("/document/language", None),
        ],
    );
    refused(
        "share",
        &json(&["share", NATO_SHEET]),
        &[
            ("/moments/0/rules/0/method", Some(value!("taste"))),
            ("/moments/0/rules/0/amounts", Some(value!(["552500000"]))),
            ("/moments/0/bill/value", Some(value!(0))),
            ("/moments/0/parties/0/figures/claim", None),
            ("/moments/0/exploitation/n", None),
            ("/undated", Some(value!(-1))),
        ],
    );
    refused(
        "figures",
        &json(&["figures", &text("pairs")]),
        &[("/findings/0/kind", Some(value!("none"))), ("/findings/0/why", None), ("/remarks", None)],
    );
    refused(
        "vote",
        &json(&["vote", MINI, "+13 %"]),
        &[
            ("/approvals/0/members", Some(value!(-1))),
            ("/approvals/0/p", Some(value!(1.1))),
            ("/approvals/0/sinks/0/defectors", Some(value!("many"))),
            ("/approvals/0/blocs/0/side", Some(value!("left"))),
            ("/approvals/0/needed", None),
            ("/hindsight_used", None),
            ("/extra", Some(value!(0))),
        ],
    );
    refused(
        "deals",
        &json(&["deals", MINI, "--explain", "nash"]),
        &[
            ("/outcomes", Some(value!("4,320"))),
            ("/frontier/0/p_ratify", Some(value!(-0.1))),
            ("/solutions/0/method", Some(value!("bargain"))),
            ("/solutions/0/margin", None),
            ("/win_set/0/confidence", Some(value!(0))),
            ("/explained/parties/0/terms/0/adds", None),
            ("/parties", None),
        ],
    );
    refused(
        "classes",
        &json(&["classes", "--series", "host-kr-sma"]),
        &[
            ("/members/0/expiry", Some(value!("1993"))),
            ("/members/0/deal", Some(value!(["1993-01-01"]))),
            ("/members/0/note", None),
            ("/x", Some(value!(0))),
        ],
    );
    let dir = support::copy(KOREA);
    support::append(&dir.path().join(KOREA).join("case.toml"), "[calendar.x]\nwhat = \"no date\"\n");
    let ran = run_in(dir.path(), &["check", KOREA, "--format", "json"]);
    refused(
        "check",
        &serde_json::from_str(&ran.out).expect("JSON"),
        &[
            ("/remarks/0/severity", Some(value!("fatal"))),
            ("/remarks/0/line", Some(value!(0))),
            ("/remarks/0/hint", None),
            ("/not_shown", None),
        ],
    );
}
