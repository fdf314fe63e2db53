//! A report as text for a terminal: aligned columns, wrapped lines, nothing that a terminal would obey.

use unicode_width::UnicodeWidthStr;
use winset_case::text::{is_web_link, neutral};

use crate::report::{Block, Report, Table};

const WIDTH: usize = 116;
const NARROWEST: usize = 6;
const LONGEST_WORD: usize = 26;

/// The whole report.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    head(&mut out, report);
    for line in &report.lead {
        paragraph(&mut out, line, "");
    }
    for block in &report.blocks {
        match block {
            Block::Heading(h) => {
                out.push('\n');
                out.push_str(&neutral(h).to_uppercase());
                out.push('\n');
            }
            Block::Text(t) => paragraph(&mut out, t, " "),
            Block::Lines(lines) => lines.iter().for_each(|l| paragraph(&mut out, l, " ")),
            Block::Table(t) => table(&mut out, t),
            Block::Art(a) => {
                out.push_str(format!(" {}", neutral(a)).trim_end());
                out.push('\n');
            }
        }
    }
    if !report.foot.is_empty() {
        out.push('\n');
        out.push_str(&neutral(&report.foot));
        out.push('\n');
    }
    out
}

fn head(out: &mut String, report: &Report) {
    let title = neutral(&report.title);
    out.push_str(&title);
    if !report.beside.is_empty() {
        let gap = WIDTH.saturating_sub(title.width() + report.beside.width()).clamp(2, 8);
        out.push_str(&" ".repeat(gap));
        out.push_str(&neutral(&report.beside));
    }
    out.push('\n');
}

/// A paragraph; following lines stand two further in.
fn paragraph(out: &mut String, text: &str, indent: &str) {
    let text = neutral(text);
    let own = " ".repeat(text.len() - text.trim_start().len());
    let first = format!("{indent}{own}");
    for (i, line) in wrap(text.trim(), WIDTH - first.len() - 2).iter().enumerate() {
        out.push_str(&first);
        if i > 0 {
            out.push_str("  ");
        }
        out.push_str(line);
        out.push('\n');
    }
}

/// Breaks a text at blanks into lines of a width; a word too long for a line is broken where it must be.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        let line = lines.last_mut().map_or(0, |l| l.width());
        if line > 0 && line + word.trim_end().width() > width {
            lines.push(String::new());
        }
        for piece in pieces(word, width) {
            if let Some(last) = lines.last_mut() {
                if last.width() + piece.trim_end().width() > width && !last.is_empty() {
                    lines.push(piece);
                } else {
                    last.push_str(&piece);
                }
            }
        }
    }
    lines.iter().map(|l| l.trim_end().to_owned()).collect()
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width + 1 {
        return vec![word.to_owned()];
    }
    let mut list = vec![String::new()];
    for c in word.chars() {
        if list.last().is_some_and(|l| l.width() + 2 > width.max(2)) {
            list.push(String::new());
        }
        if let Some(l) = list.last_mut() {
            l.push(c);
        }
    }
    list
}

fn table(out: &mut String, t: &Table) {
    let cells: Vec<Vec<String>> = t.rows.iter().map(|r| r.iter().map(|c| shown(c)).collect()).collect();
    let heads: Vec<String> = t.head.iter().map(|h| neutral(&h.name)).collect();
    let widths = widths(t, &heads, &cells);
    if heads.iter().any(|h| !h.is_empty()) {
        row(out, t, &heads, &widths);
    }
    for r in &cells {
        row(out, t, r, &widths);
    }
}

/// A cell as a terminal shows it: of a web address the host, the whole stands in CSV and HTML.
fn shown(cell: &str) -> String {
    if is_web_link(cell) { super::site(cell) } else { neutral(cell) }
}

/// Natural widths, the widest columns of words narrowed until the table fits; words stay whole up to a length.
fn widths(t: &Table, heads: &[String], cells: &[Vec<String>]) -> Vec<usize> {
    let natural = |i: usize| cells.iter().map(|r| r[i].width()).chain([heads[i].width()]).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..heads.len()).map(natural).collect();
    let word = |text: &String| text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least = |i: usize| cells.iter().map(|r| word(&r[i])).chain([word(&heads[i])]).max().unwrap_or(0);
    let floors: Vec<usize> = (0..heads.len()).map(|i| least(i).clamp(NARROWEST, LONGEST_WORD)).collect();
    loop {
        let total: usize = widths.iter().map(|w| w + 2).sum();
        let narrowable = (0..widths.len()).filter(|i| !t.head[*i].right && widths[*i] > floors[*i]);
        match narrowable.max_by_key(|i| widths[*i]) {
            Some(i) if total > WIDTH => widths[i] -= 1,
            _ => return widths,
        }
    }
}

fn row(out: &mut String, t: &Table, cells: &[String], widths: &[usize]) {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .enumerate()
        .map(|(i, c)| if t.head[i].right { vec![c.clone()] } else { wrap(c, widths[i]) })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
    for n in 0..height {
        let mut line = String::from(" ");
        for (i, lines) in wrapped.iter().enumerate() {
            let cell = lines.get(n).map_or("", String::as_str);
            let pad = " ".repeat(widths[i].saturating_sub(cell.width()));
            if t.head[i].right {
                line.push_str(&pad);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&pad);
            }
            line.push_str("  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_blanks_stay_and_long_words_break() {
        assert_eq!(wrap("DP 129  LKP 108", 40), ["DP 129  LKP 108"]);
        assert_eq!(wrap("aaaa bbbb", 5), ["aaaa", "bbbb"]);
        assert!(wrap(&"x".repeat(50), 10).iter().all(|l| l.width() <= 10));
    }

    #[test]
    fn a_wide_table_fits_and_loses_nothing() {
        let mut t = Table::new("", &["name", ">n"]);
        t.row(vec!["word ".repeat(60).trim().to_owned(), "1,038.9".into()]);
        let mut out = String::new();
        table(&mut out, &t);
        assert!(out.lines().all(|l| l.width() <= WIDTH + 1), "{out}");
        assert_eq!(out.matches("word").count(), 60);
    }

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        let r =
            Report { title: "a\u{1b}[2Jb".into(), lead: vec!["\u{7}x\u{202e}".into()], ..Report::default() };
        assert!(!write(&r).chars().any(|c| c.is_control() && c != '\n'));
    }
}
