//! The views of what was found: nothing is lost, nothing is obeyed, what is marked stands above its mark.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use winset_read::{Document, ErrorKind};

use super::samples::{Sample, claim, english, finding, hostile, korean};
use super::{Reading, Rules, json, page, sheet, show, uncovered};
use crate::view;

fn text(s: &Sample) -> String {
    view::text::write(&show::read(&s.reading(), Rules::Unnamed))
}

fn figures(s: &Sample) -> String {
    view::text::write(&show::figures(&s.reading(), Rules::Unnamed))
}

/// The words above the strokes that carry a label, over all lines.
fn above(text: &str, label: &str) -> String {
    let rows: Vec<&str> = text.lines().collect();
    let mut found = String::new();
    let mut line = "";
    for row in rows {
        let strokes = !row.trim().is_empty()
            && row.split_whitespace().next().is_some_and(|w| w.chars().all(|c| matches!(c, '‾' | '~')));
        if !strokes {
            line = row;
            continue;
        }
        for (i, _) in row.match_indices(label) {
            let head = row[..i].trim_end();
            let from = head.trim_end_matches(['‾', '~']).width();
            let mut column = 0;
            for c in line.chars() {
                if column >= from && column < head.width() {
                    found.push(c);
                }
                column += c.to_string().width();
            }
            found.push(' ');
        }
    }
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_underlined_is_the_span() {
    for s in [english(), korean()] {
        let text = text(&s);
        for c in &s.claims {
            let quote = s.doc.slice(&c.at);
            let seen = above(&text, &format!(" {}", c.id));
            let bare = |t: &str| t.split_whitespace().collect::<String>();
            assert_eq!(bare(&seen), bare(quote), "{}\n{text}", c.id);
        }
        for (i, f) in s.findings.iter().enumerate() {
            assert_eq!(above(&text, &format!(" f{}", i + 1)), s.doc.slice(&f.at), "{text}");
        }
    }
}

#[test]
fn notes_say_who_what_and_how_much() {
    let text = text(&english());
    let note = "[c1] demand · US · Lee Hye-hoon (lawmaker) · told by ROK · up to US$5bn a year [about 5.8tn KRW] · 2020 · B3";
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(note), "{text}");
    assert!(text.contains("[c4] non confirmation · ROK · official statement · not confirmed · A2"), "{text}");
    assert!(text.contains("via a newscast"), "{text}");
    assert!(
        text.contains("[f1] ! lost zero, certain: “1.04 billion won” should be about 1,040bn KRW a year:"),
        "{text}"
    );
    assert!(text.contains("4 claims; 2 figures do not hold."), "{text}");
    assert!(
        text.starts_with("talks.txt") && text.contains("20 Nov 2019 (head of the file) · English"),
        "{text}"
    );
    assert!(!text.contains("verb-of-asking"));
    let named = view::text::write(&show::read(&english().reading(), Rules::Named));
    assert!(named.contains("rule verb-of-asking") && named.contains("rule pair-against-rate"), "{named}");
}

#[test]
fn every_line_of_a_terminal_fits_and_no_letter_is_lost() {
    let long = format!("{}\n\nhttps://example.org/{}\n", "word ".repeat(400), "x".repeat(500));
    let doc = Document::new(&long, None);
    let words = claim(&doc, "c1", &"x".repeat(300));
    let s = Sample { claims: vec![words], findings: Vec::new(), doc };
    for s in [s, english(), korean()] {
        let text = text(&s);
        assert!(text.lines().all(|l| l.width() <= 116), "{text}");
        let letters = |t: &str| t.chars().filter(|c| *c == 'x' || *c == 'w').count();
        assert!(letters(&text) >= letters(s.doc.text()), "{text}");
    }
}

#[test]
fn a_line_of_kana_is_broken_and_never_before_a_stop() {
    let doc = Document::new(&"日米の協議は続く、と報じた。".repeat(40), None);
    let s = Sample { claims: vec![claim(&doc, "c1", "日米の協議は続く")], findings: Vec::new(), doc };
    let text = text(&s);
    assert!(text.lines().all(|l| l.width() <= 116), "{text}");
    assert!(!text.lines().any(|l| l.trim_start().starts_with(['、', '。'])), "{text}");
    assert_eq!(above(&text, " c1"), "日米の協議は続く");
}

