//! The answers of winset: a case in, a report out, one verb a question.
//!
//! The case arrives as texts ([`winset_case::parse`]); [`Question`] takes it as of a day; each verb answers with data, which
//! its `report` and `json` functions make ready for a view. Nothing here reads a file, a clock or a terminal.
//!
//! Modules in reading order:
//! [`question`] a case as of a day;
//! [`class`] the library of finished talks;
//! [`brief`] the state of play;
//! [`price`] what proposals cost;
//! [`vote`] who can say no, and the odds;
//! [`package`] what may be settled, and what it is worth to whom;
//! [`deals`] which deals are left;
//! [`forecast`] how such talks end;
//! [`compare`] two answers side by side;
//! [`record`] the ledger of claims, listed;
//! [`ledger`] the ledger added to and verified;
//! [`classes`] the library listed;
//! [`share`] one bill among many;
//! [`reading`] a document with what was found in it;
//! [`page`] the printable page;
//! [`calendar`] the dates, for a calendar;
//! [`workbook`] spreadsheets with live formulas;
//! [`chart`] pictures;
//! [`report`] and [`view`] what is shown and how;
//! [`schema`] the JSON that is promised;
//! [`verb`] a question with its options, answered in one form;
//! [`shipped`] the shipped cases;
//! [`template`] cases to start from;
//! [`draft`] a case from a document.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod brief;
pub mod calendar;
pub mod chart;
pub mod class;
pub mod classes;
pub mod compare;
pub mod deals;
pub mod draft;
pub mod fmt;
pub mod forecast;
pub mod hash;
pub mod json;
pub mod ledger;
pub mod package;
pub mod page;
pub mod pictures;
pub mod price;
pub mod question;
pub mod reading;
pub mod record;
pub mod report;
pub mod schema;
pub mod share;
pub mod shipped;
pub mod template;
pub mod verb;
pub mod view;
pub mod vote;
pub mod workbook;

pub use question::Question;
pub use winset_case::price::Unanswerable;
