//! What only all answers together show: parties that are two, bodies that belong to one, seats that have a body.

use winset_case::diagnostic::{Place, Remarks};

use super::facts::{Answer, Body, Facts, Name, Origin};
use super::name::same_name;

/// Checks the facts; a body without a party gets the one that the text proposes for it.
///
/// `otherwise` is the place of a mistake that has none of its own.
pub fn check(f: &mut Facts, proposed: &Facts, otherwise: Place, r: &mut Remarks) {
    sides(f, otherwise, r);
    confirm(f, proposed);
    let names = names(f, proposed);
    if let Answer::Known(bodies) = &mut f.bodies {
        for (i, b) in bodies.iter_mut().enumerate() {
            b.party = party(b, i, proposed, &names, otherwise, r);
        }
        let again = bodies.iter().enumerate().find(|(i, b)| bodies[..*i].iter().any(|x| x.name == b.name));
        if let Some((_, b)) = again {
            r.mistake(
                b.at.unwrap_or(otherwise),
                "this body stands twice",
                Some("name each body once".into()),
            );
        }
    }
    seats(f, proposed, otherwise, r);
}

fn sides(f: &Facts, otherwise: Place, r: &mut Remarks) {
    let all: Vec<&Name> = f.asks.known().into_iter().chain(f.pays.known()).flatten().collect();
    for (i, n) in all.iter().enumerate() {
        if all[..i].iter().any(|x| same_name(&x.name, &n.name)) {
            let sentence = format!("`{}` stands twice among those who ask and pay", n.name);
            r.mistake(
                n.at.unwrap_or(otherwise),
                sentence,
                Some("who asks is not who is asked to pay".into()),
            );
        }
    }
}

/// An answer that says what the text says rests on the text.
fn confirm(f: &mut Facts, proposed: &Facts) {
    if let (Answer::Known(a), Some(p)) = (&mut f.amount, proposed.amount.known()) {
        let value = |s: &super::Sum| (s.figure.value(), s.figure.unit.clone());
        if value(&a.value) == value(&p.value) {
            a.from = p.from;
        }
    }
    if let (Answer::Known(a), Some(p)) = (&mut f.ends, proposed.ends.known())
        && a.value == p.value
    {
        a.from = p.from;
    }
}

/// Names that a body may belong to.
fn names(f: &Facts, proposed: &Facts) -> Vec<Name> {
    let of =
        |x: &Answer<Vec<Name>>, p: &Answer<Vec<Name>>| x.known().or(p.known()).cloned().unwrap_or_default();
    of(&f.asks, &proposed.asks).into_iter().chain(of(&f.pays, &proposed.pays)).collect()
}

fn meant<'a>(names: &'a [Name], party: &str) -> Option<&'a Name> {
    let short = |n: &Name| n.short.as_ref().is_some_and(|s| s.eq_ignore_ascii_case(party));
    names.iter().find(|n| short(n) || same_name(&n.name, party))
}

fn party(
    b: &Body,
    i: usize,
    proposed: &Facts,
    names: &[Name],
    otherwise: Place,
    r: &mut Remarks,
) -> Option<String> {
    let at = b.at.unwrap_or(otherwise);
    let known: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
    if let Some(p) = &b.party {
        if p == "all" {
            return b.party.clone();
        }
        return match meant(names, p) {
            Some(n) => Some(n.name.clone()),
            // What the text alone proposes is left without a party.
            None if matches!(b.from, Origin::Text(_)) => None,
            None => {
                let hint = match known.as_slice() {
                    [] => "answer who asks and who pays, too".to_owned(),
                    list => format!("one of: {}; all for a body of every party", list.join(", ")),
                };
                r.mistake(at, format!("`{p}` is not one of those who ask and pay"), Some(hint));
                None
            }
        };
    }
    let found = proposed.bodies.known().map(Vec::as_slice).unwrap_or_default();
    let same = found
        .iter()
        .find(|x| x.name.eq_ignore_ascii_case(&b.name))
        .or_else(|| found.get(i).filter(|_| found.len() == 1));
    let party = same.and_then(|x| x.party.as_ref()).and_then(|p| meant(names, p)).map(|n| n.name.clone());
    if party.is_none() && b.rule.is_some() {
        let example = known.last().copied().unwrap_or("South Korea");
        let hint = format!("write {} ({example}): …", b.name);
        r.mistake(at, format!("whose body `{}` is does not stand in the text", b.name), Some(hint));
    }
    party
}

fn seats(f: &Facts, proposed: &Facts, otherwise: Place, r: &mut Remarks) {
    let Some(list) = f.seats.known() else { return };
    let bodies = f.bodies.known().or(proposed.bodies.known()).map(Vec::as_slice).unwrap_or_default();
    for s in list {
        let at = s.at.unwrap_or(otherwise);
        let names: Vec<&str> = bodies.iter().map(|b| b.name.as_str()).collect();
        match &s.body {
            Some(name) if !names.iter().any(|n| n.eq_ignore_ascii_case(name)) => {
                let hint = r
                    .did_you_mean(name, names.iter().copied())
                    .unwrap_or_else(|| "name who must approve, too".into());
                r.mistake(at, format!("`{name}` is not one of those who must approve"), Some(hint));
            }
            None if bodies.is_empty() => {
                r.mistake(
                    at,
                    "there is no body that these seats belong to",
                    Some("name who must approve, too".into()),
                );
            }
            None if bodies.len() > 1 => {
                let hint = format!("write {}: …", names.first().copied().unwrap_or("the body"));
                r.mistake(at, "more than one body must approve: say whose seats these are", Some(hint));
            }
            _ => {}
        }
    }
    let body = |s: &super::Seats| s.body.as_ref().map(|b| b.to_lowercase());
    if list.iter().enumerate().any(|(i, s)| list[..i].iter().any(|x| body(x) == body(s))) {
        r.mistake(otherwise, "the seats of a body stand twice", Some("name the seats of a body once".into()));
    }
}
