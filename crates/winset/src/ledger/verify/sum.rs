//! Parts of a year against its total, and gaps against what is asked and offered.

use std::collections::{BTreeMap, BTreeSet};

use winset_case::Case;
use winset_case::Decimal;
use winset_case::case::{Claim, HistoryRow};
use winset_case::parse::half_unit;
use winset_case::quantity::{Bound, Unit};
use winset_case::vocabulary::Kind;
use winset_read::Sure;

use super::{Beside, Check, Near, TOO_LARGE, Tally, converted, part, told, told_of, year_of};

/// Checks the parts in the record and in the history, and the gaps.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    in_record(case, t);
    in_history(case, t);
    gaps(case, t);
}

/// Parts that are known, their total, and whether every part is there.
struct Parts<'a> {
    claims: Vec<&'a Claim>,
    whole: bool,
    parts: Vec<(String, Near, Decimal)>,
    unit: Unit,
    year: i16,
    place: &'static str,
}

impl Parts<'_> {
    fn against(&self, total: Near, shown: Decimal, total_of: &str, t: &mut Tally<'_>) {
        let zero = Near { low: Decimal::ZERO, high: Decimal::ZERO };
        let sum = self.parts.iter().try_fold(zero, |s, p| s.plus(p.1));
        let middle = self.parts.iter().try_fold(Decimal::ZERO, |s, p| s.checked_add(p.2));
        let (Some(sum), Some(middle)) = (sum, middle) else { return t.skipped(Check::Sum, TOO_LARGE) };
        let beyond = sum.low > total.high;
        if !self.whole && !beyond {
            return t.skipped(Check::Sum, "not every category of the year is there");
        }
        t.done(Check::Sum);
        if sum.meets(total) {
            return;
        }
        let listed: Vec<String> =
            self.parts.iter().map(|(name, _, v)| format!("{name} {}", told(*v, &self.unit))).collect();
        let verb = if beyond { "exceed" } else { "do not reach" };
        let what = format!("the categories of {} {verb} the total in {}", self.year, self.place);
        let off = middle.checked_sub(shown).unwrap_or_default();
        let sign = if off > Decimal::ZERO { "+" } else { "−" };
        let arithmetic = format!(
            "{} = {}; {total_of} {}: {sign}{}",
            listed.join(" + "),
            told(middle, &self.unit),
            told(shown, &self.unit),
            told(off.abs(), &self.unit)
        );
        t.found(Check::Sum, &self.claims, what, arithmetic, Sure::Likely);
    }
}

/// True if all the case's categories that are not new are among these.
fn whole<'a>(case: &Case, ids: impl Iterator<Item = &'a str>) -> bool {
    let there: BTreeSet<&str> = ids.collect();
    case.categories.iter().filter(|c| !c.new).all(|c| there.contains(c.id.as_str()))
}

fn category_of(c: &Claim) -> Option<&str> {
    c.informs.as_deref()?.strip_prefix("category.")
}

fn yearly(c: &Claim) -> bool {
    let f = c.figure.as_ref();
    f.is_some_and(|f| f.unit.currency().is_some() && matches!(f.bound, Bound::Exact | Bound::Approx))
        && c.period.as_deref().is_none_or(|p| p == "year")
        && year_of(c).is_some()
}

fn in_record(case: &Case, t: &mut Tally<'_>) {
    type Key<'a> = (i16, Option<&'a str>, Unit);
    let mut groups: BTreeMap<Key<'_>, Vec<&Claim>> = BTreeMap::new();
    for c in case.claims.iter().filter(|c| c.kind == Kind::Category && yearly(c)) {
        if let (Some(year), Some(f)) = (year_of(c), &c.figure) {
            groups.entry((year, c.standing.source.as_deref(), f.unit.clone())).or_default().push(c);
        }
    }
    let mut totals: BTreeMap<Key<'_>, &Claim> = BTreeMap::new();
    let whole_sum = |c: &&Claim| matches!(c.kind, Kind::Baseline | Kind::Outcome) && category_of(c).is_none();
    for c in case.claims.iter().filter(whole_sum).filter(|c| yearly(c)) {
        if let (Some(year), Some(f)) = (year_of(c), &c.figure) {
            totals.entry((year, c.standing.source.as_deref(), f.unit.clone())).or_insert(c);
        }
    }
    let of_history = totals_of(case);
    for ((year, source, unit), claims) in groups {
        let ids: BTreeSet<&str> = claims.iter().filter_map(|c| category_of(c)).collect();
        if ids.len() != claims.len() {
            t.skipped(Check::Sum, "`informs` does not name one category a claim");
            continue;
        }
        let parts = claims.iter().filter_map(|c| {
            Some((category_of(c)?.to_owned(), Near::figure(c)?, c.figure.as_ref()?.value()?))
        });
        let parts = Parts {
            parts: parts.collect(),
            whole: whole(case, ids.into_iter()),
            claims: claims.clone(),
            unit: unit.clone(),
            year,
            place: "record.csv",
        };
        let total = totals.get(&(year, source, unit.clone()));
        if let Some((total, near)) = total.and_then(|c| Some((*c, Near::figure(c)?))) {
            let shown = total.figure.as_ref().and_then(|f| f.value()).unwrap_or_default();
            parts.against(near, shown, &format!("the total of {} is", total.id), t);
        } else if let Some(row) = of_history.get(&(year, &unit)) {
            let parts = Parts { place: "history.csv", ..parts };
            match row_near(row) {
                Some(near) => parts.against(near, row.amount, "the history has", t),
                None => t.skipped(Check::Sum, TOO_LARGE),
            }
        } else {
            t.skipped(Check::Sum, "no total of the year");
        }
    }
}

