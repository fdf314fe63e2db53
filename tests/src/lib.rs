//! What the house tests share: folders read from disk, the format of the suite, and the rules of the house.
//!
//! The tests themselves stand in `tests/*.rs`, the wrong cases in `suite/*.txt`.

pub mod disk;
pub mod rules;
pub mod suite;
