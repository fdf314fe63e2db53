//! A forecast as a report: a small picture in characters, tables, and what it rests on.

use jiff::civil::Date;
use winset_case::Case;
use winset_case::case::JudgementOn;
use winset_case::vocabulary::{Clock, Measure};

use super::Answer;
use super::answer::{Amount, Forecast, Stand, Yours};
use super::form::Level;
use super::json::value_at;
use crate::fmt::{Scale, UNKNOWN, change, count, day, log_change, probability, weekday};
use crate::report::{Block, Report, Table};

/// What a forecast shows beside the answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Show {
    /// Every member instead of a count of the rest.
    pub members: bool,
    /// The assumptions with their basis.
    pub assumptions: bool,
}

/// The report of an answer.
pub fn report(case: &Case, answer: &Answer, as_of: Date, hash: &str, show: Show) -> Report {
    let mut r = Report {
        title: case.title.clone(),
        beside: format!("forecast, method class, as of {}", weekday(as_of)),
        foot: crate::report::foot(as_of, hash),
        ..Report::default()
    };
    match answer {
        Answer::Ended { deal, known_on, what } => {
            r.lead.push(ended(*deal, *known_on));
            r.lead.extend(what.clone());
        }
        Answer::Open(f) => open(&mut r, case, f, as_of, show),
    }
    r
}

fn ended(deal: Option<Date>, known_on: Date) -> String {
    match deal {
        Some(d) => {
            format!("The talks ended {d} with a deal (known on {known_on}): there is nothing to forecast.")
        }
        None => {
            format!("The talks ended without a deal (known on {known_on}): there is nothing to forecast.")
        }
    }
}

fn open(r: &mut Report, case: &Case, f: &Forecast, as_of: Date, show: Show) {
    r.lead.push(standing(f, case.forecast.clock));
    r.heading(format!("Whether and when (given no deal by {})", day(as_of)));
    r.table(when(f));
    r.blocks.extend(curve(f).map(Block::Art));
    r.lines(when_notes(f));
    r.heading("How much, given a deal");
    r.table(how_much(case, f));
    r.lines(amount_notes(f));
    r.heading("Consent, given a deal");
    r.lines(consent(f));
    members(r, f, case.forecast.clock, show.members);
    unlike(r, case);
    judgements(r, case, f);
    if show.assumptions {
        r.heading("Assumptions");
        r.table(assumption_table(case));
    }
    r.lines(f.remarks.clone());
}

fn standing(f: &Forecast, clock: Clock) -> String {
    let zero = match clock {
        Clock::Expiry => "the agreement that ends on",
        Clock::Start => "the first day of talks,",
    };
    let at = match f.day {
        d if d < 0 => format!("{} before", days(d)),
        0 if clock == Clock::Expiry => "on the last day of".to_owned(),
        0 => "on".to_owned(),
        d => format!("{} after", days(d)),
    };
    let of = |l: Level| f.members.iter().filter(|m| m.level == l).count();
    let open = f.members.iter().filter(|m| matches!(m.stand, Stand::Open(_))).count();
    let still = if open > 0 { format!(", {open} of them still open then") } else { String::new() };
    let mut text = format!(
        "Asked {at} {zero} {}. A base rate from {} ({} own, {} of the type, {} others{still}), not a prophecy.",
        day(f.origin),
        count(f.members.len(), "talk", "talks"),
        of(Level::Own),
        of(Level::Type),
        of(Level::Other)
    );
    if of(Level::Own) + of(Level::Type) == 0 {
        text.push_str(
            " None of them is of the same series or type: the figures say little about these talks.",
        );
    }
    text
}

fn days(d: i32) -> String {
    count(d.unsigned_abs() as usize, "day", "days")
}

