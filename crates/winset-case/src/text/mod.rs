//! Texts as trees and tables that remember where everything stands.

mod harmless;
mod layout;
mod node;
mod section;
mod sheet;

pub use harmless::{is_web_link, neutral};
pub use layout::{LaidRow, Layout};
pub use node::{Entry, Node, Table, Value, overlay, read_toml};
pub use section::{Section, parse_date, shorten};
pub(crate) use section::{decimal_of, figure_of, integer_of, is_id, text_of};
pub use sheet::{Cell, Row, Sheet, read_sheet};
