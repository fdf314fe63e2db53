//! The elements of a part, with their attributes and text; entities other than those of XML itself stand for nothing.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::Problem;
use crate::package::broken;

/// Deepest nesting that is followed.
const DEEPEST: usize = 256;

/// One step through a part.
pub enum Step {
    /// An element begins: local name and attributes.
    Open(String, Vec<(String, String)>),
    /// Text.
    Text(String),
    /// An element ends: local name.
    Close(String),
}

/// Walks through a part and hands every step to a function, which may stop the walk with a problem.
pub fn walk(path: &str, xml: &str, mut each: impl FnMut(Step) -> Result<(), Problem>) -> Result<(), Problem> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| broken(path))? {
            Event::Start(e) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(broken(path));
                }
                each(open(&e))?;
            }
            Event::Empty(e) => {
                each(open(&e))?;
                each(Step::Close(e.local_name().as_ref().to_owned()))?;
            }
            Event::End(e) => {
                depth = depth.saturating_sub(1);
                each(Step::Close(e.local_name().as_ref().to_owned()))?;
            }
            Event::Text(e) => each(Step::Text(e.xml10_content().into_owned()))?,
            Event::CData(e) => each(Step::Text(e.xml10_content().into_owned()))?,
            Event::GeneralRef(e) => {
                let one = e.resolve_char_ref().map_err(|_| broken(path))?;
                let text = one.map(String::from).or_else(|| known(&e.xml10_content()).map(str::to_owned));
                each(Step::Text(text.unwrap_or_default()))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn open(e: &BytesStart<'_>) -> Step {
    let mut all = e.attributes();
    let attributes = all.with_checks(false).flatten().map(|a| {
        let value = a.normalized_value(XmlVersion::default()).map(|v| v.into_owned()).unwrap_or_default();
        (a.key.local_name().as_ref().to_owned(), value)
    });
    Step::Open(e.local_name().as_ref().to_owned(), attributes.collect())
}

fn known(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// The value of an attribute.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}
