//! Charts for the tests as they would stand in a report: the record of 19 November 2019.

use super::*;

/// One chart of each kind, as it would stand in a report.
pub(crate) fn ordinary(lang: Lang) -> Vec<Picture> {
    let mut charts = vec![
        Picture::Lanes(lanes(lang)),
        Picture::Lanes(shares(lang)),
        Picture::StackedBars(bars(lang, Grouping::Multiples)),
        Picture::StackedBars(bars(lang, Grouping::Grouped)),
        Picture::Dots(dots(lang)),
        Picture::Dots(days(lang)),
        Picture::DateCurve(curve(lang)),
        Picture::Calendar(calendar(lang)),
    ];
    charts.extend(super::samples_votes::votes(lang));
    charts
}

pub(crate) fn pick(lang: Lang, english: &str, korean: &str) -> String {
    if lang == Lang::Ko { korean } else { english }.to_owned()
}

pub(crate) fn frame(lang: Lang, name: &str, heading: &str) -> Frame {
    Frame {
        name: name.to_owned(),
        heading: heading.to_owned(),
        note: pick(
            lang,
            "Annual contribution of the Republic of Korea, in multiples of the last agreed amount (1,038.9 bn won, 2019), log scale",
            "한국의 연간 분담금, 직전 합의액(2019년 1조 389억 원)의 배수, 로그 눈금",
        ),
        caption: vec![
            pick(
                lang,
                "As of 19 November 2019. US$1 = 1,184 won. Sources: 10th Special Measures Agreement; Reuters, 19 Nov 2019; CNN, 15 Nov 2019.",
                "2019년 11월 19일 기준. 1달러 = 1,184원. 출처: 제10차 방위비분담 특별협정; 로이터, 2019년 11월 19일; CNN, 2019년 11월 15일.",
            ),
            "Case us-rok-2020 · 7f3a9c21".to_owned(),
        ],
        lang,
    }
}

pub(crate) fn mark(
    value: f64,
    bound: Bound,
    evidence: Evidence,
    label: String,
    sublabel: String,
) -> LaneMark {
    LaneMark {
        low: value,
        high: value,
        bound,
        evidence,
        label,
        sublabel,
        about: about("claim", &["t1"]),
        ..LaneMark::default()
    }
}

fn lanes(lang: Lang) -> Lanes {
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let asks = vec![
        mark(
            5.7,
            Bound::UpTo,
            Evidence::Unconfirmed,
            p("up to US$5bn (≤ ×5.7)", "최대 50억 달러 (≤ ×5.7)"),
            p("lawmakers, unconfirmed", "국회의원 발언, 미확인"),
        ),
        mark(
            5.36,
            Bound::Exact,
            Evidence::Reported,
            p("US$4.7bn (×5.4)", "47억 달러 (×5.4)"),
            p("unnamed officials, CNN", "익명의 당국자, CNN"),
        ),
        mark(
            5.7,
            Bound::Approx,
            Evidence::Reported,
            p("US$5bn (×5.7)", "50억 달러 (×5.7)"),
            p("press", "언론 보도"),
        ),
    ];
    let force = mark(
        1.0,
        Bound::Exact,
        Evidence::Official,
        p("1,038.9bn won (×1.0)", "1조 389억 원 (×1.0)"),
        p("agreement for 2019", "2019년 협정"),
    );
    let gap = mark(
        4.6,
        Bound::Exact,
        Evidence::Reported,
        p("US$4bn apart (×4.6)", "40억 달러 차이 (×4.6)"),
        p("reported, recalled", "보도"),
    );
    Lanes {
        frame: frame(
            lang,
            "evidence",
            &p(
                "Washington’s reported demand is over five times the last deal; Seoul has named no figure",
                "미국의 요구액은 직전 합의의 다섯 배가 넘고, 한국은 금액을 제시하지 않았다",
            ),
        ),
        axis: Axis::multiples(lang),
        lanes: vec![
            Lane { name: p("In force", "현행 협정"), marks: vec![force], ..Lane::default() },
            Lane { name: p("United States asks", "미국 요구"), marks: asks, ..Lane::default() },
            Lane {
                name: p("Republic of Korea offers", "한국 제안"),
                about: about("claim", &["t2"]),
                ..Lane::default()
            },
            Lane {
                name: p("Gap between the two", "양측 간 차이"),
                marks: vec![LaneMark { recalled: true, new: true, ..gap }],
                ..Lane::default()
            },
        ],
        since: p("1 November 2019", "2019년 11월 1일"),
    }
}

