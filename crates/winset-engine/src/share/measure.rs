//! Measures of who carries too much: burden against benefit, and whether the large are exploited by the small.

use super::total;

/// Most pairs that [`signed_rank`] ranks exactly.
pub const MOST_RANKED: usize = 200;

/// Two numbers closer than this part of the largest are equal: the rounding of shares must not break a tie.
const TIE: f64 = 1e-12;

/// Returns the share of burden over the share of benefit, each of its own sum; `None` where a benefit or a sum is zero.
///
/// Above 1 a party carries more than its part of the benefit. *Source*: Olson and Zeckhauser (1966) for the comparison.
///
/// ```
/// use winset_engine::share::exploitation;
/// assert_eq!(exploitation(&[3.0, 1.0], &[1.0, 1.0]), [Some(1.5), Some(0.5)]);
/// ```
pub fn exploitation(burden: &[f64], benefit: &[f64]) -> Vec<Option<f64>> {
    let (b, h) = (total(burden), total(benefit));
    let index = |x: f64, y: f64| (b > 0.0 && y > 0.0).then(|| (x / b) / (y / h));
    burden.iter().zip(benefit).map(|(x, y)| index(*x, *y)).collect()
}

/// Returns ranks from 1, equal numbers sharing their mean rank.
fn ranks(numbers: &[f64]) -> Vec<f64> {
    let order = super::by_size(numbers);
    let most = numbers.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    let mut out = vec![0.0; numbers.len()];
    let mut from = 0;
    while from < order.len() {
        let alike = |i: &usize| numbers[*i] - numbers[order[from]] <= TIE * most;
        let to = from + order[from..].iter().take_while(|i| alike(i)).count();
        let rank = (from + to + 1) as f64 / 2.0;
        order[from..to].iter().for_each(|&i| out[i] = rank);
        from = to;
    }
    out
}

/// Returns Spearman's rank correlation, −1 to 1; `None` below three pairs or where one side does not vary.
///
/// *Source*: Spearman (1904); equal numbers share their mean rank.
///
/// ```
/// use winset_engine::share::spearman;
/// assert_eq!(spearman(&[1.0, 2.0, 9.0], &[3.0, 4.0, 5.0]), Some(1.0));
/// ```
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.len() < 3 || x.iter().chain(y).any(|v| !v.is_finite()) {
        return None;
    }
    let (a, b) = (ranks(x), ranks(y));
    let mean = (x.len() + 1) as f64 / 2.0;
    let product = |p: &[f64], q: &[f64]| p.iter().zip(q).map(|(u, v)| (u - mean) * (v - mean)).sum::<f64>();
    let scale = (product(&a, &a) * product(&b, &b)).sqrt();
    (scale > 0.0).then(|| (product(&a, &b) / scale).clamp(-1.0, 1.0))
}

/// Returns Kendall's rank correlation τ-b, −1 to 1; `None` below three pairs or where one side does not vary.
///
/// *Source*: Kendall (1945).
///
/// ```
/// use winset_engine::share::kendall;
/// assert_eq!(kendall(&[1.0, 2.0, 3.0], &[9.0, 8.0, 7.0]), Some(-1.0));
/// ```
pub fn kendall(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.len() < 3 || x.iter().chain(y).any(|v| !v.is_finite()) {
        return None;
    }
    let (a, b) = (ranks(x), ranks(y));
    let (mut s, mut in_x, mut in_y) = (0.0, 0.0, 0.0);
    for i in 0..a.len() {
        for j in 0..i {
            let (u, v) = (sign(a[i] - a[j]), sign(b[i] - b[j]));
            s += u * v;
            in_x += u * u;
            in_y += v * v;
        }
    }
    let scale = f64::sqrt(in_x * in_y);
    (scale > 0.0).then(|| (s / scale).clamp(-1.0, 1.0))
}

fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

/// A signed-rank test of pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedRank {
    /// The smaller of the two sums of ranks.
    pub statistic: f64,
    /// Pairs that differ.
    pub n: usize,
    /// Two-sided probability of a sum as small or smaller, if either sign were as likely in every pair; exact.
    pub p: f64,
}

/// Returns Wilcoxon's signed-rank test of burden against benefit shares; pairs that are equal are left out.
///
/// *Source*: Wilcoxon (1945). *Formula*: p counts, of the 2ⁿ signs of the ranks as they are, mean ranks of ties included, those
/// whose smaller sum is not larger. `None` without a pair that differs, and beyond [`MOST_RANKED`].
///
/// ```
/// use winset_engine::share::signed_rank;
/// let t = signed_rank(&[1.0, 5.0, 9.0], &[0.0, 2.0, 4.0]).unwrap();
/// assert_eq!((t.statistic, t.n, t.p), (0.0, 3, 0.25));
/// ```
pub fn signed_rank(x: &[f64], y: &[f64]) -> Option<SignedRank> {
    if x.len() != y.len() || x.iter().chain(y).any(|v| !v.is_finite()) {
        return None;
    }
    let most = x.iter().chain(y).fold(0.0, |m: f64, v| m.max(v.abs()));
    let apart: Vec<f64> = x.iter().zip(y).map(|(a, b)| a - b).filter(|d| d.abs() > TIE * most).collect();
    if apart.is_empty() || apart.len() > MOST_RANKED {
        return None;
    }
    let size: Vec<f64> = apart.iter().map(|d| d.abs()).collect();
    // Twice the ranks are whole numbers.
    let twice: Vec<usize> = ranks(&size).iter().map(|r| (2.0 * r) as usize).collect();
    let above: usize = twice.iter().zip(&apart).filter(|(_, d)| **d > 0.0).map(|(r, _)| r).sum();
    let all: usize = twice.iter().sum();
    let small = above.min(all - above);
    let p = (2.0 * at_most(&twice, small)).min(1.0);
    Some(SignedRank { statistic: small as f64 / 2.0, n: apart.len(), p })
}

/// The chance that the sum of ranks, each counted or not with a fair coin, is at most a number.
fn at_most(ranks: &[usize], number: usize) -> f64 {
    let all: usize = ranks.iter().sum();
    let mut chance = vec![0.0; all + 1];
    chance[0] = 1.0;
    let mut reached = 0;
    for &r in ranks {
        reached += r;
        for s in (0..=reached).rev() {
            let with = if s >= r { chance[s - r] } else { 0.0 };
            chance[s] = 0.5 * (chance[s] + with);
        }
    }
    chance[..=number].iter().sum()
}
