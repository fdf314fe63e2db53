//! Turns the record into lines: one figure for each side and speaker group, the latest; copies count once.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::case::{Case, Claim, Grade};
use winset_case::quantity::{Bound, Figure, Unit, figure_text};
use winset_case::rate::{UsedRate, rate};
use winset_case::vocabulary::{Attribution, Kind, Modality, Role};

use super::Line;
use crate::fmt::{UNKNOWN, bound_sign, change, day, fixed, short_day};

/// What the record shows.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Asked and offered.
    pub lines: Vec<Line>,
    /// Notes.
    pub notes: Vec<String>,
    /// Said, but no demand.
    pub not_asks: Vec<Line>,
    /// Wished without a figure.
    pub wishes: Vec<Line>,
    /// Shares quoted.
    pub shares: Vec<Line>,
    /// Rates used.
    pub rates: Vec<UsedRate>,
    /// Rate that the reports imply.
    pub implied: Option<String>,
}

/// Reads the record of a case that is already as of its day.
pub fn lines(case: &Case) -> Found {
    let mut f = Found::default();
    f.lines.extend(baseline(case));
    for kind in [Kind::Demand, Kind::Offer] {
        for party in &case.parties {
            asked(case, kind, &party.id, party.role, &mut f);
        }
        asked(case, kind, "both", Role::Member, &mut f);
    }
    gap(case, &mut f);
    f.not_asks = not_asks(case, &mut f.rates);
    f.wishes = wishes(case);
    f.shares = shares(case);
    f.implied = implied(case, &f.rates);
    f
}

fn last(case: &Case) -> Option<(Decimal, Unit)> {
    let f = case.baseline.as_ref()?.amount.as_ref()?;
    Some((f.high.or(f.low)?, f.unit.clone()))
}

fn baseline(case: &Case) -> Option<Line> {
    let b = case.baseline.as_ref()?;
    let figure = b.amount.as_ref()?;
    let value = figure.high.or(figure.low)?;
    Some(Line {
        kind: "baseline",
        side: String::new(),
        stated: stated(case, "baseline", figure),
        figure: Some(figure.clone()),
        low: Some(value),
        high: Some(value),
        sign: "",
        multiple: (Some(Decimal::ONE), Some(Decimal::ONE)),
        official: Some(true),
        evidence: "official",
        grade: b.grade.map(|g| (g, false)),
        by: b.agreement.clone().unwrap_or_default(),
        claims: Vec::new(),
        older: 0,
        internal: b.standing.internal,
        weak: case.weak(&b.standing),
        date: Some(b.standing.known_on),
    })
}

/// The figures that one side asks or offers.
fn asked(case: &Case, kind: Kind, side: &str, role: Role, f: &mut Found) {
    let claims: Vec<&Claim> = case
        .claims
        .iter()
        .filter(|c| c.kind == kind && c.side.as_deref() == Some(side) && c.modality != Some(Modality::Denied))
        .filter(|c| c.figure.as_ref().is_some_and(|x| comparable(case, x)))
        .collect();
    let groups = latest_by_group(&claims);
    let expects = matches!((kind, role), (Kind::Demand, Role::Requester) | (Kind::Offer, Role::Payer));
    if groups.is_empty() && expects {
        f.lines.push(empty_line(case, kind, side));
    }
    for (claim, copies, older) in groups {
        let name = if kind == Kind::Demand { "demand" } else { "offer" };
        let mut line = line_of(case, name, claim, &mut f.rates);
        line.claims.extend(copies);
        line.older = older;
        f.lines.push(line);
    }
}

/// True for figures that can stand beside the last agreed amount.
fn comparable(case: &Case, figure: &Figure) -> bool {
    let over = case.unit_of_account();
    match &figure.unit {
        Unit::Currency(_) => matches!(over, Some(Unit::Currency(_)) | None),
        Unit::Percent => true,
        u => over.as_ref() == Some(u),
    }
}

