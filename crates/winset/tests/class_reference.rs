//! The shipped class library and the shipped cases give the published reference forecasts, row by row.
//!
//! The rows, the members and the two forecasts in `data/` come from a second, independent program; `check` in a row is a third
//! way to the same number (day-by-day counts, quadrature, Monte Carlo, importance sampling, grids).

mod support;

use jiff::civil::Date;
use serde_json::Value;
use support::{JAPAN, KOREA, case, day, question};
use winset::Question;
use winset::class::{Library, Member, shipped};
use winset::forecast::{
    Answer, Forecast, Form, Level, Stand, first_change, forecast, fractions, levelised_change, levels, seen,
};
use winset::question::Audience;
use winset_case::vocabulary::Clock;
use winset_engine::consent::consent;
use winset_engine::demand::{Demand, demand_update, fraction_class};
use winset_engine::hazard::{HazardOptions, Outcome, Posterior, p_deal, posterior};
use winset_engine::predictive::{ClassOptions, StudentT, class_predictive};
use winset_engine::score::{crps_t, date_points, mean_brier};

const ROWS: &str = include_str!("data/class_rows.json");
const MEMBERS: &str = include_str!("data/members.json");
const FORECASTS: &str = include_str!("data/class_forecasts.json");

fn list(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("the file is a list")
}

fn number(v: &Value) -> f64 {
    v.as_f64().unwrap_or_else(|| panic!("{v} is no number"))
}

fn flat(v: &Value) -> Vec<f64> {
    v.as_array().map_or_else(|| vec![number(v)], |l| l.iter().map(number).collect())
}

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or_else(|| panic!("{v} is no text"))
}

#[track_caller]
fn near(what: &str, got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance, "{what}: {got} is not {expected} (± {tolerance})");
}

// ------------------------------------------------------------------ the members

/// A day on which everything in the library is known.
fn last_day() -> Date {
    day("2100-01-01")
}

fn ln(part: Option<(rust_decimal::Decimal, rust_decimal::Decimal)>) -> Option<f64> {
    let f = |d: rust_decimal::Decimal| d.to_string().parse::<f64>().expect("a number");
    part.map(|(below, above)| libm::log(f(above) / f(below)))
}

fn same(id: &str, what: &str, got: Option<f64>, expected: &Value) {
    match got {
        Some(g) => near(&format!("{id} {what}"), g, expected.as_f64().unwrap_or(f64::NAN), 1e-12),
        None => assert!(expected.is_null(), "{id} {what}: nothing is not {expected}"),
    }
}

fn stand_days(m: &Member, clock: Clock) -> Option<(i32, i32)> {
    match seen(m, last_day(), clock) {
        Some(Outcome::Deal { lo, hi }) => Some((lo, hi)),
        _ => None,
    }
}

fn span(v: &Value) -> Option<(i32, i32)> {
    v.as_array().map(|l| (number(&l[0]) as i32, number(&l[1]) as i32))
}

