//! How many packages would be ratified.

/// Counts of packages, and of those that leave nobody worse off than no agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinSet {
    /// All packages.
    pub packages: usize,
    /// Packages that are ratified with the chance asked for.
    pub ratified: usize,
    /// Packages that leave nobody worse off than no agreement.
    pub rational: usize,
    /// Packages that do both.
    pub rational_ratified: usize,
    /// The largest chance of ratification among packages that leave nobody worse off; `None` if there is none.
    pub best_rational_chance: Option<f64>,
}

impl WinSet {
    /// Returns the share of all packages that is ratified, from 0 to 1; `None` if there is no package.
    pub fn share(&self) -> Option<f64> {
        (self.packages > 0).then(|| self.ratified as f64 / self.packages as f64)
    }

    /// Returns the share, of the packages that leave nobody worse off, that is ratified; `None` if there is none.
    pub fn rational_share(&self) -> Option<f64> {
        (self.rational > 0).then(|| self.rational_ratified as f64 / self.rational as f64)
    }
}

/// Returns the size of the win-set: how many packages are ratified with a chance of at least `confidence` (0 to 1).
///
/// `u[i][k]` is what package k is worth to party i, `disagreement[i]` what no agreement is, `chance[k]` from 0 to 1.
///
/// *Source*: Putnam 1988.
/// *Limits*: it counts the packages given; over a list of the best ones only, shares mean nothing.
///
/// ```
/// use winset_engine::space::win_set;
/// let found = win_set(&[&[0.1, 0.5, 0.9], &[0.9, 0.5, 0.1]], &[0.2, 0.0], &[0.9, 0.6, 0.1], 0.5);
/// assert_eq!((found.ratified, found.rational, found.rational_ratified), (2, 2, 1));
/// assert_eq!(found.rational_share(), Some(0.5));
/// assert_eq!(found.best_rational_chance, Some(0.6));
/// ```
pub fn win_set(u: &[&[f64]], disagreement: &[f64], chance: &[f64], confidence: f64) -> WinSet {
    let packages = u.iter().map(|c| c.len()).min().unwrap_or(0).min(chance.len());
    let mut found =
        WinSet { packages, ratified: 0, rational: 0, rational_ratified: 0, best_rational_chance: None };
    for (k, p) in chance[..packages].iter().enumerate() {
        let ratified = *p >= confidence;
        found.ratified += usize::from(ratified);
        if u.iter().zip(disagreement).all(|(c, d)| c[k] >= *d) {
            found.rational += 1;
            found.rational_ratified += usize::from(ratified);
            found.best_rational_chance = Some(found.best_rational_chance.map_or(*p, |b| b.max(*p)));
        }
    }
    found
}
