//! Parts of a year as formulas: categories to the step of rounding, in cash and in kind, payments beside.

use rust_decimal::Decimal;
use winset_case::price::{Effect, Year};

use super::amounts::{payment_words, step_input, style_of};
use super::book::Book;
use super::proposal::{Page, converted};
use super::sheet::{At, Sheet, Style, a1, exact};
use crate::fmt::{bound_sign, contract_year, unit_word};

/// Where the workings of the split stand.
pub(super) struct Split {
    /// Name of the step of rounding.
    step: String,
    /// Row of the weights.
    weights: u32,
}

/// The payments beside the yearly amounts; the cells of their converted amounts by year.
pub(super) fn beside(book: &mut Book, s: &mut Sheet, page: &Page<'_>, row: &mut u32) -> Vec<Vec<String>> {
    let mut cells = vec![Vec::new(); page.p.years.len()];
    if page.columns_without_payments() {
        return cells;
    }
    s.text((*row, 0), "Payments beside the yearly amounts", Style::Heading);
    let unit = unit_word(&page.p.unit);
    s.heads(*row + 1, &["year", "what", "effect", "amount", "unit", &format!("in {unit}")]);
    *row += 2;
    for (y, cells) in page.p.years.iter().zip(&mut cells) {
        for b in &y.beside {
            let label = payment_words(page, &b.what, b.amount, &b.unit);
            let key = format!("beside_of_{}_{}", page.key, y.year);
            let name = book.amount(&key, &label, b.amount, &unit_word(&b.unit), "");
            s.text((*row, 0), &contract_year(page.case, y.year), Style::Text);
            s.text((*row, 1), &b.what, Style::Text);
            s.text((*row, 2), effect(b.effect), Style::Text);
            s.formula((*row, 3), &format!("={name}"), Some(exact(b.amount)), style_of(b.amount));
            s.text((*row, 4), &format!("{} {}", bound_sign(b.bound), unit_word(&b.unit)), Style::Text);
            if let Some(v) = b.converted {
                let amount = a1((*row, 3));
                let f = b.rate.as_ref().map_or(amount.clone(), |r| converted(book, page.case, r, &amount));
                s.formula((*row, 5), &format!("={f}"), Some(exact(v)), page.number());
            }
            cells.push(a1((*row, 5)));
            *row += 1;
        }
    }
    *row += 1;
    cells
}

fn effect(e: Effect) -> &'static str {
    match e {
        Effect::Adds => "on top",
        Effect::Takes => "not paid",
        Effect::Within => "part of it",
    }
}

/// What is paid in a year.
pub(super) fn paid(s: &mut Sheet, page: &Page<'_>, i: usize, y: &Year, beside: &[Vec<String>], at: At) {
    let mut f = format!("={}", page.amount(i));
    let cells = beside.get(i).map(Vec::as_slice).unwrap_or_default();
    for (b, cell) in y.beside.iter().zip(cells) {
        match b.effect {
            Effect::Adds => f.push_str(&format!("+{cell}")),
            Effect::Takes => f.push_str(&format!("-{cell}")),
            Effect::Within => {}
        }
    }
    match y.to_pay() {
        Some(v) => s.formula(at, &f, Some(exact(v)), page.number()),
        None => s.text(at, "no exchange rate", Style::Text),
    }
}

/// The weights of the categories, and how many steps each would have before they are made whole.
pub(super) fn workings(book: &mut Book, s: &mut Sheet, page: &Page<'_>, row: &mut u32) -> Option<Split> {
    let split = page.proposal.split.as_ref().filter(|_| !page.columns.categories.is_empty())?;
    if page.p.years.iter().any(|y| y.amount.is_sign_negative()) {
        return None;
    }
    let round_to = page.case.pricing.round_to.as_ref();
    let step = round_to.and_then(|f| f.low.or(f.high)).unwrap_or(Decimal::ONE);
    let step = step_input(book, page, step);
    s.text((*row, 0), "Workings: steps of rounding by category", Style::Heading);
    s.text(
        (*row, 3),
        "whole steps are given out first, then one each to the largest remainders",
        Style::Note,
    );
    s.text((*row + 1, 0), "weights", Style::Text);
    let weights = *row + 1;
    for (column, (id, weight)) in page.columns.categories.iter().zip(&split.parts) {
        let label = format!("{}: weight of {id}", page.p.id);
        let name = book.amount(&format!("weight_of_{id}_in_{}", page.key), &label, *weight, "", "");
        s.formula((weights, *column), &format!("={name}"), Some(exact(*weight)), style_of(*weight));
    }
    let found = Split { step, weights };
    let range = page.across(weights);
    let sum: Decimal = split.parts.iter().map(|(_, w)| *w).sum();
    for (i, y) in page.p.years.iter().enumerate() {
        let at = found.row(i);
        let steps = format!("INT(ROUND({}/{},6))", page.amount(i), found.step);
        s.text((at, 0), &contract_year(page.case, y.year), Style::Text);
        let count = step_count(page, y);
        s.formula((at, page.columns.amount), &format!("={steps}"), Some(exact(count)), Style::Number(0));
        let count_cell = format!("${}", a1((at, page.columns.amount)));
        for (column, (_, w)) in page.columns.categories.iter().zip(&split.parts) {
            let weight = a1((weights, *column));
            let now = count.checked_mul(*w).and_then(|v| v.checked_div(sum)).map(|v| exact(v.round_dp(9)));
            let f = format!("=ROUND({count_cell}*{weight}/SUM({range}),8)");
            s.formula((at, *column), &f, now, Style::Number(3));
        }
    }
    *row = found.row(page.p.years.len()) + 1;
    Some(found)
}