#[test]
fn every_member_of_the_library_has_the_published_days_amounts_and_votes() {
    let library = shipped();
    let expected = list(MEMBERS);
    assert_eq!(expected.len(), 104);
    assert_eq!(library.members.len(), expected.len());
    let (mut with_days, mut amounts, mut demands, mut levelised, mut offers, mut votes) = (0, 0, 0, 0, 0, 0);
    for e in &expected {
        let id = text(&e["id"]);
        let m = library.members.iter().find(|m| m.id == id).unwrap_or_else(|| panic!("no member {id}"));
        assert_eq!((m.series.as_str(), m.family.as_str()), (text(&e["series"]), text(&e["type"])), "{id}");
        let date = |d: Option<Date>| d.map_or(Value::Null, |d| Value::String(d.to_string()));
        assert_eq!(date(m.expiry), e["expiry"], "{id} expiry");
        assert_eq!(date(m.expiry_known_on), e["expiry_known_on"], "{id} expiry known on");
        assert_eq!(
            date(m.known_on),
            e["known_on"].as_array().map_or(e["known_on"].clone(), |l| l[1].clone()),
            "{id} known on"
        );
        assert_eq!(m.no_deal, e["none"], "{id} no deal");
        assert_eq!(m.date_recalled, e["date_recalled"], "{id} recalled days");
        assert_eq!(stand_days(m, Clock::Expiry), span(&e["days"]), "{id} days");
        assert_eq!(
            stand_days(m, Clock::Start),
            span(&e["days_from_start"]),
            "{id} days from the start of talks"
        );
        same(id, "y", first_change(m, last_day()), &e["y"]);
        same(id, "other currency", ln(m.other.as_ref().map(|o| (o.1, o.2))), &e["y_other"]);
        same(id, "levelised", levelised_change(m, last_day(), 0.03), &e["lev"]);
        same(id, "demand", ln(m.demand.map(|d| (d.0, d.1))), &e["demand_g"]);
        same(id, "settled in the currency of the demand", ln(m.demand.map(|d| (d.0, d.2))), &e["demand_y"]);
        same(id, "offer", ln(m.offer), &e["offer_y"]);
        if m.amount.is_some() {
            assert_eq!(m.amount_recalled, e["y_recalled"], "{id} recalled amount");
        }
        if m.demand.is_some() {
            assert_eq!(date(m.demand_known_on), e["demand_known_on"], "{id} demand known on");
            assert_eq!(m.demand_recalled, e["demand_recalled"], "{id} recalled demand");
        }
        if m.levelised_known_on.is_some() {
            assert_eq!(date(m.levelised_known_on), e["lev_known_on"], "{id} levelised known on");
        }
        assert_eq!(m.consent.map_or(Value::Null, Value::Bool), e["consent"], "{id} consent");
        let vote = m.consent_on.map_or(Value::Null, |(a, b)| Value::from(vec![a.to_string(), b.to_string()]));
        assert_eq!(vote, e["consent_date"], "{id} day of the vote");
        with_days += usize::from(m.expiry.is_some() && (m.deal.is_some() || m.no_deal));
        amounts += usize::from(m.amount.is_some());
        demands += usize::from(m.demand.is_some());
        levelised += usize::from(!e["lev"].is_null());
        offers += usize::from(m.offer.is_some());
        votes += usize::from(m.consent.is_some());
    }
    assert_eq!((with_days, amounts, demands), (COUNTS[0], COUNTS[1], COUNTS[2]));
    assert_eq!((levelised, offers, votes), (COUNTS[3], COUNTS[4], COUNTS[5]));
}

/// Members with days on the clock, an amount, a demand, a levelised amount, an offer, a dated vote.
const COUNTS: [usize; 6] = [76, 67, 26, 10, 9, 54];

// ------------------------------------------------------------------ the rows

/// The shipped case that a row is about.
fn target(row: &Value) -> &'static str {
    if row["inputs"]["target"]["series"] == "host-jp-hns" { JAPAN } else { KOREA }
}

fn form(name: &str, as_of: &str, sets: &[&str], library: &Library) -> Form {
    let q = question(name, as_of, sets);
    Form::from_case(&q.case, library, q.as_of).expect("the case has an expiry")
}

fn hazard(f: &Form) -> Posterior {
    posterior(&f.outcomes, &f.edges, &HazardOptions::default()).expect("a basis")
}

fn first_year(f: &Form) -> StudentT {
    let [other, kin, own] = &f.first_year;
    class_predictive(other, kin, own, &ClassOptions::amount()).expect("a basis")
}

fn tenths(t: &StudentT) -> Vec<f64> {
    [0.1, 0.5, 0.9].map(|q| t.quantile(q)).to_vec()
}

