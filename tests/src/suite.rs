//! The suite of wrong cases: many small folders in one text file, each remark expected below its line.
//!
//! ```text
//! // prose
//! === name of the case
//! --- case.toml
//! %minimal
//! [baseline]
//! amount = "5 bn KRX"
//! #~ mistake :15 `KRX` is not a unit | did you mean `KRW`?
//! --- record.csv bom crlf
//! --- set
//! price.discount_rate=3
//! ```
//!
//! A line `#~ SEVERITY [[LINE]:COLUMN] fragment of the sentence [| fragment of the hint]` is taken out of the text and
//! expects a remark on the line above it, or on LINE. `%minimal`, `%head`, `%parties` and `%money` stand for common
//! beginnings. Words after a file's name change its bytes: `bom`, `crlf`, `cr`, `utf16`, `escapes` (`\u{1b}` and
//! `\x{ff}` are one character and one byte), `absent` (there is no such file). Below `--- set` every line is one `--set`.

use winset_case::Diagnostic;
use winset_case::parse::{Folder, parse};

const HEAD: &str = "winset = 1\ntitle = \"A bridge\"\nknown_on = 2019-11-19\n";
const PARTIES: &str = "[party.US]\nname = \"United States\"\n[party.ROK]\nname = \"Republic of Korea\"\n";
const MONEY: &str = "[baseline]\namount = \"1,038.9bn KRW\"\nyear = 2019\n";

/// One case of the suite.
#[derive(Debug, Default)]
pub struct Wrong {
    /// Its name.
    pub name: String,
    prose: Vec<String>,
    files: Vec<Section>,
}

/// One file of a case, or the flags.
#[derive(Debug, Default)]
struct Section {
    name: String,
    options: Vec<String>,
    /// Lines as they stand in the suite, with what they become.
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    written: String,
    expected: Vec<Expected>,
}

/// A remark that must occur.
#[derive(Debug, Clone, PartialEq)]
struct Expected {
    severity: String,
    line: Option<usize>,
    column: Option<usize>,
    sentence: String,
    hint: Option<String>,
}

/// Reads the cases of a file.
///
/// # Panics
/// A line expects a remark in a way that is not understood.
pub fn read(text: &str) -> Vec<Wrong> {
    let mut cases: Vec<Wrong> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Wrong { name: name.trim().to_owned(), ..Wrong::default() });
        } else if let Some(case) = cases.last_mut() {
            case.add(line);
        }
    }
    cases
}

impl Wrong {
    fn add(&mut self, line: &str) {
        if let Some(header) = line.strip_prefix("--- ") {
            let mut words = header.split_whitespace().map(str::to_owned);
            let name = words.next().unwrap_or_default();
            self.files.push(Section { name, options: words.collect(), lines: Vec::new() });
            return;
        }
        let Some(section) = self.files.last_mut() else {
            let prose = line.trim().is_empty() || line.starts_with("//");
            assert!(prose, "{}: `{line}` stands before the first `--- file`", self.name);
            self.prose.push(line.to_owned());
            return;
        };
        if let Some(rest) = line.strip_prefix("#~ ") {
            if section.lines.is_empty() {
                section.lines.push(Line { written: "// an empty file".to_owned(), expected: Vec::new() });
            }
            let expected = expected(rest).unwrap_or_else(|| panic!("{}: not understood: {line}", self.name));
            section.lines.last_mut().expect("a line").expected.push(expected);
        } else {
            section.lines.push(Line { written: line.to_owned(), expected: Vec::new() });
        }
    }

    /// The folder and the flags.
    pub fn folder(&self) -> (Folder, Vec<String>) {
        let mut files = Vec::new();
        let mut sets = Vec::new();
        for s in &self.files {
            if s.name == "set" {
                sets.extend(
                    s.lines.iter().map(|l| l.written.clone()).filter(|l| !l.is_empty() && !is_prose(l)),
                );
            } else if !s.has("absent") {
                files.push((s.name.clone(), s.bytes()));
            }
        }
        if !self.files.iter().any(|s| s.name == "case.toml") {
            files.insert(0, ("case.toml".into(), format!("{HEAD}{PARTIES}").into_bytes()));
        }
        (Folder { name: "suite".into(), files }, sets)
    }

