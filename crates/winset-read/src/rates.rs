//! Dated exchange rates: the small table that is shipped, and tables of the same form.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::quantity::Currency;

/// A table of rates, each an average of a period.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    /// Rows in the order of the table.
    pub rows: Vec<DatedRate>,
}

/// One value of the table: one US dollar, or one unit of `base`, is `value` units of `currency`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRate {
    /// First day of the period.
    pub start: Date,
    /// Last day of the period.
    pub end: Date,
    /// Currency of which one unit is priced.
    pub base: Currency,
    /// Currency of the value.
    pub currency: Currency,
    /// Units of `currency` a unit of `base`.
    pub value: Decimal,
    /// First day on which it was public.
    pub known_on: Option<Date>,
    /// Where it was read.
    pub source: String,
}

/// A rate that was found: one unit of the first currency is `value` units of the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRate {
    /// Units of the second currency a unit of the first.
    pub value: Decimal,
    /// First day of the period; of a cross rate, the earlier of two.
    pub start: Date,
    /// Last day of the period.
    pub end: Date,
    /// Where it was read; of a cross rate, both places.
    pub source: String,
    /// The rate, its period and its source in words.
    pub said: String,
}

/// The columns of a table.
pub const COLUMNS: [&str; 7] = ["date_start", "date_end", "base", "currency", "value", "known_on", "source"];

/// Most rows of a table.
const MOST_ROWS: usize = 100_000;

impl Rates {
    /// The table that is shipped: monthly averages of 2018 to 2021 of five currencies against the US dollar.
    ///
    /// ```
    /// let rates = winset_read::Rates::shipped();
    /// assert_eq!(rates.rows.len(), 240);
    /// ```
    pub fn shipped() -> Rates {
        Rates::parse(include_str!("../data/fx_monthly.csv")).unwrap_or_default()
    }

    /// Reads a table with the columns of [`COLUMNS`]; an empty `base` is the US dollar, `known_on` may be empty.
    ///
    /// # Errors
    /// Every mistake at once, each with its line.
    ///
    /// ```
    /// use winset_read::Rates;
    /// let e = Rates::parse("date_start,date_end,base,currency,value,known_on,source\n2019-01-01,2019-01-31,USD,KRX,-1,,me\n");
    /// assert_eq!(e.unwrap_err().len(), 2);
    /// ```
    pub fn parse(text: &str) -> Result<Rates, Vec<String>> {
        let mut mistakes = Vec::new();
        let mut rows = Vec::new();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let head: Vec<String> = match reader.headers() {
            Ok(h) => h.iter().map(|c| c.trim().trim_start_matches('\u{feff}').to_owned()).collect(),
            Err(e) => return Err(vec![format!("line 1: the table cannot be read: {e}")]),
        };
        let missing: Vec<&str> = COLUMNS
            .into_iter()
            .filter(|c| !matches!(*c, "known_on" | "base") && !head.iter().any(|h| h == c))
            .collect();
        if !missing.is_empty() {
            let named = missing.join(", ");
            return Err(vec![format!(
                "line 1: there is no column {named}; the columns are {}",
                COLUMNS.join(", ")
            )]);
        }
        let place = |name: &str| head.iter().position(|h| h == name);
        let places = COLUMNS.map(place);
        for (n, record) in reader.records().enumerate() {
            let record = match record {
                Ok(r) => r,
                Err(e) => {
                    mistakes.push(format!("line {}: the line cannot be read: {e}", n + 2));
                    continue;
                }
            };
            let line = record.position().map_or(n as u64 + 2, csv::Position::line);
            if n >= MOST_ROWS {
                mistakes.push(format!("line {line}: a table has at most {MOST_ROWS} rows"));
                break;
            }
            let cell =
                |k: usize| places.get(k).copied().flatten().and_then(|p| record.get(p)).unwrap_or("").trim();
            match row(&cell, line, &mut mistakes) {
                Some(row) => rows.push(row),
                None => continue,
            }
        }
        if mistakes.is_empty() { Ok(Rates { rows }) } else { Err(mistakes) }
    }

    /// The rate of the period that holds a day, through one third currency where no row is direct.
    ///
    /// ```
    /// use winset_case::quantity::Currency;
    /// let (krw, usd) = (Currency::parse("KRW").unwrap(), Currency::parse("USD").unwrap());
    /// let found = winset_read::Rates::shipped().rate(usd, krw, "2019-11-19".parse().unwrap()).unwrap();
    /// assert!(found.said.contains("2019-11-01 to 2019-11-30"));
    /// assert_eq!(winset_read::Rates::shipped().rate(usd, krw, "2009-11-19".parse().unwrap()), None);
    /// ```
    pub fn rate(&self, from: Currency, to: Currency, day: Date) -> Option<FoundRate> {
        self.find(from, to, &|r| r.start <= day && day <= r.end)
    }

    /// The rate of the period nearest to a day, for days that no period holds.
    pub fn nearest(&self, from: Currency, to: Currency, day: Date) -> Option<FoundRate> {
        let away = |r: &DatedRate| {
            if day < r.start {
                days_between(day, r.start)
            } else if day > r.end {
                days_between(r.end, day)
            } else {
                0
            }
        };
        let touches = |r: &DatedRate, c: Currency| r.currency == c || r.base == c;
        let least = self.rows.iter().filter(|r| touches(r, from) || touches(r, to)).map(away).min()?;
        self.find(from, to, &|r| away(r) == least)
    }

