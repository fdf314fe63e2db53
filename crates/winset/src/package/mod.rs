//! Packages: the issues of a case as a space of the engine, with what each level is worth to whom and does in a vote.
//!
//! Here, beside the forecast's form, exact numbers become floats.

mod money;
mod name;
mod worth;

use jiff::civil::Date;
use winset_case::Case;
use winset_case::case::{Issue, Preference};
use winset_case::price::Unanswerable;
use winset_engine::space::{Group, Space};

pub use money::Money;
pub use name::{Asked, asked};
pub use worth::values;

use crate::forecast::float;
use crate::vote::Body;

/// A case ready to be searched for deals.
#[derive(Clone, Debug)]
pub struct Packages<'a> {
    /// Who has preferences, in the order of the case's parties.
    pub sides: Vec<Side<'a>>,
    /// Parties without preferences, by name.
    pub silent: Vec<&'a str>,
    /// What a package settles; issues that make money together form one group.
    pub groups: Vec<IssueGroup<'a>>,
    /// The space; its groups are these groups.
    pub space: Space,
    /// What the money issues come to.
    pub money: Option<Money>,
    /// Flags that each level of each group carries: `flags[group][level]`, by issue id.
    pub flags: Vec<Vec<Vec<(&'a str, f64)>>>,
    /// What should be known about the space.
    pub remarks: Vec<String>,
}

/// A party with preferences.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name in tables.
    pub short: &'a str,
    /// Its preference.
    pub preference: &'a Preference,
    /// Utility of no deal on the day.
    pub disagreement: f64,
    /// The same as the case states it: lower where the worst package counts instead.
    pub stated: f64,
}

/// Issues that are settled together.
#[derive(Clone, Debug)]
pub struct IssueGroup<'a> {
    /// The issues, in order.
    pub issues: Vec<&'a Issue>,
}

impl IssueGroup<'_> {
    /// How many combinations of levels there are.
    pub fn size(&self) -> usize {
        self.issues.iter().fold(1_usize, |n, i| n.saturating_mul(i.levels.len()))
    }

    /// The level of each issue in a combination, the last issue running fastest.
    pub fn choice(&self, mut level: usize) -> Vec<usize> {
        let mut list = vec![0; self.issues.len()];
        for (at, issue) in list.iter_mut().zip(&self.issues).rev() {
            *at = level % issue.levels.len();
            level /= issue.levels.len();
        }
        list
    }
}

/// The largest number of combinations of the money issues, each of which is priced.
const MOST_PRICED: usize = 200_000;

