//! Writes `case.toml` of a drafted case: what is known as entries, what is not as comments and `[unknown]` entries.

use std::collections::BTreeSet;

use jiff::civil::Date;
use winset_case::quantity::{Unit, UnitNames};
use winset_case::vocabulary::{BlocSide, Kind};
use winset_read::mention::reading_names;
use winset_read::{Document, FoundClaim, READER};

use super::cast::{Approver, Cast};
use super::facts::{Answer, Fact, Facts, Origin, Seats};
use super::name::{id_of, one_line, same_name};
use super::question::{evidence, past_text};
use super::rates::Series;
use super::sheets::Source;
use crate::class::Library;

/// A text as a TOML string, whatever it holds.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Everything the text is written from.
pub struct Draft<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its claims.
    pub claims: &'a [FoundClaim],
    /// What is known.
    pub facts: &'a Facts,
    /// What the text proposes.
    pub proposed: &'a Facts,
    /// Parties and bodies.
    pub cast: &'a Cast,
    /// The document as a source.
    pub source: &'a Source,
    /// Exchange rates of the currencies in it.
    pub rates: &'a [Series],
    /// Its day.
    pub day: Date,
}

/// The text being written, and what turned out not to be known.
struct Out {
    text: String,
    unknown: Vec<(String, String)>,
}

impl Out {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A comment; what a stranger wrote stands on one line.
    fn comment(&mut self, text: &str) {
        self.line(&format!("# {}", one_line(text, 400)));
    }

    fn room(&mut self, title: &str) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.text.push('\n');
        self.line(&format!("\n# ---------------------------------------------------------------- {title}\n"));
    }

    fn not_known(&mut self, id: &str, what: &str) {
        self.unknown.push((id.to_owned(), what.to_owned()));
    }
}

/// `case.toml`.
pub fn case_text(d: &Draft<'_>, library: &Library) -> String {
    let mut o = Out { text: String::new(), unknown: Vec::new() };
    head(&mut o, d);
    parties(&mut o, d);
    baseline(&mut o, d);
    units(&mut o, d);
    rates(&mut o, d);
    approvals(&mut o, d);
    calendar(&mut o, d);
    class(&mut o, d, library);
    past(&mut o, d);
    if !o.unknown.is_empty() {
        o.room("what is not known: brief lists it; delete what you learn");
    }
    let mut taken = BTreeSet::new();
    for (id, what) in std::mem::take(&mut o.unknown) {
        let id = id_of(&id, "thing", &mut taken);
        o.line(&format!("[unknown.{id}]\nwhat = {}", quoted(&what)));
    }
    o.text
}

fn head(o: &mut Out, d: &Draft<'_>) {
    o.line("winset = 1\n");
    o.comment(&format!("Drafted from {} of {} by {READER}.", d.source.words(), d.day));
    let n = crate::fmt::count(d.claims.len(), "claim was found", "claims were found");
    o.comment(&format!(
        "{n}, by rules; no person has checked them: read record.csv beside the text, and mend it."
    ));
    o.line("# What neither the text nor an answer says is not guessed. It stands under [unknown] at the end, and where it would be");
    o.line("# an entry, as a line that begins with #: fill it in and take off the sign. Then run `winset check` on this folder.");
    o.line("# status = \"recalled\" marks what was answered without a document: name its source, and take the mark off.\n");
    o.line(&format!("title = {}", quoted(&title(d))));
    o.line(&format!(
        "known_on = {}           # the day of the document: when the public could know what stands below",
        d.day
    ));
    match d.facts.amount.known() {
        Some(a) => o.line(&format!("unit = {}", quoted(a.value.figure.unit.word()))),
        None => o.line("# unit = \"EUR\"                # what is bargained over, a year"),
    }
}

/// Units that are neither money nor built in, so that amounts in them are read again.
fn units(o: &mut Out, d: &Draft<'_>) {
    let found = d.claims.iter().flat_map(|c| c.amount.iter().chain(&c.converted)).map(|a| &a.figure.unit);
    let last = d.facts.amount.known().map(|a| &a.value.figure.unit);
    let built_in = UnitNames::default();
    let named: BTreeSet<&str> = found
        .chain(last)
        .filter_map(|u| match u {
            Unit::Named(n) if !built_in.spellings().any(|s| s == n) => Some(n.as_str()),
            _ => None,
        })
        .collect();
    if named.is_empty() {
        return;
    }
    o.room("units of the text");
    let names = reading_names(None);
    for n in named {
        o.line(&format!("[units.{}]\nname = {}", id_of(n, "unit", &mut BTreeSet::new()), quoted(n)));
        if let Some(one) = names.singular(n) {
            o.line(&format!("one = {}", quoted(one)));
        }
    }
}

