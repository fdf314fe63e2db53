//! Which deals are left: packages that the parties could sign and that would also pass at home.

mod answer;
mod chance;
mod explain;
mod json;
mod premium;
mod show;

pub use answer::{Asked, Deals, Failed, Front, Lot, RunnerUp, Solved, WinSetShare, deals};
pub use explain::{BodyYes, Explained, SideWorth, Term, Trade, explain};
pub use json::{explained as explained_json, json};
pub use premium::{MoneyZone, Premium};
pub use show::{Listing, explained as explained_report, method_words, report, sheet};

use winset_engine::space::{Concept, METHODS};

/// The names of the methods that pick a package, in their order.
pub fn methods() -> Vec<&'static str> {
    METHODS.iter().map(|m| m.name).collect()
}

/// What is solved without being asked for: what needs no common scale and no weights.
pub const DEFAULT: [Concept; 5] = [
    Concept::Nash,
    Concept::KalaiSmorodinsky,
    Concept::Egalitarian,
    Concept::RatificationAdjustedNash,
    Concept::NashGivenRatification,
];
