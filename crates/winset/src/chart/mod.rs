//! Pictures: charts as data, drawn as SVG by hand for page, report and paper.
//!
//! A chart is data with `draw(width, theme)` and `table()`; it knows no case, no engine and no calendar. Same data, same bytes.
//! A width is a layout of its own; a theme says whether colours are a page's variables (see [`css`]) or literals.
//!
//! Modules in reading order:
//! [`lanes`] who named which figure;
//! [`stacked_bars`] what each year holds;
//! [`dots`] past cases under the dots of a forecast;
//! [`date_curve`] the chance of a deal by each date;
//! [`calendar`] the days to come;
//! [`hemicycle`] who is expected to vote yes, beside what is needed;
//! [`frontier`] packages by what each of two parties gains;
//! [`terminal`] the same two in plain characters;
//! [`picture`] any of them;
//! [`frame`] what stands around a chart;
//! [`axis`] the level axis;
//! [`table`] the table beside a picture; then what they draw with: words, about, theme, scale, text,
//! place, label, pack, marks, discs, svg; and what single charts keep apart: bar_columns, bar_rows, curve_events, curve_path,
//! hall, hall_names, hall_words, plane, frontier_words.

pub mod axis;
pub mod calendar;
pub mod date_curve;
pub mod dots;
pub mod frame;
pub mod frontier;
pub mod hemicycle;
pub mod lanes;
pub mod picture;
pub mod stacked_bars;
pub mod table;
pub mod terminal;

mod about;
mod bar_columns;
mod bar_rows;
mod curve_events;
mod curve_path;
mod discs;
mod frontier_words;
mod hall;
mod hall_names;
mod hall_words;
mod label;
mod marks;
mod pack;
mod place;
mod plane;
mod scale;
mod svg;
mod text;
mod theme;
pub(crate) mod words;

#[cfg(test)]
mod asked_tests;
#[cfg(test)]
pub(crate) mod hard_samples;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod samples_votes;
#[cfg(test)]
mod tests;

pub use about::about;
pub use axis::{Axis, Rule};
pub use calendar::{Calendar, CalendarDay};
pub use date_curve::{Chance, Course, Curve, DateCurve, DayLabel, Observer};
pub use dots::{Cloud, Dots, Likeness, PastCase};
pub use frame::Frame;
pub use frontier::{Frontier, Package, Solution};
pub use hemicycle::{Bloc, Hemicycle, Side};
pub use lanes::{Bound, Evidence, Lane, LaneMark, Lanes};
pub use picture::Picture;
pub use place::Width;
pub use scale::Count;
pub use stacked_bars::{Bar, Basis, Grouping, Panel, Part, StackedBars};
pub(crate) use svg::entities;
pub use table::{Align, Head, Table};
pub use theme::{Theme, css};
pub use words::Lang;
