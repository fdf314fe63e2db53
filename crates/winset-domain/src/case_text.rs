//! A domain as the text of a case.

use std::fmt::Write;

use rust_decimal::Decimal;
use winset_case::Date;

use crate::domain::{Curve, Domain, Issue, Kind, Label, Profile};
use crate::ids::ids;

/// What a case says beside the domain.
#[derive(Clone, Debug)]
pub struct CaseNote {
    /// First day on which the public could know the domain.
    pub known_on: Date,
    /// Where each profile came from, the basis of its preference, in the order of the profiles; the last counts for all
    /// that follow it.
    pub basis: Vec<String>,
    /// The preferences are not for the public.
    pub internal: bool,
}

/// The text of `case.toml`: a party and a preference for each profile, an issue for each issue.
///
/// The evaluations stand in the tables and the weights beside them as the files have them, so that nothing is lost on the
/// way back. Names that are no ids are kept as names.
///
/// ```
/// use winset_domain::{CaseNote, Format, File, case_text, read};
/// let profile = |v: &str| format!("type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nweights: [1.0]\n\
///     values:\n- type: TableFun\n  mapping: {{1: 0.0, 2: {v}}}\n");
/// let read = read(Format::NegMas, &[
///     File::new("fee.yml", b"issues:\n- {name: fee, type: CategoricalIssue, values: [1, 2]}\n"),
///     File::new("ann.yml", profile("0.5").as_bytes()),
///     File::new("bob.yml", profile("1.0").as_bytes()),
/// ]).unwrap();
/// let note = CaseNote { known_on: winset_case::Date::constant(2024, 1, 1), basis: vec!["fee.yml".into()], internal: false };
/// let text = case_text(&read.domain, &note);
/// assert!(text.contains("[preference.ann.value.fee]\nweight = 1\ntable = [0, 0.5]\n"));
/// ```
pub fn case_text(domain: &Domain, note: &CaseNote) -> String {
    let mut t = String::from("winset = 1\n");
    let issues = ids(domain.issues.iter().map(|i| i.name.as_str()), "issue");
    let parties = ids(domain.profiles.iter().map(|p| p.name.as_str()), "party");
    let _ = writeln!(t, "title = {}\nknown_on = {}", quoted(&domain.name), note.known_on);
    for (id, p) in parties.iter().zip(&domain.profiles) {
        let _ = write!(t, "\n[party.{id}]\nname = {}\n", quoted(&p.name));
    }
    for (id, issue) in issues.iter().zip(&domain.issues) {
        of_issue(&mut t, id, issue);
    }
    for (i, (id, p)) in parties.iter().zip(&domain.profiles).enumerate() {
        let basis = note.basis.get(i).or(note.basis.last()).map_or("", String::as_str);
        of_profile(&mut t, id, p, &issues, (basis, note.internal));
    }
    t
}

fn of_issue(t: &mut String, id: &str, issue: &Issue) {
    let _ = write!(t, "\n[issue.{id}]\nname = {}\n", quoted(&issue.name));
    let _ = match &issue.kind {
        Kind::Values(labels) => writeln!(t, "levels = [{}]", joined(labels.iter().map(label))),
        Kind::Integer(lo, hi) => writeln!(t, "range = [{lo}, {hi}]\nstep = 1"),
        Kind::Real(lo, hi) => writeln!(t, "range = [{}, {}]", number(*lo), number(*hi)),
    };
}

fn of_profile(t: &mut String, id: &str, p: &Profile, issues: &[String], (basis, internal): (&str, bool)) {
    let _ = write!(t, "\n[preference.{id}]\nbasis = {}\n", quoted(basis));
    if internal {
        t.push_str("internal = true\n");
    }
    if !p.constant.is_zero() {
        let _ = writeln!(t, "constant = {}", number(p.constant));
    }
    let _ = writeln!(t, "disagreement = {}", number(p.reservation));
    t.push_str("disagreement_floor = true\n");
    if let Some(d) = p.discount {
        let _ = writeln!(t, "discount = {}", number(d));
    }
    for (issue, v) in issues.iter().zip(&p.values) {
        let _ = write!(t, "[preference.{id}.value.{issue}]\nweight = {}\n", number(v.weight));
        let _ = match &v.curve {
            Curve::Table(values) => writeln!(t, "table = [{}]", joined(values.iter().map(|v| number(*v)))),
            Curve::Knots(k) => {
                let pairs = k.iter().map(|(x, v)| format!("[{}, {}]", number(*x), number(*v)));
                writeln!(t, "knots = [{}]", joined(pairs))
            }
        };
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn label(label: &Label) -> String {
    match label {
        Label::Text(text) => quoted(text),
        Label::Number(n) => number(*n),
    }
}

/// A decimal without trailing zeros, and no negative zero.
pub(crate) fn number(n: Decimal) -> String {
    n.normalize().to_string()
}

/// A text in quotation marks, as TOML and JSON both read it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
