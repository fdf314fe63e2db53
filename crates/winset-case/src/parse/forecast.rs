//! Reads what the forecast is told: the class, the bins, the demand and judgements.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::common::Ctx;
use super::proposals::basis;
use crate::case::{DemandEntry, ForecastEntries, Judgement, JudgementOn, Noted};
use crate::diagnostic::Remarks;
use crate::text::{Section, Value, integer_of, text_of};
use crate::vocabulary::{Clock, Measure};

fn d(n: i64) -> Decimal {
    Decimal::from(n)
}

/// `[forecast]`.
pub fn forecast(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> ForecastEntries {
    let mut f = defaults();
    let Some(mut s) = s.table(r, "forecast") else { return f };
    if let Some(c) = s.table(r, "class") {
        class(r, c, &mut f);
    }
    if let Some(c) = s.table(r, "date") {
        dates(r, c, &mut f);
    }
    if let Some(mut a) = s.table(r, "amount") {
        f.measure = a.word(r, "measure", Measure::parse, Measure::WORDS).unwrap_or(f.measure);
        f.amount_floor = a.decimal(r, "floor", Decimal::new(1, 6), d(10)).unwrap_or(f.amount_floor);
        a.finish(r);
    }
    if let Some(mut l) = s.table(r, "lag") {
        f.lag_floor = l.decimal(r, "floor", Decimal::new(1, 6), d(10)).unwrap_or(f.lag_floor);
        l.finish(r);
    }
    f.demand = s.table(r, "demand").and_then(|t| demand(r, t, cx));
    if let Some(mut j) = s.table(r, "judgement") {
        judgements(r, &mut j, cx, &mut f.judgements);
        j.finish(r);
    }
    f.unlike = noted(r, &mut s, cx, "unlike", true);
    f.observers = noted(r, &mut s, cx, "observers", false);
    if let Some(mut p) = s.table(r, "pool") {
        // Read and checked, so that a case may carry them; the pool itself is asked in a scenario.
        let earned =
            matches!(p.entry("weight").map(|e| &e.node.value), Some(Value::Text(t)) if t == "earned");
        if !earned {
            p.decimal(r, "weight", d(0), d(1));
        }
        p.integer(r, "min_blocks", 1, 10_000);
        p.finish(r);
    }
    s.finish(r);
    f
}

fn defaults() -> ForecastEntries {
    ForecastEntries {
        own: None,
        series: None,
        family: None,
        members: None,
        exclude: Vec::new(),
        exclude_recalled: false,
        cap: d(3),
        min_members: 3,
        clock: Clock::Expiry,
        start: None,
        edges: None,
        root_weight: d(1),
        root_half_life_days: d(365),
        measure: Measure::FirstYear,
        amount_floor: Decimal::new(1, 2),
        lag_floor: Decimal::new(10, 2),
        demand: None,
        judgements: Vec::new(),
        unlike: Vec::new(),
        observers: Vec::new(),
    }
}

fn class(r: &mut Remarks, mut c: Section<'_>, f: &mut ForecastEntries) {
    f.own = c.text(r, "self");
    f.series = c.text(r, "series");
    f.family = c.text(r, "type");
    let listed: Vec<String> = c.list("members").into_iter().filter_map(|n| text_of(n, r)).collect();
    if c.has("members") && listed != ["auto"] {
        f.members = Some(listed);
    }
    let exclude: Vec<String> = c.list("exclude").into_iter().filter_map(|n| text_of(n, r)).collect();
    f.exclude_recalled = exclude.iter().any(|e| e == "recalled");
    f.exclude = exclude.into_iter().filter(|e| e != "recalled").collect();
    f.cap = c.decimal(r, "cap", Decimal::new(1, 1), d(1000)).unwrap_or(f.cap);
    f.min_members = c.integer(r, "min_members", 3, 1000).map_or(f.min_members, |n| n as u32);
    c.finish(r);
}

fn dates(r: &mut Remarks, mut c: Section<'_>, f: &mut ForecastEntries) {
    f.clock = c.word(r, "clock", Clock::parse, Clock::WORDS).unwrap_or(f.clock);
    f.start = c.date(r, "start");
    if f.clock == Clock::Start {
        c.require(r, "start", "the clock `start` needs the first day of talks");
    }
    if c.has("edges") {
        let nodes = c.list("edges");
        let at = nodes.first().map_or(c.at(), |n| n.at);
        let wanted = nodes.len();
        let edges: Vec<i32> =
            nodes.into_iter().filter_map(|n| integer_of(n, r, -20_000, 20_000)).map(|n| n as i32).collect();
        if edges.len() == wanted {
            if !(2..=200).contains(&wanted) || edges.windows(2).any(|w| w[0] >= w[1]) {
                r.mistake(
                    at,
                    "edges are 2 to 200 days, each above the one before",
                    Some("edges = [-90, -30, 0, 90, 365]".into()),
                );
            } else {
                f.edges = Some(edges);
            }
        }
    }
    f.root_weight = c.decimal(r, "root_weight", Decimal::new(1, 3), d(1000)).unwrap_or(f.root_weight);
    f.root_half_life_days =
        c.decimal(r, "root_half_life_days", d(1), d(100_000)).unwrap_or(f.root_half_life_days);
    c.finish(r);
}

fn demand(r: &mut Remarks, mut t: Section<'_>, cx: &mut Ctx) -> Option<DemandEntry> {
    let mean = t.decimal(r, "mean", d(-20), d(20));
    t.require(r, "mean", "ln demand − ln baseline.amount, e.g. 1.697");
    let sd = t.decimal(r, "sd", d(0), d(10));
    t.require(r, "sd", "its standard deviation, 0 for an exact figure");
    let floor = t.decimal(r, "floor", Decimal::new(1, 6), d(10)).unwrap_or(Decimal::new(5, 2));
    let used = t.flag(r, "use").unwrap_or(true);
    let basis = basis(r, &mut t, cx);
    t.require(r, "basis", "what it rests on: claim ids or a sentence");
    let standing = cx.standing(r, &mut t, true);
    t.finish(r);
    Some(DemandEntry { mean: mean?, sd: sd?, floor, used, basis, standing })
}

fn judgements(r: &mut Remarks, j: &mut Section<'_>, cx: &mut Ctx, list: &mut Vec<Judgement>) {
    for key in ["amount_shift", "spread", "consent_odds", "hazard"] {
        for mut t in j.tables(r, key) {
            let on = judged(r, &mut t, key);
            let reason = t.text_at(r, "reason");
            t.require(r, "reason", "a judgement says why: reason = \"…\"");
            if let Some((text, at)) = &reason
                && text.trim().is_empty()
            {
                r.mistake(*at, "a judgement says why", Some("write the reason in a sentence".into()));
            }
            let date = t.date(r, "date");
            t.require(r, "date", "the day on which the judgement was made");
            let author = t.text(r, "author");
            let mut standing = cx.standing(r, &mut t, true);
            if !t.has("known_on")
                && let Some(d) = date
            {
                standing.known_on = standing.known_on.max(d);
            }
            t.finish(r);
            if let (Some(on), Some((reason, _)), Some(date)) = (on, reason, date) {
                list.push(Judgement { on, reason, date, author, standing });
            }
        }
    }
}

fn judged(r: &mut Remarks, t: &mut Section<'_>, key: &str) -> Option<JudgementOn> {
    let positive = Decimal::new(1, 3);
    if key == "hazard" {
        let (from, to): (Option<Date>, Option<Date>) = (t.date(r, "from"), t.date(r, "to"));
        t.require(r, "from", "the first day");
        t.require(r, "to", "the last day");
        let times = t.decimal(r, "times", positive, d(1000));
        t.require(r, "times", "2 doubles the hazard");
        let (from, to, times) = (from?, to?, times?);
        if from >= to {
            r.mistake(t.at(), "`to` must be later than `from`", None);
            return None;
        }
        return Some(JudgementOn::Hazard { from, to, times });
    }
    let value = if key == "amount_shift" {
        t.decimal(r, "value", d(-10), d(10))
    } else {
        t.decimal(r, "value", positive, d(1000))
    };
    t.require(r, "value", "value = 0.5");
    Some(match key {
        "amount_shift" => JudgementOn::AmountShift(value?),
        "spread" => JudgementOn::Spread(value?),
        _ => JudgementOn::ConsentOdds(value?),
    })
}

/// Lists of `{ what, date, basis, … }`.
pub fn noted(
    r: &mut Remarks,
    s: &mut Section<'_>,
    cx: &mut Ctx,
    key: &'static str,
    hindsight: bool,
) -> Vec<Noted> {
    let mut list = Vec::new();
    for mut t in s.tables(r, key) {
        let what = t.text(r, "what");
        t.require(r, "what", "what = \"…\"");
        let date = t.date(r, "date");
        let basis = basis(r, &mut t, cx);
        let standing = cx.standing(r, &mut t, hindsight);
        t.finish(r);
        if let Some(what) = what {
            list.push(Noted { what, date, basis, standing });
        }
    }
    list
}
