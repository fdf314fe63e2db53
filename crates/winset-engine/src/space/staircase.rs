//! The frontier of two parties from points that come one by one.

use std::cmp::Ordering;

/// Bands of the first coordinate, a power of two.
const BANDS: usize = 4096;
/// Points kept before the first pruning, which lays the bands; before each later one eight times as many, and at most …
const FIRST: usize = 256;
/// … so many, or four times those on the frontier.
const LATER: usize = 8192;
/// Points looked at together.
const BLOCK: usize = 16;
type Block = [f64; BLOCK];
/// 1.5 · 2⁵²: a number from 0 to 2³¹ added to it stands, rounded, in its lowest bits. (2⁵² alone would fail below 0.)
const ROUND: f64 = 6_755_399_441_055_744.0;

/// A point of a frontier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stair {
    /// Its place in the order in which points came, from 0.
    pub index: usize,
    /// The first coordinate.
    pub x: f64,
    /// The second coordinate.
    pub y: f64,
}

/// The frontier of the points seen so far; its memory grows with the frontier, not with the points.
///
/// *Formula*: for each band of the first coordinate it knows the best second coordinate in any higher band, which turns most
/// points away at once, and one point, the champion, turns away whole blocks; the others are kept, and sorted and pruned when
/// they are many.
///
/// ```
/// let mut stairs = winset_engine::space::Staircase::new();
/// stairs.push(1.0, 3.0);
/// stairs.extend(&[2.0, 2.0, 3.0], &[1.0, 2.0, 1.0]);
/// let points: Vec<_> = stairs.finish().iter().map(|s| (s.index, s.x, s.y)).collect();
/// assert_eq!(points, [(3, 3.0, 1.0), (2, 2.0, 2.0), (0, 1.0, 3.0)]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Staircase {
    kept: Vec<Stair>,
    /// How many points came.
    seen: usize,
    /// How many may be kept before the next pruning; 0 before the first point.
    room: usize,
    /// What is known once enough points came.
    known: Option<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    /// For each band the best second coordinate in a higher one.
    above: Box<[f64; BANDS]>,
    lowest: f64,
    bands_per_unit: f64,
    /// A point that dominates many, and the smaller of its coordinates.
    champion: (f64, f64),
    worth: f64,
    /// The least second coordinate of the frontier, and its span.
    floor: f64,
    rise: f64,
}

impl Known {
    /// Lays the bands over a frontier.
    fn of(front: &[Stair]) -> Option<Self> {
        let (first, last) = (front.first()?, front.last()?);
        let mut known = Self {
            above: Box::new([f64::NEG_INFINITY; BANDS]),
            lowest: last.x,
            bands_per_unit: (BANDS - 1) as f64 / (first.x - last.x),
            champion: (f64::NEG_INFINITY, f64::NEG_INFINITY),
            worth: f64::NEG_INFINITY,
            floor: first.y,
            rise: last.y - first.y,
        };
        // From the highest second coordinate down each band is told once.
        front.iter().rev().for_each(|s| known.learn(s.x, s.y));
        Some(known)
    }

    /// The band of a first coordinate: it never falls as the coordinate rises, which is all that matters.
    #[inline]
    fn band(&self, x: f64) -> usize {
        let at = (x - self.lowest) * self.bands_per_unit;
        let at = if at > 0.0 { at } else { 0.0 };
        let at = if at < (BANDS - 1) as f64 { at } else { (BANDS - 1) as f64 };
        (at + ROUND).to_bits() as usize & (BANDS - 1)
    }

    /// Whether a point in a higher band is at least as good in the second coordinate.
    #[inline]
    fn dominates(&self, x: f64, y: f64) -> bool {
        y <= self.above[self.band(x)]
    }

    /// Tells the lower bands of a point, and lets it challenge the champion.
    fn learn(&mut self, x: f64, y: f64) {
        let band = self.band(x);
        for above in self.above[..band].iter_mut().rev() {
            if *above >= y {
                break;
            }
            *above = y;
        }
        let across = (x - self.lowest) * self.bands_per_unit / (BANDS - 1) as f64;
        let worth = across.min((y - self.floor) / self.rise);
        if worth > self.worth {
            (self.worth, self.champion) = (worth, (x, y));
        }
    }

