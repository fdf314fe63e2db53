//! What must always hold of an answer: judgement by hand, no basis, never 0 or 100 per cent, hindsight counted, nothing
//! internal in what is made for the public.

mod support;

use jiff::civil::Date;
use libm::lgamma;
use serde_json::Value;
use support::{JAPAN, KOREA, NATO, case, checked, day, folder, question};
use winset::Unanswerable;
use winset::brief::{brief, since};
use winset::class::shipped;
use winset::fmt::{log_change, probability};
use winset::forecast::{Answer, Forecast, Form, Show, forecast};
use winset::question::{Audience, Question};
use winset_engine::hazard::{HazardOptions, posterior};

const AS_OF: &str = "2019-11-19";

fn answer(name: &str, as_of: &str, sets: &[&str]) -> Result<Answer, Unanswerable> {
    let q = question(name, as_of, sets);
    forecast(&q.case, &q.outcome, &shipped(), q.as_of)
}

fn open(name: &str, as_of: &str, sets: &[&str]) -> Forecast {
    match answer(name, as_of, sets).expect("a forecast") {
        Answer::Open(f) => *f,
        Answer::Ended { .. } => panic!("the talks were open"),
    }
}

fn text(name: &str, as_of: &str, sets: &[&str]) -> String {
    let q = question(name, as_of, sets);
    let a = forecast(&q.case, &q.outcome, &shipped(), q.as_of).expect("a forecast");
    let all = Show { members: true, assumptions: true };
    winset::view::text::write(&winset::forecast::report(&q.case, &a, q.as_of, &q.hash, all))
}

#[track_caller]
fn near(what: &str, got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance, "{what}: {got} is not {expected}");
}

fn judged(kind: &str, value: &str) -> String {
    format!(
        "forecast.judgement.{kind}=[{{ value = {value}, reason = \"r\", date = 2019-11-01, known_on = 2019-11-01 }}]"
    )
}

// ------------------------------------------------------------------ judgement

#[test]
fn half_the_odds_of_consent_by_hand() {
    // 40 of 43 votes passed: 40.5/44 = 81/88, odds 81 to 7; half of them 81 to 14.
    let f = open(KOREA, AS_OF, &[&judged("consent_odds", "0.5")]);
    near("class", f.consent.0, 81.0 / 88.0, 1e-15);
    let yours = f.yours.expect("a judgement was made");
    near("yours", yours.consent.expect("consent"), 81.0 / 95.0, 1e-15);
    // The chance that consent was given by a day moves in the same proportion: it is p times a sum without p.
    let (c, y) = (f.deal_by.last().expect("days"), yours.deal_by.last().expect("days"));
    near(
        "by the horizon",
        y.consented.expect("a lag") / c.consented.expect("a lag"),
        (81.0 / 95.0) / (81.0 / 88.0),
        1e-12,
    );
    assert_eq!(c.p, y.p, "odds of consent do not move the deal");
}

#[test]
fn a_shift_and_a_spread_by_hand() {
    let exact = ["forecast.demand.mean=1.6970500609146397", "forecast.demand.sd=0.044771066545290894"];
    let (shift, spread) = (judged("amount_shift", "0.05"), judged("spread", "2"));
    let f = open(KOREA, AS_OF, &[exact[0], exact[1], &shift, &spread]);
    let t = f.yours.as_ref().and_then(|y| y.amount.as_ref()).expect("an amount").t;
    // With the demand the amount is Student-t at 0.08437947906026279, scale 0.16104565753490885, 12 degrees of freedom.
    near("location", t.location, 0.134_379_479_060_262_8, 1e-9);
    near("scale", t.scale, 0.322_091_315_069_817_7, 1e-9);
    assert_eq!(t.df, 12.0);
    // t₁₂ at 90 % is 1.3562173 by the tables.
    near("90 %", t.quantile(0.9), 0.134_379_479 + 0.322_091_315 * 1.356_217_3, 1e-7);
    let class = f.amount_class.as_ref().expect("an amount").t;
    near("the class stands as it was", class.location, 0.055_145_033_112_642_21, 1e-9);
    let shown = f
        .yours
        .as_ref()
        .and_then(|y| y.amount.as_ref())
        .map(|a| a.quantiles.iter().map(|q| q.log).collect::<Vec<_>>());
    assert_eq!(shown, Some((1..20).map(|i| t.quantile(f64::from(i) / 20.0)).collect()));
}

