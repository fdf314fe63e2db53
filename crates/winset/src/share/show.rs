//! A shared bill as a report: what is paid, what each rule says, who carries more than its part, what it rests on.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use winset_case::sharing::{Entry, Heading};
use winset_case::vocabulary::Status;

use super::form::float;
use super::rules::Ruled;
use super::words::{bill_text, decimal, entry_text, names, percent, two, when};
use super::{Answer, Bill, Exploitation, Shared};
use crate::fmt::{Scale, UNKNOWN, count, fixed};
use crate::report::{Report, Table};

/// The report of a sheet, named as the reader knows it.
pub fn report(answer: &Answer, file: &str) -> Report {
    let as_of = answer.as_of.map_or_else(String::new, |d| format!(", as of {d}"));
    let mut r = Report {
        title: "One bill among many".into(),
        beside: format!("{file}{as_of}"),
        lead: lead(answer),
        foot: format!("winset {}", env!("CARGO_PKG_VERSION")),
        ..Report::default()
    };
    changes(&mut r, answer);
    for s in &answer.moments {
        moment(&mut r, s);
    }
    explained(&mut r, answer);
    not_computed(&mut r, answer);
    rests_on(&mut r, answer);
    r
}

fn lead(answer: &Answer) -> Vec<String> {
    let mut out = Vec::new();
    if answer.moments.is_empty() {
        out.push("nothing in the sheet was known by then".to_owned());
    }
    if answer.undated > 0 {
        let n = count(answer.undated, "figure has", "figures have");
        out.push(format!("{n} no known_on and are left out of an answer as of a day"));
    }
    out
}

// ------------------------------------------------------------------ what is paid, from time to time

/// Shares of the bill at each time, where there is more than one.
fn changes(r: &mut Report, answer: &Answer) {
    let paid: Vec<(&Shared, &Bill)> = answer
        .moments
        .iter()
        .filter(|s| !s.paid.is_empty())
        .filter_map(|s| Some((s, s.bill.as_ref().ok()?)))
        .collect();
    if paid.len() < 2 {
        return;
    }
    let mut heads = vec!["party".to_owned()];
    heads.extend(paid.iter().map(|(s, _)| format!(">{}", when(&s.told))));
    heads.push(">change".into());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("Share of the bill that each pays, per cent; change in points", &heads);
    for name in all_names(&paid) {
        let shares: Vec<Option<Decimal>> = paid.iter().map(|(s, b)| paid_share(s, b, name)).collect();
        let mut row = vec![shown_name(&paid.last().map_or(&paid[0], |l| l).0.told, name)];
        row.extend(shares.iter().map(|x| x.map_or(UNKNOWN.into(), |x| fixed(x, 2))));
        let ends = shares.first().copied().flatten().zip(shares.last().copied().flatten());
        row.push(ends.map_or(UNKNOWN.into(), |(a, b)| points(b - a)));
        t.row(row);
    }
    let (first, last) = (when(&paid[0].0.told), when(&paid[paid.len() - 1].0.told));
    r.heading(format!("Who pays, {first} to {last} (% of the bill, change in points)"));
    r.table(t);
}

fn all_names<'a>(paid: &[(&'a Shared, &Bill)]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let names = paid.iter().flat_map(|(s, _)| s.told.parties.iter().map(|p| p.name.as_str()));
    names.filter(|n| seen.insert(*n)).collect()
}

fn paid_share(s: &Shared, b: &Bill, name: &str) -> Option<Decimal> {
    let i = s.told.parties.iter().position(|p| p.name == name)?;
    s.paid[i].checked_div(b.value)?.checked_mul(Decimal::ONE_HUNDRED)
}

