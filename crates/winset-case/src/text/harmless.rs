//! What makes a stranger's text harmless: no control characters, only web links.

/// The text without control characters and without marks that reorder what is shown.
///
/// ```
/// assert_eq!(winset_case::text::neutral("a\u{1b}[31mb\u{202e}c"), "a�[31mb�c");
/// ```
pub fn neutral(text: &str) -> String {
    text.chars().map(|c| if is_hostile(c) { '\u{fffd}' } else { c }).collect()
}

/// True for characters that a terminal or a browser would obey instead of show.
pub(crate) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// True for an address that begins with `http://` or `https://` and holds no blank, quote or bracket.
///
/// ```
/// assert!(winset_case::text::is_web_link("https://example.org/a?b=1"));
/// assert!(!winset_case::text::is_web_link("javascript:alert(1)"));
/// assert!(!winset_case::text::is_web_link("javascript://example.org/%0aalert(1)"));
/// ```
pub fn is_web_link(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let rest = scheme.filter(|(s, _)| s == "https" || s == "http").map(|(_, rest)| rest);
    rest.is_some_and(|r| {
        r.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !r
                .chars()
                .any(|c| c.is_whitespace() || is_hostile(c) || matches!(c, '"' | '<' | '>' | '`' | '\\'))
    })
}
