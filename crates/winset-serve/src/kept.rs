//! Answers already given, kept in memory: the same question of the same case has the same bytes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of answers that are kept.
const MOST: usize = 32 << 20;

/// An answer: its media type and its bytes.
pub type Given = (&'static str, Arc<Vec<u8>>);

/// The answers, the one used last at the end.
#[derive(Debug, Default)]
pub struct Kept(Mutex<VecDeque<(String, Given)>>);

impl Kept {
    /// The answer to a question.
    pub fn get(&self, key: &str) -> Option<Given> {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = list.iter().position(|(k, _)| k == key)?;
        let found = list.remove(at)?;
        let given = found.1.clone();
        list.push_back(found);
        Some(given)
    }

    /// Keeps an answer; those not used for longest go where there is no room.
    pub fn keep(&self, key: String, given: Given) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        list.retain(|(k, _)| *k != key);
        list.push_back((key, given));
        let mut bytes: usize = list.iter().map(|(k, (_, b))| k.len() + b.len()).sum();
        while bytes > MOST
            && let Some((k, (_, b))) = list.pop_front()
        {
            bytes -= k.len() + b.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes() {
        let kept = Kept::default();
        let large = || ("text/plain", Arc::new(vec![0; MOST / 3]));
        for key in ["a", "b"] {
            kept.keep(key.into(), large());
        }
        assert!(kept.get("a").is_some());
        kept.keep("c".into(), large());
        let there = |key| kept.get(key).is_some();
        assert_eq!([there("a"), there("b"), there("c")], [true, false, true]);
    }
}
