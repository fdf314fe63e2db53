//! Reads issues: what a package settles, as listed levels or as a range.

use rust_decimal::Decimal;

use super::common::{Ctx, fraction_of, is_change, single};
use super::proposals::{LONGEST_TERM, rule_of};
use crate::case::{Issue, Level, Range, Rule, Setting};
use crate::diagnostic::{Place, Remarks};
use crate::quantity::Figure;
use crate::text::{Node, Section, Value, decimal_of, figure_of, integer_of, text_of};
use crate::vocabulary::Sets;

const MOST_ISSUES: usize = 1_000;
const MOST_LEVELS: usize = 100_000;
const GRID: i64 = 101;

/// `[issue.ID]` tables, in order.
pub fn issues(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx) -> Vec<Issue> {
    let sections = s.keyed(r, "issue");
    if sections.len() > MOST_ISSUES {
        let at = sections[MOST_ISSUES].1.at();
        r.mistake(at, format!("a case has at most {MOST_ISSUES} issues"), None);
        return Vec::new();
    }
    let mut taken: Vec<(Sets, String)> = Vec::new();
    let mut list = Vec::new();
    for (id, section) in sections {
        if id == "levelised" {
            let hint = "it is the word for what the money issues make together; take another";
            r.mistake(section.at(), "`levelised` cannot be the id of an issue", Some(hint.into()));
        }
        let at = section.at();
        if let Some(issue) = issue(r, section, cx, id) {
            if let Some(sets) = issue.sets {
                if let Some((_, other)) = taken.iter().find(|(s, _)| *s == sets) {
                    let sentence = format!("`{other}` sets the {} already", sets.word());
                    r.mistake(at, sentence, Some("one issue sets one part of a proposal".into()));
                }
                taken.push((sets, issue.id.clone()));
            }
            list.push(issue);
        }
    }
    list
}

fn issue(r: &mut Remarks, mut s: Section<'_>, cx: &mut Ctx, id: String) -> Option<Issue> {
    let name = s.text(r, "name").unwrap_or_else(|| id.clone());
    let sets = s.word(r, "sets", Sets::parse, Sets::WORDS);
    let unit = s.text(r, "unit");
    let range = range(r, &mut s, cx, sets);
    let wrong = s.has("range") && range.is_none();
    let levels = match (s.has("levels"), &range) {
        (true, None) if !s.has("range") => listed(r, &mut s, cx, sets),
        (false, Some((_, levels))) => levels.clone(),
        (true, _) => {
            s.entry("levels");
            let at = s.entry("range").map_or(s.at(), |e| e.at);
            r.mistake(at, "`levels` and `range` cannot stand together", Some("delete one of them".into()));
            Vec::new()
        }
        (false, None) => {
            if !wrong {
                s.require(r, "levels", "what may be chosen: levels = [\"no\", \"yes\"], or range = [0, 10]");
            }
            Vec::new()
        }
    };
    distinct(r, &mut s, &levels);
    let flag = flags(r, &mut s, &levels);
    let standing = cx.standing(r, &mut s, false);
    s.finish(r);
    let range = range.map(|(range, _)| range);
    (!levels.is_empty()).then_some(Issue { id, name, sets, levels, range, unit, flag, standing })
}

/// Two levels of one name could not be told apart.
fn distinct(r: &mut Remarks, s: &mut Section<'_>, levels: &[Level]) {
    let mut labels: Vec<&str> = levels.iter().map(|l| l.label.as_str()).collect();
    labels.sort_unstable();
    if let Some(twice) = labels.windows(2).find(|w| w[0] == w[1])
        && let Some(e) = s.entry("levels")
    {
        let sentence = format!("the level `{}` stands here twice", crate::text::shorten(twice[0]));
        r.mistake(e.node.at, sentence, Some("each level has a name of its own".into()));
    }
}

