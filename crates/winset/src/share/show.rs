//! A shared bill as a report: what is paid, what each rule says, who carries more than its part.

use rust_decimal::Decimal;
use winset_case::quantity::Unit;
use winset_case::sharing::{Heading, Moment};

use super::form::float;
use super::rules::Ruled;
use super::words::{bill_text, decimal, listed, mark, names, percent, two, when};
use super::{Answer, Bill, Exploitation, Shared, explain};
use crate::fmt::{Scale, UNKNOWN, count, fixed};
use crate::report::{Block, Report, Table};

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
    for group in groups(&answer.moments) {
        section(&mut r, &group);
    }
    explain::rules(&mut r, answer);
    explain::not_computed(&mut r, answer);
    explain::rests_on(&mut r, answer);
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

/// Times that differ in nothing but what is paid stand in one table.
fn groups(moments: &[Shared]) -> Vec<Vec<&Shared>> {
    let mut groups: Vec<Vec<&Shared>> = Vec::new();
    for s in moments {
        match groups.iter_mut().find(|g| alike(g[0], s)) {
            Some(g) => g.push(s),
            None => groups.push(vec![s]),
        }
    }
    groups
}

fn alike(a: &Shared, b: &Shared) -> bool {
    let rows = |s: &Shared| s.told.parties.iter().map(|p| (p.name.clone(), p.members)).collect::<Vec<_>>();
    let bills = match (&a.bill, &b.bill) {
        (Ok(x), Ok(y)) => bill_text(x) == bill_text(y) && x.value == y.value,
        _ => false,
    };
    let rules = a.rules.iter().zip(&b.rules).all(|(x, y)| x.amounts == y.amounts);
    let part = |s: &Shared| s.exploitation.as_ref().ok().map(|e| (e.benefit, e.benefit_share.clone()));
    bills && rules && rows(a) == rows(b) && part(a) == part(b)
}

/// A party's name, with how many it stands for.
fn shown_name(m: &Moment, i: usize) -> String {
    match m.parties[i].members {
        1 => m.parties[i].name.clone(),
        n => format!("{} ({n})", m.parties[i].name),
    }
}

fn section(r: &mut Report, group: &[&Shared]) {
    let first = group[0];
    let labels: Vec<&str> = group.iter().map(|s| when(&s.told)).filter(|w| !w.is_empty()).collect();
    let heading =
        if labels.is_empty() { "who pays".to_owned() } else { format!("who pays, {}", listed(&labels)) };
    r.heading(heading);
    match &first.bill {
        Ok(b) => {
            r.push(Block::Text(format!("{}.", bill_text(b))));
            shares(r, group, b);
            remarks(r, group, b);
        }
        Err(e) => r.lines(vec![e.to_string()]),
    }
    exploited(r, group);
}

// ------------------------------------------------------------------ what is paid, what the rules say

/// Per cent of the bill, then amounts: a row a party, a column a rule.
fn shares(r: &mut Report, group: &[&Shared], b: &Bill) {
    let of_rules = group[0].rules.iter().any(|x| x.amounts.is_ok());
    if !of_rules && !group.iter().any(|s| s.any_paid()) {
        return;
    }
    let total = float(b.value);
    r.push(Block::Text(format!("Per cent of the bill{}:", order(group))));
    let mut t = table(group, "Per cent of the bill", &|x| percent(x / total));
    with_change(&mut t, group, b);
    r.table(t);
    if b.unit.as_ref() == Some(&Unit::Percent) {
        return;
    }
    let scale = Scale::of(b.value / Decimal::ONE_THOUSAND, None);
    let unit = b.unit.as_ref().map_or_else(|| scale.word.to_owned(), |u| scale.unit(u));
    let caption = if unit.is_empty() { "Amounts".to_owned() } else { format!("In {unit}") };
    r.push(Block::Text(format!("{caption}:")));
    r.table(table(group, &caption, &|x| decimal(x).map_or(UNKNOWN.into(), |d| scale.write(d))));
}

