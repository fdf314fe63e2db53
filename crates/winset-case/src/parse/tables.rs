//! Reads the other sheets: sources, series and history.

use rust_decimal::Decimal;

use super::common::{Ctx, Target};
use crate::case::{Added, HistoryRow, Series, SeriesValue, Source};
use crate::diagnostic::Remarks;
use crate::quantity::{Currency, Unit, parse_unit};
use crate::text::{Row, Section, is_id, read_sheet};
use crate::vocabulary::SeriesKind;

const MOST_ROWS: usize = 200_000;
/// The columns of the list of sources.
pub const SOURCE_COLUMNS: &[&str] =
    &["id", "publisher", "title", "date", "url", "copy_url", "seen_on", "is_repost", "sha256"];
const SERIES_COLUMNS: &[&str] =
    &["date_start", "date_end", "value", "party", "known_on", "status", "source", "internal"];
const HISTORY_COLUMNS: &[&str] = &[
    "year",
    "agreement",
    "amount",
    "unit",
    "category",
    "in_kind",
    "known_on",
    "status",
    "source",
    "internal",
];

/// The documents that claims cite.
pub fn sources(r: &mut Remarks, texts: &[(&str, usize)], cx: &mut Ctx) -> Vec<Source> {
    let Some((_, file)) = texts.iter().find(|(n, _)| *n == "sources.csv") else { return Vec::new() };
    let Some(sheet) = read_sheet(r, *file, SOURCE_COLUMNS, &["id"], MOST_ROWS) else {
        cx.broken_sources = true;
        return Vec::new();
    };
    let mut list: Vec<Source> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in sheet.rows() {
        row.require(r, "id");
        let Some(id) = row.id(r, "id") else { continue };
        if !seen.insert(id.clone()) {
            let at = row.place(r, "id");
            r.mistake(at, format!("the id `{id}` stands twice"), Some("ids are unique".into()));
        }
        list.push(Source {
            publisher: row.text(r, "publisher"),
            title: row.text(r, "title"),
            date: row.date(r, "date"),
            url: row.link(r, "url"),
            copy_url: row.link(r, "copy_url"),
            seen_on: row.date(r, "seen_on"),
            is_repost: row.flag(r, "is_repost"),
            sha256: Added(sha256(r, &row)),
            id,
        });
    }
    list
}

/// The beginning of a hash: 16 hexadecimal digits.
fn sha256(r: &mut Remarks, row: &Row<'_>) -> Option<String> {
    let cell = row.cell("sha256")?;
    if cell.text.len() == 16 && cell.text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(cell.text.to_ascii_lowercase());
    }
    let at = cell.place(r);
    let hint = "the first 16 hexadecimal digits of the SHA-256 of its text, or nothing";
    let shown = crate::text::shorten(cell.text);
    r.mistake(at, format!("`{shown}` is not the hash of a text"), Some(hint.into()));
    None
}

/// `[series.ID]` tables with the values of their files.
///
/// `broken` names files that are there but could not be read.
pub fn series(
    r: &mut Remarks,
    s: &mut Section<'_>,
    cx: &mut Ctx,
    texts: &[(&str, usize)],
    broken: &[&str],
) -> Vec<Series> {
    let mut list = Vec::new();
    let mut heads = Vec::new();
    for (id, mut t) in s.keyed(r, "series") {
        heads.push(id.clone());
        let Some(mut series) = head(r, &mut t, cx, id.clone()) else {
            cx.broken_series.insert(id);
            t.finish(r);
            continue;
        };
        let name = format!("series/{}.csv", series.id);
        match texts.iter().find(|(n, _)| *n == name) {
            Some((_, file)) => series.values = values(r, *file, series.kind, cx),
            None if broken.iter().any(|b| *b == name) || !is_id(&series.id) => {}
            None => {
                let hint = "with the columns date_start,date_end,value,known_on,source";
                r.mistake(t.at(), format!("there is no file {name}"), Some(hint.into()));
            }
        }
        t.finish(r);
        list.push(series);
    }
    unclaimed(r, &heads, texts);
    list
}

fn unclaimed(r: &mut Remarks, heads: &[String], texts: &[(&str, usize)]) {
    for (name, file) in texts {
        let id = name.strip_prefix("series/").and_then(|n| n.strip_suffix(".csv"));
        if let Some(id) = id
            && !heads.iter().any(|head| head == id)
        {
            let at = crate::diagnostic::Place { file: *file, start: 0, end: 1 };
            r.remark(
                at,
                "no [series] table speaks of this file, so it is not read",
                Some(format!("add [series.{id}] to case.toml")),
            );
        }
    }
}

