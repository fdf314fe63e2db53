//! Proposes facts from a document and its claims: nothing of it counts until a person accepts it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use winset_case::quantity::Unit;
use winset_case::text::parse_date;
use winset_case::vocabulary::{Kind, Modality};
use winset_read::{Document, FoundClaim};

use super::answer::sum_of;
use super::facts::{Answer, Body, Fact, Facts, Name, Origin, Past, PastAmount};
use super::name::{one_line, same_name};
use crate::class::Library;

/// Words that name a body.
const BODIES: [&str; 13] = [
    "assembly",
    "bundestag",
    "cabinet",
    "congress",
    "council",
    "diet",
    "knesset",
    "legislature",
    "parliament",
    "riksdag",
    "senate",
    "sejm",
    "storting",
];

/// Words that name an agreement.
const AGREEMENTS: [&str; 5] = ["Accord", "Agreement", "Convention", "Pact", "Treaty"];

/// Everything that the text proposes.
pub fn propose(doc: &Document, claims: &[FoundClaim], day: Date, library: &Library) -> Facts {
    let mut f = Facts::default();
    let sides = sides(claims);
    let asks = sides
        .iter()
        .filter(|(_, s)| s.demands > 0)
        .max_by_key(|(n, s)| (s.demands, s.all, std::cmp::Reverse(n.clone())));
    if let Some((asking, _)) = asks {
        let pays = sides
            .iter()
            .filter(|(n, _)| !same_name(n, asking))
            .max_by_key(|(n, s)| (s.pays, s.all, std::cmp::Reverse(n.clone())));
        f.asks = Answer::Known(vec![name_of(asking)]);
        if let Some((paying, _)) = pays {
            f.pays = Answer::Known(vec![name_of(paying)]);
        }
    }
    amount(&mut f, doc, claims, day);
    if let Some((i, d)) = claims.iter().enumerate().find_map(|(i, c)| Some((i, expiry(doc, c)?))) {
        f.ends = Answer::Known(Fact { value: d, from: Origin::Text(Some(i)) });
    }
    if let Some(name) = agreement(doc.text()) {
        f.agreement = Answer::Known(Fact { value: name, from: Origin::Text(None) });
    }
    let bodies = bodies(doc, claims, &f, &sides);
    if !bodies.is_empty() {
        f.bodies = Answer::Known(bodies);
    }
    past(&mut f, claims);
    class(&mut f, doc, library);
    f
}

/// Names of sides in the text, those with the most claims first.
pub fn named_sides(claims: &[FoundClaim]) -> Vec<String> {
    let mut list: Vec<(String, Spoken)> = sides(claims);
    list.sort_by(|(a, x), (b, y)| (y.all, a).cmp(&(x.all, b)));
    list.into_iter().map(|(n, _)| n).collect()
}

#[derive(Clone, Copy, Default)]
struct Spoken {
    all: usize,
    demands: usize,
    pays: usize,
}

fn sides(claims: &[FoundClaim]) -> Vec<(String, Spoken)> {
    let mut list: BTreeMap<String, Spoken> = BTreeMap::new();
    for c in claims {
        let Some(side) = c.side.as_deref().filter(|s| is_place(s)) else { continue };
        let known = list.keys().find(|k| same_name(k, side)).cloned();
        let s = list.entry(known.unwrap_or_else(|| side.to_owned())).or_default();
        s.all += 1;
        s.demands += usize::from(matches!(c.kind, Kind::Demand | Kind::Pressure));
        s.pays +=
            usize::from(matches!(c.kind, Kind::Offer | Kind::Baseline | Kind::Rejection | Kind::Constraint));
    }
    list.into_iter().collect()
}

/// True for the name of a place, rather than a word that stands for others.
pub fn is_place(side: &str) -> bool {
    side.chars().any(char::is_alphanumeric)
        && !["both", "press", "other", "all"].iter().any(|w| w.eq_ignore_ascii_case(side.trim()))
}

fn name_of(side: &str) -> Name {
    Name { name: one_line(side, 80), short: None, at: None }
}

