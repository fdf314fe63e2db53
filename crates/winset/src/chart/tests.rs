//! What holds for every chart: same bytes, room for all words, sound markup, harmless labels.

use super::hard_samples::{empty, hard};
use super::samples::ordinary;
use super::samples_votes::random_votes;
use super::*;

const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];
const THEMES: [Theme; 3] = [Theme::Page, Theme::Light, Theme::Dark];

fn every() -> Vec<Picture> {
    [Lang::En, Lang::Ko].into_iter().flat_map(|lang| ordinary(lang).into_iter().chain(hard(lang))).collect()
}

#[test]
fn no_words_leave_a_drawing_or_stand_on_others() {
    for chart in every() {
        for width in WIDTHS {
            let faults = chart.drawing(width, Theme::Page).faults();
            assert!(faults.is_empty(), "{} {width:?}: {faults:#?}", chart.frame().name);
        }
    }
}

#[test]
fn random_charts_keep_their_words_apart() {
    for seed in 0..180 {
        let chart = random(seed);
        for width in WIDTHS {
            let drawing = chart.drawing(width, Theme::Light);
            assert!(drawing.faults().is_empty(), "{seed} {width:?}: {:#?}", drawing.faults());
            check_balance(&drawing.svg);
        }
    }
}

#[test]
fn the_check_sees_faults() {
    let mut drawing = ordinary(Lang::En)[0].drawing(Width::Wide, Theme::Page);
    let again = drawing.boxes[3].clone();
    drawing.boxes.push(again);
    drawing.width = 100.0;
    let faults = drawing.faults();
    assert!(faults.iter().any(|f| f.contains("” on “")) && faults.iter().any(|f| f.contains("leaves")));
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    for (one, other) in every().into_iter().zip(every()) {
        for width in WIDTHS {
            assert_eq!(one.draw(width, Theme::Light), other.draw(width, Theme::Light));
        }
    }
}

#[test]
fn markup_is_sound_and_carries_no_code() {
    for chart in every() {
        for (width, theme) in WIDTHS.into_iter().flat_map(|w| THEMES.map(|t| (w, t))) {
            let svg = chart.draw(width, theme);
            check_balance(&svg);
            for word in ["<script", "style=", "<title", "NaN", "inf\"", "\u{202E}", "\u{7}", "onload", "href"]
            {
                assert!(!svg.contains(word), "{word} in {}", chart.frame().name);
            }
            assert_eq!(svg.contains("var(--ws-"), theme == Theme::Page);
            assert_eq!(svg.matches("id=\"").count(), ids(&svg).len(), "an id stands twice");
        }
    }
}

#[test]
fn a_chart_without_content_says_so() {
    for chart in empty(Lang::En) {
        let svg = chart.draw(Width::Narrow, Theme::Page);
        let said = ["nothing to show", "no figure on record", "no date ahead is on record"];
        assert!(said.iter().any(|words| svg.contains(words)));
        chart.table();
    }
}

#[test]
fn every_table_is_even_and_shows_the_unknown() {
    for chart in every() {
        let table = chart.table();
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    }
    let Some(Picture::Lanes(extreme)) = hard(Lang::En).into_iter().find(|c| c.frame().name == "extreme")
    else {
        panic!("the samples hold extremes");
    };
    assert!(extreme.table().rows.iter().any(|row| row[1] == "—"));
}

#[test]
fn what_is_left_out_is_counted() {
    let charts = hard(Lang::En);
    let many: Vec<String> = charts
        .iter()
        .filter(|c| c.frame().name == "many")
        .map(|c| c.draw(Width::Wide, Theme::Page))
        .collect();
    assert!(many[0].contains("+460 more"));
    assert!(many[1].contains("+540 more"));
    assert!(many[2].contains("+160 more"));
}

#[test]
fn reading_order_and_names_are_there() {
    let svg = ordinary(Lang::En)[0].draw(Width::Wide, Theme::Page);
    assert!(svg.contains("role=\"group\"") && svg.contains("aria-labelledby=\"ws-evidence-wide-h\""));
    assert!(svg.contains("aria-label=\"United States asks: up to US$5bn (≤ ×5.7), lawmakers, unconfirmed, reported, unconfirmed\""));
    assert!(svg.contains("US$4bn apart (×4.6) †") && svg.contains("† recalled"));
}

