//! Evidence lanes: who named which figure, and how well it is attested.

use super::axis::{self, Axis};
use super::frame::{self, Drawing, Frame};
use super::marks::{RADIUS, RING, Symbol, arrow_head, symbol};
use super::pack::{Item, Packed, Room, Spot, pack};
use super::place::{Anchor, Sheet, Stroke, Width, dotted, solid};
use super::scale::{Count, Scale};
use super::table::{Align, Table, known};
use super::text::{Block, bold, measure, soft};
use super::theme::{Paint, Theme};
use super::words::{Words, put, with, words};

/// Figures on record, one lane for each who named them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// What stands around the picture.
    pub frame: Frame,
    /// The axis the figures lie on.
    pub axis: Axis,
    /// The lanes from the top down.
    pub lanes: Vec<Lane>,
    /// The day after which a figure counts as new, in words; empty when none does.
    pub since: String,
}

/// One who names figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The name of the lane.
    pub name: String,
    /// Its figures; without any, the lane says that none is on record.
    pub marks: Vec<LaneMark>,
    /// What an empty lane rests on, see [`about`](super::about()); may be empty.
    pub about: String,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaneMark {
    /// Lower end, on the axis.
    pub low: f64,
    /// Upper end, on the axis; the same as `low` unless it is a range.
    pub high: f64,
    /// What the ends mean.
    pub bound: Bound,
    /// How well it is attested.
    pub evidence: Evidence,
    /// The figure in words.
    pub label: String,
    /// Who said it, and when.
    pub sublabel: String,
    /// Not read at its source, such as recalled: marked with a dagger.
    pub recalled: bool,
    /// Known only after the chosen day: a ring around its sign.
    pub new: bool,
    /// What it stands for, see [`about`](super::about()).
    pub about: String,
}

/// What the ends of a figure mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// This figure.
    #[default]
    Exact,
    /// About this figure.
    Approx,
    /// This figure or less.
    UpTo,
    /// Less than this figure.
    LessThan,
    /// This figure or more.
    AtLeast,
    /// More than this figure.
    MoreThan,
    /// Between two figures.
    Range,
}

/// How well a figure is attested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// Said officially: filled circle.
    Official,
    /// Reported, source unnamed: hollow diamond.
    #[default]
    Reported,
    /// Reported, unconfirmed: dashed triangle.
    Unconfirmed,
}

/// Lanes that are drawn at most.
const LANES: usize = 40;
/// Figures of a lane that are drawn at most.
const MARKS: usize = 12;
/// Length of the arrow of a bound.
const ARROW: f64 = 30.0;

impl Lanes {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let heads = [words.who, words.figure, words.detail, words.evidence];
        let mut table = Table::new(&self.frame.heading, &heads.map(|h| (h, Align::Left)));
        for lane in &self.lanes {
            if lane.marks.is_empty() {
                table.row(vec![lane.name.clone(), words.no_figure.to_owned()]);
            }
            for mark in &lane.marks {
                let figure = known(&dagger(&mark.label, mark.recalled), mark.low + mark.high);
                let evidence = evidence_words(mark.evidence, words).to_owned();
                let detail = [mark.sublabel.as_str(), if mark.new { words.new } else { "" }];
                let detail: Vec<&str> = detail.into_iter().filter(|part| !part.is_empty()).collect();
                table.row(vec![lane.name.clone(), figure, detail.join("; "), evidence]);
            }
        }
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let shown = &self.lanes[..self.lanes.len().min(LANES)];
        if shown.is_empty() {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        sheet.recalled = shown.iter().flat_map(|l| &l.marks).any(|m| m.recalled);
        legend(&mut sheet, shown, &self.since);
        let (left, right) = (width.pick(150.0, 0.0), width.px());
        let values = shown.iter().flat_map(|l| &l.marks).flat_map(|m| [m.low, m.high]);
        let values = values.chain(self.axis.rules.iter().map(|r| r.value));
        let air = match self.axis.count {
            Count::Log => width.pick(0.24, 0.2),
            Count::Linear => width.pick(0.12, 0.1),
        };
        let scale = Scale::over(self.axis.count, values, air, left + 14.0, right - 14.0);
        let rules = axis::rule_words(&mut sheet, &self.axis, &scale);
        let top = sheet.y;
        for lane in shown {
            self.lane(&mut sheet, lane, &scale, left);
        }
        let bottom = sheet.y;
        sheet.line((0.0, bottom), (right, bottom), solid(Paint::Axis, 1.2));
        sheet.y = axis::draw(&mut sheet, &self.axis, &scale, &rules, top, bottom);
        if self.lanes.len() > LANES {
            let more = with(sheet.words().more, self.lanes.len() - LANES);
            frame::remark(&mut sheet, &more);
        }
        frame::close(sheet, &self.frame, &self.about())
    }

