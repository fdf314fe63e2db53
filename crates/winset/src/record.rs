//! The ledger of claims, listed and filtered.

use jiff::civil::Date;
use serde_json::{Value, json};
use winset_case::Case;
use winset_case::case::{Claim, Grade};
use winset_case::quantity::figure_text;
use winset_case::vocabulary::{Attribution, Kind};

use crate::fmt::{UNKNOWN, day};
use crate::json::{date, maybe};
use crate::question::Question;
use crate::report::{Report, Table, foot};

/// Which claims to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds; all if empty.
    pub kinds: Vec<Kind>,
    /// Side.
    pub side: Option<String>,
    /// Attribution.
    pub attribution: Option<Attribution>,
    /// Only claims known after this day.
    pub since: Option<Date>,
    /// Only official ones.
    pub official: bool,
    /// Words that speaker, claim, quote or id must hold, whatever their case.
    pub holds: Option<String>,
    /// Origin group.
    pub group: Option<String>,
}

/// The claims that pass a filter, in order of day.
pub fn select<'a>(case: &'a Case, f: &Filter) -> Vec<&'a Claim> {
    let wanted = f.holds.as_ref().map(|w| w.to_lowercase());
    let mut list: Vec<&Claim> = case
        .claims
        .iter()
        .filter(|c| f.kinds.is_empty() || f.kinds.contains(&c.kind))
        .filter(|c| f.side.as_ref().is_none_or(|s| c.side.as_ref() == Some(s)))
        .filter(|c| f.attribution.is_none_or(|a| c.attribution == Some(a)))
        .filter(|c| f.group.as_ref().is_none_or(|g| c.group.as_ref() == Some(g)))
        .filter(|c| f.since.is_none_or(|d| c.standing.known_on > d))
        .filter(|c| !f.official || c.official())
        .filter(|c| wanted.as_ref().is_none_or(|w| holds(c, w)))
        .collect();
    list.sort_by_key(|c| (c.date, c.standing.known_on));
    list
}

fn holds(c: &Claim, word: &str) -> bool {
    let texts = [Some(&c.id), Some(&c.text), c.speaker.as_ref(), c.quote.as_ref()];
    texts.into_iter().flatten().any(|t| t.to_lowercase().contains(word))
}

fn grade(case: &Case, c: &Claim) -> String {
    match c.grade {
        Some(g) => g.to_string(),
        None => format!("({})", Grade::proposed(c.attribution, repost(case, c))),
    }
}

fn repost(case: &Case, c: &Claim) -> bool {
    c.standing.source.as_deref().and_then(|id| case.source(id)).is_some_and(|s| s.is_repost)
}

/// The claims as a report for a terminal: who and what in one column.
pub fn report(q: &Question, claims: &[&Claim]) -> Report {
    let mut r = head(q, claims);
    let mut t = Table::new(
        "Claims",
        &["id", "said", "known", "side", "kind", "figure", "official", "grade", "who and what", "source"],
    );
    for c in claims {
        let who = c.speaker.as_ref().map(|s| format!("{s}: ")).unwrap_or_default();
        let known =
            if c.date == c.standing.known_on { String::new() } else { c.standing.known_on.to_string() };
        let mut row = first_cells(&q.case, c);
        row[2] = known;
        row.push(format!("{who}{}", c.text));
        row.push(c.standing.source.clone().unwrap_or_default());
        t.row(row);
    }
    r.table(t);
    r
}

/// The claims as a report for a page or a spreadsheet: every field in a column of its own.
pub fn sheet(q: &Question, claims: &[&Claim]) -> Report {
    let mut r = head(q, claims);
    let heads =
        ["id", "said", "known", "side", "kind", "figure", "official", "grade", "speaker", "source", "claim"];
    let mut t = Table::new("Claims", &heads);
    for c in claims {
        let mut row = first_cells(&q.case, c);
        row.push(c.speaker.clone().unwrap_or_default());
        row.push(c.standing.source.clone().unwrap_or_default());
        row.push(c.text.clone());
        t.row(row);
    }
    r.table(t);
    r
}

fn head(q: &Question, claims: &[&Claim]) -> Report {
    Report {
        title: q.case.title.clone(),
        beside: format!("{} of {} claims known by {}", claims.len(), q.case.claims.len(), day(q.as_of)),
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    }
}

/// Id, days, side, kind, figure, official, grade.
fn first_cells(case: &Case, c: &Claim) -> Vec<String> {
    // A share is never printed without its whole.
    let whole_said = c.kind != Kind::Share || c.denominator.is_some();
    let figure = c.figure.as_ref().filter(|_| whole_said).map_or(UNKNOWN.into(), |f| {
        let whole = c.denominator.as_ref().map(|d| format!(" of {d}")).unwrap_or_default();
        format!("{}{whole}", figure_text(f))
    });
    let mark = if case.weak(&c.standing) { " †" } else { "" };
    vec![
        c.id.clone(),
        c.date.to_string(),
        c.standing.known_on.to_string(),
        c.side.as_deref().map_or(UNKNOWN, |s| case.side_name(s)).to_owned(),
        c.kind.word().to_owned(),
        figure,
        if c.official() { "yes".into() } else { "no".into() },
        format!("{}{mark}{}", grade(case, c), if c.standing.internal { " internal" } else { "" }),
    ]
}

/// The claims as JSON: schema `winset.record/1`.
pub fn json(q: &Question, claims: &[&Claim]) -> Value {
    let list: Vec<Value> = claims.iter().map(|c| claim(&q.case, c)).collect();
    json!({ "schema": "winset.record/1", "case": q.case.id, "as_of": date(q.as_of), "n": list.len(), "claims": list })
}

fn claim(case: &Case, c: &Claim) -> Value {
    let figure = c.figure.as_ref().map(|f| json!({ "low": maybe(f.low), "high": maybe(f.high), "bound": f.bound.word(), "unit": f.unit.word() }));
    let source = c.standing.source.as_deref().and_then(|id| case.source(id));
    json!({
        "id": c.id, "date": date(c.date), "known_on": date(c.standing.known_on), "speaker": c.speaker, "side": c.side, "told_by": c.told_by,
        "attribution": c.attribution.map(|a| a.word()), "modality": c.modality.map(|m| m.word()), "kind": c.kind.word(),
        "amount": figure, "period": c.period, "refers_to": c.refers_to, "denominator": c.denominator,
        "official": c.official(), "grade": c.grade.map(|g| g.to_string()), "group": c.group, "quote": c.quote, "claim": c.text,
        "informs": c.informs, "status": c.standing.status.word(), "internal": c.standing.internal,
        "span": c.span.0.as_ref().map(|s| json!({ "start": s.start, "end": s.end })), "reader": c.reader.0,
        "source": source.map(|s| json!({ "id": s.id, "publisher": s.publisher, "date": s.date.map(date), "url": s.url, "is_repost": s.is_repost })),
    })
}
