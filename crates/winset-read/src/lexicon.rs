//! Lists of words from data files: a class of words a section, a phrase a line.
//!
//! A line is a phrase as it stands; `n` before it adds the plural, `v` the forms of its first word, irregular past forms
//! after `=`: `v break=broke/broken off`. A line that begins with `#` is a comment.

use std::collections::BTreeMap;

use crate::token::{Token, tokens};

/// Phrases by their first word, each with the class it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    classes: Vec<String>,
    phrases: BTreeMap<Box<str>, Vec<Phrase>>,
}

#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<Box<str>>,
    class: usize,
}

impl Lexicon {
    /// Reads a data file.
    ///
    /// ```
    /// use winset_read::lexicon::Lexicon;
    /// let l = Lexicon::parse("[refusal]\nv turn down\n");
    /// let t = winset_read::token::tokens("Seoul turned down the plan");
    /// assert_eq!(l.at(&t.list, 1).next(), Some((2, "refusal")));
    /// ```
    pub fn parse(text: &str) -> Lexicon {
        let mut out = Lexicon::default();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                out.classes.push(name.to_owned());
                continue;
            }
            for phrase in forms(line) {
                out.add(&phrase);
            }
        }
        for list in out.phrases.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        out
    }

    fn add(&mut self, phrase: &str) {
        let mut words = tokens(phrase).list.into_iter().map(|t| t.low);
        let (Some(first), Some(class)) = (words.next(), self.classes.len().checked_sub(1)) else { return };
        self.phrases.entry(first).or_default().push(Phrase { rest: words.collect(), class });
    }

    /// Every phrase that begins at a token: how many tokens it takes and its class, longest first.
    pub fn at<'a, 'b>(
        &'a self,
        list: &'b [Token],
        i: usize,
    ) -> impl Iterator<Item = (usize, &'a str)> + use<'a, 'b> {
        let first = list.get(i).and_then(|t| self.phrases.get(&t.low)).map_or(&[][..], |p| p);
        first.iter().filter_map(move |p| {
            let same =
                p.rest.iter().enumerate().all(|(k, w)| list.get(i + 1 + k).is_some_and(|t| t.low == *w));
            let class = self.classes.get(p.class)?;
            same.then_some((1 + p.rest.len(), class.as_str()))
        })
    }

    /// The length of the longest phrase of a class that begins at a token.
    pub fn longest(&self, list: &[Token], i: usize, class: &str) -> Option<usize> {
        self.at(list, i).find(|(_, c)| *c == class).map(|(n, _)| n)
    }

    /// The names of the classes, in the order of the file.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(String::as_str)
    }
}

/// The spellings a line stands for.
fn forms(line: &str) -> Vec<String> {
    match line.split_once(' ') {
        Some(("n", noun)) => vec![noun.to_owned(), plural(noun)],
        Some(("v", verb)) => verb_forms(verb),
        _ => vec![line.to_owned()],
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn plural(noun: &str) -> String {
    let consonant_y = noun.strip_suffix('y').filter(|s| !s.ends_with(is_vowel));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

fn verb_forms(line: &str) -> Vec<String> {
    let (head, rest) = line.split_once(' ').map_or((line, String::new()), |(h, r)| (h, format!(" {r}")));
    let (base, own) = head.split_once('=').map_or((head, None), |(b, o)| (b, Some(o)));
    let stem = base.strip_suffix('e').filter(|s| !s.ends_with('e'));
    let mut words = vec![base.to_owned(), plural(base)];
    let ing = stem.unwrap_or(base);
    words.push(format!("{ing}ing"));
    match own {
        Some(own) => words.extend(own.split('/').map(str::to_owned)),
        None => words.push(
            match (base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)), base.ends_with('e')) {
                (Some(s), _) => format!("{s}ied"),
                (None, true) => format!("{base}d"),
                (None, false) => format!("{base}ed"),
            },
        ),
    }
    words.into_iter().map(|w| format!("{w}{rest}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_take_their_forms() {
        assert_eq!(verb_forms("refuse"), ["refuse", "refuses", "refusing", "refused"]);
        assert_eq!(verb_forms("deny"), ["deny", "denies", "denying", "denied"]);
        assert_eq!(
            verb_forms("break=broke/broken off"),
            ["break off", "breaks off", "breaking off", "broke off", "broken off"]
        );
        assert_eq!(verb_forms("agree to"), ["agree to", "agrees to", "agreeing to", "agreed to"]);
        assert_eq!(forms("n party"), ["party", "parties"]);
    }
}
