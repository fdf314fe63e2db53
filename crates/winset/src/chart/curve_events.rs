//! Events above a curve: flags whose rules run through no other's words.

use super::date_curve::DayLabel;
use super::place::{Anchor, Rect, Sheet};
use super::scale::Scale;
use super::text::{Block, plain};

/// Writes the words of events above the plot, each to the right of its rule, so that no rule runs through words of another.
pub(crate) fn event_words(
    sheet: &mut Sheet,
    events: &[DayLabel],
    days: &Scale,
    shown: std::ops::RangeInclusive<i32>,
    most: usize,
) -> Vec<(f64, f64)> {
    let style = plain(11.0);
    let width = sheet.width.px();
    let mut flags: Vec<(f64, f64, Block)> = Vec::new();
    let inside = events.iter().filter(|e| shown.contains(&e.day)).take(most);
    for event in inside {
        let Some(x) = days.at(f64::from(event.day)) else { continue };
        let block = Block::of(&event.label, style, sheet.width.pick(170.0, 130.0), 3);
        flags.push((x, x + 4.0, block));
    }
    flags.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut placed: Vec<(f64, Rect, Block)> = Vec::new();
    let (to_left, to_right): (Vec<_>, Vec<_>) =
        flags.into_iter().partition(|(_, left, block)| left + block.width() > width);
    let to_left =
        to_left.into_iter().rev().map(|(x, _, block)| (x, (x - 4.0 - block.width()).max(0.0), block));
    for (x, left, block) in to_right.into_iter().chain(to_left) {
        let mut bottom = 0.0_f64;
        for (other_x, other, _) in &placed {
            let rect =
                Rect { left: left.min(x) - 4.0, right: left + block.width() + 4.0, top: 0.0, bottom: 0.0 };
            if rect.left < other.right && other.left < rect.right
                || (rect.left..=rect.right).contains(other_x)
            {
                bottom = bottom.min(other.top);
            }
        }
        placed.push((x, Rect::new(left, bottom - block.height(), block.width(), block.height()), block));
    }
    let height = placed.iter().map(|(_, rect, _)| -rect.top).fold(0.0, f64::max);
    let floor = sheet.y + height;
    sheet.y = floor;
    let mut rules = Vec::new();
    for (x, rect, block) in placed {
        let label: Vec<&str> = block.lines.iter().map(|(line, _)| line.as_str()).collect();
        sheet.stop(&label.join(" "), |sheet| sheet.block(&block, rect.left, floor + rect.top, Anchor::Start));
        rules.push((x, floor + rect.top + 2.0));
    }
    rules
}
