//! Numerals: digits with separators, scaled exactly.
//!
//! A value is counted in units of 10⁻¹² as an `i128`, so that no step between the text and the decimal rounds.

use rust_decimal::Decimal;

/// Longest text of a figure, in characters.
pub const MOST_CHARACTERS: usize = 200;

/// Most digits after the point of a value in full units.
pub const MOST_DECIMALS: u32 = 12;

/// Most digits of a numeral as written.
const MOST_DIGITS: usize = 27;

/// Magnitudes stay below 10²⁴.
const MOST_MAGNITUDE: u32 = 24;

/// Why a numeral is refused: a sentence and a hint.
pub(super) type Refusal = (String, Option<String>);

/// A numeral as written: `digits · 10^-decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub digits: i128,
    pub decimals: u32,
}

/// 10 to a power, if it fits.
pub(super) fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

impl Numeral {
    /// Reads a run of digits and separators (already folded to ASCII; spaces as `' '`).
    pub fn parse(run: &str) -> Result<Numeral, Refusal> {
        let (whole, part) = split(run)?;
        if part.is_some_and(|p| p.chars().any(|c| !c.is_ascii_digit())) {
            return Err(badly_grouped(run));
        }
        let whole = ungrouped(run, whole)?;
        let part = part.unwrap_or("");
        let digits: String = whole.chars().chain(part.chars()).collect();
        let significant = digits.trim_start_matches('0');
        if digits.len() > MOST_DIGITS {
            return Err((
                format!("a number has at most {MOST_DIGITS} digits"),
                Some("write a scale word, such as `billion`".into()),
            ));
        }
        let digits = if significant.is_empty() { 0 } else { significant.parse().map_err(|_| too_large())? };
        let decimals = u32::try_from(part.len()).map_err(|_| too_large())?;
        Ok(Numeral { digits, decimals })
    }

    /// The value times 10 to `exponent`, in units of 10⁻¹².
    pub fn scaled(self, exponent: u32) -> Result<i128, Refusal> {
        let up = exponent.checked_add(MOST_DECIMALS).ok_or_else(too_large)?;
        let value = if let Some(up) = up.checked_sub(self.decimals) {
            power_of_ten(up).and_then(|p| self.digits.checked_mul(p)).ok_or_else(too_large)?
        } else {
            let down = power_of_ten(self.decimals.saturating_sub(up)).ok_or_else(too_large)?;
            if self.digits.checked_rem(down) != Some(0) {
                return Err((
                    format!("a value has at most {MOST_DECIMALS} digits after the point"),
                    Some("round it".into()),
                ));
            }
            self.digits.checked_div(down).ok_or_else(too_large)?
        };
        within(value)
    }

    /// Half of the last digit as written, times 10 to `exponent`.
    pub fn half_unit(self, exponent: u32) -> Decimal {
        let place = i64::from(exponent) - i64::from(self.decimals);
        if place <= 0 {
            let scale = u32::try_from(1 - place).unwrap_or(u32::MAX);
            Decimal::try_from_i128_with_scale(5, scale).unwrap_or_default()
        } else {
            let tens = u32::try_from(place - 1).ok().and_then(power_of_ten).and_then(|p| p.checked_mul(5));
            tens.and_then(|t| Decimal::try_from_i128_with_scale(t, 0).ok()).unwrap_or_default()
        }
    }
}

/// Checks the magnitude of a value in units of 10⁻¹².
pub(super) fn within(value: i128) -> Result<i128, Refusal> {
    let limit = power_of_ten(MOST_MAGNITUDE + MOST_DECIMALS).ok_or_else(too_large)?;
    if value.checked_abs().is_some_and(|v| v < limit) { Ok(value) } else { Err(too_large()) }
}

/// The decimal of a value in units of 10⁻¹², without trailing zeros.
pub(super) fn decimal(mut value: i128) -> Result<Decimal, Refusal> {
    let mut scale = MOST_DECIMALS;
    while scale > 0 && value % 10 == 0 {
        value /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(value, scale)
        .map_err(|_| ("the figure has more digits than can be kept exactly".into(), Some("round it".into())))
}

/// The refusal of a figure beyond 10²⁴.
pub(super) fn too_large() -> Refusal {
    (format!("a figure must be smaller than 10^{MOST_MAGNITUDE}"), Some("check the scale word".into()))
}

/// The part before and after the decimal point.
fn split(run: &str) -> Result<(&str, Option<&str>), Refusal> {
    let points = run.matches('.').count();
    let commas = run.matches(',').count();
    if let (1, Some(comma)) = (commas, run.rfind(',')) {
        let (before, after) = (&run[..comma], &run[comma + 1..]);
        let triple =
            after.split('.').next().is_some_and(|a| a.len() == 3 && a.chars().all(|c| c.is_ascii_digit()));
        let own_group =
            before.len() <= 3 && before.chars().all(|c| c.is_ascii_digit()) && !before.starts_with('0');
        let point_after = after.contains('.');
        if !(point_after || triple && own_group) && after.chars().all(|c| c.is_ascii_digit()) {
            return Err(decimal_comma(before, after));
        }
    }
    match points {
        0 => Ok((run, None)),
        1 => Ok(run.split_once('.').map_or((run, None), |(a, b)| (a, Some(b)))),
        _ => Err((
            "points are not thousands separators".into(),
            Some(format!("write {}", regroup(&digits_of(run)))),
        )),
    }
}

/// The digits of the whole part, once its groups are seen to be of three.
fn ungrouped(run: &str, whole: &str) -> Result<String, Refusal> {
    let mut marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    marks.dedup();
    let Some(mark) = marks.first().copied() else {
        return Ok(whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let first = groups.first().copied().unwrap_or("");
    let good = marks.len() == 1
        && (1..=3).contains(&first.len())
        && !(first.starts_with('0'))
        && groups.iter().skip(1).all(|g| g.len() == 3);
    if good { Ok(digits_of(whole)) } else { Err(badly_grouped(run)) }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Digits with a comma before every third from the right.
pub(super) fn regroup(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "0".into();
    }
    let mut out = String::new();
    let length = digits.len();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (length - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn badly_grouped(run: &str) -> Refusal {
    let (whole, part) = run.split_once('.').map_or((run, None), |(a, b)| (a, Some(b)));
    let mut good = regroup(&digits_of(whole));
    if let Some(part) = part {
        good = format!("{good}.{}", digits_of(part));
    }
    ("thousands separators stand before every third digit".into(), Some(format!("write {good}")))
}

fn decimal_comma(before: &str, after: &str) -> Refusal {
    let whole = digits_of(before);
    let grouped = regroup(&whole);
    let bare = whole.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    let hint = if grouped == bare {
        format!("write {grouped}.{after}")
    } else {
        format!("write {grouped}.{after} or {bare}.{after}")
    };
    ("decimal commas are ambiguous".into(), Some(hint))
}
