//! The checks that all formats share: every issue once, every value once, a value and a weight for each.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use winset_case::diagnostic::Place;
use winset_case::text::neutral;

use crate::domain::{Curve, Domain, Issue, Kind, Label, Profile, Setting, Value};
use crate::raw::{
    Demands, RawCurve, RawDomain, RawIssue, RawKind, RawProfile, RawReservation, RawValue, Reader, Which,
};
use crate::repeat::compare;
use crate::{MOST_ISSUES, MOST_VALUES};

/// Widest range of integers.
const MOST_WIDE: i64 = 100_000;
/// Longest name of an issue, a value or a party, in characters.
const LONGEST: usize = 500;

/// The domain that the files say together; none after a mistake.
pub(crate) fn assemble(
    r: &mut Reader,
    raw: RawDomain,
    profiles: Vec<RawProfile>,
    demands: Demands,
    name: String,
) -> Option<Domain> {
    // What a profile says of broken issues cannot be judged.
    let issues = issues(r, &raw)?;
    let values: usize = issues.iter().map(|i| if let Kind::Values(v) = &i.kind { v.len() } else { 2 }).sum();
    if values.saturating_mul(1 + profiles.len()) > MOST_VALUES {
        r.mistake(raw.at, format!("the domain has more than {MOST_VALUES} values in all profiles"), None);
        return None;
    }
    let mut names = BTreeSet::new();
    let mut made = Vec::new();
    for mut p in profiles {
        let at = p.at;
        let copies = std::mem::take(&mut p.copies);
        let ordered = p.values.iter().any(|v| matches!(v.which, Which::Position(_)))
            || p.weights.iter().any(|w| matches!(w.which, Which::Position(_)));
        let Some(profile) = profile(r, &issues, p, demands) else { continue };
        // What differs in a profile that was refused was told already.
        for copy in &copies {
            compare(r, &issues, raw.name.as_deref(), copy, ordered);
        }
        if !names.insert(profile.name.clone()) {
            r.mistake(
                at,
                format!("two profiles are named `{}`", profile.name),
                Some("give each its own name".to_owned()),
            );
        }
        made.push(profile);
    }
    (!r.r.any_mistake()).then_some(Domain { name, issues, profiles: made })
}

fn issues(r: &mut Reader, raw: &RawDomain) -> Option<Vec<Issue>> {
    if raw.issues.is_empty() {
        r.mistake(raw.at, "the domain has no issue", Some("a domain has one issue or more".to_owned()));
        return None;
    }
    if raw.issues.len() > MOST_ISSUES {
        r.mistake(raw.at, format!("the domain has more than {MOST_ISSUES} issues"), None);
        return None;
    }
    let mut names = BTreeSet::new();
    let mut out = Vec::new();
    let mut whole = true;
    for issue in &raw.issues {
        if !names.insert(issue.name.as_str()) {
            r.mistake(
                issue.at,
                format!("the issue `{}` stands twice", issue.name),
                Some("give each its own name".to_owned()),
            );
            whole = false;
        }
        match (named(r, &issue.name, issue.at, "an issue"), kind(r, issue)) {
            (Some(name), Some(kind)) => out.push(Issue { name, kind }),
            _ => whole = false,
        }
    }
    whole.then_some(out)
}

/// A name on one line, or a mistake.
fn named(r: &mut Reader, text: &str, at: Place, what: &str) -> Option<String> {
    if text.trim().is_empty() {
        r.mistake(at, format!("{what} without a name"), None);
        return None;
    }
    if text.chars().nth(LONGEST).is_some() {
        r.mistake(at, format!("the name of {what} is longer than {LONGEST} characters"), None);
        return None;
    }
    Some(one_line(text))
}

/// A name as a case keeps it.
pub(crate) fn one_line(text: &str) -> String {
    neutral(&text.replace(['\n', '\r', '\t'], " "))
}

