//! Workbooks: the same bytes each time, nothing a program would run, and formulas that LibreOffice recalculates to our own numbers.

mod support;
#[path = "support/office.rs"]
mod office;

use calamine::Data;
use office::{Cells, cells, formulas, recalculated};
use support::{JAPAN, KOREA, MACKEREL, NATO, question};
use winset::Question;
use winset::class::shipped;
use winset::price::{Prices, prices};
use winset::workbook;

const MINI: &str = "reference-sma-mini";
const SHIPPED: [(&str, &str); 5] = [
    (KOREA, "2019-11-19"),
    (JAPAN, "2026-06-01"),
    (NATO, "2019-11-28"),
    (MACKEREL, "2014-03-01"),
    (MINI, "2020-01-01"),
];

/// All proposals and agreements of a case, and some written inline.
fn priced(q: &Question, inline: &[&str]) -> Prices {
    let ids = q.case.proposals.iter().chain(&q.case.agreements).map(|p| p.id.clone());
    let asked: Vec<String> = ids.chain(inline.iter().map(|s| (*s).to_owned())).collect();
    prices(&q.case, &asked).expect("understood")
}

fn number(d: &Data) -> Option<f64> {
    match d {
        Data::Float(f) => Some(*f),
        Data::Int(i) => Some(*i as f64),
        Data::DateTime(d) => Some(d.as_f64()),
        _ => None,
    }
}

/// Formula cells of `ours` whose number differs from the recalculated one beyond the last bits of a float.
fn differences(ours: &[u8], recalculated: &Cells) -> (usize, Vec<String>) {
    let stored = cells(ours);
    let mut compared = 0;
    let mut found = Vec::new();
    for (at, formula) in formulas(ours) {
        let (a, b) = (stored.get(&at), recalculated.get(&at));
        let same = match (a.and_then(number), b.and_then(number)) {
            (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * x.abs().max(y.abs()).max(1e-6),
            (None, None) => text(a) == text(b),
            _ => false,
        };
        compared += 1;
        if !same {
            found.push(format!("{at:?} ={formula}: ours {a:?}, recalculated {b:?}"));
        }
    }
    (compared, found)
}

fn text(d: Option<&Data>) -> String {
    d.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn every_formula_recalculates_to_our_number() {
    let asked: Vec<(Question, Prices)> = SHIPPED
        .iter()
        .map(|(name, day)| {
            let q = question(name, day, &[]);
            let inline = if *name == KOREA { &["+13%, 7%/yr, 5y", "1bn USD, 3%/yr, 4y"][..] } else { &[] };
            let p = priced(&q, inline);
            (q, p)
        })
        .collect();
    let blank: Vec<Vec<u8>> = asked.iter().map(|(q, p)| workbook::price_with(q, p, &[]).expect("written")).collect();
    let Some(again) = recalculated(&blank) else { return };
    for ((q, p), again) in asked.iter().zip(&again) {
        let ours = workbook::price(q, p, 0).expect("written");
        let (compared, found) = differences(&ours, again);
        eprintln!("{}: {compared} formulas, {} differ", q.case.id, found.len());
        assert!(compared > 5, "{}: {compared}", q.case.id);
        assert!(found.is_empty(), "{}: {} of {compared} differ:\n{}", q.case.id, found.len(), found.join("\n"));
    }
}
