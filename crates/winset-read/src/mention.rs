//! Figures in running text: where a number stands, what it counts, and how it is bounded.
//!
//! A place in the text is found here; its value is read by the quantity grammar of the case format, from the number, its
//! unit, its bound and its period written in that grammar's words.

use std::ops::Range;
use std::sync::OnceLock;

use rust_decimal::Decimal;
use winset_case::quantity::{Currency, Figure, Per, Unit, UnitNames, figure_in};

use crate::lexicon::Lexicon;
use crate::token::{Token, TokenKind, Tokens};

mod eastern;
mod money;
mod multiple;
mod number;
mod pair;

use number::{Number, number};
pub(crate) use number::{count_word, is_number_word};

/// A figure where it stands.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Bytes of the text, from the word that bounds it to the period.
    pub at: Range<usize>,
    /// Bytes of the number and its unit alone.
    pub core: Range<usize>,
    /// Tokens of `at`.
    pub tokens: Range<usize>,
    /// What it says.
    pub figure: Figure,
    /// The noun that is counted, in lower case.
    pub noun: Option<String>,
    /// True if its sign is shared by several currencies: `$`, "dollars", `¥`.
    pub shared: bool,
    /// True where it qualifies a noun: "two-day talks".
    pub adjectival: bool,
    /// True for percentage points.
    pub points: bool,
    /// The mention whose conversion this is, as "(RM16.6 billion)" is of the amount before it.
    pub converts: Option<usize>,
}

/// A rate that the text names: one unit of `base` is `value` units of `currency`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRate {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Currency of which one unit is priced.
    pub base: Currency,
    /// Currency of the value.
    pub currency: Currency,
    /// Units of `currency`.
    pub value: Decimal,
}

/// The figures of a text.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Every figure, in order.
    pub list: Vec<Mention>,
    /// Every rate named; its amount is not among the figures.
    pub rates: Vec<NamedRate>,
}

/// The units that running text counts in besides those of a case.
pub fn reading_names(own: Option<&UnitNames>) -> UnitNames {
    let mut names = UnitNames::default();
    names.add("week", "weeks", Some("week"));
    names.add("round", "rounds", Some("round"));
    if let Some(own) = own {
        names = own.clone();
        names.add("week", "weeks", Some("week"));
        names.add("round", "rounds", Some("round"));
    }
    if !names.spellings().any(|s| s.eq_ignore_ascii_case("tonnes")) {
        names.add("tonnes", "tonnes", Some("tonne"));
    }
    names
}

/// The words of a list that is shipped.
pub(crate) struct Words {
    pub bounds: Lexicon,
    pub counted: Lexicon,
}

pub(crate) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words {
        bounds: Lexicon::parse(include_str!("../lexicon/bounds.txt")),
        counted: Lexicon::parse(include_str!("../lexicon/counted.txt")),
    })
}

/// Every figure of a text, in order.
///
/// ```
/// use winset_read::{mention, token};
/// let text = "They asked for up to US$5 billion a year.";
/// let m = mention::mentions(text, &token::tokens(text), &mention::reading_names(None));
/// assert_eq!(&text[m.list[0].at.clone()], "up to US$5 billion a year");
/// assert_eq!(m.list[0].figure.high, Some(5_000_000_000_i64.into()));
/// ```
pub fn mentions(text: &str, tokens: &Tokens, names: &UnitNames) -> Mentions {
    let mut found = Mentions::default();
    let list = &tokens.list;
    let mut i = 0;
    let (mut from, mut last): (usize, Option<Unit>) = (0, None);
    while i < list.len() {
        let eastern = eastern::at(text, list, i, names);
        if ends_sentence(list, i) {
            last = last.filter(|u: &Unit| u.currency().is_some());
        }
        match eastern.or_else(|| at(text, list, i, from, last.as_ref(), names)) {
            Some(m) if m.tokens.end > i => {
                i = m.tokens.end;
                from = i;
                if matches!(m.figure.unit, Unit::Currency(_) | Unit::Percent) {
                    last = Some(m.figure.unit.clone());
                }
                found.list.push(m);
            }
            _ => i += 1,
        }
    }
    pair::join(text, list, &mut found);
    found
}

fn ends_sentence(list: &[Token], i: usize) -> bool {
    matches!(low(list, i), "." | "。" | "!" | "?")
}

fn low(list: &[Token], i: usize) -> &str {
    list.get(i).map_or("", |t| &t.low)
}

fn glued(list: &[Token], i: usize) -> bool {
    list.get(i).is_some_and(|t| t.glued)
}

