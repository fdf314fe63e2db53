//! A level axis with its round values and rules.

use super::place::{Anchor, Rect, Sheet, line_rect, solid};
use super::scale::{Count, Scale, drawable, number};
use super::text::{LEADING, Style, cut, measure, soft, wrap};
use super::theme::Paint;
use super::words::{Lang, words};

/// What an axis counts, and the rules across it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Equal steps or equal ratios.
    pub count: Count,
    /// Before each round value, such as `×`.
    pub prefix: String,
    /// After each round value, such as ` %`.
    pub suffix: String,
    /// Upright rules.
    pub rules: Vec<Rule>,
}

/// An upright rule with its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// Where it stands.
    pub value: f64,
    /// Its words.
    pub label: String,
}

impl Axis {
    /// Multiples of the last agreed amount in equal ratios, with a rule at ×1.
    pub fn multiples(lang: Lang) -> Axis {
        let rule = Rule { value: 1.0, label: words(lang).last_agreed.to_owned() };
        Axis { count: Count::Log, prefix: "×".to_owned(), suffix: String::new(), rules: vec![rule] }
    }

    /// Equal steps in a unit written after each value, such as ` %`.
    pub fn linear(suffix: &str, rules: Vec<Rule>) -> Axis {
        Axis { count: Count::Linear, prefix: String::new(), suffix: suffix.to_owned(), rules }
    }

    /// Whether the axis can show a value.
    pub(crate) fn shows(&self, value: f64) -> bool {
        drawable(self.count, value)
    }

    /// The places of the rules.
    pub(crate) fn rule_places(&self, scale: &Scale) -> Vec<f64> {
        self.rules.iter().filter_map(|rule| scale.at(rule.value)).collect()
    }
}

/// Words of rules that are shown at most.
const RULES: usize = 6;

/// Writes the words of the rules above the plot; the answer is where each rule begins.
pub(crate) fn rule_words(sheet: &mut Sheet, axis: &Axis, scale: &Scale) -> Vec<(f64, f64)> {
    let style = soft(11.0);
    let line = style.size * LEADING;
    let width = sheet.width.px();
    let mut rules: Vec<(f64, String)> = axis
        .rules
        .iter()
        .take(RULES)
        .filter_map(|rule| Some((scale.at(rule.value)?, rule.label.clone())))
        .map(|(x, label)| (x, cut(wrap(&label, style, 200.0), 1, style, 200.0).concat()))
        .collect();
    rules.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (x, label) in rules {
        let half = measure(&label, style) / 2.0;
        let middle = x.clamp(half, (width - half).max(half));
        let row = ends.iter().position(|end| *end + 8.0 < middle - half).unwrap_or(ends.len());
        ends.resize(ends.len().max(row + 1), f64::NEG_INFINITY);
        ends[row] = middle + half;
        placed.push((x, middle, row, label));
    }
    let top = sheet.y + if ends.is_empty() { 0.0 } else { 4.0 };
    sheet.y = top + line * ends.len() as f64;
    placed
        .into_iter()
        .map(|(x, middle, row, label)| {
            let base = top + line * (row as f64 + 1.0) - 4.0;
            sheet.word(&label, middle, base, Anchor::Middle, style);
            (x, if label.is_empty() { sheet.y } else { base + 4.0 })
        })
        .collect()
}

/// Draws round values, their lines and the rules between two heights; the answer is the height below the words.
pub(crate) fn draw(
    sheet: &mut Sheet,
    axis: &Axis,
    scale: &Scale,
    rules: &[(f64, f64)],
    top: f64,
    bottom: f64,
) -> f64 {
    let style = soft(11.0);
    let base = bottom + 15.0;
    for (tick, label, rect) in ticks(sheet, axis, scale, base, style) {
        let Some(x) = scale.at(tick) else { continue };
        sheet.upright(x, top, bottom + 3.0, solid(Paint::Grid, 1.0));
        sheet.word(&label, (rect.left + rect.right) / 2.0, base, Anchor::Middle, style);
    }
    for (x, from) in rules {
        sheet.upright(*x, *from, bottom, solid(Paint::Ink, 1.3));
    }
    bottom + 22.0
}

fn ticks(sheet: &Sheet, axis: &Axis, scale: &Scale, base: f64, style: Style) -> Vec<(f64, String, Rect)> {
    let most = sheet.width.pick(9, 5);
    let mut kept: Vec<(f64, String, Rect)> = Vec::new();
    for tick in scale.ticks(most) {
        let Some(x) = scale.at(tick) else { continue };
        let label = format!("{}{}{}", axis.prefix, number(tick), axis.suffix);
        let half = measure(&label, style) / 2.0;
        let middle = x.clamp(half, (sheet.width.px() - half).max(half));
        let rect = line_rect(&label, middle, base, Anchor::Middle, style);
        let free = kept.iter().all(|(_, _, other)| !other.grown(5.0).touches(&rect));
        if free && (middle - x).abs() < 6.0 && rect.right <= sheet.width.px() {
            kept.push((tick, label, rect));
        }
    }
    kept.sort_by(|a, b| a.0.total_cmp(&b.0));
    kept
}
