//! The bodies of a case on a day: who sits there, by what rule, and, where it was judged, how they may vote.

use jiff::civil::Date;
use winset_case::Case;
use winset_case::case::{Approval, Bloc, Term, VoteBase, VoteRule, Voters};
use winset_case::price::Unanswerable;
use winset_case::vocabulary::BlocSide;
use winset_engine::vote::{Base, Chamber, Mood, Rule};

use crate::forecast::float;

/// A body that must say yes, on a day.
#[derive(Clone, Debug)]
pub struct Body<'a> {
    /// The approval.
    pub approval: &'a Approval,
    /// The term that sits; none where seats are given with the blocs, or not at all.
    pub term: Option<&'a Term>,
    /// Who sits there.
    pub seats: Vec<Seats<'a>>,
    /// Votes that all members have together; none where nothing says how many there are.
    pub members: Option<u32>,
    /// How its members may vote, or what is missing to say so.
    pub chamber: Result<Chamber, Unanswerable>,
    /// The mood at the vote: chambers of one party share it.
    pub mood: Mood,
    /// The day whose seats these are.
    pub day: Date,
}

/// The seats of a bloc.
#[derive(Clone, Copy, Debug)]
pub struct Seats<'a> {
    /// The bloc.
    pub bloc: &'a Bloc,
    /// Members.
    pub seats: u32,
    /// Votes of each.
    pub weight: u32,
    /// Where it stands.
    pub side: BlocSide,
}

impl Seats<'_> {
    /// Votes of the bloc.
    pub fn votes(&self) -> u32 {
        self.seats.saturating_mul(self.weight)
    }
}

/// The bodies of a case that is already as of its day, in order; those of the expected vote's day where its seats are known.
pub fn bodies(case: &Case, as_of: Date) -> Vec<Body<'_>> {
    case.approvals.iter().map(|a| body(a, as_of, mood(case, &a.party))).collect()
}

/// The mood that an approval of a party states; what is not stated is not known.
fn mood(case: &Case, party: &str) -> Mood {
    let stated = case.approvals.iter().filter(|a| a.party == party).filter_map(|a| a.voters.0.as_ref());
    let mut moods = stated.map(|v| Mood { mean: float(v.mood.0), sd: float(v.mood.1) });
    moods.find(|m| *m != Mood::UNKNOWN).unwrap_or(Mood::UNKNOWN)
}

fn body(a: &Approval, as_of: Date, mood: Mood) -> Body<'_> {
    let term = a.term_on(as_of);
    let seats = seats(a, term);
    let members = members(a, term, &seats);
    let chamber = chamber(a, &seats, members);
    Body { approval: a, term, seats, members, chamber, mood, day: as_of }
}

impl<'a> Body<'a> {
    /// The same body as it will sit at the expected vote, if that is still to come.
    pub fn at_vote(&self) -> Body<'a> {
        let expected = self.approval.expected.0.filter(|d| *d >= self.day);
        body(self.approval, expected.unwrap_or(self.day), self.mood)
    }

    /// One person or party decides, or each of several can say no and nobody counts seats.
    pub fn is_single(&self) -> bool {
        self.approval.rule == VoteRule::OneSignatory
            || (self.approval.rule == VoteRule::Unanimity && self.members.is_none())
    }

    /// Another body can say yes in its place.
    pub fn overridden_by(&self) -> Option<&'a str> {
        self.approval.overridden_by.0.as_deref()
    }

    /// What is judged about it.
    pub fn voters(&self) -> Option<&'a Voters> {
        self.approval.voters.0.as_ref()
    }

    /// What flags do to its members, probits.
    pub fn shift_of(&self, flags: impl Iterator<Item = (&'a str, f64)>) -> f64 {
        let Some(v) = self.voters() else { return 0.0 };
        flags
            .filter_map(|(name, amount)| {
                let effect = v.flag_effects.iter().find(|(f, _)| f == name)?.1;
                Some(float(effect) * amount)
            })
            .sum()
    }
}

/// Seats of a term, with those that blocs carry themselves in their place.
fn seats<'a>(a: &'a Approval, term: Option<&Term>) -> Vec<Seats<'a>> {
    a.blocs
        .iter()
        .filter_map(|bloc| {
            let of_term = term.and_then(|t| t.seats.iter().find(|(id, _)| *id == bloc.id)).map(|(_, n)| *n);
            let seats = bloc.seats.0.or(of_term).filter(|n| *n > 0)?;
            let moved = term.and_then(|t| t.sides.0.iter().find(|(id, _)| *id == bloc.id)).map(|(_, s)| *s);
            Some(Seats { bloc, seats, weight: bloc.weight.0.unwrap_or(1), side: moved.unwrap_or(bloc.side) })
        })
        .collect()
}

