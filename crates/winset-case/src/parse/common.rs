//! What the readers of all sections share: known_on, status, sources and references still to be checked.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::case::Standing;
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Bound, Currency, Figure, Sign, Unit, UnitNames};
use crate::text::{Row, Section, Value};
use crate::vocabulary::Status;

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A row of `sources.csv`.
    Source,
    /// A row of `record.csv`.
    Claim,
    /// A party.
    Party,
    /// A series of yearly growth.
    Growth,
    /// A series of levels.
    Level,
    /// A series of keys.
    Key,
    /// A base.
    Base,
    /// A category.
    Category,
    /// A proposal or an agreement.
    Proposal,
    /// A party, `both`, `press` or `other`.
    Side,
    /// An approval.
    Approval,
}

/// State carried along while a case is read.
pub struct Ctx {
    /// Units.
    pub names: UnitNames,
    /// `known_on` of entries without one.
    pub default_known_on: Option<Date>,
    /// Latest `known_on` seen.
    pub latest: Option<Date>,
    /// Latest `known_on` seen of an entry that is not internal.
    pub latest_public: Option<Date>,
    /// References to check once everything is read.
    pub references: Vec<(Target, String, Place)>,
    /// Sums of money in the record and their places.
    pub sums: Vec<(Currency, Decimal, Place)>,
    /// Amounts of proposals, their places, and whether a base stands beside them.
    pub amounts: Vec<(Figure, Place, bool)>,
    /// Flags that voters react to.
    pub reactions: Vec<(String, Place)>,
    /// Flags that proposals carry.
    pub flags: Vec<(String, Place)>,
    /// Approvals that state a mood, and where.
    pub moods: Vec<(String, Place)>,
    /// Series whose entries are broken, as was said: no remark on those who name them.
    pub broken_series: BTreeSet<String>,
    /// The list of sources is broken, as was said.
    pub broken_sources: bool,
    /// A row of the record is broken, as was said.
    pub broken_record: bool,
    missing_said: bool,
}

impl Ctx {
    /// A fresh state.
    pub fn new(names: UnitNames, default_known_on: Option<Date>) -> Ctx {
        Ctx {
            names,
            default_known_on,
            latest: None,
            latest_public: None,
            references: Vec::new(),
            amounts: Vec::new(),
            sums: Vec::new(),
            reactions: Vec::new(),
            flags: Vec::new(),
            moods: Vec::new(),
            broken_series: BTreeSet::new(),
            broken_sources: false,
            broken_record: false,
            missing_said: false,
        }
    }

    /// Notes a reference to be checked later.
    pub fn refer(&mut self, target: Target, id: &str, at: Place) {
        self.references.push((target, id.to_owned(), at));
    }

    /// True if what an id points to was already found wrong.
    pub fn is_broken(&self, target: Target, id: &str) -> bool {
        match target {
            Target::Source => self.broken_sources,
            Target::Claim => self.broken_record,
            Target::Growth | Target::Level | Target::Key => self.broken_series.contains(id),
            _ => false,
        }
    }

    /// Notes that a day was used.
    pub fn saw(&mut self, day: Date, internal: bool) {
        self.latest = self.latest.max(Some(day));
        if !internal {
            self.latest_public = self.latest_public.max(Some(day));
        }
    }

    /// The standing of an entry of `case.toml`; `hindsight` is asked for only where it may stand.
    pub fn standing(&mut self, r: &mut Remarks, s: &mut Section<'_>, hindsight: bool) -> Standing {
        let given = s.date(r, "known_on");
        let known_on = match given.or(self.default_known_on) {
            Some(d) => d,
            None => {
                if !s.has("known_on") && !std::mem::replace(&mut self.missing_said, true) {
                    let hint = "add known_on = 2019-11-19 here, or once at the top of case.toml for every entry without one";
                    r.mistake(
                        s.at(),
                        "`known_on` is missing: the first day on which the public could know this",
                        Some(hint.into()),
                    );
                }
                Date::ZERO
            }
        };
        let status = s.word(r, "status", Status::parse, Status::WORDS).unwrap_or(Status::Found);
        let source = s.text_at(r, "source").map(|(id, at)| {
            self.refer(Target::Source, &id, at);
            id
        });
        let internal = s.flag(r, "internal").unwrap_or(false);
        self.saw(known_on, internal);
        let hindsight = hindsight && s.flag(r, "hindsight").unwrap_or(false);
        Standing { known_on, status, source, internal, hindsight }
    }

