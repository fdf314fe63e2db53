//! Lines added to a record: every other byte stays, every mistake is told, and what was accepted can be read again.

use proptest::prelude::*;
use winset::ledger::add::add;
use winset::ledger::append::{Refused, Start, Told, finish, start, try_one};
use winset::ledger::corrections::correct;
use winset::ledger::decisions::{self, Decision, Decisions};
use winset::ledger::draft::{of_sheet, of_words};
use winset::ledger::edit::Cells;
use winset::ledger::propose::quotation;
use winset::ledger::{RECORD, SOURCES, text, with_file};
use winset_case::case::Grade;
use winset_case::diagnostic::Remarks;
use winset_case::parse::{Checked, Folder, parse};
use winset_case::quantity::{UnitNames, parse_figure};
use winset_case::vocabulary::{Attribution, Kind, Modality};
use winset_case::{Diagnostic, Severity};
use winset_read::{Amount, Document, FoundClaim};

const CASE: &str = "winset = 1\ntitle = \"A bridge\"\nknown_on = 2019-01-01\n\
    [units.tonne]\nname = \"tonnes\"\none = \"tonne\"\n\
    [party.a]\nname = \"Upper town\"\ncapital = \"Upton\"\n[party.b]\nname = \"Lower town\"\n";
const SHEET: &str = "id,date,known_on,speaker,side,told_by,attribution,modality,kind,low,high,bound,unit,period,refers_to,denominator,conversion,source,grade,group,quote,claim,informs,status,internal\n\
    t1,2019-11-01,2019-11-01,,a,,,,demand,5000000000,5000000000,exact,USD,year,2020,,,mail,B3,g-mail,the bridge must be paid for by those who cross it,five,,,\n";
const LISTED: &str = "id,publisher,date,url\nmail,The Mail,2019-11-01,https://example.org/a\n";

fn folder(record: &str, sources: &str) -> Folder {
    let files = [("case.toml", CASE), (RECORD, record), (SOURCES, sources)];
    let files = files.iter().filter(|(_, t)| !t.is_empty());
    Folder {
        name: "bridge".into(),
        files: files.map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect(),
    }
}

fn case(folder: &Folder) -> Checked {
    parse(folder, &[]).unwrap_or_else(|r| panic!("{:#?}", r.diagnostics))
}

fn draft(words: &[(&str, &str)]) -> (Cells, Vec<Diagnostic>) {
    let words: Vec<(&str, String)> = words.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
    let mut r = Remarks::default();
    let cells = of_words(&words, &UnitNames::default(), "--amount", &mut r);
    (cells, r.finish().0)
}

const PLAIN: [(&str, &str); 4] =
    [("date", "2019-11-19"), ("known_on", "2019-11-19"), ("kind", "demand"), ("claim", "says, \"five\"")];

// ------------------------------------------------------------------ add

#[test]
fn a_claim_is_added_below_and_nothing_else_changes() {
    for end in ["\n", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            for last in [true, false] {
                let mut record = format!("{mark}{}", SHEET.replace('\n', end));
                if !last {
                    record.truncate(record.len() - end.len());
                }
                let f = folder(&record, LISTED);
                let mut words = PLAIN.to_vec();
                words.extend([("amount", "up to US$5bn a year"), ("side", "a"), ("source", "mail")]);
                let (cells, said) = draft(&words);
                let added = add(&f, vec![cells], said).expect("it is right");
                assert!(added.record.starts_with(&record) && added.record.ends_with(end));
                assert_eq!(added.ids, [("t2".to_owned(), 3)]);
                let c = case(&with_file(&f, RECORD, &added.record)).case;
                let figure = c.claims[1].figure.clone().expect("an amount");
                assert_eq!(winset_case::quantity::figure_text(&figure), "up to US$5bn");
                assert_eq!(
                    (c.claims[1].period.as_deref(), c.claims[1].text.as_str()),
                    (Some("year"), "says, \"five\"")
                );
            }
        }
    }
}

#[test]
fn a_record_that_is_not_there_is_made_with_its_header() {
    let (cells, said) = draft(&PLAIN);
    let added = add(&folder("", ""), vec![cells], said).expect("it is right");
    assert!(added.record.starts_with("id,date,known_on,speaker,side,"), "{}", added.record);
    assert_eq!(added.record.lines().count(), 2);
    assert_eq!(added.ids, [("c1".to_owned(), 2)]);
    assert!(!added.record.contains("span"));
}

