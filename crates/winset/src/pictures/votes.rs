//! Half circles: each body that is counted in votes, with what is needed and expected.

use super::{caption, lang};
use crate::chart::{Bloc, Frame, Hemicycle, Lang, Picture, Side};
use crate::fmt::probability;
use crate::question::Question;
use crate::vote::{BodyVote, Votes};

/// The half circle of a body, with the yes expected of a proposal; none for a body that is not counted in seats.
pub fn hall(q: &Question, v: &Votes, body: &BodyVote, proposal: Option<usize>) -> Option<Picture> {
    hemicycle(q, v, body, proposal).map(Picture::Hemicycle)
}

/// The same as data of its own.
pub fn hemicycle(q: &Question, v: &Votes, b: &BodyVote, proposal: Option<usize>) -> Option<Hemicycle> {
    let lang = lang(q);
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
            (willing, Bloc { name: x.short.clone(), seats: x.seats, expected_yes: yes, side, weight })
        })
        .collect();
    blocs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let what = proposal.map(|i| v.proposals[i].id.clone()).unwrap_or_default();
    let heading = match (lang, count) {
        (Lang::Ko, Some(c)) if c.to_spare < 0 => {
            format!("{}: {what} — 필요한 {}표에 {}표 부족", b.state.name, c.needed, -c.to_spare)
        }
        (Lang::Ko, Some(c)) => {
            format!("{}: {what} — 필요한 {}표보다 {}표 많음", b.state.name, c.needed, c.to_spare)
        }
        (Lang::Ko, None) => format!("{}: 찬성 {}표 필요", b.state.name, s.needed),
        (_, Some(c)) if c.to_spare < 0 => {
            format!("{}: {what} is {} short of the {} votes it needs", b.state.name, -c.to_spare, c.needed)
        }
        (_, Some(c)) => {
            format!(
                "{}: {what} has {} to spare above the {} votes it needs",
                b.state.name, c.to_spare, c.needed
            )
        }
        (_, None) => format!("{}: {} votes are needed", b.state.name, s.needed),
    };
    let note = match (lang, count) {
        (Lang::Ko, Some(c)) => format!("모형에 따른 예상 찬성; 통과 확률 {}", probability(c.p)),
        (Lang::Ko, None) => b.state.rule.clone(),
        (_, Some(c)) => format!("Yes as a model expects it; it passes with {}", probability(c.p)),
        (_, None) => b.state.rule.clone(),
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
