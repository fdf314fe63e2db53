//! The frontier of two parties from points that come one by one.

use std::cmp::Ordering;

/// Bands of the first coordinate.
const BANDS: usize = 4096;
/// Points kept before the first pruning.
const FIRST: usize = 1024;
/// Points looked at together.
const BLOCK: usize = 16;

/// The frontier of the points seen so far; its memory grows with the frontier, not with the points.
///
/// *Formula*: for each band of the first coordinate it knows the best second coordinate in any higher band, which turns most
/// points away at once; the others are kept, and sorted and pruned when they have doubled.
///
/// ```
/// let mut stairs = winset_engine::space::Staircase::new();
/// stairs.push(1.0, 3.0);
/// stairs.extend(&[2.0, 2.0, 3.0], &[1.0, 2.0, 1.0]);
/// let points: Vec<_> = stairs.finish().iter().map(|s| (s.index, s.x, s.y)).collect();
/// assert_eq!(points, [(3, 3.0, 1.0), (2, 2.0, 2.0), (0, 1.0, 3.0)]);
/// ```
#[derive(Clone, Debug)]
pub struct Staircase {
    kept: Vec<Stair>,
    /// How many may be kept before the next pruning.
    room: usize,
    /// How many points came.
    seen: usize,
    /// For each band the best second coordinate in a higher one; empty before the first pruning.
    above: Vec<f64>,
    lowest: f64,
    bands_per_unit: f64,
    /// A point that dominates many.
    champion: (f64, f64),
}

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

impl Default for Staircase {
    fn default() -> Self {
        Self::new()
    }
}

impl Staircase {
    /// Returns the frontier of no points.
    pub fn new() -> Self {
        Self {
            kept: Vec::new(),
            room: FIRST,
            seen: 0,
            above: Vec::new(),
            lowest: 0.0,
            bands_per_unit: 0.0,
            champion: (f64::NEG_INFINITY, f64::NEG_INFINITY),
        }
    }

    /// Takes one more point; one with a coordinate that is not a number is never on the frontier.
    pub fn push(&mut self, x: f64, y: f64) {
        let index = self.seen;
        self.seen += 1;
        self.consider(x, y, index);
    }

    /// Takes more points, given by their coordinates; the longer of the two lists is cut.
    pub fn extend(&mut self, x: &[f64], y: &[f64]) {
        let (mut xs, mut ys) = (x.chunks_exact(BLOCK), y[..].chunks_exact(BLOCK));
        let n = x.len().min(y.len());
        let whole = n / BLOCK * BLOCK;
        for (bx, by) in (&mut xs).zip(&mut ys) {
            let first = self.seen;
            self.seen += BLOCK;
            if !self.turns_away(bx, by) {
                for (j, (a, b)) in bx.iter().zip(by).enumerate() {
                    self.consider(*a, *b, first + j);
                }
            }
        }
        for (a, b) in x[whole..n].iter().zip(&y[whole..n]) {
            self.push(*a, *b);
        }
    }

    /// Whether the champion dominates a whole block.
    #[inline]
    fn turns_away(&self, x: &[f64], y: &[f64]) -> bool {
        let (cx, cy) = self.champion;
        let mut out = false;
        for (a, b) in x.iter().zip(y) {
            out |= (*a >= cx) | (*b >= cy);
        }
        !out
    }

    #[inline]
    fn consider(&mut self, x: f64, y: f64, index: usize) {
        if self.above.is_empty() {
            self.keep(x, y, index);
            return;
        }
        let band = self.band(x);
        if y > self.above[band] {
            self.lift(band, y);
            self.keep(x, y, index);
        }
    }

    /// The band of a first coordinate: it never falls as the coordinate rises, which is all that matters.
    #[inline]
    fn band(&self, x: f64) -> usize {
        (((x - self.lowest) * self.bands_per_unit) as usize).min(BANDS - 1)
    }

    /// Tells the lower bands of a point.
    fn lift(&mut self, band: usize, y: f64) {
        for above in self.above[..band].iter_mut().rev() {
            if *above >= y {
                break;
            }
            *above = y;
        }
    }

    #[cold]
    fn keep(&mut self, x: f64, y: f64, index: usize) {
        if x.is_nan() || y.is_nan() {
            return;
        }
        if self.kept.len() >= self.room {
            self.prune();
        }
        self.kept.push(Stair { x, y, index });
    }

    fn prune(&mut self) {
        undominated(&mut self.kept);
        self.room = FIRST.max(2 * self.kept.len());
        let (Some(first), Some(last)) = (self.kept.first().copied(), self.kept.last().copied()) else {
            return;
        };
        self.lowest = last.x;
        self.bands_per_unit = BANDS as f64 / (first.x - last.x);
        self.above.clear();
        self.above.resize(BANDS, f64::NEG_INFINITY);
        for k in 0..self.kept.len() {
            let Stair { x, y, .. } = self.kept[k];
            let band = self.band(x);
            self.lift(band, y);
        }
        self.crown((last.x, first.y), (first.x - last.x, last.y - first.y));
    }

    /// Makes the kept point with the largest smaller coordinate, both measured over the frontier's span, the champion.
    fn crown(&mut self, low: (f64, f64), span: (f64, f64)) {
        let worst = |k: &Stair| ((k.x - low.0) / span.0).min((k.y - low.1) / span.1);
        let mut best = f64::NEG_INFINITY;
        for k in &self.kept {
            let value = worst(k);
            if value > best {
                (best, self.champion) = (value, (k.x, k.y));
            }
        }
    }

    /// Returns whether it is known that a point, and all below it, would be dominated.
    pub(super) fn dominates(&self, x: f64, y: f64) -> bool {
        !self.above.is_empty() && y <= self.above[self.band(x)]
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
