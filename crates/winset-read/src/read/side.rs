//! Whose position a claim is.

use std::collections::BTreeMap;
use std::ops::Range;

use winset_case::Case;
use winset_case::vocabulary::{Attribution, Kind};

use crate::name::{roles, same_place};

use super::clause::{Clause, is_verb};
use super::voice::Voice;
use super::{Text, rules};

/// Who asks and who pays, as far as the text tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    /// The side that asks.
    pub asks: Option<String>,
    /// The side that is asked to pay.
    pub pays: Option<String>,
}

/// Who asks and who pays: the places that stand before words of asking and of paying most often.
pub(super) fn parties(text: &Text<'_>) -> Parties {
    let mut asks: BTreeMap<&str, i32> = BTreeMap::new();
    let mut pays: BTreeMap<&str, i32> = BTreeMap::new();
    for sentence in &text.tokens.sentences {
        for i in sentence.tokens.clone() {
            let class = |c: &str| rules::kinds().at(text.list(), i).any(|(_, k)| k == c);
            let before = i.checked_sub(1).map_or("", |b| text.low(b));
            let noun = matches!(
                before,
                "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his" | "her" | "of" | "for"
            );
            let asked = (class("demand") || class("asked")) && !noun;
            let paid = matches!(
                text.low(i),
                "pay"
                    | "pays"
                    | "paid"
                    | "paying"
                    | "contribute"
                    | "contributes"
                    | "contributed"
                    | "cover"
                    | "covers"
                    | "bears"
                    | "bear"
            );
            if !asked && !paid {
                continue;
            }
            let from = i.saturating_sub(7).max(sentence.tokens.start);
            let subject = places(text, &(from..i)).last();
            if let Some(place) = subject {
                *(if asked { &mut asks } else { &mut pays }).entry(place).or_insert(0) += 1;
            }
            // Whom they ask: "asked Japan to pay", "wants $5 billion from Seoul".
            let after = places(text, &(i + 1..(i + 9).min(sentence.tokens.end))).next();
            if let Some(place) = after.filter(|p| asked && subject != Some(*p)) {
                *pays.entry(place).or_insert(0) += 1;
            }
        }
    }
    let known: Vec<&str> = text.names.places.iter().take(3).map(|(p, _)| p.as_str()).collect();
    let best = |votes: &BTreeMap<&str, i32>, not: Option<&str>| {
        known
            .iter()
            .filter(|p| Some(**p) != not)
            .max_by_key(|p| (votes.get(**p).copied().unwrap_or(0), known.len()))
            .filter(|p| votes.contains_key(**p))
            .map(|p| (*p).to_owned())
    };
    let score = |p: &str| pays.get(p).copied().unwrap_or(0) - asks.get(p).copied().unwrap_or(0);
    let payer = known.iter().rev().max_by_key(|p| score(p)).filter(|p| score(p) > 0).map(|p| (*p).to_owned());
    let asker = best(&asks, payer.as_deref());
    let other = |of: &Option<String>| {
        known.iter().take(2).find(|p| of.as_deref() != Some(**p)).map(|p| (*p).to_owned())
    };
    let asks = asker.or_else(|| payer.as_ref().and_then(|_| other(&payer)));
    let pays = payer.or_else(|| asks.as_ref().and_then(|_| other(&asks)));
    Parties { asks, pays }
}

