//! Printed money: the agreements of one series to the printed unit, and the arithmetic of one measure to ten digits.
//!
//! Amounts are in 100 million won, the unit to which the treaties round. What is worked out here is worked out by the
//! case as it is shipped; what it must give is written down as printed or as computed apart.

use winset_case::case::{Case, Proposal};
use winset_case::parse::{Folder, parse};
use winset_case::price::{Expected, Origin, Priced, inline, needs, price};
use winset_case::quantity::Bound;
use winset_case::text::parse_date;
use winset_case::{Date, Decimal};
use winset_tests::disk::shipped;

/// A year and the amount printed for it.
type Printed = (i16, i64);

/// The 7th agreement: consumer prices of two years before, no cap.
const SMA_07: &[Printed] = &[(2007, 7255), (2008, 7415)];
/// The 8th: the same with a cap of 4 per cent, which the 4.7 of 2008 meets.
const SMA_08: &[Printed] = &[(2009, 7600), (2010, 7904), (2011, 8125), (2012, 8361), (2013, 8695)];
/// The 9th: the same.
const SMA_09: &[Printed] = &[(2014, 9200), (2015, 9320), (2016, 9441), (2017, 9507), (2018, 9602)];
/// The 10th: the growth of the defence budget of 2019 on the sum of 2018.
const SMA_10: &[Printed] = &[(2019, 10389)];
/// 2020, settled apart at the sum of 2019.
const SMA_11_2020: &[Printed] = &[(2020, 10389)];
/// The 11th: 13.9 per cent, then the growth of the defence budget of the year before.
const SMA_11: &[Printed] = &[(2021, 11833), (2022, 12472), (2023, 12896), (2024, 13463), (2025, 14028)];
/// The 12th: 8.3 per cent, then consumer prices; of 2027 nothing is printed yet.
const SMA_12: &[Printed] = &[(2026, 15192), (2027, 15511)];

fn d(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn day(text: &str) -> Date {
    parse_date(text).expect("a day")
}

/// The shipped case with flags.
fn case(sets: &[&str]) -> Case {
    let sets: Vec<String> = sets.iter().map(|s| (*s).to_owned()).collect();
    parse(&shipped("rok-us-sma-11"), &sets).expect("the shipped case is a case").case
}

/// The shipped case with other files in the place of some, as of the last day.
fn case_with(files: &[(&str, String)], sets: &[&str]) -> Case {
    let mut folder: Folder = shipped("rok-us-sma-11");
    for (name, text) in files {
        let file = folder.files.iter_mut().find(|(n, _)| n == name).expect("a file of the case");
        file.1 = text.clone().into_bytes();
    }
    let sets: Vec<String> = sets.iter().map(|s| (*s).to_owned()).collect();
    parse(&folder, &sets).expect("a case").case
}

fn named<'a>(case: &'a Case, id: &str) -> &'a Proposal {
    case.proposal(id).unwrap_or_else(|| panic!("no {id}"))
}

/// Prices with the last published value carried forward.
fn carried(case: &Case, proposal: &Proposal) -> Priced {
    let expected: Vec<Expected> =
        needs(case, proposal).iter().map(|n| Expected { year: n.year, growth: n.mean }).collect();
    price(case, proposal, &expected).expect("an answer")
}

/// Years and amounts in 100 million won.
fn amounts(priced: &Priced) -> Vec<(i16, Decimal)> {
    priced.years.iter().map(|y| (y.year, (y.amount / d("100000000")).normalize())).collect()
}

fn whole(list: &[Printed]) -> Vec<(i16, Decimal)> {
    list.iter().map(|(y, a)| (*y, Decimal::from(*a))).collect()
}

/// Asserts that a value is the printed one to the last digit that is printed.
fn prints(value: Option<Decimal>, printed: &str) {
    let value = value.expect("a value");
    let expected = d(printed);
    let difference = (value - expected).abs();
    let half = Decimal::new(5, expected.scale() + 1);
    assert!(difference <= half, "{value} is not {printed}");
}

/// The growth of a series of one value a year, in the format of the case.
fn yearly(values: &[(i16, &str)]) -> String {
    let row = |(y, v): &(i16, &str)| format!("{y}-01-01,{y}-12-31,{v},{}-01-02\n", y + 1);
    "date_start,date_end,value,known_on\n".to_owned() + &values.iter().map(row).collect::<String>()
}

