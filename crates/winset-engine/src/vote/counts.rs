//! Distributions of counts: binomial, binomial with a party line, thinned by absence; and their sums.

use crate::special::{normal_cdf, normal_pdf};
use libm::sqrt;

/// The chances of 0 to n successes; `no` is 1 − `yes`, given apart so that neither is rounded.
///
/// Runs down and up from the largest term and scales once, so that no logarithm of a factorial is needed.
pub(super) fn binomial(n: usize, yes: f64, no: f64) -> Vec<f64> {
    let top = (((n + 1) as f64 * yes) as usize).min(n);
    let mut pmf = vec![0.0; n + 1];
    pmf[top] = 1.0;
    let odds = yes / no;
    for k in top..n {
        pmf[k + 1] = pmf[k] * odds * (n - k) as f64 / (k + 1) as f64;
    }
    let odds = no / yes;
    for k in (1..=top).rev() {
        pmf[k - 1] = pmf[k] * odds * k as f64 / (n - k + 1) as f64;
    }
    let sum: f64 = pmf.iter().sum();
    pmf.iter_mut().for_each(|p| *p /= sum);
    pmf
}

/// A bloc that votes by a party line, made ready to be averaged over it.
///
/// The trapezoid runs over the probit of a member, in which a narrow party line needs no finer steps and a bloc's chances can
/// be tabled; the two ends, where all or none agree, follow from the sum and the mean.
pub(super) struct PartyLine {
    n: usize,
    /// √χ, and the square root of what is left to each member.
    line: f64,
    own: f64,
    step: f64,
    /// The chances given each probit of the grid; empty if they would fill too much memory.
    given: Vec<f64>,
}

impl PartyLine {
    /// The probits beyond which a member is as good as certain, and the reach of the trapezoid over the party line.
    const REACH: f64 = 8.5;
    const LARGEST: f64 = 1e6;

    pub(super) fn new(n: usize, share: f64, own: f64) -> PartyLine {
        let (line, own) = (sqrt(share), sqrt(own.max(0.0)));
        let step = (1.0 / sqrt(n as f64)).min(line / own / 8.0);
        let mut bloc = PartyLine { n, line, own, step, given: Vec::new() };
        if own > 0.0 && 2.0 * Self::REACH / step * (n + 1) as f64 <= Self::LARGEST {
            let half = bloc.half();
            bloc.given = (-half..=half).flat_map(|i| bloc.at(i)).collect();
        }
        bloc
    }

    fn half(&self) -> i64 {
        (Self::REACH / self.step) as i64
    }

    fn at(&self, i: i64) -> Vec<f64> {
        let u = i as f64 * self.step;
        binomial(self.n, normal_cdf(u), normal_cdf(-u))
    }

    /// The chances that 0 to n members are for it; `probit` is the numerator of a member's probit without the party line.
    pub(super) fn of(&self, probit: f64) -> Vec<f64> {
        let u = probit / sqrt(self.line * self.line + self.own * self.own);
        if self.n == 1 {
            return vec![normal_cdf(-u), normal_cdf(u)];
        }
        let mut pmf = self.inner(probit);
        let of_mean: f64 = pmf.iter().enumerate().map(|(k, p)| k as f64 * p).sum();
        let inside: f64 = pmf.iter().sum();
        pmf[self.n] = (normal_cdf(u) - of_mean / self.n as f64).max(0.0);
        pmf[0] = (1.0 - inside - pmf[self.n]).max(0.0);
        pmf
    }

    /// The same for 1 to n − 1 members; the ends are 0.
    fn inner(&self, probit: f64) -> Vec<f64> {
        let mut pmf = vec![0.0; self.n + 1];
        if self.own <= 0.0 || !probit.is_finite() {
            return pmf;
        }
        let half = self.half();
        let place = |w: f64| (probit + w * self.line) / self.own / self.step;
        let low = (place(-Self::REACH).ceil() as i64).max(-half);
        let high = (place(Self::REACH).floor() as i64).min(half);
        for i in low..=high {
            let w = (self.own * self.step * i as f64 - probit) / self.line;
            let weight = self.step * self.own / self.line * normal_pdf(w);
            let from = (i + half) as usize * (self.n + 1);
            match self.given.get(from..from + self.n + 1) {
                Some(given) => add(&mut pmf, given, weight),
                None => add(&mut pmf, &self.at(i), weight),
            }
        }
        (pmf[0], pmf[self.n]) = (0.0, 0.0);
        pmf
    }
}

