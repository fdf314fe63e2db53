//! The parts of a workbook file, each inflated up to what is left of a common allowance.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::Problem;

/// Most bytes that all parts together may have once inflated.
pub const MOST_INFLATED: u64 = 64 << 20;
/// Most parts of a file.
const MOST_PARTS: usize = 10_000;
/// How a file begins that is encrypted, or older than this format.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// A workbook file.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Problem> {
        if bytes.starts_with(&COMPOUND) {
            return Err(Problem::new(
                "the file is encrypted with a password, or in the old format .xls",
                "save it as .xlsx without a password",
            ));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
        if archive.len() > MOST_PARTS {
            return Err(no_workbook());
        }
        Ok(Package { archive, left: MOST_INFLATED })
    }

    /// The text of a part; none where there is no such part.
    pub fn part(&mut self, path: &str) -> Result<Option<String>, Problem> {
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Problem::new("the file is encrypted with a password", "save it without one"));
            }
            Err(_) => return Err(broken(path)),
        };
        // What the file says of its own size is not believed.
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| broken(path))?;
        let size = bytes.len() as u64;
        if size > self.left {
            let sentence = format!("the file inflates to more than {} MiB", MOST_INFLATED >> 20);
            return Err(Problem::new(sentence, "keep only what bears on the case"));
        }
        self.left -= size;
        String::from_utf8(bytes).map(Some).map_err(|_| broken(path))
    }
}

/// That the file is something else.
pub fn no_workbook() -> Problem {
    Problem::new("the file is not a spreadsheet in the format .xlsx", "save it as .xlsx, or as CSV UTF-8")
}

/// That a part of it cannot be read.
pub fn broken(path: &str) -> Problem {
    let sentence = format!("the part {path} of the file cannot be read");
    Problem::new(sentence, "open it in a spreadsheet program and save it again")
}
