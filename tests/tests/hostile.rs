//! Texts of strangers: whatever stands in a folder, reading and pricing it never panics and points inside the text.

use proptest::prelude::*;
use winset_case::parse::{Folder, parse};
use winset_case::price::{Expected, inline, needs, price};
use winset_case::quantity::{UnitNames, parse_figure, parse_unit};
use winset_case::text::parse_date;
use winset_case::{Case, Decimal, Diagnostic};
use winset_tests::disk::{SHIPPED, shipped};

#[path = "../../fuzz/fuzz_targets/checks.rs"]
#[allow(dead_code)]
mod checks;

/// What the remarks of one folder may come to, kept and dropped ones apart.
const MOST_REMARKS: usize = winset_case::diagnostic::MOST_REMARKS;

/// Words that the parsers look for, and signs that break them.
const PIECES: &[&str] = &[
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ".",
    "#",
    "\\",
    "\\u0000",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "é",
    "兆",
    "🙂",
    "1",
    "-1",
    "0",
    "9999999999999999999999999999",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "1e28",
    "inf",
    "nan",
    "2019-12-31",
    "9999-12-31",
    "0000-00-00",
    "31.12.2019",
    "1/5",
    "1/0",
    "5 bn KRW",
    "+13 %",
    "-99.99 %",
    "1000 %",
    "up to",
    "US$5bn",
    "KRW",
    "true",
    "false",
    "winset = 1",
    "[party.a]",
    "[baseline]",
    "amount = ",
    "year = ",
    "known_on",
    "id",
    "date",
    "kind",
    "claim",
    "value",
    "range",
    "exact",
    "javascript:alert(1)",
    "=1+1",
    "@",
    "+",
    "40",
    "2200",
    "1800",
    "7 %/yr",
    "frozen",
    "5y",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|p| p.concat())
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![prop::collection::vec(any::<u8>(), 0..most), pieces(most / 4).prop_map(String::into_bytes)]
}

/// One change of one file: where in the text, as a part of a thousand, and what.
#[derive(Clone, Debug)]
enum Change {
    DropByte,
    TwiceByte,
    Insert(String),
    DropLine,
    TwiceLine,
    DropCell,
    TwiceCell,
    Cell(String),
    /// The digits of one number.
    Digits(String),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = || prop::sample::select(PIECES).prop_map(str::to_owned);
    prop_oneof![
        1 => Just(Change::DropByte),
        1 => Just(Change::TwiceByte),
        1 => piece().prop_map(Change::Insert),
        1 => Just(Change::DropLine),
        1 => Just(Change::TwiceLine),
        1 => Just(Change::DropCell),
        1 => Just(Change::TwiceCell),
        4 => piece().prop_map(Change::Cell),
        12 => "[1-9][0-9]{0,18}|[0-9]{1,4}\\.[0-9]{1,6}".prop_map(Change::Digits),
    ]
}

