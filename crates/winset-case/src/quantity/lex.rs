//! Text to tokens: widths and cases are folded, spaces dropped, known words found longest first.

use std::ops::Range;

use super::UnitNames;
use super::number::{Numeral, Refusal};
use super::words::{Word, lexicon};

/// One piece of a figure's text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes in the text, on character boundaries.
    pub at: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Number(Result<Numeral, Refusal>),
    Word(Word),
    Plus,
    /// A minus sign or a dash, which joins a range.
    Dash,
    Slash,
    /// A dash that can only join a range: `–`, `~` after a number.
    Joint,
    Unknown,
}

/// A character as compared, and where it stands.
#[derive(Clone, Copy)]
struct Folded {
    c: char,
    start: usize,
    end: usize,
}

/// Folds a spelling: lower case, full width to ASCII, any run of white space to one space, ends trimmed.
pub(super) fn fold(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for c in text.trim().chars().map(fold_char) {
        if c != ' ' || out.last() != Some(&' ') {
            out.push(c);
        }
    }
    out
}

fn fold_char(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{FFE5}' => '¥',
        '\u{FFE6}' => '₩',
        '\u{FFE1}' => '£',
        '\u{2212}' | '\u{FE63}' => '-',
        '\u{2019}' => '\'',
        '\u{301C}' | '\u{223C}' => '~',
        '\u{00D7}' | '\u{2715}' | '\u{2A2F}' => '×',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{FEFF}' | '\u{200B}' | '\u{2060}' => ' ',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) => l,
        _ => c,
    }
}

/// A letter of a script that puts spaces between words.
fn is_spaced_letter(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) < 0x0590
}

/// Cuts a text into tokens. What is not known becomes [`Kind::Unknown`].
pub(super) fn tokens(text: &str, names: &UnitNames) -> Vec<Token> {
    let chars: Vec<Folded> = text
        .char_indices()
        .map(|(i, c)| Folded { c: fold_char(c), start: i, end: i + c.len_utf8() })
        .collect();
    let mut out: Vec<Token> = Vec::new();
    let mut i = 0;
    while let Some(first) = chars.get(i).copied() {
        if first.c == ' ' {
            i += 1;
            continue;
        }
        let (length, kind) = next(&chars, i, names, out.last());
        let length = length.max(1);
        let end = chars.get(i + length - 1).map_or(text.len(), |f| f.end);
        out.push(Token { kind, at: first.start..end });
        i += length;
    }
    // A full stop that ends the text says nothing.
    if out.len() > 1
        && let Some(last) = out.last()
        && matches!(last.kind, Kind::Unknown)
        && text.get(last.at.clone()) == Some(".")
    {
        out.pop();
    }
    out
}

fn next(chars: &[Folded], i: usize, names: &UnitNames, previous: Option<&Token>) -> (usize, Kind) {
    let first = chars.get(i).map_or(' ', |f| f.c);
    let after_amount = previous.is_some_and(|t| match &t.kind {
        Kind::Number(_) => true,
        Kind::Word(w) => matches!(
            w,
            Word::Scale { .. }
                | Word::Unit(_)
                | Word::Shared(_)
                | Word::Year
                | Word::Per(_)
                | Word::Bound { after: true, before: false, .. }
        ),
        _ => false,
    });
    if first == '~' && after_amount {
        return (1, Kind::Joint);
    }
    let own = names.longest_at(|spelling| matched(chars, i, spelling));
    let known = lexicon().get(&first).and_then(|list| {
        list.iter()
            .find_map(|(spelling, word)| matched(chars, i, spelling).map(|length| (length, word.clone())))
    });
    match (own, known) {
        (Some((a, unit)), Some((b, _))) if a >= b => return (a, Kind::Word(Word::Unit(unit))),
        (Some((a, unit)), None) => return (a, Kind::Word(Word::Unit(unit))),
        (_, Some((b, word))) => return (b, Kind::Word(word)),
        (None, None) => {}
    }
    match first {
        '0'..='9' => number(chars, i),
        '.' if digit(chars, i + 1) => leading_point(chars, i),
        '+' => (1, Kind::Plus),
        '-' => (1, Kind::Dash),
        '\u{2010}'..='\u{2015}' => (1, if after_amount { Kind::Joint } else { Kind::Dash }),
        '/' => (1, Kind::Slash),
        _ => (unknown(chars, i), Kind::Unknown),
    }
}

/// How many characters a spelling takes at a place, if it stands there as a whole word.
fn matched(chars: &[Folded], i: usize, spelling: &[char]) -> Option<usize> {
    let first = *spelling.first()?;
    if is_spaced_letter(first) && i > 0 && chars.get(i - 1).is_some_and(|f| is_spaced_letter(f.c)) {
        return None;
    }
    let mut at = i;
    for &want in spelling {
        let found = chars.get(at)?.c;
        if found != want {
            return None;
        }
        at += 1;
        if want == ' ' {
            while chars.get(at).is_some_and(|f| f.c == ' ') {
                at += 1;
            }
        }
    }
    let last = *spelling.last()?;
    let following = chars.get(at).map_or(' ', |f| f.c);
    let runs_on = is_spaced_letter(last) && (is_spaced_letter(following) || following == '_')
        || last.is_ascii_digit() && following.is_ascii_alphanumeric();
    if runs_on { None } else { Some(at - i) }
}

fn digit(chars: &[Folded], i: usize) -> bool {
    chars.get(i).is_some_and(|f| f.c.is_ascii_digit())
}

/// The end of a numeral: digits, with separators between digits and spaces before groups of three.
fn number_end(chars: &[Folded], i: usize) -> usize {
    let mut at = i;
    loop {
        while digit(chars, at) {
            at += 1;
        }
        match chars.get(at).map(|f| f.c) {
            Some(',' | '.' | '\'' | '_') if digit(chars, at + 1) => at += 1,
            Some(' ') if (1..=3).all(|k| digit(chars, at + k)) && !digit(chars, at + 4) => at += 1,
            _ => return at,
        }
    }
}

fn number(chars: &[Folded], i: usize) -> (usize, Kind) {
    let end = number_end(chars, i);
    let run: String = chars.get(i..end).unwrap_or_default().iter().map(|f| f.c).collect();
    let exponent = chars.get(end).is_some_and(|f| f.c == 'e')
        && (digit(chars, end + 1)
            || chars.get(end + 1).is_some_and(|f| matches!(f.c, '+' | '-')) && digit(chars, end + 2));
    if exponent {
        let rest = number_end(chars, if digit(chars, end + 1) { end + 1 } else { end + 2 });
        let hint = "write 5 billion or 5,000,000,000, not 5e9";
        return (rest - i, Kind::Number(Err(("powers of ten are not read".into(), Some(hint.into())))));
    }
    (end - i, Kind::Number(Numeral::parse(&run)))
}

fn leading_point(chars: &[Folded], i: usize) -> (usize, Kind) {
    let end = number_end(chars, i + 1);
    let run: String = chars.get(i + 1..end).unwrap_or_default().iter().map(|f| f.c).collect();
    (end - i, Kind::Number(Err(("a number begins with a digit".into(), Some(format!("write 0.{run}"))))))
}

/// The length of a word that is not known.
fn unknown(chars: &[Folded], i: usize) -> usize {
    let first = chars.get(i).map_or(' ', |f| f.c);
    if !first.is_alphabetic() {
        return 1;
    }
    chars.iter().skip(i).take_while(|f| f.c.is_alphabetic() || f.c == '_').count()
}
