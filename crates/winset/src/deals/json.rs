//! Deals as JSON: schema `winset.deals/1`.

use serde_json::{Map, Value, json};
use winset_engine::space::{Count, Coverage, METHODS};

use super::answer::{Deals, Lot, Solved, WinSetShare};
use super::explain::{Explained, Trade};
use crate::json::{date, rounded, unit};
use crate::package::Packages;
use crate::question::Question;

/// The answer as JSON; counts above 2⁵³ are decimal strings.
pub fn json(q: &Question, d: &Deals<'_>) -> Value {
    let p = &d.packages;
    let money = |v: rust_decimal::Decimal| rounded(v, 2);
    json!({
        "schema": "winset.deals/1",
        "case": q.case.id,
        "as_of": date(q.as_of),
        "parties": p.sides.iter().zip(&d.ideal).map(|(s, ideal)| json!({
            "id": s.id, "name": s.short, "disagreement": s.disagreement, "disagreement_stated": s.stated,
            "ideal": ideal.is_finite().then_some(ideal), "basis": s.preference.basis.join(", "),
            "internal": s.preference.standing.internal, "hindsight": s.preference.standing.hindsight,
        })).collect::<Vec<_>>(),
        "without_preferences": p.silent,
        "issues": p.groups.iter().flat_map(|g| g.issues.iter().map(|i| json!({ "id": i.id, "name": i.name, "levels": i.levels.len() }))).collect::<Vec<_>>(),
        "outcomes": count(&d.outcomes),
        "every_package_seen": d.points.coverage == Coverage::Every,
        "rational": d.rational,
        "frontier_size": d.frontier.len(),
        "rational_frontier": d.frontier.iter().filter(|f| f.rational).count(),
        "frontier_with_p_ratify": d.frontier_with_chance,
        "best_p_ratify": d.best_chance,
        "frontier": d.frontier.iter().map(|f| json!({
            "index": index(f.index), "package": package(p, &f.levels), "u": f.u, "p_ratify": f.p, "rational": f.rational,
        })).collect::<Vec<_>>(),
        "solutions": d.solutions.iter().map(|s| solved(p, s)).collect::<Vec<_>>(),
        "unsolved": d.unsolved.iter().map(|(m, c, why)| json!({ "method": m, "confidence": c, "why": why })).collect::<Vec<_>>(),
        "win_set": d.win_set.iter().map(win_set).collect::<Vec<_>>(),
        "win_set_by_approval": d.win_set_of.iter().map(|(id, name, list)| json!({
            "approval": id, "name": name, "win_set": list.iter().map(win_set).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "zone": d.money.iter().map(|z| json!({
            "confidence": z.confidence, "levelised_low": z.ends.map(|e| money(e.0)), "levelised_high": z.ends.map(|e| money(e.1)),
        })).collect::<Vec<_>>(),
        "schelling_premium": d.premiums.iter().map(|x| json!({
            "method": x.method, "confidence": x.confidence, "levelised_without": money(x.without), "levelised_with": money(x.with), "a_year": money(x.amount),
        })).collect::<Vec<_>>(),
        "unit": p.money.as_ref().map(|m| unit(&m.last.1)),
        "assumed": d.ratification.assumed.iter().map(|(name, why)| json!({ "name": name, "why": why })).collect::<Vec<_>>(),
        "missing": d.ratification.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "remarks": p.remarks,
        "hindsight_used": d.hindsight,
    })
}

fn win_set(w: &WinSetShare) -> Value {
    json!({
        "confidence": w.confidence, "packages": w.packages, "share_of_all": w.share_of_all,
        "rational": w.rational, "share_of_rational": w.share_of_rational,
    })
}

/// A count as a number where every reader can hold it, else as text.
fn count(c: &Count) -> Value {
    match c.to_u128().and_then(|n| u64::try_from(n).ok()).filter(|n| *n <= 1 << 53) {
        Some(n) => json!(n),
        None => json!(c.to_string()),
    }
}

fn index(i: Option<u128>) -> Value {
    match i {
        Some(n) if n <= 1 << 53 => json!(n as u64),
        Some(n) => json!(n.to_string()),
        None => Value::Null,
    }
}

/// The level of each issue, by id.
fn package(p: &Packages<'_>, levels: &[u32]) -> Value {
    let mut map = Map::new();
    for (issue, l) in p.settled(levels) {
        let label = issue.levels.get(l).map(|l| l.label.clone()).unwrap_or_default();
        map.insert(issue.id.clone(), Value::String(label));
    }
    Value::Object(map)
}

fn solved(p: &Packages<'_>, s: &Solved) -> Value {
    json!({
        "method": s.method,
        "source": winset_engine::method::named(METHODS, s.method).map(|m| m.source),
        "confidence": s.confidence,
        "index": index(s.index),
        "package": package(p, &s.levels),
        "u": s.u,
        "p_ratify": s.p,
        "value": s.value,
        "tied": s.tied,
        "margin": s.margin,
        "runner_up": s.runner_up.as_ref().map(|r| json!({ "index": index(r.index), "package": package(p, &r.levels), "u": r.u })),
        "lottery": s.lot.as_ref().map(|l| lot(p, l)),
    })
}

fn lot(p: &Packages<'_>, l: &Lot) -> Value {
    json!({
        "a": package(p, &l.a.0), "chance_of_a": l.a.1, "b": package(p, &l.b), "u": l.u,
        "nearest": l.nearest.as_ref().map(|n| package(p, n)),
    })
}

/// A package explained, as JSON: schema `winset.deals/1`, key `explained` beside the answer.
pub fn explained(d: &Deals<'_>, e: &Explained) -> Value {
    let p = &d.packages;
    json!({
        "asked": e.asked,
        "index": index(e.index),
        "package": package(p, &e.levels),
        "p_ratify": e.p,
        "levelised_change": libm::expm1(e.x),
        "parties": e.sides.iter().map(|s| json!({
            "id": s.party, "u": s.u, "disagreement": s.disagreement, "gain": s.u - s.disagreement,
            "terms": s.terms.iter().map(|t| json!({ "of": t.of, "level": t.level, "weight": t.weight, "value": t.value, "adds": t.weight * t.value })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "votes": e.votes.iter().map(|v| json!({
            "body": v.body, "needed": v.needed, "expected_yes": v.yes,
            "blocs": v.blocs.iter().map(|(b, seats, yes)| json!({ "bloc": b, "votes": seats, "yes": yes })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "better": e.better.as_ref().map(|t| trade(p, t)),
        "swap": e.swap.as_ref().map(|t| trade(p, t)),
    })
}

fn trade(p: &Packages<'_>, t: &Trade) -> Value {
    json!({
        "package": package(p, &t.levels),
        "changes": t.changes.iter().map(|(i, a, b)| json!({ "issue": i, "from": a, "to": b })).collect::<Vec<_>>(),
        "gain": t.gain,
        "p_ratify": t.p,
    })
}
