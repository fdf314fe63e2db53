//! What was found in a document as JSON: schemas `winset.read/1` and `winset.figures/1`.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use winset_case::quantity::{Bound, Unit};
use winset_read::{Expected, Finding, FoundClaim, READER};

use super::Reading;
use crate::json::{date, number, unit};

/// The claims and the findings.
pub fn read(r: &Reading) -> Value {
    json!({
        "schema": "winset.read/1", "document": document(r), "reader": READER,
        "claims": r.claims.iter().map(|c| claim(r, c)).collect::<Vec<_>>(),
        "findings": findings(r), "remarks": r.remarks,
    })
}

/// The findings alone.
pub fn figures(r: &Reading) -> Value {
    json!({
        "schema": "winset.figures/1", "document": document(r), "reader": READER,
        "findings": findings(r), "remarks": r.remarks,
    })
}

fn document(r: &Reading) -> Value {
    json!({
        "title": r.title(), "date": r.doc.date.map(date), "date_from": r.doc.date_from,
        "language": r.doc.language.code(), "characters": r.characters(), "source": r.source(), "file": r.file,
    })
}

fn claim(r: &Reading, c: &FoundClaim) -> Value {
    let at = r.doc.characters(&c.at);
    json!({
        "id": c.id, "start": at.start, "end": at.end, "byte_start": c.at.start, "byte_end": c.at.end,
        "quote": r.doc.slice(&c.at), "kind": c.kind.word(), "speaker": c.speaker, "side": c.side, "told_by": c.told_by,
        "attribution": c.attribution.word(), "reported_via": c.reported_via, "modality": c.modality.word(),
        "amount": c.amount.as_ref().and_then(|a| figure(a.figure.low, a.figure.high, a.figure.bound, &a.figure.unit)),
        "converted": c.converted.as_ref().and_then(|a| figure(a.figure.low, a.figure.high, a.figure.bound, &a.figure.unit)),
        "period": c.period, "refers_to": c.refers_to, "grade": c.grade.to_string(), "rule": c.rule,
    })
}

fn findings(r: &Reading) -> Vec<Value> {
    r.findings.iter().map(|f| finding(r, f)).collect()
}

fn finding(r: &Reading, f: &Finding) -> Value {
    let at = r.doc.characters(&f.at);
    json!({
        "start": at.start, "end": at.end, "byte_start": f.at.start, "byte_end": f.at.end, "kind": f.kind.word(),
        "printed": f.printed, "expected": f.expected.as_ref().map(expected), "sure": f.sure.word(), "why": f.why,
        "correction": f.correction, "rule": f.rule,
    })
}

fn expected(e: &Expected) -> Value {
    let mut o = values(e.low, e.high);
    o.insert("unit".into(), unit(&e.unit));
    o.insert("period".into(), json!(e.period));
    o.insert("bound".into(), json!(e.bound.word()));
    Value::Object(o)
}

/// A figure with one `value`, or with `low` and `high` where it is a range.
fn figure(low: Option<Decimal>, high: Option<Decimal>, bound: Bound, of: &Unit) -> Option<Value> {
    let (low, high) = (low.or(high)?, high.or(low)?);
    let mut o = values(low, high);
    o.insert("unit".into(), unit(of));
    o.insert("bound".into(), json!(bound.word()));
    Some(Value::Object(o))
}

fn values(low: Decimal, high: Decimal) -> Map<String, Value> {
    let pairs = if low == high { vec![("value", low)] } else { vec![("low", low), ("high", high)] };
    pairs.into_iter().map(|(key, value)| (key.to_owned(), number(value))).collect()
}
