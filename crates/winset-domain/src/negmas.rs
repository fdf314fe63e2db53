//! NegMAS YAML: an outcome space, or a utility function; types are words to compare, never classes to load.

use rust_decimal::Decimal;
use winset_case::diagnostic::Place;

use crate::domain::Label;
use crate::node::{Node, What};
use crate::raw::{
    RawCurve, RawDomain, RawIssue, RawKind, RawProfile, RawReservation, RawValue, RawWeight, Reader, Which,
};
use crate::read::Part;

/// Keys that say who or where something is, not what it is worth.
const NAMES: [&str; 6] = ["type", "__python_class__", "name", "id", "short_type_name", "path"];

const SPACES: [&str; 3] = ["DiscreteCartesianOutcomeSpace", "CartesianOutcomeSpace", "OutcomeSpace"];

/// The last word of a type: `negmas.preferences.crisp.linear.LinearAdditiveUtilityFunction`.
fn kind_of(node: &Node) -> Option<(&str, Place)> {
    let n = node.get("type").or_else(|| node.get("__python_class__"))?;
    n.scalar().map(|t| (t.rsplit('.').next().unwrap_or(t), n.at))
}

fn first(node: &Node) -> Place {
    node.map().first().map_or(Place { end: node.at.start + 1, ..node.at }, |(k, _)| k.at)
}

fn known(r: &mut Reader, node: &Node, keys: &[&str], what: &str) {
    let all: Vec<&str> = keys.iter().chain(&NAMES).copied().collect();
    node.only(r, &all, what);
}

fn name_of(node: &Node) -> Option<String> {
    node.get("name").filter(|n| !n.is_null()).and_then(Node::scalar).map(str::to_owned)
}

/// What a file says.
pub(crate) fn part(r: &mut Reader, node: &Node) -> Part {
    let kind = kind_of(node).map(|(k, _)| k);
    let space = kind.is_some_and(|k| k.ends_with("OutcomeSpace"));
    if space || (kind.is_none() && node.get("issues").is_some()) {
        return domain(r, node).map_or(Part::Broken, Part::Domain);
    }
    if kind.is_none() && node.get("weights").is_none() && node.get("values").is_none() {
        let hint = "a domain has `issues`, a utility function a `type`".to_owned();
        r.mistake(
            first(node),
            "the file is neither an outcome space nor a utility function of NegMAS",
            Some(hint),
        );
        return Part::Broken;
    }
    profile(r, node).map_or(Part::Broken, Part::Profile)
}

fn domain(r: &mut Reader, node: &Node) -> Option<RawDomain> {
    if let Some((kind, at)) = kind_of(node)
        && !SPACES.contains(&kind)
    {
        let hint = r.r.did_you_mean(kind, SPACES);
        r.mistake(at, format!("an outcome space of type `{kind}` cannot be read"), hint);
        return None;
    }
    known(r, node, &["issues"], "an outcome space");
    let Some(issues) = node.get("issues") else {
        r.mistake(
            first(node),
            "the outcome space has no `issues`",
            Some("list the issues with their names and values".to_owned()),
        );
        return None;
    };
    let list = issues.expect_list(r, "`issues`")?;
    let issues = list.iter().enumerate().map(|(i, n)| issue(r, n, i)).collect();
    Some(RawDomain { name: name_of(node), at: first(node), issues })
}

fn issue(r: &mut Reader, node: &Node, position: usize) -> RawIssue {
    let at = first(node);
    let name = match node.get("name") {
        Some(n) => n.expect_label(r, "the name of an issue").map(|l| l.to_string()),
        None => {
            r.mistake(at, "an issue without a name", Some("give it a `name`".to_owned()));
            None
        }
    };
    known(r, node, &["values", "n_values", "min_value", "max_value"], "an issue");
    let kind = issue_kind(r, node).unwrap_or(RawKind::Broken);
    RawIssue { name: name.unwrap_or_else(|| format!("issue {}", position + 1)), at, kind }
}

const LISTS: [&str; 5] = [
    "CategoricalIssue",
    "DiscreteCategoricalIssue",
    "DiscreteCardinalIssue",
    "DiscreteOrdinalIssue",
    "OrdinalIssue",
];
const INTEGERS: [&str; 3] = ["ContiguousIssue", "IntegerIssue", "RangeIssue"];
const REALS: [&str; 2] = ["ContinuousIssue", "RealIssue"];

