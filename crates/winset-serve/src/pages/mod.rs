//! The pages of the workbench, one file each: a view in, its parts out.

pub mod changed;
pub mod fields;
pub mod frame;
pub mod head;
pub mod notes;
pub mod price;
pub mod state;
pub mod vote;
pub mod when;

use crate::part::Part;
use crate::view::View;

/// A page: its name in the address and what draws it.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Name in the address; `pages.NAME` in the catalogue names it in the menu.
    pub name: &'static str,
    /// Draws its parts.
    pub parts: fn(&View<'_>) -> Vec<Part>,
}

/// The pages in the order of the menu.
pub const PAGES: [Page; 5] = [
    Page { name: "state", parts: state::parts },
    Page { name: "price", parts: price::parts },
    Page { name: "vote", parts: vote::parts },
    Page { name: "when", parts: when::parts },
    Page { name: "changed", parts: changed::parts },
];

/// The page of a name.
pub fn page(name: &str) -> Option<&'static Page> {
    PAGES.iter().find(|p| p.name == name)
}
