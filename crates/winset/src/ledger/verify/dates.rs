//! Days of claims against the days of their sources.

use std::collections::BTreeMap;

use winset_case::Case;
use winset_case::case::{Claim, Source};
use winset_case::vocabulary::{Attribution, Kind, Modality};
use winset_read::Sure;

use super::{Check, Tally};
use crate::fmt::days_between;

/// A day at one end of the world is the day before at the other: a difference of one is no finding.
const TIME_ZONES: i32 = 1;

/// Checks every claim whose source has a day.
pub(super) fn check(case: &Case, t: &mut Tally<'_>) {
    let sources: BTreeMap<&str, &Source> = case.sources.iter().map(|s| (s.id.as_str(), s)).collect();
    for c in &case.claims {
        let source = c.standing.source.as_deref().and_then(|id| sources.get(id));
        let Some((source, day)) = source.and_then(|s| Some((s, s.date?))) else {
            t.skipped(Check::Dates, "the source has no day");
            continue;
        };
        t.done(Check::Dates);
        let planned = c.kind == Kind::Deadline || c.modality == Some(Modality::Planned);
        if c.date > c.standing.known_on && !planned {
            let what = format!("said on {}, known before that", c.date);
            t.found(Check::Dates, &[c], what, format!("known_on is {}", c.standing.known_on), Sure::Certain);
        }
        if days_between(day, c.date) > TIME_ZONES && !planned {
            let what = format!("said on {}, after the day of its source", c.date);
            t.found(Check::Dates, &[c], what, format!("source {} is of {day}", source.id), Sure::Certain);
        } else if days_between(c.standing.known_on, day) > TIME_ZONES && only_reported(c) && !source.is_repost
        {
            let what = format!("known on {}, before the day of the only source", c.standing.known_on);
            let why =
                format!("source {} is of {day}, and what {} is known from the report", source.id, said(c));
            t.found(Check::Dates, &[c], what, why, Sure::Possible);
        }
    }
}

/// True for what nobody could know before somebody reported it.
fn only_reported(c: &Claim) -> bool {
    matches!(
        c.attribution,
        Some(Attribution::UnnamedOfficial | Attribution::MediaCitingUnnamed | Attribution::PressNarrative)
    )
}

fn said(c: &Claim) -> &'static str {
    match c.attribution {
        Some(Attribution::PressNarrative) => "a report says in its own voice",
        _ => "an unnamed person says",
    }
}
