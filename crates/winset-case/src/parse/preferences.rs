//! Reads what each party makes of packages: weights, curves, the utility of no deal.

use rust_decimal::Decimal;

use super::common::{Ctx, Target, fraction};
use super::proposals::basis;
use crate::case::{Argument, Bend, Curve, Issue, Preference, Value, ValueOf};
use crate::diagnostic::{Place, Remarks};
use crate::quantity::{Unit, UnitNames};
use crate::text::{Node, Section, Value as Toml, decimal_of, figure_of};
use crate::vocabulary::{Monotone, Sets};

fn d(n: i64) -> Decimal {
    Decimal::from(n)
}

/// `[preference.PARTY]` tables, in order.
pub fn preferences(r: &mut Remarks, s: &mut Section<'_>, cx: &mut Ctx, issues: &[Issue]) -> Vec<Preference> {
    s.keyed(r, "preference").into_iter().filter_map(|(id, p)| preference(r, p, cx, id, issues)).collect()
}

fn preference(
    r: &mut Remarks,
    mut p: Section<'_>,
    cx: &mut Ctx,
    party: String,
    issues: &[Issue],
) -> Option<Preference> {
    cx.refer(Target::Party, &party, p.at());
    let basis = basis(r, &mut p, cx);
    p.require(r, "basis", "a preference is a judgement: basis = \"why\", or a list of claim ids");
    let constant = p.decimal(r, "constant", d(-1_000_000), d(1_000_000)).unwrap_or_default();
    let discount = p.decimal(r, "discount", Decimal::new(1, 9), d(1));
    let disagreement = disagreement(r, &mut p);
    let floor = p.flag(r, "disagreement_floor").unwrap_or(false);
    let mut values = Vec::new();
    let mut swings = Vec::new();
    let sections = p.keyed(r, "value");
    let wanted = sections.len();
    for (id, v) in sections {
        let at = v.at();
        if let Some((value, swing)) = value(r, v, cx, id, issues) {
            swings.push((swing, at));
            values.push(value);
        }
    }
    if !p.has("value") {
        p.require(r, "value", "what it values: [preference.ID.value.ISSUE] with weight and table");
    }
    let whole = swing_weights(r, &mut values, &swings) && values.len() == wanted;
    let standing = cx.standing(r, &mut p, true);
    let at = p.at();
    p.finish(r);
    let preference =
        Preference { party, constant, values, disagreement: disagreement?, floor, discount, basis, standing };
    // What is broken was reported already: sums of the rest would mean nothing.
    if whole && wanted > 0 {
        sums(r, &preference, at);
    }
    Some(preference)
}

/// The utility of no deal: one number, or a number from each of several days on.
fn disagreement(r: &mut Remarks, p: &mut Section<'_>) -> Option<Vec<(Option<jiff::civil::Date>, Decimal)>> {
    p.require(r, "disagreement", "the utility of no deal: disagreement = 0.25");
    let (low, high) = (d(-1_000_000), d(1_000_000));
    let entry = p.entry("disagreement")?;
    if !matches!(entry.node.value, Toml::List(_)) {
        return Some(vec![(None, decimal_of(&entry.node, r, low, high)?)]);
    }
    let mut list = Vec::new();
    for mut t in p.tables(r, "disagreement") {
        let from = t.date(r, "from");
        let value = t.decimal(r, "value", low, high);
        t.require(r, "value", "{ from = 2020-01-01, value = 0.2 }");
        t.finish(r);
        list.push((from, value?));
    }
    list.sort_by_key(|(from, _)| *from);
    if list.first().is_none_or(|(from, _)| from.is_some()) {
        let hint = "let the first entry carry no `from`";
        r.mistake(entry.node.at, "the utility of no deal is not said from the beginning", Some(hint.into()));
        return None;
    }
    Some(list)
}

