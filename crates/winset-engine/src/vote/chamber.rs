//! A chamber: its rule, its blocs, and what moves all members together.

use super::rule::Rule;
use crate::special::normal_quantile;

/// Members who vote alike: a party, a group, a class of members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bloc {
    /// Members with a seat taken.
    pub seats: u32,
    /// Votes of each member; 1 in most bodies.
    pub weight: u32,
    /// The chance that a member present votes yes on the last amount again, in [0, 1].
    pub base_yes: f64,
    /// Probits lost per unit of ln(amount / last amount); 0 if the amount does not matter.
    pub slope: f64,
    /// The share χ of a member's variance that the bloc has in common; 0 a free vote, 1 − λ voting as one.
    pub party_line: f64,
    /// The chance that a member is present, independent of the others, in [0, 1].
    pub attendance: f64,
    /// The chance that a member present who does not vote yes abstains, in [0, 1]; read only where abstentions do not count.
    pub abstain: f64,
}

/// A body that must approve.
#[derive(Clone, Debug, PartialEq)]
pub struct Chamber {
    /// When a vote passes.
    pub rule: Rule,
    /// The weight of all seats, vacant ones included: those are absent in every vote.
    pub members: u32,
    /// Who sits there.
    pub blocs: Vec<Bloc>,
    /// Probits added to every member: the public's anger is below 0.
    pub shift: f64,
    /// The share λ of a member's variance that follows the common mood, in [0, 1).
    pub mood_share: f64,
}

/// A normal distribution of the common mood at the vote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mood {
    /// The mean; 0 if nothing is known.
    pub mean: f64,
    /// The standard deviation; 1 if nothing is known, 0 if the mood is known.
    pub sd: f64,
}

impl Mood {
    /// The mood of which nothing is known.
    pub const UNKNOWN: Mood = Mood { mean: 0.0, sd: 1.0 };

    pub(super) fn is_sound(&self) -> bool {
        self.mean.is_finite() && self.sd.is_finite() && self.sd >= 0.0
    }
}

/// Why a chamber cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The threshold is above 1 or has no denominator.
    Threshold,
    /// The blocs hold more weight than the chamber.
    MoreThanMembers,
    /// A number of this bloc is not finite or outside its range.
    Bloc(usize),
    /// The mood's share or the shift is not finite or outside its range.
    Share,
    /// Seats, weights or threshold need more memory than an exact count is given: use smaller weights.
    TooHeavy,
}

/// The largest table of a bloc, in numbers.
const LARGEST: u64 = 1 << 24;
/// The longest distribution of a score.
const LONGEST: u64 = 1 << 20;
/// The largest joint distribution of presence and score, needed where absences may miss a quorum.
const WIDEST: u64 = 1 << 22;

impl Chamber {
    /// Checks that every number is in its range and that the chamber is not too heavy to count exactly.
    ///
    /// # Errors
    ///
    /// The first fault found, as [`Unfit`].
    pub fn check(&self) -> Result<(), Unfit> {
        if self.rule.threshold.1 == 0 || self.rule.threshold.0 > self.rule.threshold.1 {
            return Err(Unfit::Threshold);
        }
        if self.seated() > u64::from(self.members) {
            return Err(Unfit::MoreThanMembers);
        }
        if !(0.0..1.0).contains(&self.mood_share) || !self.shift.is_finite() {
            return Err(Unfit::Share);
        }
        match self.blocs.iter().position(|b| !b.is_sound(self.mood_share)) {
            Some(bloc) => Err(Unfit::Bloc(bloc)),
            None if self.is_too_heavy() => Err(Unfit::TooHeavy),
            None => Ok(()),
        }
    }

    fn is_too_heavy(&self) -> bool {
        let score = self.rule.score(self.members);
        let span = (score.up + score.down) as u64;
        let table = |b: &Bloc| {
            let n = u64::from(b.seats);
            n.saturating_mul(n).saturating_mul(span)
        };
        let long = self.seated().saturating_mul(span);
        let joint = self.rule.quorum > 1 && self.blocs.iter().any(|b| b.attendance < 1.0);
        long > LONGEST
            || (joint && long.saturating_mul(self.seated()) > WIDEST)
            || self.blocs.iter().any(|b| table(b) > LARGEST)
    }

    /// The weight of all seats that are taken.
    pub(super) fn seated(&self) -> u64 {
        self.blocs.iter().map(|b| u64::from(b.seats) * u64::from(b.weight)).fold(0, u64::saturating_add)
    }

    /// The members who sit there.
    pub(super) fn heads(&self) -> u64 {
        self.blocs.iter().map(|b| u64::from(b.seats)).sum()
    }
}

impl Bloc {
    fn is_sound(&self, mood_share: f64) -> bool {
        let chances = [self.base_yes, self.attendance, self.abstain];
        // Written shares such as .15 and .85 may sum to a hair above 1.
        let rest = 1.0 - mood_share - self.party_line;
        chances.iter().all(|p| (0.0..=1.0).contains(p))
            && self.party_line >= 0.0
            && rest > -1e-9
            && self.slope.is_finite()
    }

    /// The weight of the bloc expected to be present.
    pub(super) fn expected_present(&self) -> f64 {
        f64::from(self.seats) * f64::from(self.weight) * self.attendance
    }

    /// α.
    pub(super) fn intercept(&self) -> f64 {
        normal_quantile(self.base_yes)
    }
}
