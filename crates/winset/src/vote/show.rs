//! The votes as a report: the arithmetic of each body, then the odds, marked as a model.

use winset_case::price::Unanswerable;
use winset_case::quantity::Unit;

use super::answer::{BodyCount, BodyVote, Passing, Reach, Sitting, Votes};
use crate::fmt::{UNKNOWN, day, log_change, probability, weekday};
use crate::question::Question;
use crate::report::{Block, Report, Table, foot};

/// Proposals whose counts stand beside the blocs; the odds list all.
const BESIDE: usize = 3;

/// The report.
pub fn report(q: &Question, v: &Votes) -> Report {
    let mut r = Report {
        title: q.case.title.clone(),
        beside: format!("vote, as of {}", weekday(q.as_of)),
        lead: ended(q).into_iter().chain(lead(v)).collect(),
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    };
    if v.bodies.is_empty() {
        r.lines(vec![
            "no body that must approve is known: add [approval.ID] with name, party and rule".into(),
        ]);
        return r;
    }
    blocks(&mut r, q, v);
    r
}

/// The same as tables for a spreadsheet: a row for each body and proposal, then the blocs of each body.
pub fn sheet(v: &Votes) -> Report {
    let heads = [
        "body",
        "rule",
        ">members",
        ">quorum",
        ">needed if all are there",
        "proposal",
        ">levelised",
        ">present",
        ">needed",
        ">yes expected",
        ">to spare",
        ">passes",
    ];
    let mut t = Table::new("Bodies and proposals", &heads);
    let maybe = |n: Option<u32>| n.map_or(UNKNOWN.to_owned(), |n| n.to_string());
    for b in &v.bodies {
        let s = b.then.as_ref().or(b.now.as_ref());
        let of_body = vec![
            b.state.name.clone(),
            b.state.rule.clone(),
            maybe(s.map(|s| s.members)),
            maybe(s.map(|s| s.quorum)),
            maybe(s.map(|s| s.needed)),
        ];
        if v.proposals.is_empty() {
            t.row(of_body.clone());
        }
        for (i, p) in v.proposals.iter().enumerate() {
            let c = b.counts.get(i).and_then(Option::as_ref);
            let mut row = of_body.clone();
            row.push(p.id.clone());
            row.push(p.x.as_ref().map_or(UNKNOWN.into(), |x| log_change(*x)));
            row.extend([maybe(c.map(|c| c.present)), maybe(c.map(|c| c.needed))]);
            row.push(c.map_or(UNKNOWN.into(), |c| format!("{:.1}", c.expected_yes)));
            row.push(c.map_or(UNKNOWN.into(), |c| c.to_spare.to_string()));
            row.push(c.map_or(UNKNOWN.into(), |c| probability(c.p)));
            t.row(row);
        }
    }
    let mut r = Report::default();
    r.table(t);
    for b in &v.bodies {
        if let Some(s) = b.then.as_ref().or(b.now.as_ref()).filter(|s| !s.blocs.is_empty()) {
            r.table(blocs(v, b, s));
        }
    }
    r
}

/// The bodies and the odds.
fn blocks(r: &mut Report, q: &Question, v: &Votes) {
    for b in &v.bodies {
        body(r, q, v, b);
    }
    odds(r, v);
}

/// That the talks are over, where that was known on the day.
pub fn ended(q: &Question) -> Option<String> {
    let e = q.outcome.ending.as_ref()?;
    let how = match e.deal {
        Some(d) => format!("with a deal on {}", day(d)),
        None => "without a deal".into(),
    };
    Some(format!("These talks ended {how}, as was known by then: what follows looks back."))
}

/// What each proposal comes to in the bodies that are counted.
fn lead(v: &Votes) -> Vec<String> {
    let mut list = Vec::new();
    for (i, p) in v.proposals.iter().enumerate().take(BESIDE) {
        for b in v.bodies.iter().filter(|b| !b.single) {
            let Some(Some(c)) = b.counts.get(i) else { continue };
            list.push(format!(
                "{}: {} expects {:.1} yes, {}; passes with {}",
                p.id,
                b.state.name,
                cut(c.expected_yes),
                spare(c.needed, c.to_spare),
                probability(c.p)
            ));
        }
    }
    list
}

