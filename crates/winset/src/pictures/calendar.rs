//! The calendar: the dates to come, from the day of the question to the last on record.

use winset_case::case::CalendarEntry;

use super::{at, caption, clause, months, speech};
use crate::chart::words::{Words, fill};
use crate::chart::{Calendar, CalendarDay, Frame, Picture, about};
use crate::question::Question;

/// Days shown before the day of the question at most.
const BACK: i32 = 1_100;

/// The dates of a case; with `past` also those since the last agreement became known.
pub fn calendar(q: &Question, past: bool) -> Picture {
    let (lang, w) = speech(q);
    let agreed = q.case.baseline.as_ref().map(|b| at(q, b.standing.known_on));
    let back = if past { agreed.unwrap_or(-BACK).clamp(-BACK, 0) } else { 0 };
    let mut entries: Vec<&CalendarEntry> = q.case.calendar.iter().filter(|e| at(q, e.date) >= back).collect();
    entries.sort_by_key(|e| e.date);
    let first = entries.first().map_or(0, |e| at(q, e.date).min(0));
    let last = entries.last().map_or(0, |e| at(q, e.date)).max(30);
    // A little air, so that the last date does not stand on the edge.
    let (from_day, to_day) = (if first < 0 { first - 10 } else { 0 }, last + last / 40 + 3);
    let today = (w.writes.day)(q.as_of);
    let frame = Frame {
        name: "calendar".into(),
        heading: heading(q, &entries, w),
        note: fill(w.says.calendar_note, &[("day", &today)]),
        caption: caption(q, &[]),
        lang,
    };
    let dates = entries.iter().map(|e| date(q, e, w)).collect();
    Picture::Calendar(Calendar { frame, from_day, to_day, today, ticks: months(q, from_day, to_day), dates })
}

fn date(q: &Question, e: &CalendarEntry, w: &Words) -> CalendarDay {
    CalendarDay {
        day: at(q, e.date),
        date: (w.writes.day)(e.date),
        what: e.what.clone(),
        whose: e.whose.as_deref().map(|id| q.case.side_name(id).to_owned()).unwrap_or_default(),
        ours: e.ours,
        recalled: q.case.weak(&e.standing),
        about: about("event", &[&e.id]),
    }
}

/// The next date of these talks and how far off it is.
fn heading(q: &Question, entries: &[&CalendarEntry], w: &Words) -> String {
    let ahead = entries.iter().find(|e| e.ours && e.date >= q.as_of);
    let Some(e) = ahead else {
        return if entries.is_empty() { w.says.calendar_none } else { w.says.calendar_not_ours }.to_owned();
    };
    let days = at(q, e.date);
    let sentence = match days {
        0 => w.says.calendar_today,
        1 => w.says.calendar_tomorrow,
        _ => w.says.calendar_next,
    };
    fill(sentence, &[("n", &days.to_string()), ("what", clause(&e.what))])
}
