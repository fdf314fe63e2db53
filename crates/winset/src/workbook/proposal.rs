//! The sheet of one proposal: years down, then payments beside, worth, shares, parties and workings.

use winset_case::Case;
use winset_case::case::{Proposal, Rule};
use winset_case::price::{Arithmetic, Priced, Year};
use winset_case::quantity::Unit;
use winset_case::rate::{UsedRate, rate};
use winset_case::vocabulary::SeriesKind;

use super::book::{Book, key, source_words};
use super::sheet::{At, Sheet, Style, a1, exact};
use super::{amounts, parts, worth};
use crate::fmt::{bound_sign, contract_year, period, unit_word};

/// Row of the column heads.
const HEADS: u32 = 4;

/// Where other sheets find what this one computes, and the values.
pub(super) struct Places {
    /// Name of the sheet.
    pub sheet: String,
    /// Decimals of its amounts.
    pub decimals: u8,
    /// The amount of each year.
    pub amounts: Vec<At>,
    /// The sum.
    pub total: Option<(At, f64)>,
    /// The sum in the other currency.
    pub converted_total: Option<(At, f64)>,
    /// Present value.
    pub present_value: Option<(At, f64)>,
    /// Levelised amount.
    pub levelised: Option<(At, f64)>,
    /// First year on the last agreed.
    pub first_change: Option<(At, f64)>,
    /// Levelised on the last agreed.
    pub levelised_change: Option<(At, f64)>,
}

/// What the parts of a sheet share.
pub(super) struct Page<'a> {
    /// The case.
    pub case: &'a Case,
    /// The priced proposal.
    pub p: &'a Priced,
    /// What was priced.
    pub proposal: &'a Proposal,
    /// Part of the names of inputs.
    pub key: String,
    /// Decimals of amounts.
    pub decimals: u8,
    /// Columns.
    pub columns: Columns,
}

/// Which column holds what.
#[derive(Default)]
pub(super) struct Columns {
    growth: Option<u16>,
    /// The amount.
    pub amount: u16,
    converted: Option<u16>,
    /// Categories in order.
    pub categories: Vec<u16>,
    cash: Option<u16>,
    kind: Option<u16>,
    paid: Option<u16>,
    /// Discount factor.
    pub factor: Option<u16>,
    /// Price level.
    pub level: Option<u16>,
    printed: Option<u16>,
    basis: u16,
}

impl Page<'_> {
    /// The row of a year.
    pub fn row(&self, i: usize) -> u32 {
        HEADS + 1 + u32::try_from(i).unwrap_or(0)
    }

    /// The cell of a year's amount.
    pub fn amount(&self, i: usize) -> String {
        a1((self.row(i), self.columns.amount))
    }

    /// All years of a column.
    pub fn column(&self, column: u16) -> String {
        format!("{}:{}", a1((self.row(0), column)), a1((self.row(self.p.years.len() - 1), column)))
    }

    /// How amounts look.
    pub fn number(&self) -> Style {
        Style::Number(self.decimals)
    }
}

/// A rate of exchange as a formula over an expression, the rate being an input.
pub(super) fn converted(book: &mut Book, case: &Case, r: &UsedRate, of: &str) -> String {
    let name = rate_input(book, case, r);
    let forward = r.printed.1.split(' ').next() == Some(r.to.as_str());
    format!("{of}{}{name}", if forward { "*" } else { "/" })
}

fn rate_input(book: &mut Book, case: &Case, r: &UsedRate) -> String {
    let sources: Vec<String> = r.sources.iter().map(|s| source_words(case, Some(s))).collect();
    let label = format!("exchange rate, {}, {}", r.printed.1, period(r.period.0, r.period.1));
    book.amount(&format!("rate_{}", r.printed.1), &label, r.printed.0, &r.printed.1, &sources.join("; "))
}

/// The rate to show a second currency at: that of the answer, or the case's own out of its unit.
fn second(case: &Case, p: &Priced) -> Option<UsedRate> {
    if p.rate.is_some() {
        return p.rate.clone();
    }
    let Unit::Currency(own) = &p.unit else { return None };
    let pairs = case.series.iter().filter(|s| s.kind == SeriesKind::Rate).filter_map(|s| s.pair.as_ref());
    let mut others = pairs.flat_map(|(a, b)| match own.code() {
        code if code == a => Some(b),
        code if code == b => Some(a),
        _ => None,
    });
    others.find_map(|other| rate(case, own.code(), other))
}

