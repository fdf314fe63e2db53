//! The arithmetic behind a printed amount, written out.

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::price::{Arithmetic, Origin, Priced, Year};
use winset_case::quantity::{Unit, plain};

use crate::fmt::{contract_year, day};

/// One line a year that shows how its amount comes about.
pub fn arithmetic(case: &Case, p: &Priced) -> Vec<String> {
    let mut lines: Vec<String> = p.years.iter().map(|y| cell(case, p, y)).collect();
    lines.extend(p.years.iter().filter_map(|y| parts(case, p, y)));
    if let Some(r) = &p.rate {
        lines.push(rate_line(r));
    }
    lines.extend(worth_lines(case, p));
    for s in &p.shares {
        let first = plain(p.years[0].amount, &p.unit);
        let via = s
            .rate
            .as_ref()
            .map(|r| format!(" at {} {}", r.printed.0.normalize(), r.printed.1))
            .unwrap_or_default();
        lines.push(format!(
            "{}: {first}{via} ÷ {} = {}",
            s.name,
            plain(s.whole, &s.unit),
            s.value.round_dp(8).normalize()
        ));
    }
    lines
}

/// The categories of a year, and the part in kind.
fn parts(case: &Case, p: &Priced, y: &Year) -> Option<String> {
    if y.by_category.is_empty() {
        let kind = y.in_kind?;
        return Some(format!(
            "{}: {} of it in kind",
            contract_year(case, y.year),
            plain(kind.normalize(), &p.unit)
        ));
    }
    let each = y.by_category.iter().map(|(id, amount)| {
        let category = case.categories.iter().find(|c| c.id == *id);
        let name = category.map_or(id.as_str(), |c| c.name.as_str());
        let share = amount.checked_div(y.amount).unwrap_or_default() * Decimal::ONE_HUNDRED;
        let cash = category
            .and_then(|c| c.cash_share)
            .map(|c| format!(", {} % in cash", (c * Decimal::ONE_HUNDRED).normalize()));
        format!(
            "{name} {} ({} %{})",
            plain(*amount, &p.unit),
            share.round_dp(2).normalize(),
            cash.unwrap_or_default()
        )
    });
    Some(format!("{}: {}", contract_year(case, y.year), each.collect::<Vec<_>>().join(" + ")))
}

fn rate_line(r: &winset_case::rate::UsedRate) -> String {
    format!(
        "converted at {} {}, {} ({})",
        r.printed.0.normalize(),
        r.printed.1,
        crate::fmt::period(r.period.0, r.period.1),
        r.series.join(", ")
    )
}

/// The arithmetic of one year.
pub fn cell(case: &Case, p: &Priced, y: &Year) -> String {
    let (year, amount) = (contract_year(case, y.year), plain(y.amount, &p.unit));
    match &y.arithmetic {
        Arithmetic::AsWritten => format!("{}: {amount}, as written", year),
        Arithmetic::Change { on, percent, exact } => {
            let percent = percent.normalize();
            format!(
                "{}: {} × (1 + {percent} %) = {}{}",
                year,
                plain(*on, &p.unit),
                plain(exact.normalize(), &p.unit),
                round_words(case, p, *exact, y.amount)
            )
        }
        Arithmetic::Growth { from, growth, indices, fixed, clamped, exact } => {
            if indices.is_empty() && growth.is_zero() {
                return format!("{}: {amount}, as the year before", year);
            }
            let growth = growth.normalize();
            let why = growth_words(y, *fixed, indices, *clamped);
            format!(
                "{}: {} × (1 + {growth} %) = {}{}{why}",
                year,
                plain(*from, &p.unit),
                plain(exact.normalize(), &p.unit),
                round_words(case, p, *exact, y.amount)
            )
        }
        Arithmetic::Key { total, part, whole, year, exact } => format!(
            "{}: {} × {} ÷ {} (key of {year}) = {}{}",
            year,
            plain(*total, &p.unit),
            part.normalize(),
            whole.normalize(),
            plain(exact.normalize(), &p.unit),
            round_words(case, p, *exact, y.amount)
        ),
    }
}

fn round_words(case: &Case, p: &Priced, exact: Decimal, amount: Decimal) -> String {
    match &case.pricing.round_to {
        Some(f) if f.unit == p.unit && exact != amount => {
            let step = f.low.or(f.high).unwrap_or(Decimal::ONE);
            format!(", rounded to {}: {}", plain(step, &p.unit), plain(amount, &p.unit))
        }
        _ => String::new(),
    }
}

fn growth_words(
    y: &Year,
    fixed: Decimal,
    indices: &[winset_case::price::IndexUsed],
    clamped: bool,
) -> String {
    if indices.is_empty() {
        return String::new();
    }
    let mut parts: Vec<String> = Vec::new();
    if !fixed.is_zero() {
        parts.push(format!("fixed {} %", fixed.normalize()));
    }
    for i in indices {
        parts.push(match i.known_on {
            Some(k) => format!("{} of {}: {} %, known {}", i.series, i.year, i.value.normalize(), day(k)),
            None => format!("{} of {}: not known, last {} %", i.series, i.year, i.value.normalize()),
        });
    }
    let tail = match (y.origin, clamped) {
        (Origin::Projected, _) => "; projected: the expected value within floor and cap",
        (_, true) => "; held by floor or cap",
        _ => "",
    };
    format!("  [{}{tail}]", parts.join(" + "))
}

fn worth_lines(case: &Case, p: &Priced) -> Vec<String> {
    let (Some(pv), Some(lev), Some(rho)) =
        (p.worth.present_value, p.worth.levelised, case.pricing.discount_rate)
    else {
        return Vec::new();
    };
    let n = p.years.len();
    let rho = (rho * Decimal::ONE_HUNDRED).normalize();
    let unit: &Unit = &p.unit;
    let real = !p.worth.deflators.is_empty();
    let amount = if real { "amount ÷ price level" } else { "amount" };
    let mut lines = vec![
        format!(
            "present value: Σ {amount} ÷ (1 + {rho} %)^t, t = 0 … {} = {}",
            n - 1,
            plain(pv.round_dp(0), unit)
        ),
        format!("levelised: present value ÷ Σ 1 ÷ (1 + {rho} %)^t = {}", plain(lev.round_dp(0), unit)),
    ];
    if real {
        let levels = p.years.iter().zip(&p.worth.deflators);
        let levels: Vec<String> = levels
            .map(|(y, d)| format!("{} {}", contract_year(case, y.year), d.round_dp(5).normalize()))
            .collect();
        let carried = if p.worth.carried { " (the last known growth carried forward)" } else { "" };
        let series = case.pricing.deflator.as_deref().unwrap_or_default();
        let base = case.pricing.base_year.unwrap_or_default();
        lines.push(format!("price level by {series}, {base} = 1: {}{carried}", levels.join(", ")));
    }
    if let (Some(first), Some(level), Some((last, _)), Some(over)) =
        (p.worth.first_year_change, p.worth.levelised_change, p.worth.last, case.unit_of_account())
    {
        let percent = |c: Decimal| (c * Decimal::ONE_HUNDRED).round_dp(4).normalize();
        let deflated = p.worth.last_real.unwrap_or(last);
        lines.push(format!("first year on {}: {} %", plain(last, &over), percent(first)));
        lines.push(format!("levelised on {}: {} %", plain(deflated.round_dp(0), &over), percent(level)));
    }
    lines
}
