//! The course of a curve: its clean points, its height by a day, its corners.

use super::date_curve::{Chance, Course};
use super::scale::Scale;
use super::svg::num;

/// The points that can be drawn, in the order of days, chances held between 0 and 1.
pub(crate) fn clean_points(points: &[Chance]) -> Vec<Chance> {
    let held = |p: f64| p.clamp(0.0, 1.0);
    let mut clean: Vec<Chance> = points.iter().copied().filter(|c| c.p.is_finite()).collect();
    for chance in &mut clean {
        chance.p = held(chance.p);
        chance.band = chance
            .band
            .filter(|b| b.0.is_finite() && b.1.is_finite())
            .map(|b| (held(b.0.min(b.1)), held(b.0.max(b.1))));
    }
    clean.sort_by_key(|c| c.day);
    clean
}

/// The chance by a day on a curve of clean points; nothing before the first.
pub(crate) fn chance_at(points: &[Chance], course: Course, day: i32) -> Option<Chance> {
    let next = points.partition_point(|c| c.day <= day);
    let before = points.get(next.checked_sub(1)?)?;
    let (Course::Straight, Some(after)) = (course, points.get(next)) else {
        return Some(Chance { day, ..*before });
    };
    let t = (f64::from(day) - f64::from(before.day)) / (f64::from(after.day) - f64::from(before.day));
    let between = |a: f64, b: f64| a + (b - a) * t;
    let band = before.band.zip(after.band).map(|(a, b)| (between(a.0, b.0), between(a.1, b.1)));
    Some(Chance { day, p: between(before.p, after.p), band })
}

/// The corners of a curve, or of an edge of its band, in pixels.
pub(crate) fn path_points(
    points: &[Chance],
    course: Course,
    days: &Scale,
    chances: &Scale,
    of: impl Fn(&Chance) -> Option<f64>,
) -> Vec<(f64, f64)> {
    let mut path: Vec<(f64, f64)> = Vec::new();
    for chance in points {
        let (Some(x), Some(y)) = (days.at(f64::from(chance.day)), of(chance).and_then(|p| chances.at(p)))
        else {
            continue;
        };
        if let (Course::Step, Some(last)) = (course, path.last().copied()) {
            path.push((x, last.1));
        }
        path.push((x, y));
    }
    path
}

/// Corners as path data.
pub(crate) fn path(points: &[(f64, f64)]) -> String {
    points
        .iter()
        .enumerate()
        .map(|(i, (x, y))| format!("{}{} {}", if i == 0 { "M" } else { "L" }, num(*x), num(*y)))
        .collect()
}
