//! What a public reader could know on a day: everything later is gone before any question is asked.

use jiff::civil::Date;

use crate::case::{Case, Outcome, Proposal, Series, Standing};

fn keep<T: Clone>(list: &[T], as_of: Date, standing: impl Fn(&T) -> &Standing) -> Vec<T> {
    list.iter().filter(|x| standing(x).visible(as_of)).cloned().collect()
}

impl Case {
    /// The case as of a day: entries with `known_on` on or before it, and those marked `hindsight`.
    pub fn as_of(&self, day: Date) -> Case {
        let mut case = self.clone();
        case.baseline = self.baseline.clone().filter(|b| b.standing.visible(day)).map(|mut b| {
            if b.ends_known_on > day {
                (b.ends, b.ends_known_on) = (None, b.standing.known_on);
            }
            b
        });
        case.series = self.series.iter().map(|s| series_as_of(s, day)).collect();
        case.bases = keep(&self.bases, day, |x| &x.standing);
        case.proposals = proposals_as_of(&self.proposals, day);
        case.agreements = proposals_as_of(&self.agreements, day);
        case.approvals = keep(&self.approvals, day, |x| &x.standing);
        for a in &mut case.approvals {
            a.terms = keep(&a.terms, day, |x| &x.standing);
            a.votes = keep(&a.votes, day, |x| &x.standing);
            if a.voters.0.as_ref().is_some_and(|v| !v.standing.visible(day)) {
                a.forget_voters();
            }
        }
        case.issues.0 = keep(&self.issues.0, day, |x| &x.standing);
        case.preferences.0 = keep(&self.preferences.0, day, |x| &x.standing);
        case.calendar = keep(&self.calendar, day, |x| &x.standing);
        case.claims = keep(&self.claims, day, |x| &x.standing);
        case.history = keep(&self.history, day, |x| &x.standing);
        case.unknowns = keep(&self.unknowns, day, |x| &x.standing);
        case.unknowns.retain(|u| u.until.is_none_or(|d| d > day));
        case.unknowns.iter_mut().for_each(|u| u.until = None);
        let f = &mut case.forecast;
        // A demand is a reading of claims: nobody could read them before they were known, with hindsight or without.
        f.demand = self.forecast.demand.clone().filter(|x| x.standing.known_on <= day);
        f.judgements = keep(&self.forecast.judgements, day, |x| &x.standing);
        f.unlike = keep(&self.forecast.unlike, day, |x| &x.standing);
        f.observers = keep(&self.forecast.observers, day, |x| &x.standing);
        case.drop_unused();
        case
    }

    /// Forgets documents that nothing visible cites, and what the clone knew of later days.
    pub fn drop_unused(&mut self) {
        let mut used: Vec<&str> = Vec::new();
        used.extend(self.claims.iter().filter_map(|c| c.standing.source.as_deref()));
        used.extend(self.history.iter().filter_map(|h| h.standing.source.as_deref()));
        used.extend(self.bases.iter().filter_map(|b| b.standing.source.as_deref()));
        used.extend(self.calendar.iter().filter_map(|b| b.standing.source.as_deref()));
        used.extend(self.baseline.iter().filter_map(|b| b.standing.source.as_deref()));
        used.extend(
            self.series.iter().flat_map(|s| s.values.iter().filter_map(|v| v.standing.source.as_deref())),
        );
        for p in self.proposals.iter().chain(&self.agreements) {
            used.extend(p.standing.source.as_deref());
            used.extend(p.split.iter().filter_map(|s| s.standing.source.as_deref()));
            used.extend(p.adjustments.iter().filter_map(|s| s.standing.source.as_deref()));
        }
        for a in &self.approvals {
            used.extend(a.standing.source.as_deref());
            used.extend(a.terms.iter().filter_map(|t| t.standing.source.as_deref()));
            used.extend(a.votes.iter().filter_map(|t| t.standing.source.as_deref()));
            used.extend(a.voters.0.iter().filter_map(|v| v.standing.source.as_deref()));
        }
        used.extend(self.issues.0.iter().filter_map(|i| i.standing.source.as_deref()));
        used.extend(self.preferences.0.iter().filter_map(|p| p.standing.source.as_deref()));
        let f = &self.forecast;
        used.extend(f.demand.iter().filter_map(|d| d.standing.source.as_deref()));
        used.extend(f.judgements.iter().filter_map(|j| j.standing.source.as_deref()));
        used.extend(self.unknowns.iter().filter_map(|u| u.standing.source.as_deref()));
        used.extend(f.unlike.iter().chain(&f.observers).filter_map(|n| n.standing.source.as_deref()));
        used.sort_unstable();
        used.dedup();
        let keep: Vec<bool> =
            self.sources.iter().map(|s| used.binary_search(&s.id.as_str()).is_ok()).collect();
        let mut it = keep.into_iter();
        self.sources.retain(|_| it.next().unwrap_or(false));
        (self.latest_known_on, self.latest_public) = (None, None);
    }

    /// How many judgements and assumptions written with hindsight a forecast uses.
    pub fn hindsight_used(&self) -> usize {
        let f = &self.forecast;
        let demand = f.demand.iter().filter(|d| d.used).map(|d| &d.standing);
        let judgements = f.judgements.iter().map(|j| &j.standing);
        let unlike = f.unlike.iter().map(|u| &u.standing);
        demand.chain(judgements).chain(unlike).filter(|s| s.hindsight).count()
    }
}

fn series_as_of(series: &Series, day: Date) -> Series {
    let mut s = series.clone();
    s.values.retain(|v| v.standing.visible(day));
    s
}

fn proposals_as_of(list: &[Proposal], day: Date) -> Vec<Proposal> {
    let mut kept = keep(list, day, |x| &x.standing);
    for p in &mut kept {
        p.split = p.split.take().filter(|s| s.standing.visible(day));
        p.adjustments.retain(|a| a.standing.visible(day));
    }
    kept
}

impl Outcome {
    /// The outcome as of a day.
    pub fn as_of(&self, day: Date) -> Outcome {
        Outcome {
            ending: self.ending.clone().filter(|e| e.standing.known_on <= day),
            steps: self.steps.iter().filter(|s| s.standing.known_on <= day).cloned().collect(),
        }
    }
}