/// The side of a claim: the subject of the clause, both, the press, or the speaker's.
pub(super) fn side(
    text: &Text<'_>,
    tokens: &Range<usize>,
    clause: &Clause,
    voice: &Voice,
    kind: Kind,
) -> Option<String> {
    let (doer, subject) = subject(text, tokens, voice);
    let speaker = voice.place.clone().filter(|_| voice.attribution != Attribution::MediaCitingUnnamed);
    let (asks, pays) = (text.parties.asks.clone(), text.parties.pays.clone());
    let both = || Some("both".to_owned());
    match kind {
        Kind::Concession | Kind::Demand if speaker.is_none() && subject.as_ref() == pays.as_ref() => {
            asks.or(subject)
        }
        Kind::Ratio => {
            if voice.attribution == Attribution::PressNarrative {
                Some("press".into())
            } else {
                speaker
            }
        }
        Kind::Linkage if voice.attribution == Attribution::PressNarrative => Some("other".into()),
        Kind::Gap | Kind::Rule | Kind::Signature | Kind::EntryIntoForce => both(),
        Kind::Outcome => {
            if voice.attribution == Attribution::OfficialStatement || two(text, tokens) {
                both()
            } else {
                subject.or_else(both)
            }
        }
        Kind::Deadline => whose_date(text, tokens).or_else(both),
        Kind::Event | Kind::WalkOut => {
            if two(text, tokens) {
                both()
            } else if kind == Kind::WalkOut {
                speaker.or(subject).or_else(both)
            } else {
                subject.or_else(both)
            }
        }
        Kind::Valuation
        | Kind::Position
        | Kind::NonConfirmation
        | Kind::Denial
        | Kind::Rejection
        | Kind::Concession
        | Kind::Threat
        | Kind::Pressure
        | Kind::Share => {
            let body = voice.attribution == Attribution::OfficialStatement && voice.place.is_none();
            if speaker.is_none() && two(text, tokens) {
                both()
            } else if body {
                pays.or(subject)
            } else if voice.attribution == Attribution::OnRecordIndividual {
                speaker
            } else {
                speaker.or(subject)
            }
        }
        Kind::Baseline => first_of(text, tokens).filter(|p| Some(p) == pays.as_ref()).or(pays).or(subject),
        Kind::Offer => {
            if two(text, tokens) {
                both()
            } else {
                doer.or_else(|| subject.filter(|s| Some(s) != asks.as_ref())).or(pays)
            }
        }
        Kind::Demand => doer
            .filter(|_| clause.main)
            .or_else(|| subject.filter(|s| Some(s) != pays.as_ref()))
            .or(asks)
            .or(speaker),
        _ => subject.or(speaker).or_else(|| (!clause.main).then(|| "press".into())),
    }
}

/// True if the clause speaks of the two sides as one.
fn two(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let word = tokens.clone().any(|i| roles().at(text.list(), i).any(|(_, c)| c == "both"));
    let verb = tokens.clone().find(|i| is_verb(text, *i)).unwrap_or(tokens.end);
    let mut before: Vec<&str> = places(text, &(tokens.start..verb)).collect();
    before.dedup();
    word || before.len() >= 2
}

fn places<'a>(text: &'a Text<'_>, tokens: &Range<usize>) -> impl Iterator<Item = &'a str> {
    text.names_in(tokens).filter_map(|n| {
        n.place
            .as_deref()
            .or_else(|| n.person.and_then(|p| text.names.persons.get(p)).and_then(|p| p.place.as_deref()))
    })
}

fn first_of(text: &Text<'_>, tokens: &Range<usize>) -> Option<String> {
    places(text, tokens).next().map(str::to_owned)
}

/// The place that a date belongs to: "a deadline from Pyongyang".
fn whose_date(text: &Text<'_>, tokens: &Range<usize>) -> Option<String> {
    let from = tokens.clone().find(|i| text.low(*i) == "from" || text.low(*i) == "by")?;
    first_of(text, &(from..tokens.end.min(from + 4)))
}

/// The place that stands before the first verb of a clause.
pub(super) fn leads<'a>(text: &'a Text<'_>, tokens: &Range<usize>) -> Option<&'a str> {
    let verb = (tokens.start + 1..tokens.end).find(|i| is_verb(text, *i))?;
    places(text, &(tokens.start..verb)).next()
}

/// The first place before the verb of what is said, and the first at all.
fn subject(text: &Text<'_>, tokens: &Range<usize>, voice: &Voice) -> (Option<String>, Option<String>) {
    let leads = |f: &&Range<usize>| {
        f.start <= tokens.start + 2 && f.end > tokens.start && f.end < tokens.end && !voice.after
    };
    let start = voice.frame.as_ref().filter(leads).map_or(tokens.start, |f| f.end);
    let told = voice.frame.as_ref().filter(|f| f.start > start + 2 && f.start < tokens.end);
    let end = told.map_or(tokens.end, |f| f.start);
    let verb = (start + 1..end).find(|i| is_verb(text, *i)).unwrap_or(end);
    let before = first_of(text, &(start..verb));
    let anywhere = before.clone().or_else(|| first_of(text, &(start..end)));
    (before, anywhere)
}

/// The side as a case names it: the id of the party with that name, capital or people.
pub(super) fn named(side: &str, case: Option<&Case>) -> String {
    let Some(case) = case else { return side.to_owned() };
    let found = case.parties.iter().find(|p| {
        [&p.id, &p.name, &p.short].iter().any(|n| n.eq_ignore_ascii_case(side))
            || same_place(&p.name, side)
            || same_place(&p.short, side)
            || p.capital.as_deref().is_some_and(|c| same_place(c, side))
    });
    match (found, side) {
        (Some(p), _) => p.id.clone(),
        (None, "both" | "press") => side.to_owned(),
        (None, _) => "other".into(),
    }
}
