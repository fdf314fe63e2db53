//! What holds for every language: no entry empty, the same places in every sentence, amounts as its readers write them.

use super::*;

/// The entries of a table as its debug text shows them.
fn entries(words: &Words) -> Vec<(String, String)> {
    let text = format!("{words:#?}");
    let line = |line: &str| {
        let (name, rest) = line.trim().split_once(": \"")?;
        Some((name.to_owned(), rest.trim_end_matches(',').trim_end_matches('"').to_owned()))
    };
    text.lines().filter_map(line).collect()
}

fn places(sentence: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        sentence.split('{').skip(1).map(|part| part.split('}').next().unwrap_or_default()).collect();
    // A language may mark the topic of a sentence or need no mark.
    names.retain(|name| *name != "topic");
    names.sort_unstable();
    names
}

#[test]
fn every_language_has_every_entry_with_the_same_places() {
    let english = entries(&en::WORDS);
    assert!(english.len() > 130, "{} entries", english.len());
    for (lang, words) in LANGUAGES {
        let own = entries(words);
        assert_eq!(own.len(), english.len());
        for ((name, english), (own_name, own)) in english.iter().zip(&own) {
            assert_eq!(name, own_name);
            assert!(!own.is_empty() || name == "topic" || name == "gap", "{lang:?}: {name} is empty");
            assert_eq!(places(own), places(english), "{lang:?}: {name}");
        }
        assert_eq!(Lang::of(lang.code()), Some(lang));
    }
    assert_eq!(Lang::of("tlh"), None);
}

#[test]
fn what_is_put_in_is_no_place() {
    assert_eq!(fill("{a} and {b}{c}.", &[("a", "{b}"), ("b", "2")]), "{b} and 2.");
    assert_eq!(fill("open {a", &[("a", "1")]), "open 1");
}

#[test]
fn amounts_are_counted_as_each_language_counts() {
    let written = |value: i64, writes| whole(Decimal::from(value), writes);
    let korean = &ko::WORDS.writes;
    // Printed by the ministry for 2019, and the smallest steps around a change of scale.
    assert_eq!(written(1_038_900_000_000, korean), "1조 389억");
    assert_eq!(written(100_000_000, korean), "1억");
    assert_eq!(written(99_999_999, korean), "9,999만 9,999");
    assert_eq!(written(-250_000, korean), "−25만");
    assert_eq!(written(0, korean), "0");
    let japanese = Writes { scales: &[(12, "兆"), (8, "億"), (4, "万")], gap: "", ..*korean };
    assert_eq!(written(1_055_100_000_000, &japanese), "1兆551億");
    assert_eq!(written(1_038_900_000_000, &en::WORDS.writes), "1,038,900,000,000");
    assert_eq!(large(12_000.0, 8, Lang::Ko), "1조 2,000억");
    assert_eq!(large(1_200.0, 9, Lang::En), "1,200");
    assert_eq!(large(15.0, 0, Lang::Ko), "15");
}

#[test]
fn grammar_follows_the_name() {
    let topic = ko::WORDS.writes.topic;
    assert_eq!(["서울", "한국", "도쿄", "Seoul"].map(topic), ["은", "은", "는", "은(는)"]);
    let cases = [
        ("5.4", "", "over five times"),
        ("5.7", "≤ ", "up to 5.7 times"),
        ("3", "", "three times"),
        ("12.5", "", "over 12 times"),
        ("1.139", "", "14 % above"),
        ("0.72", "", "28 % below"),
        ("1", "", "the same as"),
    ];
    for (m, sign, said) in cases {
        assert_eq!((en::WORDS.writes.times)(m.parse().expect("a number"), sign), said);
    }
}
