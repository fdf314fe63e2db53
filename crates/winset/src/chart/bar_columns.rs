//! Stacked bars that stand: years side by side, totals above, one small picture for each proposal or one for all.

use super::bar_rows::part;
use super::place::{Anchor, Rect, Sheet, solid};
use super::scale::{Scale, number};
use super::stacked_bars::{Bar, Grouping, Section, StackedBars, stretches, total};
use super::text::{Block, Style, bold, measure, plain, soft};
use super::theme::Paint;

const WIDTH: f64 = 760.0;
/// Room of round values at the left, where the language counts with digits alone.
const MARGIN: f64 = 52.0;
/// The same where it writes words between them.
const WORDED: f64 = 82.0;
const HEIGHT: f64 = 190.0;
const SHARE: f64 = 0.72;
/// The widest room of a bar among several small pictures.
const WIDEST: f64 = 110.0;

/// Whether all totals and years have room above and below bars that stand.
pub(crate) fn fit(chart: &StackedBars, sections: &[Section]) -> bool {
    let grouping = chart.grouping;
    let slot = match grouping {
        Grouping::Multiples => {
            let most = sections.iter().map(|s| s.bars.len()).max().unwrap_or(0);
            (panel_width(chart, sections.len()) / most.max(1) as f64).min(WIDEST)
        }
        Grouping::Grouped => group_slot(chart, sections),
    };
    let fits = |words: &str, style: Style| measure(words, style) + 4.0 <= slot;
    let bars = sections.iter().flat_map(|s| &s.bars);
    let bars_fit = bars.into_iter().all(|(label, _, bar)| {
        fits(total(bar), total_style()) && (grouping == Grouping::Grouped || fits(label, year_style()))
    });
    let titles_fit = grouping == Grouping::Multiples
        || sections.iter().all(|s| measure(s.title, year_style()) + 4.0 <= group_width(chart, sections));
    bars_fit && titles_fit && slot > 14.0
}

/// Draws all sections.
pub(crate) fn draw(sheet: &mut Sheet, chart: &StackedBars, sections: &[Section], ends: (f64, f64)) {
    match chart.grouping {
        Grouping::Multiples => multiples(sheet, chart, sections, ends),
        Grouping::Grouped => grouped(sheet, chart, sections, ends),
    }
}

fn multiples(sheet: &mut Sheet, chart: &StackedBars, sections: &[Section], ends: (f64, f64)) {
    let across = sections.len().min(3);
    let width = panel_width(chart, sections.len());
    let most = sections.iter().map(|s| s.bars.len()).max().unwrap_or(1).max(1);
    sheet.y += 6.0;
    for row in sections.chunks(across) {
        let titles: Vec<Block> = row.iter().map(|s| Block::of(s.title, bold(12.0), width - 6.0, 3)).collect();
        let titled = titles.iter().map(Block::height).fold(0.0, f64::max);
        let top = sheet.y + titled + 24.0;
        let scale = Scale::linear(ends.0, ends.1, top + HEIGHT, top);
        for (i, (section, title)) in row.iter().zip(&titles).enumerate() {
            let left = margin(chart) + (width + GUTTER) * i as f64;
            sheet.block(title, left, sheet.y, Anchor::Start);
            rulers(sheet, chart, &scale, (left, left + width), i == 0);
            let slot = (width / most as f64).min(WIDEST);
            for (k, (label, panel, bar)) in section.bars.iter().enumerate() {
                let middle = left + slot * (k as f64 + 0.5);
                column(sheet, chart, (*panel, bar), &scale, (middle, slot * SHARE));
                sheet.word(label, middle, top + HEIGHT + 17.0, Anchor::Middle, year_style());
            }
        }
        sheet.y = top + HEIGHT + 30.0;
    }
}

