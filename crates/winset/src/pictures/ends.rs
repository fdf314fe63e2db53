//! How such talks end: the chance of a deal by date, and past changes beside the forecast's dots.

use jiff::civil::Date;
use winset_case::Case;

use super::{at, caption, clause, months, speech};
use crate::chart::words::{Words, fill, words};
use crate::chart::{
    Align, Axis, Chance, Cloud, Course, Curve, DateCurve, DayLabel, Dots, Frame, Head, Lang, Likeness,
    Observer, PastCase, Picture, Rule, Table, about,
};
use crate::fmt::{log_change, probability};
use crate::forecast::{Amount, ByDate, Forecast, Level, MemberUsed};
use crate::question::Question;

const MOST_DAYS: i32 = 800;

/// The chance of a deal by date, with the events of the calendar and what observers saw.
pub fn when(q: &Question, f: &Forecast) -> Option<Picture> {
    let (lang, w) = speech(q);
    let last_event = f.deal_by.iter().filter(|d| d.event.is_some()).map(|d| at(q, d.date)).max().unwrap_or(0);
    let to_day = at(q, f.horizon).min((last_event + 60).clamp(365, MOST_DAYS));
    let mut curves = vec![curve(q, w.says.class, &f.deal_by, f.origin, to_day)];
    curves.extend(f.yours.as_ref().map(|y| curve(q, w.says.yours, &y.deal_by, f.origin, to_day)));
    let as_of = (w.writes.day)(q.as_of);
    let note = fill(w.says.when_note, &[("day", &as_of), ("n", &f.members.len().to_string())]);
    let frame =
        Frame { name: "when".into(), heading: when_heading(f, w), note, caption: caption(q, &[]), lang };
    let events = f.deal_by.iter().filter(|d| at(q, d.date) <= to_day).filter_map(|d| event(q, d, w));
    Some(Picture::DateCurve(DateCurve {
        frame,
        from_day: 0,
        to_day,
        ticks: months(q, 0, to_day),
        curves,
        events: events.collect(),
        observers: observers(q, to_day, w),
        band: w.says.band.to_owned(),
    }))
}

/// The date of these talks on a day: what a picture has room for, and what it stands for.
fn event(q: &Question, d: &ByDate, w: &Words) -> Option<DayLabel> {
    d.event.as_ref()?;
    let entry = q.case.calendar.iter().find(|e| e.date == d.date && e.ours)?;
    let label = format!("{}, {}", clause(&entry.what), (w.writes.day)(d.date));
    Some(DayLabel { day: at(q, d.date), label, about: events_on(&q.case, d.date) })
}

/// The dates of these talks on a day.
fn events_on(case: &Case, date: Date) -> String {
    let ours = case.calendar.iter().filter(|e| e.date == date && e.ours);
    ours.map(|e| about("event", &[&e.id])).collect::<Vec<_>>().join(" ")
}

fn curve(q: &Question, name: &str, list: &[ByDate], expiry: Date, to_day: i32) -> Curve {
    let mut points = vec![Chance { day: 0, p: 0.0, band: Some((0.0, 0.0)) }];
    let within: Vec<&ByDate> = list.iter().filter(|d| at(q, d.date) <= to_day).collect();
    points.extend(within.iter().map(|d| Chance { day: at(q, d.date), p: d.p, band: Some((d.low, d.high)) }));
    let values = labelled(&q.case, &within, expiry).into_iter().map(|d| DayLabel {
        day: at(q, d.date),
        label: probability(d.p),
        about: events_on(&q.case, d.date),
    });
    Curve { name: name.to_owned(), course: Course::Straight, values: values.collect(), points }
}

/// Values of a curve that are written beside it at most.
const VALUES: usize = 4;

/// The days whose chance is written: dates of these talks, those with a chance worth reading first, the expiry always.
fn labelled<'a>(case: &Case, list: &[&'a ByDate], expiry: Date) -> Vec<&'a ByDate> {
    let ours = |d: &ByDate| d.event.is_some() && case.calendar.iter().any(|e| e.date == d.date && e.ours);
    let mut chosen: Vec<&ByDate> = list.iter().copied().filter(|d| ours(d)).collect();
    chosen.sort_by_key(|d| (d.date != expiry, d.p < 0.01, d.date));
    chosen.truncate(VALUES);
    if chosen.iter().any(|d| d.p >= 0.01) {
        chosen.retain(|d| d.p >= 0.01 || d.date == expiry);
    }
    chosen.sort_by_key(|d| d.date);
    chosen
}

/// What observers saw, each with its day; those of days past stand before the line.
fn observers(q: &Question, to_day: i32, w: &Words) -> Vec<Observer> {
    let all = q.case.forecast.observers.iter().enumerate();
    let mut dated: Vec<(Date, usize, &str)> =
        all.filter_map(|(i, o)| Some((o.date?, i, o.what.as_str()))).collect();
    dated.retain(|(date, _, _)| at(q, *date) <= to_day);
    dated.sort();
    let one = |(date, i, what): (Date, usize, &str)| Observer {
        from_day: at(q, date),
        to_day: at(q, date),
        label: format!("{}: {what}", (w.writes.day)(date)),
        about: about("observer", &[&i.to_string()]),
    };
    dated.into_iter().map(one).collect()
}

