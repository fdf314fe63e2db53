//! The words of a half circle: labels around it or numbers with a list, the finding below, the rows of its table.

use super::frame;
use super::hall::Hall;
use super::hall_names::{self, Name};
use super::hemicycle::{Bloc, Hemicycle, Side};
use super::label::label_facing;
use super::place::{Anchor, Rect, Sheet, base_line, line_rect};
use super::scale::number;
use super::table::Table;
use super::text::{Block, bold, plain, soft};
use super::words::{Words, put, with, words};

/// Blocs that are named around the half circle at most; more are numbered and listed.
pub(crate) const NAMED: usize = 12;
/// Blocs that are drawn and listed by themselves at most.
pub(crate) const LISTED: usize = 60;

/// A count of votes: whole, or with one decimal.
pub(crate) fn count(votes: f64) -> String {
    number((votes * 10.0).round() / 10.0)
}

pub(crate) fn side(side: Side, words: &Words) -> &'static str {
    match side {
        Side::Government => words.government,
        Side::Opposition => words.opposition,
        Side::Other => words.no_side,
    }
}

/// A bloc in one line.
pub(crate) fn spoken(bloc: &Bloc, words: &Words) -> String {
    let yes = bloc.yes().map_or(words.open_seat.to_owned(), |yes| put(words.expected, &count(yes)));
    format!("{}: {}, {yes}, {}", bloc.name, size(bloc, words), side(bloc.side, words))
}

/// Expected yes against what is needed.
pub(crate) fn finding(chart: &Hemicycle, words: &Words) -> Option<String> {
    // Cut, not rounded: 153.97 is not 154 votes.
    let tenths = (chart.expected()? * 10.0 + 1e-9).floor() / 10.0;
    let expected = put(words.expected, &count(tenths));
    Some(margin(chart, words).map_or(expected.clone(), |margin| format!("{expected}: {margin}")))
}

fn margin(chart: &Hemicycle, words: &Words) -> Option<String> {
    // Whole votes: a part of one is none.
    let margin = (chart.expected()? + 1e-9).floor() - f64::from(chart.needed);
    let said = count(margin.abs());
    Some(match margin {
        _ if chart.needed == 0 => return None,
        _ if said == "0" => words.just_enough.to_owned(),
        m if m < 0.0 => put(words.short, &said),
        _ => put(words.spare, &said),
    })
}

/// What the vote needs, in one line.
fn rule(chart: &Hemicycle, words: &Words) -> String {
    let whole = |n: u32| number(f64::from(n));
    let mut parts = Vec::new();
    if chart.needed > 0 {
        parts.push(put(words.needed, &whole(chart.needed)));
    }
    parts.extend(chart.present.map(|n| put(words.present, &whole(n))));
    if chart.quorum > 0 {
        parts.push(put(words.quorum, &whole(chart.quorum)));
    }
    if chart.members > 1 {
        parts.push(put(words.members, &whole(chart.members)));
    }
    if chart.vacant > 0 {
        parts.push(put(words.vacant_count, &whole(chart.vacant)));
    }
    let open: u64 = chart.blocs.iter().filter(|b| b.yes().is_none()).map(|b| u64::from(b.seats)).sum();
    if open > 0 && chart.expected().is_some() {
        parts.push(put(words.without_estimate, &number(open as f64)));
    }
    parts.join(", ")
}

/// Everything said around the half circle and below it: names where they found room, else numbers and a list.
pub(crate) fn around(
    chart: &Hemicycle,
    sheet: &mut Sheet,
    hall: &Hall,
    turn: &dyn Fn(f64) -> f64,
    names: Option<&[Name]>,
) {
    if let Some(names) = names {
        hall_names::write(sheet, names, hall.base);
    } else {
        let area = Rect { left: 0.0, top: sheet.y, right: sheet.width.px(), bottom: hall.base + 4.0 };
        for (i, (from, to)) in arcs(chart, turn).into_iter().take(LISTED) {
            number_at(sheet, hall, (from + to) / 2.0, i + 1, &area);
        }
        needed(chart, sheet, hall, turn, &area);
    }
    hub(chart, sheet, hall);
    sheet.y = hall.base + 10.0;
    below(chart, sheet);
    if names.is_none() {
        list(chart, sheet);
    }
}

/// The blocs with votes: the number of each, and where its arc begins and ends.
pub(crate) fn arcs(chart: &Hemicycle, turn: &dyn Fn(f64) -> f64) -> Vec<(usize, (f64, f64))> {
    let mut before = 0.0;
    let mut arcs = Vec::new();
    for (i, bloc) in chart.blocs.iter().enumerate().filter(|(_, bloc)| bloc.votes() > 0.0) {
        arcs.push((i, (turn(before), turn(before + bloc.votes()))));
        before += bloc.votes();
    }
    arcs
}

/// The words of the line of the votes needed.
fn needed(chart: &Hemicycle, sheet: &mut Sheet, hall: &Hall, turn: &dyn Fn(f64) -> f64, area: &Rect) {
    let votes = f64::from(chart.needed);
    if votes > 0.0 && votes <= chart.votes() {
        let block = Block::of(&put(sheet.words().needed, &number(votes)), bold(12.0), 150.0, 1);
        let at = turn(votes);
        let end = hall.point(at, hall.outer + hall.reach);
        // Without room on either side the line below the half circle still says it.
        let _ = label_facing(sheet, &block, end, 0.0, area, facing(at))
            || label_facing(sheet, &block, end, 0.0, area, (0.0, -1.0));
    }
}

/// The name of a bloc with its size and its expected yes.
pub(crate) fn name(bloc: &Bloc, words: &Words) -> Block {
    let yes = bloc.yes().map_or(words.open_seat.to_owned(), |y| put(words.yes_count, &count(y)));
    let block = Block::of(&bloc.name, bold(12.0), 150.0, 2);
    block.and(&format!("{}, {yes}", size(bloc, words)), soft(11.0), 150.0, 2)
}

