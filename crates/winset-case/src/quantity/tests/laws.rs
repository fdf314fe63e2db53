//! What holds for every text and every amount.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::names;
use crate::quantity::{
    Bound, Currency, Figure, Money, Rate, Unit, ambiguous_symbol, figure_text, parse_figure, parse_unit,
    plain, round_half_up, short, short_ja, short_ko,
};

const PIECES: &[&str] = &[
    "1", "389", "1.04", "1,038.9", "5", "0", "28,500", "2017", "1/5", ".", ",", "-", "−", "–", "+", "~", "/",
    "×", "x", " ", " ", "\u{202f}", "\u{a0}", "KRW", "US$", "$", "¥", "₩", "€", "won", "dollars", "원",
    "달러", "円", "ドル", "%", "per cent", "persons", "명", "tonnes", "bn", "tn", "m", "million", "trillion",
    "조", "억", "만", "천", "兆", "億", "up to", "at least", "about", "약", "최대", "이상", "以下", "to",
    "and", "between", "from", "a year", "/yr", "년", "年間", "once", "±", "é", "İ", "ß", "e9", "\u{0}", "🙂",
    "kr",
];

/// A text made of words that figures hold.
fn figure_like() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|p| p.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for error in [parse_figure(text, &names()).err(), parse_unit(text, &names()).err()].into_iter().flatten()
    {
        prop_assert!(error.at.start <= error.at.end && error.at.end <= text.len(), "{:?}", error);
        prop_assert!(
            text.is_char_boundary(error.at.start) && text.is_char_boundary(error.at.end),
            "{:?}",
            error
        );
        prop_assert!(!error.message.is_empty());
    }
    if let Some(found) = ambiguous_symbol(text) {
        prop_assert!(text.get(found.at).is_some());
    }
    if let Ok(figure) = parse_figure(text, &names()) {
        prop_assert!(figure.half_unit >= Decimal::ZERO);
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            prop_assert!(low <= high);
        }
        again(&figure)?;
    }
    Ok(())
}

/// Writes a figure and reads it back.
fn again(figure: &Figure) -> Result<(), TestCaseError> {
    let text = figure_text(figure);
    let read = parse_figure(&text, &names()).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
    prop_assert_eq!((read.low, read.high, read.bound), (figure.low, figure.high, figure.bound), "{}", text);
    prop_assert_eq!((&read.unit, read.sign, read.per), (&figure.unit, figure.sign, figure.per), "{}", text);
    Ok(())
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u32..=28).prop_map(|(n, scale)| Decimal::new(n, scale))
}

fn huge_decimal() -> impl Strategy<Value = Decimal> {
    (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0u32..=28)
        .prop_map(|(lo, mid, hi, minus, scale)| Decimal::from_parts(lo, mid, hi, minus, scale))
}

