//! Claims inside claims: "more than five times the 1.04 trillion won it agreed to pay" names what is paid, too.

use std::ops::Range;

use winset_case::quantity::Unit;
use winset_case::vocabulary::Kind;

use super::clause::Clause;
use super::{Text, rules};

/// The place in a clause where an amount begins that its outer claim is measured against.
fn compared(text: &Text<'_>, clause: &Clause) -> Option<usize> {
    let ratio = text.figures_in(&clause.tokens).find(|(_, m)| {
        !m.adjectival
            && (m.figure.unit == Unit::Times
                || m.figure.unit == Unit::Percent && compares(text, m.tokens.end))
    })?;
    let money = text
        .figures_in(&(ratio.1.tokens.end..clause.tokens.end))
        .find(|(_, m)| m.converts.is_none() && !m.adjectival && matches!(m.figure.unit, Unit::Currency(_)))?;
    // From the article before it, or before the year: "the 2019 amount of 1.389 trillion won".
    let mut start = money.1.tokens.start;
    for k in (ratio.1.tokens.end..money.1.tokens.start).rev().take(5) {
        if matches!(text.low(k), "the" | "its" | "their") {
            start = k;
            break;
        }
    }
    Some(start)
}

fn compares(text: &Text<'_>, i: usize) -> bool {
    matches!(text.low(i), "more" | "above" | "over" | "higher" | "below" | "less" | "up")
}

/// The outer claim of a clause, up to an amount that is a claim of its own.
pub(super) fn before(text: &Text<'_>, clause: &Clause, kind: Kind) -> Range<usize> {
    match compared(text, clause) {
        Some(start) if kind == Kind::Outcome && start > clause.tokens.start => clause.tokens.start..start,
        _ => clause.tokens.clone(),
    }
}

/// The claims inside a clause.
pub(super) fn inside(
    text: &Text<'_>,
    clause: &Clause,
    kind: Kind,
) -> Vec<(Range<usize>, Kind, &'static str)> {
    let mut out = Vec::new();
    if matches!(kind, Kind::Ratio | Kind::Outcome | Kind::Offer | Kind::Demand)
        && let Some(start) = compared(text, clause)
    {
        let tokens = start..clause.tokens.end;
        let paid = rules::holds(text, &tokens, "baseline")
            || kind == Kind::Outcome
            || text.days_in(&tokens).next().is_some();
        if paid {
            out.push((tokens, Kind::Baseline, "amount compared with"));
        }
    }
    // "… to 680.4 billion from 746.9 billion last year": what was paid before.
    if matches!(kind, Kind::Outcome | Kind::Offer | Kind::Fact | Kind::Baseline | Kind::Share) {
        let earlier = text.figures_in(&clause.tokens).skip(1).find(|(_, m)| {
            let before = |k: usize| m.tokens.start.checked_sub(k).map_or("", |b| text.low(b));
            m.converts.is_none()
                && matches!(m.figure.unit, Unit::Currency(_) | Unit::Percent)
                && (before(1) == "from" || before(1) == "with" && matches!(before(2), "compared"))
        });
        if let Some((_, m)) = earlier {
            out.push((m.tokens.start - 1..m.tokens.end, Kind::Baseline, "amount moved from"));
        }
    }
    if let Some((_, m)) = text.figures_in(&clause.tokens).find(|(_, m)| {
        matches!(&m.figure.unit, Unit::Named(n) if n == "persons")
            && m.tokens.start.checked_sub(1).is_some_and(|b| {
                hosts(text, b) || text.low(b) == "the" && b.checked_sub(1).is_some_and(|c| hosts(text, c))
            })
    }) && kind != Kind::Fact
    {
        let start =
            if text.low(m.tokens.start - 1) == "the" { m.tokens.start - 2 } else { m.tokens.start - 1 };
        out.push((start..m.tokens.end, Kind::Fact, "persons named beside"));
    }
    out
}

fn hosts(text: &Text<'_>, i: usize) -> bool {
    matches!(text.low(i), "hosting" | "stationing" | "keeping" | "maintaining" | "employing")
}
