//! Reads parties, units, the agreement that ends, pricing, bases and categories.

use rust_decimal::Decimal;

use super::common::{Ctx, Target, fraction, is_change, single};
use super::unit_of;
use crate::case::{Base, Baseline, Category, Grade, Party, Pricing};
use crate::diagnostic::Remarks;
use crate::quantity::{Currency, Unit, UnitNames};
use crate::text::{Section, Value};
use crate::vocabulary::{BaseKind, PriceBasis, Role};

/// Units of the case's own.
pub fn unit_names(r: &mut Remarks, s: &mut Section<'_>) -> UnitNames {
    let mut names = UnitNames::default();
    for (id, mut u) in s.keyed(r, "units") {
        let plural = u.text(r, "name");
        u.require(r, "name", "the unit as it is printed: name = \"tonnes\"");
        let one = u.text(r, "one");
        if Currency::parse(&id).is_some() {
            r.mistake(u.at(), format!("`{id}` is a currency already"), Some("choose another id".into()));
        } else if let Some(plural) = plural {
            names.add(&id, &plural, one.as_deref());
        }
        u.finish(r);
    }
    names
}

/// What is bargained over.
pub fn case_unit(r: &mut Remarks, s: &mut Section<'_>, cx: &Ctx) -> Option<Unit> {
    let (text, at) = s.text_at(r, "unit")?;
    let unit = unit_of(&text, &cx.names);
    if unit.is_none() {
        let codes = Currency::codes();
        let hint = r
            .did_you_mean(&text, codes)
            .unwrap_or_else(|| "a currency code such as KRW, percent, or an id of [units.ID]".into());
        r.mistake(at, format!("`{text}` is not a unit"), Some(hint));
    }
    unit
}

/// Two parties or more.
pub fn parties(r: &mut Remarks, s: &mut Section<'_>) -> Vec<Party> {
    let mut list = Vec::new();
    let sections = s.keyed(r, "party");
    let written = s.entry("party").map_or(0, |e| match &e.node.value {
        Value::Table(t) => t.0.len(),
        _ => usize::MAX,
    });
    if written < 2 {
        let at = s.entry("party").map_or(s.at(), |e| e.at);
        r.mistake(
            at,
            "a case needs two parties or more",
            Some("[party.US] and [party.ROK], each with a name".into()),
        );
    }
    if sections.len() > 200 {
        r.mistake(s.at(), "a case may have at most 200 parties", None);
    }
    for (id, mut p) in sections {
        if matches!(id.as_str(), "all" | "both" | "press" | "other") {
            r.mistake(
                p.at(),
                format!("`{id}` means something else in the record"),
                Some("choose another id".into()),
            );
        }
        let name = p.text(r, "name");
        p.require(r, "name", "name = \"…\"");
        let short = p.text_at(r, "short").and_then(|(t, at)| {
            if t.chars().count() > 12 {
                r.mistake(at, "a short name has at most 12 characters", None);
                return None;
            }
            Some(t)
        });
        let role = p.word(r, "role", Role::parse, Role::WORDS).unwrap_or(Role::Member);
        let capital = p.text(r, "capital");
        p.finish(r);
        let short = short.unwrap_or_else(|| id.clone());
        list.push(Party { name: name.unwrap_or_else(|| id.clone()), id, short, role, capital });
    }
    list
}

