//! A picture: any chart, for a report that carries several.

use super::calendar::Calendar;
use super::date_curve::DateCurve;
use super::dots::Dots;
use super::frame::{Drawing, Frame};
use super::frontier::Frontier;
use super::hemicycle::Hemicycle;
use super::lanes::Lanes;
use super::place::Width;
use super::stacked_bars::StackedBars;
use super::table::Table;
use super::theme::Theme;
use crate::view::csv::cell;

/// Any chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Who named which figure.
    Lanes(Lanes),
    /// What each year holds.
    StackedBars(StackedBars),
    /// Past cases under the dots of a forecast.
    Dots(Dots),
    /// The chance of a deal by each date.
    DateCurve(DateCurve),
    /// The days to come.
    Calendar(Calendar),
    /// Who is expected to vote yes, and how many are needed.
    Hemicycle(Hemicycle),
    /// Packages by what each of two parties gains.
    Frontier(Frontier),
}

impl Picture {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table.
    pub fn table(&self) -> Table {
        match self {
            Picture::Lanes(chart) => chart.table(),
            Picture::StackedBars(chart) => chart.table(),
            Picture::Dots(chart) => chart.table(),
            Picture::DateCurve(chart) => chart.table(),
            Picture::Calendar(chart) => chart.table(),
            Picture::Hemicycle(chart) => chart.table(),
            Picture::Frontier(chart) => chart.table(),
        }
    }

    /// Its table as CSV that a spreadsheet program opens and never runs.
    pub fn csv(&self) -> String {
        let table = self.table();
        let head: Vec<&str> = table.head.iter().map(|h| h.name.as_str()).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(String::as_str).collect());
        let line = |cells: Vec<&str>| cells.into_iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
        std::iter::once(head).chain(rows).map(line).collect()
    }

    /// The same picture under another name, so that two of a kind can stand in one page: ids are made of it.
    pub fn named(mut self, name: &str) -> Picture {
        name.clone_into(&mut self.frame_mut().name);
        self
    }

    /// What stands around the chart.
    pub fn frame(&self) -> &Frame {
        match self {
            Picture::Lanes(chart) => &chart.frame,
            Picture::StackedBars(chart) => &chart.frame,
            Picture::Dots(chart) => &chart.frame,
            Picture::DateCurve(chart) => &chart.frame,
            Picture::Calendar(chart) => &chart.frame,
            Picture::Hemicycle(chart) => &chart.frame,
            Picture::Frontier(chart) => &chart.frame,
        }
    }

    fn frame_mut(&mut self) -> &mut Frame {
        match self {
            Picture::Lanes(chart) => &mut chart.frame,
            Picture::StackedBars(chart) => &mut chart.frame,
            Picture::Dots(chart) => &mut chart.frame,
            Picture::DateCurve(chart) => &mut chart.frame,
            Picture::Calendar(chart) => &mut chart.frame,
            Picture::Hemicycle(chart) => &mut chart.frame,
            Picture::Frontier(chart) => &mut chart.frame,
        }
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        match self {
            Picture::Lanes(chart) => chart.drawing(width, theme),
            Picture::StackedBars(chart) => chart.drawing(width, theme),
            Picture::Dots(chart) => chart.drawing(width, theme),
            Picture::DateCurve(chart) => chart.drawing(width, theme),
            Picture::Calendar(chart) => chart.drawing(width, theme),
            Picture::Hemicycle(chart) => chart.drawing(width, theme),
            Picture::Frontier(chart) => chart.drawing(width, theme),
        }
    }
}
