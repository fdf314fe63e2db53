//! Views: a report as text for a terminal, as CSV, as HTML.

pub mod csv;
pub mod html;
pub mod text;
