//! The numbered notes of a page: every document and every finished negotiation it rests on, in order of first mention.

use std::fmt::Write;

use jiff::civil::Date;
use winset_case::Case;
use winset_case::price::Priced;

use super::{Words, heading};
use crate::brief::{BodyState, Brief};
use crate::class::Library;
use crate::fmt::day;
use crate::forecast::{Answer, Level};
use crate::price::Prices;
use crate::question::Question;
use crate::view::html::{escape, link};
use crate::view::site;
use crate::vote::Votes;

/// What a note stands for.
enum Cited {
    /// A document of the case.
    Document(String),
    /// A source of the class library, and the finished negotiations that rest on it.
    Library(String, Vec<String>),
}

/// The sources of what is shown, in order of first mention.
pub(super) struct Sources(Vec<Cited>);

/// Marks that stand for a note number until the page is put together: two characters of the private use area.
const NOTE: (char, char) = ('\u{e000}', '\u{e001}');

/// Turns marked numbers into links to the list of sources; marks that came in from a text are dropped.
pub(super) fn with_notes(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(i) = rest.find(NOTE.0) {
        out.push_str(&rest[..i]);
        rest = &rest[i + NOTE.0.len_utf8()..];
        if let Some((digits, after)) = rest.split_once(NOTE.1)
            && !digits.is_empty()
            && digits.len() < 5
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            let _ = write!(out, "<a href=\"#s{digits}\">[{digits}]</a>");
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace(NOTE.1, "")
}

/// The claims that the page shows or that something on it rests on.
pub(super) fn shown_claims<'a>(case: &'a Case, b: &'a Brief) -> Vec<&'a str> {
    let lines = b.found.lines.iter().chain(&b.found.wishes).chain(&b.found.not_asks).chain(&b.found.shares);
    let threats = b.bodies.iter().flat_map(|x| x.threats.iter().map(|(_, id)| id.as_str()));
    let f = &case.forecast;
    let noted = f.unlike.iter().chain(&f.observers).flat_map(|n| &n.basis);
    let basis = case.proposals.iter().flat_map(|p| &p.basis);
    let basis = basis.chain(f.demand.iter().flat_map(|d| &d.basis)).chain(noted).map(String::as_str);
    lines.flat_map(|l| l.claims.iter().map(String::as_str)).chain(threats).chain(basis).collect()
}

/// The document of a claim.
fn of_claim<'a>(case: &'a Case, id: &str) -> Option<&'a str> {
    case.claims.iter().find(|c| c.id == id).and_then(|c| c.standing.source.as_deref())
}

impl Sources {
    pub(super) fn of(q: &Question, b: &Brief, library: &Library) -> Sources {
        let case = &q.case;
        let mut ids: Vec<String> = Vec::new();
        let mut add = |id: Option<&str>| {
            if let Some(id) = id
                && !ids.iter().any(|x| x == id)
            {
                ids.push(id.to_owned());
            }
        };
        add(case.baseline.as_ref().and_then(|x| x.standing.source.as_deref()));
        let shown = shown_claims(case, b);
        case.claims
            .iter()
            .filter(|c| shown.contains(&c.id.as_str()))
            .for_each(|c| add(c.standing.source.as_deref()));
        b.found.rates.iter().flat_map(|r| &r.sources).for_each(|s| add(Some(s)));
        for a in &case.approvals {
            add(a.standing.source.as_deref());
            a.terms.iter().for_each(|t| add(t.standing.source.as_deref()));
            a.votes.iter().for_each(|t| add(t.standing.source.as_deref()));
        }
        case.calendar.iter().for_each(|c| add(c.standing.source.as_deref()));
        case.proposals.iter().for_each(|p| add(p.standing.source.as_deref()));
        case.bases.iter().for_each(|x| add(x.standing.source.as_deref()));
        let mut list = Sources(ids.into_iter().map(Cited::Document).collect());
        list.add_library(b, library);
        list
    }

    /// The finished negotiations that the page lists.
    fn add_library(&mut self, b: &Brief, library: &Library) {
        let Ok(Answer::Open(f)) = &b.forecast else { return };
        for m in f.members.iter().filter(|m| m.level != Level::Other) {
            let source = library.members.iter().find(|x| x.id == m.id).map_or("", |x| x.source.as_str());
            if source.is_empty() {
                continue;
            }
            let same = self.0.iter_mut().find_map(|c| match c {
                Cited::Library(s, members) if s == source => Some(members),
                _ => None,
            });
            match same {
                Some(members) => members.push(m.id.clone()),
                None => self.0.push(Cited::Library(source.to_owned(), vec![m.id.clone()])),
            }
        }
    }

    /// The number of a document, marked; its id where it has none.
    pub(super) fn note(&self, id: &str) -> String {
        match self.0.iter().position(|x| matches!(x, Cited::Document(d) if d == id)) {
            Some(i) => marked(i),
            None => id.to_owned(),
        }
    }

    /// A blank and the number of a document, if there is one.
    fn behind(&self, id: Option<&str>) -> String {
        id.map(|id| format!(" {}", self.note(id))).unwrap_or_default()
    }

