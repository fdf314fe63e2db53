//! The reader reaches its goals: on the texts of this project, and on those beside it where they are.

use std::path::{Path, PathBuf};

use winset_benches::gold::{Text, texts};
use winset_benches::tally::{Tally, part};
use winset_read::read;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn scores(folder: &Path) -> (Vec<Text>, Tally) {
    let texts = texts(folder).expect("texts with gold claims");
    assert!(!texts.is_empty(), "no texts in {}", folder.display());
    let mut all = Tally::default();
    for text in &texts {
        all.add(&Tally::of(text).expect("English"));
    }
    (texts, all)
}

#[test]
fn texts_that_were_kept_aside() {
    let (_, t) = scores(&root().join("crates/winset-read/tests/kept_articles"));
    assert!(t.f1() >= 0.85, "{}", t.text());
    assert!(part(t.amount, t.matched) >= 0.80, "{}", t.text());
}

#[test]
fn texts_that_the_rules_were_written_with() {
    let (_, t) = scores(&root().join("crates/winset-read/tests/articles"));
    assert!(t.f1() >= 0.90, "{}", t.text());
    assert!(part(t.kind, t.matched) >= 0.80, "{}", t.text());
}

#[test]
fn texts_beside_the_project() {
    let folder = root().join("../shared/articles");
    if !folder.is_dir() {
        eprintln!("SKIPPED: there is no {}", folder.display());
        return;
    }
    let (texts, t) = scores(&folder);
    assert!(t.f1() >= 0.85, "{}", t.text());
    assert!(part(t.kind, t.matched) >= 0.80, "{}", t.text());
    assert!(part(t.amount, t.matched) >= 0.95, "{}", t.text());
    for text in texts.iter().filter(|t| !t.absent.is_empty()) {
        nothing_invented(text);
    }
}

/// What the report of a breaking-off does not say: a counter-offer, an official figure, who left first, an expiry.
fn nothing_invented(text: &Text) {
    for c in read(&text.doc, None).expect("English") {
        let (kind, side) = (c.kind.word(), c.side.as_deref().unwrap_or(""));
        let words = text.doc.slice(&c.at);
        assert!(!(kind == "offer" && c.amount.is_some()), "{}: an offer: {words}", text.name);
        let official = c.attribution.word() == "official_statement" && kind == "demand";
        assert!(!(official && c.amount.is_some()), "{}: an official figure: {words}", text.name);
        assert!(!(kind == "walk_out" && side != "both"), "{}: {side} left: {words}", text.name);
        assert!(!(kind == "deadline" && side == "both"), "{}: an expiry: {words}", text.name);
    }
}
