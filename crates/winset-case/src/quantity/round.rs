//! Rounding half up, the rule of the treaties.

use rust_decimal::Decimal;

/// Rounds a value to a multiple of `unit`, halves up.
///
/// "Up" is towards plus infinity, for negative values too: to 100, 150 becomes 200 and -150 becomes -100. A unit that is
/// zero or negative, or a result beyond the range of a decimal, leaves the value as it is.
///
/// ```
/// use winset_case::Decimal;
/// use winset_case::quantity::round_half_up;
/// let d = |n: i64| Decimal::from(n);
/// assert_eq!(round_half_up(d(150), d(100)), d(200));
/// assert_eq!(round_half_up(d(149), d(100)), d(100));
/// assert_eq!(round_half_up(d(-150), d(100)), d(-100));
/// ```
pub fn round_half_up(value: Decimal, unit: Decimal) -> Decimal {
    rounded(value, unit).unwrap_or(value)
}

fn rounded(value: Decimal, unit: Decimal) -> Option<Decimal> {
    if unit <= Decimal::ZERO {
        return None;
    }
    let past_zero = value.checked_rem(unit)?;
    let past = if past_zero < Decimal::ZERO { past_zero.checked_add(unit)? } else { past_zero };
    let below = value.checked_sub(past)?;
    let left = unit.checked_sub(past)?;
    if past >= left { below.checked_add(unit) } else { Some(below) }
}
