//! Reads approvals with their blocs, terms and past votes, the calendar and the unknowns.

use super::common::{Ctx, Target, fraction};
use super::{voters, votes};
use crate::case::{
    Added, Approval, Bloc, CalendarEntry, PastVote, Quorum, Several, Term, Unknown, VoteBase, VoteRule,
    Voters,
};
use crate::diagnostic::{Place, Remarks};
use crate::text::{Section, Value, integer_of, text_of};
use crate::vocabulary::{BlocSide, CalendarKind};

const MOST_MEMBERS: i64 = 100_000;

/// `[approval.ID]` tables, in order.
pub fn approvals(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<Approval> {
    s.keyed(r, "approval").into_iter().filter_map(|(id, a)| approval(r, a, cx, id)).collect()
}

fn approval(r: &mut Remarks, mut a: Section<'_>, cx: &mut Ctx, id: String) -> Option<Approval> {
    let name = a.text(r, "name");
    a.require(r, "name", "the body: name = \"National Assembly\"");
    let party = a.text_at(r, "party").map(|(id, at)| {
        if id != "all" {
            cx.refer(Target::Party, &id, at);
        }
        id
    });
    a.require(r, "party", "whose body it is");
    let rule = rule(r, &mut a);
    let members = a.integer(r, "members", 1, MOST_MEMBERS).map(|n| n as u32);
    let law = a.text(r, "law");
    let note = a.text(r, "note");
    let blocs = blocs(r, &mut a);
    let terms = terms(r, &mut a, cx, &blocs, members);
    let votes = past_votes(r, &mut a, cx);
    check_quorum(r, &mut a, rule.as_ref(), members.or(terms.iter().map(|t| t.members).max()));
    if let Some(e) = a.entry("mood") {
        cx.moods.push((id.clone(), e.at));
    }
    let any = blocs.iter().any(|b| b.chances.0.is_some());
    let voters = Added(voters::voters(r, &mut a, cx, any));
    check_shares(r, &a, &blocs, voters.0.as_ref());
    let expected = Added(a.date(r, "expected"));
    let overridden_by = Added(a.text_at(r, "overridden_by").map(|(id, at)| {
        cx.refer(Target::Approval, &id, at);
        id
    }));
    if overridden_by.0.as_deref() == Some(id.as_str()) {
        r.mistake(a.at(), "a body cannot be overridden by itself", Some("name another approval".into()));
    }
    let standing = cx.standing(r, &mut a, false);
    a.finish(r);
    let name = name.unwrap_or_else(|| id.clone());
    Some(Approval {
        id,
        name,
        party: party?,
        rule: rule?,
        members,
        law,
        note,
        blocs,
        terms,
        votes,
        voters,
        expected,
        overridden_by,
        standing,
    })
}

fn rule(r: &mut Remarks, a: &mut Section<'_>) -> Option<VoteRule> {
    a.require(r, "rule", &format!("one of: {}", votes::RULES.join("; ")));
    let quorum = quorum(r, a);
    let tie_passes =
        a.word(r, "tie", |w| matches!(w, "fails" | "passes").then(|| w == "passes"), &["fails", "passes"]);
    let abstention = a.text_at(r, "abstention");
    let (text, at) = a.text_at(r, "rule")?;
    let Some(mut rule) = votes::rule(&text) else {
        let hint = r
            .did_you_mean(&text, votes::RULES.iter().copied())
            .unwrap_or_else(|| format!("one of: {}", votes::RULES.join("; ")));
        r.mistake(at, "this is not a vote rule", Some(hint));
        return None;
    };
    if let VoteRule::Fraction { quorum: q, tie_passes: t, .. } = &mut rule {
        *q = quorum.unwrap_or(Quorum::None);
        *t = tie_passes.unwrap_or(false);
    }
    if let Some((word, at)) = abstention {
        check_abstention(r, &rule, &word, at);
    }
    Some(rule)
}

fn quorum(r: &mut Remarks, a: &mut Section<'_>) -> Option<Quorum> {
    let e = a.entry("quorum")?;
    match &e.node.value {
        Value::Number(_) => integer_of(&e.node, r, 1, MOST_MEMBERS).map(|n| Quorum::Number(n as u32)),
        Value::Text(t) => {
            let q = votes::quorum(t);
            if q.is_none() {
                r.mistake(
                    e.node.at,
                    "this is not a quorum",
                    Some("\"more than 1/2\", \"at least 1/3\" or a number of members".into()),
                );
            }
            q
        }
        _ => {
            r.mistake(
                e.node.at,
                "this is not a quorum",
                Some("\"more than 1/2\", \"at least 1/3\" or a number of members".into()),
            );
            None
        }
    }
}

/// More members must be there than there are.
fn check_quorum(r: &mut Remarks, a: &mut Section<'_>, rule: Option<&VoteRule>, members: Option<u32>) {
    if let (Some(VoteRule::Fraction { quorum: Quorum::Number(n), .. }), Some(members)) = (rule, members)
        && *n > members
        && let Some(e) = a.entry("quorum")
    {
        let sentence = format!("the quorum is {n}, and the body has {members} members");
        r.mistake(e.node.at, sentence, Some("no vote could ever count".into()));
    }
}

/// The mood and the party line share the variance of a member.
fn check_shares(r: &mut Remarks, a: &Section<'_>, blocs: &[Bloc], voters: Option<&Voters>) {
    let Some(v) = voters else { return };
    for b in blocs {
        if let Some(c) = &b.chances.0
            && v.mood_share + c.party_line_share >= rust_decimal::Decimal::ONE
        {
            let sentence = format!("mood_share and the party_line_share of `{}` sum to 1 or more", b.id);
            r.mistake(
                a.at(),
                sentence,
                Some("they share the variance of a member: let them sum to less".into()),
            );
        }
    }
}

fn check_abstention(r: &mut Remarks, rule: &VoteRule, word: &str, at: Place) {
    let implied = match rule {
        VoteRule::Fraction { base: VoteBase::Cast, .. } | VoteRule::Unanimity => "not counted",
        _ => "counts as no",
    };
    if !matches!(word, "counts as no" | "not counted") {
        r.mistake(at, "an abstention `counts as no` or is `not counted`", None);
    } else if word != implied {
        let hint =
            "of those present and of members an abstention counts as no; of votes cast it is not counted";
        r.mistake(at, format!("under this rule an abstention is `{implied}`"), Some(hint.into()));
    }
}

fn blocs(r: &mut Remarks, a: &mut Section<'_>) -> Vec<Bloc> {
    let mut list = Vec::new();
    for (id, mut b) in a.keyed(r, "bloc") {
        let name = b.text(r, "name");
        b.require(r, "name", "name = \"…\"");
        let short = b.text(r, "short");
        let side = b.word(r, "side", BlocSide::parse, BlocSide::WORDS).unwrap_or(BlocSide::Other);
        let seats = Added(b.integer(r, "seats", 0, MOST_MEMBERS).map(|n| n as u32));
        let weight = Added(b.integer(r, "weight", 1, MOST_MEMBERS).map(|n| n as u32));
        let chances = Added(voters::chances(r, &mut b));
        b.finish(r);
        let name = name.unwrap_or_else(|| id.clone());
        let short = short.unwrap_or_else(|| name.clone());
        list.push(Bloc { id, name, short, side, seats, weight, chances });
    }
    list
}

fn terms(r: &mut Remarks, a: &mut Section<'_>, cx: &mut Ctx, blocs: &[Bloc], full: Option<u32>) -> Vec<Term> {
    let mut list = Vec::new();
    for (id, mut t) in a.keyed(r, "term") {
        let from = t.date(r, "from");
        t.require(r, "from", "the day from which the seats hold");
        let members = t.integer(r, "members", 1, MOST_MEMBERS);
        let mut seats: Vec<(String, u32)> = Vec::new();
        for e in t.pairs(r, "seats") {
            if !blocs.iter().any(|b| b.id == e.key) {
                let hint = r.did_you_mean(&e.key, blocs.iter().map(|b| b.id.as_str()));
                r.mistake(
                    e.at,
                    format!("`{}` is not a bloc of this body", e.key),
                    hint.or(Some("add [approval.ID.bloc.ID]".into())),
                );
            }
            if let Some(n) = integer_of(&e.node, r, 0, MOST_MEMBERS) {
                seats.push((e.key.clone(), n as u32));
            }
        }
        let sum = seats.iter().fold(0_u32, |sum, (_, n)| sum.saturating_add(*n));
        check_seats(r, &mut t, sum, members, full);
        let sides = Several(sides(r, &mut t, blocs));
        let standing = cx.standing(r, &mut t, false);
        t.finish(r);
        if let Some(from) = from {
            list.push(Term { id, from, members: members.map_or(sum, |m| m as u32), seats, sides, standing });
        }
    }
    list.sort_by_key(|t: &Term| (t.from, t.standing.known_on));
    list
}

/// Where blocs stand in a term, if not as they say themselves.
fn sides(r: &mut Remarks, t: &mut Section<'_>, blocs: &[Bloc]) -> Vec<(String, BlocSide)> {
    let mut list = Vec::new();
    for e in t.pairs(r, "sides") {
        if !blocs.iter().any(|b| b.id == e.key) {
            let hint = r.did_you_mean(&e.key, blocs.iter().map(|b| b.id.as_str()));
            r.mistake(e.at, format!("`{}` is not a bloc of this body", e.key), hint);
        }
        let Some(word) = text_of(&e.node, r) else { continue };
        match BlocSide::parse(&word) {
            Some(side) => list.push((e.key.clone(), side)),
            None => r.mistake(
                e.node.at,
                format!("`{}` is not a side", crate::text::shorten(&word)),
                Some(format!("one of: {}", BlocSide::WORDS.join(", "))),
            ),
        }
    }
    list
}

fn check_seats(r: &mut Remarks, t: &mut Section<'_>, sum: u32, members: Option<i64>, full: Option<u32>) {
    let at = t.entry("seats").map_or(t.at(), |e| e.node.at);
    if let Some(m) = members
        && sum != 0
        && i64::from(sum) != m
    {
        r.mistake(
            at,
            format!("the seats sum to {sum}, the sitting members are {m}"),
            Some("name the rest as a bloc of its own".into()),
        );
    }
    if let Some(full) = full
        && members.unwrap_or(i64::from(sum)) > i64::from(full)
    {
        r.mistake(at, format!("more members sit than the body has seats: {full}"), None);
    }
}

fn past_votes(r: &mut Remarks, a: &mut Section<'_>, cx: &mut Ctx) -> Vec<PastVote> {
    let names = crate::quantity::UnitNames::default();
    let mut list = Vec::new();
    for mut v in a.tables(r, "vote") {
        let date = v.date(r, "date");
        v.require(r, "date", "the day of the vote");
        let what = v.text(r, "what").unwrap_or_default();
        let mut count = |r: &mut Remarks, key| v.integer(r, key, 0, MOST_MEMBERS).map(|n| n as u32);
        let (present, yes, no, abstain) =
            (count(r, "present"), count(r, "yes"), count(r, "no"), count(r, "abstain"));
        let passed = v.flag(r, "passed");
        let increase = fraction(r, &mut v, "increase", &names, -100, 10_000);
        let standing = cx.standing(r, &mut v, false);
        if let (Some(p), Some(y), Some(n), Some(x)) = (present, yes, no, abstain)
            && y + n + x != p
        {
            r.mistake(
                v.at(),
                format!("{y} + {n} + {x} votes are not the {p} present"),
                Some("check the count in the source".into()),
            );
        }
        v.finish(r);
        if let Some(date) = date {
            list.push(PastVote { date, what, present, yes, no, abstain, passed, increase, standing });
        }
    }
    list.sort_by_key(|v: &PastVote| v.date);
    list
}

/// `[calendar.ID]` tables, by date.
pub fn calendar(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<CalendarEntry> {
    let mut list = Vec::new();
    for (id, mut c) in s.keyed(r, "calendar") {
        let date = c.date(r, "date");
        c.require(r, "date", "date = 2019-12-31");
        let what = c.text(r, "what");
        c.require(r, "what", "what = \"…\"");
        let ours = c.flag(r, "ours").unwrap_or(true);
        let whose = c.text(r, "whose");
        let kind = c.word(r, "kind", CalendarKind::parse, CalendarKind::WORDS).unwrap_or(CalendarKind::Event);
        let note = c.text(r, "note");
        let standing = cx.standing(r, &mut c, false);
        c.finish(r);
        if let (Some(date), Some(what)) = (date, what) {
            list.push(CalendarEntry { id, date, what, ours, whose, kind, note, standing });
        }
    }
    list.sort_by(|a, b| (a.date, !a.ours, &a.id).cmp(&(b.date, !b.ours, &b.id)));
    list
}

/// `[unknown.ID]` tables.
pub fn unknowns(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<Unknown> {
    let mut list = Vec::new();
    for (id, mut u) in s.keyed(r, "unknown") {
        let what = u.text(r, "what");
        u.require(r, "what", "what is not known: what = \"…\"");
        let until = u.date(r, "until");
        let standing = cx.standing(r, &mut u, false);
        u.finish(r);
        if let Some(what) = what {
            list.push(Unknown { id, what, until, standing });
        }
    }
    list
}
