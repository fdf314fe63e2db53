//! What the formats say alike: issues, and for each party weights, value functions and a reservation value.

use std::fmt;

use rust_decimal::Decimal;

/// A negotiation domain with the profiles of its parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Name.
    pub name: String,
    /// The issues, in the order in which utilities are summed.
    pub issues: Vec<Issue>,
    /// A profile a party.
    pub profiles: Vec<Profile>,
}

/// What is negotiated about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Name.
    pub name: String,
    /// What it may be set to.
    pub kind: Kind,
}

/// What an issue may be set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these, in order.
    Values(Vec<Label>),
    /// An integer from the first to the last.
    Integer(i64, i64),
    /// A number from the first to the last.
    Real(Decimal, Decimal),
}

/// The name of a value: a text or a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// A text.
    Text(String),
    /// A number, without trailing zeros.
    Number(Decimal),
}

/// What a party thinks of the issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Name of the party.
    pub name: String,
    /// Added to the sum, in units of utility.
    pub constant: Decimal,
    /// Weight and value function of each issue, in the order of the issues.
    pub values: Vec<Value>,
    /// Utility of no deal.
    pub reservation: Decimal,
    /// Factor in (0, 1) over the whole time of the talks, if utilities fall with time.
    pub discount: Option<Decimal>,
}

/// The weight of an issue and the value of what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Weight.
    pub weight: Decimal,
    /// Value function.
    pub curve: Curve,
}

/// A value function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// A value for each of the issue's values, in their order.
    Table(Vec<Decimal>),
    /// Points (number, value) from the lowest to the highest number, lines between them.
    Knots(Vec<(Decimal, Decimal)>),
}

/// What one issue of a package is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The value of this position, from 0.
    Position(usize),
    /// A number of a range.
    Number(Decimal),
}

impl From<usize> for Setting {
    fn from(i: usize) -> Setting {
        Setting::Position(i)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Text(t) => f.write_str(t),
            Label::Number(n) => write!(f, "{n}"),
        }
    }
}

impl Domain {
    /// How many packages there are; none where an issue is a range of real numbers or there are too many to count.
    pub fn packages(&self) -> Option<u64> {
        self.issues.iter().try_fold(1_u64, |n, issue| match &issue.kind {
            Kind::Values(v) => n.checked_mul(v.len() as u64),
            Kind::Integer(lo, hi) => n.checked_mul(hi.abs_diff(*lo).checked_add(1)?),
            Kind::Real(..) => None,
        })
    }
}

impl Profile {
    /// The utility of a package, `constant + Σ weight · value` in the order of the issues; none where a setting is not
    /// in the issue or a number grows too large. Digits beyond 28 are rounded.
    pub fn utility(&self, package: &[Setting]) -> Option<Decimal> {
        if package.len() != self.values.len() {
            return None;
        }
        self.values
            .iter()
            .zip(package)
            .try_fold(self.constant, |sum, (v, s)| sum.checked_add(v.weight.checked_mul(v.curve.at(*s)?)?))
    }

    /// The lowest utility any package has, each issue at its worst.
    pub fn lowest(&self) -> Option<Decimal> {
        self.values.iter().try_fold(self.constant, |sum, v| {
            let worst = v.curve.points().map(|p| v.weight.checked_mul(p));
            let worst = worst.collect::<Option<Vec<_>>>()?.into_iter().min()?;
            sum.checked_add(worst)
        })
    }
}

impl Curve {
    /// The value of a setting; none where it is not on the curve.
    pub fn at(&self, setting: Setting) -> Option<Decimal> {
        match (self, setting) {
            (Curve::Table(t), Setting::Position(i)) => t.get(i).copied(),
            (Curve::Knots(k), Setting::Number(x)) => between(k, x),
            _ => None,
        }
    }

    /// The values of the table or of the knots.
    pub fn points(&self) -> Box<dyn Iterator<Item = Decimal> + '_> {
        match self {
            Curve::Table(t) => Box::new(t.iter().copied()),
            Curve::Knots(k) => Box::new(k.iter().map(|(_, v)| *v)),
        }
    }
}

fn between(knots: &[(Decimal, Decimal)], x: Decimal) -> Option<Decimal> {
    if let Some((_, v)) = knots.iter().find(|(k, _)| *k == x) {
        return Some(*v);
    }
    let after = knots.iter().position(|(k, _)| *k > x).filter(|i| *i > 0)?;
    let ((x0, v0), (x1, v1)) = (knots[after - 1], knots[after]);
    v0.checked_add((v1 - v0).checked_mul((x - x0).checked_div(x1 - x0)?)?)
}
