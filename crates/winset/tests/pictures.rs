//! The pictures of the shipped cases: drawn in both widths, in English and Korean, with what a page asks of them.

mod support;

use jiff::civil::Date;
use support::{JAPAN, KOREA, MACKEREL, NATO, day, question};
use winset::Question;
use winset::brief::brief;
use winset::chart::{Picture, Theme, Width};
use winset::class::shipped;
use winset::forecast::{Answer, forecast};
use winset::pictures;

const CASES: [(&str, &str); 4] =
    [(KOREA, "2019-11-19"), (JAPAN, "2026-03-21"), (NATO, "2019-11-25"), (MACKEREL, "2014-01-10")];

fn all(q: &Question, since: Option<Date>) -> Vec<Picture> {
    let library = shipped();
    let b = brief(q, &library);
    let prices = winset::price::prices(&q.case, &[]).expect("the case's own proposals");
    let votes = winset::vote::votes(q, &library, &[]).expect("the case's own proposals");
    let mut list = vec![pictures::calendar(q, false)];
    list.extend(pictures::lanes_since(q, &b, since));
    list.extend(pictures::bars(q, &prices));
    let first = (!votes.proposals.is_empty()).then_some(0);
    list.extend(votes.bodies.iter().filter_map(|body| pictures::hall(q, &votes, body, first)));
    if let Ok(Answer::Open(f)) = forecast(&q.case, &q.outcome, &library, q.as_of) {
        list.extend(pictures::when(q, &f));
        list.extend(pictures::amount(q, &f));
    }
    list
}

fn abouts(svg: &str) -> Vec<&str> {
    let rest = svg.split(" data-about=\"").skip(1);
    rest.filter_map(|rest| rest.split('"').next()).flat_map(|names| names.split(' ')).collect()
}

#[test]
fn what_marks_stand_for_is_in_the_case() {
    for (name, as_of) in CASES {
        let q = question(name, as_of, &[]);
        let library = shipped();
        let mut kinds = 0;
        for picture in all(&q, None) {
            let (wide, narrow) =
                (picture.draw(Width::Wide, Theme::Page), picture.draw(Width::Narrow, Theme::Page));
            for about in abouts(&wide).into_iter().chain(abouts(&narrow)) {
                let parts: Vec<&str> = about.split(':').collect();
                let known = match parts[..] {
                    ["claim", id] => q.case.claims.iter().any(|c| c.id == id),
                    ["entry", id] => id == "baseline",
                    ["event", id] => q.case.calendar.iter().any(|e| e.id == id),
                    ["member", id] => library.members.iter().any(|m| m.id == id),
                    ["forecast", id] => id == "class",
                    ["observer", n] => n.parse().is_ok_and(|n: usize| n < q.case.forecast.observers.len()),
                    ["cell", p, year, category] => {
                        q.case.proposals.iter().any(|x| x.id == p)
                            && year.parse::<i16>().is_ok()
                            && (category.is_empty() || q.case.categories.iter().any(|c| c.id == category))
                    }
                    ["bloc", body, bloc] => {
                        q.case.approvals.iter().any(|a| a.id == body && a.blocs.iter().any(|b| b.id == bloc))
                    }
                    _ => false,
                };
                assert!(known, "{name}: {about} in {}", picture.frame().name);
                kinds += 1;
            }
        }
        assert!(kinds > 20, "{name}: only {kinds} marks");
    }
}

#[test]
fn figures_known_after_a_day_are_new() {
    let q = question(KOREA, "2019-11-19", &[]);
    let b = brief(&q, &shipped());
    let new = |since: &str| match pictures::lanes_since(&q, &b, Some(day(since))) {
        Some(Picture::Lanes(lanes)) => {
            lanes.lanes.iter().flat_map(|l| &l.marks).filter(|m| m.new).map(|m| m.about.clone()).collect()
        }
        _ => Vec::new(),
    };
    // Counted from the record itself.
    let expected = |since: &str| {
        let newest =
            b.found.lines.iter().filter(|l| l.multiple.0.or(l.multiple.1).is_some() || l.kind == "gap");
        let newest = newest.filter_map(|l| q.case.claims.iter().find(|c| Some(&c.id) == l.claims.first()));
        newest.filter(|c| c.standing.known_on > day(since)).count()
    };
    for since in ["2019-01-01", "2019-11-01", "2019-11-15", "2019-11-18"] {
        let found: Vec<String> = new(since);
        let baseline = found.iter().filter(|about| *about == "entry:baseline").count();
        assert_eq!(found.len() - baseline, expected(since), "{since}: {found:?}");
        assert_eq!(baseline, usize::from(since < "2019-02-10"));
    }
    assert!(new("2019-11-19").is_empty());
    assert_eq!(pictures::lanes(&q, &b), pictures::lanes_since(&q, &b, None));
}