#[test]
fn a_picture_stays_small() {
    for chart in every() {
        for width in WIDTHS {
            let bytes = chart.draw(width, Theme::Page).len();
            let most = if matches!(chart, Picture::Hemicycle(_) | Picture::Frontier(_)) {
                150_000
            } else {
                1_000_000
            };
            assert!(bytes < most, "{}: {bytes}", chart.frame().name);
        }
    }
}

#[test]
fn the_table_says_what_the_half_circle_shows() {
    let Some(Picture::Hemicycle(chamber)) =
        ordinary(Lang::En).into_iter().find(|c| c.frame().name == "seats")
    else {
        panic!("the samples hold a chamber");
    };
    let rows = chamber.table().rows;
    assert_eq!(rows[0], ["Democratic", "government", "128", "117.8", "80 %"]);
    assert_eq!(rows[3], ["Independents", "other", "8", "—", "—"]);
    assert_eq!(rows[7], ["Total", "—", "300", "163", "110 %"]);
    let svg = chamber.draw(Width::Wide, Theme::Page);
    assert!(svg.contains("163 expected yes: 15 to spare") && svg.contains(">148 needed<"));
    // One path of filled discs for each bloc with an expected yes: as many discs as the sum, rounded down.
    let filled =
        svg.split("<path").filter(|p| p.contains("stroke=\"var(--ws-official)\"") && p.contains("h0"));
    let legend = 1;
    assert_eq!(filled.map(|p| p.matches("h0").count()).sum::<usize>(), 163 + legend);
}

#[test]
fn the_table_says_what_the_frontier_shows() {
    let Some(Picture::Frontier(chart)) =
        ordinary(Lang::En).into_iter().find(|c| c.frame().name == "frontier")
    else {
        panic!("the samples hold a frontier");
    };
    let rows = chart.table().rows;
    let efficient = chart.packages.iter().filter(|p| p.on_frontier).count();
    assert_eq!(rows.len(), chart.solutions.len() + 1 + efficient);
    assert_eq!((rows[0][0].as_str(), rows[0][3].as_str()), ("Safest", "97 %"));
    assert_eq!(rows[5], ["without a deal", "0.220", "0.300", "—", "—"]);
    assert!(chart.draw(Width::Wide, Theme::Page).contains(">Nash, Equal gains<"));
}

