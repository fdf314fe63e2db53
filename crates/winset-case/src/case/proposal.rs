//! What may be signed, or was: amounts, rule, split, shares and payments beside.

use rust_decimal::Decimal;

use super::Standing;
use crate::quantity::Figure;
use crate::vocabulary::AdjustmentKind;

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
    /// Flags that voters react to, and how much of each.
    pub flags: super::Several<(String, Decimal)>,
    /// What the entry rests on.
    pub basis: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Standing.
    pub standing: Standing,
}

impl Proposal {
    /// A proposal of one frozen year that says nothing yet, public from the beginning.
    pub fn blank(id: impl Into<String>) -> Proposal {
        Proposal {
            id: id.into(),
            title: None,
            by: None,
            first_year: None,
            on: None,
            amounts: Vec::new(),
            starts: None,
            term: 1,
            rule: Rule::Frozen,
            split: None,
            in_kind: None,
            shares: Vec::new(),
            of: None,
            adjustments: Vec::new(),
            flags: super::Several::default(),
            basis: Vec::new(),
            note: None,
            standing: Standing::from(jiff::civil::Date::constant(1, 1, 1)),
        }
    }
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
    /// Part of the year's amount already, so that it is shown and not added.
    pub set_off: bool,
    /// In words.
    pub what: String,
    /// Standing.
    pub standing: Standing,
}
