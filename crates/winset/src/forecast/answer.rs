//! Computes a forecast from its form.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use winset_case::case::{Case, Judgement as JudgementEntry, JudgementOn, Outcome as Ending};
use winset_case::price::{Unanswerable, baseline_amount};
use winset_case::vocabulary::{Clock, Measure};
use winset_engine::consent::{Beta, consent, consent_by};
use winset_engine::demand::{Demand as DemandReading, demand_update, fraction_class};
use winset_engine::hazard::{
    HazardOptions, Multiplier, NoBasis, Posterior, daily_deal, p_deal, posterior, quantile_day,
    worth_in_talks,
};
use winset_engine::judgement::{Judgement, combine, judged_amount, times_odds};
use winset_engine::predictive::{ClassOptions, StudentT, class_predictive};
use winset_engine::special::beta_quantile;

use super::Answer;
use super::form::{Form, Level, first_change, float, levels, seen};
use crate::class::Library;
use crate::fmt::days_between;

/// A member that the date forecast used.
#[derive(Clone, Debug)]
pub struct MemberUsed {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// How near it stands.
    pub level: Level,
    /// How it stands.
    pub stand: Stand,
    /// ln(settled / last), if that was known.
    pub change: Option<f64>,
    /// Whether its days or its amounts are recalled.
    pub recalled: bool,
}

/// How a member stood on the day of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Closed between two days on the clock.
    Deal(i32, i32),
    /// Ended without a deal.
    NoDeal,
    /// Still open on a day of the clock.
    Open(i32),
}

/// The chance of a deal by a day.
#[derive(Clone, Debug)]
pub struct ByDate {
    /// The day.
    pub date: Date,
    /// What happens on it.
    pub event: Option<String>,
    /// The chance.
    pub p: f64,
    /// 10 % point of the chance.
    pub low: f64,
    /// 90 % point.
    pub high: f64,
    /// Worth in talks.
    pub worth: f64,
    /// Chance that consent was given too.
    pub consented: Option<f64>,
}

/// A quantile of an amount.
#[derive(Clone, Copy, Debug)]
pub struct Quantile {
    /// Which.
    pub q: f64,
    /// ln(amount / last agreed amount).
    pub log: f64,
}

/// A predictive distribution of an amount.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The distribution of ln(amount / last agreed amount).
    pub t: StudentT,
    /// Members with such an amount, by level, widest first.
    pub n: [usize; 3],
    /// Of these the ones that the distribution rests on: a wider level only where the narrower ones are too few.
    pub used: [usize; 3],
    /// Quantiles 5 to 95 %.
    pub quantiles: Vec<Quantile>,
}

/// How the demand entered.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Fractions of earlier demands.
    pub n: usize,
    /// Their median.
    pub m_f: f64,
    /// Their scale.
    pub s_f: f64,
    /// Weight of the demand.
    pub w: f64,
}

/// The same with one's own judgement.
#[derive(Clone, Debug)]
pub struct Yours {
    /// Chances by day.
    pub deal_by: Vec<ByDate>,
    /// Amount.
    pub amount: Option<Amount>,
    /// Consent.
    pub consent: Option<f64>,
}

/// A forecast.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// Day zero of the clock.
    pub origin: Date,
    /// Day of the question on the clock.
    pub day: i32,
    /// Last day of the clock.
    pub horizon: Date,
    /// Members of the date forecast, narrowest first.
    pub members: Vec<MemberUsed>,
    /// Chances by day, ascending, the last at the horizon.
    pub deal_by: Vec<ByDate>,
    /// Chance of no deal by the horizon.
    pub no_deal_by_horizon: f64,
    /// Days by which the chance reaches 10, 25, 50, 75 and 90 %.
    pub quantile_days: Vec<(f64, Option<Date>)>,
    /// Chance to close within 90 days, if still open some days after expiry.
    pub after_expiry: Vec<(i32, f64)>,
    /// Amount with the demand, or the class alone.
    pub amount: Option<Amount>,
    /// Class alone.
    pub amount_class: Option<Amount>,
    /// Levelised amount, class alone.
    pub amount_levelised: Option<Amount>,
    /// Why there is no levelised amount.
    pub levelised_missing: Option<String>,
    /// How the demand entered.
    pub demand: Option<Demand>,
    /// Consent: mean, 10 % and 90 % points.
    pub consent: (f64, f64, f64),
    /// Votes passed and failed by level, widest first.
    pub votes: [(u32, u32); 3],
    /// Last agreed amount and its unit.
    pub last: Option<(rust_decimal::Decimal, winset_case::quantity::Unit)>,
    /// Measure of the amount.
    pub measure: Measure,
    /// Forecast with judgement, if there is any.
    pub yours: Option<Yours>,
    /// Judgements used.
    pub judgements: Vec<JudgementEntry>,
    /// Entries written with hindsight.
    pub hindsight_used: usize,
    /// Remarks on what the class lacks.
    pub remarks: Vec<String>,
}

