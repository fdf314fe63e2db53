//! Checks what only the whole case can tell: references, units that fit, ids that exist.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::common::{Ctx, Target, is_change};
use crate::case::Case;
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Currency, Figure, Unit};
use crate::text::shorten;
use crate::vocabulary::SeriesKind;

/// Adds the mistakes that only the whole case shows.
pub fn check(r: &mut Remarks, case: &Case, cx: &Ctx) {
    plausible(r, &cx.sums);
    let ids = Ids::of(case);
    flags(r, case, cx);
    overriding(r, case, cx);
    moods(r, case, cx);
    for (target, id, at) in &cx.references {
        if cx.is_broken(*target, id) {
            continue;
        }
        ids.check(r, *target, id, *at);
    }
    if let Some(over) = case.unit_of_account() {
        for (figure, at, has_base) in &cx.amounts {
            unit(r, figure, *at, *has_base, &over);
        }
    }
}

/// A sum ten thousand times smaller or larger than the middle one of its currency has most likely lost or gained a scale.
fn plausible(r: &mut Remarks, sums: &[(Currency, Decimal, Place)]) {
    let mut of_currency: BTreeMap<Currency, Vec<Decimal>> = BTreeMap::new();
    for (currency, value, _) in sums.iter().filter(|(_, v, _)| *v > Decimal::ZERO) {
        of_currency.entry(*currency).or_default().push(*value);
    }
    of_currency.values_mut().for_each(|values| values.sort_unstable());
    for (currency, value, at) in sums.iter().filter(|(_, v, _)| *v > Decimal::ZERO) {
        let Some(values) = of_currency.get(currency).filter(|v| v.len() >= 3) else { continue };
        let middle = values[values.len() / 2];
        let times = if *value > middle { value.checked_div(middle) } else { middle.checked_div(*value) };
        if times.is_some_and(|t| t >= Decimal::from(10_000)) {
            let than = if *value > middle { "larger" } else { "smaller" };
            let sentence =
                format!("this is over ten thousand times {than} than the other sums in {}", currency.code());
            r.remark(*at, sentence, Some("amounts are in full units: 5000000000 for five billion".into()));
        }
    }
}

/// Flags that nobody reacts to, and reactions to flags that nothing carries: most likely a slip of the pen.
fn flags(r: &mut Remarks, case: &Case, cx: &Ctx) {
    let (reactions, carried) = (&cx.reactions, &cx.flags);
    let issues = || case.issues.0.iter().map(|i| i.id.as_str());
    let known: Vec<&str> = carried.iter().map(|(f, _)| f.as_str()).chain(issues()).collect();
    for (flag, at) in reactions.iter().filter(|(f, _)| !known.contains(&f.as_str())) {
        let hint = r.did_you_mean(flag, known.iter().copied());
        let hint =
            hint.unwrap_or_else(|| "a flag is the id of an issue, or stands in `flags` of a proposal".into());
        r.remark(*at, format!("nothing carries the flag `{}`", shorten(flag)), Some(hint));
    }
    if reactions.is_empty() {
        return;
    }
    let known: Vec<&str> = reactions.iter().map(|(f, _)| f.as_str()).collect();
    for (flag, at) in carried.iter().filter(|(f, _)| !known.contains(&f.as_str())) {
        let hint = r.did_you_mean(flag, known.iter().copied());
        let hint = hint.unwrap_or_else(|| "say what it does in flag_effect of an approval".into());
        r.remark(*at, format!("no voters react to the flag `{}`", shorten(flag)), Some(hint));
    }
}

/// Bodies that override each other in a ring: then none of them decides.
fn overriding(r: &mut Remarks, case: &Case, cx: &Ctx) {
    let next = |id: &str| {
        let a = case.approvals.iter().find(|a| a.id == id)?;
        a.overridden_by.0.as_deref()
    };
    for (target, id, at) in &cx.references {
        if *target != Target::Approval {
            continue;
        }
        let mut here = Some(id.as_str());
        let ring = (0..case.approvals.len()).any(|_| {
            here = here.and_then(next);
            here == Some(id.as_str())
        });
        // A body that names itself was told so already.
        if ring && next(id) != Some(id.as_str()) {
            let hint = "let the last of them decide: delete `overridden_by` there";
            r.mistake(*at, "these bodies override each other in a ring, so none decides", Some(hint.into()));
        }
    }
}

/// The chambers of one party share one mood.
fn moods(r: &mut Remarks, case: &Case, cx: &Ctx) {
    let unknown = (Decimal::ZERO, Decimal::ONE);
    let mut stated: BTreeMap<&str, (&str, (Decimal, Decimal))> = BTreeMap::new();
    for a in &case.approvals {
        let Some(mood) = a.voters.0.as_ref().map(|v| v.mood).filter(|m| *m != unknown) else { continue };
        let first = stated.entry(&a.party).or_insert((&a.id, mood));
        if first.1 != mood
            && let Some((_, at)) = cx.moods.iter().find(|(id, _)| *id == a.id)
        {
            let sentence = format!("`{}` states another mood for the same party", first.0);
            r.mistake(*at, sentence, Some("the chambers of one party share one mood: state it once".into()));
        }
    }
}