fn when(f: &Forecast) -> Table {
    let mut t = Table::new(
        "Chance of a deal by a day",
        &["deal by", ">class", ">10–90 %", ">worth", ">yours", "event"],
    );
    let last = f.deal_by.len().saturating_sub(1);
    for (i, d) in f.deal_by.iter().enumerate() {
        if d.event.is_none() && i != last {
            continue;
        }
        let yours =
            f.yours.as_ref().and_then(|y| y.deal_by.get(i)).map_or(UNKNOWN.into(), |y| probability(y.p));
        let event = d.event.clone().unwrap_or_else(|| "horizon".into());
        t.row(vec![day(d.date), probability(d.p), band(d), worth(d), yours, event]);
    }
    if f.yours.is_none() {
        t.drop_column(4);
    }
    t
}

/// The band of a chance; none where the chance itself is only "less than".
fn band(d: &super::ByDate) -> String {
    if telling(d) {
        format!("{}–{}", probability(d.low).replace(" %", ""), probability(d.high))
    } else {
        UNKNOWN.into()
    }
}

fn worth(d: &super::ByDate) -> String {
    match round(d.worth) {
        1 if telling(d) => "1 talk".into(),
        n if telling(d) => format!("{n} talks"),
        _ => UNKNOWN.into(),
    }
}

/// True for a chance that is printed as a number.
pub(crate) fn telling(d: &super::ByDate) -> bool {
    (0.01..=0.99).contains(&d.p)
}

fn round(x: f64) -> i64 {
    libm::floor(x + 0.5) as i64
}

/// A small picture: one bar a step, with the events below it in the table above.
fn curve(f: &Forecast) -> Option<String> {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let points: Vec<&super::ByDate> = f.deal_by.iter().filter(|d| d.event.is_none()).collect();
    let step = points.len().div_ceil(60).max(1);
    let kept: Vec<_> = points.iter().step_by(step).collect();
    let bars: String = kept.iter().map(|d| LEVELS[((d.p * 8.0) as usize).min(7)]).collect();
    let (a, b) = (kept.first()?, kept.last()?);
    Some(format!("{} {bars} {}", day(a.date), day(b.date)))
}

fn when_notes(f: &Forecast) -> Vec<String> {
    let date = |q: f64| {
        f.quantile_days.iter().find(|(x, _)| *x == q).and_then(|(_, d)| *d).map_or(UNKNOWN.into(), day)
    };
    let mut lines = vec![
        format!("median {}; one chance in ten by {}, nine in ten by {}", date(0.5), date(0.1), date(0.9)),
        format!("no deal by {}: {}", day(f.horizon), probability(f.no_deal_by_horizon)),
    ];
    let open: Vec<String> =
        f.after_expiry.iter().map(|(k, p)| format!("{k} days {}", probability(*p))).collect();
    if !open.is_empty() {
        lines.push(format!(
            "if still open after expiry, closes within the next 90 days: after {}",
            open.join(", ")
        ));
    }
    lines
}

fn how_much(case: &Case, f: &Forecast) -> Table {
    let mut t = Table::new("Amount given a deal", &["", ">10 %", ">median", ">90 %", ">n", "measure"]);
    let word = |m: Measure| if m == Measure::FirstYear { "first year" } else { "levelised" };
    let mut add = |name: &str, a: Option<&Amount>, measure: Measure| {
        let Some(a) = a else { return };
        let others = if a.used[0] > 0 { format!(" + {} others", a.used[0]) } else { String::new() };
        let n = format!("{} own + {} type{others}", a.used[2], a.used[1]);
        let q = |x: f64| log_change(a.t.quantile(x));
        t.row(vec![name.to_owned(), q(0.1), q(0.5), q(0.9), n, word(measure).to_owned()]);
        if let Some((last, unit)) = &f.last {
            let scale = Scale::of(*last, case.pricing.round_to.as_ref().and_then(|s| s.low.or(s.high)));
            let v =
                |x: f64| value_at(case, *last, a.t.quantile(x)).map_or(UNKNOWN.into(), |v| scale.write(v));
            t.row(vec![String::new(), v(0.1), v(0.5), v(0.9), String::new(), scale.unit(unit)]);
        }
    };
    if f.demand.is_some() {
        add("with the demand", f.amount.as_ref(), f.measure);
    }
    add("class alone", f.amount_class.as_ref(), f.measure);
    if f.measure != Measure::Levelised {
        add("class, levelised", f.amount_levelised.as_ref(), Measure::Levelised);
    }
    add("yours", f.yours.as_ref().and_then(|y| y.amount.as_ref()), f.measure);
    t
}