    fn lane(&self, sheet: &mut Sheet, lane: &Lane, scale: &Scale, left: f64) {
        let right = sheet.width.px();
        let top = sheet.y;
        sheet.line((0.0, top), (right, top), solid(Paint::Grid, 1.0));
        let name = Block::of(&lane.name, bold(12.0), sheet.width.pick(left - 12.0, right), 3);
        sheet.block(&name, 0.0, top + sheet.width.pick(6.0, 4.0), Anchor::Start);
        let start = sheet.width.pick(top + 3.0, top + 4.0 + name.height());
        let drawable: Vec<&LaneMark> = lane.marks.iter().filter(|m| self.shows(m)).collect();
        let hidden = lane.marks.len() - drawable.len().min(MARKS);
        let end = if lane.marks.is_empty() {
            let spoken = format!("{}: {}", lane.name, sheet.words().no_figure);
            let mut end = start;
            sheet.stop(&lane.about, &spoken, |sheet| end = empty(sheet, start, left));
            end
        } else {
            self.marks(sheet, lane, &drawable[..drawable.len().min(MARKS)], scale, start, left)
        };
        sheet.y = end.max(top + sheet.width.pick(name.height() + 14.0, 0.0));
        if hidden > 0 {
            let more = Block::of(&with(sheet.words().more, hidden), soft(11.0), right - left - 8.0, 1);
            sheet.block(&more, left + sheet.width.pick(10.0, 0.0), sheet.y, Anchor::Start);
            sheet.y += more.height() + 4.0;
        }
    }

    fn marks(
        &self,
        sheet: &mut Sheet,
        lane: &Lane,
        marks: &[&LaneMark],
        scale: &Scale,
        top: f64,
        left: f64,
    ) -> f64 {
        let items: Vec<Item> = marks.iter().map(|mark| item(mark, scale)).collect();
        let avoid = self.axis.rule_places(scale);
        let label = sheet.width.pick(270.0, 230.0);
        let packed = pack(&items, Room { left, right: sheet.width.px(), label, avoid: &avoid });
        for (mark, spot) in marks.iter().zip(&packed.spots) {
            let spoken = spoken(lane, mark, sheet.words());
            sheet.stop(&mark.about, &spoken, |sheet| draw_mark(sheet, mark, scale, &packed, spot, top));
        }
        top + packed.height() + 3.0
    }

    fn shows(&self, mark: &LaneMark) -> bool {
        self.axis.shows(mark.low) && self.axis.shows(mark.high)
    }

    fn about(&self) -> String {
        let words = words(self.frame.lang);
        let said = self.lanes.iter().take(LANES).flat_map(|lane| match lane.marks.is_empty() {
            true => vec![format!("{}: {}.", lane.name, words.no_figure)],
            false => lane
                .marks
                .iter()
                .filter(|m| self.shows(m))
                .take(MARKS)
                .map(|m| spoken(lane, m, words) + ".")
                .collect(),
        });
        said.take(12).collect::<Vec<_>>().join(" ")
    }
}

fn legend(sheet: &mut Sheet, lanes: &[Lane], since: &str) {
    let kinds = [Evidence::Official, Evidence::Reported, Evidence::Unconfirmed];
    let present =
        kinds.into_iter().filter(|kind| lanes.iter().flat_map(|l| &l.marks).any(|m| m.evidence == *kind));
    let words = sheet.words();
    let mut items: Vec<(Symbol, String)> =
        present.map(|kind| (sign(kind), evidence_words(kind, words).to_owned())).collect();
    if lanes.iter().flat_map(|l| &l.marks).any(|m| m.new) {
        let known = if since.is_empty() { words.new.to_owned() } else { put(words.since_new, since) };
        items.push((Symbol::New, known));
    }
    frame::legend(sheet, &items);
}

/// A dotted line with its words; the answer is the height below.
fn empty(sheet: &mut Sheet, top: f64, left: f64) -> f64 {
    let style = soft(11.5);
    let words = sheet.words().no_figure;
    let (y, right) = (top + 13.0, sheet.width.px());
    let middle = (left + right) / 2.0;
    let half = measure(words, style) / 2.0 + 8.0;
    let from = left + sheet.width.pick(14.0, 0.0);
    sheet.line((from, y), (middle - half, y), dotted(Paint::Axis, 1.3));
    sheet.line((middle + half, y), (right - sheet.width.pick(14.0, 0.0), y), dotted(Paint::Axis, 1.3));
    sheet.word(words, middle, y + 4.0, Anchor::Middle, style);
    top + 30.0
}

