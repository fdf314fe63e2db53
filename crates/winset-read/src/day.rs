//! Days, months and years in running text, resolved against the day of publication.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit as Span};

use crate::token::{Token, TokenKind, Tokens, tokens};

/// A time that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMention {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Tokens.
    pub tokens: Range<usize>,
    /// When; none where the text alone does not tell.
    pub when: Option<When>,
}

/// A time, as finely as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
    /// The first and the last of several years.
    Years(i16, i16),
}

impl When {
    /// The first year of it.
    pub fn year(self) -> i16 {
        match self {
            When::Day(d) => d.year(),
            When::Month(y, _) | When::Year(y) | When::Years(y, _) => y,
        }
    }
}

impl std::fmt::Display for When {
    /// `2019-11-19`, `2019-11`, `2020` or `2014/2018`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            When::Day(d) => write!(f, "{d}"),
            When::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            When::Year(y) => write!(f, "{y}"),
            When::Years(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

fn low(list: &[Token], i: usize) -> &str {
    list.get(i).map_or("", |t| &t.low)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// True for the whole name of a month: "jan" may be a person's.
pub(crate) fn is_month_name(word: &str) -> bool {
    MONTHS.contains(&word)
}

fn month(word: &str) -> Option<i8> {
    let sept = if word == "sept" { "sep" } else { word };
    MONTHS
        .iter()
        .zip(1..)
        .find(|(name, _)| **name == word || sept.len() == 3 && name.starts_with(sept))
        .map(|(_, n)| n)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn year(list: &[Token], i: usize) -> Option<i16> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Number && t.low.len() == 4)?;
    t.low.parse().ok().filter(|y| (1900..2100).contains(y))
}

fn day_number(list: &[Token], i: usize) -> Option<(i8, usize)> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Number && t.low.len() <= 2)?;
    let n: i8 = t.low.parse().ok().filter(|d| (1..=31).contains(d))?;
    let ordinal = list.get(i + 1).is_some_and(|t| t.glued && matches!(&*t.low, "st" | "nd" | "rd" | "th"));
    Some((n, if ordinal { i + 2 } else { i + 1 }))
}

/// Every time that a text names, in order; `published` resolves the relative ones.
///
/// ```
/// use winset_read::{day, token};
/// let text = "Talks resumed yesterday and end on Dec. 31.";
/// let published = "2019-11-19".parse().unwrap();
/// let found = day::days(&token::tokens(text), Some(published));
/// let said: Vec<String> = found.iter().map(|d| d.when.unwrap().to_string()).collect();
/// assert_eq!(said, ["2019-11-18", "2019-12-31"]);
/// ```
pub fn days(tokens: &Tokens, published: Option<Date>) -> Vec<DayMention> {
    let list = &tokens.list;
    let mut out = Vec::new();
    let mut i = 0;
    while i < list.len() {
        match at(list, i, published) {
            Some((when, end)) if end > i => {
                let at = list.get(i).map_or(0, |t| t.at.start)..list.get(end - 1).map_or(0, |t| t.at.end);
                out.push(DayMention { at, tokens: i..end, when });
                i = end;
            }
            _ => i += 1,
        }
    }
    out
}

/// The time that begins at a token, and the token after it.
fn at(list: &[Token], i: usize, published: Option<Date>) -> Option<(Option<When>, usize)> {
    let t = list.get(i)?;
    match t.kind {
        TokenKind::Number => numeric(list, i, published),
        TokenKind::Word => named_month(list, i, published)
            .or_else(|| relative(list, i, published))
            .or_else(|| year_end(list, i, published)),
        TokenKind::Mark => None,
    }
}

