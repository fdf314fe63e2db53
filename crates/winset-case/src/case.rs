//! The case: who bargains over what, what ends, what was said, who can say no, and when.

use std::hash::Hash;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::quantity::{Figure, Unit, UnitNames};
use crate::vocabulary::{
    AdjustmentKind, Attribution, BaseKind, BlocSide, CalendarKind, Clock, Kind, Measure, Modality,
    PriceBasis, Role, SeriesKind, Status,
};

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

/// A dated series.
#[derive(Clone, Debug, Hash)]
pub struct Series {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it holds.
    pub kind: SeriesKind,
    /// Unit of a level.
    pub unit: Option<Unit>,
    /// Scale of a level: a value is this many units.
    pub scale: Decimal,
    /// Of a rate: one unit of the second currency costs `value` of the first.
    pub pair: Option<(String, String)>,
    /// Standard deviation of next year's value about the last published one, per cent points.
    pub projection_sd: Option<Decimal>,
    /// The first print of a period holds for ever.
    pub first_published: bool,
    /// Values in order of period, then of `known_on`.
    pub values: Vec<SeriesValue>,
}

/// One value of a series.
#[derive(Clone, Debug, Hash)]
pub struct SeriesValue {
    /// First day of the period.
    pub start: Date,
    /// Last day of the period.
    pub end: Date,
    /// The value.
    pub value: Decimal,
    /// Party of a key series.
    pub party: Option<String>,
    /// Standing.
    pub standing: Standing,
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

/// How the years after the first follow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Every year as the first.
    Frozen,
    /// This year times one plus a clamped sum of fixed growth and indices.
    Growth(GrowthRule),
    /// A party's part of a total in proportion to a key.
    Key(KeyRule),
}

/// Fixed growth and indices, clamped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GrowthRule {
    /// Fixed growth, a fraction.
    pub fixed: Decimal,
    /// Growth series and how many years back each is read.
    pub indices: Vec<(String, i16)>,
    /// Least growth, a fraction.
    pub floor: Option<Decimal>,
    /// Most growth, a fraction.
    pub cap: Option<Decimal>,
}

/// A part of a total in proportion to a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyRule {
    /// Key series.
    pub series: String,
    /// Whose part.
    pub party: String,
    /// How many years back the key is read.
    pub lag: i16,
    /// The total of a year.
    pub total: Figure,
}

/// What may be signed, or was.
#[derive(Clone, Debug, Hash)]
pub struct Proposal {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Party id, or `both`.
    pub by: Option<String>,
    /// First year: an amount, or a change.
    pub first_year: Option<Figure>,
    /// What a change is a change of, if not the agreement that ends.
    pub on: Option<Figure>,
    /// Every year's amount, instead.
    pub amounts: Vec<Figure>,
    /// First contract year.
    pub starts: Option<i16>,
    /// Years.
    pub term: u8,
    /// How later years follow.
    pub rule: Rule,
    /// Parts by category: of the first year.
    pub split: Option<Split>,
    /// Fraction of each year paid in kind, where no split says so.
    pub in_kind: Option<Decimal>,
    /// Parts by party: fractions of the whole bill.
    pub shares: Vec<(String, Decimal)>,
    /// Base that shares and per cents are shares of.
    pub of: Option<String>,
    /// Payments beside the yearly amounts.
    pub adjustments: Vec<Adjustment>,
    /// What the entry rests on.
    pub basis: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Standing.
    pub standing: Standing,
}

/// Parts by category.
#[derive(Clone, Debug, Hash)]
pub struct Split {
    /// Category id and weight: per cents or first-year amounts.
    pub parts: Vec<(String, Decimal)>,
    /// Standing.
    pub standing: Standing,
}

/// A payment beside a yearly amount.
#[derive(Clone, Debug, Hash)]
pub struct Adjustment {
    /// Contract year.
    pub year: i16,
    /// What it is.
    pub kind: AdjustmentKind,
    /// Amount.
    pub amount: Figure,
    /// In words.
    pub what: String,
    /// Standing.
    pub standing: Standing,
}

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
    /// Standing.
    pub standing: Standing,
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

