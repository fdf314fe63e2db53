//! The entries of a case by their place in it, so that an answer can name those that only one side has or that differ.

use std::collections::BTreeMap;
use std::hash::Hash;

use winset_case::Case;
use winset_case::case::{Approval, Standing};

use super::Side;
use crate::fmt::{day, period};
use crate::hash::entry_hash;
use crate::question::Audience;

/// Entries by key: a path as `case.toml` would write it.
#[derive(Clone, Debug, Default)]
pub struct Entries(BTreeMap<String, Entry>);

/// An entry: words that name it, the day it became known where it has one, and what it holds.
#[derive(Clone, Debug)]
struct Entry {
    words: String,
    known: Option<String>,
    holds: String,
}

impl Entries {
    /// Every entry of a case that is already as of its day.
    pub fn of(case: &Case) -> Entries {
        let mut e = Entries::default();
        case.claims
            .iter()
            .for_each(|c| e.dated(format!("claim.{}", c.id), format!("claim {}", c.id), c, &c.standing));
        terms(&mut e, case);
        case.approvals.iter().for_each(|a| approval(&mut e, a));
        for s in &case.series {
            e.add(
                format!("series.{}", s.id),
                format!("series {}", s.id),
                &(&s.name, &s.unit, s.scale, &s.pair),
            );
            for v in &s.values {
                let key = format!("series.{}.{} {}", s.id, v.start, v.standing.known_on);
                e.dated(key, format!("{} of {}", s.id, period(v.start, v.end)), v, &v.standing);
            }
        }
        outlook(&mut e, case);
        e
    }

    /// Adds an entry that has no day of its own.
    pub fn add(&mut self, key: String, words: String, holds: &impl Hash) {
        self.0.insert(key, Entry { words, known: None, holds: entry_hash(holds) });
    }

    fn dated(&mut self, key: String, words: String, holds: &impl Hash, standing: &Standing) {
        let known = Some(format!("known on {}", day(standing.known_on)));
        self.0.insert(key, Entry { words, known, holds: entry_hash(holds) });
    }

    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

/// What may be signed, what ends, and how it is priced.
fn terms(e: &mut Entries, case: &Case) {
    if let Some(b) = &case.baseline {
        let holds = (&b.amount, b.year, &b.agreement, &b.of, &b.party, b.ends, b.ends_known_on);
        e.dated("baseline".into(), "the agreement in force".into(), &holds, &b.standing);
    }
    e.add("price".into(), "how amounts are priced".into(), &case.pricing);
    case.parties.iter().for_each(|p| e.add(format!("party.{}", p.id), format!("party {}", p.id), p));
    case.categories.iter().for_each(|c| e.add(format!("category.{}", c.id), format!("category {}", c.id), c));
    for (table, list) in [("proposal", &case.proposals), ("agreement", &case.agreements)] {
        for p in list {
            e.dated(format!("{table}.{}", p.id), format!("{table} {}", p.id), p, &p.standing);
        }
    }
    case.bases
        .iter()
        .for_each(|b| e.dated(format!("base.{}", b.id), format!("base {}", b.id), b, &b.standing));
    for h in &case.history {
        let (who, what) =
            (h.agreement.as_deref().unwrap_or_default(), h.category.as_deref().unwrap_or_default());
        let key = format!("history.{}.{who} {what} {}", h.year, h.standing.known_on);
        e.dated(key, format!("history of {}", h.year), h, &h.standing);
    }
}

fn approval(e: &mut Entries, a: &Approval) {
    let key = format!("approval.{}", a.id);
    let words = format!("approval {}", a.id);
    let own = (&a.name, &a.party, &a.rule, a.members, &a.blocs, &a.expected, &a.overridden_by);
    e.dated(key.clone(), words.clone(), &own, &a.standing);
    for t in &a.terms {
        e.dated(
            format!("{key}.term.{}", t.id),
            format!("seats of {} from {}", a.name, day(t.from)),
            t,
            &t.standing,
        );
    }
    for (i, v) in a.votes.iter().enumerate() {
        e.dated(
            format!("{key}.vote.{} {i}", v.date),
            format!("vote of {} on {}", a.name, day(v.date)),
            v,
            &v.standing,
        );
    }
    if let Some(v) = &a.voters.0 {
        e.dated(format!("{key}.voters"), format!("judgement of {}", a.name), v, &v.standing);
    }
}

/// What is ahead, and what is judged of it.
fn outlook(e: &mut Entries, case: &Case) {
    for c in &case.calendar {
        e.dated(format!("calendar.{}", c.id), format!("date {}", c.id), c, &c.standing);
    }
    for u in &case.unknowns {
        e.dated(format!("unknown.{}", u.id), format!("unknown {}", u.id), u, &u.standing);
    }
    case.issues
        .0
        .iter()
        .for_each(|i| e.dated(format!("issue.{}", i.id), format!("issue {}", i.id), i, &i.standing));
    for p in &case.preferences.0 {
        e.dated(format!("preference.{}", p.party), format!("preference of {}", p.party), p, &p.standing);
    }
    let f = &case.forecast;
    let class =
        (&f.own, &f.series, &f.family, &f.members, &f.exclude, f.exclude_recalled, f.cap, f.min_members);
    let clock = (
        f.clock,
        f.start,
        &f.edges,
        f.root_weight,
        f.root_half_life_days,
        f.measure,
        f.amount_floor,
        f.lag_floor,
    );
    e.add("forecast.class".into(), "the class of the forecast".into(), &(class, clock));
    if let Some(d) = &f.demand {
        e.dated("forecast.demand".into(), "the demand in the forecast".into(), d, &d.standing);
    }
    for (i, j) in f.judgements.iter().enumerate() {
        let words = format!("judgement of {}", day(j.date));
        e.dated(format!("forecast.judgement.{i}"), words, j, &j.standing);
    }
}

/// Entries that one side alone has or that differ, by key, each with its words.
#[derive(Clone, Debug)]
pub struct Reasons(Vec<(String, String)>);

/// Entries named behind one difference.
const NAMED: usize = 3;

impl Reasons {
    /// Compares the entries of two sides.
    pub fn between(left: (&Side<'_>, &Entries), right: (&Side<'_>, &Entries)) -> Reasons {
        let sets = || left.0.shown_sets().into_iter().chain(right.0.shown_sets());
        let mut keys: Vec<&String> = left.1.0.keys().chain(right.1.0.keys()).collect();
        keys.sort();
        keys.dedup();
        let told = keys.into_iter().filter_map(|key| {
            let (a, b) = (left.1.0.get(key), right.1.0.get(key));
            let words = match (a, b) {
                (Some(a), Some(b)) if a.holds == b.holds => return None,
                (Some(a), Some(_)) => format!("{} differs", a.words),
                (Some(x), None) | (None, Some(x)) => match &x.known {
                    Some(known) => format!("{}, {known}", x.words),
                    None => x.words.clone(),
                },
                (None, None) => return None,
            };
            let set: Vec<String> = sets().filter(|s| touches(s, key)).collect();
            Some((key.clone(), if set.is_empty() { words } else { set.join(", ") }))
        });
        Reasons(told.collect())
    }

