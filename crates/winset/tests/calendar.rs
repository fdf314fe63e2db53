//! The dates of the shipped cases as iCalendar, read back by a parser that shares nothing with the writer.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::{JAPAN, KOREA, MACKEREL, NATO, case, checked, day, folder};
use winset::calendar::{calendar, ics};
use winset::question::{Audience, Question};
use winset_case::parse::Checked;

/// A property: name, parameters, value with its escapes undone.
type Properties = Vec<(String, String, String)>;

fn text(checked: &Checked, as_of: &str, audience: Audience) -> String {
    let (q, _) = Question::new(checked, Some(day(as_of)), audience).expect("a day was given");
    ics(&calendar(&q).expect("there are dates"))
}

/// Undoes the folding, line by line (RFC 5545, 3.1), and checks every line on the way.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "the last line is ended");
    let mut lines: Vec<String> = Vec::new();
    for line in text.strip_suffix("\r\n").unwrap_or_default().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end: {line:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => lines.last_mut().expect("a line is folded after another").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

fn unescaped(value: &str) -> String {
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next().expect("something is escaped") {
                'n' | 'N' => out.push('\n'),
                c @ ('\\' | ';' | ',') => out.push(c),
                other => panic!("\\{other} is no escape"),
            },
            _ => out.push(c),
        }
    }
    out
}

/// The events of a calendar; the calendar's own properties first.
fn parsed(text: &str) -> (Properties, Vec<Properties>) {
    let (mut own, mut events, mut open): (Properties, Vec<Properties>, Vec<String>) = Default::default();
    for line in unfolded(text) {
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("no colon in {line}"));
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name}");
        match name {
            "BEGIN" => {
                open.push(value.to_owned());
                if value == "VEVENT" {
                    events.push(Vec::new());
                }
            }
            "END" => assert_eq!(open.pop().as_deref(), Some(value), "what was begun is ended"),
            _ => {
                // Commas between categories are no part of a text.
                let value =
                    if name == "URL" || name == "CATEGORIES" { value.to_owned() } else { unescaped(value) };
                let to = if open.len() == 2 { events.last_mut().expect("an event") } else { &mut own };
                to.push((name.to_owned(), parameters.to_owned(), value));
            }
        }
    }
    assert!(open.is_empty(), "everything is ended");
    (own, events)
}

fn get<'a>(event: &'a Properties, name: &str) -> &'a str {
    let found: Vec<&str> = event.iter().filter(|(n, ..)| n == name).map(|(.., v)| v.as_str()).collect();
    assert_eq!(found.len(), 1, "{name} stands once in {event:#?}");
    found[0]
}

const CASES: [(&str, &str); 4] =
    [(KOREA, "2019-11-19"), (JAPAN, "2026-11-24"), (NATO, "2019-09-20"), (MACKEREL, "2014-02-01")];

#[test]
fn every_case_gives_a_calendar_that_another_parser_reads() {
    for (name, as_of) in CASES {
        let checked = case(name, &[]);
        let known = checked.case.as_of(day(as_of));
        let text = text(&checked, as_of, Audience::Public);
        let (own, events) = parsed(&text);
        assert_eq!(get(&own, "VERSION"), "2.0");
        assert!(get(&own, "PRODID").starts_with("-//winset//"));
        assert_eq!(get(&own, "X-WR-CALNAME"), known.title);
        assert!(events.len() >= known.calendar.len(), "{name}: every entry of the calendar is there");
        let ids: BTreeSet<&str> = events.iter().map(|e| get(e, "UID")).collect();
        assert_eq!(ids.len(), events.len(), "{name}: ids are unique");
        for e in &events {
            assert!(e.iter().any(|(n, p, _)| n == "DTSTART" && p == "VALUE=DATE"), "all day: {e:?}");
            for must in ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS"] {
                assert!(!get(e, must).is_empty(), "{name}: {must}");
            }
            let ours = get(e, "CATEGORIES").split(',').any(|c| c == "our deadline");
            let told = get(e, "DESCRIPTION");
            assert!(told.starts_with(if ours { "Our deadline" } else { "Not our deadline" }), "{told}");
            assert!(!text.contains("VALARM"));
        }
        for c in &known.calendar {
            let id = format!("{name}/calendar.{}@winset", c.id);
            let e = events.iter().find(|e| get(e, "UID") == id).unwrap_or_else(|| panic!("no {id}"));
            assert_eq!(get(e, "DTSTART"), c.date.strftime("%Y%m%d").to_string());
            assert_eq!(get(e, "DTEND"), c.date.tomorrow().expect("a day").strftime("%Y%m%d").to_string());
            assert_eq!(get(e, "LAST-MODIFIED"), c.standing.known_on.strftime("%Y%m%dT000000Z").to_string());
            assert!(get(e, "SUMMARY").ends_with(&c.what));
            assert_eq!(get(e, "CATEGORIES").starts_with("our"), c.ours);
        }
    }
}

