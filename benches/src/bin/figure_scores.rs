//! Scores the figure check on a file of sentences with and without a wrong figure.
//!
//! `cargo run --release -p winset-benches --bin figure_scores -- FILE [--case DIR] [--rates FILE] [--all]`; the columns
//! are those of `crates/winset-read/tests/figures/seen.csv`. The case is the shipped one on South Korea and the United
//! States unless another is named; `--case none` takes none.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use winset_case::parse::{Folder, parse};
use winset_case::{Case, Decimal};
use winset_read::figures::Known;
use winset_read::{Document, Finding, Rates, figures};

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{e}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, String> {
    let mut file = None;
    let mut dir = Some(root().join("cases/rok-us-sma-11"));
    let mut rates = Rates::shipped();
    let mut all = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--case" => {
                let name = args.next().ok_or("--case needs a folder, or none")?;
                dir = (name != "none").then(|| PathBuf::from(name));
            }
            "--rates" => {
                let name = args.next().ok_or("--rates needs a table")?;
                let text = std::fs::read_to_string(&name).map_err(|e| format!("{name}: {e}"))?;
                rates = Rates::parse(&text).map_err(|e| e.join("\n"))?;
            }
            "--all" => all = true,
            _ => file = Some(arg),
        }
    }
    let file = file.ok_or("usage: figure_scores FILE [--case DIR] [--rates FILE] [--all]")?;
    let case = dir.as_deref().map(load).transpose()?;
    score(Path::new(&file), case.as_ref(), &rates, all)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn load(dir: &Path) -> Result<Case, String> {
    let mut files = Vec::new();
    for sub in ["", "series"] {
        let Ok(entries) = std::fs::read_dir(dir.join(sub)) else { continue };
        for e in entries.flatten().filter(|e| e.path().is_file()) {
            let bytes = std::fs::read(e.path()).map_err(|e| e.to_string())?;
            let name = e.file_name().to_string_lossy().into_owned();
            files.push((if sub.is_empty() { name } else { format!("{sub}/{name}") }, bytes));
        }
    }
    files.sort();
    let name = dir.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let checked = parse(&Folder { name, files }, &[]);
    checked.map(|c| c.case).map_err(|_| format!("{} is not a case; see `winset check`", dir.display()))
}

fn score(file: &Path, case: Option<&Case>, rates: &Rates, all: bool) -> Result<String, String> {
    let known = Known { rates, case };
    let mut reader = csv::Reader::from_path(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let head = reader.headers().map_err(|e| e.to_string())?.clone();
    let column = |name: &str| head.iter().position(|h| h == name).ok_or(format!("there is no column {name}"));
    let [id, day, kind, text, span, value] =
        ["id", "published_on", "error_kind", "text", "printed_span", "expected_value"].map(column);
    let (id, day, kind, text, span, value) = (id?, day?, kind?, text?, span?, value?);
    let (mut wrong, mut right, mut kinds, mut places, mut fine, mut alarms) = (0, 0, 0, 0, 0, 0);
    let mut lines = String::new();
    let begun = Instant::now();
    for row in reader.records() {
        let row = row.map_err(|e| e.to_string())?;
        let cell = |k: usize| row.get(k).unwrap_or("");
        let doc = Document::new(cell(text), cell(day).parse().ok());
        let found = figures(&doc, &known);
        let said: Vec<String> = found.iter().map(shown).collect();
        let line = if cell(kind) == "none" {
            fine += 1;
            alarms += usize::from(!found.is_empty());
            if found.is_empty() { None } else { Some("FALSE ALARM".to_owned()) }
        } else {
            wrong += 1;
            let at = doc.text().find(cell(span)).map(|a| a..a + cell(span).len()).unwrap_or(0..0);
            let here: Vec<&Finding> =
                found.iter().filter(|f| f.at.start < at.end && at.start < f.at.end).collect();
            let named = here.iter().any(|f| f.kind.word() == cell(kind));
            let good = here.iter().any(|f| f.kind.word() == cell(kind) && agrees(f, cell(value)));
            places += usize::from(!here.is_empty());
            kinds += usize::from(named);
            right += usize::from(good);
            if good { None } else { Some(format!("MISSED {} {} -> {}", cell(kind), cell(span), cell(value))) }
        };
        match line {
            Some(l) => lines.push_str(&format!("{} {l}\n    {}\n", cell(id), said.join("\n    "))),
            None if all => {
                lines.push_str(&format!("{} as it should be\n    {}\n", cell(id), said.join("\n    ")))
            }
            None => {}
        }
    }
    Ok(format!(
        "{lines}{wrong} wrong figures: {right} flagged with kind and value, {kinds} with the kind, {places} at the place\n\
         {fine} right sentences: {alarms} flagged\nread in {:.1} ms\n",
        begun.elapsed().as_secs_f64() * 1e3
    ))
}

/// True if the expected value is that of the file within 2 %; of a range, both ends.
fn agrees(f: &Finding, value: &str) -> bool {
    let Some(e) = &f.expected else { return value.is_empty() };
    let (low, high) = value.split_once('-').unwrap_or((value, value));
    let near = |have: Decimal, want: &str| {
        let Ok(want) = want.parse::<Decimal>() else { return false };
        (have - want).abs() <= want.abs() * Decimal::new(2, 2)
    };
    // A year is a year: 2 % of it would be forty.
    if e.unit.word() == "year" {
        return e.low.to_string() == low && e.high.to_string() == high;
    }
    near(e.low, low) && near(e.high, high)
}

fn shown(f: &Finding) -> String {
    let e =
        f.expected.as_ref().map_or_else(String::new, |e| format!("{}..{} {}", e.low, e.high, e.unit.word()));
    format!(
        "[{} {} {}] {} -> {e}: {} | {}",
        f.rule,
        f.kind.word(),
        f.sure.word(),
        f.printed,
        f.why,
        f.correction
    )
}
