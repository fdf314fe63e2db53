//! What proposals cost: chosen, written or slid, as bars and side by side, with the arithmetic of every amount.

use std::fmt::Write;

use winset::chart::about;
use winset::pictures;
use winset::price::{Prices, cell, prices, report};
use winset::report::Block;
use winset::view::html::{blocks, escape};

use super::fields::{self, Slider, proposals, slid};
use super::notes;
use super::state::lines;
use crate::part::Part;
use crate::view::View;

/// Its parts.
pub fn parts(view: &View<'_>) -> Vec<Part> {
    let mut asked = proposals(view);
    if asked.is_empty() {
        // What the case has, beside what the sliders show before they are moved.
        asked.extend(view.q.case.proposals.iter().map(|p| p.id.clone()));
        asked.extend(view.q.case.baseline.as_ref().and_then(|b| b.amount.as_ref()).map(|_| fields::draft()));
    }
    let answer = prices(&view.q.case, &asked);
    let mistakes = answer.as_ref().err().map(|e| e.sentences.clone()).unwrap_or_default();
    let mut list = vec![controls(view, &mistakes)];
    match answer {
        Ok(answer) => list.extend([bars(view, &answer), table(view, &answer, &asked)]),
        Err(_) => {
            // The last good picture stays while the text is being mended.
            let kept = |id: &str| Part { keep: true, ..Part::new(id, view.say("price.title"), "") };
            list.extend([kept("bars"), kept("side")]);
        }
    }
    list
}

/// Which proposals, and one's own: written, or moved by hand.
fn controls(view: &View<'_>, mistakes: &[String]) -> Part {
    let chosen: Vec<&str> = view.params.all("p").collect();
    let mut html = String::new();
    if !view.q.case.proposals.is_empty() {
        let _ = write!(
            html,
            "<form data-controls autocomplete=\"off\"><fieldset><legend>{}</legend>",
            escape(view.say("price.of_the_case"))
        );
        for p in &view.q.case.proposals {
            let mark = if chosen.contains(&p.id.as_str()) { " checked" } else { "" };
            let title = p.title.as_deref().unwrap_or(&p.id);
            let _ = write!(
                html,
                "<label class=\"check\"><input type=\"checkbox\" name=\"p\" value=\"{0}\"{mark}> {0} <span class=\"soft\">{1}</span></label>",
                escape(&p.id),
                escape(title),
            );
        }
        html.push_str("</fieldset></form>");
    }
    let number = |name: &str, low, high, other| view.params.number(name, low, high).unwrap_or(other);
    let slider = |name, label, range, value, unit| Slider { name, label, range, value, unit }.write();
    let _ = write!(
        html,
        "<form data-controls data-clears=\"own\" autocomplete=\"off\"><fieldset><legend>{}</legend>{}{}{}</fieldset></form>",
        escape(view.say("price.slid")),
        slider(
            "first",
            view.say("price.first"),
            (-20.0, 120.0, 1.0),
            number("first", -50.0, 500.0, fields::FIRST),
            " %"
        ),
        slider(
            "growth",
            view.say("price.growth"),
            (0.0, 12.0, 0.5),
            number("growth", 0.0, 30.0, fields::GROWTH),
            " %"
        ),
        slider(
            "years",
            view.say("price.years"),
            (1.0, 10.0, 1.0),
            number("years", 1.0, 10.0, fields::YEARS),
            ""
        ),
    );
    let own = view.params.get("own").map(str::to_owned).or_else(|| slid(view)).unwrap_or_default();
    let _ = write!(
        html,
        "<form data-controls data-clears=\"first growth years\" autocomplete=\"off\">{}</form>",
        fields::text("own", view.say("price.own"), &own, "+13%, 7%/yr, 5y")
    );
    if !mistakes.is_empty() {
        let _ = write!(html, "<div class=\"wrong\" role=\"alert\">{}</div>", lines(mistakes));
    }
    Part::new("proposals", view.say("price.title"), view.say("price.says")).with_html(html)
}

fn bars(view: &View<'_>, answer: &Prices) -> Part {
    let priced = answer.list.iter().filter_map(|p| p.as_ref().ok());
    let mut all = Vec::new();
    for p in priced {
        for y in &p.years {
            let html = format!("<p>{}</p>", escape(&cell(&view.q.case, p, y)));
            let year = y.year.to_string();
            let categories = y.by_category.iter().map(|(id, _)| id.as_str()).chain([""]);
            all.extend(categories.map(|c| (about("cell", &[&p.id, &year, c]), html.clone())));
        }
    }
    let picture = pictures::bars(view.q, answer);
    let sentence = if picture.is_some() { view.say("price.bars_say") } else { view.say("price.nothing") };
    Part::new("bars", view.say("price.bars"), sentence)
        .with_picture(picture)
        .with_html(notes::notes(all))
        .across()
}

/// The whole answer side by side: years, totals, worth, shares of every named whole, and the arithmetic.
fn table(view: &View<'_>, answer: &Prices, asked: &[String]) -> Part {
    let r = report(&view.q.case, answer, view.q.as_of, &view.q.hash, true);
    let mut html = lines(&answer.understood);
    let missing: Vec<String> =
        answer.list.iter().filter_map(|p| p.as_ref().err()).map(|(id, e)| format!("{id}: {e}")).collect();
    html.push_str(&lines(&missing));
    let arithmetic = |b: &Block| matches!(b, Block::Heading(h) if h.starts_with("Arithmetic"));
    let split = r.blocks.iter().position(arithmetic).unwrap_or(r.blocks.len());
    html.push_str(&blocks(&r.blocks[..split], 3));
    if split < r.blocks.len() {
        let _ = write!(
            html,
            "<details><summary>{}</summary>{}</details>",
            escape(view.say("price.arithmetic")),
            blocks(&r.blocks[split..], 3)
        );
    }
    let command: String = asked.iter().map(|a| format!(" '{}'", a.replace('\'', "'\\''"))).collect();
    let _ = write!(
        html,
        "<p>{}: <code id=\"command\">winset price {}{} --as-of {}</code> <button type=\"button\" data-copy=\"command\">{}</button></p>",
        escape(view.say("frame.command")),
        escape(view.id),
        escape(&command),
        view.q.as_of,
        escape(view.say("frame.copy"))
    );
    let mut part = Part::new("side", view.say("price.side"), view.say("price.side_says")).across();
    for b in &r.blocks[..split] {
        if let Block::Table(t) = b {
            part = part.with_table(t.clone());
        }
    }
    part.with_html(html)
}