fn empty_line(case: &Case, kind: Kind, side: &str) -> Line {
    let position = case
        .claims
        .iter()
        .filter(|c| c.side.as_deref() == Some(side) && c.kind == Kind::Position && c.official())
        .max_by_key(|c| c.date);
    Line {
        kind: if kind == Kind::Demand { "demand" } else { "offer" },
        side: side.to_owned(),
        stated: UNKNOWN.into(),
        figure: None,
        low: None,
        high: None,
        sign: "",
        multiple: (None, None),
        official: None,
        evidence: "",
        grade: None,
        by: position
            .map(|c| format!("no figure; holds: {}", c.text))
            .unwrap_or_else(|| "no figure on record".into()),
        claims: position.map(|c| vec![c.id.clone()]).unwrap_or_default(),
        older: 0,
        internal: false,
        weak: false,
        date: position.map(|c| c.date),
    }
}

/// The latest claim of each speaker group, newest first, with its copies and how many older figures there are.
fn latest_by_group<'a>(claims: &[&'a Claim]) -> Vec<(&'a Claim, Vec<String>, usize)> {
    let mut attributions: Vec<Option<Attribution>> = claims.iter().map(|c| c.attribution).collect();
    attributions.sort_unstable();
    attributions.dedup();
    let mut out: Vec<(&Claim, Vec<String>, usize)> = attributions
        .into_iter()
        .filter_map(|a| {
            let mut of: Vec<&Claim> = claims.iter().filter(|c| c.attribution == a).copied().collect();
            of.sort_by_key(|c| (c.date, c.standing.known_on));
            let newest = *of.last()?;
            let copies = of
                .iter()
                .filter(|c| c.id != newest.id && same_statement(c, newest))
                .map(|c| c.id.clone())
                .collect::<Vec<_>>();
            let mut statements: Vec<&Claim> = Vec::new();
            for c in &of {
                if !statements.iter().any(|s| same_statement(s, c)) {
                    statements.push(c);
                }
            }
            Some((newest, copies, statements.len() - 1))
        })
        .collect();
    out.sort_by_key(|(c, _, _)| std::cmp::Reverse((c.date, c.standing.known_on)));
    out
}

/// Claims of one origin with the same statement count once.
fn same_statement(a: &Claim, b: &Claim) -> bool {
    let figures = |c: &Claim| c.figure.as_ref().map(|f| (f.low, f.high, f.bound, f.unit.clone()));
    a.group.is_some()
        && a.group == b.group
        && a.kind == b.kind
        && a.side == b.side
        && figures(a) == figures(b)
}

fn line_of(case: &Case, kind: &'static str, claim: &Claim, rates: &mut Vec<UsedRate>) -> Line {
    let figure = claim.figure.as_ref();
    let (low, high) = figure.map_or((None, None), |f| in_case_unit(case, f, kind, rates));
    let multiple = |v: Option<Decimal>| v.zip(last(case)).and_then(|(v, (l, _))| v.checked_div(l));
    let repost = source_of(case, claim).is_some_and(|s| s.is_repost);
    Line {
        kind,
        side: claim.side.clone().unwrap_or_default(),
        stated: figure.map_or(UNKNOWN.into(), |f| stated(case, kind, f)),
        figure: figure.cloned(),
        low,
        high,
        sign: figure.map_or("", |f| bound_sign(f.bound)),
        multiple: (multiple(low), multiple(high)),
        official: Some(claim.official()),
        evidence: evidence(claim),
        grade: Some(claim.grade.map_or((Grade::proposed(claim.attribution, repost), true), |g| (g, false))),
        by: by_whom(case, claim),
        claims: vec![claim.id.clone()],
        older: 0,
        internal: claim.standing.internal,
        weak: case.weak(&claim.standing),
        date: Some(claim.date),
    }
}

/// Official; reported by an outlet on its own or an official's authority; or unconfirmed, at second hand.
fn evidence(c: &Claim) -> &'static str {
    let second_hand = matches!(c.attribution, Some(Attribution::Lawmaker | Attribution::MediaCitingUnnamed));
    match c.official() {
        true => "official",
        false if second_hand || c.modality == Some(Modality::NotConfirmed) => "unconfirmed",
        false => "reported",
    }
}

fn source_of<'a>(case: &'a Case, claim: &Claim) -> Option<&'a winset_case::case::Source> {
    claim.standing.source.as_deref().and_then(|id| case.source(id))
}

