//! A report: what an answer says, as data that every view can show.

use winset_case::Date;

/// An answer made ready to be shown.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Title in the first line.
    pub title: String,
    /// Said beside the title.
    pub beside: String,
    /// One or two sentences below the title.
    pub lead: Vec<String>,
    /// The parts in order.
    pub blocks: Vec<Block>,
    /// The last line: as-of day, case hash, version.
    pub foot: String,
}

/// A part of a report.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Short lines.
    Lines(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture in characters, for a terminal only.
    Art(String),
}

/// A table of text cells.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Column heads.
    pub head: Vec<Column>,
    /// Rows; every row has as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its words.
    pub name: String,
    /// Numbers stand to the right.
    pub right: bool,
}

impl Table {
    /// A table with left and right columns: a name that begins with `>` is one of numbers.
    pub fn new(caption: impl Into<String>, heads: &[&str]) -> Table {
        let head = heads
            .iter()
            .map(|h| match h.strip_prefix('>') {
                Some(name) => Column { name: name.to_owned(), right: true },
                None => Column { name: (*h).to_owned(), right: false },
            })
            .collect();
        Table { caption: caption.into(), head, rows: Vec::new() }
    }

    /// Removes a column.
    pub fn drop_column(&mut self, i: usize) {
        if i < self.head.len() {
            self.head.remove(i);
            self.rows.iter_mut().for_each(|r| {
                r.remove(i);
            });
        }
    }

    /// Adds a row, filled with blanks or cut to the number of columns.
    pub fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.head.len(), String::new());
        self.rows.push(cells);
    }
}

impl Report {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(text.into()));
    }

    /// Adds a table unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::Table(table));
        }
    }

    /// Adds lines unless there are none.
    pub fn lines(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.push(Block::Lines(lines));
        }
    }
}

/// The foot of every answer.
pub fn foot(as_of: Date, hash: &str) -> String {
    format!("as of {as_of} · case {hash} · winset {}", env!("CARGO_PKG_VERSION"))
}