fn real(row: &Value, library: &Library) -> Vec<f64> {
    let name = target(row);
    let i = &row["inputs"];
    let f = form(name, text(&i["as_of"]), &[], library);
    let function = text(&row["fn"]);
    match function {
        "date_levels" => f.outcomes.iter().map(|l| l.len() as f64).collect(),
        "hazard_posterior.a" => hazard(&f).a().to_vec(),
        "hazard_posterior.b" => hazard(&f).b().to_vec(),
        "p_deal" => {
            assert_eq!(f64::from(f.day), number(&i["s"]));
            vec![p_deal(&hazard(&f), f.day, number(&i["t"]) as i32, &[]).expect("on the clock")]
        }
        "amount_forecast" => tenths(&first_year(&f)),
        "fraction_class" => {
            let c = fraction_class(&f.fractions, 3.0, 3).expect("three fractions");
            vec![f.fractions.len() as f64, c.location, c.scale]
        }
        "demand_update" => {
            let c = fraction_class(&f.fractions, 3.0, 3).expect("three fractions");
            let asked = Demand { mean: number(&i["mu_g"]), sd: number(&i["sd_g"]) };
            let u = demand_update(first_year(&f), c, asked, 0.05);
            vec![u.forecast.location, u.forecast.scale, u.weight]
        }
        "lag_forecast" => {
            let [other, kin, own] = &f.lags;
            tenths(&class_predictive(other, kin, own, &ClassOptions::lag()).expect("a basis"))
        }
        "consent" => vec![consent(&f.votes).mean()],
        other => panic!("no answer for {other}"),
    }
}

/// Brier scores of the talks themselves at every lead at which they were open and not yet known to have ended.
fn scores(row: &Value, library: &Library) -> Vec<f64> {
    let i = &row["inputs"];
    if text(&row["fn"]) == "crps_t" {
        let t = StudentT { location: number(&i["loc"]), scale: number(&i["scale"]), df: number(&i["df"]) };
        return vec![crps_t(number(&i["y"]), &t).expect("more than one degree of freedom")];
    }
    let id = text(&i["target"]);
    let m = library.members.iter().find(|m| m.id == id).expect("a member");
    let ends = m.expiry.expect("an expiry");
    let sets = [
        format!("forecast.class.self={id}"),
        format!("forecast.class.series={}", m.series),
        format!("forecast.class.type={}", m.family),
        format!("baseline.ends={ends}"),
        "baseline.ends_known_on=1900-01-01".to_owned(),
        "baseline.known_on=1900-01-01".to_owned(),
    ];
    let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
    let checked = case(KOREA, &sets);
    let grid: Vec<i32> = flat(&i["grid"]).into_iter().map(|d| d as i32).collect();
    let outcome = seen(m, last_day(), Clock::Expiry).expect("it ended");
    let Outcome::Deal { lo, .. } = outcome else { panic!("{id} ended with a deal") };
    let mut out = Vec::new();
    for lead in flat(&i["leads"]) {
        let s = lead as i32;
        let as_of = ends.checked_add(jiff::Span::new().days(s)).expect("a day");
        if lo <= s || m.known_on.is_some_and(|k| k <= as_of) {
            continue;
        }
        let (q, _) = Question::new(&checked, Some(as_of), Audience::Own).expect("a day was given");
        let f = Form::from_case(&q.case, library, as_of).expect("the case has an expiry");
        assert_eq!(f.day, s);
        let h = hazard(&f);
        let answered: Vec<(f64, bool)> = date_points(outcome, s, &grid)
            .into_iter()
            .map(|(t, happened)| (p_deal(&h, s, t, &[]).expect("on the clock"), happened))
            .collect();
        out.push(mean_brier(&answered).expect("points"));
    }
    out
}

