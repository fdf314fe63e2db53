//! What changed: two answers to the same question side by side, each difference named.

use jiff::civil::Date;
use winset::brief::brief;
use winset::compare::{Against, Asked, Comparison, Side, compare, report};
use winset::pictures;
use winset::question::{Audience, Question};
use winset::view::html::{blocks, escape};
use winset_case::parse::parse;

use super::fields::{choice, proposals, text};
use super::head::known_on;
use super::state::lines;
use crate::part::Part;
use crate::view::View;
use crate::write;

const QUESTIONS: [&str; 5] = ["brief", "price", "vote", "deals", "forecast"];

/// Its parts.
pub fn parts(view: &View<'_>) -> Vec<Part> {
    let wanted = view.params.get("question").unwrap_or("brief");
    let texts = against(view);
    let mut list = Vec::new();
    let found =
        other(view, &texts).and_then(|(against, q)| answer(view, wanted, &against, &q).map(|c| (q, c)));
    let mistakes = found.as_ref().err().cloned().unwrap_or_default();
    list.push(controls(view, wanted, &texts, &mistakes));
    let Ok((q, c)) = found else { return list };
    list.push(differences(view, &c));
    if wanted == "brief" {
        // The earlier day stands left, as in the table.
        let sides = if c.left.as_of == view.q.as_of && c.left.hash == view.q.hash {
            [view.q, &q]
        } else {
            [&q, view.q]
        };
        for (side, name, told) in [(sides[0], "left", &c.left), (sides[1], "right", &c.right)] {
            let picture = pictures::lanes(side, &brief(side, view.library)).map(|p| p.named(name));
            list.push(Part::new(name, told.label.clone(), "").with_picture(picture));
        }
    }
    list
}

/// What the answer is compared with; where the address does not say it, the day before on which something became known.
fn against(view: &View<'_>) -> Vec<String> {
    let texts: Vec<String> =
        ["before", "with"].iter().filter_map(|n| view.params.get(n)).map(str::to_owned).collect();
    if !texts.is_empty() {
        return texts;
    }
    let earlier = known_on(&view.checked.case).filter(|d| *d < view.q.as_of).max();
    earlier.map(|d| d.to_string()).into_iter().collect()
}

/// The other side.
fn other(view: &View<'_>, texts: &[String]) -> Result<(Against, Question), Vec<String>> {
    if texts.is_empty() {
        return Err(vec![view.say("changed.nothing_earlier").to_owned()]);
    }
    let against = Against::parse(texts).map_err(|e| vec![e])?;
    let as_of: Option<Date> = against.as_of.or(Some(view.q.as_of));
    let sets: Vec<String> =
        view.params.all("set").map(str::to_owned).chain(against.set.iter().cloned()).collect();
    let laid;
    let checked = if against.set.is_empty() {
        view.checked
    } else {
        laid = parse(&view.opened.folder, &sets)
            .map_err(|r| r.diagnostics.iter().map(|d| d.sentence.clone()).collect::<Vec<_>>())?;
        &laid
    };
    let Some((mut q, _)) = Question::new(checked, as_of, Audience::Own) else {
        return Err(vec![view.say("changed.nothing_earlier").to_owned()]);
    };
    q.case.korean = view.q.case.korean;
    Ok((against, q))
}

fn answer(view: &View<'_>, wanted: &str, against: &Against, q: &Question) -> Result<Comparison, Vec<String>> {
    let own: Vec<String> = view.params.all("set").map(str::to_owned).collect();
    let with: Vec<String> = own.iter().cloned().chain(against.set.iter().cloned()).collect();
    let mine = Side { question: view.q, set: &own, audience: Audience::Own };
    let theirs = Side { question: q, set: &with, audience: Audience::Own };
    let (left, right) = if against.stands_left(view.q.as_of) { (theirs, mine) } else { (mine, theirs) };
    let (list, options) = (proposals(view), winset::deals::Asked::default());
    let asked = match wanted {
        "price" => Asked::Price(&list),
        "vote" => Asked::Vote(&list),
        "deals" => Asked::Deals(&options),
        "forecast" => Asked::Forecast,
        _ => Asked::Brief,
    };
    compare(&left, &right, view.library, asked)
}

fn controls(view: &View<'_>, wanted: &str, texts: &[String], mistakes: &[String]) -> Part {
    let named = |q: &&str| ((*q).to_owned(), view.say(&format!("changed.{q}")).to_owned());
    let questions: Vec<(String, String)> = QUESTIONS.iter().map(named).collect();
    let shown = texts.iter().find(|t| !t.contains('=')).cloned().unwrap_or_default();
    let mut html = format!(
        "<form data-controls class=\"row\" autocomplete=\"off\">{}<label class=\"field\"><span>{}</span><input type=\"date\" name=\"before\" value=\"{}\"></label>{}</form>",
        choice("question", view.say("changed.question"), wanted, &questions),
        escape(view.say("changed.before")),
        escape(&shown),
        text(
            "with",
            view.say("changed.with"),
            view.params.get("with").unwrap_or_default(),
            "price.discount_rate=\"2 %\""
        ),
    );
    let mut days: Vec<Date> = known_on(&view.checked.case).filter(|d| *d < view.q.as_of).collect();
    days.sort_unstable();
    days.dedup();
    let links: Vec<String> = days
        .iter()
        .rev()
        .take(8)
        .map(|d| {
            let to = view.params.without(&["before"]).and("before", &d.to_string()).query();
            format!("<a data-whole href=\"?{}\">{}</a>", escape(&to), escape(&write::day(view.words, *d)))
        })
        .collect();
    if !links.is_empty() {
        html.push_str(&format!(
            "<p class=\"days\">{} {}</p>",
            escape(view.say("changed.days")),
            links.join(" · ")
        ));
    }
    if !mistakes.is_empty() {
        html.push_str(&format!("<div class=\"wrong\" role=\"alert\">{}</div>", lines(mistakes)));
    }
    Part::new("ask", view.say("changed.title"), view.say("changed.says")).with_html(html).across()
}

fn differences(view: &View<'_>, c: &Comparison) -> Part {
    let r = report(c);
    let mut part = Part::new("differences", view.say("changed.differences"), r.lead.join(" ")).across();
    for b in &r.blocks {
        if let winset::report::Block::Table(t) = b {
            part = part.with_table(t.clone());
        }
    }
    part.with_html(blocks(&r.blocks, 3))
}