/// `2019`, `2014 to 2018`, `2019-11-19`, `31 December 2019`.
fn numeric(list: &[Token], i: usize, published: Option<Date>) -> Option<(Option<When>, usize)> {
    if let Some(y) = year(list, i) {
        let iso = low(list, i + 1) == "-" && low(list, i + 3) == "-";
        if iso
            && let (Ok(m), Ok(d)) = (low(list, i + 2).parse(), low(list, i + 4).parse())
            && let Ok(date) = Date::new(y, m, d)
        {
            return Some((Some(When::Day(date)), i + 5));
        }
        if matches!(low(list, i + 1), "to" | "-" | "–" | "and" | "through" | "until" | "/")
            && let Some((z, end)) =
                year(list, i + 2).map(|z| (z, i + 3)).or_else(|| short_year(list, i + 2, y))
            && z > y
            && z - y < 40
        {
            let between = low(list, i + 1) != "and"
                || i.checked_sub(1).is_some_and(|b| low(list, b) == "between")
                || z == y + 1;
            if between {
                return Some((Some(When::Years(y, z)), end));
            }
        }
        return counted(list, i).then_some((Some(When::Year(y)), i + 1));
    }
    let (d, next) = day_number(list, i)?;
    let next = if low(list, next) == "of" { next + 1 } else { next };
    let m = month(low(list, next)).filter(|_| list.get(next).is_some_and(|t| t.capital))?;
    let after = if low(list, next + 1) == "." { next + 2 } else { next + 1 };
    Some(dated(list, d, m, after, published, ahead(list, i)))
}

/// `2019-20`.
fn short_year(list: &[Token], i: usize, first: i16) -> Option<(i16, usize)> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Number && t.low.len() == 2 && t.glued)?;
    let n: i16 = t.low.parse().ok()?;
    Some((first - first % 100 + n, i + 1))
}

/// True unless the four digits count something: "2,000" never comes here, "2019 troops" does.
fn counted(list: &[Token], i: usize) -> bool {
    let sign = i.checked_sub(1).is_some_and(|b| matches!(low(list, b), "$" | "€" | "£" | "¥" | "₩"));
    let unit = matches!(
        low(list, i + 1),
        "won"
            | "yen"
            | "dollars"
            | "euros"
            | "million"
            | "billion"
            | "trillion"
            | "%"
            | "percent"
            | "troops"
            | "soldiers"
            | "people"
            | "tonnes"
    );
    !(sign || unit)
}

/// A day of a month, with or without its year.
fn dated(
    list: &[Token],
    d: i8,
    m: i8,
    next: usize,
    published: Option<Date>,
    forward: bool,
) -> (Option<When>, usize) {
    let comma = usize::from(low(list, next) == ",");
    let bracket_year = year(list, next + comma);
    if let Some(y) = bracket_year {
        return (Date::new(y, m, d).ok().map(When::Day), next + comma + 1);
    }
    let found = published.and_then(|p| placed(p, forward, |y| Date::new(y, m, d).ok()));
    (found.map(When::Day), next)
}

/// True where the word before says that the time is still to come: "until 1 December", "next April".
fn ahead(list: &[Token], i: usize) -> bool {
    i.checked_sub(1).is_some_and(|b| matches!(low(list, b), "until" | "till" | "next" | "by" | "coming"))
}

/// A day without its year: the next one where it is to come, else the nearest.
fn placed(p: Date, forward: bool, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    if forward {
        return [p.year(), p.year() + 1].into_iter().filter_map(of).find(|d| *d >= p);
    }
    nearest(p, of)
}

/// Of the same day in three years, the one nearest to a day.
fn nearest(p: Date, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let away = |d: &Date| p.until((Span::Day, *d)).map_or(i64::MAX, |s| i64::from(s.get_days()).abs());
    [p.year() - 1, p.year(), p.year() + 1].into_iter().filter_map(of).min_by_key(away)
}

