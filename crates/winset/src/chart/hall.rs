//! The half circle: where seats stand, from the left end to the right, and the arcs around them.

use std::f64::consts::PI;

use super::svg::num;

/// The half circle of a chamber, its middle on the base line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hall {
    pub(crate) middle: f64,
    pub(crate) base: f64,
    pub(crate) inner: f64,
    pub(crate) outer: f64,
    /// How far the line of the votes needed reaches beyond the seats.
    pub(crate) reach: f64,
}

/// Seats in order from the left end: the share of the half circle passed at each, and its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) radius: f64,
    pub(crate) turns: Vec<f64>,
    pub(crate) at: Vec<(f64, f64)>,
}

/// The greatest distance between neighbouring seats.
const WIDEST: f64 = 24.0;

impl Hall {
    /// The point at a radius after a share of the half circle.
    pub(crate) fn point(&self, turn: f64, radius: f64) -> (f64, f64) {
        let angle = PI * turn;
        (self.middle - radius * libm::cos(angle), self.base - radius * libm::sin(angle))
    }

    /// Seats in as few rows as hold them, as far apart as there is room.
    pub(crate) fn places(&self, seats: usize) -> Places {
        let mut step = WIDEST;
        let radii = loop {
            let rows = (((self.outer - self.inner) / step).floor() as usize).max(1);
            let radii: Vec<f64> =
                (0..rows).map(|row| self.outer - step * (row as f64 + 0.5)).filter(|r| *r > 0.0).collect();
            let holds =
                |rows: usize| radii[..rows].iter().map(|r| (PI * r / step).floor() + 1.0).sum::<f64>();
            match (1..=radii.len()).find(|rows| holds(*rows) >= seats as f64) {
                Some(rows) => break radii[..rows].to_vec(),
                None if step < 1.0 => break radii,
                None => step *= 0.98,
            }
        };
        let mut all: Vec<(f64, f64)> = Vec::new();
        for (radius, count) in radii.iter().zip(shared(seats, &radii)) {
            all.extend((0..count).map(|i| (turn(i, count), *radius)));
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        Places {
            radius: step * 0.41,
            turns: all.iter().map(|seat| seat.0).collect(),
            at: all.iter().map(|seat| self.point(seat.0, seat.1)).collect(),
        }
    }

    /// The arc of a circle between two shares, as the data of a path.
    pub(crate) fn arc(&self, from: f64, to: f64, radius: f64) -> String {
        let ((x, y), (u, v), r) = (self.point(from, radius), self.point(to, radius), num(radius));
        format!("M{} {}A{r} {r} 0 0 1 {} {}", num(x), num(y), num(u), num(v))
    }

    /// A sector of the ring between two radii, as the data of a path.
    pub(crate) fn sector(&self, from: f64, to: f64, inner: f64, outer: f64) -> String {
        let ((x, y), (u, v), r) = (self.point(to, inner), self.point(from, inner), num(inner));
        let outer = self.arc(from, to, outer);
        format!("{outer}L{} {}A{r} {r} 0 0 0 {} {}Z", num(x), num(y), num(u), num(v))
    }
}

impl Places {
    /// The share of the half circle before which the first so many seats stand.
    pub(crate) fn turn(&self, seats: f64) -> f64 {
        let before = |n: usize| match (n.checked_sub(1).and_then(|k| self.turns.get(k)), self.turns.get(n)) {
            (Some(a), Some(b)) => (a + b) / 2.0,
            (None, _) => 0.0,
            (_, None) => 1.0,
        };
        let whole = seats.max(0.0).floor();
        let (from, to) = (before(whole as usize), before(whole as usize + 1));
        from + (to - from) * (seats.max(0.0) - whole)
    }
}

/// Whole numbers in proportion to weights, the largest remainders first.
pub(crate) fn shared(whole: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights.iter().map(|w| whole as f64 * w / sum).collect();
    let mut parts: Vec<usize> = exact.iter().map(|e| e.floor() as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| (exact[*b] - exact[*b].floor()).total_cmp(&(exact[*a] - exact[*a].floor())));
    let missing = whole.saturating_sub(parts.iter().sum());
    order.iter().take(missing).for_each(|i| parts[*i] += 1);
    parts
}

/// The share passed at one of the seats of a row: long rows reach both ends.
fn turn(i: usize, count: usize) -> f64 {
    if count >= 8 { i as f64 / (count - 1) as f64 } else { (i as f64 + 0.5) / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALL: Hall = Hall { middle: 380.0, base: 300.0, inner: 80.0, outer: 190.0, reach: 18.0 };

    #[test]
    fn every_seat_has_a_place_that_no_other_touches() {
        for seats in [1, 2, 7, 8, 30, 31, 100, 300, 435, 705, 1000] {
            let places = HALL.places(seats);
            assert_eq!(places.at.len(), seats);
            for (i, a) in places.at.iter().enumerate() {
                let near = |b: &(f64, f64)| ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt();
                let nearest = places.at[..i].iter().map(near).fold(f64::INFINITY, f64::min);
                assert!(nearest > 1.8 * places.radius, "{seats}: {nearest} at radius {}", places.radius);
            }
        }
    }

    #[test]
    fn the_line_of_votes_parts_the_seats() {
        for seats in [1_usize, 2, 30, 300] {
            let places = HALL.places(seats);
            for needed in 0..=seats {
                let line = places.turn(needed as f64);
                let left = places.turns.iter().filter(|t| **t < line).count();
                // Seats of several rows may stand at one angle; the line then lies on them.
                let on = places.turns.iter().filter(|t| **t == line).count();
                assert!((left..=left + on).contains(&needed), "{needed} of {seats}: {left} + {on}");
            }
        }
    }

    #[test]
    fn shares_are_whole_and_add_up() {
        assert_eq!(shared(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(shared(7, &[0.5, 2.5, 4.0]), [1, 2, 4]);
        assert_eq!(shared(5, &[0.0, 0.0]), [0, 0]);
    }
}