    fn find(&self, from: Currency, to: Currency, holds: &dyn Fn(&DatedRate) -> bool) -> Option<FoundRate> {
        if from == to {
            return None;
        }
        if let Some(found) = self.direct(from, to, holds) {
            return Some(found);
        }
        let mut thirds: Vec<Currency> =
            self.rows.iter().filter(|r| holds(r)).flat_map(|r| [r.base, r.currency]).collect();
        thirds.sort_unstable();
        thirds.dedup();
        thirds.into_iter().filter(|c| *c != from && *c != to).find_map(|third| {
            let (a, b) = (self.direct(from, third, holds)?, self.direct(third, to, holds)?);
            let value = a.value.checked_mul(b.value)?;
            Some(FoundRate {
                value,
                start: a.start.min(b.start),
                end: a.end.max(b.end),
                said: format!("{} and {}", a.said, b.said),
                source: if a.source == b.source { a.source } else { format!("{}; {}", a.source, b.source) },
            })
        })
    }

    fn direct(&self, from: Currency, to: Currency, holds: &dyn Fn(&DatedRate) -> bool) -> Option<FoundRate> {
        let row = self.rows.iter().rev().find(|r| {
            (r.base == from && r.currency == to || r.base == to && r.currency == from) && holds(r)
        })?;
        let value = if row.base == from { row.value } else { Decimal::ONE.checked_div(row.value)? };
        Some(FoundRate {
            value,
            start: row.start,
            end: row.end,
            source: row.source.clone(),
            said: format!(
                "{} {} per {}, the average of {} to {} ({})",
                row.value.normalize(),
                row.currency,
                row.base,
                row.start,
                row.end,
                row.source
            ),
        })
    }
}

/// Days from one day to a later one.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    a.until((jiff::Unit::Day, b)).map_or(i64::MAX, |s| i64::from(s.get_days()).abs())
}

fn row<'a>(cell: &dyn Fn(usize) -> &'a str, line: u64, mistakes: &mut Vec<String>) -> Option<DatedRate> {
    let before = mistakes.len();
    let mut day = |k: usize, name: &str| {
        let found: Option<Date> = cell(k).parse().ok();
        if found.is_none() {
            mistakes.push(format!("line {line}: {name} is \"{}\"; write a day as 2019-01-31", cell(k)));
        }
        found
    };
    let (start, end) = (day(0, "date_start"), day(1, "date_end"));
    let known_on = if cell(5).is_empty() { None } else { day(5, "known_on") };
    if let (Some(a), Some(b)) = (start, end)
        && b < a
    {
        mistakes.push(format!("line {line}: the period ends on {b}, before it begins on {a}"));
    }
    let mut currency = |k: usize, name: &str| {
        let code = if k == 2 && cell(k).is_empty() { "USD" } else { cell(k) };
        let found = Currency::parse(code);
        if found.is_none() {
            mistakes
                .push(format!("line {line}: {name} is \"{code}\", which is no code of ISO 4217; write USD"));
        }
        found
    };
    let (base, money) = (currency(2, "base"), currency(3, "currency"));
    if base.is_some() && base == money {
        mistakes.push(format!("line {line}: base and currency are both {}", cell(3)));
    }
    let value: Option<Decimal> = cell(4).parse().ok().filter(|v: &Decimal| *v > Decimal::ZERO);
    if value.is_none() {
        mistakes.push(format!("line {line}: value is \"{}\"; write a number above zero as 1166.5", cell(4)));
    }
    if cell(6).is_empty() {
        mistakes.push(format!("line {line}: there is no source; write where the rate was read"));
    }
    if mistakes.len() > before {
        return None;
    }
    let source = cell(6).to_owned();
    Some(DatedRate {
        start: start?,
        end: end?,
        base: base?,
        currency: money?,
        value: value?,
        known_on,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn every_mistake_of_a_table_is_told_with_its_line() {
        let text = "date_start,date_end,base,currency,value,known_on,source\n\
                    2019-01-01,2019-01-31,USD,KRW,1122,,bank\n\
                    2019-02-30,2019-01-31,USD,KRW,x,,\n\
                    2019-03-31,2019-03-01,USD,USD,1,,bank\n";
        let e = Rates::parse(text).unwrap_err();
        let lines: Vec<&str> = e.iter().map(|m| m.split(':').next().unwrap()).collect();
        assert_eq!(lines, ["line 3", "line 3", "line 3", "line 4", "line 4"], "{e:#?}");
        assert!(Rates::parse("day,value\n").unwrap_err()[0].contains("there is no column"));
    }

    #[test]
    fn cross_rates_go_through_the_dollar() {
        let rates = Rates::shipped();
        let day = "2021-02-17".parse().unwrap();
        let jpy = rates.rate(money("USD"), money("JPY"), day).unwrap().value;
        let krw = rates.rate(money("USD"), money("KRW"), day).unwrap().value;
        let cross = rates.rate(money("JPY"), money("KRW"), day).unwrap();
        assert_eq!(cross.value.round_dp(6), (krw / jpy).round_dp(6));
        assert!(cross.said.contains("JPY per USD") && cross.said.contains("KRW per USD"));
        assert_eq!(rates.rate(money("USD"), money("KRW"), "2022-06-01".parse().unwrap()), None);
        let near = rates.nearest(money("USD"), money("KRW"), "2022-06-01".parse().unwrap()).unwrap();
        assert_eq!(near.end.to_string(), "2021-12-31");
    }
}
