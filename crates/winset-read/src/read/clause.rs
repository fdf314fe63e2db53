//! Sentences to clauses: where one claim ends and the next begins.

use std::ops::Range;
use std::sync::OnceLock;

use winset_case::quantity::Unit;

use crate::lexicon::Lexicon;
use crate::token::TokenKind;

use super::{Text, rules};

/// A piece of a sentence that may make a claim.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Tokens.
    pub tokens: Range<usize>,
    /// False where it hangs on another clause: "after …", ", which …".
    pub main: bool,
    /// True where it has no verb of its own and goes on with what the clause before it says.
    pub goes_on: bool,
    /// True where a colon follows: what comes says it in figures.
    pub colon: bool,
}

fn verbs() -> &'static Lexicon {
    static VERBS: OnceLock<Lexicon> = OnceLock::new();
    VERBS.get_or_init(|| Lexicon::parse(include_str!("../../lexicon/verbs.txt")))
}

/// True for a token that is a finite verb, as far as its form tells.
pub(super) fn is_verb(text: &Text<'_>, i: usize) -> bool {
    let Some(t) = text.list().get(i).filter(|t| t.kind == TokenKind::Word && !t.capital) else {
        return false;
    };
    if verbs().at(text.list(), i).next().is_some() {
        return true;
    }
    let behind = i.checked_sub(1).map_or("", |b| text.low(b));
    let adjective = matches!(behind, "a" | "an" | "the" | "its" | "their" | "his" | "her" | "-");
    t.low.len() > 3
        && t.low.ends_with("ed")
        && !adjective
        && !matches!(&*t.low, "need" | "speed" | "indeed" | "agreed-upon")
}

fn has_verb(text: &Text<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|i| is_verb(text, i))
}

fn has_figure(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    text.figures_in(tokens).any(|(_, m)| !m.adjectival && m.converts.is_none() && !is_time(&m.figure.unit))
}

pub(super) fn is_time(unit: &Unit) -> bool {
    matches!(unit, Unit::Named(n) if matches!(n.as_str(), "years" | "months" | "weeks" | "days" | "hours" | "minutes" | "rounds"))
}

/// What cuts a sentence: a main clause follows, or one that hangs on what stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Main,
    Under,
}

/// The clauses of a sentence, in order; together they cover it but for the marks between.
pub(super) fn clauses(text: &Text<'_>, sentence: &Range<usize>) -> Vec<Clause> {
    let mut cuts: Vec<(usize, Cut)> = vec![(sentence.start, Cut::Main)];
    let mut depth = 0usize;
    let mut quoted = text.low(sentence.start) == "\"";
    for i in sentence.clone().skip(1) {
        match text.low(i) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "\"" => quoted = !quoted,
            _ => {}
        }
        // What is quoted is one claim, and so is what stands in brackets.
        if depth > 0 || quoted {
            continue;
        }
        if let Some((at, cut)) = cut(text, sentence, i)
            && cuts.last().is_none_or(|(last, _)| at > last + 1)
            && at < sentence.end
        {
            cuts.push((at, cut));
        }
    }
    let mut out: Vec<Clause> = Vec::new();
    for (k, (start, cut)) in cuts.iter().enumerate() {
        let end = cuts.get(k + 1).map_or(sentence.end, |(s, _)| *s);
        let tokens = trimmed(text, *start..end);
        if tokens.is_empty() {
            continue;
        }
        let whole = stands(text, &tokens, *cut);
        match out.last_mut() {
            // What cannot stand alone belongs to the clause before it.
            Some(before) if !whole => before.tokens.end = tokens.end,
            Some(before) if !says(text, before) && before.main => {
                before.tokens.end = tokens.end;
            }
            _ => {
                let goes_on = !out.is_empty() && !has_verb(text, tokens.clone());
                let colon = text.low(tokens.end) == ":";
                out.push(Clause { tokens, main: *cut == Cut::Main, goes_on, colon });
            }
        }
    }
    out
}

