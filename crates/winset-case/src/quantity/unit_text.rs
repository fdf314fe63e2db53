//! Units as people and sheets write them, with a scale: `100 million KRW`, `KRW_100m`.

use rust_decimal::Decimal;

use super::figure::too_long;
use super::grammar::{Parser, yearly};
use super::lex::{Kind, tokens};
use super::number::{Numeral, decimal, within};
use super::side::error;
use super::words::Word;
use super::{Currency, FigureError, Per, Unit, UnitNames};

/// Reads a unit with its scale: how many full units one of the plain numbers beside it stands for.
///
/// Both words (`"100 million KRW"`, `"billion won"`, `"억 원"`, `"percent"`) and ids (`KRW_100m`, `USD_bn`) are read. The
/// scale is positive and below 10²⁴.
///
/// # Errors
///
/// A [`FigureError`] names the part of the text that is not a unit.
///
/// ```
/// use winset_case::Decimal;
/// use winset_case::quantity::{Unit, UnitNames, parse_unit};
/// let names = UnitNames::default();
/// let hundred_million = Decimal::from(100_000_000);
/// assert_eq!(parse_unit("100 million KRW", &names).unwrap().0, hundred_million);
/// assert_eq!(parse_unit("KRW_100m", &names).unwrap().0, hundred_million);
/// assert_eq!(parse_unit("percent", &names).unwrap(), (Decimal::ONE, Unit::Percent));
/// ```
pub fn parse_unit(text: &str, names: &UnitNames) -> Result<(Decimal, Unit), FigureError> {
    if let Some(error) = too_long(text) {
        return Err(error);
    }
    if let Some((scale, currency)) = id_of(text.trim()) {
        return Ok((scale, Unit::Currency(currency)));
    }
    let tokens = tokens(text, names);
    let mut read = Reading::default();
    for (at, token) in tokens.iter().enumerate() {
        let parser = Parser { text, names, tokens: &tokens, at };
        let misplaced = || parser.unexpected(token);
        match &token.kind {
            Kind::Number(numeral) if at == 0 => read.numeral = numeral.clone().map_err(|_| misplaced())?,
            Kind::Word(Word::Scale { exponent, .. })
                if read.exponent == 0 || (read.exponent <= 3 && *exponent > read.exponent) =>
            {
                read.exponent = read.exponent.saturating_add(*exponent);
            }
            Kind::Word(Word::Unit(unit)) if read.unit.is_none() || read.unit.as_ref() == Some(unit) => {
                read.unit = Some(unit.clone());
            }
            Kind::Word(Word::Shared(currency)) if read.unit.is_none() => {
                read.unit = Some(Unit::Currency(*currency))
            }
            Kind::Word(Word::Per(Per::Year)) if read.unit.is_some() => read.per = Some(Per::Year),
            _ => return Err(misplaced()),
        }
    }
    read.finish(text)
}

/// What has been read of a unit.
struct Reading {
    numeral: Numeral,
    exponent: u32,
    unit: Option<Unit>,
    per: Option<Per>,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading { numeral: Numeral { digits: 1, decimals: 0 }, exponent: 0, unit: None, per: None }
    }
}

impl Reading {
    fn finish(self, text: &str) -> Result<(Decimal, Unit), FigureError> {
        let whole = 0..text.len();
        let Some(unit) = self.unit else {
            return Err(error(
                whole,
                "there is no unit here",
                "write KRW, percent, or a unit that the case defines",
            ));
        };
        let value = self.numeral.scaled(self.exponent).and_then(within).and_then(decimal);
        let scale = value.map_err(|(message, hint)| FigureError { at: whole.clone(), message, hint })?;
        if scale <= Decimal::ZERO {
            return Err(error(whole, "the scale of a unit is more than zero", "write \"million KRW\""));
        }
        Ok((scale, yearly(unit, self.per).0))
    }
}

/// Reads an id such as `KRW_100m`.
fn id_of(text: &str) -> Option<(Decimal, Currency)> {
    let (code, scale) = text.split_once('_')?;
    let currency = Currency::parse(code)?;
    let digits = scale.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let exponent = match scale.get(digits.len()..)? {
        "k" => 3,
        "m" | "mn" => 6,
        "bn" | "b" => 9,
        "tn" | "trn" | "t" => 12,
        _ => return None,
    };
    let count = match digits {
        "" => 1,
        "10" => 10,
        "100" => 100,
        _ => return None,
    };
    let value = Numeral { digits: count, decimals: 0 }.scaled(exponent).ok()?;
    Some((decimal(value).ok()?, currency))
}
