//! One package explained: each side's value by issue, the vote by bloc, what betters it, and a swap both would like.

use winset_case::case::ValueOf;
use winset_engine::space::logrolling;

use super::answer::{Deals, Failed};
use crate::forecast::float;
use crate::package::{self, Asked};
use crate::question::Question;
use crate::vote::count_of;

/// A package explained.
#[derive(Clone, Debug)]
pub struct Explained {
    /// How it was asked for.
    pub asked: String,
    /// Index.
    pub index: Option<u128>,
    /// Levels.
    pub levels: Vec<u32>,
    /// Chance of ratification.
    pub p: Option<f64>,
    /// ln (levelised ÷ last amount).
    pub x: f64,
    /// Each side.
    pub sides: Vec<SideWorth>,
    /// The vote of each body.
    pub votes: Vec<BodyYes>,
    /// A package that is better for somebody and worse for nobody.
    pub better: Option<Trade>,
    /// The swap of two issues that gains most for all.
    pub swap: Option<Trade>,
}

/// The yes expected of a body.
#[derive(Clone, Debug)]
pub struct BodyYes {
    /// Name.
    pub body: String,
    /// Yes needed of those expected to be there.
    pub needed: u32,
    /// Yes expected in all.
    pub yes: f64,
    /// Name, votes and yes of each bloc.
    pub blocs: Vec<(String, u32, f64)>,
}

/// What a package is worth to a side.
#[derive(Clone, Debug)]
pub struct SideWorth {
    /// Id.
    pub party: String,
    /// Name in tables.
    pub short: String,
    /// Utility.
    pub u: f64,
    /// Utility of no deal.
    pub disagreement: f64,
    /// The terms of the sum.
    pub terms: Vec<Term>,
}

/// One term of a utility.
#[derive(Clone, Debug)]
pub struct Term {
    /// Name of the issue, or `levelised`.
    pub of: String,
    /// The level in words.
    pub level: String,
    /// Weight.
    pub weight: f64,
    /// Value, 0 to 1 as a rule.
    pub value: f64,
}

/// A change of a package, and what each side gains by it.
#[derive(Clone, Debug)]
pub struct Trade {
    /// Levels after it.
    pub levels: Vec<u32>,
    /// Issue, level before, level after.
    pub changes: Vec<(String, String, String)>,
    /// Gains.
    pub gain: Vec<f64>,
    /// Chance of ratification after it.
    pub p: Option<f64>,
}

/// Explains a package of an answer.
///
/// # Errors
/// The package is not understood, or the method picks none.
pub fn explain(q: &Question, d: &Deals<'_>, text: &str) -> Result<Explained, Failed> {
    let p = &d.packages;
    let levels = match package::asked(p, &super::methods(), text).map_err(Failed::Asked)? {
        Asked::Levels(l) => l,
        Asked::Method(m) => {
            let found = d.solutions.iter().find(|s| s.method == m).map(|s| s.levels.clone());
            found.ok_or_else(|| {
                let why = d.unsolved.iter().find(|(name, _, _)| *name == m).map(|(_, _, why)| why.clone());
                Failed::Asked(format!(
                    "{m} picks no package: {}",
                    why.unwrap_or_else(|| format!("ask for it with --method {m}"))
                ))
            })?
        }
    };
    let x = p.x(&levels);
    let shifts = p.shifts(&levels, &d.bodies);
    let chance = |levels: &[u32]| d.ratification.chance(p.x(levels), &p.shifts(levels, &d.bodies));
    let mut sides = Vec::new();
    let u = p.space.utility_of(&levels).unwrap_or_default();
    for (s, u) in p.sides.iter().zip(&u) {
        let terms = terms(q, d, s, &levels).map_err(Failed::Missing)?;
        sides.push(SideWorth {
            party: s.id.to_owned(),
            short: s.short.to_owned(),
            u: *u,
            disagreement: s.disagreement,
            terms,
        });
    }
    let votes = d
        .bodies
        .iter()
        .zip(&shifts)
        .filter_map(|(b, shift)| {
            let c = count_of(b, x, *shift)?;
            let blocs =
                b.seats.iter().zip(&c.yes).map(|(s, y)| (s.bloc.short.clone(), s.votes(), *y)).collect();
            Some(BodyYes { body: b.approval.name.clone(), needed: c.needed, yes: c.expected_yes, blocs })
        })
        .collect();
    let trade = |after: Vec<u32>, gain: Vec<f64>| Trade {
        changes: changes(d, &levels, &after),
        p: chance(&after),
        levels: after,
        gain,
    };
    let swap = logrolling(&p.space, &levels).map(|s| {
        let mut after = levels.clone();
        after[s.first.group] = s.first.to;
        after[s.second.group] = s.second.to;
        trade(after, s.gain)
    });
    let better = better(d, &u).map(|(after, gain)| trade(after, gain));
    Ok(Explained {
        asked: text.to_owned(),
        index: p.space.index_of(&levels),
        p: chance(&levels),
        x,
        sides,
        votes,
        better,
        swap,
        levels,
    })
}

fn terms(
    q: &Question,
    d: &Deals<'_>,
    s: &package::Side<'_>,
    levels: &[u32],
) -> Result<Vec<Term>, winset_case::price::Unanswerable> {
    let mut list = Vec::new();
    for v in &s.preference.values {
        for (at, (g, level)) in d.packages.groups.iter().zip(levels).enumerate() {
            let money = d.packages.money.as_ref().filter(|m| m.group == at);
            let Some(values) = package::values(&q.case, s, v, g, money)? else { continue };
            let (of, label) = match &v.of {
                ValueOf::Levelised => ("levelised".to_owned(), crate::fmt::log_change(d.packages.x(levels))),
                ValueOf::Issue(id) => {
                    let at = g.issues.iter().position(|i| i.id == *id).unwrap_or(0);
                    let l = g.choice(*level as usize)[at];
                    (
                        g.issues[at].name.clone(),
                        g.issues[at].levels.get(l).map(|l| l.label.clone()).unwrap_or_default(),
                    )
                }
            };
            list.push(Term { of, level: label, weight: float(v.weight), value: values[*level as usize] });
        }
    }
    Ok(list)
}

fn changes(d: &Deals<'_>, before: &[u32], after: &[u32]) -> Vec<(String, String, String)> {
    let label =
        |i: &winset_case::case::Issue, l: usize| i.levels.get(l).map(|l| l.label.clone()).unwrap_or_default();
    d.packages
        .settled(before)
        .into_iter()
        .zip(d.packages.settled(after))
        .filter(|((_, a), (_, b))| a != b)
        .map(|((i, a), (_, b))| (i.name.clone(), label(i, a), label(i, b)))
        .collect()
}

/// Of the packages on the frontier that nobody likes less, the one with the largest least gain.
fn better(d: &Deals<'_>, u: &[f64]) -> Option<(Vec<u32>, Vec<f64>)> {
    let gains = |f: &super::Front| f.u.iter().zip(u).map(|(a, b)| a - b).collect::<Vec<f64>>();
    let mut best: Option<(f64, Vec<u32>, Vec<f64>)> = None;
    for f in &d.frontier {
        let g = gains(f);
        let least = g.iter().copied().fold(f64::INFINITY, f64::min);
        let sum: f64 = g.iter().sum();
        if least >= 0.0 && sum > 1e-12 && best.as_ref().is_none_or(|b| least > b.0) {
            best = Some((least, f.levels.clone(), g));
        }
    }
    best.map(|(_, l, g)| (l, g))
}
