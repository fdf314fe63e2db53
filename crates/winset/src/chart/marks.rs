//! The signs: shape before colour, so that a grey print reads the same.

use super::discs::{Fill, beads, discs};
use super::place::{Rect, Sheet, Stroke, solid};
use super::svg::{Element, num};
use super::theme::Paint;

/// A sign in a picture or its legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Symbol {
    /// Filled circle: said officially.
    Official,
    /// Hollow diamond: reported.
    Reported,
    /// Dashed triangle: unconfirmed.
    Unconfirmed,
    /// Filled diamond: a case of the same series.
    OwnSeries,
    /// Hollow circle: a case of the same type.
    SameType,
    /// Small hollow square: another case.
    Other,
    /// Stroke of a curve.
    Curve(Paint, &'static str),
    /// Band around a curve.
    Band(Paint),
    /// Solid, tinted or hatched ground of a bar.
    Ground(Paint, Ground),
    /// What observers saw.
    Observer,
    /// A disc: a seat, or a package by its chance.
    Disc(Fill, Paint),
    /// Three squares of growing size: more packages.
    Cells,
    /// A solution, each of the first six with a shape of its own.
    Shape(usize),
    /// Where the parties stand without a deal.
    Plus,
    /// A ring around another sign: known only lately.
    New,
    /// Filled circle: a date of these talks.
    Ours,
    /// Hollow circle: another date.
    NotOurs,
}

/// How the ground of a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    Solid,
    Tint,
    Hatch,
}

/// Half the size of a sign in a picture.
pub(crate) const RADIUS: f64 = 5.5;

/// The radius of the ring around a sign.
pub(crate) const RING: f64 = 9.0;

/// The width of a sign in a legend.
pub(crate) fn symbol_width(symbol: Symbol) -> f64 {
    match symbol {
        Symbol::Curve(..) | Symbol::Band(_) | Symbol::Cells => 22.0,
        Symbol::New => 20.0,
        _ => 13.0,
    }
}

/// Draws a sign around a point.
pub(crate) fn symbol(sheet: &mut Sheet, symbol: Symbol, x: f64, y: f64) {
    let r = RADIUS;
    let markup = match symbol {
        Symbol::Official | Symbol::Ours => circle(sheet, x, y, r - 0.5, Paint::Official, None),
        Symbol::NotOurs => circle(sheet, x, y, r - 1.2, Paint::Paper, Some(solid(Paint::Soft, 1.6))),
        Symbol::New => {
            let ring = Element::new("circle").num("cx", x).num("cy", y).num("r", RING).attr("fill", "none");
            ring.attr("stroke", &sheet.colour(Paint::Ink)).num("stroke-width", 1.4).end()
        }
        Symbol::SameType => circle(sheet, x, y, r - 1.0, Paint::Paper, Some(solid(Paint::Reported, 1.6))),
        Symbol::Reported => {
            polygon(sheet, &diamond(x, y, r + 0.5), Paint::Paper, Some(solid(Paint::Reported, 1.7)))
        }
        Symbol::OwnSeries => polygon(sheet, &diamond(x, y, r + 0.5), Paint::Reported, None),
        Symbol::Observer => {
            polygon(sheet, &diamond(x, y, r - 1.0), Paint::Paper, Some(solid(Paint::Ink, 1.3)))
        }
        Symbol::Unconfirmed => {
            let stroke = Stroke { paint: Paint::Reported, width: 1.7, dash: "3 1.6" };
            polygon(
                sheet,
                &[(x, y - r), (x + r + 0.5, y + r - 1.0), (x - r - 0.5, y + r - 1.0)],
                Paint::Paper,
                Some(stroke),
            )
        }
        Symbol::Other => {
            let box_ = [(x - 3.5, y - 3.5), (x + 3.5, y - 3.5), (x + 3.5, y + 3.5), (x - 3.5, y + 3.5)];
            polygon(sheet, &box_, Paint::Paper, Some(solid(Paint::Soft, 1.4)))
        }
        Symbol::Curve(paint, dash) => {
            sheet.line_over((x - 11.0, y), (x + 11.0, y), Stroke { paint, width: 2.0, dash });
            return;
        }
        Symbol::Band(paint) => {
            let rect = Element::new("rect")
                .num("x", x - 11.0)
                .num("y", y - 5.0)
                .num("width", 22.0)
                .num("height", 10.0);
            rect.attr("fill", &sheet.colour(paint)).attr("fill-opacity", "0.16").end()
        }
        Symbol::Disc(fill, paint) => discs(sheet, &[(x, y)], fill, 4.5, paint),
        Symbol::Cells => [(-8.0, 1.2), (-1.0, 2.2), (7.0, 3.4)]
            .map(|(dx, half)| beads(sheet, &[(x + dx, y)], half, Paint::Axis, "square"))
            .concat(),
        Symbol::Shape(n) => polygon(sheet, &shape(n, x, y), Paint::Paper, Some(solid(Paint::Ink, 1.8))),
        Symbol::Plus => {
            for (dx, dy) in [(6.0, 0.0), (0.0, 6.0)] {
                sheet.line_over((x - dx, y - dy), (x + dx, y + dy), solid(Paint::Ink, 2.2));
            }
            return;
        }
        Symbol::Ground(paint, kind) => ground(sheet, &Rect::new(x - 6.0, y - 5.5, 12.0, 11.0), paint, kind),
    };
    sheet.draw(&markup);
}