/// Answers: whether and when, how much, consent.
///
/// The case and the outcome must already be as of the day; the library is filtered here.
///
/// # Errors
/// The entry that is missing, or "no basis for a forecast".
pub fn forecast(
    case: &Case,
    ending: &Ending,
    library: &Library,
    as_of: Date,
) -> Result<Answer, Unanswerable> {
    if let Some(e) = &ending.ending {
        return Ok(Answer::Ended { deal: e.deal, known_on: e.standing.known_on, what: e.what.clone() });
    }
    let series_remarks = check_ids(case, library)?;
    let form = Form::from_case(case, library, as_of)?;
    let class = dates(case, &form)?;
    let judgement = combine(&judgements(case, form.origin));
    let votes = consent(&form.votes);
    let mut f = Forecast {
        origin: form.origin,
        day: form.day,
        horizon: day_of(form.origin, class.horizon()),
        members: members(case, library, as_of),
        deal_by: Vec::new(),
        no_deal_by_horizon: 1.0 - p_deal(&class, form.day, class.horizon(), &[]).unwrap_or(0.0),
        quantile_days: Vec::new(),
        after_expiry: after_expiry(&class, form.day, case.forecast.clock),
        amount: None,
        amount_class: None,
        amount_levelised: None,
        levelised_missing: None,
        demand: None,
        consent: (votes.mean(), votes.quantile(0.1), votes.quantile(0.9)),
        votes: form.votes.map(|v| (v.passed, v.failed)),
        last: baseline_amount(case).ok(),
        measure: case.forecast.measure,
        yours: None,
        judgements: case.forecast.judgements.clone(),
        hindsight_used: case.hindsight_used(),
        remarks: Vec::new(),
    };
    let quantile = |q| (q, quantile_day(&class, form.day, q, &[]).map(|d| day_of(form.origin, d)));
    f.quantile_days = [0.1, 0.25, 0.5, 0.75, 0.9].map(quantile).to_vec();
    f.deal_by = by_date(case, &form, &class, &[], as_of, votes.mean());
    amounts(case, &form, &mut f);
    if !f.judgements.is_empty() {
        f.yours = Some(yours(case, &form, &class, &f, &judgement, as_of));
    }
    f.remarks.extend(series_remarks);
    if f.demand.is_none() && case.forecast.demand.is_none() && demand_on_record(case) {
        let text =
            "a demand with a figure is on record, but forecast.demand is not set, so the class stands alone";
        f.remarks.push(text.into());
    }
    if form.outcomes[Level::Own as usize].is_empty() {
        f.remarks.push(no_own(case, library));
    }
    Ok(Answer::Open(Box::new(f)))
}

fn dates(case: &Case, form: &Form) -> Result<Posterior, Unanswerable> {
    let e = &case.forecast;
    let options = HazardOptions {
        cap: float(e.cap),
        root_weight: float(e.root_weight),
        root_half_life_days: float(e.root_half_life_days),
        min_members: e.min_members as usize,
    };
    let class = posterior(&form.outcomes, &form.edges, &options).map_err(|n| no_basis(&n))?;
    if form.day >= class.horizon() {
        let missing = format!("no basis for a forecast: the question lies beyond day {}", class.horizon());
        return Err(Unanswerable::new(missing, "extend forecast.date.edges, or ask as of an earlier day"));
    }
    Ok(class)
}