fn value(
    r: &mut Remarks,
    mut v: Section<'_>,
    cx: &mut Ctx,
    id: String,
    issues: &[Issue],
) -> Option<(Value, Option<Decimal>)> {
    let million = d(1_000_000);
    let issue = issues.iter().find(|i| i.id == id);
    let of = if id == "levelised" {
        Some(ValueOf::Levelised)
    } else {
        issue.map(|i| ValueOf::Issue(i.id.clone()))
    };
    if of.is_none() {
        let known = issues.iter().map(|i| i.id.as_str()).chain(["levelised"]);
        let hint =
            r.did_you_mean(&id, known).unwrap_or_else(|| "add [issue.ID], or value `levelised`".into());
        r.mistake(
            v.at(),
            format!("`{}` is not an issue of this case", crate::text::shorten(&id)),
            Some(hint),
        );
    }
    if id == "levelised" && !issues.iter().any(|i| i.sets == Some(Sets::FirstYear)) {
        let hint = "add an issue with sets = \"first_year\"";
        r.mistake(v.at(), "no issue sets the first year, so nothing is levelised", Some(hint.into()));
    }
    let weight = v.decimal(r, "weight", -million, million);
    let swing = v.decimal(r, "swing", d(0), million);
    if !v.has("weight") && !v.has("swing") {
        v.require(r, "weight", "weight = 0.3, or swing = 100 in every value of the preference");
    }
    if let (true, Some(e)) = (v.has("weight"), v.entry("swing")) {
        r.mistake(e.at, "`weight` and `swing` cannot stand together", Some("delete one of them".into()));
    }
    let monotone = v.word(r, "monotone", Monotone::parse, Monotone::WORDS);
    let curve = curve(r, &mut v, cx, issue, id == "levelised");
    let at = v.at();
    v.finish(r);
    let value = Value { of: of?, weight: weight.or(swing)?, curve: curve?, monotone };
    check_monotone(r, &value, issue, at);
    Some((value, swing))
}

const CURVES: [&str; 6] = ["table", "linear", "exponential", "knots", "reference", "fairness"];

fn curve(
    r: &mut Remarks,
    v: &mut Section<'_>,
    cx: &mut Ctx,
    issue: Option<&Issue>,
    levelised: bool,
) -> Option<Curve> {
    let given: Vec<&str> = CURVES.into_iter().filter(|k| v.has(k)).collect();
    match given.as_slice() {
        [] => {
            let hint = "table = [0, 1], or one of linear, exponential, knots, reference, fairness";
            r.mistake(v.at(), "nothing says what each level is worth", Some(hint.into()));
            None
        }
        ["table"] => table(r, v, issue, levelised),
        ["knots"] => knots(r, v, cx),
        ["fairness"] => fairness(r, v, cx),
        [_] => between(r, v, cx),
        [_, second, ..] => {
            let hint = "a value has one of: table, linear, exponential, knots, reference, fairness";
            let at = match *second {
                "linear" => v.entry("linear"),
                "exponential" => v.entry("exponential"),
                "knots" => v.entry("knots"),
                "reference" => v.entry("reference"),
                _ => v.entry("fairness"),
            };
            let at = at.map_or(v.at(), |e| e.at);
            CURVES.into_iter().for_each(|k| {
                v.entry(k);
            });
            r.mistake(at, format!("`{}` and `{second}` cannot stand together", given[0]), Some(hint.into()));
            None
        }
    }
}

fn table(r: &mut Remarks, v: &mut Section<'_>, issue: Option<&Issue>, levelised: bool) -> Option<Curve> {
    let at = v.entry("table")?.node.at;
    let nodes = v.list("table");
    let wanted = nodes.len();
    let million = d(1_000_000);
    let list: Vec<Decimal> = nodes.into_iter().filter_map(|n| decimal_of(n, r, -million, million)).collect();
    if list.len() != wanted {
        return None;
    }
    match issue {
        Some(issue) if issue.levels.len() != wanted => {
            let sentence =
                format!("the table has {wanted} values, `{}` has {} levels", issue.id, issue.levels.len());
            r.mistake(at, sentence, Some("write one value a level, in their order".into()));
            None
        }
        Some(_) => Some(Curve::Table(list)),
        None if !levelised => None,
        None => {
            let hint = "use linear, exponential, knots, reference or fairness";
            r.mistake(at, "the levelised amount has no levels", Some(hint.into()));
            None
        }
    }
}