/// A number with its sign and unit, in the words of the quantity grammar.
struct Core {
    /// Tokens, with the sign before and the unit behind.
    tokens: Range<usize>,
    number: Number,
    sign: String,
    unit: Option<UnitFound>,
}

#[derive(Clone)]
struct UnitFound {
    /// As the grammar writes it.
    word: String,
    noun: Option<String>,
    adjectival: bool,
    points: bool,
}

/// The figure whose number begins at a token; nothing before token `from` belongs to it. A number without a unit
/// may count what the `last` figure counts.
fn at(
    text: &str,
    list: &[Token],
    i: usize,
    from: usize,
    last: Option<&Unit>,
    names: &UnitNames,
) -> Option<Mention> {
    if let Some(m) = multiple::at(list, i) {
        return Some(m);
    }
    let mut first = core(text, list, i, from, names)?;
    let mut second = None;
    if let Some(at) = joined(list, &first, from) {
        let other = core(text, list, at, at, names);
        if let Some(o) = other.filter(|o| goes_with(&first, o)) {
            second = Some(o);
        }
    }
    if second.is_none() && first.unit.is_none() && first.sign.is_empty() {
        let shared = pair::lent(text, list, &first, names);
        first.unit = Some(shared.or_else(|| bare(list, &first, last))?);
    }
    if let Some(o) = &second
        && o.unit.is_none()
        && o.sign.is_empty()
        && first.unit.is_none()
        && first.sign.is_empty()
    {
        first.unit = Some(bare(list, &first, last)?);
    }
    let end_core = second.as_ref().unwrap_or(&first);
    let core_tokens = first.tokens.start..end_core.tokens.end;
    let (mut bound, mut start) = bound(list, first.tokens.start, from);
    let added = low(list, start) == "up"
        && start.checked_sub(1).is_some_and(|b| matches!(low(list, b), "add" | "adds" | "added" | "adding"));
    if added || is_comparison(list, start, first.tokens.start, from, bound) || is_span(bound, end_core) {
        (bound, start) = (None, first.tokens.start);
    }
    let (per, end) = period(list, core_tokens.end, first.tokens.start, from);
    let unit = end_core.unit.clone().or_else(|| first.unit.clone());
    let written = written(&first, second.as_ref(), unit.as_ref());
    let or_so = low(list, end) == "or" && low(list, end + 1) == "so";
    let phrase = match bound {
        Some("exactly") | None if or_so => format!("about {written}{per}"),
        Some("exactly") | None => format!("{written}{per}"),
        Some(b) => format!("{b} {written}{per}"),
    };
    // A range beside a bound: the bound is let go.
    let mut figure = figure_in(&phrase, names).or_else(|| figure_in(&format!("{written}{per}"), names))?;
    // "12 per cent a year" is a rate of growth in the grammar; here the unit stays per cent and the period is kept.
    if figure.unit == Unit::PercentPerYear {
        figure.unit = Unit::Percent;
        figure.per = Some(Per::Year);
    }
    let place = |r: &Range<usize>| {
        let a = list.get(r.start).map_or(0, |t| t.at.start);
        a..list.get(r.end.saturating_sub(1)).map_or(a, |t| t.at.end)
    };
    let tokens = start..end;
    let shared = winset_case::quantity::ambiguous_symbol(&written).is_some();
    Some(Mention {
        at: place(&tokens),
        core: place(&core_tokens),
        tokens,
        figure,
        noun: unit.as_ref().and_then(|u| u.noun.clone()),
        shared,
        adjectival: unit.as_ref().is_some_and(|u| u.adjectival),
        points: unit.as_ref().is_some_and(|u| u.points),
        converts: None,
    })
}

/// One end or two in the words of the grammar.
fn written(first: &Core, second: Option<&Core>, unit: Option<&UnitFound>) -> String {
    let unit = unit.map_or("", |u| &u.word);
    let one = |c: &Core, unit: &str| format!("{}{}{} {unit}", c.sign, c.number.digits, c.number.scale);
    match second {
        None => one(first, unit).trim().to_owned(),
        Some(o) => {
            // The scale of the upper end holds for both: "4 to 5 billion".
            let scale = if first.number.scale.is_empty() { &o.number.scale } else { &first.number.scale };
            let sign = if first.sign.is_empty() { &o.sign } else { &first.sign };
            format!(
                "{sign}{}{scale} to {sign}{}{} {unit}",
                first.number.digits, o.number.digits, o.number.scale
            )
            .trim()
            .to_owned()
        }
    }
}

