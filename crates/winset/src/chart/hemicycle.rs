//! A half circle of seats: who is expected to vote yes, and where the line of the votes needed falls.

use super::discs::{Fill, discs};
use super::frame::{self, Drawing, Frame};
use super::hall::{Hall, Places, shared};
use super::marks::{Ground, Symbol, hatch};
use super::place::{Rect, Sheet, Width, solid};
use super::svg::Element;
use super::table::{Align, Table};
use super::theme::{Paint, Theme};
use super::words::{Words, with, words};
use super::{hall_names, hall_words};

/// The blocs of a body that votes, in order from the side of the yes, beside the votes needed.
///
/// Up to 1,000 seats of one vote each are drawn seat by seat; more, and votes by weight, as sectors. Under the seats an arc counts
/// all expected yes together from the left; the line of the votes needed crosses both.
///
/// ```
/// use winset::chart::{Bloc, Hemicycle, Theme, Width};
///
/// let bloc = |name: &str, seats, yes| Bloc { name: name.into(), seats, expected_yes: Some(yes), ..Bloc::default() };
/// let vote = Hemicycle {
///     members: 100,
///     blocs: vec![bloc("Left", 60, 55.0), bloc("Right", 40, 2.0)],
///     needed: 51,
///     ..Hemicycle::default()
/// };
/// assert!(vote.draw(Width::Wide, Theme::Light).contains("57 expected yes: 6 to spare"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hemicycle {
    /// What stands around the picture.
    pub frame: Frame,
    /// Seats by law, vacant ones included; those in no bloc are drawn without an estimate.
    pub members: u32,
    /// The blocs from the left end.
    pub blocs: Vec<Bloc>,
    /// Votes needed; 0 when that is not known.
    pub needed: u32,
    /// Members expected to be present, when that is known.
    pub present: Option<u32>,
    /// Members who must be present; 0 when there is no such rule.
    pub quorum: u32,
    /// Seats that nobody holds.
    pub vacant: u32,
}

/// Members who sit together.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloc {
    /// Its name.
    pub name: String,
    /// Its seats.
    pub seats: u32,
    /// Votes expected to be yes, from 0 to all of them; nothing when there is no estimate.
    pub expected_yes: Option<f64>,
    /// On which side it stands.
    pub side: Side,
    /// Votes of one seat, 0 or more; 1 unless votes are weighted.
    pub weight: f64,
    /// What it stands for, see [`about`](super::about()); may be empty.
    pub about: String,
}

impl Default for Bloc {
    fn default() -> Bloc {
        Bloc {
            name: String::new(),
            seats: 0,
            expected_yes: None,
            side: Side::Other,
            weight: 1.0,
            about: String::new(),
        }
    }
}

/// On which side a bloc stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// It carries the government: solid arc.
    Government,
    /// It opposes the government: dashed arc.
    Opposition,
    /// Neither, or not known: dotted arc.
    #[default]
    Other,
}

/// Seats that are drawn one by one at most.
const SEATS: u64 = 1000;

