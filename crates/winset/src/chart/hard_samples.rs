//! Charts for the tests that are hard to draw: long names, extremes, crowds, nothing at all.

use super::samples::{curve, frame, mark, ordinary, past};
use super::samples_votes::hard_votes;
use super::*;

/// Charts that are hard to draw.
pub(crate) fn hard(lang: Lang) -> Vec<Picture> {
    let long = "Special Measures Agreement on the cost of the stationing of forces between the Republic of Korea and the United States, including every annex, implementing arrangement and exchange of notes";
    let mut charts = empty(lang);
    for name in [
        long,
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung".repeat(3).as_str(),
        "第10次特別措置協定、ロイター通信「匿名の当局者」。".repeat(4).as_str(),
        "<script>\"&'\u{202E}\u{7}",
    ] {
        charts.extend(ordinary(lang).into_iter().map(|chart| renamed(chart, name)));
    }
    charts.extend(
        [many_lanes(lang), extreme(lang, Count::Log), extreme(lang, Count::Linear)].map(Picture::Lanes),
    );
    charts.push(Picture::StackedBars(many_bars(lang)));
    charts.push(Picture::Dots(many_dots(lang)));
    charts.push(Picture::DateCurve(crowded_curve(lang)));
    charts.extend([many_dates(lang, 40), many_dates(lang, 9)].map(Picture::Calendar));
    charts.extend(hard_votes(lang));
    charts
}

/// Charts without content.
pub(crate) fn empty(lang: Lang) -> Vec<Picture> {
    let frame = Frame { lang, ..frame(lang, "empty", "Nobody has named a figure") };
    let lanes = Lanes { frame: frame.clone(), axis: Axis::multiples(lang), ..Lanes::default() };
    let silent = Lanes { lanes: vec![Lane { name: "ROK".into(), ..Lane::default() }], ..lanes.clone() };
    vec![
        Picture::Lanes(lanes),
        Picture::Lanes(silent),
        Picture::StackedBars(StackedBars { frame: frame.clone(), ..StackedBars::default() }),
        Picture::Dots(Dots { frame: frame.clone(), ..Dots::default() }),
        Picture::DateCurve(DateCurve { frame: frame.clone(), ..DateCurve::default() }),
        Picture::Hemicycle(Hemicycle { frame: frame.clone(), needed: 5, ..Hemicycle::default() }),
        Picture::Frontier(Frontier { frame, ..Frontier::default() }),
        Picture::DateCurve(DateCurve::default()),
        Picture::Calendar(Calendar::default()),
    ]
}

fn renamed(chart: Picture, name: &str) -> Picture {
    let text = || name.to_owned();
    let frame = |f: Frame| Frame {
        name: text(),
        heading: text(),
        note: text(),
        caption: vec![text(), text()],
        lang: f.lang,
    };
    match chart {
        Picture::Lanes(mut c) => {
            c.lanes.iter_mut().for_each(|l| (l.name, l.about) = (text(), text()));
            let marks = c.lanes.iter_mut().flat_map(|l| &mut l.marks);
            marks.for_each(|m| (m.label, m.sublabel, m.about) = (text(), text(), text()));
            c.since = text();
            c.axis.rules.iter_mut().for_each(|r| r.label = text());
            Picture::Lanes(Lanes { frame: frame(c.frame), ..c })
        }
        Picture::StackedBars(mut c) => {
            c.categories.iter_mut().for_each(|n| *n = text());
            c.panels.iter_mut().for_each(|p| p.name = text());
            let bars = c.panels.iter_mut().flat_map(|p| &mut p.bars);
            bars.for_each(|b| {
                (b.total, b.label, b.about) = (text(), format!("{} {name}", b.label), text());
                b.parts.iter_mut().for_each(|p| (p.label, p.about) = (text(), text()));
            });
            Picture::StackedBars(StackedBars { frame: frame(c.frame), ..c })
        }
        Picture::Dots(mut c) => {
            c.cases
                .iter_mut()
                .for_each(|case| (case.name, case.label, case.about) = (text(), text(), text()));
            c.forecasts.iter_mut().for_each(|f| (f.name, f.label, f.about) = (text(), text(), text()));
            Picture::Dots(Dots { frame: frame(c.frame), ..c })
        }
        Picture::DateCurve(mut c) => {
            c.curves.iter_mut().for_each(|curve| curve.name = text());
            c.curves.iter_mut().flat_map(|curve| &mut curve.values).for_each(|v| v.label = text());
            c.events.iter_mut().chain(&mut c.ticks).for_each(|e| (e.label, e.about) = (text(), text()));
            c.observers.iter_mut().for_each(|o| (o.label, o.about) = (text(), text()));
            Picture::DateCurve(DateCurve { frame: frame(c.frame), band: text(), ..c })
        }
        Picture::Calendar(mut c) => {
            c.dates.iter_mut().for_each(|d| {
                (d.date, d.what, d.whose, d.about) = (text(), text(), text(), text());
            });
            c.ticks.iter_mut().for_each(|t| t.label = text());
            Picture::Calendar(Calendar { frame: frame(c.frame), today: text(), ..c })
        }
        Picture::Hemicycle(mut c) => {
            c.blocs.iter_mut().for_each(|bloc| (bloc.name, bloc.about) = (text(), text()));
            Picture::Hemicycle(Hemicycle { frame: frame(c.frame), ..c })
        }
        Picture::Frontier(mut c) => {
            c.solutions.iter_mut().for_each(|s| (s.name, s.label, s.about) = (text(), text(), text()));
            let (x_name, y_name, x_label, y_label) = (text(), text(), text(), text());
            let zone = text();
            Picture::Frontier(Frontier { frame: frame(c.frame), x_name, y_name, x_label, y_label, zone, ..c })
        }
    }
}

