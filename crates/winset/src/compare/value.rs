//! A value of an answer, how it is written beside another, and how far apart the two are.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use winset_case::quantity::{Unit, grouped, plain, short};

use crate::fmt::{days_between, fixed, log_change, probability, rate, weekday};

/// A value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, which differ or do not.
    Words(String),
    /// A stretch of amounts in a unit, the sign of its bound, and `~` where it rests on a projection.
    Amount {
        /// Lowest.
        low: Decimal,
        /// Highest.
        high: Decimal,
        /// Unit.
        unit: Unit,
        /// What stands before it.
        sign: String,
        /// As stated, where that is in another unit.
        stated: Option<String>,
    },
    /// A price of one currency in another, and its unit.
    Rate(Decimal, String),
    /// A whole number of things: one of them, several.
    Count(i64, &'static str, &'static str),
    /// A number without a unit.
    Number(f64),
    /// A probability.
    Chance(f64),
    /// ln (amount ÷ last amount).
    Log(f64),
    /// A fraction, shown as a signed per cent.
    Growth(Decimal),
    /// A fraction of a whole.
    Share(Decimal),
    /// A day.
    Day(Date),
}

/// Digits beyond the usual ones that are tried before two values are called alike in print.
const MORE: u32 = 3;

/// Two values as they are written, and how far apart they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The left one.
    pub left: Option<String>,
    /// The right one.
    pub right: Option<String>,
    /// Right less left, signed, with its unit.
    pub change: Option<String>,
}

/// Writes two values with as many digits as it takes to tell them apart; none if no print does.
pub fn written(left: Option<&Value>, right: Option<&Value>) -> Option<Written> {
    let at = |v: Option<&Value>, more: u32| v.map(|v| v.text(more));
    let more = (0..=MORE).find(|m| at(left, *m) != at(right, *m))?;
    let change = left.zip(right).and_then(|(a, b)| a.change(b, more));
    Some(Written { left: at(left, more), right: at(right, more), change })
}

impl Value {
    /// An amount that is one number.
    pub fn amount(value: Decimal, unit: &Unit) -> Value {
        Value::Amount { low: value, high: value, unit: unit.clone(), sign: String::new(), stated: None }
    }

    /// The value in words; `more` adds digits.
    pub fn text(&self, more: u32) -> String {
        match self {
            Value::Words(text) => text.clone(),
            Value::Amount { low, high, unit, sign, stated } => {
                let one = |v: Decimal| amount_text(v, unit, more);
                let text = if low == high {
                    format!("{sign}{}", one(*high))
                } else {
                    format!("{sign}{}–{}", one(*low), one(*high))
                };
                stated.as_ref().map_or(text.clone(), |s| format!("{s} ({text})"))
            }
            Value::Rate(v, unit) => {
                let text = if more == 0 { rate(*v) } else { grouped(v.normalize()) };
                format!("{text} {unit}")
            }
            Value::Count(n, one, many) => format!("{} {}", whole(*n), if n.abs() == 1 { one } else { many }),
            Value::Number(v) => decimals(*v, 3 + more),
            Value::Chance(p) if more == 0 || !p.is_finite() => probability(*p),
            Value::Chance(p) => format!("{} %", decimals(p * 100.0, more)),
            Value::Log(x) if more == 0 || !x.is_finite() => log_change(*x),
            Value::Log(x) => step(libm::expm1(*x) * 100.0, 1 + more, " %"),
            Value::Growth(v) => crate::fmt::change(*v, 1 + more),
            Value::Share(v) if more == 0 => crate::fmt::share(*v),
            Value::Share(v) => format!("{} %", fixed(*v * Decimal::ONE_HUNDRED, 2 + 2 * more)),
            Value::Day(d) => weekday(*d),
        }
    }

    /// The number as JSON, and the word of its unit.
    pub fn number(&self) -> Option<(Json, String)> {
        let exact = |v: Decimal, unit: &str| Some((crate::json::rounded(v, 10), unit.to_owned()));
        let float = |v: f64, unit: &str| v.is_finite().then(|| (Json::from(v), unit.to_owned()));
        match self {
            Value::Words(_) => None,
            Value::Day(d) => Some((crate::json::date(*d), "day".into())),
            Value::Amount { low, high, .. } if low != high => None,
            Value::Amount { high, unit, .. } => exact(*high, unit.word()),
            Value::Rate(v, unit) => exact(*v, unit),
            Value::Count(n, _, many) => Some((Json::from(*n), (*many).to_owned())),
            Value::Number(v) => float(*v, "ratio"),
            Value::Chance(p) => float(*p, "probability"),
            Value::Log(x) => float(*x, "log_ratio"),
            Value::Growth(v) | Value::Share(v) => exact(*v, "ratio"),
        }
    }

