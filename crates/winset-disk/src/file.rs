//! One file, written through a temporary one beside it, so that it is the old one or the new one and never between.

use std::io::Write;
use std::path::Path;

use crate::Failure;

/// Writes a file, whatever was there.
///
/// # Errors
/// Its folder is not there or cannot be written.
pub fn to_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    whole(path, bytes.as_ref(), None)
}

/// Writes a file only if it still holds what was read of it; a file that was not there must still not be there.
///
/// # Errors
/// As [`to_file`], and somebody wrote the file meanwhile.
pub fn over_file(path: &Path, read: Option<&[u8]>, text: &str) -> Result<(), Failure> {
    // A link inside the case stays a link: its target is written.
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole(&real, text.as_bytes(), Some(read))
}

/// Refuses a file that no longer holds what was read of it.
///
/// # Errors
/// Somebody wrote the file meanwhile.
pub fn unchanged(path: &Path, read: Option<&[u8]>) -> Result<(), Failure> {
    let now = std::fs::read(path).ok();
    if now.as_deref() == read { Ok(()) } else { Err(changed(path)) }
}

fn changed(path: &Path) -> Failure {
    let sentence = "changed while this command ran; nothing was written to it, ask again";
    Failure { changed: true, ..Failure::at(path, sentence) }
}

fn whole(path: &Path, bytes: &[u8], read: Option<Option<&[u8]>>) -> Result<(), Failure> {
    let failed = Failure::io(path);
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !dir.is_dir() {
        return Err(Failure::at(dir, "no such folder"));
    }
    let mut file = tempfile::Builder::new().prefix(".winset-").tempfile_in(dir).map_err(&failed)?;
    file.write_all(bytes).map_err(&failed)?;
    permit(&file, path, read.is_some()).map_err(&failed)?;
    file.as_file().sync_all().map_err(&failed)?;
    match read {
        Some(None) => {
            let there = |e: tempfile::PersistError| match e.error.kind() {
                std::io::ErrorKind::AlreadyExists => changed(path),
                _ => failed(e.error),
            };
            file.persist_noclobber(path).map_err(there)?;
        }
        Some(read) => {
            unchanged(path, read)?;
            file.persist(path).map_err(|e| failed(e.error))?;
        }
        None => drop(file.persist(path).map_err(|e| failed(e.error))?),
    }
    confirm(dir).map_err(failed)
}

/// Gives a file the permissions of the one it replaces, or those that any new file has.
#[cfg(unix)]
fn permit(file: &tempfile::NamedTempFile, path: &Path, keep: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let old = std::fs::metadata(path).ok().filter(|_| keep).map(|m| m.permissions());
    file.as_file().set_permissions(old.unwrap_or_else(|| std::fs::Permissions::from_mode(0o644)))
}

#[cfg(not(unix))]
fn permit(_: &tempfile::NamedTempFile, _: &Path, _: bool) -> std::io::Result<()> {
    Ok(())
}

/// Waits until the disk holds the names of a folder: a file renamed into it is then there after a power cut.
#[cfg(unix)]
pub(crate) fn confirm(dir: &Path) -> std::io::Result<()> {
    use std::io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match std::fs::File::open(dir).and_then(|d| d.sync_all()) {
        // A folder that may be written and not read, and a file system that cannot do it.
        Err(e) if matches!(e.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        other => other,
    }
}

/// Elsewhere a folder cannot be waited for.
#[cfg(not(unix))]
pub(crate) fn confirm(_: &Path) -> std::io::Result<()> {
    Ok(())
}
