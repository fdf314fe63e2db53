//! Large amounts in the powers of ten that a language has words for: 1조 389억.

use rust_decimal::Decimal;
use winset_case::quantity::grouped;

use super::{Lang, Writes, words};
use crate::chart::scale::number;

/// An amount of whole units counted in the language's own powers of ten; with commas alone where it has none.
pub(crate) fn whole(value: Decimal, writes: &Writes) -> String {
    let minus = if value < Decimal::ZERO { "−" } else { "" };
    let mut rest = value.abs();
    let mut parts: Vec<String> = Vec::new();
    for (power, word) in writes.scales {
        let Some(full) = 10_i64.checked_pow(*power).map(Decimal::from) else { continue };
        let count = rest.checked_div(full).unwrap_or_default().trunc();
        if count > Decimal::ZERO {
            parts.push(format!("{}{word}", grouped(count)));
            rest = rest.checked_rem(full).unwrap_or_default();
        }
    }
    if rest > Decimal::ZERO || parts.is_empty() {
        parts.push(grouped(rest.normalize()));
    }
    format!("{minus}{}", parts.join(writes.gap))
}

/// A round value of an axis that counts in a power of ten: as the language writes it, else as a plain number.
pub(crate) fn large(value: f64, power: u32, lang: Lang) -> String {
    let writes = &words(lang).writes;
    if power == 0 || writes.scales.is_empty() || value.abs() >= 1e12 {
        return number(value);
    }
    let full = 10_i64.checked_pow(power).map(Decimal::from);
    let amount =
        Decimal::try_from(value).ok().zip(full).and_then(|(v, full)| v.round_dp(4).checked_mul(full));
    amount.map_or_else(|| number(value), |v| whole(v, writes))
}
