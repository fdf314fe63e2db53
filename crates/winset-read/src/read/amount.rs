//! Which amount a claim is about, and the time it refers to.

use std::ops::Range;

use winset_case::quantity::{Bound, Figure, Per, Unit};
use winset_case::vocabulary::Kind;

use crate::day::When;
use crate::mention::Mention;

use super::Text;
use super::clause::is_time;

/// The figure that a claim of a kind is about, by index.
pub(super) fn chosen(text: &Text<'_>, tokens: &Range<usize>, kind: Kind) -> Option<usize> {
    let rank = |m: &Mention| rank(kind, m);
    let figures =
        text.figures_in(tokens).filter(|(_, m)| m.converts.is_none() && (!m.adjectival || is_term(kind, m)));
    let mut best: Option<(usize, u8)> = None;
    for (i, m) in figures {
        let Some(r) = rank(m) else { continue };
        let to = i.checked_sub(1).is_some_and(|_| moved_to(text, tokens, m, r, kind));
        if best.is_none_or(|(_, b)| r < b) || to {
            best = Some((i, r));
        }
    }
    best.map(|(i, _)| i)
}

/// True for the term of what is agreed: "a five-year accord".
fn is_term(kind: Kind, m: &Mention) -> bool {
    kind == Kind::Outcome && matches!(&m.figure.unit, Unit::Named(n) if n == "years")
}

/// True for the second end of a move, "from 5 to 4 billion", "drops to 16 per cent": what is asked now.
fn moved_to(text: &Text<'_>, tokens: &Range<usize>, m: &Mention, r: u8, kind: Kind) -> bool {
    let to =
        m.tokens.start.checked_sub(1).filter(|b| *b >= tokens.start).is_some_and(|b| text.low(b) == "to");
    let earlier = text
        .figures_in(&(tokens.start..m.tokens.start))
        .any(|(_, o)| o.converts.is_none() && o.figure.unit == m.figure.unit && rank(kind, o) == Some(r));
    to && earlier
}

/// How well a figure suits a kind, 0 best; none where it does not.
fn rank(kind: Kind, m: &Mention) -> Option<u8> {
    let unit = &m.figure.unit;
    let of = |money, percent, times, ratio, persons, other, time| -> Option<u8> {
        match unit {
            Unit::Currency(_) => money,
            Unit::Percent | Unit::PercentPerYear => percent,
            Unit::Times => times,
            Unit::Ratio => ratio,
            Unit::Named(n) if n == "persons" => persons,
            u if is_time(u) => time,
            Unit::Named(_) => other,
        }
    };
    match kind {
        Kind::Ratio => of(None, Some(1), Some(0), Some(2), None, None, None),
        Kind::Share => of(Some(2), Some(1), None, Some(0), None, None, None),
        Kind::Demand
        | Kind::Offer
        | Kind::Outcome
        | Kind::Baseline
        | Kind::Valuation
        | Kind::CostEstimate
        | Kind::Category => of(Some(0), Some(1), Some(1), Some(3), None, Some(0), years(kind, unit)),
        Kind::Concession => of(Some(0), Some(1), None, None, None, Some(0), None),
        Kind::Gap => of(Some(0), Some(1), None, None, None, Some(0), None),
        Kind::Poll => of(None, Some(0), None, Some(1), None, None, None),
        Kind::Threat => of(Some(1), Some(2), None, None, Some(0), Some(1), None),
        Kind::Fact => of(Some(0), Some(1), Some(2), Some(2), Some(0), Some(0), None),
        Kind::Rule => of(Some(2), Some(0), None, Some(1), None, Some(2), None),
        Kind::WalkOut => of(None, None, None, None, None, None, hours(unit)),
        Kind::Event => of(None, None, None, None, Some(1), None, hours(unit)),
        Kind::Position => of(None, None, None, Some(3), None, None, Some(4)),
        Kind::Pressure => of(Some(0), Some(1), Some(1), Some(0), None, None, None),
        Kind::Rejection => of(Some(0), Some(0), None, None, None, Some(0), None),
        Kind::Vote => of(None, None, None, None, Some(1), Some(0), None),
        Kind::Condition | Kind::Constraint => of(Some(0), Some(0), None, None, Some(1), Some(0), None),
        _ => None,
    }
}

/// Years as the amount of a claim about the term.
fn years(kind: Kind, unit: &Unit) -> Option<u8> {
    let term = matches!(kind, Kind::Outcome | Kind::Demand | Kind::Offer);
    (term && matches!(unit, Unit::Named(n) if n == "years")).then_some(5)
}

fn hours(unit: &Unit) -> Option<u8> {
    matches!(unit, Unit::Named(n) if matches!(n.as_str(), "hours" | "minutes")).then_some(0)
}

/// The figure as the claim has it.
pub(super) fn figure(text: &Text<'_>, m: &Mention, kind: Kind) -> Figure {
    let mut figure = m.figure.clone();
    if kind == Kind::Vote && figure.unit.word() == "persons" {
        figure.unit = Unit::Named("votes".into());
    }
    // "cannot pay more than 20 million": at most that.
    let denied = (m.tokens.start.saturating_sub(4)..m.tokens.start)
        .any(|k| matches!(text.low(k), "cannot" | "not" | "never" | "no"));
    if denied
        && figure.bound == Bound::MoreThan
        && matches!(kind, Kind::Offer | Kind::Rejection | Kind::Position)
    {
        figure.bound = Bound::UpTo;
        figure.high = figure.low.take();
    }
    let behind = |words: &[&str]| {
        let start = m.tokens.start;
        words
            .iter()
            .rev()
            .enumerate()
            .all(|(k, w)| start.checked_sub(k + 1).is_some_and(|b| text.low(b) == *w))
    };
    // "could do no better than 13 per cent", "will not go beyond 1 per cent".
    let ceiling = (m.tokens.start.saturating_sub(4)..m.tokens.start)
        .any(|k| matches!(text.low(k), "ceiling" | "cap" | "maximum" | "limit"));
    if ceiling && matches!(figure.bound, Bound::Exact | Bound::Approx) {
        figure.bound = Bound::UpTo;
        figure.low = None;
    }
    let capped = [&["beyond"][..], &["better", "than"], &["go", "above"], &["more", "than", "its"]]
        .iter()
        .any(|w| behind(w));
    if capped && matches!(kind, Kind::Offer | Kind::Rejection) && figure.bound == Bound::Exact {
        figure.bound = Bound::UpTo;
        figure.low = None;
    }
    figure
}

/// The word of a period.
pub(super) fn period(per: Per) -> String {
    match per {
        Per::Year => "year",
        Per::Month => "month",
        Per::Term => "term",
        Per::Once => "once",
    }
    .into()
}

/// What the claim is about in time: for amounts a year or a month first, else the first time named.
pub(super) fn refers_to(text: &Text<'_>, tokens: &Range<usize>, kind: Kind) -> Option<String> {
    let times: Vec<When> = text.days_in(tokens).filter_map(|d| d.when).collect();
    let amounts = matches!(
        kind,
        Kind::Demand
            | Kind::Offer
            | Kind::Baseline
            | Kind::Outcome
            | Kind::Gap
            | Kind::Ratio
            | Kind::Rule
            | Kind::Fact
            | Kind::Share
    );
    let year = times.iter().find(|w| matches!(w, When::Year(_) | When::Years(..)));
    let day = times.iter().find(|w| matches!(w, When::Day(_) | When::Month(..)));
    let found = if amounts { year.or(times.first()) } else { day.or(times.first()) };
    found.map(When::to_string)
}