/// The number at a token with its sign and unit.
fn core(text: &str, list: &[Token], i: usize, from: usize, names: &UnitNames) -> Option<Core> {
    let number = number(list, i)?;
    let (sign, start) = sign(text, list, i, from);
    let end = number.next;
    let unit = unit(text, list, &number, sign.is_empty(), names);
    let end = unit.as_ref().map_or(end, |(_, e)| *e);
    Some(Core { tokens: start..end, number, sign, unit: unit.map(|(u, _)| u) })
}

/// Letters before a dollar sign that say whose dollar it is.
const DOLLARS: &[&str] = &["u.s.", "us", "s", "a", "c", "hk", "nz", "nt", "r", "ca", "au", "sg", "usd"];

/// The currency sign before a number, in the words of the grammar, and where it begins.
fn sign(text: &str, list: &[Token], i: usize, from: usize) -> (String, usize) {
    let Some(before) = i.checked_sub(1).filter(|b| *b >= from) else { return (String::new(), i) };
    let Some(t) = list.get(before) else { return (String::new(), i) };
    match &*t.low {
        "$" => {
            let letters =
                before.checked_sub(1).filter(|b| *b >= from && t.glued && DOLLARS.contains(&low(list, *b)));
            match letters {
                Some(b) => {
                    let name = low(list, b).replace('.', "").to_uppercase();
                    (format!("{}$", if name == "USD" { "US" } else { &name }), b)
                }
                None => ("$".into(), before),
            }
        }
        "€" | "£" | "¥" | "₩" | "₹" | "₺" | "₽" | "₫" | "฿" | "₪" | "₴" | "￥" => {
            (t.low.to_string(), before)
        }
        _ => {
            let word = text.get(t.at.clone()).unwrap_or("");
            let known = word == "RM" || word.len() == 3 && Currency::parse(word).is_some();
            if known { (format!("{word} "), before) } else { (String::new(), i) }
        }
    }
}

/// The unit behind a number, and the token after it.
fn unit(text: &str, list: &[Token], n: &Number, bare: bool, names: &UnitNames) -> Option<(UnitFound, usize)> {
    let i = n.next;
    let plain = |word: &str| UnitFound { word: word.into(), noun: None, adjectival: false, points: false };
    if n.ratio {
        return Some((plain(""), i));
    }
    if !bare {
        return None;
    }
    let hyphen = low(list, i) == "-" && glued(list, i) && glued(list, i + 1);
    let at = if hyphen { i + 1 } else { i };
    match low(list, at) {
        "%" | "percent" | "pct" | "percentage" => return Some(percent(list, at, 1)),
        "per" if matches!(low(list, at + 1), "cent") => return Some(percent(list, at, 2)),
        "fold" => return Some((plain("times"), at + 1)),
        "times" | "time" if is_multiple(list, at, n) => return Some((plain("times"), at + 1)),
        "x" if glued(list, at) => return Some((plain("times"), at + 1)),
        _ => {}
    }
    if let Some(found) = money::currency(text, list, at, names) {
        return Some(found);
    }
    counted(list, at, hyphen, n, names)
}

fn percent(list: &[Token], at: usize, length: usize) -> (UnitFound, usize) {
    let next = at + length;
    let hyphen = usize::from(low(list, next) == "-");
    let points = matches!(low(list, next + hyphen), "point" | "points");
    let end = if points { next + hyphen + 1 } else { next };
    (UnitFound { word: "%".into(), noun: None, adjectival: false, points }, end)
}

/// True if "N times" compares amounts and does not count occasions.
fn is_multiple(list: &[Token], at: usize, n: &Number) -> bool {
    const AFTER: &[&str] = &[
        "the", "what", "as", "its", "their", "his", "her", "that", "this", "more", "larger", "higher",
        "bigger", "greater", "current", "present", "last", "over", "amount", "of", "last", "those", "our",
        "today", "seoul", "than", "a",
    ];
    let skip = usize::from(matches!(low(list, at + 1), "\"" | "'"));
    let next = at + 1 + skip;
    n.digits.contains('.')
        || AFTER.contains(&low(list, next))
        || list.get(next).is_some_and(|t| {
            t.kind == TokenKind::Number || t.capital || matches!(&*t.low, "$" | "€" | "£" | "¥")
        })
}