/// The series of the currencies that the claims speak of.
fn rates(o: &mut Out, d: &Draft<'_>) {
    if d.rates.is_empty() {
        return;
    }
    o.room("exchange rates, so that all amounts are shown in one currency: the values stand in series/");
    for r in d.rates {
        o.line(&format!("[series.{}]", r.id));
        let (currency, base) = (r.currency.code(), r.base.code());
        o.line(&format!(
            "name = {}",
            quoted(&format!("{currency} per {base}: monthly averages, of the table that winset ships"))
        ));
        o.line(&format!("kind = \"rate\"\nunit = \"{currency} per {base}\"\n"));
    }
}

fn title(d: &Draft<'_>) -> String {
    let named: Vec<&str> =
        d.cast.parties.iter().filter(|p| p.named).map(|p| p.name.as_str()).take(3).collect();
    let who = if named.len() > 1 { format!("{} talks", named.join("–")) } else { "Talks".to_owned() };
    match d.facts.agreement.known() {
        Some(a) => one_line(&format!("{who}: after the {}", a.value), 120),
        None => match &d.source.publisher {
            Some(p) => one_line(&format!("{who}, from {p} of {}", d.day), 120),
            None => one_line(&format!("{who}, from a document of {}", d.day), 120),
        },
    }
}

fn parties(o: &mut Out, d: &Draft<'_>) {
    o.room("who talks");
    for p in &d.cast.parties {
        o.line(&format!("[party.{}]", p.id));
        o.line(&format!("name = {}", quoted(&p.name)));
        if let Some(s) = &p.short {
            o.line(&format!("short = {}", quoted(s)));
        }
        match p.role {
            Some(role) => o.line(&format!("role = {}", quoted(role))),
            None => o.line("# role = \"requester\"         # the side that asks; \"payer\": the side that is asked to pay"),
        }
        o.line("# capital = \"\"                # where it decides\n");
    }
    let asking = |a: &Answer<Vec<super::Name>>| {
        a.known().map(|l| l.iter().map(|n| n.name.clone()).collect::<Vec<_>>().join(", "))
    };
    for (answer, found, id, what) in [
        (&d.facts.asks, &d.proposed.asks, "who-asks", "who asks"),
        (&d.facts.pays, &d.proposed.pays, "who-pays", "who is asked to pay"),
    ] {
        if answer.known().is_none() {
            o.not_known(id, what);
            if let Some(names) = asking(found).filter(|_| answer.is_open()) {
                o.comment(&format!("The text proposes, and nobody accepted: {what}: {names}"));
            }
        }
    }
}

/// `source`, or that there is none.
fn standing(o: &mut Out, d: &Draft<'_>, from: Origin) {
    match from {
        Origin::Text(_) => o.line(&format!("source = {}", quoted(&d.source.id))),
        Origin::Told => {
            o.line("status = \"recalled\"          # answered, not found in the document: name a source")
        }
    }
}

fn proposal<T>(
    o: &mut Out,
    d: &Draft<'_>,
    key: &str,
    answer: &Answer<Fact<T>>,
    found: &Answer<Fact<T>>,
    text: impl Fn(&T) -> String,
) {
    let example = match key {
        "amount" => "\"1.04 trillion KRW\"",
        "year" => "2019",
        "ends" => "2019-12-31",
        _ => "\"10th agreement\"",
    };
    match found.known().filter(|_| answer.is_open()) {
        Some(f) => {
            let why = match f.from {
                Origin::Text(Some(i)) => d.claims.get(i).map(|c| evidence(d.doc, c)),
                _ => None,
            };
            let why = why.map(|w| format!(": {w}")).unwrap_or_default();
            o.comment(&format!("{key} = {}   # proposed by the text, not accepted{why}", text(&f.value)));
        }
        None => o.line(&format!("# {key} =    # not known; such as {example}")),
    }
}

