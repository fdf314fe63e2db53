//! Checks the figures of a document against each other, dated rates and a case.
//!
//! A sentence states equations between its figures: this is that at a rate, so many per cent more, the sum of those. An
//! equation that does not hold is put right by changing one figure, and the change that the other equations, the case
//! and the size of the other figures speak for is the finding. Files in reading order:
//! `arith` intervals; `item` the numbers of a sentence; `words` words of comparison; `exchange` rates;
//! `law` the equations; `bind` ratios and conversions to equations; `restate` per cents that are
//! multiples; `delta` differences; `sum` parts and totals;
//! `term` yearly sums and totals of a term; `book` what a case knows; `fault` the figure that is wrong;
//! `window`, `thread` and `web` equations that any figures may form; `unit` wrong currencies; `record`, `since` and
//! `years` years; `votes`; `headline`; `draft` and `style` the finding in words.

use std::ops::Range;

use winset_case::Case;
use winset_case::quantity::{Bound, Currency};

use crate::day::days;
use crate::document::Document;
use crate::finding::{ErrorKind, Finding, Sure};
use crate::mention::{Mentions, mentions, reading_names};
use crate::rates::Rates;
use crate::token::{Tokens, tokens};

mod arith;
mod bind;
mod book;
mod delta;
mod draft;
mod exchange;
mod fault;
mod headline;
mod item;
mod law;
mod record;
mod restate;
mod since;
mod style;
mod sum;
mod term;
mod thread;
mod unit;
mod votes;
mod web;
mod window;
mod words;
mod years;

use book::Book;
use draft::Draft;
use exchange::Exchange;
use item::{Item, Sentence};
use law::{Form, Law, Values};

/// What is known beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Dated exchange rates.
    pub rates: &'a Rates,
    /// The case whose series, history and record are compared.
    pub case: Option<&'a Case>,
}

/// A pair of amounts that no rate was found for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// Bytes of the text: both amounts.
    pub at: Range<usize>,
    /// Why, and which rate the text's own pair implies.
    pub why: String,
}

/// Most numbers of a sentence that are compared with each other.
const MOST_ITEMS: usize = 24;

/// Most numbers of two sentences that are compared with each other.
const MOST_ACROSS: usize = 14;

/// Every figure that does not hold, in the order of the text.
///
/// ```
/// use winset_read::{Document, Rates, figures, figures::Known};
/// let doc = Document::new("It pays 20.6 billion yen ($1.95 billion).", Some("2021-02-17".parse().unwrap()));
/// let rates = Rates::shipped();
/// let found = figures(&doc, &Known { rates: &rates, case: None });
/// assert_eq!(found[0].printed, "$1.95 billion");
/// assert_eq!(found[0].kind.word(), "wrong_conversion");
/// ```
pub fn figures(doc: &Document, known: &Known<'_>) -> Vec<Finding> {
    let read = Reading::new(doc, known);
    let exchange = read.exchange(doc, known);
    let book = known.case.map(Book::new);
    let mut out: Vec<Finding> = Vec::new();
    let mut first = 0;
    let mut day = 0;
    let mut last: Option<(usize, usize, Range<usize>)> = None;
    for s in &read.tokens.sentences {
        while read.days.get(day).is_some_and(|d| d.tokens.end <= s.tokens.start) {
            day += 1;
        }
        let from = first
            + read
                .items
                .get(first..)
                .unwrap_or_default()
                .partition_point(|i| i.tokens.start < s.tokens.start);
        let to = from
            + read.items.get(from..).unwrap_or_default().partition_point(|i| i.tokens.start < s.tokens.end);
        first = to;
        let days = read.days.get(day..).unwrap_or_default();
        let of_days = days.get(..days.partition_point(|d| d.tokens.start < s.tokens.end)).unwrap_or_default();
        let items = own(&read.tokens.list, read.items.get(from..to).unwrap_or_default(), from);
        if items.is_empty() && of_days.is_empty() {
            continue;
        }
        let sentence = Sentence {
            text: doc.text(),
            list: &read.tokens.list,
            tokens: s.tokens.clone(),
            at: s.at.clone(),
            items: &items,
            days: of_days,
        };
        let mut drafts = best(check(&sentence, &exchange, book.as_ref(), from));
        drafts.retain(|d| !is_far_fetched(d, doc.slice(&d.at)));
        // What the sentence before says counts too, where this one has figures and the paragraph goes on.
        if let Some((before, tokens, at)) = last.take().filter(|_| !items.is_empty())
            && to - before <= MOST_ACROSS
            && doc.text().get(at.end..s.at.start).is_some_and(|gap| !gap.contains("\n\n"))
        {
            let items = own(&read.tokens.list, read.items.get(before..to).unwrap_or_default(), before);
            let both = Sentence {
                text: doc.text(),
                list: &read.tokens.list,
                tokens: tokens..s.tokens.end,
                at: at.start..s.at.end,
                items: &items,
                days: of_days,
            };
            let mut across = web::check(&both, &exchange, book.as_ref(), Some(s.tokens.start));
            across.extend(unit::of_measure(&both));
            across.extend(restate::many_times(&both).into_iter().filter(|d| d.at.start >= s.at.start));
            for d in across {
                let clear = |r: &Range<usize>| r.end <= d.at.start || d.at.end <= r.start;
                if drafts.iter().all(|o| clear(&o.at)) && out.iter().all(|f: &Finding| clear(&f.at)) {
                    if d.at.start < s.at.start {
                        out.push(d.finish(doc.text(), &at));
                    } else {
                        drafts.push(d);
                    }
                }
            }
        }
        last = Some((from, s.tokens.start, s.at.clone()));
        out.extend(drafts.into_iter().map(|d| d.finish(doc.text(), &s.at)));
    }
    if let Some(head) = &doc.headline {
        let found: Vec<Finding> =
            headline::check(head, &read.items).into_iter().map(|d| d.finish(doc.text(), head)).collect();
        out.extend(
            found
                .into_iter()
                .filter(|f| out.iter().all(|o| o.at.end <= f.at.start || f.at.end <= o.at.start))
                .collect::<Vec<_>>(),
        );
    }
    out.sort_by_key(|f| (f.at.start, f.at.end));
    out
}

