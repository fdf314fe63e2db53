//! Stacked bars: what each proposal costs, year by category, in the unit of the case.

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::price::{Origin, Priced, Year};
use winset_case::quantity::Unit;

use super::{caption, lang};
use crate::chart::{Bar, Basis, Frame, Grouping, Lang, Panel, Part, Picture, StackedBars};
use crate::fmt::{Scale, contract_year};
use crate::forecast::float;
use crate::price::Prices;
use crate::question::Question;

/// The bars of priced proposals; none if nothing could be priced in one unit.
pub fn bars(q: &Question, prices: &Prices) -> Option<Picture> {
    let lang = lang(q);
    let priced: Vec<&Priced> = prices.list.iter().filter_map(|p| p.as_ref().ok()).collect();
    let unit = q.case.unit_of_account().or_else(|| priced.first().map(|p| p.unit.clone()))?;
    let shown: Vec<&Priced> = priced.into_iter().filter(|p| p.rate.is_some() || p.unit == unit).collect();
    let most = shown.iter().flat_map(|p| p.years.iter().filter_map(|y| p.in_case_unit(y.amount))).max()?;
    let step = q.case.pricing.round_to.as_ref().filter(|f| f.unit == unit).and_then(|f| f.low.or(f.high));
    let money = matches!(unit, Unit::Currency(_));
    let scale = if lang == Lang::Ko && money { Scale::eok() } else { Scale::of(most, step) };
    let ids = category_ids(&shown);
    let categories = ids.iter().map(|id| category_name(&q.case, id, lang)).collect();
    let panels = shown.iter().map(|p| panel(&q.case, p, &ids, &scale)).collect();
    let note = match lang {
        Lang::Ko => format!("계약 연도별 금액, {}", scale.unit(&unit)),
        _ => format!("Amount of each contract year, {}", scale.unit(&unit)),
    };
    let rates: Vec<_> = shown.iter().filter_map(|p| p.rate.as_ref()).take(1).collect();
    let frame = Frame {
        name: "bars".into(),
        heading: heading(&shown, &scale, &unit, lang),
        note,
        caption: caption(q, &rates),
        lang,
    };
    Some(Picture::StackedBars(StackedBars { frame, categories, panels, grouping: Grouping::Multiples }))
}

/// Every category of the priced years; an empty id stands for a year without a split.
fn category_ids(shown: &[&Priced]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for y in shown.iter().flat_map(|p| &p.years) {
        let of_year: Vec<&str> = if y.by_category.is_empty() {
            vec![""]
        } else {
            y.by_category.iter().map(|(id, _)| id.as_str()).collect()
        };
        for id in of_year {
            if !ids.iter().any(|x| x == id) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

fn category_name(case: &Case, id: &str, lang: Lang) -> String {
    match (id, lang) {
        ("", Lang::Ko) => "항목 구분 없음".into(),
        ("", _) => "not split by category".into(),
        _ => case.categories.iter().find(|c| c.id == id).map_or(id.to_owned(), |c| c.name.clone()),
    }
}

fn panel(case: &Case, p: &Priced, ids: &[String], scale: &Scale) -> Panel {
    let bars = p.years.iter().map(|y| Bar {
        label: contract_year(case, y.year),
        basis: match y.origin {
            Origin::Printed => Basis::Printed,
            Origin::Rule => Basis::Rule,
            Origin::Projected => Basis::Projected,
        },
        parts: parts(p, y, ids, scale),
        total: p.in_case_unit(y.amount).map(|v| scale.write(v)).unwrap_or_default(),
    });
    let mark = if p.weak { " †" } else { "" };
    let title = if p.title == p.id { String::new() } else { format!(": {}", p.title) };
    Panel { name: format!("{}{mark}{title}", p.id), bars: bars.collect() }
}

fn parts(p: &Priced, y: &Year, ids: &[String], scale: &Scale) -> Vec<Part> {
    let whole = [(String::new(), y.amount)];
    let list: &[(String, Decimal)] = if y.by_category.is_empty() { &whole } else { &y.by_category };
    list.iter()
        .filter_map(|(id, amount)| {
            let value = p.in_case_unit(*amount)?;
            let category = ids.iter().position(|x| x == id)?;
            Some(Part { category, value: float(scale.scaled(value)), label: scale.write(value) })
        })
        .collect()
}

/// The finding: one proposal's path, or the range of several first years.
fn heading(shown: &[&Priced], scale: &Scale, unit: &Unit, lang: Lang) -> String {
    let first = |p: &Priced| p.in_case_unit(p.years[0].amount).unwrap_or_default();
    let last = |p: &Priced| p.in_case_unit(p.years[p.years.len() - 1].amount).unwrap_or_default();
    let words = |v: Decimal| format!("{}{}", scale.write(v), joined(&scale.unit(unit)));
    if let [p] = shown {
        return match (lang, p.years.len()) {
            (Lang::Ko, 1) => format!("{}: {}", p.id, words(first(p))),
            (Lang::Ko, n) => format!("{}: 첫해 {}, {n}년차 {}", p.id, words(first(p)), words(last(p))),
            (_, 1) => format!("{} comes to {}", p.id, words(first(p))),
            (_, n) if first(p) == last(p) => format!("{} stays at {} for {n} years", p.id, words(first(p))),
            (_, n) => format!("{} goes from {} to {} in {n} years", p.id, words(first(p)), words(last(p))),
        };
    }
    let (low, high) = (shown.iter().min_by_key(|p| first(p)), shown.iter().max_by_key(|p| first(p)));
    match (low, high, lang) {
        (Some(a), Some(b), Lang::Ko) => {
            format!("첫해 금액은 {}({})에서 {}({})까지", words(first(a)), a.id, words(first(b)), b.id)
        }
        (Some(a), Some(b), _) => {
            format!("First years reach from {} ({}) to {} ({})", words(first(a)), a.id, words(first(b)), b.id)
        }
        _ => String::new(),
    }
}

/// A unit after a number: `bn KRW` follows at once, `%` after a blank.
fn joined(unit: &str) -> String {
    if unit.starts_with(['b', 'm']) && unit.contains(' ') { unit.to_owned() } else { format!(" {unit}") }
}
