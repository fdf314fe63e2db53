//! Who can say no: seats on the day, quorum, what is needed, past votes, threats.

use jiff::civil::Date;
use winset_case::case::{Approval, Case, Quorum, VoteBase, VoteRule};
use winset_case::vocabulary::Kind;

use super::show::marks;
use crate::fmt::{UNKNOWN, change, day};

/// A body on the day of the question.
#[derive(Clone, Debug)]
pub struct BodyState {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Where, and whose.
    pub place: String,
    /// Party id.
    pub party: String,
    /// The rule in words.
    pub rule: String,
    /// Sitting members, or their votes where these differ.
    pub members: Option<u32>,
    /// Members cast unlike numbers of votes: seats, quorum and threshold are counted in votes.
    pub weighted: bool,
    /// Quorum.
    pub quorum: Option<u32>,
    /// Yes votes needed if all are present.
    pub needed: Option<u32>,
    /// Bloc names and seats.
    pub seats: Vec<(String, u32)>,
    /// Where the seats are from.
    pub seats_from: Option<String>,
    /// The seats are recalled.
    pub weak: bool,
    /// Seats that will change.
    pub coming: Option<(Date, String)>,
    /// Past votes in words.
    pub votes: Vec<String>,
    /// Threats in words, with claim ids.
    pub threats: Vec<(String, String)>,
    /// Where the rule stands.
    pub law: Option<String>,
    /// Note.
    pub note: Option<String>,
    vote_rule: VoteRule,
    full: Option<u32>,
}

impl BodyState {
    /// The yes votes that were needed when `present` were there and `cast` of them voted yes or no.
    pub fn last_needed(&self, present: u32, cast: u32) -> u32 {
        self.vote_rule.needed(self.full.or(self.members).unwrap_or(present), present, cast)
    }
}

/// The state of every body of a case that is already as of the day.
pub fn body_states(case: &Case, as_of: Date) -> Vec<BodyState> {
    let bodies = crate::vote::bodies(case, as_of);
    case.approvals.iter().zip(&bodies).map(|(a, b)| state(case, a, b, as_of)).collect()
}

fn state(case: &Case, a: &Approval, body: &crate::vote::Body<'_>, as_of: Date) -> BodyState {
    let now = a.terms.iter().rfind(|t| t.from <= as_of);
    let coming = a.terms.iter().find(|t| t.from > as_of);
    let members = body.members;
    let one = a.rule == VoteRule::OneSignatory || (a.rule == VoteRule::Unanimity && members.is_none());
    let place = match case.party(&a.party) {
        Some(p) => p.capital.clone().unwrap_or_else(|| p.short.clone()),
        None => "All parties".to_owned(),
    };
    let bloc = |id: &str| a.blocs.iter().find(|b| b.id == id).map_or(id.to_owned(), |b| b.short.clone());
    let seats =
        |t: &winset_case::case::Term| t.seats.iter().map(|(id, n)| (bloc(id), *n)).collect::<Vec<_>>();
    BodyState {
        id: a.id.clone(),
        name: a.name.clone(),
        place,
        party: a.party.clone(),
        rule: if a.blocs.iter().any(|b| b.weight.0.is_some_and(|w| w != 1)) {
            rule_words(&a.rule).replace("all members", "all votes")
        } else {
            rule_words(&a.rule)
        },
        members: members.filter(|_| !one),
        weighted: a.blocs.iter().any(|b| b.weight.0.is_some_and(|w| w != 1)),
        quorum: members.filter(|_| !one).map(|m| a.rule.quorum(m)).filter(|q| *q > 0),
        needed: members.filter(|_| !one).map(|m| a.rule.needed(m, m, m)),
        seats: body.seats.iter().map(|s| (s.bloc.short.clone(), s.seats)).collect(),
        seats_from: now.map(|t| {
            let source = t.standing.source.as_deref().map(|id| crate::price::source_name(case, id));
            format!("{} {}", source.unwrap_or_else(|| "seats".into()), day(t.standing.known_on))
                .trim()
                .to_owned()
        }),
        weak: now.is_some_and(|t| case.weak(&t.standing)),
        coming: coming.map(|t| {
            (t.from, seats(t).iter().map(|(b, n)| format!("{b} {n}")).collect::<Vec<_>>().join(" · "))
        }),
        votes: a.votes.iter().rev().map(|v| vote_words(case, a, v, now.map(|t| t.members))).collect(),
        threats: threats(case, a),
        law: a.law.clone(),
        note: a.note.clone(),
        vote_rule: a.rule.clone(),
        full: a.members,
    }
}

