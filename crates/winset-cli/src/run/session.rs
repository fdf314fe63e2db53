//! Claims offered one by one: one key a decision, kept after each.

use std::io::{BufRead, Write};

use winset::ledger::append::{Start, corrected};
use winset::ledger::decisions::{Decision, Decisions};
use winset::ledger::propose::{Proposal, amount_words};
use winset_case::text::neutral;
use winset_case::{Case, Diagnostic};
use winset_read::Document;

use crate::failure::Failure;
use crate::remarks;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All is decided and may be written.
    Write,
    /// The person goes on later.
    Later,
}

/// What a session needs to know and to do.
pub struct Session<'a> {
    /// The case.
    pub case: &'a Case,
    /// The document.
    pub doc: &'a Document,
    /// The claims to decide on.
    pub start: &'a Start,
    /// Keeps the decisions so far.
    pub keep: &'a dyn Fn(&Decisions) -> Result<(), Failure>,
    /// Checks a claim with the whole case.
    pub check: &'a Check<'a>,
    /// Makes keys come one by one while the value lives.
    pub raw: &'a dyn Fn() -> Raw,
}

/// Says what is wrong with a decision.
type Check<'a> = dyn Fn(&Proposal, &Decision) -> Result<(), Vec<Diagnostic>> + 'a;

const KEYS: &str = "a accept · c correct · r reject · b back · q quit and go on later";
const LAST_KEYS: &str = "w write to the record · b back · q quit and go on later";

impl Session<'_> {
    /// Asks about everything that is not decided yet.
    pub fn run(
        &self,
        input: &mut dyn BufRead,
        out: &mut dyn Write,
        decided: &mut Decisions,
    ) -> Result<End, Failure> {
        let list = &self.start.proposals;
        for note in &self.start.notes {
            say(out, &format!("{}\n", neutral(note)))?;
        }
        let mut at = self.next(0, decided);
        loop {
            let Some(p) = list.get(at) else {
                say(out, &format!("\nall {} decided: {}\n{LAST_KEYS}\n", list.len(), tally(decided)))?;
                match self.key(input)? {
                    Some('w') => return Ok(End::Write),
                    Some('b') => at = list.len().saturating_sub(1),
                    Some('q') | None => return Ok(End::Later),
                    Some(_) => {}
                }
                continue;
            };
            say(out, &self.shown(p, at, decided))?;
            let decision = loop {
                match self.key(input)? {
                    Some('a') => break Some(Decision::Accept),
                    Some('r') => break Some(Decision::Reject),
                    Some('c') => match self.correction(p, input, out)? {
                        Some(corrected) => break Some(corrected),
                        None => say(out, &format!("not corrected\n{KEYS}\n"))?,
                    },
                    Some('b') => break None,
                    Some('q') | None => return Ok(End::Later),
                    Some(_) => say(out, &format!("{KEYS}\n"))?,
                }
            };
            let Some(decision) = decision else {
                at = at.saturating_sub(1);
                continue;
            };
            if decision != Decision::Reject
                && let Err(mistakes) = self.right(p, &decision)
            {
                say(out, &format!("{}\nnot accepted\n", remarks::show(&mistakes, 0)))?;
                continue;
            }
            decided.insert(p.id.clone(), decision);
            (self.keep)(decided)?;
            at = self.next(at + 1, decided);
        }
    }

    /// The first claim from a place on, or else from the beginning, that is not decided; none is beyond the last.
    fn next(&self, from: usize, decided: &Decisions) -> usize {
        let list = &self.start.proposals;
        let open = |i: &usize| list.get(*i).is_some_and(|p| !decided.contains_key(&p.id));
        (from..list.len()).find(open).or_else(|| (0..list.len()).find(open)).unwrap_or(list.len())
    }

    fn right(&self, p: &Proposal, d: &Decision) -> Result<(), Vec<Diagnostic>> {
        if let Decision::Correct(fields) = d {
            corrected(self.case, p, fields)?;
        }
        (self.check)(p, d)
    }

    /// The next key that is not Enter; none at the end of the input and for Ctrl-C and Ctrl-D.
    fn key(&self, input: &mut dyn BufRead) -> Result<Option<char>, Failure> {
        let _raw = (self.raw)();
        loop {
            let buffer = input.fill_buf().map_err(|e| Failure(format!("stdin: {e}")))?;
            let Some(first) = buffer.first().copied() else { return Ok(None) };
            // What a cursor or function key sends comes at once, and none of it is an answer.
            let n = if first == 0x1b { buffer.len() } else { 1 };
            input.consume(n);
            match first {
                0x03 | 0x04 => return Ok(None),
                b'\n' | b'\r' => {}
                _ => return Ok(Some(char::from(first))),
            }
        }
    }

    /// A correction that holds, asked for until it does; none where the line is empty. No letter of it is taken for a key.
    fn correction(
        &self,
        p: &Proposal,
        input: &mut dyn BufRead,
        out: &mut dyn Write,
    ) -> Result<Option<Decision>, Failure> {
        while let Some(fields) = self.line(input, out)? {
            let decision = Decision::Correct(fields);
            match self.right(p, &decision) {
                Ok(()) => return Ok(Some(decision)),
                Err(mistakes) => {
                    say(out, &format!("{}\nnot accepted; write it again\n", remarks::show(&mistakes, 0)))?
                }
            }
        }
        Ok(None)
    }

    /// A line of corrections; none where it is empty.
    fn line(&self, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<Option<String>, Failure> {
        say(out, "corrections, e.g. kind=offer amount=\"up to 5bn USD\"; empty for none\n> ")?;
        let mut line = String::new();
        let mut limited = std::io::Read::take(input, 16_384);
        limited.read_line(&mut line).map_err(|e| Failure(format!("stdin: {e}")))?;
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }

    fn shown(&self, p: &Proposal, at: usize, decided: &Decisions) -> String {
        let cell = |c: &str| p.cells.get(c).map(|v| neutral(v)).filter(|v| !v.is_empty());
        let mut out =
            format!("\n{} ({} of {}; {})\n", p.id, at + 1, self.start.proposals.len(), tally(decided));
        out.push_str(&format!("  {}\n", context(self.doc, p)));
        let amount = amount_words(&p.cells, &self.case.names);
        let parts = [
            ("kind", cell("kind")),
            ("side", cell("side")),
            ("amount", amount),
            ("period", cell("period")),
            ("refers to", cell("refers_to")),
            ("conversion", cell("conversion")),
            ("speaker", cell("speaker")),
            ("told by", cell("told_by")),
            ("attribution", cell("attribution")),
            ("modality", cell("modality")),
            ("grade", cell("grade")),
            ("group", cell("group")),
        ];
        let told: Vec<String> =
            parts.into_iter().filter_map(|(name, v)| Some(format!("{name} {}", v?))).collect();
        out.push_str(&format!("  {}\n  rule {}\n", told.join(" · "), neutral(&p.rule)));
        if let Some(d) = &p.duplicate {
            out.push_str(&format!("  the record has it already: {}\n", neutral(d)));
        }
        for n in &p.notes {
            out.push_str(&format!("  {}\n", neutral(n)));
        }
        match decided.get(&p.id) {
            Some(Decision::Accept) => out.push_str("  so far: accepted\n"),
            Some(Decision::Correct(f)) => out.push_str(&format!("  so far: accepted with {}\n", neutral(f))),
            Some(Decision::Reject) => out.push_str("  so far: rejected\n"),
            None => {}
        }
        out.push_str(KEYS);
        out.push('\n');
        out
    }
}

