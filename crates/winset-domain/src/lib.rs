//! Domains of other tools ↔ cases: GENIUS XML, GeniusWeb JSON and NegMAS YAML, exactly and without a float.
//!
//! The files of one domain, its issues in one file and a profile a party in others, become a [`Domain`] in one step,
//! [`read()`], or every mistake in them at once. [`case_text()`] writes a domain as the text of a case; [`of_case()`] takes it
//! out of a case again; [`write()`] gives the files of one of the formats.
//!
//! The utility of a package is `constant + Σ weight · value` in the order of the issues, with the evaluations as the files
//! have them: nothing is scaled. What the model cannot carry is refused with its place; what says nothing about utilities
//! is a remark.
//!
//! ```
//! use winset_domain::{Format, File, read};
//! let domain = br#"{"name": "tea", "issuesValues": {"sugar": {"values": ["none", "one"]}}}"#;
//! let profile = |a: &str, b: &str| format!(
//!     r#"{{"LinearAdditiveUtilitySpace": {{"issueUtilities": {{"sugar": {{"DiscreteValueSetUtilities":
//!        {{"valueUtilities": {{"none": {a}, "one": {b}}}}}}}}}, "issueWeights": {{"sugar": 1}}}}}}"#);
//! let files = [
//!     File::new("tea.json", domain),
//!     File::new("ann.json", profile("0", "1").as_bytes()),
//!     File::new("bob.json", profile("1", "0.25").as_bytes()),
//! ];
//! let read = read(Format::GeniusWeb, &files).unwrap();
//! assert_eq!(read.domain.packages(), Some(2));
//! assert_eq!(read.domain.profiles[1].utility(&[1.into()]).unwrap().to_string(), "0.25");
//! ```
//!
//! Modules in reading order: [`domain`] what all the formats say; `number` exact decimals; `source` bytes to text;
//! `node` and its readers `json` and `yaml`; `raw` what a file says before it is checked; `xml` the text of XML;
//! `genius`, `geniusweb`, `negmas` one format each; `assemble` the checks; `repeat` the domain that a profile repeats; `case_text` and `of_case` the joint with the case; `write` the files again.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod assemble;
mod case_text;
pub mod domain;
mod genius;
mod geniusweb;
mod ids;
mod json;
mod negmas;
mod node;
mod number;
mod of_case;
mod raw;
mod read;
mod repeat;
mod source;
mod write;
mod xml;
mod yaml;

pub use case_text::{CaseNote, case_text};
pub use domain::{Curve, Domain, Issue, Kind, Label, Profile, Setting, Value};
pub use of_case::{Unsayable, of_case};
pub use read::{File, Format, Read, Refused, concerns, read};
pub use write::{Written, write};

/// Most bytes of one file.
pub const MOST_BYTES: usize = 4_000_000;
/// Most issues of a domain.
pub const MOST_ISSUES: usize = 1_000;
/// Most values of all issues and profiles together, and most nodes of one file.
pub const MOST_VALUES: usize = 100_000;
/// Deepest nesting of a file.
pub const MOST_DEPTH: usize = 64;
/// Most profiles of a domain.
pub const MOST_PROFILES: usize = 100;