fn points(d: Decimal) -> String {
    let text = fixed(d.abs(), 2);
    match (text.chars().all(|c| matches!(c, '0' | '.')), d.is_sign_negative()) {
        (true, _) => text,
        (false, true) => format!("−{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// A party's name, with how many it stands for.
fn shown_name(m: &winset_case::sharing::Moment, name: &str) -> String {
    match m.parties.iter().find(|p| p.name == name).map_or(1, |p| p.members) {
        1 => name.to_owned(),
        n => format!("{name} ({n})"),
    }
}

// ------------------------------------------------------------------ one time

fn moment(r: &mut Report, s: &Shared) {
    let at = when(&s.told);
    let colon = if at.is_empty() { "" } else { ": " };
    match &s.bill {
        Ok(b) => {
            r.heading(format!("{at}{colon}{}", bill_text(b)));
            tables(r, s, b);
            remarks(r, s, b);
        }
        Err(e) => {
            r.heading(if at.is_empty() { "no answer" } else { at });
            r.lines(vec![e.to_string()]);
        }
    }
    if let Ok(e) = &s.exploitation {
        exploited(r, s, e);
    }
}

/// Per cent of the bill, then amounts: a row a party, a column a rule.
fn tables(r: &mut Report, s: &Shared, b: &Bill) {
    let done: Vec<(&Ruled, &Vec<f64>)> =
        s.rules.iter().filter_map(|x| Some((x, x.amounts.as_ref().ok()?))).collect();
    if done.is_empty() && s.paid.is_empty() {
        return;
    }
    let mut heads = vec!["party"];
    let right: Vec<String> = done.iter().map(|(x, _)| format!(">{}", names(x.method.name).0)).collect();
    if !s.paid.is_empty() {
        heads.push(">paid");
    }
    heads.extend(right.iter().map(String::as_str));
    let total = float(b.value);
    let shares = fill(s, &heads, &done, "Per cent of the bill", &|x| percent(x / total));
    r.push(crate::report::Block::Text("Per cent of the bill:".into()));
    r.table(shares);
    if b.unit.as_ref() == Some(&winset_case::quantity::Unit::Percent) {
        return;
    }
    let scale = Scale::of(b.value / Decimal::ONE_THOUSAND, None);
    let unit = b.unit.as_ref().map_or_else(|| scale.word.to_owned(), |u| scale.unit(u));
    let amounts = fill(s, &heads, &done, &format!("Amounts, {unit}"), &|x| {
        decimal(x).map_or(UNKNOWN.into(), |d| scale.write(d))
    });
    r.push(crate::report::Block::Text(if unit.is_empty() {
        "Amounts:".into()
    } else {
        format!("In {unit}:")
    }));
    r.table(amounts);
}

fn fill(
    s: &Shared,
    heads: &[&str],
    done: &[(&Ruled, &Vec<f64>)],
    caption: &str,
    write: &dyn Fn(f64) -> String,
) -> Table {
    let at = when(&s.told);
    let caption = if at.is_empty() { caption.to_owned() } else { format!("{caption}: {at}") };
    let mut t = Table::new(caption, heads);
    for (i, p) in s.told.parties.iter().enumerate() {
        let mut row = vec![shown_name(&s.told, &p.name)];
        row.extend(s.paid.get(i).map(|d| write(float(*d))));
        row.extend(done.iter().map(|(_, a)| write(a[i])));
        t.row(row);
    }
    t
}

/// What a reader should know beside the table.
fn remarks(r: &mut Report, s: &Shared, b: &Bill) {
    let mut lines = Vec::new();
    let sum = s.paid.iter().try_fold(Decimal::ZERO, |a, x| a.checked_add(*x));
    if let Some(sum) = sum.filter(|_| !s.paid.is_empty())
        && let Some(part) = sum.checked_div(b.value).map(|f| fixed(f * Decimal::ONE_HUNDRED, 2))
        && part != "100.00"
    {
        lines.push(format!("what the parties pay adds up to {part} % of the bill"));
    }
    if let Some(best) = nearest(&s.rules) {
        lines.push(format!(
            "nearest to what is paid: {}, under which {} % of the bill would change hands",
            names(best.method.name).1,
            percent(best.moves.unwrap_or(0.0))
        ));
    }
    let provision = s.rules.iter().find_map(|x| x.provision.as_ref());
    if let Some(p) = provision.filter(|p| p.agreed > p.provided * 1.0005) {
        lines.push(format!(
            "Olson–Zeckhauser: with the tastes at which self-interest alone pays this bill, all together would \
             want {} times as much of the good",
            decimal(p.agreed / p.provided).map_or(UNKNOWN.into(), |d| fixed(d, 1))
        ));
    }
    if s.told.parties.iter().any(|p| p.members > 1) {
        lines.push("(n): a row of n parties, taken as equal; the figures are those of all n together".into());
    }
    r.lines(lines);
}

fn nearest(rules: &[Ruled]) -> Option<&Ruled> {
    let known = rules.iter().filter(|x| x.moves.is_some());
    known.min_by(|a, b| a.moves.unwrap_or(1.0).total_cmp(&b.moves.unwrap_or(1.0)))
}

fn exploited(r: &mut Report, s: &Shared, e: &Exploitation) {
    let at = when(&s.told);
    let of = if e.benefit == Heading::Benefit { "benefit" } else { "income" };
    let head = ["party", ">% of what is paid", &format!(">% of {of}"), ">burden ÷ part"];
    let mut t = Table::new(format!("Burden beside {of}{}{at}", if at.is_empty() { "" } else { ": " }), &head);
    for (i, p) in s.told.parties.iter().enumerate() {
        t.row(vec![
            shown_name(&s.told, &p.name),
            percent(e.burden_share[i]),
            percent(e.benefit_share[i]),
            e.index[i].map_or(UNKNOWN.into(), two),
        ]);
    }
    r.push(crate::report::Block::Text(if of == "benefit" {
        "Who carries more than its part: above 1 the burden is larger than the benefit.".into()
    } else {
        "Who carries more than its part: income stands for the benefit, which is not told; above 1 the burden is larger.".into()
    }));
    r.table(t);
    r.lines(ranks(e));
}

fn ranks(e: &Exploitation) -> Vec<String> {
    let mut lines = Vec::new();
    let small = if e.n < 6 { "; few parties, no more than a hint" } else { "" };
    if let (Some(rho), Some(tau)) = (e.spearman, e.kendall) {
        let said = if rho > 0.0 {
            "the larger pay more of their income: the large are exploited by the small"
        } else if rho < 0.0 {
            "the larger pay less of their income: the large are not exploited by the small"
        } else {
            "no order"
        };
        lines.push(format!(
            "income and paid ÷ income, {}: Spearman {}, Kendall {}: {said}{small}",
            count(e.n, "party", "parties"),
            two(rho),
            two(tau)
        ));
    }
    if let Some(t) = e.signed_rank {
        lines.push(format!(
            "burden against part, signed ranks of {}: W {}, p {}: {}",
            count(t.n, "pair", "pairs"),
            decimal(t.statistic).map_or(UNKNOWN.into(), |d| d.normalize().to_string()),
            two(t.p),
            if t.p < 0.05 { "they differ" } else { "no sign that they differ one way" }
        ));
    }
    lines
}

// ------------------------------------------------------------------ words about the rules

/// What each rule does, and how much of the bill would change hands at each time.
fn explained(r: &mut Report, answer: &Answer) {
    let Some(any) = answer.moments.iter().find(|s| !s.rules.is_empty()) else { return };
    let timed: Vec<&Shared> =
        answer.moments.iter().filter(|s| s.rules.iter().any(|x| x.moves.is_some())).collect();
    let mut heads = vec!["rule".to_owned(), "column".into(), "in plain words".into(), "from".into()];
    heads.extend(timed.iter().map(|s| match when(&s.told) {
        "" => ">moves %".to_owned(),
        at => format!(">moves %, {at}"),
    }));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("What each rule does; per cent of the bill that would change hands", &heads);
    for (i, rule) in any.rules.iter().enumerate() {
        if answer.moments.iter().all(|s| s.rules.get(i).is_none_or(|x| x.amounts.is_err())) {
            continue;
        }
        let (column, name) = names(rule.method.name);
        let mut row = vec![name.to_owned(), column.to_owned(), rule.method.summary.to_owned()];
        if rule.method.name == "proportional" && rule.basis == Heading::Income {
            row[2] = "all bear the same per cent of their income, since no claims are given".into();
        }
        row.push(rule.method.source.to_owned());
        let moved = |s: &&Shared| s.rules.get(i).and_then(|x| x.moves).map_or(UNKNOWN.into(), percent);
        row.extend(timed.iter().map(moved));
        t.row(row);
    }
    if !t.rows.is_empty() {
        r.heading("What each rule does (moves: % of the bill that would change hands)");
    }
    r.table(t);
}

/// What could not be computed, gathered by what would unlock it.
fn not_computed(r: &mut Report, answer: &Answer) {
    let mut list: Vec<(String, Vec<&str>)> = Vec::new();
    for s in &answer.moments {
        let at = when(&s.told);
        let why = |e: &winset_case::price::Unanswerable| {
            if at.is_empty() { e.to_string() } else { format!("{at}: {e}") }
        };
        let rules = s.rules.iter().filter_map(|x| Some((names(x.method.name).1, x.amounts.as_ref().err()?)));
        let measured = s.exploitation.as_ref().err().filter(|_| s.bill.is_ok());
        for (name, e) in rules.chain(measured.map(|e| ("exploitation", e))) {
            let why = why(e);
            match list.iter_mut().find(|(w, _)| *w == why) {
                Some((_, names)) => names.push(name),
                None => list.push((why, vec![name])),
            }
        }
    }
    let lines: Vec<String> =
        list.into_iter().map(|(why, names)| format!("{}: {why}", names.join(", "))).collect();
    if !lines.is_empty() {
        r.heading("Not computed");
    }
    r.lines(lines);
}

/// Every figure with its status and source, those that say the same at every time once.
fn rests_on(r: &mut Report, answer: &Answer) {
    let mut t = Table::new("Figures and sources", &["party", "what", ">figure", "", "known", "source"]);
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut recalled = false;
    let mut add = |name: &str, what: &str, at: &str, e: &Entry, everywhere: bool| {
        let what = if at.is_empty() || everywhere { what.to_owned() } else { format!("{what}, {at}") };
        recalled |= e.status == Status::Recalled;
        let row = vec![
            name.to_owned(),
            what,
            entry_text(e),
            status(e.status),
            e.known_on.map_or(UNKNOWN.into(), |d| d.to_string()),
            e.source.clone().unwrap_or_else(|| UNKNOWN.into()),
        ];
        if seen.insert(row.clone()) {
            t.row(row);
        }
    };
    for s in &answer.moments {
        if let Some(b) = &s.told.bill {
            let same = answer.moments.iter().all(|o| o.told.bill.as_ref() == Some(b));
            add("", "bill", when(&s.told), b, same);
        }
    }
    for s in &answer.moments {
        for p in &s.told.parties {
            for (h, e) in &p.figures {
                let same = |o: &Shared| {
                    o.told.parties.iter().any(|q| q.name == p.name && q.figures.get(h) == Some(e))
                };
                add(&p.name, h.word(), when(&s.told), e, answer.moments.iter().all(same));
            }
        }
    }
    if t.rows.is_empty() {
        return;
    }
    r.heading("What it rests on");
    r.table(t);
    if recalled {
        r.lines(vec!["† recalled: from memory, no document was read; find it before you quote it".into()]);
    }
}

fn status(s: Status) -> String {
    match s {
        Status::Found => String::new(),
        Status::Recalled => "† recalled".into(),
        other => other.word().to_owned(),
    }
}
