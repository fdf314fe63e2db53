//! What a page may ask of a picture: every mark says what it stands for, and a picture that stands alone says nothing of it.

use std::collections::BTreeSet;

use super::samples::ordinary;
use super::*;

const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];

fn page(picture: &Picture) -> String {
    picture.draw(Width::Wide, Theme::Page)
}

fn named(name: &str) -> Picture {
    ordinary(Lang::En).into_iter().find(|c| c.frame().name == name).expect("a sample of the name")
}

/// The values of an attribute, as they are written.
fn values<'a>(svg: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    svg.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Gives back a part of a name, by another way than it was written.
fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'%' {
            out.push(u8::from_str_radix(&part[i + 1..i + 3], 16).expect("two digits"));
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(out).expect("the text that went in")
}

#[test]
fn a_part_of_a_name_comes_back_whole() {
    for text in ["t042", "+13%, 7%/yr, 5y", "<script>\"&'", "한국: 제안", "a\u{7}\u{202E}b", "", "100%25"]
    {
        let name = about("cell", &[text, "2020"]);
        let parts: Vec<&str> = name.split(':').collect();
        assert_eq!((parts.len(), parts[0], parts[2]), (3, "cell", "2020"), "{name}");
        assert_eq!(decoded(parts[1]), text);
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b":%-_.".contains(&b)), "{name}");
    }
}

#[test]
fn every_kind_of_mark_says_what_it_stands_for() {
    let expected = [
        ("evidence", "claim:t1", 5),
        ("evidence", "claim:t2", 1),
        ("seats", "bloc:assembly:", 6),
        ("past", "member:", 9),
        ("past", "forecast:", 2),
        ("curve", "event:", 3 + 3),
        ("curve", "observer:0", 2),
        ("frontier", "solution:nash", 4),
        ("calendar", "event:", 5),
    ];
    for (name, kind, count) in expected {
        let svg = page(&named(name));
        let found = values(&svg, "data-about");
        let of_kind = found.iter().filter(|about| about.starts_with(kind)).count();
        assert_eq!(of_kind, count, "{kind} in {name}: {found:?}");
    }
    // Three categories and the total of each of eight years.
    let svg = page(&named("years"));
    let cells = values(&svg, "data-about");
    assert_eq!(cells.len(), 8 * 4);
    assert_eq!(cells.iter().filter(|c| c.ends_with(':')).count(), 8);
    assert!(
        cells.contains(&"cell:p:2021:2")
            && svg.contains("aria-label=\"As agreed in March 2021, 2021, logistics: 277.9, ")
    );
}

#[test]
fn every_stop_has_a_name_and_a_role() {
    for picture in ordinary(Lang::En).into_iter().chain(ordinary(Lang::Ko)) {
        for width in WIDTHS {
            let svg = picture.draw(width, Theme::Page);
            let tags = svg.split('<').filter(|tag| tag.contains("tabindex="));
            let mut stops = 0;
            for tag in tags {
                stops += 1;
                assert!(tag.starts_with("g role=\"img\" tabindex=\"0\""), "{tag}");
                assert!(tag.contains(" aria-label=\"") && !tag.contains("aria-label=\"\""), "{tag}");
            }
            assert!((1..200).contains(&stops), "{}: {stops}", picture.frame().name);
            // A stop that holds another would hide it from a reader of the screen.
            let mut open: Vec<bool> = Vec::new();
            for tag in svg.split('<').skip(1) {
                if tag.starts_with("/g>") {
                    open.pop();
                } else if tag.starts_with("g ") || tag.starts_with("g>") {
                    let stop = tag.contains("tabindex=");
                    assert!(!stop || !open.contains(&true), "{tag}");
                    open.push(stop);
                }
            }
        }
    }
}

#[test]
fn a_picture_that_stands_alone_has_nobody_to_ask() {
    for picture in ordinary(Lang::En) {
        let alone = picture.draw(Width::Wide, Theme::Light);
        for attribute in ["tabindex", "data-about", "data-points", "ws-hits"] {
            assert!(!alone.contains(attribute), "{attribute} in {}", picture.frame().name);
        }
        assert!(alone.contains("role=\"img\" aria-label=\""));
        assert!(
            page(&picture).contains("data-about=\"")
                || picture.frame().name == "days"
                || picture.frame().name == "board"
                || picture.frame().name == "shares"
        );
    }
}

