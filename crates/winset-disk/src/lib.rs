//! Case folders on disk: read whole, written whole or not at all.
//!
//! Modules in reading order: [`folder`] a case as the texts of its files; [`file`](mod@file) one file written through a
//! temporary one beside it; [`made`] a new folder, whole or not there.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod file;
pub mod folder;
pub mod made;

use std::path::{Path, PathBuf};

pub use file::{over_file, to_file, unchanged};
pub use folder::{SHEETS, folder};
pub use made::{must_be_free, write_folder};

/// A file or folder that cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where.
    pub path: PathBuf,
    /// What is wrong and what to do.
    pub sentence: String,
    /// True where somebody else wrote the file meanwhile, so that it was left as it is.
    pub changed: bool,
}

impl Failure {
    /// A failure at a path.
    pub fn at(path: &Path, sentence: impl Into<String>) -> Failure {
        Failure { path: path.to_owned(), sentence: sentence.into(), changed: false }
    }

    fn io(path: &Path) -> impl Fn(std::io::Error) -> Failure {
        move |e| Failure::at(path, e.to_string())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.sentence)
    }
}

impl std::error::Error for Failure {}
