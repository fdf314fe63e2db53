//! The published numbers: every reference row this crate can answer by itself, to 1e-9, and its independent check.

mod rows;

use rows::Row;
use winset_engine::consent::{Beta, Votes, consent, consent_by};
use winset_engine::demand::{Demand, demand_update, fraction_class};
use winset_engine::hazard::{
    Counts, counts, daily_deal, ln_mean_survival, p_deal, quantile_day, worth_in_talks,
};
use winset_engine::judgement::times_odds;
use winset_engine::pool::{BlockLoss, PoolWeight, pool_weight};
use winset_engine::predictive::{ClassPrior, StudentT, class_prior, median, t_predictive, wider};
use winset_engine::score::{brier, crps_t, log_score, pit};

/// How the rows write "no answer".
const NONE: f64 = -9999.0;
const CAP: f64 = 3.0;
const MIN_MEMBERS: usize = 3;

#[test]
fn every_row_without_members_is_reproduced() {
    assert_eq!(reproduce(include_str!("data/class_rows.json")), 54);
}

#[test]
fn both_published_forecasts_are_reproduced_from_their_hazards_and_classes() {
    assert_eq!(reproduce(include_str!("data/class_forecasts.json")), 65);
}

fn reproduce(text: &str) -> usize {
    let rows = Row::all(text);
    let wrong: Vec<String> = rows.iter().filter_map(|row| mismatch(row, &answer(row))).collect();
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    rows.len()
}

fn mismatch(row: &Row, got: &[f64]) -> Option<String> {
    let (value, check) = (row.value(), row.check());
    let close = |x: f64, y: f64, tolerance: f64| (x - y).abs() <= tolerance * y.abs().max(1.0);
    let whole_days = row.function() == "q_day";
    let fits = got.len() == value.len()
        && got.len() == check.len()
        && got.iter().zip(&value).all(|(x, y)| if whole_days { x == y } else { close(*x, *y, 1e-9) })
        && got.iter().zip(&check).all(|(x, y)| (x - y).abs() <= row.tolerance() + 1e-13);
    (!fits).then(|| format!("{}: got {got:?}, value {value:?}, check {check:?}", row.id()))
}

fn answer(row: &Row) -> Vec<f64> {
    match row.function() {
        "counts.a" => seen(row).deals,
        "counts.b" => seen(row).survivals,
        "hazard_posterior.a" => row.posterior().a().to_vec(),
        "hazard_posterior.b" => row.posterior().b().to_vec(),
        "exp(lG)" => vec![libm::exp(ln_mean_survival(row.number("a"), row.number("b"), row.number("e")))],
        "p_deal" => vec![chance(row)],
        "1-p_deal" => vec![1.0 - chance(row)],
        "p_weight" => {
            vec![worth_in_talks(&row.posterior(), row.day("s"), row.day("t"), &row.multipliers()).unwrap()]
        }
        "q_day" => vec![
            quantile_day(&row.posterior(), row.day("s"), row.number("q"), &row.multipliers())
                .map_or(NONE, f64::from),
        ],
        "consent_by" => consented(row),
        "wider" => vec![middle(&[row.list("other"), row.list("type"), row.list("own")])],
        "median(wider)" => middles(row),
        "class_prior" => pair(class_prior(&row.list("wide"), CAP, 0.01).unwrap()),
        "fraction_class" => pair(fraction_class(&row.list("fractions"), CAP, MIN_MEMBERS).unwrap()),
        "t_predictive" => triple(own_forecast(row)),
        "t_quantile" => row.list("q").iter().map(|q| own_forecast(row).quantile(*q)).collect(),
        "expm1(quantile)" => row.list("q").iter().map(|q| libm::expm1(row.forecast().quantile(*q))).collect(),
        "demand_update" => with_demand(row),
        "crps_t" => vec![crps_t(row.number("y"), &row.forecast()).unwrap()],
        "pit" => vec![pit(row.number("y"), &row.forecast())],
        "log_score" => vec![log_score(row.number("p"), true)],
        "brier" => brier_scores(row),
        "a/(a+b)" | "consent" => vec![consent(&votes(row)).mean()],
        "beta_quantile" => row.list("q").iter().map(|q| beta(row).quantile(*q)).collect(),
        "odds" => vec![times_odds(row.number("p"), row.number("k"))],
        "pool_weight[0]" => vec![pool(row).best],
        "pool_weight[1]" => vec![pool(row).standard_error.unwrap()],
        "pool_weight[2]" => vec![pool(row).earned],
        other => panic!("{}: nothing here answers {other}", row.id()),
    }
}

