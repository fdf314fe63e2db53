//! Prices a proposal to the printed unit: yearly amounts from its rule, parts, present value, shares.
//!
//! Two steps keep floats out. [`needs`] lists the growth rates that nobody can know yet; somebody else answers each with an
//! expected value; [`price`] then computes with decimals only and marks those years as projected.

mod inline;
mod path;
mod shares;
mod value;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::case::{Case, Proposal};
use crate::quantity::{Bound, Unit};
use crate::rate::UsedRate;
use crate::vocabulary::{AdjustmentKind, Status};

pub use inline::inline;
pub use path::{baseline_amount, needs};
pub use shares::{ShareOf, shares_of};
pub use value::{Worth, worth};

/// Why a question has no answer, and the one entry that would give it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswerable {
    /// What is missing.
    pub missing: String,
    /// What to add.
    pub unlocks: String,
}

impl Unanswerable {
    /// A missing entry and what to add.
    pub fn new(missing: impl Into<String>, unlocks: impl Into<String>) -> Unanswerable {
        Unanswerable { missing: missing.into(), unlocks: unlocks.into() }
    }
}

impl std::fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; {}", self.missing, self.unlocks)
    }
}

/// A growth rate that nobody can know yet, to be answered with its expected value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Contract year whose amount it moves.
    pub year: i16,
    /// Sum of what is known and of the last published values, per cent.
    pub mean: Decimal,
    /// Standard deviations of the unknown indices one year ahead, per cent points, and whether each lies further ahead.
    pub spreads: Vec<(Decimal, bool)>,
    /// Floor, per cent.
    pub floor: Option<Decimal>,
    /// Cap, per cent.
    pub cap: Option<Decimal>,
}

/// The expected growth of a year, per cent, as the engine answered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Contract year.
    pub year: i16,
    /// Expected clamped growth, per cent, rounded to 0.0001.
    pub growth: Decimal,
}

/// Where a year's amount comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Written in the proposal as an amount.
    Printed,
    /// Follows from the rule and values that are known.
    Rule,
    /// Rests on a value that is not known yet.
    Projected,
}

impl Origin {
    /// `printed`, `rule` or `projected`.
    pub fn word(self) -> &'static str {
        match self {
            Origin::Printed => "printed",
            Origin::Rule => "rule",
            Origin::Projected => "projected",
        }
    }
}

/// One index value that moved a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexUsed {
    /// Series.
    pub series: String,
    /// Year of the index.
    pub year: i16,
    /// Value, per cent.
    pub value: Decimal,
    /// Day on which it was known; none if it is carried forward.
    pub known_on: Option<Date>,
}

/// How a year's amount was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// As the proposal writes it.
    AsWritten,
    /// A change on an amount.
    Change {
        /// The amount.
        on: Decimal,
        /// The change, per cent.
        percent: Decimal,
        /// Before rounding.
        exact: Decimal,
    },
    /// The year before times one plus growth.
    Growth {
        /// The year before.
        from: Decimal,
        /// Fixed growth, per cent.
        fixed: Decimal,
        /// Indices.
        indices: Vec<IndexUsed>,
        /// Growth after floor and cap, per cent.
        growth: Decimal,
        /// True if floor or cap moved it.
        clamped: bool,
        /// Before rounding.
        exact: Decimal,
    },
    /// A part of a total.
    Key {
        /// The total.
        total: Decimal,
        /// The party's key.
        part: Decimal,
        /// All keys.
        whole: Decimal,
        /// Year of the key.
        year: i16,
        /// Before rounding.
        exact: Decimal,
    },
}

/// A payment beside a yearly amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What it is.
    pub kind: AdjustmentKind,
    /// In words.
    pub what: String,
    /// Amount in its own unit.
    pub amount: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// Its bound.
    pub bound: Bound,
    /// Amount in the unit of the proposal, if it can be converted.
    pub converted: Option<Decimal>,
    /// The rate of the conversion.
    pub rate: Option<UsedRate>,
    /// How it moves what is paid in the year.
    pub effect: Effect,
    /// Recalled, or from a repost.
    pub weak: bool,
}

/// How a payment beside a yearly amount moves what is paid in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It comes on top.
    Adds,
    /// It is not paid in this year.
    Takes,
    /// It is part of the amount.
    Within,
}

/// One contract year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Calendar year in which it begins.
    pub year: i16,
    /// First day.
    pub starts: Date,
    /// Amount in the unit of the proposal.
    pub amount: Decimal,
    /// Where it comes from.
    pub origin: Origin,
    /// How it was computed.
    pub arithmetic: Arithmetic,
    /// Category id and amount; sums to the amount.
    pub by_category: Vec<(String, Decimal)>,
    /// Part paid in kind.
    pub in_kind: Option<Decimal>,
    /// Payments beside it.
    pub beside: Vec<Beside>,
    /// The total that `history.csv` prints for the year, of a past agreement, and whether that is recalled or from a repost.
    pub printed: Option<(Decimal, bool)>,
}

impl Year {
    /// What is paid in the year: the amount, more or less the payments beside it.
    pub fn to_pay(&self) -> Option<Decimal> {
        self.beside.iter().try_fold(self.amount, |sum, b| {
            let v = b.converted?;
            match b.effect {
                Effect::Takes => sum.checked_sub(v),
                Effect::Adds => sum.checked_add(v),
                Effect::Within => Some(sum),
            }
        })
    }
}

/// A party's part of the whole bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Party.
    pub party: String,
    /// Fraction of the whole.
    pub share: Decimal,
    /// Amount, where the whole is known.
    pub amount: Option<Decimal>,
}

