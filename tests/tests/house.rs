//! The rules of the house: arrows point one way, the core asks the world for nothing, files say what they are.

use winset_tests::disk::root;
use winset_tests::rules::{
    broken, crates, holds, house_dependencies, names_part, names_word, opening_sentence, sources, too_long,
};

/// Crates below the answers' callers: no disk, clock, network, terminal or order that changes from run to run.
const CORE: [&str; 6] = [
    "crates/winset-sheet/src",
    "crates/winset-case/src",
    "crates/winset-engine/src",
    "crates/winset-read/src",
    "crates/winset-domain/src",
    "crates/winset/src",
];
const FLOATS: [&str; 2] = ["crates/winset-engine/src", "crates/winset/src"];

/// Methods of `f64` whose last digit differs from machine to machine; `libm` has the same on every one.
const TRANSCENDENTAL: &[&str] = &[
    ".ln()",
    ".ln_1p()",
    ".log(",
    ".log2()",
    ".log10()",
    ".exp()",
    ".exp2()",
    ".exp_m1()",
    ".powf(",
    ".sin()",
    ".cos()",
    ".tan()",
    ".asin()",
    ".acos()",
    ".atan()",
    ".atan2(",
    ".sinh()",
    ".cosh()",
    ".tanh()",
    ".asinh()",
    ".acosh()",
    ".atanh()",
    ".cbrt()",
    ".hypot(",
    "f64::ln",
    "f64::exp",
    "f64::powf",
    "f64::sin",
    "f64::cos",
    "f64::tan",
    "f64::log",
];
/// Words of one case that no identifier may hold.
const CASE_WORDS: &[&str] = &["troop", "troops", "host", "won", "korea", "rok", "us", "usfk", "sma", "seoul"];

fn demand(found: Vec<String>, why: &str) {
    assert!(found.is_empty(), "{why}:\n  {}", found.join("\n  "));
}

fn all(folders: &[&str]) -> Vec<std::path::PathBuf> {
    let files: Vec<_> = folders.iter().flat_map(|f| sources(f)).collect();
    assert!(!files.is_empty(), "no sources below {folders:?}");
    files
}

fn no_word(folders: &[&str], words: &[&str], why: &str) {
    demand(broken(&all(folders), |s| names_word(s, words)), why);
}

fn no_piece(folders: &[&str], pieces: &[&str], why: &str) {
    demand(broken(&all(folders), |s| holds(s, pieces)), why);
}

#[test]
fn arrows_point_one_way() {
    let allowed = |name: &str| -> &[&str] {
        match name {
            "crates/winset-case" | "crates/winset-engine" => &[],
            "crates/winset-read" | "crates/winset-domain" | "crates/winset-sheet" => &["winset-case"],
            "crates/winset-disk" => &["winset-case", "winset-sheet"],
            "crates/winset" => &["winset-case", "winset-engine", "winset-read"],
            "crates/winset-serve" => &["winset", "winset-case", "winset-disk", "winset-read"],
            "crates/winset-cli" => {
                &["winset", "winset-case", "winset-disk", "winset-domain", "winset-read", "winset-serve"]
            }
            other => panic!("{other}: say here on what it may depend"),
        }
    };
    let mut found = Vec::new();
    for name in crates() {
        let manifest = std::fs::read_to_string(root().join(&name).join("Cargo.toml")).expect("readable");
        let bad =
            house_dependencies(&manifest).into_iter().filter(|(d, _)| !allowed(&name).contains(&d.as_str()));
        found.extend(bad.map(|(d, _)| format!("{name}/Cargo.toml depends on {d}")));
    }
    demand(found, "an arrow points the wrong way");
}

#[test]
fn the_check_of_arrows_can_fail() {
    let manifest = "[package]\nname = \"winset-case\"\n[dependencies]\ncsv = \"1\"\nwinset.workspace = true\n\
                    [dev-dependencies]\nwinset-engine = { path = \"..\" }\n[dependencies.winset-cli]\npath = \"..\"\n";
    let found: Vec<String> =
        house_dependencies(manifest).into_iter().map(|(name, dev)| format!("{name} {dev}")).collect();
    assert_eq!(found, ["winset false", "winset-engine true", "winset-cli false"]);
}

#[test]
fn every_file_opens_with_a_sentence() {
    let folders: Vec<String> = crates()
        .iter()
        .map(|c| format!("{c}/src"))
        .chain(["tests", "benches", "fuzz/fuzz_targets"].map(str::to_owned))
        .collect();
    let files = all(&folders.iter().map(String::as_str).collect::<Vec<_>>());
    demand(
        broken(&files, |s| opening_sentence(s).map(|w| (1, w)).into_iter().collect()),
        "a file does not say what it is",
    );
}

#[test]
fn the_check_of_opening_sentences_can_fail() {
    assert_eq!(opening_sentence("//! A file.\n\nfn f() {}\n"), None);
    assert_eq!(opening_sentence("//! A sentence over\n//! two lines.\n//!\n//! And more\nuse a;\n"), None);
    assert!(opening_sentence("//! A file\nfn f() {}\n").is_some_and(|w| w.contains("no full stop")));
    assert!(opening_sentence("use std::fmt;\n//! A file.\n").is_some_and(|w| w.contains("does not open")));
    assert!(opening_sentence("/// A function.\nfn f() {}\n").is_some());
}