/// As stated; a per cent of an amount is a change and says so.
fn stated(case: &Case, kind: &str, f: &Figure) -> String {
    let text = figure_text(f);
    let increase = f.unit == Unit::Percent
        && matches!(kind, "demand" | "offer" | "outcome")
        && case.unit_of_account() != Some(Unit::Percent);
    if increase {
        return format!("increase of {text}");
    }
    // A share is never printed without its whole.
    match (&f.unit, crate::price::baseline_whole(case)) {
        (Unit::Percent, Some(whole)) if matches!(kind, "demand" | "offer" | "baseline" | "gap") => {
            format!("{text} of {whole}")
        }
        _ => text,
    }
}

/// Low and high in the unit of the case: converted, or grown from the last amount where the figure is a per cent.
fn in_case_unit(
    case: &Case,
    f: &Figure,
    kind: &str,
    rates: &mut Vec<UsedRate>,
) -> (Option<Decimal>, Option<Decimal>) {
    let over = case.unit_of_account();
    let mut map = |v: Decimal| -> Option<Decimal> {
        match (&f.unit, &over) {
            (a, Some(b)) if a == b => Some(v),
            (Unit::Percent, Some(_)) if kind != "share" => {
                let grown = Decimal::ONE.checked_add(v.checked_div(Decimal::ONE_HUNDRED)?)?;
                last(case)?.0.checked_mul(grown)
            }
            (Unit::Currency(a), Some(Unit::Currency(b))) => {
                let used = rate(case, a.code(), b.code())?;
                let value = used.convert(v);
                if !rates.contains(&used) {
                    rates.push(used);
                }
                value
            }
            _ => None,
        }
    };
    (f.low.and_then(&mut map), f.high.and_then(&mut map))
}

/// Who says it, where and when: "lawmakers, Reuters 19 Nov".
fn by_whom(case: &Case, c: &Claim) -> String {
    let named = matches!(c.kind, Kind::Pressure | Kind::Valuation).then(|| c.speaker.clone()).flatten();
    let who = match c.attribution {
        _ if named.is_some() => named.unwrap_or_default(),
        Some(Attribution::Lawmaker) => "lawmakers".to_owned(),
        Some(Attribution::UnnamedOfficial) => "unnamed officials".to_owned(),
        Some(Attribution::MediaCitingUnnamed) => "media citing unnamed".to_owned(),
        Some(Attribution::PressNarrative) => "the press itself".to_owned(),
        Some(
            Attribution::LegalText
            | Attribution::Pollster
            | Attribution::OfficialStatement
            | Attribution::OnRecordIndividual,
        )
        | None => c.speaker.clone().unwrap_or_else(|| "unknown speaker".into()),
    };
    let outlet =
        source_of(case, c).and_then(|s| s.publisher.clone()).map(|p| format!(", {p}")).unwrap_or_default();
    // The day of the report: what was said earlier became known on it.
    let reported = source_of(case, c).and_then(|s| s.date).unwrap_or(c.standing.known_on);
    format!("{who}{outlet} {}", short_day_year(case, reported))
}

fn short_day_year(case: &Case, d: Date) -> String {
    let this_year = case.claims.iter().map(|c| c.standing.known_on.year()).max();
    if this_year == Some(d.year()) { short_day(d) } else { day(d) }
}

fn gap(case: &Case, f: &mut Found) {
    let mut gaps: Vec<&Claim> =
        case.claims.iter().filter(|c| c.kind == Kind::Gap && c.figure.is_some()).collect();
    gaps.sort_by_key(|c| (c.date, c.standing.known_on));
    let Some(newest) = gaps.last() else { return };
    let line = line_of(case, "gap", newest, &mut f.rates);
    derived(case, f, newest);
    let earlier: Vec<&&Claim> =
        gaps.iter().filter(|c| c.id != newest.id && !same_statement(c, newest)).collect();
    if let Some(before) = earlier.last().and_then(|c| c.figure.as_ref().map(|x| (c, x))) {
        f.notes.push(format!("the gap was {} on {}", figure_text(before.1), day(before.0.date)));
    }
    f.lines.push(line);
}

