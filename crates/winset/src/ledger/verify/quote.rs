//! Figures of a quotation against the line that quotes it, and against each other.

use winset_case::Case;
use winset_case::case::Claim;
use winset_case::quantity::{Figure, UnitNames};
use winset_read::figures::Known;
use winset_read::mention::{mentions, reading_names};
use winset_read::token::tokens;
use winset_read::{Document, Rates, figures};

use super::{Check, Tally, told_of};
use winset_read::Sure;

/// Checks every claim with a quotation.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    let rates = Rates::shipped();
    for c in &case.claims {
        let Some(quote) = c.quote.as_deref() else { continue };
        let printed = amounts_in(quote, &case.names);
        if c.figure.is_some() {
            line(c, &printed, t);
        }
        if printed.is_empty() {
            t.skipped(Check::Figures, "the quotation has no figure");
            continue;
        }
        t.done(Check::Figures);
        let doc = Document::new(quote, Some(c.date));
        for f in figures(&doc, &Known { rates: &rates, case: Some(case) }) {
            let what = format!("{}: `{}` in the quotation", f.kind.word(), f.printed);
            t.found(Check::Figures, &[c], what, f.why, f.sure);
        }
    }
}

/// Low and high must be among what is printed in their unit.
fn line(c: &Claim, printed: &[Figure], t: &mut Tally<'_>) {
    let Some(figure) = &c.figure else { return };
    let same: Vec<&Figure> = printed.iter().filter(|p| p.unit == figure.unit).collect();
    if same.is_empty() {
        return t.skipped(Check::Quote, "the quotation has no figure in the unit of the line");
    }
    t.done(Check::Quote);
    let is_printed = |v| {
        let ends = same.iter().flat_map(|p| [(p.low, p.half_unit), (p.high, p.half_unit)]);
        ends.into_iter().any(|(end, half)| {
            end.and_then(|e: winset_case::Decimal| e.checked_sub(v)).is_some_and(|d| d.abs() <= half)
        })
    };
    if [figure.low, figure.high].into_iter().flatten().all(is_printed) {
        return;
    }
    let list: Vec<String> = same.iter().map(|p| winset_case::quantity::figure_text(p)).collect();
    let what = format!("the line says {}, the quotation another amount", told_of(c));
    t.found(Check::Quote, &[c], what, format!("the quotation prints {}", list.join(", ")), Sure::Likely);
}

/// The amounts that stand in a text, in its order.
///
/// ```
/// use winset_case::quantity::UnitNames;
/// let found = winset::ledger::verify::amounts_in("US$4 billion (RM16.6 billion) gap, 2,274億円", &UnitNames::default());
/// let units: Vec<&str> = found.iter().map(|f| f.unit.word()).collect();
/// assert_eq!(units, ["USD", "MYR", "JPY"]);
/// ```
pub fn amounts_in(text: &str, names: &UnitNames) -> Vec<Figure> {
    let found = mentions(text, &tokens(text), &reading_names(Some(names)));
    found.list.into_iter().map(|m| m.figure).collect()
}
