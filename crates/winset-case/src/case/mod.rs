//! The case: who bargains over what, what ends, what was said, who can say no, and when.
//!
//! Rooms: [`Proposal`] what may be signed; [`Approval`] who must say yes; [`ForecastEntries`] what the forecast is told;
//! [`Issue`] and [`Preference`] what a package settles and is worth; [`Claim`] the record; [`Series`] dated values.

mod approval;
mod forecast;
mod preference;
mod proposal;
mod record;
mod series;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::quantity::{Figure, Unit, UnitNames};
use crate::vocabulary::{BaseKind, CalendarKind, PriceBasis, Role, Status};

pub use approval::{Approval, Bloc, Chances, PastVote, Quorum, Term, VoteBase, VoteRule, Voters};
pub use forecast::{DemandEntry, ForecastEntries, Judgement, JudgementOn, Noted};
pub use preference::{Argument, Bend, Curve, Issue, Level, Preference, Range, Setting, Value, ValueOf};
pub use proposal::{Adjustment, GrowthRule, KeyRule, Proposal, Rule, Split};
pub use record::{Added, Claim, Ending, Grade, HistoryRow, Outcome, Several, Source};
pub use series::{Series, SeriesValue};

/// What every entry carries: since when it is public, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// First day on which a public reader could know the entry.
    pub known_on: Date,
    /// How the entry came into the case.
    pub status: Status,
    /// Id of the source.
    pub source: Option<String>,
    /// Kept out of files made for the public.
    pub internal: bool,
    /// Written by somebody who could know the outcome, and used all the same.
    pub hindsight: bool,
}

impl Standing {
    /// True if the entry may be used as of a day.
    pub fn visible(&self, as_of: Date) -> bool {
        self.known_on <= as_of || self.hindsight
    }
}

/// A whole case, checked.
#[derive(Clone, Debug, Hash)]
pub struct Case {
    /// Name of the folder.
    pub id: String,
    /// Title.
    pub title: String,
    /// What is bargained over, if an entry says so.
    pub unit: Option<Unit>,
    /// Language of headings: `en` or `ko`.
    pub korean: bool,
    /// Units of the case's own.
    pub names: UnitNames,
    /// Parties, two or more.
    pub parties: Vec<Party>,
    /// The agreement that ends.
    pub baseline: Option<Baseline>,
    /// How amounts are rounded and discounted.
    pub pricing: Pricing,
    /// Dated series.
    pub series: Vec<Series>,
    /// What shares are counted in.
    pub bases: Vec<Base>,
    /// Parts of the bill.
    pub categories: Vec<Category>,
    /// What may be signed.
    pub proposals: Vec<Proposal>,
    /// What was signed before in the same series.
    pub agreements: Vec<Proposal>,
    /// Who can say no, in order.
    pub approvals: Vec<Approval>,
    /// Dates.
    pub calendar: Vec<CalendarEntry>,
    /// What the forecast is told.
    pub forecast: ForecastEntries,
    /// What a package settles, in order.
    pub issues: Several<Issue>,
    /// What the parties make of packages.
    pub preferences: Several<Preference>,
    /// What nobody outside knows.
    pub unknowns: Vec<Unknown>,
    /// The record.
    pub claims: Vec<Claim>,
    /// Past yearly amounts.
    pub history: Vec<HistoryRow>,
    /// The documents that claims cite.
    pub sources: Vec<Source>,
    /// The latest day on which an entry of the record, or without a record any entry, became known.
    pub latest_known_on: Option<Date>,
    /// The same over entries that are not internal.
    pub latest_public: Option<Date>,
}

impl Case {
    /// The party of an id.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|p| p.id == id)
    }

    /// The series of an id.
    pub fn series(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|s| s.id == id)
    }

    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// The base of an id.
    pub fn base(&self, id: &str) -> Option<&Base> {
        self.bases.iter().find(|b| b.id == id)
    }

    /// The proposal, or else the past agreement, of an id.
    pub fn proposal(&self, id: &str) -> Option<&Proposal> {
        self.proposals.iter().chain(&self.agreements).find(|p| p.id == id)
    }

    /// True where a figure must be marked: it is recalled, or its source is a copy of another publisher's text.
    pub fn weak(&self, standing: &Standing) -> bool {
        standing.status == Status::Recalled
            || standing.source.as_deref().and_then(|id| self.source(id)).is_some_and(|s| s.is_repost)
    }

    /// The name of a side in tables: a party's short name, or the word itself.
    pub fn side_name<'a>(&'a self, side: &'a str) -> &'a str {
        self.party(side).map_or(side, |p| &p.short)
    }
}

/// One of those who bargain.
#[derive(Clone, Debug, Hash)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Name in tables.
    pub short: String,
    /// What it does in the talks.
    pub role: Role,
    /// Where it decides.
    pub capital: Option<String>,
}

/// The agreement that ends.
#[derive(Clone, Debug, Hash)]
pub struct Baseline {
    /// Last agreed yearly amount.
    pub amount: Option<Figure>,
    /// Contract year of that amount.
    pub year: Option<i16>,
    /// Name.
    pub agreement: Option<String>,
    /// Base that a last amount in per cent is a share of.
    pub of: Option<String>,
    /// Whose amount it is, where a bill is shared.
    pub party: Option<String>,
    /// Last day in force.
    pub ends: Option<Date>,
    /// From when the end was known.
    pub ends_known_on: Date,
    /// Grade.
    pub grade: Option<Grade>,
    /// Standing.
    pub standing: Standing,
}

/// How amounts are rounded, discounted and counted in years.
#[derive(Clone, Debug, Hash)]
pub struct Pricing {
    /// Every year is rounded to this, half up.
    pub round_to: Option<Figure>,
    /// Discount rate as a fraction a year.
    pub discount_rate: Option<Decimal>,
    /// Why this rate.
    pub discount_basis: Option<String>,
    /// Nominal or real.
    pub basis: PriceBasis,
    /// Year of whose prices real amounts are.
    pub base_year: Option<i16>,
    /// Series of yearly growth that deflates.
    pub deflator: Option<String>,
    /// Month and day on which a contract year begins.
    pub year_starts: (i8, i8),
}

/// A whole that shares are counted in.
#[derive(Clone, Debug, Hash)]
pub struct Base {
    /// Id.
    pub id: String,
    /// Name, always printed with the share.
    pub name: String,
    /// What it is.
    pub kind: BaseKind,
    /// A fixed amount.
    pub amount: Option<Figure>,
    /// Year of the fixed amount.
    pub year: Option<i16>,
    /// Or a level series.
    pub series: Option<String>,
    /// Standing.
    pub standing: Standing,
}

/// A part of the bill.
#[derive(Clone, Debug, Hash)]
pub struct Category {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Fraction paid in cash.
    pub cash_share: Option<Decimal>,
    /// The agreement that ends does not have it.
    pub new: bool,
}

/// A date that matters.
#[derive(Clone, Debug, Hash)]
pub struct CalendarEntry {
    /// Id.
    pub id: String,
    /// Day.
    pub date: Date,
    /// In words.
    pub what: String,
    /// Of these talks.
    pub ours: bool,
    /// Whose date it is.
    pub whose: Option<String>,
    /// What kind.
    pub kind: CalendarKind,
    /// Note.
    pub note: Option<String>,
    /// Standing.
    pub standing: Standing,
}

/// A thing that nobody outside knows.
#[derive(Clone, Debug, Hash)]
pub struct Unknown {
    /// Id.
    pub id: String,
    /// In words.
    pub what: String,
    /// From when it is known.
    pub until: Option<Date>,
    /// Standing.
    pub standing: Standing,
}
