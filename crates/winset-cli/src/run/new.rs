//! `winset new`: a template, or a case drafted from a document; a whole folder or none.

use std::fs;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;

use winset::brief::{brief, report};
use winset::class::{Library, shipped};
use winset::draft::{self, Facts, Flag};
use winset::fmt::count;
use winset::question::{Audience, Question};
use winset::template::{names, template};
use winset::view;
use winset_case::diagnostic::{Remarks, did_you_mean};
use winset_case::parse::{Folder, parse};
use winset_disk::{must_be_free, write_folder};
use winset_read::{Document, FoundClaim, read};

use super::ask::{About, ask};
use crate::args::New;
use crate::document::{document, shown};
use crate::failure::Failure;
use crate::output::{to_stderr, to_stdout};
use crate::remarks;

/// Files by their names in the folder.
type Files = Vec<(String, String)>;

pub fn run(a: &New) -> Result<ExitCode, Failure> {
    match &a.from {
        Some(from) => from_document(a, from),
        None => match &a.copy {
            Some(name) => from_shipped(a, name),
            None => from_template(a),
        },
    }
}

fn from_shipped(a: &New, name: &str) -> Result<ExitCode, Failure> {
    let Some(files) = winset::shipped::files(name) else {
        let ids = winset::shipped::ids();
        let hint =
            did_you_mean(name, ids.iter().copied()).unwrap_or_else(|| format!("one of: {}", ids.join(", ")));
        return Err(Failure(format!("`{name}` is not a shipped case; {hint}")));
    };
    must_be_free(&a.dir)?;
    write_folder(&a.dir, &files)?;
    to_stderr(&format!("{0} is a copy of {name}; next: winset brief {0}", a.dir.display()));
    Ok(ExitCode::SUCCESS)
}

fn from_template(a: &New) -> Result<ExitCode, Failure> {
    let Some(files) = template(&a.template) else {
        let hint =
            did_you_mean(&a.template, names()).unwrap_or_else(|| format!("one of: {}", names().join(", ")));
        return Err(Failure(format!("`{}` is not a template; {hint}", a.template)));
    };
    must_be_free(&a.dir)?;
    write_folder(&a.dir, files)?;
    to_stderr(&format!(
        "{0} made from the template {1}; next: winset brief {0}",
        a.dir.display(),
        a.template
    ));
    Ok(ExitCode::SUCCESS)
}

fn from_document(a: &New, from: &Path) -> Result<ExitCode, Failure> {
    must_be_free(&a.dir)?;
    let doc = document(from, &a.told)?;
    let Some(day) = doc.date else {
        let what = "the document does not say its day; say it: --date 2019-11-19";
        return Err(Failure(format!("{}: {what}", shown(from))));
    };
    let claims = claims(&doc);
    let library = shipped();
    let proposed = draft::propose(&doc, &claims, day, &library);
    let facts = match answers(a, (&doc, &claims), &proposed, &library)? {
        Ok(facts) => facts,
        Err(code) => return Ok(code),
    };
    let files = draft::draft(&doc, &claims, &facts, &proposed, day, &library);
    finish(a, from, &doc, files, &facts, &proposed, claims.len())
}

fn claims(doc: &Document) -> Vec<FoundClaim> {
    match read(doc, None) {
        Ok(claims) => claims,
        Err(e) => {
            let language = e.language.name();
            to_stderr(&format!(
                "the text is in {language}, for which there are no rules: no claim is proposed"
            ));
            Vec::new()
        }
    }
}

