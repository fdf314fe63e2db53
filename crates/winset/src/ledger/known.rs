//! Whether a document was read before, or is a copy of one whose claims are in the record.

use std::collections::BTreeMap;

use winset_case::Case;
use winset_case::case::{Claim, Source};

/// The words of a text in small letters, without marks.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// A source that was read into the record, and the claims a reader took from it.
#[derive(Clone, Debug)]
pub struct ReadBefore<'a> {
    /// The source.
    pub source: &'a Source,
    /// Its claims that have a reader.
    pub claims: Vec<&'a Claim>,
}

impl ReadBefore<'_> {
    /// What was read and when it was known, in a sentence.
    pub fn sentence(&self) -> String {
        let ids: Vec<&str> = self.claims.iter().map(|c| c.id.as_str()).collect();
        let known = self.claims.iter().map(|c| c.standing.known_on).max();
        let reader = self.claims.iter().find_map(|c| c.reader.0.as_deref()).unwrap_or("a reader");
        let noun = if ids.len() == 1 { "claim" } else { "claims" };
        format!(
            "this text is in the record as the source {}: {} {noun} ({}), known on {}, by {reader}",
            self.source.id,
            ids.len(),
            ids.join(", "),
            known.map(|d| d.to_string()).unwrap_or_default()
        )
    }
}

/// The source that has the hash of a text, with the claims read from it.
pub fn read_before<'a>(case: &'a Case, hash: &str) -> Option<ReadBefore<'a>> {
    let source = case.sources.iter().find(|s| s.sha256.0.as_deref() == Some(hash))?;
    let of = |c: &&Claim| c.standing.source.as_deref() == Some(&source.id) && c.reader.0.is_some();
    Some(ReadBefore { source, claims: case.claims.iter().filter(of).collect() })
}

/// A source of the record most of whose quotations stand in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyOf {
    /// Id of the source.
    pub source: String,
    /// Its origin group: that of most of its claims, or its id.
    pub group: String,
    /// Quotations that stand in the document, and how many were compared.
    pub quotes: (usize, usize),
}

/// How many words in a row are compared.
const RUN: usize = 5;

/// The source that a document seems to be a copy of: more than half of its quotations stand in it word for word.
///
/// A quotation stands in a document where at least four fifths of its runs of five words do; one of fewer words is not
/// compared.
pub fn copy_of(case: &Case, text: &str, own: &str) -> Option<CopyOf> {
    let mut runs: BTreeMap<String, bool> = BTreeMap::new();
    let mut quotes: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for c in &case.claims {
        let (Some(source), Some(quote)) = (c.standing.source.as_deref(), &c.quote) else { continue };
        if source == own {
            continue;
        }
        let list: Vec<String> = words(quote).windows(RUN).map(|w| w.join(" ")).collect();
        if !list.is_empty() {
            runs.extend(list.iter().map(|r| (r.clone(), false)));
            quotes.entry(source).or_default().push(list);
        }
    }
    for run in words(text).windows(RUN) {
        if let Some(seen) = runs.get_mut(&run.join(" ")) {
            *seen = true;
        }
    }
    let stands = |q: &Vec<String>| {
        let n = q.iter().filter(|r| runs.get(*r).copied().unwrap_or(false)).count();
        n * 5 >= q.len() * 4
    };
    let counted = quotes.iter().map(|(s, list)| (list.iter().filter(|q| stands(q)).count(), list.len(), *s));
    let (n, of, source) =
        counted.filter(|(n, of, _)| n * 2 > *of).max_by_key(|(n, _, s)| (*n, std::cmp::Reverse(*s)))?;
    Some(CopyOf { source: source.to_owned(), group: group_of(case, source), quotes: (n, of) })
}

/// The origin group of most claims of a source; the id of the source where there is none.
pub fn group_of(case: &Case, source: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for c in case.claims.iter().filter(|c| c.standing.source.as_deref() == Some(source)) {
        if let Some(g) = &c.group {
            *counts.entry(g).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(g, n)| (*n, std::cmp::Reverse(*g)));
    most.map_or(source, |(g, _)| g).to_owned()
}
