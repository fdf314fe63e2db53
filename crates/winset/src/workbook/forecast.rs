//! A forecast as a workbook: chances by day, amounts, and every past case with what let it in or kept it out.

use jiff::civil::Date;
use winset_case::Case;

use super::book::Book;
use super::sheet::{Sheet, Style, a1, exact};
use crate::class::{Library, Member};
use crate::fmt::unit_word;
use crate::forecast::{Amount, Answer, Forecast, Level, Stand, value_at};
use crate::question::Question;

/// The workbook of a forecast; `withheld` entries were left out of the question.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn forecast(
    q: &Question,
    library: &Library,
    answer: &Answer,
    withheld: usize,
) -> Result<Vec<u8>, String> {
    let mut book = Book::new();
    let mut notes = vec![
        "Chances by day and amounts are computed by winset from the finished talks on the sheet Members; no formula carries that.".to_owned(),
        "Counts, and shares of counts, are formulas over the sheet Members.".to_owned(),
    ];
    match answer {
        Answer::Ended { deal, known_on, .. } => {
            let mut s = book.sheet("Forecast");
            let how = if deal.is_some() { "with a deal" } else { "without a deal" };
            s.text(
                (0, 0),
                &format!("The talks ended {how} (known on {known_on}): there is nothing to forecast."),
                Style::Note,
            );
            book.add("Forecast", s);
            notes.clear();
        }
        Answer::Open(f) => {
            let rows = members(&mut book, q, library, f);
            chances(&mut book, f);
            amounts(&mut book, &q.case, f);
            counts(&mut book, f, rows);
            notes.extend(f.remarks.iter().cloned());
        }
    }
    book.finish(q, "how such talks end: whether and when, how much, consent", withheld, &notes)
}

fn chances(book: &mut Book, f: &Forecast) {
    let mut s = book.sheet("Chances");
    s.text((0, 0), "Chance of a deal by a day", Style::Title);
    s.heads(
        2,
        &[
            "deal by",
            "chance",
            "10 % point",
            "90 % point",
            "worth in talks",
            "deal and consent",
            "yours",
            "event",
        ],
    );
    s.freeze(3, 1);
    for (i, (row, d)) in (3..).zip(&f.deal_by).enumerate() {
        s.day((row, 0), d.date);
        for (column, v) in [(1, d.p), (2, d.low), (3, d.high)] {
            s.number((row, column), v, Style::Percent);
        }
        s.number((row, 4), d.worth, Style::Number(1));
        if let Some(c) = d.consented {
            s.number((row, 5), c, Style::Percent);
        }
        if let Some(y) = f.yours.as_ref().and_then(|y| y.deal_by.get(i)) {
            s.number((row, 6), y.p, Style::Percent);
        }
        if let Some(event) = &d.event {
            s.text((row, 7), event, Style::Note);
        }
    }
    book.add_first("Chances", s);
}

