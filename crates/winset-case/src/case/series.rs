//! A dated series and its values.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Standing;
use crate::quantity::Unit;
use crate::vocabulary::SeriesKind;

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
