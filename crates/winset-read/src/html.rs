//! A page to its text: blocks become paragraphs, what a reader does not see is dropped.
//!
//! The tokenizer is html5ever's; no tree is built, so that deep nesting costs nothing.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    states::{RawKind, Rawtext, Rcdata, ScriptData},
};

use crate::decode::Meta;

/// A page reduced.
pub(crate) struct Page {
    /// What its head says.
    pub meta: Meta,
    /// What a reader sees, paragraphs apart.
    pub text: String,
}

/// True if a text is a page.
pub(crate) fn looks_like(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p "]
        .iter()
        .any(|t| start.starts_with(t))
        || start.starts_with("<?xml") && start.contains("<html")
}

/// Tags whose content a reader does not see.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "select",
    "iframe", "textarea", "head", "figure", "object", "audio", "video", "menu", "dialog",
];
/// Of those, tags that a page may forget to close are never counted as open twice.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "article",
    "section",
    "header",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "table",
    "tr",
    "td",
    "th",
    "br",
    "hr",
    "pre",
    "dl",
    "dt",
    "dd",
    "figcaption",
    "body",
];

/// The text of a page.
pub(crate) fn reduce(page: &str) -> Page {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    let mut meta = state.meta;
    let heading = state.heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = state.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if heading.is_empty() { title } else { heading };
    if !title.is_empty() {
        meta.insert("title".into(), title);
    }
    Page { meta, text: tidy(&state.text) }
}

#[derive(Default)]
struct State {
    text: String,
    title: String,
    heading: String,
    meta: Meta,
    /// Name and depth of the outermost unseen tag that is open.
    unseen: Option<(String, usize)>,
    in_title: bool,
    in_heading: bool,
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(text) => state.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn characters(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        } else if self.unseen.is_none() {
            if self.in_heading {
                self.heading.push_str(text);
            }
            self.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if opens {
            self.read_head(tag, name);
        }
        if name == "title" && self.unseen.as_ref().is_none_or(|(n, _)| n == "head") {
            self.in_title = opens;
            if opens {
                return TokenSinkResult::RawData(Rcdata);
            }
        }
        if name == "body" && opens {
            self.unseen = None;
        }
        if UNSEEN.contains(&name) && !tag.self_closing {
            self.count(name, opens);
        }
        if name == "h1" {
            self.in_heading = opens && self.heading.is_empty();
        }
        if self.unseen.is_none() && BLOCKS.contains(&name) {
            self.text.push_str(if name == "br" { "\n" } else { "\n\n" });
        }
        match (name, opens) {
            ("script", true) => TokenSinkResult::RawData(ScriptData),
            ("style" | "iframe" | "noscript", true) => TokenSinkResult::RawData(Rawtext),
            ("textarea", true) => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Counts tags of the outermost unseen name.
    fn count(&mut self, name: &str, opens: bool) {
        match (&mut self.unseen, opens) {
            (None, true) => self.unseen = Some((name.to_owned(), 1)),
            (Some((n, depth)), true) if n == name => *depth += 1,
            (Some((n, depth)), false) if n == name => {
                *depth = depth.saturating_sub(1);
                if *depth == 0 {
                    self.unseen = None;
                }
            }
            _ => {}
        }
    }

    /// What the head says of title, day, publisher and address.
    fn read_head(&mut self, tag: &Tag, name: &str) {
        let attribute =
            |key: &str| tag.attrs.iter().find(|a| &*a.name.local == key).map(|a| a.value.to_string());
        if name == "link"
            && attribute("rel").as_deref() == Some("canonical")
            && let Some(url) = attribute("href")
        {
            self.meta.entry("source_url".into()).or_insert(url);
        }
        if name == "time"
            && let Some(day) = attribute("datetime")
        {
            self.meta.entry("date".into()).or_insert(day);
        }
        if name != "meta" {
            return;
        }
        let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
        let (Some(key), Some(value)) = (key, attribute("content")) else { return };
        let known = match key.to_lowercase().as_str() {
            "article:published_time" | "datepublished" | "date" | "dc.date" | "pubdate" | "publishdate" => {
                "date"
            }
            "og:title" => "title",
            "og:url" => "source_url",
            "og:site_name" | "publisher" => "publisher",
            _ => return,
        };
        self.meta.entry(known.into()).or_insert(value);
    }
}

/// Blanks as one, paragraphs apart by one empty line.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = 0;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            gap += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap > 0 { "\n\n" } else { "\n" });
        }
        gap = 0;
        out.push_str(&words.join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_what_a_reader_sees() {
        let page = reduce(
            "<!doctype html><html><head><title>Talks &amp; more</title><meta property=\"article:published_time\" \
             content=\"2019-11-19T08:00:00Z\"><script>var a = '<p>no</p>';</script></head><body><nav>Home</nav>\
             <h1>Talks end</h1><p>They asked for <b>US$5&nbsp;billion</b>.</p><p>No<br>deal.</p></body></html>",
        );
        assert_eq!(page.text, "Talks end\n\nThey asked for US$5 billion.\n\nNo\ndeal.");
        assert_eq!(page.meta["title"], "Talks end");
        assert_eq!(page.meta["date"], "2019-11-19T08:00:00Z");
    }

    #[test]
    fn nesting_and_broken_tags_end() {
        let deep = "<div>".repeat(200_000) + "end";
        assert_eq!(reduce(&deep).text, "end");
        assert_eq!(reduce("<p>a<script>b").text, "a");
        assert_eq!(reduce("<p>a<svg>b</p>").text, "a");
    }
}
