//! What changed since a day: new claims, figures that moved, dates that came nearer.

use jiff::civil::Date;
use winset_case::parse::Checked;

use super::{Brief, Line, brief};
use crate::class::Library;
use crate::fmt::{day, days_between, rate};
use crate::question::{Audience, Question};

/// A figure that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// `demand`, `offer`, `gap` …
    pub kind: &'static str,
    /// Side.
    pub side: String,
    /// What it was, if there was one.
    pub before: Option<Line>,
    /// What it is.
    pub after: Line,
}

/// What changed.
#[derive(Clone, Debug)]
pub struct Since {
    /// The earlier day.
    pub day: Date,
    /// Claims that became known: id, day known, words.
    pub claims: Vec<(String, Date, String)>,
    /// Figures that moved.
    pub moved: Vec<Moved>,
    /// Exchange rates that changed, in words.
    pub rates: Vec<String>,
    /// Dates: in words, and days left then and now.
    pub nearer: Vec<(String, i32, i32)>,
    /// Dates that became known.
    pub new_dates: Vec<String>,
    /// Things no longer unknown.
    pub resolved: Vec<String>,
}

/// Compares a question with the same case as of an earlier day.
pub fn since(
    checked: &Checked,
    library: &Library,
    now: (&Question, &Brief),
    earlier: Date,
    audience: Audience,
) -> Option<Since> {
    let (question, state) = now;
    let (before, _) = Question::new(checked, Some(earlier), audience)?;
    let then = brief(&before, library);
    let mut claims: Vec<_> = question
        .case
        .claims
        .iter()
        .filter(|c| c.standing.known_on > earlier)
        .map(|c| {
            let who = c.speaker.as_deref().map(|s| format!("{s}: ")).unwrap_or_default();
            (c.id.clone(), c.standing.known_on, format!("{who}{}", c.text))
        })
        .collect();
    claims.sort_by_key(|(_, known, _)| *known);
    let (mut nearer, mut new_dates) = (Vec::new(), Vec::new());
    for d in state.calendar.iter().filter(|d| d.ours) {
        let words = format!("{} {}", day(d.date), d.what);
        if then.calendar.iter().any(|x| x.date == d.date && x.what == d.what) {
            nearer.push((words, days_between(earlier, d.date), d.days));
        } else {
            new_dates.push(words);
        }
    }
    let rates = state.found.rates.iter().filter_map(|now| {
        let before = then.found.rates.iter().find(|r| r.from == now.from && r.to == now.to)?;
        let (a, b) = (before.printed.0, now.printed.0);
        (a != b).then(|| format!("rate: {} → {} {}", rate(a), rate(b), now.printed.1))
    });
    let rates = rates.collect();
    let resolved = then.unknown.iter().filter(|u| !state.unknown.contains(u)).cloned().collect();
    Some(Since { day: earlier, claims, moved: moved(&then, state), rates, nearer, new_dates, resolved })
}

fn moved(then: &Brief, now: &Brief) -> Vec<Moved> {
    let group = |l: &Line| (l.kind, l.side.clone(), l.by.split(',').next().unwrap_or_default().to_owned());
    now.found
        .lines
        .iter()
        .filter_map(|after| {
            let before = then.found.lines.iter().find(|b| group(b) == group(after)).cloned();
            let same = before.as_ref().is_some_and(|b| b.stated == after.stated);
            let silent = before.is_none() && after.high.or(after.low).is_none();
            (!same && !silent).then(|| Moved {
                kind: after.kind,
                side: after.side.clone(),
                before,
                after: after.clone(),
            })
        })
        .collect()
}
