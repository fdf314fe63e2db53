//! The sheet: what is drawn, where words stand, and whether there is room for more.

use super::svg::{Element, id};
use super::text::{ASCENT, Block, DESCENT, LEADING, Style, measure};
use super::theme::{Paint, Theme, colour};
use super::words::{Lang, Words, words};

/// The layout of a drawing: each is drawn apart, none is a zoom of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 760 px, for a page or paper.
    Wide,
    /// 358 px, for a telephone.
    Narrow,
}

impl Width {
    /// Width of the drawing in px, without the padding of a drawing that stands alone.
    pub fn px(self) -> f64 {
        match self {
            Width::Wide => 760.0,
            Width::Narrow => 358.0,
        }
    }

    /// One of two values.
    pub(crate) fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Width::Wide => wide,
            Width::Narrow => narrow,
        }
    }
}

/// A rectangle from (left, top) to (right, bottom).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    /// A rectangle from its corner and size.
    pub(crate) fn new(left: f64, top: f64, width: f64, height: f64) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// Whether two rectangles share more than an edge.
    pub(crate) fn touches(&self, other: &Rect) -> bool {
        const EDGE: f64 = 0.01;
        self.left < other.right - EDGE
            && other.left < self.right - EDGE
            && self.top < other.bottom - EDGE
            && other.top < self.bottom - EDGE
    }

    /// Whether the other lies inside.
    pub(crate) fn holds(&self, other: &Rect) -> bool {
        const EDGE: f64 = 0.01;
        self.left <= other.left + EDGE
            && self.top <= other.top + EDGE
            && self.right >= other.right - EDGE
            && self.bottom >= other.bottom - EDGE
    }

    /// The rectangle with more room on every side.
    pub(crate) fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// A line of words on the sheet.
#[derive(Clone, Debug)]
pub(crate) struct TextBox {
    pub(crate) rect: Rect,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) text: String,
}

/// Where the point of a line of words lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Colour, width and dashes of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) paint: Paint,
    pub(crate) width: f64,
    pub(crate) dash: &'static str,
}

/// A stroke without dashes.
pub(crate) const fn solid(paint: Paint, width: f64) -> Stroke {
    Stroke { paint, width, dash: "" }
}

/// A stroke of dots.
pub(crate) const fn dotted(paint: Paint, width: f64) -> Stroke {
    Stroke { paint, width, dash: "1.5 3.5" }
}

/// What is drawn so far.
pub(crate) struct Sheet {
    pub(crate) width: Width,
    pub(crate) theme: Theme,
    pub(crate) lang: Lang,
    /// Where the next part begins.
    pub(crate) y: f64,
    /// Something on the sheet is recalled.
    pub(crate) recalled: bool,
    /// Labels that found no room, by number.
    pub(crate) key: Vec<String>,
    pub(crate) id: String,
    pub(crate) defs: String,
    pub(crate) under: String,
    pub(crate) over: String,
    pub(crate) boxes: Vec<TextBox>,
    marks: Vec<Rect>,
    uprights: Vec<(f64, f64, f64, Stroke)>,
}

impl Sheet {
    /// An empty sheet.
    pub(crate) fn new(name: &str, lang: Lang, width: Width, theme: Theme) -> Sheet {
        Sheet {
            width,
            theme,
            lang,
            y: 0.0,
            recalled: false,
            key: Vec::new(),
            id: format!("{}-{}", id(name), width.pick("wide", "narrow")),
            defs: String::new(),
            under: String::new(),
            over: String::new(),
            boxes: Vec::new(),
            marks: Vec::new(),
            uprights: Vec::new(),
        }
    }

