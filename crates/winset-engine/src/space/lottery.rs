//! Two packages by lot: the frontier of two parties with its corners joined, on which solutions of connected sets exist.

use super::concept::Concept;
use super::frontier::frontier2;

/// The upper right edge of the convex hull of the packages of two parties.
///
/// ```
/// use winset_engine::space::{Concept, Hull};
/// let hull = Hull::of(&[0.0, 6.0, 10.0, 2.0], &[10.0, 8.0, 0.0, 2.0]);
/// assert_eq!(hull.vertices(), [2, 1, 0]);
/// let equal = hull.solve(Concept::KalaiSmorodinsky, [0.0, 0.0], 0.5).unwrap();
/// assert!((equal.u[0] - 20.0 / 3.0).abs() < 1e-12 && (equal.u[1] - 20.0 / 3.0).abs() < 1e-12);
/// assert_eq!((equal.a, equal.b, equal.nearest), (2, 1, Some(1)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Hull {
    vertices: Vec<Corner>,
    frontier: Vec<Corner>,
}

/// One of two packages by lot, or one package for sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Lottery {
    /// The package better for the first party.
    pub a: usize,
    /// The package better for the second party; `a` if one package is sure.
    pub b: usize,
    /// The chance of `a`, from 0 to 1.
    pub weight: f64,
    /// The expected utility of each party.
    pub u: [f64; 2],
    /// The package on the frontier nearest to it that leaves nobody worse off than no agreement, distances in shares of what each
    /// party could gain at most; `None` if only lotteries do.
    pub nearest: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Corner {
    index: usize,
    at: [f64; 2],
}

/// A point of the edge: `weight` of the corner `a`, the rest of `b`.
#[derive(Clone, Copy)]
struct Spot {
    a: Corner,
    b: Corner,
    weight: f64,
    at: [f64; 2],
}

impl Hull {
    /// Returns the edge of these packages, given by the utilities of the two parties.
    pub fn of(x: &[f64], y: &[f64]) -> Self {
        let frontier: Vec<Corner> =
            frontier2(x, y).into_iter().map(|index| Corner { index, at: [x[index], y[index]] }).collect();
        let mut vertices: Vec<Corner> = Vec::new();
        for corner in &frontier {
            while let [.., o, a] = vertices[..] {
                if turn(o.at, a.at, corner.at) > 0.0 {
                    break;
                }
                vertices.pop();
            }
            vertices.push(*corner);
        }
        Self { vertices, frontier }
    }

    /// Returns the packages at its corners, from the first party's best down.
    pub fn vertices(&self) -> Vec<usize> {
        self.vertices.iter().map(|v| v.index).collect()
    }

    /// Returns the point of the edge that a solution picks; `None` if no lottery leaves both at least as well off as no agreement, or
    /// the solution is none of Nash, weighted Nash (`weight` of the first party, between 0 and 1), Kalai–Smorodinsky, egalitarian and
    /// utilitarian. The ideals of Kalai and Smorodinsky are those of lotteries.
    ///
    /// *Source*: as in [`super::METHODS`]; lotteries as in Nash 1950.
    pub fn solve(&self, concept: Concept, disagreement: [f64; 2], weight: f64) -> Option<Lottery> {
        let edge = self.rational(disagreement)?;
        let (first, last) = (*edge.first()?, *edge.last()?);
        let ideal = [first.at[0] - disagreement[0], last.at[1] - disagreement[1]];
        let spot = match concept {
            Concept::Nash => best_product(&edge, disagreement, 0.5),
            Concept::WeightedNash => best_product(&edge, disagreement, weight),
            Concept::KalaiSmorodinsky => balance(&edge, disagreement, ideal),
            Concept::Egalitarian => balance(&edge, disagreement, [1.0, 1.0]),
            Concept::Utilitarian => largest(edge.iter().copied(), |s| s.at[0] + s.at[1]),
            _ => None,
        }?;
        let nearest = self.nearest(spot.at, disagreement, ideal);
        let Spot { a, b, weight, at } = spot;
        Some(Lottery { a: a.index, b: b.index, weight, u: at, nearest })
    }

    /// The part of the edge where nobody is worse off than no agreement, from the first party's best down.
    fn rational(&self, disagreement: [f64; 2]) -> Option<Vec<Spot>> {
        let sure = |v: &Corner| Spot { a: *v, b: *v, weight: 1.0, at: v.at };
        let inside = |s: &Spot| s.at[0] >= disagreement[0] && s.at[1] >= disagreement[1];
        let mut edge: Vec<Spot> = Vec::new();
        for (i, v) in self.vertices.iter().enumerate() {
            if let Some(next) = self.vertices.get(i + 1) {
                let cut = |party: usize| crossing(*v, *next, party, disagreement[party]);
                edge.extend([Some(sure(v)), cut(1), cut(0)].into_iter().flatten().filter(inside));
            } else {
                edge.extend(Some(sure(v)).filter(inside));
            }
        }
        (!edge.is_empty()).then_some(edge)
    }

