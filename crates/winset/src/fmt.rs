//! How numbers, days and probabilities are written, the same in every view.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use winset_case::Case;
use winset_case::quantity::{Bound, Figure, Unit, grouped};

/// What is not known.
pub const UNKNOWN: &str = "—";

/// A scale in which a table of amounts is written: power of ten, word, decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    power: u32,
    /// `bn`, `m` or nothing.
    pub word: &'static str,
    digits: u32,
}

impl Scale {
    /// The scale for amounts up to `most` that are exact to `step`.
    pub fn of(most: Decimal, step: Option<Decimal>) -> Scale {
        let (power, word) = if most >= Decimal::from(1_000_000_000_u64) {
            (9, "bn")
        } else if most >= Decimal::from(1_000_000_u64) {
            (6, "m")
        } else {
            (0, "")
        };
        let exact = step.map(|s| power.min(trailing_zeros(s)));
        let digits = match exact {
            Some(zeros) => power - zeros,
            None if power == 0 => 2,
            None => 1,
        };
        Scale { power, word, digits: digits.min(4) }
    }

    /// Hundreds of millions, as Korean counts money: 억.
    pub fn eok() -> Scale {
        Scale { power: 8, word: "억", digits: 0 }
    }

    /// The same scale without decimals, unless the smallest amount would then show fewer than three digits.
    pub fn coarser(self, least: Decimal) -> Scale {
        let whole = self.scaled(least);
        let digits = if whole >= Decimal::from(100) { 0 } else { self.digits.max(1) };
        Scale { digits, ..self }
    }

    /// The number that stands for an amount in this scale.
    pub fn scaled(&self, amount: Decimal) -> Decimal {
        amount / Decimal::from(10_u64.pow(self.power))
    }

    /// An amount in this scale.
    pub fn write(&self, amount: Decimal) -> String {
        fixed(self.scaled(amount), self.digits)
    }

    /// The words of a unit in this scale: `bn KRW`.
    pub fn unit(&self, unit: &Unit) -> String {
        format!("{} {}", self.word, unit_word(unit)).trim().to_owned()
    }
}

fn trailing_zeros(step: Decimal) -> u32 {
    let mut s = step.normalize();
    let mut n = 0;
    while s.scale() == 0 && !s.is_zero() && n < 27 && (s % Decimal::TEN).is_zero() {
        s /= Decimal::TEN;
        n += 1;
    }
    n
}

/// The word of a unit: a currency code, `%`, or its plural.
pub fn unit_word(unit: &Unit) -> String {
    match unit {
        Unit::Percent => "%".into(),
        Unit::PercentPerYear => "% a year".into(),
        Unit::Times => "times".into(),
        Unit::Ratio => "ratio".into(),
        other => other.word().to_owned(),
    }
}

/// A number with a fixed number of decimals and grouped thousands, half away from zero.
pub fn fixed(value: Decimal, digits: u32) -> String {
    let mut v = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    v.rescale(digits);
    grouped(v)
}

/// The name of a contract year: `2027`, or `2027/28` where it does not begin in January.
pub fn contract_year(case: &Case, year: i16) -> String {
    if case.pricing.year_starts == (1, 1) {
        year.to_string()
    } else {
        format!("{year}/{:02}", (year + 1) % 100)
    }
}

/// An exchange rate: two decimals, or up to five digits where it is small.
///
/// ```
/// use winset::fmt::rate;
/// let rates = ["1183.45", "147.2", "1.08456", "0.92", "0.0092971"].map(|r| rate(r.parse().unwrap()));
/// assert_eq!(rates, ["1,183.45", "147.20", "1.0846", "0.92", "0.0092971"]);
/// ```
pub fn rate(value: Decimal) -> String {
    let five = value.round_sf(5).unwrap_or(value).normalize();
    if five.scale() > 2 && value.abs() < Decimal::TEN { grouped(five) } else { fixed(value, 2) }
}

