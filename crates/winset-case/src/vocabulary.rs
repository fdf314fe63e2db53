//! The closed word lists of a case: one enum a list, each with its words.

/// Declares an enum whose variants are written as fixed words.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every word of the list.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The value of a word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// The word of the value.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

vocabulary! {
    /// What a claim is about.
    Kind {
        /// What is paid now or was paid under the last agreement.
        Baseline = "baseline",
        /// An amount for one part of the bill.
        Category = "category",
        /// A side moves off its own earlier figure or line.
        Concession = "concession",
        /// Something that a body attaches to its consent.
        Condition = "condition",
        /// A fixed rule that limits what can be agreed.
        Constraint = "constraint",
        /// What the good is said to cost, whoever pays.
        CostEstimate = "cost_estimate",
        /// A date by which something must happen or ends.
        Deadline = "deadline",
        /// What one side asks of the other.
        Demand = "demand",
        /// A statement that an earlier claim is false.
        Denial = "denial",
        /// The agreement takes effect.
        EntryIntoForce = "entry_into_force",
        /// Something that took place or is arranged.
        Event = "event",
        /// A circumstance of the background.
        Fact = "fact",
        /// The difference between the figures of the sides.
        Gap = "gap",
        /// Another matter is tied to the talks.
        Linkage = "linkage",
        /// A statement that a figure is not confirmed.
        NonConfirmation = "non_confirmation",
        /// What a side puts forward to pay or settle on.
        Offer = "offer",
        /// What was agreed or is said to be agreed.
        Outcome = "outcome",
        /// The result of a survey.
        Poll = "poll",
        /// What a side holds, without a demand or an offer.
        Position = "position",
        /// A side works on persons outside the talks.
        Pressure = "pressure",
        /// A comparison of amounts.
        Ratio = "ratio",
        /// A side refuses a proposal.
        Rejection = "rejection",
        /// How an amount is built up or moves.
        Rule = "rule",
        /// A part of a stated whole.
        Share = "share",
        /// The agreement is initialled or signed.
        Signature = "signature",
        /// A side says that something harmful may follow.
        Threat = "threat",
        /// What the good is said to be worth.
        Valuation = "valuation",
        /// A legislature or committee votes.
        Vote = "vote",
        /// A side leaves the talks or cuts them short.
        WalkOut = "walk_out",
    }
}

vocabulary! {
    /// On whose authority a claim is made.
    Attribution {
        /// A member of a legislature.
        Lawmaker = "lawmaker",
        /// A law, treaty or resolution.
        LegalText = "legal_text",
        /// Another outlet, from unnamed persons.
        MediaCitingUnnamed = "media_citing_unnamed",
        /// An institution.
        OfficialStatement = "official_statement",
        /// A named person.
        OnRecordIndividual = "on_record_individual",
        /// A survey institute.
        Pollster = "pollster",
        /// The report in its own voice.
        PressNarrative = "press_narrative",
        /// An official without a name.
        UnnamedOfficial = "unnamed_official",
    }
}

vocabulary! {
    /// How a claim is put.
    Modality {
        /// As a fact.
        Asserted = "asserted",
        /// If a condition is met.
        Conditional = "conditional",
        /// As false.
        Denied = "denied",
        /// Neither confirmed nor denied.
        NotConfirmed = "not_confirmed",
        /// Of a time that has not come.
        Planned = "planned",
    }
}

vocabulary! {
    /// How a figure came into the case.
    Status {
        /// Read in the source given.
        Found = "found",
        /// From memory.
        Recalled = "recalled",
        /// Computed from other figures.
        Derived = "derived",
        /// Some cells found, some recalled.
        Mixed = "mixed",
        /// Computed for a year to come.
        Projected = "projected",
    }
}

vocabulary! {
    /// What a party does in the talks.
    Role {
        /// Asks.
        Requester = "requester",
        /// Is asked to pay.
        Payer = "payer",
        /// Shares a bill with others.
        Member = "member",
    }
}

vocabulary! {
    /// What a series holds.
    SeriesKind {
        /// An exchange rate.
        Rate = "rate",
        /// Growth in per cent a year.
        Growth = "growth",
        /// An amount or a number.
        Level = "level",
        /// One value a party and period.
        Key = "key",
    }
}

vocabulary! {
    /// What a base of shares is.
    BaseKind {
        /// A cost.
        Cost = "cost",
        /// A budget.
        Budget = "budget",
        /// A gross domestic product.
        Gdp = "gdp",
        /// Persons.
        Heads = "heads",
    }
}

vocabulary! {
    /// What stands in a calendar.
    CalendarKind {
        /// An agreement ends.
        Expiry = "expiry",
        /// An election.
        Election = "election",
        /// A date by which something must happen.
        Deadline = "deadline",
        /// A body sits.
        Session = "session",
        /// A budget is due.
        Budget = "budget",
        /// Anything else.
        Event = "event",
    }
}

vocabulary! {
    /// Where a bloc stands.
    BlocSide {
        /// Carries the government.
        Government = "government",
        /// Does not.
        Opposition = "opposition",
        /// Neither.
        Other = "other",
    }
}

vocabulary! {
    /// What an adjustment of a year is.
    AdjustmentKind {
        /// Paid on top.
        Supplementary = "supplementary",
        /// Agreed but not spent.
        Unspent = "unspent",
        /// Paid from an earlier year's money.
        CarriedOver = "carried_over",
    }
}

vocabulary! {
    /// Whether amounts are as printed or deflated.
    PriceBasis {
        /// As printed.
        Nominal = "nominal",
        /// In the prices of a base year.
        Real = "real",
    }
}

vocabulary! {
    /// What time zero of the date forecast is.
    Clock {
        /// The last day in force of the agreement that ends.
        Expiry = "expiry",
        /// The first day of talks.
        Start = "start",
    }
}

vocabulary! {
    /// Which money measure a forecast speaks of.
    Measure {
        /// The first contract year.
        FirstYear = "first_year",
        /// The level amount worth the same.
        Levelised = "levelised",
    }
}

vocabulary! {
    /// The part of a proposal that an issue sets.
    Sets {
        /// The first contract year.
        FirstYear = "first_year",
        /// Years.
        Term = "term",
        /// How later years follow.
        Rule = "rule",
        /// Part paid in kind.
        InKind = "in_kind",
    }
}

vocabulary! {
    /// The direction of a value.
    Monotone {
        /// More is better.
        Rising = "rising",
        /// Less is better.
        Falling = "falling",
    }
}
