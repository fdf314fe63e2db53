//! The chance of passing at a known mood by a normal rule, for inner loops; exact where the rule would not do.

use super::ballot::{Ballot, shares};
use super::rule::{Base, Score};
use crate::special::{normal_cdf, normal_pdf};
use libm::sqrt;

/// Chambers of fewer members are counted exactly where half decides: the rule errs like one over the number of members.
const FEW: u64 = 64;
/// The same where more than half is needed, and the normal shape is worse.
const FEW_AWAY_FROM_HALF: u64 = 128;
/// Weights present with a smaller chance are not drawn.
const RARE: f64 = 1e-12;

pub(super) struct Quick<'a> {
    ballot: Ballot<'a>,
    exact: bool,
    /// Weights present that matter, their chance and the score needed there.
    draws: Vec<(f64, f64, f64)>,
    score: Score,
}

impl<'a> Quick<'a> {
    pub(super) fn new(ballot: Ballot<'a>) -> Quick<'a> {
        let rule = &ballot.chamber.rule;
        // Near unanimity a tail decides, in which no normal rule holds.
        let tail = u64::from(rule.threshold.0) * 4 > u64::from(rule.threshold.1) * 3;
        let plain = ballot.blocs.iter().all(|(b, _)| b.weight == 1 && b.party_line == 0.0);
        let half = u64::from(rule.threshold.0) * 2 == u64::from(rule.threshold.1);
        let few = if half { FEW } else { FEW_AWAY_FROM_HALF };
        let exact = !plain || tail || ballot.chamber.heads() < few;
        let by_count = ballot.all_vote || rule.base != Base::Cast;
        let score = if by_count { Score { up: 1, down: 0, bound: 0 } } else { ballot.score };
        let needed = |v: usize| match by_count {
            true => f64::from(rule.needed(ballot.chamber.members, v as u32, v as u32)),
            false => score.bound as f64,
        };
        let matters = |(v, p): (usize, &f64)| (*p > RARE).then(|| (v as f64, *p, needed(v)));
        let draws = ballot.present.iter().enumerate().skip(ballot.quorum).filter_map(matters).collect();
        Quick { ballot, exact, draws, score }
    }

    pub(super) fn pass(&self, x: f64, shift: f64, z: f64) -> f64 {
        match (self.exact, self.ballot.all_vote) {
            (true, _) => self.ballot.pass(x, shift, z),
            (false, true) => self.refined(x, shift, z),
            (false, false) => self.drawn(x, shift, z),
        }
    }

    /// All vote: a normal count with a correction for its skewness (the Edgeworth term).
    fn refined(&self, x: f64, shift: f64, z: f64) -> f64 {
        let Some((_, _, needed)) = self.draws.first() else { return 0.0 };
        let (mut mean, mut variance, mut third) = (0.0, 0.0, 0.0);
        for (j, (b, _)) in self.ballot.blocs.iter().enumerate() {
            let u = self.ballot.probit(j, x, shift, z) / sqrt(1.0 - self.ballot.chamber.mood_share);
            let (n, q) = (f64::from(b.seats), normal_cdf(u));
            mean += n * q;
            variance += n * q * (1.0 - q);
            third += n * q * (1.0 - q) * (1.0 - 2.0 * q);
        }
        if variance <= 0.0 {
            return f64::from(u8::from(mean >= *needed));
        }
        let u = (needed - 0.5 - mean) / sqrt(variance);
        let skew = third / (variance * sqrt(variance));
        let correction = skew * (1.0 - u * u) * normal_pdf(u) / 6.0;
        (normal_cdf(-u) - correction).clamp(0.0, 1.0)
    }

    /// Some stay away: the weight present is drawn, the score given it is normal.
    fn drawn(&self, x: f64, shift: f64, z: f64) -> f64 {
        let (up, down) = (self.score.up as f64, self.score.down as f64);
        let [mut mean, mut variance, mut expected, mut spread, mut joint] = [0.0; 5];
        for (j, (b, _)) in self.ballot.blocs.iter().enumerate() {
            let (yes, not) = self.ballot.yes(j, x, shift, z);
            let (come, oppose) = shares(self.ballot.chamber, b);
            let n = f64::from(b.seats);
            let m = come * (yes * up - not * oppose * down);
            let square = come * (yes * up * up + not * oppose * down * down);
            mean += n * m;
            variance += n * (square - m * m);
            expected += n * come;
            spread += n * come * (1.0 - come);
            joint += n * m * (1.0 - come);
        }
        let slope = if spread > 0.0 { joint / spread } else { 0.0 };
        let sd = sqrt((variance - slope * joint).max(0.0));
        let passed = |present: f64, needed: f64| {
            let above = mean + slope * (present - expected) - needed + 0.5;
            if sd > 0.0 { normal_cdf(above / sd) } else { f64::from(u8::from(above >= 0.0)) }
        };
        self.draws.iter().map(|(v, p, needed)| p * passed(*v, *needed)).sum()
    }
}
