//! From the texts of a folder to a case, or to every mistake in them at once.

mod approvals;
mod common;
mod cross;
mod forecast;
mod issues;
mod outcome;
mod parties;
mod preferences;
mod proposals;
mod record;
mod tables;
mod voters;
mod votes;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::case::{Case, Outcome, Several, Standing};
use crate::diagnostic::{Diagnostic, Place, Remarks};
use crate::quantity::{Unit, UnitNames};
use crate::text::{Section, Table, overlay, read_toml};
use common::Ctx;
pub use common::half_unit;
pub use record::COLUMNS as RECORD_COLUMNS;
pub use tables::SOURCE_COLUMNS;

/// The files of a case folder, by their names inside it.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Name of the folder, the id of the case.
    pub name: String,
    /// File name inside the folder and bytes, e.g. `series/cpi.csv`.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Largest size read of each kind of file, bytes: see the case reference.
pub fn most_bytes(file: &str) -> usize {
    const MIB: usize = 1 << 20;
    match file {
        "record.csv" => 64 * MIB,
        "record.xlsx" => 16 * MIB,
        "sources.csv" => 16 * MIB,
        "case.toml" | "outcome.toml" => MIB,
        _ => 4 * MIB,
    }
}

/// A case, its outcome and the remarks on them.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The case.
    pub case: Case,
    /// What was in fact agreed, if that is in the folder.
    pub outcome: Outcome,
    /// Remarks that leave the case usable.
    pub remarks: Vec<Diagnostic>,
    /// How many more remarks there were.
    pub dropped: usize,
}

/// Every mistake of a folder that is not a case, and remarks beside them.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// Mistakes and remarks in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there were.
    pub dropped: usize,
}

/// Reads and checks a whole folder, with `PATH=VALUE` entries laid over `case.toml`.
///
/// # Errors
/// Every mistake at once, each with its place, a sentence and a hint.
///
/// ```
/// use winset_case::parse::{Folder, parse};
/// let text = b"winset = 1\ntitle = \"A bridge\"\nknown_on = 2026-01-01\n[party.a]\nname = \"Upper town\"\n[party.b]\nname = \"Lower town\"\n";
/// let folder = Folder { name: "bridge".into(), files: vec![("case.toml".into(), text.to_vec())] };
/// assert_eq!(parse(&folder, &[]).unwrap().case.parties.len(), 2);
/// assert!(parse(&folder, &["title=5".into()]).is_err());
/// ```
pub fn parse(folder: &Folder, sets: &[String]) -> Result<Checked, Rejected> {
    let mut r = Remarks::default();
    let mut texts: Vec<(&str, usize)> = Vec::new();
    let mut broken: Vec<&str> = Vec::new();
    for (name, bytes) in &folder.files {
        match add_text(&mut r, name, bytes) {
            Some(file) => texts.push((name, file)),
            None => broken.push(name),
        }
    }
    let file_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, f)| *f);
    let Some(main) = file_of("case.toml") else {
        let file = r.files.add("case.toml", String::new());
        if !broken.contains(&"case.toml") {
            let hint = "a case is a folder with a case.toml; `winset new DIR` makes one";
            r.mistake(Place { file, start: 0, end: 0 }, "there is no case.toml", Some(hint.into()));
        }
        return Err(reject(r));
    };
    let Some(mut root) = read_toml(&mut r, main) else {
        beside_broken(&mut r, main, &texts);
        return Err(reject(r));
    };
    overlay(&mut root, sets, &mut r);
    let texts = Texts { read: &texts, broken: &broken };
    let parsed = read_case(&mut r, folder, &root, main, &texts);
    if r.any_mistake() {
        return Err(reject(r));
    }
    let (case, outcome) = parsed;
    let (remarks, dropped) = r.finish();
    Ok(Checked { case, outcome, remarks, dropped })
}

/// The files of a folder.
struct Texts<'a> {
    /// Name and index of those that are text.
    read: &'a [(&'a str, usize)],
    /// Names of those that are not, as was said.
    broken: &'a [&'a str],
}

/// What is wrong in the other files whatever a `case.toml` says that is not TOML.
///
/// References into it are not followed, and where it may name units of its own, figures are not read.
fn beside_broken(r: &mut Remarks, main: usize, texts: &[(&str, usize)]) {
    // Its `known_on` is not known either; the last of all days agrees with every date of a row.
    let mut cx = Ctx::new(UnitNames::default(), Some(Date::MAX));
    tables::sources(r, texts, &mut cx);
    if !r.files.text(main).contains("units") {
        record::claims(r, texts, &mut cx);
        tables::history(r, texts, &mut cx);
        outcome::outcome(r, texts, &mut cx);
    }
}

fn reject(r: Remarks) -> Rejected {
    let (diagnostics, dropped) = r.finish();
    Rejected { diagnostics, dropped }
}

/// The text of a file, or none after its mistake was told.
pub(crate) fn add_text(r: &mut Remarks, name: &str, bytes: &[u8]) -> Option<usize> {
    let most = most_bytes(name);
    let problem = if bytes.len() > most {
        Some((
            format!("the file is larger than {} MiB", most >> 20),
            "split the case, or keep only what bears on it",
        ))
    } else if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        Some(("the file is in UTF-16".to_owned(), "save it as UTF-8 (in a spreadsheet program: CSV UTF-8)"))
    } else {
        None
    };
    if let Some((sentence, hint)) = problem {
        let file = r.files.add(name, String::new());
        r.mistake(Place { file, start: 0, end: 0 }, sentence, Some(hint.into()));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(r.files.add(name, text.to_owned())),
        Err(e) => {
            let good = String::from_utf8_lossy(&bytes[..e.valid_up_to()]).into_owned();
            let at = good.len();
            let file = r.files.add(name, good);
            let hint = "save it as UTF-8 (in a spreadsheet program: CSV UTF-8)";
            r.mistake(
                Place { file, start: at, end: at },
                "from here on the file is not UTF-8",
                Some(hint.into()),
            );
            None
        }
    }
}

