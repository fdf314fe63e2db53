//! When: the chance of a deal by a day, from a discrete-time hazard with beta priors over nested levels of finished talks.
//!
//! Days are whole numbers on a clock of the caller's (day 0 is usually the last day on which the old agreement is in force). The
//! clock is cut at `edges` e₀ < e₁ < … < e_J into bins (e_{j−1}, e_j]; the first bin is open below. In bin j a deal comes with an
//! unknown chance h_j ~ Beta(a_j, b_j), spread evenly (in log survival) over the bin.
//!
//! *Method*: `docs/methods/when.md`.

use crate::special::ln_gamma_ratio;
use libm::{exp, exp2, expm1, log1p};

mod daily;
mod record;

pub use daily::{DailyDeal, daily_deal};
pub use record::{Counts, Outcome, counts, split_days};

/// The settings of [`posterior`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HazardOptions {
    /// What a wider level may weigh at most, in talks (c); positive.
    pub cap: f64,
    /// What the root prior weighs, in talks (k₀); not negative.
    pub root_weight: f64,
    /// The half-life the root prior gives open talks, in days (H₀); positive.
    pub root_half_life_days: f64,
    /// How many members all levels together must have before anything is answered.
    pub min_members: usize,
}

impl Default for HazardOptions {
    fn default() -> Self {
        Self { cap: 3.0, root_weight: 1.0, root_half_life_days: 365.0, min_members: 3 }
    }
}

/// Why a class of finished talks gives no forecast of the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBasis {
    /// All levels together have fewer members than asked for.
    TooFewMembers {
        /// How many there are.
        members: usize,
        /// How many are asked for.
        needed: usize,
    },
    /// There are fewer than two edges, or they do not increase.
    EdgesNotIncreasing,
}

/// What a class says of the hazard: one Beta(a, b) per bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    edges: Vec<i32>,
    a: Vec<f64>,
    b: Vec<f64>,
}

impl Posterior {
    /// Returns the posterior with the given parameters, or `None` unless `edges` increase and exceed `a` and `b` in number by one.
    ///
    /// ```
    /// use winset_engine::hazard::Posterior;
    /// assert!(Posterior::from_parts(vec![0, 30], vec![1.0], vec![2.0]).is_some());
    /// assert!(Posterior::from_parts(vec![0, 0], vec![1.0], vec![2.0]).is_none());
    /// ```
    pub fn from_parts(edges: Vec<i32>, a: Vec<f64>, b: Vec<f64>) -> Option<Self> {
        let fits = increasing(&edges) && a.len() + 1 == edges.len() && b.len() == a.len();
        fits.then_some(Self { edges, a, b })
    }

    /// Returns the bin edges in days, increasing.
    pub fn edges(&self) -> &[i32] {
        &self.edges
    }

    /// Returns the weight of deals in each bin, in talks.
    pub fn a(&self) -> &[f64] {
        &self.a
    }

    /// Returns the weight of survivals of each bin, in talks.
    pub fn b(&self) -> &[f64] {
        &self.b
    }

    /// Returns the first edge: an as-of day before it is moved to it.
    pub fn first_day(&self) -> i32 {
        self.edges[0]
    }

    /// Returns the last edge: beyond it the class says nothing.
    pub fn horizon(&self) -> i32 {
        self.edges[self.a.len()]
    }

    fn bins(&self) -> impl Iterator<Item = Bin> + '_ {
        self.edges.windows(2).enumerate().map(|(j, edge)| Bin {
            from: edge[0],
            to: edge[1],
            a: self.a[j],
            b: self.b[j],
        })
    }
}

/// A judged factor on the hazard over the days after `from`, up to and including `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Multiplier {
    /// The day after which it holds.
    pub from: i32,
    /// The last day on which it holds.
    pub to: i32,
    /// The factor; positive.
    pub times: f64,
}

