//! Each check of the record: a row that is right passes, a row that is wrong is found, and what cannot be checked is told.

use winset::Question;
use winset::ledger::edit::lines;
use winset::ledger::verify::{Check, Count, Finding, Verification, amounts_in, verify};
use winset::question::Audience;
use winset_case::parse::{Folder, parse};
use winset_read::Sure;

const CASE: &str = r#"winset = 1
title = "A bridge"
known_on = 2019-01-01
[party.a]
name = "Upper town"
[party.b]
name = "Lower town"
[series.krw-usd]
name = "rate"
kind = "rate"
unit = "KRW per USD"
[category.labour]
name = "Labour"
[category.works]
name = "Works"
[category.other]
name = "Other"
new = true
"#;

const SERIES: &str = "date_start,date_end,value,known_on,source\n\
    2018-01-01,2018-12-31,1100,2019-01-01,\n\
    2019-10-01,2019-10-31,1180,2019-11-01,\n\
    2019-11-01,2019-11-30,1200,2019-12-01,\n";

const SOURCES: &str = "id,date,is_repost\nmail,2019-11-20,\npost,2019-11-20,\nnone,,\ncopy,2019-11-20,true\n";

const HISTORY: &str = "year,amount,unit,category,known_on\n\
    2018,9602,100 million KRW,,2019-01-01\n\
    2019,10389,100 million KRW,,2019-01-01\n";

const HEAD: &str = "id,date,known_on,speaker,side,attribution,modality,kind,low,high,bound,unit,period,refers_to,conversion,source,group,quote,claim,informs\n";

fn checked_with(rows: &str, history: &str) -> Verification {
    let files = [
        ("case.toml", CASE.to_owned()),
        ("record.csv", format!("{HEAD}{rows}")),
        ("history.csv", history.to_owned()),
        ("sources.csv", SOURCES.to_owned()),
        ("series/krw-usd.csv", SERIES.to_owned()),
    ];
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(n, t)| (n.to_owned(), t.into_bytes())).collect();
    let record = String::from_utf8(files[1].1.clone()).expect("text");
    let checked = parse(&Folder { name: "bridge".into(), files }, &[]).expect("the case is right");
    let (q, _) =
        Question::new(&checked, Some("2020-12-31".parse().expect("a day")), Audience::Own).expect("a day");
    verify(&q, &lines(&record))
}

fn checked(rows: &str) -> Verification {
    checked_with(rows, HISTORY)
}

fn of(v: &Verification, check: Check) -> (Vec<&Finding>, &Count) {
    let found = v.findings.iter().filter(|f| f.check == check).collect();
    (found, v.counts.iter().find(|(c, _)| *c == check).map(|(_, n)| n).expect("every sort is counted"))
}

/// The rows pass a check that was done.
#[track_caller]
fn right(check: Check, rows: &str) {
    let v = checked(rows);
    let (found, n) = of(&v, check);
    assert!(found.is_empty(), "{found:#?}");
    assert!(n.done > 0, "it was done: {n:?}");
}

/// The rows fail a check at these claims, with these words in the arithmetic.
#[track_caller]
fn wrong(check: Check, rows: &str, claims: &[&str], words: &str, sure: Sure) {
    let v = checked(rows);
    let (found, n) = of(&v, check);
    let [f] = found.as_slice() else { panic!("one finding is wanted: {found:#?}") };
    assert_eq!((f.claims.as_slice(), f.sure), (claims.map_owned().as_slice(), sure));
    assert!(f.arithmetic.contains(words), "no `{words}` in `{}`", f.arithmetic);
    assert!(f.lines.len() == claims.len() && f.lines.iter().all(|l| *l > 1), "{:?}", f.lines);
    assert!(n.done > 0, "{n:?}");
}

trait MapOwned {
    fn map_owned(&self) -> Vec<String>;
}
impl MapOwned for [&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|s| (*s).to_owned()).collect()
    }
}

#[track_caller]
fn not_done(check: Check, rows: &str, why: &str) {
    let v = checked(rows);
    let (found, n) = of(&v, check);
    assert!(found.is_empty() && n.not_done.contains_key(why), "{found:#?} {n:?}");
}