/// A number, or a text such as "+13 %" or "1.2tn KRW".
fn argument(r: &mut Remarks, node: &Node, names: &UnitNames) -> Option<Argument> {
    match &node.value {
        Toml::Text(_) => {
            let f = figure_of(node, r, names)?;
            let v = super::common::single(r, &f, node.at)?;
            let percent = matches!(f.unit, Unit::Percent | Unit::PercentPerYear);
            if percent && v <= -Decimal::ONE_HUNDRED {
                r.mistake(node.at, "a fall of 100 per cent or more leaves nothing to pay", None);
                return None;
            }
            Some(if percent { Argument::Change(v / Decimal::ONE_HUNDRED) } else { Argument::Number(v) })
        }
        _ => {
            let most = Decimal::from(1_000_000_000_000_000_i64);
            Some(Argument::Number(decimal_of(node, r, -most, most)?))
        }
    }
}

fn knots(r: &mut Remarks, v: &mut Section<'_>, cx: &Ctx) -> Option<Curve> {
    let at = v.entry("knots")?.node.at;
    let million = d(1_000_000);
    let mut list: Vec<(Argument, Decimal)> = Vec::new();
    for n in v.list("knots") {
        let Toml::List(pair) = &n.value else {
            r.mistake(
                n.at,
                "a knot is a pair of argument and value",
                Some("knots = [[0, 0], [5, 1]]".into()),
            );
            return None;
        };
        let [x, y] = pair.as_slice() else {
            r.mistake(
                n.at,
                "a knot is a pair of argument and value",
                Some("knots = [[0, 0], [5, 1]]".into()),
            );
            return None;
        };
        let knot = (argument(r, x, &cx.names)?, decimal_of(y, r, -million, million)?);
        if let Some((before, _)) = list.last() {
            match order(*before, knot.0) {
                Some(std::cmp::Ordering::Less) => {}
                Some(_) => {
                    r.mistake(x.at, "each knot lies above the one before", None);
                    return None;
                }
                None => {
                    r.mistake(x.at, "knots are all numbers or all changes", None);
                    return None;
                }
            }
        }
        list.push(knot);
    }
    if list.len() < 2 {
        r.mistake(at, "a curve needs two knots or more", Some("knots = [[0, 0], [5, 1]]".into()));
        return None;
    }
    Some(Curve::Knots(list))
}

/// The order of two arguments of one kind.
fn order(a: Argument, b: Argument) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Argument::Number(a), Argument::Number(b)) | (Argument::Change(a), Argument::Change(b)) => {
            Some(a.cmp(&b))
        }
        _ => None,
    }
}

fn fairness(r: &mut Remarks, v: &mut Section<'_>, cx: &mut Ctx) -> Option<Curve> {
    let mut t = v.table(r, "fairness")?;
    let fair = fraction(r, &mut t, "fair", &cx.names, 0, 100);
    t.require(r, "fair", "the share that is fair: fair = \"50 %\"");
    let of = t.text_at(r, "of").map(|(id, at)| {
        cx.refer(Target::Base, &id, at);
        id
    });
    t.finish(r);
    Some(Curve::Fairness { fair: fair?, of })
}

