//! Reads vote rules in words: "majority of those present", "at least 2/3 of members".

use crate::case::{Quorum, VoteBase, VoteRule};

/// The rules that may be written, for hints.
pub const RULES: &[&str] = &[
    "majority of those present",
    "majority of members",
    "majority of votes cast",
    "two thirds of those present",
    "two thirds of members",
    "two thirds of votes cast",
    "unanimity",
    "consensus",
    "one signatory",
];

/// The rule of a text, without a quorum.
///
/// "two thirds" means at least two thirds; "majority" more than half.
pub fn rule(text: &str) -> Option<VoteRule> {
    let t = text.trim().to_lowercase();
    match t.as_str() {
        "unanimity" | "consensus" => return Some(VoteRule::Unanimity),
        "one signatory" => return Some(VoteRule::OneSignatory),
        _ => {}
    }
    let (head, base) = t.split_once(" of ")?;
    let base = match base.trim() {
        "those present" | "members present" => VoteBase::Present,
        "members" | "all members" => VoteBase::Members,
        "votes cast" | "those voting" => VoteBase::Cast,
        _ => return None,
    };
    let (threshold, strict) = threshold(head.trim())?;
    Some(VoteRule::Fraction { threshold, strict, base, quorum: Quorum::None, tie_passes: false })
}

fn threshold(text: &str) -> Option<((u32, u32), bool)> {
    match text {
        "majority" | "a majority" => Some(((1, 2), true)),
        "two thirds" => Some(((2, 3), false)),
        "three fifths" => Some(((3, 5), false)),
        "three quarters" => Some(((3, 4), false)),
        _ => {
            let (strict, rest) = match (text.strip_prefix("more than "), text.strip_prefix("at least ")) {
                (Some(rest), _) => (true, rest),
                (_, Some(rest)) => (false, rest),
                _ => (false, text),
            };
            fraction(rest).map(|f| (f, strict))
        }
    }
}

/// A proper fraction such as `2/3`.
pub fn fraction(text: &str) -> Option<(u32, u32)> {
    let (n, d) = text.trim().split_once('/')?;
    let (n, d): (u32, u32) = (n.trim().parse().ok()?, d.trim().parse().ok()?);
    (n >= 1 && n <= d && d <= 1000).then_some((n, d))
}

/// The quorum of a text: `more than 1/2`, `at least 1/3`.
pub fn quorum(text: &str) -> Option<Quorum> {
    let t = text.trim().to_lowercase();
    let t = t.strip_suffix(" of members").unwrap_or(&t);
    match (t.strip_prefix("more than "), t.strip_prefix("at least ")) {
        (Some(rest), _) => fraction(rest).map(|(n, d)| Quorum::MoreThan(n, d)),
        (_, Some(rest)) => fraction(rest).map(|(n, d)| Quorum::AtLeast(n, d)),
        _ if t == "none" => Some(Quorum::None),
        _ => t.parse().ok().filter(|n| *n >= 1).map(Quorum::Number),
    }
}
