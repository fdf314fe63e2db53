//! One sheet: cells by place, with number formats, none of which a program runs by surprise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Url, Worksheet, XlsxError,
};

use crate::view::csv::harmless;

/// Row and column, both from 0.
pub(super) type At = (u32, u16);

/// Longest text that a cell may hold, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Longest address that a link may have.
const LONGEST_ADDRESS: usize = 2_000;

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Title of a sheet.
    Title,
    /// Heading of a block.
    Heading,
    /// Head of a column.
    Head,
    /// Text that may be long.
    Text,
    /// Text that stands beside a table and makes no column wider.
    Note,
    /// A number with so many decimals.
    Number(u8),
    /// A number with so many decimals, of a last row.
    Total(u8),
    /// A fraction shown as a per cent.
    Percent,
    /// A number as it is.
    Plain,
    /// A year, beside what it heads.
    Year,
    /// A day.
    Day,
}

impl Style {
    fn format(self, input: bool) -> Format {
        let base = Format::new().set_align(FormatAlign::Top);
        let f = match self {
            Style::Title => base.set_bold().set_font_size(14.0),
            Style::Heading => base.set_bold().set_font_size(12.0),
            Style::Head => base
                .set_bold()
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xEE_EE_EE)),
            Style::Text => base.set_text_wrap().set_indent(1),
            Style::Note => base.set_font_color(Color::RGB(0x55_55_55)),
            Style::Number(d) => base.set_num_format(decimals(d)),
            Style::Total(d) => base.set_num_format(decimals(d)).set_bold().set_border_top(FormatBorder::Thin),
            Style::Percent => base.set_num_format(if input { "0.00##%" } else { "0.00%" }),
            Style::Year => base.set_num_format("0").set_align(FormatAlign::Left),
            Style::Plain => base.set_num_format("General"),
            Style::Day => base.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_indent(1),
        };
        if input {
            f.set_font_color(Color::RGB(0x00_00_C0)).set_background_color(Color::RGB(0xFF_F8_DC))
        } else {
            f
        }
    }
}

fn decimals(n: u8) -> String {
    if n == 0 { "#,##0".into() } else { format!("#,##0.{}", "0".repeat(usize::from(n))) }
}

/// A sheet that is being written; the first failure is kept and told at the end.
pub(super) struct Sheet {
    page: Worksheet,
    widths: BTreeMap<u16, f64>,
    heads: Vec<(At, String)>,
    wrapped: Vec<(At, usize)>,
    numbers: BTreeSet<u16>,
    cached: bool,
    failed: Option<XlsxError>,
}

impl Sheet {
    /// An empty sheet of a name that is already fit for one; landscape on A4, as wide as the page.
    ///
    /// Without `cached` its formulas carry no result, so that whoever reads one has computed it.
    pub fn new(name: &str, cached: bool) -> Sheet {
        let mut page = Worksheet::new();
        let failed = page.set_name(name).err();
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&L&A&RPage &P of &N");
        Sheet {
            page,
            widths: BTreeMap::new(),
            heads: Vec::new(),
            wrapped: Vec::new(),
            numbers: BTreeSet::new(),
            cached,
            failed,
        }
    }

    fn keep<T>(&mut self, result: Result<T, XlsxError>) {
        if let (Err(e), None) = (result.map(|_| ()), &self.failed) {
            self.failed = Some(e);
        }
    }

    fn wide(&mut self, column: u16, characters: usize) {
        let wanted = (characters as f64 + 2.0).clamp(9.0, 48.0);
        let w = self.widths.entry(column).or_insert(9.0);
        *w = w.max(wanted);
    }

    fn figure(&mut self, column: u16, value: f64, style: Style) {
        self.wide(column, digits(value, style));
        if style != Style::Year {
            self.numbers.insert(column);
        }
    }

    /// Text; whatever a spreadsheet would take for a formula begins with an apostrophe.
    pub fn text(&mut self, at: At, text: &str, style: Style) {
        let safe = fitting(&harmless(text));
        let length = safe.chars().count();
        match style {
            // The head of a column wraps between its words, and is written once it is known what stands below.
            Style::Head => {
                let longest = safe.split_whitespace().map(|w| w.chars().count()).max().unwrap_or_default();
                self.wide(at.1, longest.max(10));
                self.wrapped.push((at, length));
                return self.heads.push((at, safe));
            }
            Style::Text => {
                self.wide(at.1, length + 1);
                self.wrapped.push((at, length + 1));
            }
            _ => {}
        }
        let r = self.page.write_string_with_format(at.0, at.1, safe, &style.format(false)).map(|_| ());
        self.keep(r);
    }

    /// A number; nothing where it is none.
    pub fn number(&mut self, at: At, value: f64, style: Style) {
        self.write_number(at, value, style, false);
    }

    /// A number that the reader may change.
    pub fn input(&mut self, at: At, value: f64, style: Style) {
        self.write_number(at, value, style, true);
    }

    fn write_number(&mut self, at: At, value: f64, style: Style, input: bool) {
        if value.is_finite() {
            self.figure(at.1, value, style);
            let r = self.page.write_number_with_format(at.0, at.1, value, &style.format(input)).map(|_| ());
            self.keep(r);
        }
    }

