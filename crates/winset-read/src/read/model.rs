//! Weights that decide where the rules alone err: what a clause is about, and whether it is a claim at all.
//!
//! The weights are whole numbers in a data file, one line a feature, made by `train_kinds` from texts with gold claims.
//! A feature is a class of the lexicon, a unit, the rule that fires, or a stem or a pair of stems that several texts
//! share; names and numbers are never features. Without the file the rules decide alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use winset_case::vocabulary::Kind;

use crate::token::TokenKind;

use super::Text;
use super::clause::{self, Clause};
use super::rules::Ruled;
use super::voice::Voice;

/// What a weight is for: a kind, or no claim at all.
type Target = Option<Kind>;

/// Weights by the hash of a feature's name.
type Weights = BTreeMap<u64, Vec<(Target, i32)>>;

fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| parse(include_str!("../../rules/kinds.weights")))
}

fn parse(text: &str) -> Weights {
    let mut out = Weights::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(feature) = words.next() else { continue };
        let list = words.filter_map(|w| {
            let (kind, weight) = w.split_once('=')?;
            Some((if kind == "none" { None } else { Some(Kind::parse(kind)?) }, weight.parse().ok()?))
        });
        out.insert(hash(&[feature]), list.collect());
    }
    out
}

/// FNV-1a over the bytes of the parts.
fn hash(parts: &[&str]) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    parts.iter().flat_map(|p| p.bytes()).fold(START, |h, b| (h ^ u64::from(b)).wrapping_mul(PRIME))
}

/// What is seen of a clause: what the rules see, and the rule that fires.
pub(super) struct Seen<'a> {
    pub text: &'a Text<'a>,
    pub clause: &'a Clause,
    pub voice: &'a Voice,
    pub classes: &'a BTreeSet<&'static str>,
    pub ruled: Option<Ruled>,
}

/// The kind with the most weight; the rule's own where there are no weights.
pub(super) fn weighed(seen: &Seen<'_>) -> Option<(Kind, &'static str)> {
    let own = seen.ruled.map(|r| (r.kind, r.name));
    if weights().is_empty() || seen.ruled.is_some_and(|r| r.sure) {
        return own;
    }
    let mut sums: BTreeMap<Target, i32> = BTreeMap::new();
    features(seen, &mut |parts| {
        for (kind, weight) in weights().get(&hash(parts)).into_iter().flatten() {
            let sum = sums.entry(*kind).or_insert(0);
            *sum = sum.saturating_add(*weight);
        }
    });
    let best = sums.iter().max_by_key(|(k, w)| (**w, std::cmp::Reverse(**k)))?;
    let kind = (*best.0)?;
    // Words without a verb and without a figure make no claim that no rule sees.
    if own.is_none() && !clause::says(seen.text, seen.clause) {
        return None;
    }
    Some(match own {
        Some((k, rule)) if k == kind => (kind, rule),
        _ => (kind, "weights"),
    })
}

/// The names of every feature of a clause.
pub(super) fn named(seen: &Seen<'_>) -> Vec<String> {
    let mut out = BTreeSet::new();
    features(seen, &mut |parts| {
        out.insert(parts.concat());
    });
    out.into_iter().collect()
}

/// Calls for every feature, in the parts of its name.
fn features(seen: &Seen<'_>, each: &mut dyn FnMut(&[&str])) {
    let Seen { text, clause, voice, classes, ruled } = seen;
    each(&["always"]);
    for class in classes.iter() {
        each(&["class:", class.split(' ').next().unwrap_or(""), class.split(' ').nth(1).unwrap_or("")]);
    }
    let (kind, rule) = ruled.map_or(("none", "none"), |r| (r.kind.word(), r.name));
    each(&["kind:", kind]);
    for part in rule.split(' ').take(4) {
        each(&["rule:", kind, ":", part]);
    }
    each(&["voice:", voice.attribution.word()]);
    each(&["main:", if clause.main { "1" } else { "0" }, if clause.goes_on { "1" } else { "0" }]);
    each(&[
        "long:",
        match clause.tokens.len() {
            0..=7 => "0",
            8..=14 => "1",
            15..=24 => "2",
            _ => "3",
        },
    ]);
    for (_, m) in text.figures_in(&clause.tokens).filter(|(_, m)| m.converts.is_none() && !m.adjectival) {
        each(&["bound:", m.figure.bound.word()]);
        if m.figure.per.is_some() {
            each(&["yearly"]);
        }
    }
    // Stems, pairs of neighbours, and pairs with one word between.
    let (mut before, mut last) = ("^", "^");
    for i in clause.tokens.clone() {
        let Some(t) = text.list().get(i) else { continue };
        let word = match t.kind {
            TokenKind::Number => "0",
            TokenKind::Word if t.capital && i != clause.tokens.start => "X",
            _ => stem(&t.low),
        };
        each(&["1:", word]);
        each(&["2:", last, "_", word]);
        if before != "^" {
            each(&["3:", before, "_", word]);
        }
        (before, last) = (last, word);
    }
    each(&["2:", last, "_$"]);
}

/// A word without its commonest endings.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s", "ly"] {
        if let Some(s) = word.strip_suffix(ending).filter(|s| s.len() >= 3) {
            return s.strip_suffix('e').filter(|s| s.len() >= 3).unwrap_or(s);
        }
    }
    word.strip_suffix('e').filter(|s| s.len() >= 3).unwrap_or(word)
}
