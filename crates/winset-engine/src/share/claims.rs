//! Rules on claims: what each would bear at most, against a bill that is not larger than all of them together.

use super::{ShareError, amounts, by_size, total, within};

/// Returns amounts in proportion to weights: claims, incomes or anything else. The bill may exceed the weights.
///
/// *Formula*: cᵢ E / Σc.
///
/// # Errors
/// [`ShareError::Empty`], [`ShareError::OutOfRange`], [`ShareError::NoWeight`].
///
/// ```
/// use winset_engine::share::proportional;
/// assert_eq!(proportional(&[1.0, 3.0], 8.0), Ok(vec![2.0, 6.0]));
/// ```
pub fn proportional(weights: &[f64], bill: f64) -> Result<Vec<f64>, ShareError> {
    amounts(weights)?;
    if !bill.is_finite() || bill < 0.0 {
        return Err(ShareError::OutOfRange);
    }
    let sum = total(weights);
    if sum == 0.0 {
        return if bill == 0.0 { Ok(vec![0.0; weights.len()]) } else { Err(ShareError::NoWeight) };
    }
    Ok(weights.iter().map(|w| bill * (w / sum)).collect())
}

/// Returns equal amounts, none above its claim.
///
/// *Source*: Maimonides; the name after Aumann and Maschler (1985). *Formula*: min(cᵢ, t), t such that they add up to the bill.
///
/// # Errors
/// [`ShareError::Empty`], [`ShareError::OutOfRange`], [`ShareError::BillAboveTotal`].
///
/// ```
/// use winset_engine::share::constrained_equal_awards;
/// assert_eq!(constrained_equal_awards(&[1.0, 5.0, 9.0], 9.0), Ok(vec![1.0, 4.0, 4.0]));
/// ```
pub fn constrained_equal_awards(claims: &[f64], bill: f64) -> Result<Vec<f64>, ShareError> {
    let mut rest = within(claims, bill)?;
    let order = by_size(claims);
    let mut out = vec![0.0; claims.len()];
    for (place, &i) in order.iter().enumerate() {
        let equal = rest / (claims.len() - place) as f64;
        if claims[i] > equal {
            order[place..].iter().for_each(|&j| out[j] = equal);
            return Ok(out);
        }
        out[i] = claims[i];
        rest = (rest - claims[i]).max(0.0);
    }
    Ok(out)
}

/// Returns claims less an equal amount, none below zero.
///
/// *Source*: Maimonides; Aumann and Maschler (1985). *Formula*: max(0, cᵢ − t), t such that they add up to the bill; of the k who
/// pay, E/k + cᵢ − mean c.
///
/// # Errors
/// As [`constrained_equal_awards`].
///
/// ```
/// use winset_engine::share::constrained_equal_losses;
/// assert_eq!(constrained_equal_losses(&[1.0, 5.0, 9.0], 6.0), Ok(vec![0.0, 1.0, 5.0]));
/// ```
pub fn constrained_equal_losses(claims: &[f64], bill: f64) -> Result<Vec<f64>, ShareError> {
    let bill = within(claims, bill)?;
    let mut out = vec![0.0; claims.len()];
    let who = Payers::of(claims, bill);
    for &i in &who.parties {
        out[i] = who.award(claims[i], bill).clamp(0.0, claims[i]);
    }
    Ok(out)
}

/// Those who pay under equal losses, largest first.
pub(super) struct Payers {
    pub parties: Vec<usize>,
    /// The largest claim, from which the others are measured, so that a small bill is not lost beside large claims.
    pub largest: f64,
    /// Mean of their claims less the largest.
    pub mean_below: f64,
}

impl Payers {
    pub fn of(claims: &[f64], bill: f64) -> Payers {
        let mut order = by_size(claims);
        order.reverse();
        let largest = order.first().map_or(0.0, |&i| claims[i]);
        let (mut n, mut sum) = (0, 0.0);
        for &i in &order {
            let (more, with) = (n as f64 + 1.0, sum + (claims[i] - largest));
            if n > 0 && bill / more + (claims[i] - largest - with / more) < 0.0 {
                break;
            }
            (n, sum) = (n + 1, with);
        }
        order.truncate(n);
        Payers { parties: order, largest, mean_below: sum / n.max(1) as f64 }
    }

    fn award(&self, claim: f64, bill: f64) -> f64 {
        bill / self.parties.len() as f64 + (claim - self.largest - self.mean_below)
    }
}

/// Returns the rule behind the contested garment: equal awards on half-claims, then equal losses on them.
///
/// *Source*: Aumann and Maschler (1985), who show that it is the nucleolus of the claims game. *Formula*: with H = Σc/2, equal
/// awards of c/2 for E ≤ H; else c less equal awards of c/2 on Σc − E.
///
/// # Errors
/// As [`constrained_equal_awards`].
///
/// ```
/// use winset_engine::share::talmud;
/// assert_eq!(talmud(&[50.0, 100.0], 100.0), Ok(vec![25.0, 75.0]));
/// ```
pub fn talmud(claims: &[f64], bill: f64) -> Result<Vec<f64>, ShareError> {
    let bill = within(claims, bill)?;
    let sum = total(claims);
    let half: Vec<f64> = claims.iter().map(|c| c / 2.0).collect();
    if bill <= sum / 2.0 {
        return constrained_equal_awards(&half, bill);
    }
    let spared = constrained_equal_awards(&half, sum - bill)?;
    Ok(claims.iter().zip(&spared).map(|(c, s)| c - s).collect())
}
