//! The rules that say what a clause is about, from a data file.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use winset_case::quantity::Unit;
use winset_case::vocabulary::Kind;

use crate::lexicon::Lexicon;

use super::clause::{Clause, is_time};
use super::voice::Voice;
use super::{Text, is_told, side};

/// One rule.
struct Rule {
    name: String,
    kind: Kind,
    all: Vec<Vec<String>>,
    none: Vec<String>,
    /// No weight overrules it.
    sure: bool,
    /// Sentences in which it must find a claim of its kind.
    reads: Vec<String>,
}

pub(super) fn kinds() -> &'static Lexicon {
    static KINDS: OnceLock<Lexicon> = OnceLock::new();
    KINDS.get_or_init(|| Lexicon::parse(include_str!("../../lexicon/kinds.txt")))
}

fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| parse(include_str!("../../rules/kinds.rules")))
}

/// Reads the data file; what is not understood is left out, which a test forbids.
fn parse(text: &str) -> Vec<Rule> {
    let mut out: Vec<Rule> = Vec::new();
    let words =
        |rest: &str| -> Vec<String> { rest.split_whitespace().map(|w| w.replace('_', " ")).collect() };
    for line in text.lines().map(str::trim) {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (key, out.last_mut()) {
            ("rule", _) => {
                let made = rest.split_once(" -> ").and_then(|(name, kind)| {
                    Some(Rule {
                        name: name.to_owned(),
                        kind: Kind::parse(kind.trim())?,
                        all: vec![],
                        none: vec![],
                        sure: false,
                        reads: vec![],
                    })
                });
                out.extend(made);
            }
            ("all", Some(r)) => {
                r.all.extend(words(rest).iter().map(|w| w.split('|').map(str::to_owned).collect::<Vec<_>>()));
            }
            ("sure", Some(r)) => r.sure = true,
            ("not", Some(r)) => r.none.extend(words(rest)),
            ("reads", Some(r)) => r.reads.push(rest.trim_matches('"').to_owned()),
            _ => {}
        }
    }
    out
}

/// A rule that fires.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruled {
    pub kind: Kind,
    pub name: &'static str,
    pub sure: bool,
}

/// What a clause is about, and the rule that says so.
pub(super) fn kind(features: &BTreeSet<&'static str>) -> Option<Ruled> {
    rules()
        .iter()
        .find(|r| {
            r.all.iter().all(|any| any.iter().any(|f| features.contains(f.as_str())))
                && !r.none.iter().any(|f| features.contains(f.as_str()))
        })
        .map(|r| Ruled { kind: r.kind, name: &r.name, sure: r.sure })
}

/// True if a phrase of a class stands in a range of tokens.
pub(super) fn holds(text: &Text<'_>, tokens: &Range<usize>, class: &str) -> bool {
    tokens.clone().any(|i| kinds().at(text.list(), i).any(|(n, c)| c == class && i + n <= tokens.end))
}

/// Everything the rules may ask of a clause.
pub(super) fn features(text: &Text<'_>, clause: &Clause, voice: &Voice) -> BTreeSet<&'static str> {
    let mut out: BTreeSet<&'static str> = BTreeSet::new();
    for i in clause.tokens.clone() {
        for (n, class) in kinds().at(text.list(), i) {
            if i + n <= clause.tokens.end {
                out.insert(class);
            }
        }
    }
    for (_, m) in text.figures_in(&clause.tokens) {
        if m.adjectival || m.converts.is_some() {
            continue;
        }
        out.insert(match &m.figure.unit {
            Unit::Currency(_) => "money",
            Unit::Percent | Unit::PercentPerYear => "percent",
            Unit::Ratio => "ratio",
            Unit::Times => "times",
            Unit::Named(n) if n == "persons" => "persons",
            unit if is_time(unit) => "time",
            Unit::Named(_) => "other",
        });
    }
    if ["money", "percent", "ratio", "times", "persons", "other"].iter().any(|u| out.contains(u)) {
        out.insert("amount");
    }
    if is_told(voice.attribution) {
        out.insert("said");
    }
    if clause.tokens.clone().any(|i| text.low(i) == "\"") {
        out.insert("quoted");
    }
    if voice.frame.as_ref().is_some_and(|f| {
        clause.tokens.contains(&f.end.saturating_sub(1)) && clause.tokens.len() > f.len() + 3
    }) {
        out.insert("framed");
    }
    match side::leads(text, &clause.tokens) {
        Some(p) if Some(p) == text.parties.asks.as_deref() => out.insert("asker"),
        Some(p) if Some(p) == text.parties.pays.as_deref() => out.insert("payer"),
        _ => false,
    };
    if after_poll(text, clause) {
        out.insert("after poll");
    }
    if clause.goes_on {
        out.insert("verbless");
    }
    if clause.main {
        out.insert("main");
    }
    if text.days_in(&clause.tokens).next().is_some() {
        out.insert("dated");
    }
    out
}

/// True if a survey is named in the forty words before a clause.
fn after_poll(text: &Text<'_>, clause: &Clause) -> bool {
    const NEAR: usize = 40;
    let from = clause.tokens.start.saturating_sub(NEAR);
    (from..clause.tokens.start).any(|i| {
        matches!(
            text.low(i),
            "poll" | "polls" | "survey" | "polled" | "surveyed" | "respondents" | "pollster"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::{sentences, text};
    use super::*;
    use crate::document::Document;

    #[test]
    fn every_rule_of_the_file_is_read_and_asks_for_words_that_are_there() {
        let text = include_str!("../../rules/kinds.rules");
        assert_eq!(text.lines().filter(|l| l.starts_with("rule ")).count(), rules().len());
        let own = [
            "money",
            "percent",
            "times",
            "ratio",
            "persons",
            "time",
            "other",
            "amount",
            "said",
            "quoted",
            "main",
            "framed",
            "dated",
            "asker",
            "payer",
            "after poll",
            "verbless",
        ];
        let known: BTreeSet<&str> = kinds().classes().chain(own).collect();
        let asked = rules().iter().flat_map(|r| r.all.iter().flatten().chain(&r.none));
        let unknown: Vec<&String> = asked.filter(|f| !known.contains(f.as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn every_rule_reads_its_examples() {
        let mut wrong = Vec::new();
        for rule in rules() {
            assert!(!rule.reads.is_empty(), "{} has no example", rule.name);
            for example in &rule.reads {
                let doc = Document::new(&example.replace('\'', "\""), "2019-11-19".parse().ok());
                let text = text(&doc, None).expect("English");
                let fired: Vec<&str> = sentences(&text)
                    .iter()
                    .flat_map(|(list, voice)| {
                        list.iter()
                            .filter_map(|c| kind(&features(&text, c, &voice.of(&text, &c.tokens))))
                            .map(|r| r.name)
                            .collect::<Vec<_>>()
                    })
                    .collect();
                if !fired.contains(&rule.name.as_str()) {
                    wrong.push(format!("{}: {fired:?} for {example}", rule.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
