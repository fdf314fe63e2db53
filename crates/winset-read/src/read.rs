//! Finds the claims of a document: sentences to clauses, clauses to kinds, amounts and voices.

use std::collections::BTreeMap;
use std::ops::Range;

use winset_case::Case;
use winset_case::case::Grade;
use winset_case::quantity::UnitNames;
use winset_case::vocabulary::{Attribution, Kind, Modality};

use crate::claim::{Amount, FoundClaim};
use crate::day::{DayMention, days};
use crate::document::{Document, Language};
use crate::mention::{Mention, Mentions, mentions, reading_names};
use crate::name::{NameMention, Names, names};
use crate::token::{Token, Tokens, tokens};

mod amount;
mod clause;
mod model;
mod nested;
mod rules;
mod side;
mod voice;

use clause::{Clause, clauses};
use voice::{Heard, Voice, voices};

/// The document is in a language the reader has no rules for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRules {
    /// The language it seems to be in.
    pub language: Language,
}

/// Languages the reader has rules for.
pub const LANGUAGES: &[Language] = &[Language::English];

/// A document as the rules see it.
struct Text<'a> {
    doc: &'a Document,
    tokens: Tokens,
    mentions: Mentions,
    days: Vec<DayMention>,
    names: Names,
    parties: side::Parties,
    /// Place of a body by its noun, as the text first names them together.
    bodies: BTreeMap<String, String>,
}

impl Text<'_> {
    fn list(&self) -> &[Token] {
        &self.tokens.list
    }

    fn low(&self, i: usize) -> &str {
        self.tokens.list.get(i).map_or("", |t| &t.low)
    }

    /// Bytes of a range of tokens.
    fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.list().get(tokens.start).map_or(0, |t| t.at.start);
        start..self.list().get(tokens.end.saturating_sub(1)).map_or(start, |t| t.at.end).max(start)
    }

    fn words(&self, tokens: &Range<usize>) -> &str {
        self.doc.slice(&self.place(tokens))
    }

    /// The figures that lie within a range of tokens, with their index.
    fn figures_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = (usize, &Mention)> {
        let from = self.mentions.list.partition_point(|m| m.tokens.end <= tokens.start);
        let end = tokens.end;
        let start = tokens.start;
        self.mentions
            .list
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, m)| m.tokens.start < end)
            .filter(move |(_, m)| m.tokens.start >= start)
    }

    /// True if a token is part of a figure.
    fn in_figure(&self, i: usize) -> bool {
        let at = self.mentions.list.partition_point(|m| m.tokens.end <= i);
        self.mentions.list.get(at).is_some_and(|m| m.tokens.contains(&i))
    }

    /// True if a token is part of a name.
    fn named(&self, i: usize) -> bool {
        let at = self.names.list.partition_point(|n| n.tokens.end <= i);
        self.names.list.get(at).is_some_and(|n| n.tokens.contains(&i))
    }

    /// The names that lie within a range of tokens.
    fn names_in(&self, tokens: &Range<usize>) -> impl DoubleEndedIterator<Item = &NameMention> {
        self.names.within(tokens).iter()
    }

    /// The times that lie within a range of tokens.
    fn days_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = &DayMention> {
        let from = self.days.partition_point(|m| m.tokens.end <= tokens.start);
        let end = tokens.end;
        self.days.iter().skip(from).take_while(move |m| m.tokens.start < end)
    }
}

/// Every claim that the rules find, in the order of the text.
///
/// With a case, sides are party ids and the case's own units are read.
///
/// # Errors
/// The language has no rules.
///
/// ```
/// use winset_read::{Document, read};
/// let d = Document::new("Lawmakers in Seoul say Washington wants up to US$5 billion a year.", None);
/// let claims = read(&d, None).unwrap();
/// assert_eq!(claims[0].kind.word(), "demand");
/// assert_eq!(claims[0].side.as_deref(), Some("US"));
/// assert_eq!(claims[0].attribution.word(), "lawmaker");
/// ```
pub fn read(doc: &Document, case: Option<&Case>) -> Result<Vec<FoundClaim>, NoRules> {
    let text = text(doc, case)?;
    let mut found = Vec::new();
    for (list, voice) in sentences(&text) {
        sentence_claims(&text, &list, &voice, case, &mut found);
    }
    found.sort_by_key(|c| (c.at.start, c.at.end));
    for (n, c) in found.iter_mut().enumerate() {
        c.id = format!("c{}", n + 1);
    }
    Ok(found)
}

/// A clause that may be a claim, with what the weights see of it: for training and measuring.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes of the document's text.
    pub at: Range<usize>,
    /// What the weights see.
    pub features: Vec<String>,
}

