//! The verbs: a question with all its options, answered in one form, the same whoever asks.
//!
//! The command line fills these structs from its arguments, a server from the pairs of a query ([`Brief::from_pairs`] and
//! its like, with the keys of the command line's options written with underscores). `set` is laid over the case while it
//! is parsed, before a verb sees it.

mod brief;
mod check;
mod classes;
mod compare;
mod deals;
mod forecast;
mod pairs;
mod price;
mod record;
mod verify;
mod vote;

use jiff::civil::Date;
use winset_case::parse::Checked;

pub use brief::Brief;
pub use check::Check;
pub use classes::Classes;
pub use compare::{Compare, Compared};
pub use deals::{Deals, weight};
pub use forecast::{Forecast, ForecastPicture};
pub use price::Price;
pub use record::{RecordList, attribution, kind};
pub use verify::Verify;
pub use vote::Vote;

use crate::price::NotUnderstood;
use crate::question::{Audience, Question};

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text for a terminal.
    Text,
    /// JSON with a schema.
    Json,
    /// Tables as CSV.
    Csv,
    /// A self-contained page.
    Html,
    /// The picture alone.
    Svg,
    /// A spreadsheet.
    Xlsx,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 6] = [Form::Text, Form::Json, Form::Csv, Form::Html, Form::Svg, Form::Xlsx];
    /// Their words.
    pub const WORDS: &'static [&'static str] = &["text", "json", "csv", "html", "svg", "xlsx"];

    /// The form of a word.
    pub fn parse(word: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|f| f.word() == word)
    }

    /// The word of the form.
    pub fn word(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Json => "json",
            Form::Csv => "csv",
            Form::Html => "html",
            Form::Svg => "svg",
            Form::Xlsx => "xlsx",
        }
    }

    /// Its media type, as a server names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Text => "text/plain; charset=utf-8",
            Form::Json => "application/json",
            Form::Csv => "text/csv; charset=utf-8",
            Form::Html => "text/html; charset=utf-8",
            Form::Svg => "image/svg+xml",
            Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Who an answer of this form is for: what leaves the machine as a file is public unless told otherwise.
    pub fn audience(self, told: Option<Audience>) -> Audience {
        told.unwrap_or(match self {
            Form::Text | Form::Json => Audience::Own,
            Form::Csv | Form::Html | Form::Svg | Form::Xlsx => Audience::Public,
        })
    }

    /// The refusal of a form that a command does not have.
    pub fn refused(self, allowed: &str) -> Refusal {
        Refusal::asked(format!("this command has no form `{}`; it has {allowed}", self.word()))
    }
}

/// What every question about a case is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The day: nothing known later is used; the latest day of the record where none is named.
    pub as_of: Option<Date>,
    /// Whom the answer is for; the form says it where none is named.
    pub audience: Option<Audience>,
}

impl Asked {
    /// Takes a case as of the day, for the audience; beside it the line that counts what was withheld.
    ///
    /// # Errors
    /// No day is named and nothing in the case has one.
    pub fn question(self, checked: &Checked, form: Form) -> Result<(Question, Vec<String>), Refusal> {
        let (question, withheld) = self.counted(checked, form)?;
        Ok((question, withheld_line(withheld).into_iter().collect()))
    }

    /// The same with the number of entries withheld.
    ///
    /// # Errors
    /// No day is named and nothing in the case has one.
    pub fn counted(self, checked: &Checked, form: Form) -> Result<(Question, usize), Refusal> {
        let none =
            || Refusal::missing("nothing in the case has a day; add known_on, or ask with --as-of DATE");
        Question::new(checked, self.as_of, form.audience(self.audience)).ok_or_else(none)
    }

    /// The line that counts what is withheld from an answer of this form, said beside a refusal too.
    pub fn withheld(self, checked: &Checked, form: Form) -> Option<String> {
        withheld_line(self.counted(checked, form).ok()?.1)
    }
}

/// The line that counts what was withheld, where something was.
pub fn withheld_line(withheld: usize) -> Option<String> {
    let noun = if withheld == 1 { "entry" } else { "entries" };
    (withheld > 0).then(|| format!("{withheld} internal {noun} withheld (--audience own shows them)"))
}

/// An answer in one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The answer as it is printed, saved or sent.
    pub body: Vec<u8>,
    /// What is said beside it.
    pub remarks: Vec<String>,
    /// True for an answer that is printed and yet fails: nothing could be priced, or the case has mistakes.
    pub incomplete: bool,
    /// What an incomplete answer lacks.
    pub lacks: Vec<String>,
    /// True where a verification found something that does not agree.
    pub differs: bool,
}

impl Answer {
    fn new(text: String, remarks: Vec<String>) -> Answer {
        Answer { body: text.into_bytes(), remarks, ..Answer::default() }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The case cannot answer: a sentence for each reason.
    Missing(Vec<String>),
    /// The question is wrong: a sentence for each mistake.
    Asked(Vec<String>),
}

/// A spreadsheet as an answer.
fn spreadsheet(made: Result<Vec<u8>, String>, withheld: usize) -> Result<Answer, Refusal> {
    let body = made.map_err(Refusal::missing)?;
    Ok(Answer { body, remarks: withheld_line(withheld).into_iter().collect(), ..Answer::default() })
}

impl Refusal {
    /// The sentences.
    pub fn sentences(&self) -> &[String] {
        match self {
            Refusal::Missing(list) | Refusal::Asked(list) => list,
        }
    }

    fn missing(sentence: impl Into<String>) -> Refusal {
        Refusal::Missing(vec![sentence.into()])
    }

    fn asked(sentence: impl Into<String>) -> Refusal {
        Refusal::Asked(vec![sentence.into()])
    }

    /// Proposals that are none, each with the day as of which.
    fn not_understood(e: &NotUnderstood, as_of: Date) -> Refusal {
        Refusal::Asked(e.sentences.iter().map(|s| format!("{s} (as of {as_of})")).collect())
    }
}
