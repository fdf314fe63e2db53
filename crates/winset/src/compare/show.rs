//! A comparison as a report: what differs in one table, claims that only one side knows in another.

use super::{Comparison, Difference};
use crate::fmt::{UNKNOWN, count};
use crate::report::{Report, Table};

/// Claims shown at most; the JSON has all.
const CLAIMS: usize = 200;

/// The report.
pub fn report(c: &Comparison) -> Report {
    let mut r = Report {
        title: c.title.clone(),
        beside: format!("{}, two answers side by side", c.verb),
        lead: vec![format!("Left: {}. Right: {}.", c.left.label, c.right.label), counted(c)],
        foot: foot(c),
        ..Report::default()
    };
    let claim = |d: &&Difference| d.about.starts_with("claim ") && d.change.is_none();
    let (claims, rest): (Vec<&Difference>, Vec<&Difference>) = c.differences.iter().partition(claim);
    if !rest.is_empty() {
        r.heading("What differs");
        r.table(table("What differs", c, &rest));
    }
    if !claims.is_empty() {
        r.heading("Claims that only one side knows");
        r.table(record(c, &claims));
    }
    if claims.len() > CLAIMS {
        r.lines(vec![format!("and {} more; --format json has them all", claims.len() - CLAIMS)]);
    }
    r
}

fn counted(c: &Comparison) -> String {
    let n = c.differences.len();
    let mut text = match n {
        0 => "Nothing differs".to_owned(),
        _ => format!("{} {}", count(n, "thing", "things"), if n == 1 { "differs" } else { "differ" }),
    };
    let same =
        if c.same == 1 { "1 is the same".to_owned() } else { format!("{} are the same", grouped(c.same)) };
    text.push_str(&format!("; {same}"));
    if c.fainter > 0 {
        text.push_str(&format!(
            ", {} by less than is printed",
            if c.fainter == 1 { "1 differs".into() } else { format!("{} differ", grouped(c.fainter)) }
        ));
    }
    text + "."
}

fn grouped(n: usize) -> String {
    winset_case::quantity::grouped(rust_decimal::Decimal::from(n))
}

/// The heads of the two sides: the day, and of one day what was laid over it.
fn heads(c: &Comparison) -> [String; 2] {
    if c.left.as_of != c.right.as_of && c.left.overlay == c.right.overlay {
        return [&c.left, &c.right].map(|t| t.as_of.to_string());
    }
    ["left".into(), "right".into()]
}

fn table(caption: &str, c: &Comparison, list: &[&Difference]) -> Table {
    let [left, right] = heads(c);
    let mut t = Table::new(caption, &["", &left, &right, ">change", "rests on"]);
    for d in list {
        let cell = |v: &Option<String>| v.clone().unwrap_or_else(|| UNKNOWN.into());
        let change = d.change.clone().unwrap_or_default();
        t.row(vec![
            d.about.clone(),
            cell(&d.left),
            cell(&d.right),
            change,
            d.why.clone().unwrap_or_default(),
        ]);
    }
    if list.iter().all(|d| d.why.is_none()) {
        t.drop_column(4);
    }
    t
}

fn record(c: &Comparison, claims: &[&Difference]) -> Table {
    let [left, right] = heads(c);
    let mut t = Table::new("Claims that only one side knows", &["claim", "on", "what"]);
    for d in claims.iter().take(CLAIMS) {
        let id = d.about.trim_start_matches("claim ").to_owned();
        let (side, what) = match (&d.left, &d.right) {
            (Some(a), Some(b)) => ("both, differing".to_owned(), format!("{a} → {b}")),
            (Some(a), None) => (left.clone(), a.clone()),
            (None, b) => (right.clone(), b.clone().unwrap_or_default()),
        };
        t.row(vec![id, side, what]);
    }
    t
}

fn foot(c: &Comparison) -> String {
    let of = |t: &super::Told| format!("{} · case {}", t.label, t.hash);
    format!("left {} · right {} · winset {}", of(&c.left), of(&c.right), env!("CARGO_PKG_VERSION"))
}
