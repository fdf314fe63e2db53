//! Sharing one bill: printed numbers, what every rule must hold, and every order of the parties by brute force.

mod rows;

use proptest::prelude::*;
use rows::Row;
use winset_engine::method::named;
use winset_engine::share::*;

type Rule = fn(&[f64], f64) -> Result<Vec<f64>, ShareError>;

const ON_CLAIMS: [(&str, Rule); 5] = [
    ("proportional", proportional),
    ("awards", constrained_equal_awards),
    ("losses", constrained_equal_losses),
    ("talmud", talmud),
    ("arrival", random_arrival),
];

fn answer(row: &Row) -> Vec<f64> {
    let (list, number) = (|name: &str| row.list(name), |name: &str| row.number(name));
    if let Some((_, rule)) = ON_CLAIMS.iter().find(|(name, _)| *name == row.function()) {
        return rule(&list("claims"), number("bill")).expect("an answer");
    }
    match row.function() {
        "shapley" => shapley(&list("values")).expect("a game"),
        "airport" => airport(&list("alone")).expect("costs"),
        "nash" => nash_provision(&list("incomes"), number("weight")).expect("incomes").contributions,
        "lindahl" => lindahl(&list("incomes"), number("weight")).expect("incomes"),
        "ability" => ability(&list("incomes"), number("power"), number("bill")).expect("incomes"),
        "exploitation" => exploitation(&list("burden"), &list("benefit")).into_iter().flatten().collect(),
        "spearman" => vec![spearman(&list("x"), &list("y")).expect("ranks")],
        "kendall" => vec![kendall(&list("x"), &list("y")).expect("ranks")],
        "voting" => shapley(&voting(&list("seats"), number("quota"))).expect("a game"),
        other => panic!("no function {other}"),
    }
}

fn voting(seats: &[f64], quota: f64) -> Vec<f64> {
    let sum = |s: usize| (0..seats.len()).filter(|i| s >> i & 1 == 1).map(|i| seats[i]).sum::<f64>();
    (0..1 << seats.len()).map(|s| f64::from(u8::from(sum(s) >= quota))).collect()
}

#[test]
fn printed_numbers() {
    let rows = Row::all(include_str!("data/share_rows.json"));
    assert!(rows.len() >= 40, "{}", rows.len());
    for row in &rows {
        close(row.id(), &answer(row), &row.value(), row.tolerance());
    }
}

#[track_caller]
fn close(what: &str, got: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (g, e) in got.iter().zip(expected) {
        assert!((g - e).abs() <= tolerance * e.abs().max(1.0), "{what}: {got:?} is not {expected:?}");
    }
}

/// A tie of .05 that the last bit of .20 − .25 and .15 − .20 would break: with mean ranks 24 of 32 signs are as extreme.
#[test]
fn signed_ranks_keep_ties_that_rounding_would_break() {
    let benefit = [0.25, 0.25, 0.20, 0.18, 0.12];
    let tied = signed_rank(&[0.40, 0.20, 0.15, 0.10, 0.15], &benefit).expect("pairs");
    assert_eq!((tied.statistic, tied.n, tied.p), (6.0, 5, 0.75));
    let apart = signed_rank(&[0.40, 0.20, 0.149, 0.10, 0.15], &benefit).expect("pairs");
    assert_eq!(
        (apart.statistic, apart.n, apart.p),
        (6.0, 5, 0.8125),
        "the table of Wilcoxon's W for 5 pairs"
    );
    assert_eq!(signed_rank(&benefit, &benefit), None);
}

#[test]
fn every_method_is_named_once_with_a_summary_and_a_source() {
    for m in METHODS {
        assert_eq!(named(METHODS, m.name), Some(m), "{} stands twice", m.name);
        assert!(!m.summary.is_empty() && !m.source.is_empty() && !m.summary.ends_with('.'));
    }
}

