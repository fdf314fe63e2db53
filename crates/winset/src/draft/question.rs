//! The five questions: what is asked, what the text proposes, how an answer is read.

use winset_case::diagnostic::Remarks;
use winset_case::quantity::figure_text;
use winset_read::{Document, FoundClaim};

use super::answer::{self, Said, unknown};
use super::facts::{Answer, Body, Facts, Name, Origin, Past, Seats};
use super::told::{self, ReadSheet};
use super::{check, name};
use crate::class::Library;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who asks whom, and what sort of talks they are.
    Sides,
    /// Last amount, its year, last day.
    Last,
    /// Who must approve.
    Approvals,
    /// Seats.
    Seats,
    /// Past agreements.
    Past,
}

impl Question {
    /// In the order in which they are asked.
    pub const ALL: [Question; 5] =
        [Question::Sides, Question::Last, Question::Approvals, Question::Seats, Question::Past];

    /// The question in words.
    pub fn words(self) -> &'static str {
        match self {
            Question::Sides => "Who asks, who is asked to pay, and what type of talks is it?",
            Question::Last => {
                "What was the last agreed yearly amount, of which year, and when does the agreement end?"
            }
            Question::Approvals => "Who must approve, and by what rule?",
            Question::Seats => "How many seats has each bloc, and which carry the government?",
            Question::Past => "What was agreed before? The amount of the first year of each agreement.",
        }
    }

    /// An answer as an example.
    pub fn example(self) -> &'static str {
        match self {
            Question::Sides => "US, Republic of Korea (ROK); host_support",
            Question::Last => "1.04 trillion KRW, 2019; ends 2019-12-31",
            Question::Approvals => "National Assembly (ROK): majority of those present, quorum more than 1/2",
            Question::Seats => "DP 129 government, LKP 108 opposition, others 58; or 300",
            Question::Past => "2014-2018: 920 bn KRW, 2009-2013: 760 bn KRW; or history.csv",
        }
    }

    /// True if something of it is still open.
    pub fn is_open(self, f: &Facts) -> bool {
        match self {
            Question::Sides => f.asks.is_open() || f.pays.is_open(),
            Question::Last => f.amount.is_open() || f.year.is_open() || f.ends.is_open(),
            Question::Approvals => f.bodies.is_open(),
            Question::Seats => f.seats.is_open(),
            Question::Past => f.past.is_open(),
        }
    }

    /// What the text proposes, or was answered in part, as an answer would say it.
    pub fn proposal(self, proposed: &Facts) -> Option<String> {
        match self {
            Question::Sides => sides_text(proposed),
            Question::Last => last_text(proposed),
            Question::Approvals => proposed.bodies.known().map(|b| bodies_text(b)),
            Question::Seats => proposed.seats.known().map(|s| seats_text(s)),
            Question::Past => past_text(proposed.past.known()?),
        }
    }

    /// Where the proposal stands in the text: the first claim that it rests on.
    pub fn evidence(self, proposed: &Facts, doc: &Document, claims: &[FoundClaim]) -> Option<String> {
        let of = |from: Origin| match from {
            Origin::Text(Some(i)) => claims.get(i).map(|c| evidence(doc, c)),
            _ => None,
        };
        match self {
            Question::Last => of(proposed.amount.known()?.from).or_else(|| of(proposed.ends.known()?.from)),
            Question::Approvals => of(proposed.bodies.known()?.first()?.from),
            _ => None,
        }
    }

    /// Takes what is open of it from the proposals.
    pub fn accept(self, f: &mut Facts, proposed: &Facts) {
        let mut only = Facts::default();
        match self {
            Question::Sides => {
                (only.asks, only.pays) = (proposed.asks.clone(), proposed.pays.clone());
                (only.family, only.series) = (proposed.family.clone(), proposed.series.clone());
            }
            Question::Last => {
                (only.amount, only.year) = (proposed.amount.clone(), proposed.year.clone());
                (only.ends, only.agreement) = (proposed.ends.clone(), proposed.agreement.clone());
            }
            Question::Approvals => only.bodies = proposed.bodies.clone(),
            Question::Seats => only.seats = proposed.seats.clone(),
            Question::Past => only.past = proposed.past.clone(),
        }
        f.fill_from(&only);
    }

    /// Reads an answer into the facts; with a mistake in it they are as they were.
    pub fn answer(
        self,
        f: &mut Facts,
        said: &Said,
        proposed: &Facts,
        library: &Library,
        sheet: ReadSheet<'_>,
        r: &mut Remarks,
    ) {
        let mut new = f.clone();
        if said.is_unknown() {
            self.leave_unknown(&mut new);
        } else {
            match self {
                Question::Sides => sides(&mut new, said, library, r),
                Question::Last => {
                    told::last(&mut new, said, r);
                    self.accept(&mut new, proposed);
                }
                Question::Approvals => {
                    new.bodies = Answer::Open;
                    told::bodies(&mut new, said, r);
                }
                Question::Seats => {
                    new.seats = Answer::Open;
                    told::seats(&mut new, said, r);
                }
                Question::Past => told::past(&mut new, said, sheet, r),
            }
        }
        check::check(&mut new, proposed, said.at, r);
        if !r.any_mistake() {
            *f = new;
        }
    }

    /// Says of what is open of it that it is not known.
    pub fn leave_unknown(self, f: &mut Facts) {
        fn shut<T>(a: &mut Answer<T>) {
            if a.is_open() {
                *a = Answer::Unknown;
            }
        }
        match self {
            Question::Sides => {
                shut(&mut f.asks);
                shut(&mut f.pays);
                shut(&mut f.family);
                shut(&mut f.series);
            }
            Question::Last => {
                shut(&mut f.amount);
                shut(&mut f.year);
                shut(&mut f.ends);
                shut(&mut f.agreement);
            }
            Question::Approvals => shut(&mut f.bodies),
            Question::Seats => shut(&mut f.seats),
            Question::Past => shut(&mut f.past),
        }
    }
}

