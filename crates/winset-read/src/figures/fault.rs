//! Of a statement that does not hold, the one figure that is most likely wrong, and what it should be.

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::arith::{
    Iv, digits, first_digits, near, one_slip, over, rounded, shift, significant, zero_inside,
};
use super::book::Book;
use super::draft::Draft;
use super::item::{Item, Sentence};
use super::law::{Form, Law, Values};
use super::style::said;
use crate::finding::{ErrorKind, Sure};

/// One way to put a sentence right.
struct Repair {
    item: usize,
    value: Decimal,
    kind: ErrorKind,
    score: i32,
    /// Another figure that is as likely wrong, and what it would be.
    rival: Option<(usize, Decimal)>,
}

/// Most statements of a sentence that are looked into.
const MOST_BROKEN: usize = 6;

/// What is wrong with the statements of a sentence that do not hold.
pub(super) fn faults(s: &Sentence<'_>, laws: &[Law], book: Option<&Book<'_>>) -> Vec<Draft> {
    let printed = Values::printed(s.items);
    let mut broken: Vec<&Law> =
        laws.iter().filter(|l| l.firm && one_unit(s, l) && !l.form.holds(&printed)).collect();
    broken.truncate(MOST_BROKEN);
    let mut best: Vec<(Repair, &Law)> = Vec::new();
    for law in broken {
        let mut repairs = repairs(s, law);
        // Within what the last printed digits allow, only a per cent that is times is told.
        if within_print(s, &law.form) {
            repairs.retain(|r| r.kind == ErrorKind::RatioAsPercent);
        }
        for r in &mut repairs {
            r.score += weigh(s, laws, law, r, book);
        }
        // Of equal scores the first.
        if let Some(top) = repairs.iter().map(|r| r.score).max()
            && let Some(k) = repairs.iter().position(|r| r.score == top)
        {
            let chosen = repairs.swap_remove(k);
            let rival = repairs
                .iter()
                .filter(|r| r.item != chosen.item && r.score + 1 >= top)
                .filter(|_| chosen.kind == ErrorKind::ContradictsRecord)
                .max_by_key(|r| r.score)
                .map(|r| (r.item, r.value));
            best.push((Repair { rival, ..chosen }, law));
        }
    }
    best.sort_by_key(|(r, _)| std::cmp::Reverse(r.score));
    let mut out: Vec<Draft> = Vec::new();
    let mut settled: Vec<usize> = Vec::new();
    for (r, law) in best {
        let terms = law.form.terms();
        if terms.iter().any(|t| settled.contains(t)) {
            continue;
        }
        settled.extend(terms);
        if let Some(d) = draft(s, law, &r, book) {
            out.push(d);
        }
    }
    out
}

/// True if a ratio holds for values that are printed as its figures are.
pub(super) fn within_print(s: &Sentence<'_>, form: &Form) -> bool {
    let whole = |i: usize| {
        let x = s.items.get(i)?;
        Iv::around(x.value(), x.half.min(x.value().abs().checked_div(Decimal::TWO)?))
    };
    let (Form::Change { p: r, x, y, years: 1, link, .. }
    | Form::Times { k: r, x, y, link }
    | Form::Part { p: r, part: x, whole: y, link }) = form
    else {
        return false;
    };
    let Some(ratio) = whole(*x)
        .zip(whole(*y))
        .and_then(|(x, y)| x.div(y.mul(link.rate)?))
        .and_then(|q| q.mul(Iv::point(Decimal::ONE_HUNDRED)))
    else {
        return false;
    };
    let Some(said) = s.items.get(*r).and_then(|i| if i.is_percent() { whole(*r) } else { None }) else {
        return false;
    };
    let hundred = Iv::point(Decimal::ONE_HUNDRED);
    let told = match form {
        Form::Change { sign: 1, .. } => hundred.add(said),
        Form::Change { .. } => hundred.sub(said),
        _ => Some(said),
    };
    told.is_some_and(|t| t.meets(ratio))
}

/// False where the numbers of a statement are of units that cannot be compared.
fn one_unit(s: &Sentence<'_>, law: &Law) -> bool {
    super::unit::units(s, &law.form).is_none()
}