fn issue_kind(r: &mut Reader, node: &Node) -> Option<RawKind> {
    let Some(values) = node.get("values") else {
        r.mistake(first(node), "an issue has no `values`", Some("list what it may be set to".to_owned()));
        return None;
    };
    match kind_of(node) {
        None => listed(r, values),
        Some((k, _)) if LISTS.contains(&k) => listed(r, values),
        Some((k, _)) if INTEGERS.contains(&k) => ends(r, values).map(|(lo, hi)| RawKind::Integer(lo, hi)),
        Some((k, _)) if REALS.contains(&k) => ends(r, values).map(|(lo, hi)| RawKind::Real(lo, hi)),
        Some((k, at)) => {
            let hint = r.r.did_you_mean(k, LISTS.into_iter().chain(INTEGERS).chain(REALS));
            r.mistake(at, format!("an issue of type `{k}` cannot be read"), hint);
            None
        }
    }
}

/// The values listed; a number n stands for 0 … n − 1.
fn listed(r: &mut Reader, values: &Node) -> Option<RawKind> {
    if let What::Plain(_) = &values.what {
        return ends(r, values).map(|(lo, hi)| RawKind::Integer(lo, hi));
    }
    let list = values.expect_list(r, "`values`")?;
    let labels: Option<Vec<(Label, Place)>> =
        list.iter().map(|n| Some((n.expect_label(r, "a value")?, n.at))).collect();
    labels.map(RawKind::Values)
}

fn ends(r: &mut Reader, values: &Node) -> Option<(Decimal, Decimal)> {
    match &values.what {
        What::Plain(_) => {
            let n = values.expect_number(r, "`values`")?;
            Some((Decimal::ZERO, n - Decimal::ONE))
        }
        What::List(l) if l.len() == 2 => Some((
            l[0].expect_number(r, "an end of the range")?,
            l[1].expect_number(r, "an end of the range")?,
        )),
        _ => {
            r.mistake(values.at, "a range has two ends", Some("values: [1, 10]".to_owned()));
            None
        }
    }
}

/// Around the function itself: discount, reservation value.
#[derive(Default)]
struct Around {
    name: Option<String>,
    discount: Option<Decimal>,
    reservation: Option<(RawReservation, Place)>,
    copies: Vec<RawDomain>,
}

fn profile(r: &mut Reader, node: &Node) -> Option<RawProfile> {
    let mut around = Around::default();
    let at = first(node);
    let inner = unwrap(r, node, &mut around)?;
    take(r, inner, &mut around);
    let mut p = RawProfile {
        name: around.name,
        at,
        constant: Decimal::ZERO,
        values: Vec::new(),
        weights: Vec::new(),
        reservation: around.reservation.map_or(RawReservation::Lowest(at), |(v, _)| v),
        discount: around.discount,
        broken: false,
        copies: around.copies,
    };
    function(r, inner, &mut p)?;
    Some(p)
}

/// Goes through the discount around a function.
fn unwrap<'a>(r: &mut Reader, node: &'a Node, around: &mut Around) -> Option<&'a Node> {
    match kind_of(node) {
        Some(("ExpDiscountedUFun", _)) => {}
        Some(("LinDiscountedUFun", at)) => {
            r.mistake(
                at,
                "a utility that falls by a cost a round cannot be read",
                Some("only ExpDiscountedUFun can be carried".to_owned()),
            );
            return None;
        }
        _ => return Some(node),
    }
    known(
        r,
        node,
        &[
            "ufun",
            "discount",
            "factor",
            "dynamic_reservation",
            "reserved_value",
            "reserved_outcome",
            "outcome_space",
        ],
        "a discounted utility function",
    );
    take(r, node, around);
    if let Some(n) = node.get("discount").filter(|n| !n.is_null()) {
        let d = n.expect_number(r, "the discount")?;
        if d <= Decimal::ZERO || d > Decimal::ONE {
            r.mistake(
                n.at,
                format!("the discount {d} is not above 0 and at most 1"),
                Some("1 is no discount".to_owned()),
            );
        } else if d < Decimal::ONE {
            around.discount = Some(d);
            time(r, node, n.at);
        }
    }
    if let Some(n) = node.get("dynamic_reservation").filter(|n| n.scalar() != Some("true")) {
        r.remark(n.at, "the reservation value counts as falling with time like all utilities", None);
    }
    let inner = node.get("ufun");
    if inner.is_none() {
        r.mistake(first(node), "the discounted utility function has no `ufun`", None);
    }
    if let Some((kind @ ("ExpDiscountedUFun" | "LinDiscountedUFun"), at)) = inner.and_then(kind_of) {
        r.mistake(
            at,
            format!("a discount within a discount cannot be read: `{kind}`"),
            Some("keep one of the two".to_owned()),
        );
        return None;
    }
    inner
}

