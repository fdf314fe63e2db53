//! The page that a person would print or mail: brief, price, votes, deals, forecast, pictures, numbered sources; no script needed.

mod sources;

use std::fmt::Write;

use sources::{Sources, shown_claims, with_notes};

use crate::brief::{Brief, brief};
use crate::chart::{self, Picture, Theme, Width};
use crate::class::Library;
use crate::deals::{Asked, Failed, Listing, deals};
use crate::forecast::{Answer, Show};
use crate::pictures;
use crate::price::{NotUnderstood, Prices, prices};
use crate::question::Question;
use crate::report::{Block, foot};
use crate::view::html::{blocks, document, escape, figure, table};
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
    library: &'static str,
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
    library: "Class library",
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
    library: "협상 사례 자료",
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
    let sources = Sources::of(q, &b, library);
    let mut body = String::new();
    head(&mut body, q, &b, words, withheld);
    state(&mut body, q, &b, &sources, words);
    cost(&mut body, q, &prices, &sources, words);
    say_no(&mut body, q, &votes, &sources, words);
    left(&mut body, q, words);
    ends(&mut body, q, &b, &sources, words);
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

fn state(out: &mut String, q: &Question, plain: &Brief, sources: &Sources, words: &Words) {
    heading(out, words, 0);
    if let Some(p) = pictures::lanes(q, plain) {
        picture(out, &p, words);
    }
    let noted = sources.brief(&q.case, plain, q.as_of);
    let named = Question { case: sources.case(&q.case), ..q.clone() };
    let mut r = crate::brief::report(&named, &noted, None, "");
    // What follows on the command line is no part of a page that is mailed.
    if let Some(i) = r.blocks.iter().position(|x| matches!(x, Block::Heading(h) if h == "Next")) {
        r.blocks.truncate(i);
    }
    out.push_str(&blocks(&r.blocks, 3));
}

fn cost(out: &mut String, q: &Question, prices: &Prices, sources: &Sources, words: &Words) {
    heading(out, words, 1);
    if let Some(p) = pictures::bars(q, prices) {
        picture(out, &p, words);
    }
    let noted = sources.prices(&q.case, prices);
    let r = price::report(&sources.case(&q.case), &noted, q.as_of, &q.hash, true);
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
        let _ = write!(
            out,
            "<details class=\"print\"><summary>{name}</summary>{}</details>",
            blocks(&r.blocks[split..], 3)
        );
    }
}

/// The bodies: a half circle for each that is counted in seats, then counts and odds.
fn say_no(out: &mut String, q: &Question, v: &Votes, sources: &Sources, words: &Words) {
    heading(out, words, 2);
    let first = (!v.proposals.is_empty()).then_some(0);
    for b in &v.bodies {
        if let Some(p) = pictures::hall(q, v, b, first) {
            picture(out, &p, words);
        }
    }
    let r = crate::vote::report(q, &sources.votes(&q.case, v, q.as_of));
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

fn ends(out: &mut String, q: &Question, b: &Brief, sources: &Sources, words: &Words) {
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
                &sources.forecast(&q.case, answer),
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
    let shown = shown_claims(&q.case, b);
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