/// Every repair of one figure after which the statement holds.
fn repairs(s: &Sentence<'_>, law: &Law) -> Vec<Repair> {
    let mut out = Vec::new();
    let printed = Values::printed(s.items);
    for t in law.form.terms() {
        let Some(item) = s.items.get(t) else { continue };
        let solved = law.form.solve(t, &printed);
        if item.is_percent() || matches!(item.unit, Unit::Times | Unit::Ratio) {
            let plain = law.form.solve(t, &Values::nominal(s.items)).map(Iv::mid);
            if let Some(r) = ratio(&law.form, t, item, solved, plain) {
                out.push(r);
            }
            continue;
        }
        zeros(law, t, item, s, &mut out);
        let solved = law.form.solve(t, &Values::nominal(s.items));
        let Some(solved) = solved.map(Iv::mid).filter(|v| *v > Decimal::ZERO) else { continue };
        inside(law, t, item, solved, &mut out);
        if let Some((kind, score)) = other(&law.form, t, item, solved) {
            out.push(Repair { item: t, value: solved, kind, score, rival: None });
        }
    }
    out
}

/// Ten times, a hundred times, a thousand times as much or as little.
fn zeros(law: &Law, t: usize, item: &Item, s: &Sentence<'_>, out: &mut Vec<Repair>) {
    for power in [1, -1, 2, -2, 3, -3] {
        let Some(value) = item.tight().shifted(power) else { continue };
        let fixed = Values { items: s.items, fixed: Some((t, value)), nominal: false };
        if !law.form.holds(&fixed) {
            continue;
        }
        let converted = matches!(&law.form, Form::Conversion { b, .. } if *b == t);
        let kind = match () {
            () if converted => ErrorKind::WrongConversion,
            () if power > 0 => ErrorKind::LostZero,
            () => ErrorKind::ExtraZero,
        };
        let Some(mut value) = shift(item.value(), power) else { continue };
        if converted && significant(item.value()) <= 2 {
            value = law.form.solve(t, &Values::nominal(s.items)).map_or(value, Iv::mid);
        }
        out.push(Repair { item: t, value, kind, score: -1 + subject(&law.form, t, s), rival: None });
    }
}

/// Which of two figures is the likelier slip where nothing else tells: the new sum, not the known one it is compared
/// with; the conversion, not the sum converted.
fn subject(form: &Form, t: usize, s: &Sentence<'_>) -> i32 {
    let is_it = match form {
        Form::Conversion { b, .. } => *b == t,
        Form::Change { x, .. } | Form::Times { x, .. } => *x == t,
        Form::Part { part, whole, .. } => {
            let sizes = s.items.get(*part).zip(s.items.get(*whole)).map(|(p, w)| (p.value(), w.value()));
            // A part is no larger than the whole.
            if sizes.is_some_and(|(p, w)| p > w) {
                return 2 * i32::from(*part == t);
            }
            let first = s
                .items
                .get(*part)
                .zip(s.items.get(*whole))
                .is_some_and(|(p, w)| p.tokens.start < w.tokens.start);
            t == if first { *part } else { *whole }
        }
        Form::Term { total, .. } if s.items.get(*total).is_some_and(|i| super::term::is_worked_out(s, i)) => {
            t == *total
        }
        Form::Term { total, yearly, .. } => t == *total.min(yearly),
        Form::Sum { parts, .. } => parts.contains(&t),
        Form::Delta { d, .. } => *d == t,
    };
    2 * i32::from(is_it)
}

/// One zero lost, or one too many, among the digits.
fn inside(law: &Law, t: usize, item: &Item, solved: Decimal, out: &mut Vec<Repair>) {
    let converted = matches!(law.form, Form::Conversion { .. });
    let have = digits(item.value());
    if have.len() < 3 || converted || matches!(law.form, Form::Times { .. }) {
        return;
    }
    for more in [1, -1i32] {
        let length = i32::try_from(have.len()).unwrap_or(0) + more;
        let value = rounded(solved, u32::try_from(length).unwrap_or(1));
        let want = digits(value);
        let kind = match more {
            1 if zero_inside(&have, &want) => ErrorKind::LostZero,
            -1 if zero_inside(&want, &have) => ErrorKind::ExtraZero,
            _ => continue,
        };
        out.push(Repair { item: t, value, kind, score: 1, rival: None });
    }
}

