//! How surely: an interval for a mean by drawing whole blocks of forecasts again.
//!
//! *Method*: `docs/methods/scores.md`.

use crate::random::{below, words};

/// The settings of [`block_bootstrap`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BootstrapOptions {
    /// How many times the blocks are drawn again.
    pub draws: u32,
    /// What the random words start from.
    pub seed: u64,
    /// The share the interval holds, in (0, 1).
    pub level: f64,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self { draws: 4000, seed: 15, level: 0.90 }
    }
}

/// A mean and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The mean over all values, blocks counting by their size.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The number of blocks drawn from.
    pub blocks: usize,
}

/// Returns the mean of all values and its interval, drawing whole blocks with replacement; `None` without any value.
///
/// Values of one block hang together and are drawn together. A draw's mean is over its values, not over its blocks. The same seed
/// gives the same interval, bit for bit.
///
/// *Source*: Efron and Tibshirani (1993), percentile interval, with blocks as the units.
///
/// *Limits*: with few blocks it is too narrow; with one block it has no width at all.
///
/// ```
/// use winset_engine::bootstrap::{BootstrapOptions, block_bootstrap};
/// let scores = [vec![0.1, 0.2], vec![0.3], vec![0.0, 0.1, 0.2]];
/// let interval = block_bootstrap(&scores, &BootstrapOptions::default()).unwrap();
/// assert!((interval.mean - 0.15).abs() < 1e-15);
/// assert!(interval.low < 0.15 && 0.15 < interval.high);
/// ```
pub fn block_bootstrap(blocks: &[Vec<f64>], options: &BootstrapOptions) -> Option<Interval> {
    let sums: Vec<(f64, f64)> =
        blocks.iter().filter(|b| !b.is_empty()).map(|b| (b.iter().sum(), b.len() as f64)).collect();
    let mean = ratio(sums.iter().copied())?;
    let mut means: Vec<f64> =
        (0..options.draws).filter_map(|draw| ratio(redrawn(&sums, draw, options.seed))).collect();
    means.sort_unstable_by(f64::total_cmp);
    let tail = 0.5 * (1.0 - options.level);
    let end = |q: f64| quantile(&means, q).unwrap_or(mean);
    Some(Interval { mean, low: end(tail), high: end(1.0 - tail), blocks: sums.len() })
}

/// Returns the q-quantile of sorted values, interpolating between neighbours; q in [0, 1], `None` of nothing.
///
/// *Source*: Hyndman and Fan (1996), type 7.
///
/// ```
/// assert_eq!(winset_engine::bootstrap::quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
/// ```
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let below = (place as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}

fn redrawn(sums: &[(f64, f64)], draw: u32, seed: u64) -> impl Iterator<Item = (f64, f64)> + '_ {
    let n = sums.len() as u32;
    let picks = (0..n.div_ceil(4)).flat_map(move |step| words(seed, draw, step, 0));
    picks.take(sums.len()).map(move |word| sums[below(n, word) as usize])
}

fn ratio(sums: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, count) = sums.fold((0.0, 0.0), |total, block| (total.0 + block.0, total.1 + block.1));
    (count > 0.0).then(|| sum / count)
}