#[test]
fn several_judgements_add_or_multiply() {
    let two = |kind: &str, a: &str, b: &str| {
        let one =
            |v: &str| format!("{{ value = {v}, reason = \"r\", date = 2019-11-01, known_on = 2019-11-01 }}");
        format!("forecast.judgement.{kind}=[{}, {}]", one(a), one(b))
    };
    let f = open(
        KOREA,
        AS_OF,
        &[
            &two("amount_shift", "0.05", "-0.02"),
            &two("spread", "2", "1.5"),
            &two("consent_odds", "0.5", "0.5"),
        ],
    );
    let yours = f.yours.expect("judgements were made");
    let (t, class) = (yours.amount.expect("an amount").t, f.amount.expect("an amount").t);
    near("shifts add", t.location - class.location, 0.03, 1e-12);
    near("spreads multiply", t.scale / class.scale, 3.0, 1e-12);
    near("odds multiply", yours.consent.expect("consent"), 81.0 / 109.0, 1e-15);
    assert_eq!(f.judgements.len(), 6);
}

/// 1 − Π E(1−h)^ε, with the exposure of each bin summed day by day.
fn by_days(form: &Form, t: i32, multipliers: &[(i32, i32, f64)]) -> f64 {
    let h = posterior(&form.outcomes, &form.edges, &HazardOptions::default()).expect("a basis");
    let mut ln = 0.0;
    for (j, w) in form.edges.windows(2).enumerate() {
        let width = f64::from(w[1] - w[0]);
        let before = (f64::from(form.day - w[0]) / width).clamp(0.0, 1.0);
        let mut exposure = 0.0;
        for d in form.day + 1..=t {
            if w[0] < d && d <= w[1] {
                let k: f64 = multipliers.iter().filter(|m| m.0 < d && d <= m.1).map(|m| m.2).product();
                exposure += k / width;
            }
        }
        let (a, b) = (h.a()[j], h.b()[j] + before);
        ln += lgamma(a + b) + lgamma(b + exposure) - lgamma(b) - lgamma(a + b + exposure);
    }
    1.0 - libm::exp(ln)
}

#[test]
fn a_hazard_by_hand_day_by_day() {
    let hazard = "forecast.judgement.hazard=[{ from = 2019-12-10, to = 2020-02-20, times = 2.5, reason = \"r\", date = 2019-11-01, known_on = 2019-11-01 }, { from = 2020-01-31, to = 2021-06-30, times = 0.4, reason = \"r\", date = 2019-11-01, known_on = 2019-11-01 }]";
    let f = open(KOREA, AS_OF, &[hazard]);
    let yours = f.yours.as_ref().expect("a judgement was made");
    let plain = open(KOREA, AS_OF, &[]);
    let q = question(KOREA, AS_OF, &[]);
    let form = Form::from_case(&q.case, &shipped(), q.as_of).expect("an expiry");
    let multipliers = [(-21, 51, 2.5), (31, 547, 0.4)];
    assert_eq!(f.deal_by.len(), yours.deal_by.len());
    let mut moved = 0;
    for ((class, y), before) in f.deal_by.iter().zip(&yours.deal_by).zip(&plain.deal_by) {
        let t = (class.date - form.origin).get_days();
        near(&format!("class by day {t}"), class.p, by_days(&form, t, &[]), 1e-9);
        near(&format!("yours by day {t}"), y.p, by_days(&form, t, &multipliers), 1e-9);
        assert_eq!((class.p, class.worth), (before.p, before.worth), "judgement leaves the class as it is");
        moved += usize::from((class.p - y.p).abs() > 0.01);
    }
    assert!(moved > 10 && f.deal_by.len() > 40, "{moved} of {}", f.deal_by.len());
}

