//! The state of play as a report.

use winset_case::Case;
use winset_case::quantity::Unit;

use super::{Brief, Line, Since};
use crate::fmt::{
    Scale, UNKNOWN, contract_year, day, days_between, fixed, log_change, period, probability, rate, weekday,
};
use crate::forecast::{Answer, Forecast, Level, Stand};
use crate::question::Question;
use crate::report::{Report, Table, foot};

/// The report; with `since`, what changed comes first. `path` names the case in the commands that may follow.
pub fn report(q: &Question, b: &Brief, since: Option<&Since>, path: &str) -> Report {
    let case = &q.case;
    let mut r = Report {
        title: case.title.clone(),
        beside: beside(q),
        foot: foot(q.as_of, &q.hash),
        ..Report::default()
    };
    r.lead = lead(q, b);
    if let Some(s) = since {
        changed(&mut r, case, b, s, path);
    }
    asked(&mut r, case, b);
    shares(&mut r, b);
    bodies(&mut r, b);
    calendar(&mut r, b);
    earlier(&mut r, q, b);
    if !b.unknown.is_empty() {
        r.heading("Not known");
        r.lines(b.unknown.clone());
    }
    r.heading("Next");
    r.lines(next(b, path));
    r
}

/// What ended, what happened last, and what the figures are worth.
pub fn lead(q: &Question, b: &Brief) -> Vec<String> {
    let mut lead = Vec::new();
    if let Some(e) = &q.outcome.ending {
        let what = e.what.clone().unwrap_or_else(|| "a deal".into());
        lead.push(match e.deal {
            Some(d) => format!("Ended {d}: {}.", what.trim_end_matches('.')),
            None => "Ended without a deal.".into(),
        });
    }
    lead.extend(b.latest.clone());
    if !b.findings.is_empty() && q.outcome.ending.is_none() {
        lead.push(b.findings.join(" "));
    }
    lead.extend(silence(q));
    lead
}

/// Says so when the record has been silent for long: a reader takes silence for calm.
fn silence(q: &Question) -> Option<String> {
    let last = q.case.claims.iter().map(|c| c.standing.known_on).max()?;
    let n = days_between(last, q.as_of);
    (n > SILENT_DAYS && q.outcome.ending.is_none()).then(|| {
        format!("The record ends on {}, {n} days before the day asked: its silence is no evidence that nothing happened.", day(last))
    })
}

/// A record is called silent after this many days without a new claim.
const SILENT_DAYS: i32 = 60;

/// What stands beside the title: the day of the answer and how far it is from the end of the agreement.
pub fn beside(q: &Question) -> String {
    let as_of = format!("as of {}", weekday(q.as_of));
    let Some(b) = &q.case.baseline else { return as_of };
    let Some(ends) = b.ends else { return as_of };
    let n = days_between(q.as_of, ends);
    let name = b.agreement.clone().unwrap_or_else(|| "agreement in force".into());
    let days = |n: i32| if n == 1 { "1 day".to_owned() } else { format!("{n} days") };
    match n {
        0 => format!("{as_of}, the last day of the {name}"),
        n if n > 0 => format!("{as_of}, {} before the {name} expires", days(n)),
        n => format!("{as_of}, {} after the {name} expired", days(-n)),
    }
}

fn scale(case: &Case, b: &Brief) -> Scale {
    let most = b.found.lines.iter().filter_map(|l| l.high.or(l.low)).max().unwrap_or_default();
    let step = case.pricing.round_to.as_ref().and_then(|f| f.low.or(f.high));
    let s = Scale::of(most, step);
    // A state of play is read, not audited: whole billions or millions, but never less than three digits.
    s.coarser(b.found.lines.iter().filter_map(|l| l.low.or(l.high)).min().unwrap_or(most))
}