fn shares(lang: Lang) -> Lanes {
    let range = LaneMark {
        low: 8.0,
        high: 13.5,
        bound: Bound::Range,
        ..mark(0.0, Bound::Range, Evidence::Official, "8 % … 13.5 %".into(), "minister".into())
    };
    let less = mark(50.0, Bound::LessThan, Evidence::Unconfirmed, "less than 50 %".into(), "aide".into());
    let more = mark(13.0, Bound::MoreThan, Evidence::Reported, "more than 13 %".into(), "officials".into());
    let least = mark(-4.0, Bound::AtLeast, Evidence::Reported, "at least −4 %".into(), String::new());
    let frame = frame(lang, "shares", "The increase on the table ran from 13 to 50 per cent");
    let rules = vec![Rule { value: 0.0, label: "no change".into() }];
    let lane = |name: &str, marks| Lane { name: name.into(), marks, ..Lane::default() };
    let lanes = vec![lane("Washington", vec![less, more]), lane("Seoul", vec![range, least])];
    Lanes { frame, axis: Axis::linear(" %", rules), lanes, ..Lanes::default() }
}

fn bars(lang: Lang, grouping: Grouping) -> StackedBars {
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let bar = |year: i32, parts: [f64; 3], basis| Bar {
        label: year.to_string(),
        basis,
        parts: parts
            .iter()
            .enumerate()
            .map(|(category, value)| Part {
                category,
                value: *value,
                label: format!("{value:.1}"),
                about: about("cell", &["p", &year.to_string(), &category.to_string()]),
            })
            .collect(),
        total: format!("{:.1}", parts.iter().sum::<f64>()),
        about: about("cell", &["p", &year.to_string(), ""]),
    };
    let agreed = [
        bar(2021, [507.4, 398.0, 277.9], Basis::Printed),
        bar(2022, [534.8, 419.5, 292.9], Basis::Rule),
        bar(2023, [553.0, 433.7, 302.9], Basis::Projected),
        bar(2024, [571.8, 448.4, 313.2], Basis::Projected),
        bar(2025, [591.2, 463.7, 323.8], Basis::Projected),
    ];
    let offered = [
        bar(2021, [500.0, 390.0, 284.0], Basis::Printed),
        bar(2022, [520.0, 400.0, 290.0], Basis::Printed),
        bar(2023, [530.0, 410.0, -60.0], Basis::Rule),
    ];
    let panel = |name: String, bars: &[Bar]| Panel { name, bars: bars.to_vec() };
    let panels = vec![
        panel(p("As agreed in March 2021", "2021년 3월 합의"), &agreed),
        panel(p("Seoul’s offer of 2020", "2020년 한국 제안"), &offered),
    ];
    StackedBars {
        frame: Frame {
            note: p("bn won a year", "연간, 십억 원"),
            ..frame(
                lang,
                "years",
                &p(
                    "The agreed path costs 1.4 trillion won in 2025",
                    "합의안에 따르면 2025년 분담금은 1조 4천억 원이다",
                ),
            )
        },
        categories: vec![p("labour", "인건비"), p("construction", "군사건설"), p("logistics", "군수지원")],
        panels: if grouping == Grouping::Grouped {
            panels.into_iter().map(|p| Panel { bars: p.bars[..3].to_vec(), ..p }).collect()
        } else {
            panels
        },
        grouping,
        power: if lang == Lang::Ko { 9 } else { 0 },
    }
}

