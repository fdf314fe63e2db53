//! Tokens to a figure: one end, or two ends and what joins them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::figure::FigureError;
use super::lex::{Kind, Token};
use super::number::{MOST_DECIMALS, Numeral, Refusal, decimal, power_of_ten, regroup, too_large, within};
use super::side::{
    Amount, Side, agrees, error, half_of, join, refuse, set_bound, set_per, set_shared, set_unit,
};
use super::words::{Word, spellings};
use super::{Bound, Figure, Per, Sign, Unit, UnitNames, figure_text};

/// Reads tokens one by one.
pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub names: &'a UnitNames,
    pub tokens: &'a [Token],
    pub at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn kind(&self, ahead: usize) -> Option<&'a Kind> {
        self.tokens.get(self.at + ahead).map(|t| &t.kind)
    }

    fn slice(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or("")
    }

    /// Reads all tokens as one figure.
    pub fn figure(mut self) -> Result<Figure, FigureError> {
        let first = self.side()?;
        let second = if self.joint(&first) { Some(self.side()?) } else { None };
        if let Some(token) = self.peek() {
            return Err(self.unexpected(token));
        }
        match second {
            Some(second) => self.range(first, second),
            None => self.single(first),
        }
    }

    /// Takes what joins two ends, if it stands here.
    fn joint(&mut self, first: &Side) -> bool {
        if first.amount.is_none() {
            return false;
        }
        match self.kind(0) {
            Some(Kind::Word(Word::To) | Kind::Dash | Kind::Joint) => self.at += 1,
            Some(Kind::Word(Word::And)) if first.between || first.is_lower() => self.at += 1,
            Some(Kind::Number(_)) if first.is_lower() => {}
            _ => return false,
        }
        true
    }

    /// Reads one end: bounds, sign, number, scale, unit and period in the orders people write them.
    fn side(&mut self) -> Result<Side, FigureError> {
        let mut side = Side::default();
        while let Some(token) = self.peek() {
            let has_number = side.amount.is_some();
            match &token.kind {
                Kind::Number(_) if !has_number => {
                    let start = token.at.start;
                    side.amount = Some(self.amount()?);
                    let end = self.tokens.get(self.at.saturating_sub(1)).map_or(start, |t| t.at.end);
                    side.number_at = start..end;
                    side.span = Some(side.span.map_or(start, |s| s.start)..end);
                    continue;
                }
                Kind::Plus if !has_number => self.sign(&mut side, Sign::Plus, token)?,
                Kind::Dash if !has_number => self.sign(&mut side, Sign::Minus, token)?,
                Kind::Word(Word::Plus) if !has_number => self.sign(&mut side, Sign::Plus, token)?,
                Kind::Word(Word::Minus) if !has_number => self.sign(&mut side, Sign::Minus, token)?,
                Kind::Plus if self.kind(1).is_none() => set_bound(&mut side, Bound::AtLeast, token)?,
                Kind::Word(Word::Bound { bound, before, after })
                    if (*before && !has_number) || (*after && has_number) =>
                {
                    set_bound(&mut side, *bound, token)?;
                }
                Kind::Word(Word::Between) if !has_number => side.between = true,
                Kind::Word(Word::From) if !has_number => side.from = true,
                Kind::Word(Word::Unit(unit)) => set_unit(&mut side, unit, token)?,
                Kind::Word(Word::Shared(currency)) => set_shared(&mut side, *currency, token)?,
                Kind::Word(Word::Year) if has_number && side.unit().is_none() => {
                    set_unit(&mut side, &Unit::Named("years".into()), token)?;
                }
                Kind::Word(Word::Year) => set_per(&mut side, Per::Year, token)?,
                Kind::Word(Word::Per(per)) => set_per(&mut side, *per, token)?,
                _ => break,
            }
            side.span = Some(side.span.map_or(token.at.start, |s| s.start)..token.at.end);
            self.at += 1;
        }
        if side.amount.is_none() {
            return Err(self.no_number(&side));
        }
        Ok(side)
    }

    fn sign(&self, side: &mut Side, sign: Sign, token: &Token) -> Result<(), FigureError> {
        if side.sign.is_some() {
            return Err(error(token.at.clone(), "a figure has one sign at most", "leave one of them out"));
        }
        side.sign = Some(sign);
        Ok(())
    }

    /// Reads `1.04 trillion`, `1조 389억`, `2만8500` or `1/5`.
    fn amount(&mut self) -> Result<Amount, FigureError> {
        let start = self.peek().map_or(0, |t| t.at.start);
        let mut total: Option<Amount> = None;
        while let Some(token) = self.peek()
            && let Kind::Number(numeral) = &token.kind
        {
            let numeral = numeral.clone().map_err(|r| refuse(token.at.clone(), r))?;
            if let (None, Some(Kind::Slash), Some(Kind::Number(below))) = (&total, self.kind(1), self.kind(2))
            {
                let below = below.clone();
                return self.fraction(start, numeral, below);
            }
            self.at += 1;
            let (exponent, eastern) = self.scale()?;
            let end = self.tokens.get(self.at.saturating_sub(1)).map_or(start, |t| t.at.end);
            let value = numeral.scaled(exponent).map_err(|r| refuse(start..end, r))?;
            let part = Amount { value, last: numeral, exponent, scaled: exponent > 0, fraction: None };
            let sum = match total {
                None => part,
                Some(before) => join(before, part).map_err(|r| refuse(start..end, r))?,
            };
            total = Some(sum);
            let goes_on = match self.kind(0) {
                Some(Kind::Number(_)) if exponent > 0 => self.part_follows(exponent, eastern),
                _ => false,
            };
            if !goes_on {
                break;
            }
        }
        total.ok_or_else(|| error(start..self.text.len(), "there is no number here", "write it in digits"))
    }

    /// True if the number here is a lower part of the same amount: it has a smaller scale, or ends a count in 만.
    fn part_follows(&self, exponent: u32, eastern: bool) -> bool {
        match self.kind(1) {
            Some(Kind::Word(Word::Scale { .. })) => true,
            _ => eastern && exponent <= 4,
        }
    }

    /// Reads the scale words after a number as one exponent: 천만 is 7.
    fn scale(&mut self) -> Result<(u32, bool), FigureError> {
        let (mut sum, mut last, mut eastern) = (0u32, 0u32, false);
        while let Some(token) = self.peek()
            && let Kind::Word(Word::Scale { exponent, eastern: e }) = &token.kind
        {
            if last > 3 || (last > 0 && *exponent <= last) {
                return Err(error(
                    token.at.clone(),
                    "these scale words do not go together",
                    "keep one of them",
                ));
            }
            sum = sum.saturating_add(*exponent);
            last = *exponent;
            eastern = *e;
            self.at += 1;
        }
        Ok((sum, eastern))
    }

    fn fraction(
        &mut self,
        start: usize,
        over: Numeral,
        below: Result<Numeral, Refusal>,
    ) -> Result<Amount, FigureError> {
        let end = self.tokens.get(self.at + 2).map_or(start, |t| t.at.end);
        let below = below.map_err(|r| refuse(start..end, r))?;
        self.at += 3;
        if over.decimals > 0 || below.decimals > 0 {
            return Err(error(
                start..end,
                "a fraction has whole numbers on both sides",
                "write it as a decimal",
            ));
        }
        if below.digits == 0 {
            return Err(error(
                start..end,
                "a fraction of zero has no value",
                "write another number below the stroke",
            ));
        }
        let one = power_of_ten(MOST_DECIMALS).unwrap_or(1);
        let too_large = || refuse(start..end, too_large());
        let top = over.digits.checked_mul(one).ok_or_else(too_large)?;
        let whole = top.checked_div(below.digits).ok_or_else(too_large)?;
        let rest = top.checked_rem(below.digits).ok_or_else(too_large)?;
        let up = rest >= below.digits - rest;
        let value = within(if up { whole + 1 } else { whole }).map_err(|r| refuse(start..end, r))?;
        let half = if rest == 0 { Decimal::ZERO } else { Decimal::new(5, MOST_DECIMALS + 1) };
        Ok(Amount { value, last: over, exponent: 0, scaled: false, fraction: Some(half) })
    }

    fn single(&self, side: Side) -> Result<Figure, FigureError> {
        let whole = side.span.clone().unwrap_or(0..self.text.len());
        if side.between || side.from {
            return Err(error(whole, "a range needs two ends", "write \"4 to 5 bn USD\""));
        }
        let Some(amount) = side.amount else {
            return Err(self.no_number(&side));
        };
        let unit = self.settled(&side, amount, side.unit())?;
        let value = decimal(side.signed(amount.value)).map_err(|r| refuse(side.number_at.clone(), r))?;
        let bound =
            side.bound.as_ref().map_or(if side.approx { Bound::Approx } else { Bound::Exact }, |(b, _)| *b);
        let (low, high) = match bound {
            Bound::UpTo | Bound::LessThan => (None, Some(value)),
            Bound::AtLeast | Bound::MoreThan => (Some(value), None),
            _ => (Some(value), Some(value)),
        };
        let (unit, per) = yearly(unit, side.per);
        let half_unit = half_of(amount);
        Ok(Figure { low, high, bound, unit, sign: side.sign.unwrap_or(Sign::Unsigned), per, half_unit })
    }

    /// The unit of a side, or the remark that there is none.
    fn settled(&self, side: &Side, amount: Amount, unit: Option<Unit>) -> Result<Unit, FigureError> {
        match unit {
            Some(unit) if amount.fraction.is_some() && unit != Unit::Ratio => Err(error(
                side.number_at.clone(),
                "a fraction stands alone",
                "write 1/5, or the value in its unit",
            )),
            Some(Unit::Named(name)) if WHOLE.contains(&name.as_str()) && is_grouped_by_point(amount) => {
                let hint = format!("write {}", regroup(&amount.last.digits.to_string()));
                let written = self.slice(&side.number_at);
                let message = format!("the point in {written} {name} looks like a thousands separator");
                Err(error(side.number_at.clone(), message, hint))
            }
            Some(unit) => Ok(unit),
            None if amount.fraction.is_some() => Ok(Unit::Ratio),
            None => Err(self.of_what(side.number_at.clone())),
        }
    }

    /// The remark that a number has no unit.
    fn of_what(&self, at: Range<usize>) -> FigureError {
        let message = format!("{} of what?", self.slice(&at).trim());
        error(at, message, "write KRW, ₩ or another unit")
    }

    fn range(&self, first: Side, second: Side) -> Result<Figure, FigureError> {
        let start = first.span.as_ref().map_or(0, |s| s.start);
        let end = second.span.as_ref().map_or(self.text.len(), |s| s.end);
        let both = start..end;
        self.check_bounds(&first, &second)?;
        let (unit, ambiguous) = self.common_unit(&first, &second, &both)?;
        let (Some(mut a), Some(b)) = (first.amount, second.amount) else {
            return Err(self.no_number(&first));
        };
        if !a.scaled && b.scaled {
            a = self.inherit(a, b, &first, ambiguous)?;
        } else if a.scaled && !b.scaled && b.last.digits != 0 && b.last.digits < 1000 {
            let at = second.number_at.clone();
            return Err(error(
                at,
                "the scale of the upper end is not clear",
                "write it at both ends: \"US$4bn to US$5bn\"",
            ));
        }
        if unit.is_none() && a.fraction.or(b.fraction).is_none() {
            return Err(self.of_what(first.number_at.start..second.number_at.end));
        }
        self.settled(&first, a, unit.clone().or(Some(Unit::Ratio).filter(|_| b.fraction.is_some())))?;
        let unit = self.settled(&second, b, unit.or(Some(Unit::Ratio).filter(|_| a.fraction.is_some())))?;
        let low = decimal(first.signed(a.value)).map_err(|r| refuse(first.number_at.clone(), r))?;
        let high = decimal(second.signed(b.value)).map_err(|r| refuse(second.number_at.clone(), r))?;
        let per = match (first.per, second.per) {
            (Some(x), Some(y)) if x != y => {
                return Err(error(both, "the two ends are for different times", "write one of them"));
            }
            (x, y) => x.or(y),
        };
        let (unit, per) = yearly(unit, per);
        let sign = first.sign.or(second.sign).unwrap_or(Sign::Unsigned);
        let half_unit = half_of(a).max(half_of(b));
        let bound = if low == high { Bound::Exact } else { Bound::Range };
        let mut figure = Figure { low: Some(low), high: Some(high), bound, unit, sign, per, half_unit };
        if low > high {
            std::mem::swap(&mut figure.low, &mut figure.high);
            let hint = format!("write {}", figure_text(&figure));
            return Err(error(both, "the range runs backwards", hint));
        }
        Ok(figure)
    }

    fn check_bounds(&self, first: &Side, second: &Side) -> Result<(), FigureError> {
        if first.is_lower() && second.is_upper() && !first.between {
            return Ok(());
        }
        match first.bound.as_ref().or(second.bound.as_ref()) {
            Some((_, at)) => {
                let word = self.slice(at);
                Err(error(at.clone(), format!("a range and `{word}` do not go together"), "keep one of them"))
            }
            None => Ok(()),
        }
    }

    /// The unit of both ends, and whether both ends name it.
    fn common_unit(
        &self,
        a: &Side,
        b: &Side,
        at: &Range<usize>,
    ) -> Result<(Option<Unit>, bool), FigureError> {
        let both = a.unit().is_some() && b.unit().is_some();
        let unit = match (&a.firm, &b.firm) {
            (Some((x, _)), Some((y, _))) if x != y => return Err(mixed(at, x, y)),
            (Some((x, _)), _) | (None, Some((x, _))) => {
                let shared = a.shared.or(b.shared);
                match shared {
                    Some(s) if !agrees(s, x) => return Err(mixed(at, &Unit::Currency(s), x)),
                    _ => Some(x.clone()),
                }
            }
            (None, None) => match (a.shared, b.shared) {
                (Some(x), Some(y)) if x != y => {
                    return Err(mixed(at, &Unit::Currency(x), &Unit::Currency(y)));
                }
                (x, y) => x.or(y).map(Unit::Currency),
            },
        };
        Ok((unit, both))
    }

    /// Gives the low end the scale of the high end: `4 to 5 bn USD`.
    fn inherit(
        &self,
        a: Amount,
        b: Amount,
        first: &Side,
        both_name_unit: bool,
    ) -> Result<Amount, FigureError> {
        if a.fraction.is_some() || a.value == 0 {
            return Ok(a);
        }
        let at = || first.number_at.clone();
        let scaled = a.last.scaled(b.exponent).map_err(|r| refuse(at(), r))?;
        // A number written out in full needs no scale: 900,000 to 1 million.
        let negative = first.sign == Some(Sign::Minus);
        if !negative
            && scaled > b.value
            && a.value <= b.value
            && a.last.digits >= 1000
            && a.last.decimals == 0
        {
            return Ok(a);
        }
        if both_name_unit {
            return Err(error(
                at(),
                "the scale of the lower end is not clear",
                "write it at both ends: \"US$4bn to US$5bn\"",
            ));
        }
        Ok(Amount { value: scaled, exponent: b.exponent, scaled: true, ..a })
    }

    fn no_number(&self, side: &Side) -> FigureError {
        if let Some(token) = self.peek() {
            let unsaid = matches!(token.kind, Kind::Unknown | Kind::Word(Word::Refused(..)) | Kind::Slash);
            if unsaid {
                return self.unexpected(token);
            }
        }
        let at = self.peek().map(|t| t.at.clone()).or(side.span.clone()).unwrap_or_else(|| {
            let end = self.tokens.last().map_or(0, |t| t.at.start);
            end..self.text.len()
        });
        error(at, "there is no number here", "write it in digits: \"5 billion USD\"")
    }

    /// The remark about a token that has no place where it stands.
    pub fn unexpected(&self, token: &Token) -> FigureError {
        let at = token.at.clone();
        let written = self.slice(&at);
        match &token.kind {
            Kind::Number(Err(refusal)) => refuse(at, refusal.clone()),
            Kind::Number(Ok(_)) => {
                error(at, "a second number follows the first", "write a range with `to`, or one number")
            }
            Kind::Word(Word::Refused(message, hint)) => error(at, format!("`{written}` {message}"), *hint),
            Kind::Word(_) => {
                error(at, format!("`{written}` does not belong here"), "write \"up to 5 bn USD a year\"")
            }
            Kind::Plus | Kind::Dash | Kind::Joint | Kind::Slash => {
                error(at, format!("`{written}` does not belong here"), "leave it out")
            }
            Kind::Unknown => self.unknown(at, written),
        }
    }

    fn unknown(&self, at: Range<usize>, written: &str) -> FigureError {
        if !written.chars().any(char::is_alphanumeric) {
            return error(at, format!("`{written}` does not belong here"), "leave it out");
        }
        let after_number =
            self.at > 0 && self.tokens.iter().take(self.at).any(|t| matches!(t.kind, Kind::Number(_)));
        let message = if after_number {
            format!("`{written}` is not a unit that is known")
        } else {
            format!("`{written}` is not a word of figures")
        };
        let own: Vec<String> =
            self.names.spellings().map(str::to_owned).chain(spellings().iter().cloned()).collect();
        let hint = match nearest(written, &own) {
            Some(close) => format!("did you mean `{close}`?"),
            None if after_number => {
                "write a currency code such as KRW, %, or a unit that the case defines".into()
            }
            None => "write the number and its unit only".into(),
        };
        error(at, message, hint)
    }
}

