//! Money that cannot be mixed, and the rates that convert it.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use rust_decimal::Decimal;

use super::{Currency, Unit, plain, round_half_up};

/// An amount of one currency, in full units.
///
/// Amounts add and subtract in one currency only; an amount divided by an amount is a plain ratio; two amounts cannot be
/// multiplied.
///
/// ```
/// use winset_case::quantity::{Currency, Money};
/// let usd = Currency::parse("USD").unwrap();
/// let krw = Currency::parse("KRW").unwrap();
/// let five = Money::new(5.into(), usd);
/// assert_eq!((five + Money::new(2.into(), usd)).unwrap().amount(), 7.into());
/// assert!((five + Money::new(2.into(), krw)).is_err());
/// assert_eq!((five / Money::new(2.into(), usd)).unwrap().to_string(), "2.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// Two currencies met where one is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyMismatch {
    /// The currency wanted.
    pub wanted: Currency,
    /// The currency given.
    pub given: Currency,
}

/// Why an operation on money has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Two currencies met.
    Mismatch(CurrencyMismatch),
    /// The result is beyond the range of a decimal.
    TooLarge,
    /// A division by zero.
    Zero,
}

/// Why an amount cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitError {
    /// There are no weights, one is negative, or all are zero.
    Weights,
    /// The unit is zero or negative.
    Unit,
    /// The amount or the weights have too many digits.
    TooLarge,
}

impl Money {
    /// An amount in full units.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Money};
    /// let m = Money::new(5.into(), Currency::parse("USD").unwrap());
    /// assert_eq!(m.to_string(), "5 USD");
    /// ```
    pub fn new(amount: Decimal, currency: Currency) -> Money {
        Money { amount, currency }
    }

    /// The amount in full units.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Money};
    /// assert_eq!(Money::new(5.into(), Currency::parse("USD").unwrap()).amount(), 5.into());
    /// ```
    pub fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Money};
    /// assert_eq!(Money::new(5.into(), Currency::parse("USD").unwrap()).currency().code(), "USD");
    /// ```
    pub fn currency(&self) -> Currency {
        self.currency
    }

    fn same(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::Mismatch(CurrencyMismatch { wanted: self.currency, given: other.currency }))
    }

    fn of(self, amount: Option<Decimal>) -> Result<Money, MoneyError> {
        amount.map(|a| Money::new(a, self.currency)).ok_or(MoneyError::TooLarge)
    }

    /// The amount rounded to a multiple of `unit`, halves up; see [`round_half_up`].
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Money};
    /// let m = Money::new(1_038_951.into(), Currency::parse("KRW").unwrap());
    /// assert_eq!(m.round_to(100.into()).amount(), 1_039_000.into());
    /// ```
    pub fn round_to(&self, unit: Decimal) -> Money {
        Money::new(round_half_up(self.amount, unit), self.currency)
    }

    /// Splits the amount by weights into multiples of `unit` that sum to the whole exactly: see [`split_exactly`].
    ///
    /// # Errors
    ///
    /// Those of [`split_exactly`].
    pub fn split(&self, weights: &[Decimal], unit: Decimal) -> Result<Vec<Money>, SplitError> {
        let parts = split_exactly(self.amount, weights, unit)?;
        Ok(parts.into_iter().map(|amount| Money::new(amount, self.currency)).collect())
    }
}

