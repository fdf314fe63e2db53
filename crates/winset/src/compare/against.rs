//! What a question is compared with: another day, other entries, or both.

use jiff::civil::Date;
use winset_case::text::parse_date;

/// The other side of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// As of this day.
    pub as_of: Option<Date>,
    /// With these entries, `PATH=VALUE` each.
    pub set: Vec<String>,
}

impl Against {
    /// Reads the texts of `--against`: a day, `PATH=VALUE`, or several of the latter beside one day.
    ///
    /// ```
    /// use winset::compare::Against;
    /// let a = Against::parse(&["2019-10-01".into(), "price.discount_rate=2 %".into()]).unwrap();
    /// assert_eq!((a.as_of.unwrap().to_string().as_str(), a.set.len()), ("2019-10-01", 1));
    /// ```
    ///
    /// # Errors
    /// A sentence: a text is neither, or there are two days.
    pub fn parse(texts: &[String]) -> Result<Against, String> {
        let mut against = Against::default();
        for text in texts {
            if text.contains('=') {
                against.set.push(text.clone());
                continue;
            }
            let date = parse_date(text.trim()).map_err(|_| {
                format!("`{text}` is neither a day nor PATH=VALUE: write --against 2019-10-01, or --against price.discount_rate=\"2 %\"")
            })?;
            if let Some(before) = against.as_of.replace(date) {
                return Err(format!(
                    "--against has two days, {before} and {date}: an answer is compared with one other"
                ));
            }
        }
        Ok(against)
    }

    /// True where the answer to compare with stands left: the earlier day does, and of one day the case as it is.
    pub fn stands_left(&self, asked: Date) -> bool {
        self.as_of.is_some_and(|d| d < asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(texts: &[&str]) -> Result<Against, String> {
        Against::parse(&texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_day_entries_or_both() {
        let both = parse(&["a.b=1", "2019-10-01", "c=\"2019-01-01\""]).expect("both are read");
        assert_eq!((both.as_of.map(|d| d.to_string()), both.set.len()), (Some("2019-10-01".into()), 2));
        assert!(parse(&["1 October"]).is_err_and(|e| e.contains("neither a day nor PATH=VALUE")));
        assert!(parse(&["2019-10-01", "2019-10-02"]).is_err_and(|e| e.contains("two days")));
    }

    #[test]
    fn the_earlier_day_stands_left() {
        let day = |text: &str| text.parse().expect("a day");
        let against = parse(&["2019-10-01"]).expect("a day");
        assert!(against.stands_left(day("2019-11-19")) && !against.stands_left(day("2019-09-01")));
        assert!(!parse(&["a=1"]).expect("an entry").stands_left(day("2019-11-19")));
    }
}
