//! A case folder, read whole: the files of the format and nothing else, each up to its size.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use winset_case::parse::{Folder, most_bytes};

use crate::Failure;

/// The files of a case beside its series.
pub const FILES: [&str; 5] = ["case.toml", "record.csv", "history.csv", "sources.csv", "outcome.toml"];
/// Files of a case that may be kept in a spreadsheet instead.
pub const SHEETS: [(&str, &str); 2] = [("record.xlsx", "record.csv"), ("history.xlsx", "history.csv")];
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
    for (sheet, file) in SHEETS {
        add_sheet(&mut folder, &root, sheet, file)?;
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

/// Reads a spreadsheet as the text it stands for, line for row.
fn add_sheet(folder: &mut Folder, root: &Path, sheet: &str, file: &str) -> Result<(), Failure> {
    let path = root.join(sheet);
    let mut read = Folder::default();
    add(&mut read, root, &path, sheet)?;
    let Some((_, bytes)) = read.files.pop() else { return Ok(()) };
    if folder.files.iter().any(|(name, _)| name == file) {
        return Err(Failure::at(&path, format!("there is a {file} beside it; keep one of the two")));
    }
    let told = |list: Vec<winset_case::Diagnostic>| {
        let one = |d: &winset_case::Diagnostic| match &d.hint {
            Some(hint) => format!("{}; {hint}", d.sentence),
            None => d.sentence.clone(),
        };
        Failure::at(&path, list.iter().map(one).collect::<Vec<_>>().join("\n  "))
    };
    let text = winset_sheet::text(&bytes, sheet).map_err(told)?;
    // The order of the files is that of a folder of plain sheets, so that the same case has the same bytes.
    folder.files.push((file.to_owned(), text.into_bytes()));
    folder.files.sort_by_key(|(name, _)| FILES.iter().position(|f| f == name));
    Ok(())
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
