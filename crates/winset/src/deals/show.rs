//! Deals as a report: what is left, what parties may settle on, the zone in money, the frontier; and one package explained.

use winset_engine::space::{Count, METHODS};

use super::answer::{Deals, Solved, WinSetShare};
use super::explain::{Explained, Trade};
use crate::fmt::{Scale, UNKNOWN, log_change, probability, weekday};
use crate::package::Packages;
use crate::question::Question;
use crate::report::{Block, Report, Table, foot};

/// Packages of the frontier that a table shows unless all are asked for.
const SHOWN: usize = 8;

/// How the frontier is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// As a plane of characters.
    Plane,
    /// A few packages of it, evenly spread.
    Some,
    /// All packages of it.
    All,
}

/// The report.
pub fn report(q: &Question, d: &Deals<'_>, listing: Listing) -> Report {
    let mut r = Report {
        title: q.case.title.clone(),
        beside: format!("deals, as of {}", weekday(q.as_of)),
        lead: crate::vote::ended(q).into_iter().chain(lead(d)).collect(),
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    };
    blocks(&mut r, q, d, listing);
    r
}

/// Everything below the lead.
fn blocks(r: &mut Report, q: &Question, d: &Deals<'_>, listing: Listing) {
    r.heading("What parties may settle on");
    r.table(solutions(d));
    r.lines(beside_solutions(d));
    if !d.money.is_empty() {
        r.heading("Zone of agreement");
        r.lines(zone(d));
    }
    r.heading("Frontier");
    let plane = (listing == Listing::Plane).then(|| crate::pictures::frontier(q, d)).flatten();
    match plane {
        Some(plane) => plane.lines().into_iter().for_each(|l| r.push(Block::Art(l))),
        None => r.table(frontier(d, listing == Listing::All)),
    }
    r.lines(notes(d, listing));
}

/// How a count is written: with commas, or as a power of ten where it is long.
fn written(c: &Count) -> String {
    let text = c.to_string();
    match text.parse::<rust_decimal::Decimal>() {
        Ok(n) if text.len() <= 12 => winset_case::quantity::grouped(n),
        _ => format!("about {}.{} × 10^{}", &text[..1], text.get(1..2).unwrap_or("0"), text.len() - 1),
    }
}

/// What is left, in a sentence or two.
fn lead(d: &Deals<'_>) -> Vec<String> {
    let both = if d.packages.sides.len() == 2 { "both" } else { "all" };
    let mut first = format!("{} packages", written(&d.outcomes));
    match d.rational {
        Some(0) => first.push_str(&format!(": none is better for {both} than no deal")),
        Some(n) => first.push_str(&format!(": {} that {both} would sign", grouped(n))),
        None => first.push_str(", too many to look at one by one: what can be best was"),
    }
    let rational = d.frontier.iter().filter(|f| f.rational).count();
    first.push_str(&format!(
        "; {} on the frontier, {} of them signed by {both}",
        grouped(d.frontier.len()),
        grouped(rational)
    ));
    let mut list = vec![first];
    let told = |w: &WinSetShare| {
        let of = w.share_of_rational.map_or(String::new(), |s| {
            format!(", {} of those {both} would sign", if w.rational == 0 { "none".into() } else { share(s) })
        });
        format!("{} or surer: {} of all{of}", probability(w.confidence), share(w.share_of_all))
    };
    let all = |list: &[WinSetShare]| list.iter().map(told).collect::<Vec<_>>().join("; ");
    if !d.win_set.is_empty() {
        list.push(format!("Passes with {}; every package counts once.", all(&d.win_set)));
    }
    if d.win_set_of.len() > 1 || d.win_set.is_empty() {
        list.extend(d.win_set_of.iter().map(|(_, name, w)| format!("{name} alone passes with {}.", all(w))));
    }
    list
}

fn grouped(n: usize) -> String {
    winset_case::quantity::grouped(rust_decimal::Decimal::from(n))
}

fn share(s: f64) -> String {
    if s == 0.0 {
        "none".into()
    } else if s < 0.001 {
        "below 0.1 %".into()
    } else {
        format!("{:.1} %", s * 100.0)
    }
}

fn two(v: f64) -> String {
    let h = libm::round(v.abs() * 1000.0);
    let sign = if v < 0.0 && h > 0.0 { "−" } else { "" };
    format!("{sign}{:.3}", h / 1000.0)
}