    /// The entries behind what rests on `rests`, or none.
    pub fn behind(&self, rests: &[String]) -> Option<String> {
        let mut words: Vec<&str> = Vec::new();
        for (key, text) in &self.0 {
            if rests.iter().any(|r| within(key, r)) && !words.contains(&text.as_str()) {
                words.push(text);
            }
        }
        let more = words.len().saturating_sub(NAMED);
        words.truncate(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!words.is_empty()).then(|| format!("{}{rest}", words.join("; ")))
    }
}

/// True for a key, and what lies below it.
fn within(key: &str, of: &str) -> bool {
    key.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// True if `PATH = VALUE` may have changed the entry.
fn touches(set: &str, key: &str) -> bool {
    let path = set.split(['=', '[']).next().unwrap_or(set).trim();
    // The class of a forecast has no table of its own name.
    let path = match path.strip_prefix("forecast.") {
        Some(rest) if !["demand", "judgement"].iter().any(|t| within(rest, t)) => "forecast.class",
        _ => path,
    };
    within(path, key) || within(key, path)
}

impl Side<'_> {
    /// The overlay as `PATH = VALUE`; what an audience must not know of is not told.
    pub fn shown_sets(&self) -> Vec<String> {
        let entries = Entries::of(&self.question.case);
        let show = |set: &String| {
            let (path, value) = set.split_once('=').unwrap_or((set, ""));
            let (path, value) = (path.trim(), value.trim());
            let secret = set.contains("internal") || entry_of(path).is_some_and(|key| !entries.has(&key));
            if self.audience == Audience::Public && secret {
                "an entry that is withheld".to_owned()
            } else {
                format!("{path} = {value}")
            }
        };
        self.set.iter().map(show).collect()
    }
}

/// The key of the entry that a path leads into, for entries that may be withheld.
fn entry_of(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["baseline", ..] => Some("baseline".into()),
        ["forecast", "demand", ..] => Some("forecast.demand".into()),
        ["forecast", "judgement", ..] => Some("forecast.judgement.0".into()),
        ["approval", id, "term", term, ..] => Some(format!("approval.{id}.term.{term}")),
        ["approval", id] | ["approval", id, "name" | "party" | "rule" | "quorum" | "members"] => {
            Some(format!("approval.{id}"))
        }
        // The rest of a body is what somebody judges of its voters.
        ["approval", id, ..] => Some(format!("approval.{id}.voters")),
        ["price" | "forecast" | "party" | "series" | "category", ..] | [] | [_] => None,
        [table, id, ..] => Some(format!("{table}.{id}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_into_an_entry() {
        for (path, key) in [
            ("proposal.low.first_year", Some("proposal.low")),
            ("approval.senate.term.next.seats", Some("approval.senate.term.next")),
            ("price.discount_rate", None),
            ("baseline.amount", Some("baseline")),
        ] {
            assert_eq!(entry_of(path).as_deref(), key, "{path}");
        }
    }

    #[test]
    fn an_overlay_touches_its_entry_and_no_other() {
        assert!(touches("price.discount_rate = 2 %", "price"));
        assert!(touches("proposal.low.term = 3", "proposal.low"));
        assert!(!touches("proposal.low.term = 3", "proposal.lower"));
        assert!(touches("forecast.family = x", "forecast.class"));
        assert!(
            touches("forecast.judgement.spread = []", "forecast.judgement")
                && !touches("forecast.cap = 2", "forecast.demand")
        );
    }
}