/// Applies a change to a text at a part of its length.
fn changed(text: &[u8], at: f64, change: &Change) -> Vec<u8> {
    let i = ((text.len() as f64 * at) as usize).min(text.len());
    let around = |ends: &[u8]| {
        let start = text[..i].iter().rposition(|b| ends.contains(b)).map_or(0, |p| p + 1);
        let end = text[i..].iter().position(|b| ends.contains(b)).map_or(text.len(), |p| i + p);
        (start, end)
    };
    let (line, cell) = (around(b"\n"), around(b"\n,=\"[]{}"));
    let put = |(a, b): (usize, usize), new: &[u8]| [&text[..a], new, &text[b..]].concat();
    let byte = (i, (i + 1).min(text.len()));
    match change {
        Change::DropByte => put(byte, b""),
        Change::TwiceByte => put((i, i), &text[byte.0..byte.1]),
        Change::Insert(piece) => put((i, i), piece.as_bytes()),
        Change::DropLine => put((line.0, (line.1 + 1).min(text.len())), b""),
        Change::TwiceLine => put((line.0, line.0), &[&text[line.0..line.1], b"\n"].concat()),
        Change::DropCell => put(cell, b""),
        Change::TwiceCell => put((cell.0, cell.0), &[&text[cell.0..cell.1], b","].concat()),
        Change::Cell(piece) => put(cell, piece.as_bytes()),
        Change::Digits(number) => {
            let start = text[i..].iter().position(u8::is_ascii_digit).map_or(text.len(), |p| i + p);
            let end = start + text[start..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
            put((start, end), number.as_bytes())
        }
    }
}

/// Checks that remarks point inside the text that they are about.
fn places(folder: &Folder, sets: &[String], list: &[Diagnostic]) -> Result<(), TestCaseError> {
    prop_assert!(list.len() <= MOST_REMARKS, "{} remarks", list.len());
    for d in list {
        let bytes: &[u8] = match d.file.as_str() {
            "--set" => b"",
            name => folder.files.iter().find(|(n, _)| n == name).map_or(b"", |f| &f.1),
        };
        let set_lines = sets.iter().map(|s| s.matches('\n').count() + 1).max().unwrap_or(1);
        let lines = bytes.iter().filter(|b| **b == b'\n').count() + 1;
        prop_assert!((1..=lines.max(set_lines)).contains(&d.line), "{d:?}");
        let width = d.excerpt.chars().count();
        prop_assert!(d.column >= 1 && d.marked.start <= d.marked.end, "{d:?}");
        prop_assert!(d.marked.start <= width && d.marked.end <= width + 1, "{d:?}");
        prop_assert!(!d.file.chars().chain(d.excerpt.chars()).any(char::is_control), "{d:?}");
        prop_assert!(!d.sentence.is_empty() && !d.sentence.ends_with('.'), "{d:?}");
        prop_assert!(!d.sentence.chars().any(char::is_control), "{d:?}");
        prop_assert!(!d.hint.iter().flat_map(|h| h.chars()).any(char::is_control), "{d:?}");
    }
    Ok(())
}

/// Prices everything that a case proposes, with expected growth where it is not known.
fn price_all(case: &Case) {
    for p in case.proposals.iter().chain(&case.agreements) {
        let answers = |n: &winset_case::price::Need| Expected { year: n.year, growth: n.mean };
        let expected: Vec<Expected> = needs(case, p).iter().map(answers).collect();
        if let Ok(priced) = price(case, p, &expected) {
            let _ = (priced.total(), priced.in_case_unit(Decimal::MAX));
            let paid = priced.years.iter().filter_map(|y| y.to_pay()).count();
            assert!(paid <= priced.years.len() && priced.years.len() == usize::from(p.term));
        }
    }
}

/// Reads a folder, and prices what is a case as of several days.
fn read(folder: &Folder, sets: &[String]) -> Result<bool, TestCaseError> {
    match parse(folder, sets) {
        Err(rejected) => {
            prop_assert!(!rejected.diagnostics.is_empty());
            places(folder, sets, &rejected.diagnostics)?;
            Ok(false)
        }
        Ok(checked) => {
            places(folder, sets, &checked.remarks)?;
            price_all(&checked.case);
            for day in ["0001-01-01", "2019-11-19", "9999-12-31"] {
                price_all(&checked.case.as_of(parse_date(day).expect("a day")));
            }
            Ok(true)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_every_file(
        toml in bytes(600), record in bytes(600), history in bytes(300), sources in bytes(300), series in bytes(300), outcome in bytes(300),
    ) {
        let names = ["case.toml", "record.csv", "history.csv", "sources.csv", "series/cpi.csv", "outcome.toml"];
        let files = names.iter().map(|n| (*n).to_owned()).zip([toml, record, history, sources, series, outcome]).collect();
        read(&Folder { name: "any".into(), files }, &[])?;
    }

    #[test]
    fn a_shipped_case_with_changes(
        which in 0..SHIPPED.len(),
        changes in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, change()), 1..4),
    ) {
        let mut folder = shipped(SHIPPED[which]);
        for (file, at, change) in &changes {
            // Half of the changes meet case.toml, which holds the proposals.
            let n = folder.files.len();
            let of = ((*file * 2.0 * n as f64) as usize).checked_sub(n).unwrap_or_else(|| {
                folder.files.iter().position(|(name, _)| name == "case.toml").unwrap_or(0)
            });
            let bytes = changed(&folder.files[of].1, *at, change);
            folder.files[of].1 = bytes;
        }
        read(&folder, &[])?;
    }

    #[test]
    fn flags(
        path in prop_oneof![pieces(4), prop::sample::select(vec![
            "baseline.amount", "baseline.year", "price.round_to", "price.discount_rate", "price.base_year", "price.basis",
            "proposal.agreed-2021.term", "proposal.agreed-2021.rule", "proposal.agreed-2021.first_year", "proposal.agreed-2021.starts",
            "proposal.agreed-2021.amounts", "proposal.agreed-2021.split", "proposal.agreed-2021.shares", "proposal.agreed-2021.in_kind",
            "agreement.sma-08.adjustment", "approval.assembly.members", "approval.assembly.term.may-2019.seats.dp", "title", "winset",
        ]).prop_map(str::to_owned)],
        value in prop_oneof![pieces(6), any::<String>(), "[-+]?[0-9]{1,29}(\\.[0-9]{0,28})? ?(KRW|USD|%|tn KRW|%/yr)?"],
    ) {
        let folder = shipped("rok-us-sma-11");
        read(&folder, &[format!("{path}={value}")])?;
        read(&folder, &[value])?;
    }

    #[test]
    fn numbers_at_the_edge_are_priced_or_refused(
        amount in "[1-9][0-9]{0,23}(\\.[0-9]{1,3})?", growth in "-?[0-9]{1,2}(\\.[0-9]{1,12})?|[0-9]{3}", index in "-?[0-9]{1,2}(\\.[0-9]{1,20})?|[0-9]{5}",
        rate in "[1-9][0-9]{0,27}|0\\.0{0,25}[1-9]", rho in "-[0-4](\\.[0-9]{1,12})?|[12]?[0-9](\\.[0-9]{1,12})?",
        round in "[1-9][0-9]{0,23}|0\\.0{0,10}[1-9]", base in "[1-9][0-9]{0,23}", part in "[1-9][0-9]{0,23}",
    ) {
        let files = edge(&[&amount, &growth, &index, &rate, &rho, &round, &base, &part]);
        read(&Folder { name: "edge".into(), files }, &[])?;
    }

    #[test]
    fn inline_proposals(text in prop_oneof![pieces(10), any::<String>(), "\\+?[0-9]{1,9}(%| KRW|tn KRW), ?(frozen|[0-9]{1,4}%/yr|cpi|defence-budget-growth)( lag [0-9]+)?( cap -?[0-9]+%)?( floor [0-9]+%)?, ?[0-9]{1,3}y"]) {
        let case = sma();
        if let Ok(p) = inline(case, &text) {
            let mut alone = case.clone();
            alone.agreements.clear();
            alone.proposals = vec![p];
            price_all(&alone);
        }
    }

    #[test]
    fn figures_units_and_dates(text in prop_oneof![pieces(12), any::<String>()]) {
        let names = UnitNames::default();
        for error in [parse_figure(&text, &names).err(), parse_unit(&text, &names).err()].into_iter().flatten() {
            prop_assert!(text.get(error.at.clone()).is_some(), "{error:?} in {text:?}");
        }
        if let Err((sentence, _)) = parse_date(&text) {
            prop_assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
        }
    }
}

/// The shipped case with the most proposals, read once.
fn sma() -> &'static Case {
    static CASE: std::sync::OnceLock<Case> = std::sync::OnceLock::new();
    CASE.get_or_init(|| parse(&shipped("rok-us-sma-11"), &[]).expect("a case").case)
}

