//! Places, bodies and persons in running text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::day::is_month_name;
use crate::lexicon::Lexicon;
use crate::mention::is_number_word;
use crate::token::{Token, TokenKind, Tokens};

/// What a name in the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A member of a legislature, or a part of one.
    Lawmaker,
    /// A person of a government or an institution.
    Executive,
    /// An institution.
    Body,
    /// An official without a name.
    Official,
    /// An outlet.
    Media,
    /// Those who are surveyed, and who survey.
    Public,
}

/// A person named in the text.
#[derive(Clone, Debug)]
pub struct Person {
    /// The fullest form of the name.
    pub name: String,
    /// What the person is, if the text says so.
    pub role: Option<Role>,
    /// Place the person speaks for, if the text says so.
    pub place: Option<String>,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub struct NameMention {
    /// Tokens.
    pub tokens: Range<usize>,
    /// A place, by its first name in the gazetteer.
    pub place: Option<String>,
    /// A person, by index.
    pub person: Option<usize>,
}

/// The names of a text.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Persons in the order of their first mention.
    pub persons: Vec<Person>,
    /// Every name, in order.
    pub list: Vec<NameMention>,
    /// Places by how often they are named, most first.
    pub places: Vec<(String, usize)>,
}

impl Names {
    /// The names that lie within a range of tokens.
    pub fn within(&self, tokens: &Range<usize>) -> &[NameMention] {
        let from = self.list.partition_point(|n| n.tokens.start < tokens.start);
        let to = self.list.partition_point(|n| n.tokens.end <= tokens.end);
        self.list.get(from..to).unwrap_or_default()
    }
}

/// Spellings of places: lower-case words to the first name.
struct Gazetteer {
    first: BTreeMap<Box<str>, Vec<Spelling>>,
}

/// The words after the first, and the name they stand for.
type Spelling = (Vec<Box<str>>, String);

fn gazetteer() -> &'static Gazetteer {
    static PLACES: OnceLock<Gazetteer> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut first: BTreeMap<Box<str>, Vec<Spelling>> = BTreeMap::new();
        for line in include_str!("../lexicon/places.csv").lines().skip(1) {
            let Some((name, spellings)) = line.split_once(',') else { continue };
            for spelling in spellings.split(';') {
                let words: Vec<Box<str>> =
                    crate::token::tokens(spelling).list.into_iter().map(|t| t.low).collect();
                if let Some((head, rest)) = words.split_first() {
                    first.entry(head.clone()).or_default().push((rest.to_vec(), name.to_owned()));
                }
            }
        }
        for list in first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Gazetteer { first }
    })
}

/// The words for what persons and bodies are.
pub(crate) fn roles() -> &'static Lexicon {
    static ROLES: OnceLock<Lexicon> = OnceLock::new();
    ROLES.get_or_init(|| Lexicon::parse(include_str!("../lexicon/roles.txt")))
}

fn low(list: &[Token], i: usize) -> &str {
    list.get(i).map_or("", |t| &t.low)
}

/// The place named at a token: how many tokens, and its first name.
fn place_at(list: &[Token], i: usize) -> Option<(usize, &'static str)> {
    let t = list.get(i).filter(|t| t.capital)?;
    gazetteer().first.get(&t.low)?.iter().find_map(|(rest, name)| {
        let same = rest.iter().enumerate().all(|(k, w)| low(list, i + 1 + k) == &**w);
        same.then_some((1 + rest.len(), name.as_str()))
    })
}

