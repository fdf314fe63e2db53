//! Workbooks: the same bytes each time, nothing a program would run, and formulas that LibreOffice recalculates to our own numbers.

#[path = "support/office.rs"]
mod office;
mod support;

use calamine::Data;
use office::{Cells, cells, formulas, names, recalculated};
use support::{JAPAN, KOREA, MACKEREL, NATO, checked, day, folder, question};
use winset::Question;
use winset::class::shipped;
use winset::price::{Prices, prices};
use winset::question::Audience;
use winset::workbook;

const MINI: &str = "reference-sma-mini";
const SHIPPED: [(&str, &str); 5] = [
    (KOREA, "2019-11-19"),
    (JAPAN, "2026-06-01"),
    (NATO, "2019-11-28"),
    (MACKEREL, "2014-03-01"),
    (MINI, "2020-01-01"),
];

/// All proposals and agreements of a case, and some written inline.
fn priced(q: &Question, inline: &[&str]) -> Prices {
    let ids = q.case.proposals.iter().chain(&q.case.agreements).map(|p| p.id.clone());
    let asked: Vec<String> = ids.chain(inline.iter().map(|s| (*s).to_owned())).collect();
    prices(&q.case, &asked).expect("understood")
}

fn number(d: &Data) -> Option<f64> {
    match d {
        Data::Float(f) => Some(*f),
        Data::Int(i) => Some(*i as f64),
        Data::DateTime(d) => Some(d.as_f64()),
        _ => None,
    }
}

/// Formula cells of `ours` whose number differs from the recalculated one beyond the last bits of a float.
fn differences(ours: &[u8], recalculated: &Cells) -> (usize, Vec<String>) {
    let stored = cells(ours);
    let mut compared = 0;
    let mut found = Vec::new();
    for (at, formula) in formulas(ours) {
        let (a, b) = (stored.get(&at), recalculated.get(&at));
        let same = match (a.and_then(number), b.and_then(number)) {
            (Some(x), Some(y)) => (x - y).abs() <= 1e-12 * x.abs().max(y.abs()).max(1e-6),
            (None, None) => text(a) == text(b),
            _ => false,
        };
        compared += 1;
        if !same {
            found.push(format!("{at:?} ={formula}: ours {a:?}, recalculated {b:?}"));
        }
    }
    (compared, found)
}