fn flags(r: &mut Remarks, s: &mut Section<'_>, levels: &[Level]) -> Vec<Decimal> {
    let million = Decimal::from(1_000_000);
    let nodes = s.list("flag");
    let wanted = nodes.len();
    let given: Vec<Decimal> = nodes.into_iter().filter_map(|n| decimal_of(n, r, -million, million)).collect();
    if given.len() == wanted
        && s.has("flag")
        && wanted != levels.len()
        && !levels.is_empty()
        && let Some(e) = s.entry("flag")
    {
        let sentence = format!("`flag` has {} numbers, the issue {} levels", given.len(), levels.len());
        r.mistake(e.node.at, sentence, Some("write one number a level, in their order".into()));
        return Vec::new();
    }
    given
}

fn listed(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx, sets: Option<Sets>) -> Vec<Level> {
    let nodes = s.list("levels");
    let at = s.entry("levels").map_or(s.at(), |e| e.node.at);
    if nodes.is_empty() || nodes.len() > MOST_LEVELS {
        r.mistake(at, format!("an issue has 1 to {MOST_LEVELS} levels"), None);
        return Vec::new();
    }
    let wanted = nodes.len();
    let levels: Vec<Level> = nodes.into_iter().filter_map(|n| level(r, n, cx, sets)).collect();
    if levels.len() == wanted { levels } else { Vec::new() }
}

fn level(r: &mut Remarks, node: &Node, cx: &mut Ctx, sets: Option<Sets>) -> Option<Level> {
    let million = Decimal::from(1_000_000_000);
    match sets {
        Some(Sets::FirstYear) => first_year(r, node, cx),
        Some(Sets::Term) => {
            let years = integer_of(node, r, 1, LONGEST_TERM)?;
            Some(term(years))
        }
        Some(Sets::Rule) => rule(r, node, cx),
        Some(Sets::InKind) => {
            let f = figure_of(node, r, &cx.names)?;
            let share = fraction_of(r, &f, node.at, 0, 100)?;
            Some(in_kind(share))
        }
        None => match &node.value {
            Value::Number(_) => {
                let n = decimal_of(node, r, -million, million)?;
                Some(Level { label: n.normalize().to_string(), number: Some(n), setting: None })
            }
            Value::Text(t) if t.trim().is_empty() => {
                r.mistake(
                    node.at,
                    "a level has a name",
                    Some("write \"none\" where nothing is chosen".into()),
                );
                None
            }
            _ => Some(Level { label: text_of(node, r)?, number: None, setting: None }),
        },
    }
}

fn term(years: i64) -> Level {
    let setting = Some(Setting::Term(years as u8));
    Level { label: format!("{years} y"), number: Some(Decimal::from(years)), setting }
}

fn in_kind(share: Decimal) -> Level {
    let percent = (share * Decimal::ONE_HUNDRED).normalize();
    Level { label: format!("{percent} %"), number: Some(percent), setting: Some(Setting::InKind(share)) }
}

fn first_year(r: &mut Remarks, node: &Node, cx: &mut Ctx) -> Option<Level> {
    let f = figure_of(node, r, &cx.names)?;
    let label = text_of(node, r)?;
    let number = amount(r, &f, node.at)?;
    cx.amounts.push((f.clone(), node.at, false));
    Some(Level { label, number: Some(number), setting: Some(Setting::FirstYear(f)) })
}

/// The number of a first year, which leaves something to pay.
fn amount(r: &mut Remarks, f: &Figure, at: Place) -> Option<Decimal> {
    let number = single(r, f, at)?;
    let nothing = if is_change(f) { number <= -Decimal::ONE_HUNDRED } else { number <= Decimal::ZERO };
    if nothing {
        r.mistake(at, "this leaves nothing to pay", Some("a level is an amount above zero".into()));
        return None;
    }
    Some(number)
}

fn rule(r: &mut Remarks, node: &Node, cx: &mut Ctx) -> Option<Level> {
    let label = match &node.value {
        Value::Table(t) => match t.get("name").map(|e| text_of(&e.node, r)) {
            Some(name) => name?,
            None => {
                r.mistake(
                    node.at,
                    "a rule among levels needs a name",
                    Some("{ name = \"CPI\", index = … }".into()),
                );
                return None;
            }
        },
        _ => text_of(node, r)?,
    };
    let rule: Rule = rule_of(r, node, cx)?;
    Some(Level { label, number: None, setting: Some(Setting::Rule(rule)) })
}