fn vote_words(case: &Case, a: &Approval, v: &winset_case::case::PastVote, members: Option<u32>) -> String {
    let when = day(v.date);
    let what = if v.what.is_empty() { String::new() } else { format!(" · {}", v.what) };
    let moved = v.increase.map(|i| format!(" ({})", change(i, 1))).unwrap_or_default();
    let marks = marks(case.weak(&v.standing), v.standing.internal);
    match (v.yes, v.no, v.abstain, v.present) {
        (Some(y), Some(n), Some(x), Some(p)) => {
            let needed = a.rule.needed(a.members.or(members).unwrap_or(p), p, y + n);
            let spare = i64::from(y) - i64::from(needed);
            let words = if spare >= 0 { format!("{spare} to spare") } else { format!("{} short", -spare) };
            format!("{when}: {y}–{n}–{x} of {p}, needed {needed}, {words}{what}{moved}{marks}")
        }
        _ => {
            let word = match v.passed {
                Some(true) => "passed, count not found",
                Some(false) => "failed, count not found",
                None => UNKNOWN,
            };
            format!("{when}: {word}{what}{moved}{marks}")
        }
    }
}

fn threats(case: &Case, a: &Approval) -> Vec<(String, String)> {
    let path = format!("approval.{}", a.id);
    let mut list: Vec<_> = case
        .claims
        .iter()
        .filter(|c| c.kind == Kind::Threat && c.informs.as_deref() == Some(path.as_str()))
        .collect();
    list.sort_by_key(|c| std::cmp::Reverse((c.date, c.standing.known_on)));
    list.into_iter()
        .take(3)
        .map(|c| {
            let kind = c.modality.map_or(String::new(), |m| format!(", {}", m.word().replace('_', " ")));
            let who = c.speaker.clone().unwrap_or_default();
            let words = c.quote.as_ref().map_or_else(|| c.text.clone(), |q| format!("“{q}”"));
            let mark = marks(false, c.standing.internal);
            (format!("threat{kind}: {who}: {words} ({}){mark}", day(c.date)), c.id.clone())
        })
        .collect()
}

/// A vote rule in words.
pub fn rule_words(rule: &VoteRule) -> String {
    match rule {
        VoteRule::OneSignatory => "one signatory decides".into(),
        VoteRule::Unanimity => "unanimity: each can say no".into(),
        VoteRule::Fraction { threshold: (n, d), strict, base, quorum, tie_passes } => {
            let base_words = match base {
                VoteBase::Present => "those present",
                VoteBase::Members => "all members",
                VoteBase::Cast => "the votes cast",
            };
            let part = |n: &u32, d: &u32| match (n, d) {
                (1, 2) => "half".to_owned(),
                (2, 3) => "two thirds".to_owned(),
                (n, d) => format!("{n}/{d}"),
            };
            let share = part(n, d);
            let more = if *strict { "more than" } else { "at least" };
            let abstain = match base {
                VoteBase::Present => "; an abstention counts as no",
                VoteBase::Members => "; an absence counts as no",
                VoteBase::Cast => "; an abstention does not count",
            };
            let there = match quorum {
                Quorum::None => String::new(),
                Quorum::MoreThan(n, d) => format!("; more than {} must be there", part(n, d)),
                Quorum::AtLeast(n, d) => format!("; at least {} must be there", part(n, d)),
                Quorum::Number(n) => format!("; {n} must be there"),
            };
            let tie = if *tie_passes { "; a tie passes" } else { "" };
            format!("yes {more} {share} of {base_words}{abstain}{there}{tie}")
        }
    }
}
