//! What was found in a document on a terminal: its own text, underlined, with notes below each paragraph.

use winset_read::{Finding, READER, Sure};

use super::spans::{Span, Tag, inside, pieces, sentence};
use super::underline::{Mark, draw};
use super::words::{claim, expected, finding, headline, one_line};
use super::{Reading, Rules, tally};
use crate::fmt::count;
use crate::report::{Block, Report};

/// Below a claim.
const CLAIM: char = '‾';
/// Below a figure that does not hold.
const FINDING: char = '~';

/// The text with claims and findings underlined and noted.
pub fn read(r: &Reading, rules: Rules) -> Report {
    let mut report = head(r);
    for piece in pieces(r) {
        art(&mut report, "");
        let marks: Vec<Mark> = piece.touching.iter().filter_map(|s| mark(r, s)).collect();
        draw(r.doc.text(), &piece.at, &marks).iter().for_each(|row| art(&mut report, row));
        report.lines(piece.noted.iter().filter_map(|s| note(r, s, rules)).collect());
    }
    art(&mut report, "");
    report.lines(vec![tally(Some(r.claims.len()), r.findings.len())]);
    report.lines(r.remarks.clone());
    report
}

/// Each finding with its sentence, what it should be, the arithmetic and the sentence put right.
pub fn figures(r: &Reading, rules: Rules) -> Report {
    let mut report = head(r);
    for (i, f) in r.findings.iter().enumerate() {
        art(&mut report, "");
        block(&mut report, r, i + 1, f, rules);
    }
    art(&mut report, "");
    report.lines(vec![sums(r.findings)]);
    report.lines(r.remarks.clone());
    report
}

fn head(r: &Reading) -> Report {
    let lead = r.title().filter(|_| r.doc.headline.is_none() && r.file.is_some());
    Report {
        title: one_line(r.name()),
        beside: r.facts(),
        lead: lead.map(one_line).into_iter().collect(),
        foot: format!("{READER} · winset {}", env!("CARGO_PKG_VERSION")),
        ..Report::default()
    }
}

fn art(report: &mut Report, row: &str) {
    report.push(Block::Art(row.to_owned()));
}

fn mark(r: &Reading, s: &Span) -> Option<Mark> {
    let (stroke, label) = match s.tag {
        Tag::Claim(i) => (CLAIM, one_line(&r.claims.get(i)?.id)),
        Tag::Finding(i) => (FINDING, format!("f{}", i + 1)),
        Tag::Amount => return None,
    };
    Some(Mark { at: s.at.clone(), stroke, label })
}

fn note(r: &Reading, s: &Span, rules: Rules) -> Option<String> {
    match s.tag {
        Tag::Claim(i) => {
            let c = r.claims.get(i)?;
            Some(format!("  [{}] {}", one_line(&c.id), claim(c, rules).join(" · ")))
        }
        Tag::Finding(i) => Some(format!("  [f{}] ! {}", i + 1, finding(r.findings.get(i)?, rules))),
        Tag::Amount => None,
    }
}

fn block(report: &mut Report, r: &Reading, n: usize, f: &Finding, rules: Rules) {
    let text = r.doc.text();
    report.lines(vec![format!("[f{n}] {}", headline(f, rules))]);
    let mark = [Mark { at: inside(text, &f.at), stroke: FINDING, label: String::new() }];
    draw(text, &sentence(text, &f.at), &mark).iter().for_each(|row| art(report, &format!("  {row}")));
    let mut said = vec![format!("  printed    {}", one_line(&f.printed))];
    said.extend(f.expected.as_ref().map(|e| format!("  should be  {}", expected(Some(e)))));
    said.push(format!("  because    {}", one_line(&f.why)));
    report.lines(said);
    if !f.correction.is_empty() {
        // In one line, so that it can be copied whole.
        report.lines(vec!["  put right:".to_owned()]);
        art(report, &format!("  {}", one_line(&f.correction)));
    }
}

/// How many findings there are and how sure they are.
fn sums(findings: &[Finding]) -> String {
    let sure = [Sure::Certain, Sure::Likely, Sure::Possible].into_iter().filter_map(|s| {
        let n = findings.iter().filter(|f| f.sure == s).count();
        (n > 0).then(|| count(n, s.word(), s.word()))
    });
    let sure: Vec<String> = sure.collect();
    match tally(None, findings.len()) {
        whole if sure.is_empty() => whole,
        whole => format!("{}: {}.", whole.trim_end_matches('.'), sure.join(", ")),
    }
}
