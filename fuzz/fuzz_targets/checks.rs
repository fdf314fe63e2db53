//! What must hold for any input, one function a target; the fuzzer and the replay of the seeds call the same.

use winset_case::parse::{Folder, parse};
use winset_case::price::{Expected, Need, inline, needs, price};
use winset_case::quantity::{UnitNames, ambiguous_symbol, figure_text, parse_figure, parse_unit};
use winset_case::sharing::parse_sharing;
use winset_case::{Case, Decimal, Diagnostic};
use winset_domain::{CaseNote, File, Format, case_text, of_case, read as read_domain, write};
use winset_read::figures::Known;
use winset_read::{Encoding, Rates, decode, figures, read as read_claims};

/// A case with a series, a rate, categories and an approval, for what is laid over it or priced in it.
const CASE: &str = r#"winset = 1
title = "Ground"
unit = "KRW"
known_on = 2019-11-19
[party.US]
name = "US"
[party.ROK]
name = "ROK"
[baseline]
amount = "1,038.9bn KRW"
year = 2019
[price]
round_to = "100 million KRW"
discount_rate = "3 %"
[series.cpi]
name = "prices"
kind = "growth"
projection_sd = 1.1
[series.krw]
name = "won per dollar"
kind = "rate"
unit = "KRW per USD"
[base.cost]
name = "cost"
amount = "5bn USD"
[category.labour]
name = "labour"
cash_share = "100 %"
[category.other]
name = "other"
[proposal.a]
first_year = "+13 %"
term = 5
rule = { index = ["cpi"], lag = 2, floor = "0 %", cap = "4 %" }
split = { labour = "40 %", other = "60 %" }
[approval.assembly]
name = "Assembly"
party = "ROK"
rule = "majority of those present"
[approval.assembly.bloc.dp]
name = "DP"
[approval.assembly.term.now]
from = 2019-05-09
seats = { dp = 128 }
"#;
const CPI: &str = "date_start,date_end,value,known_on\n2017-01-01,2017-12-31,1.9,2018-01-02\n2018-01-01,2018-12-31,1.5,2019-01-02\n";
const KRW: &str = "date_start,date_end,value,known_on\n2019-10-01,2019-10-31,1183.45,2019-11-01\n";

fn ground() -> Folder {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    Folder {
        name: "ground".into(),
        files: vec![file("case.toml", CASE), file("series/cpi.csv", CPI), file("series/krw.csv", KRW)],
    }
}

/// Checks the remarks of a folder and prices what is a case.
fn read(folder: &Folder, sets: &[String]) {
    match parse(folder, sets) {
        Err(rejected) => {
            assert!(!rejected.diagnostics.is_empty());
            rejected.diagnostics.iter().for_each(remark);
        }
        Ok(checked) => {
            checked.remarks.iter().for_each(remark);
            price_all(&checked.case);
            price_all(&checked.case.as_of(winset_case::Date::constant(2019, 11, 19)));
        }
    }
}

fn remark(d: &Diagnostic) {
    let width = d.excerpt.chars().count();
    assert!(d.line >= 1 && d.column >= 1 && d.marked.start <= width && d.marked.end <= width + 1, "{d:?}");
    let shown = d.sentence.chars().chain(d.hint.iter().flat_map(|h| h.chars())).chain(d.excerpt.chars());
    assert!(!shown.into_iter().any(char::is_control), "{d:?}");
}

fn price_all(case: &Case) {
    for p in case.proposals.iter().chain(&case.agreements) {
        let answer = |n: &Need| Expected { year: n.year, growth: n.mean };
        let expected: Vec<Expected> = needs(case, p).iter().map(answer).collect();
        if let Ok(priced) = price(case, p, &expected) {
            assert_eq!(priced.years.len(), usize::from(p.term));
            for y in &priced.years {
                let _ = y.to_pay();
                let sum = y.by_category.iter().try_fold(Decimal::ZERO, |s, (_, a)| s.checked_add(*a));
                assert!(y.by_category.is_empty() || sum == Some(y.amount), "{y:?}");
            }
        }
    }
}

/// `case.toml`, then, behind a zero byte, `record.csv`.
pub fn folder(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |b| *b == 0);
    let names = ["case.toml", "record.csv"];
    let files = names.iter().filter_map(|n| Some(((*n).to_owned(), parts.next()?.to_vec()))).collect();
    read(&Folder { name: "any".into(), files }, &[]);
}

/// The first byte says which sheet, the others are its content.
pub fn sheet(bytes: &[u8]) {
    let Some((which, content)) = bytes.split_first() else { return };
    let names = ["record.csv", "sources.csv", "history.csv", "series/cpi.csv", "series/krw.csv"];
    let name = names[usize::from(*which) % names.len()];
    let mut folder = ground();
    folder.files.retain(|(n, _)| n != name);
    folder.files.push((name.to_owned(), content.to_vec()));
    read(&folder, &[]);
}

