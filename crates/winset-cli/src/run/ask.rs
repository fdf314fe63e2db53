//! Asks the questions of `winset new --from` on a terminal: each with what the text proposes, a wrong answer again.

use std::io::{BufRead, Write};

use winset::class::Library;
use winset::draft::{Answer, Facts, Question, ReadSheet, Said};
use winset_case::Diagnostic;
use winset_case::diagnostic::{Place, Remarks};
use winset_case::text::neutral;
use winset_read::{Document, FoundClaim};

/// What the questions are asked about.
pub struct About<'a> {
    /// What the text proposes.
    pub proposed: &'a Facts,
    /// The document.
    pub doc: &'a Document,
    /// Its claims.
    pub claims: &'a [FoundClaim],
    /// The class library, which knows types and series.
    pub library: &'a Library,
    /// Reads a history sheet that an answer names.
    pub sheet: ReadSheet<'a>,
}

/// Asks what is still open; at the end of the input the rest is left unknown.
///
/// # Errors
/// The terminal cannot be read or written.
pub fn ask(
    input: &mut impl BufRead,
    out: &mut impl Write,
    facts: &mut Facts,
    about: &About<'_>,
) -> std::io::Result<()> {
    let asked: Vec<Question> = Question::ALL.into_iter().filter(|q| q.is_open(facts)).collect();
    if asked.is_empty() {
        return Ok(());
    }
    writeln!(out, "Enter takes what stands in [ ], which the text proposes; ? leaves it unknown.")?;
    for (i, q) in asked.iter().enumerate() {
        let nothing = facts.bodies.known().is_none_or(Vec::is_empty);
        if *q == Question::Seats && nothing {
            // Seats without a body that must approve say nothing.
            facts.seats = Answer::Unknown;
            continue;
        }
        writeln!(out, "\n{} of {}  {}", i + 1, asked.len(), q.words())?;
        writeln!(out, "        for example: {}", q.example())?;
        if let Some(found) = q.evidence(about.proposed, about.doc, about.claims) {
            writeln!(out, "        in the text: {}", neutral(&found))?;
        }
        if !one(*q, input, out, facts, about)? {
            for rest in asked.iter().skip(i) {
                rest.leave_unknown(facts);
            }
            writeln!(out)?;
            break;
        }
    }
    Ok(())
}

/// Asks one question until it is answered; false at the end of the input.
fn one(
    q: Question,
    input: &mut impl BufRead,
    out: &mut impl Write,
    facts: &mut Facts,
    about: &About<'_>,
) -> std::io::Result<bool> {
    // What flags or a file answered in part is part of the proposal.
    let mut shown = facts.clone();
    shown.fill_from(about.proposed);
    let proposal = q.proposal(&shown);
    loop {
        write!(out, "[{}] > ", neutral(proposal.as_deref().unwrap_or("?")))?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        let text = line.trim();
        if text.is_empty() {
            q.accept(facts, about.proposed);
            q.leave_unknown(facts);
        }
        let mut r = Remarks::default();
        let file = r.files.add("answer", text.to_owned());
        let said = Said { text: text.to_owned(), at: Place { file, start: 0, end: text.len().max(1) } };
        if text.is_empty() {
            return Ok(true);
        }
        q.answer(facts, &said, about.proposed, about.library, about.sheet, &mut r);
        let (wrong, _) = r.finish();
        if wrong.is_empty() {
            return Ok(true);
        }
        for d in &wrong {
            writeln!(out, "  {}", told(d))?;
        }
    }
}

/// A mistake on one line: the words it is about, what is wrong, what to write.
fn told(d: &Diagnostic) -> String {
    let marked: String = d.excerpt.chars().skip(d.marked.start).take(d.marked.len()).collect();
    let hint = d.hint.as_ref().map(|h| format!("; {h}")).unwrap_or_default();
    let place = if d.file == "answer" { String::new() } else { format!("{}:{}: ", d.file, d.line) };
    let about = if marked.trim().is_empty() || d.sentence.contains(&marked) {
        String::new()
    } else {
        format!("“{}”: ", marked.trim())
    };
    format!("{place}{about}{}{hint}", d.sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use winset::class::shipped;
    use winset::draft::Name;

    fn proposed() -> Facts {
        let name = |n: &str| Answer::Known(vec![Name { name: n.into(), short: None, at: None }]);
        Facts { asks: name("Northland"), pays: name("Southland"), ..Facts::default() }
    }

    fn talk(facts: &mut Facts, typed: &str) -> String {
        let mut out = Vec::new();
        let sheet = |name: &str| Err(format!("{name}: no such file"));
        let doc = Document::new("", None);
        let about =
            About { proposed: &proposed(), doc: &doc, claims: &[], library: &shipped(), sheet: &sheet };
        ask(&mut typed.as_bytes(), &mut out, facts, &about).expect("it is answered");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn enter_takes_the_proposal_and_a_question_mark_leaves_it_unknown() {
        let mut f = Facts::default();
        let out = talk(&mut f, "\n?\n-\n\n");
        assert!(out.contains("1 of 5") && out.contains("[Northland, Southland] > "), "{out}");
        assert!(!out.contains("4 of 5") && out.contains("5 of 5"), "no body, no seats: {out}");
        assert_eq!(f.asks, proposed().asks);
        assert_eq!((&f.amount, &f.past), (&Answer::Unknown, &Answer::Unknown));
    }

    #[test]
    fn a_wrong_answer_is_told_why_and_asked_again() {
        let mut f = Facts::default();
        let typed = "Northland\nNorthland, Southland; host_suport\nNorthland, Southland; host_support\n\
                     480 million, 2026\n480 million EUR, 2026; ends 31.12.2026\n480 million EUR, 2026; ends 2026-12-31\n\
                     Diet: majority\nDiet: majority of members\nDiet (Southland): more than half of members, quorum half of members\n\
                     A 100 goverment\nA 108 government, B 92\n2021-2023: 440 m\n2021-2023: 440 million EUR\n";
        let out = talk(&mut f, typed);
        for why in [
            "two names are wanted",
            "did you mean `host_support`?",
            "write 2026-12-31",
            "this is not a vote rule",
            "whose body `Diet` is",
            "a bloc, its seats and perhaps its side",
        ] {
            assert!(out.contains(why), "no `{why}` in\n{out}");
        }
        assert_eq!(f.family, Answer::Known("host_support".into()));
        assert_eq!(f.ends.known().map(|e| e.value.to_string()).as_deref(), Some("2026-12-31"));
        let rule = f.bodies.known().and_then(|b| b.first()?.rule.clone()).expect("a rule");
        assert_eq!(
            (rule.rule.as_str(), rule.quorum.as_deref()),
            ("more than 1/2 of members", Some("at least 1/2"))
        );
        assert_eq!(f.seats.known().map(|s| s[0].members), Some(200));
        assert!(f.past.known().is_some(), "{out}");
    }

    #[test]
    fn the_end_of_the_input_leaves_the_rest_unknown() {
        let mut f = Facts::default();
        talk(&mut f, "A, B\n");
        assert!(f.asks.known().is_some());
        assert_eq!((&f.amount, &f.bodies, &f.seats), (&Answer::Unknown, &Answer::Unknown, &Answer::Unknown));
    }

    #[test]
    fn what_was_answered_is_not_asked() {
        let mut f = proposed();
        (f.past, f.bodies, f.seats) = (Answer::Unknown, Answer::Unknown, Answer::Unknown);
        let out = talk(&mut f, "?\n");
        assert!(out.contains("1 of 1") && !out.contains("Who asks"), "{out}");
    }
}