fn seen(row: &Row) -> Counts {
    counts(&row.outcomes(), &row.days("edges"))
}

fn chance(row: &Row) -> f64 {
    p_deal(&row.posterior(), row.day("s"), row.day("t"), &row.multipliers()).expect("a basis")
}

fn consented(row: &Row) -> Vec<f64> {
    let deal = daily_deal(&row.posterior(), row.day("s"), &row.multipliers()).expect("a basis");
    let lag = row.list("lag");
    let lag = StudentT { location: lag[0], scale: lag[1], df: lag[2] };
    consent_by(&deal, &lag, row.number("p"), &row.days("days"))
}

fn middle(levels: &[Vec<f64>]) -> f64 {
    let wide = wider(&levels[0], &levels[1], &levels[2], MIN_MEMBERS);
    wide.and_then(|values| median(&values)).unwrap_or(NONE)
}

fn middles(row: &Row) -> Vec<f64> {
    if !row.has("cases") {
        return vec![middle(&[row.list("other"), row.list("type"), row.list("own")])];
    }
    let cases = row.input("cases").as_array().expect("a list of cases");
    let numbers =
        |level: &serde_json::Value| level.as_array().unwrap().iter().filter_map(|x| x.as_f64()).collect();
    cases
        .iter()
        .map(|case| middle(&case.as_array().unwrap().iter().map(numbers).collect::<Vec<_>>()))
        .collect()
}

fn own_forecast(row: &Row) -> StudentT {
    let prior = ClassPrior { location: row.number("m0"), scale: row.number("s0") };
    t_predictive(&row.list("own"), prior, CAP)
}

fn with_demand(row: &Row) -> Vec<f64> {
    let given = |name: &str, otherwise: f64| if row.has(name) { row.number(name) } else { otherwise };
    let class = StudentT { location: given("loc", 0.0), scale: given("scale", 1.0), df: given("df", 8.0) };
    let fractions = ClassPrior { location: row.number("frac_m"), scale: row.number("frac_s") };
    let with =
        demand_update(class, fractions, Demand { mean: row.number("mu_g"), sd: row.number("sd_g") }, 0.05);
    if row.has("loc") {
        vec![with.forecast.location, with.forecast.scale, with.weight]
    } else {
        vec![with.reading, with.reading_sd]
    }
}

fn brier_scores(row: &Row) -> Vec<f64> {
    let happened = row.input("happened").as_array().unwrap().iter().map(|yes| yes.as_bool().unwrap());
    row.list("p").iter().zip(happened).map(|(p, happened)| brier(*p, happened)).collect()
}

fn votes(row: &Row) -> Vec<Votes> {
    row.lists("levels")
        .iter()
        .map(|level| Votes { passed: level[0] as u32, failed: level[1] as u32 })
        .collect()
}

fn beta(row: &Row) -> Beta {
    Beta { a: row.number("a"), b: row.number("b") }
}

fn pool(row: &Row) -> PoolWeight {
    let (first, second, cross) = (row.list("A"), row.list("B"), row.list("C"));
    let block = |i: usize| BlockLoss { first: first[i], second: second[i], cross: cross[i] };
    pool_weight(&(0..first.len()).map(block).collect::<Vec<_>>(), 10)
}

fn pair(prior: ClassPrior) -> Vec<f64> {
    vec![prior.location, prior.scale]
}

fn triple(forecast: StudentT) -> Vec<f64> {
    vec![forecast.location, forecast.scale, forecast.df]
}