/// Asked less the gap, marked as arithmetic, with the error that the printed digits alone bring.
fn derived(case: &Case, f: &mut Found, gap: &Claim) {
    let Some(g) = gap.figure.as_ref().filter(|g| g.bound == Bound::Exact || g.bound == Bound::Approx) else {
        return;
    };
    let same_origin = |c: &&Claim| {
        c.kind == Kind::Demand
            && c.figure.as_ref().is_some_and(|x| x.unit == g.unit && x.high.is_some())
            && (c.group.is_some() && c.group == gap.group || c.date == gap.date)
    };
    let Some(asked) = case.claims.iter().filter(same_origin).max_by_key(|c| c.date) else { return };
    let (Some(a), Some(v)) = (asked.figure.as_ref().and_then(|x| x.high), g.high) else { return };
    let Some(rest) = a.checked_sub(v) else { return };
    let error = g.half_unit;
    let scale = crate::fmt::Scale::of(a, None);
    let when = if asked.date == gap.date {
        format!("both of {}", day(gap.date))
    } else {
        format!("asked on {}, gap of {}", day(asked.date), day(gap.date))
    };
    f.notes.push(format!(
        "asked − gap = about {}, ± {} {} from the rounding of the gap alone ({when}): arithmetic, not an offer",
        scale.write(rest),
        scale.write(error),
        scale.unit(&g.unit),
    ));
}

/// Valuations, pressure and ratios with a figure: said, but no demand.
fn not_asks(case: &Case, rates: &mut Vec<UsedRate>) -> Vec<Line> {
    let mut list: Vec<&Claim> = case
        .claims
        .iter()
        .filter(|c| {
            matches!(c.kind, Kind::Valuation | Kind::Pressure | Kind::CostEstimate) && c.figure.is_some()
        })
        .collect();
    list.sort_by_key(|c| std::cmp::Reverse((c.date, c.standing.known_on)));
    list.truncate(4);
    list.into_iter()
        .map(|c| {
            let kind = match c.kind {
                Kind::Valuation => "valuation",
                Kind::CostEstimate => "cost_estimate",
                _ => "pressure",
            };
            let mut line = line_of(case, kind, c, rates);
            line.stated = c.quote.as_ref().map_or_else(|| c.text.clone(), |q| format!("“{q}”"));
            line
        })
        .collect()
}

/// Demands without a figure: the latest two of each side.
fn wishes(case: &Case) -> Vec<Line> {
    let mut out = Vec::new();
    for party in &case.parties {
        let mut list: Vec<&Claim> = case
            .claims
            .iter()
            .filter(|c| {
                c.kind == Kind::Demand && c.figure.is_none() && c.side.as_deref() == Some(party.id.as_str())
            })
            .collect();
        list.sort_by_key(|c| {
            std::cmp::Reverse((
                c.attribution == Some(Attribution::OfficialStatement),
                c.date,
                c.standing.known_on,
            ))
        });
        for c in list.into_iter().take(1) {
            let mut line = line_of(case, "wish", c, &mut Vec::new());
            line.stated = c.text.clone();
            out.push(line);
        }
    }
    out
}

/// The latest shares quoted, each with its whole; a share without one is left out.
fn shares(case: &Case) -> Vec<Line> {
    let mut list: Vec<&Claim> = case
        .claims
        .iter()
        .filter(|c| c.kind == Kind::Share && c.denominator.is_some() && c.figure.is_some())
        .collect();
    list.sort_by_key(|c| std::cmp::Reverse((c.date, c.standing.known_on)));
    let mut seen: Vec<&str> = Vec::new();
    list.retain(|c| {
        let whole = c.denominator.as_deref().unwrap_or_default();
        let new = !seen.contains(&whole);
        seen.push(whole);
        new
    });
    list.truncate(6);
    list.into_iter()
        .map(|c| {
            let mut line = line_of(case, "share", c, &mut Vec::new());
            let f = c.figure.as_ref();
            let text = f.map_or(UNKNOWN.into(), share_words);
            line.stated = format!("{text} of {}", c.denominator.as_deref().unwrap_or_default());
            (line.low, line.high, line.multiple) = (None, None, (None, None));
            line
        })
        .collect()
}

