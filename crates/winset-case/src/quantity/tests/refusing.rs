//! Figures that are refused, each with the place, the sentence and the hint.

use super::names;
use crate::quantity::parse_figure;

/// Text, the part that is wrong, a piece of the sentence, a piece of the hint.
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("", "", "no figure here", "number and its unit"),
    ("1.04 trillion", "1.04 trillion", "1.04 trillion of what?", "write KRW, ₩"),
    ("about 4,000-4,500", "4,000-4,500", "4,000-4,500 of what?", "write KRW"),
    ("5", "5", "5 of what?", "another unit"),
    ("KRW", "KRW", "no number here", "in digits"),
    ("up to US$", "up to US$", "no number here", "in digits"),
    ("1,5 bn USD", "1,5", "decimal commas are ambiguous", "write 1.5"),
    ("1 038,9 bn KRW", "1 038,9", "decimal commas are ambiguous", "write 1,038.9 or 1038.9"),
    ("1038,9 bn KRW", "1038,9", "decimal commas are ambiguous", "write 1,038.9 or 1038.9"),
    ("1.038,9 bn KRW", "1.038,9", "decimal commas are ambiguous", "write 1,038.9"),
    ("0,389 bn KRW", "0,389", "decimal commas are ambiguous", "write 0.389"),
    ("1,03,89 KRW", "1,03,89", "before every third digit", "write 10,389"),
    ("12,3456,789 KRW", "12,3456,789", "before every third digit", "write 123,456,789"),
    ("1,038'900 KRW", "1,038'900", "before every third digit", "write 1,038,900"),
    ("1.038.900 KRW", "1.038.900", "points are not thousands separators", "write 1,038,900"),
    (".5 %", ".5", "begins with a digit", "write 0.5"),
    ("5e9 USD", "5e9", "powers of ten", "5 billion"),
    ("5 bn wom", "wom", "`wom` is not a unit", "did you mean `won`?"),
    ("5 billoin USD", "billoin", "`billoin` is not a unit", "did you mean `billion`?"),
    ("5 bn USX", "USX", "`USX` is not a unit", "did you mean `USD`?"),
    ("5 furlongs", "furlongs", "`furlongs` is not a unit", "unit that the case defines"),
    ("abuot 5 %", "abuot", "`abuot` is not a word of figures", "did you mean `about`?"),
    ("12 tonne_s", "tonne_s", "`tonne_s` is not a unit", "did you mean `tonnes`?"),
    ("5bn USD 4bn", "4", "second number", "range"),
    ("5 4 %", "4", "second number", "range"),
    ("5 to 4 bn USD", "5 to 4 bn USD", "runs backwards", "write US$4bn to US$5bn"),
    ("-5 to -10 %", "-5 to -10 %", "runs backwards", "write -10 to -5 %"),
    ("US$4bn to 5bn KRW", "US$4bn to 5bn KRW", "share one unit, not USD and KRW", "two figures"),
    ("$4bn to ₩5bn", "$4bn to ₩5bn", "share one unit, not USD and KRW", "two figures"),
    ("4 % to 5 bn USD", "4 % to 5 bn USD", "share one unit, not percent and USD", "two figures"),
    ("US$4 to US$5bn", "4", "scale of the lower end", "at both ends"),
    ("US$5bn KRW", "KRW", "two units, USD and KRW", "keep one"),
    ("$5bn KRW", "KRW", "two units, USD and KRW", "keep one"),
    ("₩5bn dollars", "dollars", "two units, KRW and USD", "keep one"),
    ("up to 4 to 5 bn USD", "up to", "a range and `up to`", "keep one"),
    ("at least at most 5 %", "at most", "one bound", "keep one"),
    ("between 4 bn USD", "between 4 bn USD", "two ends", "4 to 5"),
    ("+-5 %", "-", "one sign", "leave one"),
    ("5 % a year a month", "a month", "one time only", "keep one"),
    ("1조 2조 원", "1조 2조", "overlap", "one number"),
    ("1.5조 389억 원", "1.5조 389억", "overlap", "one number"),
    ("5 billion million USD", "million", "scale words", "keep one"),
    ("5 bn bn USD", "bn", "scale words", "keep one"),
    ("1/0", "1/0", "zero", "below the stroke"),
    ("1.5/2", "1.5/2", "whole numbers", "decimal"),
    ("1/5 USD", "1/5", "stands alone", "1/5"),
    ("one fifth", "one", "in digits", "1/5"),
    ("28,500 troops", "troops", "not a unit", "write persons"),
    ("2 percentage points", "percentage points", "not a unit of a figure", "13.9 %"),
    ("5 bn kr", "kr", "several currencies", "SEK"),
    ("5 ± 1 %", "±", "does not belong", "range"),
    ("5 bn USD (4 bn)", "(", "`(` does not belong here", "leave it out"),
    ("a billion dollars a year", "a", "`a` is not written in digits", "write 1"),
    ("28.500 persons", "28.500", "thousands separator", "write 28,500"),
    ("US$4bn to 5", "5", "scale of the upper end", "both ends"),
    ("1/5 to 5 %", "1/5", "stands alone", "1/5"),
    ("5 of 11", "of", "`of` does not belong", "unit only"),
    ("1000000000000000000000000000 KRW", "1000000000000000000000000000", "at most 27 digits", "scale word"),
    ("999999999999 quadrillion KRW", "999999999999 quadrillion", "smaller than 10^24", "scale word"),
    ("0.0000000000001 %", "0.0000000000001", "12 digits after the point", "round"),
    ("99999999999999999999.123456789 %", "99999999999999999999.123456789", "at most 27 digits", "scale word"),
];

#[test]
fn wrong_figures_are_told_where_and_what() {
    for (text, part, sentence, hint) in WRONG {
        let e = match parse_figure(text, &names()) {
            Ok(f) => panic!("{text} was read as {f:?}"),
            Err(e) => e,
        };
        assert!(e.message.contains(sentence), "{text}: {}", e.message);
        assert!(!e.message.ends_with('.'), "{text}: {}", e.message);
        let found = e.hint.clone().unwrap_or_default();
        assert!(found.contains(hint), "{text}: hint {found}");
        assert_eq!(&text[e.at.clone()], *part, "{text}: {}", e.message);
    }
}

#[test]
fn long_texts_are_refused_past_the_limit() {
    let text = format!("5 %{}", " ".repeat(198));
    let e = parse_figure(&text, &names()).expect_err("201 characters");
    assert!(e.message.contains("200 characters") && e.at == (200..201));
    assert!(parse_figure(&text[..200], &names()).is_ok());
    assert!(parse_figure(&"億".repeat(100_000), &names()).is_err());
}
