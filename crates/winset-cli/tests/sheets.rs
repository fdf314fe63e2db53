//! A record and a history kept as spreadsheets: the same answers, damage told with its cell, and nothing written to them.

mod support;

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::{KOREA, copy, run_in};

/// Turns a CSV file of a case into a spreadsheet with real numbers and days, as a person would keep it.
fn as_sheet(dir: &Path, file: &str, spoil: Option<(&str, u32)>) {
    let path = dir.join(file);
    let text = fs::read(&path).expect("the sheet");
    fs::remove_file(&path).expect("gone");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut heads: Vec<String> = Vec::new();
    for (r, row) in csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_slice())
        .records()
        .enumerate()
    {
        let (row, r) = (row.expect("a row"), u32::try_from(r).expect("few rows"));
        if r == 0 {
            heads = row.iter().map(str::to_owned).collect();
        }
        for (c, cell) in row.iter().enumerate() {
            let at = u16::try_from(c).expect("few columns");
            let head = heads.get(c).map_or("", String::as_str);
            let spoiled = spoil.is_some_and(|(column, line)| column == head && line == r);
            if spoiled {
                let date = ExcelDateTime::from_ymd(2019, 6, 5).expect("a day");
                sheet.write_datetime_with_format(r, at, &date, &day).expect("written");
            } else if let (true, Ok(date)) =
                (r > 0 && (head == "date" || head == "known_on"), ExcelDateTime::parse_from_str(cell))
            {
                sheet.write_datetime_with_format(r, at, &date, &day).expect("written");
            } else if let (true, Ok(n)) = (r > 0 && (head == "low" || head == "high"), cell.parse::<f64>()) {
                sheet.write_number(r, at, n).expect("written");
            } else if !cell.is_empty() {
                sheet.write_string(r, at, cell).expect("written");
            }
        }
    }
    fs::write(path.with_extension("xlsx"), book.save_to_buffer().expect("made")).expect("written");
}

#[test]
fn a_case_with_spreadsheets_answers_as_with_plain_sheets() {
    let kept = copy(KOREA);
    let args = ["brief", KOREA, "--as-of", "2019-11-19", "--format", "json"];
    let plain = run_in(kept.path(), &args).done();
    let dir = kept.path().join(KOREA);
    as_sheet(&dir, "record.csv", None);
    as_sheet(&dir, "history.csv", None);
    assert_eq!(run_in(kept.path(), &args).done(), plain, "to the byte, the hash of the case included");
}

#[test]
fn damage_names_its_cell() {
    let kept = copy(KOREA);
    as_sheet(&kept.path().join(KOREA), "record.csv", Some(("low", 3)));
    let ran = run_in(kept.path(), &["check", KOREA]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("record.xlsx") && ran.err.contains("4"), "{}", ran.err);
    let column = ran.err.split_whitespace().find(|w| w.trim_matches([',', ':', '`']).ends_with('4'));
    assert!(column.is_some(), "no cell of row 4 in {}", ran.err);
}

#[test]
fn two_records_are_refused_and_a_spreadsheet_is_not_written() {
    let kept = copy(KOREA);
    let dir = kept.path().join(KOREA);
    let text = fs::read(dir.join("record.csv")).expect("the record");
    as_sheet(&dir, "record.csv", None);
    let add = run_in(kept.path(), &["record", KOREA, "add", "--kind", "event", "--claim", "x"]);
    assert!(add.code == 2 && add.err.contains("save it as record.csv"), "{}", add.err);
    fs::write(dir.join("record.csv"), text).expect("written");
    let both = run_in(kept.path(), &["check", KOREA]);
    assert!(both.code == 2 && both.err.contains("keep one of the two"), "{}", both.err);
}