/// A figure is read back as it is written; an error stands inside the text.
pub fn figure(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut names = UnitNames::default();
    names.add("tonne", "tonnes", Some("tonne"));
    match parse_figure(text, &names) {
        Ok(figure) => {
            let written = figure_text(&figure);
            let read = parse_figure(&written, &names).expect("a written figure is read back");
            assert_eq!((read.low, read.high, read.bound), (figure.low, figure.high, figure.bound));
            assert_eq!((read.unit, read.sign, read.per), (figure.unit, figure.sign, figure.per));
        }
        Err(error) => assert!(text.get(error.at).is_some()),
    }
    if let Err(error) = parse_unit(text, &names) {
        assert!(text.get(error.at).is_some());
    }
    if let Some(symbol) = ambiguous_symbol(text) {
        assert!(text.get(symbol.at).is_some());
    }
}

/// A proposal as it is typed on the command line.
pub fn typed(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut case = parse(&ground(), &[]).expect("the ground is a case").case;
    match inline(&case, text) {
        Ok(p) => case.proposals = vec![p],
        Err(sentence) => {
            assert!(!sentence.is_empty());
            return;
        }
    }
    price_all(&case);
}

/// Every line is one `--set`.
pub fn overlay(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sets: Vec<String> = text.split('\n').take(8).map(str::to_owned).collect();
    read(&ground(), &sets);
}

/// The first byte says which encoding; what is found stands inside the text, and the figures that are wrong too.
pub fn document(bytes: &[u8]) {
    let Some((which, content)) = bytes.split_first() else { return };
    let encoding = Encoding::NAMES.get(usize::from(*which) % (Encoding::NAMES.len() + 1)).map(|(e, _)| *e);
    let Ok(doc) = decode(content, encoding, None) else { return };
    let length = doc.text().chars().count();
    let inside = |at: &std::ops::Range<usize>| {
        assert!(doc.text().get(at.clone()).is_some_and(|t| !t.is_empty()));
        assert!(doc.characters(at).end <= length);
    };
    for c in read_claims(&doc, None).unwrap_or_default() {
        inside(&c.at);
        c.amount.iter().chain(&c.converted).for_each(|a| inside(&a.at));
    }
    let rates = Rates::shipped();
    for f in figures(&doc, &Known { rates: &rates, case: None }) {
        inside(&f.at);
        assert!(!f.why.is_empty());
    }
}

/// The files of one domain, told apart by a line of four equals signs; the first byte says the format.
pub fn domain(bytes: &[u8]) {
    const DAY: winset_case::Date = winset_case::Date::constant(2024, 1, 1);
    let Some((which, content)) = bytes.split_first() else { return };
    let format = [Format::Genius, Format::GeniusWeb, Format::NegMas][usize::from(*which) % 3];
    let mut files = vec![File::new("0", &[])];
    for line in content.split_inclusive(|b| *b == b'\n') {
        if line == b"====\n" {
            files.push(File::new(&files.len().to_string(), &[]));
        } else if let Some(last) = files.last_mut() {
            last.bytes.extend_from_slice(line);
        }
    }
    let before = match read_domain(format, &files) {
        Ok(read) => read.domain,
        Err(e) => {
            return assert!(
                e.diagnostics.iter().all(|d| !d.sentence.is_empty()) && !e.diagnostics.is_empty()
            );
        }
    };
    let note = CaseNote { known_on: DAY, basis: vec!["files".to_owned()], internal: false };
    let text = case_text(&before, &note).into_bytes();
    let folder = Folder { name: "case".to_owned(), files: vec![("case.toml".to_owned(), text)] };
    // A case has two parties or more; a domain need not.
    let case = match parse(&folder, &[]) {
        Ok(checked) => checked.case,
        Err(e) => return assert!(before.profiles.len() < 2, "{:?}", e.diagnostics),
    };
    assert_eq!(of_case(&case, DAY).as_ref(), Ok(&before));
    let Ok(written) = write(format, &before, "d.x") else { return };
    let again: Vec<File> = written.files.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect();
    let read = read_domain(format, &again).expect("what was written is read");
    if written.remarks.is_empty() {
        let utilities =
            |d: &winset_domain::Domain| d.profiles.iter().map(|p| p.values.clone()).collect::<Vec<_>>();
        assert_eq!(utilities(&read.domain), utilities(&before));
    }
}

/// The first byte says whether a bill is told beside it, the others are the sheet of a shared bill.
pub fn sharing(bytes: &[u8]) {
    let Some((which, content)) = bytes.split_first() else { return };
    let bill =
        [None, Some("2.5bn USD"), Some("100 %"), Some("200"), Some("rubbish")][usize::from(*which) % 5];
    match parse_sharing("share.csv", content, bill) {
        Err(rejected) => {
            assert!(!rejected.diagnostics.is_empty());
            rejected.diagnostics.iter().for_each(remark);
        }
        Ok(checked) => {
            checked.remarks.iter().for_each(remark);
            let early = checked.sharing.as_of(winset_case::Date::constant(2019, 11, 19)).0;
            assert!(early.moments.len() <= checked.sharing.moments.len());
            for m in &checked.sharing.moments {
                assert!(m.parties.iter().all(|p| p.members >= 1 && !p.name.chars().any(char::is_control)));
                assert!(
                    m.parties.iter().flat_map(|p| p.figures.values()).all(|e| !e.value.is_sign_negative())
                );
            }
        }
    }
}
