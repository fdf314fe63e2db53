//! A picture: any chart, for a report that carries several.

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
            Picture::Hemicycle(chart) => chart.table(),
            Picture::Frontier(chart) => chart.table(),
        }
    }

    /// What stands around the chart.
    pub fn frame(&self) -> &Frame {
        match self {
            Picture::Lanes(chart) => &chart.frame,
            Picture::StackedBars(chart) => &chart.frame,
            Picture::Dots(chart) => &chart.frame,
            Picture::DateCurve(chart) => &chart.frame,
            Picture::Hemicycle(chart) => &chart.frame,
            Picture::Frontier(chart) => &chart.frame,
        }
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        match self {
            Picture::Lanes(chart) => chart.drawing(width, theme),
            Picture::StackedBars(chart) => chart.drawing(width, theme),
            Picture::Dots(chart) => chart.drawing(width, theme),
            Picture::DateCurve(chart) => chart.drawing(width, theme),
            Picture::Hemicycle(chart) => chart.drawing(width, theme),
            Picture::Frontier(chart) => chart.drawing(width, theme),
        }
    }
}
