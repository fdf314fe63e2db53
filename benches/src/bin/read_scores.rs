//! Scores the reader on a folder of `NN.txt` with `NN.gold.csv`: precision, recall and F1 by kind, kinds and amounts right.
//!
//! `--list` shows every miss.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use winset_benches::gold::texts;
use winset_benches::tally::Tally;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else {
        eprintln!("read_scores FOLDER [--list]: a folder of NN.txt with NN.gold.csv");
        return ExitCode::from(2);
    };
    match run(Path::new(&folder), args.next().as_deref() == Some("--list")) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{folder}: {e}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path, list: bool) -> Result<String, Box<dyn std::error::Error>> {
    let texts = texts(folder)?;
    if texts.is_empty() {
        return Err("there is no NN.gold.csv".into());
    }
    let mut out = String::new();
    let mut all = Tally::default();
    for text in &texts {
        let t = Tally::of(text)?;
        out += &format!(
            "{:<6} gold {:>3}  found {:>3}  matched {:>3}  kind {:>3}  amount {:>3}\n",
            text.name, t.gold, t.found, t.matched, t.kind, t.amount
        );
        if list {
            let absent = text.absent.iter().map(|a| format!("absent {a}"));
            t.misses.iter().cloned().chain(absent).for_each(|m| out += &format!("  {m}\n"));
        }
        all.add(&t);
    }
    Ok(format!("{out}\n{}", all.text()))
}
