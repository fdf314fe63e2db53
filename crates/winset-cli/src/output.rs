//! Writes to the terminal and to files: results on stdout, remarks on stderr, files whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::load::Failure;

const CHANGED: &str = "changed while this command ran; nothing was written to it, ask again";

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

/// Writes a file through a temporary one beside it, so that it is never half written.
pub fn to_file(path: &Path, text: &str) -> Result<(), Failure> {
    whole(path, text, None)
}

/// Writes a file whole or not at all, and only if it still holds what was read of it; a file that was not there must
/// still not be there.
pub fn over_file(path: &Path, read: Option<&[u8]>, text: &str) -> Result<(), Failure> {
    // A link inside the case stays a link: its target is written.
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole(&real, text, Some(read))
}

/// Refuses a file that no longer holds what was read of it.
pub fn unchanged(path: &Path, read: Option<&[u8]>) -> Result<(), Failure> {
    let now = std::fs::read(path).ok();
    if now.as_deref() == read { Ok(()) } else { Err(Failure::at(path, CHANGED)) }
}

fn whole(path: &Path, text: &str, read: Option<Option<&[u8]>>) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::at(path, &e.to_string());
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !dir.is_dir() {
        return Err(Failure::at(dir, "no such folder"));
    }
    let mut file = tempfile::Builder::new().prefix(".winset-").tempfile_in(dir).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).ok().filter(|_| read.is_some()).map(|m| m.permissions());
        let mode = mode.unwrap_or_else(|| std::fs::Permissions::from_mode(0o644));
        file.as_file().set_permissions(mode).map_err(failed)?;
    }
    match read {
        Some(None) => {
            let there = |e: tempfile::PersistError| match e.error.kind() {
                std::io::ErrorKind::AlreadyExists => Failure::at(path, CHANGED),
                _ => failed(e.error),
            };
            file.persist_noclobber(path).map_err(there)?;
            return Ok(());
        }
        Some(Some(_)) => unchanged(path, read.flatten())?,
        None => {}
    }
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}