fn kind(r: &mut Reader, issue: &RawIssue) -> Option<Kind> {
    let name = &issue.name;
    match &issue.kind {
        RawKind::Broken => None,
        RawKind::Values(list) => {
            let labels = labels(r, list);
            if labels.is_empty() {
                r.mistake(
                    issue.at,
                    format!("the issue `{name}` has no values"),
                    Some("list what it may be set to".to_owned()),
                );
                return None;
            }
            Some(Kind::Values(labels))
        }
        RawKind::Integer(lo, hi) | RawKind::Real(lo, hi) if lo == hi => {
            Some(Kind::Values(vec![Label::Number(lo.normalize())]))
        }
        RawKind::Integer(lo, hi) | RawKind::Real(lo, hi) if lo > hi => {
            r.mistake(
                issue.at,
                format!("the range of `{name}` ends below its beginning: {lo} to {hi}"),
                None,
            );
            None
        }
        RawKind::Real(lo, hi) => Some(Kind::Real(*lo, *hi)),
        RawKind::Integer(lo, hi) => {
            let ends = [*lo, *hi].map(|n| i64::try_from(n).ok().filter(|_| n.fract().is_zero()));
            match ends {
                [Some(lo), Some(hi)] if hi - lo < MOST_WIDE => Some(Kind::Integer(lo, hi)),
                [Some(_), Some(_)] => {
                    r.mistake(
                        issue.at,
                        format!("the range of `{name}` has more than 100,000 integers"),
                        None,
                    );
                    None
                }
                _ => {
                    r.mistake(
                        issue.at,
                        format!("the range of `{name}` is not one of integers: {lo} to {hi}"),
                        None,
                    );
                    None
                }
            }
        }
    }
}

/// The labels once each; numbers among texts are texts.
fn labels(r: &mut Reader, list: &[(Label, Place)]) -> Vec<Label> {
    let mixed = list.iter().any(|(l, _)| matches!(l, Label::Text(_)));
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (label, at) in list {
        let Some(label) = tidy(r, label, *at) else { continue };
        if !seen.insert(label.to_string()) {
            r.remark(*at, format!("the value `{label}` stands twice in the issue: it counts once"), None);
            continue;
        }
        out.push(if mixed { Label::Text(label.to_string()) } else { label });
    }
    out
}

fn tidy(r: &mut Reader, label: &Label, at: Place) -> Option<Label> {
    match label {
        Label::Text(t) => named(r, t, at, "a value").map(Label::Text),
        Label::Number(n) => Some(Label::Number(n.normalize())),
    }
}

fn profile(r: &mut Reader, issues: &[Issue], raw: RawProfile, demands: Demands) -> Option<Profile> {
    if raw.values.is_empty() && !raw.broken {
        r.mistake(
            raw.at,
            "the profile says nothing about any issue",
            Some("give each issue values and a weight".to_owned()),
        );
        return None;
    }
    if raw.values.len().max(raw.weights.len()) > MOST_ISSUES {
        r.mistake(raw.at, format!("more than {MOST_ISSUES} values or weights"), None);
        return None;
    }
    let curves = curves(r, issues, &raw, demands);
    let weights = weights(r, issues, &raw, demands);
    let values: Option<Vec<Value>> =
        curves.into_iter().zip(weights).map(|(c, w)| Some(Value { weight: w?, curve: c? })).collect();
    let name = named(r, &raw.name.clone().unwrap_or_default(), raw.at, "a profile")?;
    let mut p = Profile {
        name,
        constant: raw.constant,
        values: values?,
        reservation: Decimal::ZERO,
        discount: raw.discount,
    };
    match raw.reservation {
        RawReservation::Zero => below_all(r, &p, raw.at, false),
        RawReservation::Value(v, at) => {
            p.reservation = v;
            below_all(r, &p, at, true);
        }
        RawReservation::Lowest(at) => {
            p.reservation = p.lowest()?.normalize();
            let worst = p.reservation;
            r.remark(at, format!("no reservation value: no deal counts as the worst package, {worst}"), None);
        }
        RawReservation::Package(list) => p.reservation = of_package(r, issues, &p, &list)?,
    }
    let all = p.values.iter().flat_map(|v| v.curve.points().chain([v.weight]));
    let most = Decimal::from(1_000_000);
    if let Some(n) = all.chain([p.constant, p.reservation]).find(|n| n.abs() > most) {
        r.mistake(
            raw.at,
            format!("the profile has a number beyond a million: {}", n.normalize()),
            Some("write utilities in larger units".to_owned()),
        );
    }
    Some(p)
}

/// A remark where no deal is worth less than every package: the case counts it as the worst one.
fn below_all(r: &mut Reader, p: &Profile, at: Place, said: bool) {
    let Some(worst) = p.lowest().map(|w| w.normalize()).filter(|w| p.reservation < *w) else { return };
    let value = p.reservation.normalize();
    let what = if said {
        format!("the reservation value {value}")
    } else {
        format!("no reservation value: no deal counts as {value}, which")
    };
    r.remark(at, format!("{what} is below every package: it counts as the worst package, {worst}"), None);
}

