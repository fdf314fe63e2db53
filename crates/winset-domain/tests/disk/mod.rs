//! Folders of domains, read for tests.

use std::path::{Path, PathBuf};

use winset_domain::{File, Format, Read, concerns, read};

/// The folder of others' domains beside the repository, or none with a word.
pub fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/domains");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: there is no {}", folder.display());
    None
}

/// The files of one ending in a folder, in order of their names.
pub fn files(folder: &Path, endings: &[&str]) -> Vec<File> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| endings.iter().any(|w| e == *w)))
        .collect();
    paths.sort();
    let name = |p: &Path| p.file_name().expect("a name").to_string_lossy().into_owned();
    paths.iter().map(|p| File::new(&name(p), &std::fs::read(p).expect("readable"))).collect()
}

/// The domain of a folder; panics with the mistakes.
pub fn domain(folder: &Path, format: Format) -> Read {
    let endings: &[&str] = match format {
        Format::Genius => &["xml"],
        Format::GeniusWeb => &["json"],
        Format::NegMas => &["yml", "yaml"],
    };
    let files: Vec<File> = files(folder, endings).into_iter().filter(|f| concerns(format, f)).collect();
    read(format, &files).unwrap_or_else(|e| panic!("{}: {:#?}", folder.display(), e.diagnostics))
}
