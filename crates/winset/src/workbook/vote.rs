//! Votes as a workbook: seats, attendance, yes and defections are inputs, the count follows by formulas.

use winset_engine::vote::{Base, Rule};

use super::book::{Book, key};
use super::sheet::{At, Sheet, Style, a1};
use crate::question::Question;
use crate::vote::{Body, BodyCount, BodyVote, Seats, Votes, bodies, rule};

/// Columns before those of the proposals.
const BESIDE: u16 = 6;

/// The workbook of some votes; `withheld` entries were left out of the question.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn vote(q: &Question, votes: &Votes, withheld: usize) -> Result<Vec<u8>, String> {
    written(q, votes, withheld, Book::new())
}

/// The same with some inputs replaced, by their names, and no result of a formula in it.
///
/// # Errors
/// A sentence, where the file cannot be written.
pub fn vote_with(q: &Question, votes: &Votes, inputs: &[(&str, f64)]) -> Result<Vec<u8>, String> {
    written(q, votes, 0, Book::blank(inputs))
}

fn written(q: &Question, votes: &Votes, withheld: usize, mut book: Book) -> Result<Vec<u8>, String> {
    let now = bodies(&q.case, q.as_of);
    let mut taken: Vec<String> = Vec::new();
    for (b, v) in now.iter().zip(&votes.bodies) {
        let name = book.sheet_name(&v.state.name, &taken);
        taken.push(name.clone());
        let mut sheet = book.sheet(&name);
        sheet.text((0, 0), &v.state.name, Style::Title);
        sheet.text((1, 0), &v.state.rule, Style::Note);
        let then = b.at_vote();
        match then.members.filter(|_| !v.single) {
            Some(members) => body(&mut book, &mut sheet, votes, v, &then, members),
            None => sheet.text((3, 0), "Nothing is counted in votes here.", Style::Note),
        }
        book.add(&name, sheet);
    }
    let notes = [
        "Yes expected of each bloc comes from the model of the vote and is an input here; its count, and what is needed, follow by formulas.",
        "Defections are members of a bloc who were expected to say yes and say no.",
    ];
    book.finish(q, "who can say no: the count of each body", withheld, &notes.map(str::to_owned))
}

/// The names of the inputs of a body.
struct Names {
    members: String,
    quorum: String,
    part: String,
    whole: String,
    rule: Rule,
}

fn body(book: &mut Book, s: &mut Sheet, votes: &Votes, v: &BodyVote, b: &Body<'_>, members: u32) {
    let short = key(&b.approval.id);
    let rule = rule(&b.approval.rule, members);
    let name = &v.state.name;
    let mut whole = |what: &str, label: &str, n: u32| {
        book.input(
            &format!("{what}_of_{short}"),
            &format!("{name}: {label}"),
            f64::from(n),
            Style::Number(0),
            "",
            "",
        )
    };
    let names = Names {
        members: whole("members", "votes of all members", members),
        quorum: whole("quorum", "quorum, in votes", rule.quorum),
        part: whole("threshold_part", "part needed, numerator", rule.threshold.0),
        whole: whole("threshold_whole", "part needed, denominator", rule.threshold.1.max(1)),
        rule,
    };
    s.text((3, 0), &format!("Who sits there on {}.", b.day), Style::Note);
    let heads = ["bloc", "side", "seats", "votes each", "attendance", "present"];
    s.heads(5, &heads);
    let shown: Vec<(usize, Option<&BodyCount>)> =
        (0..votes.proposals.len()).map(|i| (i, v.counts.get(i).and_then(Option::as_ref))).collect();
    for (k, (i, _)) in shown.iter().enumerate() {
        let column = BESIDE + 2 * k as u16;
        let id = votes.proposals.get(*i).map_or("", |p| p.id.as_str());
        s.text((5, column), &format!("{id}: yes"), Style::Head);
        s.text((5, column + 1), &format!("{id}: abstain"), Style::Head);
    }
    s.freeze(6, 1);
    let page = Page { votes, b, shown: &shown, key: &short };
    let mut row = 6;
    for (j, seats) in b.seats.iter().enumerate() {
        bloc(book, s, &page, (j, row), seats);
        row += 1;
    }
    count(s, b, &names, &shown, row);
}