/// NegMAS discounts a round unless told otherwise; a case discounts over the whole time of the talks.
fn time(r: &mut Reader, node: &Node, at: Place) {
    match node.get("factor").and_then(Node::scalar) {
        Some("relative_time") => {}
        Some("step") | None => {
            let sentence = "the discount counts for the whole time of the talks; NegMAS applies it a round";
            r.remark(at, sentence, None);
        }
        Some(other) => {
            let at = node.get("factor").map_or(at, |n| n.at);
            r.mistake(
                at,
                format!("a discount by `{other}` cannot be read"),
                Some("relative_time and step can be carried".to_owned()),
            );
        }
    }
}

/// Takes what the function and the discount around it say alike; what stands outside comes first.
fn take(r: &mut Reader, node: &Node, around: &mut Around) {
    around.name = around.name.take().or_else(|| name_of(node));
    if let Some(space) = node.get("outcome_space").filter(|n| !n.is_null()) {
        around.copies.extend(domain(r, space));
    }
    let said = reservation(r, node);
    match (&around.reservation, said) {
        (None, said) => around.reservation = said,
        (Some((RawReservation::Value(a, _), _)), Some((RawReservation::Value(b, _), at))) if *a != b => {
            r.remark(at, format!("the reservation value {a} around it counts, not this {b}"), None);
        }
        _ => {}
    }
}

fn reservation(r: &mut Reader, node: &Node) -> Option<(RawReservation, Place)> {
    if let Some(n) = node.get("reserved_outcome").filter(|n| !n.is_null()) {
        r.mistake(
            n.at,
            "a reserved outcome cannot be read",
            Some("write its utility as reserved_value".to_owned()),
        );
    }
    let n = node.get("reserved_value").filter(|n| !n.is_null())?;
    let minus_infinity = n.scalar().is_some_and(|t| ["-.inf", "-.Inf", "-.INF", "-inf"].contains(&t));
    if minus_infinity {
        return Some((RawReservation::Lowest(n.at), n.at));
    }
    // One that is no number was told: it is not missing besides.
    let v = n.expect_number(r, "the reservation value").unwrap_or_default();
    Some((RawReservation::Value(v, n.at), n.at))
}

const FUNCTIONS: [&str; 4] = [
    "LinearAdditiveUtilityFunction",
    "LinearUtilityAggregationFunction",
    "LinearUtilityFunction",
    "AffineUtilityFunction",
];

fn function(r: &mut Reader, node: &Node, p: &mut RawProfile) -> Option<()> {
    let kind = kind_of(node);
    let additive = match kind {
        None | Some(("LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction", _)) => true,
        Some(("LinearUtilityFunction" | "AffineUtilityFunction", _)) => false,
        Some((k, at)) => {
            let hint =
                r.r.did_you_mean(k, FUNCTIONS)
                    .or(Some("only weighted sums over issues can be carried".to_owned()));
            r.mistake(at, format!("a utility function of type `{k}` cannot be read"), hint);
            return None;
        }
    };
    let keys = ["values", "weights", "bias", "reserved_value", "reserved_outcome", "outcome_space", "issues"];
    known(r, node, &keys, "a utility function");
    if let Some(n) = node.get("bias").filter(|n| !n.is_null()) {
        p.constant = n.expect_number(r, "the bias")?;
    }
    if node.get("issues").is_some_and(|n| !n.is_null()) {
        let list = node.get("issues").and_then(|n| n.expect_list(r, "`issues`")).unwrap_or(&[]);
        let issues = list.iter().enumerate().map(|(i, n)| issue(r, n, i)).collect();
        p.copies.push(RawDomain { name: None, at: first(node), issues });
    }
    let weights = node.get("weights").filter(|n| !n.is_null());
    let values = node.get("values").filter(|n| !n.is_null());
    let each = match (additive, values) {
        (true, None) => {
            r.mistake(first(node), "the utility function has no `values`", None);
            return None;
        }
        (true, Some(v)) => v,
        (false, Some(v)) => {
            r.mistake(
                v.at,
                "a linear utility function has no `values` beside its weights",
                Some("take them out, or call it LinearAdditiveUtilityFunction".to_owned()),
            );
            return None;
        }
        (false, None) => match weights {
            Some(w) => w,
            None => {
                r.mistake(
                    first(node),
                    "the utility function has no `weights`",
                    Some("give each issue its weight".to_owned()),
                );
                return None;
            }
        },
    };
    p.values = entries(r, each, "`values`")
        .into_iter()
        .map(|(which, at, n)| RawValue {
            which,
            at,
            curve: if additive { curve(r, n).unwrap_or(RawCurve::Broken) } else { identity() },
        })
        .collect();
    match weights {
        Some(w) => p.weights = all_weights(r, w),
        // Without weights every value counts in full.
        None => {
            p.weights = p
                .values
                .iter()
                .map(|v| RawWeight { which: v.which.clone(), at: v.at, weight: Some(Decimal::ONE) })
                .collect();
        }
    }
    Some(())
}