fn step_count(page: &Page<'_>, y: &Year) -> Decimal {
    let step = page.case.pricing.round_to.as_ref().and_then(|f| f.low.or(f.high)).unwrap_or(Decimal::ONE);
    y.amount.checked_div(step).map(|n| n.trunc()).unwrap_or_default()
}

impl Split {
    fn row(&self, i: usize) -> u32 {
        self.weights + 1 + u32::try_from(i).unwrap_or(0)
    }
}

impl Page<'_> {
    fn columns_without_payments(&self) -> bool {
        self.p.years.iter().all(|y| y.beside.is_empty())
    }

    /// All categories in a row.
    fn across(&self, row: u32) -> String {
        let (first, last) = (self.columns.categories.first(), self.columns.categories.last());
        let cell = |c: Option<&u16>| a1((row, c.copied().unwrap_or_default())).replace(char::is_numeric, "");
        let fixed = |c: Option<&u16>| format!("${}${}", cell(c), row + 1);
        format!("{}:{}", fixed(first), fixed(last))
    }
}

/// The categories of a year: whole steps, one more to the largest remainders, what is left over to the heaviest.
pub(super) fn categories(s: &mut Sheet, page: &Page<'_>, i: usize, y: &Year, split: Option<&Split>) {
    let columns = &page.columns.categories;
    for (k, (column, (_, amount))) in columns.iter().zip(&y.by_category).enumerate() {
        let at = (page.row(i), *column);
        let Some(split) = split else {
            s.number(at, exact(*amount), page.number());
            continue;
        };
        let (row, step) = (split.row(i), &split.step);
        let all = page.across(row);
        let own = a1((row, *column));
        let steps = a1((row, page.columns.amount));
        let rest = |r: &str| format!("ROUND({r}-INT({r}),8)");
        let larger = format!("SUMPRODUCT(--({}>{}))", rest(&all), rest(&own));
        let earlier = match k.checked_sub(1).and_then(|j| columns.get(j)) {
            Some(before) => {
                let first = a1((row, columns.first().copied().unwrap_or_default()));
                let range = format!("{first}:{}", a1((row, *before)));
                format!("+SUMPRODUCT(--({}={}))", rest(&range), rest(&own))
            }
            None => String::new(),
        };
        let weights = page.across(split.weights);
        let left = format!("{}-{steps}*{step}", page.amount(i));
        let f = format!(
            "=(INT({own})+IF({larger}{earlier}<{steps}-SUMPRODUCT(INT({all})),1,0))*{step}\
             +IF(MATCH(MAX({weights}),{weights},0)={},{left},0)",
            k + 1
        );
        s.formula(at, &f, Some(exact(*amount)), page.number());
    }
}

/// The parts of a year in cash and in kind.
pub(super) fn in_kind(
    book: &mut Book,
    s: &mut Sheet,
    page: &Page<'_>,
    i: usize,
    y: &Year,
    cash: At,
    kind: At,
) {
    let Some(amount) = y.in_kind else { return };
    let share = |id: &str| page.case.categories.iter().find(|c| c.id == id).and_then(|c| c.cash_share);
    let shares: Option<Vec<Decimal>> = y.by_category.iter().map(|(id, _)| share(id)).collect();
    let f = match shares.filter(|s| !s.is_empty()) {
        Some(shares) => {
            let each = page.columns.categories.iter().zip(&y.by_category).zip(shares).map(
                |((column, (id, _)), cash)| {
                    let label = format!("{id}: part paid in cash");
                    let name = book.fraction(&format!("cash_share_of_{id}"), &label, cash, "", "");
                    format!("{}*(1-{name})", a1((page.row(i), *column)))
                },
            );
            each.collect::<Vec<_>>().join("+")
        }
        None => {
            let fraction = page.proposal.in_kind.unwrap_or_default();
            let label = format!("{}: part paid in kind", page.p.id);
            let name = book.fraction(&format!("in_kind_of_{}", page.key), &label, fraction, "", "");
            format!("{}*{name}", page.amount(i))
        }
    };
    s.formula(kind, &format!("={f}"), Some(exact(amount)), page.number());
    let left = format!("={}-{}", page.amount(i), a1(kind));
    s.formula(cash, &left, Some(exact(y.amount - amount)), page.number());
}