    /// How many blocks from the first on the champion turns away.
    #[inline]
    fn led(&self, xs: &[Block], ys: &[Block]) -> usize {
        let (cx, cy) = self.champion;
        let behind = |(x, y): &(&Block, &Block)| {
            let (mx, my) = (most(x), most(y));
            let out = mx.iter().zip(&my).fold(false, |out, (a, b)| out | (*a >= cx) | (*b >= cy));
            !out
        };
        xs.iter().zip(ys).take_while(behind).count()
    }

    /// Whether each point of a block is dominated by one in a higher band.
    #[inline]
    fn dominates_all(&self, x: &Block, y: &Block) -> bool {
        let bands = x.map(|a| self.band(a));
        let mut out = false;
        for (band, b) in bands.iter().zip(y) {
            out |= *b > self.above[*band];
        }
        !out
    }
}

/// The largest of every fourth number.
#[inline]
fn most(block: &Block) -> [f64; 4] {
    let mut most = [f64::NEG_INFINITY; 4];
    for four in block.as_chunks::<4>().0 {
        for (m, v) in most.iter_mut().zip(four) {
            *m = if *v > *m { *v } else { *m };
        }
    }
    most
}

impl Staircase {
    /// Returns the frontier of no points.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one more point; one with a coordinate that is not a number is never on the frontier.
    pub fn push(&mut self, x: f64, y: f64) {
        let index = self.seen;
        self.seen += 1;
        self.consider(x, y, index);
    }

    /// Takes more points, given by their coordinates; the longer of the two lists is cut.
    pub fn extend(&mut self, x: &[f64], y: &[f64]) {
        let n = x.len().min(y.len());
        let ((mut xs, x_rest), (mut ys, y_rest)) = (x[..n].as_chunks(), y[..n].as_chunks());
        loop {
            let led = self.known.as_ref().map_or(0, |known| known.led(xs, ys));
            self.seen += led * BLOCK;
            let ([bx, x_next @ ..], [by, y_next @ ..]) = (&xs[led..], &ys[led..]) else { break };
            self.block(bx, by);
            (xs, ys) = (x_next, y_next);
        }
        for (a, b) in x_rest.iter().zip(y_rest) {
            self.push(*a, *b);
        }
    }

    #[inline]
    fn block(&mut self, x: &Block, y: &Block) {
        let first = self.seen;
        self.seen += BLOCK;
        if !self.known.as_ref().is_some_and(|known| known.dominates_all(x, y)) {
            for (j, (a, b)) in x.iter().zip(y).enumerate() {
                self.consider(*a, *b, first + j);
            }
        }
    }

    #[inline]
    fn consider(&mut self, x: f64, y: f64, index: usize) {
        if !self.dominates(x, y) {
            self.keep(x, y, index);
        }
    }

    fn keep(&mut self, x: f64, y: f64, index: usize) {
        if x.is_nan() || y.is_nan() {
            return;
        }
        if self.kept.len() >= self.room.max(FIRST) {
            undominated(&mut self.kept);
            self.room = (8 * self.room.max(FIRST)).min(LATER).max(4 * self.kept.len());
            self.known = Known::of(&self.kept);
        }
        if let Some(known) = &mut self.known {
            known.learn(x, y);
        }
        self.kept.push(Stair { index, x, y });
    }

    /// Returns whether it is known that a point, and all below it, would be dominated.
    #[inline]
    pub(super) fn dominates(&self, x: f64, y: f64) -> bool {
        self.known.as_ref().is_some_and(|known| known.dominates(x, y))
    }

    /// Passes over points that are known to be dominated.
    pub(super) fn pass(&mut self, points: usize) {
        self.seen += points;
    }

    /// Returns how many points came.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Returns the frontier from the largest first coordinate down; of equal points the first.
    pub fn finish(mut self) -> Vec<Stair> {
        undominated(&mut self.kept);
        self.kept
    }
}

/// Sorts by falling first coordinate and drops what is dominated or repeated.
fn undominated(kept: &mut Vec<Stair>) {
    let falling = |a: f64, b: f64| b.partial_cmp(&a).unwrap_or(Ordering::Equal);
    kept.sort_unstable_by(|a, b| {
        falling(a.x, b.x).then_with(|| falling(a.y, b.y)).then_with(|| a.index.cmp(&b.index))
    });
    let mut best = None;
    kept.retain(|k| {
        let higher = best.is_none_or(|b| k.y > b);
        if higher {
            best = Some(k.y);
        }
        higher
    });
}
