//! Packages by what each of two parties gains: the efficient frontier, its chance of ratification, solutions.

use super::about::about;
use super::axis::{self, Axis};
use super::discs::{Fill, beads, discs};
use super::frame::{self, Drawing, Frame};
use super::frontier_words::{self, detail, spoken};
use super::label::{label_by_number, label_facing};
use super::marks::{RADIUS, Symbol, symbol};
use super::place::{Anchor, Rect, Sheet, Stroke, Width, line_rect, solid};
use super::plane::{Plane, cells, is_drawable, spread, stairs, undominated};
use super::scale::number;
use super::svg::{Element, num};
use super::table::Table;
use super::text::{Block, bold, measure, plain, soft};
use super::theme::{Paint, Theme};
use super::words::{put, with, words};

/// Packages in the plane of two parties' utilities, each from 0 to 1.
///
/// The stairs join the packages of the frontier that no other beats for both; below them all others are points, or squares that
/// grow with their number. A package of the frontier shows its chance of ratification by how it is filled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// What stands around the picture.
    pub frame: Frame,
    /// The party whose utility runs to the right.
    pub x_name: String,
    /// The party whose utility runs upwards.
    pub y_name: String,
    /// Words of the level axis; when empty, the name of the party.
    pub x_label: String,
    /// Words of the upright axis; when empty, the name of the party.
    pub y_label: String,
    /// The packages, in any order and number; what is not a number is left out.
    pub packages: Vec<Package>,
    /// Both utilities without a deal.
    pub disagreement: (f64, f64),
    /// Words of the zone where both gain on that; when empty, the language's own.
    pub zone: String,
    /// The solutions to point out.
    pub solutions: Vec<Solution>,
    /// Chance from which a package counts as likely to be ratified, above 0 to 1; half of it is the next class; else ½.
    pub p_threshold: f64,
}

/// A package.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Package {
    /// Utilities of both parties.
    pub u: (f64, f64),
    /// Chance of ratification, from 0 to 1, when it is known.
    pub p: Option<f64>,
    /// Whether it is efficient.
    pub on_frontier: bool,
    /// Its number in the space of all packages, when a reader may ask about it.
    pub index: Option<u128>,
}

/// A solution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Solution {
    /// Its name.
    pub name: String,
    /// What it says, in a few words; may be empty.
    pub label: String,
    /// Utilities of both parties.
    pub u: (f64, f64),
    /// Chance of ratification, from 0 to 1, when it is known.
    pub p: Option<f64>,
    /// What it stands for, see [`about`](super::about()); may be empty.
    pub about: String,
}

/// Packages below the frontier that are drawn one by one at most.
pub(crate) const POINTS: usize = 400;
/// Discs of the frontier that are drawn at most.
const DISCS: usize = 900;
/// Packages of the frontier that the keyboard walks at most.
const WALK: usize = 400;
/// Packages of the frontier that the pointer finds one by one at most.
const HITS: usize = 300;
/// Radius within which the pointer finds a package.
const HIT: f64 = 7.0;
/// Solutions that are drawn at most.
pub(crate) const SOLUTIONS: usize = 12;

impl Frontier {
    /// Draws the chart.
    pub fn draw(&self, width: Width, theme: Theme) -> String {
        self.drawing(width, theme).svg
    }

    /// Says the chart in a table: the solutions, without a deal, then the frontier from the left.
    pub fn table(&self) -> Table {
        frontier_words::table(self)
    }