#[test]
fn every_row_of_the_real_class_is_reproduced_from_the_shipped_files() {
    let library = shipped();
    let mut run = Vec::new();
    for row in list(ROWS) {
        let id = text(&row["id"]);
        let got = if id.starts_with("real.") { real(&row, &library) } else { scores(&row, &library) };
        let (value, check, tolerance) = (flat(&row["value"]), flat(&row["check"]), number(&row["tol"]));
        assert_eq!((got.len(), check.len()), (value.len(), value.len()), "{id}");
        for ((g, v), c) in got.iter().zip(&value).zip(&check) {
            near(id, *g, *v, 1e-9);
            near(&format!("{id}, the check"), *g, *c, tolerance + 1e-9);
        }
        run.push(id.to_owned());
    }
    let of = |head: &str| run.iter().filter(|id| id.starts_with(head)).count();
    assert_eq!((of("real.kr11."), of("real.jp27."), of("score.")), (12, 11, 7));
    assert_eq!(run.len(), 30);
}

// ------------------------------------------------------------------ the two forecasts

struct Published {
    v: Value,
    case: &'static str,
}

impl Published {
    fn all() -> Vec<Published> {
        let file: Value = serde_json::from_str(FORECASTS).expect("JSON");
        let forecasts = file["forecasts"].as_array().expect("a list").clone();
        let known = |v: Value| {
            let case = if v["name"] == "jp27" { JAPAN } else { KOREA };
            Published { v, case }
        };
        forecasts.into_iter().map(known).collect()
    }

    /// The days asked about, laid over the calendar, and the full digits of the demand.
    fn sets(&self) -> Vec<String> {
        let dates = self.v["dates"].as_array().expect("dates");
        let mut sets: Vec<String> = dates
            .iter()
            .enumerate()
            .map(|(i, d)| {
                format!("calendar.asked{i}={{ date = {}, what = \"asked\", known_on = 1990-01-01 }}", text(d))
            })
            .collect();
        let demand = &self.v["forecast"]["demand"];
        if demand.is_object() {
            sets.push(format!("forecast.demand.mean={}", demand["mu_g"]));
            sets.push(format!("forecast.demand.sd={}", demand["sd_g"]));
        }
        sets
    }

    fn ask(&self, more: &[String], library: &Library) -> Forecast {
        let mut sets = self.sets();
        sets.extend_from_slice(more);
        let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
        let q = question(self.case, text(&self.v["as_of"]), &sets);
        match forecast(&q.case, &q.outcome, library, q.as_of).expect("a forecast") {
            Answer::Open(f) => *f,
            Answer::Ended { .. } => panic!("the talks were open"),
        }
    }

    fn chances(&self, f: &Forecast) -> Vec<f64> {
        let dates = self.v["dates"].as_array().expect("dates");
        dates.iter().map(|d| at(f, text(d)).p).collect()
    }
}

fn at<'a>(f: &'a Forecast, date: &str) -> &'a winset::forecast::ByDate {
    f.deal_by.iter().find(|d| d.date == day(date)).unwrap_or_else(|| panic!("{date} was not answered"))
}

fn counts(f: &Forecast) -> Vec<usize> {
    [Level::Other, Level::Type, Level::Own]
        .map(|l| f.members.iter().filter(|m| m.level == l).count())
        .to_vec()
}

fn sizes(v: &Value) -> Vec<usize> {
    flat(v).into_iter().map(|n| n as usize).collect()
}

fn dates_agree(what: &str, f: &Forecast, e: &Value) -> usize {
    assert_eq!(counts(f), sizes(&e["members"]), "{what}");
    let mut n = 1;
    for (date, pair) in e["P"].as_object().expect("chances") {
        let got = at(f, date);
        near(&format!("{what} P by {date}"), got.p, number(&pair[0]), 1e-9);
        near(&format!("{what} worth by {date}"), got.worth, number(&pair[1]), 1e-6);
        n += 2;
    }
    near(&format!("{what} no deal"), f.no_deal_by_horizon, number(&e["no_deal_by_horizon"]), 1e-9);
    for (q, date) in e["q_days"].as_object().expect("quantiles") {
        let q: f64 = q.parse().expect("a number");
        let got =
            f.quantile_days.iter().find(|(x, _)| (x - q).abs() < 1e-12).expect("the quantile was answered");
        assert_eq!(got.1.map(|d| d.to_string()).as_deref(), date.as_str(), "{what} day of {q}");
        n += 1;
    }
    n + 1
}