/// `Nov. 19, 2019`, `November 2019`, `in January`, `mid-April`.
fn named_month(list: &[Token], i: usize, published: Option<Date>) -> Option<(Option<When>, usize)> {
    let t = list.get(i).filter(|t| t.capital)?;
    let m = month(&t.low)?;
    let next = if low(list, i + 1) == "." { i + 2 } else { i + 1 };
    if let Some((d, after)) = day_number(list, next) {
        let unit = matches!(low(list, after), "percent" | "%" | "million" | "billion" | "trillion");
        if !unit {
            // "March 3-5": the first day.
            let range = matches!(low(list, after), "-" | "–" | "and" | "to")
                && day_number(list, after + 1).is_some()
                && year(list, after + 1).is_none();
            let end = if range { after + 2 } else { after };
            return Some(dated(list, d, m, end, published, ahead(list, i)));
        }
    }
    let comma = usize::from(low(list, next) == ",");
    if let Some(y) = year(list, next + comma) {
        return Some((Some(When::Month(y, m)), next + comma + 1));
    }
    // "May" and "March" are words too.
    let before = i.checked_sub(1).map_or("", |b| low(list, b));
    let timed = matches!(
        before,
        "in" | "of"
            | "by"
            | "until"
            | "since"
            | "from"
            | "last"
            | "next"
            | "late"
            | "early"
            | "mid"
            | "this"
            | "-"
            | "during"
            | "before"
            | "after"
            | "till"
            | "and"
            | "to"
            | "through"
            | "for"
    );
    if !timed {
        return None;
    }
    let found = published.and_then(|p| placed(p, ahead(list, i), |y| Date::new(y, m, 28).ok()));
    let when = found.map(|d| When::Month(d.year(), m));
    Some((when, next))
}

/// `today`, `last week`, `earlier this month`, `on Tuesday`, `next year`.
fn relative(list: &[Token], i: usize, published: Option<Date>) -> Option<(Option<When>, usize)> {
    let word = low(list, i);
    let shift = |days: i64| published.and_then(|p| p.checked_add(days.days()).ok());
    match word {
        "today" | "tonight" => return Some((published.map(When::Day), i + 1)),
        "yesterday" => return Some((shift(-1).map(When::Day), i + 1)),
        "tomorrow" => return Some((shift(1).map(When::Day), i + 1)),
        _ => {}
    }
    if let Some(w) = weekday(word).filter(|_| list.get(i).is_some_and(|t| t.capital)) {
        let forward = i.checked_sub(1).is_some_and(|b| matches!(low(list, b), "next" | "coming"));
        let found = published.and_then(|p| {
            (0..7)
                .map(|k| if forward { k + 1 } else { -k })
                .filter_map(|k| p.checked_add(k.days()).ok())
                .find(|d| d.weekday() == w)
        });
        return Some((found.map(When::Day), i + 1));
    }
    let step: i16 = match word {
        "this" | "current" => 0,
        "last" | "previous" => -1,
        "next" | "coming" | "following" => 1,
        _ => return None,
    };
    let (unit, end) = match low(list, i + 1) {
        "fiscal" if low(list, i + 2) == "year" => ("year", i + 3),
        u => (u, i + 2),
    };
    let when = published.and_then(|p| match unit {
        "year" => Some(When::Year(p.year() + step)),
        "month" => {
            let d = p.checked_add(i64::from(step).months()).ok()?;
            Some(When::Month(d.year(), d.month()))
        }
        "week" => p.checked_add((7 * i64::from(step)).days()).ok().map(When::Day),
        _ => None,
    });
    matches!(unit, "year" | "month" | "week").then_some((when, end))
}

/// `year-end`, `the end of the year`.
fn year_end(list: &[Token], i: usize, published: Option<Date>) -> Option<(Option<When>, usize)> {
    let of = |y: i16| Date::new(y, 12, 31).ok().map(When::Day);
    let this = published.and_then(|p| of(p.year()));
    match (low(list, i), low(list, i + 1), low(list, i + 2)) {
        ("year", "-", "end") => Some((this, i + 3)),
        ("year's", "end", _) => Some((this, i + 2)),
        ("end", "of", "the") if low(list, i + 3) == "year" => Some((this, i + 4)),
        ("end", "of", "this") if low(list, i + 3) == "year" => Some((this, i + 4)),
        ("end", "of", _) => year(list, i + 2).map(|y| (of(y), i + 3)),
        _ => None,
    }
}

/// The day of a short line of its own near the start: "19 November 2019", "Published: Nov. 19, 2019", "2019.11.19".
pub fn date_line(text: &str) -> Option<Date> {
    const LINES: usize = 8;
    const LONGEST: usize = 80;
    let short = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(LINES);
    short.filter(|l| l.chars().count() <= LONGEST && !l.ends_with('.')).find_map(|line| {
        let t = tokens(line);
        let named = days(&t, None).into_iter().find_map(|d| match d.when {
            Some(When::Day(day)) => Some(day),
            _ => None,
        });
        named.or_else(|| written_in_numbers(line))
    })
}