    /// A formula and the value that it has now.
    pub fn formula(&mut self, at: At, formula: &str, now: Option<f64>, style: Style) {
        let mut f = Formula::new(formula);
        if let Some(v) = now.filter(|v| v.is_finite()) {
            self.figure(at.1, v, style);
            if self.cached {
                f = f.set_result(v.to_string());
            }
        }
        let r = self.page.write_formula_with_format(at.0, at.1, f, &style.format(false)).map(|_| ());
        self.keep(r);
    }

    /// A formula whose value is a word.
    pub fn word_formula(&mut self, at: At, formula: &str, now: &str) {
        let f = Formula::new(formula);
        let f = if self.cached { f.set_result(now) } else { f };
        let r = self.page.write_formula_with_format(at.0, at.1, f, &Style::Text.format(false)).map(|_| ());
        self.keep(r);
    }

    /// A real date; days before 1900, which a spreadsheet does not know, stay text.
    pub fn day(&mut self, at: At, day: Date) {
        self.wide(at.1, 10);
        match excel_day(day) {
            Some(d) => {
                let r = self
                    .page
                    .write_datetime_with_format(at.0, at.1, &d, &Style::Day.format(false))
                    .map(|_| ());
                self.keep(r);
            }
            None => self.text(at, &day.to_string(), Style::Text),
        }
    }

    /// A link that opens a web page; any other address stays text.
    pub fn link(&mut self, at: At, address: &str) {
        let web = address.starts_with("https://") || address.starts_with("http://");
        let clean = address.chars().all(|c| c.is_ascii_graphic()) && address.len() <= LONGEST_ADDRESS;
        if !(web && clean) {
            return self.text(at, address, Style::Note);
        }
        let shown = if address.len() > 60 { format!("{}…", &address[..59]) } else { address.to_owned() };
        self.wide(at.1, shown.len());
        let r = self.page.write_url(at.0, at.1, Url::new(address).set_text(shown)).map(|_| ());
        self.keep(r);
    }

    /// A line of column heads.
    pub fn heads(&mut self, row: u32, heads: &[&str]) {
        for (column, head) in (0..).zip(heads) {
            self.text((row, column), head, Style::Head);
        }
    }

    /// Keeps all above a row, and all left of a column, in sight and on every printed page.
    pub fn freeze(&mut self, row: u32, column: u16) {
        let r = self.page.set_freeze_panes(row, column).map(|_| ());
        self.keep(r);
        if row > 0 {
            let r = self.page.set_repeat_rows(row - 1, row - 1).map(|_| ());
            self.keep(r);
        }
    }

    /// The sheet with its columns as wide as what they hold.
    ///
    /// # Errors
    /// The first thing that could not be written.
    pub fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (at, words) in std::mem::take(&mut self.heads) {
            let left = Style::Head.format(false);
            let format = if self.numbers.contains(&at.1) { left.set_align(FormatAlign::Right) } else { left };
            let r = self.page.write_string_with_format(at.0, at.1, words, &format).map(|_| ());
            self.keep(r);
        }
        for (row, lines) in self.lines() {
            let r = self.page.set_row_height(row, f64::from(lines) * 15.0).map(|_| ());
            self.keep(r);
        }
        for (column, width) in std::mem::take(&mut self.widths) {
            let r = self.page.set_column_width(column, width).map(|_| ());
            self.keep(r);
        }
        match self.failed {
            Some(e) => Err(e),
            None => Ok(self.page),
        }
    }
}

impl Sheet {
    /// Rows whose wrapped text needs several lines, and how many: not every program finds that out by itself.
    fn lines(&self) -> BTreeMap<u32, u32> {
        let mut rows = BTreeMap::new();
        for ((row, column), length) in &self.wrapped {
            let width = self.widths.get(column).copied().unwrap_or(9.0);
            // A width is counted in digits; most letters are narrower.
            let lines = libm::ceil(*length as f64 / (width * 1.05)).clamp(1.0, 12.0) as u32;
            let most = rows.entry(*row).or_insert(1);
            *most = lines.max(*most);
        }
        rows.retain(|_, lines| *lines > 1);
        rows
    }
}

/// The float nearest to a decimal, read from its digits.
pub(super) fn exact(d: Decimal) -> f64 {
    d.to_string().parse().unwrap_or(f64::NAN)
}

/// A day as a spreadsheet counts it.
pub(super) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

/// `$B$7`.
pub(super) fn absolute(at: At) -> String {
    rust_xlsxwriter::utility::row_col_to_cell_absolute(at.0, at.1)
}

/// `B7`.
pub(super) fn a1(at: At) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(at.0, at.1)
}

fn digits(value: f64, style: Style) -> usize {
    let whole = format!("{:.0}", value.abs()).len();
    match style {
        Style::Number(d) | Style::Total(d) => whole + whole / 3 + usize::from(d) + 2,
        Style::Percent => 8,
        _ => value.to_string().len().min(20),
    }
}

fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut room = LONGEST - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}
