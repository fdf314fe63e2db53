//! Prices as a report: proposals side by side, years down, then what each is worth and a share of.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::case::{Proposal, Rule};
use winset_case::price::{Beside, Effect, Origin, Priced, Year};
use winset_case::quantity::{Bound, Unit, plain};
use winset_case::rate::UsedRate;
use winset_case::vocabulary::{BaseKind, PriceBasis};

use super::{Prices, arithmetic};
use crate::fmt::{
    Scale, UNKNOWN, bound_sign, change, contract_year, period, rate, share, unit_word, weekday,
};
use crate::report::{Report, Table, foot};

/// The report.
pub fn report(case: &Case, prices: &Prices, as_of: Date, hash: &str, show_arithmetic: bool) -> Report {
    let mut r = Report {
        title: case.title.clone(),
        beside: format!("price, as of {}", weekday(as_of)),
        lead: prices.understood.clone(),
        foot: foot(as_of, hash),
        ..Report::default()
    };
    let priced: Vec<&Priced> = prices.list.iter().filter_map(|p| p.as_ref().ok()).collect();
    for (id, e) in prices.list.iter().filter_map(|p| p.as_ref().err()) {
        r.lines(vec![format!("{id}: {e}")]);
    }
    if prices.list.is_empty() {
        r.lines(vec!["the case has no proposal known by then; name one inline: \"+5 %, frozen, 3y\"".into()]);
    }
    if priced.is_empty() {
        return r;
    }
    r.heading("Year by year");
    r.table(years(case, &priced));
    r.lines(legend(&priced));
    r.lines(titles(&priced));
    categories(&mut r, case, &priced);
    beside(&mut r, case, &priced);
    r.heading("Worth");
    r.table(worth(case, &priced));
    parties(&mut r, case, &priced);
    shares(&mut r, case, &priced);
    notes(&mut r, case, &priced);
    if show_arithmetic {
        for p in &priced {
            r.heading(format!("Arithmetic of {}", p.id));
            r.lines(arithmetic(case, p));
        }
    }
    r
}

fn step(case: &Case, unit: &Unit) -> Option<Decimal> {
    let f = case.pricing.round_to.as_ref()?;
    (f.unit == *unit).then(|| f.low.or(f.high)).flatten()
}

fn scale_of(case: &Case, p: &Priced) -> Scale {
    let most = p.years.iter().map(|y| y.amount.abs()).max().unwrap_or_default();
    Scale::of(most, step(case, &p.unit))
}

/// The scale of the case's own unit, for converted amounts.
fn case_scale(case: &Case, over: &Unit, most: Decimal) -> Scale {
    Scale::of(most, step(case, over))
}

fn head(case: &Case, p: &Priced) -> String {
    format!("{} ({})", name(p), scale_of(case, p).unit(&p.unit))
}

/// A proposal as a column head: its id, its bound, and a mark where its figure is weak.
fn name(p: &Priced) -> String {
    let mark = if p.weak { " †" } else { "" };
    let internal = if p.internal { " [internal]" } else { "" };
    format!("{} {}", p.id, bound_sign(p.bound)).trim_end().to_owned() + mark + internal
}