/// Returns what nested levels of finished talks say of the hazard.
///
/// `levels` come widest first; a member stands once, at its narrowest level. Each level starts from the one before it, scaled down
/// to at most `cap` talks per bin; the first starts from the root prior. The order of members within a level does not matter, to
/// the last bit.
///
/// # Errors
///
/// [`NoBasis`], when there are too few members or the edges do not increase.
///
/// # Source
///
/// Beta-binomial hazards in discrete time (Singer and Willett 1993, for the likelihood), with a power prior capped in weight
/// (Ibrahim and Chen 2000) from each wider level.
///
/// ```
/// use winset_engine::hazard::{HazardOptions, Outcome, posterior};
/// let own = vec![Outcome::Deal { lo: -40, hi: -40 }, Outcome::Open { day: 30 }, Outcome::None];
/// let post = posterior(&[own], &[-90, 0, 365], &HazardOptions::default()).unwrap();
/// assert!(post.a()[0] > 1.0 && post.b()[0] > 2.0);
/// ```
pub fn posterior(
    levels: &[Vec<Outcome>],
    edges: &[i32],
    options: &HazardOptions,
) -> Result<Posterior, NoBasis> {
    if !increasing(edges) {
        return Err(NoBasis::EdgesNotIncreasing);
    }
    let members = levels.iter().map(Vec::len).sum();
    if members < options.min_members {
        return Err(NoBasis::TooFewMembers { members, needed: options.min_members });
    }
    let mut post = root_prior(edges, options);
    for (i, level) in levels.iter().enumerate() {
        if i > 0 {
            limit_weight(&mut post, options.cap);
        }
        let seen = counts(level, edges);
        add(&mut post.a, &seen.deals);
        add(&mut post.b, &seen.survivals);
    }
    Ok(post)
}

/// Returns ln E[(1 − h)^ε] for h ~ Beta(a, b): the log of the mean survival of a share ε ≥ 0 of a bin.
///
/// *Formula*: ln Γ(a+b) + ln Γ(b+ε) − ln Γ(b) − ln Γ(a+b+ε). Without any weight on deals (a ≤ 0) survival is certain: 0.
///
/// ```
/// use winset_engine::hazard::ln_mean_survival;
/// assert!((ln_mean_survival(1.0, 1.0, 1.0) - 0.5_f64.ln()).abs() < 1e-15);
/// ```
pub fn ln_mean_survival(a: f64, b: f64, share: f64) -> f64 {
    if a <= 0.0 || share <= 0.0 {
        return 0.0;
    }
    if b <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share == 1.0 {
        return -log1p(a / b);
    }
    ln_gamma_ratio(b, share) - ln_gamma_ratio(a + b, share)
}

/// Returns ln E[(S(t)/S(s))^r | open on day s]: the log of the r-th moment of survival from day s to day t; r > 0.
///
/// Both days are moved into the range of the edges. The talks' own survival up to s is itself evidence, in the bin s falls in.
///
/// ```
/// use winset_engine::hazard::{Posterior, ln_moment};
/// let post = Posterior::from_parts(vec![0, 10], vec![1.0], vec![1.0]).unwrap();
/// assert!((ln_moment(&post, 0, 10, 1.0, &[]) - 0.5_f64.ln()).abs() < 1e-15);
/// ```
pub fn ln_moment(post: &Posterior, s: i32, t: i32, r: f64, multipliers: &[Multiplier]) -> f64 {
    debug_assert!(r > 0.0, "the order of a moment is positive");
    let s = s.max(post.first_day());
    post.bins().map(|bin| bin.ln_survival(s, t, r, multipliers)).sum()
}

/// Returns the chance of a deal by day t for talks still open on day s.
///
/// Strictly between 0 and 1 for t > s, whatever the judgement. `None` is "no basis": s lies at or beyond the last edge. A day s
/// before the first edge is moved to it. For t beyond the last edge the answer is the chance by the last edge, which is a floor;
/// for t ≤ s it is 0.
///
/// ```
/// use winset_engine::hazard::{Posterior, p_deal};
/// let post = Posterior::from_parts(vec![0, 10], vec![1.0], vec![3.0]).unwrap();
/// assert!((p_deal(&post, 0, 10, &[]).unwrap() - 0.25).abs() < 1e-15);
/// assert_eq!(p_deal(&post, 10, 20, &[]), None);
/// ```
pub fn p_deal(post: &Posterior, s: i32, t: i32, multipliers: &[Multiplier]) -> Option<f64> {
    if s >= post.horizon() {
        return None;
    }
    if t <= s {
        return Some(0.0);
    }
    Some(inside(-expm1(ln_moment(post, s, t, 1.0, multipliers))))
}

