//! A forecast as JSON: schema `winset.forecast/1`.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde_json::{Value, json};
use winset_case::Case;
use winset_case::case::JudgementOn;
use winset_case::quantity::{Unit, round_half_up};
use winset_case::vocabulary::Measure;

use super::Answer;
use super::answer::{Amount, ByDate, Forecast, MemberUsed, Stand};
use crate::fmt::days_between;
use crate::json::{date, number, rounded, unit};

/// The answer as JSON.
pub fn json(case: &Case, answer: &Answer, as_of: Date) -> Value {
    match answer {
        Answer::Ended { deal, known_on, what } => json!({
            "schema": "winset.forecast/1",
            "case": case.id,
            "as_of": date(as_of),
            "method": "class",
            "ended": { "deal": deal.map(|d| d.to_string()), "known_on": date(*known_on), "what": what },
        }),
        Answer::Open(f) => open(case, f, as_of),
    }
}

fn open(case: &Case, f: &Forecast, as_of: Date) -> Value {
    let median = f.quantile_days.iter().find(|(q, _)| *q == 0.5).and_then(|(_, d)| *d);
    json!({
        "schema": "winset.forecast/1",
        "case": case.id,
        "as_of": date(as_of),
        "method": "class",
        "members": f.members.iter().map(member).collect::<Vec<_>>(),
        "n": f.members.len(),
        "day_zero": date(f.origin),
        "day": f.day,
        "deal_by": f.deal_by.iter().map(by_date).collect::<Vec<_>>(),
        "no_deal_by_horizon": f.no_deal_by_horizon,
        "median_date": median.map(|d| d.to_string()),
        "quantile_dates": f.quantile_days.iter().map(|(q, d)| json!({ "q": q, "date": d.map(|d| d.to_string()) })).collect::<Vec<_>>(),
        "after_expiry": f.after_expiry.iter().map(|(k, p)| json!({ "open_days": k, "closes_within_90": p })).collect::<Vec<_>>(),
        "amount": amount(case, f, f.amount.as_ref(), f.measure),
        "amount_class": amount(case, f, f.amount_class.as_ref(), f.measure),
        "amount_levelised": amount(case, f, f.amount_levelised.as_ref(), Measure::Levelised),
        "demand": f.demand.as_ref().map(|d| json!({ "n": d.n, "m_f": d.m_f, "s_f": d.s_f, "w": d.w })),
        "consent": consent(f),
        "yours": yours(case, f),
        "unlike": case.forecast.unlike.iter().map(|u| u.what.as_str()).collect::<Vec<_>>(),
        "judgements": f.judgements.iter().map(judgement).collect::<Vec<_>>(),
        "assumptions": super::show::assumptions(case).into_iter().map(|a| json!({
            "path": a.path, "value": a.value, "basis": a.basis, "hindsight": a.hindsight,
        })).collect::<Vec<_>>(),
        "remarks": f.remarks,
        "hindsight_used": f.hindsight_used,
    })
}

fn member(m: &MemberUsed) -> Value {
    let (from, days, state) = match m.stand {
        Stand::Deal(a, b) => (Some(a), Some(b), "deal"),
        Stand::NoDeal => (None, None, "no_deal"),
        Stand::Open(_) => (None, None, "open"),
    };
    json!({
        "id": m.id,
        "level": m.level.word(),
        "state": state,
        "days_after_expiry": days,
        "days_after_expiry_from": from,
        "change": m.change.map(libm::expm1),
        "recalled": m.recalled,
    })
}

fn by_date(d: &ByDate) -> Value {
    json!({
        "date": date(d.date), "event": d.event, "p": d.p, "low": d.low, "high": d.high, "worth": d.worth,
        "consented": d.consented,
    })
}

/// An amount at a quantile, rounded as the agreement rounds.
pub(crate) fn value_at(case: &Case, last: Decimal, log: f64) -> Option<Decimal> {
    let ratio = Decimal::from_f64(libm::exp(log))?;
    let exact = last.checked_mul(ratio)?;
    let step = case.pricing.round_to.as_ref().and_then(|f| f.low.or(f.high));
    Some(match step {
        Some(step) => round_half_up(exact, step),
        None => exact.round_dp(2),
    })
}

fn amount(case: &Case, f: &Forecast, a: Option<&Amount>, measure: Measure) -> Value {
    let (Some(a), Some((last, over))) = (a, &f.last) else { return Value::Null };
    let quantiles: Vec<Value> = a
        .quantiles
        .iter()
        .map(|q| {
            let q_number = rounded(Decimal::from_f64(q.q).unwrap_or_default(), 2);
            json!({
                "q": q_number,
                "value": value_at(case, *last, q.log).map_or(Value::Null, number),
                "increase": libm::expm1(q.log),
            })
        })
        .collect();
    json!({
        "currency": if matches!(over, Unit::Currency(_)) { unit(over) } else { Value::Null },
        "unit": unit(over),
        "measure": measure.word(),
        "given": "deal",
        "location": a.t.location,
        "scale": a.t.scale,
        "df": a.t.df,
        "n": { "other": a.used[0], "type": a.used[1], "own": a.used[2] },
        "quantiles": quantiles,
    })
}

fn consent(f: &Forecast) -> Value {
    let (p, low, high) = f.consent;
    let n: u32 = f.votes.iter().map(|(a, b)| a + b).sum();
    let levels = |i: usize| json!({ "passed": f.votes[i].0, "failed": f.votes[i].1 });
    json!({ "p": p, "low": low, "high": high, "n": n, "own": levels(2), "type": levels(1), "other": levels(0) })
}

fn yours(case: &Case, f: &Forecast) -> Value {
    let Some(y) = &f.yours else { return Value::Null };
    json!({
        "deal_by": y.deal_by.iter().map(by_date).collect::<Vec<_>>(),
        "amount": amount(case, f, y.amount.as_ref(), f.measure),
        "consent": { "p": y.consent },
    })
}

fn judgement(j: &winset_case::case::Judgement) -> Value {
    let (on, value) = match &j.on {
        JudgementOn::AmountShift(v) => ("amount_shift", json!({ "value": number(*v) })),
        JudgementOn::Spread(v) => ("spread", json!({ "value": number(*v) })),
        JudgementOn::ConsentOdds(v) => ("consent_odds", json!({ "value": number(*v) })),
        JudgementOn::Hazard { from, to, times } => (
            "hazard",
            json!({ "from": date(*from), "to": date(*to), "times": number(*times), "days": days_between(*from, *to) }),
        ),
    };
    json!({
        "on": on, "change": value, "reason": j.reason, "date": date(j.date), "author": j.author,
        "known_on": date(j.standing.known_on), "hindsight": j.standing.hindsight,
    })
}
