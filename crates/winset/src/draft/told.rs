//! Answers from flags and from a file, all of their mistakes at once.

use winset_case::diagnostic::{Files, Place, Remarks};
use winset_case::parse::{Folder, parse};
use winset_case::text::{Section, Value, parse_date, read_toml};

use super::answer::{self, Said};
use super::facts::{Answer, Fact, Facts, Origin, Past};
use super::name::one_line;
use crate::class::Library;

/// A flag that answers: its name and what was given.
pub type Flag<'a> = (&'static str, &'a str);

/// The flags that answer.
pub const FLAGS: [&str; 7] =
    ["--asks", "--pays", "--last-amount", "--expires", "--approval", "--seats", "--past"];

/// Reads a history sheet that an answer names, or says why it cannot be read.
pub type ReadSheet<'a> = &'a dyn Fn(&str) -> Result<String, String>;

/// Reads flags and a file of answers, its name and its text; a flag counts before the file.
pub fn told(
    flags: &[Flag<'_>],
    file: Option<(&str, &str)>,
    library: &Library,
    sheet: ReadSheet<'_>,
    r: &mut Remarks,
) -> Facts {
    let mut facts = Facts::default();
    for (flag, text) in flags {
        let file = r.files.add(flag, (*text).to_owned());
        let said = Said { text: (*text).to_owned(), at: Place { file, start: 0, end: text.len() } };
        match *flag {
            "--asks" => names(&mut facts.asks, &said, r),
            "--pays" => names(&mut facts.pays, &said, r),
            "--last-amount" => last(&mut facts, &said, r),
            "--expires" => expires(&mut facts, &said, r),
            "--approval" => bodies(&mut facts, &said, r),
            "--seats" => seats(&mut facts, &said, r),
            _ => past(&mut facts, &said, sheet, r),
        }
    }
    if let Some((name, text)) = file {
        let from_file = of_file(name, text, library, sheet, r);
        facts.fill_from(&from_file);
    }
    facts
}

/// Names of parties.
pub fn names(into: &mut Answer<Vec<super::Name>>, said: &Said, r: &mut Remarks) {
    *into = if said.is_unknown() { Answer::Unknown } else { known(answer::names(said, r)) };
}

fn known<T>(list: Vec<T>) -> Answer<Vec<T>> {
    if list.is_empty() { Answer::Unknown } else { Answer::Known(list) }
}

fn fact<T>(value: T) -> Answer<Fact<T>> {
    Answer::Known(Fact { value, from: Origin::Told })
}

/// The last amount, its year and the last day; what is not said of them stays as it is.
pub fn last(facts: &mut Facts, said: &Said, r: &mut Remarks) {
    if said.is_unknown() {
        facts.amount = Answer::Unknown;
        if facts.year.is_open() {
            facts.year = Answer::Unknown;
        }
        return;
    }
    let last = answer::last(said, r);
    if let Some(a) = last.amount {
        facts.amount = fact(a);
    }
    if let Some(y) = last.year {
        facts.year = fact(y);
    }
    if let Some(d) = last.ends {
        facts.ends = fact(d);
    }
}

fn expires(facts: &mut Facts, said: &Said, r: &mut Remarks) {
    facts.ends = Answer::Unknown;
    if !said.is_unknown()
        && let Some(d) = answer::day(said, &(0..said.text.len()), r)
    {
        facts.ends = fact(d);
    }
}

/// Adds bodies.
pub fn bodies(facts: &mut Facts, said: &Said, r: &mut Remarks) {
    add(&mut facts.bodies, said, r, answer::bodies);
}

/// Adds seats.
pub fn seats(facts: &mut Facts, said: &Said, r: &mut Remarks) {
    add(&mut facts.seats, said, r, answer::seats);
}

fn add<T: Clone>(
    into: &mut Answer<Vec<T>>,
    said: &Said,
    r: &mut Remarks,
    read: fn(&Said, &mut Remarks) -> Vec<T>,
) {
    let mut list = into.known().cloned().unwrap_or_default();
    if !said.is_unknown() {
        list.extend(read(said, r));
    }
    *into = known(list);
}

/// Past amounts, or the name of a history sheet.
pub fn past(facts: &mut Facts, said: &Said, sheet: ReadSheet<'_>, r: &mut Remarks) {
    let text = said.text.trim();
    let earlier = match &facts.past {
        Answer::Known(Past::Amounts(a)) => a.clone(),
        _ => Vec::new(),
    };
    facts.past = if said.is_unknown() {
        Answer::Unknown
    } else if text.to_ascii_lowercase().ends_with(".csv") {
        match sheet(text) {
            Ok(found) => {
                check_sheet(text, &found, said, r);
                Answer::Known(Past::Sheet(found))
            }
            Err(why) => {
                r.mistake(said.at, why, Some("the name of a history.csv, or 2014-2018: 920 bn KRW".into()));
                Answer::Unknown
            }
        }
    } else {
        let list: Vec<_> = earlier.into_iter().chain(answer::past(said, r)).collect();
        if list.is_empty() { Answer::Unknown } else { Answer::Known(Past::Amounts(list)) }
    };
}

/// Tells the mistakes of a history sheet at their places in it.
fn check_sheet(name: &str, text: &str, said: &Said, r: &mut Remarks) {
    const CASE: &str =
        "winset = 1\ntitle = \"x\"\nknown_on = 2000-01-01\nparty.a.name = \"a\"\nparty.b.name = \"b\"\n";
    let files = vec![
        ("case.toml".to_owned(), CASE.as_bytes().to_vec()),
        ("history.csv".to_owned(), text.as_bytes().to_vec()),
    ];
    let Err(e) = parse(&Folder { name: "x".into(), files }, &[]) else { return };
    let file = r.files.add(name, text.to_owned());
    for d in e.diagnostics {
        let at = if d.file == "history.csv" {
            place_of(&r.files, file, d.line, d.column, d.marked.len())
        } else {
            said.at
        };
        r.mistake(at, d.sentence, d.hint);
    }
}

/// The bytes of some characters from a line and column on.
fn place_of(files: &Files, file: usize, line: usize, column: usize, wide: usize) -> Place {
    let text = files.text(file);
    let begin: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(begin..).unwrap_or("");
    let byte = |n: usize| rest.char_indices().nth(n).map_or(rest.len(), |(i, _)| i);
    let from = column.saturating_sub(1);
    Place { file, start: begin + byte(from), end: begin + byte(from + wide) }
}

/// The type of the class library, if it has it.
pub fn family(facts: &mut Facts, said: &Said, library: &Library, r: &mut Remarks) {
    let known = || library.members.iter().map(|m| m.family.as_str());
    facts.family = of_library(said, "type", known().any(|f| f == said.text.trim()), known(), r);
}

/// A series of the class library; it may be new, if it is an id.
pub fn series(facts: &mut Facts, said: &Said, library: &Library, r: &mut Remarks) {
    let known = || library.members.iter().map(|m| m.series.as_str());
    facts.series = of_library(said, "series", known().any(|f| f == said.text.trim()), known(), r);
}

fn of_library<'a>(
    said: &Said,
    what: &str,
    there: bool,
    known: impl Iterator<Item = &'a str>,
    r: &mut Remarks,
) -> Answer<String> {
    if said.is_unknown() {
        return Answer::Unknown;
    }
    if there {
        return Answer::Known(said.text.trim().to_owned());
    }
    let mut list: Vec<&str> = known.collect();
    list.sort_unstable();
    list.dedup();
    let hint = r.did_you_mean(&said.text, list.iter().copied()).unwrap_or_else(|| {
        if list.len() <= 12 {
            format!("one of: {}; ? if unknown", list.join(", "))
        } else {
            "`winset classes` lists them; ? if unknown".into()
        }
    });
    r.mistake(said.at, format!("the class library has no {what} `{}`", one_line(&said.text, 40)), Some(hint));
    Answer::Unknown
}

