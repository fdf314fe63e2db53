//! How packages are called: in words, by index, by a method, by the level of each issue.

use winset_case::case::{Issue, Setting};
use winset_case::diagnostic::nearest;

use super::Packages;

/// A package that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The package a method picks.
    Method(String),
    /// A level of each group.
    Levels(Vec<u32>),
}

impl Packages<'_> {
    /// A package in words: the level of every issue, but for those in `unless`, by id.
    pub fn name_but(&self, levels: &[u32], unless: &[&str]) -> String {
        let settled = self.settled(levels).into_iter().filter(|(i, _)| !unless.contains(&i.id.as_str()));
        settled.map(|(issue, l)| level_name(issue, l)).collect::<Vec<_>>().join(" · ")
    }

    /// A package in words: the level of every issue.
    pub fn name(&self, levels: &[u32]) -> String {
        self.name_but(levels, &[])
    }

    /// The issues on which several packages agree, by id, and their levels in words.
    pub fn common(&self, packages: &[&[u32]]) -> (Vec<&str>, String) {
        let Some((first, rest)) = packages.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return (Vec::new(), String::new());
        };
        let others: Vec<Vec<usize>> =
            rest.iter().map(|l| self.settled(l).into_iter().map(|(_, level)| level).collect()).collect();
        let (mut ids, mut words) = (Vec::new(), Vec::new());
        for (at, (issue, level)) in self.settled(first).into_iter().enumerate() {
            if others.iter().all(|o| o.get(at) == Some(&level)) {
                ids.push(issue.id.as_str());
                words.push(level_name(issue, level));
            }
        }
        (ids, words.join(" · "))
    }
}

/// The level of an issue in words: an amount, a term, a growth by itself, all else after the name of the issue.
fn level_name(issue: &Issue, level: usize) -> String {
    let Some(l) = issue.levels.get(level) else { return String::new() };
    let unit =
        issue.unit.as_ref().filter(|_| l.number.is_some()).map(|u| format!(" {u}")).unwrap_or_default();
    let alone = matches!(l.setting, Some(Setting::FirstYear(_) | Setting::Term(_)))
        || (issue.sets.is_some_and(|s| s != IN_KIND) && l.label.chars().any(|c| c.is_ascii_digit()));
    if alone { format!("{}{unit}", l.label) } else { format!("{} {}{unit}", issue.name, l.label) }
}

const IN_KIND: winset_case::vocabulary::Sets = winset_case::vocabulary::Sets::InKind;

/// Reads a package: `#2723`, the name of a method, or `issue=level, issue=level, …` for every issue.
///
/// # Errors
/// A sentence that says which part was not understood, or which issue is missing.
pub fn asked(p: &Packages<'_>, methods: &[&str], text: &str) -> Result<Asked, String> {
    let text = text.trim();
    if let Ok(index) = text.strip_prefix('#').unwrap_or(text).parse::<u128>() {
        let sum = p.space.outcomes();
        return p
            .space
            .levels_of(index)
            .map(Asked::Levels)
            .ok_or_else(|| format!("there is no package {text}: they run from 0 to one below {sum}"));
    }
    let method = text.replace('-', "_");
    if methods.contains(&method.as_str()) {
        return Ok(Asked::Method(method));
    }
    if !text.contains('=') {
        let near = nearest(&method, methods.iter().copied());
        let hint = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
        let ids: Vec<String> = issues(p).map(|i| format!("{}=…", i.id)).collect();
        return Err(format!(
            "`{text}` is no package: write an index (#12), a method ({}), or {}{hint}",
            methods.join(", "),
            ids.join(", ")
        ));
    }
    levels(p, text).map(Asked::Levels)
}

fn issues<'p>(p: &'p Packages<'_>) -> impl Iterator<Item = &'p Issue> {
    p.groups.iter().flat_map(|g| g.issues.iter().copied())
}

/// Whether a word calls an issue: its id or its name, without regard to blanks and capitals.
fn is(i: &Issue, word: &str) -> bool {
    i.id == word || plain(&i.name) == plain(word)
}

/// A text without blanks and capitals.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// Parts between commas; a comma inside the name of a level belongs to it.
fn parts<'t>(p: &Packages<'_>, text: &'t str) -> Vec<(&'t str, String)> {
    let mut list: Vec<(&str, String)> = Vec::new();
    for part in text.split(',') {
        match part.split_once('=') {
            Some((id, level))
                if list.is_empty() || issues(p).any(|i| is(i, id.trim())) || !id.trim().contains(' ') =>
            {
                list.push((id.trim(), level.trim().to_owned()));
            }
            _ => {
                if let Some((_, level)) = list.last_mut() {
                    level.push(',');
                    level.push_str(part);
                }
            }
        }
    }
    list
}

fn levels(p: &Packages<'_>, text: &str) -> Result<Vec<u32>, String> {
    let parts = parts(p, text);
    for (id, _) in &parts {
        if issues(p).all(|i| !is(i, id)) {
            let near = nearest(id, issues(p).map(|i| i.id.as_str()));
            let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            return Err(format!("`{id}` is no issue of this case{hint}"));
        }
    }
    p.groups
        .iter()
        .map(|g| {
            let mut level = 0_usize;
            for i in &g.issues {
                let mut given = parts.iter().filter(|(id, _)| is(i, id));
                let Some((_, wanted)) = given.next() else {
                    return Err(format!("the package names no `{}`; one of: {}", i.id, some_labels(i)));
                };
                if given.next().is_some() {
                    return Err(format!("the package names `{}` twice", i.id));
                }
                level = level * i.levels.len() + level_of(i, wanted)?;
            }
            Ok(level as u32)
        })
        .collect()
}

/// The level of a name: as written, without regard to blanks and capitals, or by its beginning where that is unique.
fn level_of(i: &Issue, wanted: &str) -> Result<usize, String> {
    let want = plain(wanted.trim_matches('"'));
    let labels: Vec<String> = i.levels.iter().map(|l| plain(&l.label)).collect();
    if let Some(at) = labels.iter().position(|l| *l == want) {
        return Ok(at);
    }
    let mut starting = labels.iter().enumerate().filter(|(_, l)| !want.is_empty() && l.starts_with(&want));
    match (starting.next(), starting.next()) {
        (Some((at, _)), None) => Ok(at),
        _ => Err(format!("`{wanted}` is no level of `{}`; one of: {}", i.id, some_labels(i))),
    }
}

fn some_labels(i: &Issue) -> String {
    const MOST: usize = 12;
    let mut list: Vec<&str> = i.levels.iter().take(MOST).map(|l| l.label.as_str()).collect();
    if i.levels.len() > MOST {
        list.push("…");
    }
    list.join("; ")
}
