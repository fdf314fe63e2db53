//! The sheets that tell where a workbook comes from: its sources as links, and what it is.

use winset_case::Case;

use super::sheet::{Sheet, Style};
use crate::fmt::count;
use crate::question::Question;

/// Every document of the case: id, publisher, title, days, address.
pub(super) fn sources(s: &mut Sheet, case: &Case) {
    s.text((0, 0), "Sources", Style::Title);
    s.heads(
        2,
        &["id", "publisher", "title", "published", "read", "copy of another text", "address", "kept copy"],
    );
    s.freeze(3, 1);
    for (row, source) in (3..).zip(&case.sources) {
        s.text((row, 0), &source.id, Style::Text);
        for (column, words) in [(1, &source.publisher), (2, &source.title)] {
            if let Some(words) = words {
                s.text((row, column), words, Style::Text);
            }
        }
        for (column, day) in [(3, source.date), (4, source.seen_on)] {
            if let Some(day) = day {
                s.day((row, column), day);
            }
        }
        s.text((row, 5), if source.is_repost { "yes" } else { "no" }, Style::Text);
        for (column, address) in [(6, &source.url), (7, &source.copy_url)] {
            if let Some(address) = address {
                s.link((row, column), address);
            }
        }
    }
}

/// Title, day, hash, version, what was withheld, and what to know about the numbers.
pub(super) fn about(
    s: &mut Sheet,
    q: &Question,
    what: &str,
    (live, withheld): (bool, usize),
    notes: &[String],
) {
    s.text((0, 0), &q.case.title, Style::Title);
    let pairs = [
        ("what", what.to_owned()),
        ("as of", String::new()),
        ("case", format!("{}, hash {}", q.case.id, q.hash)),
        ("made by", format!("winset {}", env!("CARGO_PKG_VERSION"))),
        ("withheld", withheld_words(withheld)),
    ];
    for (row, (label, words)) in (2..).zip(pairs) {
        s.text((row, 0), label, Style::Text);
        if words.is_empty() {
            s.day((row, 1), q.as_of);
        } else {
            s.text((row, 1), &words, Style::Note);
        }
    }
    let general = [
        "Nothing that became known after the day above is in this file.",
        "Numbers on the sheet Inputs may be changed; all other numbers follow from them by formulas, unless the row says otherwise.",
        "A spreadsheet holds 15 digits of a number; winset computes with 28.",
    ];
    let inputs = if live { &general[..] } else { &general[..1] };
    let lines = inputs.iter().map(|l| (*l).to_owned()).chain(notes.iter().cloned());
    for (row, line) in (8..).zip(lines) {
        s.text((row, 0), &line, Style::Note);
    }
}

fn withheld_words(n: usize) -> String {
    match n {
        0 => "nothing".into(),
        n => format!(
            "{} kept out of files made for the public",
            count(n, "internal entry", "internal entries")
        ),
    }
}
