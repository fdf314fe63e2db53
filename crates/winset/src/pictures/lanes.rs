//! Evidence lanes: what is asked and offered, in multiples of the last agreed amount.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::vocabulary::Role;

use super::{caption, speech};
use crate::brief::{Brief, Line};
use crate::chart::words::{Words, fill};
use crate::chart::{Axis, Bound, Evidence, Frame, Lane, LaneMark, Lanes, Picture, about};
use crate::fmt::{contract_year, fixed};
use crate::forecast::float;
use crate::question::Question;

/// The lanes of a state of play; none if nothing can be compared with a last agreed amount.
pub fn lanes(q: &Question, b: &Brief) -> Option<Picture> {
    lanes_since(q, b, None)
}

/// The same, figures that became known after a day ringed.
pub fn lanes_since(q: &Question, b: &Brief, since: Option<Date>) -> Option<Picture> {
    let (lang, w) = speech(q);
    let (last, unit) = winset_case::price::baseline_amount(&q.case).ok()?;
    let mut list: Vec<Lane> = Vec::new();
    for l in b.found.lines.iter().filter(|l| l.kind != "gap") {
        let name = lane_name(&q.case, l, w);
        let marks: Vec<LaneMark> = mark(&q.case, l, since, w).into_iter().collect();
        match list.iter_mut().find(|x| x.name == name) {
            Some(lane) => lane.marks.extend(marks),
            None => list.push(Lane { name, marks, about: asked_of(l) }),
        }
    }
    list.extend(gap(&q.case, b, last, since, w));
    let year = b.last_year.map(|y| format!(", {}", contract_year(&q.case, y))).unwrap_or_default();
    let amount = (w.writes.amount)(last, &unit);
    let frame = Frame {
        name: "lanes".into(),
        heading: heading(&q.case, b, w),
        note: fill(w.says.lanes_note, &[("amount", &amount), ("year", &year)]),
        caption: caption(q, &b.found.rates.iter().collect::<Vec<_>>()),
        lang,
    };
    let since = since.map(w.writes.day).unwrap_or_default();
    Some(Picture::Lanes(Lanes { frame, axis: Axis::multiples(lang), lanes: list, since }))
}

fn lane_name(case: &Case, l: &Line, w: &Words) -> String {
    let side = case.party(&l.side).map_or(l.side.clone(), |p| p.short.clone());
    match l.kind {
        "baseline" => w.says.in_force.to_owned(),
        "demand" => fill(w.says.asks, &[("side", &side)]),
        _ if l.side == "both" => w.says.both.to_owned(),
        _ => fill(w.says.offers, &[("side", &side)]),
    }
}

/// The claims a line rests on, the agreement in force for the first.
fn asked_of(l: &Line) -> String {
    if l.kind == "baseline" {
        return about("entry", &["baseline"]);
    }
    l.claims.iter().map(|id| about("claim", &[id])).collect::<Vec<_>>().join(" ")
}

/// Whether a line became known after a day: its newest claim, or the agreement in force.
fn is_new(case: &Case, l: &Line, since: Option<Date>) -> bool {
    let claim = l.claims.first().and_then(|id| case.claims.iter().find(|c| c.id == *id));
    let known = claim.map(|c| c.standing.known_on).or(l.date.filter(|_| l.kind == "baseline"));
    since.zip(known).is_some_and(|(since, known)| known > since)
}

/// The figure as stated, as the language writes it.
fn stated(l: &Line, w: &Words) -> String {
    let raised = matches!(l.kind, "demand" | "offer");
    l.figure.as_ref().and_then(|f| (w.writes.stated)(f, raised)).unwrap_or_else(|| l.stated.clone())
}