fn asked(r: &mut Report, case: &Case, b: &Brief) {
    r.heading("Asked and offered");
    let scale = scale(case, b);
    let unit = b.unit.as_ref().map_or(String::new(), |u| scale.unit(u));
    let year = b.last_year.map_or("× last".into(), |y| format!("× {}", contract_year(case, y)));
    let mut t = Table::new(
        "What is asked and offered",
        &["", "as stated", &format!(">{unit}"), &format!(">{year}"), "official", "grade", "by whom"],
    );
    for l in &b.found.lines {
        t.row(row(case, l, &scale, b));
    }
    if t.rows.is_empty() {
        r.lines(vec!["nothing on record; add a claim of kind demand or offer to record.csv".into()]);
    }
    r.table(t);
    let mut notes: Vec<String> = b.found.notes.clone();
    for u in &b.found.rates {
        let via =
            if u.series.len() > 1 { format!(", through {}", u.series.join(" and ")) } else { String::new() };
        let source: Vec<String> = u.sources.iter().map(|id| crate::price::source_name(case, id)).collect();
        notes.push(format!(
            "{} {}, {} average, last known{via} ({})",
            rate(u.printed.0),
            u.printed.1,
            period(u.period.0, u.period.1),
            if source.is_empty() { "source not named".to_owned() } else { source.join(", ") }
        ));
    }
    notes.extend(b.found.implied.clone());
    for w in &b.found.wishes {
        notes.push(format!(
            "{} also wants: {} ({}); amount {UNKNOWN}{}",
            case.side_name(&w.side),
            w.stated,
            w.by,
            marks(w.weak, w.internal)
        ));
    }
    for x in &b.found.not_asks {
        let what = match x.kind {
            "valuation" => "a valuation",
            "cost_estimate" => "a cost estimate",
            _ => "pressure",
        };
        notes.push(format!("not a demand: {} ({}; {what}){}", x.stated, x.by, marks(x.weak, x.internal)));
    }
    if b.found.lines.iter().chain(&b.found.not_asks).chain(&b.found.shares).any(|l| l.weak) {
        notes.push("† recalled, or from a copy of another publisher's text".into());
    }
    r.lines(notes);
}

fn dagger(weak: bool) -> &'static str {
    if weak { " †" } else { "" }
}

/// The marks of an entry: † where it is weak, and whether it is for one's own eyes.
pub(super) fn marks(weak: bool, internal: bool) -> String {
    format!("{}{}", dagger(weak), if internal { " [internal]" } else { "" })
}

/// What a line is: `US asks`.
pub(crate) fn line_name(case: &Case, l: &Line, last_year: Option<i16>) -> String {
    let side = case.side_name(&l.side);
    match l.kind {
        "baseline" => {
            last_year.map_or("agreed last".into(), |y| format!("agreed for {}", contract_year(case, y)))
        }
        "demand" => format!("{side} asks"),
        "offer" if l.side == "both" => "both, tentatively".into(),
        "offer" => format!("{side} offers"),
        other => other.to_owned(),
    }
}

fn row(case: &Case, l: &Line, scale: &Scale, b: &Brief) -> Vec<String> {
    let name = line_name(case, l, b.last_year);
    let older = match l.older {
        0 => String::new(),
        1 => " (+1 earlier)".into(),
        n => format!(" (+{n} earlier)"),
    };
    let official = match l.official {
        Some(true) => "yes",
        Some(false) => "NO",
        None => UNKNOWN,
    };
    let grade = l
        .grade
        .map_or(UNKNOWN.into(), |(g, proposed)| if proposed { format!("({g})") } else { g.to_string() });
    vec![
        name,
        format!("{}{}", l.stated, marks(l.weak, l.internal)),
        span(l, |v| scale.write(v), (l.low, l.high)),
        span(l, |v| fixed(v, 1), l.multiple),
        official.into(),
        grade,
        format!("{}{older}", l.by),
    ]
}

type Pair = (Option<rust_decimal::Decimal>, Option<rust_decimal::Decimal>);

fn span(l: &Line, write: impl Fn(rust_decimal::Decimal) -> String, pair: Pair) -> String {
    match pair {
        (Some(a), Some(b)) if a != b => format!("{}–{}", write(a), write(b)),
        (Some(a), _) | (None, Some(a)) => format!("{}{}", l.sign, write(a)),
        (None, None) => UNKNOWN.into(),
    }
}

fn shares(r: &mut Report, b: &Brief) {
    if b.found.shares.is_empty() {
        return;
    }
    r.heading("Shares quoted: different wholes, not comparable");
    let mut t = Table::new("Shares quoted, each of its own whole", &["share", "by whom"]);
    for s in &b.found.shares {
        t.row(vec![format!("{}{}", s.stated, marks(s.weak, s.internal)), s.by.clone()]);
    }
    r.table(t);
}

