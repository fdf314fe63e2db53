//! Which part of the text belongs to what: paragraphs, the spans that touch them, the notes that stand beside them.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::Reading;

/// A line wider than this is a paragraph of its own.
const LONG: usize = 140;
/// Most short lines that are taken together.
const MOST_LINES: usize = 60;
/// Most characters of a sentence on each side of a figure.
const REACH: usize = 600;

/// What a part of the text was marked for, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tag {
    /// A claim.
    Claim(usize),
    /// A finding.
    Finding(usize),
    /// The amount of a claim.
    Amount,
}

/// A marked part of the text, on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub at: Range<usize>,
    pub tag: Tag,
}

/// A paragraph with the spans that touch it and those that begin in it, whose notes stand beside it.
#[derive(Debug)]
pub(super) struct Piece {
    pub at: Range<usize>,
    pub touching: Vec<Span>,
    pub noted: Vec<Span>,
}

/// A range moved onto character boundaries within the text.
pub(super) fn inside(text: &str, at: &Range<usize>) -> Range<usize> {
    let floor = |i: usize| (0..=i.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let start = floor(at.start);
    start..floor(at.end).max(start)
}

/// Blocks of the text: a long line, or short lines that follow each other.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    let (mut joined, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, end) = (next, next + line.trim_end().len());
        next += line.len();
        let long = line.width() > LONG;
        if line.trim().is_empty() || long {
            joined = 0;
        }
        if line.trim().is_empty() {
            continue;
        }
        match list.last_mut() {
            Some(last) if (1..MOST_LINES).contains(&joined) => last.end = end,
            _ => {
                joined = 0;
                list.push(start..end);
            }
        }
        joined = if long { 0 } else { joined + 1 };
    }
    list
}

/// Every span in the order of the text, the longer first where two begin together.
fn spans(r: &Reading) -> Vec<Span> {
    let text = r.doc.text();
    let span = |at: &Range<usize>, tag| Span { at: inside(text, at), tag };
    let mut list: Vec<Span> = Vec::new();
    for (i, c) in r.claims.iter().enumerate() {
        list.push(span(&c.at, Tag::Claim(i)));
        list.extend(c.amount.iter().chain(&c.converted).map(|a| span(&a.at, Tag::Amount)));
    }
    list.extend(r.findings.iter().enumerate().map(|(i, f)| span(&f.at, Tag::Finding(i))));
    list.sort_by_key(|s| (s.at.start, Reverse(s.at.end), s.tag));
    list
}

/// The paragraphs of a document with their spans; no span is without a paragraph.
pub(super) fn pieces(r: &Reading) -> Vec<Piece> {
    let mut spans = spans(r).into_iter().peekable();
    let mut open: Vec<Span> = Vec::new();
    let mut list: Vec<Piece> = Vec::new();
    for at in paragraphs(r.doc.text()) {
        let mut noted = Vec::new();
        while let Some(s) = spans.next_if(|s| s.at.start < at.end) {
            noted.push(s);
        }
        open.retain(|s| s.at.end > at.start);
        open.extend(noted.iter().filter(|s| s.at.end > at.start).cloned());
        noted.retain(|s| s.tag != Tag::Amount);
        list.push(Piece { at, touching: open.clone(), noted });
    }
    let rest: Vec<Span> = spans.filter(|s| s.tag != Tag::Amount).collect();
    match list.last_mut() {
        Some(last) => last.noted.extend(rest),
        None if rest.is_empty() => {}
        None => list.push(Piece { at: 0..0, touching: Vec::new(), noted: rest }),
    }
    list
}

/// The sentence around a figure, within its line; a very long one is cut.
pub(super) fn sentence(text: &str, at: &Range<usize>) -> Range<usize> {
    let at = inside(text, at);
    let (before, after) = (text.get(..at.start).unwrap_or(""), text.get(at.end..).unwrap_or(""));
    let mut start = at.start;
    let mut following = text.get(at.clone()).and_then(|t| t.chars().next());
    for (i, c) in before.char_indices().rev().take(REACH) {
        let head = before.get(..i).unwrap_or("");
        let blank = c == '\n' && head.ends_with(['\n', '\r']);
        if blank || (c.is_whitespace() && ends(head) && begins(following)) || eastern_end(c) {
            break;
        }
        (start, following) = (i, Some(c));
    }
    let mut end = at.end;
    for (i, c) in after.char_indices().take(REACH) {
        let (head, tail) = (text.get(..at.end + i).unwrap_or(""), after.get(i..).unwrap_or(""));
        let next = tail.trim_start().chars().next();
        let blank = c == '\n' && tail.get(1..).is_some_and(|t| t.starts_with(['\n', '\r']));
        if blank || (c.is_whitespace() && ends(head) && begins(next)) {
            break;
        }
        end = at.end + i + c.len_utf8();
        if eastern_end(c) {
            break;
        }
    }
    let lead = text.get(start..at.start).map_or(0, |t| t.len() - t.trim_start().len());
    start + lead..end
}

/// True where a text ends a sentence; the stop of an initial or a title ends none.
fn ends(head: &str) -> bool {
    const SHORT: [&str; 25] = [
        "mr", "mrs", "ms", "dr", "gen", "lt", "col", "sen", "rep", "gov", "no", "st", "vs", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];
    let stop = head.trim_end_matches(['"', '”', '’', '\'', ')']);
    let Some(body) = stop.strip_suffix('.') else { return stop.ends_with(['!', '?', '…']) };
    let word = body.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !initial && !SHORT.iter().any(|s| s.eq_ignore_ascii_case(word))
}

fn begins(next: Option<char>) -> bool {
    next.is_none_or(|c| !c.is_lowercase())
}

fn eastern_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}