impl Hemicycle {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table: the blocs, then all together, then what the vote needs.
    pub fn table(&self) -> Table {
        let words = words(self.frame.lang);
        let mut heads =
            vec![(words.bloc, Align::Left), (words.side, Align::Left), (words.seats, Align::Right)];
        if self.is_weighted() {
            heads.push((words.votes, Align::Right));
        }
        heads.extend([(words.expected_yes, Align::Right), (words.of_needed, Align::Right)]);
        let mut table = Table::new(&self.frame.heading, &heads);
        hall_words::rows(self, &mut table);
        table
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        if self.votes() <= 0.0 {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        frame::legend(&mut sheet, &self.legend());
        let outer = width.pick(190.0, 148.0);
        let hall = Hall { middle: width.px() / 2.0, base: 0.0, inner: outer * 0.46, outer, reach: 18.0 };
        let seats = self.by_seats().then_some(self.all_seats() as usize);
        let turns = seats.map(|n| hall.places(n));
        let turn = |votes: f64| self.turn(turns.as_ref(), votes);
        let few = width == Width::Wide && self.blocs.len() <= hall_words::NAMED;
        let names = few.then(|| hall_names::around(self, &hall, &turn, &sheet)).flatten();
        let above =
            names.as_deref().map_or(outer + 54.0, |names| hall_names::height(names).max(outer + 30.0));
        let reach = if names.is_some() { hall.reach } else { 27.0 };
        let hall = Hall { base: sheet.y + above, reach, ..hall };
        let places = seats.map(|n| hall.places(n));
        self.blocs_drawn(&mut sheet, &hall, places.as_ref());
        sheet.mark_hall(&hall);
        self.gauge(&mut sheet, &hall, places.as_ref());
        hall_words::around(self, &mut sheet, &hall, &turn, names.as_deref());
        frame::close(sheet, &self.frame, &hall_words::about(self))
    }

    /// Whether seats have other than one vote.
    pub(crate) fn is_weighted(&self) -> bool {
        self.blocs.iter().any(|bloc| bloc.weight != 1.0)
    }

    /// All votes that are drawn.
    pub(crate) fn votes(&self) -> f64 {
        self.blocs.iter().map(Bloc::votes).sum::<f64>() + self.outside() + self.empty()
    }

    /// Votes expected to be yes, of the blocs with an estimate; nothing without any.
    pub(crate) fn expected(&self) -> Option<f64> {
        let known: Vec<f64> = self.blocs.iter().filter_map(Bloc::yes).collect();
        (!known.is_empty()).then(|| known.iter().sum())
    }

    /// Seats in no bloc.
    pub(crate) fn outside(&self) -> f64 {
        if self.is_weighted() {
            return 0.0;
        }
        (f64::from(self.members) - f64::from(self.vacant) - self.held() as f64).max(0.0)
    }

    fn empty(&self) -> f64 {
        if self.is_weighted() { 0.0 } else { f64::from(self.vacant) }
    }

    fn held(&self) -> u64 {
        self.blocs.iter().map(|bloc| u64::from(bloc.seats)).sum()
    }

    fn all_seats(&self) -> u64 {
        self.held() + (self.outside() + self.empty()) as u64
    }

    fn by_seats(&self) -> bool {
        !self.is_weighted() && self.all_seats() <= SEATS
    }

    /// The share of the half circle that so many votes fill.
    fn turn(&self, places: Option<&Places>, votes: f64) -> f64 {
        places.map_or_else(|| (votes / self.votes()).clamp(0.0, 1.0), |p| p.turn(votes))
    }

    fn legend(&self) -> Vec<(Symbol, String)> {
        let words = words(self.frame.lang);
        let sign = |fill, ground| match self.by_seats() {
            true => Symbol::Disc(fill, if fill == Fill::Full { Paint::Official } else { Paint::Axis }),
            false => {
                Symbol::Ground(if ground == Ground::Solid { Paint::Official } else { Paint::Axis }, ground)
            }
        };
        let mut items = Vec::new();
        if self.expected().is_some() {
            items.push((sign(Fill::Full, Ground::Solid), words.yes_seat.to_owned()));
            items.push((sign(Fill::Hollow, Ground::Tint), words.no_seat.to_owned()));
        }
        if self.outside() > 0.0 || self.blocs.iter().any(|bloc| bloc.yes().is_none() && bloc.votes() > 0.0) {
            items.push((sign(Fill::Point, Ground::Hatch), words.open_seat.to_owned()));
        }
        if self.expected().is_some() && self.by_seats() {
            items.push((Symbol::Ground(Paint::Official, Ground::Solid), words.all_yes.to_owned()));
        }
        if self.empty() > 0.0 && self.by_seats() {
            items.push((sign(Fill::Cross, Ground::Hatch), words.vacant.to_owned()));
        }
        for side in [Side::Government, Side::Opposition] {
            if self.blocs.iter().any(|bloc| bloc.side == side) {
                let name = hall_words::side(side, words).to_owned();
                items.push((Symbol::Curve(Paint::Ink, dash(side)), name));
            }
        }
        items
    }

    /// The seats or the sectors of every bloc, each a stop of the keyboard, and the arcs of the sides.
    fn blocs_drawn(&self, sheet: &mut Sheet, hall: &Hall, places: Option<&Places>) {
        let blocs = self.drawn(sheet.words());
        let filled = self.filled(&blocs);
        let mut before = 0.0;
        for (i, bloc) in blocs.iter().enumerate() {
            let (from, after) = (before, before + bloc.votes());
            before = after;
            if bloc.votes() <= 0.0 {
                continue;
            }
            let ends = (self.turn(places, from), self.turn(places, after));
            sheet.stop(&bloc.about, &hall_words::spoken(bloc, sheet.words()), |sheet| {
                match places {
                    Some(p) => seats(sheet, p, from as usize, bloc, filled[i]),
                    None => sector(sheet, hall, ends, bloc.yes().map(|yes| yes / bloc.votes())),
                }
                let gap = ((ends.1 - ends.0) * 0.2).min(0.006);
                let arc = hall.arc(ends.0 + gap, ends.1 - gap, hall.outer + 7.0);
                let arc = Element::new("path").attr("d", &arc).attr("fill", "none");
                let arc = arc.attr("stroke", &sheet.colour(Paint::Ink)).num("stroke-width", 2.0);
                sheet.draw(&arc.attr_if("stroke-dasharray", dash(bloc.side)).end());
            });
        }
        if let Some(p) = places {
            let (outside, empty) = (before as usize, (before + self.outside()) as usize);
            let r = p.radius;
            let rest = discs(sheet, &p.at[outside..empty], Fill::Point, r, Paint::Axis)
                + &discs(sheet, &p.at[empty..], Fill::Cross, r, Paint::Axis);
            sheet.draw(&rest);
        } else if self.outside() > 0.0 {
            let ends = (self.turn(None, before), self.turn(None, before + self.outside()));
            sector(sheet, hall, ends, None);
        }
    }

    /// The blocs, those beyond the listed ones together: with an estimate and without.
    fn drawn(&self, words: &Words) -> Vec<Bloc> {
        let listed = self.blocs.len().min(hall_words::LISTED);
        let (own, rest) = self.blocs.split_at(listed);
        let mut blocs = own.to_vec();
        for known in [true, false] {
            let of_kind: Vec<&Bloc> = rest.iter().filter(|bloc| bloc.yes().is_some() == known).collect();
            let seats =
                of_kind.iter().map(|bloc| u64::from(bloc.seats)).sum::<u64>().min(u64::from(u32::MAX));
            let votes: f64 = of_kind.iter().map(|bloc| bloc.votes()).sum();
            if votes > 0.0 {
                blocs.push(Bloc {
                    name: with(words.more, of_kind.len()),
                    seats: seats as u32,
                    expected_yes: known.then(|| of_kind.iter().filter_map(|bloc| bloc.yes()).sum()),
                    weight: if self.is_weighted() { votes / seats as f64 } else { 1.0 },
                    ..Bloc::default()
                });
            }
        }
        blocs
    }

    /// Whole seats to fill in each bloc: their sum is the expected yes rounded down.
    fn filled(&self, blocs: &[Bloc]) -> Vec<usize> {
        let yes: Vec<f64> = blocs.iter().map(|bloc| bloc.yes().unwrap_or(0.0)).collect();
        let whole = (yes.iter().sum::<f64>() + 1e-9).floor();
        if self.by_seats() { shared(whole as usize, &yes) } else { vec![0; yes.len()] }
    }

    /// The arc of all expected yes together, and the line of the votes needed across it and the seats.
    fn gauge(&self, sheet: &mut Sheet, hall: &Hall, places: Option<&Places>) {
        let (outer, inner) = (hall.inner - 5.0, hall.inner - 13.0);
        if let Some(yes) = self.expected() {
            let turn = self.turn(places, yes);
            let whole = Element::new("path").attr("d", &hall.sector(0.0, 1.0, inner, outer));
            let whole = whole.attr("fill", "none").attr("stroke", &sheet.colour(Paint::Axis));
            let part = Element::new("path").attr("d", &hall.sector(0.0, turn, inner, outer));
            let part = part.attr("fill", &sheet.colour(Paint::Official)).end();
            let label = hall_words::finding(self, sheet.words()).unwrap_or_default();
            sheet.stop("", &label, |sheet| sheet.draw(&(whole.num("stroke-width", 1.0).end() + &part)));
        }
        if let Some(turn) = self.line(places) {
            let (from, to) = (hall.point(turn, inner - 5.0), hall.point(turn, hall.outer + hall.reach));
            sheet.line_over(from, to, solid(Paint::Paper, 4.4));
            sheet.line_over(from, to, solid(Paint::Ink, 2.0));
            sheet.mark(Rect::new(to.0 - 2.0, to.1, 4.0, hall.base - to.1));
        }
    }

    /// Where the line of the votes needed falls.
    pub(crate) fn line(&self, places: Option<&Places>) -> Option<f64> {
        let needed = f64::from(self.needed);
        (needed > 0.0 && needed <= self.votes()).then(|| self.turn(places, needed))
    }
}

impl Bloc {
    /// Its votes.
    pub(crate) fn votes(&self) -> f64 {
        let weight = if self.weight.is_finite() { self.weight.clamp(0.0, 1e15) } else { 0.0 };
        f64::from(self.seats) * weight
    }

