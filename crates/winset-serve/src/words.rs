//! What the pages say: one catalogue a language, every one with the same entries.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The catalogues: a language is a file, and a line here.
const CATALOGUES: [(&str, &str); 2] =
    [("en", include_str!("../lang/en.toml")), ("ko", include_str!("../lang/ko.toml"))];

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// Its code, as in `<html lang>`.
    pub code: &'static str,
    entries: BTreeMap<String, String>,
}

/// The languages in the order of the menu.
pub fn languages() -> &'static [Words] {
    static ALL: OnceLock<Vec<Words>> = OnceLock::new();
    ALL.get_or_init(|| CATALOGUES.iter().map(|(code, text)| Words::read(code, text)).collect())
}

/// The words of a language; English where it is not known.
pub fn words(code: &str) -> &'static Words {
    let all = languages();
    all.iter().find(|w| w.code == code).unwrap_or(&all[0])
}

impl Words {
    fn read(code: &'static str, text: &str) -> Words {
        let mut entries = BTreeMap::new();
        let table: toml::Table = text.parse().unwrap_or_default();
        for (section, value) in &table {
            for (key, words) in value.as_table().into_iter().flatten() {
                entries.insert(format!("{section}.{key}"), words.as_str().unwrap_or_default().to_owned());
            }
        }
        Words { code, entries }
    }

    /// The words of an entry, such as `state.title`; the name of the entry where there are none.
    pub fn get<'a>(&'a self, entry: &'a str) -> &'a str {
        self.entries.get(entry).map_or(entry, String::as_str)
    }

    /// The words of an entry with `{name}` filled in.
    pub fn with(&self, entry: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(entry).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// Every entry of a section by its key, for the script of the pages.
    pub fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.entries.iter().filter_map(move |(k, v)| {
            let (of, key) = k.split_once('.')?;
            (of == section).then_some((key, v.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places to be filled in, in order of their names.
    fn places(text: &str) -> Vec<&str> {
        let mut list: Vec<&str> =
            text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0)).collect();
        list.sort_unstable();
        list
    }

    #[test]
    fn every_language_says_the_same_things() {
        let all = languages();
        for w in all {
            assert!(!w.entries.is_empty(), "{} is not TOML", w.code);
            for (key, text) in &all[0].entries {
                let other = w.entries.get(key).unwrap_or_else(|| panic!("{} lacks {key}", w.code));
                assert_eq!(places(text), places(other), "{key} in {}", w.code);
                assert!(!other.trim().is_empty(), "{key} in {} is empty", w.code);
            }
            assert_eq!(w.entries.len(), all[0].entries.len(), "{} has entries of its own", w.code);
        }
    }
}
