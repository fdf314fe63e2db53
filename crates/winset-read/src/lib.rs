//! Documents to proposed claims and figure findings, by rules that a person can read and extend.
//!
//! Bytes become a [`Document`] ([`decode`]); a document is cut into tokens and sentences, in which figures, days and
//! names are found; rules then propose claims ([`read`]) and check figures ([`figures`]). Nothing enters a record by
//! itself: a claim is a proposal with a span, a rule and a grade that a person may change. Nothing here is a float, and
//! nothing here reads a file or a clock.
//!
//! Modules in reading order:
//! [`decode`] bytes in an encoding to a document; `html` a page to its text;
//! [`document`] the text, what is said about it, and how places are counted;
//! [`lexicon`] lists of words, from data files;
//! [`token`] words, numbers, marks and sentences;
//! [`mention`] figures in running text;
//! [`day`] days, months and years, resolved against the day of publication;
//! [`name`] places, bodies and persons;
//! [`claim`] what is proposed; [`read`] how it is found;
//! [`finding`] what is wrong with a figure; [`figures`] how it is found; [`rates`] dated exchange rates.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod claim;
pub mod day;
pub mod decode;
pub mod document;
pub mod figures;
pub mod finding;
mod html;
pub mod lexicon;
pub mod mention;
pub mod name;
pub mod rates;
pub mod read;
pub mod token;

pub use claim::{Amount, FoundClaim};
pub use decode::{Encoding, Refusal, decode};
pub use document::{Document, Language};
pub use figures::figures;
pub use finding::{ErrorKind, Expected, Finding, Sure};
pub use rates::Rates;
pub use read::read;

/// Version of the reader's rules, kept with every claim that came from a document.
pub const READER: &str = concat!("winset-read ", env!("CARGO_PKG_VERSION"));