    /// Draws the chart and keeps the places of its words.
    pub(crate) fn drawing(&self, width: Width, theme: Theme) -> Drawing {
        let mut sheet = frame::open(&self.frame, width, theme);
        let points = self.points();
        if points.is_empty() {
            frame::nothing(&mut sheet);
            return frame::close(sheet, &self.frame, "");
        }
        frame::legend(&mut sheet, &self.legend());
        self.y_words(&mut sheet);
        let (left, right) = (width.pick(46.0, 40.0), width.px() - width.pick(14.0, 10.0));
        let (top, bottom) = (sheet.y + 6.0, sheet.y + 6.0 + width.pick(430.0, 310.0));
        let plane = Plane::over(&points, (left, right), (bottom, top));
        let area = Rect { left: left + 2.0, top, right: width.px(), bottom: bottom - 2.0 };
        grid(&mut sheet, &plane, (left, right), bottom);
        let zone = self.zone(&mut sheet, &plane, &area, right);
        self.others(&mut sheet, &plane);
        self.frontier_drawn(&mut sheet, &plane);
        self.solutions_drawn(&mut sheet, &plane, &area);
        let said = zone.is_some_and(|zone| self.zone_words(&mut sheet, &zone));
        sheet.line((left, bottom), (right, bottom), solid(Paint::Axis, 1.2));
        sheet.y = axis::draw(&mut sheet, &Axis::default(), &plane.x, &[], top, bottom);
        self.x_words(&mut sheet, right);
        if zone.is_some() && !said {
            let words = format!("{}: {}", sheet.words().shaded, self.zone_name());
            frame::remark(&mut sheet, &words);
        }
        if self.solutions.len() > SOLUTIONS {
            let more = with(sheet.words().more, self.solutions.len() - SOLUTIONS);
            frame::remark(&mut sheet, &more);
        }
        frame::close(sheet, &self.frame, &self.about())
    }

    /// The packages of the frontier that can be drawn, from the left.
    pub(crate) fn frontier(&self) -> Vec<Package> {
        let drawable = self.packages.iter().filter(|p| p.on_frontier && is_drawable(p.u));
        let mut frontier: Vec<Package> = drawable.copied().collect();
        frontier.sort_by(|a, b| a.u.0.total_cmp(&b.u.0).then(b.u.1.total_cmp(&a.u.1)));
        frontier
    }

    /// Everything that can be drawn, as points; nothing without a package or a solution.
    pub(crate) fn points(&self) -> Vec<(f64, f64)> {
        let all = self.packages.iter().map(|p| p.u).chain(self.solutions.iter().map(|s| s.u));
        let mut points: Vec<(f64, f64)> = all.filter(|u| is_drawable(*u)).collect();
        if !points.is_empty() && is_drawable(self.disagreement) {
            points.push(self.disagreement);
        }
        points
    }

    /// Solutions by place, those at one place together.
    pub(crate) fn places(&self) -> Vec<Vec<&Solution>> {
        let mut places: Vec<Vec<&Solution>> = Vec::new();
        for solution in self.solutions.iter().filter(|s| is_drawable(s.u)).take(SOLUTIONS) {
            let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
            let same = |other: &&Solution| near(other.u.0, solution.u.0) && near(other.u.1, solution.u.1);
            match places.iter_mut().find(|place| place.first().is_some_and(same)) {
                Some(place) => place.push(solution),
                None => places.push(vec![solution]),
            }
        }
        places
    }

    pub(crate) fn others_count(&self) -> usize {
        self.packages.iter().filter(|p| !p.on_frontier && is_drawable(p.u)).count()
    }

    fn zone_name(&self) -> &str {
        if self.zone.is_empty() { words(self.frame.lang).both_gain } else { &self.zone }
    }

    fn y_words(&self, sheet: &mut Sheet) {
        let words = format!("↑ {}", named(&self.y_label, &self.y_name));
        let block = Block::of(&words, soft(11.5), sheet.width.px(), 2);
        sheet.block(&block, 0.0, sheet.y, Anchor::Start);
        sheet.y += block.height() + 2.0;
    }

    fn x_words(&self, sheet: &mut Sheet, right: f64) {
        let words = format!("{} →", named(&self.x_label, &self.x_name));
        let block = Block::of(&words, soft(11.5), right, 2);
        sheet.block(&block, right, sheet.y, Anchor::End);
        sheet.y += block.height() + 4.0;
    }

    /// The zone where both gain, the point without a deal and its lines.
    fn zone(&self, sheet: &mut Sheet, plane: &Plane, area: &Rect, right: f64) -> Option<Rect> {
        let (x, y) = plane.at(self.disagreement)?;
        let zone = Rect { left: x, top: area.top, right, bottom: y };
        let rect = Element::new("rect").num("x", x).num("y", zone.top);
        let rect = rect.num("width", right - x).num("height", y - zone.top);
        let rect = rect.attr("fill", &sheet.colour(Paint::Official)).attr("fill-opacity", "0.08").end();
        sheet.under.push_str(&rect);
        let dashes = Stroke { paint: Paint::Ink, width: 1.1, dash: "4 3" };
        sheet.line((x, y), (right, y), dashes);
        sheet.upright(x, zone.top, y, dashes);
        sheet.mark(Rect::new(x, y - 0.5, right - x, 1.0));
        sheet.mark(Rect::new(x - 6.0, y - 6.0, 12.0, 12.0));
        Some(zone)
    }

