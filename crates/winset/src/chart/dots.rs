//! Named dots of past cases under the dots of a forecast, on one axis.

use super::axis::{self, Axis};
use super::frame::{self, Drawing, Frame};
use super::lanes::dagger;
use super::marks::{RADIUS, Symbol, circle, symbol};
use super::pack::{Item, Room, pack};
use super::place::{Anchor, Rect, Sheet, Width, solid};
use super::scale::Scale;
use super::table::{Align, Table, known};
use super::text::{Block, bold, plain, soft};
use super::theme::{Paint, Theme};
use super::words::{Words, with, words};

/// Past cases and a forecast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dots {
    /// What stands around the picture.
    pub frame: Frame,
    /// The axis, such as per cent of change or days after expiry.
    pub axis: Axis,
    /// Past cases, in the order of their names' claim to room.
    pub cases: Vec<PastCase>,
    /// Forecasts, the main one first, such as that of the class and one's own.
    pub forecasts: Vec<Cloud>,
    /// The stretch of the axis within which cases are drawn: one far out would press all others together. The rest is counted.
    pub span: Option<(f64, f64)>,
}

/// A forecast as equally likely values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cloud {
    /// Its name; when empty, the language's word for a forecast.
    pub name: String,
    /// Its middle and its range in words; may be empty.
    pub label: String,
    /// Equally likely values, such as 20 quantiles; infinite ones (no deal) are counted in words.
    pub values: Vec<f64>,
    /// What it stands for, see [`about`](super::about()).
    pub about: String,
}

/// A past case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastCase {
    /// Its name beside the dot, short.
    pub name: String,
    /// Its full name, read out and in the table; may be empty.
    pub title: String,
    /// Its value on the axis.
    pub value: f64,
    /// Its value in words.
    pub label: String,
    /// How near it is to the case at hand.
    pub likeness: Likeness,
    /// Not read at its source, such as recalled: marked with a dagger.
    pub recalled: bool,
    /// What it stands for, see [`about`](super::about()).
    pub about: String,
}

/// How near a past case is to the case at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Likeness {
    /// A round of the same series: filled diamond.
    OwnSeries,
    /// Of the same type: hollow circle.
    SameType,
    /// Another: small square.
    #[default]
    Other,
}

/// Cases of a group that are drawn at most.
const CASES: usize = 40;
/// Forecasts that are drawn at most.
const CLOUDS: usize = 4;
/// Dots of a forecast that are drawn at most.
const QUANTILES: usize = 200;

impl Dots {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let heads = [(words.case, Align::Left), (words.group, Align::Left), (words.figure, Align::Right)];
        let mut table = Table::new(&self.frame.heading, &heads);
        for cloud in self.clouds() {
            table.row(vec![cloud.name(words).to_owned(), words.forecast.to_owned(), cloud.label.clone()]);
        }
        for case in &self.cases {
            let figure = known(&dagger(&case.label, case.recalled), case.value);
            let title = if case.title.is_empty() { &case.name } else { &case.title };
            table.row(vec![title.clone(), group_words(case.likeness, words).to_owned(), figure]);
        }
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let shown = |v: &f64| self.axis.shows(*v);
        let clouds: Vec<(&Cloud, Vec<f64>)> = self.clouds().map(|c| (c, thinned(&c.values))).collect();
        let quantiles = clouds.iter().flat_map(|(_, values)| values.iter().copied());
        let near = self.cases.iter().filter(|c| self.shows(c)).map(|c| c.value);
        let values: Vec<f64> = near.chain(quantiles.filter(shown)).collect();
        if values.is_empty() {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        sheet.recalled = self.cases.iter().any(|c| c.recalled);
        let left = width.pick(130.0, 0.0);
        let values = values.into_iter().chain(self.axis.rules.iter().map(|r| r.value));
        let scale = Scale::over(self.axis.count, values, 0.05, left + 16.0, width.px() - 12.0);
        let rules = axis::rule_words(&mut sheet, &self.axis, &scale);
        let top = sheet.y;
        for (i, (cloud, values)) in clouds.iter().enumerate() {
            let quantiles: Vec<f64> = values.iter().copied().filter(shown).collect();
            draw_cloud(&mut sheet, (cloud, i), &quantiles, values.len(), &scale, left);
        }
        for likeness in [Likeness::OwnSeries, Likeness::SameType, Likeness::Other] {
            self.group(&mut sheet, likeness, &scale, left);
        }
        let bottom = sheet.y;
        sheet.line((0.0, bottom), (width.px(), bottom), solid(Paint::Axis, 1.2));
        sheet.y = axis::draw(&mut sheet, &self.axis, &scale, &rules, top, bottom);
        frame::close(sheet, &self.frame, &self.about())
    }