fn years(case: &Case, priced: &[&Priced]) -> Table {
    let over = case.unit_of_account();
    let mut heads = vec!["year".to_owned()];
    for p in priced {
        heads.push(format!(">{}", head(case, p)));
        if p.rate.is_some()
            && let Some(u) = &over
        {
            heads.push(format!(">in {}", converted_scale(case, p, u).unit(u)));
        }
    }
    let mut t = Table::new("Amounts by contract year", &heads.iter().map(String::as_str).collect::<Vec<_>>());
    let mut all: Vec<i16> = priced.iter().flat_map(|p| p.years.iter().map(|y| y.year)).collect();
    all.sort_unstable();
    all.dedup();
    for year in all {
        let mut row = vec![contract_year(case, year)];
        for p in priced {
            let y = p.years.iter().find(|y| y.year == year);
            let scale = scale_of(case, p);
            row.push(y.map_or(UNKNOWN.into(), |y| format!("{}{}", mark(y.origin), scale.write(y.amount))));
            if p.rate.is_some()
                && let Some(u) = &over
            {
                let s = converted_scale(case, p, u);
                let there = y.and_then(|y| p.in_case_unit(y.amount).map(|v| (mark(y.origin), v)));
                row.push(there.map_or(UNKNOWN.into(), |(mark, v)| format!("{mark}{}", s.write(v))));
            }
        }
        t.row(row);
    }
    if priced.iter().all(|p| !matches!(p.unit, Unit::Currency(_) | Unit::Named(_))) {
        return t;
    }
    let mut total = vec!["total".to_owned()];
    for p in priced {
        let sum = p.total();
        total.push(sum.map_or(UNKNOWN.into(), |v| format!("{}{}", estimate(p), scale_of(case, p).write(v))));
        if p.rate.is_some()
            && let Some(u) = &over
        {
            let s = converted_scale(case, p, u);
            let there = sum.and_then(|v| p.in_case_unit(v));
            total.push(there.map_or(UNKNOWN.into(), |v| format!("{}{}", estimate(p), s.write(v))));
        }
    }
    t.row(total);
    t
}

/// `~` where a value rests on a projected year or on a price level not known yet.
fn estimate_worth(p: &Priced) -> &'static str {
    if p.projected() { "~" } else { "" }
}

/// `~` where a sum rests on a projected year.
fn estimate(p: &Priced) -> &'static str {
    if p.years.iter().any(|y| y.origin == Origin::Projected) { "~" } else { "" }
}

fn converted_scale(case: &Case, p: &Priced, over: &Unit) -> Scale {
    let most = p.years.iter().filter_map(|y| p.in_case_unit(y.amount)).max().unwrap_or_default();
    case_scale(case, over, most)
}

fn mark(origin: Origin) -> &'static str {
    if origin == Origin::Projected { "~" } else { "" }
}

const WEAK: &str = "† recalled, or from a copy of another publisher's text";

fn legend(priced: &[&Priced]) -> Vec<String> {
    let mut lines = Vec::new();
    if priced.iter().any(|p| p.projected()) {
        lines.push("~ projected: rests on an index value not yet known on that day".into());
    }
    if priced.iter().any(|p| !bound_sign(p.bound).is_empty()) {
        lines.push("≤ ≥ ~ beside a name: its amounts are priced at the bound that the proposal names".into());
    }
    if priced.iter().any(|p| p.weak || p.split_weak) {
        lines.push(WEAK.into());
    }
    lines
}

/// What each id stands for, where it has a title of its own.
fn titles(priced: &[&Priced]) -> Vec<String> {
    priced.iter().filter(|p| p.title != p.id).map(|p| format!("{}: {}", p.id, p.title)).collect()
}

fn categories(r: &mut Report, case: &Case, priced: &[&Priced]) {
    for p in
        priced.iter().filter(|p| p.years.iter().any(|y| !y.by_category.is_empty() || y.in_kind.is_some()))
    {
        let scale = scale_of(case, p);
        let first = &p.years[0];
        let name =
            |id: &str| case.categories.iter().find(|c| c.id == id).map_or(id.to_owned(), |c| c.name.clone());
        let mut heads = vec!["year".to_owned()];
        heads.extend(first.by_category.iter().map(|(id, _)| format!(">{}", name(id))));
        heads.push(">in cash".into());
        heads.push(">in kind".into());
        let weak = if p.split_weak { " †" } else { "" };
        let caption = format!("{}{weak} by category, {}", p.id, scale.unit(&p.unit));
        let mut t = Table::new(caption.clone(), &heads.iter().map(String::as_str).collect::<Vec<_>>());
        for y in &p.years {
            let mut row = vec![contract_year(case, y.year)];
            row.extend(y.by_category.iter().map(|(_, v)| scale.write(*v)));
            row.push(y.in_kind.map_or(UNKNOWN.into(), |k| scale.write(y.amount - k)));
            row.push(y.in_kind.map_or(UNKNOWN.into(), |k| scale.write(k)));
            t.row(row);
        }
        r.heading(caption);
        r.table(t);
    }
}

