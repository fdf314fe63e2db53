//! Marks of SVG as text: escaping, rounding, elements.

use std::fmt::Write;

/// A coordinate rounded to two decimals; what is not a number is written as 0.
pub(crate) fn num(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let rounded = (value.clamp(-1e7, 1e7) * 100.0).round() / 100.0;
    let mut text = format!("{rounded:.2}");
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Text without the characters that XML forbids or that turn the direction of the line, on one line.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_unseen(*c))
        .collect()
}

/// Text that may stand in an element or an attribute.
pub(crate) fn escape(text: &str) -> String {
    entities(&clean(text))
}

/// Text whose five characters of markup are written as entities.
pub(crate) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// An id made of a name: letters, digits and hyphens of ASCII; a name that loses letters keeps a sign of them.
pub(crate) fn id(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    if name.is_ascii() && !plain.is_empty() {
        return format!("ws-{plain}");
    }
    let sign =
        name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("ws-{plain}{:08x}", sign >> 32)
}

/// An element under construction.
pub(crate) struct Element {
    name: &'static str,
    text: String,
}

impl Element {
    /// Begins an element.
    pub(crate) fn new(name: &'static str) -> Element {
        Element { name, text: format!("<{name}") }
    }

    /// Adds an attribute of words.
    pub(crate) fn attr(mut self, name: &str, value: &str) -> Element {
        let _ = write!(self.text, " {name}=\"{}\"", escape(value));
        self
    }

    /// Adds an attribute of words unless they are empty.
    pub(crate) fn attr_if(self, name: &str, value: &str) -> Element {
        if value.is_empty() { self } else { self.attr(name, value) }
    }

    /// Adds an attribute of number.
    pub(crate) fn num(mut self, name: &str, value: f64) -> Element {
        let _ = write!(self.text, " {name}=\"{}\"", num(value));
        self
    }

    /// Ends it without content.
    pub(crate) fn end(mut self) -> String {
        self.text.push_str("/>");
        self.text
    }

    /// Ends it around markup that is already escaped.
    pub(crate) fn around(mut self, inner: &str) -> String {
        let _ = write!(self.text, ">{inner}</{}>", self.name);
        self.text
    }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        let seen: Vec<String> =
            [1.0, 1.5, -0.001, 2.345_678, f64::NAN, f64::INFINITY, 1e300].map(num).into_iter().collect();
        assert_eq!(seen, ["1", "1.5", "0", "2.35", "0", "0", "10000000"]);
    }

    #[test]
    fn hostile_text_is_harmless() {
        assert_eq!(escape("<a b=\"c\" d='e'>&\u{0}\u{202E}"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
        assert_eq!(id("Asks <b>"), "ws-asks--b");
        assert_ne!(id("미국"), id("한국"));
    }
}
