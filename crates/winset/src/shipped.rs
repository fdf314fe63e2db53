//! The shipped cases, built into the program: a question can be asked of them without a copy of their folders.

use include_dir::{Dir, include_dir};
use winset_case::parse::Folder;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../cases");

/// The ids, in order.
///
/// ```
/// assert!(winset::shipped::ids().contains(&"rok-us-sma-11"));
/// ```
pub fn ids() -> Vec<&'static str> {
    let mut list: Vec<&str> = CASES.dirs().filter_map(|d| d.path().to_str()).collect();
    list.sort_unstable();
    list
}

/// The id that a name means: an id, or a part of one between its hyphens that no other id has.
///
/// ```
/// use winset::shipped::id;
/// assert_eq!(id("sma-11"), Some("rok-us-sma-11"));
/// assert_eq!(id("sma"), None);
/// ```
pub fn id(name: &str) -> Option<&'static str> {
    let all = ids();
    if let Some(whole) = all.iter().find(|i| **i == name) {
        return Some(whole);
    }
    let parted = format!("-{name}-");
    let mut found = all.iter().filter(|i| !name.is_empty() && format!("-{i}-").contains(&parted));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Every file of a shipped case by its name in the folder.
pub fn files(name: &str) -> Option<Vec<(&'static str, &'static [u8])>> {
    let id = id(name)?;
    let dir = CASES.get_dir(id)?;
    let below = dir.dirs().flat_map(|d| d.files());
    let mut list: Vec<_> = dir
        .files()
        .chain(below)
        .filter_map(|f| {
            Some((f.path().to_str()?.strip_prefix(id)?.trim_start_matches(['/', '\\']), f.contents()))
        })
        .collect();
    list.sort_unstable();
    Some(list)
}

/// A shipped case as it would be read from its folder.
pub fn folder(name: &str) -> Option<Folder> {
    let all = files(name)?;
    let mut folder = Folder { name: id(name)?.to_owned(), files: Vec::new() };
    let plain = ["case.toml", "record.csv", "history.csv", "sources.csv", "outcome.toml"];
    let mut add = |(name, bytes): &(&str, &[u8])| folder.files.push(((*name).to_owned(), bytes.to_vec()));
    for name in plain {
        all.iter().filter(|(n, _)| *n == name).for_each(&mut add);
    }
    all.iter().filter(|(n, _)| n.starts_with("series/") && n.ends_with(".csv")).for_each(&mut add);
    Some(folder)
}
