//! When and how much: how such talks ended before, as named dots, beside the forecast of these.

use winset::chart::about;
use winset::forecast::{Answer, Show, forecast, report};
use winset::pictures;
use winset::view::html::{blocks, escape};

use super::notes;
use crate::part::Part;
use crate::view::View;

/// Its parts.
pub fn parts(view: &View<'_>) -> Vec<Part> {
    let q = view.q;
    let answer = match forecast(&q.case, &q.outcome, view.library, q.as_of) {
        Ok(answer) => answer,
        Err(e) => return vec![Part::new("when", view.say("when.title"), e.to_string())],
    };
    let mut list = Vec::new();
    if let Answer::Open(f) = &answer {
        let dates = winset::view::html::of_chart(&pictures::dates_table(q, f));
        let when = Part::new("when", view.say("when.date"), view.say("when.date_says"));
        list.push(when.with_picture(pictures::when(q, f)).with_table(dates));
        let told = f.members.iter().map(|m| {
            let change =
                m.change.map(winset::fmt::log_change).unwrap_or_else(|| winset::fmt::UNKNOWN.to_owned());
            (about("member", &[&m.id]), format!("<p>{}</p><p>{}</p>", escape(&m.title), escape(&change)))
        });
        let picture = pictures::amount(q, f);
        let says = if picture.is_some() { view.say("when.amount_says") } else { view.say("when.few") };
        let amount = Part::new("amount", view.say("when.amount"), says);
        list.push(amount.with_picture(picture).with_html(notes::notes(told)));
    }
    let r = report(&q.case, &answer, q.as_of, &q.hash, Show { members: true, assumptions: true });
    let mut html: String = r.lead.iter().map(|l| format!("<p>{}</p>", escape(l))).collect();
    html.push_str(&blocks(&r.blocks, 3));
    list.push(
        Part::new("basis", view.say("when.basis"), view.say("when.basis_says")).with_html(html).across(),
    );
    list
}
