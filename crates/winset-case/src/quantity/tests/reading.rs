//! Figures that are read, each with what it says.

use super::{d, names, u};
use crate::quantity::{Bound, Per, Sign, Unit, ambiguous_symbol, parse_figure, parse_unit};

/// Text, value in full units, unit, half unit.
const EXACT: &[(&str, &str, &str, &str)] = &[
    ("1.0389 trillion KRW", "1_038_900_000_000", "KRW", "50_000_000"),
    ("KRW 1.0389 trillion", "1_038_900_000_000", "KRW", "50_000_000"),
    ("1,038.9 billion won", "1_038_900_000_000", "KRW", "50_000_000"),
    ("1.0389tn KRW", "1_038_900_000_000", "KRW", "50_000_000"),
    ("1.04 trillion KRW", "1_040_000_000_000", "KRW", "5_000_000_000"),
    ("₩1.04tn", "1_040_000_000_000", "KRW", "5_000_000_000"),
    ("￦1.04tn", "1_040_000_000_000", "KRW", "5_000_000_000"),
    ("1.04 TRILLION South Korean won", "1_040_000_000_000", "KRW", "5_000_000_000"),
    ("US$4.7bn", "4_700_000_000", "USD", "50_000_000"),
    ("US $4.7 bn", "4_700_000_000", "USD", "50_000_000"),
    ("U.S.$4.7bn", "4_700_000_000", "USD", "50_000_000"),
    ("$5 billion", "5_000_000_000", "USD", "500_000_000"),
    ("$5.0 billion", "5_000_000_000", "USD", "50_000_000"),
    ("USD 5bn", "5_000_000_000", "USD", "500_000_000"),
    ("USD5bn", "5_000_000_000", "USD", "500_000_000"),
    ("usd 5bn", "5_000_000_000", "USD", "500_000_000"),
    ("5bn USD", "5_000_000_000", "USD", "500_000_000"),
    ("5 billion US dollars", "5_000_000_000", "USD", "500_000_000"),
    ("5 billion U.S. dollars.", "5_000_000_000", "USD", "500_000_000"),
    ("50 hundred million US dollars", "5_000_000_000", "USD", "50_000_000"),
    ("990m USD", "990_000_000", "USD", "500_000"),
    ("€240m", "240_000_000", "EUR", "500_000"),
    ("240 million euros", "240_000_000", "EUR", "500_000"),
    ("£3.2bn", "3_200_000_000", "GBP", "50_000_000"),
    ("¥201.7 billion", "201_700_000_000", "JPY", "50_000_000"),
    ("￥２０１．７ billion", "201_700_000_000", "JPY", "50_000_000"),
    ("¥5bn CNY", "5_000_000_000", "CNY", "500_000_000"),
    ("¥5bn yuan", "5_000_000_000", "CNY", "500_000_000"),
    ("$5bn CAD", "5_000_000_000", "CAD", "500_000_000"),
    ("5 bn Canadian dollars", "5_000_000_000", "CAD", "500_000_000"),
    ("C$5bn", "5_000_000_000", "CAD", "500_000_000"),
    ("S$6.81 billion", "6_810_000_000", "SGD", "5_000_000"),
    ("RM16.6 billion", "16_600_000_000", "MYR", "50_000_000"),
    ("₹5 crore", "50_000_000", "INR", "5_000_000"),
    ("INR 5 lakh", "500_000", "INR", "50_000"),
    ("1조 389억 원", "1_038_900_000_000", "KRW", "50_000_000"),
    ("1조389억원", "1_038_900_000_000", "KRW", "50_000_000"),
    ("10,389억 원", "1_038_900_000_000", "KRW", "50_000_000"),
    ("1조 원", "1_000_000_000_000", "KRW", "500_000_000_000"),
    ("5억 3천만 원", "530_000_000", "KRW", "5_000_000"),
    ("5천억원", "500_000_000_000", "KRW", "50_000_000_000"),
    ("미화 50억 달러", "5_000_000_000", "USD", "50_000_000"),
    ("50억 달러", "5_000_000_000", "USD", "50_000_000"),
    ("50억 미국 달러", "5_000_000_000", "USD", "50_000_000"),
    ("2017億円", "201_700_000_000", "JPY", "50_000_000"),
    ("2,017億円", "201_700_000_000", "JPY", "50_000_000"),
    ("２０１７億円", "201_700_000_000", "JPY", "50_000_000"),
    ("２，０１７億円", "201_700_000_000", "JPY", "50_000_000"),
    ("1兆551億円", "1_055_100_000_000", "JPY", "50_000_000"),
    ("47億ドル", "4_700_000_000", "USD", "50_000_000"),
    ("47億米ドル", "4_700_000_000", "USD", "50_000_000"),
    ("50亿美元", "5_000_000_000", "USD", "50_000_000"),
    ("13.9%", "13.9", "%", "0.05"),
    ("13.9 %", "13.9", "%", "0.05"),
    ("１３．９％", "13.9", "%", "0.05"),
    ("22.1 per cent", "22.1", "%", "0.05"),
    ("22 pct", "22", "%", "0.5"),
    ("13.9퍼센트", "13.9", "%", "0.05"),
    ("1/5", "0.2", "ratio", "0"),
    ("1/3", "0.333333333333", "ratio", "0.0000000000005"),
    ("2/3", "0.666666666667", "ratio", "0.0000000000005"),
    ("0.19 ratio", "0.19", "ratio", "0.005"),
    ("5 times", "5", "times", "0.5"),
    ("×5.7", "5.7", "times", "0.05"),
    ("5.7×", "5.7", "times", "0.05"),
    ("5.7x", "5.7", "times", "0.05"),
    ("5배", "5", "times", "0.5"),
    ("28,500 persons", "28_500", "persons", "0.5"),
    ("28 500 people", "28_500", "persons", "0.5"),
    ("2만8500명", "28_500", "persons", "0.5"),
    ("2万8500人", "28_500", "persons", "0.5"),
    ("1.2m people", "1_200_000", "persons", "50_000"),
    ("1 person", "1", "persons", "0.5"),
    ("28 years", "28", "years", "0.5"),
    ("5년", "5", "years", "0.5"),
    ("5年間", "5", "years", "0.5"),
    ("18 months", "18", "months", "0.5"),
    ("18개월", "18", "months", "0.5"),
    ("300석", "300", "seats", "0.5"),
    ("133 votes", "133", "votes", "0.5"),
    ("90 minutes", "90", "minutes", "0.5"),
    ("12,000 tonnes", "12_000", "tonnes", "0.5"),
    ("12,000 Tonnes of  CO2", "12_000", "tonnes of CO2", "0.5"),
    ("12 co2_t", "12", "tonnes of CO2", "0.5"),
    ("1\u{2009}038\u{202f}900\u{a0}000 KRW", "1_038_900_000", "KRW", "0.5"),
    ("1'038'900 CHF", "1_038_900", "CHF", "0.5"),
    ("1_038_900 KRW", "1_038_900", "KRW", "0.5"),
    ("1 million 300 thousand USD", "1_300_000", "USD", "500"),
    ("  0 %  ", "0", "%", "0.5"),
    ("exactly 5 %", "5", "%", "0.5"),
    ("999,999,999,999.999999999999 USD", "999_999_999_999.999999999999", "USD", "0.0000000000005"),
];

