//! Names around a half circle: stacked from both ends upwards, each beside its arc, none on another.

use super::hall::Hall;
use super::hall_words::{arcs, facing, name};
use super::hemicycle::{Bloc, Hemicycle};
use super::label::{nearest, reaching};
use super::place::{Anchor, Rect, Sheet, solid};
use super::scale::number;
use super::text::{Block, bold};
use super::theme::Paint;
use super::words::put;

/// Words beside the half circle, at heights counted from its base line.
pub(crate) struct Name {
    block: Block,
    rect: Rect,
    anchor: Anchor,
    /// The end of a leader on the arc, when the words stand away from it.
    leader: Option<(f64, f64)>,
}

/// Room between an arc and its name; more where leaders need it.
const GAPS: [f64; 4] = [5.0, 14.0, 22.0, 30.0];
/// Up to this distance a name needs no leader.
const NEAR: f64 = 16.0;
/// The longest leader.
const FAR: f64 = 90.0;

/// Places the names of all blocs and the words of the votes needed; nothing when not all find room.
pub(crate) fn around(
    chart: &Hemicycle,
    hall: &Hall,
    turn: &dyn Fn(f64) -> f64,
    sheet: &Sheet,
) -> Option<Vec<Name>> {
    let close =
        apart(chart, hall, turn, sheet, GAPS[0]).filter(|names| names.iter().all(|n| n.leader.is_none()));
    close.or_else(|| GAPS[1..].iter().find_map(|gap| apart(chart, hall, turn, sheet, *gap)))
}

/// The same with a given room between arcs and names.
fn apart(
    chart: &Hemicycle,
    hall: &Hall,
    turn: &dyn Fn(f64) -> f64,
    sheet: &Sheet,
    gap: f64,
) -> Option<Vec<Name>> {
    let mut names: Vec<Name> = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    let votes = f64::from(chart.needed);
    if votes > 0.0 && votes <= chart.votes() {
        let at = turn(votes);
        let block = Block::of(&put(sheet.words().needed, &number(votes)), bold(12.0), 150.0, 1);
        let (from, end) = (hall.point(at, hall.outer + 9.0), hall.point(at, hall.outer + hall.reach));
        let away = facing(at);
        let (rect, anchor) = reaching(&block, (end.0 + away.0 * 4.0, end.1 + away.1 * 4.0), away);
        taken.extend([rect.grown(2.0), between(from, end).grown(3.0)]);
        names.push(Name { block, rect, anchor, leader: None });
    }
    let arcs: Vec<(f64, &Bloc)> = arcs(chart, turn)
        .into_iter()
        .filter_map(|(i, (from, to))| Some(((from + to) / 2.0, chart.blocs.get(i)?)))
        .collect();
    let left = arcs.iter().filter(|(middle, _)| *middle <= 0.5);
    let right = arcs.iter().rev().filter(|(middle, _)| *middle > 0.5);
    for side in [left.collect::<Vec<_>>(), right.collect()] {
        let mut floor = 4.0;
        for (middle, bloc) in side {
            let placed = place(name(bloc, sheet.words()), (hall, gap), *middle, floor, &taken)?;
            floor = placed.rect.top - 2.0;
            taken.push(placed.rect);
            names.push(placed);
        }
    }
    let inside = |rect: &Rect| rect.left >= 0.0 && rect.right <= sheet.width.px();
    (names.iter().all(|n| inside(&n.rect)) && leaders_are_clear(&names)).then_some(names)
}

/// The height of names above the base line.
pub(crate) fn height(names: &[Name]) -> f64 {
    names.iter().map(|n| -n.rect.top).fold(0.0, f64::max) + 4.0
}

/// Writes names whose base line lies at a height of the sheet.
pub(crate) fn write(sheet: &mut Sheet, names: &[Name], base: f64) {
    for n in names {
        let rect = Rect { top: n.rect.top + base, bottom: n.rect.bottom + base, ..n.rect };
        if let Some((x, y)) = n.leader {
            let from = (x, y + base);
            sheet.line_over(from, leader_end(&rect, from), solid(Paint::Axis, 1.0));
        }
        let x = match n.anchor {
            Anchor::Start => rect.left,
            Anchor::Middle => (rect.left + rect.right) / 2.0,
            Anchor::End => rect.right,
        };
        sheet.block(&n.block, x, rect.top, n.anchor);
    }
}

/// A name as near its arc as there is room above a floor.
fn place(block: Block, (hall, gap): (&Hall, f64), middle: f64, floor: f64, taken: &[Rect]) -> Option<Name> {
    let arc = hall.point(middle, hall.outer + 9.0);
    let at = hall.point(middle, hall.outer + 9.0 + gap);
    let mut top = (at.1 - block.height() * (0.5 - 0.5 * facing(middle).1)).min(floor - block.height());
    loop {
        let rect = beside(&block, hall, at, top);
        let end = leader_end(&rect, arc);
        let length = ((end.0 - arc.0) * (end.0 - arc.0) + (end.1 - arc.1) * (end.1 - arc.1)).sqrt();
        if length > FAR {
            return None;
        }
        if !taken.iter().any(|other| other.touches(&rect)) {
            let anchor = if at.0 > hall.middle { Anchor::Start } else { Anchor::End };
            return Some(Name { block, rect, anchor, leader: (length > NEAR).then_some(arc) });
        }
        top -= 3.0;
    }
}

/// The rectangle of a name on its side of the half circle, clear of the arcs.
fn beside(block: &Block, hall: &Hall, at: (f64, f64), top: f64) -> Rect {
    let (width, height) = (block.width(), block.height());
    let (low, radius) = ((-(top + height)).max(0.0), hall.outer + 9.0 + 3.0);
    let clear = (radius * radius - low * low).max(0.0).sqrt();
    let out = clear.max((at.0 - hall.middle).abs()).max(2.0);
    match at.0 > hall.middle {
        true => Rect::new(hall.middle + out, top, width, height),
        false => Rect::new(hall.middle - out - width, top, width, height),
    }
}

/// Where a leader from an arc meets a name: a little before its near side, level with its words.
fn leader_end(rect: &Rect, from: (f64, f64)) -> (f64, f64) {
    let level = Rect {
        left: rect.left - 3.0,
        right: rect.right + 3.0,
        top: rect.top + 7.0,
        bottom: rect.bottom - 7.0,
    };
    if level.top < level.bottom { nearest(&level, from) } else { nearest(rect, from) }
}

fn between(a: (f64, f64), b: (f64, f64)) -> Rect {
    Rect { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) }
}

/// Whether no leader runs through the words of another name.
fn leaders_are_clear(names: &[Name]) -> bool {
    names.iter().enumerate().all(|(i, n)| {
        let Some(from) = n.leader else { return true };
        let to = leader_end(&n.rect, from);
        (0..=24).map(|k| f64::from(k) / 24.0).all(|t| {
            let spot =
                Rect::new(from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t, 0.0, 0.0).grown(1.0);
            names.iter().enumerate().all(|(k, other)| k == i || !other.rect.touches(&spot))
        })
    })
}