/// Writes the sheet of a proposal and adds it to the workbook.
pub(super) fn write(
    book: &mut Book,
    mut s: Sheet,
    case: &Case,
    p: &Priced,
    proposal: &Proposal,
    name: &str,
) -> Places {
    let scale = p.years.iter().map(|y| y.amount.normalize().scale()).max().unwrap_or(0);
    let second = second(case, p);
    let page = Page {
        case,
        p,
        proposal,
        key: key(name),
        decimals: u8::try_from(scale.min(4)).unwrap_or(0),
        columns: columns(p, proposal, second.is_some()),
    };
    let mut row = page.row(p.years.len()) + 2;
    let beside = parts::beside(book, &mut s, &page, &mut row);
    let mut places = worth::worth(book, &mut s, &page, &mut row, name);
    worth::shares(book, &mut s, &page, &mut row);
    worth::parties(book, &mut s, &page, &mut row);
    let split = parts::workings(book, &mut s, &page, &mut row);
    top(&mut s, &page, second.as_ref());
    for (i, y) in p.years.iter().enumerate() {
        year(book, &mut s, &page, i, y);
        let at = |c: u16| (page.row(i), c);
        if let (Some(c), Some(r)) = (page.columns.converted, &second) {
            let f = converted(book, case, r, &page.amount(i));
            s.formula(
                at(c),
                &format!("={f}"),
                r.convert(y.amount).map(exact),
                Style::Number(other_decimals(r, y)),
            );
        }
        parts::categories(&mut s, &page, i, y, split.as_ref());
        if let (Some(cash), Some(kind)) = (page.columns.cash, page.columns.kind) {
            parts::in_kind(book, &mut s, &page, i, y, at(cash), at(kind));
        }
        if let Some(c) = page.columns.paid {
            parts::paid(&mut s, &page, i, y, &beside, at(c));
        }
    }
    totals(&mut s, &page, second.as_ref(), &mut places);
    book.add(name, s);
    places
}

fn other_decimals(r: &UsedRate, y: &Year) -> u8 {
    if r.convert(y.amount).is_some_and(|v| v.abs() >= rust_decimal::Decimal::from(1_000_000)) { 0 } else { 2 }
}

fn columns(p: &Priced, proposal: &Proposal, second: bool) -> Columns {
    let mut next = 2;
    let mut take = |wanted: bool| {
        let column = wanted.then_some(next);
        next += u16::from(wanted);
        column
    };
    let grows = matches!(proposal.rule, Rule::Growth(_))
        && p.years.iter().any(|y| matches!(y.arithmetic, Arithmetic::Growth { .. }));
    let valued = p.worth.levelised.is_some();
    let kind = p.years.iter().any(|y| y.in_kind.is_some());
    let categories = p.years.first().map_or(0, |y| y.by_category.len());
    let growth = take(grows);
    let amount = take(true).unwrap_or(2);
    Columns {
        growth,
        amount,
        converted: take(second),
        categories: (0..categories).filter_map(|_| take(true)).collect(),
        cash: take(kind),
        kind: take(kind),
        paid: take(p.years.iter().any(|y| !y.beside.is_empty())),
        factor: take(valued),
        level: take(!p.worth.deflators.is_empty()),
        printed: take(p.years.iter().any(|y| y.printed.is_some())),
        basis: take(true).unwrap_or(3),
    }
}