/// Votes to a tenth, cut and not rounded: 153.97 is not 154 votes.
fn cut(votes: f64) -> f64 {
    libm::floor(votes * 10.0 + 1e-9) / 10.0
}

fn spare(needed: u32, spare: i64) -> String {
    match spare {
        s if s < 0 => format!("needs {needed}: {} short", -s),
        s => format!("needs {needed}: {s} to spare"),
    }
}

fn body(r: &mut Report, q: &Question, v: &Votes, b: &BodyVote) {
    r.heading(format!("{}: {}", b.state.place, b.state.name));
    let mut lines = vec![b.state.rule.clone()];
    lines.extend(b.overridden_by.as_ref().map(|by| format!("{by} can say yes in its place")));
    if b.single {
        lines.extend(b.state.law.clone());
        lines.extend(b.state.note.clone());
        r.lines(lines);
        r.lines(told(b));
        return;
    }
    match &b.now {
        None => lines.push("how many sit there is not known".into()),
        Some(s) => lines.push(sits(b, s)),
    }
    r.lines(lines);
    if let Some(s) = b.then.as_ref().or(b.now.as_ref()).filter(|s| !s.blocs.is_empty()) {
        r.table(blocs(v, b, s));
    }
    for (i, p) in v.proposals.iter().enumerate().take(BESIDE) {
        bar(r, q, v, b, i, &short(&p.id));
    }
    r.lines(told(b));
}

/// All votes in one line, with a mark at those needed.
fn bar(r: &mut Report, q: &Question, v: &Votes, b: &BodyVote, i: usize, name: &str) {
    let Some(hall) = b.counts[i].as_ref().and_then(|_| crate::pictures::hemicycle(q, v, b, Some(i))) else {
        return;
    };
    if let Some(line) = hall.lines().iter().find_map(|l| l.strip_prefix(hall.total_word())) {
        r.push(Block::Art(format!("{name:<16} {}", line.trim_start())));
    }
}

/// Members, quorum, and what is needed when all and when as many as last time are there.
fn sits(b: &BodyVote, s: &Sitting) -> String {
    let what = if s.weighted { "votes" } else { "members" };
    let from = b.state.seats_from.as_ref().map(|f| format!(" ({f})")).unwrap_or_default();
    let mut parts = vec![format!("{} {what}{from}", s.members)];
    if s.quorum > 0 {
        parts.push(format!("quorum {}: {} may stay away", s.quorum, s.members.saturating_sub(s.quorum)));
    }
    let mut needed = format!("yes needed: {} if all are there", s.needed);
    if let Some(last) = &b.last_vote
        && last.present.is_some_and(|p| p <= s.members)
        && let (Some(present), Some(yes), no) = (last.present, last.yes, last.no.unwrap_or_default())
    {
        let then = b.state.last_needed(present, yes + no);
        needed.push_str(&format!(", {then} if {present} are, as on {}", day(last.date)));
    }
    parts.push(needed);
    if let Some(c) = b.counts.iter().flatten().next().filter(|c| c.present != s.members) {
        let short = if c.present < s.quorum { ", below the quorum" } else { "" };
        parts.push(format!("{} expected to be there{short}", c.present));
    }
    parts.join(" | ")
}