/// Pairs of amounts that could not be checked for want of a rate.
///
/// ```
/// use winset_read::{Document, Rates, figures::{Known, unchecked}};
/// let doc = Document::new("They owe 7 billion won ($6 million).", Some("2009-02-17".parse().unwrap()));
/// let rates = Rates::shipped();
/// let left = unchecked(&doc, &Known { rates: &rates, case: None });
/// assert!(left[0].why.contains("1,166.7 KRW per USD"), "{}", left[0].why);
/// ```
pub fn unchecked(doc: &Document, known: &Known<'_>) -> Vec<Unchecked> {
    let read = Reading::new(doc, known);
    let exchange = read.exchange(doc, known);
    let mut out = Vec::new();
    for b in &read.items {
        let Some(a) = b.converts.and_then(|a| read.items.get(a)) else { continue };
        let (Some(x), Some(y)) = (a.unit.currency(), b.unit.currency()) else { continue };
        if exchange.of_day(x, y).is_some() || exchange.named_anywhere(x, y).is_some() {
            continue;
        }
        out.push(Unchecked { at: a.at.start..b.at.end, why: no_rate(doc, a, b, x, y) });
    }
    out
}

fn no_rate(doc: &Document, a: &Item, b: &Item, x: Currency, y: Currency) -> String {
    let day = match doc.date {
        Some(day) => format!("no rate of {x} and {y} is known near {day}"),
        None => format!("the text has no day, so that no rate of {x} and {y} can be chosen"),
    };
    let implied = if a.value() > b.value() {
        arith::over(a.value(), b.value()).map(|r| (r, x, y))
    } else {
        arith::over(b.value(), a.value()).map(|r| (r, y, x))
    };
    match implied {
        Some((r, of, per)) => {
            let r = winset_case::quantity::grouped(arith::rounded(r, 5));
            format!("{day}; the text's own pair implies {r} {of} per {per}")
        }
        None => day,
    }
}

/// A document cut up.
struct Reading {
    tokens: Tokens,
    mentions: Mentions,
    days: Vec<crate::day::DayMention>,
    items: Vec<Item>,
}

impl Reading {
    fn new(doc: &Document, known: &Known<'_>) -> Reading {
        let tokens = tokens(doc.text());
        let names = reading_names(known.case.map(|c| &c.names));
        let mentions = mentions(doc.text(), &tokens, &names);
        let days = days(&tokens, doc.date);
        let items = item::items(doc.text(), &tokens.list, &mentions, &days);
        Reading { tokens, mentions, days, items }
    }

    fn exchange<'a>(&'a self, doc: &Document, known: &Known<'a>) -> Exchange<'a> {
        Exchange::new(known.case, known.rates, doc.date, &self.mentions.rates, &self.items)
    }
}