fn item(mark: &LaneMark, scale: &Scale) -> Item {
    let (x, low, high) = places(mark, scale);
    let (left, right) = match mark.bound {
        Bound::Exact => (x, x),
        Bound::Approx => (x - 18.0, x + 18.0),
        Bound::UpTo | Bound::LessThan => (x - ARROW, x),
        Bound::AtLeast | Bound::MoreThan => (x, x + ARROW),
        Bound::Range => (low, high),
    };
    let mut words = vec![(dagger(&mark.label, mark.recalled), bold(12.0), 3)];
    words.push((mark.sublabel.clone(), soft(11.0), 3));
    let radius = if mark.new { RING } else { RADIUS };
    Item { left: left.min(x - radius - 1.0), right: right.max(x + radius + 1.0), words }
}

fn draw_mark(sheet: &mut Sheet, mark: &LaneMark, scale: &Scale, packed: &Packed, spot: &Spot, top: f64) {
    let (x, low, high) = places(mark, scale);
    let y = top + packed.mark_y(spot);
    let paint = if mark.evidence == Evidence::Official { Paint::Official } else { Paint::Reported };
    let dash = if mark.evidence == Evidence::Unconfirmed { "3 2.5" } else { "" };
    let stroke = Stroke { paint, width: 1.7, dash };
    let towards = if matches!(mark.bound, Bound::UpTo | Bound::LessThan) { -1.0 } else { 1.0 };
    match mark.bound {
        Bound::Exact => {}
        Bound::Approx => {
            for side in [-1.0, 1.0] {
                let from = x + side * (RADIUS + 3.0);
                sheet.line_over((from, y), (from + side * 10.0, y), Stroke { dash: "1.5 2", ..stroke });
            }
        }
        Bound::Range => {
            sheet.line_over((low, y), (high, y), stroke);
            for end in [low, high] {
                sheet.line_over((end, y - 5.0), (end, y + 5.0), Stroke { dash: "", ..stroke });
            }
        }
        Bound::UpTo | Bound::AtLeast | Bound::LessThan | Bound::MoreThan => {
            sheet.line_over((x + towards * RADIUS, y), (x + towards * ARROW, y), stroke);
            arrow_head(sheet, x + towards * ARROW, y, towards, paint);
        }
    }
    let strict = matches!(mark.bound, Bound::LessThan | Bound::MoreThan);
    if strict {
        sheet.line_over((x, y - 6.0), (x, y + 6.0), Stroke { dash: "", ..stroke });
    }
    let x = x + if strict { towards * 13.0 } else { 0.0 };
    if mark.new {
        symbol(sheet, Symbol::New, x, y);
    }
    symbol(sheet, sign(mark.evidence), x, y);
    sheet.block(&spot.block, spot.x, top + packed.label_y(spot), spot.anchor);
}

/// The places of the sign and of both ends.
fn places(mark: &LaneMark, scale: &Scale) -> (f64, f64, f64) {
    let low = scale.at(mark.low.min(mark.high)).unwrap_or(0.0);
    let high = scale.at(mark.low.max(mark.high)).unwrap_or(low);
    let x = match mark.bound {
        Bound::UpTo | Bound::LessThan => high,
        Bound::AtLeast | Bound::MoreThan => low,
        _ => (low + high) / 2.0,
    };
    (x, low, high)
}

fn spoken(lane: &Lane, mark: &LaneMark, words: &Words) -> String {
    let evidence = evidence_words(mark.evidence, words);
    let mut parts = vec![mark.label.as_str(), mark.sublabel.as_str(), evidence];
    if mark.recalled {
        parts.push(words.recalled_short);
    }
    if mark.new {
        parts.push(words.new);
    }
    parts.retain(|part| !part.is_empty());
    format!("{}: {}", lane.name, parts.join(", "))
}

/// A label with the sign of what is recalled.
pub(crate) fn dagger(label: &str, recalled: bool) -> String {
    if recalled { format!("{label} †") } else { label.to_owned() }
}

fn sign(evidence: Evidence) -> Symbol {
    match evidence {
        Evidence::Official => Symbol::Official,
        Evidence::Reported => Symbol::Reported,
        Evidence::Unconfirmed => Symbol::Unconfirmed,
    }
}

fn evidence_words(evidence: Evidence, words: &Words) -> &'static str {
    match evidence {
        Evidence::Official => words.official,
        Evidence::Reported => words.reported,
        Evidence::Unconfirmed => words.unconfirmed,
    }
}