/// A case whose every number is chosen.
fn edge([amount, growth, index, rate, rho, round, base, part]: &[&str; 8]) -> Vec<(String, Vec<u8>)> {
    let toml = format!(
        "winset = 1\ntitle = \"Edge\"\nunit = \"KRW\"\nknown_on = 2019-11-19\n[party.US]\nname = \"US\"\n[party.ROK]\nname = \"ROK\"\n\
         [baseline]\namount = \"{amount} KRW\"\nyear = 2019\nparty = \"ROK\"\n\
         [price]\nround_to = \"{round} KRW\"\ndiscount_rate = \"{rho} %\"\nbasis = \"real\"\nbase_year = 1850\ndeflator = \"cpi\"\n\
         [series.cpi]\nname = \"cpi\"\nkind = \"growth\"\n[series.krw]\nname = \"krw\"\nkind = \"rate\"\nunit = \"KRW per USD\"\n\
         [series.gni]\nname = \"gni\"\nkind = \"key\"\n[base.cost]\nname = \"cost\"\namount = \"{base} USD\"\n\
         [category.a]\nname = \"a\"\ncash_share = \"33.333333333333 %\"\n[category.b]\nname = \"b\"\n\
         [proposal.change]\nfirst_year = \"+{amount} %\"\nterm = 40\nrule = {{ fixed = \"{growth} %\", index = [\"cpi\"], lag = 1 }}\n\
         [proposal.money]\nfirst_year = \"{base} USD\"\nterm = 40\nrule = \"{growth} %/yr\"\nin_kind = \"12.5 %\"\nsplit = {{ a = \"1 %\", b = \"99 %\" }}\n\
         adjustment = [{{ year = 2020, kind = \"unspent\", amount = \"{part} KRW\" }}, {{ year = 2020, kind = \"supplementary\", amount = \"{amount} KRW\" }}]\n\
         [proposal.parts]\namounts = [\"{amount} KRW\", \"{base} KRW\"]\nsplit = {{ a = \"{part} KRW\", b = \"{base} KRW\" }}\n\
         [proposal.key]\nterm = 3\nrule = {{ key = \"gni\", party = \"US\", total = \"{amount} USD\" }}\n\
         [proposal.shares]\nshares = {{ US = \"33.333333333333 %\", ROK = \"66.666666666667 %\" }}\nof = \"cost\"\n"
    );
    let cpi = format!("date_start,date_end,value,known_on\n1851-01-01,1851-12-31,{index},1852-01-01\n");
    let krw = format!("date_start,date_end,value,known_on\n2019-01-01,2019-12-31,{rate},2019-01-01\n");
    let row = |party: &str| format!("2018-01-01,2018-12-31,{part},{party},2019-01-01\n");
    let gni = format!("date_start,date_end,value,party,known_on\n{}{}", row("US"), row("ROK"));
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        file("case.toml", toml),
        file("series/cpi.csv", cpi),
        file("series/krw.csv", krw),
        file("series/gni.csv", gni),
    ]
}