/// Every clause that may be a claim.
///
/// # Errors
/// The language has no rules.
pub fn candidates(doc: &Document) -> Result<Vec<Candidate>, NoRules> {
    let text = text(doc, None)?;
    let mut out = Vec::new();
    for (list, voice) in sentences(&text) {
        for clause in &list {
            let voice = voice.of(&text, &clause.tokens);
            let classes = rules::features(&text, clause, &voice);
            let seen = model::Seen {
                text: &text,
                clause,
                voice: &voice,
                classes: &classes,
                ruled: rules::kind(&classes),
            };
            out.push(Candidate { at: text.place(&clause.tokens), features: model::named(&seen) });
        }
    }
    Ok(out)
}

/// A document cut up.
fn text<'a>(doc: &'a Document, case: Option<&Case>) -> Result<Text<'a>, NoRules> {
    if !LANGUAGES.contains(&doc.language) {
        return Err(NoRules { language: doc.language });
    }
    let units: UnitNames = reading_names(case.map(|c| &c.names));
    let mut tokens = tokens(doc.text());
    cut_datelines(&mut tokens);
    let names = names(&tokens, doc.text());
    let mut text = Text {
        mentions: mentions(doc.text(), &tokens, &units),
        days: days(&tokens, doc.date),
        bodies: voice::bodies(&tokens, &names),
        names,
        tokens,
        doc,
        parties: side::Parties::default(),
    };
    text.parties = side::parties(&text);
    Ok(text)
}

/// Leaves a dateline ("SEOUL, Nov. 19 (Agency) —") out of the sentence that it begins.
fn cut_datelines(tokens: &mut Tokens) {
    const LONGEST: usize = 18;
    let list = &tokens.list;
    for s in &mut tokens.sentences {
        let first = s.tokens.start;
        if !list.get(first).is_some_and(|t| t.shout) {
            continue;
        }
        let end = s.tokens.end.min(first + LONGEST);
        let dash = (first..end)
            .find(|i| list.get(*i).is_some_and(|t| matches!(&*t.low, "—" | "–" | "-") && !t.glued));
        let Some(mut start) = dash.map(|d| d + 1) else { continue };
        while start < end && list.get(start).is_some_and(|t| matches!(&*t.low, "-" | "—" | "–")) {
            start += 1;
        }
        if let Some(t) = list.get(start).filter(|_| start < s.tokens.end) {
            s.at.start = t.at.start;
            s.tokens.start = start;
        }
    }
}

/// The clauses of every sentence of the body, with its voice.
fn sentences(text: &Text<'_>) -> Vec<(Vec<Clause>, Heard)> {
    // A question claims nothing, and a headline says again what the body says.
    let body = |at: &Range<usize>| {
        !is_headline(text.doc, at) && !text.doc.slice(at).trim_end_matches(['"', '”', '’']).ends_with('?')
    };
    let voices = voices(text);
    let list = text.tokens.sentences.iter().zip(voices);
    list.filter(|(s, _)| body(&s.at)).map(|(s, v)| (clauses(text, &s.tokens), v)).collect()
}

/// A headline says again what the body says.
fn is_headline(doc: &Document, at: &Range<usize>) -> bool {
    doc.headline.as_ref().is_some_and(|h| at.start < h.end && at.end <= h.end.max(at.start))
}

