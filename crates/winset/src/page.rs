//! The page that a person would print or mail: brief, price, votes, deals, forecast, pictures, numbered sources; no script needed.

use std::fmt::Write;

use jiff::civil::Date;
use winset_case::case::Case;

use crate::brief::{Brief, brief};
use crate::chart::{self, Picture, Theme, Width};
use crate::class::Library;
use crate::deals::{Asked, Failed, Listing, deals};
use crate::fmt::day;
use crate::forecast::{Answer, Show};
use crate::pictures;
use crate::price::{NotUnderstood, Prices, prices};
use crate::question::Question;
use crate::report::{Block, foot};
use crate::view::html::{blocks, document, escape, figure, link, table};
use crate::vote::{Votes, votes};
use crate::{forecast, price};

/// The words of the page in one language.
struct Words {
    code: &'static str,
    contents: [(&'static str, &'static str); 7],
    table: &'static str,
    withheld: &'static str,
    repost: &'static str,
    read: &'static str,
    no_source: &'static str,
}

const ENGLISH: Words = Words {
    code: "en",
    contents: [
        ("state", "State of play"),
        ("price", "What proposals cost"),
        ("vote", "Who can say no"),
        ("deals", "Deals"),
        ("forecast", "How such talks end"),
        ("record", "The claims shown"),
        ("sources", "Sources"),
    ],
    table: "Table",
    withheld: "internal entries are withheld from this page.",
    repost: "copy of another publisher's text",
    read: "read",
    no_source: "no source is given",
};

const KOREAN: Words = Words {
    code: "ko",
    contents: [
        ("state", "현황"),
        ("price", "제안별 비용"),
        ("vote", "누가 거부할 수 있나"),
        ("deals", "가능한 합의"),
        ("forecast", "유사 협상의 결말"),
        ("record", "인용된 주장"),
        ("sources", "출처"),
    ],
    table: "표",
    withheld: "개의 내부 항목은 이 문서에서 제외되었습니다.",
    repost: "다른 매체 기사의 사본",
    read: "열람",
    no_source: "출처가 없음",
};

/// Draws up the whole page. Entries withheld from the question are only counted.
///
/// # Errors
/// A proposal that was asked for is not one.
pub fn page(
    q: &Question,
    library: &Library,
    proposals: &[String],
    withheld: usize,
) -> Result<String, NotUnderstood> {
    let words = if q.case.korean { &KOREAN } else { &ENGLISH };
    let prices = prices(&q.case, proposals)?;
    let votes = votes(q, library, proposals)?;
    let b = brief(q, library);
    let sources = Sources::of(q, &b);
    let mut body = String::new();
    head(&mut body, q, &b, words, withheld);
    state(&mut body, q, &b, &sources.noted(&q.case, &b, q.as_of), words);
    cost(&mut body, q, &prices, words);
    say_no(&mut body, q, &votes, words);
    left(&mut body, q, words);
    ends(&mut body, q, &b, words);
    record(&mut body, q, &b, words, &sources);
    let mut body = with_notes(&body);
    sources.write(&mut body, &q.case, words);
    let _ = write!(body, "<footer><p>{}</p></footer>", escape(&foot(q.as_of, &q.hash)));
    Ok(document(&q.case.title, words.code, &body))
}

fn heading(out: &mut String, words: &Words, i: usize) {
    let (id, name) = words.contents[i];
    let _ = write!(out, "<h2 id=\"{id}\">{name}</h2>");
}

fn head(out: &mut String, q: &Question, b: &Brief, words: &Words, withheld: usize) {
    let as_of = if q.case.korean {
        format!("{}년 {}월 {}일 기준", q.as_of.year(), q.as_of.month(), q.as_of.day())
    } else {
        crate::brief::beside(q)
    };
    let _ = write!(out, "<header><h1>{}</h1><p class=\"beside\">{as_of}</p>", escape(&q.case.title));
    for line in crate::brief::lead(q, b) {
        let _ = write!(out, "<p class=\"lead\">{}</p>", escape(&line));
    }
    if withheld > 0 {
        let _ = write!(out, "<p class=\"withheld\">{withheld} {}</p>", words.withheld);
    }
    out.push_str("<nav class=\"toc\">");
    for (id, name) in words.contents {
        let _ = write!(out, "<a href=\"#{id}\">{name}</a> ");
    }
    out.push_str("</nav></header>");
}

fn picture(out: &mut String, p: &Picture, words: &Words) {
    picture_with(out, p, words, &p.table());
}

fn picture_with(out: &mut String, p: &Picture, words: &Words, table: &chart::Table) {
    let (wide, narrow) = (p.draw(Width::Wide, Theme::Page), p.draw(Width::Narrow, Theme::Page));
    out.push_str(&figure(&wide, &narrow, words.table, table));
}