/// In which order the columns stand.
fn order(group: &[&Shared]) -> String {
    let paying: Vec<&str> = group.iter().filter(|s| s.any_paid()).map(|s| when(&s.told)).collect();
    match (listed(&paying).as_str(), group[0].rules.iter().any(|x| x.amounts.is_ok())) {
        ("", _) => String::new(),
        (at, true) => format!(", what is paid {at}, then what each rule says"),
        (at, false) => format!(", what is paid {at}"),
    }
}

fn table(group: &[&Shared], caption: &str, write: &dyn Fn(f64) -> String) -> Table {
    let told = &group[0].told;
    let paying: Vec<&&Shared> = group.iter().filter(|s| s.any_paid()).collect();
    let done: Vec<(&Ruled, &Vec<f64>)> =
        group[0].rules.iter().filter_map(|x| Some((x, x.amounts.as_ref().ok()?))).collect();
    let mut heads = vec!["party".to_owned()];
    heads.extend(paying.iter().map(|s| format!(">{}", paid_head(&s.told))));
    heads.extend(done.iter().map(|(x, _)| format!(">{}{}", names(x.method.name).0, mark(x.recalled))));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let labels: Vec<&str> = group.iter().map(|s| when(&s.told)).filter(|w| !w.is_empty()).collect();
    let of = if labels.is_empty() { String::new() } else { format!(": {}", listed(&labels)) };
    let mut t = Table::new(format!("{caption}{of}"), &heads);
    for i in 0..told.parties.len() {
        let mut row = vec![shown_name(told, i)];
        row.extend(paying.iter().map(|s| s.paid[i].map_or(UNKNOWN.into(), |d| write(float(d)))));
        row.extend(done.iter().map(|(_, a)| write(a[i])));
        t.row(row);
    }
    t
}

fn paid_head(m: &Moment) -> String {
    m.label.clone().unwrap_or_else(|| "paid".into())
}

/// The change in points from the first to the last time, beside what is paid.
fn with_change(t: &mut Table, group: &[&Shared], b: &Bill) {
    let paying: Vec<&&Shared> = group.iter().filter(|s| s.any_paid()).collect();
    let (Some(first), Some(last), true) = (paying.first(), paying.last(), paying.len() > 1) else { return };
    let at = paying.len() + 1;
    t.head.insert(at, crate::report::Column { name: "change".into(), right: true });
    for (row, (x, y)) in t.rows.iter_mut().zip(first.paid.iter().zip(&last.paid)) {
        let apart =
            x.zip(*y).and_then(|(x, y)| (y - x).checked_div(b.value)?.checked_mul(Decimal::ONE_HUNDRED));
        let moved = apart.map(points);
        row.insert(at, moved.unwrap_or_else(|| UNKNOWN.into()));
    }
}

