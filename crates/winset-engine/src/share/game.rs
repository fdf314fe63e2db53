//! The Shapley value: what each adds to those before it, as a mean over all orders.

use super::{ShareError, amounts, by_size};

/// Most parties of [`shapley`]: 2²⁰ coalitions.
pub const MOST_PLAYED: usize = 20;

/// Returns the Shapley value of a game: one value a coalition, party i the i-th bit of its index.
///
/// *Source*: Shapley (1953). *Formula*: Σ over S without i of |S|!(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)). Values may be costs or
/// gains, of any sign.
///
/// # Errors
/// [`ShareError::NotAGame`] unless there are 2ⁿ values, n ≥ 1, the first 0; [`ShareError::OutOfRange`];
/// [`ShareError::TooLarge`] beyond [`MOST_PLAYED`].
///
/// ```
/// use winset_engine::share::shapley;
/// let gains = [0.0, 0.0, 0.0, 90.0, 0.0, 80.0, 70.0, 120.0];
/// assert_eq!(shapley(&gains), Ok(vec![45.0, 40.0, 35.0]));
/// ```
pub fn shapley(values: &[f64]) -> Result<Vec<f64>, ShareError> {
    if values.len() < 2 || !values.len().is_power_of_two() || values[0] != 0.0 {
        return Err(ShareError::NotAGame);
    }
    if values.iter().any(|v| !v.is_finite()) {
        return Err(ShareError::OutOfRange);
    }
    let n = values.len().trailing_zeros() as usize;
    if n > MOST_PLAYED {
        return Err(ShareError::TooLarge);
    }
    let weights = weights(n);
    Ok((0..n).map(|party| value(values, party, &weights)).collect())
}

/// |S|!(n − |S| − 1)!/n! by the size of S: 1 over n times the number of coalitions of that size among the others.
fn weights(n: usize) -> Vec<f64> {
    let mut ways = 1.0;
    let mut out = Vec::with_capacity(n);
    for size in 0..n {
        out.push(1.0 / (n as f64 * ways));
        ways = ways * (n - 1 - size) as f64 / (size + 1) as f64;
    }
    out
}

fn value(values: &[f64], party: usize, weights: &[f64]) -> f64 {
    let bit = 1_usize << party;
    let mut by_count = vec![0.0; weights.len()];
    for (s, v) in values.iter().enumerate().filter(|(s, _)| s & bit == 0) {
        by_count[s.count_ones() as usize] += values[s | bit] - v;
    }
    by_count.iter().zip(weights).map(|(sum, w)| sum * w).sum()
}

/// Returns the Shapley value where a coalition costs what its dearest member would cost alone.
///
/// The bill is the largest of the costs: a runway long enough for the largest aircraft, a bridge for the heaviest lorry.
///
/// *Source*: Littlechild and Owen (1973). *Formula*: with costs in order, c₁ ≤ … ≤ cₙ, Σ over j ≤ i of (cⱼ − cⱼ₋₁)/(n − j + 1).
///
/// # Errors
/// [`ShareError::Empty`], [`ShareError::OutOfRange`].
///
/// ```
/// use winset_engine::share::airport;
/// assert_eq!(airport(&[2.0, 6.0]), Ok(vec![1.0, 5.0]));
/// ```
pub fn airport(alone: &[f64]) -> Result<Vec<f64>, ShareError> {
    amounts(alone)?;
    let mut out = vec![0.0; alone.len()];
    let (mut below, mut sum) = (0.0, 0.0);
    for (place, i) in by_size(alone).into_iter().enumerate() {
        sum += (alone[i] - below) / (alone.len() - place) as f64;
        below = alone[i];
        out[i] = sum;
    }
    Ok(out)
}
