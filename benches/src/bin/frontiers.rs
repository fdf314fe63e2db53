//! Times frontiers and solutions on made-up spaces, and on request beside NegMAS on the same ones.
//!
//! `cargo run --release -p winset-benches --bin frontiers -- [--negmas PYTHON]`: the Python is one that has NegMAS 0.16.0;
//! without it our times stand alone.
#![forbid(unsafe_code)]

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use winset_engine::space::{
    Concept, Group, SolveOptions, Space, Stair, Staircase, candidates, frontier_n, frontier_of,
    frontier_swept, frontier2, solve,
};

const SEED: u64 = 20_191_119;
const MANY: [usize; 5] = [10, 8, 10, 10, 30];
const RIVALRY: u64 = 5;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let python = match args.as_slice() {
        [] => None,
        [flag, python] if flag == "--negmas" => Some(python.clone()),
        _ => {
            eprintln!("usage: frontiers [--negmas PYTHON]");
            return ExitCode::from(2);
        }
    };
    if python.is_none() {
        println!("without --negmas PYTHON there is nothing to compare with: our times alone");
    }
    println!("median (fastest) of several runs in one process, one thread\n");
    let peer = |parties: usize, rivalry: u64, sizes: &[usize]| {
        python.as_deref().and_then(|p| negmas(p, parties, rivalry, sizes))
    };
    additive(peer(2, 0, &[10; 6]));
    arrays();
    five(peer(5, RIVALRY, &MANY));
    ExitCode::SUCCESS
}

/// The same congruence as in `negmas_frontiers.py`.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn unit(&mut self) -> f64 {
        (self.next() as f64 + self.next() as f64 / 2_147_483_648.0) / 2_147_483_648.0
    }
}

/// An additive space with whole utilities; for each level a party gains what it drew and loses `rivalry`/10 of the average draw.
fn space(parties: usize, rivalry: u64, sizes: &[usize]) -> Space {
    let mut numbers = Numbers(SEED);
    let group = |size: &usize| {
        let mut utility = vec![Vec::new(); parties];
        for _ in 0..*size {
            let drawn: Vec<u64> = (0..parties).map(|_| numbers.next() % 1000).collect();
            let lost = (drawn.iter().sum::<u64>() * rivalry) as f64;
            for (u, d) in utility.iter_mut().zip(&drawn) {
                u.push((10 * parties as u64 * d) as f64 - lost);
            }
        }
        Group::new(utility)
    };
    Space::new(vec![0.0; parties], sizes.iter().map(group).collect()).expect("a space of finite numbers")
}

/// Median and least milliseconds of a job.
fn time<T>(runs: usize, mut job: impl FnMut() -> T) -> (f64, f64) {
    let mut times: Vec<f64> = (0..=runs)
        .map(|_| {
            let start = Instant::now();
            black_box(job());
            start.elapsed().as_secs_f64() * 1e3
        })
        .skip(1)
        .collect();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[0])
}

fn line(job: &str, (median, least): (f64, f64), outcomes: f64, goal: &str) {
    let each =
        if outcomes > 0.0 { format!("{:7.2} ns each", median * 1e6 / outcomes) } else { String::new() };
    println!("{job:<58} {median:9.4} ms ({least:9.4}) {each:16}  {goal}");
}

fn settle(u: &[Vec<f64>]) -> [Option<usize>; 2] {
    let columns: Vec<&[f64]> = u.iter().map(Vec::as_slice).collect();
    let of = |c| solve(c, &columns, &[0.0, 0.0], None, &SolveOptions::default()).map(|s| s.index);
    [of(Concept::Nash), of(Concept::KalaiSmorodinsky)]
}

fn additive(peer: Option<(f64, usize)>) {
    let (six, forty) = (space(2, 0, &[10; 6]), space(2, 0, &[10; 40]));
    let summed = |space: &Space| {
        let front = frontier_of(black_box(space), 1_000_000).expect("small enough");
        settle(&front.points.u)
    };
    let ours = time(401, || summed(&six));
    line("10^6 packages, sums of fronts, Nash, KS", ours, 0.0, "goal < 0.1 ms");
    line("10^40 packages, sums of fronts, Nash, KS", time(101, || summed(&forty)), 0.0, "goal < 5 ms");
    let swept = || settle_stairs(&frontier_swept(black_box(&six), 1_000_000).expect("small enough"));
    let by_rows = time(101, swept);
    line("10^6 packages, row by row, Nash, KS", by_rows, 1e6, "");
    let listed = || {
        let all = candidates(black_box(&six), 1_000_000).expect("small enough");
        let front = frontier2(&all.u[0], &all.u[1]);
        settle(&all.u.iter().map(|c| front.iter().map(|k| c[*k]).collect()).collect::<Vec<_>>())
    };
    let in_blocks = time(51, || visited(black_box(&six)));
    line("10^6 packages, each visited, none kept, Nash, KS", in_blocks, 1e6, "goal < 1/1,000 of NegMAS");
    line("10^6 packages, listing them alone", time(51, || candidates(black_box(&six), 1_000_000)), 1e6, "");
    let in_memory = time(51, listed);
    line("10^6 packages, all listed, frontier, Nash, KS", in_memory, 1e6, "");
    let Some((seconds, size)) = peer else { return println!() };
    let front = frontier_of(&six, 1_000_000).expect("small enough").points.len();
    println!("NegMAS, the same: {:.0} ms; frontier {size}, ours {front}", seconds * 1e3);
    let times = |ms: f64| seconds * 1e3 / ms;
    println!(
        "  {:.0} times ours by sums, {:.0} row by row, {:.0} each visited, {:.0} all listed\n",
        times(ours.0),
        times(by_rows.0),
        times(in_blocks.0),
        times(in_memory.0)
    );
}