#[test]
fn a_judgement_of_one_or_nought_changes_nothing() {
    let sets = [judged("amount_shift", "0"), judged("spread", "1"), judged("consent_odds", "1")];
    let f = open(KOREA, AS_OF, &sets.iter().map(String::as_str).collect::<Vec<_>>());
    let yours = f.yours.expect("judgements were made");
    assert_eq!(yours.consent, Some(f.consent.0));
    assert_eq!(yours.amount.expect("an amount").t, f.amount.expect("an amount").t);
    assert!(f.deal_by.iter().zip(&yours.deal_by).all(|(a, b)| a.p == b.p && a.consented == b.consented));
    assert!(open(KOREA, AS_OF, &[]).yours.is_none());
}

#[test]
fn a_judgement_without_a_reason_is_a_mistake() {
    for bad in [
        "forecast.judgement.spread=[{ value = 2, date = 2019-11-01, known_on = 2019-11-01 }]",
        "forecast.judgement.spread=[{ value = 2, reason = \" \", date = 2019-11-01, known_on = 2019-11-01 }]",
        "forecast.judgement.spread=[{ value = 0, reason = \"r\", date = 2019-11-01, known_on = 2019-11-01 }]",
    ] {
        let rejected = winset_case::parse::parse(&folder(KOREA), &[bad.to_owned()]).expect_err(bad);
        assert!(rejected.diagnostics.iter().any(|d| d.file == "--set"), "{:?}", rejected.diagnostics);
    }
}

// ------------------------------------------------------------------ basis

#[test]
fn fewer_than_three_members_are_no_basis() {
    let two = answer(KOREA, AS_OF, &["forecast.class.members=[\"kr-sma-02\", \"kr-sma-03\"]"])
        .expect_err("two are too few");
    assert!(
        two.to_string().contains("no basis for a forecast: 2 finished talks were known, 3 are needed"),
        "{two}"
    );
    let three = open(KOREA, AS_OF, &["forecast.class.members=[\"kr-sma-02\", \"kr-sma-03\", \"kr-sma-05\"]"]);
    assert_eq!(three.members.len(), 3);
    assert!(answer(KOREA, AS_OF, &["forecast.class.min_members=64"]).is_err(), "63 were known");
    assert!(answer(KOREA, AS_OF, &["forecast.class.min_members=63"]).is_ok());
    let q = question(KOREA, AS_OF, &["forecast.class.members=[\"kr-sma-02\"]"]);
    let b = brief(&q, &shipped());
    let shown = winset::view::text::write(&winset::brief::report(&q, &b, None, "case"));
    assert!(shown.contains("no basis for a forecast"), "{shown}");
    assert!(!shown.contains("a deal: "), "a base rate of one: {shown}");
}

#[test]
fn fewer_than_three_amounts_or_demands_say_so() {
    // The offset talks of 1971 and 1976 have days and no amount.
    let few = "forecast.class.members=[\"host-de-offset-1971\", \"host-de-offset-1976\", \"host-hk-garrison-1975\", \"kr-sma-02\"]";
    let f = open(KOREA, AS_OF, &[few]);
    assert!(f.amount.is_none() && f.amount_class.is_none() && f.demand.is_none());
    assert!(
        f.remarks.iter().any(|r| r.contains("fewer than three finished talks with an amount")),
        "{:?}",
        f.remarks
    );
    let no_demands = open(
        KOREA,
        AS_OF,
        &["forecast.class.members=[\"kr-sma-02\", \"kr-sma-03\", \"kr-sma-04\", \"kr-sma-06\"]"],
    );
    assert!(no_demands.demand.is_none() && no_demands.amount.is_some());
    assert!(
        no_demands.remarks.iter().any(|r| r.contains("fewer than three earlier demands")),
        "{:?}",
        no_demands.remarks
    );
    let unused = open(KOREA, AS_OF, &["forecast.demand.use=false"]);
    assert!(unused.demand.is_none() && unused.remarks.is_empty());
    let next_to_none = open(KOREA, AS_OF, &["forecast.demand.mean=0.049"]);
    assert!(
        next_to_none.demand.is_none() && next_to_none.remarks.iter().any(|r| r.contains("next to no change"))
    );
}

