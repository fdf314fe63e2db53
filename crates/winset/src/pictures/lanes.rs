//! Evidence lanes: what is asked and offered, in multiples of the last agreed amount.

use rust_decimal::Decimal;
use winset_case::Case;
use winset_case::quantity::{Bound as FigureBound, Unit, plain, short_ko};
use winset_case::vocabulary::Role;

use super::{caption, lang};
use crate::brief::{Brief, Line};
use crate::chart::{Axis, Bound, Evidence, Frame, Lane, LaneMark, Lanes, Lang, Picture};
use crate::fmt::{contract_year, fixed};
use crate::forecast::float;
use crate::question::Question;

/// The lanes of a state of play; none if nothing can be compared with a last agreed amount.
pub fn lanes(q: &Question, b: &Brief) -> Option<Picture> {
    let lang = lang(q);
    let (last, unit) = winset_case::price::baseline_amount(&q.case).ok()?;
    let mut list: Vec<Lane> = Vec::new();
    for l in b.found.lines.iter().filter(|l| l.kind != "gap") {
        let name = lane_name(&q.case, l, lang);
        let marks: Vec<LaneMark> = mark(l, lang).into_iter().collect();
        match list.iter_mut().find(|x| x.name == name) {
            Some(lane) => lane.marks.extend(marks),
            None => list.push(Lane { name, marks }),
        }
    }
    list.extend(gap(b, last, lang));
    let year = b.last_year.map(|y| format!(", {}", contract_year(&q.case, y))).unwrap_or_default();
    let amount = match (lang, &unit) {
        (Lang::Ko, Unit::Currency(_)) => short_ko(last, &unit),
        _ => plain(last, &unit),
    };
    let note = match lang {
        Lang::Ko => format!("직전 합의 연간 금액({amount}{year})의 배수, 로그 눈금"),
        _ => format!("Yearly amounts in multiples of the last agreed ({amount}{year}), log scale"),
    };
    let frame = Frame {
        name: "lanes".into(),
        heading: heading(&q.case, b, lang),
        note,
        caption: caption(q, &b.found.rates.iter().collect::<Vec<_>>()),
        lang,
    };
    Some(Picture::Lanes(Lanes { frame, axis: Axis::multiples(lang), lanes: list }))
}

fn lane_name(case: &Case, l: &Line, lang: Lang) -> String {
    let side = case.party(&l.side).map_or(l.side.clone(), |p| p.short.clone());
    match (l.kind, lang) {
        ("baseline", Lang::Ko) => "현행 협정".into(),
        ("baseline", _) => "In force".into(),
        ("demand", Lang::Ko) => format!("{side} 요구"),
        ("demand", _) => format!("{side} asks"),
        (_, Lang::Ko) if l.side == "both" => "양측 잠정안".into(),
        (_, _) if l.side == "both" => "Both, tentatively".into(),
        (_, Lang::Ko) => format!("{side} 제안"),
        (_, _) => format!("{side} offers"),
    }
}

/// The figure as stated, in Korean as Korean writes it.
fn stated(l: &Line, lang: Lang) -> String {
    let Some(f) = l.figure.as_ref().filter(|_| lang == Lang::Ko) else { return l.stated.clone() };
    let value = |v: Decimal| short_ko(v, &f.unit);
    let text = match (f.low, f.high) {
        (Some(a), Some(b)) if a != b => format!("{}~{}", value(a), value(b)),
        (Some(v), _) | (None, Some(v)) => value(v),
        (None, None) => l.stated.clone(),
    };
    let text = if matches!(f.unit, Unit::Percent) && matches!(l.kind, "demand" | "offer") {
        format!("{text} 인상")
    } else {
        text
    };
    match f.bound {
        FigureBound::UpTo => format!("최대 {text}"),
        FigureBound::LessThan => format!("{text} 미만"),
        FigureBound::AtLeast => format!("{text} 이상"),
        FigureBound::MoreThan => format!("{text} 초과"),
        FigureBound::Approx => format!("약 {text}"),
        _ => text,
    }
}

fn mark(l: &Line, lang: Lang) -> Option<LaneMark> {
    let ends = (l.multiple.0.or(l.multiple.1)?, l.multiple.1.or(l.multiple.0)?);
    Some(LaneMark {
        low: float(ends.0),
        high: float(ends.1),
        bound: bound(l),
        evidence: evidence(l),
        label: format!("{} ({}×{})", stated(l, lang), l.sign, fixed(ends.1, 1)),
        sublabel: l.by.clone(),
        recalled: l.weak,
    })
}

fn bound(l: &Line) -> Bound {
    match l.sign.trim() {
        "≤" => Bound::UpTo,
        "<" => Bound::LessThan,
        "≥" => Bound::AtLeast,
        ">" => Bound::MoreThan,
        "~" => Bound::Approx,
        _ if l.low != l.high && l.low.is_some() && l.high.is_some() => Bound::Range,
        _ => Bound::Exact,
    }
}

