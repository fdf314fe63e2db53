//! A table being read: every key is asked for by name and kind, and what nobody asked for is reported.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::harmless::is_hostile;
use super::node::{Entry, Node, Table, Value};
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Figure, UnitNames, ambiguous_symbol, parse_figure};

/// Longest text of one value or cell, in characters.
pub const LONGEST_TEXT: usize = 4_000;
/// Longest id, in characters.
pub const LONGEST_ID: usize = 64;

/// One table of the case while it is read.
pub struct Section<'a> {
    table: &'a Table,
    at: Place,
    path: String,
    asked: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// Starts to read a table; `path` is its name in messages and `at` the place to point at when a key is missing.
    pub fn new(table: &'a Table, at: Place, path: impl Into<String>) -> Self {
        Section { table, at, path: path.into(), asked: Vec::new() }
    }

    /// The place of the table's header.
    pub fn at(&self) -> Place {
        self.at
    }

    /// The entry of a key, whatever its kind.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    /// True if the key is there, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Reports a missing key, unless it is there and was already found wrong.
    pub fn require(&self, r: &mut Remarks, key: &str, hint: &str) {
        if !self.has(key) {
            let place = self.place(r);
            r.mistake(self.at, format!("`{key}` is missing in {place}"), Some(hint.to_owned()));
        }
    }

    /// A text; hostile characters are a remark, too long a text a mistake.
    pub fn text(&mut self, r: &mut Remarks, key: &'static str) -> Option<String> {
        let node = &self.entry(key)?.node;
        text_of(node, r)
    }

    /// A text together with its place.
    pub fn text_at(&mut self, r: &mut Remarks, key: &'static str) -> Option<(String, Place)> {
        let at = self.entry(key)?.node.at;
        Some((self.text(r, key)?, at))
    }

    /// A day.
    pub fn date(&mut self, r: &mut Remarks, key: &'static str) -> Option<Date> {
        let node = &self.entry(key)?.node;
        match &node.value {
            Value::Date(d) => Some(*d),
            Value::Text(t) => match parse_date(t) {
                Ok(d) => Some(d),
                Err((sentence, hint)) => {
                    r.mistake(node.at, sentence, hint);
                    None
                }
            },
            other => wrong_kind(r, node, other, "a day", "2019-12-31"),
        }
    }

    /// True or false.
    pub fn flag(&mut self, r: &mut Remarks, key: &'static str) -> Option<bool> {
        let node = &self.entry(key)?.node;
        match &node.value {
            Value::Bool(b) => Some(*b),
            other => wrong_kind(r, node, other, "true or false", "true"),
        }
    }

    /// A whole number within bounds.
    pub fn integer(&mut self, r: &mut Remarks, key: &'static str, low: i64, high: i64) -> Option<i64> {
        let node = &self.entry(key)?.node;
        integer_of(node, r, low, high)
    }

    /// A plain number within bounds.
    pub fn decimal(
        &mut self,
        r: &mut Remarks,
        key: &'static str,
        low: Decimal,
        high: Decimal,
    ) -> Option<Decimal> {
        let node = &self.entry(key)?.node;
        decimal_of(node, r, low, high)
    }

    /// A figure as people write it.
    pub fn figure(&mut self, r: &mut Remarks, key: &'static str, names: &UnitNames) -> Option<Figure> {
        let node = &self.entry(key)?.node;
        figure_of(node, r, names)
    }

    /// A word of a closed list.
    pub fn word<T>(
        &mut self,
        r: &mut Remarks,
        key: &'static str,
        parse: fn(&str) -> Option<T>,
        known: &[&'static str],
    ) -> Option<T> {
        let (text, at) = self.text_at(r, key)?;
        let found = parse(&text);
        if found.is_none() {
            let hint = r
                .did_you_mean(&text, known.iter().copied())
                .unwrap_or_else(|| format!("one of: {}", known.join(", ")));
            r.mistake(at, format!("`{}` is not a value of `{key}`", shorten(&text)), Some(hint));
        }
        found
    }

    /// A table below this one.
    pub fn table(&mut self, r: &mut Remarks, key: &'static str) -> Option<Section<'a>> {
        let entry = self.entry(key)?;
        let path = self.below(key);
        match &entry.node.value {
            Value::Table(t) => Some(Section::new(t, entry.at, path)),
            other => wrong_kind(r, &entry.node, other, "a table", &format!("[{path}]")),
        }
    }

    /// Tables below this one that are keyed by id, in file order: `[party.US]`, `[party.ROK]`.
    pub fn keyed(&mut self, r: &mut Remarks, key: &'static str) -> Vec<(String, Section<'a>)> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let path = self.below(key);
        let Value::Table(t) = &entry.node.value else {
            let _: Option<()> =
                wrong_kind(r, &entry.node, &entry.node.value, "a table for each id", &format!("[{path}.ID]"));
            return Vec::new();
        };
        t.0.iter()
            .filter_map(|e| {
                check_id(r, &e.key, e.at);
                let path = format!("{path}.{}", e.key);
                match &e.node.value {
                    Value::Table(t) => Some((e.key.clone(), Section::new(t, e.at, path))),
                    other => wrong_kind(r, &e.node, other, "a table", &format!("[{path}]")),
                }
            })
            .collect()
    }

    /// A list of tables below this one: `[[approval.assembly.vote]]`.
    pub fn tables(&mut self, r: &mut Remarks, key: &'static str) -> Vec<Section<'a>> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let path = self.below(key);
        let Value::List(l) = &entry.node.value else {
            let _: Option<()> =
                wrong_kind(r, &entry.node, &entry.node.value, "a list of tables", &format!("[[{path}]]"));
            return Vec::new();
        };
        l.iter()
            .filter_map(|n| match &n.value {
                Value::Table(t) => Some(Section::new(t, first_place(t, n.at), path.clone())),
                other => wrong_kind(r, n, other, "a table", &format!("[[{path}]]")),
            })
            .collect()
    }

    /// The nodes of a list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<&'a Node> {
        match self.entry(key).map(|e| &e.node) {
            None => Vec::new(),
            Some(Node { value: Value::List(l), .. }) => l.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// The entries of a table whose keys are ids.
    pub fn pairs(&mut self, r: &mut Remarks, key: &'static str) -> Vec<&'a Entry> {
        match self.entry(key) {
            None => Vec::new(),
            Some(Entry { node: Node { value: Value::Table(t), .. }, .. }) => t.0.iter().collect(),
            Some(e) => {
                let _: Option<()> = wrong_kind(r, &e.node, &e.node.value, "a table", "{ id = value, … }");
                Vec::new()
            }
        }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, r: &mut Remarks) {
        for e in &self.table.0 {
            if !self.asked.contains(&e.key.as_str()) {
                let place = self.place(r);
                let hint = r
                    .did_you_mean(&e.key, self.asked.iter().copied())
                    .unwrap_or_else(|| known_keys(&self.asked));
                r.mistake(e.at, format!("`{}` is not a key of {place}", shorten(&e.key)), Some(hint));
            }
        }
    }

    /// The table in words: `[party.US]`, or the file where it is the whole of it.
    fn place(&self, r: &Remarks) -> String {
        if self.path.is_empty() { r.files.name(self.at.file).to_owned() } else { format!("[{}]", self.path) }
    }

    fn below(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

fn first_place(t: &Table, fallback: Place) -> Place {
    t.0.first().map_or(fallback, |e| e.at)
}

fn known_keys(asked: &[&str]) -> String {
    let mut keys: Vec<&str> = asked.to_vec();
    keys.sort_unstable();
    format!("known keys: {}", keys.join(", "))
}

/// A short form of a stranger's word for a message.
pub fn shorten(text: &str) -> String {
    let clean: String = text.chars().take(40).map(|c| if is_hostile(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(40).is_some() { format!("{clean}…") } else { clean }
}

fn wrong_kind<T>(r: &mut Remarks, node: &Node, found: &Value, wanted: &str, example: &str) -> Option<T> {
    let what = match found {
        Value::Text(_) => "a text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Date(_) => "a day",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    };
    r.mistake(node.at, format!("{wanted} is expected here, not {what}"), Some(format!("write {example}")));
    None
}

/// The text of a node, with remarks on what is hostile or too long.
pub(crate) fn text_of(node: &Node, r: &mut Remarks) -> Option<String> {
    match &node.value {
        Value::Text(t) => {
            if t.chars().nth(LONGEST_TEXT).is_some() {
                r.mistake(
                    node.at,
                    format!("the text is longer than {LONGEST_TEXT} characters"),
                    Some("shorten it".into()),
                );
                return None;
            }
            if t.chars().any(|c| is_hostile(c) && c != '\n') {
                r.remark(node.at, "the text holds a control character, shown as �", Some("delete it".into()));
            }
            Some(super::neutral(&t.replace('\n', " ")))
        }
        other => wrong_kind(r, node, other, "a text", "\"…\""),
    }
}

/// The whole number of a node.
pub(crate) fn integer_of(node: &Node, r: &mut Remarks, low: i64, high: i64) -> Option<i64> {
    let Value::Number(t) = &node.value else {
        return wrong_kind(r, node, &node.value, "a whole number", &unquoted(&node.value, "5"));
    };
    match t.replace('_', "").parse::<i64>() {
        Ok(n) if (low..=high).contains(&n) => Some(n),
        _ => {
            r.mistake(node.at, format!("{} is not a whole number from {low} to {high}", shorten(t)), None);
            None
        }
    }
}

/// The number of a quoted text without its quotes, or an example.
fn unquoted(value: &Value, example: &str) -> String {
    match value {
        Value::Text(t) if t.trim().parse::<Decimal>().is_ok() => {
            format!("{} without quotes", shorten(t.trim()))
        }
        _ => example.to_owned(),
    }
}

/// The number of a node.
pub(crate) fn decimal_of(node: &Node, r: &mut Remarks, low: Decimal, high: Decimal) -> Option<Decimal> {
    let Value::Number(t) = &node.value else {
        return wrong_kind(r, node, &node.value, "a number", &unquoted(&node.value, "0.05"));
    };
    match t.replace('_', "").parse::<Decimal>() {
        Ok(n) if n >= low && n <= high => Some(n),
        _ => {
            r.mistake(node.at, format!("{} is not a number from {low} to {high}", shorten(t)), None);
            None
        }
    }
}

/// The figure of a node.
pub(crate) fn figure_of(node: &Node, r: &mut Remarks, names: &UnitNames) -> Option<Figure> {
    match &node.value {
        Value::Text(t) => match parse_figure(t, names) {
            Ok(f) => {
                if let Some(sign) = ambiguous_symbol(t) {
                    let read = sign.read_as.code();
                    let sentence =
                        format!("this sign stands for more than one currency; it is read as {read}");
                    r.remark(inside(node.at, t, &sign.at), sentence, Some(format!("write {read}")));
                }
                Some(f)
            }
            Err(e) => {
                r.mistake(inside(node.at, t, &e.at), e.message, e.hint);
                None
            }
        },
        Value::Number(n) => {
            let hint = format!("write the unit too, in quotes: \"{} KRW\" or \"+5 %\"", shorten(n));
            r.mistake(node.at, "a figure needs its unit", Some(hint));
            None
        }
        other => wrong_kind(r, node, other, "a figure in quotes", "\"1.04 trillion KRW\""),
    }
}

/// The place of a part of a quoted text; the whole text where escapes make the two differ.
fn inside(at: Place, text: &str, part: &std::ops::Range<usize>) -> Place {
    if at.end.saturating_sub(at.start) == text.len() + 2 {
        let start = at.start + 1 + part.start.min(text.len());
        Place { file: at.file, start, end: (at.start + 1 + part.end.min(text.len())).max(start + 1) }
    } else {
        at
    }
}

/// True if a text may be an id.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= LONGEST_ID
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// Checks an id and reports a bad one.
pub(crate) fn check_id(r: &mut Remarks, id: &str, at: Place) -> bool {
    let good = is_id(id);
    if !good {
        r.mistake(
            at,
            format!("`{}` is not an id", shorten(id)),
            Some("letters, digits, - _ and . only, at most 64".into()),
        );
    }
    good
}

/// Reads an ISO date; the error is a sentence and a hint that recognises other ways to write a day.
///
/// # Errors
/// The text is not `YYYY-MM-DD`, or no such day exists.
///
/// ```
/// assert!(winset_case::text::parse_date("2019-12-31").is_ok());
/// let (sentence, hint) = winset_case::text::parse_date("31.12.2019").unwrap_err();
/// assert_eq!(hint.as_deref(), Some("write 2019-12-31"));
/// assert!(sentence.contains("not an ISO date"));
/// ```
pub fn parse_date(text: &str) -> Result<Date, (String, Option<String>)> {
    let iso = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if iso {
        let n = |a: usize, b: usize| text[a..b].parse::<i16>().unwrap_or(0);
        return Date::new(n(0, 4), n(5, 7) as i8, n(8, 10) as i8)
            .map_err(|_| (format!("{text} is not a day of the calendar"), None));
    }
    Err((
        format!("`{}` is not an ISO date", shorten(text)),
        rewritten_date(text)
            .or(Some("write the day as YYYY-MM-DD, e.g. 2019-11-19 for 19 November 2019".into())),
    ))
}

/// The ISO form of a date that a spreadsheet's locale rewrote, where only one reading is possible.
fn rewritten_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).filter(|p| !p.is_empty()).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (x, y, z) = (a.parse::<u16>().ok()?, b.parse::<u16>().ok()?, c.parse::<u16>().ok()?);
    let iso = |y: u16, m: u16, d: u16| {
        let day = Date::new(y.try_into().ok()?, m.try_into().ok()?, d.try_into().ok()?);
        day.ok().map(|d| format!("write {d}"))
    };
    if a.len() == 4 {
        iso(x, y, z)
    } else if c.len() == 4 && x > 12 {
        iso(z, y, x)
    } else if c.len() == 4 && y > 12 {
        iso(z, x, y)
    } else if c.len() == 4 && text.contains('.') {
        iso(z, y, x)
    } else if c.len() == 4 {
        let (a, b) = (iso(z, y, x)?, iso(z, x, y)?);
        if a == b {
            Some(a)
        } else {
            Some(format!("{a} or {}, whichever day is meant", b.trim_start_matches("write ")))
        }
    } else {
        None
    }
}
