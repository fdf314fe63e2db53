//! The days to come on one line: dates of these talks filled, others hollow, each with how far off it is.

use super::curve_events::{Flag, flags, numbers};
use super::date_curve::{DayLabel, day_words};
use super::frame::{self, Drawing, Frame};
use super::lanes::dagger;
use super::marks::{Symbol, symbol};
use super::place::{Anchor, Rect, Sheet, Width, base_line, dotted, solid};
use super::scale::Scale;
use super::table::{Align, Table};
use super::text::{Block, bold, plain, soft};
use super::theme::{Paint, Theme};
use super::words::{Words, with, words};

/// Dates around a day, which is day 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// What stands around the picture.
    pub frame: Frame,
    /// First day shown, 0 or before.
    pub from_day: i32,
    /// Last day shown.
    pub to_day: i32,
    /// Day 0 in words; shown where days before it are.
    pub today: String,
    /// Days to label on the line.
    pub ticks: Vec<DayLabel>,
    /// The dates.
    pub dates: Vec<CalendarDay>,
}

/// A date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalendarDay {
    /// Its day.
    pub day: i32,
    /// The date in words.
    pub date: String,
    /// What happens.
    pub what: String,
    /// Whose date it is; may be empty.
    pub whose: String,
    /// Of these talks.
    pub ours: bool,
    /// Not read at its source, such as recalled: marked with a dagger.
    pub recalled: bool,
    /// What it stands for, see [`about`](super::about()).
    pub about: String,
}

/// Dates that are drawn at most.
const DATES: usize = 24;
/// Dates that are named above the line at most; more are numbered and listed.
const NAMED: usize = 10;

impl Calendar {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let heads = [
            (words.date, Align::Left),
            (words.days_left, Align::Right),
            (words.what, Align::Left),
            (words.side, Align::Left),
            (words.whose, Align::Left),
        ];
        let mut table = Table::new(&self.frame.heading, &heads);
        for date in self.dates() {
            let what = dagger(&date.what, date.recalled);
            let side = side(date.ours, words).to_owned();
            table.row(vec![date.date.clone(), date.day.to_string(), what, side, date.whose.clone()]);
        }
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let dates: Vec<&CalendarDay> = self.dates().into_iter().filter(|d| self.shows(d.day)).collect();
        if dates.is_empty() {
            let words = sheet.words().no_dates;
            frame::absent(&mut sheet, words);
            return frame::close(sheet, &self.frame, "");
        }
        let shown = &dates[..dates.len().min(DATES)];
        sheet.recalled = shown.iter().any(|d| d.recalled);
        legend(&mut sheet, shown);
        let days = Scale::linear(f64::from(self.from_day), f64::from(self.to_day), 10.0, width.px() - 10.0);
        if width == Width::Wide && shown.len() <= NAMED {
            self.named(&mut sheet, shown, &days);
        } else {
            self.listed(&mut sheet, shown, &days);
        }
        if dates.len() > shown.len() {
            let more = with(sheet.words().more, dates.len() - shown.len());
            frame::remark(&mut sheet, &more);
        }
        let words = sheet.words();
        let said: Vec<String> = shown.iter().take(12).map(|d| spoken(d, words) + ".").collect();
        frame::close(sheet, &self.frame, &said.join(" "))
    }

    fn shows(&self, day: i32) -> bool {
        (self.from_day..=self.to_day).contains(&day)
    }

    /// The dates in their order.
    fn dates(&self) -> Vec<&CalendarDay> {
        let mut dates: Vec<&CalendarDay> = self.dates.iter().collect();
        dates.sort_by_key(|d| (d.day, !d.ours));
        dates
    }

    /// Each date by its words above the line.
    fn named(&self, sheet: &mut Sheet, dates: &[&CalendarDay], days: &Scale) {
        let words = sheet.words();
        let places = places(dates, days);
        let mut list: Vec<Flag> = dates
            .iter()
            .zip(&places)
            .map(|(d, (x, _))| Flag {
                x: *x,
                block: block(d, words, 186.0),
                about: d.about.clone(),
                spoken: spoken(d, words),
            })
            .collect();
        let today = days.at(0.0).filter(|_| self.from_day < 0 && !self.today.is_empty());
        list.extend(today.map(|x| Flag {
            x,
            block: Block::of(&self.today, soft(11.0), 120.0, 2),
            about: String::new(),
            spoken: self.today.clone(),
        }));
        let rise = 14.0 + 11.0 * places.iter().map(|p| p.1).max().unwrap_or(0) as f64;
        let rules = flags(sheet, &list, &|sheet, i, floor| {
            if let (Some(d), Some((x, row))) = (dates.get(i), places.get(i)) {
                symbol(sheet, sign(d.ours), *x, floor + rise - 11.0 * *row as f64);
            }
        });
        let line = sheet.y + rise;
        for (x, from) in rules {
            sheet.upright(x, from, line, dotted(Paint::Ink, 1.2));
        }
        self.line(sheet, days, line);
    }

    /// Each date by its number above the line, its words in a list below.
    fn listed(&self, sheet: &mut Sheet, dates: &[&CalendarDay], days: &Scale) {
        let words = sheet.words();
        let places = places(dates, days);
        sheet.y += 2.0;
        let rules = numbers(sheet, &places.iter().map(|p| p.0).collect::<Vec<_>>());
        let rise = 12.0 + 11.0 * places.iter().map(|p| p.1).max().unwrap_or(0) as f64;
        let line = sheet.y + rise;
        for (x, from) in rules {
            sheet.upright(x, from, line, dotted(Paint::Axis, 1.2));
        }
        self.line(sheet, days, line);
        let room = sheet.width.px() - 44.0;
        for (i, (d, (x, row))) in dates.iter().zip(&places).enumerate() {
            let (block, top) = (block(d, words, room), sheet.y);
            sheet.stop(&d.about, &spoken(d, words), |sheet| {
                symbol(sheet, sign(d.ours), *x, line - 11.0 * *row as f64);
                let style = bold(11.5);
                sheet.word(&(i + 1).to_string(), 18.0, base_line(top, style), Anchor::End, style);
                symbol(sheet, sign(d.ours), 31.0, top + 8.0);
                sheet.block(&block, 43.0, top, Anchor::Start);
            });
            sheet.y += block.height() + 6.0;
        }
    }

    /// The line itself, its days, and a stroke at day 0.
    fn line(&self, sheet: &mut Sheet, days: &Scale, y: f64) {
        sheet.line((0.0, y), (sheet.width.px(), y), solid(Paint::Axis, 1.6));
        if let Some(x) = days.at(0.0) {
            sheet.line((x, y - 8.0), (x, y + 8.0), solid(Paint::Ink, 2.0));
            sheet.mark(Rect::new(x - 2.0, y - 8.0, 4.0, 16.0));
        }
        day_words(sheet, &self.ticks, self.from_day..=self.to_day, days, y + 5.0);
        sheet.y = y + 32.0;
    }
}