fn read_case(
    r: &mut Remarks,
    folder: &Folder,
    root: &Table,
    main: usize,
    files: &Texts<'_>,
) -> (Case, Outcome) {
    let texts = files.read;
    let head = Place { file: main, start: 0, end: 1 };
    let mut s = Section::new(root, head, "");
    version(r, &mut s);
    let title = s.text(r, "title");
    s.require(r, "title", "a title in one line: title = \"…\"");
    if title.as_ref().is_some_and(|t| t.trim().is_empty())
        && let Some(e) = s.entry("title")
    {
        r.mistake(e.node.at, "the title is empty", Some("a title in one line: title = \"…\"".into()));
    }
    let title = title.unwrap_or_default();
    if title.chars().count() > 120
        && let Some(e) = s.entry("title")
    {
        r.mistake(e.node.at, "the title is longer than 120 characters", Some("shorten it".into()));
    }
    let korean = s
        .word(r, "language", |w| matches!(w, "en" | "ko").then(|| w == "ko"), &["en", "ko"])
        .unwrap_or(false);
    let default_known_on = s.date(r, "known_on");
    let names = parties::unit_names(r, &mut s);
    let mut cx = Ctx::new(names, default_known_on);
    cx.broken_sources = files.broken.contains(&"sources.csv");
    cx.broken_record = files.broken.contains(&"record.csv");
    let unit = parties::case_unit(r, &mut s, &cx);
    let parties = parties::parties(r, &mut s);
    let pricing = parties::pricing(r, &mut s, &mut cx);
    let baseline = parties::baseline(r, &mut s, &mut cx);
    let sources = tables::sources(r, texts, &mut cx);
    let series = tables::series(r, &mut s, &mut cx, texts, files.broken);
    let bases = parties::bases(r, &mut s, &mut cx);
    let categories = parties::categories(r, &mut s);
    let proposals = proposals::proposals(r, &mut s, &mut cx, "proposal");
    let agreements = proposals::proposals(r, &mut s, &mut cx, "agreement");
    let approvals = approvals::approvals(r, &mut s, &mut cx);
    let issues = issues::issues(r, &mut s, &mut cx);
    let preferences = preferences::preferences(r, &mut s, &mut cx, &issues);
    let calendar = approvals::calendar(r, &mut s, &mut cx);
    let unknowns = approvals::unknowns(r, &mut s, &mut cx);
    let forecast = forecast::forecast(r, &mut s, &mut cx);
    let claims = record::claims(r, texts, &mut cx);
    let history = tables::history(r, texts, &mut cx);
    let outcome = outcome::outcome(r, texts, &mut cx);
    s.finish(r);
    let (latest_known_on, latest_public) = latest_days(&cx, &claims);
    let case = Case {
        id: folder.name.clone(),
        title,
        unit,
        korean,
        names: cx.names.clone(),
        parties,
        baseline,
        pricing,
        series,
        bases,
        categories,
        proposals,
        agreements,
        approvals,
        calendar,
        forecast,
        issues: Several(issues),
        preferences: Several(preferences),
        unknowns,
        claims,
        history,
        sources,
        latest_known_on,
        latest_public,
    };
    cross::check(r, &case, &cx);
    (case, outcome)
}

/// The latest day of the record, or of any entry where there is no record: of all, and of what is not internal.
fn latest_days(cx: &Ctx, claims: &[crate::case::Claim]) -> (Option<Date>, Option<Date>) {
    let all = claims.iter().map(|c| c.standing.known_on).max();
    let public = claims.iter().filter(|c| !c.standing.internal).map(|c| c.standing.known_on).max();
    (all.or(cx.latest).or(cx.default_known_on), public.or(cx.latest_public).or(cx.default_known_on))
}

fn version(r: &mut Remarks, s: &mut Section<'_>) {
    if let Some(e) = s.entry("winset") {
        let node = &e.node;
        let is_one = matches!(&node.value, crate::text::Value::Number(n) if n == "1");
        if !is_one {
            r.mistake(
                node.at,
                "this program reads version 1 of the case format",
                Some("write winset = 1, or use a newer program".into()),
            );
        }
    } else {
        r.mistake(
            s.at(),
            "`winset = 1` is missing",
            Some("the first line says the version of the format".into()),
        );
    }
}

/// The unit of a word without a scale: a currency, a built-in unit or one of the case's own.
fn unit_of(text: &str, names: &UnitNames) -> Option<Unit> {
    crate::quantity::parse_unit(text, names).ok().filter(|(scale, _)| *scale == Decimal::ONE).map(|(_, u)| u)
}

impl Standing {
    /// A standing known from a day on, found, public.
    pub(crate) fn from(known_on: Date) -> Standing {
        Standing {
            known_on,
            status: crate::vocabulary::Status::Found,
            source: None,
            internal: false,
            hindsight: false,
        }
    }
}