    /// The state of play with the number of its source behind every line.
    pub(super) fn brief(&self, case: &Case, b: &Brief, as_of: Date) -> Brief {
        let mut b = b.clone();
        let baseline = case.baseline.as_ref().and_then(|x| x.standing.source.as_deref());
        let f = &mut b.found;
        for l in f.lines.iter_mut().chain(&mut f.wishes).chain(&mut f.not_asks).chain(&mut f.shares) {
            let own = if l.kind == "baseline" { baseline } else { None };
            l.by.push_str(&self.behind(l.claims.first().and_then(|id| of_claim(case, id)).or(own)));
        }
        self.bodies(case, b.bodies.iter_mut(), as_of);
        let dates = case.calendar.iter().filter(|e| e.date >= as_of);
        for (d, e) in b.calendar.iter_mut().zip(dates) {
            d.what.push_str(&self.behind(e.standing.source.as_deref()));
        }
        b
    }

    /// The bodies, in the order of the case, with the numbers of the sources of rule, seats, votes and threats.
    fn bodies<'b>(&self, case: &Case, states: impl Iterator<Item = &'b mut BodyState>, as_of: Date) {
        for (state, a) in states.zip(&case.approvals) {
            state.rule.push_str(&self.behind(a.standing.source.as_deref()));
            let term = a.terms.iter().rfind(|t| t.from <= as_of).and_then(|t| t.standing.source.as_deref());
            if let Some(from) = &mut state.seats_from {
                from.push_str(&self.behind(term));
            }
            for (words, v) in state.votes.iter_mut().zip(a.votes.iter().rev()) {
                words.push_str(&self.behind(v.standing.source.as_deref()));
            }
            for (words, claim) in &mut state.threats {
                words.push_str(&self.behind(of_claim(case, claim)));
            }
        }
    }

    /// The votes, their bodies noted.
    pub(super) fn votes(&self, case: &Case, v: &Votes, as_of: Date) -> Votes {
        let mut v = v.clone();
        self.bodies(case, v.bodies.iter_mut().map(|b| &mut b.state), as_of);
        v
    }

    /// The case with the number of each document behind the name of its publisher: the rates of a price name it.
    pub(super) fn case(&self, case: &Case) -> Case {
        let mut case = case.clone();
        for s in &mut case.sources {
            let note = self.note(&s.id);
            if note != s.id {
                s.publisher = Some(format!("{} {note}", s.publisher.as_deref().unwrap_or(&s.id)));
            }
        }
        case
    }

    /// The prices with the numbers of the sources of each proposal and of each whole.
    pub(super) fn prices(&self, case: &Case, prices: &Prices) -> Prices {
        let mut prices = prices.clone();
        for p in prices.list.iter_mut().flatten() {
            let Priced { id, title, shares, .. } = p;
            for s in shares {
                let base = case.base(&s.base).and_then(|b| b.standing.source.as_deref());
                s.name.push_str(&self.behind(base));
            }
            let Some(proposal) = case.proposal(id) else { continue };
            let claim = proposal.basis.first().and_then(|id| of_claim(case, id));
            title.push_str(&self.behind(proposal.standing.source.as_deref().or(claim)));
        }
        prices
    }

    /// The forecast with the numbers of the sources of its events and of the finished negotiations listed.
    pub(super) fn forecast(&self, case: &Case, answer: &Answer) -> Answer {
        let mut answer = answer.clone();
        let Answer::Open(f) = &mut answer else { return answer };
        for d in &mut f.deal_by {
            let Some(event) = &mut d.event else { continue };
            for e in case.calendar.iter().filter(|e| e.date == d.date && e.standing.source.is_some()) {
                let noted = format!("{}{}", e.what, self.behind(e.standing.source.as_deref()));
                *event = event.replacen(&e.what, &noted, 1);
            }
        }
        for m in &mut f.members {
            let of = |c: &Cited| matches!(c, Cited::Library(_, members) if members.contains(&m.id));
            if let Some(i) = self.0.iter().position(of) {
                m.title.push_str(&format!(" {}", marked(i)));
            }
        }
        answer
    }

    pub(super) fn write(&self, out: &mut String, case: &Case, words: &Words) {
        heading(out, words, 6);
        if self.0.is_empty() {
            let _ = write!(out, "<p>{}</p>", words.no_source);
            return;
        }
        out.push_str("<ol class=\"sources\">");
        for (i, c) in self.0.iter().enumerate() {
            let text = match c {
                Cited::Document(id) => document(case, id, words),
                Cited::Library(source, members) => library(source, members, words),
            };
            let _ = write!(out, "<li id=\"s{}\">{text}</li>", i + 1);
        }
        out.push_str("</ol>");
    }
}

fn marked(i: usize) -> String {
    format!("{}{}{}", NOTE.0, i + 1, NOTE.1)
}

fn document(case: &Case, id: &str, words: &Words) -> String {
    let Some(s) = case.source(id) else { return escape(id) };
    let name = s.publisher.clone().unwrap_or_else(|| id.to_owned());
    let title = s.title.as_ref().map(|t| format!(", {}", escape(t))).unwrap_or_default();
    let date = s.date.map(|d| format!(", {}", day(d))).unwrap_or_default();
    let seen = s.seen_on.map(|d| format!(", {} {}", words.read, day(d))).unwrap_or_default();
    let repost = if s.is_repost { format!(" † {}", words.repost) } else { String::new() };
    let named = s.url.as_deref().map_or_else(|| escape(&name), |u| link(u, &name));
    let copy = s.copy_url.as_deref().map(|u| format!(" ({})", link(u, "copy"))).unwrap_or_default();
    format!("{named}{title}{date}{seen}{copy}{repost}")
}

fn library(source: &str, members: &[String], words: &Words) -> String {
    let told =
        if winset_case::text::is_web_link(source) { link(source, &site(source)) } else { escape(source) };
    format!("{}, {}: {told}", words.library, escape(&members.join(", ")))
}
