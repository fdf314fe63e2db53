//! Who can say no: seats, counts and odds of one proposal; then which packages are left.

use std::fmt::Write;

use winset::chart::about;
use winset::deals::{Asked, Deals, Failed, Listing, deals, explain, explained_report};
use winset::pictures;
use winset::view::html::{blocks, escape};
use winset::vote::{BodyVote, Votes, report, votes};

use super::fields::{self, Slider, proposals};
use super::notes;
use super::state::lines;
use crate::part::Part;
use crate::view::View;

/// Its parts.
pub fn parts(view: &View<'_>) -> Vec<Part> {
    let asked = proposals(view);
    let answer = votes(view.q, view.library, &asked);
    let mistakes = answer.as_ref().err().map(|e| e.sentences.clone()).unwrap_or_default();
    let mut list = vec![controls(view, &mistakes)];
    match &answer {
        Ok(v) if v.bodies.is_empty() => {
            list.push(Part::new("halls", view.say("vote.title"), view.say("vote.none")));
        }
        Ok(v) => {
            list.extend(v.bodies.iter().enumerate().map(|(i, b)| hall(view, v, b, i)));
            list.push(counts(view, v));
        }
        Err(_) => list.push(Part { keep: true, ..Part::new("counts", view.say("vote.counts"), "") }),
    }
    list.extend(left(view));
    list
}

fn controls(view: &View<'_>, mistakes: &[String]) -> Part {
    let mut html = String::new();
    let list: Vec<(String, String)> = std::iter::once((String::new(), view.say("vote.all").to_owned()))
        .chain(view.q.case.proposals.iter().map(|p| {
            let words = p.title.as_deref().filter(|t| *t != p.id);
            (p.id.clone(), words.map_or(p.id.clone(), |t| format!("{}: {t}", p.id)))
        }))
        .collect();
    if list.len() > 1 {
        let chosen = view.params.get("p").unwrap_or_default();
        let choice = fields::choice("p", view.say("vote.proposal"), chosen, &list);
        let _ = write!(
            html,
            "<form data-controls data-clears=\"own first growth years\" autocomplete=\"off\">{choice}</form>"
        );
    }
    let value = view.params.number("first", -50.0, 500.0).unwrap_or(fields::FIRST);
    let slider = Slider {
        name: "first",
        label: view.say("vote.first"),
        range: (-20.0, 120.0, 1.0),
        value,
        unit: " %",
    };
    let _ = write!(
        html,
        "<form data-controls data-clears=\"own p\" autocomplete=\"off\">{}</form>",
        slider.write()
    );
    let own = view.params.get("own").unwrap_or_default();
    let text = fields::text("own", view.say("price.own"), own, "+13%, 7%/yr, 5y");
    let _ = write!(
        html,
        "<form data-controls data-clears=\"p first growth years\" autocomplete=\"off\">{text}</form>"
    );
    if !mistakes.is_empty() {
        let _ = write!(html, "<div class=\"wrong\" role=\"alert\">{}</div>", lines(mistakes));
    }
    Part::new("ask", view.say("vote.title"), view.say("vote.says")).with_html(html).across()
}

/// A body: a half circle where it is counted in seats, its rule in words, its last votes and threats.
fn hall(view: &View<'_>, v: &Votes, b: &BodyVote, i: usize) -> Part {
    let first = (!v.proposals.is_empty()).then_some(0);
    let s = &b.state;
    let mut html = String::new();
    if let Some(e) = &b.missing {
        let _ = write!(html, "<p>{}</p>", escape(&e.to_string()));
    }
    let mut said: Vec<String> = s.votes.iter().take(3).cloned().collect();
    said.extend(s.threats.iter().map(|(words, _)| words.clone()));
    html.push_str(&lines(&said));
    if let Some(sitting) = b.then.as_ref().or(b.now.as_ref()) {
        let note = |c: &winset::vote::BlocCount| {
            let seats = view.with("vote.bloc", &[("name", &c.name), ("n", &c.seats.to_string())]);
            (about("bloc", &[&s.id, &c.id]), format!("<p>{}</p>", escape(&seats)))
        };
        html.push_str(&notes::notes(sitting.blocs.iter().map(note)));
    }
    let name = format!("hall-{}", i + 1);
    let picture = pictures::hall(view.q, v, b, first).map(|p| p.named(&name));
    Part::new(&name, format!("{}: {}", s.place, s.name), s.rule.clone()).with_picture(picture).with_html(html)
}

/// Counts, what tips them, and the odds told apart from the count.
fn counts(view: &View<'_>, v: &Votes) -> Part {
    let r = report(view.q, v);
    let mut html: String = r.lead.iter().map(|l| format!("<p>{}</p>", escape(l))).collect();
    html.push_str(&blocks(&r.blocks, 3));
    Part::new("counts", view.say("vote.counts"), view.say("vote.counts_say")).with_html(html).across()
}

fn left(view: &View<'_>) -> Vec<Part> {
    let part = |says: &str| Part::new("deals", view.say("vote.deals"), says).across();
    match deals(view.q, &Asked::default()) {
        Err(Failed::Missing(e)) => vec![part(&e.to_string())],
        Err(Failed::Asked(e)) => vec![part(&e)],
        Ok(d) => {
            let r = winset::deals::report(view.q, &d, Listing::Some);
            let html = r.lead.iter().map(|l| format!("<p>{}</p>", escape(l))).collect::<String>()
                + &blocks(&r.blocks, 3);
            let plane =
                part(view.say("vote.deals_say")).with_picture(pictures::plane(view.q, &d)).with_html(html);
            vec![plane, package(view, &d)]
        }
    }
}

/// One package: what it is worth to whom, and who votes for it.
fn package(view: &View<'_>, d: &Deals<'_>) -> Part {
    let wanted = view.params.get("package").unwrap_or("nash");
    let field = fields::text("package", view.say("vote.which"), wanted, "#12");
    let mut html = format!("<form data-controls autocomplete=\"off\">{field}</form>");
    match explain(view.q, d, wanted) {
        Ok(e) => html.push_str(&blocks(&explained_report(view.q, d, &e).blocks, 3)),
        Err(Failed::Missing(e)) => {
            html.push_str(&format!("<p class=\"wrong\">{}</p>", escape(&e.to_string())))
        }
        Err(Failed::Asked(e)) => {
            html.push_str(&format!("<p class=\"wrong\" role=\"alert\">{}</p>", escape(&e)))
        }
    }
    Part::new("package", view.say("vote.package"), view.say("vote.package_says")).with_html(html).across()
}
