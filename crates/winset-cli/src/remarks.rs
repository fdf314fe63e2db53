//! Shows diagnostics: place, line, caret, sentence, hint.

use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use winset_case::text::neutral;
use winset_case::{Diagnostic, Severity};

/// The remarks of a case as a person reads them.
pub fn show(list: &[Diagnostic], dropped: usize) -> String {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out: Vec<String> = list.iter().map(|d| one(&renderer, d)).collect();
    out.push(summary(list, dropped));
    out.join("\n\n")
}

fn one(renderer: &Renderer, d: &Diagnostic) -> String {
    let level = match d.severity {
        Severity::Mistake => Level::ERROR.with_name("mistake"),
        Severity::Remark => Level::WARNING.with_name("remark"),
    };
    let sentence = neutral(&d.sentence);
    let excerpt = neutral(&d.excerpt);
    let bytes = |chars: usize| excerpt.char_indices().nth(chars).map_or(excerpt.len(), |(i, _)| i);
    let (start, end) = (bytes(d.marked.start), bytes(d.marked.end));
    let shown = if excerpt.is_empty() { " ".to_owned() } else { excerpt.clone() };
    let snippet = Snippet::source(&shown)
        .line_start(d.line)
        .path(&d.file)
        .annotation(AnnotationKind::Primary.span(start.min(shown.len())..end.min(shown.len())));
    let mut group = level.primary_title(&sentence).element(snippet);
    let hint = d.hint.as_deref().map(neutral);
    if let Some(h) = &hint {
        group = group.element(Level::HELP.with_name("hint").message(h));
    }
    renderer.render(&[group])
}

/// One line that counts.
pub fn summary(list: &[Diagnostic], dropped: usize) -> String {
    let mistakes = list.iter().filter(|d| d.severity == Severity::Mistake).count();
    let remarks = list.len() - mistakes;
    let count = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let more = if dropped > 0 { format!("; {dropped} more are not shown") } else { String::new() };
    format!("{}, {}{more}", count(mistakes, "mistake"), count(remarks, "remark"))
}
