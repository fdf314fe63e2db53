//! A question as a page is asked it: the case as of a day, the language, and what stands in the address.

use winset::Question;
use winset::class::Library;
use winset_case::parse::Checked;

use crate::shelf::Opened;
use crate::words::Words;

/// What stands behind the `?` of an address, in order; a name may come several times.
#[derive(Clone, Debug, Default)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    /// The last value of a name that is not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// Every value of a name that is not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// A number within bounds, where one is given.
    pub fn number(&self, name: &str, low: f64, high: f64) -> Option<f64> {
        let n: f64 = self.get(name)?.parse().ok()?;
        (low..=high).contains(&n).then_some(n)
    }

    /// The same without every value of the names.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Params {
        Params(self.0.iter().filter(|(n, _)| !names.contains(&n.as_str())).cloned().collect())
    }

    /// The same without one value of a name.
    #[must_use]
    pub fn without_value(&self, name: &str, value: &str) -> Params {
        Params(self.0.iter().filter(|(n, v)| n != name || v != value).cloned().collect())
    }

    /// The same with one more value.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Params {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The parameters as an address has them behind its `?`.
    ///
    /// ```
    /// use winset_serve::view::Params;
    /// let p = Params::default().and("p", "+13 %, 7%/yr").and("lang", "ko");
    /// assert_eq!(p.query(), "p=%2B13%20%25%2C%207%25%2Fyr&lang=ko");
    /// ```
    pub fn query(&self) -> String {
        let filled = self.0.iter().filter(|(_, v)| !v.is_empty());
        filled.map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect::<Vec<_>>().join("&")
    }
}

/// Every byte that is no letter, digit or `-._~` as `%XX`.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    })
}

/// All that a page may look at.
pub struct View<'a> {
    /// Id of the case on the shelf.
    pub id: &'a str,
    /// The folder as it was read.
    pub opened: &'a Opened,
    /// The case whole, as it stands in its folder with the overlay of the address.
    pub checked: &'a Checked,
    /// The case as of the day asked for.
    pub q: &'a Question,
    /// Internal entries withheld from it.
    pub withheld: usize,
    /// What the address asks for.
    pub params: &'a Params,
    /// The language of the page.
    pub words: &'a Words,
    /// The library of finished talks.
    pub library: &'a Library,
}

impl View<'_> {
    /// Words of the catalogue.
    pub fn say<'a>(&'a self, entry: &'a str) -> &'a str {
        self.words.get(entry)
    }

    /// Words of the catalogue with `{name}` filled in.
    pub fn with(&self, entry: &str, values: &[(&str, &str)]) -> String {
        self.words.with(entry, values)
    }
}
