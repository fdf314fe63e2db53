//! What a column may hold, and what a spreadsheet program made of it.

use rust_decimal::Decimal;
use winset_case::text::parse_date;

use crate::Problem;
use crate::cells::Cell;
use crate::number::{Shown, cut, day, decimal};

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Days.
    Days,
    /// Figures without a unit.
    Figures,
    /// Text, and a day where one was written.
    DayOrText,
    /// Text.
    Text,
}

/// A cell as it is shown, and what is wrong with it.
type Damage = (String, Problem);

impl Column {
    /// The column under a head.
    pub fn of(head: Option<&Cell>) -> Column {
        let Some(Cell::Text(head)) = head else { return Column::Text };
        match head.trim().to_ascii_lowercase().as_str() {
            "date" | "known_on" | "date_start" | "date_end" | "seen_on" => Column::Days,
            "low" | "high" | "amount" | "value" | "in_kind" | "year" => Column::Figures,
            "refers_to" => Column::DayOrText,
            _ => Column::Text,
        }
    }

    /// The text that a cell of the column stands for.
    ///
    /// # Errors
    /// What a spreadsheet program did to it.
    pub fn text(self, cell: &Cell) -> Result<String, Damage> {
        match cell {
            Cell::Text(t) => self.of_text(t),
            Cell::Number(n, shown, from_1904) => self.of_number(n, *shown, *from_1904),
            Cell::Iso(t) => {
                let only_day = t.get(..10).filter(|_| t.len() == 10 || t.ends_with("T00:00:00"));
                self.of_day(only_day.filter(|d| parse_date(d).is_ok()).ok_or_else(|| time_of_day(t))?)
            }
            Cell::Truth(t) => Ok(if *t { "true" } else { "false" }.to_owned()),
            Cell::Error(e) => Err(damage(
                e,
                format!("the cell holds the error {e}"),
                "mend its formula, or write the value",
            )),
            Cell::Uncomputed => Err(damage(
                "",
                "the cell holds a formula that was never computed".into(),
                "open the file in a spreadsheet program and save it, or write the value",
            )),
        }
    }

    fn of_text(self, t: &str) -> Result<String, Damage> {
        let bare = t.trim();
        match self {
            Column::Days if parse_date(bare).is_err() => Err(damage(
                bare,
                format!("`{bare}` is not a date as the format writes them"),
                "write it as 2019-11-19, or make the cell a date",
            )),
            Column::Figures if decimal_comma(bare) => Err(damage(
                bare,
                format!("`{bare}` is a number with a decimal comma, kept as text"),
                "write it with a decimal point, or as a number of the spreadsheet",
            )),
            _ => Ok(t.to_owned()),
        }
    }

    fn of_number(self, text: &str, shown: Shown, from_1904: bool) -> Result<String, Damage> {
        let Some(value) = decimal(text) else {
            return Err(damage(
                text,
                format!("{text} has more digits than a figure may have"),
                "write it as text",
            ));
        };
        match shown {
            Shown::Day => match day(value, from_1904) {
                Ok(Some(day)) => self.of_day(&day.to_string()),
                Ok(None) => {
                    Err(damage(text, format!("{text} is shown as a date, but is none"), "write the date"))
                }
                Err(()) => Err(time_of_day(text)),
            },
            _ if self == Column::Days => Err(damage(
                text,
                format!("the number {text} stands where a date belongs"),
                "make the cell a date, or write the date as 2019-11-19",
            )),
            _ if cut(value) => Err(damage(
                text,
                format!(
                    "{value} has more digits than a spreadsheet keeps: those behind the fifteenth are lost"
                ),
                "write it as text",
            )),
            Shown::Percent => {
                let percent = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value).normalize();
                match self {
                    Column::Figures => Err(damage(
                        &format!("{percent}%"),
                        format!(
                            "the cell shows {percent} % and holds {value}: which of them is meant is not clear"
                        ),
                        "write the number and take the per cent format off the cell",
                    )),
                    _ => Ok(format!("{percent}%")),
                }
            }
            Shown::Number => Ok(value.to_string()),
        }
    }

    fn of_day(self, day: &str) -> Result<String, Damage> {
        match self {
            Column::Days | Column::DayOrText => Ok(day.to_owned()),
            Column::Figures => Err(damage(
                day,
                format!(
                    "the date {day} stands where a figure belongs: a spreadsheet program may have made it of a fraction such as 5/6"
                ),
                "write the figure, and take the date format off the cell",
            )),
            Column::Text => Err(damage(
                day,
                format!(
                    "the date {day} stands where text belongs: a spreadsheet program may have made it of a range such as 3-5"
                ),
                "make the cell text, and write again what it was",
            )),
        }
    }
}

fn damage(shown: &str, sentence: String, hint: &str) -> Damage {
    (shown.to_owned(), Problem::new(sentence, hint))
}

fn time_of_day(shown: &str) -> Damage {
    damage(shown, "the cell holds a time of day".into(), "write the day alone, as 2019-11-19")
}

/// `1,5`, `1.234,56`, `12,0389`; three digits behind one comma may be thousands and are left to the reader of figures.
fn decimal_comma(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-', '−']);
    let Some((whole, rest)) = bare.rsplit_once(',') else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let grouped = whole.split(['.', ' ', '\u{a0}', '\'']).all(digits);
    let pointed = whole.contains('.');
    grouped && digits(rest) && (pointed || rest.len() != 3)
}
