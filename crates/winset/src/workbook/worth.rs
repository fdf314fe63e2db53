//! What a proposal is worth as formulas: present value, level amount, changes, shares of every stated whole.

use rust_decimal::Decimal;
use winset_case::price::Year;
use winset_case::vocabulary::{BaseKind, PriceBasis};

use super::amounts::{last_agreed, on, style_of};
use super::book::Book;
use super::price::money;
use super::proposal::{Page, Places, converted};
use super::sheet::{At, Sheet, Style, a1, exact};
use crate::fmt::{contract_year, unit_word};

/// The discount factor of a year.
pub(super) fn factor(book: &mut Book, s: &mut Sheet, page: &Page<'_>, i: usize, at: At) {
    let Some(rho) = page.case.pricing.discount_rate else {
        return s.number(at, 1.0, Style::Number(6));
    };
    let why = page.case.pricing.discount_basis.clone().unwrap_or_default();
    let name = book.fraction("discount_rate", "discount rate", rho, "a year", &why);
    let step = Decimal::ONE.checked_div(Decimal::ONE + rho).unwrap_or_default();
    let now = (0..i).try_fold(Decimal::ONE, |f, _| f.checked_mul(step));
    s.formula(at, &format!("=(1+{name})^-{i}"), now.map(exact), Style::Number(6));
}

/// The price level of a year, an input.
pub(super) fn level(book: &mut Book, s: &mut Sheet, page: &Page<'_>, y: &Year, level: Decimal, at: At) {
    let base = page.case.pricing.base_year.unwrap_or_default();
    let series = page.case.pricing.deflator.as_deref().unwrap_or_default();
    let carried = if page.p.worth.carried { "; unknown years carry the last known growth" } else { "" };
    let why = format!("chained by winset from series {series}{carried}");
    let label = format!("price level of {}, {base} = 1", contract_year(page.case, y.year));
    let name = book.input(&format!("price_level_{}", y.year), &label, exact(level), Style::Plain, "", &why);
    s.formula(at, &format!("={name}"), Some(exact(level)), Style::Number(5));
}

/// Present value, levelised amount and changes on the last agreed amount.
pub(super) fn worth(book: &mut Book, s: &mut Sheet, page: &Page<'_>, row: &mut u32, sheet: &str) -> Places {
    let mut places = Places {
        sheet: sheet.to_owned(),
        decimals: page.decimals,
        amounts: (0..page.p.years.len()).map(|i| (page.row(i), page.columns.amount)).collect(),
        total: None,
        converted_total: None,
        present_value: None,
        levelised: None,
        first_change: None,
        levelised_change: None,
    };
    s.text((*row, 0), "Worth", Style::Heading);
    *row += 1;
    let w = &page.p.worth;
    let real = match (page.case.pricing.basis, page.case.pricing.base_year) {
        (PriceBasis::Real, Some(y)) => format!(", prices of {y}"),
        _ => String::new(),
    };
    let column = page.columns.amount;
    let mut line = |label: String, formula: String, now: Decimal, style: Style| {
        s.text((*row, 0), &label, Style::Text);
        s.formula((*row, column), &format!("={formula}"), Some(exact(now)), style);
        *row += 1;
        ((*row - 1, column), exact(now))
    };
    let discounted = discounted(page);
    let weights = page.columns.factor.map(|c| format!("SUM({})", page.column(c)));
    if let (Some(v), Some(sum)) = (w.present_value, &discounted) {
        places.present_value = Some(line(format!("present value{real}"), sum.clone(), v, page.number()));
    }
    if let (Some(v), Some(sum), Some(weights)) = (w.levelised, &discounted, weights) {
        places.levelised =
            Some(line(format!("levelised amount{real}"), format!("{sum}/{weights}"), v, page.number()));
    }
    if let Some((last, year)) = w.last {
        let agreement = page.case.agreements.iter().any(|a| a.id == page.p.id);
        let name = if page.proposal.on.is_some() && agreement {
            on(book, page, last)
        } else if agreement {
            let label = format!("{}: changes are on", page.p.id);
            let year = year.map(|y| contract_year(page.case, y)).unwrap_or_default();
            book.amount(&format!("last_before_{}", page.key), &label, last, &unit_word(&page.p.unit), &year)
        } else {
            last_agreed(book, page, last)
        };
        let mut in_case = |f: &str| match &page.p.rate {
            Some(r) => converted(book, page.case, r, f),
            None => f.to_owned(),
        };
        let first = in_case(&page.amount(0));
        let level = places.levelised.map(|(at, _)| in_case(&a1(at)));
        if let Some(c) = w.first_year_change {
            places.first_change = Some(line(
                "first year on the last agreed".into(),
                format!("{first}/{name}-1"),
                c,
                Style::Percent,
            ));
        }
        if let (Some(c), Some(level)) = (w.levelised_change, level) {
            let deflated = match w.last_real.and_then(|r| last.checked_div(r)) {
                Some(d) => {
                    let why = "chained by winset from the deflator";
                    let n = book.input(
                        "price_level_last",
                        "price level of the last agreed amount",
                        exact(d),
                        Style::Plain,
                        "",
                        why,
                    );
                    format!("({name}/{n})")
                }
                None => name,
            };
            let f = format!("{level}/{deflated}-1");
            places.levelised_change =
                Some(line(format!("levelised on the last agreed{real}"), f, c, Style::Percent));
        }
    }
    for missing in &w.missing {
        s.text((*row, 0), missing, Style::Note);
        *row += 1;
    }
    *row += 1;
    places
}