/// Splits an amount by weights into multiples of `unit` that sum to the whole exactly.
///
/// The largest remainders are rounded up, the first of equal ones first. Where the whole is itself no multiple of
/// `unit`, what is left over is in the part with the largest weight. Weights are not negative; a weight of zero gets
/// nothing.
///
/// # Errors
///
/// [`SplitError::Weights`] if no weight is positive or one is negative, [`SplitError::Unit`] if the unit is not
/// positive, [`SplitError::TooLarge`] if amount or weights need more than about 37 digits to compare exactly.
///
/// ```
/// # use winset_case::quantity::split_exactly;
/// let parts = split_exactly(100.into(), &[1.into(), 1.into(), 1.into()], 1.into()).unwrap();
/// assert_eq!(parts, [34.into(), 33.into(), 33.into()]);
/// ```
pub fn split_exactly(
    amount: Decimal,
    weights: &[Decimal],
    unit: Decimal,
) -> Result<Vec<Decimal>, SplitError> {
    if unit <= Decimal::ZERO {
        return Err(SplitError::Unit);
    }
    let weights = whole_weights(weights)?;
    let left_over = amount.checked_rem(unit).ok_or(SplitError::TooLarge)?;
    let divisible = amount.checked_sub(left_over).ok_or(SplitError::TooLarge)?;
    let count = divisible.checked_div(unit).ok_or(SplitError::TooLarge)?.normalize();
    if count.scale() > 0 || count.checked_mul(unit) != Some(divisible) {
        return Err(SplitError::TooLarge);
    }
    let parts = shares(count.mantissa().unsigned_abs(), &weights).ok_or(SplitError::TooLarge)?;
    let heaviest = weights.iter().enumerate().rev().max_by_key(|(_, w)| **w).map_or(0, |(i, _)| i);
    let mut out = Vec::with_capacity(parts.len());
    for (i, part) in parts.into_iter().enumerate() {
        let part = i128::try_from(part).ok().and_then(|p| Decimal::try_from_i128_with_scale(p, 0).ok());
        let size = part.and_then(|p| p.checked_mul(unit)).ok_or(SplitError::TooLarge)?;
        let signed = if amount.is_sign_negative() { -size } else { size };
        let extra = if i == heaviest { left_over } else { Decimal::ZERO };
        out.push(signed.checked_add(extra).ok_or(SplitError::TooLarge)?);
    }
    let sum = out.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
    if sum == Some(amount) { Ok(out) } else { Err(SplitError::TooLarge) }
}

/// Weights as whole numbers in the same proportion.
fn whole_weights(weights: &[Decimal]) -> Result<Vec<u128>, SplitError> {
    if weights.iter().any(|w| *w < Decimal::ZERO) {
        return Err(SplitError::Weights);
    }
    let weights: Vec<Decimal> = weights.iter().map(Decimal::normalize).collect();
    let scale = weights.iter().map(Decimal::scale).max().unwrap_or(0);
    let whole = weights.iter().map(|w| {
        let up = 10u128.checked_pow(scale.saturating_sub(w.scale()))?;
        w.mantissa().unsigned_abs().checked_mul(up)
    });
    let whole: Vec<u128> = whole.collect::<Option<_>>().ok_or(SplitError::TooLarge)?;
    let sum = whole.iter().try_fold(0u128, |sum, w| sum.checked_add(*w)).ok_or(SplitError::TooLarge)?;
    match sum {
        0 => Err(SplitError::Weights),
        sum if sum > u128::MAX / 4 => Err(SplitError::TooLarge),
        _ => Ok(whole),
    }
}

/// `count` shared out by weights, largest remainder first; `None` if a step does not fit.
fn shares(count: u128, weights: &[u128]) -> Option<Vec<u128>> {
    let total: u128 = weights.iter().try_fold(0u128, |sum, w| sum.checked_add(*w))?;
    let parts: Vec<(u128, u128)> =
        weights.iter().map(|w| product_over(count, *w, total)).collect::<Option<_>>()?;
    let given = parts.iter().try_fold(0u128, |sum, (q, _)| sum.checked_add(*q))?;
    let missing = usize::try_from(count.checked_sub(given)?).ok()?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(parts.get(*i).map_or(0, |(_, r)| *r)));
    let mut out: Vec<u128> = parts.iter().map(|(q, _)| *q).collect();
    for i in order.into_iter().take(missing) {
        let part = out.get_mut(i)?;
        *part = part.checked_add(1)?;
    }
    Some(out)
}

/// `n * w / d` and its remainder, bit by bit, for `w <= d` and `d` well below the limit of the type.
fn product_over(n: u128, w: u128, d: u128) -> Option<(u128, u128)> {
    let (mut q, mut r) = (0u128, 0u128);
    for bit in (0..u128::BITS).rev() {
        q = q.checked_mul(2)?;
        r = r.checked_mul(2)?;
        if r >= d {
            r -= d;
            q = q.checked_add(1)?;
        }
        if n >> bit & 1 == 1 {
            r = r.checked_add(w)?;
            if r >= d {
                r -= d;
                q = q.checked_add(1)?;
            }
        }
    }
    Some((q, r))
}

impl Add for Money {
    type Output = Result<Money, MoneyError>;

    fn add(self, other: Money) -> Self::Output {
        self.same(other)?;
        self.of(self.amount.checked_add(other.amount))
    }
}

impl Sub for Money {
    type Output = Result<Money, MoneyError>;

    fn sub(self, other: Money) -> Self::Output {
        self.same(other)?;
        self.of(self.amount.checked_sub(other.amount))
    }
}

impl Neg for Money {
    type Output = Money;