/// The names of a text.
///
/// ```
/// use winset_read::{name, token};
/// let text = "US envoy Mary Hill met Olaf Berg, who leads the Norwegian team. Hill said no.";
/// let names = name::names(&token::tokens(text), text);
/// assert_eq!(names.persons[0].name, "Mary Hill");
/// assert_eq!(names.persons[1].place.as_deref(), Some("Norway"));
/// ```
pub fn names(tokens: &Tokens, text: &str) -> Names {
    let list = &tokens.list;
    let mut out = Names::default();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for sentence in &tokens.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if let Some((n, name)) = place_at(list, i) {
                let next = counts.len();
                let entry = counts.entry(name.to_owned()).or_insert((0, next));
                entry.0 += 1;
                out.list.push(NameMention { tokens: i..i + n, place: Some(name.to_owned()), person: None });
                i += n;
                continue;
            }
            match person_at(text, list, i, &sentence.tokens, &mut out) {
                Some(end) => i = end,
                None => i += 1,
            }
        }
    }
    if counts.len() < 2 {
        settle_places(list, &mut out, &mut counts);
    }
    let mut places: Vec<(String, usize, usize)> = counts.into_iter().map(|(p, (n, at))| (p, n, at)).collect();
    places.sort_by_key(|(_, n, at)| (std::cmp::Reverse(*n), *at));
    out.places = places.into_iter().map(|(p, n, _)| (p, n)).collect();
    out
}

/// In a text that names fewer than two places of the gazetteer, names without a title that stand after "in", "of",
/// "from" or "to" are places: towns, counties, bodies of a region.
fn settle_places(list: &[Token], out: &mut Names, counts: &mut BTreeMap<String, (usize, usize)>) {
    let mut evidence = vec![false; out.persons.len()];
    for n in &out.list {
        let before = n.tokens.start.checked_sub(1).map_or("", |b| low(list, b));
        let after = low(list, n.tokens.end);
        let placed = matches!(before, "in" | "of" | "from" | "near" | "between")
            || matches!(after, "council" | "'s" | "asked" | "wants" | "pays");
        if let Some(e) = n.person.and_then(|p| evidence.get_mut(p)) {
            *e |= placed;
        }
    }
    for n in &mut out.list {
        let Some(p) = n.person.filter(|p| evidence.get(*p) == Some(&true)) else { continue };
        let Some(person) = out.persons.get(p).filter(|p| p.role.is_none()) else { continue };
        n.place = Some(person.name.clone());
        n.person = None;
        let next = counts.len();
        counts.entry(person.name.clone()).or_insert((0, next)).0 += 1;
    }
    // "Mayor Ines Brandt of Lower Hallow" speaks for the town.
    let places: Vec<(usize, String)> =
        out.list.iter().filter_map(|n| Some((n.tokens.start, n.place.clone()?))).collect();
    for n in &out.list {
        let of = low(list, n.tokens.end) == "of";
        let place = places.iter().find(|(at, _)| of && *at == n.tokens.end + 1).map(|(_, p)| p.clone());
        if let Some(person) = n.person.and_then(|p| out.persons.get_mut(p)) {
            person.place = person.place.clone().or(place);
        }
    }
}

/// True for a capital word that is part of a person's name.
fn is_name(list: &[Token], i: usize) -> bool {
    const NOT: &[&str] = &[
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "but",
        "and",
        "this",
        "that",
        "there",
        "both",
        "neither",
        "no",
        "under",
        "after",
        "before",
        "with",
        "for",
        "from",
        "as",
        "if",
        "when",
        "while",
        "his",
        "her",
        "their",
        "our",
        "officials",
        "negotiators",
        "lawmakers",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "agreement",
        "special",
        "measures",
        "foreign",
        "ministry",
        "department",
        "defence",
        "defense",
        "national",
        "assembly",
        "parliament",
        "party",
        "committee",
        "council",
        "government",
        "ministers",
        "talks",
        "last",
        "next",
        "according",
        "asked",
        "told",
        "some",
        "any",
        "not",
        "only",
        "since",
        "during",
        "to",
        "of",
        "by",
        "all",
        "more",
        "most",
        "state",
        "forces",
        "house",
        "congress",
        "senate",
        "cabinet",
        "treaty",
        "union",
        "north",
        "south",
        "east",
        "west",
        "i",
        "you",
        "what",
        "who",
        "how",
        "why",
        "yet",
        "still",
        "so",
        "then",
        "earlier",
        "later",
        "today",
        "yesterday",
        "separately",
        "meanwhile",
        "each",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "half",
        "about",
        "nearly",
        "roughly",
        "almost",
        "around",
        "up",
        "between",
        "over",
        "my",
    ];
    list.get(i).is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.capital
            && t.at.len() > 1
            && !NOT.contains(&&*t.low)
            && !is_number_word(&t.low)
            && !is_month_name(&t.low)
            && roles().at(list, i).next().is_none()
            && place_at(list, i).is_none()
    })
}

