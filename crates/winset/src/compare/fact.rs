//! Facts of two answers, paired by their keys in an order that does not depend on the side.

use super::value::Value;

/// One thing that an answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What makes it the same thing in another answer.
    pub key: String,
    /// Words that name it.
    pub about: String,
    /// What is said; none where that is not known.
    pub value: Option<Value>,
    /// Entries of the case it rests on: each a key of the inventory or the beginning of some.
    pub rests: Vec<String>,
}

impl Fact {
    /// A fact.
    pub fn new(key: impl Into<String>, about: impl Into<String>, value: impl Into<Option<Value>>) -> Fact {
        Fact { key: key.into(), about: about.into(), value: value.into(), rests: Vec::new() }
    }

    /// The same, resting on some entries.
    pub fn on<S: Into<String>>(mut self, rests: impl IntoIterator<Item = S>) -> Fact {
        self.rests.extend(rests.into_iter().map(Into::into));
        self
    }
}

/// A fact of one answer, of the other, or of both.
pub type Pair<'a> = (Option<&'a Fact>, Option<&'a Fact>);

/// Numbers the facts that share a key, so that each has its own: a key is never lost.
pub fn numbered(facts: &mut [Fact]) {
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for f in facts {
        let n = seen.entry(f.key.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n > 1 {
            f.key = format!("{} {n}", f.key);
        }
    }
}

/// Pairs two lists in one order; exchanging the lists exchanges the sides of every pair and nothing else.
pub fn paired<'a>(left: &'a [Fact], right: &'a [Fact]) -> Vec<Pair<'a>> {
    let place = |list: &'a [Fact]| -> std::collections::BTreeMap<&'a str, usize> {
        list.iter().enumerate().map(|(i, f)| (f.key.as_str(), i)).collect()
    };
    let (at_left, at_right) = (place(left), place(right));
    let mut done = std::collections::BTreeSet::new();
    let mut out = Vec::with_capacity(left.len().max(right.len()));
    let (mut l, mut r) = (left.iter().peekable(), right.iter().peekable());
    loop {
        while l.next_if(|f| done.contains(f.key.as_str())).is_some() {}
        while r.next_if(|f| done.contains(f.key.as_str())).is_some() {}
        let next = match (l.peek(), r.peek()) {
            (None, None) => return out,
            (Some(a), None) => *a,
            (None, Some(b)) => *b,
            (Some(a), Some(b)) => {
                // What one side alone has goes first; else the smaller key, whichever side it is on.
                let (alone_a, alone_b) =
                    (!at_right.contains_key(a.key.as_str()), !at_left.contains_key(b.key.as_str()));
                match (alone_a, alone_b) {
                    (true, false) => *a,
                    (false, true) => *b,
                    _ if a.key <= b.key => *a,
                    _ => *b,
                }
            }
        };
        let key = next.key.as_str();
        done.insert(key);
        let of = |at: &std::collections::BTreeMap<&str, usize>, list: &'a [Fact]| {
            at.get(key).and_then(|i| list.get(*i))
        };
        out.push((of(&at_left, left), of(&at_right, right)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(keys: &str) -> Vec<Fact> {
        keys.split_whitespace().map(|k| Fact::new(k, k, None)).collect()
    }

    fn told(pairs: &[Pair<'_>]) -> String {
        let key = |f: Option<&Fact>| f.map_or("-".to_owned(), |f| f.key.clone());
        pairs.iter().map(|(a, b)| format!("{}{}", key(*a), key(*b))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_order_of_both_lists_is_kept() {
        let (l, r) = (facts("a c d"), facts("a b c e d"));
        assert_eq!(told(&paired(&l, &r)), "aa -b cc -e dd");
    }

    #[test]
    fn exchanged_lists_give_the_mirror() {
        for (l, r) in
            [("a b c", "c b a"), ("x a", "y a z"), ("", "a"), ("b a d", "a e b"), ("q w e r", "r t w")]
        {
            let (l, r) = (facts(l), facts(r));
            let there = paired(&l, &r);
            let back: Vec<Pair<'_>> = paired(&r, &l).into_iter().map(|(a, b)| (b, a)).collect();
            assert_eq!(told(&there), told(&back));
            let every: std::collections::BTreeSet<&str> =
                l.iter().chain(&r).map(|f| f.key.as_str()).collect();
            assert_eq!(there.len(), every.len(), "each key once");
        }
    }

    #[test]
    fn a_key_that_comes_twice_is_two_things() {
        let mut list = facts("a a b");
        numbered(&mut list);
        let keys: Vec<&str> = list.iter().map(|f| f.key.as_str()).collect();
        assert_eq!(keys, ["a", "a 2", "b"]);
    }
}