    /// Whether a case is drawn.
    fn shows(&self, case: &PastCase) -> bool {
        let inside = self.span.is_none_or(|(low, high)| low <= case.value && case.value <= high);
        inside && self.axis.shows(case.value)
    }

    /// The forecasts that hold values.
    fn clouds(&self) -> impl Iterator<Item = &Cloud> {
        self.forecasts.iter().filter(|c| !c.values.is_empty()).take(CLOUDS)
    }

    fn group(&self, sheet: &mut Sheet, likeness: Likeness, scale: &Scale, left: f64) {
        let of_group: Vec<&PastCase> = self.cases.iter().filter(|c| c.likeness == likeness).collect();
        let cases: Vec<&PastCase> = of_group.iter().copied().filter(|c| self.shows(c)).take(CASES).collect();
        if of_group.is_empty() {
            return;
        }
        let words = sheet.words();
        let (top, right) = (sheet.y, sheet.width.px());
        separator(sheet, top);
        let sign = sign(likeness);
        symbol(sheet, sign, 6.0, top + 15.0);
        let name = Block::of(
            group_words(likeness, words),
            bold(12.0),
            sheet.width.pick(left - 28.0, right - 18.0),
            2,
        );
        sheet.block(&name, 16.0, top + 7.0, Anchor::Start);
        let start = sheet.width.pick(top + 4.0, top + 6.0 + name.height());
        let items: Vec<Item> = cases.iter().filter_map(|case| item(case, scale)).collect();
        let avoid = self.axis.rule_places(scale);
        let packed = pack(&items, Room { left, right, label: sheet.width.pick(260.0, 220.0), avoid: &avoid });
        for ((case, item), spot) in cases.iter().zip(&items).zip(&packed.spots) {
            sheet.stop(&case.about, &spoken(case, words), |sheet| {
                let x = (item.left + item.right) / 2.0;
                symbol(sheet, sign, x, start + packed.mark_y(spot));
                sheet.block(&spot.block, spot.x, start + packed.label_y(spot), spot.anchor);
            });
        }
        sheet.y = (start + packed.height() + 3.0).max(top + name.height() + 14.0);
        if of_group.len() > cases.len() {
            let more =
                Block::of(&with(words.more, of_group.len() - cases.len()), soft(11.0), right - left - 8.0, 1);
            sheet.block(&more, left + sheet.width.pick(10.0, 0.0), sheet.y, Anchor::Start);
            sheet.y += more.height() + 4.0;
        }
    }

    fn about(&self) -> String {
        let words = words(self.frame.lang);
        let cases = self.cases.iter().filter(|c| self.shows(c)).take(12);
        let mut said: Vec<String> = cases.map(|case| spoken(case, words) + ".").collect();
        let forecasts = self.clouds().filter(|c| !c.label.is_empty());
        said.splice(0..0, forecasts.map(|c| format!("{}: {}.", c.name(words), c.label)));
        said.join(" ")
    }
}

impl Cloud {
    fn name<'a>(&'a self, words: &'a Words) -> &'a str {
        if self.name.is_empty() { words.forecast } else { &self.name }
    }
}

