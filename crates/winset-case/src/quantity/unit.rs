//! Units: what a figure counts.

use super::Currency;
use super::lex::fold;

/// What a figure counts.
///
/// ```
/// use winset_case::quantity::{Unit, UnitNames, parse_figure};
/// let names = UnitNames::default();
/// assert_eq!(parse_figure("13.9 %", &names).unwrap().unit, Unit::Percent);
/// assert_eq!(parse_figure("28,500 people", &names).unwrap().unit, Unit::Named("persons".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Money; values are in full units, so 1 is one won or one dollar.
    Currency(Currency),
    /// Per cent; values are per cent points, so 13.9 is 13.9 %.
    Percent,
    /// Per cent a year; values are per cent points.
    PercentPerYear,
    /// A fraction; 0.2 is one fifth.
    Ratio,
    /// A multiple; 5 is five times as much.
    Times,
    /// Anything counted, by its plural: `persons`, `seats`, or a unit of the case's own.
    Named(String),
}

impl Unit {
    /// The currency, if the unit is money.
    ///
    /// ```
    /// # use winset_case::quantity::{Currency, Unit};
    /// let won = Currency::parse("KRW").unwrap();
    /// assert_eq!(Unit::Currency(won).currency(), Some(won));
    /// assert_eq!(Unit::Percent.currency(), None);
    /// ```
    pub fn currency(&self) -> Option<Currency> {
        match self {
            Unit::Currency(c) => Some(*c),
            _ => None,
        }
    }

    /// The word of the unit as a case file writes it: a code, `percent`, `percent_per_year`, `ratio`, `times` or a plural.
    ///
    /// ```
    /// # use winset_case::quantity::Unit;
    /// assert_eq!(Unit::PercentPerYear.word(), "percent_per_year");
    /// ```
    pub fn word(&self) -> &str {
        match self {
            Unit::Currency(c) => c.code(),
            Unit::Percent => "percent",
            Unit::PercentPerYear => "percent_per_year",
            Unit::Ratio => "ratio",
            Unit::Times => "times",
            Unit::Named(plural) => plural,
        }
    }
}

impl From<Currency> for Unit {
    fn from(currency: Currency) -> Unit {
        Unit::Currency(currency)
    }
}

/// Units that need no definition: plural and singular.
pub(super) const BUILT_IN: [(&str, &str); 8] = [
    ("persons", "person"),
    ("years", "year"),
    ("months", "month"),
    ("days", "day"),
    ("hours", "hour"),
    ("minutes", "minute"),
    ("seats", "seat"),
    ("votes", "vote"),
];

/// The named units a text may use: those built in, and the case's own.
///
/// `UnitNames::default()` knows persons, years, months, days, hours, minutes, seats and votes.
///
/// ```
/// use winset_case::quantity::{UnitNames, parse_figure};
/// let mut names = UnitNames::default();
/// assert!(parse_figure("12,000 tonnes", &names).is_err());
/// names.add("tonne", "tonnes", None);
/// assert!(parse_figure("12,000 tonnes", &names).is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnitNames {
    own: Vec<OwnUnit>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct OwnUnit {
    id: String,
    plural: String,
    singular: Option<String>,
    /// Spellings as the lexer compares them.
    folded: Vec<Vec<char>>,
}

impl UnitNames {
    /// Adds a unit of the case's own: its id, its plural as printed, and its singular.
    ///
    /// A figure may use any of the three. An id added before is replaced. A spelling without a letter is never recognised.
    ///
    /// ```
    /// # use winset_case::quantity::{Unit, UnitNames, parse_figure};
    /// let mut names = UnitNames::default();
    /// names.add("tonne", "tonnes", Some("tonne"));
    /// assert_eq!(parse_figure("1 tonne", &names).unwrap().unit, Unit::Named("tonnes".into()));
    /// ```
    pub fn add(&mut self, id: &str, plural: &str, singular: Option<&str>) {
        self.own.retain(|u| u.id != id);
        let mut folded: Vec<Vec<char>> =
            [Some(id), Some(plural), singular].into_iter().flatten().map(fold).collect();
        folded.retain(|f| f.iter().any(|c| c.is_alphabetic()));
        folded.sort_by_key(|f| std::cmp::Reverse(f.len()));
        let (id, plural, singular) = (id.to_owned(), plural.trim().to_owned(), singular.map(str::to_owned));
        self.own.push(OwnUnit { id, plural, singular, folded });
    }

    /// The unit of an own id, plural or singular, with the length of its longest spelling that begins the text.
    pub(super) fn longest_at(&self, matches: impl Fn(&[char]) -> Option<usize>) -> Option<(usize, Unit)> {
        let mut best: Option<(usize, Unit)> = None;
        for own in &self.own {
            for length in own.folded.iter().filter_map(|f| matches(f)) {
                if best.as_ref().is_none_or(|(b, _)| length > *b) {
                    best = Some((length, Unit::Named(own.plural.clone())));
                }
            }
        }
        best
    }

    /// Every spelling of every named unit, own ones first.
    ///
    /// ```
    /// # use winset_case::quantity::UnitNames;
    /// assert!(UnitNames::default().spellings().any(|s| s == "persons"));
    /// ```
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let own = self
            .own
            .iter()
            .flat_map(|u| [Some(u.id.as_str()), Some(u.plural.as_str()), u.singular.as_deref()]);
        own.flatten().chain(BUILT_IN.iter().flat_map(|(plural, one)| [*plural, *one]))
    }

    /// The singular of a plural, if one is known.
    ///
    /// ```
    /// # use winset_case::quantity::UnitNames;
    /// assert_eq!(UnitNames::default().singular("seats"), Some("seat"));
    /// ```
    pub fn singular(&self, plural: &str) -> Option<&str> {
        let own = self.own.iter().find(|u| u.plural == plural).and_then(|u| u.singular.as_deref());
        own.or_else(|| BUILT_IN.iter().find(|(p, _)| *p == plural).map(|(_, one)| *one))
    }
}
