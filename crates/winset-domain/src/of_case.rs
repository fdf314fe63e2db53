//! A case as a domain: what its preferences say of its issues.

use rust_decimal::Decimal;
use winset_case::Date;
use winset_case::case::{self, Argument, Bend, Case, Preference, ValueOf};

use crate::assemble::simple;
use crate::domain::{Curve, Domain, Issue, Kind, Label, Profile, Setting, Value};

/// What a format, or the model that the formats share, cannot say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsayable {
    /// The entry of the case, such as `preference.US.value.tonnes`, or the party or issue by name.
    pub entry: String,
    /// Why, as a sentence without a full stop.
    pub sentence: String,
}

/// Takes the domain out of a case: its issues, and a profile for each preference, no deal as on a day.
///
/// An issue that a preference does not value weighs nothing to it.
///
/// # Errors
/// Everything that has no exact table or line: values of the levelised amount, bent curves over ranges, fairness; and a case
/// without issues or preferences.
pub fn of_case(case: &Case, day: Date) -> Result<Domain, Vec<Unsayable>> {
    let mut wrong = Vec::new();
    if case.issues.0.is_empty() {
        wrong.push(say("issue", "the case has no issues, so there is no domain to write"));
    } else if case.preferences.0.is_empty() {
        wrong.push(say(
            "preference",
            "the case has no preferences that may be shown, so there is no profile to write",
        ));
    }
    let issues: Vec<Issue> = case.issues.0.iter().map(issue).collect();
    let mut profiles = Vec::new();
    for p in &case.preferences.0 {
        profiles.extend(profile(case, p, &issues, day, &mut wrong));
    }
    if wrong.is_empty() { Ok(Domain { name: case.title.clone(), issues, profiles }) } else { Err(wrong) }
}

fn say(entry: &str, sentence: impl Into<String>) -> Unsayable {
    Unsayable { entry: entry.to_owned(), sentence: sentence.into() }
}

fn issue(i: &case::Issue) -> Issue {
    let plain = i.sets.is_none();
    let kind = match &i.range {
        Some(r) if plain && r.step.is_none() => Kind::Real(r.low, r.high),
        Some(r) if plain && r.step == Some(Decimal::ONE) => integers(r).unwrap_or_else(|| labels(i)),
        _ => labels(i),
    };
    Issue { name: i.name.clone(), kind }
}

fn integers(r: &case::Range) -> Option<Kind> {
    let whole = |n: Decimal| i64::try_from(n).ok().filter(|_| n.fract().is_zero());
    // A range whose high end is no step ends at the last step below it.
    Some(Kind::Integer(whole(r.low)?, whole(r.high)?))
}

fn labels(i: &case::Issue) -> Kind {
    let numbers: Option<Vec<Label>> =
        i.levels.iter().map(|l| l.number.map(|n| Label::Number(n.normalize()))).collect();
    let texts = || i.levels.iter().map(|l| Label::Text(l.label.clone())).collect();
    // A change on the last amount or a rule is no number that stands for itself.
    Kind::Values(numbers.filter(|_| i.sets.is_none()).unwrap_or_else(texts))
}

fn profile(
    case: &Case,
    p: &Preference,
    issues: &[Issue],
    day: Date,
    wrong: &mut Vec<Unsayable>,
) -> Option<Profile> {
    let entry = format!("preference.{}", p.party);
    let name = case.party(&p.party).map_or_else(|| p.party.clone(), |party| party.name.clone());
    let Some(reservation) = p.disagreement_on(day) else {
        wrong.push(say(&entry, format!("it says nothing about no deal on {day}")));
        return None;
    };
    let mut values: Vec<Option<Value>> = vec![None; issues.len()];
    for v in &p.values {
        let id = match &v.of {
            ValueOf::Issue(id) => id.as_str(),
            ValueOf::Levelised => "levelised",
        };
        let entry = format!("{entry}.value.{id}");
        let Some(i) = case.issues.0.iter().position(|x| x.id == id) else {
            wrong.push(say(
                &entry,
                "the value of an amount of money cannot be written as a value of one issue",
            ));
            continue;
        };
        match curve(&v.curve, &issues[i]) {
            Some(curve) => values[i] = Some(Value { weight: v.weight, curve }),
            None => {
                let word = v.curve.word();
                wrong.push(say(&entry, format!("its curve ({word}) has no exact table or line")));
            }
        }
    }
    let values = values.into_iter().zip(issues).map(|(v, i)| v.unwrap_or_else(|| nothing(i))).collect();
    Some(Profile { name, constant: p.constant, values, reservation, discount: p.discount })
}

