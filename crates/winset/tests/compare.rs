//! Two answers side by side: nothing differs from itself, exchanged sides give the mirror, nothing later shows, and what
//! differs is what both answers say by themselves.

mod support;

use std::str::FromStr;

use support::{JAPAN, KOREA, MACKEREL, NATO, case, checked, day, folder};
use winset::class::shipped;
use winset::compare::{Asked, Comparison, Difference, Side, compare, json, report};
use winset::deals::Asked as Deals;
use winset::question::{Audience, Question};
use winset_case::Decimal;
use winset_case::parse::Checked;

const DAYS: [(&str, &str, &str); 4] = [
    (KOREA, "2019-10-01", "2019-11-19"),
    (JAPAN, "2026-09-01", "2026-11-24"),
    (NATO, "2019-09-01", "2019-12-31"),
    (MACKEREL, "2013-06-01", "2014-03-31"),
];

fn at(checked: &Checked, as_of: &str, audience: Audience) -> Question {
    Question::new(checked, Some(day(as_of)), audience).expect("a day was given").0
}

fn between(left: &Question, right: &Question, sets: (&[String], &[String]), asked: Asked<'_>) -> Comparison {
    let left = Side { question: left, set: sets.0, audience: Audience::Own };
    let right = Side { question: right, set: sets.1, audience: Audience::Own };
    compare(&left, &right, &shipped(), asked).expect("what was asked is understood")
}

fn of_days(name: &str, left: &str, right: &str, asked: Asked<'_>) -> Comparison {
    let checked = case(name, &[]);
    between(&at(&checked, left, Audience::Own), &at(&checked, right, Audience::Own), (&[], &[]), asked)
}

fn every(proposals: &[String], deals: &Deals, mut each: impl FnMut(Asked<'_>)) {
    [Asked::Brief, Asked::Price(proposals), Asked::Vote(proposals), Asked::Deals(deals), Asked::Forecast]
        .into_iter()
        .for_each(&mut each);
}

#[track_caller]
fn about<'a>(c: &'a Comparison, name: &str) -> &'a Difference {
    let found = c.differences.iter().find(|d| d.about == name);
    found.unwrap_or_else(|| {
        panic!("no `{name}` among {:#?}", c.differences.iter().map(|d| &d.about).collect::<Vec<_>>())
    })
}

fn sides(d: &Difference) -> (Option<&str>, Option<&str>, Option<&str>) {
    (d.left.as_deref(), d.right.as_deref(), d.change.as_deref())
}

#[test]
fn an_answer_does_not_differ_from_itself() {
    for (name, early, late) in DAYS {
        for when in [early, late] {
            every(&[], &Deals::default(), |asked| {
                let c = of_days(name, when, when, asked);
                assert_eq!(c.differences, [], "{name} {when} {asked:?}");
                assert_eq!(c.fainter, 0);
                assert!(c.same > 0, "{name} {when} {asked:?} compares something");
            });
        }
    }
}

#[test]
fn exchanged_sides_give_the_mirror() {
    let turned = |text: &Option<String>| {
        text.as_ref().map(|t| {
            t.chars()
                .map(|c| {
                    if c == '+' {
                        '−'
                    } else if c == '−' {
                        '+'
                    } else {
                        c
                    }
                })
                .collect::<String>()
        })
    };
    for (name, early, late) in DAYS {
        every(&[], &Deals::default(), |asked| {
            let there = of_days(name, early, late, asked);
            let back = of_days(name, late, early, asked);
            assert_eq!((there.same, there.fainter), (back.same, back.fainter), "{name} {asked:?}");
            assert_eq!(there.differences.len(), back.differences.len());
            for (a, b) in there.differences.iter().zip(&back.differences) {
                assert_eq!(a.about, b.about, "{name} {asked:?}");
                assert_eq!((&a.left, &a.right), (&b.right, &b.left), "{name}: {}", a.about);
                assert_eq!(a.why, b.why, "{name}: {}", a.about);
                assert_eq!(turned(&a.change), b.change, "{name}: {}", a.about);
            }
        });
    }
}

