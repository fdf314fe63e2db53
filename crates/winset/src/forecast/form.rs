//! A case and the class library compiled into arrays: the one place where their exact amounts become floats.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use winset_case::Case;
use winset_case::case::ForecastEntries;
use winset_case::vocabulary::Clock;
use winset_engine::consent::Votes;
use winset_engine::hazard::Outcome;

use crate::class::{Library, Member};
use crate::fmt::days_between;

/// How near a member stands to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Another type.
    Other,
    /// The same type, another series.
    Type,
    /// The same series.
    Own,
}

impl Level {
    /// `own`, `type` or `other`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Own => "own",
            Level::Type => "type",
            Level::Other => "other",
        }
    }
}

/// The float of a decimal.
pub fn float(d: Decimal) -> f64 {
    d.to_f64().unwrap_or(f64::NAN)
}

/// The members that a case may learn from, each once, at its narrowest level, in library order.
pub fn levels<'a>(entries: &ForecastEntries, library: &'a Library) -> Vec<(Level, &'a Member)> {
    let listed = |m: &Member| entries.members.as_ref().is_none_or(|l| l.contains(&m.id));
    let mut list: Vec<(Level, &Member)> = library
        .members
        .iter()
        .filter(|m| {
            entries.own.as_deref() != Some(m.id.as_str()) && listed(m) && !entries.exclude.contains(&m.id)
        })
        .map(|m| (level(entries, m), m))
        .collect();
    list.sort_by_key(|(l, _)| *l);
    list
}

fn level(entries: &ForecastEntries, m: &Member) -> Level {
    if entries.series.as_deref() == Some(m.series.as_str()) {
        Level::Own
    } else if entries.family.as_deref() == Some(m.family.as_str()) && m.family != "other" {
        Level::Type
    } else {
        Level::Other
    }
}

/// What a reader on a day knew of the ending of a member, in days on the clock.
pub fn seen(m: &Member, as_of: Date, clock: Clock) -> Option<Outcome> {
    let known = m.known_on.is_some_and(|k| k <= as_of);
    let (origin, public, deal) = match clock {
        Clock::Expiry => {
            let o = m.expiry?;
            (o, m.expiry_known_on?, m.deal.map(|(a, b)| (days_between(o, a), days_between(o, b))))
        }
        Clock::Start => {
            let (a, b) = m.start?;
            (a, b, m.deal.map(|(x, y)| (days_between(b, x).max(1), days_between(a, y).max(1))))
        }
    };
    if deal.is_none() && !m.no_deal {
        return None;
    }
    match deal {
        Some((lo, hi)) if known => Some(Outcome::Deal { lo, hi }),
        None if known => Some(Outcome::None),
        _ if public <= as_of => Some(Outcome::Open { day: days_between(origin, as_of) }),
        _ => None,
    }
}

/// ln(settled / last), if it was known.
pub fn first_change(m: &Member, as_of: Date) -> Option<f64> {
    let (last, settled) = m.amount?;
    (m.known_on? <= as_of).then(|| libm::log(float(settled) / float(last)))
}

/// ln(levelised amount / last) at a yearly discount rate, if it was known.
pub fn levelised_change(m: &Member, as_of: Date, rho: f64) -> Option<f64> {
    let last = float(m.levelised_last?);
    if m.levelised_known_on? > as_of {
        return None;
    }
    if let Some(average) = m.average {
        return Some(libm::log(float(average) / last));
    }
    let weights: Vec<f64> = (0..m.yearly.len()).map(|i| libm::pow(1.0 + rho, -(i as f64))).collect();
    let value: f64 = m.yearly.iter().zip(&weights).map(|(y, w)| float(*y) * w).sum();
    let weight: f64 = weights.iter().sum();
    (weight > 0.0).then(|| libm::log(value / weight / last))
}

/// Fractions of earlier demands that were met, of every member whose demand and ending were known.
pub fn fractions(entries: &ForecastEntries, library: &Library, as_of: Date, floor: f64) -> Vec<f64> {
    levels(entries, library)
        .into_iter()
        .filter(|(_, m)| {
            m.known_on.is_some_and(|k| k <= as_of) && m.demand_known_on.is_some_and(|k| k <= as_of)
        })
        .filter(|(_, m)| !(entries.exclude_recalled && m.demand_recalled))
        .filter_map(|(_, m)| {
            let (last, asked, settled) = m.demand?;
            let (g, y) = (libm::log(float(asked) / float(last)), libm::log(float(settled) / float(last)));
            winset_engine::demand::fraction(y, g, floor)
        })
        .collect()
}

