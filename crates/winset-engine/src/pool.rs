//! The pool: how much weight a second method has earned beside the first.
//!
//! *Method*: `docs/methods/pool.md`.

use crate::special::t_quantile;
use libm::sqrt;

/// The mean losses of two methods on one block of forecasts that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockLoss {
    /// The first method's quadratic loss (A).
    pub first: f64,
    /// The second method's quadratic loss (B).
    pub second: f64,
    /// The mean product of their errors (C).
    pub cross: f64,
}

/// The weight of the second method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolWeight {
    /// The weight that would have been best in hindsight (ω*), in [0, 1].
    pub best: f64,
    /// Its standard error over blocks; `None` with fewer than two blocks or two methods that never differ.
    pub standard_error: Option<f64>,
    /// The weight earned (ω): the lower end of a one-sided 90 % interval, at least 0.
    pub earned: f64,
    /// The number of blocks.
    pub blocks: usize,
}

/// Returns the weight a second method has earned beside the first, from losses quadratic in the weight.
///
/// With fewer than `min_blocks` blocks, or two methods that do not differ, nothing is earned.
///
/// *Formula*: D = Σ(A + B − 2C), ω* = clamp(Σ(A − C)/D, 0, 1), rᵢ = (A − C) − ω*(A + B − 2C), se = √(n/(n−1) Σr²)/D,
/// ω = max(0, ω* − t_{n−1,.9} se).
///
/// *Source*: the linear opinion pool (Stone 1961) under a quadratic loss; se by the delta method over blocks.
///
/// ```
/// use winset_engine::pool::{BlockLoss, pool_weight};
/// let even = vec![BlockLoss { first: 0.2, second: 0.2, cross: 0.1 }; 12];
/// assert_eq!(pool_weight(&even, 10).earned, 0.5);
/// assert_eq!(pool_weight(&even[..9], 10).earned, 0.0);
/// ```
pub fn pool_weight(blocks: &[BlockLoss], min_blocks: usize) -> PoolWeight {
    let n = blocks.len();
    let differ: f64 = blocks.iter().map(BlockLoss::difference).sum();
    let gain: f64 = blocks.iter().map(BlockLoss::gain).sum();
    if differ.is_nan() || differ <= 0.0 {
        return PoolWeight { best: 0.0, standard_error: None, earned: 0.0, blocks: n };
    }
    let best = (gain / differ).clamp(0.0, 1.0);
    let standard_error = standard_error(blocks, best, differ);
    let earned = match standard_error {
        Some(se) if n >= min_blocks => (best - t_quantile(0.9, n as f64 - 1.0) * se).max(0.0),
        _ => 0.0,
    };
    PoolWeight { best, standard_error, earned, blocks: n }
}

/// Returns the mixture of two chances, or of two distribution functions at one point, with weight ω on the second.
///
/// ```
/// assert_eq!(winset_engine::pool::pooled(0.25, 0.75, 0.25), 0.375);
/// ```
pub fn pooled(first: f64, second: f64, weight: f64) -> f64 {
    (1.0 - weight) * first + weight * second
}

impl BlockLoss {
    fn difference(&self) -> f64 {
        self.first + self.second - 2.0 * self.cross
    }

    fn gain(&self) -> f64 {
        self.first - self.cross
    }
}

fn standard_error(blocks: &[BlockLoss], best: f64, differ: f64) -> Option<f64> {
    let n = blocks.len() as f64;
    let rest = |block: &BlockLoss| block.gain() - best * block.difference();
    let squares: f64 = blocks.iter().map(|block| rest(block) * rest(block)).sum();
    (blocks.len() > 1).then(|| sqrt(n / (n - 1.0) * squares) / differ)
}
