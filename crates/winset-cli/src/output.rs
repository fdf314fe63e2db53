//! Writes to the terminal: results on stdout, remarks on stderr.

use std::io::Write;

use crate::failure::Failure;

/// Writes a result; a reader that went away is no failure.
pub fn to_stdout(text: &str) -> Result<(), Failure> {
    bytes_to_stdout(text.as_bytes())
}

/// Writes a result that need not be text.
pub fn bytes_to_stdout(result: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(result).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure(format!("stdout: {e}"))),
        _ => Ok(()),
    }
}

/// Writes a remark.
pub fn to_stderr(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
