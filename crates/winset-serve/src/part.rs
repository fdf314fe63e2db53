//! The parts of a page: each a sentence, a picture with its table, and what stands below it.
//!
//! The script exchanges parts one by one: a part whose text did not change stays as it is, and a field in a hand is left to it.

use std::fmt::Write;

use winset::chart::{Picture, Theme, Width};
use winset::report::{Block, Report, Table};
use winset::view::html::{escape, figure};

use crate::view::View;

/// A part of a page.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its name in the page, letters and hyphens.
    pub id: String,
    /// Its heading; none where it is empty.
    pub heading: String,
    /// One sentence above the picture that says what one sees.
    pub sentence: String,
    /// The picture.
    pub picture: Option<Picture>,
    /// The tables that may be taken as CSV; where there are none, the table of the picture.
    pub tables: Vec<Table>,
    /// Markup below the picture, escaped already.
    pub html: String,
    /// Fields that ask anew when they are moved.
    pub controls: bool,
    /// Takes both columns of a wide window.
    pub wide: bool,
    /// Where the page shows a part of this name already, that one stays: what was asked is not understood.
    pub keep: bool,
}

impl Part {
    /// A part with a heading and a sentence.
    pub fn new(id: &str, heading: impl Into<String>, sentence: impl Into<String>) -> Part {
        Part { id: id.into(), heading: heading.into(), sentence: sentence.into(), ..Part::default() }
    }

    /// The part with a picture.
    #[must_use]
    pub fn with_picture(mut self, picture: Option<Picture>) -> Part {
        self.picture = picture;
        self
    }

    /// The part with markup below.
    #[must_use]
    pub fn with_html(mut self, html: impl Into<String>) -> Part {
        self.html = html.into();
        self
    }

    /// The part with a table that may be taken as CSV; the markup shows it as it likes.
    #[must_use]
    pub fn with_table(mut self, table: Table) -> Part {
        if !table.rows.is_empty() {
            self.tables.push(table);
        }
        self
    }

    /// The part across both columns of a wide window.
    #[must_use]
    pub fn across(mut self) -> Part {
        self.wide = true;
        self
    }

    /// Fields of a form: `name` of each is a parameter of the address.
    pub fn controls(id: &str, heading: impl Into<String>, fields: impl Into<String>) -> Part {
        Part {
            id: id.into(),
            heading: heading.into(),
            html: fields.into(),
            controls: true,
            ..Part::default()
        }
    }

    /// Its tables as CSV; none where it shows no figures.
    pub fn csv(&self) -> Option<String> {
        let mut tables = self.tables.clone();
        if let (true, Some(p)) = (tables.is_empty(), &self.picture) {
            tables.push(winset::view::html::of_chart(&p.table()));
        }
        let report = Report { blocks: tables.into_iter().map(Block::Table).collect(), ..Report::default() };
        (!report.blocks.is_empty()).then(|| winset::view::csv::write(&report))
    }

    /// The part as markup.
    pub fn write(&self, view: &View<'_>, page: &str) -> String {
        let class = if self.wide { "part wide" } else { "part" };
        let keep = if self.keep { " data-keep" } else { "" };
        let mut out =
            format!("<section class=\"{class}\" id=\"{0}\" data-part=\"{0}\"{keep}", escape(&self.id));
        if self.heading.is_empty() {
            out.push('>');
        } else {
            let _ = write!(
                out,
                " aria-labelledby=\"{0}-h\"><h2 id=\"{0}-h\">{1}</h2>",
                escape(&self.id),
                escape(&self.heading)
            );
        }
        if !self.sentence.is_empty() {
            let _ = write!(out, "<p class=\"says\">{}</p>", escape(&self.sentence));
        }
        if let Some(p) = &self.picture {
            let draw = |width| p.draw(width, Theme::Page);
            out.push_str(&figure(
                &draw(Width::Wide),
                &draw(Width::Narrow),
                view.say("frame.table"),
                &p.table(),
            ));
        }
        if self.controls {
            let _ = write!(out, "<form data-controls autocomplete=\"off\">{}</form>", self.html);
        } else {
            out.push_str(&self.html);
        }
        out.push_str(&self.take(view, page));
        out.push_str("</section>");
        out
    }

    /// The links that take picture and table away; they carry the state of the address.
    fn take(&self, view: &View<'_>, page: &str) -> String {
        let address = |form: &str| {
            let query = view.params.query();
            escape(&format!("/api/v1/cases/{}/pages/{page}/{}.{form}?{query}", view.id, self.id))
        };
        let mut list = Vec::new();
        let named =
            |words: &str| escape(&view.with("frame.take", &[("form", words), ("what", &self.heading)]));
        if self.picture.is_some() || !self.tables.is_empty() {
            let label = named("CSV");
            list.push(format!("<a href=\"{}\" download aria-label=\"{label}\">CSV</a>", address("csv")));
        }
        if self.picture.is_some() {
            let (svg, png) = (named("SVG"), named("PNG"));
            list.push(format!("<a href=\"{}\" download aria-label=\"{svg}\">SVG</a>", address("svg")));
            list.push(format!(
                "<button type=\"button\" class=\"plain\" data-png=\"{}\" aria-label=\"{png}\">PNG</button>",
                address("svg")
            ));
        }
        if list.is_empty() { String::new() } else { format!("<p class=\"take\">{}</p>", list.join(" ")) }
    }
}