/// The items of one sentence, their places counted from its first.
fn own(list: &[crate::token::Token], items: &[Item], from: usize) -> Vec<Item> {
    let mut out: Vec<Item> = items.iter().take(MOST_ITEMS).cloned().collect();
    for i in &mut out {
        i.converts = i.converts.and_then(|c| c.checked_sub(from)).filter(|c| *c < MOST_ITEMS);
    }
    window::lend(list, &mut out);
    out
}

/// Every check of a sentence.
fn check(s: &Sentence<'_>, ex: &Exchange<'_>, book: Option<&Book<'_>>, from: usize) -> Vec<Draft> {
    let mut laws: Vec<Law> = bind::laws(s, ex);
    laws.extend(sum::laws(s));
    let one_year = |i: &Item| {
        let book = book.filter(|b| b.unit.as_ref() == Some(&i.unit) && b.payer_named(s))?;
        book.latest_before(ex.date.map_or(i16::MAX, |d| d.year()))
    };
    let mixed = term::mixed(s, &one_year);
    laws.extend(term::laws(s));
    laws.extend(term::each(s));
    at_their_year(s, ex, &mut laws);
    let mut out = yearly(s, &mixed, &laws);
    out.extend(unit::of_laws(s, &laws));
    out.extend(unit::of_comparison(s, ex));
    out.extend(unit::of_measure(s));
    if let Some(book) = book {
        out.extend(unit::of_case(s, book, ex));
        out.extend(record::amounts(s, book));
        out.extend(record::agreements(s, book));
        out.extend(since::check(s, book));
    }
    out.extend(years::counted(s));
    out.extend(years::ordered(s));
    out.extend(term::whole(s));
    out.extend(votes::check(s, book));
    out.extend(restate::restated(s));
    out.extend(restate::many_times(s));
    out.extend(points(s));
    out.extend(web::check(s, ex, book, None));
    // A figure whose unit or period is wrong breaks the statements it stands in: they are not reported beside it.
    let taken: Vec<Range<usize>> = out.iter().map(|d| d.at.clone()).collect();
    laws.retain(|l| {
        !l.form.terms().iter().any(|t| {
            s.items.get(*t).is_some_and(|i| taken.iter().any(|r| r.start < i.at.end && i.at.start < r.end))
        }) || l.form.holds(&Values::printed(s.items))
    });
    implied(s, ex, from, &mut laws);
    let mut faults = fault::faults(s, &laws, book);
    // A figure that stands in an equation of its own is not what is wrong with another.
    let stands = |d: &Draft, of: &[Range<usize>]| of.iter().any(|r| r.start < d.at.end && d.at.start < r.end);
    if !faults.is_empty() {
        let settled = web::settled(s, ex);
        faults.retain(|d| !stands(d, &settled));
    }
    out.extend(faults);
    out
}

/// A conversion may be at the rate of the year the amount is of.
fn at_their_year(s: &Sentence<'_>, ex: &Exchange<'_>, laws: &mut [Law]) {
    let printed = Values::printed(s.items);
    for law in laws.iter_mut() {
        let Form::Conversion { a, b, .. } = law.form else { continue };
        if law.form.holds(&printed) {
            continue;
        }
        let (Some(x), Some(y)) = (s.items.get(a), s.items.get(b)) else { continue };
        let (Some(p), Some(q)) = (x.unit.currency(), y.unit.currency()) else { continue };
        let year = s.year_of(y).or_else(|| s.year_of(x)).map(|(y, _)| y);
        let Some(day) = year.and_then(|y| jiff::civil::Date::new(y, 7, 1).ok()) else { continue };
        let Some(used) = ex.on(p, q, day) else { continue };
        let other = Form::Conversion { a, b, rate: used.value, slack: used.slack.max(8), said: used.said };
        let dated = ex.of_day(p, q);
        let day_fits = dated.map(|u| Form::Conversion { a, b, rate: u.value, slack: u.slack, said: u.said });
        if other.holds(&printed) {
            law.form = other;
        } else if let Some(form) = day_fits.filter(|f| f.holds(&printed)) {
            law.form = form;
        }
    }
}

/// Pairs without a dated rate are checked against the other pairs of the text.
fn implied(s: &Sentence<'_>, ex: &Exchange<'_>, from: usize, laws: &mut Vec<Law>) {
    for (b, item) in s.items.iter().enumerate() {
        let Some(a) = item.converts else { continue };
        let done = laws.iter().any(|l| matches!(l.form, Form::Conversion { b: k, .. } if k == b));
        let (Some(x), Some(y)) = (s.items.get(a).and_then(|x| x.unit.currency()), item.unit.currency())
        else {
            continue;
        };
        if done || ex.of_day(x, y).is_some() {
            continue;
        }
        if let Some(used) = ex.implied(x, y, from + b) {
            let form = Form::Conversion { a, b, rate: used.value, slack: used.slack, said: used.said };
            laws.push(Law { form, firm: true, rule: "figure.conversion" });
        }
    }
}

