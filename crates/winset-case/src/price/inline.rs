//! A proposal written on the command line: `"+13%, 7%/yr, 5y"`, `"1.18tn KRW, defence-budget, 5y"`.

use rust_decimal::Decimal;

use crate::case::{Case, GrowthRule, Proposal, Rule};
use crate::diagnostic::did_you_mean;
use crate::quantity::{Bound, Figure, Per, Sign, Unit, parse_figure};
use crate::vocabulary::SeriesKind;

/// Reads a proposal of up to three parts: first year, rule, term.
///
/// The rule may be `frozen`, a growth such as `7%/yr`, or the id (or its beginning) of a growth series, perhaps with
/// `lag 2`, `cap 4%`, `floor 0%`.
///
/// # Errors
/// A sentence that says which part was not understood.
pub fn inline(case: &Case, text: &str) -> Result<Proposal, String> {
    if text.chars().count() > 200 {
        return Err("an inline proposal has at most 200 characters".into());
    }
    let mut parts = split(text).into_iter();
    let head = parts.next().unwrap_or_default();
    let first_year = parse_figure(&head, &case.names).map_err(|e| {
        let hint = e.hint.map(|h| format!(" ({h})")).unwrap_or_default();
        format!("`{head}` is not an amount or a change: {}{hint}", e.message)
    })?;
    let percent = matches!(first_year.unit, Unit::Percent | Unit::PercentPerYear);
    if percent && first_year.sign == Sign::Unsigned && case.unit_of_account() != Some(Unit::Percent) {
        return Err(format!("`{head}` is a share; for a change write \"+{}\"", head.trim()));
    }
    if first_year.bound == Bound::Range {
        return Err(format!("`{head}` is a range; ask for its two ends as two proposals"));
    }
    if percent
        && first_year.sign != Sign::Unsigned
        && first_year.high.or(first_year.low) <= Some(-Decimal::ONE_HUNDRED)
    {
        return Err(format!("`{head}` is a fall of 100 per cent or more and leaves nothing to pay"));
    }
    comparable(case, &head, &first_year)?;
    let (rule, term) = rest(case, parts)?;
    Ok(Proposal { first_year: Some(first_year), term, rule, ..Proposal::blank(text.trim()) })
}

/// An amount must be above zero and of the kind that the case bargains over.
fn comparable(case: &Case, head: &str, f: &Figure) -> Result<(), String> {
    if f.sign == Sign::Unsigned && f.high.or(f.low).is_some_and(|v| v <= Decimal::ZERO) {
        return Err(format!("`{head}` leaves nothing to pay; an amount is above zero"));
    }
    let money = |u: &Unit| matches!(u, Unit::Currency(_));
    match case.unit_of_account() {
        Some(over)
            if f.unit != over
                && f.unit != Unit::Percent
                && f.unit != Unit::PercentPerYear
                && !(money(&f.unit) && money(&over)) =>
        {
            Err(format!("`{head}` is in {}, but this case bargains in {}", f.unit.word(), over.word()))
        }
        _ => Ok(()),
    }
}

/// The rule and the term, in any order; lag, cap and floor may stand behind a comma of their own.
fn rest(case: &Case, parts: impl Iterator<Item = String>) -> Result<(Rule, u8), String> {
    let (mut rule, mut term): (Option<String>, Option<u8>) = (None, None);
    for part in parts {
        let key = part.split_whitespace().next().unwrap_or_default();
        match (years(&part), &mut rule) {
            (Some(n), _) if !(1..=40).contains(&n) => {
                return Err(format!("`{part}`: a term is a number of years from 1 to 40"));
            }
            (Some(_), _) if term.is_some() => return Err(format!("`{part}`: the term is given twice")),
            (Some(n), _) => term = Some(n as u8),
            (None, Some(series)) if matches!(key, "lag" | "cap" | "floor") => {
                *series = format!("{series} {part}");
            }
            (None, Some(first)) => return Err(format!("`{part}`: there is a rule already, `{first}`")),
            (None, none) => *none = Some(part),
        }
    }
    let rule = rule.map_or(Ok(Rule::Frozen), |part| rule_of(case, &part))?;
    Ok((rule, term.unwrap_or(1)))
}

/// Parts between commas; a comma between digits belongs to a number.
fn split(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut parts = vec![String::new()];
    for (i, c) in chars.iter().enumerate() {
        let digit = |j: Option<&char>| j.is_some_and(char::is_ascii_digit);
        if *c == ',' && !(i > 0 && digit(chars.get(i - 1)) && digit(chars.get(i + 1))) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(*c);
        }
    }
    parts.into_iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
}

fn years(part: &str) -> Option<u32> {
    let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
    let unit = part[digits.len()..].trim();
    let n = digits.parse().ok()?;
    matches!(unit, "y" | "yr" | "yrs" | "year" | "years").then_some(n)
}

fn rule_of(case: &Case, part: &str) -> Result<Rule, String> {
    if part == "frozen" {
        return Ok(Rule::Frozen);
    }
    if let Ok(f) = parse_figure(part, &case.names)
        && matches!(f.unit, Unit::Percent | Unit::PercentPerYear)
        && !matches!(f.per, Some(Per::Month | Per::Term | Per::Once))
        && let Some(v) = f.high.or(f.low)
    {
        if v <= Decimal::from(-100) || v > Decimal::from(1000) {
            return Err(format!("`{part}`: yearly growth lies between -100 and 1000 %"));
        }
        return Ok(Rule::Growth(GrowthRule {
            fixed: v / Decimal::ONE_HUNDRED,
            indices: Vec::new(),
            floor: None,
            cap: None,
        }));
    }
    index_rule(case, part)
}

fn index_rule(case: &Case, part: &str) -> Result<Rule, String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let growth = || case.series.iter().filter(|s| s.kind == SeriesKind::Growth).map(|s| s.id.as_str());
    let name = words.first().copied().unwrap_or_default();
    let id = growth().find(|id| *id == name).or_else(|| {
        let mut starting = growth().filter(|id| id.starts_with(name));
        starting.next().filter(|_| starting.next().is_none())
    });
    let Some(id) = id else {
        let known: Vec<&str> = growth().collect();
        let hint = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
            [] => "the case has no growth series".to_owned(),
            _ => format!("growth series: {}", known.join(", ")),
        });
        return Err(format!(
            "`{part}` is not a rule (frozen, 7%/yr, or a growth series) nor a term (5y); {hint}"
        ));
    };
    let mut rule =
        GrowthRule { fixed: Decimal::ZERO, indices: vec![(id.to_owned(), 1)], floor: None, cap: None };
    for pair in words[1..].chunks(2) {
        let (key, value) = (pair[0], pair.get(1).copied().unwrap_or_default());
        let percent = || {
            let f = parse_figure(value, &case.names).ok().filter(|f| f.unit == Unit::Percent);
            f.and_then(|f| f.high.or(f.low)).map(|v| v / Decimal::ONE_HUNDRED)
        };
        match key {
            "lag" => match value.parse::<i16>() {
                Ok(n) if (0..=10).contains(&n) => rule.indices[0].1 = n,
                _ => return Err(format!("`{part}`: a lag is a number of years from 0 to 10")),
            },
            "cap" => {
                rule.cap = Some(percent().ok_or_else(|| format!("`{part}`: write the cap as `cap 4%`"))?)
            }
            "floor" => {
                rule.floor =
                    Some(percent().ok_or_else(|| format!("`{part}`: write the floor as `floor 0%`"))?)
            }
            _ => return Err(format!("`{part}`: after a series may stand lag, cap and floor, not `{key}`")),
        }
    }
    Ok(Rule::Growth(rule))
}