fn text(d: Option<&Data>) -> String {
    d.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn every_formula_recalculates_to_our_number() {
    let asked: Vec<(Question, Prices)> = SHIPPED
        .iter()
        .map(|(name, day)| {
            let q = question(name, day, &[]);
            let inline = match *name {
                KOREA => &["+13%, 7%/yr, 5y", "1bn USD, 3%/yr, 4y", "+2%, cpi, lag 1, cap 4%, 5y"][..],
                MINI => &["+5 %, 2 %/yr, 3y"][..],
                _ => &[],
            };
            let p = priced(&q, inline);
            (q, p)
        })
        .collect();
    let blank: Vec<Vec<u8>> =
        asked.iter().map(|(q, p)| workbook::price_with(q, p, &[]).expect("written")).collect();
    let Some(again) = recalculated(&blank) else { return };
    for ((q, p), again) in asked.iter().zip(&again) {
        let ours = workbook::price(q, p, 0).expect("written");
        let (compared, found) = differences(&ours, again);
        assert!(compared > 5, "{}: {compared}", q.case.id);
        assert!(
            found.is_empty(),
            "{}: {} of {compared} differ:\n{}",
            q.case.id,
            found.len(),
            found.join("\n")
        );
    }
}

/// A case of our own: uneven splits, a key, real prices, payments beside, parts by party, rounding that leaves rests.
const OWN: &str = r#"
winset = 1
title = "=HYPERLINK(\"https://example.org\",\"own\")"
known_on = 2020-01-01
[party.a]
name = "@SUM(A1)"
role = "payer"
[party.b]
name = "+1+cmd|' /C calc'!A0"
[baseline]
amount = "1 trillion KRW"
year = 2019
[price]
round_to = "100 million KRW"
discount_rate = "3.7 %"
basis = "real"
base_year = 2018
deflator = "prices"
fiscal_year_starts = "04-01"
[series.prices]
name = "prices"
kind = "growth"
projection_sd = 0.8
[series.gni]
name = "keys"
kind = "key"
[series.fx]
name = "rate"
kind = "rate"
unit = "KRW per USD"
[base.whole]
name = "-2+3 the whole"
amount = "9.7 trillion KRW"
year = 2019
[base.heads]
name = "heads"
kind = "heads"
amount = "28500 persons"
year = 2019
[category.labour]
name = "labour"
cash_share = "88 %"
[category.building]
name = "building"
cash_share = "12 %"
[category.stores]
name = "stores"
cash_share = "0 %"
[proposal.split]
first_year = "+0.005 %"
term = 4
rule = { fixed = "0.5 %", index = ["prices"], lag = 2, floor = "0 %", cap = "4 %" }
split = { labour = "33.3 %", building = "33.3 %", stores = "33.4 %" }
adjustment = [
  { year = 2020, kind = "carried_over", amount = "12.34 million USD", what = "=1+1" },
  { year = 2021, kind = "supplementary", amount = "3.3bn KRW", what = "on top" },
]
[proposal.key]
term = 3
rule = { key = "gni", party = "a", lag = 1, total = "2.5bn USD" }
in_kind = "17 %"
[proposal.shared]
first_year = "1.1 trillion KRW"
shares = { a = "37.5 %", b = "62.5 %" }
of = "whole"
[proposal.printed]
amounts = ["1.01 trillion KRW", "1.0234 trillion KRW"]
"#;
const PRICES: &str = "date_start,date_end,value,known_on\n2017-01-01,2017-12-31,1.9,2018-01-02\n\
    2018-01-01,2018-12-31,1.5,2019-01-02\n2019-01-01,2019-12-31,-0.4,2020-01-01\n";
const KEYS: &str = "date_start,date_end,value,known_on,party\n2019-01-01,2019-12-31,17.1,2020-01-01,a\n\
    2019-01-01,2019-12-31,38.7,2020-01-01,b\n";
const RATES: &str = "date_start,date_end,value,known_on\n2019-12-01,2019-12-31,1175.84,2020-01-01\n";

fn own(sets: &[&str], rates: &str) -> Question {
    let files = [
        ("case.toml", OWN),
        ("series/prices.csv", PRICES),
        ("series/gni.csv", KEYS),
        ("series/fx.csv", rates),
    ];
    let files = files.map(|(n, t)| (n.to_owned(), t.as_bytes().to_vec())).to_vec();
    let folder = winset_case::parse::Folder { name: "own".into(), files };
    Question::new(&checked(&folder, sets), Some(day("2020-01-02")), Audience::Own).expect("a day was given").0
}

/// A question, the same with other values in the case, and the inputs that stand for those.
struct Moved {
    asked: Question,
    told: Question,
    inline: (&'static str, &'static str),
    inputs: &'static [(&'static str, f64)],
}

fn moved() -> Vec<Moved> {
    let korea = |sets: &[&str]| question(KOREA, "2019-11-19", sets);
    let mut other = folder(KOREA);
    let file = other.files.iter_mut().find(|(n, _)| n == "series/krw-usd.csv").expect("the rates");
    file.1 = String::from_utf8(file.1.clone()).expect("text").replace("1183.4473", "1321.5").into_bytes();
    let dearer =
        Question::new(&checked(&other, &[]), Some(day("2019-11-19")), Audience::Own).expect("a day").0;
    let none = ("+13%, 7%/yr, 5y", "+13%, 7%/yr, 5y");
    vec![
        Moved { asked: korea(&[]), told: dearer, inline: none, inputs: &[("rate_KRW_per_USD", 1321.5)] },
        Moved {
            asked: korea(&[]),
            told: korea(&[
                "price.discount_rate=4.25 %",
                "baseline.amount=1.1 trillion KRW",
                "price.round_to=1bn KRW",
            ]),
            inline: none,
            inputs: &[("discount_rate", 0.0425), ("last_agreed", 1.1e12), ("round_to", 1e9)],
        },
        Moved {
            asked: korea(&[]),
            told: korea(&[]),
            inline: ("+13%, 7%/yr, 5y", "+8.2%, 5.35%/yr, 5y"),
            inputs: &[("change_of_13_7_yr_5y", 0.082), ("growth_of_13_7_yr_5y", 0.0535)],
        },
        Moved {
            asked: own(&[], RATES),
            told: own(
                &["proposal.split.first_year=+7.77 %", "category.labour.cash_share=50 %"],
                &RATES.replace("1175.84", "999.5"),
            ),
            inline: ("+1%", "+1%"),
            inputs: &[
                ("change_of_split", 0.0777),
                ("cash_share_of_labour", 0.5),
                ("rate_KRW_per_USD", 999.5),
            ],
        },
    ]
}

