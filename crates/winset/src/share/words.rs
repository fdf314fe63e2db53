//! Amounts, units and rules in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use winset_case::quantity::{Unit, grouped, short};
use winset_case::sharing::{Entry, Moment};

use super::{Bill, BillFrom};
use crate::fmt::{UNKNOWN, fixed, unit_word};

/// A unit in a sentence.
pub fn unit_text(unit: &Option<Unit>) -> String {
    unit.as_ref().map_or_else(
        || "bare numbers".into(),
        |u| match u {
            Unit::Percent => "per cent".into(),
            other => unit_word(other),
        },
    )
}

/// An amount in the unit of the bill.
pub fn amount_text(value: Decimal, bill: &Bill) -> String {
    value_text(value, &bill.unit)
}

/// A value with its unit, as a reader would write it.
pub fn value_text(value: Decimal, unit: &Option<Unit>) -> String {
    match unit {
        Some(u) => short(value, u, 4),
        None => grouped(value.normalize()),
    }
}

/// A figure of the sheet.
pub fn entry_text(e: &Entry) -> String {
    format!("{}{}", if e.approx { "~ " } else { "" }, value_text(e.value, &e.unit))
}

/// The bill in words.
pub fn bill_text(b: &Bill) -> String {
    let about = if b.approx { "about " } else { "" };
    let mark = if b.recalled { "†" } else { "" };
    let amount = amount_text(b.value, b);
    match b.from {
        BillFrom::Told => format!("A bill of {about}{amount}{mark}"),
        BillFrom::Paid => format!("A bill of {about}{amount}{mark}, what all pay together"),
        BillFrom::Alone => format!("A bill of {about}{amount}{mark}, what the dearest costs alone"),
        BillFrom::Whole => "A bill that is not told, shares of it alone".into(),
    }
}

/// The decimal of a float that was computed.
pub fn decimal(x: f64) -> Option<Decimal> {
    Decimal::from_f64(x)
}

/// A fraction as a per cent without its sign, two decimals.
pub fn percent(fraction: f64) -> String {
    decimal(fraction * 100.0).map_or(UNKNOWN.into(), |d| fixed(d, 2))
}

/// A number with two decimals and the typographic minus.
pub fn two(x: f64) -> String {
    let text = decimal(x.abs()).map_or(UNKNOWN.into(), |d| fixed(d, 2));
    if x < 0.0 && text != "0.00" { format!("−{text}") } else { text }
}

/// The head of a rule's column, and the name that scholars give it where it is another.
pub fn names(method: &str) -> (&'static str, &'static str) {
    match method {
        "proportional" => ("proportional", ""),
        "constrained_equal_awards" => ("equal", "constrained equal awards"),
        "constrained_equal_losses" => ("relief", "constrained equal losses"),
        "talmud" => ("Talmud", ""),
        "random_arrival" => ("arrival", "random arrival"),
        "shapley" => ("Shapley", ""),
        "olson_zeckhauser" => ("Olson–Z.", "Olson and Zeckhauser"),
        "lindahl" => ("Lindahl", ""),
        _ => ("ability", "ability to pay"),
    }
}

/// The mark of what rests on a recalled figure.
pub fn mark(recalled: bool) -> &'static str {
    if recalled { "†" } else { "" }
}

/// Words as a list in a sentence.
pub fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// The name of a time in a sentence: its label, or nothing.
pub fn when(m: &Moment) -> &str {
    m.label.as_deref().unwrap_or("")
}
