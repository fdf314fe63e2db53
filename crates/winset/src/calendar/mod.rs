//! The dates of a case for a calendar: what ends, what is decided and when, each saying whether the date is ours.

mod ics;

use jiff::civil::Date;
use winset_case::Case;
use winset_case::case::{CalendarEntry, Standing};
use winset_case::price::Unanswerable;
use winset_case::text::is_web_link;
use winset_case::vocabulary::CalendarKind;

use crate::fmt::day;
use crate::question::Question;

pub use ics::ics;

/// The dates of a case as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Id of the case.
    pub case: String,
    /// Its title.
    pub title: String,
    /// The line that closes every answer: day, hash, version.
    pub foot: String,
    /// The dates in order of day, then of id.
    pub events: Vec<Event>,
}

/// A date, all day long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Place of the entry in the case: `calendar.expiry`. It stays the same when the entry is mended.
    pub id: String,
    /// Day.
    pub date: Date,
    /// In words.
    pub what: String,
    /// Of these talks.
    pub ours: bool,
    /// Whose date it is.
    pub whose: Option<String>,
    /// `expiry`, `election`, `deadline`, `session`, `budget`, `vote` or `event`.
    pub kind: &'static str,
    /// Note.
    pub note: Option<String>,
    /// The document that says so, in words.
    pub source: Option<String>,
    /// Its address, http or https.
    pub url: Option<String>,
    /// Day on which it became known.
    pub known_on: Date,
    /// Recalled, or from a copy of another publisher's text.
    pub weak: bool,
    /// Kept out of files made for the public.
    pub internal: bool,
}

/// The dates of a question: the calendar of the case, the end of the agreement in force, votes that are expected.
///
/// # Errors
/// No date was known by then; it names what to add.
pub fn calendar(q: &Question) -> Result<Calendar, Unanswerable> {
    let case = &q.case;
    let mut events: Vec<Event> = case.calendar.iter().map(|c| entry(case, c)).collect();
    events.extend(expiry(case));
    events.extend(votes(case));
    events.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    if events.is_empty() {
        let missing = format!("no date was known as of {}", day(q.as_of));
        let unlocks =
            "add [calendar.ID] with date and what, baseline.ends, or the day an approval's vote is expected";
        return Err(Unanswerable::new(missing, unlocks));
    }
    let foot = crate::report::foot(q.as_of, &q.hash);
    Ok(Calendar { case: case.id.clone(), title: case.title.clone(), foot, events })
}

fn entry(case: &Case, c: &CalendarEntry) -> Event {
    Event {
        note: c.note.clone(),
        whose: c.whose.as_deref().map(|w| case.side_name(w).to_owned()),
        ours: c.ours,
        ..event(case, format!("calendar.{}", c.id), c.date, c.what.clone(), c.kind.word(), &c.standing)
    }
}

/// The end of the agreement in force, unless the calendar has that day as an expiry.
fn expiry(case: &Case) -> Option<Event> {
    let b = case.baseline.as_ref()?;
    let ends = b.ends?;
    if case.calendar.iter().any(|c| c.date == ends && c.kind == CalendarKind::Expiry) {
        return None;
    }
    let what = format!("{} expires", b.agreement.as_deref().unwrap_or("the agreement in force"));
    let mut e = event(case, "baseline.ends".into(), ends, what, CalendarKind::Expiry.word(), &b.standing);
    e.known_on = b.ends_known_on;
    Some(e)
}

fn votes(case: &Case) -> impl Iterator<Item = Event> {
    case.approvals.iter().filter_map(|a| {
        let what = format!("{}: the vote is expected", a.name);
        let party = case.party(&a.party).map(|p| p.short.clone());
        let e = event(case, format!("approval.{}.expected", a.id), a.expected.0?, what, "vote", &a.standing);
        Some(Event { whose: party, note: Some(crate::brief::rule_words(&a.rule)), ..e })
    })
}

fn event(
    case: &Case,
    id: String,
    date: Date,
    what: String,
    kind: &'static str,
    standing: &Standing,
) -> Event {
    let source = standing.source.as_deref().and_then(|id| case.source(id));
    let address = source.and_then(|s| [&s.url, &s.copy_url].into_iter().flatten().find(|u| is_web_link(u)));
    let named = source.map(|s| {
        let name = s.publisher.clone().unwrap_or_else(|| s.id.clone());
        let title = s.title.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
        format!("{name}{title}{}", s.date.map(|d| format!(", {}", day(d))).unwrap_or_default())
    });
    Event {
        id,
        date,
        what,
        ours: true,
        whose: None,
        kind,
        note: None,
        source: named,
        url: address.cloned(),
        known_on: standing.known_on,
        weak: case.weak(standing),
        internal: standing.internal,
    }
}