/// Units of which there is no part.
const WHOLE: [&str; 3] = ["persons", "seats", "votes"];

/// True for 28.500: the point looks like a thousands separator.
fn is_grouped_by_point(amount: Amount) -> bool {
    !amount.scaled && amount.fraction.is_none() && amount.last.decimals == 3 && amount.last.digits >= 1000
}

fn mixed(at: &Range<usize>, a: &Unit, b: &Unit) -> FigureError {
    error(
        at.clone(),
        format!("the ends of a range share one unit, not {} and {}", a.word(), b.word()),
        "write two figures",
    )
}

/// Per cent and "a year" make per cent a year.
pub(super) fn yearly(unit: Unit, per: Option<Per>) -> (Unit, Option<Per>) {
    match (unit, per) {
        (Unit::Percent, Some(Per::Year)) | (Unit::PercentPerYear, None) => {
            (Unit::PercentPerYear, Some(Per::Year))
        }
        (unit, per) => (unit, per),
    }
}

/// The known spelling closest to a mistyped word.
fn nearest<'n>(word: &str, known: &'n [String]) -> Option<&'n str> {
    let length = word.chars().count();
    if !(3..=40).contains(&length) {
        return None;
    }
    let lower = word.to_lowercase();
    let most = (length / 3).max(1);
    let distances = known.iter().map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k));
    let codes = word.chars().all(|c| !c.is_lowercase());
    let distances = distances.filter(|(_, k)| codes || k.chars().any(|c| !c.is_uppercase()));
    // For capitals a code is meant rather than a word as close: `MYX` is `MYR`, not `max`.
    let rank = |(d, k): &(usize, &'n String)| (*d, codes && k.chars().any(char::is_lowercase));
    distances.filter(|(d, _)| *d <= most).min_by_key(rank).map(|(_, k)| k.as_str())
}
