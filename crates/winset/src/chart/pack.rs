//! Rows of marks with their labels: each takes the first row where both fit.

use super::place::Anchor;
use super::text::{Block, Style};

/// A mark to be placed: its ends and its words.
pub(crate) struct Item {
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// Words, their style and how many lines they may take.
    pub(crate) words: Vec<(String, Style, usize)>,
}

/// Where a mark and its label went.
pub(crate) struct Spot {
    pub(crate) row: usize,
    pub(crate) block: Block,
    pub(crate) x: f64,
    pub(crate) anchor: Anchor,
    below: bool,
    ends: (f64, f64),
}

/// Marks in rows.
pub(crate) struct Packed {
    pub(crate) spots: Vec<Spot>,
    rows: Vec<Row>,
}

/// The room that marks are packed into.
#[derive(Clone, Copy)]
pub(crate) struct Room<'a> {
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// The greatest width of a label.
    pub(crate) label: f64,
    /// Places of rules that labels should not cross.
    pub(crate) avoid: &'a [f64],
}

#[derive(Default)]
struct Row {
    taken: Vec<(f64, f64)>,
    beside: f64,
    below: f64,
}

const GAP: f64 = 6.0;
const LEAST: f64 = 20.0;

/// Packs marks, in their order, from the top row down.
pub(crate) fn pack(items: &[Item], room: Room) -> Packed {
    let mut packed = Packed { spots: Vec::new(), rows: Vec::new() };
    for item in items {
        let options = options(item, room);
        let best = options.first().map_or(0, |(cost, _)| *cost);
        let equal = options.iter().filter(|(cost, _)| *cost == best);
        let found = equal.map(|(_, spot)| spot).find_map(|spot| packed.row_for(spot).map(|row| (spot, row)));
        let (spot, row) = match (found, options.first()) {
            (Some((spot, row)), _) => (spot.in_row(row), row),
            (None, Some((_, spot))) => {
                packed.rows.push(Row::default());
                (spot.in_row(packed.rows.len() - 1), packed.rows.len() - 1)
            }
            (None, None) => continue,
        };
        packed.rows[row].add(&spot);
        packed.spots.push(spot);
    }
    packed
}

impl Packed {
    /// The height of all rows.
    pub(crate) fn height(&self) -> f64 {
        self.rows.iter().map(Row::height).sum()
    }

    /// The height of a mark's middle below the top of the first row.
    pub(crate) fn mark_y(&self, spot: &Spot) -> f64 {
        let above: f64 = self.rows[..spot.row].iter().map(Row::height).sum();
        above + self.rows[spot.row].middle()
    }

    /// The top of a mark's label below the top of the first row.
    pub(crate) fn label_y(&self, spot: &Spot) -> f64 {
        let middle = self.mark_y(spot);
        if spot.below { middle + 8.0 } else { middle - spot.block.height() / 2.0 }
    }

    fn row_for(&self, spot: &Spot) -> Option<usize> {
        self.rows.iter().position(|row| row.takes(spot))
    }
}

impl Spot {
    fn in_row(&self, row: usize) -> Spot {
        Spot { row, block: self.block.clone(), ..*self }
    }
}

impl Row {
    fn takes(&self, spot: &Spot) -> bool {
        !spot.below
            && self.below == 0.0
            && self.taken.iter().all(|(l, r)| spot.ends.0 > r + GAP || spot.ends.1 < l - GAP)
    }

    fn add(&mut self, spot: &Spot) {
        self.taken.push(spot.ends);
        if spot.below {
            self.below = self.below.max(spot.block.height());
        } else {
            self.beside = self.beside.max(spot.block.height());
        }
    }

    fn middle(&self) -> f64 {
        self.beside.max(LEAST) / 2.0 + 3.0
    }

    fn height(&self) -> f64 {
        let beside = self.beside.max(LEAST) + 6.0;
        if self.below > 0.0 { self.middle() + 8.0 + self.below + 4.0 } else { beside }
    }
}

/// Places of a label with their cost, the best first: beside the mark whole, across a rule, folded, below it.
fn options(item: &Item, room: Room) -> Vec<(usize, Spot)> {
    let widest = room.label.min(room.right - room.left);
    let whole = block(item, widest);
    let mut spots: Vec<(usize, Spot)> = Vec::new();
    for anchor in [Anchor::Start, Anchor::End] {
        let space = match anchor {
            Anchor::Start => room.right - item.right - GAP,
            _ => item.left - GAP - room.left,
        };
        let folded = block(item, space.min(widest).max(1.0));
        if space < 60.0 && whole.width() > space {
            continue;
        }
        let spot = beside(item, folded, anchor);
        let crossed = room.avoid.iter().any(|x| {
            spot.ends.0 - 2.0 < *x && *x < spot.ends.1 + 2.0 && !(item.left..=item.right).contains(x)
        });
        let folded = if space < whole.width() { 2 + ((whole.width() - space) / 10.0) as usize } else { 0 };
        let cost = folded + usize::from(crossed);
        spots.push((cost, spot));
    }
    let half = whole.width() / 2.0;
    let middle =
        ((item.left + item.right) / 2.0).clamp(room.left + half, (room.right - half).max(room.left + half));
    let ends = (item.left.min(middle - half), item.right.max(middle + half));
    spots.push((16, Spot { row: 0, block: whole, x: middle, anchor: Anchor::Middle, below: true, ends }));
    spots.sort_by_key(|(cost, _)| *cost);
    spots
}

fn beside(item: &Item, block: Block, anchor: Anchor) -> Spot {
    let width = block.width();
    let (x, ends) = match anchor {
        Anchor::Start => (item.right + GAP, (item.left, item.right + GAP + width)),
        _ => (item.left - GAP, (item.left - GAP - width, item.right)),
    };
    Spot { row: 0, block, x, anchor, below: false, ends }
}

fn block(item: &Item, width: f64) -> Block {
    item.words
        .iter()
        .fold(Block::default(), |block, (words, style, most)| block.and(words, *style, width, *most))
}