/// A fraction as a signed per cent: `+13.9 %`.
pub fn change(fraction: Decimal, digits: u32) -> String {
    let percent = fraction * Decimal::ONE_HUNDRED;
    let text = fixed(percent.abs(), digits);
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let sign = if zero {
        ""
    } else if percent.is_sign_negative() {
        "−"
    } else {
        "+"
    };
    format!("{sign}{text} %")
}

/// A fraction as a per cent with enough digits to be read: `2.22 %`, `0.054 %`.
pub fn share(fraction: Decimal) -> String {
    let percent = fraction * Decimal::ONE_HUNDRED;
    let digits = if percent.abs() >= Decimal::TEN {
        1
    } else if percent.abs() >= Decimal::new(1, 1) {
        2
    } else {
        4
    };
    format!("{} %", fixed(percent, digits))
}

/// A probability: never 0 % and never 100 %.
pub fn probability(p: f64) -> String {
    let percent = p * 100.0;
    if percent.is_nan() {
        UNKNOWN.into()
    } else if percent < 1.0 {
        "<1 %".into()
    } else if percent > 99.0 {
        ">99 %".into()
    } else {
        format!("{} %", libm::floor(percent + 0.5) as i64)
    }
}

/// A log change as a signed per cent: `+5.7 %`.
pub fn log_change(log: f64) -> String {
    let percent = libm::expm1(log) * 100.0;
    if !percent.is_finite() {
        return UNKNOWN.into();
    }
    let tenths = libm::floor(percent.abs() * 10.0 + 0.5);
    let sign = if tenths == 0.0 {
        ""
    } else if percent < 0.0 {
        "−"
    } else {
        "+"
    };
    let text = if tenths >= 10_000.0 {
        grouped(Decimal::from(libm::floor(percent.abs() + 0.5) as i64))
    } else {
        format!("{}.{}", (tenths as i64) / 10, (tenths as i64) % 10)
    };
    format!("{sign}{text} %")
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A day: `19 Nov 2019`.
pub fn day(d: Date) -> String {
    format!("{} {} {}", d.day(), MONTHS[(d.month() - 1) as usize], d.year())
}

/// A day with its weekday: `Tue 19 Nov 2019`.
pub fn weekday(d: Date) -> String {
    format!("{} {}", DAYS[d.weekday().to_monday_zero_offset() as usize], day(d))
}

/// A day without the year: `19 Nov`.
pub fn short_day(d: Date) -> String {
    format!("{} {}", d.day(), MONTHS[(d.month() - 1) as usize])
}

/// A month and year: `October 2019`, or a span where the period is not one month.
pub fn period(start: Date, end: Date) -> String {
    if start.year() == end.year() && start.month() == end.month() {
        format!("{} {}", MONTHS[(start.month() - 1) as usize], start.year())
    } else if start.year() == end.year() {
        format!("{}", start.year())
    } else {
        format!("{}–{}", start.year(), end.year())
    }
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |s| s.get_days())
}

/// A number with its noun: `1 day`, `5 days`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(Decimal::from(n))) }
}

/// The sign of a bound before a number: `≤`, `<`, `≥`, `>`, `~`.
pub fn bound_sign(bound: Bound) -> &'static str {
    match bound {
        Bound::UpTo => "≤ ",
        Bound::LessThan => "< ",
        Bound::AtLeast => "≥ ",
        Bound::MoreThan => "> ",
        Bound::Approx => "~ ",
        Bound::Exact | Bound::Range | Bound::None => "",
    }
}

/// The bound, and low and high mapped through a function and written.
pub fn figure_with(f: &Figure, write: impl Fn(Decimal) -> Option<String>) -> String {
    let sign = bound_sign(f.bound);
    match (f.low.and_then(&write), f.high.and_then(&write)) {
        (Some(a), Some(b)) if a == b => format!("{sign}{a}"),
        (Some(a), Some(b)) => format!("{a}–{b}"),
        (Some(a), None) | (None, Some(a)) => format!("{sign}{a}"),
        (None, None) => UNKNOWN.into(),
    }
}
