//! The frame of a drawing: the finding above, what is measured, the legend, and where it comes from below.

use super::marks::{Symbol, symbol, symbol_width};
use super::place::{Anchor, Rect, Sheet, TextBox, Width, base_line, line_rect};
use super::svg::{Element, escape, num};
use super::text::{
    ASCENT, Block, DESCENT, FAMILY, LEADING, Style, balance, bold, cut, measure, plain, soft, wrap,
};
use super::theme::{Paint, Theme};
use super::words::Lang;

/// What stands around every chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The name of the chart; ids are made of it and the width.
    pub name: String,
    /// The finding, one sentence.
    pub heading: String,
    /// What is measured, and in which unit.
    pub note: String,
    /// Lines below the picture: as-of date, rate, sources, case hash.
    pub caption: Vec<String>,
    /// The language of the chart's own words.
    pub lang: Lang,
}

/// Padding of a drawing that stands alone.
const PADDING: f64 = 12.0;

/// Begins a drawing: heading and note.
pub(crate) fn open(frame: &Frame, width: Width, theme: Theme) -> Sheet {
    let mut sheet = Sheet::new(&frame.name, frame.lang, width, theme);
    heading(&mut sheet, &frame.heading);
    let note = soft(width.pick(12.5, 12.0));
    let room = width.pick(640.0, 358.0);
    paragraph(&mut sheet, &cut(balance(&frame.note, note, room), 6, note, room), note);
    sheet.y += 8.0;
    sheet
}

/// Draws a legend: beside each other as far as there is room.
pub(crate) fn legend(sheet: &mut Sheet, items: &[(Symbol, String)]) {
    if items.is_empty() {
        return;
    }
    let style = plain(11.5);
    let row = 18.0;
    let mut x = 0.0;
    for (sign, words) in items {
        let lead = symbol_width(*sign) + 5.0;
        let block = Block::of(words, style, sheet.width.px() - lead, 2);
        if x > 0.0 && x + lead + block.width() > sheet.width.px() {
            (x, sheet.y) = (0.0, sheet.y + row);
        }
        symbol(sheet, *sign, x + symbol_width(*sign) / 2.0, sheet.y + row / 2.0);
        sheet.block(&block, x + lead, sheet.y + (row - style.size * LEADING) / 2.0, Anchor::Start);
        x += lead + block.width() + 16.0;
        sheet.y += row * (block.lines.len().max(1) - 1) as f64;
    }
    sheet.y += row + 4.0;
}

/// One soft line that stands for a picture without content.
pub(crate) fn nothing(sheet: &mut Sheet) {
    let words = sheet.words().nothing;
    absent(sheet, words);
}

/// A dotted line with words that say what is not there.
pub(crate) fn absent(sheet: &mut Sheet, words: &str) {
    let style = soft(12.0);
    let middle = sheet.width.px() / 2.0;
    let half = measure(words, style) / 2.0 + 8.0;
    let y = sheet.y + 28.0;
    let stroke = super::place::dotted(Paint::Axis, 1.2);
    sheet.line((0.0, y), (middle - half, y), stroke);
    sheet.line((middle + half, y), (sheet.width.px(), y), stroke);
    sheet.word(words, middle, y + 4.0, Anchor::Middle, style);
    sheet.y += 56.0;
}

/// A soft line at the left, under the picture.
pub(crate) fn remark(sheet: &mut Sheet, words: &str) {
    let style = soft(11.0);
    let lines = cut(balance(words, style, sheet.width.px()), 4, style, sheet.width.px());
    paragraph(sheet, &lines, style);
}

/// Ends a drawing: key, captions, and the root around it all.
pub(crate) fn close(mut sheet: Sheet, frame: &Frame, about: &str) -> Drawing {
    sheet.y += 6.0;
    let key: Vec<String> =
        sheet.key.iter().enumerate().map(|(i, words)| format!("{}: {words}", i + 1)).collect();
    let style = soft(11.0);
    let lines = cut(wrap(&key.join("; "), style, sheet.width.px()), 40, style, sheet.width.px());
    paragraph(&mut sheet, &lines, style);
    if sheet.recalled {
        let words = sheet.words().recalled;
        remark(&mut sheet, words);
    }
    for line in &frame.caption {
        remark(&mut sheet, line);
    }
    sheet.settle();
    let svg = root(&sheet, frame, about);
    Drawing { svg, boxes: sheet.boxes, width: sheet.width.px(), height: sheet.y + 2.0 }
}

