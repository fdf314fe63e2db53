//! How such talks end: the chance of a deal by date, and past changes beside the forecast's dots.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{caption, lang};
use crate::chart::{
    Align, Axis, Chance, Course, Curve, DateCurve, DayLabel, Dots, Frame, Head, Lang, Likeness, Observer,
    PastCase, Picture, Rule, Table,
};
use crate::fmt::{day, days_between, log_change, probability};
use crate::forecast::{ByDate, Forecast, Level, MemberUsed};
use crate::question::Question;

const MOST_DAYS: i32 = 800;

/// The chance of a deal by date, with the events of the calendar.
pub fn when(q: &Question, f: &Forecast) -> Option<Picture> {
    let lang = lang(q);
    let at = |d: Date| days_between(q.as_of, d);
    let last_event = f.deal_by.iter().filter(|d| d.event.is_some()).map(|d| at(d.date)).max().unwrap_or(0);
    let to_day = at(f.horizon).min((last_event + 60).clamp(365, MOST_DAYS));
    let events: Vec<&ByDate> =
        f.deal_by.iter().filter(|d| d.event.is_some() && at(d.date) <= to_day).collect();
    let name =
        |english: &str, korean: &str| if lang == Lang::Ko { korean.to_owned() } else { english.to_owned() };
    let mut curves = vec![curve(name("class", "유사 사례"), &f.deal_by, &events, to_day, &at)];
    if let Some(y) = &f.yours {
        let marked: Vec<&ByDate> =
            y.deal_by.iter().filter(|d| d.event.is_some() && at(d.date) <= to_day).collect();
        curves.push(curve(name("yours", "판단 반영"), &y.deal_by, &marked, to_day, &at));
    }
    let note = match lang {
        Lang::Ko => format!(
            "{}까지 합의가 없을 때 각 날짜까지의 합의 확률; 종료된 협상 {}건",
            day(q.as_of),
            f.members.len()
        ),
        _ => format!(
            "Chance of a deal by each date, given none by {}; from {} finished talks, a base rate and no prophecy",
            day(q.as_of),
            f.members.len()
        ),
    };
    let frame =
        Frame { name: "when".into(), heading: when_heading(f, lang), note, caption: caption(q, &[]), lang };
    Some(Picture::DateCurve(DateCurve {
        frame,
        from_day: 0,
        to_day,
        ticks: ticks(q.as_of, to_day),
        curves,
        events: events
            .iter()
            .filter(|d| !d.event.as_deref().unwrap_or_default().starts_with("not ours"))
            .map(|d| DayLabel { day: at(d.date), label: event_words(d) })
            .collect(),
        observers: observers(q, to_day),
        band: name("10 and 90 % points of the chance itself", "확률 자체의 10 %와 90 % 지점"),
    }))
}

fn event_words(d: &ByDate) -> String {
    let what = d.event.clone().unwrap_or_default();
    // A picture has room for the first clause.
    let first = what.split([':', ';', ',']).next().unwrap_or_default().trim().to_owned();
    format!("{first}, {}", day(d.date))
}

fn curve(name: String, list: &[ByDate], events: &[&ByDate], to_day: i32, at: &impl Fn(Date) -> i32) -> Curve {
    let mut points = vec![Chance { day: 0, p: 0.0, band: Some((0.0, 0.0)) }];
    let within = list.iter().filter(|d| at(d.date) <= to_day);
    points.extend(within.map(|d| Chance { day: at(d.date), p: d.p, band: Some((d.low, d.high)) }));
    let values =
        events.iter().take(4).map(|d| DayLabel { day: at(d.date), label: probability(d.p) }).collect();
    Curve { name, course: Course::Straight, points, values }
}

fn ticks(as_of: Date, to_day: i32) -> Vec<DayLabel> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let step = if to_day > 500 {
        3
    } else if to_day > 200 {
        2
    } else {
        1
    };
    let mut out = Vec::new();
    let Ok(mut d) = as_of.first_of_month().checked_add(1.month()) else { return out };
    for _ in 0..60 {
        let at = days_between(as_of, d);
        if at > to_day {
            break;
        }
        let month = MONTHS[(d.month() - 1) as usize];
        let label =
            if out.is_empty() || d.month() == 1 { format!("{month} {}", d.year()) } else { month.to_owned() };
        out.push(DayLabel { day: at, label });
        let Ok(next) = d.checked_add(Span::new().months(step)) else { break };
        d = next;
    }
    out
}

fn observers(q: &Question, to_day: i32) -> Vec<Observer> {
    q.case
        .forecast
        .observers
        .iter()
        .filter_map(|o| {
            let at = days_between(q.as_of, o.date?);
            (0..=to_day).contains(&at).then(|| Observer { from_day: at, to_day: at, label: o.what.clone() })
        })
        .collect()
}

