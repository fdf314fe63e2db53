//! One bill among many: what each rule says, what each party pays, and who carries more than its part.
//!
//! *Method*: `docs/methods/share.md`. [`share`] turns a sheet into an [`Answer`]; [`report`] and [`json`] make it ready to be
//! shown. [`form`] is the one place where its exact figures become floats.

mod explain;
mod form;
mod json;
mod measures;
mod rules;
mod show;
mod words;

pub use json::json;
pub use measures::{Exploitation, exploitation};
pub use rules::Ruled;
pub use show::report;

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::price::Unanswerable;
use winset_case::quantity::Unit;
use winset_case::sharing::{Entry, Heading, Moment, Sharer, Sharing};
use winset_case::vocabulary::Status;

/// What the asker adds to the sheet.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The power of income in the rule `ability_to_pay`, 0 to 10; the rule is left out without it.
    pub power: Option<Decimal>,
    /// Use only what was known by this day.
    pub as_of: Option<Date>,
}

/// What the sheet answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The day asked about, if one was named.
    pub as_of: Option<Date>,
    /// Figures left out since the sheet does not say since when they are known.
    pub undated: usize,
    /// Each time of the sheet, in its order.
    pub moments: Vec<Shared>,
}

/// The bill at one time and what each rule makes of it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What the sheet says.
    pub told: Moment,
    /// The bill, or why there is none.
    pub bill: Result<Bill, Unanswerable>,
    /// What each party pays, in the unit of the bill, where it is known.
    pub paid: Vec<Option<Decimal>>,
    /// Every rule, in the order of the list of methods; empty without a bill.
    pub rules: Vec<Ruled>,
    /// Burden beside benefit, or what it would need.
    pub exploitation: Result<Exploitation, Unanswerable>,
}

/// A bill.
#[derive(Clone, Debug)]
pub struct Bill {
    /// Its amount.
    pub value: Decimal,
    /// Its unit, none for bare numbers.
    pub unit: Option<Unit>,
    /// How it is known.
    pub from: BillFrom,
    /// About this amount.
    pub approx: bool,
    /// From memory.
    pub recalled: bool,
}

/// How a bill is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillFrom {
    /// It was told, in the sheet or beside it.
    Told,
    /// It is what all pay together.
    Paid,
    /// It is the largest cost of one party alone.
    Alone,
    /// Everything is in per cent of a bill that is not told.
    Whole,
}

impl BillFrom {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            BillFrom::Told => "told",
            BillFrom::Paid => "paid",
            BillFrom::Alone => "alone",
            BillFrom::Whole => "whole",
        }
    }
}

/// Answers a sheet.
pub fn share(sharing: &Sharing, options: &Options) -> Answer {
    let (known, undated) = match options.as_of {
        Some(day) => sharing.as_of(day),
        None => (sharing.clone(), 0),
    };
    let moments = known.moments.into_iter().map(|m| moment(m, options)).collect();
    Answer { as_of: options.as_of, undated, moments }
}

impl Shared {
    /// True if it is known of one party at least what it pays.
    pub fn any_paid(&self) -> bool {
        self.paid.iter().any(Option::is_some)
    }
}

impl Answer {
    /// True if no rule gave an answer at any time.
    pub fn is_empty(&self) -> bool {
        self.moments.iter().all(|m| m.rules.iter().all(|r| r.amounts.is_err()))
    }
}

fn moment(told: Moment, options: &Options) -> Shared {
    let bill = bill(&told);
    let pays = |p: &Sharer| form::amount(p.figures.get(&Heading::Paid)?, bill.as_ref().ok()?);
    let paid: Vec<Option<Decimal>> = told.parties.iter().map(pays).collect();
    let of_all: Vec<Decimal> = paid.iter().copied().collect::<Option<_>>().unwrap_or_default();
    let rules = bill.as_ref().map(|b| rules::rules(&told, b, &of_all, options)).unwrap_or_default();
    let exploitation = exploitation(&told, &of_all);
    Shared { told, bill, paid, rules, exploitation }
}

/// The bill: told, or what all pay, or what the dearest costs alone, or 100 per cent.
fn bill(m: &Moment) -> Result<Bill, Unanswerable> {
    if let Some(e) = &m.bill {
        return positive(of_entry(e, e.value, BillFrom::Told));
    }
    let column = |h: Heading| m.parties.iter().filter_map(|p| p.figures.get(&h)).collect::<Vec<_>>();
    let all = |h: Heading| Some(column(h)).filter(|c| c.len() == m.parties.len());
    let parts = Heading::ALL.into_iter().filter(|h| h.is_part()).flat_map(column);
    if let Some(e) = parts.into_iter().find(|e| e.unit == Some(Unit::Percent)) {
        return positive(of_entry(e, Decimal::ONE_HUNDRED, BillFrom::Whole));
    }
    if let Some(paid) = all(Heading::Paid)
        && let Some(sum) = paid.iter().try_fold(Decimal::ZERO, |s, e| s.checked_add(e.value))
    {
        return positive(joined(&paid, sum, BillFrom::Paid));
    }
    if let Some(alone) = all(Heading::Alone)
        && let Some(most) = alone.iter().map(|e| e.value).max()
    {
        return positive(joined(&alone, most, BillFrom::Alone));
    }
    Err(Unanswerable::new("the bill is not known", "name it with --bill, or fill `bill`"))
}

fn of_entry(e: &Entry, value: Decimal, from: BillFrom) -> Bill {
    let told = from == BillFrom::Told;
    Bill {
        value,
        unit: e.unit.clone(),
        from,
        approx: told && e.approx,
        recalled: told && e.status == Status::Recalled,
    }
}

fn joined(entries: &[&Entry], value: Decimal, from: BillFrom) -> Bill {
    Bill {
        value,
        unit: entries.first().and_then(|e| e.unit.clone()),
        from,
        approx: entries.iter().any(|e| e.approx),
        recalled: entries.iter().any(|e| e.status == Status::Recalled),
    }
}

fn positive(bill: Bill) -> Result<Bill, Unanswerable> {
    if bill.value > Decimal::ZERO {
        Ok(bill)
    } else {
        Err(Unanswerable::new("the bill is zero", "name a bill above zero"))
    }
}