/// What the lines of a body share.
struct Page<'a> {
    votes: &'a Votes,
    b: &'a Body<'a>,
    shown: &'a [(usize, Option<&'a BodyCount>)],
    key: &'a str,
}

fn bloc(book: &mut Book, s: &mut Sheet, page: &Page<'_>, (j, row): (usize, u32), seats: &Seats<'_>) {
    let Page { votes, b, shown, key } = page;
    let id = &seats.bloc.id;
    let label = format!("{}, {}", b.approval.name, seats.bloc.short);
    let judged = judged(b, j);
    let attendance = judged.map_or(1.0, |c| c.attendance);
    let why = b.voters().and_then(|v| v.reason.clone()).unwrap_or_default();
    let n = book.input(
        &format!("seats_of_{id}_in_{key}"),
        &format!("{label}: seats"),
        f64::from(seats.seats),
        Style::Number(0),
        "",
        "",
    );
    let here = book.input(
        &format!("attendance_of_{id}_in_{key}"),
        &format!("{label}: attendance"),
        attendance,
        Style::Percent,
        "",
        &why,
    );
    s.text((row, 0), &seats.bloc.short, Style::Text);
    s.text((row, 1), seats.side.word(), Style::Text);
    s.formula((row, 2), &format!("={n}"), Some(f64::from(seats.seats)), Style::Number(0));
    s.number((row, 3), f64::from(seats.weight), Style::Number(0));
    s.formula((row, 4), &format!("={here}"), Some(attendance), Style::Percent);
    let present = f64::from(seats.seats) * f64::from(seats.weight) * attendance;
    s.formula(
        (row, 5),
        &format!("={}*{}*{}", a1((row, 2)), a1((row, 3)), a1((row, 4))),
        Some(present),
        Style::Number(1),
    );
    for (k, (i, c)) in shown.iter().enumerate() {
        let yes = c.and_then(|c| c.yes.get(j)).copied();
        let share = yes.filter(|_| present > 0.0).map_or(0.0, |y| y / present);
        let proposal = votes.proposals.get(*i).map_or("", |p| p.id.as_str());
        let of = super::book::key(proposal);
        let label = format!("{label}, {proposal}");
        let rests =
            if yes.is_some() { "the model of the vote" } else { "nothing is judged: write your own count" };
        let share_name = book.input(
            &format!("yes_of_{id}_in_{key}_on_{of}"),
            &format!("{label}: yes, of those present"),
            share,
            Style::Percent,
            "",
            rests,
        );
        let left = book.input(
            &format!("defections_of_{id}_in_{key}_on_{of}"),
            &format!("{label}: defections"),
            0.0,
            Style::Number(0),
            "members",
            "",
        );
        let at: At = (row, BESIDE + 2 * k as u16);
        let f = format!("=MAX(0,{}*{share_name}-{left}*{})", a1((row, 5)), a1((row, 3)));
        s.formula(at, &f, Some(yes.unwrap_or(0.0)), Style::Number(1));
        let abstain = judged.map_or(0.0, |c| c.abstain);
        let name = book.input(
            &format!("abstaining_of_{id}_in_{key}"),
            &format!("{}, {}: of those not for it, abstain", b.approval.name, seats.bloc.short),
            abstain,
            Style::Percent,
            "",
            &why,
        );
        let out = (present - yes.unwrap_or(0.0)) * abstain;
        s.formula(
            (row, at.1 + 1),
            &format!("=({}-{})*{name}", a1((row, 5)), a1(at)),
            Some(out),
            Style::Number(1),
        );
    }
}

