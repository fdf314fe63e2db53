//! What stands below a shared bill: what each rule does, what could not be computed, what it all rests on.

use std::collections::BTreeSet;

use winset_case::price::Unanswerable;
use winset_case::sharing::{Entry, Heading};
use winset_case::vocabulary::Status;

use super::words::{entry_text, listed, mark, names, percent, when};
use super::{Answer, Shared};
use crate::fmt::UNKNOWN;
use crate::report::{Report, Table};

/// What each rule does, and how much of the bill would change hands at each time.
pub fn rules(r: &mut Report, answer: &Answer) {
    let Some(any) = answer.moments.iter().find(|s| !s.rules.is_empty()) else { return };
    let timed: Vec<&Shared> =
        answer.moments.iter().filter(|s| s.rules.iter().any(|x| x.moves.is_some())).collect();
    let mut heads = vec!["rule".to_owned(), "in plain words".into()];
    heads.extend(timed.iter().map(|s| format!(">moves {}", when(&s.told)).trim().to_owned()));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t =
        Table::new("What each rule does; moves: per cent of the bill that would change hands", &heads);
    for (i, rule) in any.rules.iter().enumerate() {
        if answer.moments.iter().all(|s| s.rules.get(i).is_none_or(|x| x.amounts.is_err())) {
            continue;
        }
        let (column, name) = names(rule.method.name);
        let mut words = rule.method.summary.to_owned();
        if rule.method.name == "proportional" && rule.basis == Heading::Income {
            words = "all bear the same per cent of their income, since no claims are given".into();
        }
        if !name.is_empty() {
            words = format!("{name}: {words}");
        }
        let mut row = vec![format!("{column}{}", mark(rule.recalled)), words];
        let moved = |s: &&Shared| s.rules.get(i).and_then(|x| x.moves).map_or(UNKNOWN.into(), percent);
        row.extend(timed.iter().map(moved));
        t.row(row);
    }
    if t.rows.is_empty() {
        return;
    }
    r.heading("What each rule does");
    if !timed.is_empty() {
        r.lines(vec!["moves: per cent of the bill that would change hands against what is paid".into()]);
    }
    r.table(t);
}

/// What could not be computed, gathered by what would unlock it.
pub fn not_computed(r: &mut Report, answer: &Answer) {
    let mut list: Vec<(String, Vec<&str>, Vec<&str>)> = Vec::new();
    for s in answer.moments.iter().filter(|s| s.bill.is_ok()) {
        let rules = s.rules.iter().filter_map(|x| Some((names(x.method.name).0, x.amounts.as_ref().err()?)));
        let measured = s.exploitation.as_ref().err().map(|e| ("burden beside benefit", e));
        for (name, e) in rules.chain(measured) {
            gather(&mut list, name, when(&s.told), e);
        }
    }
    let everywhere = answer.moments.len();
    let line = |(why, names, at): (String, Vec<&str>, Vec<&str>)| {
        let at = if at.len() == everywhere { String::new() } else { format!(" ({})", listed(&at)) };
        format!("{}{at}: {why}", names.join(", "))
    };
    let lines: Vec<String> = list.into_iter().map(line).collect();
    if !lines.is_empty() {
        r.heading("Not computed");
    }
    r.lines(lines);
}

fn gather<'a>(
    list: &mut Vec<(String, Vec<&'a str>, Vec<&'a str>)>,
    name: &'a str,
    at: &'a str,
    e: &Unanswerable,
) {
    let why = e.to_string();
    let Some((_, names, times)) = list.iter_mut().find(|(w, ..)| *w == why) else {
        list.push((why, vec![name], vec![at]));
        return;
    };
    if !names.contains(&name) {
        names.push(name);
    }
    if !times.contains(&at) {
        times.push(at);
    }
}

/// Every figure with its status and source, those that say the same at every time once.
pub fn rests_on(r: &mut Report, answer: &Answer) {
    let mut t = Table::new("Figures and sources", &["party", "what", ">figure", "", "known", "source"]);
    for s in &answer.moments {
        if let Some(b) = &s.told.bill {
            let same = answer.moments.iter().all(|o| o.told.bill.as_ref() == Some(b));
            entry(&mut t, "", Heading::Bill, if same { "" } else { when(&s.told) }, b);
        }
    }
    let mut seen = BTreeSet::new();
    let parties = answer.moments.iter().flat_map(|s| s.told.parties.iter().map(|p| p.name.as_str()));
    for name in parties.filter(|n| seen.insert(*n)) {
        for h in Heading::ALL {
            figures(&mut t, answer, name, h);
        }
    }
    // Status, day and source of every figure; a sheet that says none of them needs no list of its own figures.
    if t.rows.iter().all(|row| row[3].is_empty() && row[4] == UNKNOWN && row[5] == UNKNOWN) {
        return;
    }
    let recalled = t.rows.iter().any(|row| row[3].ends_with('†'));
    r.heading("What it rests on");
    r.table(t);
    if recalled {
        r.lines(vec![
            "† recalled: from memory, no document was read; find it before you quote it or what rests on it"
                .into(),
        ]);
    }
}

fn figures(t: &mut Table, answer: &Answer, name: &str, h: Heading) {
    let of =
        |s: &Shared| s.told.parties.iter().find(|p| p.name == name).and_then(|p| p.figures.get(&h)).cloned();
    let all: Vec<(&str, Option<Entry>)> = answer.moments.iter().map(|s| (when(&s.told), of(s))).collect();
    let same = all.iter().all(|(_, e)| *e == all[0].1);
    for (at, e) in all.iter().take(if same { 1 } else { all.len() }) {
        if let Some(e) = e {
            entry(t, name, h, if same { "" } else { at }, e);
        }
    }
}

fn entry(t: &mut Table, name: &str, h: Heading, at: &str, e: &Entry) {
    let status = match e.status {
        Status::Found => String::new(),
        Status::Recalled => "recalled†".into(),
        other => other.word().to_owned(),
    };
    let row = vec![
        name.to_owned(),
        format!("{} {at}", h.word()).trim().to_owned(),
        entry_text(e),
        status,
        e.known_on.map_or(UNKNOWN.into(), |d| d.to_string()),
        e.source.clone().unwrap_or_else(|| UNKNOWN.into()),
    ];
    if !t.rows.contains(&row) {
        t.row(row);
    }
}