fn state(out: &mut String, q: &Question, plain: &Brief, noted: &Brief, words: &Words) {
    heading(out, words, 0);
    if let Some(p) = pictures::lanes(q, plain) {
        picture(out, &p, words);
    }
    let mut r = crate::brief::report(q, noted, None, "");
    // What follows on the command line is no part of a page that is mailed.
    if let Some(i) = r.blocks.iter().position(|x| matches!(x, Block::Heading(h) if h == "Next")) {
        r.blocks.truncate(i);
    }
    out.push_str(&blocks(&r.blocks, 3));
}

fn cost(out: &mut String, q: &Question, prices: &Prices, words: &Words) {
    heading(out, words, 1);
    if let Some(p) = pictures::bars(q, prices) {
        picture(out, &p, words);
    }
    let r = price::report(&q.case, prices, q.as_of, &q.hash, true);
    for line in &r.lead {
        let _ = write!(out, "<p>{}</p>", escape(line));
    }
    let split = r
        .blocks
        .iter()
        .position(|x| matches!(x, Block::Heading(h) if h.starts_with("Arithmetic")))
        .unwrap_or(r.blocks.len());
    out.push_str(&blocks(&r.blocks[..split], 3));
    if split < r.blocks.len() {
        let name = if q.case.korean { "계산 과정" } else { "The arithmetic behind every amount" };
        let _ = write!(out, "<details><summary>{name}</summary>{}</details>", blocks(&r.blocks[split..], 3));
    }
}

/// The bodies: a half circle for each that is counted in seats, then counts and odds.
fn say_no(out: &mut String, q: &Question, v: &Votes, words: &Words) {
    heading(out, words, 2);
    let first = (!v.proposals.is_empty()).then_some(0);
    for b in &v.bodies {
        if let Some(p) = pictures::hall(q, v, b, first) {
            picture(out, &p, words);
        }
    }
    let r = crate::vote::report(q, v);
    for line in &r.lead {
        let _ = write!(out, "<p>{}</p>", escape(line));
    }
    out.push_str(&blocks(&r.blocks, 3));
}

/// The packages that are left, or why nothing can be said of them.
fn left(out: &mut String, q: &Question, words: &Words) {
    heading(out, words, 3);
    match deals(q, &Asked::default()) {
        Err(Failed::Missing(e)) => {
            let _ = write!(out, "<p>{}</p>", escape(&e.to_string()));
        }
        Err(Failed::Asked(e)) => {
            let _ = write!(out, "<p>{}</p>", escape(&e));
        }
        Ok(d) => {
            if let Some(p) = pictures::plane(q, &d) {
                picture(out, &p, words);
            }
            let r = crate::deals::report(q, &d, Listing::Some);
            for line in &r.lead {
                let _ = write!(out, "<p>{}</p>", escape(line));
            }
            out.push_str(&blocks(&r.blocks, 3));
        }
    }
}

fn ends(out: &mut String, q: &Question, b: &Brief, words: &Words) {
    heading(out, words, 4);
    match &b.forecast {
        Err(e) => {
            let _ = write!(out, "<p>{}</p>", escape(&e.to_string()));
        }
        Ok(answer) => {
            if let Answer::Open(f) = answer {
                if let Some(p) = pictures::when(q, f) {
                    picture_with(out, &p, words, &pictures::when_table(f));
                }
                if let Some(p) = pictures::amount(q, f) {
                    picture(out, &p, words);
                }
            }
            let r = forecast::report(
                &q.case,
                answer,
                q.as_of,
                &q.hash,
                Show { members: false, assumptions: true },
            );
            for line in &r.lead {
                let _ = write!(out, "<p>{}</p>", escape(line));
            }
            out.push_str(&blocks(&r.blocks, 3));
        }
    }
}

/// The claims that the page shows, each with the number of its source.
fn record(out: &mut String, q: &Question, b: &Brief, words: &Words, sources: &Sources) {
    heading(out, words, 5);
    let shown = shown_claims(b);
    let claims: Vec<_> = q.case.claims.iter().filter(|c| shown.contains(&c.id.as_str())).collect();
    let mut r = crate::record::sheet(q, &claims);
    for block in &mut r.blocks {
        let Block::Table(t) = block else { continue };
        let Some(column) = t.head.iter().position(|h| h.name == "source") else { continue };
        for row in &mut t.rows {
            row[column] = sources.note(&row[column]);
        }
        for name in ["known", "official"] {
            if let Some(i) = t.head.iter().position(|h| h.name == name) {
                t.drop_column(i);
            }
        }
        out.push_str(&table(t));
    }
}

/// Marks that stand for a note number until the page is put together: two characters of the private use area.
const NOTE: (char, char) = ('\u{e000}', '\u{e001}');

