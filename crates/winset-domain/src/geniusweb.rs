//! GeniusWeb JSON: a domain with `issuesValues`, or a `LinearAdditiveUtilitySpace`.

use rust_decimal::Decimal;
use winset_case::diagnostic::Place;

use crate::domain::Label;
use crate::node::{Node, What};
use crate::raw::{
    RawCurve, RawDomain, RawIssue, RawKind, RawProfile, RawReservation, RawValue, RawWeight, Reader, Which,
};
use crate::read::Part;

/// True for what has the shape of a domain or of a profile, also of a kind that cannot be read.
pub(crate) fn concerns(node: &Node) -> bool {
    let wrapped = matches!(node.map(), [(key, _)] if key.text.ends_with("Space") || key.text.ends_with("Ordering")
        || key.text.ends_with("Profile"));
    wrapped || node.get("issuesValues").is_some() || !matches!(node.what, What::Map(_))
}

/// What a file says.
pub(crate) fn part(r: &mut Reader, node: &Node) -> Part {
    if node.get("issuesValues").is_some() {
        return domain(r, node).map_or(Part::Broken, Part::Domain);
    }
    match node.map() {
        [(key, space)] if key.text == "LinearAdditiveUtilitySpace" => {
            profile(r, space).map_or(Part::Broken, Part::Profile)
        }
        [(key, _)] if concerns(node) => {
            let hint = "only LinearAdditiveUtilitySpace can be carried".to_owned();
            r.mistake(key.at, format!("a profile of the kind `{}` cannot be read", key.text), Some(hint));
            Part::Broken
        }
        _ => {
            let hint = "a domain has `issuesValues`, a profile `LinearAdditiveUtilitySpace`".to_owned();
            let at = Place { end: node.at.start + 1, ..node.at };
            r.mistake(at, "the file is neither a domain nor a profile of GeniusWeb", Some(hint));
            Part::Broken
        }
    }
}

fn text(r: &mut Reader, node: Option<&Node>, what: &str) -> Option<String> {
    let node = node.filter(|n| !n.is_null())?;
    match &node.what {
        What::Text(t) => Some(t.clone()),
        _ => {
            r.mistake(node.at, format!("{what} is not a text"), None);
            None
        }
    }
}

fn domain(r: &mut Reader, node: &Node) -> Option<RawDomain> {
    node.only(r, &["name", "issuesValues"], "a domain");
    let name = text(r, node.get("name"), "the name");
    let values = node.get("issuesValues")?;
    let issues = values.expect_map(r, "`issuesValues`")?;
    let at = Place { end: node.at.start + 1, ..node.at };
    let issues = issues
        .iter()
        .map(|(key, v)| RawIssue {
            name: key.text.clone(),
            at: key.at,
            kind: kind(r, v).unwrap_or(RawKind::Broken),
        })
        .collect();
    Some(RawDomain { name, at, issues })
}

fn kind(r: &mut Reader, node: &Node) -> Option<RawKind> {
    if let Some(values) = node.get("values") {
        node.only(r, &["values"], "an issue");
        let list = values.expect_list(r, "`values`")?;
        let labels: Option<Vec<(Label, Place)>> =
            list.iter().map(|n| Some((n.expect_label(r, "a value")?, n.at))).collect();
        return labels.map(RawKind::Values);
    }
    if let Some(range) = node.get("range") {
        node.only(r, &["range"], "an issue");
        return number_range(r, range);
    }
    node.expect_map(r, "an issue")?;
    r.mistake(node.at, "an issue has neither `values` nor `range`", Some("list its `values`".to_owned()));
    None
}

/// `[low, high, step]`, or a table of them; a range of numbers in steps is a list of them.
fn number_range(r: &mut Reader, node: &Node) -> Option<RawKind> {
    let parts: Vec<&Node> = match &node.what {
        What::List(l) => l.iter().collect(),
        _ => ["low", "high", "step"].iter().filter_map(|k| node.get(k)).collect(),
    };
    let [low, high, step] = parts.as_slice() else {
        r.mistake(
            node.at,
            "a range has a low end, a high end and a step",
            Some("range: {\"low\": 0, \"high\": 4, \"step\": 1}".to_owned()),
        );
        return None;
    };
    let mut number = |n: &Node| {
        let text = n.scalar().unwrap_or("");
        r.number(text, n.at, "an end or step of the range")
    };
    let (lo, hi, step) = (number(low)?, number(high)?, number(step)?);
    if step <= Decimal::ZERO {
        r.mistake(
            node.at,
            "the step of a range is not above 0",
            Some("whole numbers have the step 1".to_owned()),
        );
        return None;
    }
    let whole = lo.fract().is_zero() && step == Decimal::ONE;
    let count = (hi - lo) / step;
    if whole && hi.fract().is_zero() {
        return Some(RawKind::Integer(lo, hi));
    }
    if count > Decimal::from(crate::MOST_VALUES as u64) {
        r.mistake(node.at, "the range has too many steps", None);
        return None;
    }
    let mut list = Vec::new();
    let mut n = lo;
    while n <= hi {
        list.push((Label::Number(n.normalize()), node.at));
        n += step;
    }
    Some(RawKind::Values(list))
}

