//! Makes the weights of the reader from texts with gold claims: linear classifiers, in a fixed order.
//!
//! `train_kinds FOLDER… > crates/winset-read/rules/kinds.weights`. With `--cross` it prints how often
//! the kind is right for texts that were left out of training, with `--dump` the samples.
#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use winset_benches::gold::{matched, texts};
use winset_read::read::candidates;

/// A clause with the kind its gold file gives it, or `none`.
struct Sample {
    text: usize,
    features: Vec<String>,
    kind: String,
}

const ROUNDS: usize = 40;
/// What a wrong sample costs.
const COST: f64 = 0.05;
/// What a rule weighs beyond what the texts say of it.
const RULE: f64 = 0.5;
/// Features stay only where at least this many texts have them.
const LEAST_TEXTS: usize = 4;
/// Weights are printed in these parts of one, the smallest left out.
const SCALE: f64 = 100.0;
const LEAST_WEIGHT: f64 = 4.0;

type Weights = BTreeMap<String, BTreeMap<String, f64>>;

fn main() -> ExitCode {
    let (flags, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let mut samples = Vec::new();
    let mut texts = 0;
    for folder in &folders {
        if let Err(e) = load(Path::new(folder), &mut texts, &mut samples) {
            eprintln!("{folder}: {e}");
            return ExitCode::from(2);
        }
    }
    if samples.is_empty() {
        eprintln!("train_kinds FOLDER… [--cross]: folders of NN.txt with NN.gold.csv");
        return ExitCode::from(2);
    }
    if flags.iter().any(|f| f == "--dump") {
        for s in &samples {
            println!("{} {} {}", s.text, s.kind, s.features.join(" "));
        }
        return ExitCode::SUCCESS;
    }
    common_words(&mut samples);
    if flags.iter().any(|f| f == "--cross") {
        cross(&samples, texts);
    } else {
        print(&train(&samples.iter().collect::<Vec<_>>()), samples.len(), texts);
    }
    ExitCode::SUCCESS
}

fn load(folder: &Path, count: &mut usize, out: &mut Vec<Sample>) -> Result<(), Box<dyn std::error::Error>> {
    for text in texts(folder)? {
        let list = candidates(&text.doc).map_err(|e| e.language.name())?;
        let spans: Vec<Range<usize>> = list.iter().map(|c| text.doc.characters(&c.at)).collect();
        let mut kinds = vec!["none".to_owned(); list.len()];
        for (i, j) in matched(&spans, &text.claims) {
            kinds[i].clone_from(&text.claims[j].kind);
        }
        out.extend(list.into_iter().zip(kinds).map(|(c, kind)| Sample {
            text: *count,
            features: c.features,
            kind,
        }));
        *count += 1;
    }
    Ok(())
}

/// Drops words and pairs of words that few texts have.
fn common_words(samples: &mut [Sample]) {
    let mut seen: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for s in samples.iter() {
        for f in &s.features {
            seen.entry(f.clone()).or_default().insert(s.text);
        }
    }
    for s in samples.iter_mut() {
        s.features.retain(|f| seen.get(f).is_some_and(|t| t.len() >= LEAST_TEXTS));
    }
}

/// One linear classifier a kind against all others, with squared hinge loss, by dual coordinate descent (Hsieh and others
/// 2008); the order of the samples is fixed, so that the same texts give the same weights.
fn train(samples: &[&Sample]) -> Weights {
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for f in samples.iter().flat_map(|s| &s.features) {
        let next = index.len();
        index.entry(f).or_insert(next);
    }
    let rows: Vec<Vec<usize>> = samples
        .iter()
        .map(|s| s.features.iter().filter_map(|f| index.get(f.as_str()).copied()).collect())
        .collect();
    let kinds: BTreeSet<&str> = samples.iter().map(|s| s.kind.as_str()).collect();
    let mut out = Weights::new();
    for kind in kinds {
        let signs: Vec<f64> = samples.iter().map(|s| if s.kind == kind { 1.0 } else { -1.0 }).collect();
        let w = separate(&rows, &signs, index.len());
        for (f, i) in &index {
            out.entry((*f).to_owned()).or_default().insert(kind.to_owned(), w[*i]);
        }
        // A rule was written by a person and weighs more than its hits in these texts.
        *out.entry(format!("kind:{kind}")).or_default().entry(kind.to_owned()).or_insert(0.0) += RULE;
    }
    out
}

/// The weights that tell samples of one sign from those of the other.
fn separate(rows: &[Vec<usize>], signs: &[f64], features: usize) -> Vec<f64> {
    let mut w = vec![0.0; features];
    let mut alpha = vec![0.0; rows.len()];
    for round in 0..ROUNDS {
        let stride = [1, 7, 11, 13, 17, 19][round % 6];
        for k in 0..rows.len() {
            let i = (k * stride + round) % rows.len();
            let x = &rows[i];
            let lean = x.iter().map(|f| w[*f]).sum::<f64>() * signs[i] - 1.0 + alpha[i] / (2.0 * COST);
            let step: f64 = (alpha[i] - lean / (x.len() as f64 + 1.0 / (2.0 * COST))).max(0.0) - alpha[i];
            alpha[i] += step;
            for f in x {
                w[*f] += step * signs[i];
            }
        }
    }
    w
}

/// The kind with the most weight.
fn best<'a>(w: &Weights, features: &[String], kinds: &BTreeSet<&'a str>) -> &'a str {
    let mut sums: BTreeMap<&str, f64> = kinds.iter().map(|k| (*k, 0.0)).collect();
    for f in features {
        for (kind, v) in w.get(f).into_iter().flatten() {
            if let Some(sum) = sums.get_mut(kind.as_str()) {
                *sum += v;
            }
        }
    }
    let most = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |(k, _)| k);
    kinds.get(most).copied().unwrap_or("")
}

/// How often the kind is right where a fifth of the texts is left out of training, beside the rules alone.
fn cross(samples: &[Sample], texts: usize) {
    const PARTS: usize = 5;
    let (mut gold, mut found, mut both, mut right, mut ruled) = (0, 0, 0, 0, 0);
    for part in 0..PARTS.min(texts) {
        let rest: Vec<&Sample> = samples.iter().filter(|s| s.text % PARTS != part).collect();
        let w = train(&rest);
        let kinds: BTreeSet<&str> = rest.iter().map(|s| s.kind.as_str()).collect();
        for s in samples.iter().filter(|s| s.text % PARTS == part) {
            let said = best(&w, &s.features, &kinds);
            gold += usize::from(s.kind != "none");
            found += usize::from(said != "none");
            if s.kind != "none" && said != "none" {
                both += 1;
                right += usize::from(said == s.kind);
                ruled += usize::from(s.features.iter().any(|f| f.strip_prefix("kind:") == Some(&s.kind)));
            }
        }
    }
    println!(
        "{gold} claims, {found} found, {both} of both; the kind is right for {right}, by the rules alone for {ruled}"
    );
}

fn print(w: &Weights, clauses: usize, texts: usize) {
    println!(
        "# Weights of features by kind, made by train_kinds from {clauses} clauses of {texts} texts; whole parts of 1/{SCALE}."
    );
    for (f, by_kind) in w {
        let list: Vec<String> = by_kind
            .iter()
            .map(|(k, v)| (k, (v * SCALE).round()))
            .filter(|(_, v)| v.abs() >= LEAST_WEIGHT)
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        if !list.is_empty() {
            println!("{f} {}", list.join(" "));
        }
    }
}
