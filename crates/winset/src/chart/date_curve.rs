//! The chance of a deal by each date: curves, their bands, events and what observers saw.

use super::curve_events::{Flag, flags, numbers};
use super::curve_path::{chance_at, clean_points, path, path_points};
use super::frame::{self, Drawing, Frame};
use super::marks::{Symbol, symbol};
use super::pack::{Item, Room, pack};
use super::place::{Anchor, Rect, Sheet, Width, base_line, dotted, solid};
use super::scale::Scale;
use super::svg::Element;
use super::table::{Align, Table, UNKNOWN};
use super::text::{Block, bold, measure, plain, soft};
use super::theme::{Paint, Theme};
use super::words::{with, words};

/// Chances over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateCurve {
    /// What stands around the picture.
    pub frame: Frame,
    /// First day shown, counted from any origin.
    pub from_day: i32,
    /// Last day shown.
    pub to_day: i32,
    /// Days to label on the axis.
    pub ticks: Vec<DayLabel>,
    /// Curves, the main one first.
    pub curves: Vec<Curve>,
    /// Upright rules with words.
    pub events: Vec<DayLabel>,
    /// What observers said at the time, under the axis.
    pub observers: Vec<Observer>,
    /// What the bands mean; without words they are not explained.
    pub band: String,
}

/// A day with its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayLabel {
    /// The day.
    pub day: i32,
    /// Its words.
    pub label: String,
    /// What it stands for, see [`about`](super::about()); may be empty.
    pub about: String,
}

/// A curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Its name, such as “class” or “yours”.
    pub name: String,
    /// Whether it holds its height between days or goes straight to the next.
    pub course: Course,
    /// Its points in the order of days.
    pub points: Vec<Chance>,
    /// Points to label; they lie on the curve at their day.
    pub values: Vec<DayLabel>,
}

/// How a curve goes from one day to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Course {
    /// In steps.
    #[default]
    Step,
    /// In straight lines.
    Straight,
}

/// The chance by a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chance {
    /// The day.
    pub day: i32,
    /// The chance, from 0 to 1.
    pub p: f64,
    /// The lower and upper end of its band.
    pub band: Option<(f64, f64)>,
}

/// What an observer said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observer {
    /// First day meant.
    pub from_day: i32,
    /// Last day meant; the same for a single day.
    pub to_day: i32,
    /// The words.
    pub label: String,
    /// What it stands for, see [`about`](super::about()); may be empty.
    pub about: String,
}

/// Events, observers and values that are drawn at most.
const MOST: usize = 24;

/// Events that a narrow picture names above the plot; more are numbered and listed.
const FLAGS: usize = 3;
/// How far before the first day those stand who spoke earlier.
const MARGIN: f64 = 14.0;

