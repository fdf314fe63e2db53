//! The ledger: lines added to a record, and a record checked against itself.
//!
//! Texts come in and texts go out; nothing here writes. What is added is parsed with the whole case before a byte of it
//! is handed back, so a record that was right stays right.
//!
//! Modules in reading order:
//! [`edit`] adds lines and columns to a sheet and leaves every other byte;
//! [`draft`] a claim before it has a line;
//! [`add`] drafts to a new record;
//! [`propose`] what a reader found to drafts;
//! [`corrections`] what a person changes on the way;
//! [`decisions`] what was decided so far, as a file;
//! [`known`] whether a document was read before, or is a copy of one that was;
//! [`append`] decisions to a new record and a new list of sources;
//! [`verify`] the record against itself.

pub mod add;
pub mod append;
pub mod corrections;
pub mod decisions;
pub mod draft;
pub mod edit;
pub mod known;
pub mod propose;
pub mod verify;

use winset_case::parse::Folder;

/// The name of the record's file.
pub const RECORD: &str = "record.csv";
/// The name of the list of sources.
pub const SOURCES: &str = "sources.csv";

/// The bytes of a file of a folder, if it is there.
pub fn file<'a>(folder: &'a Folder, name: &str) -> Option<&'a [u8]> {
    folder.files.iter().find(|(n, _)| n == name).map(|(_, b)| b.as_slice())
}

/// The text of a file of a folder; empty where it is absent or no text.
pub fn text<'a>(folder: &'a Folder, name: &str) -> &'a str {
    file(folder, name).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
}

/// The folder with one file in another text.
pub fn with_file(folder: &Folder, name: &str, text: &str) -> Folder {
    let mut new = folder.clone();
    let bytes = text.as_bytes().to_vec();
    match new.files.iter_mut().find(|(n, _)| n == name) {
        Some((_, old)) => *old = bytes,
        None => new.files.push((name.to_owned(), bytes)),
    }
    new
}
