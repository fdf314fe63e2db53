//! The seeds of the fuzzer, and what it once found, replayed without a fuzzer.

#[path = "../../fuzz/fuzz_targets/checks.rs"]
mod checks;

use winset_tests::disk::{files_below, root};

fn replay(target: &str, check: fn(&[u8])) {
    let seeds = files_below(&root().join("fuzz/seeds").join(target), &[""]);
    assert!(seeds.len() >= 5, "{target} has {} seeds", seeds.len());
    for path in seeds {
        let bytes = std::fs::read(&path).expect("readable");
        let done = std::panic::catch_unwind(|| check(&bytes));
        assert!(done.is_ok(), "{} panics", path.display());
    }
}

#[test]
fn folders() {
    replay("folder", checks::folder);
}

#[test]
fn sheets() {
    replay("sheet", checks::sheet);
}

#[test]
fn figures() {
    replay("figure", checks::figure);
}

#[test]
fn inline_proposals() {
    replay("inline", checks::typed);
}

#[test]
fn overlays() {
    replay("overlay", checks::overlay);
}

#[test]
fn documents() {
    replay("document", checks::document);
}

#[test]
fn domains() {
    replay("domain", checks::domain);
}

#[test]
fn shared_bills() {
    replay("sharing", checks::sharing);
}