/// A per cent that is times, or times that are a per cent.
fn ratio(form: &Form, t: usize, item: &Item, solved: Option<Iv>, plain: Option<Decimal>) -> Option<Repair> {
    let (solved, plain) = (solved?, plain?);
    let hundred = Decimal::ONE_HUNDRED;
    let made = |value: Decimal, kind: ErrorKind, score: i32| {
        Some(Repair { item: t, value, kind, score, rival: None })
    };
    match form {
        Form::Change { p, sign: 1, years: 1, .. } if *p == t => {
            let as_times = solved.add(Iv::point(hundred))?;
            if as_times.meets(item.wide()) && solved.lo > Decimal::ZERO {
                return made(plain, ErrorKind::RatioAsPercent, 2);
            }
        }
        Form::Change { p, sign: -1, years: 1, .. } if *p == t => {
            // "Cut by 30 percent" for a cut to 30 percent.
            let left = Iv::point(hundred).sub(solved)?;
            if left.meets(item.wide())
                && solved.lo > Decimal::ZERO
                && !near(item.value(), Decimal::from(50), 10)
            {
                return made(plain, ErrorKind::RatioAsPercent, 0);
            }
        }
        Form::Part { p, .. } if *p == t && item.is_percent() => {
            let more = solved.sub(Iv::point(hundred))?;
            if more.lo > Decimal::ZERO && more.meets(item.wide()) {
                return made(plain, ErrorKind::RatioAsPercent, 2);
            }
        }
        _ => {}
    }
    // A per cent ten times too large or too small.
    if item.is_percent() {
        for power in [1, -1] {
            let Some(value) = shift(item.value(), power) else { continue };
            let half = shift(item.half, power)?;
            if Iv::around(value, half)?.meets(solved) {
                let kind = if power > 0 { ErrorKind::LostZero } else { ErrorKind::ExtraZero };
                return made(value, kind, -2);
            }
        }
        let value = rounded(plain, item.printed_digits().max(2));
        if value <= Decimal::ZERO {
            return None;
        }
        // One digit changed, or one too many or lost before the point: "18.2" for "8.2".
        let fine = plain.round_dp(item.value().scale());
        let (have, want) = (digits(item.value()), digits(fine));
        let slip = item.printed_digits() >= 2
            && (one_slip(&digits(item.value()), &digits(value))
                || have.len() >= 2 && want.len() >= 2 && (one_more(&have, &want) || one_more(&want, &have)));
        // A share that comes out round is the one that was meant.
        let round = plain.fract().is_zero() && matches!(form, Form::Part { .. });
        let score = match () {
            () if round => -1,
            () if slip => -3,
            () => -5,
        };
        return made(rounded(plain, 3), ErrorKind::ContradictsRecord, score);
    }
    if item.unit == Unit::Times && solved.lo > Decimal::ZERO {
        return made(rounded(plain, 2), ErrorKind::ContradictsRecord, -5);
    }
    None
}

/// True if the longer number is the shorter with one digit put before it.
fn one_more(long: &str, short: &str) -> bool {
    long.len() == short.len() + 1 && long.get(1..) == Some(short)
}

/// A figure that is wrong in another way, where the statement says what it must be.
fn other(form: &Form, t: usize, item: &Item, solved: Decimal) -> Option<(ErrorKind, i32)> {
    let value = rounded(solved, item.printed_digits().max(2));
    let n = item.printed_digits().max(2);
    let slip = one_slip(&first_digits(item.value(), n), &first_digits(value, n));
    let like = over(solved, item.value()).is_some_and(|r| r > Decimal::new(5, 1) && r < Decimal::TWO);
    match form {
        Form::Conversion { b, .. } if *b == t => Some((ErrorKind::WrongConversion, -2)),
        Form::Conversion { a, .. } if *a == t => Some((ErrorKind::WrongConversion, -4)),
        Form::Change { x, .. } if *x == t && like => {
            Some((ErrorKind::ContradictsRecord, if slip { -2 } else { -3 }))
        }
        Form::Change { y, .. } if *y == t && like && slip => Some((ErrorKind::ContradictsRecord, -4)),
        Form::Part { part, .. } if *part == t && like => {
            Some((ErrorKind::ContradictsRecord, if slip { -2 } else { -3 }))
        }
        Form::Sum { total, parts } if like => {
            let last = parts.last() == Some(&t);
            Some((
                ErrorKind::ContradictsRecord,
                match () {
                    () if slip && *total == t => -2,
                    () if slip => -3,
                    () if *total == t => -4,
                    () if last => -6,
                    () => -7,
                },
            ))
        }
        Form::Delta { d, .. } if *d == t => Some((ErrorKind::ContradictsRecord, if slip { -2 } else { -4 })),
        Form::Term { yearly, .. } if *yearly == t && like => Some((ErrorKind::ContradictsRecord, -3)),
        _ => None,
    }
}