    fn neg(self) -> Money {
        Money::new(-self.amount, self.currency)
    }
}

impl Mul<Decimal> for Money {
    type Output = Result<Money, MoneyError>;

    fn mul(self, factor: Decimal) -> Self::Output {
        self.of(self.amount.checked_mul(factor))
    }
}

impl Div for Money {
    type Output = Result<Decimal, MoneyError>;

    fn div(self, other: Money) -> Self::Output {
        self.same(other)?;
        if other.amount.is_zero() {
            return Err(MoneyError::Zero);
        }
        self.amount.checked_div(other.amount).map(|ratio| ratio.normalize()).ok_or(MoneyError::TooLarge)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(self.amount, &Unit::Currency(self.currency)))
    }
}

/// An exchange rate: one unit of `from` is `value` units of `to`.
///
/// ```
/// use winset_case::quantity::{Currency, Money, Rate};
/// let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
/// let rate = Rate::new(usd, krw, 1_100.into()).unwrap();
/// assert_eq!(rate.convert(Money::new(5.into(), usd)).unwrap(), Money::new(5_500.into(), krw));
/// assert_eq!(rate.convert(Money::new(5_500.into(), krw)).unwrap(), Money::new(5.into(), usd));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    from: Currency,
    to: Currency,
    value: Decimal,
}

impl Rate {
    /// A rate between two different currencies; `None` if they are the same or the value is not positive.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Rate};
    /// let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
    /// assert!(Rate::new(usd, krw, 0.into()).is_none());
    /// ```
    pub fn new(from: Currency, to: Currency, value: Decimal) -> Option<Rate> {
        (from != to && value > Decimal::ZERO).then_some(Rate { from, to, value })
    }

    /// The currency of which one unit is converted.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Rate};
    /// # let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
    /// let rate = Rate::new(usd, krw, 1_100.into()).unwrap();
    /// assert_eq!(rate.from(), usd);
    /// ```
    pub fn from(&self) -> Currency {
        self.from
    }

    /// The currency that the value is in.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Rate};
    /// # let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
    /// let rate = Rate::new(usd, krw, 1_100.into()).unwrap();
    /// assert_eq!(rate.to(), krw);
    /// ```
    pub fn to(&self) -> Currency {
        self.to
    }

    /// Units of `to` for one unit of `from`.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Rate};
    /// # let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
    /// let rate = Rate::new(usd, krw, 1_100.into()).unwrap();
    /// assert_eq!(rate.value(), 1_100.into());
    /// ```
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// Converts an amount of either currency into the other, without rounding to a coin.
    ///
    /// Amounts of `from` are multiplied and amounts of `to` divided by the value, to the 28 digits of a decimal.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Mismatch`] if the amount is in a third currency, [`MoneyError::TooLarge`] beyond the range.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Money, Rate};
    /// # let (usd, krw) = (Currency::parse("USD").unwrap(), Currency::parse("KRW").unwrap());
    /// let rate = Rate::new(usd, krw, 1_100.into()).unwrap();
    /// assert!(rate.convert(Money::new(5.into(), Currency::parse("EUR").unwrap())).is_err());
    /// ```
    pub fn convert(&self, money: Money) -> Result<Money, MoneyError> {
        let (amount, currency) = if money.currency == self.from {
            (money.amount.checked_mul(self.value), self.to)
        } else if money.currency == self.to {
            (money.amount.checked_div(self.value), self.from)
        } else {
            return Err(MoneyError::Mismatch(CurrencyMismatch { wanted: self.from, given: money.currency }));
        };
        amount.map(|a| Money::new(a, currency)).ok_or(MoneyError::TooLarge)
    }
}

impl From<CurrencyMismatch> for MoneyError {
    fn from(mismatch: CurrencyMismatch) -> MoneyError {
        MoneyError::Mismatch(mismatch)
    }
}

impl fmt::Display for CurrencyMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was given where {} is needed", self.given, self.wanted)
    }
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MoneyError::Mismatch(mismatch) => mismatch.fmt(f),
            MoneyError::TooLarge => f.write_str("the amount is too large"),
            MoneyError::Zero => f.write_str("an amount of zero cannot divide"),
        }
    }
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SplitError::Weights => "weights are not negative and at least one is positive",
            SplitError::Unit => "the unit of a split is positive",
            SplitError::TooLarge => "the amount or the weights have too many digits to be split exactly",
        })
    }
}

impl std::error::Error for CurrencyMismatch {}
impl std::error::Error for MoneyError {}
impl std::error::Error for SplitError {}
