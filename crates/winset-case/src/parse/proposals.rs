//! Reads proposals and past agreements: amounts, rules, splits, shares and adjustments.

use rust_decimal::Decimal;

use super::common::{Ctx, Target, fraction, fraction_of, is_change, single};
use crate::case::{Adjustment, GrowthRule, KeyRule, Proposal, Rule, Several, Split, Standing};
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Figure, Per, Sign, Unit, UnitNames, grouped, parse_figure};
use crate::text::{Node, Section, Value};
use crate::vocabulary::AdjustmentKind;

/// Longest term, years.
pub const LONGEST_TERM: i64 = 40;

/// `[proposal.ID]` or `[agreement.ID]` tables.
pub fn proposals(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx, key: &'static str) -> Vec<Proposal> {
    s.keyed(r, key).into_iter().map(|(id, section)| proposal(r, section, cx, id)).collect()
}

fn proposal(r: &mut Remarks, mut p: Section<'_>, cx: &mut Ctx, id: String) -> Proposal {
    let title = p.text(r, "title");
    let by = p.text_at(r, "by").map(|(id, at)| {
        if id != "both" {
            cx.refer(Target::Party, &id, at);
        }
        id
    });
    let first_year = p.figure(r, "first_year", &cx.names);
    let on = p.figure(r, "on", &cx.names);
    let amounts = amounts(r, &mut p, &cx.names);
    let starts = p.integer(r, "starts", 1800, 2200).map(|y| y as i16);
    let term = p.integer(r, "term", 1, LONGEST_TERM);
    check_amounts(r, &mut p, &first_year, &amounts, term);
    let rule = match p.entry("rule") {
        Some(e) => rule_of(r, &e.node, cx).unwrap_or(Rule::Frozen),
        None => Rule::Frozen,
    };
    let by_key =
        p.entry("rule").is_some_and(|e| matches!(&e.node.value, Value::Table(t) if t.get("key").is_some()));
    if !p.has("first_year") && !p.has("amounts") && !by_key && !p.has("shares") {
        p.require(r, "first_year", "first_year = \"1.18tn KRW\", \"+13 %\", or amounts = [\"…\", …]");
    }
    let in_kind = fraction(r, &mut p, "in_kind", &cx.names, 0, 100);
    let shares = shares(r, &mut p, cx);
    let of = p.text_at(r, "of").map(|(id, at)| {
        cx.refer(Target::Base, &id, at);
        id
    });
    let has_base = of.is_some();
    for (key, figure) in [("first_year", &first_year), ("on", &on)] {
        if let (Some(f), Some(e)) = (figure, p.entry(key)) {
            cx.amounts.push((f.clone(), e.node.at, has_base));
        }
    }
    if let Some(e) = p.entry("amounts") {
        cx.amounts.extend(amounts.iter().map(|f| (f.clone(), e.node.at, has_base)));
    }
    let adjustments = adjustments(r, &mut p, cx);
    cx.flags.extend(p.pairs(r, "flags").into_iter().map(|e| (e.key.clone(), e.at)));
    let flags = Several(super::voters::effects(r, &mut p, "flags"));
    let basis = basis(r, &mut p, cx);
    let note = p.text(r, "note");
    let split = split(r, &mut p, cx, first_year.as_ref());
    let standing = cx.standing(r, &mut p, false);
    let split = split.map(|(parts, given)| Split { parts, standing: given.over(&standing) });
    p.finish(r);
    let term = term.unwrap_or_else(|| (amounts.len() as i64).clamp(1, LONGEST_TERM)) as u8;
    Proposal {
        id,
        title,
        by,
        first_year,
        on,
        amounts,
        starts,
        term,
        rule,
        split,
        in_kind,
        shares,
        of,
        adjustments,
        flags,
        basis,
        note,
        standing,
    }
}