fn amount_notes(f: &Forecast) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(d) = &f.demand {
        lines.push(format!(
            "the demand moves it by weight w {}: {} earlier demands were met to a fraction of {} (scale {})",
            two(d.w),
            d.n,
            two(d.m_f),
            two(d.s_f)
        ));
    }
    lines.extend(f.levelised_missing.clone());
    lines
}

fn two(x: f64) -> String {
    let h = libm::floor(x.abs() * 100.0 + 0.5) as i64;
    format!("{}{}.{:02}", if x < 0.0 && h > 0 { "−" } else { "" }, h / 100, h % 100)
}

fn consent(f: &Forecast) -> Vec<String> {
    let (p, low, high) = f.consent;
    let of = |i: usize| format!("{} of {}", f.votes[i].0, f.votes[i].0 + f.votes[i].1);
    let mut line = format!(
        "{} [{}, {}]: {} own, {} of the type, {} others",
        probability(p),
        probability(low),
        probability(high),
        of(2),
        of(1),
        of(0)
    );
    if let Some(Yours { consent: Some(c), .. }) = &f.yours {
        line.push_str(&format!("; yours {}", probability(*c)));
    }
    let mut lines = vec![line];
    let by: Vec<String> = f
        .deal_by
        .iter()
        .enumerate()
        .filter(|(_, d)| d.event.is_some())
        .filter_map(|(i, d)| {
            let yours = f.yours.as_ref().and_then(|y| y.deal_by.get(i)?.consented);
            let yours = yours.map(|c| format!(" (yours {})", probability(c))).unwrap_or_default();
            d.consented.map(|c| format!("{} {}{yours}", day(d.date), probability(c)))
        })
        .collect();
    if !by.is_empty() {
        lines.push(format!("deal and consent by {} (knows no parliamentary calendar)", by.join(", ")));
    }
    lines
}

fn stand_words(s: Stand, clock: Clock) -> String {
    let zero = if clock == Clock::Expiry { "expiry" } else { "the first day of talks" };
    let at = |d: i32| match d {
        d if d < 0 => format!("{} before {zero}", days(d)),
        0 if clock == Clock::Expiry => "on the day of expiry".into(),
        0 => format!("on {zero}"),
        d => format!("{} after {zero}", days(d)),
    };
    match s {
        Stand::Deal(a, b) if a == b => at(a),
        Stand::Deal(a, b) => format!("between {} and {}", at(a), at(b)),
        Stand::NoDeal => "no deal".into(),
        Stand::Open(_) => "open then".into(),
    }
}

fn members(r: &mut Report, f: &Forecast, clock: Clock, all: bool) {
    r.heading("How earlier ones ended");
    let mut t = Table::new("Members of the class", &["", "id", "talks", "ended", ">change", ""]);
    for m in f.members.iter().filter(|m| all || m.level != Level::Other) {
        let moved = m.change.map_or(UNKNOWN.into(), log_change);
        let mark = if m.recalled { "recalled" } else { "" };
        t.row(vec![
            m.level.word().into(),
            m.id.clone(),
            m.title.clone(),
            stand_words(m.stand, clock),
            moved,
            mark.into(),
        ]);
    }
    r.table(t);
    let others = f.members.iter().filter(|m| m.level == Level::Other).count();
    if !all && others > 0 {
        r.lines(vec![format!("and {} (--members lists them)", count(others, "other", "others"))]);
    }
}

fn unlike(r: &mut Report, case: &Case) {
    if !case.forecast.unlike.is_empty() {
        r.heading("Unlike its class");
        r.lines(case.forecast.unlike.iter().map(|u| u.what.clone()).collect());
    }
    if !case.forecast.observers.is_empty() {
        r.heading("What observers saw");
        let dated =
            |o: &winset_case::case::Noted| o.date.map(|d| format!("{}: ", day(d))).unwrap_or_default();
        r.lines(case.forecast.observers.iter().map(|o| format!("{}{}", dated(o), o.what)).collect());
    }
}

