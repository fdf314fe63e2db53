//! What parties may settle on: the one list of solutions, with their sources.

use crate::method::Method;

/// A rule that picks a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concept {
    /// The largest product of gains.
    Nash,
    /// The largest product of gains, each raised to its party's weight.
    WeightedNash,
    /// Equal shares of what each could gain at most.
    KalaiSmorodinsky,
    /// Equal gains.
    Egalitarian,
    /// The largest sum of utilities among packages that leave nobody worse off.
    Utilitarian,
    /// The largest product of gains, each times the chance of ratification.
    RatificationAdjustedNash,
    /// The largest product of gains among packages likely enough to be ratified.
    NashGivenRatification,
    /// On the frontier, the least spread of shares of what each could gain at most.
    LeastRelativeSpread,
    /// On the frontier, the least spread of utilities.
    LeastDifference,
    /// On the frontier, the largest sum of utilities.
    MaxWelfare,
    /// On the frontier, the largest sum of shares of what each could gain at most.
    MaxRelativeWelfare,
}

/// The solutions, in the order of [`Concept::ALL`].
pub const METHODS: &[Method] = &[
    Method {
        name: "nash",
        summary: "the largest product of gains over the disagreement point",
        source: "Nash 1950",
    },
    Method {
        name: "weighted_nash",
        summary: "the largest product of gains, each raised to its party's share of bargaining power",
        source: "Kalai 1977, International Journal of Game Theory 6",
    },
    Method {
        name: "kalai_smorodinsky",
        summary: "the largest least share of what each party could gain at most",
        source: "Kalai and Smorodinsky 1975; Imai 1983 for the order of ties",
    },
    Method {
        name: "egalitarian",
        summary: "the largest least gain; needs utilities on one scale",
        source: "Kalai 1977, Econometrica 45",
    },
    Method {
        name: "utilitarian",
        summary: "the largest sum of utilities that leaves nobody worse off; needs utilities on one scale",
        source: "Harsanyi 1955; Myerson 1981",
    },
    Method {
        name: "ratification_adjusted_nash",
        summary: "the largest product of expected gains: each gain times the chance of ratification",
        source: "Nash 1950 on the game of Putnam 1988; ours",
    },
    Method {
        name: "nash_given_ratification",
        summary: "the largest product of gains among packages ratified with the chance asked for",
        source: "Nash 1950 within the win-set of Putnam 1988; ours",
    },
    Method {
        name: "least_relative_spread",
        summary: "on the frontier, the least spread of shares of what each could gain at most",
        source: "NegMAS 0.16, there under the name of Kalai and Smorodinsky",
    },
    Method {
        name: "least_difference",
        summary: "on the frontier, the least spread of utilities",
        source: "the agent league of 2024, there under the name of Kalai",
    },
    Method {
        name: "max_welfare",
        summary: "on the frontier, the largest sum of utilities",
        source: "NegMAS 0.16",
    },
    Method {
        name: "max_relative_welfare",
        summary: "on the frontier, the largest sum of shares of what each could gain at most",
        source: "NegMAS 0.16",
    },
];

impl Concept {
    /// Every solution.
    pub const ALL: [Self; 11] = [
        Self::Nash,
        Self::WeightedNash,
        Self::KalaiSmorodinsky,
        Self::Egalitarian,
        Self::Utilitarian,
        Self::RatificationAdjustedNash,
        Self::NashGivenRatification,
        Self::LeastRelativeSpread,
        Self::LeastDifference,
        Self::MaxWelfare,
        Self::MaxRelativeWelfare,
    ];

    /// Returns the name, summary and source.
    pub fn method(self) -> &'static Method {
        &METHODS[self as usize]
    }

    /// Returns the solution of a name.
    ///
    /// ```
    /// use winset_engine::space::Concept;
    /// assert_eq!(Concept::named("kalai_smorodinsky"), Some(Concept::KalaiSmorodinsky));
    /// assert!(Concept::ALL.iter().all(|c| Concept::named(c.method().name) == Some(*c)));
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.method().name == name)
    }

    /// Returns whether it needs the chance of ratification.
    pub fn needs_chance(self) -> bool {
        matches!(self, Self::RatificationAdjustedNash | Self::NashGivenRatification)
    }

    /// Returns whether it looks at the frontier only, and measures shares against all packages.
    pub(super) fn on_frontier(self) -> bool {
        matches!(
            self,
            Self::LeastRelativeSpread | Self::LeastDifference | Self::MaxWelfare | Self::MaxRelativeWelfare
        )
    }

    /// Returns whether it makes its value as small as it can.
    pub fn smaller_is_better(self) -> bool {
        matches!(self, Self::LeastRelativeSpread | Self::LeastDifference)
    }
}