fn baseline(o: &mut Out, d: &Draft<'_>) {
    o.room("the agreement that ends: prices need amount and year, the forecast needs ends");
    o.line("[baseline]");
    let f = d.facts;
    match f.amount.known() {
        Some(a) => {
            o.line(&format!("amount = {}", quoted(&a.value.text)));
            standing(o, d, a.from);
            if let Origin::Text(Some(i)) = a.from
                && let Some(c) = d.claims.get(i)
            {
                o.line(&format!(
                    "grade = {}               # that of the claim",
                    quoted(&c.grade.to_string())
                ));
                o.comment(&evidence(d.doc, c));
            }
        }
        None => {
            o.not_known("last-amount", "the last agreed yearly amount");
            proposal(o, d, "amount", &f.amount, &d.proposed.amount, |s| quoted(&s.text));
        }
    }
    match f.year.known() {
        Some(y) => o.line(&format!("year = {}", y.value)),
        None => {
            o.not_known("last-year", "the contract year of the last agreed amount");
            proposal(o, d, "year", &f.year, &d.proposed.year, i16::to_string);
        }
    }
    match f.agreement.known() {
        Some(a) => o.line(&format!("agreement = {}", quoted(&a.value))),
        None => proposal(o, d, "agreement", &f.agreement, &d.proposed.agreement, |a| quoted(a)),
    }
    match f.ends.known() {
        Some(e) => o.line(&format!("ends = {}", e.value)),
        None => {
            o.not_known("expiry", "the last day of the agreement that ends");
            proposal(o, d, "ends", &f.ends, &d.proposed.ends, Date::to_string);
        }
    }
    o.line("\n# [price]\n# round_to = \"100 million KRW\"   # every year is rounded to this, half up");
    o.line(
        "# discount_rate = \"3 %\"          # without it no present value and no levelised amount is given",
    );
}

fn approvals(o: &mut Out, d: &Draft<'_>) {
    o.room("who can say no");
    if d.cast.bodies.is_empty() {
        o.not_known("approvals", "who must approve, and by what rule");
        o.line("# [approval.body]\n# name = \"\"\n# party = \"\"\n# rule = \"\"     # such as \"majority of those present\"\n# quorum = \"\"   # such as \"more than 1/2\"");
    }
    let seats = d.facts.seats.known().map(Vec::as_slice).unwrap_or_default();
    for a in &d.cast.bodies {
        let own = seats.iter().find(|s| match &s.body {
            Some(name) => name.eq_ignore_ascii_case(&a.body.name),
            None => d.cast.bodies.len() == 1,
        });
        let text = approval(d, a, own);
        if a.is_whole() && !d.facts.bodies.is_open() {
            o.line(&text);
            continue;
        }
        if d.facts.bodies.is_open() {
            o.comment(&format!("The text proposes, and nobody accepted: {} must approve.", a.body.name));
        }
        if let Origin::Text(Some(i)) = a.body.from
            && let Some(c) = d.claims.get(i)
        {
            o.comment(&evidence(d.doc, c));
        }
        for line in text.lines() {
            o.line(&if line.is_empty() { String::new() } else { format!("# {line}") });
        }
        if d.facts.bodies.is_open() {
            o.not_known(
                &format!("approval-{}", a.id),
                &format!("whether {} must approve, and by what rule", a.body.name),
            );
        } else {
            o.not_known(&format!("rule-{}", a.id), &format!("by what rule {} approves", a.body.name));
        }
    }
}

/// The tables of a body; what is not known of it is left for the reader to fill in.
fn approval(d: &Draft<'_>, a: &Approver, seats: Option<&Seats>) -> String {
    let mut t = format!("[approval.{}]\nname = {}\n", a.id, quoted(&a.body.name));
    let known: Vec<&str> = d.cast.parties.iter().map(|p| p.id.as_str()).collect();
    t.push_str(&match &a.party {
        Some(p) => format!("party = {}\n", quoted(p)),
        None => format!("party = \"\"   # one of: {}, all\n", known.join(", ")),
    });
    match &a.body.rule {
        Some(r) => {
            t.push_str(&format!("rule = {}\n", quoted(&r.rule)));
            if let Some(q) = &r.quorum {
                t.push_str(&format!("quorum = {}\n", quoted(q)));
            }
            if let Some(tie) = &r.tie {
                t.push_str(&format!("tie = {}\n", quoted(tie)));
            }
        }
        None => t.push_str("rule = \"\"   # not known; such as \"majority of those present\"\n"),
    }
    match a.body.from {
        Origin::Text(_) => t.push_str(&format!("source = {}\n", quoted(&d.source.id))),
        Origin::Told => t.push_str("status = \"recalled\"\n"),
    }
    let Some(s) = seats else { return t };
    t.push_str(&format!(
        "members = {}   # the seats answered: put the whole number if others sit there\n",
        s.members
    ));
    let mut taken = BTreeSet::new();
    let mut list = Vec::new();
    for (name, n, side) in &s.blocs {
        let id = id_of(name, "bloc", &mut taken);
        let side = if *side == BlocSide::Other {
            String::new()
        } else {
            format!(", side = {}", quoted(side.word()))
        };
        t.push_str(&format!("bloc.{id} = {{ name = {}{side} }}\n", quoted(name)));
        list.push(format!("{id} = {n}"));
    }
    if !list.is_empty() {
        let (day, list) = (d.day, list.join(", "));
        t.push_str(&format!(
            "term.now = {{ from = {day}, seats = {{ {list} }}, status = \"recalled\" }}   # from: when the seats were answered; put the day they hold from\n"
        ));
    }
    t
}

