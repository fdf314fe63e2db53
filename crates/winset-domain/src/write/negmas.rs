//! NegMAS YAML.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Sink, line};
use crate::case_text::number;
use crate::domain::{Curve, Domain, Issue, Kind, Label, Profile, Setting, Value};

/// The file of the domain.
pub(super) fn domain(d: &Domain) -> String {
    let mut t = String::from("issues:\n");
    for issue in &d.issues {
        let _ = writeln!(t, "- name: {}", quoted(&issue.name));
        let (kind, values): (&str, Vec<String>) = match &issue.kind {
            Kind::Values(v) => ("CategoricalIssue", v.iter().map(label).collect()),
            Kind::Integer(lo, hi) => ("ContiguousIssue", vec![lo.to_string(), hi.to_string()]),
            Kind::Real(lo, hi) => ("ContinuousIssue", vec![real(*lo), real(*hi)]),
        };
        let _ = writeln!(t, "  type: {kind}\n  values:");
        for v in values {
            let _ = writeln!(t, "  - {v}");
        }
    }
    let _ = writeln!(t, "name: {}", quoted(&d.name));
    let real = d.issues.iter().any(|i| matches!(i.kind, Kind::Real(..)));
    let _ = writeln!(t, "type: {}CartesianOutcomeSpace", if real { "" } else { "Discrete" });
    t
}

/// The file of a profile.
pub(super) fn profile(d: &Domain, p: &Profile, out: &mut Sink) -> String {
    let mut t = String::new();
    let mut indent = "";
    if let Some(discount) = p.discount {
        let _ = writeln!(t, "discount: {}\ndynamic_reservation: true\nfactor: relative_time", real(discount));
        let _ = writeln!(t, "name: {}\nreserved_value: {}", quoted(&p.name), real(p.reservation));
        t.push_str("type: ExpDiscountedUFun\nufun:\n");
        indent = "  ";
    }
    let mut put = |line: String| {
        let _ = writeln!(t, "{indent}{line}");
    };
    if !p.constant.is_zero() {
        put(format!("bias: {}", real(p.constant)));
    }
    put(format!("name: {}", quoted(&p.name)));
    put(format!("reserved_value: {}", real(p.reservation)));
    put("type: LinearAdditiveUtilityFunction".to_owned());
    put("values:".to_owned());
    for (issue, v) in d.issues.iter().zip(&p.values) {
        curve(issue, v, out).into_iter().for_each(&mut put);
    }
    put("weights:".to_owned());
    for v in &p.values {
        put(format!("- {}", real(v.weight)));
    }
    t
}

fn curve(issue: &Issue, v: &Value, out: &mut Sink) -> Vec<String> {
    match (&issue.kind, &v.curve) {
        (Kind::Values(labels), Curve::Table(values)) => {
            table(labels.iter().map(label).zip(values.iter().copied()))
        }
        (_, Curve::Knots(k)) if k.len() == 2 => {
            let Some((offset, slope, exact)) = line(k[0], k[1]) else { return Vec::new() };
            if !exact {
                let name = &issue.name;
                out.remark(format!(
                    "the line of `{name}` has no offset and slope that end: rounded to 28 digits"
                ));
            }
            vec![
                format!("- bias: {}", real(offset)),
                format!("  slope: {}", real(slope)),
                "  type: AffineFun".into(),
            ]
        }
        (Kind::Integer(lo, hi), Curve::Knots(_)) => {
            let rows =
                (*lo..=*hi).filter_map(|n| Some((n.to_string(), v.curve.at(Setting::Number(n.into()))?)));
            table(rows)
        }
        _ => {
            out.unsayable(format!("NegMAS knows no curve of `{}` but a line", issue.name));
            Vec::new()
        }
    }
}

fn table(rows: impl Iterator<Item = (String, Decimal)>) -> Vec<String> {
    let mut lines = vec!["- mapping:".to_owned()];
    lines.extend(rows.map(|(label, v)| format!("    {label}: {}", real(v))));
    lines.push("  type: TableFun".to_owned());
    lines
}

fn label(l: &Label) -> String {
    match l {
        Label::Text(t) => quoted(t),
        Label::Number(n) => number(*n),
    }
}

/// A number that YAML reads as one with a fraction.
fn real(n: Decimal) -> String {
    let text = number(n);
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// A text as it is where YAML reads it as that text, in quotation marks otherwise.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " _-/.+()%".contains(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// Words that YAML takes for something else than a text.
const WORDS: [&str; 11] = ["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"];
