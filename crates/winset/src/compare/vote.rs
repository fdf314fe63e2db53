//! The votes as facts: who sits, what is needed, what each proposal comes to, and the odds.

use super::fact::Fact;
use super::value::Value;
use super::{Answer, brief, given, price};
use crate::class::Library;
use crate::fmt::probability;
use crate::question::Question;
use crate::vote::{Ballot, BodyVote, Passing, Reach, Sitting, Votes, votes};

/// The answer as facts; a proposal that this side does not know is one of them.
///
/// # Errors
/// Nothing that was asked for is a proposal here.
pub(super) fn answer(q: &Question, library: &Library, asked: &[String]) -> Result<Answer, Vec<String>> {
    let mut facts = vec![given(), brief::state(q)];
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for one in asked {
        match crate::price::asked(&q.case, std::slice::from_ref(one)) {
            Ok(_) => known.push(one.clone()),
            Err(e) => {
                facts.push(price::missing(one, &e.sentences.join("; ")));
                unknown.extend(e.sentences);
            }
        }
    }
    if known.is_empty() && !asked.is_empty() {
        return Err(unknown);
    }
    let v = votes(q, library, &known).map_err(|e| e.sentences)?;
    if v.bodies.is_empty() {
        let why = "no body that must approve is known; add [approval.ID] with name, party and rule";
        facts[0] = super::no_answer(why);
    }
    for b in &v.bodies {
        body(&mut facts, q, &v, b);
    }
    together(&mut facts, q, &v);
    Ok(Answer { facts, members: Vec::new() })
}

fn body(facts: &mut Vec<Fact>, q: &Question, v: &Votes, b: &BodyVote) {
    let name = &b.state.name;
    let entry = format!("approval.{}", b.state.id);
    let of = |what: &str| Fact::new(format!("{} {what}", b.state.id), format!("{name}, {what}"), None);
    let mut add =
        |what: &str, value: Option<Value>| facts.push(Fact { value, ..of(what) }.on([entry.clone()]));
    add("the rule", Some(Value::Words(b.state.rule.clone())));
    add("the vote is expected on", b.expected.map(Value::Day));
    sitting(&mut add, b.now.as_ref(), "");
    sitting(&mut add, b.then.as_ref(), " at the expected vote");
    let missing = b.missing.as_ref().map(|e| Value::Words(format!("none: {e}")));
    add("odds", missing.or_else(|| (!b.single).then(|| Value::Words("given".into()))));
    passing(&b.passing, &mut |what, value| add(&what, Some(value)));
    for (i, p) in v.proposals.iter().enumerate() {
        counts(facts, q, v, b, i, p);
    }
}

fn sitting(add: &mut impl FnMut(&str, Option<Value>), s: Option<&Sitting>, when: &str) {
    let Some(s) = s else { return };
    let count = |n: u32, (one, many)| Some(Value::Count(i64::from(n), one, many));
    let noun = if s.weighted { ("vote", "votes") } else { ("member", "members") };
    add(&format!("members{when}"), count(s.members, noun));
    add(&format!("quorum{when}"), count(s.quorum, noun));
    add(&format!("needed if all are there{when}"), count(s.needed, ("vote", "votes")));
    for b in &s.blocs {
        add(&format!("seats of {}{when}", b.short), count(b.seats, ("seat", "seats")));
        add(&format!("{} stands{when}", b.short), Some(Value::Words(b.side.to_owned())));
        add(&format!("power of {}{when}", b.short), b.power.map(Value::Number));
    }
}

/// What a body makes of one proposal; its name is left out where only one was asked about.
fn counts(facts: &mut Vec<Fact>, q: &Question, v: &Votes, b: &BodyVote, i: usize, p: &Ballot) {
    let Some(c) = b.counts.get(i).and_then(Option::as_ref) else { return };
    let mut rests = price::rests(&q.case, &p.id);
    rests.extend([format!("approval.{}", b.state.id), "price".into()]);
    let of = if v.proposals.len() > 1 { format!(", {}", p.id) } else { String::new() };
    let mut add = |what: &str, value: Value| {
        let key = format!("{} {} {what}", b.state.id, p.id);
        facts.push(Fact::new(key, format!("{}{of}, {what}", b.state.name), value).on(rests.clone()));
    };
    let votes = |n: i64| Value::Count(n, "vote", "votes");
    add("present", votes(i64::from(c.present)));
    add("needed", votes(i64::from(c.needed)));
    add("yes expected", Value::Number(c.expected_yes));
    add("to spare", votes(c.to_spare));
    add("chance to pass", Value::Chance(c.p));
    let Some(s) = b.then.as_ref().or(b.now.as_ref()) else { return };
    for ((bloc, yes), sinks) in s.blocs.iter().zip(&c.yes).zip(&c.sinks) {
        add(&format!("yes expected of {}", bloc.short), Value::Number(*yes));
        if let Some(n) = sinks {
            add(
                &format!("members of {} who sink it", bloc.short),
                Value::Count(i64::from(*n), "member", "members"),
            );
        }
    }
    if let Some(bloc) = c.pivotal.and_then(|i| s.blocs.get(i)) {
        add("the bloc that decides", Value::Words(bloc.short.clone()));
    }
}

fn passing(list: &[Passing], add: &mut impl FnMut(String, Value)) {
    for p in list {
        let what = format!("the amount that passes with {}", probability(p.p));
        let value = match (p.x, p.bound) {
            (Some(x), _) => Value::Log(x),
            (None, Reach::Any) => Value::Words("any".into()),
            (None, _) => Value::Words("none".into()),
        };
        add(what, value);
    }
}

/// The odds of all bodies together.
fn together(facts: &mut Vec<Fact>, q: &Question, v: &Votes) {
    for p in &v.proposals {
        let mut rests = price::rests(&q.case, &p.id);
        rests.extend(["approval".into(), "price".into()]);
        let value = match &p.x {
            Ok(x) => Value::Log(*x),
            Err(e) => Value::Words(format!("none: {e}")),
        };
        facts.push(
            Fact::new(
                format!("{} levelised", p.id),
                format!("{}, levelised, on the last agreed", p.id),
                value,
            )
            .on(rests.clone()),
        );
        let chance = p.p.map(Value::Chance);
        facts.push(
            Fact::new(format!("{} passes", p.id), format!("{}, chance that every body agrees", p.id), chance)
                .on(rests),
        );
    }
    passing(&v.together, &mut |what, value| {
        facts.push(Fact::new(format!("all {what}"), format!("all bodies, {what}"), value).on(["approval"]));
    });
    let class = v.class.map(|((p, _, _), _)| Value::Chance(p));
    facts.push(
        Fact::new("class", "consent, as such talks went before", class).on(["forecast.class", "member"]),
    );
}
