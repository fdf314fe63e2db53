//! Discs by the hundred: one path for each way they are filled, so that a thousand of them stay small.

use super::place::Sheet;
use super::svg::{Element, num};
use super::theme::Paint;

/// How a disc is filled; told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fill {
    /// Filled.
    Full,
    /// Its lower half filled.
    Half,
    /// A ring.
    Hollow,
    /// A small dot.
    Point,
    /// A cross.
    Cross,
}

/// Discs of one kind around their places.
pub(crate) fn discs(sheet: &Sheet, places: &[(f64, f64)], fill: Fill, radius: f64, paint: Paint) -> String {
    if places.is_empty() {
        return String::new();
    }
    let line = (radius * 0.4).min(1.5);
    match fill {
        Fill::Full => beads(sheet, places, radius, paint, "round"),
        Fill::Point => beads(sheet, places, (radius * 0.5).max(0.9), paint, "round"),
        Fill::Hollow => {
            beads(sheet, places, radius, paint, "round")
                + &beads(sheet, places, radius - line, Paint::Paper, "round")
        }
        Fill::Half => {
            let r = radius - line / 2.0;
            let half = |(x, y): &(f64, f64)| {
                format!("M{} {}a{r} {r} 0 0 0 {} 0z", num(x - r), num(*y), num(2.0 * r), r = num(r))
            };
            let d: String = places.iter().map(half).collect();
            let halves = Element::new("path").attr("d", &d).attr("fill", &sheet.colour(paint)).end();
            discs(sheet, places, Fill::Hollow, radius, paint) + &halves
        }
        Fill::Cross => {
            let r = radius * 0.6;
            let cross = |(x, y): &(f64, f64)| {
                let (one, two) = (num(2.0 * r), num(-2.0 * r));
                format!("M{} {}l{one} {one}m0 {two}l{two} {one}", num(x - r), num(y - r))
            };
            let d: String = places.iter().map(cross).collect();
            let path = Element::new("path").attr("d", &d).attr("fill", "none");
            path.attr("stroke", &sheet.colour(paint)).num("stroke-width", line.max(1.0)).end()
        }
    }
}

/// Round or square beads: lines of no length whose caps are seen.
pub(crate) fn beads(sheet: &Sheet, places: &[(f64, f64)], radius: f64, paint: Paint, cap: &str) -> String {
    let d: String = places.iter().map(|(x, y)| format!("M{} {}h0", num(*x), num(*y))).collect();
    let path = Element::new("path").attr("d", &d).attr("fill", "none").attr("stroke", &sheet.colour(paint));
    path.num("stroke-width", 2.0 * radius.max(0.3)).attr("stroke-linecap", cap).end()
}

#[cfg(test)]
mod tests {
    use super::super::place::Width;
    use super::super::theme::{Theme, colour};
    use super::super::words::Lang;
    use super::*;

    #[test]
    fn fills_are_told_apart_without_colour() {
        let sheet = Sheet::new("grey", Lang::En, Width::Wide, Theme::Light);
        let fills = [Fill::Full, Fill::Half, Fill::Hollow, Fill::Point, Fill::Cross];
        let paints = [Paint::Official, Paint::Axis].map(|paint| colour(Theme::Light, paint));
        let grey = |markup: String| paints.iter().fold(markup, |m, paint| m.replace(paint, "ink"));
        for paint in [Paint::Official, Paint::Axis] {
            let seen = fills.map(|fill| grey(discs(&sheet, &[(9.0, 9.0)], fill, 4.5, paint)));
            for (i, one) in seen.iter().enumerate() {
                assert!(seen[..i].iter().all(|other| other != one), "{one}");
            }
        }
    }

    #[test]
    fn a_thousand_discs_are_one_path() {
        let sheet = Sheet::new("many", Lang::En, Width::Wide, Theme::Page);
        let places: Vec<(f64, f64)> = (0..1000).map(|i| (f64::from(i) / 7.0, 3.0)).collect();
        let markup = discs(&sheet, &places, Fill::Full, 2.0, Paint::Official);
        assert_eq!((markup.matches("<path").count(), markup.matches("h0").count()), (1, 1000));
        assert_eq!(discs(&sheet, &[], Fill::Half, 2.0, Paint::Axis), "");
    }
}
