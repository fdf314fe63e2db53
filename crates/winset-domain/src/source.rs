//! Bytes to text: UTF-8 with or without a mark, UTF-16 with a mark, and Latin where an XML declaration says so.

/// What the 32 codes between ASCII and Latin-1 mean to those who write windows-1252.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, without a byte-order mark; the reason where it has none.
pub(crate) fn text(bytes: &[u8]) -> Result<String, &'static str> {
    const NEITHER: &str = "the file is neither UTF-8 nor UTF-16 with a byte-order mark";
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8(rest.to_vec()).map_err(|_| NEITHER);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return wide(bytes, u16::from_le_bytes).ok_or(NEITHER);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return wide(bytes, u16::from_be_bytes).ok_or(NEITHER);
    }
    match std::str::from_utf8(bytes) {
        Ok(t) => Ok(t.to_owned()),
        Err(_) if says_latin(bytes) => Ok(bytes.iter().map(|b| latin(*b)).collect()),
        Err(_) => Err(NEITHER),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let pairs = bytes.get(2..)?.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let units: Vec<u16> = pairs.map(|p| unit([p[0], p[1]])).collect();
    String::from_utf16(&units).ok()
}

/// True if an XML declaration in the first bytes names a Latin encoding.
fn says_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..300).unwrap_or(bytes)).to_lowercase();
    let Some(declared) = head.split("<?xml").nth(1).and_then(|d| d.split("?>").next()) else { return false };
    ["iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"].iter().any(|n| declared.contains(n))
}

fn latin(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn encodings() {
        assert_eq!(text(b"\xef\xbb\xbfab").as_deref(), Ok("ab"));
        assert_eq!(text("é".as_bytes()).as_deref(), Ok("é"));
        assert_eq!(text(b"\xff\xfea\0\xe9\0").as_deref(), Ok("aé"));
        assert_eq!(text(b"\xfe\xff\0a").as_deref(), Ok("a"));
        assert!(text(b"\xfe\xff\0").is_err());
        assert!(text(b"caf\xe9").is_err());
        let latin = text(b"<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9\x93'/>");
        assert!(latin.is_ok_and(|t| t.ends_with("<a b='é“'/>")));
    }
}