fn grouped(sheet: &mut Sheet, chart: &StackedBars, sections: &[Section], ends: (f64, f64)) {
    let top = sheet.y + 20.0;
    let bottom = top + HEIGHT + 20.0;
    let scale = Scale::linear(ends.0, ends.1, bottom, top);
    rulers(sheet, chart, &scale, (margin(chart), WIDTH), true);
    let (group, slot) = (group_width(chart, sections), group_slot(chart, sections));
    for (i, section) in sections.iter().enumerate() {
        let left = margin(chart) + group * i as f64 + (group - slot * section.bars.len() as f64) / 2.0;
        for (k, (_, panel, bar)) in section.bars.iter().enumerate() {
            let middle = left + slot * (k as f64 + 0.5);
            column(sheet, chart, (*panel, bar), &scale, (middle, slot * SHARE));
            sheet.word(&letter(*panel), middle, bottom + 15.0, Anchor::Middle, soft(10.5));
        }
        sheet.word(
            section.title,
            margin(chart) + group * (i as f64 + 0.5),
            bottom + 31.0,
            Anchor::Middle,
            year_style(),
        );
    }
    sheet.y = bottom + 42.0;
    for (i, panel) in chart.panels.iter().enumerate() {
        super::frame::remark(sheet, &format!("{}: {}", letter(i), panel.name));
    }
}

/// Draws one bar around the middle of its slot, its total above it.
fn column(sheet: &mut Sheet, chart: &StackedBars, entry: (usize, &Bar), scale: &Scale, slot: (f64, f64)) {
    let (panel, bar) = entry;
    let (middle, width) = slot;
    sheet.group(&chart.spoken(panel, bar), |sheet| {
        let mut above = scale.at(0.0).unwrap_or(0.0);
        for (of, from, to) in stretches(bar) {
            let (Some(a), Some(b)) = (scale.at(from.max(to)), scale.at(from.min(to))) else { continue };
            let rect = Rect { left: middle - width / 2.0, right: middle + width / 2.0, top: a, bottom: b };
            sheet.part(&of.about, &chart.spoken_part(panel, bar, of), |sheet| part(sheet, &rect, of, bar));
            above = above.min(a);
        }
        sheet.part(&bar.about, &chart.spoken_total(panel, bar), |sheet| {
            sheet.word(total(bar), middle, above - 6.0, Anchor::Middle, total_style());
        });
    });
}

fn rulers(sheet: &mut Sheet, chart: &StackedBars, scale: &Scale, across: (f64, f64), named: bool) {
    let style = soft(11.0);
    for tick in scale.ticks(5) {
        let Some(y) = scale.at(tick) else { continue };
        let words = chart.tick(tick);
        sheet.line((across.0, y), (across.1, y), solid(Paint::Grid, 1.0));
        if named && measure(&words, style) + 6.0 <= margin(chart) {
            sheet.word(&words, margin(chart) - 6.0, y + 4.0, Anchor::End, style);
        }
    }
    if let Some(y) = scale.at(0.0) {
        sheet.line((across.0, y), (across.1, y), solid(Paint::Axis, 1.2));
    }
}

const GUTTER: f64 = 24.0;

fn margin(chart: &StackedBars) -> f64 {
    if chart.tick(1.0) == number(1.0) { MARGIN } else { WORDED }
}

fn panel_width(chart: &StackedBars, panels: usize) -> f64 {
    let across = panels.clamp(1, 3) as f64;
    (WIDTH - margin(chart) - GUTTER * (across - 1.0)) / across
}

fn group_width(chart: &StackedBars, sections: &[Section]) -> f64 {
    (WIDTH - margin(chart)) / sections.len().max(1) as f64
}

fn group_slot(chart: &StackedBars, sections: &[Section]) -> f64 {
    let most = sections.iter().map(|s| s.bars.len()).max().unwrap_or(1).max(1);
    (group_width(chart, sections) * 0.88 / most as f64).min(90.0)
}

fn letter(panel: usize) -> String {
    let letter = char::from(b'A' + (panel % 26) as u8);
    if panel < 26 { letter.to_string() } else { format!("{letter}{}", panel / 26) }
}

fn total_style() -> Style {
    bold(11.5)
}

fn year_style() -> Style {
    plain(11.5)
}
