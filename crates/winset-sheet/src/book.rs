//! Which sheet of a workbook is read, and what its cells refer to: shared strings and number formats.

use crate::Problem;
use crate::number::Shown;
use crate::package::{Package, broken, no_workbook};
use crate::xml::{Step, attribute, walk};

/// Most sheets of a workbook.
const MOST_SHEETS: usize = 200;

/// The sheet that is read, as XML, and what its cells refer to.
pub struct SheetPart {
    /// Path of the part.
    pub path: String,
    /// Its text.
    pub xml: String,
    /// Shared strings.
    pub strings: Vec<String>,
    /// How numbers are shown, by style of a cell.
    pub styles: Vec<Shown>,
    /// Days are counted from 1904.
    pub from_1904: bool,
}

struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

/// The sheet of a workbook that stands for a file of that name.
pub fn sheet(bytes: &[u8], name: &str) -> Result<SheetPart, Problem> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let xml = package.part(&main)?.ok_or_else(no_workbook)?;
    let (listed, from_1904) = workbook(&main, &xml)?;
    let chosen = choose(&listed, name)?;
    let relations = relations(&mut package, &main)?;
    let target = |wanted: &dyn Fn(&Relation) -> bool| {
        relations.iter().find(|r| wanted(r)).map(|r| beside(&main, &r.target))
    };
    let path = target(&|r| r.id == chosen.relation && !r.external).ok_or_else(|| broken(&main))?;
    let xml = package.part(&path)?.ok_or_else(|| broken(&path))?;
    let strings = match target(&|r| r.kind.ends_with("/sharedStrings") && !r.external) {
        Some(p) => package.part(&p)?.map_or(Ok(Vec::new()), |x| strings(&p, &x))?,
        None => Vec::new(),
    };
    let styles = match target(&|r| r.kind.ends_with("/styles") && !r.external) {
        Some(p) => package.part(&p)?.map_or(Ok(Vec::new()), |x| styles(&p, &x))?,
        None => Vec::new(),
    };
    Ok(SheetPart { path, xml, strings, styles, from_1904 })
}

struct Relation {
    id: String,
    kind: String,
    target: String,
    external: bool,
}

fn relations(package: &mut Package<'_>, of: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let gap = if folder.is_empty() { "" } else { "/" };
    let path = format!("{folder}{gap}_rels/{file}.rels");
    let Some(xml) = package.part(&path)? else { return Ok(Vec::new()) };
    let mut list = Vec::new();
    walk(&path, &xml, |step| {
        if let Step::Open(name, a) = step
            && name == "Relationship"
        {
            let get = |n: &str| attribute(&a, n).unwrap_or_default().to_owned();
            let external = attribute(&a, "TargetMode") == Some("External");
            list.push(Relation { id: get("Id"), kind: get("Type"), target: get("Target"), external });
        }
        Ok(())
    })?;
    Ok(list)
}

fn main_part(package: &mut Package<'_>) -> Result<String, Problem> {
    let found = relations(package, "")?;
    let main = found.into_iter().find(|r| r.kind.ends_with("/officeDocument") && !r.external);
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target.trim_start_matches('/').to_owned()))
}

/// The path of a target that is told from the folder of another part.
fn beside(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = part.split('/').collect();
    path.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

fn workbook(path: &str, xml: &str) -> Result<(Vec<Listed>, bool), Problem> {
    let mut list = Vec::new();
    let mut from_1904 = false;
    walk(path, xml, |step| {
        let Step::Open(name, a) = step else { return Ok(()) };
        match name.as_str() {
            "workbookPr" => from_1904 = matches!(attribute(&a, "date1904"), Some("1" | "true" | "on")),
            "sheet" if list.len() >= MOST_SHEETS => {
                return Err(Problem::new(
                    format!("the file has more than {MOST_SHEETS} sheets"),
                    "keep the one to be read",
                ));
            }
            "sheet" => list.push(Listed {
                name: attribute(&a, "name").unwrap_or_default().to_owned(),
                relation: attribute(&a, "id").unwrap_or_default().to_owned(),
                hidden: attribute(&a, "state").is_some_and(|s| s != "visible"),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok((list, from_1904))
}

/// The sheet called as the file is, or the only one that can be seen.
fn choose<'a>(listed: &'a [Listed], file: &str) -> Result<&'a Listed, Problem> {
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".xlsx");
    let visible: Vec<&Listed> = listed.iter().filter(|s| !s.hidden).collect();
    let named = visible.iter().find(|s| s.name.trim().eq_ignore_ascii_case(stem)).copied();
    match (named, visible.as_slice()) {
        (Some(sheet), _) => Ok(sheet),
        (None, [sheet]) => Ok(*sheet),
        (None, []) => Err(Problem::new("the file has no sheet that can be seen", "save it again with one")),
        (None, several) => {
            let names: Vec<&str> = several.iter().take(10).map(|s| s.name.as_str()).collect();
            let sentence = format!(
                "the file has {} sheets ({}) and none is called `{stem}`",
                several.len(),
                names.join(", ")
            );
            Err(Problem::new(sentence, "give the sheet to be read that name"))
        }
    }
}

/// The shared strings; how a character is pronounced is left out.
fn strings(path: &str, xml: &str) -> Result<Vec<String>, Problem> {
    let mut list = Vec::new();
    let (mut one, mut inside, mut phonetic) = (String::new(), false, 0_u32);
    walk(path, xml, |step| {
        match step {
            Step::Open(name, _) => match name.as_str() {
                "si" => one.clear(),
                "rPh" => phonetic += 1,
                "t" => inside = true,
                _ => {}
            },
            Step::Text(text) if inside && phonetic == 0 => one.push_str(&text),
            Step::Close(name) => match name.as_str() {
                "si" => list.push(std::mem::take(&mut one)),
                "rPh" => phonetic = phonetic.saturating_sub(1),
                "t" => inside = false,
                _ => {}
            },
            Step::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(list)
}

/// How the numbers of each style are shown.
fn styles(path: &str, xml: &str) -> Result<Vec<Shown>, Problem> {
    let mut own: Vec<(u32, String)> = Vec::new();
    let mut list = Vec::new();
    let mut in_cells = false;
    walk(path, xml, |step| {
        match step {
            Step::Open(name, a) => {
                let number = || attribute(&a, "numFmtId").and_then(|v| v.parse::<u32>().ok());
                match name.as_str() {
                    "numFmt" => {
                        if let Some(id) = number() {
                            own.push((id, attribute(&a, "formatCode").unwrap_or_default().to_owned()));
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = number().unwrap_or(0);
                        let code = own.iter().find(|(n, _)| *n == id).map(|(_, c)| c.as_str());
                        list.push(Shown::of(id, code));
                    }
                    _ => {}
                }
            }
            Step::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(list)
}
