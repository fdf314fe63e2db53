//! GENIUS XML: a domain with its issues, or the profile of a party with evaluations and weights.

use roxmltree::{Document, Node, ParsingOptions};
use rust_decimal::Decimal;
use winset_case::diagnostic::Place;

use crate::domain::Label;
use crate::number::number;
use crate::raw::{
    RawCurve, RawDomain, RawIssue, RawKind, RawProfile, RawReservation, RawValue, RawWeight, Reader, Which,
};
use crate::read::Part;
use crate::xml::{beginning, end_of_tag, excess, forbidden, last, offset, words};
use crate::{MOST_ISSUES, MOST_VALUES};

/// What a file says.
pub(crate) fn part(r: &mut Reader, text: &str, file: usize) -> Part {
    let place = |start: usize, end: usize| Place { file, start, end };
    let begin = beginning(text);
    let before = text.get(..begin).unwrap_or("");
    if !before.trim().is_empty() {
        r.remark(place(0, begin), "text before the beginning of the XML is passed over", None);
    }
    let xml = text.get(begin..).unwrap_or("");
    if let Some(at) = forbidden(xml) {
        let at = place(begin + at, begin + at + 9);
        let hint = Some("take the DOCTYPE out; entities are not read".to_owned());
        r.mistake(at, "a document type is not read", hint);
        return Part::Broken;
    }
    if let Some((at, sentence)) = excess(xml) {
        r.mistake(place(begin + at, begin + at + 1), sentence, None);
        return Part::Broken;
    }
    let options = ParsingOptions { nodes_limit: 8 * MOST_VALUES as u32, ..ParsingOptions::default() };
    match Document::parse_with_options(xml, options) {
        Ok(doc) => Xml { r, file, begin }.root(doc.root_element()),
        Err(e) => {
            use roxmltree::Error::{NoRootNode, UnclosedRootNode, UnexpectedEndOfStream};
            let end = last(xml);
            let at = match e {
                UnexpectedEndOfStream | UnclosedRootNode | NoRootNode => end,
                _ => offset(xml, e.pos().row as usize, e.pos().col as usize).min(end),
            };
            let hint = (at == end).then(|| "the file ends too early: is it whole?".to_owned());
            let at = begin + at;
            r.mistake(place(at, at + 1), format!("this is not XML: {}", words(&e)), hint);
            Part::Broken
        }
    }
}

struct Xml<'a> {
    r: &'a mut Reader,
    file: usize,
    begin: usize,
}

/// Attributes that no utility depends on.
const DECORATION: [&str; 4] = ["description", "cost", "etype", "number_of_issues"];

