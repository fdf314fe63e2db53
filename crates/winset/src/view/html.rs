//! A report as HTML: real tables and headings, every text escaped, no script.

use std::fmt::Write;

use winset_case::text::{is_web_link, neutral};

use crate::chart;
use crate::report::{Block, Report, Table};

/// A text made harmless for HTML.
///
/// ```
/// assert_eq!(winset::view::html::escape("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
/// ```
pub fn escape(text: &str) -> String {
    chart::entities(&neutral(text))
}

/// A link, or the bare words where the address is not http or https.
pub fn link(address: &str, words: &str) -> String {
    if is_web_link(address) {
        format!("<a href=\"{}\" rel=\"noreferrer noopener\">{}</a>", escape(address), escape(words))
    } else {
        escape(words)
    }
}

/// A whole page that holds one report.
pub fn write(report: &Report) -> String {
    write_with(report, &[])
}

/// A whole page that holds one report, pictures first, each with its table.
pub fn write_with(report: &Report, pictures: &[chart::Picture]) -> String {
    let mut body = String::new();
    header(&mut body, report);
    for p in pictures {
        let draw = |width| p.draw(width, chart::Theme::Page);
        body.push_str(&figure(&draw(chart::Width::Wide), &draw(chart::Width::Narrow), "Table", &p.table()));
    }
    body.push_str(&blocks(&report.blocks, 2));
    let _ = write!(body, "<footer><p>{}</p></footer>", escape(&report.foot));
    document(&report.title, "en", &body)
}

/// The title, what stands beside it and the lead.
pub fn header(out: &mut String, report: &Report) {
    let _ = write!(
        out,
        "<header><h1>{}</h1><p class=\"beside\">{}</p>",
        escape(&report.title),
        escape(&report.beside)
    );
    for line in &report.lead {
        let _ = write!(out, "<p class=\"lead\">{}</p>", escape(line));
    }
    out.push_str("</header>");
}

/// Blocks below a heading level.
pub fn blocks(blocks: &[Block], level: u8) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(h) => {
                let _ = write!(out, "<h{level}>{}</h{level}>", escape(h));
            }
            Block::Text(t) => {
                let _ = write!(out, "<p>{}</p>", escape(t));
            }
            Block::Lines(lines) => {
                out.push_str("<ul class=\"lines\">");
                for l in lines {
                    let class = if l.starts_with("  ") { " class=\"in\"" } else { "" };
                    let _ = write!(out, "<li{class}>{}</li>", escape(l.trim()));
                }
                out.push_str("</ul>");
            }
            Block::Table(t) => out.push_str(&table(t)),
            Block::Art(_) => {}
        }
    }
    out
}

/// A table with its caption, heads and row heads.
pub fn table(t: &Table) -> String {
    let mut out = String::from("<div class=\"scroll\"><table>");
    if !t.caption.is_empty() {
        let _ = write!(out, "<caption>{}</caption>", escape(&t.caption));
    }
    if t.head.iter().any(|h| !h.name.is_empty()) {
        out.push_str("<thead><tr>");
        for h in &t.head {
            let class = if h.right { " class=\"n\"" } else { "" };
            if h.name.is_empty() {
                let _ = write!(out, "<td{class}></td>");
            } else {
                let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(&h.name));
            }
        }
        out.push_str("</tr></thead>");
    }
    out.push_str("<tbody>");
    for row in &t.rows {
        out.push_str("<tr>");
        for (i, (cell, h)) in row.iter().zip(&t.head).enumerate() {
            let class = if h.right {
                " class=\"n\""
            } else if winset_case::text::parse_date(cell).is_ok() {
                " class=\"d\""
            } else if cell.chars().count() > 48 {
                " class=\"w\""
            } else {
                ""
            };
            let tag = if i == 0 && !cell.is_empty() { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let _ = write!(out, "<{}{class}>{}</{}>", tag.0, marked(cell), tag.1);
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

/// A cell; an address that stands alone becomes a link.
fn marked(cell: &str) -> String {
    if is_web_link(cell) { link(cell, &super::site(cell)) } else { escape(cell) }
}

/// A picture in its two layouts, with its table below.
pub fn figure(wide: &str, narrow: &str, words: &str, table: &chart::Table) -> String {
    format!(
        "<figure class=\"ws-figure\"><div class=\"ws-wide\">{wide}</div><div class=\"ws-narrow\">{narrow}</div>\
         <details><summary>{}</summary>{}</details></figure>",
        escape(words),
        self::table(&of_chart(table))
    )
}

/// The table of a picture as one of a report.
pub fn of_chart(t: &chart::Table) -> Table {
    let head = t
        .head
        .iter()
        .map(|h| crate::report::Column { name: h.name.clone(), right: h.align == chart::Align::Right })
        .collect();
    Table { caption: t.caption.clone(), head, rows: t.rows.clone() }
}

/// A whole document around a body: self-contained, no script, nothing fetched.
pub fn document(title: &str, lang: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title><style>{}{}</style></head>\n<body><main>{body}</main></body></html>\n",
        escape(title),
        chart::css(),
        PAGE
    )
}

const PAGE: &str = include_str!("page.css");