#[test]
fn mistakes_are_told_all_at_once_with_their_place() {
    let words = [
        ("date", "19/11/2019"),
        ("known_on", "2019-11-19"),
        ("kind", "demnad"),
        ("amount", "5 bn KRX"),
        ("side", "c"),
        ("source", "male"),
        ("claim", "x"),
    ];
    let (cells, said) = draft(&words);
    let mistakes = add(&folder(SHEET, LISTED), vec![cells], said).expect_err("it is wrong");
    let told: Vec<String> =
        mistakes.iter().map(|d| format!("{}:{} {}", d.file, d.line, d.sentence)).collect();
    for wanted in ["--amount:1 `KRX`", "record.csv:3 `date`", "record.csv:3 `demnad`"] {
        assert!(told.iter().any(|t| t.starts_with(wanted)), "no `{wanted}` in {told:#?}");
    }
}

#[test]
fn an_amount_beside_its_columns_must_agree() {
    let (_, said) = draft(&[("amount", "5bn USD a year"), ("period", "term")]);
    assert!(said.iter().any(|d| d.sentence.contains("another `period`")), "{said:?}");
    let (_, said) = draft(&[("amount", "5bn USD a year"), ("period", "year")]);
    assert!(said.is_empty(), "{said:?}");
    let (_, said) = draft(&[("amount", "$5bn")]);
    assert!(said.iter().all(|d| d.severity == Severity::Remark) && said.len() == 1, "{said:?}");
}

#[test]
fn a_column_that_is_not_there_is_named() {
    let narrow = "kind;claim;id;known_on;date\ndemand;x;a9;2019-11-01;2019-11-01\n";
    let (cells, said) = draft(&PLAIN);
    let added = add(&folder(narrow, ""), vec![cells], said).expect("it is right");
    assert_eq!(added.record, format!("{narrow}demand;\"says, \"\"five\"\"\";a10;2019-11-19;2019-11-19\n"));
    let mut words = PLAIN.to_vec();
    words.extend([("side", "a"), ("grade", "B3")]);
    let (cells, said) = draft(&words);
    let mistakes = add(&folder(narrow, ""), vec![cells], said).expect_err("two columns are missing");
    let told: Vec<&str> = mistakes.iter().map(|d| d.sentence.as_str()).collect();
    assert!(told.len() == 2 && told[0].contains("`grade`") && told[1].contains("`side`"), "{told:?}");
}

#[test]
fn a_sheet_of_claims_is_read_with_any_of_the_columns() {
    let rows = of_sheet("new.csv", "claim;kind;date;known_on\r\n\"a;b\";offer;2019-11-19;2019-11-19\r\n")
        .expect("rows");
    let added = add(&folder(SHEET, LISTED), rows.clone(), Vec::new()).expect("they are right");
    assert_eq!(added.ids, [("t2".to_owned(), 3)]);
    let twice = [rows.clone(), rows].concat();
    assert_eq!(add(&folder(SHEET, LISTED), twice, Vec::new()).expect("right").ids[1], ("t3".to_owned(), 4));
    for (sheet, wanted) in [
        ("kind,date,claim\noffer,2019-11-19,x\n", "the column `known_on` is missing"),
        ("kind,date,known_on,clam\noffer,2019-11-19,2019-11-19,x\n", "`clam` is not a column"),
        ("kind,date,known_on,claim\n", "no row below its header"),
    ] {
        let mistakes = of_sheet("new.csv", sheet).expect_err("it is wrong");
        assert!(mistakes.iter().any(|d| d.file == "new.csv" && d.sentence.contains(wanted)), "{mistakes:?}");
    }
}

#[test]
fn the_same_id_twice_and_a_case_that_is_wrong_are_refused() {
    let (mut cells, _) = draft(&PLAIN);
    cells.insert("id", "t1".into());
    let mistakes = add(&folder(SHEET, LISTED), vec![cells.clone()], Vec::new()).expect_err("twice");
    assert!(mistakes.iter().any(|d| d.sentence.contains("stands twice")));
    cells.insert("id", "t7".into());
    assert!(add(&folder(&format!("{SHEET}oops\n"), LISTED), vec![cells], Vec::new()).is_err());
}

