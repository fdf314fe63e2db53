//! The frontier of points with four coordinates and more.

use super::frontier::falling;

/// Points compared together.
const BLOCK: usize = 32;

/// From the largest sum down, each point against those that stayed.
pub(super) fn undominated(u: &[&[f64]], n: usize) -> Vec<usize> {
    let grid: Vec<Scale> = u.iter().map(|c| Scale::of(&c[..n])).collect();
    let sum = |k: usize| -> f64 { u.iter().zip(&grid).map(|(c, g)| g.share(c[k])).sum() };
    let mut order: Vec<(f64, usize)> = (0..n).map(|k| (sum(k), k)).filter(|(s, _)| !s.is_nan()).collect();
    order.sort_unstable_by(|a, b| falling(a.0, b.0).then_with(|| precedes(u, a.1, b.1)));
    let mut stayed = Stayed { blocks: Vec::new(), index: Vec::new() };
    let mut coarse = vec![0; u.len()];
    for (_, k) in order {
        for ((q, c), g) in coarse.iter_mut().zip(u).zip(&grid) {
            *q = g.coarse(c[k]);
        }
        if !stayed.dominates(u, k, &coarse) {
            stayed.push(k, &coarse);
        }
    }
    stayed.index
}

/// Between points of an equal sum a dominating one comes first, and of equal points the lowest index.
fn precedes(u: &[&[f64]], a: usize, b: usize) -> std::cmp::Ordering {
    let coordinates = u.iter().map(|c| falling(c[a], c[b])).find(|o| o.is_ne());
    coordinates.unwrap_or_else(|| a.cmp(&b))
}

/// The span of a coordinate.
struct Scale {
    low: f64,
    width: f64,
}

impl Scale {
    fn of(column: &[f64]) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for v in column {
            low = if *v < low { *v } else { low };
            high = if *v > high { *v } else { high };
        }
        Self { low, width: if high > low { high - low } else { 1.0 } }
    }

    /// From 0 at the least value to 1 at the largest; it never falls as the value rises.
    fn share(&self, value: f64) -> f64 {
        (value - self.low) / self.width
    }

    /// The share on 65,536 rungs; it never falls as the value rises.
    fn coarse(&self, value: f64) -> i16 {
        (self.share(value) * 65_535.0 - 32_768.0) as i16
    }
}

/// The points that stayed, their rungs in blocks of one array a coordinate.
struct Stayed {
    blocks: Vec<[i16; BLOCK]>,
    index: Vec<usize>,
}

impl Stayed {
    fn push(&mut self, k: usize, coarse: &[i16]) {
        let place = self.index.len() % BLOCK;
        if place == 0 {
            self.blocks.extend(std::iter::repeat_n([i16::MIN; BLOCK], coarse.len()));
        }
        let start = self.blocks.len() - coarse.len();
        for (block, q) in self.blocks[start..].iter_mut().zip(coarse) {
            block[place] = *q;
        }
        self.index.push(k);
    }

    fn dominates(&self, u: &[&[f64]], k: usize, coarse: &[i16]) -> bool {
        let blocks = self.blocks.chunks_exact(coarse.len());
        blocks.zip(self.index.chunks(BLOCK)).any(|(block, index)| {
            let below = below(block, coarse);
            below.contains(&0)
                && index.iter().zip(&below).any(|(i, b)| *b == 0 && u.iter().all(|c| c[*i] >= c[k]))
        })
    }
}

/// For each point of a block: 0 if it is nowhere below the rungs of `coarse`.
#[inline]
fn below(block: &[[i16; BLOCK]], coarse: &[i16]) -> [i16; BLOCK] {
    let mut below = [0_i16; BLOCK];
    for (column, q) in block.iter().zip(coarse) {
        for (b, v) in below.iter_mut().zip(column) {
            *b |= -i16::from(*v < *q);
        }
    }
    below
}
