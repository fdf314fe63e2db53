//! Reads one answer: names, the last amount, approvals, seats, past amounts; each mistake at its place with a hint.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::diagnostic::{Place, Remarks};
use winset_case::quantity::{Bound, Figure, Per, Sign, Unit, ambiguous_symbol, figure_text, parse_figure};
use winset_case::text::parse_date;
use winset_case::vocabulary::BlocSide;
use winset_read::mention::reading_names;

use super::facts::{Body, Name, Origin, PastAmount, Seats, Sum};
use super::name::one_line;
use super::rule;

/// Most characters of a name.
const MOST_NAME: usize = 80;
/// Most entries of a list: parties, bodies, blocs, past amounts.
const MOST_ENTRIES: usize = 100;
const MOST_MEMBERS: u32 = 100_000;

/// An answer as it was given.
#[derive(Clone, Debug)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

impl Said {
    /// The place of some bytes of the answer; the whole of it where escapes make the two differ.
    pub fn part(&self, part: &Range<usize>) -> Place {
        let quote = match (self.at.end.saturating_sub(self.at.start)).checked_sub(self.text.len()) {
            Some(0) => 0,
            Some(2) => 1,
            _ => return self.at,
        };
        let start = self.at.start + quote + part.start;
        Place { file: self.at.file, start, end: (self.at.start + quote + part.end).max(start + 1) }
    }

    /// True if it says that the thing is not known.
    pub fn is_unknown(&self) -> bool {
        unknown(&self.text)
    }

    fn slice(&self, at: &Range<usize>) -> &str {
        self.text.get(at.clone()).unwrap_or("")
    }

