//! Writes a corrected figure the way the wrong one was printed.

use rust_decimal::Decimal;
use winset_case::quantity::{Unit, grouped, short_ja, short_ko};

use super::arith::{rounded, shift};

/// Scale words of English with their powers of ten.
const SCALES: [(&str, u32); 9] = [
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
    ("trn", 12),
    ("bln", 9),
    ("mln", 6),
    ("bn", 9),
    ("tn", 12),
];

/// How finely a corrected value is written.
#[derive(Clone, Copy)]
pub(super) enum Digits {
    /// As it is.
    Exact,
    /// To so many significant digits.
    About(u32),
}

/// The printed figure with its number replaced: `1.389 trillion won` and 1,038,900,000,000 give `1.0389 trillion won`.
pub(super) fn rewritten(printed: &str, value: Decimal, unit: &Unit, digits: Digits) -> String {
    let value = match digits {
        Digits::Exact => value.normalize(),
        Digits::About(n) => rounded(value, n),
    };
    if let Some(eastern) = eastern(printed, value, unit) {
        return eastern;
    }
    let Some(start) = printed.find(|c: char| c.is_ascii_digit()) else { return in_words(printed, value) };
    let tail = printed.get(start..).unwrap_or("");
    let length = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(tail.len());
    let length = tail.get(..length).unwrap_or("").trim_end_matches(['.', ',']).len();
    let (number, rest) = (tail.get(..length).unwrap_or(""), tail.get(length..).unwrap_or(""));
    let head = printed.get(..start).unwrap_or("");
    let low = rest.trim_start_matches([' ', '-']).to_lowercase();
    let scale = SCALES.iter().find(|(w, _)| low.starts_with(w)).map(|(w, p)| (*w, *p));
    let shown = match scale {
        Some((_, power)) => scaled(value, power),
        None => Some(value),
    };
    match (scale, shown) {
        (Some((word, power)), Some(n)) if n < Decimal::ONE && power > 3 => {
            // "0.87 billion" reads "870 million".
            let lower = match power {
                12 => ("billion", 9),
                9 => ("million", 6),
                _ => ("thousand", 3),
            };
            let n = scaled(value, lower.1).unwrap_or(n);
            let at = rest.to_lowercase().find(word).unwrap_or(0);
            let (gap, after) = (rest.get(..at).unwrap_or(""), rest.get(at + word.len()..).unwrap_or(""));
            let name = if word.len() > 3 { lower.0.to_owned() } else { short_scale(lower.1).to_owned() };
            format!("{head}{}{gap}{name}{after}", grouped(n.normalize()))
        }
        (Some(_), Some(n)) => format!("{head}{}{rest}", grouped(n.normalize())),
        (None, _) => {
            let million = Decimal::from(1_000_000);
            let round = value.checked_rem(million).is_some_and(|r| r.is_zero());
            if value >= million && round && unit.currency().is_some() {
                let (name, power) =
                    if value >= Decimal::from(1_000_000_000) { ("billion", 9) } else { ("million", 6) };
                let n = scaled(value, power).unwrap_or(value);
                format!("{head}{} {name}{rest}", grouped(n.normalize()))
            } else if value >= Decimal::ONE_THOUSAND && !number.contains(',') && number.len() == 4 {
                format!("{head}{}{rest}", value.normalize())
            } else {
                format!("{head}{}{rest}", grouped(value.normalize()))
            }
        }
        (_, None) => format!("{head}{}{rest}", grouped(value.normalize())),
    }
}

fn short_scale(power: u32) -> &'static str {
    match power {
        9 => "bn",
        6 => "mln",
        _ => "k",
    }
}

fn scaled(value: Decimal, power: u32) -> Option<Decimal> {
    shift(value, -i32::try_from(power).ok()?)
}

/// A number that is printed in words: the words around it are kept.
fn in_words(printed: &str, value: Decimal) -> String {
    let words =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let first = printed.split([' ', '-']).next().unwrap_or("");
    match words.iter().any(|w| w.eq_ignore_ascii_case(first)) {
        true => format!("{}{}", grouped(value), printed.get(first.len()..).unwrap_or("")),
        false => grouped(value),
    }
}