fn when_heading(f: &Forecast, lang: Lang) -> String {
    let expiry = f.deal_by.iter().find(|d| d.date == f.origin);
    let median = f.quantile_days.iter().find(|(q, _)| *q == 0.5).and_then(|(_, d)| *d);
    let half = match (median, lang) {
        (Some(d), Lang::Ko) => format!("절반은 {}까지", day(d)),
        (Some(d), _) => format!("half close by {}", day(d)),
        (None, Lang::Ko) => "절반은 기한 내에 끝나지 않는다".into(),
        (None, _) => "half never close in the time looked at".into(),
    };
    match (expiry, lang) {
        (Some(e), Lang::Ko) => format!("만료일까지 합의 확률 {}; {half}", probability(e.p)),
        (Some(e), _) => format!("Of talks like these {} close by the expiry; {half}", probability(e.p)),
        (None, Lang::Ko) => half,
        (None, _) => format!("Of talks like these {half}"),
    }
}

/// The chances at the events and the horizon, as the table beside the picture.
pub fn when_table(f: &Forecast) -> Table {
    let right = |name: &str| Head { name: name.to_owned(), align: Align::Right };
    let left = |name: &str| Head { name: name.to_owned(), align: Align::Left };
    let mut head = vec![left("deal by"), right("class"), right("10–90 %"), left("event")];
    if f.yours.is_some() {
        head.insert(3, right("yours"));
    }
    let mut t = Table { caption: "Chance of a deal by each day".into(), head, rows: Vec::new() };
    for (i, d) in f.deal_by.iter().enumerate() {
        let event = d.event.clone().unwrap_or_default();
        let band = format!("{}–{}", probability(d.low).replace(" %", ""), probability(d.high));
        let mut row = vec![day(d.date), probability(d.p), band, event];
        if let Some(y) = &f.yours {
            row.insert(3, y.deal_by.get(i).map_or(String::new(), |y| probability(y.p)));
        }
        t.rows.push(row);
    }
    t
}

/// Past changes of own series and type as named dots, and the forecast as twenty equally likely values.
pub fn amount(q: &Question, f: &Forecast) -> Option<Picture> {
    let lang = lang(q);
    let a = f.amount.as_ref()?;
    let percent = |log: f64| libm::expm1(log) * 100.0;
    let known = f.members.iter().filter(|m| m.change.is_some()).count();
    let near: Vec<&MemberUsed> =
        f.members.iter().filter(|m| m.level != Level::Other && m.change.is_some()).collect();
    let chosen: Vec<&MemberUsed> = if near.len() >= 3 {
        near
    } else {
        f.members.iter().filter(|m| m.change.is_some_and(|c| c.abs() < 1.0)).collect()
    };
    let cases = chosen.iter().map(|m| PastCase {
        name: m.id.clone(),
        value: percent(m.change.unwrap_or_default()),
        label: m.change.map(log_change).unwrap_or_default(),
        likeness: match m.level {
            Level::Own => Likeness::OwnSeries,
            Level::Type => Likeness::SameType,
            Level::Other => Likeness::Other,
        },
        recalled: m.recalled,
    });
    let forecast = (0..20).map(|i| percent(a.t.quantile((f64::from(i) + 0.5) / 20.0))).collect();
    let (low, mid, high) = (a.t.quantile(0.1), a.t.quantile(0.5), a.t.quantile(0.9));
    let words = |lo: f64, hi: f64| (log_change(lo), log_change(hi));
    let (lo, hi) = words(low, high);
    let heading = match lang {
        Lang::Ko => {
            format!("합의가 이루어진다면 첫해 증가율 중앙값 {}, 80 % 구간 {lo} ~ {hi}", log_change(mid))
        }
        _ => format!(
            "Given a deal: a median of {} on the last amount, eight in ten between {lo} and {hi}",
            log_change(mid)
        ),
    };
    let with = f.demand.is_some();
    let note = match (lang, with) {
        (Lang::Ko, _) => "직전 합의 대비 변화율, %; 점 하나는 확률 5 %".to_owned(),
        (_, true) => "Change on the last agreed amount, %; each dot of the forecast, demand included, is one chance in twenty".to_owned(),
        (_, false) => "Change on the last agreed amount, %; each dot of the forecast is one chance in twenty".to_owned(),
    };
    let left_out = known - chosen.len();
    let note = match (lang, left_out) {
        (_, 0) => note,
        (Lang::Ko, n) => format!("{note}; 그리지 않은 사례 {n}건"),
        (_, n) => format!("{note}; {n} cases that stand further off are not drawn"),
    };
    let zero = Rule {
        value: 0.0,
        label: if lang == Lang::Ko { "직전 합의".into() } else { "last agreed".into() },
    };
    Some(Picture::Dots(Dots {
        frame: Frame { name: "amount".into(), heading, note, caption: caption(q, &[]), lang },
        axis: Axis::linear(" %", vec![zero]),
        cases: cases.collect(),
        forecast,
        forecast_name: String::new(),
        forecast_label: log_change(mid),
    }))
}