/// Past votes shown at most.
const VOTES: usize = 8;
/// New claims shown at most.
const NEW_CLAIMS: usize = 200;

fn bodies(r: &mut Report, b: &Brief) {
    r.heading("Who can say no");
    if b.bodies.is_empty() {
        r.lines(vec!["no approval was known then; add [approval.ID] with its rule".into()]);
    }
    for x in &b.bodies {
        let mut head = format!("{}: {}, {}", x.place, x.name, x.rule);
        if let (Some(q), Some(m)) = (x.quorum, x.members) {
            head.push_str(&format!(" (≥ {q} present of {m})"));
        } else if let Some(m) = x.members {
            head.push_str(&format!(" ({m} {})", if x.weighted { "votes" } else { "members" }));
        }
        let mut lines = vec![head];
        if !x.seats.is_empty() {
            let seats: Vec<String> = x.seats.iter().map(|(n, s)| format!("{n} {s}")).collect();
            let from = x.seats_from.as_deref().map(|f| format!("  ({f})")).unwrap_or_default();
            lines.push(format!("  seats: {}{from}{}", seats.join(" · "), dagger(x.weak)));
        }
        if let Some(n) = x.needed {
            lines.push(format!("  needed if all are there: {n}"));
        }
        if let Some((from, seats)) = &x.coming {
            lines.push(format!("  from {}: {seats}", day(*from)));
        }
        lines.extend(x.votes.iter().take(VOTES).map(|v| format!("  {v}")));
        if x.votes.len() > VOTES {
            lines.push(format!("  and {} earlier", x.votes.len() - VOTES));
        }
        lines.extend(x.threats.iter().map(|(t, _)| format!("  {t}")));
        lines.extend(x.note.iter().map(|n| format!("  {n}")));
        r.lines(lines);
    }
}

fn calendar(r: &mut Report, b: &Brief) {
    r.heading("Calendar");
    let mut t = Table::new("Dates", &["date", "what", ">in days", ""]);
    for d in b.calendar.iter().filter(|d| d.ours) {
        let whose = d.whose.clone().unwrap_or_default();
        t.row(vec![
            day(d.date),
            format!("{}{}", d.what, marks(d.weak, d.internal)),
            d.days.to_string(),
            whose,
        ]);
    }
    for d in b.calendar.iter().filter(|d| !d.ours) {
        let whose = d.whose.as_deref().map(|w| format!("not ours: {w}")).unwrap_or_else(|| "not ours".into());
        t.row(vec![
            day(d.date),
            format!("{}{}", d.what, marks(d.weak, d.internal)),
            d.days.to_string(),
            whose,
        ]);
    }
    if t.rows.is_empty() {
        r.lines(vec!["no date ahead was known then; add [calendar.ID]".into()]);
    }
    r.table(t);
}

fn earlier(r: &mut Report, q: &Question, b: &Brief) {
    match &b.forecast {
        Ok(Answer::Open(f)) => {
            let own = f.members.iter().filter(|m| m.level == Level::Own).count();
            r.heading(format!(
                "How earlier ones ended ({own} own, {} in all: a base rate, not a prophecy)",
                f.members.len()
            ));
            r.lines(ended(q, f));
        }
        Ok(Answer::Ended { .. }) => {}
        Err(e) => {
            r.heading("How earlier ones ended");
            r.lines(vec![e.to_string()]);
        }
    }
}

