//! Domains of other tools in and out: what is printed, what is refused, what is withheld, and that no half is written.

mod support;

use std::fs;
use std::path::Path;

use support::run_in;

const SPACE: &str = "issues:\n- {name: line, type: CategoricalIssue, values: [north, south]}\n- {name: stops, type: ContiguousIssue, values: [0, 4]}\nname: tram\n";
const CITY: &str = "name: city\ntype: LinearAdditiveUtilityFunction\nreserved_value: 0.3\nvalues:\n- mapping: {north: 1.0, south: 0.25}\n  type: TableFun\n- {type: AffineFun, slope: 0.25, bias: 0.0}\nweights: [0.6, 0.4]\n";
const REGION: &str = "name: region\ntype: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nvalues:\n- mapping: {north: 0.0, south: 1.0}\n  type: TableFun\n- {type: AffineFun, slope: -0.25, bias: 1.0}\nweights: [0.5, 0.5]\n";

fn tram() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let files = dir.path().join("tram");
    fs::create_dir(&files).expect("a folder");
    for (name, text) in
        [("tram.yml", SPACE), ("city.yml", CITY), ("region.yml", REGION), ("_info.yaml", "a: 1\n")]
    {
        fs::write(files.join(name), text).expect("a file");
    }
    dir
}

fn names(dir: &Path) -> Vec<String> {
    let mut list: Vec<String> = fs::read_dir(dir)
        .expect("a folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    list.sort();
    list
}

#[test]
fn a_domain_becomes_a_case_and_leaves_in_every_format() {
    let dir = tram();
    let ran = run_in(dir.path(), &["import", "tram", "-o", "case"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(
        ran.err.contains("case made from 3 files of NegMAS YAML: 2 issues, 10 packages, 2 parties"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("_info.yaml is no part of a domain: not read"), "{}", ran.err);
    // A preference rests on the file of its party and that of the domain.
    let text = fs::read_to_string(dir.path().join("case/case.toml")).expect("a case");
    for words in ["NegMAS YAML: city.yml, tram.yml\"", "NegMAS YAML: region.yml, tram.yml\""] {
        assert_eq!(text.matches(words).count(), 1, "{words} in {text}");
    }
    let checked = run_in(dir.path(), &["check", "case"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    for (file, list) in [
        ("out.xml", ["out-city.xml", "out-region.xml", "out.xml"]),
        ("out.json", ["out-city.json", "out-region.json", "out.json"]),
        ("out.yaml", ["out-city.yaml", "out-region.yaml", "out.yaml"]),
    ] {
        let target = dir.path().join(file.replace('.', "-"));
        fs::create_dir(&target).expect("a folder");
        let output = target.join(file).display().to_string();
        let ran = run_in(dir.path(), &["export", "case", "-o", &output]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert_eq!(names(&target), list);
        // The same case again, but for the basis; GeniusWeb has no package that is
        // worth as much as no deal.
        let back = format!("{file}-back");
        let ran = run_in(dir.path(), &["import", &target.display().to_string(), "-o", &back]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let values = |case: &str| -> Vec<String> {
            let text = fs::read_to_string(dir.path().join(case).join("case.toml")).expect("a case");
            let kept = |l: &&str| {
                let geniusweb = file == "out.json" && l.starts_with("disagreement");
                !l.starts_with("basis") && !geniusweb
            };
            text.lines().filter(kept).map(str::to_owned).collect()
        };
        assert_eq!(values(&back), values("case"), "{file}");
        // Nothing is written over.
        let ran = run_in(dir.path(), &["export", "case", "-o", &output]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("is there already; nothing was written"), "{}", ran.err);
    }
}

#[test]
fn wrong_files_make_no_case() {
    let dir = tram();
    let city = dir.path().join("tram/city.yml");
    fs::write(&city, CITY.replace("south: 0.25", "soth: x")).expect("a file");
    let ran = run_in(dir.path(), &["import", "tram", "-o", "case"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    for words in [
        "the value of a level is not a number: `x`",
        "--> city.yml:5:",
        "did you mean `south`?",
        "nothing was written",
    ] {
        assert!(ran.err.contains(words), "no `{words}` in {}", ran.err);
    }
    assert!(!dir.path().join("case").exists());
    fs::write(&city, CITY).expect("a file");
    // One party is no negotiation.
    let ran = run_in(dir.path(), &["import", "tram/tram.yml", "tram/city.yml", "-o", "case"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for words in [
        "a domain needs two profiles or more, and this is the only one",
        "--> city.yml:1:1",
        "name the files of the other parties too",
    ] {
        assert!(ran.err.contains(words), "no `{words}` in {}", ran.err);
    }
    assert!(!ran.err.contains("case.toml"), "{}", ran.err);
    for (args, words) in [
        (vec!["import", "tram/tram.yml", "tram/a.txt", "-o", "c"], "name files that end in"),
        (vec!["import", "tram/none.yml", "-o", "c"], "none.yml"),
        (vec!["import", "-", "-o", "c"], "a domain is several files, so none is read from standard input"),
        (vec!["import", "tram", "tram/city.yml", "-o", "c"], "is a folder"),
        (vec!["import", "tram", "-o", "tram"], "not empty; nothing was written"),
        (vec!["import", "tram"], "--output <DIR>"),
        (vec!["export", "tram", "-o", "x.txt"], "name a file that ends in"),
    ] {
        let ran = run_in(dir.path(), &args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
    assert_eq!(names(dir.path()), ["tram"]);
}

#[test]
fn files_of_another_format_and_low_reservations_are_told() {
    let dir = tram();
    let files = dir.path().join("tram");
    for name in ["a.json", "b.json"] {
        fs::write(files.join(name), "{}").expect("a file");
    }
    fs::write(files.join("note.txt"), "none").expect("a file");
    // GeniusWeb comes before NegMAS.
    let ran = run_in(dir.path(), &["import", "tram", "-o", "case"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let line =
        "tram: only the GeniusWeb JSON files are read, not _info.yaml, city.yml, region.yml, tram.yml\n";
    assert!(ran.err.contains(line), "{}", ran.err);
    for name in ["a.json", "b.json"] {
        fs::remove_file(files.join(name)).expect("a file");
    }
    fs::write(files.join("city.yml"), CITY.replace("0.3", "-1")).expect("a file");
    let ran = run_in(dir.path(), &["import", "tram", "-o", "case"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("only the"), "{}", ran.err);
    let words = "the reservation value -1 is below every package: it counts as the worst package, 0.15";
    assert!(ran.err.contains(words), "{}", ran.err);
}

#[test]
fn internal_preferences_leave_only_when_told() {
    let dir = tram();
    let ran = run_in(dir.path(), &["import", "tram", "-o", "case", "--internal", "--known-on", "2024-05-01"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = run_in(dir.path(), &["export", "case", "-o", "x.yml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("2 internal entries withheld (--audience own shows them)"), "{}", ran.err);
    assert!(ran.err.contains("no preferences that may be shown"), "{}", ran.err);
    assert_eq!(names(dir.path()), ["case", "tram"]);
    // One of the two.
    let path = dir.path().join("case/case.toml");
    let text = fs::read_to_string(&path).expect("a case");
    fs::write(&path, text.replacen("internal = true\n", "", 1)).expect("a case");
    let ran = run_in(dir.path(), &["export", "case", "-o", "x.yml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("a negotiation needs two profiles"), "{}", ran.err);
    assert_eq!(names(dir.path()), ["case", "tram", "x-city.yml", "x.yml"]);
    let ran = run_in(dir.path(), &["export", "case", "-o", "y.yml", "--audience", "own"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(dir.path()).len(), 7);
}

#[test]
fn a_case_without_issues_is_no_domain() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("case")).expect("a folder");
    let text = "winset = 1\ntitle = \"A bridge\"\nknown_on = 2026-01-01\n[party.a]\nname = \"A\"\n[party.b]\nname = \"B\"\n";
    fs::write(dir.path().join("case/case.toml"), text).expect("a case");
    let ran = run_in(dir.path(), &["export", "case", "-o", "x.xml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("the case has no issues, so there is no domain to write"), "{}", ran.err);
    assert_eq!(names(dir.path()), ["case"]);
}