#[test]
fn the_next_date_of_these_talks_heads_the_calendar() {
    let heading = |name: &str, as_of: &str, korean: bool| {
        let mut q = question(name, as_of, &[]);
        q.case.korean = korean;
        pictures::calendar(&q, false).frame().heading.clone()
    };
    assert_eq!(heading(KOREA, "2019-11-19", false), "In 42 days: 10th agreement expires");
    assert_eq!(heading(KOREA, "2019-11-19", true), "42일 후: 10th agreement expires");
    assert_eq!(heading(KOREA, "2019-12-30", false), "In one day: 10th agreement expires");
    assert_eq!(heading(KOREA, "2019-12-31", false), "Today: 10th agreement expires");
    assert_eq!(heading(MACKEREL, "2015-06-01", false), "No date is on record");
    let q = question(MACKEREL, "2014-08-18", &[]);
    let (ahead, past) = (pictures::calendar(&q, false), pictures::calendar(&q, true));
    assert_eq!((ahead.table().rows.len(), past.table().rows.len()), (1, 2));
}

#[test]
fn amounts_in_korean_are_counted_in_jo_and_eok() {
    let mut q = question(KOREA, "2019-11-19", &[]);
    q.case.korean = true;
    let list = all(&q, None);
    let text: String = list.iter().map(|p| p.draw(Width::Wide, Theme::Light) + &p.csv()).collect();
    assert!(text.contains("1조 389억 원"), "the last agreed amount");
    // 5 billion dollars at the rate of October 2019.
    assert!(text.contains("5조 9,172억 원") && text.contains("50억 달러"));
    for english in ["bn", "Nov 2019", "2019-", "As of"] {
        let own = list.iter().map(|p| &p.frame().caption).chain(list.iter().map(|p| &p.frame().caption));
        assert!(own.flatten().all(|line| !line.contains(english)), "{english} in a Korean caption");
    }
}

#[test]
fn own_judgement_stands_beside_the_class() {
    let q = question(KOREA, "2019-11-19", &[]);
    let Ok(Answer::Open(mut f)) = forecast(&q.case, &q.outcome, &shipped(), q.as_of) else {
        panic!("the talks are open")
    };
    f.yours =
        Some(winset::forecast::Yours { deal_by: f.deal_by.clone(), amount: f.amount.clone(), consent: None });
    let (when, amount) = (pictures::when(&q, &f).expect("dates"), pictures::amount(&q, &f).expect("amounts"));
    for width in [Width::Wide, Width::Narrow] {
        let (when, amount) = (when.draw(width, Theme::Page), amount.draw(width, Theme::Page));
        assert!(
            when.contains(">class<") && when.contains(">yours<") && when.contains("stroke-dasharray=\"6 4\"")
        );
        assert!(
            amount.contains("data-about=\"forecast:class\"")
                && amount.contains("data-about=\"forecast:yours\"")
        );
        assert!(amount.matches("<circle").count() >= 40);
    }
    assert!(pictures::dates_table(&q, &f).head.iter().any(|h| h.name == "yours"));
}

#[test]
fn a_picture_alone_takes_a_width_and_a_paper() {
    let picture = pictures::calendar(&question(KOREA, "2019-11-19", &[]), false);
    let wide = pictures::stand_alone(&picture);
    assert_eq!(wide, pictures::stand_alone_in(&picture, Width::Wide, Theme::Light));
    assert_eq!(wide, pictures::stand_alone_in(&picture, Width::Wide, Theme::Page));
    let dark = pictures::stand_alone_in(&picture, Width::Narrow, Theme::Dark);
    assert!(wide.contains("width=\"784\"") && dark.contains("width=\"382\"") && dark.contains("#14181d"));
}