    fn nearest(&self, at: [f64; 2], disagreement: [f64; 2], ideal: [f64; 2]) -> Option<usize> {
        let rational = |c: &&Corner| (0..2).all(|i| c.at[i] >= disagreement[i]);
        let scale = ideal.map(|i| if i > 0.0 { i } else { 1.0 });
        let distance = |c: &Corner| {
            let d = [0, 1].map(|i| (c.at[i] - at[i]) / scale[i]);
            d[0] * d[0] + d[1] * d[1]
        };
        largest(self.frontier.iter().filter(rational), |c| -distance(c)).map(|c| c.index)
    }
}

/// Above 0 if the way from o over a to b turns left.
fn turn(o: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
}

/// Where the straight way from one corner to the next meets a party's disagreement point strictly between them.
fn crossing(a: Corner, b: Corner, party: usize, disagreement: f64) -> Option<Spot> {
    let (from, to) = (a.at[party], b.at[party]);
    let between = (from < disagreement && disagreement < to) || (to < disagreement && disagreement < from);
    between.then(|| {
        let mut spot = mix(a, b, (to - disagreement) / (to - from));
        spot.at[party] = disagreement;
        spot
    })
}

fn mix(a: Corner, b: Corner, weight: f64) -> Spot {
    let at = [0, 1].map(|i| weight * a.at[i] + (1.0 - weight) * b.at[i]);
    match weight {
        1.0 => Spot { a, b: a, weight, at: a.at },
        0.0 => Spot { a: b, b, weight: 1.0, at: b.at },
        _ => Spot { a, b, weight, at },
    }
}

/// The spot a share of the way from one spot of a straight stretch to the next.
fn along(s: &Spot, t: &Spot, share: f64) -> Spot {
    if share <= 0.0 {
        return *s;
    }
    if share >= 1.0 {
        return *t;
    }
    let (a, b) = (s.a, t.b);
    let of_a = |spot: &Spot| if spot.a == a { spot.weight } else { 0.0 };
    mix(a, b, (1.0 - share) * of_a(s) + share * of_a(t))
}

fn gains(spot: &Spot, disagreement: [f64; 2]) -> [f64; 2] {
    [spot.at[0] - disagreement[0], spot.at[1] - disagreement[1]]
}

/// The largest weighted product of gains: on each straight stretch where its slope is 0, or at an end.
fn best_product(edge: &[Spot], disagreement: [f64; 2], weight: f64) -> Option<Spot> {
    let stretch = |pair: &[Spot]| {
        let (s, t) = (gains(&pair[0], disagreement), gains(&pair[1], disagreement));
        let d = [t[0] - s[0], t[1] - s[1]];
        let share = -(weight * d[0] * s[1] + (1.0 - weight) * d[1] * s[0]) / (d[0] * d[1]);
        along(&pair[0], &pair[1], share)
    };
    let value = |spot: &Spot| {
        let g = gains(spot, disagreement);
        libm::pow(g[0].max(0.0), weight) * libm::pow(g[1].max(0.0), 1.0 - weight)
    };
    largest(edge.iter().copied().chain(edge.windows(2).map(stretch)), value)
}

/// Where both gains are the same share of `ideal`, or the end nearest to it.
fn balance(edge: &[Spot], disagreement: [f64; 2], ideal: [f64; 2]) -> Option<Spot> {
    let lead = |spot: &Spot| {
        let g = gains(spot, disagreement);
        let share = |i: usize| if ideal[i] > 0.0 { g[i] / ideal[i] } else { 1.0 };
        share(0) - share(1)
    };
    let after = edge.iter().position(|spot| lead(spot) <= 0.0);
    match after {
        None => edge.last().copied(),
        Some(0) => edge.first().copied(),
        Some(k) => {
            let (s, t) = (&edge[k - 1], &edge[k]);
            let (before, behind) = (lead(s), lead(t));
            Some(along(s, t, before / (before - behind)))
        }
    }
}

/// The first with the largest value.
fn largest<T: Copy>(items: impl Iterator<Item = T>, value: impl Fn(&T) -> f64) -> Option<T> {
    let mut best: Option<(f64, T)> = None;
    for item in items {
        let v = value(&item);
        if best.is_none_or(|(b, _)| v > b) {
            best = Some((v, item));
        }
    }
    best.map(|(_, item)| item)
}