#[test]
fn what_is_planted_later_makes_no_difference() {
    let plain = case(KOREA, &[]);
    let mut with = folder(KOREA);
    let record = with.files.iter_mut().find(|(f, _)| f == "record.csv").expect("a record");
    record.1.extend(
        b"zz1,2019-11-18,2019-11-20,Planted,US,,official_statement,asserted,demand,9000000000,9000000000,exact,USD,year,2020,,,reuters-2019-11-19,A1,zz,,planted claim,demand,found,\n",
    );
    let with = checked(&with, &[]);
    every(&[], &Deals::default(), |asked| {
        let (a, b) = (at(&plain, "2019-11-19", Audience::Own), at(&with, "2019-11-19", Audience::Own));
        assert_eq!(between(&a, &b, (&[], &[]), asked).differences, [], "{asked:?}");
    });
    let (a, b) = (at(&with, "2019-11-19", Audience::Own), at(&with, "2019-11-20", Audience::Own));
    let c = between(&a, &b, (&[], &[]), Asked::Brief);
    let d = about(&c, "claim zz1");
    assert_eq!(
        (d.left.as_deref(), d.right.as_deref().map(|t| t.contains("planted claim"))),
        (None, Some(true))
    );
}

#[test]
fn a_discount_rate_moves_what_is_discounted_and_nothing_else() {
    let sets = ["price.discount_rate=2 %".to_owned()];
    let (plain, with) = (case(KOREA, &[]), case(KOREA, &["price.discount_rate=2 %"]));
    let inline = ["+13 %, 7 %/yr, 5y".to_owned()];
    let (a, b) = (at(&plain, "2019-11-19", Audience::Own), at(&with, "2019-11-19", Audience::Own));
    let c = between(&a, &b, (&[], &sets), Asked::Price(&inline));
    assert!(c.same >= 5, "the five years stay: {}", c.same);
    for d in &c.differences {
        assert!(d.about.contains("present value") || d.about.contains("levelised"), "{}", d.about);
        assert_eq!(d.why.as_deref(), Some("price.discount_rate = 2 %"));
    }
    // By hand: 1,038.9bn × 1.13, then 7 % a year for five years, each discounted by the year before.
    let value = |rate: &str| -> Decimal {
        let (mut sum, mut amount, mut factor) = (
            Decimal::ZERO,
            Decimal::from(1_038_900_000_000_i64) * Decimal::from_str("1.13").expect("a number"),
            Decimal::ONE,
        );
        let step = case(KOREA, &[]).case.pricing.round_to.and_then(|f| f.low).expect("a step");
        for _ in 0..5 {
            let rounded = (amount / step)
                .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                * step;
            sum += rounded / factor;
            amount = rounded * Decimal::from_str("1.07").expect("a number");
            factor *= Decimal::ONE + Decimal::from_str(rate).expect("a number");
        }
        sum
    };
    let base = plain.case.pricing.discount_rate.expect("the case has a rate").to_string();
    let d = about(&c, &format!("{}, present value", inline[0]));
    let change = value("0.02") - value(&base);
    let shown = winset_case::quantity::short(change, &plain.case.unit_of_account().expect("won"), 1);
    assert_eq!(d.change.as_deref(), Some(format!("+{shown}").as_str()), "{d:?}");
}

#[test]
fn the_differences_of_two_days_are_what_the_answers_say_by_themselves() {
    let c = of_days(KOREA, "2019-10-01", "2019-11-19", Asked::Brief);
    let expiry =
        c.differences.iter().find(|d| d.about.starts_with("days to 31 Dec 2019")).expect("the expiry");
    assert_eq!(sides(expiry), (Some("91 days"), Some("42 days"), Some("−49 days")));
    assert!(c.differences.iter().any(|d| d.about.starts_with("US asks") && d.right.is_some()), "{c:#?}");
    let rate = about(&c, "exchange rate USD to KRW");
    assert!(rate.right.as_deref().is_some_and(|t| t.starts_with("1,183.45")), "{rate:?}");
    assert!(rate.why.as_deref().is_some_and(|w| w.contains("of Oct 2019, known on")), "{rate:?}");
    let told = winset::view::text::write(&report(&c));
    for words in ["Left: as of 1 Oct 2019. Right: as of 19 Nov 2019.", "CLAIMS THAT ONLY ONE SIDE KNOWS"] {
        assert!(told.contains(words), "no `{words}` in\n{told}");
    }
}

