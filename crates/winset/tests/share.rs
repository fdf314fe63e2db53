//! A shared bill: numbers by hand, what is missing and what unlocks it, marks of what is recalled, and no sheet that panics.

use proptest::prelude::*;
use serde_json::Value;
use winset::share::{Options, json, report, share};
use winset::view;
use winset_case::sharing::parse_sharing;
use winset_case::{Date, Decimal};

fn answered(sheet: &str, bill: Option<&str>, options: &Options) -> (String, Value) {
    let c = parse_sharing("share.csv", sheet.as_bytes(), bill).unwrap_or_else(|r| panic!("{r:#?}"));
    let a = share(&c.sharing, options);
    (view::text::write(&report(&a, "share.csv")), json(&a, "share.csv"))
}

fn answer(sheet: &str, bill: Option<&str>) -> (String, Value) {
    answered(sheet, bill, &Options::default())
}

fn nato(as_of: Option<Date>) -> (String, Value) {
    let sheet = include_str!("../../../cases/nato-common-funding-2019/share.csv");
    answered(sheet, None, &Options { as_of, ..Options::default() })
}

fn rule<'a>(moment: &'a Value, name: &str) -> &'a Value {
    let rules = moment["rules"].as_array().expect("rules");
    rules.iter().find(|r| r["method"] == name).unwrap_or_else(|| panic!("no {name}"))
}

#[track_caller]
fn amounts(moment: &Value, name: &str, expected: &[f64]) {
    let got: Vec<f64> =
        rule(moment, name)["amounts"].as_array().expect(name).iter().filter_map(Value::as_f64).collect();
    assert_eq!(got.len(), expected.len(), "{name}: {got:?}");
    for (g, e) in got.iter().zip(expected) {
        assert!((g - e).abs() <= 1e-9 * e.abs().max(1.0), "{name}: {got:?} is not {expected:?}");
    }
}

/// The table of Aumann and Maschler (1985), asked as a reader would.
#[test]
fn claims_of_100_200_and_300() {
    let sheet = "party,claim\nA,100 EUR\nB,200 EUR\nC,300 EUR\n";
    let m = &answer(sheet, Some("200 EUR")).1["moments"][0];
    amounts(m, "proportional", &[200.0 / 6.0, 400.0 / 6.0, 100.0]);
    amounts(m, "constrained_equal_awards", &[200.0 / 3.0; 3]);
    amounts(m, "constrained_equal_losses", &[0.0, 50.0, 150.0]);
    amounts(m, "talmud", &[50.0, 75.0, 75.0]);
    amounts(m, "random_arrival", &[100.0 / 3.0, 250.0 / 3.0, 250.0 / 3.0]);
    assert_eq!(
        rule(m, "lindahl")["unlocks"],
        "fill the column `income`: what each lives on, for states the gross domestic product"
    );
    assert_eq!(m["bill"]["from"], "told");
    // Half of the claims in per cent of the same bill.
    let percent = "party,claim\nA,50 %\nB,100 %\nC,150 %\n";
    assert_eq!(answer(percent, Some("200 EUR")).1["moments"][0]["rules"], m["rules"]);
}

#[test]
fn a_row_of_several_members_is_as_many_rows() {
    let rows = "party,claim\nA,6 EUR\nB,2 EUR\nC,2 EUR\nD,2 EUR\n";
    let row = "party,claim,members\nA,6 EUR,\nrest,6 EUR,3\n";
    let (many, one) = (answer(rows, Some("7 EUR")).1, answer(row, Some("7 EUR")).1);
    for name in ["constrained_equal_awards", "constrained_equal_losses", "talmud", "random_arrival"] {
        let each: Vec<f64> = rule(&many["moments"][0], name)["amounts"]
            .as_array()
            .expect(name)
            .iter()
            .filter_map(Value::as_f64)
            .collect();
        amounts(&one["moments"][0], name, &[each[0], each[1] + each[2] + each[3]]);
    }
}

#[test]
fn costs_alone_give_shapley_and_the_bill() {
    let m = &answer("party,alone\nA,1 EUR\nB,2 EUR\nC,3 EUR\n", None).1["moments"][0];
    assert_eq!((m["bill"]["from"].as_str(), m["bill"]["value"].as_f64()), (Some("alone"), Some(3.0)));
    amounts(m, "shapley", &[1.0 / 3.0, 5.0 / 6.0, 11.0 / 6.0]);
    let m = &answer("party,alone,members\nA,1 EUR,2\nC,3 EUR,\n", None).1["moments"][0];
    amounts(m, "shapley", &[2.0 / 3.0, 1.0 / 3.0 + 2.0]);
    let (text, m) = answer("party,alone\nA,1 EUR\nB,2 EUR\n", Some("5 EUR"));
    assert_eq!(
        rule(&m["moments"][0], "shapley")["missing"],
        "the largest cost alone, €2, is not the bill, €5"
    );
    assert!(text.contains("NOT COMPUTED"), "{text}");
}