fn calendar(o: &mut Out, d: &Draft<'_>) {
    o.room("dates; ours = false marks what belongs to other matters");
    match d.facts.ends.known() {
        Some(e) => {
            let what = d.facts.agreement.known().map_or("the agreement in force expires".to_owned(), |a| format!("{} expires", a.value));
            o.line(&format!("[calendar.expiry]\ndate = {}\nwhat = {}\nkind = \"expiry\"", e.value, quoted(&what)));
            standing(o, d, e.from);
        }
        None => o.line("# [calendar.expiry]\n# date =    # not known; such as 2019-12-31\n# what = \"the agreement in force expires\"\n# kind = \"expiry\""),
    }
    elsewhere(o, d);
}

/// Dates that the text names as somebody else's: they are shown, and are none of ours.
fn elsewhere(o: &mut Out, d: &Draft<'_>) {
    const MOST: usize = 20;
    let mut taken = BTreeSet::from(["expiry".to_owned()]);
    let theirs = d.claims.iter().filter(|c| c.kind == Kind::Deadline).filter_map(|c| {
        let day: Date = c.refers_to.as_deref()?.parse().ok()?;
        let (side, whose) = d.cast.side(c.side.as_deref()?);
        Some((c, day, whose.filter(|_| side == "other")?))
    });
    for (c, day, whose) in theirs.take(MOST) {
        let id = id_of(&whose, "date", &mut taken);
        let what = quoted(&one_line(d.doc.slice(&c.at), 120));
        let (whose, source) = (quoted(&whose), quoted(&d.source.id));
        o.line(&format!(
            "\n[calendar.{id}]\ndate = {day}\nwhat = {what}\nours = false\nwhose = {whose}\nkind = \"deadline\"\nsource = {source}"
        ));
    }
}

fn class(o: &mut Out, d: &Draft<'_>, library: &Library) {
    o.room("how such talks ended before: the forecast learns from these");
    let (family, series) = (d.facts.family.known(), d.facts.series.known());
    o.line("[forecast.class]");
    let mut families: Vec<&str> = library.members.iter().map(|m| m.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    match (family, d.proposed.family.known().filter(|_| d.facts.family.is_open())) {
        (Some(t), _) => o.line(&format!("type = {}", quoted(t))),
        (None, Some(t)) => {
            o.comment(&format!("type = {}   # proposed by the words of the text, not accepted", quoted(t)))
        }
        (None, None) => o.comment(&format!("type = \"\"   # not known; one of: {}", families.join(", "))),
    }
    match (series, d.proposed.series.known().filter(|_| d.facts.series.is_open())) {
        (Some(s), _) => o.line(&format!("series = {}", quoted(s))),
        (None, Some(s)) => o.comment(&format!(
            "series = {}   # proposed, not accepted: earlier rounds between the same two",
            quoted(s)
        )),
        (None, None) => {
            o.comment(&format!("series = \"\"   # earlier rounds of the same talks{}", like(d, library)))
        }
    }
    if family.is_none() {
        o.not_known("type", "which type of the class library these talks belong to");
    }
}

/// Series of the library that may be meant: of the type, and where the library has such, with the same requester.
fn like(d: &Draft<'_>, library: &Library) -> String {
    let either = |a: &Answer<String>, b: &Answer<String>| a.known().or(b.known()).cloned();
    let Some(family) = either(&d.facts.family, &d.proposed.family) else {
        return ", if the library has them: `winset classes`".to_owned();
    };
    let asks = d.facts.asks.known().or(d.proposed.asks.known()).map(Vec::as_slice).unwrap_or_default();
    let of = |same: bool| {
        let fits = |m: &&crate::class::Member| {
            m.family == family && (!same || asks.iter().any(|n| same_name(&n.name, &m.requester)))
        };
        let mut list: Vec<&str> = library.members.iter().filter(fits).map(|m| m.series.as_str()).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let near = of(true);
    let list = if near.is_empty() { of(false) } else { near };
    format!(", if the library has them; of the type: {}", list.join(", "))
}

fn past(o: &mut Out, d: &Draft<'_>) {
    if d.facts.past.known().is_some() {
        return;
    }
    o.room("past yearly amounts stand in history.csv: year,agreement,amount,unit,known_on,status,source");
    if let Some(text) = d.proposed.past.known().filter(|_| d.facts.past.is_open()).and_then(past_text) {
        o.comment(&format!("The text proposes, and nobody accepted: {text}"));
    }
    o.not_known("past", "what was agreed before");
}