    /// The words of the sheet's language.
    pub(crate) fn words(&self) -> &'static Words {
        words(self.lang)
    }

    /// A colour as an attribute value.
    pub(crate) fn colour(&self, paint: Paint) -> String {
        colour(self.theme, paint)
    }

    /// Adds markup above what is there.
    pub(crate) fn draw(&mut self, markup: &str) {
        self.over.push_str(markup);
    }

    /// Draws what a reader may ask about, read out as `label`: in a page one stop of the keyboard that says what it stands for.
    ///
    /// A drawing that stands alone has nobody to ask: it keeps the words and leaves out the rest.
    pub(crate) fn stop(&mut self, about: &str, label: &str, drawing: impl FnOnce(&mut Sheet)) {
        let (stop, about) = if self.is_asked() { ("0", about) } else { ("", "") };
        let group =
            Element::new("g").attr("role", "img").attr_if("tabindex", stop).attr_if("data-about", about);
        self.wrap(group.attr("aria-label", label), drawing);
    }

    /// Draws marks that belong together, such as the parts of a bar: in a page each is a stop of its own, else they are one.
    pub(crate) fn group(&mut self, label: &str, drawing: impl FnOnce(&mut Sheet)) {
        let role = if self.is_asked() { "group" } else { "img" };
        self.wrap(Element::new("g").attr("role", role).attr("aria-label", label), drawing);
    }

    /// Draws one mark of a group.
    pub(crate) fn part(&mut self, about: &str, label: &str, drawing: impl FnOnce(&mut Sheet)) {
        if self.is_asked() { self.stop(about, label, drawing) } else { drawing(self) }
    }

    /// Draws many points as one stop, whose points a page reads back from one attribute.
    pub(crate) fn walk(&mut self, label: &str, points: &str, drawing: impl FnOnce(&mut Sheet)) {
        let asked = self.is_asked();
        let group = Element::new("g").attr("role", "img").attr_if("tabindex", if asked { "0" } else { "" });
        let group = group.attr_if("data-points", if asked { points } else { "" });
        self.wrap(group.attr("aria-label", label), drawing);
    }

    /// Whether a reader can ask about the marks: in a page.
    pub(crate) fn is_asked(&self) -> bool {
        self.theme == Theme::Page
    }

    fn wrap(&mut self, group: Element, drawing: impl FnOnce(&mut Sheet)) {
        let before = self.over.len();
        drawing(self);
        let inner = self.over.split_off(before);
        self.over.push_str(&group.around(&inner));
        self.over.push('\n');
    }

    /// Remembers that something stands here that words must not touch.
    pub(crate) fn mark(&mut self, rect: Rect) {
        self.marks.push(rect);
    }

    /// A line under everything else.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let markup = self.line_markup(from, to, stroke);
        self.under.push_str(&markup);
    }

    /// A line above what is there.
    pub(crate) fn line_over(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let markup = self.line_markup(from, to, stroke);
        self.over.push_str(&markup);
    }

    /// An upright line under everything else that leaves out the words in its way.
    pub(crate) fn upright(&mut self, x: f64, top: f64, bottom: f64, stroke: Stroke) {
        self.uprights.push((x, top, bottom, stroke));
    }

    /// Writes one line of words on a base line.
    pub(crate) fn word(&mut self, line: &str, x: f64, base: f64, anchor: Anchor, style: Style) {
        if line.is_empty() {
            return;
        }
        self.boxes.push(TextBox { rect: line_rect(line, x, base, anchor, style), text: line.to_owned() });
        let text = Element::new("text").num("x", x).num("y", base);
        let text = text.num("font-size", style.size).attr("fill", &self.colour(style.paint));
        let text = text.attr_if("font-weight", if style.bold { "700" } else { "" });
        let text = text.attr_if("text-anchor", anchor_name(anchor));
        let markup = text.around(&super::svg::escape(line));
        self.over.push_str(&markup);
    }

    /// Writes a block of lines down from `top`.
    pub(crate) fn block(&mut self, block: &Block, x: f64, top: f64, anchor: Anchor) {
        let mut top = top;
        for (line, style) in &block.lines {
            self.word(line, x, base_line(top, *style), anchor, *style);
            top += style.size * LEADING;
        }
    }

    /// Whether a rectangle touches neither words nor marks.
    pub(crate) fn is_free(&self, rect: &Rect) -> bool {
        self.is_free_of_words(rect) && !self.marks.iter().any(|mark| mark.touches(rect))
    }

    /// Whether a rectangle touches no words.
    pub(crate) fn is_free_of_words(&self, rect: &Rect) -> bool {
        !self.boxes.iter().any(|other| other.rect.touches(rect))
    }

    /// Draws the upright lines, in pieces between the words.
    pub(crate) fn settle(&mut self) {
        for (x, top, bottom, stroke) in std::mem::take(&mut self.uprights) {
            for (from, to) in self.gaps(x, top, bottom) {
                self.line((x, from), (x, to), stroke);
            }
        }
    }

    fn gaps(&self, x: f64, top: f64, bottom: f64) -> Vec<(f64, f64)> {
        let crossing = self.boxes.iter().map(|b| b.rect).filter(|r| r.left - 2.0 < x && x < r.right + 2.0);
        let inside = crossing.filter(|r| r.bottom + 1.0 > top && r.top - 1.0 < bottom);
        let mut blocks: Vec<(f64, f64)> = inside.map(|r| (r.top - 1.0, r.bottom + 1.0)).collect();
        blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut pieces = Vec::new();
        let mut from = top;
        for (start, end) in blocks {
            if start > from {
                pieces.push((from, start));
            }
            from = from.max(end);
        }
        if from < bottom {
            pieces.push((from, bottom));
        }
        pieces.retain(|(from, to)| to - from > 1.5);
        pieces
    }

    fn line_markup(&self, from: (f64, f64), to: (f64, f64), stroke: Stroke) -> String {
        let line = Element::new("line").num("x1", from.0).num("y1", from.1).num("x2", to.0).num("y2", to.1);
        let line = line.attr("stroke", &self.colour(stroke.paint)).num("stroke-width", stroke.width);
        line.attr_if("stroke-dasharray", stroke.dash).end()
    }
}

/// The base line of a line of words whose leading begins at `top`.
pub(crate) fn base_line(top: f64, style: Style) -> f64 {
    top + style.size * (ASCENT + (LEADING - ASCENT - DESCENT) / 2.0)
}

/// The room that a line of words takes.
pub(crate) fn line_rect(line: &str, x: f64, base: f64, anchor: Anchor, style: Style) -> Rect {
    let width = measure(line, style);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Rect::new(left, base - style.size * ASCENT, width, style.size * (ASCENT + DESCENT))
}

fn anchor_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}
