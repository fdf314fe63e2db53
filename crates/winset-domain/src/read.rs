//! Files to a domain, or every mistake in them at once.

use winset_case::diagnostic::{Diagnostic, Place};

use crate::assemble::assemble;
use crate::domain::Domain;
use crate::node::{Node, What};
use crate::raw::{Demands, RawDomain, RawProfile, Reader};
use crate::{MOST_BYTES, MOST_PROFILES, genius, geniusweb, json, negmas, source, yaml};

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GENIUS XML.
    Genius,
    /// GeniusWeb JSON.
    GeniusWeb,
    /// NegMAS YAML.
    NegMas,
}

impl Format {
    /// The format of files with this ending: `xml`, `json`, `yml` or `yaml`.
    pub fn of_ending(ending: &str) -> Option<Format> {
        match ending.to_ascii_lowercase().as_str() {
            "xml" => Some(Format::Genius),
            "json" => Some(Format::GeniusWeb),
            "yml" | "yaml" => Some(Format::NegMas),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Genius => "GENIUS XML",
            Format::GeniusWeb => "GeniusWeb JSON",
            Format::NegMas => "NegMAS YAML",
        }
    }
}

/// A file: its name without folders, and its bytes.
#[derive(Clone, Debug)]
pub struct File {
    /// Name without folders.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file.
    pub fn new(name: &str, bytes: &[u8]) -> File {
        File { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    fn stem(&self) -> &str {
        self.name.split('.').next().filter(|s| !s.is_empty()).unwrap_or(&self.name)
    }
}

/// A domain that was read, with the remarks on its files.
#[derive(Clone, Debug)]
pub struct Read {
    /// The domain.
    pub domain: Domain,
    /// The files each profile rests on, in the order of the profiles: its own and that of the domain.
    pub sources: Vec<Vec<String>>,
    /// Remarks in order of file and place.
    pub remarks: Vec<Diagnostic>,
    /// How many more remarks there were.
    pub dropped: usize,
}

/// Why files are no domain.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Mistakes and remarks in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there were.
    pub dropped: usize,
}

/// What one file turned out to be.
pub(crate) enum Part {
    Domain(RawDomain),
    Profile(RawProfile),
    /// Reported already.
    Broken,
}

/// Reads the files of one domain, in any order.
///
/// # Errors
/// Every mistake of every file: what is no text of the format, what the model cannot carry, what does not fit together.
pub fn read(format: Format, files: &[File]) -> Result<Read, Refused> {
    let mut r = Reader::default();
    let mut domains: Vec<(usize, RawDomain)> = Vec::new();
    let mut profiles: Vec<(usize, RawProfile)> = Vec::new();
    for (i, file) in files.iter().enumerate() {
        match part(&mut r, format, file) {
            Part::Domain(d) => domains.push((i, d)),
            Part::Profile(p) => profiles.push((i, p)),
            Part::Broken => {}
        }
        r.end_file();
    }
    let domain = together(&mut r, format, files, domains, profiles);
    let (diagnostics, dropped) = r.r.finish();
    match domain {
        Some((domain, sources)) => Ok(Read { domain, sources, remarks: diagnostics, dropped }),
        None => Err(Refused { diagnostics, dropped }),
    }
}

/// True if a file found in a folder looks like a part of a domain: what stands beside domains, such as results of others, is not.
pub fn concerns(format: Format, file: &File) -> bool {
    match format {
        Format::Genius => true,
        Format::GeniusWeb => {
            let Ok(text) = source::text(&file.bytes) else { return true };
            json::parse(&text, 0).map_or(true, |n| geniusweb::concerns(&n))
        }
        Format::NegMas => !file.name.starts_with('_'),
    }
}

fn part(r: &mut Reader, format: Format, file: &File) -> Part {
    if file.bytes.len() > MOST_BYTES {
        let index = r.r.files.add(&file.name, String::new());
        let sentence = format!("the file is larger than {} MB", MOST_BYTES / 1_000_000);
        r.mistake(Place { file: index, start: 0, end: 0 }, sentence, None);
        return Part::Broken;
    }
    let text = match source::text(&file.bytes) {
        Ok(text) => text,
        Err(sentence) => {
            let index = r.r.files.add(&file.name, String::from_utf8_lossy(&file.bytes).into_owned());
            r.mistake(Place { file: index, start: 0, end: 0 }, sentence, Some("save it as UTF-8".to_owned()));
            return Part::Broken;
        }
    };
    let index = r.r.files.add(&file.name, text.clone());
    match format {
        Format::Genius => genius::part(r, &text, index),
        Format::GeniusWeb => match json::parse(&text, index) {
            Ok(node) => twice(r, &node).unwrap_or_else(|| geniusweb::part(r, &node)),
            Err((at, sentence)) => {
                r.mistake(Place { file: index, start: at, end: at + 1 }, sentence, None);
                Part::Broken
            }
        },
        Format::NegMas => match yaml::parse(&text, index) {
            Ok(node) => twice(r, &node).unwrap_or_else(|| negmas::part(r, &node)),
            Err((at, sentence)) => {
                r.mistake(at, sentence, None);
                Part::Broken
            }
        },
    }
}

/// Mistakes for keys that stand twice in one table.
fn twice(r: &mut Reader, node: &Node) -> Option<Part> {
    fn walk(r: &mut Reader, node: &Node) -> bool {
        match &node.what {
            What::Map(m) => {
                let mut seen = std::collections::BTreeSet::new();
                let mut bad = false;
                for (key, value) in m {
                    if !seen.insert(key.text.as_str()) {
                        r.mistake(
                            key.at,
                            format!("the key `{}` stands twice", key.text),
                            Some("keep one of the two".to_owned()),
                        );
                        bad = true;
                    }
                    bad |= walk(r, value);
                }
                bad
            }
            What::List(l) => l.iter().fold(false, |bad, n| walk(r, n) | bad),
            _ => false,
        }
    }
    walk(r, node).then_some(Part::Broken)
}

fn together(
    r: &mut Reader,
    format: Format,
    files: &[File],
    mut domains: Vec<(usize, RawDomain)>,
    mut profiles: Vec<(usize, RawProfile)>,
) -> Option<(Domain, Vec<Vec<String>>)> {
    for (_, d) in domains.iter().skip(1) {
        let hint = Some("name the files of one domain only".to_owned());
        r.mistake(d.at, "a second domain: read one domain at a time", hint);
    }
    let nowhere = Place { file: files.len(), start: 0, end: 0 };
    if profiles.is_empty() && !r.r.any_mistake() {
        let at = domains.first().map_or(nowhere, |(_, d)| d.at);
        r.mistake(
            at,
            "there is no profile of a party beside the domain",
            Some("name its files too".to_owned()),
        );
    }
    if profiles.len() > MOST_PROFILES {
        r.mistake(
            nowhere,
            format!("more than {MOST_PROFILES} profiles"),
            Some("name the files of one domain only".to_owned()),
        );
        return None;
    }
    if domains.is_empty() {
        // What a profile repeats of the domain stands in for it, unless a broken file may have been the domain.
        let found =
            profiles.iter_mut().find_map(|(i, p)| (!p.copies.is_empty()).then(|| (*i, p.copies.remove(0))));
        match found {
            Some((i, d)) if !r.r.any_mistake() => {
                let hint = Some("name the file of the domain too, if there is one".to_owned());
                r.remark(d.at, "no domain file: the issues are those of this profile", hint);
                domains.push((i, d));
            }
            _ => {
                if !r.r.any_mistake() {
                    let at = profiles.first().map_or(nowhere, |(_, p)| p.at);
                    r.mistake(at, "the file of the domain is missing", Some("name it too".to_owned()));
                }
                return None;
            }
        }
    }
    let (at, domain) = domains.swap_remove(0);
    if let ([(_, p)], false) = (profiles.as_slice(), r.r.any_mistake()) {
        let hint = Some("name the files of the other parties too".to_owned());
        r.mistake(p.at, "a domain needs two profiles or more, and this is the only one", hint);
    }
    let from_profile = profiles.iter().any(|(i, _)| *i == at);
    let stem = files.get(at).map_or(String::new(), |f| file_title(&f.name));
    // Names that NegMAS gives are paths now and then.
    let path = |n: &str| format == Format::NegMas && n.contains('/');
    let name = domain.name.clone().filter(|n| !n.trim().is_empty() && !path(n));
    let name = name.unwrap_or_else(|| stem.clone());
    name_profiles(files, &mut profiles, if from_profile { "" } else { &stem });
    let demands = if format == Format::GeniusWeb { Demands::Shares } else { Demands::Nothing };
    let file = |i: usize| files.get(i).map(|f| f.name.clone());
    let both = |i: usize| file(i).into_iter().chain(file(at).filter(|_| i != at)).collect();
    let sources = profiles.iter().map(|(i, _)| both(*i)).collect();
    let domain = assemble(r, domain, profiles.into_iter().map(|(_, p)| p).collect(), demands, name)?;
    Some((domain, sources))
}

/// The title of a domain that names none: that of its file.
pub(crate) fn file_title(name: &str) -> String {
    bare(File::new(name, &[]).stem())
}

/// A stem without the word `domain` at its end.
fn bare(stem: &str) -> String {
    let lower = stem.to_ascii_lowercase();
    let cut = ["-domain", "_domain"].iter().find(|e| lower.ends_with(*e)).map_or(0, |e| e.len());
    let kept = stem.get(..stem.len() - cut).unwrap_or(stem);
    if kept.is_empty() { stem.to_owned() } else { kept.to_owned() }
}

/// Names profiles by what they say, or by their files without the domain's name before it.
fn name_profiles(files: &[File], profiles: &mut [(usize, RawProfile)], domain: &str) {
    let short = |stem: &str| -> String {
        let lower = stem.to_lowercase();
        let rest = lower.strip_prefix(&domain.to_lowercase()).filter(|_| !domain.is_empty());
        let rest = rest.and_then(|r| r.strip_prefix(['-', '_'])).filter(|r| !r.is_empty());
        rest.and_then(|r| stem.get(stem.len() - r.len()..)).unwrap_or(stem).to_owned()
    };
    let stems: Vec<String> =
        profiles.iter().map(|(i, _)| files.get(*i).map_or(String::new(), |f| f.stem().to_owned())).collect();
    let said: Vec<Option<String>> = profiles
        .iter()
        .map(|(_, p)| p.name.clone().filter(|n| !n.trim().is_empty() && !n.contains('/')))
        .collect();
    let names: Vec<String> =
        said.iter().zip(&stems).map(|(n, s)| n.clone().unwrap_or_else(|| short(s))).collect();
    let once = |n: &String| names.iter().filter(|m| *m == n).count() == 1;
    for ((name, stem), (_, p)) in names.iter().zip(&stems).zip(profiles.iter_mut()) {
        p.name = Some(if once(name) { name.clone() } else { stem.clone() });
    }
}