/// The claim of what is paid now: the latest contract year that has begun, else the first in the text.
fn amount(f: &mut Facts, doc: &Document, claims: &[FoundClaim], day: Date) {
    let found =
        claims.iter().enumerate().filter(|(_, c)| c.kind == Kind::Baseline && c.modality != Modality::Denied);
    let found = found.filter_map(|(i, c)| {
        let a = c.amount.as_ref()?;
        let yearly = matches!(c.period.as_deref(), None | Some("year"));
        let sum = sum_of(doc.slice(&a.at), a.figure.clone()).ok().filter(|_| yearly)?;
        Some((i, sum, c.refers_to.as_deref().and_then(year_in)))
    });
    let best = found
        .filter(|(_, sum, year)| {
            matches!(sum.figure.unit, Unit::Currency(_)) && year.is_none_or(|y| y <= day.year())
        })
        .max_by_key(|(i, _, year)| (*year, std::cmp::Reverse(*i)));
    let Some((i, sum, year)) = best else { return };
    f.amount = Answer::Known(Fact { value: sum, from: Origin::Text(Some(i)) });
    if let Some(y) = year {
        f.year = Answer::Known(Fact { value: y, from: Origin::Text(Some(i)) });
    }
}

/// The year of a year, a month or a day; of several years none.
fn year_in(text: &str) -> Option<i16> {
    let head = text.get(..4).filter(|h| h.bytes().all(|b| b.is_ascii_digit()))?;
    let alone = text.len() == 4 || text.as_bytes().get(4) == Some(&b'-');
    alone.then(|| head.parse().ok()).flatten().filter(|y| (1800..=2200).contains(y))
}

/// The day on which a claim says that an agreement ends.
fn expiry(doc: &Document, c: &FoundClaim) -> Option<Date> {
    let words = doc.slice(&c.at).to_lowercase();
    let ends = ["expir", "runs out", "run out", "lapse"].iter().any(|w| words.contains(w));
    let kind = matches!(c.kind, Kind::Deadline | Kind::Baseline | Kind::Fact);
    let day = c.refers_to.as_deref().filter(|_| ends && kind)?;
    parse_date(day).ok()
}

/// The words of a text with their bytes, without the marks around them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut list = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric() || c == '-', start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                list.push((s, text.get(s..i).unwrap_or("")));
                start = None;
            }
            _ => {}
        }
    }
    list
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !matches!(word, "The" | "A" | "An" | "In" | "Under" | "But" | "And")
}

/// The words before one that begin with a capital and touch it with a blank each, and the word.
fn with_capitals<'a>(text: &'a str, list: &[(usize, &'a str)], i: usize) -> (usize, &'a str) {
    let (at, word) = list[i];
    let mut first = at;
    for (s, w) in list[..i].iter().rev() {
        let between = text.get(s + w.len()..first).unwrap_or("");
        let ordinal = w.starts_with(|c: char| c.is_ascii_digit());
        if between != " " || !(capital(w) || ordinal) {
            break;
        }
        first = *s;
    }
    (first, text.get(first..at + word.len()).unwrap_or(word))
}

/// The name of an agreement that stands most often in the text; of several the first.
fn agreement(text: &str) -> Option<String> {
    let list = words(text);
    let mut found: Vec<(String, usize)> = Vec::new();
    for (i, (_, w)) in list.iter().enumerate() {
        if AGREEMENTS.contains(w) {
            let (_, name) = with_capitals(text, &list, i);
            let name = one_line(name, 80);
            match found.iter_mut().find(|(n, _)| *n == name) {
                _ if name == *w => {}
                Some((_, n)) => *n += 1,
                None => found.push((name, 1)),
            }
        }
    }
    found.into_iter().rev().max_by_key(|(_, n)| *n).map(|(name, _)| name)
}

/// The body that a text names first, in the words of the text.
pub fn body_in(text: &str) -> Option<String> {
    let list = words(text);
    let i = list.iter().position(|(_, w)| BODIES.contains(&w.to_lowercase().as_str()))?;
    let (_, word) = list[i];
    let name = if capital(word) { with_capitals(text, &list, i).1 } else { word };
    Some(one_line(name, 80))
}

fn bodies(doc: &Document, claims: &[FoundClaim], f: &Facts, sides: &[(String, Spoken)]) -> Vec<Body> {
    let mut list: Vec<Body> = Vec::new();
    for (i, c) in claims
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.kind, Kind::Constraint | Kind::Condition | Kind::Threat))
    {
        let text = doc.slice(&c.at);
        let Some(name) = body_in(text) else { continue };
        let own = c.side.as_deref().filter(|s| is_place(s)).map(|s| one_line(s, 80));
        let party = own.or_else(|| {
            let mut named = sides.iter().filter(|(n, _)| text.contains(n.as_str()));
            named.next().filter(|_| named.next().is_none()).map(|(n, _)| n.clone())
        });
        let party = party.map(|p| called(f, &p));
        match list.iter_mut().find(|b| b.name.eq_ignore_ascii_case(&name)) {
            Some(b) => b.party = b.party.take().or(party),
            None => list.push(Body { name, party, rule: None, from: Origin::Text(Some(i)), at: None }),
        }
    }
    list
}

