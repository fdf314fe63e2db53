//! Stacked bars: what each year holds, category by category, for one or several proposals.

use super::frame::{self, Drawing, Frame};
use super::marks::{Ground, Symbol};
use super::place::{Sheet, Width};
use super::table::{Align, Table, UNKNOWN, known};
use super::theme::{Paint, Theme};
use super::words::{Words, large, with, words};
use super::{bar_columns, bar_rows};

/// Amounts of years, stacked by category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StackedBars {
    /// What stands around the picture.
    pub frame: Frame,
    /// Names of the categories, from the foot of a bar up.
    pub categories: Vec<String>,
    /// One for each proposal.
    pub panels: Vec<Panel>,
    /// How several proposals stand.
    pub grouping: Grouping,
    /// The power of ten that values count in, such as 8, where the language writes round values by it; 0 for plain numbers.
    pub power: u32,
}

/// The bars of one proposal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// The name of the proposal; may be empty when there is one.
    pub name: String,
    /// Its years.
    pub bars: Vec<Bar>,
}

/// One year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// The year in words.
    pub label: String,
    /// What its amounts rest on.
    pub basis: Basis,
    /// Its amounts.
    pub parts: Vec<Part>,
    /// The total in words.
    pub total: String,
    /// What the total stands for, see [`about`](super::about()).
    pub about: String,
}

/// One amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its category, counted from 0.
    pub category: usize,
    /// Its size; negative amounts hang below zero.
    pub value: f64,
    /// The amount in words.
    pub label: String,
    /// What it stands for, see [`about`](super::about()).
    pub about: String,
}

/// What an amount rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Printed in the text: solid.
    #[default]
    Printed,
    /// Follows from a rule of the text: tinted.
    Rule,
    /// Projected: hatched.
    Projected,
}

/// How several proposals stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Each in a small picture of its own, on one scale.
    #[default]
    Multiples,
    /// Beside each other, year by year.
    Grouped,
}

/// Bars with a common head: the years of a proposal or the proposals of a year.
pub(crate) struct Section<'a> {
    pub(crate) title: &'a str,
    /// Name, proposal and content of each bar.
    pub(crate) bars: Vec<(&'a str, usize, &'a Bar)>,
}

/// Bars that are drawn at most.
const BARS: usize = 60;

impl StackedBars {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let mut heads: Vec<(&str, Align)> =
            vec![(words.proposal, Align::Left), (words.year, Align::Left), (words.basis, Align::Left)];
        heads.extend(self.categories.iter().map(|c| (c.as_str(), Align::Right)));
        heads.push((words.total, Align::Right));
        let mut table = Table::new(&self.frame.heading, &heads);
        for panel in &self.panels {
            for bar in &panel.bars {
                let mut row =
                    vec![panel.name.clone(), bar.label.clone(), basis_words(bar.basis, words).to_owned()];
                row.extend((0..self.categories.len()).map(|category| cell(bar, category)));
                row.push(bar.total.clone());
                table.row(row);
            }
        }
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let sections = self.sections();
        if sections.iter().all(|s| s.bars.is_empty()) {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        self.legend(&mut sheet);
        let ends = ends(&sections);
        let columns = width == Width::Wide && bar_columns::fit(self, &sections);
        if columns {
            bar_columns::draw(&mut sheet, self, &sections, ends);
        } else {
            bar_rows::draw(&mut sheet, self, &sections, ends);
        }
        let all: usize = self.panels.iter().map(|p| p.bars.len()).sum();
        let shown: usize = sections.iter().map(|s| s.bars.len()).sum();
        if all > shown {
            let more = with(sheet.words().more, all - shown);
            frame::remark(&mut sheet, &more);
        }
        frame::close(sheet, &self.frame, &self.about())
    }

    /// The bar as it is read out.
    pub(crate) fn spoken(&self, panel: usize, bar: &Bar) -> String {
        let words = words(self.frame.lang);
        let name = self.panels.get(panel).map_or("", |p| p.name.as_str());
        let parts = bar.parts.iter().filter(|p| p.value.is_finite()).map(|part| {
            let category = self.categories.get(part.category).map_or("", String::as_str);
            format!("{category} {}", part.label).trim().to_owned()
        });
        let parts: Vec<String> = parts.collect();
        let head = format!("{name} {}", bar.label);
        let basis = basis_words(bar.basis, words);
        format!("{}: {} {}; {}; {basis}", head.trim(), words.total, total(bar), parts.join(", "))
    }

    /// The total of a bar as it is read out.
    pub(crate) fn spoken_total(&self, panel: usize, bar: &Bar) -> String {
        self.spoken_cell(panel, bar, words(self.frame.lang).total, total(bar))
    }

    /// One amount as it is read out.
    pub(crate) fn spoken_part(&self, panel: usize, bar: &Bar, part: &Part) -> String {
        self.spoken_cell(
            panel,
            bar,
            self.categories.get(part.category).map_or("", String::as_str),
            &part.label,
        )
    }

