//! `winset deals`.

use std::process::ExitCode;

use winset::deals::{
    Asked, Failed, Listing, deals, explain, explained_json, explained_report, json, report, sheet,
};
use winset::{pictures, view};

use super::ask;
use crate::args::{Deals, Format};
use crate::load::Failure;
use crate::output::{to_stderr, to_stdout};

pub fn run(a: &Deals) -> Result<ExitCode, Failure> {
    let asked = Asked {
        methods: a.method.clone(),
        weights: a.weight.iter().map(|w| weight(w)).collect::<Result<_, _>>()?,
        confidences: a.confidence.clone(),
    };
    let (_, q, _) = match ask(&a.asked, a.format)? {
        Ok(x) => x,
        Err(code) => return Ok(code),
    };
    let failed = |e: Failed| match e {
        Failed::Missing(e) => {
            to_stderr(&format!("winset: {e} (as of {})", q.as_of));
            ExitCode::from(1)
        }
        Failed::Asked(e) => {
            to_stderr(&format!("winset: {e}"));
            ExitCode::from(2)
        }
    };
    let answer = match deals(&q, &asked) {
        Ok(d) => d,
        Err(e) => return Ok(failed(e)),
    };
    let explained = match a.explain.as_deref().map(|text| explain(&q, &answer, text)) {
        Some(Ok(e)) => Some(e),
        Some(Err(e)) => return Ok(failed(e)),
        None => None,
    };
    let table = || match &explained {
        Some(e) => explained_report(&q, &answer, e),
        None => report(&q, &answer, listing(a)),
    };
    let text = match a.format {
        Format::Text => view::text::write(&table()),
        Format::Csv if explained.is_none() => view::csv::write(&sheet(&answer)),
        Format::Csv => view::csv::write(&table()),
        Format::Json => {
            let mut value = json(&q, &answer);
            if let Some(e) = &explained {
                value["explained"] = explained_json(&answer, e);
            }
            winset::json::text(&value)
        }
        Format::Html if explained.is_none() => {
            let plane: Vec<_> = pictures::plane(&q, &answer).into_iter().collect();
            view::html::write_with(&table(), &plane)
        }
        Format::Html => view::html::write(&table()),
        Format::Svg => match pictures::plane(&q, &answer) {
            Some(chart) => pictures::stand_alone(&chart),
            None => {
                to_stderr("winset: only the packages of two parties lie in a plane; ask for csv or html");
                return Ok(ExitCode::from(1));
            }
        },
    };
    to_stdout(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// A terminal gets a plane, a page some packages.
fn listing(a: &Deals) -> Listing {
    match a.format {
        _ if a.frontier => Listing::All,
        Format::Html => Listing::Some,
        _ => Listing::Plane,
    }
}

/// `US=2`.
fn weight(text: &str) -> Result<(String, f64), Failure> {
    let parsed =
        text.split_once('=').and_then(|(id, n)| Some((id.trim().to_owned(), n.trim().parse().ok()?)));
    parsed.ok_or_else(|| Failure(format!("`{text}` is no weight: write --weight PARTY=2")))
}
