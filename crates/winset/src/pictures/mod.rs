//! Pictures of answers: each an answer turned into a chart, with a heading that says the finding.

mod bars;
mod deals;
mod ends;
mod lanes;
mod votes;

use winset_case::rate::UsedRate;

use crate::chart::{Lang, Picture, Theme, Width};
use crate::fmt::{day, period, rate};
use crate::question::Question;

pub use bars::bars;
pub use deals::{frontier, plane};
pub use ends::{amount, when, when_table};
pub use lanes::lanes;
pub use votes::{hall, hemicycle};

/// A picture by itself: wide, on light paper.
pub fn stand_alone(p: &Picture) -> String {
    format!("{}\n", p.draw(Width::Wide, Theme::Light).trim_end())
}

fn lang(q: &Question) -> Lang {
    if q.case.korean { Lang::Ko } else { Lang::En }
}

/// The lines below every picture: day, rates, hash.
fn caption(q: &Question, rates: &[&UsedRate]) -> Vec<String> {
    let as_of = if q.case.korean {
        format!("{}년 {}월 {}일 기준", q.as_of.year(), q.as_of.month(), q.as_of.day())
    } else {
        format!("As of {}", day(q.as_of))
    };
    let mut line = vec![as_of];
    for r in rates {
        line.push(format!("{} {} ({})", rate(r.printed.0), r.printed.1, period(r.period.0, r.period.1)));
    }
    line.push(format!("case {}, winset {}", q.hash, env!("CARGO_PKG_VERSION")));
    vec![line.join(" · ")]
}
