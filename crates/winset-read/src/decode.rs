//! Bytes in an encoding to a document; what cannot be read is refused with what to do.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::Document;
use crate::html;

/// Encodings that are read on request; UTF-8, and UTF-16 with a mark, need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Code page 949, which holds EUC-KR.
    Cp949,
    /// Shift_JIS.
    ShiftJis,
}

impl Encoding {
    /// Every encoding with the name it is asked for by.
    pub const NAMES: [(Encoding, &'static str); 5] = [
        (Encoding::Utf8, "utf-8"),
        (Encoding::Utf16Le, "utf-16le"),
        (Encoding::Utf16Be, "utf-16be"),
        (Encoding::Cp949, "cp949"),
        (Encoding::ShiftJis, "shift_jis"),
    ];

    /// The encoding of a name, in any case.
    ///
    /// ```
    /// use winset_read::Encoding;
    /// assert_eq!(Encoding::parse("CP949"), Some(Encoding::Cp949));
    /// ```
    pub fn parse(name: &str) -> Option<Encoding> {
        Encoding::NAMES.iter().find(|(_, n)| n.eq_ignore_ascii_case(name)).map(|(e, _)| *e)
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Cp949 => encoding_rs::EUC_KR,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
        }
    }
}

/// Why bytes are not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was found, in a sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Most bytes of a document.
pub const MOST_BYTES: usize = 4 << 20;

/// First bytes of formats that are not text, what they are, and what to do.
const FORMATS: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "a PDF", "save its text, with `pdftotext FILE -` for instance, and give that"),
    (
        b"PK\x03\x04",
        "a zipped file, such as a word processor's",
        "save it as plain text or HTML and give that",
    ),
    (b"\xD0\xCF\x11\xE0", "an old word processor's file", "save it as plain text or HTML and give that"),
    (b"{\\rtf", "rich text", "save it as plain text and give that"),
    (b"\x1F\x8B", "a compressed file", "unpack it first"),
    (b"\x89PNG", "a picture", "give the text; pictures are not read"),
    (b"\xFF\xD8\xFF", "a picture", "give the text; pictures are not read"),
    (b"GIF8", "a picture", "give the text; pictures are not read"),
    (b"HWP Document", "a word processor's file", "save it as plain text or HTML and give that"),
];

/// A document of bytes: text, or a page that is reduced to its text.
///
/// The day of publication is `told`, where it is given, else what the text says.
///
/// # Errors
/// A [`Refusal`]: too large, not in the encoding, a format that is not text.
///
/// ```
/// use winset_read::decode;
/// assert_eq!(decode(b"Talks ended.", None, None).unwrap().text(), "Talks ended.");
/// assert!(decode(b"%PDF-1.7", None, None).unwrap_err().message.contains("PDF"));
/// ```
pub fn decode(bytes: &[u8], encoding: Option<Encoding>, told: Option<Date>) -> Result<Document, Refusal> {
    let refuse = |message: String, hint: &str| Err(Refusal { message, hint: hint.into() });
    if bytes.len() > MOST_BYTES {
        let size = MOST_BYTES >> 20;
        return refuse(
            format!("the document is larger than {size} MB"),
            "give the part that reports the talks",
        );
    }
    if let Some((_, what, hint)) = FORMATS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return refuse(format!("this is {what}, not text"), hint);
    }
    let text = text(bytes, encoding)?;
    if text.contains('\0') {
        return refuse(
            "the document holds bytes that are not text".into(),
            "save it as plain text and give that",
        );
    }
    if html::looks_like(&text) {
        let page = html::reduce(&text);
        return Ok(Document::of_parts(page.meta, page.text, told));
    }
    Ok(Document::new(&text, told))
}

/// The text of bytes in an encoding, line ends as `\n`.
fn text(bytes: &[u8], encoding: Option<Encoding>) -> Result<String, Refusal> {
    let marked = match bytes {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => None,
    };
    let chosen = marked.or(encoding).unwrap_or(Encoding::Utf8);
    let (text, malformed) = chosen.table().decode_without_bom_handling(bytes);
    if malformed {
        let name = Encoding::NAMES.iter().find(|(e, _)| *e == chosen).map_or("text", |(_, n)| n);
        let told = encoding.is_some() || marked.is_some();
        return Err(Refusal {
            message: format!("the document is not {name}"),
            hint: if told { "name another encoding, or save it as UTF-8".into() } else { hint(bytes) },
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Which encoding to try: the one that reads the bytes with letters of its own language.
fn hint(bytes: &[u8]) -> String {
    let letters = |e: Encoding, is: fn(char) -> bool| {
        let (text, malformed) = e.table().decode_without_bom_handling(bytes);
        if malformed { 0 } else { text.chars().filter(|c| is(*c)).count() }
    };
    let hangul = letters(Encoding::Cp949, |c| ('\u{AC00}'..='\u{D7AF}').contains(&c));
    let kana = letters(Encoding::ShiftJis, |c| ('\u{3040}'..='\u{30FF}').contains(&c));
    let name = match (hangul, kana) {
        (0, 0) => {
            return "save it as UTF-8, or name its encoding: --encoding utf-16le, utf-16be, cp949 or shift_jis".into();
        }
        (h, k) if h >= k => "cp949",
        _ => "shift_jis",
    };
    format!("it looks like {name}: try --encoding {name}")
}

/// An empty head, for documents made of a page.
pub(crate) type Meta = BTreeMap<String, String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_on_request_and_by_their_mark() {
        let (korean, ..) = encoding_rs::EUC_KR.encode("한국은 1조 389억 원을 낸다.");
        let e = decode(&korean, None, None).unwrap_err();
        assert_eq!(e.hint, "it looks like cp949: try --encoding cp949");
        let d = decode(&korean, Some(Encoding::Cp949), None).unwrap();
        assert!(d.text().starts_with("한국은"));
        let (japanese, ..) = encoding_rs::SHIFT_JIS.encode("日本は2017億円を負担する。");
        assert!(decode(&japanese, None, None).unwrap_err().hint.contains("shift_jis"));
        let utf16: Vec<u8> =
            std::iter::once(0xFEFFu16).chain("Talks".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, None, None).unwrap().text(), "Talks");
    }

    #[test]
    fn other_formats_are_refused_with_what_to_do() {
        for (bytes, word) in
            [(&b"PK\x03\x04rest"[..], "zipped"), (b"\x89PNG\r\n", "picture"), (b"a\0b", "not text")]
        {
            let e = decode(bytes, None, None).unwrap_err();
            assert!(e.message.contains(word) && !e.hint.is_empty(), "{e:?}");
        }
        assert!(decode(&vec![b'a'; MOST_BYTES + 1], None, None).unwrap_err().message.contains("larger"));
    }
}
