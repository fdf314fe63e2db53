//! Stacked bars: what each proposal costs, year by category, in the unit of the case.

use rust_decimal::{Decimal, RoundingStrategy};
use winset_case::Case;
use winset_case::price::{Origin, Priced, Year};
use winset_case::quantity::Unit;

use super::{caption, speech};
use crate::chart::words::{Words, fill, whole};
use crate::chart::{Bar, Basis, Frame, Grouping, Panel, Part, Picture, StackedBars, about};
use crate::fmt::{Scale, contract_year};
use crate::forecast::float;
use crate::price::Prices;
use crate::question::Question;

/// How amounts of one picture are written.
struct Writing {
    words: &'static Words,
    unit: Unit,
    /// A decimal scale; none where the language counts in powers of ten of its own, then their least one here.
    scale: Result<Scale, u32>,
}

/// The bars of priced proposals; none if nothing could be priced in one unit.
pub fn bars(q: &Question, prices: &Prices) -> Option<Picture> {
    let (lang, words) = speech(q);
    let priced: Vec<&Priced> = prices.list.iter().filter_map(|p| p.as_ref().ok()).collect();
    let unit = q.case.unit_of_account().or_else(|| priced.first().map(|p| p.unit.clone()))?;
    let shown: Vec<&Priced> = priced.into_iter().filter(|p| p.rate.is_some() || p.unit == unit).collect();
    let most = shown.iter().flat_map(|p| p.years.iter().filter_map(|y| p.in_case_unit(y.amount))).max()?;
    let step = q.case.pricing.round_to.as_ref().filter(|f| f.unit == unit).and_then(|f| f.low.or(f.high));
    let own = matches!(unit, Unit::Currency(_)).then(|| own_power(most, words)).flatten();
    let scale = own.map_or_else(|| Ok(Scale::of(most, step)), Err);
    let writing = Writing { words, unit, scale };
    let ids = category_ids(&shown);
    let categories = ids.iter().map(|id| category_name(&q.case, id, words)).collect();
    let panels = shown.iter().map(|p| panel(&q.case, p, &ids, &writing)).collect();
    let rates: Vec<_> = shown.iter().filter_map(|p| p.rate.as_ref()).take(1).collect();
    let frame = Frame {
        name: "bars".into(),
        heading: heading(&shown, &writing),
        note: fill(words.says.bars_note, &[("unit", &writing.unit())]),
        caption: caption(q, &rates),
        lang,
    };
    let power = writing.scale.err().unwrap_or(0);
    let grouping = Grouping::Multiples;
    Some(Picture::StackedBars(StackedBars { frame, categories, panels, grouping, power }))
}

/// The power of ten, of those the language has words for, in which amounts up to `most` are written.
fn own_power(most: Decimal, words: &Words) -> Option<u32> {
    // Four digits or so beside the word.
    let fits = |power: &u32| 10_i64.checked_pow(power + 2).is_some_and(|least| most >= Decimal::from(least));
    words.writes.scales.iter().map(|(power, _)| *power).filter(|power| *power < 12).find(fits)
}

impl Writing {
    /// The value of an amount on the axis.
    fn scaled(&self, amount: Decimal) -> Decimal {
        match &self.scale {
            Ok(scale) => scale.scaled(amount),
            Err(power) => amount / Decimal::from(10_u64.pow(*power)),
        }
    }

    /// An amount without its unit.
    fn write(&self, amount: Decimal) -> String {
        match &self.scale {
            Ok(scale) => scale.write(amount),
            Err(power) => {
                let full = Decimal::from(10_u64.pow(*power));
                let kept = (amount / full).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
                whole(kept.checked_mul(full).unwrap_or(amount), &self.words.writes)
            }
        }
    }

    fn unit(&self) -> String {
        match &self.scale {
            Ok(scale) => scale.unit(&self.unit),
            Err(_) => (self.words.writes.unit)(&self.unit),
        }
    }

    /// An amount with its unit: `bn KRW` follows at once, `%` after a blank.
    fn with_unit(&self, amount: Decimal) -> String {
        let (text, unit) = (self.write(amount), self.unit());
        match &self.scale {
            Ok(_) if unit.starts_with(['b', 'm']) && unit.contains(' ') => format!("{text}{unit}"),
            Ok(_) => format!("{text} {unit}"),
            Err(_) => format!("{text}{}{unit}", self.words.writes.gap),
        }
    }
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

fn category_name(case: &Case, id: &str, words: &Words) -> String {
    match id {
        "" => words.says.no_split.into(),
        _ => case.categories.iter().find(|c| c.id == id).map_or(id.to_owned(), |c| c.name.clone()),
    }
}

fn panel(case: &Case, p: &Priced, ids: &[String], writing: &Writing) -> Panel {
    let bars = p.years.iter().map(|y| Bar {
        label: contract_year(case, y.year),
        basis: match y.origin {
            Origin::Printed => Basis::Printed,
            Origin::Rule => Basis::Rule,
            Origin::Projected => Basis::Projected,
        },
        parts: parts(p, y, ids, writing),
        total: p.in_case_unit(y.amount).map(|v| writing.write(v)).unwrap_or_default(),
        about: cell(p, y, ""),
    });
    let mark = if p.weak { " †" } else { "" };
    let title = if p.title == p.id { String::new() } else { format!(": {}", p.title) };
    Panel { name: format!("{}{mark}{title}", p.id), bars: bars.collect() }
}

fn parts(p: &Priced, y: &Year, ids: &[String], writing: &Writing) -> Vec<Part> {
    let whole = [(String::new(), y.amount)];
    let list: &[(String, Decimal)] = if y.by_category.is_empty() { &whole } else { &y.by_category };
    list.iter()
        .filter_map(|(id, amount)| {
            let value = p.in_case_unit(*amount)?;
            let category = ids.iter().position(|x| x == id)?;
            let label = writing.write(value);
            Some(Part { category, value: float(writing.scaled(value)), label, about: cell(p, y, id) })
        })
        .collect()
}

/// A cell of the years of a proposal: proposal, year, category; all together without a category.
fn cell(p: &Priced, y: &Year, category: &str) -> String {
    about("cell", &[&p.id, &y.year.to_string(), category])
}

/// The finding: one proposal's path, or the range of several first years.
fn heading(shown: &[&Priced], writing: &Writing) -> String {
    let says = &writing.words.says;
    let of = |p: &Priced, y: Option<&Year>| y.and_then(|y| p.in_case_unit(y.amount)).unwrap_or_default();
    let first = |p: &Priced| of(p, p.years.first());
    let last = |p: &Priced| of(p, p.years.last());
    if let [p] = shown {
        let sentence = match p.years.len() {
            1 => says.bars_one,
            _ if first(p) == last(p) => says.bars_same,
            _ => says.bars_path,
        };
        let (a, b) = (writing.with_unit(first(p)), writing.with_unit(last(p)));
        let n = p.years.len().to_string();
        return fill(sentence, &[("id", &p.id), ("first", &a), ("last", &b), ("n", &n)]);
    }
    let (low, high) = (shown.iter().min_by_key(|p| first(p)), shown.iter().max_by_key(|p| first(p)));
    let Some((a, b)) = low.zip(high) else { return String::new() };
    let (low, high) = (writing.with_unit(first(a)), writing.with_unit(first(b)));
    fill(says.bars_range, &[("low", &low), ("low_id", &a.id), ("high", &high), ("high_id", &b.id)])
}
