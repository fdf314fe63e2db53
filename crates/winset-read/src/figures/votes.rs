//! Votes: those for, against and abstaining are those present.

use std::ops::Range;

use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Unit};

use super::arith::{near, one_slip};
use super::book::Book;
use super::draft::Draft;
use super::item::Sentence;
use crate::finding::{ErrorKind, Sure};
use crate::token::TokenKind;

const RULE: &str = "figure.votes";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Present,
    Yes,
    No,
    Abstained,
}

fn role(word: &str) -> Option<Role> {
    Some(match word {
        "present" | "took" | "voting" | "cast" | "attending" | "attended" => Role::Present,
        "favour" | "favor" | "for" | "approved" | "backed" | "supported" | "yes" | "ayes" | "yeas"
        | "endorsed" | "approving" | "supporting" | "backing" => Role::Yes,
        "against" | "opposed" | "opposing" | "rejected" | "no" | "noes" | "nays" | "rejecting" => Role::No,
        w if w.starts_with("abst") => Role::Abstained,
        _ => return None,
    })
}

/// A vote as the sentence tells it.
struct Vote {
    at: Range<usize>,
    count: u32,
    role: Role,
}

/// The counts of the sentence, each with what it is of.
fn counts(s: &Sentence<'_>) -> Vec<Vote> {
    let mut out: Vec<Vote> = Vec::new();
    let number = |k: usize| {
        let t = s.list.get(k)?;
        match t.kind {
            TokenKind::Number => t.low.parse::<u32>().ok().filter(|n| *n < 5000),
            TokenKind::Word => small(&t.low),
            TokenKind::Mark => None,
        }
    };
    let mut k = s.tokens.start;
    while k < s.tokens.end {
        let Some(count) = number(k) else {
            k += 1;
            continue;
        };
        let of_percent = s.items.iter().any(|i| !i.raw && !i.is_amount() && i.tokens.contains(&k));
        let dated = s.days.iter().any(|d| d.tokens.contains(&k));
        if !of_percent && !dated {
            // "16 of the 180 members present": the second number is of those present.
            let whole = match (s.low(k + 1), s.low(k + 2)) {
                ("of", "the") => Some(k + 3),
                ("of", _) => Some(k + 2),
                _ => None,
            };
            let percent =
                |j: usize| s.items.iter().any(|i| !i.raw && !i.is_amount() && i.tokens.contains(&j));
            let end = (k + 1..(k + 9).min(s.tokens.end)).find(|j| {
                number(*j).is_some() && Some(*j) != whole && !percent(*j)
                    || matches!(s.low(*j), ";" | "while")
            });
            let end = end.unwrap_or((k + 9).min(s.tokens.end));
            let of_whole = |j: usize| {
                j.checked_sub(1).is_some_and(|b| {
                    s.low(b) == "of"
                        || s.low(b) == "the" && b.checked_sub(1).is_some_and(|b| s.low(b) == "of")
                }) && (k + 1..k + 3).any(|j| {
                    matches!(
                        s.low(j),
                        "members" | "lawmakers" | "deputies" | "delegates" | "present" | "senators"
                    )
                })
            };
            let found = if of_whole(k) {
                Some((k + 1, Role::Present))
            } else {
                (k + 1..end).find_map(|j| {
                    role(s.low(j)).filter(|r| *r != Role::Present || whole.is_none()).map(|r| (j, r))
                })
            };
            if let Some((j, r)) = found
                && let Some(t) = s.list.get(k)
                && (r == Role::Present || j - k <= 4 || whole.is_some() || (k + 1..j).any(percent))
            {
                out.push(Vote { at: t.at.clone(), count, role: r });
            }
        }
        k += 1;
    }
    out
}

fn small(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|w| *w == word).and_then(|k| u32::try_from(k + 1).ok())
}

/// Votes that do not add up to those present, and per cents of them that are not theirs.
pub(super) fn check(s: &Sentence<'_>, book: Option<&Book<'_>>) -> Vec<Draft> {
    if !s.any(|w| {
        matches!(w, "against" | "opposed" | "present" | "noes" | "nays" | "rejected") || w.starts_with("abst")
    }) {
        return Vec::new();
    }
    let counts = counts(s);
    let one = |r: Role| {
        let mut of = counts.iter().filter(|c| c.role == r);
        of.next().filter(|_| of.next().is_none())
    };
    let mut out = Vec::new();
    let (Some(present), Some(yes)) = (one(Role::Present), one(Role::Yes)) else { return out };
    if let (Some(no), Some(abstained)) = (one(Role::No), one(Role::Abstained)) {
        let sum = yes.count + no.count + abstained.count;
        if sum != present.count {
            out.extend(wrong(present, yes, no, abstained, book));
            return out;
        }
    }
    if present.count < 3 {
        return out;
    }
    let share = Decimal::from(yes.count)
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|y| y.checked_div(Decimal::from(present.count)));
    let Some(share) = share else { return out };
    for item in s.items.iter().filter(|i| i.is_percent() && i.low == i.high) {
        let after = s.after(item, 6);
        let of_them = after.first() == Some(&"of")
            && after
                .iter()
                .any(|w| matches!(*w, "present" | "voting" | "members" | "lawmakers" | "deputies" | "votes"));
        let fits = item.wide().holds(share) || near(item.value(), share, 1);
        if of_them && !fits {
            let mut d = Draft::new(item.core.clone(), ErrorKind::ContradictsRecord, RULE, Sure::Certain);
            d.value(share.round_dp(1), share.round_dp(1), &Unit::Percent, Bound::Approx, None);
            d.why = format!("{} / {} = {} %", yes.count, present.count, share.round_dp(1));
            d.score = 1;
            out.push(d);
        }
    }
    out
}

/// The count that is most likely wrong.
fn wrong(present: &Vote, yes: &Vote, no: &Vote, abstained: &Vote, book: Option<&Book<'_>>) -> Option<Draft> {
    let all = [present, yes, no, abstained];
    let sum = yes.count + no.count + abstained.count;
    let needed = |k: usize| match k {
        0 => Some(sum),
        _ => (present.count + all[k].count).checked_sub(sum),
    };
    let slip = |k: usize| {
        needed(k).is_some_and(|n| {
            let (a, b) = (all[k].count.to_string(), n.to_string());
            one_slip(&a, &b) || a.len() != b.len() && (a.starts_with(&b) || b.starts_with(&a))
        })
    };
    // A vote the case records that differs in one count tells which.
    let recorded = book.into_iter().flat_map(Book::votes).find_map(|v| {
        let differ: Vec<usize> = (0..4).filter(|k| v[*k] != all[*k].count).collect();
        match differ.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    });
    let k = recorded.or_else(|| [1usize, 2, 3, 0].into_iter().find(|k| slip(*k))).unwrap_or(0);
    let right = Decimal::from(needed(k)?);
    let (have, ten) = (Decimal::from(all[k].count), Decimal::TEN);
    let kind = match () {
        () if right.checked_mul(ten) == Some(have) => ErrorKind::ExtraZero,
        () if have.checked_mul(ten) == Some(right) => ErrorKind::LostZero,
        () => ErrorKind::ContradictsRecord,
    };
    let mut d = Draft::new(all[k].at.clone(), kind, RULE, Sure::Certain);
    d.value(right, right, &Unit::Named("votes".into()), Bound::Exact, None);
    d.why = format!(
        "{} + {} + {} = {sum}, while {} are present",
        yes.count, no.count, abstained.count, present.count
    );
    d.score = 6;
    Some(d)
}
