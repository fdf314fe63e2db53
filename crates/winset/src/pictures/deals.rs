//! The frontier: packages of two parties by what each makes of them, and what methods pick.

use super::{caption, lang};
use crate::chart::{Frame, Frontier, Lang, Package, Picture, Solution};
use crate::deals::{Deals, method_words};
use crate::fmt::probability;
use crate::question::Question;

/// The plane of two parties' utilities; none with more parties.
pub fn plane(q: &Question, d: &Deals<'_>) -> Option<Picture> {
    frontier(q, d).map(Picture::Frontier)
}

/// Packages below the frontier that are handed to the picture at most: it draws density, and none is lost in its counts.
const MOST: usize = 20_000;

/// The same as data of its own.
pub fn frontier(q: &Question, d: &Deals<'_>) -> Option<Frontier> {
    let lang = lang(q);
    let [a, b] = d.packages.sides.as_slice() else { return None };
    let [x, y] = d.points.u.as_slice() else { return None };
    let step = x.len().div_ceil(MOST).max(1);
    let mut packages: Vec<Package> = d
        .frontier
        .iter()
        .filter_map(|f| Some(Package { u: (*f.u.first()?, *f.u.get(1)?), p: f.p, on_frontier: true }))
        .collect();
    packages.extend(x.iter().zip(y).step_by(step).map(|(x, y)| Package {
        u: (*x, *y),
        p: None,
        on_frontier: false,
    }));
    let solutions = d
        .solutions
        .iter()
        .map(|s| Solution {
            name: method_words(s.method, s.confidence),
            label: String::new(),
            u: (s.u[0], s.u[1]),
            p: s.p,
        })
        .collect();
    let frame = Frame {
        name: "deals".into(),
        heading: heading(d, lang),
        note: match (lang, step) {
            (Lang::Ko, _) => "각 묶음이 양측에 갖는 효용; 프런티어의 채움은 비준 확률".into(),
            (_, 1) => {
                "What each package is worth to both; on the frontier the filling tells the chance to pass"
                    .to_owned()
            }
            (_, n) => format!(
                "What each package is worth to both, one in {n} drawn; on the frontier the filling tells the chance to pass"
            ),
        },
        caption: caption(q, &[]),
        lang,
    };
    let axis = |name: &str| match lang {
        Lang::Ko => format!("{name}의 효용"),
        _ => format!("worth to {name}"),
    };
    Some(Frontier {
        frame,
        x_name: a.short.to_owned(),
        y_name: b.short.to_owned(),
        x_label: axis(a.short),
        y_label: axis(b.short),
        packages,
        disagreement: (a.disagreement, b.disagreement),
        zone: String::new(),
        solutions,
        p_threshold: 0.5,
    })
}

fn heading(d: &Deals<'_>, lang: Lang) -> String {
    let nash = d.solutions.iter().find(|s| s.method == "nash").and_then(|s| s.p);
    let minding = d.solutions.iter().find(|s| s.method == "ratification_adjusted_nash").and_then(|s| s.p);
    let n = d.frontier.iter().filter(|f| f.rational).count();
    match (lang, nash, minding) {
        (Lang::Ko, Some(a), Some(b)) => {
            format!(
                "비준을 고려하지 않은 내시 해는 {}로 통과, 고려한 해는 {}",
                probability(a),
                probability(b)
            )
        }
        (Lang::Ko, _, _) => format!("양측 모두 받아들일 프런티어 묶음 {n}개"),
        (_, Some(a), Some(b)) => format!(
            "A deal struck without minding the vote passes with {}, one that minds it with {}",
            probability(a),
            probability(b)
        ),
        _ if n == 0 => "No package on the frontier leaves both better off than no deal".into(),
        _ => format!("{n} packages on the frontier leave both better off than no deal"),
    }
}
