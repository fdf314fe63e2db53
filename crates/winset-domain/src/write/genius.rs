//! GENIUS XML.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Sink, line};
use crate::case_text::number;
use crate::domain::{Curve, Domain, Issue, Kind, Profile, Value};
use crate::genius::says_a_title;
use crate::read::file_title;

/// The file of the domain; its title is the name of the objective.
pub(super) fn domain(d: &Domain, file: &str, out: &mut Sink) -> String {
    if !says_a_title(&d.name) && file_title(file) != d.name {
        let name = &d.name;
        out.remark(format!(
            "the title `{name}` is what GENIUS calls any objective: read back, it is the file's name"
        ));
    }
    let mut t = String::from("<negotiation_template>\n");
    let _ = writeln!(t, "<utility_space number_of_issues=\"{}\">", d.issues.len());
    let _ = writeln!(
        t,
        "<objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name={}>",
        quoted(&d.name)
    );
    for (i, issue) in d.issues.iter().enumerate() {
        of_issue(&mut t, i + 1, issue, None);
    }
    t.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    t
}

/// The file of a profile.
pub(super) fn profile(d: &Domain, p: &Profile, out: &mut Sink) -> String {
    let mut t = format!("<utility_space type=\"any\" number_of_issues=\"{}\">\n", d.issues.len());
    t.push_str(
        "<objective index=\"1\" etype=\"objective\" type=\"objective\" description=\"\" name=\"any\">\n",
    );
    for (i, (issue, v)) in d.issues.iter().zip(&p.values).enumerate() {
        of_issue(&mut t, i + 1, issue, Some((v, &mut *out)));
    }
    for (i, v) in p.values.iter().enumerate() {
        let _ = writeln!(t, "<weight index=\"{}\" value=\"{}\">\n</weight>", i + 1, number(v.weight));
    }
    if !p.constant.is_zero() {
        out.remark(
            "the constant is written as NegMAS reads it, the weight of one issue more; GENIUS has none",
        );
        let (index, constant) = (p.values.len() + 1, number(p.constant));
        let _ = writeln!(t, "<weight index=\"{index}\" value=\"{constant}\">\n</weight>");
    }
    t.push_str("</objective>\n");
    if let Some(discount) = p.discount {
        let _ = writeln!(t, "<discount_factor value=\"{}\" />", number(discount));
    }
    let _ = writeln!(t, "<reservation value=\"{}\" />\n</utility_space>", number(p.reservation));
    t
}

fn of_issue(t: &mut String, index: usize, issue: &Issue, value: Option<(&Value, &mut Sink)>) {
    let kind = match issue.kind {
        Kind::Values(_) => "discrete",
        Kind::Integer(..) => "integer",
        Kind::Real(..) => "real",
    };
    let name = quoted(&issue.name);
    let _ = writeln!(
        t,
        "<issue index=\"{index}\" etype=\"{kind}\" type=\"{kind}\" vtype=\"{kind}\" name={name}>"
    );
    match (&issue.kind, value) {
        (Kind::Values(labels), value) => {
            let table = value.and_then(|(v, _)| if let Curve::Table(t) = &v.curve { Some(t) } else { None });
            for (i, label) in labels.iter().enumerate() {
                let evaluation = table.and_then(|t| t.get(i));
                let evaluation =
                    evaluation.map_or(String::new(), |e| format!(" evaluation=\"{}\"", number(*e)));
                let _ = writeln!(
                    t,
                    "    <item index=\"{}\" value={}{evaluation} />",
                    i + 1,
                    quoted(&label.to_string())
                );
            }
        }
        (Kind::Integer(lo, hi), value) => range(t, issue, ((*lo).into(), (*hi).into()), value),
        (Kind::Real(lo, hi), value) => range(t, issue, (*lo, *hi), value),
    }
    t.push_str("</issue>\n");
}

fn range(t: &mut String, issue: &Issue, (lo, hi): (Decimal, Decimal), value: Option<(&Value, &mut Sink)>) {
    let (a, b) = (number(lo), number(hi));
    let _ = writeln!(t, "    <range lowerbound=\"{a}\" upperbound=\"{b}\" />");
    let Some((v, out)) = value else { return };
    let Curve::Knots(k) = &v.curve else { return };
    let name = &issue.name;
    let straight = if let [a, b] = k.as_slice() { line(*a, *b) } else { None };
    if let Some((offset, slope, exact)) = straight {
        if !exact {
            out.remark(format!(
                "the line of `{name}` has no offset and slope that end: rounded to 28 digits"
            ));
        }
        let (a, b) = (number(offset), number(slope));
        let _ = writeln!(t, "    <evaluator ftype=\"linear\" offset=\"{a}\" slope=\"{b}\" />");
    } else if let Some([a, top, b]) = triangle(k) {
        let [a, top, b] = [a, top, b].map(number);
        let _ = writeln!(
            t,
            "    <evaluator ftype=\"triangular\" parameter0=\"{a}\" parameter1=\"{b}\" parameter2=\"{top}\" />"
        );
    } else {
        out.unsayable(format!("GENIUS knows no curve of `{name}` but a line and a triangle"));
    }
}

/// The three corners of a triangle from 0 over 1 to 0.
fn triangle(k: &[(Decimal, Decimal)]) -> Option<[Decimal; 3]> {
    let top = k.iter().position(|(_, v)| *v == Decimal::ONE)?;
    let zeros = k.iter().enumerate().all(|(i, (_, v))| i == top || v.is_zero());
    let (a, b) = (k.get(top.checked_sub(1)?)?, k.get(top + 1)?);
    (zeros && k.len() <= 5).then_some([a.0, k[top].0, b.0])
}

/// An attribute's value.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