#[test]
fn exact_figures_are_read_in_full_units() {
    for (text, value, unit, half) in EXACT {
        let f = parse_figure(text, &names()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((f.low, f.high), (Some(d(value)), Some(d(value))), "{text}");
        assert_eq!((f.bound, f.sign, f.per), (Bound::Exact, Sign::Unsigned, None), "{text}");
        assert_eq!((f.unit, f.half_unit), (u(unit), d(half)), "{text}");
    }
}

/// Text, value, sign.
const SIGNED: &[(&str, &str, Sign)] = &[
    ("+13.9 %", "13.9", Sign::Plus),
    ("＋13.9 %", "13.9", Sign::Plus),
    ("plus 13.9 %", "13.9", Sign::Plus),
    ("about +13%", "13", Sign::Plus),
    ("-2.5 percent", "-2.5", Sign::Minus),
    ("−2 %", "-2", Sign::Minus),
    ("–2 %", "-2", Sign::Minus),
    ("minus 2 %", "-2", Sign::Minus),
    ("-$5bn", "-5_000_000_000", Sign::Minus),
    ("$-5bn", "-5_000_000_000", Sign::Minus),
    ("+1,000억 원", "100_000_000_000", Sign::Plus),
];

#[test]
fn a_written_sign_is_kept() {
    for (text, value, sign) in SIGNED {
        let f = parse_figure(text, &names()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((f.low, f.high, f.sign), (Some(d(value)), Some(d(value)), *sign), "{text}");
    }
}

/// Text, period, unit.
const PERIODS: &[(&str, Per, &str)] = &[
    ("7 %/yr", Per::Year, "%/yr"),
    ("8.2% a year", Per::Year, "%/yr"),
    ("8.2 per cent per annum", Per::Year, "%/yr"),
    ("8.2 percent_per_year", Per::Year, "%/yr"),
    ("연간 8.2%", Per::Year, "%/yr"),
    ("US$1bn a year", Per::Year, "USD"),
    ("US$1bn / year", Per::Year, "USD"),
    ("US$1bn annually", Per::Year, "USD"),
    ("US$1bn p.a.", Per::Year, "USD"),
    ("연간 1조 389억 원", Per::Year, "KRW"),
    ("1조 389억 원/년", Per::Year, "KRW"),
    ("年間2017億円", Per::Year, "JPY"),
    ("2017億円/年", Per::Year, "JPY"),
    ("US$80m a month", Per::Month, "USD"),
    ("2 % a month", Per::Month, "%"),
    ("US$5bn over the term", Per::Term, "USD"),
    ("US$5bn once", Per::Once, "USD"),
    ("one-off US$5bn", Per::Once, "USD"),
    ("일시금 5억 원", Per::Once, "KRW"),
];

#[test]
fn periods_are_read() {
    for (text, per, unit) in PERIODS {
        let f = parse_figure(text, &names()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((f.per, f.unit), (Some(*per), u(unit)), "{text}");
    }
}

/// Text, low, high, bound, unit; an empty value is none.
const BOUNDED: &[(&str, &str, &str, Bound, &str)] = &[
    ("up to US$5bn", "", "5e9", Bound::UpTo, "USD"),
    ("up  to about US$5bn", "", "5e9", Bound::UpTo, "USD"),
    ("at most 5 %", "", "5", Bound::UpTo, "%"),
    ("5 % at most", "", "5", Bound::UpTo, "%"),
    ("no more than 5 %", "", "5", Bound::UpTo, "%"),
    ("as much as $50 billion a year", "", "50e9", Bound::UpTo, "USD"),
    ("≤ 5 %", "", "5", Bound::UpTo, "%"),
    ("<= 5 %", "", "5", Bound::UpTo, "%"),
    ("less than 5 %", "", "5", Bound::LessThan, "%"),
    ("under $5bn", "", "5e9", Bound::LessThan, "USD"),
    ("<5%", "", "5", Bound::LessThan, "%"),
    ("at least 13%", "13", "", Bound::AtLeast, "%"),
    ("5bn USD or more", "5e9", "", Bound::AtLeast, "USD"),
    ("$5bn+", "5e9", "", Bound::AtLeast, "USD"),
    ("≥13%", "13", "", Bound::AtLeast, "%"),
    ("more than 5 %", "5", "", Bound::MoreThan, "%"),
    ("over 200m USD", "200e6", "", Bound::MoreThan, "USD"),
    (">5%", "5", "", Bound::MoreThan, "%"),
    ("about US$1bn", "1e9", "1e9", Bound::Approx, "USD"),
    ("around 30 years", "30", "30", Bound::Approx, "years"),
    ("approximately 5%", "5", "5", Bound::Approx, "%"),
    ("approx. 5%", "5", "5", Bound::Approx, "%"),
    ("some 28,500 people", "28500", "28500", Bound::Approx, "persons"),
    ("roughly 5%", "5", "5", Bound::Approx, "%"),
    ("~5%", "5", "5", Bound::Approx, "%"),
    ("≈ 5%", "5", "5", Bound::Approx, "%"),
    ("최대 50억 달러", "", "5e9", Bound::UpTo, "USD"),
    ("약 1조 원", "1e12", "1e12", Bound::Approx, "KRW"),
    ("50억 달러 이상", "5e9", "", Bound::AtLeast, "USD"),
    ("50억 달러 이하", "", "5e9", Bound::UpTo, "USD"),
    ("5% 초과", "5", "", Bound::MoreThan, "%"),
    ("5%미만", "", "5", Bound::LessThan, "%"),
    ("約2000億円", "2e11", "2e11", Bound::Approx, "JPY"),
    ("最大2000億円", "", "2e11", Bound::UpTo, "JPY"),
    ("2000億円以上", "2e11", "", Bound::AtLeast, "JPY"),
    ("2000億円以下", "", "2e11", Bound::UpTo, "JPY"),
    ("2000億円超", "2e11", "", Bound::MoreThan, "JPY"),
    ("2000億円未満", "", "2e11", Bound::LessThan, "JPY"),
    ("4 to 5 bn USD", "4e9", "5e9", Bound::Range, "USD"),
    ("US$4 to 5bn", "4e9", "5e9", Bound::Range, "USD"),
    ("US$4bn to US$5bn", "4e9", "5e9", Bound::Range, "USD"),
    ("US$4bn to $5bn", "4e9", "5e9", Bound::Range, "USD"),
    ("$4bn to 5bn CAD", "4e9", "5e9", Bound::Range, "CAD"),
    ("900m to 1bn USD", "900e6", "1e9", Bound::Range, "USD"),
    ("900,000 to 1 million persons", "900000", "1000000", Bound::Range, "persons"),
    ("10–20 %", "10", "20", Bound::Range, "%"),
    ("10-20%", "10", "20", Bound::Range, "%"),
    ("10% - 20%", "10", "20", Bound::Range, "%"),
    ("28,000-32,000 persons", "28000", "32000", Bound::Range, "persons"),
    ("between 4 and 5 bn USD", "4e9", "5e9", Bound::Range, "USD"),
    ("from 4 to 5 bn USD", "4e9", "5e9", Bound::Range, "USD"),
    ("about 4 to 5 bn USD", "4e9", "5e9", Bound::Range, "USD"),
    ("at least 4 and at most 5 bn USD", "4e9", "5e9", Bound::Range, "USD"),
    ("more than 4 % but less than 5 %", "4", "5", Bound::Range, "%"),
    ("40~50억 달러", "4e9", "5e9", Bound::Range, "USD"),
    ("40억 달러에서 50억 달러", "4e9", "5e9", Bound::Range, "USD"),
    ("40億ドルから50億ドル", "4e9", "5e9", Bound::Range, "USD"),
    ("10～20％", "10", "20", Bound::Range, "%"),
    ("-5 to -3 %", "-5", "-3", Bound::Range, "%"),
    ("-5 to 3 %", "-5", "3", Bound::Range, "%"),
    ("5 to 5 %", "5", "5", Bound::Exact, "%"),
    ("-5 to 3 bn USD", "-5e9", "3e9", Bound::Range, "USD"),
    ("-5 to +3 bn USD", "-5e9", "3e9", Bound::Range, "USD"),
    ("-5 to -3 bn USD", "-5e9", "-3e9", Bound::Range, "USD"),
    ("0 to 1 bn USD", "0", "1e9", Bound::Range, "USD"),
    ("-1bn to 0 USD", "-1e9", "0", Bound::Range, "USD"),
    ("7 % a year ~ 8 % a year", "7", "8", Bound::Range, "%/yr"),
    ("1/5 to 1/4", "0.2", "0.25", Bound::Range, "ratio"),
    ("well over 5 %", "5", "", Bound::MoreThan, "%"),
    ("nearly 5 %", "5", "5", Bound::Approx, "%"),
];

#[test]
fn bounds_and_ranges_are_read() {
    let value = |t: &str| match t.split_once('e') {
        None if t.is_empty() => None,
        None => Some(d(t)),
        Some((m, e)) => Some(d(&format!("{m}{}", "0".repeat(e.parse().expect("an exponent"))))),
    };
    for (text, low, high, bound, unit) in BOUNDED {
        let f = parse_figure(text, &names()).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((f.low, f.high, f.bound), (value(low), value(high), *bound), "{text}");
        assert_eq!(f.unit, u(unit), "{text}");
    }
}

#[test]
fn a_range_is_as_fine_as_its_coarser_end() {
    let half = |t: &str| parse_figure(t, &names()).map(|f| f.half_unit);
    assert_eq!(half("4 to 5 bn USD"), Ok(d("500_000_000")));
    assert_eq!(half("4.25 to 5.5 bn USD"), Ok(d("50_000_000")));
}

#[test]
fn signs_of_ranges() {
    let sign = |t: &str| parse_figure(t, &names()).map(|f| f.sign);
    assert_eq!(sign("+5 to +10 %"), Ok(Sign::Plus));
    assert_eq!(sign("+5 to 10 %"), Ok(Sign::Plus));
    assert_eq!(sign("5 to 10 %"), Ok(Sign::Unsigned));
    assert_eq!(sign("-5 to +10 %"), Ok(Sign::Minus));
}

/// Text, scale, unit.
const UNITS: &[(&str, &str, &str)] = &[
    ("KRW", "1", "KRW"),
    ("won", "1", "KRW"),
    ("$", "1", "USD"),
    ("100 million KRW", "100_000_000", "KRW"),
    ("million KRW", "1_000_000", "KRW"),
    ("KRW million", "1_000_000", "KRW"),
    ("억 원", "100_000_000", "KRW"),
    ("億円", "100_000_000", "JPY"),
    ("천만 원", "10_000_000", "KRW"),
    ("hundred million won", "100_000_000", "KRW"),
    ("KRW_100m", "100_000_000", "KRW"),
    ("KRW_m", "1_000_000", "KRW"),
    ("KRW_tn", "1_000_000_000_000", "KRW"),
    ("KRW_bn", "1_000_000_000", "KRW"),
    ("USD_bn", "1_000_000_000", "USD"),
    ("USD_m", "1_000_000", "USD"),
    ("percent", "1", "%"),
    ("%", "1", "%"),
    ("percent_per_year", "1", "%/yr"),
    ("% a year", "1", "%/yr"),
    ("ratio", "1", "ratio"),
    ("times", "1", "times"),
    ("persons", "1", "persons"),
    ("thousand persons", "1_000", "persons"),
    ("tonne", "1", "tonnes"),
    ("1,000 tonnes", "1_000", "tonnes"),
];

#[test]
fn units_carry_a_scale() {
    for (text, scale, unit) in UNITS {
        assert_eq!(parse_unit(text, &names()), Ok((d(scale), u(unit))), "{text}");
    }
    for text in
        ["KRW_", "KRW_100", "KRW_5m", "XXX", "KRW per USD", "", "5", "0 KRW", "KRW USD", "million", "parsecs"]
    {
        assert!(parse_unit(text, &names()).is_err(), "{text}");
    }
}

#[test]
fn shared_signs_are_told() {
    let told = |t: &str| ambiguous_symbol(t).map(|a| (t[a.at].to_owned(), a.read_as.code()));
    assert_eq!(told("about $5bn"), Some(("$".into(), "USD")));
    assert_eq!(told("5 billion dollars"), Some(("dollars".into(), "USD")));
    assert_eq!(told("50억 달러"), Some(("달러".into(), "USD")));
    assert_eq!(told("¥201.7 billion"), Some(("¥".into(), "JPY")));
    for text in ["US$5bn", "¥5bn CNY", "$5bn CAD", "₩5bn", "13.9 %", ""] {
        assert_eq!(told(text), None, "{text}");
    }
}

#[test]
fn own_units_win_over_words() {
    let mut names = names();
    names.add("m", "metres", Some("metre"));
    let f = parse_figure("5 m", &names).map(|f| (f.low, f.unit));
    assert_eq!(f, Ok((Some(d("5")), Unit::Named("metres".into()))));
    names.add("m", "miles", None);
    assert!(parse_figure("5 metres", &names).is_err());
    assert!(parse_figure("5 miles", &names).is_ok());
}
