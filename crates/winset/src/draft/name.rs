//! Names: when two mean the same place, the id of one, and a stranger's text on one harmless line.

use std::collections::BTreeSet;

use winset_case::text::neutral;

/// Words that are neither compared nor abbreviated.
const SMALL: [&str; 4] = ["the", "of", "and", "for"];

/// A stranger's text on one line: blanks run together, no control characters, at most so many characters.
///
/// What is cut off is marked by an ellipsis, which counts.
pub fn one_line(text: &str, most: usize) -> String {
    let clean = neutral(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if clean.chars().count() <= most {
        return clean;
    }
    let head: String = clean.chars().take(most.saturating_sub(1)).collect();
    let end = head.rfind(' ').filter(|i| *i * 2 > head.len()).unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head).trim_end_matches([' ', ',', ';', ':']))
}

/// Words in small letters without marks and small words.
fn folded(name: &str) -> Vec<String> {
    name.replace('.', "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .filter(|w| !SMALL.contains(&w.as_str()))
        .collect()
}

/// The first letters of a name of several words.
fn initials(name: &str, small: bool) -> Option<String> {
    let plain = name.replace('.', "");
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && (small || !SMALL.contains(&w.to_lowercase().as_str())))
        .collect();
    (words.len() > 1)
        .then(|| words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect())
}

/// True if two names mean the same: alike but for capitals and marks, or one is the initials of the other.
///
/// ```
/// use winset::draft::same_name;
/// assert!(same_name("the United States", "U.S."));
/// assert!(same_name("Republic of Korea", "ROK"));
/// assert!(!same_name("South Korea", "North Korea"));
/// ```
pub fn same_name(a: &str, b: &str) -> bool {
    let (x, y) = (folded(a), folded(b));
    let short = |one: &[String], other: &str| match one {
        [word] => [true, false].iter().any(|s| initials(other, *s).is_some_and(|i| i == *word)),
        _ => false,
    };
    !x.is_empty() && (x == y || short(&x, b) || short(&y, a))
}

/// The id of a name: small letters, digits and hyphens; a number is added where it is taken already.
pub fn id_of(name: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    const MOST: usize = 40;
    let mut id = String::new();
    for c in name.replace('.', "").chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() && id.len() < MOST {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') && id.len() < MOST {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    let id = if id.is_empty() || matches!(id, "all" | "both" | "press" | "other") { otherwise } else { id };
    let mut free = id.to_owned();
    let mut n = 2;
    while !taken.insert(free.clone()) {
        free = format!("{id}-{n}");
        n += 1;
    }
    free
}

/// A name of at most twelve characters for tables: the name itself, or its initials.
pub fn short_of(name: &str) -> Option<String> {
    if name.chars().count() <= 12 {
        return Some(name.to_owned());
    }
    let letters = initials(name, true)?.to_uppercase();
    (letters.chars().count() <= 12).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_stand_once() {
        let mut taken = BTreeSet::new();
        assert_eq!(id_of("South Korea", "party", &mut taken), "south-korea");
        assert_eq!(id_of("South  Korea!", "party", &mut taken), "south-korea-2");
        assert_eq!(id_of("U.S.", "party", &mut taken), "us");
        assert_eq!(id_of("both", "party", &mut taken), "party");
        assert_eq!(id_of("대한민국", "party", &mut taken), "party-2");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(one_line("one  two\nthree", 20), "one two three");
        assert_eq!(one_line("one two three four", 12), "one two…");
        assert_eq!(one_line("abcdefghijkl", 5), "abcd…");
        assert_eq!(one_line("a\u{1b}[31mb", 20), "a\u{fffd}[31mb");
    }
}