fn share_words(f: &Figure) -> String {
    match (&f.unit, f.high.or(f.low)) {
        (Unit::Ratio, Some(v)) => {
            let sign = bound_sign(f.bound);
            format!("{sign}{}", change(v, 1).trim_start_matches('+').replace(".0 %", " %"))
        }
        _ => figure_text(f),
    }
}

/// The rate between two used currencies that the conversions printed in the newest reports imply.
fn implied(case: &Case, rates: &[UsedRate]) -> Option<String> {
    let used = rates.first()?;
    let newest = case
        .claims
        .iter()
        .filter(|c| c.conversion.is_some())
        .max_by_key(|c| (c.date, c.standing.known_on))?;
    let pairs: Vec<(String, Decimal, String, Decimal)> = case
        .claims
        .iter()
        .filter(|c| c.id == newest.id || (c.group.is_some() && c.group == newest.group))
        .filter_map(|c| {
            let (f, x) = (c.figure.as_ref()?, c.conversion.as_ref()?);
            let (a, b) = (f.unit.currency()?, x.unit.currency()?);
            Some((a.code().to_owned(), f.high.or(f.low)?, b.code().to_owned(), x.high.or(x.low)?))
        })
        .collect();
    let leg = |from: &str, to: &str| {
        pairs.iter().find_map(|(a, x, b, y)| {
            if a == from && b == to {
                y.checked_div(*x)
            } else if a == to && b == from {
                x.checked_div(*y)
            } else {
                None
            }
        })
    };
    let direct = leg(&used.from, &used.to);
    let through = || {
        pairs.iter().find_map(|(_, _, third, _)| leg(&used.from, third)?.checked_mul(leg(third, &used.to)?))
    };
    let value = direct.or_else(through)?;
    // Reports round: a large rate carries one decimal, a small one its digits.
    let digits = |v: Decimal| if v >= Decimal::ONE_HUNDRED { fixed(v, 1) } else { crate::fmt::rate(v) };
    Some(format!("the report's own pairs imply {} {} per {}", digits(value), used.to, used.from))
}

/// What happened last: an event, a walk-out, an outcome, a vote.
pub fn latest(case: &Case) -> Option<String> {
    let kinds = [
        Kind::WalkOut,
        Kind::Event,
        Kind::Outcome,
        Kind::Vote,
        Kind::Signature,
        Kind::EntryIntoForce,
        Kind::Rejection,
        Kind::Concession,
    ];
    let rank = |c: &Claim| kinds.iter().position(|k| *k == c.kind).map(|i| kinds.len() - i);
    let c = case
        .claims
        .iter()
        .filter(|c| c.modality != Some(Modality::Planned) && c.modality != Some(Modality::Denied))
        .filter(|c| rank(c).is_some())
        .max_by_key(|c| (c.date, rank(c), c.standing.known_on))?;
    let who = c.speaker.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    Some(format!("Latest, {}: {}{who}.", day(c.date), c.text.trim_end_matches('.')))
}

/// Sentences on the figures that follow from the lines by rule.
pub fn findings(case: &Case, f: &Found) -> Vec<String> {
    let mut out = Vec::new();
    for party in &case.parties {
        let of =
            |kind: &str| f.lines.iter().filter(|l| l.kind == kind && l.side == party.id).collect::<Vec<_>>();
        let (demands, offers) = (of("demand"), of("offer"));
        // An amount that the case cannot show in its own unit is a figure all the same.
        let with_figure = |l: &[&Line]| l.iter().any(|x| x.stated.chars().any(|c| c.is_ascii_digit()));
        if with_figure(&demands) && demands.iter().all(|l| l.official != Some(true)) {
            let money = case.unit_of_account().is_none_or(|u| u.currency().is_some());
            let what = if money { "sum" } else { "figure" };
            out.push(format!("The {what} {} asks is reported, never confirmed.", party.short));
        }
        if !offers.is_empty() && !with_figure(&offers) {
            out.push(format!("No figure of {} is on record.", party.short));
        }
        if !demands.is_empty() && !with_figure(&demands) {
            out.push(format!("No figure that {} asks is on record.", party.short));
        }
    }
    out
}
