//! Reads `outcome.toml`: what was in fact agreed.

use super::common::{Ctx, Target};
use super::forecast::noted;
use crate::case::{Ending, Outcome};
use crate::diagnostic::{Place, Remarks};
use crate::text::{Section, read_toml};

/// The outcome, if the folder has one.
pub fn outcome(r: &mut Remarks, texts: &[(&str, usize)], cx: &mut Ctx) -> Outcome {
    let Some((_, file)) = texts.iter().find(|(n, _)| *n == "outcome.toml") else { return Outcome::default() };
    let Some(root) = read_toml(r, *file) else { return Outcome::default() };
    // The outcome never moves the default as-of day of a case, nor lends its own.
    let (latest, default) = ((cx.latest, cx.latest_public), cx.default_known_on.take());
    let head = Place { file: *file, start: 0, end: 1 };
    let mut s = Section::new(&root, head, "");
    let mut outcome = Outcome::default();
    if let Some(mut o) = s.table(r, "outcome") {
        let deal = o.date(r, "deal");
        let no_deal = o.flag(r, "no_deal").unwrap_or(false);
        if no_deal == o.has("deal") {
            r.mistake(
                o.at(),
                "an outcome has either `deal`, a day, or `no_deal = true`",
                Some("write one of the two".into()),
            );
        }
        let what = o.text(r, "what");
        let proposal = o.text_at(r, "proposal").map(|(id, at)| {
            cx.refer(Target::Proposal, &id, at);
            id
        });
        let first_year = o.figure(r, "first_year", &cx.names);
        outcome.steps = noted(r, &mut o, cx, "step", false);
        let standing = cx.standing(r, &mut o, false);
        if let Some(d) = deal
            && o.has("known_on")
            && standing.known_on < d
        {
            r.mistake(o.at(), format!("known on {}, before the deal of {d}", standing.known_on), None);
        }
        o.finish(r);
        outcome.ending = Some(Ending { deal, what, proposal, first_year, standing });
    }
    s.finish(r);
    (cx.latest, cx.latest_public) = latest;
    cx.default_known_on = default;
    outcome
}
