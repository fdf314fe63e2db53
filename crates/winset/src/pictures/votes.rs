//! Half circles: each body that is counted in votes, with what is needed and expected.

use super::{caption, speech};
use crate::chart::words::{Words, fill};
use crate::chart::{Bloc, Frame, Hemicycle, Picture, Side, about};
use crate::fmt::probability;
use crate::question::Question;
use crate::vote::{BodyCount, BodyVote, Sitting, Votes};

/// The half circle of a body, with the yes expected of a proposal; none for a body that is not counted in seats.
pub fn hall(q: &Question, v: &Votes, body: &BodyVote, proposal: Option<usize>) -> Option<Picture> {
    hemicycle(q, v, body, proposal).map(Picture::Hemicycle)
}

/// The same as data of its own.
pub fn hemicycle(q: &Question, v: &Votes, b: &BodyVote, proposal: Option<usize>) -> Option<Hemicycle> {
    let (lang, w) = speech(q);
    let s = b.then.as_ref().or(b.now.as_ref()).filter(|s| !s.blocs.is_empty())?;
    let count = proposal.and_then(|i| b.counts.get(i)?.as_ref());
    let mut blocs: Vec<(f64, Bloc)> = s
        .blocs
        .iter()
        .enumerate()
        .map(|(i, x)| {
            let yes = count.and_then(|c| c.yes.get(i)).copied();
            let side = match x.side {
                "government" => Side::Government,
                "opposition" => Side::Opposition,
                _ => Side::Other,
            };
            let votes = f64::from(x.votes);
            let willing = yes.map_or(0.0, |y| if votes > 0.0 { y / votes } else { 0.0 });
            let weight = if x.seats > 0 { votes / f64::from(x.seats) } else { 1.0 };
            let about = about("bloc", &[&b.state.id, &x.id]);
            (willing, Bloc { name: x.short.clone(), seats: x.seats, expected_yes: yes, side, weight, about })
        })
        .collect();
    blocs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let what = proposal.map(|i| v.proposals[i].id.clone()).unwrap_or_default();
    let heading = heading(b, s, &what, count, w);
    let note = match count {
        Some(c) => fill(w.says.vote_note, &[("p", &probability(c.p))]),
        None => b.state.rule.clone(),
    };
    let seated: u32 = s.blocs.iter().map(|b| b.votes).sum();
    Some(Hemicycle {
        frame: Frame { name: format!("vote-{}", b.state.id), heading, note, caption: caption(q, &[]), lang },
        members: s.members,
        blocs: blocs.into_iter().map(|(_, b)| b).collect(),
        needed: count.map_or(s.needed, |c| c.needed),
        present: count.map(|c| c.present).filter(|p| *p != s.members),
        quorum: s.quorum,
        vacant: s.members.saturating_sub(seated),
    })
}

/// The finding: how many votes are short or to spare, else how many are needed.
fn heading(b: &BodyVote, s: &Sitting, what: &str, count: Option<&BodyCount>, w: &Words) -> String {
    let body = ("body", b.state.name.as_str());
    let Some(c) = count else {
        return fill(w.says.vote_needed, &[body, ("needed", &s.needed.to_string())]);
    };
    let sentence = if c.to_spare < 0 { w.says.vote_short } else { w.says.vote_spare };
    let (n, needed) = (c.to_spare.unsigned_abs().to_string(), c.needed.to_string());
    fill(sentence, &[body, ("what", what), ("n", &n), ("needed", &needed)])
}