fn legend(sheet: &mut Sheet, dates: &[&CalendarDay]) {
    let words = sheet.words();
    let present = [true, false].into_iter().filter(|ours| dates.iter().any(|d| d.ours == *ours));
    let items: Vec<(Symbol, String)> =
        present.map(|ours| (sign(ours), side(ours, words).to_owned())).collect();
    frame::legend(sheet, &items);
}

/// The place of each date, and how many marks beside it lie below it on the line.
fn places(dates: &[&CalendarDay], days: &Scale) -> Vec<(f64, usize)> {
    let mut places: Vec<(f64, usize)> = Vec::new();
    for date in dates {
        let x = days.at(f64::from(date.day)).unwrap_or(0.0);
        let taken = |row: usize| places.iter().any(|(other, r)| *r == row && (other - x).abs() < 9.0);
        let row = (0..dates.len()).find(|row| !taken(*row)).unwrap_or(0);
        places.push((x, row));
    }
    places
}

/// How far off, when, what, and whose date it is where it is not one of these talks.
fn block(date: &CalendarDay, words: &Words, width: f64) -> Block {
    let head = format!("{}, {}", away(date.day, words), date.date);
    let block = Block::of(&head, bold(11.5), width, 2);
    let block = block.and(&dagger(&date.what, date.recalled), plain(11.0), width, 4);
    if date.ours { block } else { block.and(&not_ours(date, words), soft(11.0), width, 2) }
}

fn not_ours(date: &CalendarDay, words: &Words) -> String {
    let parts = [words.not_ours, date.whose.as_str()].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(": ")
}

/// How far off a day is.
fn away(day: i32, words: &Words) -> String {
    match day {
        0 => words.today.to_owned(),
        1 => words.tomorrow.to_owned(),
        -1 => words.yesterday.to_owned(),
        d if d > 0 => with(words.ahead, d.unsigned_abs() as usize),
        d => with(words.ago, d.unsigned_abs() as usize),
    }
}

fn spoken(date: &CalendarDay, words: &Words) -> String {
    let mut parts = vec![date.date.clone(), away(date.day, words), date.what.clone()];
    parts.push(if date.ours { words.ours.to_owned() } else { not_ours(date, words) });
    if date.recalled {
        parts.push(words.recalled_short.to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn sign(ours: bool) -> Symbol {
    if ours { Symbol::Ours } else { Symbol::NotOurs }
}

fn side(ours: bool, words: &Words) -> &'static str {
    if ours { words.ours } else { words.not_ours }
}
