//! The float world of winset: dense arrays in, plain numbers out.
//!
//! This crate answers *when*, *how much* and *will it be approved* from the record of finished talks, and scores the answers. It
//! knows no word, date, currency or case: days are whole numbers on a clock the caller chose, amounts are natural logarithms of a
//! ratio. It reads nothing and keeps nothing; the same input gives the same bits on every machine and in every order of members.
//!
//! In reading order:
//!
//! 1. [`special`]: gamma, beta, normal and Student-t functions.
//! 2. [`hazard`]: when a deal comes, from nested levels of finished talks.
//! 3. [`predictive`]: how much, a Student-t from a class and its own series.
//! 4. [`demand`]: what an opening demand adds to it.
//! 5. [`consent`]: whether and when the approval follows.
//! 6. [`judgement`]: a person's shifts, laid beside all of the above.
//! 7. [`pool`]: the weight a second method has earned.
//! 8. [`score`], [`baseline`], [`bootstrap`], [`random`]: how good it was, against what, and how surely.
//! 9. [`project`]: clamped indices and levelised amounts.
//! 10. [`vote`]: the chance that chambers approve an amount, and the largest amount they would.
//! 11. [`value`]: what a level or an amount is worth to a party.
//! 12. [`space`]: packages, the frontier, and what parties may settle on.
//! 13. [`share`]: one bill among many.
//! 14. [`method`]: the one list of methods.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod baseline;
pub mod bootstrap;
pub mod consent;
pub mod demand;
pub mod hazard;
pub mod judgement;
pub mod method;
pub mod pool;
pub mod predictive;
pub mod project;
pub mod random;
pub mod score;
pub mod share;
pub mod space;
pub mod special;
pub mod value;
pub mod vote;
