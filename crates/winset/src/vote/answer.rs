//! What each body makes of each proposal: counts, what sinks it, power, and the odds.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::case::{PastVote, Proposal};
use winset_case::price::Unanswerable;
use winset_case::quantity::Unit;
use winset_engine::vote::{
    Chamber, Mood, RollCall, amount_passing, expected_yes, mood_given_vote, pivotal, shapley_shubik,
    smallest_defection,
};

use super::bodies::{Body, Ratification, bodies};
use crate::brief::{BodyState, body_states};
use crate::class::Library;
use crate::forecast::{self, float};
use crate::price::{NotUnderstood, price_one};
use crate::question::Question;

/// The answer.
#[derive(Clone, Debug)]
pub struct Votes {
    /// Every body, in order.
    pub bodies: Vec<BodyVote>,
    /// Every proposal.
    pub proposals: Vec<Ballot>,
    /// The last agreed amount and its unit.
    pub last: Option<(Decimal, Unit)>,
    /// Why there are no odds of all bodies together, or what they leave out.
    pub missing: Vec<Unanswerable>,
    /// Bodies that are taken to agree, and why.
    pub assumed: Vec<(String, &'static str)>,
    /// What all bodies together would pass, of an amount without flags.
    pub together: Vec<Passing>,
    /// True if more than one body is counted.
    pub several: bool,
    /// Consent by the class: chance, its 10 and 90 % points, votes behind it.
    pub class: Option<((f64, f64, f64), u32)>,
    /// Judgements written with hindsight that were used.
    pub hindsight: usize,
}

/// What one proposal comes to.
#[derive(Clone, Debug)]
pub struct Ballot {
    /// Id, or the inline text.
    pub id: String,
    /// Title.
    pub title: String,
    /// ln (levelised ÷ last amount), or what is missing to say so.
    pub x: Result<f64, Unanswerable>,
    /// Flags it carries.
    pub flags: Vec<(String, f64)>,
    /// Chance that every counted body agrees.
    pub p: Option<f64>,
    /// Kept out of files made for the public.
    pub internal: bool,
}

/// An amount that passes with a chance.
#[derive(Clone, Copy, Debug)]
pub struct Passing {
    /// The chance.
    pub p: f64,
    /// ln (levelised ÷ last amount); none if no amount passes with it.
    pub x: Option<f64>,
    /// What `x` is.
    pub bound: Reach,
}

/// Which amounts pass with a chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those up to it.
    UpTo,
    /// Those from it on: the voters want more.
    From,
    /// All: the amount moves nobody.
    Any,
    /// None.
    None,
}

/// What some chances ask of the amount: nothing is said where some blocs want more of it and some less.
fn passing(chambers: &[Chamber], mood: Mood, shifts: &[f64]) -> Vec<Passing> {
    let slopes = || chambers.iter().flat_map(|c| &c.blocs).map(|b| b.slope);
    let rising = slopes().any(|s| s < 0.0);
    if rising && slopes().any(|s| s > 0.0) {
        return Vec::new();
    }
    if slopes().all(|s| s == 0.0) {
        let always = winset_engine::vote::pass_probability(chambers, mood, 0.0, shifts);
        let reach = |p: f64| if always >= p { Reach::Any } else { Reach::None };
        return CHANCES.iter().map(|p| Passing { p: *p, x: None, bound: reach(*p) }).collect();
    }
    let mut turned = chambers.to_vec();
    let blocs = turned.iter_mut().flat_map(|c| &mut c.blocs);
    blocs.for_each(|b| b.slope = b.slope.abs());
    let of = |p: f64| match amount_passing(&turned, mood, shifts, p) {
        Some(x) if rising => Passing { p, x: Some(-x), bound: Reach::From },
        Some(x) => Passing { p, x: Some(x), bound: Reach::UpTo },
        None => Passing { p, x: None, bound: Reach::None },
    };
    CHANCES.iter().map(|p| of(*p)).collect()
}

/// A body and what it makes of the proposals.
#[derive(Clone, Debug)]
pub struct BodyVote {
    /// As the state of play tells it.
    pub state: BodyState,
    /// One person or party decides.
    pub single: bool,
    /// Who can say yes in its place.
    pub overridden_by: Option<String>,
    /// Day of the expected vote.
    pub expected: Option<Date>,
    /// Seats of the day.
    pub now: Option<Sitting>,
    /// Seats of the expected vote, where they differ.
    pub then: Option<Sitting>,
    /// The last vote whose count is known.
    pub last_vote: Option<PastVote>,
    /// The mood that the last vote implies, mean and standard deviation, at these blocs' chances.
    pub mood_of_last_vote: Option<(f64, f64)>,
    /// What each proposal comes to here, in the order of the proposals; none where nothing is judged.
    pub counts: Vec<Option<BodyCount>>,
    /// The amounts that pass with some chances.
    pub passing: Vec<Passing>,
    /// Share of the variance that the common mood has.
    pub mood_share: Option<f64>,
    /// Why there are no odds.
    pub missing: Option<Unanswerable>,
    /// What the odds rest on.
    pub reason: Option<String>,
    /// The judgement is internal.
    pub internal: bool,
}