fn evidence(l: &Line) -> Evidence {
    match l.evidence {
        "official" => Evidence::Official,
        "unconfirmed" => Evidence::Unconfirmed,
        _ => Evidence::Reported,
    }
}

/// The gap as the stretch below the sum asked when it was named; no lane where the two cannot be set side by side.
fn gap(b: &Brief, last: Decimal, lang: Lang) -> Option<Lane> {
    let l = b.found.lines.iter().find(|l| l.kind == "gap")?;
    let name = if lang == Lang::Ko { "양측의 차이" } else { "Gap between the two" };
    let before =
        b.found.lines.iter().filter(|x| x.kind == "demand" && x.date <= l.date && x.high.or(x.low).is_some());
    let asked = before.max_by_key(|x| x.date).and_then(|x| x.high.or(x.low));
    let low = asked.zip(l.high.or(l.low)).and_then(|(a, g)| a.checked_sub(g)).filter(|v| *v > Decimal::ZERO);
    let ends = low.zip(asked).and_then(|(x, y)| Some((x.checked_div(last)?, y.checked_div(last)?)));
    let (x, y) = ends?;
    let label =
        if lang == Lang::Ko { format!("{} 차이", stated(l, lang)) } else { format!("{} apart", l.stated) };
    let mark = LaneMark {
        low: float(x),
        high: float(y),
        bound: Bound::Range,
        evidence: evidence(l),
        label,
        sublabel: match lang {
            Lang::Ko => format!("낮은 쪽 끝은 계산값; {}", l.by),
            _ => format!("lower end by arithmetic; {}", l.by),
        },
        recalled: l.weak,
    };
    Some(Lane { name: name.to_owned(), marks: vec![mark] })
}

/// The finding in a sentence.
fn heading(case: &Case, b: &Brief, lang: Lang) -> String {
    let demands: Vec<&Line> = b.found.lines.iter().filter(|l| l.kind == "demand").collect();
    let named = demands.iter().filter(|l| l.multiple.1.or(l.multiple.0).is_some());
    let top = named.max_by_key(|l| (l.official == Some(true), l.date));
    let payer = case.parties.iter().find(|p| p.role == Role::Payer);
    let silent = payer.is_some_and(|p| {
        b.found.lines.iter().any(|l| l.kind == "offer" && l.side == p.id && l.high.or(l.low).is_none())
    });
    let name = |id: &str| {
        case.party(id).map_or(id.to_owned(), |p| p.capital.clone().unwrap_or_else(|| p.name.clone()))
    };
    let payer_name = payer.map(|p| name(&p.id)).unwrap_or_default();
    let Some(l) = top else {
        return match lang {
            Lang::Ko => "공개된 요구액이 없다".into(),
            _ => "No sum asked is on record".into(),
        };
    };
    let m = l.multiple.1.or(l.multiple.0).unwrap_or_default();
    let said = if l.official == Some(true) { "" } else { "reported " };
    if lang == Lang::Ko {
        let tail = if silent {
            format!(", {payer_name}{} 금액을 제시하지 않았다", topic(&payer_name))
        } else {
            String::new()
        };
        let said = if said.is_empty() { "" } else { "보도된 " };
        return format!("{}의 {said}요구액은 직전 합의의 {}배이다{tail}", name(&l.side), fixed(m, 1));
    }
    let times = times_words(m, l.sign);
    let tail = if silent { format!("; {payer_name} has named no figure") } else { String::new() };
    format!("{}’s {said}demand is {times} the last deal{tail}", name(&l.side))
}

/// The Korean topic particle after a name: 은 after a final consonant, 는 after a vowel.
fn topic(name: &str) -> &'static str {
    match name.chars().last() {
        Some(c) if ('가'..='힣').contains(&c) => {
            if (c as u32 - '가' as u32).is_multiple_of(28) {
                "는"
            } else {
                "은"
            }
        }
        _ => "은(는)",
    }
}

/// "over five times", "up to 5.7 times", "14 % above", "28 % below".
fn times_words(m: Decimal, sign: &str) -> String {
    const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let whole = m.floor();
    let upto = if sign.trim() == "≤" { "up to " } else { "" };
    if m >= Decimal::TWO {
        let n: usize = whole.try_into().unwrap_or(0);
        let word = NUMBERS.get(n.wrapping_sub(2)).map_or_else(|| whole.to_string(), |w| (*w).to_owned());
        let lead = if m == whole || !upto.is_empty() { upto } else { "over " };
        return if upto.is_empty() {
            format!("{lead}{word} times")
        } else {
            format!("{upto}{} times", fixed(m, 1))
        };
    }
    let change = (m - Decimal::ONE) * Decimal::ONE_HUNDRED;
    if change.is_zero() {
        "the same as".into()
    } else if change > Decimal::ZERO {
        format!("{upto}{} % above", fixed(change, 0))
    } else {
        format!("{upto}{} % below", fixed(-change, 0))
    }
}
