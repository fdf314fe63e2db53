//! Charts for the tests of votes and packages: a chamber of 300, weighted votes, a frontier, and hard ones.

use super::samples::{frame, pick};
use super::*;

/// A half circle and a frontier as they would stand in a report, and votes by weight.
pub(crate) fn votes(lang: Lang) -> Vec<Picture> {
    vec![
        Picture::Hemicycle(chamber(lang)),
        Picture::Hemicycle(weighted(lang)),
        Picture::Frontier(frontier(lang)),
    ]
}

fn bloc(name: &str, seats: u32, expected_yes: Option<f64>, side: Side) -> Bloc {
    Bloc {
        name: name.into(),
        seats,
        expected_yes,
        side,
        weight: 1.0,
        about: about("bloc", &["assembly", name]),
    }
}

fn chamber(lang: Lang) -> Hemicycle {
    use Side::{Government, Opposition, Other};
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    Hemicycle {
        frame: Frame {
            note: p(
                "Seats by bloc, May 2019; more than half of those present must agree",
                "정파별 의석, 2019년 5월",
            ),
            ..frame(
                lang,
                "seats",
                &p(
                    "With the small parties the deal passes, by 15 votes",
                    "군소 정당이 찬성하면 15표 차로 통과한다",
                ),
            )
        },
        members: 300,
        blocs: vec![
            bloc(&p("Democratic", "더불어민주당"), 128, Some(117.8), Government),
            bloc(&p("Justice", "정의당"), 6, Some(2.4), Other),
            bloc(&p("Peace", "민주평화당"), 14, Some(9.6), Other),
            bloc(&p("Independents", "무소속"), 8, None, Other),
            bloc(&p("Bareunmirae", "바른미래당"), 28, Some(16.2), Opposition),
            bloc(&p("Liberty Korea", "자유한국당"), 114, Some(17.0), Opposition),
        ],
        needed: 148,
        present: Some(294),
        quorum: 60,
        vacant: 2,
    }
}

fn weighted(lang: Lang) -> Hemicycle {
    let shares = [16.5, 6.14, 6.08, 5.31, 4.03, 4.03, 3.02, 2.63, 2.59, 2.22, 2.09, 2.07, 2.02, 1.92, 1.84];
    let blocs = shares.iter().enumerate().map(|(i, share)| Bloc {
        name: format!("Constituency {}", i + 1),
        seats: 1,
        weight: *share,
        expected_yes: (i % 5 != 4).then_some(share * if i % 3 == 2 { 0.2 } else { 0.95 }),
        side: [Side::Government, Side::Opposition, Side::Other][i % 3],
        about: String::new(),
    });
    Hemicycle {
        frame: frame(lang, "board", "Votes by quota: the largest can block alone"),
        blocs: blocs.collect(),
        needed: 53,
        ..Hemicycle::default()
    }
}

/// Packages scattered under a curve, in a fixed order.
pub(crate) fn scattered(n: u32) -> Vec<Package> {
    let mut state = 11_u64;
    let mut draw = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let mut packages: Vec<Package> = (0..n)
        .map(|i| {
            let (a, r) = (draw(), draw().sqrt());
            let u = (r * a.sqrt(), r * (1.0 - a).sqrt() * 0.95);
            Package {
                u,
                p: Some((u.1 * 1.2 - u.0 * 0.4).clamp(0.0, 1.0)),
                on_frontier: false,
                index: Some(u128::from(i)),
            }
        })
        .collect();
    let best = super::plane::undominated(&packages.iter().map(|p| p.u).collect::<Vec<_>>());
    packages.iter_mut().for_each(|p| p.on_frontier = best.contains(&p.u));
    packages
}

