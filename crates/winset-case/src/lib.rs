//! The exact world of winset: quantities, dates, series, rules, claims, the case, and prices to the printed unit.
//!
//! Text becomes a [`Case`] in one step, [`parse::parse`], which returns the case or every mistake in it at once.
//! [`Case::as_of`] then drops what nobody could know yet, and [`price`] turns a proposal into yearly amounts.
//! Nothing here is a float, and nothing here reads a file, a clock or an environment variable: texts come in as arguments.
//!
//! Modules in reading order:
//! [`quantity`] figures as people write them, money that cannot be mixed;
//! [`vocabulary`] the closed word lists of the record;
//! [`diagnostic`] one remark about one place;
//! [`text`] trees and tables of text with places;
//! [`case`] the case itself;
//! [`parse`] texts to case;
//! [`as_of`] what was known on a day;
//! [`rate`] conversion at a dated rate;
//! [`price`] yearly amounts from rules;
//! [`sharing`] one bill among several, from a sheet of its own.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod as_of;
pub mod case;
pub mod diagnostic;
pub mod parse;
pub mod price;
pub mod quantity;
pub mod rate;
pub mod sharing;
pub mod text;
pub mod vocabulary;

pub use case::{Case, Outcome};
pub use diagnostic::{Diagnostic, Severity};
pub use jiff::civil::Date;
pub use rust_decimal::Decimal;