fn mark(case: &Case, l: &Line, since: Option<Date>, w: &Words) -> Option<LaneMark> {
    let ends = (l.multiple.0.or(l.multiple.1)?, l.multiple.1.or(l.multiple.0)?);
    Some(LaneMark {
        low: float(ends.0),
        high: float(ends.1),
        bound: bound(l),
        evidence: evidence(l),
        label: format!("{} ({}×{})", stated(l, w), l.sign, fixed(ends.1, 1)),
        sublabel: l.by.clone(),
        recalled: l.weak,
        new: is_new(case, l, since),
        about: asked_of(l),
    })
}

fn bound(l: &Line) -> Bound {
    match l.sign.trim() {
        "≤" => Bound::UpTo,
        "<" => Bound::LessThan,
        "≥" => Bound::AtLeast,
        ">" => Bound::MoreThan,
        "~" => Bound::Approx,
        _ if l.low != l.high && l.low.is_some() && l.high.is_some() => Bound::Range,
        _ => Bound::Exact,
    }
}

fn evidence(l: &Line) -> Evidence {
    match l.evidence {
        "official" => Evidence::Official,
        "unconfirmed" => Evidence::Unconfirmed,
        _ => Evidence::Reported,
    }
}

/// The gap as the stretch below the sum asked when it was named; no lane where the two cannot be set side by side.
fn gap(case: &Case, b: &Brief, last: Decimal, since: Option<Date>, w: &Words) -> Option<Lane> {
    let l = b.found.lines.iter().find(|l| l.kind == "gap")?;
    let before =
        b.found.lines.iter().filter(|x| x.kind == "demand" && x.date <= l.date && x.high.or(x.low).is_some());
    let asked = before.max_by_key(|x| x.date).and_then(|x| x.high.or(x.low));
    let low = asked.zip(l.high.or(l.low)).and_then(|(a, g)| a.checked_sub(g)).filter(|v| *v > Decimal::ZERO);
    let ends = low.zip(asked).and_then(|(x, y)| Some((x.checked_div(last)?, y.checked_div(last)?)));
    let (x, y) = ends?;
    let mark = LaneMark {
        low: float(x),
        high: float(y),
        bound: Bound::Range,
        evidence: evidence(l),
        label: fill(w.says.apart, &[("amount", &stated(l, w))]),
        sublabel: fill(w.says.gap_low, &[("by", &l.by)]),
        recalled: l.weak,
        new: is_new(case, l, since),
        about: asked_of(l),
    };
    Some(Lane { name: w.says.gap.to_owned(), marks: vec![mark], about: String::new() })
}

/// The finding in a sentence.
fn heading(case: &Case, b: &Brief, w: &Words) -> String {
    let demands: Vec<&Line> = b.found.lines.iter().filter(|l| l.kind == "demand").collect();
    let named = demands.iter().filter(|l| l.multiple.1.or(l.multiple.0).is_some());
    let Some(l) = named.max_by_key(|l| (l.official == Some(true), l.date)) else {
        return w.says.no_demand.to_owned();
    };
    let payer = case.parties.iter().find(|p| p.role == Role::Payer);
    let silent = payer.is_some_and(|p| {
        b.found.lines.iter().any(|l| l.kind == "offer" && l.side == p.id && l.high.or(l.low).is_none())
    });
    let sentence = match (l.official == Some(true), silent) {
        (true, false) => w.says.demand,
        (true, true) => w.says.demand_silent,
        (false, false) => w.says.demand_reported,
        (false, true) => w.says.demand_reported_silent,
    };
    let name = |id: &str| {
        case.party(id).map_or(id.to_owned(), |p| p.capital.clone().unwrap_or_else(|| p.name.clone()))
    };
    let payer = payer.map(|p| name(&p.id)).unwrap_or_default();
    let times = (w.writes.times)(l.multiple.1.or(l.multiple.0).unwrap_or_default(), l.sign);
    let topic = (w.writes.topic)(&payer);
    fill(sentence, &[("name", &name(&l.side)), ("times", &times), ("payer", &payer), ("topic", topic)])
}