fn frontier(lang: Lang) -> Frontier {
    let p = |en: &str, ko: &str| pick(lang, en, ko);
    let solution = |name: String, u, chance| Solution {
        name,
        u,
        p: Some(chance),
        about: about("solution", &["nash"]),
        ..Solution::default()
    };
    let packages = scattered(3000);
    let best: Vec<Package> = packages.iter().copied().filter(|p| p.on_frontier).collect();
    let near = |x: f64| {
        best.iter().min_by(|a, b| (a.u.0 - x).abs().total_cmp(&(b.u.0 - x).abs())).map_or((x, x), |p| p.u)
    };
    Frontier {
        frame: Frame {
            note: p("3,000 packages by what each side gains, 0 to 1", "양측의 효용(0~1)으로 본 3,000개 안"),
            ..frame(
                lang,
                "frontier",
                &p(
                    "Where the best deals lie for both sides, few would pass the Assembly",
                    "양측에 가장 좋은 안은 국회를 통과하기 어렵다",
                ),
            )
        },
        x_name: p("United States", "미국"),
        y_name: p("Republic of Korea", "한국"),
        x_label: p("utility of the United States", "미국의 효용"),
        y_label: p("utility of the Republic of Korea", "한국의 효용"),
        packages,
        disagreement: (0.22, 0.3),
        zone: String::new(),
        solutions: vec![
            solution(p("Safest", "가장 안전한 안"), near(0.3), 0.97),
            solution(p("Nash", "내쉬 해"), near(0.68), 0.7),
            solution(p("Equal gains", "균등 이득"), near(0.68), 0.7),
            solution(p("Kalai–Smorodinsky", "칼라이–스모로딘스키"), near(0.71), 0.62),
            solution(p("Utilitarian", "공리주의"), near(0.74), 0.5),
        ],
        p_threshold: 0.5,
    }
}

/// Half circles and frontiers that are hard to draw.
pub(crate) fn hard_votes(lang: Lang) -> Vec<Picture> {
    let long = "Alliance for the Renewal of the Republic and of the Provinces, founded 1987";
    let frame = |name: &str| frame(lang, name, "Hard to draw");
    let chamber = |name: &str, members: u32, blocs: Vec<Bloc>| Hemicycle {
        frame: frame(name),
        members,
        blocs,
        needed: members / 2 + 1,
        ..Hemicycle::default()
    };
    let many = |n: u32, seats: u32| {
        (0..n)
            .map(|i| bloc(&format!("{long} {i}"), seats, (i % 2 == 0).then_some(0.4), Side::Other))
            .collect()
    };
    let none = |b: Bloc| Bloc { expected_yes: None, ..b };
    let broken =
        Bloc { weight: f64::NAN, expected_yes: Some(f64::INFINITY), ..bloc("broken", 3, None, Side::Other) };
    let half_circles = vec![
        chamber("one-seat", 1, vec![bloc(long, 1, Some(0.9), Side::Government)]),
        chamber("thirty", 30, many(30, 1)),
        chamber("twelve-long", 300, many(12, 25)),
        chamber(
            "large",
            2000,
            vec![
                bloc("한국어로 된 매우 긴 정당 이름 그리고 더 긴 이름", 1100, Some(980.0), Side::Government),
                bloc(long, 900, None, Side::Opposition),
            ],
        ),
        chamber("unknown", 300, self::chamber(lang).blocs.into_iter().map(none).collect()),
        chamber("broken", u32::MAX, vec![broken, bloc("huge", u32::MAX, Some(-4.0), Side::Other)]),
        chamber("many", 705, many(300, 2)),
        Hemicycle { needed: 400, vacant: 299, ..chamber("vacant", 300, many(1, 1)) },
    ];
    let same =
        |n: usize, u: (f64, f64), on_frontier| vec![Package { u, on_frontier, ..Package::default() }; n];
    let solution =
        |i: usize, u| Solution { name: format!("{long} {i}"), label: long.into(), u, ..Solution::default() };
    let plane = |name: &str, packages: Vec<Package>, solutions: Vec<Solution>| Frontier {
        frame: frame(name),
        x_name: long.into(),
        y_name: "긴 이름의 당사자 그리고 그 동맹국들 ".repeat(4),
        packages,
        disagreement: (0.1, 0.9),
        solutions,
        ..Frontier::default()
    };
    let mut wide = scattered(20_000);
    wide.iter_mut().enumerate().for_each(|(i, p)| p.on_frontier = i % 2 == 0);
    let crowd = (0..30).map(|i| solution(i, (0.5 + i as f64 * 1e-3, 0.5))).collect();
    let lost = [(f64::NAN, 0.2), (f64::INFINITY, 0.1), (1e300, 1.0), (-3.0, 7.0), (0.2, 0.2)];
    let odd = [Some(f64::NAN), Some(7.0), Some(-1.0), None, Some(1e-9)];
    let lost =
        lost.iter().zip(odd).map(|(u, p)| Package { u: *u, p, on_frontier: true, index: None }).collect();
    let planes = vec![
        plane(
            "identical",
            same(500, (0.5, 0.5), true),
            vec![solution(0, (0.5, 0.5)), solution(1, (0.5, 0.5))],
        ),
        plane("dense", wide, crowd),
        plane("lost", lost, vec![solution(0, (f64::NAN, 0.0)), solution(1, (1.0, 1.0))]),
        Frontier {
            disagreement: (f64::NAN, 0.0),
            ..plane("only-others", same(9, (1.0, 1.0), false), vec![])
        },
        Frontier { disagreement: (0.0, 0.0), zone: long.repeat(3), ..plane("full", scattered(4000), vec![]) },
    ];
    half_circles
        .into_iter()
        .map(Picture::Hemicycle)
        .chain(planes.into_iter().map(Picture::Frontier))
        .collect()
}