fn points(d: Decimal) -> String {
    let text = fixed(d.abs(), 2);
    match (text.chars().all(|c| matches!(c, '0' | '.')), d.is_sign_negative()) {
        (true, _) => text,
        (false, true) => format!("−{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// What a reader should know beside the table.
fn remarks(r: &mut Report, group: &[&Shared], b: &Bill) {
    let mut lines = Vec::new();
    for s in group {
        let at = if when(&s.told).is_empty() { String::new() } else { format!("{}: ", when(&s.told)) };
        let sum = s.paid.iter().try_fold(Decimal::ZERO, |a, x| a.checked_add((*x)?));
        let part =
            sum.and_then(|x| x.checked_div(b.value)?.checked_mul(Decimal::ONE_HUNDRED)).map(|f| fixed(f, 2));
        if let Some(part) = part.filter(|p| p != "100.00") {
            lines.push(format!("{at}what the parties pay adds up to {part} % of the bill"));
        }
        if let Some((name, moved)) = nearest(&s.rules) {
            lines.push(format!(
                "{at}nearest to what is paid is `{name}`: {} % of the bill would change hands",
                percent(moved)
            ));
        }
    }
    let provision = group[0].rules.iter().find_map(|x| x.provision.as_ref());
    if let Some(p) = provision.filter(|p| p.agreed > p.provided * 1.0005) {
        lines.push(format!(
            "Olson–Z.: with the tastes at which self-interest alone pays this bill, all together would want \
             {} times as much",
            decimal(p.agreed / p.provided).map_or(UNKNOWN.into(), |d| fixed(d, 1))
        ));
    }
    if group[0].told.parties.iter().any(|p| p.members > 1) {
        lines.push("(n): a row of n parties, taken as equal; its figures are those of all n together".into());
    }
    r.lines(lines);
}

fn nearest(rules: &[Ruled]) -> Option<(&'static str, f64)> {
    let known = rules.iter().filter(|x| x.method.name != "ability_to_pay");
    let known = known.filter_map(|x| Some((names(x.method.name).0, x.moves?)));
    known.min_by(|a, b| a.1.total_cmp(&b.1))
}

// ------------------------------------------------------------------ who carries more than its part

fn exploited(r: &mut Report, group: &[&Shared]) {
    let known: Vec<(&Shared, &Exploitation)> =
        group.iter().filter_map(|s| Some((*s, s.exploitation.as_ref().ok()?))).collect();
    let Some((first, e)) = known.first() else { return };
    let own = e.benefit == Heading::Benefit;
    let of = if own { "benefit" } else { "income" };
    r.heading(match listed(&known.iter().map(|(s, _)| when(&s.told)).collect::<Vec<_>>()).as_str() {
        "" => "Who carries more than its part".to_owned(),
        at => format!("Who carries more than its part, {at}"),
    });
    let mut words =
        format!("Share of what is paid over share of {of}: above 1 a party carries more than its part.");
    if !own {
        words.push_str(" Income stands for the benefit, which is not told.");
    }
    r.push(Block::Text(words));
    let mut heads = vec!["party".to_owned(), format!(">% of {of}{}", mark(e.recalled))];
    heads.extend(known.iter().map(|(s, _)| format!(">{}", s.told.label.as_deref().unwrap_or("paid ÷ part"))));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new(format!("Share of what is paid over share of {of}"), &heads);
    for i in 0..first.told.parties.len() {
        let mut row = vec![shown_name(&first.told, i), percent(e.benefit_share[i])];
        row.extend(known.iter().map(|(_, e)| e.index[i].map_or(UNKNOWN.into(), two)));
        t.row(row);
    }
    r.table(t);
    r.lines(known.iter().flat_map(|(s, e)| ranks(when(&s.told), e)).collect());
}

fn ranks(at: &str, e: &Exploitation) -> Vec<String> {
    let mut lines = Vec::new();
    let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
    if let (Some(rho), Some(tau)) = (e.spearman, e.kendall) {
        let said = if rho > 0.0 {
            "the larger pay more of their income, as where the small exploit the large"
        } else if rho < 0.0 {
            "the larger pay less of their income"
        } else {
            "no order"
        };
        let few = if e.n < 6 { "; so few are no more than a hint" } else { "" };
        lines.push(format!(
            "{at}income and payment per income, ranks of {}: Spearman {}, Kendall {}: {said}{few}",
            count(e.n, "party", "parties"),
            two(rho),
            two(tau)
        ));
    }
    if let Some(t) = e.signed_rank.filter(|t| t.n >= 6) {
        lines.push(format!(
            "{at}burden against part, signed ranks of {}: W {}, p {}: {}",
            count(t.n, "pair", "pairs"),
            decimal(t.statistic).map_or(UNKNOWN.into(), |d| d.normalize().to_string()),
            crate::fmt::probability(t.p),
            if t.p < 0.05 { "they differ" } else { "no sign that they differ one way" }
        ));
    }
    lines
}
