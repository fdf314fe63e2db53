//! Reads `record.csv`: one claim a line.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::common::{Ctx, Target, figure_of_columns};
use super::unit_of;
use crate::case::{Added, Claim, Grade};
use crate::diagnostic::Remarks;
use crate::quantity::{Bound, Currency, Figure, UnitNames, parse_figure};
use crate::text::{Row, parse_date, read_sheet};
use crate::vocabulary::{Attribution, Kind, Modality};

/// The columns of the record; those a document is read into stand last.
pub const COLUMNS: &[&str] = &[
    "id",
    "date",
    "known_on",
    "speaker",
    "side",
    "told_by",
    "attribution",
    "modality",
    "kind",
    "low",
    "high",
    "bound",
    "unit",
    "period",
    "refers_to",
    "denominator",
    "conversion",
    "source",
    "grade",
    "group",
    "quote",
    "claim",
    "informs",
    "status",
    "internal",
    "span",
    "reader",
];

const REQUIRED: &[&str] = &["id", "date", "known_on", "kind"];
/// Most claims in a record.
pub const MOST_CLAIMS: usize = 200_000;

/// Every claim, in file order.
pub fn claims(r: &mut Remarks, texts: &[(&str, usize)], cx: &mut Ctx) -> Vec<Claim> {
    let Some((_, file)) = texts.iter().find(|(n, _)| *n == "record.csv") else { return Vec::new() };
    let Some(sheet) = read_sheet(r, *file, COLUMNS, REQUIRED, MOST_CLAIMS) else {
        cx.broken_record = true;
        return Vec::new();
    };
    let mut list: Vec<Claim> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    if !sheet.has("claim") && !sheet.has("quote") {
        let at = sheet.header(r);
        r.mistake(at, "the column `claim` or `quote` is missing", Some("name it in the first line".into()));
        cx.broken_record = true;
        return Vec::new();
    }
    for row in sheet.rows() {
        if let Some(claim) = claim(r, &row, cx) {
            if !seen.insert(claim.id.clone()) {
                let at = row.place(r, "id");
                r.mistake(at, format!("the id `{}` stands twice", claim.id), Some("ids are unique".into()));
            }
            list.push(claim);
        } else {
            cx.broken_record = true;
        }
    }
    list
}

fn claim(r: &mut Remarks, row: &Row<'_>, cx: &mut Ctx) -> Option<Claim> {
    for column in ["id", "date", "kind"] {
        row.require(r, column);
    }
    let id = row.id(r, "id");
    let date = row.date(r, "date");
    let kind = row.word(r, "kind", Kind::parse, Kind::WORDS);
    let standing = cx.row_standing(r, row);
    let attribution = row.word(r, "attribution", Attribution::parse, Attribution::WORDS);
    let modality = row.word(r, "modality", Modality::parse, Modality::WORDS);
    let figure = figure(r, row, cx);
    let denominator = row.text(r, "denominator");
    if kind == Some(Kind::Share) && denominator.is_none() {
        let at = row.place(r, "denominator");
        r.remark(
            at,
            "a share without the whole it is a share of is never printed",
            Some("fill `denominator`".into()),
        );
    }
    let (text, quote) = (row.text(r, "claim"), row.text(r, "quote"));
    if text.is_none() && quote.is_none() && row.cell("claim").is_none() && row.cell("quote").is_none() {
        let at = row.place(r, "claim");
        r.mistake(at, "neither `claim` nor `quote` says what was said", Some("fill one of them".into()));
    }
    let (speaker, period, refers_to) = (row.text(r, "speaker"), row.text(r, "period"), refers_to(r, row));
    let (side, told_by) = (side(r, row, cx, "side"), side(r, row, cx, "told_by"));
    let grade = grade(r, row);
    let conversion = conversion(r, row, cx);
    let (group, informs) = (row.text(r, "group"), row.text(r, "informs"));
    let (span, reader) = (Added(span(r, row)), Added(row.text(r, "reader")));
    if let Some(date) = date
        && standing.known_on != Date::ZERO
        && date > standing.known_on
        && kind != Some(Kind::Deadline)
        && modality != Some(Modality::Planned)
    {
        let at = row.place(r, "known_on");
        let hint = "a claim is known on the day of its report or later; a plan has the modality `planned`";
        r.mistake(
            at,
            format!("known on {}, before it was said on {date}", standing.known_on),
            Some(hint.into()),
        );
    }
    Some(Claim {
        id: id?,
        date: date?,
        speaker,
        side,
        told_by,
        attribution,
        modality,
        kind: kind?,
        figure,
        period,
        refers_to,
        denominator,
        conversion,
        grade,
        group,
        text: text.or_else(|| quote.clone()).unwrap_or_default(),
        quote,
        informs,
        span,
        reader,
        standing,
    })
}