fn amounts(r: &mut Remarks, p: &mut Section<'_>, names: &UnitNames) -> Vec<Figure> {
    let list = p.list("amounts");
    if list.len() as i64 > LONGEST_TERM {
        r.mistake(list[0].at, format!("a term has at most {LONGEST_TERM} years"), None);
        return Vec::new();
    }
    let mut unit: Option<Unit> = None;
    list.into_iter()
        .filter_map(|n| {
            let f = crate::text::figure_of(n, r, names)?;
            if is_change(&f) {
                r.mistake(
                    n.at,
                    "a yearly amount cannot be a change",
                    Some("use first_year and rule for changes".into()),
                );
                return None;
            }
            single(r, &f, n.at)?;
            match &unit {
                Some(first) if *first != f.unit => {
                    let sentence =
                        format!("this year is in {}, the first in {}", f.unit.word(), first.word());
                    r.mistake(n.at, sentence, Some("write all years in one unit".into()));
                    return None;
                }
                _ => unit = Some(f.unit.clone()),
            }
            Some(f)
        })
        .collect()
}

fn check_amounts(
    r: &mut Remarks,
    p: &mut Section<'_>,
    first: &Option<Figure>,
    amounts: &[Figure],
    term: Option<i64>,
) {
    if let (true, Some(e)) = (p.has("first_year"), p.entry("amounts")) {
        r.mistake(
            e.at,
            "`amounts` and `first_year` cannot stand together",
            Some("amounts names every year, the first too".into()),
        );
    }
    if let (true, Some(e)) = (p.has("rule") && p.has("amounts"), p.entry("rule")) {
        r.mistake(
            e.at,
            "`amounts` names every year, so a rule has nothing to do",
            Some("delete one of them".into()),
        );
    }
    if let (Some(t), Some(e)) = (term, p.entry("term"))
        && !amounts.is_empty()
        && t != amounts.len() as i64
    {
        r.mistake(
            e.node.at,
            format!("the term is {t} years, but {} amounts are given", amounts.len()),
            Some("delete `term`, or name every year".into()),
        );
    }
    if let Some(e) = p.entry("first_year")
        && let Some(f) = first
    {
        check_first_year(r, f, e.node.at);
    }
}

fn check_first_year(r: &mut Remarks, f: &Figure, at: Place) {
    let percent = matches!(f.unit, Unit::Percent | Unit::PercentPerYear);
    if let Some(v) = single(r, f, at) {
        if is_change(f) && v <= Decimal::NEGATIVE_ONE * Decimal::ONE_HUNDRED {
            r.mistake(at, "a fall of 100 per cent or more leaves nothing to pay", None);
        } else if percent && f.sign == Sign::Unsigned && v > Decimal::ONE_HUNDRED {
            let hint = format!("for a change write \"+{} %\"", v.normalize());
            r.mistake(at, "a share cannot be above 100 %", Some(hint));
        } else if !percent && v <= Decimal::ZERO {
            r.mistake(at, "a yearly amount must be above zero", None);
        }
    }
}

/// The rule of a node: a word, a yearly growth, or a table.
pub fn rule_of(r: &mut Remarks, node: &Node, cx: &mut Ctx) -> Option<Rule> {
    match &node.value {
        Value::Text(t) if t.trim() == "frozen" => Some(Rule::Frozen),
        Value::Text(t) => rule_text(r, t, node.at, &cx.names),
        Value::Table(t) => {
            let s = Section::new(t, node.at, "rule");
            if t.get("key").is_some() { key_rule(r, s, cx) } else { growth_rule(r, s, cx) }
        }
        _ => {
            r.mistake(node.at, "a rule is \"frozen\", \"7 %/yr\" or a table", Some(RULE_HINT.into()));
            None
        }
    }
}

const RULE_HINT: &str = "e.g. { index = [\"cpi\"], lag = 2, cap = \"4 %\" }";

fn rule_text(r: &mut Remarks, text: &str, at: Place, names: &UnitNames) -> Option<Rule> {
    match parse_figure(text, names) {
        Ok(f)
            if matches!(f.unit, Unit::Percent | Unit::PercentPerYear)
                && !matches!(f.per, Some(Per::Month | Per::Term | Per::Once)) =>
        {
            let fixed = fraction_of(r, &f, at, -100, 1000)?;
            Some(Rule::Growth(GrowthRule { fixed, indices: Vec::new(), floor: None, cap: None }))
        }
        _ => {
            let hint = r
                .did_you_mean(text.trim(), ["frozen"])
                .unwrap_or_else(|| format!("\"frozen\", \"7 %/yr\" or a table, {RULE_HINT}"));
            r.mistake(at, "this is not a rule", Some(hint));
            None
        }
    }
}