    /// What leads from this value to another: signed, with its unit.
    fn change(&self, to: &Value, more: u32) -> Option<String> {
        match (self, to) {
            (
                Value::Amount { low: a, high: b, unit: u, .. },
                Value::Amount { low: c, high: d, unit: v, .. },
            ) if u == v => {
                let (low, high) = (c.checked_sub(*a)?, d.checked_sub(*b)?);
                let of = |v: Decimal| amount_step(v, u, more);
                match (low.is_zero(), high.is_zero()) {
                    (true, true) => None,
                    _ if low == high => Some(of(high)),
                    (true, false) => Some(format!("{} at the top", of(high))),
                    (false, true) => Some(format!("{} at the bottom", of(low))),
                    (false, false) => Some(format!("{} at the bottom, {} at the top", of(low), of(high))),
                }
            }
            (Value::Rate(a, u), Value::Rate(b, v)) if u == v => {
                let step = b.checked_sub(*a)?;
                let size = if more == 0 { rate(step.abs()) } else { grouped(step.abs().normalize()) };
                Some(signed(step.is_sign_negative(), &format!("{size} {u}")))
            }
            (Value::Count(a, ..), Value::Count(b, one, many)) => {
                let n = b.checked_sub(*a)?;
                let noun = if n.abs() == 1 { one } else { many };
                Some(signed(n < 0, &format!("{} {noun}", whole(n.saturating_abs()))))
            }
            (Value::Number(a), Value::Number(b)) => Some(step(b - a, 3 + more, "")),
            (Value::Chance(a), Value::Chance(b)) => Some(step((b - a) * 100.0, 1 + more, " points")),
            (Value::Log(a), Value::Log(b)) => {
                Some(step((libm::expm1(*b) - libm::expm1(*a)) * 100.0, 1 + more, " points"))
            }
            (Value::Growth(a), Value::Growth(b)) => points(*a, *b, 1 + more),
            (Value::Share(a), Value::Share(b)) => points(*a, *b, 2 + 2 * more),
            (Value::Day(a), Value::Day(b)) => {
                let days = i64::from(days_between(*a, *b));
                Value::Count(0, "day", "days").change(&Value::Count(days, "day", "days"), more)
            }
            _ => None,
        }
    }
}

fn whole(n: i64) -> String {
    grouped(Decimal::from(n)).replace('-', "−")
}

/// A size with its sign; zero has none.
fn signed(negative: bool, size: &str) -> String {
    let sign = match (size.contains(|c: char| matches!(c, '1'..='9')), negative) {
        (false, _) => "",
        (true, true) => "−",
        (true, false) => "+",
    };
    format!("{sign}{size}")
}

/// An amount for reading, and to its last digit where that alone tells two apart.
fn amount_text(v: Decimal, unit: &Unit, more: u32) -> String {
    if more >= MORE { plain(v, unit) } else { short(v, unit, 1 + more) }
}

/// A signed step in a unit; one between percentages is counted in points.
fn amount_step(v: Decimal, unit: &Unit, more: u32) -> String {
    let size = match unit {
        Unit::Percent | Unit::PercentPerYear => {
            format!("{} points", grouped(v.abs().round_dp(2 + more).normalize()))
        }
        _ => amount_text(v.abs(), unit, more),
    };
    signed(v.is_sign_negative(), &size)
}

fn points(a: Decimal, b: Decimal, digits: u32) -> Option<String> {
    let step = b.checked_sub(a)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(signed(step.is_sign_negative(), &format!("{} points", fixed(step.abs(), digits))))
}

/// A number with some decimals, the minus as print has it.
fn decimals(v: f64, digits: u32) -> String {
    step(v, digits, "").trim_start_matches('+').to_owned()
}

/// A signed number with some decimals and its unit.
fn step(v: f64, digits: u32, unit: &str) -> String {
    let digits = digits as usize;
    signed(v < 0.0, &format!("{:.digits$}{unit}", v.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use winset_case::quantity::Currency;

    fn whole(v: i64) -> Value {
        Value::amount(v.into(), &Unit::Currency(Currency::parse("KRW").expect("a currency")))
    }

    fn said(a: &Value, b: &Value) -> [String; 3] {
        let w = written(Some(a), Some(b)).expect("they differ");
        [w.left, w.right, w.change].map(|t| t.expect("it is said"))
    }

    #[test]
    fn a_change_is_signed_and_has_its_unit() {
        assert_eq!(
            said(&whole(1_038_900_000_000), &whole(1_074_200_000_000)),
            ["1,038.9bn KRW", "1,074.2bn KRW", "+35.3bn KRW"]
        );
        assert_eq!(said(&Value::Chance(0.414), &Value::Chance(0.25)), ["41 %", "25 %", "−16.4 points"]);
        assert_eq!(
            said(&Value::Count(42, "day", "days"), &Value::Count(41, "day", "days")),
            ["42 days", "41 days", "−1 day"]
        );
        let growth = |text: &str| Value::Growth(text.parse().expect("a number"));
        assert_eq!(said(&growth("-0.02"), &growth("0.139")), ["−2.0 %", "+13.9 %", "+15.9 points"]);
        let rate = |text: &str| Value::Rate(text.parse().expect("a number"), "KRW per USD".into());
        assert_eq!(
            said(&rate("1197.32"), &rate("1183.45")),
            ["1,197.32 KRW per USD", "1,183.45 KRW per USD", "−13.87 KRW per USD"]
        );
        let day = |text: &str| Value::Day(text.parse().expect("a day"));
        assert_eq!(
            said(&day("2019-12-31"), &day("2020-01-31")),
            ["Tue 31 Dec 2019", "Fri 31 Jan 2020", "+31 days"]
        );
    }

    #[test]
    fn digits_are_added_until_two_values_differ_in_print() {
        assert_eq!(
            said(&Value::Chance(0.4112), &Value::Chance(0.4131)),
            ["41.1 %", "41.3 %", "+0.19 points"]
        );
        assert_eq!(
            said(&whole(1_038_900_000_000), &whole(1_038_900_000_001)),
            ["1,038,900,000,000 KRW", "1,038,900,000,001 KRW", "+1 KRW"]
        );
        assert_eq!(written(Some(&Value::Number(0.5)), Some(&Value::Number(0.5 + 1e-12))), None);
    }

    #[test]
    fn what_is_on_one_side_only_has_no_change() {
        let w = written(None, Some(&Value::Words("open".into()))).expect("they differ");
        assert_eq!((w.left, w.right.as_deref(), w.change), (None, Some("open"), None));
    }
}