impl<'a> Packages<'a> {
    /// Compiles a case that is already as of its day.
    ///
    /// # Errors
    /// Names the entry that is missing: issues, two preferences, what the money issues need to be priced.
    pub fn of(case: &'a Case, as_of: Date, bodies: &[Body<'_>]) -> Result<Packages<'a>, Unanswerable> {
        if case.issues.0.is_empty() {
            return Err(Unanswerable::new(
                "nothing says what a package settles",
                "add [issue.ID] with levels, and [preference.PARTY] for two parties",
            ));
        }
        let mut sides: Vec<Side<'a>> = case.parties.iter().filter_map(|p| side(case, p, as_of)).collect();
        if sides.len() < 2 {
            let without = case.parties.iter().find(|p| sides.iter().all(|s| s.id != p.id));
            let id = without.map_or("ID", |p| p.id.as_str());
            let known = if sides.is_empty() { "no party" } else { "one party only" };
            return Err(Unanswerable::new(
                format!("{known} has preferences known by then that may be shown"),
                format!(
                    "add [preference.{id}]: basis, disagreement and a value for each issue it cares about"
                ),
            ));
        }
        let silent: Vec<&str> = case
            .parties
            .iter()
            .filter(|p| sides.iter().all(|s| s.id != p.id))
            .map(|p| p.short.as_str())
            .collect();
        let groups = groups(&case.issues.0);
        let money_at = groups.iter().position(|g| g.issues.iter().any(|i| money::is_first_year(i)));
        let mut remarks = Vec::new();
        let money = match money_at {
            Some(at) => {
                let n = groups[at].size();
                if n > MOST_PRICED {
                    return Err(Unanswerable::new(
                        format!(
                            "the issues that set money make {n} combinations to price, more than {MOST_PRICED}"
                        ),
                        "give them fewer levels, or a wider step",
                    ));
                }
                Some(money::money(case, at, &groups[at], &sides, bodies)?)
            }
            None => None,
        };
        let flags: Vec<Vec<Vec<(&str, f64)>>> = groups.iter().map(level_flags).collect();
        unheard(case, bodies, &mut remarks);
        for i in case.issues.0.iter().filter(|i| i.range.as_ref().is_some_and(|r| r.step.is_none())) {
            remarks.push(format!(
                "`{}` may be any number: {} of them are looked at, so counts of packages depend on that grid",
                i.id,
                i.levels.len()
            ));
        }
        let mut list = Vec::new();
        for (at, g) in groups.iter().enumerate() {
            let x = money.as_ref().filter(|m| m.group == at);
            let mut utility = Vec::new();
            for s in &sides {
                utility.push(worth::of_group(case, s, g, x)?);
            }
            list.push(Group { utility, tag: tags(x, &flags[at], bodies) });
        }
        let constant = sides.iter().map(|s| float(s.preference.constant)).collect();
        let space = Space::new(constant, list).map_err(|e| {
            Unanswerable::new(
                format!("the packages cannot be valued: {e}"),
                "correct the curves of the preferences",
            )
        })?;
        for (party, s) in sides.iter_mut().enumerate().filter(|(_, s)| s.preference.floor) {
            let worst = |g: &Group| g.utility[party].iter().copied().fold(f64::INFINITY, f64::min);
            let least = space.groups().iter().fold(space.constant()[party], |u, g| u + worst(g));
            s.disagreement = if least > s.disagreement { least } else { s.disagreement };
        }
        for id in dangling(&sides, &case.issues.0) {
            remarks.push(format!("a preference values `{id}`, an issue that was not known then: left out"));
        }
        Ok(Packages { sides, silent, groups, space, money, flags, remarks })
    }

    /// What rounding may do to the sums of a side, by side: a part in 10¹² of the span of its utilities.
    pub fn rounding(&self) -> Vec<f64> {
        const PART: f64 = 1e-12;
        (0..self.sides.len())
            .map(|i| {
                let span = |g: &Group| {
                    let ends = g.utility[i].iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), u| {
                        (if *u < a { *u } else { a }, if *u > b { *u } else { b })
                    });
                    ends.1 - ends.0
                };
                PART * self.space.groups().iter().map(span).sum::<f64>()
            })
            .collect()
    }

    /// Utilities a hair below those of no deal: what decimals make equal, floats may part in the last bits.
    pub fn thresholds(&self) -> Vec<f64> {
        self.disagreement().iter().zip(self.rounding()).map(|(d, r)| d - r).collect()
    }

    /// Utilities of no deal.
    pub fn disagreement(&self) -> Vec<f64> {
        self.sides.iter().map(|s| s.disagreement).collect()
    }

    /// ln (levelised ÷ last amount) of a package, 0 where nothing sets money.
    pub fn x(&self, levels: &[u32]) -> f64 {
        self.money
            .as_ref()
            .map_or(0.0, |m| levels.get(m.group).and_then(|l| m.x.get(*l as usize)).copied().unwrap_or(0.0))
    }

    /// What the flags of a package do to each body, probits.
    pub fn shifts(&self, levels: &[u32], bodies: &[Body<'_>]) -> Vec<f64> {
        let flags = || {
            levels
                .iter()
                .zip(&self.flags)
                .flat_map(|(l, g)| g.get(*l as usize).into_iter().flatten().copied())
        };
        bodies.iter().map(|b| b.shift_of(flags())).collect()
    }

    /// Issue id and level of a package, in the order of the issues of its groups.
    pub fn settled(&self, levels: &[u32]) -> Vec<(&'a Issue, usize)> {
        let mut list: Vec<(&Issue, usize)> = Vec::new();
        for (g, l) in self.groups.iter().zip(levels) {
            list.extend(g.issues.iter().copied().zip(g.choice(*l as usize)));
        }
        list
    }
}

