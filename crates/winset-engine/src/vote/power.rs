//! Voting power: how often each player is the one who turns a losing coalition into a winning one.

use super::rule::gcd;

/// The largest number of cells a table of coalitions may have.
const LARGEST: u64 = 1 << 23;

/// Returns the power of each player of a weighted vote: the share of orders of joining in which it turns the vote.
///
/// The powers sum to 1 if all weights together reach the quota, else all are 0; a quota of 0 counts as 1. `None` if players
/// times quota is above 8 million even after a common divisor is taken out.
///
/// *Source*: Shapley and Shubik (1954), "A method for evaluating the distribution of power in a committee system", American
/// Political Science Review 48; generating function after Mann and Shapley (1962). *Formula*: for each player the chance, over
/// sizes s from 0 to n − 1 with equal chance, that s random others weigh at least quota − w and less than quota.
/// *Limits*: players are blocs that vote as one and all orders are as likely: it knows no positions.
///
/// ```
/// use winset_engine::vote::shapley_shubik;
/// let power = shapley_shubik(&[50, 49, 1], 51).unwrap();
/// for (power, expected) in power.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
///     assert!((power - expected).abs() < 1e-15);
/// }
/// ```
pub fn shapley_shubik(weights: &[u32], quota: u32) -> Option<Vec<f64>> {
    let unit = weights.iter().copied().fold(0, gcd).max(1);
    let quota = quota.max(1).div_ceil(unit) as usize;
    if (weights.len() as u64 + 1).saturating_mul(quota as u64) > LARGEST {
        return None;
    }
    let weights: Vec<usize> = weights.iter().map(|w| (w / unit) as usize).collect();
    let mut known: Vec<(usize, f64)> = Vec::new();
    let power = |player: usize| {
        let own = weights[player];
        if let Some((_, power)) = known.iter().find(|(w, _)| *w == own) {
            return *power;
        }
        let others = weights.iter().enumerate().filter(|(i, _)| *i != player).map(|(_, w)| *w);
        let power = turns(own, others, quota, weights.len());
        known.push((own, power));
        power
    };
    Some((0..weights.len()).map(power).collect())
}

/// The power of a player of weight `own` among `others`; `players` counts all.
///
/// `by_size[s][w]` is the chance that s of the others, drawn at random, weigh w, for w below the quota: each step averages
/// chances, so nothing cancels and nothing overflows.
fn turns(own: usize, others: impl Iterator<Item = usize>, quota: usize, players: usize) -> f64 {
    if own == 0 {
        return 0.0;
    }
    let mut by_size = vec![vec![0.0; quota]; players];
    by_size[0][0] = 1.0;
    for (seen, weight) in others.enumerate() {
        let all = (seen + 1) as f64;
        for s in (0..=seen + 1).rev() {
            let (smaller, rest) = by_size.split_at_mut(s);
            let without = (seen + 1 - s) as f64 / all;
            rest[0].iter_mut().for_each(|p| *p *= without);
            if let Some(smaller) = smaller.last() {
                let with = s as f64 / all;
                rest[0].iter_mut().skip(weight).zip(smaller).for_each(|(p, old)| *p += with * old);
            }
        }
    }
    let from = quota.saturating_sub(own);
    by_size.iter().map(|line| line[from..].iter().sum::<f64>()).sum::<f64>() / players as f64
}
