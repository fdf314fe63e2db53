//! Labels of points: beside the point where nothing is touched, else on a leader, else a number and a key.

use super::place::{Anchor, Rect, Sheet, solid};
use super::text::{Block, bold};
use super::theme::Paint;

/// Directions to try, the best first: parts of the label's size to move from the point, and how its lines stand.
const SIDES: [(f64, f64, Anchor); 8] = [
    (1.0, 0.0, Anchor::Start),
    (-1.0, 0.0, Anchor::End),
    (0.0, -1.0, Anchor::Middle),
    (0.0, 1.0, Anchor::Middle),
    (1.0, -1.0, Anchor::Start),
    (-1.0, -1.0, Anchor::End),
    (1.0, 1.0, Anchor::Start),
    (-1.0, 1.0, Anchor::End),
];

/// The same for a point on a rising curve: above to the left and below to the right lie free.
pub(crate) const RISING: [usize; 8] = [5, 6, 2, 3, 0, 1, 4, 7];

/// The same for a point that stands by itself.
#[cfg_attr(not(test), allow(dead_code))]
pub(crate) const ALONE: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];

/// Labels a point inside `area`; the point itself keeps `radius` free.
pub(crate) fn label(
    sheet: &mut Sheet,
    block: &Block,
    at: (f64, f64),
    radius: f64,
    area: &Rect,
    order: &[usize],
) {
    let near = order.iter().filter_map(|side| SIDES.get(*side));
    for (dx, dy, anchor) in near {
        let rect = beside(block, at, (*dx, *dy), radius + 4.0);
        if area.holds(&rect) && sheet.is_free(&rect) {
            return write(sheet, block, &rect, *anchor);
        }
    }
    for distance in [18.0, 30.0, 46.0, 66.0, 90.0, 120.0] {
        for (dx, dy, anchor) in order.iter().filter_map(|side| SIDES.get(*side)) {
            let rect = beside(block, at, (*dx, *dy), radius + distance);
            let end = nearest(&rect, at);
            if area.holds(&rect) && sheet.is_free(&rect) && is_clear(sheet, at, end) {
                sheet.line(at, end, solid(Paint::Axis, 1.0));
                return write(sheet, block, &rect, *anchor);
            }
        }
    }
    number(sheet, block, at, radius, area, order);
}

/// Labels a point on the side it faces: near it, else further out and aside on a leader; false when there is no room.
///
/// `facing` is a direction of length 1, upwards negative.
pub(crate) fn label_facing(
    sheet: &mut Sheet,
    block: &Block,
    at: (f64, f64),
    radius: f64,
    area: &Rect,
    facing: (f64, f64),
) -> bool {
    for distance in [4.0, NEAR, 13.0, 21.0, 32.0, 46.0, 62.0, 80.0, 100.0, 124.0] {
        for (cos, sin) in TURNS {
            let (dx, dy) = (facing.0 * cos - facing.1 * sin, facing.0 * sin + facing.1 * cos);
            let near = |away: f64| (at.0 + dx * away, at.1 + dy * away);
            let (rect, anchor) = reaching(block, near(radius + distance), (dx, dy));
            if !area.holds(&rect) || !sheet.is_free(&rect.grown(3.0)) {
                continue;
            }
            let (from, to) = (near(radius + 1.0), nearest(&rect, at));
            if distance <= NEAR || is_clear(sheet, from, to) {
                if distance > NEAR {
                    sheet.line_over(from, to, solid(Paint::Axis, 1.0));
                }
                write(sheet, block, &rect, anchor);
                return true;
            }
        }
    }
    false
}

/// Up to this distance a label needs no leader.
const NEAR: f64 = 7.0;

/// Cosine and sine of the turns from a direction, the smallest first: 0, 25, 50 and 75 degrees to both sides.
const TURNS: [(f64, f64); 7] = [
    (1.0, 0.0),
    (0.906, 0.423),
    (0.906, -0.423),
    (0.643, 0.766),
    (0.643, -0.766),
    (0.259, 0.966),
    (0.259, -0.966),
];