/// Returns the number of talks a chance of [`p_deal`] is worth: n with Beta(n·(1−m), n·m) of its mean and variance.
///
/// *Formula*: n = m(1−m)/(R₂ − m²) − 1, m = R₁ the mean survival. `None` where there is no basis, nothing is uncertain (t ≤ s), or
/// the variance is too small to be told from zero.
///
/// ```
/// use winset_engine::hazard::{Posterior, worth_in_talks};
/// let post = Posterior::from_parts(vec![0, 10], vec![1.0], vec![3.0]).unwrap();
/// assert!((worth_in_talks(&post, 0, 10, &[]).unwrap() - 4.0).abs() < 1e-12);
/// ```
pub fn worth_in_talks(post: &Posterior, s: i32, t: i32, multipliers: &[Multiplier]) -> Option<f64> {
    if s >= post.horizon() || t <= s {
        return None;
    }
    let first = ln_moment(post, s, t, 1.0, multipliers);
    let second = ln_moment(post, s, t, 2.0, multipliers);
    let relative_variance = expm1(second - 2.0 * first);
    let worth = -expm1(first) / (exp(first) * relative_variance) - 1.0;
    (relative_variance > 0.0 && worth.is_finite()).then_some(worth)
}

/// Returns the first whole day after s by which a deal has at least chance q; `None` if the last edge does not reach q, or s lies
/// at or beyond it.
///
/// ```
/// use winset_engine::hazard::{Posterior, quantile_day};
/// let post = Posterior::from_parts(vec![0, 10], vec![1.0], vec![1.0]).unwrap();
/// assert_eq!(quantile_day(&post, 0, 0.5, &[]), Some(10));
/// assert_eq!(quantile_day(&post, 0, 0.9, &[]), None);
/// ```
pub fn quantile_day(post: &Posterior, s: i32, q: f64, multipliers: &[Multiplier]) -> Option<i32> {
    let reached = |day: i32| p_deal(post, s, day, multipliers).is_some_and(|p| p >= q);
    let (mut before, mut by) = (i64::from(s), i64::from(post.horizon()));
    if !reached(post.horizon()) {
        return None;
    }
    while by - before > 1 {
        let middle = (before + by).div_euclid(2);
        if reached(middle as i32) { by = middle } else { before = middle }
    }
    Some(by as i32)
}

/// One bin of the clock and what is known of its hazard.
#[derive(Clone, Copy)]
struct Bin {
    from: i32,
    to: i32,
    a: f64,
    b: f64,
}

impl Bin {
    fn ln_survival(self, s: i32, t: i32, r: f64, multipliers: &[Multiplier]) -> f64 {
        let (start, end) = (s.max(self.from), t.min(self.to));
        if start >= end {
            return 0.0;
        }
        let survived = span(self.from, start) / span(self.from, self.to);
        let share = exposure(multipliers, start, end) / span(self.from, self.to);
        ln_mean_survival(self.a, self.b + survived, r * share)
    }
}

/// The days after `from` up to `to`, each counted with the product of the multipliers that hold on it.
fn exposure(multipliers: &[Multiplier], from: i32, to: i32) -> f64 {
    if multipliers.is_empty() {
        return span(from, to);
    }
    let ends = multipliers.iter().flat_map(|m| [m.from, m.to]).filter(|day| from < *day && *day < to);
    let mut cuts: Vec<i32> = [from, to].into_iter().chain(ends).collect();
    cuts.sort_unstable();
    cuts.windows(2).map(|cut| span(cut[0], cut[1]) * factor(multipliers, cut[0], cut[1])).sum()
}

fn factor(multipliers: &[Multiplier], from: i32, to: i32) -> f64 {
    multipliers.iter().filter(|m| m.from <= from && to <= m.to).map(|m| m.times).product()
}

fn root_prior(edges: &[i32], options: &HazardOptions) -> Posterior {
    let survival = |edge: &[i32]| exp2(-span(edge[0], edge[1]) / options.root_half_life_days);
    let b: Vec<f64> = edges.windows(2).map(|edge| options.root_weight * survival(edge)).collect();
    let a = edges.windows(2).map(|edge| options.root_weight * (1.0 - survival(edge))).collect();
    Posterior { edges: edges.to_vec(), a, b }
}

fn limit_weight(post: &mut Posterior, cap: f64) {
    for (a, b) in post.a.iter_mut().zip(&mut post.b) {
        let scale = (cap / (*a + *b)).min(1.0);
        *a *= scale;
        *b *= scale;
    }
}

fn add(to: &mut [f64], what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(sum, x)| *sum += x);
}

fn inside(p: f64) -> f64 {
    p.clamp(f64::MIN_POSITIVE, 1.0 - 0.5 * f64::EPSILON)
}

fn increasing(edges: &[i32]) -> bool {
    edges.len() > 1 && edges.windows(2).all(|edge| edge[0] < edge[1])
}

/// The number of days from one day to a later one; exact for all whole days.
fn span(from: i32, to: i32) -> f64 {
    f64::from(to) - f64::from(from)
}
