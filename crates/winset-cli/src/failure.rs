//! A failure of files or usage: exit code 2.

use std::path::Path;

/// A file or folder that cannot be read or written, or a usage that cannot be answered.
#[derive(Debug)]
pub struct Failure(pub String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "winset: {}", self.0)
    }
}

impl Failure {
    /// A failure at a path.
    pub fn at(path: &Path, what: &str) -> Failure {
        Failure(format!("{}: {what}", path.display()))
    }
}

impl From<winset_disk::Failure> for Failure {
    fn from(failure: winset_disk::Failure) -> Failure {
        Failure(failure.to_string())
    }
}

impl From<winset::verb::Refusal> for Failure {
    fn from(refusal: winset::verb::Refusal) -> Failure {
        Failure(refusal.sentences().join("\nwinset: "))
    }
}
