//! The article as a page: what was found is marked in it and noted in its margin.
//!
//! A claim is underlined with a straight line, a figure that does not hold with a wavy one, so that they can be told
//! apart without colours. Spans may overlap: the text is cut where one begins or ends.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use winset_read::READER;

use super::spans::{Piece, Span, Tag, pieces};
use super::words::{claim, expected, headline, one_line, plain};
use super::{Reading, Rules, sheet, tally};
use crate::report::Table;
use crate::view::html::{document, escape, table};

/// The article with claims and findings.
pub fn read(r: &Reading, rules: Rules) -> String {
    let tables = [sheet::claims_in_short(r), sheet::findings_in_short(r)];
    page(r, rules, &tally(Some(r.claims.len()), r.findings.len()), &tables)
}

/// The article with findings alone.
pub fn figures(r: &Reading, rules: Rules) -> String {
    let alone = Reading { claims: &[], ..r.clone() };
    page(&alone, rules, &tally(None, r.findings.len()), &[sheet::findings_in_short(r)])
}

fn page(r: &Reading, rules: Rules, lead: &str, tables: &[Table]) -> String {
    let title = one_line(r.title().unwrap_or(r.name()));
    let mut body = String::from("<header>");
    if r.doc.headline.is_none() {
        let _ = write!(body, "<h1>{}</h1>", escape(&title));
    }
    let file = r.file.filter(|f| *f != title).map(|f| format!("{} · ", one_line(f))).unwrap_or_default();
    let _ = write!(body, "<p class=\"beside\">{}</p>", escape(&format!("{file}{}", r.facts())));
    let _ = write!(body, "<p class=\"lead\">{}</p>", escape(lead));
    for remark in &r.remarks {
        let _ = write!(body, "<p class=\"soft\">{}</p>", escape(&one_line(remark)));
    }
    let _ = write!(body, "</header><article class=\"rd\">");
    for piece in pieces(r) {
        row(&mut body, r, &piece, rules);
    }
    body.push_str("</article>");
    for t in tables.iter().filter(|t| !t.rows.is_empty()) {
        let _ = write!(body, "<section><h2>{}</h2>{}</section>", escape(&t.caption), table(t));
    }
    let _ = write!(
        body,
        "<footer><p>{}</p></footer>",
        escape(&format!("{READER} · winset {}", env!("CARGO_PKG_VERSION")))
    );
    document(&title, "en", &body)
}

/// A paragraph and the notes beside it.
fn row(out: &mut String, r: &Reading, piece: &Piece, rules: Rules) {
    let is_headline = r.doc.headline.as_ref().is_some_and(|h| *h == piece.at);
    let tag = if is_headline { "h1" } else { "p" };
    let lang = r.doc.language.code();
    let _ = write!(out, "<div class=\"rd-row\"><{tag} class=\"rd-text\" lang=\"{lang}\">");
    marked(out, r, piece);
    let _ = write!(out, "</{tag}>");
    if !piece.noted.is_empty() {
        out.push_str("<ul class=\"rd-notes\">");
        piece.noted.iter().for_each(|s| note(out, r, s, rules));
        out.push_str("</ul>");
    }
    out.push_str("</div>");
}

/// What covers a part of the text.
#[derive(Clone, Copy, Default, PartialEq)]
struct Cover {
    claims: usize,
    findings: usize,
    amounts: usize,
}

impl Cover {
    fn of(&mut self, tag: Tag) -> &mut usize {
        match tag {
            Tag::Claim(_) => &mut self.claims,
            Tag::Finding(_) => &mut self.findings,
            Tag::Amount => &mut self.amounts,
        }
    }

    fn classes(self) -> Vec<&'static str> {
        let claim = match self.claims {
            0 => None,
            1 => Some("rd-c"),
            _ => Some("rd-c rd-cc"),
        };
        let finding = (self.findings > 0).then_some("rd-f");
        let amount = (self.amounts > 0).then_some("rd-a");
        [claim, finding, amount].into_iter().flatten().collect()
    }
}

/// What begins and ends at a place.
#[derive(Default)]
struct Cut<'a> {
    begin: Vec<Tag>,
    end: Vec<Tag>,
    numbers: Vec<&'a Span>,
}

