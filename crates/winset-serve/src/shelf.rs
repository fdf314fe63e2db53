//! The cases that are open, each by its id; what a folder holds is read anew whenever it changed.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use winset_case::parse::{Checked, Folder, Rejected, parse};
use winset_disk::Failure;

use crate::secret::hex;

/// Parsed cases that are kept, each with its overlay.
const KEPT: usize = 64;

/// A folder that is open.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id: the name of the folder; a second one of the name has a number behind it.
    pub id: String,
    /// Where it is; a path that is not there names a shipped case.
    pub path: PathBuf,
}

/// What a folder holds, and the case it makes.
#[derive(Debug)]
pub struct Opened {
    /// Hash of everything the case depends on.
    pub key: String,
    /// Its files.
    pub folder: Arc<Folder>,
    /// The case, or every mistake in it.
    pub case: Result<Checked, Rejected>,
}

/// The open cases.
#[derive(Debug, Default)]
pub struct Shelf {
    entries: Vec<Entry>,
    kept: Mutex<VecDeque<(String, Arc<Opened>)>>,
}

impl Shelf {
    /// Opens folders.
    pub fn new(paths: &[PathBuf]) -> Shelf {
        let mut entries: Vec<Entry> = Vec::new();
        for path in paths {
            let name = name(path);
            let taken = |id: &str| entries.iter().any(|e| e.id == id);
            let numbered = (2..).map(|n| format!("{name}-{n}"));
            let id = std::iter::once(name.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(name);
            entries.push(Entry { id, path: path.clone() });
        }
        Shelf { entries, kept: Mutex::default() }
    }

    /// The ids in order.
    pub fn ids(&self) -> Vec<String> {
        self.entries.iter().map(|e| e.id.clone()).collect()
    }

    /// A case with an overlay; none where the id is not on the shelf.
    ///
    /// The files are read each time, which takes a millisecond or two; they are parsed anew only where a byte of them
    /// or the overlay is another.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn open(&self, id: &str, sets: &[String]) -> Option<Result<Arc<Opened>, Failure>> {
        let entry = self.entries.iter().find(|e| e.id == id)?;
        let shipped = entry.path.to_str().filter(|_| !entry.path.exists()).and_then(winset::shipped::folder);
        let folder = shipped.map_or_else(|| winset_disk::folder(&entry.path), Ok);
        Some(folder.map(|folder| self.parsed(folder, sets)))
    }

    fn parsed(&self, folder: Folder, sets: &[String]) -> Arc<Opened> {
        let key = key(&folder, sets);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(k, _)| *k == key)
            && let Some(found) = kept.remove(at)
        {
            let opened = Arc::clone(&found.1);
            kept.push_back(found);
            return opened;
        }
        drop(kept);
        let case = parse(&folder, sets);
        let opened = Arc::new(Opened { key: key.clone(), folder: Arc::new(folder), case });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, Arc::clone(&opened)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        opened
    }
}

/// The hash of everything a parsed case depends on.
fn key(folder: &Folder, sets: &[String]) -> String {
    let mut sha = Sha256::new();
    let mut add = |bytes: &[u8]| {
        sha.update(bytes.len().to_le_bytes());
        sha.update(bytes);
    };
    add(folder.name.as_bytes());
    for (name, bytes) in &folder.files {
        add(name.as_bytes());
        add(bytes);
    }
    add(b"set");
    sets.iter().for_each(|s| add(s.as_bytes()));
    hex(&sha.finalize())
}

fn name(path: &Path) -> String {
    if let Some(id) = path.to_str().filter(|_| !path.exists()).and_then(winset::shipped::id) {
        return id.to_owned();
    }
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real.file_name().map_or_else(|| "case".into(), |n| n.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_folders_of_one_name_are_told_apart() {
        let shelf = Shelf::new(&["/a/x".into(), "/b/x".into(), "/c/x".into()]);
        assert_eq!(shelf.ids(), ["x", "x-2", "x-3"]);
    }

    #[test]
    fn the_key_tells_names_bytes_and_overlays_apart() {
        let folder = |files: &[(&str, &str)]| Folder {
            name: "x".into(),
            files: files.iter().map(|(n, b)| ((*n).to_owned(), b.as_bytes().to_vec())).collect(),
        };
        let keys = [
            key(&folder(&[("a", "b")]), &[]),
            key(&folder(&[("ab", "")]), &[]),
            key(&folder(&[("a", "b")]), &["c".into()]),
            key(&folder(&[("a", "b"), ("set", "c")]), &[]),
        ];
        for (i, k) in keys.iter().enumerate() {
            assert!(!keys[..i].contains(k));
        }
    }
}
