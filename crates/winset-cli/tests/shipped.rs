//! The shipped cases without their folders: the same answers, copies, and what cannot be done to them.

mod support;

use std::fs;

use support::{KOREA, cases, run_in};

#[test]
fn what_is_built_in_is_what_the_folders_hold() {
    let mut ids: Vec<String> = fs::read_dir(cases())
        .expect("the shipped cases")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    assert_eq!(winset::shipped::ids(), ids);
    for id in ids {
        let disk = winset_disk::folder(&cases().join(&id)).expect("a folder");
        let built = winset::shipped::folder(&id).expect("a case");
        assert_eq!((disk.name, disk.files), (built.name, built.files), "{id}");
    }
}

#[test]
fn a_name_answers_as_the_folder_does() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for args in [
        ["brief", "--as-of", "2019-11-19"],
        ["price", "--format", "json"],
        ["record", "list", "--official"],
        ["check", "--format", "csv"],
    ] {
        let [verb, a, b] = args;
        let built = run_in(dir.path(), &[verb, KOREA, a, b]);
        let whole = run_in(&cases(), &[verb, KOREA, a, b]);
        assert_eq!(built.code, 0, "{args:?}: {}", built.err);
        assert_eq!(built.out, whole.out, "{args:?}");
    }
    let part = run_in(dir.path(), &["vote", "sma-11", "--format", "json"]);
    assert_eq!(part.out, run_in(&cases(), &["vote", KOREA, "--format", "json"]).out);
    let none = run_in(dir.path(), &["brief", "sma"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err.contains("no such folder")
            && none.err.contains("shipped case: ")
            && none.err.contains(KOREA),
        "{}",
        none.err
    );
}

#[test]
fn a_folder_of_the_name_goes_before() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("sma-11")).expect("made");
    let ran = run_in(dir.path(), &["check", "sma-11"]);
    assert_eq!(ran.code, 1, "an empty folder is no case: {}", ran.err);
}

#[test]
fn a_copy_is_the_whole_folder_and_the_original_is_not_written() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let ran = run_in(dir.path(), &["new", "mine", "--copy", "sma-11"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (name, bytes) in winset::shipped::files(KOREA).expect("a case") {
        assert_eq!(fs::read(dir.path().join("mine").join(name)).expect(name), bytes, "{name}");
    }
    assert_eq!(run_in(dir.path(), &["new", "mine", "--copy", "sma-11"]).code, 2, "not over something");
    let wrong = run_in(dir.path(), &["new", "other", "--copy", "nothing"]);
    assert!(wrong.code == 2 && wrong.err.contains(KOREA), "{}", wrong.err);
    let add = run_in(dir.path(), &["record", "sma-11", "add", "--kind", "event", "--claim", "x"]);
    assert_eq!(add.code, 2);
    assert!(add.err.contains("winset new DIR --copy sma-11"), "{}", add.err);
}