#[test]
fn conversions_hold_at_the_rate_of_the_month() {
    let row = |conversion: &str, day: &str| {
        format!("x1,{day},{day},,a,,,demand,5000000000,5000000000,exact,USD,,,{conversion},mail,,,five,\n")
    };
    right(Check::Conversion, &row("6tn KRW", "2019-11-19"));
    right(Check::Conversion, &row("6.1tn KRW", "2019-11-19"));
    // Rounded to a whole trillion.
    right(Check::Conversion, &row("6tn KRW", "2019-10-19"));
    wrong(
        Check::Conversion,
        &row("5.5tn KRW", "2019-11-19"),
        &["x1"],
        "1,200.00 KRW per USD (series krw-usd, Nov 2019) is 6,000bn KRW; printed is 5,500bn KRW, −8.3 %",
        Sure::Likely,
    )
}

#[test]
fn a_conversion_without_a_rate_near_its_day_is_told_as_not_checked() {
    let row = |conversion: &str, day: &str, known: &str| {
        format!("x1,{day},{known},,a,,,demand,5000000000,5000000000,exact,USD,,,{conversion},mail,,,five,\n")
    };
    let eur = row("4bn EUR", "2019-11-19", "2019-11-19");
    not_done(Check::Conversion, &eur, "no rate of the two currencies in the case");
    let late = row("9tn KRW", "2020-06-01", "2020-06-01");
    not_done(Check::Conversion, &late, "no rate near the day in the case");
    // The month before, where the month itself has no average yet.
    let next = row("9tn KRW", "2019-12-10", "2019-12-10");
    assert_eq!(of(&checked(&next), Check::Conversion).0.len(), 1);
    // An average of a year says less.
    right(Check::Conversion, &row("6.1tn KRW", "2018-05-01", "2018-05-01"));
}

#[test]
fn times_and_per_cent_fit_the_two_amounts() {
    let three = |ratio: &str| {
        format!(
            "x1,2019-11-19,2019-11-19,,a,,,demand,5000000000,5000000000,exact,USD,year,2020,,mail,,,five,\n\
             x2,2019-11-19,2019-11-19,,b,,,baseline,1040000000000,1040000000000,exact,KRW,year,2019,,mail,,,one,\n\
             x3,2019-11-19,2019-11-19,,press,,,ratio,{ratio},,2020,,mail,,,so many,\n"
        )
    };
    right(Check::Ratio, &three("5,,more_than,times"));
    right(Check::Ratio, &three("477,477,approx,percent"));
    wrong(Check::Ratio, &three("12,12,exact,times"), &["x3", "x1", "x2"], "is 5.7", Sure::Likely);
    wrong(Check::Ratio, &three("50,50,exact,percent"), &["x3", "x1", "x2"], "KRW per USD", Sure::Possible);
    let words = |n: u32| {
        format!(
            "x3,2019-11-19,2019-11-19,,press,,,ratio,{n},{n},exact,times,,,,mail,,from 2 bn USD to 6 bn USD,x,\n"
        )
    };
    right(Check::Ratio, &words(3));
    wrong(Check::Ratio, &words(5), &["x3"], "is 3 times", Sure::Likely);
    not_done(
        Check::Ratio,
        "x3,2019-11-19,2019-11-19,,press,,,ratio,5,5,exact,times,,,,mail,,,x,\n",
        "no two amounts of that source and day, or in the words, to compare",
    );
}

#[test]
fn parts_add_up_to_the_total_of_the_year() {
    let parts = |labour: &str, works: &str| {
        format!(
            "x1,2019-11-19,2019-11-19,,a,,,category,{labour},{labour},exact,KRW,year,2018,,mail,,,l,category.labour\n\
             x2,2019-11-19,2019-11-19,,a,,,category,{works},{works},exact,KRW,year,2018,,mail,,,w,category.works\n"
        )
    };
    right(Check::Sum, &parts("371000000000", "589200000000"));
    wrong(Check::Sum, &parts("371000000000", "689200000000"), &["x1", "x2"], "+100bn KRW", Sure::Likely);
    wrong(Check::Sum, &parts("371000000000", "489200000000"), &["x1", "x2"], "the history has", Sure::Likely);
    // A part is missing: only what exceeds the total is wrong.
    let one = |n: &str| {
        format!(
            "x1,2019-11-19,2019-11-19,,a,,,category,{n},{n},exact,KRW,year,2018,,mail,,,l,category.labour\n"
        )
    };
    not_done(Check::Sum, &one("371000000000"), "not every category of the year is there");
    wrong(Check::Sum, &one("1371000000000"), &["x1"], "the history has 960.2bn KRW", Sure::Likely);
    let history = |works: u32| {
        format!(
            "{HISTORY}2018,3710,100 million KRW,labour,2019-01-01\n2018,{works},100 million KRW,works,2019-01-01\n"
        )
    };
    assert!(checked_with("", &history(5892)).findings.is_empty());
    let v = checked_with("", &history(5992));
    let (found, _) = of(&v, Check::Sum);
    assert!(
        found.len() == 1 && found[0].claims.is_empty() && found[0].what.contains("history.csv"),
        "{found:?}"
    );
}