#[test]
fn what_cannot_be_shared_says_why() {
    for (name, rule) in ON_CLAIMS {
        assert_eq!(rule(&[], 1.0), Err(ShareError::Empty), "{name}");
        assert_eq!(rule(&[-1.0], 1.0), Err(ShareError::OutOfRange), "{name}");
        assert_eq!(rule(&[f64::NAN], 1.0), Err(ShareError::OutOfRange), "{name}");
        assert_eq!(rule(&[1.0], -1.0), Err(ShareError::OutOfRange), "{name}");
        assert_eq!(rule(&[f64::MAX, f64::MAX], 1.0), Err(ShareError::OutOfRange), "{name}");
        assert_eq!(rule(&[0.0, 0.0], 0.0), Ok(vec![0.0, 0.0]), "{name}");
    }
    assert_eq!(proportional(&[0.0], 1.0), Err(ShareError::NoWeight));
    assert_eq!(talmud(&[1.0, 2.0], 3.5), Err(ShareError::BillAboveTotal));
    let many: Vec<f64> = (1..=21).map(f64::from).collect();
    assert_eq!(random_arrival(&many, 9.0), Err(ShareError::TooLarge));
    assert_eq!(random_arrival(&[1.0; MOST_PARTIES + 1], 9.0), Err(ShareError::TooLarge));
    assert_eq!(shapley(&[0.0, 1.0, 2.0]), Err(ShareError::NotAGame));
    assert_eq!(shapley(&[1.0, 1.0]), Err(ShareError::NotAGame));
    assert_eq!(nash_provision(&[1.0], 1.0), Err(ShareError::OutOfRange));
    assert_eq!(provision_of(&[1.0], 0.0), Err(ShareError::OutOfRange));
}

/// Equal claims are gathered: a thousand towns with the same claim are one state each, not 2¹⁰⁰⁰.
#[test]
fn many_equal_claims_are_no_obstacle() {
    let claims = [vec![7.0; 998], vec![700.0, 1400.0]].concat();
    let out = random_arrival(&claims, 3500.0).expect("three claims");
    close("sum", &[out.iter().sum()], &[3500.0], 1e-9);
    assert!(out[0] < out[998] && out[998] < out[999]);
}

fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let insert = |order: &Vec<usize>, at: usize| {
        let mut o = order.clone();
        o.insert(at, n - 1);
        o
    };
    orders(n - 1).iter().flat_map(|o| (0..=o.len()).map(move |at| insert(o, at))).collect()
}

/// The mean over every order of what `step` gives to the party that comes after those before it.
fn over_all_orders(n: usize, step: impl Fn(&[usize], usize) -> f64) -> Vec<f64> {
    let all = orders(n);
    let mut out = vec![0.0; n];
    for order in &all {
        for (place, &i) in order.iter().enumerate() {
            out[i] += step(&order[..place], i) / all.len() as f64;
        }
    }
    out
}

fn claims() -> impl Strategy<Value = (Vec<f64>, f64)> {
    // Whole claims so that some are equal; part of the sum is the bill.
    (prop::collection::vec(0_u32..30, 1..7), 0_u32..=100).prop_map(|(c, part)| {
        let c: Vec<f64> = c.into_iter().map(f64::from).collect();
        let bill = c.iter().sum::<f64>() * f64::from(part) / 100.0;
        (c, bill)
    })
}

fn real_claims() -> impl Strategy<Value = (Vec<f64>, f64)> {
    (prop::collection::vec(0.0..1e12, 1..12), 0.0..=1.0).prop_map(|(c, part): (Vec<f64>, f64)| {
        let bill = c.iter().sum::<f64>() * part;
        (c, bill)
    })
}