#[test]
fn the_edge_case_is_a_case() {
    let files = edge(&["1038900000000", "7", "1.5", "1183.45", "3", "100000000", "5000000000", "20"]);
    let mut text = String::from_utf8(files[0].1.clone()).expect("text");
    text = text.replace("split = { a = \"20 KRW\", b = \"5000000000 KRW\" }\n", "");
    let files =
        [("case.toml".to_owned(), text.into_bytes())].into_iter().chain(files.into_iter().skip(1)).collect();
    let folder = Folder { name: "edge".into(), files };
    let checked = parse(&folder, &["proposal.change.first_year=+13 %".into()]).expect("a case");
    for p in &checked.case.proposals {
        assert!(price(&checked.case, p, &[]).is_ok(), "{}: {:?}", p.id, price(&checked.case, p, &[]).err());
    }
}

/// A mistake in every row of a long sheet costs little: hints are sought for the first remarks only.
#[test]
fn many_mistakes_take_no_time() {
    let rows = 200_000;
    let mut record = String::from("id,date,known_on,kind,source,side,claim\n");
    for i in 0..rows {
        record += &format!("c{i},2019-11-19,2019-11-19,demnad,no-such-source-{i},USA,x\n");
    }
    let mut sources = String::from("id,publisher\n");
    for i in 0..rows {
        sources += &format!("some-other-source-{i},x\n");
    }
    let toml = "winset = 1\ntitle = \"t\"\n[party.US]\nname = \"a\"\n[party.ROK]\nname = \"b\"\n";
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let files =
        vec![file("case.toml", toml.into()), file("record.csv", record), file("sources.csv", sources)];
    let folder = Folder { name: "long".into(), files };
    let begin = std::time::Instant::now();
    let rejected = parse(&folder, &[]).expect_err("mistakes");
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
    assert_eq!(
        (rejected.diagnostics.len() + rejected.dropped, rejected.diagnostics.len()),
        (3 * rows, MOST_REMARKS)
    );
}