#[test]
fn an_own_series_without_members_is_said() {
    let f = open(KOREA, AS_OF, &["forecast.class.series=\"none-such\""]);
    assert!(f.remarks.iter().any(|r| r.starts_with("own series: n 0")), "{:?}", f.remarks);
    assert!(text(KOREA, AS_OF, &["forecast.class.series=\"none-such\""]).contains("own series: n 0"));
    assert!(open(KOREA, AS_OF, &[]).remarks.is_empty());
}

#[test]
fn beyond_the_last_day_of_the_clock_there_is_no_basis() {
    // Day 1095 is 2022-12-30; without an outcome the talks would still be open then.
    let mut files = folder(KOREA);
    files.files.retain(|(n, _)| n != "outcome.toml");
    let c = checked(&files, &[]);
    let ask = |as_of: &str| {
        let (q, _) = Question::new(&c, Some(day(as_of)), Audience::Own).expect("a day was given");
        forecast(&q.case, &q.outcome, &shipped(), q.as_of)
    };
    assert!(ask("2022-12-29").is_ok());
    let late = ask("2022-12-30").expect_err("the horizon is reached");
    assert!(
        late.to_string().contains("no basis for a forecast: the question lies beyond day 1095"),
        "{late}"
    );
}

#[test]
fn the_clock_that_starts_with_the_talks_speaks_of_them() {
    let sets = ["forecast.date.clock=\"start\"", "forecast.date.start=2019-09-24"];
    let f = open(KOREA, AS_OF, &sets);
    assert_eq!((f.origin, f.day, f.horizon), (day("2019-09-24"), 56, day("2025-09-22")));
    assert!(f.after_expiry.is_empty(), "its days are not days after expiry");
    let shown = text(KOREA, AS_OF, &sets);
    assert!(shown.contains("Asked 56 days after the first day of talks, 24 Sep 2019."), "{shown}");
    assert!(
        !shown.contains("expiry,") && !shown.contains("after expiry") && !shown.contains("from expiry"),
        "{shown}"
    );
    assert!(
        text(KOREA, "2019-12-31", &[])
            .contains("Asked on the last day of the agreement that ends on 31 Dec 2019.")
    );
}

#[test]
fn talks_that_ended_are_not_forecast() {
    match answer(KOREA, "2021-03-10", &[]).expect("an answer") {
        Answer::Ended { deal, known_on, .. } => {
            assert_eq!((deal, known_on), (Some(day("2021-03-07")), day("2021-03-10")))
        }
        Answer::Open(_) => panic!("the ending was known"),
    }
    assert!(matches!(answer(KOREA, "2021-03-09", &[]), Ok(Answer::Open(_))));
}

// ------------------------------------------------------------------ never 0 % or 100 %

#[test]
fn a_probability_is_never_printed_as_nought_or_a_hundred() {
    for p in [0.0, 1e-300, 1e-12, 0.001, 0.004_999, 0.009_999] {
        assert_eq!(probability(p), "<1 %");
    }
    for p in [1.0, 1.0 - 1e-12, 0.990_1, 0.999] {
        assert_eq!(probability(p), ">99 %");
    }
    assert_eq!([0.01, 0.425_8, 0.5, 0.985, 0.99].map(probability), ["1 %", "43 %", "50 %", "99 %", "99 %"]);
    assert_eq!(probability(f64::NAN), "—");
    assert_eq!([0.0, -0.063_802_2, 1e-9].map(log_change), ["0.0 %", "−6.2 %", "0.0 %"]);
}