    fn spoken_cell(&self, panel: usize, bar: &Bar, name: &str, amount: &str) -> String {
        let proposal = self.panels.get(panel).map_or("", |p| p.name.as_str());
        let basis = basis_words(bar.basis, words(self.frame.lang));
        let head = [proposal, bar.label.as_str(), name].into_iter().filter(|part| !part.is_empty());
        format!("{}: {amount}, {basis}", head.collect::<Vec<_>>().join(", "))
    }

    /// A round value on the axis of amounts.
    pub(crate) fn tick(&self, value: f64) -> String {
        large(value, self.power, self.frame.lang)
    }

    fn sections(&self) -> Vec<Section<'_>> {
        let panels = self.panels.iter().enumerate();
        let mut sections: Vec<Section<'_>> = match self.grouping {
            Grouping::Multiples => panels
                .map(|(i, panel)| Section {
                    title: &panel.name,
                    bars: panel.bars.iter().map(|bar| (bar.label.as_str(), i, bar)).collect(),
                })
                .collect(),
            Grouping::Grouped => self.years(),
        };
        let mut room = BARS;
        for section in &mut sections {
            section.bars.truncate(room);
            room -= section.bars.len();
        }
        sections.retain(|s| !s.bars.is_empty());
        sections
    }

    /// The years of all proposals, in the order in which they come up.
    fn years(&self) -> Vec<Section<'_>> {
        let mut years: Vec<Section<'_>> = Vec::new();
        for (i, panel) in self.panels.iter().enumerate() {
            for bar in &panel.bars {
                let entry = (panel.name.as_str(), i, bar);
                match years.iter_mut().find(|year| year.title == bar.label) {
                    Some(year) => year.bars.push(entry),
                    None => years.push(Section { title: &bar.label, bars: vec![entry] }),
                }
            }
        }
        years
    }

    fn legend(&self, sheet: &mut Sheet) {
        let mut items: Vec<(Symbol, String)> = Vec::new();
        if self.categories.len() > 1 {
            let names = self.categories.iter().enumerate().take(24);
            items.extend(
                names.map(|(i, name)| (Symbol::Ground(Paint::Category(i), Ground::Solid), name.clone())),
            );
        }
        frame::legend(sheet, &items);
        let words = sheet.words();
        let present = |basis: Basis| self.panels.iter().flat_map(|p| &p.bars).any(|b| b.basis == basis);
        let bases = [Basis::Printed, Basis::Rule, Basis::Projected].into_iter().filter(|b| present(*b));
        let items: Vec<(Symbol, String)> = bases
            .map(|basis| (Symbol::Ground(Paint::Soft, ground(basis)), basis_words(basis, words).to_owned()))
            .collect();
        if items.len() > 1 || present(Basis::Projected) {
            sheet.y -= if self.categories.len() > 1 { 4.0 } else { 0.0 };
            frame::legend(sheet, &items);
        }
    }

    fn about(&self) -> String {
        let bars = self.panels.iter().enumerate().flat_map(|(i, p)| p.bars.iter().map(move |bar| (i, bar)));
        bars.take(12).map(|(i, bar)| self.spoken(i, bar) + ".").collect::<Vec<_>>().join(" ")
    }
}

/// The total of a bar in words.
pub(crate) fn total(bar: &Bar) -> &str {
    let known = bar.parts.iter().any(|p| p.value.is_finite());
    if known && !bar.total.is_empty() { &bar.total } else { UNKNOWN }
}

/// Ground of a bar by its basis.
pub(crate) fn ground(basis: Basis) -> Ground {
    match basis {
        Basis::Printed => Ground::Solid,
        Basis::Rule => Ground::Tint,
        Basis::Projected => Ground::Hatch,
    }
}

/// The parts of a bar as stretches of the axis: part, from, to.
pub(crate) fn stretches(bar: &Bar) -> Vec<(&Part, f64, f64)> {
    let (mut below, mut above) = (0.0_f64, 0.0_f64);
    let mut stretches = Vec::new();
    let drawable =
        bar.parts.iter().filter(|p| p.value.is_finite() && p.value.abs() < 1e100 && p.value != 0.0);
    for part in drawable {
        let end = if part.value < 0.0 { &mut below } else { &mut above };
        let from = *end;
        *end += part.value;
        stretches.push((part, from, *end));
    }
    stretches
}

/// The least and greatest height of all bars, with zero.
fn ends(sections: &[Section]) -> (f64, f64) {
    let all = sections.iter().flat_map(|s| &s.bars).flat_map(|(_, _, bar)| stretches(bar));
    all.fold((0.0, 0.0), |(low, high), (_, from, to)| {
        (f64::min(low, from.min(to)), f64::max(high, from.max(to)))
    })
}

fn cell(bar: &Bar, category: usize) -> String {
    let parts = bar.parts.iter().filter(|p| p.category == category);
    parts.map(|p| known(&p.label, p.value)).collect::<Vec<_>>().join(" + ")
}

fn basis_words(basis: Basis, words: &Words) -> &'static str {
    match basis {
        Basis::Printed => words.printed,
        Basis::Rule => words.rule,
        Basis::Projected => words.projected,
    }
}
