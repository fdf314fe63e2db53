//! Pictures of answers: each an answer turned into a chart, with a heading that says the finding.

mod bars;
mod calendar;
mod deals;
mod ends;
mod lanes;
mod votes;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use winset_case::rate::UsedRate;

use crate::chart::words::{Words, fill, words};
use crate::chart::{DayLabel, Lang, Picture, Theme, Width};
use crate::fmt::{days_between, rate};
use crate::question::Question;

pub use bars::bars;
pub use calendar::calendar;
pub use deals::{frontier, plane};
pub use ends::{amount, dates_table, when, when_table};
pub use lanes::{lanes, lanes_since};
pub use votes::{hall, hemicycle};

/// A picture by itself: wide, on light paper.
pub fn stand_alone(p: &Picture) -> String {
    stand_alone_in(p, Width::Wide, Theme::Light)
}

/// A picture by itself in a width, on light or dark paper.
///
/// [`Theme::Page`] belongs in a page with its rules of colour and is drawn on light paper here.
pub fn stand_alone_in(p: &Picture, width: Width, theme: Theme) -> String {
    let theme = if theme == Theme::Page { Theme::Light } else { theme };
    format!("{}\n", p.draw(width, theme).trim_end())
}

fn lang(q: &Question) -> Lang {
    if q.case.korean { Lang::Ko } else { Lang::En }
}

/// The language of a question's pictures and its words.
fn speech(q: &Question) -> (Lang, &'static Words) {
    let lang = lang(q);
    (lang, words(lang))
}

/// The lines below every picture: day, rates, hash.
fn caption(q: &Question, rates: &[&UsedRate]) -> Vec<String> {
    let w = speech(q).1;
    let mut line = vec![fill(w.says.as_of, &[("day", &(w.writes.day)(q.as_of))])];
    for r in rates {
        let period = (w.writes.period)(r.period.0, r.period.1);
        line.push(format!("{} {} ({period})", rate(r.printed.0), r.printed.1));
    }
    line.push(format!("case {}, winset {}", q.hash, env!("CARGO_PKG_VERSION")));
    vec![line.join(" · ")]
}

/// First days of months between two days counted from the day of the question, about ten in all.
fn months(q: &Question, from_day: i32, to_day: i32) -> Vec<DayLabel> {
    let w = speech(q).1;
    let step = match to_day.saturating_sub(from_day) {
        n if n > 3_000 => 24,
        n if n > 1_500 => 12,
        n if n > 900 => 6,
        n if n > 500 => 3,
        n if n > 200 => 2,
        _ => 1,
    };
    let mut out: Vec<DayLabel> = Vec::new();
    let first = q.as_of.checked_add(Span::new().days(from_day)).unwrap_or(q.as_of);
    let Ok(mut d) = first.first_of_month().checked_add(1.month()) else { return out };
    let mut year: Option<i16> = None;
    for _ in 0..60 {
        let day = days_between(q.as_of, d);
        if day > to_day {
            break;
        }
        let label = (w.writes.month)(d, year != Some(d.year()));
        year = Some(d.year());
        out.push(DayLabel { day, label, about: String::new() });
        let Ok(next) = d.checked_add(Span::new().months(step)) else { break };
        d = next;
    }
    out
}

/// The first clause of a sentence: what a picture has room for.
fn clause(what: &str) -> &str {
    what.split([':', ';', ',', '(']).next().unwrap_or_default().trim()
}

/// Days counted from the day of the question.
fn at(q: &Question, d: Date) -> i32 {
    days_between(q.as_of, d)
}
