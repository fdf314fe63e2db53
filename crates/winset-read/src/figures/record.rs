//! Amounts with a year, and agreements with their years, against the history of a case.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Per, Unit};

use super::arith::{digits, first_digits, near, one_slip, over, zero_inside};
use super::book::{Book, ordinal};
use super::draft::Draft;
use super::item::{Item, Sentence};
use super::style::{Digits, rewritten, said};
use super::term::is_for_all;
use crate::day::When;
use crate::finding::{ErrorKind, Sure};

const RULE: &str = "figure.record";
const AGREEMENT: &str = "figure.agreement";

/// Words that speak of what is paid.
pub(super) fn pays(word: &str) -> bool {
    ["pay", "paid", "contribut", "share", "burden", "spen", "budget", "cost-sharing", "bill"]
        .iter()
        .any(|w| word.starts_with(w))
        || matches!(word, "cost" | "costs" | "agreed" | "agreement" | "accord" | "pact" | "sum" | "deal")
}

/// Words that say an amount is not what was agreed.
fn supposes(word: &str) -> bool {
    matches!(
        word,
        "would"
            | "could"
            | "may"
            | "might"
            | "offer"
            | "offered"
            | "proposed"
            | "proposal"
            | "demand"
            | "demanded"
            | "demands"
            | "wants"
            | "wanted"
            | "asks"
            | "asked"
            | "seeks"
            | "plan"
            | "if"
            | "estimate"
            | "estimated"
            | "expects"
            | "expected"
            | "should"
            | "rejected"
            | "sought"
            | "forecast"
            | "unspent"
            | "least"
            | "average"
            | "wages"
            | "construction"
            | "supplies"
            | "logistics"
            | "labour"
            | "labor"
            | "category"
            | "part"
            | "of which"
    )
}

/// Every amount of the case's unit that has a year, and every sum said to have been paid in each of several years.
pub(super) fn amounts(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let Some(unit) = &book.unit else { return out };
    if !s.any(pays) {
        return out;
    }
    for item in s.items.iter().filter(|i| i.unit == *unit && i.converts.is_none() && i.low == i.high) {
        if let Some(d) = span(s, item, book).or_else(|| one_year(s, item, book)) {
            out.push(d);
        }
    }
    out
}

/// "960 billion won a year from 2014 to 2018", where the years differ.
fn span(s: &Sentence<'_>, item: &Item, book: &Book<'_>) -> Option<Draft> {
    if item.per != Some(Per::Year) || item.bound != Bound::Exact {
        return None;
    }
    let (tokens, from, to) = s.year_spans().into_iter().find(|(r, _, _)| is_for_all(s, item, r))?;
    let sums: Vec<Decimal> =
        (from..=to).map(|y| book.totals.get(&y).and_then(|v| v.last()).copied()).collect::<Option<_>>()?;
    let (low, high) = (sums.iter().min().copied()?, sums.iter().max().copied()?);
    let wide = item.wide().widened(1);
    if low == high || wide.holds(low) && wide.holds(high) {
        return None;
    }
    // A mean of the years is no wrong year, and what is far from all of them is another matter.
    let inside = low <= wide.hi && wide.lo <= high;
    let mean = sums
        .iter()
        .try_fold(Decimal::ZERO, |a, b| a.checked_add(*b))?
        .checked_div(Decimal::from(sums.len()))?;
    if !inside || near(item.value(), mean, 1) || s.any(|w| w == "average") {
        return None;
    }
    let end = s.list.get(tokens.end.checked_sub(1)?)?.at.end;
    let mut d = Draft::new(item.core.start..end, ErrorKind::WrongYear, RULE, Sure::Likely);
    d.value(low, high, &item.unit, Bound::Range, Some("year".into()));
    let text = s.text.get(item.core.clone())?;
    let rest = s.text.get(item.core.end..end)?;
    d.instead = Some(format!(
        "{} to {}{rest}",
        rewritten(text, low, &item.unit, Digits::Exact),
        rewritten(text, high, &item.unit, Digits::Exact)
    ));
    d.why = format!(
        "the case has {} for {from} and {} for {to}; {} was not paid in each of the years",
        said(*sums.first()?, &item.unit),
        said(*sums.last()?, &item.unit),
        said(item.value(), &item.unit)
    );
    d.score = 6;
    Some(d)
}