#[test]
fn every_year_of_the_agreements_comes_out_as_printed() {
    let all = case(&[]).as_of(day("2026-12-31"));
    for (id, printed) in [
        ("sma-07", SMA_07),
        ("sma-08", SMA_08),
        ("sma-09", SMA_09),
        ("sma-10", SMA_10),
        ("sma-11-2020", SMA_11_2020),
        ("sma-11", SMA_11),
    ] {
        let priced = price(&all, named(&all, id), &[]).expect("an answer");
        assert_eq!(amounts(&priced), whole(printed), "{id}");
        assert!(priced.years.iter().all(|y| y.origin != Origin::Projected), "{id}");
    }
    let twelfth = carried(&all, named(&all, "sma-12"));
    assert_eq!(amounts(&twelfth)[..2], whole(SMA_12));
    let known = twelfth.years.iter().map(|y| y.origin == Origin::Rule);
    assert_eq!(known.collect::<Vec<_>>(), [true, true, false, false, false]);
}

#[test]
fn the_printed_history_is_what_the_rules_give() {
    let all = case(&[]);
    for (year, amount) in [SMA_07, SMA_08, SMA_09, SMA_10, SMA_11_2020, SMA_11, &SMA_12[..1]].concat() {
        let row = all.history.iter().find(|h| h.year == year && h.category.is_none()).expect("a year");
        assert_eq!(row.amount, Decimal::from(amount) * d("100000000"), "{year}");
    }
}

#[test]
fn the_eleventh_comes_out_once_its_last_index_is_known() {
    let case = case(&[]).as_of(day("2024-12-31"));
    let priced = price(&case, named(&case, "agreed-2021"), &[]).expect("an answer");
    assert_eq!(amounts(&priced), whole(SMA_11));
    // Levelised amount, its ratio to the first year, and both changes on the 10 389 of 2019, at 3 per cent a year.
    prints(priced.worth.levelised.map(|v| v / d("100000000")), "12906.600197");
    prints(priced.worth.levelised.map(|v| v / priced.years[0].amount), "1.0907293");
    prints(priced.worth.first_year_change, "0.13899");
    prints(priced.worth.levelised_change, "0.24233");
}

#[test]
fn without_yearly_rounding_the_last_year_differs() {
    let sets = ["price.round_to=0.000001 KRW", "proposal.agreed-2021.first_year=1183300000000 KRW"];
    let case = case(&sets).as_of(day("2024-12-31"));
    let priced = price(&case, named(&case, "agreed-2021"), &[]).expect("an answer");
    // From the printed 11 833 of 2021; rounded once, at the end, it would be printed as 14 029.
    prints(Some(amounts(&priced)[4].1), "14028.9198");
}

#[test]
fn a_change_is_exact_before_it_is_rounded() {
    let case = case(&[]).as_of(day("2026-12-31"));
    for (id, exact, rounded) in
        [("agreed-2021", "11833.071", 11833), ("sma-12", "15192.324", 15192), ("sma-10", "10389.364", 10389)]
    {
        let first = &carried(&case, named(&case, id)).years[0];
        let winset_case::price::Arithmetic::Change { exact: found, .. } = &first.arithmetic else {
            panic!("{id} is no change")
        };
        assert_eq!((*found / d("100000000")).normalize(), d(exact), "{id}");
        assert_eq!(first.amount, Decimal::from(rounded) * d("100000000"), "{id}");
    }
}

#[test]
fn a_growing_amount_has_the_present_value_of_the_closed_form() {
    let sets = ["price.round_to=0.000000000001 KRW", "baseline.amount=1000 KRW"];
    let case = case(&sets);
    let priced =
        price(&case, &inline(&case, "1000 KRW, 5%/yr, 5y").expect("understood"), &[]).expect("an answer");
    prints(priced.worth.present_value, "5197.9818887");
    prints(priced.worth.levelised, "1101.9447645");
    prints(priced.worth.levelised.map(|v| v / d("1000")), "1.1019448");
}

#[test]
fn the_eleventh_as_seen_in_march_2021_carries_one_growth_forward() {
    let case = case(&["price.round_to=0.000001 KRW", "proposal.agreed-2021.first_year=1183300000000 KRW"])
        .as_of(day("2021-03-10"));
    let proposal = named(&case, "agreed-2021");
    // The budget of 2021 was voted in December 2020; its 5.4 per cent is carried over the four years.
    assert_eq!(
        needs(&case, proposal).iter().map(|n| (n.year, n.mean)).collect::<Vec<_>>(),
        [(2023, d("5.4")), (2024, d("5.4")), (2025, d("5.4")),]
    );
    let priced = carried(&case, proposal);
    prints(priced.worth.levelised.map(|v| v / priced.years[0].amount), "1.1105349");
    prints(priced.worth.levelised_change, "0.26489");
}