fn ended(q: &Question, f: &Forecast) -> Vec<String> {
    let mut lines = Vec::new();
    let events: Vec<&crate::forecast::ByDate> =
        f.deal_by.iter().filter(|d| d.event.is_some() && crate::forecast::telling(d)).take(3).collect();
    if let (Some(first), Some(last)) = (events.first(), events.last()) {
        let worth = |x: f64| libm::floor(x + 0.5) as i64;
        let chances: Vec<String> =
            events.iter().map(|d| format!("{} by {}", probability(d.p), day(d.date))).collect();
        let (a, b) = (worth(first.worth), worth(last.worth));
        let range = if a == b { format!("{a}") } else { format!("{}–{}", a.min(b), a.max(b)) };
        lines.push(format!("a deal: {} (worth {range} talks)", chances.join(", ")));
    }
    let longest = f
        .members
        .iter()
        .filter(|m| m.level == Level::Own)
        .filter_map(|m| if let Stand::Deal(_, b) = m.stand { Some((b, m)) } else { None })
        .max_by_key(|(b, _)| *b);
    if let Some((days, m)) = longest {
        let words = if days > 0 {
            format!("{days} days after expiry")
        } else {
            format!("{} days before expiry", -days)
        };
        lines.push(format!("latest so far of its own series: {words} ({})", m.id));
    }
    if let Some(a) = &f.amount_class {
        let q = |x: f64| log_change(a.t.quantile(x));
        let with = f.amount.as_ref().filter(|_| f.demand.is_some()).map(|d| {
            format!(
                " | with the demand {} to {}",
                log_change(d.t.quantile(0.1)),
                log_change(d.t.quantile(0.9))
            )
        });
        let measure = f.measure.word().replace('_', " ");
        lines.push(format!(
            "{measure}: 80 % between {} and {}, median {}{}",
            q(0.1),
            q(0.9),
            q(0.5),
            with.unwrap_or_default()
        ));
    }
    let of = |i: usize| format!("{} of {}", f.votes[i].0, f.votes[i].0 + f.votes[i].1);
    lines.push(format!(
        "consent: {} own, {} of the type, {} others: {}",
        of(2),
        of(1),
        of(0),
        probability(f.consent.0)
    ));
    let unlike: Vec<&str> = q.case.forecast.unlike.iter().map(|u| u.what.as_str()).collect();
    if !unlike.is_empty() {
        lines.push(format!("unlike the past: {}", unlike.join("; ")));
    }
    if f.hindsight_used > 0 {
        let noun = if f.hindsight_used == 1 { "entry" } else { "entries" };
        lines.push(format!(
            "{} {noun} written with hindsight used: a worked example, not a test",
            f.hindsight_used
        ));
    }
    lines
}

fn next(b: &Brief, folder: &str) -> Vec<String> {
    let price = match b.unit {
        Some(Unit::Currency(_)) => format!("winset price {folder} \"+5%, 3%/yr, 5y\""),
        _ => format!("winset price {folder}"),
    };
    vec![
        price,
        format!("winset forecast {folder}"),
        format!("winset record {folder} list"),
        format!("winset report {folder} -o report.html"),
    ]
}

fn changed(r: &mut Report, case: &Case, b: &Brief, s: &Since, path: &str) {
    r.heading(format!("Since {}", day(s.day)));
    let scale = scale(case, b);
    let mut lines = Vec::new();
    for m in &s.moved {
        let who = if m.side.is_empty() { String::new() } else { format!(" of {}", case.side_name(&m.side)) };
        let value = |l: &Line| format!("{} ({})", l.stated, span(l, |v| scale.write(v), (l.low, l.high)));
        match &m.before {
            Some(before) => {
                lines.push(format!("{}{who} moved: {} → {}", m.kind, value(before), value(&m.after)))
            }
            None => lines.push(format!("new {}{who}: {}, {}", m.kind, value(&m.after), m.after.by)),
        }
    }
    lines.extend(s.resolved.iter().map(|u| format!("no longer unknown: {u}")));
    lines.extend(s.rates.iter().cloned());
    lines.extend(s.new_dates.iter().map(|d| format!("new date: {d}")));
    lines.extend(s.nearer.iter().map(|(what, then, now)| format!("{what}: {then} → {now} days")));
    if s.claims.is_empty() {
        lines.push("no new claim".into());
    }
    r.lines(lines);
    let mut t = Table::new(format!("{} new claims", s.claims.len()), &["known", "id", "claim"]);
    for (id, known, text) in s.claims.iter().take(NEW_CLAIMS) {
        t.row(vec![known.to_string(), id.clone(), text.clone()]);
    }
    r.table(t);
    if s.claims.len() > NEW_CLAIMS {
        let more = s.claims.len() - NEW_CLAIMS;
        r.lines(vec![format!("and {more} more new claims (winset record {path} list --since {})", s.day)]);
    }
}