pub(crate) fn past(name: &str, value: f64, likeness: Likeness, recalled: bool) -> PastCase {
    PastCase {
        name: name.to_owned(),
        value,
        label: format!("{value:+.1} %").replace('-', "−"),
        likeness,
        recalled,
        about: about("member", &[name]),
        ..PastCase::default()
    }
}

fn dots(lang: Lang) -> Dots {
    use Likeness::{Other, OwnSeries, SameType};
    let forecast = [
        -6.1, -2.0, 0.4, 2.0, 3.3, 4.4, 5.4, 6.4, 7.3, 8.2, 9.1, 10.1, 11.1, 12.3, 13.6, 15.1, 17.0, 19.6,
        23.8, 34.0,
    ];
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let name =
        |n: i32| if lang == Lang::Ko { format!("제{n}차 협정") } else { format!("{n}th agreement") };
    Dots {
        frame: Frame {
            note: p(
                "Change of the first year’s amount on the last, per cent",
                "첫해 금액의 전년 대비 증감률",
            ),
            ..frame(
                lang,
                "past",
                &p(
                    "No round of this series has risen by more than a quarter; the demand is of another order",
                    "이 협상 계열에서 증가율이 4분의 1을 넘은 적은 없다",
                ),
            )
        },
        axis: Axis::linear(" %", vec![Rule { value: 0.0, label: p("no change", "변화 없음") }]),
        span: Some((-100.0, 100.0)),
        cases: vec![
            past("Spain 1982", 900.0, Other, false),
            past(&name(5), 25.7, OwnSeries, true),
            past(&name(6), -8.9, OwnSeries, false),
            past(&name(7), 6.6, OwnSeries, false),
            past(&name(8), 4.8, OwnSeries, false),
            past(&name(9), 5.8, OwnSeries, false),
            past(&name(10), 8.2, OwnSeries, false),
            past("Japan 2016", 1.4, SameType, false),
            past("Japan 2011", -0.2, SameType, true),
            past("Panama 1977", 21.0, Other, true),
        ],
        forecasts: vec![
            Cloud {
                name: String::new(),
                label: p(
                    "middle +8.6 %, 8 in 10 between −2 and +20 %",
                    "중앙값 +8.6 %, 열에 여덟은 −2~+20 %",
                ),
                values: forecast.to_vec(),
                about: about("forecast", &["class"]),
            },
            Cloud {
                name: p("yours", "판단 반영"),
                values: forecast.iter().map(|v| v * 0.7 + 4.0).collect(),
                about: about("forecast", &["yours"]),
                ..Cloud::default()
            },
        ],
    }
}

fn days(lang: Lang) -> Dots {
    let case = |name: &str, value: f64, likeness| PastCase {
        label: format!("{value}"),
        ..past(name, value, likeness, false)
    };
    let cases = vec![
        case("8th agreement", 16.0, Likeness::OwnSeries),
        case("9th agreement", 33.0, Likeness::OwnSeries),
        case("10th agreement", 67.0, Likeness::OwnSeries),
        case("7th agreement", -25.0, Likeness::OwnSeries),
        case("Japan 2021", -35.0, Likeness::SameType),
    ];
    let rules = vec![Rule { value: 0.0, label: pick(lang, "expiry, 31 Dec", "만료, 12월 31일") }];
    let values = (0..20).map(|i| f64::from(i * i) * 1.9 - 30.0).collect();
    Dots {
        frame: Frame {
            note: pick(lang, "Days from expiry to deal", "만료일부터 타결까지의 일수"),
            ..frame(lang, "days", "The last three rounds all ran past expiry")
        },
        axis: Axis::linear("", rules),
        span: None,
        cases,
        forecasts: vec![Cloud { values, ..Cloud::default() }],
    }
}