/// A proposal, priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Id, or the inline text.
    pub id: String,
    /// Title.
    pub title: String,
    /// Unit of the amounts.
    pub unit: Unit,
    /// Bound of the amounts as written: an `up to` is priced at its bound.
    pub bound: Bound,
    /// Contract years.
    pub years: Vec<Year>,
    /// Present value, levelised amount, changes; or what is missing.
    pub worth: Worth,
    /// Rate into the unit of the case, where the proposal is in another currency.
    pub rate: Option<UsedRate>,
    /// Parts by party.
    pub parts: Vec<Part>,
    /// Name of the whole that parts or per cents are of, and its unit.
    pub whole: Option<(String, Unit)>,
    /// First year as a share of every base.
    pub shares: Vec<ShareOf>,
    /// Things to know about the numbers.
    pub remarks: Vec<String>,
    /// Kept out of files made for the public.
    pub internal: bool,
    /// The figure is recalled or from a repost.
    pub weak: bool,
    /// The split into categories is recalled or from a repost.
    pub split_weak: bool,
}

impl Priced {
    /// The sum over the term; none beyond 28 digits, and none of shares, which add up to nothing.
    pub fn total(&self) -> Option<Decimal> {
        if !matches!(self.unit, Unit::Currency(_) | Unit::Named(_)) {
            return None;
        }
        self.years.iter().try_fold(Decimal::ZERO, |s, y| s.checked_add(y.amount))
    }

    /// Whether its worth rests on a projected year or on a price level not known yet.
    pub fn projected(&self) -> bool {
        self.worth.carried || self.years.iter().any(|y| y.origin == Origin::Projected)
    }

    /// An amount in the unit of the case.
    pub fn in_case_unit(&self, amount: Decimal) -> Option<Decimal> {
        match &self.rate {
            Some(r) => r.convert(amount),
            None => Some(amount),
        }
    }
}

/// Prices one proposal of a case that is already as of its day.
///
/// # Errors
/// Names the entry that is missing.
///
/// ```
/// # use winset_case::parse::{Folder, parse};
/// # use winset_case::price::{inline, price};
/// # let text = "winset = 1\ntitle = \"t\"\nknown_on = 2020-01-01\n[party.a]\nname = \"A\"\n[party.b]\nname = \"B\"\n\
/// # [baseline]\namount = \"1.0389 trillion KRW\"\nyear = 2019\n[price]\nround_to = \"100 million KRW\"\n";
/// # let folder = Folder { name: "x".into(), files: vec![("case.toml".into(), text.into())] };
/// # let case = parse(&folder, &[]).unwrap().case;
/// let proposal = inline(&case, "+13%, 7%/yr, 5y").unwrap();
/// let priced = price(&case, &proposal, &[]).unwrap();
/// assert_eq!(priced.years[0].amount.to_string(), "1174000000000");
/// assert_eq!(priced.years[4].amount.to_string(), "1538900000000");
/// ```
pub fn price(case: &Case, proposal: &Proposal, expected: &[Expected]) -> Result<Priced, Unanswerable> {
    let mut remarks = Vec::new();
    let (unit, mut years) = path::years(case, proposal, expected, &mut remarks)?;
    for y in &mut years {
        shares::split_year(case, proposal, y);
        shares::beside(case, proposal, &unit, y);
        y.printed = printed(case, proposal, &unit, y.year);
    }
    let rate = path::rate_to_case(case, &unit)?;
    let worth = worth(case, proposal, &unit, &years, rate.as_ref());
    let (parts, whole) = shares::parts(case, proposal, &years);
    let shares = shares_of(case, &unit, years[0].amount, years[0].year, &mut remarks);
    let bound = bound_of(proposal);
    if let Some(text) = bound_remark(bound) {
        remarks.push(text.to_owned());
    }
    Ok(Priced {
        id: proposal.id.clone(),
        title: proposal.title.clone().unwrap_or_else(|| proposal.id.clone()),
        unit,
        bound,
        years,
        worth,
        rate,
        parts,
        whole,
        shares,
        remarks,
        internal: proposal.standing.internal,
        weak: case.weak(&proposal.standing),
        split_weak: proposal.split.as_ref().is_some_and(|s| case.weak(&s.standing)),
    })
}

/// The bound of the amounts as written: approximate where they are bounded in different ways.
fn bound_of(p: &Proposal) -> Bound {
    let mut bounds = p.first_year.iter().chain(&p.amounts).map(|f| f.bound).filter(|b| *b != Bound::Exact);
    let first = bounds.next().unwrap_or(Bound::Exact);
    if bounds.all(|b| b == first) { first } else { Bound::Approx }
}

fn bound_remark(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::UpTo | Bound::LessThan => Some("an amount is an upper bound and is priced at it"),
        Bound::AtLeast | Bound::MoreThan => Some("an amount is a lower bound and is priced at it"),
        Bound::Approx => Some("an amount is approximate"),
        _ => None,
    }
}

/// The printed total of a year of a past agreement; a figure derived by the rule itself proves nothing and is left out.
fn printed(case: &Case, p: &Proposal, unit: &Unit, year: i16) -> Option<(Decimal, bool)> {
    case.agreements.iter().find(|a| a.id == p.id)?;
    let computed = |s: Status| matches!(s, Status::Derived | Status::Projected);
    let total = |h: &&crate::case::HistoryRow| {
        h.category.is_none() && h.unit == *unit && h.year == year && !computed(h.standing.status)
    };
    // Of several prints of one year the last known holds.
    let row = case.history.iter().filter(total).max_by_key(|h| h.standing.known_on)?;
    Some((row.amount, case.weak(&row.standing)))
}