    /// Its expected yes, held within its votes.
    pub(crate) fn yes(&self) -> Option<f64> {
        self.expected_yes.filter(|yes| yes.is_finite()).map(|yes| yes.clamp(0.0, self.votes()))
    }
}

fn seats(sheet: &mut Sheet, places: &Places, from: usize, bloc: &Bloc, filled: usize) {
    let of_bloc = &places.at[from..from + bloc.seats as usize];
    let (yes, rest) = of_bloc.split_at(filled.min(of_bloc.len()));
    let other = if bloc.yes().is_some() { Fill::Hollow } else { Fill::Point };
    let r = places.radius;
    let markup =
        discs(sheet, yes, Fill::Full, r, Paint::Official) + &discs(sheet, rest, other, r, Paint::Axis);
    sheet.draw(&markup);
}

fn sector(sheet: &mut Sheet, hall: &Hall, (from, to): (f64, f64), yes: Option<f64>) {
    let part =
        |from: f64, to: f64| Element::new("path").attr("d", &hall.sector(from, to, hall.inner, hall.outer));
    let line = sheet.colour(Paint::Axis);
    let whole = part(from, to).attr("stroke", &line).num("stroke-width", 1.0);
    let markup = match yes {
        None => {
            let hatch = hatch(sheet, Paint::Axis);
            whole.attr("fill", &format!("url(#{hatch})")).end()
        }
        Some(share) => {
            let whole = whole.attr("fill", &line).attr("fill-opacity", "0.25").end();
            let filled = part(from, from + (to - from) * share);
            let filled = filled.attr("fill", &sheet.colour(Paint::Official));
            whole + &filled.attr("stroke", &sheet.colour(Paint::Paper)).num("stroke-width", 0.8).end()
        }
    };
    sheet.draw(&markup);
}

fn dash(side: Side) -> &'static str {
    match side {
        Side::Government => "",
        Side::Opposition => "5 3",
        Side::Other => "1.5 3",
    }
}

impl Sheet {
    /// Remembers the half circle as taken.
    fn mark_hall(&mut self, hall: &Hall) {
        let radius = hall.outer + 9.0;
        let strips = (radius / 4.0).ceil() as i32;
        for strip in -strips..strips {
            let (left, right) = (f64::from(strip) * 4.0, f64::from(strip + 1) * 4.0);
            let near = if strip < 0 { right } else { left };
            let height = (radius * radius - near * near).max(0.0).sqrt();
            self.mark(Rect::new(hall.middle + left, hall.base - height, 4.0, height));
        }
    }
}