fn quantiles_agree(what: &str, t: &StudentT, e: &Value) -> usize {
    let q = e["q"].as_object().expect("quantiles");
    for (p, increase) in q {
        let p: f64 = p.parse().expect("a number");
        near(&format!("{what} q{p}"), libm::exp(t.quantile(p)) - 1.0, number(increase), 1e-9);
    }
    q.len()
}

fn amounts_agree(what: &str, f: &Forecast, e: &Value) -> usize {
    let class = f.amount_class.as_ref().expect("an amount");
    assert_eq!(class.n.to_vec(), sizes(&e["amount_members"]), "{what}");
    near(what, class.t.location, number(&e["amount"]["loc"]), 1e-9);
    near(what, class.t.scale, number(&e["amount"]["scale"]), 1e-9);
    near(what, class.t.df, number(&e["amount"]["df"]), 0.0);
    4 + quantiles_agree(what, &class.t, &e["amount"])
}

#[test]
fn both_published_forecasts_are_reproduced_whole() {
    let library = shipped();
    let mut numbers = Vec::new();
    for p in Published::all() {
        let (what, e) = (text(&p.v["name"]).to_owned(), &p.v["forecast"]);
        let f = p.ask(&[], &library);
        let mut n = dates_agree(&what, &f, e) + amounts_agree(&what, &f, e);
        match e["demand"].as_object() {
            None => assert!(f.demand.is_none(), "{what}"),
            Some(d) => {
                let got = f.demand.as_ref().expect("a demand");
                assert_eq!(got.n as f64, number(&d["n"]));
                near("m_f", got.m_f, number(&d["frac_m"]), 1e-9);
                near("s_f", got.s_f, number(&d["frac_s"]), 1e-9);
                near("w", got.w, number(&d["weight"]), 1e-9);
                let t = &f.amount.as_ref().expect("an amount").t;
                near("location", t.location, number(&d["loc"]), 1e-9);
                near("scale", t.scale, number(&d["scale"]), 1e-9);
                n += 6 + quantiles_agree("with the demand", t, &e["demand"]);
            }
        }
        let levelised = f.amount_levelised.as_ref().expect("a levelised amount");
        assert_eq!(levelised.n.to_vec(), sizes(&e["levelised"]["n"]), "{what}");
        n += 1 + quantiles_agree("levelised", &levelised.t, &e["levelised"]);
        let c = &e["consent"];
        for (votes, pair) in f.votes.iter().zip(c["levels"].as_array().expect("levels")) {
            assert_eq!(vec![votes.0 as usize, votes.1 as usize], sizes(pair), "{what}");
        }
        near("consent", f.consent.0, number(&c["p"]), 1e-9);
        near("consent, 10 %", f.consent.1, number(&c["q10"]), 1e-9);
        near("consent, 90 %", f.consent.2, number(&c["q90"]), 1e-9);
        n += 6;
        for (date, chance) in e["consent_by"].as_object().expect("chances") {
            near(
                &format!("{what} consented by {date}"),
                at(&f, date).consented.expect("a lag"),
                number(chance),
                1e-9,
            );
            n += 1;
        }
        let late = e["after_expiry_next90"].as_object().expect("chances");
        assert_eq!(f.after_expiry.len(), late.len());
        for (k, chance) in &f.after_expiry {
            near(&format!("{what} open {k} days"), *chance, number(&late[&k.to_string()]), 1e-9);
            n += 1;
        }
        n += lag_days_agree(&p, e, &library) + names_agree(&f, e);
        numbers.push(n);
    }
    assert_eq!(numbers.len(), 2);
    assert_eq!(numbers, [57, 54], "numbers compared of each forecast");
}