fn profile(r: &mut Reader, node: &Node) -> Option<RawProfile> {
    let entries = node.expect_map(r, "the profile")?;
    let at = entries.first().map_or(node.at, |(k, _)| k.at);
    node.only(r, &["name", "domain", "issueUtilities", "issueWeights", "reservationBid"], "a profile");
    let name = text(r, node.get("name"), "the name");
    let domain = node.get("domain").filter(|n| !n.is_null()).and_then(|d| domain(r, d));
    let (values, whole) = utilities(r, node, at);
    let weights = weights(r, node, at);
    let broken = !whole || weights.is_none();
    Some(RawProfile {
        name,
        at,
        constant: Decimal::ZERO,
        values,
        weights: weights.unwrap_or_default(),
        reservation: reservation(r, node.get("reservationBid")),
        discount: None,
        broken,
        copies: domain.into_iter().collect(),
    })
}

fn utilities(r: &mut Reader, node: &Node, at: Place) -> (Vec<RawValue>, bool) {
    let Some(table) = node.get("issueUtilities") else {
        r.mistake(
            at,
            "the profile has no `issueUtilities`",
            Some("give each issue its utilities".to_owned()),
        );
        return (Vec::new(), false);
    };
    let Some(entries) = table.expect_map(r, "`issueUtilities`") else { return (Vec::new(), false) };
    let values = entries
        .iter()
        .map(|(key, v)| RawValue {
            which: Which::Named(key.text.clone()),
            at: key.at,
            curve: curve(r, v).unwrap_or(RawCurve::Broken),
        })
        .collect();
    (values, true)
}

fn curve(r: &mut Reader, node: &Node) -> Option<RawCurve> {
    let entries = node.expect_map(r, "the utilities of an issue")?;
    let [(key, inner)] = entries else {
        r.mistake(
            node.at,
            "the utilities of an issue have one kind",
            Some("DiscreteValueSetUtilities or NumberValueSetUtilities".to_owned()),
        );
        return None;
    };
    match key.text.as_str() {
        "DiscreteValueSetUtilities" | "discreteutils" => {
            inner.only(r, &["valueUtilities"], "a table of utilities");
            let Some(table) = inner.get("valueUtilities") else {
                r.mistake(key.at, "the utilities of an issue have no `valueUtilities`", None);
                return None;
            };
            let entries = table.expect_map(r, "`valueUtilities`")?;
            let rows = entries
                .iter()
                .map(|(k, n)| (k.label(), k.at, n.expect_number(r, "the utility of a value")))
                .collect();
            Some(RawCurve::Table(rows))
        }
        "NumberValueSetUtilities" | "numberutils" => numbers(r, inner, key.at),
        other => {
            let hint = "DiscreteValueSetUtilities and NumberValueSetUtilities can be carried".to_owned();
            r.mistake(key.at, format!("utilities of the kind `{other}` cannot be read"), Some(hint));
            None
        }
    }
}

fn numbers(r: &mut Reader, node: &Node, at: Place) -> Option<RawCurve> {
    const KEYS: [&str; 4] = ["lowValue", "lowUtility", "highValue", "highUtility"];
    node.only(r, &KEYS, "a line of utilities");
    let mut get = |key: &str| {
        let Some(n) = node.get(key) else {
            r.mistake(at, format!("a line of utilities has no `{key}`"), None);
            return None;
        };
        n.expect_number(r, &format!("`{key}`"))
    };
    let [a, u, b, v] = KEYS.map(&mut get);
    Some(RawCurve::Points(vec![(a?, u?), (b?, v?)]))
}

fn weights(r: &mut Reader, node: &Node, at: Place) -> Option<Vec<RawWeight>> {
    let Some(table) = node.get("issueWeights") else {
        r.mistake(
            at,
            "the profile has no `issueWeights`",
            Some("give each issue its weight; they sum to 1".to_owned()),
        );
        return None;
    };
    let entries = table.expect_map(r, "`issueWeights`")?;
    let weight = |(key, n): &(crate::node::Key, Node)| RawWeight {
        which: Which::Named(key.text.clone()),
        at: key.at,
        weight: n.expect_number(r, "the weight"),
    };
    Some(entries.iter().map(weight).collect())
}

/// No deal is worth what this package is worth; without one it is worth nothing.
fn reservation(r: &mut Reader, node: Option<&Node>) -> RawReservation {
    let Some(node) = node.filter(|n| !n.is_null()) else { return RawReservation::Zero };
    node.only(r, &["issuevalues", "issueValues"], "a reservation bid");
    let Some(values) = node.get("issuevalues").or_else(|| node.get("issueValues")) else {
        r.mistake(node.at, "the reservation bid has no `issuevalues`", None);
        return RawReservation::Zero;
    };
    if node.map().len() > 1 {
        let hint = Some("keep one of the two".to_owned());
        r.mistake(node.at, "the reservation bid has both `issuevalues` and `issueValues`", hint);
    }
    let entries = values.expect_map(r, "`issuevalues`").unwrap_or(&[]);
    let list =
        entries.iter().filter_map(|(k, n)| Some((k.text.clone(), n.expect_label(r, "a value")?, n.at)));
    RawReservation::Package(list.collect())
}