/// The last print of each year's total by its unit.
pub(super) fn totals_of(case: &Case) -> BTreeMap<(i16, &Unit), &HistoryRow> {
    let mut map: BTreeMap<(i16, &Unit), &HistoryRow> = BTreeMap::new();
    for h in case.history.iter().filter(|h| h.category.is_none()) {
        let last = map.entry((h.year, &h.unit)).or_insert(h);
        if last.standing.known_on <= h.standing.known_on {
            *last = h;
        }
    }
    map
}

/// The amount of a row within its printed precision.
pub(super) fn row_near(row: &HistoryRow) -> Option<Near> {
    Near::of(row.amount, half_unit(row.amount).min(part(row.amount, 5)?))
}

fn in_history(case: &Case, t: &mut Tally<'_>) {
    let mut years: BTreeMap<(i16, &Unit), BTreeMap<&str, &HistoryRow>> = BTreeMap::new();
    for h in &case.history {
        if let Some(category) = h.category.as_deref() {
            let of_year = years.entry((h.year, &h.unit)).or_default();
            let newer = of_year.get(category).is_none_or(|o| o.standing.known_on <= h.standing.known_on);
            if newer {
                of_year.insert(category, h);
            }
        }
    }
    let totals = totals_of(case);
    for ((year, unit), rows) in years {
        let Some(total) = totals.get(&(year, unit)) else {
            t.skipped(Check::Sum, "no total of the year");
            continue;
        };
        let parts = rows
            .iter()
            .map(|(id, h)| Some(((*id).to_owned(), row_near(h)?, h.amount)))
            .collect::<Option<Vec<_>>>();
        let (Some(parts), Some(near)) = (parts, row_near(total)) else {
            t.skipped(Check::Sum, TOO_LARGE);
            continue;
        };
        let parts = Parts {
            claims: Vec::new(),
            whole: whole(case, rows.keys().copied()),
            parts,
            unit: unit.clone(),
            year,
            place: "history.csv",
        };
        parts.against(near, total.amount, "the total is", t);
    }
}

fn gaps(case: &Case, t: &mut Tally<'_>) {
    let beside = Beside::of(case);
    for c in case.claims.iter().filter(|c| c.kind == Kind::Gap) {
        match gap(case, &beside, c, t) {
            Ok(()) => t.done(Check::Gap),
            Err(why) => t.skipped(Check::Gap, why),
        }
    }
}

fn gap(case: &Case, beside: &Beside<'_>, c: &Claim, t: &mut Tally<'_>) -> Result<(), &'static str> {
    let unit =
        c.figure.as_ref().map(|f| &f.unit).filter(|u| u.currency().is_some()).ok_or("no sum of money")?;
    let printed = Near::figure(c).ok_or("a range")?;
    let mut first = None;
    let mut why = "no demand and offer of that source and day";
    for asked in beside.all(c, Kind::Demand) {
        for offered in beside.all(c, Kind::Offer) {
            let ends =
                converted(case, asked, unit).and_then(|(a, _)| Ok((a, converted(case, offered, unit)?.0)));
            let (a, b) = match ends {
                Ok(ends) => ends,
                Err(w) => {
                    why = w;
                    continue;
                }
            };
            let between = a.less(b).ok_or(TOO_LARGE)?;
            if between.meets(printed) {
                return Ok(());
            }
            first = first.or(Some((asked, offered, between)));
        }
    }
    let (asked, offered, between) = first.ok_or(why)?;
    let what = format!("the gap of {} is not what is asked less what is offered", told_of(c));
    let arithmetic = format!(
        "{} less {} is {} to {}",
        told_of(asked),
        told_of(offered),
        told(between.low, unit),
        told(between.high, unit)
    );
    t.found(Check::Gap, &[c, asked, offered], what, arithmetic, Sure::Likely);
    Ok(())
}
