//! `winset read`.

use std::process::ExitCode;

use winset::reading::{Reading, Rules, json, page, sheet, show};
use winset::verb::Form;
use winset::view;
use winset_read::figures::Known;
use winset_read::{Rates, figures, read};

use super::append;
use super::figures::{case_of, remarks_on};
use crate::args::{Format, Read};
use crate::document::{document, name, no_rules};
use crate::failure::Failure;
use crate::output::to_stdout;

pub fn run(a: &Read) -> Result<ExitCode, Failure> {
    let doc = document(&a.file, &a.told)?;
    if let Some(dir) = &a.append.append {
        return append::run(&doc, dir, &a.file, &a.append);
    }
    let case = match case_of(&a.beside, a.format.into())? {
        Ok(case) => case,
        Err(code) => return Ok(code),
    };
    let case = case.as_ref();
    let claims = read(&doc, case).map_err(|e| no_rules(&a.file, e))?;
    let rates = Rates::shipped();
    let known = Known { rates: &rates, case };
    let findings = figures(&doc, &known);
    let name = name(&a.file);
    let reading = Reading {
        doc: &doc,
        file: name.as_deref(),
        claims: &claims,
        findings: &findings,
        remarks: remarks_on(&doc, &known),
    };
    let rules = if a.explain { Rules::Named } else { Rules::Unnamed };
    to_stdout(&match a.format {
        Format::Text => view::text::write(&show::read(&reading, rules)),
        Format::Json => winset::json::text(&json::read(&reading)),
        Format::Csv => view::csv::write(&sheet::read(&reading)),
        Format::Html => page::read(&reading, rules),
        Format::Svg | Format::Xlsx => {
            return Err(Form::from(a.format).refused("text, json, csv and html").into());
        }
    })?;
    Ok(ExitCode::SUCCESS)
}
