//! Figures to Korean and Japanese text, in ten-thousands.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Unit, grouped};

/// The words of a language that counts in ten-thousands.
struct Tongue {
    scales: [(u64, &'static str); 3],
    /// Between the parts of a number, and before the word of a currency.
    gap: &'static str,
    currencies: [(&'static str, &'static str); 6],
    named: [(&'static str, &'static str); 8],
    times: &'static str,
    yearly: &'static str,
}

const TEN_THOUSAND: u64 = 10_000;
const HUNDRED_MILLION: u64 = 100_000_000;
const TRILLION: u64 = 1_000_000_000_000;

const KOREAN: Tongue = Tongue {
    scales: [(TRILLION, "조"), (HUNDRED_MILLION, "억"), (TEN_THOUSAND, "만")],
    gap: " ",
    currencies: [
        ("KRW", "원"),
        ("USD", "달러"),
        ("JPY", "엔"),
        ("EUR", "유로"),
        ("CNY", "위안"),
        ("GBP", "파운드"),
    ],
    named: [
        ("persons", "명"),
        ("years", "년"),
        ("months", "개월"),
        ("days", "일"),
        ("hours", "시간"),
        ("minutes", "분"),
        ("seats", "석"),
        ("votes", "표"),
    ],
    times: "배",
    yearly: "연간 ",
};

const JAPANESE: Tongue = Tongue {
    scales: [(TRILLION, "兆"), (HUNDRED_MILLION, "億"), (TEN_THOUSAND, "万")],
    gap: "",
    currencies: [
        ("KRW", "ウォン"),
        ("USD", "ドル"),
        ("JPY", "円"),
        ("EUR", "ユーロ"),
        ("CNY", "元"),
        ("GBP", "ポンド"),
    ],
    named: [
        ("persons", "人"),
        ("years", "年"),
        ("months", "か月"),
        ("days", "日"),
        ("hours", "時間"),
        ("minutes", "分"),
        ("seats", "議席"),
        ("votes", "票"),
    ],
    times: "倍",
    yearly: "年間",
};

/// A value in Korean, money to its two highest ten-thousand groups: `1조 389억 원`, `50억 달러`.
///
/// Halves are rounded away from zero; money below ten thousand and everything else keeps all its digits.
///
/// ```
/// use winset_case::quantity::{Currency, Unit, short_ko};
/// let krw = Unit::Currency(Currency::parse("KRW").unwrap());
/// assert_eq!(short_ko(1_038_900_000_000_i64.into(), &krw), "1조 389억 원");
/// ```
pub fn short_ko(value: Decimal, unit: &Unit) -> String {
    say(value, unit, &KOREAN)
}

/// A value in Japanese, money to its two highest ten-thousand groups: `2,017億円`, `1兆551億円`.
///
/// Halves are rounded away from zero; money below ten thousand and everything else keeps all its digits.
///
/// ```
/// use winset_case::quantity::{Currency, Unit, short_ja};
/// let jpy = Unit::Currency(Currency::parse("JPY").unwrap());
/// assert_eq!(short_ja(201_700_000_000_i64.into(), &jpy), "2,017億円");
/// ```
pub fn short_ja(value: Decimal, unit: &Unit) -> String {
    say(value, unit, &JAPANESE)
}

fn say(value: Decimal, unit: &Unit, tongue: &Tongue) -> String {
    let number = grouped(value.normalize());
    match unit {
        Unit::Currency(c) => {
            let word = tongue.currencies.iter().find(|(code, _)| *code == c.code());
            let parts = groups(value, tongue);
            match word {
                Some((_, word)) => format!("{parts}{}{word}", tongue.gap),
                None => format!("{parts} {}", c.code()),
            }
        }
        Unit::Percent => format!("{number}%"),
        Unit::PercentPerYear => format!("{}{number}%", tongue.yearly),
        Unit::Ratio => number,
        Unit::Times => format!("{number}{}", tongue.times),
        Unit::Named(plural) => match tongue.named.iter().find(|(name, _)| name == plural) {
            Some((_, word)) => format!("{number}{word}"),
            None => format!("{number} {plural}"),
        },
    }
}

/// The two highest groups of an amount: 1조 389억.
fn groups(value: Decimal, tongue: &Tongue) -> String {
    let minus = if value < Decimal::ZERO { "-" } else { "" };
    let size = lowest_kept(value.abs());
    let mut rest = size;
    let mut parts: Vec<String> = Vec::new();
    for (full, word) in tongue.scales {
        let full = Decimal::from(full);
        let count = rest.checked_div(full).unwrap_or_default().trunc();
        if count > Decimal::ZERO {
            parts.push(format!("{}{word}", grouped(count)));
            rest = rest.checked_rem(full).unwrap_or_default();
        }
    }
    if parts.is_empty() || !rest.is_zero() {
        parts.push(grouped(rest.normalize()));
    }
    format!("{minus}{}", parts.join(tongue.gap))
}

/// The amount rounded to the group below its highest.
fn lowest_kept(size: Decimal) -> Decimal {
    let unit = match size {
        s if s >= Decimal::from(TRILLION) => HUNDRED_MILLION,
        s if s >= Decimal::from(HUNDRED_MILLION) => TEN_THOUSAND,
        s if s >= Decimal::from(TEN_THOUSAND) => 1,
        _ => return size,
    };
    let unit = Decimal::from(unit);
    let count = size.checked_div(unit).unwrap_or_default();
    let whole = count.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    whole.checked_mul(unit).unwrap_or(size)
}
