//! Votes as JSON: schema `winset.vote/1`.

use serde_json::{Value, json};

use super::answer::{BodyCount, BodyVote, Passing, Reach, Sitting, Votes};
use crate::json::date;
use crate::question::Question;

/// The answer as JSON. What stands at an approval itself is about the first proposal; `proposals` holds every one.
pub fn json(q: &Question, v: &Votes) -> Value {
    json!({
        "schema": "winset.vote/1",
        "case": q.case.id,
        "as_of": date(q.as_of),
        "proposals": v.proposals.iter().map(|p| json!({
            "id": p.id,
            "title": p.title,
            "x": p.x.as_ref().ok(),
            "levelised_change": p.x.as_ref().ok().map(|x| libm::expm1(*x)),
            "missing": p.x.as_ref().err().map(ToString::to_string),
            "flags": p.flags.iter().map(|(f, n)| json!({ "flag": f, "amount": n })).collect::<Vec<_>>(),
            "p": p.p,
            "internal": p.internal,
        })).collect::<Vec<_>>(),
        "approvals": v.bodies.iter().map(|b| approval(b, v)).collect::<Vec<_>>(),
        "amount_passing": v.together.iter().map(passing).collect::<Vec<_>>(),
        "assumed": v.assumed.iter().map(|(name, why)| json!({ "name": name, "why": why })).collect::<Vec<_>>(),
        "missing": v.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "class": v.class.map(|((p, low, high), n)| json!({ "p": p, "low": low, "high": high, "votes": n })),
        "hindsight_used": v.hindsight,
    })
}

fn approval(b: &BodyVote, v: &Votes) -> Value {
    let sitting = b.then.as_ref().or(b.now.as_ref());
    let first = b.counts.first().and_then(Option::as_ref);
    let ids: Vec<&str> = sitting.map(|s| s.blocs.iter().map(|x| x.id.as_str()).collect()).unwrap_or_default();
    let mut o = json!({
        "id": b.state.id,
        "name": b.state.name,
        "party": b.state.party,
        "rule": b.state.rule,
        "single": b.single,
        "overridden_by": b.overridden_by,
        "expected": b.expected.map(date),
        "members": sitting.map(|s| s.members),
        "quorum": sitting.map(|s| s.quorum),
        "present": first.map_or_else(|| sitting.map(|s| s.members), |c| Some(c.present)),
        "needed": first.map_or_else(|| sitting.map(|s| s.needed), |c| Some(c.needed)),
        "needed_if_all": sitting.map(|s| s.needed),
        "last_vote": b.last_vote.as_ref().map(|l| json!({
            "date": date(l.date), "present": l.present, "yes": l.yes, "no": l.no, "abstain": l.abstain,
            "needed": l.present.zip(l.yes).map(|(p, y)| b.state.last_needed(p, y + l.no.unwrap_or_default())),
        })),
    });
    let counted = count(first, &ids);
    merge(&mut o, counted);
    merge(
        &mut o,
        json!({
            "blocs": sitting.map(blocs).unwrap_or_default(),
            "power": sitting.map(|s| s.blocs.iter().map(|x| json!({ "bloc": x.id, "power": x.power })).collect::<Vec<_>>()).unwrap_or_default(),
            "proposals": b.counts.iter().zip(&v.proposals).map(|(c, p)| {
                let mut one = json!({ "id": p.id, "present": c.as_ref().map(|c| c.present), "needed": c.as_ref().map(|c| c.needed) });
                merge(&mut one, count(c.as_ref(), &ids));
                one
            }).collect::<Vec<_>>(),
            "amount_passing": b.passing.iter().map(passing).collect::<Vec<_>>(),
            "mood_share": b.mood_share,
            "mood_of_last_vote": b.mood_of_last_vote.map(|(mean, sd)| json!({ "mean": mean, "sd": sd })),
            "votes": b.state.votes,
            "threats": b.state.threats.iter().map(|(t, id)| json!({ "claim": id, "text": t })).collect::<Vec<_>>(),
            "seats_change": b.state.coming.as_ref().map(|(d, s)| json!({ "date": date(*d), "seats": s })),
            "basis": b.reason,
            "internal": b.internal,
            "missing": b.missing.as_ref().map(ToString::to_string),
        }),
    );
    o
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(a), Value::Object(b)) = (into, from) {
        a.extend(b);
    }
}

fn count(c: Option<&BodyCount>, ids: &[&str]) -> Value {
    json!({
        "expected_yes": c.map(|c| c.expected_yes),
        "to_spare": c.map(|c| c.to_spare),
        "sinks": c.map(|c| ids.iter().zip(&c.sinks).map(|(id, n)| json!({ "bloc": id, "defectors": n })).collect::<Vec<_>>()),
        "yes": c.map(|c| ids.iter().zip(&c.yes).map(|(id, y)| json!({ "bloc": id, "yes": y })).collect::<Vec<_>>()),
        "pivotal": c.and_then(|c| c.pivotal).and_then(|i| ids.get(i)),
        "p": c.map(|c| c.p),
    })
}

fn blocs(s: &Sitting) -> Vec<Value> {
    s.blocs
        .iter()
        .map(|b| {
            json!({
                "bloc": b.id, "name": b.name, "side": b.side, "seats": b.seats, "votes": b.votes,
                "to_spare_without": b.without,
            })
        })
        .collect()
}

fn passing(p: &Passing) -> Value {
    json!({ "p": p.p, "x": p.x, "levelised_change": p.x.map(libm::expm1), "bound": match p.bound {
        Reach::UpTo => "up_to",
        Reach::From => "at_least",
        Reach::Any => "any",
        Reach::None => "none",
    } })
}