fn any_unit() -> impl Strategy<Value = Unit> {
    let code = |c: &str| Unit::Currency(Currency::parse(c).expect("a currency"));
    prop::sample::select(vec![
        code("KRW"),
        code("USD"),
        code("JPY"),
        code("EUR"),
        code("SEK"),
        Unit::Percent,
        Unit::PercentPerYear,
        Unit::Ratio,
        Unit::Times,
        Unit::Named("months".into()),
        Unit::Named("tonnes".into()),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn texts_of_figure_words_are_safe_and_come_back(text in figure_like()) {
        check(&text)?;
    }

    #[test]
    fn plain_text_is_read_back(n in any::<i64>(), scale in 0u32..=12, unit in any_unit()) {
        let value = Decimal::new(n, scale);
        let text = plain(value, &unit);
        let read = parse_figure(&text, &names()).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        prop_assert_eq!((read.value(), read.bound), (Some(value), Bound::Exact));
        prop_assert_eq!(read.unit, unit);
    }

    #[test]
    fn a_number_keeps_its_precision(digits in 1u32..1_000_000, decimals in 0u32..6, scale in prop::sample::select(vec![("m", 6u32), ("bn", 9), ("tn", 12)])) {
        let text = format!("{}{} KRW", Decimal::new(digits.into(), decimals), scale.0);
        let figure = parse_figure(&text, &names()).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        let full = Decimal::from(10u64.pow(scale.1));
        prop_assert_eq!(figure.low, Some(Decimal::new(digits.into(), decimals) * full));
        prop_assert_eq!(figure.half_unit, Decimal::new(5, decimals + 1) * full);
    }

    #[test]
    fn any_value_can_be_written(value in huge_decimal(), half in huge_decimal(), unit in any_unit(), digits in 0u32..40) {
        let mut figure = parse_figure("4 to 5 %", &names()).expect("a figure");
        (figure.low, figure.high, figure.half_unit, figure.unit) = (Some(value), Some(value), half, unit.clone());
        let all = [plain(value, &unit), short(value, &unit, digits), short_ko(value, &unit), short_ja(value, &unit), figure_text(&figure)];
        prop_assert!(all.iter().all(|t| !t.is_empty()));
    }

    #[test]
    fn rounding_gives_a_multiple_no_further_than_half(value in any::<i64>(), unit in 1i64..1_000_000_000) {
        let (value, unit) = (Decimal::from(value), Decimal::from(unit));
        let rounded = round_half_up(value, unit);
        prop_assert_eq!(rounded % unit, Decimal::ZERO);
        prop_assert!((rounded - value).abs() * Decimal::TWO <= unit);
        prop_assert_eq!(round_half_up(rounded, unit), rounded);
    }

    #[test]
    fn rounding_agrees_with_whole_numbers(value in any::<i64>(), scale in 0u32..=9, unit in 1i64..i64::MAX, unit_scale in 0u32..=9) {
        let rounded = round_half_up(Decimal::new(value, scale), Decimal::new(unit, unit_scale));
        let (v, u) = (i128::from(value) * 10i128.pow(9 - scale), i128::from(unit) * 10i128.pow(9 - unit_scale));
        let expected = (2 * v + u).div_euclid(2 * u) * u;
        prop_assert_eq!(rounded, Decimal::from_i128_with_scale(expected, 9));
    }

    #[test]
    fn rounding_never_panics(value in huge_decimal(), unit in huge_decimal()) {
        let _ = round_half_up(value, unit);
    }

    #[test]
    fn splits_sum_exactly(amount in any_decimal(), weights in prop::collection::vec(0u32..10_000, 0..12), unit in 1i64..1_000_000) {
        let krw = Currency::parse("KRW").expect("a currency");
        let whole = Money::new(amount, krw);
        let decimals: Vec<Decimal> = weights.iter().map(|w| Decimal::new((*w).into(), 2)).collect();
        match whole.split(&decimals, Decimal::new(unit, 2)) {
            Ok(parts) => {
                let sum: Decimal = parts.iter().map(Money::amount).sum();
                prop_assert_eq!(sum, amount);
                prop_assert_eq!(parts.len(), weights.len());
                let zero_gets_nothing = parts.iter().zip(&weights).all(|(p, w)| *w > 0 || p.amount().is_zero());
                prop_assert!(zero_gets_nothing);
            }
            Err(_) => prop_assert!(weights.iter().all(|w| *w == 0) || amount.scale() > 2),
        }
    }

    #[test]
    fn splits_never_panic(amount in huge_decimal(), weights in prop::collection::vec(huge_decimal(), 0..5), unit in huge_decimal()) {
        let whole = Money::new(amount, Currency::parse("KRW").expect("a currency"));
        if let Ok(parts) = whole.split(&weights, unit) {
            prop_assert_eq!(parts.len(), weights.len());
        }
    }

    #[test]
    fn money_obeys_the_laws_of_sums(a in -1_000_000_000_000i64..1_000_000_000_000, b in any::<i32>(), k in any::<i16>()) {
        let krw = Currency::parse("KRW").expect("a currency");
        let (x, y, k) = (Money::new(a.into(), krw), Money::new(b.into(), krw), Decimal::from(k));
        prop_assert_eq!(x + y, y + x);
        prop_assert_eq!((x + y).and_then(|s| s - y), Ok(x));
        let apart = (x * k).and_then(|p| (y * k).and_then(|q| p + q));
        prop_assert_eq!((x + y).and_then(|s| s * k), apart);
        prop_assert_eq!(x + -x, Ok(Money::new(Decimal::ZERO, krw)));
    }

    #[test]
    fn conversion_comes_back(amount in -1_000_000i64..1_000_000, rate in 1i64..1_000_000) {
        let (usd, krw) = (Currency::parse("USD").expect("a currency"), Currency::parse("KRW").expect("a currency"));
        let rate = Rate::new(usd, krw, Decimal::new(rate, 2)).expect("a rate");
        let money = Money::new(amount.into(), usd);
        prop_assert_eq!(rate.convert(money).and_then(|m| rate.convert(m)), Ok(money));
    }

    #[test]
    fn arithmetic_on_money_never_panics(a in huge_decimal(), b in huge_decimal()) {
        let (usd, krw) = (Currency::parse("USD").expect("a currency"), Currency::parse("KRW").expect("a currency"));
        let (x, y) = (Money::new(a, usd), Money::new(b, usd));
        let _ = (x + y, x - y, x * b, x / y, -x, x.round_to(b));
        if let Some(rate) = Rate::new(usd, krw, b) {
            let _ = (rate.convert(x), rate.convert(Money::new(a, krw)));
        }
    }
}