/// What the forecast is told.
#[derive(Clone, Debug, Hash)]
pub struct ForecastEntries {
    /// Own row of the class library.
    pub own: Option<String>,
    /// Own series.
    pub series: Option<String>,
    /// Own type.
    pub family: Option<String>,
    /// Members, unless all.
    pub members: Option<Vec<String>>,
    /// Members left out.
    pub exclude: Vec<String>,
    /// Recalled members left out.
    pub exclude_recalled: bool,
    /// A wider level counts for at most this many talks.
    pub cap: Decimal,
    /// Fewer members than this are no basis.
    pub min_members: u32,
    /// Clock.
    pub clock: Clock,
    /// First day of talks.
    pub start: Option<Date>,
    /// Edges of the bins, days.
    pub edges: Option<Vec<i32>>,
    /// Weight of the root, talks.
    pub root_weight: Decimal,
    /// Half-life of the root, days.
    pub root_half_life_days: Decimal,
    /// Measure.
    pub measure: Measure,
    /// Least scale of an amount, log units.
    pub amount_floor: Decimal,
    /// Least scale of a lag, log units.
    pub lag_floor: Decimal,
    /// The demand.
    pub demand: Option<DemandEntry>,
    /// Judgements.
    pub judgements: Vec<Judgement>,
    /// What makes this case unlike its class.
    pub unlike: Vec<Noted>,
    /// What observers saw.
    pub observers: Vec<Noted>,
}

/// The demand as a distribution of ln demand − ln baseline.
#[derive(Clone, Debug, Hash)]
pub struct DemandEntry {
    /// Mean.
    pub mean: Decimal,
    /// Standard deviation.
    pub sd: Decimal,
    /// Smallest move that counts as a demand, log units.
    pub floor: Decimal,
    /// Whether it is used.
    pub used: bool,
    /// What it rests on.
    pub basis: Vec<String>,
    /// Standing.
    pub standing: Standing,
}

/// A person's judgement, with its reason.
#[derive(Clone, Debug, Hash)]
pub struct Judgement {
    /// What it changes.
    pub on: JudgementOn,
    /// Why.
    pub reason: String,
    /// When it was made.
    pub date: Date,
    /// Who made it.
    pub author: Option<String>,
    /// Standing.
    pub standing: Standing,
}

/// What a judgement changes, and by how much.
#[derive(Clone, Debug, Hash)]
pub enum JudgementOn {
    /// Adds to the location of the amount, log units.
    AmountShift(Decimal),
    /// Multiplies the scale of the amount.
    Spread(Decimal),
    /// Multiplies the odds of consent.
    ConsentOdds(Decimal),
    /// Multiplies the hazard between two days.
    Hazard {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// Factor.
        times: Decimal,
    },
}

/// Something noted, with a day perhaps.
#[derive(Clone, Debug, Hash)]
pub struct Noted {
    /// In words.
    pub what: String,
    /// Day it is about.
    pub date: Option<Date>,
    /// What it rests on.
    pub basis: Vec<String>,
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

/// Reliability of a source, A to F, and credibility of a content, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    /// `A` … `F`.
    pub reliability: char,
    /// 1 … 6.
    pub credibility: u8,
}

