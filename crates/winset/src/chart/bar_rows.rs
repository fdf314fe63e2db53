//! Stacked bars that lie: one row a bar, its name before it and its total behind it.

use super::marks::ground;
use super::place::{Anchor, Rect, Sheet, base_line, solid};
use super::scale::Scale;
use super::stacked_bars::{Bar, Part, Section, StackedBars, ground as ground_of, stretches, total};
use super::text::{Block, LEADING, Style, bold, measure, plain, soft};
use super::theme::Paint;

const THICK: f64 = 17.0;

/// Draws all sections below each other.
pub(crate) fn draw(sheet: &mut Sheet, chart: &StackedBars, sections: &[Section], ends: (f64, f64)) {
    let name = plain(11.5);
    let most = sheet.width.pick(150.0, 96.0);
    let bars = || sections.iter().flat_map(|s| &s.bars);
    let names = bars().map(|(label, _, _)| Block::of(label, name, most, 2).width()).fold(0.0, f64::max);
    let totals = bars().map(|(_, _, bar)| total_block(bar).width()).fold(0.0, f64::max);
    let (left, right) = (names + 8.0, sheet.width.px() - totals - 8.0);
    let scale = Scale::linear(ends.0, ends.1, left, right.max(left + 40.0));
    let begin = sheet.y;
    for section in sections {
        if !section.title.is_empty()
            && (sections.len() > 1 || !chart.panels.iter().all(|p| p.name.is_empty()))
        {
            let title = Block::of(section.title, bold(12.0), sheet.width.px(), 3);
            sheet.block(&title, 0.0, sheet.y + 2.0, Anchor::Start);
            sheet.y += title.height() + 5.0;
        }
        for (label, panel, bar) in &section.bars {
            let label = Block::of(label, name, most, 2);
            row(sheet, chart, (&label, *panel, bar), &scale, left);
        }
        sheet.y += 8.0;
    }
    rulers(sheet, chart, &scale, begin, ends);
}

fn row(sheet: &mut Sheet, chart: &StackedBars, entry: (&Block, usize, &Bar), scale: &Scale, left: f64) {
    let (label, panel, bar) = entry;
    let height = (THICK + 5.0).max(label.height() + 4.0);
    let middle = sheet.y + height / 2.0;
    sheet.group(&chart.spoken(panel, bar), |sheet| {
        sheet.block(label, left - 8.0, middle - label.height() / 2.0, Anchor::End);
        let zero = scale.at(0.0).unwrap_or(left);
        let mut end = zero;
        for (of, from, to) in stretches(bar) {
            let (Some(a), Some(b)) = (scale.at(from.min(to)), scale.at(from.max(to))) else { continue };
            let rect = Rect { left: a, right: b, top: middle - THICK / 2.0, bottom: middle + THICK / 2.0 };
            sheet.part(&of.about, &chart.spoken_part(panel, bar, of), |sheet| part(sheet, &rect, of, bar));
            end = end.max(b);
        }
        let total = total_block(bar);
        sheet.part(&bar.about, &chart.spoken_total(panel, bar), |sheet| {
            sheet.block(&total, end + 6.0, middle - total.height() / 2.0, Anchor::Start);
        });
    });
    sheet.y += height;
}

/// Draws one part of a bar, with its words when they fit.
pub(crate) fn part(sheet: &mut Sheet, rect: &Rect, of: &Part, bar: &Bar) {
    let kind = ground_of(bar.basis);
    let markup = ground(sheet, rect, Paint::Category(of.category), kind);
    sheet.draw(&markup);
    let solid_ground = kind == super::marks::Ground::Solid;
    let style = Style { paint: if solid_ground { Paint::Paper } else { Paint::Ink }, ..plain(10.5) };
    let Some((line, _)) = Block::of(&of.label, style, 1e4, 1).lines.pop() else { return };
    let (width, height) = (measure(&line, style), style.size * LEADING);
    let room = bar.parts.iter().filter(|p| p.value.is_finite()).count() > 1;
    if !room || width + 8.0 > rect.right - rect.left || height > rect.bottom - rect.top {
        return;
    }
    let (x, top) = ((rect.left + rect.right) / 2.0, (rect.top + rect.bottom - height) / 2.0);
    if kind == super::marks::Ground::Hatch {
        let chip = super::svg::Element::new("rect").num("x", x - width / 2.0 - 2.0).num("y", top + 0.5);
        let chip = chip.num("width", width + 4.0).num("height", height - 1.0);
        let chip = chip.attr("fill", &sheet.colour(Paint::Paper)).end();
        sheet.draw(&chip);
    }
    sheet.word(&line, x, base_line(top, style), Anchor::Middle, style);
}

/// Draws upright lines at round values and at zero, with the values below.
fn rulers(sheet: &mut Sheet, chart: &StackedBars, scale: &Scale, top: f64, ends: (f64, f64)) {
    let style = soft(11.0);
    let (bottom, base) = (sheet.y - 4.0, sheet.y + 11.0);
    for tick in scale.ticks(sheet.width.pick(6, 3)) {
        let Some(x) = scale.at(tick) else { continue };
        let words = chart.tick(tick);
        let half = measure(&words, style) / 2.0;
        let rect = Rect::new(x - half, base - 10.0, half * 2.0, 13.0);
        if x - half >= 0.0 && x + half <= sheet.width.px() && sheet.is_free_of_words(&rect.grown(4.0)) {
            sheet.upright(x, top, bottom + 2.0, solid(Paint::Grid, 1.0));
            sheet.word(&words, x, base, Anchor::Middle, style);
        }
    }
    if let (Some(zero), true) = (scale.at(0.0), ends.0 <= 0.0) {
        sheet.upright(zero, top, bottom, solid(Paint::Axis, 1.2));
    }
    sheet.y += 18.0;
}

fn total_block(bar: &Bar) -> Block {
    Block::of(total(bar), bold(11.5), 110.0, 1)
}