/// Yearly sums that are the term's, and the other way round.
fn yearly(
    s: &Sentence<'_>,
    mixed: &[(term::Mixed, rust_decimal::Decimal, Option<usize>)],
    laws: &[Law],
) -> Vec<Draft> {
    let mut out = Vec::new();
    let printed = Values::printed(s.items);
    let in_term = |i: usize| {
        laws.iter().any(|l| matches!(l.form, Form::Term { total, yearly, .. } if (total == i || yearly == i) && l.form.holds(&printed)))
    };
    for (m, one, _) in mixed {
        let (i, n, total) = match m {
            term::Mixed::TotalAsYearly(i, n) => (*i, *n, true),
            term::Mixed::YearlyAsTotal(i, n) => (*i, *n, false),
        };
        let Some(item) = s.items.get(i).filter(|_| !in_term(i)) else { continue };
        let v = item.value();
        let each = arith::over(v, rust_decimal::Decimal::from(n)).unwrap_or(v);
        let mut d = Draft::new(item.at.clone(), ErrorKind::YearlyVsTotal, "figure.period", Sure::Likely);
        let text = s.text.get(item.core.clone()).unwrap_or("");
        let shown = style::said(v, &item.unit);
        let beside = style::said(*one, &item.unit);
        // The total of these years stands beside it: it is said of the total, and the sum is known to be one year's.
        let has_total = |i: &Item| {
            item.value()
                .checked_mul(n.into())
                .is_some_and(|t| i.unit == item.unit && arith::near(i.value(), t, 1))
        };
        if !total && s.items.iter().any(has_total) {
            continue;
        }
        let told = one.checked_mul(n.into()).is_some_and(|t| t == v)
            && s.any(|w| matches!(w, "payments" | "instalments" | "installments" | "tranches"));
        if total && told {
            d.value(v, v, &item.unit, Bound::Exact, Some(format!("{n} years")));
            d.instead = Some(format!("{text} in {n} years"));
            d.why =
                format!("{n} times the yearly {beside} is {shown}: it is the sum of {n} years, not of one");
        } else if total {
            d.value(each, each, &item.unit, Bound::Approx, Some("year".into()));
            let tail = s.text.get(item.core.end..item.at.end).unwrap_or("");
            let number = style::rewritten(text, each, &item.unit, style::Digits::About(4));
            d.instead = Some(format!("{number}{tail}"));
            d.why = format!(
                "{shown} a year is {n} times the yearly {beside}; as a total of {n} years it is {} a year",
                style::said(each, &item.unit)
            );
        } else {
            d.value(v, v, &item.unit, Bound::Exact, Some("year".into()));
            d.instead = Some(format!("{text} a year"));
            d.why = format!(
                "{shown} over {n} years is {} a year, while one year's sum is {beside}; {shown} is the sum of one year",
                style::said(each, &item.unit)
            );
        }
        d.score = 5;
        out.push(d);
    }
    // "80 million over four years, or 80 million a year": one of the two is not.
    for law in laws {
        let Form::Term { total, yearly, n } = law.form else { continue };
        if law.rule != "figure.term" {
            continue;
        }
        let (Some(t), Some(y)) = (s.items.get(total), s.items.get(yearly)) else { continue };
        if law.form.holds(&printed) || !arith::near(t.value(), y.value(), 1) {
            continue;
        }
        let each = arith::over(y.value(), rust_decimal::Decimal::from(n)).unwrap_or(y.value());
        let mut d = Draft::new(y.at.clone(), ErrorKind::YearlyVsTotal, "figure.period", Sure::Certain);
        d.value(each, each, &y.unit, Bound::Approx, Some("year".into()));
        let text = s.text.get(y.core.clone()).unwrap_or("");
        let tail = s.text.get(y.core.end..y.at.end).unwrap_or("");
        d.instead = Some(format!("{}{tail}", style::rewritten(text, each, &y.unit, style::Digits::About(4))));
        d.why = format!(
            "{} is given both for {n} years and for one; a year it is {}",
            style::said(t.value(), &t.unit),
            style::said(each, &y.unit)
        );
        d.score = 4;
        out.push(d);
    }
    // A part given as yearly in a sum of several years.
    let spans = term::spans(s);
    for law in laws {
        let Form::Sum { total, parts } = &law.form else { continue };
        let Some(n) = spans.iter().map(|(_, n)| *n).next().filter(|_| law.firm && law.form.holds(&printed))
        else {
            continue;
        };
        let all: Vec<usize> = parts.iter().copied().chain([*total]).collect();
        let per: Vec<usize> =
            all.iter().copied().filter(|i| s.items.get(*i).is_some_and(|i| i.per.is_some())).collect();
        if let [i] = per.as_slice()
            && let Some(item) = s.items.get(*i)
            && parts.len() <= 3
            && !in_term(*total)
            && !parts.iter().any(|p| in_term(*p))
        {
            let mut d = Draft::new(item.at.clone(), ErrorKind::YearlyVsTotal, "figure.period", Sure::Certain);
            d.value(item.value(), item.value(), &item.unit, Bound::Exact, Some(format!("{n} years")));
            d.instead = s.text.get(item.core.clone()).map(str::to_owned);
            d.why = format!(
                "{}; the sum holds only if {} is for all {n} years",
                fault::equation(s, &law.form).split(", while").next().unwrap_or(""),
                s.text.get(item.core.clone()).unwrap_or("")
            );
            d.score = 5;
            out.push(d);
        }
    }
    out
}

