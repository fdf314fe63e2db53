//! Votes: the chance that one or more chambers approve an agreement, from blocs, attendance, a common mood and the rule.
//!
//! A member of bloc j votes yes with chance q = Φ((α − κx + s + √λ Z + √χ W) / √(1 − λ − χ)).
//!
//! | symbol | meaning | field |
//! |---|---|---|
//! | α | Φ⁻¹ of the chance of yes at x = 0 | [`Bloc::base_yes`] |
//! | κ | how fast the chance falls with the amount | [`Bloc::slope`] |
//! | x | ln(levelised amount / last amount) | argument |
//! | s | shift of all members, in probits | [`Chamber::shift`] plus argument |
//! | Z, λ | common mood of all chambers, standard normal unless said, and its share of the variance | [`Mood`], [`Chamber::mood_share`] |
//! | W, χ | party line of the bloc, and its share | [`Bloc::party_line`] |
//!
//! Numbers in, numbers out. A chamber that fails [`Chamber::check`] gives NaN, never a panic. *Method*: `docs/methods/vote.md`.
//!
//! In reading order: [`Rule`], [`Chamber`]; [`pass_probability`] exactly; [`Passing`] for many packages; [`amount_passing`],
//! [`x_crit`] and [`cap`] for the amount; [`pivotal`], [`smallest_defection`] and [`shapley_shubik`] for who decides;
//! [`mood_given_vote`] to learn from a past vote.

mod amount;
mod ballot;
mod chamber;
mod counts;
mod decisive;
mod exact;
mod joint;
mod mood;
mod passing;
mod power;
mod quick;
mod rule;

pub use amount::{amount_passing, cap, x_crit};
pub use chamber::{Bloc, Chamber, Mood, Unfit};
pub use decisive::{expected_yes, pivotal, smallest_defection};
pub use exact::{pass_given_mood, pass_probability, quorum_probability, yes_given_mood};
pub use mood::{RollCall, mood_given_vote};
pub use passing::Passing;
pub use power::shapley_shubik;
pub use rule::{Base, Rule};