/// How many were accepted and rejected.
fn tally(decided: &Decisions) -> String {
    let rejected = decided.values().filter(|d| **d == Decision::Reject).count();
    format!("{} accepted, {rejected} rejected", decided.len() - rejected)
}

/// The quotation between » and «, with some of the text around it.
fn context(doc: &Document, p: &Proposal) -> String {
    const AROUND: usize = 120;
    const LONGEST: usize = 600;
    let text = doc.text();
    let before: Vec<char> = text.get(..p.at.start).unwrap_or("").chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text.get(p.at.end..).unwrap_or("").chars().take(AROUND).collect();
    let inside: String = doc.slice(&p.at).chars().take(LONGEST).collect();
    let line = |t: &str| neutral(&t.split_whitespace().collect::<Vec<_>>().join(" "));
    format!("… {} »{}« {} …", line(&before), line(&inside), line(&after))
}

fn say(out: &mut dyn Write, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure(format!("terminal: {e}")))
}

/// A terminal that gives keys one by one; dropped, it is as before.
#[derive(Debug, Default)]
pub struct Raw {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

impl Raw {
    /// Keys come one by one from standard input, unseen, and Ctrl-C is a key; where that cannot be, after Enter.
    pub fn stdin() -> Raw {
        #[cfg(unix)]
        {
            use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
            let stdin = std::io::stdin();
            let Ok(before) = tcgetattr(&stdin) else { return Raw::default() };
            let mut modes = before.clone();
            modes
                .local_modes
                .remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN);
            modes.special_codes[SpecialCodeIndex::VMIN] = 1;
            modes.special_codes[SpecialCodeIndex::VTIME] = 0;
            let done = tcsetattr(&stdin, OptionalActions::Now, &modes).is_ok();
            Raw { before: done.then_some(before) }
        }
        #[cfg(not(unix))]
        Raw::default()
    }
}

#[cfg(unix)]
impl Drop for Raw {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some(before) = &self.before {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::Cursor;

    use winset::ledger::append::{Told, start, try_one};
    use winset_case::case::Grade;
    use winset_case::parse::{Checked, Folder, parse};
    use winset_case::vocabulary::{Attribution, Kind, Modality};
    use winset_read::FoundClaim;

    use super::*;

    const CASE: &str = "winset = 1\ntitle = \"A bridge\"\n[party.a]\nname = \"Upper town\"\n[party.b]\nname = \"Lower town\"\n";

