//! A multiple in one word: twice, double, fivefold.

use winset_case::quantity::{UnitNames, figure_in};

use crate::token::Token;

use super::{Mention, bound, low};

/// "twice the sum", "double what it pays": a multiple in one word.
pub(super) fn at(list: &[Token], i: usize) -> Option<Mention> {
    let n = match low(list, i) {
        "twice" => "2",
        "double" | "doubling" | "doubled" => "2",
        "triple" | "tripling" | "tripled" | "thrice" => "3",
        "quadruple" | "quadrupling" | "quadrupled" => "4",
        "quintuple" | "quintupling" | "quintupled" => "5",
        "twofold" => "2",
        "threefold" => "3",
        "fourfold" => "4",
        "fivefold" => "5",
        "sixfold" => "6",
        "sevenfold" => "7",
        "eightfold" => "8",
        "tenfold" => "10",
        _ => return None,
    };
    let compares = low(list, i).ends_with("fold")
        || matches!(
            low(list, i + 1),
            "the" | "what" | "its" | "their" | "that" | "as" | "this" | "to" | "his"
        );
    if !compares || i.checked_sub(1).is_some_and(|b| low(list, b) == "-") {
        return None;
    }
    let figure = figure_in(&format!("{n} times"), &UnitNames::default())?;
    let (bound, start) = bound(list, i, 0);
    let phrase = bound.filter(|b| *b != "exactly").map(|b| format!("{b} {n} times"));
    let figure = phrase.and_then(|p| figure_in(&p, &UnitNames::default())).unwrap_or(figure);
    let t = list.get(i)?;
    Some(Mention {
        at: list.get(start)?.at.start..t.at.end,
        core: t.at.clone(),
        tokens: start..i + 1,
        figure,
        noun: None,
        shared: false,
        adjectival: false,
        points: false,
        converts: None,
    })
}