/// `2019.11.19`, `2019/11/19`, `2019年11月19日`, `2019년 11월 19일` within a line.
fn written_in_numbers(line: &str) -> Option<Date> {
    let mut numbers: Vec<(i32, char)> = Vec::new();
    let mut digits = String::new();
    for c in line.chars().chain(['\n']) {
        if c.is_ascii_digit() && digits.len() < 5 {
            digits.push(c);
        } else if !digits.is_empty() {
            numbers.push((digits.parse().ok()?, c));
            digits.clear();
        }
    }
    numbers.windows(3).find_map(|w| {
        let [(y, a), (m, b), (d, _)] = w else { return None };
        let joined = matches!((a, b), ('.', '.') | ('/', '/') | ('年', '月') | ('년', '월'));
        let (y, m, d) = (i16::try_from(*y).ok()?, i8::try_from(*m).ok()?, i8::try_from(*d).ok()?);
        (joined && (1900..2100).contains(&y)).then(|| Date::new(y, m, d).ok()).flatten()
    })
}

/// The day of a dateline such as `SEOUL, Nov. 19, 2019 —`; a dateline without a year gives none.
pub fn dateline(text: &str) -> Option<Date> {
    let mut end = text.len().min(600);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let t = tokens(text.get(..end)?);
    let place = t.list.iter().position(|t| {
        t.kind == TokenKind::Word && t.capital && t.at.len() > 2 && {
            let w = text.get(t.at.clone()).unwrap_or("");
            w.chars().all(|c| c.is_uppercase())
        }
    })?;
    days(&t, None).into_iter().find_map(|d| match d.when {
        Some(When::Day(day)) if d.tokens.start > place && d.tokens.start - place <= 6 => Some(day),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, published: &str) -> Vec<String> {
        days(&tokens(text), published.parse().ok())
            .iter()
            .map(|d| d.when.map_or("?".into(), |w| w.to_string()))
            .collect()
    }

    #[test]
    fn days_are_resolved_against_the_day_of_publication() {
        assert_eq!(said("on Tuesday (Nov 19)", "2019-11-19"), ["2019-11-19", "2019-11-19"]);
        assert_eq!(
            said("earlier this month, next year, last week", "2019-11-19"),
            ["2019-11", "2020", "2019-11-12"]
        );
        assert_eq!(said("meet again in January; at the end of March", "2019-12-18"), ["2020-01", "2020-03"]);
        assert_eq!(said("a year-end deadline", "2019-11-19"), ["2019-12-31"]);
        assert_eq!(said("paid from 2014 to 2018", "2019-11-19"), ["2014/2018"]);
        assert_eq!(said("November 15, 2019 and 31 December", "2020-01-05"), ["2019-11-15", "2019-12-31"]);
        assert_eq!(said("fiscal 2021, $2019 million", "2020-01-05"), ["2021"]);
        assert_eq!(said("yesterday", ""), ["?"]);
    }

    #[test]
    fn a_dateline_dates_a_report() {
        assert_eq!(
            dateline("SEOUL, Nov. 19, 2019 (X) - Talks").map(|d| d.to_string()),
            Some("2019-11-19".into())
        );
        assert_eq!(dateline("SEOUL, Nov 19 - Talks"), None);
        for line in [
            "Tuesday, 19 November 2019",
            "Published: Nov. 19, 2019",
            "By Ann Lee, 19 November 2019",
            "입력 2019.11.19 17:30",
            "2019年11月19日 火曜日",
            "2019년 11월 19일",
            "2019-11-19",
        ] {
            let text = format!("Talks break off\n{line}\n\nThe talks ended.");
            assert_eq!(date_line(&text).map(|d| d.to_string()), Some("2019-11-19".into()), "{line}");
        }
        assert_eq!(date_line("The accord of 31 December 2018 lapsed.\n"), None);
    }
}