#[test]
fn the_frontier_is_one_stop_whose_points_can_be_read_and_clicked() {
    let picture = named("frontier");
    let Picture::Frontier(chart) = &picture else { panic!("the sample is a frontier") };
    let svg = page(&picture);
    let efficient: BTreeSet<String> = chart
        .packages
        .iter()
        .filter(|p| p.on_frontier)
        .filter_map(|p| p.index)
        .map(|i| i.to_string())
        .collect();
    let walk = values(&svg, "data-points");
    assert_eq!(walk.len(), 1);
    let points: Vec<Vec<&str>> = walk[0].split(';').map(|p| p.split(' ').collect()).collect();
    assert!(points.iter().all(|p| p.len() == 4 && p[..2].iter().all(|v| v.parse::<f64>().is_ok())));
    assert_eq!(points.iter().map(|p| p[2].to_owned()).collect::<BTreeSet<_>>(), efficient);
    let hits: BTreeSet<String> = values(&svg, "data-about")
        .into_iter()
        .filter_map(|about| about.strip_prefix("package:").map(str::to_owned))
        .collect();
    assert_eq!(hits, efficient);
    // Beyond 300 packages the pointer asks the list of points, too.
    let package = |i: u32| Package {
        u: (f64::from(i) / 999.0, 1.0 - f64::from(i) / 999.0),
        p: None,
        on_frontier: true,
        index: Some(i.into()),
    };
    let many = Frontier { packages: (0..999).map(package).collect(), ..chart.clone() };
    let svg = many.draw(Width::Narrow, Theme::Page);
    assert!(!svg.contains("ws-hits") && svg.matches(';').count() > 300);
}

#[test]
fn ids_differ_by_chart_and_width_and_name() {
    let pictures = [named("evidence"), named("calendar"), named("evidence").named("evidence before")];
    let mut seen = BTreeSet::new();
    for (picture, width) in pictures.iter().flat_map(|p| WIDTHS.map(|w| (p, w))) {
        for id in values(&picture.draw(width, Theme::Page), "id") {
            assert!(seen.insert(id.to_owned()), "{id} stands twice");
        }
    }
    assert!(seen.contains("ws-evidence-before-wide-h"));
}

#[test]
fn what_is_new_has_a_ring_and_says_so() {
    let Picture::Lanes(mut chart) = named("evidence") else { panic!("the sample is of lanes") };
    let ring = "r=\"9\" fill=\"none\"";
    let svg = chart.draw(Width::Wide, Theme::Page);
    assert!(svg.contains(">known after 1 November 2019<") && svg.contains("recalled, new\""));
    assert_eq!(svg.matches(ring).count(), 1 + 1, "one mark and the legend");
    assert_eq!(chart.table().rows[5][2], "reported, recalled; new");
    chart.lanes.iter_mut().flat_map(|l| &mut l.marks).for_each(|m| m.new = false);
    assert!(!chart.draw(Width::Wide, Theme::Page).contains(ring));
}

#[test]
fn the_calendar_tells_ours_from_others_and_counts_the_days() {
    let picture = named("calendar");
    let rows = picture.table().rows;
    let left: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(left, ["-12", "0", "42", "42", "148"]);
    assert_eq!(rows[3][3..], ["not ours".to_owned(), "Pyongyang".to_owned()]);
    for width in WIDTHS {
        let svg = picture.draw(width, Theme::Page);
        for words in ["12 days ago, ", "today, ", "in 42 days, ", "not ours: Pyongyang", "a late deal"] {
            assert!(svg.contains(words), "{words} {width:?}");
        }
    }
    let korean = ordinary(Lang::Ko).into_iter().find(|c| c.frame().name == "calendar").expect("a sample");
    assert!(page(&korean).contains(">42일 후, 2019년 12월 31일<"));
}

#[test]
fn a_case_far_out_is_counted_and_does_not_press_the_others() {
    let svg = page(&named("past"));
    assert!(!svg.contains(">Spain 1982") && svg.contains("+1 more, in the table"));
    assert!(named("past").table().rows.iter().any(|row| row[0] == "Spain 1982"));
}

#[test]
fn csv_is_the_table_and_never_a_formula() {
    let Picture::Dots(mut chart) = named("past") else { panic!("the sample is of dots") };
    chart.cases[1].name = "=HYPERLINK(\"x\"), \u{7}".into();
    let csv = Picture::Dots(chart.clone()).csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "Case,Group,Figure");
    assert_eq!(lines.len(), 1 + chart.table().rows.len());
    assert!(lines[4].starts_with("\"'=HYPERLINK(\"\"x\"\"),") && !csv.contains('\u{7}'), "{}", lines[4]);
}

#[test]
fn large_round_values_are_written_as_the_language_writes_them() {
    let bars = |lang: Lang| {
        let picture = ordinary(lang).into_iter().find(|c| c.frame().name == "years").expect("a sample");
        page(&picture)
    };
    // The samples count in 10^9.
    assert!(bars(Lang::Ko).contains(">5,000억<") && bars(Lang::Ko).contains(">1조<"));
    assert!(bars(Lang::En).contains(">500<") && !bars(Lang::En).contains('억'));
}
