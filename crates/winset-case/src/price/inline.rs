//! A proposal written on the command line: `"+13%, 7%/yr, 5y"`, `"1.18tn KRW, defence-budget, 5y"`.

use rust_decimal::Decimal;

use crate::case::{Case, GrowthRule, Proposal, Rule, Standing};
use crate::diagnostic::did_you_mean;
use crate::quantity::{Bound, Per, Sign, Unit, parse_figure};
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
    let (mut rule, mut term) = (Rule::Frozen, 1);
    for part in parts {
        if let Some(years) = years(&part) {
            term = years;
        } else {
            rule = rule_of(case, &part)?;
        }
    }
    Ok(Proposal {
        id: text.trim().to_owned(),
        title: None,
        by: None,
        first_year: Some(first_year),
        on: None,
        amounts: Vec::new(),
        starts: None,
        term,
        rule,
        split: None,
        in_kind: None,
        shares: Vec::new(),
        of: None,
        adjustments: Vec::new(),
        basis: Vec::new(),
        note: None,
        standing: Standing::from(jiff::civil::Date::constant(1, 1, 1)),
    })
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

fn years(part: &str) -> Option<u8> {
    let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
    let unit = part[digits.len()..].trim();
    let n: u8 = digits.parse().ok()?;
    (matches!(unit, "y" | "yr" | "yrs" | "year" | "years") && (1..=40).contains(&n)).then_some(n)
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