    fn folder() -> (Folder, Checked) {
        let files = vec![("case.toml".to_owned(), CASE.as_bytes().to_vec())];
        let folder = Folder { name: "bridge".into(), files };
        let case = parse(&folder, &[]).expect("the case is right");
        (folder, case)
    }

    fn found(doc: &Document) -> Vec<FoundClaim> {
        let one = |(i, w): (usize, &str)| {
            let at = doc.text().find(w).expect("it is there");
            FoundClaim {
                id: format!("c{}", i + 1),
                at: at..at + w.len(),
                kind: Kind::Event,
                speaker: None,
                side: Some("a".into()),
                told_by: None,
                attribution: Attribution::PressNarrative,
                reported_via: None,
                modality: Modality::Asserted,
                amount: None,
                converted: None,
                period: None,
                refers_to: None,
                grade: Grade { reliability: 'B', credibility: 3 },
                rule: "test".into(),
            }
        };
        ["One asked.", "Two asked.", "Three asked."].into_iter().enumerate().map(one).collect()
    }

    /// Presses keys; says how it ended, what was decided, how often it was kept, and what was shown.
    fn pressed(keys: &str, decided: &mut Decisions) -> (End, usize, String) {
        let doc = Document::new(
            "One asked. Two \u{1b}[31masked. Two asked. Three asked.\n",
            "2019-11-20".parse().ok(),
        );
        let (folder, case) = folder();
        let s = start(&case.case, &doc, &found(&doc), &Told::default()).expect("it is offered");
        let kept = RefCell::new(0);
        let session = Session {
            case: &case.case,
            doc: &doc,
            start: &s,
            keep: &|_| {
                *kept.borrow_mut() += 1;
                Ok(())
            },
            check: &|p, d| try_one(&folder, &case.case, &s, p, d),
            raw: &Raw::default,
        };
        let mut out = Vec::new();
        let end = session.run(&mut Cursor::new(keys.as_bytes()), &mut out, decided).expect("no failure");
        let kept = *kept.borrow();
        (end, kept, String::from_utf8(out).expect("text"))
    }

    fn words(d: &Decisions) -> String {
        let word = |d: &Decision| match d {
            Decision::Accept => "a".to_owned(),
            Decision::Correct(f) => format!("({f})"),
            Decision::Reject => "r".to_owned(),
        };
        d.values().map(word).collect()
    }

    #[test]
    fn one_key_decides_and_each_decision_is_kept() {
        let mut d = Decisions::new();
        let (end, kept, shown) = pressed("arckind=offer side=b\nw", &mut d);
        assert_eq!((end, kept, words(&d).as_str()), (End::Write, 3, "ar(kind=offer side=b)"));
        assert!(
            shown.contains("»One asked.«") && shown.contains("all 3 decided: 2 accepted, 1 rejected"),
            "{shown}"
        );
        assert!(!shown.contains('\u{1b}'), "nothing of the text commands the terminal");
    }

    #[test]
    fn enter_and_other_keys_decide_nothing() {
        let mut d = Decisions::new();
        let (end, kept, _) = pressed("\n\r\nxyA ", &mut d);
        assert_eq!((end, kept, d.len()), (End::Later, 0, 0));
        let (_, _, shown) = pressed("aaa\nq", &mut d);
        assert_eq!(words(&d), "aaa");
        assert!(!shown.contains("all 3 decided: 0"));
    }

    #[test]
    fn a_cursor_key_is_no_answer() {
        let mut d = Decisions::new();
        let doc_keys = "\u{1b}[a";
        assert_eq!(pressed(doc_keys, &mut d).0, End::Later);
        assert!(d.is_empty());
    }

    #[test]
    fn back_shows_what_was_decided_and_it_can_be_changed() {
        let mut d = Decisions::new();
        let (end, _, shown) = pressed("aabrrxw", &mut d);
        assert_eq!((end, words(&d).as_str()), (End::Write, "arr"), "{shown}");
        assert!(shown.contains("so far: accepted"), "{shown}");
        let (end, ..) = pressed("bbw", &mut d);
        assert_eq!(end, End::Later, "w is no key at a claim");
    }

    #[test]
    fn what_was_left_off_goes_on_and_control_c_leaves_off() {
        let mut d = Decisions::new();
        assert_eq!(pressed("a\u{3}rr", &mut d).0, End::Later);
        assert_eq!(words(&d), "a");
        let (end, kept, _) = pressed("rrw", &mut d);
        assert_eq!((end, kept, words(&d).as_str()), (End::Write, 2, "arr"));
    }

    #[test]
    fn a_wrong_correction_is_told_and_asked_again() {
        let mut d = Decisions::new();
        let (_, kept, shown) = pressed("ckind=ofer\n\nr", &mut d);
        assert!(shown.contains("did you mean `offer`?") && shown.contains("not accepted"), "{shown}");
        assert!(shown.contains("not corrected"));
        assert_eq!((kept, words(&d).as_str()), (1, "r"));
    }
}
