//! The joint distribution of who is present and how they vote, needed only where the quorum is in doubt.
//!
//! The blocs are split into two halves of like size; each half's distribution over (weight present, score) is built up by
//! itself, and the two meet in one sum over the cells of the first and the summed tails of the second.

use super::ballot::{Ballot, shares};
use super::counts::{add, binomial};

/// Outcomes of a whole bloc that are less likely are left out.
const NEGLIGIBLE: f64 = 1e-18;

/// What one step may add: weight present, places of the second coordinate, chance.
type Cell = (usize, usize, f64);

/// What a vote is worth in the second coordinate, which is never negative: score = `unit` × place − down × present.
#[derive(Clone, Copy)]
struct Places {
    yes: usize,
    abstain: usize,
    unit: usize,
    down: usize,
}

/// The chance of quorum and majority together; `intents` and `yes` describe each bloc.
pub(super) fn pass(ballot: &Ballot, intents: &[Vec<f64>], yes: impl Fn(usize) -> (f64, f64)) -> f64 {
    let abstentions = ballot.blocs.iter().any(|(b, _)| shares(ballot.chamber, b).1 < 1.0);
    let (up, down) = (ballot.score.up, ballot.score.down);
    let places = match (abstentions, down) {
        (false, 0) => Places { yes: 1, abstain: 0, unit: up, down },
        (false, _) => Places { yes: 1, abstain: 0, unit: up + down, down },
        (true, _) => Places { yes: up + down, abstain: down, unit: 1, down },
    };
    let mut halves = [Half::new(places.yes), Half::new(places.yes)];
    for j in largest_first(ballot) {
        let bloc = ballot.blocs[j].0;
        let lighter = usize::from(halves[1].heads < halves[0].heads);
        let half = &mut halves[lighter];
        half.heads += bloc.seats;
        let (come, oppose) = shares(ballot.chamber, bloc);
        let weight = bloc.weight as usize;
        if bloc.party_line == 0.0 {
            let cells = member(places, weight, come, oppose, yes(j));
            (0..bloc.seats).for_each(|_| half.join(&cells, weight));
        } else {
            let cells = whole_bloc(places, weight, come, oppose, &intents[j]);
            half.join(&cells, weight * bloc.seats as usize);
        }
    }
    meet(&halves[0], &halves[1].tails(places), places, ballot)
}

fn largest_first(ballot: &Ballot) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ballot.blocs.len()).collect();
    order.sort_by_key(|j| std::cmp::Reverse(ballot.blocs[*j].0.seats));
    order
}

fn member(places: Places, weight: usize, come: f64, oppose: f64, (yes, not): (f64, f64)) -> Vec<Cell> {
    let cells = [
        (0, 0, 1.0 - come),
        (weight, weight * places.yes, come * yes),
        (weight, 0, come * not * oppose),
        (weight, weight * places.abstain, come * not * (1.0 - oppose)),
    ];
    cells.into_iter().filter(|c| c.2 > 0.0).collect()
}

/// The cells of a bloc that votes by a party line: any v of its members are as good as any other v.
fn whole_bloc(places: Places, weight: usize, come: f64, oppose: f64, intents: &[f64]) -> Vec<Cell> {
    let n = intents.len() - 1;
    let present = binomial(n, come, 1.0 - come);
    let mut among = intents.to_vec();
    let mut cells = Vec::new();
    for v in (0..=n).rev() {
        for (y, p) in among.iter().enumerate() {
            let abstain = binomial(v - y, 1.0 - oppose, oppose);
            let place = |a: usize| weight * (places.yes * y + places.abstain * a);
            let all = abstain.iter().enumerate().map(|(a, q)| (weight * v, place(a), present[v] * p * q));
            cells.extend(all.filter(|c| c.2 > NEGLIGIBLE));
        }
        among = one_less(&among);
    }
    cells
}

/// The distribution of yes among v − 1 members from that among v.
fn one_less(among: &[f64]) -> Vec<f64> {
    let v = among.len() - 1;
    (0..v).map(|y| (among[y] * (v - y) as f64 + among[y + 1] * (y + 1) as f64) / v as f64).collect()
}

/// A part of the chamber: chances by weight present (rows) and place.
struct Half {
    rows: Vec<Vec<f64>>,
    reach: usize,
    heads: u32,
}

impl Half {
    fn new(reach: usize) -> Half {
        Half { rows: vec![vec![1.0]], reach, heads: 0 }
    }

    /// Adds a member or bloc, which brings at most `weight`. A row holds no place that its weight cannot reach.
    fn join(&mut self, cells: &[Cell], weight: usize) {
        let count = self.rows.len() + weight;
        let mut rows: Vec<Vec<f64>> = (0..count).map(|v| vec![0.0; v * self.reach + 1]).collect();
        for (present, place, chance) in cells {
            for (v, row) in self.rows.iter().enumerate() {
                add(&mut rows[v + present][*place..], row, *chance);
            }
        }
        self.rows = rows;
    }

    fn lowest(&self, places: Places) -> usize {
        places.down * (self.rows.len() - 1)
    }

    /// The chance of at least so much weight (row) and at least so high a score (counted from the lowest).
    fn tails(&self, places: Places) -> Vec<Vec<f64>> {
        let lowest = self.lowest(places);
        let width = lowest + places.unit * self.reach * (self.rows.len() - 1) + 1;
        let mut tails = vec![vec![0.0; width]; self.rows.len()];
        let mut above = vec![0.0; width];
        for (v, row) in self.rows.iter().enumerate().rev() {
            let mut own = vec![0.0; width];
            row.iter().enumerate().for_each(|(t, p)| own[lowest + places.unit * t - places.down * v] += p);
            (0..width - 1).rev().for_each(|i| own[i] += own[i + 1]);
            add(&mut above, &own, 1.0);
            tails[v].copy_from_slice(&above);
        }
        tails
    }
}

fn meet(half: &Half, tails: &[Vec<f64>], places: Places, ballot: &Ballot) -> f64 {
    let lowest = (places.down * (tails.len() - 1)) as i64;
    let bound = i64::try_from(ballot.score.bound).unwrap_or(i64::MAX / 2);
    let mut sum = 0.0;
    for (v, row) in half.rows.iter().enumerate() {
        let Some(tail) = tails.get(ballot.quorum.saturating_sub(v)) else { continue };
        for (t, p) in row.iter().enumerate() {
            let score = (places.unit * t) as i64 - (places.down * v) as i64;
            let from = (bound - score + lowest).max(0) as usize;
            sum += p * tail.get(from).copied().unwrap_or(0.0);
        }
    }
    sum.min(1.0)
}
