//! A bill among several as a sheet says it: who, what each would bear, earns, gains and pays, at one time or at several.
//!
//! [`parse_sharing`] turns the text of one CSV file into a [`Sharing`], or every mistake in it at once. A row says something of
//! one party; rows of the same party add up, each with its own source, so that a share that was found and an income that is
//! recalled stand on two rows. A row whose `at` is empty holds at every time.

mod read;
mod units;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::quantity::{Per, Unit};
use crate::vocabulary::Status;

pub use read::{COLUMNS, CheckedSharing, MOST_MEMBERS, MOST_PARTIES, MOST_ROWS, MOST_TIMES, parse_sharing};

/// What a column of figures holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// The bill to be shared, once for each time.
    Bill,
    /// The most that a party would bear, or its claim.
    Claim,
    /// What a party lives on: its income, budget or number of heads.
    Income,
    /// What a party has of it.
    Benefit,
    /// What a party pays.
    Paid,
    /// What the bill would be for this party alone.
    Alone,
}

impl Heading {
    /// Every column of figures.
    pub const ALL: [Heading; 6] =
        [Heading::Bill, Heading::Claim, Heading::Income, Heading::Benefit, Heading::Paid, Heading::Alone];

    /// The name of the column.
    pub fn word(self) -> &'static str {
        match self {
            Heading::Bill => "bill",
            Heading::Claim => "claim",
            Heading::Income => "income",
            Heading::Benefit => "benefit",
            Heading::Paid => "paid",
            Heading::Alone => "alone",
        }
    }

    /// True for parts of the bill, which are in its unit or in per cent of it.
    pub fn is_part(self) -> bool {
        matches!(self, Heading::Claim | Heading::Paid | Heading::Alone)
    }
}

/// One figure of the sheet and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The value in full units, not below zero.
    pub value: Decimal,
    /// Its unit; none for a bare number.
    pub unit: Option<Unit>,
    /// The time that it is for, if it says so.
    pub per: Option<Per>,
    /// About this value.
    pub approx: bool,
    /// Found, recalled, derived …; found if the row does not say.
    pub status: Status,
    /// First day on which a public reader could know it.
    pub known_on: Option<Date>,
    /// Where it stands, in words, an id or an address.
    pub source: Option<String>,
    /// Its row names no time, so that it holds at every one.
    pub everywhere: bool,
}

/// A party of the bill at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    /// Its name.
    pub name: String,
    /// How many parties the row stands for, taken as equal; 1 or more.
    pub members: u32,
    /// What is known of it.
    pub figures: BTreeMap<Heading, Entry>,
}

/// The bill at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The label in the column `at`; none where the file has no times.
    pub label: Option<String>,
    /// The bill, if it is given.
    pub bill: Option<Entry>,
    /// The parties in file order.
    pub parties: Vec<Sharer>,
}

/// A bill among several, at one time or more, in file order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// The times.
    pub moments: Vec<Moment>,
}

impl Sharing {
    /// What was known by a day: entries known later or on no day are gone; how many rows of figures had no day.
    ///
    /// A party of which nothing is left is gone, too, and so is a time of which no row that names it is left.
    pub fn as_of(&self, day: Date) -> (Sharing, usize) {
        let mut undated = 0;
        let mut kept = |e: &Entry| {
            undated += usize::from(e.known_on.is_none());
            e.known_on.is_some_and(|k| k <= day)
        };
        let mut moments = self.moments.clone();
        for m in &mut moments {
            // A bill of the command line has no source and no day: it is the asker's.
            m.bill = m.bill.take().filter(|b| b.source.is_none() && b.known_on.is_none() || kept(b));
            m.parties.iter_mut().for_each(|p| p.figures.retain(|_, e| kept(e)));
            m.parties.retain(|p| !p.figures.is_empty());
        }
        moments.retain(|m| {
            let mut entries = m.parties.iter().flat_map(|p| p.figures.values()).chain(&m.bill);
            !m.parties.is_empty() && (m.label.is_none() || entries.any(|e| !e.everywhere))
        });
        (Sharing { moments }, undated)
    }
}
