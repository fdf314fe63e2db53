//! Prices as a workbook: a summary, a sheet a proposal, and the inputs that move them.

use winset_case::case::Proposal;
use winset_case::price::{Priced, inline};
use winset_case::{Case, quantity::Unit};

use super::book::Book;
use super::proposal::{self, Places};
use super::sheet::{At, Style, a1, exact};
use crate::fmt::{contract_year, unit_word};
use crate::price::Prices;
use crate::question::Question;

/// The workbook of some prices; `withheld` entries were left out of the question.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn price(q: &Question, prices: &Prices, withheld: usize) -> Result<Vec<u8>, String> {
    written(q, prices, withheld, Book::new())
}

/// The same with some inputs replaced, by their names, and no result of a formula in it.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn price_with(q: &Question, prices: &Prices, inputs: &[(&str, f64)]) -> Result<Vec<u8>, String> {
    written(q, prices, 0, Book::blank(inputs))
}

fn written(q: &Question, prices: &Prices, withheld: usize, mut book: Book) -> Result<Vec<u8>, String> {
    let case = &q.case;
    let mut taken: Vec<String> = Vec::new();
    let mut list: Vec<(&Priced, Places)> = Vec::new();
    for p in prices.list.iter().filter_map(|p| p.as_ref().ok()) {
        let name = book.sheet_name(&p.id, &taken);
        taken.push(name.clone());
        let sheet = book.sheet(&name);
        let places = proposal::write(&mut book, sheet, case, p, &of(case, &p.id), &name);
        list.push((p, places));
    }
    summary(&mut book, q, prices, &list);
    let notes: Vec<String> =
        list.iter().flat_map(|(p, _)| p.remarks.iter().map(|r| format!("{}: {r}", p.id))).collect();
    book.finish(q, "what proposals cost", withheld, &notes)
}

/// The proposal that was priced: of the case, or read again from its text.
fn of(case: &Case, id: &str) -> Proposal {
    let inline = || inline(case, id).unwrap_or_else(|_| Proposal::blank(id));
    case.proposal(id).cloned().unwrap_or_else(inline)
}

/// Finds a place on the sheet of a proposal, and the value there.
type Find = fn(&Places) -> Option<(At, f64)>;

fn summary(book: &mut Book, q: &Question, prices: &Prices, list: &[(&Priced, Places)]) {
    let mut s = book.sheet("Summary");
    s.text((0, 0), &q.case.title, Style::Title);
    s.text((1, 0), &format!("Prices as of {}; each proposal has a sheet of its own.", q.as_of), Style::Note);
    s.text((3, 0), "year", Style::Head);
    for (column, (p, _)) in (1..).zip(list) {
        s.text((3, column), &format!("{} ({})", p.id, unit_word(&p.unit)), Style::Head);
    }
    s.freeze(4, 1);
    let mut years: Vec<i16> = list.iter().flat_map(|(p, _)| p.years.iter().map(|y| y.year)).collect();
    years.sort_unstable();
    years.dedup();
    let mut row = 4;
    for year in &years {
        s.text((row, 0), &contract_year(&q.case, *year), Style::Text);
        for (column, (p, places)) in (1..).zip(list) {
            let found = p.years.iter().zip(&places.amounts).find(|(y, _)| y.year == *year);
            if let Some((y, at)) = found {
                s.formula(
                    (row, column),
                    &there(places, *at),
                    Some(exact(y.amount)),
                    Style::Number(places.decimals),
                );
            }
        }
        row += 1;
    }
    let rows: [(&str, Find, Option<Style>); 6] = [
        ("total", |x| x.total, None),
        ("present value", |x| x.present_value, None),
        ("levelised amount", |x| x.levelised, None),
        ("first year on the last agreed", |x| x.first_change, Some(Style::Percent)),
        ("levelised on the last agreed", |x| x.levelised_change, Some(Style::Percent)),
        ("total converted", |x| x.converted_total, Some(Style::Number(0))),
    ];
    for (label, of, style) in rows {
        if list.iter().all(|(_, x)| of(x).is_none()) {
            continue;
        }
        s.text((row, 0), label, Style::Text);
        for (column, (_, places)) in (1..).zip(list) {
            if let Some((at, now)) = of(places) {
                let total = if label == "total" { Style::Total } else { Style::Number };
                let style = style.unwrap_or(total(places.decimals));
                s.formula((row, column), &there(places, at), Some(now), style);
            }
        }
        row += 1;
    }
    row += 1;
    for (id, e) in prices.list.iter().filter_map(|p| p.as_ref().err()) {
        s.text((row, 0), &format!("{id}: {e}"), Style::Note);
        row += 1;
    }
    for line in &prices.understood {
        s.text((row, 0), line, Style::Note);
        row += 1;
    }
    book.add_first("Summary", s);
}

fn there(places: &Places, at: At) -> String {
    format!("='{}'!{}", places.sheet, a1(at))
}

/// True for money.
pub(super) fn money(unit: &Unit) -> bool {
    unit.currency().is_some()
}