fn amounts(book: &mut Book, case: &Case, f: &Forecast) {
    let mut s = book.sheet("Amount");
    s.text((0, 0), "Amount given a deal", Style::Title);
    let mut heads = vec!["chance that it is lower".to_owned()];
    let yours = f.yours.as_ref().and_then(|y| y.amount.as_ref());
    let lists: [(&str, Option<&Amount>); 4] = [
        ("class alone", f.amount_class.as_ref()),
        ("with the demand", f.amount.as_ref().filter(|_| f.demand.is_some())),
        ("class, levelised", f.amount_levelised.as_ref()),
        ("yours", yours),
    ];
    let lists: Vec<(&str, &Amount)> = lists.iter().filter_map(|(n, a)| Some((*n, (*a)?))).collect();
    let last = f.last.as_ref().map(|(last, unit)| {
        let label = "last agreed amount";
        (book.amount("last_agreed", label, *last, &unit_word(unit), ""), unit_word(unit))
    });
    for (name, _) in &lists {
        heads.push(format!("{name}, on the last"));
        heads.extend(last.as_ref().map(|(_, unit)| format!("{name}, {unit}")));
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    s.heads(2, &heads);
    s.freeze(3, 1);
    let step = case.pricing.round_to.as_ref().and_then(|x| x.low.or(x.high));
    let Some((_, first)) = lists.first() else { return book.add("Amount", s) };
    for (k, (row, q)) in (3..).zip(&first.quantiles).enumerate() {
        s.number((row, 0), q.q, Style::Percent);
        let mut column = 1;
        for (_, a) in &lists {
            let Some(q) = a.quantiles.get(k) else { continue };
            s.number((row, column), libm::expm1(q.log), Style::Percent);
            column += 1;
            if let (Some((name, _)), Some((last, _))) = (&last, &f.last) {
                let cell = a1((row, column - 1));
                let formula = match step {
                    Some(step) => format!("=ROUND({name}*(1+{cell})/{step},0)*{step}"),
                    None => format!("=ROUND({name}*(1+{cell}),2)"),
                };
                let now = value_at(case, *last, q.log).map(exact);
                let decimals = if now.is_some_and(|v| v >= 1e5) { 0 } else { 2 };
                s.formula((row, column), &formula, now, Style::Number(decimals));
                column += 1;
            }
        }
    }
    book.add("Amount", s);
}

/// Why a member is not used.
fn excluded(case: &Case, m: &Member, as_of: Date) -> &'static str {
    let e = &case.forecast;
    if e.own.as_deref() == Some(m.id.as_str()) {
        "these talks themselves"
    } else if e.exclude.contains(&m.id) {
        "named in forecast.class.exclude"
    } else if e.members.as_ref().is_some_and(|l| !l.contains(&m.id)) {
        "not named in forecast.class.members"
    } else if e.exclude_recalled && m.date_recalled {
        "its days are recalled"
    } else if m.known_on.is_none_or(|k| k > as_of) {
        "not public on that day"
    } else {
        "no dated beginning and end on this clock"
    }
}

fn members(book: &mut Book, q: &Question, library: &Library, f: &Forecast) -> u32 {
    let mut s = book.sheet("Members");
    s.text((0, 0), "Finished talks", Style::Title);
    s.heads(
        2,
        &[
            "id",
            "title",
            "level",
            "used",
            "why not",
            "stood then",
            "closed from, day",
            "closed by, day",
            "settled on the last",
            "recalled",
            "consent",
        ],
    );
    s.freeze(3, 1);
    for (row, m) in (3..).zip(&library.members) {
        s.text((row, 0), &m.id, Style::Text);
        s.text((row, 1), &m.title, Style::Text);
        let used = f.members.iter().find(|u| u.id == m.id);
        s.text((row, 3), if used.is_some() { "yes" } else { "no" }, Style::Text);
        let consent = m.consent.filter(|_| m.consent_on.is_some_and(|(_, by)| by <= q.as_of));
        if let Some(c) = consent.filter(|_| used.is_some()) {
            s.text((row, 10), if c { "passed" } else { "failed" }, Style::Text);
        }
        let Some(u) = used else {
            s.text((row, 4), excluded(&q.case, m, q.as_of), Style::Text);
            continue;
        };
        s.text((row, 2), u.level.word(), Style::Text);
        let (stood, days) = match u.stand {
            Stand::Deal(from, by) => ("deal", Some((from, by))),
            Stand::NoDeal => ("no deal", None),
            Stand::Open(_) => ("still open", None),
        };
        s.text((row, 5), stood, Style::Text);
        if let Some((from, by)) = days {
            s.number((row, 6), f64::from(from), Style::Plain);
            s.number((row, 7), f64::from(by), Style::Plain);
        }
        if let Some(change) = u.change {
            s.number((row, 8), libm::expm1(change), Style::Percent);
        }
        s.text((row, 9), if u.recalled { "yes" } else { "no" }, Style::Text);
    }
    book.add("Members", s);
    3 + u32::try_from(library.members.len()).unwrap_or(0)
}

/// Tells how a member stood.
type IsStand = fn(Stand) -> bool;

