//! Claims that stand twice, and copies that are counted as two origins.

use std::collections::BTreeMap;

use winset_case::Case;
use winset_case::case::Claim;
use winset_case::quantity::Figure;
use winset_case::vocabulary::Kind;
use winset_read::Sure;

use super::{Check, Tally, told_of};
use crate::ledger::known::words;

/// Fewest words of a quotation that two claims do not share by chance.
const FEWEST_WORDS: usize = 4;

/// Compares every claim with every earlier one of the same statement.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    let mut amounts: BTreeMap<Vec<String>, Vec<&Claim>> = BTreeMap::new();
    let mut quotes: BTreeMap<Vec<String>, Vec<&Claim>> = BTreeMap::new();
    for c in &case.claims {
        let said = c.quote.as_deref().map(words).filter(|w| w.len() >= FEWEST_WORDS);
        let amount = c.figure.as_ref().filter(|_| c.standing.source.is_some());
        if said.is_none() && amount.is_none() {
            t.skipped(Check::Duplicate, "neither an amount with a source nor a quotation of four words");
            continue;
        }
        t.done(Check::Duplicate);
        let mut told = false;
        if let Some(f) = amount {
            let same = amounts.entry(statement(c, f)).or_default();
            if let Some(first) = same.first() {
                let what = format!("the same statement stands twice: {} {}", c.kind.word(), told_of(c));
                let why =
                    format!("one source, day, side, kind and amount, and the same in all else: {}", first.id);
                t.found(Check::Duplicate, &[first, c], what, why, Sure::Certain);
                told = true;
            }
            same.push(c);
        }
        if let Some(mut key) = said {
            key.push(c.kind.word().to_owned());
            key.extend(rest(c));
            let same = quotes.entry(key).or_default();
            if let Some(first) = same.first().filter(|_| !told) {
                twice_quoted(first, c, t);
            }
            same.push(c);
        }
    }
}

fn twice_quoted(first: &Claim, c: &Claim, t: &mut Tally<'_>) {
    if first.standing.source == c.standing.source {
        let what = "the same quotation stands twice".to_owned();
        t.found(
            Check::Duplicate,
            &[first, c],
            what,
            "one source, kind, side and amount".into(),
            Sure::Certain,
        );
    } else if first.group != c.group || c.group.is_none() {
        let group = |c: &Claim| c.group.clone().unwrap_or_else(|| "none".into());
        let what = "the same words in two sources count as two origins".to_owned();
        let why = format!("the groups are {} and {}: copies of one report share one", group(first), group(c));
        t.found(Check::Duplicate, &[first, c], what, why, Sure::Likely);
    }
}

/// Everything in which two claims of one statement agree.
fn statement(c: &Claim, f: &Figure) -> Vec<String> {
    let mut key = vec![
        c.standing.source.clone().unwrap_or_default(),
        c.date.to_string(),
        c.kind.word().to_owned(),
        f.unit.word().to_owned(),
        f.bound.word().to_owned(),
    ];
    key.extend(rest(c));
    // A count of seats or votes is said of one body after the other: there the words must agree too.
    if matches!(c.kind, Kind::Fact | Kind::Vote | Kind::Poll) || f.unit.currency().is_none() {
        key.extend(words(&c.text));
    }
    key
}

fn rest(c: &Claim) -> Vec<String> {
    let decimal = |d: Option<winset_case::Decimal>| d.map(|d| d.normalize().to_string());
    let f = c.figure.as_ref();
    [
        f.and_then(|f| decimal(f.low)),
        f.and_then(|f| decimal(f.high)),
        c.side.clone(),
        c.told_by.clone(),
        c.period.clone(),
        c.refers_to.clone(),
        c.denominator.clone(),
        c.informs.clone(),
    ]
    .map(Option::unwrap_or_default)
    .to_vec()
}