/// Characters of a document: `120-184`.
fn span(r: &mut Remarks, row: &Row<'_>) -> Option<std::ops::Range<usize>> {
    let cell = row.cell("span")?;
    let digits = |t: &str| !t.is_empty() && t.len() <= 12 && t.bytes().all(|b| b.is_ascii_digit());
    let ends = cell.text.split_once('-').filter(|(a, b)| digits(a) && digits(b));
    let span = ends.and_then(|(a, b)| Some(a.parse().ok()?..b.parse().ok()?));
    if span.as_ref().is_none_or(|s| s.start >= s.end) {
        let at = cell.place(r);
        let hint = "the first character and the one after the last, counted from 0: 120-184";
        r.mistake(
            at,
            format!("`{}` is not a span of a document", crate::text::shorten(cell.text)),
            Some(hint.into()),
        );
        return None;
    }
    span
}

fn side(r: &mut Remarks, row: &Row<'_>, cx: &mut Ctx, column: &str) -> Option<String> {
    let cell = row.cell(column)?;
    let at = cell.place(r);
    cx.refer(Target::Side, cell.text, at);
    Some(cell.text.to_owned())
}

/// A year, or a date that is one.
fn refers_to(r: &mut Remarks, row: &Row<'_>) -> Option<String> {
    let text = row.text(r, "refers_to")?;
    let looks_iso = text.len() == 10
        && text.as_bytes()[4] == b'-'
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if looks_iso && let Err((sentence, hint)) = parse_date(&text) {
        let at = row.place(r, "refers_to");
        r.mistake(at, sentence, hint);
    }
    Some(text)
}

fn figure(r: &mut Remarks, row: &Row<'_>, cx: &mut Ctx) -> Option<Figure> {
    let (low, high) = (row.decimal(r, "low"), row.decimal(r, "high"));
    let written = row.cell("low").is_some() || row.cell("high").is_some();
    let bound = match row.cell("bound") {
        None if written => Some(default_bound(low, high)),
        None => Some(Bound::None),
        Some(_) => row.word(r, "bound", Bound::parse, Bound::WORDS),
    }?;
    if (row.cell("low").is_some() && low.is_none()) || (row.cell("high").is_some() && high.is_none()) {
        return None;
    }
    if let Some((sentence, hint)) = bound_problem(bound, low, high) {
        let at = row.place(r, "bound");
        r.mistake(at, sentence, Some(hint.to_owned()));
        return None;
    }
    if bound == Bound::None {
        return None;
    }
    let Some(cell) = row.cell("unit") else {
        let at = row.place(r, "unit");
        r.mistake(at, "an amount needs its unit", Some("KRW, USD, percent, persons …".into()));
        return None;
    };
    let Some(unit) = unit_of(cell.text, &cx.names) else {
        let at = cell.place(r);
        let (sentence, hint) = not_a_unit(r, cell.text, &cx.names);
        r.mistake(at, sentence, Some(hint));
        return None;
    };
    if let (Some(currency), Some(value)) = (unit.currency(), high.or(low)) {
        let at = row.place(r, if high.is_some() { "high" } else { "low" });
        cx.sums.push((currency, value, at));
    }
    Some(figure_of_columns(low, high, bound, unit))
}

