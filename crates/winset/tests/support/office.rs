//! Recalculates workbooks with LibreOffice, and reads the cells of a workbook.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};

/// Every cell of a workbook that holds something: sheet, row and column, each from 0.
pub type Cells = BTreeMap<(usize, u32, u32), Data>;

/// Tells LibreOffice to recalculate whatever it opens.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// The cells of a workbook as they are stored.
pub fn cells(bytes: &[u8]) -> Cells {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut all = Cells::new();
    for (sheet, (_, range)) in book.worksheets().into_iter().enumerate() {
        let (row0, column0) = range.start().unwrap_or((0, 0));
        for (r, c, v) in range.used_cells() {
            all.insert((sheet, row0 + r as u32, column0 + c as u32), v.clone());
        }
    }
    all
}

/// The formulas of a workbook.
pub fn formulas(bytes: &[u8]) -> BTreeMap<(usize, u32, u32), String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut all = BTreeMap::new();
    for (sheet, name) in book.sheet_names().into_iter().enumerate() {
        let range = book.worksheet_formula(&name).expect("formulas");
        let (row0, column0) = range.start().unwrap_or((0, 0));
        for (r, c, v) in range.used_cells() {
            all.insert((sheet, row0 + r as u32, column0 + c as u32), v.clone());
        }
    }
    all
}

/// The workbooks after LibreOffice recalculated them; none, with a line on stderr, where it is not installed.
pub fn recalculated(books: &[Vec<u8>]) -> Option<Vec<Cells>> {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!(
            "skipped: soffice is not installed (apt-get install libreoffice-calc), so no formula was recalculated"
        );
        return None;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let profile = dir.path().join("profile");
    fs::create_dir_all(profile.join("user")).expect("a profile");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("settings");
    let (given, made) = (dir.path().join("in"), dir.path().join("out"));
    fs::create_dir(&given).expect("a folder");
    let mut run = Command::new("soffice");
    run.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    run.args(["--headless", "--norestore", "--convert-to", "xlsx", "--outdir"]).arg(&made);
    for (i, bytes) in books.iter().enumerate() {
        let path = given.join(format!("{i}.xlsx"));
        fs::write(&path, bytes).expect("written");
        run.arg(path);
    }
    let out = run.output().expect("soffice runs");
    let read =
        |i: usize| fs::read(made.join(format!("{i}.xlsx"))).unwrap_or_else(|e| panic!("{i}: {e}: {out:?}"));
    Some((0..books.len()).map(|i| cells(&read(i))).collect())
}

/// The names of the sheets.
pub fn names(bytes: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook").sheet_names()
}
