//! "Five times" and "50 % more" against the two amounts they compare.

use winset_case::Case;
use winset_case::Decimal;
use winset_case::case::Claim;
use winset_case::quantity::{Bound, Figure, Unit, UnitNames};
use winset_case::vocabulary::Kind;
use winset_read::Sure;

use super::quote::amounts_in;
use super::{Beside, Check, Near, Tally, converted, part, rate_words, told, told_of};

/// Checks every comparison in times, a ratio or per cent.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    let beside = Beside::of(case);
    for c in &case.claims {
        let Some(figure) = &c.figure else { continue };
        let compares = figure.unit == Unit::Times
            || (c.kind == Kind::Ratio && matches!(figure.unit, Unit::Percent | Unit::Ratio));
        if !compares {
            continue;
        }
        let Some(claimed) = claimed(figure) else {
            t.skipped(Check::Ratio, super::TOO_LARGE);
            continue;
        };
        let pairs = pairs(case, &beside, c);
        if pairs.is_empty() {
            t.skipped(Check::Ratio, "no two amounts of that source and day, or in the words, to compare");
            continue;
        }
        t.done(Check::Ratio);
        if !pairs.iter().any(|p| readings(p.ratio, &figure.unit).into_iter().any(|r| r.meets(claimed)))
            && let Some(p) = pairs.first()
        {
            let mut about = vec![c];
            about.extend(&p.claims);
            let what = format!("{} does not fit {}", told_of(c), p.words);
            let sure = if figure.unit == Unit::Times { Sure::Likely } else { Sure::Possible };
            t.found(Check::Ratio, &about, what, p.arithmetic.clone(), sure);
        }
    }
}

/// Two amounts, one over the other.
struct Pair<'a> {
    ratio: Near,
    claims: Vec<&'a Claim>,
    words: String,
    arithmetic: String,
}

/// What the ratio may be, by the bound.
fn claimed(f: &Figure) -> Option<Near> {
    let end = |v: Decimal, outward: bool| {
        let about = if f.bound == Bound::Approx { part(v, 10)? } else { Decimal::ZERO };
        let give = f.half_unit.max(about);
        if outward { v.checked_add(give) } else { v.checked_sub(give) }
    };
    let low = match f.low {
        Some(v) => end(v, false)?,
        None => Decimal::MIN,
    };
    let high = match f.high {
        Some(v) => end(v, true)?,
        None => Decimal::MAX,
    };
    Some(Near { low, high })
}

/// What one amount over another may be called: times, times more, per cent of, per cent more.
fn readings(ratio: Near, unit: &Unit) -> Vec<Near> {
    let one = Near { low: Decimal::ONE, high: Decimal::ONE };
    let hundred = Near { low: Decimal::ONE_HUNDRED, high: Decimal::ONE_HUNDRED };
    let forms = [Some(ratio), ratio.less(one), one.less(ratio)];
    let scaled = |r: Near| if *unit == Unit::Percent { r.times(hundred) } else { Some(r) };
    forms.into_iter().flatten().filter_map(scaled).collect()
}

fn pairs<'a>(case: &'a Case, beside: &Beside<'a>, c: &'a Claim) -> Vec<Pair<'a>> {
    let in_words = pairs_in_words(c);
    if !in_words.is_empty() {
        return in_words;
    }
    let baselines = beside.all(c, Kind::Baseline);
    let asked = [beside.all(c, Kind::Demand), beside.all(c, Kind::Offer)].concat().into_iter();
    asked.flat_map(|d| baselines.iter().filter_map(move |b| pair(case, d, b))).collect()
}

fn pair<'a>(case: &'a Case, over: &'a Claim, under: &'a Claim) -> Option<Pair<'a>> {
    let unit = &under.figure.as_ref()?.unit;
    unit.currency()?;
    let (a, rate) = converted(case, over, unit).ok()?;
    let b = Near::figure(under)?;
    let ratio = a.over(b)?;
    let middle = ratio.low.checked_add(ratio.high)?.checked_div(Decimal::TWO)?;
    let at = rate.map(|r| format!(" at {}", rate_words(&r))).unwrap_or_default();
    let words = format!("{} over {}", told_of(over), told_of(under));
    let arithmetic = format!("{words}{at} is {} times", middle.round_dp(2).normalize());
    Some(Pair { ratio, claims: vec![over, under], words, arithmetic })
}

/// The amounts of one currency that the quotation, or else the claim, names, each over each other.
fn pairs_in_words<'a>(c: &Claim) -> Vec<Pair<'a>> {
    let texts = [c.quote.as_deref().unwrap_or(""), &c.text];
    let list = texts.into_iter().map(pairs_of).find(|l| !l.is_empty());
    list.unwrap_or_default()
}

/// A range as its two ends.
fn ends(f: Figure) -> Vec<Figure> {
    let end = |v| Figure { low: Some(v), high: Some(v), bound: Bound::Exact, ..f.clone() };
    match (f.bound, f.low, f.high) {
        (Bound::Range, Some(low), Some(high)) => vec![end(low), end(high)],
        _ => vec![f],
    }
}

fn pairs_of<'a>(text: &str) -> Vec<Pair<'a>> {
    let money = amounts_in(text, &UnitNames::default()).into_iter().filter(|f| f.unit.currency().is_some());
    let money: Vec<Figure> = money.flat_map(ends).collect();
    let mut list = Vec::new();
    for a in &money {
        for b in money.iter().filter(|b| b.unit == a.unit && b.value() != a.value()) {
            let near = |f: &Figure| f.value().and_then(|v| Near::of(v, f.half_unit));
            let Some(ratio) = near(a).zip(near(b)).and_then(|(x, y)| x.over(y)) else { continue };
            let (x, y) = (a.value().unwrap_or_default(), b.value().unwrap_or_default());
            let Some(middle) = x.checked_div(y) else { continue };
            let words = format!("{} over {}", told(x, &a.unit), told(y, &b.unit));
            let arithmetic = format!("{words} is {} times", middle.round_dp(2).normalize());
            list.push(Pair { ratio, claims: Vec::new(), words, arithmetic });
        }
    }
    // The larger over the smaller is what a reader thinks of first.
    list.sort_by_key(|p| p.ratio.high < Decimal::ONE);
    list
}
