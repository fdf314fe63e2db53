//! What a profile repeats of its domain, held against the domain: other issues, kinds, values or bounds are mistakes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use winset_case::diagnostic::Place;

use crate::assemble::one_line;
use crate::domain::{Issue, Kind, Label};
use crate::node::plain_label;
use crate::raw::{RawDomain, RawIssue, RawKind, Reader};

/// What an issue may be set to, whatever the order.
enum Form {
    Values(BTreeMap<String, Option<Place>>),
    Integer(Decimal, Decimal),
    Real(Decimal, Decimal),
}

impl Form {
    fn of_kind(kind: &Kind) -> Form {
        match kind {
            Kind::Values(list) => Form::Values(list.iter().map(|l| (key(l), None)).collect()),
            Kind::Integer(lo, hi) => Form::Integer((*lo).into(), (*hi).into()),
            Kind::Real(lo, hi) => Form::Real(*lo, *hi),
        }
    }

    /// None where it was reported already.
    fn of_raw(kind: &RawKind) -> Option<Form> {
        match kind {
            RawKind::Broken => None,
            RawKind::Values(list) => {
                Some(Form::Values(list.iter().map(|(l, at)| (key(l), Some(*at))).collect()))
            }
            RawKind::Integer(lo, hi) | RawKind::Real(lo, hi) if lo == hi => {
                Some(Form::Values(BTreeMap::from([(key(&Label::Number(*lo)), None)])))
            }
            RawKind::Integer(lo, hi) => Some(Form::Integer(*lo, *hi)),
            RawKind::Real(lo, hi) => Some(Form::Real(*lo, *hi)),
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Form::Values(_) => "a list of values",
            Form::Integer(..) => "a range of integers",
            Form::Real(..) => "a range of real numbers",
        }
    }

    /// True for a list of all the integers of a range.
    fn lists(&self, range: &Form) -> bool {
        let (Form::Values(list), Form::Integer(lo, hi)) = (self, range) else { return false };
        let inside = |text: &String| matches!(plain_label(text), Label::Number(n) if n.fract().is_zero() && n >= *lo && n <= *hi);
        Decimal::from(list.len() as u64) == hi - lo + Decimal::ONE && list.keys().all(inside)
    }
}

/// A value as it is compared: a text that is a number is the number.
fn key(label: &Label) -> String {
    match label {
        Label::Number(n) => n.normalize().to_string(),
        Label::Text(t) => plain_label(one_line(t).trim()).to_string(),
    }
}

fn advice() -> Option<String> {
    Some("the profile may be one of another domain; both files must say the same".to_owned())
}

/// Compares the domain with a copy of it; `ordered` if the profile names issues by their position.
pub(crate) fn compare(r: &mut Reader, issues: &[Issue], name: Option<&str>, copy: &RawDomain, ordered: bool) {
    if let (Some(name), Some(own)) = (name, copy.name.as_deref())
        && name != own
    {
        r.remark(copy.at, format!("this copy of the domain is named `{own}`, the domain `{name}`"), None);
    }
    let mut found = Vec::new();
    let mut alike = true;
    for own in &copy.issues {
        let line = one_line(&own.name);
        match issues.iter().position(|i| i.name == line) {
            Some(i) if found.contains(&i) => {
                let sentence = format!("the issue `{}` stands twice in this copy of the domain", own.name);
                r.mistake(own.at, sentence, Some("keep one of the two".to_owned()));
                alike = false;
            }
            Some(i) => {
                found.push(i);
                of_issue(r, &issues[i], own);
            }
            None => {
                let near = r.r.did_you_mean(&line, issues.iter().map(|i| i.name.as_str()));
                let sentence = format!("the issue `{}` is in this copy of the domain only", own.name);
                r.mistake(own.at, sentence, near.or_else(advice));
                alike = false;
            }
        }
    }
    for issue in issues.iter().enumerate().filter(|(i, _)| !found.contains(i)).map(|(_, issue)| issue) {
        let sentence = format!("this copy of the domain has no issue `{}`", issue.name);
        r.mistake(copy.at, sentence, advice());
        alike = false;
    }
    if ordered && alike && !found.is_sorted() {
        let hint = Some("name the issues in the tables of values and weights".to_owned());
        r.mistake(copy.at, "the issues stand in another order than in the domain: which is meant?", hint);
    }
}

fn of_issue(r: &mut Reader, issue: &Issue, own: &RawIssue) {
    let name = &issue.name;
    let (Some(here), there) = (Form::of_raw(&own.kind), Form::of_kind(&issue.kind)) else { return };
    match (&here, &there) {
        (Form::Values(a), Form::Values(b)) => of_values(r, name, own.at, a, b),
        (Form::Integer(a, b), Form::Integer(c, d)) | (Form::Real(a, b), Form::Real(c, d)) => {
            if (a, b) != (c, d) {
                let [a, b, c, d] = [a, b, c, d].map(|n| n.normalize());
                let sentence = format!("the range of `{name}` is {a} to {b} here, {c} to {d} in the domain");
                r.mistake(own.at, sentence, advice());
            }
        }
        _ if here.lists(&there) || there.lists(&here) => {
            let (here, there) = (here.words(), there.words());
            let sentence =
                format!("the issue `{name}` is {here} here, {there} in the domain, of the same integers");
            r.remark(own.at, sentence, None);
        }
        _ => {
            let (here, there) = (here.words(), there.words());
            let sentence = format!("the issue `{name}` is {here} here, {there} in the domain");
            r.mistake(own.at, sentence, advice());
        }
    }
}

fn of_values(
    r: &mut Reader,
    name: &str,
    at: Place,
    here: &BTreeMap<String, Option<Place>>,
    there: &BTreeMap<String, Option<Place>>,
) {
    let beyond: Vec<_> = here.iter().filter(|(v, _)| !there.contains_key(*v)).collect();
    for (value, place) in &beyond {
        let near = r.r.did_you_mean(value, there.keys().map(String::as_str));
        let sentence = format!("the value `{value}` of `{name}` is in this copy of the domain only");
        r.mistake(place.unwrap_or(at), sentence, near.or_else(advice));
    }
    let missing: Vec<String> =
        there.keys().filter(|v| !here.contains_key(*v)).map(|v| format!("`{v}`")).collect();
    // What a mistyped value was meant for is not missing besides.
    if beyond.is_empty() && !missing.is_empty() {
        let shown = missing.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 5 { format!(" and {} more", missing.len() - 5) } else { String::new() };
        let sentence = format!("the issue `{name}` lacks {shown}{more} in this copy of the domain");
        r.mistake(at, sentence, advice());
    }
}
