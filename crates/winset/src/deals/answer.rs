//! The answer: counts, the frontier, the solutions with their runners-up, win-sets at some confidences.

use winset_case::price::Unanswerable;
use winset_engine::space::{
    Concept, Count, Coverage, DEFAULT_LIMIT, Hull, Points, Solution, SolveOptions, candidates, frontier_n,
    frontier_of, solve, win_set,
};

use super::chance::chances;
use super::premium::{MoneyZone, Premium, premiums, zones};
use crate::package::Packages;
use crate::question::Question;
use crate::vote::{Body, Ratification, bodies};

/// What is asked beside the case.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Methods beside or instead of the default ones.
    pub methods: Vec<String>,
    /// Bargaining weights by party id.
    pub weights: Vec<(String, f64)>,
    /// Chances of ratification that a package must have.
    pub confidences: Vec<f64>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failed {
    /// The case lacks something.
    Missing(Unanswerable),
    /// The question is not one.
    Asked(String),
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Deals<'a> {
    /// The packages.
    pub packages: Packages<'a>,
    /// The bodies.
    pub bodies: Vec<Body<'a>>,
    /// Who is counted among them.
    pub ratification: Ratification,
    /// How many packages there are.
    pub outcomes: Count,
    /// The packages looked at.
    pub points: Points,
    /// Their chances of ratification.
    pub chance: Option<Vec<f64>>,
    /// What a package must be worth to each side: no deal, or, where rounding alone would leave nothing, a hair less.
    pub no_deal: Vec<f64>,
    /// How many leave nobody worse off than no deal; none where not every package was looked at.
    pub rational: Option<usize>,
    /// The frontier.
    pub frontier: Vec<Front>,
    /// How many packages no other betters in the utilities and the chance of ratification together.
    pub frontier_with_chance: Option<usize>,
    /// The most that each could reach among packages that leave nobody worse off.
    pub ideal: Vec<f64>,
    /// The solutions.
    pub solutions: Vec<Solved>,
    /// Methods that pick nothing, and why.
    pub unsolved: Vec<(&'static str, Option<f64>, String)>,
    /// Win-sets of all bodies together.
    pub win_set: Vec<WinSetShare>,
    /// Win-sets of each counted body by itself: its id, its name, and a share for each confidence.
    pub win_set_of: Vec<(String, String, Vec<WinSetShare>)>,
    /// The largest chance of ratification among packages that leave nobody worse off.
    pub best_chance: Option<f64>,
    /// The zone of agreement in money.
    pub money: Vec<MoneyZone>,
    /// The Schelling premium.
    pub premiums: Vec<Premium>,
    /// Judgements written with hindsight that were used.
    pub hindsight: usize,
    /// Judgements that are internal.
    pub internal: usize,
}

/// A package on the frontier.
#[derive(Clone, Debug)]
pub struct Front {
    /// Index, where it fits 128 bits.
    pub index: Option<u128>,
    /// Levels.
    pub levels: Vec<u32>,
    /// Utilities.
    pub u: Vec<f64>,
    /// Chance of ratification.
    pub p: Option<f64>,
    /// It leaves nobody worse off than no deal.
    pub rational: bool,
}

/// What a method picks.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Method.
    pub method: &'static str,
    /// The confidence it was asked with.
    pub confidence: Option<f64>,
    /// Index.
    pub index: Option<u128>,
    /// Levels.
    pub levels: Vec<u32>,
    /// Utilities.
    pub u: Vec<f64>,
    /// Chance of ratification.
    pub p: Option<f64>,
    /// What the method makes as large as it can.
    pub value: f64,
    /// How many packages do as well, this one among them.
    pub tied: usize,
    /// The best package at another point.
    pub runner_up: Option<RunnerUp>,
    /// How much worse it is.
    pub margin: Option<f64>,
    /// The solution if two packages may be drawn by lot.
    pub lot: Option<Lot>,
}

/// The package that comes next.
#[derive(Clone, Debug)]
pub struct RunnerUp {
    /// Index.
    pub index: Option<u128>,
    /// Levels.
    pub levels: Vec<u32>,
    /// Utilities.
    pub u: Vec<f64>,
}