/// An amount of one year that the case has otherwise.
fn one_year(s: &Sentence<'_>, item: &Item, book: &Book<'_>) -> Option<Draft> {
    let (year, day) = s.year_of(item)?;
    let known = book.totals.get(&year).and_then(|v| v.last()).copied()?;
    if book.fits_year(item, year)
        || item.printed_digits() < 3
        || book
            .case
            .history
            .iter()
            .any(|h| h.year == year && near(item.value(), h.amount, 1) && item.bound != Bound::Exact)
    {
        return None;
    }
    let v = item.value();
    let like = over(v, known)?;
    // The clause around the amount, not the whole sentence, says whether it was agreed.
    let from = item.bound_from.saturating_sub(10).max(s.tokens.start);
    let to = (item.tokens.end + 8).min(s.tokens.end);
    let supposed = (from..to).any(|k| supposes(s.low(k))) || item.bound != Bound::Exact;
    let at = item.core.clone();
    let printed = s.text.get(at.clone())?;
    let (have, want) = (digits(v), digits(known));
    let per = Some("year".to_owned());
    let made = |kind: ErrorKind, score: i32| {
        let mut d = Draft::new(at.clone(), kind, RULE, Sure::Likely);
        d.value(known, known, &item.unit, Bound::Exact, per.clone());
        d.why = format!("the case has {} for {year}; {printed} is printed", said(known, &item.unit));
        d.score = score;
        d
    };
    let ten = [Decimal::TEN, Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND];
    if ten.iter().any(|t| {
        known.checked_div(*t).is_some_and(|k| near(v, k, 0) || near(v, k, 1) && item.printed_digits() <= 3)
    }) {
        return Some(made(ErrorKind::LostZero, 3));
    }
    if ten.iter().any(|t| {
        known.checked_mul(*t).is_some_and(|k| near(v, k, 0) || near(v, k, 1) && item.printed_digits() <= 3)
    }) {
        return Some(made(ErrorKind::ExtraZero, 3));
    }
    if supposed {
        return None;
    }
    // The sum of one other year: the year is wrong.
    let others: Vec<i16> = book
        .totals
        .iter()
        .filter(|(_, v)| v.iter().any(|x| item.tight().holds(*x) && near(*x, item.value(), 0)))
        .map(|(y, _)| *y)
        .collect();
    if let Some(other) = others.first().filter(|_| {
        others.last().is_some_and(|z| others.first().is_some_and(|y| z - y <= 1))
            && item.printed_digits() >= 3
    }) {
        let said_year = s.text.get(day.at.clone()).unwrap_or("");
        let direct = said_year == year.to_string();
        // "From 960.2 billion in 2018 to 1.0389 trillion": the year is that of another amount, and right there.
        let of_another = s.items.iter().any(|o| {
            o.core != item.core
                && o.is_money()
                && o.tokens.end <= day.tokens.start
                && day.tokens.start - o.tokens.end <= 2
                && book.totals.get(&year).is_some_and(|v| v.iter().any(|x| o.wide().holds(*x)))
        });
        if !direct || of_another {
            return None;
        }
        let mut d = Draft::new(day.at.clone(), ErrorKind::WrongYear, RULE, Sure::Likely);
        d.value(
            Decimal::from(*other),
            Decimal::from(*other),
            &Unit::Named("year".into()),
            Bound::Exact,
            None,
        );
        d.instead = Some(other.to_string());
        d.why = format!(
            "the case has {} for {other} and {} for {year}",
            said(v, &item.unit),
            said(known, &item.unit)
        );
        d.score = 4;
        return Some(d);
    }
    if book.knows_within(&item.unit, v, 50) {
        return None;
    }
    let n = item.printed_digits();
    let swapped = one_slip(&first_digits(v, n), &first_digits(known, n)) && n >= 4 && near(v, known, 10);
    if swapped && book.payer_named(s) {
        return Some(made(ErrorKind::ContradictsRecord, 4));
    }
    let size = like > Decimal::new(4, 1) && like < Decimal::new(25, 1);
    if size && zero_inside(&have, &want) {
        return Some(made(ErrorKind::LostZero, 4));
    }
    if size && zero_inside(&want, &have) {
        return Some(made(ErrorKind::ExtraZero, 4));
    }
    let close = near(v, known, 10) && book.payer_named(s);
    if close && (one_slip(&have, &want) || item.printed_digits() >= 4) {
        return Some(made(ErrorKind::ContradictsRecord, 2));
    }
    None
}