/// The words of a text that are a whole number of per cent.
fn whole_per_cents(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(2)
        .filter(|w| w[1].trim_end_matches([',', ';', ']', ':', ')', '(']) == "%")
        .map(|w| w[0].trim_start_matches(['[', '(']))
        .filter(|w| !w.contains('.'))
        .collect()
}

#[test]
fn no_forecast_prints_nought_or_a_hundred_per_cent_whatever_the_judgement() {
    let hazard = |times: &str| {
        format!(
            "forecast.judgement.hazard=[{{ from = 2000-01-01, to = 2040-01-01, times = {times}, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }}]"
        )
    };
    let odds = |v: &str| {
        format!(
            "forecast.judgement.consent_odds=[{{ value = {v}, reason = \"r\", date = 1990-01-01, known_on = 1990-01-01 }}]"
        )
    };
    let mut seen = 0;
    for (name, as_of) in [
        (KOREA, "2019-02-11"),
        (KOREA, AS_OF),
        (KOREA, "2019-12-30"),
        (KOREA, "2021-03-09"),
        (JAPAN, "2026-11-24"),
        (NATO, "2019-09-20"),
    ] {
        for (h, o) in [("0.001", "0.001"), ("1", "1"), ("1000", "1000")] {
            let shown = text(name, as_of, &[&hazard(h), &odds(o)]);
            let all = whole_per_cents(&shown);
            assert!(all.len() > 10, "{shown}");
            for w in &all {
                for part in w.split('–') {
                    assert!(part != "0" && part != "100", "{name} {as_of} × {h}: {w} %\n{shown}");
                }
            }
            seen += all.iter().filter(|w| w.contains(">99") || w.contains("<1")).count();
        }
    }
    assert!(seen > 20, "the ends of the scale were reached: {seen}");
}

// ------------------------------------------------------------------ hindsight

#[test]
fn hindsight_is_counted_and_nothing_later_is_used_without_it() {
    let late = |mark: &str| {
        format!(
            "forecast.judgement.spread=[{{ value = 2, reason = \"r\", date = 2022-01-01, known_on = 2022-01-01{mark} }}]"
        )
    };
    let without = open(KOREA, AS_OF, &[&late("")]);
    assert_eq!((without.hindsight_used, without.judgements.len()), (1, 0));
    assert!(without.yours.is_none());
    let with = open(KOREA, AS_OF, &[&late(", hindsight = true")]);
    assert_eq!((with.hindsight_used, with.judgements.len()), (2, 1));
    near(
        "it is used",
        with.yours.expect("yours").amount.expect("an amount").t.scale,
        2.0 * with.amount.expect("an amount").t.scale,
        1e-12,
    );
    let shown = text(KOREA, AS_OF, &[&late(", hindsight = true")]);
    assert!(shown.contains("2 entries written with hindsight used"), "{shown}");
    assert_eq!(open(KOREA, AS_OF, &["forecast.demand.hindsight=false"]).hindsight_used, 0);
    assert_eq!(open(KOREA, AS_OF, &["forecast.demand.use=false"]).hindsight_used, 0);
    assert_eq!(open(JAPAN, "2026-11-24", &[]).hindsight_used, 0);
    assert_eq!(json(KOREA, AS_OF, &[])["hindsight_used"], 1);
}

fn json(name: &str, as_of: &str, sets: &[&str]) -> Value {
    let q = question(name, as_of, sets);
    let a = forecast(&q.case, &q.outcome, &shipped(), q.as_of).expect("a forecast");
    winset::forecast::json(&q.case, &a, q.as_of)
}

