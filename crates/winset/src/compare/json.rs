//! A comparison as JSON: schema `winset.compare/1`.

use serde_json::{Value as Json, json};

use super::{Comparison, Difference, Told, Value};
use crate::json::date;

/// The comparison as JSON.
pub fn json(c: &Comparison) -> Json {
    json!({
        "schema": "winset.compare/1",
        "case": c.case,
        "question": c.verb,
        "left": side(&c.left),
        "right": side(&c.right),
        "differences": c.differences.iter().map(difference).collect::<Vec<_>>(),
        "same": c.same,
        "alike_in_print": c.fainter,
    })
}

fn side(t: &Told) -> Json {
    json!({ "label": t.label, "as_of": date(t.as_of), "case_hash": t.hash, "overlay": t.overlay })
}

fn difference(d: &Difference) -> Json {
    let number = |v: &Option<Value>| v.as_ref().and_then(Value::number);
    let (left, right) = (number(&d.left_value), number(&d.right_value));
    let unit = left.as_ref().or(right.as_ref()).map(|(_, unit)| unit.clone());
    json!({
        "about": d.about,
        "left": d.left,
        "right": d.right,
        "change": d.change,
        "why": d.why,
        "left_number": left.map(|(n, _)| n),
        "right_number": right.map(|(n, _)| n),
        "unit": unit,
    })
}
