//! Votes against reference numbers: every row of the file, each made by another method than ours.

mod rows;

use rows::Row;
use winset_engine::special::normal_quantile;
use winset_engine::vote::{
    Base, Bloc, Chamber, Mood, Passing, RollCall, Rule, amount_passing, cap, expected_yes, mood_given_vote,
    pass_given_mood, pass_probability, quorum_probability, shapley_shubik, x_crit, yes_given_mood,
};

fn rule(row: &Row) -> Rule {
    let parts = row.input("rule").as_array().expect("a rule");
    let number = |i: usize| parts[i].as_u64().expect("a whole number") as u32;
    let base = match parts[4].as_str() {
        Some("present") => Base::Present,
        Some("members") => Base::Members,
        Some("cast") => Base::Cast,
        _ => panic!("{}: no base", row.id()),
    };
    Rule { quorum: number(0), threshold: (number(1), number(2)), strict: number(3) == 1, base }
}

fn or(row: &Row, name: &str, usual: f64) -> f64 {
    if row.has(name) { row.number(name) } else { usual }
}

fn chamber(row: &Row) -> Chamber {
    let seats = row.list("seats");
    let list = |name: &str, usual: f64| {
        if row.has(name) { row.list(name) } else { vec![usual; seats.len()] }
    };
    let (base_yes, slope) = (row.list("base_yes"), row.list("slope"));
    let (attendance, abstain) = (list("attendance", 1.0), list("abstain", 0.0));
    let party_line = list("party_line", 0.0);
    let bloc = |j: usize| Bloc {
        seats: seats[j] as u32,
        weight: 1,
        base_yes: base_yes[j],
        slope: slope[j],
        party_line: party_line[j],
        attendance: attendance[j],
        abstain: abstain[j],
    };
    Chamber {
        rule: rule(row),
        members: row.number("members") as u32,
        blocs: (0..seats.len()).map(bloc).collect(),
        shift: 0.0,
        mood_share: row.number("mood_share"),
    }
}

fn prior(row: &Row) -> Mood {
    match row.has("prior") {
        true => Mood { mean: row.list("prior")[0], sd: row.list("prior")[1] },
        false => Mood::UNKNOWN,
    }
}

fn answer(row: &Row) -> Vec<f64> {
    let (x, shift) = (or(row, "x", 0.0), or(row, "shift", 0.0));
    match row.function() {
        "needed" => {
            let needed = |present: &f64| rule(row).needed(300, *present as u32, *present as u32);
            row.list("present").iter().map(|v| f64::from(needed(v))).collect()
        }
        "power" => {
            let weights: Vec<u32> = row.list("weights").iter().map(|w| *w as u32).collect();
            shapley_shubik(&weights, row.number("quota") as u32).expect("a small vote")
        }
        "pass" => vec![pass_probability(&[chamber(row)], prior(row), x, &[shift])],
        "table" => {
            let chambers = [chamber(row)];
            vec![Passing::new(&chambers, prior(row), &[x]).expect("a sound chamber").chance(0, &[shift])]
        }
        "yes" => yes_given_mood(&chamber(row), x, shift, 0.0),
        "expected" => vec![expected_yes(&chamber(row), prior(row), x, shift).iter().sum()],
        "quorum" => vec![quorum_probability(&chamber(row))],
        "ratio" => {
            let x =
                amount_passing(&[chamber(row)], prior(row), &[shift], row.number("p")).expect("an amount");
            vec![libm::exp(x)]
        }
        "crit" => vec![x_crit(&chamber(row), row.number("mood"), shift)],
        "cap" => {
            let (lag, memory) = (row.number("lag"), row.number("memory"));
            vec![cap(&chamber(row), row.number("p"), row.number("mood"), lag, memory, shift)]
        }
        "mood" => {
            let vote = RollCall { yes: row.number("yes") as u32, present: row.number("present") as u32 };
            let mood = mood_given_vote(&chamber(row), prior(row), x, shift, vote);
            vec![mood.mean, mood.sd]
        }
        other => panic!("{}: no function {other}", row.id()),
    }
}

/// The chance in a very large chamber: the row's chance is right if its mood is the one at which the amount just passes.
fn limit_of_large_chambers(row: &Row) -> Vec<f64> {
    let mood = -normal_quantile(row.value()[0]);
    vec![x_crit(&chamber(row), mood, 0.0) - row.number("x")]
}

fn worst_mood(row: &Row) -> f64 {
    let one = [chamber(row)];
    let (x, shift) = (row.number("x"), row.number("shift"));
    let off = |i: i32| {
        let z = -8.5 + f64::from(i) / 8.0;
        let quick = Passing::new(&one, Mood { mean: z, sd: 0.0 }, &[x]).expect("sound").chance(0, &[shift]);
        (quick - pass_given_mood(&one[0], x, shift, z)).abs()
    };
    (0..=136).map(off).fold(0.0, f64::max)
}

#[test]
fn every_row_is_met() {
    let rows = Row::all(include_str!("data/vote_rows.json"));
    assert!(rows.len() > 80, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let (got, expected) = match row.function() {
            "limit" => (limit_of_large_chambers(row), vec![0.0]),
            "worst" => (vec![worst_mood(row)], row.value()),
            _ => (answer(row), row.value()),
        };
        let off = got.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        if got.len() != expected.len() || off.is_nan() || off > row.tolerance() {
            wrong.push(format!("{} {}: {got:?}, not {expected:?} (off {off:e})", row.function(), row.id()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