/// That nothing of the own series is known, and which entry would narrow the forecast.
fn no_own(case: &Case, library: &Library) -> String {
    let mut text = "own series: n 0; the forecast rests on the wider levels".to_owned();
    if case.forecast.series.is_none() {
        text.push_str("; forecast.class.series, earlier rounds of the same talks, would narrow it");
    }
    if case.forecast.family.is_none() {
        let mut types: Vec<&str> = library.members.iter().map(|m| m.family.as_str()).collect();
        types.sort_unstable();
        types.dedup();
        text.push_str(&format!("; forecast.class.type would narrow it to one type: {}", types.join(", ")));
    }
    if case.forecast.series.is_none() || case.forecast.family.is_none() {
        text.push_str(" (`winset classes` lists them)");
    }
    text
}

fn demand_on_record(case: &Case) -> bool {
    use winset_case::vocabulary::Kind;
    case.claims.iter().any(|c| c.kind == Kind::Demand && c.figure.is_some())
}

/// Refuses ids of `forecast.class` that the library does not have: a mistyped one would silently change the class.
///
/// A series of its own may be new; then the answer says so.
fn check_ids(case: &Case, library: &Library) -> Result<Vec<String>, Unanswerable> {
    let e = &case.forecast;
    let ids = || library.members.iter().map(|m| m.id.as_str());
    let families = || library.members.iter().map(|m| m.family.as_str());
    let own = e.own.iter().map(|id| ("forecast.class.self", id));
    let members = e.members.iter().flatten().map(|id| ("forecast.class.members", id));
    let exclude = e.exclude.iter().map(|id| ("forecast.class.exclude", id));
    if let Some((path, id)) =
        own.chain(members).chain(exclude).find(|(_, id)| !ids().any(|x| x == id.as_str()))
    {
        return Err(no_such(path, id, winset_case::diagnostic::did_you_mean(id, ids())));
    }
    if let Some(t) = e.family.as_ref().filter(|t| !families().any(|f| f == t.as_str())) {
        return Err(no_such("forecast.class.type", t, winset_case::diagnostic::did_you_mean(t, families())));
    }
    let series = || library.members.iter().map(|m| m.series.as_str());
    Ok(e.series
        .iter()
        .filter(|s| !series().any(|x| x == s.as_str()))
        .map(|s| {
            let hint = winset_case::diagnostic::did_you_mean(s, series()).map(|h| format!("; {h}")).unwrap_or_default();
            format!("forecast.class.series: the class library has no series `{s}`, so none of its rounds is used{hint}")
        })
        .collect())
}

fn no_such(path: &str, id: &str, hint: Option<String>) -> Unanswerable {
    let unlocks = hint.unwrap_or_else(|| "`winset classes` lists what there is".to_owned());
    Unanswerable::new(format!("{path}: the class library has no `{id}`"), unlocks)
}

fn no_basis(n: &NoBasis) -> Unanswerable {
    match n {
        NoBasis::TooFewMembers { members, needed } => Unanswerable::new(
            format!("no basis for a forecast: {members} finished talks were known, {needed} are needed"),
            "name a forecast.class.type or series of the class library, or drop forecast.class.members and exclude",
        ),
        _ => Unanswerable::new("the bins are not in order", "mend forecast.date.edges"),
    }
}

/// A day of the clock as a date.
pub(super) fn day_of(origin: Date, day: i32) -> Date {
    origin.checked_add(Span::new().days(day)).unwrap_or(Date::MAX)
}