#[test]
fn real_amounts_are_those_of_a_later_price_series() {
    // Consumer prices of a later print at two decimals, 2020 to 2025; 2020 counts as 1.
    let later = [(2020, "0.54"), (2021, "2.5"), (2022, "5.09"), (2023, "3.6"), (2024, "2.32"), (2025, "2.1")];
    let sets = ["price.basis=real", "price.base_year=2020", "price.deflator=cpi", "baseline.year=2020"];
    // The 10 389 of 2019 was paid in 2020 once more, so it is compared in won of 2020 as it stands.
    let case = case_with(&[("series/cpi.csv", yearly(&later))], &sets);
    let priced = price(&case, named(&case, "agreed-2021"), &[]).expect("an answer");
    assert_eq!(amounts(&priced), whole(SMA_11));
    prints(priced.worth.levelised_change, "0.12556");
}

#[test]
fn a_price_level_is_built_from_first_prints_and_says_where_it_is_carried_forward() {
    let sets = ["price.basis=real", "price.base_year=2020", "price.deflator=cpi"];
    let prints_of_2021 = "date_start,date_end,value,known_on\n2020-01-01,2020-12-31,0.5,2021-01-01\n\
        2021-01-01,2021-12-31,2.5,2022-01-02\n2021-01-01,2021-12-31,2.9,2023-01-02\n";
    let case = case_with(&[("series/cpi.csv", prints_of_2021.to_owned())], &sets);
    let worth =
        |text: &str| price(&case, &inline(&case, text).expect("understood"), &[]).expect("an answer").worth;
    // The proposal begins in 2020, the base year; 2021 grows by the first print, 2022 by the same, not known yet.
    let two = worth("1.1tn KRW, 2y");
    assert_eq!((two.deflators, two.carried), (vec![d("1"), d("1.025")], false));
    let three = worth("1.1tn KRW, 3y");
    assert_eq!((three.deflators[2], three.carried), (d("1.050625"), true));
}

#[test]
fn what_is_written_on_the_spot_is_refused_where_it_is_unclear() {
    let case = case(&[]);
    let refused = |text: &str| inline(&case, text).expect_err(text);
    assert!(refused("1tn KRW, 3y, 4y").contains("given twice"));
    assert!(refused("1tn KRW, 41y").contains("from 1 to 40"));
    assert!(refused("1tn KRW, 0y").contains("from 1 to 40"));
    assert!(refused("1tn KRW, frozen, 3%/yr").contains("a rule already"));
    assert!(refused("0 KRW").contains("above zero"));
    assert!(refused("100 persons, 3y").contains("bargains in KRW"));
    let rule = |text: &str| inline(&case, text).expect("understood").rule;
    assert_eq!(rule("+5%, cpi, lag 2, cap 4%, 5y"), rule("+5%, 5y, cpi lag 2 cap 4%"));
}

