//! Exact decimals of the numbers that floating-point tools print.

use rust_decimal::Decimal;

/// Why a text is no number that can be carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoNumber {
    /// It is not a number.
    Not,
    /// It is NaN or infinite.
    NotFinite,
    /// It is a billion or more.
    TooLarge,
}

/// Most decimal places that are kept.
const PLACES: i64 = 28;
/// Most digits that are kept.
const DIGITS: i64 = 28;

/// A number as programs print it, `-1.5e-3`, and whether digits beyond 28 places or 28 digits had to be rounded off.
pub(crate) fn number(text: &str) -> Result<(Decimal, bool), NoNumber> {
    let text = text.trim();
    let (negative, body) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    if ["nan", ".nan", "inf", ".inf", "infinity"].contains(&body.to_lowercase().as_str()) {
        return Err(NoNumber::NotFinite);
    }
    let (mantissa, exponent) = match body.split_once(['e', 'E']) {
        Some((m, e)) => (m, exponent(e)?),
        None => (body, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = || whole.bytes().chain(part.bytes());
    if all().next().is_none() || !all().all(|b| b.is_ascii_digit()) || text.len() > 2_000 {
        return Err(NoNumber::Not);
    }
    let digits: Vec<i64> = all().map(|b| i64::from(b - b'0')).skip_while(|d| *d == 0).collect();
    exact(&digits, part.len() as i64 - exponent, negative)
}

fn exponent(text: &str) -> Result<i64, NoNumber> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NoNumber::Not);
    }
    let value: i64 = digits.parse().unwrap_or(1_000_000).min(1_000_000);
    Ok(if text.starts_with('-') { -value } else { value })
}

/// `digits · 10^-scale`, rounded half to even where it must be.
fn exact(digits: &[i64], scale: i64, negative: bool) -> Result<(Decimal, bool), NoNumber> {
    let length = digits.len() as i64;
    if length == 0 {
        return Ok((Decimal::ZERO, false));
    }
    if length - scale > 9 {
        return Err(NoNumber::TooLarge);
    }
    let cut = (scale - PLACES).max(length - DIGITS).max(0);
    let kept = (length - cut).max(0) as usize;
    let mut value = digits.iter().take(kept).fold(0_i128, |v, d| v * 10 + i128::from(*d));
    let lost = digits.get(kept..).unwrap_or(&[]);
    // Where more is cut than there is, the first digit lost is a zero.
    let first = if cut > length { 0 } else { lost.first().copied().unwrap_or(0) };
    let beyond = lost.iter().skip(1).any(|d| *d != 0);
    if first > 5 || (first == 5 && (beyond || value % 2 == 1)) {
        value += 1;
    }
    let mut places = scale - cut;
    while places < 0 {
        value *= 10;
        places += 1;
    }
    let value = if negative { -value } else { value };
    let decimal = Decimal::try_from_i128_with_scale(value, places as u32).map_err(|_| NoNumber::TooLarge)?;
    Ok((decimal.normalize(), lost.iter().any(|d| *d != 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match number(text) {
            Ok((n, false)) => n.to_string(),
            Ok((n, true)) => format!("about {n}"),
            Err(e) => format!("{e:?}"),
        }
    }

    #[test]
    fn numbers_as_programs_print_them() {
        for (text, want) in [
            ("0.07633969794849545", "0.07633969794849545"),
            ("1.0", "1"),
            ("-1.4476636426077882e-09", "-0.0000000014476636426077882"),
            ("2e3", "2000"),
            (".5", "0.5"),
            ("5.", "5"),
            ("+1", "1"),
            ("-0.0", "0"),
            ("1.5e-28", "about 0.0000000000000000000000000002"),
            ("2.5e-28", "about 0.0000000000000000000000000002"),
            ("5e-29", "about 0"),
            ("5.1e-29", "about 0.0000000000000000000000000001"),
            ("-3.0814879110195763e-33", "about 0"),
            ("1e-999999999999999999999", "about 0"),
            ("1e9", "TooLarge"),
            ("999999999.5", "999999999.5"),
            ("1e999999999999", "TooLarge"),
            ("nan", "NotFinite"),
            ("-.inf", "NotFinite"),
            ("Infinity", "NotFinite"),
            ("", "Not"),
            (".", "Not"),
            ("1,5", "Not"),
            ("1e", "Not"),
            ("0x10", "Not"),
            ("--1", "Not"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
