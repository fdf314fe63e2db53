//! What holds for every chart: same bytes, room for all words, sound markup, harmless labels.

use super::samples::{empty, hard, ordinary};
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
        assert!(svg.contains("nothing to show") || svg.contains("no figure on record"));
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