/// The direction outwards at a share of the half circle.
pub(crate) fn facing(turn: f64) -> (f64, f64) {
    let angle = std::f64::consts::PI * turn;
    (-libm::cos(angle), -libm::sin(angle))
}

/// The margin in the middle, where it fits.
fn hub(chart: &Hemicycle, sheet: &mut Sheet, hall: &Hall) {
    let Some(words) = margin(chart, sheet.words()) else { return };
    let style = bold(sheet.width.pick(16.0, 13.0));
    let room = (hall.inner - 18.0) * 2.0 * 0.86;
    let block = Block::of(&words, style, room, 1);
    if block.lines.iter().all(|(line, _)| *line == words) {
        sheet.block(&block, hall.middle, hall.base - block.height() - 6.0, Anchor::Middle);
    }
}

fn below(chart: &Hemicycle, sheet: &mut Sheet) {
    let (middle, room) = (sheet.width.px() / 2.0, sheet.width.pick(640.0, 350.0));
    let words = sheet.words();
    let block = Block::of(&finding(chart, words).unwrap_or_default(), bold(13.0), room, 2);
    let block = block.and(&rule(chart, words), soft(11.5), room, 4);
    sheet.block(&block, middle, sheet.y, Anchor::Middle);
    sheet.y += block.height() + 6.0;
}

/// The number of a bloc, as near the half circle as there is room; without any, its place in the list must do.
fn number_at(sheet: &mut Sheet, hall: &Hall, turn: f64, n: usize, area: &Rect) {
    let style = bold(11.0);
    let number = n.to_string();
    for away in [17.0, 26.0, 35.0, 44.0, 53.0, 62.0] {
        let (x, y) = hall.point(turn, hall.outer + away);
        let base = (y + 3.4).min(hall.base);
        let rect = line_rect(&number, x, base, Anchor::Middle, style);
        if area.holds(&rect) && sheet.is_free(&rect.grown(1.0)) {
            return sheet.word(&number, x, base, Anchor::Middle, style);
        }
    }
}

/// The numbered blocs in columns below.
fn list(chart: &Hemicycle, sheet: &mut Sheet) {
    let columns = sheet.width.pick(2, 1);
    let room = sheet.width.px() / columns as f64;
    let shown: Vec<(usize, &Bloc)> = chart.blocs.iter().enumerate().take(LISTED).collect();
    let top = sheet.y;
    let mut end = top;
    for (column, part) in shown.chunks(shown.len().div_ceil(columns).max(1)).enumerate() {
        let left = room * column as f64;
        sheet.y = top;
        for (i, bloc) in part {
            let block = Block::of(&spoken(bloc, sheet.words()), plain(11.5), room - 42.0, 3);
            let base = base_line(sheet.y, bold(11.5));
            sheet.word(&(i + 1).to_string(), left + 20.0, base, Anchor::End, bold(11.5));
            sheet.block(&block, left + 28.0, sheet.y, Anchor::Start);
            sheet.y += block.height().max(15.2) + 2.0;
        }
        end = end.max(sheet.y);
    }
    sheet.y = end;
    if chart.blocs.len() > LISTED {
        let more = with(sheet.words().more, chart.blocs.len() - LISTED);
        frame::remark(sheet, &more);
    }
}

/// The rows of the table.
pub(crate) fn rows(chart: &Hemicycle, table: &mut Table) {
    let words = words(chart.frame.lang);
    let weighted = chart.is_weighted();
    let of_needed = |yes: f64| match chart.needed {
        0 => String::new(),
        needed => format!("{:.0} %", yes / f64::from(needed) * 100.0),
    };
    let mut row = |name: &str, side: &str, seats: f64, votes: f64, yes: Option<f64>| {
        let mut cells = vec![name.to_owned(), side.to_owned(), number(seats)];
        cells.extend(weighted.then(|| count(votes)));
        cells.extend([yes.map(count).unwrap_or_default(), yes.map(of_needed).unwrap_or_default()]);
        table.row(cells);
    };
    for bloc in &chart.blocs {
        row(&bloc.name, side(bloc.side, words), f64::from(bloc.seats), bloc.votes(), bloc.yes());
    }
    if chart.outside() > 0.0 {
        row(words.no_bloc, "", chart.outside(), chart.outside(), None);
    }
    if chart.vacant > 0 {
        row(words.vacant, "", f64::from(chart.vacant), 0.0, None);
    }
    let held: f64 = chart.blocs.iter().map(|bloc| f64::from(bloc.seats)).sum();
    let seats = held + chart.outside() + f64::from(chart.vacant);
    row(words.total, "", seats, chart.votes(), chart.expected());
    let said = rule(chart, words);
    let finding = finding(chart, words).unwrap_or_default();
    table.row(vec![[finding, said].iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join("; ")]);
}

/// The picture in words.
pub(crate) fn about(chart: &Hemicycle) -> String {
    let words = words(chart.frame.lang);
    let mut said: Vec<String> = finding(chart, words).into_iter().chain([rule(chart, words)]).collect();
    said.extend(chart.blocs.iter().take(12).map(|bloc| spoken(bloc, words)));
    said.retain(|s| !s.is_empty());
    said.join(". ") + "."
}

fn size(bloc: &Bloc, words: &Words) -> String {
    match bloc {
        _ if bloc.weight != 1.0 => put(words.vote_count, &count(bloc.votes())),
        Bloc { seats: 1, .. } => words.one_seat.to_owned(),
        _ => put(words.seat_count, &number(f64::from(bloc.seats))),
    }
}
