//! Who says it, and on whose authority.

use std::collections::BTreeMap;
use std::ops::Range;

use winset_case::vocabulary::Attribution;

use crate::name::{Names, Role, role_at};
use crate::token::Tokens;

use super::Text;
use super::rules::kinds;

/// The voice of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// Who speaks, in the words of the text.
    pub speaker: Option<String>,
    /// Place the speaker speaks for.
    pub place: Option<String>,
    /// Place of the one who tells what the speaker said: "the ambassador, as told by a lawmaker".
    pub teller: Option<String>,
    /// On whose authority.
    pub attribution: Attribution,
    /// Through what it came.
    pub via: Option<String>,
    /// Tokens of the speaker and the verb.
    pub frame: Option<Range<usize>>,
    /// True where the frame follows what is said.
    pub after: bool,
}

impl Default for Voice {
    fn default() -> Voice {
        Voice {
            speaker: None,
            place: None,
            teller: None,
            attribution: Attribution::PressNarrative,
            via: None,
            frame: None,
            after: false,
        }
    }
}

impl Voice {
    /// The voice of an aside: the report's own.
    pub fn told_by_report(&self) -> Voice {
        Voice { via: self.via.clone(), ..Voice::default() }
    }
}

/// The voice of a sentence and of whom "he" and "she" mean in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    pub voice: Voice,
    last: Option<Voice>,
}

impl Heard {
    /// The voice of a clause: its own, where somebody speaks in it, else that of the sentence.
    pub fn of(&self, text: &Text<'_>, clause: &Range<usize>) -> Voice {
        let own = voice(text, clause, self.last.as_ref());
        if super::is_told(own.attribution) { own } else { self.voice.clone() }
    }
}

/// The voice of every sentence; a pronoun carries the last speaker on.
pub(super) fn voices(text: &Text<'_>) -> Vec<Heard> {
    let mut out: Vec<Heard> = Vec::new();
    let mut last: Option<Voice> = None;
    for sentence in &text.tokens.sentences {
        let own = voice(text, &sentence.tokens, last.as_ref());
        // "…," she said. "…": what is quoted next is hers.
        let quoted = text.low(sentence.tokens.start) == "\"";
        let goes_on = quoted
            && !super::is_told(own.attribution)
            && out.last().is_some_and(|h| super::is_told(h.voice.attribution));
        let voice = match (&last, goes_on) {
            (Some(l), true) => Voice { frame: None, ..l.clone() },
            _ => own,
        };
        let before = last.clone();
        if voice.speaker.is_some() {
            last = Some(voice.clone());
        } else if let Some(named) = leading_person(text, &sentence.tokens) {
            last = Some(named);
        }
        out.push(Heard { voice, last: before });
    }
    out
}

/// The person that a sentence begins with: whom "he" or "she" means in the next.
fn leading_person(text: &Text<'_>, sentence: &Range<usize>) -> Option<Voice> {
    let verb = (sentence.start + 1..sentence.end).find(|i| super::clause::is_verb(text, *i))?;
    let span = sentence.start..verb;
    text.names_in(&span).any(|n| n.person.is_some()).then(|| told(text, &span, verb..verb + 1, None, false))
}

/// Verbs of saying that need a speaker before or behind them.
fn says(text: &Text<'_>, i: usize) -> Option<usize> {
    kinds().longest(text.list(), i, "report")
}

fn voice(text: &Text<'_>, sentence: &Range<usize>, last: Option<&Voice>) -> Voice {
    let mut best: Option<Voice> = None;
    let mut i = sentence.start;
    while i < sentence.end {
        // "States" is no verb.
        let name = i > sentence.start && text.list().get(i).is_some_and(|t| t.capital);
        let Some(n) = says(text, i).filter(|_| !name) else {
            i += 1;
            continue;
        };
        let found = match text.low(i) {
            "according" | "in" => speaker_after(text, i + n, sentence).map(|s| (s, true)),
            _ => speaker_before(text, i, sentence)
                .map(|s| (s, ends_with_frame(text, i + n, sentence)))
                .or_else(|| {
                    // "…," said the minister.
                    let behind = i.checked_sub(1).is_some_and(|b| matches!(text.low(b), "\"" | ","));
                    speaker_after(text, i + n, sentence).filter(|_| behind).map(|s| (s, true))
                }),
        };
        if let Some((span, after)) = found {
            let v = told(text, &span, i..i + n, last, after);
            // The outlet or official who tells it weighs more than the report's own voice.
            if v.speaker.is_some() && best.as_ref().is_none_or(|b| !super::is_told(b.attribution)) {
                best = Some(v);
            }
        }
        i += n;
    }
    let mut voice = best.unwrap_or_default();
    if under_law(text, sentence) {
        voice.attribution = Attribution::LegalText;
    }
    if cites_unnamed(text, sentence) && media_in(text, sentence) {
        voice.attribution = Attribution::MediaCitingUnnamed;
    }
    voice
}