#[test]
fn a_gap_is_what_is_asked_less_what_is_offered() {
    let rows = |gap: &str| {
        format!(
            "x1,2019-11-19,2019-11-19,,a,,,demand,5000000000,5000000000,exact,USD,year,2020,,mail,,,five,\n\
             x2,2019-11-19,2019-11-19,,b,,,offer,1200000000000,1200000000000,exact,KRW,year,2020,,mail,,,one,\n\
             x3,2019-11-19,2019-11-19,,both,,,gap,{gap},{gap},exact,USD,year,2020,,mail,,,between,\n"
        )
    };
    right(Check::Gap, &rows("4000000000"));
    wrong(
        Check::Gap,
        &rows("3000000000"),
        &["x3", "x1", "x2"],
        "US$5bn less 1.2tn KRW is US$3.68bn to US$4.32bn",
        Sure::Likely,
    );
    not_done(
        Check::Gap,
        "x3,2019-11-19,2019-11-19,,both,,,gap,4000000000,4000000000,exact,USD,,,,mail,,,x,\n",
        "no demand and offer of that source and day",
    );
}

#[test]
fn nothing_stands_twice() {
    let demand = |id: &str, side: &str, informs: &str, claim: &str| {
        format!(
            "{id},2019-11-19,2019-11-19,,{side},,,demand,5000000000,5000000000,exact,USD,year,2020,,mail,g,,{claim},{informs}\n"
        )
    };
    let twice = demand("x1", "a", "demand", "five") + &demand("x2", "a", "demand", "five in other words");
    wrong(Check::Duplicate, &twice, &["x1", "x2"], "x1", Sure::Certain);
    right(Check::Duplicate, &(demand("x1", "a", "demand", "x") + &demand("x2", "b", "demand", "x")));
    right(Check::Duplicate, &(demand("x1", "a", "share.a", "x") + &demand("x2", "a", "share.b", "x")));
    let seats = |id: &str, party: &str| {
        format!("{id},2019-11-19,2019-11-19,,a,,,fact,2,2,exact,seats,,,,mail,g,,{party}: 2 of 248 seats,\n")
    };
    right(Check::Duplicate, &(seats("x1", "Blue") + &seats("x2", "Green")));
    let said = |id: &str, source: &str, group: &str| {
        format!(
            "{id},2019-11-19,2019-11-19,,a,,,position,,,,,,,,{source},{group},fair and square for all of us,x,\n"
        )
    };
    let copies = said("x1", "mail", "g1") + &said("x2", "post", "g2");
    wrong(Check::Duplicate, &copies, &["x1", "x2"], "the groups are g1 and g2", Sure::Likely);
    right(Check::Duplicate, &(said("x1", "mail", "g1") + &said("x2", "post", "g1")));
    wrong(
        Check::Duplicate,
        &(said("x1", "mail", "g1") + &said("x2", "mail", "g1")),
        &["x1", "x2"],
        "one source",
        Sure::Certain,
    );
}