/// The name under which a side is proposed as a party.
fn called(f: &Facts, side: &str) -> String {
    let all = f.asks.known().into_iter().chain(f.pays.known()).flatten();
    all.map(|n| &n.name).find(|n| same_name(n, side)).cloned().unwrap_or_else(|| side.to_owned())
}

/// Yearly amounts of years before the last one.
fn past(f: &mut Facts, claims: &[FoundClaim]) {
    let last = f.year.known().map(|y| y.value);
    let mut list: Vec<PastAmount> = Vec::new();
    for (i, c) in claims.iter().enumerate().filter(|(_, c)| matches!(c.kind, Kind::Baseline | Kind::Outcome))
    {
        let year = c.refers_to.as_deref().and_then(year_in);
        let figure = c.amount.as_ref().map(|a| &a.figure);
        let money = figure.and_then(|x| Some((x.value()?, x.unit.clone())));
        if let (Some(first), Some((amount, unit @ Unit::Currency(_)))) = (year, money)
            && c.period.as_deref() == Some("year")
            && last.is_some_and(|l| first < l)
            && !list.iter().any(|p| p.first == first)
        {
            list.push(PastAmount { first, last: None, amount, unit, from: Origin::Text(Some(i)) });
        }
    }
    if !list.is_empty() {
        f.past = Answer::Known(Past::Amounts(list));
    }
}

/// Words that together tell talks of a type: one of each list.
const TELLING: [(&str, &[&[&str]]); 1] = [(
    "host_support",
    &[
        &["troops", "forces", "military", "soldiers", "garrison"],
        &["hosting", "stationing", "stationed", "presence", "cost-sharing"],
        &["cost", "costs", "burden", "contribution", "pay"],
    ],
)];

/// The type that the words tell, and the series of the library between the same two.
fn class(f: &mut Facts, doc: &Document, library: &Library) {
    let lower: Vec<String> = words(doc.text()).iter().map(|(_, w)| w.to_lowercase()).collect();
    let has = |any: &[&str]| any.iter().any(|w| lower.iter().any(|x| x == w));
    let told = TELLING.iter().find(|(_, lists)| lists.iter().all(|l| has(l)));
    let Some((family, _)) = told.filter(|(t, _)| library.members.iter().any(|m| m.family == *t)) else {
        return;
    };
    f.family = Answer::Known((*family).to_owned());
    if let (Some(asks), Some(pays)) = (f.asks.known(), f.pays.known()) {
        let among = |list: &[Name], name: &str| list.iter().any(|n| same_name(&n.name, name));
        let mut series: Vec<&str> = library
            .members
            .iter()
            .filter(|m| m.family == *family && among(asks, &m.requester) && among(pays, &m.payer))
            .map(|m| m.series.as_str())
            .collect();
        series.sort_unstable();
        series.dedup();
        if let [one] = series.as_slice() {
            f.series = Answer::Known((*one).to_owned());
        }
    }
}