fn count(s: &mut Sheet, b: &Body<'_>, names: &Names, shown: &[(usize, Option<&BodyCount>)], end: u32) {
    let rule = names.rule;
    let members = b.members.unwrap_or_default();
    let range = |column: u16| format!("{}:{}", a1((6, column)), a1((end.max(7) - 1, column)));
    let sum = |column: u16| {
        if b.seats.is_empty() { names.members.clone() } else { format!("SUM({})", range(column)) }
    };
    let needed = |present: &str, cast: &str| {
        let base = match rule.base {
            Base::Present => present,
            Base::Members => &names.members,
            Base::Cast => cast,
        };
        let (part, whole) = (&names.part, &names.whole);
        if rule.strict {
            format!("INT({part}*{base}/{whole})+1")
        } else {
            format!("ROUNDUP({part}*{base}/{whole},0)")
        }
    };
    let labels = [
        "present, whole votes",
        "votes cast",
        "quorum",
        "quorum is there",
        "needed",
        "yes expected",
        "to spare",
    ];
    for (row, label) in (end + 1..).zip(labels) {
        s.text((row, 0), label, Style::Text);
    }
    s.text((end + 9, 0), "needed if all are there", Style::Text);
    let all = needed(&names.members, &names.members);
    s.formula(
        (end + 9, 5),
        &format!("={all}"),
        Some(f64::from(rule.needed(members, members, members))),
        Style::Number(0),
    );
    for (k, (_, c)) in shown.iter().enumerate() {
        let column = BESIDE + 2 * k as u16;
        let at = |line: u32| (end + 1 + line, column);
        let whole = Style::Number(0);
        let now = Now::of(b, *c, rule);
        s.formula(at(0), &format!("=ROUND({},0)", sum(5)), Some(now.present), whole);
        s.formula(at(1), &format!("=ROUND({}-SUM({}),0)", sum(5), range(column + 1)), Some(now.cast), whole);
        s.formula(at(2), &format!("={}", names.quorum), Some(f64::from(rule.quorum)), whole);
        let met = format!("=IF({}>={},\"yes\",\"no\")", a1(at(0)), a1(at(2)));
        s.word_formula(at(3), &met, if now.present >= f64::from(rule.quorum) { "yes" } else { "no" });
        s.formula(at(4), &format!("={}", needed(&a1(at(0)), &a1(at(1)))), Some(now.needed), whole);
        s.formula(at(5), &format!("=SUM({})", range(column)), Some(now.yes), Style::Number(1));
        let spare = format!("=INT({}+0.000000001)-{}", a1(at(5)), a1(at(4)));
        s.formula(at(6), &spare, Some(libm::floor(now.yes + 1e-9) - now.needed), whole);
    }
}

/// The count as the inputs stand: the answer's, or, where nothing is judged, all there and nobody for it.
struct Now {
    present: f64,
    cast: f64,
    needed: f64,
    yes: f64,
}

impl Now {
    fn of(b: &Body<'_>, c: Option<&BodyCount>, rule: Rule) -> Now {
        let members = b.members.unwrap_or_default();
        let there = |j: usize, seats: &Seats<'_>| {
            let attendance = judged(b, j).map_or(1.0, |c| c.attendance);
            f64::from(seats.seats) * f64::from(seats.weight) * attendance
        };
        let yes = |j: usize| c.and_then(|c| c.yes.get(j)).copied().unwrap_or(0.0);
        let blocs = || b.seats.iter().enumerate();
        let sum: f64 = blocs().map(|(j, s)| there(j, s)).sum();
        let sum = if b.seats.is_empty() { f64::from(members) } else { sum };
        let away: f64 =
            blocs().map(|(j, s)| (there(j, s) - yes(j)) * judged(b, j).map_or(0.0, |c| c.abstain)).sum();
        let (present, cast) = (libm::round(sum), libm::round(sum - away));
        let needed = f64::from(rule.needed(members, present as u32, cast as u32));
        Now { present, cast, needed, yes: blocs().map(|(j, _)| yes(j)).sum() }
    }
}

/// What is judged of a bloc.
fn judged<'a>(b: &'a Body<'_>, j: usize) -> Option<&'a winset_engine::vote::Bloc> {
    b.chamber.as_ref().ok().and_then(|c| c.blocs.get(j))
}
