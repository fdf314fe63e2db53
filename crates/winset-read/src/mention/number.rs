//! A number in digits or in words, with its scale.

use crate::token::{Token, TokenKind};

use super::{glued, low};

/// A number as the quantity grammar writes it.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// `1,038.9`, or `1/5` for a fraction.
    pub digits: String,
    /// ` billion`, or nothing.
    pub scale: String,
    /// A fraction in words.
    pub ratio: bool,
    /// Written in words.
    pub words: bool,
    /// The token after it.
    pub next: usize,
}

impl Number {
    /// True for four digits that may be a year.
    pub fn is_year(&self) -> bool {
        !self.words && self.digits.len() == 4 && matches!(self.digits.get(..2), Some("19" | "20"))
    }
}

const UNITS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [(&str, u32); 8] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const PARTS: [(&str, u32); 12] = [
    ("half", 2),
    ("third", 3),
    ("quarter", 4),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twelfth", 12),
    ("twentieth", 20),
];

fn unit_word(word: &str) -> Option<u32> {
    UNITS.iter().zip(1..).find(|(w, _)| **w == word).map(|(_, n)| n)
}

/// The number from two to twenty that a word says.
pub(crate) fn count_word(word: &str) -> Option<u32> {
    unit_word(word).filter(|n| *n > 1)
}

/// True for a word that says a whole number: a unit or a ten.
pub(crate) fn is_number_word(word: &str) -> bool {
    unit_word(word).is_some() || TENS.iter().any(|(w, _)| *w == word)
}

fn part_word(word: &str) -> Option<u32> {
    let one = word.strip_suffix('s').unwrap_or(word);
    let one = if word == "halves" { "half" } else { one };
    PARTS.iter().find(|(w, _)| *w == one).map(|(_, n)| *n)
}

/// The scale word at a token, as the grammar writes it.
fn scale_at(list: &[Token], i: usize) -> Option<&'static str> {
    match low(list, i) {
        "hundred" => Some(" hundred"),
        "thousand" => Some(" thousand"),
        "million" | "mn" | "mln" | "millions" => Some(" million"),
        "billion" | "bn" | "bln" | "billions" => Some(" billion"),
        "trillion" | "tn" | "trn" | "tln" | "trillions" => Some(" trillion"),
        "m" if glued(list, i) => Some(" million"),
        "b" if glued(list, i) => Some(" billion"),
        "t" if glued(list, i) => Some(" trillion"),
        "k" if glued(list, i) => Some(" thousand"),
        _ => None,
    }
}

/// The scale after a number, a hyphen between allowed, and the token after it.
fn scale(list: &[Token], i: usize) -> (String, usize) {
    let hyphen = usize::from(low(list, i) == "-" && glued(list, i) && glued(list, i + 1));
    match scale_at(list, i + hyphen) {
        Some(" hundred") => match scale_at(list, i + hyphen + 1) {
            Some(next) if next != " hundred" => (format!(" hundred{next}"), i + hyphen + 2),
            _ => (" hundred".into(), i + hyphen + 1),
        },
        Some(s) => (s.into(), i + hyphen + 1),
        None => (String::new(), i),
    }
}

/// The number that begins at a token, if it counts something.
pub(super) fn number(list: &[Token], i: usize) -> Option<Number> {
    let t = list.get(i)?;
    match t.kind {
        TokenKind::Number => digits(list, i, t),
        TokenKind::Word => in_words(list, i),
        TokenKind::Mark => None,
    }
}

fn digits(list: &[Token], i: usize, t: &Token) -> Option<Number> {
    let next = i + 1;
    if glued(list, next) && matches!(low(list, next), "st" | "nd" | "rd" | "th" | "s") {
        return None;
    }
    if let Some(before) = i.checked_sub(1).filter(|_| t.glued) {
        let b = list.get(before)?;
        let money = b.kind == TokenKind::Word && (&*b.low == "rm" || b.low.len() == 3 && b.capital);
        if b.kind == TokenKind::Word && !money || &*b.low == "/" || &*b.low == "." {
            return None;
        }
        // "F-16" and "mid-2000s" are names; "28,000-32,000" is a range.
        let named = &*b.low == "-"
            && b.glued
            && before.checked_sub(1).and_then(|k| list.get(k)).is_some_and(|w| w.kind == TokenKind::Word);
        if named {
            return None;
        }
    }
    // Clock times and scores.
    if matches!(low(list, next), ":" | "/") && glued(list, next) && glued(list, next + 1) {
        return None;
    }
    let (scale, next) = scale(list, next);
    Some(Number { digits: t.low.to_string(), scale, ratio: false, words: false, next })
}