/// The claims of a sentence: of each clause, and those that stand inside it.
fn sentence_claims(
    text: &Text<'_>,
    list: &[Clause],
    heard: &Heard,
    case: Option<&Case>,
    found: &mut Vec<FoundClaim>,
) {
    let mut before: Option<(Kind, &'static str)> = None;
    for (n, clause) in list.iter().enumerate() {
        let voice = &heard.of(text, &clause.tokens);
        let classes = rules::features(text, clause, voice);
        let own = model::weighed(&model::Seen {
            text,
            clause,
            voice,
            classes: &classes,
            ruled: rules::kind(&classes),
        });
        let Some((kind, rule)) = going_on(text, clause, before).or(own) else { continue };
        before = Some((kind, rule));
        let in_figures = list
            .get(n + 1)
            .is_some_and(|next| next.goes_on && amount::chosen(text, &next.tokens, kind).is_some());
        if clause.colon && in_figures && amount::chosen(text, &clause.tokens, kind).is_none() {
            continue;
        }
        let outer = nested::before(text, clause, kind);
        found.extend(made(text, &outer, clause, voice, case, kind, rule));
        for (tokens, kind, rule) in nested::inside(text, clause, kind) {
            found.extend(made(text, &tokens, clause, &voice.told_by_report(), case, kind, rule));
        }
    }
}

/// A phrase with an amount and no verb says more of what was said before it: "… this year and 1.5 billion in 2024".
fn going_on(
    text: &Text<'_>,
    clause: &Clause,
    before: Option<(Kind, &'static str)>,
) -> Option<(Kind, &'static str)> {
    let (kind, rule) = before.filter(|_| clause.goes_on && clause.main)?;
    let amounts =
        matches!(kind, Kind::Offer | Kind::Demand | Kind::Baseline | Kind::Outcome | Kind::Category);
    let money = text.figures_in(&clause.tokens).any(|(_, m)| {
        !m.adjectival
            && matches!(
                m.figure.unit,
                winset_case::quantity::Unit::Currency(_) | winset_case::quantity::Unit::Percent
            )
    });
    (amounts && money).then_some((kind, rule))
}

fn made(
    text: &Text<'_>,
    tokens: &Range<usize>,
    clause: &Clause,
    voice: &Voice,
    case: Option<&Case>,
    kind: Kind,
    rule: &str,
) -> Option<FoundClaim> {
    let at = text.place(tokens);
    if at.is_empty() {
        return None;
    }
    let chosen = amount::chosen(text, tokens, kind);
    let converted = chosen
        .and_then(|i| text.mentions.list.get(i + 1).filter(|m| m.converts == Some(i)).map(|m| (i + 1, m)));
    let of = |m: &Mention| Amount { at: m.at.clone(), figure: m.figure.clone() };
    let amount = chosen
        .and_then(|i| text.mentions.list.get(i))
        .map(|m| Amount { at: m.at.clone(), figure: amount::figure(text, m, kind) });
    let period = amount.as_ref().and_then(|a| a.figure.per).map(amount::period);
    let modality = modality(text, clause, kind);
    let chain = voice::chained(text, &clause.tokens, voice);
    let voice = &heard(text, clause, chain.as_ref().unwrap_or(voice), kind);
    let side = side::side(text, tokens, clause, voice, kind).map(|s| side::named(&s, case));
    let attribution = voice.attribution;
    let told_by = told_by(voice, side.as_deref(), case);
    Some(FoundClaim {
        id: String::new(),
        kind,
        speaker: voice.speaker.clone(),
        side,
        told_by,
        attribution,
        reported_via: voice.via.clone(),
        modality,
        converted: converted.map(|(_, m)| of(m)),
        amount,
        period,
        refers_to: amount::refers_to(text, tokens, kind),
        grade: Grade::proposed(Some(attribution), false),
        rule: rule.to_owned(),
        at,
    })
}

/// The voice of a claim: an aside and a comparison are the report's own, and so is "has not been confirmed".
fn heard(text: &Text<'_>, clause: &Clause, voice: &Voice, kind: Kind) -> Voice {
    let framed =
        voice.frame.as_ref().is_some_and(|f| f.start < clause.tokens.end && f.end > clause.tokens.start);
    let aside =
        !framed && (!clause.main || clause.goes_on) && voice.attribution != Attribution::MediaCitingUnnamed;
    let passive = kind == Kind::NonConfirmation
        && clause
            .tokens
            .clone()
            .any(|i| matches!(text.low(i), "has" | "have" | "neither" | "is" | "was" | "were" | "are"));
    let heard = if aside || passive { voice.told_by_report() } else { voice.clone() };
    if is_told(heard.attribution) || passive || !clause.main {
        return heard;
    }
    match kind {
        Kind::Poll => Voice { attribution: Attribution::Pollster, ..heard },
        Kind::Constraint if rules::holds(text, &clause.tokens, "law") => {
            Voice { attribution: Attribution::LegalText, ..heard }
        }
        Kind::NonConfirmation
        | Kind::Denial
        | Kind::Threat
        | Kind::Rejection
        | Kind::Position
        | Kind::Concession => voice::subject(text, &clause.tokens, &heard).unwrap_or(heard),
        _ => heard,
    }
}

/// Who tells it, where that is not the side itself.
fn told_by(voice: &Voice, side: Option<&str>, case: Option<&Case>) -> Option<String> {
    match voice.attribution {
        Attribution::PressNarrative | Attribution::MediaCitingUnnamed => None,
        _ => voice
            .teller
            .as_ref()
            .or(voice.place.as_ref())
            .map(|p| side::named(p, case))
            .filter(|p| Some(p.as_str()) != side && side != Some("both")),
    }
}

fn modality(text: &Text<'_>, clause: &Clause, kind: Kind) -> Modality {
    let has = |class: &str| rules::holds(text, &clause.tokens, class);
    let to_come = matches!(
        kind,
        Kind::Event
            | Kind::Outcome
            | Kind::Rule
            | Kind::Signature
            | Kind::Vote
            | Kind::EntryIntoForce
            | Kind::Deadline
    );
    match kind {
        Kind::Denial => Modality::Denied,
        Kind::NonConfirmation => Modality::NotConfirmed,
        Kind::Threat | Kind::Condition => Modality::Conditional,
        _ if has("if word") => Modality::Conditional,
        _ if to_come && kind != Kind::Deadline && has("future") => Modality::Planned,
        _ => Modality::Asserted,
    }
}

/// True for a named person, a body or a lawmaker, as against the report's own voice.
fn is_told(attribution: Attribution) -> bool {
    attribution != Attribution::PressNarrative
}