/// Σ amount over price level times discount factor.
fn discounted(page: &Page<'_>) -> Option<String> {
    let factors = page.column(page.columns.factor?);
    let amounts = page.column(page.columns.amount);
    Some(match page.columns.level {
        Some(l) => format!("SUMPRODUCT({amounts}/{},{factors})", page.column(l)),
        None => format!("SUMPRODUCT({amounts},{factors})"),
    })
}

/// The first year as a share of every stated whole.
pub(super) fn shares(book: &mut Book, s: &mut Sheet, page: &Page<'_>, row: &mut u32) {
    if page.p.shares.is_empty() {
        return;
    }
    s.text((*row, 0), "First year as a share of each stated whole", Style::Heading);
    *row += 1;
    for share in &page.p.shares {
        let year = share.year.map(|y| y.to_string()).unwrap_or_default();
        let weak = if share.weak { ", recalled or from a copy of another publisher's text" } else { "" };
        let base = page.case.base(&share.base);
        let source = super::book::source_words(page.case, base.and_then(|b| b.standing.source.as_deref()));
        let key = format!("base_{}_{year}", share.base);
        let name =
            book.amount(&key, &share.name, share.whole, &unit_word(&share.unit), &format!("{source}{weak}"));
        let first = page.amount(0);
        let amount = share.rate.as_ref().map_or(first.clone(), |r| converted(book, page.case, r, &first));
        let (words, style) = match share.kind {
            BaseKind::Heads => (
                format!("{} for each of {}", unit_word(&page.p.unit), share.name),
                style_of(share.value.round_dp(2)),
            ),
            _ => (format!("of {}", share.name), Style::Percent),
        };
        s.text((*row, 0), format!("{words}, {year}{weak}").trim_end_matches([',', ' ']), Style::Text);
        s.formula((*row, page.columns.amount), &format!("={amount}/{name}"), Some(exact(share.value)), style);
        *row += 1;
    }
    *row += 1;
}

/// Shares by party of the whole bill.
pub(super) fn parties(book: &mut Book, s: &mut Sheet, page: &Page<'_>, row: &mut u32) {
    let p = page.p;
    if p.parts.is_empty() {
        return;
    }
    s.text((*row, 0), "Shares by party", Style::Heading);
    *row += 1;
    let whole = p.whole.as_ref().and_then(|(name, unit)| {
        let first = p.parts.iter().find(|x| !x.share.is_zero())?;
        let value = first.amount?.checked_div(first.share)?.round_dp(6).normalize();
        let label = format!("{}: {name}", p.id);
        Some((book.amount(&format!("shared_by_{}", page.key), &label, value, &unit_word(unit), ""), unit))
    });
    let column = page.columns.amount;
    for part in &p.parts {
        let party = page.case.party(&part.party).map_or(part.party.as_str(), |x| x.name.as_str());
        let label = format!("{}: share of {party}", p.id);
        let name =
            book.fraction(&format!("share_of_{}_in_{}", part.party, page.key), &label, part.share, "", "");
        s.text((*row, 0), party, Style::Text);
        s.formula((*row, column), &format!("={name}"), Some(exact(part.share)), Style::Percent);
        if let (Some(amount), Some((whole, unit))) = (part.amount, &whole) {
            let style = if money(unit) { style_of(amount.round_dp(2)) } else { style_of(amount) };
            s.formula((*row, column + 1), &format!("={whole}*{name}"), Some(exact(amount)), style);
            s.text((*row, column + 2), &unit_word(unit), Style::Note);
        }
        *row += 1;
    }
    if whole.is_none() {
        s.text((*row, 0), "The whole that is shared has no amount on record.", Style::Note);
        *row += 1;
    }
    *row += 1;
}
