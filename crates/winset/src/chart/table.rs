//! The table beside a picture: every figure in words.

/// What is not known.
pub(crate) const UNKNOWN: &str = "—";

/// A table of text cells that says what a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Column heads.
    pub head: Vec<Head>,
    /// Rows; every row has as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its words.
    pub name: String,
    /// How its cells stand.
    pub align: Align,
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words: to the left.
    Left,
    /// Numbers: to the right.
    Right,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(caption: &str, heads: &[(&str, Align)]) -> Table {
        let head =
            heads.iter().map(|(name, align)| Head { name: (*name).to_owned(), align: *align }).collect();
        Table { caption: caption.to_owned(), head, rows: Vec::new() }
    }

    /// Adds a row; empty cells say that nothing is known.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        let mut cells: Vec<String> =
            cells.into_iter().map(|c| if c.is_empty() { UNKNOWN.to_owned() } else { c }).collect();
        cells.resize(self.head.len(), UNKNOWN.to_owned());
        self.rows.push(cells);
    }
}

/// A label, or the sign for unknown when its number cannot be drawn.
pub(crate) fn known(label: &str, value: f64) -> String {
    if value.is_finite() { label.to_owned() } else { UNKNOWN.to_owned() }
}
