//! A case folder, read whole: the files of the format and nothing else, each up to its size.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use winset_case::parse::{Folder, most_bytes};

use crate::Failure;

/// The files of a case beside its series.
pub const FILES: [&str; 5] = ["case.toml", "record.csv", "history.csv", "sources.csv", "outcome.toml"];
const MOST_SERIES: usize = 200;

/// Reads the folder of a case.
///
/// # Errors
/// The folder is not there, is no folder, or a file in it cannot be read. Links that lead out of the folder are refused.
pub fn folder(dir: &Path) -> Result<Folder, Failure> {
    let root = match fs::canonicalize(dir) {
        Ok(root) => root,
        Err(_) => return Err(Failure::at(dir, format!("no such folder{}", near(dir)))),
    };
    if !root.is_dir() {
        let hint = if dir.file_name().is_some_and(|n| n == "case.toml") {
            "; name the folder that holds it"
        } else {
            ""
        };
        return Err(Failure::at(dir, format!("a case is a folder, not a file{hint}")));
    }
    let name = root.file_name().map_or_else(|| "case".to_owned(), |n| n.to_string_lossy().into_owned());
    let mut folder = Folder { name, files: Vec::new() };
    for file in FILES {
        add(&mut folder, &root, &root.join(file), file)?;
    }
    for (path, file) in series(&root)? {
        add(&mut folder, &root, &path, &file)?;
    }
    Ok(folder)
}

fn near(dir: &Path) -> String {
    let Some(wanted) = dir.file_name().map(|n| n.to_string_lossy().into_owned()) else {
        return String::new();
    };
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|e| e.path().is_dir())
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .take(1000)
        .collect();
    match winset_case::diagnostic::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(n) => format!("; did you mean {}?", parent.join(n).display()),
        None => String::new(),
    }
}

fn series(root: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
    let dir = root.join("series");
    let Ok(entries) = fs::read_dir(&dir) else { return Ok(Vec::new()) };
    let mut list: Vec<(PathBuf, String)> = entries
        .flatten()
        .filter_map(|e| {
            let name = e.file_name().into_string().ok()?;
            name.ends_with(".csv").then(|| (e.path(), format!("series/{name}")))
        })
        .collect();
    list.sort();
    if list.len() > MOST_SERIES {
        return Err(Failure::at(&dir, format!("more than {MOST_SERIES} series files")));
    }
    Ok(list)
}

fn add(folder: &mut Folder, root: &Path, path: &Path, name: &str) -> Result<(), Failure> {
    let Ok(real) = fs::canonicalize(path) else { return Ok(()) };
    if !real.starts_with(root) {
        return Err(Failure::at(path, "is a link that leads out of the case folder, and is not read"));
    }
    if !real.is_file() {
        return Err(Failure::at(path, "is not a file"));
    }
    let failed = Failure::io(path);
    let mut bytes = Vec::new();
    // One byte more than is allowed, so that the reader can tell that the file is too large.
    File::open(&real)
        .map_err(&failed)?
        .take(most_bytes(name) as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    folder.files.push((name.to_owned(), bytes));
    Ok(())
}
