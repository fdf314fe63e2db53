//! Ids and file names of names.

use std::collections::BTreeSet;

/// Words that mean something else where an id of a party or an issue stands.
const TAKEN: [&str; 5] = ["all", "both", "press", "other", "levelised"];

/// An id for each name: letters, digits, hyphens and underscores, each once.
pub(crate) fn ids<'a>(names: impl Iterator<Item = &'a str>, otherwise: &str) -> Vec<String> {
    let mut taken: BTreeSet<String> = TAKEN.iter().map(|t| (*t).to_owned()).collect();
    names.map(|name| free(&slug(name, otherwise), &mut taken)).collect()
}

fn slug(name: &str, otherwise: &str) -> String {
    const MOST: usize = 48;
    let mut id = String::new();
    for c in name.chars() {
        if id.len() >= MOST {
            break;
        }
        if c.is_ascii_alphanumeric() || c == '_' {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

fn free(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = id.to_owned();
    let mut n = 2;
    while !taken.insert(free.clone()) {
        free = format!("{id}-{n}");
        n += 1;
    }
    free
}

/// A part of a file name for each name: the name itself where every system takes it.
pub(crate) fn file_parts<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let fits = |n: &str| {
        n.chars().all(|c| c.is_alphanumeric() || " -_".contains(c)) && n.len() <= 100 && n.trim() == n
    };
    names
        .map(|n| {
            let part = if fits(n) && !n.is_empty() { n.to_owned() } else { slug(n, "party") };
            // Some systems do not tell capitals apart.
            let mut free = part.clone();
            let mut i = 2;
            while !taken.insert(free.to_lowercase()) {
                free = format!("{part}-{i}");
                i += 1;
            }
            free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_free_and_plain() {
        let names = ["External Monitor", "external monitor", "External-Monitor", "价格", "both", "19'' LCD"];
        assert_eq!(
            ids(names.into_iter(), "issue"),
            ["External-Monitor", "external-monitor", "External-Monitor-2", "issue", "both-2", "19-LCD"]
        );
        assert_eq!(file_parts(["a/b", "A-B", "../x", "prof 1"].into_iter()), ["a-b", "A-B-2", "x", "prof 1"]);
    }
}