/// ln days from deal to consent, by level.
pub fn lags(entries: &ForecastEntries, library: &Library, as_of: Date) -> [Vec<f64>; 3] {
    let mut out = [Vec::new(), Vec::new(), Vec::new()];
    for (level, m) in levels(entries, library) {
        let (Some(true), Some(vote), Some(deal)) = (m.consent, m.consent_on, m.deal) else { continue };
        if vote.1 <= as_of && m.known_on.is_some_and(|k| k <= as_of) {
            let days = f64::from(days_between(deal.0, vote.0) + days_between(deal.1, vote.1)) / 2.0;
            out[level as usize].extend(winset_engine::consent::ln_lag(days));
        }
    }
    out
}

/// Everything that the engine needs.
#[derive(Clone, Debug)]
pub struct Form {
    /// Day of the question on the clock.
    pub day: i32,
    /// Day zero of the clock.
    pub origin: Date,
    /// Edges of the bins.
    pub edges: Vec<i32>,
    /// Endings by level, widest first.
    pub outcomes: [Vec<Outcome>; 3],
    /// First-year changes by level.
    pub first_year: [Vec<f64>; 3],
    /// Levelised changes by level, if the case has a discount rate.
    pub levelised: Option<[Vec<f64>; 3]>,
    /// Fractions of demands met.
    pub fractions: Vec<f64>,
    /// Votes by level.
    pub votes: [Votes; 3],
    /// ln days from deal to consent, by level.
    pub lags: [Vec<f64>; 3],
}

/// The bins of the clock from the expiry, days.
pub const EDGES: [i32; 16] =
    [-730, -365, -180, -120, -90, -60, -30, -14, 0, 30, 60, 120, 180, 365, 730, 1095];
/// The bins of the clock from the start of talks, days.
pub const EDGES_START: [i32; 9] = [0, 90, 180, 365, 545, 730, 1095, 1460, 2190];

impl Form {
    /// Compiles a case that is already as of its day.
    ///
    /// # Errors
    /// The entry that names day zero is missing.
    pub fn from_case(
        case: &Case,
        library: &Library,
        as_of: Date,
    ) -> Result<Form, winset_case::price::Unanswerable> {
        let e = &case.forecast;
        let origin = match e.clock {
            Clock::Expiry => case.baseline.as_ref().and_then(|b| b.ends),
            Clock::Start => e.start,
        };
        let origin = origin.ok_or_else(|| {
            let (missing, unlocks) = match e.clock {
                Clock::Expiry => {
                    ("the last day of the agreement that ends is not known", "add baseline.ends, a day")
                }
                Clock::Start => ("the first day of talks is not known", "add forecast.date.start, a day"),
            };
            let missing = format!("{missing} as of {as_of}");
            winset_case::price::Unanswerable::new(missing, format!("{unlocks}, or ask as of a later day"))
        })?;
        let default = if e.clock == Clock::Expiry { EDGES.to_vec() } else { EDGES_START.to_vec() };
        let rho = case.pricing.discount_rate.map(float);
        let mut form = Form {
            day: days_between(origin, as_of),
            origin,
            edges: e.edges.clone().unwrap_or(default),
            outcomes: Default::default(),
            first_year: Default::default(),
            levelised: rho.map(|_| Default::default()),
            fractions: fractions(e, library, as_of, e.demand.as_ref().map_or(0.05, |d| float(d.floor))),
            votes: [Votes { passed: 0, failed: 0 }; 3],
            lags: lags(e, library, as_of),
        };
        for (level, m) in levels(e, library) {
            form.add(e, level as usize, m, as_of, rho);
        }
        Ok(form)
    }

    fn add(&mut self, e: &ForecastEntries, level: usize, m: &Member, as_of: Date, rho: Option<f64>) {
        if !(e.exclude_recalled && m.date_recalled) {
            self.outcomes[level].extend(seen(m, as_of, e.clock));
        }
        if !(e.exclude_recalled && m.amount_recalled) {
            self.first_year[level].extend(first_change(m, as_of));
            if let (Some(list), Some(rho)) = (&mut self.levelised, rho) {
                list[level].extend(levelised_change(m, as_of, rho));
            }
        }
        if let (Some(passed), Some((_, day))) = (m.consent, m.consent_on)
            && day <= as_of
            && m.known_on.is_some_and(|k| k <= as_of)
        {
            let v = &mut self.votes[level];
            if passed { v.passed += 1 } else { v.failed += 1 }
        }
    }
}
