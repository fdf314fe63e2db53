//! The forecast as facts: chances by the dates of the calendar, amounts, consent, and what they rest on.

use jiff::civil::Date;

use super::fact::Fact;
use super::value::Value;
use super::{Answer, brief, given, no_answer};
use crate::class::Library;
use crate::fmt::{day, probability};
use crate::forecast::{self, Amount, ByDate, Forecast, Level, Stand};
use crate::question::Question;

/// What the class rests on.
const CLASS: [&str; 3] = ["forecast.class", "member", "baseline"];

/// The answer as facts; that there is none is one.
pub(super) fn answer(q: &Question, library: &Library) -> Answer {
    let f = match forecast::forecast(&q.case, &q.outcome, library, q.as_of) {
        Err(e) => {
            return Answer { facts: vec![unanswered(&e.to_string()), brief::state(q)], members: Vec::new() };
        }
        Ok(forecast::Answer::Ended { .. }) => {
            let ended = unanswered("the talks have ended");
            return Answer { facts: vec![ended, brief::state(q)], members: Vec::new() };
        }
        Ok(forecast::Answer::Open(f)) => f,
    };
    let mut facts =
        vec![Fact { key: "forecast".into(), about: "a forecast".into(), ..given() }, brief::state(q)];
    let origin = format!("day on the clock, day zero {}", day(f.origin));
    facts.push(
        Fact::new("clock", origin, Value::Count(i64::from(f.day), "day", "days"))
            .on(["baseline", "forecast.class"]),
    );
    chances(&mut facts, "", &f.deal_by, &CLASS);
    for (p, d) in &f.quantile_days {
        let about = format!("the day by which a deal is {} sure", probability(*p));
        facts.push(Fact::new(about.clone(), about, d.map(Value::Day)).on(CLASS));
    }
    for (days, p) in &f.after_expiry {
        let about = format!("chance to close within 90 days, if still open {days} days after expiry");
        facts.push(Fact::new(about.clone(), about, Value::Chance(*p)).on(CLASS));
    }
    amounts(&mut facts, &f);
    facts.push(Fact::new("consent", "chance of consent, given a deal", Value::Chance(f.consent.0)).on(CLASS));
    yours(&mut facts, &f);
    used(&mut facts, &f);
    Answer { facts, members: members(&f) }
}

fn unanswered(why: &str) -> Fact {
    Fact { key: "forecast".into(), about: "a forecast".into(), ..no_answer(why) }.on(["forecast", "baseline"])
}

/// Facts of a forecast that the state of play shows.
pub(super) fn in_brief(key: &str) -> bool {
    ["forecast", "consent", "amount"].contains(&key)
        || key.starts_with("deal by ")
        || key.starts_with("amount ")
}

/// Chances by the dates that have an event, and by the last day of all.
fn chances(facts: &mut Vec<Fact>, whose: &str, list: &[ByDate], rests: &[&str]) {
    let last = list.len().saturating_sub(1);
    for (i, d) in list.iter().enumerate().filter(|(i, d)| d.event.is_some() || *i == last) {
        let when = if i == last { "the horizon, ".to_owned() + &day(d.date) } else { day(d.date) };
        let key = |what: &str, d: Date| {
            if i == last { format!("{what}horizon{whose}") } else { format!("{what}{d}{whose}") }
        };
        let add = |what: &str, words: &str, p: f64| {
            Fact::new(key(what, d.date), format!("{words} by {when}{whose}"), Value::Chance(p))
                .on(rests.iter().copied())
        };
        facts.push(add("deal by ", "chance of a deal", d.p));
        facts.extend(d.consented.map(|p| add("consent by ", "chance of a deal and consent", p)));
    }
}

fn amounts(facts: &mut Vec<Fact>, f: &Forecast) {
    let mut rests = CLASS.to_vec();
    rests.push("forecast.demand");
    let measure = f.measure.word().replace('_', " ");
    amount(facts, "amount", &format!("{measure} on the last agreed"), f.amount.as_ref(), &rests);
    if f.demand.is_some() {
        amount(
            facts,
            "class amount",
            &format!("{measure} on the last agreed, the demand left out"),
            f.amount_class.as_ref(),
            &CLASS,
        );
    }
    amount(
        facts,
        "levelised",
        "levelised on the last agreed, the demand left out",
        f.amount_levelised.as_ref(),
        &CLASS,
    );
}

fn amount(facts: &mut Vec<Fact>, key: &str, about: &str, a: Option<&Amount>, rests: &[&str]) {
    for (q, name) in [(0.5, "median"), (0.1, "10 % point"), (0.9, "90 % point")] {
        let value = a.map(|a| Value::Log(a.t.quantile(q)));
        facts.push(
            Fact::new(format!("{key} {name}"), format!("{about}, {name}"), value).on(rests.iter().copied()),
        );
    }
}

/// The same with one's own judgement.
fn yours(facts: &mut Vec<Fact>, f: &Forecast) {
    let Some(y) = &f.yours else { return };
    let mut rests = CLASS.to_vec();
    rests.extend(["forecast.judgement", "forecast.demand"]);
    chances(facts, ", yours", &y.deal_by, &rests);
    amount(facts, "yours amount", "the amount on the last agreed, yours", y.amount.as_ref(), &rests);
    let consent = y.consent.map(Value::Chance);
    facts.push(Fact::new("yours consent", "chance of consent, given a deal, yours", consent).on(rests));
}

/// How many finished talks it rests on.
fn used(facts: &mut Vec<Fact>, f: &Forecast) {
    for (level, words) in
        [(Level::Own, "of its own series"), (Level::Type, "of the type"), (Level::Other, "others")]
    {
        let n = f.members.iter().filter(|m| m.level == level).count() as i64;
        let about = format!("talks used, {words}");
        facts.push(
            Fact::new(about.clone(), about, Value::Count(n, "talk", "talks"))
                .on(["forecast.class", "member"]),
        );
    }
    let open = f.members.iter().filter(|m| matches!(m.stand, Stand::Open(_))).count() as i64;
    facts.push(
        Fact::new("open", "talks used that were still open", Value::Count(open, "talk", "talks"))
            .on(["member"]),
    );
    let (passed, failed) = f.votes.iter().fold((0, 0), |(a, b), v| (a + v.0, b + v.1));
    let votes = |n: u32| Value::Count(i64::from(n), "vote", "votes");
    facts.push(Fact::new("passed", "votes used that passed", votes(passed)).on(["member"]));
    facts.push(Fact::new("failed", "votes used that failed", votes(failed)).on(["member"]));
}

/// The finished talks used, so that one that ended between two days is named.
fn members(f: &Forecast) -> Vec<(String, String, String)> {
    let stand = |m: &forecast::MemberUsed| match m.stand {
        Stand::Open(_) => "open".to_owned(),
        other => format!("{other:?} {:?}", m.change.map(f64::to_bits)),
    };
    f.members.iter().map(|m| (m.id.clone(), format!("talks {}", m.id), stand(m))).collect()
}
