//! Yearly amounts as formulas: the rule of the proposal over named inputs, rounded as the treaty rounds.

use rust_decimal::Decimal;
use winset_case::case::{GrowthRule, Rule};
use winset_case::price::{Arithmetic, IndexUsed, Origin, Year};
use winset_case::quantity::plain;

use super::book::{Book, source_words};
use super::proposal::Page;
use super::sheet::{Style, exact};
use crate::fmt::{contract_year, unit_word};

/// The amount of a year, without its equals sign; `growth` is the cell of its growth.
pub(super) fn amount(book: &mut Book, page: &Page<'_>, i: usize, y: &Year, growth: Option<&str>) -> String {
    let (p, key) = (page.p, &page.key);
    let unit = unit_word(&p.unit);
    match &y.arithmetic {
        Arithmetic::AsWritten => {
            let label = format!("{}: amount of {}", p.id, contract_year(page.case, y.year));
            let source = source_words(page.case, page.proposal.standing.source.as_deref());
            book.amount(&format!("amount_of_{key}_{}", y.year), &label, y.amount, &unit, &source)
        }
        Arithmetic::Change { on, percent, .. } => {
            let on = if page.proposal.on.is_none() {
                last_agreed(book, page, *on)
            } else {
                self::on(book, page, *on)
            };
            let label = format!("{}: change of the first year", p.id);
            let fraction = *percent / Decimal::ONE_HUNDRED;
            let source = source_words(page.case, page.proposal.standing.source.as_deref());
            let change = book.fraction(&format!("change_of_{key}"), &label, fraction, "", &source);
            rounded(book, page, &format!("{on}*(1+{change})"))
        }
        Arithmetic::Growth { .. } => {
            let before = page.amount(i.saturating_sub(1));
            match growth.filter(|_| matches!(page.proposal.rule, Rule::Growth(_))) {
                Some(cell) => rounded(book, page, &format!("{before}*(1+{cell})")),
                None => before,
            }
        }
        Arithmetic::Key { total, part, whole, year, .. } => {
            let source = match &page.proposal.rule {
                Rule::Key(k) => format!("series {}", k.series),
                _ => String::new(),
            };
            let total = book.amount(
                &format!("whole_of_{key}"),
                &format!("{}: the whole bill", p.id),
                *total,
                &unit,
                "",
            );
            let label = format!("{}: own key of {year}", p.id);
            let part = book.amount(&format!("key_of_{key}_{year}"), &label, *part, "", &source);
            let label = format!("{}: all keys of {year}", p.id);
            let whole = book.amount(&format!("keys_of_{key}_{year}"), &label, *whole, "", &source);
            rounded(book, page, &format!("{total}*{part}/{whole}"))
        }
    }
}

/// What the change of a first year is on, where the proposal names it, as an input.
pub(super) fn on(book: &mut Book, page: &Page<'_>, amount: Decimal) -> String {
    let label = format!("{}: the change is on", page.p.id);
    book.amount(&format!("on_of_{}", page.key), &label, amount, &unit_word(&page.p.unit), "")
}

/// The last agreed amount as an input.
pub(super) fn last_agreed(book: &mut Book, page: &Page<'_>, amount: Decimal) -> String {
    let baseline = page.case.baseline.as_ref();
    let year = baseline.and_then(|b| b.year).map(|y| format!(", {}", contract_year(page.case, y)));
    let source = source_words(page.case, baseline.and_then(|b| b.standing.source.as_deref()));
    let unit = page.case.unit_of_account().map(|u| unit_word(&u)).unwrap_or_default();
    book.amount(
        "last_agreed",
        &format!("last agreed amount{}", year.unwrap_or_default()),
        amount,
        &unit,
        &source,
    )
}

/// An expression rounded half up to the step of the treaty, where the amounts are in its unit.
///
/// A float can fall just short of a tie that the decimals reach; the inner rounding takes that off, as many digits as
/// a float still tells apart.
fn rounded(book: &mut Book, page: &Page<'_>, expression: &str) -> String {
    let step = page.case.pricing.round_to.as_ref().filter(|f| f.unit == page.p.unit);
    let Some(step) = step.and_then(|f| f.high.or(f.low)).filter(|s| *s > Decimal::ZERO) else {
        return expression.to_owned();
    };
    let most = page.p.years.iter().map(|y| y.amount.abs()).max().unwrap_or_default();
    let whole = most.checked_div(step).map_or(1, |n| n.trunc().to_string().len());
    let digits = 13_usize.saturating_sub(whole).clamp(1, 9);
    let name = step_input(book, page, step);
    format!("ROUND(ROUND({expression}/{name},{digits}),0)*{name}")
}