fn top(s: &mut Sheet, page: &Page<'_>, second: Option<&UsedRate>) {
    let (p, c) = (page.p, &page.columns);
    s.text((0, 0), &p.title, Style::Title);
    let internal = if p.internal { ", internal" } else { "" };
    let weak = if p.weak { ", recalled or from a copy of another publisher's text" } else { "" };
    s.text((1, 0), &format!("{}{internal}{weak}", p.id), Style::Note);
    if !bound_sign(p.bound).is_empty() {
        s.text((2, 0), "An amount is a bound, or approximate, and is priced as it is written.", Style::Note);
    }
    let unit = unit_word(&p.unit);
    let mut head = |column: u16, words: &str| s.text((HEADS, column), words, Style::Head);
    head(0, "year");
    head(1, "first day");
    head(c.amount, &format!("amount, {unit}"));
    let to = second.map(|r| format!("in {}", r.to)).unwrap_or_default();
    let optional = [
        (c.growth, "growth"),
        (c.converted, to.as_str()),
        (c.cash, "in cash"),
        (c.kind, "in kind"),
        (c.paid, "paid in the year"),
        (c.factor, "discount factor"),
        (c.level, "price level"),
        (c.printed, "printed amount"),
        (Some(c.basis), "basis"),
        (Some(c.basis + 1), "how it comes about, with the inputs as delivered"),
    ];
    for (column, words) in optional {
        if let Some(column) = column {
            head(column, words);
        }
    }
    let first = p.years.first().map(|y| y.by_category.as_slice()).unwrap_or_default();
    for (column, (id, _)) in c.categories.iter().zip(first) {
        let name = page.case.categories.iter().find(|x| x.id == *id).map_or(id.as_str(), |x| x.name.as_str());
        head(*column, name);
    }
    s.freeze(HEADS + 1, 1);
}

fn year(book: &mut Book, s: &mut Sheet, page: &Page<'_>, i: usize, y: &Year) {
    let (row, c) = (page.row(i), &page.columns);
    let name = contract_year(page.case, y.year);
    match name.parse::<i16>() {
        Ok(n) => s.number((row, 0), f64::from(n), Style::Year),
        Err(_) => s.text((row, 0), &name, Style::Text),
    }
    s.day((row, 1), y.starts);
    let growth_at = c.growth.map(|g| (row, g));
    if let (Some(at), Some((formula, now))) = (growth_at, amounts::growth(book, page, y)) {
        s.formula(at, &format!("={formula}"), Some(now), Style::Percent);
    }
    let formula = amounts::amount(book, page, i, y, growth_at.map(a1).as_deref());
    s.formula((row, c.amount), &format!("={formula}"), Some(exact(y.amount)), page.number());
    if let Some(column) = c.factor {
        worth::factor(book, s, page, i, (row, column));
    }
    if let (Some(column), Some(level)) = (c.level, page.p.worth.deflators.get(i)) {
        worth::level(book, s, page, y, *level, (row, column));
    }
    if let (Some(column), Some((v, _))) = (c.printed, y.printed) {
        s.number((row, column), exact(v), page.number());
    }
    s.text((row, c.basis), y.origin.word(), Style::Text);
    let words = crate::price::cell(page.case, page.p, y);
    let projected = y.origin == winset_case::price::Origin::Projected;
    let more = if projected {
        "; the growth expected of a year not known yet is an input, not a formula"
    } else {
        ""
    };
    s.text((row, c.basis + 1), &format!("{words}{more}"), Style::Text);
}

fn totals(s: &mut Sheet, page: &Page<'_>, second: Option<&UsedRate>, places: &mut Places) {
    let Some(total) = page.p.total() else { return };
    let row = page.row(page.p.years.len());
    let c = &page.columns;
    s.text((row, 0), "total", Style::Text);
    let mut sum = |column: u16, now: Option<f64>, style: Style| {
        s.formula((row, column), &format!("=SUM({})", page.column(column)), now, style);
        now.map(|v| ((row, column), v))
    };
    places.total = sum(c.amount, Some(exact(total)), Style::Total(page.decimals));
    if let (Some(column), Some(r)) = (c.converted, second) {
        let decimals = page.p.years.first().map_or(0, |y| other_decimals(r, y));
        places.converted_total = sum(column, r.convert(total).map(exact), Style::Total(decimals));
    }
    for (k, column) in c.categories.iter().enumerate() {
        let each = page.p.years.iter().filter_map(|y| y.by_category.get(k));
        let now = each.map(|(_, v)| exact(*v)).sum();
        sum(*column, Some(now), Style::Total(page.decimals));
    }
}