/// True if a piece says something apart from what stands before it.
fn stands(text: &Text<'_>, tokens: &Range<usize>, cut: Cut) -> bool {
    let figure = has_figure(text, tokens);
    let verb = has_verb(text, tokens.clone());
    let first = text.low(tokens.start);
    if matches!(first, "citing" | "quoting" | "naming" | "referring") {
        return false;
    }
    if !verb && matches!(first, "by" | "in" | "of" | "for" | "at" | "from" | "under" | "on") {
        return false;
    }
    if tokens.len() < 5 && !figure {
        return false;
    }
    verb || figure || cut == Cut::Under && carries(text, tokens)
}

/// True if a clause has a verb or a figure.
pub(super) fn says(text: &Text<'_>, clause: &Clause) -> bool {
    has_verb(text, clause.tokens.clone()) || has_figure(text, &clause.tokens)
}

/// True if a phrase without a verb says something: "amid a demand for an increase".
fn carries(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    ["demand", "deadline", "gap", "offer", "threat", "rejection", "meet"]
        .iter()
        .any(|c| rules::holds(text, tokens, c))
}

/// Leaves out marks and joining words at the ends.
fn trimmed(text: &Text<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start < tokens.end
        && matches!(
            text.low(tokens.start),
            "," | ";" | ":" | "—" | "–" | "and" | "but" | "while" | "." | "yet" | ")"
        )
    {
        tokens.start += 1;
    }
    while tokens.end > tokens.start
        && matches!(text.low(tokens.end - 1), "," | ";" | ":" | "—" | "–" | "." | "and" | "but" | "(")
    {
        tokens.end -= 1;
    }
    tokens
}

/// The cut that a token makes, and where the new clause begins.
fn cut(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, Cut)> {
    let next = text.low(i + 1);
    let after = i + 1..sentence.end;
    let long = |from: usize| sentence.end > from + 3;
    match text.low(i) {
        ";" => Some((i + 1, Cut::Main)),
        ":" => (long(i) && (has_figure(text, &after) || has_verb(text, after.clone())))
            .then_some((i + 1, Cut::Main)),
        "—" | "–" => (long(i) && has_verb(text, after) && has_verb(text, sentence.start..i))
            .then_some((i + 1, Cut::Main)),
        "," => comma(text, sentence, i),
        "amid" => (i > sentence.start + 3).then_some((i, Cut::Under)),
        "whereas" | "although" => (i > sentence.start + 3).then_some((i, Cut::Under)),
        "ahead" if next == "of" => Some((i, Cut::Under)),
        "while" | "after" | "when" | "before" | "because" | "since" | "as" => under(text, sentence, i),
        "and" | "but" => and(text, sentence, i),
        "to" => to(text, sentence, i),
        _ => None,
    }
}

/// A comma cuts before a joining word, a participle, a relative pronoun or a new amount.
fn comma(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, Cut)> {
    let next = text.low(i + 1);
    let rest = i + 1..sentence.end;
    let until_comma =
        (i + 1..sentence.end).find(|k| matches!(text.low(*k), "," | ";")).unwrap_or(sentence.end);
    let piece = i + 1..until_comma;
    let participle = next.len() > 5
        && next.ends_with("ing")
        && !matches!(next, "during" | "according" | "including" | "regarding" | "concerning");
    match next {
        "so" if text.low(i + 2) == "that" => None,
        "but" | "while" | "whereas" | "although" | "though" | "yet" | "so" => Some((i + 1, Cut::Main)),
        "and" if has_verb(text, rest.clone()) => Some((i + 1, Cut::Main)),
        "amid" | "with" | "after" | "ahead" | "before" | "as" | "because" | "since" => {
            (has_figure(text, &rest) || has_verb(text, rest.clone()) || carries(text, &rest))
                .then_some((i + 1, Cut::Under))
        }
        "which" | "who" | "where" => Some((i + 1, Cut::Under)),
        _ if participle => Some((i + 1, Cut::Under)),
        "an" | "a"
            if matches!(
                text.low(i + 2),
                "increase" | "rise" | "cut" | "reduction" | "hike" | "jump" | "drop"
            ) =>
        {
            has_figure(text, &piece).then_some((i + 1, Cut::Under))
        }
        _ => {
            let (_, m) =
                text.figures_in(&(i + 1..i + 2)).find(|(_, m)| m.converts.is_none() && !m.adjectival)?;
            let ratio = matches!(m.figure.unit, Unit::Times | Unit::Percent | Unit::Ratio);
            (ratio && has_figure(text, &(sentence.start..i))).then_some((i + 1, Cut::Under))
        }
    }
}

