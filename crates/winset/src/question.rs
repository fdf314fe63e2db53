//! A question: a case as of a day, with nothing in it that was not known then.

use jiff::civil::Date;
use winset_case::case::{Case, Outcome};
use winset_case::parse::Checked;

use crate::hash::case_hash;

/// A case and its outcome as of a day.
#[derive(Clone, Debug)]
pub struct Question {
    /// The case as of the day.
    pub case: Case,
    /// The outcome as of the day.
    pub outcome: Outcome,
    /// The day.
    pub as_of: Date,
    /// Hash of the case as of the day, the outcome left out.
    pub hash: String,
}

/// Who an answer is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everything is shown.
    Own,
    /// Internal entries are withheld and counted.
    Public,
}

impl Question {
    /// Takes a case as of a day: by default the latest `known_on` of the record, or of any entry where there is no record.
    ///
    /// For a public audience internal entries are dropped; the number withheld is returned beside the question.
    pub fn new(checked: &Checked, as_of: Option<Date>, audience: Audience) -> Option<(Question, usize)> {
        let latest = match audience {
            Audience::Own => checked.case.latest_known_on,
            Audience::Public => checked.case.latest_public,
        };
        let as_of = as_of.or(latest)?;
        let mut case = checked.case.as_of(as_of);
        let mut outcome = checked.outcome.as_of(as_of);
        let withheld = if audience == Audience::Public {
            withhold(&mut case) + withhold_outcome(&mut outcome)
        } else {
            0
        };
        // A copy of the folder under another name is the same case.
        let name = std::mem::take(&mut case.id);
        let hash = case_hash(&case);
        case.id = name;
        Some((Question { case, outcome, as_of, hash }, withheld))
    }
}

/// Drops internal entries and counts them.
fn withhold(case: &mut Case) -> usize {
    let hidden: Vec<String> =
        case.claims.iter().filter(|c| c.standing.internal).map(|c| c.id.clone()).collect();
    // What rests on a withheld claim would give it away.
    let rests = |basis: &[String]| basis.iter().any(|b| hidden.contains(b));
    let mut n = 0;
    let mut keep = |internal: bool| {
        n += usize::from(internal);
        !internal
    };
    case.claims.retain(|c| keep(c.standing.internal));
    case.proposals.retain(|p| keep(p.standing.internal || rests(&p.basis)));
    case.agreements.retain(|p| keep(p.standing.internal || rests(&p.basis)));
    case.approvals.retain(|p| keep(p.standing.internal));
    for p in case.proposals.iter_mut().chain(&mut case.agreements) {
        p.adjustments.retain(|a| keep(a.standing.internal));
    }
    for a in &mut case.approvals {
        a.terms.retain(|t| keep(t.standing.internal));
        a.votes.retain(|v| keep(v.standing.internal));
        if a.voters.0.as_ref().is_some_and(|v| !keep(v.standing.internal)) {
            a.forget_voters();
        }
    }
    case.issues.0.retain(|i| keep(i.standing.internal));
    case.preferences.0.retain(|p| keep(p.standing.internal || rests(&p.basis)));
    case.bases.retain(|p| keep(p.standing.internal));
    case.calendar.retain(|p| keep(p.standing.internal));
    case.history.retain(|p| keep(p.standing.internal));
    case.unknowns.retain(|p| keep(p.standing.internal));
    case.series.iter_mut().for_each(|s| s.values.retain(|v| keep(v.standing.internal)));
    let f = &mut case.forecast;
    f.judgements.retain(|j| keep(j.standing.internal));
    f.unlike.retain(|j| keep(j.standing.internal || rests(&j.basis)));
    f.observers.retain(|j| keep(j.standing.internal || rests(&j.basis)));
    if f.demand.as_ref().is_some_and(|d| d.standing.internal || rests(&d.basis)) {
        f.demand = None;
        n += 1;
    }
    if case.baseline.as_ref().is_some_and(|b| b.standing.internal) {
        case.baseline = None;
        n += 1;
    }
    // A document that only a withheld entry cites is withheld with it.
    case.drop_unused();
    n
}

/// Drops an internal ending and internal steps, and counts them.
fn withhold_outcome(outcome: &mut Outcome) -> usize {
    let before = outcome.steps.len() + usize::from(outcome.ending.is_some());
    outcome.ending.take_if(|e| e.standing.internal);
    outcome.steps.retain(|s| !s.standing.internal);
    before - outcome.steps.len() - usize::from(outcome.ending.is_some())
}