/// Two packages by lot.
#[derive(Clone, Debug)]
pub struct Lot {
    /// One, and its chance.
    pub a: (Vec<u32>, f64),
    /// The other.
    pub b: Vec<u32>,
    /// Expected utilities.
    pub u: [f64; 2],
    /// The package nearest to it.
    pub nearest: Option<Vec<u32>>,
}

/// The size of a win-set.
#[derive(Clone, Copy, Debug)]
pub struct WinSetShare {
    /// The chance asked for.
    pub confidence: f64,
    /// How many packages pass with it.
    pub packages: usize,
    /// Their share of all packages.
    pub share_of_all: f64,
    /// The share of those that leave nobody worse off.
    pub share_of_rational: Option<f64>,
    /// How many do both.
    pub rational: usize,
}

/// Confidences, where none is asked for.
const CONFIDENCES: [f64; 2] = [0.5, 0.75];

impl Deals<'_> {
    /// The packages looked at that leave nobody worse off than no deal.
    pub fn rational_points(&self) -> impl Iterator<Item = usize> + '_ {
        let d = self.no_deal.clone();
        (0..self.points.len()).filter(move |k| self.points.u.iter().zip(&d).all(|(u, d)| u[*k] >= *d))
    }
}

/// Answers about the packages of a case.
///
/// # Errors
/// What the case lacks, or what was asked for and is not there.
pub fn deals<'a>(q: &'a Question, asked: &Asked) -> Result<Deals<'a>, Failed> {
    let case = &q.case;
    let now = bodies(case, q.as_of);
    let bodies: Vec<Body<'a>> = now.iter().map(Body::at_vote).collect();
    let packages = Packages::of(case, q.as_of, &bodies).map_err(Failed::Missing)?;
    let (concepts, options, confidences) = understood(&packages, asked).map_err(Failed::Asked)?;
    let ratification = Ratification::of(&bodies);
    let outcomes = packages.space.outcomes();
    let too_large = |e: winset_engine::space::TooLarge| {
        Failed::Missing(Unanswerable::new(e.to_string(), "give issues fewer levels, or a wider step"))
    };
    let points = candidates(&packages.space, DEFAULT_LIMIT).map_err(too_large)?;
    let chance = chances(&packages, &points, &bodies, &ratification);
    let front = frontier_of(&packages.space, DEFAULT_LIMIT).map_err(too_large)?;
    let hindsight = packages.sides.iter().filter(|s| s.preference.standing.hindsight).count()
        + bodies
            .iter()
            .filter(|b| b.chamber.is_ok() && b.voters().is_some_and(|v| v.standing.hindsight))
            .count();
    let internal = packages.sides.iter().filter(|s| s.preference.standing.internal).count()
        + bodies.iter().filter(|b| b.voters().is_some_and(|v| v.standing.internal)).count();
    let strict = packages.disagreement();
    let meets = |k: usize| points.u.iter().zip(&strict).all(|(u, d)| u[k] >= *d);
    let no_deal = if (0..points.len()).any(meets) { strict } else { packages.thresholds() };
    let mut d = Deals {
        packages,
        bodies,
        ratification,
        outcomes,
        points,
        chance,
        no_deal,
        rational: None,
        frontier: Vec::new(),
        frontier_with_chance: None,
        ideal: Vec::new(),
        solutions: Vec::new(),
        unsolved: Vec::new(),
        win_set: Vec::new(),
        win_set_of: Vec::new(),
        best_chance: None,
        money: Vec::new(),
        premiums: Vec::new(),
        hindsight,
        internal,
    };
    d.frontier = apart(&front.points, &d.packages.rounding())
        .into_iter()
        .filter_map(|k| on_front(&d, &front.points, k))
        .collect();
    counts(&mut d, &confidences);
    solutions(&mut d, &concepts, &options, &confidences);
    d.money = zones(&d, &confidences);
    d.premiums = premiums(&d);
    Ok(d)
}

type Understood = (Vec<Concept>, SolveOptions, Vec<f64>);