/// The position of an issue, or a mistake.
fn find(r: &mut Reader, issues: &[Issue], which: &Which, at: Place) -> Option<usize> {
    match which {
        Which::Position(i) if *i < issues.len() => Some(*i),
        Which::Position(i) => {
            let have = issues.len();
            r.mistake(
                at,
                format!("there is no issue {} of {have}", i + 1),
                Some("give one entry an issue, in their order".to_owned()),
            );
            None
        }
        Which::Named(name) => {
            let line = one_line(name);
            let found = issues.iter().position(|i| i.name == line);
            if found.is_none() {
                let hint = r.r.did_you_mean(name, issues.iter().map(|i| i.name.as_str()));
                r.mistake(at, format!("the domain has no issue `{name}`"), hint);
            }
            found
        }
    }
}

fn curves(r: &mut Reader, issues: &[Issue], raw: &RawProfile, demands: Demands) -> Vec<Option<Curve>> {
    let mut out: Vec<Option<Option<Curve>>> = vec![None; issues.len()];
    let mut told = raw.broken;
    for v in &raw.values {
        let Some(i) = find(r, issues, &v.which, v.at) else {
            told = true;
            continue;
        };
        if out[i].is_some() {
            let hint = Some("keep one of the two".to_owned());
            r.mistake(v.at, format!("the issue `{}` has two value functions", issues[i].name), hint);
            told = true;
            continue;
        }
        out[i] = Some(curve(r, &issues[i], v, demands));
    }
    for (issue, _) in issues.iter().zip(&out).filter(|(_, found)| found.is_none() && !told) {
        r.mistake(
            raw.at,
            format!("the profile has no values for the issue `{}`", issue.name),
            Some("an issue that does not count has the weight 0".to_owned()),
        );
    }
    out.into_iter().map(Option::flatten).collect()
}

fn weights(r: &mut Reader, issues: &[Issue], raw: &RawProfile, demands: Demands) -> Vec<Option<Decimal>> {
    let mut out: Vec<Option<Decimal>> = vec![None; issues.len()];
    let mut named = vec![false; issues.len()];
    let mut told = raw.broken;
    for w in &raw.weights {
        // An issue that is not there was told where its values are.
        let known = |v: &RawValue| match (&v.which, &w.which) {
            (Which::Named(a), Which::Named(b)) => a == b,
            (Which::Position(a), Which::Position(b)) => a == b,
            _ => false,
        };
        let absent = match &w.which {
            Which::Named(n) => {
                let line = one_line(n);
                issues.iter().all(|i| i.name != line)
            }
            Which::Position(i) => *i >= issues.len(),
        };
        if absent && raw.values.iter().any(known) {
            told = true;
            continue;
        }
        let Some(i) = find(r, issues, &w.which, w.at) else {
            told = true;
            continue;
        };
        if std::mem::replace(&mut named[i], true) {
            let hint = Some("keep one of the two".to_owned());
            r.mistake(w.at, format!("the issue `{}` has two weights", issues[i].name), hint);
            told = true;
        }
        out[i] = w.weight;
    }
    for (issue, _) in issues.iter().zip(&named).filter(|(_, named)| !**named && !told) {
        let hint = Some("an issue that does not count has the weight 0".to_owned());
        r.mistake(raw.at, format!("the issue `{}` has no weight", issue.name), hint);
    }
    if let Some(all) = out.iter().copied().collect::<Option<Vec<Decimal>>>() {
        check_sum(r, &all, raw, demands);
    }
    out
}

fn check_sum(r: &mut Reader, weights: &[Decimal], raw: &RawProfile, demands: Demands) {
    let sum: Decimal = weights.iter().sum();
    let off = (sum - Decimal::ONE).abs();
    let at = raw.weights.first().map_or(raw.at, |w| w.at);
    let sentence = format!("the weights sum to {}, not to 1", sum.round_dp(12).normalize());
    if off > Decimal::new(1, 6) && demands == Demands::Shares {
        r.mistake(at, sentence, Some("GeniusWeb takes no such profile".to_owned()));
    } else if off > Decimal::new(1, 9) {
        r.remark(at, sentence, None);
    }
}