/// A chart of any kind with values, bounds and lengths of names by chance.
fn random(seed: u64) -> Picture {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut draw = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let lang = if draw(2) == 0 { Lang::En } else { Lang::Ko };
    let frame = Frame {
        name: "random".into(),
        heading: words(&mut draw),
        note: words(&mut draw),
        lang,
        ..Frame::default()
    };
    let many = draw(14);
    match seed % 6 {
        0 => {
            let bounds =
                [Bound::Exact, Bound::Approx, Bound::UpTo, Bound::LessThan, Bound::AtLeast, Bound::Range];
            let mark = |draw: &mut dyn FnMut(u64) -> u64| LaneMark {
                low: draw(90) as f64 / 10.0,
                high: draw(90) as f64 / 10.0,
                bound: bounds[draw(6) as usize],
                label: words(draw),
                sublabel: words(draw),
                new: draw(3) == 0,
                ..LaneMark::default()
            };
            let lane = |_| Lane {
                name: words(&mut draw),
                marks: (0..draw(6)).map(|_| mark(&mut draw)).collect(),
                ..Lane::default()
            };
            let lanes = (0..many).map(lane).collect();
            Picture::Lanes(Lanes { frame, axis: Axis::multiples(lang), lanes, ..Lanes::default() })
        }
        1 => {
            let bar = |draw: &mut dyn FnMut(u64) -> u64| Bar {
                label: words(draw),
                total: draw(99_999).to_string(),
                parts: (0..draw(5))
                    .map(|k| Part {
                        category: k as usize,
                        value: draw(900) as f64 - 100.0,
                        label: words(draw),
                        ..Part::default()
                    })
                    .collect(),
                ..Bar::default()
            };
            let panel =
                |_| Panel { name: words(&mut draw), bars: (0..draw(9)).map(|_| bar(&mut draw)).collect() };
            let panels = (0..many % 5).map(panel).collect();
            let grouping = if seed % 10 == 1 { Grouping::Grouped } else { Grouping::Multiples };
            Picture::StackedBars(StackedBars {
                frame,
                categories: vec!["a".into(), "b".into()],
                panels,
                grouping,
                power: [0, 8][(seed % 20 > 9) as usize],
            })
        }
        2 => {
            let likenesses = [Likeness::OwnSeries, Likeness::SameType, Likeness::Other];
            let case = |_| PastCase {
                name: words(&mut draw),
                value: draw(100) as f64 - 40.0,
                label: draw(100).to_string(),
                likeness: likenesses[draw(3) as usize],
                recalled: draw(2) == 0,
                ..PastCase::default()
            };
            let cases: Vec<PastCase> = (0..many * 2).map(case).collect();
            let mut cloud = || Cloud {
                name: words(&mut draw),
                values: (0..draw(60)).map(|_| draw(70) as f64).collect(),
                ..Cloud::default()
            };
            let forecasts = vec![cloud(), cloud()];
            let rules =
                (0..draw(4)).map(|_| Rule { value: draw(60) as f64, label: words(&mut draw) }).collect();
            Picture::Dots(Dots { frame, axis: Axis::linear(" %", rules), cases, forecasts, span: None })
        }
        3 => random_votes(frame, &mut draw, words),
        4 => {
            let date = |_| CalendarDay {
                day: draw(500) as i32 - 50,
                date: words(&mut draw),
                what: words(&mut draw),
                whose: words(&mut draw),
                ours: draw(2) == 0,
                ..CalendarDay::default()
            };
            let dates = (0..many).map(date).collect();
            let from_day = -(draw(60) as i32);
            Picture::Calendar(Calendar {
                frame,
                from_day,
                to_day: 450,
                today: words(&mut draw),
                ticks: vec![],
                dates,
            })
        }
        _ => {
            let mut label =
                |_| DayLabel { day: draw(400) as i32, label: words(&mut draw), ..DayLabel::default() };
            let (ticks, events, values) = (
                (0..many).map(&mut label).collect(),
                (0..many).map(&mut label).collect(),
                (0..many).map(&mut label).collect(),
            );
            let points = (0..40)
                .map(|i| Chance { day: i * 10, p: f64::from(i) / 40.0, band: Some((0.1, 0.9)) })
                .collect();
            let curves = vec![Curve { name: words(&mut draw), points, values, ..Curve::default() }];
            let observer = |_| Observer {
                from_day: draw(400) as i32,
                to_day: draw(400) as i32,
                label: words(&mut draw),
                ..Observer::default()
            };
            let observers = (0..many).map(observer).collect();
            Picture::DateCurve(DateCurve {
                frame,
                from_day: 0,
                to_day: 399,
                ticks,
                curves,
                events,
                observers,
                band: "band".into(),
            })
        }
    }
}

fn words(draw: &mut dyn FnMut(u64) -> u64) -> String {
    let parts = [
        "deal",
        "United States",
        "분담금",
        "합의액은",
        "協定、",
        "W",
        "≤ ×5.7",
        "bn won",
        "iiii",
        "Übereinkunft",
    ];
    (0..draw(9)).map(|_| parts[draw(parts.len() as u64) as usize]).collect::<Vec<_>>().join(" ")
}

fn ids(svg: &str) -> std::collections::BTreeSet<&str> {
    svg.match_indices(" id=\"").filter_map(|(at, mark)| svg[at + mark.len()..].split('"').next()).collect()
}

/// Fails unless every tag is closed in its turn and every `&` begins a known entity.
fn check_balance(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        check_entities(&rest[..start]);
        let end = rest[start..].find('>').expect("a tag ends") + start;
        let tag = &rest[start + 1..end];
        check_entities(tag);
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty());
}

fn check_entities(text: &str) {
    assert!(!text.contains('>'), "{text}");
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().any(|e| text[at..].starts_with(e));
        assert!(known, "{text}");
    }
}