fn side<'a>(case: &'a Case, party: &'a winset_case::case::Party, as_of: Date) -> Option<Side<'a>> {
    let preference = case.preferences.0.iter().find(|p| p.party == party.id)?;
    let disagreement = float(preference.disagreement_on(as_of)?);
    Some(Side { id: &party.id, short: &party.short, preference, disagreement, stated: disagreement })
}

/// The money issues in one group, at the place of the first of them; every other issue by itself.
fn groups(issues: &[Issue]) -> Vec<IssueGroup<'_>> {
    let any_first = issues.iter().any(money::is_first_year);
    let together = |i: &Issue| any_first && money::is_money(i);
    let mut list: Vec<IssueGroup<'_>> = Vec::new();
    for i in issues {
        let with = list.iter_mut().find(|g| together(i) && g.issues.iter().any(|x| together(x)));
        match with {
            Some(g) => g.issues.push(i),
            None => list.push(IssueGroup { issues: vec![i] }),
        }
    }
    list
}

/// The flags of each combination: of an issue with a list of flags, or with numbers and no part of a proposal.
fn level_flags<'a>(g: &IssueGroup<'a>) -> Vec<Vec<(&'a str, f64)>> {
    let of = |issue: &'a Issue, level: usize| {
        let given = issue.flag.get(level).copied();
        let number = issue.levels.get(level).and_then(|l| l.number).filter(|_| issue.sets.is_none());
        given.or(number).map(|v| (issue.id.as_str(), float(v)))
    };
    (0..g.size())
        .map(|l| g.issues.iter().zip(g.choice(l)).filter_map(|(i, level)| of(i, level)).collect())
        .collect()
}

/// Equal numbers for levels that voters cannot tell apart.
fn tags(money: Option<&Money>, flags: &[Vec<(&str, f64)>], bodies: &[Body<'_>]) -> Vec<u32> {
    let mut seen: std::collections::BTreeMap<(u64, Vec<u64>), u32> = std::collections::BTreeMap::new();
    let counted: Vec<&Body<'_>> = bodies.iter().filter(|b| b.chamber.is_ok()).collect();
    flags
        .iter()
        .enumerate()
        .map(|(level, f)| {
            let x = if counted.is_empty() { 0.0 } else { money.map_or(0.0, |m| m.x[level]) };
            let shifts: Vec<u64> = counted.iter().map(|b| b.shift_of(f.iter().copied()).to_bits()).collect();
            let key = (x.to_bits(), shifts);
            let next = seen.len() as u32;
            *seen.entry(key).or_insert(next)
        })
        .collect()
}

/// Flags that voters react to and no issue carries.
fn unheard(case: &Case, bodies: &[Body<'_>], remarks: &mut Vec<String>) {
    for b in bodies {
        let Some(v) = b.voters() else { continue };
        for (flag, _) in &v.flag_effects {
            let issue = case.issues.0.iter().find(|i| i.id == *flag);
            let carried = issue.is_some_and(|i| {
                !i.flag.is_empty() || (i.sets.is_none() && i.levels.iter().any(|l| l.number.is_some()))
            });
            if !carried {
                remarks.push(format!(
                    "{} reacts to `{flag}`, which no level of an issue carries: add `flag` to [issue.{flag}]",
                    b.approval.name
                ));
            }
        }
    }
}

/// Issues that preferences name and that are not there on the day.
fn dangling<'a>(sides: &[Side<'a>], issues: &[Issue]) -> Vec<&'a str> {
    let mut list: Vec<&str> = sides
        .iter()
        .flat_map(|s| &s.preference.values)
        .filter_map(|v| match &v.of {
            winset_case::case::ValueOf::Issue(id) => Some(id.as_str()),
            winset_case::case::ValueOf::Levelised => None,
        })
        .filter(|id| issues.iter().all(|i| i.id != **id))
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}