fn many_lanes(lang: Lang) -> Lanes {
    let marks = |n: i32| {
        (0..n % 20)
            .map(|k| {
                mark(
                    1.0 + f64::from(k) * 0.3,
                    Bound::Exact,
                    Evidence::Reported,
                    format!("US${k}bn"),
                    String::new(),
                )
            })
            .collect()
    };
    let lanes =
        (0..500).map(|n| Lane { name: format!("Party {n}"), marks: marks(n), ..Lane::default() }).collect();
    Lanes {
        frame: frame(lang, "many", "Five hundred parties have spoken"),
        axis: Axis::multiples(lang),
        lanes,
        ..Lanes::default()
    }
}

fn extreme(lang: Lang, count: Count) -> Lanes {
    let values = [0.0, -5.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 1e90, 1e-90, 1.0];
    let marks = values
        .iter()
        .map(|v| mark(*v, Bound::Approx, Evidence::Official, format!("{v:e}"), "extreme".into()))
        .collect();
    let lanes = vec![Lane { name: "All".into(), marks, ..Lane::default() }, Lane::default()];
    Lanes {
        frame: frame(lang, "extreme", "Values of every size"),
        axis: Axis { count, ..Axis::multiples(lang) },
        lanes,
        ..Lanes::default()
    }
}

fn many_bars(lang: Lang) -> StackedBars {
    let values = [1e300, -3.0, f64::NAN, 0.0, 1e-12, -1e8, 2.5e9];
    let bar = |n: usize| Bar {
        label: format!("Year {n}"),
        basis: [Basis::Printed, Basis::Rule, Basis::Projected][n % 3],
        parts: (0..9)
            .map(|k| Part {
                category: k,
                value: values[(n + k) % 7],
                label: format!("{k}"),
                ..Part::default()
            })
            .collect(),
        total: format!("{n} bn won"),
        about: String::new(),
    };
    let panel = |k: usize| Panel { name: format!("Proposal {k}"), bars: (0..20).map(bar).collect() };
    StackedBars {
        frame: frame(lang, "many", "Many years"),
        categories: (0..9).map(|k| format!("category {k}")).collect(),
        panels: (0..30).map(panel).collect(),
        grouping: Grouping::Grouped,
        power: 8,
    }
}

fn many_dots(lang: Lang) -> Dots {
    let cases =
        (0..200).map(|n| past(&format!("Round {n}"), f64::from(n % 17), Likeness::Other, false)).collect();
    Dots {
        frame: frame(lang, "many", "Many rounds"),
        axis: Axis::default(),
        span: None,
        cases,
        forecasts: vec![Cloud { values: vec![3.0; 500], ..Cloud::default() }; 9],
    }
}

fn crowded_curve(lang: Lang) -> DateCurve {
    let mut chart = curve(lang);
    chart.events = (0..40)
        .map(|n| DayLabel { day: n * 9, label: format!("event number {n}"), ..DayLabel::default() })
        .collect();
    chart.curves[0].values = (0..40)
        .map(|n| DayLabel { day: n * 3, label: format!("value {n} on its day"), ..DayLabel::default() })
        .collect();
    chart.curves[1].points.push(Chance { day: 90, p: f64::NAN, band: Some((f64::NAN, 2.0)) });
    chart.curves.push(Curve {
        name: "third".into(),
        points: vec![
            Chance { day: i32::MIN, p: 7.0, band: None },
            Chance { day: i32::MAX, p: -7.0, band: None },
        ],
        ..Curve::default()
    });
    chart.observers = (0..40)
        .map(|n| Observer {
            from_day: n * 20,
            to_day: i32::MIN,
            label: format!("observer {n}"),
            ..Observer::default()
        })
        .collect();
    chart
}

fn many_dates(lang: Lang, n: i32) -> Calendar {
    let date = |i: i32| CalendarDay {
        day: (i * i) % 100,
        date: format!("day {i}"),
        what: "an ordinary session of a chamber opens, or the committee reports to it, whichever is later"
            .repeat(2),
        ours: i % 3 == 0,
        ..CalendarDay::default()
    };
    Calendar {
        frame: frame(lang, "dates", "Many dates"),
        to_day: 100,
        dates: (0..n).map(date).collect(),
        ..Calendar::default()
    }
}
