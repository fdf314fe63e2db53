//! Random arrival: the mean over all orders of a queue in which each pays up to the claim until the bill is met.

use super::{ShareError, by_size, within};

/// Most states of [`random_arrival`]: twenty parties with claims that differ, or more where claims are equal.
pub const MOST_STATES: usize = 1 << 20;
/// Most parties of [`random_arrival`], equal claims counted each.
pub const MOST_PARTIES: usize = 1_000;

/// Equal claims: the amount and how many claim it.
#[derive(Clone, Copy)]
struct Equal {
    claim: f64,
    n: usize,
}

/// Returns the mean payment over all orders, exactly.
///
/// *Source*: O'Neill (1982); the Shapley value of v(S) = max(0, E − Σ of the claims outside S). *Formula*: with equal claims
/// gathered, for a party of each claim c the sum over how many of each claim stand before it, of the chance of that times
/// min(c, max(0, E − what they claim)).
///
/// *Limits*: the work grows with Π(nⱼ + 1) over the claims that differ, nⱼ those that are equal: 2ⁿ where all differ.
///
/// # Errors
/// As the other rules; [`ShareError::TooLarge`] beyond [`MOST_STATES`] or [`MOST_PARTIES`].
///
/// ```
/// use winset_engine::share::random_arrival;
/// assert_eq!(random_arrival(&[100.0, 200.0, 300.0], 300.0), Ok(vec![50.0, 100.0, 150.0]));
/// ```
pub fn random_arrival(claims: &[f64], bill: f64) -> Result<Vec<f64>, ShareError> {
    let bill = within(claims, bill)?;
    let groups = gathered(claims);
    let states = groups.iter().try_fold(1_usize, |s, g| s.checked_mul(g.n + 1)).unwrap_or(usize::MAX);
    if states > MOST_STATES || claims.len() > MOST_PARTIES {
        return Err(ShareError::TooLarge);
    }
    let choose = binomials(claims.len());
    let means: Vec<f64> = (0..groups.len()).map(|g| mean(&groups, g, bill, &choose)).collect();
    let of = |claim: f64| groups.partition_point(|g| g.claim.total_cmp(&claim).is_lt());
    Ok(claims.iter().map(|c| means[of(c + 0.0)].min(*c)).collect())
}

fn gathered(claims: &[f64]) -> Vec<Equal> {
    let mut groups: Vec<Equal> = Vec::new();
    for i in by_size(claims) {
        let claim = claims[i] + 0.0; // minus zero is zero
        match groups.last_mut().filter(|g| g.claim == claim) {
            Some(g) => g.n += 1,
            None => groups.push(Equal { claim, n: 1 }),
        }
    }
    groups
}

/// Pascal's triangle up to a row.
fn binomials(n: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![1.0]];
    for k in 1..=n {
        let last = &rows[k - 1];
        let inner = (1..k).map(|j| last[j - 1] + last[j]);
        let row = std::iter::once(1.0).chain(inner).chain([1.0]).collect();
        rows.push(row);
    }
    rows
}

/// What stands before a party: its claims, its number, in how many ways.
#[derive(Clone, Copy)]
struct Before {
    sum: f64,
    size: usize,
    ways: f64,
}

fn mean(groups: &[Equal], own: usize, bill: f64, choose: &[Vec<f64>]) -> f64 {
    let mut others = groups.to_vec();
    others[own].n -= 1;
    let n: usize = groups.iter().map(|g| g.n).sum();
    let all = Queue { groups: &others, claim: groups[own].claim, bill, choose, n };
    all.from(0, Before { sum: 0.0, size: 0, ways: 1.0 }) / n as f64
}

struct Queue<'a> {
    groups: &'a [Equal],
    claim: f64,
    bill: f64,
    choose: &'a [Vec<f64>],
    n: usize,
}

impl Queue<'_> {
    /// The part of the mean from groups at and after a place, given what was taken of those before it.
    fn from(&self, place: usize, b: Before) -> f64 {
        let left = self.bill - b.sum;
        if left <= 0.0 {
            return 0.0;
        }
        let Some(g) = self.groups.get(place) else {
            return self.claim.min(left) * (b.ways / self.choose[self.n - 1][b.size]);
        };
        let taken = |k: usize| Before {
            sum: b.sum + k as f64 * g.claim,
            size: b.size + k,
            ways: b.ways * self.choose[g.n][k],
        };
        (0..=g.n).map(|k| self.from(place + 1, taken(k))).sum()
    }
}
