//! Reads how the members of a body may vote: chances of blocs, mood, shift, what flags do.

use rust_decimal::Decimal;

use super::common::Ctx;
use crate::case::{Chances, Voters};
use crate::diagnostic::Remarks;
use crate::text::{Section, decimal_of};

fn d(n: i64) -> Decimal {
    Decimal::from(n)
}

/// What is judged about a whole body; none where nothing is.
pub fn voters(r: &mut Remarks, a: &mut Section<'_>, cx: &mut Ctx, any_chances: bool) -> Option<Voters> {
    let below_one = Decimal::new(999, 3);
    let mood_share = a.decimal(r, "mood_share", d(0), below_one);
    let mood_years = a.decimal(r, "mood_years", Decimal::new(1, 3), d(1000));
    let shift = a.decimal(r, "shift", d(-20), d(20));
    let mood = a.table(r, "mood").map(|mut m| {
        let mean = m.decimal(r, "mean", d(-20), d(20)).unwrap_or_default();
        let sd = m.decimal(r, "sd", d(0), d(20)).unwrap_or(Decimal::ONE);
        m.finish(r);
        (mean, sd)
    });
    let places = a.pairs(r, "flag_effect").into_iter().map(|e| (e.key.clone(), e.at));
    cx.reactions.extend(places);
    let flag_effects = effects(r, a, "flag_effect");
    let judged = judgement(r, a, cx);
    let any = any_chances || mood_share.is_some() || shift.is_some() || mood.is_some() || judged.is_some();
    if any_chances && judged.is_none() {
        let hint = "add judgement = { reason = \"…\" } to the approval, with known_on, author or internal";
        r.remark(
            a.at(),
            "the chances of the blocs are a judgement, and nothing says what they rest on",
            Some(hint.into()),
        );
    }
    let (reason, author, standing) = match judged {
        Some(j) => (j.0, j.1, Some(j.2)),
        None => (None, None, None),
    };
    any.then(|| Voters {
        mood_share: mood_share.unwrap_or_default(),
        mood_years: mood_years.unwrap_or(Decimal::ONE),
        mood: mood.unwrap_or((Decimal::ZERO, Decimal::ONE)),
        shift: shift.unwrap_or_default(),
        flag_effects,
        reason,
        author,
        standing: standing.unwrap_or_else(|| {
            crate::case::Standing::from(cx.default_known_on.unwrap_or(jiff::civil::Date::ZERO))
        }),
    })
}

type Judged = (Option<String>, Option<String>, crate::case::Standing);

fn judgement(r: &mut Remarks, a: &mut Section<'_>, cx: &mut Ctx) -> Option<Judged> {
    let mut j = a.table(r, "judgement")?;
    let reason = j.text(r, "reason");
    j.require(r, "reason", "a judgement says why: reason = \"…\"");
    let author = j.text(r, "author");
    let standing = cx.standing(r, &mut j, true);
    j.finish(r);
    Some((reason, author, standing))
}

/// A table of names and numbers.
pub fn effects(r: &mut Remarks, s: &mut Section<'_>, key: &'static str) -> Vec<(String, Decimal)> {
    s.pairs(r, key)
        .into_iter()
        .filter_map(|e| Some((e.key.clone(), decimal_of(&e.node, r, d(-1_000_000), d(1_000_000))?)))
        .collect()
}

/// What is judged about the members of a bloc; none without `base_yes`.
pub fn chances(r: &mut Remarks, b: &mut Section<'_>) -> Option<Chances> {
    let least = Decimal::new(1, 9);
    let base_yes = b.decimal(r, "base_yes", least, Decimal::ONE - least);
    let slope = b.decimal(r, "slope", d(-1000), d(1000));
    let party_line_share = b.decimal(r, "party_line_share", d(0), Decimal::new(999, 3));
    let attendance = b.decimal(r, "attendance", d(0), d(1));
    let abstain_share = b.decimal(r, "abstain_share", d(0), d(1));
    let others = ["slope", "party_line_share", "attendance", "abstain_share"];
    if !b.has("base_yes")
        && let Some(key) = others.into_iter().find(|k| b.has(k))
    {
        let hint = "base_yes = 0.55: the chance that a member says yes at the last agreed amount";
        r.mistake(b.at(), format!("`{key}` stands here without `base_yes`"), Some(hint.into()));
    }
    Some(Chances {
        base_yes: base_yes?,
        slope: slope.unwrap_or_default(),
        party_line_share: party_line_share.unwrap_or_default(),
        attendance: attendance.unwrap_or(Decimal::ONE),
        abstain_share: abstain_share.unwrap_or_default(),
    })
}