fn members(case: &Case, library: &Library, as_of: Date) -> Vec<MemberUsed> {
    let e = &case.forecast;
    let mut list: Vec<MemberUsed> = levels(e, library)
        .into_iter()
        .filter(|(_, m)| !(e.exclude_recalled && m.date_recalled))
        .filter_map(|(level, m)| {
            use winset_engine::hazard::Outcome;
            let stand = match seen(m, as_of, e.clock)? {
                Outcome::Deal { lo, hi } => Stand::Deal(lo, hi),
                Outcome::None => Stand::NoDeal,
                Outcome::Open { day } => Stand::Open(day),
            };
            let change = first_change(m, as_of).filter(|_| !(e.exclude_recalled && m.amount_recalled));
            let recalled = m.date_recalled || (change.is_some() && m.amount_recalled);
            Some(MemberUsed { id: m.id.clone(), title: m.title.clone(), level, stand, change, recalled })
        })
        .collect();
    list.sort_by_key(|m| std::cmp::Reverse(m.level));
    list
}

fn judgements(case: &Case, origin: Date) -> Vec<Judgement> {
    case.forecast
        .judgements
        .iter()
        .map(|j| {
            let mut one = Judgement::default();
            match &j.on {
                JudgementOn::AmountShift(v) => one.amount_shift = float(*v),
                JudgementOn::Spread(v) => one.spread = float(*v),
                JudgementOn::ConsentOdds(v) => one.consent_odds = float(*v),
                JudgementOn::Hazard { from, to, times } => one.hazard.push(Multiplier {
                    from: days_between(origin, *from),
                    to: days_between(origin, *to),
                    times: float(*times),
                }),
            }
            one
        })
        .collect()
}

/// Weekly to 90 days after day zero, then monthly, every event of the calendar, and the horizon.
fn by_date(
    case: &Case,
    form: &Form,
    class: &Posterior,
    hazard: &[Multiplier],
    as_of: Date,
    consent: f64,
) -> Vec<ByDate> {
    let horizon = day_of(form.origin, class.horizon());
    let mut days: BTreeMap<Date, Option<String>> = BTreeMap::new();
    let mut day = as_of;
    let weekly_until = day_of(form.origin, 90);
    for _ in 0..400 {
        let step = if day < weekly_until { 7.days() } else { 1.month() };
        day = day.checked_add(step).unwrap_or(Date::MAX);
        if day >= horizon {
            break;
        }
        days.insert(day, None);
    }
    days.insert(horizon, None);
    for e in case.calendar.iter().filter(|e| e.date > as_of && e.date <= horizon) {
        let what = if e.ours { e.what.clone() } else { format!("not ours: {}", e.what) };
        let entry = days.entry(e.date).or_default();
        *entry = Some(match entry.take() {
            Some(before) => format!("{before}; {what}"),
            None => what,
        });
    }
    let consented = consented(form, class, hazard, &days, consent, case);
    days.into_iter()
        .enumerate()
        .map(|(i, (date, event))| {
            let t = days_between(form.origin, date);
            let p = p_deal(class, form.day, t, hazard).unwrap_or(0.0);
            let worth = worth_in_talks(class, form.day, t, hazard).unwrap_or(0.0);
            let (low, high) = beta_points(p, worth);
            ByDate { date, event, p, low, high, worth, consented: consented.get(i).map(|c| c.max(0.0)) }
        })
        .collect()
}

fn beta_points(p: f64, worth: f64) -> (f64, f64) {
    let beta = Beta { a: worth * p, b: worth * (1.0 - p) };
    if beta.a > 0.0 && beta.b > 0.0 && worth.is_finite() {
        (beta_quantile(0.1, beta.a, beta.b).min(p), beta_quantile(0.9, beta.a, beta.b).max(p))
    } else {
        (p, p)
    }
}

fn consented(
    form: &Form,
    class: &Posterior,
    hazard: &[Multiplier],
    days: &BTreeMap<Date, Option<String>>,
    consent: f64,
    case: &Case,
) -> Vec<f64> {
    let options = ClassOptions {
        cap: float(case.forecast.cap),
        floor: float(case.forecast.lag_floor),
        min_members: case.forecast.min_members as usize,
    };
    let [other, kin, own] = &form.lags;
    let (Some(lag), Some(deal)) =
        (class_predictive(other, kin, own, &options), daily_deal(class, form.day, hazard))
    else {
        return Vec::new();
    };
    let targets: Vec<i32> = days.keys().map(|d| days_between(form.origin, *d).max(form.day + 2)).collect();
    consent_by(&deal, &lag, consent, &targets)
}

