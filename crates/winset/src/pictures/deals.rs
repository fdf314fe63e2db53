//! The frontier: packages of two parties by what each makes of them, and what methods pick.

use super::{caption, speech};
use crate::chart::words::{Words, fill};
use crate::chart::{Frame, Frontier, Package, Picture, Solution, about};
use crate::deals::{Deals, Solved, method_words};
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
    let (lang, w) = speech(q);
    let [a, b] = d.packages.sides.as_slice() else { return None };
    let [x, y] = d.points.u.as_slice() else { return None };
    let step = x.len().div_ceil(MOST).max(1);
    let of_frontier = |f: &crate::deals::Front| {
        let u = (*f.u.first()?, *f.u.get(1)?);
        Some(Package { u, p: f.p, on_frontier: true, index: f.index })
    };
    let mut packages: Vec<Package> = d.frontier.iter().filter_map(of_frontier).collect();
    let others = x.iter().zip(y).step_by(step);
    packages.extend(others.map(|(x, y)| Package { u: (*x, *y), ..Package::default() }));
    let frame = Frame {
        name: "deals".into(),
        heading: heading(d, w),
        note: match step {
            1 => w.says.deals_note.to_owned(),
            n => fill(w.says.deals_sampled, &[("n", &n.to_string())]),
        },
        caption: caption(q, &[]),
        lang,
    };
    let axis = |name: &str| fill(w.says.worth_to, &[("name", name)]);
    Some(Frontier {
        frame,
        x_name: a.short.to_owned(),
        y_name: b.short.to_owned(),
        x_label: axis(a.short),
        y_label: axis(b.short),
        packages,
        disagreement: (a.disagreement, b.disagreement),
        zone: String::new(),
        solutions: d.solutions.iter().filter_map(solution).collect(),
        p_threshold: 0.5,
    })
}

/// What a method picks; one that was asked with a confidence says so: `solution:max_probability:0.7`.
fn solution(s: &Solved) -> Option<Solution> {
    let confidence = s.confidence.map(|c| c.to_string());
    let parts: Vec<&str> = std::iter::once(s.method).chain(confidence.as_deref()).collect();
    Some(Solution {
        name: method_words(s.method, s.confidence),
        label: String::new(),
        u: (*s.u.first()?, *s.u.get(1)?),
        p: s.p,
        about: about("solution", &parts),
    })
}

fn heading(d: &Deals<'_>, w: &Words) -> String {
    let chance = |method: &str| d.solutions.iter().find(|s| s.method == method).and_then(|s| s.p);
    if let Some((a, b)) = chance("nash").zip(chance("ratification_adjusted_nash")) {
        return fill(w.says.deals_pass, &[("a", &probability(a)), ("b", &probability(b))]);
    }
    match d.frontier.iter().filter(|f| f.rational).count() {
        0 => w.says.deals_none.to_owned(),
        n => fill(w.says.deals_some, &[("n", &n.to_string())]),
    }
}
