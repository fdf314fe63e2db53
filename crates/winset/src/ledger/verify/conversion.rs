//! Conversions printed beside amounts, against the case's dated rates.

use winset_case::Case;
use winset_case::Decimal;
use winset_case::case::Claim;
use winset_case::quantity::{Currency, Figure};
use winset_read::Sure;

use super::{Check, Near, TOO_LARGE, Tally, near_rate, part, rate_words, told};
use crate::fmt;

/// Checks every claim with a conversion.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    for c in &case.claims {
        let Some(printed) = &c.conversion else { continue };
        match one(case, c, printed, t) {
            Ok(()) => t.done(Check::Conversion),
            Err(why) => t.skipped(Check::Conversion, why),
        }
    }
}

fn one(case: &Case, c: &Claim, printed: &Figure, t: &mut Tally<'_>) -> Result<(), &'static str> {
    let figure = c.figure.as_ref().ok_or("no amount beside it")?;
    let (Some(from), Some(to)) = (figure.unit.currency(), printed.unit.currency()) else {
        return Err("not two sums of money");
    };
    if from == to {
        return Err("both in one currency");
    }
    let pairs = pairs(figure, printed)?;
    let (rate, give) = near_rate(case, from.code(), to.code(), c.date)?;
    for (amount, shown) in pairs {
        let due = rate.convert(amount).ok_or(TOO_LARGE)?;
        let tolerated = part(due, give).and_then(|g| Near::of(due, g)).ok_or(TOO_LARGE)?;
        let rounded = Near::of(shown, printed.half_unit).ok_or(TOO_LARGE)?;
        if tolerated.meets(rounded) {
            continue;
        }
        let what = format!(
            "{} is not {} at the rate of the day",
            told(amount, &figure.unit),
            told(shown, &printed.unit)
        );
        t.found(
            Check::Conversion,
            &[c],
            what,
            arithmetic(amount, due, shown, (from, to), &rate_words(&rate)),
            Sure::Likely,
        );
    }
    Ok(())
}

/// The values that stand beside each other.
fn pairs(figure: &Figure, printed: &Figure) -> Result<Vec<(Decimal, Decimal)>, &'static str> {
    match (figure.value(), printed.value()) {
        (Some(a), Some(b)) => Ok(vec![(a, b)]),
        (None, None) => {
            Ok([figure.low.zip(printed.low), figure.high.zip(printed.high)].into_iter().flatten().collect())
        }
        _ => Err("a range beside one amount"),
    }
}

fn arithmetic(amount: Decimal, due: Decimal, shown: Decimal, of: (Currency, Currency), rate: &str) -> String {
    let off = shown.checked_div(due).and_then(|r| r.checked_sub(Decimal::ONE));
    format!(
        "{} at {rate} is {}; printed is {}{}",
        told(amount, &of.0.into()),
        told(due, &of.1.into()),
        told(shown, &of.1.into()),
        off.map(|o| format!(", {}", fmt::change(o, 1))).unwrap_or_default()
    )
}
