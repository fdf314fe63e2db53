//! One end of a range, or the whole figure: what has been read of it, and what may not be said twice.

use std::ops::Range;

use rust_decimal::Decimal;

use super::lex::Token;
use super::number::{MOST_DECIMALS, Numeral, Refusal, power_of_ten, too_large, within};
use super::{Bound, Currency, FigureError, Per, Sign, Unit};

/// A number with its scale: `1조 389억`.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    /// In units of 10⁻¹², before a scale taken over from the other end of a range.
    pub value: i128,
    /// The last numeral, whose last digit tells the precision, and its exponent.
    pub last: Numeral,
    pub exponent: u32,
    pub scaled: bool,
    /// Set where the value is a fraction: its half unit.
    pub fraction: Option<Decimal>,
}

/// One end of a range, or the whole figure.
#[derive(Default)]
pub(super) struct Side {
    pub span: Option<Range<usize>>,
    pub number_at: Range<usize>,
    pub bound: Option<(Bound, Range<usize>)>,
    pub approx: bool,
    pub between: bool,
    pub from: bool,
    pub sign: Option<Sign>,
    pub amount: Option<Amount>,
    pub firm: Option<(Unit, Range<usize>)>,
    pub shared: Option<Currency>,
    pub per: Option<Per>,
}

impl Side {
    pub fn unit(&self) -> Option<Unit> {
        self.firm.as_ref().map(|(u, _)| u.clone()).or(self.shared.map(Unit::Currency))
    }

    pub fn is_lower(&self) -> bool {
        matches!(self.bound, Some((Bound::AtLeast | Bound::MoreThan, _)))
    }

    pub fn is_upper(&self) -> bool {
        matches!(self.bound, Some((Bound::UpTo | Bound::LessThan, _)))
    }

    pub fn signed(&self, value: i128) -> i128 {
        if self.sign == Some(Sign::Minus) { value.saturating_neg() } else { value }
    }
}

/// An error at a place.
pub(super) fn error(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> FigureError {
    FigureError { at, message: message.into(), hint: Some(hint.into()) }
}

/// A refusal at a place.
pub(super) fn refuse(at: Range<usize>, (message, hint): Refusal) -> FigureError {
    FigureError { at, message, hint }
}

pub(super) fn set_bound(side: &mut Side, bound: Bound, token: &Token) -> Result<(), FigureError> {
    match (bound, &side.bound) {
        (Bound::Approx, _) => side.approx = true,
        (Bound::Exact, None) => {}
        (_, Some((before, _))) if *before != bound => {
            return Err(error(token.at.clone(), "a figure has one bound at most", "keep one of them"));
        }
        _ => side.bound = Some((bound, token.at.clone())),
    }
    Ok(())
}

pub(super) fn set_per(side: &mut Side, per: Per, token: &Token) -> Result<(), FigureError> {
    if side.per.is_some_and(|p| p != per) {
        return Err(error(token.at.clone(), "a figure is for one time only", "keep one of them"));
    }
    side.per = Some(per);
    Ok(())
}

pub(super) fn set_unit(side: &mut Side, unit: &Unit, token: &Token) -> Result<(), FigureError> {
    let clash = match (&side.firm, side.shared) {
        (Some((before, _)), _) => before != unit,
        (None, Some(shared)) => !agrees(shared, unit),
        (None, None) => false,
    };
    if clash {
        let before = side.unit().map_or_else(String::new, |u| u.word().to_owned());
        let message = format!("the figure has two units, {before} and {}", unit.word());
        return Err(error(token.at.clone(), message, "keep one of them"));
    }
    side.firm = Some((unit.clone(), token.at.clone()));
    Ok(())
}

pub(super) fn set_shared(side: &mut Side, currency: Currency, token: &Token) -> Result<(), FigureError> {
    let clash = match (&side.firm, side.shared) {
        (Some((unit, _)), _) => !agrees(currency, unit),
        (None, Some(before)) => before != currency,
        (None, None) => false,
    };
    if clash {
        let before = side.unit().map_or_else(String::new, |u| u.word().to_owned());
        let message = format!("the figure has two units, {before} and {currency}");
        return Err(error(token.at.clone(), message, "keep one of them"));
    }
    side.shared = Some(currency);
    Ok(())
}

/// True if a sign that several currencies share may stand for this unit.
pub(super) fn agrees(shared: Currency, unit: &Unit) -> bool {
    unit.currency().is_some_and(|c| c == shared || c.shared_sign().contains(&shared.shared_sign()))
}

pub(super) fn half_of(amount: Amount) -> Decimal {
    amount.fraction.unwrap_or_else(|| amount.last.half_unit(amount.exponent))
}

/// Adds a lower part to an amount: 1조 and 389억.
pub(super) fn join(before: Amount, part: Amount) -> Result<Amount, Refusal> {
    let room = power_of_ten(before.exponent + MOST_DECIMALS).unwrap_or(i128::MAX);
    if part.exponent >= before.exponent || part.value >= room || before.last.decimals > 0 {
        let hint = "write it as one number, such as 1.0389 trillion or 1조 389억";
        return Err(("the parts of this number overlap".into(), Some(hint.into())));
    }
    let sum = before.value.checked_add(part.value).ok_or_else(too_large)?;
    Ok(Amount { value: within(sum)?, scaled: true, ..part })
}