/// `US, South Korea; host_support`: the first asks, the others pay.
fn sides(f: &mut Facts, said: &Said, library: &Library, r: &mut Remarks) {
    let sub = |at: &std::ops::Range<usize>| Said {
        text: said.text.get(at.clone()).unwrap_or("").to_owned(),
        at: said.part(at),
    };
    let mut parts = said.parts(&[";", "\n"]).into_iter();
    let pieces = parts.next().map(|p| sub(&p));
    let list = pieces
        .map(|p| p.parts(&[","]).into_iter().map(|r| (p.clone(), r)).collect::<Vec<_>>())
        .unwrap_or_default();
    if list.len() < 2 {
        let hint = "write US, South Korea; ? in the place of one that is not known";
        r.mistake(said.at, "two names are wanted: who asks, and who is asked to pay", Some(hint.into()));
        return;
    }
    let mut names: Vec<Option<Name>> = Vec::new();
    for (piece, at) in &list {
        let open = unknown(piece.text.get(at.clone()).unwrap_or(""));
        names.push(if open { None } else { answer::name(piece, at, r) });
    }
    let mut names = names.into_iter();
    f.asks = names.next().flatten().map_or(Answer::Unknown, |n| Answer::Known(vec![n]));
    let pays: Vec<Name> = names.flatten().collect();
    f.pays = if pays.is_empty() { Answer::Unknown } else { Answer::Known(pays) };
    (f.family, f.series) = (Answer::Unknown, Answer::Unknown);
    for at in parts {
        let piece = sub(&at);
        let word = |mark: &str| {
            let rest = piece.text.strip_prefix(mark)?;
            Some(Said { text: rest.trim().to_owned(), at: piece.at })
        };
        match word("series ") {
            Some(s) => told::series(f, &s, library, r),
            None => told::family(f, &word("type ").unwrap_or(piece), library, r),
        }
    }
}

fn name_text(n: &Name) -> String {
    n.short.as_ref().map_or_else(|| n.name.clone(), |s| format!("{} ({s})", n.name))
}

fn sides_text(f: &Facts) -> Option<String> {
    let list =
        |a: &Answer<Vec<Name>>| a.known().map(|l| l.iter().map(name_text).collect::<Vec<_>>().join(", "));
    let (asks, pays) = (list(&f.asks), list(&f.pays));
    if asks.is_none() && pays.is_none() {
        return None;
    }
    let mut text = format!("{}, {}", asks.unwrap_or_else(|| "?".into()), pays.unwrap_or_else(|| "?".into()));
    for (mark, a) in [("", &f.family), ("series ", &f.series)] {
        if let Some(word) = a.known() {
            text.push_str(&format!("; {mark}{word}"));
        }
    }
    Some(text)
}

fn last_text(f: &Facts) -> Option<String> {
    let parts = [
        f.amount.known().map(|a| a.value.text.clone()),
        f.year.known().map(|y| y.value.to_string()),
        f.ends.known().map(|d| format!("ends {}", d.value)),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    Some(text).filter(|t| !t.is_empty())
}

fn bodies_text(list: &[Body]) -> String {
    let one = |b: &Body| {
        let party = b.party.as_ref().map(|p| format!(" ({p})")).unwrap_or_default();
        let rule = b.rule.as_ref().map_or("?".to_owned(), |r| {
            let quorum = r.quorum.as_ref().map(|q| format!(", quorum {q}")).unwrap_or_default();
            format!("{}{quorum}", r.rule)
        });
        format!("{}{party}: {rule}", b.name)
    };
    list.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn seats_text(list: &[Seats]) -> String {
    let one = |s: &Seats| {
        let body = s.body.as_ref().map(|b| format!("{b}: ")).unwrap_or_default();
        let blocs: Vec<String> =
            s.blocs.iter().map(|(n, k, side)| format!("{n} {k} {}", side.word())).collect();
        if blocs.is_empty() { format!("{body}{}", s.members) } else { format!("{body}{}", blocs.join(", ")) }
    };
    list.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Past amounts as an answer would say them.
pub fn past_text(past: &Past) -> Option<String> {
    let Past::Amounts(list) = past else { return None };
    let one = |p: &super::PastAmount| {
        let last = p.last.map(|y| format!("-{y}")).unwrap_or_default();
        let figure = winset_case::quantity::plain(p.amount, &p.unit);
        format!("{}{last}: {figure}", p.first)
    };
    Some(list.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// A claim in a few words: its id, figure and the beginning of its quotation.
pub fn evidence(doc: &Document, c: &FoundClaim) -> String {
    let figure = c.amount.as_ref().map(|a| format!("{}: ", figure_text(&a.figure))).unwrap_or_default();
    format!("{} {figure}“{}”", name::one_line(&c.id, 20), name::one_line(doc.slice(&c.at), 120))
}
