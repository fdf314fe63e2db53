//! The pairs of a query, `as_of=2019-11-19`, taken out key by key; every mistake is kept.

use jiff::civil::Date;
use winset_case::diagnostic::did_you_mean;
use winset_case::text::{neutral, parse_date, shorten};

use super::{Asked, Form, Refusal};
use crate::question::Audience;

/// The pairs of a query and what is wrong with them.
pub(super) struct Pairs<'a> {
    pairs: &'a [(String, String)],
    wrong: Vec<String>,
}

impl<'a> Pairs<'a> {
    /// The pairs of a question that has these options; keys that it has not are mistakes.
    pub fn new(pairs: &'a [(String, String)], options: &[&str]) -> Pairs<'a> {
        let mut wrong = Vec::new();
        for (key, _) in pairs.iter().filter(|(k, _)| !options.contains(&k.as_str())) {
            let sentence = format!("there is no option `{}`; {}", shown(key), hint(key, options));
            if !wrong.contains(&sentence) {
                wrong.push(sentence);
            }
        }
        Pairs { pairs, wrong }
    }

    /// Every value of a key.
    pub fn all(&self, key: &str) -> Vec<&'a str> {
        self.pairs.iter().filter(|(k, _)| k == key).map(|(_, v)| v.as_str()).collect()
    }

    /// Every value of a key as a text of its own.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.all(key).into_iter().map(str::to_owned).collect()
    }

    /// The value of a key that is given once at most.
    pub fn one(&mut self, key: &str) -> Option<&'a str> {
        let all = self.all(key);
        if all.len() > 1 {
            self.wrong.push(format!("`{key}` is given {} times; give it once", all.len()));
        }
        all.first().copied()
    }

    /// The same as a text of its own.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.one(key).map(str::to_owned)
    }

    /// A day.
    pub fn day(&mut self, key: &str) -> Option<Date> {
        let text = self.one(key)?;
        match parse_date(text) {
            Ok(day) => Some(day),
            Err((sentence, hint)) => {
                let hint = hint.map(|h| format!("; {h}")).unwrap_or_default();
                self.wrong.push(neutral(&format!("`{key}`: {sentence}{hint}")));
                None
            }
        }
    }

    /// A switch: the key alone, `true` or `false`.
    pub fn switch(&mut self, key: &str) -> bool {
        match self.one(key) {
            Some("" | "true") => true,
            None | Some("false") => false,
            Some(other) => {
                self.wrong.push(format!("`{key}`: `{}` is neither true nor false", shown(other)));
                false
            }
        }
    }

    /// One word of a closed list.
    pub fn word<T>(&mut self, key: &str, parse: impl Fn(&str) -> Option<T>, words: &[&str]) -> Option<T> {
        let word = self.one(key)?;
        let value = parse(word);
        if value.is_none() {
            self.wrong.push(format!("`{key}`: there is no `{}`; {}", shown(word), hint(word, words)));
        }
        value
    }

    /// Every value of a key, each read by a function that says what is wrong.
    pub fn each<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Refusal>) -> Vec<T> {
        self.all(key).into_iter().filter_map(|text| self.kept(read(text))).collect()
    }

    /// The one value of a key, read by a function that says what is wrong.
    pub fn read<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<T> {
        let text = self.one(key)?;
        self.kept(read(text))
    }

    fn kept<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        result.map_err(|e| self.wrong.extend(e.sentences().iter().map(|s| neutral(s)))).ok()
    }

    /// The form; JSON where none is named.
    pub fn form(&mut self) -> Form {
        self.word("format", Form::parse, Form::WORDS).unwrap_or(Form::Json)
    }

    /// Day and audience.
    pub fn asked(&mut self) -> Asked {
        let audience = |word: &str| match word {
            "own" => Some(Audience::Own),
            "public" => Some(Audience::Public),
            _ => None,
        };
        Asked { as_of: self.day("as_of"), audience: self.word("audience", audience, &["own", "public"]) }
    }

    /// What was built of the pairs, or every mistake in them.
    pub fn built<T>(self, value: T) -> Result<T, Refusal> {
        if self.wrong.is_empty() { Ok(value) } else { Err(Refusal::Asked(self.wrong)) }
    }
}

/// A stranger's word as it may be repeated in a sentence.
fn shown(word: &str) -> String {
    neutral(&shorten(word))
}

/// The nearest word that is allowed, or all of them.
pub(super) fn hint(given: &str, allowed: &[&str]) -> String {
    did_you_mean(given, allowed.iter().copied()).unwrap_or_else(|| format!("one of: {}", allowed.join(", ")))
}
