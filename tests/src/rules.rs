//! The rules of the house as functions over source text, so that each can be shown to fail.

use std::path::{Path, PathBuf};

use crate::disk::{files_below, root};

/// A line of a source file, with what is code in it.
struct Code {
    number: usize,
    text: String,
}

/// The lines of a source with comments and the insides of texts taken out; lines of code only.
fn code(source: &str) -> Vec<Code> {
    let mut stripper = Stripper::default();
    let lines = source.lines().map(|l| stripper.line(l)).enumerate();
    lines.map(|(i, text)| Code { number: i + 1, text }).filter(|c| !c.text.trim().is_empty()).collect()
}

/// What of a line is still open when it ends.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Text,
    /// A raw text that ends with a quote and so many hashes.
    Raw(usize),
    Comment,
}

#[derive(Default)]
struct Stripper {
    open: Open,
}

impl Stripper {
    fn line(&mut self, line: &str) -> String {
        let chars: Vec<char> = line.chars().collect();
        let mut out = String::new();
        let mut i = 0;
        while i < chars.len() {
            i += self.step(&chars[i..], &mut out);
        }
        out
    }

    /// Reads one sign or one token; says how many characters it took.
    fn step(&mut self, rest: &[char], out: &mut String) -> usize {
        let starts = |text: &str| text.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
        match self.open {
            Open::Comment if starts("*/") => self.close(2),
            Open::Text if rest[0] == '\\' => 2,
            Open::Text if rest[0] == '"' => self.close_text(out, 1),
            Open::Raw(hashes) if starts(&format!("\"{}", "#".repeat(hashes))) => {
                self.close_text(out, 1 + hashes)
            }
            Open::Comment | Open::Text | Open::Raw(_) => 1,
            Open::Nothing if starts("//") => rest.len(),
            Open::Nothing if starts("/*") => self.begin(Open::Comment, out, "", 2),
            Open::Nothing if rest[0] == '"' => self.begin(Open::Text, out, "\"", 1),
            Open::Nothing if starts("'\"'") || starts("'\\''") => {
                rest.len().min(if starts("'\"'") { 3 } else { 4 })
            }
            Open::Nothing if starts("r\"") || starts("r#") => {
                let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
                match rest.get(1 + hashes) {
                    Some('"') => self.begin(Open::Raw(hashes), out, "\"", 2 + hashes),
                    _ => self.plain(rest[0], out),
                }
            }
            Open::Nothing => self.plain(rest[0], out),
        }
    }

    fn plain(&mut self, c: char, out: &mut String) -> usize {
        out.push(c);
        1
    }

    fn begin(&mut self, open: Open, out: &mut String, shown: &str, taken: usize) -> usize {
        self.open = open;
        out.push_str(shown);
        taken
    }

    fn close(&mut self, taken: usize) -> usize {
        self.open = Open::Nothing;
        taken
    }

    fn close_text(&mut self, out: &mut String, taken: usize) -> usize {
        out.push('"');
        self.close(taken)
    }
}

/// Identifiers of a line of code.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty())
}

/// The word that opens a file: one sentence behind `//!` that ends with a full stop.
pub fn opening_sentence(source: &str) -> Option<String> {
    let docs: Vec<&str> =
        source.lines().take_while(|l| l.starts_with("//!")).map(|l| l[3..].trim()).collect();
    let first: Vec<&str> = docs.iter().copied().take_while(|l| !l.is_empty()).collect();
    let text = first.join(" ");
    (!text.ends_with('.')).then(|| match text.as_str() {
        "" => "the file does not open with a `//!` sentence".to_owned(),
        _ => format!("the opening sentence has no full stop: {text}"),
    })
}

/// Lines of code that name one of the words.
pub fn names_word(source: &str, forbidden: &[&str]) -> Vec<(usize, String)> {
    let found =
        |c: &Code| words(&c.text).find(|w| forbidden.contains(w)).map(|w| (c.number, format!("names `{w}`")));
    code(source).iter().filter_map(found).collect()
}

