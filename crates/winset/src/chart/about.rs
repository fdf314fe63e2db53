//! What a mark stands for, as a page reads it back: `kind:part:part`.

use std::fmt::Write;

/// Names what a mark stands for; a blank may join several such names.
///
/// Every byte of a part but ASCII letters, digits, `-`, `_` and `.` is written as `%` and two digits, so that blanks and colons part
/// nothing but names and parts; `decodeURIComponent` gives a part back.
///
/// ```
/// use winset::chart::about;
/// assert_eq!(about("cell", &["+13%, 5y", "2020", ""]), "cell:%2B13%25%2C%205y:2020:");
/// ```
pub fn about(kind: &str, parts: &[&str]) -> String {
    let mut name = kind.to_owned();
    for part in parts {
        name.push(':');
        for byte in part.bytes() {
            match byte {
                b if b.is_ascii_alphanumeric() || b"-_.".contains(&b) => name.push(char::from(b)),
                b => {
                    let _ = write!(name, "%{b:02X}");
                }
            }
        }
    }
    name
}
