//! Parts and totals: what is spent on this and that, and what it comes to.

use super::item::{Item, Sentence};
use super::law::{Form, Law, Values};

/// Words that say that what stands beside them is the total of what the sentence lists.
fn totals(s: &Sentence<'_>, total: usize) -> bool {
    let Some(item) = s.items.get(total) else { return false };
    let after = s.after(item, 6);
    let before: Vec<&str> = {
        let from = item.bound_from.saturating_sub(7).max(s.tokens.start);
        let last = total.checked_sub(1).and_then(|p| s.items.get(p)).map_or(0, |p| p.tokens.end);
        (from.max(last)..item.bound_from).rev().map(|k| s.low(k)).collect()
    };
    let said = |w: &[&str]| {
        w.iter().any(|w| {
            matches!(
                *w,
                "altogether"
                    | "together"
                    | "combined"
                    | "total"
                    | "totals"
                    | "totalling"
                    | "totaling"
                    | "totalled"
                    | "totaled"
                    | "sum"
                    | "all"
                    | "overall"
            )
        })
    };
    let near_after: Vec<&str> =
        after.iter().copied().take_while(|w| !matches!(*w, ";" | ":")).take(4).collect();
    // "Norway 278,222: together 788,222": what follows the colon is the total.
    let listed = |w: &[&str]| w.contains(&":") && !said(w);
    let splits = |w: &[&str]| {
        w.iter().any(|w| {
            w.starts_with("split")
                || w.starts_with("divid")
                || w.starts_with("consist")
                || w.starts_with("compris")
                || matches!(*w, "share" | "shared" | "made" | "purposes")
        })
    };
    said(&near_after)
        || said(&before)
        || before.iter().any(|w| {
            matches!(
                *w,
                "so" | "makes" | "making" | "add" | "adds" | "added" | "sums" | "come" | "comes" | "amount"
            )
        }) && before.len() <= 7
            && before.iter().any(|w| matches!(*w, "up" | "to" | "that" | "making" | "makes"))
        || {
            let next = s.items.get(total + 1..).unwrap_or_default().iter().find(|i| i.is_amount());
            let to = next.map_or(s.tokens.end, |n| n.tokens.start);
            let gap: Vec<&str> = (item.tokens.end..to).map(|k| s.low(k)).collect();
            listed(&gap) || splits(&gap)
        }
}

/// The totals that the sentence states, with their parts.
pub(super) fn laws(s: &Sentence<'_>) -> Vec<Law> {
    let mut out = Vec::new();
    let mains: Vec<usize> = (0..s.items.len())
        .filter(|i| s.items.get(*i).is_some_and(|x| x.is_amount() && x.converts.is_none()))
        .collect();
    if mains.len() < 3 {
        return out;
    }
    let v = Values::printed(s.items);
    let same = |a: usize, b: usize| s.items.get(a).zip(s.items.get(b)).is_some_and(|(a, b)| a.unit == b.unit);
    // Runs of two to eight amounts of one unit beside the total that add up.
    for (n, total) in mains.iter().enumerate() {
        let mut found = false;
        for length in (2..=8usize).rev() {
            for start in [Some(n + 1), n.checked_sub(length)].into_iter().flatten() {
                let Some(parts) = mains.get(start..start + length) else { continue };
                if found || parts.contains(total) || !parts.iter().all(|p| same(*p, *total)) {
                    continue;
                }
                let law = Law {
                    form: Form::Sum { total: *total, parts: parts.to_vec() },
                    firm: true,
                    rule: "figure.sum",
                };
                if law.form.holds(&v) {
                    out.push(law);
                    found = true;
                }
            }
        }
    }
    if !out.is_empty() {
        return out;
    }
    // The numbers add up though one of them has another unit.
    for (n, total) in mains.iter().enumerate().filter(|(_, t)| totals(s, **t)) {
        for parts in [mains.get(n + 1..).unwrap_or_default(), mains.get(..n).unwrap_or_default()] {
            let like = parts.iter().filter(|p| same(**p, *total)).count();
            if parts.len() < 3 || parts.len() > 8 || like + 1 != parts.len() {
                continue;
            }
            let form = Form::Sum { total: *total, parts: parts.to_vec() };
            if form.holds(&v) {
                out.push(Law { form, firm: true, rule: "figure.sum" });
                return out;
            }
        }
    }
    // Else a total that the words name, with all the amounts of the list on one side.
    for (n, total) in mains.iter().enumerate() {
        if !totals(s, *total) {
            continue;
        }
        let behind: Vec<usize> = mains.get(n + 1..).unwrap_or_default().to_vec();
        let ahead: Vec<usize> = mains.get(..n).unwrap_or_default().to_vec();
        for parts in [behind, ahead] {
            let parts = listed(s, *total, parts);
            if parts.len() >= 2 && parts.len() <= 8 {
                out.push(Law { form: Form::Sum { total: *total, parts }, firm: true, rule: "figure.sum" });
            }
        }
    }
    if out.is_empty() {
        // Amounts listed in a row whose sum another amount of the sentence may be: evidence only.
        for (n, total) in mains.iter().enumerate() {
            for length in 2..=4usize {
                for start in 0..mains.len().min(12) {
                    let Some(parts) = mains.get(start..start + length) else { continue };
                    if (start..start + length).contains(&n) || !parts.windows(2).all(|w| same(w[0], w[1])) {
                        continue;
                    }
                    if parts.first().is_some_and(|p| same(*p, *total)) {
                        out.push(Law {
                            form: Form::Sum { total: *total, parts: parts.to_vec() },
                            firm: false,
                            rule: "figure.sum",
                        });
                    }
                }
            }
        }
        out.truncate(60);
    }
    out
}

/// The parts that are listed in a row: commas and "and" between, nothing that compares.
fn listed(s: &Sentence<'_>, total: usize, parts: Vec<usize>) -> Vec<usize> {
    let Some(t) = s.items.get(total) else { return Vec::new() };
    let compares = |a: &Item, b: &Item| {
        s.gap(a, b)
            .iter()
            .any(|w| super::words::is_base(w) || matches!(*w, "to" | "while" | "but" | ";" | "or"))
            && !s.gap(a, b).iter().all(|w| *w != "on" && *w != ";")
    };
    let mut out: Vec<usize> = Vec::new();
    for p in parts {
        let Some(item) = s.items.get(p) else { break };
        if let Some(last) = out.last().and_then(|l| s.items.get(*l)) {
            let gap = s.gap(last, item);
            let joined = gap.iter().any(|w| matches!(*w, "," | "and" | ";" | "plus" | "another"));
            if !joined || compares(last, item) {
                break;
            }
        }
        out.push(p);
    }
    let same = out.iter().filter(|p| s.items.get(**p).is_some_and(|p| p.unit == t.unit)).count();
    let one = out.first().and_then(|p| s.items.get(*p)).map(|p| p.unit.clone());
    let alike = out.iter().all(|p| s.items.get(*p).map(|p| p.unit.clone()) == one);
    if same == out.len() || same == 0 && alike { out } else { Vec::new() }
}