/// A number by chance below another.
type Draw<'a> = &'a mut dyn FnMut(u64) -> u64;

/// A half circle or a frontier with figures and lengths of names by chance.
pub(crate) fn random_votes(frame: Frame, draw: Draw, words: fn(Draw) -> String) -> Picture {
    let unit = |draw: Draw| draw(1001) as f64 / 1000.0;
    if draw(2) == 0 {
        let most = [2, 40, 300][draw(3) as usize];
        let weighted = draw(4) == 0;
        let blocs: Vec<Bloc> = (0..draw(16))
            .map(|_| Bloc {
                name: words(draw),
                seats: draw(most) as u32,
                expected_yes: (draw(4) > 0).then(|| draw(most) as f64 * 0.7),
                side: [Side::Government, Side::Opposition, Side::Other][draw(3) as usize],
                weight: if weighted { draw(50) as f64 / 7.0 } else { 1.0 },
                about: words(draw),
            })
            .collect();
        let (members, needed) = (draw(2000) as u32, draw(1200) as u32);
        let present = (draw(2) == 0).then(|| draw(900) as u32);
        let (quorum, vacant) = (draw(100) as u32, draw(20) as u32);
        return Picture::Hemicycle(Hemicycle { frame, members, blocs, needed, present, quorum, vacant });
    }
    let most = [3, 60, 900][draw(3) as usize];
    let packages = (0..draw(most))
        .map(|_| Package {
            u: (unit(draw), unit(draw)),
            p: (draw(5) > 0).then(|| unit(draw)),
            on_frontier: draw(4) == 0,
            index: Some(u128::from(draw(99))),
        })
        .collect();
    let solutions = (0..draw(9))
        .map(|_| Solution {
            name: words(draw),
            label: words(draw),
            u: (unit(draw), unit(draw)),
            p: Some(unit(draw)),
            about: words(draw),
        })
        .collect();
    Picture::Frontier(Frontier {
        frame,
        x_name: words(draw),
        y_name: words(draw),
        packages,
        disagreement: (unit(draw), unit(draw)),
        zone: words(draw),
        solutions,
        p_threshold: unit(draw),
        ..Frontier::default()
    })
}