fn between(r: &mut Remarks, v: &mut Section<'_>, cx: &Ctx) -> Option<Curve> {
    let key = ["linear", "exponential", "reference"].into_iter().find(|k| v.has(k))?;
    let mut t = v.table(r, key)?;
    let mut end = |r: &mut Remarks, key: &'static str| {
        t.require(r, key, "from: the argument worth 0; to: the argument worth 1");
        t.entry(key).and_then(|e| argument(r, &e.node, &cx.names))
    };
    let (from, to) = (end(r, "from"), end(r, "to"));
    let clip = clip(r, &mut t);
    let bend = match key {
        "linear" => Some(Bend::Straight),
        "exponential" => exponential(r, &mut t, cx),
        _ => reference(r, &mut t, cx),
    };
    let at = t.at();
    t.finish(r);
    let (from, to) = (from?, to?);
    match order(from, to) {
        Some(std::cmp::Ordering::Equal) => {
            r.mistake(at, "`from` and `to` are the same", None);
            None
        }
        None => {
            r.mistake(at, "`from` and `to` are both numbers or both changes", None);
            None
        }
        _ => {
            let bend = bend?;
            if let Bend::Mid(mid) = bend {
                let (a, b) = (order(from, mid), order(mid, to));
                if a != order(from, to) || b != order(from, to) {
                    r.mistake(at, "`mid` lies between `from` and `to`", None);
                    return None;
                }
            }
            Some(Curve::Between { from, to, bend, clip: clip? })
        }
    }
}

fn clip(r: &mut Remarks, t: &mut Section<'_>) -> Option<(Decimal, Decimal)> {
    let Some(e) = t.entry("clip") else { return Some((d(0), d(1))) };
    let nodes = t.list("clip");
    let [low, high] = nodes.as_slice() else {
        r.mistake(
            e.node.at,
            "`clip` has two ends",
            Some("clip = [0, 1]: the curve is level beyond its ends".into()),
        );
        return None;
    };
    Some((decimal_of(low, r, d(-1000), d(0))?, decimal_of(high, r, d(1), d(1000))?))
}

fn exponential(r: &mut Remarks, t: &mut Section<'_>, cx: &Ctx) -> Option<Bend> {
    let c = t.decimal(r, "c", d(-500), d(500));
    let mid = t.entry("mid");
    match (c, mid) {
        (Some(c), None) if c.is_zero() => Some(Bend::Straight),
        (Some(c), None) => Some(Bend::Constant(c)),
        (None, Some(e)) => Some(Bend::Mid(argument(r, &e.node, &cx.names)?)),
        _ if t.has("c") && mid.is_none() => None,
        _ => {
            let hint =
                "c = 2 (above 0: the first steps are worth most), or mid = the argument worth one half";
            r.mistake(t.at(), "an exponential curve has `c` or `mid`", Some(hint.into()));
            None
        }
    }
}

fn reference(r: &mut Remarks, t: &mut Section<'_>, cx: &Ctx) -> Option<Bend> {
    t.require(r, "at", "the reference: at = \"+0 %\"");
    let at = t.entry("at").and_then(|e| argument(r, &e.node, &cx.names));
    let loss = t.decimal(r, "loss", d(1), d(1000));
    t.require(r, "loss", "how much more a loss counts: loss = 2.25");
    Some(Bend::Reference { at: at?, loss: loss? })
}

/// Weights from swings: each over their sum; false if that cannot be.
fn swing_weights(r: &mut Remarks, values: &mut [Value], swings: &[(Option<Decimal>, Place)]) -> bool {
    let given = swings.iter().filter(|(s, _)| s.is_some()).count();
    if given == 0 {
        return true;
    }
    if given < swings.len() {
        let at = swings.iter().find(|(s, _)| s.is_none()).map(|(_, at)| *at);
        if let Some(at) = at {
            r.mistake(
                at,
                "some values have a `swing`, this one a `weight`",
                Some("use one of them throughout".into()),
            );
        }
        return false;
    }
    let total: Option<Decimal> = values.iter().try_fold(d(0), |s, v| s.checked_add(v.weight));
    match total.filter(|t| *t > d(0)) {
        Some(total) => {
            values.iter_mut().for_each(|v| v.weight = v.weight.checked_div(total).unwrap_or_default());
            true
        }
        None => {
            if let Some((_, at)) = swings.first() {
                r.mistake(*at, "the swings sum to nothing", None);
            }
            false
        }
    }
}