/// Each bloc: seats, power, what is left without it, and what is expected of it.
fn blocs(v: &Votes, b: &BodyVote, s: &Sitting) -> Table {
    let mut heads: Vec<String> = vec!["bloc".into(), "side".into(), ">seats".into()];
    if s.weighted {
        heads.push(">votes".into());
    }
    heads.extend([">power".into(), ">without it".into()]);
    let shown: Vec<(usize, &BodyCount)> =
        b.counts.iter().enumerate().filter_map(|(i, c)| Some((i, c.as_ref()?))).take(BESIDE).collect();
    for (i, _) in &shown {
        heads.extend([format!(">{}: yes", short(&v.proposals[*i].id)), ">sinks it".into()]);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new(format!("{}: blocs, power, and yes expected of each", b.state.name), &heads);
    for (i, bloc) in s.blocs.iter().enumerate() {
        let mut row = vec![bloc.short.clone(), bloc.side.to_owned(), bloc.seats.to_string()];
        if s.weighted {
            row.push(bloc.votes.to_string());
        }
        row.push(bloc.power.map_or(UNKNOWN.into(), |p| format!("{:.1} %", p * 100.0)));
        row.push(if bloc.without < 0 {
            format!("−{}: it can block", -bloc.without)
        } else {
            format!("+{}", bloc.without)
        });
        for (_, c) in &shown {
            let mark = if c.pivotal == Some(i) && c.to_spare >= 0 { "* " } else { "" };
            row.push(c.yes.get(i).map_or(UNKNOWN.into(), |y| format!("{mark}{y:.1}")));
            row.push(match c.sinks.get(i).copied().flatten() {
                _ if c.to_spare < 0 => "sunk".into(),
                Some(n) => n.to_string(),
                None => "cannot".into(),
            });
        }
        t.row(row);
    }
    let mut foot =
        vec!["all".into(), String::new(), s.blocs.iter().map(|b| b.seats).sum::<u32>().to_string()];
    if s.weighted {
        foot.push(s.members.to_string());
    }
    foot.extend([String::new(), format!("{} needed", s.needed)]);
    for (_, c) in &shown {
        foot.push(format!("{:.1} of {}", cut(c.expected_yes), c.needed));
        foot.push(if c.to_spare < 0 {
            format!("{} short", -c.to_spare)
        } else {
            format!("{} spare", c.to_spare)
        });
    }
    t.row(foot);
    t
}

fn short(id: &str) -> String {
    const MOST: usize = 16;
    if id.chars().count() <= MOST {
        id.to_owned()
    } else {
        id.chars().take(MOST - 1).chain(['…']).collect()
    }
}

/// Past votes, threats, seats that change, the expected day.
fn told(b: &BodyVote) -> Vec<String> {
    let mut lines = Vec::new();
    if b.now.as_ref().is_some_and(|s| !s.blocs.is_empty()) {
        lines.push("without it: votes above what is needed if the bloc votes no and all others yes".into());
    }
    if b.counts.iter().flatten().any(|c| c.pivotal.is_some() && c.to_spare >= 0) {
        lines.push("* pivotal: the bloc whose votes reach what is needed, the willing counted first | sinks it: members going from yes to no".into());
    }
    lines.extend(b.state.votes.iter().cloned());
    lines.extend(b.state.threats.iter().map(|(t, _)| t.clone()));
    lines.extend(b.expected.map(|d| format!("vote expected {}", day(d))));
    match (&b.then, &b.state.coming) {
        (Some(s), _) => lines.push(format!(
            "by then other members sit: the counts are theirs ({} of them, {} needed)",
            s.members, s.needed
        )),
        (None, Some((date, seats))) => lines.push(format!("seats change {}: {seats}", day(*date))),
        _ => {}
    }
    lines
}

fn odds(r: &mut Report, v: &Votes) {
    if v.bodies.iter().all(|b| b.single) {
        let who: Vec<String> = v.assumed.iter().map(|(name, why)| format!("{name} ({why})")).collect();
        r.heading("Odds");
        r.lines(vec![format!("nothing is counted in votes here: {}", who.join("; "))]);
        return;
    }
    r.heading("Odds: a model, not a count");
    r.table(table(v));
    let mut lines: Vec<String> =
        v.proposals.iter().filter_map(|p| p.x.as_ref().err().map(|e| format!("{}: {e}", p.id))).collect();
    for b in v.bodies.iter().filter(|b| !b.passing.is_empty()) {
        lines.push(format!("{} passes {}", b.state.name, amounts(v, &b.passing)));
    }
    if !v.together.is_empty() {
        lines.push(format!("all bodies pass {}", amounts(v, &v.together)));
    }
    for b in v.bodies.iter().filter(|b| b.mood_share.is_some()) {
        lines.extend(rests(b));
    }
    if v.hindsight > 0 {
        lines.push("these chances were judged by people who could know how the talks ended: a worked example, not a forecast".into());
    }
    let left_out: Vec<String> = v.assumed.iter().map(|(name, why)| format!("{name} ({why})")).collect();
    if !left_out.is_empty() {
        lines.push(format!("not counted: {}", left_out.join("; ")));
    }
    lines.extend(v.missing.iter().map(Unanswerable::to_string));
    if let Some(((p, low, high), n)) = v.class {
        lines.push(format!(
            "beside it, how such votes went before: {} [{}, {}] of {n} votes agreed; only what could pass was put to a vote",
            probability(p),
            probability(low),
            probability(high)
        ));
    }
    r.lines(lines);
}

fn table(v: &Votes) -> Table {
    let counted: Vec<&BodyVote> = v.bodies.iter().filter(|b| b.mood_share.is_some()).collect();
    let change = if is_money(v) { ">levelised" } else { ">on the last" };
    let mut heads: Vec<String> = vec!["proposal".into(), change.into()];
    heads.extend(counted.iter().map(|b| format!(">{}", b.state.name)));
    if v.several {
        heads.push(">all bodies".into());
    }
    heads.push("flags".into());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut t = Table::new("Chance that each proposal passes", &heads);
    for (i, p) in v.proposals.iter().enumerate() {
        let mut row = vec![
            format!("{}{}", p.id, if p.internal { " [internal]" } else { "" }),
            p.x.as_ref().map_or(UNKNOWN.into(), |x| log_change(*x)),
        ];
        row.extend(counted.iter().map(|b| b.counts[i].as_ref().map_or(UNKNOWN.into(), |c| probability(c.p))));
        if v.several {
            row.push(p.p.map_or(UNKNOWN.into(), probability));
        }
        let flags: Vec<String> =
            p.flags.iter().map(|(f, n)| if *n == 1.0 { f.clone() } else { format!("{f} {n}") }).collect();
        row.push(flags.join(", "));
        t.row(row);
    }
    if v.proposals.iter().all(|p| p.flags.is_empty()) {
        t.drop_column(t.head.len() - 1);
    }
    t
}

/// True for money; a share and a number of things are not levelised.
fn is_money(v: &Votes) -> bool {
    v.last.as_ref().is_none_or(|(_, unit)| unit.currency().is_some())
}

/// A change on the last agreed share as a share, in per cent; none for all else.
fn share(v: &Votes, x: f64) -> Option<f64> {
    let (last, _) = v.last.as_ref().filter(|(_, unit)| *unit == Unit::Percent)?;
    Some(crate::forecast::float(*last) * libm::exp(x))
}

fn amounts(v: &Votes, list: &[Passing]) -> String {
    let words = list.iter().map(|a| {
        let chance = match a.p {
            0.5 => "one time in two".to_owned(),
            0.75 => "three in four".to_owned(),
            0.9 => "nine in ten".to_owned(),
            p => probability(p),
        };
        let Some(x) = a.x else {
            let which = if a.bound == Reach::Any { "any amount" } else { "no amount" };
            return format!("{chance}: {which}");
        };
        let rising = a.bound == Reach::From;
        let way = if rising { "from" } else { "up to" };
        match share(v, x) {
            Some(s) if s > 100.0 && rising => format!("{chance}: no share"),
            Some(s) if s > 100.0 => format!("{chance} at any share"),
            Some(s) => format!("{chance} {way} {s:.1} %"),
            None => format!("{chance} {way} {}", log_change(x)),
        }
    });
    let what = if is_money(v) { "levelised, on the last amount, without flags" } else { "without flags" };
    format!("{} ({what})", words.collect::<Vec<_>>().join(", "))
}

fn rests(b: &BodyVote) -> Vec<String> {
    let share = b.mood_share.unwrap_or_default();
    let mut list = vec![if share > 0.0 {
        format!(
            "{}: {:.0} % of what moves a member is a mood common to all; without it every outcome would look certain",
            b.state.name,
            share * 100.0
        )
    } else {
        format!(
            "{}: members are taken as independent (mood_share 0), which makes every outcome look certain",
            b.state.name
        )
    }];
    if let Some((mean, sd)) = b.mood_of_last_vote {
        list.push(format!(
            "{}: the last counted vote implies a mood of {mean:+.1} ± {sd:.1} at these chances, before any shift",
            b.state.name
        ));
    }
    let reason = b.reason.clone().unwrap_or_else(|| "nothing says what they rest on".into());
    let mark = if b.internal { " [internal]" } else { "" };
    list.push(format!("{}: the chances of its blocs rest on: {reason}{mark}", b.state.name));
    list
}
