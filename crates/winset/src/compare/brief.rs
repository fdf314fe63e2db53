//! The state of play as facts.

use winset_case::Case;
use winset_case::case::Claim;

use super::fact::Fact;
use super::value::Value;
use super::{Answer, forecast};
use crate::brief::{BodyState, Brief, Line, brief, line_name};
use crate::class::Library;
use crate::fmt::{UNKNOWN, day, days_between};
use crate::question::Question;

pub(super) fn answer(q: &Question, library: &Library) -> Answer {
    let b = brief(q, library);
    let mut facts = vec![state(q)];
    let latest = b.latest.clone().map(Value::Words);
    facts.push(Fact::new("latest", "what happened last", latest));
    for f in &b.findings {
        facts.push(Fact::new(format!("finding {f}"), "what follows", Value::Words(f.clone())));
    }
    let found = &b.found;
    let lines = found.lines.iter().chain(&found.wishes).chain(&found.not_asks).chain(&found.shares);
    lines.for_each(|l| line(&mut facts, &q.case, &b, l));
    facts.extend(found.rates.iter().map(rate));
    let implied = found.implied.clone().map(Value::Words);
    facts.push(Fact::new("implied", "the rate that the reports imply", implied));
    b.bodies.iter().for_each(|x| body(&mut facts, x));
    facts.extend(dates(q));
    let told = forecast::answer(q, library);
    facts.extend(told.facts.into_iter().filter(|f| forecast::in_brief(&f.key)));
    for u in &q.case.unknowns {
        let about = format!("not known: {}", u.what);
        facts.push(
            Fact::new(format!("unknown {}", u.id), about, Value::Words("open".into()))
                .on([format!("unknown.{}", u.id)]),
        );
    }
    facts.extend(q.case.claims.iter().map(claim));
    Answer { facts, members: told.members }
}

/// Whether the talks are still going on.
pub(super) fn state(q: &Question) -> Fact {
    let words = match &q.outcome.ending {
        None => "open".to_owned(),
        Some(e) => {
            let how = e.deal.map_or("without a deal".to_owned(), |d| format!("with a deal on {}", day(d)));
            let what = e.what.as_deref().map(|w| format!(": {w}")).unwrap_or_default();
            format!("ended {how}{what}")
        }
    };
    Fact::new("state", "the talks", Value::Words(words))
}

/// A figure and how sure it is. Figures of one side and one kind of speaker are the same thing on two days.
fn line(facts: &mut Vec<Fact>, case: &Case, b: &Brief, l: &Line) {
    let who = l.by.split(',').next().unwrap_or_default();
    let claims: Vec<String> = l.claims.iter().map(|id| format!("claim.{id}")).collect();
    let unknown = l.stated == UNKNOWN;
    let who_key = if unknown { "" } else { who };
    let key = format!("{} {} {who_key}", l.kind, l.side);
    let name = match l.kind {
        "wish" => format!("{} also wants", case.side_name(&l.side)),
        "share" => format!("a share quoted by {}", case.side_name(&l.side)),
        "valuation" | "pressure" | "cost_estimate" => "said, but no demand".to_owned(),
        _ => line_name(case, l, b.last_year),
    };
    let about =
        if who.is_empty() || unknown || l.kind == "baseline" { name } else { format!("{name} ({who})") };
    let mut value = Some(Value::Words(l.stated.clone())).filter(|_| !unknown);
    if let (Some(low), Some(unit)) = (l.low.or(l.high), &b.unit)
        && !matches!(l.kind, "wish" | "share" | "valuation" | "pressure" | "cost_estimate")
    {
        let own = l.figure.as_ref().is_some_and(|f| f.unit == *unit);
        let stated = (!own).then(|| l.stated.clone());
        let high = l.high.unwrap_or(low);
        value = Some(Value::Amount { low, high, unit: unit.clone(), sign: l.sign.to_owned(), stated });
    }
    let rests: Vec<String> = if l.kind == "baseline" { vec!["baseline".into()] } else { claims };
    let currency = l.figure.as_ref().and_then(|f| f.unit.currency()).map(|c| c.code().to_owned());
    let converted = b.found.rates.iter().filter(|r| Some(&r.from) == currency.as_ref());
    let series = converted.flat_map(|r| r.series.iter().map(|s| format!("series.{s}")));
    facts.push(Fact::new(key.clone(), about.clone(), value).on(rests.clone()).on(series));
    let sure = l.official.map(|o| {
        let grade =
            l.grade.map_or(
                String::new(),
                |(g, proposed)| if proposed { format!(", ({g})") } else { format!(", {g}") },
            );
        Value::Words(format!("{}{grade}", if o { "official" } else { "not official" }))
    });
    facts.push(Fact::new(format!("{key} sure"), format!("{about}: how sure"), sure).on(rests));
}

