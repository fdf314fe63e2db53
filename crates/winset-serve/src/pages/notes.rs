//! Notes that stand beside marks: hidden in the page, shown by the script on hover, focus and tap.

use std::fmt::Write;

use winset::view::html::{escape, link};
use winset_case::case::Claim;

use crate::view::View;
use crate::write;

/// A container of notes, each the name of a mark and its markup.
pub fn notes(list: impl IntoIterator<Item = (String, String)>) -> String {
    let mut out = String::from("<div class=\"abouts\" hidden>");
    for (about, html) in list {
        let _ = write!(out, "<aside class=\"about\" data-for=\"{}\">{html}</aside>", escape(&about));
    }
    out.push_str("</div>");
    out
}

/// What is said of a claim: its words, who, when, how sure, and where it stands.
pub fn claim(view: &View<'_>, c: &Claim) -> String {
    let mut out = String::new();
    let said = c.quote.as_deref().unwrap_or(&c.text);
    let _ = write!(out, "<p class=\"quote\">{}</p>", escape(said));
    let grade = c.grade.map(|g| format!("{}{}", g.reliability, g.credibility));
    let facts: Vec<String> = [
        c.speaker.clone(),
        Some(write::day(view.words, c.date)),
        Some(view.say(if c.official() { "state.official" } else { "state.not_official" }).to_owned()),
        grade.map(|g| view.with("state.grade", &[("grade", &g)])),
        c.standing.internal.then(|| view.say("state.is_internal").to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let _ = write!(out, "<p>{}</p>", escape(&facts.join(" · ")));
    let source = c.standing.source.as_ref().and_then(|id| view.q.case.sources.iter().find(|s| s.id == *id));
    if let Some(s) = source {
        let address = s.url.as_deref().or(s.copy_url.as_deref()).unwrap_or_default();
        let _ = write!(out, "<p>{}</p>", link(address, s.publisher.as_deref().unwrap_or(&s.id)));
    }
    out
}