    /// Names the zone in a free corner of it; false without one.
    fn zone_words(&self, sheet: &mut Sheet, zone: &Rect) -> bool {
        let style = soft(11.5);
        let words = self.zone_name();
        let corners = [
            (zone.right - 6.0, zone.top + 14.0, Anchor::End),
            (zone.left + 6.0, zone.top + 14.0, Anchor::Start),
            (zone.right - 6.0, zone.bottom - 6.0, Anchor::End),
            (zone.left + 6.0, zone.bottom - 6.0, Anchor::Start),
        ];
        for (x, base, anchor) in corners {
            let rect = line_rect(words, x, base, anchor, style);
            if measure(words, style) < zone.right - zone.left - 12.0
                && zone.holds(&rect)
                && sheet.is_free(&rect)
            {
                sheet.word(words, x, base, anchor, style);
                return true;
            }
        }
        false
    }

    /// The packages below the frontier: points, or squares that grow with their number.
    fn others(&self, sheet: &mut Sheet, plane: &Plane) {
        let others = self.packages.iter().filter(|p| !p.on_frontier);
        let places: Vec<(f64, f64)> = others.filter_map(|p| plane.at(p.u)).collect();
        if places.len() <= POINTS {
            if !places.is_empty() {
                let points = beads(sheet, &places, 1.6, Paint::Axis, "round");
                sheet.draw(&points);
            }
            places.iter().for_each(|(x, y)| sheet.mark(Rect::new(x - 1.6, y - 1.6, 3.2, 3.2)));
            return;
        }
        let size = sheet.width.pick(8.0, 6.0);
        let cells = cells(&places, size);
        let most = cells.iter().map(|cell| cell.1).max().unwrap_or(1) as f64;
        for (level, share) in [0.17, 0.28, 0.38, 0.47].into_iter().enumerate() {
            let of_level = |count: usize| ((count as f64 / most).sqrt() * 4.0).ceil() as usize == level + 1;
            let squares: Vec<(f64, f64)> =
                cells.iter().filter(|cell| of_level(cell.1)).map(|cell| cell.0).collect();
            if !squares.is_empty() {
                let markup = beads(sheet, &squares, size * share, Paint::Axis, "square");
                let group = Element::new("g").attr("opacity", "0.55").around(&markup);
                sheet.draw(&group);
            }
        }
        cells.iter().for_each(|((x, y), _)| sheet.mark(Rect::new(x - 2.0, y - 2.0, 4.0, 4.0)));
    }

    fn frontier_drawn(&self, sheet: &mut Sheet, plane: &Plane) {
        let frontier = self.frontier();
        if frontier.is_empty() {
            return;
        }
        let points: Vec<(f64, f64)> = frontier.iter().map(|p| p.u).collect();
        let line: Vec<(f64, f64)> = undominated(&points).iter().filter_map(|u| plane.at(*u)).collect();
        let stairs = Element::new("path").attr("d", &stairs(&line)).attr("fill", "none");
        let stairs = stairs.attr("stroke", &sheet.colour(Paint::Ink)).num("stroke-width", 1.4).end();
        let words = sheet.words();
        let mut said = vec![format!("{}: {}", words.frontier, frontier.len())];
        let mut markup = stairs;
        // The likeliest come last and lie on top.
        for fill in [Fill::Point, Fill::Hollow, Fill::Half, Fill::Full] {
            let of_class = frontier.iter().filter(|p| self.fill(p.p) == fill);
            let places: Vec<(f64, f64)> = of_class.filter_map(|p| plane.at(p.u)).collect();
            if places.is_empty() {
                continue;
            }
            said.insert(1, format!("{}: {}", self.class(fill, words), places.len()));
            let shown = spread(&places, DISCS);
            let radius = sheet.width.pick(4.2, 3.6) * (120.0 / shown.len().max(120) as f64).sqrt().max(0.6);
            markup += &discs(sheet, &shown, fill, radius, Paint::Official);
            shown.iter().for_each(|(x, y)| sheet.mark(Rect::new(x - 4.0, y - 4.0, 8.0, 8.0)));
        }
        said.push(put(words.frontier_points, &frontier.len().to_string()));
        let walk = walk(&frontier, plane);
        sheet.walk(&said.join(", "), &walk, |sheet| sheet.draw(&markup));
        if frontier.len() <= HITS {
            hits(sheet, &frontier, plane);
        }
    }