/// Agreements by their number, with years that are not theirs.
pub(super) fn agreements(s: &Sentence<'_>, book: &Book<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let named: Vec<(usize, u32)> = s
        .tokens
        .clone()
        .filter_map(|k| {
            let (number, next) = match ordinal(s.low(k)) {
                Some(n) => (n, k + 1),
                None => {
                    let t = s.list.get(k + 1).filter(|t| t.glued)?;
                    (ordinal(&format!("{}{}", s.low(k), t.low))?, k + 2)
                }
            };
            let full = (next..next + 5).any(|k| is_agreement(s.low(k)));
            // "the eleventh runs from": the noun is left out.
            let verb = s.low(next);
            let left_out = s.low(k.wrapping_sub(1)) == "the"
                && (verb == "," && s.low(next + 1) == "which"
                    || matches!(
                        verb,
                        "runs"
                            | "ran"
                            | "covers"
                            | "covered"
                            | "lasts"
                            | "lasted"
                            | "is"
                            | "was"
                            | "took"
                            | "expired"
                    ));
            (full || left_out).then_some((k, number))
        })
        .collect();
    for (tokens, a, b) in s.year_spans() {
        let Some((at, number)) =
            named.iter().rev().find(|(k, _)| *k < tokens.start && tokens.start - k <= 16)
        else {
            continue;
        };
        let gap: Vec<&str> = (*at..tokens.start).map(|k| s.low(k)).collect();
        let covers = gap.iter().any(|w| {
            w.starts_with("cover")
                || matches!(*w, "for" | "from" | "runs" | "ran" | "years" | "period" | "(" | "of" | "in")
        });
        if !covers
            || gap.iter().any(|w| {
                matches!(*w, "talks" | "negotiations" | "negotiated" | ";" | "paid" | "rose" | "grew")
            })
        {
            continue;
        }
        let own: Vec<(i16, i16)> =
            book.agreements.iter().filter(|(n, _, _)| n == number).map(|(_, a, b)| (*a, *b)).collect();
        let (Some(first), Some(last)) = (own.iter().map(|o| o.0).min(), own.iter().map(|o| o.1).max()) else {
            continue;
        };
        let fits = own.contains(&(a, b))
            || (first, last) == (a, b)
            || own.iter().any(|o| o.0 == a) && own.iter().any(|o| o.1 == b);
        let apart = b < first - 1 || a > last + 1;
        if fits || apart {
            continue;
        }
        let at = s.list.get(tokens.start).map_or(0, |t| t.at.start)
            ..s.list.get(tokens.end - 1).map_or(0, |t| t.at.end);
        let mut d = Draft::new(at, ErrorKind::WrongYear, AGREEMENT, Sure::Likely);
        if a == first && first != last {
            let Some(end) = s.list.get(tokens.end - 1) else { continue };
            let mut d = Draft::new(end.at.clone(), ErrorKind::WrongYear, AGREEMENT, Sure::Likely);
            d.value(
                Decimal::from(last),
                Decimal::from(last),
                &Unit::Named("year".into()),
                Bound::Exact,
                None,
            );
            d.instead = Some(last.to_string());
            d.why =
                format!("in the case the agreement of this number covers {first} to {last}, not {a} to {b}");
            d.score = 5;
            out.push(d);
            continue;
        }
        let bound = if first == last { Bound::Exact } else { Bound::Range };
        d.value(Decimal::from(first), Decimal::from(last), &Unit::Named("year".into()), bound, None);
        let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
        d.why = format!("in the case the agreement of this number covers {years}, not {a} to {b}");
        d.instead = Some(years);
        d.score = 5;
        out.push(d);
    }
    ends(s, book, &named, &mut out);
    third_year(s, book, &named, &mut out);
    out
}

fn is_agreement(word: &str) -> bool {
    matches!(word, "agreement" | "accord" | "pact" | "deal" | "sma" | "treaty")
}

/// "The ninth accord, which expired in 2017".
fn ends(s: &Sentence<'_>, book: &Book<'_>, named: &[(usize, u32)], out: &mut Vec<Draft>) {
    for d in s.days {
        let year = match d.when {
            Some(When::Year(y)) => y,
            Some(When::Day(day)) if (day.month(), day.day()) == (12, 31) => day.year(),
            _ => continue,
        };
        let Some((at, number)) =
            named.iter().rev().find(|(k, _)| *k < d.tokens.start && d.tokens.start - k <= 16)
        else {
            continue;
        };
        let gap: Vec<&str> = (*at..d.tokens.start).map(|k| s.low(k)).collect();
        let ended = gap.iter().any(|w| w.starts_with("expir") || w.starts_with("laps"));
        let plain = gap.iter().all(|w| !matches!(*w, ";" | "before" | "after" | "until" | "since" | "talks"));
        let last = book.agreements.iter().filter(|(n, _, _)| n == number).map(|(_, _, b)| *b).max();
        let Some(last) = last.filter(|l| {
            ended
                && plain
                && year != *l
                && (year - l).abs() <= 3
                && (year != l + 1 || matches!(d.when, Some(When::Day(_))))
        }) else {
            continue;
        };
        let mut f = Draft::new(d.at.clone(), ErrorKind::WrongYear, AGREEMENT, Sure::Likely);
        f.value(Decimal::from(last), Decimal::from(last), &Unit::Named("year".into()), Bound::Exact, None);
        let said = s.text.get(d.at.clone()).unwrap_or("");
        if !said.contains(&year.to_string()) {
            continue;
        }
        f.instead = Some(said.replace(&year.to_string(), &last.to_string()));
        f.why = format!("in the case the agreement of this number ends in {last}");
        f.score = 4;
        out.push(f);
    }
}

/// "In 2015, the third year of the ninth accord": the years of an agreement are counted from its first.
fn third_year(s: &Sentence<'_>, book: &Book<'_>, named: &[(usize, u32)], out: &mut Vec<Draft>) {
    for k in s.tokens.clone() {
        let Some(nth) = ordinal(s.low(k)).filter(|_| s.low(k + 1) == "year" && s.low(k + 2) == "of") else {
            continue;
        };
        let Some((_, number)) = named.iter().find(|(at, _)| *at > k && at - k <= 6) else { continue };
        let own: Vec<(i16, i16)> =
            book.agreements.iter().filter(|(n, _, _)| n == number).map(|(_, a, b)| (*a, *b)).collect();
        let [(first, _)] = own.as_slice() else { continue };
        super::years::nth_year(s, k, nth, *first, AGREEMENT, out);
    }
}
