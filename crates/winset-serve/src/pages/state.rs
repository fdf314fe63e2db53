//! The state of play: who named which figure, who can say no, which days count, what changed, what is not known.

use std::fmt::Write;

use winset::brief::{BodyState, Brief, Since, brief, lead, report, since};
use winset::chart::about;
use winset::pictures;
use winset::question::Audience;
use winset::view::html::{blocks, escape};

use super::notes;
use crate::part::Part;
use crate::view::View;
use crate::write;

/// Its parts.
pub fn parts(view: &View<'_>) -> Vec<Part> {
    let b = brief(view.q, view.library);
    let day = view.params.get("since").and_then(|d| winset_case::text::parse_date(d).ok());
    let changed = day
        .filter(|d| *d < view.q.as_of)
        .and_then(|d| since(view.checked, view.library, (view.q, &b), d, Audience::Own));
    let mut list = vec![figures(view, &b, changed.as_ref()), bodies(view, &b), days(view, &b)];
    list.push(chosen(view, changed.as_ref()));
    if !b.unknown.is_empty() {
        let unknown = Part::new("unknown", view.say("state.unknown"), view.say("state.unknown_says"));
        list.push(unknown.with_html(lines(&b.unknown)));
    }
    let all = report(view.q, &b, None, view.id);
    let whole = Part::new("whole", view.say("state.whole"), view.say("state.whole_says"));
    let html = format!(
        "<details><summary>{}</summary>{}</details>",
        escape(view.say("frame.show")),
        blocks(&all.blocks, 3)
    );
    list.push(whole.with_html(html).across());
    list
}

fn figures(view: &View<'_>, b: &Brief, changed: Option<&Since>) -> Part {
    let picture = pictures::lanes_since(view.q, b, changed.map(|s| s.day));
    let sentence =
        if picture.is_some() { view.say("state.asked_says") } else { view.say("state.no_figures") };
    let shown = |id: &str| {
        let lines =
            b.found.lines.iter().chain(&b.found.wishes).chain(&b.found.not_asks).chain(&b.found.shares);
        lines.flat_map(|l| &l.claims).any(|c| c == id)
    };
    let claims = view.q.case.claims.iter().filter(|c| shown(&c.id));
    let all = claims.map(|c| (about("claim", &[&c.id]), notes::claim(view, c)));
    // What happened last is told in the words of the record.
    let said = lead(view.q, b).iter().map(String::as_str).chain([sentence]).collect::<Vec<_>>().join(" ");
    Part::new("lanes", view.say("state.asked"), said).with_picture(picture).with_html(notes::notes(all))
}

fn bodies(view: &View<'_>, b: &Brief) -> Part {
    let part = Part::new("bodies", view.say("state.bodies"), "");
    if b.bodies.is_empty() {
        return part.with_html(format!("<p>{}</p>", escape(view.say("state.no_bodies"))));
    }
    let mut html: String = b.bodies.iter().map(|s| body(view, s)).collect();
    let _ = write!(html, "<p><a href=\"?page=vote\">{}</a></p>", escape(view.say("state.to_vote")));
    part.with_html(html)
}

fn body(view: &View<'_>, s: &BodyState) -> String {
    let mut out = format!("<h3>{}: {}</h3><p>{}</p>", escape(&s.place), escape(&s.name), escape(&s.rule));
    if let (Some(needed), Some(members)) = (s.needed, s.members) {
        let says =
            view.with("state.needed", &[("n", &needed.to_string()), ("members", &members.to_string())]);
        let _ = write!(out, "<p>{}</p>", escape(&says));
    }
    let mut list: Vec<String> = s.votes.iter().take(2).cloned().collect();
    list.extend(s.threats.iter().map(|(words, _)| words.clone()));
    out.push_str(&lines(&list));
    out
}

fn days(view: &View<'_>, b: &Brief) -> Part {
    let part = Part::new("days", view.say("state.days"), "");
    if b.calendar.is_empty() {
        return part.with_html(format!("<p>{}</p>", escape(view.say("state.no_days"))));
    }
    part.with_picture(Some(pictures::calendar(view.q, false)))
}

/// A day to choose, and what changed since.
fn chosen(view: &View<'_>, changed: Option<&Since>) -> Part {
    let mut html = format!(
        "<form data-controls class=\"row\" autocomplete=\"off\"><label class=\"field\"><span>{}</span><input type=\"date\" name=\"since\" value=\"{}\"></label></form>",
        escape(view.say("state.since_day")),
        escape(view.params.get("since").unwrap_or_default()),
    );
    if let Some(s) = changed {
        let mut list: Vec<String> = Vec::new();
        for (id, date, text) in &s.claims {
            list.push(format!("{} · {text} [{id}]", write::day(view.words, *date)));
        }
        list.extend(s.rates.iter().cloned());
        list.extend(s.new_dates.iter().cloned());
        list.extend(s.resolved.iter().cloned());
        if list.is_empty() {
            list.push(view.say("state.nothing_new").to_owned());
        }
        html.push_str(&lines(&list));
    }
    Part::new("since", view.say("state.since"), view.say("state.since_says")).with_html(html)
}

/// Sentences below each other.
pub fn lines(list: &[String]) -> String {
    if list.is_empty() {
        return String::new();
    }
    let items: String = list.iter().map(|l| format!("<li>{}</li>", escape(l))).collect();
    format!("<ul class=\"lines\">{items}</ul>")
}