/// The counted noun behind a number, with up to two words between.
fn counted(
    list: &[Token],
    at: usize,
    hyphen: bool,
    n: &Number,
    names: &UnitNames,
) -> Option<(UnitFound, usize)> {
    let found = |k: usize| {
        words().counted.at(list, k).find(|(_, class)| *class != "strength").map(|(len, class)| {
            let noun = list
                .get(k..k + len)
                .unwrap_or_default()
                .iter()
                .map(|t| &*t.low)
                .collect::<Vec<_>>()
                .join(" ");
            (
                UnitFound { word: class.to_owned(), noun: Some(noun), adjectival: hyphen, points: false },
                k + len,
            )
        })
    };
    if let Some((unit, end)) = own_unit(list, at, names).or_else(|| found(at)) {
        return Some((unit, end));
    }
    if hyphen {
        return None;
    }
    // "9,000 Korean workers": words between count only before persons.
    for between in 1..=2 {
        let words_only = (at..at + between).all(|k| {
            list.get(k).is_some_and(|t| t.kind == TokenKind::Word && !is_small(&t.low)) || low(list, k) == "-"
        });
        if !words_only {
            return None;
        }
        if let Some((unit, end)) = found(at + between)
            && unit.word == "persons"
            && n.scale.is_empty()
        {
            return Some((unit, end));
        }
    }
    None
}

/// A unit of the case's own.
fn own_unit(list: &[Token], at: usize, names: &UnitNames) -> Option<(UnitFound, usize)> {
    let word = low(list, at);
    if word.len() < 2 || !names.spellings().any(|s| s.eq_ignore_ascii_case(word)) {
        return None;
    }
    if words().counted.at(list, at).next().is_some() {
        return None;
    }
    Some((
        UnitFound { word: word.to_owned(), noun: Some(word.to_owned()), adjectival: false, points: false },
        at + 1,
    ))
}

/// Small words that cannot stand between a number and what it counts.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "to"
            | "and"
            | "or"
            | "for"
            | "the"
            | "a"
            | "an"
            | "with"
            | "on"
            | "at"
            | "by"
            | "from"
            | "as"
            | "is"
            | "was"
            | "were"
            | "are"
            | "that"
            | "than"
            | "who"
            | "which"
            | "when"
            | "while"
            | "but"
            | "has"
            | "had"
            | "have"
            | "said"
            | "after"
            | "before"
            | "more"
            | "this"
            | "last"
            | "next"
            | "its"
            | "their"
    )
}

/// What a number without a unit counts: "371 billion for wages" the money named before, a large number after a word of
/// strength persons ("the presence at 28,000-32,000").
fn bare(list: &[Token], c: &Core, last: Option<&Unit>) -> Option<UnitFound> {
    let in_parts = c.number.words
        && low(list, c.tokens.end) == ","
        && number(list, c.tokens.end + 1).is_some_and(|n| n.words);
    if in_parts || money::other(list, c.tokens.end) {
        return None;
    }
    if matches!(&*c.number.scale, " million" | " billion" | " trillion") {
        let word = last?.currency()?.code().to_owned();
        return Some(UnitFound { word, noun: None, adjectival: false, points: false });
    }
    // "from 14.8 per cent to the same 16.35".
    let per_cent = last == Some(&Unit::Percent) && c.number.digits.contains('.') && c.number.scale.is_empty();
    if per_cent
        && matches!(low(list, c.tokens.start.saturating_sub(1)), "to" | "at" | "from" | "same" | "and")
    {
        return Some(UnitFound { word: "%".into(), noun: None, adjectival: false, points: false });
    }
    let votes = c.number.scale.is_empty()
        && match low(list, c.tokens.end) {
            "voted" | "ayes" | "noes" | "yeas" => true,
            "in" => matches!(low(list, c.tokens.end + 1), "favour" | "favor"),
            "said" => matches!(low(list, c.tokens.end + 1), "yes" | "aye"),
            _ => false,
        };
    if votes {
        return Some(UnitFound { word: "votes".into(), noun: None, adjectival: false, points: false });
    }
    let large = c.number.digits.contains(',') && c.number.scale.is_empty();
    let near = (c.tokens.start.saturating_sub(4)..c.tokens.start)
        .any(|k| words().counted.longest(list, k, "strength").is_some());
    let unit = UnitFound { word: "persons".into(), noun: None, adjectival: false, points: false };
    (large && near).then_some(unit)
}

/// Where the second end of a range begins, if one is joined here.
fn joined(list: &[Token], first: &Core, from: usize) -> Option<usize> {
    let i = first.tokens.end;
    let before = first.tokens.start.checked_sub(1).filter(|b| *b >= from).map_or("", |b| low(list, b));
    let scaled = !first.number.scale.is_empty() || first.unit.is_some() || !first.sign.is_empty();
    let skip_sign = |k: usize| {
        let mut k = k;
        while k < i + 4
            && (matches!(low(list, k), "$" | "€" | "£" | "¥" | "₩")
                || DOLLARS.contains(&low(list, k)) && low(list, k + 1) == "$")
        {
            k += 1;
        }
        k
    };
    match low(list, i) {
        "to" if !(before == "from" && scaled) => Some(skip_sign(i + 1)),
        "-" | "–" | "~" => Some(skip_sign(i + 1)),
        "or" if first.number.words => Some(i + 1),
        "and" if before == "between" => Some(skip_sign(i + 1)),
        "," if first.number.words && !scaled => Some(i + 1),
        _ => None,
    }
}

