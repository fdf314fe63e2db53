//! Tables of a report as CSV that a spreadsheet program opens and never runs.

use winset_case::text::neutral;

use crate::report::{Block, Report, Table};

/// Every table of the report, one below the other, each under a line with its caption where there are several.
pub fn write(report: &Report) -> String {
    let tables: Vec<&Table> =
        report.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect();
    let mut out = String::new();
    for (i, t) in tables.iter().enumerate() {
        if tables.len() > 1 {
            if i > 0 {
                out.push('\n');
            }
            line(&mut out, [t.caption.as_str()]);
        }
        line(&mut out, t.head.iter().map(|h| h.name.as_str()));
        for r in &t.rows {
            line(&mut out, r.iter().map(String::as_str));
        }
    }
    out
}

fn line<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

/// One cell: quoted where needed, and harmless where a spreadsheet would take it for a formula.
///
/// A signed number or per cent stays as it is; any other text that begins with a formula sign gets an apostrophe.
pub fn cell(text: &str) -> String {
    let safe = harmless(text);
    if safe.contains(['"', ',', '\n', ';']) || safe != safe.trim() {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A text that no spreadsheet takes for a formula, in a workbook or once it is copied out of one.
pub(crate) fn harmless(text: &str) -> String {
    let clean = neutral(text);
    let formula = clean.starts_with(['=', '+', '-', '@', '\t', '\r']) && !signed_number(&clean);
    if formula { format!("'{clean}") } else { clean }
}

fn signed_number(text: &str) -> bool {
    let rest = text.trim_start_matches(['+', '-']).trim_end_matches(['%', ' ']);
    text.len() - text.trim_start_matches(['+', '-']).len() == 1
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}
