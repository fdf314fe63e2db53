//! The files of the pages: built into the program, or read from a folder by those who work on them.

use std::path::Path;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

use crate::refused::Refused;

static DIST: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../web/dist");

/// A file of the pages by its name below their folder.
///
/// # Errors
/// 404 where there is none.
pub fn file(pages: Option<&Path>, name: &str) -> Result<Response, Refused> {
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    let bytes = match pages {
        _ if !name.split('/').all(plain) => None,
        Some(dir) => std::fs::read(dir.join(name)).ok(),
        None => DIST.get_file(name).map(|f| f.contents().to_vec()),
    };
    let bytes = bytes.ok_or_else(|| Refused::not_found("there is no such file"))?;
    Ok(([(header::CONTENT_TYPE, kind(name))], bytes).into_response())
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// Names of the files below `assets/`, for tests that walk them.
pub fn names() -> Vec<String> {
    let Some(dir) = DIST.get_dir("assets") else { return Vec::new() };
    dir.files().map(|f| f.path().to_string_lossy().into_owned()).collect()
}