#[test]
fn the_json_of_a_forecast_says_what_the_forecast_says() {
    let f = open(KOREA, AS_OF, &[&judged("consent_odds", "0.5")]);
    let j = json(KOREA, AS_OF, &[&judged("consent_odds", "0.5")]);
    assert_eq!(j["n"], f.members.len());
    assert_eq!(j["median_date"], "2020-01-10");
    assert_eq!(j["deal_by"].as_array().map(Vec::len), Some(f.deal_by.len()));
    for (a, b) in j["deal_by"].as_array().expect("days").iter().zip(&f.deal_by) {
        assert_eq!(
            (a["p"].as_f64(), a["low"].as_f64(), a["worth"].as_f64()),
            (Some(b.p), Some(b.low), Some(b.worth))
        );
        assert!(b.low <= b.p && b.p <= b.high, "{} is in its band", b.date);
    }
    assert_eq!(j["yours"]["consent"]["p"].as_f64(), f.yours.as_ref().and_then(|y| y.consent));
    assert_eq!(j["judgements"][0]["on"], "consent_odds");
    let last = 1_038_900_000_000.0;
    for q in j["amount"]["quantiles"].as_array().expect("quantiles") {
        let (value, increase) =
            (q["value"].as_f64().expect("a value"), q["increase"].as_f64().expect("a change"));
        assert!(
            (value - last * (1.0 + increase)).abs() <= 50_000_000.0 + 1.0,
            "{q} is rounded to 100 million won"
        );
        assert_eq!(value % 100_000_000.0, 0.0);
    }
    let days: Vec<Date> = f.deal_by.iter().map(|d| d.date).collect();
    assert!(days.is_sorted() && days.last() == Some(&f.horizon));
    assert!(f.deal_by.windows(2).all(|w| w[0].p <= w[1].p), "a chance never falls");
    near("what is left", f.no_deal_by_horizon, 1.0 - f.deal_by.last().expect("days").p, 1e-12);
}

// ------------------------------------------------------------------ the library as of a day

#[test]
fn the_library_as_of_a_day_lists_nothing_that_became_known_later() {
    let library = shipped();
    let list = |as_of: &str| {
        let f = winset::classes::Filter { as_of: Some(day(as_of)), ..Default::default() };
        winset::classes::select(&library, &f)
    };
    let eleventh = |as_of: &str| list(as_of).into_iter().find(|m| m.id == "kr-sma-11");
    assert!(eleventh("2021-03-09").is_none());
    assert_eq!(eleventh("2021-03-10").map(|m| m.consent), Some(None), "the vote was on 31 August");
    assert_eq!(eleventh("2021-08-31").map(|m| m.consent), Some(Some(true)));
    for as_of in ["1986-12-20", "2018-07-25", "2019-11-19", "2021-03-10", "2022-10-01", "2024-12-01"] {
        let d = day(as_of);
        let members = list(as_of);
        assert!(!members.is_empty());
        for m in &members {
            let latest = [
                m.known_on,
                m.demand_known_on,
                m.offer_known_on,
                m.levelised_known_on,
                m.consent_on.map(|v| v.1),
            ]
            .into_iter()
            .flatten()
            .max();
            assert!(latest <= Some(d), "{} as of {as_of}: {latest:?}", m.id);
            assert!(m.demand.is_none() || m.demand_known_on.is_some(), "{}", m.id);
        }
    }
    let all = winset::classes::select(&library, &winset::classes::Filter::default());
    assert_eq!(all.len(), library.members.len());
    assert!(all.iter().zip(&library.members).all(|(a, b)| a.consent == b.consent && a.demand == b.demand));
}

// ------------------------------------------------------------------ what is made for the public

const SECRET: &str = "Zzsecret";

