//! A calendar as iCalendar text (RFC 5545): all-day events whose ids stay, so that a second import mends the first.
//!
//! No clock is read: an event is as new as the day on which its entry became known.

use jiff::civil::Date;
use winset_case::text::neutral;

use super::{Calendar, Event};
use crate::fmt::{day, days_between};

/// Octets of a line, its end not counted (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The calendar as text, lines ended by CR LF.
pub fn ics(c: &Calendar) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line(&format!("PRODID:-//winset//winset {}//EN", env!("CARGO_PKG_VERSION")));
    out.line("CALSCALE:GREGORIAN");
    out.text("NAME", &c.title);
    out.text("X-WR-CALNAME", &c.title);
    out.text("DESCRIPTION", &c.foot);
    out.text("X-WR-CALDESC", &c.foot);
    c.events.iter().for_each(|e| event(&mut out, &c.case, e));
    out.line("END:VCALENDAR");
    out.0
}

fn event(out: &mut Lines, case: &str, e: &Event) {
    let known = date(e.known_on);
    out.line("BEGIN:VEVENT");
    out.text("UID", &format!("{case}/{}@winset", e.id));
    out.line(&format!("DTSTAMP:{known}T000000Z"));
    out.line(&format!("LAST-MODIFIED:{known}T000000Z"));
    out.line(&format!("SEQUENCE:{}", days_between(EPOCH, e.known_on).max(0)));
    out.line(&format!("DTSTART;VALUE=DATE:{}", date(e.date)));
    if let Ok(next) = e.date.tomorrow() {
        out.line(&format!("DTEND;VALUE=DATE:{}", date(next)));
    }
    let internal = if e.internal { " [internal]" } else { "" };
    let whose = if e.ours { "" } else { "not ours: " };
    out.text("SUMMARY", &format!("{whose}{}{internal}", e.what));
    out.text("DESCRIPTION", &description(e));
    out.line(&format!("CATEGORIES:{},{}", category(e), e.kind));
    if let Some(url) = &e.url {
        out.line(&format!("URL:{}", neutral(url)));
    }
    out.line(if e.weak { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
    out.line(if e.internal { "CLASS:PRIVATE" } else { "CLASS:PUBLIC" });
    out.line("TRANSP:TRANSPARENT");
    out.line("END:VEVENT");
}

/// The day from which the days of `SEQUENCE` are counted.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn category(e: &Event) -> &'static str {
    if e.ours { "our deadline" } else { "not our deadline" }
}

/// Whose date it is, the note, the source with its address, and since when it is known: a line each.
fn description(e: &Event) -> String {
    let mut lines = vec![match (e.ours, &e.whose) {
        (true, None) => "Our deadline.".to_owned(),
        (true, Some(w)) => format!("Our deadline; it is for {w} to act."),
        (false, None) => "Not our deadline.".to_owned(),
        (false, Some(w)) => format!("Not our deadline: {w}."),
    }];
    lines.extend(e.note.clone());
    match (&e.source, &e.url) {
        (Some(s), Some(u)) => lines.push(format!("Source: {s}, {u}")),
        (Some(s), None) => lines.push(format!("Source: {s}")),
        (None, _) => {}
    }
    if e.weak {
        lines.push("† recalled, or from a copy of another publisher's text".into());
    }
    lines.push(format!("Known on {}.", day(e.known_on)));
    lines.join("\n")
}

fn date(d: Date) -> String {
    format!("{:04}{:02}{:02}", d.year(), d.month(), d.day())
}

/// Content lines, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text: escaped, a line end written as `\n`.
    fn text(&mut self, name: &str, value: &str) {
        let lines: Vec<String> = value.lines().map(neutral).collect();
        let escaped = lines.join("\n").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        self.line(&format!("{name}:{}", escaped.replace('\n', "\\n")));
    }

    /// A line, folded between characters so that no part is longer than 75 octets.
    fn line(&mut self, text: &str) {
        let mut room = LONGEST;
        for c in text.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        let mut out = Lines::default();
        out.line(text);
        out.0
    }

    #[test]
    fn a_line_is_folded_between_characters_at_75_octets() {
        assert_eq!(lines(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(lines(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        // A Korean syllable has three octets: 24 fit beside two letters, and the 25th is not cut.
        let korean = lines(&format!("aa{}", "한".repeat(30)));
        assert_eq!(korean, format!("aa{}\r\n {}\r\n", "한".repeat(24), "한".repeat(6)));
    }

    #[test]
    fn text_is_escaped_and_cannot_begin_a_line_of_its_own() {
        let mut out = Lines::default();
        out.text("SUMMARY", "a, b; c\\d\r\nEND:VEVENT\u{1b}[31m\rX");
        assert_eq!(out.0, "SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT\u{fffd}[31m\u{fffd}X\r\n");
    }
}