fn eastern(printed: &str, value: Decimal, unit: &Unit) -> Option<String> {
    let korean = printed.chars().any(|c| matches!(u32::from(c), 0xAC00..=0xD7AF));
    let japanese = printed.chars().any(|c| matches!(u32::from(c), 0x3040..=0x30FF | 0x4E00..=0x9FFF));
    if korean {
        Some(short_ko(value, unit))
    } else if japanese {
        Some(short_ja(value, unit))
    } else {
        None
    }
}

/// The name of a unit as running text puts it behind a number.
pub(super) fn unit_name(unit: &Unit) -> String {
    match unit {
        Unit::Currency(c) => match c.code() {
            "USD" => "dollars".into(),
            "KRW" => "won".into(),
            "JPY" => "yen".into(),
            "EUR" => "euros".into(),
            "GBP" => "pounds".into(),
            "CNY" => "yuan".into(),
            code => code.into(),
        },
        Unit::Percent | Unit::PercentPerYear => "percent".into(),
        other => other.word().to_owned(),
    }
}

/// The currency that one word for its unit names.
pub(super) fn unit_named(word: &str) -> Option<Unit> {
    let code = match word {
        "dollar" => "USD",
        "won" => "KRW",
        "yen" => "JPY",
        "euro" => "EUR",
        "pound" => "GBP",
        "yuan" => "CNY",
        _ => return None,
    };
    winset_case::quantity::Currency::parse(code).map(Unit::Currency)
}

/// The printed figure in another unit: `1.04 trillion dollars` gives `1.04 trillion won`.
pub(super) fn in_unit(printed: &str, unit: &Unit) -> String {
    let name = unit_name(unit);
    let signs = ['$', '€', '£', '¥', '₩', '￥'];
    if let Some(at) = printed.find(signs) {
        let rest = printed.get(at..).map(|r| r.trim_start_matches(signs)).unwrap_or("");
        return format!("{rest} {name}");
    }
    let words: Vec<&str> = printed.split(' ').collect();
    let keep = words
        .iter()
        .take_while(|w| {
            w.starts_with(|c: char| c.is_ascii_digit())
                || SCALES.iter().any(|(s, _)| w.eq_ignore_ascii_case(s))
        })
        .count()
        .max(1);
    format!("{} {name}", words.get(..keep).unwrap_or_default().join(" "))
}

/// A value as messages write it: `1,038.9bn KRW`, `409 %`.
pub(super) fn said(value: Decimal, unit: &Unit) -> String {
    let value = rounded(value, 6);
    let most = Decimal::from(10_000_000_000_000_000_000_000_u128);
    if value.abs() >= most {
        return format!("{value}");
    }
    match unit {
        Unit::Named(n) if n.is_empty() => grouped(value),
        _ => winset_case::quantity::short(value, unit, 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use winset_case::quantity::Currency;

    #[test]
    fn a_corrected_figure_is_written_like_the_wrong_one() {
        let unit = |c: &str| Unit::Currency(Currency::parse(c).unwrap());
        let n = |s: &str| s.parse::<Decimal>().unwrap();
        let exact = Digits::Exact;
        assert_eq!(
            rewritten("1.389 trillion won", n("1038900000000"), &unit("KRW"), exact),
            "1.0389 trillion won"
        );
        assert_eq!(rewritten("$50 billion", n("5000000000"), &unit("USD"), exact), "$5 billion");
        assert_eq!(rewritten("$853,000", n("853000000"), &unit("USD"), exact), "$853 million");
        assert_eq!(
            rewritten("$1.95 billion", n("194444444"), &unit("USD"), Digits::About(3)),
            "$194 million"
        );
        assert_eq!(rewritten("500 percent", n("408.65"), &Unit::Percent, Digits::About(3)), "409 percent");
        assert_eq!(
            rewritten("4,500 tonnes", n("45000"), &Unit::Named("tonnes".into()), exact),
            "45,000 tonnes"
        );
        assert_eq!(rewritten("1조 389억 원", n("1183300000000"), &unit("KRW"), exact), "1조 1,833억 원");
        assert_eq!(in_unit("1.04 trillion dollars", &unit("KRW")), "1.04 trillion won");
        assert_eq!(in_unit("$4.7 billion", &unit("EUR")), "4.7 billion euros");
    }
}
