//! Reads case folders and source files from disk, in one order on every machine.

use std::path::{Path, PathBuf};

use winset_case::parse::Folder;

/// The cases that are shipped.
pub const SHIPPED: [&str; 4] =
    ["japan-us-hns-2027", "mackerel-2014", "nato-common-funding-2019", "rok-us-sma-11"];

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A shipped case as its files.
///
/// # Panics
/// The folder is not there.
pub fn shipped(name: &str) -> Folder {
    let dir = root().join("cases").join(name);
    let files = files_below(&dir, &[".toml", ".csv"]);
    let inside = |p: &Path| p.strip_prefix(&dir).expect("below").to_string_lossy().replace('\\', "/");
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|p| (inside(p), std::fs::read(p).expect("readable"))).collect();
    assert!(!files.is_empty(), "no case in {}", dir.display());
    Folder { name: name.to_owned(), files }
}

/// Every file below a folder whose name ends in one of the endings, sorted by path.
pub fn files_below(dir: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(dir) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path, endings));
        } else if endings.iter().any(|e| path.to_string_lossy().ends_with(e)) {
            found.push(path);
        }
    }
    found.sort();
    found
}
