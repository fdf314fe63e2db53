//! Domains of others, read where they lie beside the repository, against what other tools compute on them.

mod disk;
mod solve;

use disk::{domain, shared};
use serde_json::Value;
use solve::Space;
use winset_domain::{CaseNote, Domain, Format, Kind, Setting, case_text, of_case, read, write};

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9
}

fn rows(path: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("readable");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn numbers(v: &Value) -> Vec<f64> {
    v.as_array().expect("a list").iter().map(|n| n.as_f64().expect("a number")).collect()
}

/// The utilities of a list of points as the table has them: [[utilities, package], …].
fn points(v: &Value) -> Vec<Vec<f64>> {
    v.as_array().expect("a list").iter().map(|p| numbers(&p[0])).collect()
}

/// The package of a point by labels.
fn settings(domain: &Domain, package: &Value) -> Vec<Setting> {
    let labels = package.as_array().expect("a list");
    let at = |(issue, label): (&winset_domain::Issue, &Value)| {
        let Kind::Values(values) = &issue.kind else { panic!("a range") };
        let label = label.as_str().map_or_else(|| label.to_string(), str::to_owned);
        values.iter().position(|l| l.to_string() == label).expect("a value").into()
    };
    domain.issues.iter().zip(labels).map(at).collect()
}

/// Compares two lists of points, each once, in any order.
fn same(ours: &[Vec<f64>], theirs: &[Vec<f64>]) -> bool {
    let holds = |a: &[Vec<f64>], b: &[Vec<f64>]| {
        a.iter().all(|x| b.iter().any(|y| x.iter().zip(y).all(|(p, q)| close(*p, *q))))
    };
    holds(ours, theirs) && holds(theirs, ours)
}

fn differs(space: &Space, d: &Domain, want: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, good: bool| {
        if !good {
            wrong.push(format!("{}: {what}", want["path"]));
        }
    };
    check("packages", want["n"].as_u64() == d.packages());
    for (i, p) in d.profiles.iter().enumerate() {
        let (lo, hi) = space.range(i);
        let range = numbers(&want["ranges"][i]);
        check("range", close(lo, range[0]) && close(hi, range[1]));
        let r: f64 = p.reservation.to_string().parse().expect("a number");
        check("reservation", close(r, want["reserved"][i].as_f64().expect("a number")));
    }
    let front = space.frontier();
    check("frontier size", Some(front.len() as u64) == want["frontier_size"].as_u64());
    for (i, sum) in numbers(&want["frontier_sum"]).into_iter().enumerate() {
        let ours: f64 = front.iter().map(|f| f[i]).sum();
        check("frontier sum", (ours - sum).abs() < 1e-6);
    }
    let product = |u: &[f64]| {
        let g = space.gains(u);
        if g.iter().any(|g| *g < 0.0) { f64::NEG_INFINITY } else { g.iter().product() }
    };
    check("nash", same(&space.best(product), &points(&want["nash"])));
    let least = |u: &[f64]| space.gains(u).into_iter().fold(f64::INFINITY, f64::min);
    check(
        "kalai",
        space.best(least).iter().any(|b| same(std::slice::from_ref(b), &points(&want["kalai"])[..1])),
    );
    let on_front = |b: &Vec<f64>| front.iter().any(|f| f.iter().zip(b).all(|(p, q)| close(*p, *q)));
    let welfare: Vec<Vec<f64>> = space.best(|u| u.iter().sum()).into_iter().filter(|b| on_front(b)).collect();
    check("welfare", same(&welfare, &points(&want["max_welfare"])));
    // Every package that the table names is worth what the table says.
    for key in ["nash", "kalai", "ks", "max_welfare", "max_rel_welfare"] {
        for point in want[key].as_array().expect("a list") {
            let package = settings(d, &point[1]);
            for (p, u) in d.profiles.iter().zip(numbers(&point[0])) {
                let ours: f64 =
                    p.utility(&package).expect("a utility").to_string().parse().expect("a number");
                check(key, close(ours, u));
            }
        }
    }
    wrong
}

#[test]
fn genius_domains_have_the_utilities_that_negmas_computes() {
    let Some(folder) = shared() else { return };
    let mut wrong = Vec::new();
    let all = rows(&folder.join("expected/analysis.jsonl"));
    assert_eq!(all.len(), 37);
    for want in &all {
        let read =
            domain(&folder.join("genius").join(want["path"].as_str().expect("a path")), Format::Genius);
        wrong.extend(differs(&Space::of(&read.domain), &read.domain, want));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn geniusweb_domains_have_the_points_of_their_specials() {
    let Some(folder) = shared() else { return };
    for n in 0..6 {
        let here = folder.join(format!("geniusweb/domain0{n}"));
        let read = domain(&here, Format::GeniusWeb);
        let space = Space::of(&read.domain);
        let text = std::fs::read_to_string(here.join("specials.json")).expect("readable");
        let specials: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read.domain.packages(), specials["size"].as_u64());
        let front: Vec<Vec<f64>> = specials["pareto_front"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|p| numbers(&p["utility"]))
            .collect();
        let ours = space.frontier();
        assert!(same(&ours, &front), "domain0{n}: {} and {}", ours.len(), front.len());
        let nash = space.best(|u| u.iter().product());
        assert!(same(&nash, &[numbers(&specials["nash"]["utility"])]), "domain0{n}: {nash:?}");
        let spread = |u: &[f64]| (u[0] - u[1]).abs();
        let kalai = ours.iter().min_by(|a, b| spread(a).total_cmp(&spread(b))).expect("a point").clone();
        assert!(same(&[kalai], &[numbers(&specials["kalai"]["utility"])]), "domain0{n}");
    }
}

#[test]
fn every_other_domain_is_read_too() {
    let Some(folder) = shared() else { return };
    let mut n = 0;
    for year in ["y2010", "y2011", "y2012", "y2013"] {
        for here in std::fs::read_dir(folder.join("genius").join(year)).expect("readable").flatten() {
            let read = domain(&here.path(), Format::Genius);
            assert_eq!(read.domain.profiles.len(), 2, "{}", here.path().display());
            n += 1;
        }
    }
    assert_eq!(n, 40);
    for (name, packages) in [("Laptop", 27), ("Grocery", 1600), ("ItexvsCypress", 180)] {
        let read = domain(&folder.join("negmas").join(name), Format::NegMas);
        assert_eq!((read.domain.profiles.len(), read.domain.packages()), (2, Some(packages)), "{name}");
        let discounted = read.domain.profiles.iter().all(|p| p.discount.is_some());
        assert_eq!(discounted, name != "ItexvsCypress", "{name}");
    }
}

#[test]
fn a_domain_goes_through_a_case_and_out_again_unchanged() {
    let Some(folder) = shared() else { return };
    let mut all = vec![];
    for want in rows(&folder.join("expected/analysis.jsonl")) {
        all.push((folder.join("genius").join(want["path"].as_str().expect("a path")), Format::Genius));
    }
    all.extend((0..6).map(|n| (folder.join(format!("geniusweb/domain0{n}")), Format::GeniusWeb)));
    all.extend(
        ["Laptop", "Grocery", "ItexvsCypress"].map(|n| (folder.join("negmas").join(n), Format::NegMas)),
    );
    for (path, format) in all {
        let before = domain(&path, format).domain;
        let day = winset_case::Date::constant(2024, 1, 1);
        let note = CaseNote { known_on: day, basis: vec!["a file".to_owned()], internal: false };
        let files = vec![("case.toml".to_owned(), case_text(&before, &note).into_bytes())];
        let folder = winset_case::parse::Folder { name: "case".to_owned(), files };
        let case = winset_case::parse::parse(&folder, &[])
            .unwrap_or_else(|e| panic!("{}: {e:#?}", path.display()))
            .case;
        let after = of_case(&case, day).expect("a domain");
        assert_eq!(before, after, "{}", path.display());
        let ending = ["xml", "json", "yml"][format as usize];
        let written = write(format, &after, &format!("{}.{ending}", after.name)).expect("files");
        assert_eq!(written.remarks, Vec::<String>::new(), "{}", path.display());
        let files: Vec<winset_domain::File> =
            written.files.iter().map(|(n, t)| winset_domain::File::new(n, t.as_bytes())).collect();
        let again = read(format, &files).unwrap_or_else(|e| panic!("{}: {e:#?}", path.display())).domain;
        assert_eq!(before, again, "{}", path.display());
        assert_eq!(write(format, &again, &format!("{}.{ending}", again.name)).expect("files"), written);
    }
}
