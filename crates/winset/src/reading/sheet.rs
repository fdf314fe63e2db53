//! What was found in a document as tables: every field in a column for a spreadsheet, fewer for a page.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};
use winset_read::{Finding, FoundClaim};

use super::Reading;
use super::words::{amounts, expected, one_line, plain, who};
use crate::report::{Report, Table};

/// One claim a row, with the columns of the JSON answer.
pub fn read(r: &Reading) -> Report {
    let heads = [
        ">id",
        ">start",
        ">end",
        ">byte_start",
        ">byte_end",
        "quote",
        "kind",
        "speaker",
        "side",
        "told_by",
        "attribution",
        "reported_via",
        "modality",
        ">amount",
        ">amount_low",
        ">amount_high",
        "amount_unit",
        "amount_bound",
        ">converted",
        ">converted_low",
        ">converted_high",
        "converted_unit",
        "converted_bound",
        "period",
        "refers_to",
        "grade",
        "rule",
    ];
    let mut t = Table::new("Claims", &heads);
    r.claims.iter().for_each(|c| t.row(claim(r, c)));
    whole(r, t)
}

/// One finding a row, with the columns of the JSON answer.
pub fn figures(r: &Reading) -> Report {
    let heads = [
        ">start",
        ">end",
        ">byte_start",
        ">byte_end",
        "kind",
        "printed",
        ">expected",
        ">expected_low",
        ">expected_high",
        "expected_unit",
        "expected_period",
        "expected_bound",
        "sure",
        "why",
        "correction",
        "rule",
    ];
    let mut t = Table::new("Findings", &heads);
    r.findings.iter().for_each(|f| t.row(finding(r, f)));
    whole(r, t)
}

/// A table that keeps its heads where it has no rows.
fn whole(r: &Reading, t: Table) -> Report {
    let mut report = Report { title: r.name().to_owned(), beside: r.facts(), ..Report::default() };
    report.push(crate::report::Block::Table(t));
    report
}

fn claim(r: &Reading, c: &FoundClaim) -> Vec<String> {
    let text = |t: &Option<String>| t.as_deref().map(one_line).unwrap_or_default();
    let mut row = vec![one_line(&c.id)];
    row.extend(places(r, &c.at));
    row.extend([one_line(r.doc.slice(&c.at)), c.kind.word().to_owned()]);
    row.extend([text(&c.speaker), text(&c.side), text(&c.told_by), c.attribution.word().to_owned()]);
    row.extend([text(&c.reported_via), c.modality.word().to_owned()]);
    for a in [&c.amount, &c.converted] {
        let f = a.as_ref().map(|a| &a.figure);
        row.extend(values(f.and_then(|f| f.low), f.and_then(|f| f.high)));
        row.extend(unit(f.map(|f| (&f.unit, f.bound))));
    }
    row.extend([text(&c.period), text(&c.refers_to), c.grade.to_string(), one_line(&c.rule)]);
    row
}

fn finding(r: &Reading, f: &Finding) -> Vec<String> {
    let e = f.expected.as_ref();
    let mut row: Vec<String> = places(r, &f.at).into();
    row.extend([f.kind.word().to_owned(), one_line(&f.printed)]);
    row.extend(values(e.map(|e| e.low), e.map(|e| e.high)));
    let [unit, bound] = unit(e.map(|e| (&e.unit, e.bound)));
    row.extend([unit, e.and_then(|e| e.period.clone()).unwrap_or_default(), bound]);
    row.extend([f.sure.word().to_owned(), one_line(&f.why), one_line(&f.correction), one_line(&f.rule)]);
    row
}

fn places(r: &Reading, at: &std::ops::Range<usize>) -> [String; 4] {
    let characters = r.doc.characters(at);
    [characters.start, characters.end, at.start, at.end].map(|n| n.to_string())
}

/// The one value, or the low and the high end.
fn values(low: Option<Decimal>, high: Option<Decimal>) -> [String; 3] {
    let write = |d: Decimal| d.normalize().to_string();
    match (low.or(high), high.or(low)) {
        (Some(a), Some(b)) if a == b => [write(a), String::new(), String::new()],
        (Some(a), Some(b)) => [String::new(), write(a), write(b)],
        _ => [String::new(), String::new(), String::new()],
    }
}

fn unit(of: Option<(&Unit, Bound)>) -> [String; 2] {
    of.map_or([String::new(), String::new()], |(u, b)| [u.word().to_owned(), b.word().to_owned()])
}

/// The claims as a table of a page.
pub(super) fn claims_in_short(r: &Reading) -> Table {
    let heads = ["", "kind", "who", "side", "amount", "about", "grade", "rule"];
    let mut t = Table::new("Claims", &heads);
    for c in r.claims {
        t.row(vec![
            one_line(&c.id),
            plain(c.kind.word()),
            who(c),
            c.side.as_deref().map(one_line).unwrap_or_default(),
            amounts(c).unwrap_or_default(),
            c.refers_to.as_deref().map(one_line).unwrap_or_default(),
            c.grade.to_string(),
            one_line(&c.rule),
        ]);
    }
    t
}

/// The findings as a table of a page.
pub(super) fn findings_in_short(r: &Reading) -> Table {
    let mut t =
        Table::new("Figures that do not hold", &["", "what", "printed", "should be", "how sure", "rule"]);
    for (i, f) in r.findings.iter().enumerate() {
        t.row(vec![
            format!("f{}", i + 1),
            plain(f.kind.word()),
            one_line(&f.printed),
            expected(f.expected.as_ref()),
            f.sure.word().to_owned(),
            one_line(&f.rule),
        ]);
    }
    t
}