impl Xml<'_> {
    fn at(&self, node: Node) -> Place {
        // The start tag, not all that stands in the element.
        let range = node.range();
        let text = node.document().input_text().get(range.clone()).unwrap_or("");
        let end = range.start + end_of_tag(text.as_bytes(), 0) + 1;
        Place { file: self.file, start: self.begin + range.start, end: self.begin + end.min(range.end) }
    }

    fn value_at(&self, node: Node, name: &str) -> Place {
        match attribute_node(node, name) {
            Some(range) => {
                Place { file: self.file, start: self.begin + range.start, end: self.begin + range.end }
            }
            None => self.at(node),
        }
    }

    fn unknown(&mut self, node: Node, inside: &str, known: &[&str]) {
        let name = node.tag_name().name().to_owned();
        let hint = self.r.r.did_you_mean(&name, known.iter().copied());
        let at = self.at(node);
        self.r.mistake(at, format!("the element `{name}` inside `{inside}` cannot be read"), hint);
    }

    fn only(&mut self, node: Node, known: &[&str]) {
        for a in node.attributes() {
            let name = a.name();
            let fits = |k: &str| k.eq_ignore_ascii_case(name);
            if known.iter().any(|k| fits(k)) {
                continue;
            }
            let at = self.value_at(node, name);
            let value = a.value().trim();
            let silent = match name {
                "description" => value.is_empty() || node.attribute("value") == Some(a.value()),
                "cost" => ["", "0", "0.0"].contains(&value),
                _ => DECORATION.contains(&name),
            };
            if !silent {
                let what = match name {
                    "description" => ["description", "descriptions"],
                    "cost" => ["cost", "costs"],
                    _ => ["unknown attribute", "unknown attributes"],
                };
                self.r.unread(at, what);
            }
        }
    }

    fn root(&mut self, root: Node) -> Part {
        let space = match root.tag_name().name() {
            "utility_space" => root,
            "negotiation_template" => {
                let spaces: Vec<Node> = root.children().filter(Node::is_element).collect();
                for other in spaces.iter().filter(|n| !n.has_tag_name("utility_space")) {
                    self.unknown(*other, "negotiation_template", &["utility_space"]);
                }
                match spaces.iter().find(|n| n.has_tag_name("utility_space")) {
                    Some(space) => *space,
                    None => {
                        let at = self.at(root);
                        self.r.mistake(
                            at,
                            "there is no `utility_space` inside `negotiation_template`",
                            Some("a domain is a `utility_space` inside, a profile is one itself".to_owned()),
                        );
                        return Part::Broken;
                    }
                }
            }
            other => {
                let sentence =
                    format!("the root element is `{other}`, neither a domain nor a profile of GENIUS");
                let at = self.at(root);
                self.r.mistake(at, sentence, Some("name the files of one domain only".to_owned()));
                return Part::Broken;
            }
        };
        self.space(space)
    }

    fn space(&mut self, space: Node) -> Part {
        self.only(space, &["type"]);
        let objectives: Vec<Node> = space.children().filter(|n| n.has_tag_name("objective")).collect();
        if let Some(second) = objectives.get(1) {
            let at = self.at(*second);
            self.r.mistake(
                at,
                "a second objective cannot be read",
                Some("put the issues into one objective".to_owned()),
            );
        }
        // Old files have the issues right inside the space.
        let holder = objectives.first().copied().unwrap_or(space);
        let is_profile = space.descendants().any(|n| {
            ["weight", "evaluator", "reservation", "discount_factor", "utility", "utility_function", "ufun"]
                .contains(&n.tag_name().name())
                || n.attribute("evaluation").is_some()
        });
        let at = self.at(space);
        let mut out = Found::default();
        for child in space.children().filter(Node::is_element) {
            self.of_space(child, &mut out, holder);
        }
        if holder != space {
            self.only(holder, &["index", "name", "type"]);
            for child in holder.children().filter(Node::is_element) {
                self.of_objective(child, &mut out);
            }
        }
        if out.issues.len().max(out.weights.len()) > MOST_ISSUES {
            self.r.mistake(at, format!("more than {MOST_ISSUES} issues or weights"), None);
            return Part::Broken;
        }
        let mut domain = RawDomain { name: None, at, issues: out.issues };
        if !is_profile {
            domain.name = title(holder);
            return Part::Domain(domain);
        }
        let (values, weights) = (out.values, out.weights);
        let (weights, constant, placed) = self.placed(weights, &values);
        self.as_written(&values);
        Part::Profile(RawProfile {
            name: None,
            at,
            constant,
            values: values.into_iter().map(|(_, v)| v).collect(),
            weights,
            reservation: out.reservation.map_or(RawReservation::Zero, |(n, at)| RawReservation::Value(n, at)),
            discount: out.discount,
            broken: out.broken || !placed,
            copies: vec![domain],
        })
    }

    fn of_space(&mut self, child: Node, out: &mut Found, holder: Node) {
        match child.tag_name().name() {
            "objective" => {}
            "reservation" => {
                self.only(child, &["value"]);
                out.broken |= self.again(child, out.reservation.is_some(), "reservation value");
                let at = self.value_at(child, "value");
                out.reservation = self.number(child, "value", "the reservation value").map(|n| (n, at));
                out.broken |= out.reservation.is_none();
            }
            "discount_factor" => {
                self.only(child, &["value"]);
                out.broken |= self.again(child, out.discounted, "discount factor");
                out.discounted = true;
                out.discount = self.discount(child);
            }
            _ if holder.has_tag_name("utility_space") => self.of_objective(child, out),
            _ => {
                let known = ["objective", "reservation", "discount_factor"];
                self.unknown(child, "utility_space", &known);
                out.broken = true;
            }
        }
    }

    /// A mistake where something stands that stood before: no later one wins.
    fn again(&mut self, node: Node, before: bool, what: &str) -> bool {
        if before {
            let at = self.at(node);
            self.r.mistake(at, format!("a second {what}"), Some("keep one of the two".to_owned()));
        }
        before
    }

    fn discount(&mut self, node: Node) -> Option<Decimal> {
        let n = self.number(node, "value", "the discount factor")?;
        let at = self.at(node);
        if n < Decimal::ZERO || n > Decimal::ONE {
            self.r.mistake(
                at,
                format!("the discount factor {n} is not between 0 and 1"),
                Some("1 is no discount".to_owned()),
            );
        } else if n.is_zero() {
            self.r.remark(at, "a discount factor of 0 counts as none", None);
        }
        Some(n).filter(|n| *n > Decimal::ZERO && *n < Decimal::ONE)
    }

    fn of_objective(&mut self, child: Node, out: &mut Found) {
        let at = self.at(child);
        match child.tag_name().name() {
            "issue" => self.issue(child, out),
            "weight" => {
                self.only(child, &["index", "value"]);
                let weight = self.number(child, "value", "the weight");
                match child.attribute("index") {
                    Some(index) => out.weights.push((index.trim().to_owned(), at, weight)),
                    None => {
                        self.r.mistake(
                            at,
                            "a weight without `index`: of which issue?",
                            Some("give it the index of its issue".to_owned()),
                        );
                        out.broken = true;
                    }
                }
            }
            "utility" | "utility_function" => {
                let hint = "only weighted sums over issues can be carried".to_owned();
                let shape = child.descendants().find(|n| n.tag_name().name() == "hyperRectangle");
                let at = shape.map_or(at, |n| self.at(n));
                let what =
                    if shape.is_some() { "hyper-rectangles" } else { "a utility that is no weighted sum" };
                self.r.mistake(at, format!("{what} cannot be read"), Some(hint));
                out.broken = true;
            }
            "objective" => {
                self.r.mistake(
                    at,
                    "an objective inside an objective cannot be read",
                    Some("put the issues into one objective".to_owned()),
                );
                out.broken = true;
            }
            _ => {
                self.unknown(child, "objective", &["issue", "weight"]);
                out.broken = true;
            }
        }
    }

    fn issue(&mut self, node: Node, out: &mut Found) {
        self.only(node, &["index", "name", "type", "vtype", "lowerbound", "upperbound"]);
        let at = self.at(node);
        let index = node.attribute("index").unwrap_or("").trim().to_owned();
        let Some(name) = node.attribute("name").map(str::to_owned) else {
            self.r.mistake(at, "an issue without a name", Some("give it a `name`".to_owned()));
            out.broken = true;
            return;
        };
        let said = [node.attribute("type"), node.attribute("vtype")].map(|t| t.map(str::to_lowercase));
        if let [Some(a), Some(b)] = &said
            && a != b
        {
            let at = self.value_at(node, "vtype");
            let hint = Some("keep one of the two".to_owned());
            self.r.mistake(at, format!("the issue has two types, `{a}` and `{b}`"), hint);
        }
        let kind = said.into_iter().flatten().next().unwrap_or_else(|| "discrete".to_owned());
        let (kind, curve) = match kind.as_str() {
            "discrete" => self.discrete(node),
            "integer" | "real" => self.ranged(node, kind == "integer"),
            other => {
                let hint = self.r.r.did_you_mean(other, ["discrete", "integer", "real"]);
                let at = self.value_at(node, "type");
                self.r.mistake(at, format!("the type `{other}` of an issue cannot be read"), hint);
                (RawKind::Broken, Some(RawCurve::Broken))
            }
        };
        if let Some(curve) = curve {
            let which = Which::Named(name.clone());
            out.values.push((index, RawValue { which, at, curve }));
        }
        out.issues.push(RawIssue { name, at, kind });
    }

    fn discrete(&mut self, node: Node) -> (RawKind, Option<RawCurve>) {
        let mut labels = Vec::new();
        let mut table = Vec::new();
        let mut said = false;
        for item in node.children().filter(Node::is_element) {
            let at = self.at(item);
            if !item.has_tag_name("item") {
                self.unknown(item, "issue", &["item", "range", "evaluator"]);
                return (RawKind::Broken, Some(RawCurve::Broken));
            }
            self.only(item, &["index", "value", "evaluation"]);
            let Some(value) = item.attribute("value") else {
                self.r.mistake(at, "an item without `value`", Some("give it a `value`".to_owned()));
                return (RawKind::Broken, Some(RawCurve::Broken));
            };
            let label = Label::Text(value.to_owned());
            let at_value = self.value_at(item, "value");
            labels.push((label.clone(), at_value));
            if let Some(e) = item.attribute("evaluation") {
                said = true;
                let at = self.value_at(item, "evaluation");
                let n = self.r.number(e, at, "the evaluation");
                table.push((label, at_value, n));
            }
        }
        let curve = said.then_some(RawCurve::Table(table));
        (RawKind::Values(labels), curve)
    }

    fn ranged(&mut self, node: Node, integer: bool) -> (RawKind, Option<RawCurve>) {
        let mut bounds = self.bounds(node);
        let mut curve = None;
        let mut ranged = false;
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "range" => {
                    self.only(child, &["lowerbound", "upperbound"]);
                    self.again(child, ranged, "range");
                    bounds = self.inner_bounds(child, bounds, &mut ranged);
                }
                "evaluator" => {
                    self.again(child, curve.is_some(), "evaluator");
                    curve = Some(self.evaluator(child));
                }
                _ => {
                    self.unknown(child, "issue", &["range", "evaluator"]);
                    return (RawKind::Broken, Some(RawCurve::Broken));
                }
            }
        }
        if let (true, Some((Some(lo), _)), Some(RawCurve::Line { slope, .. })) = (integer, &bounds, &curve)
            && !lo.is_zero()
            && !slope.is_zero()
        {
            let at = self.at(node);
            let hint = "GENIUS itself counts from the lower bound".to_owned();
            self.r.remark(at, "the line counts from 0 as written, not from the lower bound", Some(hint));
        }
        let kind = match bounds {
            Some((Some(lo), Some(hi))) if integer => RawKind::Integer(lo, hi),
            Some((Some(lo), Some(hi))) => RawKind::Real(lo, hi),
            Some(_) => RawKind::Broken,
            None => {
                let at = self.at(node);
                self.r.mistake(
                    at,
                    "a range without `lowerbound` and `upperbound`",
                    Some("put a `range` with both inside the issue".to_owned()),
                );
                RawKind::Broken
            }
        };
        (kind, curve)
    }

    fn bounds(&mut self, node: Node) -> Option<Bounds> {
        let find = |name: &str| node.attributes().find(|a| a.name().eq_ignore_ascii_case(name));
        let (lo, hi) = (find("lowerbound")?, find("upperbound")?);
        let at = self.at(node);
        Some((
            self.r.number(lo.value(), at, "the lower bound"),
            self.r.number(hi.value(), at, "the upper bound"),
        ))
    }

    /// The bounds of a range inside an issue; the issue itself may say them too, but not others.
    fn inner_bounds(&mut self, node: Node, outer: Option<Bounds>, ranged: &mut bool) -> Option<Bounds> {
        let inner = self.bounds(node);
        if let (false, Some(a), Some(b)) = (std::mem::replace(ranged, true), outer, inner)
            && a != b
        {
            let at = self.at(node);
            let hint = Some("keep one of the two".to_owned());
            self.r.mistake(at, "the range has other bounds than the issue around it", hint);
            return Some((None, None));
        }
        outer.or(inner)
    }

    fn evaluator(&mut self, node: Node) -> RawCurve {
        const PARAMETERS: [&str; 6] = ["ftype", "offset", "slope", "parameter0", "parameter1", "parameter2"];
        self.only(node, &PARAMETERS);
        let at = self.at(node);
        let ftype = node.attribute("ftype").unwrap_or("").to_lowercase();
        let mut get = |names: [&str; 2], default: Option<i64>| -> Option<Decimal> {
            let said: Vec<&str> = names.iter().filter_map(|n| node.attribute(*n)).collect();
            if let [a, b] = said.as_slice()
                && number(a).ok() != number(b).ok()
            {
                let sentence =
                    format!("the evaluator has `{}` and `{}`, two numbers for one", names[0], names[1]);
                self.r.mistake(at, sentence, Some("keep one of the two".to_owned()));
            }
            match said.first() {
                Some(t) => self.r.number(t, at, "a parameter of the evaluator"),
                None if default.is_some() => default.map(Decimal::from),
                None => {
                    self.r.mistake(at, format!("the evaluator has no `{}`", names[0]), None);
                    None
                }
            }
        };
        let curve = match ftype.as_str() {
            "linear" => get(["offset", "parameter0"], Some(0))
                .zip(get(["slope", "parameter1"], Some(1)))
                .map(|(offset, slope)| RawCurve::Line { offset, slope }),
            "constant" => get(["parameter0", "offset"], None)
                .map(|offset| RawCurve::Line { offset, slope: Decimal::ZERO }),
            "triangular" => {
                let ends = get(["parameter0", "offset"], None).zip(get(["parameter1", "slope"], None));
                ends.zip(get(["parameter2", "top"], None)).map(|((a, b), top)| RawCurve::Triangle(a, top, b))
            }
            other => {
                let hint = "linear, constant and triangular can be carried".to_owned();
                self.r.mistake(at, format!("an evaluator of type `{other}` cannot be read"), Some(hint));
                None
            }
        };
        curve.unwrap_or(RawCurve::Broken)
    }

    fn number(&mut self, node: Node, name: &str, what: &str) -> Option<Decimal> {
        match node.attribute(name) {
            Some(text) => {
                let at = self.value_at(node, name);
                self.r.number(text, at, what)
            }
            None => {
                let at = self.at(node);
                self.r.mistake(at, format!("{what} has no `{name}`"), None);
                None
            }
        }
    }

    /// Weights name issues by the index that the issue has in the same file. NegMAS writes a constant as the weight of one
    /// issue more than there are.
    fn placed(
        &mut self,
        weights: Vec<(String, Place, Option<Decimal>)>,
        values: &[(String, RawValue)],
    ) -> (Vec<RawWeight>, Decimal, bool) {
        let mut out = Vec::new();
        let mut constant = Decimal::ZERO;
        let mut whole = true;
        let mut constants = 0;
        let beyond = (values.len() + 1).to_string();
        for (index, at, weight) in weights {
            if let Some((_, v)) = values.iter().find(|(i, _)| *i == index) {
                out.push(RawWeight { which: v.which.clone(), at, weight });
            } else if index == beyond && !values.is_empty() {
                constants += 1;
                if constants > 1 {
                    let hint = Some("keep one of the two".to_owned());
                    self.r.mistake(at, "a second weight of one issue more than there are", hint);
                    continue;
                }
                self.r.remark(at, "the weight of one issue more than there are counts as a constant", None);
                constant = weight.unwrap_or_default();
            } else {
                let sentence = format!("there is no issue with the index {index} for this weight");
                self.r.mistake(at, sentence, None);
                whole = false;
            }
        }
        (out, constant, whole)
    }

    /// Says where GENIUS itself would count otherwise: it divides evaluations by the largest of the issue, and lines over
    /// integers begin at the lower bound. The numbers are taken as written, as NegMAS takes them.
    fn as_written(&mut self, values: &[(String, RawValue)]) {
        let scaled = values.iter().find(|(_, v)| match &v.curve {
            RawCurve::Table(t) => {
                t.iter().filter_map(|(_, _, n)| *n).max().is_some_and(|m| m != Decimal::ONE)
            }
            _ => false,
        });
        if let Some((_, v)) = scaled {
            let hint = "GENIUS itself divides the evaluations of an issue by the largest".to_owned();
            self.r.remark(v.at, "the evaluations count as written, the largest here is not 1", Some(hint));
        }
    }
}

/// The ends of a range; none where a number was reported already.
type Bounds = (Option<Decimal>, Option<Decimal>);

/// What was found in a space so far.
#[derive(Default)]
struct Found {
    issues: Vec<RawIssue>,
    values: Vec<(String, RawValue)>,
    weights: Vec<(String, Place, Option<Decimal>)>,
    reservation: Option<(Decimal, Place)>,
    discount: Option<Decimal>,
    discounted: bool,
    broken: bool,
}

/// The name of a domain: that of its objective, unless it is a word that stands for any.
fn title(objective: Node) -> Option<String> {
    let name = objective.attribute("name").filter(|_| objective.has_tag_name("objective"))?;
    says_a_title(name).then(|| name.to_owned())
}

/// False for the names of objectives that say nothing about the domain.
pub(crate) fn says_a_title(name: &str) -> bool {
    let word = name.trim().to_lowercase();
    !["", "any", "root", "objective"].contains(&word.as_str())
}

fn attribute_node(node: Node, name: &str) -> Option<std::ops::Range<usize>> {
    node.attributes().find(|a| a.name() == name).map(|a| a.range_value())
}
