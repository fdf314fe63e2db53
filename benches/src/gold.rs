//! Gold files: the claims of a text as a person sees them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use winset_case::Decimal;
use winset_read::Document;

/// An amount as it is compared: low, high, unit, bound; a one-sided bound has its one value twice.
pub type Value = (Option<Decimal>, Option<Decimal>, String, String);

/// A claim of a gold file.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Characters of the text.
    pub at: Range<usize>,
    /// Word of the kind.
    pub kind: String,
    /// Its amount; bound `none` without one.
    pub amount: Value,
    /// Whose position it is, as the file names it.
    pub side: String,
    /// Word of the modality.
    pub modality: String,
    /// Word of the attribution.
    pub attribution: String,
    /// The words of the text.
    pub quote: String,
}

/// A text with its gold claims.
#[derive(Clone, Debug)]
pub struct Text {
    /// Name of the file without its ending.
    pub name: String,
    /// The text.
    pub doc: Document,
    /// Its claims.
    pub claims: Vec<Gold>,
    /// What must not be found, in words.
    pub absent: Vec<String>,
}

/// Every `NN.txt` of a folder that has a `NN.gold.csv`, by name.
///
/// # Errors
/// A file cannot be read, or a gold file is not one.
pub fn texts(folder: &Path) -> Result<Vec<Text>, Box<dyn std::error::Error>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let Some(name) = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".gold.csv"))
        else {
            continue;
        };
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
        let (claims, absent) = claims(&path)?;
        out.push(Text { name: name.to_owned(), doc: Document::new(&text, None), claims, absent });
    }
    Ok(out)
}

fn claims(path: &Path) -> Result<(Vec<Gold>, Vec<String>), Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let heads = reader.headers()?.clone();
    let (mut out, mut absent) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row?;
        let cell = |name: &str| heads.iter().position(|h| h == name).and_then(|i| row.get(i)).unwrap_or("");
        if cell("type") == "absent" {
            absent.push(cell("claim").to_owned());
            continue;
        }
        let value = cell("amount_value");
        let (low, high) = value.split_once('-').unwrap_or((value, value));
        out.push(Gold {
            at: cell("start").parse()?..cell("end").parse()?,
            kind: cell("type").to_owned(),
            amount: (number(low), number(high), cell("unit").to_owned(), cell("bound").to_owned()),
            side: cell("side").to_owned(),
            modality: cell("modality").to_owned(),
            attribution: cell("attribution").to_owned(),
            quote: cell("quoted_span").to_owned(),
        });
    }
    Ok((out, absent))
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok()).map(|d: Decimal| d.normalize())
}

/// Pairs of a found span and a gold claim, one to one: they share at least half of the shorter of the two, and those
/// that share most of both come first.
pub fn matched(found: &[Range<usize>], gold: &[Gold]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (i, a) in found.iter().enumerate() {
        for (j, g) in gold.iter().enumerate() {
            let shared = a.end.min(g.at.end).saturating_sub(a.start.max(g.at.start));
            if shared > 0 && shared * 2 >= a.len().min(g.at.len()) {
                all.push((shared * 10_000 / (a.len() + g.at.len() - shared).max(1), i, j));
            }
        }
    }
    all.sort_by_key(|(common, i, j)| (std::cmp::Reverse(*common), *i, *j));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in all {
        if !out.iter().any(|(a, b)| *a == i || *b == j) {
            out.push((i, j));
        }
    }
    out
}
