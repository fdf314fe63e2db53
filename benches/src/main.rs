//! One command that measures what the README claims: whole processes on the shipped case, and the size of the binary.
//!
//! `cargo run --release -p winset-benches` builds nothing but itself: build the command first with `cargo build --release`.
#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 21;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default();
    let binary =
        std::env::current_exe().ok().and_then(|p| p.parent().map(|d| d.join("winset"))).unwrap_or_default();
    if !binary.is_file() {
        eprintln!("there is no {}; run `cargo build --release` first", binary.display());
        return ExitCode::from(2);
    }
    let case = root.join("cases/rok-us-sma-11");
    let day = ["--as-of", "2019-11-19"];
    println!(
        "median (fastest–slowest) wall time of {RUNS} whole processes, after one run that is not counted"
    );
    let mut good = true;
    for (verb, limit) in
        [("check", 30), ("brief", 30), ("price", 30), ("forecast", 30), ("vote", 100), ("deals", 100)]
    {
        let mut args = vec![verb.to_owned(), case.display().to_string()];
        if verb != "check" {
            args.extend(day.map(str::to_owned));
        }
        good &= line(&format!("{verb} of the shipped case"), &binary, &args, limit);
    }
    match large_case(&case) {
        Ok(dir) => {
            good &=
                line("check of 10,000 claims", &binary, &["check".into(), dir.display().to_string()], 300);
            let _ = std::fs::remove_dir_all(dir);
        }
        Err(e) => {
            eprintln!("the large case could not be written: {e}");
            good = false;
        }
    }
    match megabyte(&root) {
        Ok(file) => {
            let name = file.path().display().to_string();
            good &= line("figures of 1 MB of text", &binary, &["figures".into(), name.clone()], 1000);
            good &= line(
                "read of 1 MB of text",
                &binary,
                &["read".into(), name, "--format".into(), "json".into()],
                1000,
            );
        }
        Err(e) => {
            eprintln!("the megabyte of text could not be written: {e}");
            good = false;
        }
    }
    let size = std::fs::metadata(&binary).map_or(0, |m| m.len());
    println!("{:<28} {:>8.2} MB   (goal: under 15 MB)", "size of the binary", size as f64 / 1e6);
    good &= size < 15_000_000;
    ExitCode::from(u8::from(!good))
}

fn line(name: &str, binary: &Path, args: &[String], limit: u64) -> bool {
    let mut times: Vec<Duration> = (0..=RUNS).map(|_| run(binary, args)).skip(1).collect();
    times.sort_unstable();
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let median = times[times.len() / 2];
    println!(
        "{name:<28} {:>8.1} ms ({:.1}–{:.1})   (goal: under {limit} ms)",
        ms(median),
        ms(times[0]),
        ms(times[times.len() - 1])
    );
    median < Duration::from_millis(limit)
}

fn run(binary: &Path, args: &[String]) -> Duration {
    let start = Instant::now();
    let status = Command::new(binary).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let time = start.elapsed();
    // 3: a figure was found wrong.
    let done = status.is_ok_and(|s| matches!(s.code(), Some(0 | 3)));
    assert!(done, "the measured command failed: {args:?}");
    time
}

/// The texts of the reader's tests over and over, up to a megabyte.
fn megabyte(root: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = root.join("crates/winset-read/tests/articles");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut all = String::from("# date: 2019-11-19\n---\n");
    while all.len() < 1_000_000 {
        for path in &files {
            let text = std::fs::read_to_string(path)?;
            all.push_str(text.split_once("---\n").map_or(text.as_str(), |(_, body)| body));
            all.push('\n');
        }
    }
    let mut end = 1_000_000;
    while !all.is_char_boundary(end) {
        end -= 1;
    }
    all.truncate(end);
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), all)?;
    Ok(file)
}

/// A copy of the shipped case whose record has 10,000 claims.
fn large_case(case: &Path) -> std::io::Result<PathBuf> {
    let dir = std::env::temp_dir().join(format!("winset-bench-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("series"))?;
    for entry in std::fs::read_dir(case)?.flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), dir.join(entry.file_name()))?;
        }
    }
    for entry in std::fs::read_dir(case.join("series"))?.flatten() {
        std::fs::copy(entry.path(), dir.join("series").join(entry.file_name()))?;
    }
    let record = std::fs::read_to_string(case.join("record.csv"))?;
    let head = record.lines().next().unwrap_or_default();
    let mut text = format!("{head}\n");
    let rows: Vec<&str> =
        record.lines().skip(1).filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic())).collect();
    for i in 0..10_000 {
        let row = rows[i % rows.len()];
        // The claims that the case rests on keep their ids.
        let _ = if i < rows.len() { writeln!(text, "{row}") } else { writeln!(text, "n{i}-{row}") };
    }
    std::fs::write(dir.join("record.csv"), text)?;
    Ok(dir)
}
