//! What a claim and a finding say in a line, the same on a terminal and in a margin.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Figure, Per, Sign, figure_text};
use winset_case::text::neutral;
use winset_case::vocabulary::Modality;
use winset_read::{Amount, Expected, Finding, FoundClaim};

use super::Rules;
use crate::fmt::UNKNOWN;

/// A word of a list as a person writes it.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// A text of the document in one line: every run of blanks and line ends is one blank, and nothing commands a terminal.
pub(super) fn one_line(text: &str) -> String {
    neutral(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a claim says, part by part: kind, side, who, amount, what it is about, grade.
pub(super) fn claim(c: &FoundClaim, rules: Rules) -> Vec<String> {
    let mut parts = vec![plain(c.kind.word())];
    parts.extend(c.side.as_deref().map(one_line));
    parts.push(who(c));
    parts.extend(c.told_by.as_deref().map(|t| format!("told by {}", one_line(t))));
    parts.extend(c.reported_via.as_deref().map(|v| format!("via {}", one_line(v))));
    if c.modality != Modality::Asserted {
        parts.push(plain(c.modality.word()));
    }
    parts.extend(amounts(c));
    parts.extend(c.refers_to.as_deref().map(one_line));
    parts.push(c.grade.to_string());
    if rules == Rules::Named {
        parts.push(format!("rule {}", one_line(&c.rule)));
    }
    parts
}

/// The speaker and the authority: `Lee Hye-hoon (lawmaker)`, or the authority alone.
pub(super) fn who(c: &FoundClaim) -> String {
    let authority = plain(c.attribution.word());
    match &c.speaker {
        Some(s) => format!("{} ({authority})", one_line(s)),
        None => authority,
    }
}

/// The amount with its period, and the converted amount behind it.
pub(super) fn amounts(c: &FoundClaim) -> Option<String> {
    let amount = c.amount.as_ref().map(|a| amount(a, c.period.as_deref()));
    let converted = c.converted.as_ref().map(|a| figure_text(&a.figure));
    match (amount, converted) {
        (Some(a), Some(b)) => Some(format!("{a} [{b}]")),
        (a, b) => a.or(b),
    }
}

fn amount(a: &Amount, period: Option<&str>) -> String {
    let text = figure_text(&a.figure);
    match period.filter(|_| a.figure.per.is_none()) {
        None => text,
        Some("term") => format!("{text} for the whole term"),
        Some("year") => format!("{text} a year"),
        Some("month") => format!("{text} a month"),
        Some(other) => format!("{text} ({})", one_line(other)),
    }
}

/// What a figure should be: `15bn KRW a year`, or a dash where that cannot be said.
pub(super) fn expected(e: Option<&Expected>) -> String {
    let Some(e) = e else { return UNKNOWN.to_owned() };
    if e.unit.word() == "year" {
        let year = |v: Decimal| v.normalize().to_string();
        return if e.low == e.high { year(e.low) } else { format!("{} to {}", year(e.low), year(e.high)) };
    }
    let per = match e.period.as_deref() {
        Some("year") => Some(Per::Year),
        Some("month") => Some(Per::Month),
        _ => None,
    };
    let bound = match e.bound {
        _ if e.low != e.high => Bound::Range,
        Bound::Range => Bound::Exact,
        bound => bound,
    };
    // What comes out of a rate is no surer than three digits.
    let told = |v: Decimal| if bound == Bound::Approx { v.round_sf(3).unwrap_or(v).normalize() } else { v };
    let figure = Figure {
        low: Some(told(e.low)),
        high: Some(told(e.high)),
        bound,
        unit: e.unit.clone(),
        sign: Sign::Unsigned,
        per,
        half_unit: Decimal::ZERO,
    };
    let whole = if e.period.as_deref() == Some("term") { " for the whole term" } else { "" };
    format!("{}{whole}", figure_text(&figure))
}

/// Kind and how sure: `lost zero, likely`.
pub(super) fn headline(f: &Finding, rules: Rules) -> String {
    let rule = match rules {
        Rules::Named => format!(", rule {}", one_line(&f.rule)),
        Rules::Unnamed => String::new(),
    };
    format!("{}, {}{rule}", plain(f.kind.word()), f.sure.word())
}

/// A finding in a line: what is wrong, what was printed, what it should be and why.
pub(super) fn finding(f: &Finding, rules: Rules) -> String {
    let should = match &f.expected {
        Some(e) => format!(" should be {}", expected(Some(e))),
        None => String::new(),
    };
    format!("{}: “{}”{should}: {}", headline(f, rules), one_line(&f.printed), one_line(&f.why))
}