/// Takes a person's name that begins here, with what stands around it; gives the token after it.
fn person_at(
    text: &str,
    list: &[Token],
    i: usize,
    sentence: &Range<usize>,
    out: &mut Names,
) -> Option<usize> {
    if !is_name(list, i) {
        return None;
    }
    let mut end = i + 1;
    while end < sentence.end {
        let hyphen = low(list, end) == "-"
            && list.get(end).is_some_and(|t| t.glued)
            && list.get(end + 1).is_some_and(|t| t.glued);
        let initial = low(list, end) == "." && list.get(end - 1).is_some_and(|t| t.at.len() == 1);
        if is_name(list, end) || initial {
            end += 1;
        } else if hyphen {
            end += 2;
        } else {
            break;
        }
    }
    if is_outfit(list, i, end) {
        return Some(end);
    }
    let words: Vec<&str> = (i..end).map(|k| low(list, k)).collect();
    let single = words.len() == 1;
    let last = family(&words);
    let known = out.persons.iter().position(|p| {
        let parts: Vec<String> = p.name.to_lowercase().split(' ').map(str::to_owned).collect();
        let same_first = parts.first().is_some_and(|w| *w == words[0]);
        match (single, parts.len()) {
            (true, _) => parts.contains(&last) || same_first,
            (false, 1) => parts.contains(&last),
            (false, _) => same_first && parts.contains(&last),
        }
    });
    let (role, place) = around(list, i, end, sentence, out);
    if let Some(k) = known {
        if let Some(p) = out.persons.get_mut(k) {
            p.role = p.role.or(role);
            p.place = p.place.clone().or(place);
        }
        out.list.push(NameMention { tokens: i..end, place: None, person: Some(k) });
        return Some(end);
    }
    // One capital word at the start of a sentence, without a title, says little.
    if single && role.is_none() && i == sentence.start {
        return None;
    }
    let name = spelled(text, list, i, end);
    out.persons.push(Person { name, role, place });
    out.list.push(NameMention { tokens: i..end, place: None, person: Some(out.persons.len() - 1) });
    Some(end)
}

/// True for the name of a party, an outlet or another body: "the X Party", "the daily Y", "Z News".
fn is_outfit(list: &[Token], i: usize, end: usize) -> bool {
    const KINDS: &[&str] = &[
        "party",
        "agency",
        "institute",
        "university",
        "forum",
        "group",
        "bank",
        "foundation",
        "union",
        "company",
        "corps",
        "base",
        "radar",
        "river",
        "bridge",
        "station",
        "island",
        "islands",
        "province",
        "county",
        "street",
        "journal",
        "act",
        "accord",
        "agreement",
        "treaty",
        "protocol",
        "administration",
        "government",
        "cabinet",
    ];
    let after = low(list, end);
    let before = i.checked_sub(1).map_or("", |b| low(list, b));
    let media = |k: usize| role_at(list, k) == Some(Role::Media);
    let shouted = list.get(i).is_some_and(|t| t.shout);
    let person_after = matches!(after, "administration" | "government" | "cabinet");
    (KINDS.contains(&after) && !person_after)
        || media(end)
        || shouted
        || i.checked_sub(1).is_some_and(media)
            && before != "report"
            && before != "reports"
            && before != "reporters"
}