#[test]
fn a_side_that_cannot_answer_says_why() {
    let set = ["baseline.ends_known_on=2020-01-01".to_owned()];
    let (plain, without) = (case(KOREA, &[]), case(KOREA, &["baseline.ends_known_on=2020-01-01"]));
    let (a, b) = (at(&plain, "2019-11-19", Audience::Own), at(&without, "2019-11-19", Audience::Own));
    let c = between(&a, &b, (&[], &set), Asked::Forecast);
    let d = about(&c, "a forecast");
    assert_eq!(d.left.as_deref(), Some("given"));
    assert!(
        d.right.as_deref().is_some_and(|t| t.starts_with("none: ") && t.contains("baseline.ends")),
        "{d:?}"
    );
    let chance = c.differences.iter().find(|d| d.about.starts_with("chance of a deal by")).expect("a chance");
    assert_eq!((chance.right.as_deref(), chance.change.as_deref()), (None, None));
}

#[test]
fn a_proposal_that_was_not_known_is_a_difference_and_one_that_never_was_a_mistake() {
    let checked = case(KOREA, &[]);
    let id = checked.case.proposals.iter().max_by_key(|p| p.standing.known_on).expect("a proposal");
    let (known, before) = (id.standing.known_on, id.standing.known_on.yesterday().expect("a day"));
    let (a, b) =
        (at(&checked, &before.to_string(), Audience::Own), at(&checked, &known.to_string(), Audience::Own));
    let asked = [id.id.clone()];
    let c = between(&a, &b, (&[], &[]), Asked::Price(&asked));
    let d = about(&c, &id.id);
    assert!(d.why.as_deref().is_some_and(|w| w.contains(&format!("proposal {}, known on", id.id))), "{d:?}");
    let wrong = ["no-such-thing".to_owned()];
    let side = |q| Side { question: q, set: &[], audience: Audience::Own };
    for asked in [Asked::Price(&wrong), Asked::Vote(&wrong)] {
        let e = compare(&side(&a), &side(&b), &shipped(), asked).expect_err("nobody knows it");
        assert!(e[0].contains("no-such-thing"), "{e:?}");
    }
}

#[test]
fn an_unlike_vote_rule_moves_what_is_needed_by_hand() {
    let set = ["approval.assembly.rule=two thirds of members".to_owned()];
    let (plain, with) = (case(KOREA, &[]), case(KOREA, &[set[0].as_str()]));
    let (a, b) = (at(&plain, "2019-11-19", Audience::Own), at(&with, "2019-11-19", Audience::Own));
    let c = between(&a, &b, (&[], &set), Asked::Vote(&[]));
    // Of 295: more than half is 148, two thirds are 196 ⅔.
    let d = about(&c, "National Assembly, needed if all are there");
    assert_eq!(sides(d), (Some("148 votes"), Some("197 votes"), Some("+49 votes")));
    assert_eq!(d.why.as_deref(), Some("approval.assembly.rule = two thirds of members"));
    assert!(!c.differences.iter().any(|d| d.about.contains("seats of")), "the seats stay");
}

#[test]
fn nothing_withheld_is_named() {
    let set = [
        "proposal.zzsecret.first_year=+99 %".to_owned(),
        "proposal.zzsecret.internal=true".to_owned(),
        "proposal.zzsecret.title=zzsecret".to_owned(),
    ];
    let with = case(KOREA, &set.iter().map(String::as_str).collect::<Vec<_>>());
    let plain = case(KOREA, &[]);
    let (a, b) = (at(&plain, "2019-11-19", Audience::Public), at(&with, "2019-11-19", Audience::Public));
    every(&[], &Deals::default(), |asked| {
        let left = Side { question: &a, set: &[], audience: Audience::Public };
        let right = Side { question: &b, set: &set, audience: Audience::Public };
        let c = compare(&left, &right, &shipped(), asked).expect("an answer");
        let all = format!("{}{}", json(&c), winset::view::html::write(&report(&c)));
        assert!(!all.contains("zzsecret") && !all.contains("99 %"), "{asked:?}: {all}");
        assert!(all.contains("an entry that is withheld"));
    });
}