type Ranged = (Range, Vec<Level>);

fn range(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx, sets: Option<Sets>) -> Option<Ranged> {
    let million = Decimal::from(1_000_000_000);
    let step = s.decimal(r, "step", Decimal::new(1, 9), million);
    if s.has("step") && !s.has("range") {
        s.require(r, "range", "a step goes through a range: range = [0, 10]");
    }
    let at = s.entry("range")?.node.at;
    let nodes = s.list("range");
    let [low, high] = nodes.as_slice() else {
        r.mistake(at, "a range has two ends", Some("range = [0, 10]".into()));
        return None;
    };
    let (low, high, like) = match sets {
        Some(Sets::FirstYear) => {
            let (a, b) = (first_year(r, low, cx)?, first_year(r, high, cx)?);
            let Some(Setting::FirstYear(f)) = a.setting else { return None };
            let Some(Setting::FirstYear(g)) = b.setting else { return None };
            if f.unit != g.unit || f.sign != g.sign {
                r.mistake(at, "the two ends are not in one unit", None);
                return None;
            }
            (a.number?, b.number?, Some(f))
        }
        Some(Sets::Term | Sets::Rule) => {
            let hint = "levels = [1, 3, 5]".to_owned();
            r.mistake(at, "terms and rules are listed, not a range", Some(hint));
            return None;
        }
        Some(Sets::InKind) => {
            let mut share = |n: &Node| {
                let f = figure_of(n, r, &cx.names)?;
                Some(fraction_of(r, &f, n.at, 0, 100)? * Decimal::ONE_HUNDRED)
            };
            (share(low)?, share(high)?, None)
        }
        None => (decimal_of(low, r, -million, million)?, decimal_of(high, r, -million, million)?, None),
    };
    if low >= high {
        r.mistake(at, "the first end of a range lies below the second", None);
        return None;
    }
    let range = Range { low, high, step };
    let Some(numbers) = numbers(&range) else {
        r.mistake(
            at,
            format!("the range has more than {MOST_LEVELS} steps"),
            Some("take a wider step".into()),
        );
        return None;
    };
    if let (Some(_), Some(last)) = (range.step, numbers.last())
        && *last != range.high
    {
        let sentence = format!("the steps end at {}, not at {}", last.normalize(), range.high.normalize());
        r.remark(at, sentence, Some("let the step divide the range, or list the levels".into()));
    }
    let levels = numbers.into_iter().map(|n| ranged(n, sets, like.as_ref())).collect();
    Some((range, levels))
}

/// The numbers of a range: by its step, or a grid.
fn numbers(range: &Range) -> Option<Vec<Decimal>> {
    let width = range.high.checked_sub(range.low)?;
    let (step, count) = match range.step {
        Some(step) => (step, i64::try_from(width.checked_div(step)?.floor()).ok()?.checked_add(1)?),
        None => (width.checked_div(Decimal::from(GRID - 1))?, GRID),
    };
    if count > MOST_LEVELS as i64 {
        return None;
    }
    (0..count).map(|i| range.low.checked_add(step.checked_mul(Decimal::from(i))?)).collect()
}

fn ranged(n: Decimal, sets: Option<Sets>, like: Option<&Figure>) -> Level {
    let n = n.normalize();
    match (sets, like) {
        (Some(Sets::InKind), _) => in_kind(n / Decimal::ONE_HUNDRED),
        (_, Some(f)) => {
            let figure = Figure { low: Some(n), high: Some(n), ..f.clone() };
            let label = if is_change(&figure) {
                format!("{}{n} %", if n < Decimal::ZERO { "" } else { "+" })
            } else {
                crate::quantity::plain(n, &figure.unit)
            };
            Level { label, number: Some(n), setting: Some(Setting::FirstYear(figure)) }
        }
        _ => Level { label: n.to_string(), number: Some(n), setting: None },
    }
}
