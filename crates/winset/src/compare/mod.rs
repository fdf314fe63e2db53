//! Two answers to the same question side by side: what differs, by how much, and which entries account for it.
//!
//! Each verb tells its answer as facts with keys ([`fact`]); facts of one key are paired, and those that differ in print
//! become differences. Exchanging the sides exchanges left and right, turns the sign of every change, and nothing else.

mod against;
mod brief;
mod deals;
mod entries;
mod fact;
mod forecast;
mod json;
mod price;
mod show;
mod value;
mod vote;

use jiff::civil::Date;

use crate::class::Library;
use crate::fmt::day;
use crate::question::{Audience, Question};

pub use against::Against;
use entries::{Entries, Reasons};
use fact::{Fact, numbered, paired};
pub use json::json;
pub use show::report;
use value::written;
pub use value::{Value, Written};

/// What is asked of both sides.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// The state of play.
    Brief,
    /// What proposals cost; all of the case where none is named.
    Price(&'a [String]),
    /// Who can say no.
    Vote(&'a [String]),
    /// Which deals are left.
    Deals(&'a crate::deals::Asked),
    /// How such talks end.
    Forecast,
}

impl Asked<'_> {
    /// The name of the question, as on the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Asked::Brief => "brief",
            Asked::Price(_) => "price",
            Asked::Vote(_) => "vote",
            Asked::Deals(_) => "deals",
            Asked::Forecast => "forecast",
        }
    }
}

/// One side: a case as of a day, and what was laid over it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The case as of the day.
    pub question: &'a Question,
    /// Overlay, `PATH=VALUE` each.
    pub set: &'a [String],
    /// Whom the answer is for.
    pub audience: Audience,
}

/// A side as the answer tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Words that name it: `as of 1 Oct 2019`.
    pub label: String,
    /// Day.
    pub as_of: Date,
    /// Hash of the case as of the day.
    pub hash: String,
    /// Overlay, `PATH = VALUE` each.
    pub overlay: Vec<String>,
}

/// One thing that the two answers say differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Words that name it.
    pub about: String,
    /// What the left answer says; none where it says nothing of it, or does not know.
    pub left: Option<String>,
    /// What the right answer says.
    pub right: Option<String>,
    /// Right less left, signed, with its unit; none where that is no question.
    pub change: Option<String>,
    /// Entries it rests on that only one side has, or that differ.
    pub why: Option<String>,
    /// The left value as a number, where it is one.
    pub left_value: Option<Value>,
    /// The right value.
    pub right_value: Option<Value>,
}

/// Two answers side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Name of the question.
    pub verb: &'static str,
    /// Title of the case.
    pub title: String,
    /// Id of the case.
    pub case: String,
    /// The left side.
    pub left: Told,
    /// The right side.
    pub right: Told,
    /// What differs, in a fixed order.
    pub differences: Vec<Difference>,
    /// How many things both say alike.
    pub same: usize,
    /// How many things differ by less than any print shows.
    pub fainter: usize,
}

/// The facts of one answer, and entries of it that are in no case: the finished talks of a forecast.
#[derive(Debug, Default)]
struct Answer {
    facts: Vec<Fact>,
    members: Vec<(String, String, String)>,
}

/// Compares the answers of two sides.
///
/// # Errors
/// What was asked is understood on neither side: a sentence for each mistake.
pub fn compare(
    left: &Side<'_>,
    right: &Side<'_>,
    library: &Library,
    asked: Asked<'_>,
) -> Result<Comparison, Vec<String>> {
    let (a, b) = match (answer(left, library, asked), answer(right, library, asked)) {
        (Err(a), Err(_)) => return Err(a),
        (a, b) => (a.unwrap_or_else(none), b.unwrap_or_else(none)),
    };
    let entries = |side: &Side<'_>, of: &Answer| {
        let mut e = Entries::of(&side.question.case);
        of.members.iter().for_each(|(id, words, holds)| e.add(format!("member.{id}"), words.clone(), holds));
        e
    };
    let reasons = Reasons::between((left, &entries(left, &a)), (right, &entries(right, &b)));
    let mut c = Comparison {
        verb: asked.word(),
        title: right.question.case.title.clone(),
        case: right.question.case.id.clone(),
        left: told(left),
        right: told(right),
        differences: Vec::new(),
        same: 0,
        fainter: 0,
    };
    for pair in paired(&a.facts, &b.facts) {
        c.add(pair, &reasons);
    }
    Ok(c)
}

impl Comparison {
    fn add(&mut self, (a, b): fact::Pair<'_>, reasons: &Reasons) {
        let value = |f: Option<&Fact>| f.and_then(|f| f.value.clone());
        let (left, right) = (value(a), value(b));
        if left == right {
            self.same += 1;
            return;
        }
        let Some(w) = written(left.as_ref(), right.as_ref()) else {
            self.fainter += 1;
            return;
        };
        let about =
            [a, b].into_iter().flatten().map(|f| f.about.as_str()).min().unwrap_or_default().to_owned();
        let mut rests: Vec<String> = [a, b].into_iter().flatten().flat_map(|f| f.rests.clone()).collect();
        rests.sort();
        rests.dedup();
        self.differences.push(Difference {
            about,
            left: w.left,
            right: w.right,
            change: w.change,
            why: reasons.behind(&rests),
            left_value: left,
            right_value: right,
        });
    }
}

fn told(side: &Side<'_>) -> Told {
    let overlay = side.shown_sets();
    let with = if overlay.is_empty() { String::new() } else { format!(", with {}", overlay.join(", ")) };
    Told {
        label: format!("as of {}{with}", day(side.question.as_of)),
        as_of: side.question.as_of,
        hash: side.question.hash.clone(),
        overlay,
    }
}

fn answer(side: &Side<'_>, library: &Library, asked: Asked<'_>) -> Result<Answer, Vec<String>> {
    let q = side.question;
    let mut a = match asked {
        Asked::Brief => Ok(brief::answer(q, library)),
        Asked::Price(proposals) => price::answer(q, proposals),
        Asked::Vote(proposals) => vote::answer(q, library, proposals),
        Asked::Deals(options) => deals::answer(q, options),
        Asked::Forecast => Ok(forecast::answer(q, library)),
    }?;
    numbered(&mut a.facts);
    Ok(a)
}

/// The one fact of a side that cannot answer.
fn none(why: Vec<String>) -> Answer {
    Answer { facts: vec![no_answer(&why.join("; "))], members: Vec::new() }
}

/// That there is no answer, and why: a difference where the other side has one.
fn no_answer(why: &str) -> Fact {
    Fact::new("answer", "an answer", Value::Words(format!("none: {why}")))
}

/// That there is one.
fn given() -> Fact {
    Fact::new("answer", "an answer", Value::Words("given".into()))
}