fn understood(p: &Packages<'_>, asked: &Asked) -> Result<Understood, String> {
    let mut concepts: Vec<Concept> = super::DEFAULT.to_vec();
    for name in &asked.methods {
        let found = Concept::named(&name.replace('-', "_")).ok_or_else(|| {
            let known = super::methods();
            let near = winset_case::diagnostic::nearest(name, known.iter().copied());
            let hint =
                near.map_or_else(|| format!("known: {}", known.join(", ")), |n| format!("did you mean {n}?"));
            format!("`{name}` is no method; {hint}")
        })?;
        if !concepts.contains(&found) {
            concepts.push(found);
        }
    }
    let mut weights = Vec::new();
    if !asked.weights.is_empty() {
        for (id, _) in &asked.weights {
            if p.sides.iter().all(|s| s.id != id) {
                return Err(format!("`{id}` has no preferences here, so it can have no weight"));
            }
        }
        weights = p
            .sides
            .iter()
            .map(|s| asked.weights.iter().find(|(id, _)| id == s.id).map_or(1.0, |(_, w)| *w))
            .collect();
        if weights.iter().any(|w| !(*w > 0.0 && w.is_finite())) {
            return Err("a weight is a number above 0".into());
        }
        if !concepts.contains(&Concept::WeightedNash) {
            concepts.push(Concept::WeightedNash);
        }
    } else if concepts.contains(&Concept::WeightedNash) {
        let id = p.sides.first().map_or("PARTY", |s| s.id);
        return Err(format!("weighted_nash needs a weight: --weight {id}=2"));
    }
    let mut confidences =
        if asked.confidences.is_empty() { CONFIDENCES.to_vec() } else { asked.confidences.clone() };
    if let Some(c) = confidences.iter().find(|c| !(**c > 0.0 && **c < 1.0)) {
        return Err(format!("a confidence lies between 0 and 1, and {c} does not"));
    }
    confidences.sort_unstable_by(f64::total_cmp);
    confidences.dedup();
    Ok((concepts, SolveOptions { weights, confidence: 0.5 }, confidences))
}

/// Packages of the frontier that are more than rounding apart: what is equal by arithmetic differs in its last bits when its
/// terms are added in another order.
fn apart(front: &Points, rounding: &[f64]) -> Vec<usize> {
    /// Fronts of three parties and more up to this size are compared pair by pair.
    const PAIRS: usize = 4_000;
    let n = front.len();
    if let ([x, y], [tx, ty]) = (front.u.as_slice(), rounding) {
        // From the first party's best down, as the frontier of two comes.
        let mut kept: Vec<usize> = Vec::new();
        for k in 0..n {
            if kept.last().is_some_and(|last| y[k] <= y[*last] + ty) {
                continue;
            }
            while kept.last().is_some_and(|last| x[*last] <= x[k] + tx) {
                kept.pop();
            }
            kept.push(k);
        }
        return kept;
    }
    if n > PAIRS {
        return (0..n).collect();
    }
    let columns = || front.u.iter().zip(rounding);
    let no_better = |k: usize, j: usize| columns().all(|(u, t)| u[k] <= u[j] + t);
    let dropped = |k: usize| (0..n).any(|j| j != k && no_better(k, j) && (!no_better(j, k) || j < k));
    (0..n).filter(|k| !dropped(*k)).collect()
}

fn on_front(d: &Deals<'_>, front: &Points, k: usize) -> Option<Front> {
    let levels = front.levels(k)?;
    let u: Vec<f64> = front.u.iter().map(|c| c[k]).collect();
    let index = front.index(k);
    let listed = match (d.points.coverage, index) {
        (Coverage::Every, Some(i)) => usize::try_from(i).ok(),
        _ => None,
    };
    let p = match (&d.chance, listed) {
        (Some(c), Some(i)) => c.get(i).copied(),
        (Some(_), None) => {
            d.ratification.chance(d.packages.x(&levels), &d.packages.shifts(&levels, &d.bodies))
        }
        (None, _) => None,
    };
    let rational = u.iter().zip(&d.no_deal).all(|(u, d)| u >= d);
    Some(Front { index, levels, u, p, rational })
}

