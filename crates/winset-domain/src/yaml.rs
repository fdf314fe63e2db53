//! YAML with places: events of a safe parser to a tree; no tag is obeyed, and what an alias repeats is counted.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use winset_case::diagnostic::Place;

use crate::node::{Key, Node, What};
use crate::{MOST_DEPTH, MOST_VALUES};

/// The one document of a YAML text as a tree, or the place and the sentence of what cannot be read.
pub(crate) fn parse(text: &str, file: usize) -> Result<Node, (Place, String)> {
    let bytes = Bytes::of(text, file);
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| (bytes.from(e.marker().index()), neat(e.info())))?;
        let at = bytes.of_span(span);
        builder.step(event, at).map_err(|s| (at, s))?;
    }
    builder.root.ok_or((Place { file, start: 0, end: 0 }, "the file is empty".to_owned()))
}

/// The parser's own words as the end of a sentence.
fn neat(info: &str) -> String {
    format!("this is not YAML: {}", info.trim_end_matches('.'))
}

/// From positions in characters to places in bytes.
struct Bytes {
    starts: Vec<usize>,
    file: usize,
    length: usize,
}

impl Bytes {
    fn of(text: &str, file: usize) -> Bytes {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(i, _)| i).collect() };
        Bytes { starts, file, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.starts.is_empty() {
            return character.min(self.length);
        }
        self.starts.get(character).copied().unwrap_or(self.length)
    }

    fn from(&self, character: usize) -> Place {
        Place { file: self.file, start: self.byte(character), end: self.byte(character + 1) }
    }

    fn of_span(&self, span: Span) -> Place {
        Place { file: self.file, start: self.byte(span.start.index()), end: self.byte(span.end.index()) }
    }
}

/// A map or list that is being filled.
struct Open {
    at: Place,
    anchor: usize,
    key: Option<Key>,
    what: What,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    nodes: usize,
}

type Step = Result<(), String>;

impl Builder {
    fn step(&mut self, event: Event, at: Place) -> Step {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => Err("a second document begins".to_owned()),
            Event::Scalar(text, style, anchor, tag) => {
                let quoted = style != ScalarStyle::Plain || text_tag(tag.as_deref())?;
                let text = text.into_owned();
                let what = if quoted { What::Text(text) } else { What::Plain(text) };
                self.put(Node { at, what }, anchor, 1)
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(What::List(Vec::new()), anchor, tag.as_deref(), at)
            }
            Event::MappingStart(anchor, tag) => self.begin(What::Map(Vec::new()), anchor, tag.as_deref(), at),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err("an alias stands for something that contains it or is not there".to_owned());
                };
                let size = size(&node);
                self.put(node, 0, size)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, what: What, anchor: usize, tag: Option<&Tag>, at: Place) -> Step {
        text_tag(tag)?;
        if self.open.len() >= MOST_DEPTH {
            return Err(format!("values are nested deeper than {MOST_DEPTH}"));
        }
        self.open.push(Open { at, anchor, key: None, what });
        Ok(())
    }

    fn end(&mut self) -> Step {
        let Some(o) = self.open.pop() else { return Ok(()) };
        self.put(Node { at: o.at, what: o.what }, o.anchor, 1)
    }

    fn put(&mut self, node: Node, anchor: usize, size: usize) -> Step {
        self.nodes += size;
        if self.nodes > 2 * MOST_VALUES {
            return Err(format!("more than {} values in one file", 2 * MOST_VALUES));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(top) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut top.what {
            What::List(list) => list.push(node),
            What::Map(map) => match top.key.take() {
                Some(key) => map.push((key, node)),
                None => top.key = Some(key(node)?),
            },
            What::Text(_) | What::Plain(_) => {}
        }
        Ok(())
    }
}

fn key(node: Node) -> Result<Key, String> {
    match node.what {
        What::Text(text) => Ok(Key { text, at: node.at, plain: false }),
        What::Plain(text) => Ok(Key { text, at: node.at, plain: true }),
        _ => Err("a key is a list or a table".to_owned()),
    }
}

fn size(node: &Node) -> usize {
    match &node.what {
        What::Map(m) => 1 + m.iter().map(|(_, n)| 1 + size(n)).sum::<usize>(),
        What::List(l) => 1 + l.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// True where a tag says that a scalar is a text; the tags of plain YAML are harmless, all others are refused.
fn text_tag(tag: Option<&Tag>) -> Result<bool, String> {
    let Some(tag) = tag else { return Ok(false) };
    let name = format!("{}{}", tag.handle, tag.suffix);
    let core = tag.handle == "tag:yaml.org,2002:" || tag.handle == "!!";
    match tag.suffix.as_str() {
        "str" if core => Ok(true),
        "int" | "float" | "bool" | "null" | "map" | "seq" if core => Ok(false),
        _ => Err(format!("the tag `{}` is not obeyed", name.replace("tag:yaml.org,2002:", "!!"))),
    }
}