fn not_a_unit(r: &mut Remarks, text: &str, names: &UnitNames) -> (String, String) {
    let shown = crate::text::shorten(text);
    if let Ok((_, unit)) = crate::quantity::parse_unit(text, names) {
        let hint = format!("write the full number in low and high, and {} here", unit.word());
        return (format!("`{shown}` has a scale; low and high are in full units"), hint);
    }
    let known =
        ["percent", "ratio", "times", "persons", "years", "months", "seats", "votes", "hours", "minutes"];
    let near = r.did_you_mean(text, Currency::codes().chain(known));
    let hint = near
        .unwrap_or_else(|| "a currency code, percent, ratio, times, persons … or an id of [units.ID]".into());
    (format!("`{shown}` is not a unit"), hint)
}

fn default_bound(low: Option<Decimal>, high: Option<Decimal>) -> Bound {
    match (low, high) {
        (Some(a), Some(b)) if a == b => Bound::Exact,
        (Some(_), Some(_)) => Bound::Range,
        (Some(_), None) => Bound::AtLeast,
        (None, _) => Bound::UpTo,
    }
}

fn bound_problem(
    bound: Bound,
    low: Option<Decimal>,
    high: Option<Decimal>,
) -> Option<(String, &'static str)> {
    match (bound, low, high) {
        (Bound::None, None, None) => None,
        (Bound::None, _, _) => Some((
            "the bound `none` means that there is no amount".into(),
            "leave low and high empty, or name the bound",
        )),
        (Bound::Exact | Bound::Approx, Some(a), Some(b)) if a == b => None,
        (Bound::Exact | Bound::Approx, _, _) => Some((
            format!("with the bound `{}` low and high hold the same amount", bound.word()),
            "fill both cells with the one amount",
        )),
        (Bound::UpTo | Bound::LessThan, None, Some(_)) => None,
        (Bound::UpTo | Bound::LessThan, _, _) => {
            Some((format!("with the bound `{}` only `high` is filled", bound.word()), "leave `low` empty"))
        }
        (Bound::AtLeast | Bound::MoreThan, Some(_), None) => None,
        (Bound::AtLeast | Bound::MoreThan, _, _) => {
            Some((format!("with the bound `{}` only `low` is filled", bound.word()), "leave `high` empty"))
        }
        (Bound::Range, Some(a), Some(b)) if a < b => None,
        (Bound::Range, Some(_), Some(_)) => {
            Some(("the range runs backwards".into(), "`low` is the smaller one"))
        }
        (Bound::Range, _, _) => {
            Some(("a range needs `low` and `high`".into(), "fill both, or choose another bound"))
        }
    }
}

fn grade(r: &mut Remarks, row: &Row<'_>) -> Option<Grade> {
    let cell = row.cell("grade")?;
    let grade = Grade::parse(cell.text);
    if grade.is_none() {
        let at = cell.place(r);
        let hint = "a letter A–F for the source and a digit 1–6 for the content, e.g. B3";
        r.mistake(at, format!("`{}` is not a grade", crate::text::shorten(cell.text)), Some(hint.into()));
    }
    grade
}

fn conversion(r: &mut Remarks, row: &Row<'_>, cx: &Ctx) -> Option<Figure> {
    let cell = row.cell("conversion")?;
    match parse_figure(cell.text, &cx.names) {
        Ok(f) => Some(f),
        Err(e) => {
            let at = cell.place(r);
            r.mistake(
                at,
                format!("`conversion`: {}", e.message),
                e.hint.or(Some("a figure, e.g. 16.6bn MYR".into())),
            );
            None
        }
    }
}