fn judgements(r: &mut Report, case: &Case, f: &Forecast) {
    if !f.judgements.is_empty() {
        r.heading("Judgement (yours)");
        r.lines(
            f.judgements
                .iter()
                .map(|j| {
                    let who = j.author.as_deref().map(|a| format!(", {a}")).unwrap_or_default();
                    let late = if j.standing.hindsight { ", with hindsight" } else { "" };
                    format!("{}: {} ({}{who}{late})", judged(&j.on), j.reason, day(j.date))
                })
                .collect(),
        );
    }
    let n = f.hindsight_used;
    let noun = if n == 1 { "entry" } else { "entries" };
    r.lines(vec![match (n, case.forecast.demand.is_some() || !f.judgements.is_empty()) {
        (0, _) => "no entry written with hindsight was used".to_owned(),
        _ => format!("{n} {noun} written with hindsight used: a worked example, not a test"),
    }]);
}

fn judged(on: &JudgementOn) -> String {
    match on {
        JudgementOn::AmountShift(v) => format!("amount shifted by {v} in logs"),
        JudgementOn::Spread(v) => format!("spread × {v}"),
        JudgementOn::ConsentOdds(v) => format!("odds of consent × {v}"),
        JudgementOn::Hazard { from, to, times } => {
            format!("hazard × {times} from {} to {}", day(*from), day(*to))
        }
    }
}

/// An assumption and what it rests on.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Path in the case.
    pub path: &'static str,
    /// Value.
    pub value: String,
    /// Claim ids, class, judgement, default.
    pub basis: String,
    /// Written with hindsight.
    pub hindsight: bool,
}

/// Every assumption of the forecast, with its basis.
pub fn assumptions(case: &Case) -> Vec<Assumption> {
    let f = &case.forecast;
    let plain = |path: &'static str, value: String| Assumption {
        path,
        value,
        basis: "default or case".into(),
        hindsight: false,
    };
    let mut list = vec![
        plain("forecast.class.series", f.series.clone().unwrap_or_else(|| "none".into())),
        plain("forecast.class.type", f.family.clone().unwrap_or_else(|| "none".into())),
        plain("forecast.class.cap", f.cap.to_string()),
        plain("forecast.class.min_members", f.min_members.to_string()),
        plain("forecast.date.clock", f.clock.word().into()),
        plain("forecast.date.root_weight", f.root_weight.to_string()),
        plain("forecast.date.root_half_life_days", f.root_half_life_days.to_string()),
        plain("forecast.amount.measure", f.measure.word().into()),
        plain("forecast.amount.floor", f.amount_floor.to_string()),
        plain("forecast.lag.floor", f.lag_floor.to_string()),
    ];
    if let Some(rate) = case.pricing.discount_rate {
        let basis = case.pricing.discount_basis.clone().unwrap_or_else(|| "case".into());
        list.push(Assumption {
            path: "price.discount_rate",
            value: change(rate, 1).replace('+', ""),
            basis,
            hindsight: false,
        });
    }
    if let Some(d) = &f.demand {
        let hindsight = d.standing.hindsight;
        let basis = d.basis.join(", ");
        list.push(Assumption {
            path: "forecast.demand.mean",
            value: d.mean.to_string(),
            basis: basis.clone(),
            hindsight,
        });
        list.push(Assumption { path: "forecast.demand.sd", value: d.sd.to_string(), basis, hindsight });
    }
    for j in &f.judgements {
        let basis = format!("judgement: {}", j.reason);
        list.push(Assumption {
            path: "forecast.judgement",
            value: judged(&j.on),
            basis,
            hindsight: j.standing.hindsight,
        });
    }
    list
}

fn assumption_table(case: &Case) -> Table {
    let mut t = Table::new("Assumptions and what each rests on", &["path", "value", "basis", ""]);
    for a in assumptions(case) {
        let late = if a.hindsight { "hindsight" } else { "" };
        t.row(vec![a.path.into(), a.value, a.basis, late.into()]);
    }
    t
}
