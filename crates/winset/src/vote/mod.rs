//! Who can say no: the arithmetic of every body first, then, as a model, the odds of each proposal.

mod answer;
mod bodies;
mod json;
mod show;

pub use answer::{Ballot, BlocCount, BodyCount, BodyVote, Passing, Reach, Sitting, Votes, count_of, votes};
pub use bodies::{Body, Ratification, Seats, Side, bodies, rule};
pub use json::json;
pub use show::{ended, report, sheet};