fn in_words(list: &[Token], i: usize) -> Option<Number> {
    let word = low(list, i);
    let behind_hyphen =
        i.checked_sub(1).is_some_and(|b| low(list, b) == "-" && glued(list, b) && glued(list, i));
    // "thirty-eight point nine": a decimal in words is not taken apart.
    let after_point = i.checked_sub(1).is_some_and(|b| low(list, b) == "point");
    if behind_hyphen || after_point {
        return None;
    }
    let made = |digits: String, scale: String, ratio: bool, next: usize| Number {
        digits,
        scale,
        ratio,
        words: true,
        next,
    };
    if matches!(word, "a" | "an") {
        if let Some(n) = part_word(low(list, i + 1))
            .filter(|_| low(list, i + 2) == "of" || matches!(low(list, i + 1), "third" | "quarter" | "fifth"))
        {
            let nounlike = matches!(low(list, i + 1), "third" | "fourth" | "fifth" | "sixth" | "tenth")
                && low(list, i + 2) != "of"
                && !matches!(low(list, i + 2), "more" | "less" | "higher" | "," | ".");
            return (!nounlike).then(|| made(format!("1/{n}"), String::new(), true, i + 2));
        }
        if matches!(low(list, i + 1), "hour") && word == "an" {
            return Some(made("1".into(), String::new(), false, i + 1));
        }
        let (scale, next) = scale(list, i + 1);
        let real = !scale.is_empty() && scale != " hundred";
        return real.then(|| made("1".into(), scale, false, next));
    }
    if word == "half" && matches!(low(list, i + 1), "of" | "the" | "a" | "what") {
        return match low(list, i + 1) {
            "a" => {
                let (scale, next) = scale(list, i + 2);
                (!scale.is_empty()).then(|| made("0.5".into(), scale, false, next))
            }
            _ => Some(made("1/2".into(), String::new(), true, i + 1)),
        };
    }
    let (value, mut next) = match TENS.iter().find(|(w, _)| *w == word) {
        Some((_, tens)) => match unit_word(low(list, i + 2)).filter(|n| *n < 10 && low(list, i + 1) == "-") {
            Some(n) => (tens + n, i + 3),
            None => (*tens, i + 1),
        },
        None => (unit_word(word)?, i + 1),
    };
    if low(list, next) == "point"
        && (unit_word(low(list, next + 1)).is_some() || low(list, next + 1) == "zero")
    {
        return None;
    }
    let hyphen = usize::from(low(list, next) == "-" && glued(list, next));
    if let Some(n) = part_word(low(list, next + hyphen)).filter(|n| *n > value && value < 10) {
        let clean = hyphen == 1 || low(list, next + 1) == "of" || low(list, next).ends_with('s');
        if clean {
            return Some(made(format!("{value}/{n}"), String::new(), true, next + hyphen + 1));
        }
    }
    // "nine in ten", "two out of three".
    let over = match (low(list, next), low(list, next + 1)) {
        ("in", below) => unit_word(below).map(|n| (n, next + 2)),
        ("out", "of") => unit_word(low(list, next + 2)).map(|n| (n, next + 3)),
        _ => None,
    };
    if let Some((below, after)) = over.filter(|(n, _)| *n > value && matches!(n, 3..=5 | 10)) {
        return Some(made(format!("{value}/{below}"), String::new(), true, after));
    }
    if low(list, next) == "and" && low(list, next + 1) == "a" && low(list, next + 2) == "half" {
        if low(list, next + 3) == "times" {
            return Some(made(format!("{value}.5"), String::new(), false, next + 3));
        }
        let (scale, after) = scale(list, next + 3);
        return (!scale.is_empty()).then(|| made(format!("{value}.5"), scale, false, after));
    }
    let (scale, after) = scale(list, next);
    next = after;
    Some(made(value.to_string(), scale, false, next))
}