/// The step of rounding as an input.
pub(super) fn step_input(book: &mut Book, page: &Page<'_>, step: Decimal) -> String {
    book.amount(
        "round_to",
        "every year is rounded to, half up",
        step,
        &unit_word(&page.p.unit),
        "the agreement",
    )
}

/// The growth of a year, without its equals sign, and its value; none where the year does not grow by a rule.
pub(super) fn growth(book: &mut Book, page: &Page<'_>, y: &Year) -> Option<(String, f64)> {
    let Arithmetic::Growth { fixed, indices, growth, .. } = &y.arithmetic else { return None };
    let Rule::Growth(rule) = &page.proposal.rule else { return None };
    let now = exact(*growth / Decimal::ONE_HUNDRED);
    if y.origin == Origin::Projected {
        let label = format!("{}: growth expected of {}", page.p.id, contract_year(page.case, y.year));
        let why = projected(indices);
        let name =
            book.percent(&format!("expected_growth_of_{}_{}", page.key, y.year), &label, *growth, &why);
        return Some((name, now));
    }
    let mut terms: Vec<String> = Vec::new();
    if indices.is_empty() || !fixed.is_zero() {
        let source = source_words(page.case, page.proposal.standing.source.as_deref());
        terms.push(book.percent(
            &format!("growth_of_{}", page.key),
            &format!("{}: yearly growth", page.p.id),
            *fixed,
            &source,
        ));
    }
    terms.extend(indices.iter().map(|i| index(book, page, i)));
    Some((held(book, page, rule, terms.join("+")), now))
}

/// An index value as an input, with its source.
fn index(book: &mut Book, page: &Page<'_>, i: &IndexUsed) -> String {
    let series = page.case.series(&i.series);
    let of_year = |s: &winset_case::case::Series| {
        let found = s.values.iter().find(|v| v.start.year() == i.year && v.value == i.value);
        found.and_then(|v| v.standing.source.clone())
    };
    let source = source_words(page.case, series.and_then(of_year).as_deref());
    let name = series.map_or(i.series.as_str(), |s| s.name.as_str());
    book.percent(&format!("index_{}_{}", i.series, i.year), &format!("{name}, {}", i.year), i.value, &source)
}

fn projected(indices: &[IndexUsed]) -> String {
    let list: Vec<String> = indices
        .iter()
        .map(|i| match i.known_on {
            Some(_) => format!("{} of {}: {} %", i.series, i.year, i.value.normalize()),
            None => format!("{} of {} is not known yet, last {} %", i.series, i.year, i.value.normalize()),
        })
        .collect();
    format!("{}; the mean within floor and cap, computed by winset", list.join("; "))
}

fn held(book: &mut Book, page: &Page<'_>, rule: &GrowthRule, sum: String) -> String {
    let mut bound = |what: &str, v: Option<Decimal>| {
        v.map(|v| {
            let label = format!("{}: {what} of yearly growth", page.p.id);
            book.fraction(&format!("{what}_of_{}", page.key), &label, v, "a year", "")
        })
    };
    let sum = bound("floor", rule.floor).map_or(sum.clone(), |f| format!("MAX({sum},{f})"));
    bound("cap", rule.cap).map_or(sum.clone(), |c| format!("MIN({sum},{c})"))
}

/// A payment in words, for a label.
pub(super) fn payment_words(
    page: &Page<'_>,
    what: &str,
    amount: Decimal,
    unit: &winset_case::quantity::Unit,
) -> String {
    format!("{}: {what}, {}", page.p.id, plain(amount, unit))
}

/// How a number of a unit that is not an amount of the proposal looks.
pub(super) fn style_of(amount: Decimal) -> Style {
    Style::Number(u8::try_from(amount.normalize().scale().min(4)).unwrap_or(0))
}
