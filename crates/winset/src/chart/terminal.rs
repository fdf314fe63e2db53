//! The half circle and the frontier in plain characters, never wider than a terminal of 80 columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::frontier::{Frontier, Package};
use super::frontier_words::spoken;
use super::hall_words::{count, finding};
use super::hemicycle::Hemicycle;
use super::plane::{Plane, is_drawable};
use super::words::{put, with, words};

/// The widest line; one column is left for the margin of a report.
const WIDEST: usize = 79;
/// Blocs that have a line of their own at most.
const BLOCS: usize = 40;

/// Packages in a plane of characters: `·` a package, `o` one of the frontier, `+` without a deal, marks by their letters.
///
/// Lines are at most `width` columns (20 to 79) and `height` rows (5 to 60) with two more for the axis; both axes run from 0 to 1,
/// and further only where a point lies further. Marks at one place show `*`.
///
/// ```
/// use winset::chart::{Package, terminal::scatter};
///
/// let packages = [Package { u: (0.5, 0.75), on_frontier: true, ..Package::default() }];
/// let lines = scatter(&packages, &[('N', (1.0, 1.0))], (0.0, 0.0), 32, 5);
/// assert_eq!(lines.lines().next(), Some(" 1.00 |                        N"));
/// ```
pub fn scatter(
    packages: &[Package],
    marks: &[(char, (f64, f64))],
    disagreement: (f64, f64),
    width: usize,
    height: usize,
) -> String {
    const LEFT: usize = 7;
    let (columns, rows) = (width.clamp(20, WIDEST) - LEFT, height.clamp(5, 60));
    let all = packages.iter().map(|p| p.u).chain(marks.iter().map(|m| m.1)).chain([disagreement]);
    let points: Vec<(f64, f64)> = all.filter(|u| is_drawable(*u)).collect();
    let plane = Plane::over(&points, (0.0, (columns - 1) as f64), ((rows - 1) as f64, 0.0));
    let cell = |u: (f64, f64)| plane.at(u).map(|(x, y)| (x.round() as usize, y.round() as usize));
    let mut field = vec![vec![' '; columns]; rows];
    for (on_frontier, sign) in [(false, '·'), (true, 'o')] {
        for package in packages.iter().filter(|p| p.on_frontier == on_frontier) {
            if let Some((x, y)) = cell(package.u) {
                field[y][x] = sign;
            }
        }
    }
    if let Some((x, y)) = cell(disagreement) {
        field[y][x] = '+';
    }
    let mut taken = Vec::new();
    for (letter, u) in marks {
        if let Some(at) = cell(*u) {
            field[at.1][at.0] = if taken.contains(&at) { '*' } else { *letter };
            taken.push(at);
        }
    }
    let ends = ends(&points);
    let named = |row: usize| match row {
        0 => tick(ends.1.1),
        r if r == rows - 1 => tick(ends.1.0),
        r if 2 * r == rows - 1 || (rows.is_multiple_of(2) && 2 * r == rows) => {
            let share = 1.0 - r as f64 / (rows - 1) as f64;
            tick(ends.1.0 + (ends.1.1 - ends.1.0) * share)
        }
        _ => String::new(),
    };
    let mut lines: Vec<String> = Vec::new();
    for (row, cells) in field.iter().enumerate() {
        let cells: String = cells.iter().collect();
        lines.push(format!("{:>5} |{}", named(row), cells.trim_end()).trim_end().to_owned());
    }
    lines.push(format!("{}{}", " ".repeat(LEFT - 1), "-".repeat(columns + 1)));
    let (low, high) = (tick(ends.0.0), tick(ends.0.1));
    let gap = columns.saturating_sub(low.len() + high.len());
    lines.push(format!("{}{low}{}{high}", " ".repeat(LEFT), " ".repeat(gap)));
    lines.join("\n")
}

impl Frontier {
    /// The chart as lines of plain characters, each at most 79 columns: the plane, then its letters in words.
    pub fn lines(&self) -> Vec<String> {
        let words = words(self.frame.lang);
        let points = self.points();
        if points.is_empty() {
            return vec![words.nothing.to_owned()];
        }
        let places = self.places();
        let letters = places.iter().zip('A'..='Z');
        let marks: Vec<(char, (f64, f64))> =
            letters.clone().filter_map(|(place, letter)| Some((letter, place.first()?.u))).collect();
        let mut lines =
            vec![format!("↑ {}", if self.y_label.is_empty() { &self.y_name } else { &self.y_label })];
        lines.extend(scatter(&self.packages, &marks, self.disagreement, 72, 21).lines().map(str::to_owned));
        let name = format!("{} →", if self.x_label.is_empty() { &self.x_name } else { &self.x_label });
        lines.push(format!("{}{name}", " ".repeat(72_usize.saturating_sub(name.width()))));
        for (place, letter) in letters {
            lines.extend(place.iter().map(|s| format!("{letter} {}", spoken(s, words))));
        }
        let frontier = self.frontier().len();
        lines.push(format!(
            "o {} ({frontier}) · {} + {} * {}",
            words.frontier, words.other_packages, words.no_deal, words.several_here
        ));
        lines.iter().map(|line| cut(line, WIDEST)).collect()
    }
}