fn growth_rule(r: &mut Remarks, mut s: Section<'_>, cx: &mut Ctx) -> Option<Rule> {
    let names = UnitNames::default();
    // How tables call the rule, where it is one of the levels of an issue.
    s.text(r, "name");
    let fixed = fraction(r, &mut s, "fixed", &names, -100, 1000).unwrap_or_default();
    let series: Vec<(String, Place)> =
        s.list("index").into_iter().filter_map(|n| crate::text::text_of(n, r).map(|t| (t, n.at))).collect();
    for (id, at) in &series {
        cx.refer(Target::Growth, id, *at);
    }
    let lags: Vec<i64> =
        s.list("lag").into_iter().filter_map(|n| crate::text::integer_of(n, r, 0, 10)).collect();
    if !s.has("fixed") && series.is_empty() {
        r.mistake(s.at(), "a rule needs `fixed` growth, an `index`, or both", Some(RULE_HINT.into()));
    }
    let floor = fraction(r, &mut s, "floor", &names, -100, 1000);
    let cap = fraction(r, &mut s, "cap", &names, -100, 1000);
    if let (Some(f), Some(c), Some(e)) = (floor, cap, s.entry("cap"))
        && f > c
    {
        r.mistake(e.node.at, "the cap lies below the floor", None);
    }
    let indices = match lags.as_slice() {
        [] => series.into_iter().map(|(id, _)| (id, 1)).collect(),
        [one] => series.into_iter().map(|(id, _)| (id, *one as i16)).collect(),
        many if many.len() == series.len() => {
            series.into_iter().zip(many).map(|((id, _), l)| (id, *l as i16)).collect()
        }
        _ => {
            let at = s.entry("lag").map_or(s.at(), |e| e.node.at);
            r.mistake(
                at,
                format!("`index` names {} series, but `lag` has {} numbers", series.len(), lags.len()),
                Some("one lag, or one for each index".into()),
            );
            Vec::new()
        }
    };
    s.finish(r);
    Some(Rule::Growth(GrowthRule { fixed, indices, floor, cap }))
}

fn key_rule(r: &mut Remarks, mut s: Section<'_>, cx: &mut Ctx) -> Option<Rule> {
    let (series, at) = s.text_at(r, "key")?;
    cx.refer(Target::Key, &series, at);
    let party = s.text_at(r, "party").map(|(id, at)| {
        cx.refer(Target::Party, &id, at);
        id
    });
    s.require(r, "party", "whose part of the total: party = \"DE\"");
    let lag = s.integer(r, "lag", 0, 10).unwrap_or(1) as i16;
    let total = s.figure(r, "total", &cx.names);
    s.require(r, "total", "what is shared out: total = \"2.5bn USD\"");
    s.finish(r);
    Some(Rule::Key(KeyRule { series, party: party?, lag, total: total? }))
}

type Parts = Vec<(String, Decimal)>;

/// What a split says of its own standing; what it leaves out is the proposal's.
struct SplitStanding {
    known_on: Option<jiff::civil::Date>,
    status: Option<crate::vocabulary::Status>,
    source: Option<String>,
}

impl SplitStanding {
    fn over(self, proposal: &Standing) -> Standing {
        Standing {
            known_on: self.known_on.unwrap_or(proposal.known_on),
            status: self.status.unwrap_or(proposal.status),
            source: self.source.or_else(|| proposal.source.clone()),
            ..proposal.clone()
        }
    }
}

