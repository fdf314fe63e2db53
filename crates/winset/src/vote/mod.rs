//! Who can say no: the arithmetic of every body first, then, as a model, the odds of each proposal.

mod answer;
mod bodies;
mod json;
mod show;

pub use answer::{Ballot, BlocCount, BodyVote, Passing, Sitting, Votes, votes};
pub use bodies::{Body, Ratification, Seats, Side, bodies, rule};
pub use json::json;
pub use show::{blocks, lead, report, sheet};
