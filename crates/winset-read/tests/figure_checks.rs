//! Each check of figures on a sentence of its own, in three languages, and what must never happen on any text.

use proptest::prelude::*;
use winset_read::figures::{Known, unchecked};
use winset_read::{Document, Finding, Rates, figures};

fn found(text: &str, day: &str) -> Vec<Finding> {
    let rates = Rates::shipped();
    figures(&Document::new(text, day.parse().ok()), &Known { rates: &rates, case: None })
}

/// Printed figure, kind and corrected sentence of the only finding.
fn only(text: &str, day: &str) -> (String, &'static str, String) {
    let all = found(text, day);
    assert_eq!(all.len(), 1, "{text}\n{all:#?}");
    let f = all.into_iter().next().expect("one");
    (f.printed, f.kind.word(), f.correction)
}

#[test]
fn a_conversion_is_checked_at_the_rate_of_the_month() {
    let (printed, kind, right) =
        only("Japan's share of 197.4 billion yen ($18.3 billion) has hardly changed.", "2019-10-10");
    assert_eq!((printed.as_str(), kind), ("$18.3 billion", "wrong_conversion"));
    assert!(right.contains("($1.83 billion)"), "{right}");
    assert!(
        found("Japan's share of 197.4 billion yen ($1.8 billion) has hardly changed.", "2019-10-10")
            .is_empty()
    );
}

#[test]
fn a_rate_that_the_sentence_names_counts() {
    let text = "At 1.25 dollars to the pound the 40 million pounds are worth $32 million.";
    assert_eq!(only(text, "2018-11-20").2, text.replace("$32", "$50"));
}

#[test]
fn what_has_no_rate_is_told_and_not_flagged() {
    let text = "They owe 7 billion won ($600 million).";
    assert!(found(text, "2009-03-01").is_empty());
    let rates = Rates::shipped();
    let left =
        unchecked(&Document::new(text, "2009-03-01".parse().ok()), &Known { rates: &rates, case: None });
    assert_eq!(left.len(), 1);
    assert!(left[0].why.contains("no rate of KRW and USD is known near 2009-03-01"), "{}", left[0].why);
}

#[test]
fn per_cents_bind_to_what_they_compare() {
    let (printed, kind, right) =
        only("The quota is 92,206 tonnes, 5 percent below the 970,590 tonnes of this year.", "2020-06-10");
    assert_eq!((printed.as_str(), kind), ("92,206 tonnes", "lost_zero"));
    assert!(right.starts_with("The quota is 922,060 tonnes"), "{right}");
    let (_, kind, right) = only(
        "Its dues rise from 20 million euros to 60 million euros, an increase of 300 percent.",
        "2018-10-02",
    );
    assert_eq!(kind, "ratio_as_percent");
    assert!(right.ends_with("an increase of 200 percent."), "{right}");
    assert!(
        found(
            "Its dues rise from 20 million euros to 60 million euros, an increase of 200 percent.",
            "2018-10-02"
        )
        .is_empty()
    );
}

#[test]
fn parts_make_the_total() {
    let (printed, kind, _) = only(
        "It raises 30 million euros at ports, 45 million at airports and 2.5 million on rails, which adds up to 100 million euros.",
        "2020-02-02",
    );
    assert_eq!((printed.as_str(), kind), ("2.5 million", "lost_zero"));
    let (printed, kind, _) =
        only("Of the 261 members present, 214 voted in favour, 20 against and 17 abstained.", "2021-09-02");
    assert_eq!((printed.as_str(), kind), ("214", "contradicts_record"));
}

#[test]
fn a_term_is_no_year() {
    let (printed, kind, right) = only(
        "Berlin pledged 1.5 billion euros a year for 2020 to 2023, up from 350 million euros in 2019.",
        "2020-09-01",
    );
    assert_eq!((printed.as_str(), kind), ("1.5 billion euros a year", "yearly_vs_total"));
    assert!(right.contains("375 million euros a year"), "{right}");
}

