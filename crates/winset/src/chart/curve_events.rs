//! Flags above a line of days: words beside their rules, so that no rule runs through another's words, or numbers.

use super::place::{Anchor, Rect, Sheet, base_line};
use super::text::{Block, LEADING, bold, measure};

/// A day with its words.
pub(crate) struct Flag {
    pub(crate) x: f64,
    pub(crate) block: Block,
    /// What it stands for, and how it is read out.
    pub(crate) about: String,
    pub(crate) spoken: String,
}

/// Writes the words of flags, each a stop of the keyboard together with what `mark` draws for the flag of a number above a floor.
///
/// The answer is where each rule stands and begins; the sheet goes on at the floor.
pub(crate) fn flags(
    sheet: &mut Sheet,
    flags: &[Flag],
    mark: &dyn Fn(&mut Sheet, usize, f64),
) -> Vec<(f64, f64)> {
    let placed = placed(flags, sheet.width.px());
    let height = placed.iter().map(|(_, rect)| -rect.top).fold(0.0, f64::max);
    let floor = sheet.y + height;
    sheet.y = floor;
    let mut rules = Vec::new();
    for (i, rect) in placed {
        let Some(flag) = flags.get(i) else { continue };
        sheet.stop(&flag.about, &flag.spoken, |sheet| {
            sheet.block(&flag.block, rect.left, floor + rect.top, Anchor::Start);
            mark(sheet, i, floor);
        });
        rules.push((flag.x, floor + rect.top + 2.0));
    }
    rules
}

/// Writes the numbers from 1 above places in ascending order; the answer is where each rule stands and begins.
pub(crate) fn numbers(sheet: &mut Sheet, places: &[f64]) -> Vec<(f64, f64)> {
    let style = bold(11.0);
    let mut ends: Vec<f64> = Vec::new();
    let mut rows = Vec::new();
    for (i, x) in places.iter().enumerate() {
        let number = (i + 1).to_string();
        let half = measure(&number, style) / 2.0;
        let row = ends.iter().position(|end| *end + 3.0 <= x - half).unwrap_or(ends.len());
        ends.resize(ends.len().max(row + 1), f64::NEG_INFINITY);
        ends[row] = x + half;
        rows.push((*x, row, number));
    }
    let line = style.size * LEADING;
    let floor = sheet.y + line * ends.len() as f64;
    sheet.y = floor;
    let mut rules = Vec::new();
    for (x, row, number) in rows {
        let base = base_line(floor - line * (row + 1) as f64, style);
        sheet.word(&number, x, base, Anchor::Middle, style);
        rules.push((x, floor - line * row as f64));
    }
    rules
}

/// Where the words of each flag stand above the floor, in the order of the flags.
fn placed(flags: &[Flag], width: f64) -> Vec<(usize, Rect)> {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    order.sort_by(|a, b| flags[*b].x.total_cmp(&flags[*a].x));
    let (to_left, to_right): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|i| flags[*i].x + 4.0 + flags[*i].block.width() > width);
    let mut placed: Vec<(usize, Rect)> = Vec::new();
    let right = to_right.into_iter().map(|i| (i, flags[i].x + 4.0));
    let left = to_left.into_iter().rev().map(|i| (i, (flags[i].x - 4.0 - flags[i].block.width()).max(0.0)));
    for (i, left) in right.chain(left) {
        let (x, block) = (flags[i].x, &flags[i].block);
        let (from, to) = (left.min(x) - 4.0, left + block.width() + 4.0);
        let below = |(other, rect): &(usize, Rect)| {
            from < rect.right && rect.left < to || (from..=to).contains(&flags[*other].x)
        };
        let bottom = placed.iter().filter(|p| below(p)).map(|(_, rect)| rect.top).fold(0.0, f64::min);
        placed.push((i, Rect::new(left, bottom - block.height(), block.width(), block.height())));
    }
    placed.sort_by_key(|(i, _)| *i);
    placed
}
