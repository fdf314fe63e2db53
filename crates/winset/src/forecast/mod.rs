//! The forecast from how such talks ended before: whether, when, how much, consent; the class beside one's own judgement.

mod answer;
mod form;
mod json;
mod show;

use jiff::civil::Date;

pub use answer::{Amount, ByDate, Demand, Forecast, MemberUsed, Quantile, Stand, Yours, forecast};
pub(crate) use form::float;
pub use form::{
    EDGES, EDGES_START, Form, Level, first_change, fractions, lags, levelised_change, levels, seen,
};
pub use json::json;
pub(crate) use json::value_at;
pub(crate) use show::telling;
pub use show::{Assumption, Show, assumptions, report};

/// What a forecast can be.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The talks ended, and that was known.
    Ended {
        /// Day of the deal, none if there was no deal.
        deal: Option<Date>,
        /// From when it was known.
        known_on: Date,
        /// In words.
        what: Option<String>,
    },
    /// A forecast.
    Open(Box<Forecast>),
}