fn beside(r: &mut Report, case: &Case, priced: &[&Priced]) {
    let heads = ["proposal", "year", "kind", ">amount", ">paid in the year", "what"];
    let mut t = Table::new("Payments beside the yearly amounts", &heads);
    for p in priced {
        for y in &p.years {
            for b in &y.beside {
                t.row(vec![
                    p.id.clone(),
                    contract_year(case, y.year),
                    payment_kind(b),
                    format!(
                        "{}{}{}",
                        bound_sign(b.bound),
                        plain(b.amount, &b.unit),
                        if b.weak { " †" } else { "" }
                    ),
                    paid(p, y),
                    b.what.clone(),
                ]);
            }
        }
    }
    if !t.rows.is_empty() {
        r.heading(t.caption.clone());
        r.table(t);
    }
}

fn payment_kind(b: &Beside) -> String {
    let sign = match b.effect {
        Effect::Adds => "+ ",
        Effect::Takes => "− ",
        Effect::Within => "",
    };
    let within = if b.effect == Effect::Within { ", part of the amount" } else { "" };
    format!("{sign}{}{within}", b.kind.word().replace('_', " "))
}

/// What is paid in the year, with the bound that a payment brings in.
fn paid(p: &Priced, y: &Year) -> String {
    let moving = y.beside.iter().filter(|b| b.effect != Effect::Within);
    let bounded = moving.map(|b| b.bound).any(|b| !matches!(b, Bound::Exact));
    let mark = if bounded { "~ " } else { "" };
    y.to_pay().map_or(UNKNOWN.into(), |v| format!("{mark}{}", plain(v.round_dp(0), &p.unit)))
}

fn worth(case: &Case, priced: &[&Priced]) -> Table {
    let heads: Vec<String> =
        std::iter::once(String::new()).chain(priced.iter().map(|p| format!(">{}", name(p)))).collect();
    let mut t =
        Table::new("What each proposal is worth", &heads.iter().map(String::as_str).collect::<Vec<_>>());
    let mut add = |name: String, of: &dyn Fn(&Priced) -> String| {
        let mut row = vec![name];
        row.extend(priced.iter().map(|p| of(p)));
        t.row(row);
    };
    let discount = case
        .pricing
        .discount_rate
        .map(|d| format!(" at {} %", (d * Decimal::ONE_HUNDRED).normalize()))
        .unwrap_or_default();
    let real = match (case.pricing.basis, case.pricing.base_year) {
        (PriceBasis::Real, Some(y)) => format!(", prices of {y}"),
        _ => String::new(),
    };
    add("term".into(), &|p| plural_of_years(p.years.len()));
    // A share and a number of things have no present value, and one level says nothing that the first year does not.
    let paid = priced.iter().any(|p| p.unit.currency().is_some());
    let level = paid || priced.iter().any(|p| p.worth.levelised != p.years.first().map(|y| y.amount));
    if paid {
        add(format!("present value{discount}{real}"), &|p| money(case, p, p.worth.present_value));
    }
    if level {
        add(format!("levelised amount{discount}{real}"), &|p| money(case, p, p.worth.levelised));
    }
    let nominal = if case.pricing.basis == PriceBasis::Real { ", nominal" } else { "" };
    add(format!("first year on the last agreed{nominal}"), &|p| {
        p.worth.first_year_change.map_or(UNKNOWN.into(), |c| change(c, 1))
    });
    if level {
        add(format!("levelised on the last agreed{real}"), &|p| {
            let change = p.worth.levelised_change.map(|c| change(c, 1));
            change.map_or(UNKNOWN.into(), |c| format!("{}{c}", estimate_worth(p)))
        });
    }
    t
}