fn curve(r: &mut Reader, issue: &Issue, v: &RawValue, demands: Demands) -> Option<Curve> {
    let curve = match (&issue.kind, &v.curve) {
        (_, RawCurve::Broken) => return None,
        (Kind::Values(labels), RawCurve::Table(t)) => table(r, issue, labels, t, v.at).map(Curve::Table),
        (Kind::Values(labels), other) => over_labels(r, issue, labels, other, v.at).map(Curve::Table),
        (Kind::Integer(lo, hi), RawCurve::Table(t)) => {
            if hi - lo >= MOST_VALUES as i64 {
                r.mistake(
                    v.at,
                    format!("the issue `{}` has too many integers for a table", issue.name),
                    None,
                );
                return None;
            }
            let labels: Vec<Label> = (*lo..=*hi).map(|n| Label::Number(n.into())).collect();
            let values = table(r, issue, &labels, t, v.at)?;
            Some(Curve::Knots(simple((*lo..=*hi).map(Decimal::from).zip(values).collect())))
        }
        (Kind::Integer(lo, hi), other) => knots(r, ((*lo).into(), (*hi).into()), other, v.at),
        (Kind::Real(..), RawCurve::Table(_)) => {
            let sentence =
                format!("the issue `{}` is a range of real numbers: a table cannot value it", issue.name);
            r.mistake(v.at, sentence, Some("give it a line".to_owned()));
            None
        }
        (Kind::Real(lo, hi), other) => knots(r, (*lo, *hi), other, v.at),
    }?;
    let outside = curve.points().find(|p| *p < Decimal::ZERO || *p > Decimal::ONE);
    if let (Demands::Shares, Some(p)) = (demands, outside) {
        let hint = Some("GeniusWeb takes no such profile".to_owned());
        r.mistake(v.at, format!("the value {p} of `{}` is not between 0 and 1", issue.name), hint);
    }
    Some(curve)
}

/// The values of a table in the order of the labels.
fn table(
    r: &mut Reader,
    issue: &Issue,
    labels: &[Label],
    table: &[(Label, Place, Option<Decimal>)],
    at: Place,
) -> Option<Vec<Decimal>> {
    let positions: BTreeMap<String, usize> =
        labels.iter().enumerate().map(|(i, l)| (l.to_string(), i)).collect();
    let mut values: Vec<Option<Option<Decimal>>> = vec![None; labels.len()];
    let mut whole = true;
    for (label, at, value) in table {
        let label = tidy(r, label, *at)?;
        let Some(i) = position(&positions, &label) else {
            let name = &issue.name;
            let hint = r.r.did_you_mean(&label.to_string(), positions.keys().map(String::as_str));
            r.mistake(*at, format!("the issue `{name}` has no value `{label}`"), hint);
            whole = false;
            continue;
        };
        match values[i] {
            Some(before) if before == *value => {
                r.remark(*at, format!("the value `{label}` stands twice: it counts once"), None);
            }
            Some(_) => {
                let hint = Some("keep one of the two".to_owned());
                r.mistake(*at, format!("the value `{label}` stands twice with two evaluations"), hint);
                whole = false;
            }
            None => values[i] = Some(*value),
        }
    }
    // What a mistyped label was meant for is not missing besides.
    if !whole {
        return None;
    }
    let missing: Vec<String> =
        labels.iter().zip(&values).filter(|(_, v)| v.is_none()).map(|(l, _)| format!("`{l}`")).collect();
    if !missing.is_empty() {
        let shown = missing.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 5 { format!(" and {} more", missing.len() - 5) } else { String::new() };
        r.mistake(
            at,
            format!("the issue `{}` has no evaluation for {shown}{more}", issue.name),
            Some("evaluate every value of the domain".to_owned()),
        );
        return None;
    }
    values.into_iter().map(Option::flatten).collect()
}

/// Where a label stands; a text that is a number finds the number.
fn position(positions: &BTreeMap<String, usize>, label: &Label) -> Option<usize> {
    let text = label.to_string();
    positions.get(&text).copied().or_else(|| {
        let number = crate::node::plain_label(&text);
        positions.get(&number.to_string()).or_else(|| positions.get(text.trim())).copied()
    })
}