#[test]
fn the_headline_is_held_against_the_text() {
    let text =
        "Club to raise 120 million euros\n\nThe club will raise 12 million euros, its head said on Monday.\n";
    let (printed, kind, right) = only(text, "2020-09-01");
    assert_eq!(
        (printed.as_str(), kind, right.as_str()),
        ("120 million euros", "extra_zero", "Club to raise 12 million euros")
    );
}

#[test]
fn korean_pairs_are_checked() {
    let (printed, kind, right) =
        only("한국은 올해 1조 1833억 원(약 104억7000만 달러)을 내기로 했다.", "2021-03-10");
    assert_eq!(kind, "wrong_conversion", "{printed}");
    assert!(right.contains("10억 4,700만 달러"), "{right}");
    assert!(found("한국은 올해 1조 1833억 원(약 10억5000만 달러)을 내기로 했다.", "2021-03-10").is_empty());
}

#[test]
fn japanese_pairs_are_checked() {
    let (printed, kind, right) = only("日本は2021年度に2017億円（約190億ドル）を負担する。", "2021-02-18");
    assert_eq!(kind, "wrong_conversion", "{printed}");
    assert!(right.contains("約19億"), "{right}");
    assert!(found("日本は2021年度に2017億円（約19億ドル）を負担する。", "2021-02-18").is_empty());
}

#[test]
fn figures_that_fit_but_for_one_slip_are_put_right() {
    let (printed, kind, _) = only(
        "Rents bring in 62 million euros and fees 18 million, so that the port has 8 million euros to spend.",
        "2020-03-02",
    );
    assert_eq!((printed.as_str(), kind), ("8 million euros", "lost_zero"));
    let (printed, kind, _) =
        only("The contract was signed on 3 May 2021 and took effect on 1 July 2020.", "2021-08-01");
    assert_eq!((printed.as_str(), kind), ("3 May 2021", "wrong_year"));
    let (printed, kind, _) =
        only("思いやり予算は2020年度の1993億円から2021年度は2071億円へ24億円増えた。", "2021-02-18");
    assert_eq!((printed.as_str(), kind), ("2071億円", "contradicts_record"));
}

#[test]
fn right_sentences_are_left_alone() {
    for text in [
        "About 4,500 of the 8,500 workers, or more than half, were sent home on 1 April, and 2,000 more may follow.",
        "Each of the four states pays 2.5 million euros, 10 million euros altogether, half of it in the first year.",
        "The bridge costs 40 million euros, 8 million more than planned, and takes three years instead of two.",
        "A plan for 30 million euros over three years, or 10 million a year, replaces the present 8 million a year.",
        "They came down from $5 billion to $4 billion, while the others hold to an increase of 10 percent.",
    ] {
        assert!(found(text, "2020-04-10").is_empty(), "{text}: {:#?}", found(text, "2020-04-10"));
    }
}

#[test]
fn so_many_times_is_no_as_many_hundred_per_cent_more() {
    for text in [
        "The demand of $5 billion is five times the current $1 billion, an increase of 500 percent.",
        "It wants $4.7 billion a year, five times the $890 million it gets now, an increase of 500 percent.",
        "Seoul pays about $1 billion now. The demand of $5 billion is 500 percent more.",
        "현재 10억 달러의 5배인 50억 달러로 500% 인상을 요구했다.",
    ] {
        let (_, kind, right) = only(text, "2019-11-19");
        assert_eq!(kind, "ratio_as_percent", "{text}");
        assert!(right.contains("400"), "{right}");
        let right = text.replace("500", "400");
        assert!(found(&right, "2019-11-19").is_empty(), "{right}");
    }
}

#[test]
fn figures_hold_within_their_printed_digits_and_years_at_their_rate() {
    for text in [
        "The US wants $5 billion, a 400 percent increase on $924 million.",
        "Shares rose 2.5 percent to 51,200 won, after falling 1,200 won on Friday.",
        "The contract of 2014 was worth 920 billion won (then $867 million).",
        "Seoul's contribution rose 8.2 percent this year, from 960.2 billion won in 2018 to 1.0389 trillion won.",
    ] {
        assert!(found(text, "2019-11-19").is_empty(), "{text}: {:#?}", found(text, "2019-11-19"));
    }
}