/// Who sits in a body.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// Votes of all members.
    pub members: u32,
    /// The quorum, in votes.
    pub quorum: u32,
    /// Yes needed if all are there.
    pub needed: u32,
    /// Blocs.
    pub blocs: Vec<BlocCount>,
    /// Members cast unequal numbers of votes.
    pub weighted: bool,
}

/// A bloc of a body.
#[derive(Clone, Debug)]
pub struct BlocCount {
    /// Id.
    pub id: String,
    /// Name in tables.
    pub short: String,
    /// Full name.
    pub name: String,
    /// Where it stands.
    pub side: &'static str,
    /// Members.
    pub seats: u32,
    /// Votes of all of them.
    pub votes: u32,
    /// Shapley–Shubik power: the chance to be pivotal when blocs join in random order.
    pub power: Option<f64>,
    /// Votes left, and to spare or short, if the bloc votes no and all others yes.
    pub without: i64,
}

/// What a body makes of a proposal.
#[derive(Clone, Debug)]
pub struct BodyCount {
    /// Votes expected to be there.
    pub present: u32,
    /// Yes needed then.
    pub needed: u32,
    /// Yes expected, by bloc.
    pub yes: Vec<f64>,
    /// Yes expected in all.
    pub expected_yes: f64,
    /// Whole votes above, or below, what is needed.
    pub to_spare: i64,
    /// Members of each bloc who, voting no instead, sink it; none if even all of them do not, or it is sunk already.
    pub sinks: Vec<Option<u32>>,
    /// The bloc whose votes reach what is needed, the willing counted first.
    pub pivotal: Option<usize>,
    /// Chance that the body agrees.
    pub p: f64,
}

/// The chances asked about when an amount is sought.
pub const CHANCES: [f64; 3] = [0.5, 0.75, 0.9];

/// Answers for the proposals named by id or written inline; for all of the case when none is named.
///
/// # Errors
/// Every text that is neither an id nor a proposal.
pub fn votes(q: &Question, library: &Library, asked: &[String]) -> Result<Votes, NotUnderstood> {
    let case = &q.case;
    let proposals = crate::price::asked(case, asked)?;
    let now = bodies(case, q.as_of);
    let then: Vec<Body<'_>> = now.iter().map(Body::at_vote).collect();
    let all = Ratification::of(&then);
    let ballots: Vec<Ballot> = proposals.iter().map(|p| ballot(case, p, &then, &all)).collect();
    let states = body_states(case, q.as_of);
    let list = now
        .iter()
        .zip(&then)
        .zip(states)
        .map(|((now, then), state)| body(case, now, then, state, &ballots, q.as_of))
        .collect();
    let several = all.sides.iter().map(|s| s.chambers.len()).sum::<usize>() > 1;
    let together = if several && all.sides.len() == 1 && !all.is_empty() {
        let s = &all.sides[0];
        let own = vec![0.0; s.chambers.len()];
        passing(&s.chambers, s.mood, &own)
    } else {
        Vec::new()
    };
    let class = forecast::forecast(case, &q.outcome, library, q.as_of).ok().and_then(|a| match a {
        forecast::Answer::Open(f) => {
            Some((f.consent, f.votes.iter().map(|(passed, failed)| passed + failed).sum()))
        }
        forecast::Answer::Ended { .. } => None,
    });
    let hindsight =
        then.iter().filter(|b| b.chamber.is_ok() && b.voters().is_some_and(|v| v.standing.hindsight)).count();
    Ok(Votes {
        bodies: list,
        proposals: ballots,
        last: winset_case::price::baseline_amount(case).ok(),
        missing: all.missing,
        assumed: all.assumed,
        together,
        several,
        class,
        hindsight,
    })
}

