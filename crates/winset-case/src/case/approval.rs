//! Who must say yes: the rule of a body, its seats over time, its past votes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Added, Several, Standing};
use crate::vocabulary::BlocSide;

/// Who must say yes, and by what rule.
#[derive(Clone, Debug, Hash)]
pub struct Approval {
    /// Id.
    pub id: String,
    /// Name of the body.
    pub name: String,
    /// Whose body it is.
    pub party: String,
    /// The rule.
    pub rule: VoteRule,
    /// Seats when full.
    pub members: Option<u32>,
    /// Where the rule stands.
    pub law: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Blocs.
    pub blocs: Vec<Bloc>,
    /// Seats over time, in order of the day from which they hold.
    pub terms: Vec<Term>,
    /// Past votes.
    pub votes: Vec<PastVote>,
    /// How its members may vote: a judgement.
    pub voters: Added<Voters>,
    /// Day of the expected vote.
    pub expected: Added<Date>,
    /// Another approval whose yes is enough.
    pub overridden_by: Added<String>,
    /// Standing.
    pub standing: Standing,
}

impl Approval {
    /// Drops what is judged about its voters.
    pub fn forget_voters(&mut self) {
        self.voters.0 = None;
        self.blocs.iter_mut().for_each(|b| b.chances.0 = None);
    }

    /// The term that sits on a day.
    pub fn term_on(&self, day: Date) -> Option<&Term> {
        self.terms.iter().rfind(|t| t.from <= day)
    }
}

/// What a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VoteBase {
    /// Members present: an abstention counts as no.
    Present,
    /// All members: an absence counts as no.
    Members,
    /// Votes cast: an abstention does not count.
    Cast,
}

/// When a vote passes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VoteRule {
    /// More than, or at least, a fraction of a base.
    Fraction {
        /// Numerator and denominator.
        threshold: (u32, u32),
        /// More than the fraction, rather than at least.
        strict: bool,
        /// Of what.
        base: VoteBase,
        /// Who must be there.
        quorum: Quorum,
        /// A tie passes.
        tie_passes: bool,
    },
    /// Nobody says no.
    Unanimity,
    /// One person signs.
    OneSignatory,
}

/// How many must be present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quorum {
    /// Nobody is counted.
    None,
    /// More than this fraction of the members.
    MoreThan(u32, u32),
    /// At least this fraction of the members.
    AtLeast(u32, u32),
    /// This many.
    Number(u32),
}

impl Quorum {
    /// The smallest number of members that make the quorum.
    ///
    /// ```
    /// use winset_case::case::Quorum;
    /// assert_eq!(Quorum::MoreThan(1, 2).of(295), 148);
    /// assert_eq!(Quorum::AtLeast(1, 3).of(465), 155);
    /// ```
    pub fn of(self, members: u32) -> u32 {
        match self {
            Quorum::None => 0,
            Quorum::MoreThan(n, d) => more_than(members, n, d),
            Quorum::AtLeast(n, d) => at_least(members, n, d),
            Quorum::Number(n) => n,
        }
    }
}

fn more_than(whole: u32, n: u32, d: u32) -> u32 {
    (u64::from(whole) * u64::from(n) / u64::from(d.max(1)) + 1) as u32
}

fn at_least(whole: u32, n: u32, d: u32) -> u32 {
    (u64::from(whole) * u64::from(n)).div_ceil(u64::from(d.max(1))) as u32
}

impl VoteRule {
    /// The yes votes needed when `present` of `members` are there and `cast` of them vote yes or no.
    ///
    /// ```
    /// use winset_case::case::{Quorum, VoteBase, VoteRule};
    /// let rule = VoteRule::Fraction {
    ///     threshold: (1, 2), strict: true, base: VoteBase::Present, quorum: Quorum::MoreThan(1, 2), tie_passes: false,
    /// };
    /// assert_eq!(rule.needed(300, 194, 172), 98);
    /// ```
    pub fn needed(&self, members: u32, present: u32, cast: u32) -> u32 {
        match self {
            VoteRule::OneSignatory => 1,
            VoteRule::Unanimity => members,
            VoteRule::Fraction { threshold: (n, d), strict, base, tie_passes, .. } => {
                let whole = match base {
                    VoteBase::Present => present,
                    VoteBase::Members => members,
                    VoteBase::Cast => cast,
                };
                if *strict && !tie_passes { more_than(whole, *n, *d) } else { at_least(whole, *n, *d) }
            }
        }
    }

    /// The quorum of a body of `members`.
    pub fn quorum(&self, members: u32) -> u32 {
        match self {
            VoteRule::Fraction { quorum, .. } => quorum.of(members),
            VoteRule::Unanimity => members,
            VoteRule::OneSignatory => 1,
        }
    }
}

/// A bloc of members.
#[derive(Clone, Debug, Hash)]
pub struct Bloc {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name in tables.
    pub short: String,
    /// Where it stands.
    pub side: BlocSide,
    /// Seats, instead of those of a term.
    pub seats: Added<u32>,
    /// Votes that each member casts; one unless said.
    pub weight: Added<u32>,
    /// How its members may vote.
    pub chances: Added<Chances>,
}

/// What is judged about a whole body.
#[derive(Clone, Debug, Hash)]
pub struct Voters {
    /// Share of the variance that a mood common to all members has, 0 to below 1.
    pub mood_share: Decimal,
    /// Memory of the mood, years.
    pub mood_years: Decimal,
    /// Mean and standard deviation of the mood.
    pub mood: (Decimal, Decimal),
    /// Moves every member, probits.
    pub shift: Decimal,
    /// What a unit of a flag does, probits.
    pub flag_effects: Vec<(String, Decimal)>,
    /// Why.
    pub reason: Option<String>,
    /// Who judged.
    pub author: Option<String>,
    /// Standing.
    pub standing: Standing,
}

/// What is judged about the members of a bloc.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chances {
    /// Chance of yes at the last agreed amount and without flags.
    pub base_yes: Decimal,
    /// How fast it falls, probits a unit of ln amount.
    pub slope: Decimal,
    /// Share of the variance that the party line has.
    pub party_line_share: Decimal,
    /// Chance that a member is there.
    pub attendance: Decimal,
    /// Chance that a member who is there and does not vote yes abstains.
    pub abstain_share: Decimal,
}

/// Seats from a day on.
#[derive(Clone, Debug, Hash)]
pub struct Term {
    /// Id.
    pub id: String,
    /// From when the seats hold.
    pub from: Date,
    /// Sitting members.
    pub members: u32,
    /// Bloc id and seats.
    pub seats: Vec<(String, u32)>,
    /// Blocs that stand elsewhere in this term than the bloc says.
    pub sides: Several<(String, BlocSide)>,
    /// Standing.
    pub standing: Standing,
}

/// How the body voted before.
#[derive(Clone, Debug, Hash)]
pub struct PastVote {
    /// Day.
    pub date: Date,
    /// On what.
    pub what: String,
    /// Members present.
    pub present: Option<u32>,
    /// Yes votes.
    pub yes: Option<u32>,
    /// No votes.
    pub no: Option<u32>,
    /// Abstentions.
    pub abstain: Option<u32>,
    /// Whether it passed.
    pub passed: Option<bool>,
    /// Increase voted on, a fraction of the amount before.
    pub increase: Option<Decimal>,
    /// Standing.
    pub standing: Standing,
}
