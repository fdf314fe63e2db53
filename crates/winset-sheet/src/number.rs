//! Numbers and days of a spreadsheet as text, without a float between.

use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a number.
    Number,
    /// As a day.
    Day,
    /// As a per cent.
    Percent,
}

impl Shown {
    /// How a format shows numbers: one of the file's own, by its code, or one that every program has, by its number.
    pub fn of(id: u32, code: Option<&str>) -> Shown {
        match (code, id) {
            (Some(code), _) => Shown::of_code(code),
            (None, 9 | 10) => Shown::Percent,
            (None, 14..=22 | 27..=36 | 45..=47 | 50..=58) => Shown::Day,
            _ => Shown::Number,
        }
    }

    /// Letters of days and hours, or a per cent sign, outside of quotes, brackets and escapes.
    fn of_code(code: &str) -> Shown {
        let (mut quoted, mut bracket, mut skip) = (false, false, false);
        let mut shown = Shown::Number;
        for c in code.chars().take(1_000) {
            if std::mem::take(&mut skip) {
                continue;
            }
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '[' => bracket = true,
                ']' => bracket = false,
                _ if bracket => {}
                '\\' | '_' | '*' => skip = true,
                ';' => break,
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Shown::Day,
                '%' => shown = Shown::Percent,
                _ => {}
            }
        }
        if code.eq_ignore_ascii_case("general") { Shown::Number } else { shown }
    }
}

/// The number that a cell holds, to the 15 digits that a spreadsheet shows.
pub fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.len() > 400 {
        return None;
    }
    let value = match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text).ok()?,
        false => Decimal::from_str(text).ok()?,
    };
    Some(value.round_sf(15)?.normalize())
}

/// True for a whole number of more digits than a spreadsheet keeps.
pub fn cut(value: Decimal) -> bool {
    value.abs() >= Decimal::from(1_000_000_000_000_000_u64)
}

/// The day of a number of days; an error where there is a time of day with it, none where there is no such day.
pub fn day(value: Decimal, from_1904: bool) -> Result<Option<Date>, ()> {
    if !value.fract().is_zero() {
        return Err(());
    }
    let Ok(n) = i64::try_from(value) else { return Ok(None) };
    // Day 60 of the count from 1900 is a 29 February that never was.
    let zero = match (from_1904, n) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, 1..=59) => Date::constant(1899, 12, 31),
        (false, _) => Date::constant(1899, 12, 30),
    };
    let known = if from_1904 { n >= 0 } else { n >= 1 && n != 60 };
    let found = (known && n < 3_000_000).then(|| zero.checked_add(Span::new().days(n)).ok()).flatten();
    Ok(found.filter(|d| d.year() <= 9999))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        let code = |c: &str| Shown::of(200, Some(c));
        assert_eq!(code("yyyy-mm-dd"), Shown::Day);
        assert_eq!(code("[$-409]d\\-mmm\\-yy;@"), Shown::Day);
        assert_eq!(code("[h]:mm"), Shown::Day);
        assert_eq!(code("0.0%"), Shown::Percent);
        assert_eq!(code("#,##0.00 \"days\""), Shown::Number);
        assert_eq!(code("[Red]#,##0 [$USD]"), Shown::Number);
        assert_eq!(code("General"), Shown::Number);
        assert_eq!(code("0.00E+00"), Shown::Number);
        assert_eq!(Shown::of(14, None), Shown::Day);
        assert_eq!(Shown::of(12, None), Shown::Number);
    }

    #[test]
    fn numbers_have_the_digits_that_a_spreadsheet_shows() {
        let text = |t: &str| decimal(t).map(|d| d.to_string());
        assert_eq!(text("0.30000000000000004").as_deref(), Some("0.3"));
        assert_eq!(text("1.0389E12").as_deref(), Some("1038900000000"));
        assert_eq!(text("1E-7").as_deref(), Some("0.0000001"));
        assert_eq!(text("1183.4473").as_deref(), Some("1183.4473"));
        assert_eq!(text("x"), None);
        assert_eq!(text("1E400"), None);
    }

    #[test]
    fn days_are_those_that_a_spreadsheet_program_shows() {
        let of = |n: i64, from_1904| day(Decimal::from(n), from_1904).map(|d| d.map(|d| d.to_string()));
        // 43788 is 19 November 2019 in every program; 1 and 61 are the days about the leap day that never was.
        assert_eq!(of(43_788, false), Ok(Some("2019-11-19".into())));
        assert_eq!(of(1, false), Ok(Some("1900-01-01".into())));
        assert_eq!(of(59, false), Ok(Some("1900-02-28".into())));
        assert_eq!(of(60, false), Ok(None));
        assert_eq!(of(61, false), Ok(Some("1900-03-01".into())));
        assert_eq!(of(42_326, true), Ok(Some("2019-11-19".into())));
        assert_eq!(of(99_999_999, false), Ok(None));
        assert_eq!(day("43788.5".parse().expect("a number"), false), Err(()));
    }
}