pub(crate) fn curve(lang: Lang) -> DateCurve {
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let chance = |day: i32, shift: f64| {
        let t = (f64::from(day) / 365.0).max(0.0);
        let p = (0.86 + shift) * (1.0 - libm::exp(-2.2 * t)) + if day >= 42 { 0.06 } else { 0.0 };
        Chance { day, p, band: (shift == 0.0).then_some((p * 0.78, (p * 1.14).min(1.0))) }
    };
    let day = |day: i32, label: String| DayLabel { day, label, about: about("event", &[&day.to_string()]) };
    let points = |shift: f64| (0..=53).map(|week| chance(week * 7, shift)).collect::<Vec<_>>();
    let class = Curve {
        name: p("class of talks", "유사 협상"),
        course: Course::Step,
        points: points(0.0),
        values: vec![
            day(42, p("by expiry 25 %", "만료까지 25 %")),
            day(365, p("82 % (64–93)", "82 % (64–93)")),
        ],
    };
    let yours = Curve {
        name: p("yours", "사용자 설정"),
        course: Course::Straight,
        points: points(-0.3),
        values: vec![day(365, p("56 %", "56 %"))],
    };
    let months = ["Dec", "Jan 2020", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"];
    let starts = [12, 43, 74, 103, 134, 164, 195, 225, 256, 287, 317, 348];
    let ticks = starts.iter().zip(months).map(|(start, name)| day(*start, name.to_owned())).collect();
    DateCurve {
        frame: Frame {
            note: p(
                "Chance of an agreement by each date, 19 Nov 2019 to 18 Nov 2020",
                "각 날짜까지 합의가 이루어질 확률",
            ),
            ..frame(
                lang,
                "curve",
                &p(
                    "A deal before the year ends is unlikely; by autumn it is likelier than not",
                    "연내 타결은 어렵고, 가을까지는 가능성이 더 높다",
                ),
            )
        },
        from_day: 0,
        to_day: 371,
        ticks,
        curves: vec![class, yours],
        events: vec![
            day(42, p("expiry, 31 Dec", "만료, 12월 31일")),
            day(148, p("Assembly election, 15 Apr", "국회의원 선거, 4월 15일")),
            day(350, p("US election, 3 Nov", "미국 대선, 11월 3일")),
        ],
        observers: vec![
            Observer {
                from_day: 0,
                to_day: 42,
                label: p("“by year-end”, foreign minister", "“연내 타결”, 외교장관"),
                about: about("observer", &["0"]),
            },
            Observer {
                from_day: 120,
                to_day: 120,
                label: p("furlough of Korean staff, US command", "한국인 직원 무급휴직, 주한미군"),
                about: about("observer", &["0"]),
            },
        ],
        band: p("band: 8 in 10 by the uncertainty of the class", "띠: 열에 여덟"),
    }
}

pub(crate) fn calendar(lang: Lang) -> Calendar {
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let date = |day: i32, date: String, what: String, ours: bool| CalendarDay {
        day,
        date,
        what,
        ours,
        whose: if ours { String::new() } else { p("Pyongyang", "평양") },
        recalled: day == 148,
        about: about("event", &[&day.to_string()]),
    };
    Calendar {
        frame: frame(lang, "calendar", &p("In 42 days: the agreement expires", "42일 후: 협정 만료")),
        from_day: -20,
        to_day: 200,
        today: p("19 Nov 2019", "2019년 11월 19일"),
        ticks: curve(lang).ticks.into_iter().filter(|t| t.day <= 200).collect(),
        dates: vec![
            date(-12, p("7 Nov 2019", "2019년 11월 7일"), p("a visit", "방문"), true),
            date(0, p("19 Nov 2019", "2019년 11월 19일"), p("third round", "3차 회의"), true),
            date(42, p("31 Dec 2019", "2019년 12월 31일"), p("the agreement expires", "협정 만료"), true),
            date(
                42,
                p("31 Dec 2019", "2019년 12월 31일"),
                p("deadline of other talks", "다른 협상의 시한"),
                false,
            ),
            date(
                148,
                p("15 Apr 2020", "2020년 4월 15일"),
                p("Assembly election: a late deal meets a campaign", "국회의원 선거"),
                true,
            ),
        ],
    }
}
