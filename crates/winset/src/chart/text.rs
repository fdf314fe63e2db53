//! Text without a font: widths from the widest of the common faces, line breaks, blocks of lines.

use super::svg::clean;
use super::theme::Paint;

/// The faces that the widths below are the widest of.
pub(crate) const FAMILY: &str = "Noto Sans,Roboto,Arial,Liberation Sans,Noto Sans CJK KR,sans-serif";

/// Height of a line in em.
pub(crate) const LEADING: f64 = 1.32;

/// Height of the letters above the base line, in em.
pub(crate) const ASCENT: f64 = 0.86;

/// Depth of the letters below the base line, in em.
pub(crate) const DESCENT: f64 = 0.24;

/// Size, weight and colour of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) paint: Paint,
}

/// Words that are read as ordinary text.
pub(crate) const fn plain(size: f64) -> Style {
    Style { size, bold: false, paint: Paint::Ink }
}

/// Words that carry the figure.
pub(crate) const fn bold(size: f64) -> Style {
    Style { size, bold: true, paint: Paint::Ink }
}

/// Words that explain.
pub(crate) const fn soft(size: f64) -> Style {
    Style { size, bold: false, paint: Paint::Soft }
}

/// Lines that stand together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) lines: Vec<(String, Style)>,
}

impl Block {
    /// The words in at most `most` lines no wider than `width`.
    pub(crate) fn of(words: &str, style: Style, width: f64, most: usize) -> Block {
        Block::default().and(words, style, width, most)
    }

    /// Adds words below.
    pub(crate) fn and(mut self, words: &str, style: Style, width: f64, most: usize) -> Block {
        let lines = wrap(words, style, width);
        let lines =
            if lines.len() > most { cut(lines, most, style, width) } else { balance(words, style, width) };
        self.lines.extend(lines.into_iter().map(|line| (line, style)));
        self
    }

    /// The width of the widest line.
    pub(crate) fn width(&self) -> f64 {
        self.lines.iter().map(|(line, style)| measure(line, *style)).fold(0.0, f64::max)
    }

    /// The height of all lines.
    pub(crate) fn height(&self) -> f64 {
        self.lines.iter().map(|(_, style)| style.size * LEADING).sum()
    }
}

/// The greatest width of a line in the common faces.
pub(crate) fn measure(line: &str, style: Style) -> f64 {
    let em: f64 = line.chars().map(advance).sum();
    em / 1000.0 * style.size * if style.bold { 1.08 } else { 1.0 }
}

/// Words in lines no wider than `width`: at spaces, between ideographs, and inside words longer than a line.
pub(crate) fn wrap(words: &str, style: Style, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&clean(words)) {
        if measure(&(line.clone() + piece.trim_end()), style) <= width {
            line.push_str(&piece);
            continue;
        }
        push(&mut lines, &mut line);
        for c in piece.trim_start().chars() {
            if !line.is_empty() && measure(&line, style) + measure(&c.to_string(), style) > width && c != ' '
            {
                push(&mut lines, &mut line);
            }
            line.push(c);
        }
    }
    push(&mut lines, &mut line);
    lines
}

/// The same number of lines as [`wrap`], as even as they can be.
pub(crate) fn balance(words: &str, style: Style, width: f64) -> Vec<String> {
    let lines = wrap(words, style, width);
    if lines.len() < 2 {
        return lines;
    }
    let (mut low, mut high) = (width / 2.0, width);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        if wrap(words, style, middle).len() > lines.len() { low = middle } else { high = middle }
    }
    wrap(words, style, high)
}

/// At most `most` lines, the last one ending in an ellipsis when something is left out.
pub(crate) fn cut(mut lines: Vec<String>, most: usize, style: Style, width: f64) -> Vec<String> {
    if lines.len() <= most || most == 0 {
        return lines;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && measure(&format!("{last}…"), style) > width {
            last.pop();
        }
        let whole = last.rfind(' ').filter(|at| *at * 2 > last.len());
        last.truncate(whole.unwrap_or(last.len()));
        *last = format!("{}…", last.trim_end().trim_end_matches([',', ';', ':', '、']));
    }
    lines
}

fn push(lines: &mut Vec<String>, line: &mut String) {
    let done = std::mem::take(line);
    if !done.trim().is_empty() {
        lines.push(done.trim().to_owned());
    }
}

/// Parts between which a line may break; a space stays with the word before it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        match (before, pieces.last_mut()) {
            (Some(b), Some(piece)) if !breaks(b, c) => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

fn breaks(before: char, after: char) -> bool {
    if before == ' ' {
        return after != ' ' && after != '%' && after != '†';
    }
    let closing = "、。，．・：；？！」』）】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)]%!?;:…";
    let opening = "「『（【〈《〔([";
    after != ' '
        && (is_ideograph(before) || is_ideograph(after))
        && !closing.contains(after)
        && !opening.contains(before)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Advances of U+0020 to U+007E in thousandths of an em, the widest of Arial, Noto Sans and Roboto.
const ASCII: [u16; 95] = [
    278, 278, 408, 646, 572, 889, 732, 225, 342, 348, 551, 584, 278, 333, 278, 413, 572, 572, 572, 572, 572,
    572, 572, 572, 572, 572, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 730, 667, 611, 778, 741, 339,
    552, 667, 556, 907, 760, 781, 667, 781, 722, 667, 611, 731, 667, 944, 667, 667, 611, 329, 411, 329, 572,
    556, 333, 561, 615, 523, 615, 564, 348, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 516,
    361, 618, 508, 786, 529, 510, 500, 380, 551, 380, 680,
];

fn advance(c: char) -> f64 {
    let code = c as u32;
    match code {
        0x20..=0x7E => f64::from(ASCII[code as usize - 0x20]),
        0x300..=0x36F => 0.0,
        0xA9 | 0xAE | 0xAF | 0xBC..=0xBE => 840.0,
        0xA0..=0xBF => 600.0,
        0xC0..=0xDE => 785.0,
        0xDF..=0xFF => 640.0,
        0x100..=0x24F => 800.0,
        0x370..=0x3FF => 910.0,
        0x2018..=0x2019 => 230.0,
        0x201C..=0x201D => 460.0,
        0x2013 => 660.0,
        0x2020..=0x2022 => 600.0,
        0x2070..=0x209F => 400.0,
        0x20A0..=0x20CF => 780.0,
        0x2200..=0x22FF => 840.0,
        0x400..=0x52F => 1090.0,
        _ => 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_where_its_language_allows() {
        let style = plain(10.0);
        assert_eq!(wrap("the last deal", style, 45.0), ["the last", "deal"]);
        assert_eq!(wrap("한국은 금액을 제시하지", style, 50.0), ["한국은", "금액을", "제시하지"]);
        assert_eq!(wrap("第十次協定、発効。", style, 51.0), ["第十次協", "定、発効。"]);
        assert_eq!(wrap("abcdefghij", style, 30.0).len(), 2);
        assert!(wrap("", style, 30.0).is_empty());
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let style = bold(12.0);
        for words in
            ["W".repeat(300), "a bc def ghij klmno ".repeat(20), "漢字、".repeat(50), "가나다라 ".repeat(30)]
        {
            assert!(wrap(&words, style, 100.0).iter().all(|line| measure(line, style) <= 100.0));
            assert!(balance(&words, style, 100.0).iter().all(|line| measure(line, style) <= 100.0));
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let block = Block::of("one two three four five", plain(10.0), 40.0, 2);
        assert_eq!(block.lines.len(), 2);
        assert!(block.lines[1].0.ends_with('…') && block.width() <= 40.0);
    }
}
