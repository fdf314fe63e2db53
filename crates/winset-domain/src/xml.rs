//! The text of an XML file before and beside its parser: where it begins, what it may not hold, places of errors.

use crate::MOST_DEPTH;

/// The parser's own words without the position at their end.
pub(crate) fn words(e: &roxmltree::Error) -> String {
    let text = e.to_string();
    text.rsplit_once(" at ").map_or(text.as_str(), |(w, _)| w).replace('\'', "`")
}

/// The byte of the last sign that is no space.
pub(crate) fn last(xml: &str) -> usize {
    xml.trim_end().char_indices().next_back().map_or(0, |(i, _)| i)
}

/// Where the XML begins: at its declaration, or at its first sign.
pub(crate) fn beginning(text: &str) -> usize {
    let first = text.find('<').unwrap_or(0);
    let declared = text.find("<?xml ");
    // A declaration after an element is a fault that the parser tells.
    match declared {
        Some(d) if text.get(..d).is_some_and(|t| !t.contains('<')) => d,
        _ => first,
    }
}

/// The byte of the `<` of a row and column, counted in characters.
pub(crate) fn offset(text: &str, row: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(row.saturating_sub(1)).map(str::len).sum::<usize>();
    let line = text.get(start..).unwrap_or("");
    start + line.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// The byte of a document type, outside comments, character data and processing instructions.
pub(crate) fn forbidden(xml: &str) -> Option<usize> {
    const QUIET: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let mut from = 0;
    loop {
        let found = from + xml.get(from..)?.find('<')?;
        let here = xml.get(found..)?;
        if here.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("<!doctype")) {
            return Some(found);
        }
        // What does not end is no XML, which the parser tells.
        let skip = match QUIET.iter().find(|(begin, _)| here.starts_with(begin)) {
            Some((begin, end)) => begin.len() + here.get(begin.len()..)?.find(end)?,
            None => 1,
        };
        from = found + skip;
    }
}

/// Longest start tag, so that attributes compared with each other stay few.
const LONGEST_TAG: usize = 20_000;

/// The byte of the first tag that is too long or nested too deep, judged by the signs alone, and a sentence.
pub(crate) fn excess(xml: &str) -> Option<(usize, String)> {
    let bytes = xml.as_bytes();
    let mut depth = 0_usize;
    let mut i = 0;
    while let Some(found) = xml.get(i..).and_then(|t| t.find('<')) {
        let at = i + found;
        i = at + 1;
        match bytes.get(i) {
            Some(b'!') => {
                let end = if xml.get(at..).is_some_and(|t| t.starts_with("<!--")) { "-->" } else { ">" };
                i = xml.get(at..).and_then(|t| t.find(end)).map_or(xml.len(), |e| at + e);
            }
            Some(b'?') => {}
            Some(b'/') => depth = depth.saturating_sub(1),
            _ => {
                let end = end_of_tag(bytes, i);
                if end - at > LONGEST_TAG {
                    return Some((at, format!("a tag is longer than {LONGEST_TAG} bytes")));
                }
                if bytes.get(end.wrapping_sub(1)) != Some(&b'/') {
                    depth += 1;
                }
                if depth > MOST_DEPTH {
                    return Some((at, format!("elements are nested deeper than {MOST_DEPTH}")));
                }
                i = end;
            }
        }
    }
    None
}

pub(crate) fn end_of_tag(bytes: &[u8], mut i: usize) -> usize {
    let mut quote = None;
    while let Some(b) = bytes.get(i) {
        match (quote, b) {
            (None, b'>') => break,
            (None, b'"' | b'\'') => quote = Some(*b),
            (Some(q), b) if q == *b => quote = None,
            _ => {}
        }
        i += 1;
    }
    i
}