// ------------------------------------------------------------------ append

const NEWS: &str = "# publisher: The Post\n# date: 2019-11-20\n# url: https://example.org/post\n# title: Talks\n---\n\
    Upton asks for up to $5 billion a year, \"a fair sum\".\nThe lower town offered 1 billion dollars on Tuesday.\n";

fn found(doc: &Document, id: &str, words: &str, kind: Kind, side: &str, amount: Option<&str>) -> FoundClaim {
    let start = doc.text().find(words).expect("the words are there");
    let at = start..start + words.len();
    FoundClaim {
        id: id.into(),
        at: at.clone(),
        kind,
        speaker: None,
        side: Some(side.into()),
        told_by: None,
        attribution: Attribution::PressNarrative,
        reported_via: None,
        modality: Modality::Asserted,
        amount: amount
            .map(|a| Amount { at, figure: parse_figure(a, &UnitNames::default()).expect("a figure") }),
        converted: None,
        period: None,
        refers_to: None,
        grade: Grade::parse("B3").expect("a grade"),
        rule: "test".into(),
    }
}

fn news() -> (Document, Vec<FoundClaim>) {
    let doc = Document::new(NEWS, None);
    let list = vec![
        found(
            &doc,
            "c1",
            "Upton asks for up to $5 billion a year",
            Kind::Demand,
            "Upton",
            Some("up to US$5bn a year"),
        ),
        found(&doc, "c2", "The lower town offered 1 billion dollars", Kind::Offer, "b", Some("1bn USD")),
    ];
    (doc, list)
}

fn all(s: &Start) -> Decisions {
    s.proposals.iter().map(|p| (p.id.clone(), Decision::Accept)).collect()
}

#[test]
fn accepted_claims_carry_their_document_their_place_and_their_reader() {
    let f = folder(SHEET, LISTED);
    let (doc, list) = news();
    let c = case(&f);
    let s = start(&c.case, &doc, &list, &Told::default()).expect("it is offered");
    assert_eq!(s.source, "the-post-2019-11-20");
    let mut decided = all(&s);
    decided.insert("c2".into(), Decision::Correct("amount=\"1.2bn USD\" grade=C3 claim=\"says so\"".into()));
    let done = finish(&f, &c.case, &s, &decided).expect("it is right").expect("something was accepted");
    assert_eq!(done.ids, [("t2".to_owned(), 3), ("t3".to_owned(), 4)]);
    let hash = winset::hash::text_hash(doc.text());
    let listed = "id,publisher,date,url,title,sha256\nmail,The Mail,2019-11-01,https://example.org/a,,\n";
    let new = format!("the-post-2019-11-20,The Post,2019-11-20,https://example.org/post,Talks,{hash}\n");
    assert_eq!(done.sources, format!("{listed}{new}"));
    let old: Vec<&str> = SHEET.lines().collect();
    let new: Vec<&str> = done.record.lines().collect();
    assert_eq!(
        (new[0], new[1]),
        (format!("{},span,reader", old[0]).as_str(), format!("{},,", old[1]).as_str())
    );
    let c = case(&with_file(&with_file(&f, RECORD, &done.record), SOURCES, &done.sources)).case;
    let t2 = &c.claims[1];
    assert_eq!(t2.quote.as_deref(), Some("Upton asks for up to $5 billion a year"));
    assert_eq!((t2.span.0.clone(), t2.reader.0.as_deref()), (Some(0..38), Some(winset_read::READER)));
    assert_eq!((t2.side.as_deref(), t2.group.as_deref()), (Some("a"), Some("the-post-2019-11-20")));
    assert_eq!(t2.standing.known_on.to_string(), "2019-11-20");
    let t3 = &c.claims[2];
    assert_eq!((t3.text.as_str(), t3.grade.map(|g| g.to_string())), ("says so", Some("C3".into())));
    assert_eq!(t3.figure.as_ref().and_then(|f| f.low), Some(1_200_000_000_i64.into()));
}