/// A per cent that is off by more than this many times is read together with a figure that it does not speak of.
const MOST_OFF: i64 = 20;

/// True for the offer to put a per cent right by a value of quite another size, which no digit explains.
fn is_far_fetched(d: &Draft, printed: &str) -> bool {
    let Some(e) = d.expected.as_ref().filter(|e| e.unit == winset_case::quantity::Unit::Percent) else {
        return false;
    };
    let number: String = printed.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let Ok(value) = number.parse::<rust_decimal::Decimal>() else { return false };
    let most = rust_decimal::Decimal::from(MOST_OFF);
    let far = |x: rust_decimal::Decimal, y: rust_decimal::Decimal| {
        y.checked_mul(most).is_some_and(|m| x.abs() > m.abs())
    };
    d.kind == ErrorKind::ContradictsRecord && (far(e.low, value) || far(value, e.low))
}

/// "From 22.1 to 16.35 percent, a cut of 5.75 percent": points are meant.
fn points(s: &Sentence<'_>) -> Vec<Draft> {
    use winset_case::quantity::Unit;
    let mut out = Vec::new();
    let percents: Vec<&Item> =
        s.items.iter().filter(|i| i.unit == Unit::Percent && i.low == i.high).collect();
    for d in percents.iter().filter(|i| !i.points) {
        let bind::Says::Change(sign) = bind::says(s, d) else { continue };
        for w in percents.windows(2) {
            let [a, b] = w else { continue };
            if std::ptr::eq(*a, *d) || std::ptr::eq(*b, *d) || a.points || b.points {
                continue;
            }
            let gap = s.gap(a, b);
            if !(gap.first() == Some(&"to") && s.before(a, 3).contains(&"from")) {
                continue;
            }
            let Some(step) = b.value().checked_sub(a.value()) else { continue };
            let change = arith::over(step, a.value()).and_then(|c| c.checked_mul(100.into()));
            let fits = change.is_some_and(|c| d.wide().holds(c.abs()));
            let signed = (step.is_sign_negative()) == (sign < 0);
            if !fits && signed && step.abs() == d.value() {
                let mut f = Draft::new(d.core.clone(), ErrorKind::WrongUnit, "figure.points", Sure::Likely);
                f.value(d.value(), d.value(), &Unit::Named("percentage points".into()), Bound::Exact, None);
                f.instead = Some(format!("{} percentage points", d.value().normalize()));
                f.why = format!(
                    "{} - {} = {}: that is a step in points; in per cent it is {}",
                    b.value().normalize(),
                    a.value().normalize(),
                    step.normalize(),
                    change.map_or_else(String::new, |c| c.round_dp(1).to_string())
                );
                out.push(f);
            }
        }
    }
    out
}

/// Of findings about one figure the most certain and most specific.
fn best(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|d| (std::cmp::Reverse(d.score), d.sure, d.at.start));
    let mut out: Vec<Draft> = Vec::new();
    for d in drafts {
        if out.iter().all(|o| o.at.end <= d.at.start || d.at.end <= o.at.start) {
            out.push(d);
        }
    }
    out.sort_by_key(|d| d.at.start);
    out
}
