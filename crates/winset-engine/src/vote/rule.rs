//! The rule of a vote: who must be there, and how much of what must say yes.

/// What a threshold is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The weight present; an abstention counts as no.
    Present,
    /// The weight of all members; absence counts as no too.
    Members,
    /// The weight of yes and no; an abstention counts for neither.
    Cast,
}

/// The rule of a vote.
///
/// Unanimity is `(1, 1)`, not strict: of `Members` each must say yes, of `Cast` nobody may say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The smallest weight present at which a vote counts; 0 for none. An empty chamber never passes anything.
    pub quorum: u32,
    /// The part needed, as numerator and denominator; at most 1.
    pub threshold: (u32, u32),
    /// Whether more than the part is needed, rather than at least the part.
    pub strict: bool,
    /// What the part is of.
    pub base: Base,
}

impl Rule {
    /// Returns the smallest weight of yes that passes.
    ///
    /// *Formula*: ⌊τB⌋ + 1 if strict, else ⌈τB⌉, B the weight of the base. A denominator of 0 counts as 1.
    ///
    /// ```
    /// use winset_engine::vote::{Base, Rule};
    /// let majority = Rule { quorum: 151, threshold: (1, 2), strict: true, base: Base::Present };
    /// assert_eq!(majority.needed(300, 194, 172), 98);
    /// let two_thirds = Rule { quorum: 0, threshold: (2, 3), strict: false, base: Base::Members };
    /// assert_eq!(two_thirds.needed(100, 90, 80), 67);
    /// ```
    pub fn needed(&self, members: u32, present: u32, cast: u32) -> u32 {
        let base = match self.base {
            Base::Present => present,
            Base::Members => members,
            Base::Cast => cast,
        };
        let (part, whole) = (u64::from(self.threshold.0), u64::from(self.threshold.1.max(1)));
        let product = part * u64::from(base);
        let needed = if self.strict { product / whole + 1 } else { product.div_ceil(whole) };
        u32::try_from(needed).unwrap_or(u32::MAX)
    }

    /// Returns the rule as a sum over members: the vote passes if yes × up − no × down reaches the bound.
    pub(super) fn score(&self, members: u32) -> Score {
        if self.base == Base::Members {
            return Score { up: 1, down: 0, bound: u64::from(self.needed(members, 0, 0)) };
        }
        let (up, down) = (self.threshold.1.saturating_sub(self.threshold.0), self.threshold.0);
        let unit = gcd(up, down).max(1);
        Score { up: (up / unit) as usize, down: (down / unit) as usize, bound: u64::from(self.strict) }
    }
}

/// What a member's yes adds, what a no takes away, and the sum that passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    pub up: usize,
    pub down: usize,
    pub bound: u64,
}

pub(super) fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
