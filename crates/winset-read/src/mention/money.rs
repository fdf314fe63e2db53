//! The currency behind a number: won, Singapore dollars, Danish crowns.

use winset_case::quantity::{UnitNames, figure_in};

use crate::token::{Token, TokenKind};

use super::{UnitFound, low};

/// Words that say whose currency it is.
const WHOSE: &[&str] = &[
    "korean",
    "south",
    "us",
    "u.s.",
    "american",
    "japanese",
    "chinese",
    "malaysian",
    "singapore",
    "singaporean",
    "canadian",
    "australian",
    "hong",
    "kong",
    "new",
    "zealand",
    "taiwan",
    "british",
    "swiss",
    "danish",
    "norwegian",
    "swedish",
    "icelandic",
    "philippine",
    "mexican",
    "indian",
];

/// Names that several currencies share, with whose they are said to be: "Danish crowns".
fn shared_name(list: &[Token], at: usize) -> Option<(&'static str, usize)> {
    let crown =
        matches!(low(list, at + 1), "crowns" | "crown" | "kroner" | "krone" | "kronor" | "krona" | "koruna");
    let of = |noun: &[&str]| noun.contains(&low(list, at + 1));
    let code = match low(list, at) {
        "danish" if crown => "DKK",
        "norwegian" if crown => "NOK",
        "swedish" if crown => "SEK",
        "icelandic" if crown => "ISK",
        "czech" if crown => "CZK",
        "swiss" if of(&["francs", "franc"]) => "CHF",
        "philippine" if of(&["pesos", "peso"]) => "PHP",
        "mexican" if of(&["pesos", "peso"]) => "MXN",
        "indian" if of(&["rupees", "rupee"]) => "INR",
        "pakistani" if of(&["rupees", "rupee"]) => "PKR",
        "kenyan" if of(&["shillings", "shilling"]) => "KES",
        "turkish" if of(&["lira", "liras"]) => "TRY",
        _ => return None,
    };
    Some((code, at + 2))
}

/// True for the name of money that is not told: the amount is not of the currency named before it.
pub(super) fn other(list: &[Token], at: usize) -> bool {
    (at..at + 2).any(|k| {
        matches!(
            low(list, k),
            "crowns"
                | "kroner"
                | "krone"
                | "kronor"
                | "krona"
                | "francs"
                | "pesos"
                | "rupees"
                | "dinars"
                | "shillings"
                | "lira"
        )
    })
}

/// The currency named behind a number: `won`, `Singapore dollars`, `KRW`.
pub(super) fn currency(
    text: &str,
    list: &[Token],
    at: usize,
    names: &UnitNames,
) -> Option<(UnitFound, usize)> {
    if let Some((code, end)) = shared_name(list, at) {
        let unit = UnitFound { word: code.into(), noun: None, adjectival: false, points: false };
        return Some((unit, end));
    }
    let mut end = at;
    while end < at + 2 && WHOSE.contains(&low(list, end)) {
        end += 1;
    }
    let last = list
        .get(end)
        .filter(|t| t.kind == TokenKind::Word || matches!(&*t.low, "€" | "₩" | "¥" | "£" | "$"))?;
    let word = text.get(last.at.clone()).unwrap_or("");
    // A word that runs on into a sign is the sign of the next amount: "5 US$".
    let is_code = word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase());
    if word.is_empty()
        || word.len() > 24
        || (word.len() <= 2 && word.is_ascii())
        || word.len() == 3 && !is_code && !matches!(&*last.low, "won" | "yen")
    {
        return None;
    }
    let phrase = text.get(list.get(at)?.at.start..last.at.end)?;
    for candidate in [phrase.to_owned(), word.to_owned()] {
        let candidate = candidate.to_lowercase();
        let candidate = if is_code { candidate.to_uppercase() } else { candidate };
        if let Some(f) = figure_in(&format!("1 {candidate}"), names)
            && f.unit.currency().is_some()
        {
            let unit = UnitFound { word: candidate, noun: None, adjectival: false, points: false };
            return Some((unit, end + 1));
        }
    }
    None
}