/// The text of a paragraph, cut where a span begins or ends, with the numbers of the notes.
fn marked(out: &mut String, r: &Reading, piece: &Piece) {
    let within = |i: usize| i.clamp(piece.at.start, piece.at.end);
    let mut cuts: BTreeMap<usize, Cut> = BTreeMap::new();
    for s in &piece.touching {
        cuts.entry(within(s.at.start)).or_default().begin.push(s.tag);
        cuts.entry(within(s.at.end)).or_default().end.push(s.tag);
    }
    for s in &piece.noted {
        cuts.entry(within(s.at.end)).or_default().numbers.push(s);
    }
    let (mut cover, mut from) = (Cover::default(), piece.at.start);
    for (place, cut) in &cuts {
        segment(out, r, from..*place, cover);
        from = *place;
        cut.begin.iter().for_each(|t| *cover.of(*t) += 1);
        cut.end.iter().for_each(|t| *cover.of(*t) = cover.of(*t).saturating_sub(1));
        cut.numbers.iter().for_each(|s| number(out, r, s));
    }
    segment(out, r, from..piece.at.end, cover);
}

fn segment(out: &mut String, r: &Reading, at: Range<usize>, cover: Cover) {
    let text = r.doc.slice(&at).replace('\r', "").replace('\t', " ");
    if text.is_empty() {
        return;
    }
    // Line ends stay line ends.
    let lines: Vec<String> = text.split('\n').map(escape).collect();
    let text = lines.join("\n");
    let classes = cover.classes();
    if classes.is_empty() {
        out.push_str(&text);
    } else {
        let _ = write!(out, "<mark class=\"{}\">{text}</mark>", classes.join(" "));
    }
}

/// The anchor and the words of a note's number.
fn numbered(r: &Reading, tag: Tag) -> Option<(String, String)> {
    match tag {
        Tag::Claim(i) => Some((format!("c{}", i + 1), one_line(&r.claims.get(i)?.id))),
        Tag::Finding(i) => Some((format!("f{}", i + 1), format!("f{}", i + 1))),
        Tag::Amount => None,
    }
}

fn number(out: &mut String, r: &Reading, s: &Span) {
    let Some((anchor, words)) = numbered(r, s.tag) else { return };
    let _ = write!(
        out,
        "<sup class=\"rd-n\"><a id=\"at-{anchor}\" href=\"#note-{anchor}\">{}</a></sup>",
        escape(&words)
    );
}

fn note(out: &mut String, r: &Reading, s: &Span, rules: Rules) {
    let Some((anchor, words)) = numbered(r, s.tag) else { return };
    let class = if matches!(s.tag, Tag::Finding(_)) { " class=\"rd-wrong\"" } else { "" };
    let _ = write!(out, "<li id=\"note-{anchor}\"{class}><a href=\"#at-{anchor}\">{}</a> ", escape(&words));
    match s.tag {
        Tag::Claim(i) => {
            let parts = r.claims.get(i).map(|c| claim(c, rules)).unwrap_or_default();
            let (kind, rest) = parts.split_first().map_or(("", &[][..]), |(k, rest)| (k.as_str(), rest));
            let _ = write!(out, "<b>{}</b> · {}", escape(kind), escape(&rest.join(" · ")));
        }
        Tag::Finding(i) => wrong(out, r, i, rules),
        Tag::Amount => {}
    }
    out.push_str("</li>");
}

fn wrong(out: &mut String, r: &Reading, i: usize, rules: Rules) {
    let Some(f) = r.findings.get(i) else { return };
    let kind = plain(f.kind.word());
    let said = headline(f, rules);
    let rest = said.strip_prefix(&kind).unwrap_or(&said);
    let _ = write!(out, "<b>{}</b>{}: “{}”", escape(&kind), escape(rest), escape(&one_line(&f.printed)));
    if let Some(e) = &f.expected {
        let _ = write!(out, " should be <b>{}</b>", escape(&expected(Some(e))));
    }
    let _ = write!(out, ": {}", escape(&one_line(&f.why)));
    if !f.correction.is_empty() {
        let _ = write!(out, " <span class=\"rd-fix\">Put right: {}</span>", escape(&one_line(&f.correction)));
    }
}