/// Turns marked numbers into links to the list of sources; marks that came in from a text are dropped.
fn with_notes(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(i) = rest.find(NOTE.0) {
        out.push_str(&rest[..i]);
        rest = &rest[i + NOTE.0.len_utf8()..];
        if let Some((digits, after)) = rest.split_once(NOTE.1)
            && !digits.is_empty()
            && digits.len() < 5
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            let _ = write!(out, "<a href=\"#s{digits}\">[{digits}]</a>");
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace(NOTE.1, "")
}

fn shown_claims(b: &Brief) -> Vec<&str> {
    let lines = b.found.lines.iter().chain(&b.found.wishes).chain(&b.found.not_asks).chain(&b.found.shares);
    let threats = b.bodies.iter().flat_map(|x| x.threats.iter().map(|(_, id)| id.as_str()));
    lines.flat_map(|l| l.claims.iter().map(String::as_str)).chain(threats).collect()
}

/// The sources of what is shown, in order of first mention.
struct Sources {
    ids: Vec<String>,
}

impl Sources {
    fn of(q: &Question, b: &Brief) -> Sources {
        let case = &q.case;
        let mut ids: Vec<String> = Vec::new();
        let mut add = |id: Option<&str>| {
            if let Some(id) = id
                && !ids.iter().any(|x| x == id)
            {
                ids.push(id.to_owned());
            }
        };
        add(case.baseline.as_ref().and_then(|x| x.standing.source.as_deref()));
        let shown = shown_claims(b);
        case.claims
            .iter()
            .filter(|c| shown.contains(&c.id.as_str()))
            .for_each(|c| add(c.standing.source.as_deref()));
        b.found.rates.iter().flat_map(|r| &r.sources).for_each(|s| add(Some(s)));
        for a in &case.approvals {
            add(a.standing.source.as_deref());
            a.terms.iter().for_each(|t| add(t.standing.source.as_deref()));
            a.votes.iter().for_each(|t| add(t.standing.source.as_deref()));
        }
        case.calendar.iter().for_each(|c| add(c.standing.source.as_deref()));
        case.proposals.iter().for_each(|p| add(p.standing.source.as_deref()));
        case.bases.iter().for_each(|x| add(x.standing.source.as_deref()));
        Sources { ids }
    }

    /// The number of a source, marked; its id where it has none.
    fn note(&self, id: &str) -> String {
        match self.ids.iter().position(|x| x == id) {
            Some(i) => format!("{}{}{}", NOTE.0, i + 1, NOTE.1),
            None => id.to_owned(),
        }
    }

    /// The state of play with the number of its source behind every line.
    fn noted(&self, case: &Case, b: &Brief, as_of: Date) -> Brief {
        let mut b = b.clone();
        let of =
            |id: &str| case.claims.iter().find(|c| c.id == id).and_then(|c| c.standing.source.as_deref());
        let baseline = case.baseline.as_ref().and_then(|x| x.standing.source.as_deref());
        for l in b
            .found
            .lines
            .iter_mut()
            .chain(&mut b.found.wishes)
            .chain(&mut b.found.not_asks)
            .chain(&mut b.found.shares)
        {
            let source =
                l.claims.first().and_then(|id| of(id)).or(if l.kind == "baseline" { baseline } else { None });
            if let Some(id) = source {
                l.by.push_str(&format!(" {}", self.note(id)));
            }
        }
        for (state, a) in b.bodies.iter_mut().zip(&case.approvals) {
            let term = a.terms.iter().rfind(|t| t.from <= as_of).and_then(|t| t.standing.source.as_deref());
            if let (Some(from), Some(id)) = (&mut state.seats_from, term) {
                from.push_str(&format!(" {}", self.note(id)));
            }
            for (words, v) in state.votes.iter_mut().zip(a.votes.iter().rev()) {
                words.extend(v.standing.source.iter().map(|id| format!(" {}", self.note(id))));
            }
        }
        let dates = case.calendar.iter().filter(|e| e.date >= as_of);
        for (d, e) in b.calendar.iter_mut().zip(dates) {
            d.what.extend(e.standing.source.iter().map(|id| format!(" {}", self.note(id))));
        }
        b
    }

    fn write(&self, out: &mut String, case: &Case, words: &Words) {
        heading(out, words, 6);
        if self.ids.is_empty() {
            let _ = write!(out, "<p>{}</p>", words.no_source);
            return;
        }
        out.push_str("<ol class=\"sources\">");
        for (i, id) in self.ids.iter().enumerate() {
            let _ = write!(out, "<li id=\"s{}\">{}</li>", i + 1, source(case, id, words));
        }
        out.push_str("</ol>");
    }
}

fn source(case: &Case, id: &str, words: &Words) -> String {
    let Some(s) = case.source(id) else { return escape(id) };
    let name = s.publisher.clone().unwrap_or_else(|| id.to_owned());
    let title = s.title.as_ref().map(|t| format!(", {}", escape(t))).unwrap_or_default();
    let date = s.date.map(|d| format!(", {}", day(d))).unwrap_or_default();
    let seen = s.seen_on.map(|d| format!(", {} {}", words.read, day(d))).unwrap_or_default();
    let repost = if s.is_repost { format!(" † {}", words.repost) } else { String::new() };
    let named = s.url.as_deref().map_or_else(|| escape(&name), |u| link(u, &name));
    let copy = s.copy_url.as_deref().map(|u| format!(" ({})", link(u, "copy"))).unwrap_or_default();
    format!("{named}{title}{date}{seen}{copy}{repost}")
}