/// A Korean case with an internal entry of every kind, each with a word that stands nowhere else.
fn with_secrets() -> (winset_case::parse::Folder, usize) {
    let mut f = folder(KOREA);
    let mut add = |file: &str, text: &str| {
        let (_, bytes) = f.files.iter_mut().find(|(n, _)| n == file).expect("the file is there");
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        bytes.extend(text.as_bytes());
    };
    add("sources.csv", "zz,Zzsecret Press,Zzsecret title,2019-11-19,https://zzsecret.example/,,,\n");
    let claims = [
        "zz1,2019-11-18,2019-11-18,Zzsecret speaker,US,,official_statement,asserted,demand,7777000000,7777000000,exact,USD,year,2020,,,zz,A1,zz,Zzsecret quote,Zzsecret claim,demand,found,true\n",
        "zz2,2019-11-19,2019-11-19,Zzsecret speaker,ROK,,official_statement,asserted,walk_out,,,none,,,,,,zz,A1,zz,,Zzsecret walk-out,,found,true\n",
        "zz3,2019-11-19,2019-11-19,Zzsecret speaker,ROK,,lawmaker,conditional,threat,,,none,,,,,,zz,B1,zz,Zzsecret threat,Zzsecret threat,approval.assembly,found,true\n",
        "zz4,2019-11-19,2019-11-19,Zzsecret speaker,US,,official_statement,asserted,share,77,77,exact,percent,,,the Zzsecret whole,,zz,A1,zz,,Zzsecret share,,found,true\n",
        "zz5,2019-11-19,2019-11-19,Zzsecret speaker,both,,official_statement,asserted,gap,1000000000,1000000000,exact,USD,year,2020,,,zz,A1,zz,,Zzsecret gap,,found,true\n",
    ];
    claims.iter().for_each(|c| add("record.csv", c));
    let entries = [
        "[proposal.zzsecret]\ntitle = \"Zzsecret plan\"\nby = \"ROK\"\nfirst_year = \"+77 %\"\nterm = 2\n",
        "[agreement.zzsecret]\ntitle = \"Zzsecret deal\"\nfirst_year = \"777bn KRW\"\n",
        "[base.zzsecret]\nname = \"the Zzsecret base\"\namount = \"7bn USD\"\nyear = 2019\n",
        "[calendar.zzsecret]\ndate = 2019-12-07\nwhat = \"Zzsecret day\"\n",
        "[unknown.zzsecret]\nwhat = \"Zzsecret unknown\"\n",
        "[approval.zzsecret]\nname = \"Zzsecret body\"\nparty = \"US\"\nrule = \"one signatory\"\n",
        "[approval.assembly.term.zzsecret]\nfrom = 2019-11-17\nseats = { dp = 100, others = 195 }\n",
        "[[approval.assembly.vote]]\ndate = 2019-11-10\nwhat = \"Zzsecret vote\"\npassed = false\n",
        "[[forecast.unlike]]\nwhat = \"Zzsecret unlike\"\n",
        "[[forecast.observers]]\nwhat = \"Zzsecret observer\"\n",
        "[[forecast.judgement.spread]]\nvalue = 2\nreason = \"Zzsecret reason\"\nauthor = \"Zzsecret author\"\ndate = 2019-11-01\n",
    ];
    for e in entries {
        add("case.toml", &format!("{e}internal = true\nsource = \"zz\"\nknown_on = 2019-11-01\n"));
    }
    (f, claims.len() + entries.len())
}

/// Everything that can leave the machine as a file.
fn everything(
    q: &Question,
    withheld: usize,
    checked: &winset_case::parse::Checked,
    audience: Audience,
) -> String {
    let library = shipped();
    let b = brief(q, &library);
    let changed = since(checked, &library, (q, &b), day("2019-10-01"), audience);
    let a = forecast(&q.case, &q.outcome, &library, q.as_of).expect("a forecast");
    let p = winset::price::prices(&q.case, &[]).expect("proposals");
    let claims = winset::record::select(&q.case, &winset::record::Filter::default());
    let show = Show { members: true, assumptions: true };
    let reports = [
        winset::brief::report(q, &b, changed.as_ref(), "case"),
        winset::price::report(&q.case, &p, q.as_of, &q.hash, true),
        winset::forecast::report(&q.case, &a, q.as_of, &q.hash, show),
        winset::record::report(q, &claims),
    ];
    let mut out = String::new();
    for r in &reports {
        out.push_str(&winset::view::text::write(r));
        out.push_str(&winset::view::csv::write(r));
        out.push_str(&winset::view::html::write(r));
    }
    out.push_str(&winset::json::text(&winset::brief::json(q, &b, changed.as_ref())));
    out.push_str(&winset::json::text(&winset::price::json(&q.case, &p, q.as_of)));
    out.push_str(&winset::json::text(&winset::forecast::json(&q.case, &a, q.as_of)));
    out.push_str(&winset::json::text(&winset::record::json(q, &claims)));
    out.push_str(&winset::page::page(q, &library, &[], withheld).expect("a page"));
    out
}

