//! The sheet of a shared bill: what it means, and every mistake in it with its place.

use winset_case::quantity::Unit;
use winset_case::sharing::{Heading, MOST_TIMES, Sharing, parse_sharing};
use winset_case::vocabulary::Status;
use winset_case::{Date, Decimal, Diagnostic};

fn read(sheet: &str) -> Sharing {
    parse_sharing("share.csv", sheet.as_bytes(), None).map(|c| c.sharing).unwrap_or_else(|r| panic!("{r:#?}"))
}

fn mistakes(sheet: &str, bill: Option<&str>) -> Vec<Diagnostic> {
    match parse_sharing("share.csv", sheet.as_bytes(), bill) {
        Ok(c) => panic!("no mistake in {sheet}: {:?}", c.sharing),
        Err(r) => r.diagnostics,
    }
}

/// Line, column, a part of the sentence, a part of the hint.
#[track_caller]
fn told(sheet: &str, bill: Option<&str>, expected: &[(usize, usize, &str, &str)]) {
    let found = mistakes(sheet, bill);
    let shown: Vec<String> =
        found.iter().map(|d| format!("{}:{}: {} ({:?})", d.line, d.column, d.sentence, d.hint)).collect();
    assert_eq!(found.len(), expected.len(), "{shown:#?}");
    for (d, (line, column, sentence, hint)) in found.iter().zip(expected) {
        assert_eq!((d.line, d.column), (*line, *column), "{shown:#?}");
        assert!(d.sentence.contains(sentence), "no `{sentence}` in {shown:#?}");
        assert!(d.hint.as_deref().unwrap_or("").contains(hint), "no `{hint}` in {shown:#?}");
    }
}

#[test]
fn rows_of_one_party_add_up_and_keep_their_sources() {
    let s = read(
        "party,at,paid,income,bill,status,source,known_on\n\
         A,before,22.1 %,,,found,x,2019-09-04\nB,before,77.9 %,,,,x,2019-09-04\nA,after,16.35 %,,,found,y,2019-11-28\n\
         A,,,20tn USD,,recalled,,2019-01-01\n,,,,2.5bn USD,,y,2019-11-28\n",
    );
    let labels: Vec<_> = s.moments.iter().map(|m| m.label.as_deref()).collect();
    assert_eq!(labels, [Some("before"), Some("after")]);
    for m in &s.moments {
        let a = &m.parties[0];
        assert_eq!(a.name, "A");
        assert_eq!(
            a.figures[&Heading::Income].status,
            Status::Recalled,
            "an income without a time holds at all"
        );
        assert_eq!(a.figures[&Heading::Paid].status, Status::Found);
        assert_eq!(a.figures[&Heading::Paid].unit, Some(Unit::Percent));
        assert_eq!(m.bill.as_ref().map(|b| b.value), Some(Decimal::from(2_500_000_000_u64)));
    }
    assert_eq!(s.moments[0].parties.len(), 2);
    assert_eq!(s.moments[1].parties.len(), 1);
}

#[test]
fn as_of_a_day_nothing_later_and_nothing_undated_is_left() {
    let s = read(
        "party,claim,paid,known_on\nA,5 EUR,,2019-01-01\nA,,4 EUR,2020-01-01\nB,7 EUR,,\nC,9 EUR,,2020-06-01\n",
    );
    let (then, undated) = s.as_of(Date::constant(2019, 12, 31));
    assert_eq!(undated, 1);
    let names: Vec<&str> = then.moments[0].parties.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["A"]);
    assert_eq!(then.moments[0].parties[0].figures.keys().collect::<Vec<_>>(), [&Heading::Claim]);
    assert!(s.as_of(Date::constant(2018, 1, 1)).0.moments.is_empty());
}

#[test]
fn every_mistake_is_told_at_once_with_its_place() {
    told(
        "party,at,claim,members,status\n\
         A,x,\"1,5 EUR\",,\n\
         ,x,5 EUR,,\n\
         B,x,,,\n\
         C,x,=B2,0,heard\n\
         D,x,-5 EUR,,\n\
         E,x,up to 5 EUR,,\n\
         F,x,+5 %,,\n",
        None,
        &[
            (2, 5, "decimal commas", "1.5"),
            (3, 1, "`party` is empty", "only the bill"),
            (4, 1, "this row has no figure", "claim"),
            (5, 5, "a formula, not a figure", "paste the value"),
            (5, 9, "`members`: `0`", ""),
            (5, 11, "`heard` is not a value of `status`", "found"),
            (6, 5, "is below zero", ""),
            (7, 5, "is not one value", "one figure"),
            (8, 5, "is a change", "amount itself"),
        ],
    );
}