#[test]
fn a_changed_input_gives_what_the_changed_case_gives() {
    let moved = moved();
    let of = |q: &Question, inline: &str| priced(q, &[inline]);
    let changed: Vec<Vec<u8>> = moved
        .iter()
        .map(|m| workbook::price_with(&m.asked, &of(&m.asked, m.inline.0), m.inputs).expect("written"))
        .collect();
    let Some(again) = recalculated(&changed) else { return };
    for (i, (m, again)) in moved.iter().zip(&again).enumerate() {
        let told = workbook::price(&m.told, &of(&m.told, m.inline.1), 0).expect("written");
        let (compared, found) = differences(&told, again);
        assert!(found.is_empty(), "{i}: {} of {compared} differ:\n{}", found.len(), found.join("\n"));
        let asked = workbook::price(&m.asked, &of(&m.asked, m.inline.0), 0).expect("written");
        let (_, unmoved) = differences(&asked, again);
        assert!(unmoved.len() > 5, "{i}: the inputs moved only {}", unmoved.len());
    }
}

#[test]
fn a_case_of_every_rule_recalculates_to_our_number() {
    let q = own(&[], RATES);
    let p = priced(&q, &["-3.33%, 2.5%/yr, 6y"]);
    let problems: Vec<_> = p.list.iter().filter_map(|p| p.as_ref().err()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    let Some(again) = recalculated(&[workbook::price_with(&q, &p, &[]).expect("written")]) else { return };
    let (compared, found) = differences(&workbook::price(&q, &p, 0).expect("written"), &again[0]);
    assert!(compared > 150, "{compared}");
    assert!(found.is_empty(), "{} of {compared} differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_tie_of_the_decimals_is_a_tie_of_the_formula() {
    let q = own(&[], RATES);
    // 1 trillion at +k.005 % lies half way between two steps of 100 million.
    let texts: Vec<String> = (0..60).map(|k| format!("+{}.{:02}5%", k / 20, (k * 5) % 100)).collect();
    let p = prices(&q.case, &texts).expect("understood");
    let naive = |k: usize| {
        let percent: f64 = texts[k][1..texts[k].len() - 1].parse().expect("a number");
        (1e12 * (1.0 + percent / 100.0) / 1e8).round() * 1e8
    };
    let exact = |k: usize| {
        p.list[k].as_ref().expect("priced").years[0].amount.to_string().parse::<f64>().expect("a number")
    };
    let fooled = (0..texts.len()).filter(|k| naive(*k) != exact(*k)).count();
    assert!(fooled > 0, "no tie here fools a float, so this test could not fail");
    let Some(again) = recalculated(&[workbook::price_with(&q, &p, &[]).expect("written")]) else { return };
    let (_, found) = differences(&workbook::price(&q, &p, 0).expect("written"), &again[0]);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn stored_amounts_are_those_of_the_json_answer() {
    for (name, as_of) in SHIPPED {
        let q = question(name, as_of, &[]);
        let p = priced(&q, &["+1%, 2%/yr, 3y"]);
        let bytes = workbook::price(&q, &p, 0).expect("written");
        let (cells, json) = (cells(&bytes), winset::price::json(&q.case, &p, q.as_of));
        let priced = json["proposals"].as_array().expect("a list").iter().filter(|x| x["years"].is_array());
        for (sheet, proposal) in (1..).zip(priced) {
            let id = proposal["id"].as_str().expect("an id");
            let head = |c: u32| text(cells.get(&(sheet, 4, c)));
            let column = (0..12).find(|c| head(*c).starts_with("amount, ")).expect("a column of amounts");
            let years = proposal["years"].as_array().expect("a list");
            for (row, y) in (5..).zip(years) {
                let found = cells.get(&(sheet, row, column)).and_then(number);
                assert_eq!(found, y["amount"].to_string().parse().ok(), "{name}, {id}, row {row}");
            }
        }
    }
}

#[test]
fn one_question_gives_the_same_bytes() {
    let q = question(KOREA, "2019-11-19", &[]);
    let p = priced(&q, &["+13%, 7%/yr, 5y"]);
    let once = workbook::price(&q, &p, 0).expect("written");
    assert!(once == workbook::price(&q, &p, 0).expect("written"));
    let v = winset::vote::votes(&q, &shipped(), &[]).expect("votes");
    assert!(workbook::vote(&q, &v, 0).expect("written") == workbook::vote(&q, &v, 0).expect("written"));
}

#[test]
fn nothing_of_a_stranger_becomes_a_formula() {
    let q = own(&["proposal.key.title=@SUM(1+1)", "proposal.printed.title=-2+3|cmd"], RATES);
    let p = priced(&q, &["+13%, 7%/yr, 5y"]);
    let bytes = workbook::price(&q, &p, 3).expect("written");
    let stored = cells(&bytes);
    let texts: Vec<String> = stored
        .values()
        .filter_map(|d| if let Data::String(s) = d { Some(s.clone()) } else { None })
        .collect();
    for s in &texts {
        let bare = s.trim_start_matches(['+', '-']).trim_end_matches(['%', ' ']);
        let signed = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        assert!(signed || !s.starts_with(['=', '+', '-', '@', '\t', '\r']), "{s}");
    }
    assert!(texts.iter().any(|s| s.starts_with("'=HYPERLINK")), "the title stands there as text");
    assert!(texts.iter().any(|s| s.contains("3 internal entries")));
    let foreign = formulas(&bytes).into_values().find(|f| f.contains("HYPERLINK") || f.contains("cmd"));
    assert_eq!(foreign, None);
}

#[test]
fn only_web_addresses_are_links() {
    let mut q = question(KOREA, "2019-11-19", &[]);
    let mut kept = q.case.sources.remove(0);
    for (id, url) in
        [("bad", "javascript:alert(1)"), ("file", "file:///etc/passwd"), ("good", "https://example.org/a")]
    {
        kept.id = id.into();
        kept.url = Some(url.into());
        q.case.sources.push(kept.clone());
    }
    let c: Vec<_> = q.case.claims.iter().collect();
    let bytes = workbook::record(&q, &c, 0).expect("written");
    let parts = relations(&bytes);
    assert!(parts.contains("https://example.org/a"));
    assert!(
        !parts.contains("javascript:") && !parts.contains("file:"),
        "a link that runs or reads something"
    );
}

/// The parts of the file that say where links lead.
fn relations(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).expect("a zip");
    let mut all = String::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).expect("a part");
        if file.name().expect("a name").ends_with(".rels") {
            file.read_to_string(&mut all).expect("text");
        }
    }
    all
}