impl DateCurve {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table: labelled values, events and observers; the chances at the axis' days.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let heads = [
            (words.date, Align::Left),
            (words.event, Align::Left),
            (words.figure, Align::Right),
            (words.low, Align::Right),
            (words.high, Align::Right),
        ];
        let mut table = Table::new(&self.frame.heading, &heads);
        for curve in &self.curves {
            let points = clean_points(&curve.points);
            for tick in &self.ticks {
                let chance = chance_at(&points, curve.course, tick.day);
                let band = chance.and_then(|c| c.band);
                let mut cells = vec![
                    tick.label.clone(),
                    curve.name.clone(),
                    chance.map_or(UNKNOWN.to_owned(), |c| share(c.p)),
                ];
                cells.extend([
                    band.map_or(UNKNOWN.to_owned(), |b| share(b.0)),
                    band.map_or(UNKNOWN.to_owned(), |b| share(b.1)),
                ]);
                table.row(cells);
            }
            for value in &curve.values {
                table.row(vec![String::new(), curve.name.clone(), value.label.clone()]);
            }
        }
        for event in &self.events {
            table.row(vec![String::new(), event.label.clone()]);
        }
        for observer in &self.observers {
            table.row(vec![String::new(), format!("{}: {}", words.observers, observer.label)]);
        }
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let drawable = self.curves.iter().any(|c| c.points.iter().any(|p| p.p.is_finite()));
        if !drawable && self.events.is_empty() && self.observers.is_empty() {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        self.legend(&mut sheet);
        let (left, right) = (width.pick(46.0, 40.0), width.px() - width.pick(14.0, 8.0));
        let days = Scale::linear(f64::from(self.from_day), f64::from(self.to_day), left, right);
        let events = self.events(&days);
        let numbered = width == Width::Narrow && events.len() > FLAGS;
        let rules = if numbered {
            numbers(&mut sheet, &events.iter().map(|e| e.0).collect::<Vec<_>>())
        } else {
            named(&mut sheet, &events)
        };
        let (top, bottom) = (sheet.y + 8.0, sheet.y + 8.0 + width.pick(230.0, 190.0));
        let chances = Scale::linear(0.0, 1.0, bottom, top);
        grid(&mut sheet, &chances, left, right);
        for (x, from) in rules {
            sheet.upright(x, from, bottom, dotted(Paint::Ink, 1.2));
        }
        for (i, curve) in self.curves.iter().enumerate().rev() {
            draw_curve(&mut sheet, curve, i, &days, &chances);
        }
        let area = Rect { left: left + 2.0, top: top - 6.0, right: width.px(), bottom: bottom - 2.0 };
        for curve in &self.curves {
            values(&mut sheet, curve, &days, &chances, &area);
        }
        sheet.line((left, bottom), (right, bottom), solid(Paint::Axis, 1.2));
        sheet.y = bottom + 22.0;
        day_words(&mut sheet, &self.ticks, self.from_day..=self.to_day, &days, bottom);
        if numbered {
            list(&mut sheet, &events);
        }
        self.observers(&mut sheet, &days, left, right);
        let values = self.curves.iter().map(|c| c.values.len());
        let hidden: usize =
            values.chain([self.events.len(), self.observers.len()]).map(|n| n.saturating_sub(MOST)).sum();
        if hidden > 0 {
            let more = with(sheet.words().more, hidden);
            frame::remark(&mut sheet, &more);
        }
        frame::close(sheet, &self.frame, &self.about())
    }

    /// The events that are shown, with their places, in the order of days.
    fn events(&self, days: &Scale) -> Vec<(f64, &DayLabel)> {
        let inside = self.events.iter().filter(|e| (self.from_day..=self.to_day).contains(&e.day)).take(MOST);
        let mut events: Vec<(f64, &DayLabel)> =
            inside.filter_map(|e| Some((days.at(f64::from(e.day))?, e))).collect();
        events.sort_by_key(|(_, e)| e.day);
        events
    }

    fn legend(&self, sheet: &mut Sheet) {
        let mut items: Vec<(Symbol, String)> = Vec::new();
        if self.curves.len() > 1 {
            let curves = self.curves.iter().enumerate().take(MOST);
            items.extend(curves.map(|(i, curve)| (Symbol::Curve(paint(i), dash(i)), curve.name.clone())));
        }
        if !self.band.is_empty() && self.curves.iter().any(|c| c.points.iter().any(|p| p.band.is_some())) {
            items.push((Symbol::Band(paint(0)), self.band.clone()));
        }
        frame::legend(sheet, &items);
    }

    fn observers(&self, sheet: &mut Sheet, days: &Scale, left: f64, right: f64) {
        if self.observers.is_empty() {
            return;
        }
        sheet.y += 6.0;
        let words = sheet.words().observers;
        frame::legend(sheet, &[(Symbol::Observer, words.to_owned())]);
        sheet.y -= 4.0;
        let shown: Vec<&Observer> = self.observers.iter().take(MOST).collect();
        let items: Vec<Item> = shown.iter().filter_map(|o| self.observer_item(o, days, left)).collect();
        let label = sheet.width.pick(420.0, 300.0);
        let packed = pack(&items, Room { left: 0.0, right: right.max(left), label, avoid: &[] });
        let top = sheet.y;
        for ((observer, item), spot) in shown.iter().zip(&items).zip(&packed.spots) {
            let y = top + packed.mark_y(spot);
            sheet.stop(&observer.about, &format!("{words}: {}", observer.label), |sheet| {
                if item.right - item.left > 13.0 {
                    let (from, to) = (item.left + 5.0, item.right - 5.0);
                    sheet.line_over((from, y), (to, y), solid(Paint::Ink, 1.3));
                    for end in [from, to] {
                        sheet.line_over((end, y - 4.0), (end, y + 4.0), solid(Paint::Ink, 1.3));
                    }
                }
                symbol(sheet, Symbol::Observer, (item.left + item.right) / 2.0, y);
                sheet.block(&spot.block, spot.x, top + packed.label_y(spot), spot.anchor);
            });
        }
        sheet.y = top + packed.height() + 4.0;
    }

    /// Where an observer stands; one who spoke before the first day, in the margin.
    fn observer_item(&self, observer: &Observer, days: &Scale, left: f64) -> Option<Item> {
        let (first, last) = (observer.from_day.min(observer.to_day), observer.from_day.max(observer.to_day));
        let (from, to) = match last < self.from_day {
            true => (left - MARGIN, left - MARGIN),
            false => (days.at(f64::from(first))?, days.at(f64::from(last))?),
        };
        Some(Item {
            left: from - 5.5,
            right: to + 5.5,
            words: vec![(observer.label.clone(), plain(11.0), 3)],
        })
    }

    fn about(&self) -> String {
        let values =
            self.curves.iter().flat_map(|c| c.values.iter().map(move |v| format!("{} {}.", c.name, v.label)));
        let events = self.events.iter().map(|e| format!("{}.", e.label));
        values.chain(events).take(16).map(|s| s.trim().to_owned()).collect::<Vec<_>>().join(" ")
    }
}