/// `1 year`, `5 years`.
pub fn plural_of_years(n: usize) -> String {
    if n == 1 { "1 year".into() } else { format!("{n} years") }
}

fn money(case: &Case, p: &Priced, v: Option<Decimal>) -> String {
    v.map_or(UNKNOWN.into(), |v| format!("{}{}", estimate_worth(p), in_scale(v, &scale_of(case, p), &p.unit)))
}

/// An amount with its scale and unit: `41.5m KRW`, `16.35 %`.
fn with_unit(v: Decimal, unit: &Unit) -> String {
    in_scale(v, &Scale::of(v.abs(), None), unit)
}

fn in_scale(v: Decimal, scale: &Scale, unit: &Unit) -> String {
    let gap = if scale.word.is_empty() { " " } else { "" };
    format!("{}{gap}{}", scale.write(v), scale.unit(unit))
}

fn parties(r: &mut Report, case: &Case, priced: &[&Priced]) {
    if priced.iter().all(|p| p.parts.is_empty()) {
        return;
    }
    let names: Vec<&Priced> = priced.iter().filter(|p| !p.parts.is_empty()).copied().collect();
    let mut heads = vec!["party".to_owned()];
    for p in &names {
        heads.push(format!(">{} share", p.id));
        heads.push(format!(">{} amount", p.id));
    }
    let mut wholes: Vec<&str> =
        names.iter().filter_map(|p| p.whole.as_ref().map(|(n, _)| n.as_str())).collect();
    wholes.dedup();
    let caption = match wholes.as_slice() {
        [one] => format!("Shares by party of {one}"),
        _ => "Shares by party".to_owned(),
    };
    let several: Vec<String> = if wholes.len() > 1 {
        names
            .iter()
            .filter_map(|p| p.whole.as_ref().map(|(n, _)| format!("{}: parts of {n}", p.id)))
            .collect()
    } else {
        Vec::new()
    };
    let mut t = Table::new(caption.clone(), &heads.iter().map(String::as_str).collect::<Vec<_>>());
    for party in &case.parties {
        let mut row = vec![party.name.clone()];
        let mut any = false;
        for p in &names {
            let part = p.parts.iter().find(|x| x.party == party.id);
            any |= part.is_some();
            row.push(
                part.map_or(UNKNOWN.into(), |x| {
                    format!("{} %", (x.share * Decimal::ONE_HUNDRED).normalize())
                }),
            );
            let unit = p.whole.as_ref().map(|(_, u)| u.clone());
            let amount = part.and_then(|x| x.amount).zip(unit);
            row.push(
                amount.map_or(UNKNOWN.into(), |(v, u)| in_scale(v, &Scale::of(v.abs(), step(case, &u)), &u)),
            );
        }
        if any {
            t.row(row);
        }
    }
    r.heading(caption);
    r.table(t);
    r.lines(several);
}

