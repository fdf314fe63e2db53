//! Writes the sheets of a drafted case: the record, the source, past amounts.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Figure, Unit, figure_text, parse_figure, parse_unit};
use winset_case::text::{is_web_link, parse_date};
use winset_case::vocabulary::{Kind, Modality};
use winset_read::mention::reading_names;
use winset_read::{Document, FoundClaim, READER};

use super::cast::Cast;
use super::facts::{Origin, Past};
use super::name::{id_of, one_line};
use super::rates::{SOURCE as RATES, Series};
use crate::hash::text_hash;

/// Most characters of a quotation.
pub const MOST_QUOTE: usize = 200;
/// Most characters of a claim in words.
const MOST_WORDS: usize = 160;
/// Most claims of a document.
const MOST_CLAIMS: usize = 100_000;

/// The document as a source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub link: Option<String>,
}

impl Source {
    /// What the head of a document says of it.
    pub fn of(doc: &Document, day: Date) -> Source {
        let of = |keys: &[&str]| {
            let found = keys.iter().find_map(|k| doc.meta.get(*k));
            found.map(|t| one_line(t, 200)).filter(|t| !t.is_empty())
        };
        let publisher = of(&["publisher", "outlet", "source", "site"]);
        let headline = || doc.headline.as_ref().map(|h| one_line(doc.slice(h), 200));
        let title = of(&["title", "headline"]).or_else(headline);
        let link = of(&["url", "source_url", "link", "address"]).filter(|l| is_web_link(l));
        let name = id_of(publisher.as_deref().unwrap_or(""), "document", &mut Default::default());
        Source { id: format!("{name}-{day}"), publisher, title, link }
    }

    /// Its name in a sentence.
    pub fn words(&self) -> String {
        match (&self.publisher, &self.title) {
            (Some(p), Some(t)) => format!("{p}, “{t}”"),
            (Some(x), None) => x.clone(),
            (None, Some(t)) => format!("“{t}”"),
            (None, None) => "a document without a name".to_owned(),
        }
    }
}

/// One cell of free text: on one line, quoted where needed, harmless to a spreadsheet.
fn text(t: &str) -> String {
    let t = t.trim();
    let safe = if t.starts_with(['=', '+', '-', '@']) { format!("'{t}") } else { t.to_owned() };
    cell(&safe)
}

