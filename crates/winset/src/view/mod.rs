//! Views: a report as text for a terminal, as CSV, as HTML.

/// The host of a web address.
pub(crate) fn site(address: &str) -> String {
    let rest = address.split_once("//").map_or(address, |(_, r)| r);
    winset_case::text::neutral(rest.split('/').next().unwrap_or(rest).trim_start_matches("www."))
}

pub mod csv;
pub mod html;
pub mod text;