fn shares(r: &mut Report, case: &Case, priced: &[&Priced]) {
    let mut names: Vec<(&str, String)> = Vec::new();
    for s in priced.iter().flat_map(|p| &p.shares) {
        let year = year_of_base(s);
        let weak = if s.weak { " †" } else { "" };
        let what = if s.kind == BaseKind::Heads {
            format!("for each of {} {}", plain(s.whole, &s.unit), s.name)
        } else {
            format!("of {}", s.name)
        };
        let label = format!("{what}{year}{weak}");
        if !names.iter().any(|(id, l)| *id == s.base && *l == label) {
            names.push((&s.base, label));
        }
    }
    let heads: Vec<String> = std::iter::once("first year, as a share".to_owned())
        .chain(priced.iter().map(|p| format!(">{}, {}", name(p), contract_year(case, p.years[0].year))))
        .collect();
    let mut t = Table::new(
        "First year as a share of each stated whole",
        &heads.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    for (id, label) in names {
        let mut row = vec![label.clone()];
        for p in priced {
            let found = p.shares.iter().find(|s| s.base == id && label.contains(&year_of_base(s)));
            row.push(found.map_or(UNKNOWN.into(), |s| match s.kind {
                BaseKind::Heads => with_unit(s.value, &p.unit),
                _ => share(s.value),
            }));
        }
        t.row(row);
    }
    if !t.rows.is_empty() {
        r.heading("Shares, each with its whole");
        r.table(t);
        if priced.iter().any(|p| p.shares.iter().any(|s| s.weak)) {
            r.lines(vec![WEAK.to_owned()]);
        }
    }
}

/// The name of the whole that a last amount in per cent is a share of.
pub(crate) fn baseline_whole(case: &Case) -> Option<&str> {
    let id = case.baseline.as_ref()?.of.as_deref()?;
    case.base(id).map(|b| b.name.as_str())
}

/// What history.csv prints for the years of a past agreement, beside what the rule gives.
fn printed_beside(p: &Priced) -> Vec<String> {
    let printed: Vec<(&Year, Decimal, bool)> =
        p.years.iter().filter_map(|y| y.printed.map(|(v, weak)| (y, v, weak))).collect();
    let mark = |weak: bool| if weak { " †" } else { "" };
    let differ: Vec<String> = printed
        .iter()
        .filter(|(y, v, _)| *v != y.amount)
        .map(|(y, v, weak)| {
            let (rule, found) = (plain(y.amount, &p.unit), plain(*v, &p.unit));
            format!("{}: the rule gives {rule} for {}, printed is {found}{}", p.id, y.year, mark(*weak))
        })
        .collect();
    if !differ.is_empty() || printed.is_empty() {
        return differ;
    }
    let years: Vec<String> =
        printed.iter().map(|(y, _, weak)| format!("{}{}", y.year, mark(*weak))).collect();
    vec![format!("{}: the rule gives the printed amount of {}", p.id, years.join(", "))]
}

/// The year of a whole, unless its name says it.
fn year_of_base(s: &winset_case::price::ShareOf) -> String {
    s.year.filter(|y| !s.name.contains(&y.to_string())).map(|y| format!(", {y}")).unwrap_or_default()
}

fn notes(r: &mut Report, case: &Case, priced: &[&Priced]) {
    let mut lines: Vec<String> = Vec::new();
    for p in priced {
        lines.extend(p.rate.iter().map(|r| format!("{}: {}", p.id, rate_words(case, r))));
        let of_payments = p.years.iter().flat_map(|y| y.beside.iter().filter_map(|b| b.rate.as_ref()));
        lines.extend(of_payments.map(|r| format!("payments beside: {}", rate_words(case, r))));
        let of_shares = p.shares.iter().filter_map(|s| s.rate.as_ref());
        lines.extend(of_shares.map(|r| format!("shares: {}", rate_words(case, r))));
        lines.extend(p.remarks.iter().map(|x| format!("{}: {x}", p.id)));
        lines.extend(p.worth.missing.iter().map(|x| format!("{}: {x}", p.id)));
    }
    lines.extend(priced.iter().flat_map(|p| printed_beside(p)));
    let over = case.unit_of_account();
    for (p, (v, year)) in priced.iter().filter_map(|p| Some((p, p.worth.last?))) {
        let year = year.map(|y| format!(" for {}", contract_year(case, y))).unwrap_or_default();
        let of = case.agreements.iter().any(|a| a.id == p.id);
        let name = if of { format!("{}: changes are on", p.id) } else { "last agreed:".to_owned() };
        let unit = if of { Some(&p.unit) } else { over.as_ref() };
        let whole = baseline_whole(case).map(|w| format!(" of {w}")).unwrap_or_default();
        let real = p.worth.last_real.zip(case.pricing.base_year);
        let real =
            real.zip(unit).map(|((v, y), u)| format!(", in prices of {y} {}", plain(v.round_dp(0), u)));
        lines
            .extend(unit.map(|u| format!("{name} {}{whole}{year}{}", plain(v, u), real.unwrap_or_default())));
    }
    let mut seen: Vec<String> = Vec::new();
    lines.retain(|l| {
        let new = !seen.contains(l);
        seen.push(l.clone());
        new
    });
    if !lines.is_empty() {
        r.heading("Notes");
        r.lines(lines);
    }
}

/// A rate with its date and source: never a conversion without them.
fn rate_words(case: &Case, r: &UsedRate) -> String {
    let via =
        if r.series.len() > 1 { format!(" (through {})", r.series.join(" and ")) } else { String::new() };
    let recalled = if r.recalled { ", recalled" } else { "" };
    let sources: Vec<String> = r.sources.iter().map(|id| source_name(case, id)).collect();
    let source = if sources.is_empty() { "not named".to_owned() } else { sources.join(", ") };
    format!(
        "{} {}, {}, last known{via}{recalled}; source {source}",
        rate(r.printed.0),
        r.printed.1,
        period(r.period.0, r.period.1),
    )
}

/// The publisher of a source, or its id.
pub(crate) fn source_name(case: &Case, id: &str) -> String {
    case.source(id).and_then(|s| s.publisher.clone()).unwrap_or_else(|| id.to_owned())
}

/// An inline proposal as it was understood.
pub(super) fn understood(case: &Case, p: &Proposal, priced: &Priced) -> String {
    let (first, last) = (&priced.years[0], &priced.years[priced.years.len() - 1]);
    let words = |v: Decimal| match &priced.unit {
        Unit::Currency(_) => large(v, &priced.unit),
        u => format!("{} {}", v.normalize(), unit_word(u)),
    };
    let rule = match &p.rule {
        Rule::Frozen if priced.years.len() > 1 => ", frozen".to_owned(),
        Rule::Frozen => String::new(),
        Rule::Growth(g) if g.indices.is_empty() => format!(", then {} a year", change(g.fixed, 1)),
        Rule::Growth(g) => {
            let names: Vec<String> = g
                .indices
                .iter()
                .map(|(id, lag)| {
                    let name = case.series(id).map_or(id.as_str(), |s| s.name.as_str());
                    match lag {
                        0 => format!("{name} of the same year"),
                        1 => format!("{name} of the year before"),
                        n => format!("{name} of {n} years before"),
                    }
                })
                .collect();
            let bound = |name: &str, v: Option<Decimal>| {
                v.map(|v| format!(", {name} {} %", (v * Decimal::ONE_HUNDRED).normalize()))
                    .unwrap_or_default()
            };
            format!(", then {}{}{}", names.join(" + "), bound("floor", g.floor), bound("cap", g.cap))
        }
        Rule::Key(_) => ", by key".to_owned(),
    };
    let path = if priced.years.len() > 1 {
        let verb = if last.amount > first.amount {
            "rising to"
        } else if last.amount < first.amount {
            "falling to"
        } else {
            "staying at"
        };
        format!("{} {verb} {}", words(first.amount), words(last.amount))
    } else {
        words(first.amount)
    };
    let years = if priced.years.len() > 1 {
        format!("{}–{}", contract_year(case, first.year), contract_year(case, last.year))
    } else {
        first.year.to_string()
    };
    format!("\"{}\" is read as: {path}, {years} ({}{rule})", p.id, plural_of_years(priced.years.len()))
}

/// `1.174 trillion KRW`: the scale word a person would say, digits as needed to show the amount.
fn large(v: Decimal, unit: &Unit) -> String {
    let scales = [(12, "trillion"), (9, "billion"), (6, "million")];
    for (power, word) in scales {
        let one = Decimal::from(10_u64.pow(power));
        if v.abs() >= one {
            let shown = (v / one).round_dp(4).normalize();
            return format!("{shown} {word} {}", unit_word(unit));
        }
    }
    plain(v, unit)
}