fn all_weights(r: &mut Reader, node: &Node) -> Vec<RawWeight> {
    entries(r, node, "`weights`")
        .into_iter()
        .map(|(which, at, n)| RawWeight { which, at, weight: n.expect_number(r, "the weight") })
        .collect()
}

/// A list by position, or a table by the names of issues.
fn entries<'a>(r: &mut Reader, node: &'a Node, what: &str) -> Vec<(Which, Place, &'a Node)> {
    match &node.what {
        What::List(l) => l.iter().enumerate().map(|(i, n)| (Which::Position(i), n.at, n)).collect(),
        What::Map(m) => m.iter().map(|(k, n)| (Which::Named(k.label().to_string()), k.at, n)).collect(),
        _ => {
            r.mistake(
                node.at,
                format!("{what} is neither a list nor a table"),
                Some("list one entry an issue, or name the issues".to_owned()),
            );
            Vec::new()
        }
    }
}

fn identity() -> RawCurve {
    RawCurve::Line { offset: Decimal::ZERO, slope: Decimal::ONE }
}

const FUNS: [&str; 5] = ["TableFun", "LinearFun", "AffineFun", "IdentityFun", "ConstFun"];

fn curve(r: &mut Reader, node: &Node) -> Option<RawCurve> {
    node.expect_map(r, "a value function")?;
    let Some((kind, at)) = kind_of(node) else {
        // A bare table of values.
        let table = node.get("mapping").unwrap_or(node);
        return Some(rows(r, table));
    };
    let mut get = |key: &str, default: Decimal| match node.get(key).filter(|n| !n.is_null()) {
        Some(n) => n.expect_number(r, &format!("`{key}`")),
        None => Some(default),
    };
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    match kind {
        "TableFun" => {
            known(r, node, &["mapping", "d"], "a table");
            let Some(table) = node.get("mapping").or_else(|| node.get("d")) else {
                r.mistake(at, "a table has no `mapping`", None);
                return None;
            };
            if node.get("mapping").is_some() && node.get("d").is_some() {
                let hint = Some("keep one of the two".to_owned());
                r.mistake(at, "a table has both `mapping` and `d`", hint);
            }
            table.expect_map(r, "`mapping`")?;
            Some(rows(r, table))
        }
        "LinearFun" if node.get("min_value").is_some() && node.get("max_value").is_some() => {
            let line = RawCurve::Ends { low: get("min_value", zero)?, high: get("max_value", one)? };
            known(r, node, &["min_value", "max_value"], "a line");
            Some(line)
        }
        "LinearFun" | "AffineFun" => {
            let line = RawCurve::Line { offset: get("bias", zero)?, slope: get("slope", one)? };
            known(r, node, &["slope", "bias"], "a line");
            Some(line)
        }
        "IdentityFun" => {
            known(r, node, &[], "the identity");
            Some(identity())
        }
        "ConstFun" => {
            let line = RawCurve::Line { offset: get("bias", zero)?, slope: zero };
            known(r, node, &["bias"], "a constant");
            Some(line)
        }
        other => {
            let hint =
                r.r.did_you_mean(other, FUNS)
                    .or_else(|| Some(format!("these can be carried: {}", FUNS.join(", "))));
            r.mistake(at, format!("a value function of type `{other}` cannot be read"), hint);
            None
        }
    }
}

fn rows(r: &mut Reader, table: &Node) -> RawCurve {
    let row =
        |(k, n): &(crate::node::Key, Node)| (k.label(), k.at, n.expect_number(r, "the value of a level"));
    RawCurve::Table(table.map().iter().map(row).collect())
}