/// The rectangle that reaches a point from the far side of a direction.
pub(crate) fn reaching(block: &Block, (x, y): (f64, f64), (dx, dy): (f64, f64)) -> (Rect, Anchor) {
    let (width, height) = (block.width(), block.height());
    let (left, anchor) = match dx {
        d if d > 0.3 => (x, Anchor::Start),
        d if d < -0.3 => (x - width, Anchor::End),
        _ => (x - width / 2.0, Anchor::Middle),
    };
    let top = match dy {
        d if d < -0.3 => y - height,
        d if d > 0.3 => y,
        _ => y - height / 2.0,
    };
    (Rect::new(left, top, width, height), anchor)
}

/// Labels a point by a number whose words stand in the key.
pub(crate) fn label_by_number(sheet: &mut Sheet, block: &Block, at: (f64, f64), radius: f64, area: &Rect) {
    number(sheet, block, at, radius, area, &[4, 5, 2, 0, 1, 6, 7, 3]);
}

/// A number beside the point, as near as there is room, and its words in the key.
fn number(sheet: &mut Sheet, block: &Block, at: (f64, f64), radius: f64, area: &Rect, order: &[usize]) {
    let words: Vec<&str> = block.lines.iter().map(|(line, _)| line.as_str()).collect();
    sheet.key.push(words.join(" "));
    let number = Block::of(&sheet.key.len().to_string(), bold(10.0), 60.0, 1);
    for distance in [3.0, 8.0, 14.0] {
        for (dx, dy, anchor) in order.iter().filter_map(|side| SIDES.get(*side)) {
            let rect = beside(&number, at, (*dx, *dy), radius + distance);
            if area.holds(&rect) && sheet.is_free_of_words(&rect) {
                return write(sheet, &number, &rect, *anchor);
            }
        }
    }
}

fn beside(block: &Block, at: (f64, f64), towards: (f64, f64), distance: f64) -> Rect {
    let (width, height) = (block.width(), block.height());
    let slant = if towards.0 != 0.0 && towards.1 != 0.0 { 0.7 } else { 1.0 };
    let x = at.0 + towards.0 * (distance * slant + width / 2.0);
    let y = at.1 + towards.1 * (distance * slant + height / 2.0);
    Rect::new(x - width / 2.0, y - height / 2.0, width, height)
}

fn write(sheet: &mut Sheet, block: &Block, rect: &Rect, anchor: Anchor) {
    let x = match anchor {
        Anchor::Start => rect.left,
        Anchor::Middle => (rect.left + rect.right) / 2.0,
        Anchor::End => rect.right,
    };
    sheet.block(block, x, rect.top, anchor);
}

pub(crate) fn nearest(rect: &Rect, at: (f64, f64)) -> (f64, f64) {
    (at.0.clamp(rect.left, rect.right), at.1.clamp(rect.top, rect.bottom))
}

fn is_clear(sheet: &Sheet, from: (f64, f64), to: (f64, f64)) -> bool {
    (0..=20).map(|i| f64::from(i) / 20.0).all(|t| {
        let (x, y) = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        sheet.is_free_of_words(&Rect::new(x - 1.0, y - 1.0, 2.0, 2.0))
    })
}

#[cfg(test)]
mod tests {
    use super::super::place::Width;
    use super::super::text::plain;
    use super::super::theme::Theme;
    use super::super::words::Lang;
    use super::*;

    #[test]
    fn crowded_labels_move_away_and_at_last_become_numbers() {
        let mut sheet = Sheet::new("crowd", Lang::En, Width::Narrow, Theme::Light);
        let area = Rect::new(0.0, 0.0, 200.0, 120.0);
        sheet.mark(Rect::new(80.0, 45.0, 40.0, 30.0));
        for i in 0..30 {
            let block = Block::of(&format!("a long label {i}"), plain(11.0), 100.0, 2);
            label(&mut sheet, &block, (100.0, 60.0), 3.0, &area, &ALONE);
            assert!(sheet.under.contains("<line"), "the first stands on a leader");
        }
        assert!(!sheet.key.is_empty());
        for (i, a) in sheet.boxes.iter().enumerate() {
            assert!(area.holds(&a.rect));
            assert!(sheet.boxes[..i].iter().all(|b| !a.rect.touches(&b.rect)), "{} overlaps", a.text);
        }
    }
}
