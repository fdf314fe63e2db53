//! GeniusWeb JSON.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Sink, package_worth};
use crate::case_text::{number, quoted};
use crate::domain::{Curve, Domain, Kind, Label, Profile};

/// The file of the domain.
pub(super) fn domain(d: &Domain, out: &mut Sink) -> String {
    for issue in &d.issues {
        if matches!(issue.kind, Kind::Real(..)) {
            out.party = issue.name.clone();
            out.unsayable("GeniusWeb wants a step for a range of real numbers");
        }
    }
    format!("{}\n", domain_at(d, ""))
}

fn domain_at(d: &Domain, indent: &str) -> String {
    let issues = list(d.issues.iter().map(|i| format!("{}: {}", quoted(&i.name), kind(&i.kind))), indent);
    format!(
        "{{\n{indent}  \"name\": {},\n{indent}  \"issuesValues\": {{{issues}}}\n{indent}}}",
        quoted(&d.name)
    )
}

/// Entries one a line, below two levels.
fn list(entries: impl Iterator<Item = String>, indent: &str) -> String {
    let lines: Vec<String> = entries.map(|e| format!("\n{indent}    {e}")).collect();
    format!("{}\n{indent}  ", lines.join(","))
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Values(v) => {
            format!("{{\"values\": [{}]}}", v.iter().map(label).collect::<Vec<_>>().join(", "))
        }
        Kind::Integer(lo, hi) => format!("{{\"range\": {{\"low\": {lo}, \"high\": {hi}, \"step\": 1}}}}"),
        Kind::Real(lo, hi) => format!("{{\"range\": [{}, {}]}}", number(*lo), number(*hi)),
    }
}

fn label(l: &Label) -> String {
    match l {
        Label::Text(t) => quoted(t),
        Label::Number(n) => number(*n),
    }
}

/// The file of a profile.
pub(super) fn profile(d: &Domain, p: &Profile, out: &mut Sink) -> String {
    limits(d, p, out);
    let utilities = list(
        d.issues
            .iter()
            .zip(&p.values)
            .map(|(i, v)| format!("{}: {}", quoted(&i.name), curve(&i.kind, &v.curve))),
        "  ",
    );
    let weights = list(
        d.issues.iter().zip(&p.values).map(|(i, v)| format!("{}: {}", quoted(&i.name), number(v.weight))),
        "  ",
    );
    let mut t = String::from("{\n  \"LinearAdditiveUtilitySpace\": {\n");
    let _ = writeln!(t, "    \"issueUtilities\": {{{utilities}}},");
    let _ = writeln!(t, "    \"issueWeights\": {{{weights}}},");
    let _ = writeln!(t, "    \"domain\": {},", domain_at(d, "    "));
    if let Some(bid) = reservation(d, p, out) {
        let _ = writeln!(t, "    \"reservationBid\": {{\"issuevalues\": {{{bid}}}}},");
    }
    let _ = writeln!(t, "    \"name\": {}\n  }}\n}}", quoted(&p.name));
    t
}

fn limits(d: &Domain, p: &Profile, out: &mut Sink) {
    if !p.constant.is_zero() {
        out.unsayable("GeniusWeb has no constant beside the weighted sum");
    }
    let sum: Decimal = p.values.iter().map(|v| v.weight).sum();
    if (sum - Decimal::ONE).abs() > Decimal::new(1, 6) {
        out.unsayable(format!(
            "GeniusWeb takes weights that sum to 1 only, and these sum to {}",
            number(sum)
        ));
    }
    for (issue, v) in d.issues.iter().zip(&p.values) {
        let name = &issue.name;
        if v.curve.points().any(|v| v < Decimal::ZERO || v > Decimal::ONE) {
            out.unsayable(format!("GeniusWeb takes values between 0 and 1 only, and `{name}` has others"));
        }
        if matches!(&v.curve, Curve::Knots(k) if k.len() > 2) {
            out.unsayable(format!("GeniusWeb knows no curve of `{name}` but a line"));
        }
    }
    if p.discount.is_some() {
        out.remark("GeniusWeb has no discount: left out");
    }
}

fn curve(kind: &Kind, curve: &Curve) -> String {
    match (kind, curve) {
        (Kind::Values(labels), Curve::Table(t)) => {
            let rows: Vec<String> = labels
                .iter()
                .zip(t)
                .map(|(l, v)| format!("{}: {}", quoted(&l.to_string()), number(*v)))
                .collect();
            format!("{{\"DiscreteValueSetUtilities\": {{\"valueUtilities\": {{{}}}}}}}", rows.join(", "))
        }
        (_, Curve::Knots(k)) => {
            let ((a, u), (b, v)) =
                (k.first().copied().unwrap_or_default(), k.last().copied().unwrap_or_default());
            let [a, u, b, v] = [a, u, b, v].map(number);
            format!(
                "{{\"NumberValueSetUtilities\": {{\"lowValue\": {a}, \"lowUtility\": {u}, \"highValue\": {b}, \
                 \"highUtility\": {v}}}}}"
            )
        }
        _ => "{}".to_owned(),
    }
}

/// No deal as a package that is worth as much.
fn reservation(d: &Domain, p: &Profile, out: &mut Sink) -> Option<String> {
    if p.reservation.is_zero() {
        return None;
    }
    let party = d.profiles.iter().position(|q| q == p)?;
    let Some(bid) = package_worth(d, party, p.reservation) else {
        let worth = number(p.reservation);
        out.remark(format!(
            "GeniusWeb can say no deal as a package only, and none is worth {worth}: left out"
        ));
        return None;
    };
    let parts: Vec<String> =
        d.issues.iter().zip(&bid).map(|(i, l)| format!("{}: {}", quoted(&i.name), label(l))).collect();
    Some(parts.join(", "))
}