fn heads<'a>(first: &[&'a str], d: &'a Deals<'_>, last: &[&'a str]) -> Vec<String> {
    let mut list: Vec<String> = first.iter().map(|s| (*s).to_owned()).collect();
    list.extend(d.packages.sides.iter().map(|s| format!(">{}", s.short)));
    if d.chance.is_some() {
        list.push(">passes".into());
    }
    list.extend(last.iter().map(|s| (*s).to_owned()));
    list
}

fn row(
    d: &Deals<'_>,
    name: String,
    levels: &[u32],
    u: &[f64],
    p: Option<f64>,
    common: &[&str],
) -> Vec<String> {
    let own = d.packages.name_but(levels, common);
    let mut row = vec![name, if own.is_empty() { "as all, below".to_owned() } else { own }];
    if d.packages.money.is_some() {
        row.push(log_change(d.packages.x(levels)));
    }
    row.extend(u.iter().map(|v| two(*v)));
    if d.chance.is_some() {
        row.push(p.map_or(UNKNOWN.into(), probability));
    }
    row
}

/// The name of a method in words.
pub fn method_words(method: &str, confidence: Option<f64>) -> String {
    let words = match method {
        "nash" => "Nash",
        "weighted_nash" => "Nash, weighted",
        "kalai_smorodinsky" => "Kalai–Smorodinsky",
        "ratification_adjusted_nash" => "Nash, minding the vote",
        "nash_given_ratification" => {
            return format!("Nash, if it passes {}", confidence.map_or(UNKNOWN.into(), probability));
        }
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

fn solutions(d: &Deals<'_>) -> Table {
    let mut first = vec!["method", "package"];
    first.extend(d.packages.money.as_ref().map(crate::package::Money::head));
    let heads = heads(&first, d, &[">margin"]);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("What parties may settle on", &heads);
    let none = d.packages.disagreement();
    let (common, _) = in_common(d);
    for s in &d.solutions {
        let mut cells = row(d, method_words(s.method, s.confidence), &s.levels, &s.u, s.p, &common);
        cells.push(s.margin.map_or(UNKNOWN.into(), margin));
        t.row(cells);
    }
    // Without any chance to pass, what needs one is told once below.
    for (m, c, why) in d.unsolved.iter().filter(|_| d.chance.is_some()) {
        t.row(vec![method_words(m, *c), why.clone()]);
    }
    let mut cells = vec!["no deal".to_owned(), String::new()];
    if d.packages.money.is_some() {
        cells.push(String::new());
    }
    cells.extend(none.iter().map(|v| two(*v)));
    t.row(cells);
    t
}

/// What all solutions settle alike.
fn in_common<'d>(d: &'d Deals<'_>) -> (Vec<&'d str>, String) {
    let list: Vec<&[u32]> = d.solutions.iter().map(|s| s.levels.as_slice()).collect();
    d.packages.common(&list)
}

fn margin(m: f64) -> String {
    if m == 0.0 {
        "0".into()
    } else if m < 0.000_1 {
        format!("{m:.1e}")
    } else {
        format!("{m:.4}")
    }
}

fn beside_solutions(d: &Deals<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (common, words) = in_common(d);
    if !common.is_empty() {
        lines.push(format!("all of these settle: {words}"));
    }
    for s in &d.solutions {
        let Some(next) = &s.runner_up else { continue };
        let close = s.margin.is_some_and(|m| m < 0.01 * s.value.abs());
        if close && s.method == "nash" {
            let worth: Vec<String> = next.u.iter().map(|v| two(*v)).collect();
            let (both, _) = d.packages.common(&[&next.levels, &s.levels]);
            let same: Vec<&str> = common.iter().copied().filter(|id| both.contains(id)).collect();
            lines.push(format!(
                "near tie: next after {} comes {} ({})",
                method_words(s.method, s.confidence),
                d.packages.name_but(&next.levels, &same),
                worth.join(", ")
            ));
        }
    }
    lines.extend(d.solutions.iter().filter(|s| s.method == "nash").filter_map(|s| lot(d, s, &common)));
    let summary = |m: &str| {
        METHODS
            .iter()
            .find(|x| x.name == m)
            .map(|x| format!("{}: {} ({})", method_words(m, None), x.summary, x.source))
    };
    let mut told: Vec<&str> = Vec::new();
    for s in &d.solutions {
        if !told.contains(&s.method) && !matches!(s.method, "nash_given_ratification") {
            told.push(s.method);
        }
    }
    lines.push(told.iter().filter_map(|m| summary(m)).collect::<Vec<_>>().join(" | "));
    lines.push(
        "margin: how much worse the next package at another point is, in what the method compares".into(),
    );
    lines
}

fn lot(d: &Deals<'_>, s: &Solved, common: &[&str]) -> Option<String> {
    let l = s.lot.as_ref()?;
    if l.a.0 == l.b || l.a.1 >= 1.0 - 1e-9 {
        return None;
    }
    // What all solutions settle alike need not be repeated, unless the lot settles it otherwise.
    let (both, _) = d.packages.common(&[&l.a.0, &l.b, &s.levels]);
    let same: Vec<&str> = common.iter().copied().filter(|id| both.contains(id)).collect();
    Some(format!(
        "by lot {} would be {} of “{}” and otherwise “{}” ({}, {}){}",
        method_words(s.method, s.confidence),
        probability(l.a.1),
        d.packages.name_but(&l.a.0, &same),
        d.packages.name_but(&l.b, &same),
        two(l.u[0]),
        two(l.u[1]),
        l.nearest
            .as_ref()
            .map(|n| {
                let (as_all, _) = d.packages.common(&[n, &s.levels]);
                let same: Vec<&str> = common.iter().copied().filter(|id| as_all.contains(id)).collect();
                let own = d.packages.name_but(n, &same);
                let own = if own.is_empty() { d.packages.name(n) } else { own };
                format!("; the one package nearest to that: {own}")
            })
            .unwrap_or_default()
    ))
}

fn money(p: &Packages<'_>, amount: rust_decimal::Decimal) -> String {
    let Some(m) = &p.money else { return UNKNOWN.into() };
    if m.last.1 == winset_case::quantity::Unit::Percent {
        return format!("{} %", amount.round_dp(2).normalize());
    }
    let scale = Scale::of(m.last.0.max(amount), m.step);
    format!("{} {}", scale.write(amount), scale.unit(&m.last.1))
}

fn zone(d: &Deals<'_>) -> Vec<String> {
    let both = if d.packages.sides.len() == 2 { "both" } else { "all" };
    let Some(m) = &d.packages.money else { return Vec::new() };
    let (a_year, mut lines) = (m.a_year(), Vec::new());
    for z in &d.money {
        let which = match z.confidence {
            None => format!("{both} would sign"),
            Some(c) => format!("{both} would sign and {} pass", probability(c)),
        };
        lines.push(match z.ends {
            Some((a, b)) if a == b => format!("{which}: {}{a_year}", money(&d.packages, a)),
            Some((a, b)) => {
                format!("{which}: {} to {}{a_year}", money(&d.packages, a), money(&d.packages, b))
            }
            None => format!("{which}: nothing"),
        });
    }
    for x in &d.premiums {
        let method = method_words(x.method, x.confidence);
        let (with, without) = (money(&d.packages, x.with), money(&d.packages, x.without));
        lines.push(if !m.is_money() {
            match x.with == x.without {
                true => format!("by {method} the need for consent moves nothing: {with} with it and without"),
                false => format!("by {method} the need for consent makes it {with} instead of {without}"),
            }
        } else {
            let sign = if x.amount < rust_decimal::Decimal::ZERO { "costs" } else { "saves" };
            let by = money(&d.packages, x.amount.abs());
            format!(
                "Schelling premium, by {method}: the need for consent {sign} {by} a year ({with} instead of {without})"
            )
        });
    }
    lines
}

fn frontier(d: &Deals<'_>, all: bool) -> Table {
    let mut first = vec![">package", "what it settles"];
    first.extend(d.packages.money.as_ref().map(crate::package::Money::head));
    let heads = heads(&first, d, &[]);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("Packages on the frontier that leave nobody worse off", &heads);
    let rational: Vec<&super::Front> = d.frontier.iter().filter(|f| f.rational || all).collect();
    let chosen: Vec<&super::Front> = if all || rational.len() <= SHOWN {
        rational
    } else {
        (0..SHOWN).map(|i| rational[i * (rational.len() - 1) / (SHOWN - 1)]).collect()
    };
    let lists: Vec<&[u32]> = chosen.iter().map(|f| f.levels.as_slice()).collect();
    let (common, words) = d.packages.common(&lists);
    for f in chosen {
        let name = f.index.map_or(UNKNOWN.into(), |i| format!("#{i}"));
        t.row(row(d, name, &f.levels, &f.u, f.p, &common));
    }
    if !common.is_empty() {
        let mut cells = vec!["all".to_owned(), words];
        cells.resize(t.head.len(), String::new());
        t.row(cells);
    }
    t
}

fn notes(d: &Deals<'_>, listing: Listing) -> Vec<String> {
    let mut lines = Vec::new();
    let rational = d.frontier.iter().filter(|f| f.rational).count();
    if listing == Listing::Plane && rational > 0 {
        lines.push("--frontier lists its packages, --explain '#INDEX' or --explain nash explains one".into());
    } else if listing == Listing::Some && rational > SHOWN {
        lines.push(format!("{SHOWN} of {rational}, evenly spread"));
    } else if rational == 0 && !d.frontier.is_empty() {
        lines.push("no package on the frontier is better for all than no deal".into());
    }
    if let (Some(n), Some(best)) = (d.frontier_with_chance, d.best_chance) {
        lines.push(format!(
            "with the chance to pass as a third aim {} packages are on the frontier; the surest that all would sign passes with {}",
            grouped(n),
            probability(best)
        ));
    }
    let who: Vec<String> = d
        .packages
        .sides
        .iter()
        .map(|s| {
            let mark = if s.preference.standing.internal { " [internal]" } else { "" };
            format!("{}: {}{mark}", s.short, s.preference.basis.join(", "))
        })
        .collect();
    lines.push(format!("what each makes of it is a judgement: {}", who.join(" | ")));
    for s in d.packages.sides.iter().filter(|s| s.stated < s.disagreement) {
        lines.push(format!(
            "no deal of {} is stated as {}, below every package: it counts as the worst one (disagreement_floor)",
            s.short,
            two(s.stated)
        ));
    }
    if !d.packages.silent.is_empty() {
        lines.push(format!("without preferences, and left out: {}", d.packages.silent.join(", ")));
    }
    let assumed: Vec<String> =
        d.ratification.assumed.iter().map(|(name, why)| format!("{name} ({why})")).collect();
    if !assumed.is_empty() {
        lines.push(format!("not counted in the chance to pass: {}", assumed.join("; ")));
    }
    if d.chance.is_none() && d.ratification.missing.is_empty() {
        lines.push(no_chance(d));
    }
    lines.extend(d.ratification.missing.iter().map(|e| format!("no chance to pass from one body: {e}")));
    lines.extend(d.packages.remarks.iter().cloned());
    if d.hindsight > 0 {
        lines.push(
            "judged by people who could know how the talks ended: a worked example, not a forecast".into(),
        );
    }
    lines
}

/// The same as tables for a spreadsheet or a program: one column an issue, numbers in full.
pub fn sheet(d: &Deals<'_>) -> Report {
    let p = &d.packages;
    let issues: Vec<String> = p.groups.iter().flat_map(|g| g.issues.iter().map(|i| i.name.clone())).collect();
    let sides = || p.sides.iter().map(|s| format!(">{}", s.short));
    let settled = |levels: &[u32]| {
        let label = |(i, l): (&winset_case::case::Issue, usize)| {
            i.levels.get(l).map_or(String::new(), |l| l.label.clone())
        };
        p.settled(levels).into_iter().map(label).collect::<Vec<String>>()
    };
    let number = |v: Option<f64>| v.map_or(UNKNOWN.to_owned(), |v| v.to_string());
    let index = |i: Option<u128>| i.map_or(UNKNOWN.to_owned(), |i| i.to_string());
    let table = |caption: &str, first: &[&str], last: &[&str]| {
        let mut heads: Vec<String> = first.iter().map(|h| (*h).to_owned()).collect();
        heads.extend(issues.iter().cloned());
        heads.extend(sides());
        heads.extend(last.iter().map(|h| (*h).to_owned()));
        Table::new(caption, &heads.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut solved =
        table("What parties may settle on", &["method", ">confidence", ">index"], &[">passes", ">margin"]);
    for s in &d.solutions {
        let mut row =
            vec![s.method.to_owned(), s.confidence.map_or(String::new(), |c| c.to_string()), index(s.index)];
        row.extend(settled(&s.levels));
        row.extend(s.u.iter().map(f64::to_string));
        row.extend([number(s.p), number(s.margin)]);
        solved.row(row);
    }
    let mut front = table("Frontier", &[">index"], &[">passes", "all would sign"]);
    for f in &d.frontier {
        let mut row = vec![index(f.index)];
        row.extend(settled(&f.levels));
        row.extend(f.u.iter().map(f64::to_string));
        row.extend([number(f.p), if f.rational { "yes" } else { "no" }.to_owned()]);
        front.row(row);
    }
    let mut r = Report::default();
    r.table(solved);
    r.table(front);
    r
}

/// Why no package has a chance to pass, where no entry is missing.
pub(super) fn no_chance(d: &Deals<'_>) -> String {
    if d.ratification.is_empty() {
        "no body is counted in votes, so nothing is said of the chance to pass".into()
    } else {
        "voters tell too many combinations apart to give each its chance to pass: give amounts and flags fewer levels".into()
    }
}

/// A package explained.
pub fn explained(q: &Question, d: &Deals<'_>, e: &Explained) -> Report {
    let mut r = Report {
        title: q.case.title.clone(),
        beside: format!("deals, as of {}", weekday(q.as_of)),
        lead: vec![format!(
            "{}{}",
            e.index.map(|i| format!("#{i}: ")).unwrap_or_default(),
            d.packages.name(&e.levels)
        )],
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    };
    if let Some(m) = &d.packages.money {
        let levelised = if m.is_money() { ", levelised" } else { "" };
        r.lead.push(format!("{} on the last amount{levelised}", log_change(e.x)));
    }
    r.heading("Worth");
    r.table(worth(e));
    if !e.votes.is_empty() {
        r.heading("The vote");
        for v in &e.votes {
            let list: Vec<String> =
                v.blocs.iter().map(|(b, seats, yes)| format!("{b} {yes:.1} of {seats}")).collect();
            r.lines(vec![format!(
                "{}: {:.1} yes expected, {} needed: {}",
                v.body,
                v.yes,
                v.needed,
                list.join(" · ")
            )]);
        }
        if let Some(p) = e.p {
            r.lines(vec![format!("passes with {}", probability(p))]);
        }
    }
    r.heading("What would be better");
    let mut lines = Vec::new();
    match &e.better {
        Some(t) => lines.push(format!("nobody would lose by {}", trade(d, t))),
        None => lines.push("it is on the frontier: nobody can gain without somebody losing".into()),
    }
    match &e.swap {
        Some(t) => {
            lines.push(format!("of all swaps of two issues this one gains most for all: {}", trade(d, t)))
        }
        None => lines.push("no swap of two issues gains for somebody and loses for nobody".into()),
    }
    r.lines(lines);
    r
}

fn trade(d: &Deals<'_>, t: &Trade) -> String {
    let changes: Vec<String> = t.changes.iter().map(|(i, a, b)| format!("{i} {a} → {b}")).collect();
    let gains: Vec<String> =
        d.packages.sides.iter().zip(&t.gain).map(|(s, g)| format!("{} +{}", s.short, two(*g))).collect();
    let passes = t.p.map(|p| format!("; passes with {}", probability(p))).unwrap_or_default();
    format!("{} ({}{passes})", changes.join(", "), gains.join(", "))
}

fn worth(e: &Explained) -> Table {
    let mut heads: Vec<String> = vec!["of".into(), "level".into()];
    for s in &e.sides {
        heads.extend([format!(">{} value", s.short), format!(">{} × weight", s.short)]);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("Value by issue", &heads);
    let mut names: Vec<(&str, &str)> = Vec::new();
    for term in e.sides.iter().flat_map(|s| &s.terms) {
        if names.iter().all(|(of, _)| *of != term.of) {
            names.push((&term.of, &term.level));
        }
    }
    for (of, level) in names {
        let mut row = vec![of.to_owned(), level.to_owned()];
        for s in &e.sides {
            match s.terms.iter().find(|t| t.of == of) {
                Some(t) => row.extend([two(t.value), two(t.value * t.weight)]),
                None => row.extend([UNKNOWN.to_owned(), UNKNOWN.to_owned()]),
            }
        }
        t.row(row);
    }
    for (name, of) in [("utility", 0), ("no deal", 1), ("gain", 2)] {
        let mut row = vec![name.to_owned(), String::new()];
        for s in &e.sides {
            let v = [s.u, s.disagreement, s.u - s.disagreement][of];
            row.extend([String::new(), two(v)]);
        }
        t.row(row);
    }
    t
}
