//! Differences that the grammar states: so much more than, from … to …, what is left.

use super::bind::{base_after, group};
use super::item::Sentence;
use super::law::{Form, Law};
use super::words::direction;

/// "9,500 of the 34,500 will leave, so that 25,000 remain."
fn remains(s: &Sentence<'_>, all: &[usize], out: &mut Vec<Law>) {
    let [d, x, y, ..] = all else { return };
    let (Some(part), Some(whole), Some(rest)) = (s.items.get(*d), s.items.get(*x), s.items.get(*y)) else {
        return;
    };
    let of = s.gap(part, whole);
    let of = of.first() == Some(&"of") && of.len() <= 3;
    let stays =
        s.after(rest, 3).iter().any(|w| matches!(*w, "remain" | "remains" | "stay" | "stays" | "left"));
    let goes = s.gap(whole, rest).iter().any(|w| {
        matches!(
            *w,
            "leave" | "leaves" | "left" | "go" | "withdrawn" | "cut" | "dismissed" | "withdraw" | "lose"
        )
    });
    if of && stays && goes && all.len() == 3 {
        out.push(Law { form: Form::Delta { d: *d, x: *x, y: *y }, firm: true, rule: "figure.difference" });
    }
}

/// Differences: firm where the grammar says "D more than Y", else evidence where three amounts of one unit fit.
pub(super) fn deltas(s: &Sentence<'_>, all: &[usize], out: &mut Vec<Law>) {
    remains(s, all, out);
    for d in all {
        let Some(item) = s.items.get(*d) else { continue };
        let last = all.iter().copied().rfind(|i| i < d);
        let next = all.iter().copied().find(|i| i > d);
        let same = |i: usize| s.items.get(i).is_some_and(|x| x.unit == item.unit);
        let after = s.after(item, 2);
        let first = after.first().copied().unwrap_or("");
        // "116.4 billion won more than the 1.4028 trillion of 2025"
        if let Some(sign) = direction(first).filter(|_| first != "increase" && !item.raw)
            && let (Some(x), Some(y)) = (last.or_else(|| all.iter().copied().filter(|i| i > d).nth(1)), next)
            && same(x)
            && same(y)
            && base_after(s, item, y)
        {
            let (x, y) = if sign > 0 { (x, y) } else { (y, x) };
            out.push(Law { form: Form::Delta { d: *d, x, y }, firm: true, rule: "figure.difference" });
            continue;
        }
        // "lifts the total from 240 to 290": what is added is the difference.
        for w in all.windows(2) {
            let [y, x] = w else { continue };
            let (Some(b), Some(a)) = (s.items.get(*y), s.items.get(*x)) else { continue };
            if d == x || d == y || a.unit != b.unit {
                continue;
            }
            let unit = group(s, *d).into_iter().find(|g| s.items.get(*g).is_some_and(|i| i.unit == a.unit));
            if s.gap(b, a).contains(&"to")
                && s.before(b, 4).contains(&"from")
                && let Some(d) = unit
            {
                let (x, y) = if a.value() > b.value() { (*x, *y) } else { (*y, *x) };
                // "A rise of D from A to B" says so; else it is evidence.
                let firm = s.before(item, 3).iter().any(|w| direction(w).is_some())
                    && matches!(s.before(item, 1).first(), Some(&("of" | "by")));
                out.push(Law { form: Form::Delta { d, x, y }, firm, rule: "figure.difference" });
            }
        }
    }
}