    /// The bytes of the parts between separators, without the blanks around them; empty parts are left out.
    pub fn parts(&self, separators: &[&str]) -> Vec<Range<usize>> {
        let mut list = Vec::new();
        let (mut start, mut i) = (0, 0);
        while i < self.text.len() {
            let rest = self.text.get(i..).unwrap_or("");
            if let Some(s) = separators.iter().find(|s| rest.starts_with(**s)) {
                list.push(start..i);
                i += s.len();
                start = i;
            } else {
                i += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        list.push(start..self.text.len());
        list.into_iter().map(|r| self.trimmed(r)).filter(|r| !r.is_empty()).collect()
    }

    fn trimmed(&self, r: Range<usize>) -> Range<usize> {
        let text = self.slice(&r);
        let start = r.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }
}

/// True for `?`, `-` and the like.
pub fn unknown(text: &str) -> bool {
    matches!(text.trim(), "?" | "-" | "–" | "—" | "unknown")
}

/// Separators of a list in which an amount may hold a comma.
const LIST: [&str; 3] = [";", "\n", ", "];

/// Names of parties: `US`, `Japan, Germany`, `Republic of Korea (ROK)`.
pub fn names(said: &Said, r: &mut Remarks) -> Vec<Name> {
    let parts = said.parts(&[";", "\n", ","]);
    if parts.is_empty() || parts.len() > MOST_ENTRIES {
        r.mistake(
            said.at,
            "a name is wanted here",
            Some("one name, or several separated by commas; ? if unknown".into()),
        );
        return Vec::new();
    }
    parts.iter().filter_map(|p| name(said, p, r)).collect()
}

/// One name, perhaps with a short one in brackets.
pub fn name(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<Name> {
    let text = said.slice(at);
    let (long, short) = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((long, short)) => (long.trim(), Some(short.trim()).filter(|s| !s.is_empty())),
        None => (text, None),
    };
    let reserved = ["all", "both", "press", "other"].iter().any(|w| w.eq_ignore_ascii_case(long));
    let problem = if !long.chars().any(char::is_alphanumeric) || reserved {
        Some(("this is not the name of a party", "a name such as South Korea, or ? if it is not known"))
    } else if long.chars().count() > MOST_NAME {
        Some(("the name is longer than 80 characters", "shorten it"))
    } else if short.is_some_and(|s| s.chars().count() > 12) {
        Some(("a short name has at most 12 characters", "write Republic of Korea (ROK)"))
    } else {
        None
    };
    if let Some((sentence, hint)) = problem {
        r.mistake(said.part(at), sentence, Some(hint.into()));
        return None;
    }
    let short = short.map(|s| one_line(s, 12));
    Some(Name { name: one_line(long, MOST_NAME), short, at: Some(said.part(at)) })
}

/// The last agreed yearly amount, in a part of an answer.
pub fn amount(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<Sum> {
    let text = said.slice(at);
    let figure = match parse_figure(text, &reading_names(None)) {
        Ok(f) => f,
        Err(e) => {
            r.mistake(said.part(&(at.start + e.at.start..at.start + e.at.end)), e.message, e.hint);
            return None;
        }
    };
    match sum_of(text, figure) {
        Ok(sum) => Some(sum),
        Err((sentence, hint)) => {
            r.mistake(said.part(at), sentence, Some(hint.into()));
            None
        }
    }
}

/// The words for one yearly amount above zero, or why a figure is none.
pub fn sum_of(text: &str, figure: Figure) -> Result<Sum, (&'static str, &'static str)> {
    let single = matches!(figure.bound, Bound::Exact | Bound::Approx).then(|| figure.value()).flatten();
    const COUNTED: [&str; 8] = ["persons", "years", "months", "weeks", "days", "hours", "minutes", "rounds"];
    let amount = match &figure.unit {
        Unit::Currency(_) | Unit::Percent => true,
        Unit::Named(n) => !COUNTED.contains(&n.as_str()),
        _ => false,
    };
    if !amount {
        let what = "the last amount is money, a quantity such as tonnes, or a share in per cent";
        return Err((what, "write 1.04 trillion KRW or 9,400 tonnes"));
    }
    if figure.sign != Sign::Unsigned {
        return Err(("the last agreed amount cannot be a change", "write the amount itself"));
    }
    if single.is_none_or(|v| v <= Decimal::ZERO) {
        return Err((
            "one amount above zero is wanted here, not a bound or a range",
            "write 1.04 trillion KRW",
        ));
    }
    if matches!(figure.per, Some(Per::Month | Per::Term | Per::Once)) {
        return Err((
            "the amount of one year is wanted here",
            "divide or multiply it, and say so in the case",
        ));
    }
    // A sign that several currencies share is written out.
    let typed = one_line(text, 100);
    let again = |t: &str| {
        let same = |f: &Figure| (f.low, f.high, &f.unit) == (figure.low, figure.high, &figure.unit);
        parse_figure(t, &reading_names(None)).is_ok_and(|f| same(&f))
    };
    let text = [typed, figure_text(&figure)]
        .into_iter()
        .find(|t| ambiguous_symbol(t).is_none() && again(t))
        .unwrap_or_else(|| {
            format!("{} {}", figure.value().unwrap_or_default().normalize(), figure.unit.word())
        });
    Ok(Sum { text, figure })
}

/// What an answer says of the last amount: the amount, its year, the last day of the agreement.
#[derive(Clone, Debug, Default)]
pub struct Last {
    /// Amount.
    pub amount: Option<Sum>,
    /// Year.
    pub year: Option<i16>,
    /// Last day.
    pub ends: Option<Date>,
}

/// `1.04 trillion KRW, 2019; ends 2019-12-31`: the parts in any order, each of them once.
pub fn last(said: &Said, r: &mut Remarks) -> Last {
    let mut out = Last::default();
    for p in said.parts(&LIST) {
        let text = said.slice(&p);
        if unknown(text) {
            continue;
        }
        let lower = text.to_ascii_lowercase();
        let mark = ["ends on ", "expires on ", "ends ", "expires ", "until "]
            .iter()
            .find(|m| lower.starts_with(**m));
        if let Some(y) = year_of(text) {
            once(r, said, &p, &mut out.year, y);
        } else if mark.is_some() || looks_like_a_day(text) {
            let from = mark.map_or(0, |m| m.len());
            if let Some(d) = day(said, &(p.start + from..p.end), r) {
                once(r, said, &p, &mut out.ends, d);
            }
        } else {
            let (of, year) = year_behind(text);
            if let Some(a) = amount(said, &(p.start..p.start + of), r) {
                once(r, said, &p, &mut out.amount, a);
            }
            if let Some(y) = year {
                once(r, said, &p, &mut out.year, y);
            }
        }
    }
    out
}

fn once<T>(r: &mut Remarks, said: &Said, at: &Range<usize>, into: &mut Option<T>, value: T) {
    if into.is_some() {
        let hint = "one amount, one year and one last day: 1.04 trillion KRW, 2019; ends 2019-12-31";
        r.mistake(said.part(at), "this was said already", Some(hint.into()));
    }
    *into = Some(value);
}

fn year_of(text: &str) -> Option<i16> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|y| (1800..=2200).contains(y))
}

/// How much of `1.04 trillion KRW in 2019` is the amount, and the year behind it.
fn year_behind(text: &str) -> (usize, Option<i16>) {
    for mark in [" in ", " for ", " ("] {
        if let Some((head, tail)) = text.rsplit_once(mark)
            && let Some(year) = year_of(tail.trim_end_matches(')').trim())
        {
            return (head.trim_end().len(), Some(year));
        }
    }
    (text.len(), None)
}

/// Digits in three groups, as days are written.
fn looks_like_a_day(text: &str) -> bool {
    let groups: Vec<&str> = text.split(['-', '.', '/']).collect();
    groups.len() == 3 && groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()))
}