/// A function of numbers over values that are numbers.
fn over_labels(
    r: &mut Reader,
    issue: &Issue,
    labels: &[Label],
    curve: &RawCurve,
    at: Place,
) -> Option<Vec<Decimal>> {
    let numbers: Option<Vec<Decimal>> =
        labels.iter().map(|l| if let Label::Number(n) = l { Some(*n) } else { None }).collect();
    let Some(numbers) = numbers else {
        let sentence = format!("the values of `{}` are texts: only a table can value them", issue.name);
        r.mistake(at, sentence, None);
        return None;
    };
    let ends = (*numbers.iter().min()?, *numbers.iter().max()?);
    let Some(Curve::Knots(k)) = knots(r, ends, curve, at) else { return None };
    let line = Curve::Knots(k);
    let values: Option<Vec<Decimal>> =
        numbers.iter().map(|n| line.at(Setting::Number(*n)).map(|v| v.normalize())).collect();
    if values.is_none() {
        r.mistake(
            at,
            format!("a value of `{}` grows too large", issue.name),
            Some("write utilities in larger units".to_owned()),
        );
    }
    values
}

/// A function of numbers as points from the lowest to the highest number of the range.
fn knots(r: &mut Reader, (lo, hi): (Decimal, Decimal), curve: &RawCurve, at: Place) -> Option<Curve> {
    let line = |x: Decimal, offset: Decimal, slope: Decimal| {
        slope.checked_mul(x).and_then(|v| v.checked_add(offset)).map(|v| (x, v.normalize()))
    };
    let points = match curve {
        RawCurve::Line { offset, slope } => [lo, hi].iter().map(|x| line(*x, *offset, *slope)).collect(),
        RawCurve::Ends { low, high } => Some(vec![(lo, *low), (hi, *high)]),
        RawCurve::Points(p) => {
            let given = Curve::Knots(p.clone());
            let ends = [lo, hi].map(|x| given.at(Setting::Number(x)).map(|v| (x, v.normalize())));
            let [Some(first), Some(last)] = ends else {
                let sentence = format!("the values are not given from {lo} to {hi}, the range of the issue");
                r.mistake(at, sentence, None);
                return None;
            };
            Some(vec![first, last])
        }
        RawCurve::Triangle(a, top, b) => {
            if !(lo <= *a && a < top && top < b && *b <= hi) {
                let sentence =
                    format!("the triangle {a}, {top}, {b} does not rise and fall within {lo} to {hi}");
                r.mistake(at, sentence, None);
                return None;
            }
            let zero = Decimal::ZERO;
            Some(vec![(lo, zero), (*a, zero), (*top, Decimal::ONE), (*b, zero), (hi, zero)])
        }
        RawCurve::Table(_) | RawCurve::Broken => None,
    };
    let Some(mut points) = points else {
        r.mistake(
            at,
            "a value of the line grows too large",
            Some("write utilities in larger units".to_owned()),
        );
        return None;
    };
    points.dedup_by_key(|p| p.0);
    Some(Curve::Knots(simple(points)))
}

/// The same curve without the points that lie on the line between their neighbours.
pub(crate) fn simple(points: Vec<(Decimal, Decimal)>) -> Vec<(Decimal, Decimal)> {
    let mut out: Vec<(Decimal, Decimal)> = Vec::new();
    for p in points {
        while let [.., a, b] = out.as_slice() {
            let (rise, run) = ((b.1 - a.1).checked_mul(p.0 - b.0), (p.1 - b.1).checked_mul(b.0 - a.0));
            if rise.is_none() || rise != run {
                break;
            }
            out.pop();
        }
        out.push(p);
    }
    out
}

/// The utility of a package that stands for no deal; an issue it does not set adds nothing.
fn of_package(
    r: &mut Reader,
    issues: &[Issue],
    p: &Profile,
    list: &[(String, Label, Place)],
) -> Option<Decimal> {
    let mut sum = p.constant;
    for (name, label, at) in list {
        let i = find(r, issues, &Which::Named(name.clone()), *at)?;
        let setting = match &issues[i].kind {
            Kind::Values(labels) => {
                labels.iter().position(|l| l.to_string() == label.to_string()).map(Setting::Position)
            }
            _ => match crate::node::plain_label(&label.to_string()) {
                Label::Number(n) => Some(Setting::Number(n)),
                Label::Text(_) => None,
            },
        };
        let value = setting.and_then(|s| p.values[i].curve.at(s));
        let Some(value) = value.and_then(|v| v.checked_mul(p.values[i].weight)) else {
            r.mistake(*at, format!("the issue `{name}` has no value `{label}`"), None);
            return None;
        };
        sum = sum.checked_add(value)?;
    }
    Some(sum.normalize())
}
