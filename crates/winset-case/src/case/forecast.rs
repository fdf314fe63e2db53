//! What the forecast is told: class, bins, demand, judgements, notes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Standing;
use crate::vocabulary::{Clock, Measure};

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