fn counts(d: &mut Deals<'_>, confidences: &[f64]) {
    let no_deal = d.no_deal.clone();
    let every = d.points.coverage == Coverage::Every;
    let rational: Vec<usize> = d.rational_points().collect();
    d.ideal =
        d.points.u.iter().map(|u| rational.iter().map(|k| u[*k]).fold(f64::NEG_INFINITY, f64::max)).collect();
    d.rational = every.then_some(rational.len());
    let columns = d.points.columns();
    let shares = |chance: &[f64]| {
        let of = |c: &f64| {
            let w = win_set(&columns, &no_deal, chance, *c);
            WinSetShare {
                confidence: *c,
                packages: w.ratified,
                share_of_all: w.share().unwrap_or(0.0),
                share_of_rational: w.rational_share(),
                rational: w.rational_ratified,
            }
        };
        confidences.iter().map(of).collect::<Vec<_>>()
    };
    if every {
        let of = |(place, alone): (usize, Ratification)| {
            let a = d.bodies[place].approval;
            let chance = chances(&d.packages, &d.points, &d.bodies, &alone)?;
            Some((a.id.clone(), a.name.clone(), shares(&chance)))
        };
        d.win_set_of = Ratification::each(&d.bodies).into_iter().filter_map(of).collect();
    }
    let Some(chance) = &d.chance else { return };
    let best = rational.iter().map(|k| chance[*k]).fold(f64::NEG_INFINITY, f64::max);
    d.best_chance = best.is_finite().then_some(best);
    if every {
        d.win_set = shares(chance);
    }
    if columns.len() == 2 {
        let mut three = columns;
        three.push(chance);
        d.frontier_with_chance = Some(frontier_n(&three).len());
    }
}

fn solutions(d: &mut Deals<'_>, concepts: &[Concept], options: &SolveOptions, confidences: &[f64]) {
    let no_deal = d.packages.thresholds();
    let columns = d.points.columns();
    let hull = match columns.as_slice() {
        [x, y] => Some(Hull::of(x, y)),
        _ => None,
    };
    let (mut solved, mut unsolved) = (Vec::new(), Vec::new());
    for concept in concepts {
        let asked: Vec<Option<f64>> = match concept {
            Concept::NashGivenRatification => confidences.iter().map(|c| Some(*c)).collect(),
            _ => vec![None],
        };
        for confidence in asked {
            let options = SolveOptions { confidence: confidence.unwrap_or(0.5), ..options.clone() };
            let name = concept.method().name;
            let chance = d.chance.as_deref();
            match solve(*concept, &columns, &no_deal, chance, &options) {
                Some(s) => {
                    let lot = hull.as_ref().and_then(|h| lot(d, h, *concept, &no_deal, &options));
                    solved.extend(picked(d, name, confidence, &s, lot));
                }
                None => unsolved.push((name, confidence, why(d, *concept, confidence))),
            }
        }
    }
    (d.solutions, d.unsolved) = (solved, unsolved);
}

fn why(d: &Deals<'_>, concept: Concept, confidence: Option<f64>) -> String {
    if concept.needs_chance() && d.chance.is_none() {
        return match d.ratification.missing.first() {
            Some(e) => e.to_string(),
            None => super::show::no_chance(d),
        };
    }
    if d.rational_points().next().is_none() {
        return "every package leaves somebody worse off than no deal".into();
    }
    match (confidence, d.best_chance) {
        (Some(_), Some(best)) => format!(
            "no package that all would sign passes so surely: the likeliest passes with {}",
            crate::fmt::probability(best)
        ),
        _ => "no package is allowed".into(),
    }
}

fn lot(d: &Deals<'_>, hull: &Hull, concept: Concept, no_deal: &[f64], o: &SolveOptions) -> Option<Lot> {
    let [a, b] = no_deal else { return None };
    let weight = match o.weights.as_slice() {
        [x, y] => x / (x + y),
        _ => 0.5,
    };
    let l = hull.solve(concept, [*a, *b], weight)?;
    let levels = |k: usize| d.points.levels(k);
    Some(Lot { a: (levels(l.a)?, l.weight), b: levels(l.b)?, u: l.u, nearest: l.nearest.and_then(levels) })
}

fn picked(
    d: &Deals<'_>,
    method: &'static str,
    confidence: Option<f64>,
    s: &Solution,
    lot: Option<Lot>,
) -> Option<Solved> {
    let u = |k: usize| d.points.u.iter().map(|c| c[k]).collect::<Vec<f64>>();
    Some(Solved {
        method,
        confidence,
        index: d.points.index(s.index),
        levels: d.points.levels(s.index)?,
        u: u(s.index),
        p: d.chance.as_ref().map(|c| c[s.index]),
        value: s.value,
        tied: s.tied.len(),
        runner_up: s
            .runner_up
            .and_then(|k| Some(RunnerUp { index: d.points.index(k), levels: d.points.levels(k)?, u: u(k) })),
        margin: s.margin.is_finite().then_some(s.margin),
        lot,
    })
}
