//! `winset deals`.

use std::process::ExitCode;

use winset::verb;

use super::answer;
use crate::args::Deals;
use crate::failure::Failure;

pub fn run(a: &Deals) -> Result<ExitCode, Failure> {
    let deals = verb::Deals {
        asked: a.asked.told(),
        explain: a.explain.clone(),
        methods: a.method.clone(),
        weights: a.weight.iter().map(|w| verb::weight(w)).collect::<Result<_, _>>()?,
        confidences: a.confidence.clone(),
        frontier: a.frontier,
        form: a.format.into(),
    };
    answer(&a.asked, deals.form, |checked| deals.answer(checked))
}