#[test]
fn nothing_internal_is_in_what_is_made_for_the_public() {
    let (files, n) = with_secrets();
    let c = checked(&files, &[]);
    let as_of = Some(day(AS_OF));
    let (public, withheld) = Question::new(&c, as_of, Audience::Public).expect("a day was given");
    assert_eq!(withheld, n, "every internal entry is counted");
    let shown = everything(&public, withheld, &c, Audience::Public);
    let trace = shown
        .to_lowercase()
        .find(&SECRET.to_lowercase())
        .map(|i| shown[i.saturating_sub(60)..].chars().take(200).collect::<String>());
    assert_eq!(trace, None, "an internal entry shows");
    assert!(
        shown.contains(&format!("{n} internal entries are withheld")),
        "the page says how many were withheld"
    );
    // The same case for oneself shows them, so that the test can fail.
    let (own, none) = Question::new(&c, as_of, Audience::Own).expect("a day was given");
    assert_eq!(none, 0);
    let all = everything(&own, 0, &c, Audience::Own);
    for word in [
        "claim", "walk-out", "threat", "share", "gap", "plan", "base", "day", "unknown", "body", "vote",
        "unlike", "reason", "Press",
    ] {
        assert!(all.contains(&format!("{SECRET} {word}")), "{word} shows to oneself");
    }
    // Without the entries the public answers are the same, but for the count on the page.
    let plain = case(KOREA, &[]);
    let (q, zero) = Question::new(&plain, as_of, Audience::Public).expect("a day was given");
    assert_eq!(zero, 0);
    let (a, b) = (answers_only(&public, &c), answers_only(&q, &plain));
    assert!(a == b, "{:?}", a.lines().zip(b.lines()).find(|(x, y)| x != y));
}

#[test]
fn what_is_internal_is_marked_where_it_is_shown() {
    let c = checked(&with_secrets().0, &[]);
    let (own, _) = Question::new(&c, Some(day(AS_OF)), Audience::Own).expect("a day was given");
    let report = winset::brief::report(&own, &brief(&own, &shipped()), None, "case");
    let csv = winset::view::csv::write(&report);
    let text = winset::view::text::write(&report);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for marked in [
        "Zzsecret day [internal]",
        "Zzsecret vote [internal]",
        "“Zzsecret threat” (19 Nov 2019) [internal]",
        "77 % of the Zzsecret whole [internal]",
        "US$7.777bn [internal]",
    ] {
        assert!(csv.contains(marked) || words.contains(marked), "{marked}: {text}");
    }
}

fn answers_only(q: &Question, checked: &winset_case::parse::Checked) -> String {
    let all = everything(q, 0, checked, Audience::Public);
    all.replace(&q.hash, "HASH")
}

#[test]
fn an_internal_ending_is_withheld_from_the_public() {
    let mut files = folder(KOREA);
    let (_, bytes) = files.files.iter_mut().find(|(n, _)| n == "outcome.toml").expect("an outcome");
    let text = String::from_utf8(bytes.clone())
        .expect("text")
        .replace("proposal = \"agreed-2021\"", "proposal = \"agreed-2021\"\ninternal = true");
    *bytes = text.into_bytes();
    let c = checked(&files, &[]);
    let as_of = Some(day("2021-03-12"));
    let (own, _) = Question::new(&c, as_of, Audience::Own).expect("a day was given");
    assert!(own.outcome.ending.is_some());
    let (public, withheld) = Question::new(&c, as_of, Audience::Public).expect("a day was given");
    assert!(public.outcome.ending.is_none());
    assert_eq!(withheld, 1);
}
