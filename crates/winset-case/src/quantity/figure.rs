//! Figures: a value or a range of values with a bound, a unit and the precision it was printed to.

use std::ops::Range;

use rust_decimal::Decimal;

use super::grammar::Parser;
use super::lex::{Kind, tokens};
use super::number::MOST_CHARACTERS;
use super::words::Word;
use super::{Currency, Unit, UnitNames};

/// How a figure bounds the value it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The value as printed, to its last digit.
    Exact,
    /// About the value.
    Approx,
    /// The value or less.
    UpTo,
    /// Below the value.
    LessThan,
    /// The value or more.
    AtLeast,
    /// Above the value.
    MoreThan,
    /// Between two values, both included.
    Range,
    /// No amount; never the result of reading a figure.
    None,
}

impl Bound {
    /// Every word of the list, as a sheet writes them.
    pub const WORDS: &'static [&'static str] =
        &["exact", "approx", "up_to", "less_than", "at_least", "more_than", "range", "none"];

    const ALL: [Bound; 8] = [
        Bound::Exact,
        Bound::Approx,
        Bound::UpTo,
        Bound::LessThan,
        Bound::AtLeast,
        Bound::MoreThan,
        Bound::Range,
        Bound::None,
    ];

    /// The bound of a word.
    ///
    /// ```
    /// # use winset_case::quantity::Bound;
    /// assert_eq!(Bound::parse("up_to"), Some(Bound::UpTo));
    /// ```
    pub fn parse(word: &str) -> Option<Bound> {
        Bound::ALL.into_iter().find(|b| b.word() == word)
    }

    /// The word of the bound.
    ///
    /// ```
    /// # use winset_case::quantity::Bound;
    /// assert_eq!(Bound::MoreThan.word(), "more_than");
    /// ```
    pub fn word(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::Approx => "approx",
            Bound::UpTo => "up_to",
            Bound::LessThan => "less_than",
            Bound::AtLeast => "at_least",
            Bound::MoreThan => "more_than",
            Bound::Range => "range",
            Bound::None => "none",
        }
    }
}

/// Whether a sign was written: `+13.9 %` is a change, `13.9 %` a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// None was written.
    Unsigned,
    /// A plus sign.
    Plus,
    /// A minus sign; the values are negative.
    Minus,
}

/// The time over which an amount is paid once, if the text says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// A year.
    Year,
    /// A month.
    Month,
    /// The whole term of the agreement.
    Term,
    /// Once and not again.
    Once,
}

/// A figure: what a text such as `"up to US$5bn a year"` says.
///
/// ```
/// use winset_case::Decimal;
/// use winset_case::quantity::{Bound, UnitNames, parse_figure};
/// let f = parse_figure("1.04 trillion KRW", &UnitNames::default()).unwrap();
/// assert_eq!(f.bound, Bound::Exact);
/// assert_eq!(f.low, Some(Decimal::from(1_040_000_000_000_i64)));
/// assert_eq!(f.half_unit, Decimal::from(5_000_000_000_i64));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The lowest value in full units; `None` if the text gives none ("up to").
    pub low: Option<Decimal>,
    /// The highest value in full units; `None` if the text gives none ("more than").
    pub high: Option<Decimal>,
    /// How the values bound the quantity. `low == high` for exact and approximate ones.
    pub bound: Bound,
    /// What is counted.
    pub unit: Unit,
    /// Whether a sign was written; of a range, the sign of its low end if it has one, else of its high end.
    pub sign: Sign,
    /// The time an amount is for, if it is said.
    pub per: Option<Per>,
    /// Half of the last printed digit in full units; of a range, of its coarser end; 0 for an exact fraction (`1/5`).
    pub half_unit: Decimal,
}

impl Figure {
    /// The one value, if the figure has just one: exact, approximate or a bound on one side.
    ///
    /// ```
    /// # use winset_case::quantity::{UnitNames, parse_figure};
    /// let names = UnitNames::default();
    /// assert_eq!(parse_figure("up to 5 %", &names).unwrap().value(), Some(5.into()));
    /// assert_eq!(parse_figure("4 to 5 %", &names).unwrap().value(), None);
    /// ```
    pub fn value(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(a), Some(b)) => (a == b).then_some(a),
            (a, b) => a.or(b),
        }
    }
}

/// What is wrong with the text of a figure, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureError {
    /// Bytes of the text that the remark is about, on character boundaries.
    pub at: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl std::fmt::Display for FigureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FigureError {}