fn head(r: &mut Remarks, t: &mut Section<'_>, cx: &Ctx, id: String) -> Option<Series> {
    let name = t.text(r, "name");
    t.require(r, "name", "name = \"…\"");
    let kind = t.word(r, "kind", SeriesKind::parse, SeriesKind::WORDS);
    t.require(r, "kind", "rate, growth, level or key");
    let projection_sd = t.decimal(r, "projection_sd", Decimal::ZERO, Decimal::from(1000));
    let first_published = t.flag(r, "first_published").unwrap_or(false);
    let unit = t.text_at(r, "unit");
    let kind = kind?;
    let mut series = Series {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        kind,
        unit: None,
        scale: Decimal::ONE,
        pair: None,
        projection_sd,
        first_published,
        values: Vec::new(),
    };
    match (kind, unit) {
        (SeriesKind::Rate, Some((text, at))) => {
            let pair = text.split_once(" per ").map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
            match pair {
                Some((a, b)) if Currency::parse(&a).is_some() && Currency::parse(&b).is_some() && a != b => {
                    series.pair = Some((a, b))
                }
                _ => r.mistake(at, format!("`{text}` is not a rate"), Some("unit = \"KRW per USD\"".into())),
            }
        }
        (SeriesKind::Rate, None) => t.require(r, "unit", "unit = \"KRW per USD\""),
        (SeriesKind::Level, Some((text, at))) => match parse_unit(&text, &cx.names) {
            Ok((scale, unit)) => {
                series.unit = Some(unit);
                series.scale = scale;
            }
            Err(e) => r.mistake(at, e.message, e.hint),
        },
        (SeriesKind::Level, None) => t.require(r, "unit", "the unit of a value: unit = \"100 million KRW\""),
        (SeriesKind::Growth, Some((text, at))) if !text.starts_with("percent") => {
            r.mistake(at, "growth is in per cent a year", Some("unit = \"percent\"".into()));
        }
        _ => {}
    }
    Some(series)
}

fn values(r: &mut Remarks, file: usize, kind: SeriesKind, cx: &mut Ctx) -> Vec<SeriesValue> {
    let Some(sheet) =
        read_sheet(r, file, SERIES_COLUMNS, &["date_start", "date_end", "value", "known_on"], MOST_ROWS)
    else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for row in sheet.rows() {
        for column in ["date_start", "date_end", "value"] {
            row.require(r, column);
        }
        let (start, end, value) =
            (row.date(r, "date_start"), row.date(r, "date_end"), row.decimal(r, "value"));
        let party = row.text(r, "party");
        if let Some(cell) = row.cell("party") {
            cx.refer(Target::Party, cell.text, cell.place(r));
        }
        let standing = cx.row_standing(r, &row);
        check_value(r, &row, kind, value, party.is_some());
        if let (Some(start), Some(end)) = (start, end)
            && start > end
        {
            let at = row.place(r, "date_end");
            r.mistake(at, format!("the period ends on {end}, before it starts on {start}"), None);
            continue;
        }
        if let (Some(start), Some(end), Some(value)) = (start, end, value) {
            list.push(SeriesValue { start, end, value, party, standing });
        }
    }
    list.sort_by(|a, b| {
        (a.end, b.start, &a.party, a.standing.known_on).cmp(&(b.end, a.start, &b.party, b.standing.known_on))
    });
    list
}

fn check_value(r: &mut Remarks, row: &Row<'_>, kind: SeriesKind, value: Option<Decimal>, has_party: bool) {
    let Some(v) = value else { return };
    let at = row.place(r, "value");
    match kind {
        SeriesKind::Rate | SeriesKind::Level if v <= Decimal::ZERO => {
            r.mistake(at, "a rate or a level must be above zero", None)
        }
        SeriesKind::Growth if v <= Decimal::from(-100) || v > Decimal::from(100_000) => {
            r.mistake(at, "growth is in per cent a year, above -100", None);
        }
        SeriesKind::Key if v < Decimal::ZERO => r.mistake(at, "a key cannot be below zero", None),
        SeriesKind::Key if !has_party => {
            let at = row.place(r, "party");
            r.mistake(
                at,
                "a key series names the party of every value",
                Some("fill the column `party`".into()),
            );
        }
        _ => {}
    }
}

/// Past yearly amounts.
pub fn history(r: &mut Remarks, texts: &[(&str, usize)], cx: &mut Ctx) -> Vec<HistoryRow> {
    let Some((_, file)) = texts.iter().find(|(n, _)| *n == "history.csv") else { return Vec::new() };
    let Some(sheet) =
        read_sheet(r, *file, HISTORY_COLUMNS, &["year", "amount", "unit", "known_on"], MOST_ROWS)
    else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for row in sheet.rows() {
        for column in ["year", "amount", "unit"] {
            row.require(r, column);
        }
        let year = row.integer(r, "year", 1800, 2200);
        let (amount, in_kind) = (row.decimal(r, "amount"), row.decimal(r, "in_kind"));
        let category = row.cell("category").map(|c| {
            let at = c.place(r);
            cx.refer(Target::Category, c.text, at);
            c.text.to_owned()
        });
        let unit = unit(r, &row, cx);
        let agreement = row.text(r, "agreement");
        let standing = cx.row_standing(r, &row);
        if let (Some(year), Some(amount), Some((scale, unit))) = (year, amount, unit) {
            let scaled = |v: Decimal| v.checked_mul(scale);
            let Some(amount) = scaled(amount) else {
                let at = row.place(r, "amount");
                r.mistake(at, "the amount is too large", None);
                continue;
            };
            let in_kind = in_kind.and_then(scaled);
            list.push(HistoryRow { year: year as i16, agreement, amount, unit, category, in_kind, standing });
        }
    }
    list.sort_by_key(|h| h.year);
    list
}

fn unit(r: &mut Remarks, row: &Row<'_>, cx: &Ctx) -> Option<(Decimal, Unit)> {
    let cell = row.cell("unit")?;
    match parse_unit(cell.text, &cx.names) {
        Ok(found) => Some(found),
        Err(e) => {
            let at = cell.place(r);
            r.mistake(at, e.message, e.hint);
            None
        }
    }
}