/// The agreement that ends.
pub fn baseline(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Option<Baseline> {
    let mut b = s.table(r, "baseline")?;
    let amount = b.figure(r, "amount", &cx.names);
    if let (Some(f), Some(e)) = (&amount, b.entry("amount")) {
        if is_change(f) {
            r.mistake(
                e.node.at,
                "the last agreed amount cannot be a change",
                Some("write the amount itself".into()),
            );
        } else if single(r, f, e.node.at).is_some_and(|v| v <= Decimal::ZERO) {
            r.mistake(e.node.at, "the last agreed amount must be above zero", None);
        }
    }
    let year = b.integer(r, "year", 1800, 2200).map(|y| y as i16);
    let agreement = b.text(r, "agreement");
    let party = b.text_at(r, "party").map(|(id, at)| {
        cx.refer(Target::Party, &id, at);
        id
    });
    let of = b.text_at(r, "of").map(|(id, at)| {
        cx.refer(Target::Base, &id, at);
        id
    });
    let ends = b.date(r, "ends");
    let ends_known_on = b.date(r, "ends_known_on");
    let grade = grade(r, &mut b);
    let standing = cx.standing(r, &mut b, false);
    b.finish(r);
    let ends_known_on = ends_known_on.unwrap_or(standing.known_on);
    Some(Baseline { amount, year, agreement, of, party, ends, ends_known_on, grade, standing })
}

fn grade(r: &mut Remarks, s: &mut Section<'_>) -> Option<Grade> {
    let (text, at) = s.text_at(r, "grade")?;
    let grade = Grade::parse(&text);
    if grade.is_none() {
        r.mistake(
            at,
            format!("`{text}` is not a grade"),
            Some("a letter A–F and a digit 1–6, e.g. B3".into()),
        );
    }
    grade
}

/// How amounts are rounded and discounted.
pub fn pricing(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Pricing {
    let mut none = Pricing {
        round_to: None,
        discount_rate: None,
        discount_basis: None,
        basis: PriceBasis::Nominal,
        base_year: None,
        deflator: None,
        year_starts: (1, 1),
    };
    let Some(mut p) = s.table(r, "price") else { return none };
    none.round_to = p.figure(r, "round_to", &cx.names);
    if let (Some(f), Some(e)) = (&none.round_to, p.entry("round_to"))
        && single(r, f, e.node.at).is_some_and(|v| v <= Decimal::ZERO)
    {
        r.mistake(
            e.node.at,
            "amounts are rounded to something above zero",
            Some("\"100 million KRW\"".into()),
        );
    }
    none.discount_rate = fraction(r, &mut p, "discount_rate", &cx.names, -5, 30);
    none.discount_basis = p.text(r, "discount_basis");
    none.basis = p.word(r, "basis", PriceBasis::parse, PriceBasis::WORDS).unwrap_or(PriceBasis::Nominal);
    none.base_year = p.integer(r, "base_year", 1800, 2200).map(|y| y as i16);
    none.deflator = p.text_at(r, "deflator").map(|(id, at)| {
        cx.refer(Target::Growth, &id, at);
        id
    });
    if none.basis == PriceBasis::Real {
        p.require(r, "base_year", "real prices need the year whose prices they are");
        p.require(r, "deflator", "real prices need a series of yearly growth");
    }
    if let Some((text, at)) = p.text_at(r, "fiscal_year_starts") {
        match month_day(&text) {
            Some(md) => none.year_starts = md,
            None => r.mistake(
                at,
                format!("`{text}` is not a month and a day"),
                Some("write \"04-01\" for 1 April".into()),
            ),
        }
    }
    p.finish(r);
    none
}

fn month_day(text: &str) -> Option<(i8, i8)> {
    let (m, d) = text.split_once('-')?;
    let (m, d) = (m.parse().ok()?, d.parse().ok()?);
    jiff::civil::Date::new(2023, m, d).ok().map(|_| (m, d))
}

/// What shares are counted in.
pub fn bases(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<Base> {
    let mut list = Vec::new();
    for (id, mut b) in s.keyed(r, "base") {
        let name = b.text(r, "name");
        b.require(r, "name", "a share is never printed without the name of its whole");
        let kind = b.word(r, "kind", BaseKind::parse, BaseKind::WORDS).unwrap_or(BaseKind::Cost);
        let amount = b.figure(r, "amount", &cx.names);
        if let (Some(f), Some(e)) = (&amount, b.entry("amount")) {
            base_amount(r, kind, f, e.node.at);
        }
        let year = b.integer(r, "year", 1800, 2200).map(|y| y as i16);
        let series = b.text_at(r, "series").map(|(id, at)| {
            cx.refer(Target::Level, &id, at);
            id
        });
        if !b.has("amount") && !b.has("series") {
            b.require(r, "amount", "amount = \"…\", or series = \"id of a level series\"");
        }
        let standing = cx.standing(r, &mut b, false);
        b.finish(r);
        list.push(Base {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            kind,
            amount,
            year,
            series,
            standing,
        });
    }
    list
}

fn base_amount(r: &mut Remarks, kind: BaseKind, f: &crate::quantity::Figure, at: crate::diagnostic::Place) {
    if single(r, f, at).is_some_and(|v| v <= Decimal::ZERO) {
        r.mistake(at, "a whole must be above zero", None);
    }
    let heads = matches!(&f.unit, Unit::Named(n) if n == "persons");
    if kind == BaseKind::Heads && !heads {
        r.mistake(at, "heads are counted in persons", Some("\"28,500 persons\"".into()));
    }
}

/// Parts of the bill.
pub fn categories(r: &mut Remarks, s: &mut Section<'_>) -> Vec<Category> {
    let mut list = Vec::new();
    let names = UnitNames::default();
    for (id, mut c) in s.keyed(r, "category") {
        let name = c.text(r, "name");
        c.require(r, "name", "name = \"…\"");
        let cash_share = fraction(r, &mut c, "cash_share", &names, 0, 100);
        let new = c.flag(r, "new").unwrap_or(false);
        c.finish(r);
        list.push(Category { name: name.unwrap_or_else(|| id.clone()), id, cash_share, new });
    }
    list
}