    /// Checks the case; what differs, as a person reads it.
    ///
    /// # Errors
    /// A remark did not occur, or one occurred that nobody expects.
    pub fn check(&self) -> Result<(), String> {
        let mut found = self.found();
        let mut missing = Vec::new();
        for (file, line, excerpt, expected) in self.expectations() {
            let fits = |d: &Diagnostic| fits(d, &file, line, excerpt.as_deref(), &expected);
            match found.iter().position(fits) {
                Some(i) => {
                    found.remove(i);
                }
                None => missing.push(format!("  - {file}:{line} {}", written(&expected))),
            }
        }
        if missing.is_empty() && found.is_empty() {
            return Ok(());
        }
        let extra = found.iter().map(|d| format!("  + {}:{} {}", d.file, d.line, written(&Expected::of(d))));
        let all: Vec<String> = missing.into_iter().chain(extra).collect();
        Err(format!("=== {}\n{}\n", self.name, all.join("\n")))
    }

    fn found(&self) -> Vec<Diagnostic> {
        let (folder, sets) = self.folder();
        match parse(&folder, &sets) {
            Ok(checked) => checked.remarks,
            Err(rejected) => rejected.diagnostics,
        }
    }

    /// File, line, text of a flag, and the remark, of everything expected.
    fn expectations(&self) -> Vec<(String, usize, Option<String>, Expected)> {
        let mut list = Vec::new();
        for s in &self.files {
            let mut at = 1;
            for l in &s.lines {
                let height = l.height();
                for e in &l.expected {
                    let flag = s.name == "set";
                    let line = if flag { 1 } else { e.line.unwrap_or(at + height - 1) };
                    let file = if flag { "--set".to_owned() } else { s.name.clone() };
                    list.push((file, line, flag.then(|| l.written.clone()), e.clone()));
                }
                at += height;
            }
        }
        list
    }

    /// The text of the case with the remarks that occur in place of those expected.
    pub fn updated(&self) -> String {
        let mut found = self.found();
        let mut out = format!("=== {}\n", self.name);
        out.extend(self.prose.iter().flat_map(|l| [l.as_str(), "\n"]));
        for s in &self.files {
            out += format!("--- {} {}", s.name, s.options.join(" ")).trim_end();
            out.push('\n');
            let mut at = 1;
            for l in &s.lines {
                out += &format!("{}\n", l.written);
                let height = l.height();
                let flag = s.name == "set";
                let here = |d: &Diagnostic| match flag {
                    true => d.file == "--set" && d.excerpt == l.written,
                    false => d.file == s.name && (at..at + height).contains(&d.line),
                };
                for d in found.extract_if(.., |d| here(d)) {
                    let mut e = Expected::of(&d);
                    e.line = (!flag && d.line + 1 != at + height).then_some(d.line);
                    out += &format!("#~ {}\n", written(&e));
                }
                at += height;
            }
            for d in found.extract_if(.., |d| d.file == s.name) {
                let e = Expected { line: Some(d.line), ..Expected::of(&d) };
                out += &format!("#~ {}\n", written(&e));
            }
        }
        for d in found {
            out += &format!("// NOT PLACED {}:{} {}\n", d.file, d.line, written(&Expected::of(&d)));
        }
        out
    }
}