/// The name as written, in one line.
fn spelled(text: &str, list: &[Token], i: usize, end: usize) -> String {
    let at = list.get(i).map_or(0, |t| t.at.start)..list.get(end.saturating_sub(1)).map_or(0, |t| t.at.end);
    text.get(at).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The word that stands for the whole name: the last, or the first where given names are joined by a hyphen.
fn family(words: &[&str]) -> String {
    if words.contains(&"-") { words.first() } else { words.last() }
        .map_or_else(String::new, |w| (*w).to_owned())
}

/// What stands before a name ("US envoy") and after it (", who leads the Norwegian team,").
fn around(
    list: &[Token],
    i: usize,
    end: usize,
    sentence: &Range<usize>,
    out: &Names,
) -> (Option<Role>, Option<String>) {
    let mut role = None;
    let mut place = None;
    let from = i.saturating_sub(6).max(sentence.start);
    let mut k = i;
    while k > from {
        k -= 1;
        let word = low(list, k);
        let stays = list.get(k).is_some_and(|t| t.capital)
            || matches!(
                word,
                "'s" | "."
                    | "of"
                    | "chief"
                    | "negotiator"
                    | "envoy"
                    | "ambassador"
                    | "minister"
                    | "secretary"
                    | "president"
                    | "lawmaker"
                    | "senator"
                    | "spokesman"
                    | "spokeswoman"
                    | "counterpart"
                    | "mayor"
                    | "top"
                    | "lead"
                    | "leader"
                    | "official"
                    | "senior"
                    | "prime"
                    | "foreign"
                    | "defence"
                    | "defense"
                    | "special"
                    | "representative"
                    | "councillor"
                    | "chairman"
                    | "commander"
                    | "adviser"
                    | "diplomat"
                    | "opposition"
                    | "deputy"
                    | "vice"
                    | "finance"
                    | "treasurer"
                    | "commissioner"
                    | "director"
            );
        let other = out.list.last().is_some_and(|n| n.person.is_some() && n.tokens.contains(&k));
        if !stays || other {
            break;
        }
        if place.is_none() {
            place = out
                .list
                .iter()
                .rev()
                .find(|n| n.tokens.end == k + 1)
                .and_then(|n| n.place.clone())
                .or_else(|| place_at(list, k).filter(|(n, _)| k + n <= i).map(|(_, p)| p.to_owned()));
        }
        role = role.or_else(|| role_at(list, k));
    }
    if low(list, end) == "," {
        let stop = (end + 1..sentence.end.min(end + 14))
            .find(|k| matches!(low(list, *k), "," | ";"))
            .unwrap_or(end + 14)
            .min(sentence.end);
        for k in end + 1..stop {
            role = role.or_else(|| role_at(list, k));
            if place.is_none() {
                place = place_at(list, k).map(|(_, p)| p.to_owned());
            }
        }
    }
    // "of the minor opposition X Party": a member of a legislature.
    if low(list, end) == "of" && (end..end + 7).any(|k| low(list, k) == "party") {
        role = role.or(Some(Role::Lawmaker));
    }
    (role, place)
}

/// The role that a phrase at a token names.
pub(crate) fn role_at(list: &[Token], i: usize) -> Option<Role> {
    roles().at(list, i).find_map(|(_, class)| {
        Some(match class {
            "lawmaker" => Role::Lawmaker,
            "executive" => Role::Executive,
            "body" => Role::Body,
            "official" => Role::Official,
            "media" => Role::Media,
            "public" => Role::Public,
            _ => return None,
        })
    })
}

/// True if two names are of one place: "Republic of Korea" and "South Korea".
pub fn same_place(a: &str, b: &str) -> bool {
    let first = |name: &str| {
        let t = crate::token::tokens(name);
        place_at(&t.list, 0).filter(|(n, _)| *n == t.list.len()).map(|(_, p)| p)
    };
    matches!((first(a), first(b)), (Some(x), Some(y)) if x == y)
}