/// True if two ends make one range.
fn goes_with(a: &Core, b: &Core) -> bool {
    let unit = |c: &Core| {
        c.unit.as_ref().map(|u| u.word.clone()).or_else(|| (!c.sign.is_empty()).then(|| c.sign.clone()))
    };
    let year =
        |c: &Core| c.number.is_year() && c.unit.is_none() && c.sign.is_empty() && c.number.scale.is_empty();
    let points = |c: &Core| c.unit.as_ref().is_some_and(|u| u.points);
    if year(a) || a.number.ratio || b.number.ratio || a.unit.is_some() && points(a) != points(b) {
        return false;
    }
    match (unit(a), unit(b)) {
        (Some(x), Some(y)) => x == y,
        (Some(_), None) => {
            !a.sign.is_empty() && (b.number.scale == a.number.scale || a.number.scale.is_empty())
        }
        (None, Some(_)) => b.sign.is_empty() || a.number.scale.is_empty(),
        (None, None) => a.number.digits.contains(',') && b.number.digits.contains(','),
    }
}

/// The bound before a figure in the words of the grammar, and where it begins.
fn bound(list: &[Token], start: usize, from: usize) -> (Option<&'static str>, usize) {
    let mut best: Option<&'static str> = None;
    let mut begin = start;
    for _ in 0..2 {
        let mut end = begin;
        // "around the $853,000", "as high as \"$5 billion\"".
        while end > from
            && matches!(low(list, end - 1), "the" | "its" | "a" | "an" | "his" | "their" | "\"" | "'" | "-")
        {
            end -= 1;
        }
        let found = (1..=5usize).rev().find_map(|length| {
            let at = end.checked_sub(length).filter(|a| *a >= from)?;
            let (n, class) = words().bounds.at(list, at).next()?;
            (n == length).then_some((at, class))
        });
        let whole = (1..=5usize).rev().find_map(|length| {
            let at = begin.checked_sub(length).filter(|a| *a >= from)?;
            let (n, class) = words().bounds.at(list, at).next()?;
            (n == length).then_some((at, class))
        });
        let Some((at, class)) = whole.or(found) else { break };
        best = match best {
            None | Some("exactly") => Some(class),
            kept => kept,
        };
        begin = at;
    }
    (best, begin)
}

/// True where "more than" compares with what stands before it: "8 per cent more than the 960 million of 2018".
fn is_comparison(list: &[Token], start: usize, end: usize, from: usize, bound: Option<&str>) -> bool {
    let compares = matches!(bound, Some("more than" | "less than"));
    let behind_figure = start == from && from > 0;
    let known_sum =
        end.checked_sub(1).is_some_and(|b| b > start && matches!(low(list, b), "the" | "its" | "their"));
    compares && (behind_figure || known_sum)
}

/// True where "over" or "under" stands before a length of time: it says when, not how much.
fn is_span(bound: Option<&str>, last: &Core) -> bool {
    let time = last
        .unit
        .as_ref()
        .is_some_and(|u| matches!(&*u.word, "years" | "months" | "weeks" | "days" | "hours" | "minutes"));
    time && matches!(bound, Some("more than" | "less than"))
        && last.unit.as_ref().is_some_and(|u| u.adjectival || last.number.words)
}

/// The period after or before a figure, in the words of the grammar, and the token after the figure.
fn period(list: &[Token], end: usize, start: usize, from: usize) -> (&'static str, usize) {
    let (a, b) = (low(list, end), low(list, end + 1));
    match (a, b) {
        ("a" | "per" | "each" | "every", "year") => return (" a year", end + 2),
        ("per", "annum") => return (" a year", end + 2),
        ("a" | "per" | "each" | "every", "month") => return (" a month", end + 2),
        ("annually" | "yearly", _) => return (" a year", end + 1),
        ("-", "a") if low(list, end + 2) == "-" && low(list, end + 3) == "year" => {
            return (" a year", end + 4);
        }
        _ => {}
    }
    let before =
        (start.saturating_sub(4).max(from)..start).any(|k| matches!(low(list, k), "annual" | "yearly"));
    let money = low(list, start) == "$" || low(list, start + 1) == "$" || before;
    (if before && money { " a year" } else { "" }, end)
}