/// Weights that do not sum to one, and a utility of no deal that no package could have.
fn sums(r: &mut Remarks, p: &Preference, at: Place) {
    let total = p.values.iter().try_fold(d(0), |s, v| s.checked_add(v.weight));
    if let Some(total) = total
        && (total - d(1)).abs() > Decimal::new(1, 3)
    {
        let sentence = format!("the weights of {} sum to {}, not to 1", p.party, total.normalize());
        r.remark(at, sentence, Some("they are used as they are; utilities need not end at 1".into()));
    }
    let (mut low, mut high) = (p.constant, p.constant);
    for v in &p.values {
        let (a, b) = ends(&v.curve);
        let (a, b) = (a.checked_mul(v.weight), b.checked_mul(v.weight));
        let (Some(a), Some(b)) = (a, b) else { return };
        let sum = (low.checked_add(a.min(b)), high.checked_add(a.max(b)));
        let (Some(x), Some(y)) = sum else { return };
        (low, high) = (x, y);
    }
    for (_, v) in &p.disagreement {
        if *v > high {
            let sentence = format!(
                "no package is worth more than {} to {}, and no deal is worth {}",
                high.normalize(),
                p.party,
                v.normalize()
            );
            r.remark(at, sentence, Some("then it agrees to nothing".into()));
        } else if *v < low && !p.floor {
            let sentence = format!(
                "every package is worth at least {} to {}, and no deal is worth {}",
                low.normalize(),
                p.party,
                v.normalize()
            );
            r.remark(at, sentence, Some("then it agrees to everything".into()));
        }
    }
}

/// The least and the greatest value of a curve, where it is not stretched beyond its ends.
fn ends(c: &Curve) -> (Decimal, Decimal) {
    let of = |list: &mut dyn Iterator<Item = Decimal>| {
        list.fold(None, |m: Option<(Decimal, Decimal)>, v| {
            Some(m.map_or((v, v), |(a, b)| (a.min(v), b.max(v))))
        })
        .unwrap_or_default()
    };
    match c {
        Curve::Table(t) => of(&mut t.iter().copied()),
        Curve::Knots(k) => of(&mut k.iter().map(|(_, v)| *v)),
        Curve::Between { .. } | Curve::Fairness { .. } => (d(0), d(1)),
    }
}

/// A value that does not go the way it was declared to.
fn check_monotone(r: &mut Remarks, v: &Value, issue: Option<&Issue>, at: Place) {
    let Some(declared) = v.monotone else { return };
    let steps = |list: Vec<Decimal>| {
        let (up, down) = (list.windows(2).any(|w| w[1] > w[0]), list.windows(2).any(|w| w[1] < w[0]));
        (up, down)
    };
    let (up, down) = match &v.curve {
        Curve::Table(t) => {
            let mut rows: Vec<(Option<Decimal>, Decimal)> = t
                .iter()
                .enumerate()
                .map(|(i, v)| (issue.and_then(|x| x.levels.get(i)).and_then(|l| l.number), *v))
                .collect();
            if rows.iter().all(|(n, _)| n.is_some()) {
                rows.sort_by_key(|(n, _)| *n);
            }
            steps(rows.into_iter().map(|(_, v)| v).collect())
        }
        Curve::Knots(k) => steps(k.iter().map(|(_, v)| *v).collect()),
        Curve::Between { from, to, .. } => {
            let rising = order(*from, *to) == Some(std::cmp::Ordering::Less);
            (rising, !rising)
        }
        Curve::Fairness { .. } => (true, true),
    };
    let wrong = match declared {
        Monotone::Rising => down,
        Monotone::Falling => up,
    };
    if wrong {
        let sentence = format!("the value is declared {}, and it is not", declared.word());
        r.remark(at, sentence, Some("correct the curve, or delete `monotone`".into()));
    }
}
