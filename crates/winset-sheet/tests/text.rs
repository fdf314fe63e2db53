//! Workbooks as text: the same cells as another reader finds, damage named by its cell, hostile files refused and never a panic.

use std::io::{Cursor, Write};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use winset_case::diagnostic::Diagnostic;
use winset_sheet::text;

const HEAD: [&str; 8] = ["id", "date", "known_on", "kind", "low", "unit", "refers_to", "claim"];

/// A record of one row, mended by a function before it is written.
fn record(row: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in HEAD.iter().enumerate() {
        sheet.write(0, column as u16, *head).expect("written");
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2019, 11, 19).expect("a day");
    sheet.write(1, 0, "n1").expect("written");
    sheet.write_with_format(1, 1, &date, &day).expect("written");
    sheet.write(1, 2, "2019-11-20").expect("written");
    sheet.write(1, 3, "demand").expect("written");
    sheet.write(1, 4, 4.7).expect("written");
    sheet.write(1, 5, "billion USD").expect("written");
    sheet.write(1, 7, "asks, \"for\" 4.7\nbillion").expect("written");
    row(sheet);
    book.save_to_buffer().expect("saved")
}

fn damaged(row: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<Diagnostic> {
    text(&record(row), "record.xlsx").expect_err("refused")
}

#[track_caller]
fn refuses(row: impl Fn(&mut rust_xlsxwriter::Worksheet), cell: &str, words: &str) {
    let found = damaged(row);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert!(one.sentence.starts_with(&format!("cell {cell}: ")), "{}", one.sentence);
    assert!(one.sentence.contains(words), "{}", one.sentence);
    assert_eq!((one.file.as_str(), one.line), ("record.xlsx", 2));
}

#[test]
fn a_record_is_the_text_it_stands_for() {
    let found = text(&record(|_| {}), "record.xlsx").expect("read");
    assert_eq!(
        found,
        "id,date,known_on,kind,low,unit,refers_to,claim\n\
         n1,2019-11-19,2019-11-20,demand,4.7,billion USD,,\"asks, \"\"for\"\" 4.7 billion\"\n"
    );
}

#[test]
fn values_are_told_exactly() {
    let found = text(
        &record(|s| {
            s.write(1, 4, 1_038_900_000_000.0_f64).expect("written");
            s.write(1, 7, true).expect("written");
            s.write(3, 0, "n3").expect("written");
            s.write(3, 4, 0.1 + 0.2).expect("written");
            s.write(4, 4, Formula::new("=1+1").set_result("2")).expect("written");
            s.write(4, 6, 2020).expect("written");
        }),
        "record.xlsx",
    )
    .expect("read");
    let lines: Vec<&str> = found.lines().collect();
    assert!(lines[1].contains(",1038900000000,") && lines[1].ends_with(",true"), "{}", lines[1]);
    assert_eq!(lines[2], "", "an empty row stays a line, so that lines are rows");
    assert_eq!(lines[3], "n3,,,,0.3,,,");
    assert_eq!(lines[4], ",,,,2,,2020,");
    assert_eq!(lines.len(), 5);
}

#[test]
fn damage_is_refused_naming_the_cell() {
    let day = Format::new().set_num_format("d mmm");
    let percent = Format::new().set_num_format("0%");
    let june = ExcelDateTime::from_ymd(2019, 6, 5).expect("a day");
    refuses(
        |s| drop(s.write_with_format(1, 4, &june, &day)),
        "E2",
        "2019-06-05 stands where a figure belongs",
    );
    refuses(|s| drop(s.write_with_format(1, 7, &june, &day)), "H2", "stands where text belongs");
    refuses(|s| drop(s.write(1, 1, 43788)), "B2", "the number 43788 stands where a date belongs");
    refuses(|s| drop(s.write(1, 1, "11/19/2019")), "B2", "`11/19/2019` is not a date");
    refuses(|s| drop(s.write(1, 2, "19.11.2019")), "C2", "`19.11.2019` is not a date");
    refuses(|s| drop(s.write(1, 4, "4,7")), "E2", "decimal comma");
    refuses(|s| drop(s.write(1, 4, "1.234,56")), "E2", "decimal comma");
    refuses(
        |s| drop(s.write(1, 0, 1_234_567_890_123_456_000.0_f64)),
        "A2",
        "more digits than a spreadsheet keeps",
    );
    refuses(|s| drop(s.write_with_format(1, 4, 0.13, &percent)), "E2", "shows 13 % and holds 0.13");
    refuses(|s| drop(s.write(1, 4, Formula::new("=1/0").set_result("#DIV/0!"))), "E2", "#DIV/0!");
    let noon = ExcelDateTime::from_ymd(2019, 6, 5).and_then(|d| d.and_hms(12, 0, 0)).expect("a time");
    refuses(|s| drop(s.write_with_format(1, 1, &noon, &day)), "B2", "time of day");
    refuses(|s| drop(s.write_with_format(1, 1, 60, &day)), "B2", "is none");
}

#[test]
fn what_was_meant_is_kept() {
    let day = Format::new().set_num_format("d mmm");
    let june = ExcelDateTime::from_ymd(2019, 6, 5).expect("a day");
    let found = text(
        &record(|s| {
            s.write_with_format(1, 6, &june, &day).expect("written");
            s.write(1, 4, "4,700").expect("written");
            s.write_with_format(1, 7, 0.13, &Format::new().set_num_format("0%")).expect("written");
        }),
        "record.xlsx",
    )
    .expect("read");
    assert!(found.ends_with("demand,\"4,700\",billion USD,2019-06-05,13%\n"), "{found}");
}

#[test]
fn every_damaged_cell_is_told_at_once() {
    let found = damaged(|s| {
        s.write(1, 1, 43788).expect("written");
        s.write(1, 4, "4,7").expect("written");
    });
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn the_sheet_of_that_name_is_read() {
    let book = |names: &[&str]| {
        let mut book = Workbook::new();
        for name in names {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).expect("a name");
            sheet.write(0, 0, *name).expect("written");
        }
        book.save_to_buffer().expect("saved")
    };
    assert_eq!(text(&book(&["notes", "Record"]), "record.xlsx").expect("read"), "Record\n");
    assert_eq!(text(&book(&["only"]), "record.xlsx").expect("read"), "only\n");
    assert_eq!(text(&book(&["notes", "cpi"]), "series/cpi.xlsx").expect("read"), "cpi\n");
    let found = text(&book(&["one", "two"]), "record.xlsx").expect_err("refused");
    assert!(found[0].sentence.contains("has 2 sheets (one, two) and none is called `record`"), "{found:?}");
}

#[test]
fn too_much_is_refused() {
    let far = damaged(|s| drop(s.write(100_000, 0, "far")));
    assert!(far[0].sentence.contains("cell A100001: the sheet has more than 100000 rows"), "{far:?}");
    let wide = damaged(|s| drop(s.write(0, 200, "wide")));
    assert!(wide[0].sentence.contains("more than 200 columns"), "{wide:?}");
}

/// A workbook of parts as they are given.
fn parts(list: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in list {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

const MAIN: &str = r#"<workbook><sheets><sheet name="record" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/>
    <Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>"#;

fn made(sheet: &str, strings: &str) -> Vec<u8> {
    parts(&[
        ("xl/workbook.xml", MAIN),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sheet.xml", sheet),
        ("xl/strings.xml", strings),
    ])
}

#[test]
fn hostile_files_are_refused() {
    let of = |sheet: &str, strings: &str| text(&made(sheet, strings), "record.xlsx");
    // A count that would reserve all memory, and a dimension that ends before it begins.
    let sheet = r#"<worksheet><dimension ref="B2:A1"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let strings = r#"<sst uniqueCount="18446744073709551615"><si><t>id</t></si></sst>"#;
    assert_eq!(of(sheet, strings).expect("the count is not believed"), "id\n");
    let outside = of(&sheet.replace("<v>0</v>", "<v>7</v>"), strings).expect_err("refused");
    assert!(outside[0].sentence.contains("xl/sheet.xml"), "{outside:?}");
    let lost = of(&sheet.replace("A1\" t", "ABCDE1\" t"), strings).expect_err("refused");
    assert!(lost[0].sentence.contains("cannot be read"));
    // An entity of the file's own stands for nothing.
    let entity = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>{}", strings.replace(">id<", ">i&a;d<"));
    assert_eq!(of(sheet, &entity).expect("read"), "id\n");
    // 65 MiB of blanks deflate to some kilobytes.
    let bomb = made(&" ".repeat(65 << 20), strings);
    assert!(bomb.len() < 1 << 20);
    let found = text(&bomb, "record.xlsx").expect_err("refused");
    assert!(found[0].sentence.contains("inflates to more than 64 MiB"), "{found:?}");
    // One long string, a thousand times.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let rows: String =
        (1..=1000).map(|r| format!(r#"<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>"#)).collect();
    let found =
        of(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), &long).expect_err("refused");
    assert!(found[0].sentence.contains("more than 64 MiB of text"), "{found:?}");
    let found = text(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "record.xlsx").expect_err("refused");
    assert!(found[0].sentence.contains("encrypted"), "{found:?}");
    let external =
        RELATIONS.replace("Target=\"sheet.xml\"", "Target=\"file:///etc/passwd\" TargetMode=\"External\"");
    let found =
        text(&parts(&[("xl/workbook.xml", MAIN), ("xl/_rels/workbook.xml.rels", &external)]), "record.xlsx");
    assert!(found.is_err());
}

#[test]
fn another_reader_finds_the_same_cells() {
    let bytes = record(|s| {
        for row in 2..40_u32 {
            for column in 3..8_u16 {
                let n = f64::from(row * 7919 + u32::from(column) * 104_729 % 1000) / f64::from(column);
                s.write(row, column, (n * 1000.0).round() / 1000.0).expect("written");
            }
        }
    });
    let ours = text(&bytes, "record.xlsx").expect("read");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range("Sheet1").expect("a sheet");
    for (row, line) in ours.lines().enumerate().skip(2) {
        for (column, cell) in line.split(',').enumerate() {
            match range.get((row, column)) {
                Some(Data::Float(f)) => assert_eq!(cell.parse::<f64>().ok(), Some(*f), "{row}, {column}"),
                other => {
                    assert_eq!(cell, other.map(ToString::to_string).unwrap_or_default(), "{row}, {column}")
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = text(&bytes, "record.xlsx");
    }

    #[test]
    fn any_part_is_read_or_refused(sheet in r#"(<(c|v|t|row|f|is)( (r|t|s)="[A-Z0-9s]{0,4}")?/?>|</(c|v|t|row)>|[0-9.eE&;#x-]{0,5}){0,40}"#, strings in ".{0,60}") {
        let _ = text(&made(&format!("<worksheet><sheetData>{sheet}"), &strings), "record.xlsx");
    }

    #[test]
    fn a_sound_file_with_some_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = record(|_| {});
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = text(&bytes, "record.xlsx");
    }
}