#[test]
fn self_interest_leaves_the_bill_to_the_richest() {
    let m = &answer("party,income\nA,10 USD\nB,4 USD\nC,2 USD\n", Some("3 USD")).1["moments"][0];
    amounts(m, "olson_zeckhauser", &[3.0, 0.0, 0.0]);
    assert_eq!(rule(m, "olson_zeckhauser")["weight"].as_f64(), Some(0.3));
    assert!((rule(m, "olson_zeckhauser")["agreed"].as_f64().expect("a sum") - 4.8).abs() < 1e-12);
    amounts(m, "lindahl", &[30.0 / 16.0, 12.0 / 16.0, 6.0 / 16.0]);
    amounts(m, "proportional", &[30.0 / 16.0, 12.0 / 16.0, 6.0 / 16.0]);
    let text = answer("party,income\nA,10\nB,4\n", Some("3 USD")).0;
    assert!(text.contains("Olson–Z.: income is in bare numbers, the bill in USD"), "{text}");
}

#[test]
fn ability_to_pay_stands_only_where_its_power_is_named() {
    let sheet = "party,income\nA,10\nB,4\nC,2\n";
    let options = Options { power: Some(Decimal::new(12, 1)), ..Options::default() };
    let (text, m) = answered(sheet, Some("1"), &options);
    amounts(&m["moments"][0], "ability_to_pay", &[0.676_600_416_691, 0.225_322_338_818, 0.098_077_244_491]);
    assert!(text.contains("ability to pay"), "{text}");
    assert!(!answer(sheet, Some("1")).0.contains("ability"));
}

#[test]
fn the_formula_of_november_2019_before_and_after() {
    let (text, a) = nato(None);
    let pays = |i: usize| a["moments"][i]["parties"][0]["pays"].as_f64();
    assert_eq!(
        (pays(0), pays(1)),
        (Some(552_500_000.0), Some(408_750_000.0)),
        "22.1 and 16.35 % of 2.5bn dollars"
    );
    for line in [
        "United States       22.10      16.35   −5.75",
        "Germany             14.80      16.35   +1.55",
        "France              10.50      10.50    0.00",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    // Equal amounts under the larger of two shares are the formula itself, which is why the sheet says what they rest on.
    assert!(rule(&a["moments"][1], "constrained_equal_awards")["moves"].as_f64().expect("known") < 1e-9);
    let source = a["moments"][0]["parties"][1]["figures"]["claim"]["source"].as_str();
    assert_eq!(source, Some("the larger of its two shares; so it rests on the outcome"));
    // 22.1 % of what is paid over 20.5 of 40.6 trillion.
    let index = a["moments"][0]["exploitation"]["index"][0].as_f64().expect("an index");
    assert!((index - 0.221 / (20.5 / 40.6)).abs() < 1e-12);
    assert_eq!(a["moments"][0]["exploitation"]["spearman"].as_f64(), Some(-1.0));
}

#[test]
fn what_rests_on_memory_is_marked() {
    let (text, a) = nato(None);
    let m = &a["moments"][0];
    for (name, recalled) in [("lindahl", true), ("olson_zeckhauser", true), ("talmud", false)] {
        assert_eq!(rule(m, name)["recalled"], recalled, "{name}");
    }
    assert_eq!(m["exploitation"]["recalled"], true);
    for mark in ["Lindahl†", "Olson–Z.†", "% of income†", "† recalled:"] {
        assert!(text.contains(mark), "no {mark} in\n{text}");
    }
    assert!(!text.contains("Talmud†"));
}

#[test]
fn as_of_september_nothing_of_november_is_left() {
    let (text, a) = nato(Some(Date::constant(2019, 9, 4)));
    assert_eq!(a["as_of"], "2019-09-04");
    assert!(text.contains("France                  —"), "unknown is shown as unknown: {text}");
    assert_eq!(a["moments"].as_array().map(Vec::len), Some(1), "nobody knew of a formula from 2021");
    assert!(!text.contains("2021") && !text.contains("2.5bn") && text.contains("22.1"), "{text}");
    let (text, a) = nato(Some(Date::constant(2019, 9, 3)));
    assert!(a["moments"].as_array().is_some_and(Vec::is_empty));
    assert!(text.contains("nothing in the sheet was known by then"), "{text}");
}

#[test]
fn what_is_missing_names_the_one_column() {
    let (text, a) = answer("party,paid\nA,1 EUR\nB,2 EUR\n", None);
    assert_eq!(a["moments"][0]["bill"]["from"], "paid");
    for part in ["equal, relief, Talmud, arrival: no claim is given for any party", "fill the column `claim`"]
    {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    assert!(text.contains("proportional, Olson–Z., Lindahl, burden beside benefit: no income"), "{text}");
    assert!(!text.contains("WHAT IT RESTS ON"), "the sheet has no source: {text}");
    let (text, a) = answer("party,claim\nA,1 EUR\n", None);
    assert!(a["moments"][0]["bill"].is_null() && text.contains("name it with --bill"), "{text}");
    let text = answer("party,claim\nA,1 EUR\nB,2 EUR\n", Some("5 EUR")).0;
    assert!(
        text.contains(
            "proportional, equal, relief, Talmud, arrival: all of `claim` together is less than the bill"
        ),
        "{text}"
    );
    let text = answer("party,paid\nA,1 EUR\nB,2 EUR\n", Some("4 EUR")).0;
    assert!(text.contains("what the parties pay adds up to 75.00 % of the bill"), "{text}");
    let many: String = (1..=21).map(|i| format!("P{i},{i} EUR\n")).collect();
    let text = answer(&format!("party,claim\n{many}"), Some("50 EUR")).0;
    assert!(text.contains("arrival: there are too many orders"), "{text}");
}

fn cell() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "",
        "0",
        "5",
        "22.1 %",
        "100 %",
        "0 %",
        "1 USD",
        "2.5bn USD",
        "0 USD",
        "about 3 USD",
        "999999999999999999999999",
        "999999999999999999999999 USD",
        "0.000000000001",
        "0.000000000001 USD",
        "1 EUR",
        "=A1",
        "x",
        "3 persons",
    ])
    .prop_map(str::to_owned)
}