#[test]
fn sizes_are_capped() {
    let case = "winset = 1\ntitle = \"t\"\nknown_on = 2019-11-19\n[party.US]\nname = \"a\"\n[party.ROK]\nname = \"b\"\n";
    let told = |name: &str, text: String| {
        let main = ("case.toml".to_owned(), case.as_bytes().to_vec());
        let mut files = vec![(name.to_owned(), text.into_bytes())];
        files.extend((name != "case.toml").then_some(main));
        let d = parse(&Folder { name: "big".into(), files }, &[]).expect_err("too large").diagnostics;
        d.into_iter().map(|d| format!("{}:{} {}", d.file, d.line, d.sentence)).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(told("case.toml", "#".repeat((1 << 20) + 1)), "case.toml:1 the file is larger than 1 MiB");
    assert_eq!(
        told("outcome.toml", "#".repeat((1 << 20) + 1)),
        "outcome.toml:1 the file is larger than 1 MiB"
    );
    assert_eq!(told("history.csv", "x".repeat((4 << 20) + 1)), "history.csv:1 the file is larger than 4 MiB");
    let row = "a,2019-11-19,2019-11-19,event,x\n";
    let rows = "id,date,known_on,kind,claim\n".to_owned() + &row.repeat(200_001);
    assert_eq!(told("record.csv", rows), "record.csv:200002 the file has more than 200000 rows");
    let long = format!("id,date,known_on,kind,claim\na,2019-11-19,2019-11-19,event,{}\n", "x".repeat(4001));
    assert_eq!(told("record.csv", long), "record.csv:2 the cell is longer than 4000 characters");
    let long = case.replace("\"a\"", &format!("\"{}\"", "x".repeat(4001)));
    assert_eq!(told("case.toml", long), "case.toml:5 the text is longer than 4000 characters");
    let parties: String = (0..200).map(|i| format!("[party.p{i}]\nname = \"p\"\n")).collect();
    let told_of = told("case.toml", format!("{case}{parties}"));
    assert_eq!(told_of, "case.toml:1 a case may have at most 200 parties");
    let amounts = vec!["\"5 KRW\""; 41].join(", ");
    let told_of = told("case.toml", format!("{case}[proposal.a]\namounts = [{amounts}]\n"));
    assert_eq!(told_of, "case.toml:9 a term has at most 40 years");
    let seats: String = (0..43_000).map(|i| format!("b{i:05}=100000,")).collect();
    let seats = format!(
        "{case}[approval.a]\nname=\"a\"\nparty=\"US\"\nrule=\"consensus\"\n[approval.a.term.t]\nfrom=2019-11-19\nseats={{{seats}}}\n"
    );
    assert!(told("case.toml", seats).starts_with("case.toml:14 `b00000` is not a bloc of this body"));
}

/// What the reader of documents looks for, and signs that break it.
const PROSE: &[&str] = &[
    " said ",
    " and ",
    ", ",
    ". ",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "$",
    "US$",
    "5",
    "1.04",
    "9999999999999999999999999999",
    " billion",
    " trillion won",
    " percent",
    " more than ",
    " times ",
    "Seoul ",
    "Washington ",
    " wants ",
    " rejected ",
    " from ",
    " to ",
    "one-fifth",
    " a year",
    "2019",
    "Dec. 31",
    "yesterday",
    "1조 389억 원",
    "2017億円",
    "\u{202e}",
    "\u{200b}",
    "\n\n",
    "\n",
    "<p>",
    "</p>",
    "<script>",
    "# date: 2019-11-19\n",
    "---\n",
    ":",
    ";",
    "-",
    "—",
    "'s ",
    "é",
    "🙂",
    "\0",
    " to the dollar",
];

proptest! {
    #[test]
    fn any_prose_is_read_without_a_panic(pieces in prop::collection::vec(prop::sample::select(PROSE), 0..60), which in 0u8..8) {
        let bytes: Vec<u8> = std::iter::once(which).chain(pieces.concat().into_bytes()).collect();
        checks::document(&bytes);
    }

    #[test]
    fn any_bytes_are_a_document_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        checks::document(&bytes);
    }

    #[test]
    fn any_sheet_of_a_bill_is_read_or_refused(
        which in 0u8..5,
        rows in prop_oneof![
            bytes(400),
            prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..7), 0..6).prop_map(|rows| {
                let lines: Vec<String> = rows.iter().map(|r| r.join(",")).collect();
                format!("party,claim,at,paid,bill,members,known_on\n{}", lines.join("\n")).into_bytes()
            }),
        ],
    ) {
        let bytes: Vec<u8> = std::iter::once(which).chain(rows).collect();
        checks::sharing(&bytes);
    }
}