fn after_expiry(class: &Posterior, day: i32, clock: Clock) -> Vec<(i32, f64)> {
    [0, 90, 180, 365]
        .into_iter()
        .filter(|k| clock == Clock::Expiry && *k >= day && k + 90 <= class.horizon())
        .filter_map(|k| p_deal(class, k, k + 90, &[]).map(|p| (k, p)))
        .collect()
}

fn amount_of(t: StudentT, levels: &[Vec<f64>; 3], min: usize) -> Amount {
    let quantiles =
        (1..20).map(|i| f64::from(i) / 20.0).map(|q| Quantile { q, log: t.quantile(q) }).collect();
    let n = [levels[0].len(), levels[1].len(), levels[2].len()];
    let used = if n[1] + n[2] >= min { [0, n[1], n[2]] } else { n };
    Amount { t, n, used, quantiles }
}

fn class_amount(case: &Case, levels: &[Vec<f64>; 3]) -> Option<Amount> {
    let options = ClassOptions {
        cap: float(case.forecast.cap),
        floor: float(case.forecast.amount_floor),
        min_members: case.forecast.min_members as usize,
    };
    let t = class_predictive(&levels[0], &levels[1], &levels[2], &options)?;
    Some(amount_of(t, levels, options.min_members))
}

fn amounts(case: &Case, form: &Form, f: &mut Forecast) {
    f.amount_levelised = form.levelised.as_ref().and_then(|l| class_amount(case, l));
    if form.levelised.is_none() && case.unit_of_account().is_some_and(|u| u.currency().is_none()) {
        f.levelised_missing = None; // a share or a number of things is not levelised
    } else if form.levelised.is_none() {
        f.levelised_missing = Some("a levelised amount needs price.discount_rate, e.g. \"3 %\"".into());
    } else if f.amount_levelised.is_none() {
        f.levelised_missing = Some("fewer than three finished talks have all their yearly amounts".into());
    }
    let levels = match (case.forecast.measure, &form.levelised) {
        (Measure::Levelised, Some(l)) => l,
        _ => &form.first_year,
    };
    f.amount_class = class_amount(case, levels);
    f.amount = f.amount_class.clone();
    let Some(class) = &f.amount_class else {
        f.remarks.push("amount: fewer than three finished talks with an amount were known".into());
        return;
    };
    let Some(d) = case.forecast.demand.as_ref().filter(|d| d.used) else { return };
    let Some(fractions) =
        fraction_class(&form.fractions, float(case.forecast.cap), case.forecast.min_members as usize)
    else {
        f.remarks.push(
            "demand: fewer than three earlier demands with a figure were known, so the class stands alone"
                .into(),
        );
        return;
    };
    let reading = DemandReading { mean: float(d.mean), sd: float(d.sd) };
    if reading.mean.abs() < float(d.floor) {
        f.remarks.push("demand: it asks for next to no change, so the class stands alone".into());
        return;
    }
    let u = demand_update(class.t, fractions, reading, float(d.floor));
    f.demand =
        Some(Demand { n: form.fractions.len(), m_f: fractions.location, s_f: fractions.scale, w: u.weight });
    f.amount = Some(amount_of(u.forecast, levels, case.forecast.min_members as usize));
}

fn yours(
    case: &Case,
    form: &Form,
    class: &Posterior,
    f: &Forecast,
    judgement: &Judgement,
    as_of: Date,
) -> Yours {
    let consent = times_odds(f.consent.0, judgement.consent_odds);
    let amount = f.amount.as_ref().map(|a| {
        let t = judged_amount(a.t, judgement);
        let quantiles = a.quantiles.iter().map(|q| Quantile { q: q.q, log: t.quantile(q.q) }).collect();
        Amount { t, n: a.n, used: a.used, quantiles }
    });
    Yours {
        deal_by: by_date(case, form, class, &judgement.hazard, as_of, consent),
        amount,
        consent: Some(consent),
    }
}