/// Writes the days below a line of days, as many as have room.
pub(crate) fn day_words(
    sheet: &mut Sheet,
    ticks: &[DayLabel],
    range: std::ops::RangeInclusive<i32>,
    days: &Scale,
    bottom: f64,
) {
    let style = soft(11.0);
    let shown = ticks.iter().filter(|t| range.contains(&t.day)).take(400);
    let mut words: Vec<(f64, f64, String)> = Vec::new();
    for tick in shown {
        let Some(x) = days.at(f64::from(tick.day)) else { continue };
        let Some((label, _)) = Block::of(&tick.label, style, 120.0, 1).lines.pop() else { continue };
        let half = measure(&label, style) / 2.0;
        sheet.line((x, bottom), (x, bottom + 4.0), solid(Paint::Axis, 1.0));
        words.push((x.clamp(half, (sheet.width.px() - half).max(half)), half, label));
    }
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (x, _, label) in thinned(&words) {
        sheet.word(label, *x, bottom + 17.0, Anchor::Middle, style);
    }
}

/// Every word, or every second, third … until none touches the next; of equal choices the one that says most.
fn thinned(words: &[(f64, f64, String)]) -> Vec<&(f64, f64, String)> {
    for stride in 1..=words.len() {
        let choices = (0..stride).map(|first| words.iter().skip(first).step_by(stride).collect::<Vec<_>>());
        let apart =
            |w: &Vec<&(f64, f64, String)>| w.windows(2).all(|p| p[0].0 + p[0].1 + 6.0 <= p[1].0 - p[1].1);
        let said =
            |w: &Vec<&(f64, f64, String)>| w.iter().map(|(_, _, label)| label.chars().count()).sum::<usize>();
        let longest =
            |w: &Vec<&(f64, f64, String)>| w.iter().map(|(_, _, label)| label.chars().count()).max();
        if let Some(best) = choices.filter(apart).max_by_key(|w| (longest(w), said(w))) {
            return best;
        }
    }
    Vec::new()
}

fn grid(sheet: &mut Sheet, chances: &Scale, left: f64, right: f64) {
    let step = sheet.width.pick(20, 25);
    let style = soft(11.0);
    for percent in (0..=100).step_by(step) {
        let Some(y) = chances.at(f64::from(percent) / 100.0) else { continue };
        sheet.line((left, y), (right, y), solid(Paint::Grid, 1.0));
        sheet.word(&format!("{percent} %"), left - 6.0, y + 4.0, Anchor::End, style);
    }
}