/// The distribution of a sum: `line` with `pmf` added, each step of `pmf` being `stride` steps of `line`.
pub(super) fn convolve(line: &[f64], pmf: &[f64], stride: usize) -> Vec<f64> {
    let mut sum = vec![0.0; line.len() + (pmf.len() - 1) * stride];
    for (k, p) in pmf.iter().enumerate().filter(|(_, p)| **p != 0.0) {
        let at = k * stride;
        add(&mut sum[at..at + line.len()], line, *p);
    }
    sum
}

/// Adds `factor` × `line` to `to`.
pub(super) fn add(to: &mut [f64], line: &[f64], factor: f64) {
    to.iter_mut().zip(line).for_each(|(t, l)| *t += factor * l);
}

/// For each number for it, 0 to n, the distribution of the score of a bloc: `up` for each present for it, −`down` for each
/// other who votes no. Scores are counted from −`down` × n.
pub(super) struct Thinned {
    width: usize,
    rows: Vec<f64>,
}

impl Thinned {
    pub(super) fn new(n: usize, up: usize, down: usize, yes_present: f64, no_present: f64) -> Thinned {
        let width = (up + down) * n + 1;
        let mut rows = Vec::with_capacity(width * (n + 1));
        for k in 0..=n {
            let against = n - k;
            let mut noes = binomial(against, no_present, 1.0 - no_present);
            noes.reverse();
            let mut row = vec![0.0; width];
            let yeses = spread(&binomial(k, yes_present, 1.0 - yes_present), up);
            let both = convolve(&yeses, &noes, down);
            let offset = down * (n - against);
            row[offset..offset + both.len()].copy_from_slice(&both);
            rows.extend(row);
        }
        Thinned { width, rows }
    }

    pub(super) fn of(&self, pmf: &[f64]) -> Vec<f64> {
        let mut score = vec![0.0; self.width];
        for (p, row) in pmf.iter().zip(self.rows.chunks_exact(self.width)).filter(|(p, _)| **p != 0.0) {
            add(&mut score, row, *p);
        }
        score
    }
}

/// A distribution on every `step`-th place; with a step of 0 all of it falls on one.
fn spread(pmf: &[f64], step: usize) -> Vec<f64> {
    let mut wide = vec![0.0; (pmf.len() - 1) * step + 1];
    pmf.iter().enumerate().for_each(|(k, p)| wide[k * step] += p);
    wide
}

/// The chance of `from` or more, smallest chances first.
pub(super) fn tail(pmf: &[f64], from: usize) -> f64 {
    pmf.iter().skip(from).rev().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binomial_is_right_in_the_middle_and_at_the_ends() {
        let even = binomial(300, 0.5, 0.5);
        assert!((tail(&even, 151) - 0.476_986_242_790_482_8).abs() < 1e-14);
        assert_eq!(binomial(3, 0.0, 1.0), [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(binomial(3, 1.0, 0.0), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(binomial(0, 0.3, 0.7), [1.0]);
    }

    #[test]
    fn a_party_line_keeps_the_mean_and_splits_a_bloc_of_one_mind() {
        let mind = PartyLine::new(5, 1.0, 0.0).of(0.25);
        assert!((mind[5] - normal_cdf(0.25)).abs() < 1e-15 && mind[1..5].iter().all(|p| *p == 0.0));
        let weak = PartyLine::new(40, 0.3, 0.7).of(0.25);
        let mean: f64 = weak.iter().enumerate().map(|(k, p)| k as f64 * p).sum();
        assert!((mean / 40.0 - normal_cdf(0.25)).abs() < 1e-14);
        // All of 40: the integral of q^40 over the party line, by the midpoint rule.
        let h = 1e-3;
        let all: f64 = (-9000..9000)
            .map(|i| {
                let w = (f64::from(i) + 0.5) * h;
                let q = normal_cdf((0.25 + sqrt(0.3) * w) / sqrt(0.7));
                (0..40).fold(1.0, |power, _| power * q) * normal_pdf(w) * h
            })
            .sum();
        assert!((weak[40] - all).abs() < 1e-12, "{} {all}", weak[40]);
    }

    #[test]
    fn a_thinned_bloc_counts_by_hand() {
        // Two members, both for it, each present with chance .5; then one for and one against.
        let score = Thinned::new(2, 1, 1, 0.5, 0.5);
        assert_eq!(score.of(&[0.0, 0.0, 1.0]), [0.0, 0.0, 0.25, 0.5, 0.25]);
        assert_eq!(score.of(&[0.0, 1.0, 0.0]), [0.0, 0.25, 0.5, 0.25, 0.0]);
    }
}