fn lag_days_agree(p: &Published, e: &Value, library: &Library) -> usize {
    let f = form(p.case, text(&p.v["as_of"]), &[], library);
    let [other, kin, own] = &f.lags;
    let t = class_predictive(other, kin, own, &ClassOptions::lag()).expect("a basis");
    let days = e["lag_days"].as_object().expect("days");
    for (q, d) in days {
        near("days from deal to vote", libm::exp(t.quantile(q.parse().expect("a number"))), number(d), 1e-7);
    }
    days.len()
}

fn names_agree(f: &Forecast, e: &Value) -> usize {
    for (level, names) in
        [Level::Other, Level::Type, Level::Own].iter().zip(e["names"].as_array().expect("names"))
    {
        let mut got: Vec<&str> =
            f.members.iter().filter(|m| m.level == *level).map(|m| m.id.as_str()).collect();
        let mut expected: Vec<&str> = names.as_array().expect("a list").iter().map(text).collect();
        got.sort_unstable();
        expected.sort_unstable();
        assert_eq!(got, expected);
    }
    3
}

#[test]
fn without_recalled_rows_both_forecasts_are_reproduced() {
    let library = shipped();
    let more = ["forecast.class.exclude=[\"recalled\"]".to_owned()];
    let mut numbers = Vec::new();
    for p in Published::all() {
        let f = p.ask(&more, &library);
        let what = format!("{}, found rows", text(&p.v["name"]));
        let e = &p.v["found_only"];
        numbers.push(dates_agree(&what, &f, e) + amounts_agree(&what, &f, e));
        assert!(f.members.iter().all(|m| !m.recalled), "{what}");
    }
    assert_eq!(numbers, [24, 28]);
    let kr = Published::all().remove(0);
    let shown: Vec<String> = tenths(&kr.ask(&more, &library).amount_class.expect("an amount").t)
        .iter()
        .map(|l| winset::fmt::log_change(*l))
        .collect();
    assert_eq!(shown, ["−3.4 %", "+6.0 %", "+16.3 %"]);
}

#[test]
fn the_fourth_and_fifth_in_dollars_turn_the_amount_as_published() {
    let mut library = shipped();
    let mut turned = 0;
    for m in library.members.iter_mut().filter(|m| m.id == "kr-sma-04" || m.id == "kr-sma-05") {
        let (currency, last, settled) = m.other.clone().expect("the dollars are on record");
        assert_eq!(currency, "USD");
        m.amount = Some((last, settled));
        turned += 1;
    }
    assert_eq!(turned, 2);
    let p = Published::all().remove(0);
    let t = p.ask(&[], &library).amount_class.expect("an amount").t;
    let e = flat(&p.v["fourth_and_fifth_in_usd"]);
    near("location", t.location, e[0], 1e-9);
    near("scale", t.scale, e[1], 1e-9);
    let shown: Vec<String> = tenths(&t).iter().map(|l| winset::fmt::log_change(*l)).collect();
    assert_eq!(shown, ["−9.6 %", "+2.1 %", "+15.5 %"]);
}

#[test]
fn other_bins_and_caps_give_the_published_chances() {
    let library = shipped();
    let (mut layouts, mut caps) = (0, 0);
    for p in Published::all() {
        let compare = |what: &str, more: String, e: &Value| {
            let got = p.chances(&p.ask(&[more], &library));
            let (exact, rounded) = (flat(&e["p"]), flat(&e["rounded"]));
            assert_eq!((got.len(), rounded.len()), (exact.len(), exact.len()));
            for ((g, x), r) in got.iter().zip(&exact).zip(&rounded) {
                near(what, *g, *x, 1e-9);
                near(what, *g, *r, 0.000_500_1);
            }
        };
        for (name, e) in p.v["layouts"].as_object().expect("layouts") {
            compare(name, format!("forecast.date.edges={}", e["edges"]), e);
            layouts += 1;
        }
        for e in p.v["caps"].as_array().expect("caps") {
            compare("cap", format!("forecast.class.cap={}", e["cap"]), e);
            caps += 1;
        }
    }
    assert_eq!((layouts, caps), (10, 6));
}

