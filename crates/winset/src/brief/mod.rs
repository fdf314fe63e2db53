//! The state of play: what is asked and offered, by whom and how sure, who can say no, when, and what is not known.

mod approvals;
mod json;
mod lines;
mod show;
mod since;

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::case::Grade;
use winset_case::quantity::Unit;

use crate::class::Library;
use crate::forecast;
use crate::question::Question;

pub use approvals::{BodyState, body_states, rule_words};
pub use json::json;
pub use lines::Found;
pub(crate) use show::line_name;
pub use show::report;
pub use show::{beside, lead};
pub use since::{Moved, Since, since};

/// One line of what is asked and offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `baseline`, `demand`, `offer`, `gap`, `derived`, `wish`, `valuation`, `pressure`, `share`.
    pub kind: &'static str,
    /// Side id, `both`, or empty.
    pub side: String,
    /// As stated, or `—`.
    pub stated: String,
    /// The figure as the record holds it.
    pub figure: Option<winset_case::quantity::Figure>,
    /// Low and high in the unit of the case.
    pub low: Option<Decimal>,
    /// High.
    pub high: Option<Decimal>,
    /// Sign of the bound: `≤ `.
    pub sign: &'static str,
    /// Multiples of the last agreed amount.
    pub multiple: (Option<Decimal>, Option<Decimal>),
    /// From the side itself, on record; none where that is no question.
    pub official: Option<bool>,
    /// `official`, `reported`, `unconfirmed`, or nothing.
    pub evidence: &'static str,
    /// Grade; in brackets where it is only proposed.
    pub grade: Option<(Grade, bool)>,
    /// Who says so, where and when.
    pub by: String,
    /// Claim ids.
    pub claims: Vec<String>,
    /// Earlier figures of the same speaker group.
    pub older: usize,
    /// Kept out of files made for the public.
    pub internal: bool,
    /// The source is a repost, or the figure recalled.
    pub weak: bool,
    /// Day on which it was said.
    pub date: Option<Date>,
}

/// A date that matters, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Day.
    pub date: Date,
    /// In words.
    pub what: String,
    /// Days from the question.
    pub days: i32,
    /// Of these talks.
    pub ours: bool,
    /// Whose date it is.
    pub whose: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Recalled.
    pub weak: bool,
    /// For one's own eyes.
    pub internal: bool,
}

/// The state of play.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What happened last.
    pub latest: Option<String>,
    /// Sentences on the figures, by rule.
    pub findings: Vec<String>,
    /// Unit of the amounts.
    pub unit: Option<Unit>,
    /// Year of the last agreed amount.
    pub last_year: Option<i16>,
    /// What the record shows of the figures.
    pub found: Found,
    /// Who can say no.
    pub bodies: Vec<BodyState>,
    /// Calendar.
    pub calendar: Vec<Dated>,
    /// The forecast, or why there is none.
    pub forecast: Result<forecast::Answer, winset_case::price::Unanswerable>,
    /// What is not known.
    pub unknown: Vec<String>,
    /// Number of claims visible.
    pub claims: usize,
}

/// Draws up the state of play of a question.
pub fn brief(q: &Question, library: &Library) -> Brief {
    let case = &q.case;
    let found = lines::lines(case);
    let bodies = body_states(case, q.as_of);
    let calendar = case
        .calendar
        .iter()
        .filter(|e| e.date >= q.as_of)
        .map(|e| Dated {
            date: e.date,
            what: e.what.clone(),
            days: crate::fmt::days_between(q.as_of, e.date),
            ours: e.ours,
            whose: e.whose.as_deref().map(|w| case.side_name(w).to_owned()),
            note: e.note.clone(),
            weak: case.weak(&e.standing),
            internal: e.standing.internal,
        })
        .collect();
    Brief {
        latest: lines::latest(case),
        findings: lines::findings(case, &found),
        unit: case.unit_of_account(),
        last_year: case.baseline.as_ref().and_then(|b| b.year),
        found,
        bodies,
        calendar,
        forecast: forecast::forecast(case, &q.outcome, library, q.as_of),
        unknown: case.unknowns.iter().map(|u| u.what.clone()).collect(),
        claims: case.claims.len(),
    }
}
