//! A TOML tree in file order whose every key and value knows its place, and the overlay of `--set` entries on it.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Place, Remarks};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place.
    pub at: Place,
}

/// What a TOML value can be here; numbers stay text, so that nothing is rounded.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer or a decimal number as written.
    Number(String),
    /// True or false.
    Bool(bool),
    /// A calendar date.
    Date(Date),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A key, its place and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Place of the key.
    pub at: Place,
    /// The value.
    pub node: Node,
}

/// The entries of a table in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Table(pub Vec<Entry>);

impl Table {
    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|e| e.key == key)
    }
}

/// Reads a TOML text; every syntax error is a mistake with its place, and then there is no table.
pub fn read_toml(remarks: &mut Remarks, file: usize) -> Option<Table> {
    let text = remarks.files.text(file).to_owned();
    let (root, errors) = DeTable::parse_recoverable(&text);
    for e in &errors {
        let at =
            e.span().map_or(Place { file, start: 0, end: 1 }, |s| Place { file, start: s.start, end: s.end });
        remarks.mistake(at, toml_sentence(e.message()), toml_hint(e.message()));
    }
    // Lists and tables of a broken text would bring follow-on remarks, so nothing of it is read.
    errors.is_empty().then(|| table(root.get_ref(), file, remarks))
}

fn toml_sentence(message: &str) -> String {
    format!("this is not TOML: {}", message.lines().next().unwrap_or("unreadable"))
}

fn toml_hint(message: &str) -> Option<String> {
    let m = message.to_lowercase();
    if m.contains("invalid date") || m.contains("invalid time") {
        Some("write a day of the calendar, e.g. 2019-12-31".into())
    } else if m.contains("duplicate") {
        Some("each key may stand once in a table".into())
    } else if m.contains("string") || m.contains("quote") {
        Some("text stands in double quotes on one line: key = \"text\"".into())
    } else {
        Some("write key = \"text\", key = 5, key = 2019-12-31 or [table]".into())
    }
}

fn table(map: &DeTable<'_>, file: usize, remarks: &mut Remarks) -> Table {
    let mut list: Vec<Entry> = map
        .iter()
        .filter_map(|(k, v)| {
            let at = Place { file, start: k.span().start, end: k.span().end };
            let place = Place { file, start: v.span().start, end: v.span().end };
            let node = node(v.get_ref(), place, remarks)?;
            Some(Entry { key: k.get_ref().to_string(), at, node })
        })
        .collect();
    list.sort_by_key(|e| e.at.start);
    Table(list)
}

fn node(value: &DeValue<'_>, at: Place, remarks: &mut Remarks) -> Option<Node> {
    let value = match value {
        DeValue::String(s) => Value::Text(s.to_string()),
        DeValue::Integer(i) => Value::Number(i.to_string()),
        DeValue::Float(f) => Value::Number(f.as_str().to_owned()),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Datetime(d) => match (d.date, d.time) {
            (Some(d), None) => match Date::new(d.year as i16, d.month as i8, d.day as i8) {
                Ok(date) => Value::Date(date),
                Err(_) => {
                    remarks.mistake(at, format!("{d} is not a day of the calendar"), None);
                    return None;
                }
            },
            _ => {
                remarks.mistake(at, "a day is expected, without a time", Some("write 2019-12-31".into()));
                return None;
            }
        },
        DeValue::Array(a) => Value::List(
            a.iter()
                .filter_map(|v| {
                    node(
                        v.get_ref(),
                        Place { file: at.file, start: v.span().start, end: v.span().end },
                        remarks,
                    )
                })
                .collect(),
        ),
        DeValue::Table(t) => Value::Table(table(t, at.file, remarks)),
    };
    Some(Node { value, at })
}

/// Lays `PATH=VALUE` entries over a tree; what they set points at the flag.
///
/// A value is read as TOML and, where that fails, as bare text, so that quotes may be left out on a command line.
pub fn overlay(root: &mut Table, sets: &[String], remarks: &mut Remarks) {
    for set in sets {
        let file = remarks.files.add("--set", set.clone());
        let whole = Place { file, start: 0, end: set.len() };
        let Some((path, value)) = set.split_once('=') else {
            remarks.mistake(
                whole,
                "--set needs PATH=VALUE",
                Some("e.g. --set price.discount_rate=\"2 %\"".into()),
            );
            continue;
        };
        let keys: Vec<&str> = path.trim().split('.').collect();
        if keys.iter().any(|k| k.is_empty()) || keys.len() > 8 {
            let at = Place { file, start: 0, end: path.len() };
            remarks.mistake(
                at,
                format!("`{}` is not a path", path.trim()),
                Some("names joined by dots: approval.assembly.members".into()),
            );
            continue;
        }
        let at = Place { file, start: path.len() + 1, end: set.len() };
        if let Some(value) = bare_value(value.trim(), at, remarks) {
            let key_at = Place { file, start: 0, end: path.len() };
            insert(root, &keys, key_at, Node { value, at });
        }
    }
}

fn bare_value(text: &str, at: Place, remarks: &mut Remarks) -> Option<Value> {
    match DeValue::parse(text) {
        Ok(v) => node(v.get_ref(), at, remarks).map(|n| pinned(n, at).value),
        // TOML wants a digit before the point; a person at a terminal writes .5 too.
        Err(_) if text.parse::<rust_decimal::Decimal>().is_ok() => Some(Value::Number(text.to_owned())),
        Err(_) => Some(Value::Text(text.to_owned())),
    }
}

/// The same value with every place set to the flag's.
fn pinned(n: Node, at: Place) -> Node {
    let value = match n.value {
        Value::List(l) => Value::List(l.into_iter().map(|n| pinned(n, at)).collect()),
        Value::Table(t) => Value::Table(Table(
            t.0.into_iter().map(|e| Entry { key: e.key, at, node: pinned(e.node, at) }).collect(),
        )),
        other => other,
    };
    Node { value, at }
}

fn insert(table: &mut Table, keys: &[&str], at: Place, node: Node) {
    let [key, rest @ ..] = keys else { return };
    let i = match table.0.iter().position(|e| e.key == *key) {
        Some(i) => i,
        None => {
            let empty = Node { value: Value::Table(Table::default()), at };
            table.0.push(Entry { key: (*key).to_owned(), at, node: empty });
            table.0.len() - 1
        }
    };
    let entry = &mut table.0[i];
    if rest.is_empty() {
        entry.node = node;
        entry.at = at;
        return;
    }
    // What a flag changed is remarked on at the flag: seats that no longer sum, a text that became a table.
    if rest.len() == 1 {
        entry.node.at = at;
    }
    if let Value::Table(t) = &mut entry.node.value {
        insert(t, rest, at, node);
    } else {
        let mut t = Table::default();
        insert(&mut t, rest, at, node);
        *entry = Entry { key: (*key).to_owned(), at, node: Node { value: Value::Table(t), at } };
    }
}
