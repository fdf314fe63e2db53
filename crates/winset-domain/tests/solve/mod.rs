//! Every package of a domain in floating point, and the points that tools compute from them, by brute force.

use winset_domain::{Curve, Domain, Kind, Setting};

/// The packages, the last issue fastest, with the utilities of the parties.
pub struct Space {
    /// Utilities, a row a package.
    pub utilities: Vec<Vec<f64>>,
    /// Reservation values; one below the minimum counts as the minimum.
    pub reservations: Vec<f64>,
}

fn float(d: impl ToString) -> f64 {
    d.to_string().parse().expect("a number")
}

impl Space {
    /// Of a domain with listed values and integers only.
    pub fn of(domain: &Domain) -> Space {
        let sizes: Vec<usize> = domain
            .issues
            .iter()
            .map(|i| match &i.kind {
                Kind::Values(v) => v.len(),
                Kind::Integer(lo, hi) => (hi - lo + 1) as usize,
                Kind::Real(..) => panic!("a range of real numbers"),
            })
            .collect();
        let parties: Vec<(f64, Vec<Vec<f64>>)> = domain
            .profiles
            .iter()
            .map(|p| {
                let terms = p.values.iter().zip(&domain.issues).map(|(v, i)| {
                    let w = float(v.weight);
                    let value = |s| float(v.curve.at(s).expect("on the curve"));
                    match (&v.curve, &i.kind) {
                        (Curve::Table(t), _) => (0..t.len()).map(|i| w * value(i.into())).collect(),
                        (_, Kind::Integer(lo, hi)) => {
                            (*lo..=*hi).map(|n| w * value(Setting::Number(n.into()))).collect()
                        }
                        _ => panic!("no levels"),
                    }
                });
                (float(p.constant), terms.collect())
            })
            .collect();
        let mut at = vec![0; sizes.len()];
        let mut utilities = Vec::new();
        loop {
            let u = |(c, terms): &(f64, Vec<Vec<f64>>)| at.iter().zip(terms).fold(*c, |s, (i, t)| s + t[*i]);
            utilities.push(parties.iter().map(u).collect::<Vec<f64>>());
            let Some(next) = (0..at.len()).rev().find(|i| at[*i] + 1 < sizes[*i]) else { break };
            at[next] += 1;
            at[next + 1..].fill(0);
        }
        let lowest = |p: usize| utilities.iter().map(|u| u[p]).fold(f64::INFINITY, f64::min);
        let reservations =
            domain.profiles.iter().enumerate().map(|(i, p)| float(p.reservation).max(lowest(i))).collect();
        Space { utilities, reservations }
    }

    /// Least and greatest utility of a party.
    pub fn range(&self, party: usize) -> (f64, f64) {
        let all = self.utilities.iter().map(|u| u[party]);
        (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
    }

    /// Utilities that no other package betters for one party without worsening another, each once, at or above the
    /// reservation values.
    pub fn frontier(&self) -> Vec<Vec<f64>> {
        let mut order: Vec<&Vec<f64>> = self.utilities.iter().collect();
        order.sort_by(|a, b| b.iter().sum::<f64>().total_cmp(&a.iter().sum()));
        let mut front: Vec<Vec<f64>> = Vec::new();
        for u in order {
            if !front.iter().any(|f| f.iter().zip(u).all(|(a, b)| a >= b)) {
                front.retain(|f| !u.iter().zip(f).all(|(a, b)| a >= b));
                front.push(u.clone());
            }
        }
        front.retain(|f| f.iter().zip(&self.reservations).all(|(u, r)| u >= r));
        front
    }

    /// The utilities of all packages with the best score, ties within 1e-12.
    pub fn best(&self, score: impl Fn(&[f64]) -> f64) -> Vec<Vec<f64>> {
        let scores: Vec<f64> = self.utilities.iter().map(|u| score(u)).collect();
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let rows = self.utilities.iter().zip(&scores).filter(|(_, s)| **s >= best - 1e-12);
        rows.map(|(u, _)| u.clone()).collect()
    }

    /// What a package adds over no deal.
    pub fn gains(&self, u: &[f64]) -> Vec<f64> {
        u.iter().zip(&self.reservations).map(|(u, r)| u - r).collect()
    }
}