/// Contributions that are each a best answer to the others', found by going round.
fn best_answers(incomes: &[f64], a: f64) -> Vec<f64> {
    let mut g = vec![0.0; incomes.len()];
    for _ in 0..20_000 {
        for i in 0..g.len() {
            let others = g.iter().sum::<f64>() - g[i];
            g[i] = (a * incomes[i] - (1.0 - a) * others).max(0.0);
        }
    }
    g
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_rule_pays_the_bill_and_no_claim_is_exceeded((c, bill) in prop_oneof![claims(), real_claims()]) {
        let sum: f64 = c.iter().sum();
        for (name, rule) in ON_CLAIMS {
            if name == "proportional" && sum == 0.0 { continue }
            let x = rule(&c, bill).expect("an answer");
            prop_assert!((x.iter().sum::<f64>() - bill).abs() <= 1e-10 * sum.max(1.0), "{name} {c:?} {bill} {x:?}");
            for (xi, ci) in x.iter().zip(&c) {
                prop_assert!(*xi >= 0.0 && *xi <= ci * (1.0 + 1e-12), "{name} {c:?} {bill} {x:?}");
            }
            // The larger claim bears no less, and is spared no less.
            for i in 0..c.len() {
                for j in 0..c.len() {
                    if c[i] <= c[j] {
                        let loose = 1e-9 * sum.max(1.0);
                        prop_assert!(x[i] <= x[j] + loose && c[i] - x[i] <= c[j] - x[j] + loose, "{name} {c:?} {bill} {x:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_parties_changes_no_bit((c, bill) in real_claims(), turn in 0_usize..12) {
        let mut turned = c.clone();
        turned.rotate_left(turn % c.len());
        turned.reverse();
        for (name, rule) in ON_CLAIMS {
            let mut x = rule(&c, bill).expect("an answer");
            x.rotate_left(turn % c.len());
            x.reverse();
            prop_assert_eq!(&rule(&turned, bill).expect("an answer"), &x, "{}", name);
        }
    }

    #[test]
    fn what_is_paid_and_what_is_spared_follow_the_same_rule((c, bill) in claims()) {
        let sum: f64 = c.iter().sum();
        let dual = |rule: Rule, other: Rule| {
            let x = rule(&c, bill).expect("an answer");
            let y = other(&c, sum - bill).expect("an answer");
            c.iter().zip(x.iter().zip(&y)).all(|(c, (x, y))| (c - y - x).abs() < 1e-9)
        };
        prop_assert!(dual(talmud, talmud) && dual(random_arrival, random_arrival));
        prop_assert!(dual(constrained_equal_awards, constrained_equal_losses));
    }

    #[test]
    fn random_arrival_is_the_mean_over_all_orders((c, bill) in claims()) {
        let pays = |before: &[usize], i: usize| c[i].min((bill - before.iter().map(|j| c[*j]).sum::<f64>()).max(0.0));
        let brute = over_all_orders(c.len(), pays);
        for (x, b) in random_arrival(&c, bill).expect("an answer").iter().zip(&brute) {
            prop_assert!((x - b).abs() < 1e-9, "{c:?} {bill}: {x} is not {b}");
        }
        // The same as the Shapley value of what the others leave unpaid.
        let left = |s: usize| (bill - (0..c.len()).filter(|i| s >> i & 1 == 0).map(|i| c[i]).sum::<f64>()).max(0.0);
        let values: Vec<f64> = (0..1 << c.len()).map(|s| if s == 0 { 0.0 } else { left(s) }).collect();
        for (x, b) in shapley(&values).expect("a game").iter().zip(&brute) {
            prop_assert!((x - b).abs() < 1e-9, "{c:?} {bill}: {x} is not {b}");
        }
    }

    #[test]
    fn shapley_is_the_mean_over_all_orders(mut values in prop::collection::vec(-9.0..9.0, 16)) {
        values[0] = 0.0;
        let set = |parties: &[usize]| parties.iter().map(|i| 1_usize << i).sum::<usize>();
        let adds = |before: &[usize], i: usize| values[set(before) | 1 << i] - values[set(before)];
        for (x, b) in shapley(&values).expect("a game").iter().zip(&over_all_orders(4, adds)) {
            prop_assert!((x - b).abs() < 1e-9);
        }
    }

    #[test]
    fn the_airport_is_shapley_of_the_dearest(c in prop::collection::vec(0.0..9.0, 1..7)) {
        let dearest = |s: usize| (0..c.len()).filter(|i| s >> i & 1 == 1).fold(0.0, |m: f64, i| m.max(c[i]));
        let values: Vec<f64> = (0..1 << c.len()).map(dearest).collect();
        for (x, y) in airport(&c).expect("costs").iter().zip(&shapley(&values).expect("a game")) {
            prop_assert!((x - y).abs() < 1e-9);
        }
    }

    #[test]
    fn nobody_would_give_another_amount(w in prop::collection::vec(0.1..9.0, 1..6), a in 0.2..0.9) {
        let p = nash_provision(&w, a).expect("incomes");
        for (x, y) in p.contributions.iter().zip(&best_answers(&w, a)) {
            prop_assert!((x - y).abs() < 1e-6, "{w:?} {a}: {:?}", p.contributions);
        }
        prop_assert!((p.contributions.iter().sum::<f64>() - p.provided).abs() < 1e-9);
        prop_assert!(p.provided <= p.agreed + 1e-9, "less is provided than all would agree on");
        // Asked the other way round, for the weight at which the bill is met, the same comes out.
        let back = provision_of(&w, p.provided).expect("incomes");
        prop_assert!((back.weight - a).abs() < 1e-9 && (back.agreed - p.agreed).abs() < 1e-7);
        for (x, y) in back.contributions.iter().zip(&p.contributions) {
            prop_assert!((x - y).abs() < 1e-7);
        }
    }

    #[test]
    fn ranks_against_the_definition(x in prop::collection::vec(0_i32..6, 3..9), y in prop::collection::vec(0_i32..6, 9)) {
        let y: Vec<f64> = y[..x.len()].iter().map(|v| f64::from(*v)).collect();
        let x: Vec<f64> = x.iter().map(|v| f64::from(*v)).collect();
        // A mean rank is one more than those below and half of the others that are equal.
        let rank = |l: &[f64], v: f64| {
            let below = l.iter().filter(|o| **o < v).count() as f64;
            below + 1.0 + (l.iter().filter(|o| **o == v).count() as f64 - 1.0) / 2.0
        };
        let r = |l: &[f64]| l.iter().map(|v| rank(l, *v)).collect::<Vec<f64>>();
        let (a, b) = (r(&x), r(&y));
        let n = x.len() as f64;
        let cov = |p: &[f64], q: &[f64]| p.iter().zip(q).map(|(u, v)| u * v).sum::<f64>() / n - (n + 1.0) * (n + 1.0) / 4.0;
        match spearman(&x, &y) {
            None => prop_assert!(cov(&a, &a) * cov(&b, &b) < 1e-12),
            Some(rho) => prop_assert!((rho - cov(&a, &b) / (cov(&a, &a) * cov(&b, &b)).sqrt()).abs() < 1e-9),
        }
        // Every sign of every rank.
        let d: Vec<f64> = x.iter().zip(&y).map(|(u, v)| u - v).filter(|d| *d != 0.0).collect();
        let size: Vec<f64> = d.iter().map(|v| v.abs()).collect();
        let ranks = r(&size);
        let smaller = |plus: f64| plus.min(ranks.iter().sum::<f64>() - plus);
        let seen = smaller(d.iter().zip(&ranks).filter(|(d, _)| **d > 0.0).map(|(_, r)| r).sum());
        let plus = |s: usize| (0..ranks.len()).filter(|i| s >> i & 1 == 1).map(|i| ranks[i]).sum::<f64>();
        let extreme = (0..1_usize << ranks.len()).filter(|s| smaller(plus(*s)) <= seen).count();
        match signed_rank(&x, &y) {
            None => prop_assert!(d.is_empty()),
            Some(t) => {
                prop_assert!(t.statistic == seen && t.n == d.len());
                prop_assert!((t.p - extreme as f64 / (1_usize << ranks.len()) as f64).abs() < 1e-12);
            }
        }
    }
}