/// The dots of a forecast, piled up where they are close; those of a second one are rings.
fn draw_cloud(
    sheet: &mut Sheet,
    (cloud, index): (&Cloud, usize),
    quantiles: &[f64],
    of: usize,
    scale: &Scale,
    left: f64,
) {
    let words = sheet.words();
    let top = sheet.y;
    separator(sheet, top);
    let room = sheet.width.pick(left - 12.0, sheet.width.px());
    let beyond = of - quantiles.len();
    let mut worth = with(words.chance, of);
    if beyond > 0 {
        worth = format!("{worth}; {}", with(words.beyond, beyond));
    }
    let mut name = Block::of(cloud.name(words), bold(12.0), room, 3);
    if !cloud.label.is_empty() {
        name = name.and(&cloud.label, plain(11.0), room, 4);
    }
    let name = name.and(&worth, soft(11.0), room, 3);
    sheet.block(&name, 0.0, top + 6.0, Anchor::Start);
    let places: Vec<f64> = quantiles.iter().filter_map(|q| scale.at(*q)).collect();
    let radius = sheet.width.pick(5.0, 4.2) * (20.0 / quantiles.len().max(20) as f64).sqrt();
    let piles = piles(&places, sheet.width.pick(26.0, 17.0));
    let most = piles.iter().map(|pile| pile.1).max().unwrap_or(1) as f64;
    let step = (radius * 2.0 + 0.8).min(130.0 / most);
    let start = sheet.width.pick(top + 8.0, top + 10.0 + name.height());
    let floor = (start + most * step + 4.0).max(sheet.width.pick(top + name.height() + 12.0, 0.0));
    let spoken = [cloud.name(words), &cloud.label, &worth].map(str::to_owned);
    let spoken: Vec<String> = spoken.into_iter().filter(|s| !s.is_empty()).collect();
    let (fill, line) = match index {
        0 => (Paint::Official, None),
        _ => (Paint::Paper, Some(solid(Paint::Official, 1.6))),
    };
    let radius = if line.is_some() { radius - 0.8 } else { radius };
    sheet.stop(&cloud.about, &spoken.join(", "), |sheet| {
        for (x, count) in piles {
            for i in 0..count {
                let dot = circle(sheet, x, floor - 4.0 - step * (i as f64 + 0.5), radius, fill, line);
                sheet.draw(&dot);
            }
        }
    });
    sheet.y = floor + 4.0;
}

/// The values in order, evenly thinned to as many as are drawn at most; what is not a number comes last.
fn thinned(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.is_nan().cmp(&b.is_nan()).then(a.total_cmp(b)));
    let drawn = sorted.len().min(QUANTILES);
    (0..drawn).map(|i| sorted[(2 * i + 1) * sorted.len() / (2 * drawn)]).collect()
}

/// Places in order, drawn together where they are closer than `width`: middle and number of each pile.
fn piles(places: &[f64], width: f64) -> Vec<(f64, usize)> {
    let mut piles: Vec<(f64, usize)> = Vec::new();
    let mut first = f64::NEG_INFINITY;
    let mut pile: Vec<f64> = Vec::new();
    let middle = |pile: &[f64]| (pile.iter().sum::<f64>() / pile.len() as f64, pile.len());
    for x in places {
        if *x - first > width && !pile.is_empty() {
            piles.push(middle(&pile));
            pile.clear();
        }
        if pile.is_empty() {
            first = *x;
        }
        pile.push(*x);
    }
    if !pile.is_empty() {
        piles.push(middle(&pile));
    }
    piles
}

fn separator(sheet: &mut Sheet, y: f64) {
    let right = sheet.width.px();
    sheet.line((0.0, y), (right, y), solid(Paint::Grid, 1.0));
    sheet.mark(Rect::new(0.0, y, right, 0.0));
}

fn item(case: &PastCase, scale: &Scale) -> Option<Item> {
    let x = scale.at(case.value)?;
    let words = vec![(dagger(&format!("{} {}", case.name, case.label), case.recalled), plain(11.5), 3)];
    Some(Item { left: x - RADIUS - 0.5, right: x + RADIUS + 0.5, words })
}

fn spoken(case: &PastCase, words: &Words) -> String {
    let recalled = if case.recalled { format!(", {}", words.recalled_short) } else { String::new() };
    let name = if case.title.is_empty() { &case.name } else { &case.title };
    format!("{name}: {}, {}{recalled}", case.label, group_words(case.likeness, words))
}

fn sign(likeness: Likeness) -> Symbol {
    match likeness {
        Likeness::OwnSeries => Symbol::OwnSeries,
        Likeness::SameType => Symbol::SameType,
        Likeness::Other => Symbol::Other,
    }
}

fn group_words(likeness: Likeness, words: &Words) -> &'static str {
    match likeness {
        Likeness::OwnSeries => words.own_series,
        Likeness::SameType => words.same_type,
        Likeness::Other => words.other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_off_the_axis_are_counted() {
        let values = vec![10.0, 20.0, f64::INFINITY, f64::INFINITY];
        let forecasts = vec![Cloud { values, ..Cloud::default() }];
        let svg = Dots { forecasts, ..Dots::default() }.draw(Width::Narrow, Theme::Page);
        assert!(svg.contains("one dot: a chance of 1 in 4; 2 off this axis"));
        assert_eq!(svg.matches("<circle").count(), 2);
    }

    #[test]
    fn many_values_are_thinned_evenly() {
        let seen = thinned(&(0..1000).rev().map(f64::from).collect::<Vec<_>>());
        assert_eq!((seen.len(), seen[0], seen[199]), (QUANTILES, 2.0, 997.0));
    }
}
