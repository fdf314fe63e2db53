//! Exact numbers and short helpers for JSON answers.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Number, Value};
use winset_case::quantity::Unit;

/// A decimal as an exact JSON number, without an exponent.
pub fn number(d: Decimal) -> Value {
    let text = d.normalize().to_string();
    serde_json::from_str::<Number>(&text).map_or(Value::Null, Value::Number)
}

/// A decimal or null.
pub fn maybe(d: Option<Decimal>) -> Value {
    d.map_or(Value::Null, number)
}

/// A decimal rounded to some decimals, as an exact number.
pub fn rounded(d: Decimal, digits: u32) -> Value {
    number(d.round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}

/// A day as text.
pub fn date(d: Date) -> Value {
    Value::String(d.to_string())
}

/// The word of a unit: an ISO code, `percent`, `persons` …
pub fn unit(u: &Unit) -> Value {
    Value::String(u.word().to_owned())
}

/// The JSON text of an answer: indented, with a line end.
pub fn text(value: &Value) -> String {
    let mut s = serde_json::to_string_pretty(value).unwrap_or_default();
    s.push('\n');
    s
}
