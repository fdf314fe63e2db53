//! A document: its text, what is said about it, and how places in it are counted.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

/// A text to be read, with what its head says about it.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    /// Keys and values before the `---` line, or of a page's head; empty where there are none.
    pub meta: BTreeMap<String, String>,
    /// The day of publication, if it is known.
    pub date: Option<Date>,
    /// Where the day comes from, in words: `told`, `head of the file`, `dateline`.
    pub date_from: &'static str,
    /// Bytes of the headline, where the text begins with one.
    pub headline: Option<Range<usize>>,
    /// The language most of it is written in.
    pub language: Language,
    /// Characters before every 1,024th byte that begins a character.
    marks: Vec<(usize, usize)>,
}

/// Languages that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Korean.
    Korean,
    /// Japanese.
    Japanese,
    /// Letters, but of none of the three.
    Other,
}

impl Language {
    /// The English name.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Korean => "Korean",
            Language::Japanese => "Japanese",
            Language::Other => "another language",
        }
    }

    /// The two-letter code; `und` for another language.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
            Language::Japanese => "ja",
            Language::Other => "und",
        }
    }
}

impl Document {
    /// A document of a text: a head of `# key: value` lines that ends in `---` is taken off, and places count from
    /// the first character after it.
    ///
    /// The day is that of the head's `date`, else of a first line `date YYYY-MM-DD`, else of the dateline, else none.
    ///
    /// ```
    /// let d = winset_read::Document::new("# date: 2019-11-20\n---\nTalks broke off.\n", None);
    /// assert_eq!(d.text(), "Talks broke off.\n");
    /// assert_eq!(d.date.unwrap().to_string(), "2019-11-20");
    /// ```
    pub fn new(text: &str, told: Option<Date>) -> Document {
        let (meta, body) = head(text);
        Document::of_parts(meta, body.to_owned(), told)
    }

    /// A document of a text whose head was read elsewhere, as of a page.
    pub(crate) fn of_parts(meta: BTreeMap<String, String>, text: String, told: Option<Date>) -> Document {
        let language = language(&text);
        let (date, date_from) = date(&meta, &text, told);
        let headline = headline(&text);
        let mut marks = Vec::new();
        let mut next = 0;
        for (n, (i, _)) in text.char_indices().enumerate() {
            if i >= next {
                marks.push((i, n));
                next = i + 1024;
            }
        }
        Document { text, meta, date, date_from, headline, language, marks }
    }

    /// The text that places count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a range of bytes; empty where the range is not on character boundaries.
    pub fn slice(&self, at: &Range<usize>) -> &str {
        self.text.get(at.clone()).unwrap_or("")
    }

    /// How many characters stand before a byte.
    ///
    /// ```
    /// let d = winset_read::Document::new("“five” won", None);
    /// assert_eq!(d.characters_before(d.text().find("won").unwrap()), 7);
    /// ```
    pub fn characters_before(&self, byte: usize) -> usize {
        let i = self.marks.partition_point(|(b, _)| *b <= byte);
        let (from, count) = i.checked_sub(1).and_then(|i| self.marks.get(i)).copied().unwrap_or((0, 0));
        count + self.text.get(from..byte).map_or(0, |t| t.chars().count())
    }

    /// A range of bytes as a range of characters.
    pub fn characters(&self, at: &Range<usize>) -> Range<usize> {
        self.characters_before(at.start)..self.characters_before(at.end)
    }
}

/// Most lines and characters of a head.
const MOST_HEAD_LINES: usize = 40;

/// Splits a text into its head and its body.
fn head(text: &str) -> (BTreeMap<String, String>, &str) {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut meta = BTreeMap::new();
    let mut rest = body;
    for _ in 0..MOST_HEAD_LINES {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim_end_matches('\r');
        if line.trim() == "---" && !meta.is_empty() {
            return (meta, after);
        }
        let Some((key, value)) = line.strip_prefix('#').and_then(|l| l.split_once(':')) else { break };
        meta.insert(key.trim().to_lowercase(), value.trim().to_owned());
        rest = after;
    }
    (BTreeMap::new(), body)
}

fn date(meta: &BTreeMap<String, String>, text: &str, told: Option<Date>) -> (Option<Date>, &'static str) {
    if told.is_some() {
        return (told, "told");
    }
    let of = |key: &str| meta.get(key).and_then(|v| day_prefix(v));
    if let Some(day) = of("date").or_else(|| of("published")).or_else(|| of("known_on")) {
        return (Some(day), "head of the file");
    }
    let start = text.trim_start();
    if let Some(day) = start.strip_prefix("date ").and_then(|r| day_prefix(r.trim_start())) {
        return (Some(day), "first line");
    }
    match crate::day::dateline(text).or_else(|| crate::day::date_line(text)) {
        Some(day) => (Some(day), "dateline"),
        None => (None, "unknown"),
    }
}

/// The day `YYYY-MM-DD` at the start of a text.
fn day_prefix(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// A first line of at most 160 characters that ends without a full stop and is followed by an empty line.
fn headline(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..)?.lines().next()?.trim_end();
    let end = start + line.len();
    let blank = text.get(end..)?.trim_start_matches('\r').strip_prefix('\n')?;
    let apart = blank.trim_start_matches('\r').starts_with('\n');
    let fits = !line.is_empty() && line.chars().count() <= 160 && !line.ends_with(['.', '。', '!', '"', '”']);
    (apart && fits && !line.starts_with("date ")).then_some(start..end)
}

/// The language of a text by the script of its letters; Latin letters are English where its small words are there.
fn language(text: &str) -> Language {
    const SMALL: [&str; 16] = [
        "the", "of", "to", "and", "in", "a", "that", "is", "for", "on", "said", "it", "with", "by", "at",
        "has",
    ];
    let (mut latin, mut hangul, mut kana, mut han, mut other) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(20_000) {
        match u32::from(c) {
            0x41..=0x24F => latin += 1,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => hangul += 1,
            0x3040..=0x30FF => kana += 1,
            0x4E00..=0x9FFF => han += 1,
            _ => other += 1,
        }
    }
    // A syllable or a character of the East says about as much as two and a half letters.
    let eastern = (hangul + kana + han) * 5 / 2;
    if latin + eastern + other == 0 {
        return Language::English;
    }
    if eastern > latin && eastern > other {
        return match () {
            () if hangul >= kana + han => Language::Korean,
            () if kana * 10 >= han => Language::Japanese,
            () => Language::Other,
        };
    }
    if other > latin {
        return Language::Other;
    }
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(4_000);
    let (all, small) = words().fold((0usize, 0usize), |(all, small), w| {
        (all + 1, small + usize::from(SMALL.iter().any(|s| s.eq_ignore_ascii_case(w))))
    });
    let foreign = words().filter(|w| w.chars().any(|c| c.is_alphabetic() && !c.is_ascii())).count();
    // A short text may lack small words: it is English unless other letters speak against it.
    let english = small * 12 >= all || (all < 12 && foreign == 0);
    if english { Language::English } else { Language::Other }
}