/// The texts of a key that holds one or a list of them.
fn texts(s: &mut Section<'_>, key: &'static str, r: &mut Remarks) -> Vec<Said> {
    s.list(key)
        .into_iter()
        .filter_map(|n| match &n.value {
            Value::Text(t) => Some(Said { text: t.clone(), at: n.at }),
            _ => {
                r.mistake(
                    n.at,
                    "a text is expected here",
                    Some(format!("write {key} = \"…\"; \"?\" if it is not known")),
                );
                None
            }
        })
        .collect()
}

fn of_file(name: &str, text: &str, library: &Library, sheet: ReadSheet<'_>, r: &mut Remarks) -> Facts {
    let mut f = Facts::default();
    let file = r.files.add(name, text.to_owned());
    let Some(root) = read_toml(r, file) else { return f };
    let mut s = Section::new(&root, Place { file, start: 0, end: 1 }, "");
    for (key, into) in [("asks", &mut f.asks), ("pays", &mut f.pays)] {
        for said in texts(&mut s, key, r) {
            let mut one = Answer::Open;
            names(&mut one, &said, r);
            let mut all = into.known().cloned().unwrap_or_default();
            all.extend(one.known().cloned().unwrap_or_default());
            *into = known(all);
        }
    }
    for said in texts(&mut s, "last_amount", r) {
        last(&mut f, &said, r);
    }
    year(&mut f, &mut s, r);
    ends(&mut f, &mut s, r);
    for said in texts(&mut s, "agreement", r) {
        f.agreement = if said.is_unknown() { Answer::Unknown } else { fact(one_line(&said.text, 120)) };
    }
    for said in texts(&mut s, "approvals", r) {
        bodies(&mut f, &said, r);
    }
    for said in texts(&mut s, "seats", r) {
        seats(&mut f, &said, r);
    }
    for said in texts(&mut s, "past", r) {
        past(&mut f, &said, sheet, r);
    }
    for said in texts(&mut s, "type", r) {
        family(&mut f, &said, library, r);
    }
    for said in texts(&mut s, "series", r) {
        series(&mut f, &said, library, r);
    }
    s.finish(r);
    f
}

fn year(f: &mut Facts, s: &mut Section<'_>, r: &mut Remarks) {
    let Some(e) = s.entry("last_year") else { return };
    if matches!(&e.node.value, Value::Text(t) if answer::unknown(t)) {
        f.year = Answer::Unknown;
        return;
    }
    let Some(y) = s.integer(r, "last_year", 1800, 2200).map(|y| y as i16) else { return };
    if f.year.known().is_some_and(|x| x.value != y) {
        r.mistake(e.node.at, "`last_amount` names another year", Some("name the year once".into()));
    }
    f.year = fact(y);
}

fn ends(f: &mut Facts, s: &mut Section<'_>, r: &mut Remarks) {
    let Some(e) = s.entry("expires") else { return };
    let day = match &e.node.value {
        Value::Date(d) => Some(*d),
        Value::Text(t) if answer::unknown(t) => None,
        Value::Text(t) => match parse_date(t) {
            Ok(d) => Some(d),
            Err((sentence, hint)) => {
                r.mistake(e.node.at, sentence, hint);
                None
            }
        },
        _ => s.date(r, "expires"),
    };
    if let (Some(d), Some(x)) = (day, f.ends.known())
        && x.value != d
    {
        r.mistake(e.node.at, "`last_amount` names another last day", Some("name the day once".into()));
    }
    f.ends = day.map_or(Answer::Unknown, fact);
}