#[test]
fn the_record_holds_numbers_and_dates() {
    let q = question(KOREA, "2019-11-19", &[]);
    let claims: Vec<_> = q.case.claims.iter().collect();
    let bytes = workbook::record(&q, &claims, 0).expect("written");
    assert_eq!(names(&bytes), ["Record", "Sources", "About"]);
    let stored = cells(&bytes);
    for (row, c) in (1..).zip(&claims) {
        let at = |column| stored.get(&(0, row, column));
        let Some(Data::DateTime(d)) = at(1) else { panic!("{}: {:?} is no date", c.id, at(1)) };
        let (y, m, day, ..) = d.to_ymd_hms_milli();
        assert_eq!(format!("{y:04}-{m:02}-{day:02}"), c.date.to_string(), "{}", c.id);
        let low = c.figure.as_ref().and_then(|f| f.low);
        assert_eq!(at(7).and_then(number), low.and_then(|v| v.to_string().parse().ok()), "{}", c.id);
    }
}

#[test]
fn votes_are_counted_again_by_formulas() {
    let cases: Vec<Question> = SHIPPED.iter().map(|(name, day)| question(name, day, &[])).collect();
    let votes: Vec<_> =
        cases.iter().map(|q| winset::vote::votes(q, &shipped(), &[]).expect("votes")).collect();
    let mut books: Vec<Vec<u8>> =
        cases.iter().zip(&votes).map(|(q, v)| workbook::vote_with(q, v, &[]).expect("written")).collect();
    let korea = own_vote();
    books.push(
        workbook::vote_with(
            &cases[0],
            &korea,
            &[("attendance_of_dp_in_assembly", 0.5), ("defections_of_lkp_in_assembly_on_5", 3.0)],
        )
        .expect("written"),
    );
    let Some(again) = recalculated(&books) else { return };
    for ((q, v), again) in cases.iter().zip(&votes).zip(&again) {
        let ours = workbook::vote(q, v, 0).expect("written");
        let (_, found) = differences(&ours, again);
        assert!(found.is_empty(), "{}: {}", q.case.id, found.join("\n"));
    }
    let (before, moved) =
        (cells(&workbook::vote(&cases[0], &korea, 0).expect("written")), &again[SHIPPED.len()]);
    let at = |cells: &Cells, label: &str, column: u32| {
        let row = (0..40)
            .find(|r| text(cells.get(&(0, *r, 0))).trim() == label)
            .unwrap_or_else(|| panic!("{label}"));
        cells.get(&(0, row, column)).and_then(number).unwrap_or_else(|| panic!("{label}: no number"))
    };
    // 129 seats of which half come: 64.5 fewer there; half the yes of the bloc, and three of another, are gone.
    let seats = at(&before, "DP", 2);
    let gone = at(&before, "DP", 6) / 2.0 + at(&before, "LKP", 6).min(3.0);
    assert!(gone > 3.0, "{gone}");
    let present = (at(&before, "present, whole votes", 6) - seats / 2.0 + 0.5).floor();
    assert_eq!(at(moved, "present, whole votes", 6), present);
    assert_eq!(at(moved, "needed", 6), (present / 2.0).floor() + 1.0);
    let yes = at(&before, "yes expected", 6) - gone;
    assert!((at(moved, "yes expected", 6) - yes).abs() < 1e-6);
    assert_eq!(at(moved, "to spare", 6), yes.floor() - (present / 2.0).floor() - 1.0);
}

/// The votes on an amount that a majority may pass.
fn own_vote() -> winset::vote::Votes {
    let q = question(KOREA, "2019-11-19", &[]);
    winset::vote::votes(&q, &shipped(), &["+5%".to_owned()]).expect("votes")
}

#[test]
fn counts_of_the_forecast_are_formulas() {
    let mut books = Vec::new();
    let mut ours = Vec::new();
    for (name, as_of) in SHIPPED {
        let q = question(name, as_of, &[]);
        let Ok(answer) = winset::forecast::forecast(&q.case, &q.outcome, &shipped(), q.as_of) else {
            continue;
        };
        let bytes = workbook::forecast(&q, &shipped(), &answer, 0).expect("written");
        books.push(bytes.clone());
        ours.push((name, bytes));
    }
    assert!(ours.len() > 2);
    let Some(again) = recalculated(&books) else { return };
    for ((name, ours), again) in ours.iter().zip(&again) {
        let (_, found) = differences(ours, again);
        assert!(found.is_empty(), "{name}: {}", found.join("\n"));
    }
}
