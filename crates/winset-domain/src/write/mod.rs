//! A domain as the files of a format.

mod genius;
mod geniusweb;
mod negmas;

use rust_decimal::Decimal;

use crate::domain::{Domain, Kind, Label};
use crate::ids::file_parts;
use crate::of_case::Unsayable;
use crate::read::Format;

/// Files by their names, and what had to be left out or rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The domain first, then a profile a party.
    pub files: Vec<(String, String)>,
    /// What is not in the files, as sentences.
    pub remarks: Vec<String>,
}

/// Writes the files of a domain: `FILE` itself, and beside it `STEM-PARTY` with the same ending.
///
/// The same domain gives the same bytes.
///
/// # Errors
/// Everything in the domain that would change a utility and that the format cannot say.
pub fn write(format: Format, domain: &Domain, file: &str) -> Result<Written, Vec<Unsayable>> {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut out = Sink::default();
    let text = match format {
        Format::Genius => genius::domain(domain, file, &mut out),
        Format::GeniusWeb => geniusweb::domain(domain, &mut out),
        Format::NegMas => negmas::domain(domain),
    };
    let mut files = vec![(file.to_owned(), text)];
    let parts = file_parts(domain.profiles.iter().map(|p| p.name.as_str()));
    for (part, p) in parts.iter().zip(&domain.profiles) {
        out.party = p.name.clone();
        let text = match format {
            Format::Genius => genius::profile(domain, p, &mut out),
            Format::GeniusWeb => geniusweb::profile(domain, p, &mut out),
            Format::NegMas => negmas::profile(domain, p, &mut out),
        };
        files.push((format!("{stem}-{part}.{ending}"), text));
    }
    if out.wrong.is_empty() { Ok(Written { files, remarks: out.remarks }) } else { Err(out.wrong) }
}

/// What could not be written so far.
#[derive(Default)]
struct Sink {
    party: String,
    wrong: Vec<Unsayable>,
    remarks: Vec<String>,
}

impl Sink {
    fn unsayable(&mut self, sentence: impl Into<String>) {
        self.wrong.push(Unsayable { entry: self.party.clone(), sentence: sentence.into() });
    }

    fn remark(&mut self, sentence: impl std::fmt::Display) {
        let party = if self.party.is_empty() { String::new() } else { format!("{}: ", self.party) };
        self.remarks.push(format!("{party}{sentence}"));
    }
}

/// Offset and slope of a line through two points, and whether they give back both values to the last digit.
fn line((x, v): (Decimal, Decimal), (y, w): (Decimal, Decimal)) -> Option<(Decimal, Decimal, bool)> {
    let slope = (w - v).checked_div(y - x)?.normalize();
    let offset = v.checked_sub(slope.checked_mul(x)?)?.normalize();
    let at = |x: Decimal| offset.checked_add(slope.checked_mul(x)?);
    Some((offset, slope, at(x)? == v && at(y)? == w))
}

/// The package of listed values and integers with exactly this utility, the last issue fastest; none among many.
fn package_worth(domain: &Domain, party: usize, utility: Decimal) -> Option<Vec<Label>> {
    const MOST: u64 = 1_000_000;
    let p = domain.profiles.get(party)?;
    let levels: Vec<Vec<(Label, Decimal)>> =
        domain.issues.iter().zip(&p.values).map(|(i, v)| priced(&i.kind, v)).collect::<Option<_>>()?;
    domain.packages().filter(|n| *n <= MOST)?;
    let mut at = vec![0_usize; levels.len()];
    loop {
        let mut sum = p.constant;
        for (i, level) in at.iter().zip(&levels) {
            sum = sum.checked_add(level.get(*i)?.1)?;
        }
        if sum == utility {
            return Some(at.iter().zip(&levels).filter_map(|(i, l)| Some(l.get(*i)?.0.clone())).collect());
        }
        let next = (0..at.len()).rev().find(|i| at[*i] + 1 < levels[*i].len())?;
        at[next] += 1;
        at[next + 1..].fill(0);
    }
}

/// The levels of an issue, each with what it adds to the utility.
fn priced(kind: &Kind, value: &crate::domain::Value) -> Option<Vec<(Label, Decimal)>> {
    use crate::domain::Setting;
    let one = |label: Label, s: Setting| Some((label, value.weight.checked_mul(value.curve.at(s)?)?));
    match kind {
        Kind::Values(labels) => {
            labels.iter().enumerate().map(|(i, l)| one(l.clone(), Setting::Position(i))).collect()
        }
        Kind::Integer(lo, hi) => {
            let number = Decimal::from;
            (*lo..=*hi).map(|n| one(Label::Number(number(n)), Setting::Number(number(n)))).collect()
        }
        Kind::Real(..) => None,
    }
}
