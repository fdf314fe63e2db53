//! What proposals cost: year by year, by category and currency, against every stated base.

mod arithmetic;
mod json;
mod show;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use winset_case::Case;
use winset_case::case::Proposal;
use winset_case::price::{Expected, Need, Priced, Unanswerable, inline, needs, price};

pub use arithmetic::{arithmetic, cell};
pub use json::{json, rate as rate_json};
pub(crate) use show::{baseline_whole, source_name};
pub use show::{plural_of_years, report};

use crate::forecast::float;

/// Proposals, priced or not.
#[derive(Clone, Debug)]
pub struct Prices {
    /// Each proposal asked for.
    pub list: Vec<Result<Priced, (String, Unanswerable)>>,
    /// Inline texts as they were understood.
    pub understood: Vec<String>,
}

/// A proposal that was asked for and is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// A sentence for each, with a hint.
    pub sentences: Vec<String>,
}

/// The proposals named by id or written inline; all proposals of the case when none is named.
///
/// # Errors
/// Every text that is neither an id nor a proposal.
pub fn asked(case: &Case, asked: &[String]) -> Result<Vec<Proposal>, NotUnderstood> {
    named(case, asked).map(|list| list.into_iter().map(|(p, _)| p).collect())
}

/// Prices the proposals named by id or written inline; all proposals of the case when none is named.
///
/// The case must already be as of its day.
///
/// # Errors
/// Every text that is neither an id nor a proposal.
pub fn prices(case: &Case, asked: &[String]) -> Result<Prices, NotUnderstood> {
    let mut prices = Prices { list: Vec::new(), understood: Vec::new() };
    for (p, is_inline) in &named(case, asked)? {
        let priced = price_one(case, p);
        if let (true, Ok(priced)) = (is_inline, &priced) {
            prices.understood.push(show::understood(case, p, priced));
        }
        prices.list.push(priced.map_err(|e| (p.id.clone(), e)));
    }
    Ok(prices)
}

/// The proposals asked for, and whether each was written inline.
fn named(case: &Case, asked: &[String]) -> Result<Vec<(Proposal, bool)>, NotUnderstood> {
    let mut proposals: Vec<(Proposal, bool)> = Vec::new();
    let mut sentences = Vec::new();
    if asked.is_empty() {
        proposals.extend(case.proposals.iter().map(|p| (p.clone(), false)));
    }
    for text in asked {
        match case.proposal(text) {
            Some(p) => proposals.push((p.clone(), false)),
            None => match inline(case, text) {
                Ok(p) => proposals.push((p, true)),
                Err(_) if looks_like_an_id(text) => {
                    sentences.push(format!("no proposal `{text}` was known by then{}", id_hint(case, text)));
                }
                Err(e) => sentences.push(format!("{e}{}", id_hint(case, text))),
            },
        }
    }
    if sentences.is_empty() { Ok(proposals) } else { Err(NotUnderstood { sentences }) }
}

/// A word without blanks that begins with a letter and holds no sign of an amount.
fn looks_like_an_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn id_hint(case: &Case, text: &str) -> String {
    let ids: Vec<&str> = case.proposals.iter().chain(&case.agreements).map(|p| p.id.as_str()).collect();
    match winset_case::diagnostic::nearest(text, ids.iter().copied()) {
        Some(id) => format!("; did you mean the proposal `{id}`?"),
        None if ids.is_empty() => String::new(),
        None => format!("; known then: {}", ids.join(", ")),
    }
}

/// Prices one proposal, with the expected growth of years that cannot be known yet.
///
/// # Errors
/// Names the entry that is missing.
pub fn price_one(case: &Case, proposal: &Proposal) -> Result<Priced, Unanswerable> {
    let expected: Vec<Expected> = needs(case, proposal).iter().map(expect).collect();
    price(case, proposal, &expected)
}

/// The expected clamped growth of a year, rounded to 0.0001 per cent: the one number that the engine lends the exact world.
fn expect(need: &Need) -> Expected {
    let variance: f64 = need
        .spreads
        .iter()
        .map(|(sd, further)| {
            let sd = winset_engine::project::sd_ahead(float(*sd), if *further { 2 } else { 1 });
            sd * sd
        })
        .sum();
    let mean = winset_engine::project::mean_clamped(
        float(need.mean),
        libm::sqrt(variance),
        need.floor.map(float),
        need.cap.map(float),
    );
    let growth = Decimal::from_f64(mean).unwrap_or(need.mean).round_dp(4).normalize();
    Expected { year: need.year, growth }
}