/// What the other statements, the case and the other amounts say of a repair.
fn weigh(s: &Sentence<'_>, laws: &[Law], law: &Law, r: &Repair, book: Option<&Book<'_>>) -> i32 {
    let Some(item) = s.items.get(r.item) else { return 0 };
    let about = Iv::around(r.value, item.half.min(r.value.abs())).unwrap_or(Iv::point(r.value));
    let printed = Values::printed(s.items);
    let fixed = Values { items: s.items, fixed: Some((r.item, about.meet_small(r.value))), nominal: false };
    let mut score = 0;
    for other in laws.iter().filter(|l| l.form.terms().contains(&r.item) && one_unit(s, l)) {
        if std::ptr::eq(other, law) {
            continue;
        }
        match (other.firm, other.form.holds(&printed), other.form.holds(&fixed)) {
            (true, true, false) => score -= 5,
            (true, false, true) => score += 5,
            (false, true, false) => score -= 3,
            (false, false, true) => score += 4,
            _ => {}
        }
    }
    if !item.is_amount() {
        return score;
    }
    if let Some(book) = book {
        // A round figure is known to a case by chance.
        let known = |v: Decimal| match book.knows(&item.unit, v) {
            true if significant(v) >= 3 => 3,
            true => 1,
            false => 0,
        };
        score += known(r.value) - known(item.value());
    }
    // Other amounts of the unit are of one size with it.
    let (mut before, mut after) = (0, 0);
    let low = Decimal::new(3, 1);
    let high = Decimal::new(33, 1);
    for (k, o) in s.items.iter().enumerate() {
        if k == r.item || o.unit != item.unit {
            continue;
        }
        let like = |v: Decimal| over(v, o.value()).is_some_and(|r| low <= r && r <= high);
        before += i32::from(like(item.value()));
        after += i32::from(like(r.value));
    }
    score + 2 * (after.min(2) - before.min(2))
}

impl Iv {
    /// At most 2 % around a value.
    fn meet_small(self, v: Decimal) -> Iv {
        let most = Iv::point(v).widened(2);
        Iv { lo: self.lo.max(most.lo), hi: self.hi.min(most.hi) }
    }
}

fn draft(s: &Sentence<'_>, law: &Law, r: &Repair, book: Option<&Book<'_>>) -> Option<Draft> {
    let item = s.items.get(r.item)?;
    let dated = match &law.form {
        Form::Conversion { .. } => true,
        Form::Change { link, .. } | Form::Times { link, .. } | Form::Part { link, .. } => link.said.is_some(),
        _ => false,
    };
    let own_rate = matches!(&law.form, Form::Conversion { slack, .. } if *slack <= 3);
    let zero = matches!(r.kind, ErrorKind::LostZero | ErrorKind::ExtraZero);
    let mut value = r.value;
    let mut exact = zero || own_rate;
    // The printed precision of the case is better than a quotient.
    if r.kind == ErrorKind::ContradictsRecord
        && let Some(book) = book
        && let Some((year, _)) = s.year_of(item)
        && let Some(known) = book.totals.get(&year).into_iter().flatten().find(|v| near(**v, value, 1))
    {
        (value, exact) = (*known, true);
    }
    if r.kind == ErrorKind::ContradictsRecord && matches!(law.form, Form::Sum { .. } | Form::Delta { .. }) {
        exact = true;
    }
    let sure = match () {
        () if dated && own_rate => Sure::Certain,
        () if dated => Sure::Likely,
        () if r.score <= -4 || r.rival.is_some() => Sure::Possible,
        () if zero || r.kind == ErrorKind::RatioAsPercent => Sure::Certain,
        () => Sure::Likely,
    };
    let bound = if exact { Bound::Exact } else { Bound::Approx };
    let period = match &law.form {
        Form::Term { .. } if law.rule != "figure.term" => None,
        Form::Term { total, n, .. } if *total == r.item => Some(format!("{n} years")),
        Form::Term { .. } => Some("year".to_owned()),
        _ if item.per.is_some() => Some("year".to_owned()),
        _ => None,
    };
    let mut d = Draft::new(item.core.clone(), r.kind, law.rule, sure);
    d.value(value, value, &item.unit, bound, period);
    if !exact && digits(value) != digits(item.value()) {
        d.digits = Some(item.printed_digits().clamp(3, 6).min(if dated { 3 } else { 6 }));
    }
    let text = s.text.get(item.core.clone()).unwrap_or("");
    let better = match &law.form {
        Form::Conversion { said: rate, .. } => source(rate),
        form if form.tested() == r.item => {
            format!(". It should be {}", said(rounded(value, 5), &item.unit))
        }
        _ => format!(". It would hold with {} in place of {text}", said(rounded(value, 5), &item.unit)),
    };
    let other = r.rival.and_then(|(k, v)| {
        let o = s.items.get(k)?;
        let text = s.text.get(o.core.clone())?;
        Some(format!("; or with {} in place of {text}", said(rounded(v, 4), &o.unit)))
    });
    d.why = format!("{}{better}{}", equation(s, &law.form), other.unwrap_or_default());
    d.score = r.score + if law.form.terms().len() > 2 { 1 } else { 0 };
    Some(d)
}

