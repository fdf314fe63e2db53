//! The deals as facts: how many are left, what each method settles on, the zone in money.

use winset_engine::space::Count;

use super::fact::Fact;
use super::value::Value;
use super::{Answer, brief, given, no_answer};
use crate::deals::{Asked, Deals, Failed, Solved, WinSetShare, deals, method_words};
use crate::fmt::probability;
use crate::question::Question;

/// Tables of a case that its packages and their chances rest on.
const RESTS: [&str; 9] =
    ["issue", "preference", "approval", "price", "baseline", "category", "proposal", "agreement", "party"];

/// The answer as facts; that there is none is one.
///
/// # Errors
/// What was asked for is not there.
pub(super) fn answer(q: &Question, asked: &Asked) -> Result<Answer, Vec<String>> {
    let d = match deals(q, asked) {
        Ok(d) => d,
        Err(Failed::Asked(e)) => return Err(vec![e]),
        Err(Failed::Missing(e)) => {
            let facts = vec![no_answer(&e.to_string()).on(RESTS), brief::state(q)];
            return Ok(Answer { facts, members: Vec::new() });
        }
    };
    let mut facts = vec![given(), brief::state(q)];
    let mut add =
        |about: String, value: Option<Value>| facts.push(Fact::new(about.clone(), about, value).on(RESTS));
    let count = |n: usize| Value::Count(i64::try_from(n).unwrap_or(i64::MAX), "package", "packages");
    let both = if d.packages.sides.len() == 2 { "both" } else { "all" };
    add("packages".into(), Some(outcomes(&d.outcomes)));
    add(format!("packages that {both} would sign"), d.rational.map(count));
    add("packages on the frontier".into(), Some(count(d.frontier.len())));
    let signed = d.frontier.iter().filter(|f| f.rational).count();
    add(format!("packages on the frontier that {both} would sign"), Some(count(signed)));
    add("packages on the frontier, the chance to pass counted".into(), d.frontier_with_chance.map(count));
    add(format!("the best chance to pass of what {both} would sign"), d.best_chance.map(Value::Chance));
    for (side, ideal) in d.packages.sides.iter().zip(&d.ideal) {
        add(format!("no deal, worth to {}", side.short), Some(Value::Number(side.disagreement)));
        add(format!("the most for {}", side.short), Some(Value::Number(*ideal)));
    }
    win_sets(&d, both, &mut add);
    for s in &d.solutions {
        solved(&d, s, &mut add);
    }
    for (method, confidence, why) in &d.unsolved {
        add(
            format!("{}, package", method_words(method, *confidence)),
            Some(Value::Words(format!("none: {why}"))),
        );
    }
    money(q, &d, &mut add);
    Ok(Answer { facts, members: Vec::new() })
}

fn outcomes(n: &Count) -> Value {
    let text = n.to_string();
    text.parse().map_or(Value::Words(text), |n| Value::Count(n, "package", "packages"))
}

fn win_sets(d: &Deals<'_>, both: &str, add: &mut impl FnMut(String, Option<Value>)) {
    let mut each = |who: &str, list: &[WinSetShare]| {
        for w in list {
            let p = probability(w.confidence);
            add(format!("{who} with {p} or surer, of all packages"), Some(part(w.share_of_all)));
            let of = format!("{who} with {p} or surer, of what {both} would sign");
            add(of, w.share_of_rational.map(part));
        }
    };
    each("passes", &d.win_set);
    for (_, name, list) in &d.win_set_of {
        each(&format!("passes {name}"), list);
    }
}

/// A share of packages.
fn part(share: f64) -> Value {
    rust_decimal::Decimal::try_from(share).map_or(Value::Number(share), Value::Share)
}

fn solved(d: &Deals<'_>, s: &Solved, add: &mut impl FnMut(String, Option<Value>)) {
    let method = method_words(s.method, s.confidence);
    add(format!("{method}, package"), Some(Value::Words(d.packages.name(&s.levels))));
    if d.packages.money.is_some() {
        add(format!("{method}, amount on the last agreed"), Some(Value::Log(d.packages.x(&s.levels))));
    }
    for (side, u) in d.packages.sides.iter().zip(&s.u) {
        add(format!("{method}, worth to {}", side.short), Some(Value::Number(*u)));
    }
    add(format!("{method}, chance to pass"), s.p.map(Value::Chance));
}

fn money(q: &Question, d: &Deals<'_>, add: &mut impl FnMut(String, Option<Value>)) {
    let Some(unit) = q.case.unit_of_account() else { return };
    for z in &d.money {
        let of = z.confidence.map_or("zone of agreement".to_owned(), |c| {
            format!("zone of agreement, passes {}", probability(c))
        });
        let ends = z.ends.map(|(low, high)| Value::Amount {
            low,
            high,
            unit: unit.clone(),
            sign: String::new(),
            stated: None,
        });
        add(of, ends);
    }
    for p in &d.premiums {
        let method = method_words(p.method, p.confidence);
        add(format!("saved a year by the need for consent ({method})"), Some(Value::amount(p.amount, &unit)));
    }
}
