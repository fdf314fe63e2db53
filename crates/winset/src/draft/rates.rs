//! The exchange rates of a drafted case: of the table that is shipped, for the currencies that the claims speak of.

use std::collections::BTreeSet;

use jiff::civil::Date;
use winset_case::quantity::Currency;
use winset_read::{FoundClaim, Rates};

use super::facts::Facts;

/// Id of the source of the rates.
pub const SOURCE: &str = "fx-monthly";

/// A rate series of the case.
#[derive(Clone, Debug)]
pub struct Series {
    /// Id, and name of its file.
    pub id: String,
    /// Currency of the values.
    pub currency: Currency,
    /// Currency of which one unit is priced.
    pub base: Currency,
    /// The file.
    pub csv: String,
    /// Where the rates were read.
    pub source: String,
}

/// Months before the document that a case begins with.
const MONTHS: i16 = 24;

/// A series for every currency of the claims and of the last amount that the table has, where there are two or more.
pub fn series(facts: &Facts, claims: &[FoundClaim], day: Date) -> Vec<Series> {
    let amounts = claims
        .iter()
        .flat_map(|c| c.amount.iter().chain(&c.converted))
        .filter_map(|a| a.figure.unit.currency());
    let last = facts.amount.known().and_then(|a| a.value.figure.unit.currency());
    let named: BTreeSet<&str> = amounts.chain(last).map(Currency::code).collect();
    if named.len() < 2 {
        return Vec::new();
    }
    let table = Rates::shipped();
    let mut out = Vec::new();
    for code in named {
        let from = (day.year() - MONTHS / 12, day.month());
        let rows: Vec<_> = table
            .rows
            .iter()
            .filter(|r| r.currency.code() == code && r.known_on.is_some_and(|k| k <= day))
            .filter(|r| (r.start.year(), r.start.month()) >= from)
            .collect();
        let Some(first) = rows.first() else { continue };
        let mut csv = "date_start,date_end,value,known_on,status,source\n".to_owned();
        for r in &rows {
            let known = r.known_on.map(|k| k.to_string()).unwrap_or_default();
            csv.push_str(&format!("{},{},{},{known},found,{SOURCE}\n", r.start, r.end, r.value));
        }
        let id = format!("{}-{}", code.to_lowercase(), first.base.code().to_lowercase());
        out.push(Series {
            id,
            currency: first.currency,
            base: first.base,
            csv,
            source: first.source.clone(),
        });
    }
    out
}