fn ends_with_frame(text: &Text<'_>, end: usize, sentence: &Range<usize>) -> bool {
    let left = (end..sentence.end)
        .filter(|i| text.list().get(*i).is_some_and(|t| t.kind == crate::token::TokenKind::Word))
        .count();
    left <= 4
}

/// The voice of a clause that says what its subject does: "the command declined to comment".
pub(super) fn subject(text: &Text<'_>, tokens: &Range<usize>, heard: &Voice) -> Option<Voice> {
    let verb = (tokens.start + 1..tokens.end).find(|i| super::clause::is_verb(text, *i))?;
    let span = tokens.start..verb;
    if !span.clone().any(|i| is_speaker(text, i)) {
        return None;
    }
    let voice = told(text, &span, verb..verb + 1, None, false);
    voice.speaker.is_some().then(|| Voice { via: heard.via.clone(), ..voice })
}

/// The voice of a clause in which somebody tells what another said; the authority stays that of the teller.
pub(super) fn chained(text: &Text<'_>, clause: &Range<usize>, outer: &Voice) -> Option<Voice> {
    const LONGEST: usize = 14;
    let frame =
        outer.frame.as_ref().filter(|f| !outer.after && clause.contains(&f.start) && f.end < clause.end)?;
    let teller = outer.speaker.as_ref()?;
    let verb = (frame.end + 1..clause.end.min(frame.end + LONGEST)).find(|i| {
        let spoke = matches!(text.low(*i), "talked" | "told" | "spoken" | "spoke" | "asked" | "demanded");
        super::clause::is_verb(text, *i) && (spoke || says(text, *i).is_some())
    })?;
    // "in a radio interview today the US ambassador": from the last article on.
    let article = (frame.end..verb)
        .rev()
        .find(|i| matches!(text.low(*i), "the" | "a" | "an") && (*i + 1..verb).any(|k| is_speaker(text, k)));
    let span = article.map_or(frame.end, |i| i + 1)..verb;
    let named =
        text.names_in(&span).next().is_some() || span.clone().any(|i| role_at(text.list(), i).is_some());
    let inner = told(text, &span, verb..verb + 1, None, false);
    let words = inner.speaker.clone()?;
    let place = inner.place.clone().filter(|p| outer.place.as_ref() != Some(p))?;
    (named && words != *teller).then(|| Voice {
        speaker: Some(cut_to(&format!("{words}, as told by {teller}"))),
        place: Some(place),
        teller: outer.place.clone(),
        ..outer.clone()
    })
}

/// The words before a verb of saying, back to a comma, a quotation mark or the start.
fn speaker_before(text: &Text<'_>, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut start = verb;
    let mut commas = 0;
    while start > sentence.start {
        let b = start - 1;
        match text.low(b) {
            "," => {
                // An apposition stands between two commas: "Lee, head of the committee, said".
                let closes = text.low(start) != "," && start == verb;
                if closes && commas == 0 {
                    commas = 1;
                    start = b;
                    continue;
                }
                if commas == 1 {
                    commas = 2;
                    start = b;
                    continue;
                }
                break;
            }
            "and" if b.checked_sub(1).is_some_and(|c| text.list().get(c).is_some_and(|t| t.capital)) => {
                start = b
            }
            "\"" | ";" | ":" | "but" | "while" | "and" | "—" | "–" | "that" | "(" | ")" => break,
            "-" if text.list().get(b).is_some_and(|t| !t.glued) => break,
            "." if text.list().get(b).is_some_and(|t| !t.glued) => break,
            _ => start = b,
        }
        if verb - start > 30 {
            break;
        }
    }
    let has = (start..verb).any(|i| is_speaker(text, i));
    has.then_some(start..verb)
}

fn speaker_after(text: &Text<'_>, from: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let end = (from..sentence.end)
        .find(|i| matches!(text.low(*i), "," | ";" | "." | "\""))
        .unwrap_or(sentence.end)
        .min(from + 14);
    (from..end).any(|i| is_speaker(text, i)).then_some(from..end)
}

fn is_speaker(text: &Text<'_>, i: usize) -> bool {
    role_at(text.list(), i).is_some()
        || text.named(i)
        || matches!(text.low(i), "he" | "she" | "they" | "it" | "one")
}