    /// The standing of a row of a sheet.
    pub fn row_standing(&mut self, r: &mut Remarks, row: &Row<'_>) -> Standing {
        let known_on = row.date(r, "known_on");
        row.require(r, "known_on");
        let known_on = known_on.unwrap_or(Date::ZERO);
        let internal = row.flag(r, "internal");
        self.saw(known_on, internal);
        let status = row.word(r, "status", Status::parse, Status::WORDS).unwrap_or(Status::Found);
        let source = row.cell("source").map(|c| {
            let at = c.place(r);
            self.refer(Target::Source, c.text, at);
            c.text.to_owned()
        });
        Standing { known_on, status, source, internal, hindsight: false }
    }
}

/// One value where an exact amount is wanted, or a remark why there is none.
pub fn single(r: &mut Remarks, figure: &Figure, at: Place) -> Option<Decimal> {
    match (figure.low, figure.high) {
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(a), None) | (None, Some(a)) => Some(a),
        _ => {
            r.mistake(
                at,
                "one amount is wanted here, not a range",
                Some("write two proposals, one for each end".into()),
            );
            None
        }
    }
}

/// A per cent as a fraction.
pub fn fraction(
    r: &mut Remarks,
    s: &mut Section<'_>,
    key: &'static str,
    names: &UnitNames,
    low: i64,
    high: i64,
) -> Option<Decimal> {
    let node = &s.entry(key)?.node;
    let bare = match &node.value {
        Value::Number(n) => Some(n),
        Value::Text(t) => t.trim().parse::<Decimal>().is_ok().then_some(t),
        _ => None,
    };
    if let Some(n) = bare {
        let n = crate::text::shorten(n.trim());
        let hint = match n.parse::<Decimal>() {
            Ok(v) if v.abs() < Decimal::ONE && !v.is_zero() => {
                format!(
                    "write \"{} %\", or \"{n} %\" if that is meant",
                    (v * Decimal::ONE_HUNDRED).normalize()
                )
            }
            _ => format!("write \"{n} %\""),
        };
        r.mistake(node.at, "a per cent is wanted here", Some(hint));
        return None;
    }
    let figure = s.figure(r, key, names)?;
    let at = s.entry(key)?.node.at;
    fraction_of(r, &figure, at, low, high)
}

/// The fraction of a figure in per cent, within bounds in per cent.
pub fn fraction_of(r: &mut Remarks, figure: &Figure, at: Place, low: i64, high: i64) -> Option<Decimal> {
    if !matches!(figure.unit, Unit::Percent | Unit::PercentPerYear) {
        r.mistake(at, "a per cent is wanted here", Some("write \"3 %\"".into()));
        return None;
    }
    let value = single(r, figure, at)?;
    if value < Decimal::from(low) || value > Decimal::from(high) {
        r.mistake(at, format!("the per cent must lie between {low} and {high}"), None);
        return None;
    }
    Some(value / Decimal::ONE_HUNDRED)
}

/// True if a figure is a signed per cent: a change, not an amount.
pub fn is_change(figure: &Figure) -> bool {
    matches!(figure.unit, Unit::Percent | Unit::PercentPerYear) && figure.sign != Sign::Unsigned
}

/// A figure from the separate columns of a sheet.
pub fn figure_of_columns(low: Option<Decimal>, high: Option<Decimal>, bound: Bound, unit: Unit) -> Figure {
    let printed = low.or(high).unwrap_or_default();
    Figure { low, high, bound, unit, sign: Sign::Unsigned, per: None, half_unit: half_unit(printed) }
}

/// Half of the last digit that a round number shows: 5,000,000,000 was printed to a billion, so half a billion.
///
/// Trailing zeros are taken as not printed, up to the largest scale word that divides the number.
pub fn half_unit(value: Decimal) -> Decimal {
    let v = value.normalize();
    if v.is_zero() {
        return Decimal::ZERO;
    }
    if v.scale() > 0 {
        return Decimal::new(5, v.scale() + 1);
    }
    let mut unit = Decimal::ONE;
    for _ in 0..27 {
        let next = unit * Decimal::TEN;
        if v % next != Decimal::ZERO {
            break;
        }
        unit = next;
    }
    unit / Decimal::TWO
}