#[test]
fn units_that_do_not_agree_are_told() {
    told("party,claim\nA,5 EUR\nB,5 USD\n", None, &[(3, 3, "in USD here and in EUR above", "no currency")]);
    told("party,claim\nA,5 EUR\nB,5\n", Some("9 EUR"), &[(3, 3, "in no unit here and in EUR above", "")]);
    told(
        "party,claim\nA,5 EUR\n",
        Some("9 USD"),
        &[(2, 3, "is in EUR, the bill is in USD", "per cent of the bill")],
    );
    told("party,claim,paid\nA,5 EUR,5 %\n", None, &[(2, 9, "in another unit than `claim`", "add the bill")]);
    told("party,claim\nA,5 EUR a year\nB,5 EUR a month\n", None, &[(3, 3, "for another time", "")]);
    assert_eq!(read("party,claim,income\nA,5 %,3\n").moments.len(), 1, "incomes have a unit of their own");
}

#[test]
fn what_is_given_twice_is_told() {
    told("party,claim\nA,5 EUR\nA,6 EUR\n", None, &[(3, 3, "`claim` of A is given twice", "at")]);
    told("party,at,claim\nA,,5 EUR\nA,x,5 EUR\n", None, &[(3, 5, "given twice for `x`", "")]);
    told(
        "party,bill,claim\nA,5 EUR,1 EUR\nB,6 EUR,9 EUR\n",
        None,
        &[(3, 3, "the bill is given twice", "once")],
    );
    told("party,members,claim\nA,3,1 EUR\nA,4,\n", None, &[(3, 3, "`members` of A", "one row")]);
    assert_eq!(
        read("party,bill,claim\nA,5 EUR,1 EUR\nB,5 EUR,9 EUR\n").moments[0].parties.len(),
        2,
        "filled down"
    );
}

#[test]
fn a_bill_told_beside_the_sheet_is_laid_over_it_and_its_mistakes_point_at_the_flag() {
    let c =
        parse_sharing("share.csv", b"party,bill,claim\nA,5 EUR,1 USD\n", Some("7 USD")).expect("overlaid");
    assert_eq!(c.sharing.moments[0].bill.as_ref().map(|b| b.value), Some(Decimal::from(7)));
    let found = mistakes("party,claim\nA,1 EUR\n", Some("some"));
    assert_eq!((found[0].file.as_str(), found.len()), ("--bill", 1), "{found:?}");
}

#[test]
fn empty_and_endless_sheets_are_refused() {
    told("", None, &[(1, 1, "the file is empty", "party")]);
    told("party,claim\n", None, &[(1, 1, "no party below the header", "one line a party")]);
    told("claim\n5 EUR\n", None, &[(1, 1, "the column `party` is missing", "")]);
    told("party,clam\nA,5 EUR\n", None, &[(1, 1, "`clam` is not a column", "did you mean `claim`?")]);
    let many: String = (0..=MOST_TIMES).map(|i| format!("A,t{i},5 EUR\n")).collect();
    told(&format!("party,at,claim\n{many}"), None, &[(MOST_TIMES + 2, 1, "more than 12 times", "split")]);
    let many: String = (0..=500).map(|i| format!("P{i},5 EUR\n")).collect();
    told(&format!("party,claim\n{many}"), None, &[(502, 1, "more than 500 parties", "members")]);
    told(
        &format!("party,claim\n{},5 EUR\n", "x".repeat(61)),
        None,
        &[(2, 1, "longer than 60", "note"), (2, 1, "", "")][..1],
    );
}

#[test]
fn control_characters_are_shown_harmless_and_remarked() {
    let c = parse_sharing("share.csv", "party,claim\nA\u{1b}[31m,$5\n=B,3 USD\n".as_bytes(), None)
        .expect("usable");
    assert_eq!(c.sharing.moments[0].parties[0].name, "A\u{fffd}[31m");
    let said: Vec<&str> = c.remarks.iter().map(|d| d.sentence.as_str()).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].contains("control character") && said[1].contains("read as USD"), "{said:?}");
    assert!(said[2].contains("formula to a spreadsheet"), "{said:?}");
}
