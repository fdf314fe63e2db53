//! Scores of the reader: spans found and missed, and of those found how often the rest is right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use winset_case::Decimal;
use winset_case::quantity::Bound;
use winset_read::{FoundClaim, read};

use crate::gold::{Gold, Text, Value, matched};

/// What was found of the claims of one text or more.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Claims of the gold files.
    pub gold: usize,
    /// Claims found.
    pub found: usize,
    /// Found claims whose span is that of a gold claim.
    pub matched: usize,
    /// Of these, those with the right kind.
    pub kind: usize,
    /// With the right amount: value, unit, bound.
    pub amount: usize,
    /// With the right side.
    pub side: usize,
    /// With the right modality.
    pub modality: usize,
    /// With the right attribution.
    pub attribution: usize,
    /// By kind: gold, found, right.
    pub by_kind: BTreeMap<String, (usize, usize, usize)>,
    /// Every miss in a line.
    pub misses: Vec<String>,
}

/// A part of a whole; 0 of nothing.
pub fn part(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

impl Tally {
    /// Twice what is matched over what is found and what is there.
    pub fn f1(&self) -> f64 {
        part(2 * self.matched, self.found + self.gold)
    }

    /// The scores of one text.
    ///
    /// # Errors
    /// The reader has no rules for its language.
    pub fn of(text: &Text) -> Result<Tally, String> {
        let found = read(&text.doc, None)
            .map_err(|e| format!("{}: no rules for {}", text.name, e.language.name()))?;
        let spans: Vec<Range<usize>> = found.iter().map(|c| text.doc.characters(&c.at)).collect();
        let pairs = matched(&spans, &text.claims);
        let mut t =
            Tally { gold: text.claims.len(), found: found.len(), matched: pairs.len(), ..Tally::default() };
        for g in &text.claims {
            t.by_kind.entry(g.kind.clone()).or_default().0 += 1;
        }
        for c in &found {
            t.by_kind.entry(c.kind.word().to_owned()).or_default().1 += 1;
        }
        for (i, j) in &pairs {
            if let (Some(c), Some(g)) = (found.get(*i), text.claims.get(*j)) {
                t.compare(c, g);
            }
        }
        for (_, g) in text.claims.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|(_, k)| k == j)) {
            t.misses.push(format!("MISSED {}: {}", g.kind, g.quote));
        }
        for (_, c) in found.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|(k, _)| k == i)) {
            t.misses.push(format!("EXTRA  {} [{}]: {}", c.kind.word(), c.rule, text.doc.slice(&c.at)));
        }
        Ok(t)
    }

    fn compare(&mut self, c: &FoundClaim, g: &Gold) {
        let side =
            c.side.as_deref().unwrap_or("").replace("South Korea", "ROK").replace("North Korea", "DPRK");
        let amount = value(c);
        if c.kind.word() == g.kind {
            self.kind += 1;
            self.by_kind.entry(g.kind.clone()).or_default().2 += 1;
        } else {
            self.misses.push(format!("KIND   {} for {} [{}]: {}", c.kind.word(), g.kind, c.rule, g.quote));
        }
        if same(&amount, &g.amount) {
            self.amount += 1;
        } else {
            self.misses.push(format!("AMOUNT {} for {}: {}", show(&amount), show(&g.amount), g.quote));
        }
        for (right, word, told, gold) in [
            (&mut self.side, "SIDE  ", side.as_str(), &g.side),
            (&mut self.modality, "MODE  ", c.modality.word(), &g.modality),
            (&mut self.attribution, "VOICE ", c.attribution.word(), &g.attribution),
        ] {
            if told == gold {
                *right += 1;
            } else {
                self.misses.push(format!("{word} {told} for {gold}: {}", g.quote));
            }
        }
    }

    /// Adds the scores of another text.
    pub fn add(&mut self, o: &Tally) {
        self.gold += o.gold;
        self.found += o.found;
        self.matched += o.matched;
        self.kind += o.kind;
        self.amount += o.amount;
        self.side += o.side;
        self.modality += o.modality;
        self.attribution += o.attribution;
        for (k, (g, f, m)) in &o.by_kind {
            let e = self.by_kind.entry(k.clone()).or_default();
            *e = (e.0 + g, e.1 + f, e.2 + m);
        }
    }

    /// Precision, recall and F1 by kind, and the sums.
    pub fn text(&self) -> String {
        let shown = |a: usize, b: usize| if b == 0 { "—".to_owned() } else { format!("{:.3}", part(a, b)) };
        let mut out = format!(
            "{:<18}{:>6}{:>7}{:>7}{:>11}{:>8}{:>7}\n",
            "kind", "gold", "found", "right", "precision", "recall", "F1"
        );
        for (k, (g, f, m)) in &self.by_kind {
            let _ = writeln!(
                out,
                "{k:<18}{g:>6}{f:>7}{m:>7}{:>11}{:>8}{:>7}",
                shown(*m, *f),
                shown(*m, *g),
                shown(2 * m, f + g)
            );
        }
        let n = self.matched;
        let _ = writeln!(
            out,
            "\nspans: precision {}  recall {}  F1 {}",
            shown(n, self.found),
            shown(n, self.gold),
            shown(2 * n, self.found + self.gold)
        );
        let _ = writeln!(
            out,
            "of {n} matched: kind {}  amount {}  side {}  modality {}  attribution {}",
            shown(self.kind, n),
            shown(self.amount, n),
            shown(self.side, n),
            shown(self.modality, n),
            shown(self.attribution, n)
        );
        out
    }
}

/// Value, unit and bound of a found claim.
fn value(c: &FoundClaim) -> Value {
    let Some(a) = &c.amount else { return (None, None, String::new(), "none".into()) };
    let f = &a.figure;
    let (low, high) = if f.bound == Bound::Range { (f.low, f.high) } else { (f.value(), f.value()) };
    (
        low.map(|d| d.normalize()),
        high.map(|d| d.normalize()),
        f.unit.word().to_owned(),
        f.bound.word().to_owned(),
    )
}

/// Equal, but for a fraction that the gold file writes with four digits.
fn same(a: &Value, b: &Value) -> bool {
    let close = |x: Option<Decimal>, y: Option<Decimal>| match (x, y) {
        (Some(x), Some(y)) => {
            x == y || a.2 == "ratio" && x.checked_sub(y).is_some_and(|d| d.abs() < Decimal::new(1, 4))
        }
        (x, y) => x == y,
    };
    close(a.0, b.0) && close(a.1, b.1) && a.2 == b.2 && a.3 == b.3
}

fn show(v: &Value) -> String {
    match v.0 {
        Some(low) => format!("{low}–{} {} {}", v.1.unwrap_or_default(), v.2, v.3),
        None => "none".into(),
    }
}