#[test]
fn the_end_of_the_agreement_stands_once() {
    let (_, events) = parsed(&text(&case(KOREA, &[]), "2019-11-19", Audience::Public));
    let expiries = events.iter().filter(|e| get(e, "CATEGORIES") == "our deadline,expiry");
    assert_eq!(expiries.count(), 1, "the calendar of the case has the expiry");
    let mut without = folder(KOREA);
    for (name, bytes) in &mut without.files {
        if name == "case.toml" {
            let text = String::from_utf8(std::mem::take(bytes)).expect("text");
            *bytes = text
                .replace("[calendar.expiry]\ndate = 2019-12-31", "[calendar.expiry]\ndate = 2019-12-30")
                .into_bytes();
        }
    }
    let (_, events) = parsed(&text(&checked(&without, &[]), "2019-11-19", Audience::Public));
    let e =
        events.iter().find(|e| get(e, "UID") == format!("{KOREA}/baseline.ends@winset")).expect("the expiry");
    assert_eq!((get(e, "DTSTART"), get(e, "CATEGORIES")), ("20191231", "our deadline,expiry"));
}

#[test]
fn a_mended_entry_keeps_its_id_and_gets_a_higher_sequence() {
    let entry = |known: &str, date: &str| {
        let set = [
            format!("calendar.zz.date={date}"),
            "calendar.zz.what=\"signing, Seoul; then Washington\"".to_owned(),
            format!("calendar.zz.known_on={known}"),
        ];
        let text = text(
            &case(KOREA, &set.iter().map(String::as_str).collect::<Vec<_>>()),
            "2019-11-19",
            Audience::Own,
        );
        let (_, events) = parsed(&text);
        let e = events.into_iter().find(|e| get(e, "UID").contains("calendar.zz")).expect("the entry");
        e.into_iter().map(|(n, _, v)| (n, v)).collect::<BTreeMap<_, _>>()
    };
    let (a, b) = (entry("2019-10-01", "2019-12-10"), entry("2019-11-01", "2019-12-17"));
    assert_eq!(a["UID"], b["UID"]);
    assert_eq!(a["SUMMARY"], "signing, Seoul; then Washington");
    let n = |e: &BTreeMap<String, String>| e["SEQUENCE"].parse::<i64>().expect("a number");
    assert_eq!(n(&b) - n(&a), 31, "a day of knowledge, a step");
    assert_eq!((a["DTSTART"].as_str(), b["DTSTART"].as_str()), ("20191210", "20191217"));
}

#[test]
fn nothing_internal_and_nothing_later_is_in_it() {
    let set = |known: &str, internal: &str| {
        let set = [
            "calendar.zz.date=2019-12-10".to_owned(),
            "calendar.zz.what=planted marker".to_owned(),
            format!("calendar.zz.known_on={known}"),
            format!("calendar.zz.internal={internal}"),
        ];
        case(KOREA, &set.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let has = |c: &Checked, audience| text(c, "2019-11-19", audience).contains("planted marker");
    let secret = set("2019-11-01", "true");
    assert!(!has(&secret, Audience::Public) && has(&secret, Audience::Own));
    assert!(text(&secret, "2019-11-19", Audience::Own).contains("CLASS:PRIVATE"));
    assert!(has(&set("2019-11-19", "false"), Audience::Public), "what is public shows");
    assert_eq!(
        text(&set("2019-11-20", "false"), "2019-11-19", Audience::Public),
        text(&case(KOREA, &[]), "2019-11-19", Audience::Public),
        "what is known later does not"
    );
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    let mut hostile = folder(KOREA);
    for (name, bytes) in &mut hostile.files {
        match name.as_str() {
            "case.toml" => bytes.extend(
                b"\n[calendar.zz]\ndate = 2019-12-10\nwhat = \"a\\nBEGIN:VALARM\\r\\nEND:VCALENDAR, b; c\"\nsource = \"zz\"\nnote = \"x\\\\ny\"\nknown_on = 2019-11-01\n",
            ),
            "sources.csv" => bytes.extend(b"zz,Planted Press,planted,,javascript:alert(1),,,\n"),
            _ => {}
        }
    }
    let text = text(&checked(&hostile, &[]), "2019-11-19", Audience::Public);
    let (_, events) = parsed(&text);
    let e = events.iter().find(|e| get(e, "UID").contains("calendar.zz")).expect("the entry");
    assert!(get(e, "SUMMARY").contains("END:VCALENDAR, b; c"), "{e:?}");
    assert!(!e.iter().any(|(n, ..)| n == "URL"), "no link that is not one of the web");
}

#[test]
fn a_case_without_a_date_says_what_to_add() {
    let mut bare = folder(KOREA);
    bare.files.retain(|(name, _)| name == "case.toml");
    bare.files[0].1 =
        b"winset = 1\ntitle = \"t\"\nknown_on = 2020-01-01\n[party.A]\nname = \"A\"\n[party.B]\nname = \"B\"\n"
            .to_vec();
    let q = Question::new(&checked(&bare, &[]), Some(day("2020-02-01")), Audience::Public).expect("a day").0;
    let e = calendar(&q).expect_err("there is no date").to_string();
    assert!(e.contains("[calendar.ID]") && e.contains("1 Feb 2020"), "{e}");
}