fn draw_curve(sheet: &mut Sheet, curve: &Curve, index: usize, days: &Scale, chances: &Scale) {
    let points = clean_points(&curve.points);
    let colour = sheet.colour(paint(index));
    let upper: Vec<(f64, f64)> = path_points(&points, curve.course, days, chances, |c| c.band.map(|b| b.1));
    let lower: Vec<(f64, f64)> = path_points(&points, curve.course, days, chances, |c| c.band.map(|b| b.0));
    if upper.len() > 1 {
        let around: Vec<(f64, f64)> = upper.iter().copied().chain(lower.iter().rev().copied()).collect();
        let band = Element::new("path").attr("d", &(path(&around) + "Z")).attr("fill", &colour);
        sheet.draw(&band.attr("fill-opacity", if index == 0 { "0.16" } else { "0.1" }).end());
    }
    let line = path_points(&points, curve.course, days, chances, |c| Some(c.p));
    let markup = Element::new("path").attr("d", &path(&line)).attr("fill", "none").attr("stroke", &colour);
    let markup = markup
        .num("stroke-width", 2.0)
        .attr("stroke-linejoin", "round")
        .attr_if("stroke-dasharray", dash(index));
    if line.len() > 1 {
        sheet.draw(&markup.end());
    }
    for pair in line.windows(2) {
        keep_free(sheet, pair[0], pair[1]);
    }
}

/// Keeps labels away from a piece of a curve.
fn keep_free(sheet: &mut Sheet, from: (f64, f64), to: (f64, f64)) {
    let pieces = ((to.0 - from.0).abs() / 6.0).ceil().clamp(1.0, 200.0) as i32;
    for i in 0..pieces {
        let at = |k: i32| {
            let t = f64::from(k) / f64::from(pieces);
            (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
        };
        let (a, b) = (at(i), at(i + 1));
        let rect = Rect { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) };
        sheet.mark(rect.grown(1.5));
    }
}

fn values(sheet: &mut Sheet, curve: &Curve, days: &Scale, chances: &Scale, area: &Rect) {
    let points = clean_points(&curve.points);
    for value in curve.values.iter().take(MOST) {
        let place = chance_at(&points, curve.course, value.day)
            .and_then(|c| Some((days.at(f64::from(value.day))?, chances.at(c.p)?)));
        let Some(at) = place else { continue };
        let block = Block::of(&value.label, bold(11.5), sheet.width.pick(190.0, 140.0), 2);
        let spoken = format!("{} {}", curve.name, value.label);
        sheet.stop(&value.about, spoken.trim(), |sheet| {
            let dot =
                super::marks::circle(sheet, at.0, at.1, 3.6, Paint::Ink, Some(solid(Paint::Paper, 1.4)));
            sheet.draw(&dot);
            sheet.mark(Rect::new(at.0 - 3.5, at.1 - 3.5, 7.0, 7.0));
            super::label::label(sheet, &block, at, 3.5, area, &super::label::RISING);
        });
    }
}

/// Events by their words, above the plot.
fn named(sheet: &mut Sheet, events: &[(f64, &DayLabel)]) -> Vec<(f64, f64)> {
    let width = sheet.width.pick(170.0, 130.0);
    let flag = |(x, e): &(f64, &DayLabel)| Flag {
        x: *x,
        block: Block::of(&e.label, plain(11.0), width, 3),
        about: e.about.clone(),
        spoken: e.label.clone(),
    };
    flags(sheet, &events.iter().map(flag).collect::<Vec<_>>(), &|_, _, _| {})
}

/// The words of numbered events, below the plot.
fn list(sheet: &mut Sheet, events: &[(f64, &DayLabel)]) {
    let room = sheet.width.px() - 24.0;
    for (i, (_, e)) in events.iter().enumerate() {
        let block = Block::of(&e.label, plain(11.5), room, 3);
        let top = sheet.y;
        sheet.stop(&e.about, &e.label, |sheet| {
            let style = bold(11.5);
            sheet.word(&(i + 1).to_string(), 16.0, base_line(top, style), Anchor::End, style);
            sheet.block(&block, 24.0, top, Anchor::Start);
        });
        sheet.y = top + block.height().max(15.2) + 2.0;
    }
}

fn share(p: f64) -> String {
    if p.is_finite() { format!("{:.0} %", p.clamp(0.0, 1.0) * 100.0) } else { UNKNOWN.to_owned() }
}

fn paint(index: usize) -> Paint {
    [Paint::Official, Paint::Reported, Paint::Soft][index.min(2)]
}

fn dash(index: usize) -> &'static str {
    ["", "6 4", "2 3"][index.min(2)]
}
