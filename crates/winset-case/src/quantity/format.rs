//! Figures to text: plain, short, and as a reader would write them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::number::regroup;
use super::unit::BUILT_IN;
use super::{Bound, Currency, Figure, Per, Sign, Unit, UnitNames};

/// A number with commas before every third digit: `1,038,900.5`.
///
/// ```
/// use winset_case::quantity::grouped;
/// assert_eq!(grouped("-1038900.50".parse().unwrap()), "-1,038,900.50");
/// ```
pub fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, part) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let minus = if value < Decimal::ZERO { "-" } else { "" };
    let whole = regroup(whole);
    match part {
        Some(part) => format!("{minus}{whole}.{part}"),
        None => format!("{minus}{whole}"),
    }
}

/// A value in full units with its unit, every digit: `1,038,900,000,000 KRW`, `13.9 %`, `28,500 persons`.
///
/// ```
/// use winset_case::quantity::{Currency, Unit, plain};
/// let krw = Unit::Currency(Currency::parse("KRW").unwrap());
/// assert_eq!(plain(1_038_900_000_000_i64.into(), &krw), "1,038,900,000,000 KRW");
/// assert_eq!(plain(1.into(), &Unit::Named("seats".into())), "1 seat");
/// ```
pub fn plain(value: Decimal, unit: &Unit) -> String {
    with_unit(&grouped(value.normalize()), value, unit)
}

/// [`plain`], with the singular of the case's own units.
///
/// ```
/// use winset_case::quantity::{Unit, UnitNames, plain_named};
/// let mut names = UnitNames::default();
/// names.add("tonne", "tonnes", Some("tonne"));
/// assert_eq!(plain_named(1.into(), &Unit::Named("tonnes".into()), &names), "1 tonne");
/// ```
pub fn plain_named(value: Decimal, unit: &Unit, names: &UnitNames) -> String {
    match unit {
        Unit::Named(plural) if value.abs() == Decimal::ONE => {
            let one = names.singular(plural).unwrap_or(plural);
            format!("{} {one}", grouped(value.normalize()))
        }
        _ => plain(value, unit),
    }
}

/// A value rounded for reading: `1,038.9bn KRW`, `US$4.7bn`, `13.9 %`.
///
/// `digits` is the most digits after the point, of which trailing zeros are dropped; halves are rounded away from zero.
/// Money of a million or more is shown in m, bn (from 10⁹) or tn (from 10¹³, so that yearly sums in won stay in bn).
///
/// ```
/// use winset_case::quantity::{Currency, Unit, short};
/// let unit = |code| Unit::Currency(Currency::parse(code).unwrap());
/// assert_eq!(short(1_038_900_000_000_i64.into(), &unit("KRW"), 1), "1,038.9bn KRW");
/// assert_eq!(short(4_700_000_000_i64.into(), &unit("USD"), 1), "US$4.7bn");
/// assert_eq!(short("13.94".parse().unwrap(), &Unit::Percent, 1), "13.9 %");
/// ```
pub fn short(value: Decimal, unit: &Unit, digits: u32) -> String {
    let Some(currency) = unit.currency() else {
        let rounded = rounded(value, digits);
        return with_unit(&grouped(rounded), rounded, unit);
    };
    let mut scale = scale_of(value);
    let mut number = rounded(value / scale.full(), digits);
    if let Some(larger) = scale_up(scale, number) {
        scale = larger;
        number = rounded(value / scale.full(), digits);
    }
    money(&grouped(number), scale.word(), currency)
}

/// A figure as a reader would write it, exactly: `up to US$5bn`, `1,038.9bn KRW a year`, `+13.9 %`.
///
/// Reading the text again gives the same values, bound, unit, sign and period, and the same precision where the printed
/// digits can show it. A figure without a value is `—`.
///
/// ```
/// use winset_case::quantity::{UnitNames, figure_text, parse_figure};
/// let names = UnitNames::default();
/// let text = |t: &str| figure_text(&parse_figure(t, &names).unwrap());
/// assert_eq!(text("at most 5 billion US dollars a year"), "up to US$5bn a year");
/// assert_eq!(text("1조 389억 원"), "1,038.9bn KRW");
/// assert_eq!(text("10–20 %"), "10 to 20 %");
/// ```
pub fn figure_text(figure: &Figure) -> String {
    let one = |value: Decimal| exact(value, figure, true);
    let body = match (figure.bound, figure.low, figure.high) {
        (Bound::None, ..) | (_, None, None) => return "—".into(),
        (Bound::Range, Some(low), Some(high)) if figure.unit.currency().is_some() => {
            format!("{} to {}", one(low), one(high))
        }
        (Bound::Range, Some(low), Some(high)) => format!("{} to {}", exact(low, figure, false), one(high)),
        (bound, low, high) => match low.or(high) {
            Some(value) => format!("{}{}", bound_words(bound), one(value)),
            None => return "—".into(),
        },
    };
    match figure.per {
        Some(Per::Year) if figure.unit != Unit::PercentPerYear => format!("{body} a year"),
        Some(Per::Month) => format!("{body} a month"),
        Some(Per::Term) => format!("{body} a term"),
        Some(Per::Once) => format!("{body} once"),
        _ => body,
    }
}

fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::Approx => "about ",
        Bound::UpTo => "up to ",
        Bound::LessThan => "less than ",
        Bound::AtLeast => "at least ",
        Bound::MoreThan => "more than ",
        Bound::Exact | Bound::Range | Bound::None => "",
    }
}

/// One value of a figure with all its digits and the digits it was printed with.
fn exact(value: Decimal, figure: &Figure, with: bool) -> String {
    let sign = match figure.sign {
        Sign::Plus if value >= Decimal::ZERO => "+",
        Sign::Minus if value.is_zero() => "-",
        _ => "",
    };
    let last = figure.half_unit.checked_mul(Decimal::TWO).unwrap_or_default().normalize();
    let text = match figure.unit.currency() {
        Some(currency) => {
            let scale = exact_scale(value, last);
            money(&grouped(printed(value, scale.full(), last)), scale.word(), currency)
        }
        None => {
            let number = printed(value, Decimal::ONE, last);
            if with { with_unit(&grouped(number), value, &figure.unit) } else { grouped(number) }
        }
    };
    format!("{sign}{text}")
}

/// The value in a scale with the decimals that its last printed digit asks for; never fewer than it has.
fn printed(value: Decimal, scale: Decimal, last: Decimal) -> Decimal {
    let number = value.checked_div(scale).unwrap_or(value).normalize();
    let wanted = last.checked_div(scale).map_or(0, |l| l.normalize().scale());
    let mut shown = number;
    if wanted > number.scale() && wanted <= 12 {
        shown.rescale(wanted);
    }
    shown
}

/// A scale of money as printed.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    One,
    Million,
    Billion,
    Trillion,
}

impl Scale {
    const ALL: [Scale; 4] = [Scale::One, Scale::Million, Scale::Billion, Scale::Trillion];

    fn full(self) -> Decimal {
        Decimal::from(match self {
            Scale::One => 1,
            Scale::Million => 1_000_000,
            Scale::Billion => 1_000_000_000,
            Scale::Trillion => 1_000_000_000_000_i64,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Million => "m",
            Scale::Billion => "bn",
            Scale::Trillion => "tn",
        }
    }
}

fn scale_of(value: Decimal) -> Scale {
    let size = value.abs();
    if size >= Scale::Trillion.full() * Decimal::TEN {
        Scale::Trillion
    } else if size >= Scale::Billion.full() {
        Scale::Billion
    } else if size >= Scale::Million.full() {
        Scale::Million
    } else {
        Scale::One
    }
}

/// The next scale, if rounding has filled this one: 999.96m is 1bn.
fn scale_up(scale: Scale, number: Decimal) -> Option<Scale> {
    let limit = match scale {
        Scale::One => Scale::Million.full(),
        Scale::Million => Decimal::ONE_THOUSAND,
        Scale::Billion => Decimal::from(10_000),
        Scale::Trillion => return None,
    };
    let next = Scale::ALL.into_iter().skip_while(|s| *s != scale).nth(1)?;
    (number.abs() >= limit).then_some(next)
}

/// The scale that shows a value as it was printed: the usual one, the first whose unit holds the last printed digit, or
/// a smaller one where the usual one would need many decimals.
fn exact_scale(value: Decimal, last: Decimal) -> Scale {
    let usual = scale_of(value);
    if last > usual.full() {
        let larger = Scale::ALL.into_iter().find(|s| last <= s.full());
        return larger.filter(|s| value.abs() >= s.full()).unwrap_or(usual);
    }
    let fits = |s: &Scale| *s == Scale::One || printed(value, s.full(), last).scale() <= MOST_SCALED_DECIMALS;
    Scale::ALL.into_iter().rev().skip_while(|s| *s != usual).find(fits).unwrap_or(Scale::One)
}

/// Most digits after the point before a scale word; with more, a smaller scale is used.
const MOST_SCALED_DECIMALS: u32 = 4;

fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// `US$4.7bn` where a sign is the usual way, `1,038.9bn KRW` elsewhere.
fn money(number: &str, scale: &str, currency: Currency) -> String {
    match currency.code() {
        "USD" | "EUR" | "GBP" | "JPY" => match number.strip_prefix('-') {
            Some(number) => format!("-{}{number}{scale}", currency.symbol()),
            None => format!("{}{number}{scale}", currency.symbol()),
        },
        code => format!("{number}{scale} {code}"),
    }
}

fn with_unit(number: &str, value: Decimal, unit: &Unit) -> String {
    match unit {
        Unit::Currency(c) => format!("{number} {}", c.code()),
        Unit::Percent => format!("{number} %"),
        Unit::PercentPerYear => format!("{number} % a year"),
        Unit::Ratio => format!("{number} ratio"),
        Unit::Times => format!("{number} times"),
        Unit::Named(plural) if value.abs() == Decimal::ONE => {
            let one = BUILT_IN.iter().find(|(p, _)| p == plural).map_or(plural.as_str(), |(_, one)| *one);
            format!("{number} {one}")
        }
        Unit::Named(plural) => format!("{number} {plural}"),
    }
}
