//! Texts with gold claims: how they are read, and how what the reader finds is matched with them.
#![forbid(unsafe_code)]

pub mod gold;
pub mod tally;