/// A sign or word that several currencies share, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousSymbol {
    /// Bytes of the sign in the text.
    pub at: Range<usize>,
    /// The currency it was taken for.
    pub read_as: Currency,
}

/// The sign of a figure that several currencies share, if nothing in the text settles which is meant.
///
/// `$`, "dollars" and their translations are read as USD, `¥` as JPY, `£` and "pounds" as GBP.
///
/// ```
/// use winset_case::quantity::ambiguous_symbol;
/// assert_eq!(ambiguous_symbol("about $5 billion").unwrap().read_as.code(), "USD");
/// assert_eq!(ambiguous_symbol("US$5 billion"), None);
/// assert_eq!(ambiguous_symbol("$5 billion CAD"), None);
/// ```
pub fn ambiguous_symbol(text: &str) -> Option<AmbiguousSymbol> {
    if too_long(text).is_some() {
        return None;
    }
    let tokens = tokens(text, &UnitNames::default());
    if tokens.iter().any(|t| matches!(t.kind, Kind::Word(Word::Unit(Unit::Currency(_))))) {
        return None;
    }
    tokens.into_iter().find_map(|t| match t.kind {
        Kind::Word(Word::Shared(read_as)) => Some(AmbiguousSymbol { at: t.at, read_as }),
        _ => None,
    })
}

/// Reads a figure as people write it, in English, Korean or Japanese.
///
/// Values come out in full units, exactly: `"1조 389억 원"` is 1,038,900,000,000 KRW. Thousands are separated by commas,
/// spaces or apostrophes, decimals by a point. A fraction (`1/3`) is rounded to 12 digits.
///
/// # Errors
///
/// A [`FigureError`] names the part of the text that is wrong: no number, no unit, an unknown word, a decimal comma,
/// misplaced thousands separators, a part of a person, a range that runs backwards or mixes units, a bound with a range, more than 200
/// characters, a value of 10²⁴ or more, or more than 12 digits after the point.
///
/// ```
/// use winset_case::quantity::{UnitNames, parse_figure};
/// let names = UnitNames::default();
/// for text in ["1.0389 trillion KRW", "₩1.0389tn", "1조 389억 원", "1,038.9 billion won", "10,389억 원"] {
///     assert_eq!(parse_figure(text, &names).unwrap().low, Some(1_038_900_000_000_i64.into()));
/// }
/// let e = parse_figure("1,5 bn USD", &names).unwrap_err();
/// assert_eq!((e.at, e.message.as_str()), (0..3, "decimal commas are ambiguous"));
/// assert_eq!(e.hint.as_deref(), Some("write 1.5"));
/// ```
pub fn parse_figure(text: &str, names: &UnitNames) -> Result<Figure, FigureError> {
    if let Some(error) = too_long(text) {
        return Err(error);
    }
    let tokens = tokens(text, names);
    if tokens.is_empty() {
        let hint = Some("write a number and its unit: \"1.04 trillion KRW\"".into());
        return Err(FigureError { at: 0..text.len(), message: "there is no figure here".into(), hint });
    }
    Parser { text, names, tokens: &tokens, at: 0 }.figure()
}

/// Reads a figure where most pieces are none, as in running text: what [`parse_figure`] reads, without a remark on what it
/// does not.
///
/// ```
/// use winset_case::quantity::{UnitNames, figure_in};
/// let names = UnitNames::default();
/// assert_eq!(figure_in("1.04 trillion won", &names).unwrap().unit.word(), "KRW");
/// assert_eq!(figure_in("1.04 trillion reasons", &names), None);
/// ```
pub fn figure_in(text: &str, names: &UnitNames) -> Option<Figure> {
    if too_long(text).is_some() {
        return None;
    }
    let tokens = tokens(text, names);
    let readable = !tokens.is_empty() && !tokens.iter().any(|t| matches!(t.kind, Kind::Unknown));
    readable.then(|| Parser { text, names, tokens: &tokens, at: 0 }.figure().ok()).flatten()
}

/// The refusal of a text beyond the length limit.
pub(super) fn too_long(text: &str) -> Option<FigureError> {
    let (start, _) = text.char_indices().nth(MOST_CHARACTERS)?;
    let message = format!("a figure is at most {MOST_CHARACTERS} characters long");
    Some(FigureError {
        at: start..text.len(),
        message,
        hint: Some("leave out all but the number and its unit".into()),
    })
}