/// A day, in a part of an answer.
pub fn day(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<Date> {
    match parse_date(said.slice(at).trim()) {
        Ok(d) => Some(d),
        Err((sentence, hint)) => {
            r.mistake(said.part(at), sentence, hint);
            None
        }
    }
}

/// Bodies: `National Assembly (South Korea): majority of those present, quorum more than 1/2`, separated by semicolons.
pub fn bodies(said: &Said, r: &mut Remarks) -> Vec<Body> {
    let parts = said.parts(&[";", "\n"]);
    if parts.is_empty() || parts.len() > MOST_ENTRIES {
        r.mistake(said.at, "a body is wanted here", Some(rule::EXAMPLE.into()));
    }
    parts.iter().filter_map(|p| body(said, p, r)).collect()
}

fn body(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<Body> {
    let text = said.slice(at);
    let (head, tail) = match text.find(':') {
        Some(i) => (at.start..at.start + i, Some(at.start + i + 1..at.end)),
        None => (at.clone(), None),
    };
    let head = said.trimmed(head);
    let whole = said.slice(&head);
    let (name, party) = match whole.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((name, party)) => (name.trim(), Some(one_line(party, MOST_NAME)).filter(|p| !p.is_empty())),
        None => (whole, None),
    };
    if !name.chars().any(char::is_alphanumeric) || name.chars().count() > MOST_NAME {
        r.mistake(said.part(at), "this is not the name of a body", Some(rule::EXAMPLE.into()));
        return None;
    }
    let rule = match tail.map(|t| said.trimmed(t)).filter(|t| !unknown(said.slice(t)) && !t.is_empty()) {
        None => None,
        Some(t) => Some(rule::read(said, &t, r)?),
    };
    let name = one_line(name, MOST_NAME);
    Some(Body { name, party, rule, from: Origin::Told, at: Some(said.part(at)) })
}

/// Seats: `DP 129 government, LKP 108 opposition, others 58`, or `300`; before them the body and a colon, if there are several.
pub fn seats(said: &Said, r: &mut Remarks) -> Vec<Seats> {
    said.parts(&[";", "\n"]).iter().filter_map(|p| seats_of(said, p, r)).collect()
}

fn seats_of(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<Seats> {
    let text = said.slice(at);
    let (body, list) = match text.find(':') {
        Some(i) => (Some(one_line(text.get(..i)?, MOST_NAME)), at.start + i + 1..at.end),
        None => (None, at.clone()),
    };
    let at_place = Some(said.part(at));
    let list = said.trimmed(list);
    let alone = said.slice(&list).trim_end_matches("members").trim_end_matches("seats").trim();
    if let Some(members) = count(alone) {
        return Some(Seats { body, members, blocs: Vec::new(), at: at_place });
    }
    let inner = Said { text: said.slice(&list).to_owned(), at: said.part(&list) };
    let mut blocs = Vec::new();
    for p in inner.parts(&[","]) {
        blocs.push(bloc(&inner, &p, r)?);
    }
    let members = blocs.iter().fold(0_u32, |sum, (_, n, _): &(String, u32, BlocSide)| sum.saturating_add(*n));
    if blocs.is_empty() || blocs.len() > MOST_ENTRIES || !(1..=MOST_MEMBERS).contains(&members) {
        r.mistake(inner.at, "the seats sum to no body", Some(SEATS_EXAMPLE.into()));
        return None;
    }
    Some(Seats { body, members, blocs, at: at_place })
}

const SEATS_EXAMPLE: &str =
    "write DP 129 government, LKP 108 opposition, others 58, or the number of members alone: 300";

fn count(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| (1..=MOST_MEMBERS).contains(n))
}

fn bloc(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<(String, u32, BlocSide)> {
    let words: Vec<&str> = said.slice(at).split_whitespace().collect();
    let number = words.iter().rposition(|w| w.parse::<u32>().is_ok());
    let found = number.filter(|i| *i > 0).and_then(|i| {
        let side = match words.get(i + 1..)?.join(" ").trim_matches(['(', ')']).to_lowercase().as_str() {
            "" => BlocSide::Other,
            "gov" => BlocSide::Government,
            "opp" => BlocSide::Opposition,
            word => BlocSide::parse(word)?,
        };
        let n = words.get(i)?.parse().ok().filter(|n| *n <= MOST_MEMBERS)?;
        Some((one_line(&words.get(..i)?.join(" "), MOST_NAME), n, side))
    });
    if found.is_none() {
        r.mistake(
            said.part(at),
            "a bloc, its seats and perhaps its side are wanted here",
            Some(SEATS_EXAMPLE.into()),
        );
    }
    found
}

/// Past amounts: `2014-2018: 920 bn KRW, 2009-2013: 760 bn KRW`, each the amount of its first year.
pub fn past(said: &Said, r: &mut Remarks) -> Vec<PastAmount> {
    let list: Vec<PastAmount> = said.parts(&LIST).iter().filter_map(|p| past_amount(said, p, r)).collect();
    let mut years: Vec<i16> = list.iter().map(|p| p.first).collect();
    years.sort_unstable();
    if years.windows(2).any(|w| w[0] == w[1]) {
        r.mistake(said.at, "a year stands twice", Some("one amount a year".into()));
    }
    list
}

fn past_amount(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<PastAmount> {
    let text = said.slice(at);
    let years = text.split_once(':').and_then(|(years, _)| {
        let (a, b) = match years.trim().split_once(['-', '–', '/']) {
            Some((a, b)) => (year_of(a.trim())?, Some(year_of(b.trim())?)),
            None => (year_of(years.trim())?, None),
        };
        b.is_none_or(|b| b >= a).then_some((a, b))
    });
    let Some((first, last)) = years else {
        let hint = "write 2014-2018: 920 bn KRW, or the name of a history.csv";
        r.mistake(said.part(at), "years and an amount are wanted here", Some(hint.into()));
        return None;
    };
    let from = at.start + text.find(':').map_or(0, |i| i + 1);
    let sum = amount(said, &said.trimmed(from..at.end), r)?;
    let amount = sum.figure.value()?;
    Some(PastAmount { first, last, amount, unit: sum.figure.unit, from: Origin::Told })
}