struct Ids<'a> {
    source: Vec<&'a str>,
    claim: Vec<&'a str>,
    party: Vec<&'a str>,
    series: Vec<(&'a str, SeriesKind)>,
    base: Vec<&'a str>,
    category: Vec<&'a str>,
    proposal: Vec<&'a str>,
    side: Vec<&'a str>,
    approval: Vec<&'a str>,
}

impl<'a> Ids<'a> {
    fn of(case: &'a Case) -> Ids<'a> {
        fn sorted<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
            let mut v: Vec<&str> = ids.map(String::as_str).collect();
            v.sort_unstable();
            v
        }
        Ids {
            source: sorted(case.sources.iter().map(|x| &x.id)),
            claim: sorted(case.claims.iter().map(|x| &x.id)),
            party: sorted(case.parties.iter().map(|x| &x.id)),
            series: case.series.iter().map(|x| (x.id.as_str(), x.kind)).collect(),
            base: sorted(case.bases.iter().map(|x| &x.id)),
            category: sorted(case.categories.iter().map(|x| &x.id)),
            proposal: sorted(case.proposals.iter().chain(&case.agreements).map(|x| &x.id)),
            side: sides(case),
            approval: sorted(case.approvals.iter().map(|x| &x.id)),
        }
    }

    /// A series must be there and of the kind that is wanted.
    fn check_series(&self, r: &mut Remarks, kind: SeriesKind, id: &str, at: Place) {
        let word = kind.word();
        match self.series.iter().find(|(known, _)| *known == id) {
            Some((_, found)) if *found == kind => {}
            Some((_, found)) => {
                let sentence = format!(
                    "`{}` is a series of kind `{}`, and one of kind `{word}` is wanted",
                    shorten(id),
                    found.word()
                );
                r.mistake(
                    at,
                    sentence,
                    Some(format!("name another, or set kind = \"{word}\" in [series.{}]", shorten(id))),
                );
            }
            None => {
                let fitting = self.series.iter().filter(|(_, k)| *k == kind).map(|(id, _)| *id);
                let hint = r
                    .did_you_mean(id, fitting)
                    .unwrap_or_else(|| "add [series.ID] and series/ID.csv".to_owned());
                r.mistake(at, format!("`{}` is not a series of this case", shorten(id)), Some(hint));
            }
        }
    }

    fn check(&self, r: &mut Remarks, target: Target, id: &str, at: Place) {
        let (known, what, add) = match target {
            Target::Source => (&self.source, "a source", "add a row to sources.csv"),
            Target::Claim => {
                (&self.claim, "a claim", "name rows of record.csv, or write one sentence without [ ]")
            }
            Target::Party => (&self.party, "a party", "add [party.ID]"),
            Target::Growth => return self.check_series(r, SeriesKind::Growth, id, at),
            Target::Level => return self.check_series(r, SeriesKind::Level, id, at),
            Target::Key => return self.check_series(r, SeriesKind::Key, id, at),
            Target::Base => (&self.base, "a base", "add [base.ID]"),
            Target::Category => (&self.category, "a category", "add [category.ID]"),
            Target::Proposal => (&self.proposal, "a proposal", "add [proposal.ID]"),
            Target::Approval => (&self.approval, "an approval", "add [approval.ID]"),
            Target::Side => (&self.side, "a side", "a party id, both, press or other"),
        };
        if known.binary_search(&id).is_err() {
            let hint = r.did_you_mean(id, known.iter().copied()).unwrap_or_else(|| add.to_owned());
            r.mistake(at, format!("`{}` is not {what} of this case", shorten(id)), Some(hint));
        }
    }
}

/// Party ids and the words that stand for others, sorted.
fn sides(case: &Case) -> Vec<&str> {
    let mut v: Vec<&str> =
        case.parties.iter().map(|p| p.id.as_str()).chain(["both", "press", "other"]).collect();
    v.sort_unstable();
    v
}

/// Amounts of proposals must be in a unit that the agreement that ends can be compared with.
fn unit(r: &mut Remarks, f: &Figure, at: Place, has_base: bool, over: &Unit) {
    let money = |u: &Unit| matches!(u, Unit::Currency(_));
    let fits = f.unit == *over
        || is_change(f)
        || (money(&f.unit) && money(over))
        || (f.unit == Unit::Percent && has_base);
    if !fits {
        let hint = match f.unit {
            Unit::Percent => "write \"+13 %\" for a change, or name the amount".to_owned(),
            _ => format!("write the amount in {}", over.word()),
        };
        r.mistake(
            at,
            format!("this is in {}, but the case bargains over {}", f.unit.word(), over.word()),
            Some(hint),
        );
    }
}

impl Case {
    /// What the case bargains over: as said, or the unit of the last agreed amount.
    pub fn unit_of_account(&self) -> Option<Unit> {
        self.unit.clone().or_else(|| self.baseline.as_ref()?.amount.as_ref().map(|f| f.unit.clone()))
    }
}
