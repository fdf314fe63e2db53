//! `winset record CASE add`.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use winset::fmt::count;
use winset::ledger::add::{Added, add};
use winset::ledger::draft::{of_sheet, of_words};
use winset::ledger::edit::Cells;
use winset::ledger::{RECORD, file};
use winset_case::Diagnostic;
use winset_case::diagnostic::Remarks;
use winset_disk::over_file;

use super::checked;
use crate::args::{ClaimFlags, Record, RecordAdd};
use crate::case::own_folder;
use crate::failure::Failure;
use crate::output::{to_stderr, to_stdout};
use crate::remarks;

pub fn run(a: &Record, flags: &RecordAdd) -> Result<ExitCode, Failure> {
    if a.asked.as_of.is_some() || !a.asked.set.is_empty() || a.asked.audience.is_some() {
        return Err(Failure("add writes to the whole case: it takes no --as-of, --set or --audience".into()));
    }
    let folder = own_folder(&a.asked.case)?;
    let Some(case) = checked(&folder) else { return Ok(ExitCode::from(1)) };
    let mut said = Vec::new();
    let drafts = match &flags.from {
        Some(path) => match of_sheet(&path.display().to_string(), &sheet_text(path)?) {
            Ok(rows) => rows,
            Err(mistakes) => return Ok(refused(&mistakes)),
        },
        None => vec![draft(&flags.claim, &case.case.names, &mut said)?],
    };
    let added = match add(&folder, drafts, said) {
        Ok(added) => added,
        Err(mistakes) => return Ok(refused(&mistakes)),
    };
    over_file(&a.asked.case.join(RECORD), file(&folder, RECORD), &added.record)?;
    tell(&added)?;
    Ok(ExitCode::SUCCESS)
}

/// Shows mistakes and says that nothing was written.
pub fn refused(mistakes: &[Diagnostic]) -> ExitCode {
    to_stderr(&remarks::show(mistakes, 0));
    to_stderr("nothing was written");
    ExitCode::from(1)
}

fn tell(added: &Added) -> Result<(), Failure> {
    if !added.remarks.is_empty() {
        to_stderr(&remarks::show(&added.remarks, 0));
    }
    to_stdout(&format!(
        "{RECORD}: {} added: {}\n",
        count(added.ids.len(), "claim", "claims"),
        places(&added.ids)
    ))
}

/// Ids with their lines: `t107 (line 149)`; of many the first and the last.
pub fn places(ids: &[(String, usize)]) -> String {
    let one = |(id, line): &(String, usize)| format!("{id} (line {line})");
    match ids {
        [first, .., last] if ids.len() > 6 => format!("{} to {}", one(first), one(last)),
        _ => ids.iter().map(one).collect::<Vec<_>>().join(", "),
    }
}

fn sheet_text(path: &Path) -> Result<String, Failure> {
    let most = winset_case::parse::most_bytes(RECORD) as u64;
    let mut bytes = Vec::new();
    let failed = |e: std::io::Error| Failure::at(path, &e.to_string());
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        fs::File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > most {
        return Err(Failure::at(path, &format!("is larger than {} MiB", most >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| Failure::at(path, "is not text in UTF-8; save it as CSV UTF-8"))
}

fn draft(
    f: &ClaimFlags,
    names: &winset_case::quantity::UnitNames,
    said: &mut Vec<Diagnostic>,
) -> Result<Cells, Failure> {
    let given = [
        ("id", &f.id),
        ("date", &f.date),
        ("known_on", &f.known_on),
        ("speaker", &f.speaker),
        ("side", &f.side),
        ("told_by", &f.told_by),
        ("attribution", &f.attribution),
        ("modality", &f.modality),
        ("kind", &f.kind),
        ("amount", &f.amount),
        ("period", &f.period),
        ("refers_to", &f.refers_to),
        ("denominator", &f.denominator),
        ("conversion", &f.conversion),
        ("source", &f.source),
        ("grade", &f.grade),
        ("group", &f.group),
        ("quote", &f.quote),
        ("claim", &f.claim),
        ("informs", &f.informs),
        ("status", &f.status),
    ];
    let mut words: Vec<(&str, String)> =
        given.into_iter().filter_map(|(name, v)| Some((name, v.clone()?))).collect();
    if words.is_empty() {
        return Err(Failure(
            "there is nothing to add: say it in flags (--date, --known-on, --kind, --claim …) or --from FILE.csv".into(),
        ));
    }
    if f.internal {
        words.push(("internal", "true".into()));
    }
    let mut r = Remarks::default();
    let cells = of_words(&words, names, "--amount", &mut r);
    said.extend(r.finish().0);
    Ok(cells)
}
