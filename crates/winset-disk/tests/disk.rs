//! Files and folders: whole or not there, never over what somebody wrote meanwhile, nothing left behind.

use std::fs;
use std::path::Path;

use winset_disk::{Failure, folder, must_be_free, over_file, to_file, unchanged, write_folder};

fn temp() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
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

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("readable")
}

#[track_caller]
fn fails<T: std::fmt::Debug>(result: Result<T, Failure>, words: &str) -> Failure {
    let failure = result.expect_err("it fails");
    assert!(failure.to_string().contains(words), "no `{words}` in {failure}");
    failure
}

#[test]
fn a_folder_is_read_as_the_files_of_the_format() {
    let dir = temp();
    for (name, text) in [
        ("case.toml", "winset = 1\n"),
        ("record.csv", "id\n"),
        ("notes.txt", "mine"),
        ("series/b.csv", "b"),
        ("series/a.csv", "a"),
        ("series/a.txt", "x"),
        ("texts/t.txt", "x"),
    ] {
        fs::create_dir_all(dir.path().join(name).parent().expect("a parent")).expect("made");
        fs::write(dir.path().join(name), text).expect("written");
    }
    let read = folder(dir.path()).expect("read");
    let found: Vec<&str> = read.files.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(found, ["case.toml", "record.csv", "series/a.csv", "series/b.csv"]);
    assert_eq!(read.files[2].1, b"a");
    assert_eq!(Some(read.name.as_str()), dir.path().file_name().and_then(|n| n.to_str()));
    fails(folder(&dir.path().join("case.toml")), "name the folder that holds it");
    fs::create_dir(dir.path().join("bridge")).expect("made");
    let failure = fails(folder(&dir.path().join("brigde")), "no such folder; did you mean");
    assert_eq!(failure.path, dir.path().join("brigde"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_read() {
    let (dir, other) = (temp(), temp());
    fs::write(other.path().join("secret"), "x").expect("written");
    std::os::unix::fs::symlink(other.path().join("secret"), dir.path().join("record.csv")).expect("linked");
    fails(folder(dir.path()), "leads out of the case folder");
}

#[test]
fn a_file_is_written_only_over_what_was_read() {
    let dir = temp();
    let path = dir.path().join("record.csv");
    over_file(&path, None, "one").expect("a new file");
    assert!(fails(over_file(&path, None, "two"), "changed while").changed);
    assert!(fails(over_file(&path, Some(b"other"), "two"), "changed while").changed);
    assert_eq!(text(&path), "one");
    over_file(&path, Some(b"one"), "two").expect("nobody changed it");
    assert_eq!(text(&path), "two");
    unchanged(&path, Some(b"two")).expect("it is so");
    assert!(fails(unchanged(&path, None), "changed while").changed);
    to_file(&path, "three").expect("whatever was there");
    assert_eq!(text(&path), "three");
    fs::remove_file(&path).expect("removed");
    assert!(fails(over_file(&path, Some(b"three"), "four"), "changed while").changed);
    assert!(!fails(to_file(&dir.path().join("no/record.csv"), "x"), "no such folder").changed);
    assert_eq!(names(dir.path()), [""; 0], "no temporary file is left");
}

#[cfg(unix)]
#[test]
fn a_file_written_over_keeps_its_link_and_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let dir = temp();
    let (real, link) = (dir.path().join("real.csv"), dir.path().join("record.csv"));
    fs::write(&real, "one").expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("set");
    std::os::unix::fs::symlink(&real, &link).expect("linked");
    over_file(&link, Some(b"one"), "two").expect("written");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(text(&real), "two");
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o600);
    to_file(&dir.path().join("new"), "x").expect("written");
    assert_eq!(fs::metadata(dir.path().join("new")).expect("there").permissions().mode() & 0o777, 0o644);
}

#[test]
fn a_folder_is_made_whole_or_not_at_all() {
    let dir = temp();
    let (deep, empty) = (dir.path().join("a/b/case"), dir.path().join("empty"));
    let files = [("case.toml", "x"), ("series/usd.csv", "y")];
    write_folder(&deep, &files).expect("made");
    assert_eq!(text(&deep.join("series/usd.csv")), "y");
    fs::create_dir(&empty).expect("made");
    must_be_free(&empty).expect("it is free");
    write_folder(&empty, &files).expect("made");
    assert_eq!(names(&empty), ["case.toml", "series"]);
    fails(must_be_free(&empty), "not empty");
    fails(must_be_free(&empty.join("case.toml")), "not empty");
    let broken = [("case.toml", "x"), ("case.toml/inside", "y")];
    fails(write_folder(&dir.path().join("c/d"), &broken), "nothing was written");
    assert_eq!(names(dir.path()), ["a", "empty"]);
}
