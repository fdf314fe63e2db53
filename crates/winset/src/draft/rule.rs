//! Vote rules in answers: plain words turned into those of the case format, which then accepts or refuses them.

use std::ops::Range;

use winset_case::diagnostic::Remarks;
use winset_case::parse::{Folder, parse};

use super::answer::Said;
use super::case_text::quoted;
use super::facts::RuleWords;

/// An answer as an example.
pub const EXAMPLE: &str = "write National Assembly (South Korea): majority of those present, quorum more than 1/2; ? for a rule that is not known";

/// Fractions in words.
const FRACTIONS: [(&str, &str); 8] = [
    ("one half", "1/2"),
    ("half", "1/2"),
    ("one third", "1/3"),
    ("a third", "1/3"),
    ("two thirds", "2/3"),
    ("three fifths", "3/5"),
    ("three quarters", "3/4"),
    ("a quarter", "1/4"),
];

/// Reads `RULE[, quorum QUORUM][, tie passes]`.
pub fn read(said: &Said, at: &Range<usize>, r: &mut Remarks) -> Option<RuleWords> {
    let text = said.text.get(at.clone()).unwrap_or("");
    let mut words = RuleWords { rule: String::new(), quorum: None, tie: None };
    for (i, part) in text.split(',').map(str::trim).filter(|p| !p.is_empty()).enumerate() {
        let lower =
            part.to_lowercase().replace("two-thirds", "two thirds").replace("three-fifths", "three fifths");
        let lower = lower.replace("three-quarters", "three quarters");
        if i == 0 {
            words.rule = threshold(&lower);
        } else if let Some(q) = lower.strip_prefix("quorum") {
            words.quorum = Some(quorum(q.trim_start_matches([':', ' '])));
        } else if let Some(t) = lower.strip_prefix("a tie ").or_else(|| lower.strip_prefix("tie ")) {
            words.tie = Some(t.trim().to_owned());
        } else {
            let hint = "behind the rule may stand: quorum more than 1/2, tie passes";
            r.mistake(
                said.part(at),
                format!("`{}` is neither a quorum nor a tie", super::one_line(part, 40)),
                Some(hint.into()),
            );
            return None;
        }
    }
    let wrong = refused(&words);
    for (sentence, hint) in &wrong {
        r.mistake(said.part(at), sentence.clone(), hint.clone());
    }
    wrong.is_empty().then_some(words)
}

fn threshold(text: &str) -> String {
    let Some((head, rest)) =
        ["more than ", "at least "].iter().find_map(|h| Some((*h, text.strip_prefix(h)?)))
    else {
        return text.to_owned();
    };
    format!("{head}{}", in_digits(rest))
}

fn in_digits(text: &str) -> String {
    let found = FRACTIONS.iter().find_map(|(word, digits)| Some((digits, text.strip_prefix(word)?)));
    found.map_or(text.to_owned(), |(digits, rest)| format!("{digits}{rest}"))
}

fn quorum(text: &str) -> String {
    if text.starts_with("majority") || text.starts_with("a majority") {
        return "more than 1/2".to_owned();
    }
    let plain =
        text.strip_suffix(" of the members").or_else(|| text.strip_suffix(" of members")).unwrap_or(text);
    let plain = plain.strip_suffix(" members").unwrap_or(plain);
    let plain = threshold(plain);
    let digits = in_digits(&plain);
    if digits.contains('/') && digits.starts_with(|c: char| c.is_ascii_digit()) {
        format!("at least {digits}")
    } else {
        digits
    }
}

/// What the case format says against a rule: it is asked with a case of two parties and this body.
fn refused(words: &RuleWords) -> Vec<(String, Option<String>)> {
    let line = |key: &str, value: &Option<String>| {
        value.as_ref().map(|v| format!("{key} = {}\n", quoted(v))).unwrap_or_default()
    };
    let text = format!(
        "winset = 1\ntitle = \"x\"\nknown_on = 2000-01-01\nparty.a.name = \"a\"\nparty.b.name = \"b\"\n\
         [approval.x]\nname = \"x\"\nparty = \"a\"\nrule = {}\n{}{}",
        quoted(&words.rule),
        line("quorum", &words.quorum),
        line("tie", &words.tie)
    );
    let folder = Folder { name: "x".into(), files: vec![("case.toml".into(), text.into_bytes())] };
    match parse(&folder, &[]) {
        Ok(_) => Vec::new(),
        Err(e) => e.diagnostics.into_iter().map(|d| (d.sentence, d.hint)).collect(),
    }
}