#[test]
fn figures_show_the_sentence_the_arithmetic_and_the_correction() {
    let text = figures(&english());
    assert!(text.contains("[f1] lost zero, certain\n"), "{text}");
    assert!(
        text.contains("   Seoul pays 1.04 billion won this year.\n              ~~~~~~~~~~~~~~~~\n"),
        "{text}"
    );
    assert!(text.contains("printed    1.04 billion won"), "{text}");
    assert!(text.contains("should be  about 1,040bn KRW a year"), "{text}");
    assert!(text.contains("because    1.04 billion × 1,000 = 1.04 trillion"), "{text}");
    assert!(text.contains("\n   Seoul pays 1.04 trillion won this year.\n"), "{text}");
    assert!(text.contains("2 figures do not hold: 1 certain, 1 likely."), "{text}");
    assert!(!text.contains("c1") && !text.contains("demand"), "no claim stands here: {text}");
    let korean = figures(&korean());
    assert!(korean.contains("올해 한국은 1조389억 원을 낸다.\n") && !korean.contains("이혜훈"), "{korean}");
}

#[test]
fn nothing_found_is_said_in_a_sentence() {
    for text_of in ["", "\n\n  \n", "Nothing.\n"] {
        let doc = Document::new(text_of, None);
        let s = Sample { claims: Vec::new(), findings: Vec::new(), doc };
        assert!(text(&s).contains("No claim was found; no figure was found wrong."), "{}", text(&s));
        assert!(figures(&s).contains("No figure was found wrong."), "{}", figures(&s));
        let page = page::read(&s.reading(), Rules::Unnamed);
        assert!(page.contains("No claim was found") && !page.contains("<table"), "{page}");
        assert_eq!(view::csv::write(&sheet::read(&s.reading())).lines().count(), 1);
        assert_eq!(json::read(&s.reading())["claims"], Value::Array(Vec::new()));
    }
}

#[test]
fn findings_alone_are_shown() {
    let mut s = english();
    s.claims.clear();
    let text = text(&s);
    assert!(text.contains("~~~~~~ f1") && !text.contains('‾'), "{text}");
    let page = page::figures(&s.reading(), Rules::Unnamed);
    assert!(page.contains("rd-f\">1.04 billion won</mark>") && !page.contains("class=\"rd-c"), "{page}");
    assert!(page.contains("Put right: Seoul pays 1.04 trillion won this year."), "{page}");
}

#[test]
fn spans_off_the_text_lose_no_note() {
    let doc = Document::new("가나다 text\n", None);
    let mut c = claim(&doc, "c1", "text");
    let mut d = c.clone();
    (c.at, d.at) = (1..2, 9_000..12_000);
    d.id = "c2".into();
    let s = Sample { claims: vec![c, d], findings: Vec::new(), doc };
    assert!(text(&s).contains("[c1]") && text(&s).contains("[c2]"), "{}", text(&s));
    let page = page::read(&s.reading(), Rules::Unnamed);
    assert!(page.contains("id=\"note-c1\"") && page.contains("id=\"note-c2\""), "{page}");
    let empty = Document::new("", None);
    let s = Sample { doc: empty, ..s };
    assert!(text(&s).contains("[c2]") && page::read(&s.reading(), Rules::Unnamed).contains("note-c2"));
}

#[test]
fn a_stranger_text_commands_nothing() {
    let s = hostile();
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let named = view::text::write(&show::read(&s.reading(), Rules::Named));
    for t in [text(&s), figures(&s), named] {
        assert!(!t.contains(obeyed), "{t:?}");
    }
    for page in [page::read(&s.reading(), Rules::Named), page::figures(&s.reading(), Rules::Named)] {
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains(obeyed), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    }
    for sheet in [sheet::read(&s.reading()), sheet::figures(&s.reading())] {
        let csv = view::csv::write(&sheet);
        assert!(!csv.contains(obeyed) && csv.lines().count() == 2, "{csv}");
        assert!(
            !csv.contains(",=") && !csv.contains("\"=") && !csv.lines().any(|l| l.starts_with('=')),
            "{csv}"
        );
    }
    // JSON escapes control characters and keeps the words as they are.
    let whole = crate::json::text(&json::read(&s.reading()));
    assert!(!whole.contains('\u{1b}') && !whole.contains('\u{7}'), "{whole}");
}