/// Where a rate comes from, in a sentence of its own.
fn source(rate: &str) -> String {
    rate.split_once(", ").map_or(String::new(), |(_, from)| format!(". The rate is {from}"))
}

/// The arithmetic of a statement in words, with the figures as printed.
pub(super) fn equation(s: &Sentence<'_>, form: &Form) -> String {
    let printed = Values::nominal(s.items);
    // As the text has them, so that no figure is held against itself in another notation.
    let show = |i: usize| {
        let x = s.items.get(i);
        x.map_or(String::new(), |x| match s.text.get(x.core.clone()) {
            Some(text) if !text.is_empty() && !text.contains('\n') => text.to_owned(),
            _ => said(x.value(), &x.unit),
        })
    };
    let solved = |t: usize| {
        let unit = s.items.get(t).map(|x| x.unit.clone()).unwrap_or(Unit::Ratio);
        form.solve(t, &printed)
            .map_or("a figure beyond what can be computed".into(), |v| said(rounded(v.mid(), 4), &unit))
    };
    let via = |said: &Option<String>| said.as_ref().map_or(String::new(), |r| format!(" (at {r})"));
    match form {
        Form::Conversion { a, b, said: rate, slack, .. } => {
            let rate = rate.split_once(", ").map_or(rate.as_str(), |(rate, _)| rate);
            format!(
                "{} is about {} at {rate} (give or take {slack} %), while {} is printed",
                show(*a),
                solved(*b),
                show(*b)
            )
        }
        Form::Change { p, x, y, sign, years, link } => {
            let more = if *sign > 0 { "more" } else { "less" };
            let over = if *years > 1 { format!(" a year over {years} years") } else { String::new() };
            format!(
                "{} against {} is {} {more}{over}{}, while {} is printed",
                show(*x),
                show(*y),
                solved(*p),
                via(&link.said),
                show(*p)
            )
        }
        Form::Times { k, x, y, link } => {
            format!(
                "{} / {} is {}{}, while {} is printed",
                show(*x),
                show(*y),
                solved(*k),
                via(&link.said),
                show(*k)
            )
        }
        Form::Part { p, part, whole, link } => {
            format!(
                "{} of {} is {}{}, while {} is printed",
                show(*p),
                show(*whole),
                solved(*part),
                via(&link.said),
                show(*part)
            )
        }
        Form::Sum { total, parts } => {
            let all: Vec<String> = parts.iter().map(|p| show(*p)).collect();
            format!("{} = {}, while {} is printed", all.join(" + "), solved(*total), show(*total))
        }
        Form::Delta { d, x, y } => {
            format!("{} - {} = {}, while {} is printed", show(*x), show(*y), solved(*d), show(*d))
        }
        Form::Term { total, yearly, n } => {
            format!("{n} times {} is {}, while {} is printed", show(*yearly), solved(*total), show(*total))
        }
    }
}
