//! The words of a frontier: its legend by chance of ratification, its table, solutions in one line.

use super::discs::Fill;
use super::frontier::{Frontier, POINTS, Package, SOLUTIONS, Solution};
use super::marks::Symbol;
use super::plane::is_drawable;
use super::scale::number;
use super::table::{Align, Table};
use super::theme::Paint;
use super::words::{Words, put, words};

/// Rows of the frontier in the table at most.
const ROWS: usize = 200;

impl Frontier {
    pub(super) fn threshold(&self) -> f64 {
        if self.p_threshold > 0.0 && self.p_threshold <= 1.0 { self.p_threshold } else { 0.5 }
    }

    pub(super) fn fill(&self, p: Option<f64>) -> Fill {
        match p.filter(|p| p.is_finite()) {
            None => Fill::Point,
            Some(p) if p >= self.threshold() => Fill::Full,
            Some(p) if p >= self.threshold() / 2.0 => Fill::Half,
            Some(_) => Fill::Hollow,
        }
    }

    /// The words of a class of chances.
    pub(super) fn class(&self, fill: Fill, words: &Words) -> String {
        let (high, low) = (percent(self.threshold()), percent(self.threshold() / 2.0));
        match fill {
            Fill::Full => put(words.at_least, &high),
            Fill::Half => format!("{low} – {high}"),
            Fill::Hollow => put(words.below, &low),
            _ => words.no_chance.to_owned(),
        }
    }

    pub(super) fn legend(&self) -> Vec<(Symbol, String)> {
        let words = words(self.frame.lang);
        let frontier = self.frontier();
        let mut items = Vec::new();
        if !frontier.is_empty() {
            items.push((Symbol::Curve(Paint::Ink, ""), words.frontier.to_owned()));
        }
        let mut first = true;
        for fill in [Fill::Full, Fill::Half, Fill::Hollow, Fill::Point] {
            if frontier.iter().any(|p| self.fill(p.p) == fill) {
                let class = self.class(fill, words);
                let lead = first && fill != Fill::Point;
                first = false;
                let name = if lead { format!("{}: {class}", words.ratification) } else { class };
                items.push((Symbol::Disc(fill, Paint::Official), name));
            }
        }
        if is_drawable(self.disagreement) {
            items.push((Symbol::Plus, words.no_deal.to_owned()));
        }
        match self.others_count() {
            0 => {}
            n if n <= POINTS => {
                items.push((Symbol::Disc(Fill::Point, Paint::Axis), words.other_packages.to_owned()));
            }
            _ => items.push((Symbol::Cells, words.dense_packages.to_owned())),
        }
        items
    }

    pub(super) fn about(&self) -> String {
        let words = words(self.frame.lang);
        let drawable = self.solutions.iter().filter(|s| is_drawable(s.u));
        drawable.take(SOLUTIONS).map(|s| spoken(s, words) + ".").collect::<Vec<_>>().join(" ")
    }
}

/// Says the chart in a table: the solutions, without a deal, then the frontier from the left.
pub(crate) fn table(chart: &Frontier) -> Table {
    let words = words(chart.frame.lang);
    let heads = [
        (words.package, Align::Left),
        (chart.x_name.as_str(), Align::Right),
        (chart.y_name.as_str(), Align::Right),
        (words.ratification, Align::Right),
        (words.detail, Align::Left),
    ];
    let mut table = Table::new(&chart.frame.heading, &heads);
    for s in &chart.solutions {
        table.row(cells_of(&s.name, s.u, s.p, &s.label));
    }
    table.row(cells_of(words.no_deal, chart.disagreement, None, ""));
    let frontier = chart.frontier();
    let step = frontier.len().div_ceil(ROWS).max(1);
    let shown: Vec<&Package> = frontier.iter().step_by(step).collect();
    for package in &shown {
        table.row(cells_of(words.frontier, package.u, package.p, ""));
    }
    if frontier.len() > shown.len() {
        table.row(vec![format!("+{}", frontier.len() - shown.len())]);
    }
    table
}

/// A chance in per cent.
fn percent(p: f64) -> String {
    let p = p.clamp(0.0, 1.0) * 100.0;
    if p > 0.0 && p < 10.0 { format!("{} %", number((p * 10.0).round() / 10.0)) } else { format!("{p:.0} %") }
}

/// A solution in one line.
pub(crate) fn spoken(solution: &Solution, words: &Words) -> String {
    let detail = detail(solution, words);
    let u = format!("{:.2} / {:.2}", solution.u.0, solution.u.1);
    let parts = [u, detail].into_iter().filter(|part| !part.is_empty());
    format!("{}: {}", solution.name, parts.collect::<Vec<_>>().join(", "))
}

pub(crate) fn detail(solution: &Solution, words: &Words) -> String {
    let p = solution.p.filter(|p| p.is_finite()).map(|p| put(words.ratified, &percent(p)));
    let parts = [solution.label.clone(), p.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn cells_of(name: &str, u: (f64, f64), p: Option<f64>, detail: &str) -> Vec<String> {
    let figure = |v: f64| if is_drawable((v, 0.0)) { format!("{v:.3}") } else { String::new() };
    let p = p.filter(|p| p.is_finite()).map(percent).unwrap_or_default();
    vec![name.to_owned(), figure(u.0), figure(u.1), p, detail.to_owned()]
}
