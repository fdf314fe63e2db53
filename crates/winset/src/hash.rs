//! The hash of a case as of a day: it changes when anything visible does, and with nothing else.

use std::fmt::Write;
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};
use winset_case::Case;

struct Sha(Sha256);

impl Hasher for Sha {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// Twelve hexadecimal digits of the SHA-256 of everything in the case.
///
/// Hash a case that is already as of its day, so that a later entry changes nothing.
pub fn case_hash(case: &Case) -> String {
    entry_hash(case)
}

/// Twelve hexadecimal digits of the SHA-256 of one entry.
pub(crate) fn entry_hash(entry: &impl Hash) -> String {
    let mut sha = Sha(Sha256::new());
    entry.hash(&mut sha);
    hex(&sha.0.finalize())[..12].to_owned()
}

/// The first 16 hexadecimal digits of the SHA-256 of a document's text, as `sources.csv` keeps them.
///
/// ```
/// assert_eq!(winset::hash::text_hash(""), "e3b0c44298fc1c14");
/// ```
pub fn text_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))[..16].to_owned()
}

/// The bytes in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}