/// The folder after everything of the news was accepted.
fn after() -> Folder {
    let f = folder(SHEET, LISTED);
    let (doc, list) = news();
    let c = case(&f).case;
    let s = start(&c, &doc, &list, &Told::default()).expect("it is offered");
    let done = finish(&f, &c, &s, &all(&s)).expect("right").expect("accepted");
    with_file(&with_file(&f, RECORD, &done.record), SOURCES, &done.sources)
}

#[test]
fn a_text_is_read_once() {
    let f = after();
    let (doc, mut list) = news();
    let c = case(&f).case;
    let Err(Refused::Known(why)) = start(&c, &doc, &list, &Told::default()) else {
        panic!("it was read before")
    };
    assert!(
        why.contains("2 claims (t2, t3)") && why.contains("2019-11-20") && why.contains("winset-read"),
        "{why}"
    );
    list.push(found(&doc, "c3", "on Tuesday", Kind::Event, "b", None));
    let again = Told { again: true, ..Told::default() };
    let s = start(&c, &doc, &list, &again).expect("it is offered again");
    assert_eq!(s.proposals.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["c3"]);
    assert!(s.row.is_none() && s.source == "the-post-2019-11-20");
    // Another text with the address or the id of a source that has its own.
    let other = Document::new(&NEWS.replace("Tuesday", "Monday"), None);
    assert_eq!(
        start(&c, &other, &[], &Told::default()).map(|_| ()),
        Err(Refused::Taken("the-post-2019-11-20".into()))
    );
}

#[test]
fn what_was_killed_between_the_two_files_goes_on() {
    let f = folder(SHEET, LISTED);
    let whole = after();
    let half = with_file(&f, SOURCES, text(&whole, SOURCES));
    let (doc, list) = news();
    let c = case(&half).case;
    let s = start(&c, &doc, &list, &Told::default()).expect("no claim of it is in the record");
    assert!(s.row.is_none());
    let done = finish(&half, &c, &s, &all(&s)).expect("right").expect("accepted");
    assert_eq!((done.record.as_str(), done.sources.as_str()), (text(&whole, RECORD), text(&whole, SOURCES)));
}

#[test]
fn a_text_without_a_day_is_refused() {
    let f = folder(SHEET, LISTED);
    let doc = Document::new("They ask.\n", None);
    let Err(e) = start(&case(&f).case, &doc, &[], &Told::default()) else { panic!("no day") };
    assert!(e == Refused::NoDay && e.to_string().contains("--date"));
}

#[test]
fn a_copy_of_a_report_gets_its_group() {
    let f = folder(SHEET, LISTED);
    let c = case(&f).case;
    let doc = Document::new(
        "# date: 2019-11-02\n# publisher: Echo\n---\nThe mayor said: “The bridge must be paid for, by those who cross it.” They ask 5bn dollars.\n",
        None,
    );
    let list = [found(&doc, "c1", "They ask 5bn dollars", Kind::Demand, "a", Some("5bn USD"))];
    let s = start(&c, &doc, &list, &Told::default()).expect("offered");
    assert!(
        s.notes.iter().any(|n| n.contains("1 of 1 quotations of mail") && n.contains("g-mail")),
        "{:?}",
        s.notes
    );
    let p = &s.proposals[0];
    assert_eq!((p.cells["group"].as_str(), p.duplicate.as_deref()), ("g-mail", Some("t1")));
    assert_eq!(s.row.as_ref().map(|r| r["is_repost"].as_str()), Some("true"));
    let apart = Told { not_a_copy: true, ..Told::default() };
    let s = start(&c, &doc, &list, &apart).expect("offered");
    assert!(s.notes.is_empty() && s.proposals[0].duplicate.is_none());
    assert_eq!(s.proposals[0].cells["group"], "echo-2019-11-02");
    // `all` leaves out what the record has; its id takes it in all the same.
    let s = start(&c, &doc, &list, &Told::default()).expect("offered");
    let list = |t: &str| decisions::of_list("list", t, &s.proposals).expect("it is right");
    assert_eq!(list("all")["c1"], Decision::Reject);
    assert_eq!(list("all\nc1\n")["c1"], Decision::Accept);
}