fn members(a: &Approval, term: Option<&Term>, seats: &[Seats<'_>]) -> Option<u32> {
    let sum = seats.iter().fold(0_u32, |sum, s| sum.saturating_add(s.votes()));
    let plain = a.blocs.iter().all(|b| b.seats.0.is_none() && b.weight.0.is_none());
    match (plain, term) {
        (true, Some(t)) => Some(t.members.max(sum)),
        _ if sum > 0 => Some(sum),
        _ => a.members,
    }
}

fn chamber(a: &Approval, seats: &[Seats<'_>], members: Option<u32>) -> Result<Chamber, Unanswerable> {
    if a.rule == VoteRule::OneSignatory {
        return Err(Unanswerable::new(
            format!("{}: one signatory is not counted in votes", a.name),
            "nothing",
        ));
    }
    let id = &a.id;
    let (Some(members), false) = (members, seats.is_empty()) else {
        return Err(Unanswerable::new(
            format!("{}: nothing says who sits there", a.name),
            format!("add [approval.{id}.term.ID] with seats of its blocs"),
        ));
    };
    let Some(voters) = &a.voters.0 else {
        return Err(Unanswerable::new(
            format!("{}: nothing says how its members may vote", a.name),
            format!(
                "add base_yes to [approval.{id}.bloc.{}] and every other bloc, with a judgement",
                seats[0].bloc.id
            ),
        ));
    };
    let mut blocs = Vec::new();
    for s in seats {
        let Some(c) = &s.bloc.chances.0 else {
            return Err(Unanswerable::new(
                format!("{}: nothing says how {} may vote", a.name, s.bloc.name),
                format!("add base_yes to [approval.{id}.bloc.{}]", s.bloc.id),
            ));
        };
        blocs.push(winset_engine::vote::Bloc {
            seats: s.seats,
            weight: s.weight,
            base_yes: float(c.base_yes),
            slope: float(c.slope),
            party_line: float(c.party_line_share),
            attendance: float(c.attendance),
            abstain: float(c.abstain_share),
        });
    }
    let chamber = Chamber {
        rule: rule(&a.rule, members),
        members,
        blocs,
        shift: float(voters.shift),
        mood_share: float(voters.mood_share),
    };
    match chamber.check() {
        Ok(()) => Ok(chamber),
        Err(_) => Err(Unanswerable::new(
            format!("{}: its voters cannot be counted", a.name),
            format!(
                "let mood_share and party_line_share of [approval.{id}] sum to less than 1, and weights be smaller"
            ),
        )),
    }
}

/// The rule as the engine counts it.
pub fn rule(rule: &VoteRule, members: u32) -> Rule {
    let quorum = rule.quorum(members);
    match rule {
        VoteRule::Fraction { threshold, strict, base, tie_passes, .. } => Rule {
            quorum,
            threshold: *threshold,
            strict: *strict && !tie_passes,
            base: match base {
                VoteBase::Present => Base::Present,
                VoteBase::Members => Base::Members,
                VoteBase::Cast => Base::Cast,
            },
        },
        // Nobody says no; an abstention stops nothing.
        VoteRule::Unanimity | VoteRule::OneSignatory => {
            Rule { quorum, threshold: (1, 1), strict: false, base: Base::Cast }
        }
    }
}

/// The chance that every body agrees: those of one party share a mood, those of two do not.
#[derive(Clone, Debug)]
pub struct Ratification {
    /// Chambers of each party, their places among the bodies, and the mood.
    pub sides: Vec<Side>,
    /// Bodies that are taken to agree: one signatory, or one that can be overridden; with the reason.
    pub assumed: Vec<(String, &'static str)>,
    /// Bodies that nothing was judged about.
    pub missing: Vec<Unanswerable>,
}

/// The chambers of one party.
#[derive(Clone, Debug)]
pub struct Side {
    /// The party.
    pub party: String,
    /// Its chambers.
    pub chambers: Vec<Chamber>,
    /// Their places among the bodies.
    pub places: Vec<usize>,
    /// Their mood.
    pub mood: Mood,
}

impl Ratification {
    /// What can be said of these bodies.
    pub fn of(bodies: &[Body<'_>]) -> Ratification {
        let mut r = Ratification { sides: Vec::new(), assumed: Vec::new(), missing: Vec::new() };
        for (place, b) in bodies.iter().enumerate() {
            let name = b.approval.name.clone();
            let overrider = b.overridden_by().filter(|id| bodies.iter().any(|b| b.approval.id == **id));
            if b.is_single() {
                let each = b.approval.rule == VoteRule::Unanimity;
                let why =
                    if each { "each member can say no, and is taken to agree" } else { "taken to sign" };
                r.assumed.push((name, why));
                continue;
            }
            if overrider.is_some() {
                r.assumed.push((name, "another body can say yes in its place"));
                continue;
            }
            match &b.chamber {
                Err(e) => r.missing.push(e.clone()),
                Ok(chamber) => match r.sides.iter_mut().find(|s| s.party == b.approval.party) {
                    Some(s) => {
                        s.chambers.push(chamber.clone());
                        s.places.push(place);
                    }
                    None => r.sides.push(Side {
                        party: b.approval.party.clone(),
                        chambers: vec![chamber.clone()],
                        places: vec![place],
                        mood: b.mood,
                    }),
                },
            }
        }
        r
    }

    /// Each counted body by itself, by its place among the bodies: also those that another can override.
    pub fn each(bodies: &[Body<'_>]) -> Vec<(usize, Ratification)> {
        let alone = |(place, b): (usize, &Body<'_>)| {
            let chamber = b.chamber.as_ref().ok().filter(|_| !b.is_single())?;
            let side = Side {
                party: b.approval.party.clone(),
                chambers: vec![chamber.clone()],
                places: vec![place],
                mood: b.mood,
            };
            Some((place, Ratification { sides: vec![side], assumed: Vec::new(), missing: Vec::new() }))
        };
        bodies.iter().enumerate().filter_map(alone).collect()
    }

    /// True if nothing can be said of all bodies together: nothing was judged about any, or about one that counts.
    pub fn is_empty(&self) -> bool {
        self.sides.is_empty() || !self.missing.is_empty()
    }

    /// The exact chance that all agree to x = ln(levelised ÷ last amount); `shifts` in the order of the bodies.
    pub fn chance(&self, x: f64, shifts: &[f64]) -> Option<f64> {
        let of = |s: &Side| {
            let own: Vec<f64> = s.places.iter().map(|p| shifts.get(*p).copied().unwrap_or(0.0)).collect();
            winset_engine::vote::pass_probability(&s.chambers, s.mood, x, &own)
        };
        (!self.is_empty()).then(|| self.sides.iter().map(of).product())
    }
}
