//! Words, numbers, marks and sentences.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits with separators between them.
    Number,
    /// Anything else that is seen.
    Mark,
}

/// One piece of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Bytes of the text.
    pub at: Range<usize>,
    /// As compared: lower case, quotation marks straight, `US` as `u.s.` so that it is not the pronoun.
    pub low: Box<str>,
    /// True where no white space stands before it.
    pub glued: bool,
    /// True for a word that begins with a capital.
    pub capital: bool,
    /// True for a word of three or more capitals.
    pub shout: bool,
}

/// A sentence: tokens from where to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Tokens.
    pub tokens: Range<usize>,
    /// Bytes of the text.
    pub at: Range<usize>,
}

/// A text cut up.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Every token.
    pub list: Vec<Token>,
    /// Every sentence, in order.
    pub sentences: Vec<Sentence>,
}

/// Most tokens of a sentence: a text without full stops is cut.
const LONGEST_SENTENCE: usize = 400;

/// Words before a full stop that do not end a sentence.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rep", "sen", "gen", "col", "lt", "maj", "capt", "sgt", "gov", "amb",
    "st", "no", "vs", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "cf", "ca", "inc", "ltd", "co", "hon", "rev", "fig", "p", "pp",
];

/// Cuts a text into tokens and sentences.
///
/// ```
/// let t = winset_read::token::tokens("Talks ended on Nov. 19. The U.S. left.");
/// assert_eq!(t.sentences.len(), 2);
/// ```
pub fn tokens(text: &str) -> Tokens {
    let mut list = Vec::new();
    let mut i = 0;
    let mut spaced = true;
    while let Some(c) = text.get(i..).and_then(|t| t.chars().next()) {
        if c.is_whitespace() || is_unseen(c) {
            spaced |= c.is_whitespace();
            i += c.len_utf8();
            continue;
        }
        let token = next(text, i, c, !spaced);
        i = token.at.end.max(i + c.len_utf8());
        spaced = false;
        list.push(token);
    }
    let sentences = sentences(text, &list);
    Tokens { list, sentences }
}

/// Characters that are not seen: zero width, marks of direction, controls.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn next(text: &str, i: usize, c: char, glued: bool) -> Token {
    let rest = text.get(i..).unwrap_or("");
    if c.is_ascii_digit() {
        let at = i..i + number_length(rest);
        let low = text.get(at.clone()).unwrap_or("").into();
        return Token { kind: TokenKind::Number, at, low, glued, capital: false, shout: false };
    }
    if c.is_alphabetic() {
        let (length, low) = word(rest);
        let written = rest.get(..length).unwrap_or("");
        return Token {
            kind: TokenKind::Word,
            at: i..i + length,
            low: low.into(),
            glued,
            capital: c.is_uppercase(),
            shout: written.chars().nth(2).is_some() && written.chars().all(char::is_uppercase),
        };
    }
    let low = match c {
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '＂' => '"',
        '‘' | '’' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '（' => '(',
        '）' => ')',
        '，' | '、' => ',',
        '％' => '%',
        c => c,
    };
    let possessive = low == '\''
        && rest
            .get(c.len_utf8()..)
            .is_some_and(|r| r.starts_with('s') && !r.get(1..).is_some_and(starts_letter));
    let (length, low) =
        if possessive { (c.len_utf8() + 1, "'s".into()) } else { (c.len_utf8(), low.to_string()) };
    Token { kind: TokenKind::Mark, at: i..i + length, low: low.into(), glued, capital: false, shout: false }
}

fn starts_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |k: usize| bytes.get(k).is_some_and(u8::is_ascii_digit);
    let mut k = 0;
    loop {
        while digit(k) {
            k += 1;
        }
        match bytes.get(k) {
            Some(b'.' | b',') if digit(k + 1) => k += 1,
            _ => return k,
        }
    }
}

/// The length of a word and the word as compared.
fn word(rest: &str) -> (usize, String) {
    if let Some(length) = dotted(rest) {
        let letters: String = rest.get(..length).unwrap_or("").chars().filter(|c| *c != '.').collect();
        let low = if letters == "US" { "u.s.".into() } else { letters.to_lowercase() };
        return (length, low);
    }
    let mut length = 0;
    for (k, c) in rest.char_indices() {
        let inner = matches!(c, '\'' | '’')
            && rest.get(k + c.len_utf8()..).is_some_and(|r| starts_letter(r) && !ends_in_s(r));
        if !(c.is_alphabetic() || inner || is_combining(c)) {
            break;
        }
        length = k + c.len_utf8();
    }
    let written = rest.get(..length).unwrap_or("");
    let low = match written {
        "US" => "u.s.".to_owned(),
        w => w.to_lowercase().replace('’', "'"),
    };
    (length, low)
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F)
}

