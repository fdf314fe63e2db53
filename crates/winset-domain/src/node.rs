//! A tree with places, as JSON and YAML texts are read.

use rust_decimal::Decimal;
use winset_case::diagnostic::Place;

use crate::domain::Label;
use crate::number::number;
use crate::raw::Reader;

/// A node and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) at: Place,
    pub(crate) what: What,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Map(Vec<(Key, Node)>),
    List(Vec<Node>),
    /// A quoted text.
    Text(String),
    /// A word without quotation marks: a number, true, null, or a text of YAML.
    Plain(String),
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) at: Place,
    /// Written without quotation marks.
    pub(crate) plain: bool,
}

impl Node {
    /// The entry of a key; none where the node is no map.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.map().iter().find(|(k, _)| k.text == key).map(|(_, n)| n)
    }

    /// The entries of a map; empty otherwise.
    pub(crate) fn map(&self) -> &[(Key, Node)] {
        if let What::Map(m) = &self.what { m } else { &[] }
    }

    /// True for `null` and `~`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.what, What::Plain(p) if ["null", "~", "", "Null", "NULL"].contains(&p.as_str()))
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.what {
            What::Text(t) | What::Plain(t) => Some(t),
            _ => None,
        }
    }

    /// A map, or a mistake.
    pub(crate) fn expect_map(&self, r: &mut Reader, what: &str) -> Option<&[(Key, Node)]> {
        if let What::Map(m) = &self.what {
            return Some(m);
        }
        r.mistake(self.at, format!("{what} is not a table of keys"), None);
        None
    }

    /// A list, or a mistake.
    pub(crate) fn expect_list(&self, r: &mut Reader, what: &str) -> Option<&[Node]> {
        if let What::List(l) = &self.what {
            return Some(l);
        }
        r.mistake(self.at, format!("{what} is not a list"), None);
        None
    }

    /// A number, or a mistake.
    pub(crate) fn expect_number(&self, r: &mut Reader, what: &str) -> Option<Decimal> {
        match &self.what {
            What::Plain(t) => r.number(t, self.at, what),
            _ => {
                r.mistake(self.at, format!("{what} is not a number"), None);
                None
            }
        }
    }

    /// A label of a value, or a mistake.
    pub(crate) fn expect_label(&self, r: &mut Reader, what: &str) -> Option<Label> {
        match &self.what {
            What::Text(t) => Some(Label::Text(t.clone())),
            What::Plain(t) if !self.is_null() => Some(plain_label(t)),
            _ => {
                r.mistake(self.at, format!("{what} is neither a text nor a number"), None);
                None
            }
        }
    }

    /// Mistakes for keys outside a list.
    pub(crate) fn only(&self, r: &mut Reader, known: &[&str], what: &str) {
        for (key, _) in self.map() {
            if !known.contains(&key.text.as_str()) {
                let near = r.r.did_you_mean(&key.text, known.iter().copied());
                let hint = near.or_else(|| Some("take it out, or do without this file".to_owned()));
                r.mistake(key.at, format!("{what} with the key `{}` cannot be read", key.text), hint);
            }
        }
    }
}

impl Key {
    /// The key as a label of a value.
    pub(crate) fn label(&self) -> Label {
        if self.plain { plain_label(&self.text) } else { Label::Text(self.text.clone()) }
    }
}

/// A word without quotation marks as a label: a number where it is one.
pub(crate) fn plain_label(text: &str) -> Label {
    match number(text) {
        Ok((n, false)) => Label::Number(n),
        _ => Label::Text(text.to_owned()),
    }
}