#[test]
fn a_bound_of_any_year_is_kept() {
    let bound = |amounts: &str| {
        let case = case(&[&format!("proposal.planted={{ amounts = {amounts} }}")]);
        price(&case, named(&case, "planted"), &[]).expect("an answer").bound
    };
    assert_eq!(bound(r#"["1tn KRW", "1.1tn KRW"]"#), Bound::Exact);
    assert_eq!(bound(r#"["1tn KRW", "up to 1.1tn KRW"]"#), Bound::UpTo);
    assert_eq!(bound(r#"["at least 1tn KRW", "up to 1.1tn KRW"]"#), Bound::Approx);
}

/// Consumer prices of a later series at two decimals, 2006 to 2016.
const LATER_CPI: [(i16, &str); 11] = [
    (2006, "2.24"),
    (2007, "2.53"),
    (2008, "4.67"),
    (2009, "2.76"),
    (2010, "2.94"),
    (2011, "4.03"),
    (2012, "2.19"),
    (2013, "1.30"),
    (2014, "1.27"),
    (2015, "0.71"),
    (2016, "0.97"),
];

/// What a year would be from the printed amount of the year before and an index of two years before.
fn one_step(case: &Case, year: i16, before: i64, capped: bool) -> Decimal {
    let cap = if capped { " cap 4%" } else { "" };
    let mut p = inline(case, &format!("{before}00000000 KRW, cpi lag 2{cap}, 2y")).expect("understood");
    p.starts = Some(year - 1);
    amounts(&price(case, &p, &[]).expect("an answer"))[1].1
}

fn printed(year: i16) -> i64 {
    let all = [SMA_07, SMA_08, SMA_09, SMA_10, SMA_11_2020, SMA_11].concat();
    all.iter().find(|(y, _)| *y == year).expect("a printed year").1
}

#[test]
fn prices_at_two_decimals_miss_six_of_nine_years() {
    let first = case(&[]);
    let later = case_with(&[("series/cpi.csv", yearly(&LATER_CPI))], &[]);
    let mut missed = Vec::new();
    for year in [2008, 2010, 2011, 2012, 2013, 2015, 2016, 2017, 2018] {
        let (before, as_printed) = (printed(year - 1), Decimal::from(printed(year)));
        assert_eq!(
            one_step(&first, year, before, year != 2008),
            as_printed,
            "{year} from prices as first printed"
        );
        let found = one_step(&later, year, before, year != 2008);
        if found != as_printed {
            missed.push((year, found));
        }
    }
    assert_eq!(
        missed,
        whole(&[(2008, 7418), (2011, 8122), (2012, 8364), (2016, 9438), (2017, 9508), (2018, 9599)])
    );
}

#[test]
fn a_later_print_misses_even_at_one_decimal() {
    // Consumer prices of 2010 after the change of the base year: 3.0, first printed as 2.9.
    let rebased = case_with(&[("series/cpi.csv", yearly(&[(2010, "3.0")]))], &[]);
    assert_eq!(one_step(&rebased, 2012, 8125, true), d("8369"));
}

#[test]
fn growth_worked_out_from_the_printed_budgets_misses_three_of_four_years() {
    let first = case(&[]);
    let budget = |year: i16| {
        let values = &first.series("defence-budget").expect("a series").values;
        values.iter().find(|v| v.start == day(&format!("{year}-01-01"))).expect("a year").value
    };
    let found: Vec<(i16, Decimal)> = (2022..=2025)
        .map(|year| {
            let growth = (budget(year - 1) / budget(year - 2) - Decimal::ONE) * d("100");
            let text = format!("{}00000000 KRW, {}%/yr, 2y", printed(year - 1), growth.round_dp(10));
            (
                year,
                amounts(&price(&first, &inline(&first, &text).expect("understood"), &[]).expect("an answer"))
                    [1]
                .1,
            )
        })
        .collect();
    assert_eq!(found, whole(&[(2022, 12467), (2023, 12890), (2024, 13463), (2025, 14032)]));
    assert_eq!([12472, 12896, 13463, 14028], [printed(2022), printed(2023), printed(2024), printed(2025)]);
}

#[test]
fn thirteen_per_cent_and_seven_a_year_end_where_it_was_reported() {
    let case = case(&[]).as_of(day("2020-05-15"));
    let priced = price(&case, named(&case, "offer-13-percent"), &[]).expect("an answer");
    // In trillion won: 1.174 in the first year, and the 1.54 that was reported for the last.
    let path: Vec<Decimal> =
        priced.years.iter().map(|y| (y.amount / d("1000000000000")).round_dp(3)).collect();
    assert_eq!(path, ["1.174", "1.256", "1.344", "1.438", "1.539"].map(d));
    let typed = price(&case, &inline(&case, "+13%, 7%/yr, 5y").expect("understood"), &[]).expect("an answer");
    assert_eq!(amounts(&typed), amounts(&priced));
}

/// An agreement of the class: the last amount before, and its years.
struct Past {
    name: &'static str,
    unit: &'static str,
    before: &'static str,
    years: &'static [&'static str],
    first_year: &'static str,
    levelised: &'static str,
}

/// The 3rd to 5th in million dollars as the white paper prints them, the others in 100 million won; changes in per cent.
const CLASS: [Past; 9] = [
    Past {
        name: "3rd",
        unit: "USD",
        before: "300",
        years: &["330", "360", "390"],
        first_year: "10.00",
        levelised: "19.80297001",
    },
    Past {
        name: "4th",
        unit: "USD",
        before: "390",
        years: &["330", "390", "440"],
        first_year: "-15.38",
        levelised: "-1.132688098",
    },
    Past {
        name: "5th",
        unit: "USD",
        before: "440",
        years: &["470", "550", "620"],
        first_year: "6.82",
        levelised: "23.90646737",
    },
    Past {
        name: "6th",
        unit: "KRW",
        before: "7469",
        years: &["6804", "6804"],
        first_year: "-8.90",
        levelised: "-8.903467666",
    },
    Past {
        name: "7th",
        unit: "KRW",
        before: "6804",
        years: &["7255", "7415"],
        first_year: "6.63",
        levelised: "7.786856761",
    },
    Past {
        name: "8th",
        unit: "KRW",
        before: "7415",
        years: &["7600", "7904", "8125", "8361", "8695"],
        first_year: "2.49",
        levelised: "9.526147729",
    },
    Past {
        name: "9th",
        unit: "KRW",
        before: "8695",
        years: &["9200", "9320", "9441", "9507", "9602"],
        first_year: "5.81",
        levelised: "8.201661469",
    },
    Past {
        name: "10th",
        unit: "KRW",
        before: "9602",
        years: &["10389"],
        first_year: "8.20",
        levelised: "8.196209123",
    },
    Past {
        name: "11th",
        unit: "KRW",
        before: "10389",
        years: &["11833", "12472", "12896", "13463", "14028"],
        first_year: "13.90",
        levelised: "24.23332561",
    },
];

#[test]
fn the_class_is_levelised_from_printed_amounts() {
    for p in &CLASS {
        let amounts: Vec<String> = p.years.iter().map(|a| format!("\"{a} {}\"", p.unit)).collect();
        let text = format!(
            "winset = 1\ntitle = \"{}\"\nknown_on = 2021-12-31\n[party.a]\nname = \"A\"\n[party.b]\nname = \"B\"\n\
             [baseline]\namount = \"{} {}\"\nyear = 2000\n[price]\ndiscount_rate = \"3 %\"\n[agreement.it]\non = \"{} {}\"\namounts = [{}]\n",
            p.name,
            p.before,
            p.unit,
            p.before,
            p.unit,
            amounts.join(", ")
        );
        let folder = Folder { name: p.name.into(), files: vec![("case.toml".into(), text.into_bytes())] };
        let case = parse(&folder, &[]).expect("a case").case;
        let worth = price(&case, named(&case, "it"), &[]).expect("an answer").worth;
        let percent = |v: Option<Decimal>| v.map(|v| v * d("100"));
        prints(percent(worth.first_year_change), p.first_year);
        prints(percent(worth.levelised_change), p.levelised);
    }
}

#[test]
fn the_shipped_agreements_are_measured_on_the_year_before_them() {
    let case = case(&[]).as_of(day("2026-12-31"));
    let ids = ["sma-07", "sma-08", "sma-09", "sma-10", "sma-11"];
    for (id, p) in ids.iter().zip(&CLASS[4..]) {
        let worth = price(&case, named(&case, id), &[]).expect("an answer").worth;
        let percent = |v: Option<Decimal>| v.map(|v| v * d("100"));
        prints(percent(worth.first_year_change), p.first_year);
        prints(percent(worth.levelised_change), p.levelised);
    }
}

#[test]
fn the_twelfth_is_known_by_its_first_year_only() {
    let case = case(&["baseline.amount=1.4028 trillion KRW", "baseline.year=2025"]);
    let priced = carried(&case, named(&case, "sma-12"));
    prints(priced.worth.first_year_change.map(|v| v * d("100")), "8.30");
}

#[test]
fn the_pairs_of_one_report_imply_a_rate() {
    // A report of 19 November 2019 prints US$4bn as RM16.6bn, and 1.04 trillion won as RM3.7bn.
    let case = case(&[]).as_of(day("2019-11-19"));
    let pair = |id: &str| {
        let claim = case.claims.iter().find(|c| c.id == id).expect("a claim");
        let value = |f: &Option<winset_case::quantity::Figure>| {
            f.as_ref().and_then(|f| f.value()).expect("one value")
        };
        (value(&claim.figure), value(&claim.conversion))
    };
    let ((dollars, ringgit), (won, its_ringgit)) = (pair("t032"), pair("t033"));
    let in_dollars = its_ringgit * dollars / ringgit;
    prints(Some(won / in_dollars), "1166.486");
    prints(Some(in_dollars / d("1000000000")), "0.89157");
    prints(Some(d("5000000000") / in_dollars), "5.608");
}

#[test]
fn five_billion_dollars_at_the_last_known_rate_are_5_7_times_the_last_amount() {
    let case = case(&[]).as_of(day("2019-11-19"));
    let asked = price(&case, &inline(&case, "US$5bn").expect("understood"), &[]).expect("an answer");
    // The average of October 2019, the last that a reader could know.
    prints(asked.rate.as_ref().map(|r| r.value), "1183.45");
    prints(asked.worth.first_year_change.map(|v| v + Decimal::ONE), "5.7");
}