#[test]
fn overlapping_spans_nest_no_marks_and_keep_the_text() {
    for s in [english(), korean(), hostile()] {
        let page = page::read(&s.reading(), Rules::Unnamed);
        let article =
            page.split("<article").nth(1).and_then(|a| a.split("</article>").next()).expect("an article");
        let mut depth = 0;
        for part in article.split('<') {
            depth += i32::from(part.starts_with("mark")) - i32::from(part.starts_with("/mark"));
            assert!((0..=1).contains(&depth), "{article}");
        }
        for id in 1..=s.claims.len() {
            assert_eq!(page.matches(&format!("href=\"#note-c{id}\"")).count(), 1);
            assert_eq!(page.matches(&format!("id=\"note-c{id}\"")).count(), 1);
        }
    }
    let page = page::read(&english().reading(), Rules::Unnamed);
    assert!(page.contains("<mark class=\"rd-c rd-cc rd-a\">up to $5 billion</mark>"), "{page}");
    assert!(page.contains("<h1 class=\"rd-text\" lang=\"en\">Two sides part after an hour</h1>"), "{page}");
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn places_are_counted_in_characters_and_amounts_are_exact() {
    let s = korean();
    let answer = json::read(&s.reading());
    let c = &answer["claims"][0];
    let text: Vec<char> = s.doc.text().chars().collect();
    let at = |key: &str| c[key].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
    let quote: String = text.get(at("start")..at("end")).expect("within the text").iter().collect();
    assert_eq!(c["quote"], quote);
    assert_eq!(s.doc.text().get(at("byte_start")..at("byte_end")), Some(quote.as_str()));
    assert_eq!(c["amount"].to_string(), r#"{"value":5000000000,"unit":"USD","bound":"exact"}"#);
    assert_eq!(c["speaker"], Value::Null);
    let f = &answer["findings"][0];
    assert_eq!(
        f["expected"].to_string(),
        r#"{"low":1038900000000,"high":1040000000000,"unit":"KRW","period":"year","bound":"range"}"#
    );
    let asked = &json::read(&english().reading())["claims"][0];
    assert_eq!(asked["amount"].to_string(), r#"{"value":5000000000,"unit":"USD","bound":"up_to"}"#);
    assert_eq!(asked["converted"]["bound"], "approx");
    assert_eq!(json::figures(&s.reading())["findings"], answer["findings"]);
}

#[test]
fn a_sheet_has_a_row_a_claim_and_the_columns_of_the_json() {
    let s = english();
    let csv = view::csv::write(&sheet::read(&s.reading()));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 5, "{csv}");
    assert!(rows[0].starts_with("id,start,end,byte_start,byte_end,quote,kind,speaker,side"), "{csv}");
    assert!(rows[1].contains(",5000000000,,,USD,up_to,5800000000000,,,KRW,approx,year,2020,B3,"), "{csv}");
    let csv = view::csv::write(&sheet::figures(&s.reading()));
    assert!(csv.contains(",lost_zero,1.04 billion won,1040000000000,,,KRW,year,approx,certain,"), "{csv}");
}

#[test]
fn a_sentence_ends_at_a_stop_and_not_at_a_title() {
    let doc = Document::new("One. Rep. Lee J. Kim said on Dec. 31 that $5 billion was asked. Two.\n", None);
    let f = finding(&doc, "$5 billion", ErrorKind::ExtraZero, None);
    let at = super::spans::sentence(doc.text(), &f.at);
    assert_eq!(doc.slice(&at), "Rep. Lee J. Kim said on Dec. 31 that $5 billion was asked.");
    let doc = Document::new("前の文。負担は80億ドルだ。次の文。", None);
    let f = finding(&doc, "80億ドル", ErrorKind::ExtraZero, None);
    assert_eq!(doc.slice(&super::spans::sentence(doc.text(), &f.at)), "負担は80億ドルだ。");
}

#[test]
fn a_day_outside_the_rates_is_said() {
    use winset_case::quantity::Currency;
    use winset_read::rates::{DatedRate, Rates};
    let money = |code| Currency::parse(code).expect("a currency");
    let day = |text: &str| text.parse().expect("a day");
    let rates = Rates {
        rows: vec![DatedRate {
            start: day("2019-11-01"),
            end: day("2019-11-30"),
            base: money("USD"),
            currency: money("KRW"),
            known_on: None,
            value: 1167.into(),
            source: "made up".into(),
        }],
    };
    let of = |told: Option<&str>| uncovered(&Document::new("x", told.map(day)), &rates);
    assert_eq!(of(Some("2019-11-20")), None);
    assert_eq!(
        of(Some("2021-01-02")).as_deref(),
        Some("the table of rates, 1 Nov 2019 to 30 Nov 2019, has none for 2 Jan 2021")
    );
    assert!(of(None).is_some_and(|s| s.contains("not known")));
    let s = english();
    let r = Reading { remarks: of(None).into_iter().collect(), ..s.reading() };
    assert!(
        view::text::write(&show::figures(&r, Rules::Unnamed)).contains("the day of publication is not known")
    );
    assert!(page::figures(&r, Rules::Unnamed).contains("the day of publication is not known"));
}
