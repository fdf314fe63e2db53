//! The folder of a case: on disk, or shipped with the program.

use std::path::Path;

use winset::shipped;
use winset_case::parse::Folder;

use crate::failure::Failure;

/// Reads a folder; where there is none of the path, the shipped case of the name.
///
/// # Errors
/// There is neither, or a file cannot be read.
pub fn folder(path: &Path) -> Result<Folder, Failure> {
    match named(path) {
        Some(folder) => Ok(folder),
        None => winset_disk::folder(path).map_err(|e| match path.exists() {
            true => e.into(),
            false => Failure(format!("{e}; or name a shipped case: {}", shipped::ids().join(", "))),
        }),
    }
}

/// Reads a folder that is going to be written.
///
/// # Errors
/// It is a shipped case, or cannot be read.
pub fn own_folder(path: &Path) -> Result<Folder, Failure> {
    if named(path).is_some() {
        let name = path.display();
        let sentence = format!(
            "{name} is a shipped case, which cannot be changed; winset new DIR --copy {name} makes a copy"
        );
        return Err(Failure(sentence));
    }
    for (sheet, file) in winset_disk::SHEETS {
        let there = path.join(sheet);
        if there.exists() {
            let sentence =
                format!("a spreadsheet is read and not written to; save it as {file} to add to the case");
            return Err(Failure::at(&there, &sentence));
        }
    }
    Ok(winset_disk::folder(path)?)
}

/// The shipped case that a path means: a bare name of which there is no folder.
pub fn named(path: &Path) -> Option<Folder> {
    let name = path.to_str().filter(|_| !path.exists())?;
    shipped::folder(name)
}
