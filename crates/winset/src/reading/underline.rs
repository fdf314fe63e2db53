//! Lines of a text on a terminal, with what is marked in them underlined below.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use winset_case::text::neutral;

/// Columns of the text.
pub(super) const COLUMNS: usize = 92;
/// Most characters of a line, however narrow they are.
const MOST_CHARACTERS: usize = 300;

/// A marked range: what is drawn below it and the words behind that.
pub(super) struct Mark {
    pub at: Range<usize>,
    pub stroke: char,
    pub label: String,
}

/// What a terminal shows of a text, character by character.
fn shown(text: &str) -> String {
    neutral(&text.replace(['\t', '\r', '\n'], " "))
}

/// Breaks a part of the text into lines that fit: at its own line ends, at blanks, and between characters of Chinese
/// script or kana; a word too long for a line is broken where it must be.
fn lines(text: &str, at: &Range<usize>) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut start = at.start;
    for own in text.get(at.clone()).unwrap_or("").split('\n') {
        wrap(own, start, &mut list);
        start += own.len() + 1;
    }
    list
}

fn wrap(own: &str, offset: usize, list: &mut Vec<Range<usize>>) {
    let shown = shown(own);
    let (mut start, mut width, mut characters) = (0, 0, 0);
    // Where the line may end, and the columns up to there.
    let mut gap: Option<(usize, usize)> = None;
    let mut before = ' ';
    for ((i, _), c) in own.char_indices().zip(shown.chars()) {
        if i > start && (before == ' ' || may_part(before, c)) {
            gap = Some((i, width));
        }
        let columns = c.width().unwrap_or(0);
        if (width + columns > COLUMNS && c != ' ') || characters >= MOST_CHARACTERS {
            let (cut, taken) = gap.take().unwrap_or((i, width));
            list.push(offset + start..offset + cut);
            (start, width) = (cut, width - taken);
            characters = own.get(cut..i).map_or(0, |t| t.chars().count());
        }
        width += columns;
        characters += 1;
        before = c;
    }
    list.push(offset + start..offset + own.len());
}

/// True where a line may end between two characters without a blank.
fn may_part(before: char, after: char) -> bool {
    const CLOSING: &str =
        "、。，．・：；？！」』】）〕》〉”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]%％";
    const OPENING: &str = "「『【（〔《〈“‘([";
    let eastern = |c: char| matches!(u32::from(c), 0x3000..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF);
    (eastern(before) || eastern(after)) && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// A part of the text, below each of its lines as many lines of strokes as its marks need.
///
/// The marks stand in the order in which they begin.
pub(super) fn draw(text: &str, at: &Range<usize>, marks: &[Mark]) -> Vec<String> {
    let mut coming = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut all = Vec::new();
    for line in lines(text, at) {
        while let Some(m) = coming.next_if(|m| m.at.start < line.end) {
            open.push(m);
        }
        open.retain(|m| m.at.end > line.start);
        all.push(shown(text.get(line.clone()).unwrap_or("").trim_end()));
        all.extend(strokes(text, &line, &open));
    }
    all
}

/// The lines of strokes below one line; marks that would run into each other stand below each other.
fn strokes(text: &str, line: &Range<usize>, marks: &[&Mark]) -> Vec<String> {
    let own = text.get(line.clone()).unwrap_or("");
    let (first, last) = (line.end - own.trim_start().len(), line.start + own.trim_end().len());
    let column = |byte: usize| text.get(line.start..byte).map_or(0, |t| shown(t).width());
    let mut rows: Vec<String> = Vec::new();
    for m in marks {
        let (start, end) = (m.at.start.max(first), m.at.end.min(last));
        if start >= end {
            continue;
        }
        let (from, to) = (column(start), column(end));
        let drawn = m.stroke.to_string().repeat(to.saturating_sub(from).max(1));
        let words = format!("{drawn} {}", neutral(&m.label));
        let clear = |row: &String| row.is_empty() || row.width() < from;
        match rows.iter_mut().find(|row| clear(row)) {
            Some(row) => row.push_str(&format!("{}{words}", " ".repeat(from - row.width()))),
            None => rows.push(format!("{}{words}", " ".repeat(from))),
        }
    }
    rows.iter().map(|row| row.trim_end().to_owned()).collect()
}