#[test]
fn no_claim_is_younger_than_its_source() {
    let row = |date: &str, known: &str, source: &str, how: &str| {
        format!("x1,{date},{known},,a,{how},event,,,,,,,,{source},,,x,\n")
    };
    right(Check::Dates, &row("2019-11-20", "2019-11-20", "mail", "press_narrative,asserted"));
    right(Check::Dates, &row("2019-11-21", "2019-11-21", "mail", "press_narrative,asserted"));
    right(Check::Dates, &row("2019-12-31", "2019-11-20", "mail", "official_statement,planned"));
    let late = row("2019-12-05", "2019-12-05", "mail", "official_statement,asserted");
    wrong(Check::Dates, &late, &["x1"], "source mail is of 2019-11-20", Sure::Certain);
    let early = row("2019-11-01", "2019-11-01", "mail", "unnamed_official,asserted");
    wrong(Check::Dates, &early, &["x1"], "an unnamed person says", Sure::Possible);
    // A law was known before a paper wrote of it, and a copy is later than what it copies.
    right(Check::Dates, &row("2019-01-01", "2019-01-01", "mail", "legal_text,asserted"));
    right(Check::Dates, &row("2019-11-01", "2019-11-01", "copy", "unnamed_official,asserted"));
    not_done(
        Check::Dates,
        &row("2019-11-01", "2019-11-01", "none", "unnamed_official,asserted"),
        "the source has no day",
    );
}

#[test]
fn the_amount_of_a_past_year_is_that_of_the_history() {
    let row = |amount: &str, bound: &str, period: &str| {
        format!(
            "x1,2019-11-19,2019-11-19,,a,,,baseline,{amount},{amount},{bound},KRW,{period},2019,,mail,,,x,baseline\n"
        )
    };
    right(Check::History, &row("1038900000000", "exact", "year"));
    right(Check::History, &row("1040000000000", "exact", "year"));
    right(Check::History, &row("1000000000000", "approx", ""));
    wrong(Check::History, &row("1138900000000", "exact", "year"), &["x1"], "+9.6 %", Sure::Likely);
    wrong(Check::History, &row("103890000000", "exact", "year"), &["x1"], "1,038.9bn KRW", Sure::Likely);
    not_done(Check::History, &row("5194500000000", "exact", "term"), "not a year's amount");
    not_done(
        Check::History,
        &row("4200000000000", "exact", "year"),
        "so far from the total that another whole is meant",
    );
}

#[test]
fn low_and_high_are_what_the_quotation_prints() {
    let row = |amount: &str, quote: &str| {
        format!("x1,2019-11-19,2019-11-19,,a,,,demand,{amount},USD,,,,mail,,{quote},x,\n")
    };
    right(Check::Quote, &row(",5000000000,up_to", "up to US$5 billion a year"));
    right(Check::Quote, &row("4700000000,4700000000,exact", "talked down from US$5 billion to $4.7 billion"));
    right(Check::Quote, &row("4000000000,5000000000,range", "between US$4 billion and US$5 billion"));
    wrong(Check::Quote, &row("500000000,500000000,exact", "US$5 billion"), &["x1"], "US$5bn", Sure::Likely);
    not_done(
        Check::Quote,
        &row("5000000000,5000000000,exact", "RM16.6 billion"),
        "the quotation has no figure in the unit of the line",
    );
}

#[test]
fn amounts_are_found_in_running_text() {
    let words = |t: &str| {
        amounts_in(t, &winset_case::quantity::UnitNames::default())
            .iter()
            .map(winset_case::quantity::figure_text)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    for (text, found) in [
        ("the 1.04 trillion won (RM3.7 billion) Seoul agreed to pay", "1.04tn KRW | 3.7bn MYR"),
        ("2025年度の関連予算は2,274億円", "2,025 years | ¥227.4bn"),
        ("2,191 億円(2,163 億円)", "¥219.1bn | ¥216.3bn"),
        ("some 28,500 persons live there", "28,500 persons"),
        ("no figure at all", ""),
        ("up to US$5 billion a year", "up to US$5bn a year"),
    ] {
        let all = words(text);
        assert!(
            found.split(" | ").filter(|f| !f.contains("years")).all(|f| all.contains(f)),
            "{text}: {all}"
        );
    }
    assert!(words(&"(".repeat(5_000)).is_empty());
}

#[test]
fn hostile_amounts_do_not_break_the_arithmetic() {
    let huge = "9999999999999999999999999999";
    let rows = ["category", "gap", "baseline", "demand", "offer", "ratio"].iter().enumerate().map(|(i, kind)| {
        format!("x{i},2019-11-19,2019-11-19,,a,,,{kind},{huge},{huge},exact,USD,year,2019,99999999999999999999tn KRW,mail,,{huge} USD and 1 USD,x,category.labour\n")
    });
    let text: String = rows.collect::<String>().replace("99999999999999999999tn KRW", "999999999tn KRW");
    assert!(checked(&text).counts.len() == 9);
}