/// What flags, the file of answers and a person at the terminal say; or the exit code after mistakes were shown.
fn answers(
    a: &New,
    (doc, claims): (&Document, &[FoundClaim]),
    proposed: &Facts,
    library: &Library,
) -> Result<Result<Facts, ExitCode>, Failure> {
    let file = match &a.answers {
        Some(path) => Some((path.display().to_string(), text_of(path).map_err(|e| Failure::at(path, &e))?)),
        None => None,
    };
    let file = file.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let sheet = |name: &str| text_of(Path::new(name)).map_err(|e| format!("`{name}` cannot be read: {e}"));
    let mut r = Remarks::default();
    let mut facts = draft::told(&flags(a), file, library, &sheet, &mut r);
    draft::check(&mut facts, proposed, &mut r);
    let wrong = r.any_mistake();
    let (list, dropped) = r.finish();
    if !list.is_empty() {
        to_stderr(&remarks::show(&list, dropped));
    }
    if wrong {
        return Ok(Err(ExitCode::from(1)));
    }
    if a.accept {
        facts.fill_from(proposed);
    } else if on_a_terminal() {
        let about = About { proposed, doc, claims, library, sheet: &sheet };
        ask(&mut std::io::stdin().lock(), &mut std::io::stderr().lock(), &mut facts, &about)
            .map_err(|e| Failure(format!("the terminal: {e}")))?;
    }
    Ok(Ok(facts))
}

fn on_a_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && std::io::stderr().is_terminal()
}

/// The text of a small file.
fn text_of(path: &Path) -> Result<String, String> {
    const MOST: u64 = 4 << 20;
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|e| e.to_string())?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > MOST {
        return Err("it is larger than 4 MiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

fn flags(a: &New) -> Vec<Flag<'_>> {
    let once = [
        ("--asks", &a.asks),
        ("--pays", &a.pays),
        ("--last-amount", &a.last_amount),
        ("--expires", &a.expires),
    ];
    let many = [("--approval", &a.approval), ("--seats", &a.seats), ("--past", &a.past)];
    let once = once.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
    let many = many.into_iter().flat_map(|(name, list)| list.iter().map(move |t| (name, t.as_str())));
    once.chain(many).collect()
}

/// Checks the folder as a case, writes it and prints its state of play.
fn finish(
    a: &New,
    from: &Path,
    doc: &Document,
    mut files: Files,
    facts: &Facts,
    proposed: &Facts,
    claims: usize,
) -> Result<ExitCode, Failure> {
    let name = a.dir.file_name().map_or_else(|| "case".to_owned(), |n| n.to_string_lossy().into_owned());
    let bytes = files.iter().map(|(n, t)| (n.clone(), t.clone().into_bytes())).collect();
    let checked = match parse(&Folder { name, files: bytes }, &[]) {
        Ok(checked) => checked,
        Err(e) => {
            to_stderr(&remarks::show(&e.diagnostics, e.dropped));
            to_stderr("nothing was written");
            return Ok(ExitCode::from(1));
        }
    };
    if a.keep_text {
        let stem = from.file_stem().filter(|_| from != Path::new("-"));
        let stem = stem.map_or_else(|| "document".to_owned(), |s| s.to_string_lossy().into_owned());
        files.push((format!("texts/{stem}.txt"), doc.text().to_owned()));
        files.push((".gitignore".to_owned(), "texts/\n".to_owned()));
    }
    let whole: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    write_folder(&a.dir, &whole)?;
    let dir = a.dir.display();
    let n = count(claims, "claim", "claims");
    let mut lines = vec![format!("{dir} made from {}: {n}, none checked by a person", shown(from))];
    let open = draft::Question::ALL.into_iter().filter(|q| !a.accept && q.is_open(facts));
    for q in open {
        if let Some(text) = q.proposal(proposed) {
            lines.push(format!("proposed by the text and not taken (--accept takes it): {text}"));
        }
    }
    if !checked.remarks.is_empty() {
        let n = remarks::summary(&checked.remarks, checked.dropped);
        lines.push(format!("{n} (winset check {dir} shows them)"));
    }
    lines.push(format!("next: read {dir}/record.csv beside the text, then winset check {dir}"));
    to_stderr(&harmless(&lines));
    if let Some((question, _)) = Question::new(&checked, doc.date, Audience::Own) {
        let b = brief(&question, &shipped());
        to_stdout(&view::text::write(&report(&question, &b, None, &dir.to_string())))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Lines without what a terminal would obey.
fn harmless(lines: &[String]) -> String {
    lines.iter().map(|l| winset_case::text::neutral(l)).collect::<Vec<_>>().join("\n")
}