/// A rectangle with the ground of a bar.
pub(crate) fn ground(sheet: &mut Sheet, rect: &Rect, paint: Paint, kind: Ground) -> String {
    let colour = sheet.colour(paint);
    let plain = Element::new("rect").num("x", rect.left).num("y", rect.top);
    let plain = plain.num("width", rect.right - rect.left).num("height", rect.bottom - rect.top);
    match kind {
        Ground::Solid => {
            plain.attr("fill", &colour).attr("stroke", &sheet.colour(Paint::Paper)).num("stroke-width", 0.8)
        }
        Ground::Tint => plain
            .attr("fill", &colour)
            .attr("fill-opacity", "0.25")
            .attr("stroke", &colour)
            .num("stroke-width", 1.2),
        Ground::Hatch => {
            let hatch = hatch(sheet, paint);
            plain.attr("fill", &format!("url(#{hatch})")).attr("stroke", &colour).num("stroke-width", 1.0)
        }
    }
    .end()
}

/// A circle.
pub(crate) fn circle(sheet: &Sheet, x: f64, y: f64, r: f64, fill: Paint, stroke: Option<Stroke>) -> String {
    let circle =
        Element::new("circle").num("cx", x).num("cy", y).num("r", r).attr("fill", &sheet.colour(fill));
    stroked(sheet, circle, stroke).end()
}

/// An open arrow head at a point, to the left (−1) or right (1).
pub(crate) fn arrow_head(sheet: &mut Sheet, x: f64, y: f64, towards: f64, paint: Paint) {
    let back = x - towards * 6.0;
    let path =
        format!("M{} {}L{} {}L{} {}", num(back), num(y - 4.0), num(x), num(y), num(back), num(y + 4.0));
    let path =
        Element::new("path").attr("d", &path).attr("fill", "none").attr("stroke", &sheet.colour(paint));
    sheet.draw(&path.num("stroke-width", 1.6).end());
}

/// The corners of a solution's sign.
fn shape(n: usize, x: f64, y: f64) -> Vec<(f64, f64)> {
    let at = |dx: f64, dy: f64| (x + dx, y + dy);
    match n % 6 {
        0 => diamond(x, y, 7.0).to_vec(),
        1 => vec![at(0.0, -7.0), at(7.0, 5.5), at(-7.0, 5.5)],
        2 => vec![at(-5.5, -5.5), at(5.5, -5.5), at(5.5, 5.5), at(-5.5, 5.5)],
        3 => vec![at(0.0, 7.0), at(-7.0, -5.5), at(7.0, -5.5)],
        4 => vec![at(-3.0, -6.5), at(3.0, -6.5), at(6.5, 0.0), at(3.0, 6.5), at(-3.0, 6.5), at(-6.5, 0.0)],
        _ => {
            let (a, b) = (2.2, 6.5);
            let right = [(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a)];
            let left = [(a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a)];
            right.into_iter().chain(left).map(|(dx, dy)| at(dx, dy)).collect()
        }
    }
}

pub(crate) fn hatch(sheet: &mut Sheet, paint: Paint) -> String {
    let sign = match paint {
        Paint::Category(n) => format!("{}", n % super::theme::CATEGORIES),
        _ => "n".to_owned(),
    };
    let id = format!("{}-x{sign}", sheet.id);
    if !sheet.defs.contains(&format!("\"{id}\"")) {
        let paper = Element::new("rect")
            .num("width", 5.0)
            .num("height", 5.0)
            .attr("fill", &sheet.colour(Paint::Paper));
        let line =
            Element::new("rect").num("width", 2.0).num("height", 5.0).attr("fill", &sheet.colour(paint));
        let pattern = Element::new("pattern").attr("id", &id).num("width", 5.0).num("height", 5.0);
        let pattern = pattern.attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
        let markup = pattern.around(&(paper.end() + &line.end()));
        sheet.defs.push_str(&markup);
    }
    id
}

fn diamond(x: f64, y: f64, r: f64) -> [(f64, f64); 4] {
    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
}

fn polygon(sheet: &Sheet, points: &[(f64, f64)], fill: Paint, stroke: Option<Stroke>) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", num(*x), num(*y))).collect();
    let polygon = Element::new("polygon").attr("points", &points.join(" ")).attr("fill", &sheet.colour(fill));
    stroked(sheet, polygon, stroke).end()
}

fn stroked(sheet: &Sheet, element: Element, stroke: Option<Stroke>) -> Element {
    match stroke {
        None => element,
        Some(s) => element
            .attr("stroke", &sheet.colour(s.paint))
            .num("stroke-width", s.width)
            .attr_if("stroke-dasharray", s.dash),
    }
}
