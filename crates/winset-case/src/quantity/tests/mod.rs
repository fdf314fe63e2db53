//! Figures with the expectation beside the line.

mod laws;
mod money;
mod reading;
mod refusing;
mod writing;

use rust_decimal::Decimal;

use super::{Currency, Unit, UnitNames};

/// A decimal from text; commas and underscores are dropped.
fn d(text: &str) -> Decimal {
    text.replace([',', '_'], "").parse().expect("a decimal")
}

/// A unit from a code or word.
fn u(word: &str) -> Unit {
    match word {
        "%" => Unit::Percent,
        "%/yr" => Unit::PercentPerYear,
        "ratio" => Unit::Ratio,
        "times" => Unit::Times,
        word => Currency::parse(word).map_or_else(|| Unit::Named(word.to_owned()), Unit::Currency),
    }
}

/// The built-in units and tonnes.
fn names() -> UnitNames {
    let mut names = UnitNames::default();
    names.add("tonne", "tonnes", Some("tonne"));
    names.add("co2_t", "tonnes of CO2", None);
    names
}