#[test]
fn a_list_tells_every_id_that_is_none() {
    let (doc, list) = news();
    let s = start(&case(&folder(SHEET, LISTED)).case, &doc, &list, &Told::default()).expect("offered");
    let read = |t: &str| decisions::of_list("list.txt", t, &s.proposals);
    let good =
        read("# mine\n\u{20}c2 kind=offer amount=\"2bn USD # or so\" # a comment\r\n\n").expect("right");
    assert_eq!(good["c1"], Decision::Reject);
    assert_eq!(good["c2"], Decision::Correct("kind=offer amount=\"2bn USD # or so\"".into()));
    let wrong = read("c9\nc1\nAll\n").expect_err("two are none");
    let told: Vec<String> = wrong.iter().map(|d| format!("{}:{} {}", d.file, d.line, d.sentence)).collect();
    assert_eq!(
        told,
        ["list.txt:1 `c9` is no claim of this text", "list.txt:3 `All` is no claim of this text"]
    );
    assert!(read("# nothing\n").is_err());
}

#[test]
fn decisions_are_kept_and_those_that_no_longer_fit_are_dropped() {
    let (doc, list) = news();
    let s = start(&case(&folder(SHEET, LISTED)).case, &doc, &list, &Told::default()).expect("offered");
    let decided = Decisions::from([
        ("c1".to_owned(), Decision::Correct("claim=\"a \\ b\"".to_owned())),
        ("c2".to_owned(), Decision::Reject),
    ]);
    let kept = decisions::write("reader 1", &s.proposals, &decided);
    assert_eq!(decisions::read("p", &kept, &s.proposals).expect("it is read"), (decided, 0));
    let moved = kept.replace("span = \"0-38\"", "span = \"1-38\"");
    let (left, lost) = decisions::read("p", &moved, &s.proposals).expect("it is read");
    assert_eq!((left.len(), lost), (1, 1));
    assert!(decisions::read("p", "[c1", &s.proposals).is_err());
}

#[test]
fn corrections_say_what_cannot_be_corrected() {
    let cells =
        Cells::from([("kind", "demand".to_owned()), ("low", "5".to_owned()), ("unit", "USD".to_owned())]);
    let names = UnitNames::default();
    let new = correct(&cells, "kind=offer  side=a amount=none", "c1", &names).expect("right");
    assert_eq!(new, Cells::from([("kind", "offer".to_owned()), ("side", "a".to_owned())]));
    let wrong =
        correct(&cells, "knid=offer source=x amount=\"5 bn KRX\" what", "c1", &names).expect_err("wrong");
    assert_eq!(wrong.len(), 4, "{wrong:#?}");
    assert!(wrong.iter().any(|d| d.hint.as_deref() == Some("did you mean `kind`?")));
    assert!(correct(&cells, "  ", "c1", &names).is_err());
}

#[test]
fn a_wrong_correction_is_found_before_it_is_kept() {
    let f = folder(SHEET, LISTED);
    let (doc, list) = news();
    let c = case(&f).case;
    let s = start(&c, &doc, &list, &Told::default()).expect("offered");
    let tried = |fields: &str| try_one(&f, &c, &s, &s.proposals[0], &Decision::Correct(fields.into()));
    assert!(tried("kind=offer").is_ok());
    assert!(tried("kind=ofer").is_err_and(|m| m.iter().any(|d| d.sentence.contains("`ofer`"))));
    assert!(tried("side=zz").is_err());
    assert!(tried("date=2019-11-21").is_err(), "known before it was said");
}

#[test]
fn quotations_are_cut_at_a_word() {
    let long = "word ".repeat(80);
    let cut = quotation(&long);
    assert!(cut.chars().count() <= 200 && cut.ends_with("word …"), "{cut}");
    assert_eq!(quotation("a\n  b\u{7}c"), "a b\u{fffd}c");
    assert_eq!(quotation("=1+1"), "… =1+1");
    assert!(quotation(&"字".repeat(900)).chars().count() <= 200);
}

// ------------------------------------------------------------------ property

fn any_amount() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        Some("up to US$5bn a year"),
        Some("-2 %"),
        Some("+13.9 %"),
        Some("1/3"),
        Some("4 to 5 times"),
        Some("999,999,999,999,999,999,999,999 KRW"),
        Some("0.000000000001 USD"),
        Some("about 28,500 persons"),
        Some("7 %/yr"),
        Some("12 tonnes"),
        Some("5bn USD once"),
    ])
}