fn ends_in_s(after: &str) -> bool {
    after.starts_with('s') && !after.get(1..).is_some_and(starts_letter)
}

/// The length of single letters with full stops between and after them: `U.S.`.
fn dotted(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut k = 0;
    while bytes.get(k).is_some_and(u8::is_ascii_alphabetic) && bytes.get(k + 1) == Some(&b'.') {
        k += 2;
    }
    (k >= 4 && !bytes.get(k).is_some_and(u8::is_ascii_alphabetic)).then_some(k)
}

/// Words that a sentence begins with often.
const STARTERS: &[&str] = &[
    "the", "a", "an", "he", "she", "it", "they", "we", "in", "but", "and", "this", "that", "these", "those",
    "on", "at", "for", "both", "neither", "its", "his", "her", "their",
];

fn sentences(text: &str, list: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for i in 0..list.len() {
        if let Some(t) = list.get(i)
            && &*t.low == "\""
        {
            quoted = !quoted;
        }
        if (ends(text, list, i) || i + 1 - start >= LONGEST_SENTENCE) && i + 1 > start {
            push(list, start..i + 1, &mut out);
            start = i + 1;
            if paragraph_follows(text, list, i) {
                quoted = false;
            }
        }
    }
    if start < list.len() {
        push(list, start..list.len(), &mut out);
    }
    out
}

fn push(list: &[Token], tokens: Range<usize>, out: &mut Vec<Sentence>) {
    if let (Some(a), Some(b)) = (list.get(tokens.start), list.get(tokens.end.saturating_sub(1))) {
        out.push(Sentence { at: a.at.start..b.at.end, tokens });
    }
}

fn paragraph_follows(text: &str, list: &[Token], i: usize) -> bool {
    let (Some(a), Some(b)) = (list.get(i), list.get(i + 1)) else { return true };
    text.get(a.at.end..b.at.start).is_some_and(|gap| gap.matches('\n').count() > 1)
}

/// True if a sentence ends with a token.
fn ends(text: &str, list: &[Token], i: usize) -> bool {
    let Some(t) = list.get(i) else { return true };
    let Some(following) = list.get(i + 1) else { return true };
    if paragraph_follows(text, list, i) {
        return true;
    }
    let low = |k: usize| list.get(k).map_or("", |t| &*t.low);
    // A closing quotation mark belongs to the sentence that it closes.
    let closes = following.glued && matches!(&*following.low, "\"" | "'" | ")" | "]");
    match &*t.low {
        "。" | "！" | "？" => !closes,
        "!" | "?" => !closes && opens(following),
        "." => {
            let before = i.checked_sub(1).map_or("", low);
            let shortened = SHORTENED.contains(&before)
                || before.chars().count() == 1
                    && i.checked_sub(1).and_then(|k| list.get(k)).is_some_and(|t| t.capital);
            !closes && !following.glued && !shortened && opens(following)
        }
        "\"" | "'" | ")" | "]" if t.glued => {
            let before = i.checked_sub(1).map_or("", low);
            matches!(before, "." | "!" | "?" | "。") && opens(following) && !closes
        }
        "u.s." => {
            text.get(t.at.clone()).is_some_and(|w| w.ends_with('.'))
                && following.capital
                && STARTERS.contains(&&*following.low)
        }
        _ => false,
    }
}

fn opens(t: &Token) -> bool {
    t.capital
        || t.kind == TokenKind::Number
        || matches!(&*t.low, "\"" | "'" | "(" | "[" | "—" | "–" | "-" | "•" | "$" | "€" | "£" | "¥" | "₩")
        || t.kind == TokenKind::Word && !t.low.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        tokens(text).sentences.iter().map(|s| text[s.at.clone()].to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(cut("It ends on Dec. 31. They meet again.").len(), 2);
        assert_eq!(cut("Rep. Lee of the U.S. team spoke. “We left.” She sat.").len(), 3);
        assert_eq!(cut("He paid $1.2 billion.\n\nNo more").len(), 2);
        assert_eq!(cut("“It failed,” he said."), ["“It failed,” he said."]);
        assert_eq!(cut("会談は決裂した。次は来月だ。").len(), 2);
    }

    #[test]
    fn the_country_is_not_the_pronoun() {
        let t = tokens("US officials told us. The U.S. left");
        let low: Vec<&str> = t.list.iter().map(|t| &*t.low).collect();
        assert_eq!(low, ["u.s.", "officials", "told", "us", ".", "the", "u.s.", "left"]);
    }

    #[test]
    fn possessives_stand_apart() {
        let t = tokens("Seoul’s share they've paid");
        let low: Vec<&str> = t.list.iter().map(|t| &*t.low).collect();
        assert_eq!(low, ["seoul", "'s", "share", "they've", "paid"]);
    }
}
