//! A chamber made ready for counting: what does not change with the amount, the shift or the mood.

use super::chamber::{Bloc, Chamber};
use super::counts::{PartyLine, Thinned, binomial, convolve, tail};
use super::joint;
use super::rule::{Base, Score};
use crate::special::normal_cdf;
use libm::sqrt;

/// Below this chance a missed quorum is left out of the count.
const NEVER: f64 = 1e-13;
/// Below this chance of passing the quorum is not asked for.
const LOST: f64 = 1e-20;

pub(super) struct Ballot<'a> {
    pub chamber: &'a Chamber,
    pub score: Score,
    /// Blocs with seats and weight, with their α.
    pub blocs: Vec<(&'a Bloc, f64)>,
    /// Whether every member who is seated votes yes or no, so that a count of yes decides.
    pub all_vote: bool,
    /// The distribution of the weight present.
    pub present: Vec<f64>,
    /// The smallest weight present at which a vote counts.
    pub quorum: usize,
    thinned: Vec<Thinned>,
    /// For each bloc its party line, if it has one.
    lines: Vec<Option<PartyLine>>,
}

impl<'a> Ballot<'a> {
    /// Returns the chamber made ready; `None` if it is unfit.
    pub(super) fn new(chamber: &'a Chamber) -> Option<Ballot<'a>> {
        chamber.check().ok()?;
        let blocs: Vec<(&Bloc, f64)> = chamber
            .blocs
            .iter()
            .filter(|b| b.seats > 0 && b.weight > 0)
            .map(|b| (b, b.intercept()))
            .collect();
        let counted = chamber.rule.base == Base::Cast;
        let all_vote = blocs.iter().all(|(b, _)| b.attendance == 1.0 && !(counted && b.abstain > 0.0));
        let seated = chamber.seated() as u32;
        let score = if all_vote {
            let bound = chamber.rule.needed(chamber.members, seated, seated);
            Score { up: 1, down: 0, bound: u64::from(bound) }
        } else {
            chamber.rule.score(chamber.members)
        };
        let thin = |b: &Bloc| {
            let (come, oppose) = shares(chamber, b);
            Thinned::new(b.seats as usize, score.up, score.down, come, come * oppose)
        };
        let thinned = if all_vote { Vec::new() } else { blocs.iter().map(|(b, _)| thin(b)).collect() };
        let quorum = chamber.rule.quorum.max(1) as usize;
        let lines = blocs.iter().map(|(b, _)| line(chamber, b)).collect();
        Some(Ballot { chamber, score, all_vote, present: present(&blocs), quorum, thinned, lines, blocs })
    }

    /// The numerator of a member's probit without the party line.
    pub(super) fn probit(&self, bloc: usize, x: f64, shift: f64, z: f64) -> f64 {
        let (b, alpha) = self.blocs[bloc];
        alpha - b.slope * x + self.chamber.shift + shift + sqrt(self.chamber.mood_share) * z
    }

    /// The chance that a member present votes yes, given the mood, averaged over the party line; and the chance of the contrary.
    pub(super) fn yes(&self, bloc: usize, x: f64, shift: f64, z: f64) -> (f64, f64) {
        let u = self.probit(bloc, x, shift, z) / sqrt(1.0 - self.chamber.mood_share);
        (normal_cdf(u), normal_cdf(-u))
    }

    /// The distribution of the number of a bloc's members who are for it, present or not.
    pub(super) fn intents(&self, bloc: usize, x: f64, shift: f64, z: f64) -> Vec<f64> {
        if let Some(line) = &self.lines[bloc] {
            return line.of(self.probit(bloc, x, shift, z));
        }
        let (yes, no) = self.yes(bloc, x, shift, z);
        binomial(self.blocs[bloc].0.seats as usize, yes, no)
    }

    /// The chance that the quorum is met.
    pub(super) fn quorum_met(&self) -> f64 {
        tail(&self.present, self.quorum)
    }

    fn quorum_in_doubt(&self) -> bool {
        let missed: f64 = self.present.iter().take(self.quorum).sum();
        // Yes of so many members is a quorum by itself.
        let by_itself = self.chamber.rule.base == Base::Members && self.score.bound >= self.quorum as u64;
        missed > NEVER && !by_itself
    }

    /// The chance of passing at a known mood.
    pub(super) fn pass(&self, x: f64, shift: f64, z: f64) -> f64 {
        let intents: Vec<Vec<f64>> = (0..self.blocs.len()).map(|j| self.intents(j, x, shift, z)).collect();
        let (line, zero) = self.scores(&intents);
        let from = usize::try_from(self.score.bound).unwrap_or(usize::MAX).saturating_add(zero);
        let passed = tail(&line, from).min(1.0);
        if self.quorum <= 1 {
            // Nobody present is a score of 0, which would pass where 0 is enough.
            let empty = if self.score.bound == 0 { self.present[0] } else { 0.0 };
            return (passed - empty).max(0.0);
        }
        if passed < LOST || !self.quorum_in_doubt() {
            return passed;
        }
        if self.all_vote {
            return 0.0;
        }
        if line.iter().take(from).sum::<f64>() < 1e-15 {
            return self.quorum_met();
        }
        joint::pass(self, &intents, |j| self.yes(j, x, shift, z))
    }

    /// The distribution of the sum of scores, and the place of a score of 0 in it.
    fn scores(&self, intents: &[Vec<f64>]) -> (Vec<f64>, usize) {
        let (mut line, mut zero) = (vec![1.0], 0);
        for (j, (b, _)) in self.blocs.iter().enumerate() {
            let weight = b.weight as usize;
            line = match self.thinned.get(j) {
                Some(thinned) => convolve(&line, &thinned.of(&intents[j]), weight),
                None => convolve(&line, &intents[j], weight),
            };
            zero += self.score.down * b.seats as usize * weight;
        }
        (line, zero)
    }
}

/// The chance that a member comes, and that one who came and does not vote yes counts as a no.
pub(super) fn shares(chamber: &Chamber, bloc: &Bloc) -> (f64, f64) {
    let abstain = if chamber.rule.base == Base::Cast { bloc.abstain } else { 0.0 };
    (bloc.attendance, 1.0 - abstain)
}

fn line(chamber: &Chamber, bloc: &Bloc) -> Option<PartyLine> {
    let own = 1.0 - chamber.mood_share - bloc.party_line;
    // What is left of written shares such as .15 and .85 is rounding.
    let own = if own < 1e-9 { 0.0 } else { own };
    (bloc.party_line > 0.0).then(|| PartyLine::new(bloc.seats as usize, bloc.party_line, own))
}

fn present(blocs: &[(&Bloc, f64)]) -> Vec<f64> {
    blocs.iter().fold(vec![1.0], |line, (b, _)| {
        let come = binomial(b.seats as usize, b.attendance, 1.0 - b.attendance);
        convolve(&line, &come, b.weight as usize)
    })
}
