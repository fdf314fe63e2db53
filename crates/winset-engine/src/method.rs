//! The one list of methods: every table of help, manual and page that names a method reads it here.

/// A method of this crate, as a reader meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    /// The name in JSON and on the command line.
    pub name: &'static str,
    /// What it picks or computes, in one line.
    pub summary: &'static str,
    /// Who described it, and when.
    pub source: &'static str,
}

/// Returns the method of a name.
pub fn named<'a>(list: &'a [Method], name: &str) -> Option<&'a Method> {
    list.iter().find(|m| m.name == name)
}