impl Grade {
    /// Reads a grade.
    ///
    /// ```
    /// use winset_case::case::Grade;
    /// assert_eq!(Grade::parse("B3").unwrap().to_string(), "B3");
    /// assert_eq!(Grade::parse("G3"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Grade> {
        let mut chars = text.chars();
        let (reliability, digit, end) = (chars.next()?.to_ascii_uppercase(), chars.next()?, chars.next());
        let credibility = digit.to_digit(10)? as u8;
        let good = ('A'..='F').contains(&reliability) && (1..=6).contains(&credibility) && end.is_none();
        good.then_some(Grade { reliability, credibility })
    }

    /// The grade that the documented table proposes for an attribution and whether the source is a repost.
    pub fn proposed(attribution: Option<Attribution>, repost: bool) -> Grade {
        let (letter, credibility) = match attribution {
            Some(Attribution::LegalText) => ('A', 1),
            Some(Attribution::OfficialStatement) => ('A', 2),
            Some(Attribution::OnRecordIndividual | Attribution::Pollster) => ('B', 2),
            Some(Attribution::Lawmaker | Attribution::UnnamedOfficial | Attribution::PressNarrative) => {
                ('B', 3)
            }
            Some(Attribution::MediaCitingUnnamed) => ('C', 3),
            None => ('F', 6),
        };
        let reliability = if repost && letter < 'C' { (letter as u8 + 1) as char } else { letter };
        Grade { reliability, credibility }
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

/// One line of the record.
#[derive(Clone, Debug, Hash)]
pub struct Claim {
    /// Id.
    pub id: String,
    /// Day on which it was said.
    pub date: Date,
    /// Who said it.
    pub speaker: Option<String>,
    /// Whose position it is: a party id, `both`, `press` or `other`.
    pub side: Option<String>,
    /// Who tells it, where that is not the side itself.
    pub told_by: Option<String>,
    /// On whose authority.
    pub attribution: Option<Attribution>,
    /// How it is put.
    pub modality: Option<Modality>,
    /// What it is about.
    pub kind: Kind,
    /// The amount, in full units.
    pub figure: Option<Figure>,
    /// What the amount is paid for.
    pub period: Option<String>,
    /// Year or day the claim is about.
    pub refers_to: Option<String>,
    /// The whole of a share.
    pub denominator: Option<String>,
    /// The conversion printed beside the amount.
    pub conversion: Option<Figure>,
    /// Grade of the record.
    pub grade: Option<Grade>,
    /// Origin group.
    pub group: Option<String>,
    /// Quotation.
    pub quote: Option<String>,
    /// The claim in other words.
    pub text: String,
    /// What it informs.
    pub informs: Option<String>,
    /// Standing.
    pub standing: Standing,
}

impl Claim {
    /// True for an official statement, a named person, or a legal text of the side itself.
    pub fn official(&self) -> bool {
        let own = match (&self.told_by, &self.side) {
            (None, _) => true,
            (Some(t), Some(s)) => t == s || s == "both",
            (Some(_), None) => false,
        };
        own && self.modality != Some(Modality::NotConfirmed)
            && matches!(
                self.attribution,
                Some(
                    Attribution::OfficialStatement | Attribution::OnRecordIndividual | Attribution::LegalText
                )
            )
    }
}

/// A past yearly amount.
#[derive(Clone, Debug, Hash)]
pub struct HistoryRow {
    /// Year in which the contract year begins.
    pub year: i16,
    /// Agreement.
    pub agreement: Option<String>,
    /// Amount in full units.
    pub amount: Decimal,
    /// Unit.
    pub unit: Unit,
    /// Category, or the year's total.
    pub category: Option<String>,
    /// Part paid in kind.
    pub in_kind: Option<Decimal>,
    /// Standing.
    pub standing: Standing,
}

/// A document that claims cite.
#[derive(Clone, Debug, Hash)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Address.
    pub url: Option<String>,
    /// Address of a kept copy.
    pub copy_url: Option<String>,
    /// Day on which it was read.
    pub seen_on: Option<Date>,
    /// A copy of somebody else's text.
    pub is_repost: bool,
}

/// What was in fact agreed; it lives apart from the case so that no question can see it early.
#[derive(Clone, Debug, Default, Hash)]
pub struct Outcome {
    /// The deal, or that there was none.
    pub ending: Option<Ending>,
    /// What followed.
    pub steps: Vec<Noted>,
}

/// How the talks ended.
#[derive(Clone, Debug, Hash)]
pub struct Ending {
    /// Day of the deal; none if the talks ended without one.
    pub deal: Option<Date>,
    /// In words.
    pub what: Option<String>,
    /// Proposal that was agreed.
    pub proposal: Option<String>,
    /// First year.
    pub first_year: Option<Figure>,
    /// Standing.
    pub standing: Standing,
}