fn sheet() -> impl Strategy<Value = String> {
    let row = ("[ABC]", "[xy]?", "[0-9]{0,3}", prop::collection::vec(cell(), 6));
    prop::collection::vec(row, 1..7).prop_map(|rows| {
        let mut out = String::from("party,at,members,bill,claim,income,benefit,paid,alone\n");
        for (party, at, members, cells) in rows {
            out.push_str(&format!("{party},{at},{members},{}\n", cells.join(",")));
        }
        out
    })
}

/// Cells of one unit, so that most sheets are read.
fn sound_sheet() -> impl Strategy<Value = String> {
    let amount = prop::sample::select(vec![
        "0",
        "1",
        "3",
        "7.5",
        "1000000",
        "0.000000000001",
        "999999999999999999999999",
    ]);
    let row = ("[a-z]{1,8}", 1_u32..500, prop::collection::vec(prop::option::weighted(0.9, amount), 5));
    prop::collection::vec(row, 1..9).prop_map(|rows| {
        let mut out = String::from("party,members,claim,income,benefit,paid,alone\n");
        for (i, (party, members, cells)) in rows.iter().enumerate() {
            let cells: Vec<&str> = cells.iter().map(|c| c.unwrap_or("")).collect();
            let n = if members % 3 == 0 { *members } else { 1 };
            out.push_str(&format!("{party}{i},{n},{}\n", cells.join(",")));
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_sheet_panics(s in prop_oneof![sheet(), sound_sheet()], bill in prop::option::of(cell()), power in 0_u32..=100) {
        let Ok(c) = parse_sharing("s.csv", s.as_bytes(), bill.as_deref()) else { return Ok(()) };
        let a = share(&c.sharing, &Options { power: Some(Decimal::new(power.into(), 1)), as_of: None });
        let r = report(&a, "s.csv");
        prop_assert!(!view::text::write(&r).contains("NaN") && !view::html::write(&r).contains("NaN"));
        let _ = view::csv::write(&r);
        for m in json(&a, "s.csv")["moments"].as_array().expect("moments") {
            let bill = m["bill"]["value"].as_f64().unwrap_or(0.0);
            for x in m["rules"].as_array().expect("rules").iter().filter(|x| x["amounts"].is_array()) {
                let list: Vec<Option<f64>> = x["amounts"].as_array().expect("a list").iter().map(Value::as_f64).collect();
                prop_assert!(list.iter().all(|v| v.is_some_and(|v| v >= 0.0)), "{s}\n{x}");
                let sum: f64 = list.iter().flatten().sum();
                prop_assert!((sum - bill).abs() <= 1e-6 * bill, "{s}\n{x}");
            }
        }
    }
}