/// A rate used; another month of the series is another value.
pub(super) fn rate(r: &winset_case::rate::UsedRate) -> Fact {
    let about = format!("exchange rate {} to {}", r.from, r.to);
    let series: Vec<String> = r.series.iter().map(|s| format!("series.{s}")).collect();
    Fact::new(about.clone(), about, Value::Rate(r.printed.0, r.printed.1.clone())).on(series)
}

fn body(facts: &mut Vec<Fact>, x: &BodyState) {
    let key = |what: &str| format!("approval {} {what}", x.id);
    let about = |what: &str| format!("{}, {what}", x.name);
    let entry = format!("approval.{}", x.id);
    let mut add = |what: &str, value: Option<Value>| {
        facts.push(Fact::new(key(what), about(what), value).on([entry.clone()]));
    };
    let noun = if x.weighted { ("vote", "votes") } else { ("member", "members") };
    let count = |n: Option<u32>, (one, many)| n.map(|n| Value::Count(i64::from(n), one, many));
    add("the rule", Some(Value::Words(x.rule.clone())));
    add("members", count(x.members, noun));
    add("quorum", count(x.quorum, noun));
    add("needed if all are there", count(x.needed, ("vote", "votes")));
    for (bloc, seats) in &x.seats {
        add(&format!("seats of {bloc}"), count(Some(*seats), ("seat", "seats")));
    }
    let coming = x.coming.as_ref().map(|(from, seats)| Value::Words(format!("from {}: {seats}", day(*from))));
    add("seats to come", coming);
    for v in &x.votes {
        let about = about("a vote on record");
        facts.push(Fact::new(key(v), about, Value::Words(v.clone())).on([format!("{entry}.vote")]));
    }
    for (t, id) in &x.threats {
        let about = about("a threat");
        facts.push(Fact::new(key(t), about, Value::Words(t.clone())).on([format!("claim.{id}")]));
    }
}

/// How far each date is.
fn dates(q: &Question) -> Vec<Fact> {
    let far = |c: &winset_case::case::CalendarEntry| {
        let n = days_between(q.as_of, c.date);
        let whose = if c.ours { "" } else { ", not ours" };
        let about = format!("days to {}, {}{whose}", day(c.date), c.what);
        let value =
            if n < 0 { Value::Words("past".into()) } else { Value::Count(i64::from(n), "day", "days") };
        Fact::new(format!("date {} {}", c.id, c.date), about, value).on([format!("calendar.{}", c.id)])
    };
    q.case.calendar.iter().map(far).collect()
}

/// That a claim is on record.
fn claim(c: &Claim) -> Fact {
    let who = c.speaker.as_deref().map(|s| format!("{s}: ")).unwrap_or_default();
    let internal = if c.standing.internal { " [internal]" } else { "" };
    let words = format!("{}, {who}{}{internal}", day(c.standing.known_on), c.text);
    Fact::new(format!("claim {}", c.id), format!("claim {}", c.id), Value::Words(words))
}
