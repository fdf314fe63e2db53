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

/// The chances that 0 to n members of a bloc are for it, averaged over the party line.
///
/// `probit` is the numerator without the party line, `line` its share χ, `own` what is left to each member. The trapezoid runs
/// over the probit of a member, in which a narrow party line needs no finer steps; the two ends, where all or none agree,
/// follow from the sum and the mean.
pub(super) fn with_party_line(n: usize, probit: f64, line: f64, own: f64) -> Vec<f64> {
    let own = own.max(0.0);
    let mean = normal_cdf(probit / sqrt(line + own));
    if n == 1 || line <= 0.0 {
        return binomial(n, mean, normal_cdf(-probit / sqrt(line + own)));
    }
    let mut pmf = inner(n, probit, sqrt(line), sqrt(own));
    let of_mean: f64 = pmf.iter().enumerate().map(|(k, p)| k as f64 * p).sum();
    let inside: f64 = pmf.iter().sum();
    pmf[n] = (mean - of_mean / n as f64).max(0.0);
    pmf[0] = (1.0 - inside - pmf[n]).max(0.0);
    pmf
}

/// The same for 1 to n − 1 members; the ends are 0.
fn inner(n: usize, probit: f64, line: f64, own: f64) -> Vec<f64> {
    const REACH: f64 = 8.5;
    let mut pmf = vec![0.0; n + 1];
    if own <= 0.0 || !probit.is_finite() {
        return pmf;
    }
    let step = (1.0 / sqrt(n as f64)).min(line / own / 8.0);
    let low = ((probit - REACH * line) / own).max(-REACH);
    let high = ((probit + REACH * line) / own).min(REACH);
    for i in (low / step).ceil() as i64..=(high / step).floor() as i64 {
        let u = i as f64 * step;
        let weight = step * own / line * normal_pdf((own * u - probit) / line);
        let given = binomial(n, normal_cdf(u), normal_cdf(-u));
        (1..n).for_each(|k| pmf[k] += weight * given[k]);
    }
    pmf
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
        let mind = with_party_line(5, 0.25, 1.0, 0.0);
        assert!((mind[5] - normal_cdf(0.25)).abs() < 1e-15 && mind[1..5].iter().all(|p| *p == 0.0));
        let weak = with_party_line(40, 0.25, 0.3, 0.7);
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