fn when_heading(f: &Forecast, w: &Words) -> String {
    let expiry = f.deal_by.iter().find(|d| d.date == f.origin);
    let median = f.quantile_days.iter().find(|(q, _)| *q == 0.5).and_then(|(_, d)| *d);
    let half = match median {
        Some(d) => fill(w.says.half_by, &[("day", &(w.writes.day)(d))]),
        None => w.says.half_never.to_owned(),
    };
    match expiry {
        Some(e) => fill(w.says.when_expiry, &[("p", &probability(e.p)), ("half", &half)]),
        None => fill(w.says.when_half, &[("half", &half)]),
    }
}

/// The chances at the events and the horizon, as the table beside the picture, in English.
pub fn when_table(f: &Forecast) -> Table {
    table(f, words(Lang::En))
}

/// The same in the language of the question.
pub fn dates_table(q: &Question, f: &Forecast) -> Table {
    table(f, speech(q).1)
}

fn table(f: &Forecast, w: &Words) -> Table {
    let head = |name: &str, align| Head { name: name.to_owned(), align };
    let mut heads = vec![
        head(w.says.deal_by, Align::Left),
        head(w.says.class, Align::Right),
        head("10–90 %", Align::Right),
        head(w.says.event, Align::Left),
    ];
    if f.yours.is_some() {
        heads.insert(3, head(w.says.yours, Align::Right));
    }
    let mut t = Table { caption: w.says.when_caption.into(), head: heads, rows: Vec::new() };
    for (i, d) in f.deal_by.iter().enumerate() {
        let event = d.event.clone().unwrap_or_default();
        let band = format!("{}–{}", probability(d.low).replace(" %", ""), probability(d.high));
        let mut row = vec![(w.writes.day)(d.date), probability(d.p), band, event];
        if let Some(y) = &f.yours {
            row.insert(3, y.deal_by.get(i).map_or(String::new(), |y| probability(y.p)));
        }
        t.rows.push(row);
    }
    t
}

/// Past changes of own series and type as named dots; the forecast, and one's own, as twenty equally likely values.
pub fn amount(q: &Question, f: &Forecast) -> Option<Picture> {
    let (lang, w) = speech(q);
    let a = f.amount.as_ref()?;
    let chosen = near(&f.members);
    let mut forecasts = vec![cloud(a, "class", if f.yours.is_some() { w.says.class } else { "" }, w)];
    let yours = f.yours.as_ref().and_then(|y| y.amount.as_ref());
    forecasts.extend(yours.map(|a| cloud(a, "yours", w.says.yours, w)));
    let places = quantiles(a);
    let heading =
        fill(w.says.amount_heading, &[("mid", &places[1]), ("low", &places[0]), ("high", &places[2])]);
    let note = if f.demand.is_some() { w.says.amount_note_demand } else { w.says.amount_note };
    let left_out = match f.members.iter().filter(|m| m.change.is_some()).count() - chosen.len() {
        0 => String::new(),
        n => fill(w.says.left_out, &[("n", &n.to_string())]),
    };
    let zero = Rule { value: 0.0, label: w.last_agreed.to_owned() };
    Some(Picture::Dots(Dots {
        frame: Frame {
            name: "amount".into(),
            heading,
            note: format!("{note}{left_out}"),
            caption: caption(q, &[]),
            lang,
        },
        axis: Axis::linear(" %", vec![zero]),
        cases: chosen.into_iter().map(past).collect(),
        span: Some(span(a)),
        forecasts,
    }))
}

/// The members that are drawn: own series and type, or, where these are too few, all that lie within reach.
fn near(members: &[MemberUsed]) -> Vec<&MemberUsed> {
    let known = || members.iter().filter(|m| m.change.is_some());
    let near: Vec<&MemberUsed> = known().filter(|m| m.level != Level::Other).collect();
    if near.len() >= 3 {
        return near;
    }
    known().filter(|m| m.change.is_some_and(|c| c.abs() < 1.0)).collect()
}

/// Within which changes past cases are drawn: the middle 95 % of the forecast, and twice as much again on both sides.
fn span(a: &Amount) -> (f64, f64) {
    let (low, high) = (percent(a.t.quantile(0.025)), percent(a.t.quantile(0.975)));
    (low - 2.0 * (high - low), high + 2.0 * (high - low))
}

fn past(m: &MemberUsed) -> PastCase {
    PastCase {
        name: m.id.clone(),
        title: m.title.clone(),
        value: percent(m.change.unwrap_or_default()),
        label: m.change.map(log_change).unwrap_or_default(),
        likeness: match m.level {
            Level::Own => Likeness::OwnSeries,
            Level::Type => Likeness::SameType,
            Level::Other => Likeness::Other,
        },
        recalled: m.recalled,
        about: about("member", &[&m.id]),
    }
}

fn cloud(a: &Amount, id: &str, name: &str, w: &Words) -> Cloud {
    let [low, mid, high] = quantiles(a);
    Cloud {
        name: name.to_owned(),
        label: fill(w.says.range, &[("low", &low), ("mid", &mid), ("high", &high)]),
        values: (0..20).map(|i| percent(a.t.quantile((f64::from(i) + 0.5) / 20.0))).collect(),
        about: about("forecast", &[id]),
    }
}

/// The 10, 50 and 90 % points in words.
fn quantiles(a: &Amount) -> [String; 3] {
    [0.1, 0.5, 0.9].map(|p| log_change(a.t.quantile(p)))
}

fn percent(log: f64) -> f64 {
    libm::expm1(log) * 100.0
}