/// Every package, in blocks of the last three groups that follow each choice in the first three.
fn visited(space: &Space) -> [Option<usize>; 2] {
    let (first, last) = space.groups().split_at(3);
    let heads = candidates(&Space::new(vec![0.0; 2], first.to_vec()).expect("finite"), 1000).expect("1,000");
    let mut stairs = Staircase::new();
    let mut block = [Vec::with_capacity(1000), Vec::with_capacity(1000)];
    let mut tens = Vec::with_capacity(100);
    for k in 0..heads.len() {
        for (party, block) in block.iter_mut().enumerate() {
            let [a, b, c] = [0, 1, 2].map(|g: usize| &last[g].utility[party]);
            let head = heads.u[party][k];
            tens.clear();
            tens.extend(a.iter().flat_map(|a| b.iter().map(move |b| head + a + b)));
            block.clear();
            block.extend(tens.iter().flat_map(|t| c.iter().map(move |c| t + c)));
        }
        stairs.extend(&block[0], &block[1]);
    }
    settle_stairs(&stairs.finish())
}

fn settle_stairs(front: &[Stair]) -> [Option<usize>; 2] {
    settle(&[front.iter().map(|s| s.x).collect(), front.iter().map(|s| s.y).collect()])
}

/// Columns that pull against each other: y = pull (1 − x) + (1 − pull) noise.
fn columns(n: usize, pull: f64) -> [Vec<f64>; 2] {
    let mut numbers = Numbers(SEED);
    let x: Vec<f64> = (0..n).map(|_| numbers.unit()).collect();
    let y = x.iter().map(|a| pull * (1.0 - a) + (1.0 - pull) * numbers.unit()).collect();
    [x, y]
}

/// The least work there is: reading both columns once, for their largest values.
fn read(x: &[f64], y: &[f64]) -> f64 {
    let mut most = [0.0_f64; 16];
    for (a, b) in x.chunks_exact(16).zip(y.chunks_exact(16)) {
        for ((m, a), b) in most.iter_mut().zip(a).zip(b) {
            let higher = if *a > *b { *a } else { *b };
            *m = if higher > *m { higher } else { *m };
        }
    }
    most.iter().sum()
}

fn arrays() {
    for (n, runs) in [(1_000_000, 101), (10_000_000, 15)] {
        for pull in [0.0, 0.5, 0.9] {
            let [x, y] = columns(n, pull);
            let floor = time(runs, || read(black_box(&x), black_box(&y)));
            let ours = time(runs, || frontier2(black_box(&x), black_box(&y)));
            let size = frontier2(&x, &y).len();
            let goal = if pull == 0.0 {
                format!("goal <= 1.5 of reading; {:.2} (fastest {:.2})", ours.0 / floor.0, ours.1 / floor.1)
            } else {
                "goal <= 4 ns".to_owned()
            };
            let name = if pull == 0.0 { "independent".to_owned() } else { format!("opposed {pull}") };
            line(&format!("arrays of {n}, {name}: reading"), floor, n as f64, "");
            line(&format!("arrays of {n}, {name}: frontier {size}"), ours, n as f64, &goal);
        }
    }
    println!();
}

fn five(peer: Option<(f64, usize)>) {
    let space = space(5, RIVALRY, &MANY);
    let all = candidates(&space, 1_000_000).expect("small enough");
    let columns = all.columns();
    let ours = time(9, || frontier_n(black_box(&columns)));
    let size = frontier_n(&columns).len();
    let name = format!("{} packages, 5 parties", all.len());
    line(&format!("{name}: frontier {size} of columns"), ours, 0.0, "goal < 1/150 of NegMAS");
    let summed = time(9, || frontier_of(black_box(&space), 10_000_000));
    line(&format!("{name}: sums of fronts"), summed, 0.0, "");
    let Some((seconds, theirs)) = peer else { return };
    println!(
        "NegMAS, the same: {:.0} ms; frontier {theirs}, ours {size}; {:.0} times ours",
        seconds * 1e3,
        seconds * 1e3 / ours.0
    );
}

/// Seconds and size of the frontier as NegMAS finds it.
fn negmas(python: &str, parties: usize, rivalry: u64, sizes: &[usize]) -> Option<(f64, usize)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("negmas_frontiers.py");
    let mut args = vec![parties.to_string(), rivalry.to_string(), SEED.to_string()];
    args.extend(sizes.iter().map(usize::to_string));
    let told = Command::new(python).arg(script).args(args).output();
    let text = match told {
        Ok(out) if out.status.success() => String::from_utf8_lossy(&out.stdout).into_owned(),
        Ok(out) => {
            eprintln!("NegMAS: {}", String::from_utf8_lossy(&out.stderr));
            return None;
        }
        Err(e) => {
            eprintln!("{python}: {e}");
            return None;
        }
    };
    let mut words = text.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}
