//! Reads a document from a file or from standard input, up to its size.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use winset_read::decode::MOST_BYTES;
use winset_read::read::{LANGUAGES, NoRules};
use winset_read::{Document, Language, decode};

use crate::args::Told;
use crate::failure::Failure;

/// The name of a document in messages.
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// The document of a file, or of standard input where the path is `-`.
///
/// # Errors
/// It cannot be read, is too large, is not in its encoding or is not text.
pub fn document(path: &Path, told: &Told) -> Result<Document, Failure> {
    let bytes = bytes(path, MOST_BYTES as u64)?;
    decode(&bytes, told.encoding.map(Into::into), told.date)
        .map_err(|e| Failure(format!("{}: {}; {}", shown(path), e.message, e.hint)))
}

/// The name of a file without its folder, which is nobody's business; a text from a pipe has none.
pub fn name(path: &Path) -> Option<String> {
    let name = path.file_name().filter(|n| *n != "-")?;
    Some(name.to_string_lossy().into_owned())
}

/// The bytes of a file, or of standard input where the path is `-`: at most one more than `most`.
///
/// # Errors
/// It is not there, is a folder or cannot be read.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let failed = |what: &str| Failure(format!("{}: {what}", shown(path)));
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes)
    } else if path.is_dir() {
        return Err(failed("is a folder; name a file"));
    } else {
        File::open(path).and_then(|f| f.take(most + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            Err(failed("no such file; name a file, or - for standard input"))
        }
        Err(e) => Err(failed(&e.to_string())),
    }
}

/// The refusal of a language.
pub fn no_rules(path: &Path, e: NoRules) -> Failure {
    let known: Vec<&str> = LANGUAGES.iter().map(|l| l.name()).collect();
    let seems = match e.language {
        Language::Other => "is in a language that is not known here".to_owned(),
        known => format!("seems to be in {}", known.name()),
    };
    let file = shown(path);
    Failure(format!(
        "{file}: {seems}; claims are found by rules for {}; `winset figures` checks the figures of any language",
        known.join(" and ")
    ))
}
