//! `winset read FILE --append CASE`: accepted claims of a document into a record.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use winset::fmt::count;
use winset::ledger::append::{Done, Start, Told, finish, start, try_one};
use winset::ledger::decisions::{self, Decision, Decisions};
use winset::ledger::{RECORD, SOURCES, file};
use winset_case::Case;
use winset_case::parse::Folder;
use winset_disk::{over_file, to_file, unchanged};
use winset_read::{Document, READER, read};

use super::add::{places, refused};
use super::checked;
use super::session::{End, Raw, Session};
use crate::args::ReadAppend;
use crate::case::own_folder;
use crate::document::no_rules;
use crate::failure::Failure;
use crate::output::{to_stderr, to_stdout};
use crate::remarks;

pub fn run(doc: &Document, dir: &Path, from: &Path, a: &ReadAppend) -> Result<ExitCode, Failure> {
    let folder = own_folder(dir)?;
    let Some(case) = checked(&folder) else { return Ok(ExitCode::from(1)) };
    let case = &case.case;
    let found = read(doc, Some(case)).map_err(|e| no_rules(from, e))?;
    let told = Told {
        again: a.again,
        source_id: a.source_id.clone(),
        publisher: a.publisher.clone(),
        url: a.url.clone(),
        not_a_copy: a.not_a_copy,
    };
    let s = start(case, doc, &found, &told).map_err(|e| Failure(e.to_string()))?;
    if s.proposals.is_empty() {
        let why = if found.is_empty() { "no claim was found" } else { "all that was found is in the record" };
        to_stdout(&format!("{why}; nothing was written\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let work = Work { dir, folder: &folder, case, doc, start: &s };
    match &a.accept {
        Some(list) => work.listed(list, a.keep_text),
        None => work.asked(a.keep_text),
    }
}

/// A document and the case that its claims are for.
struct Work<'a> {
    dir: &'a Path,
    folder: &'a Folder,
    case: &'a Case,
    doc: &'a Document,
    start: &'a Start,
}

impl Work<'_> {
    /// Accepts what a list names.
    fn listed(&self, list: &Path, keep_text: bool) -> Result<ExitCode, Failure> {
        let progress = self.progress();
        let n = self.left_off(&progress)?.len();
        if n > 0 {
            let what = format!(
                "{n} claims of this text were decided on a terminal and are not written yet; the same command without \
                 --accept goes on there, or delete this file"
            );
            return Err(Failure::at(&progress, &what));
        }
        let text = fs::read_to_string(list).map_err(|e| Failure::at(list, &e.to_string()))?;
        for note in &self.start.notes {
            to_stderr(&winset_case::text::neutral(note));
        }
        match decisions::of_list(&list.display().to_string(), &text, &self.start.proposals) {
            Ok(decided) => self.write(&decided, keep_text),
            Err(mistakes) => Ok(refused(&mistakes)),
        }
    }

    /// Asks on the terminal, from where it was left off.
    fn asked(&self, keep_text: bool) -> Result<ExitCode, Failure> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Err(Failure(
                "there is no terminal to ask on; list the ids to accept in a file and name it: --accept LIST"
                    .into(),
            ));
        }
        let progress = self.progress();
        let mut decided = self.left_off(&progress)?;
        let session = Session {
            case: self.case,
            doc: self.doc,
            start: self.start,
            keep: &|d| keep(self.dir, &progress, &decisions::write(READER, &self.start.proposals, d)),
            check: &|p, d| try_one(self.folder, self.case, self.start, p, d),
            raw: &Raw::stdin,
        };
        let end = session.run(&mut std::io::stdin().lock(), &mut std::io::stderr(), &mut decided)?;
        if end == End::Later {
            let of = self.start.proposals.len();
            to_stderr(&format!(
                "{} of {of} decided, nothing written yet; the same command goes on",
                decided.len()
            ));
            return Ok(ExitCode::SUCCESS);
        }
        self.write(&decided, keep_text)
    }

    fn progress(&self) -> PathBuf {
        self.dir.join(".winset").join(format!("read-{}.toml", self.start.hash))
    }

    fn left_off(&self, progress: &Path) -> Result<Decisions, Failure> {
        let Ok(text) = fs::read_to_string(progress) else { return Ok(Decisions::new()) };
        match decisions::read(&progress.display().to_string(), &text, &self.start.proposals) {
            Ok((decided, lost)) => {
                if lost > 0 {
                    let noun = count(lost, "decision", "decisions");
                    to_stderr(&format!(
                        "{noun} of before no longer fit a claim of this text and are dropped"
                    ));
                }
                Ok(decided)
            }
            Err(mistakes) => {
                to_stderr(&remarks::show(&mistakes, 0));
                Err(Failure::at(progress, "mend or delete it"))
            }
        }
    }

    /// Writes the sources first: a source without claims is harmless, and the next run uses it.
    fn write(&self, decided: &Decisions, keep_text: bool) -> Result<ExitCode, Failure> {
        let done = match finish(self.folder, self.case, self.start, decided) {
            Ok(done) => done,
            Err(mistakes) => return Ok(refused(&mistakes)),
        };
        let rejected = decided.values().filter(|d| **d == Decision::Reject).count();
        match &done {
            Some(done) => {
                self.write_sheets(done)?;
                if keep_text {
                    self.keep_text()?;
                }
                if !done.remarks.is_empty() {
                    to_stderr(&remarks::show(&done.remarks, 0));
                }
                to_stdout(&self.told(done, rejected))?;
            }
            None => to_stdout("nothing was accepted; nothing was written\n")?,
        }
        let _ = fs::remove_file(self.progress());
        let _ = fs::remove_dir(self.dir.join(".winset"));
        Ok(ExitCode::SUCCESS)
    }

    fn write_sheets(&self, done: &Done) -> Result<(), Failure> {
        let (record, sources) = (self.dir.join(RECORD), self.dir.join(SOURCES));
        let (old_record, old_sources) = (file(self.folder, RECORD), file(self.folder, SOURCES));
        unchanged(&record, old_record)?;
        if old_sources != Some(done.sources.as_bytes()) {
            over_file(&sources, old_sources, &done.sources)?;
        }
        Ok(over_file(&record, old_record, &done.record)?)
    }

    fn told(&self, done: &Done, rejected: usize) -> String {
        let source = match &self.start.row {
            Some(_) => format!("{SOURCES}: {} added", self.start.source),
            None => format!("{SOURCES}: {} was there", self.start.source),
        };
        let claims = count(done.ids.len(), "claim", "claims");
        let already: Vec<&str> = self.start.proposals.iter().filter_map(|p| p.duplicate.as_deref()).collect();
        let already = if already.is_empty() {
            String::new()
        } else {
            format!("; like claims of the record: {}", already.join(", "))
        };
        format!(
            "{RECORD}: {claims} added: {}\n{source}\n{rejected} not accepted{already}\n",
            places(&done.ids)
        )
    }

    fn keep_text(&self) -> Result<(), Failure> {
        let dir = self.dir.join("texts");
        inside(self.dir, &dir)?;
        let ignore = dir.join(".gitignore");
        if !ignore.exists() {
            to_file(&ignore, "*\n")?;
        }
        Ok(to_file(&dir.join(format!("{}.txt", self.start.source)), self.doc.text())?)
    }
}