/// An issue that weighs nothing.
fn nothing(issue: &Issue) -> Value {
    let zero = Decimal::ZERO;
    let curve = match &issue.kind {
        Kind::Values(v) => Curve::Table(vec![zero; v.len()]),
        Kind::Integer(lo, hi) => Curve::Knots(vec![((*lo).into(), zero), ((*hi).into(), zero)]),
        Kind::Real(lo, hi) => Curve::Knots(vec![(*lo, zero), (*hi, zero)]),
    };
    Value { weight: zero, curve }
}

fn curve(c: &case::Curve, issue: &Issue) -> Option<Curve> {
    if let (case::Curve::Table(t), Kind::Values(_)) = (c, &issue.kind) {
        return Some(Curve::Table(t.clone()));
    }
    let knots = match c {
        case::Curve::Table(t) => of_table(t, issue)?,
        case::Curve::Knots(k) => {
            let number = |(a, v): &(Argument, Decimal)| match a {
                Argument::Number(x) => Some((*x, *v)),
                Argument::Change(_) => None,
            };
            k.iter().map(number).collect::<Option<Vec<_>>>()?
        }
        case::Curve::Between {
            from: Argument::Number(a),
            to: Argument::Number(b),
            bend: Bend::Straight,
            clip,
        } => straight(*a, *b, *clip)?,
        case::Curve::Between { .. } | case::Curve::Fairness { .. } => return None,
    };
    match &issue.kind {
        Kind::Values(labels) => {
            let at = |l: &Label| match l {
                Label::Number(n) => level_beyond(&knots, *n),
                Label::Text(_) => None,
            };
            labels.iter().map(at).collect::<Option<Vec<_>>>().map(Curve::Table)
        }
        Kind::Integer(lo, hi) => within(&knots, (*lo).into(), (*hi).into()),
        Kind::Real(lo, hi) => within(&knots, *lo, *hi),
    }
}

fn of_table(t: &[Decimal], issue: &Issue) -> Option<Vec<(Decimal, Decimal)>> {
    match issue.kind {
        // Of a range without steps the levels are a grid that only the case has.
        Kind::Integer(lo, hi) => Some((lo..=hi).map(Decimal::from).zip(t.iter().copied()).collect()),
        _ => None,
    }
}

/// The corners of a line from 0 to 1, level beyond its clips.
fn straight(from: Decimal, to: Decimal, (low, high): (Decimal, Decimal)) -> Option<Vec<(Decimal, Decimal)>> {
    let width = to.checked_sub(from)?;
    let at = |v: Decimal| Some((from.checked_add(width.checked_mul(v)?)?, v));
    let mut ends = vec![at(low)?, at(high)?];
    ends.sort_by_key(|(x, _)| *x);
    Some(ends)
}

/// The value at a number; beyond the ends, that of the end.
fn level_beyond(knots: &[(Decimal, Decimal)], x: Decimal) -> Option<Decimal> {
    let (first, last) = (knots.first()?, knots.last()?);
    let x = x.max(first.0).min(last.0);
    Curve::Knots(knots.to_vec()).at(Setting::Number(x)).map(|v| v.normalize())
}

fn within(knots: &[(Decimal, Decimal)], lo: Decimal, hi: Decimal) -> Option<Curve> {
    let mut out = vec![(lo, level_beyond(knots, lo)?)];
    out.extend(knots.iter().filter(|(x, _)| *x > lo && *x < hi));
    out.push((hi, level_beyond(knots, hi)?));
    Some(Curve::Knots(simple(out)))
}