/// A finished drawing with the places of its words.
pub(crate) struct Drawing {
    pub(crate) svg: String,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) boxes: Vec<TextBox>,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) width: f64,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) height: f64,
}

#[cfg_attr(not(test), allow(dead_code))]
impl Drawing {
    /// Words that leave the drawing or stand on other words.
    pub(crate) fn faults(&self) -> Vec<String> {
        let whole = Rect::new(0.0, 0.0, self.width, self.height);
        let mut faults = Vec::new();
        for (i, one) in self.boxes.iter().enumerate() {
            if !whole.holds(&one.rect) {
                faults.push(format!("“{}” leaves the drawing: {:?}", one.text, one.rect));
            }
            let over = self.boxes[..i].iter().filter(|other| other.rect.touches(&one.rect));
            faults.extend(
                over.map(|other| {
                    format!("“{}” on “{}”: {:?} {:?}", one.text, other.text, one.rect, other.rect)
                }),
            );
        }
        faults
    }
}

fn root(sheet: &Sheet, frame: &Frame, about: &str) -> String {
    let alone = sheet.theme != Theme::Page;
    let pad = if alone { PADDING } else { 0.0 };
    let (width, height) = (sheet.width.px() + 2.0 * pad, (sheet.y + 2.0).ceil() + 2.0 * pad);
    let paper = if alone {
        let rect =
            Element::new("rect").num("x", -pad).num("y", -pad).num("width", width).num("height", height);
        rect.attr("fill", &sheet.colour(Paint::Paper)).end()
    } else {
        String::new()
    };
    let about = if about.is_empty() { frame.note.clone() } else { format!("{} {about}", frame.note) };
    let desc = Element::new("desc").attr("id", &format!("{}-d", sheet.id)).around(&escape(about.trim()));
    let defs = if sheet.defs.is_empty() { String::new() } else { Element::new("defs").around(&sheet.defs) };
    let root = Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("class", sheet.width.pick("ws-chart ws-wide", "ws-chart ws-narrow"))
        .attr("viewBox", &[-pad, -pad, width, height].map(num).join(" "))
        .num("width", width)
        .num("height", height)
        .attr("lang", sheet.words().code)
        .attr("role", "group")
        .attr("aria-labelledby", &format!("{}-h", sheet.id))
        .attr("aria-describedby", &format!("{}-d", sheet.id))
        .attr("font-family", FAMILY);
    root.around(&format!("{desc}{defs}{paper}\n{}\n{}\n", sheet.under, sheet.over)) + "\n"
}

/// The heading: one element, so that its name is read as one sentence.
fn heading(sheet: &mut Sheet, words: &str) {
    let style = bold(sheet.width.pick(17.0, 16.0));
    let room = sheet.width.pick(600.0, 358.0);
    let mut spans = String::new();
    for line in cut(balance(words, style, room), 6, style, room) {
        let base = base_line(sheet.y, style);
        let rect = line_rect(&line, 0.0, base, Anchor::Start, style);
        let span = Element::new("tspan").num("x", 0.0).num("y", base).around(&escape(&line));
        spans.push_str(&span);
        spans.push(' ');
        sheet.boxes.push(TextBox { rect, text: line });
        sheet.y += style.size * 1.26;
    }
    let text = Element::new("text").attr("id", &format!("{}-h", sheet.id)).num("font-size", style.size);
    let text = text.attr("font-weight", "700").attr("fill", &sheet.colour(Paint::Ink));
    sheet.draw(&text.around(spans.trim_end()));
    sheet.y += 2.0;
}

fn paragraph(sheet: &mut Sheet, lines: &[String], style: Style) {
    for line in lines {
        let rise = (LEADING - ASCENT - DESCENT) / 2.0;
        sheet.word(line, 0.0, sheet.y + style.size * (ASCENT + rise), Anchor::Start, style);
        sheet.y += style.size * LEADING;
    }
}
