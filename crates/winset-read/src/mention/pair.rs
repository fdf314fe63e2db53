//! Amounts that are conversions of each other, and rates that the text names.

use rust_decimal::Decimal;
use winset_case::quantity::{Currency, Per, Unit, UnitNames, figure_in};

use crate::token::{Token, TokenKind};

use super::{Core, Mention, Mentions, NamedRate, UnitFound, core, low};

/// Takes named rates out of the figures and joins conversions to the amounts before them.
pub(super) fn join(text: &str, list: &[Token], found: &mut Mentions) {
    let mut rates = Vec::new();
    found.list.retain(|m| match rate(text, list, m) {
        Some(rate) => {
            rates.push(rate);
            false
        }
        None => true,
    });
    found.rates = rates;
    for j in 1..found.list.len() {
        let (Some(a), Some(b)) = (found.list.get(j - 1), found.list.get(j)) else { continue };
        if a.converts.is_some() || !converts(list, a, b) {
            continue;
        }
        // "US$5 billion (S$6.81 billion) a year": the period holds for both.
        let per = a.figure.per.or(b.figure.per).or_else(|| behind(list, b));
        if let Some(m) = found.list.get_mut(j) {
            m.converts = Some(j - 1);
            m.figure.per = per;
        }
        if let Some(m) = found.list.get_mut(j - 1) {
            m.figure.per = per;
        }
    }
}

/// The period behind a conversion in brackets.
fn behind(list: &[Token], m: &Mention) -> Option<Per> {
    let i = m.tokens.end;
    let yearly = low(list, i) == ")"
        && (matches!(low(list, i + 1), "a" | "per" | "each" | "every") && low(list, i + 2) == "year"
            || matches!(low(list, i + 1), "annually" | "yearly"));
    yearly.then_some(Per::Year)
}

/// True if an amount is the conversion of the one before it.
fn converts(list: &[Token], a: &Mention, b: &Mention) -> bool {
    let (Some(x), Some(y)) = (a.figure.unit.currency(), b.figure.unit.currency()) else { return false };
    if x == y || b.tokens.start < a.tokens.end {
        return false;
    }
    let between: Vec<&str> = (a.tokens.end..b.tokens.start).map(|k| low(list, k)).collect();
    // The words that bound the second amount belong to it.
    match between.as_slice() {
        ["(", ..] if between.len() <= 6 && !between.contains(&")") => true,
        [first @ ("," | "or" | "/" | "="), rest @ ..] if rest.len() <= 4 => {
            let plain = rest.iter().all(|w| {
                matches!(
                    *w,
                    "or" | "about"
                        | "that"
                        | "is"
                        | "equal"
                        | "equivalent"
                        | "to"
                        | "roughly"
                        | ","
                        | "the"
                        | "worth"
                        | "some"
                        | "which"
                        | "a"
                        | "sum"
                        | "then"
                        | "now"
                        | "at"
                        | "rate"
                        | "current"
                        | "rates"
                )
            });
            let told = *first != ","
                || !rest.is_empty()
                || b.figure.bound == winset_case::quantity::Bound::Approx
                || matches!(low(list, b.tokens.end), "," | ")");
            plain && told
        }
        _ => false,
    }
}

/// Words for one unit of a currency.
fn one_unit(text: &str, list: &[Token], i: usize) -> Option<Currency> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Word)?;
    let word = text.get(t.at.clone())?;
    let known = matches!(&*t.low, "dollar" | "euro" | "pound" | "yen" | "won" | "ringgit" | "yuan")
        || Currency::parse(word).is_some();
    if !known {
        return None;
    }
    let word = if Currency::parse(word).is_some() { word.to_owned() } else { word.to_lowercase() };
    figure_in(&format!("1 {word}"), &UnitNames::default())?.unit.currency()
}

/// No unit of one currency is worth this many of another.
const MOST_RATE: u32 = 1_000_000;

/// A figure that is a rate: "1,228 won to the dollar", "the dollar was trading near 106 yen".
fn rate(text: &str, list: &[Token], m: &Mention) -> Option<NamedRate> {
    let Unit::Currency(currency) = m.figure.unit else { return None };
    let value = m.figure.value().or(m.figure.low)?;
    if value >= Decimal::from(MOST_RATE) {
        return None;
    }
    let made =
        |base: Currency| (base != currency).then(|| NamedRate { at: m.at.clone(), base, currency, value });
    let i = m.tokens.end;
    if matches!(low(list, i), "to" | "per" | "against" | "for" | "a" | "/") {
        let mut k = i + 1;
        while k < i + 4 && matches!(low(list, k), "the" | "a" | "one" | "each" | "u.s." | "us" | "american") {
            k += 1;
        }
        if let Some(base) =
            one_unit(text, list, k).filter(|_| k > i + 1 || matches!(low(list, i), "per" | "/" | "a"))
        {
            return made(base);
        }
    }
    // "at this month's rate of about 1,167 won": a rate is of the dollar where no other currency is named.
    if let Some(k) = m.tokens.start.checked_sub(1).filter(|k| low(list, *k) == "of")
        && k.checked_sub(1).is_some_and(|r| low(list, r) == "rate")
        && let Some(dollar) = Currency::parse("USD")
    {
        return made(dollar);
    }
    // "the dollar was trading near 106 yen", "one dollar bought 1,180 won".
    let mut k = m.tokens.start;
    let mut steps = 0;
    while let Some(b) = k.checked_sub(1) {
        if matches!(
            low(list, b),
            "was"
                | "is"
                | "were"
                | "trading"
                | "traded"
                | "trades"
                | "at"
                | "near"
                | "worth"
                | "bought"
                | "buys"
                | "fetched"
                | "stood"
                | "around"
                | "about"
                | "="
                | "equalled"
                | "equals"
                | "then"
                | "had"
                | "been"
                | "cost"
                | "costs"
                | "changed"
                | "hands"
        ) && steps < 5
        {
            k = b;
            steps += 1;
        } else {
            let base = one_unit(text, list, b).filter(|_| steps > 0)?;
            let single = b
                .checked_sub(1)
                .is_some_and(|c| matches!(low(list, c), "the" | "one" | "a" | "u.s." | "us" | "1"));
            return if single { made(base) } else { None };
        }
    }
    None
}

/// The money of the next amount where two scaled numbers stand in one phrase: "from 1.18 trillion to 1.4 trillion won".
pub(super) fn lent(text: &str, list: &[Token], c: &Core, names: &UnitNames) -> Option<UnitFound> {
    let scaled = |c: &Core| matches!(&*c.number.scale, " million" | " billion" | " trillion");
    let mut i = c.tokens.end;
    // A list may be longer: "4.1 million, 2.7 million and 3.2 million euros".
    for _ in 0..6 {
        if !scaled(c) || !matches!(low(list, i), "to" | "and" | "or" | ",") {
            return None;
        }
        let next = core(text, list, i + 1, i + 1, names).filter(|n| scaled(n) && n.sign.is_empty())?;
        if let Some(unit) = next.unit {
            return figure_in(&format!("1 {}", unit.word), names)?.unit.currency().map(|_| unit);
        }
        i = next.tokens.end;
    }
    None
}