#[test]
fn the_eleventh_fared_as_published() {
    let library = shipped();
    let p = Published::all().remove(0);
    let scored = &p.v["scored"];
    let f = p.ask(&[], &library);
    let t = &f.amount_class.as_ref().expect("an amount").t;
    let y = libm::log(11_833.0 / 10_389.0);
    near("CRPS", crps_t(y, t).expect("df"), number(&scored["crps"]), 1e-9);
    near("PIT", t.cdf(y), number(&scored["pit"]), 1e-9);
    let d = &f.amount.as_ref().expect("an amount").t;
    near("CRPS with the demand", crps_t(y, d).expect("df"), number(&scored["crps_demand"]), 1e-9);
    near("PIT with the demand", d.cdf(y), number(&scored["pit_demand"]), 1e-9);
    near("log score of consent", -libm::log(f.consent.0), number(&scored["log_consent"]), 1e-9);
    let own = library.members.iter().find(|m| m.id == "kr-sma-11").expect("the row itself");
    let lev = levelised_change(own, last_day(), 0.03).expect("its yearly amounts");
    near("levelised", libm::exp(lev) - 1.0, number(&scored["lev_actual"]), 1e-9);
    near(
        "PIT of it",
        f.amount_levelised.as_ref().expect("levelised").t.cdf(lev),
        number(&scored["lev_pit"]),
        1e-9,
    );
    assert!(f.members.iter().all(|m| m.id != "kr-sma-11"), "its own row is never its own evidence");
}

#[test]
fn the_fraction_class_of_2026_has_26_demands() {
    let file: Value = serde_json::from_str(FORECASTS).expect("JSON");
    let e = &file["fraction_class_2026"];
    let q = question(JAPAN, "2026-11-24", &[]);
    let mut got = fractions(&q.case.forecast, &shipped(), q.as_of, 0.05);
    assert_eq!(got.len(), 26);
    assert_eq!(got.len() as f64, number(&e["n"]));
    let c = fraction_class(&got, 3.0, 3).expect("enough");
    near("m_f", c.location, number(&e["m"]), 1e-9);
    near("s_f", c.scale, number(&e["s"]), 1e-9);
    got.sort_by(f64::total_cmp);
    for (q, expected) in [0.25, 0.5, 0.75].into_iter().zip(flat(&e["quartiles"])) {
        near("quartile", winset_engine::bootstrap::quantile(&got, q).expect("values"), expected, 1e-9);
    }
}

// ------------------------------------------------------------------ nothing later leaks from the library

/// Copies of a member that became known after the day of the question in one way each.
fn later(m: &Member, i: usize) -> Member {
    let late = Some(day("2019-11-20"));
    let mut m = m.clone();
    m.id = format!("planted-{i}");
    m.expiry = m.expiry.map(|_| day("2019-12-15"));
    m.expiry_known_on = late;
    m.start = Some((day("2019-11-20"), day("2019-11-30")));
    m.deal = m.deal.map(|_| (day("2019-12-01"), day("2019-12-02")));
    m.known_on = late;
    m.levelised_known_on = late;
    m.demand_known_on = m.demand_known_on.and(late);
    m.offer_known_on = m.offer_known_on.and(late);
    m.consent_on = m.consent_on.map(|_| (day("2019-12-20"), day("2019-12-21")));
    m
}

