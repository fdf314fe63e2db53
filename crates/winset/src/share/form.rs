//! From the exact figures of a sheet to dense arrays.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use winset_case::price::Unanswerable;
use winset_case::quantity::Unit;
use winset_case::sharing::{Entry, Heading, Moment};
use winset_engine::share::ShareError;

use super::Bill;

/// A part of the bill in its unit; a per cent is one of the bill.
pub fn amount(e: &Entry, bill: &Bill) -> Option<Decimal> {
    if e.unit == Some(Unit::Percent) && bill.unit != Some(Unit::Percent) {
        return e.value.checked_mul(bill.value)?.checked_div(Decimal::ONE_HUNDRED);
    }
    Some(e.value)
}

/// The float of a decimal.
pub fn float(d: Decimal) -> f64 {
    d.to_f64().unwrap_or(f64::NAN)
}

/// A column, one number a row, or who lacks it; parts of the bill need the bill.
pub fn column(m: &Moment, h: Heading, bill: Option<&Bill>) -> Result<Vec<f64>, Unanswerable> {
    let entry = |e: &Entry| match bill.filter(|_| h.is_part()) {
        Some(b) => amount(e, b).map(float),
        None => Some(float(e.value)),
    };
    let list: Vec<Option<f64>> = m.parties.iter().map(|p| p.figures.get(&h).and_then(entry)).collect();
    let lacking: Vec<&str> =
        m.parties.iter().zip(&list).filter(|(_, x)| x.is_none()).map(|(p, _)| p.name.as_str()).collect();
    if lacking.is_empty() {
        return Ok(list.into_iter().flatten().collect());
    }
    let who = if lacking.len() == m.parties.len() {
        "any party".to_owned()
    } else if lacking.len() > 3 {
        format!("{} parties, {} the first", lacking.len(), lacking[0])
    } else {
        lacking.join(", ")
    };
    let unlocks = format!("fill the column `{}`: {}", h.word(), meaning(h));
    Err(Unanswerable::new(format!("no {} is given for {who}", noun(h)), unlocks))
}

/// What to write into a column.
fn meaning(h: Heading) -> &'static str {
    match h {
        Heading::Bill => "the sum to be shared",
        Heading::Claim => "the most that each would bear",
        Heading::Income => "what each lives on, for states the gross domestic product",
        Heading::Benefit => "what each has of it",
        Heading::Paid => "what each pays",
        Heading::Alone => "what it would cost for each alone",
    }
}

fn noun(h: Heading) -> &'static str {
    match h {
        Heading::Bill => "bill",
        Heading::Claim => "claim",
        Heading::Income => "income",
        Heading::Benefit => "benefit",
        Heading::Paid => "payment",
        Heading::Alone => "cost alone",
    }
}

/// Runs a rule with every member of a row as a party of its own, and adds the members of each row up again.
pub fn by_member(
    m: &Moment,
    rows: &[f64],
    rule: impl FnOnce(&[f64]) -> Result<Vec<f64>, ShareError>,
) -> Result<Vec<f64>, ShareError> {
    let members = || m.parties.iter().map(|p| p.members as usize);
    let each = rows.iter().zip(members()).flat_map(|(x, n)| std::iter::repeat_n(x / n as f64, n));
    let out = rule(&each.collect::<Vec<f64>>())?;
    let mut at = 0;
    let sum = |n: usize| {
        let part = out[at..at + n].iter().sum();
        at += n;
        part
    };
    Ok(members().map(sum).collect())
}
