//! A diagnostic: one remark about one place in one file, with a sentence and a hint.

use std::cmp::Ordering;

use crate::text::neutral;

/// How bad a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The case cannot be used until it is mended.
    Mistake,
    /// The case answers all the same.
    Remark,
}

/// A place in one of the texts: which file and which bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index of the file in [`Files`].
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One remark: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Mistake or remark.
    pub severity: Severity,
    /// Name of the file inside the case folder, or the flag.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line of text, without its end and harmless to a terminal.
    pub excerpt: String,
    /// Characters of the excerpt that the remark is about.
    pub marked: std::ops::Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub sentence: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The texts that places point into.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<(String, String, Vec<usize>)>,
}

impl Files {
    /// Adds a text and returns its index.
    pub fn add(&mut self, name: &str, text: String) -> usize {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        self.list.push((name.to_owned(), text, starts));
        self.list.len() - 1
    }

    /// The name of a file.
    pub fn name(&self, file: usize) -> &str {
        self.list.get(file).map_or("", |f| &f.0)
    }

    /// The text of a file.
    pub fn text(&self, file: usize) -> &str {
        self.list.get(file).map_or("", |f| &f.1)
    }

    fn locate(&self, place: Place) -> (String, usize, usize, String, std::ops::Range<usize>) {
        let Some((name, text, starts)) = self.list.get(place.file) else {
            return (String::new(), 1, 1, String::new(), 0..0);
        };
        let line = starts.partition_point(|s| *s <= place.start).max(1) - 1;
        // A byte-order mark is no column.
        let begin = if line == 0 && text.starts_with('\u{feff}') { 3 } else { starts[line] };
        let end = starts.get(line + 1).map_or(text.len(), |s| s - 1);
        let whole = text.get(begin..end.max(begin)).unwrap_or("").trim_end_matches('\r');
        let last = begin + whole.len();
        let before = text.get(begin..place.start.clamp(begin, last)).map_or(0, |s| s.chars().count());
        let inside =
            text.get(place.start.min(last)..place.end.min(last)).map_or(1, |s| s.chars().count()).max(1);
        let (excerpt, shift) = window(whole, before);
        let from = before - shift;
        let inside = inside.min(excerpt.chars().count().saturating_sub(from).max(1));
        (name.clone(), line + 1, before + 1, excerpt, from..from + inside)
    }
}

/// The part of a long line that a person needs to see, and how many characters were cut before it.
fn window(line: &str, mark: usize) -> (String, usize) {
    const WIDE: usize = 160;
    let long = line.chars().nth(WIDE).is_some();
    let shift = if long && mark > WIDE / 2 { mark - WIDE / 2 } else { 0 };
    (neutral(&line.chars().skip(shift).take(WIDE).collect::<String>().replace('\t', " ")), shift)
}

/// All remarks found so far, with a ceiling so that a hostile case cannot fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// The texts.
    pub files: Files,
    list: Vec<Diagnostic>,
    dropped: usize,
}

/// How many remarks are kept; the rest are counted.
pub const MOST_REMARKS: usize = 500;

impl Remarks {
    /// Adds a mistake.
    pub fn mistake(&mut self, at: Place, sentence: impl Into<String>, hint: Option<String>) {
        self.push(Severity::Mistake, at, sentence.into(), hint);
    }

    /// Adds a remark that leaves the case usable.
    pub fn remark(&mut self, at: Place, sentence: impl Into<String>, hint: Option<String>) {
        self.push(Severity::Remark, at, sentence.into(), hint);
    }

    fn push(&mut self, severity: Severity, at: Place, sentence: String, hint: Option<String>) {
        // Mistakes keep their place even when remarks have filled the list.
        let full = self.list.len() >= MOST_REMARKS;
        if full && (severity == Severity::Remark || self.list.iter().all(|d| d.severity == Severity::Mistake))
        {
            self.dropped += 1;
            return;
        }
        if full {
            let last = self.list.iter().rposition(|d| d.severity == Severity::Remark).unwrap_or(0);
            self.list.remove(last);
            self.dropped += 1;
        }
        let (file, line, column, excerpt, marked) = self.files.locate(at);
        let (sentence, hint) = (neutral(&sentence), hint.map(|h| neutral(&h)));
        self.list.push(Diagnostic { severity, file, line, column, excerpt, marked, sentence, hint });
    }

    /// The hint "did you mean …", unless the list is full, so that a hostile case cannot buy time with mistakes.
    pub fn did_you_mean<'a>(&self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
        if self.list.len() < MOST_REMARKS { did_you_mean(word, known) } else { None }
    }

    /// True if a mistake was found.
    pub fn any_mistake(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Mistake)
    }

    /// The remarks in order of file and place, and how many more there were.
    pub fn finish(mut self) -> (Vec<Diagnostic>, usize) {
        self.list.sort_by(|a, b| match a.file.cmp(&b.file) {
            Ordering::Equal => (a.line, a.column, &a.sentence).cmp(&(b.line, b.column, &b.sentence)),
            other => other,
        });
        self.list.dedup();
        (self.list, self.dropped)
    }
}

/// The closest of the known words to a mistyped one, if any is close.
///
/// ```
/// assert_eq!(winset_case::diagnostic::nearest("demnad", ["offer", "demand"]), Some("demand"));
/// assert_eq!(winset_case::diagnostic::nearest("tree", ["offer", "demand"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() > 64 {
        return None;
    }
    const MOST_WORDS: usize = 1_000;
    let lower = word.to_lowercase();
    let most = (lower.chars().count() / 3).max(1);
    known
        .into_iter()
        .take(MOST_WORDS)
        .filter(|k| k.len() <= 4 * (lower.len() + most))
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(d, _)| *d <= most)
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}

/// The hint "did you mean …", if a known word is close.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|k| format!("did you mean `{k}`?"))
}
