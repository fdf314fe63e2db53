//! Colours: one palette for light, dark and print, as variables of a page or as literals.

use std::fmt::Write;
use std::sync::LazyLock;

/// Where a drawing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// In a page that carries [`css`]: colours are its variables, the page's paper shows through.
    Page,
    /// Alone, on light paper, with 12 px of padding.
    Light,
    /// Alone, on dark paper, with 12 px of padding.
    Dark,
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Paper,
    Ink,
    Soft,
    Grid,
    Axis,
    Official,
    Reported,
    Category(usize),
}

/// How many colours categories have before they begin again.
pub(crate) const CATEGORIES: usize = 6;

/// Variable, light, dark, print.
const COLOURS: [(&str, &str, &str, &str); 13] = [
    ("paper", "#ffffff", "#14181d", "#ffffff"),
    ("ink", "#16191d", "#f1f3f5", "#000000"),
    ("soft", "#565d66", "#aab3bc", "#333333"),
    ("grid", "#dfe2e6", "#30373f", "#c4c4c4"),
    ("axis", "#7d858e", "#7d8791", "#555555"),
    ("official", "#0b4f8a", "#7cbcf8", "#000000"),
    ("reported", "#a8381a", "#ff9c78", "#000000"),
    ("c1", "#0b4f8a", "#7cbcf8", "#111111"),
    ("c2", "#b0541a", "#f0a468", "#757575"),
    ("c3", "#2b6f62", "#6cc5ae", "#3d3d3d"),
    ("c4", "#73509b", "#c3a4ec", "#6b6b6b"),
    ("c5", "#5b626a", "#aeb5bc", "#262626"),
    ("c6", "#7d5c00", "#dcb852", "#707070"),
];

/// The rules of a page that shows charts with [`Theme::Page`].
///
/// Colours follow the system and `data-theme="light"` or `"dark"` on the root; print is black and white. A figure of class
/// `ws-figure` that holds both widths of a chart shows the one that fits.
pub fn css() -> &'static str {
    static CSS: LazyLock<String> = LazyLock::new(|| {
        let (light, dark, print) = (variables(|c| c.1), variables(|c| c.2), variables(|c| c.3));
        format!(
            ":root{{{light}}}\n\
             @media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n\
             :root[data-theme=dark]{{{dark}}}\n\
             @media print{{:root:root:root{{{print}}}}}\n\
             .ws-chart{{display:block;max-width:100%;height:auto}}\n\
             .ws-chart [tabindex]:focus-visible{{outline:2px solid var(--ws-official);outline-offset:3px}}\n\
             .ws-figure{{container-type:inline-size;margin:0}}\n\
             .ws-figure .ws-narrow{{display:none}}\n\
             @container (max-width:699px){{.ws-figure .ws-wide{{display:none}}.ws-figure .ws-narrow{{display:block}}}}\n"
        )
    });
    &CSS
}

/// The colour as an attribute value.
pub(crate) fn colour(theme: Theme, paint: Paint) -> String {
    let entry = &COLOURS[index(paint)];
    match theme {
        Theme::Page => format!("var(--ws-{})", entry.0),
        Theme::Light => entry.1.to_owned(),
        Theme::Dark => entry.2.to_owned(),
    }
}

fn index(paint: Paint) -> usize {
    match paint {
        Paint::Paper => 0,
        Paint::Ink => 1,
        Paint::Soft => 2,
        Paint::Grid => 3,
        Paint::Axis => 4,
        Paint::Official => 5,
        Paint::Reported => 6,
        Paint::Category(n) => 7 + n % CATEGORIES,
    }
}

fn variables(
    of: impl Fn(&(&'static str, &'static str, &'static str, &'static str)) -> &'static str,
) -> String {
    COLOURS.iter().fold(String::new(), |mut all, c| {
        let _ = write!(all, "--ws-{}:{};", c.0, of(c));
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.2 of red, green and blue from 0 to 1.
    fn luminance(rgb: [f64; 3]) -> f64 {
        let part = |c: f64| if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) };
        0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2])
    }

    fn rgb(hex: &str) -> [f64; 3] {
        [1, 3, 5].map(|i| f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0)
    }

    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_and_marks_can_be_seen_on_every_paper() {
        for column in 0..3 {
            let of = |row: usize| rgb([COLOURS[row].1, COLOURS[row].2, COLOURS[row].3][column]);
            let paper = of(0);
            for words in [1, 2, 5, 6] {
                assert!(contrast(of(words), paper) >= 4.5, "{} in {column}", COLOURS[words].0);
            }
            assert!(contrast(of(4), paper) >= 3.0, "axis in {column}");
            for (category, entry) in COLOURS.iter().enumerate().skip(7) {
                let solid = of(category);
                assert!(contrast(solid, paper) >= 4.5, "{} under paper-coloured words", entry.0);
                let tint = [0, 1, 2].map(|i| solid[i] * 0.25 + paper[i] * 0.75);
                assert!(contrast(of(1), tint) >= 4.5, "ink on a tint of {}", entry.0);
            }
        }
    }

    #[test]
    fn the_rules_hold_every_colour() {
        for c in COLOURS {
            assert!([c.1, c.2, c.3].iter().all(|hex| css().contains(hex)), "{}", c.0);
        }
    }
}