#[test]
fn unsafe_code_is_forbidden_in_every_crate() {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("readable");
    let forbids = workspace.contains("unsafe_code = \"forbid\"");
    let mut found = Vec::new();
    for name in crates().into_iter().chain(["tests", "benches"].map(str::to_owned)) {
        let read = |file: &str| std::fs::read_to_string(root().join(&name).join(file)).unwrap_or_default();
        let attribute =
            ["src/lib.rs", "src/main.rs"].iter().any(|f| read(f).contains("#![forbid(unsafe_code)]"));
        if !(attribute || (forbids && inherits_lints(&read("Cargo.toml")))) {
            found.push(name);
        }
    }
    demand(found, "unsafe code is not forbidden in");
}

fn inherits_lints(manifest: &str) -> bool {
    manifest.split("[lints]").nth(1).is_some_and(|rest| rest.trim_start().starts_with("workspace = true"))
}

#[test]
fn the_check_of_unsafe_code_can_fail() {
    assert!(inherits_lints("[package]\n[lints]\nworkspace = true\n"));
    assert!(!inherits_lints("[package]\nname = \"x\"\n"));
    assert!(!inherits_lints("[lints]\n[dependencies]\nworkspace = true\n"));
}

#[test]
fn the_exact_world_has_no_float() {
    no_word(
        &[
            "crates/winset-case/src",
            "crates/winset-read/src",
            "crates/winset-domain/src",
            "crates/winset-sheet/src",
        ],
        &["f32", "f64"],
        "a float in the exact world",
    );
}

#[test]
fn the_core_reads_no_disk() {
    no_piece(
        &CORE,
        &["std::fs", "fs::read", "fs::write", "File::open", "File::create", "std::path::Path"],
        "the core touches the disk",
    );
}

#[test]
fn the_core_reads_no_environment() {
    no_piece(&CORE, &["std::env", "env::var", "env::args", "std::process"], "the core reads its environment");
}

#[test]
fn the_core_reads_no_clock() {
    no_piece(
        &CORE,
        &["std::time", "SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"],
        "the core reads a clock",
    );
}

#[test]
fn the_core_opens_no_socket() {
    no_piece(&CORE, &["std::net", "TcpStream", "UdpSocket"], "the core reaches for the network");
}

#[test]
fn the_core_keeps_no_unordered_collection() {
    no_word(&CORE, &["HashMap", "HashSet", "RandomState"], "an order that changes from run to run");
}

#[test]
fn the_core_prints_nothing() {
    no_piece(
        &CORE,
        &["println!", "print!", "eprintln!", "eprint!", "dbg!", "std::io", "io::stdout"],
        "the core prints",
    );
}

#[test]
fn floats_are_the_same_on_every_machine() {
    no_piece(
        &FLOATS,
        TRANSCENDENTAL,
        "a function whose last digit differs from machine to machine; use libm",
    );
}

#[test]
fn files_over_600_lines_say_why() {
    let folders: Vec<String> =
        crates().iter().map(|c| format!("{c}/src")).chain(["tests".into(), "benches".into()]).collect();
    let files = all(&folders.iter().map(String::as_str).collect::<Vec<_>>());
    demand(
        broken(&files, |s| too_long(s).map(|w| (1, w)).into_iter().collect()),
        "a file is long without a reason",
    );
}

#[test]
fn the_code_names_no_case() {
    let folders: Vec<String> = crates().iter().map(|c| format!("{c}/src")).collect();
    let files = all(&folders.iter().map(String::as_str).collect::<Vec<_>>());
    let mut found = broken(&files, |s| names_part(s, CASE_WORDS));
    // The host of a web address is another thing.
    found.retain(|f| !(f.starts_with("crates/winset/src/view/") && f.contains("`host`")));
    demand(found, "the code names a case");
}

#[test]
fn the_checks_of_source_can_fail() {
    let bad =
        "fn f(x: f64) -> HashMap<u8, u8> {\n    println!(\"{}\", x.ln());\n    std::fs::read(us_troops)\n}\n";
    assert_eq!(names_word(bad, &["f64", "HashMap"]), [(1, "names `f64`".to_owned())]);
    assert_eq!(holds(bad, &["println!"]), [(2, "holds `println!`".to_owned())]);
    assert_eq!(holds(bad, TRANSCENDENTAL), [(2, "holds `.ln()`".to_owned())]);
    assert_eq!(holds(bad, &["std::fs"]).len(), 1);
    assert_eq!(names_part(bad, CASE_WORDS).len(), 1);
    assert_eq!(names_part("let TroopCount = 1;\nlet bonus = wonder;\n", CASE_WORDS).len(), 1);
    let long = "let x = 1;\n".repeat(601);
    assert!(too_long(&long).is_some_and(|w| w.starts_with("601 lines")));
    assert_eq!(too_long(&format!("//! A file.\n// Over 600 lines because it is a table.\n{long}")), None);
}

#[test]
fn the_checks_of_source_read_code_only() {
    let good = "//! f64 and println! and troops.\n// x.ln()\nlet a = \"f64 \\\" println!(1) us\";\nlet b = r#\"x.ln() \"f64\"#;\n\
                /* HashMap\n f64 */ let c = '\"'; let d = \"f64\";\nlet e = \"two \\\n f64\";\n";
    assert_eq!(names_word(good, &["f64", "HashMap"]), []);
    assert_eq!(holds(good, &["println!", ".ln()"]), []);
    assert_eq!(names_part(good, CASE_WORDS), []);
    assert_eq!(holds("eprintln!(1)", &["println!"]), []);
    assert_eq!(holds("x\n    . ln ( )", &[".ln()"]).len(), 1);
}
