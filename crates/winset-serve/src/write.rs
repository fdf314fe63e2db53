//! How days and amounts are written in the language of a page.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset::fmt::{UNKNOWN, bound_sign, unit_word};
use winset_case::Case;
use winset_case::quantity::{Bound, Figure, Unit, figure_text, short_ja, short_ko};

use crate::words::Words;

/// A day: `19 Nov 2019`, `2019년 11월 19일`.
pub fn day(words: &Words, d: Date) -> String {
    let months: Vec<&str> = words.get("frame.months").split(' ').collect();
    let month = months.get((d.month() - 1) as usize).copied().unwrap_or_default();
    words.with("frame.date", &[("d", &d.day().to_string()), ("month", month), ("y", &d.year().to_string())])
}

/// A day with its weekday.
pub fn weekday(words: &Words, d: Date) -> String {
    let days: Vec<&str> = words.get("frame.weekdays").split(' ').collect();
    let name = days.get(d.weekday().to_monday_zero_offset() as usize).copied().unwrap_or_default();
    words.with("frame.weekday", &[("date", &day(words, d)), ("name", name)])
}

/// A number with its noun, in the singular where the entry `NAME_one` stands.
pub fn count(words: &Words, entry: &str, n: i64) -> String {
    let one = format!("{entry}_one");
    let entry = if n == 1 { one.as_str() } else { entry };
    words.with(entry, &[("n", &winset::fmt::fixed(Decimal::from(n), 0))])
}

/// An amount in words of the language: `1.0389 trillion KRW`, `1조 389억 원`.
pub fn amount(words: &Words, v: Decimal, unit: &Unit) -> String {
    match words.code {
        "ko" => short_ko(v, unit),
        "ja" => short_ja(v, unit),
        _ => english(v, unit),
    }
}

fn english(v: Decimal, unit: &Unit) -> String {
    let scales = [(12, "trillion"), (9, "billion"), (6, "million")];
    if let Unit::Currency(c) = unit {
        for (power, word) in scales {
            let one = Decimal::from(10_u64.pow(power));
            if v.abs() >= one {
                let shown = (v / one).round_dp(4).normalize();
                return format!("{shown} {word} {}", c.code());
            }
        }
    }
    winset_case::quantity::plain(v, unit)
}

/// A figure as it was stated, in the language of the page.
pub fn figure(words: &Words, f: &Figure) -> String {
    if words.code == "en" {
        return figure_text(f);
    }
    let value = |v: Decimal| amount(words, v, &f.unit);
    let text = match (f.low, f.high) {
        (Some(a), Some(b)) if a != b => format!("{}–{}", value(a), value(b)),
        (Some(v), _) | (None, Some(v)) => value(v),
        (None, None) => return UNKNOWN.into(),
    };
    match f.bound {
        Bound::UpTo => words.with("frame.up_to", &[("x", &text)]),
        Bound::LessThan => words.with("frame.less_than", &[("x", &text)]),
        Bound::AtLeast => words.with("frame.at_least", &[("x", &text)]),
        Bound::MoreThan => words.with("frame.more_than", &[("x", &text)]),
        Bound::Approx => words.with("frame.about", &[("x", &text)]),
        _ => text,
    }
}

/// An amount in the scale of a table, with the sign of its bound.
pub fn bounded(text: String, bound: Bound) -> String {
    format!("{}{text}", bound_sign(bound))
}

/// The scale of a table of amounts, and its unit in words: `bn KRW`, `억 원`.
pub fn scale(words: &Words, case: &Case, unit: &Unit, most: Decimal) -> (winset::fmt::Scale, String) {
    let step = case.pricing.round_to.as_ref().filter(|f| f.unit == *unit).and_then(|f| f.low.or(f.high));
    if let ("ko", Unit::Currency(_)) = (words.code, unit)
        && most >= Decimal::from(100_000_000_u64)
    {
        let scale = winset::fmt::Scale::eok();
        return (scale, ko_unit(&scale, unit));
    }
    let scale = winset::fmt::Scale::of(most, step);
    (scale, scale.unit(unit))
}

/// `억 원`: the word of the scale and the currency as Korean names it.
fn ko_unit(scale: &winset::fmt::Scale, unit: &Unit) -> String {
    let one = short_ko(Decimal::ONE, unit);
    let name = one.trim_start_matches('1').trim().to_owned();
    let name = if name.is_empty() { unit_word(unit) } else { name };
    format!("{} {name}", scale.word)
}
