//! What stands around every page: the head, the caption, and the page about a case that cannot be read.

use std::fmt::Write;

use winset::view::html::escape;
use winset_case::Diagnostic;

use crate::pages::Page;
use crate::pages::head::{Asked, head, keys};
use crate::part::Part;
use crate::view::{Params, View};
use crate::words::Words;
use crate::write;

/// A whole page around its parts.
pub fn page(view: &View<'_>, page: &Page, cases: &[String]) -> String {
    let asked = Asked {
        id: view.id,
        title: &view.q.case.title,
        params: view.params,
        words: view.words,
        page: page.name,
        cases,
        view: Some(view),
    };
    let mut out = head(&asked);
    for part in (page.parts)(view) {
        out.push_str(&Part::write(&part, view, page.name));
    }
    out.push_str("</main>");
    let day = write::day(view.words, view.q.as_of);
    let caption = view.with(
        "frame.as_of",
        &[("day", &day), ("hash", &view.q.hash), ("version", env!("CARGO_PKG_VERSION"))],
    );
    let _ = write!(out, "<footer class=\"as-of\" data-part=\"as-of\"><p>{}</p></footer>", escape(&caption));
    out.push_str(&keys(view.words));
    out
}

/// A page about a case that cannot be read: every mistake with its place.
pub fn mistakes(
    id: &str,
    list: &[Diagnostic],
    params: &Params,
    words: &Words,
    page: &str,
    cases: &[String],
) -> String {
    let asked = Asked { id, title: id, params, words, page, cases, view: None };
    let mut out = head(&asked);
    let overlay = list.iter().any(|d| d.file == "--set");
    let (heading, says) = if overlay {
        ("frame.overlay_mistakes", "frame.overlay_says")
    } else {
        ("frame.mistakes", "frame.mistakes_say")
    };
    let _ = write!(
        out,
        "<section class=\"part wide\" data-part=\"mistakes\" aria-labelledby=\"mistakes-h\"><h2 id=\"mistakes-h\">{}</h2><p class=\"says\">{}</p><ul class=\"mistakes\">",
        escape(words.get(heading)),
        escape(words.get(says)),
    );
    for d in list {
        out.push_str(&mistake(id, d));
    }
    out.push_str("</ul></section></main>");
    out.push_str(&keys(words));
    out
}

fn mistake(id: &str, d: &Diagnostic) -> String {
    let place = if d.file == "--set" {
        escape("--set")
    } else {
        let to = Params::default()
            .and("case", id)
            .and("page", "case")
            .and("file", &d.file)
            .and("line", &d.line.to_string());
        let words = format!("{}:{}:{}", d.file, d.line, d.column);
        format!("<a href=\"?{}\">{}</a>", escape(&to.query()), escape(&words))
    };
    let hint = d.hint.as_ref().map(|h| format!(" <span class=\"hint\">{}</span>", escape(h)));
    format!("<li>{place} {}{}</li>", escape(&d.sentence), hint.unwrap_or_default())
}