fn split(
    r: &mut Remarks,
    p: &mut Section<'_>,
    cx: &mut Ctx,
    first: Option<&Figure>,
) -> Option<(Parts, SplitStanding)> {
    let entries = p.pairs(r, "split");
    let known_on = p.date(r, "split_known_on");
    let status =
        p.word(r, "split_status", crate::vocabulary::Status::parse, crate::vocabulary::Status::WORDS);
    let source = p.text_at(r, "split_source").map(|(id, at)| {
        cx.refer(Target::Source, &id, at);
        id
    });
    let at = p.entry("split")?.node.at;
    let mut parts: Parts = Vec::new();
    let mut amounts = 0;
    for e in &entries {
        cx.refer(Target::Category, &e.key, e.at);
        let f = crate::text::figure_of(&e.node, r, &cx.names)?;
        let v = single(r, &f, e.node.at)?;
        if v < Decimal::ZERO {
            r.mistake(e.node.at, "a part cannot be below zero", None);
            return None;
        }
        amounts += usize::from(f.unit != Unit::Percent);
        parts.push((e.key.clone(), v));
    }
    let Some(total) = parts.iter().try_fold(Decimal::ZERO, |sum, (_, v)| sum.checked_add(*v)) else {
        r.mistake(at, "the parts sum to more than 28 digits hold", None);
        return None;
    };
    if amounts != 0 && amounts != parts.len() {
        r.mistake(at, "a split is in per cent or in amounts, not both", None);
        return None;
    }
    let whole = if amounts == 0 {
        Some(Decimal::ONE_HUNDRED)
    } else {
        first.filter(|f| !is_change(f)).and_then(|f| f.low.or(f.high))
    };
    if let Some(whole) = whole
        && total != whole
    {
        let unit = if amounts == 0 { "per cent" } else { "in all" };
        r.mistake(
            at,
            format!(
                "the parts sum to {} {unit}, not to {}",
                grouped(total.normalize()),
                grouped(whole.normalize())
            ),
            None,
        );
        return None;
    }
    if total <= Decimal::ZERO {
        r.mistake(at, "the parts sum to nothing", None);
        return None;
    }
    if let Some(day) = known_on {
        cx.saw(day, false);
    }
    Some((parts, SplitStanding { known_on, status, source }))
}

fn shares(r: &mut Remarks, p: &mut Section<'_>, cx: &mut Ctx) -> Vec<(String, Decimal)> {
    let entries = p.pairs(r, "shares");
    let mut list = Vec::new();
    for e in &entries {
        cx.refer(Target::Party, &e.key, e.at);
        if let Some(f) = crate::text::figure_of(&e.node, r, &cx.names)
            && let Some(v) = fraction_of(r, &f, e.node.at, 0, 100)
        {
            list.push((e.key.clone(), v));
        }
    }
    let total: Decimal = list.iter().map(|(_, v)| *v).sum();
    if list.len() == entries.len()
        && !list.is_empty()
        && total != Decimal::ONE
        && let Some(e) = p.entry("shares")
    {
        let percent = (total * Decimal::ONE_HUNDRED).normalize();
        r.mistake(
            e.node.at,
            format!("the shares sum to {percent} per cent, not to 100"),
            Some("name the rest as a party of its own".into()),
        );
    }
    list
}

fn adjustments(r: &mut Remarks, p: &mut Section<'_>, cx: &mut Ctx) -> Vec<Adjustment> {
    let mut list = Vec::new();
    for mut a in p.tables(r, "adjustment") {
        let year = a.integer(r, "year", 1800, 2200);
        a.require(r, "year", "the contract year it belongs to");
        let kind = a.word(r, "kind", AdjustmentKind::parse, AdjustmentKind::WORDS);
        a.require(r, "kind", "supplementary, unspent or carried_over");
        let amount = a.figure(r, "amount", &cx.names);
        a.require(r, "amount", "amount = \"…\"");
        let what = a.text(r, "what").unwrap_or_default();
        let set_off = a.flag(r, "set_off").unwrap_or(false);
        let standing = cx.standing(r, &mut a, false);
        a.finish(r);
        if let (Some(year), Some(kind), Some(amount)) = (year, kind, amount) {
            list.push(Adjustment { year: year as i16, kind, amount, set_off, what, standing });
        }
    }
    list
}

/// What an assumption rests on: a sentence or a list of claim ids.
///
/// An id that is no claim would hide that an entry rests on an internal one.
pub fn basis(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<String> {
    let listed = s.entry("basis").is_some_and(|e| matches!(e.node.value, Value::List(_)));
    let mut basis = Vec::new();
    for n in s.list("basis") {
        let Some(text) = crate::text::text_of(n, r) else { continue };
        if listed {
            cx.refer(Target::Claim, &text, n.at);
        }
        basis.push(text);
    }
    basis
}