/// "after", "when", "as" without a comma cut where what follows has an amount or speaks of a demand, an offer, a date.
fn under(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, Cut)> {
    if i == sentence.start {
        return None;
    }
    let stop = (i + 1..sentence.end).find(|k| matches!(text.low(*k), "," | ";")).unwrap_or(sentence.end);
    let after = i + 1..stop;
    let before = sentence.start..i;
    let strong =
        ["demand", "rejection", "threat", "walkout", "deny"].iter().any(|c| rules::holds(text, &after, c));
    let verb = has_verb(text, after.clone()) && has_verb(text, before);
    let word = text.low(i);
    let joins = match word {
        "as" => i.checked_sub(1).is_some_and(|b| text.low(b) == ","),
        _ => true,
    };
    (verb && joins && (has_figure(text, &after) || strong)).then_some((i, Cut::Under))
}

/// "and" cuts before a verb, before a subject with its verb, and between two amounts of different things.
fn and(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, Cut)> {
    let before = sentence.start..i;
    let after = i + 1..sentence.end;
    if !has_verb(text, before.clone()) && !has_figure(text, &before) {
        return None;
    }
    if text.low(i + 1) == "that" || text.in_figure(i) {
        return None;
    }
    let verb_next = is_verb(text, i + 1)
        && !matches!(text.low(i + 1), "be" | "been" | "needed" | "agreed" | "met" | "left");
    let stop = (i + 1..sentence.end).find(|k| matches!(text.low(*k), "," | ";")).unwrap_or(sentence.end);
    let verb_at = (i + 2..stop.min(i + 9)).find(|k| is_verb(text, *k) && text.low(k - 1) != "to");
    let subject = opens_subject(text, i + 1) && verb_at.is_some();
    let relative = verb_at.is_some_and(|k| {
        (i + 1..k).any(|j| matches!(text.low(j), "who" | "which" | "that" | "when" | "of" | "in" | "for"))
    });
    if has_verb(text, before.clone()) && (verb_next || subject && !relative) {
        return Some((i + 1, Cut::Main));
    }
    let figures = has_figure(text, &before) && has_figure(text, &after);
    let a = text
        .figures_in(&before)
        .filter(|(_, m)| !m.adjectival && !is_time(&m.figure.unit))
        .last()
        .map(|(_, m)| m.tokens.end);
    let b = text
        .figures_in(&after)
        .find(|(_, m)| !m.adjectival && !is_time(&m.figure.unit))
        .map(|(_, m)| m.tokens.start);
    let near = b.is_some_and(|b| b <= i + 6) && a.is_some_and(|a| a + 8 >= i);
    (figures && near).then_some((i + 1, Cut::Main))
}

/// True if a new subject may begin at a token.
fn opens_subject(text: &Text<'_>, i: usize) -> bool {
    text.list().get(i).is_some_and(|t| t.capital)
        || matches!(
            text.low(i),
            "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "this"
                | "that"
                | "it"
                | "he"
                | "she"
                | "they"
                | "we"
                | "there"
                | "no"
                | "some"
                | "both"
                | "one"
                | "i"
        )
}

/// "…, to rise by four per cent a year": how the amount moves is a claim of its own.
fn to(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<(usize, Cut)> {
    let moves = matches!(text.low(i + 1), "rise" | "grow" | "increase" | "climb" | "move" | "fall");
    let comma = i.checked_sub(1).is_some_and(|b| text.low(b) == ",");
    (moves && comma && has_figure(text, &(i..sentence.end))).then_some((i, Cut::Under))
}
