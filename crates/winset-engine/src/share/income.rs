//! Paying for a common good out of incomes: what self-interest gives, what agreement gives, and ability to pay.

use super::claims::Payers;
use super::{ShareError, amounts, constrained_equal_losses, proportional, total, within};

/// What each gives towards a common good when nobody can be made to, all with u = (what is left)^(1−a) · (the good)^a.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// What each gives.
    pub contributions: Vec<f64>,
    /// Their sum: how much of the good there is.
    pub provided: f64,
    /// How much of it all would agree on with the same a: a times all incomes.
    pub agreed: f64,
    /// The weight a of the good, 0 to 1: a party alone would spend this part of its income on it.
    pub weight: f64,
}

/// Returns what is given for a weight of the good.
///
/// *Source*: Olson and Zeckhauser (1966); in this form Bergstrom, Blume and Varian (1986). *Formula*: of the k richest, who give,
/// with W their income and r = (1 − a)/a: G = W/(1 + k r), gᵢ = wᵢ − r G.
///
/// *Limits*: one good, the same tastes for all, no benefit that only some enjoy.
///
/// # Errors
/// [`ShareError::Empty`]; [`ShareError::OutOfRange`] unless 0 < a < 1.
///
/// ```
/// use winset_engine::share::nash_provision;
/// let p = nash_provision(&[10.0, 9.0, 8.0], 0.5).unwrap();
/// assert_eq!((p.contributions, p.provided, p.agreed), (vec![3.25, 2.25, 1.25], 6.75, 13.5));
/// ```
pub fn nash_provision(incomes: &[f64], weight: f64) -> Result<Provision, ShareError> {
    amounts(incomes)?;
    if !(weight > 0.0 && weight < 1.0) {
        return Err(ShareError::OutOfRange);
    }
    let r = (1.0 - weight) / weight;
    let mut order = super::by_size(incomes);
    order.reverse();
    let (mut sum, mut provided) = (0.0, 0.0);
    for (k, &i) in order.iter().enumerate() {
        let more = sum + incomes[i];
        let with = more / (1.0 + (k + 1) as f64 * r);
        if k > 0 && incomes[i] - r * with < 0.0 {
            break;
        }
        (sum, provided) = (more, with);
    }
    let contributions = incomes.iter().map(|w| (w - r * provided).max(0.0)).collect();
    Ok(Provision { contributions, provided, agreed: weight * total(incomes), weight })
}

/// Returns what each gives where the good that is provided costs exactly the bill, and the weight at which that is so.
///
/// *Formula*: those who give keep the same amount each, so that the contributions are equal losses on incomes, and
/// r = (1 − a)/a = (W − E)/(k E). Solving [`nash_provision`] for a in closed form is ours.
///
/// # Errors
/// [`ShareError::Empty`], [`ShareError::OutOfRange`] for a bill of 0, [`ShareError::BillAboveTotal`].
///
/// ```
/// use winset_engine::share::provision_of;
/// let p = provision_of(&[10.0, 4.0, 2.0], 3.0).unwrap();
/// assert_eq!((p.contributions, p.weight), (vec![3.0, 0.0, 0.0], 0.3));
/// ```
pub fn provision_of(incomes: &[f64], bill: f64) -> Result<Provision, ShareError> {
    let bill = within(incomes, bill)?;
    if bill == 0.0 {
        return Err(ShareError::OutOfRange);
    }
    let who = Payers::of(incomes, bill);
    // a = 1/(1 + (W − E)/(kE)) = kE/(kE + W − E), W = k times the mean.
    let k = who.parties.len() as f64;
    let rich = k * (who.largest + who.mean_below);
    let weight = k * bill / (k * bill + (rich - bill).max(0.0));
    Ok(Provision {
        contributions: constrained_equal_losses(incomes, bill)?,
        provided: bill,
        agreed: weight * total(incomes),
        weight,
    })
}

/// Returns what each pays at personal prices at which all want the same amount of the good: a times its income.
///
/// *Source*: Lindahl (1919). *Limits*: each must tell truly what the good is worth to it.
///
/// # Errors
/// As [`nash_provision`].
///
/// ```
/// use winset_engine::share::lindahl;
/// assert_eq!(lindahl(&[10.0, 4.0], 0.5), Ok(vec![5.0, 2.0]));
/// ```
pub fn lindahl(incomes: &[f64], weight: f64) -> Result<Vec<f64>, ShareError> {
    amounts(incomes)?;
    if !(weight > 0.0 && weight < 1.0) {
        return Err(ShareError::OutOfRange);
    }
    Ok(incomes.iter().map(|w| weight * w).collect())
}

/// Returns amounts in proportion to incomes raised to a power: 1 is proportional, above 1 progressive, 0 equal.
///
/// # Errors
/// [`ShareError::OutOfRange`] unless 0 ≤ power ≤ 10; [`ShareError::NoWeight`] where no income is above zero.
///
/// ```
/// use winset_engine::share::ability;
/// assert_eq!(ability(&[2.0, 1.0], 2.0, 10.0), Ok(vec![8.0, 2.0]));
/// ```
pub fn ability(incomes: &[f64], power: f64, bill: f64) -> Result<Vec<f64>, ShareError> {
    amounts(incomes)?;
    if !(0.0..=10.0).contains(&power) {
        return Err(ShareError::OutOfRange);
    }
    let most = incomes.iter().copied().fold(0.0, f64::max);
    if most == 0.0 {
        return Err(ShareError::NoWeight);
    }
    let weights: Vec<f64> = incomes.iter().map(|w| libm::pow(w / most, power)).collect();
    proportional(&weights, bill)
}
