//! `winset import`: the files of another tool's domain as a case; a whole folder or none.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use winset::fmt::count;
use winset_case::parse::{Folder, parse};
use winset_case::text::neutral;
use winset_disk::{must_be_free, write_folder};
use winset_domain::{CaseNote, Domain, File, Format, MOST_BYTES, case_text, concerns, read};

use crate::args::Import;
use crate::failure::Failure;
use crate::output::to_stderr;
use crate::remarks;

pub fn run(a: &Import) -> Result<ExitCode, Failure> {
    must_be_free(&a.output)?;
    let (format, files) = gather(&a.files)?;
    let read = match read(format, &files) {
        Ok(read) => read,
        Err(e) => {
            to_stderr(&remarks::show(&e.diagnostics, e.dropped));
            to_stderr("nothing was written");
            return Ok(ExitCode::from(1));
        }
    };
    if !read.remarks.is_empty() {
        to_stderr(&remarks::show(&read.remarks, read.dropped));
    }
    let basis = |files: &Vec<String>| format!("imported, {}: {}", format.name(), files.join(", "));
    let note = CaseNote {
        known_on: a.known_on,
        basis: read.sources.iter().map(basis).collect(),
        internal: a.internal,
    };
    let text = case_text(&read.domain, &note);
    let bytes = vec![("case.toml".to_owned(), text.clone().into_bytes())];
    if let Err(e) = parse(&Folder { name: "case".to_owned(), files: bytes }, &[]) {
        to_stderr(&remarks::show(&e.diagnostics, e.dropped));
        to_stderr("the domain is no case; nothing was written");
        return Ok(ExitCode::from(1));
    }
    write_folder(&a.output, &[("case.toml", &text)])?;
    to_stderr(&neutral(&told(&a.output, &read.domain, files.len(), format)));
    Ok(ExitCode::SUCCESS)
}

fn told(dir: &Path, d: &Domain, files: usize, format: Format) -> String {
    let dir = dir.display();
    let packages = match d.packages() {
        Some(n) => count(usize::try_from(n).unwrap_or(usize::MAX), "package", "packages"),
        None => "more packages than can be counted".to_owned(),
    };
    format!(
        "{dir} made from {} of {}: {}, {packages}, {}; next: winset check {dir}",
        count(files, "file", "files"),
        format.name(),
        count(d.issues.len(), "issue", "issues"),
        count(d.profiles.len(), "party", "parties"),
    )
}

/// The first names, and how many more there are.
fn listed(names: &[String]) -> String {
    const MOST: usize = 8;
    let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST { format!("{shown} and {} more", names.len() - MOST) } else { shown }
}

fn ending(path: &Path) -> Option<Format> {
    path.extension().and_then(|e| Format::of_ending(&e.to_string_lossy()))
}

/// The files named, or those of one format in a folder.
fn gather(paths: &[PathBuf]) -> Result<(Format, Vec<File>), Failure> {
    if let [folder] = paths
        && folder.is_dir()
    {
        return of_folder(folder);
    }
    if paths.iter().any(|p| p.as_os_str() == "-") {
        let sentence =
            "a domain is several files, so none is read from standard input; name the files or their folder";
        return Err(Failure(sentence.to_owned()));
    }
    let mut formats = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            return Err(Failure::at(path, "is a folder; name one folder alone, or the files of one domain"));
        }
        let Some(format) = ending(path) else {
            return Err(Failure::at(path, "name files that end in .xml, .json, .yml or .yaml"));
        };
        formats.push(format);
        files.push(load(path)?);
    }
    match formats.first() {
        Some(first) if formats.iter().all(|f| f == first) => Ok((*first, files)),
        _ => Err(Failure("the files are of different formats; name the files of one domain".to_owned())),
    }
}

fn of_folder(folder: &Path) -> Result<(Format, Vec<File>), Failure> {
    const MOST: usize = 1_000;
    let entries = fs::read_dir(folder).map_err(|e| Failure::at(folder, &e.to_string()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect();
    paths.sort();
    let format = [Format::Genius, Format::GeniusWeb, Format::NegMas]
        .into_iter()
        .find(|f| paths.iter().any(|p| ending(p) == Some(*f)));
    let Some(format) = format else {
        return Err(Failure::at(folder, "holds no file that ends in .xml, .json, .yml or .yaml"));
    };
    others(folder, &paths, format);
    let mut files = Vec::new();
    for path in paths.iter().filter(|p| ending(p) == Some(format)).take(MOST) {
        let file = load(path)?;
        if concerns(format, &file) {
            files.push(file);
        } else {
            to_stderr(&neutral(&format!("{} is no part of a domain: not read", path.display())));
        }
    }
    Ok((format, files))
}

/// One line that names the files of the other formats.
fn others(folder: &Path, paths: &[PathBuf], format: Format) {
    let passed: Vec<String> = paths
        .iter()
        .filter(|p| ending(p).is_some_and(|f| f != format))
        .filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned()))
        .collect();
    if !passed.is_empty() {
        let (folder, read, names) = (folder.display(), format.name(), listed(&passed));
        to_stderr(&neutral(&format!("{folder}: only the {read} files are read, not {names}")));
    }
}

fn load(path: &Path) -> Result<File, Failure> {
    let failed = |e: std::io::Error| Failure::at(path, &e.to_string());
    let mut bytes = Vec::new();
    // One byte more than is read tells that there is too much.
    fs::File::open(path)
        .map_err(failed)?
        .take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    Ok(File::new(&name, &bytes))
}