/// Makes a folder of the case; one that is a link out of it is not written.
fn inside(case: &Path, dir: &Path) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|e| Failure::at(dir, &e.to_string()))?;
    let real = fs::canonicalize(case).and_then(|root| Ok(fs::canonicalize(dir)?.starts_with(root)));
    match real {
        Ok(true) => Ok(()),
        _ => Err(Failure::at(dir, "is a link that leads out of the case folder, and is not written")),
    }
}

/// Keeps the decisions so far.
fn keep(case: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    inside(case, path.parent().unwrap_or(case))?;
    Ok(to_file(path, text)?)
}

#[cfg(test)]
mod tests {
    use winset_case::case::Grade;
    use winset_case::vocabulary::{Attribution, Kind, Modality};
    use winset_read::FoundClaim;

    use super::*;

    const CASE: &str = "winset = 1\ntitle = \"A bridge\"\n[party.a]\nname = \"Upper town\"\n[party.b]\nname = \"Lower town\"\n";
    const SHEET: &str = "id,date,known_on,side,attribution,modality,kind,source,grade,group,quote,claim\r\n\
        x1,2019-11-01,2019-11-01,a,,,event,,,,,one";

    /// A case on disk, and a text of two claims.
    fn with(work: impl FnOnce(&Work<'_>)) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("case.toml"), CASE).expect("written");
        fs::write(dir.path().join(RECORD), SHEET).expect("written");
        let folder = winset_disk::folder(dir.path()).expect("a folder");
        let case = checked(&folder).expect("the case is right");
        let doc =
            Document::new("# publisher: The Mail\n---\nOne asked. Two asked.\n", "2019-11-20".parse().ok());
        let claim = |id: &str, at: std::ops::Range<usize>| FoundClaim {
            id: id.into(),
            at,
            kind: Kind::Demand,
            speaker: None,
            side: Some("a".into()),
            told_by: None,
            attribution: Attribution::PressNarrative,
            reported_via: None,
            modality: Modality::Asserted,
            amount: None,
            converted: None,
            period: None,
            refers_to: None,
            grade: Grade { reliability: 'B', credibility: 3 },
            rule: "test".into(),
        };
        let found = [claim("c1", 0..10), claim("c2", 11..21)];
        let s = start(&case.case, &doc, &found, &Told::default()).expect("it is offered");
        work(&Work { dir: dir.path(), folder: &folder, case: &case.case, doc: &doc, start: &s });
        dir
    }

    fn text(dir: &tempfile::TempDir, name: &str) -> String {
        fs::read_to_string(dir.path().join(name)).unwrap_or_default()
    }

    fn list(w: &Work<'_>, ids: &str) -> Result<ExitCode, Failure> {
        let path = w.dir.join("list.txt");
        fs::write(&path, ids).expect("written");
        w.listed(&path, true)
    }

    #[test]
    fn what_is_listed_is_written_with_its_source_and_its_text() {
        let dir = with(|w| {
            keep(w.dir, &w.progress(), "# so far\n").expect("it is kept");
            assert!(list(w, "# mine\nc2 kind=offer\n").is_ok());
        });
        let record = text(&dir, RECORD);
        let old: Vec<&str> = SHEET.split("\r\n").collect();
        assert!(record.starts_with(&format!("{},span,reader\r\n{},,\r\nx2,", old[0], old[1])), "{record}");
        assert!(
            record.contains(",offer,the-mail-2019-11-20,B3,")
                && record.contains(",Two asked.,,11-21,winset-read")
        );
        assert!(text(&dir, SOURCES).contains("the-mail-2019-11-20,The Mail,,2019-11-20"));
        assert_eq!(text(&dir, "texts/the-mail-2019-11-20.txt"), "One asked. Two asked.\n");
        assert_eq!(text(&dir, "texts/.gitignore"), "*\n");
        assert!(!dir.path().join(".winset").exists(), "all is decided");
    }

    #[test]
    fn a_record_that_changed_meanwhile_is_left_and_so_are_the_decisions() {
        let dir = with(|w| {
            keep(w.dir, &w.progress(), "# so far\n").expect("it is kept");
            fs::write(w.dir.join(RECORD), format!("{SHEET} more")).expect("somebody else writes");
            assert!(list(w, "all").is_err_and(|e| e.0.contains("changed while this command ran")));
            assert!(w.progress().exists());
        });
        assert_eq!(text(&dir, RECORD), format!("{SHEET} more"));
        assert!(!dir.path().join(SOURCES).exists() && !dir.path().join("texts").exists());
    }

    #[test]
    fn a_list_with_a_mistake_writes_nothing() {
        let dir = with(|w| assert!(list(w, "c1\nc7\n").is_ok_and(|c| c == ExitCode::from(1))));
        assert_eq!(text(&dir, RECORD), SHEET);
    }

    #[test]
    fn decisions_go_on_where_they_were_left_off() {
        with(|w| {
            let decided = Decisions::from([("c1".to_owned(), Decision::Reject)]);
            keep(w.dir, &w.progress(), &decisions::write(READER, &w.start.proposals, &decided))
                .expect("kept");
            assert_eq!(w.left_off(&w.progress()).expect("read"), decided);
            fs::write(w.progress(), "[c1").expect("written");
            assert!(w.left_off(&w.progress()).is_err_and(|e| e.0.contains("mend or delete it")));
        });
    }
}
