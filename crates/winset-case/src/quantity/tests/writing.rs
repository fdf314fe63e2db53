//! Figures that are written, each with its text.

use super::{d, names, u};
use crate::quantity::{
    Bound, figure_text, grouped, parse_figure, plain, plain_named, short, short_ja, short_ko,
};

#[test]
fn plain_values_show_every_digit() {
    for (value, unit, text) in [
        ("1038900000000", "KRW", "1,038,900,000,000 KRW"),
        ("-4.50", "USD", "-4.5 USD"),
        ("13.9", "%", "13.9 %"),
        ("8.2", "%/yr", "8.2 % a year"),
        ("0.2", "ratio", "0.2 ratio"),
        ("5.7", "times", "5.7 times"),
        ("28500", "persons", "28,500 persons"),
        ("1", "persons", "1 person"),
        ("0", "seats", "0 seats"),
        ("12000", "tonnes", "12,000 tonnes"),
    ] {
        assert_eq!(plain(d(value), &u(unit)), text);
    }
    assert_eq!(plain_named(d("1"), &u("tonnes"), &names()), "1 tonne");
    assert_eq!(plain_named(d("2"), &u("tonnes"), &names()), "2 tonnes");
    assert_eq!(grouped(d("-0.5")), "-0.5");
    assert_eq!(grouped(d("999")), "999");
    assert_eq!(grouped(d("1000")), "1,000");
    assert_eq!(grouped(d("-0")), "0");
}

#[test]
fn short_values_are_scaled_and_rounded() {
    for (value, unit, digits, text) in [
        ("1038900000000", "KRW", 1, "1,038.9bn KRW"),
        ("1183350000000", "KRW", 1, "1,183.4bn KRW"),
        ("12345000000000", "KRW", 1, "12.3tn KRW"),
        ("4700000000", "USD", 1, "US$4.7bn"),
        ("5000000000", "USD", 1, "US$5bn"),
        ("-4700000000", "USD", 1, "-US$4.7bn"),
        ("201700000000", "JPY", 1, "¥201.7bn"),
        ("240000000", "EUR", 0, "€240m"),
        ("999960000", "EUR", 1, "€1bn"),
        ("999999.99", "EUR", 0, "€1m"),
        ("9999960000000", "KRW", 1, "10tn KRW"),
        ("1234.567", "EUR", 2, "€1,234.57"),
        ("100000000", "SEK", 1, "100m SEK"),
        ("13.94", "%", 1, "13.9 %"),
        ("-13.95", "%", 1, "-14 %"),
        ("28500", "persons", 1, "28,500 persons"),
    ] {
        assert_eq!(short(d(value), &u(unit), digits), text);
    }
}

#[test]
fn eastern_texts_count_in_ten_thousands() {
    for (value, unit, ko, ja) in [
        ("1038900000000", "KRW", "1조 389억 원", "1兆389億ウォン"),
        ("5000000000", "USD", "50억 달러", "50億ドル"),
        ("201700000000", "JPY", "2,017억 엔", "2,017億円"),
        ("1055100000000", "JPY", "1조 551억 엔", "1兆551億円"),
        ("155000000", "KRW", "1억 5,500만 원", "1億5,500万ウォン"),
        ("1000000000000", "KRW", "1조 원", "1兆ウォン"),
        ("999999999999", "KRW", "1조 원", "1兆ウォン"),
        ("-28500", "KRW", "-2만 8,500 원", "-2万8,500ウォン"),
        ("999.5", "EUR", "999.5 유로", "999.5ユーロ"),
        ("0", "KRW", "0 원", "0ウォン"),
        ("5000000000", "CAD", "50억 CAD", "50億 CAD"),
        ("13.9", "%", "13.9%", "13.9%"),
        ("28500", "persons", "28,500명", "28,500人"),
        ("5.7", "times", "5.7배", "5.7倍"),
        ("8.2", "%/yr", "연간 8.2%", "年間8.2%"),
        ("12000", "tonnes", "12,000 tonnes", "12,000 tonnes"),
    ] {
        assert_eq!(short_ko(d(value), &u(unit)), ko);
        assert_eq!(short_ja(d(value), &u(unit)), ja);
    }
}

#[test]
fn figures_are_written_as_a_reader_would() {
    for (text, written) in [
        ("up to 5 billion US dollars", "up to US$5bn"),
        ("최대 50억 달러", "up to US$5.0bn"),
        ("1.04 trillion KRW", "1.04tn KRW"),
        ("1,040 billion KRW", "1,040bn KRW"),
        ("US$4.70bn", "US$4.70bn"),
        ("100 million KRW", "100m KRW"),
        ("1조 원", "1tn KRW"),
        ("1 000 000 KRW", "1,000,000 KRW"),
        ("1,038,912,345 KRW", "1,038,912,345 KRW"),
        ("1,038,912,000 thousand KRW", "1,038,912.000m KRW"),
        ("4 to 5 bn USD", "US$4bn to US$5bn"),
        ("-5 to -3 %", "-5 to -3 %"),
        ("+5 to +10 %", "+5 to +10 %"),
        ("+13.90 %", "+13.90 %"),
        ("7 %/yr", "7 % a year"),
        ("연간 약 1조 389억 원", "about 1,038.9bn KRW a year"),
        ("1/5", "0.2 ratio"),
        ("more than 28,500 people", "more than 28,500 persons"),
        ("US$5bn over the term", "US$5bn a term"),
    ] {
        let figure = parse_figure(text, &names()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(figure_text(&figure), written, "{text}");
    }
    let mut figure = parse_figure("5 %", &names()).expect("a figure");
    figure.bound = Bound::None;
    assert_eq!(figure_text(&figure), "—");
}