#[test]
fn a_total_that_is_worked_out_is_the_one_that_is_wrong() {
    for (text, wrong, right) in [
        (
            "At 798 million euros a year, the rebate would total 55.86 billion euros over seven years.",
            "55.86 billion euros",
            "5.586 billion",
        ),
        ("Over ten years £160,000 a year would be £16 million.", "£16 million", "£1.6 million"),
        (
            "Under the five-year deal it pays 1.04 trillion won a year, a total of 52 trillion won.",
            "52 trillion won",
            "5.2 trillion won",
        ),
        (
            "EU 200,000 tonnes, UK 210,000 tonnes, Norway 278,222 tonnes: together 788,222 tonnes.",
            "788,222 tonnes",
            "688,222 tonnes",
        ),
    ] {
        let (printed, _, corrected) = only(text, "2019-11-19");
        assert_eq!(printed, wrong, "{text}");
        assert!(corrected.contains(right), "{corrected}");
    }
}

#[test]
fn where_two_repairs_fit_both_are_told() {
    let all =
        found("Its part rose 18.2 percent, from 960.2 billion won to 1.0389 trillion won.", "2019-11-19");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].sure.word(), "possible");
    assert!(all[0].why.contains("8.2 %") && all[0].why.contains("in place of 1.0389 trillion won"));
}

#[test]
fn numbers_beyond_all_measure_do_no_harm() {
    let huge = "9".repeat(28);
    let parts = [
        "{} won ($0.{})",
        "{} percent more than {} won",
        "{} times the {} tonnes of {}",
        "{}, {} and {} in all",
        "{} trillion won a year from 2014 to 2018, or 0.{} dollars",
        "rose by {} percent a year from $1 in 1900 to ${} in 1999",
    ];
    for p in parts {
        found(&p.replace("{}", &huge), "2020-01-01");
        found(&p.replace("{}", "999,999,999,999,999,999,999"), "2020-01-01");
        found(&p.replace("{}", "0"), "2020-01-01");
    }
}

#[test]
fn a_megabyte_is_read_in_reasonable_time() {
    let one = "It paid 1.1833 trillion won ($1.05 billion) in 2021, 13.9 percent more than the 1.0389 trillion won of 2020, or five times 20 tonnes, 3 tonnes and 5 percent of 7,000 tonnes. ";
    let text = one.repeat(200_000 / one.len());
    let begun = std::time::Instant::now();
    found(&text, "2021-03-10");
    // Tests are built with little optimisation; `figure_scores` and the benches measure the release build.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_text_is_read_and_places_are_on_character_boundaries(
        words in prop::collection::vec(
            prop_oneof![
                Just("won".to_owned()), Just("percent".into()), Just("more than".into()), Just("from".into()), Just("to".into()),
                Just("$".into()), Just("€".into()), Just("million".into()), Just("trillion".into()), Just("times".into()),
                Just("a year".into()), Just("half of".into()), Just("(".into()), Just(")".into()), Just(",".into()), Just(".".into()),
                Just("억 원".into()), Just("億円".into()), Just("2019".into()), Just("2014 to 2018".into()), Just("in all".into()),
                Just("five years".into()), Just("votes".into()), Just("present".into()), Just("against".into()), Just("abstained".into()),
                Just("or".into()), Just("tonnes".into()), Just("\n\n".into()), Just("the third year of".into()),
                "[0-9]{1,6}(,[0-9]{3}){0,2}(\\.[0-9]{1,4})?", "\\PC{0,4}",
            ],
            0..60,
        )
    ) {
        let text = words.join(" ");
        let rates = Rates::shipped();
        for day in ["2019-11-19", ""] {
            let doc = Document::new(&text, day.parse().ok());
            let known = Known { rates: &rates, case: None };
            for f in figures(&doc, &known) {
                prop_assert_eq!(doc.text().get(f.at.clone()), Some(f.printed.as_str()));
            }
            for u in unchecked(&doc, &known) {
                prop_assert!(doc.text().get(u.at).is_some());
            }
        }
    }
}