fn ballot(case: &Case, p: &Proposal, bodies: &[Body<'_>], all: &Ratification) -> Ballot {
    let flags: Vec<(String, f64)> = p.flags.0.iter().map(|(f, n)| (f.clone(), float(*n))).collect();
    let x = price_one(case, p).and_then(|priced| {
        let change = priced.worth.levelised_change.ok_or_else(|| {
            let first = priced.worth.missing.first().cloned();
            Unanswerable::new(
                "the amount cannot be compared with the last agreed one",
                first.unwrap_or_else(|| "add baseline.amount in its unit".into()),
            )
        })?;
        Ok(libm::log1p(float(change)))
    });
    let shifts: Vec<f64> =
        bodies.iter().map(|b| b.shift_of(flags.iter().map(|(f, n)| (f.as_str(), *n)))).collect();
    let chance = x.as_ref().ok().and_then(|x| all.chance(*x, &shifts));
    Ballot {
        id: p.id.clone(),
        title: p.title.clone().unwrap_or_default(),
        x,
        flags,
        p: chance,
        internal: p.standing.internal,
    }
}

fn body(
    case: &Case,
    now: &Body<'_>,
    then: &Body<'_>,
    state: BodyState,
    ballots: &[Ballot],
    as_of: Date,
) -> BodyVote {
    let single = now.is_single();
    let moved = then.term.map(|t| &t.id) != now.term.map(|t| &t.id);
    let counted = |v: &&PastVote| v.yes.is_some() && v.present.is_some();
    let last_vote = now.approval.votes.iter().rfind(counted).cloned();
    let counts = ballots.iter().map(|b| count(then, b)).collect();
    let passing = match &then.chamber {
        Ok(c) if !single => passing(std::slice::from_ref(c), then.mood, &[0.0]),
        _ => Vec::new(),
    };
    let mood_of_last_vote = last_vote.as_ref().and_then(|v| implied_mood(now, v));
    BodyVote {
        single,
        overridden_by: now
            .overridden_by()
            .and_then(|id| case.approvals.iter().find(|a| a.id == id))
            .map(|a| a.name.clone()),
        expected: now.approval.expected.0.filter(|d| *d >= as_of),
        now: sitting(now),
        then: moved.then(|| sitting(then)).flatten(),
        last_vote,
        mood_of_last_vote,
        counts,
        passing,
        mood_share: then.chamber.as_ref().ok().map(|c| c.mood_share),
        missing: (!single).then(|| then.chamber.as_ref().err().cloned()).flatten(),
        reason: then.voters().and_then(|v| v.reason.clone()),
        internal: then.voters().is_some_and(|v| v.standing.internal),
        state,
    }
}

/// The mood that a past vote implies for the blocs that sit now; only where they had the increase to vote on.
fn implied_mood(b: &Body<'_>, v: &PastVote) -> Option<(f64, f64)> {
    let chamber = b.chamber.as_ref().ok().filter(|c| c.mood_share > 0.0)?;
    let vote = RollCall { present: v.present?, yes: v.yes? };
    let neutral = winset_engine::vote::Chamber { shift: 0.0, ..chamber.clone() };
    let x = libm::log1p(float(v.increase?));
    let mood = mood_given_vote(&neutral, winset_engine::vote::Mood::UNKNOWN, x, 0.0, vote);
    Some((mood.mean, mood.sd))
}

fn sitting(b: &Body<'_>) -> Option<Sitting> {
    let members = b.members.filter(|_| !b.is_single())?;
    let rule = super::bodies::rule(&b.approval.rule, members);
    let needed = rule.needed(members, members, members);
    let weights: Vec<u32> = b.seats.iter().map(super::Seats::votes).collect();
    let power = shapley_shubik(&weights, needed);
    let of = |i: usize| power.as_ref().and_then(|p| p.get(i)).copied();
    let sum: u32 = weights.iter().fold(0, |s, w| s.saturating_add(*w));
    let blocs = b
        .seats
        .iter()
        .enumerate()
        .map(|(i, s)| BlocCount {
            id: s.bloc.id.clone(),
            short: s.bloc.short.clone(),
            name: s.bloc.name.clone(),
            side: s.side.word(),
            seats: s.seats,
            votes: s.votes(),
            power: of(i),
            without: i64::from(sum) - i64::from(s.votes()) - i64::from(needed),
        })
        .collect();
    Some(Sitting {
        members,
        quorum: rule.quorum,
        needed,
        blocs,
        weighted: b.seats.iter().any(|s| s.weight != 1),
    })
}

fn count(b: &Body<'_>, ballot: &Ballot) -> Option<BodyCount> {
    let x = *ballot.x.as_ref().ok()?;
    count_of(b, x, b.shift_of(ballot.flags.iter().map(|(f, n)| (f.as_str(), *n))))
}

/// What a body makes of x = ln (levelised ÷ last amount) with a shift, probits; none where nothing is judged.
pub fn count_of(b: &Body<'_>, x: f64, shift: f64) -> Option<BodyCount> {
    let chamber = b.chamber.as_ref().ok()?;
    let mood = b.mood;
    let yes = expected_yes(chamber, mood, x, shift);
    let expected_yes: f64 = yes.iter().sum();
    let there: f64 =
        chamber.blocs.iter().map(|c| f64::from(c.seats) * f64::from(c.weight) * c.attendance).sum();
    let abstaining: f64 = chamber
        .blocs
        .iter()
        .zip(&yes)
        .map(|(c, y)| (f64::from(c.seats) * f64::from(c.weight) * c.attendance - y) * c.abstain)
        .sum();
    let whole = |v: f64| libm::round(v).max(0.0) as u32;
    let present = whole(there);
    let needed = chamber.rule.needed(chamber.members, present, whole(there - abstaining));
    let to_spare = libm::floor(expected_yes + 1e-9) as i64 - i64::from(needed);
    let p = winset_engine::vote::pass_probability(std::slice::from_ref(chamber), mood, x, &[shift]);
    Some(BodyCount {
        present,
        needed,
        sinks: smallest_defection(chamber, mood, x, shift),
        pivotal: pivotal(chamber, mood, x, shift),
        yes,
        expected_yes,
        to_spare,
        p,
    })
}