impl Hemicycle {
    /// The word that begins the line of all blocs together.
    pub fn total_word(&self) -> &'static str {
        words(self.frame.lang).total
    }

    /// The chart as lines of plain characters, each at most 79 columns: one a bloc, then all together with a `|` at the votes needed.
    ///
    /// `#` is an expected yes, `-` is not, `?` has no estimate.
    pub fn lines(&self) -> Vec<String> {
        const BAR: usize = 36;
        let words = words(self.frame.lang);
        if self.votes() <= 0.0 {
            return vec![words.nothing.to_owned()];
        }
        let whole = self.votes().max(f64::from(self.needed));
        let cells = |votes: f64| (votes / whole * BAR as f64).round() as usize;
        let shown = &self.blocs[..self.blocs.len().min(BLOCS)];
        let widest = shown.iter().map(|b| b.name.width()).max().unwrap_or(0);
        let room = widest.max(words.total.width()).min(22);
        let mut lines = Vec::new();
        for bloc in shown {
            let (yes, all) = (bloc.yes(), cells(bloc.votes()).max(usize::from(bloc.votes() > 0.0)));
            let filled = yes.map_or(0, |y| cells(y).min(all));
            let rest = if yes.is_some() { "-" } else { "?" };
            let bar = "#".repeat(filled) + &rest.repeat(all - filled);
            let said = yes.map_or(words.open_seat.to_owned(), |y| put(words.yes_count, &count(y)));
            lines.push(format!("{} {bar:BAR$} {}, {said}", padded(&bloc.name, room), count(bloc.votes())));
        }
        if self.blocs.len() > BLOCS {
            lines.push(with(words.more, self.blocs.len() - BLOCS));
        }
        let filled = cells(self.expected().unwrap_or(0.0));
        let rest = if self.expected().is_some() { "-" } else { "?" };
        let mut bar: Vec<String> = (0..BAR).map(|i| if i < filled { "#" } else { rest }.to_owned()).collect();
        if self.needed > 0 {
            bar.insert(cells(f64::from(self.needed)).min(BAR), "|".to_owned());
        }
        let needed = put(words.needed, &count(f64::from(self.needed)));
        let needed = if self.needed > 0 { needed } else { String::new() };
        lines.push(format!("{} {} {needed}", padded(words.total, room), bar.concat()).trim_end().to_owned());
        lines.extend(finding(self, words));
        lines.iter().map(|line| cut(line, WIDEST)).collect()
    }
}

fn tick(value: f64) -> String {
    let long = format!("{value:.2}");
    if long.len() <= 5 { long } else { format!("{value:.0e}") }
}

/// The ends of both axes, as the plane has them.
fn ends(points: &[(f64, f64)]) -> ((f64, f64), (f64, f64)) {
    let of = |part: &dyn Fn(&(f64, f64)) -> f64| {
        points.iter().map(part).fold((0.0_f64, 1.0_f64), |(l, h), v| (l.min(v), h.max(v)))
    };
    (of(&|p| p.0), of(&|p| p.1))
}

/// Words in so many columns, cut or filled up with blanks.
fn padded(words: &str, columns: usize) -> String {
    let words = cut(words, columns);
    let gap = columns.saturating_sub(words.width());
    words + &" ".repeat(gap)
}

/// Words in at most so many columns, the last character of what is cut an ellipsis; on one line.
fn cut(words: &str, columns: usize) -> String {
    let words = super::svg::clean(words);
    if words.width() <= columns {
        return words;
    }
    let mut out = String::new();
    for c in words.chars() {
        if out.width() + c.width().unwrap_or(0) + 1 > columns {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + "…"
}

#[cfg(test)]
mod tests {
    use super::super::hard_samples::hard;
    use super::super::samples::ordinary;
    use super::super::{Bloc, Lang, Picture};
    use super::*;

    #[test]
    fn no_line_is_wider_than_a_terminal() {
        for chart in [Lang::En, Lang::Ko].into_iter().flat_map(|l| ordinary(l).into_iter().chain(hard(l))) {
            let lines = match &chart {
                Picture::Hemicycle(c) => c.lines(),
                Picture::Frontier(c) => c.lines(),
                _ => continue,
            };
            for line in &lines {
                assert!(line.width() <= WIDEST && !line.contains('\n'), "{}: {line}", chart.frame().name);
                assert!(!line.contains("NaN") && !line.contains("inf"), "{line}");
            }
        }
    }

    #[test]
    fn points_stand_where_they_belong() {
        let point = |x, y, on_frontier| Package { u: (x, y), on_frontier, ..Package::default() };
        let packages = [point(0.0, 1.0, true), point(1.0, 0.0, true), point(0.5, 0.5, false)];
        let text = scatter(&packages, &[('N', (0.5, 1.0)), ('K', (0.5, 1.0))], (0.0, 0.0), 28, 5);
        let expected = " 1.00 |o         *\n      |\n 0.50 |          ·\n      |\n 0.00 |+                   o\n      ----------------------\n       0.00             1.00";
        assert_eq!(text, expected);
    }

    #[test]
    fn bars_mark_the_votes_needed() {
        let bloc =
            |name: &str, seats, yes| Bloc { name: name.into(), seats, expected_yes: yes, ..Bloc::default() };
        let blocs = vec![bloc("Left", 18, Some(18.0)), bloc("여당", 9, Some(4.0)), bloc("Right", 9, None)];
        let chart = Hemicycle { blocs, needed: 19, members: 36, ..Hemicycle::default() };
        let lines = chart.lines();
        assert_eq!(lines[0], format!("Left  {:36} 18, 18 yes", "#".repeat(18)));
        assert_eq!(lines[1], format!("여당  {:36} 9, 4 yes", "####-----"));
        assert_eq!(lines[2], format!("Right {:36} 9, no estimate", "?????????"));
        assert_eq!(lines[3], format!("Total {}|###{} 19 needed", "#".repeat(19), "-".repeat(14)));
        assert_eq!(lines[4], "22 expected yes: 3 to spare");
    }
}