fn cell(t: &str) -> String {
    if t.contains(['"', ',', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", t.replace('"', "\"\""))
    } else {
        t.to_owned()
    }
}

/// `sources.csv`.
pub fn sources(doc: &Document, s: &Source, rates: Option<&Series>, day: Date) -> String {
    let of = |t: &Option<String>| t.as_deref().map(text).unwrap_or_default();
    let mut out = format!(
        "id,publisher,title,date,url,copy_url,seen_on,is_repost,sha256\n{},{},{},{day},{},,,,{}\n",
        s.id,
        of(&s.publisher),
        of(&s.title),
        s.link.as_deref().map(cell).unwrap_or_default(),
        text_hash(doc.text())
    );
    if let Some(r) = rates {
        out.push_str(&format!("{RATES},{},monthly averages,,,,,,\n", text(&r.source)));
    }
    out
}

const HEAD: &str = "id,date,known_on,speaker,side,told_by,attribution,modality,kind,low,high,bound,unit,period,refers_to,\
                    denominator,conversion,source,grade,group,quote,claim,informs,status,internal,span,reader\n";

/// `record.csv`: every claim that was found, in the order of the text.
pub fn record(doc: &Document, claims: &[FoundClaim], cast: &Cast, source: &Source, day: Date) -> String {
    let mut out = HEAD.to_owned();
    let mut ids = std::collections::BTreeSet::new();
    for c in claims.iter().take(MOST_CLAIMS) {
        out.push_str(&row(doc, c, cast, source, day, &id_of(&c.id, "c", &mut ids)));
    }
    out
}

fn row(doc: &Document, c: &FoundClaim, cast: &Cast, source: &Source, day: Date, id: &str) -> String {
    let (side, lost) = c.side.as_deref().map(|s| cast.side(s)).map_or((String::new(), None), |(s, l)| (s, l));
    let (told_by, _) = c.told_by.as_deref().map(|s| cast.side(s)).unwrap_or_default();
    let speaker = match (c.speaker.as_deref().map(|s| one_line(s, 200)).filter(|s| !s.is_empty()), lost) {
        (Some(s), Some(l)) if !s.contains(&l) => format!("{s}, {l}"),
        (Some(s), _) => s,
        (None, l) => l.unwrap_or_default(),
    };
    let amount = c.amount.as_ref().and_then(|a| columns(&a.figure));
    let refers_to =
        c.refers_to.as_deref().map(|t| one_line(t, 60)).filter(|t| t.len() != 10 || parse_date(t).is_ok());
    let informs = match c.kind {
        Kind::Baseline => "baseline".to_owned(),
        Kind::Demand => "demand".to_owned(),
        Kind::Offer => "offer".to_owned(),
        _ => cast.body_of(doc, c).map(|b| format!("approval.{}", b.id)).unwrap_or_default(),
    };
    let (low, high, bound, unit) =
        amount.unwrap_or_else(|| (String::new(), String::new(), Bound::None.word(), String::new()));
    let quote = one_line(doc.slice(&c.at), MOST_QUOTE);
    let span = doc.characters(&c.at);
    let cells = [
        id.to_owned(),
        day.to_string(),
        day.to_string(),
        text(&speaker),
        side.clone(),
        told_by,
        c.attribution.word().to_owned(),
        c.modality.word().to_owned(),
        c.kind.word().to_owned(),
        low,
        high,
        bound.to_owned(),
        cell(&unit),
        text(&c.period.as_deref().map(|t| one_line(t, 60)).unwrap_or_default()),
        text(&refers_to.unwrap_or_default()),
        text(&denominator(doc, c).unwrap_or_default()),
        cell(&conversion(c).unwrap_or_default()),
        source.id.clone(),
        c.grade.to_string(),
        source.id.clone(),
        text(&quote),
        text(&words(c, cast, &side, &quote)),
        informs,
        "found".to_owned(),
        String::new(),
        if span.is_empty() { String::new() } else { format!("{}-{}", span.start, span.end) },
        READER.to_owned(),
    ];
    let mut line = cells.join(",");
    line.push('\n');
    line
}

/// An amount as `low`, `high`, `bound` and `unit`; none where the sheet could not hold it.
fn columns(f: &Figure) -> Option<(String, String, &'static str, String)> {
    let fits = match (f.bound, f.low, f.high) {
        (Bound::Exact | Bound::Approx, Some(a), Some(b)) => a == b,
        (Bound::UpTo | Bound::LessThan, None, Some(_))
        | (Bound::AtLeast | Bound::MoreThan, Some(_), None) => true,
        (Bound::Range, Some(a), Some(b)) => a < b,
        _ => false,
    };
    let number = |v: Option<Decimal>| v.map(|v| v.normalize().to_string()).unwrap_or_default();
    let (low, high) = (number(f.low), number(f.high));
    let unit = f.unit.word().to_owned();
    let readable =
        parse_unit(&unit, &reading_names(None)).is_ok_and(|(scale, u)| scale == Decimal::ONE && u == f.unit);
    (fits && readable && low.len() <= 28 && high.len() <= 28).then(|| (low, high, f.bound.word(), unit))
}

/// The converted amount beside the first, where it can be read again.
fn conversion(c: &FoundClaim) -> Option<String> {
    let text = figure_text(&c.converted.as_ref()?.figure);
    parse_figure(&text, &reading_names(None)).is_ok().then_some(text)
}

/// What stands behind ` of ` right after a share: its whole in the words of the text.
fn denominator(doc: &Document, c: &FoundClaim) -> Option<String> {
    let a = c.amount.as_ref().filter(|_| c.kind == Kind::Share)?;
    let rest = doc.text().get(a.at.end..)?;
    let rest = rest.trim_start().strip_prefix("of ")?;
    let end = rest.find(['.', ',', ';', ':', '\n', '(', '”', '"']).unwrap_or(rest.len());
    Some(one_line(rest.get(..end)?, 120)).filter(|t| !t.is_empty())
}

/// A claim in a few words: side, what it does and the figure, or else the beginning of the sentence.
fn words(c: &FoundClaim, cast: &Cast, side: &str, quote: &str) -> String {
    let who = cast.called(side);
    let figure = c.amount.as_ref().map(|a| {
        let per = match c.period.as_deref() {
            Some("year") if a.figure.per.is_none() => " a year",
            Some("month") if a.figure.per.is_none() => " a month",
            _ => "",
        };
        format!("{}{per}", figure_text(&a.figure))
    });
    let said = match (c.kind, figure, who) {
        (Kind::Demand, Some(f), Some(w)) => format!("{w} asks for {f}"),
        (Kind::Offer, Some(f), Some(w)) => format!("{w} offers {f}"),
        (Kind::Baseline, Some(f), Some(w)) => format!("{w} pays {f}"),
        (Kind::Baseline, Some(f), None) => format!("Under the agreement in force {f} is paid"),
        (Kind::Gap, Some(f), _) => format!("{f} lie between the sides"),
        (Kind::Valuation, Some(f), Some(w)) => format!("{w} puts the worth at {f}"),
        (Kind::CostEstimate, Some(f), _) => format!("The cost is put at {f}"),
        _ if quote.is_empty() => return format!("{}, in no words", c.kind.word().replace('_', " ")),
        _ => return one_line(quote, MOST_WORDS),
    };
    let year = c
        .refers_to
        .as_deref()
        .filter(|y| y.len() == 4)
        .map(|y| format!(" for {}", one_line(y, 4)))
        .unwrap_or_default();
    match c.modality {
        Modality::Denied => format!("Denied: {said}{year}"),
        Modality::NotConfirmed => format!("Not confirmed: {said}{year}"),
        _ => format!("{said}{year}"),
    }
}

/// `history.csv`, if past amounts are known.
pub fn history(past: &Past, source: &Source, day: Date) -> String {
    let list = match past {
        Past::Sheet(text) => return text.clone(),
        Past::Amounts(list) => list,
    };
    let mut out = "year,agreement,amount,unit,category,in_kind,known_on,status,source\n".to_owned();
    for p in list {
        let agreement = p.last.map(|l| format!("{}–{l}", p.first)).unwrap_or_default();
        let (status, id) = match p.from {
            Origin::Text(_) => ("found", source.id.as_str()),
            Origin::Told => ("recalled", ""),
        };
        let amount = p.amount.normalize();
        let unit = match &p.unit {
            Unit::Currency(c) => c.code(),
            other => other.word(),
        };
        out.push_str(&format!("{},{agreement},{amount},{unit},,,{day},{status},{id}\n", p.first));
    }
    out
}