fn answer_text(q: &Question, library: &Library) -> String {
    let a = forecast(&q.case, &q.outcome, library, q.as_of).expect("a forecast");
    let all = winset::forecast::Show { members: true, assumptions: true };
    let report = winset::forecast::report(&q.case, &a, q.as_of, &q.hash, all);
    let b = winset::brief::brief(q, library);
    [
        winset::json::text(&winset::forecast::json(&q.case, &a, q.as_of)),
        winset::view::text::write(&report),
        winset::json::text(&winset::brief::json(q, &b, None)),
        winset::view::text::write(&winset::brief::report(q, &b, None, "case")),
    ]
    .concat()
}

#[test]
fn a_member_that_became_known_later_changes_no_byte() {
    let library = shipped();
    let q = question(KOREA, "2019-11-19", &["price.discount_rate=\"3 %\""]);
    let before = answer_text(&q, &library);
    let mut more = library.clone();
    for (i, m) in library.members.iter().enumerate() {
        more.members.push(later(m, i));
    }
    assert_eq!(more.members.len(), 208);
    assert_eq!(answer_text(&q, &more), before);
    // What was known a day earlier does change it: the test above can fail.
    let mut known = library.clone();
    let mut m = later(library.members.iter().find(|m| m.id == "kr-sma-10").expect("a member"), 0);
    m.known_on = Some(day("2019-11-19"));
    known.members.push(m);
    assert_ne!(answer_text(&q, &known), before);
}

#[test]
fn a_demand_a_levelised_amount_or_a_vote_that_became_known_later_changes_no_byte() {
    let library = shipped();
    let q = question(KOREA, "2019-11-19", &[]);
    let late = day("2019-11-20");
    let find = |l: &Library, id: &str| l.members.iter().position(|m| m.id == id).expect("a member");
    // Taking a figure away and making it known later are the same as of the day.
    type Change = (&'static str, fn(&mut Member), fn(&mut Member, Date));
    let changes: [Change; 4] = [
        ("kr-sma-09", |m| m.demand = None, |m, d| m.demand_known_on = Some(d)),
        ("kr-sma-09", |m| m.levelised_last = None, |m, d| m.levelised_known_on = Some(d)),
        ("kr-sma-09", |m| m.consent = None, |m, d| m.consent_on = Some((d, d))),
        (
            "kr-sma-09",
            |m| m.expiry = None,
            |m, d| (m.known_on, m.expiry_known_on, m.levelised_known_on) = (Some(d), Some(d), Some(d)),
        ),
    ];
    let before = answer_text(&q, &library);
    for (i, (id, away, later)) in changes.iter().enumerate() {
        let (mut without, mut with) = (library.clone(), library.clone());
        let at = find(&library, id);
        away(&mut without.members[at]);
        later(&mut with.members[at], late);
        if i == 3 {
            let m = &mut without.members[at];
            (m.amount, m.levelised_last, m.demand, m.consent) = (None, None, None, None);
        }
        let (a, b) = (answer_text(&q, &without), answer_text(&q, &with));
        assert_eq!(a, b, "change {i}");
        assert_ne!(b, before, "change {i} was never used");
    }
}

#[test]
fn talks_whose_ending_was_not_known_yet_stand_as_open() {
    let library = shipped();
    let p = Published::all().remove(0);
    let f = p.ask(&[], &library);
    let open: Vec<(&str, i32)> = f
        .members
        .iter()
        .filter_map(|m| if let Stand::Open(x) = m.stand { Some((m.id.as_str(), x)) } else { None })
        .collect();
    let q = question(KOREA, "2019-11-19", &[]);
    let expected: Vec<&str> = levels(&q.case.forecast, &library)
        .iter()
        .filter(|(_, m)| {
            m.known_on.is_some_and(|k| k > q.as_of)
                && matches!(seen(m, q.as_of, Clock::Expiry), Some(Outcome::Open { .. }))
        })
        .map(|(_, m)| m.id.as_str())
        .collect();
    assert_eq!(
        open.iter().map(|(id, _)| *id).collect::<std::collections::BTreeSet<_>>(),
        expected.into_iter().collect()
    );
    assert!(!open.is_empty(), "some talks were open that day");
}