/// The voice of a speaker's words.
fn told(
    text: &Text<'_>,
    span: &Range<usize>,
    verb: Range<usize>,
    last: Option<&Voice>,
    after: bool,
) -> Voice {
    let frame = Some(span.start.min(verb.start)..verb.end.max(span.end));
    let pronoun = span.clone().any(|i| matches!(text.low(i), "he" | "she"));
    let person = text.names_in(span).filter_map(|n| n.person).next_back();
    if pronoun && person.is_none() {
        return match last {
            Some(v) => Voice { frame, after, via: None, ..v.clone() },
            None => Voice {
                frame,
                after,
                speaker: Some("he".into()),
                attribution: Attribution::OnRecordIndividual,
                ..Voice::default()
            },
        };
    }
    let place = text.names_in(span).find_map(|n| n.place.clone());
    let roles: Vec<Role> = span.clone().filter_map(|i| role_at(text.list(), i)).collect();
    let has = |r: Role| roles.contains(&r);
    let who = person.and_then(|p| text.names.persons.get(p));
    let attribution = match who {
        Some(p) if p.role == Some(Role::Lawmaker) || has(Role::Lawmaker) => Attribution::Lawmaker,
        Some(_) if spokesman(text, span) => Attribution::OfficialStatement,
        Some(_) => Attribution::OnRecordIndividual,
        None if has(Role::Public) => Attribution::Pollster,
        None if spokesman(text, span) => Attribution::OfficialStatement,
        None if has(Role::Lawmaker) => Attribution::Lawmaker,
        None if has(Role::Official) => Attribution::UnnamedOfficial,
        None if has(Role::Media) => Attribution::MediaCitingUnnamed,
        None if has(Role::Body) => Attribution::OfficialStatement,
        None if has(Role::Executive) => Attribution::UnnamedOfficial,
        None => Attribution::PressNarrative,
    };
    let speaker = who.map(|p| p.name.clone()).or_else(|| {
        (attribution != Attribution::PressNarrative).then(|| cut_to(text.words(&trim(text, span))))
    });
    let place = who.and_then(|p| p.place.clone()).or(place).or_else(|| body_place(text, span));
    Voice { speaker, place, teller: None, attribution, via: None, frame, after }
}

/// The place of a body that the text named with its place elsewhere: "the Foreign Ministry" after "Seoul's Foreign Ministry".
fn body_place(text: &Text<'_>, span: &Range<usize>) -> Option<String> {
    let body = span.clone().find(|i| role_at(text.list(), *i) == Some(Role::Body))?;
    text.bodies.get(text.low(body)).cloned()
}

/// Bodies that the text names with their place, by their noun: the place named first.
pub(super) fn bodies(tokens: &Tokens, names: &Names) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for n in &names.list {
        let Some(place) = &n.place else { continue };
        let near = (n.tokens.end..n.tokens.end + 5).find(|i| role_at(&tokens.list, *i) == Some(Role::Body));
        if let Some(noun) = near.and_then(|i| tokens.list.get(i)) {
            out.entry(noun.low.to_string()).or_insert_with(|| place.clone());
        }
    }
    out
}

/// Speakers are at most this long.
const LONGEST_SPEAKER: usize = 120;

fn cut_to(words: &str) -> String {
    words.chars().take(LONGEST_SPEAKER).collect()
}

fn trim(text: &Text<'_>, span: &Range<usize>) -> Range<usize> {
    let mut s = span.clone();
    while s.start < s.end && matches!(text.low(s.start), "," | "the" | "a" | "an" | "\"") {
        s.start += 1;
    }
    while s.end > s.start && matches!(text.low(s.end - 1), "," | "has" | "have" | "had" | "\"" | "also") {
        s.end -= 1;
    }
    s
}

fn spokesman(text: &Text<'_>, span: &Range<usize>) -> bool {
    span.clone().any(|i| {
        matches!(text.low(i), "spokesman" | "spokeswoman" | "spokesperson" | "spokespeople" | "spokesmen")
    })
}

/// "Under the law …", "by law".
fn under_law(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    let start = sentence.start;
    let law =
        |i: usize| matches!(text.low(i), "law" | "constitution" | "treaty" | "statute" | "charter" | "act");
    text.low(start) == "under" && (start..(start + 6).min(sentence.end)).any(law)
        || text.low(start) == "the" && law(start + 1)
}

fn cites_unnamed(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| {
        matches!(text.low(i), "citing" | "quoting" | "cited")
            || crate::name::roles().at(text.list(), i).any(|(_, c)| c == "unnamed")
    })
}

fn media_in(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| role_at(text.list(), i) == Some(Role::Media))
}
