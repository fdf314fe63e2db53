//! A new folder with all its files, made beside its place and moved there: it is whole, or not there.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::file::confirm;

/// Refuses a folder that holds something, or a file.
///
/// # Errors
/// It is there already and not empty.
pub fn must_be_free(dir: &Path) -> Result<(), Failure> {
    if fs::read_dir(dir).is_ok_and(|mut d| d.next().is_some()) || dir.is_file() {
        return Err(Failure::at(dir, "is there already and not empty; nothing was written"));
    }
    Ok(())
}

/// Writes a folder with its files, given by their names in it.
///
/// # Errors
/// A folder or file cannot be made; nothing is left of it then.
pub fn write_folder<T: AsRef<[u8]>>(dir: &Path, files: &[(&str, T)]) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::at(dir, format!("{e}; nothing was written"));
    let full = std::path::absolute(dir).map_err(failed)?;
    let top = topmost(&full);
    // An empty folder that is there already stays the same folder, so that nobody stands in one that is gone.
    let there = full.is_dir();
    let beside = if there { full.as_path() } else { top.parent().unwrap_or(Path::new(".")) };
    let made = tempfile::Builder::new().prefix(".winset-").tempdir_in(beside).map_err(failed)?;
    let new = made.path().join("new");
    // The folders between the topmost new one and the case are made with it.
    let inner = if there { new.clone() } else { new.join(full.strip_prefix(&top).unwrap_or(Path::new(""))) };
    for (name, bytes) in files {
        let path = inner.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&inner)).map_err(failed)?;
        put(&path, bytes.as_ref()).map_err(failed)?;
    }
    if there { move_into(&new, &full) } else { fs::rename(&new, &top) }.map_err(failed)?;
    confirm(beside).map_err(Failure::io(dir))
}

fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Moves what a folder holds into another; where one part fails, what was moved goes back.
fn move_into(from: &Path, to: &Path) -> std::io::Result<()> {
    let names: Vec<_> = fs::read_dir(from)?.flatten().map(|e| e.file_name()).collect();
    for (i, name) in names.iter().enumerate() {
        if let Err(e) = fs::rename(from.join(name), to.join(name)) {
            for moved in names.iter().take(i) {
                let _ = fs::rename(to.join(moved), from.join(moved));
            }
            return Err(e);
        }
    }
    Ok(())
}

/// The first folder on the way to `dir` that is not there; `dir` itself where all are.
fn topmost(dir: &Path) -> PathBuf {
    let mut top = dir;
    while let Some(parent) = top.parent().filter(|p| !p.exists()) {
        top = parent;
    }
    top.to_path_buf()
}