impl Section {
    fn has(&self, option: &str) -> bool {
        self.options.iter().any(|o| o == option)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text: String = self.lines.iter().map(|l| expand(&l.written)).collect();
        if self.has("crlf") {
            text = text.replace('\n', "\r\n");
        } else if self.has("cr") {
            text = text.replace('\n', "\r");
        }
        if self.has("bom") {
            text.insert(0, '\u{feff}');
        }
        match () {
            () if self.has("utf16") => {
                [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            () if self.has("escapes") => unescape(&text),
            () => text.into_bytes(),
        }
    }
}

impl Line {
    /// Lines of the file that the line becomes.
    fn height(&self) -> usize {
        expand(&self.written).lines().count()
    }
}

fn is_prose(line: &str) -> bool {
    line.starts_with("//")
}

/// A line of the suite as text of the file, with its end.
fn expand(line: &str) -> String {
    match line {
        prose if is_prose(prose) => String::new(),
        "%head" => HEAD.to_owned(),
        "%parties" => PARTIES.to_owned(),
        "%minimal" => format!("{HEAD}{PARTIES}"),
        "%money" => format!("{HEAD}{PARTIES}{MONEY}"),
        other => format!("{other}\n"),
    }
}

/// Bytes of a text in which `\u{1b}` is a character and `\x{ff}` a byte.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(i) = rest.find("\\u{").into_iter().chain(rest.find("\\x{")).min() {
        out.extend_from_slice(&rest.as_bytes()[..i]);
        let end = i + rest[i..].find('}').expect("a closing brace");
        let number = u32::from_str_radix(&rest[i + 3..end], 16).expect("a hexadecimal number");
        match rest.as_bytes()[i + 1] {
            b'x' => out.push(number as u8),
            _ => out.extend(char::from_u32(number).expect("a character").to_string().bytes()),
        }
        rest = &rest[end + 1..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn expected(text: &str) -> Option<Expected> {
    let (severity, rest) = text.split_once(' ')?;
    if !matches!(severity, "mistake" | "remark") {
        return None;
    }
    let (place, rest) = match rest.split_once(' ') {
        Some((p, more)) if is_place(p) => (Some(p), more),
        _ => (None, rest),
    };
    let number = |t: Option<&str>| t.and_then(|t| t.parse().ok());
    let (line, column) = match place.and_then(|p| p.split_once(':')) {
        Some((l, c)) => (number(Some(l)), number(Some(c))),
        None => (None, None),
    };
    let (sentence, hint) = match rest.split_once(" | ") {
        Some((s, h)) => (s.to_owned(), Some(h.to_owned())),
        None => (rest.to_owned(), None),
    };
    Some(Expected { severity: severity.to_owned(), line, column, sentence, hint })
}

fn is_place(word: &str) -> bool {
    word.contains(':') && word.chars().all(|c| c.is_ascii_digit() || c == ':')
}

fn fits(d: &Diagnostic, file: &str, line: usize, excerpt: Option<&str>, e: &Expected) -> bool {
    let severity = format!("{:?}", d.severity).to_lowercase();
    d.file == file
        && d.line == line
        && severity == e.severity
        && excerpt.is_none_or(|x| d.excerpt == x)
        && e.column.is_none_or(|c| c == d.column)
        && d.sentence.contains(&e.sentence)
        && e.hint.as_ref().is_none_or(|h| d.hint.as_ref().is_some_and(|x| x.contains(h.as_str())))
}

impl Expected {
    fn of(d: &Diagnostic) -> Expected {
        let short =
            |t: &str| if t.chars().count() > 110 { t.chars().take(80).collect() } else { t.to_owned() };
        Expected {
            severity: format!("{:?}", d.severity).to_lowercase(),
            line: None,
            column: Some(d.column),
            sentence: short(&d.sentence).trim_end().to_owned(),
            hint: d.hint.as_deref().map(|h| short(h).trim_end().to_owned()),
        }
    }
}

fn written(e: &Expected) -> String {
    let line = e.line.map_or(String::new(), |l| l.to_string());
    let place = e.column.map_or(String::new(), |c| format!("{line}:{c} "));
    let hint = e.hint.as_ref().map_or(String::new(), |h| format!(" | {h}"));
    format!("{} {place}{}{hint}", e.severity, e.sentence)
}