/// Simple counts, recomputed by formulas: talks by level and how they stood, votes passed.
fn counts(book: &mut Book, f: &Forecast, end: u32) {
    let mut s = book.sheet("Counts");
    s.text((0, 0), "Counts behind the forecast", Style::Title);
    s.heads(
        2,
        &[
            "level",
            "talks",
            "deal",
            "no deal",
            "still open",
            "deal within a year of day zero",
            "votes passed",
            "votes failed",
            "passed of all",
        ],
    );
    s.freeze(3, 1);
    let column = |c: char| format!("Members!${c}$4:${c}${end}");
    for (row, level) in (3..).zip([Level::Own, Level::Type, Level::Other]) {
        let of: Vec<_> = f.members.iter().filter(|m| m.level == level).collect();
        s.text((row, 0), level.word(), Style::Text);
        let base = format!("{},\"{}\",{},\"yes\"", column('C'), level.word(), column('D'));
        s.formula((row, 1), &format!("=COUNTIFS({base})"), Some(of.len() as f64), Style::Number(0));
        let stands: [(u16, &str, IsStand); 3] = [
            (2, "deal", |x| matches!(x, Stand::Deal(..))),
            (3, "no deal", |x| matches!(x, Stand::NoDeal)),
            (4, "still open", |x| matches!(x, Stand::Open(_))),
        ];
        for (c, word, is) in stands {
            let now = of.iter().filter(|m| is(m.stand)).count() as f64;
            s.formula(
                (row, c),
                &format!("=COUNTIFS({base},{},\"{word}\")", column('F')),
                Some(now),
                Style::Number(0),
            );
        }
        let within = of.iter().filter(|m| matches!(m.stand, Stand::Deal(_, by) if by <= 365)).count() as f64;
        s.formula(
            (row, 5),
            &format!("=COUNTIFS({base},{},\"<=365\")", column('H')),
            Some(within),
            Style::Number(0),
        );
        let (passed, failed) = f.votes.get(level as usize).copied().unwrap_or_default();
        s.number((row, 6), f64::from(passed), Style::Number(0));
        s.number((row, 7), f64::from(failed), Style::Number(0));
        consent(&mut s, row, passed, failed);
    }
    sums(&mut s, f);
    let (p, low, high) = f.consent;
    s.text((8, 0), "Consent by the class, each level pooled toward the wider ones by winset: mean, 10 % and 90 % points.", Style::Note);
    for (column, v) in [(1, p), (2, low), (3, high)] {
        s.number((9, column), v, Style::Percent);
    }
    book.add("Counts", s);
}

fn consent(s: &mut Sheet, row: u32, passed: u32, failed: u32) {
    let n = passed + failed;
    let f = format!("=IF({0}+{1}=0,\"—\",{0}/({0}+{1}))", a1((row, 6)), a1((row, 7)));
    if n == 0 {
        s.word_formula((row, 8), &f, "—");
    } else {
        s.formula((row, 8), &f, Some(f64::from(passed) / f64::from(n)), Style::Percent);
    }
}

fn sums(s: &mut Sheet, f: &Forecast) {
    s.text((6, 0), "all", Style::Text);
    for column in 1..=7 {
        let range = format!("{}:{}", a1((3, column)), a1((5, column)));
        let now = match column {
            1 => Some(f.members.len() as f64),
            6 => Some(f.votes.iter().map(|v| f64::from(v.0)).sum()),
            7 => Some(f.votes.iter().map(|v| f64::from(v.1)).sum()),
            2 => Some(f.members.iter().filter(|m| matches!(m.stand, Stand::Deal(..))).count() as f64),
            3 => Some(f.members.iter().filter(|m| matches!(m.stand, Stand::NoDeal)).count() as f64),
            4 => Some(f.members.iter().filter(|m| matches!(m.stand, Stand::Open(_))).count() as f64),
            _ => {
                Some(f.members.iter().filter(|m| matches!(m.stand, Stand::Deal(_, by) if by <= 365)).count()
                    as f64)
            }
        };
        s.formula((6, column), &format!("=SUM({range})"), now, Style::Total(0));
    }
    let (passed, failed) = f.votes.iter().fold((0, 0), |(a, b), v| (a + v.0, b + v.1));
    consent(s, 6, passed, failed);
}
