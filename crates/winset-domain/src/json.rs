//! JSON with places: the whole grammar, nothing beside it, and no recursion past the deepest nesting allowed.

use winset_case::diagnostic::Place;

use crate::node::{Key, Node, What};
use crate::{MOST_DEPTH, MOST_VALUES};

/// A JSON text as a tree, or the byte and the sentence of the first thing that is not JSON.
pub(crate) fn parse(text: &str, file: usize) -> Result<Node, (usize, String)> {
    let mut p = Parser { text, bytes: text.as_bytes(), at: 0, file, nodes: 0 };
    let node = p.value(0)?;
    p.space();
    if p.at < p.bytes.len() { Err(p.fault("something follows the end of the value")) } else { Ok(node) }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    file: usize,
    nodes: usize,
}

type Parsed<T> = Result<T, (usize, String)>;

impl Parser<'_> {
    fn fault(&self, sentence: &str) -> (usize, String) {
        (self.at, sentence.to_owned())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn place(&self, start: usize) -> Place {
        Place { file: self.file, start, end: self.at }
    }

    fn value(&mut self, depth: usize) -> Parsed<Node> {
        self.space();
        if depth > MOST_DEPTH {
            return Err(self.fault(&format!("values are nested deeper than {MOST_DEPTH}")));
        }
        self.nodes += 1;
        if self.nodes > 2 * MOST_VALUES {
            return Err(self.fault(&format!("more than {} values in one file", 2 * MOST_VALUES)));
        }
        let start = self.at;
        let what = match self.peek() {
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => What::Text(self.string()?),
            Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => What::Plain(self.word()?),
            Some(_) => return Err(self.fault("a value should stand here")),
            None => return Err(self.fault("the text ends in the middle of a value")),
        };
        Ok(Node { at: self.place(start), what })
    }

    fn map(&mut self, depth: usize) -> Parsed<What> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        self.at += 1;
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(What::Map(entries));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a key in quotation marks should stand here"));
            }
            let text = self.string()?;
            let key = Key { text, at: self.place(start), plain: false };
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.fault("`:` should stand between a key and its value"));
            }
            self.at += 1;
            entries.push((key, self.value(depth + 1)?));
            if self.more(b'}')? {
                return Ok(What::Map(entries));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Parsed<What> {
        let mut list = Vec::new();
        self.at += 1;
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(What::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            if self.more(b']')? {
                return Ok(What::List(list));
            }
        }
    }

    /// Steps over a comma, or over the end: true.
    fn more(&mut self, end: u8) -> Parsed<bool> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(b) if b == end => {
                self.at += 1;
                Ok(true)
            }
            _ => Err(self.fault(&format!("`,` or `{}` should stand here", char::from(end)))),
        }
    }

    fn word(&mut self) -> Parsed<String> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'E')) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or("");
        if ["true", "false", "null"].contains(&word) || is_number(word) {
            return Ok(word.to_owned());
        }
        self.at = start;
        Err(self.fault(&format!("`{word}` is neither a number nor true, false or null")))
    }

    fn string(&mut self) -> Parsed<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while self.peek().is_some_and(|b| b != b'"' && b != b'\\' && b >= 0x20) {
                self.at += 1;
            }
            out.push_str(self.text.get(start..self.at).unwrap_or(""));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(_) => return Err(self.fault("a text runs over the end of a line")),
                None => return Err(self.fault("the text ends inside quotation marks")),
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        self.at += 2;
        Ok(match self.bytes.get(self.at - 1) {
            Some(b @ (b'"' | b'\\' | b'/')) => char::from(*b),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => {
                self.at -= 2;
                return Err(self.fault("`\\` begins no sign that JSON knows"));
            }
        })
    }

    fn unicode(&mut self) -> Parsed<char> {
        let first = self.hex()?;
        if (0xd800..0xdc00).contains(&first) && self.text.get(self.at..self.at + 2) == Some("\\u") {
            self.at += 2;
            let second = self.hex()?;
            let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
            let whole = low.and_then(|low| char::from_u32(0x10000 + ((first - 0xd800) << 10) + low));
            return whole.ok_or_else(|| self.fault("half a sign stands alone"));
        }
        char::from_u32(first).ok_or_else(|| self.fault("half a sign stands alone"))
    }

    fn hex(&mut self) -> Parsed<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let value = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
        let value = value.ok_or_else(|| self.fault("`\\u` wants four hexadecimal digits"))?;
        self.at += 4;
        Ok(value)
    }
}

/// True for a number in the grammar of JSON.
fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((m, e)) => (m, e.strip_prefix(['-', '+']).unwrap_or(e)),
        None => (word, "0"),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(part) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match parse(text, 0) {
            Ok(n) => format!("{:?}", n.what).chars().take(40).collect(),
            Err((at, s)) => format!("{at}: {s}"),
        }
    }

    #[test]
    fn what_is_not_json_has_a_place() {
        for (text, want) in [
            ("", "0: the text ends in the middle of a value"),
            ("{\"a\" 1}", "5: `:` should stand between a key and its value"),
            ("{a: 1}", "1: a key in quotation marks should stand here"),
            ("[1, ]", "4: a value should stand here"),
            ("[1 2]", "3: `,` or `]` should stand here"),
            ("[01]", "1: `01` is neither a number nor true, false or null"),
            ("[nan]", "1: `nan` is neither a number nor true, false or null"),
            ("\"a\nb\"", "2: a text runs over the end of a line"),
            ("\"\\x\"", "1: `\\` begins no sign that JSON knows"),
            ("\"\\ud800\"", "7: half a sign stands alone"),
            ("\"\\udbff\\ud800\"", "13: half a sign stands alone"),
            ("\"\\udbff\\u0041\"", "13: half a sign stands alone"),
            ("\"\\udbff\\uffff\"", "13: half a sign stands alone"),
            ("1 2", "2: something follows the end of the value"),
            ("\"\\u00e9\\ud83d\\ude00\"", "Text(\"é😀\")"),
            ("-1.5e-3", "Plain(\"-1.5e-3\")"),
        ] {
            assert_eq!(said(text), want, "{text}");
        }
        assert!(said(&"[".repeat(100_000)).ends_with("deeper than 64"));
    }
}
