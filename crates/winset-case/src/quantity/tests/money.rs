//! Money, rates and rounding: what is refused and what comes out.

use super::d;
use crate::quantity::{Currency, Money, MoneyError, Rate, SplitError, round_half_up};
use rust_decimal::Decimal;

fn c(code: &str) -> Currency {
    Currency::parse(code).expect("a currency")
}

fn m(amount: &str, code: &str) -> Money {
    Money::new(d(amount), c(code))
}

#[test]
fn currencies_follow_the_standard() {
    for code in Currency::codes() {
        let currency = Currency::parse(code).expect("listed");
        assert_eq!(currency.code(), code);
        assert!(!currency.name().is_empty() && !currency.symbol().is_empty());
    }
    assert!(Currency::codes().count() > 170);
    for code in ["XXX", "XTS", "", "KR", "krw", "KRWW", "₩", "\u{0}\u{0}\u{0}"] {
        assert_eq!(Currency::parse(code), None, "{code}");
    }
    assert!(c("EUR") < c("KRW"));
}

#[test]
fn rounding_is_half_up() {
    for (value, unit, expected) in [
        ("1.5", "1", "2"),
        ("2.5", "1", "3"),
        ("2.4999999999", "1", "2"),
        ("-1.5", "1", "-1"),
        ("-1.6", "1", "-2"),
        ("-1.4", "1", "-1"),
        ("1038949999999", "100000000", "1038900000000"),
        ("1038950000000", "100000000", "1039000000000"),
        ("7", "3", "6"),
        ("7.5", "3", "9"),
        ("0", "5", "0"),
        ("7", "0", "7"),
        ("7", "-1", "7"),
    ] {
        assert_eq!(round_half_up(d(value), d(unit)), d(expected), "{value} to {unit}");
    }
    assert_eq!(round_half_up(Decimal::MAX, d("2")), Decimal::MAX);
}

#[test]
fn money_stays_in_its_currency() {
    assert_eq!(m("5", "USD") + m("2.5", "USD"), Ok(m("7.5", "USD")));
    assert_eq!(m("5", "USD") - m("7", "USD"), Ok(m("-2", "USD")));
    assert_eq!(-m("5", "USD"), m("-5", "USD"));
    assert_eq!(m("5", "USD") * d("1.1"), Ok(m("5.5", "USD")));
    assert_eq!(m("5", "USD") / m("2", "USD"), Ok(d("2.5")));
    assert_eq!(m("5", "USD") / m("0", "USD"), Err(MoneyError::Zero));
    let mixed = m("5", "USD") + m("5", "KRW");
    assert_eq!(mixed.map_err(|e| e.to_string()), Err("KRW was given where USD is needed".into()));
    assert!((m("5", "USD") / m("5", "KRW")).is_err());
    assert_eq!(Money::new(Decimal::MAX, c("USD")) + m("1", "USD"), Err(MoneyError::TooLarge));
    assert_eq!(m("1038950000000", "KRW").round_to(d("100000000")), m("1039000000000", "KRW"));
    assert_eq!(m("1038900000000", "KRW").to_string(), "1,038,900,000,000 KRW");
}

#[test]
fn rates_convert_both_ways() {
    let rate = Rate::new(c("USD"), c("KRW"), d("1100")).expect("a rate");
    assert_eq!(rate.convert(m("5", "USD")), Ok(m("5500", "KRW")));
    assert_eq!(rate.convert(m("5500", "KRW")), Ok(m("5", "USD")));
    assert!(matches!(rate.convert(m("5", "EUR")), Err(MoneyError::Mismatch(_))));
    assert_eq!(rate.convert(Money::new(Decimal::MAX, c("USD"))), Err(MoneyError::TooLarge));
    assert!(Rate::new(c("USD"), c("USD"), d("1")).is_none());
    assert!(Rate::new(c("USD"), c("KRW"), d("-1")).is_none());
}

#[test]
fn splits_sum_to_the_whole() {
    let split = |amount: &str, weights: &[&str], unit: &str| {
        let weights: Vec<Decimal> = weights.iter().map(|w| d(w)).collect();
        let parts = m(amount, "KRW").split(&weights, d(unit))?;
        Ok::<_, SplitError>(parts.iter().map(|p| p.amount().to_string()).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(split("100", &["1", "1", "1"], "1"), Ok("34 33 33".into()));
    assert_eq!(split("-100", &["1", "1", "1"], "1"), Ok("-34 -33 -33".into()));
    assert_eq!(split("10", &["0.5", "0.25", "0.25"], "1"), Ok("5 3 2".into()));
    assert_eq!(split("10", &["0", "1", "0"], "1"), Ok("0 10 0".into()));
    assert_eq!(
        split("1038900000000", &["45.2", "39.1", "15.7"], "100000000"),
        Ok("469600000000 406200000000 163100000000".into())
    );
    assert_eq!(split("10.07", &["1", "3"], "0.1"), Ok("2.5 7.57".into()));
    assert_eq!(split("0", &["1", "3"], "1"), Ok("0 0".into()));
    assert_eq!(split("10", &[], "1"), Err(SplitError::Weights));
    assert_eq!(split("10", &["0", "0"], "1"), Err(SplitError::Weights));
    assert_eq!(split("10", &["2", "-1"], "1"), Err(SplitError::Weights));
    assert_eq!(split("10", &["1"], "0"), Err(SplitError::Unit));
}