/// Lines of code that hold one of the pieces, blanks aside.
pub fn holds(source: &str, forbidden: &[&str]) -> Vec<(usize, String)> {
    let found = |c: &Code| {
        let tight: String = c.text.split_whitespace().collect();
        let at = |p: &&str| tight.match_indices(*p).any(|(i, _)| stands_alone(&tight, i, p));
        forbidden.iter().find(|p| at(p)).map(|p| (c.number, format!("holds `{p}`")))
    };
    code(source).iter().filter_map(found).collect()
}

/// True unless the piece begins inside a longer name: `eprintln!` is not `println!` twice.
fn stands_alone(line: &str, at: usize, piece: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    !(piece.starts_with(inside) && line[..at].ends_with(inside))
}

/// Lines of code with an identifier of which one part is one of the words: `us_troops`, `TroopCount`.
pub fn names_part(source: &str, forbidden: &[&str]) -> Vec<(usize, String)> {
    let found = |c: &Code| {
        let bad = words(&c.text).find(|w| parts(w).iter().any(|p| forbidden.contains(&p.as_str())));
        bad.map(|w| (c.number, format!("the identifier `{w}` names a case, not the kind of thing")))
    };
    code(source).iter().filter_map(found).collect()
}

/// The parts of an identifier in small letters: `TroopCount` is troop and count.
fn parts(word: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    let mut was_small = false;
    for c in word.chars() {
        if c == '_' || (c.is_uppercase() && was_small) {
            list.push(String::new());
        }
        if c != '_' {
            list.last_mut().expect("a part").extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    list
}

/// True if a file of many lines of code does not say near its top why.
pub fn too_long(source: &str) -> Option<String> {
    let lines = code(source).len();
    let says = source.lines().take(12).any(|l| l.starts_with("// Over 600 lines because "));
    (lines > 600 && !says)
        .then(|| format!("{lines} lines of code, and no line `// Over 600 lines because …` near its top"))
}

/// The names of dependencies of a manifest that begin with `winset`; those for tests only are marked.
pub fn house_dependencies(manifest: &str) -> Vec<(String, bool)> {
    let mut list = Vec::new();
    let mut table = String::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']).to_owned();
            // [dependencies.winset] is a dependency too.
            if let Some((head, name)) = table.split_once("dependencies.") {
                list.push((name.to_owned(), head.ends_with("dev-")));
            }
        } else if table.ends_with("dependencies")
            && let Some((name, _)) = line.split_once(['=', '.', ' '])
        {
            list.push((name.trim_matches('"').to_owned(), table.ends_with("dev-dependencies")));
        }
    }
    list.retain(|(name, _)| name.starts_with("winset"));
    list
}

/// The source files of a member, by its path from the root.
pub fn sources(member: &str) -> Vec<PathBuf> {
    files_below(&root().join(member), &[".rs"])
}

/// The members whose files the rules read.
pub fn crates() -> Vec<String> {
    let mut list: Vec<String> = std::fs::read_dir(root().join("crates"))
        .expect("crates")
        .flatten()
        .filter(|e| e.path().join("Cargo.toml").is_file())
        .map(|e| format!("crates/{}", e.file_name().to_string_lossy()))
        .collect();
    list.sort();
    list
}

/// Applies a rule to every file and tells `file:line` of what it finds.
pub fn broken(files: &[PathBuf], rule: impl Fn(&str) -> Vec<(usize, String)>) -> Vec<String> {
    let mut list = Vec::new();
    for path in files {
        let source = std::fs::read_to_string(path).expect("readable");
        list.extend(rule(&source).into_iter().map(|(line, what)| format!("{}:{line} {what}", shown(path))));
    }
    list
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.split_once("/../").map_or(text.clone(), |(_, rest)| rest.to_owned())
}