fn any_side() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        prop::sample::select(vec!["a", "b", "both", "press", "other", "Upton", "UPPER TOWN"])
            .prop_map(|s| Some(s.to_owned())),
        "\\PC{0,12}".prop_map(Some),
    ]
}

prop_compose! {
    fn any_claim(most: usize)(
        ends in (0..=most, 0..=most), kind in prop::sample::select(Kind::WORDS.to_vec()),
        attribution in prop::sample::select(Attribution::WORDS.to_vec()), modality in prop::sample::select(Modality::WORDS.to_vec()),
        sides in (any_side(), any_side()), words in (any::<Option<String>>(), any::<Option<String>>(), any::<Option<String>>(), any::<Option<String>>()),
        amounts in (any_amount(), any_amount()), day in prop::option::of("[0-9]{4}-[0-9]{2}-[0-9]{2}"), n in 0..1000usize,
    ) -> FoundClaim {
        let mut names = UnitNames::default();
        names.add("tonne", "tonnes", Some("tonne"));
        let amount = |a: Option<&str>| a.map(|a| Amount { at: 0..0, figure: parse_figure(a, &names).expect("a figure") });
        FoundClaim {
            id: format!("c{n}"), at: ends.0.min(ends.1)..ends.0.max(ends.1), kind: Kind::parse(kind).expect("a kind"),
            speaker: words.0, side: sides.0, told_by: sides.1,
            attribution: Attribution::parse(attribution).expect("a word"), reported_via: words.1,
            modality: Modality::parse(modality).expect("a word"), amount: amount(amounts.0), converted: amount(amounts.1),
            period: words.2, refers_to: day.or(words.3), grade: Grade::parse("B3").expect("a grade"), rule: "r".into(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn whatever_is_accepted_the_record_has_no_mistake(
        body in "(\\PC|\n|[=\"',;\r\t\u{1b}]){0,60}",
        list in prop::collection::vec(any_claim(80), 1..6),
        crlf in any::<bool>(), with_columns in any::<bool>(),
    ) {
        let mut sheet = if crlf { SHEET.replace('\n', "\r\n") } else { SHEET.to_owned() };
        if with_columns {
            sheet = winset::ledger::edit::add_columns(&sheet, &["reader", "span"]);
        }
        let f = folder(&sheet, LISTED);
        let c = case(&f).case;
        let doc = Document::new(&body, Some("2019-11-20".parse().expect("a day")));
        let s = start(&c, &doc, &list, &Told::default()).expect("it has a day");
        let done = finish(&f, &c, &s, &all(&s));
        let done = done.unwrap_or_else(|m| panic!("{m:#?}")).expect("something was accepted");
        let read = case(&with_file(&with_file(&f, RECORD, &done.record), SOURCES, &done.sources)).case;
        prop_assert_eq!(read.claims.len(), 1 + s.proposals.len());
        for (p, claim) in s.proposals.iter().zip(&read.claims[1..]) {
            prop_assert_eq!(&claim.standing.source, &Some(s.source.clone()));
            prop_assert!(claim.span.0.is_none() || claim.span.0 == Some(p.span.clone()));
        }
        if with_columns {
            prop_assert!(done.record.starts_with(&sheet));
        }
    }

    #[test]
    fn what_is_added_is_the_end_of_what_is_there(claim in "\\PC{1,40}", rows in 0..4usize, crlf in any::<bool>(), last in any::<bool>()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut sheet = String::from("id,date,known_on,kind,claim\n");
        for i in 0..rows {
            sheet.push_str(&format!("a{i},2019-11-19,2019-11-19,event,\"x\n{i}\"\n"));
        }
        let mut sheet = sheet.replace('\n', end);
        if !last {
            sheet.truncate(sheet.len() - end.len());
        }
        let claim = format!("x{claim}");
        let (mut cells, _) = draft(&PLAIN);
        cells.insert("claim", claim.clone());
        let f = folder(&sheet, "");
        let added = add(&f, vec![cells], Vec::new()).expect("it is right");
        prop_assert!(added.record.starts_with(&sheet));
        let read = case(&with_file(&f, RECORD, &added.record)).case;
        prop_assert_eq!(read.claims.len(), rows + 1);
        prop_assert_eq!(&read.claims[rows].text, &winset_case::text::neutral(claim.trim()));
    }
}
