//! Answers as spreadsheets that people mail: numbers with their formulas, inputs on a sheet of their own.
//!
//! The same question gives the same bytes: the file says it was made on the day of the question. [`price()`] follows the
//! rule of each proposal by formulas; [`vote()`] counts; [`forecast()`] and [`record()`] are tables of values, with
//! formulas where a number is a simple count. [`price_with`] and [`vote_with`] replace inputs and leave every result to
//! whoever recalculates; that is how the formulas are tested.

mod about;
mod amounts;
mod book;
mod forecast;
mod parts;
mod price;
mod proposal;
mod record;
mod sheet;
mod vote;
mod worth;

pub use forecast::forecast;
pub use price::{price, price_with};
pub use record::record;
pub use vote::{vote, vote_with};