    fn solutions_drawn(&self, sheet: &mut Sheet, plane: &Plane, area: &Rect) {
        let places = self.places();
        let drawn: Vec<((f64, f64), &Vec<&Solution>)> =
            places.iter().filter_map(|place| Some((plane.at(place.first()?.u)?, place))).collect();
        let none = plane.at(self.disagreement);
        for (x, y) in drawn.iter().map(|d| d.0).chain(none) {
            sheet.mark(Rect::new(x - 8.0, y - 8.0, 16.0, 16.0));
        }
        if let Some((x, y)) = none {
            symbol(sheet, Symbol::Plus, x, y);
        }
        for (i, ((x, y), place)) in drawn.iter().enumerate() {
            let words = sheet.words();
            let spoken: Vec<String> = place.iter().map(|s| spoken(s, words)).collect();
            let about: Vec<&str> =
                place.iter().map(|s| s.about.as_str()).filter(|about| !about.is_empty()).collect();
            sheet.stop(&about.join(" "), &spoken.join("; "), |sheet| symbol(sheet, Symbol::Shape(i), *x, *y));
        }
        for ((x, y), place) in &drawn {
            let room = sheet.width.pick(240.0, 150.0);
            let names: Vec<&str> = place.iter().map(|s| s.name.as_str()).collect();
            let block = Block::of(&names.join(", "), bold(12.0), room, 3);
            let block = block.and(&detail(place[0], sheet.words()), plain(11.0), room, 2);
            if !label_facing(sheet, &block, (*x, *y), RADIUS + 3.0, area, (0.64, -0.77)) {
                // Below the picture the two stand on one line.
                let block = Block::of(&format!("{}:", names.join(", ")), bold(12.0), room, 3);
                let block = block.and(&detail(place[0], sheet.words()), plain(11.0), room, 2);
                label_by_number(sheet, &block, (*x, *y), RADIUS + 3.0, area);
            }
        }
    }
}

/// The packages of a line as a page reads them back: `x y index chance` each, `-` for what is not known, parted by `;`.
fn walk(frontier: &[Package], plane: &Plane) -> String {
    let step = frontier.len().div_ceil(WALK).max(1);
    let one = |p: &Package| {
        let (x, y) = plane.at(p.u)?;
        let index = p.index.map_or("-".to_owned(), |i| i.to_string());
        let chance =
            p.p.filter(|p| p.is_finite()).map_or("-".to_owned(), |p| format!("{:.3}", p.clamp(0.0, 1.0)));
        Some(format!("{} {} {index} {chance}", num(x), num(y)))
    };
    frontier.iter().step_by(step).filter_map(one).collect::<Vec<_>>().join(";")
}

/// Unseen discs over the packages of the frontier, for the pointer.
fn hits(sheet: &mut Sheet, frontier: &[Package], plane: &Plane) {
    if !sheet.is_asked() {
        return;
    }
    let hit = |p: &Package| {
        let ((x, y), index) = (plane.at(p.u)?, p.index?);
        let disc = Element::new("circle").num("cx", x).num("cy", y).num("r", HIT);
        Some(disc.attr("data-about", &about("package", &[&index.to_string()])).end())
    };
    let discs: String = frontier.iter().filter_map(hit).collect();
    if !discs.is_empty() {
        let group =
            Element::new("g").attr("class", "ws-hits").attr("fill", "none").attr("pointer-events", "all");
        sheet.draw(&group.attr("aria-hidden", "true").around(&discs));
    }
}

fn named<'a>(label: &'a str, name: &'a str) -> &'a str {
    if label.is_empty() { name } else { label }
}

fn grid(sheet: &mut Sheet, plane: &Plane, (left, right): (f64, f64), bottom: f64) {
    for tick in plane.y.ticks(6) {
        let Some(y) = plane.y.at(tick) else { continue };
        sheet.line((left, y), (right, y), solid(Paint::Grid, 1.0));
        let words = Block::of(&number(tick), soft(11.0), left - 6.0, 1);
        // The lowest stands a little higher, clear of the words of the level axis.
        let top = (y - words.height() / 2.0).min(bottom - words.height() + 3.0);
        sheet.block(&words, left - 6.0, top, Anchor::End);
    }
}
